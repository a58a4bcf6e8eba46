//! Graphs in the forms that programs for networks take: GraphML, GEXF, Pajek, VOSviewer, CitNetExplorer, Cytoscape, JSON Graph
//! Format, and tables of nodes, edges and citations, in text and (feature `parquet`) in Parquet.
//!
//! A [`Network`] is who cites whom, which works are cited together or cite the same, or who writes with whom.
//!
//! Each form is written by its own rules of escaping; control characters, which break many of them, become blanks.

mod cx2;
mod gexf;
mod graphml;
mod json;
mod pajek;
#[cfg(feature = "parquet")]
pub mod parquet;
mod tables;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use crate::error::UnknownName;
use crate::graph::{CitationGraph, FrozenGraph, WorkIndex};
use crate::query::communities::communities;
use crate::query::coupling::{Measure, Relation, pairs};
use crate::query::grouping::{AuthorNetwork, Grouping};
use crate::view::label::who_when;

/// A form of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum NetworkFormat {
    /// GraphML, which igraph, networkx, Gephi and yEd take.
    GraphMl,
    /// GEXF, Gephi's own, with the years as spells.
    Gexf,
    /// Pajek's `.net`.
    Pajek,
    /// Pajek's `.clu`, which goes with its `.net`: the community of each vertex.
    PajekClu,
    /// Pajek's `.vec`, which goes with its `.net`: how often each vertex is cited.
    PajekVec,
    /// VOSviewer's JSON.
    VosViewer,
    /// VOSviewer's map file, which goes with its network file.
    VosViewerMap,
    /// VOSviewer's network file, which goes with its map file.
    VosViewerNetwork,
    /// CitNetExplorer's file of publications, which goes with its file of citations.
    CitNetExplorer,
    /// CitNetExplorer's file of citations, which goes with its file of publications.
    CitNetExplorerCitations,
    /// Cytoscape.js' JSON, which Cytoscape takes too.
    Cytoscape,
    /// CX2, Cytoscape's and NDEx' own.
    Cx2,
    /// JSON Graph Format.
    JsonGraph,
    /// A table of the nodes.
    Nodes,
    /// A table of the edges.
    Edges,
    /// Citing and cited work between tabs, a line each, and nothing else: as `--edges` takes it.
    EdgeList,
}

impl NetworkFormat {
    /// Every form, in declaration order.
    pub const ALL: [NetworkFormat; 16] = [
        NetworkFormat::GraphMl,
        NetworkFormat::Gexf,
        NetworkFormat::Pajek,
        NetworkFormat::PajekClu,
        NetworkFormat::PajekVec,
        NetworkFormat::VosViewer,
        NetworkFormat::VosViewerMap,
        NetworkFormat::VosViewerNetwork,
        NetworkFormat::CitNetExplorer,
        NetworkFormat::CitNetExplorerCitations,
        NetworkFormat::Cytoscape,
        NetworkFormat::Cx2,
        NetworkFormat::JsonGraph,
        NetworkFormat::Nodes,
        NetworkFormat::Edges,
        NetworkFormat::EdgeList,
    ];

