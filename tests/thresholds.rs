//! Between which thresholds answers hold, on made-up papers.

use std::collections::BTreeMap;

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::query::shared_sources::shared_pairs;
use citegraph::query::thresholds::{SharedAtThresholds, shared_at_thresholds};
use citegraph::work::{Corpus, Level, Matcher, Member, Threshold};
use proptest::prelude::*;

/// A paper that lists `entries`.
fn paper(id: &str, entries: &[&str]) -> Paper {
    let entries: Vec<String> = entries.iter().map(|entry| format!("- {entry}\n")).collect();
    Paper::read(id, &format!("# References\n\n{}", entries.concat()))
}

fn linked(papers: &[Paper], threshold: Threshold, level: Level) -> Corpus {
    let matcher = Matcher::new().with_threshold(threshold).with_level(level);
    Corpus::with_matcher(papers.iter().cloned(), matcher).expect("the names differ")
}

fn held(corpus: &Corpus) -> Vec<SharedAtThresholds> {
    shared_at_thresholds(corpus, &CitationGraph::new(corpus))
}

const EXACT: &str = "Roe, A., & Doe, B. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.";
const STRONG: [&str; 2] = [
    "Poe, C. (2011). Verbs of motion in island creoles. Island Studies, 7, 1–20.",
    "Poe, C. (2012). Verbs of motion in island creoles. Island Studies, 7, 1–20.",
];
const WEAK: [&str; 2] = ["Tarn, I. (1988). Moss and stone.", "Tarn, I. (1988). Moss and bone."];
const AMBIGUOUS: &str = "Zell, H. (2001). Editorial.";

fn two_papers() -> Vec<Paper> {
    vec![paper("a", &[EXACT, STRONG[0], WEAK[0], AMBIGUOUS]), paper("b", &[EXACT, STRONG[1], WEAK[1], AMBIGUOUS])]
}

#[test]
fn each_work_says_from_where_on_it_holds() {
    let found = held(&linked(&two_papers(), Threshold::Strong, Level::Work));
    assert_eq!(found.len(), 1);
    let pair = &found[0];
    assert_eq!(Threshold::ALL.map(|t| pair.counts.at(t)), [1, 2, 3, 4]);
    let shown = |works: &[citegraph::query::thresholds::HeldWork]| -> Vec<(String, Threshold)> {
        works.iter().map(|w| (w.id.clone(), w.holds_from)).collect()
    };
    assert_eq!(shown(&pair.works), [("a:1".to_owned(), Threshold::Exact), ("a:2".to_owned(), Threshold::Strong)]);
    assert_eq!(shown(&pair.further), [("a:3".to_owned(), Threshold::Weak), ("a:4".to_owned(), Threshold::Ambiguous)]);
    let hinge = pair.works[1].hangs_on.as_ref().expect("a merge");
    assert_eq!((hinge.a.to_string(), hinge.b.to_string()), ("a:2".to_owned(), "b:2".to_owned()));
}

/// What is linked more loosely says the same of its parts.
#[test]
fn the_corpus_own_threshold_only_draws_the_line() {
    let counts: Vec<_> =
        Threshold::ALL.iter().map(|t| held(&linked(&two_papers(), *t, Level::Work))[0].counts).collect();
    assert!(counts.iter().all(|c| *c == counts[0]), "{counts:?}");
    for (threshold, works) in Threshold::ALL.into_iter().zip(1..) {
        let found = held(&linked(&two_papers(), threshold, Level::Work));
        assert_eq!((found[0].works.len(), found[0].further.len()), (works, 4 - works), "{threshold}");
    }
}

/// Two entries of each paper that agree word for word, and that are one work all the same at a looser threshold: there
/// the two share fewer works.
#[test]
fn two_shared_works_may_become_one() {
    let papers = [paper("a", &STRONG), paper("b", &STRONG)];
    let pair = &held(&linked(&papers, Threshold::Strong, Level::Work))[0];
    assert_eq!((pair.counts.exact, pair.counts.strong), (2, 1));
    assert_eq!(pair.works[0].holds_from, Threshold::Exact);
}

