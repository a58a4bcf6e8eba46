//! Small graphs and matrices.

use citegraph::graph::{FrozenBuilder, FrozenGraph, WorkIndex};
use proptest::prelude::*;

/// A graph of `n` works, and whether `i` cites `j`.
#[derive(Clone, Debug)]
pub struct Small {
    pub graph: FrozenGraph,
    pub cites: Vec<Vec<bool>>,
}

impl Small {
    pub fn n(&self) -> usize {
        self.cites.len()
    }

    pub fn works(&self) -> Vec<WorkIndex> {
        self.graph.works().collect()
    }
}

/// A graph with the citations of `edges`, works numbered from 0 to `n`, dated when there are years.
pub fn graph(n: usize, edges: &[(usize, usize)], years: &[i32]) -> FrozenGraph {
    let mut builder = FrozenBuilder::default();
    for i in 0..n {
        builder.work(&name(i), years.get(i).copied());
    }
    for &(a, b) in edges {
        builder.cite(&name(a), &name(b));
    }
    builder.build().expect("small").0
}

pub fn name(i: usize) -> String {
    format!("{i:08}")
}

pub fn small(n: usize, edges: &[(usize, usize)]) -> Small {
    let mut cites = vec![vec![false; n]; n];
    for &(a, b) in edges {
        cites[a][b] = true;
    }
    Small { graph: graph(n, edges, &[]), cites }
}

/// Graphs of up to `most` works, self-loops and doubles among the citations.
pub fn any_graph(most: usize) -> impl Strategy<Value = Small> {
    (1..=most)
        .prop_flat_map(move |n| prop::collection::vec((0..n, 0..n), 0..=n * 3).prop_map(move |edges| small(n, &edges)))
}

/// Graphs without cycles.
pub fn any_dag(most: usize) -> impl Strategy<Value = Small> {
    (1..=most).prop_flat_map(move |n| {
        prop::collection::vec((0..n, 0..n), 0..=n * 2).prop_map(move |edges| {
            let down: Vec<_> = edges.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.max(b), a.min(b))).collect();
            small(n, &down)
        })
    })
}
