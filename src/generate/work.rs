//! Invented works: the values that a style prints.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::abbreviate::abbreviate;
use super::date::{day, day_and_month, days, month, month_and_year, printed_year, year};
use super::identifier::{arxiv_address, doi, isbn, preprint, report_number, url};
use super::names::Person;
use super::numeration::{edition, number, page_of_a_paper, pages, roman};
use super::sources::{Sources, acronym};
use super::template::Node;
use super::{Rng, dash};
use crate::terms::{self, Term};

/// The values of one work, by the names that templates use.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub(super) values: HashMap<&'static str, String>,
    pub(super) authors: Vec<Person>,
    pub(super) editors: Vec<Person>,
    pub(super) translators: Vec<Person>,
}

impl Work {
    /// Whether it has every field that these parts of a template can't leave out, and one alternative of every choice; what
    /// is printed already can't be printed again.
    pub(super) fn fills(&self, nodes: &[Node], printed: &HashSet<String>) -> bool {
        nodes.iter().all(|node| match node {
            Node::Slot(name, _) => self.has(name) && !printed.contains(name),
            Node::Choice(all) => all.iter().any(|nodes| self.fills(nodes, printed)),
            _ => true,
        })
    }

    fn has(&self, slot: &str) -> bool {
        matches!(slot, "A" | "E" | "X" | "pre" | "resp" | "pg" | "fn" | "TS") || self.values.contains_key(slot)
    }
}

/// An invented work.
#[derive(Clone, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct MadeWork {
    /// What it is, in the words of the generator's styles.
    pub kind: &'static str,
    /// Its language, in two letters.
    pub language: &'static str,
    /// What may be printed of it, by the names that the styles use.
    pub values: BTreeMap<&'static str, String>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who edited what it is in.
    pub editors: Vec<Person>,
    /// Who translated it.
    pub translators: Vec<Person>,
}

