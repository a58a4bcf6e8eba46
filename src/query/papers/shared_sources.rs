//! What papers share: bibliographic coupling, with the entries behind it.
//!
//! Two papers are *coupled* when they cite the same work (Kessler 1963); the strength of the coupling is the number of
//! works that both cite. With A and B the sets of works that the two cite, the overlap is put in proportion as
//!
//! - Jaccard's coefficient (Jaccard 1901): |A ∩ B| / |A ∪ B|,
//! - Salton's cosine (Salton & McGill 1983): |A ∩ B| / √(|A| · |B|).
//!
//! Works are counted, not entries: a work that a paper cites in ten notes counts once.
//!
//! - M. M. Kessler (1963). Bibliographic coupling between scientific papers. *American Documentation*, 14(1), 10–25.
//! - P. Jaccard (1901). Étude comparative de la distribution florale dans une portion des Alpes et des Jura. *Bulletin de
//!   la Société vaudoise des sciences naturelles*, 37, 547–579.
//! - G. Salton & M. J. McGill (1983). *Introduction to Modern Information Retrieval*. McGraw-Hill.

use std::cmp::Reverse;

use crate::graph::{CitationEdge, CitationGraph, WorkIndex};
use crate::paper::ReferenceId;
use crate::query::strongest::Strongest;

/// Two papers and the works that both cite.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SharedPair {
    /// The document whose name comes first.
    pub a: String,
    /// The other.
    pub b: String,
    /// The works that both cite, by id.
    pub works: Vec<SharedWork>,
    /// |A ∩ B| / |A ∪ B|, from 0 to 1; 0 when neither cites anything.
    pub jaccard: f64,
    /// |A ∩ B| / √(|A| · |B|), from 0 to 1; 0 when one cites nothing.
    pub cosine: f64,
}

impl SharedPair {
    /// How many works both cite: the coupling strength.
    #[must_use]
    pub fn count(&self) -> usize {
        self.works.len()
    }
}

/// A work that two papers cite.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SharedWork {
    /// The work's id.
    pub id: String,
    /// Through which entries.
    pub entries: PairEntries,
}

/// The entries of two papers that mean one work.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PairEntries {
    /// Those of the first paper, in printed order.
    pub a: Vec<ReferenceId>,
    /// Those of the second.
    pub b: Vec<ReferenceId>,
}

/// Every pair of papers that share a work, ordered by the two names.
///
/// Pairs are made one by one, as the iterator is asked for them. Between two of them it holds one number per paper, so
/// that a work which everybody cites costs time and no memory.
///
/// # Complexity
///
/// Over all pairs O(Σ d²) time, d the number of papers that cite a work, and O(p + c) memory for p papers and c citations.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::shared_sources::shared_pairs;
/// use citegraph::reference::item::Item;
///
/// let graph = CitationGraph::builder()
///     .paper("a", Item::default())
///     .paper("b", Item::default())
///     .work("w", Item::default())
///     .work("x", Item::default())
///     .cite("a", "w")
///     .cite("a", "x")
///     .cite("b", "x")
///     .build()?;
/// //  a ──→ w
/// //  └───→ x ←── b
/// let pair = shared_pairs(&graph).next().expect("they share x");
/// assert_eq!((pair.a.as_str(), pair.b.as_str(), pair.count()), ("a", "b", 1));
/// assert_eq!(pair.works[0].id, "x");
/// assert_eq!(pair.jaccard, 0.5);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn shared_pairs(graph: &CitationGraph) -> SharedPairs<'_> {
    let index = PaperIndex::new(graph);
    SharedPairs { shared: vec![0; index.lists.len()], index, a: 0, partners: Vec::new() }
}

/// The pairs of papers that share most works, and how many pairs share any.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct StrongestPairs {
    /// Those that share most works first, then by the two names.
    pub pairs: Vec<SharedPair>,
    /// How many pairs share a work, those that aren't listed among them.
    pub all: usize,
}

/// So many pairs are listed of a large set whose papers all share something, which is more than anybody reads.
pub const PAIRS_LISTED: usize = 1000;

