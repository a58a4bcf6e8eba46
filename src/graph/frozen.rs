//! The graph as numbers: both directions in compressed rows, for queries over millions of citations.
//!
//! A [`CitationGraph`](super::CitationGraph) keeps the evidence of every edge and is made for asking; a [`FrozenGraph`]
//! keeps who cites whom and nothing else. Works have the same [`WorkIndex`] in both, so that a number that was found in
//! the one opens to the entries behind it in the other.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::{CitationGraph, WorkIndex};

/// The years that a work may have; others are reported and left out.
pub const YEARS: RangeInclusive<i32> = 1000..=2999;

/// A year as it is kept; none of one that lies outside [`YEARS`].
pub(super) fn kept_year(year: i32) -> Option<i16> {
    i16::try_from(year).ok().filter(|_| YEARS.contains(&year))
}

/// No year.
pub(super) const UNDATED: i16 = i16::MIN;

/// Compressed sparse rows: those of `i` are `items[first[i]..first[i + 1]]`, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    first: Vec<u32>,
    pub(super) items: Vec<WorkIndex>,
}

impl Rows {
    fn row(&self, work: WorkIndex) -> &[WorkIndex] {
        match self.first.get(work.index()..work.index() + 2) {
            Some(&[from, to]) => &self.items[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// Which way citations are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Direction {
    /// From a work to what it cites.
    Cites,
    /// From a work to what cites it.
    CitedBy,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Cites => Self::CitedBy,
            Self::CitedBy => Self::Cites,
        }
    }
}

/// Works by number and who cites whom, in both directions.
///
/// Works stand in the order of their ids, compared by their bytes. Two works have one citation between them at most in
/// each direction. A work that cites itself keeps that citation; each query says what it makes of it.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
///
/// let mut builder = FrozenBuilder::default();
/// builder.cite("a", "w");
/// builder.cite("b", "w");
/// builder.cite("b", "w");
/// let (graph, report) = builder.build()?;
/// let w = graph.find("w").expect("it is cited");
/// assert_eq!(graph.cited_by(w).len(), 2);
/// assert_eq!(report.duplicates, 1);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
///
/// # Memory
///
/// 8 bytes a citation and 8 a work for both directions: under 9 bytes a citation where a work cites 8 others or more on
/// average. Ids take their own length and 4 bytes, years 2 bytes a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrozenGraph {
    pub(super) forward: Rows,
    pub(super) backward: Rows,
    pub(super) ids: Ids,
    /// Empty when no work has a year.
    pub(super) years: Vec<i16>,
}

impl FrozenGraph {
    /// Works that have numbers and no ids, fewer than 2³² with fewer than 2³² citations.
    pub(crate) fn of_numbers(works: usize, citations: Vec<(u32, u32)>) -> Self {
        let (forward, backward) = rows(works, citations);
        Self { forward, backward, ..Self::default() }
    }

    /// The graph of works that stand in the order of their ids, or have none, and of citations between them; none where there
    /// are too many.
    #[cfg(feature = "serde")]
    pub(super) fn of_parts(works: &[String], years: &[Option<i32>], citations: Vec<(u32, u32)>) -> Option<Self> {
        u32::try_from(works.len()).ok().zip(u32::try_from(citations.len()).ok())?;
        let mut ids = Ids::default();
        if works.iter().any(|id| !id.is_empty()) {
            works.iter().try_for_each(|id| ids.push(id))?;
        }
        let year = |year: &Option<i32>| year.and_then(kept_year).unwrap_or(UNDATED);
        let dated = years.iter().any(Option::is_some);
        let years = if dated { years.iter().map(year).collect() } else { Vec::new() };
        let (forward, backward) = rows(works.len(), citations);
        Some(Self { forward, backward, ids, years })
    }

    /// How many works there are.
    #[must_use]
    pub fn work_count(&self) -> usize {
        self.forward.first.len().saturating_sub(1)
    }

    /// How many pairs of a citing and a cited work there are.
    #[must_use]
    pub fn citation_count(&self) -> usize {
        self.forward.items.len()
    }

