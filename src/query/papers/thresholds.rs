//! Between which thresholds an answer holds: what papers share when entries are merged more strictly, or more freely.
//!
//! Whether two papers share a source rests on a judgement: that two entries mean one work. Entries are merged from a
//! [`Threshold`] on; at the strictest only those that nothing tells apart, at the loosest all that may be one. What is one
//! at a threshold is one at every looser one. So
//!
//! - a shared work **holds from** the strictest threshold at which both papers still cite it, and at all looser ones,
//! - it **hangs on** a merge: of the surest chain of merges between an entry of the one paper and an entry of the other,
//!   the weakest,
//! - **further** works are shared from a looser threshold on than the corpus is merged at, each with the merge that would
//!   make it so.
//!
//! The number of shared works may fall at a looser threshold, where two of them become one.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::shared_sources::{PairEntries, shared_pairs};
use crate::graph::CitationGraph;
use crate::paper::ReferenceId;
use crate::work::{Corpus, Member, Merge, Threshold, Work};

/// Two papers, and what they share at each threshold.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct SharedAtThresholds {
    /// The document whose name comes first.
    pub a: String,
    /// The other.
    pub b: String,
    /// How many works both cite.
    pub counts: ThresholdCounts,
    /// As in [`SharedPair`](super::shared_sources::SharedPair), at the corpus's threshold.
    pub jaccard: f64,
    /// As in [`SharedPair`](super::shared_sources::SharedPair), at the corpus's threshold.
    pub cosine: f64,
    /// The works that both cite at the corpus's threshold, by id.
    pub works: Vec<HeldWork>,
    /// The works that both would cite at looser thresholds: by threshold, the strictest first, then by id. The ids are
    /// those of the works as they are merged there.
    pub further: Vec<HeldWork>,
}

/// A figure for each threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ThresholdCounts {
    /// At [`Threshold::Exact`].
    pub exact: usize,
    /// At [`Threshold::Strong`].
    pub strong: usize,
    /// At [`Threshold::Weak`].
    pub weak: usize,
    /// At [`Threshold::Ambiguous`].
    pub ambiguous: usize,
}

impl ThresholdCounts {
    /// The figure at one threshold.
    #[must_use]
    pub fn at(&self, threshold: Threshold) -> usize {
        match threshold {
            Threshold::Exact => self.exact,
            Threshold::Strong => self.strong,
            Threshold::Weak => self.weak,
            Threshold::Ambiguous => self.ambiguous,
        }
    }

    fn of(count: impl Fn(Threshold) -> usize) -> Self {
        let [exact, strong, weak, ambiguous] = Threshold::ALL.map(count);
        Self { exact, strong, weak, ambiguous }
    }
}

/// A work that two papers cite, and how firmly.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct HeldWork {
    /// The work's id.
    pub id: String,
    /// Through which entries; back-references are among them at the corpus's threshold, not at others.
    pub entries: PairEntries,
    /// The strictest threshold at which both papers cite it.
    pub holds_from: Threshold,
    /// The merge without which they wouldn't; none of a work that was put together by hand.
    pub hangs_on: Option<Merge>,
}

