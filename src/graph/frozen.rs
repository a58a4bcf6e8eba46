//! The graph as numbers: both directions in compressed rows, for queries over millions of citations.
//!
//! A [`CitationGraph`](super::CitationGraph) keeps the evidence of every edge and is made for asking; a [`FrozenGraph`]
//! keeps who cites whom and nothing else. Works have the same [`WorkIndex`] in both, so that a number that was found in
//! the one opens to the entries behind it in the other.

use std::hash::BuildHasher;
use std::ops::RangeInclusive;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{BuildError, CitationGraph, WorkIndex};

/// The years that a work may have; others are reported and left out.
pub const YEARS: RangeInclusive<i32> = 1000..=2999;

/// No year.
const UNDATED: i16 = i16::MIN;

/// Compressed sparse rows: those of `i` are `items[first[i]..first[i + 1]]`, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Rows {
    first: Vec<u32>,
    items: Vec<WorkIndex>,
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
    forward: Rows,
    backward: Rows,
    ids: Ids,
    /// Empty when no work has a year.
    years: Vec<i16>,
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
        let year =
            |year: &Option<i32>| year.filter(|year| YEARS.contains(year)).and_then(|year| i16::try_from(year).ok());
        let dated = years.iter().any(Option::is_some);
        let years = if dated { years.iter().map(|y| year(y).unwrap_or(UNDATED)).collect() } else { Vec::new() };
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

/// An id as the table of ids compares it: itself where it is short, else its hash.
///
/// It stands beside the work's number, so that a lookup among millions waits for memory once or twice, and not for where
/// the id stands and for the id as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key(u64, u32);

impl Key {
    /// Bytes of the longest id that is its own key; the one left tells how many there are.
    const WHOLE: usize = 11;

    fn new(id: &str, hasher: &DefaultHashBuilder) -> Self {
        let mut bytes = [0; Self::WHOLE + 1];
        match bytes.get_mut(..id.len()).filter(|own| own.len() <= Self::WHOLE) {
            Some(own) => own.copy_from_slice(id.as_bytes()),
            None => return Self(hasher.hash_one(id), u32::MAX),
        }
        let [a, b, c, d, e, f, g, h, i, j, k, _] = bytes;
        // No length is 255, so that no short id has the key of a long one.
        Self(
            u64::from_le_bytes([a, b, c, d, e, f, g, h]),
            u32::from_le_bytes([i, j, k, u8::try_from(id.len()).unwrap_or(u8::MAX)]),
        )
    }

    fn is_whole(self) -> bool {
        self.1 != u32::MAX
    }

    /// The id and how long it is, of a whole one.
    fn bytes(self) -> ([u8; Self::WHOLE + 1], usize) {
        let ([a, b, c, d, e, f, g, h], [i, j, k, length]) = (self.0.to_le_bytes(), self.1.to_le_bytes());
        ([a, b, c, d, e, f, g, h, i, j, k, 0], usize::from(length).min(Self::WHOLE))
    }
}

/// Strings end to end; `ends[i]` is where string `i` ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    fn get(&self, i: usize) -> &str {
        let start = if i == 0 { Some(&0) } else { self.ends.get(i - 1) };
        match (start, self.ends.get(i)) {
            (Some(&start), Some(&end)) => &self.text[start as usize..end as usize],
            _ => "",
        }
    }

    fn push(&mut self, id: &str) -> Option<()> {
        let end = u32::try_from(self.text.len() + id.len()).ok()?;
        self.text.push_str(id);
        self.ends.push(end);
        Some(())
    }
}

/// What a citation of an id that wasn't added as a work does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum UnknownIds {
    /// It adds the work.
    #[default]
    Add,
    /// It is counted in [`BuildReport::unknown`] and left out.
    LeaveOut,
}

/// What a builder met that it left out or that may be a slip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct BuildReport {
    /// Citations that were given more than once, each further time counted; they count once in the graph.
    pub duplicates: u64,
    /// Works that cite themselves; kept.
    pub self_loops: u64,
    /// Citations left out for an id that no work has, under [`UnknownIds::LeaveOut`].
    pub unknown: u64,
    /// Works left without the year that was given, for it lies outside [`YEARS`] or isn't a number.
    pub bad_years: u64,
    /// Works that two years were given for; the earlier one counts.
    pub two_years: u64,
    /// Lines of an edge list that don't hold two ids.
    pub bad_lines: u64,
    /// The first few of the above in words, with ids or line numbers.
    pub examples: Vec<String>,
}

