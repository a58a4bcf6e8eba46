//! How often papers would cite one author's works if all of the set cited them alike.
//!
//! The null model is the hypergeometric distribution: of all citations of the set, as many as a paper gives are drawn at
//! random, and it is counted how many of them are of works of its authors. Who is one author is told by names alone.

use std::collections::BTreeSet;

use crate::graph::CitationGraph;
use crate::query::grouping::Grouping;
use crate::work::Corpus;

/// What chance would give a paper of its authors' works.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Chance {
    /// How many citations of its authors' works would be expected, if it cited them as often as all papers of the set do.
    pub expected: f64,
    /// How many there are, by names that agree at least to the initials.
    pub own: usize,
    /// The chance of so many or more.
    pub p: f64,
}

/// What chance would give each paper, in the order of the corpus; none where no other paper cites anything, or it names no
/// authors. O(c) for c citations, besides the authors.
pub(super) fn chances(corpus: &Corpus, graph: &CitationGraph) -> Vec<Option<Chance>> {
    let authors = Grouping::authors(graph);
    let mut received = vec![0_usize; graph.work_count()];
    for edge in graph.citations() {
        received[edge.cited.index()] += 1;
    }
    let all: usize = received.iter().sum();
    let members = authors.members();
    let of_paper = |id: &str| {
        let paper = graph.paper(id)?;
        let cited: Vec<usize> = graph.cites(paper).map(|edge| edge.cited.index()).collect();
        let works: BTreeSet<usize> = authors
            .of(paper)
            .iter()
            .filter_map(|author| members.get(*author as usize))
            .flatten()
            .map(|work| work.index())
            .collect();
        if cited.is_empty() || all == cited.len() || authors.of(paper).is_empty() {
            return None;
        }
        let own = cited.iter().filter(|work| works.contains(work)).count();
        let marked: usize = works.iter().map(|work| received[*work]).sum();
        let expected = cited.len() as f64 * marked as f64 / all as f64;
        Some(Chance { expected, own, p: tail(all, marked, cited.len(), own) })
    };
    corpus.papers.iter().map(|paper| of_paper(&paper.id)).collect()
}

/// The chance that of `drawn` out of `all`, of which `marked` are marked, `least` or more are marked.
fn tail(all: usize, marked: usize, drawn: usize, least: usize) -> f64 {
    let choose = |n: usize, k: usize| {
        libm::lgamma(n as f64 + 1.0) - libm::lgamma(k as f64 + 1.0) - libm::lgamma((n - k) as f64 + 1.0)
    };
    // Where more are drawn than there are unmarked ones, some of those drawn must be marked.
    let from = least.max((marked + drawn).saturating_sub(all));
    let chance = |k: usize| (choose(marked, k) + choose(all - marked, drawn - k) - choose(all, drawn)).exp();
    (from..=marked.min(drawn)).map(chance).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_by_hand() {
        // Two of four are marked and two are drawn: 1, 5 and 1 of 6 ways.
        for (least, want) in [(0, 1.0), (1, 5.0 / 6.0), (2, 1.0 / 6.0), (3, 0.0)] {
            assert!((tail(4, 2, 2, least) - want).abs() < 1e-9, "{least}");
        }
        assert!((tail(3, 3, 2, 2) - 1.0).abs() < 1e-9);
    }
}
