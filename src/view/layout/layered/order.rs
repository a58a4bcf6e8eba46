//! The order of nodes in each layer: so that lines cross little.
//!
//! Layer by layer and to and fro, each node goes to the middle of its neighbours in the layer before; then neighbours in a
//! layer change places where fewer lines cross then. Both steps are those of Gansner, Koutsofios, North & Vo (1993). They
//! end where no small step is better, and that isn't the best there is: so they are gone through from many orders, and the
//! best one met is kept. From thirty orders the five papers of `data/` have 92 crossings, from one 134.
//!
//! - E. R. Gansner, E. Koutsofios, S. C. North & K.-P. Vo (1993). A technique for drawing directed graphs. *IEEE
//!   Transactions on Software Engineering*, 19(3), 214–230.

use super::net::Net;

/// So many orders are begun from.
const STARTS: u64 = 30;
/// So often the layers are gone through from each.
const SWEEPS: usize = 24;
/// So many exchanges of neighbours at most follow each.
const EXCHANGES: usize = 8;
/// After so many stretches that were looked at, the order is left as it is: about a tenth of a second.
const BUDGET: usize = 20_000_000;

/// Orders the nodes of each layer.
pub(super) fn untangle(net: &mut Net) {
    let first = net.layers.clone();
    let mut best = (crossings(net, &net.positions()), first.clone());
    let mut budget = BUDGET;
    for start in 0..STARTS {
        net.layers.clone_from(&first);
        if start > 0 {
            shuffle(net, start);
        }
        let mut positions = net.positions();
        for sweep in 0..SWEEPS {
            if best.0 == 0 || budget == 0 {
                break;
            }
            centre(net, &mut positions, (sweep % 2 == 0) == start.is_multiple_of(2));
            for _ in 0..EXCHANGES {
                if !exchange(net, &mut positions, &mut budget) {
                    break;
                }
            }
            let now = crossings(net, &positions);
            if now < best.0 {
                best = (now, net.layers.clone());
            }
        }
    }
    net.layers = best.1;
}

/// Another order of each layer: the same for the same number, and without a pattern.
fn shuffle(net: &mut Net, start: u64) {
    // Multiples of the golden ratio scatter (Knuth 1998, 6.4).
    let place = |node: u32| (u64::from(node) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * start + 1));
    for nodes in &mut net.layers {
        nodes.sort_by_key(|&node| (place(node) >> 16, node));
    }
}

/// Moves nodes to the middle of their neighbours in the layer before, or behind.
fn centre(net: &mut Net, positions: &mut [u32], is_forward: bool) {
    let neighbours = if is_forward { &net.older } else { &net.newer };
    let count = net.layers.len();
    for n in 0..count {
        let nodes = &mut net.layers[if is_forward { n } else { count - 1 - n }];
        let middle = |node: u32| {
            let (mut sum, mut links) = (0.0, 0.0);
            for &(other, several) in &neighbours[node as usize] {
                sum += f64::from(positions[other as usize]) * f64::from(several);
                links += f64::from(several);
            }
            sum / links
        };
        // Those without neighbours there stay where they are.
        let mut moved: Vec<(f64, u32)> = nodes
            .iter()
            .filter(|&&node| !neighbours[node as usize].is_empty())
            .map(|&node| (middle(node), node))
            .collect();
        moved.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut moved = moved.into_iter();
        for place in nodes.iter_mut().filter(|place| !neighbours[**place as usize].is_empty()) {
            *place = moved.next().map_or(*place, |(_, node)| node);
        }
        (0..).zip(nodes.iter()).for_each(|(n, &node)| positions[node as usize] = n);
    }
}

/// Changes the places of neighbours in a layer where fewer lines cross then; whether any did.
fn exchange(net: &mut Net, positions: &mut [u32], budget: &mut usize) -> bool {
    let mut better = false;
    // Each node is looked at, whatever it is linked with.
    *budget = budget.saturating_sub(net.layer.len());
    for layer in 0..net.layers.len() {
        for n in 1..net.layers[layer].len() {
            let (a, b) = (net.layers[layer][n - 1], net.layers[layer][n]);
            let (older, newer) = (&net.older, &net.newer);
            let [left, right] = [older, newer].map(|side| (&side[a as usize], &side[b as usize]));
            let cost = left.0.len() * left.1.len() + right.0.len() * right.1.len();
            *budget = budget.saturating_sub(cost);
            if *budget == 0 {
                return false;
            }
            let as_is = between(left.0, left.1, positions) + between(right.0, right.1, positions);
            let changed = between(left.1, left.0, positions) + between(right.1, right.0, positions);
            let (bowed, unbowed) = bows(net, a, b, positions);
            if changed + unbowed < as_is + bowed {
                net.layers[layer].swap(n - 1, n);
                positions.swap(a as usize, b as usize);
                better = true;
            }
        }
    }
    better
}

