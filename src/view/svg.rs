//! The graph as a picture in SVG, laid out here: years run from left to right, and nothing else is needed to draw it.
//!
//! # Reading the picture
//!
//! - A box with a strong frame is a paper of the corpus; it says how many of its sources aren't drawn. Other boxes are works,
//!   the warmer the more papers cite them.
//! - A line runs from a citing paper to a cited work, in the paper's colour; a red one lies on a circle of citations, a
//!   dashed one is a self-citation. Lines pass behind boxes.
//! - Papers and works without a year stand in a column of their own, at the right end.
//!
//! Papers that share sources stand near each other, and works at the height of those that cite them: see Sugiyama, Tagawa &
//! Toda (1981), named in full in the layout's own text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use super::label::{shortened, who_when};
use super::layout::years::{Column, Spacing, layers};
use super::layout::{Point, Sketch};
use super::xml::escaped;
use crate::graph::{CitationEdge, CitationGraph, WorkIndex, WorkNode};
use crate::query::communities::communities;
use crate::query::cycles::cycles;
use crate::query::self_citation::{Answer, self_citations};

/// Which works are drawn besides the papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Works {
    /// Those that two papers or more cite.
    #[default]
    Shared,
    /// So many, those that most papers cite.
    Strongest(usize),
    /// All.
    All,
    /// None: the papers alone.
    None,
}

/// What gives a line its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colours {
    /// The citing paper.
    #[default]
    Papers,
    /// The community of the citing paper.
    Communities,
}

/// Whether signs are explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Legend {
    /// At the lower edge, those that occur.
    #[default]
    Shown,
    /// Not at all.
    Hidden,
}

/// What is drawn, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SvgOptions {
    /// Which works.
    pub works: Works,
    /// What colours lines.
    pub colours: Colours,
    /// Whether signs are explained.
    pub legend: Legend,
}

impl SvgOptions {
    /// The same with these works drawn.
    #[must_use]
    pub fn with_works(self, works: Works) -> Self {
        Self { works, ..self }
    }

    /// The same with lines coloured so.
    #[must_use]
    pub fn with_colours(self, colours: Colours) -> Self {
        Self { colours, ..self }
    }

    /// The same with the legend so.
    #[must_use]
    pub fn with_legend(self, legend: Legend) -> Self {
        Self { legend, ..self }
    }
}

/// The graph in SVG. The same graph and options give the same bytes.
///
/// # Complexity
///
/// That of [`cycles`], [`self_citations`] and [`communities`], and O((w + c) log w) for w works and c citations drawn.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::item::Item;
/// use citegraph::view::svg::{SvgOptions, svg};
///
/// let graph = CitationGraph::builder()
///     .paper("a", Item::default())
///     .paper("b <i>", Item::default())
///     .cite("a", "b <i>")
///     .build()?;
/// let picture = svg(&graph, SvgOptions::default());
/// assert!(picture.starts_with("<svg ") && picture.contains("b &lt;i&gt;"));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn svg(graph: &CitationGraph, options: SvgOptions) -> String {
    Picture::new(graph, options).written()
}

/// Colours that the colour-blind tell apart, after Okabe & Ito (2008), without the red that marks circles.
const COLOURS: [&str; 8] = ["#0072b2", "#d58a00", "#009e73", "#a64d92", "#3aa0d8", "#8a6d3b", "#5b5bb5", "#6b8e23"];
/// Grounds of works by the number of papers that cite them: one, two, three, more.
const GROUNDS: [&str; 4] = ["#f7f7f4", "#fff3c4", "#ffd98a", "#ffb74d"];
const CIRCLE: &str = "#d1242f";

/// With more works than these, a box has one line.
const ROOMY: usize = 70;
/// The room that a letter takes, in parts of the font's size, somewhat more than most fonts need.
const LETTER: f64 = 0.58;