/// Every pair of papers that share a work at some threshold, ordered by the two names.
///
/// `graph` is the graph of `corpus`. The papers are linked anew at each threshold but the corpus's own.
///
/// # Complexity
///
/// That of [`Corpus::new`], four times; then O(Σ m² · log m) at worst for works of m members, which is the square of the
/// papers that cite a work where each lists it once, and memory for what is returned.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::paper::Paper;
/// use citegraph::query::thresholds::shared_at_thresholds;
/// use citegraph::work::{Corpus, Threshold};
///
/// let tides = "Doe, B. (1999). Tides of the northern fjords. *Sea*, 3(1), 4–9.";
/// let a = Paper::read("a", &format!("# References\n- Tarn, I. (1988). Moss and stone.\n- {tides}\n"));
/// let b = Paper::read("b", &format!("# References\n- Tarn, I. (1988). Moss and bone.\n- {tides}\n"));
/// let corpus = Corpus::new([a, b])?;
/// let pair = &shared_at_thresholds(&corpus, &CitationGraph::new(&corpus))[0];
/// assert_eq!((pair.counts.exact, pair.counts.strong, pair.counts.weak), (1, 1, 2));
/// assert_eq!(pair.works[0].holds_from, Threshold::Exact);
/// assert_eq!((pair.further[0].id.as_str(), pair.further[0].holds_from), ("a:1", Threshold::Weak));
/// # Ok::<(), citegraph::Error>(())
/// ```
#[must_use]
pub fn shared_at_thresholds(corpus: &Corpus, graph: &CitationGraph) -> Vec<SharedAtThresholds> {
    let own = corpus.matcher.threshold();
    let linked = corpus.works_at_all();
    let numbers = Numbers::new(&linked);
    let at: Vec<Linking> = linked.iter().map(|works| Linking::new(works, &numbers)).collect();
    let ladder = Ladder { at: &at, numbers: &numbers };
    let hinges: Vec<Vec<OnceCell<Hinges<'_>>>> =
        linked.iter().map(|works| works.iter().map(|_| OnceCell::new()).collect()).collect();
    let hinge = |level: usize, work: u32, (a, b): (u32, u32)| {
        let hinges = hinges[level][work as usize].get_or_init(|| linked[level][work as usize].hinges());
        hinges.get(&(numbers.documents[a as usize], numbers.documents[b as usize])).map(|merge| (*merge).clone())
    };
    let own_level = level(own);
    let mut rows: Vec<&[(u32, u32, u32)]> = at.iter().map(|linking| linking.shared.as_slice()).collect();
    // Both go by the names of the papers, so that one pass is enough.
    let mut in_graph = shared_pairs(graph).peekable();
    let mut found = Vec::new();
    while let Some((a, b)) = rows.iter().filter_map(|rows| rows.first()).map(|row| (row.0, row.1)).min() {
        let of_pair: Vec<&[(u32, u32, u32)]> = rows
            .iter_mut()
            .map(|rows| {
                let (first, rest) = rows.split_at(rows.iter().take_while(|row| (row.0, row.1) == (a, b)).count());
                *rows = rest;
                first
            })
            .collect();
        let names = (numbers.documents[a as usize], numbers.documents[b as usize]);
        while in_graph.next_if(|pair| (pair.a.as_str(), pair.b.as_str()) < names).is_some() {}
        let now = in_graph.next_if(|pair| (pair.a.as_str(), pair.b.as_str()) == names);
        let (jaccard, cosine) = now.as_ref().map_or((0.0, 0.0), |pair| (pair.jaccard, pair.cosine));
        // What the graph has of a work stands there with its back-references.
        let mut cited: HashMap<String, PairEntries> =
            now.into_iter().flat_map(|pair| pair.works).map(|work| (work.id, work.entries)).collect();
        let mut works = Vec::with_capacity(of_pair[own_level].len());
        for &(.., work) in of_pair[own_level] {
            let id = linked[own_level][work as usize].id.clone();
            let entries = cited.remove(&id).unwrap_or_else(|| at[own_level].entries_between(work, names));
            let holds_from = ladder.holds_from(own_level, work, (a, b));
            works.push(HeldWork { id, entries, holds_from, hangs_on: hinge(own_level, work, (a, b)) });
        }
        let mut further = Vec::new();
        for looser in own_level + 1..Threshold::ALL.len() {
            for &(.., work) in of_pair[looser] {
                if ladder.holds_from(looser, work, (a, b)) == Threshold::ALL[looser] {
                    let id = linked[looser][work as usize].id.clone();
                    let entries = at[looser].entries_between(work, names);
                    let hangs_on = hinge(looser, work, (a, b));
                    further.push(HeldWork { id, entries, holds_from: Threshold::ALL[looser], hangs_on });
                }
            }
        }
        found.push(SharedAtThresholds {
            a: names.0.to_owned(),
            b: names.1.to_owned(),
            counts: ThresholdCounts::of(|threshold| of_pair[level(threshold)].len()),
            jaccard,
            cosine,
            works,
            further,
        });
    }
    found
}

