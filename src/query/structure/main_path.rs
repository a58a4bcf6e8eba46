//! Main paths: the chains of citations that most ways through a literature take.
//!
//! Knowledge flows from a cited work to the citing one. A *source* cites nothing, a *sink* is cited by nothing. A citation's
//! traversal weight is the number of ways that pass it:
//!
//! | weight | ways counted | source |
//! |---|---|---|
//! | SPC | from all sources to all sinks | Batagelj 2003 |
//! | SPLC | from all works before it, sources or not, to all sinks | Hummon & Doreian 1989 |
//! | SPNP | from all works before it to all works after it | Hummon & Doreian 1989 |
//!
//! *Before* and *after* include the cited and the citing work themselves. The weights find the paths (Liu & Lu 2012): the
//! local path follows the heaviest citations step by step from the sources, a global path has the largest sum of weights of
//! all paths from a source to a sink, key routes lead through the heaviest citations, in both directions step by step.
//!
//! # Citations in a circle
//!
//! Counting ways needs a graph without circles, and no citation is left out to have one. Each work of a circle, or that
//! cites itself, gets a *preprint*: what its circle cites of it is the preprint, which in turn cites all that the work cites
//! outside of the circle. So each citation is kept; one from a work of a circle to another work outside it stands there
//! twice, and its weight is the sum of the two.
//!
//! The idea is that of the preprint transformation (Batagelj 2003): works of a circle cite one another's preprints. It was
//! written from what is known of it, without the paper at hand. What is drawn here may differ from programs that do it too, in three places: a work and its preprint aren't joined by a citation
//! of their own; preprints don't cite the other preprints of their circle, so that no way leads through more than two works
//! of one circle; and weights of both are summed for the one citation that they stand for. A test draws this transform out and
//! counts all ways in it.
//!
//! - N. P. Hummon & P. Doreian (1989). Connectivity in a citation network: the development of DNA theory. *Social
//!   Networks*, 11(1), 39–63.
//! - V. Batagelj (2003). *Efficient algorithms for citation network analysis*. arXiv:cs/0309023.
//! - J. S. Liu & L. Y. Y. Lu (2012). An integrated approach for main path analysis: development of the Hirsch index as an
//!   example. *JASIST*, 63(3), 528–542.
//!
//! # Example
//!
//! ```
//! use citegraph::graph::FrozenBuilder;
//! use citegraph::query::main_path::{Traversal, Weight};
//!
//! //  a ←── b ←── d ←── e
//! //  └───→ (cited by) c ←── d
//! let mut builder = FrozenBuilder::default();
//! for (citing, cited) in [("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"), ("e", "d")] {
//!     builder.cite(citing, cited);
//! }
//! let (graph, _) = builder.build()?;
//! let traversal = Traversal::new(&graph, Weight::Spc);
//! let heaviest = &traversal.weights()[0];
//! assert_eq!((graph.id(heaviest.citing), heaviest.weight), ("e", 2.0));
//! # Ok::<(), citegraph::graph::BuildError>(())
//! ```

use super::components::components;
use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// Which ways are counted; see the [module](self).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Weight {
    /// Search path count.
    #[default]
    Spc,
    /// Search path link count.
    Splc,
    /// Search path node pair.
    Spnp,
}

/// A citation and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Weighted {
    /// The citing work.
    pub citing: WorkIndex,
    /// The cited work.
    pub cited: WorkIndex,
    /// How many ways pass; exact up to 2⁵³. Where numbers in this graph would grow past 10³⁰⁰, all are divided by one
    /// power of two, see [`Traversal::exponent`].
    pub weight: f64,
}

/// A graph with the circles opened, and the weights of its citations.
#[derive(Clone, Debug)]
pub struct Traversal<'g> {
    graph: &'g FrozenGraph,
    /// Node → what it cites; nodes from `graph.work_count()` on are preprints.
    first: Vec<usize>,
    cited: Vec<u32>,
    weight: Vec<f64>,
    /// Node → work.
    work: Vec<WorkIndex>,
    /// Cited before citing.
    order: Vec<u32>,
    exponent: i32,
}