#[test]
fn a_work_lists_its_versions() {
    let proceedings = "Roe, A., & Doe, B. (2018). On the algae of mountain lakes. Proceedings of the 4th Conference on Water, 100–104.";
    let papers = [paper("a", &[EXACT, proceedings]), paper("b", &[EXACT])];
    let corpus = linked(&papers, Threshold::Strong, Level::Work);
    let work = corpus.works.iter().find(|w| w.id == "a:1").expect("a work");
    let versions: Vec<Vec<String>> =
        work.versions.iter().map(|v| v.members.iter().map(Member::to_string).collect()).collect();
    assert_eq!(versions, [vec!["a:1".to_owned(), "b:1".to_owned()], vec!["a:2".to_owned()]]);
    assert_eq!(work.versions[1].id, "a:2");
    // Linked to versions, each is a work of its own.
    let corpus = linked(&papers, Threshold::Strong, Level::Version);
    let ids: Vec<&str> = corpus.works.iter().filter(|w| w.id.contains(':')).map(|w| w.id.as_str()).collect();
    assert_eq!(ids, ["a:1", "a:2"]);
    assert!(corpus.works.iter().all(|w| w.versions.len() == 1));
}

fn any_entry() -> impl Strategy<Value = String> {
    let authors = prop::sample::select(vec!["Roe, A.", "Roe, A., & Doe, B.", "Doe, B."]);
    let titles = prop::sample::select(vec![
        "On the algae of mountain lakes",
        "On the algae of mountain lakes: a survey",
        "On the fungi of mountain lakes",
        "Lakes revisited",
        "Editorial",
    ]);
    let outlets = prop::sample::select(vec![" Journal of Lakes, 3(1), 4–9.", " Journal of Lakes.", ""]);
    (authors, titles, 2000..2003_u32, outlets).prop_map(|(a, t, y, o)| format!("{a} ({y}). {t}.{o}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// The figures at each threshold are those of the papers linked at it, and each work holds from where its hinge does.
    #[test]
    fn figures_are_those_of_each_linking(lists in prop::collection::vec(prop::collection::vec(any_entry(), 1..6), 2..4)) {
        let papers: Vec<Paper> = lists
            .iter()
            .enumerate()
            .map(|(n, list)| paper(&n.to_string(), &list.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let found = held(&linked(&papers, Threshold::Strong, Level::Work));
        for threshold in Threshold::ALL {
            let corpus = linked(&papers, threshold, Level::Work);
            let graph = CitationGraph::new(&corpus);
            let counted: BTreeMap<_, _> = shared_pairs(&graph).map(|p| ((p.a.clone(), p.b.clone()), p.count())).collect();
            let said: BTreeMap<_, _> = found
                .iter()
                .map(|p| ((p.a.clone(), p.b.clone()), p.counts.at(threshold)))
                .filter(|(_, count)| *count > 0)
                .collect();
            prop_assert_eq!(said, counted, "{}", threshold);
        }
        for work in found.iter().flat_map(|pair| pair.works.iter().chain(&pair.further)) {
            let hinge = work.hangs_on.as_ref().expect("a merge");
            prop_assert_eq!(hinge.verdict, work.holds_from.verdict(), "{:?}", work);
        }
    }

    /// A shared work hangs on the weakest merge of the surest chain between the two papers' entries: by brute force, over
    /// all chains.
    #[test]
    fn a_work_hangs_on_its_surest_chain(lists in prop::collection::vec(prop::collection::vec(any_entry(), 1..6), 2..5)) {
        let papers: Vec<Paper> = lists
            .iter()
            .enumerate()
            .map(|(n, list)| paper(&n.to_string(), &list.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let corpus = linked(&papers, Threshold::Strong, Level::Work);
        for pair in held(&corpus) {
            for held in &pair.works {
                let work = corpus.works.iter().find(|work| work.id == held.id).expect("it is the corpus's");
                // How sure the surest chain is from each member to each: as sure as its weakest merge.
                let n = work.members.len();
                let place = |member: &Member| work.members.iter().position(|m| m == member).expect("it is a member");
                let mut surest = vec![vec![None; n]; n];
                for merge in &work.merges {
                    let (a, b) = (place(&merge.a), place(&merge.b));
                    let sure = Some((merge.verdict, merge.confidence));
                    (surest[a][b], surest[b][a]) = (sure, sure);
                }
                for by in 0..n {
                    for a in 0..n {
                        for b in 0..n {
                            let chain = surest[a][by].zip(surest[by][b]).map(|(x, y)| x.min(y));
                            surest[a][b] = surest[a][b].max(chain);
                        }
                    }
                }
                let of = |document: &str| -> Vec<usize> {
                    let is_its = |member: &Member| matches!(member, Member::Entry(id) if id.document == document);
                    (0..n).filter(|&m| is_its(&work.members[m])).collect()
                };
                let ends = of(&pair.a).into_iter().flat_map(|a| of(&pair.b).into_iter().map(move |b| (a, b)));
                let expected = ends.filter_map(|(a, b)| surest[a][b]).max();
                let hinge = held.hangs_on.as_ref().map(|merge| (merge.verdict, merge.confidence));
                prop_assert_eq!(hinge, expected, "{:?}", held);
            }
        }
    }
}
