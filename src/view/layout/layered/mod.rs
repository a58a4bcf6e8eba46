//! Boxes in layers, and lines that go around them: Sugiyama, Tagawa & Toda (1981).
//!
//! A line that leads past a layer is given a place of its own between the boxes there, as if it were a thin box itself. The
//! order of boxes and lines in each layer is found by [`order`], their places by [`across`]. Lines of one citing work that
//! pass the same layer run together, so that a layer holds as many lines at most as there are citing works.

mod across;
mod net;
mod order;

use super::columns::{Column, Spacing, groups, heights, rows};
use super::{Point, Sketch};
use net::Net;

/// Sizes in pixels: along the way that time runs, and across it.
#[derive(Clone, Copy, Debug)]
pub(in crate::view) struct Frame {
    /// A box along and across.
    pub(in crate::view) size: (f64, f64),
    /// Between two boxes of a layer.
    pub(in crate::view) gap: f64,
    /// Between a layer and the next, at least and at most: the more lines there are, the wider.
    pub(in crate::view) channel: (f64, f64),
    /// What a line that passes a layer takes there.
    pub(in crate::view) line: f64,
    /// How far across the whole goes for each pixel along.
    pub(in crate::view) aspect: f64,
    /// The least number of boxes in a layer before it is parted in two.
    pub(in crate::view) least_rows: usize,
    /// How many columns of years there are at most.
    pub(in crate::view) columns: usize,
}

/// Boxes and lines in their places; `x` is along, `y` across.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct Drawing {
    /// The oldest first, works without a year last; from where the first layer of each begins to where its last does.
    pub(in crate::view) columns: Vec<Column>,
    /// Where each work's box begins.
    pub(in crate::view) places: Vec<Point>,
    /// Of each link the layers that it passes, from the citing work to the cited one: where the layer begins, and where the
    /// line lies in it.
    pub(in crate::view) routes: Vec<Vec<Point>>,
}

/// A line makes a channel so much wider.
const LINE_IN_CHANNEL: f64 = 2.0;

/// Places works by year, and leads the links between them around the boxes. O((n + s) log n) time for each of a few dozen
/// rounds, for n boxes and passing lines and s stretches between them; n is O(w · l) at most for w citing works and l layers.
pub(in crate::view) fn layered(sketch: &Sketch<'_>, frame: Frame) -> Drawing {
    let (columns, layers) = parted(sketch, frame);
    let heights = heights(sketch);
    let mut net = Net::new(sketch, layers, &heights);
    order::untangle(&mut net);
    let ys = across::settled(
        &net,
        |node| if net.is_work(node) { (frame.size.1 + frame.gap) / 2.0 } else { frame.line / 2.0 },
    );
    let mut begins = vec![0.0];
    for layer in 1..net.layers.len() {
        let lines = net.stretches(layer - 1) as f64;
        let channel = (frame.channel.0 + LINE_IN_CHANNEL * lines).min(frame.channel.1);
        begins.push(begins[layer - 1] + frame.size.0 + channel);
    }
    let at = |node: u32| Point { x: begins[net.layer[node as usize]], y: ys[node as usize] };
    let ends = |(years, layers): (_, std::ops::Range<usize>)| Column {
        years,
        x: (begins[layers.start], begins[layers.end - 1]),
    };
    let works = u32::try_from(sketch.len()).unwrap_or(u32::MAX);
    Drawing {
        columns: columns.into_iter().map(ends).collect(),
        places: (0..works).map(at).map(|at| Point { y: at.y - frame.size.1 / 2.0, ..at }).collect(),
        routes: net.routes.iter().map(|route| route.iter().map(|&node| at(node)).collect()).collect(),
    }
}

/// Years and their layers.
type Parts = Vec<(Option<(i32, i32)>, std::ops::Range<usize>)>;

/// The works in layers: a year with more works than fit in one has several.
fn parted(sketch: &Sketch<'_>, frame: Frame) -> (Parts, Vec<Vec<u32>>) {
    let unit = frame.size.1 + frame.gap;
    let step = (frame.size.0 + frame.channel.1) / unit;
    let spacing = Spacing {
        between_years: (step, step),
        within_year: step,
        aspect: frame.aspect,
        least_rows: frame.least_rows,
        columns: frame.columns,
    };
    let groups = groups(sketch.years, spacing.columns);
    let rows = rows(groups.iter().map(|(_, works)| works.len()), spacing);
    let (mut columns, mut layers) = (Parts::new(), Vec::new());
    for (years, works) in groups {
        let first = layers.len();
        let abreast = works.len().div_ceil(rows).max(1);
        layers.extend((0..abreast).map(|n| works.iter().skip(n).step_by(abreast).copied().collect::<Vec<u32>>()));
        columns.push((years, first..layers.len()));
    }
    (columns, layers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        size: (100.0, 20.0),
        gap: 8.0,
        channel: (30.0, 80.0),
        line: 6.0,
        aspect: 0.7,
        least_rows: 6,
        columns: 9,
    };

    /// Some papers of the last year and some works of five years before, each paper citing every third.
    fn drawing(papers: u32, works: u32) -> Drawing {
        let years: Vec<Option<i32>> =
            (0..papers + works).map(|n| Some(if n < papers { 2020 } else { 2010 + (n % 5) as i32 })).collect();
        let cites = |paper: u32| (papers..papers + works).filter(move |work| (work + paper).is_multiple_of(3));
        let links: Vec<(u32, u32)> =
            (0..papers).flat_map(|paper| cites(paper).map(move |work| (paper, work))).collect();
        let anchors: Vec<bool> = (0..papers + works).map(|n| n < papers).collect();
        let communities: Vec<u32> = vec![0; years.len()];
        layered(&Sketch { years: &years, links: &links, anchors: &anchors, communities: &communities }, FRAME)
    }

    #[test]
    fn lines_pass_no_box() {
        for (papers, works) in [(1, 5), (3, 20), (8, 60)] {
            let drawing = drawing(papers, works);
            let mut passed = 0;
            for at in drawing.routes.iter().flatten() {
                let same = drawing.places.iter().filter(|place| (place.x - at.x).abs() < 1.0);
                assert!(same.clone().all(|place| at.y < place.y || at.y > place.y + FRAME.size.1), "{at:?}");
                passed += 1;
            }
            assert!(passed > 0);
        }
    }

    #[test]
    fn boxes_lie_apart() {
        let places = drawing(8, 60).places;
        for (n, a) in places.iter().enumerate() {
            for b in &places[n + 1..] {
                let is_apart =
                    (a.x - b.x).abs() >= FRAME.size.0 || (a.y - b.y).abs() >= FRAME.size.1 + FRAME.gap - 0.01;
                assert!(is_apart, "{a:?} {b:?}");
            }
        }
    }
}
