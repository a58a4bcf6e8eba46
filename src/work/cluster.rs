//! Pairs → clusters: joined by verdicts, surest first, where no two members contradict each other.

use super::record::Record;
use super::verdict::{Verdict, contradict};

/// Two records, by index, that mean the same work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub a: usize,
    pub b: usize,
    pub verdict: Verdict,
}

/// Records that mean one work, ascending, and the links that joined them.
#[derive(Default)]
pub(super) struct Cluster {
    pub members: Vec<usize>,
    pub links: Vec<Link>,
    /// The first member found with a DOI.
    identified: Option<usize>,
}

impl Cluster {
    /// Whether a member of the one contradicts a member of the other. Members of one cluster have one part number and
    /// at most one DOI, so that one with a DOI, or any, speaks for all of them.
    fn contradicts(&self, other: &Self, records: &[Record]) -> bool {
        let differ =
            |a: Option<usize>, b: Option<usize>| a.zip(b).is_some_and(|(a, b)| contradict(&records[a], &records[b]));
        differ(self.identified, other.identified)
            || differ(self.members.first().copied(), other.members.first().copied())
    }
}

/// Joins `links`, surest first; ties go by the records' order. Every record is in one cluster. O(n log n) in the links.
pub(super) fn clusters(records: &[Record], mut links: Vec<Link>) -> Vec<Cluster> {
    links.sort_by(|x, y| y.verdict.confidence.total_cmp(&x.verdict.confidence).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut home: Vec<usize> = (0..records.len()).collect();
    let mut clusters: Vec<Cluster> = (0..records.len())
        .map(|i| Cluster { members: vec![i], links: Vec::new(), identified: records[i].doi.is_some().then_some(i) })
        .collect();
    for link in links {
        let (x, y) = (home[link.a], home[link.b]);
        if x == y || clusters[x].contradicts(&clusters[y], records) {
            continue;
        }
        // The smaller moves into the larger, so that a record moves log n times.
        let (to, from) = if clusters[x].members.len() >= clusters[y].members.len() { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut clusters[from]);
        for &m in &moved.members {
            home[m] = to;
        }
        clusters[to].members.extend(moved.members);
        clusters[to].links.extend(moved.links);
        clusters[to].links.push(link);
        clusters[to].identified = clusters[to].identified.or(moved.identified);
    }
    clusters.retain(|c| !c.members.is_empty());
    for cluster in &mut clusters {
        cluster.members.sort_unstable();
        cluster.links.sort_by_key(|l| (l.a, l.b));
    }
    clusters.sort_by_key(|c| c.members[0]);
    clusters
}
