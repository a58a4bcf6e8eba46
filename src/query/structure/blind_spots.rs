//! What one's sources build on and one doesn't cite.
//!
//! A work that many of the works cited by one's papers cite, and that none of the papers cites, may be a source that was
//! overlooked; or one that everybody takes for granted.

use crate::graph::{FrozenGraph, WorkIndex};

/// A work that sources cite and papers don't.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct BlindSpot {
    /// The work.
    pub work: WorkIndex,
    /// The sources that cite it, in order.
    pub sources: Vec<WorkIndex>,
    /// The first of the papers that cites the first of the sources: paper → source → work is a way that leads there.
    pub paper: WorkIndex,
}

/// The works that sources of `papers` cite, and that no paper cites or is: those of most sources first, then in order.
///
/// A source is a work that a paper cites; a paper that another cites is one too. O(Σ d) time and memory, d the works that a
/// source cites, and O(w) memory for w works.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::blind_spots::blind_spots;
///
/// let mut builder = FrozenBuilder::default();
/// for (citing, cited) in [("mine", "s"), ("mine", "t"), ("s", "old"), ("t", "old"), ("t", "s")] {
///     builder.cite(citing, cited);
/// }
/// let (graph, _) = builder.build()?;
/// let found = blind_spots(&graph, &[graph.find("mine").expect("it cites")]);
/// assert_eq!((graph.id(found[0].work), found[0].sources.len(), found.len()), ("old", 2, 1));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn blind_spots(graph: &FrozenGraph, papers: &[WorkIndex]) -> Vec<BlindSpot> {
    let mut papers: Vec<WorkIndex> = papers.to_vec();
    papers.sort_unstable();
    papers.dedup();
    // Source → the first paper that cites it.
    let mut cited_first = vec![None; graph.work_count()];
    for &paper in papers.iter().rev() {
        for &source in graph.cites(paper) {
            cited_first[source.index()] = Some(paper);
        }
    }
    let known = |work: WorkIndex| cited_first[work.index()].is_some() || papers.binary_search(&work).is_ok();
    let sources = graph.works().filter(|source| cited_first[source.index()].is_some());
    let mut found: Vec<(WorkIndex, WorkIndex)> = sources
        .flat_map(|source| graph.cites(source).iter().map(move |&work| (work, source)))
        .filter(|&(work, _)| !known(work))
        .collect();
    found.sort_unstable();
    let mut spots: Vec<BlindSpot> = found
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|spot| {
            let paper = cited_first[spot[0].1.index()]?;
            Some(BlindSpot { work: spot[0].0, sources: spot.iter().map(|pair| pair.1).collect(), paper })
        })
        .collect();
    spots.sort_by(|a, b| b.sources.len().cmp(&a.sources.len()).then(a.work.cmp(&b.work)));
    spots
}
