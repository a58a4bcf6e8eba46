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
pub(super) struct Cluster {
    pub members: Vec<usize>,
    pub links: Vec<Link>,
}

/// A merge is checked against every pair of members up to here; past it, against the first ones.
const CHECKED: usize = 64;

/// Joins `links`, surest first; ties go by the records' order. Every record is in one cluster.
pub(super) fn clusters(records: &[Record], mut links: Vec<Link>) -> Vec<Cluster> {
    links.sort_by(|x, y| y.verdict.confidence.total_cmp(&x.verdict.confidence).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut home: Vec<usize> = (0..records.len()).collect();
    let mut clusters: Vec<Cluster> =
        (0..records.len()).map(|i| Cluster { members: vec![i], links: Vec::new() }).collect();
    for link in links {
        let (x, y) = (home[link.a], home[link.b]);
        let contrary =
            |a: &usize| clusters[y].members.iter().take(CHECKED).any(|b| contradict(&records[*a], &records[*b]));
        if x == y || clusters[x].members.iter().take(CHECKED).any(contrary) {
            continue;
        }
        // The smaller moves into the larger, so that a record moves log n times.
        let (to, from) = if clusters[x].members.len() >= clusters[y].members.len() { (x, y) } else { (y, x) };
        let moved = std::mem::replace(&mut clusters[from], Cluster { members: Vec::new(), links: Vec::new() });
        for &m in &moved.members {
            home[m] = to;
        }
        clusters[to].members.extend(moved.members);
        clusters[to].links.extend(moved.links);
        clusters[to].links.push(link);
    }
    clusters.retain(|c| !c.members.is_empty());
    for cluster in &mut clusters {
        cluster.members.sort_unstable();
        cluster.links.sort_by_key(|l| (l.a, l.b));
    }
    clusters.sort_by_key(|c| c.members[0]);
    clusters
}
