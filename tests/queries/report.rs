//! Reports: each kind of finding planted once in made-up papers, found once, and nothing else.

use citegraph::paper::Paper;
use citegraph::query::report::{Finding, FindingKind, Report, ReportOptions};
use citegraph::query::retractions::Notice;
use citegraph::reference::Reference;
use citegraph::reference::item::Item;
use citegraph::view::report::{html, markdown};
use citegraph::work::Corpus;
use citegraph::work::verify::Library;

const YEAR: i32 = 2026;

/// Entries of works that have nothing to do with each other, and what cites them.
const WORKS: [(&str, &str); 8] = [
    ("(Ambel, 2001)", "Ambel, A. (2001). On the algae of mountain lakes. *Journal of Lakes*, 3(1), 4–9."),
    ("(Corvin, 2002)", "Corvin, B. (2002). Rivers that lost their names. *Annals of Rivers*, 14(2), 51–60."),
    ("(Dunmore, 2003)", "Dunmore, C. (2003). The ferrymen of the north. *Harbour Review*, 25(3), 101–119."),
    ("(Esker, 2004)", "Esker, D. (2004). How gravel travels under ice. *Glacier Letters*, 36(4), 210–222."),
    ("(Fallow, 2005)", "Fallow, E. (2005). Meadows after the plough. *Field Notes*, 47(1), 7–18."),
    ("(Garrin, 2006)", "Garrin, F. (2006). Songs of the salt makers. *Coastal Quarterly*, 58(2), 33–48."),
    ("(Holm, 2007)", "Holm, G. (2007). Names of winds in twelve harbours. *Weather Records*, 69(3), 77–91."),
    ("(Isling, 2008)", "Isling, H. (2008). What the lighthouse books say. *Archive Studies*, 71(4), 12–29."),
];

/// A paper on a subject of its own that cites and lists some of these works, and has something more in its text and list.
fn paper(by: &str, works: &[usize], said: &str, listed: &str) -> String {
    let (cited, entries): (Vec<&str>, Vec<String>) =
        works.iter().map(|n| (WORKS[*n].0, format!("- {}\n", WORKS[*n].1))).unzip();
    let text: String = cited.iter().map(|cited| format!("As was shown {cited}, it is so.\n\n")).collect();
    format!(
        "# A paper of {by}\n\n{by}\n\n## Introduction\n\n{text}{said}\n\n## References\n\n{}{listed}",
        entries.concat()
    )
}

struct Made {
    corpus: Corpus,
    texts: Vec<String>,
}

impl Made {
    fn of<'t>(papers: impl IntoIterator<Item = (&'t str, String)>) -> Self {
        let (papers, texts): (Vec<Paper>, Vec<String>) =
            papers.into_iter().map(|(id, text)| (Paper::read(id, &text), text)).unzip();
        Self { corpus: Corpus::new(papers).expect("papers of several names"), texts }
    }

    fn report(&self, more: impl FnOnce(ReportOptions<'_>) -> Report) -> Report {
        more(ReportOptions::new(YEAR).with_texts(&self.texts))
    }

    fn plain(&self) -> Report {
        self.report(|options| Report::new(&self.corpus, &options))
    }
}

fn kinds(report: &Report) -> Vec<FindingKind> {
    report.findings().map(|finding| finding.kind).collect()
}

fn only(report: &Report) -> &Finding {
    let found: Vec<&Finding> = report.findings().collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0]
}

fn item(text: &str) -> Item {
    Reference::parse(&text.replace('*', "")).item()
}

#[test]
fn clean_papers_have_no_findings() {
    let made = Made::of([("a", paper("Ann Roe", &[0, 1, 2], "", "")), ("b", paper("Bob Poe", &[3, 4, 5], "", ""))]);
    let library = Library::new(WORKS.iter().enumerate().map(|(n, (_, entry))| (n.to_string(), item(entry))));
    let report = made.report(|options| Report::new(&made.corpus, &options.with_library(&library).with_notices(&[])));
    assert_eq!(kinds(&report), []);
    let verdicts = report.papers[0].verdicts.expect("there is a library");
    assert_eq!((verdicts.found, verdicts.differs, verdicts.not_found, verdicts.unchecked), (3, 0, 0, 0));
    assert!(html(&report, "Lakes").contains("Nothing was found."));
}

