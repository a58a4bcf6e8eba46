//! Short references of made-up exports of Web of Science and Scopus: how many pairs that mean one work are joined, and no others,
//! beside what plain string equality joins.

use std::collections::HashMap;
use std::fmt::Write as _;

use citegraph::record::{Records, Source, papers};
use citegraph::work::{Corpus, Member};

/// Numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const FAMILIES: [&str; 24] = [
    "Roe", "Doe", "Kay", "Lind", "Poe", "Zell", "Ito", "Sato", "Quist", "Novak", "Garcia", "Muller", "Fay", "Berg",
    "Holt", "Ames", "Brandt", "Costa", "Duval", "Evans", "Fischer", "Greene", "Hansen", "Ivanov",
];
const JOURNALS: [(&str, &str, &str); 8] = [
    ("Journal of Lakes", "J LAKES", "J. Lakes"),
    ("Annals of Rivers", "ANN RIVERS", "Ann. Rivers"),
    ("Bird Reports", "BIRD REP", "Bird Rep."),
    ("Island Studies", "ISL STUD", "Isl. Stud."),
    ("Seismic Notes", "SEISM NOTES", "Seism. Notes"),
    ("Economic Letters North", "ECON LETT N", "Econ. Lett. North"),
    ("Music and Mind", "MUSIC MIND", "Music Mind"),
    ("Review of Timber History", "REV TIMBER HIST", "Rev. Timber Hist."),
];
const NOUNS: [&str; 16] = [
    "algae",
    "glaciers",
    "dialects",
    "seabirds",
    "prices",
    "earthquakes",
    "melodies",
    "irrigation",
    "gestures",
    "bridges",
    "tides",
    "wages",
    "pollen",
    "sediments",
    "harbours",
    "forests",
];
const PLACES: [&str; 12] = [
    "mountain lakes",
    "old cities",
    "island towns",
    "northern rivers",
    "early childhood",
    "trade",
    "dry valleys",
    "coastal plains",
    "border regions",
    "small museums",
    "winter markets",
    "upland farms",
];

/// The year before the first volume of each.
const BEGUN: [usize; 8] = [1960, 1931, 1902, 1948, 1955, 1890, 1967, 1925];

