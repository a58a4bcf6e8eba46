//! Works → graph: who cites what, with the evidence on every edge.
//!
//! A node is a [`Work`](crate::work::Work); a paper of the corpus is a work too, and is the one that cites. An edge runs
//! from the citing paper to the cited work: one edge for each pair of a paper and a work, however many of the paper's
//! entries mean that work. The edge keeps these entries and the passages that cite them.
//!
//! ```
//! use citegraph::graph::CitationGraph;
//! use citegraph::reference::item::Item;
//!
//! let graph = CitationGraph::builder()
//!     .paper("a", Item::default())
//!     .paper("b", Item::default())
//!     .work("book", Item::default())
//!     .cite("a", "book")
//!     .cite("b", "book")
//!     .cite("b", "a")
//!     .build()?;
//! let book = graph.find("book").expect("it was added");
//! let citing: Vec<&str> = graph.cited_by(book).map(|edge| edge.citation.document.as_str()).collect();
//! assert_eq!(citing, ["a", "b"]);
//! # Ok::<(), citegraph::graph::BuildError>(())
//! ```
//!
//! [`CitationGraph`] is for building and for asking after evidence; its frozen form, [`FrozenGraph`], holds who cites whom
//! in both directions in 8 bytes a citation, is made from it or straight from a table of ids, and is what the queries over
//! many citations run on.
//!
//! # Order
//!
//! Works stand in the order of their ids, papers in the order of their documents' names, citations in the order of citing
//! work, cited work and document. Ids and names are compared by their bytes. The order of the input plays no part.

mod build;
#[cfg(feature = "edge-list")]
mod edge_list;
mod frozen;
mod frozen_builder;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(all(feature = "edge-list", feature = "records"))]
mod records;
#[cfg(feature = "serde")]
mod serial;
pub mod visit;

pub use build::{BuildError, CitationGraphBuilder};
#[cfg(feature = "edge-list")]
pub use edge_list::{Delimiter, EdgeList, EdgeListError, Header, ROW_BYTES, read_table};
pub use frozen::{Direction, FrozenGraph, GraphMemory, YEARS, build_memory};
pub use frozen_builder::{BuildReport, FrozenBuilder, UnknownIds};

use std::sync::LazyLock;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::paper::{CitationForm, ReferenceId};
use crate::reference::item::Item;
use crate::work::Corpus;
use crate::{Confidence, Span};

/// The position of a work in a [`CitationGraph`]; good for that graph only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WorkIndex(pub(crate) u32);

impl WorkIndex {
    /// The position, from 0; that of the same node in [`CitationGraph::as_petgraph`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    fn node(self) -> NodeIndex<u32> {
        NodeIndex::from(self.0)
    }
}

/// Whether a work's authors are all known by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum AuthorList {
    /// Some entry, or the paper itself, prints them all; or none prints any.
    #[default]
    Complete,
    /// Every entry that prints authors cuts them short with "et al.".
    Shortened,
}

/// A node: a work, cited or citing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WorkNode {
    id: String,
    // Boxed and absent when empty, so that a graph of bare edges stays small.
    item: Option<Box<Item>>,
    papers: Vec<String>,
    authors: AuthorList,
}

impl WorkNode {
    /// The work's id, unique in its graph.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is known of the work; an empty item when nothing is.
    #[must_use]
    pub fn item(&self) -> &Item {
        static EMPTY: LazyLock<Item> = LazyLock::new(Item::default);
        self.item.as_deref().unwrap_or(&EMPTY)
    }

    /// The papers of the corpus that are this work, in order; mostly none or one.
    #[must_use]
    pub fn papers(&self) -> &[String] {
        &self.papers
    }

    /// Whether a paper of the corpus is this work.
    #[must_use]
    pub fn is_paper(&self) -> bool {
        !self.papers.is_empty()
    }

    /// Whether the item names all the authors.
    #[must_use]
    pub fn author_list(&self) -> AuthorList {
        self.authors
    }
}

/// How well a passage fits the entry that it cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Fit {
    /// Names and year agree.
    Exact,
    /// Something differs.
    Near,
    /// Other entries fit as well.
    Ambiguous,
}

