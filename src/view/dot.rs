//! The graph as DOT, graphviz's language.
//!
//! This is the one file that uses the crate `graphviz-rust`. That crate prints values verbatim, so that everything that
//! comes from outside passes through one function here that quotes it.
//!
//! # Reading the picture
//!
//! - A box with a blue ground is a paper of the corpus; it says how many of its sources aren't drawn. Rounded shapes are
//!   other works, the warmer and thicker the more papers cite them.
//! - Years, or periods of some years, run along an axis, oldest first; works without a year stand at its end.
//! - Arrows run from citing to cited, in the citing paper's colour. Thick red ones lie in a circle of citations. A dashed
//!   one is an author's self-citation, a dotted one a journal's.

use std::collections::BTreeMap;

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::label::{who_when, wrapped};
pub use super::options::{Colours, DrawOptions, DrawOptions as DotOptions, Flow, Legend, Ranks, Titles, Works};
use super::scene::{Own, Scene};
use crate::graph::{CitationEdge, CitationGraph, WorkIndex};

/// The graph in DOT. The same graph and options give the same bytes.
///
/// A node's name in DOT is `work:` and the work's id; an edge's tooltip lists the entries behind it.
///
/// # Complexity
///
/// That of [`cycles`](crate::query::cycles::cycles) and
/// [`self_citations`](crate::query::self_citation::self_citations), and O((w + c) log w) for w works and c citations.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::item::Item;
/// use citegraph::view::dot::{DotOptions, dot};
///
/// let graph = CitationGraph::builder()
///     .paper("a", Item::default())
///     .paper("b", Item::default())
///     .cite("a", "b")
///     .build()?;
/// assert!(dot(&graph, DotOptions::default()).contains(r#""work:a" -> "work:b""#));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn dot(graph: &CitationGraph, options: DrawOptions) -> String {
    let drawing = Drawing::new(graph, options);
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(drawing.graph_attributes())),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            plain("shape", "box"),
            quoted("style", "rounded,filled"),
            quoted("fillcolor", "#fafafa"),
            quoted("color", "#9e9e9e"),
            quoted("fontname", "Helvetica"),
            plain("fontsize", "10"),
            quoted("margin", "0.12,0.06"),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![plain("arrowsize", "0.6"), quoted("color", "#757575")])),
    ];
    stmts.extend(drawing.year_axis());
    stmts.extend(drawing.scene.shown.iter().filter_map(|&work| drawing.node(work)));
    stmts.extend(drawing.scene.citations().map(|edge| drawing.edge(edge)));
    stmts.extend(drawing.legend());
    let id = Id::Plain("citations".to_owned());
    let mut text = Graph::DiGraph { id, strict: false, stmts }.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

/// Colours that the colour-blind tell apart, after Okabe & Ito (2008), without the reds, which mark circles.
const PAPER_COLOURS: [&str; 6] = ["#0072b2", "#009e73", "#b8860b", "#56b4e9", "#9467bd", "#5d4037"];

/// How many works a column of years holds before it's better drawn upright.
const CROWD: usize = 6;

/// How many columns of years there are at most.
const PERIODS: usize = 8;

/// A drawing in DOT.
struct Drawing<'g> {
    scene: Scene<'g>,
    graph: &'g CitationGraph,
    options: DrawOptions,
}

/// The place on the axis: a year, or none, which comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Year(i32),
    Unknown,
}

impl<'g> Drawing<'g> {
    fn new(graph: &'g CitationGraph, options: DrawOptions) -> Self {
        Self { scene: Scene::new(graph, options), graph, options }
    }

    fn graph_attributes(&self) -> Vec<Attribute> {
        // Ranks run from citing to cited, thus from new to old.
        let crowded = || self.columns().iter().any(|(.., works)| works.len() > CROWD);
        let direction = match self.options.flow {
            Flow::Rightwards => "RL",
            Flow::Fitting if crowded() => "RL",
            Flow::Fitting | Flow::Upwards => "TB",
        };
        vec![
            plain("rankdir", direction),
            plain("charset", "utf8"),
            quoted("fontname", "Helvetica"),
            plain("nodesep", "0.1"),
            plain("ranksep", "0.6"),
            plain("pad", "0.2"),
            quoted("bgcolor", "white"),
        ]
    }

    /// The years or periods, oldest first: first year, last year, works. None when works stand freely.
    fn columns(&self) -> Vec<(Place, Place, Vec<WorkIndex>)> {
        let mut places: BTreeMap<Place, Vec<WorkIndex>> = BTreeMap::new();
        for &index in &self.scene.shown {
            let year = self.graph.work(index).and_then(|work| work.item().year());
            places.entry(year.map_or(Place::Unknown, Place::Year)).or_default().push(index);
        }
        match self.options.ranks {
            Ranks::Periods => periods(places),
            Ranks::Years => places.into_iter().map(|(place, works)| (place, place, works)).collect(),
            Ranks::Free => Vec::new(),
        }
    }

