//! Main paths, blind spots, differences.

use std::collections::{BTreeMap, BTreeSet};

use citegraph::graph::{CitationGraph, WorkIndex};
use citegraph::query::blind_spots::blind_spots;
use citegraph::query::difference::{ChangedAnswer, Question, changed_pairs, difference, merged};
use citegraph::query::main_path::{Traversal, Weight, Weighted};
use citegraph::reference::item::Item;
use proptest::prelude::*;

use crate::circles::closure;
use crate::common::{Small, any_dag, any_graph, graph, small};

/// All paths of a graph without circles, cited before citing, by trying.
pub fn all_paths(small: &Small) -> Vec<Vec<usize>> {
    let n = small.n();
    let mut found: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut at = 0;
    while at < found.len() {
        let path = found[at].clone();
        at += 1;
        let last = path[path.len() - 1];
        found.extend((0..n).filter(|&c| small.cites[c][last]).map(|c| [path.clone(), vec![c]].concat()));
    }
    found
}

pub fn is_source(small: &Small, i: usize) -> bool {
    small.cites[i].iter().all(|&cites| !cites)
}

pub fn is_sink(small: &Small, i: usize) -> bool {
    small.cites.iter().all(|row| !row[i])
}

pub fn by_edge(weights: &[Weighted]) -> BTreeMap<(usize, usize), f64> {
    weights.iter().map(|edge| ((edge.citing.index(), edge.cited.index()), edge.weight)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn weights_count_ways(small in any_dag(8)) {
        let paths = all_paths(&small);
        for weight in [Weight::Spc, Weight::Splc, Weight::Spnp] {
            let found = Traversal::new(&small.graph, weight).weights();
            prop_assert!(found.is_sorted_by(|a, b| a.weight >= b.weight));
            let mut expected: BTreeMap<(usize, usize), f64> =
                small.graph.citations().map(|(a, b)| ((a.index(), b.index()), 0.0)).collect();
            let counted = paths.iter().filter(|path| match weight {
                Weight::Spc => is_source(&small, path[0]) && is_sink(&small, path[path.len() - 1]),
                Weight::Splc => is_sink(&small, path[path.len() - 1]),
                _ => true,
            });
            for step in counted.flat_map(|path| path.windows(2)) {
                *expected.entry((step[1], step[0])).or_default() += 1.0;
            }
            prop_assert_eq!(by_edge(&found), expected);
        }
    }

    #[test]
    fn the_global_path_is_the_heaviest(small in any_dag(8)) {
        let traversal = Traversal::new(&small.graph, Weight::Spc);
        let weights = by_edge(&traversal.weights());
        let sum = |path: &[usize]| path.windows(2).map(|step| weights[&(step[1], step[0])]).sum::<f64>();
        let best = all_paths(&small).iter().map(|path| sum(path)).fold(0.0, f64::max);
        let found: Vec<usize> = traversal.global().iter().map(|work| work.index()).collect();
        prop_assert_eq!(sum(&found), best);
        prop_assert!(is_source(&small, found[0]) && is_sink(&small, found[found.len() - 1]));
    }

    #[test]
    fn no_citation_is_left_out_on_circles(small in any_graph(8)) {
        for weight in [Weight::Spc, Weight::Splc, Weight::Spnp] {
            let found = by_edge(&Traversal::new(&small.graph, weight).weights());
            prop_assert_eq!(found.len(), small.graph.citation_count());
            prop_assert!(found.values().all(|&weight| weight >= 1.0));
        }
        let traversal = Traversal::new(&small.graph, Weight::Spc);
        let all: BTreeSet<_> = by_edge(&traversal.weights()).into_keys().collect();
        for part in [traversal.local(), traversal.key_routes(2)] {
            prop_assert!(by_edge(&part).keys().all(|edge| all.contains(edge)));
        }
        prop_assert_eq!(traversal.key_routes(usize::MAX).len(), all.len());
    }

    #[test]
    fn blind_spots_are_two_steps_away(small in any_graph(9), papers in 1..3_usize) {
        let papers: Vec<WorkIndex> = small.works().into_iter().take(papers).collect();
        let is_paper = |i: usize| papers.iter().any(|paper| paper.index() == i);
        let cited = |i: usize| papers.iter().any(|paper| small.cites[paper.index()][i]);
        let found = blind_spots(&small.graph, &papers);
        prop_assert!(found.is_sorted_by_key(|spot| (std::cmp::Reverse(spot.sources.len()), spot.work)));
        let mut expected = 0;
        for w in (0..small.n()).filter(|&w| !is_paper(w) && !cited(w)) {
            let sources: Vec<usize> = (0..small.n()).filter(|&s| cited(s) && small.cites[s][w]).collect();
            expected += usize::from(!sources.is_empty());
            let spot = found.iter().find(|spot| spot.work.index() == w);
            prop_assert_eq!(spot.map_or(vec![], |s| s.sources.iter().map(|s| s.index()).collect()), sources);
        }
        prop_assert_eq!(found.len(), expected);
        prop_assert!(found.iter().all(|spot| small.graph.has_citation(spot.paper, spot.sources[0])));
    }

    #[test]
    fn differences_lead_from_one_to_the_other(a in any_graph(7), b in any_graph(7)) {
        let found = difference(&a.graph, &b.graph);
        let edges = |small: &Small| -> BTreeSet<(String, String)> {
            let id = |work| small.graph.id(work).to_owned();
            small.graph.citations().map(|(citing, cited)| (id(citing), id(cited))).collect()
        };
        let mut there = edges(&a);
        found.citations_dropped.iter().for_each(|edge| assert!(there.remove(edge)));
        found.citations_added.iter().for_each(|edge| assert!(there.insert(edge.clone())));
        prop_assert_eq!(there, edges(&b));
        prop_assert_eq!(difference(&a.graph, &a.graph), Default::default());

        // What is counted of pairs and works, over both matrices.
        let id = |i: usize| crate::common::name(i);
        let most = a.n().max(b.n());
        let cites = |small: &Small, i: usize, j: usize| i < small.n() && j < small.n() && small.cites[i][j];
        let (mut expected, mut pairs) = (Vec::new(), Vec::new());
        for (i, j) in (0..most).flat_map(|i| (i + 1..most).map(move |j| (i, j))) {
            let [was, is] = [&a, &b].map(|s| (0..most).filter(|&w| cites(s, i, w) && cites(s, j, w)).count() as u32);
            if was != is {
                pairs.push(((id(i), id(j)), (was, is)));
            }
        }
        let named = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
        let changed: Vec<_> = changed_pairs(&a.graph, &b.graph).map(|one| (named(one.pair), one.count)).collect();
        prop_assert_eq!(changed, pairs);
        for work in 0..a.n().min(b.n()) {
            let [was, is] = [&a, &b].map(|s| (0..most).filter(|&i| cites(s, i, work)).count() as u32);
            if was != is {
                expected.push(ChangedAnswer::Cited { work: id(work), count: (was, is) });
            }
        }
        let circles = |small: &Small| -> BTreeSet<Vec<String>> {
            let leads = closure(small);
            let circle = |i: usize| (0..small.n()).filter(|&j| i == j || leads[i][j] && leads[j][i]).map(id).collect();
            (0..small.n()).map(circle).filter(|works: &Vec<String>| works.len() > 1).collect()
        };
        let (old, new) = (circles(&a), circles(&b));
        expected.extend(new.difference(&old).map(|works| ChangedAnswer::Circle { works: works.clone() }));
        expected.extend(old.difference(&new).map(|works| ChangedAnswer::NoCircle { works: works.clone() }));
        prop_assert_eq!(found.answers, expected);
    }
}

/// The network that Batagelj draws to show SPC: two works cited by all ways that lead through one.
#[test]
fn weights_by_hand() {
    // 2 cites 0 and 1; 3 and 4 cite 2; 5 cites 3 and 4 and 1.
    let graph = graph(6, &[(2, 0), (2, 1), (3, 2), (4, 2), (5, 3), (5, 4), (5, 1)], &[]);
    let of = |weight| {
        let found = by_edge(&Traversal::new(&graph, weight).weights());
        [(2, 0), (2, 1), (3, 2), (4, 2), (5, 3), (5, 4), (5, 1)].map(|edge| found[&edge])
    };
    assert_eq!(of(Weight::Spc), [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 1.0]);
    assert_eq!(of(Weight::Splc), [2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 1.0]);
    assert_eq!(of(Weight::Spnp), [5.0, 5.0, 6.0, 6.0, 4.0, 4.0, 1.0]);
    let local: BTreeSet<_> = by_edge(&Traversal::new(&graph, Weight::Spc).local()).into_keys().collect();
    assert_eq!(local, BTreeSet::from([(2, 0), (2, 1), (3, 2), (4, 2), (5, 3), (5, 4)]));
}

#[test]
fn ways_without_number_stay_finite() {
    // Each level doubles the ways: 2^3000 of them.
    let edges: Vec<_> = (0..3000)
        .flat_map(|i| [(3 * i + 3, 3 * i + 1), (3 * i + 3, 3 * i + 2), (3 * i + 1, 3 * i), (3 * i + 2, 3 * i)])
        .collect();
    let deep = small(9001, &edges).graph;
    let traversal = Traversal::new(&deep, Weight::Spc);
    let weights = traversal.weights();
    assert!(weights.iter().all(|edge| edge.weight.is_finite() && edge.weight == weights[0].weight));
    assert_eq!(weights[0].weight.log2() + f64::from(traversal.exponent()), 2999.0);
    assert_eq!(traversal.global().len(), 6001);
}

#[test]
fn changed_answers_and_merged_works() {
    let before = graph(4, &[(0, 2), (1, 3)], &[]);
    let after = graph(4, &[(0, 2), (1, 2), (2, 0)], &[]);
    let id = |i: usize| crate::common::name(i);
    let expected = [
        ChangedAnswer::Cited { work: id(0), count: (0, 1) },
        ChangedAnswer::Cited { work: id(2), count: (1, 2) },
        ChangedAnswer::Cited { work: id(3), count: (1, 0) },
        ChangedAnswer::Circle { works: vec![id(0), id(2)] },
    ];
    let found = difference(&before, &after);
    assert_eq!(found.answers, expected);
    let pairs: Vec<_> = changed_pairs(&before, &after).map(|one| (one.pair, one.count)).collect();
    assert_eq!(pairs, [((id(0).as_str(), id(1).as_str()), (0, 1))]);
    let same: Vec<Question> = Question::ALL.into_iter().filter(|one| !found.questions.contains(one)).collect();
    // No work cites two, none is dated.
    assert_eq!(same, [Question::CoCitation, Question::Spectroscopy]);

    let entry = |label: &str| {
        let mut citation = citegraph::graph::Citation::new("a");
        citation.entries.push(citegraph::paper::ReferenceId { document: "a".into(), label: label.into() });
        citation
    };
    let graph = |works: [&str; 2]| {
        let mut builder = CitationGraph::builder();
        builder.paper("a", Item::default()).work("v", Item::default()).work("w", Item::default());
        builder.citation(entry("1"), works[0]).citation(entry("2"), works[1]).build().expect("all are added")
    };
    let (apart, joined) = (graph(["v", "w"]), graph(["v", "v"]));
    let found = merged(&joined, &apart);
    assert_eq!((found.len(), found[0].one.as_str(), found[0].several.clone()), (1, "v", vec!["v".into(), "w".into()]));
    assert!(merged(&apart, &joined).is_empty());
}