/// Sizes in pixels.
#[derive(Clone, Copy)]
struct Sizes {
    width: f64,
    height: f64,
    /// From a row to the next.
    row: f64,
    font: f64,
    has_title: bool,
}

impl Sizes {
    fn of(works: usize) -> Self {
        match works <= ROOMY {
            true => Self { width: 206.0, height: 40.0, row: 50.0, font: 12.5, has_title: true },
            false => Self { width: 150.0, height: 20.0, row: 25.0, font: 10.5, has_title: false },
        }
    }

    /// How many letters of a font's size fit a box.
    fn letters(self, font: f64) -> usize {
        ((self.width - 16.0) / (font * LETTER)) as usize
    }
}

struct Picture<'g> {
    graph: &'g CitationGraph,
    options: SvgOptions,
    shown: Vec<WorkIndex>,
    places: HashMap<WorkIndex, Point>,
    columns: Vec<Column>,
    sizes: Sizes,
    communities: Vec<u32>,
    /// A number for each document.
    documents: BTreeMap<&'g str, usize>,
    component: HashMap<String, usize>,
    own: HashSet<(String, String)>,
}

impl<'g> Picture<'g> {
    fn new(graph: &'g CitationGraph, options: SvgOptions) -> Self {
        let shown = shown(graph, options.works);
        let numbers: HashMap<WorkIndex, u32> = shown.iter().copied().zip(0..).collect();
        let communities = communities(&graph.freeze(), 1.0).of;
        let nodes: Vec<&WorkNode> = shown.iter().filter_map(|&work| graph.work(work)).collect();
        let links: Vec<(u32, u32)> = graph
            .citations()
            .filter_map(|edge| numbers.get(&edge.citing).copied().zip(numbers.get(&edge.cited).copied()))
            .collect();
        let sizes = Sizes::of(shown.len());
        let spacing = Spacing {
            between_years: ((sizes.width + 40.0) / sizes.row, (sizes.width + 90.0) / sizes.row),
            within_year: (sizes.width + 14.0) / sizes.row,
            aspect: 0.7,
            least_rows: 6,
            columns: 7,
        };
        let laid = layers(
            &Sketch {
                years: &nodes.iter().map(|node| node.item().year()).collect::<Vec<_>>(),
                links: &links,
                anchors: &nodes.iter().map(|node| node.is_paper()).collect::<Vec<_>>(),
                communities: &shown.iter().map(|work| communities[work.index()]).collect::<Vec<_>>(),
            },
            spacing,
        );
        let place = |at: Point| Point { x: MARGIN + at.x * sizes.row, y: HEAD + at.y * sizes.row };
        let columns = laid.columns.into_iter().map(|column| Column {
            x: (MARGIN + column.x.0 * sizes.row, MARGIN + column.x.1 * sizes.row + sizes.width),
            ..column
        });
        let mut component = HashMap::new();
        for (n, found) in cycles(graph).components.into_iter().enumerate() {
            component.extend(found.works.into_iter().map(|work| (work, n)));
        }
        let own = self_citations(graph).into_iter().filter(|c| c.any_author == Answer::Yes || c.journal == Answer::Yes);
        Self {
            places: shown.iter().copied().zip(laid.places.into_iter().map(place)).collect(),
            columns: columns.collect(),
            documents: graph.papers().map(|(document, _)| document).zip(0..).collect(),
            own: own.map(|c| (c.document, c.work)).collect(),
            graph,
            options,
            shown,
            sizes,
            communities,
            component,
        }
    }

    fn written(&self) -> String {
        let right = self.columns.iter().map(|column| column.x.1).fold(2.0 * MARGIN, f64::max);
        let lowest = self.places.values().map(|at| at.y).fold(HEAD, f64::max) + self.sizes.height;
        let legend = self.legend(lowest + 34.0);
        let (width, height) = (right + MARGIN, lowest + if legend.is_empty() { 20.0 } else { 54.0 });
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
             height=\"{height:.0}\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        );
        self.years(&mut out, lowest);
        for edge in self.graph.citations() {
            self.line(&mut out, edge);
        }
        for &work in &self.shown {
            self.work(&mut out, work);
        }
        out.push_str(&legend);
        out.push_str("</svg>\n");
        out
    }