impl<'g> Traversal<'g> {
    /// Weighs every citation. O(w + c) time and memory for w works and c citations.
    #[must_use]
    pub fn new(graph: &'g FrozenGraph, weight: Weight) -> Self {
        let mut opened = Self::opened(graph);
        let n = opened.work.len();
        let (one, none) = (Scaled::new(1.0), Scaled::new(0.0));
        // From the cited end: ways that arrive at a node.
        let mut arriving = vec![none; n];
        for &v in &opened.order {
            let row = opened.row(v);
            let sum = row.clone().fold(none, |sum, at| sum.plus(arriving[opened.cited[at] as usize]));
            let starts = row.is_empty() || weight != Weight::Spc;
            arriving[v as usize] = if starts { sum.plus(one) } else { sum };
        }
        // From the citing end: ways that go on from a node.
        let mut leaving = vec![none; n];
        let mut is_cited = vec![false; n];
        for &v in opened.order.iter().rev() {
            let ends = !is_cited[v as usize] || weight == Weight::Spnp;
            if ends {
                leaving[v as usize] = leaving[v as usize].plus(one);
            }
            for at in opened.row(v) {
                let cited = opened.cited[at] as usize;
                is_cited[cited] = true;
                leaving[cited] = leaving[cited].plus(leaving[v as usize]);
            }
        }
        let mut scaled = Vec::with_capacity(opened.cited.len());
        for (v, leaving) in leaving.iter().enumerate() {
            let row = opened.row(narrow(v));
            scaled.extend(row.map(|at| arriving[opened.cited[at] as usize].times(*leaving)));
        }
        let largest = scaled.iter().map(Scaled::magnitude).max().unwrap_or(0);
        /// What fits with room for sums.
        const ROOM: i32 = 900;
        opened.exponent = (largest - ROOM).max(0);
        opened.weight = scaled.iter().map(|weight| weight.value(opened.exponent)).collect();
        opened
    }

    /// Weights are to be multiplied by 2 to the power of this; 0 in any graph but very deep ones.
    #[must_use]
    pub fn exponent(&self) -> i32 {
        self.exponent
    }

    /// Every citation with its weight: heaviest first, then by citing and cited work.
    #[must_use]
    pub fn weights(&self) -> Vec<Weighted> {
        let edges = (0..self.work.len()).flat_map(|v| self.row(narrow(v)).map(move |at| (v, at)));
        self.merged(edges)
    }

    /// The local main path: from the sources of the heaviest citations, step by step along the heaviest that cite on; of
    /// equals, all. Ordered as [`weights`](Self::weights).
    #[must_use]
    pub fn local(&self) -> Vec<Weighted> {
        let starts: Vec<(usize, usize)> = self.edges().filter(|&(_, at)| self.is_source(self.cited[at])).collect();
        let heaviest = starts.iter().map(|&(_, at)| self.weight[at]).fold(0.0, f64::max);
        let first = starts.into_iter().filter(|&(_, at)| self.weight[at] >= heaviest);
        self.merged(self.followed(first.collect()).into_iter())
    }

    /// The key routes: the `k` heaviest citations, and from each step by step along the heaviest, onward to a sink and back
    /// to a source; of equals, all. Ordered as [`weights`](Self::weights).
    #[must_use]
    pub fn key_routes(&self, k: usize) -> Vec<Weighted> {
        let mut edges: Vec<(usize, usize)> = self.edges().collect();
        edges.sort_by(|a, b| self.weight[b.1].total_cmp(&self.weight[a.1]).then(a.cmp(b)));
        edges.truncate(k);
        let mut found = self.preceded(edges.clone());
        found.extend(self.followed(edges));
        self.merged(found.into_iter())
    }

    /// A global main path: from a source to a sink, cited before citing, with the largest sum of weights. Of several, that
    /// whose works come first from the sink back.
    #[must_use]
    pub fn global(&self) -> Vec<WorkIndex> {
        let n = self.work.len();
        let mut best = vec![(0.0_f64, u32::MAX); n];
        for &v in &self.order {
            for at in self.row(v) {
                let cited = self.cited[at];
                let sum = best[cited as usize].0 + self.weight[at];
                if best[v as usize].1 == u32::MAX || sum > best[v as usize].0 {
                    best[v as usize] = (sum, cited);
                }
            }
        }
        let Some(sink) = (0..n).reduce(|a, b| if best[b].0 > best[a].0 { b } else { a }) else { return Vec::new() };
        let mut path = vec![self.work[sink]];
        let mut at = sink;
        while best[at].1 != u32::MAX {
            at = best[at].1 as usize;
            path.push(self.work[at]);
        }
        path.reverse();
        path.dedup();
        path
    }