impl BuildReport {
    /// How many examples are kept.
    pub const EXAMPLES: usize = 20;

    pub(super) fn example(&mut self, example: impl FnOnce() -> String) {
        if self.examples.len() < Self::EXAMPLES {
            self.examples.push(example());
        }
    }

    /// Whether nothing was left out; self-loops and duplicates aside.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.unknown + self.bad_years + self.two_years + self.bad_lines == 0
    }
}

/// Collects works and citations one by one, in any order, and freezes them.
#[derive(Clone, Debug, Default)]
pub struct FrozenBuilder {
    ids: Ids,
    table: HashTable<(Key, u32)>,
    hasher: DefaultHashBuilder,
    /// The citing work that came last: lists mostly come one after another.
    last: Option<(Key, u32)>,
    /// Citations whose cited work is still to be looked up, all of short ids.
    waiting: Vec<(u32, Key)>,
    years: Vec<i16>,
    edges: Vec<(u32, u32)>,
    unknown: UnknownIds,
    memory_limit: Option<usize>,
    report: BuildReport,
    full: Option<BuildError>,
}

impl FrozenBuilder {
    /// Sets what a citation of an unknown id does.
    #[must_use]
    pub fn with_unknown_ids(mut self, unknown: UnknownIds) -> Self {
        self.unknown = unknown;
        self
    }

    /// Stops with [`BuildError::TooMuchMemory`] as soon as [`build_memory`] says that more than so many bytes are needed.
    #[must_use]
    pub fn with_memory_limit(mut self, bytes: usize) -> Self {
        self.memory_limit = Some(bytes);
        self
    }

    /// Adds a work, or the year of one that is known already.
    pub fn work(&mut self, id: &str, year: Option<i32>) {
        let Some(work) = self.intern(id) else { return };
        let Some(year) = year else { return };
        let Some(year) = i16::try_from(year).ok().filter(|_| YEARS.contains(&year)) else {
            self.report.bad_years += 1;
            return self.report.example(|| format!("{id:?}: year {year} out of range"));
        };
        let known = &mut self.years[work as usize];
        if *known != UNDATED && *known != year {
            self.report.two_years += 1;
            let (a, b) = (year.min(*known), year.max(*known));
            self.report.example(|| format!("{id:?}: years {a} and {b}"));
        }
        *known = if *known == UNDATED { year } else { year.min(*known) };
    }

    /// Adds a citation.
    pub fn cite(&mut self, citing: &str, cited: &str) {
        let known = match self.unknown {
            UnknownIds::Add => return self.cite_new(citing, cited),
            UnknownIds::LeaveOut => self.number(citing).zip(self.number(cited)),
        };
        match known {
            Some((citing, cited)) => self.push(citing, cited),
            None => {
                self.report.unknown += 1;
                let id = if self.number(citing).is_none() { citing } else { cited };
                self.report.example(|| format!("{citing:?} cites {cited:?}: no work is called {id:?}"));
            }
        }
    }

    fn cite_new(&mut self, citing: &str, cited: &str) {
        /// So many lookups hide the wait for memory behind one another; more don't help.
        const TOGETHER: usize = 256;
        let Some(citing) = self.intern_citing(citing) else { return };
        let key = Key::new(cited, &self.hasher);
        if key.is_whole() {
            self.waiting.push((citing, key));
            if self.waiting.len() == TOGETHER {
                self.settle();
            }
        } else if let Some(cited) = self.intern(cited) {
            self.push(citing, cited);
        }
    }

    /// Looks up the cited works that wait for it.
    fn settle(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        // With nothing in between, so that the processor begins the next before it has the last.
        let found: Vec<Option<u32>> = waiting.iter().map(|&(_, key)| self.find(key, "")).collect();
        for ((citing, key), cited) in waiting.drain(..).zip(found) {
            let (bytes, length) = key.bytes();
            let id = || std::str::from_utf8(&bytes[..length]).ok();
            if let Some(cited) = cited.or_else(|| self.intern(id()?)) {
                self.push(citing, cited);
            }
        }
        self.waiting = waiting;
    }

