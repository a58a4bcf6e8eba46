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
/// rows of text that is stretched to its column's width may have gaps above each other, and ten narrow ones don't.
const GUTTERS: [(f32, usize); 3] = [(0.9, 3), (0.45, 4), (0.2, 10)];
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
    let Gutter { from, to, x } = best?.1;
    Some(Gutter { from, to, x: before_labels(&rows[from..to], x) })
}

/// What a row's part left of a gutter ends in.
struct End<'r> {
    word: &'r Word,
    /// The size of its row.
    size: f32,
    /// Whether it may be the label of what stands behind it.
    is_label: bool,
}

/// A gap of so many ems is wider than one between words.
const WORDS_APART: f32 = 0.6;

/// The white may be that between the labels of a list in the right column and their entries, where a long word of the left column
/// reaches into the gutter itself: the labels, which stand under each other and closer to `x` than all but a few of the left
/// column's rows, are then the right column's.
fn before_labels(rows: &[Row], x: f32) -> f32 {
    /// So many labels under each other are no chance, whose sides are so many ems apart at most.
    const LABELS: usize = 2;
    const ALIGNED: f32 = 0.3;
    let last = |row: &Row| row.words.iter().rposition(|w| (w.x0 + w.x1) / 2.0 < x);
    let ends: Vec<End<'_>> = rows
        .iter()
        .filter_map(|row| {
            let at = last(row)?;
            let (word, before) = (&row.words[at], at.checked_sub(1).map(|b| row.words[b].x1));
            let apart = before.is_none_or(|before| word.x0 - before > WORDS_APART * word.size);
            let is_label = apart && is_label(&word.text) && row.words.len() > at + 1;
            Some(End { word, size: row.size, is_label })
        })
        .collect();
    let labels: Vec<&End<'_>> = ends.iter().filter(|end| end.is_label).collect();
    let Some(End { word: nearest, size, .. }) = labels.iter().min_by(|a, b| a.word.x0.total_cmp(&b.word.x0)) else {
        return x;
    };
    let aligned = |side: &dyn Fn(&Word) -> f32| {
        let sides = || labels.iter().map(|label| side(label.word));
        sides().fold(0.0_f32, f32::max) - sides().fold(f32::MAX, f32::min) < ALIGNED * size
    };
    let beyond = ends.iter().filter(|end| !end.is_label && end.word.x1 > nearest.x0).count();
    if labels.len() >= LABELS && (aligned(&|w| w.x0) || aligned(&|w| w.x1)) && beyond * 4 < ends.len() {
        nearest.x0 - ALIGNED * size
    } else {
        x
    }
}

/// "12.", "[12]", "(12)", "12".
fn is_label(word: &str) -> bool {
    let inside = word.trim_start_matches(['[', '(']).trim_end_matches([']', ')', '.']);
    (1..=3).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x0: f32, x1: f32, y: f32) -> Word {
        Word { text: text.to_owned(), x0, x1, y, size: 10.0, turn: 0, spaced: true }
    }

    /// Rows of a page with two columns; the gutter between them is a narrow ten points from 200 on.
    fn page(label: &dyn Fn(usize) -> Option<String>) -> Vec<Word> {
        (0..12_u8)
            .flat_map(|n| {
                let y = 12.0 * f32::from(n);
                // An address that is too long for its column reaches into the gutter.
                let end = if n == 5 { 208.0 } else { 200.0 };
                let label = label(usize::from(n)).map(|label| word(&label, 210.0, 220.0, y));
                let left = [word("moss", 0.0, 80.0, y), word("grows", 90.0, end, y)];
                left.into_iter().chain(label).chain([word("on", 240.0, 300.0, y), word("stones", 310.0, 400.0, y)])
            })
            .collect()
    }

    #[test]
    fn labels_of_a_list_stay_in_their_column() {
        let labelled = |n: usize| n.is_multiple_of(3).then(|| format!("{}.", n / 3 + 8));
        let columns: Vec<String> = blocks(page(&labelled)).iter().flat_map(|b| &b.rows).map(Row::text).collect();
        assert_eq!(columns[0], "moss grows");
        assert_eq!(columns[12], "8.   on stones");
        assert_eq!(columns.iter().filter(|row| row.starts_with("moss")).count(), 12);
    }
}
