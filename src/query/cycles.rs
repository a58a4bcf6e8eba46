//! Works that cite one another in a circle.
//!
//! A *strongly connected component* is a largest set of works in which each leads to each other by citations (Tarjan
//! 1972; found here in the way of Kosaraju and Sharir 1981, in two passes without recursion). A work is in a circle of
//! citations if and only if its component has two works or more, or it cites itself. An *elementary cycle* passes through
//! no work twice (Johnson 1975).
//!
//! A citation points back in time, as a rule; a circle calls for a look at the entries behind it: papers written side by
//! side, a preprint and its later version, a wrong date or a wrong match.
//!
//! - R. Tarjan (1972). Depth-first search and linear graph algorithms. *SIAM Journal on Computing*, 1(2), 146–160.
//! - D. B. Johnson (1975). Finding all the elementary circuits of a directed graph. *SIAM Journal on Computing*, 4(1),
//!   77–84.
//! - M. Sharir (1981). A strong-connectivity algorithm and its applications in data flow analysis. *Computers &
//!   Mathematics with Applications*, 7(1), 67–72.
//!
//! # Input safety
//!
//! No function here recurses; a chain or a ring of a million works takes no more stack than one of two. There can be
//! exponentially many elementary cycles: they are enumerated one by one, within [`CycleLimits`].

use std::collections::VecDeque;

use crate::graph::{CitationGraph, WorkIndex};
use crate::paper::ReferenceId;

/// Components and self-loops of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Cycle {
    /// The citations in turn: each cites what the next is citing from, the last cites the first's citing work.
    pub steps: Vec<Step>,
}

impl Cycle {
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StepEvidence {
    /// The document.
    pub document: String,
    /// Its entries that mean the cited work, in printed order.
    #[cfg_attr(feature = "serde", serde(serialize_with = "super::serial::ids"))]
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
///     builder = builder.paper(id, Item::default());
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
    let mut components: Vec<Component> = components(graph)
        .into_iter()
        .map(|nodes| {
            let core = Core::of_components(graph, std::slice::from_ref(&nodes));
            let witness = core.shortest().into_iter().map(|i| core.nodes[i as usize]).collect();
            Component {
                works: nodes.iter().map(|&work| graph.id(work).to_owned()).collect(),
                citations: core.targets.len(),
                witness: cycle(graph, witness),
            }
        })
        .collect();
    components.sort_by(|a, b| b.works.len().cmp(&a.works.len()).then_with(|| a.works.cmp(&b.works)));
    let loops = graph.works().filter(|&(work, _)| graph.cites(work).any(|edge| edge.cited == work));
    CycleReport { components, self_loops: loops.map(|(work, _)| step(graph, work, work)).collect() }
}

/// How far an enumeration of cycles goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CycleLimits {
    /// The longest cycles to find, in works: 8 unless said otherwise.
    pub length: usize,
    /// How many to find: 10,000.
    pub count: usize,
    /// How many citations to look at: 100,000,000.
    pub steps: u64,
}

impl Default for CycleLimits {
    fn default() -> Self {
        Self { length: 8, count: 10_000, steps: 100_000_000 }
    }
}

impl CycleLimits {
    /// The same with cycles of at most `length` works.
    #[must_use]
    pub fn with_length(self, length: usize) -> Self {
        Self { length, ..self }
    }

    /// The same with at most `count` cycles.
    #[must_use]
    pub fn with_count(self, count: usize) -> Self {
        Self { count, ..self }
    }

    /// The same with at most `steps` citations looked at.
    #[must_use]
    pub fn with_steps(self, steps: u64) -> Self {
        Self { steps, ..self }
    }
}

/// How much of all cycles an enumeration found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
///     builder = builder.paper(id, Item::default());
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
    let core = Core::of_components(graph, &components(graph));
    let n = core.nodes.len();
    ElementaryCycles {
        graph,
        search: Search {
            back: vec![UNREACHED; n],
            reached: Vec::new(),
            on_path: vec![false; n],
            path: Vec::new(),
            next_start: 0,
            length_cut: false,
            steps: 0,
            core,
            limits,
        },
        found: 0,
        extent: None,
    }
}

/// The iterator of [`elementary_cycles`].
#[derive(Clone, Debug)]
pub struct ElementaryCycles<'g> {
    graph: &'g CitationGraph,
    search: Search,
    found: usize,
    extent: Option<Extent>,
}

impl ElementaryCycles<'_> {
    /// How much was found; nothing as long as cycles may come.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.extent
    }

    /// All the cycles to come, with the extent.
    #[must_use]
    pub fn into_list(mut self) -> CycleList {
        let cycles = self.by_ref().collect();
        CycleList { cycles, extent: self.extent.unwrap_or(Extent::Complete) }
    }
}