    /// A band for each column, with its years above.
    fn years(&self, out: &mut String, lowest: f64) {
        for (n, column) in self.columns.iter().enumerate() {
            let words = match column.years {
                None => "no year".to_owned(),
                Some((first, last)) if first == last => first.to_string(),
                Some((first, last)) => format!("{first}–{last}"),
            };
            let (left, right) = (column.x.0 - 12.0, column.x.1 + 12.0);
            if n % 2 == 0 {
                let (width, height) = (right - left, lowest - 4.0);
                let _ = writeln!(
                    out,
                    "<rect x=\"{left:.0}\" y=\"10\" width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"#f7f8fa\"/>"
                );
            }
            let middle = f64::midpoint(left, right);
            let _ = writeln!(
                out,
                "<text x=\"{middle:.0}\" y=\"30\" font-size=\"13\" fill=\"#5d6673\" text-anchor=\"middle\">{words}</text>"
            );
        }
    }

    fn colour(&self, document: &str, citing: WorkIndex) -> &'static str {
        let number = match self.options.colours {
            Colours::Papers => self.documents.get(document).copied().unwrap_or(0),
            Colours::Communities => self.communities[citing.index()] as usize,
        };
        COLOURS[number % COLOURS.len()]
    }

    fn is_circular(&self, edge: &CitationEdge<'_>) -> bool {
        let component = |work| self.component.get(self.graph.id(work));
        edge.citing == edge.cited || component(edge.citing).is_some_and(|n| component(edge.cited) == Some(n))
    }

    fn is_own(&self, edge: &CitationEdge<'_>) -> bool {
        self.own.contains(&(edge.citation.document.clone(), self.graph.id(edge.cited).to_owned()))
    }

    fn line(&self, out: &mut String, edge: CitationEdge<'_>) {
        let Some((from, to)) = self.places.get(&edge.citing).zip(self.places.get(&edge.cited)) else { return };
        let (width, middle) = (self.sizes.width, self.sizes.height / 2.0);
        let (y1, y2) = (from.y + middle, to.y + middle);
        // To an older work from the left side to its right side, to a newer one the other way; within a year a bow.
        let (x1, x2, bend1, bend2) = if from.x > to.x + width {
            let bend = (from.x - to.x - width) * 0.5;
            (from.x, to.x + width, -bend, bend)
        } else if to.x > from.x + width {
            let bend = (to.x - from.x - width) * 0.5;
            (from.x + width, to.x, bend, -bend)
        } else {
            (from.x, to.x, -34.0, -34.0)
        };
        let circular = self.is_circular(&edge);
        let colour = if circular { CIRCLE } else { self.colour(&edge.citation.document, edge.citing) };
        let (stroke, opacity) = if circular { (2.4, 0.95) } else { (1.5, 0.6) };
        let dashes = if self.is_own(&edge) && edge.citing != edge.cited { " stroke-dasharray=\"6 4\"" } else { "" };
        // A work that cites itself has a handle on its upper side.
        let path = match edge.citing == edge.cited {
            true => format!("M{:.1} {:.1}c-5 -14 27 -14 22 0", x1 + width - 44.0, from.y),
            false => {
                let (c1, c2) = (x1 + bend1, x2 + bend2);
                format!("M{x1:.1} {y1:.1}C{c1:.1} {y1:.1} {c2:.1} {y2:.1} {x2:.1} {y2:.1}")
            }
        };
        let entries: Vec<String> = edge.citation.entries.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{stroke}\" stroke-opacity=\"{opacity}\"\
             {dashes}><title>{}</title></path>",
            escaped(&entries.join(", ")),
        );
    }

    fn work(&self, out: &mut String, index: WorkIndex) {
        let (Some(at), Some(work)) = (self.places.get(&index), self.graph.work(index)) else { return };
        let (item, sizes) = (work.item(), self.sizes);
        let citing = self.graph.cited_by(index).len();
        let document = work.papers().first().map(String::as_str);
        let (ground, frame, stroke) = match document {
            Some(document) => ("#eef4fb", self.colour(document, index), 2.4),
            None if citing > 1 => (GROUNDS[citing.min(4) - 1], "#b98900", 1.0),
            None => (GROUNDS[0], "#b8bcc4", 1.0),
        };
        let title = item.title.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "<g><title>{}</title><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"{ground}\" \
             stroke=\"{frame}\" stroke-width=\"{stroke}\"/>",
            escaped(&format!("{} {title}", work.id())),
            at.x,
            at.y,
            sizes.width,
            sizes.height,
        );
        let hidden = self.graph.cites(index).filter(|edge| !self.places.contains_key(&edge.cited)).count();
        let note = match document {
            Some(_) if hidden > 0 => format!("+ {hidden}"),
            None if citing > 1 => citing.to_string(),
            _ => String::new(),
        };
        let label = shortened(&who_when(item, work.id()), sizes.letters(sizes.font).saturating_sub(note.len() + 1));
        let weight = if document.is_some() { " font-weight=\"bold\"" } else { "" };
        let baseline = at.y + if sizes.has_title { 16.0 } else { 14.0 };
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{baseline:.1}\" font-size=\"{}\" fill=\"#20242b\"{weight}>{}</text>",
            at.x + 8.0,
            sizes.font,
            escaped(&label),
        );
        if !note.is_empty() {
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{baseline:.1}\" font-size=\"{}\" fill=\"#5d6673\" text-anchor=\"end\">{note}</text>",
                at.x + sizes.width - 8.0,
                sizes.font - 1.5,
            );
        }
        // Who stands under a title as its name needn't show it again.
        if sizes.has_title && !(item.author.is_empty() && item.editor.is_empty()) {
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"10.5\" fill=\"#5d6673\">{}</text>",
                at.x + 8.0,
                at.y + 31.0,
                escaped(&shortened(title, sizes.letters(10.5))),
            );
        }
        out.push_str("</g>\n");
    }

    /// The signs that occur, in a line whose text stands at `y`.
    fn legend(&self, y: f64) -> String {
        if self.options.legend == Legend::Hidden {
            return String::new();
        }
        let drawn = || {
            let edges = self.graph.citations();
            edges.filter(|edge| self.places.contains_key(&edge.citing) && self.places.contains_key(&edge.cited))
        };
        let several = |work: &WorkIndex| self.graph.cited_by(*work).len() > 1;
        let frame = |ground: &str, frame: &str| format!("rx=\"3\" fill=\"{ground}\" stroke=\"{frame}\"");
        let signs = [
            (true, frame("#eef4fb", COLOURS[0]), "paper; + n: sources not drawn"),
            (self.shown.iter().any(several), frame(GROUNDS[2], "#b98900"), "cited by n papers"),
            (drawn().any(|edge| self.is_circular(&edge)), format!("fill=\"{CIRCLE}\""), "circle of citations"),
            (drawn().any(|edge| self.is_own(&edge)), String::new(), "dashed: self-citation"),
        ];
        let (mut out, mut x) = (String::new(), MARGIN);
        for (_, look, words) in signs.iter().filter(|(occurs, ..)| *occurs) {
            match look.as_str() {
                "" => {
                    let _ = writeln!(
                        out,
                        "<path d=\"M{x:.0} {:.0}h18\" stroke=\"#20242b\" stroke-width=\"1.8\" stroke-dasharray=\"6 4\"/>",
                        y - 4.0
                    );
                }
                look => {
                    let _ =
                        writeln!(out, "<rect x=\"{x:.0}\" y=\"{:.0}\" width=\"18\" height=\"11\" {look}/>", y - 10.0);
                }
            }
            let _ = writeln!(
                out,
                "<text x=\"{:.0}\" y=\"{y:.0}\" font-size=\"12\" fill=\"#5d6673\">{words}</text>",
                x + 25.0
            );
            x += 50.0 + words.chars().count() as f64 * 12.0 * LETTER;
        }
        out
    }
}

