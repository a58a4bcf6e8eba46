//! Lines between works: where they meet the sides of boxes, how they go around others, and their heads.

use std::collections::{BTreeMap, HashSet};

use super::PALE;
use super::canvas::Canvas;
use super::graph::{CIRCLE, Picture, Ports, Shape};

use crate::graph::{CitationEdge, WorkIndex};
use crate::view::label::who_when;
use crate::view::layout::Point;
use crate::view::options::Flow;
use crate::view::scene::Own;

/// With more stretches of lines than these between dots, each is drawn as thin as can be.
const FEW: usize = 5000;

/// How long the head of a line is.
const HEAD_LENGTH: f64 = 7.0;

/// Where a line ends, and whether it goes there along time (1) or against it (-1).
#[derive(Clone, Copy)]
struct End {
    along: f64,
    across: f64,
    way: f64,
}

/// How a line leads from a box to another.
enum Way {
    Bow(String),
    /// Around boxes: from where each bent stretch begins to where it ends, level between one and the next.
    Stretches(Vec<((f64, f64), (f64, f64))>),
}

/// Lines that are drawn as one, each part of them once.
#[derive(Default)]
struct Bundle {
    path: String,
    seen: HashSet<String>,
}

impl Bundle {
    fn add(&mut self, part: String) {
        if !self.seen.contains(&part) {
            self.path.push_str(&part);
            self.seen.insert(part);
        }
    }
}

/// How a line is dashed that leads to an own work.
fn dashes(own: Option<Own>) -> &'static str {
    match own {
        Some(Own::Author) => " stroke-dasharray=\"6 4\"",
        Some(Own::Journal) => " stroke-dasharray=\"2 3\"",
        None => "",
    }
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

