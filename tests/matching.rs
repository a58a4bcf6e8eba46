//! Matching: the traps, one case each, and what holds of any references.

use std::collections::{BTreeMap, BTreeSet};

use citegraph::reference::Reference;
use citegraph::reference::date::Date;
use citegraph::reference::item::{Item, ItemType};
use citegraph::reference::name::Name;
use citegraph::work::{Clusters, Index, Level, Matcher, Reason, Record, Threshold, Verdict, Veto};
use proptest::prelude::*;

/// "Roe, A.; Doe, B. | Title | Outlet | 2020 | 3(1) | 4-9 | 10.1000/1 | book": an item, fields left out at will.
fn item(line: &str) -> Item {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let field = |n: usize| fields.get(n).filter(|f| !f.is_empty()).map(|f| (*f).to_owned());
    let author = field(0).map(|names| literal(&names)).into_iter().collect();
    let numeration = field(4);
    let issue = numeration.as_ref().and_then(|n| Some(n.split_once('(')?.1.trim_end_matches(')').to_owned()));
    Item {
        author,
        title: field(1),
        container_title: field(2),
        issued: field(3).and_then(|y| Date::parse(&y)),
        volume: numeration.as_ref().map(|n| n.split('(').next().unwrap_or_default().to_owned()),
        issue,
        page: field(5),
        doi: field(6),
        item_type: match field(7).as_deref() {
            Some("book") => ItemType::Book,
            Some("chapter") => ItemType::Chapter,
            Some("report") => ItemType::Report,
            Some("thesis") => ItemType::Thesis,
            _ => ItemType::Document,
        },
        number: field(8),
        edition: field(9),
        ..Item::default()
    }
}

fn literal(names: &str) -> Name {
    let mut name = Name::default();
    name.literal = Some(names.to_owned());
    name
}

fn record(line: &str) -> Record {
    Record::from(&item(line))
}

