//! Columns of years: which years share one, how high all are, and at which height a work stands by those that it is linked with.

use std::collections::BTreeMap;

use super::Sketch;

/// A year's works, or those of several neighbouring years.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::view) struct Column {
    /// Its first and last year; none for works without a year.
    pub(in crate::view) years: Option<(i32, i32)>,
    /// Its left and right end.
    pub(in crate::view) x: (f64, f64),
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

/// The middle of some values, one half of none.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.5 } else { sum / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sparse_years_share_a_column() {
        let years: Vec<Option<i32>> =
            [1900, 1950, 1960, 2000, 2000, 2000, 2001].map(Some).into_iter().chain([None]).collect();
        let of = |most| groups(&years, most).into_iter().map(|(years, works)| (years, works.len())).collect::<Vec<_>>();
        assert_eq!(of(9).len(), 6);
        assert_eq!(of(3), [(Some((1900, 1960)), 3), (Some((2000, 2000)), 3), (Some((2001, 2001)), 1), (None, 1)]);
        assert_eq!(groups(&[], 3), []);
    }
}