/// What is free around the picture, and above it for the years.
const MARGIN: f64 = 26.0;
const HEAD: f64 = 46.0;

/// The works that are drawn, in order.
fn shown(graph: &CitationGraph, works: Works) -> Vec<WorkIndex> {
    let times = |work: WorkIndex| graph.cited_by(work).len();
    let mut others: Vec<WorkIndex> =
        graph.works().filter(|(_, work)| !work.is_paper()).map(|(index, _)| index).collect();
    match works {
        Works::Shared => others.retain(|&work| times(work) > 1),
        Works::Strongest(most) => {
            others.sort_by_key(|&work| (std::cmp::Reverse(times(work)), work));
            others.truncate(most);
        }
        Works::All => {}
        Works::None => others.clear(),
    }
    let mut shown: Vec<WorkIndex> = graph.works().filter(|(_, work)| work.is_paper()).map(|(index, _)| index).collect();
    shown.extend(others);
    shown.sort_unstable();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::date::Date;
    use crate::reference::item::Item;

    /// Papers of one year that share every other of some works of several years, one of them without a year.
    fn graph(papers: usize, works: usize) -> CitationGraph {
        let of = |title: String, year: Option<i32>| Item {
            title: Some(title),
            issued: year.map(Date::of_year),
            ..Item::default()
        };
        let mut builder = CitationGraph::builder();
        for n in 0..works {
            let year = i32::try_from(1990 + n % 30).ok().filter(|_| n > 0);
            builder = builder.work(format!("w{n}"), of(format!("<Work> & \u{1b} {n}"), year));
        }
        for p in 0..papers {
            builder = builder.paper(format!("p{p}"), of(format!("Paper {p}"), Some(2020)));
            for n in (0..works).filter(|n| (n + p) % 2 == 0) {
                builder = builder.cite(format!("p{p}"), format!("w{n}"));
            }
        }
        builder.build().expect("ids are unique")
    }

    #[test]
    fn boxes_lie_apart_and_years_in_order() {
        for (papers, works) in [(1, 1), (3, 40), (4, 200)] {
            let graph = graph(papers, works);
            let picture = Picture::new(&graph, SvgOptions::default().with_works(Works::All));
            let places: Vec<Point> = picture.shown.iter().map(|work| picture.places[work]).collect();
            for (n, a) in places.iter().enumerate() {
                for b in &places[n + 1..] {
                    let apart = (a.x - b.x).abs() >= picture.sizes.width || (a.y - b.y).abs() >= picture.sizes.height;
                    assert!(apart, "{a:?} and {b:?} of {works}");
                }
            }
            assert!(picture.columns.windows(2).all(|pair| pair[0].x.1 < pair[1].x.0));
            assert_eq!(picture.columns.last().map(|column| column.years.is_none()), Some(true));
        }
    }

    #[test]
    fn what_is_drawn_is_as_asked() {
        let graph = graph(3, 9);
        let drawn = |works| shown(&graph, works).len();
        // All but those that the second paper alone cites.
        assert_eq!(drawn(Works::Shared), 3 + 5);
        assert_eq!((drawn(Works::All), drawn(Works::None), drawn(Works::Strongest(2))), (12, 3, 5));
    }

    #[test]
    fn markup_stays_text() {
        let picture = svg(&graph(2, 3), SvgOptions::default().with_works(Works::All));
        assert!(picture.contains("&lt;Work&gt; &amp;   0"), "{picture}");
        assert!(!picture.contains("<Work>") && !picture.contains('\u{1b}'));
        assert_eq!(picture, svg(&graph(2, 3), SvgOptions::default().with_works(Works::All)));
    }
}