    /// The name by which a user asks for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Pajek => "pajek",
            Self::PajekClu => "pajek-clu",
            Self::PajekVec => "pajek-vec",
            Self::VosViewer => "vosviewer",
            Self::VosViewerMap => "vosviewer-map",
            Self::VosViewerNetwork => "vosviewer-network",
            Self::CitNetExplorer => "citnetexplorer",
            Self::CitNetExplorerCitations => "citnetexplorer-citations",
            Self::Cytoscape => "cytoscape",
            Self::Cx2 => "cx2",
            Self::JsonGraph => "jgf",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::EdgeList => "edge-list",
        }
    }

    /// Whether it says which [community](Node::community) a node is in.
    #[must_use]
    pub fn has_communities(self) -> bool {
        !matches!(
            self,
            Self::Pajek
                | Self::PajekVec
                | Self::VosViewerNetwork
                | Self::CitNetExplorer
                | Self::CitNetExplorerCitations
                | Self::Edges
                | Self::EdgeList
        )
    }

    /// The network in this form; see [`write_to`](Self::write_to).
    ///
    /// ```
    /// use citegraph::graph::CitationGraph;
    /// use citegraph::reference::item::Item;
    /// use citegraph::view::network::{Network, NetworkFormat};
    ///
    /// let graph = CitationGraph::builder().paper("a", Item::default()).work("b", Item::default()).cite("a", "b").build()?;
    /// let table = NetworkFormat::Edges.write(&Network::of(&graph));
    /// assert_eq!(table, "source,target,weight\na,b,1\n");
    /// # Ok::<(), citegraph::graph::BuildError>(())
    /// ```
    #[must_use]
    pub fn write(self, network: &Network) -> String {
        let mut out = Vec::new();
        // Into memory, nothing fails.
        let _ = self.write_to(network, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    /// Writes the network in this form. Linear in its nodes and edges; edges are written as they come, and none is held.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_to(self, network: &Network, mut out: impl Write) -> io::Result<()> {
        let out: &mut dyn Write = &mut out;
        match self {
            Self::GraphMl => graphml::write(network, out),
            Self::Gexf => gexf::write(network, out),
            Self::Pajek => pajek::write(network, out),
            Self::PajekClu => pajek::clu(network, out),
            Self::PajekVec => pajek::vec(network, out),
            Self::VosViewer => json::vosviewer(network, out),
            Self::VosViewerMap => tables::vosviewer_map(network, out),
            Self::VosViewerNetwork => tables::vosviewer_network(network, out),
            Self::CitNetExplorer => tables::citnetexplorer(network, out),
            Self::CitNetExplorerCitations => tables::citnetexplorer_citations(network, out),
            Self::Cytoscape => json::cytoscape(network, out),
            Self::Cx2 => cx2::write(network, out),
            Self::JsonGraph => json::json_graph(network, out),
            Self::Nodes => tables::nodes(network, out),
            Self::Edges => tables::edges(network, out),
            Self::EdgeList => tables::edge_list(network, out),
        }
    }
}

impl fmt::Display for NetworkFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for NetworkFormat {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|form| form.as_str() == name)
            .ok_or_else(|| UnknownName::new("form of networks", name, Self::ALL.map(Self::as_str)))
    }
}

/// Whether edges have a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Edges {
    /// From the one that cites to the one that is cited.
    Directed,
    /// Between two that have something in common.
    Undirected,
}

/// A work, or an author, in a network.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Who and when.
    pub label: String,
    /// Its title.
    pub title: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// Its authors, as they are shown.
    pub authors: Vec<String>,
    /// The journal, book or site that holds it.
    pub source: Option<String>,
    /// Its DOI.
    pub doi: Option<String>,
    /// Whether it is a paper that was given.
    pub is_paper: bool,
    /// How many papers cite it; of an author, how many of the works that name them are cited so often in all.
    pub citations: usize,
    /// The number of its community, from 0, if communities were looked for.
    pub community: Option<u32>,
}

/// Two places in [`Network::nodes`], and how strong their tie is.
pub type Edge = (usize, usize, f64);

/// Works and what ties them, ready to be written.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Network {
    /// Whether edges have a direction.
    pub kind: Edges,
    /// The works.
    pub nodes: Vec<Node>,
    #[cfg_attr(feature = "serde", serde(rename = "edges"))]
    ties: Ties,
}

impl Network {
    /// Who cites whom: every work of the graph, and an edge for each pair of a paper and a work that it cites, its weight the
    /// number of entries that mean the work, at least 1. In the graph's order; linear.
    #[must_use]
    pub fn of(graph: &CitationGraph) -> Self {
        let nodes = graph.works().map(|(at, work)| {
            let item = work.item();
            Node {
                id: work.id().to_owned(),
                label: who_when(item, work.id()),
                title: item.title.clone(),
                year: item.year(),
                authors: item.author.iter().map(ToString::to_string).collect(),
                source: item.container_title.clone(),
                doi: item.doi.clone(),
                is_paper: work.is_paper(),
                citations: graph.cited_by(at).len(),
                community: None,
            }
        });
        let weight = |entries: usize| f64::from(u32::try_from(entries.max(1)).unwrap_or(u32::MAX));
        let edges = graph.citations();
        let edges = edges.map(|e| (e.citing.index(), e.cited.index(), weight(e.citation.entries.len())));
        Self { kind: Edges::Directed, nodes: nodes.collect(), ties: Ties::Held(edges.collect()) }
    }