/// A work, as it truly is.
struct Work {
    family: &'static str,
    initials: String,
    title: String,
    journal: (&'static str, &'static str, &'static str),
    year: usize,
    volume: usize,
    page: usize,
    doi: Option<String>,
}

/// Works of which some have the author, the journal and the year in common.
fn works() -> Vec<Work> {
    let mut dice = Dice(7);
    let letter = |dice: &mut Dice| char::from(b'A' + u8::try_from(dice.below(26)).unwrap_or_default());
    let mut works: Vec<Work> = Vec::new();
    for number in 0..600 {
        let (year, journal) = (1970 + dice.below(50), dice.below(JOURNALS.len()));
        let mut work = Work {
            family: dice.pick(&FAMILIES),
            initials: if dice.once_in(2) {
                format!("{}{}", letter(&mut dice), letter(&mut dice))
            } else {
                letter(&mut dice).to_string()
            },
            title: format!("{} and {} in {}", dice.pick(&NOUNS), dice.pick(&NOUNS), dice.pick(&PLACES)),
            journal: JOURNALS[journal],
            year,
            volume: year - BEGUN[journal],
            page: 1 + dice.below(1500),
            doi: dice.once_in(2).then(|| format!("10.1000/made.{number}")),
        };
        if let (Some(before), true) = (works.last(), number % 10 == 0) {
            (work.family, work.initials, work.journal) = (before.family, before.initials.clone(), before.journal);
            (work.year, work.volume) = (before.year, before.volume);
        }
        works.push(work);
    }
    works
}

/// A page in which a digit is another, or two stand in each other's place.
fn misprinted(page: usize, dice: &mut Dice) -> usize {
    let mut digits = page.to_string().into_bytes();
    let at = dice.below(digits.len());
    digits[at] = b'1' + u8::try_from(dice.below(9)).unwrap_or_default();
    String::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(page)
}

/// As Web of Science has it, with what goes wrong there.
fn wos(work: &Work, dice: &mut Dice) -> String {
    let initials = if dice.once_in(8) { &work.initials[..1] } else { &work.initials };
    let year = if dice.once_in(100) { work.year + 1 } else { work.year };
    let journal = match dice.below(10) {
        0 => work.journal.0.to_uppercase(),
        1 => work.journal.1[..work.journal.1.len() - 2].trim_end().to_owned(),
        _ => work.journal.1.to_owned(),
    };
    let page = if dice.once_in(50) { misprinted(work.page, dice) } else { work.page };
    let family = if dice.once_in(3) { work.family.to_uppercase() } else { work.family.to_owned() };
    let mut line = format!("{family} {initials}, {year}, {journal}");
    if !dice.once_in(40) {
        let _ = write!(line, ", V{}", work.volume);
    }
    let _ = write!(line, ", P{page}");
    if let (Some(doi), false) = (&work.doi, dice.once_in(4)) {
        let _ = write!(line, ", DOI {doi}");
    }
    line
}

/// As Scopus has it, in the order of now and of before.
fn scopus(work: &Work, dice: &mut Dice) -> String {
    let dotted: String = work.initials.chars().map(|initial| format!("{initial}.")).collect();
    let page = if dice.once_in(50) { misprinted(work.page, dice) } else { work.page };
    let journal = if dice.once_in(5) { work.journal.2 } else { work.journal.0 };
    let title = match dice.below(20) {
        0 => work.title.replacen('e', "", 1),
        1 => work.title.to_uppercase(),
        _ => work.title.clone(),
    };
    let (year, volume, last) = (work.year, work.volume, page + 9);
    match dice.below(3) {
        0 => format!("{}, {dotted}, {title} ({year}) {journal}, {volume}, pp. {page}-{last}", work.family),
        1 => format!("{} {dotted}, {title}, {journal}, {volume}, pp. {page}-{last}, ({year})", work.family),
        _ => format!("{} {dotted}, {title}, {journal}, {volume}, 1, pp. {page}-{last}, ({year})", work.family),
    }
}

/// Pairs of entries that are of one group.
fn pairs(groups: impl Iterator<Item = usize>) -> usize {
    groups.map(|size| size * (size - 1) / 2).sum()
}

/// The pairwise F1 of labels of entries against the works that they truly mean.
fn f1<L: std::hash::Hash + Eq + Clone>(found: &[(usize, L)]) -> f64 {
    let mut truth: HashMap<usize, usize> = HashMap::new();
    let mut joined: HashMap<L, usize> = HashMap::new();
    let mut both: HashMap<(usize, L), usize> = HashMap::new();
    for (work, label) in found {
        *truth.entry(*work).or_default() += 1;
        *joined.entry(label.clone()).or_default() += 1;
        *both.entry((*work, label.clone())).or_default() += 1;
    }
    let [truth, joined, both] =
        [pairs(truth.into_values()), pairs(joined.into_values()), pairs(both.into_values())].map(|count| count as f64);
    2.0 * both / (truth + joined)
}

/// The F1 of what is joined of a file's entries, and that of equal strings. Entries are told by the papers that list them: paper `p`
/// lists the works `of[p]`, in this order.
fn measured(file: &str, of: &[Vec<usize>]) -> (f64, f64) {
    let source = Source { name: "export".into(), records: Records::read(file.as_bytes(), None).expect("records") };
    let mut papers = papers([source], std::iter::empty());
    papers.sort_by_key(|paper| paper.item.year());
    let strings: Vec<(usize, String)> = papers
        .iter()
        .zip(of)
        .flat_map(|(paper, of)| {
            paper.references.iter().zip(of).map(|(entry, work)| (*work, entry.reference.raw.clone()))
        })
        .collect();
    assert_eq!(strings.len(), of.iter().map(Vec::len).sum::<usize>(), "each reference is read");
    let place: HashMap<(String, String), usize> = papers
        .iter()
        .zip(of)
        .flat_map(|(paper, of)| {
            paper
                .references
                .iter()
                .zip(of)
                .map(|(entry, work)| ((entry.id.document.clone(), entry.id.label.clone()), *work))
        })
        .collect();
    let corpus = Corpus::new(papers).expect("ids differ");
    let joined: Vec<(usize, usize)> = corpus
        .works
        .iter()
        .enumerate()
        .flat_map(|(label, work)| {
            let entries = work.members.iter().filter_map(|member| match member {
                Member::Entry(id) => place.get(&(id.document.clone(), id.label.clone())),
                _ => None,
            });
            entries.map(move |work| (*work, label)).collect::<Vec<_>>()
        })
        .collect();
    (f1(&joined), f1(&strings))
}

#[test]
fn short_references_are_joined() {
    let works = works();
    let mut dice = Dice(11);
    let of: Vec<Vec<usize>> = (0..150)
        .map(|_| {
            let mut listed: Vec<usize> = (0..30).map(|_| dice.below(works.len())).collect();
            listed.sort_unstable();
            listed.dedup();
            listed
        })
        .collect();
    let mut savedrecs = String::from("FN Made Up\nVR 1.0\n");
    let mut table = String::from("Authors,Title,Year,Source title,References,EID\n");
    for (paper, listed) in of.iter().enumerate() {
        let lines: Vec<String> = listed.iter().map(|work| wos(&works[*work], &mut dice)).collect();
        let year = 1800 + paper;
        let _ = write!(
            savedrecs,
            "PT J\nAU Own, A\nTI A made-up review, number {paper}\nCR {}\nPY {year}\nUT WOS:{paper:04}\nER\n\n",
            lines.join("\n   ")
        );
        let strings: Vec<String> = listed.iter().map(|work| scopus(&works[*work], &mut dice)).collect();
        let _ = writeln!(
            table,
            "Own A.,\"A made-up review, number {paper}\",{year},Reviews,\"{}\",2-s2.0-{paper:04}",
            strings.join("; ")
        );
    }
    savedrecs.push_str("EF\n");
    for (name, file, least) in [("Web of Science", savedrecs, 0.97), ("Scopus", table, 0.97)] {
        let (joined, equal) = measured(&file, &of);
        println!("{name}: pairwise F1 {joined:.4}, by equal strings {equal:.4}");
        assert!(joined >= least, "{name}: {joined:.4}");
        assert!(joined > equal + 0.05, "{name}: {joined:.4}, {equal:.4}");
    }
}