    /// The works, in order.
    pub fn works(&self) -> impl ExactSizeIterator<Item = WorkIndex> + DoubleEndedIterator + Clone + use<> {
        (0..u32::try_from(self.work_count()).unwrap_or(u32::MAX)).map(WorkIndex)
    }

    /// What a work cites, in order; nothing when the index is another graph's.
    #[must_use]
    pub fn cites(&self, work: WorkIndex) -> &[WorkIndex] {
        self.forward.row(work)
    }

    /// What cites a work, in order; nothing when the index is another graph's.
    #[must_use]
    pub fn cited_by(&self, work: WorkIndex) -> &[WorkIndex] {
        self.backward.row(work)
    }

    /// [`cites`](Self::cites) or [`cited_by`](Self::cited_by).
    #[must_use]
    pub fn neighbours(&self, work: WorkIndex, direction: Direction) -> &[WorkIndex] {
        match direction {
            Direction::Cites => self.cites(work),
            Direction::CitedBy => self.cited_by(work),
        }
    }

    /// Whether the one cites the other, by binary search.
    #[must_use]
    pub fn has_citation(&self, citing: WorkIndex, cited: WorkIndex) -> bool {
        self.cites(citing).binary_search(&cited).is_ok()
    }

    /// Every citation, ordered by citing and cited work.
    pub fn citations(&self) -> impl Iterator<Item = (WorkIndex, WorkIndex)> + '_ {
        self.works().flat_map(|citing| self.cites(citing).iter().map(move |&cited| (citing, cited)))
    }

    /// A work's id; empty when the index is another graph's.
    #[must_use]
    pub fn id(&self, work: WorkIndex) -> &str {
        self.ids.get(work.index())
    }

    /// The work with this id, by binary search.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<WorkIndex> {
        let (mut low, mut high) = (0, self.work_count());
        while low < high {
            let middle = low.midpoint(high);
            match self.ids.get(middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(super::ix(middle)),
            }
        }
        None
    }

    /// The year of a work, if it has one.
    #[must_use]
    pub fn year(&self, work: WorkIndex) -> Option<i32> {
        self.years.get(work.index()).filter(|&&year| year != UNDATED).map(|&year| i32::from(year))
    }

    /// The works that cite themselves. O(w log c).
    pub fn self_citing(&self) -> impl Iterator<Item = WorkIndex> + '_ {
        self.works().filter(|&work| self.has_citation(work, work))
    }

    /// The graph without the citations of works by themselves, which say nothing of what two works have in common: itself where
    /// there are none, else a copy. O(w + c).
    ///
    /// ```
    /// use citegraph::graph::FrozenBuilder;
    ///
    /// let mut builder = FrozenBuilder::default();
    /// builder.cite("a", "x");
    /// builder.cite("x", "x");
    /// let (graph, _) = builder.build()?;
    /// assert_eq!(graph.self_citing().map(|work| graph.id(work)).collect::<Vec<_>>(), ["x"]);
    /// assert_eq!(graph.without_self_citations().citation_count(), 1);
    /// # Ok::<(), citegraph::graph::BuildError>(())
    /// ```
    #[must_use]
    pub fn without_self_citations(&self) -> Cow<'_, Self> {
        if self.self_citing().next().is_none() {
            return Cow::Borrowed(self);
        }
        let kept = self.citations().filter(|(citing, cited)| citing != cited);
        let (forward, backward) = rows(self.work_count(), kept.map(|(citing, cited)| (citing.0, cited.0)).collect());
        Cow::Owned(Self { forward, backward, ids: self.ids.clone(), years: self.years.clone() })
    }

    /// How many bytes the graph takes.
    #[must_use]
    pub fn memory(&self) -> GraphMemory {
        let rows = |rows: &Rows| 4 * (rows.first.len() + rows.items.len());
        GraphMemory {
            citations: rows(&self.forward) + rows(&self.backward),
            works: self.ids.text.len() + 4 * self.ids.ends.len() + 2 * self.years.len(),
        }
    }
}

/// Bytes that a [`FrozenGraph`] takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GraphMemory {
    /// Who cites whom, in both directions.
    pub citations: usize,
    /// Ids and years.
    pub works: usize,
}

