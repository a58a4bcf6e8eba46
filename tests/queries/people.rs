//! People, readings and upkeep on random papers, by trying everything.

use citegraph::query::grouping::Grouping;
use citegraph::query::hygiene::Hygiene;
use citegraph::query::names::compare;
use citegraph::query::own_citations::own_citations;
use citegraph::query::self_rates::{Definition, self_rates};
use citegraph::reference::name::Name;

use super::*;

const NAMES: [&str; 7] =
    ["Kaura, N.", "Kaura, Nasreen", "Kaura, Nitin", "Lind, Ove", "Lind, O.", "Kaura, ", "World Press"];

/// Works by up to three of the names each, and who cites whom.
fn written() -> impl Strategy<Value = (Vec<Vec<usize>>, BTreeSet<(usize, usize)>)> {
    let authors = prop::collection::vec(prop::collection::vec(0..NAMES.len(), 0..=3), 1..=5);
    authors.prop_flat_map(|works| {
        let n = works.len();
        (Just(works), prop::collection::btree_set((0..n, 0..n), 0..=10))
    })
}

fn by(authors: &[usize]) -> Vec<Name> {
    authors.iter().map(|&i| common::name(NAMES[i])).collect()
}

fn graph_of(works: &[Vec<usize>], edges: &BTreeSet<(usize, usize)>) -> CitationGraph {
    let mut builder = CitationGraph::builder();
    for (i, authors) in works.iter().enumerate() {
        builder.paper(number(i), Item { author: by(authors), ..Item::default() });
    }
    for &(a, b) in edges {
        builder.cite(number(a), number(b));
    }
    builder.build().expect("all are added")
}

/// The best evidence that two lists of names have anyone in common.
fn best(a: &[Name], b: &[Name]) -> Option<NameEvidence> {
    a.iter().flat_map(|a| b.iter().filter_map(|b| compare(a, b))).max()
}

