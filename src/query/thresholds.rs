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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::shared_sources::{PairEntries, shared_between};
use crate::graph::CitationGraph;
use crate::paper::ReferenceId;
use crate::work::{Corpus, Member, Merge, Threshold, Work};

/// Two papers, and what they share at each threshold.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
    let linked: Vec<Vec<Work>> =
        Threshold::ALL.iter().map(|t| if *t == own { corpus.works.clone() } else { corpus.works_at(*t) }).collect();
    let at: Vec<Linking> = linked.iter().map(|works| Linking::new(works)).collect();
    let pairs: BTreeSet<(&str, &str)> = at.iter().flat_map(|l| l.shared.keys().copied()).collect();
    let place = |threshold: Threshold| Threshold::ALL.iter().position(|t| *t == threshold).unwrap_or(0);
    pairs
        .into_iter()
        .map(|(a, b)| {
            let shared = |threshold| at[place(threshold)].shared.get(&(a, b)).map_or(&[][..], Vec::as_slice);
            // Threshold by threshold, stricter and stricter, as long as entries of the two are still together.
            let holds_from = |entries: &PairEntries, from: Threshold| {
                let stricter = Threshold::ALL.iter().rev().filter(|t| **t <= from);
                stricter.take_while(|t| at[place(**t)].joins(entries)).last().copied().unwrap_or(from)
            };
            let held = |threshold: Threshold, shared: &Shared<'_>| {
                let linking = &at[place(threshold)];
                let entries =
                    PairEntries { a: linking.entries_of(shared.work, a), b: linking.entries_of(shared.work, b) };
                let holds_from = holds_from(&entries, threshold);
                let id = linking.works[shared.work].id.clone();
                HeldWork { id, holds_from, hangs_on: shared.hinge.cloned(), entries }
            };
            let now = shared_between(graph, a, b);
            let in_graph = |mut held: HeldWork| {
                let works = now.as_ref().map_or(&[][..], |pair| &pair.works);
                if let Ok(at) = works.binary_search_by(|work| work.id.cmp(&held.id)) {
                    held.entries = works[at].entries.clone();
                }
                held
            };
            let looser = Threshold::ALL.into_iter().filter(|t| *t > own);
            SharedAtThresholds {
                a: a.to_owned(),
                b: b.to_owned(),
                counts: ThresholdCounts::of(|t| shared(t).len()),
                jaccard: now.as_ref().map_or(0.0, |pair| pair.jaccard),
                cosine: now.as_ref().map_or(0.0, |pair| pair.cosine),
                works: shared(own).iter().map(|work| in_graph(held(own, work))).collect(),
                further: looser
                    .flat_map(|t| shared(t).iter().map(move |work| (t, work)))
                    .map(|(t, work)| (t, held(t, work)))
                    .filter(|(t, work)| work.holds_from == *t)
                    .map(|(_, work)| work)
                    .collect(),
            }
        })
        .collect()
}

fn entries(work: &Work) -> impl Iterator<Item = &ReferenceId> {
    work.members.iter().filter_map(|member| match member {
        Member::Entry(id) => Some(id),
        Member::Paper(_) => None,
    })
}

/// A work that two papers share, by number, and the merge that this hangs on.
struct Shared<'w> {
    work: usize,
    hinge: Option<&'w Merge>,
}

/// The works of one threshold.
struct Linking<'w> {
    works: &'w [Work],
    /// What each pair of papers shares, by id.
    shared: BTreeMap<(&'w str, &'w str), Vec<Shared<'w>>>,
    /// The entries of each work, in order: by document.
    entries: Vec<Vec<&'w ReferenceId>>,
    /// The work of each entry, by number.
    homes: HashMap<&'w ReferenceId, usize>,
}

impl<'w> Linking<'w> {
    fn new(works: &'w [Work]) -> Self {
        let mut linking = Self { works, shared: BTreeMap::new(), entries: Vec::new(), homes: HashMap::new() };
        for (n, work) in works.iter().enumerate() {
            linking.homes.extend(entries(work).map(|entry| (entry, n)));
            let mut named: Vec<&ReferenceId> = entries(work).collect();
            named.sort_unstable();
            let mut citing: Vec<&str> = named.iter().map(|entry| entry.document.as_str()).collect();
            citing.dedup();
            let hinges = if citing.len() > 1 { work.hinges() } else { BTreeMap::new() };
            for (i, a) in citing.iter().copied().enumerate() {
                for b in citing[i + 1..].iter().copied() {
                    let hinge = hinges.get(&(a, b)).copied();
                    linking.shared.entry((a, b)).or_default().push(Shared { work: n, hinge });
                }
            }
            linking.entries.push(named);
        }
        linking
    }

    /// The entries of one paper that name a work, in printed order, by binary search.
    fn entries_of(&self, work: usize, document: &str) -> Vec<ReferenceId> {
        let named = &self.entries[work];
        let first = named.partition_point(|entry| entry.document.as_str() < document);
        named[first..].iter().take_while(|entry| entry.document == document).copied().cloned().collect()
    }

    /// Whether an entry of the one paper and an entry of the other are one work.
    fn joins(&self, entries: &PairEntries) -> bool {
        let of = |list: &[ReferenceId]| list.iter().filter_map(|e| self.homes.get(e).copied()).collect::<BTreeSet<_>>();
        !of(&entries.a).is_disjoint(&of(&entries.b))
    }
}
