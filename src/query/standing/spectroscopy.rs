//! Reference publication year spectroscopy: from which years a literature takes its sources.
//!
//! For each year, how many citations go to works of that year, and by how much that differs from the median of the five
//! years around it: peaks point to works that a field goes back to (Marx, Bornmann, Barth & Leydesdorff 2014).
//!
//! - W. Marx, L. Bornmann, A. Barth & L. Leydesdorff (2014). Detecting the historical roots of research fields by reference
//!   publication year spectroscopy (RPYS). *JASIST*, 65(4), 751–764.

use std::collections::BTreeMap;

use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// A year of cited works.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CitedYear {
    /// The year.
    pub year: i32,
    /// How many citations go to works of that year.
    pub citations: u64,
    /// The citations less the median of this year's, the two before it and the two after it.
    pub deviation: i64,
    /// The works of the year that are cited, most first, then in order: as many as were asked for.
    pub works: Vec<(WorkIndex, u32)>,
}

/// The cited years from the first to the last without a gap, for the citations by some works.
///
/// `citing` says which works' citations count; `works` how many works are named for a year. Works without a year don't
/// count. O(w log w + c) time for w works and c citations, O(w) memory.
#[must_use]
pub fn spectroscopy(graph: &FrozenGraph, citing: impl Fn(WorkIndex) -> bool, works: usize) -> Vec<CitedYear> {
    let mut years: BTreeMap<i32, Vec<(WorkIndex, u32)>> = BTreeMap::new();
    for work in graph.works() {
        let times = narrow(graph.cited_by(work).iter().filter(|&&by| citing(by)).count());
        if let Some(year) = graph.year(work).filter(|_| times > 0) {
            years.entry(year).or_default().push((work, times));
        }
    }
    let (Some((&first, _)), Some((&last, _))) = (years.first_key_value(), years.last_key_value()) else {
        return Vec::new();
    };
    let total = |year: i32| -> u64 { years.get(&year).map_or(0, |works| works.iter().map(|w| u64::from(w.1)).sum()) };
    let totals: Vec<u64> = (first - 2..=last + 2).map(total).collect();
    let spectrum = totals.windows(5).zip(first..).map(|(around, year)| {
        let mut sorted = [around[0], around[1], around[2], around[3], around[4]];
        sorted.sort_unstable();
        let mut top = years.get(&year).cloned().unwrap_or_default();
        top.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        top.truncate(works);
        CitedYear {
            year,
            citations: around[2],
            deviation: around[2].cast_signed() - sorted[2].cast_signed(),
            works: top,
        }
    });
    spectrum.collect()
}
