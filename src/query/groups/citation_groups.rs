//! Groups that exchange more citations than their sizes explain, with who gives and who receives.
//!
//! After CIDRE (Kojaku, Livan & Masuda 2021), over the network of groups (journals, authors) in which a link is weighted
//! by the citations from works of the one to works of the other:
//!
//! 1. A link is in *excess* when it is heavier than a null model in which each group keeps what it gives and receives lets
//!    expect: Poisson, at a rate of false discoveries after Benjamini and Hochberg.
//! 2. Of a set of groups, a group's *donor score* is the part of all it gives that goes to others of the set over links in
//!    excess, its *recipient score* the part of all it receives that comes so.
//! 3. All groups are a set to begin with; those whose scores are both below a threshold drop out, until none does. What is
//!    left and hangs together by links in excess is a citation group, if it exchanges citations enough.
//!
//! The steps above are exactly what is done. They were written from what is known of the method, with neither the paper nor
//! its program at hand, so that figures needn't be the same as theirs. It differs, or may, in this:
//!
//! - Their null model is a stochastic block model that corrects for degrees, with communities of the network as blocks. Here
//!   it has a single block: communities of a field are not told apart from it, and a narrow field may show as a group.
//! - What a group cites of itself is no link, and counts here in what it gives and receives, in the null model as in scores.
//! - In each round, all groups whose scores are too low drop out together; theirs may go one by one.
//! - The threshold of 0.15, the rate of 0.01 and the 50 citations exchanged are options, and believed to be those of the
//!   paper. Citations exchanged are all between members, over links in excess or not.
//!
//! Citations within one journal or by one author aren't part of it; those are in [`own_citations`](super::own_citations). A
//! group found is an anomaly to be looked at, not a verdict.
//!
//! - S. Kojaku, G. Livan & N. Masuda (2021). Detecting anomalous citation groups in journal networks. *Scientific Reports*,
//!   11, 14524.

use std::collections::BTreeMap;

use super::grouping::Grouping;
use super::own_citations::benjamini_hochberg;
use crate::graph::FrozenGraph;

/// What counts as a citation group.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct GroupOptions {
    /// The least donor or recipient score: 0.15, as in the paper.
    pub threshold: f64,
    /// The rate of false discoveries among links in excess: 0.01.
    pub false_discoveries: f64,
    /// The least citations exchanged: 50.
    pub at_least: u64,
}

impl Default for GroupOptions {
    fn default() -> Self {
        Self { threshold: 0.15, false_discoveries: 0.01, at_least: 50 }
    }
}

impl GroupOptions {
    /// The same with another least number of citations exchanged.
    #[must_use]
    pub fn with_at_least(self, at_least: u64) -> Self {
        Self { at_least, ..self }
    }
}

/// A citation group.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CitationGroup {
    /// Its members, by number in the [`Grouping`].
    pub members: Vec<GroupMember>,
    /// The citations that they exchange.
    pub citations: u64,
}

/// A member of a citation group.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct GroupMember {
    /// The journal or author.
    pub group: usize,
    /// The part of what it gives that goes to the others in excess.
    pub donor: f64,
    /// The part of what it receives that comes from the others in excess.
    pub recipient: f64,
}

