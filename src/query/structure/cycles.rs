//! Works that cite one another in a circle.
//!
//! A *strongly connected component* is a largest set of works in which each leads to each other by citations (Tarjan
//! 1972; see [`components`](super::components)). A work is in a circle of
//! citations if and only if its component has two works or more, or it cites itself. An *elementary cycle* passes through
//! no work twice (Johnson 1975).
//!
//! A citation points back in time, as a rule; a circle calls for a look at the entries behind it: papers written side by
//! side, a preprint and its later version, a wrong date or a wrong match.
//!
//! - R. Tarjan (1972). Depth-first search and linear graph algorithms. *SIAM Journal on Computing*, 1(2), 146–160.
//! - D. B. Johnson (1975). Finding all the elementary circuits of a directed graph. *SIAM Journal on Computing*, 4(1),
//!   77–84.
//!
//! # Input safety
//!
//! No function here recurses; a chain or a ring of a million works takes no more stack than one of two. There can be
//! exponentially many elementary cycles: they are enumerated one by one, within [`CycleLimits`].

use super::components::components;
pub use super::cycle_search::CycleLimits;
use super::cycle_search::{Found, Search};
use super::inner::Core;
use crate::graph::{CitationGraph, FrozenGraph, WorkIndex};
use crate::paper::ReferenceId;

/// Components and self-loops of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CycleReport {
    /// The strongly connected components of two works or more: largest first, then by their first work.
    pub components: Vec<Component>,
    /// The works that cite themselves, by id.
    pub self_loops: Vec<Step>,
}

/// Works each of which leads to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Component {
    /// Their ids, in order.
    pub works: Vec<String>,
    /// How many pairs of a citing and another cited work lie inside.
    pub citations: usize,
    /// One of its shortest cycles: that whose first work comes first; of several through it, that which the breadth-first
    /// search meets first.
    pub witness: Cycle,
}

/// A cycle, from its first work in the order of ids round to the same work.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Cycle {
    /// The citations in turn: each cites what the next is citing from, the last cites the first's citing work.
    pub steps: Vec<Step>,
}

impl Cycle {
    /// The entries behind a cycle that was found by numbers: `works` in turn, the last citing the first.
    #[must_use]
    pub fn of(graph: &CitationGraph, works: &[WorkIndex]) -> Self {
        let next = works.iter().cycle().skip(1);
        Self { steps: works.iter().zip(next).map(|(&citing, &cited)| step(graph, citing, cited)).collect() }
    }

    /// How many works lie on it.
    #[must_use]
    pub fn length(&self) -> usize {
        self.steps.len()
    }

    /// The ids of its works, from the first in the order of ids.
    pub fn works(&self) -> impl ExactSizeIterator<Item = &str> {
        self.steps.iter().map(|step| step.citing.as_str())
    }
}

/// One work citing another, or itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Step {
    /// The citing work's id.
    pub citing: String,
    /// The cited work's id.
    pub cited: String,
    /// The citing work's documents that cite it; mostly one.
    pub documents: Vec<StepEvidence>,
}

/// What a step rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct StepEvidence {
    /// The document.
    pub document: String,
    /// Its entries that mean the cited work, in printed order.
    pub entries: Vec<ReferenceId>,
}

/// The components with two works or more, each with a shortest cycle, and the works that cite themselves.
///
/// # Complexity
///
/// O(w + c) for the components of w works and c citations. A witness takes O(n · m) at worst, n works and m citations in
/// its component; far less as soon as a short cycle is found, for no search goes deeper than that.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::cycles::cycles;
/// use citegraph::reference::item::Item;
///
/// let mut builder = CitationGraph::builder();
/// for id in ["a", "b", "c"] {
///     builder.paper(id, Item::default());
/// }
/// //  a ──→ b ──→ c ⟲
/// //  ↑     │
/// //  └─────┘
/// let graph = builder.cite("a", "b").cite("b", "a").cite("b", "c").cite("c", "c").build()?;
/// let report = cycles(&graph);
/// assert_eq!(report.components[0].works, ["a", "b"]);
/// assert_eq!(report.components[0].witness.length(), 2);
/// assert_eq!(report.self_loops[0].citing, "c");
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn cycles(graph: &CitationGraph) -> CycleReport {
    let frozen = graph.freeze();
    let components: Vec<Component> = components(&frozen)
        .circles()
        .into_iter()
        .map(|nodes| {
            let core = Core::of_one(&frozen, &nodes);
            let witness: Vec<WorkIndex> = core.shortest().into_iter().map(|i| core.nodes[i as usize]).collect();
            Component {
                works: nodes.iter().map(|&work| graph.id(work).to_owned()).collect(),
                citations: core.citation_count(),
                witness: Cycle::of(graph, &witness),
            }
        })
        .collect();
    let loops = graph.works().filter(|&(work, _)| graph.cites(work).any(|edge| edge.cited == work));
    CycleReport { components, self_loops: loops.map(|(work, _)| step(graph, work, work)).collect() }
}

