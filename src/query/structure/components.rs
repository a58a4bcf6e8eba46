//! Strongly connected components: largest sets of works in which each leads to each other by citations.
//!
//! Tarjan's depth-first search with one number a work, as Pearce has it, and an explicit stack.
//!
//! - R. Tarjan (1972). Depth-first search and linear graph algorithms. *SIAM Journal on Computing*, 1(2), 146–160.
//! - D. J. Pearce (2016). A space-efficient algorithm for finding strongly connected components. *Information Processing
//!   Letters*, 116(1), 47–52.

use crate::graph::{FrozenGraph, WorkIndex};

/// Which component each work is in.
///
/// Components are numbered from 0 so that citations between two of them lead from the higher number to the lower: a
/// topological order of what is left when each component is drawn together.
///
/// As data (feature `serde`) it is the number of each work's component, in the works' order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "Vec<u32>", try_from = "Vec<u32>"))]
pub struct Components {
    of: Vec<u32>,
    count: usize,
}

impl Components {
    /// How many there are, single works among them.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The component of a work.
    ///
    /// # Panics
    ///
    /// When the index is another graph's, and too large.
    #[must_use]
    pub fn of(&self, work: WorkIndex) -> usize {
        self.of[work.index()] as usize
    }

    /// The works of each component, in order, by component. O(w) time and memory.
    #[must_use]
    pub fn members(&self) -> Members {
        let mut first = vec![0; self.count + 1];
        for &component in &self.of {
            first[component as usize + 1] += 1;
        }
        for i in 0..self.count {
            first[i + 1] += first[i];
        }
        let mut fill = first.clone();
        let mut works = vec![WorkIndex(0); self.of.len()];
        for (work, &component) in (0..).map(WorkIndex).zip(&self.of) {
            works[fill[component as usize]] = work;
            fill[component as usize] += 1;
        }
        Members { first, works }
    }

    /// The components of two works or more, each in order: largest first, then by their first work.
    #[must_use]
    pub fn circles(&self) -> Vec<Vec<WorkIndex>> {
        let members = self.members();
        let mut found: Vec<Vec<WorkIndex>> =
            (0..self.count).map(|i| members.get(i)).filter(|works| works.len() > 1).map(<[_]>::to_vec).collect();
        found.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].cmp(&b[0])));
        found
    }
}

impl From<Components> for Vec<u32> {
    fn from(components: Components) -> Self {
        components.of
    }
}

/// What the numbers of components aren't: none is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected components numbered from 0, none left out")]
pub struct NumberingError;

crate::error::faulty!(NumberingError);

impl TryFrom<Vec<u32>> for Components {
    type Error = NumberingError;

    fn try_from(of: Vec<u32>) -> Result<Self, NumberingError> {
        let count = of.iter().max().map_or(0, |last| *last as usize + 1);
        if count > of.len() {
            return Err(NumberingError);
        }
        let mut used = vec![false; count];
        of.iter().for_each(|component| used[*component as usize] = true);
        if used.contains(&false) { Err(NumberingError) } else { Ok(Self { of, count }) }
    }
}

/// The works of each component.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "Vec<Vec<WorkIndex>>", from = "Vec<Vec<WorkIndex>>"))]
pub struct Members {
    first: Vec<usize>,
    works: Vec<WorkIndex>,
}

impl Members {
    /// Those of component `i`, in order.
    ///
    /// # Panics
    ///
    /// When there is no component `i`.
    #[must_use]
    pub fn get(&self, i: usize) -> &[WorkIndex] {
        &self.works[self.first[i]..self.first[i + 1]]
    }
}

impl From<Members> for Vec<Vec<WorkIndex>> {
    fn from(members: Members) -> Self {
        members.first.windows(2).map(|ends| members.works[ends[0]..ends[1]].to_vec()).collect()
    }
}

impl From<Vec<Vec<WorkIndex>>> for Members {
    fn from(components: Vec<Vec<WorkIndex>>) -> Self {
        let mut first = vec![0];
        for works in &components {
            first.push(first[first.len() - 1] + works.len());
        }
        Self { first, works: components.concat() }
    }
}

/// The strongly connected components. O(w + c) time and O(w) memory for w works and c citations; no recursion.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::components::components;
///
/// //  a ←──→ b ──→ c
/// let mut builder = FrozenBuilder::default();
/// for (citing, cited) in [("a", "b"), ("b", "a"), ("b", "c")] {
///     builder.cite(citing, cited);
/// }
/// let (graph, _) = builder.build()?;
/// let found = components(&graph);
/// assert_eq!(found.count(), 2);
/// assert_eq!(found.circles()[0].len(), 2);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn components(graph: &FrozenGraph) -> Components {
    let n = graph.work_count();
    // 0 is unseen; numbers of works under way grow from 1, those of finished components fall from the largest.
    let mut number = vec![0_u32; n];
    let (mut next, mut component) = (1_u32, u32::MAX);
    let mut finished: Vec<WorkIndex> = Vec::new();
    let mut path: Vec<Visit<'_>> = Vec::new();
    for start in graph.works() {
        if number[start.index()] != 0 {
            continue;
        }
        number[start.index()] = next;
        path.push(Visit { work: start, own: next, cited: graph.cites(start).iter() });
        next += 1;
        while let Some(visit) = path.last_mut() {
            let work = visit.work;
            let mut low = number[work.index()];
            let mut deeper = None;
            for &cited in visit.cited.by_ref() {
                match number[cited.index()] {
                    0 => {
                        deeper = Some(cited);
                        break;
                    }
                    other => low = low.min(other),
                }
            }
            number[work.index()] = low;
            if let Some(cited) = deeper {
                number[cited.index()] = next;
                path.push(Visit { work: cited, own: next, cited: graph.cites(cited).iter() });
                next += 1;
                continue;
            }
            let root = low == visit.own;
            path.pop();
            if root {
                next -= 1;
                while let Some(&other) = finished.last().filter(|other| number[other.index()] >= low) {
                    number[other.index()] = component;
                    finished.pop();
                    next -= 1;
                }
                number[work.index()] = component;
                component -= 1;
            } else {
                finished.push(work);
            }
            if let Some(parent) = path.last() {
                let parent = &mut number[parent.work.index()];
                *parent = (*parent).min(if root { u32::MAX } else { low });
            }
        }
    }
    for component in &mut number {
        *component = u32::MAX - *component;
    }
    Components { of: number, count: (u32::MAX - component) as usize }
}

/// A work under way, and what it cites that wasn't looked at yet.
struct Visit<'g> {
    work: WorkIndex,
    /// Its number before others lowered it.
    own: u32,
    cited: std::slice::Iter<'g, WorkIndex>,
}
