//! The graph: boxes in columns of years, or dots where there are very many, and lines between them.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::canvas::{Anchor, Canvas, Font};
use super::{COLOURS, INK, PALE};
use crate::graph::{CitationEdge, CitationGraph, WorkIndex, WorkNode};
use crate::query::order;
use crate::view::label::who_when;
use crate::view::layout::layered::{Frame, layered};
use crate::view::layout::years::{Column, Spacing, layers};
use crate::view::layout::{Point, Sketch};
use crate::view::options::{DrawOptions, Flow, Legend, Ranks, Titles};
use crate::view::scene::{Own, Scene};

/// The graph in SVG. The same graph and options give the same bytes.
///
/// # Complexity
///
/// That of [`cycles`](crate::query::cycles::cycles), [`self_citations`](crate::query::self_citation::self_citations) and
/// [`communities`](crate::query::communities::communities), and O((w + c) log w) for w works and c citations drawn.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::item::Item;
/// use citegraph::view::svg::{DrawOptions, svg};
///
/// let graph = CitationGraph::builder()
///     .paper("a", Item::default())
///     .paper("b <i>", Item::default())
///     .cite("a", "b <i>")
///     .build()?;
/// let picture = svg(&graph, DrawOptions::default());
/// assert!(picture.starts_with("<svg ") && picture.contains("b &lt;i&gt;"));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn svg(graph: &CitationGraph, options: DrawOptions) -> String {
    Picture::new(graph, options).written()
}

/// Grounds of works by the number of papers that cite them: one, two, three, more.
const GROUNDS: [&str; 4] = ["#f7f7f4", "#fff3c4", "#ffd98a", "#ffb74d"];
const CIRCLE: &str = "#d1242f";

/// What is free around the picture, and above it for the years.
const MARGIN: f64 = 26.0;
const HEAD: f64 = 46.0;
/// What is free on the left for the years where they run upwards.
const SIDE: f64 = 110.0;

/// With more works than these, a box has one line.
const ROOMY: usize = 70;
/// With more works than these, boxes are dots.
const CROWDED: usize = 300;
/// So many dots have names, if these find room.
const NAMED: usize = 60;

/// How long the head of a line is.
const HEAD_LENGTH: f64 = 7.0;

/// Where a line ends, and whether it goes there along time (1) or against it (-1).
#[derive(Clone, Copy)]
struct End {
    along: f64,
    across: f64,
    way: f64,
}

/// What names of dots stand on.
const NAME_GROUND: &str = "fill=\"#ffffff\" fill-opacity=\"0.8\"";

/// How a work is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// With names, and the title below.
    TwoLines,
    OneLine,
    Dot,
}

/// Sizes in pixels.
#[derive(Clone, Copy)]
struct Sizes {
    shape: Shape,
    width: f64,
    height: f64,
    /// Between two works one below the other.
    gap: f64,
    font: f64,
}

impl Sizes {
    fn of(works: usize, titles: Titles) -> Self {
        if works > CROWDED {
            return Self { shape: Shape::Dot, width: 12.0, height: 12.0, gap: 6.0, font: 11.0 };
        }
        match (works > ROOMY, titles) {
            (true, _) => Self { shape: Shape::OneLine, width: 150.0, height: 20.0, gap: 5.0, font: 10.5 },
            (false, Titles::None) => Self { shape: Shape::OneLine, width: 190.0, height: 24.0, gap: 8.0, font: 12.5 },
            (false, Titles::Short) => {
                Self { shape: Shape::TwoLines, width: 214.0, height: 40.0, gap: 10.0, font: 12.5 }
            }
        }
    }

    /// How dots are laid out, in units of the way from one to the next below it.
    fn spacing(self, ranks: Ranks) -> Spacing {
        let unit = self.height + self.gap;
        Spacing {
            between_years: (60.0 / unit, 150.0 / unit),
            within_year: (self.width + 10.0) / unit,
            aspect: 0.7,
            least_rows: 6,
            columns: columns(ranks),
        }
    }

    /// How boxes are laid out.
    fn frame(self, flow: Flow, ranks: Ranks) -> Frame {
        let columns = columns(ranks);
        match flow {
            Flow::Upwards => Frame {
                size: (self.height, self.width),
                gap: 14.0,
                channel: (48.0, 110.0),
                aspect: 1.4,
                least_rows: 4,
                columns,
            },
            _ => Frame {
                size: (self.width, self.height),
                gap: self.gap,
                channel: (60.0, 120.0),
                aspect: 0.7,
                least_rows: 6,
                columns,
            },
        }
    }
}