/// The `most` pairs of papers that share most works.
///
/// # Complexity
///
/// O(Σ d²) time, d the number of papers that cite a work, and O(p + c) memory for p papers and c citations besides the
/// pairs that are returned, however many there are.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::shared_sources::strongest_pairs;
/// use citegraph::reference::item::Item;
///
/// let mut builder = CitationGraph::builder();
/// for paper in ["a", "b", "c"] {
///     builder.paper(paper, Item::default());
/// }
/// let graph = builder.work("w", Item::default()).cite("a", "w").cite("b", "w").cite("c", "w").build()?;
/// let strongest = strongest_pairs(&graph, 2);
/// assert_eq!((strongest.pairs.len(), strongest.all), (2, 3));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn strongest_pairs(graph: &CitationGraph, most: usize) -> StrongestPairs {
    strongest_by(graph, most, |pair| Some(pair.shared))
}

/// Two papers and how many works they share.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedPair<'g> {
    pub(super) a: &'g str,
    pub(super) b: &'g str,
    pub(super) shared: usize,
    /// How many works each cites.
    pub(super) cited: (usize, usize),
}

/// The `most` pairs of papers of greatest strength, and how many have any: of equals, those whose names come first are
/// stronger. Time and memory are those of [`strongest_pairs`].
pub(super) fn strongest_by<'g, S: Ord>(
    graph: &'g CitationGraph,
    most: usize,
    mut strength: impl FnMut(CountedPair<'g>) -> Option<S>,
) -> StrongestPairs {
    let mut found = shared_pairs(graph);
    let mut strongest = Strongest::new(most);
    while let Some((a, b, shared)) = found.next_counted() {
        let lists = &found.index.lists;
        let cited = (lists[a].1.len(), lists[b].1.len());
        let pair = CountedPair { a: lists[a].0, b: lists[b].0, shared: shared as usize, cited };
        if let Some(strength) = strength(pair) {
            // Papers are in the order of their names.
            strongest.offer((strength, Reverse((a, b))));
        }
    }
    let all = strongest.offered();
    let pairs = strongest.into_descending().map(|(_, Reverse((a, b)))| found.index.pair(a, b)).collect();
    StrongestPairs { pairs, all }
}

/// One pair of papers, whether they share anything or not; none when a name is no paper's.
///
/// The names may come in either order; the first of them is `a` in the result. O(c log c) time for the c citations of the
/// two.
#[must_use]
pub fn shared_between(graph: &CitationGraph, a: &str, b: &str) -> Option<SharedPair> {
    let [left, right] = [a, b].map(|document| graph.paper(document).map(|paper| list(graph, document, paper)));
    Some(pair(graph, (a, &left?), (b, &right?)))
}

/// The iterator of [`shared_pairs`].
#[derive(Clone, Debug)]
pub struct SharedPairs<'g> {
    index: PaperIndex<'g>,
    /// The first paper of the pairs to come, after those in `partners`: one past it.
    a: usize,
    /// The papers left to pair with `a - 1` and how many works they share with it, last first.
    partners: Vec<(usize, u32)>,
    /// How many works each paper shares with `a - 1`; all 0 between two rows.
    shared: Vec<u32>,
}

impl SharedPairs<'_> {
    /// The next two papers, and how many works they share.
    fn next_counted(&mut self) -> Option<(usize, usize, u32)> {
        loop {
            if let Some((b, count)) = self.partners.pop() {
                return Some((self.a - 1, b, count));
            }
            let a = self.a;
            let (_, cited) = self.index.lists.get(a)?;
            for edge in cited {
                for &b in self.index.citing[edge.cited.index()].iter().rev().take_while(|&&b| b > a) {
                    if self.shared[b] == 0 {
                        self.partners.push((b, 0));
                    }
                    self.shared[b] += 1;
                }
            }
            self.partners.sort_unstable_by(|x, y| y.cmp(x));
            for (b, count) in &mut self.partners {
                *count = std::mem::take(&mut self.shared[*b]);
            }
            self.a += 1;
        }
    }
}

impl Iterator for SharedPairs<'_> {
    type Item = SharedPair;

    fn next(&mut self) -> Option<SharedPair> {
        self.next_counted().map(|(a, b, _)| self.index.pair(a, b))
    }
}

/// A work and the papers that cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CitedWork {
    /// The work's id.
    pub id: String,
    /// Who cites it, by the documents' names.
    pub citing: Vec<CitingPaper>,
}

/// A paper that cites a work.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CitingPaper {
    /// The citing document.
    pub document: String,
    /// Through which entries, in printed order.
    pub entries: Vec<ReferenceId>,
    /// How many passages cite them.
    pub in_text: usize,
}

