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

use super::columns::{Column, Spacing, groups, heights, mean, rows};
use super::crossings::transpose;
use super::{Point, Sketch};

/// Columns, the oldest first and works without a year last, and the place of each work.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct Layers {
    pub(in crate::view) columns: Vec<Column>,
    pub(in crate::view) places: Vec<Point>,
}

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

/// Places that are ascending and at least 1 apart, as near to those `wanted`, ascending too, as can be in the sense of
/// least squares, between 0 and `end` if they fit there: pools adjacent violators.
fn apart(wanted: &[f64], end: f64) -> Vec<f64> {
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