/// How many columns of years there are at most.
fn columns(ranks: Ranks) -> usize {
    if ranks == Ranks::Periods { 7 } else { usize::MAX }
}

/// How far from the middle of its work's side a line begins and ends.
#[derive(Clone, Copy, Default)]
struct Ports {
    begin: f64,
    end: f64,
}

/// Lines that meet a box's side at one place.
struct Meeting {
    /// Where they come from or go to, across the way that time runs.
    from: f64,
    /// Whether they lead to newer works: where two works cite each other, their lines lie beside each other.
    is_onward: bool,
    /// The numbers of the citations.
    lines: Vec<usize>,
}

/// Where lines meet a box: along the way that time runs its older and newer side, across it the middle.
struct Sides {
    older: f64,
    newer: f64,
    middle: f64,
}

impl Sides {
    /// Whether neither is older than the other: they stand in one layer.
    fn is_beside(&self, other: &Self) -> bool {
        self.older <= other.newer && other.older <= self.newer
    }
}

struct Picture<'g> {
    scene: Scene<'g>,
    flow: Flow,
    places: HashMap<WorkIndex, Point>,
    /// Of each citation where it passes layers of boxes, from the citing work on: where the layer begins along the way that
    /// time runs, and where the line lies across it.
    routes: Vec<Vec<Point>>,
    /// Of each citation where it begins and ends.
    ports: Vec<Ports>,
    /// Years, and where they begin and end along the way that time runs.
    columns: Vec<Column>,
    sizes: Sizes,
    /// How opaque lines are between dots: ten thousand over each other are to be a shade, not a wall.
    shade: f64,
}

impl<'g> Picture<'g> {
    fn new(graph: &'g CitationGraph, options: DrawOptions) -> Self {
        let scene = Scene::new(graph, options);
        let flow = if options.flow == Flow::Upwards { Flow::Upwards } else { Flow::Rightwards };
        let numbers: HashMap<WorkIndex, u32> = scene.shown.iter().copied().zip(0..).collect();
        let ranks = match options.ranks {
            Ranks::Free => order::layers(&graph.freeze()).into_iter().map(|layer| i32::try_from(layer).ok()).collect(),
            _ => graph.works().map(|(_, work)| work.item().year()).collect::<Vec<Option<i32>>>(),
        };
        let links: Vec<(u32, u32)> = scene
            .citations()
            .filter_map(|edge| numbers.get(&edge.citing).copied().zip(numbers.get(&edge.cited).copied()))
            .collect();
        let sizes = Sizes::of(scene.shown.len(), options.titles);
        let sketch = Sketch {
            years: &scene.shown.iter().map(|work| ranks[work.index()]).collect::<Vec<_>>(),
            links: &links,
            anchors: &scene.shown.iter().map(|work| scene.is_paper(*work)).collect::<Vec<_>>(),
            communities: &scene.shown.iter().map(|work| scene.communities()[work.index()]).collect::<Vec<_>>(),
        };
        // Lines between dots are so many that they can't go around them.
        let (unit, columns, places, routes) = if sizes.shape == Shape::Dot {
            let laid = layers(&sketch, sizes.spacing(options.ranks));
            (sizes.height + sizes.gap, laid.columns, laid.places, vec![Vec::new(); links.len()])
        } else {
            let laid = layered(&sketch, sizes.frame(flow, options.ranks));
            (1.0, laid.columns, laid.places, laid.routes)
        };
        let last = columns.iter().map(|column| column.x.1).fold(0.0, f64::max);
        let place = |at: Point| match flow {
            // The newest is uppermost.
            Flow::Upwards => Point { x: SIDE + at.y * unit, y: MARGIN + (last - at.x) * unit },
            _ => Point { x: MARGIN + at.x * unit, y: HEAD + at.y * unit },
        };
        let column = |column: Column| {
            let (first, end) = column.x;
            let x = match flow {
                Flow::Upwards => (MARGIN + (last - end) * unit, MARGIN + (last - first) * unit + sizes.height),
                _ => (MARGIN + first * unit, MARGIN + end * unit + sizes.width),
            };
            Column { x, ..column }
        };
        let mut picture = Self {
            places: scene.shown.iter().copied().zip(places.into_iter().map(place)).collect(),
            routes: routes.into_iter().map(|route| route.into_iter().map(place).collect()).collect(),
            ports: vec![Ports::default(); links.len()],
            columns: columns.into_iter().map(column).collect(),
            flow,
            sizes,
            shade: (0.35 * (1000.0 / links.len().max(1) as f64).sqrt()).clamp(0.05, 0.35),
            scene,
        };
        if sizes.shape != Shape::Dot {
            picture.ports = picture.ports();
        }
        picture
    }

