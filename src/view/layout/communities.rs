//! Communities as islands: each on a disc of its own, discs that are linked near each other, and then every work drawn a
//! little towards those that it is linked with, so that what ties two communities lies between them.

use std::collections::BTreeMap;

use super::{Point, Sketch};

/// Beyond this many, the smallest communities lie on one disc.
const DISCS: usize = 300;
/// Rounds of drawing works together and pushing neighbours apart.
const ROUNDS: usize = 120;
/// How far apart two works are at least, if they can be.
const APART: f64 = 1.0;

/// A community's ground.
struct Disc {
    centre: Point,
    radius: f64,
    works: Vec<u32>,
}

/// Places works by community. About O((w + c) · rounds) time for w works and c links, and O(k² · w) at worst for the k ≤
/// [`DISCS`] discs.
pub(in crate::view) fn islands(sketch: &Sketch<'_>) -> Vec<Point> {
    let neighbours = sketch.neighbours();
    let discs = discs(sketch, &neighbours);
    let mut places = vec![Point::default(); sketch.len()];
    for disc in &discs {
        // As a sunflower's seeds, the most linked in the middle.
        for (n, &work) in disc.works.iter().enumerate() {
            let (angle, radius) = (n as f64 * 2.399_963_229_728_653, 0.9 * APART * (n as f64 + 0.3).sqrt());
            let place =
                Point { x: disc.centre.x + radius * libm::cos(angle), y: disc.centre.y + radius * libm::sin(angle) };
            places[work as usize] = place;
        }
    }
    for round in 0..ROUNDS {
        let heat = 1.0 - round as f64 / ROUNDS as f64;
        draw_together(&mut places, &neighbours, sketch.anchors, 0.12 * heat);
        push_apart(&mut places, sketch.anchors);
        push_apart(&mut places, sketch.anchors);
    }
    places
}

/// The discs, the largest first, each near those that it is linked with.
fn discs(sketch: &Sketch<'_>, neighbours: &[Vec<u32>]) -> Vec<Disc> {
    let mut of: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (work, &community) in (0..).zip(sketch.communities) {
        // What nothing is linked with lies together.
        let community = if neighbours[work as usize].is_empty() { u32::MAX } else { community };
        of.entry(community).or_default().push(work);
    }
    let lone = of.remove(&u32::MAX).unwrap_or_default();
    let mut groups: Vec<Vec<u32>> = of.into_values().collect();
    groups.sort_by_key(|works| (std::cmp::Reverse(works.len()), works[0]));
    let rest: Vec<u32> = groups.iter().skip(DISCS).flatten().copied().chain(lone).collect();
    groups.truncate(DISCS);
    groups.extend((!rest.is_empty()).then_some(rest));
    let mut disc_of = vec![usize::MAX; sketch.len()];
    let mut placed: Vec<Disc> = Vec::new();
    for mut works in groups {
        let linked = works.iter().flat_map(|&work| &neighbours[work as usize]);
        let centres: Vec<Point> =
            linked.filter_map(|&other| placed.get(disc_of[other as usize])).map(|disc: &Disc| disc.centre).collect();
        let count = centres.len().max(1) as f64;
        let wanted = Point {
            x: centres.iter().map(|centre| centre.x).sum::<f64>() / count,
            y: centres.iter().map(|centre| centre.y).sum::<f64>() / count,
        };
        let radius = 1.15 * APART * (works.len() as f64).sqrt() + 1.5;
        let centre = free(&placed, wanted, radius);
        works.sort_by_key(|&work| {
            let linked = neighbours[work as usize].len();
            (!sketch.anchors[work as usize], std::cmp::Reverse(linked), work)
        });
        works.iter().for_each(|&work| disc_of[work as usize] = placed.len());
        placed.push(Disc { centre, radius, works });
    }
    placed
}

/// The place nearest to the one wanted, along a spiral, where a disc overlaps no other; wider than high, as screens are.
fn free(placed: &[Disc], wanted: Point, radius: f64) -> Point {
    let fits = |at: Point| {
        placed.iter().all(|disc| {
            let (dx, dy, least) = (disc.centre.x - at.x, disc.centre.y - at.y, disc.radius + radius);
            dx * dx + dy * dy >= least * least
        })
    };
    let step = (radius / 2.0).max(0.5);
    let spiral = |n: u32| {
        let turn = f64::from(n).sqrt();
        let (angle, out) = (turn * 3.5, turn * step * 0.6);
        Point { x: wanted.x + 1.3 * out * libm::cos(angle), y: wanted.y + out * libm::sin(angle) }
    };
    (0..100_000).map(spiral).find(|&at| fits(at)).unwrap_or(wanted)
}

