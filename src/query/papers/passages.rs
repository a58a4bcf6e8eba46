//! Passages of two papers that say the same in much the same words, and the sources that each names there.
//!
//! [Overlap in order](super::citation_order) sees the citations alone. Where one paper follows another and names other
//! sources, it is the words that tell: each paragraph of the one is compared with each of the other, and those most alike
//! are paired, each once. Beside each pair stand the sources that the two name in it.
//!
//! How alike two passages are is the cosine of their words, each counted once and weighted by how few passages of the two
//! papers have it (Spärck Jones 1972; Salton & Buckley 1988). Entries of lists aren't compared, nor lines of furniture.
//! Words are told by spaces: scripts without them aren't compared. That two passages are alike says nothing of why: quoting,
//! a common source and authors in common are reasons too.
//!
//! - K. Spärck Jones (1972). A statistical interpretation of term specificity and its application in retrieval. *Journal of
//!   Documentation*, 28(1), 11–21.
//! - G. Salton & C. Buckley (1988). Term-weighting approaches in automatic text retrieval. *Information Processing &
//!   Management*, 24(5), 513–523.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::Span;
use crate::fold;
use crate::graph::CitationGraph;
use crate::paper::Paper;

/// A paper and the text that it was read from.
#[derive(Clone, Copy, Debug)]
pub struct PaperText<'t> {
    /// The paper.
    pub paper: &'t Paper,
    /// Its text; spans of the paper are in it.
    pub text: &'t str,
}

/// A source that a passage names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct NamedSource {
    /// As printed.
    pub printed: String,
    /// Where it stands in the document.
    pub span: Span,
    /// The ids of the works that may be meant; none when no entry is.
    pub works: Vec<String>,
}

/// A passage and the sources that it names, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SourcedPassage {
    /// Where it stands in the document.
    pub span: Span,
    /// The sources.
    pub sources: Vec<NamedSource>,
}

/// Whether two passages name the same sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Naming {
    /// The same ones.
    Same,
    /// Some in common, and others.
    Partly,
    /// Both name some, and none in common.
    Other,
    /// One names some, and the other none.
    OneSide,
    /// Neither names any.
    Neither,
}

/// Two passages that are alike.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AlikePassages {
    /// That of the first paper.
    pub a: SourcedPassage,
    /// That of the second.
    pub b: SourcedPassage,
    /// How alike they are, from 0 to 1.
    pub similarity: f64,
    /// Whether they name the same sources.
    pub naming: Naming,
}

/// The least similarity at which passages on one subject are seldom paired for the subject alone: unrelated papers on one
/// subject seldom pass 0.2.
pub const ALIKE: f64 = 0.25;

/// A paragraph of more words than this is cut after a sentence.
const LONG: usize = 200;

/// A passage of fewer different words than this is furniture or a heading.
const SHORT: usize = 25;

/// Passages of a paper beyond this many aren't compared.
pub const PASSAGE_LIMIT: usize = 4000;