    fn row(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize]..self.first[node as usize + 1]
    }

    fn edges(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.work.len()).flat_map(|v| self.row(narrow(v)).map(move |at| (v, at)))
    }

    fn is_source(&self, node: u32) -> bool {
        self.row(node).is_empty()
    }

    /// These citations and the heaviest that cite on.
    fn followed(&self, edges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let n = self.work.len();
        let mut heaviest = vec![0.0_f64; n];
        for (_, at) in self.edges() {
            let cited = self.cited[at] as usize;
            heaviest[cited] = heaviest[cited].max(self.weight[at]);
        }
        let mut reached = vec![false; n];
        edges.iter().for_each(|&(v, _)| reached[v] = true);
        let mut found = edges;
        for &v in &self.order {
            for at in self.row(v) {
                let cited = self.cited[at] as usize;
                if reached[cited] && self.weight[at] >= heaviest[cited] {
                    reached[v as usize] = true;
                    found.push((v as usize, at));
                }
            }
        }
        found
    }

    /// These citations and the heaviest that lead back from them.
    fn preceded(&self, edges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut reached = vec![false; self.work.len()];
        edges.iter().for_each(|&(_, at)| reached[self.cited[at] as usize] = true);
        let mut found = edges;
        for &v in self.order.iter().rev() {
            if !reached[v as usize] {
                continue;
            }
            let heaviest = self.row(v).map(|at| self.weight[at]).fold(0.0, f64::max);
            for at in self.row(v).filter(|&at| self.weight[at] >= heaviest) {
                reached[self.cited[at] as usize] = true;
                found.push((v as usize, at));
            }
        }
        found
    }

    /// Citations of works and of their preprints as one.
    fn merged(&self, edges: impl Iterator<Item = (usize, usize)>) -> Vec<Weighted> {
        let mut edges: Vec<(usize, usize)> = edges.collect();
        edges.sort_unstable();
        edges.dedup();
        let mut found: Vec<Weighted> = edges
            .into_iter()
            .map(|(v, at)| {
                let (citing, cited) = (self.work[v], self.work[self.cited[at] as usize]);
                Weighted { citing, cited, weight: self.weight[at] }
            })
            .collect();
        found.sort_by_key(|edge| (edge.citing, edge.cited));
        found.dedup_by(|later, kept| {
            let same = (later.citing, later.cited) == (kept.citing, kept.cited);
            if same {
                kept.weight += later.weight;
            }
            same
        });
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then((a.citing, a.cited).cmp(&(b.citing, b.cited))));
        found
    }

    /// The graph with a preprint for each work of a circle, without weights.
    fn opened(graph: &'g FrozenGraph) -> Self {
        let components = components(graph);
        let members = components.members();
        let circles = |work: WorkIndex| members.get(components.of(work)).len() > 1 || graph.has_citation(work, work);
        let mut work: Vec<WorkIndex> = graph.works().collect();
        let mut preprint = vec![u32::MAX; work.len()];
        for own in graph.works().filter(|&work| circles(work)) {
            preprint[own.index()] = narrow(work.len());
            work.push(own);
        }
        let (mut first, mut cited) = (vec![0], Vec::with_capacity(graph.citation_count()));
        for (v, &own) in work.iter().enumerate() {
            for &target in graph.cites(own) {
                let inside = components.of(target) == components.of(own);
                match (inside, v < graph.work_count()) {
                    (true, true) => cited.push(preprint[target.index()]),
                    // A preprint cites no other of its circle.
                    (true, false) => {}
                    (false, _) => cited.push(target.0),
                }
            }
            first.push(cited.len());
        }
        // A component cites those of lower numbers; in it, preprints come before the works that cite them.
        let mut order = Vec::with_capacity(work.len());
        for i in 0..components.count() {
            let works = members.get(i);
            order.extend(works.iter().map(|work| preprint[work.index()]).filter(|&node| node != u32::MAX));
            order.extend(works.iter().map(|work| work.0));
        }
        Self { graph, first, cited, weight: Vec::new(), work, order, exponent: 0 }
    }

    /// The graph that was asked after.
    #[must_use]
    pub fn graph(&self) -> &'g FrozenGraph {
        self.graph
    }
}

/// A number with an exponent of its own: ways double with every step, and soon pass what a float holds.
#[derive(Clone, Copy, Debug)]
struct Scaled {
    value: f64,
    exponent: i32,
}

impl Scaled {
    /// Past this, the value is halved so many times, which is exact.
    const STEP: i32 = 512;

    fn new(value: f64) -> Self {
        Self { value, exponent: 0 }
    }

    fn tidy(mut self) -> Self {
        while self.value >= 2.0_f64.powi(Self::STEP) {
            self.value *= 2.0_f64.powi(-Self::STEP);
            self.exponent += Self::STEP;
        }
        self
    }

    fn plus(self, other: Self) -> Self {
        let exponent = self.exponent.max(other.exponent);
        Self { value: self.value(exponent) + other.value(exponent), exponent }.tidy()
    }

    fn times(self, other: Self) -> Self {
        // Both are below 2⁵¹², so that the product fits.
        Self { value: self.value * other.value, exponent: self.exponent.saturating_add(other.exponent) }.tidy()
    }

    /// In units of 2 to the power of `exponent`.
    fn value(&self, exponent: i32) -> f64 {
        let shift = self.exponent.saturating_sub(exponent);
        // In two halves: one alone may leave the range of what a float holds.
        self.value * 2.0_f64.powi(shift / 2) * 2.0_f64.powi(shift - shift / 2)
    }

    /// The exponent of the whole.
    fn magnitude(&self) -> i32 {
        if self.value == 0.0 { 0 } else { self.exponent + self.value.log2() as i32 }
    }
}