/// The most bytes that building takes at once, for `citations` of `works` whose ids have `id_bytes` bytes on average: the
/// citations as they came beside one direction, or both directions.
#[must_use]
pub fn build_memory(works: usize, citations: usize, id_bytes: usize) -> usize {
    /// Of one work in the table of ids, which may be half empty, and where its id ends.
    const TABLE: usize = 48;
    let table = works.saturating_mul(id_bytes.saturating_mul(2).saturating_add(TABLE));
    citations.saturating_mul(12).saturating_add(works.saturating_mul(8)).saturating_add(table)
}

/// Strings end to end; `ends[i]` is where string `i` ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    pub(super) text: String,
    pub(super) ends: Vec<u32>,
}

impl Ids {
    pub(super) fn get(&self, i: usize) -> &str {
        let start = if i == 0 { Some(&0) } else { self.ends.get(i - 1) };
        match (start, self.ends.get(i)) {
            (Some(&start), Some(&end)) => &self.text[start as usize..end as usize],
            _ => "",
        }
    }

    pub(super) fn push(&mut self, id: &str) -> Option<()> {
        let end = u32::try_from(self.text.len() + id.len()).ok()?;
        self.text.push_str(id);
        self.ends.push(end);
        Some(())
    }
}

/// Both directions from pairs, each row ascending and each pair once.
pub(super) fn rows(n: usize, edges: Vec<(u32, u32)>) -> (Rows, Rows) {
    let mut first = vec![0_u32; n + 1];
    for &(citing, _) in &edges {
        first[citing as usize + 1] += 1;
    }
    accumulate(&mut first);
    let mut items = vec![WorkIndex(0); edges.len()];
    let mut fill = first.clone();
    for (citing, cited) in edges {
        let at = &mut fill[citing as usize];
        items[*at as usize] = WorkIndex(cited);
        *at += 1;
    }
    drop(fill);
    let (mut kept, mut start) = (0_usize, 0_usize);
    for i in 0..n {
        let end = first[i + 1] as usize;
        items[start..end].sort_unstable();
        let row_start = kept;
        for at in start..end {
            if kept == row_start || items[kept - 1] != items[at] {
                items[kept] = items[at];
                kept += 1;
            }
        }
        start = end;
        first[i + 1] = super::ix(kept).0;
    }
    items.truncate(kept);
    items.shrink_to_fit();
    let forward = Rows { first, items };
    let backward = transposed(n, &forward);
    (forward, backward)
}

fn transposed(n: usize, rows: &Rows) -> Rows {
    let mut first = vec![0_u32; n + 1];
    for item in &rows.items {
        first[item.index() + 1] += 1;
    }
    accumulate(&mut first);
    let mut fill = first.clone();
    let mut items = vec![WorkIndex(0); rows.items.len()];
    for (citing, ends) in rows.first.windows(2).enumerate() {
        for cited in &rows.items[ends[0] as usize..ends[1] as usize] {
            let at = &mut fill[cited.index()];
            items[*at as usize] = super::ix(citing);
            *at += 1;
        }
    }
    Rows { first, items }
}

fn accumulate(counts: &mut [u32]) {
    for i in 1..counts.len() {
        counts[i] += counts[i - 1];
    }
}

impl CitationGraph {
    /// The same works and citations as numbers; each work keeps its [`WorkIndex`]. O(w + c log c) time.
    ///
    /// Citations of one work by two documents that are one work become one. Years outside [`YEARS`] are left out.
    #[must_use]
    pub fn freeze(&self) -> FrozenGraph {
        let n = self.work_count();
        let mut ids = Ids::default();
        let mut years = Vec::with_capacity(n);
        for (_, work) in self.works() {
            if ids.push(work.id()).is_none() {
                // More than 4 GB of ids: the rest are nameless, and still numbered.
                ids.ends.push(u32::try_from(ids.text.len()).unwrap_or(u32::MAX));
            }
            years.push(work.item().year().and_then(kept_year).unwrap_or(UNDATED));
        }
        if years.iter().all(|&year| year == UNDATED) {
            years.clear();
        }
        let (forward, backward) = rows(n, self.citations().map(|edge| (edge.citing.0, edge.cited.0)).collect());
        FrozenGraph { forward, backward, ids, years }
    }
}
