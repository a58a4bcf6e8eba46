//! Overlap in order: whether two papers cite the same works in the same order.
//!
//! Papers that share sources may be on one subject. Papers that cite them in the same order, passage after passage, may
//! follow one another, even in other words or another language (Gipp & Beel 2010). The order is that of the citations in the
//! running text; a passage that cites several works cites them in the order of their places, then of the works.
//!
//! | match | what is found | order |
//! |---|---|---|
//! | longest common citation sequence | the longest row of works that both cite in that order, other citations between | kept over the whole text |
//! | greedy citation tiles | stretches of citations that are the same in both, one by one | kept in each tile |
//! | citation chunks | stretches that cite the same works, close together | free |
//!
//! Each match gives the passages on both sides. That a match is found says that the two texts agree there, not why.
//!
//! - B. Gipp & J. Beel (2010). Citation based plagiarism detection. *Proceedings of the 21st ACM Conference on Hypertext and
//!   Hypermedia*, 273–274.
//! - B. Gipp & N. Meuschke (2011). Citation pattern matching algorithms for citation-based plagiarism detection: greedy
//!   citation tiling, citation chunking and longest common citation sequence. *Proceedings of DocEng*, 249–258.
//! - M. J. Wise (1993). *String similarity via greedy string tiling and running Karp–Rabin matching*. University of Sydney.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::Span;
use crate::graph::{CitationGraph, WorkIndex};
use crate::query::shared_sources::{PAIRS_LISTED, strongest_pairs};

/// A citation in a paper's running text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Passage {
    /// The cited work's id.
    pub work: String,
    /// Where it stands in the document.
    pub span: Span,
    /// As printed.
    pub printed: String,
}

/// A paper's in-text citations in printed order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CitationSequence {
    /// The document.
    pub document: String,
    passages: Vec<Passage>,
    works: Vec<WorkIndex>,
}

impl CitationSequence {
    /// The citations, in order.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }
}

/// The citations in the text of a paper, in order; nothing when there is no such paper. O(c log c) for c citations.
#[must_use]
pub fn sequence(graph: &CitationGraph, document: &str) -> Option<CitationSequence> {
    let paper = graph.paper(document)?;
    let mut places: Vec<(Span, WorkIndex, &str)> = graph
        .cites(paper)
        .filter(|edge| edge.citation.document == document)
        .flat_map(|edge| edge.citation.in_text.iter().map(move |m| (m.span, edge.cited, m.printed.as_str())))
        .collect();
    places.sort_unstable();
    let works = places.iter().map(|place| place.1).collect();
    let passage = |(span, work, printed): (Span, WorkIndex, &str)| Passage {
        work: graph.id(work).to_owned(),
        span,
        printed: printed.to_owned(),
    };
    Some(CitationSequence { document: document.to_owned(), passages: places.into_iter().map(passage).collect(), works })
}

/// Passages of two papers that match.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OrderMatch {
    /// Those of the first paper, in order.
    pub a: Vec<Passage>,
    /// Those of the second.
    pub b: Vec<Passage>,
}

/// What two papers cite in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct OrderOverlap {
    /// The first document.
    pub a: String,
    /// The second.
    pub b: String,
    /// How many in-text citations the two have.
    pub citations: (usize, usize),
    /// The longest common sequence, passage by passage; of several, one.
    pub common: OrderMatch,
    /// What either paper cites before the first of these passages, between each two, and after the last: one more than
    /// there are passages. Where both sides have some, the papers name other sources in the same place.
    pub between: Vec<OrderMatch>,
    /// The tiles, longest first, then in order.
    pub tiles: Vec<OrderMatch>,
    /// The chunks: those with most works in common first, then in order.
    pub chunks: Vec<OrderMatch>,
}

/// Tiles and chunks of fewer citations than this aren't given.
const LEAST: usize = 2;

/// Papers with more in-text citations that could match than this are compared up to it: time and memory grow with the
/// product of the two.
pub const SEQUENCE_LIMIT: usize = 4000;

