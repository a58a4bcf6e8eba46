//! How strongly works belong together by what they cite, or by what cites them.
//!
//! Two works are *coupled* when they cite the same works (Kessler 1963), and *co-cited* when the same works cite them
//! (Small 1973; Marshakova 1973): co-citation is coupling on the reversed graph, and one code does both. With A and B the
//! sets of works that the two cite (or are cited by) and C = A ∩ B, a pair's [`Measure`]s are
//!
//! | measure | formula | source |
//! |---|---|---|
//! | count | \|C\| | Kessler 1963, Small 1973 |
//! | fractional | Σ over w in C of 1 / (d(w) − 1), d(w) the works that cite w (or that w cites) | Perianes-Rodriguez, Waltman & van Eck 2016 |
//! | cosine | \|C\| / √(\|A\| · \|B\|) | Salton & McGill 1983 |
//! | Jaccard | \|C\| / \|A ∪ B\| | Jaccard 1901 |
//! | association strength | \|C\| / (\|A\| · \|B\|) | van Eck & Waltman 2009 |
//!
//! The matrix of all pairs is never held: each row is counted into one array by a pass over the neighbours' neighbours
//! (Gustavson 1978) and handed on. With the feature `parallel`, rows are counted on rayon's threads; they come in the same
//! order with the same bytes.
//!
//! A work that cites itself is among the works that it cites, and among those that cite it;
//! [`FrozenGraph::without_self_citations`] leaves such citations out.
//!
//! - M. M. Kessler (1963). Bibliographic coupling between scientific papers. *American Documentation*, 14(1), 10–25.
//! - H. Small (1973). Co-citation in the scientific literature. *JASIS*, 24(4), 265–269.
//! - F. G. Gustavson (1978). Two fast algorithms for sparse matrices. *ACM TOMS*, 4(3), 250–269.
//! - N. J. van Eck & L. Waltman (2009). How to normalize cooccurrence data? *JASIST*, 60(8), 1635–1651.
//! - A. Perianes-Rodriguez, L. Waltman & N. J. van Eck (2016). Constructing bibliometric networks: a comparison between
//!   full and fractional counting. *Journal of Informetrics*, 10(4), 1178–1195.

use std::fmt;
use std::str::FromStr;

use crate::error::UnknownName;
use crate::graph::{Direction, FrozenGraph, WorkIndex};
use crate::query::narrow;
use crate::query::parallel::each_block;

/// What two works have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Relation {
    /// Works that both cite: bibliographic coupling.
    Coupling,
    /// Works that cite both: co-citation.
    CoCitation,
}

impl Relation {
    /// From a work to what it is compared by.
    pub(super) fn direction(self) -> Direction {
        match self {
            Self::Coupling => Direction::Cites,
            Self::CoCitation => Direction::CitedBy,
        }
    }
}

/// How the strength of a pair is measured; see the [module](self).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Measure {
    /// How many.
    #[default]
    Count,
    /// How many, each in proportion to how few share it.
    Fractional,
    /// Salton's cosine.
    Cosine,
    /// Jaccard's coefficient.
    Jaccard,
    /// Association strength.
    AssociationStrength,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Count, Self::Fractional, Self::Cosine, Self::Jaccard, Self::AssociationStrength];

    /// The measure in a word: "association-strength".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Fractional => "fractional",
            Self::Cosine => "cosine",
            Self::Jaccard => "jaccard",
            Self::AssociationStrength => "association-strength",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// By its [word](Measure::as_str).
impl FromStr for Measure {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|measure| measure.as_str() == name);
        found.ok_or_else(|| UnknownName::new("measure", name, Self::ALL.map(Self::as_str)))
    }
}

/// A pair of works and what they have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Strength {
    /// The one: of [`pairs`] the earlier, of [`strongest`] the one that was asked after.
    pub a: WorkIndex,
    /// The other.
    pub b: WorkIndex,
    /// How many works they have in common.
    pub count: u32,
    /// How many works `a` and `b` have each.
    pub of: (u32, u32),
    /// Each common work in proportion to how few share it.
    pub fractional: f64,
}

impl Strength {
    /// The strength by one measure; 0 when they have nothing in common.
    #[must_use]
    pub fn by(&self, measure: Measure) -> f64 {
        let (count, a, b) = (f64::from(self.count), f64::from(self.of.0), f64::from(self.of.1));
        match measure {
            _ if self.count == 0 => 0.0,
            Measure::Count => count,
            Measure::Fractional => self.fractional,
            Measure::Cosine => count / (a * b).sqrt(),
            Measure::Jaccard => count / (a + b - count),
            Measure::AssociationStrength => count / (a * b),
        }
    }
}