/// A place in the running text that cites a work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct InText {
    /// Where it stands in the document.
    pub span: Span,
    /// As printed.
    pub printed: String,
    /// How it is printed.
    pub form: CitationForm,
    /// How well it fits.
    pub fit: Fit,
}

impl InText {
    /// A place in the running text that is printed so and fits so.
    #[must_use]
    pub fn new(span: Span, printed: impl Into<String>, form: CitationForm, fit: Fit) -> Self {
        Self { span, printed: printed.into(), form, fit }
    }
}

/// The evidence of an edge: that this document cites that work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Citation {
    /// The citing document.
    pub document: String,
    /// Its entries that mean the work, in printed order; back-references among them.
    pub entries: Vec<ReferenceId>,
    /// Where its text cites them, in printed order.
    pub in_text: Vec<InText>,
    /// How sure it is that the entries mean the work: that of the surest entry.
    pub confidence: Confidence,
}

impl Citation {
    /// A citation by `document` with no evidence yet, certain.
    #[must_use]
    pub fn new(document: impl Into<String>) -> Self {
        Self { document: document.into(), entries: Vec::new(), in_text: Vec::new(), confidence: Confidence::CERTAIN }
    }
}

/// An edge with its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CitationEdge<'g> {
    /// The citing work, one of whose documents is the citation's.
    pub citing: WorkIndex,
    /// The cited work.
    pub cited: WorkIndex,
    /// The evidence.
    pub citation: &'g Citation,
}

/// Works and the citations between them.
///
/// # Input safety
///
/// Up to 2³² − 2 works and as many citations. Back-references are followed without recursion; a ring of them, and one
/// that leads nowhere, cites nothing.
#[derive(Clone, Debug)]
pub struct CitationGraph {
    graph: DiGraph<WorkNode, Citation, u32>,
    /// Document → node, ordered by document.
    papers: Vec<(String, WorkIndex)>,
    /// Node → its first edge; edges are numbered in the order of (citing, cited, document).
    first_edge: Vec<u32>,
}

impl CitationGraph {
    /// The graph of a corpus.
    ///
    /// A paper that no work has as a member becomes a work of its own, under its own id. An entry that is a member of no
    /// work, and doesn't lead to one through "ibid." or "op. cit.", makes no edge; an entry that two works claim
    /// counts for the first. An entry that lists several works is an edge to each. A paper that lists itself gets an edge to
    /// itself.
    ///
    /// Takes time in O(n log n), n the entries and in-text citations together.
    ///
    /// ```
    /// use citegraph::graph::CitationGraph;
    /// use citegraph::paper::Paper;
    /// use citegraph::work::Corpus;
    ///
    /// let text = "# Made up\n\n## References\n\n- Zell, H. (1999). Made up: Paper that forgot. *Annals*, 8(2), 51-60.\n";
    /// let graph = CitationGraph::new(&Corpus::new([Paper::read("a", text), Paper::read("b", text)])?);
    /// assert_eq!((graph.paper_count(), graph.citation_count()), (2, 2));
    /// let cited = graph.citations().next().expect("there are two");
    /// assert_eq!(cited.citation.entries[0].to_string(), "a:1");
    /// # Ok::<(), citegraph::Error>(())
    /// ```
    #[must_use]
    pub fn new(corpus: &Corpus) -> Self {
        build::from_corpus(corpus)
    }

    /// A graph by hand, for data that comes from elsewhere.
    pub fn builder() -> CitationGraphBuilder {
        CitationGraphBuilder::default()
    }

    /// How many works there are, papers among them.
    #[must_use]
    pub fn work_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many papers there are.
    #[must_use]
    pub fn paper_count(&self) -> usize {
        self.papers.len()
    }

    /// How many pairs of a paper and a work that it cites there are.
    #[must_use]
    pub fn citation_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The works, in order.
    pub fn works(&self) -> impl ExactSizeIterator<Item = (WorkIndex, &WorkNode)> {
        self.graph.raw_nodes().iter().enumerate().map(|(i, node)| (ix(i), &node.weight))
    }