/// Compares two papers; nothing when one of the names is no paper's.
///
/// # Complexity
///
/// O(n · m) memory for the n and m citations of works that both cite, up to [`SEQUENCE_LIMIT`] each, and O(n · m · log n) time;
/// where many tiles of many lengths overlap, up to √n times as much.
#[must_use]
pub fn order_overlap(graph: &CitationGraph, a: &str, b: &str) -> Option<OrderOverlap> {
    let (left, right) = (sequence(graph, a)?, sequence(graph, b)?);
    let common = longest_common(&left.works, &right.works);
    let end = (left.works.len(), right.works.len());
    let begins = std::iter::once((0, 0)).chain(common.iter().map(|&(i, j)| (i + 1, j + 1)));
    let gaps = begins.zip(common.iter().copied().chain([end]));
    let tile = |&(i, j, length): &(usize, usize, usize)| OrderMatch {
        a: left.passages[i..i + length].to_vec(),
        b: right.passages[j..j + length].to_vec(),
    };
    let chunk = |(i, j): &(Vec<usize>, Vec<usize>)| OrderMatch {
        a: i.iter().map(|&i| left.passages[i].clone()).collect(),
        b: j.iter().map(|&j| right.passages[j].clone()).collect(),
    };
    Some(OrderOverlap {
        a: a.to_owned(),
        b: b.to_owned(),
        citations: (left.works.len(), right.works.len()),
        between: gaps
            .map(|((i, j), (to_i, to_j))| OrderMatch {
                a: left.passages[i..to_i].to_vec(),
                b: right.passages[j..to_j].to_vec(),
            })
            .collect(),
        common: OrderMatch {
            a: common.iter().map(|&(i, _)| left.passages[i].clone()).collect(),
            b: common.iter().map(|&(_, j)| right.passages[j].clone()).collect(),
        },
        tiles: tiles(&left.works, &right.works).iter().map(tile).collect(),
        chunks: chunks(&left.works, &right.works).iter().map(chunk).collect(),
    })
}

