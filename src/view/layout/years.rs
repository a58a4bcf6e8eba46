//! Years as layers, after Sugiyama, Tagawa & Toda (1981): a column for each year, and works in it so ordered that links
//! cross little.
//!
//! The papers of the corpus are spread evenly from top to bottom, those that share sources next to each other; every other
//! work stands at the height of those that it is linked with, as near as its neighbours in the column let it. A year with
//! more works than fit in one column has several side by side; where there are many years, neighbouring ones with few works
//! share a column.
//!
//! - K. Sugiyama, S. Tagawa & M. Toda (1981). Methods for visual understanding of hierarchical system structures. *IEEE
//!   Transactions on Systems, Man, and Cybernetics*, 11(2), 109–125.

use std::collections::BTreeMap;

use super::crossings::transpose;
use super::{Point, Sketch};

/// A year's works, or those of several neighbouring years.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::view) struct Column {
    /// Its first and last year; none for works without a year.
    pub(in crate::view) years: Option<(i32, i32)>,
    /// Its left and right end.
    pub(in crate::view) x: (f64, f64),
}

/// Columns, the oldest first and works without a year last, and the place of each work.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct Layers {
    pub(in crate::view) columns: Vec<Column>,
    pub(in crate::view) places: Vec<Point>,
}

/// How the columns are laid out.
#[derive(Clone, Copy, Debug)]
pub(in crate::view) struct Spacing {
    /// Between a year and the next, at least and at most.
    pub(in crate::view) between_years: (f64, f64),
    /// Between the columns of one year.
    pub(in crate::view) within_year: f64,
    /// Height to width of the whole.
    pub(in crate::view) aspect: f64,
    /// The least height of a column before it is parted in two.
    pub(in crate::view) least_rows: usize,
    /// How many columns of years there are at most.
    pub(in crate::view) columns: usize,
}

/// Rounds of moving works to the middle of their neighbours.
const ROUNDS: usize = 16;

/// Places works by year. O((w log w + c) · rounds) time for w works and c links, and as much more as [`transpose`] may take.
pub(in crate::view) fn layers(sketch: &Sketch<'_>, spacing: Spacing) -> Layers {
    let groups = groups(sketch.years, spacing.columns);
    let heights = heights(sketch);
    let rows = rows(groups.iter().map(|(_, works)| works.len()), spacing);
    let mut layers = Layers { places: vec![Point::default(); sketch.len()], columns: Vec::new() };
    // As wide as the height asks for.
    let wanted = rows as f64 / spacing.aspect / groups.len().max(1) as f64;
    let between_years = wanted.clamp(spacing.between_years.0, spacing.between_years.1);
    let mut x = 0.0;
    let mut in_columns: Vec<Vec<u32>> = Vec::new();
    for (years, mut works) in groups {
        let by_height = |&a: &u32, &b: &u32| heights[a as usize].total_cmp(&heights[b as usize]).then(a.cmp(&b));
        works.sort_by(by_height);
        let abreast = works.len().div_ceil(rows);
        let first = x;
        // Side by side from the top, so that the order from top to bottom stays.
        let in_rows: Vec<f64> =
            works.chunks(abreast.max(1)).map(|row| mean(row.iter().map(|&w| heights[w as usize]))).collect();
        let wanted: Vec<f64> = in_rows.iter().map(|height| height * (rows as f64 - 1.0)).collect();
        let ys = apart(&wanted, rows as f64 - 1.0);
        for (row, y) in works.chunks(abreast.max(1)).zip(ys) {
            for (n, &work) in row.iter().enumerate() {
                // Every other one lower by half a row, so that lines to the one before it pass beside it.
                let y = y + 0.5 * f64::from(u8::from(n % 2 == 1));
                layers.places[work as usize] = Point { x: first + n as f64 * spacing.within_year, y };
            }
        }
        in_columns.extend((0..abreast).map(|n| works.iter().skip(n).step_by(abreast).copied().collect()));
        let last = first + abreast.saturating_sub(1) as f64 * spacing.within_year;
        layers.columns.push(Column { years, x: (first, last) });
        x = last + between_years;
    }
    transpose(&mut layers.places, &in_columns, sketch.links);
    layers
}

/// The first and the last of some years.
pub(super) type Years = Option<(i32, i32)>;

/// The works by year, neighbouring years joined until there are at most so many groups, with the least of the largest that
/// are joined; last those without a year.
pub(super) fn groups(years: &[Option<i32>], most: usize) -> Vec<(Years, Vec<u32>)> {
    let mut by_year: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    let mut undated = Vec::new();
    for (work, year) in (0..).zip(years) {
        match year {
            Some(year) => by_year.entry(*year).or_default().push(work),
            None => undated.push(work),
        }
    }
    let sizes: Vec<usize> = by_year.values().map(Vec::len).collect();
    let (mut low, mut room) = (0, sizes.iter().sum());
    while low < room {
        let middle = low + (room - low) / 2;
        if joined(&sizes, middle) <= most { room = middle } else { low = middle + 1 }
    }
    let mut groups: Vec<(Years, Vec<u32>)> = Vec::new();
    for (year, works) in by_year {
        match groups.last_mut() {
            Some((Some((_, last)), group)) if group.len() + works.len() <= room => {
                *last = year;
                group.extend(works);
            }
            _ => groups.push((Some((year, year)), works)),
        }
    }
    groups.extend((!undated.is_empty()).then_some((None, undated)));
    groups
}

/// How many groups there are when neighbours are joined that hold no more than `room` together.
fn joined(sizes: &[usize], room: usize) -> usize {
    let (mut groups, mut held) = (0, usize::MAX);
    for &size in sizes {
        match held.checked_add(size).filter(|both| *both <= room) {
            Some(both) => held = both,
            None => (groups, held) = (groups + 1, size),
        }
    }
    groups
}

