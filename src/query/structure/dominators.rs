//! Works through which every way leads: sources that a paper's knowledge of others hangs on.
//!
//! From some papers on, a work *dominates* another when every way of citations from the papers to the other passes it; its
//! *immediate* dominator is the nearest such work. What hangs on a work is what the papers would no longer reach without
//! it.
//!
//! Found by the algorithm of Lengauer and Tarjan with simple linking, without recursion.
//!
//! - T. Lengauer & R. E. Tarjan (1979). A fast algorithm for finding dominators in a flowgraph. *ACM TOPLAS*, 1(1),
//!   121–141.

use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// A work that others hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Dominated {
    /// A work that the papers lead to.
    pub work: WorkIndex,
    /// Its nearest dominator; nothing when ways lead past every other work, or it is one of the papers.
    pub by: Option<WorkIndex>,
    /// How many works, itself aside, hang on it.
    pub holds: u32,
}

/// All that `papers` lead to, with what it hangs on and what hangs on it: most first, then in order.
///
/// O(c log w) time and O(w + c) memory for the w works and c citations that are reached.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::dominators::dominators;
///
/// //  a ──→ b ──→ d ──→ e
/// //  └───→ c ──↗
/// let mut builder = FrozenBuilder::default();
/// for (citing, cited) in [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")] {
///     builder.cite(citing, cited);
/// }
/// let (graph, _) = builder.build()?;
/// let found = dominators(&graph, &[graph.find("a").expect("it cites")]);
/// let of = |id| found.iter().find(|one| graph.id(one.work) == id).expect("it is reached");
/// assert_eq!(of("d").by.map(|work| graph.id(work)), Some("a"));
/// assert_eq!(of("d").holds, 1);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn dominators(graph: &FrozenGraph, papers: &[WorkIndex]) -> Vec<Dominated> {
    let tree = Tree::new(graph, papers);
    let idom = tree.immediate_dominators(graph);
    let mut holds = vec![0_u32; idom.len()];
    for v in (1..idom.len()).rev() {
        holds[idom[v] as usize] += holds[v] + 1;
    }
    let mut found: Vec<Dominated> = (1..idom.len())
        .map(|v| Dominated {
            work: tree.works[v],
            by: (idom[v] != 0).then(|| tree.works[idom[v] as usize]),
            holds: holds[v],
        })
        .collect();
    found.sort_unstable_by(|a, b| b.holds.cmp(&a.holds).then(a.work.cmp(&b.work)));
    found
}

const UNREACHED: u32 = u32::MAX;

/// A depth-first search tree; node 0 stands before all papers, the others are numbered as they are met.
struct Tree {
    works: Vec<WorkIndex>,
    parent: Vec<u32>,
    /// Work → node.
    number: Vec<u32>,
    is_paper: Vec<bool>,
}

impl Tree {
    fn new(graph: &FrozenGraph, papers: &[WorkIndex]) -> Self {
        let n = graph.work_count();
        let mut papers: Vec<WorkIndex> = papers.iter().copied().filter(|paper| paper.index() < n).collect();
        papers.sort_unstable();
        papers.dedup();
        let mut tree = Self {
            works: vec![WorkIndex(u32::MAX)],
            parent: vec![0],
            number: vec![UNREACHED; n],
            is_paper: vec![false; n],
        };
        papers.iter().for_each(|paper| tree.is_paper[paper.index()] = true);
        let mut path: Vec<(u32, std::slice::Iter<'_, WorkIndex>)> = vec![(0, papers.iter())];
        while let Some((node, rest)) = path.last_mut() {
            let node = *node;
            match rest.find(|work| tree.number[work.index()] == UNREACHED) {
                Some(&work) => {
                    let new = narrow(tree.works.len());
                    tree.number[work.index()] = new;
                    tree.works.push(work);
                    tree.parent.push(node);
                    path.push((new, graph.cites(work).iter()));
                }
                None => {
                    path.pop();
                }
            }
        }
        tree
    }

    /// Node → the node of its nearest dominator.
    fn immediate_dominators(&self, graph: &FrozenGraph) -> Vec<u32> {
        let n = self.works.len();
        let all: Vec<u32> = (0..narrow(n)).collect();
        let mut forest = Forest { ancestor: vec![UNREACHED; n], label: all.clone(), semi: all, path: Vec::new() };
        let mut idom = vec![0_u32; n];
        let mut bucket: Vec<Vec<u32>> = vec![Vec::new(); n];
        for v in (1..n).rev() {
            let work = self.works[v];
            let citing = graph.cited_by(work).iter().map(|other| self.number[other.index()]);
            let from_start = self.is_paper[work.index()].then_some(0);
            for u in citing.filter(|&u| u != UNREACHED).chain(from_start) {
                let best = forest.eval(u);
                forest.semi[v] = forest.semi[v].min(forest.semi[best as usize]);
            }
            bucket[forest.semi[v] as usize].push(narrow(v));
            let parent = self.parent[v];
            forest.ancestor[v] = parent;
            for w in std::mem::take(&mut bucket[parent as usize]) {
                let best = forest.eval(w);
                idom[w as usize] = if forest.semi[best as usize] < forest.semi[w as usize] { best } else { parent };
            }
        }
        for v in 1..n {
            if idom[v] != forest.semi[v] {
                idom[v] = idom[idom[v] as usize];
            }
        }
        idom
    }
}

/// The part of the tree that is linked, with paths that shorten as they are walked.
struct Forest {
    ancestor: Vec<u32>,
    label: Vec<u32>,
    semi: Vec<u32>,
    path: Vec<u32>,
}

impl Forest {
    /// The node of least `semi` on the way up to the root of its tree, the root aside; a root itself.
    fn eval(&mut self, v: u32) -> u32 {
        let mut at = v;
        while self.ancestor[at as usize] != UNREACHED {
            self.path.push(at);
            at = self.ancestor[at as usize];
        }
        // `at` is the root. From the top down, each node takes over its ancestor's best.
        let root = at;
        while let Some(node) = self.path.pop() {
            let above = self.ancestor[node as usize];
            if above != root {
                let (own, over) = (self.label[node as usize], self.label[above as usize]);
                if self.semi[over as usize] < self.semi[own as usize] {
                    self.label[node as usize] = over;
                }
                self.ancestor[node as usize] = root;
            }
        }
        self.label[v as usize]
    }
}
