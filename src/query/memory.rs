//! How much memory a query takes, told before it is asked.
//!
//! The figures are of the arrays that the code makes at once, at their largest: a deep chain for those that walk, one
//! circle of everything for those that look into circles. They leave out the graph itself, see
//! [`FrozenGraph::memory`], and the answer where it is longer than the works: pairs come one by one, and a block of works'
//! pairs is held at a time.

use crate::graph::FrozenGraph;

/// A query over the frozen graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Query {
    /// [Pairs](super::coupling::pairs) by what they cite or what cites them, and the
    /// [strongest](super::coupling::strongest) of each work.
    Pairs,
    /// The [distribution](super::coupling_distribution) of pairs.
    Distribution,
    /// [Components](super::components), and [orders](super::order) of them.
    Components,
    /// [Cycles](super::cycles), and [citations to review](super::feedback).
    Cycles,
    /// [PageRank](super::pagerank).
    PageRank,
    /// [Hubs and authorities](super::hits).
    Hits,
    /// [Reach](super::reach), paths, [blind spots](super::blind_spots) and [spectroscopy](super::spectroscopy).
    Reach,
    /// [Dominators](super::dominators).
    Dominators,
    /// [Disruption](super::disruption) of every work.
    Disruption,
    /// [Communities](super::communities).
    Communities,
    /// [Main paths](super::main_path).
    MainPaths,
}

/// The most bytes that a query takes beside the graph, on so many threads.
///
/// ```
/// use citegraph::graph::FrozenGraph;
/// use citegraph::query::memory::{Query, memory};
///
/// assert_eq!(memory(&FrozenGraph::default(), Query::Communities, 1), 0);
/// ```
#[must_use]
pub fn memory(graph: &FrozenGraph, query: Query, threads: usize) -> usize {
    let (works, citations) = (graph.work_count(), graph.citation_count());
    // Bytes a work, and a citation.
    let (work, citation) = match query {
        Query::Pairs => (21 * threads, 0),
        Query::Distribution => (10 * threads, 0),
        Query::Disruption => (8 * threads, 0),
        Query::Hits => (32, 0),
        Query::Reach => (24, 12),
        Query::Components => (88, 0),
        Query::PageRank => (112, 0),
        Query::Dominators => (120, 0),
        Query::Cycles => (200, 20),
        Query::Communities => (150, 100),
        Query::MainPaths => (200, 112),
    };
    works.saturating_mul(work).saturating_add(citations.saturating_mul(citation))
}
