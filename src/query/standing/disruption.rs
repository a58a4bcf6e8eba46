//! Whether later works cite a work in place of its sources, or together with them: the disruption (CD) index.
//!
//! Of the works that cite the focal work or any of its sources, let i cite the focal work alone, j both, and k only the
//! sources. The index is (i − j) / (i + j + k), from −1, consolidating, to 1, disrupting (Funk & Owen-Smith 2017; in this
//! form Wu, Wang & Evans 2019).
//!
//! - R. J. Funk & J. Owen-Smith (2017). A dynamic network measure of technological change. *Management Science*, 63(3),
//!   791–817.
//! - L. Wu, D. Wang & J. A. Evans (2019). Large teams develop and small teams disrupt science and technology. *Nature*,
//!   566, 378–382.

use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::parallel::each_block;

/// The three counts behind a work's index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Disruption {
    /// Works that cite the focal work and none of its sources.
    pub alone: u32,
    /// Works that cite it and some of its sources.
    pub both: u32,
    /// Works that cite some of its sources and not it.
    pub sources: u32,
}

impl Disruption {
    /// The index; nothing when no work counts.
    #[must_use]
    pub fn index(&self) -> Option<f64> {
        let [alone, both, sources] = [self.alone, self.both, self.sources].map(f64::from);
        let all = alone + both + sources;
        (all > 0.0).then(|| (alone - both) / all)
    }
}

/// The counts of every work, in order, with a window or without; see [`DisruptionCounter::new`].
///
/// O(Σ d) time, d the works that cite a work and each of its sources; two numbers a work of memory for each thread. With the
/// feature `parallel`, works are counted on rayon's threads, in the same order with the same bytes.
pub fn disruptions(graph: &FrozenGraph, window: Option<u32>) -> impl Iterator<Item = (WorkIndex, Disruption)> + '_ {
    let counter = move || DisruptionCounter::new(graph, window);
    each_block(graph, counter, |counter, works| works.map(WorkIndex).map(|work| (work, counter.of(work))).collect())
}

/// Counts for one work after another, in memory that is made once: two numbers a work.
#[derive(Clone, Debug)]
pub struct DisruptionCounter<'g> {
    graph: &'g FrozenGraph,
    /// Which focal work each work was last met for, as a citer of its own and of its sources.
    own: Vec<u32>,
    sources: Vec<u32>,
    round: u32,
    window: Option<u32>,
}

impl<'g> DisruptionCounter<'g> {
    /// A counter of all citing works, or of those up to `window` years after the focal work.
    ///
    /// Works that are dated before the focal work never count. A work without a year counts without a window only; the
    /// focal work itself never does.
    #[must_use]
    pub fn new(graph: &'g FrozenGraph, window: Option<u32>) -> Self {
        let n = graph.work_count();
        Self { graph, own: vec![0; n], sources: vec![0; n], round: 0, window }
    }

    /// The counts of one work. O(Σ d) time, d the works that cite it and each of its sources.
    pub fn of(&mut self, focal: WorkIndex) -> Disruption {
        if self.round == u32::MAX {
            self.own.fill(0);
            self.sources.fill(0);
            self.round = 0;
        }
        self.round += 1;
        let mut found = Disruption::default();
        for &citing in self.graph.cited_by(focal) {
            if citing != focal && self.counts(focal, citing) {
                self.own[citing.index()] = self.round;
                found.alone += 1;
            }
        }
        for &source in self.graph.cites(focal).iter().filter(|&&source| source != focal) {
            for &citing in self.graph.cited_by(source) {
                let met = std::mem::replace(&mut self.sources[citing.index()], self.round) == self.round;
                if met || citing == focal || !self.counts(focal, citing) {
                    continue;
                }
                if self.own[citing.index()] == self.round {
                    found.alone -= 1;
                    found.both += 1;
                } else {
                    found.sources += 1;
                }
            }
        }
        found
    }

    fn counts(&self, focal: WorkIndex, citing: WorkIndex) -> bool {
        match (self.graph.year(focal), self.graph.year(citing), self.window) {
            (Some(focal), Some(citing), Some(window)) => citing >= focal && citing.abs_diff(focal) <= window,
            (Some(focal), Some(citing), None) => citing >= focal,
            (.., window) => window.is_none(),
        }
    }
}
