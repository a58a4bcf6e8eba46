//! Hubs and authorities: works that cite what is cited well, and works that are cited by such.
//!
//! A work's authority is the sum of the hub values of the works that cite it, its hub value the sum of the authorities that
//! it cites, both scaled so that the largest is 1 (Kleinberg 1999). Found by iteration; where several answers exist, the one
//! that equal values lead to.
//!
//! - J. M. Kleinberg (1999). Authoritative sources in a hyperlinked environment. *Journal of the ACM*, 46(5), 604–632.

use crate::graph::{Direction, FrozenGraph};
use crate::query::Ended;

/// Hub and authority values, by work.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Hits {
    /// Each work's hub value, from 0 to 1.
    pub hubs: Vec<f64>,
    /// Each work's authority, from 0 to 1.
    pub authorities: Vec<f64>,
    /// How the iterations ended.
    pub ended: Ended,
}

/// Hubs and authorities, until no value changes by more than `tolerance`, in `rounds` at most. O(r · (w + c)) time for r
/// rounds, w works and c citations; O(w) memory.
#[must_use]
pub fn hits(graph: &FrozenGraph, tolerance: f64, rounds: usize) -> Hits {
    let n = graph.work_count();
    let mut hubs = vec![1.0; n];
    let mut authorities = vec![0.0; n];
    for _ in 0..rounds {
        authorities = summed(graph, &hubs, Direction::CitedBy);
        let next = summed(graph, &authorities, Direction::Cites);
        let change = next.iter().zip(&hubs).map(|(a, b): (&f64, &f64)| (a - b).abs()).fold(0.0, f64::max);
        hubs = next;
        if change <= tolerance {
            return Hits { hubs, authorities, ended: Ended::Exact };
        }
    }
    Hits { hubs, authorities, ended: Ended::Cut }
}

/// The sum of the neighbours' values for each work, scaled.
fn summed(graph: &FrozenGraph, values: &[f64], direction: Direction) -> Vec<f64> {
    let sum = |work| graph.neighbours(work, direction).iter().fold(0.0, |sum, other| sum + values[other.index()]);
    let mut sums: Vec<f64> = graph.works().map(sum).collect();
    let largest = sums.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 {
        sums.iter_mut().for_each(|sum| *sum /= largest);
    }
    sums
}