    /// What ties the nodes. Coupled and co-cited works and co-authors may be more pairs than memory holds: they are counted each
    /// time that they are asked for, a few hundred works at a time, at the cost of [`pairs`].
    pub fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.ties.iter()
    }

    /// The same works, tied where they cite the same (coupling) or are cited together (co-citation); each tie as strong as
    /// `measure` says, if that is `at_least` so much. Linear; the ties are counted as they are asked for.
    ///
    /// ```
    /// use citegraph::graph::CitationGraph;
    /// use citegraph::query::coupling::{Measure, Relation};
    /// use citegraph::reference::item::Item;
    /// use citegraph::view::network::{Network, NetworkFormat};
    ///
    /// let mut builder = CitationGraph::builder();
    /// builder.paper("a", Item::default()).paper("b", Item::default()).work("w", Item::default());
    /// let graph = builder.cite("a", "w").cite("b", "w").build()?;
    /// let coupled = Network::of(&graph).related(&graph, Relation::Coupling, Measure::Count, 1.0);
    /// assert_eq!(NetworkFormat::Edges.write(&coupled), "source,target,weight\na,b,1\n");
    /// # Ok::<(), citegraph::graph::BuildError>(())
    /// ```
    #[must_use]
    pub fn related(self, graph: &CitationGraph, relation: Relation, measure: Measure, at_least: f64) -> Self {
        let graph = graph.freeze().without_self_citations().into_owned();
        Self { kind: Edges::Undirected, ties: Ties::Related { graph, relation, measure, at_least }, ..self }
    }

    /// Who writes with whom: the authors of all works, tied by the works that name both. A name is a person's in as many forms as
    /// [`Grouping::authors`] says.
    #[must_use]
    pub fn of_authors(graph: &CitationGraph) -> Self {
        let frozen = graph.freeze();
        let authors = Grouping::authors(graph);
        let network = AuthorNetwork::co_authors(&frozen, &authors);
        let node = |(at, works): (usize, Vec<WorkIndex>)| Node {
            id: authors.name(at).to_owned(),
            label: authors.name(at).to_owned(),
            citations: works.iter().map(|work| frozen.cited_by(*work).len()).sum(),
            ..Node::default()
        };
        let nodes = authors.members().into_iter().enumerate().map(node).collect();
        Self { kind: Edges::Undirected, nodes, ties: Ties::CoAuthors(network) }
    }

    /// The same with the community of each node, as its ties tell: see [`communities`]. How strong they are plays no part. All
    /// ties are held meanwhile, some hundred bytes each.
    #[must_use]
    pub fn with_communities(mut self) -> Self {
        let place = |at: usize| u32::try_from(at).ok();
        let ties: Option<Vec<(u32, u32)>> = self.edges().map(|(a, b, _)| place(a).zip(place(b))).collect();
        if let (Some(ties), Some(_)) = (ties, place(self.nodes.len())) {
            let found = communities(&FrozenGraph::of_numbers(self.nodes.len(), ties), 1.0);
            self.nodes.iter_mut().zip(found.of).for_each(|(node, community)| node.community = Some(community));
        }
        self
    }

    /// The same works with other ties: pairs of places in [`nodes`](Self::nodes), with their strength. Pairs that name no node
    /// are left out.
    #[must_use]
    pub fn with_ties(self, kind: Edges, ties: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let count = self.nodes.len();
        let ties = ties.into_iter().filter(|(a, b, _)| *a < count && *b < count);
        Self { kind, ties: Ties::Held(ties.collect()), ..self }
    }
}

/// What ties nodes: held, or counted as it is asked for.
#[derive(Clone, Debug)]
enum Ties {
    Held(Vec<Edge>),
    Related { graph: FrozenGraph, relation: Relation, measure: Measure, at_least: f64 },
    CoAuthors(AuthorNetwork),
}

impl Ties {
    fn iter(&self) -> Box<dyn Iterator<Item = Edge> + '_> {
        match self {
            Self::Held(edges) => Box::new(edges.iter().copied()),
            Self::Related { graph, relation, measure, at_least } => {
                let ties = pairs(graph, *relation, *measure, *at_least);
                Box::new(ties.map(|tie| (tie.a.index(), tie.b.index(), tie.by(*measure))))
            }
            Self::CoAuthors(network) => {
                let ties = network.ties(Measure::Count, 1.0);
                Box::new(ties.map(|((a, b), strength)| (a, b, strength.by(Measure::Count))))
            }
        }
    }
}

impl PartialEq for Ties {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Ties {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Ties {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::Held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::item::Item;
    use crate::reference::name::Name;