/// The pairs of passages that are at least so much [alike](ALIKE), in the order of the first paper.
///
/// # Complexity
///
/// O(n + p · q) time for texts of n words in p and q passages, up to [`PASSAGE_LIMIT`] each, eight times that where all are
/// alike; O(n + p) memory.
#[must_use]
pub fn alike(graph: &CitationGraph, a: PaperText<'_>, b: PaperText<'_>, at_least: f64) -> Vec<AlikePassages> {
    let (left, right) = (passages(a), passages(b));
    let mut holding: BTreeMap<&str, usize> = BTreeMap::new();
    for word in left.iter().chain(&right).flat_map(|passage| &passage.words) {
        *holding.entry(word).or_default() += 1;
    }
    let all = (left.len() + right.len()) as f64;
    let weight = |word: &str| holding.get(word).map_or(0.0, |&held| (all / held as f64).ln().powi(2));
    let norm = |passage: &Passage| passage.words.iter().map(|word| weight(word)).sum::<f64>().sqrt();
    let [norms_a, norms_b] = [&left, &right].map(|side| side.iter().map(norm).collect::<Vec<f64>>());
    let mut having: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (j, passage) in right.iter().enumerate() {
        passage.words.iter().for_each(|word| having.entry(word).or_default().push(j));
    }
    // The passages of the other side that may be paired with a passage, the most alike last: so many that are left.
    let candidates = |i: usize, used: &[bool]| -> Vec<(f64, usize)> {
        let mut common = vec![0.0; right.len()];
        for word in &left[i].words {
            let weight = weight(word);
            having.get(word.as_str()).into_iter().flatten().for_each(|&j| common[j] += weight);
        }
        let alike = |(j, common): (usize, f64)| (common / (norms_a[i] * norms_b[j]), j);
        let all = common.into_iter().enumerate().filter(|(j, _)| !used[*j]).map(alike);
        let mut all: Vec<(f64, usize)> = all.filter(|pair| pair.0 >= at_least).collect();
        let worse = |x: &(f64, usize), y: &(f64, usize)| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1));
        if all.len() > HELD {
            let cut = all.len() - HELD;
            all.select_nth_unstable_by(cut, worse);
            all.drain(..cut);
        }
        all.sort_unstable_by(worse);
        all
    };
    // The best of each passage waits; when another has taken it, the next best does.
    let mut used = vec![false; right.len()];
    let mut waiting: BinaryHeap<Pair> = BinaryHeap::new();
    let mut held: Vec<Vec<(f64, usize)>> = (0..left.len()).map(|i| candidates(i, &used)).collect();
    for (i, held) in held.iter_mut().enumerate() {
        waiting.extend(held.pop().map(|(similarity, j)| Pair { similarity, i, j }));
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    while let Some(Pair { similarity, i, j }) = waiting.pop() {
        if !std::mem::replace(&mut used[j], true) {
            pairs.push((similarity, i, j));
            held[i] = Vec::new();
            continue;
        }
        let mut next = || {
            let held = &mut held[i];
            std::iter::from_fn(|| held.pop()).find(|(_, j)| !used[*j])
        };
        let mut found = next();
        if found.is_none() {
            held[i] = candidates(i, &used);
            found = held[i].pop();
        }
        waiting.extend(found.map(|(similarity, j)| Pair { similarity, i, j }));
    }
    pairs.sort_by_key(|pair| pair.1);
    let (works_a, works_b) = (works_of(graph, &a.paper.id), works_of(graph, &b.paper.id));
    let found = pairs.into_iter().map(|(similarity, i, j)| {
        let (a, b) = (sourced(a.paper, &works_a, left[i].span), sourced(b.paper, &works_b, right[j].span));
        AlikePassages { naming: naming(&a, &b), a, b, similarity: similarity.min(1.0) }
    });
    found.collect()
}

/// How many candidates are held for a passage at a time.
const HELD: usize = 512;

/// Two passages, by number; the most alike is the greatest, of equals the first.
struct Pair {
    similarity: f64,
    i: usize,
    j: usize,
}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        self.similarity.total_cmp(&other.similarity).then_with(|| (other.i, other.j).cmp(&(self.i, self.j)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pair {}

/// A stretch of text and its words.
struct Passage {
    span: Span,
    words: BTreeSet<String>,
}

/// Paragraphs between empty lines, long ones in parts, without those of entries and short lines.
fn passages(paper: PaperText<'_>) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut counted = 0;
    let mut cut = |start: usize, end: usize| {
        let span = Span::new(start, end);
        let listed = || paper.paper.references.iter().any(|entry| entry.span.overlaps(span));
        if found.len() < PASSAGE_LIMIT {
            let words: BTreeSet<String> = fold::words(span.of(paper.text)).split(' ').map(str::to_owned).collect();
            if words.len() >= SHORT && !listed() {
                found.push(Passage { span, words });
            }
        }
    };
    let mut at = 0;
    for line in paper.text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            cut(start, at);
            (start, counted) = (end, 0);
        } else {
            let mut begins = at;
            for sentence in line.split_inclusive(['.', '?', '!']) {
                let ends = begins + sentence.len();
                counted += sentence.split_whitespace().count();
                if counted >= LONG && ends < end {
                    cut(start, ends);
                    (start, counted) = (ends, 0);
                }
                begins = ends;
            }
        }
        at = end;
    }
    cut(start, at);
    found
}