fn answer(nobody: bool, evidence: Option<NameEvidence>) -> Answer {
    match evidence {
        Some(evidence) if evidence >= NameEvidence::Initials => Answer::Yes,
        _ if nobody => Answer::Unknown,
        Some(_) => Answer::Unknown,
        None => Answer::No,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn self_citations_by_all_pairs_of_names((works, edges) in written()) {
        let graph = graph_of(&works, &edges);
        let found = self_citations(&graph);
        prop_assert_eq!(found.len(), edges.len());
        for (one, &(a, b)) in found.iter().zip(&edges) {
            prop_assert_eq!((&one.document, &one.work), (&number(a), &number(b)));
            let (left, right) = (by(&works[a]), by(&works[b]));
            let nobody = left.is_empty() || right.is_empty();
            let first = left.first().zip(right.first()).and_then(|(a, b)| compare(a, b));
            let expected = if a == b {
                (Answer::Yes, Answer::Yes)
            } else {
                (answer(nobody, best(&left, &right)), answer(nobody, first))
            };
            prop_assert_eq!((one.any_author, one.first_author), expected);
        }
        for paper in rates(&found) {
            let own: Vec<_> = found.iter().filter(|one| one.document == paper.document).collect();
            let count = |wanted: Answer| own.iter().filter(|one| one.any_author == wanted).count();
            let tally = paper.any_author;
            prop_assert_eq!((tally.yes, tally.no, tally.unknown), (count(Answer::Yes), count(Answer::No), count(Answer::Unknown)));
        }
    }

    #[test]
    fn rates_given_and_received((works, edges) in written()) {
        let graph = graph_of(&works, &edges);
        for grouping in [Grouping::authors(&graph), Grouping::works(&graph.freeze())] {
            for definition in [Definition::AnyAuthor, Definition::FirstAuthor] {
                let share = |a: usize, b: usize| -> (f64, f64) {
                    let (left, right) = (by(&works[a]), by(&works[b]));
                    let first = definition == Definition::FirstAuthor;
                    let cut = |names: &[Name]| if first { names.iter().take(1).cloned().collect() } else { names.to_vec() };
                    let evidence = best(&cut(&left), &cut(&right));
                    let may = a == b || evidence.is_some() || left.is_empty() || right.is_empty();
                    let is = a == b || evidence == Some(NameEvidence::FullName);
                    (f64::from(u8::from(is)), f64::from(u8::from(may)))
                };
                let found = self_rates(&graph, &grouping, definition);
                for rates in &found {
                    let of = |work: usize| {
                        let work = graph.find(&number(work)).expect("there");
                        grouping.of(work).iter().any(|&group| group as usize == rates.group)
                    };
                    for (share_found, mine) in [(rates.given, 0), (rates.received, 1)] {
                        let own: Vec<(f64, f64)> =
                            edges.iter().filter(|&&(a, b)| of([a, b][mine])).map(|&(a, b)| share(a, b)).collect();
                        prop_assert_eq!(share_found.citations, own.len());
                        prop_assert_eq!(share_found.own.strict, own.iter().map(|share| share.0).sum::<f64>());
                        prop_assert_eq!(share_found.own.lenient, own.iter().map(|share| share.1).sum::<f64>());
                    }
                }
            }
            for rates in self_rates(&graph, &grouping, Definition::CoAuthors) {
                for share in [rates.given, rates.received] {
                    prop_assert!(0.0 <= share.own.strict && share.own.strict <= share.own.lenient);
                    prop_assert!(share.own.lenient <= share.citations as f64);
                }
            }
        }
    }

    #[test]
    fn groups_are_all_that_a_list_has_of_one_or_two((works, edges) in written(), at_least in 1..3_usize) {
        let graph = graph_of(&works, &edges);
        let people = Grouping::authors(&graph);
        let mut expected: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
        for paper in 0..works.len() {
            let listed: Vec<usize> = edges.iter().filter(|(a, _)| *a == paper).map(|(_, b)| *b).collect();
            let by = |work: usize, person: usize| {
                let work = graph.find(&number(work)).expect("there");
                people.of(work).iter().any(|&group| group as usize == person)
            };
            for a in 0..people.count() {
                for b in a..people.count() {
                    let own = listed.iter().filter(|&&work| by(work, a) && by(work, b)).map(|&work| number(work));
                    let own: Vec<String> = own.collect();
                    let mut names = vec![people.name(a).to_owned(), people.name(b).to_owned()];
                    names.truncate(if a == b { 1 } else { 2 });
                    names.sort();
                    if own.len() >= at_least {
                        expected.push((number(paper), names, own));
                    }
                }
            }
        }
        let mut found: Vec<_> =
            author_groups(&graph, at_least).into_iter().map(|group| (group.document, group.authors, group.works)).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn readings_that_differ_are_conflicts(entries in prop::collection::vec((0..3_usize, 0..4_i32), 1..8)) {
        let item = |year: i32| article("Lind, O.", 2000 + year, "One", "Journal", ["1", "", ""]);
        let mut hand = Hand::default();
        for paper in 0..3 {
            hand = hand.paper(&format!("p{paper}"), plain(&format!("P{paper}")));
            for &(_, year) in entries.iter().filter(|(of, _)| *of == paper) {
                hand = hand.entry("w", item(year));
            }
        }
        let found = conflicts(&hand.corpus());
        let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for &(paper, year) in &entries {
            expected.entry((2000 + year).to_string()).or_default().insert(format!("p{paper}"));
        }
        if expected.len() < 2 {
            prop_assert!(found.is_empty());
        } else {
            prop_assert_eq!((found.len(), found[0].fields.len(), found[0].fields[0].field), (1, 1, ConflictField::Issued));
            let readings = found[0].fields[0].readings.iter();
            let readings: BTreeMap<String, BTreeSet<String>> =
                readings.map(|reading| (reading.value.clone(), reading.documents.iter().cloned().collect())).collect();
            prop_assert_eq!(readings, expected);
        }
    }

    #[test]
    fn upkeep_as_counted(entries in 1..5_usize, cited in prop::collection::vec((0..4_u8, 0..5_usize), 0..8)) {
        let mut hand = Hand::default().paper("a", plain("A"));
        for entry in 0..entries {
            hand = hand.entry(&format!("w{entry}"), plain(&format!("W{entry}")));
        }
        let label = |entry: usize| (entry % entries + 1).to_string();
        let resolution = |&(kind, entry): &(u8, usize)| match kind {
            0 => Resolution::Missing,
            1 => exact(&label(entry)),
            2 => Resolution::Near { label: label(entry), why: "year".into() },
            _ => Resolution::Ambiguous { labels: vec![label(entry), label(entry + 1)] },
        };
        for (i, citation) in cited.iter().enumerate() {
            hand = hand.cite(&format!("Lind {i}, 2001"), CitationForm::Parenthetical, resolution(citation));
        }
        let found: Hygiene = hygiene(&hand.corpus().papers[0]);
        let count = |kind: u8| cited.iter().filter(|citation| citation.0 == kind).count();
        prop_assert_eq!((found.missing.len(), found.mismatched.len(), found.ambiguous.len()), (count(0), count(2), count(3)));
        let used: BTreeSet<String> = cited.iter().flat_map(|citation| resolution(citation).labels().to_vec()).collect();
        let uncited: Vec<String> = found.uncited.iter().map(|entry| entry.entry.label.clone()).collect();
        let expected: Vec<String> = (1..=entries).map(|i| i.to_string()).filter(|label| !used.contains(label)).collect();
        prop_assert_eq!(uncited, if cited.is_empty() { Vec::new() } else { expected });
    }
}

#[test]
fn clusters_have_a_core_and_a_density() {
    let graph = CitationGraph::new(&made_up().corpus());
    let clusters = self_citation_clusters(&graph);
    let cores: Vec<&[String]> = clusters.iter().map(|cluster| cluster.core.as_slice()).collect();
    let named = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<String>>();
    assert_eq!(cores, [named(&["Sunniva Haddow", "Tamsin Ferrel"]), named(&["Lasse Varn", "Odile Brennick"])]);
    assert_eq!((clusters[1].size(), clusters[1].density()), (4, Some(4.0 / 6.0)));
    let grouping = Grouping::clusters(&graph, &clusters);
    assert_eq!((grouping.count(), grouping.name(1)), (2, "Lasse Varn; Odile Brennick"));
    let own = own_citations(&graph.freeze(), &grouping);
    assert!(own.iter().any(|one| one.group == 0 && one.own >= 7));
    // What no cluster has may be anybody's.
    assert!(own.iter().all(|one| one.given_unknown > 0 && one.given_bounds().is_some_and(|(low, high)| low < high)));
}
