//! The search for cycles, how far it goes, and its inside, by numbers: what [`cycles`](super::cycles) is made of.

use std::collections::VecDeque;

use super::feedback;
use super::inner::Core;
use crate::graph::WorkIndex;
use crate::query::narrow;

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

impl Core {
    /// The citations that may lie on a cycle of at most `length` works, or nothing when that takes more than `steps` to
    /// tell. Adds to `steps` what it took.
    ///
    /// Every cycle has a citation u → v that leads back in any order of the nodes. So does one of at most `length` works,
    /// and then all its nodes x are near: as far from v and to u together as `length` allows.
    fn near_cycles(&self, length: usize, steps: &mut u64, most: u64) -> Option<Self> {
        let budget = narrow(length).saturating_sub(1);
        let from_end = budget / 2;
        let mut kept = vec![false; self.targets.len()];
        let (mut from, mut to) = (Ball::new(self.nodes.len()), Ball::new(self.nodes.len()));
        for (u, v) in feedback::backward(self, &feedback::greedy_order(self)) {
            // Half of the way from each end, then on only from where both have been.
            to.grow(u, Within { free: from_end, most: from_end, after: None }, None, |node| self.sources(node), steps);
            let ahead = Within { free: budget - from_end, most: budget, after: None };
            from.grow(v, ahead, Some(&to), |node| self.targets(node), steps);
            if *steps > most {
                return None;
            }
            if from.distance[u as usize] == UNREACHED {
                continue;
            }
            let back = Within { free: from_end, most: budget, after: None };
            to.grow(u, back, Some(&from), |node| self.sources(node), steps);
            let met = |a: &&u32| from.distance[**a as usize].saturating_add(to.distance[**a as usize]) <= budget;
            for &a in from.reached.iter().filter(met) {
                let row = self.first[a as usize]..self.first[a as usize + 1];
                for (kept, &b) in kept[row.clone()].iter_mut().zip(&self.targets[row]) {
                    let way = from.distance[a as usize].saturating_add(1).saturating_add(to.distance[b as usize]);
                    *kept |= way <= budget;
                }
            }
            let at = self.first[u as usize] + self.targets(u).binary_search(&v).unwrap_or(0);
            kept[at] = true;
        }
        // Rows of nodes without citations stay, so that numbers do.
        let mut first = vec![0];
        let mut targets = Vec::new();
        for ends in self.first.windows(2) {
            targets.extend((ends[0]..ends[1]).filter(|&at| kept[at]).map(|at| self.targets[at]));
            first.push(targets.len());
        }
        Some(Self::of_rows(self.nodes.clone(), first, targets))
    }

