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
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::shared_sources::{PairEntries, PaperIndex};
use crate::graph::CitationGraph;
use crate::paper::ReferenceId;
use crate::query::narrow;
use crate::query::strongest::Strongest;
use crate::work::{Corpus, Hinges, Member, Merge, Threshold, Work};

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

/// Every pair of papers that share a work at some threshold, ordered by the two names: all [pairs](AtThresholds::pairs) at
/// once.
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
    AtThresholds::new(corpus, graph).pairs().map(|pair| pair.read()).collect()
}

/// The works of a corpus at every threshold, to ask what its papers share.
///
/// The papers are linked anew at each threshold but the corpus's own: O(n log n) memory for n entries, however many pairs
/// there are.
#[derive(Debug)]
pub struct AtThresholds<'g> {
    own: usize,
    papers: PaperIndex<'g>,
    /// The documents in the order of their names.
    documents: Vec<String>,
    levels: [Linked; Threshold::ALL.len()],
}

/// The pairs of papers that share most works, and how many pairs share any at some threshold.
#[derive(Debug)]
#[non_exhaustive]
pub struct StrongestAtThresholds<'t> {
    /// Those that share most works at the corpus's threshold first, then by the two names.
    pub pairs: Vec<PairAtThresholds<'t>>,
    /// How many pairs there are, those that aren't listed among them.
    pub all: usize,
}

impl<'g> AtThresholds<'g> {
    /// Links the papers at each threshold; `graph` is the graph of `corpus`.
    #[must_use]
    pub fn new(corpus: &Corpus, graph: &'g CitationGraph) -> Self {
        let linked = corpus.works_at_all();
        // The entries are the same at every threshold.
        let all = || linked[0].iter().flat_map(entries);
        let documents: BTreeSet<&str> = all().map(|(.., entry)| entry.document.as_str()).collect();
        let documents: Vec<String> = documents.into_iter().map(str::to_owned).collect();
        let numbers: HashMap<Member, u32> = all().map(|(_, member, _)| member.clone()).zip(0..).collect();
        let levels = linked.map(|works| Linked::new(works, &documents, &numbers));
        Self { own: level(corpus.matcher.threshold()), papers: PaperIndex::new(graph), documents, levels }
    }

    /// Every pair of papers that share a work at some threshold, one by one, ordered by the two names.
    ///
    /// O(Σ d²) time over all pairs, d the papers that cite a work, besides what [`read`](PairAtThresholds::read) takes. The
    /// pairs of one paper are held at a time.
    pub fn pairs(&self) -> impl Iterator<Item = PairAtThresholds<'_>> {
        (0..narrow(self.documents.len())).flat_map(|a| self.pairs_of(a))
    }

    /// The `most` pairs that share most works at the corpus's threshold. As [`pairs`](Self::pairs), and memory for what is
    /// returned.
    #[must_use]
    pub fn strongest(&self, most: usize) -> StrongestAtThresholds<'_> {
        let mut strongest = Strongest::new(most);
        for pair in self.pairs() {
            strongest.offer((pair.at(self.own).len(), Reverse((pair.a, pair.b)), pair.shared));
        }
        let all = strongest.offered();
        let pair = |(_, Reverse((a, b)), shared)| PairAtThresholds { all: self, a, b, shared };
        StrongestAtThresholds { pairs: strongest.into_descending().map(pair).collect(), all }
    }

    /// The pairs of a paper with those whose names come after its own.
    fn pairs_of(&self, a: u32) -> Vec<PairAtThresholds<'_>> {
        let mut shared: Vec<(u32, usize, u32)> = Vec::new();
        for (level, linked) in self.levels.iter().enumerate() {
            for &work in &linked.cited[a as usize] {
                let citing = &linked.citing[work as usize];
                let after = citing.partition_point(|&b| b <= a);
                shared.extend(citing[after..].iter().map(|&b| (b, level, work)));
            }
        }
        shared.sort_unstable();
        let with_one = |of_pair: &[(u32, usize, u32)]| {
            let shared = of_pair.iter().map(|&(_, level, work)| (level, work)).collect();
            PairAtThresholds { all: self, a, b: of_pair[0].0, shared }
        };
        shared.chunk_by(|one, next| one.0 == next.0).map(with_one).collect()
    }
}

/// Two papers that share a work at some threshold.
#[derive(Clone, Debug)]
pub struct PairAtThresholds<'t> {
    all: &'t AtThresholds<'t>,
    a: u32,
    b: u32,
    /// The place of a threshold and a work that both cite at it, in order.
    shared: Vec<(usize, u32)>,
}

