use std::collections::BTreeSet;

use citegraph::graph::{FrozenGraph, WorkIndex};
use citegraph::query::components::components;
use citegraph::query::cycle_class::{CycleClass, Dates};
use citegraph::query::cycles::{CycleLimits, Extent, frozen_cycles};
use citegraph::query::feedback::to_review;
use citegraph::query::order::{layers, topological_order};
use proptest::prelude::*;

use crate::common::{Small, any_dag, any_graph, graph, small};

/// Whether each work leads to each other, by one citation or more.
pub fn closure(small: &Small) -> Vec<Vec<bool>> {
    let mut leads = small.cites.clone();
    let n = small.n();
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                leads[i][j] |= leads[i][k] && leads[k][j];
            }
        }
    }
    leads
}

/// Every elementary cycle of two works or more, from its first work, by trying all paths.
fn all_cycles(small: &Small, longest: usize) -> BTreeSet<Vec<usize>> {
    let mut found = BTreeSet::new();
    let mut paths: Vec<Vec<usize>> = (0..small.n()).map(|i| vec![i]).collect();
    while let Some(path) = paths.pop() {
        let last = path[path.len() - 1];
        for next in path[0]..small.n() {
            if !small.cites[last][next] {
                continue;
            }
            if next == path[0] && path.len() > 1 {
                found.insert(path.clone());
            } else if !path.contains(&next) && path.len() < longest {
                paths.push([path.clone(), vec![next]].concat());
            }
        }
    }
    found
}

fn numbers(works: &[WorkIndex]) -> Vec<usize> {
    works.iter().map(|work| work.index()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn components_lead_to_each_other(small in any_graph(10)) {
        let leads = closure(&small);
        let found = components(&small.graph);
        for a in small.works() {
            for b in small.works() {
                let together = a == b || leads[a.index()][b.index()] && leads[b.index()][a.index()];
                prop_assert_eq!(found.of(a) == found.of(b), together);
                prop_assert!(!small.cites[a.index()][b.index()] || found.of(a) >= found.of(b));
            }
        }
        let sizes: Vec<usize> = found.circles().iter().map(Vec::len).collect();
        prop_assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes.iter().all(|&size| size > 1));
        let petgraph = petgraph::graph::DiGraph::<(), ()>::from_edges(
            small.graph.citations().map(|(a, b)| (a.index() as u32, b.index() as u32)),
        );
        let theirs = petgraph::algo::kosaraju_scc(&petgraph).into_iter().filter(|works| works.len() > 1).count();
        prop_assert_eq!(sizes.len(), theirs);
    }

    #[test]
    fn cycles_are_those_of_all_paths(small in any_graph(7), length in 0..9_usize) {
        let limits = CycleLimits::default().with_length(length);
        let mut search = frozen_cycles(&small.graph, limits);
        let found: Vec<Vec<usize>> = search.by_ref().map(|works| numbers(&works)).collect();
        prop_assert!(found.is_sorted());
        let expected: Vec<Vec<usize>> = all_cycles(&small, length).into_iter().collect();
        prop_assert_eq!(&found, &expected);
        let all = all_cycles(&small, 9).len();
        if search.extent() == Some(Extent::Complete) {
            prop_assert_eq!(found.len(), all);
        } else {
            prop_assert_eq!(search.extent(), Some(Extent::UpToLength));
        }
    }

    #[test]
    fn without_what_is_to_be_reviewed_no_circle_is_left(small in any_graph(12)) {
        let review: BTreeSet<_> = to_review(&small.graph).into_iter().collect();
        let left: Vec<_> =
            small.graph.citations().filter(|edge| !review.contains(edge)).map(|(a, b)| (a.index(), b.index())).collect();
        prop_assert!(topological_order(&graph(small.n(), &left, &[])).is_some());
        let edges = small.graph.citations().filter(|(a, b)| a != b).count();
        prop_assert!(review.iter().filter(|(a, b)| a != b).count() * 2 <= edges);
        prop_assert!(review.iter().all(|&(a, b)| small.graph.has_citation(a, b)));
    }

    #[test]
    fn an_order_exists_where_no_circle_does(small in any_graph(9)) {
        let leads = closure(&small);
        let circle = (0..small.n()).any(|i| leads[i][i]);
        match topological_order(&small.graph) {
            None => prop_assert!(circle),
            Some(order) => {
                prop_assert!(!circle);
                prop_assert_eq!(order.len(), small.n());
                let place = |work| order.iter().position(|&other| other == work);
                prop_assert!(small.graph.citations().all(|(citing, cited)| place(citing) < place(cited)));
            }
        }
    }

    #[test]
    fn layers_are_longest_paths(small in any_dag(9)) {
        let found = layers(&small.graph);
        let mut longest = vec![0_u32; small.n()];
        // Citations lead down.
        for i in 0..small.n() {
            longest[i] = (0..i).filter(|&j| small.cites[i][j]).map(|j| longest[j] + 1).max().unwrap_or(0);
        }
        prop_assert_eq!(found, longest);
    }

    #[test]
    fn works_of_a_circle_are_in_one_layer(small in any_graph(9)) {
        let (found, layer) = (components(&small.graph), layers(&small.graph));
        for (a, b) in small.graph.citations() {
            if found.of(a) == found.of(b) {
                prop_assert_eq!(layer[a.index()], layer[b.index()]);
            } else {
                prop_assert!(layer[a.index()] > layer[b.index()]);
            }
        }
    }
}