/// The works of a document's entries, by label.
fn works_of(graph: &CitationGraph, document: &str) -> BTreeMap<String, String> {
    let paper = graph.paper(document);
    let edges = paper.into_iter().flat_map(|paper| graph.cites(paper)).filter(|e| e.citation.document == document);
    edges
        .flat_map(|edge| {
            let entry = |entry: &crate::paper::ReferenceId| (entry.label.clone(), graph.id(edge.cited).to_owned());
            edge.citation.entries.iter().map(entry).collect::<Vec<_>>()
        })
        .collect()
}

fn sourced(paper: &Paper, works: &BTreeMap<String, String>, span: Span) -> SourcedPassage {
    let cited = paper.citations.iter().filter(|citation| span.contains(citation.span));
    let source = |citation: &crate::paper::InTextCitation| NamedSource {
        printed: citation.printed.clone(),
        span: citation.span,
        works: citation.resolution.labels().iter().filter_map(|label| works.get(label).cloned()).collect(),
    };
    SourcedPassage { span, sources: cited.map(source).collect() }
}

fn naming(a: &SourcedPassage, b: &SourcedPassage) -> Naming {
    // What leads to no entry is a source too, and is compared as it is printed.
    let same = |x: &NamedSource, y: &NamedSource| {
        x.works.iter().any(|work| y.works.contains(work)) || fold::words(&x.printed) == fold::words(&y.printed)
    };
    let named_there = |x: &SourcedPassage, y: &SourcedPassage| {
        x.sources.iter().filter(|x| y.sources.iter().any(|y| same(x, y))).count()
    };
    let (there, back) = (named_there(a, b), named_there(b, a));
    match (a.sources.len(), b.sources.len()) {
        (0, 0) => Naming::Neither,
        (0, _) | (_, 0) => Naming::OneSide,
        (left, right) if there == left && back == right => Naming::Same,
        _ if there == 0 => Naming::Other,
        _ => Naming::Partly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As printed, and the works that may be meant.
    type Named<'n> = (&'n str, &'n [&'n str]);

    fn passage(sources: &[Named<'_>]) -> SourcedPassage {
        let source = |&(printed, works): &Named<'_>| NamedSource {
            printed: printed.to_owned(),
            span: Span::default(),
            works: works.iter().map(|&work| work.to_owned()).collect(),
        };
        SourcedPassage { span: Span::default(), sources: sources.iter().map(source).collect() }
    }

    #[test]
    fn namings() {
        let (roe, poe): (Named<'_>, Named<'_>) = (("Roe, 2020", &["w"]), ("Poe, 2021", &["x"]));
        let unlisted: Named<'_> = ("Lind, 1999", &[]);
        let of = |a: &[Named<'_>], b: &[Named<'_>]| naming(&passage(a), &passage(b));
        assert_eq!(of(&[roe], &[("Roe & Poe, 2020", &["w"])]), Naming::Same);
        assert_eq!(of(&[roe, roe], &[roe]), Naming::Same);
        assert_eq!(of(&[roe, poe], &[roe]), Naming::Partly);
        assert_eq!(of(&[roe], &[poe]), Naming::Other);
        assert_eq!(of(&[roe], &[unlisted]), Naming::Other);
        assert_eq!(of(&[unlisted], &[("LIND 1999", &["y"])]), Naming::Same);
        assert_eq!(of(&[roe], &[]), Naming::OneSide);
        assert_eq!(of(&[], &[]), Naming::Neither);
    }
}
