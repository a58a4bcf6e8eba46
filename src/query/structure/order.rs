//! Works in the order of their citations: topological order, and layers by the longest path.
//!
//! - A. B. Kahn (1962). Topological sorting of large networks. *Communications of the ACM*, 5(11), 558–562.
//! - J. C. Nash, N. P. Hummon & P. Doreian use such layers to draw citation networks; see V. Batagelj (2003). *Efficient
//!   algorithms for citation network analysis*. arXiv:cs/0309023.

use super::components::{Components, components};
use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// The works so that each stands before all that it cites; nothing when citations lead in a circle, or a work cites itself.
///
/// Works that nobody cites come first, in order; the others as soon as all that cite them stand, one by one as these free
/// them. O(w + c) time for w works and c citations, O(w) memory.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::order::topological_order;
///
/// let mut builder = FrozenBuilder::default();
/// builder.cite("b", "a");
/// builder.cite("c", "b");
/// let (graph, _) = builder.build()?;
/// let order: Vec<&str> = topological_order(&graph).expect("no circle").into_iter().map(|w| graph.id(w)).collect();
/// assert_eq!(order, ["c", "b", "a"]);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn topological_order(graph: &FrozenGraph) -> Option<Vec<WorkIndex>> {
    let n = graph.work_count();
    let mut waiting_for: Vec<u32> = graph.works().map(|work| narrow(graph.cited_by(work).len())).collect();
    let mut order: Vec<WorkIndex> = Vec::with_capacity(n);
    order.extend(graph.works().filter(|work| waiting_for[work.index()] == 0));
    let mut done = 0;
    while let Some(&work) = order.get(done) {
        done += 1;
        for &cited in graph.cites(work) {
            let left = &mut waiting_for[cited.index()];
            *left -= 1;
            if *left == 0 {
                order.push(cited);
            }
        }
    }
    (order.len() == n).then_some(order)
}

/// The layer of each work: the most citations that lead from it, one after another, to the end of a path.
///
/// A work that cites nothing is in layer 0. Works of one [component](super::components) are in one layer, and citations
/// among them don't count. O(w + c) time and O(w) memory.
#[must_use]
pub fn layers(graph: &FrozenGraph) -> Vec<u32> {
    let components: Components = components(graph);
    let members = components.members();
    let mut layer = vec![0_u32; components.count()];
    // What a component cites has a lower number, and is done.
    for i in 0..components.count() {
        let cited = members.get(i).iter().flat_map(|&work| graph.cites(work)).map(|&cited| components.of(cited));
        layer[i] = cited.filter(|&cited| cited != i).map(|cited| layer[cited] + 1).max().unwrap_or(0);
    }
    graph.works().map(|work| layer[components.of(work)]).collect()
}