/// The pairs of papers that share most works, at most [`PAIRS_LISTED`], those with the longest common sequence first, then by
/// name; pairs that have none don't come.
///
/// As [`order_overlap`] for each of them.
#[must_use]
pub fn order_overlaps(graph: &CitationGraph) -> Vec<OrderOverlap> {
    let pairs = strongest_pairs(graph, PAIRS_LISTED).pairs.into_iter();
    let mut found: Vec<OrderOverlap> = pairs.filter_map(|pair| order_overlap(graph, &pair.a, &pair.b)).collect();
    found.retain(|overlap| !overlap.common.a.is_empty());
    found.sort_by(|x, y| y.common.a.len().cmp(&x.common.a.len()).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    found
}

/// The places of the citations whose work the other side cites too.
fn shared_places<T: Ord + Copy>(a: &[T], b: &[T]) -> Vec<usize> {
    let there: BTreeSet<T> = b.iter().copied().collect();
    (0..a.len()).filter(|&i| there.contains(&a[i])).collect()
}

/// A longest common subsequence, by the table of lengths from the ends (Wagner & Fischer 1974). Other citations can't be
/// part of it and are left out of the table.
fn longest_common<T: Ord + Copy>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let (mut left, mut right) = (shared_places(a, b), shared_places(b, a));
    left.truncate(SEQUENCE_LIMIT);
    right.truncate(SEQUENCE_LIMIT);
    let (n, m) = (left.len(), right.len());
    let mut length = vec![0_u16; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            length[at(i, j)] = match a[left[i]] == b[right[j]] {
                true => length[at(i + 1, j + 1)] + 1,
                false => length[at(i + 1, j)].max(length[at(i, j + 1)]),
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < n && j < m {
        if a[left[i]] == b[right[j]] {
            found.push((left[i], right[j]));
            (i, j) = (i + 1, j + 1);
        } else if length[at(i + 1, j)] >= length[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// The longest stretch that is the same on both sides and not yet covered, again and again: where each begins on both
/// sides, and how long it is. Of equals, the one that begins first on the left, then on the right.
///
/// All stretches are found once. One that has been covered in part by the time its turn comes is cut into what is left of
/// it, and waits again.
fn tiles<T: Ord + Copy>(a: &[T], b: &[T]) -> Vec<(usize, usize, usize)> {
    let (a, b) = (&a[..a.len().min(SEQUENCE_LIMIT)], &b[..b.len().min(SEQUENCE_LIMIT)]);
    let mut waiting: BinaryHeap<(u16, Reverse<(u16, u16)>)> = BinaryHeap::new();
    // Neither side is longer than `SEQUENCE_LIMIT`.
    let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let wait = |waiting: &mut BinaryHeap<_>, i: usize, j: usize, length: usize| {
        if length >= LEAST {
            waiting.push((small(length), Reverse((small(i), small(j)))));
        }
    };
    // How long the stretch is that ends before i and j: one more than before i - 1 and j - 1.
    let mut above = vec![0_usize; b.len() + 1];
    for i in 0..=a.len() {
        let mut row = vec![0_usize; b.len() + 1];
        for j in 0..=b.len() {
            let is_same = i < a.len() && j < b.len() && a[i] == b[j];
            match is_same {
                true => row[j + 1] = above[j] + 1,
                false => wait(&mut waiting, i - above[j], j - above[j], above[j]),
            }
        }
        above = row;
    }
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut found = Vec::new();
    while let Some((length, Reverse((i, j)))) = waiting.pop() {
        let [length, i, j] = [length, i, j].map(usize::from);
        let is_free = |k: &usize| !used_a[i + k] && !used_b[j + k];
        let mut from = 0;
        while from < length {
            let free = (from..length).take_while(is_free).count();
            if free == length {
                used_a[i..i + length].fill(true);
                used_b[j..j + length].fill(true);
                found.push((i, j, length));
                break;
            }
            wait(&mut waiting, i + from, j + from, free);
            from += free + 1;
        }
    }
    found
}

/// Stretches of citations of shared works, matched by the works they have in common.
///
/// A citation of a shared work belongs to the chunk before it when at most one other citation stands between, or no more
/// than the chunk has already. Of all pairs of chunks that have two works or more in common, those with most are matched
/// first, each chunk once. The citations of the common works are given.
fn chunks<T: Ord + Copy>(a: &[T], b: &[T]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let [left, right] = [split(shared_places(a, b)), split(shared_places(b, a))];
    // Work → the chunks of the second paper that cite it.
    let mut citing: BTreeMap<T, BTreeSet<usize>> = BTreeMap::new();
    for (j, chunk) in right.iter().enumerate() {
        chunk.iter().for_each(|&place| {
            citing.entry(b[place]).or_default().insert(j);
        });
    }
    let mut pairs: BTreeMap<(usize, usize), BTreeSet<T>> = BTreeMap::new();
    for (i, chunk) in left.iter().enumerate() {
        for &place in chunk {
            for &j in citing.get(&a[place]).into_iter().flatten() {
                pairs.entry((i, j)).or_default().insert(a[place]);
            }
        }
    }
    let mut pairs: Vec<((usize, usize), BTreeSet<T>)> =
        pairs.into_iter().filter(|(_, works)| works.len() >= LEAST).collect();
    pairs.sort_by(|(x, works), (y, others)| others.len().cmp(&works.len()).then(x.cmp(y)));
    let (mut used_a, mut used_b) = (vec![false; left.len()], vec![false; right.len()]);
    let mut found = Vec::new();
    for ((i, j), works) in pairs {
        if used_a[i] || used_b[j] {
            continue;
        }
        (used_a[i], used_b[j]) = (true, true);
        let of = |chunk: &[usize], side: &[T]| chunk.iter().copied().filter(|&p| works.contains(&side[p])).collect();
        found.push((of(&left[i], a), of(&right[j], b)));
    }
    found
}

fn split(places: Vec<usize>) -> Vec<Vec<usize>> {
    let mut chunks: Vec<Vec<usize>> = Vec::new();
    for place in places {
        match chunks.last_mut() {
            Some(chunk) if place - chunk[chunk.len() - 1] - 1 <= chunk.len().max(1) => chunk.push(place),
            _ => chunks.push(vec![place]),
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The works of a longest common sequence.
    fn common(a: &str, b: &str) -> String {
        let a = works(a);
        longest_common(&a, &works(b)).into_iter().map(|(i, _)| a[i]).collect()
    }

    #[test]
    fn longest_common_sequences() {
        assert_eq!(common("123xx4x5", "1x2345"), "12345");
        assert_eq!(common("", "123"), "");
        assert_eq!(common("abc", "xyz"), "");
        assert_eq!(common("abcabc", "abc"), "abc");
        assert_eq!(common("12345", "54321").len(), 1);
    }

    #[test]
    fn longest_against_all_subsequences() {
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
            (state >> 16) % below
        };
        for _ in 0..500 {
            let mut side = || (0..next(9)).map(|_| next(4)).collect::<Vec<u32>>();
            let (a, b) = (side(), side());
            let is_in = |part: &[u32]| {
                let mut rest = b.iter();
                part.iter().all(|work| rest.any(|other| other == work))
            };
            let parts = (0..1_u32 << a.len())
                .map(|mask| (0..a.len()).filter(|&i| mask >> i & 1 == 1).map(|i| a[i]).collect::<Vec<u32>>());
            let best = parts.filter(|part| is_in(part)).map(|part| part.len()).max();
            let found = longest_common(&a, &b);
            assert_eq!(Some(found.len()), best);
            assert!(found.iter().all(|&(i, j)| a[i] == b[j]) && found.is_sorted());
            let mut covered = BTreeSet::new();
            for (i, j, length) in tiles(&a, &b) {
                assert_eq!(a[i..i + length], b[j..j + length]);
                assert!((i..i + length).all(|i| covered.insert(i)));
            }
        }
    }

    /// Rows of a few works.
    fn rows(cases: usize) -> impl Iterator<Item = (Vec<u32>, Vec<u32>)> {
        let mut state = 11_u32;
        let mut next = move |below: u32| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
            (state >> 16) % below
        };
        std::iter::repeat_with(move || {
            let mut side = || (0..next(14)).map(|_| next(5)).collect::<Vec<u32>>();
            (side(), side())
        })
        .take(cases)
    }

    #[test]
    fn tiles_against_all_stretches() {
        for (a, b) in rows(500) {
            let (mut used_a, mut used_b) = (BTreeSet::new(), BTreeSet::new());
            let mut expected = Vec::new();
            loop {
                let mut best = (0, 0, 0);
                for (i, j) in (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| (i, j))) {
                    let free = |k: &usize| !used_a.contains(&(i + k)) && !used_b.contains(&(j + k));
                    let same = |k: &usize| a.get(i + k).is_some_and(|work| b.get(j + k) == Some(work)) && free(k);
                    let length = (0..).take_while(same).count();
                    if length > best.2 {
                        best = (i, j, length);
                    }
                }
                let (i, j, length) = best;
                if length < LEAST {
                    break;
                }
                used_a.extend(i..i + length);
                used_b.extend(j..j + length);
                expected.push(best);
            }
            assert_eq!(tiles(&a, &b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn chunks_against_all_pairs() {
        for (a, b) in rows(500) {
            // A shared work goes on a chunk when no more stands between than the chunk has, or one.
            let cut = |own: &[u32], other: &[u32]| {
                let mut chunks: Vec<Vec<usize>> = Vec::new();
                for i in (0..own.len()).filter(|&i| other.contains(&own[i])) {
                    let near = chunks.last().is_some_and(|chunk| i - chunk[chunk.len() - 1] <= chunk.len() + 1);
                    if near { chunks.last_mut().expect("one").push(i) } else { chunks.push(vec![i]) }
                }
                chunks
            };
            let (mut left, mut right) = (cut(&a, &b), cut(&b, &a));
            let common = |x: &[usize], y: &[usize]| {
                let works: BTreeSet<u32> = y.iter().map(|&j| b[j]).collect();
                x.iter().map(|&i| a[i]).filter(|work| works.contains(work)).collect::<BTreeSet<u32>>()
            };
            let mut expected = Vec::new();
            loop {
                let mut best: Option<(usize, usize)> = None;
                for (i, j) in (0..left.len()).flat_map(|i| (0..right.len()).map(move |j| (i, j))) {
                    let count = |(i, j): (usize, usize)| common(&left[i], &right[j]).len();
                    if count((i, j)) >= LEAST && best.is_none_or(|best| count((i, j)) > count(best)) {
                        best = Some((i, j));
                    }
                }
                let Some((i, j)) = best else { break };
                let works = common(&left[i], &right[j]);
                let of = |chunk: &[usize], side: &[u32]| -> Vec<usize> {
                    chunk.iter().copied().filter(|&place| works.contains(&side[place])).collect()
                };
                expected.push((of(&left[i], &a), of(&right[j], &b)));
                left[i].clear();
                right[j].clear();
            }
            assert_eq!(chunks(&a, &b), expected, "{a:?} {b:?}");
        }
    }

    /// As in the figure of Gipp & Meuschke.
    #[test]
    fn tiles_longest_first() {
        assert_eq!(tiles(&works("xxabcdexx"), &works("yabyabcdey")), [(2, 4, 5)]);
        assert_eq!(tiles(&works("abcxde"), &works("deyabc")), [(0, 3, 3), (4, 0, 2)]);
        assert_eq!(tiles(&works("axbxc"), &works("aybyc")), []);
    }

    #[test]
    fn chunks_in_any_order_with_gaps() {
        assert_eq!(chunks(&works("abxc...d"), &works("cbya!!!!!!!!d")), [(vec![0, 1, 3], vec![0, 1, 3])]);
        assert_eq!(chunks(&works("ab....cd"), &works("dc!!!!ba")).len(), 2);
        assert!(chunks(&works("a....b"), &works("a!!!!b")).is_empty());
    }
}
