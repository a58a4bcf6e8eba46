//! Rows → blocks in reading order: columns are found by the white between them.
//!
//! A gutter is a white strip from top to bottom of a run of rows, with text on both sides that looks like text. A page
//! is cut at the longest run's top and bottom and at its gutter, and its parts are cut again.

use super::rows::{Row, rows};
use super::word::Word;

/// Rows that are read one after the other: a column, or what stands across the page.
pub(super) struct Block {
    pub rows: Vec<Row>,
    /// Whether it goes on where the block before it left off: the next column.
    pub continues: bool,
}

/// Cuts are nested no deeper.
const DEPTH: usize = 8;
/// How wide the white of a gutter is on either side of its middle, in ems, and beside how many rows on each side: three
/// rows of text may have narrow gaps above each other, ten don't.
const GUTTERS: [(f32, usize); 2] = [(0.45, 3), (0.2, 10)];
/// What has more rows is a drawing, in which no columns are looked for.
const MOST_ROWS: usize = 2000;
/// Rows on each side of a gutter, at least.
const LEAST_ROWS: usize = 3;
/// No column is narrower than this part of what is cut.
const LEAST_WIDTH: f32 = 0.14;
/// A left column that is narrower than this part of the right one stands beside the text: it is read after it.
const SIDEBAR: f32 = 0.5;
/// A row of text fills this part of its column, in the middle of its rows.
const LEAST_FILL: f32 = 0.4;

/// The blocks of a page, in reading order.
pub(super) fn blocks(words: Vec<Word>) -> Vec<Block> {
    let mut found = Vec::new();
    cut(rows(words), false, 0, &mut found);
    found
}

fn cut(rows_here: Vec<Row>, continues: bool, depth: usize, found: &mut Vec<Block>) {
    if rows_here.is_empty() {
        return;
    }
    let gutter = if depth < DEPTH { gutter(&rows_here) } else { None };
    let Some(Gutter { from, to, x }) = gutter else {
        found.push(Block { rows: rows_here, continues });
        return;
    };
    let mut above = rows_here;
    let below = above.split_off(to);
    let beside = above.split_off(from);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for word in beside.into_iter().flat_map(|row| row.words) {
        if (word.x0 + word.x1) / 2.0 < x { left.push(word) } else { right.push(word) }
    }
    cut(above, continues, depth + 1, found);
    let (left, right) = (rows(left), rows(right));
    let sidebar = left.len() < right.len() && width(&left) < SIDEBAR * width(&right);
    let columns = if sidebar { [right, left] } else { [left, right] };
    for (n, column) in columns.into_iter().enumerate() {
        cut(column, n > 0 && !sidebar, depth + 1, found);
    }
    cut(below, false, depth + 1, found);
}

fn width(rows: &[Row]) -> f32 {
    let x0 = rows.iter().fold(f32::MAX, |x, r| x.min(r.x0()));
    rows.iter().fold(0.0_f32, |x, r| x.max(r.x1())) - x0
}

/// Rows from..to have white at x.
struct Gutter {
    from: usize,
    to: usize,
    x: f32,
}

/// A run of rows without ink in a bin, as it grows.
#[derive(Clone, Copy, Default)]
struct Run {
    from: usize,
    left: usize,
    right: usize,
}

fn gutter(rows: &[Row]) -> Option<Gutter> {
    let mut best = None;
    if rows.len() > MOST_ROWS {
        return None;
    }
    for (margin, least_rows) in GUTTERS {
        longest_white(rows, margin, least_rows, &mut best);
    }
    best.map(|(_, gutter)| gutter)
}