/// How often bows of two neighbours in a layer cross lines of the other of the two, as they stand and when they have changed
/// places.
fn bows(net: &Net, a: u32, b: u32, positions: &[u32]) -> (u64, u64) {
    let behind = |node: u32, other: u32| {
        let ends = net.beside[node as usize].iter().filter(|&&end| end != other);
        let count = ends.clone().filter(|&&end| positions[end as usize] > positions[node as usize]).count();
        (count as u64, (ends.count() - count) as u64)
    };
    let ((a_behind, a_before), (b_behind, b_before)) = (behind(a, b), behind(b, a));
    let (a_links, b_links) = (net.links_back(a), net.links_back(b));
    (a_behind * b_links + b_before * a_links, a_before * b_links + b_behind * a_links)
}

/// How often lines to these neighbours of a node cross lines to those of the node behind it.
fn between(first: &[(u32, u32)], second: &[(u32, u32)], positions: &[u32]) -> u64 {
    let mut crossings = 0;
    for &(a, links) in first {
        for &(b, others) in second {
            if positions[a as usize] > positions[b as usize] {
                crossings += u64::from(links) * u64::from(others);
            }
        }
    }
    crossings
}

/// How often links cross between the layers, by how many of them each stretch has, and bows cross what passes between their
/// ends. O(s log n) time for s stretches, and O(n) for each bow.
fn crossings(net: &Net, positions: &[u32]) -> u64 {
    let mut sum = 0;
    for nodes in &net.layers {
        for (n, &node) in nodes.iter().enumerate() {
            let ends =
                net.beside[node as usize].iter().map(|&end| positions[end as usize] as usize).filter(|end| *end > n);
            sum += ends.flat_map(|end| &nodes[n + 1..end]).map(|&between| net.links_back(between)).sum::<u64>();
        }
    }
    for pair in net.layers.windows(2) {
        // Links met so far by where they end, in a Fenwick tree: those that end behind cross what comes now.
        let mut tree = vec![0_u64; pair[1].len() + 1];
        let mut met = 0;
        for &node in &pair[0] {
            for &(other, links) in &net.newer[node as usize] {
                let mut at = positions[other as usize] as usize + 1;
                let mut before = 0;
                while at > 0 {
                    before += tree[at];
                    at &= at - 1;
                }
                sum += (met - before) * u64::from(links);
            }
            for &(other, links) in &net.newer[node as usize] {
                met += u64::from(links);
                let mut at = positions[other as usize] as usize + 1;
                while at < tree.len() {
                    tree[at] += u64::from(links);
                    at += at & at.wrapping_neg();
                }
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::layout::Sketch;

    #[test]
    fn two_lines_that_cross_are_untangled() {
        let links = [(3, 2), (4, 1), (5, 0)];
        let sketch = Sketch { years: &[None; 6], links: &links, anchors: &[false; 6], communities: &[0; 6] };
        let mut net = Net::new(&sketch, vec![vec![0, 1, 2], vec![3, 4, 5]], &[0.0; 6]);
        assert_eq!(crossings(&net, &net.positions()), 3);
        untangle(&mut net);
        assert_eq!(crossings(&net, &net.positions()), 0);
    }

    /// Works 0 and 1 stand in one layer and one cites the other; a line passes between them.
    #[test]
    fn nothing_passes_between_what_is_joined_by_a_bow() {
        let links = [(0, 1), (2, 3)];
        let sketch = Sketch { years: &[None; 4], links: &links, anchors: &[false; 4], communities: &[0; 4] };
        let mut net = Net::new(&sketch, vec![vec![3], vec![0, 1], vec![2]], &[0.0, 1.0, 0.5, 0.5]);
        assert_eq!(crossings(&net, &net.positions()), 1);
        untangle(&mut net);
        assert_eq!(crossings(&net, &net.positions()), 0);
    }

    #[test]
    fn crossings_are_those_of_each_two_links() {
        let links = [(4, 0), (4, 1), (4, 3), (5, 0), (5, 2), (6, 1), (6, 1), (7, 0)];
        let sketch = Sketch { years: &[None; 8], links: &links, anchors: &[false; 8], communities: &[0; 8] };
        let net = Net::new(&sketch, vec![vec![0, 1, 2, 3], vec![4, 5, 6, 7]], &[0.0; 8]);
        let cross = |(a, b): (u32, u32), (c, d): (u32, u32)| (a < c && b > d) || (a > c && b < d);
        let expected =
            links.iter().enumerate().map(|(n, one)| links[..n].iter().filter(|other| cross(*one, **other)).count());
        assert_eq!(crossings(&net, &net.positions()), expected.sum::<usize>() as u64);
    }
}
