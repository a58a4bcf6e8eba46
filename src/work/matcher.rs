//! Matching: verdicts on pairs, clusters of many, an index that grows.

use std::collections::HashMap;

use super::Level;
use super::candidate::Blocks;
use super::cluster::{Cluster, Link};
use super::evidence::evidence;
use super::joining::{Joined, Joining};
use super::record::Record;
use super::series;
use super::threshold::Threshold;
use super::verdict::{Finding, Judgement, findings, verdict};

/// Decides which references are the same work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Matcher {
    threshold: Threshold,
    level: Level,
}

impl Matcher {
    /// A matcher that merges from [`Threshold::Strong`] on and judges at [`Level::Work`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Merges from this verdict on.
    #[must_use]
    pub fn with_threshold(self, threshold: Threshold) -> Self {
        Self { threshold, ..self }
    }

    /// Judges pairs at this level; [`Level::Work`] when none is chosen. Clusters have both.
    #[must_use]
    pub fn with_level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// From which verdict on it merges.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// At which level it judges.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// Compares two references. Symmetric: which comes first plays no part.
    ///
    /// Linear in their words; about a microsecond.
    #[must_use]
    pub fn verdict(&self, a: &Record, b: &Record) -> Judgement {
        verdict(a, b, self.level)
    }

    /// What speaks for a verdict and against it, field by field.
    #[must_use]
    pub fn evidence(&self, a: &Record, b: &Record) -> Vec<Finding> {
        findings(&evidence(a, b), self.level).into()
    }

    /// Clusters references at both levels.
    ///
    /// The order of `records` plays no part but for their numbers: the same references come together in whatever order
    /// they are given. O(n log n) for n references, but for a bounded number of comparisons of each with others that
    /// share a key.
    #[must_use]
    pub fn clusters(&self, records: impl IntoIterator<Item = Record>) -> Clusters {
        let mut records: Vec<Record> = records.into_iter().collect();
        series::move_outlets(&mut records);
        let distinct = Distinct::of(&records);
        series::mark(&mut records, &distinct.first);
        let nodes: Vec<&Record> = distinct.first.iter().map(|i| &records[*i as usize]).collect();
        let repeated: Vec<bool> = distinct.copies.iter().map(|copies| copies.len() > 1).collect();
        let blocks = Blocks::new(&nodes);
        let mut joining = Joining::new(self.threshold, nodes.clone(), &repeated);
        let mut compared = 0;
        blocks.for_each(nodes.len(), |a, b| {
            compared += 1;
            joining.compare(a, b);
        });
        let Joined { works, versions, doubts, telling } = joining.joined();
        let spread = |clusters: &[Cluster]| distinct.spread(clusters, &nodes, &telling);
        let mut doubts: Vec<Step> = doubts.iter().map(|l| distinct.step(l)).collect();
        doubts.sort_unstable_by_key(|s| (s.a, s.b));
        Clusters { works: spread(&works), versions: spread(&versions), doubts, count: records.len(), compared }
    }
}

/// The distinct records among many, in an order that is their own.
struct Distinct {
    /// The first of each.
    first: Vec<u32>,
    /// All that are the same, by the distinct record.
    copies: Vec<Vec<u32>>,
}

impl Distinct {
    fn of(records: &[Record]) -> Self {
        let mut order: Vec<u32> = (0..records.len()).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
        order.sort_by(|a, b| records[*a as usize].cmp(&records[*b as usize]));
        let mut found = Self { first: Vec::new(), copies: Vec::new() };
        for group in order.chunk_by(|a, b| records[*a as usize] == records[*b as usize]) {
            found.first.push(group[0]);
            found.copies.push(group.to_vec());
        }
        found
    }

    /// A link of distinct records → a step between the first of each.
    fn step(&self, link: &Link) -> Step {
        let (a, b) = (self.first[link.a as usize], self.first[link.b as usize]);
        Step { a: a.min(b), b: a.max(b), judgement: link.judgement }
    }

