//! An index that grows: a new reference joins its work without redoing the rest.

use std::collections::HashMap;

use super::Level;
use super::candidate::keys;
use super::cluster::{Cluster, Clustering, Link};
use super::evidence::evidence;
use super::matcher::Matcher;
use super::record::Record;
use super::verdict::{Judgement, Verdict, judge};
use super::veto::Facets;

/// References and their clusters, to which references are added one by one.
///
/// A new reference joins the work that it fits best, or opens one. It never joins two works, and never parts one: where
/// it shows that two are one, [`Matcher::clusters`] over all finds it. So what an index holds depends on the order in
/// which it was filled, other than what [`Matcher::clusters`] finds.
///
/// ```
/// use citegraph::reference::Reference;
/// use citegraph::work::{Index, Matcher, Record};
///
/// let mut index = Index::new(Matcher::new());
/// let read = |text| Record::from(&Reference::parse(text));
/// let first = index.add(read("Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9."));
/// let other = index.add(read("Doe, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30."));
/// let again = index.add(read("Roe, A. (2020) On the algae of mountain lakes. J. Lakes 3, 4."));
/// assert_eq!(again.work, first.work);
/// assert_ne!(other.work, first.work);
/// ```
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "(Matcher, Vec<Record>)", from = "(Matcher, Vec<Record>)"))]
pub struct Index {
    matcher: Matcher,
    records: Vec<Record>,
    blocks: HashMap<u64, Vec<u32>>,
    works: Partition,
    versions: Partition,
}

/// Clusters, and the cluster of each record.
#[derive(Clone, Debug, Default)]
struct Partition {
    clusters: Vec<Cluster>,
    home: Vec<u32>,
}

/// Where a reference has come to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Place {
    /// Its number: how many were added before it.
    pub number: u32,
    /// The number of its work.
    pub work: u32,
    /// The number of its version.
    pub version: u32,
}

/// A reference of an index that may be the one that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Near {
    /// Its number: how many were added before it.
    pub number: u32,
    /// Whether the two are one work.
    pub work: Judgement,
    /// Whether they are one version of it.
    pub version: Judgement,
}

/// Of a block that many share, this many of its last members are compared.
const LAST: usize = 48;

/// What it was told.
impl From<Index> for (Matcher, Vec<Record>) {
    fn from(index: Index) -> Self {
        (index.matcher, index.records)
    }
}

/// The index that is told these references one after the other, in as much time as that takes.
impl From<(Matcher, Vec<Record>)> for Index {
    fn from((matcher, records): (Matcher, Vec<Record>)) -> Self {
        let mut index = Self::new(matcher);
        for record in records {
            index.add(record);
        }
        index
    }
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new(matcher: Matcher) -> Self {
        Self { matcher, ..Self::default() }
    }

    /// How many references it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The members of a work, in the order in which they were added; none for a number that isn't a work's.
    #[must_use]
    pub fn work(&self, number: u32) -> &[u32] {
        self.works.clusters.get(number as usize).map_or(&[], |c| &c.members)
    }

    /// The references that may be this one's work, surest first, and of those that are as sure the first added. Compares
    /// it with a bounded number of those that share a key, whatever the index's size, and adds nothing.
    #[must_use]
    pub fn near(&self, record: &Record) -> Vec<Near> {
        let mut found = Vec::new();
        keys(record, &mut found);
        let blocks = found.iter().filter_map(|key| self.blocks.get(key));
        let mut candidates: Vec<u32> = blocks.flat_map(|block| block.iter().rev().take(LAST)).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let judged = |level, number: u32| {
            let other = &self.records[number as usize];
            let veto = Facets::of(record, level).conflict(&Facets::of(other, level));
            judge(&evidence(other, record), veto, level)
        };
        let near = |number| Near { number, work: judged(Level::Work, number), version: judged(Level::Version, number) };
        let mut near: Vec<Near> =
            candidates.into_iter().map(near).filter(|near| near.work.verdict > Verdict::Different).collect();
        near.sort_by_key(|n| (std::cmp::Reverse((n.work.verdict, n.work.bits, n.version.bits)), n.number));
        near
    }

    /// Adds a reference. Compares it with a bounded number of others that share a key, whatever the index's size.
    pub fn add(&mut self, record: Record) -> Place {
        let number = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let mut found = Vec::new();
        keys(&record, &mut found);
        let mut candidates: Vec<u32> = Vec::new();
        for key in found {
            let block = self.blocks.entry(key).or_default();
            candidates.extend(block.iter().rev().take(LAST));
            block.push(number);
        }
        candidates.sort_unstable();
        candidates.dedup();
        self.records.push(record);
        let work = self.place(number, &candidates, Level::Work);
        candidates.retain(|c| self.works.home[*c as usize] == work);
        let version = self.place(number, &candidates, Level::Version);
        Place { number, work, version }
    }

    /// Puts the newest record into the cluster that it fits best, or into one of its own.
    fn place(&mut self, number: u32, candidates: &[u32], level: Level) -> u32 {
        let record = &self.records[number as usize];
        let partition = match level {
            Level::Work => &mut self.works,
            Level::Version => &mut self.versions,
        };
        let facets = Facets::of(record, level);
        let mut links: Vec<Link> = Vec::new();
        for &c in candidates {
            let other = &self.records[c as usize];
            let veto = facets.conflict(&Facets::of(other, level));
            let judgement = judge(&evidence(other, record), veto, level);
            if self.matcher.threshold().admits(judgement.verdict) {
                links.push(Link { a: c, b: number, judgement });
            }
        }
        links.sort_unstable_by_key(|l| (std::cmp::Reverse((l.judgement.verdict, l.judgement.bits)), l.a));
        let own = Cluster::of(number);
        let clustering = Clustering { records: &self.records, level };
        let fitting = links.into_iter().find(|l| {
            let home = partition.home[l.a as usize] as usize;
            clustering.fit(&partition.clusters[home], &own)
        });
        let home = match fitting {
            Some(link) => {
                let home = partition.home[link.a as usize];
                partition.clusters[home as usize].join(own, link, &clustering);
                home
            }
            None => {
                partition.clusters.push(own);
                u32::try_from(partition.clusters.len() - 1).unwrap_or(u32::MAX)
            }
        };
        partition.home.push(home);
        home
    }
}
