//! What a circle of citations may come from, as its dates tell.
//!
//! A citation leads back in time, as a rule. In a circle at least one must lead forward, or all works are of one time. The
//! class of a circle says which of the usual explanations fits its dates; it is where to look first, not a finding.

use crate::graph::{FrozenGraph, WorkIndex};

/// A cycle's explanation, likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CycleClass {
    /// All works are dated within the window: written side by side.
    Simultaneous,
    /// Each citation that leads forward in time leads to a work of which an earlier version is known that is old enough.
    LaterVersion,
    /// All citations that lead forward in time begin or end at this one work: its date, or that it is the work meant, is to
    /// be checked.
    Suspect(WorkIndex),
    /// None of these.
    Unexplained,
    /// A work has no date, and the others don't tell.
    Undated,
}

/// Dates of works, and what counts as one time.
pub struct Dates<'g, F> {
    /// The graph that has the years.
    pub graph: &'g FrozenGraph,
    /// The year of the earliest version of a work that is known, a preprint or an earlier edition.
    pub earliest: F,
    /// How many years apart two works may be to be of one time.
    pub window: u32,
}

impl<F: Fn(WorkIndex) -> Option<i32>> Dates<'_, F> {
    /// The class of a cycle, given by its works in turn. O(length) time.
    ///
    /// A citation leads forward when the cited work is dated more than the window after the citing one.
    pub fn class(&self, cycle: &[WorkIndex]) -> CycleClass {
        let years: Vec<i32> = cycle.iter().filter_map(|&work| self.graph.year(work)).collect();
        let span = years.iter().max().zip(years.iter().min()).map_or(0, |(last, first)| last.abs_diff(*first));
        let forward = || {
            let next = cycle.iter().cycle().skip(1);
            cycle.iter().zip(next).filter(|&(&citing, &cited)| {
                let years = self.graph.year(citing).zip(self.graph.year(cited));
                years.is_some_and(|(citing, cited)| self.is_after(cited, citing))
            })
        };
        let known_earlier = |(&citing, &cited): (&WorkIndex, &WorkIndex)| {
            let years = self.graph.year(citing).zip((self.earliest)(cited));
            years.is_some_and(|(citing, cited)| !self.is_after(cited, citing))
        };
        match forward().next() {
            _ if years.len() == cycle.len() && span <= self.window => CycleClass::Simultaneous,
            None if years.len() < cycle.len() => CycleClass::Undated,
            None => CycleClass::Unexplained,
            Some(_) if forward().all(known_earlier) => CycleClass::LaterVersion,
            Some((&a, &b)) => {
                let all_at = |work: &WorkIndex| forward().all(|(citing, cited)| citing == work || cited == work);
                // The cited work first: that a later work is taken for an earlier one is the commoner slip.
                [b, a].into_iter().find(all_at).map_or(CycleClass::Unexplained, CycleClass::Suspect)
            }
        }
    }

    fn is_after(&self, cited: i32, citing: i32) -> bool {
        cited > citing && cited.abs_diff(citing) > self.window
    }
}
