//! Where nodes lie across their layer: in its order, as near to their neighbours as there is room.

use super::net::Net;

/// So often the layers are gone through.
const SWEEPS: usize = 24;
/// What a stretch between two passing places pulls, one between such a place and a work, and one between two works: long
/// lines are to be straight.
const PULLS: [f64; 3] = [8.0, 2.0, 1.0];

/// The middle of each node, from 0; `half` is the room that it takes on each side. O(n + s) time for each of a few sweeps.
pub(super) fn settled(net: &Net, half: impl Fn(u32) -> f64) -> Vec<f64> {
    let mut ys = vec![0.0; net.layer.len()];
    for nodes in &net.layers {
        let mut end = -nodes.iter().map(|&node| half(node)).sum::<f64>();
        for &node in nodes {
            ys[node as usize] = end + half(node);
            end += 2.0 * half(node);
        }
    }
    let count = net.layers.len();
    for sweep in 0..SWEEPS {
        for n in 0..count {
            let nodes = &net.layers[if sweep % 2 == 0 { n } else { count - 1 - n }];
            let wanted: Vec<(f64, f64)> = nodes.iter().map(|&node| wanted(net, node, &ys)).collect();
            let mut room = Vec::with_capacity(nodes.len());
            let mut sum = 0.0;
            for (n, &node) in nodes.iter().enumerate() {
                sum += if n > 0 { half(nodes[n - 1]) + half(node) } else { 0.0 };
                room.push(sum);
            }
            let places = apart(&wanted, &room);
            nodes.iter().zip(places).for_each(|(&node, y)| ys[node as usize] = y);
        }
    }
    let first = net.layers.iter().filter_map(|nodes| nodes.first()).map(|&node| ys[node as usize] - half(node));
    let top = first.fold(f64::INFINITY, f64::min);
    ys.iter().map(|y| y - top).collect()
}

/// Where a node would lie best, and how strongly.
fn wanted(net: &Net, node: u32, ys: &[f64]) -> (f64, f64) {
    let (mut sum, mut weight) = (0.0, 0.0);
    for &(other, _) in net.older[node as usize].iter().chain(&net.newer[node as usize]) {
        let pull = PULLS[usize::from(net.is_work(node)) + usize::from(net.is_work(other))];
        sum += pull * ys[other as usize];
        weight += pull;
    }
    // What has no neighbours wants to stay, and so lightly that others may push it.
    if weight > 0.0 { (sum / weight, weight) } else { (ys[node as usize], 0.1) }
}

/// Places in order, each as far behind the first as its `room` says and as near to what is `wanted`, by its weight, as can
/// be in the sense of least squares: pools adjacent violators.
fn apart(wanted: &[(f64, f64)], room: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (&(place, weight), room) in wanted.iter().zip(room) {
        let mut pool = ((place - room) * weight, weight, 1);
        while let Some(&(sum, weight, count)) = pools.last() {
            if sum / weight <= pool.0 / pool.1 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + weight, pool.2 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let pooled = pools.iter().flat_map(|&(sum, weight, count)| std::iter::repeat_n(sum / weight, count));
    pooled.zip(room).map(|(place, room)| place + room).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_apart_and_near() {
        let equal = |wanted: &[f64]| wanted.iter().map(|&place| (place, 1.0)).collect::<Vec<_>>();
        assert_eq!(apart(&equal(&[0.0, 5.0]), &[0.0, 1.0]), [0.0, 5.0]);
        assert_eq!(apart(&equal(&[4.0, 4.0, 4.0]), &[0.0, 1.0, 2.0]), [3.0, 4.0, 5.0]);
        assert_eq!(apart(&[(4.0, 3.0), (4.0, 1.0)], &[0.0, 2.0]), [3.5, 5.5]);
        assert!(apart(&[], &[]).is_empty());
    }
}