/// By two documents, the merge that it hangs on that they both cite a work.
type Hinges<'w> = HashMap<(&'w str, &'w str), &'w Merge>;

/// The place of a threshold from the strictest.
fn level(threshold: Threshold) -> usize {
    Threshold::ALL.iter().position(|t| *t == threshold).unwrap_or(0)
}

fn entries(work: &Work) -> impl Iterator<Item = &ReferenceId> {
    work.members.iter().filter_map(|member| match member {
        Member::Entry(id) => Some(id),
        Member::Paper(_) => None,
    })
}

/// Documents and entries by number: documents in the order of their names.
struct Numbers<'w> {
    documents: Vec<&'w str>,
    entries: HashMap<&'w ReferenceId, u32>,
}

impl<'w> Numbers<'w> {
    fn new(linked: &'w [Vec<Work>]) -> Self {
        // The entries are the same at every threshold.
        let all = || linked.first().into_iter().flatten().flat_map(entries);
        let documents: BTreeSet<&str> = all().map(|entry| entry.document.as_str()).collect();
        Self { documents: documents.into_iter().collect(), entries: all().zip(0..).collect() }
    }

    fn document(&self, name: &str) -> u32 {
        crate::query::count(self.documents.partition_point(|document| *document < name))
    }
}

/// The works of one threshold.
struct Linking<'w> {
    /// Two papers and a work that they share, in order.
    shared: Vec<(u32, u32, u32)>,
    /// The entries of each work with their numbers, in order: by document.
    entries: Vec<Vec<(&'w ReferenceId, u32)>>,
    /// The work of each entry.
    homes: Vec<u32>,
}

impl<'w> Linking<'w> {
    fn new(works: &'w [Work], numbers: &Numbers<'_>) -> Self {
        let mut linking = Self { shared: Vec::new(), entries: Vec::new(), homes: vec![0; numbers.entries.len()] };
        for (work, n) in works.iter().zip(0..) {
            let numbered = |entry| Some((entry, numbers.entries.get(entry).copied()?));
            let mut named: Vec<(&ReferenceId, u32)> = entries(work).filter_map(numbered).collect();
            named.sort_unstable();
            named.iter().for_each(|entry| linking.homes[entry.1 as usize] = n);
            let mut citing: Vec<u32> = named.iter().map(|entry| numbers.document(&entry.0.document)).collect();
            citing.dedup();
            for (i, &a) in citing.iter().enumerate() {
                linking.shared.extend(citing[i + 1..].iter().map(|&b| (a, b, n)));
            }
            linking.entries.push(named);
        }
        linking.shared.sort_unstable();
        linking
    }

    /// The entries of one paper that name a work, in printed order, by binary search.
    fn entries_of(&self, work: u32, document: &str) -> &[(&'w ReferenceId, u32)] {
        let named = &self.entries[work as usize];
        let first = named.partition_point(|entry| entry.0.document.as_str() < document);
        let length = named[first..].iter().take_while(|entry| entry.0.document == document).count();
        &named[first..first + length]
    }

    fn entries_between(&self, work: u32, (a, b): (&str, &str)) -> PairEntries {
        let of = |document| self.entries_of(work, document).iter().map(|entry| entry.0.clone()).collect();
        PairEntries { a: of(a), b: of(b) }
    }
}

/// The thresholds, from the strictest.
struct Ladder<'l, 'w> {
    at: &'l [Linking<'w>],
    numbers: &'l Numbers<'w>,
}

impl Ladder<'_, '_> {
    /// Threshold by threshold, stricter and stricter, as long as entries of the two papers are still together.
    fn holds_from(&self, level: usize, work: u32, (a, b): (u32, u32)) -> Threshold {
        let [left, right] =
            [a, b].map(|document| self.at[level].entries_of(work, self.numbers.documents[document as usize]));
        let joins = |level: &usize| {
            let home = |entry: &(&ReferenceId, u32)| self.at[*level].homes[entry.1 as usize];
            left.iter().any(|one| right.iter().any(|other| home(one) == home(other)))
        };
        Threshold::ALL[(0..level).rev().take_while(joins).last().unwrap_or(level)]
    }
}