impl Iterator for ElementaryCycles<'_> {
    type Item = Cycle;

    fn next(&mut self) -> Option<Cycle> {
        if self.extent.is_some() {
            return None;
        }
        match self.search.next() {
            Found::Cycle if self.found < self.search.limits.count => {
                self.found += 1;
                let works = self.search.path.iter().map(|&(i, _)| self.search.core.nodes[i as usize]).collect();
                return Some(cycle(self.graph, works));
            }
            Found::Cycle => self.extent = Some(Extent::UpToCount),
            Found::End if self.search.length_cut => self.extent = Some(Extent::UpToLength),
            Found::End => self.extent = Some(Extent::Complete),
            Found::OutOfSteps => self.extent = Some(Extent::UpToSteps),
        }
        None
    }
}

/// Elementary cycles, and whether they are all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CycleList {
    /// The cycles, in the order of [`elementary_cycles`].
    pub cycles: Vec<Cycle>,
    /// How much of all cycles these are.
    pub extent: Extent,
}

/// The components of two works or more, each in order.
fn components(graph: &CitationGraph) -> Vec<Vec<WorkIndex>> {
    petgraph::algo::kosaraju_scc(graph.as_petgraph())
        .into_iter()
        .filter(|nodes| nodes.len() > 1)
        .map(|nodes| {
            let mut works: Vec<WorkIndex> =
                nodes.into_iter().filter_map(|node| u32::try_from(node.index()).ok()).map(WorkIndex).collect();
            works.sort_unstable();
            works
        })
        .collect()
}

fn cycle(graph: &CitationGraph, works: Vec<WorkIndex>) -> Cycle {
    let next = works.iter().cycle().skip(1);
    Cycle { steps: works.iter().zip(next).map(|(&citing, &cited)| step(graph, citing, cited)).collect() }
}

fn step(graph: &CitationGraph, citing: WorkIndex, cited: WorkIndex) -> Step {
    let edges = graph.cites(citing).filter(|edge| edge.cited == cited);
    let documents = edges
        .map(|edge| StepEvidence { document: edge.citation.document.clone(), entries: edge.citation.entries.clone() })
        .collect();
    Step { citing: graph.id(citing).to_owned(), cited: graph.id(cited).to_owned(), documents }
}

/// Some components' works, numbered from 0 in order, and the citations inside each component: those of node `i` are
/// `targets[first[i]..first[i + 1]]`, ordered, without doubles and self-loops.
#[derive(Clone, Debug)]
struct Core {
    nodes: Vec<WorkIndex>,
    first: Vec<usize>,
    targets: Vec<u32>,
    first_back: Vec<usize>,
    sources: Vec<u32>,
}

impl Core {
    fn of_components(graph: &CitationGraph, components: &[Vec<WorkIndex>]) -> Self {
        let mut nodes: Vec<(WorkIndex, usize)> = Vec::new();
        for (c, works) in components.iter().enumerate() {
            nodes.extend(works.iter().map(|&work| (work, c)));
        }
        nodes.sort_unstable();
        let local = |work: WorkIndex| nodes.binary_search_by_key(&work, |&(node, _)| node).ok();
        let (mut first, mut targets) = (vec![0], Vec::new());
        let mut indegree = vec![0_usize; nodes.len() + 1];
        for &(work, component) in &nodes {
            let mut last = None;
            for edge in graph.cites(work).filter(|edge| edge.cited != work) {
                let Some(target) = local(edge.cited) else { continue };
                // Ordered by cited work, so that doubles stand side by side.
                if nodes[target].1 == component && last != Some(target) {
                    last = Some(target);
                    targets.push(number(target));
                    indegree[target + 1] += 1;
                }
            }
            first.push(targets.len());
        }
        let mut first_back = indegree;
        for i in 1..first_back.len() {
            first_back[i] += first_back[i - 1];
        }
        let (mut fill, mut sources) = (first_back.clone(), vec![0; targets.len()]);
        for source in 0..nodes.len() {
            for &target in &targets[first[source]..first[source + 1]] {
                sources[fill[target as usize]] = number(source);
                fill[target as usize] += 1;
            }
        }
        Self { nodes: nodes.into_iter().map(|(work, _)| work).collect(), first, targets, first_back, sources }
    }

    fn targets(&self, i: u32) -> &[u32] {
        &self.targets[self.first[i as usize]..self.first[i as usize + 1]]
    }

    fn sources(&self, i: u32) -> &[u32] {
        &self.sources[self.first_back[i as usize]..self.first_back[i as usize + 1]]
    }

