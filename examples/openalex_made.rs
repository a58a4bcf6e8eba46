//! Made-up works in the form of OpenAlex, a line each, to try what reading many takes. Sizes of records and what stands in them
//! follow those of OpenAlex; each work cites some ten before it, half of them among the last thousand.
//!
//! `cargo run --release --example openalex_made 1000000 > works.jsonl`

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1000);
    let mut out = BufWriter::new(io::stdout().lock());
    (0..count).try_for_each(|number| writeln!(out, "{}", work(number)))
}

/// What numbers are drawn from: the same for each work, in whatever order they are made.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) * limit) >> 31
    }

    fn word(&mut self) -> String {
        const PARTS: [&str; 16] = [
            "al", "ber", "con", "dis", "est", "for", "gra", "hyd", "ion", "lak", "mod", "nor", "per", "riv", "sed",
            "tion",
        ];
        (0..=1 + self.below(2)).map(|_| PARTS[self.below(16) as usize]).collect()
    }

    fn words(&mut self, count: u64) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// The work of a number, as a line of JSON.
fn work(number: u64) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1);
    let id = |number: u64| format!("https://openalex.org/W{}", 2_000_000_000 + number);
    let (year, journal) = (1960 + number * 60 / 1_000_000 % 65, dice.below(5000));
    let (title, doi) = (dice.words(9), format!("https://doi.org/10.1000/made.{number}"));
    let mut out = format!(
        "{{\"id\":\"{0}\",\"doi\":\"{doi}\",\"title\":\"{title}\",\"display_name\":\"{title}\",\"publication_year\":{year},\
         \"publication_date\":\"{year}-0{1}-15\",\"ids\":{{\"openalex\":\"{0}\",\"doi\":\"{doi}\",\"mag\":\"{number}\"}},\"language\":\"en\",\
         \"primary_location\":{{\"is_oa\":false,\"landing_page_url\":\"{doi}\",\"pdf_url\":null,\"source\":{{\"id\":\"https://openalex.org/S{journal}\",\
         \"display_name\":\"Journal of {2} {journal}\",\"issn_l\":\"1234-5678\",\"issn\":[\"1234-5678\"],\"is_oa\":false,\"host_organization_name\":\"Press\",\
         \"type\":\"journal\"}},\"license\":null,\"version\":null}},\"type\":\"article\",\"type_crossref\":\"journal-article\",\"indexed_in\":[\"crossref\"],\
         \"open_access\":{{\"is_oa\":false,\"oa_status\":\"closed\",\"oa_url\":null,\"any_repository_has_fulltext\":false}},\"authorships\":[",
        id(number),
        1 + dice.below(9),
        dice.word(),
    );
    // Writing to a string can't fail, here and below.
    for author in 0..=dice.below(6) {
        let comma = if author == 0 { "" } else { "," };
        let (given, family) = (dice.word(), dice.word());
        let _ = write!(
            out,
            "{comma}{{\"author_position\":\"middle\",\"author\":{{\"id\":\"https://openalex.org/A{0}\",\"display_name\":\"{given} {family}\",\"orcid\":null}},\
             \"institutions\":[{{\"id\":\"https://openalex.org/I{1}\",\"display_name\":\"University of {family}\",\"ror\":\"https://ror.org/{1}\",\
             \"country_code\":\"DE\",\"type\":\"education\",\"lineage\":[\"https://openalex.org/I{1}\"]}}],\"countries\":[\"DE\"],\
             \"is_corresponding\":false,\"raw_author_name\":\"{given} {family}\",\"raw_affiliation_strings\":[\"University of {family}, Made Up\"]}}",
            dice.below(5_000_000),
            dice.below(20_000),
        );
    }
    let (volume, page) = (1 + dice.below(90), 1 + dice.below(900));
    let _ = write!(
        out,
        "],\"cited_by_count\":{0},\"biblio\":{{\"volume\":\"{volume}\",\"issue\":\"{1}\",\"first_page\":\"{page}\",\"last_page\":\"{2}\"}},\
         \"is_retracted\":false,\"is_paratext\":false,\"concepts\":[",
        dice.below(100),
        1 + dice.below(12),
        page + 11,
    );
    for concept in 0..8 {
        let comma = if concept == 0 { "" } else { "," };
        let _ = write!(
            out,
            "{comma}{{\"id\":\"https://openalex.org/C{}\",\"wikidata\":\"https://www.wikidata.org/wiki/Q{}\",\"display_name\":\"{}\",\"level\":2,\"score\":0.5}}",
            dice.below(60_000),
            dice.below(9_000_000),
            dice.word(),
        );
    }
    out.push_str("],\"referenced_works\":[");
    let cited = if number == 0 { 0 } else { 10 };
    for cited in 0..cited {
        let comma = if cited == 0 { "" } else { "," };
        let back = if cited % 2 == 0 { dice.below(number.min(1000)) } else { dice.below(number) };
        let _ = write!(out, "{comma}\"{}\"", id(number - 1 - back));
    }
    out.push_str("],\"abstract_inverted_index\":{");
    for word in 0..90 {
        let comma = if word == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{}{word}\":[{word},{}]", dice.word(), 90 + word);
    }
    out.push_str("},\"updated_date\":\"2024-05-05T05:05:05.000000\",\"created_date\":\"2020-01-01\"}");
    out
}