    /// The years as a chain of nodes, and a group for each with its works.
    fn year_axis(&self) -> Vec<Stmt> {
        let columns = self.columns();
        let name = |place: Place| match place {
            Place::Year(year) => format!("year:{year}"),
            Place::Unknown => "year:none".to_owned(),
        };
        let mut stmts = Vec::new();
        for (first, last, works) in &columns {
            let text = match (first, last) {
                (Place::Year(first), Place::Year(last)) if first != last => format!("{first}–{last}"),
                (Place::Year(year), _) => year.to_string(),
                (Place::Unknown, _) => "no year".to_owned(),
            };
            let axis =
                vec![plain("shape", "plaintext"), plain("style", "solid"), plain("fontsize", "12"), label(&text)];
            let mut group =
                vec![Stmt::Attribute(plain("rank", "same")), Stmt::Node(Node::new(node_id(&name(*first)), axis))];
            group.extend(works.iter().map(|&work| Stmt::Node(Node::new(self.node_id(work), Vec::new()))));
            stmts.push(Stmt::Subgraph(Subgraph { id: Id::Anonymous(String::new()), stmts: group }));
        }
        // From new to old, as the ranks run.
        let order: Vec<String> = columns.iter().rev().map(|(first, ..)| name(*first)).collect();
        for pair in order.windows(2) {
            let style = vec![plain("arrowhead", "none"), quoted("color", "#bdbdbd"), plain("weight", "100")];
            stmts.push(arrow(node_id(&pair[0]), node_id(&pair[1]), style));
        }
        stmts
    }

    fn node_id(&self, work: WorkIndex) -> NodeId {
        node_id(&format!("work:{}", self.graph.id(work)))
    }

    fn node(&self, index: WorkIndex) -> Option<Stmt> {
        let work = self.graph.work(index)?;
        let item = work.item();
        let mut lines = vec![who_when(item, work.id())];
        let titled = !item.author.is_empty() || !item.editor.is_empty();
        if let (Titles::Short, Some(title), true) = (self.options.titles, &item.title, titled) {
            lines.extend(wrapped(title, 30, 2));
        }
        let mut attributes = Vec::new();
        let papers = self.scene.citing(index);
        if work.is_paper() {
            let hidden = self.scene.hidden(index);
            if hidden > 0 {
                lines.push(format!("+ {hidden} {}", if hidden == 1 { "other source" } else { "other sources" }));
            }
            let colour = self.paper_colour(work.papers().first().map_or("", String::as_str), index);
            attributes.extend([
                plain("style", "filled"),
                quoted("fillcolor", "#dbe9f6"),
                quoted("color", colour),
                plain("penwidth", "2.5"),
                quoted("fontname", "Helvetica-Bold"),
            ]);
        } else if papers > 1 {
            let (ground, width) = match papers {
                2 => ("#fff3c4", "1"),
                3 => ("#ffd98a", "2"),
                _ => ("#ffb74d", "3"),
            };
            lines.push(format!("cited by {papers} papers"));
            attributes.extend([quoted("fillcolor", ground), quoted("color", "#b26a00"), plain("penwidth", width)]);
        }
        attributes.insert(0, label(&lines.join("\n")));
        attributes.push(text("tooltip", work.id()));
        Some(Stmt::Node(Node::new(self.node_id(index), attributes)))
    }

    fn paper_colour(&self, document: &str, citing: WorkIndex) -> &'static str {
        self.scene.colour(document, citing).map_or("#757575", |number| PAPER_COLOURS[number % PAPER_COLOURS.len()])
    }

    fn edge(&self, edge: CitationEdge<'_>) -> Stmt {
        let mut style = Vec::new();
        if self.scene.is_circular(&edge) {
            style.extend([quoted("color", "#d32f2f"), plain("penwidth", "2.5")]);
        } else {
            style.push(quoted("color", self.paper_colour(&edge.citation.document, edge.citing)));
        }
        match self.scene.own(&edge) {
            Some(Own::Author) => style.push(plain("style", "dashed")),
            Some(Own::Journal) => style.push(plain("style", "dotted")),
            None => {}
        }
        if !edge.citation.entries.is_empty() {
            let entries: Vec<String> = edge.citation.entries.iter().map(ToString::to_string).collect();
            style.push(text("edgetooltip", &entries.join(", ")));
        }
        if self.options.ranks != Ranks::Free {
            // With years as ranks, the axis alone decides where works stand, not the citations.
            style.push(plain("constraint", "false"));
        }
        arrow(self.node_id(edge.citing), self.node_id(edge.cited), style)
    }

    /// What the signs that occur mean, in the graph's own label.
    fn legend(&self) -> Option<Stmt> {
        if self.options.legend == Legend::Hidden {
            return None;
        }
        let (mut circle, mut author, mut journal) = (false, false, false);
        for edge in self.scene.citations() {
            circle |= self.scene.is_circular(&edge);
            author |= self.scene.own(&edge) == Some(Own::Author);
            journal |= self.scene.own(&edge) == Some(Own::Journal);
        }
        let signs = [
            (true, "blue box: paper"),
            (self.scene.shown.iter().any(|work| self.scene.citing(*work) > 1), "warm colours: cited by several papers"),
            (circle, "thick red: circle of citations"),
            (author, "dashed: author self-citation"),
            (journal, "dotted: journal self-citation"),
        ];
        let signs: Vec<&str> = signs.into_iter().filter(|(occurs, _)| *occurs).map(|(_, sign)| sign).collect();
        Some(Stmt::GAttribute(GraphAttributes::Graph(vec![label(&signs.join("  ·  ")), plain("fontsize", "11")])))
    }
}