    /// A shortest cycle, from its first node.
    ///
    /// Searches breadth first from each node in turn, no deeper than the best cycle so far allows. A node that was
    /// searched from is taken out, and with it all that then lies on no cycle: a plain ring is done in one round.
    fn shortest(&self) -> Vec<u32> {
        let n = self.nodes.len();
        let mut left = Remaining::new(self);
        let mut best: Vec<u32> = Vec::new();
        let mut parent = vec![UNREACHED; n];
        let mut reached = Vec::new();
        for start in (0..n).map(number) {
            if best.len() == 2 {
                break;
            }
            if left.gone[start as usize] {
                continue;
            }
            let deepest = if best.is_empty() { usize::MAX } else { best.len() - 2 };
            let mut queue = VecDeque::from([(start, 0)]);
            'search: while let Some((node, depth)) = queue.pop_front() {
                for &target in self.targets(node) {
                    if target == start {
                        best = vec![node];
                        while let Some(&last) = best.last().filter(|&&last| last != start) {
                            best.push(parent[last as usize]);
                        }
                        best.reverse();
                        break 'search;
                    }
                    if depth < deepest && !left.gone[target as usize] && parent[target as usize] == UNREACHED {
                        parent[target as usize] = node;
                        reached.push(target);
                        queue.push_back((target, depth + 1));
                    }
                }
            }
            for node in reached.drain(..) {
                parent[node as usize] = UNREACHED;
            }
            left.remove(start);
        }
        best
    }
}

/// Which nodes of a core may still lie on a cycle.
struct Remaining<'c> {
    core: &'c Core,
    gone: Vec<bool>,
    cites: Vec<usize>,
    cited: Vec<usize>,
}

impl<'c> Remaining<'c> {
    fn new(core: &'c Core) -> Self {
        let degree = |first: &[usize]| first.windows(2).map(|ends| ends[1] - ends[0]).collect();
        Self { core, gone: vec![false; core.nodes.len()], cites: degree(&core.first), cited: degree(&core.first_back) }
    }

    /// Takes a node out, and every other that is left without a way in or out.
    fn remove(&mut self, node: u32) {
        let mut out = vec![node];
        self.gone[node as usize] = true;
        while let Some(node) = out.pop() {
            for &target in self.core.targets(node) {
                self.cited[target as usize] -= 1;
                if self.cited[target as usize] == 0 && !self.gone[target as usize] {
                    self.gone[target as usize] = true;
                    out.push(target);
                }
            }
            for &source in self.core.sources(node) {
                self.cites[source as usize] -= 1;
                if self.cites[source as usize] == 0 && !self.gone[source as usize] {
                    self.gone[source as usize] = true;
                    out.push(source);
                }
            }
        }
    }
}

/// No distance, no parent.
const UNREACHED: u32 = u32::MAX;

/// A node's number: there are no more of them than works.
fn number(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(UNREACHED)
}

/// The depth-first search for elementary cycles, one cycle at a time.
#[derive(Clone, Debug)]
struct Search {
    core: Core,
    limits: CycleLimits,
    /// How many citations lead from a node back to the start, over nodes not before the start.
    back: Vec<u32>,
    /// The nodes for which `back` is set.
    reached: Vec<u32>,
    on_path: Vec<bool>,
    /// From the start on: each node, and which of its targets comes next.
    path: Vec<(u32, usize)>,
    next_start: u32,
    /// Whether something was left out that may be part of a longer cycle.
    length_cut: bool,
    steps: u64,
}

enum Found {
    /// The path is a cycle.
    Cycle,
    End,
    OutOfSteps,
}

impl Search {
    fn next(&mut self) -> Found {
        if self.limits.length < 2 {
            self.length_cut = !self.core.nodes.is_empty();
            return Found::End;
        }
        loop {
            if self.steps > self.limits.steps {
                return Found::OutOfSteps;
            }
            let Some(&mut (node, ref mut next)) = self.path.last_mut() else {
                if self.next_start as usize == self.core.nodes.len() {
                    return Found::End;
                }
                let start = self.next_start;
                self.next_start += 1;
                self.measure(start);
                if !self.reached.is_empty() {
                    self.on_path[start as usize] = true;
                    self.path.push((start, 0));
                }
                continue;
            };
            let Some(&target) = self.core.targets(node).get(*next) else {
                self.path.pop();
                self.on_path[node as usize] = false;
                continue;
            };
            *next += 1;
            self.steps += 1;
            let start = self.path[0].0;
            if target == start {
                return Found::Cycle;
            }
            if target < start || self.on_path[target as usize] {
                continue;
            }
            let back = self.back[target as usize];
            if back == UNREACHED {
                continue;
            }
            if self.path.len() + back as usize > self.limits.length {
                self.length_cut = true;
                continue;
            }
            self.on_path[target as usize] = true;
            self.path.push((target, 0));
        }
    }

    /// Sets `back` for the nodes from which a way of the allowed length leads to `start`.
    fn measure(&mut self, start: u32) {
        for node in self.reached.drain(..) {
            self.back[node as usize] = UNREACHED;
        }
        let mut queue = VecDeque::from([(start, 0_u32)]);
        while let Some((node, distance)) = queue.pop_front() {
            for &source in self.core.sources(node) {
                self.steps += 1;
                if source <= start || self.back[source as usize] != UNREACHED {
                    continue;
                }
                if distance as usize + 1 >= self.limits.length {
                    self.length_cut = true;
                    continue;
                }
                self.back[source as usize] = distance + 1;
                self.reached.push(source);
                queue.push_back((source, distance + 1));
            }
        }
    }
}