#[test]
fn each_kind_of_one_paper_is_found_once() {
    use FindingKind as Kind;
    let cases = [
        ("So it was (Moe, 2009).", "", Kind::Missing, "Moe, 2009"),
        ("Again (Ambel, 1999).", "", Kind::Mismatched, "Ambel, 1999"),
        (
            "",
            "- Moe, I. (2009). *The ponds of the east*. Lakeside Press.\n",
            Kind::Uncited,
            "Moe, I. (2009). The ponds",
        ),
        (
            "Seas (Moe, 2009) rise.",
            "- Moe, I. (2009). *The seas of the west*. Lakeside Press. ISBN 978-3-16-148410-1.\n",
            Kind::Contradicting,
            "978-3-16-148410-1",
        ),
        (
            "Seas (Moe, 2009) rise.",
            "- Moe, I. (2009). *The seas of the west*. Lakeside Press.\n- Moe, I. (2009). *The isles of the south*. Harbour Press.\n",
            Kind::Ambiguous,
            "Moe, 2009",
        ),
    ];
    for (said, listed, kind, printed) in cases {
        let made = Made::of([("a", paper("Ann Roe", &[0, 1, 2], said, listed))]);
        let report = made.plain();
        let finding = only(&report);
        assert_eq!(finding.kind, kind, "{finding:#?}");
        assert!(finding.printed.starts_with(printed), "{finding:#?}");
        let lines = finding.place.lines.expect("its text is known");
        let line = made.texts[0].lines().nth(lines.line - 1).expect("there is such a line");
        let first = printed.split_whitespace().next().expect("a word");
        assert!(line.contains(first), "{line}: {finding:#?}");
    }
}

#[test]
fn each_kind_told_by_a_library_or_notices_is_found_once() {
    let made = Made::of([("a", paper("Ann Roe", &[0, 1, 2], "", ""))]);
    let with = |change: fn(&mut Vec<(String, Item)>)| {
        let mut records: Vec<(String, Item)> =
            WORKS.iter().enumerate().map(|(n, (_, entry))| (format!("r{n}"), item(entry))).collect();
        change(&mut records);
        let library = Library::new(records);
        made.report(|options| Report::new(&made.corpus, &options.with_library(&library)))
    };
    let gone = with(|records| records.truncate(2));
    assert_eq!(only(&gone).kind, FindingKind::NotFound);
    let other = with(|records| records[1].1 = item(&WORKS[1].1.replace("Corvin, B.", "Quillory, Z.")));
    let finding = only(&other);
    assert_eq!(finding.kind, FindingKind::Differs);
    assert!(finding.evidence[0].text.starts_with("authors: printed “"), "{finding:#?}");
    for (nature, kind) in [("Retraction", FindingKind::Retracted), ("Correction", FindingKind::Noticed)] {
        let mut notice = Notice::new("7", item(WORKS[2].1));
        (notice.date, notice.nature, notice.reason) = ("2012-03-04".into(), nature.into(), "Copied figures".into());
        let notices = [notice];
        let report = made.report(|options| Report::new(&made.corpus, &options.with_notices(&notices)));
        let finding = only(&report);
        assert_eq!((finding.kind, finding.place.entry.as_deref()), (kind, Some("3")));
        assert!(finding.why.contains("2012-03-04") && finding.evidence[0].text.contains("Copied figures"));
    }
}

#[test]
fn lists_alike_and_what_is_shared() {
    let made = Made::of([
        ("a", paper("Ann Roe", &[0, 1, 2, 3, 4, 5], "", "")),
        ("b", paper("Bob Poe", &[0, 1, 2, 3, 4, 6, 7], "", "")),
    ]);
    let report = made.plain();
    assert_eq!(only(&report).kind, FindingKind::ListsAlike);
    assert_eq!((report.shared[0].works.len(), report.shared[0].in_order, report.shared[0].cited), (5, Some(5), (6, 7)));
    let few =
        Made::of([("a", paper("Ann Roe", &[0, 1, 2, 3], "", "")), ("b", paper("Bob Poe", &[3, 4, 5, 6], "", ""))]);
    let report = few.plain();
    assert_eq!((kinds(&report), report.shared[0].works.len()), (vec![], 1));
}