/// Joins neighbouring years to at most [`PERIODS`], as even as can be: first year, last year, works. Works without a year
/// stay apart.
fn periods(mut places: BTreeMap<Place, Vec<WorkIndex>>) -> Vec<(Place, Place, Vec<WorkIndex>)> {
    let unknown = places.remove(&Place::Unknown);
    let sizes: Vec<usize> = places.values().map(Vec::len).collect();
    let room = if sizes.len() <= PERIODS { 0 } else { least_room(&sizes) };
    let mut columns: Vec<(Place, Place, Vec<WorkIndex>)> = Vec::new();
    for (place, mut works) in places {
        match columns.last_mut() {
            Some((_, last, column)) if column.len() + works.len() <= room => {
                *last = place;
                column.append(&mut works);
            }
            _ => columns.push((place, place, works)),
        }
    }
    columns.extend(unknown.map(|works| (Place::Unknown, Place::Unknown, works)));
    columns
}

/// The least number of works a period has to hold for [`PERIODS`] to be enough; found by halving.
fn least_room(sizes: &[usize]) -> usize {
    let enough = |room: usize| {
        let (mut periods, mut held) = (1, 0);
        for size in sizes {
            if held > 0 && held + size > room {
                (periods, held) = (periods + 1, 0);
            }
            held += size;
        }
        periods <= PERIODS
    };
    let (mut low, mut high) = (0, sizes.iter().sum());
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// An attribute whose value is a word of ours.
fn plain(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Plain(value.to_owned()))
}

/// An attribute whose value is ours, and needs quotation marks.
fn quoted(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quote(value))
}

/// An attribute whose value graphviz shows to people. It reads `&…;` as HTML does.
fn text(name: &str, value: &str) -> Attribute {
    quoted(name, &value.replace('&', "&amp;"))
}

fn label(value: &str) -> Attribute {
    text("label", value)
}

/// A name of its own for each text: control characters, which [`quote`] would make alike, are written as Rust does.
fn node_id(name: &str) -> NodeId {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control() || c == '\\' { plain.extend(c.escape_default()) } else { plain.push(c) }
    }
    NodeId(quote(&plain), None)
}

fn arrow(from: NodeId, to: NodeId, style: Vec<Attribute>) -> Stmt {
    Stmt::Edge(Edge { ty: EdgeTy::Pair(Vertex::N(from), Vertex::N(to)), attributes: style })
}

/// The one place where outside text becomes DOT: a quoted string in which quotation marks and backslashes are escaped,
/// line breaks written `\n`, and other control characters replaced by spaces.
fn quote(text: &str) -> Id {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Id::Escaped(quoted)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn periods_are_few_and_even() {
        let years = |n: i32| (0..n).map(|year| (Place::Year(year), vec![WorkIndex(0)])).collect::<BTreeMap<_, _>>();
        let sizes = |places| periods(places).into_iter().map(|(.., works)| works.len()).collect::<Vec<_>>();
        assert_eq!(sizes(years(0)), [0; 0]);
        assert_eq!(sizes(years(8)), [1; 8]);
        assert_eq!(sizes(years(16)), [2; 8]);
        assert_eq!(sizes(years(17)), [3, 3, 3, 3, 3, 2]);
        let mut crowded = years(9);
        crowded.insert(Place::Year(4), vec![WorkIndex(0); 100]);
        crowded.insert(Place::Unknown, vec![WorkIndex(0)]);
        assert_eq!(sizes(crowded), [2, 2, 100, 2, 2, 1]);
    }

    #[test]
    fn names_are_told_apart() {
        let names = ["a b", "a\u{7}b", "a\tb", "a\nb", "a\\tb", "a\\\\tb", "a\u{9b}b"];
        let written: BTreeSet<String> = names.into_iter().map(|name| format!("{:?}", node_id(name))).collect();
        assert_eq!(written.len(), names.len());
    }

    #[test]
    fn quotes_escape_what_dot_reads() {
        assert_eq!(quote("a \"b\" \\ c\nd\te"), Id::Escaped(r#""a \"b\" \\ c\nd e""#.to_owned()));
    }
}