/// How much of all cycles an enumeration found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Extent {
    /// All there are.
    Complete,
    /// All up to [`CycleLimits::length`]; there may be longer ones.
    UpToLength,
    /// As many as [`CycleLimits::count`]; there are more.
    UpToCount,
    /// What was found within [`CycleLimits::steps`]; there may be more.
    UpToSteps,
}

impl std::fmt::Display for Extent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Complete => "all cycles",
            Self::UpToLength => "cycles up to the length asked for, there may be longer ones",
            Self::UpToCount => "as many cycles as asked for, there are more",
            Self::UpToSteps => "the cycles found within the steps allowed, there may be more",
        })
    }
}

/// The elementary cycles of two works or more, lazily.
///
/// They come by their first work in the order of ids, then by the works that follow, a cycle before those that it begins.
/// Works that cite themselves are in [`CycleReport::self_loops`].
///
/// # Complexity
///
/// O(w + c) to begin. Then each work is searched from, forwards to at most [`CycleLimits::length`] works and only where
/// the way back is short enough; that way back is measured once for each, at O(c) or less. Memory is O(w + c).
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::cycles::{CycleLimits, Extent, elementary_cycles};
/// use citegraph::reference::item::Item;
///
/// let mut builder = CitationGraph::builder();
/// for id in ["a", "b", "c"] {
///     builder.paper(id, Item::default());
/// }
/// //  a ←──→ b ──→ c ──→ a
/// let graph = builder.cite("a", "b").cite("b", "a").cite("b", "c").cite("c", "a").build()?;
/// let mut cycles = elementary_cycles(&graph, CycleLimits::default().with_length(2));
/// let short = cycles.next().expect("a and b cite each other");
/// assert_eq!(short.works().collect::<Vec<_>>(), ["a", "b"]);
/// assert_eq!(cycles.next(), None);
/// assert_eq!(cycles.extent(), Some(Extent::UpToLength));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn elementary_cycles(graph: &CitationGraph, limits: CycleLimits) -> ElementaryCycles<'_> {
    ElementaryCycles { graph, found: frozen_cycles(&graph.freeze(), limits) }
}

/// The elementary cycles of a frozen graph: the works of each in turn, in the order of [`elementary_cycles`], which opens
/// them to their entries.
///
/// # Complexity
///
/// As [`elementary_cycles`]. Once the search has looked at more citations than there are twice over, those are set aside that
/// lie on no cycle of the length asked for: each such cycle has a citation that a greedy order has
/// [backwards](super::feedback), and these are few. What is left is searched from each work in turn.
#[must_use]
pub fn frozen_cycles(graph: &FrozenGraph, limits: CycleLimits) -> FrozenCycles {
    let core = Core::new(graph, &components(graph));
    FrozenCycles { search: Search::new(core, limits), found: 0, extent: None }
}

/// The iterator of [`frozen_cycles`].
#[derive(Clone, Debug)]
pub struct FrozenCycles {
    search: Search,
    found: usize,
    extent: Option<Extent>,
}

impl FrozenCycles {
    /// How much was found; nothing as long as cycles may come.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.extent
    }
}

impl Iterator for FrozenCycles {
    type Item = Vec<WorkIndex>;

    fn next(&mut self) -> Option<Vec<WorkIndex>> {
        if self.extent.is_some() {
            return None;
        }
        match self.search.next() {
            Found::Cycle if self.found < self.search.limits.count => {
                self.found += 1;
                return Some(self.search.path().collect());
            }
            Found::Cycle => self.extent = Some(Extent::UpToCount),
            Found::End if self.search.length_cut => self.extent = Some(Extent::UpToLength),
            Found::End => self.extent = Some(Extent::Complete),
            Found::OutOfSteps => self.extent = Some(Extent::UpToSteps),
        }
        None
    }
}

/// The iterator of [`elementary_cycles`].
#[derive(Clone, Debug)]
pub struct ElementaryCycles<'g> {
    graph: &'g CitationGraph,
    found: FrozenCycles,
}

impl ElementaryCycles<'_> {
    /// How much was found; nothing as long as cycles may come.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.found.extent()
    }

    /// All the cycles to come, with the extent.
    #[must_use]
    pub fn into_list(mut self) -> CycleList {
        let cycles = self.by_ref().collect();
        CycleList { cycles, extent: self.extent().unwrap_or(Extent::Complete) }
    }
}

impl Iterator for ElementaryCycles<'_> {
    type Item = Cycle;

    fn next(&mut self) -> Option<Cycle> {
        self.found.next().map(|works| Cycle::of(self.graph, &works))
    }
}

/// Elementary cycles, and whether they are all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CycleList {
    /// The cycles, in the order of [`elementary_cycles`].
    pub cycles: Vec<Cycle>,
    /// How much of all cycles these are.
    pub extent: Extent,
}

fn step(graph: &CitationGraph, citing: WorkIndex, cited: WorkIndex) -> Step {
    let edges = graph.cites(citing).filter(|edge| edge.cited == cited);
    let documents = edges
        .map(|edge| StepEvidence { document: edge.citation.document.clone(), entries: edge.citation.entries.clone() })
        .collect();
    Step { citing: graph.id(citing).to_owned(), cited: graph.id(cited).to_owned(), documents }
}