    /// Two works with all that breaks forms.
    fn hostile() -> Network {
        let node = |id: &str, year| Node {
            id: id.to_owned(),
            label: "A \"b\" <c> & 'd'\u{1}\n]]>".to_owned(),
            title: Some("x,\"y\"\r\nz".to_owned()),
            year,
            authors: vec!["Ann Roe".to_owned(), "=1+1".to_owned()],
            source: Some("A \"journal\"\t<&>".to_owned()),
            doi: None,
            is_paper: true,
            citations: 1,
            community: Some(0),
        };
        Network {
            kind: Edges::Directed,
            nodes: vec![node("a \"1\"", Some(2020)), node("b<&", None)],
            ties: Ties::Held(vec![(0, 1, 2.0)]),
        }
    }

    #[test]
    fn nothing_breaks_a_form() {
        for form in NetworkFormat::ALL {
            let text = form.write(&hostile());
            let parts = ['\n', '\t'];
            assert!(!text.contains(|c: char| c.is_control() && !parts.contains(&c)), "{form}: {text:?}");
            assert_eq!(form.as_str().parse(), Ok(form));
        }
        for form in [NetworkFormat::GraphMl, NetworkFormat::Gexf] {
            let text = form.write(&hostile());
            let mut reader = quick_xml::Reader::from_str(&text);
            let mut elements = 0;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{form}: {error}: {text}")) {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::Start(start) => elements += usize::from(start.name().as_ref() == b"node"),
                    _ => {}
                }
            }
            assert_eq!(elements, 2, "{form}");
        }
        for form in [NetworkFormat::VosViewer, NetworkFormat::Cytoscape, NetworkFormat::Cx2, NetworkFormat::JsonGraph] {
            let text = form.write(&hostile());
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{form}: {text}");
        }
    }

    #[test]
    fn cells_between_tabs() {
        let lines = |form: NetworkFormat| -> Vec<Vec<String>> {
            form.write(&hostile()).lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
        };
        assert_eq!(lines(NetworkFormat::EdgeList), [["a \"1\"", "b<&"]]);
        assert_eq!(lines(NetworkFormat::VosViewerNetwork), [["1", "2", "2"]]);
        assert_eq!(
            lines(NetworkFormat::CitNetExplorerCitations),
            [["citing_pub_index", "cited_pub_index"], ["1", "2"]]
        );
        for form in [NetworkFormat::VosViewerMap, NetworkFormat::CitNetExplorer] {
            let map = lines(form);
            assert_eq!(map.len(), 3);
            assert!(map.iter().all(|row| row.len() == map[0].len()), "{map:?}");
        }
    }

    #[test]
    fn pajek_numbers_from_one() {
        let text = NetworkFormat::Pajek.write(&hostile());
        assert!(text.starts_with("*Vertices 2\n1 \""), "{text}");
        assert!(text.ends_with("*Arcs\n1 2 2\n"), "{text}");
        assert_eq!(NetworkFormat::PajekClu.write(&hostile()), "*Vertices 2\n1\n1\n");
        assert_eq!(NetworkFormat::PajekVec.write(&hostile()), "*Vertices 2\n1\n1\n");
    }

    #[test]
    fn ties_by_what_is_shared() {
        let item = |author: &str| Item { author: vec![Name::person(author, "A.")], ..Item::default() };
        let both = Item { author: ["Roe", "Doe"].map(|name| Name::person(name, "A.")).to_vec(), ..Item::default() };
        let mut builder = CitationGraph::builder();
        builder.paper("a", item("Roe")).paper("b", item("Doe")).work("w", both).work("x", Item::default());
        builder.cite("a", "w").cite("b", "w").cite("a", "x").cite("b", "x");
        let graph = builder.build().expect("all are there");
        let edges = |network: Network| NetworkFormat::Edges.write(&network);
        let related = |relation| edges(Network::of(&graph).related(&graph, relation, Measure::Count, 1.0));
        assert_eq!(related(Relation::Coupling), "source,target,weight\na,b,2\n");
        assert_eq!(related(Relation::CoCitation), "source,target,weight\nw,x,2\n");
        let authors = Network::of_authors(&graph);
        assert_eq!(edges(authors.clone()), "source,target,weight\nA. Doe,A. Roe,1\n");
        let grouped = authors.with_communities();
        assert!(grouped.nodes.iter().all(|node| node.community == Some(0) && node.citations == 2), "{grouped:?}");
    }
}