/// A bare reference.
fn read(text: &str) -> Record {
    Record::from(&Reference::parse(text))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Are {
    /// One version, so one work.
    OneVersion,
    /// One work, two versions.
    OneWork,
    /// Two works.
    Two,
}

fn are(a: &Record, b: &Record) -> Are {
    let is = |level| {
        let matcher = Matcher::new().with_level(level);
        let there = matcher.verdict(a, b);
        assert_eq!(there, matcher.verdict(b, a), "symmetric");
        there.is_merge()
    };
    match (is(Level::Work), is(Level::Version)) {
        (true, true) => Are::OneVersion,
        (true, false) => Are::OneWork,
        _ => Are::Two,
    }
}

#[test]
fn a_doi_outweighs_a_misprinted_page_of_the_same_people() {
    let printed = record("Zell, E. | | Econ Lett North | 1997 | 12 | 871 | 10.1000/1");
    let misprinted = record("Zell, E. | | Econ Lett North | 1997 | 12 | 873 | 10.1000/1");
    assert_eq!(are(&printed, &misprinted), Are::OneVersion);
    // The DOI of a supplement is no abstract's own.
    let another = record("Duval, B. | | Econ Lett North | 1997 | 12 | 873 | 10.1000/1");
    assert_eq!(are(&printed, &another), Are::Two);
    let first = record("Zell, E. | Effects of frost on lakes | Econ Lett North | 1997 | 12 | 871 | 10.1000/1");
    let second =
        record("Zell, E. | Effects of frost on moors and lakes | Econ Lett North | 1997 | 12 | 873 | 10.1000/1");
    assert_eq!(are(&first, &second), Are::Two);
}

/// Each line a trap: what it is, the two, what they are.
#[test]
fn traps() {
    use Are::{OneVersion, OneWork, Two};
    let mut failed: Vec<String> = Vec::new();
    let mut check = |trap: &str, a: &str, b: &str, want: Are| {
        let found = are(&record(a), &record(b));
        if found != want {
            failed.push(format!("{trap}: {found:?}, not {want:?}"));
        }
    };
    let lakes = "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9";
    let cases = [
        ("the same", lakes, OneVersion),
        (
            "abbreviated journal, initials",
            "A. Roe, B. Doe | On the algae of mountain lakes | J. Lakes | 2020 | 3 | 4",
            OneVersion,
        ),
        ("et al.", "Roe, A., et al. | On the algae of mountain lakes | J. Lakes | 2020 | 3 | 4", OneVersion),
        (
            "misprints",
            "Roe, Ann; Doe, Bob | On the algea of mountian lakes | Journal of Lakes | 2020 | 3(1) | 4-9",
            OneVersion,
        ),
        (
            "lost subtitle",
            "Roe, Ann; Doe, Bob | On the algae of mountain lakes: a survey of the southern ranges | Journal of Lakes | 2020 | 3(1) | 4-9",
            OneVersion,
        ),
        (
            "year off by one, online first",
            "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2019",
            OneVersion,
        ),
        (
            "volume and issue swapped",
            "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 1(3) | 4-9",
            OneVersion,
        ),
        ("no title", "Roe, A.; Doe, B. | | J. Lakes | 2020 | 3 | 4", OneVersion),
        (
            "given and family swapped",
            "Ann, Roe; Bob, Doe | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9",
            OneVersion,
        ),
        (
            "an organisation for the authors",
            "Lake Research Institute | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9",
            OneVersion,
        ),
        (
            "paper in proceedings before it",
            "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Proceedings of the 4th Conference on Water | 2018 | | 100-104",
            OneWork,
        ),
        ("preprint", "Roe, Ann; Doe, Bob | On the algae of mountain lakes | arXiv | 2019", OneWork),
        (
            "part II",
            "Roe, Ann; Doe, Bob | On the algae of mountain lakes, Part II | Journal of Lakes | 2020 | 3(1) | 4-9",
            Two,
        ),
        (
            "erratum",
            "Roe, Ann; Doe, Bob | Erratum: On the algae of mountain lakes | Journal of Lakes | 2020 | 3(2) | 99",
            Two,
        ),
        ("comment", "Poe, Cy | Comment on: On the algae of mountain lakes | Journal of Lakes | 2020 | 3(2) | 99", Two),
        (
            "reply",
            "Roe, Ann; Doe, Bob | On the algae of mountain lakes: a reply | Journal of Lakes | 2020 | 3(2) | 99",
            Two,
        ),
        (
            "another title by the same in the same year",
            "Roe, Ann; Doe, Bob | The diatoms of lowland rivers | Journal of Lakes | 2020 | 3(1) | 10-19",
            Two,
        ),
        (
            "another title next door",
            "Roe, Ann | On the fungi of mountain lakes | Journal of Lakes | 2020 | 3(1) | 10-19",
            Two,
        ),
    ];
    for (trap, b, want) in cases {
        check(trap, lakes, b, want);
    }
    let pairs = [
        (
            "two DOIs",
            "Roe, A. | Lakes and algae revisited | J. Lakes | 2020 | | | 10.1000/1",
            "Roe, A. | Lakes and algae revisited | J. Lakes | 2020 | | | 10.1000/2",
            Two,
        ),
        (
            "a DOI and its resolver",
            "Roe, A. | Lakes and algae revisited | J. Lakes | 2020 | | | 10.1000/AB",
            "Roe, A. | Lakes | | | | | https://doi.org/10.1000/ab",
            OneVersion,
        ),
        (
            "a DOI copied to another work",
            "Roe, A. | Lakes and algae revisited | J. Lakes | 2020 | | | 10.1000/1",
            "Poe, C. | Verbs of motion in creoles | Island Studies | 2011 | | | 10.1000/1",
            Two,
        ),
        (
            "editions",
            "Roe, A. | Handbook of lake algae | | 2001 | | | | book | | 2nd ed.",
            "Roe, A. | Handbook of lake algae | | 2009 | | | | book | | 3rd ed.",
            Two,
        ),
        (
            "a chapter of a book",
            "Roe, A. | Handbook of lake algae | | 2001 | | | | book",
            "Roe, A. | Handbook of lake algae | Handbook of lake algae | 2001 | | 1-20 | | chapter",
            Two,
        ),
        (
            "editorials",
            "Roe, A. | Editorial | Journal of Lakes | 2001",
            "Roe, A. | Editorial | Journal of Lakes | 2001",
            Two,
        ),
        (
            "the same editorial, by its page",
            "Roe, A. | Editorial | Journal of Lakes | 2001 | 3(1) | 1-2",
            "Roe, A. | Editorial | J. Lakes | 2001 | 3 | 1",
            OneVersion,
        ),
        (
            "annual reports",
            "Lake Research Institute | Annual report | | 2001",
            "Lake Research Institute | Annual report | | 2002",
            Two,
        ),
        (
            "report numbers",
            "Roe, A. | Lakes and algae revisited | Technical report | 2001 | | | | report | LRI-17",
            "Roe, A. | Lakes and algae revisited | Technical report | 2001 | | | | report | LRI-18",
            Two,
        ),
        (
            "versions of one DOI",
            "Roe, A. | Lakes and algae revisited | Water Reviews | 2004 | | CD0017 | 10.1000/17.pub2",
            "Roe, A. | Lakes and algae revisited | Water Reviews | 2005 | | CD0017 | 10.1000/17.pub3",
            OneVersion,
        ),
        (
            "umlauts",
            "Müller, J. | Über die Algen der Bergseen | Z. Gewässer | 1999",
            "Mueller, J. | Uber die Algen der Bergseen | Zeitschrift für Gewässer | 1999",
            OneVersion,
        ),
        (
            "two journals, each with its pages",
            "Roe, A. | Lakes and algae revisited | Journal of Lakes | 2001 | 3 | 17-20",
            "Roe, A. | Lakes and algae revisited | Water Letters | 2001 | 88 | 1020-1031",
            OneWork,
        ),
        (
            "one author's two texts of a year",
            "Roe, A. | Harbour walls of granite in the north | Lakeside Press | 2004 | | | | book",
            "Roe, A. | Harbour piers of granite in the north | Lakeside Press | 2004 | | | | book",
            Two,
        ),
        (
            "one text in two spellings",
            "Roe, A. | The organisation of harbour centres in the north | Lakeside Press | 2004 | | | | book",
            "Roe, A. | The organization of harbour centers in the north | Lakeside Press | 2004 | | | | book",
            OneVersion,
        ),
        (
            "other people",
            "Hall, Laura | Learning on time | Water Conference | 1999",
            "Hall, Gillian | Learning on time | Water Conference | 1995",
            Two,
        ),
        (
            "a column",
            "Moor, K. | The amateur beekeeper | Honey Monthly | 1952 | 187 | 84-90",
            "Moor, K. | The amateur beekeeper | Honey Monthly | 1955 | 192 | 96-102",
            Two,
        ),
    ];
    for (trap, a, b, want) in pairs {
        check(trap, a, b, want);
    }
    assert_eq!(failed, [""; 0]);
}

/// As bare strings, where the words outside the title say as much as the title.
#[test]
fn two_texts_of_one_author_as_strings() {
    let text = |word: &str| read(&format!("Roe, A. (2004). Harbour {word} of granite in the north. Lakeside Press."));
    let judged = Matcher::new().verdict(&text("walls"), &text("piers"));
    assert_eq!(judged.verdict, Verdict::Weak, "{:?}", judged.reason);
    assert!(Matcher::new().verdict(&text("walls"), &text("wals")).is_merge());
}

/// What siblings share doesn't make them one, and what a text lost doesn't make it two (`benches/siblings.py`).
#[test]
fn siblings_and_what_was_lost() {
    let merges = |a: &str, b: &str| Matcher::new().verdict(&record(a), &record(b)).is_merge();
    let lakes = "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 40-49";
    for (what, other, want) in [
        ("an erratum without its word", lakes.replace("40-49", "122-123"), false),
        ("pages of a text printed before its issue", lakes.replace("40-49", "1-10"), true),
        ("a slip in the first page", lakes.replace("40-49", "48-49"), true),
        (
            "a second part elsewhere",
            lakes.replace(" | Journal", ", second paper | Journal").replace("40-49", "52-59"),
            false,
        ),
    ] {
        assert_eq!(merges(lakes, &other), want, "{what}");
    }
    let entry = "| Speech | Dictionary of Rivers | 1983";
    assert!(merges(entry, entry), "a dictionary has an entry once");
    assert!(!merges(entry, "| Culture | Dictionary of Rivers | 1983"));
    // Two abstracts on one page: what is left over of both is more than a word of each.
    let one = read(
        "Torres, J. P. The psychological trade of labour in the south. In: Annals of Old Seas 131 (1919), Nr. Suppl. 1, S. S978",
    );
    let other = read("Weil, S.; Boudon, J. Plain reasons. In: Annals of Old Seas 131 (1919), Nr. Suppl. 1, S. S978");
    assert_eq!(are(&one, &other), Are::Two);
    let text = "Roe, A. (2012). Harbour walls of granite. Lakeside Studies, 5, 4–19.";
    let erratum = format!("Erratum to: {}", text.replace("4–19", "119"));
    assert_eq!(are(&read(text), &read(&erratum)), Are::Two, "what stands before the authors says what it is");
    let cut = "Roe, A. On lakes. J. Lakes 3, 40 (2020). doi:10.1234/lakes.2020";
    assert_eq!(are(&read(&format!("{cut}.0101")), &read(&format!("{cut}.01"))), Are::OneVersion, "a DOI cut anywhere");
}

#[test]
fn reasons_name_what_decided() {
    let judge = |a: &str, b: &str| Matcher::new().verdict(&record(a), &record(b));
    let lakes = "Roe, Ann | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9";
    assert_eq!(judge(lakes, lakes).verdict, Verdict::Exact);
    assert_eq!(judge(lakes, lakes).reason, Reason::TitleAuthorYear);
    assert_eq!(judge(lakes, "Roe, A. | | J. Lakes | 2020 | 3 | 4").reason, Reason::Numeration);
    let part = judge(lakes, "Roe, Ann | On the algae of mountain lakes. Part 2 | Journal of Lakes | 2020");
    assert_eq!((part.verdict, part.reason), (Verdict::Different, Reason::Vetoed(Veto::Part)));
    let editorial = "Roe, A. | Editorial | | 2001";
    assert_eq!(judge(editorial, editorial).verdict, Verdict::Ambiguous);
    assert_eq!(judge(editorial, editorial).reason, Reason::GenericTitle);
}

/// Styles that print no title, and texts whose fields can't be told.
#[test]
fn bare_references() {
    let full = read(
        "Marlowe, Edwina, and Tobias Quirke. 1987. “Tidal Mixing in Narrow Fjords.” Annals of Coastal Hydrology 14 (2): 211–230.",
    );
    for (style, text) in [
        ("no title", "(1) Marlowe, E.; Quirke, T. Annals of Coastal Hydrology 1987, 14, 211–230."),
        ("first page only", "[3] E. Marlowe, T. Quirke, Annals of Coastal Hydrology 14 (1987) 211."),
        (
            "et al.",
            "Marlowe, E. et al., 1987. Tidal mixing in narrow fjords. Annals of Coastal Hydrology, 14(2), pp.211–230.",
        ),
        (
            "another order",
            "E. Marlowe and T. Quirke, “Tidal mixing in narrow fjords,” Annals of Coastal Hydrology, vol. 14, no. 2, pp. 211–230, 1987.",
        ),
    ] {
        assert_eq!(are(&full, &read(text)), Are::OneVersion, "{style}");
    }
    for (what, text) in [
        ("another page", "(1) Marlowe, E.; Quirke, T. Annals of Coastal Hydrology 1988, 15, 45–61."),
        ("too little", "(1) Marlowe, E. 1987."),
    ] {
        assert_eq!(are(&full, &read(text)), Are::Two, "{what}");
    }
}

fn groups(found: &Clusters, level: Level) -> BTreeSet<Vec<u32>> {
    found.groups(level).iter().map(|g| g.members.clone()).collect()
}

/// B is weakly like both A and C, which are two: no chain joins them.
#[test]
fn no_chains_through_a_weak_pair() {
    let lines = [
        "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9 | 10.1000/1",
        "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020",
        "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 4(1) | 40-49 | 10.1000/2",
    ];
    let found = Matcher::new().clusters(lines.iter().map(|l| record(l)));
    let assigned = found.assignment(Level::Work);
    assert_ne!(assigned[0], assigned[2]);
}

/// Entries of one dictionary, and references to it that print no title: these bridge no two entries.
#[test]
fn no_bridges_of_untitled_references() {
    let lines = [
        "Hall, K. | Kelp harvesters of the outer banks | Lexicon of Coasts | 2012",
        "Hall, K. | Kelp harvesters of the outer banks | Lexicon of Coasts | 2012",
        "Hall, K. | | Lexicon of Coasts | 2012",
        "Hall, K. | | Lexicon of Coasts | 2012",
        "Hall, K. | Sandbar lighthouses and their keepers | Lexicon of Coasts | 2012",
        "Hall, K. | Sandbar lighthouses and their keepers | Lexicon of Coasts | 2012",
    ];
    let found = Matcher::new().clusters(lines.iter().map(|l| record(l)));
    let assigned = found.assignment(Level::Work);
    assert_ne!(assigned[0], assigned[4]);
    assert_eq!((assigned[0], assigned[4]), (assigned[1], assigned[5]));
}

#[test]
fn a_merge_is_explained() {
    let lines = [
        "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9",
        "Poe, Cy | Verbs of motion in island creoles | Island Studies | 2011 | 7 | 1-20",
        "Roe, A. | On the algae of mountain lakes | | 2020",
        "A. Roe, B. Doe | | J. Lakes | 2020 | 3 | 4",
    ];
    let found = Matcher::new().clusters(lines.iter().map(|l| record(l)));
    assert_eq!(groups(&found, Level::Work), BTreeSet::from([vec![0, 2, 3], vec![1]]));
    let chain = found.explain(2, 3, Level::Work).expect("one work");
    let ends: Vec<(u32, u32)> = chain.iter().map(|s| (s.a, s.b)).collect();
    assert_eq!(ends, [(0, 2), (0, 3)]);
    assert_eq!(chain[1].judgement.reason, Reason::Numeration);
    let weakest = found.weakest(2, 3, Level::Work).expect("one work");
    assert!(chain.iter().all(|s| s.judgement.bits >= weakest.judgement.bits));
    assert_eq!(found.explain(0, 1, Level::Work), None);
    assert_eq!(found.explain(0, 9, Level::Work), None);
    assert_eq!(found.explain(1, 1, Level::Work), Some(Vec::new()));
}

#[test]
fn doubtful_pairs_are_kept_and_merge_at_another_threshold() {
    let lines = ["Roe, A. | Lakes revisited | | 2020", "Roe, A. | Lakes and ponds revisited | | 2020"];
    let records = || lines.iter().map(|l| record(l));
    let verdict = Matcher::new().verdict(&record(lines[0]), &record(lines[1])).verdict;
    assert_eq!(verdict, Verdict::Weak);
    let found = Matcher::new().clusters(records());
    assert_eq!(found.groups(Level::Work).len(), 2);
    assert_eq!(found.doubts().len(), 1);
    let loose = Matcher::new().with_threshold(Threshold::Weak).clusters(records());
    assert_eq!(loose.groups(Level::Work).len(), 1);
}

#[test]
fn an_index_grows() {
    let lines = [
        "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Journal of Lakes | 2020 | 3(1) | 4-9",
        "Poe, Cy | Verbs of motion in island creoles | Island Studies | 2011 | 7 | 1-20",
        "A. Roe, B. Doe | | J. Lakes | 2020 | 3 | 4",
        "Roe, Ann; Doe, Bob | On the algae of mountain lakes | Proceedings of the 4th Conference on Water | 2018 | | 100-104",
    ];
    let mut index = Index::new(Matcher::new());
    assert!(index.is_empty());
    let places: Vec<_> = lines.iter().map(|l| index.add(record(l))).collect();
    assert_eq!(index.len(), 4);
    assert_eq!(places.iter().map(|p| p.work).collect::<Vec<_>>(), [0, 1, 0, 0]);
    assert_eq!(places[2].version, places[0].version);
    assert_ne!(places[3].version, places[0].version);
    assert_eq!(index.work(0), [0, 2, 3]);
    assert_eq!(index.work(7), [0_u32; 0]);
}

/// Many references with one title, in one block: each is compared with few.
#[test]
fn a_large_block_stays_bounded() {
    const MANY: usize = 100_000;
    let line = |n: usize| {
        format!("Author{n}, A. | Annals of lakes and other waters | Lakes {n} | {} | {n} | {n}", 1900 + n % 100)
    };
    let found = Matcher::new().clusters((0..MANY).map(|n| record(&line(n))));
    assert_eq!(found.assignment(Level::Work).len(), MANY);
    assert!(found.compared() < 100 * MANY as u64, "{} pairs", found.compared());
    let same = Matcher::new().clusters((0..MANY).map(|_| record(&line(1))));
    assert_eq!(same.groups(Level::Version).len(), 1);
    let editorials = Matcher::new().clusters((0..MANY).map(|_| record("Roe, A. | Editorial")));
    assert_eq!(editorials.groups(Level::Work).len(), MANY);
}

/// Of three references two are equal: in every order those two are one, and the third is where it was.
#[test]
fn equal_references_in_any_order() {
    for (third, equal) in [("Tarn:Eastgate", "V.Tarn:Eastgate"), ("Tarn, V. Eastgate", "Eastgate"), ("V. Tarn", "V.")] {
        let mut ways = BTreeSet::new();
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let references = order.map(|n| read([third, equal, equal][n]));
            let found = Matcher::new().clusters(references).assignment(Level::Work);
            let of = |n: usize| found[order.iter().position(|&at| at == n).expect("each is there")];
            ways.insert((of(1) == of(2), of(0) == of(1), of(0) == of(2)));
        }
        assert_eq!(ways.len(), 1, "{third} / {equal}: {ways:?}");
        assert!(ways.first().is_some_and(|(_, one, other)| one == other), "{third} / {equal}: {ways:?}");
    }
    for copies in 3..6 {
        let found = Matcher::new().clusters((0..copies).map(|_| read("V.Tarn:Eastgate"))).assignment(Level::Work);
        assert!(found.iter().all(|work| *work == found[0]) || found.iter().collect::<BTreeSet<_>>().len() == copies);
    }
}