impl Picture<'_> {
    /// Where lines meet the sides of boxes: those that end there one beside the other, in the order in which they come, and
    /// among them those of the work itself.
    pub(super) fn ports(&self) -> Vec<Ports> {
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

    /// The citation with this number: a line, and at the cited work its head.
    pub(super) fn line(&self, canvas: &mut Canvas, n: usize, edge: &CitationEdge<'_>) {
        let Some((from, to)) = self.places.get(&edge.citing).zip(self.places.get(&edge.cited)) else { return };
        let is_circular = self.scene.is_circular(edge);
        let colour = if is_circular { CIRCLE } else { self.colour(&edge.citation.document, edge.citing) };
        let (width, opacity, half) = if is_circular { (2.4, 0.95, 4.0) } else { (1.5, 0.6, 3.2) };
        let is_loop = edge.citing == edge.cited;
        let dashes = dashes(self.scene.own(edge).filter(|_| !is_loop));
        let (path, end) = if is_loop { self.handle(*from) } else { self.curve(*from, *to, n) };
        let look = format!(
            "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity:.2}\"{dashes}"
        );
        let entries: Vec<String> = edge.citation.entries.iter().map(ToString::to_string).collect();
        canvas.path(&path, &look, &entries.join(", "));
        canvas.path(&self.head(end, half), &format!("fill=\"{colour}\""), "");
    }

    /// To an older work from the older side of a box to the newer side of the other, to a newer one the other way; within a
    /// layer a bow. And where it ends, and which way it goes there.
    fn way(&self, from: Point, to: Point, n: usize) -> (Way, End) {
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
            .map(|at| self.point(at));
            return (Way::Bow(format!("M{a}C{b} {c} {d}")), end);
        }
        let is_back = from.older > to.newer;
        let (begin, end) = if is_back { (from.older, to.newer) } else { (from.newer, to.older) };
        let way = if is_back { -1.0 } else { 1.0 };
        let mut stretches = Vec::new();
        let mut last = (begin, citing);
        for &at in &self.routes[n] {
            let ((older, newer), across) = (self.along(at), self.across(at));
            let (enters, leaves) = if is_back { (newer, older) } else { (older, newer) };
            stretches.push((last, (enters, across)));
            last = (leaves, across);
        }
        stretches.push((last, (end - way * HEAD_LENGTH, cited)));
        (Way::Stretches(stretches), End { along: end, across: cited, way })
    }

    /// A line in one piece.
    fn curve(&self, from: Point, to: Point, n: usize) -> (String, End) {
        let (way, end) = self.way(from, to, n);
        let path = match way {
            Way::Bow(path) => path,
            Way::Stretches(stretches) => {
                stretches.into_iter().enumerate().fold(String::new(), |mut path, (n, (from, to))| {
                    path.push(if n == 0 { 'M' } else { 'L' });
                    path.push_str(&self.point(from));
                    path.push_str(&self.bent(from, to));
                    path
                })
            }
        };
        (path, end)
    }

    /// From one place to another, level at both.
    fn bent(&self, from: (f64, f64), to: (f64, f64)) -> String {
        let middle = f64::midpoint(from.0, to.0);
        let [a, b, c] = [(middle, from.1), (middle, to.1), to].map(|at| self.point(at));
        format!("C{a} {b} {c}")
    }

    /// The lines between dots: those of one paper as one path, in which what several of its lines have in common is drawn
    /// once; and heads, one where lines come to a work from one side.
    ///
    /// Lines on circles of citations lie above, each by itself.
    pub(super) fn bundles(&self, canvas: &mut Canvas) {
        let is_single = |edge: &CitationEdge<'_>| edge.citing == edge.cited || self.scene.is_circular(edge);
        let mut heads: BTreeMap<(WorkIndex, bool), End> = BTreeMap::new();
        // By paper, and whose own works its citations lead to.
        let mut bundles: BTreeMap<(WorkIndex, &str, &'static str), Bundle> = BTreeMap::new();
        for (n, edge) in self.scene.citations().enumerate().filter(|(_, edge)| !is_single(edge)) {
            let Some((from, to)) = self.places.get(&edge.citing).zip(self.places.get(&edge.cited)) else { continue };
            let (way, end) = self.way(*from, *to, n);
            heads.entry((edge.cited, end.way > 0.0)).or_insert(end);
            let key = (edge.citing, edge.citation.document.as_str(), dashes(self.scene.own(&edge)));
            let bundle = bundles.entry(key).or_default();
            match way {
                Way::Bow(path) => bundle.add(path),
                Way::Stretches(stretches) => {
                    let mut last = None;
                    for (from, to) in stretches {
                        if let Some(last) = last {
                            bundle.add(format!("M{}L{}", self.point(last), self.point(from)));
                        }
                        bundle.add(format!("M{}{}", self.point(from), self.bent(from, to)));
                        last = Some(to);
                    }
                }
            }
        }
        let drawn: usize = bundles.values().map(|bundle| bundle.seen.len()).sum();
        // Ten thousand lines over each other are to be a shade, not a wall.
        let opacity = (0.6 * (2000.0 / drawn.max(1) as f64).sqrt()).clamp(0.15, 0.6);
        // Half a pixel is a hairline in PNG too, which is drawn in a fraction of the time of a wider one.
        let width = if drawn > FEW { 0.5 } else { 0.9 };
        for ((citing, document, dashes), bundle) in &bundles {
            let colour = self.colour(document, *citing);
            let look = format!(
                "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity:.2}\"{dashes}"
            );
            let paper = self.scene.graph.work(*citing).map(|work| who_when(work.item(), work.id()));
            canvas.path(&bundle.path, &look, &paper.unwrap_or_default());
        }
        for (n, edge) in self.scene.citations().enumerate().filter(|(_, edge)| is_single(edge)) {
            self.line(canvas, n, &edge);
        }
        let heads: String = heads.into_values().map(|end| self.head(end, 2.6)).collect();
        if !heads.is_empty() {
            canvas.path(&heads, &format!("fill=\"{PALE}\""), "");
        }
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
        .map(|at| self.point(at));
        let [a, b, c, d] = points;
        (format!("M{a}C{b} {c} {d}"), End { along: newer, across: middle + half, way: -1.0 })
    }

    /// A small triangle whose tip is the end of a line.
    fn head(&self, end: End, half: f64) -> String {
        let base = end.along - end.way * (HEAD_LENGTH + 1.0);
        let points = [(end.along, end.across), (base, end.across - half), (base, end.across + half)];
        let [tip, a, b] = points.map(|at| self.point(at));
        format!("M{tip}L{a}L{b}Z")
    }

    /// A place in the picture, as a path has it.
    fn point(&self, (along, across): (f64, f64)) -> String {
        match self.flow {
            Flow::Upwards => format!("{across:.1} {:.1}", -along),
            _ => format!("{along:.1} {across:.1}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::Sizes;
    use super::super::graph::tests::{all, graph};
    use super::*;
    use crate::graph::CitationGraph;
    use crate::reference::date::Date;
    use crate::reference::item::Item;
    use crate::view::options::DrawOptions;

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
        for (papers, works) in [(1, 5), (3, 40), (6, 200), (4, 500)] {
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

    /// Ten thousand lines each by itself would be a wall, and a file of many megabytes.
    #[test]
    fn lines_of_one_paper_between_dots_are_one() {
        let graph = graph(4, 500);
        let picture = Picture::new(&graph, all());
        let written = picture.written();
        let lines: Vec<&str> = written.lines().filter(|line| line.contains("stroke-opacity")).collect();
        assert_eq!(lines.len(), 4, "{lines:?}");
        for line in lines {
            let path = line.split('"').nth(1).expect("a path");
            let mut parts: Vec<&str> = path.split('M').filter(|part| !part.is_empty()).collect();
            let drawn = parts.len();
            parts.sort_unstable();
            parts.dedup();
            assert_eq!(parts.len(), drawn, "no part is drawn twice");
        }
        let heads = written.lines().filter(|line| line.contains(PALE)).map(|line| line.matches('Z').count()).max();
        assert_eq!(heads, Some(500), "each work is cited, from its newer side");
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
}