/// Invents a work of this kind.
pub(super) fn invent(kind: &str, from: &Sources<'_>, rng: &mut Rng) -> Work {
    let mut work = Work { authors: from.people(rng), editors: from.people(rng), ..Work::default() };
    work.translators = from.people(rng);
    work.translators.truncate(if rng.chance(80) { 1 } else { 2 });
    let language = from.language;
    let some = |percent: usize, value: String, rng: &mut Rng| if rng.chance(percent) { value } else { String::new() };
    let values = &mut work.values;
    let real = match language {
        "en" => 62,
        "de" | "fr" => 12,
        "it" => 6,
        _ => 10,
    };
    // Lists cite works of other languages: a German list English ones above all.
    let titled = |rng: &mut Rng| {
        if language == "de" && rng.chance(18) && from.real.has("title-en") {
            return if rng.chance(50) { from.real.phrase("title-en", rng) } else { from.other.phrase("title", rng) };
        }
        let title = from.phrase("title", real, rng);
        // Longer titles in parts, as invented ones are too regular.
        match rng.below(100) {
            0..9 => format!("{title}. {}", from.phrase("title", real, rng)),
            9..12 => format!("{title}: {}", from.phrase("title", real, rng)),
            12 => format!("{title}, {}", from.phrase("title", real, rng)),
            13 => format!("{title} - {}", from.phrase("title", real, rng)),
            14 => format!("{title}, {}", from.phrase("title", real, rng)),
            15 => format!("{} ({})", title, from.phrase("title", real, rng)),
            30 => format!("{title} [{}]", from.other.phrase("title", rng)),
            // Subtitles after a full stop, as European lists have them.
            16..30 => title.replacen(": ", ". ", 1),
            _ => title,
        }
    };
    values.insert("T", cased(titled(rng), language, kind, rng));
    let title = titled(rng).replace([',', '?'], "");
    let [years, meeting] = of_years(&title, from, rng);
    values.insert("TY", cased(years, language, kind, rng));
    values.insert("TM", meeting);
    let book = titled(rng);
    values.insert("B", cased(book, language, "book", rng));
    let journal = if kind == "phys" && rng.chance(60) {
        from.own.phrase("phj", rng)
    } else {
        from.phrase("journal", if language == "en" { 50 } else { 15 }, rng)
    };
    let short = match (kind, language) {
        ("phys", _) => 50,
        (_, "en") => 12,
        (_, "de" | "fr" | "it") => 4,
        _ => 0,
    };
    let journal = match rng.below(100) {
        0 => acronym(rng),
        1 if language == "de" => format!("»{journal}« ({})", acronym(rng)),
        2 if language == "de" => format!("{journal} ({})", acronym(rng)),
        _ => journal,
    };
    let journal = if rng.chance(short) && !journal.contains('.') { abbreviate(&journal, rng) } else { journal };
    values.insert("JL", format!("{journal} {}", rng.pick(&["A", "B", "C", "D", "E"])));
    values.insert("J", journal);
    values.insert("J1", rng.pick(&OUTLETS[0]).to_owned());
    let papers = &OUTLETS[if rng.chance(70) { 1 } else { 2 }];
    values.insert("N1", rng.pick(papers).to_owned());
    if from.own.has("hname") {
        let of = [
            ("HA", "hnames"),
            ("HT", "htitle"),
            ("HJ", "hjournal"),
            ("HL", "hcity"),
            ("HK", "hpress"),
            ("HF", "hschool"),
        ];
        values.extend(of.map(|(name, section)| (name, from.own.phrase(section, rng))));
    }
    let meeting = if rng.chance(40) { acronym(rng) } else { from.other.phrase("confacro", rng) };
    values.insert("CA", meeting);
    values.insert("JI", from.other.phrase("ieee", rng));
    values.insert("N", from.phrase("newspaper", 0, rng));
    // Lists in other languages also name meetings by their English names.
    let english = language == "en" || rng.chance(25);
    let conference = if english && from.real.has("conf-en") && rng.chance(60) {
        from.real.phrase("conf-en", rng)
    } else if !english && from.own.has("conf") {
        from.own.phrase("conf", rng)
    } else {
        from.other.phrase("conf", rng)
    };
    values.insert("C", conference);
    let series = if rng.chance(12) { from.own.phrase("journal", rng) } else { from.phrase("series", 0, rng) };
    let series = if rng.chance(12) && !series.contains('.') { abbreviate(&series, rng) } else { series };
    values.insert("S", series);
    values.insert("n", number(rng.between(1, 2000)));
    values.insert("K", some(85, from.phrase("press", if language == "en" { 35 } else { 5 }, rng), rng));
    let mut place = from.phrase("city", if language == "en" { 35 } else { 8 }, rng);
    if language != "en" && rng.chance(8) {
        place = from.other.phrase("city", rng);
    }
    if rng.chance(6) && !place.is_empty() {
        let mark = rng.pick(&["/", ", ", " - ", "/", " and ", "; ", "–", " / "]);
        place = format!("{place}{mark}{}", from.phrase("city", 0, rng));
    }
    values.insert("L", some(92, place, rng));
    values.insert("RP", from.phrase("repo", 0, rng));
    values.insert("PS", from.other.phrase("server", rng));
    values.insert("SI", from.phrase("site", 0, rng));
    values.insert("LM", town(from, &[("", 30), ("country", 70)], rng));
    values.insert("LS", town(from, &[("", 30), ("state", 70)], rng));
    values.insert("L2", from.phrase("city", 20, rng));
    let in_country = rng.chance(60);
    let city = from.other.phrase("city", rng);
    let city = if in_country { format!("{city} ({})", from.other.phrase("country", rng)) } else { city };
    values.insert("LC", city);
    let body = from.phrase("institution", 0, rng);
    let body = if language == "en" && rng.chance(8) && !body.contains('.') { abbreviate(&body, rng) } else { body };
    values.insert("F", body);
    let org = if from.real.has("org-real") && rng.chance(20) {
        from.real.phrase("org-real", rng)
    } else {
        from.phrase("org", 0, rng)
    };
    values.insert("O1", org);
    values.insert("O2", from.phrase("org", 0, rng));
    values.insert("G", from.phrase(if kind == "thesis" { "thesis" } else { "report" }, 0, rng));
    values.insert("R", some(60, report_number(rng), rng));
    let y = year(language, rng);
    values.insert("M", month_and_year(language, y, rng));
    values.insert("D", day(language, y, rng));
    values.insert("DM", day_and_month(language, rng));
    values.insert("DR", days(y, rng));
    values.insert("DI", format!("{y}, {} {}", month(language, true, rng), rng.between(1, 28)));
    values.insert("mon", month("en", false, rng));
    let since = rng.between(1997, 2021);
    values.insert("W", day(language, since, rng));
    values.insert("Y", some(98, printed_year(y, language, rng), rng));
    let volume = match rng.below(20) {
        0..2 => roman(rng.between(1, 40)),
        4 if kind == "phys" && rng.chance(50) => format!("{:02}{:02}", y % 100, rng.between(1, 12)),
        2 if kind == "phys" => format!("{}{}", rng.pick(&["A", "B", "C", "D", "E"]), rng.between(1, 300)),
        3 => format!("{}-{}", rng.between(1, 20), rng.between(21, 40)),
        // Journals that count their years as volumes, and those with a volume each few weeks.
        5 if rng.chance(40) => number(y),
        6 if rng.chance(40) => number(rng.between(421, 2800)),
        7 if rng.chance(15) => {
            let first = rng.between(60, 600);
            format!("{first}{}{}", dash(rng), first + 1)
        }
        _ => {
            let most = if rng.chance(60) { 60 } else { 420 };
            number(rng.between(1, most))
        }
    };
    values.insert("V", some(93, volume, rng));
    let most = if rng.chance(80) { 6 } else { 24 };
    let part = rng.between(1, most);
    let plain = rng.chance(if language == "it" { 25 } else { 60 });
    values.insert("VR", if plain { number(part) } else { roman(part) });
    let last = part + rng.between(1, 9);
    let between = rng.pick(&["-", " - ", "–", "/"]);
    let range =
        if plain { format!("{part}{between}{last}") } else { format!("{}{between}{}", roman(part), roman(last)) };
    values.insert("VX", range);
    let part_title = titled(rng);
    values.insert("PT", cased(part_title, language, "book", rng));
    values.insert("YR", roman(rng.between(1530, 1790)));
    let first = rng.between(1, 11);
    let issue = match rng.below(24) {
        0 | 4 => format!("{first}/{}", first + 1),
        1 | 5 => format!("{first}{}{}", dash(rng), first + rng.between(1, 3)),
        2 => number(rng.between(13, 400)),
        3 => rng.pick(&["Special Issue", "Suppl. 1", "Suppl", "Sonderheft", "S1", "Pt 2"]).to_string(),
        _ => number(rng.between(1, 12)),
    };
    values.insert("I", some(58, issue, rng));
    let paged = if kind == "news" && rng.chance(60) { page_of_a_paper(rng) } else { pages(kind, language, rng) };
    values.insert("P", some(97, paged, rng));
    values.insert("PA", format!("{} {}", rng.pick(&["Article", "Art.", "Article No."]), rng.between(1, 400)));
    values.insert("PX", format!("{} {}", rng.between(2, 320), rng.pick(&["pages", "pages", "pp.", "p."])));
    values.insert("Q", some(14, edition(language, rng), rng));
    values.insert("H", preprint(y, rng));
    // A preprint or a data set is found by nothing else.
    let often = if matches!(kind, "preprint" | "data") { 100 } else { 60 };
    values.insert("O", some(often, doi(rng), rng));
    let address = match rng.below(10) {
        0..4 if kind == "preprint" => arxiv_address(rng),
        _ => url(from, rng),
    };
    values.insert("U", address);
    values.insert("Z", isbn(rng));
    values.insert("sup", number(rng.between(2, 9)));
    for (name, section) in [("anc", "ancient"), ("work", "ancientwork"), ("locus", "locus")] {
        values.insert(name, from.other.phrase(section, rng));
    }
    values.extend(super::law::values(from, rng));
    values.extend(super::software::values(from, y, rng));
    values.retain(|_, v| !v.is_empty());
    work
}