    /// Where lines meet the sides of boxes: those that end there one beside the other, in the order in which they come, and
    /// among them those of the work itself.
    fn ports(&self) -> Vec<Ports> {
        let mut ports = vec![Ports::default(); self.routes.len()];
        // By work and side.
        let mut sides: BTreeMap<(WorkIndex, bool), Vec<Meeting>> = BTreeMap::new();
        let mut leaving: BTreeMap<(WorkIndex, bool), Vec<(f64, usize)>> = BTreeMap::new();
        for (n, edge) in self.scene.citations().enumerate().filter(|(_, edge)| edge.citing != edge.cited) {
            let Some((from, to)) = self.places.get(&edge.citing).zip(self.places.get(&edge.cited)) else { continue };
            let (from, to) = (self.sides(*from), self.sides(*to));
            let route = &self.routes[n];
            let before = route.last().map_or(from.middle, |at| self.across(*at));
            let after = route.first().map_or(to.middle, |at| self.across(*at));
            // A bow ends at the side where the work's own lines begin, and keeps clear of these.
            if from.is_beside(&to) {
                ports[n].end = if before < to.middle { -8.0 } else { 8.0 };
                continue;
            }
            let is_back = from.older > to.newer;
            let meeting = Meeting { from: before, is_onward: !is_back, lines: vec![n] };
            sides.entry((edge.cited, is_back)).or_default().push(meeting);
            leaving.entry((edge.citing, !is_back)).or_default().push((after, n));
        }
        for ((work, is_newer), mut lines) in leaving {
            // Its own lines alone begin in the middle; beside others those that go one way begin at one place.
            let Some(arriving) = sides.get_mut(&(work, is_newer)) else { continue };
            lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for same in lines.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
                let lines = same.iter().map(|&(_, n)| n).collect();
                arriving.push(Meeting { from: same[0].0, is_onward: is_newer, lines });
            }
        }
        let room = if self.flow == Flow::Upwards { self.sizes.width } else { self.sizes.height } - 14.0;
        let citations: Vec<CitationEdge<'_>> = self.scene.citations().collect();
        for ((work, _), mut meetings) in sides {
            meetings.sort_by(|a, b| {
                a.from.total_cmp(&b.from).then(a.is_onward.cmp(&b.is_onward)).then(a.lines.cmp(&b.lines))
            });
            let between = (room / meetings.len() as f64).min(7.0);
            let first = -between * (meetings.len() - 1) as f64 / 2.0;
            for (rank, meeting) in meetings.iter().enumerate() {
                for &n in &meeting.lines {
                    let at = first + between * rank as f64;
                    if citations[n].cited == work { ports[n].end = at } else { ports[n].begin = at }
                }
            }
        }
        ports
    }

    /// A place across the way that time runs.
    fn across(&self, at: Point) -> f64 {
        if self.flow == Flow::Upwards { at.x } else { at.y }
    }

    /// The older and the newer side of a layer that begins here.
    fn along(&self, at: Point) -> (f64, f64) {
        match self.flow {
            Flow::Upwards => (-(at.y + self.sizes.height), -at.y),
            _ => (at.x, at.x + self.sizes.width),
        }
    }

    fn sides(&self, at: Point) -> Sides {
        let (older, newer) = self.along(at);
        let half = if self.flow == Flow::Upwards { self.sizes.width } else { self.sizes.height } / 2.0;
        Sides { older, newer, middle: self.across(at) + half }
    }

    fn written(&self) -> String {
        let rightmost = self.places.values().map(|at| at.x).fold(2.0 * MARGIN, f64::max) + self.sizes.width;
        // The last column's names need room.
        let right = if self.sizes.shape == Shape::Dot { rightmost + 130.0 } else { rightmost };
        let lowest = self.places.values().map(|at| at.y).fold(HEAD, f64::max) + self.sizes.height;
        let mut canvas = Canvas::default();
        self.years(&mut canvas, right, lowest);
        self.scene.citations().enumerate().for_each(|(n, edge)| self.line(&mut canvas, n, &edge));
        self.scene.shown.iter().for_each(|&work| self.work(&mut canvas, work));
        if self.sizes.shape == Shape::Dot {
            self.names(&mut canvas);
        }
        let legend = self.scene.options.legend == Legend::Shown;
        let widest = if legend { right.max(self.legend(&mut canvas, lowest + 34.0)) } else { right };
        canvas.finish(widest + MARGIN, lowest + if legend { 54.0 } else { 20.0 })
    }

    /// A band for each column, with its years at its head.
    fn years(&self, canvas: &mut Canvas, right: f64, lowest: f64) {
        if self.scene.options.ranks == Ranks::Free {
            return;
        }
        for (n, column) in self.columns.iter().enumerate() {
            let words = match column.years {
                None => "no year".to_owned(),
                Some((first, last)) if first == last => first.to_string(),
                Some((first, last)) => format!("{first}–{last}"),
            };
            let (begin, end) = (column.x.0 - 12.0, column.x.1 + 12.0);
            let (at, size) = match self.flow {
                Flow::Upwards => ((10.0, begin), (right + 6.0, end - begin)),
                _ => ((begin, 10.0), (end - begin, lowest - 4.0)),
            };
            if n % 2 == 0 {
                canvas.rect(at, size, 8.0, "fill=\"#f7f8fa\"");
            }
            let font = Font::new(13.0, PALE);
            match self.flow {
                Flow::Upwards => canvas.text((MARGIN, f64::midpoint(begin, end) + 4.0), font, &words),
                _ => canvas.text((f64::midpoint(begin, end), 30.0), font.at(Anchor::Middle), &words),
            }
        }
    }

    fn colour(&self, document: &str, citing: WorkIndex) -> &'static str {
        COLOURS[self.scene.colour(document, citing).unwrap_or(0) % COLOURS.len()]
    }

    /// The citation with this number: a line, and at the cited work its head.
    fn line(&self, canvas: &mut Canvas, n: usize, edge: &CitationEdge<'_>) {
        let Some((from, to)) = self.places.get(&edge.citing).zip(self.places.get(&edge.cited)) else { return };
        let is_circular = self.scene.is_circular(edge);
        let colour = if is_circular { CIRCLE } else { self.colour(&edge.citation.document, edge.citing) };
        let (width, opacity) = match (is_circular, self.sizes.shape) {
            (true, _) => (2.4, 0.95),
            (false, Shape::Dot) => (0.8, self.shade),
            (false, _) => (1.5, 0.6),
        };
        let is_loop = edge.citing == edge.cited;
        let dashes = match self.scene.own(edge).filter(|_| !is_loop) {
            Some(Own::Author) => " stroke-dasharray=\"6 4\"",
            Some(Own::Journal) => " stroke-dasharray=\"2 3\"",
            None => "",
        };
        let (path, end) = if is_loop { self.handle(*from) } else { self.curve(*from, *to, n) };
        let look = format!(
            "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity:.2}\"{dashes}"
        );
        let entries: Vec<String> = edge.citation.entries.iter().map(ToString::to_string).collect();
        canvas.path(&path, &look, &entries.join(", "));
        // Among very many dots a line leads from a square to a disc, unless both are papers.
        if self.sizes.shape != Shape::Dot || self.scene.is_paper(edge.cited) {
            canvas.path(&self.head(end, is_circular), &format!("fill=\"{colour}\""), "");
        }
    }

    /// To an older work from the older side of a box to the newer side of the other, to a newer one the other way; within a
    /// layer a bow. And where it ends, and which way it goes there.
    fn curve(&self, from: Point, to: Point, n: usize) -> (String, End) {
        let (from, to) = (self.sides(from), self.sides(to));
        let (citing, cited) = (from.middle + self.ports[n].begin, to.middle + self.ports[n].end);
        if from.is_beside(&to) {
            let bend = (20.0 + 0.05 * (citing - cited).abs()).min(33.0);
            let end = End { along: to.older, across: cited, way: 1.0 };
            let [a, b, c, d] = [
                (from.older, citing),
                (from.older - bend, citing),
                (to.older - bend, cited),
                (to.older - end.way * HEAD_LENGTH, cited),
            ]
            .map(|(along, across)| self.point(along, across));
            return (format!("M{a}C{b} {c} {d}"), end);
        }
        let is_back = from.older > to.newer;
        let (begin, end) = if is_back { (from.older, to.newer) } else { (from.newer, to.older) };
        let way = if is_back { -1.0 } else { 1.0 };
        let mut path = format!("M{}", self.point(begin, citing));
        let mut last = (begin, citing);
        let bent = |(from, before): (f64, f64), (along, across): (f64, f64)| {
            let middle = f64::midpoint(from, along);
            let [a, b, c] = [(middle, before), (middle, across), (along, across)].map(|(x, y)| self.point(x, y));
            format!("C{a} {b} {c}")
        };
        for &at in &self.routes[n] {
            let ((older, newer), across) = (self.along(at), self.across(at));
            let (enters, leaves) = if is_back { (newer, older) } else { (older, newer) };
            // Writing to a string can't fail.
            let _ = write!(path, "{}L{}", bent(last, (enters, across)), self.point(leaves, across));
            last = (leaves, across);
        }
        path.push_str(&bent(last, (end - way * HEAD_LENGTH, cited)));
        (path, End { along: end, across: cited, way })
    }

    /// What a work that cites itself has on its newer side, where no box is near.
    fn handle(&self, at: Point) -> (String, End) {
        let Sides { newer, middle, .. } = self.sides(at);
        let (out, half) = if self.sizes.shape == Shape::Dot { (14.0, 4.0) } else { (28.0, 8.0) };
        let points = [
            (newer, middle - half),
            (newer + out, middle - 2.0 * half),
            (newer + out, middle + 2.0 * half),
            (newer + HEAD_LENGTH, middle + half),
        ]
        .map(|(along, across)| self.point(along, across));
        let [a, b, c, d] = points;
        (format!("M{a}C{b} {c} {d}"), End { along: newer, across: middle + half, way: -1.0 })
    }

    /// A small triangle whose tip is the end of a line.
    fn head(&self, end: End, is_strong: bool) -> String {
        let half = if is_strong { 4.0 } else { 3.2 };
        let base = end.along - end.way * (HEAD_LENGTH + 1.0);
        let points = [(end.along, end.across), (base, end.across - half), (base, end.across + half)];
        let [tip, a, b] = points.map(|(along, across)| self.point(along, across));
        format!("M{tip}L{a}L{b}Z")
    }

    /// A place in the picture, as a path has it.
    fn point(&self, along: f64, across: f64) -> String {
        match self.flow {
            Flow::Upwards => format!("{across:.1} {:.1}", -along),
            _ => format!("{along:.1} {across:.1}"),
        }
    }

    fn work(&self, canvas: &mut Canvas, index: WorkIndex) {
        let (Some(at), Some(work)) = (self.places.get(&index), self.scene.graph.work(index)) else { return };
        let citing = self.scene.citing(index);
        let document = work.papers().first().map(String::as_str);
        let (ground, frame, stroke) = match document {
            Some(document) => ("#eef4fb", self.colour(document, index), 2.4),
            None if citing > 1 => (GROUNDS[citing.min(4) - 1], "#b98900", 1.0),
            None => (GROUNDS[0], "#b8bcc4", 1.0),
        };
        let title = format!("{} {}", work.id(), work.item().title.as_deref().unwrap_or_default());
        let Sizes { width, height, shape, .. } = self.sizes;
        canvas.group(&title, |canvas| match shape {
            Shape::Dot => {
                let middle = (at.x + width / 2.0, at.y + height / 2.0);
                match document {
                    Some(_) => canvas.rect((at.x, at.y), (width, height), 3.0, &format!("fill=\"{frame}\"")),
                    None => {
                        let radius = (2.0 + (citing as f64).sqrt()).min(width / 2.0);
                        canvas.circle(middle, radius, &format!("fill=\"{ground}\" stroke=\"{frame}\""));
                    }
                }
            }
            Shape::OneLine | Shape::TwoLines => {
                let look = format!("fill=\"{ground}\" stroke=\"{frame}\" stroke-width=\"{stroke}\"");
                canvas.rect((at.x, at.y), (width, height), 6.0, &look);
                self.label(canvas, *at, index, work);
            }
        });
    }

    /// What is written in a box.
    fn label(&self, canvas: &mut Canvas, at: Point, index: WorkIndex, work: &WorkNode) {
        let Sizes { shape, width, height, font, .. } = self.sizes;
        let item = work.item();
        let (hidden, citing) = (self.scene.hidden(index), self.scene.citing(index));
        let note = match work.is_paper() {
            true if hidden > 0 => format!("+ {hidden}"),
            false if citing > 1 => citing.to_string(),
            _ => String::new(),
        };
        let room = width - 16.0;
        let (bold, small) = (Font::new(font, INK).bold(work.is_paper()), Font::new(font - 1.5, PALE).at(Anchor::End));
        let baseline = at.y + if shape == Shape::TwoLines { 16.0 } else { height / 2.0 + 4.0 };
        let name = named(&who_when(item, work.id()), bold, room - small.width(&note) - 4.0);
        canvas.text((at.x + 8.0, baseline), bold, &name);
        if !note.is_empty() {
            canvas.text((at.x + width - 8.0, baseline), small, &note);
        }
        let has_authors = !(item.author.is_empty() && item.editor.is_empty());
        // Where a title stands for the authors, it needn't be shown again.
        if let (Shape::TwoLines, true, Some(title)) = (shape, has_authors, &item.title) {
            let font = Font::new(10.5, PALE);
            canvas.text((at.x + 8.0, at.y + 31.0), font, &font.fitted(title, room));
        }
    }

    /// The names of the dots that are cited most, as far as they find room; papers only where they are few.
    fn names(&self, canvas: &mut Canvas) {
        let papers = self.scene.graph.paper_count();
        let mut wanted: Vec<WorkIndex> = self.scene.shown.clone();
        wanted.retain(|&work| papers <= NAMED || !self.scene.is_paper(work));
        wanted.sort_by_key(|&work| (!self.scene.is_paper(work), std::cmp::Reverse(self.scene.citing(work)), work));
        // Names hide no paper.
        let paper = |work: &WorkIndex| self.places.get(work).filter(|_| self.scene.is_paper(*work));
        let square = |at: &Point| (at.x - 2.0, at.x + self.sizes.width + 2.0, at.y + self.sizes.height / 2.0 + 4.0);
        let mut taken: Vec<(f64, f64, f64)> = self.scene.shown.iter().filter_map(paper).map(square).collect();
        let most = taken.len() + NAMED + papers.min(NAMED);
        for work in wanted {
            let (Some(at), Some(node)) = (self.places.get(&work), self.scene.graph.work(work)) else { continue };
            let font = Font::new(self.sizes.font, INK).bold(node.is_paper());
            let name = named(&who_when(node.item(), node.id()), font, 150.0);
            let (left, y) = (at.x + self.sizes.width + 3.0, at.y + self.sizes.height / 2.0 + 4.0);
            let right = left + font.width(&name);
            let is_free = |(l, r, other): &(f64, f64, f64)| (other - y).abs() > 15.0 || right < *l || left > *r;
            if taken.iter().all(is_free) {
                // On a ground of its own, so that no line strikes it through.
                canvas.rect((left - 1.0, y - 10.5), (font.width(&name) + 2.0, 13.0), 3.0, NAME_GROUND);
                canvas.text((left, y), font, &name);
                taken.push((left - 6.0, right + 6.0, y));
            }
            if taken.len() == most {
                break;
            }
        }
    }

    /// The signs that occur, in a line whose text stands at `y`; where that ends.
    fn legend(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let several = self.scene.shown.iter().any(|&work| !self.scene.is_paper(work) && self.scene.citing(work) > 1);
        let hidden = self.scene.shown.iter().any(|&work| self.scene.is_paper(work) && self.scene.hidden(work) > 0);
        let (mut any, mut circle, mut author, mut journal) = (false, false, false, false);
        for edge in self.scene.citations() {
            any = true;
            circle |= self.scene.is_circular(&edge);
            // A work that cites itself has its circle alone.
            let own = self.scene.own(&edge).filter(|_| edge.citing != edge.cited);
            author |= own == Some(Own::Author);
            journal |= own == Some(Own::Journal);
        }
        let is_dots = self.sizes.shape == Shape::Dot;
        let paper = if hidden && !is_dots { "paper; + n: so many sources not drawn" } else { "paper" };
        let cited = if is_dots { "work, the larger the more cite it" } else { "work, and how many papers cite it" };
        let frame = |ground: &str, frame: &str| Sign::Box(format!("fill=\"{ground}\" stroke=\"{frame}\""));
        let signs = [
            (true, frame(if is_dots { COLOURS[0] } else { "#eef4fb" }, COLOURS[0]), paper),
            (several, frame(GROUNDS[2], "#b98900"), cited),
            (
                any,
                Sign::Line(COLOURS[0], ""),
                if is_dots { "from the citing paper to the cited work" } else { "cites" },
            ),
            (circle, Sign::Line(CIRCLE, ""), "circle of citations"),
            (author, Sign::Line(INK, "6 4"), "author's self-citation"),
            (journal, Sign::Line(INK, "2 3"), "journal's self-citation"),
        ];
        let (font, mut x) = (Font::new(12.0, PALE), MARGIN);
        for (_, sign, words) in signs.iter().filter(|(occurs, ..)| *occurs) {
            match sign {
                Sign::Box(look) => canvas.rect((x, y - 10.0), (20.0, 11.0), 3.0, look),
                Sign::Line(colour, dashes) => {
                    let look = format!("stroke=\"{colour}\" stroke-width=\"1.8\" stroke-dasharray=\"{dashes}\"");
                    let look = look.replace(" stroke-dasharray=\"\"", "");
                    canvas.path(&format!("M{x:.0} {:.0}h22", y - 4.0), &look, "");
                    if !is_dots {
                        let head = format!("M{:.0} {:.0}l-7 -3.2v6.4Z", x + 26.0, y - 4.0);
                        canvas.path(&head, &format!("fill=\"{colour}\""), "");
                    }
                }
            }
            canvas.text((x + 32.0, y), font, words);
            x += 57.0 + font.width(words);
        }
        x - 25.0
    }
}

