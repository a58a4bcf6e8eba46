//! Citations whose review would break all circles.
//!
//! Without these citations no circle is left. The set is small, not smallest: to find the smallest is NP-hard (Karp
//! 1972). It is what points backwards in an order of the works that is built greedily from both ends (Eades, Lin & Smyth
//! 1993), which leaves at most half of the citations, and on citation data far fewer. It is a suggestion where to look,
//! and says nothing of whether a citation is right.
//!
//! - P. Eades, X. Lin & W. F. Smyth (1993). A fast and effective heuristic for the feedback arc set problem. *Information
//!   Processing Letters*, 47(6), 319–323.
//! - R. M. Karp (1972). Reducibility among combinatorial problems. In *Complexity of Computer Computations*, 85–103.

use super::components::components;
use super::inner::Core;
use crate::graph::{FrozenGraph, WorkIndex};
use crate::query::narrow;

/// Citations, ordered by citing and cited work, without which the graph has no circle; works that cite themselves among
/// them. O(w + c) time and memory for w works and c citations.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::feedback::to_review;
///
/// let mut builder = FrozenBuilder::default();
/// for (citing, cited) in [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")] {
///     builder.cite(citing, cited);
/// }
/// let (graph, _) = builder.build()?;
/// assert_eq!(to_review(&graph).len(), 1);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn to_review(graph: &FrozenGraph) -> Vec<(WorkIndex, WorkIndex)> {
    let core = Core::new(graph, &components(graph));
    let place = greedy_order(&core);
    let mut found: Vec<(WorkIndex, WorkIndex)> = backward(&core, &place)
        .into_iter()
        .map(|(citing, cited)| (core.nodes[citing as usize], core.nodes[cited as usize]))
        .collect();
    found.extend(graph.works().filter(|&work| graph.has_citation(work, work)).map(|work| (work, work)));
    found.sort_unstable();
    found
}

/// The citations of a core that lead to an earlier place.
pub(super) fn backward(core: &Core, place: &[u32]) -> Vec<(u32, u32)> {
    let nodes = 0..narrow(core.nodes.len());
    let of = |a: u32| core.targets(a).iter().map(move |&b| (a, b));
    nodes.flat_map(of).filter(|&(a, b)| place[a as usize] > place[b as usize]).collect()
}

/// The place of each node in an order in which few citations lead back: who cites nothing that is left goes to the end,
/// whom nothing left cites to the beginning, and when there is neither, who cites most and is cited least, to the
/// beginning.
pub(super) fn greedy_order(core: &Core) -> Vec<u32> {
    let n = core.nodes.len();
    let mut cites: Vec<u32> = (0..narrow(n)).map(|i| narrow(core.targets(i).len())).collect();
    let mut cited: Vec<u32> = (0..narrow(n)).map(|i| narrow(core.sources(i).len())).collect();
    let widest = cites.iter().chain(&cited).copied().max().unwrap_or(0) as usize;
    // Buckets by how many more a node cites than cite it; a node stands in the right one and in old ones too.
    let bucket =
        |cites: &[u32], cited: &[u32], i: u32| widest + cites[i as usize] as usize - cited[i as usize] as usize;
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 2 * widest + 1];
    for i in (0..narrow(n)).rev() {
        buckets[bucket(&cites, &cited, i)].push(i);
    }
    let mut fullest = 2 * widest;
    const OPEN: u32 = u32::MAX;
    let mut place = vec![OPEN; n];
    let (mut front, mut back) = (0_u32, narrow(n));
    let mut ends: Vec<u32> = Vec::new();
    while front < back {
        let node = match ends.pop() {
            Some(node) => node,
            None => loop {
                match buckets[fullest].pop() {
                    Some(i) if place[i as usize] == OPEN && bucket(&cites, &cited, i) == fullest => break i,
                    Some(_) => {}
                    None if fullest == 0 => return place,
                    None => fullest -= 1,
                }
            },
        };
        if place[node as usize] != OPEN {
            continue;
        }
        if cites[node as usize] == 0 {
            back -= 1;
            place[node as usize] = back;
        } else {
            place[node as usize] = front;
            front += 1;
        }
        for &other in core.targets(node) {
            if place[other as usize] == OPEN {
                cited[other as usize] -= 1;
                moved(&cites, &cited, other, &mut buckets, &mut fullest, &mut ends, bucket);
            }
        }
        for &other in core.sources(node) {
            if place[other as usize] == OPEN {
                cites[other as usize] -= 1;
                moved(&cites, &cited, other, &mut buckets, &mut fullest, &mut ends, bucket);
            }
        }
    }
    place
}

/// Puts a node whose degrees have changed into its new bucket, or among those that go to an end.
fn moved(
    cites: &[u32],
    cited: &[u32],
    node: u32,
    buckets: &mut [Vec<u32>],
    fullest: &mut usize,
    ends: &mut Vec<u32>,
    bucket: impl Fn(&[u32], &[u32], u32) -> usize,
) {
    if cites[node as usize] == 0 || cited[node as usize] == 0 {
        ends.push(node);
    } else {
        let at = bucket(cites, cited, node);
        buckets[at].push(node);
        *fullest = at.max(*fullest);
    }
}