/// Rows × bins of a point each.
fn longest_white(rows: &[Row], margin: f32, least_rows: usize, best: &mut Option<(usize, Gutter)>) {
    let x0 = rows.iter().fold(f32::MAX, |x, r| x.min(r.x0()));
    let x1 = rows.iter().fold(0.0_f32, |x, r| x.max(r.x1()));
    let width = x1 - x0;
    // A page that is wider than a poster is none.
    let bins = if width.is_finite() { (width as usize).min(4096) } else { 0 };
    let least = LEAST_WIDTH * width;
    let mut runs = vec![Run::default(); bins + 1];
    let mut inked = vec![false; bins + 1];
    let bin = |x: f32| (((x - x0).max(0.0)) as usize).min(bins);
    for (n, row) in rows.iter().enumerate() {
        inked.fill(false);
        for word in &row.words {
            // White must be wider than a gap between words.
            let margin = margin * row.size;
            inked[bin(word.x0 - margin)..=bin(word.x1 + margin)].fill(true);
        }
        let (left, right) = (row.x0(), row.x1());
        for b in 0..=bins {
            let x = x0 + b as f32;
            if inked[b] && (least..=width - least).contains(&(b as f32)) {
                consider(rows, runs[b], n, x, least_rows, best);
            }
            if inked[b] {
                runs[b] = Run { from: n + 1, left: 0, right: 0 };
            } else {
                runs[b].left += usize::from(left < x);
                runs[b].right += usize::from(right > x);
            }
        }
    }
    for (b, run) in runs.iter().enumerate() {
        let x = x0 + b as f32;
        if (least..=width - least).contains(&(x - x0)) {
            consider(rows, *run, rows.len(), x, least_rows, best);
        }
    }
}

/// Keeps the run of rows that ends before row `to` if it is a gutter and longer than the best so far.
fn consider(rows: &[Row], run: Run, to: usize, x: f32, least_rows: usize, best: &mut Option<(usize, Gutter)>) {
    let score = run.left.min(run.right);
    if score < least_rows || best.as_ref().is_some_and(|b| b.0 >= score) {
        return;
    }
    let Some((from, to)) = trimmed(rows, run.from, to, x) else { return };
    if looks_like_columns(&rows[from..to], x) {
        *best = Some((score, Gutter { from, to, x }));
    }
}

/// Without rows at the top and at the bottom that stand apart: running heads, a short last line of what is across.
fn trimmed(rows: &[Row], mut from: usize, mut to: usize, x: f32) -> Option<(usize, usize)> {
    const APART: f32 = 1.9;
    const FEW: usize = 2;
    let gap = |i: usize| (rows[i].y - rows[i - 1].y) / rows[i].size.max(rows[i - 1].size);
    for i in (from + 1..to.min(from + 1 + FEW)).rev() {
        if gap(i) > APART {
            from = i;
            break;
        }
    }
    for i in to.saturating_sub(FEW).max(from + 1)..to {
        let one_sided = rows[i..to].iter().all(|r| r.x1() < x) || rows[i..to].iter().all(|r| r.x0() > x);
        if gap(i) > APART && (one_sided || to - i < FEW) {
            to = i;
            break;
        }
    }
    (to > from + LEAST_ROWS.min(2)).then_some((from, to))
}

/// Whether both sides are wide enough, and most rows fill theirs.
fn looks_like_columns(rows: &[Row], x: f32) -> bool {
    let x0 = rows.iter().fold(f32::MAX, |x, r| x.min(r.x0()));
    let x1 = rows.iter().fold(0.0_f32, |x, r| x.max(r.x1()));
    let side = |keep: &dyn Fn(f32) -> bool| {
        let mut parts = Vec::new();
        for row in rows {
            let words = row.words.iter().filter(|w| keep((w.x0 + w.x1) / 2.0));
            let ends = words.fold((f32::MAX, 0.0_f32, 0), |e, w| (e.0.min(w.x0), e.1.max(w.x1), e.2 + 1));
            if ends.2 > 0 {
                parts.push(ends);
            }
        }
        let from = parts.iter().fold(f32::MAX, |x, p| x.min(p.0));
        let to = parts.iter().fold(0.0_f32, |x, p| x.max(p.1));
        let mut fills: Vec<f32> = parts.iter().map(|p| (p.1 - p.0) / (to - from).max(1.0)).collect();
        fills.sort_by(f32::total_cmp);
        let words: usize = parts.iter().map(|p| p.2).sum();
        let fill = fills.get(fills.len() / 2).copied().unwrap_or(0.0);
        parts.len() >= LEAST_ROWS
            && to - from >= LEAST_WIDTH * (x1 - x0)
            && fill >= LEAST_FILL
            && words * 2 >= parts.len() * 3
    };
    side(&|middle| middle < x) && side(&|middle| middle >= x)
}