    /// Whether the graph has become too large; more input changes nothing.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.full.is_some()
    }

    #[cfg(feature = "edge-list")]
    pub(super) fn report_mut(&mut self) -> &mut BuildReport {
        &mut self.report
    }

    fn push(&mut self, citing: u32, cited: u32) {
        /// Memory is looked at once in so many citations.
        const EVERY: usize = 1 << 16;
        if self.edges.len() >= u32::MAX as usize - 1 {
            self.full.get_or_insert(BuildError::TooLarge { what: "citations", count: self.edges.len() });
        } else if self.edges.len().is_multiple_of(EVERY) {
            let works = self.ids.ends.len();
            let needed = build_memory(works, self.edges.len(), self.ids.text.len() / works.max(1));
            if let Some(limit) = self.memory_limit.filter(|&limit| needed > limit) {
                self.full.get_or_insert(BuildError::TooMuchMemory { needed, limit });
            }
        }
        if self.full.is_none() {
            self.edges.push((citing, cited));
        }
    }

    fn number(&self, id: &str) -> Option<u32> {
        self.find(Key::new(id, &self.hasher), id)
    }

    fn find(&self, key: Key, id: &str) -> Option<u32> {
        self.table.find(self.hasher.hash_one(key), |&entry| self.is(entry, key, id)).map(|entry| entry.1)
    }

    fn is(&self, (known, number): (Key, u32), key: Key, id: &str) -> bool {
        known == key && (key.is_whole() || self.ids.get(number as usize) == id)
    }

    fn intern_citing(&mut self, id: &str) -> Option<u32> {
        let key = Key::new(id, &self.hasher);
        if let Some(last) = self.last.filter(|&last| self.is(last, key, id)) {
            return Some(last.1);
        }
        let number = self.intern(id)?;
        self.last = Some((key, number));
        Some(number)
    }

    fn intern(&mut self, id: &str) -> Option<u32> {
        let key = Key::new(id, &self.hasher);
        if let Some(known) = self.find(key, id) {
            return Some(known);
        }
        let new = u32::try_from(self.ids.ends.len()).ok().filter(|&n| n < u32::MAX - 1);
        let Some(new) = new.filter(|_| self.ids.push(id).is_some()) else {
            self.full.get_or_insert(BuildError::TooLarge { what: "works", count: self.ids.ends.len() });
            return None;
        };
        let hasher = &self.hasher;
        self.table.insert_unique(hasher.hash_one(key), (key, new), |(key, _)| hasher.hash_one(key));
        self.years.push(UNDATED);
        Some(new)
    }

    /// Builds the graph. O(n log n + c) time for n works and c citations, but for rows that are sorted each.
    ///
    /// # Errors
    ///
    /// When there are too many works or citations to number, or more memory would be needed than allowed.
    pub fn build(mut self) -> Result<(FrozenGraph, BuildReport), BuildError> {
        self.settle();
        let Self { ids, table, years, mut edges, mut report, full, .. } = self;
        drop(table);
        if let Some(error) = full {
            return Err(error);
        }
        let n = ids.ends.len();
        let mut order: Vec<u32> = (0..n).map(|i| super::ix(i).0).collect();
        order.sort_unstable_by(|&a, &b| ids.get(a as usize).cmp(ids.get(b as usize)));
        let mut sorted = Ids { text: String::with_capacity(ids.text.len()), ends: Vec::with_capacity(n) };
        let mut rank = vec![0_u32; n];
        for (new, &old) in order.iter().enumerate() {
            // As long as the one it is copied from, so that it fits.
            let _ = sorted.push(ids.get(old as usize));
            rank[old as usize] = super::ix(new).0;
        }
        drop(ids);
        let dated = years.iter().any(|&year| year != UNDATED);
        let years = if dated { order.iter().map(|&old| years[old as usize]).collect() } else { Vec::new() };
        drop(order);
        for (citing, cited) in &mut edges {
            (*citing, *cited) = (rank[*citing as usize], rank[*cited as usize]);
        }
        drop(rank);
        let given = edges.len();
        let (forward, backward) = rows(n, edges);
        report.duplicates += (given - forward.items.len()) as u64;
        // Self-loops that are given twice are one.
        let graph = FrozenGraph { forward, backward, ids: sorted, years };
        report.self_loops = graph.works().filter(|&work| graph.has_citation(work, work)).count() as u64;
        Ok((graph, report))
    }
}

/// Both directions from pairs, each row ascending and each pair once.
fn rows(n: usize, edges: Vec<(u32, u32)>) -> (Rows, Rows) {
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
            let year = work.item().year().filter(|year| YEARS.contains(year));
            years.push(year.and_then(|year| i16::try_from(year).ok()).unwrap_or(UNDATED));
        }
        if years.iter().all(|&year| year == UNDATED) {
            years.clear();
        }
        let (forward, backward) = rows(n, self.citations().map(|edge| (edge.citing.0, edge.cited.0)).collect());
        FrozenGraph { forward, backward, ids, years }
    }
}