impl PairAtThresholds<'_> {
    /// How many works both cite at each threshold.
    #[must_use]
    pub fn counts(&self) -> ThresholdCounts {
        ThresholdCounts::of(|threshold| self.at(level(threshold)).len())
    }

    /// Whether they would share further works at a looser threshold than the corpus is merged at.
    #[must_use]
    pub fn gains(&self) -> bool {
        self.further().next().is_some()
    }

    /// What they share, work by work.
    ///
    /// O(k · l · log m) for each work of m members, the two papers' k and l entries of it; where the merges of a work
    /// are asked for the first time, O(m log m) more.
    #[must_use]
    pub fn read(&self) -> SharedAtThresholds {
        let own = self.all.own;
        let names = self.names();
        let now = self.all.papers.between(names.0, names.1);
        let (jaccard, cosine) = now.as_ref().map_or((0.0, 0.0), |pair| (pair.jaccard, pair.cosine));
        // What the graph has of a work stands there with its back-references.
        let mut cited: HashMap<String, PairEntries> =
            now.into_iter().flat_map(|pair| pair.works).map(|work| (work.id, work.entries)).collect();
        let mut works: Vec<HeldWork> = self.at(own).iter().map(|&(_, work)| self.held(own, work)).collect();
        for work in &mut works {
            if let Some(entries) = cited.remove(&work.id) {
                work.entries = entries;
            }
        }
        SharedAtThresholds {
            a: names.0.to_owned(),
            b: names.1.to_owned(),
            counts: self.counts(),
            jaccard,
            cosine,
            works,
            further: self.further().map(|(level, work)| self.held(level, work)).collect(),
        }
    }

    fn names(&self) -> (&str, &str) {
        (&self.all.documents[self.a as usize], &self.all.documents[self.b as usize])
    }

    /// The works that both cite at a threshold.
    fn at(&self, level: usize) -> &[(usize, u32)] {
        let from = self.shared.partition_point(|one| one.0 < level);
        let to = self.shared.partition_point(|one| one.0 <= level);
        &self.shared[from..to]
    }

    /// Those that they share from a looser threshold on.
    fn further(&self) -> impl Iterator<Item = (usize, u32)> {
        let looser = self.shared.iter().copied().filter(|one| one.0 > self.all.own);
        looser.filter(|&(level, work)| self.holds_from(level, work) == level)
    }

    /// Threshold by threshold, stricter and stricter, as long as entries of the two papers are still together.
    fn holds_from(&self, level: usize, work: u32) -> usize {
        let [left, right] = self.entries_at(level, work);
        let joins = |level: &usize| {
            let home = |entry: &Entry| self.all.levels[*level].homes[entry.number as usize];
            left.iter().any(|one| right.iter().any(|other| home(one) == home(other)))
        };
        (0..level).rev().take_while(joins).last().unwrap_or(level)
    }

    fn entries_at(&self, level: usize, work: u32) -> [&[Entry]; 2] {
        [self.a, self.b].map(|document| self.all.levels[level].entries_of(work, document))
    }

    /// A work as it is merged at a threshold.
    fn held(&self, level: usize, work: u32) -> HeldWork {
        let linked = &self.all.levels[level];
        let merged = &linked.works[work as usize];
        let [left, right] = self.entries_at(level, work);
        let ids = |entries: &[Entry]| -> Vec<ReferenceId> {
            entries.iter().filter_map(|entry| merged.members[entry.member].entry().cloned()).collect()
        };
        let places = |entries: &[Entry]| entries.iter().map(|entry| entry.member).collect::<Vec<_>>();
        let hinges = linked.hinges[work as usize].get_or_init(|| Hinges::new(merged));
        HeldWork {
            id: merged.id.clone(),
            entries: PairEntries { a: ids(left), b: ids(right) },
            holds_from: Threshold::ALL[self.holds_from(level, work)],
            hangs_on: hinges.between(merged, &places(left), &places(right)).cloned(),
        }
    }
}

/// The place of a threshold from the strictest.
fn level(threshold: Threshold) -> usize {
    Threshold::ALL.iter().position(|t| *t == threshold).unwrap_or(0)
}

/// The members of a work that entries print, each with its place among the members.
fn entries(work: &Work) -> impl Iterator<Item = (usize, &Member, &ReferenceId)> {
    work.members.iter().enumerate().filter_map(|(place, member)| Some((place, member, member.entry()?)))
}

/// The works of one threshold, with documents and entries by number.
#[derive(Debug)]
struct Linked {
    works: Vec<Work>,
    /// The works that each document cites, in order.
    cited: Vec<Vec<u32>>,
    /// The documents that cite each work, in order.
    citing: Vec<Vec<u32>>,
    /// The entries of each work in order: by document.
    entries: Vec<Vec<Entry>>,
    /// The work of each entry.
    homes: Vec<u32>,
    /// What each work hangs on, once it was asked.
    hinges: Vec<OnceCell<Hinges>>,
}

/// An entry of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    document: u32,
    /// Its place among the work's members, which are in order.
    member: usize,
    number: u32,
}

impl Linked {
    fn new(works: Vec<Work>, documents: &[String], numbers: &HashMap<Member, u32>) -> Self {
        let mut linked = Self {
            cited: vec![Vec::new(); documents.len()],
            citing: Vec::with_capacity(works.len()),
            entries: Vec::with_capacity(works.len()),
            homes: vec![0; numbers.len()],
            hinges: works.iter().map(|_| OnceCell::new()).collect(),
            works: Vec::new(),
        };
        for (work, n) in works.iter().zip(0..) {
            let numbered = |(place, member, id): (usize, &Member, &ReferenceId)| {
                let document = documents.binary_search(&id.document).ok()?;
                Some(Entry { document: narrow(document), member: place, number: *numbers.get(member)? })
            };
            let mut named: Vec<Entry> = entries(work).filter_map(numbered).collect();
            named.sort_unstable();
            named.iter().for_each(|entry| linked.homes[entry.number as usize] = n);
            let mut citing: Vec<u32> = named.iter().map(|entry| entry.document).collect();
            citing.dedup();
            citing.iter().for_each(|document| linked.cited[*document as usize].push(n));
            linked.citing.push(citing);
            linked.entries.push(named);
        }
        Self { works, ..linked }
    }

    /// The entries of one paper that name a work, in printed order, by binary search.
    fn entries_of(&self, work: u32, document: u32) -> &[Entry] {
        let named = &self.entries[work as usize];
        let from = named.partition_point(|entry| entry.document < document);
        let length = named[from..].partition_point(|entry| entry.document == document);
        &named[from..from + length]
    }
}
