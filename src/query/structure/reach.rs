//! Where citations lead: neighbourhoods, ancestors and descendants, and shortest paths.
//!
//! Breadth-first search (Moore 1959), from one work or several, along citations or against them.
//!
//! - E. F. Moore (1959). The shortest path through a maze. *Proceedings of the International Symposium on the Theory of
//!   Switching*, 285–292.

use crate::graph::{Direction, FrozenGraph, WorkIndex};

/// A work and how many citations lead to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Reached {
    /// The number of citations on a shortest way; 0 where it began.
    pub distance: u32,
    /// The work.
    pub work: WorkIndex,
}

/// What lies within `within` citations of some works, these included: nearest first, then in order. With `u32::MAX`, all
/// that they rest on, or all that rests on them.
///
/// O(w + c) time and memory for the works and citations reached, besides a byte for each work of the graph.
///
/// ```
/// use citegraph::graph::{Direction, FrozenBuilder};
/// use citegraph::query::reach::reach;
///
/// let mut builder = FrozenBuilder::default();
/// builder.cite("c", "b");
/// builder.cite("b", "a");
/// let (graph, _) = builder.build()?;
/// let c = graph.find("c").expect("it cites");
/// let found: Vec<_> = reach(&graph, &[c], Direction::Cites, 1).into_iter().map(|r| graph.id(r.work)).collect();
/// assert_eq!(found, ["c", "b"]);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn reach(graph: &FrozenGraph, from: &[WorkIndex], direction: Direction, within: u32) -> Vec<Reached> {
    let mut seen = vec![false; graph.work_count()];
    let mut level: Vec<WorkIndex> = from.iter().copied().filter(|work| work.index() < seen.len()).collect();
    level.sort_unstable();
    level.dedup();
    level.iter().for_each(|work| seen[work.index()] = true);
    let mut found: Vec<Reached> = Vec::new();
    let mut distance = 0;
    while !level.is_empty() {
        found.extend(level.iter().map(|&work| Reached { distance, work }));
        if distance == within {
            break;
        }
        let mut next = Vec::new();
        for &other in level.iter().flat_map(|&work| graph.neighbours(work, direction)) {
            if !std::mem::replace(&mut seen[other.index()], true) {
                next.push(other);
            }
        }
        next.sort_unstable();
        level = next;
        distance += 1;
    }
    found
}

/// A shortest way of citations from one work to another, both included: of several, that whose second work comes first,
/// then whose third does. Nothing when there is none.
///
/// O(w + c) time and O(w) memory at most; the search stops at the work's distance.
#[must_use]
pub fn shortest_path(graph: &FrozenGraph, from: WorkIndex, to: WorkIndex) -> Option<Vec<WorkIndex>> {
    const FAR: u32 = u32::MAX;
    let mut distance = vec![FAR; graph.work_count()];
    *distance.get_mut(to.index())? = 0;
    let mut queue = vec![to];
    let mut at = 0;
    while *distance.get(from.index())? == FAR {
        let work = *queue.get(at)?;
        at += 1;
        for &citing in graph.cited_by(work) {
            if distance[citing.index()] == FAR {
                distance[citing.index()] = distance[work.index()] + 1;
                queue.push(citing);
            }
        }
    }
    let mut path = vec![from];
    let mut here = from;
    while here != to {
        let nearer = |cited: &&WorkIndex| distance[cited.index()] < distance[here.index()];
        here = *graph.cites(here).iter().find(nearer)?;
        path.push(here);
    }
    Some(path)
}
