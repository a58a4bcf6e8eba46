//! PageRank: how often one meets a work who follows citations at random.
//!
//! With probability `d` the reader goes on to a work that the present one cites, each as likely; otherwise, and where
//! nothing is cited, to any work at all (Brin & Page 1998). The ranks sum to 1.
//!
//! Up to a common factor they solve x(v) = 1 + d · Σ x(u) / c(u), over the works u that cite v and the c(u) that u cites
//! (del Corso, Gullí & Romani 2005): this form needs no word on works that cite nothing. It is solved component by
//! component, citing before cited (Avrachenkov & Litvak 2006), so that whatever lies on no circle is done in one pass, and
//! a circle by the iteration of Gauss and Seidel.
//!
//! - S. Brin & L. Page (1998). The anatomy of a large-scale hypertextual Web search engine. *Computer Networks and ISDN
//!   Systems*, 30(1–7), 107–117.
//! - G. M. del Corso, A. Gullí & F. Romani (2005). Fast PageRank computation via a sparse linear system. *Internet
//!   Mathematics*, 2(3), 251–273.
//! - D. F. Gleich's PRPACK, which igraph uses, solves the same system.

use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::Ended;
use crate::query::components::components;

/// The ranks, by work, and whether they are as exact as asked for.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PageRank {
    /// Each work's rank; they sum to 1.
    pub ranks: Vec<f64>,
    /// How the iterations ended.
    pub ended: Ended,
}

/// How PageRank is computed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PageRankOptions {
    /// The probability to go on, at least 0 and below 1: 0.85 unless said otherwise.
    pub damping: f64,
    /// How far the sum of all ranks of a component may be from exact, as a part of it: 10⁻¹².
    pub tolerance: f64,
    /// How many times a component is passed over at most: 1,000.
    pub rounds: usize,
}

impl Default for PageRankOptions {
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-12, rounds: 1000 }
    }
}

impl PageRankOptions {
    /// The same with another damping; clamped to 0 and just below 1. What is no number changes nothing.
    #[must_use]
    pub fn with_damping(self, damping: f64) -> Self {
        if damping.is_nan() {
            return self;
        }
        Self { damping: damping.clamp(0.0, 1.0 - f64::EPSILON), ..self }
    }
}

/// The PageRank of every work. A work that cites itself may be left for itself.
///
/// # Complexity
///
/// O(w + r · c) time for w works and c citations, r the rounds that the circles need (some 60 at a damping of 0.85) and 1
/// outside them; O(w) memory.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::pagerank::{PageRankOptions, pagerank};
///
/// let mut builder = FrozenBuilder::default();
/// builder.cite("b", "a");
/// builder.cite("c", "a");
/// let (graph, _) = builder.build()?;
/// let ranks = pagerank(&graph, PageRankOptions::default()).ranks;
/// assert!(ranks[0] > ranks[1] && ranks[1] == ranks[2]);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn pagerank(graph: &FrozenGraph, options: PageRankOptions) -> PageRank {
    let n = graph.work_count();
    let damping = options.damping;
    let components = components(graph);
    let members = components.members();
    let part: Vec<f64> = graph.works().map(|work| damping / graph.cites(work).len().max(1) as f64).collect();
    // What each work hands to each work that it cites.
    let mut handed = vec![0.0_f64; n];
    let mut ranks = vec![0.0_f64; n];
    let mut ended = Ended::Exact;
    for i in (0..components.count()).rev() {
        let works = members.get(i);
        if let &[work] = works {
            let citing = graph.cited_by(work);
            let from: f64 = citing.iter().filter(|&&other| other != work).map(|other| handed[other.index()]).sum();
            let own = if citing.binary_search(&work).is_ok() { part[work.index()] } else { 0.0 };
            ranks[work.index()] = (1.0 + from) / (1.0 - own);
            handed[work.index()] = ranks[work.index()] * part[work.index()];
            continue;
        }
        if !circle(graph, works, &part, &mut handed, &mut ranks, options) {
            ended = Ended::Cut;
        }
    }
    let sum: f64 = ranks.iter().sum();
    for rank in &mut ranks {
        *rank /= sum;
    }
    PageRank { ranks, ended }
}

/// Solves for the works of a circle; whether it came as near as asked for.
fn circle(
    graph: &FrozenGraph,
    works: &[WorkIndex],
    part: &[f64],
    handed: &mut [f64],
    ranks: &mut [f64],
    options: PageRankOptions,
) -> bool {
    for _ in 0..options.rounds {
        let (mut change, mut sum) = (0.0_f64, 0.0_f64);
        // Back and forth: later works are cited by earlier ones in one direction, and the other way round.
        for &work in works.iter().rev() {
            let i = work.index();
            let citing = graph.cited_by(work);
            let from: f64 = citing.iter().map(|other| handed[other.index()]).sum();
            let own = if graph.has_citation(work, work) { part[i] } else { 0.0 };
            let new = (1.0 + from - own * ranks[i]) / (1.0 - own);
            change += (new - ranks[i]).abs();
            sum += new;
            ranks[i] = new;
            handed[i] = new * part[i];
        }
        // The error left is at most d / (1 − d) times the last change.
        if change * options.damping / (1.0 - options.damping) <= options.tolerance * sum {
            return true;
        }
    }
    false
}