/// Fields from small vocabularies, so that references agree and conflict in many ways.
fn any_line() -> impl Strategy<Value = String> {
    let authors = prop::sample::select(vec!["Roe, A.", "Roe, Ann; Doe, B.", "Doe, B.", "Li, W.", "", "Lake Institute"]);
    let titles = prop::sample::select(vec![
        "On the algae of mountain lakes",
        "On the algae of mountain lakes: a survey",
        "On the algae of mountain lakes. Part 2",
        "Erratum: On the algae of mountain lakes",
        "Algae of lakes",
        "Editorial",
        "Annual report",
        "",
    ]);
    let outlets = prop::sample::select(vec!["Journal of Lakes", "J. Lakes", "Proc. Conf. Water", "arXiv", ""]);
    let dois = prop::sample::select(vec!["", "", "", "10.1000/1", "10.1000/2"]);
    (authors, titles, outlets, 2000..2004_u32, 0..4_u32, 0..4_u32, dois)
        .prop_map(|(a, t, o, y, v, p, d)| format!("{a} | {t} | {o} | {y} | {v} | {p} | {d}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_are_symmetric(a in any_line(), b in any_line()) {
        let (a, b) = (record(&a), record(&b));
        for level in [Level::Work, Level::Version] {
            let matcher = Matcher::new().with_level(level);
            prop_assert_eq!(matcher.verdict(&a, &b), matcher.verdict(&b, &a));
            prop_assert_eq!(matcher.evidence(&a, &b), matcher.evidence(&b, &a));
        }
    }

    #[test]
    fn texts_are_symmetric(a in "\\PC{0,60}", b in "\\PC{0,60}") {
        let (a, b) = (read(&a), read(&b));
        prop_assert_eq!(Matcher::new().verdict(&a, &b), Matcher::new().verdict(&b, &a));
    }

    #[test]
    fn order_plays_no_part(lines in prop::collection::vec(any_line(), 1..30), turn in 0..30_usize) {
        let mut other: Vec<(usize, &String)> = lines.iter().enumerate().collect();
        other.rotate_left(turn % lines.len());
        other.swap(0, lines.len() / 2);
        let one = Matcher::new().clusters(lines.iter().map(|l| record(l)));
        let two = Matcher::new().clusters(other.iter().map(|(_, l)| record(l)));
        for level in [Level::Work, Level::Version] {
            // By content: copies of one reference may take each other's place.
            let shown = |clusters: &Clusters, line: &dyn Fn(usize) -> String| -> Vec<Vec<String>> {
                let mut all: Vec<Vec<String>> = clusters.groups(level).iter().map(|g| {
                    let mut lines: Vec<String> = g.members.iter().map(|m| line(*m as usize)).collect();
                    lines.sort();
                    lines
                }).collect();
                all.sort();
                all
            };
            prop_assert_eq!(shown(&one, &|n| lines[n].clone()), shown(&two, &|n| other[n].1.clone()));
        }
    }

    #[test]
    fn clusters_hold_together(lines in prop::collection::vec(any_line(), 1..30)) {
        let records: Vec<Record> = lines.iter().map(|l| record(l)).collect();
        let found = Matcher::new().clusters(records.clone());
        for level in [Level::Work, Level::Version] {
            let mut seen = BTreeMap::new();
            for (n, group) in found.groups(level).iter().enumerate() {
                prop_assert_eq!(group.links.len() + 1, group.members.len());
                for (i, a) in group.members.iter().enumerate() {
                    prop_assert_eq!(seen.insert(*a, n), None);
                    for b in &group.members[i + 1..] {
                        let judged = Matcher::new().with_level(level).verdict(&records[*a as usize], &records[*b as usize]);
                        prop_assert!(!matches!(judged.reason, Reason::Vetoed(_)), "{} / {}", lines[*a as usize], lines[*b as usize]);
                        prop_assert!(found.explain(*a, *b, level).is_some_and(|c| !c.is_empty()));
                    }
                }
            }
            prop_assert_eq!(seen.len(), lines.len());
        }
        // A version lies within a work.
        let (works, versions) = (found.assignment(Level::Work), found.assignment(Level::Version));
        for a in 0..lines.len() {
            for b in 0..lines.len() {
                prop_assert!(versions[a] != versions[b] || works[a] == works[b]);
            }
        }
    }

    /// What is one at a threshold is one at every looser one.
    #[test]
    fn looser_thresholds_only_join(lines in prop::collection::vec(any_line(), 1..30)) {
        let at = Threshold::ALL.map(|threshold| {
            let found = Matcher::new().with_threshold(threshold).clusters(lines.iter().map(|l| record(l)));
            found.assignment(Level::Work)
        });
        for (strict, loose) in at.iter().zip(&at[1..]) {
            for a in 0..lines.len() {
                for b in 0..a {
                    prop_assert!(strict[a] != strict[b] || loose[a] == loose[b], "{} / {}", lines[a], lines[b]);
                }
            }
        }
    }

    /// Two references of a work of an index never have a veto between them.
    #[test]
    fn an_index_holds_together(lines in prop::collection::vec(any_line(), 1..30)) {
        let mut index = Index::new(Matcher::new());
        let places: Vec<_> = lines.iter().map(|l| index.add(record(l))).collect();
        for a in &places {
            prop_assert!(index.work(a.work).contains(&a.number));
            for b in places.iter().filter(|b| b.work == a.work) {
                let (a, b) = (&lines[a.number as usize], &lines[b.number as usize]);
                let judged = Matcher::new().verdict(&record(a), &record(b));
                prop_assert!(!matches!(judged.reason, Reason::Vetoed(_)), "{} / {}", a, b);
            }
        }
    }

    /// On as many threads as there are, at once and each for itself: the same.
    #[test]
    fn threads_play_no_part(lines in prop::collection::vec(any_line(), 1..30)) {
        let cluster = || Matcher::new().clusters(lines.iter().map(|l| record(l)));
        let one = cluster();
        let others: Vec<Clusters> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..3).map(|_| scope.spawn(cluster)).collect();
            running.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        prop_assert!(others.iter().all(|other| *other == one));
    }

    /// Every reference once more: each copy is where its original is, and nothing else moves.
    #[test]
    fn matching_the_matched_changes_nothing(lines in prop::collection::vec(any_line(), 1..20)) {
        let twice = lines.iter().chain(&lines);
        let one = Matcher::new().clusters(lines.iter().map(|l| record(l)));
        let two = Matcher::new().clusters(twice.map(|l| record(l)));
        for level in [Level::Work, Level::Version] {
            let (before, after) = (one.assignment(level), two.assignment(level));
            for a in 0..lines.len() {
                for b in 0..lines.len() {
                    prop_assert_eq!(before[a] == before[b], after[a] == after[b], "{} / {}", lines[a], lines[b]);
                }
            }
        }
    }
}
