//! What stands in the layers: works, and the lines that pass; and the stretches of lines between one layer and the next.

use std::collections::BTreeMap;

use crate::view::layout::Sketch;

/// Neighbours of a node in the layer before or behind it, and how many links lead there.
type Neighbours = Vec<(u32, u32)>;

/// The nodes are the works, numbered as they are, and behind them places where lines pass a layer.
pub(super) struct Net {
    works: usize,
    /// The layer of each node.
    pub(super) layer: Vec<usize>,
    /// The nodes of each layer in their order.
    pub(super) layers: Vec<Vec<u32>>,
    pub(super) older: Vec<Neighbours>,
    pub(super) newer: Vec<Neighbours>,
    /// Of each node those of its own layer that it is linked with: by a bow on the older side.
    pub(super) beside: Vec<Vec<u32>>,
    /// Of each link the nodes where it passes layers, from the citing work to the cited one.
    pub(super) routes: Vec<Vec<u32>>,
}

impl Net {
    /// Leads each link through the layers. Those of one citing work pass a layer at one place. Nodes are ordered by
    /// `heights`, passing lines by those of the works that they join.
    pub(super) fn new(sketch: &Sketch<'_>, layers: Vec<Vec<u32>>, heights: &[f64]) -> Self {
        let works = sketch.years.len();
        let mut layer = vec![0; works];
        for (n, nodes) in layers.iter().enumerate() {
            nodes.iter().for_each(|&node| layer[node as usize] = n);
        }
        let mut net =
            Self { works, layer, layers, older: Vec::new(), newer: Vec::new(), beside: Vec::new(), routes: Vec::new() };
        let mut height: Vec<(f64, f64)> = heights.iter().map(|&height| (height, 1.0)).collect();
        // The place of a citing work's lines in a layer.
        let mut passing: BTreeMap<(u32, usize), u32> = BTreeMap::new();
        let mut stretches: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for &(citing, cited) in sketch.links {
            let (from, to) = (net.layer[citing as usize], net.layer[cited as usize]);
            let passed: Vec<usize> = if from > to { (to + 1..from).rev().collect() } else { (from + 1..to).collect() };
            let route: Vec<u32> = passed
                .into_iter()
                .map(|layer| *passing.entry((citing, layer)).or_insert_with(|| net.pass(layer)))
                .collect();
            let way: Vec<u32> = [citing].into_iter().chain(route.iter().copied()).chain([cited]).collect();
            for pair in way.windows(2).filter(|_| from != to) {
                let (older, newer) = if from > to { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
                *stretches.entry((older, newer)).or_default() += 1;
            }
            height.resize(net.layer.len(), (0.0, 0.0));
            for (n, &node) in route.iter().enumerate() {
                let part = (n + 1) as f64 / (route.len() + 1) as f64;
                let here = heights[citing as usize] * (1.0 - part) + heights[cited as usize] * part;
                let (sum, count) = height[node as usize];
                height[node as usize] = (sum + here, count + 1.0);
            }
            net.routes.push(route);
        }
        (net.older, net.newer) = (vec![Vec::new(); net.layer.len()], vec![Vec::new(); net.layer.len()]);
        net.beside = vec![Vec::new(); net.layer.len()];
        for &(a, b) in sketch.links.iter().filter(|(a, b)| a != b) {
            if net.layer[a as usize] == net.layer[b as usize] {
                net.beside[a as usize].push(b);
                net.beside[b as usize].push(a);
            }
        }
        for ((older, newer), links) in stretches {
            net.newer[older as usize].push((newer, links));
            net.older[newer as usize].push((older, links));
        }
        let mean = |node: u32| height[node as usize].0 / height[node as usize].1;
        for nodes in &mut net.layers {
            nodes.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)).then(a.cmp(&b)));
        }
        net
    }

    /// A new place where lines pass a layer.
    fn pass(&mut self, layer: usize) -> u32 {
        let node = u32::try_from(self.layer.len()).unwrap_or(u32::MAX);
        self.layer.push(layer);
        self.layers[layer].push(node);
        node
    }

    pub(super) fn is_work(&self, node: u32) -> bool {
        (node as usize) < self.works
    }

    /// How many stretches there are between a layer and the next.
    pub(super) fn stretches(&self, layer: usize) -> usize {
        self.layers[layer].iter().map(|&node| self.newer[node as usize].len()).sum()
    }

    /// How many links lead from a node to the layer before.
    pub(super) fn links_back(&self, node: u32) -> u64 {
        self.older[node as usize].iter().map(|&(_, links)| u64::from(links)).sum()
    }

    /// The position of each node in its layer.
    pub(super) fn positions(&self) -> Vec<u32> {
        let mut positions = vec![0; self.layer.len()];
        for nodes in &self.layers {
            (0..).zip(nodes).for_each(|(n, &node)| positions[node as usize] = n);
        }
        positions
    }
}
