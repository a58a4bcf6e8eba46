//! Some components' inner citations, by numbers: what circles and their breaking are searched in.

use super::components::Components;
use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// Some components' works, numbered from 0 in order, and the citations inside each component: those of node `i` are
/// `targets[first[i]..first[i + 1]]`, ordered, without doubles and self-loops.
#[derive(Clone, Debug)]
pub(super) struct Core {
    pub(super) nodes: Vec<WorkIndex>,
    pub(super) first: Vec<usize>,
    pub(super) targets: Vec<u32>,
    pub(super) first_back: Vec<usize>,
    sources: Vec<u32>,
}

impl Core {
    /// The circles of a graph.
    pub(super) fn new(graph: &FrozenGraph, components: &Components) -> Self {
        let members = components.members();
        let circle = |work: &WorkIndex| members.get(components.of(*work)).len() > 1;
        let nodes: Vec<WorkIndex> = graph.works().filter(circle).collect();
        Self::of_nodes(graph, nodes, |citing, cited| components.of(citing) == components.of(cited))
    }

    /// One component; its works in order.
    pub(super) fn of_one(graph: &FrozenGraph, nodes: &[WorkIndex]) -> Self {
        Self::of_nodes(graph, nodes.to_vec(), |_, _| true)
    }

    fn of_nodes(graph: &FrozenGraph, nodes: Vec<WorkIndex>, within: impl Fn(WorkIndex, WorkIndex) -> bool) -> Self {
        let (mut first, mut targets) = (vec![0], Vec::new());
        for &work in &nodes {
            // Both are in order, and the longer one is looked up in: a merge would pass over all of it.
            let cited = graph.cites(work).iter().filter(|&&cited| cited != work && within(work, cited));
            targets.extend(cited.filter_map(|cited| nodes.binary_search(cited).ok()).map(narrow));
            first.push(targets.len());
        }
        Self::of_rows(nodes, first, targets)
    }

    pub(super) fn of_rows(nodes: Vec<WorkIndex>, first: Vec<usize>, targets: Vec<u32>) -> Self {
        let mut first_back = vec![0_usize; nodes.len() + 1];
        for &target in &targets {
            first_back[target as usize + 1] += 1;
        }
        for i in 1..first_back.len() {
            first_back[i] += first_back[i - 1];
        }
        let (mut fill, mut sources) = (first_back.clone(), vec![0; targets.len()]);
        for source in 0..nodes.len() {
            for &target in &targets[first[source]..first[source + 1]] {
                sources[fill[target as usize]] = narrow(source);
                fill[target as usize] += 1;
            }
        }
        Self { nodes, first, targets, first_back, sources }
    }

    /// How many citations there are between its works.
    pub(super) fn citation_count(&self) -> usize {
        self.targets.len()
    }

    pub(super) fn targets(&self, i: u32) -> &[u32] {
        &self.targets[self.first[i as usize]..self.first[i as usize + 1]]
    }

    pub(super) fn sources(&self, i: u32) -> &[u32] {
        &self.sources[self.first_back[i as usize]..self.first_back[i as usize + 1]]
    }
}