/// How many rows give the whole the aspect that is wanted, roughly.
pub(super) fn rows(sizes: impl Iterator<Item = usize> + Clone, spacing: Spacing) -> usize {
    let width = |rows: usize| -> f64 {
        let column = |size: usize| spacing.between_years.0 + (size.div_ceil(rows) - 1) as f64 * spacing.within_year;
        sizes.clone().map(column).sum()
    };
    let tallest = sizes.clone().max().unwrap_or(1).max(1);
    let (mut low, mut high) = (spacing.least_rows, tallest.max(spacing.least_rows));
    while low < high {
        let middle = low + (high - low) / 2;
        if middle as f64 >= spacing.aspect * width(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// The height of each work from 0 to 1: of an anchor its rank among the anchors, of another work the middle of those that
/// it is linked with.
pub(super) fn heights(sketch: &Sketch<'_>) -> Vec<f64> {
    let neighbours = sketch.neighbours();
    let mut is_anchor = sketch.anchors.to_vec();
    if !is_anchor.contains(&true) {
        sketch.links.iter().for_each(|&(citing, _)| is_anchor[citing as usize] = true);
    }
    let mut anchors: Vec<u32> = (0..).zip(&is_anchor).filter(|(_, is)| **is).map(|(work, _)| work).collect();
    anchors.sort_by_key(|&work| (sketch.communities[work as usize], work));
    let mut heights = vec![0.5; sketch.len()];
    let spread = |anchors: &[u32], heights: &mut [f64]| {
        for (rank, &anchor) in anchors.iter().enumerate() {
            heights[anchor as usize] = (rank as f64 + 0.5) / anchors.len() as f64;
        }
    };
    let settle = |heights: &mut [f64], movable: &dyn Fn(usize) -> bool| {
        let next: Vec<f64> = (0..heights.len())
            .map(|work| match movable(work) && !neighbours[work].is_empty() {
                true => mean(neighbours[work].iter().map(|&other| heights[other as usize])),
                false => heights[work],
            })
            .collect();
        heights.copy_from_slice(&next);
    };
    spread(&anchors, &mut heights);
    settle(&mut heights, &|work| !is_anchor[work]);
    for _ in 0..ROUNDS {
        settle(&mut heights, &|work| is_anchor[work]);
        anchors.sort_by(|&a, &b| heights[a as usize].total_cmp(&heights[b as usize]).then(a.cmp(&b)));
        spread(&anchors, &mut heights);
        settle(&mut heights, &|work| !is_anchor[work]);
    }
    heights
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.5 } else { sum / f64::from(count) }
}

/// Places that are ascending and at least 1 apart, as near to those `wanted`, ascending too, as can be in the sense of
/// least squares, between 0 and `end` if they fit there: pools adjacent violators.
pub(in crate::view) fn apart(wanted: &[f64], end: f64) -> Vec<f64> {
    // Less its number, each place may be as low as the one before.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (n, place) in wanted.iter().enumerate() {
        let mut pool = (place - n as f64, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let most = end - wanted.len().saturating_sub(1) as f64;
    let pooled = pools.iter().flat_map(|&(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    pooled.enumerate().map(|(n, place)| place.min(most).max(0.0) + n as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_apart_and_near() {
        assert_eq!(apart(&[0.0, 5.0], 9.0), [0.0, 5.0]);
        assert_eq!(apart(&[4.0, 4.0, 4.0], 9.0), [3.0, 4.0, 5.0]);
        assert_eq!(apart(&[9.0, 9.0], 9.0), [8.0, 9.0]);
        assert_eq!(apart(&[0.0, 0.0, 0.0], 1.0), [0.0, 1.0, 2.0]);
        assert!(apart(&[], 9.0).is_empty());
    }

    #[test]
    fn sparse_years_share_a_column() {
        let years: Vec<Option<i32>> =
            [1900, 1950, 1960, 2000, 2000, 2000, 2001].map(Some).into_iter().chain([None]).collect();
        let of = |most| groups(&years, most).into_iter().map(|(years, works)| (years, works.len())).collect::<Vec<_>>();
        assert_eq!(of(9).len(), 6);
        assert_eq!(of(3), [(Some((1900, 1960)), 3), (Some((2000, 2000)), 3), (Some((2001, 2001)), 1), (None, 1)]);
        assert_eq!(groups(&[], 3), []);
    }

    #[test]
    fn works_of_one_paper_stand_at_its_height() {
        // Two papers with two works each, and one work of both.
        let links = [(0, 2), (0, 3), (1, 4), (1, 5), (0, 6), (1, 6)];
        let years = [Some(2020), Some(2020), Some(1999), Some(2001), Some(1999), Some(2001), None];
        let anchors = [true, true, false, false, false, false, false];
        let sketch = Sketch { years: &years, links: &links, anchors: &anchors, communities: &[0, 1, 0, 0, 1, 1, 0] };
        let spacing = Spacing { between_years: (3.0, 3.0), within_year: 1.0, aspect: 1.0, least_rows: 4, columns: 9 };
        let found = layers(&sketch, spacing);
        let years: Vec<_> = found.columns.iter().map(|column| column.years.map(|(first, _)| first)).collect();
        assert_eq!(years, [Some(1999), Some(2001), Some(2020), None]);
        let at = |work: usize| found.places[work];
        assert_eq!(at(0).x, at(1).x);
        assert!((at(0).y < at(1).y) == (at(2).y < at(4).y) && (at(0).y < at(1).y) == (at(3).y < at(5).y));
        let no_place_twice = |n: usize| found.places[n + 1..].iter().all(|place| *place != found.places[n]);
        assert!((0..7).all(no_place_twice));
    }
}