/// One pair. O(a + b) time for the works that the two have.
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::coupling::{Measure, Relation, between};
///
/// //  a ──→ w ←── b ──→ x
/// let mut builder = FrozenBuilder::default();
/// for (citing, cited) in [("a", "w"), ("b", "w"), ("b", "x")] {
///     builder.cite(citing, cited);
/// }
/// let (graph, _) = builder.build()?;
/// let [a, b] = ["a", "b"].map(|id| graph.find(id).expect("it cites"));
/// let pair = between(&graph, Relation::Coupling, a, b);
/// assert_eq!((pair.count, pair.by(Measure::Jaccard)), (1, 0.5));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn between(graph: &FrozenGraph, relation: Relation, a: WorkIndex, b: WorkIndex) -> Strength {
    let common = common(graph, relation, a, b);
    let fractional = common.iter().map(|&work| share(graph, relation, work)).sum();
    Strength { a, b, count: narrow(common.len()), of: of(graph, relation, a, b), fractional }
}

/// The works that two have in common, in order: what opens a pair's number. O(a + b) time.
#[must_use]
pub fn common(graph: &FrozenGraph, relation: Relation, a: WorkIndex, b: WorkIndex) -> Vec<WorkIndex> {
    let [left, right] = [a, b].map(|work| graph.neighbours(work, relation.direction()));
    let mut rest = right.iter().peekable();
    left.iter()
        .filter(|&work| {
            while rest.next_if(|&other| other < work).is_some() {}
            rest.next_if_eq(&work).is_some()
        })
        .copied()
        .collect()
}

/// Every pair whose strength by `measure` is `at_least` so much, ordered by its two works; pairs that have nothing in
/// common never come.
///
/// # Complexity
///
/// O(Σ d² + r log r) time over all, d the works that share a work and r the pairs of a work that are strong enough; O(n)
/// memory for n works, and the pairs of a few hundred works at a time.
pub fn pairs(
    graph: &FrozenGraph,
    relation: Relation,
    measure: Measure,
    at_least: f64,
) -> impl Iterator<Item = Strength> + '_ {
    by_row(graph, relation, measure, move |counter, a, found| {
        counter.count(a, Side::Later);
        counter.drain(|pair| {
            if pair.by(measure) >= at_least {
                found.push(pair);
            }
        });
        found.sort_unstable_by_key(|pair| pair.b);
    })
    .flatten()
}

/// For each work that has something in common with others, the `k` strongest of those, strongest first and equals in
/// order. Works come in order.
///
/// # Complexity
///
/// O(Σ d²) time over all, d the works that share a work, and O(n log k) to choose; memory as [`pairs`].
pub fn strongest(
    graph: &FrozenGraph,
    relation: Relation,
    measure: Measure,
    k: usize,
) -> impl Iterator<Item = Vec<Strength>> + '_ {
    by_row(graph, relation, measure, move |counter, a, found| {
        counter.count(a, Side::All);
        let order = |x: &Strength, y: &Strength| y.by(measure).total_cmp(&x.by(measure)).then_with(|| x.b.cmp(&y.b));
        // Room for as many again, so that each pruning drops as many as it keeps.
        let room = k.saturating_mul(2).max(64);
        let mut weakest = f64::NEG_INFINITY;
        // Of partners with one count, all that have as many works as one that was too weak are too weak as well: most
        // are told so, before a root is drawn. Fractional counts say nothing of others.
        let mut hopeless = [u32::MAX; 16];
        counter.drain(|pair| {
            let bound = hopeless.get_mut(pair.count as usize).filter(|_| measure != Measure::Fractional);
            if k == 0 || bound.as_ref().is_some_and(|bound| pair.of.1 >= **bound) {
                return;
            }
            if pair.by(measure) < weakest {
                if let Some(bound) = bound {
                    *bound = pair.of.1;
                }
                return;
            }
            found.push(pair);
            if found.len() >= room {
                found.select_nth_unstable_by(k - 1, order);
                found.truncate(k);
                weakest = found[k - 1].by(measure);
            }
        });
        found.sort_unstable_by(order);
        found.truncate(k);
    })
    .filter(|row| !row.is_empty())
}

/// Which of a work's partners are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Those after it, so that each pair comes once.
    Later,
    /// All but itself.
    All,
}

/// Counts one row at a time: `counts[b]` is what the row's work and `b` have in common, 0 everywhere between two rows.
struct Counter<'g> {
    graph: &'g FrozenGraph,
    relation: Relation,
    row: WorkIndex,
    /// How many works each has, side by side: the rows' ends are farther apart.
    degrees: Vec<u32>,
    counts: Counts,
    /// Empty when fractional counts aren't asked for.
    shares: Vec<f64>,
    /// The works with a count are the first `found`; what stands after them is left over.
    partners: Vec<WorkIndex>,
    found: usize,
    /// The rows of what the row's work has, with whose they are.
    rows: Vec<(&'g [WorkIndex], WorkIndex)>,
}