/// Every cited work with the papers that cite it: those that most papers cite first, then by id.
///
/// # Complexity
///
/// O(c log c) time and O(c) memory for c citations, the result included.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::shared_sources::cited_works;
/// use citegraph::reference::item::Item;
///
/// let graph = CitationGraph::builder()
///     .paper("a", Item::default())
///     .paper("b", Item::default())
///     .work("w", Item::default())
///     .cite("a", "b")
///     .cite("a", "w")
///     .cite("b", "w")
///     .build()?;
/// let works = cited_works(&graph);
/// assert_eq!(works[0].id, "w");
/// assert_eq!(works[0].citing[1].document, "b");
/// assert_eq!(works[1].id, "b");
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn cited_works(graph: &CitationGraph) -> Vec<CitedWork> {
    let mut works: Vec<CitedWork> = graph
        .works()
        .map(|(index, work)| {
            let mut citing: Vec<CitingPaper> = graph
                .cited_by(index)
                .map(|edge| CitingPaper {
                    document: edge.citation.document.clone(),
                    entries: edge.citation.entries.clone(),
                    in_text: edge.citation.in_text.len(),
                })
                .collect();
            citing.sort_by(|a, b| a.document.cmp(&b.document));
            CitedWork { id: work.id().to_owned(), citing }
        })
        .filter(|work| !work.citing.is_empty())
        .collect();
    // The sort is stable, so that equals stay in the order of their ids.
    works.sort_by_key(|work| std::cmp::Reverse(work.citing.len()));
    works
}

/// Papers by name with what each cites, and for each work the papers that cite it.
#[derive(Clone, Debug)]
pub(super) struct PaperIndex<'g> {
    graph: &'g CitationGraph,
    lists: Vec<(&'g str, Vec<CitationEdge<'g>>)>,
    citing: Vec<Vec<usize>>,
}

impl<'g> PaperIndex<'g> {
    pub(super) fn new(graph: &'g CitationGraph) -> Self {
        let lists: Vec<_> = graph.papers().map(|(document, paper)| (document, list(graph, document, paper))).collect();
        let mut citing = vec![Vec::new(); graph.work_count()];
        for (i, (_, edges)) in lists.iter().enumerate() {
            for edge in edges {
                citing[edge.cited.index()].push(i);
            }
        }
        Self { graph, lists, citing }
    }

    /// What two papers share; none when a name is no paper's.
    pub(super) fn between(&self, a: &str, b: &str) -> Option<SharedPair> {
        let place = |document: &str| self.lists.binary_search_by(|list| list.0.cmp(document)).ok();
        place(a).zip(place(b)).map(|(a, b)| self.pair(a, b))
    }

    fn pair(&self, a: usize, b: usize) -> SharedPair {
        let [left, right] = [a, b].map(|i| (self.lists[i].0, self.lists[i].1.as_slice()));
        pair(self.graph, left, right)
    }
}

/// What a document cites, by cited work.
fn list<'g>(graph: &'g CitationGraph, document: &str, paper: WorkIndex) -> Vec<CitationEdge<'g>> {
    graph.cites(paper).filter(|edge| edge.citation.document == document).collect()
}

/// Merges two lists, each ordered by cited work.
fn pair<'g>(
    graph: &CitationGraph,
    (a, left): (&str, &[CitationEdge<'g>]),
    (b, right): (&str, &[CitationEdge<'g>]),
) -> SharedPair {
    let mut works = Vec::new();
    let mut rest = right.iter().peekable();
    for edge in left {
        while rest.next_if(|other| other.cited < edge.cited).is_some() {}
        if let Some(other) = rest.next_if(|other| other.cited == edge.cited) {
            let entries = PairEntries { a: edge.citation.entries.clone(), b: other.citation.entries.clone() };
            works.push(SharedWork { id: graph.id(edge.cited).to_owned(), entries });
        }
    }
    let (shared, union) = (works.len(), left.len() + right.len() - works.len());
    SharedPair {
        a: a.to_owned(),
        b: b.to_owned(),
        works,
        jaccard: ratio(shared, union as f64),
        cosine: ratio(shared, (left.len() as f64 * right.len() as f64).sqrt()),
    }
}

fn ratio(part: usize, whole: f64) -> f64 {
    if part == 0 { 0.0 } else { part as f64 / whole }
}
