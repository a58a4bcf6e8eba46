//! The graph: boxes in columns of years, or dots where there are very many.

use std::collections::HashMap;

use super::canvas::{Anchor, Canvas, Font};
use super::{COLOURS, INK, PALE};
use crate::graph::{CitationGraph, WorkIndex, WorkNode};
use crate::query::order;
use crate::view::label::who_when;
use crate::view::layout::columns::Column;
use crate::view::layout::layered::{Drawing, Frame, layered};
use crate::view::layout::{Point, Sketch};
use crate::view::options::{DrawOptions, Flow, Legend, Ranks, Titles};
use crate::view::scene::Scene;

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
pub(super) const GROUNDS: [&str; 4] = ["#f7f7f4", "#fff3c4", "#ffd98a", "#ffb74d"];
pub(super) const CIRCLE: &str = "#d1242f";

/// What is free around the picture, and above it for the years.
pub(super) const MARGIN: f64 = 26.0;
const HEAD: f64 = 46.0;
/// What is free on the left for the years where they run upwards.
const SIDE: f64 = 110.0;

/// With more works than these, a box has one line.
const ROOMY: usize = 70;
/// With more works than these, boxes are dots.
const CROWDED: usize = 300;
/// So many dots have names, if these find room.
const NAMED: usize = 60;

/// What names of dots stand on.
const NAME_GROUND: &str = "fill=\"#ffffff\" fill-opacity=\"0.8\"";

/// How a work is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// With names, and the title below.
    TwoLines,
    OneLine,
    Dot,
}

/// Sizes in pixels.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub(super) shape: Shape,
    pub(super) width: f64,
    pub(super) height: f64,
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

    /// How boxes are laid out, where so many papers' lines pass them.
    fn frame(self, flow: Flow, ranks: Ranks, papers: usize) -> Frame {
        let columns = columns(ranks);
        if self.shape == Shape::Dot {
            return Frame {
                size: (self.width, self.height),
                gap: self.gap,
                channel: (30.0, 60.0),
                line: (500.0 / papers.max(1) as f64).clamp(0.8, 4.0),
                aspect: 0.5,
                least_rows: 6,
                columns,
            };
        }
        match flow {
            Flow::Upwards => Frame {
                size: (self.height, self.width),
                gap: 14.0,
                channel: (48.0, 110.0),
                line: 6.0,
                aspect: 1.4,
                least_rows: 4,
                columns,
            },
            _ => Frame {
                size: (self.width, self.height),
                gap: self.gap,
                channel: (60.0, 120.0),
                line: 6.0,
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
pub(super) struct Ports {
    pub(super) begin: f64,
    pub(super) end: f64,
}

pub(super) struct Picture<'g> {
    pub(super) scene: Scene<'g>,
    pub(super) flow: Flow,
    pub(super) places: HashMap<WorkIndex, Point>,
    /// Of each citation where it passes layers of boxes, from the citing work on: where the layer begins along the way that
    /// time runs, and where the line lies across it.
    pub(super) routes: Vec<Vec<Point>>,
    /// Of each citation where it begins and ends.
    pub(super) ports: Vec<Ports>,
    /// Years, and where they begin and end along the way that time runs.
    columns: Vec<Column>,
    pub(super) sizes: Sizes,
}

impl<'g> Picture<'g> {
    pub(super) fn new(graph: &'g CitationGraph, options: DrawOptions) -> Self {
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
        let Drawing { columns, places, routes } =
            layered(&sketch, sizes.frame(flow, options.ranks, graph.paper_count()));
        let last = columns.iter().map(|column| column.x.1).fold(0.0, f64::max);
        let place = |at: Point| match flow {
            // The newest is uppermost.
            Flow::Upwards => Point { x: SIDE + at.y, y: MARGIN + last - at.x },
            _ => Point { x: MARGIN + at.x, y: HEAD + at.y },
        };
        let column = |column: Column| {
            let (first, end) = column.x;
            let x = match flow {
                Flow::Upwards => (MARGIN + last - end, MARGIN + last - first + sizes.height),
                _ => (MARGIN + first, MARGIN + end + sizes.width),
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
            scene,
        };
        if sizes.shape != Shape::Dot {
            picture.ports = picture.ports();
        }
        picture
    }

    pub(super) fn written(&self) -> String {
        let rightmost = self.places.values().map(|at| at.x).fold(2.0 * MARGIN, f64::max) + self.sizes.width;
        // The last column's names need room.
        let right = if self.sizes.shape == Shape::Dot { rightmost + 130.0 } else { rightmost };
        let lowest = self.places.values().map(|at| at.y).fold(HEAD, f64::max) + self.sizes.height;
        let mut canvas = Canvas::default();
        self.years(&mut canvas, right, lowest);
        match self.sizes.shape {
            Shape::Dot => self.bundles(&mut canvas),
            _ => self.scene.citations().enumerate().for_each(|(n, edge)| self.line(&mut canvas, n, &edge)),
        }
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

    pub(super) fn colour(&self, document: &str, citing: WorkIndex) -> &'static str {
        COLOURS[self.scene.colour(document, citing).unwrap_or(0) % COLOURS.len()]
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
                        let radius = (2.6 + (citing as f64).sqrt()).min(width / 2.0);
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
        // Where papers stand no names are written, as they would hide them.
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::reference::date::Date;
    use crate::reference::item::Item;
    use crate::view::options::Works;

    /// Papers of one year that share every other of some works of several years, one of them without a year.
    pub(in crate::view::svg) fn graph(papers: usize, works: usize) -> CitationGraph {
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

    pub(in crate::view::svg) fn all() -> DrawOptions {
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