/// However few works two lists have in common beside what others share: 46 long lists make 1,035 pairs that share more.
#[test]
fn short_lists_alike_among_long_ones() {
    const WORDS: [&str; 22] = [
        "algae",
        "rivers",
        "ferrymen",
        "gravel",
        "meadows",
        "songs",
        "winds",
        "lighthouses",
        "ploughs",
        "glaciers",
        "harbours",
        "storks",
        "orchards",
        "bridges",
        "lanterns",
        "quarries",
        "herons",
        "mills",
        "saddles",
        "cellars",
        "thistles",
        "anchors",
    ];
    let entry = |n: usize| {
        let (one, other) = (WORDS[n % 22], WORDS[n / 22]);
        format!(
            "- {one}{other}, A. ({}). {one} beside {other}. *Annals of {other}*, {n}(1), {n}1–{n}9.\n",
            1950 + n % 60
        )
    };
    let list = |works: &mut dyn Iterator<Item = usize>| {
        format!("# A paper\n\n## References\n\n{}", works.map(entry).collect::<String>())
    };
    let long = |paper: usize| list(&mut (0..6).chain((0..9).map(|n| 20 + 9 * paper + n)));
    let short = || list(&mut (10..15));
    let names: Vec<String> = (0..46).map(|n| format!("long{n:02}")).collect();
    let papers = names.iter().enumerate().map(|(n, name)| (name.as_str(), long(n)));
    let report = Made::of(papers.chain([("short1", short()), ("short2", short())])).plain();
    assert_eq!((report.shared.len(), report.shared[999].works.len()), (1_000, 6));
    let alike: Vec<&str> =
        report.findings().filter(|f| f.kind == FindingKind::ListsAlike).map(|f| f.printed.as_str()).collect();
    assert_eq!((alike, report.lists_unlisted), (vec!["short1 and short2"], 0));
    // None of them cites in its text.
    assert_eq!(report.orders_unread, 0);
    assert!(!markdown(&report, "Lakes").contains("The order of citations of"));
}

/// What is left out for being too much, and what there is nothing of, is said.
#[test]
fn what_was_not_compared_is_said() {
    let names: Vec<String> = (0..21).map(|n| format!("paper{n:02}")).collect();
    let made = Made::of(names.iter().map(|name| (name.as_str(), paper("Ann Roe", &[0], "", ""))));
    let report = made.plain();
    assert_eq!((report.shared.len(), report.orders_unread, report.pairs_unread), (210, 10, 10));
    assert_eq!(report.shared.iter().filter(|pair| pair.in_order.is_none()).count(), 10);
    for page in [html(&report, "Lakes"), markdown(&report, "Lakes")] {
        assert!(page.contains("The order of citations of 10 further pairs of papers wasn’t compared."), "{page}");
        assert!(page.contains("The text of 10 further pairs of papers wasn’t compared."), "{page}");
    }
    let list = |by: &str| format!("# A paper of {by}\n\n## References\n\n- {}\n", WORKS[0].1);
    let lists = Made::of([("a", list("Ann Roe")), ("b", list("Bob Poe"))]).plain();
    assert_eq!((lists.shared[0].in_order, lists.orders_unread), (None, 0));
    assert!(markdown(&lists, "Lakes").contains("| not compared |"));
    // A paper that has no list isn't said to be clean.
    let none = Made::of([("a", "# A paper\n\nIt cites nothing.\n".to_owned())]).plain();
    for page in [html(&none, "Lakes"), markdown(&none, "Lakes")] {
        assert!(page.contains("No references were found") && !page.contains("Nothing was found"), "{page}");
    }
}

const PASSAGE: &str = "Ferries crossed the northern sound in every month but January, when drifting ice closed both harbours; \
    keepers logged departures, cargo, weather, and the names of passengers who paid with salt, herring or unspun wool";

#[test]
fn passages_alike_are_found_with_their_sources() {
    // Words tell passages apart where there are others without them.
    let others = |words: &str| {
        let numbered =
            |n: usize| words.split(' ').map(|word| format!("{word}{}", ["ing", "er", "ness"][n])).collect::<Vec<_>>();
        (0..3).map(|n| format!("{}.\n\n", numbered(n).join(" "))).collect::<String>()
    };
    let (north, south) = (
        "alp bark clay dune elm fern gull heath isle jet kelp loam moss nook oak peat quay reed sand thorn vale weir yew zinc arch bell cord",
        "ant bee cat dog eel fox goat hare ibex jay kite lark mole newt owl pig rat seal toad vole wasp yak cow deer finch gnat hen",
    );
    let made = Made::of([
        ("a", paper("Ann Roe", &[0, 1, 2], &format!("{}{PASSAGE} (Ambel, 2001).", others(north)), "")),
        ("b", paper("Bob Poe", &[3, 4, 5], &format!("{}{PASSAGE}, as before (Esker, 2004).", others(south)), "")),
    ]);
    let report = made.plain();
    let finding = only(&report);
    assert_eq!(finding.kind, FindingKind::PassagesAlike);
    assert!(finding.why.ends_with("they name other sources"), "{finding:#?}");
    let sources: Vec<&str> =
        finding.evidence.iter().filter(|said| said.what == "names").map(|said| said.text.as_str()).collect();
    assert_eq!(sources, ["Ambel, 2001", "Esker, 2004"]);
}