/// The citation groups: those that exchange most citations first, then by their first member.
///
/// O(l log l + r · l) time for l links and r rounds, and O(l) memory.
#[must_use]
pub fn citation_groups(graph: &FrozenGraph, grouping: &Grouping, options: GroupOptions) -> Vec<CitationGroup> {
    let n = grouping.count();
    let mut weights: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for (citing, cited) in graph.citations() {
        for &from in grouping.of(citing) {
            for &to in grouping.of(cited) {
                *weights.entry((from, to)).or_default() += 1;
            }
        }
    }
    let (mut gives, mut receives, mut all) = (vec![0_u64; n], vec![0_u64; n], 0_u64);
    for (&(from, to), &weight) in &weights {
        gives[from as usize] += weight;
        receives[to as usize] += weight;
        all += weight;
    }
    let links: Vec<Link> = weights
        .into_iter()
        .filter(|&((from, to), _)| from != to)
        .map(|((from, to), weight)| {
            let (from, to) = (from as usize, to as usize);
            let expected = gives[from] as f64 * receives[to] as f64 / all.max(1) as f64;
            Link { from, to, weight, chance: poisson_tail(weight, expected) }
        })
        .collect();
    let corrected = benjamini_hochberg(&links.iter().map(|link| link.chance).collect::<Vec<f64>>());
    let excess: Vec<&Link> =
        links.iter().zip(corrected).filter(|(_, q)| *q <= options.false_discoveries).map(|(link, _)| link).collect();

    let mut inside = vec![true; n];
    let scores = loop {
        let mut scores = vec![(0.0_f64, 0.0_f64); n];
        for link in excess.iter().filter(|link| inside[link.from] && inside[link.to]) {
            scores[link.from].0 += link.weight as f64 / gives[link.from] as f64;
            scores[link.to].1 += link.weight as f64 / receives[link.to] as f64;
        }
        let leave: Vec<usize> =
            (0..n).filter(|&i| inside[i] && scores[i].0.max(scores[i].1) < options.threshold).collect();
        if leave.is_empty() {
            break scores;
        }
        leave.into_iter().for_each(|i| inside[i] = false);
    };
    // What hangs together, by the smallest number.
    let mut set: Vec<usize> = (0..n).collect();
    let find = |set: &mut Vec<usize>, mut i: usize| {
        while set[i] != i {
            set[i] = set[set[i]];
            i = set[i];
        }
        i
    };
    let kept: Vec<&&Link> = excess.iter().filter(|link| inside[link.from] && inside[link.to]).collect();
    for link in &kept {
        let (a, b) = (find(&mut set, link.from), find(&mut set, link.to));
        set[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, CitationGroup> = BTreeMap::new();
    for i in (0..n).filter(|&i| inside[i]) {
        let group = groups.entry(find(&mut set, i)).or_insert(CitationGroup { members: Vec::new(), citations: 0 });
        group.members.push(GroupMember { group: i, donor: scores[i].0, recipient: scores[i].1 });
    }
    for link in links.iter().filter(|link| inside[link.from] && inside[link.to]) {
        let (a, b) = (find(&mut set, link.from), find(&mut set, link.to));
        if let Some(group) = groups.get_mut(&a).filter(|_| a == b) {
            group.citations += link.weight;
        }
    }
    let mut found: Vec<CitationGroup> =
        groups.into_values().filter(|group| group.members.len() > 1 && group.citations >= options.at_least).collect();
    found.sort_by(|a, b| b.citations.cmp(&a.citations).then(a.members[0].group.cmp(&b.members[0].group)));
    found
}

struct Link {
    from: usize,
    to: usize,
    weight: u64,
    chance: f64,
}

/// The chance that a Poisson variable of mean `expected` is `count` or more; 1 when that is no more than expected.
fn poisson_tail(count: u64, expected: f64) -> f64 {
    if count as f64 <= expected {
        return 1.0;
    }
    let first = count as f64 * expected.ln() - expected - libm::lgamma(count as f64 + 1.0);
    // Each further term is smaller by a factor below 1, which itself falls.
    let (mut sum, mut term, mut k) = (1.0_f64, 1.0_f64, count as f64);
    while term > sum * f64::EPSILON {
        k += 1.0;
        term *= expected / k;
        sum += term;
    }
    (first.exp() * sum).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poisson_tails_as_sums() {
        for (count, expected) in [(1_u64, 0.5_f64), (3, 1.0), (7, 2.5), (30, 10.0)] {
            let mut term = (-expected).exp();
            let mut below = 0.0;
            for k in 0..count {
                below += term;
                term *= expected / (k + 1) as f64;
            }
            let tail = poisson_tail(count, expected);
            assert!((tail - (1.0 - below)).abs() < 1e-12, "{count} {expected} {tail}");
        }
    }
}
