//! The frozen graph as petgraph sees graphs, so that petgraph's algorithms run on it as it is.
//!
//! Nodes are [`WorkIndex`]es, edges pairs of them, from the citing to the cited work; neither has a weight of its own. Neighbours
//! come in order. What petgraph's algorithms cost stands with them; `tarjan_scc` and `is_cyclic_directed` recurse as deep as
//! the graph.
//!
//! ```
//! use citegraph::graph::FrozenBuilder;
//! use petgraph::algo::{dijkstra, dominators, kosaraju_scc, page_rank, tarjan_scc, toposort};
//!
//! // a → b → c ⇄ d, a → c
//! let mut builder = FrozenBuilder::default();
//! for (citing, cited) in [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "c")] {
//!     builder.cite(citing, cited);
//! }
//! let (graph, _) = builder.build()?;
//! let [a, _, c, d] = ["a", "b", "c", "d"].map(|id| graph.find(id).expect("it was added"));
//!
//! assert_eq!(dijkstra(&graph, a, None, |_| 1)[&d], 2);
//! assert_eq!((tarjan_scc(&graph).len(), kosaraju_scc(&graph).len()), (3, 3));
//! assert!(toposort(&graph, None).is_err(), "c and d cite one another");
//! assert_eq!(dominators::simple_fast(&graph, a).immediate_dominator(d), Some(c));
//! assert!(page_rank(&graph, 0.85_f64, 50)[c.index()] > 0.3);
//! # Ok::<(), citegraph::graph::BuildError>(())
//! ```

use std::iter::Copied;
use std::ops::Range;
use std::slice::Iter;

use petgraph::Directed;
use petgraph::graph::NodeIndex;
use petgraph::visit::{
    Data, EdgeCount, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNeighbors,
    IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable,
    VisitMap, Visitable,
};

use super::frozen::{Direction, FrozenGraph};
use super::{WorkIndex, ix};

impl From<WorkIndex> for NodeIndex<u32> {
    fn from(work: WorkIndex) -> Self {
        work.node()
    }
}

/// A node of [`CitationGraph::as_petgraph`](super::CitationGraph::as_petgraph).
impl From<NodeIndex<u32>> for WorkIndex {
    fn from(node: NodeIndex<u32>) -> Self {
        ix(node.index())
    }
}

/// The works that petgraph has visited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visited(Vec<bool>);

impl VisitMap<WorkIndex> for Visited {
    fn visit(&mut self, work: WorkIndex) -> bool {
        self.0.get_mut(work.index()).is_some_and(|visited| !std::mem::replace(visited, true))
    }

    fn is_visited(&self, work: &WorkIndex) -> bool {
        self.0.get(work.index()).copied().unwrap_or_default()
    }

    fn unvisit(&mut self, work: WorkIndex) -> bool {
        self.0.get_mut(work.index()).is_some_and(std::mem::take)
    }
}

impl GraphBase for FrozenGraph {
    type NodeId = WorkIndex;
    type EdgeId = (WorkIndex, WorkIndex);
}

impl Data for FrozenGraph {
    type NodeWeight = ();
    type EdgeWeight = ();
}

impl GraphProp for FrozenGraph {
    type EdgeType = Directed;
}

impl NodeCount for FrozenGraph {
    fn node_count(&self) -> usize {
        self.work_count()
    }
}

impl EdgeCount for FrozenGraph {
    fn edge_count(&self) -> usize {
        self.citation_count()
    }
}

impl NodeIndexable for FrozenGraph {
    fn node_bound(&self) -> usize {
        self.work_count()
    }

    fn to_index(&self, work: WorkIndex) -> usize {
        work.index()
    }

    fn from_index(&self, i: usize) -> WorkIndex {
        ix(i)
    }
}

impl NodeCompactIndexable for FrozenGraph {}