#[test]
fn misprints_in_two_papers_are_the_sets() {
    let with = |works: &[usize], page: &str| {
        let entry = WORKS[0].1.replace("4–9", page);
        paper("Ann Roe", works, "Seen before (Ambel, 2001).", &format!("- {entry}\n"))
    };
    let made = Made::of([
        ("a", with(&[1], "14–19")),
        ("b", with(&[2], "74–19")),
        ("c", with(&[3], "14–19")),
        ("d", with(&[4], "74–19")),
        ("e", with(&[5], "14–19")),
    ]);
    let report = made.plain();
    let finding = only(&report);
    assert_eq!(finding.kind, FindingKind::CopiedMisprint);
    let documents: Vec<&str> =
        finding.evidence.iter().filter_map(|said| Some(said.place.as_ref()?.document.as_str())).collect();
    assert_eq!(documents, ["b", "d"]);
    // Two papers against a library tell it too.
    let two = Made::of([("a", with(&[1], "74–19")), ("b", with(&[2], "74–19"))]);
    let library = Library::new(WORKS.iter().enumerate().map(|(n, (_, entry))| (n.to_string(), item(entry))));
    let report = two.report(|options| Report::new(&two.corpus, &options.with_library(&library)));
    assert_eq!(kinds(&report), [FindingKind::Differs, FindingKind::Differs, FindingKind::CopiedMisprint]);
}

#[test]
fn self_citations_beside_chance() {
    let own = "- Roe, A. (2011). *On lake ice*. Lakeside Press.\n- Roe, A. (2012). *The carp and its cousins*. Lakeside Press.\n\
               - Roe, A. (2013). *Reed cutters at work*. Lakeside Press.\n- Roe, A. (2014). *Where silt settles*. Lakeside Press.\n";
    let said = "(Roe, 2011; Roe, 2012; Roe, 2013; Roe, 2014) is known.";
    let mut made = Made::of([
        ("a", paper("Ann Roe", &[0], said, own)),
        ("b", paper("Bob Poe", &[0, 1, 2, 3, 4, 5, 6, 7], "", "")),
        ("c", paper("Cid Moe", &[1, 3], "", "")),
    ]);
    // Who wrote it is stated, as a manifest does.
    let mut papers = made.corpus.papers.clone();
    papers[0].item.author = item("Roe, A. (2020). On lakes. Lakeside Press.").author;
    made.corpus = Corpus::new(papers).expect("papers of several names");
    let report = made.plain();
    let finding = only(&report);
    assert_eq!((finding.kind, finding.printed.as_str()), (FindingKind::SelfCitation, "4 of 5"));
    assert_eq!(finding.evidence.len(), 4);
    let chance = report.papers[0].chance.expect("others cite too");
    assert!((chance.expected - 5.0 * 4.0 / 15.0).abs() < 1e-9, "{chance:?}");
    assert!(markdown(&report, "Lakes").contains("4 of 5 cited works are by its authors (80 %); citing them as often"));
}

#[test]
fn the_order_of_papers_changes_nothing() {
    let texts = [
        ("a", paper("Ann Roe", &[0, 1, 2, 3, 4, 5], "So (Moe, 2009).", "")),
        ("b", paper("Bob Poe", &[0, 1, 2, 3, 4, 6, 7], PASSAGE, "")),
        ("c", paper("Cid Moe", &[1, 3], PASSAGE, "")),
    ];
    let page = |made: &Made| html(&made.plain(), "Lakes");
    let forward = Made::of(texts.clone());
    let mut backward = Made::of(texts.into_iter().rev());
    backward.texts.reverse();
    assert_eq!(page(&forward), page(&backward));
}

/// What papers print is text in a page and in Markdown, whatever it looks like.
#[test]
fn printed_text_is_no_markup() {
    let made = Made::of([("a<b>", paper("Ann Roe", &[0, 1], "So (Mc<i>Moe*, 2009).", ""))]);
    let report = made.plain();
    let page = html(&report, "<script>alert(1)</script>");
    assert!(!page.contains("<script") && !page.contains("<i>") && !page.contains("a<b>"), "{page}");
    assert!(markdown(&report, "a").contains("## a\\<b\\>"));
}