    /// The work at `index`; none when the index is another graph's.
    #[must_use]
    pub fn work(&self, index: WorkIndex) -> Option<&WorkNode> {
        self.graph.node_weight(index.node())
    }

    /// The work with the id `id`, by binary search.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<WorkIndex> {
        let nodes = self.graph.raw_nodes();
        nodes.binary_search_by(|node| node.weight.id.as_str().cmp(id)).ok().map(ix)
    }

    /// The papers by their documents' names, in order, and the work that each is.
    pub fn papers(&self) -> impl ExactSizeIterator<Item = (&str, WorkIndex)> {
        self.papers.iter().map(|(document, work)| (document.as_str(), *work))
    }

    /// The work that the document `document` is, by binary search.
    #[must_use]
    pub fn paper(&self, document: &str) -> Option<WorkIndex> {
        let at = self.papers.binary_search_by(|(name, _)| name.as_str().cmp(document)).ok()?;
        Some(self.papers[at].1)
    }

    /// All citations, in order.
    pub fn citations(&self) -> impl ExactSizeIterator<Item = CitationEdge<'_>> {
        self.graph.raw_edges().iter().map(|edge| CitationEdge {
            citing: ix(edge.source().index()),
            cited: ix(edge.target().index()),
            citation: &edge.weight,
        })
    }

    /// The citations from one work, ordered by cited work and document; none when the index is another graph's.
    pub fn cites(&self, citing: WorkIndex) -> impl ExactSizeIterator<Item = CitationEdge<'_>> {
        let edges = self
            .first_edge
            .get(citing.index()..=citing.index() + 1)
            .map_or(0..0, |ends| ends[0] as usize..ends[1] as usize);
        self.graph.raw_edges()[edges].iter().map(move |edge| CitationEdge {
            citing,
            cited: ix(edge.target().index()),
            citation: &edge.weight,
        })
    }

    /// The citations of one work, ordered by citing work and document; none when the index is another graph's.
    pub fn cited_by(&self, cited: WorkIndex) -> impl ExactSizeIterator<Item = CitationEdge<'_>> {
        // petgraph yields them in reverse order of insertion, and they were inserted in order.
        let mut edges: Vec<CitationEdge<'_>> = self
            .graph
            .edges_directed(cited.node(), petgraph::Direction::Incoming)
            .map(|edge| CitationEdge { citing: ix(edge.source().index()), cited, citation: edge.weight() })
            .collect();
        edges.reverse();
        edges.into_iter()
    }

    /// The citations whose cited work is a paper of the corpus too, in order.
    pub fn citations_between_papers(&self) -> impl Iterator<Item = CitationEdge<'_>> {
        self.citations().filter(|edge| self.work(edge.cited).is_some_and(WorkNode::is_paper))
    }

    /// The graph as petgraph's, for petgraph's own algorithms.
    ///
    /// Node `i` is [`WorkIndex`] `i`, and each can be made of the other. petgraph yields neighbours in reverse order, and its
    /// `tarjan_scc` and `is_cyclic_directed` recurse as deep as the graph. They run on a [`FrozenGraph`] too, see [`visit`].
    ///
    /// ```
    /// use citegraph::graph::CitationGraph;
    /// use citegraph::reference::item::Item;
    ///
    /// let graph = CitationGraph::builder().paper("a", Item::default()).work("w", Item::default()).cite("a", "w").build()?;
    /// assert!(petgraph::algo::toposort(graph.as_petgraph(), None).is_ok());
    /// # Ok::<(), citegraph::graph::BuildError>(())
    /// ```
    #[must_use]
    pub fn as_petgraph(&self) -> &DiGraph<WorkNode, Citation, u32> {
        &self.graph
    }

    /// The id of a work of this graph.
    pub(crate) fn id(&self, work: WorkIndex) -> &str {
        self.work(work).map_or("", WorkNode::id)
    }
}

/// A position that fits, for no graph is larger.
fn ix(i: usize) -> WorkIndex {
    WorkIndex(u32::try_from(i).unwrap_or(u32::MAX))
}