    /// Clusters of distinct records → clusters of all. Copies of one record are one, if it says enough to be told apart
    /// from others.
    fn spread(&self, clusters: &[Cluster], nodes: &[&Record], telling: &[bool]) -> Vec<Group> {
        let mut groups = Vec::new();
        for cluster in clusters {
            let mut group = Group::default();
            group.links.extend(cluster.links.iter().map(|link| self.step(link)));
            for m in &cluster.members {
                let copies = &self.copies[*m as usize];
                let judgement = verdict(nodes[*m as usize], nodes[*m as usize], Level::Version);
                group.members.push(copies[0]);
                for copy in &copies[1..] {
                    if telling[*m as usize] {
                        group.members.push(*copy);
                        group.links.push(Step { a: copies[0], b: *copy, judgement });
                    } else {
                        groups.push(Group { members: vec![*copy], links: Vec::new() });
                    }
                }
            }
            group.members.sort_unstable();
            group.links.sort_unstable_by_key(|s| (s.a, s.b));
            groups.push(group);
        }
        groups.sort_unstable_by_key(|g| g.members[0]);
        groups
    }
}

/// A merge of two references, by number, the smaller first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Step {
    /// The one.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Why they are one.
    pub judgement: Judgement,
}

/// References that are one work or one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Group {
    /// Their numbers, ascending.
    pub members: Vec<u32>,
    /// What joined them, one fewer than the members.
    pub links: Vec<Step>,
}

/// References, clustered. Each has its number: its place in the order in which they were given, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Clusters {
    works: Vec<Group>,
    versions: Vec<Group>,
    doubts: Vec<Step>,
    count: usize,
    compared: u64,
}

impl Clusters {
    /// The groups of one level, ordered by their first members; every reference is in one.
    #[must_use]
    pub fn groups(&self, level: Level) -> &[Group] {
        match level {
            Level::Work => &self.works,
            Level::Version => &self.versions,
        }
    }

    /// The group of each reference, by number.
    #[must_use]
    pub fn assignment(&self, level: Level) -> Vec<usize> {
        let mut found = vec![0; self.count];
        for (n, group) in self.groups(level).iter().enumerate() {
            for m in &group.members {
                found[*m as usize] = n;
            }
        }
        found
    }

    /// How many pairs were compared: what the clusters cost, on whatever machine.
    #[must_use]
    pub fn compared(&self) -> u64 {
        self.compared
    }

    /// Pairs that may be one work, [`Verdict::Weak`](super::Verdict::Weak) or surer, and aren't merged: with [`Threshold::Weak`]
    /// they would be, if the rest of their works allowed it. Ordered by number.
    #[must_use]
    pub fn doubts(&self) -> &[Step] {
        &self.doubts
    }

    /// The weakest of the merges that make two references one: at any threshold up to its verdict they are.
    #[must_use]
    pub fn weakest(&self, a: u32, b: u32, level: Level) -> Option<Step> {
        self.explain(a, b, level)?.into_iter().min_by_key(|s| (s.judgement.verdict, s.judgement.bits, s.a, s.b))
    }

    /// Why two references are one: the merges that lead from `a` to `b`, in order; `None` when they aren't one.
    ///
    /// Linear in the group.
    #[must_use]
    pub fn explain(&self, a: u32, b: u32, level: Level) -> Option<Vec<Step>> {
        let group = self.groups(level).iter().find(|g| g.members.binary_search(&a).is_ok())?;
        group.members.binary_search(&b).ok()?;
        let mut neighbours: HashMap<u32, Vec<&Step>> = HashMap::new();
        for step in &group.links {
            neighbours.entry(step.a).or_default().push(step);
            neighbours.entry(step.b).or_default().push(step);
        }
        // The links are a tree: one way leads from the one to the other.
        let mut from: HashMap<u32, &Step> = HashMap::new();
        let mut open = vec![a];
        while let Some(at) = open.pop() {
            for step in neighbours.get(&at).into_iter().flatten() {
                let next = if step.a == at { step.b } else { step.a };
                if next != a && !from.contains_key(&next) {
                    from.insert(next, step);
                    open.push(next);
                }
            }
        }
        let mut chain = Vec::new();
        let mut at = b;
        while at != a {
            let step = from.get(&at)?;
            chain.push(**step);
            at = if step.a == at { step.b } else { step.a };
        }
        chain.reverse();
        Some(chain)
    }
}