/// The names of journals, newspapers and magazines that the vocabulary knows.
static OUTLETS: LazyLock<[Vec<&str>; 3]> = LazyLock::new(|| {
    [Term::JournalName, Term::NewspaperName, Term::MagazineName].map(|term| terms::words(term).collect())
});

/// Titles that end in years that aren't the work's: those it deals with, and those of the meeting that it came from.
fn of_years(title: &str, from: &Sources<'_>, rng: &mut Rng) -> [String; 2] {
    let year = rng.between(1700, 2023);
    let years = match rng.below(4) {
        0 => format!("{year}{}{}", rng.pick(&["–", "-", " – ", " to "]), year + rng.between(1, 9)),
        _ => year.to_string(),
    };
    let first = rng.between(1, 25);
    let days = match rng.below(3) {
        0 => format!("{first} - {}", first + 2),
        1 => format!("{first}-{}", first + 1),
        _ => first.to_string(),
    };
    let meeting = rng.pick(&["convegno", "Convegno di studi", "seminario"]);
    let (town, month) = (from.phrase("city", 0, rng), month(from.language, true, rng));
    [
        format!("{title}{}{years}", rng.pick(&[", ", ", ", " ", ": "])),
        format!("{title} (Atti del {meeting}, {town}, {days} {month} {year})"),
    ]
}