/// A work's name in so much room: names are cut before the year is.
fn named(who_when: &str, font: Font, room: f64) -> String {
    let is_year = |year: &str| year == "n.d." || year.trim_start_matches('-').chars().all(|c| c.is_ascii_digit());
    match who_when.rsplit_once(' ').filter(|(_, year)| is_year(year)) {
        Some((who, year)) if font.width(who_when) > room => {
            let room = room - font.width(" ") - font.width(year);
            format!("{} {year}", font.fitted(who, room))
        }
        _ => font.fitted(who_when, room),
    }
}

/// What stands for something in the legend.
enum Sign {
    Box(String),
    /// A colour, and how it is dashed.
    Line(&'static str, &'static str),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::date::Date;
    use crate::reference::item::Item;
    use crate::view::options::Works;

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
            builder.work(format!("w{n}"), of(format!("<Work> & \u{1b} {n}"), year));
        }
        for p in 0..papers {
            builder.paper(format!("p{p}"), of(format!("Paper {p}"), Some(2020)));
            for n in (0..works).filter(|n| (n + p) % 2 == 0) {
                builder.cite(format!("p{p}"), format!("w{n}"));
            }
        }
        builder.build().expect("ids are unique")
    }

    fn all() -> DrawOptions {
        DrawOptions::default().with_works(Works::All)
    }

    #[test]
    fn works_lie_apart_and_years_in_order() {
        for (papers, works) in [(1, 1), (3, 40), (4, 200), (4, 500)] {
            let graph = graph(papers, works);
            for flow in [Flow::Fitting, Flow::Upwards] {
                for ranks in [Ranks::Periods, Ranks::Years, Ranks::Free] {
                    let picture = Picture::new(&graph, all().with_flow(flow).with_ranks(ranks));
                    let sizes = picture.sizes;
                    let places: Vec<Point> = picture.scene.shown.iter().map(|work| picture.places[work]).collect();
                    for (n, a) in places.iter().enumerate() {
                        for b in &places[n + 1..] {
                            let apart = (a.x - b.x).abs() >= sizes.width || (a.y - b.y).abs() >= sizes.height;
                            assert!(apart, "{a:?} and {b:?} of {works}, {flow:?}, {ranks:?}");
                        }
                    }
                    let forward = |pair: &[Column]| match flow {
                        Flow::Upwards => pair[1].x.1 < pair[0].x.0,
                        _ => pair[0].x.1 < pair[1].x.0,
                    };
                    assert!(picture.columns.windows(2).all(forward));
                    let has_no_year = picture.columns.last().is_some_and(|column| column.years.is_none());
                    assert_eq!(has_no_year, ranks != Ranks::Free);
                }
            }
        }
    }

    #[test]
    fn a_name_is_cut_before_its_year() {
        let font = Font::new(10.0, INK);
        for (name, room, expected) in [
            ("Roe & Doe 2020", 200.0, "Roe & Doe 2020"),
            ("Toffano-Nioche & Denecker 2021", 120.0, "Toffano-Nioche… 2021"),
            ("Institute of Unbuilt Bridges n.d.", 120.0, "Institute of… n.d."),
            ("a paper without any year at all", 60.0, "a paper…"),
        ] {
            assert_eq!(named(name, font, room), expected);
        }
    }

    /// Points of a path as it is written, each cubic curve in steps.
    fn points(path: &str) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for part in path.split(['M', 'L', 'C']) {
            let numbers: Vec<f64> = part.split_whitespace().filter_map(|number| number.parse().ok()).collect();
            let ends: Vec<(f64, f64)> = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            match (ends.as_slice(), points.last().copied()) {
                (&[a, b, c], Some(from)) => points.extend((1..=16).map(|step| {
                    let t = f64::from(step) / 16.0;
                    let u = 1.0 - t;
                    let along = |p: f64, a: f64, b: f64, c: f64| {
                        u * u * u * p + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * c
                    };
                    (along(from.0, a.0, b.0, c.0), along(from.1, a.1, b.1, c.1))
                })),
                _ => points.extend(ends),
            }
        }
        points
    }

    /// A line that went behind a box and came out again would read as a chain of citations.
    #[test]
    fn lines_go_around_boxes() {
        for (papers, works) in [(1, 5), (3, 40), (6, 200)] {
            let graph = graph(papers, works);
            for flow in [Flow::Rightwards, Flow::Upwards] {
                let picture = Picture::new(&graph, all().with_flow(flow));
                let Sizes { width, height, .. } = picture.sizes;
                for (n, edge) in picture.scene.citations().enumerate() {
                    let (from, to) = (picture.places[&edge.citing], picture.places[&edge.cited]);
                    for (x, y) in points(&picture.curve(from, to, n).0) {
                        let hides = |at: &&Point| {
                            x > at.x + 1.0 && x < at.x + width - 1.0 && y > at.y + 1.0 && y < at.y + height - 1.0
                        };
                        let hidden = picture.places.values().find(hides);
                        assert_eq!(hidden, None, "{x} {y} of {edge:?}, {flow:?}");
                    }
                }
            }
        }
    }

    /// The legend tells what there is, and nothing else.
    #[test]
    fn the_legend_says_what_occurs() {
        let some = svg(&graph(2, 6), DrawOptions::default().with_works(Works::Strongest(2)));
        assert!(some.contains("not drawn") && some.contains(">cites<"));
        let whole = svg(&graph(2, 6), all());
        assert!(!whole.contains("not drawn"), "all are");
        assert!(!svg(&graph(0, 3), all()).contains(">cites<"), "nothing is cited");
    }

    /// Each citation has a head, one that leads from a work to itself too, and that lies in no box.
    #[test]
    fn lines_have_heads() {
        let item = |year| Item { issued: Some(Date::of_year(year)), ..Item::default() };
        let mut builder = CitationGraph::builder();
        builder.paper("a", item(2020)).paper("b", item(2020)).paper("c", item(2021));
        let graph = builder.cite("a", "a").cite("b", "a").cite("c", "b").cite("a", "c").build().expect("all are there");
        let picture = Picture::new(&graph, DrawOptions::default());
        let written = picture.written();
        assert_eq!(written.matches("Z\" fill=").count(), 4 + 2, "{written}");
        let a = picture.places[&graph.find("a").expect("it is there")];
        let (handle, _) = picture.handle(a);
        assert!(points(&handle).iter().all(|(x, _)| *x >= a.x + picture.sizes.width), "{handle}");
    }

    #[test]
    fn markup_stays_text() {
        let picture = svg(&graph(2, 3), all());
        assert!(picture.contains("&lt;Work&gt; &amp;   0"), "{picture}");
        assert!(!picture.contains("<Work>") && !picture.contains('\u{1b}'));
        assert_eq!(picture, svg(&graph(2, 3), all()));
    }

    #[test]
    fn names_of_dots_do_not_overlap() {
        let picture = svg(&graph(4, 500), all());
        assert!(picture.matches(NAME_GROUND).count() > 20, "{}", picture.matches(NAME_GROUND).count());
        assert!(picture.contains("<circle"));
    }
}
