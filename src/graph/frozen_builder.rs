//! Works and citations one by one → the graph as numbers.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::BuildError;
use super::frozen::{FrozenGraph, Ids, UNDATED, build_memory, kept_year, rows};

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
    /// Works left without the year that was given, for it lies outside [`YEARS`](super::YEARS) or isn't a number.
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
        let Some(year) = kept_year(year) else {
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
        report.self_loops = graph.self_citing().count() as u64;
        Ok((graph, report))
    }
}