/// The title as a style's case has it.
fn cased(title: String, language: &str, kind: &str, rng: &mut Rng) -> String {
    let title = title.trim().trim_end_matches(['.', ',', ';', ':']).to_owned();
    let mut chars = title.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let title = first + chars.as_str();
    if language != "en" {
        return if rng.chance(1) { title.to_uppercase() } else { title };
    }
    let headline = if kind == "book" { 55 } else { 35 };
    match rng.below(100) {
        0 => title.to_uppercase(),
        n if n < headline => {
            const SMALL: [&str; 16] =
                ["of", "the", "a", "an", "and", "in", "on", "for", "to", "with", "from", "by", "as", "at", "or", "via"];
            let words = title.split(' ').enumerate().map(|(i, w)| {
                let mut chars = w.chars();
                match chars.next() {
                    Some(c) if i == 0 || !SMALL.contains(&w) => c.to_uppercase().collect::<String>() + chars.as_str(),
                    _ => w.to_owned(),
                }
            });
            words.collect::<Vec<_>>().join(" ")
        }
        _ => title,
    }
}

/// A city and what is printed after it: "Leeds, U.K.", "Salem, OR, USA".
fn town(from: &Sources<'_>, after: &[(&str, usize)], rng: &mut Rng) -> String {
    let city = from.other.phrase("city", rng);
    let section = super::Generator::weighted(rng, after.iter().copied());
    if section.is_empty() || city.contains(',') {
        return city;
    }
    format!("{city}, {}", from.other.phrase(section, rng))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Vocabulary;

    #[test]
    fn roman_numbers() {
        assert_eq!([1, 4, 9, 14, 40, 99].map(roman), ["I", "IV", "IX", "XIV", "XL", "XCIX"]);
    }

    #[test]
    fn headlines_keep_their_small_words() {
        let titles: Vec<String> =
            (0..60).map(|seed| cased("on the ways of the world".into(), "en", "book", &mut Rng::new(seed))).collect();
        assert!(titles.iter().any(|t| t == "On the Ways of the World"));
        assert!(titles.iter().any(|t| t == "On the ways of the world"));
    }

    #[test]
    fn a_work_has_no_empty_value() {
        let words = Vocabulary::parse("[title]\nOf things\n[family]\nBee\n[given]\nAda\n");
        let none = Vocabulary::default();
        let from = Sources { language: "en", own: &words, other: &words, real: &none };
        for seed in 0..100 {
            let work = invent("book", &from, &mut Rng::new(seed));
            assert!(work.values.values().all(|v| !v.is_empty()));
            assert!(!work.authors.is_empty());
        }
    }
}