#[test]
fn limits_are_kept_and_said() {
    let complete: Vec<_> = (0..9).flat_map(|a| (0..9).filter(move |&b| a != b).map(move |b| (a, b))).collect();
    let graph = small(9, &complete).graph;
    let run = |limits| {
        let mut search = frozen_cycles(&graph, limits);
        (search.by_ref().count(), search.extent().expect("it ended"))
    };
    let base = CycleLimits::default();
    assert_eq!(run(base.with_length(2)), (36, Extent::UpToLength));
    assert_eq!(run(base.with_length(3)), (36 + 168, Extent::UpToLength));
    assert_eq!(run(base.with_length(9).with_count(7)), (7, Extent::UpToCount));
    assert_eq!(run(base.with_steps(0)), (0, Extent::UpToSteps));
}

#[test]
fn classes_of_circles() {
    let circle = |years: [i32; 3], earliest: Option<(usize, i32)>| {
        let graph: FrozenGraph = graph(3, &[(0, 1), (1, 2), (2, 0)], &years);
        let cycle: Vec<_> = graph.works().collect();
        let known = |work: WorkIndex| earliest.filter(|(i, _)| *i == work.index()).map(|(_, year)| year);
        (Dates { graph: &graph, earliest: known, window: 1 }.class(&cycle), cycle)
    };
    assert_eq!(circle([2000, 2001, 2000], None).0, CycleClass::Simultaneous);
    let (class, works) = circle([2010, 2005, 2000], None);
    assert_eq!(class, CycleClass::Suspect(works[0]));
    assert_eq!(circle([2010, 2005, 2000], Some((0, 2001))).0, CycleClass::LaterVersion);
    assert_eq!(circle([2010, 2005, 2000], Some((0, 2004))).0, CycleClass::Suspect(works[0]));
    assert_eq!(circle([2010, 2000, 2005], None).0, CycleClass::Suspect(works[2]));
    assert_eq!(circle([9999, 9999, 9999], None).0, CycleClass::Undated);
    assert_eq!(circle([2002, 2001, 2000], None).0, CycleClass::Suspect(works[0]));
    let four = graph(4, &[(0, 1), (1, 2), (2, 3), (3, 0)], &[2000, 2009, 2000, 2009]);
    let all: Vec<_> = four.works().collect();
    let dates = Dates { graph: &four, earliest: |_| None, window: 0 };
    assert_eq!(dates.class(&all), CycleClass::Unexplained);
}
