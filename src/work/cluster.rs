//! Pairs → clusters: joined surest first, where the one cluster as a whole fits the other.

use std::borrow::Borrow;

use super::Level;
use super::evidence::evidence;
use super::record::Record;
use super::verdict::{Judgement, Verdict, WEAK, judge};
use super::veto::Facets;

/// Two records, by index, the smaller first, and what was judged of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) judgement: Judgement,
}

/// Records that are one, ascending, and the links that joined them, one fewer than the records.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    pub(super) members: Vec<u32>,
    pub(super) links: Vec<Link>,
    /// Of several members; what one is its record tells.
    facets: Option<Box<Facets>>,
}

impl Cluster {
    /// The cluster of one record.
    pub(super) fn of(number: u32) -> Self {
        Self { members: vec![number], links: Vec::new(), facets: None }
    }

    /// What its members are.
    fn facets<R: Borrow<Record>>(&self, of: &Clustering<'_, R>) -> Facets {
        match (&self.facets, &*self.members) {
            (Some(facets), _) => **facets,
            (None, [first, ..]) => Facets::of(of.records[*first as usize].borrow(), of.level),
            (None, []) => Facets::default(),
        }
    }

    /// Takes in the members of another of this clustering, which `link` joins to it.
    pub(super) fn join<R: Borrow<Record>>(&mut self, other: Self, link: Link, of: &Clustering<'_, R>) {
        let facets = self.facets(of).joined(&other.facets(of));
        match &mut self.facets {
            Some(own) => **own = facets,
            None => self.facets = Some(Box::new(facets)),
        }
        self.members.extend(other.members);
        self.links.extend(other.links);
        self.links.push(link);
    }
}

/// How many members of each side a merge is checked against; of more, as many spread evenly.
const WITNESSES: usize = 8;
/// A pair counts for and against a merge with at most this many bits, so that one can't outvote the rest.
const VOICE: i32 = 24;

/// What is clustered, and how.
pub(super) struct Clustering<'r, R> {
    pub(super) records: &'r [R],
    pub(super) level: Level,
}

impl<R: Borrow<Record>> Clustering<'_, R> {
    /// Joins `links`, surest first; ties go by the records' order. Every record is in one cluster.
    ///
    /// A merge is checked against all of both clusters: their facets, exactly, and up to [`WITNESSES`] members of each
    /// by what they say. O(n log n) in the links.
    pub(super) fn clusters(&self, mut links: Vec<Link>) -> Vec<Cluster> {
        links.sort_unstable_by_key(|l| (std::cmp::Reverse((l.judgement.verdict, l.judgement.bits)), l.a, l.b));
        let mut home: Vec<u32> = (0..self.records.len()).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
        let mut clusters: Vec<Cluster> = home.iter().map(|i| Cluster::of(*i)).collect();
        for link in links {
            let (x, y) = (home[link.a as usize] as usize, home[link.b as usize] as usize);
            if x == y || !self.fit(&clusters[x], &clusters[y]) {
                continue;
            }
            // The smaller moves into the larger, so that a record moves log n times.
            let (to, from) = if clusters[x].members.len() >= clusters[y].members.len() { (x, y) } else { (y, x) };
            let moved = std::mem::take(&mut clusters[from]);
            for m in &moved.members {
                home[*m as usize] = u32::try_from(to).unwrap_or(u32::MAX);
            }
            clusters[to].join(moved, link, self);
        }
        clusters.retain(|c| !c.members.is_empty());
        for cluster in &mut clusters {
            cluster.members.sort_unstable();
            cluster.links.sort_unstable_by_key(|l| (l.a, l.b));
            cluster.facets = None;
        }
        clusters.sort_unstable_by_key(|c| c.members[0]);
        clusters
    }

    /// Whether two clusters may be one: nothing forbids it, and taken together their members speak for it.
    pub(super) fn fit(&self, x: &Cluster, y: &Cluster) -> bool {
        if x.facets(self).conflict(&y.facets(self)).is_some() {
            return false;
        }
        if x.members.len() == 1 && y.members.len() == 1 {
            return true;
        }
        let support = match self.level {
            Level::Work => SUPPORT,
            Level::Version => 2 * SUPPORT,
        };
        let mut sum = 0;
        let mut pairs = 0;
        // Of those that print titles alone: an entry that prints none and fits two works bridges neither.
        let mut titled = 0;
        for a in witnesses(&x.members) {
            for b in witnesses(&y.members) {
                let (a, b) = (self.records[a as usize].borrow(), self.records[b as usize].borrow());
                let found = evidence(a, b);
                let judged = judge(&found, None, self.level);
                // What is no reason to merge two is little reason to merge many.
                let most = if judged.verdict >= Verdict::Strong { VOICE } else { WEAK };
                let bits = judged.bits.clamp(-VOICE, most);
                sum += bits;
                pairs += 1;
                if !a.title.is_empty() && !b.title.is_empty() {
                    titled += bits;
                }
            }
        }
        sum >= pairs * support && titled >= 0
    }
}

/// How many bits the pairs between two clusters must have on average; twice as many for versions, whose texts are one
/// anyway.
const SUPPORT: i32 = 6;

/// Members spread evenly over all of them, in the order in which they came together.
fn witnesses(members: &[u32]) -> impl Iterator<Item = u32> {
    let count = members.len().min(WITNESSES);
    (0..count).map(move |i| members[i * members.len() / count])
}
