//! How many pairs of works have how much in common: [coupling](super::coupling) of all pairs, counted and not kept.
//!
//! Each row is counted as there, but no partner is written down: a count that belongs to an earlier row is told by its
//! size, so that nothing is cleared between rows.

use std::ops::Range;

use super::coupling::Relation;
use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// How many pairs have exactly so many works in common: item `i` counts those with `i` + 1.
///
/// # Complexity
///
/// O(Σ d²) time, d the works that share a work; 6 bytes a work of memory for each thread, and 4 more when works have more
/// than 255 others.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::coupling::Relation;
/// use citegraph::query::coupling_distribution::distribution;
///
/// let mut builder = FrozenBuilder::default();
/// for (citing, cited) in [("a", "w"), ("b", "w"), ("c", "w"), ("b", "x"), ("c", "x")] {
///     builder.cite(citing, cited);
/// }
/// let (graph, _) = builder.build()?;
/// assert_eq!(distribution(&graph, Relation::Coupling), [2, 1]);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn distribution(graph: &FrozenGraph, relation: Relation) -> Vec<u64> {
    // Item i counts the pairs that have had i works in common when they got one more.
    let grown = each_part(narrow(graph.work_count()), |part| Tally::new(graph, relation).count(part));
    // The pairs with exactly i + 1 works in common: those that grew from i, less those that grew on from i + 1.
    let longest = grown.iter().rposition(|&pairs| pairs > 0).map_or(0, |last| last + 1);
    let exactly = |i: usize| grown[i] - grown.get(i + 1).copied().unwrap_or(0);
    (0..longest).map(exactly).collect()
}

#[cfg(not(feature = "parallel"))]
fn each_part(works: u32, count: impl Fn(Range<u32>) -> Vec<u64>) -> Vec<u64> {
    count(0..works)
}

/// In more parts than threads, for they take different times. Sums of whole numbers are the same in any order.
#[cfg(feature = "parallel")]
fn each_part(works: u32, count: impl Fn(Range<u32>) -> Vec<u64> + Sync) -> Vec<u64> {
    use rayon::prelude::*;

    let threads = narrow(rayon::current_num_threads());
    let parts = if threads == 1 { 1 } else { 16 * threads };
    let size = works.div_ceil(parts).max(1);
    let part = |i: u32| count((i * size).min(works)..(i.saturating_add(1).saturating_mul(size)).min(works));
    (0..parts).into_par_iter().map(part).reduce(Vec::new, |mut a, mut b| {
        if a.len() < b.len() {
            std::mem::swap(&mut a, &mut b);
        }
        a.iter_mut().zip(b).for_each(|(all, more)| *all += more);
        a
    })
}

/// The counts of the rows of one part, in order.
struct Tally<'g> {
    graph: &'g FrozenGraph,
    relation: Relation,
    /// Counts of this row are `base` and more; what is less is from an earlier one.
    counts: Vec<u16>,
    base: u16,
    /// For rows in which a count may pass a byte; made when there is one.
    wide: Vec<u32>,
    /// Where in each row the works after the present one begin; rows are read in order, so that it only moves on.
    begins: Vec<u32>,
    /// Item i counts what has had i and got one more.
    grown: Vec<u64>,
}

const UNSET: u32 = u32::MAX;

impl<'g> Tally<'g> {
    /// What a row adds to `base`: more than any of its counts.
    const STEP: u16 = 1 << 8;

    fn new(graph: &'g FrozenGraph, relation: Relation) -> Self {
        let n = graph.work_count();
        let (counts, begins) = (vec![0; n], vec![UNSET; n]);
        Self { graph, relation, counts, base: 0, wide: Vec::new(), begins, grown: vec![0; Self::STEP.into()] }
    }

    fn count(mut self, works: Range<u32>) -> Vec<u64> {
        let direction = self.relation.direction();
        let mut rows: Vec<&[WorkIndex]> = Vec::new();
        for work in works.map(WorkIndex) {
            let shared = self.graph.neighbours(work, direction);
            rows.clear();
            for &other in shared {
                let row = self.graph.neighbours(other, direction.reversed());
                let begin = &mut self.begins[other.index()];
                if *begin == UNSET {
                    *begin = narrow(row.partition_point(|&b| b <= work));
                }
                while row.get(*begin as usize).is_some_and(|&b| b <= work) {
                    *begin += 1;
                }
                rows.push(&row[*begin as usize..]);
            }
            if shared.len() < Self::STEP.into() {
                self.narrow_row(&rows);
            } else {
                self.wide_row(&rows);
            }
        }
        self.grown
    }

    fn narrow_row(&mut self, rows: &[&[WorkIndex]]) {
        match self.base.checked_add(Self::STEP) {
            Some(next) if next <= u16::MAX - Self::STEP => self.base = next,
            _ => {
                self.counts.fill(0);
                self.base = Self::STEP;
            }
        }
        let base = self.base;
        let (counts, grown) = (&mut self.counts[..], &mut self.grown[..]);
        let (mut all, mut before) = (0, 0);
        for row in rows {
            all += row.len();
            for &b in *row {
                let count = &mut counts[b.index()];
                let had = (*count).max(base);
                // Most pairs have had no work in common before: these are counted together, after the loop.
                if had != base {
                    grown[usize::from(had - base)] += 1;
                    before += 1;
                }
                *count = had + 1;
            }
        }
        grown[0] += (all - before) as u64;
    }

    fn wide_row(&mut self, rows: &[&[WorkIndex]]) {
        self.wide.resize(self.counts.len(), 0);
        for &b in rows.iter().copied().flatten() {
            let count = &mut self.wide[b.index()];
            let had = *count as usize;
            if had >= self.grown.len() {
                self.grown.resize(had + 1, 0);
            }
            self.grown[had] += 1;
            *count += 1;
        }
        for &b in rows.iter().copied().flatten() {
            self.wide[b.index()] = 0;
        }
    }
}
