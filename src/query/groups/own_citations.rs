//! How much of what a group gives and receives stays in the group, and how much would by chance.
//!
//! The group is an author's works, a journal's, an institution's: any [`Grouping`]. What one would expect is told by a null
//! model that keeps degrees and years: of the citations from works of one year to works of another, each group keeps as many
//! as it gives and as many as it receives, and otherwise who cites whom is drawn at random. The group's own citations are
//! then hypergeometric for each pair of years, and their sum is compared with what is found: a z-score, the chance to find
//! so many or more (normal tail, with correction for continuity), and that chance corrected for the number of groups asked
//! after (Benjamini & Hochberg 1995).
//!
//! A high figure is an anomaly to be looked at, not a verdict: a long project, a small field and a journal with a subject of
//! its own cite themselves for good reasons. With few citations the normal tail is coarse; the counts stand beside it.
//!
//! - Y. Benjamini & Y. Hochberg (1995). Controlling the false discovery rate. *Journal of the Royal Statistical Society B*,
//!   57(1), 289–300.

use std::collections::{BTreeMap, HashMap};

use super::grouping::Grouping;
use crate::graph::{FrozenGraph, WorkIndex};

/// A group's citations.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct OwnCitations {
    /// The group, by its number in the [`Grouping`].
    pub group: usize,
    /// Its works.
    pub works: usize,
    /// Citations from its works.
    pub given: u64,
    /// Citations of its works.
    pub received: u64,
    /// Those that are both.
    pub own: u64,
    /// Citations from its works of works that have no group, which may be its own.
    pub given_unknown: u64,
    /// Citations of its works by works that have no group.
    pub received_unknown: u64,
    /// How many of them the null model expects.
    pub expected: f64,
    /// By how many standard deviations `own` differs; nothing when the null model leaves no room.
    pub z: Option<f64>,
    /// The chance of so many or more.
    pub p: f64,
    /// The least rate of false discoveries at which the group would be named, over all groups.
    pub q: f64,
}

impl OwnCitations {
    /// The share of its own among those given.
    #[must_use]
    pub fn given_rate(&self) -> Option<f64> {
        (self.given > 0).then(|| self.own as f64 / self.given as f64)
    }

    /// The share of its own among those received.
    #[must_use]
    pub fn received_rate(&self) -> Option<f64> {
        (self.received > 0).then(|| self.own as f64 / self.received as f64)
    }

    /// The least and the greatest share of its own among those given: what has no group may be of this one.
    #[must_use]
    pub fn given_bounds(&self) -> Option<(f64, f64)> {
        bounds(self.own, self.given_unknown, self.given)
    }

    /// The least and the greatest share of its own among those received.
    #[must_use]
    pub fn received_bounds(&self) -> Option<(f64, f64)> {
        bounds(self.own, self.received_unknown, self.received)
    }

    /// The share of its own among all the citations that its works could make of one another.
    #[must_use]
    pub fn density(&self) -> Option<f64> {
        let pairs = self.works as f64 * (self.works as f64 - 1.0);
        (pairs > 0.0).then(|| self.own as f64 / pairs)
    }
}

fn bounds(own: u64, unknown: u64, all: u64) -> Option<(f64, f64)> {
    (all > 0).then(|| (own as f64 / all as f64, (own + unknown) as f64 / all as f64))
}

/// Every group that gives or receives a citation: least `q` first, then largest z, then by number.
///
/// Citations of a work by itself count. O(c · g log c) time for c citations of works that have g groups each, and memory for
/// the pairs of years.
#[must_use]
pub fn own_citations(graph: &FrozenGraph, grouping: &Grouping) -> Vec<OwnCitations> {
    let years = |citing: WorkIndex, cited: WorkIndex| (graph.year(citing), graph.year(cited));
    let mut all: HashMap<Years, u64> = HashMap::new();
    for (citing, cited) in graph.citations() {
        *all.entry(years(citing, cited)).or_default() += 1;
    }
    let mut found: Vec<OwnCitations> = Vec::new();
    for (group, works) in grouping.members().iter().enumerate() {
        let inside = |work: &WorkIndex| works.binary_search(work).is_ok();
        // By years in order, so that sums are the same every time.
        let mut ends: BTreeMap<Years, (u64, u64)> = BTreeMap::new();
        let (mut own, mut given_unknown, mut received_unknown) = (0, 0, 0);
        let unknown = |work: WorkIndex| u64::from(grouping.of(work).is_empty());
        for &work in works {
            for &cited in graph.cites(work) {
                ends.entry(years(work, cited)).or_default().0 += 1;
                own += u64::from(inside(&cited));
                given_unknown += unknown(cited);
            }
            for &citing in graph.cited_by(work) {
                ends.entry(years(citing, work)).or_default().1 += 1;
                received_unknown += unknown(citing);
            }
        }
        let (mut expected, mut variance, mut given, mut received) = (0.0, 0.0, 0, 0);
        for (years, (from, to)) in ends {
            given += from;
            received += to;
            let (all, from, to) = (all.get(&years).copied().unwrap_or(1) as f64, from as f64, to as f64);
            let share = to / all;
            expected += from * share;
            if all > 1.0 {
                variance += from * share * (1.0 - share) * (all - from) / (all - 1.0);
            }
        }
        if given + received == 0 {
            continue;
        }
        let spread = variance.sqrt();
        let z = (spread > 0.0).then(|| (own as f64 - expected) / spread);
        let p = if own == 0 || spread == 0.0 { 1.0 } else { upper_tail((own as f64 - 0.5 - expected) / spread) };
        let works = works.len();
        let found_own = OwnCitations {
            group,
            works,
            given,
            received,
            own,
            given_unknown,
            received_unknown,
            expected,
            z,
            p,
            q: 1.0,
        };
        found.push(found_own);
    }
    let corrected = benjamini_hochberg(&found.iter().map(|one| one.p).collect::<Vec<f64>>());
    found.iter_mut().zip(corrected).for_each(|(one, q)| one.q = q);
    found.sort_by(|a, b| {
        let z = |one: &OwnCitations| one.z.unwrap_or(f64::NEG_INFINITY);
        a.q.total_cmp(&b.q).then(z(b).total_cmp(&z(a))).then(a.group.cmp(&b.group))
    });
    found
}

type Years = (Option<i32>, Option<i32>);

/// The chance that a normal variable is so many standard deviations above its mean, or more.
fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// The corrected value of each chance, in the order given: the least rate of false discoveries at which it would pass.
/// O(n log n).
///
/// ```
/// use citegraph::query::own_citations::benjamini_hochberg;
///
/// assert_eq!(benjamini_hochberg(&[0.01, 0.04, 0.03]), [0.03, 0.04, 0.04]);
/// ```
#[must_use]
pub fn benjamini_hochberg(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&a, &b| chances[a].total_cmp(&chances[b]));
    let mut corrected = vec![1.0; chances.len()];
    let mut least = 1.0_f64;
    for (rank, &i) in order.iter().enumerate().rev() {
        // The counts are divided before they are multiplied, so that the last chance, whose factor is one, stays
        // exactly what it is.
        least = least.min(chances[i] * (chances.len() as f64 / (rank + 1) as f64));
        corrected[i] = least;
    }
    corrected
}