/// Moves every work a part of the way to the middle of those that it is linked with; anchors, which hold many, less.
fn draw_together(places: &mut [Point], neighbours: &[Vec<u32>], anchors: &[bool], part: f64) {
    let moved: Vec<Point> = (0..places.len())
        .map(|work| {
            let (near, at) = (&neighbours[work], places[work]);
            if near.is_empty() {
                return at;
            }
            let count = near.len() as f64;
            let x = near.iter().map(|&other| places[other as usize].x).sum::<f64>() / count;
            let y = near.iter().map(|&other| places[other as usize].y).sum::<f64>() / count;
            // What hangs on one work alone stays on its disc around it.
            let part = if near.len() == 1 || anchors[work] { part * 0.25 } else { part };
            Point { x: at.x + (x - at.x) * part, y: at.y + (y - at.y) * part }
        })
        .collect();
    places.copy_from_slice(&moved);
}

/// Moves works that are too near each other apart, seen cell by cell of a grid.
fn push_apart(places: &mut [Point], anchors: &[bool]) {
    const CELL: f64 = 2.0 * APART;
    let cell = |at: Point| ((at.x / CELL).floor() as i32, (at.y / CELL).floor() as i32);
    let mut grid: BTreeMap<(i32, i32), Vec<u32>> = BTreeMap::new();
    for (work, &at) in (0..).zip(places.iter()) {
        grid.entry(cell(at)).or_default().push(work);
    }
    let mut pushes = vec![Point::default(); places.len()];
    for (&(x, y), works) in &grid {
        let around = [(0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)];
        for (dx, dy) in around {
            let Some(others) = grid.get(&(x + dx, y + dy)) else { continue };
            for &a in works {
                for &b in others.iter().filter(|&&b| (dx, dy) != (0, 0) || a < b) {
                    let (from, to) = (places[a as usize], places[b as usize]);
                    let least = if anchors[a as usize] || anchors[b as usize] { 1.7 * APART } else { APART };
                    let (dx, dy) = (to.x - from.x, to.y - from.y);
                    let distance = (dx * dx + dy * dy).sqrt();
                    if distance >= least {
                        continue;
                    }
                    // Two at one place part along a line of their own.
                    let (ux, uy) = match distance > 1e-9 {
                        true => (dx / distance, dy / distance),
                        false => (libm::cos(f64::from(a + b)), libm::sin(f64::from(a + b))),
                    };
                    let push = (least - distance) * 0.35;
                    pushes[a as usize] =
                        Point { x: pushes[a as usize].x - ux * push, y: pushes[a as usize].y - uy * push };
                    pushes[b as usize] =
                        Point { x: pushes[b as usize].x + ux * push, y: pushes[b as usize].y + uy * push };
                }
            }
        }
    }
    for (place, push) in places.iter_mut().zip(pushes) {
        // A crowd isn't blown apart in one round.
        let length = (push.x * push.x + push.y * push.y).sqrt().max(1.0);
        *place = Point { x: place.x + push.x / length, y: place.y + push.y / length };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_are_apart_and_communities_too() {
        let links: Vec<(u32, u32)> = (1..40).map(|n| (if n < 20 { 0 } else { 40 }, n)).collect();
        let communities: Vec<u32> = (0..41).map(|n| u32::from(n >= 20)).collect();
        let mut anchors = vec![false; 41];
        (anchors[0], anchors[40]) = (true, true);
        let sketch = Sketch { years: &[None; 41], links: &links, anchors: &anchors, communities: &communities };
        let places = islands(&sketch);
        let distance = |a: usize, b: usize| {
            let (dx, dy) = (places[a].x - places[b].x, places[a].y - places[b].y);
            (dx * dx + dy * dy).sqrt()
        };
        assert!((0..41).all(|a| (0..a).all(|b| distance(a, b) > 0.4)));
        assert!((1..20).all(|work| distance(0, work) < distance(40, work)));
        assert_eq!(places, islands(&sketch));
    }
}