impl Visitable for FrozenGraph {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![false; self.work_count()])
    }

    fn reset_map(&self, map: &mut Visited) {
        *map = self.visit_map();
    }
}

/// The works of a [`FrozenGraph`], in order.
#[derive(Clone, Debug)]
pub struct WorkIndices(Range<u32>);

impl Iterator for WorkIndices {
    type Item = WorkIndex;

    fn next(&mut self) -> Option<WorkIndex> {
        self.0.next().map(WorkIndex)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for WorkIndices {}

impl IntoNodeIdentifiers for &FrozenGraph {
    type NodeIdentifiers = WorkIndices;

    fn node_identifiers(self) -> WorkIndices {
        WorkIndices(0..ix(self.work_count()).0)
    }
}

/// The works of a [`FrozenGraph`] with their weights, of which they have none.
#[derive(Clone, Debug)]
pub struct WorkReferences(WorkIndices);

impl Iterator for WorkReferences {
    type Item = (WorkIndex, ());

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|work| (work, ()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl IntoNodeReferences for &FrozenGraph {
    type NodeRef = (WorkIndex, ());
    type NodeReferences = WorkReferences;

    fn node_references(self) -> WorkReferences {
        WorkReferences(self.node_identifiers())
    }
}

impl<'g> IntoNeighbors for &'g FrozenGraph {
    type Neighbors = Copied<Iter<'g, WorkIndex>>;

    fn neighbors(self, work: WorkIndex) -> Self::Neighbors {
        self.cites(work).iter().copied()
    }
}

impl<'g> IntoNeighborsDirected for &'g FrozenGraph {
    type NeighborsDirected = Copied<Iter<'g, WorkIndex>>;

    fn neighbors_directed(self, work: WorkIndex, direction: petgraph::Direction) -> Self::NeighborsDirected {
        self.neighbours(work, Direction::from(direction)).iter().copied()
    }
}

impl From<petgraph::Direction> for Direction {
    fn from(direction: petgraph::Direction) -> Self {
        match direction {
            petgraph::Outgoing => Self::Cites,
            petgraph::Incoming => Self::CitedBy,
        }
    }
}

/// The citations of one work in a [`FrozenGraph`], by the work at the other end.
#[derive(Clone, Debug)]
pub struct CitationsOf<'g> {
    work: WorkIndex,
    direction: Direction,
    others: Iter<'g, WorkIndex>,
}

impl<'g> Iterator for CitationsOf<'g> {
    type Item = (WorkIndex, WorkIndex, &'g ());

    fn next(&mut self) -> Option<Self::Item> {
        self.others.next().map(|other| match self.direction {
            Direction::Cites => (self.work, *other, &()),
            Direction::CitedBy => (*other, self.work, &()),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.others.size_hint()
    }
}

impl<'g> IntoEdges for &'g FrozenGraph {
    type Edges = CitationsOf<'g>;

    fn edges(self, work: WorkIndex) -> CitationsOf<'g> {
        self.edges_directed(work, petgraph::Outgoing)
    }
}

impl<'g> IntoEdgesDirected for &'g FrozenGraph {
    type EdgesDirected = CitationsOf<'g>;

    fn edges_directed(self, work: WorkIndex, direction: petgraph::Direction) -> CitationsOf<'g> {
        let direction = Direction::from(direction);
        CitationsOf { work, direction, others: self.neighbours(work, direction).iter() }
    }
}

/// All citations of a [`FrozenGraph`], ordered by citing and cited work.
#[derive(Clone, Debug)]
pub struct Citations<'g> {
    graph: &'g FrozenGraph,
    citing: WorkIndices,
    of: CitationsOf<'g>,
}

impl<'g> Iterator for Citations<'g> {
    type Item = (WorkIndex, WorkIndex, &'g ());

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(citation) = self.of.next() {
                return Some(citation);
            }
            self.of = self.graph.edges(self.citing.next()?);
        }
    }
}

impl<'g> IntoEdgeReferences for &'g FrozenGraph {
    type EdgeRef = (WorkIndex, WorkIndex, &'g ());
    type EdgeReferences = Citations<'g>;

    fn edge_references(self) -> Citations<'g> {
        let none = CitationsOf { work: WorkIndex(0), direction: Direction::Cites, others: [].iter() };
        Citations { graph: self, citing: self.node_identifiers(), of: none }
    }
}

#[cfg(test)]
mod tests {
    use petgraph::algo;
    use petgraph::visit::{Reversed, Walker};

    use super::*;
    use crate::graph::{CitationGraph, FrozenBuilder};
    use crate::reference::item::Item;

    /// Works in layers, each citing some of the layers below.
    fn layers() -> FrozenGraph {
        let mut builder = FrozenBuilder::default();
        for citing in 0_u32..60 {
            for step in 1..=3 {
                if let Some(cited) = citing.checked_sub(step * 7 % 11 + 1) {
                    builder.cite(&format!("{citing:02}"), &format!("{cited:02}"));
                }
            }
        }
        builder.build().expect("small").0
    }

    /// The same as petgraph's own graph of the same citations.
    fn twin(graph: &FrozenGraph) -> petgraph::graph::DiGraph<(), ()> {
        let ends = graph.citations().map(|(citing, cited)| (citing.0, cited.0));
        let mut twin = petgraph::graph::DiGraph::from_edges(ends);
        while twin.node_count() < graph.work_count() {
            twin.add_node(());
        }
        twin
    }

    #[test]
    fn algorithms_say_what_they_say_of_petgraphs_own() {
        let (graph, twin) = (layers(), twin(&layers()));
        let last = ix(graph.work_count() - 1);
        let order = algo::toposort(&graph, None).expect("layers have no circles");
        assert_eq!(order.len(), graph.work_count());
        assert!(graph.citations().all(|(a, b)| {
            let place = |work| order.iter().position(|other| *other == work);
            place(a) < place(b)
        }));
        let far = algo::dijkstra(&graph, last, None, |_| 1_u32);
        let far_twin = algo::dijkstra(&twin, last.into(), None, |_| 1_u32);
        assert!(graph.works().all(|work| far.get(&work) == far_twin.get(&NodeIndex::from(work))));
        assert_eq!(algo::tarjan_scc(&graph).len(), algo::tarjan_scc(&twin).len());
        let rank = |ranks: Vec<f64>| ranks.iter().map(|rank| format!("{rank:.9}")).collect::<Vec<_>>();
        assert_eq!(rank(algo::page_rank(&graph, 0.85, 20)), rank(algo::page_rank(&twin, 0.85, 20)));
        let (own, others) =
            (algo::dominators::simple_fast(&graph, last), algo::dominators::simple_fast(&twin, NodeIndex::from(last)));
        for work in graph.works() {
            let node = NodeIndex::from(work);
            assert_eq!(own.immediate_dominator(work), others.immediate_dominator(node).map(WorkIndex::from));
        }
        let walked = petgraph::visit::Bfs::new(Reversed(&graph), ix(0)).iter(Reversed(&graph)).count();
        assert_eq!(walked, petgraph::visit::Bfs::new(Reversed(&twin), 0.into()).iter(Reversed(&twin)).count());
        assert!(graph.edge_references().map(|(a, b, _)| (a, b)).eq(graph.citations()));
        assert!(graph.node_references().map(|(work, ())| work).eq(graph.works()));
    }

    #[test]
    fn numbers_are_those_of_nodes() {
        let mut builder = CitationGraph::builder();
        let graph = builder.paper("a", Item::default()).work("w", Item::default()).cite("a", "w").build().expect("two");
        for (work, node) in graph.works() {
            assert_eq!(graph.as_petgraph()[NodeIndex::from(work)].id(), node.id());
            assert_eq!(WorkIndex::from(NodeIndex::from(work)), work);
        }
    }
}