    /// A shortest cycle, from its first node.
    ///
    /// Searches breadth first from each node in turn, no deeper than the best cycle so far allows. A node that was
    /// searched from is taken out, and with it all that then lies on no cycle: a plain ring is done in one round.
    pub(super) fn shortest(&self) -> Vec<u32> {
        let n = self.nodes.len();
        let mut left = Remaining::new(self);
        let mut best: Vec<u32> = Vec::new();
        let mut parent = vec![UNREACHED; n];
        let mut reached = Vec::new();
        for start in 0..narrow(n) {
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

/// What lies around a node, with the distances.
#[derive(Clone, Debug)]
struct Ball {
    distance: Vec<u32>,
    /// In the order of distance.
    reached: Vec<u32>,
}

impl Ball {
    fn new(n: usize) -> Self {
        Self { distance: vec![UNREACHED; n], reached: Vec::new() }
    }

    /// Reaches from `start` all that lies [`within`](Within).
    fn grow<'c>(
        &mut self,
        start: u32,
        within: Within,
        other: Option<&Self>,
        next: impl Fn(u32) -> &'c [u32],
        steps: &mut u64,
    ) {
        for node in self.reached.drain(..) {
            self.distance[node as usize] = UNREACHED;
        }
        self.distance[start as usize] = 0;
        self.reached.push(start);
        // To `node` and on to the other ball's start.
        let through =
            |node: u32, distance: u32| other.map_or(UNREACHED, |o| o.distance[node as usize]).saturating_add(distance);
        let mut at = 0;
        while let Some(&node) = self.reached.get(at) {
            at += 1;
            let distance = self.distance[node as usize] + 1;
            if distance > within.most {
                break;
            }
            if distance > within.free && through(node, distance - 1) > within.most {
                continue;
            }
            for &target in next(node) {
                *steps += 1;
                let near = distance <= within.free || through(target, distance) <= within.most;
                if near && within.after.is_none_or(|after| target > after) {
                    let known = &mut self.distance[target as usize];
                    if *known == UNREACHED {
                        *known = distance;
                        self.reached.push(target);
                    }
                }
            }
        }
    }
}

/// So many times the citations are looked at before any is set aside.
const AT_ONCE: u64 = 2;

/// How far a ball grows: `free` steps everywhere, and up to `most` over nodes that the other ball has reached, where the
/// two distances together are no more than `most`.
#[derive(Clone, Copy)]
struct Within {
    free: u32,
    most: u32,
    /// Only nodes after this one.
    after: Option<u32>,
}

/// The depth-first search for elementary cycles, one cycle at a time.
#[derive(Clone, Debug)]
pub(super) struct Search {
    core: Core,
    pub(super) limits: CycleLimits,
    /// How many citations lead from the start to a node, and from there back, over nodes not before the start; where
    /// cycles of the length asked for pass, and maybe elsewhere.
    there: Ball,
    back: Ball,
    on_path: Vec<bool>,
    /// From the start on: each node, and which of its targets comes next.
    path: Vec<(u32, usize)>,
    next_start: u32,
    /// Whether something was left out that may be part of a longer cycle.
    pub(super) length_cut: bool,
    steps: u64,
    /// Whether citations that lie on no cycle of the length asked for have been set aside, or are to stay.
    is_thinned: bool,
}

pub(super) enum Found {
    /// The path is a cycle.
    Cycle,
    End,
    OutOfSteps,
}

impl Search {
    pub(super) fn new(core: Core, limits: CycleLimits) -> Self {
        let n = core.nodes.len();
        Self {
            there: Ball::new(n),
            back: Ball::new(n),
            on_path: vec![false; n],
            path: Vec::new(),
            next_start: 0,
            length_cut: false,
            steps: 0,
            is_thinned: false,
            core,
            limits,
        }
    }

    /// The works of the cycle that was found.
    pub(super) fn path(&self) -> impl Iterator<Item = WorkIndex> + '_ {
        self.path.iter().map(|&(i, _)| self.core.nodes[i as usize])
    }

    pub(super) fn next(&mut self) -> Found {
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
                if !self.is_thinned && self.steps > AT_ONCE * self.core.targets.len() as u64 {
                    self.thin();
                }
                let start = self.next_start;
                self.next_start += 1;
                if self.core.targets(start).is_empty() {
                    continue;
                }
                self.measure(start);
                if self.back.reached.len() > 1 {
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
            let back = self.back.distance[target as usize];
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

    /// Sets citations aside that lie on no cycle of the length asked for. That is worth a part of the steps allowed, and
    /// not worth it where the cycles asked for come at once; without it, the search is slower and the same.
    fn thin(&mut self) {
        self.is_thinned = true;
        let most = self.steps.saturating_add(self.limits.steps / 4);
        if let Some(near) = self.core.near_cycles(self.limits.length, &mut self.steps, most) {
            self.length_cut |= near.citation_count() < self.core.citation_count();
            self.core = near;
        }
    }

    /// Measures the ways from and to `start`.
    fn measure(&mut self, start: u32) {
        let Self { core, there, back, steps, .. } = self;
        let length = narrow(self.limits.length);
        let after = Some(start);
        if self.length_cut {
            // It is known that there are longer cycles: half of the way from each side is enough.
            let half = length / 2;
            let within = Within { free: length - half, most: length - half, after };
            there.grow(start, within, None, |node| core.targets(node), steps);
            let within = Within { free: half, most: length, after };
            back.grow(start, within, Some(there), |node| core.sources(node), steps);
        } else {
            let within = Within { free: length - 1, most: length - 1, after };
            back.grow(start, within, None, |node| core.sources(node), steps);
            let farthest = back.reached.iter().rev().take_while(|&&node| back.distance[node as usize] == length - 1);
            let mut beyond = farthest.flat_map(|&node| core.sources(node));
            self.length_cut = beyond.any(|&node| node > start && back.distance[node as usize] == UNREACHED);
        }
    }
}