impl<'g> Counter<'g> {
    fn new(graph: &'g FrozenGraph, relation: Relation, measure: Measure) -> Self {
        let n = graph.work_count();
        let degree = |work| narrow(graph.neighbours(work, relation.direction()).len());
        let degrees = graph.works().map(degree).collect();
        let shares = if measure == Measure::Fractional { vec![0.0; n] } else { Vec::new() };
        let partners = vec![WorkIndex(0); n + 1];
        Self {
            graph,
            relation,
            row: WorkIndex(0),
            degrees,
            counts: Counts::new(n),
            shares,
            partners,
            found: 0,
            rows: Vec::new(),
        }
    }

    fn count(&mut self, a: WorkIndex, side: Side) {
        self.row = a;
        let Self { graph, relation, counts, shares, partners, rows, .. } = self;
        let shared = graph.neighbours(a, relation.direction());
        counts.size = shared.len();
        // All rows are looked at before one is read, so that memory is waited for once and not row by row.
        let of = |&work: &WorkIndex| (graph.neighbours(work, relation.direction().reversed()), work);
        rows.clear();
        rows.extend(shared.iter().map(of).filter(|(row, _)| side == Side::All || row.last() > Some(&a)));
        self.found = match counts.narrow() {
            true => fill(rows, a, side, &mut counts.bytes, partners),
            false => fill(rows, a, side, &mut counts.words, partners),
        };
        if !shares.is_empty() {
            for &(row, work) in rows.iter() {
                let share = share(graph, *relation, work);
                for &b in partners_in(row, a, side) {
                    shares[b.index()] += share;
                }
            }
        }
    }

    /// Hands on the row's pairs, in no order, and clears it.
    fn drain(&mut self, mut pair: impl FnMut(Strength)) {
        let own = self.degrees[self.row.index()];
        for &b in &self.partners[..self.found] {
            let count = self.counts.take(b);
            let fractional = self.shares.get_mut(b.index()).map_or(0.0, std::mem::take);
            if b != self.row {
                pair(Strength { a: self.row, b, count, of: (own, self.degrees[b.index()]), fractional });
            }
        }
        self.found = 0;
    }
}

/// A count for each work, in bytes where no count of the row can be larger: a quarter of the memory, and it is memory that
/// counting waits for.
struct Counts {
    bytes: Vec<u8>,
    words: Vec<u32>,
    /// How many works the row has, which no count exceeds.
    size: usize,
}

impl Counts {
    fn new(n: usize) -> Self {
        Self { bytes: vec![0; n], words: vec![0; n], size: 0 }
    }

    fn narrow(&self) -> bool {
        self.size <= usize::from(u8::MAX)
    }

    #[inline]
    fn take(&mut self, work: WorkIndex) -> u32 {
        if self.narrow() {
            u32::from(std::mem::take(&mut self.bytes[work.index()]))
        } else {
            std::mem::take(&mut self.words[work.index()])
        }
    }
}

/// Counts a row into `counts`, writes who has a count to the front of `partners`, and says how many these are.
fn fill<C: Copy + PartialEq + From<u8> + std::ops::AddAssign>(
    rows: &[(&[WorkIndex], WorkIndex)],
    a: WorkIndex,
    side: Side,
    counts: &mut [C],
    partners: &mut [WorkIndex],
) -> usize {
    let (none, one) = (C::from(0), C::from(1));
    let mut found = 0;
    for (row, _) in rows {
        for &b in partners_in(row, a, side) {
            let count = &mut counts[b.index()];
            // Written always and kept when it is new: a branch here would be guessed wrong half of the time.
            partners[found] = b;
            found += usize::from(*count == none);
            *count += one;
        }
    }
    found
}

/// From the back, so that those after the row's work end at the first that isn't; to search for it costs more.
fn partners_in(row: &[WorkIndex], a: WorkIndex, side: Side) -> impl Iterator<Item = &WorkIndex> {
    row.iter().rev().take_while(move |&&b| side == Side::All || b > a)
}

/// What one common work adds to a fractional count; a work that only one has is common to no pair.
fn share(graph: &FrozenGraph, relation: Relation, work: WorkIndex) -> f64 {
    let sharers = graph.neighbours(work, relation.direction().reversed()).len();
    if sharers > 1 { 1.0 / (sharers - 1) as f64 } else { 0.0 }
}

fn of(graph: &FrozenGraph, relation: Relation, a: WorkIndex, b: WorkIndex) -> (u32, u32) {
    let degree = |work| narrow(graph.neighbours(work, relation.direction()).len());
    (degree(a), degree(b))
}

/// One list for each row, in order.
fn by_row<'g>(
    graph: &'g FrozenGraph,
    relation: Relation,
    measure: Measure,
    row: impl Fn(&mut Counter<'g>, WorkIndex, &mut Vec<Strength>) + Sync + 'g,
) -> impl Iterator<Item = Vec<Strength>> + 'g {
    let block = move |counter: &mut Counter<'g>, block: std::ops::Range<u32>| -> Vec<Vec<Strength>> {
        let one = |a| {
            let mut found = Vec::new();
            row(counter, WorkIndex(a), &mut found);
            found
        };
        block.map(one).collect()
    };
    each_block(graph, move || Counter::new(graph, relation, measure), block)
}
