//! Distinct records and the pairs of them to compare → works and versions.

use super::Level;
use super::cluster::{Cluster, Clustering, Link};
use super::evidence::{evidence, is_plainly_different};
use super::record::Record;
use super::threshold::Threshold;
use super::untitled;
use super::verdict::{Judgement, Verdict, judge, verdict};
use super::veto::Facets;

/// Distinct records, and what the pairs of them that were compared say.
pub(super) struct Joining<'r> {
    threshold: Threshold,
    records: Vec<&'r Record>,
    /// What the record is that was compared last, and its number: one is compared with many in a row.
    last: Option<(u32, [Facets; 2])>,
    /// How sure each is one with its own copy; of what has none, as sure as can be.
    own: Vec<Verdict>,
    works: Vec<Link>,
    versions: Vec<Link>,
    doubts: Vec<Link>,
}

/// What came together of distinct records.
pub(super) struct Joined {
    pub(super) works: Vec<Cluster>,
    pub(super) versions: Vec<Cluster>,
    /// What may be one work and isn't merged.
    pub(super) doubts: Vec<Link>,
    /// Whether all copies of a record are one with it: not, where it says too little to be told from others.
    pub(super) telling: Vec<bool>,
}

impl<'r> Joining<'r> {
    /// `repeated` says which of the records there are several of.
    pub(super) fn new(threshold: Threshold, records: Vec<&'r Record>, repeated: &[bool]) -> Self {
        // What says too little to be told from others is no surer one with another than with its own copy.
        let own = (records.iter().zip(repeated))
            .map(|(r, repeated)| if *repeated { verdict(r, r, Level::Version).verdict } else { Verdict::Exact })
            .collect();
        Self { threshold, last: None, own, records, works: Vec::new(), versions: Vec::new(), doubts: Vec::new() }
    }

    /// Compares two records, by number, the smaller first; each pair once.
    pub(super) fn compare(&mut self, a: u32, b: u32) {
        let (i, k) = (a as usize, b as usize);
        let (one, other) = (self.records[i], self.records[k]);
        if is_plainly_different(one, other) {
            return;
        }
        let [as_work, as_version] = match self.last {
            Some((last, facets)) if last == a => facets,
            _ => {
                let facets = [Level::Work, Level::Version].map(|level| Facets::of(one, level));
                self.last = Some((a, facets));
                facets
            }
        };
        if as_work.conflict(&Facets::of(other, Level::Work)).is_some() {
            return;
        }
        let found = evidence(one, other);
        let surest = |j: Judgement| Judgement { verdict: j.verdict.min(self.own[i]).min(self.own[k]), ..j };
        let work = surest(judge(&found, None, Level::Work));
        if Threshold::Weak.admits(work.verdict) && !self.threshold.admits(work.verdict) {
            self.doubts.push(Link { a, b, judgement: work });
        }
        if work.verdict >= self.threshold.least() {
            self.works.push(Link { a, b, judgement: work });
            let veto = as_version.conflict(&Facets::of(other, Level::Version));
            let version = surest(judge(&found, veto, Level::Version));
            if self.threshold.admits(version.verdict) {
                self.versions.push(Link { a, b, judgement: version });
            }
        }
    }

    /// Clusters the records at both levels, every one in one cluster of each. O(n log n) in the links found.
    pub(super) fn joined(self) -> Joined {
        let Self { threshold, records, own, mut works, mut versions, mut doubts, .. } = self;
        let torn = untitled::torn(&records, &works);
        works.retain(|l| threshold.admits(l.judgement.verdict) && !torn[l.a as usize] && !torn[l.b as usize]);
        let works = Clustering { records: &records, level: Level::Work }.clusters(works);
        let mut home = vec![0_u32; records.len()];
        for (n, cluster) in works.iter().enumerate() {
            for m in &cluster.members {
                home[*m as usize] = u32::try_from(n).unwrap_or(u32::MAX);
            }
        }
        doubts.retain(|l| home[l.a as usize] != home[l.b as usize]);
        // A version lies within its work.
        versions.retain(|l| home[l.a as usize] == home[l.b as usize]);
        let versions = Clustering { records: &records, level: Level::Version }.clusters(versions);
        let telling = own.iter().zip(torn).map(|(own, torn)| threshold.admits(*own) && !torn).collect();
        Joined { works, versions, doubts, telling }
    }
}
