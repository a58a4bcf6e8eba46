//! Made-up records in the forms of services, an object a line, to try what reading many takes. How long records are and what
//! stands in them follows those of the services; each work cites some ten before it, half of them among the last thousand.

use std::fmt::Write as _;

/// A form, by the name by which `--from` knows it.
pub struct Form {
    pub name: &'static str,
    /// The record of a number, as a line of JSON.
    pub record: fn(u64) -> String,
}

/// A row of each.
pub const FORMS: [Form; 4] = [
    Form { name: "openalex", record: openalex },
    Form { name: "crossref", record: crossref },
    Form { name: "semantic-scholar", record: semantic_scholar },
    Form { name: "csl", record: csl },
];

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

    /// A word as names are written.
    fn name(&mut self) -> String {
        let word = self.word();
        word[..1].to_uppercase() + &word[1..]
    }

    fn words(&mut self, count: u64) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// A work of OpenAlex.
fn openalex(number: u64) -> String {
    let mut dice = dice(number);
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
        let (given, family) = (dice.name(), dice.name());
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

/// The numbers of the works that a work cites.
fn cited(number: u64, dice: &mut Dice) -> Vec<u64> {
    let count = if number == 0 { 0 } else { 10 };
    let back =
        |cited: u64, dice: &mut Dice| dice.below(if cited.is_multiple_of(2) { number.min(1000) } else { number });
    (0..count).map(|cited| number - 1 - back(cited, dice)).collect()
}

/// What several forms tell of a work in the same words.
struct Facts {
    year: u64,
    title: String,
    journal: String,
    authors: Vec<(String, String)>,
    volume: u64,
    issue: u64,
    page: u64,
    text: String,
}

impl Facts {
    fn of(number: u64, dice: &mut Dice) -> Self {
        Self {
            year: 1960 + number * 60 / 1_000_000 % 65,
            title: dice.words(9),
            journal: format!("Journal of {} {}", dice.word(), dice.below(5000)),
            authors: (0..=dice.below(6)).map(|_| (dice.name(), dice.name())).collect(),
            volume: 1 + dice.below(90),
            issue: 1 + dice.below(12),
            page: 1 + dice.below(900),
            text: dice.words(120),
        }
    }
}

fn listed<T>(all: &[T], each: impl Fn(&T) -> String) -> String {
    all.iter().map(each).collect::<Vec<_>>().join(",")
}

fn dice(number: u64) -> Dice {
    Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1)
}

/// A work of Crossref: a third of its references are a DOI, a third fields, a third words.
fn crossref(number: u64) -> String {
    let mut dice = dice(number);
    let f = Facts::of(number, &mut dice);
    let references: Vec<String> = cited(number, &mut dice)
        .into_iter()
        .enumerate()
        .map(|(place, cited)| {
            let key = format!("\"key\":\"10.1000/made.{number}-BIB{place}|cit{place}\",\"doi-asserted-by\":\"publisher\"");
            let (family, year) = (dice.word(), f.year.saturating_sub(dice.below(30)));
            let (volume, page) = (1 + dice.below(90), 1 + dice.below(900));
            match place % 3 {
                0 => format!("{{{key},\"DOI\":\"10.1000/made.{cited}\"}}"),
                1 => format!(
                    "{{{key},\"author\":\"{family}\",\"volume\":\"{volume}\",\"first-page\":\"{page}\",\"year\":\"{year}\",\
                     \"article-title\":\"{}\",\"journal-title\":\"J. {family}\"}}",
                    dice.words(8)
                ),
                _ => format!(
                    "{{{key},\"unstructured\":\"{family}, A. ({year}). {}. J. {family}, {volume}, {page}-{}.\"}}",
                    dice.words(8),
                    page + 9
                ),
            }
        })
        .collect();
    let authors = listed(&f.authors, |(given, family)| {
        format!(
            "{{\"given\":\"{given}\",\"family\":\"{family}\",\"sequence\":\"additional\",\"affiliation\":[{{\"name\":\"University of {family}, Made Up\"}}]}}"
        )
    });
    let Facts { year, title, journal, volume, issue, page, text, .. } = &f;
    format!(
        "{{\"indexed\":{{\"date-parts\":[[2024,5,5]],\"date-time\":\"2024-05-05T05:05:05Z\",\"timestamp\":1714885505000}},\"reference-count\":{count},\
         \"publisher\":\"Press\",\"issue\":\"{issue}\",\"license\":[{{\"start\":{{\"date-parts\":[[{year},3,1]],\"date-time\":\"{year}-03-01T00:00:00Z\",\
         \"timestamp\":1}},\"content-version\":\"vor\",\"delay-in-days\":0,\"URL\":\"https://www.press.example/license\"}}],\"content-domain\":{{\"domain\":[],\
         \"crossmark-restriction\":false}},\"short-container-title\":[\"J. Made\"],\"published-print\":{{\"date-parts\":[[{year},3]]}},\"abstract\":\"<jats:p>{text}</jats:p>\",\
         \"DOI\":\"10.1000/made.{number}\",\"type\":\"journal-article\",\"created\":{{\"date-parts\":[[{year},2,9]],\"date-time\":\"{year}-02-09T00:00:00Z\",\
         \"timestamp\":1}},\"page\":\"{page}-{last}\",\"source\":\"Crossref\",\"is-referenced-by-count\":{number},\"title\":[\"{title}\"],\"prefix\":\"10.1000\",\
         \"volume\":\"{volume}\",\"author\":[{authors}],\"member\":\"78\",\"reference\":[{references}],\"container-title\":[\"{journal}\"],\"original-title\":[],\
         \"language\":\"en\",\"link\":[{{\"URL\":\"https://api.press.example/content/article/{number}?httpAccept=text/xml\",\"content-type\":\"text/xml\",\
         \"content-version\":\"vor\",\"intended-application\":\"text-mining\"}}],\"deposited\":{{\"date-parts\":[[2020,2,28]],\
         \"date-time\":\"2020-02-28T00:00:00Z\",\"timestamp\":1}},\"score\":1,\"resource\":{{\"primary\":{{\"URL\":\"https://press.example/{number}\"}}}},\
         \"subtitle\":[],\"short-title\":[],\"issued\":{{\"date-parts\":[[{year},3]]}},\"references-count\":{count},\"journal-issue\":{{\"issue\":\"{issue}\",\
         \"published-print\":{{\"date-parts\":[[{year},3]]}}}},\"alternative-id\":[\"S{number}\"],\"URL\":\"https://doi.org/10.1000/made.{number}\",\
         \"relation\":{{}},\"ISSN\":[\"1234-5678\"],\"issn-type\":[{{\"value\":\"1234-5678\",\"type\":\"print\"}}],\"subject\":[]}}",
        count = references.len(),
        references = references.join(","),
        last = page + 11,
    )
}

