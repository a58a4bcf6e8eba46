//! Graphs in the forms that programs for networks take: GraphML, GEXF, Pajek, VOSviewer, Cytoscape, JSON Graph Format, and
//! tables of nodes, edges and citations.
//!
//! Each form is written by its own rules of escaping; control characters, which break many of them, become blanks.

mod cx2;
mod gexf;
mod graphml;
mod json;
mod pajek;
mod tables;

use std::fmt;
use std::str::FromStr;

use crate::graph::CitationGraph;
use crate::query::names::display;
use crate::view::label::who_when;

/// A form of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NetworkFormat {
    /// GraphML, which igraph, networkx, Gephi and yEd take.
    GraphMl,
    /// GEXF, Gephi's own, with the years as spells.
    Gexf,
    /// Pajek's `.net`.
    Pajek,
    /// VOSviewer's JSON.
    VosViewer,
    /// VOSviewer's map file, which goes with its network file.
    VosViewerMap,
    /// VOSviewer's network file, which goes with its map file.
    VosViewerNetwork,
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
    pub const ALL: [NetworkFormat; 12] = [
        NetworkFormat::GraphMl,
        NetworkFormat::Gexf,
        NetworkFormat::Pajek,
        NetworkFormat::VosViewer,
        NetworkFormat::VosViewerMap,
        NetworkFormat::VosViewerNetwork,
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
            Self::VosViewer => "vosviewer",
            Self::VosViewerMap => "vosviewer-map",
            Self::VosViewerNetwork => "vosviewer-network",
            Self::Cytoscape => "cytoscape",
            Self::Cx2 => "cx2",
            Self::JsonGraph => "jgf",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::EdgeList => "edge-list",
        }
    }

    /// The network in this form. Linear.
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
        match self {
            Self::GraphMl => graphml::write(network),
            Self::Gexf => gexf::write(network),
            Self::Pajek => pajek::write(network),
            Self::VosViewer => json::vosviewer(network),
            Self::VosViewerMap => tables::vosviewer_map(network),
            Self::VosViewerNetwork => tables::vosviewer_network(network),
            Self::Cytoscape => json::cytoscape(network),
            Self::Cx2 => cx2::write(network),
            Self::JsonGraph => json::json_graph(network),
            Self::Nodes => tables::nodes(network),
            Self::Edges => tables::edges(network),
            Self::EdgeList => tables::edge_list(network),
        }
    }
}

impl fmt::Display for NetworkFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for NetworkFormat {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|form| form.as_str() == name).ok_or(())
    }
}

/// Whether edges have a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edges {
    /// From the one that cites to the one that is cited.
    Directed,
    /// Between two that have something in common.
    Undirected,
}

/// A work in a network.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Its DOI.
    pub doi: Option<String>,
    /// Whether it is a paper that was given.
    pub is_paper: bool,
    /// How many papers cite it.
    pub citations: usize,
}

/// Works and what ties them, ready to be written.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Network {
    /// Whether edges have a direction.
    pub kind: Edges,
    /// The works.
    pub nodes: Vec<Node>,
    /// Pairs of places in [`nodes`](Self::nodes), and how strong the tie is.
    pub edges: Vec<(usize, usize, f64)>,
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
                authors: item.author.iter().map(display).collect(),
                doi: item.doi.clone(),
                is_paper: work.is_paper(),
                citations: graph.cited_by(at).len(),
            }
        });
        let weight = |entries: usize| f64::from(u32::try_from(entries.max(1)).unwrap_or(u32::MAX));
        let edges = graph.citations();
        let edges = edges.map(|e| (e.citing.index(), e.cited.index(), weight(e.citation.entries.len())));
        Self { kind: Edges::Directed, nodes: nodes.collect(), edges: edges.collect() }
    }

    /// The same works with other ties: pairs of places in [`nodes`](Self::nodes), with their strength. Pairs that name no node
    /// are left out.
    #[must_use]
    pub fn with_ties(self, kind: Edges, ties: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let count = self.nodes.len();
        Self { kind, edges: ties.into_iter().filter(|(a, b, _)| *a < count && *b < count).collect(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two works with all that breaks forms.
    fn hostile() -> Network {
        let node = |id: &str, year| Node {
            id: id.to_owned(),
            label: "A \"b\" <c> & 'd'\u{1}\n]]>".to_owned(),
            title: Some("x,\"y\"\r\nz".to_owned()),
            year,
            authors: vec!["Ann Roe".to_owned(), "=1+1".to_owned()],
            doi: None,
            is_paper: true,
            citations: 1,
        };
        Network {
            kind: Edges::Directed,
            nodes: vec![node("a \"1\"", Some(2020)), node("b<&", None)],
            edges: vec![(0, 1, 2.0)],
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
        let map = lines(NetworkFormat::VosViewerMap);
        assert_eq!(map.len(), 3);
        assert!(map.iter().all(|row| row.len() == map[0].len()), "{map:?}");
    }

    #[test]
    fn pajek_numbers_from_one() {
        let text = NetworkFormat::Pajek.write(&hostile());
        assert!(text.starts_with("*Vertices 2\n1 \""), "{text}");
        assert!(text.ends_with("*Arcs\n1 2 2\n"), "{text}");
    }
}