/// A paper of Semantic Scholar, and those that it cites in it.
fn semantic_scholar(number: u64) -> String {
    let bare = |number: u64, dice: &mut Dice| {
        let f = Facts::of(number, dice);
        let id = |number: u64| {
            format!("{:040x}", u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
        };
        let mut place = dice.below(1_000_000);
        let authors: Vec<String> = f
            .authors
            .iter()
            .map(|(given, family)| {
                place += 1;
                format!("{{\"authorId\":\"{place}\",\"name\":\"{given} {family}\"}}")
            })
            .collect();
        let Facts { year, title, journal, volume, page, .. } = &f;
        format!(
            "\"paperId\":\"{id}\",\"corpusId\":{number},\"externalIds\":{{\"MAG\":\"{number}\",\"DOI\":\"10.1000/made.{number}\",\"CorpusId\":{number}}},\
             \"url\":\"https://www.semanticscholar.org/paper/{id}\",\"title\":\"{title}\",\"venue\":\"{journal}\",\"year\":{year},\
             \"publicationTypes\":[\"JournalArticle\"],\"publicationDate\":\"{year}-03-01\",\"journal\":{{\"name\":\"{journal}\",\"volume\":\"{volume}\",\
             \"pages\":\"{page}-{last}\"}},\"authors\":[{authors}]",
            id = id(number),
            last = page + 11,
            authors = authors.join(","),
        )
    };
    let mut dice = dice(number);
    let own = bare(number, &mut dice);
    let text = dice.words(120);
    let references: Vec<String> =
        cited(number, &mut dice).into_iter().map(|cited| format!("{{{}}}", bare(cited, &mut dice))).collect();
    format!(
        "{{{own},\"abstract\":\"{text}\",\"referenceCount\":{},\"citationCount\":{number},\"influentialCitationCount\":0,\"isOpenAccess\":false,\
         \"fieldsOfStudy\":[\"Geology\"],\"s2FieldsOfStudy\":[{{\"category\":\"Geology\",\"source\":\"external\"}}],\"references\":[{}]}}",
        references.len(),
        references.join(",")
    )
}

/// An item as reference managers write it.
fn csl(number: u64) -> String {
    let mut dice = dice(number);
    let f = Facts::of(number, &mut dice);
    let authors = listed(&f.authors, |(given, family)| format!("{{\"family\":\"{family}\",\"given\":\"{given}\"}}"));
    let Facts { year, title, journal, volume, issue, page, text, .. } = &f;
    format!(
        "{{\"id\":\"http://zotero.org/users/1/items/{number:08}\",\"type\":\"article-journal\",\"abstract\":\"{text}\",\"container-title\":\"{journal}\",\
         \"container-title-short\":\"J. Made\",\"DOI\":\"10.1000/made.{number}\",\"ISSN\":\"1234-5678\",\"issue\":\"{issue}\",\"language\":\"en\",\
         \"note\":\"A note.\",\"page\":\"{page}-{last}\",\"source\":\"DOI.org (Crossref)\",\"title\":\"{title}\",\"URL\":\"https://doi.org/10.1000/made.{number}\",\
         \"volume\":\"{volume}\",\"author\":[{authors}],\"accessed\":{{\"date-parts\":[[\"2024\",5,5]]}},\"issued\":{{\"date-parts\":[[\"{year}\",3,1]]}}}}",
        last = page + 11,
    )
}
