//! Text set in columns, as extractors that keep the layout print it, side by side: the left column's lines are put
//! before the right ones'.
//!
//! A gutter is looked for page by page: a place that many lines leave free, with text on both sides. Lines that run
//! across it (titles, figures' captions) stay where they are and part what is above them from what is below.

use super::line::Raw;
use crate::Span;

/// A gutter has at least so many lines with text on both sides of it.
const FEWEST: usize = 4;
/// In a block between lines that run across, at least so many have text on both sides.
const FEWEST_IN_BLOCK: usize = 2;
/// A gap is at least so many spaces wide.
const GAP: usize = 2;
/// How far from the gutter a line's gap may lie, in columns.
const OFF: usize = 3;
/// No line of a page's column is so wide, in columns of characters.
const PARAGRAPH: usize = 180;
/// The least width of a column.
const WIDTH: usize = 18;

/// A stretch of a line, between gaps.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Columns.
    from: usize,
    to: usize,
    /// Bytes of the document.
    span: Span,
}

/// The stretches of a line that lie between gaps.
fn stretches(text: &str, raw: &Raw) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut spaces = GAP;
    let mut column = raw.indent;
    for (at, c) in raw.span.of(text).char_indices() {
        let width = if c == '\t' { 8 - column % 8 } else { 1 };
        if c.is_whitespace() {
            spaces += width;
        } else {
            let span = Span::new(raw.span.start + at, raw.span.start + at + c.len_utf8());
            match found.last_mut() {
                Some(last) if spaces < GAP => (last.to, last.span.end) = (column + 1, span.end),
                _ => found.push(Stretch { from: column, to: column + 1, span }),
            }
            spaces = 0;
        }
        column += width;
    }
    found
}

/// Where a line lies beside a gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Blank,
    Left,
    Right,
    /// The right column's first stretch.
    Both(usize),
    Across,
}

fn side(line: &[Stretch], gutter: usize) -> Side {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return Side::Blank };
    if let Some(right) = (1..line.len()).find(|i| {
        let (end, start) = (line[i - 1].to, line[*i].from);
        end <= gutter + OFF && start + OFF >= gutter && end < gutter + OFF && start > gutter.saturating_sub(OFF)
    }) {
        return Side::Both(right);
    }
    if last.to <= gutter + OFF {
        Side::Left
    } else if first.from + OFF >= gutter {
        Side::Right
    } else {
        Side::Across
    }
}

/// The gutter of a page, as a column. Linear in the page's bytes.
fn gutter(page: &[Vec<Stretch>]) -> Option<usize> {
    // A paragraph that stands on one line isn't laid out.
    let laid = || page.iter().filter(|line| line.iter().all(|s| s.to - s.from <= PARAGRAPH));
    let width = laid().flatten().map(|s| s.to).max()?.min(400);
    let filled = laid().filter(|l| !l.is_empty()).count();
    let mut starts = vec![0i32; width + 2];
    for line in page {
        for pair in line.windows(2) {
            let (from, to) = (pair[0].to, pair[1].from.min(width));
            if from < to {
                starts[from] += 1;
                starts[to] -= 1;
            }
        }
    }
    let mut open = 0;
    let free: Vec<i32> = starts
        .iter()
        .map(|s| {
            open += s;
            open
        })
        .collect();
    let (low, high) = ((width * 3 / 10).max(WIDTH), (width * 7 / 10).min(width.saturating_sub(WIDTH)));
    let best = (low..=high).max_by_key(|c| (free[*c], std::cmp::Reverse(c.abs_diff(width / 2))))?;
    // The middle of the stretch that is as free.
    let end = (best..=high).take_while(|c| free[*c] == free[best]).last().unwrap_or(best);
    let gutter = end;
    let both = page.iter().filter(|l| matches!(side(l, gutter), Side::Both(_))).count();
    let across = laid().filter(|l| side(l, gutter) == Side::Across).count();
    // Two columns of text: both are wide, have few gaps of their own as a table has after each cell, and lines across are
    // the lesser part.
    let (mut left, mut right, mut whole) = (0, 0, 0);
    for line in page {
        if let Side::Both(at) = side(line, gutter) {
            left += usize::from(line[at - 1].to - line[0].from >= WIDTH);
            right += usize::from(line.last().map_or(0, |s| s.to) - line[at].from >= WIDTH);
            whole += usize::from(line.len() <= 4);
        }
    }
    let wide = left.min(right).min(whole) * 2 >= both;
    (both >= FEWEST && wide && both * 4 >= filled && across * 2 <= filled).then_some(gutter)
}

/// No page has more gutters beside each other.
const GUTTERS: usize = 3;

/// The lines of a page with its columns one after the other, if it has several; else none. Linear.
pub(super) fn in_columns(text: &str, page: &[Raw]) -> Option<Vec<Raw>> {
    parted(text, page, GUTTERS)
}

/// Parts a page at a gutter, and each of the columns at a further one, if there is.
fn parted(text: &str, page: &[Raw], gutters: usize) -> Option<Vec<Raw>> {
    if gutters == 0 {
        return None;
    }
    let stretched: Vec<Vec<Stretch>> = page.iter().map(|raw| stretches(text, raw)).collect();
    let gutter = gutter(&stretched)?;
    let sides: Vec<Side> = stretched.iter().map(|line| side(line, gutter)).collect();
    let mut found = Vec::with_capacity(page.len() * 2);
    let mut at = 0;
    while at < page.len() {
        if sides[at] == Side::Across {
            found.push(page[at]);
            at += 1;
            continue;
        }
        let end = sides[at..].iter().position(|s| *s == Side::Across).map_or(page.len(), |n| at + n);
        let both = sides[at..end].iter().filter(|s| matches!(s, Side::Both(_))).count();
        if both < FEWEST_IN_BLOCK {
            found.extend_from_slice(&page[at..end]);
        } else {
            let rights = (at..end).filter_map(|i| right_start(&stretched[i], sides[i]));
            let margin = rights.min().unwrap_or(gutter);
            let mut columns = [Vec::with_capacity(end - at), Vec::with_capacity(end - at)];
            for i in at..end {
                let (line, raw) = (&stretched[i], page[i]);
                let right = |at: usize| Span::new(line[at].span.start, raw.span.end);
                let pieces = match sides[i] {
                    Side::Left => [Some(raw.span), None],
                    Side::Right => [None, Some(right(0))],
                    Side::Both(at) => [Some(Span::new(raw.span.start, line[at - 1].span.end)), Some(right(at))],
                    Side::Blank | Side::Across => [None, None],
                };
                columns[0].push(raw.with(pieces[0], raw.indent));
                let indent = right_start(line, sides[i]).map_or(0, |from| from - margin);
                // What the left column ends with and what the right one begins with are no neighbours on the page, but
                // the text may go on: no blank line stands between.
                if i > at || pieces[1].is_some() {
                    columns[1].push(Raw { page_start: false, ..raw.with(pieces[1], indent) });
                }
            }
            for column in columns {
                match parted(text, &column, gutters - 1) {
                    Some(parts) => found.extend(parts),
                    None => found.extend(column),
                }
            }
            if sides[end - 1] == Side::Blank {
                found.push(page[end - 1]);
            }
        }
        at = end;
    }
    Some(found)
}

fn right_start(line: &[Stretch], side: Side) -> Option<usize> {
    match side {
        Side::Right => line.first().map(|s| s.from),
        Side::Both(right) => line.get(right).map(|s| s.from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::lines::lines;

    fn read(text: &str) -> Vec<&str> {
        lines(text).iter().map(|l| l.text(text).trim()).filter(|l| !l.is_empty()).collect()
    }

    #[test]
    fn the_left_column_comes_first() {
        let text = "\
        A title that runs across the whole of the page

Birds sing in the morning when      they are silent again. Of all
the sun comes up, and in the        birds the early ones are those
evening. At noon they sleep,        that sing best, it is said, and
and in the night.                   the late ones hear them.

A caption across both of the columns of this made up page

The second block of the page        and goes on here until the end
has its own columns as well,        of the page is reached.
";
        let want = [
            "A title that runs across the whole of the page",
            "Birds sing in the morning when",
            "the sun comes up, and in the",
            "evening. At noon they sleep,",
            "and in the night.",
            "they are silent again. Of all",
            "birds the early ones are those",
            "that sing best, it is said, and",
            "the late ones hear them.",
            "A caption across both of the columns of this made up page",
            "The second block of the page",
            "has its own columns as well,",
            "and goes on here until the end",
            "of the page is reached.",
        ];
        assert_eq!(read(text), want);
    }

    #[test]
    fn a_list_with_wide_labels_is_one_column() {
        let text = "[1]     Roe, A. On tests. Journal of Tests.\n[2]     Lee, B. On lists. Journal of Lists.\n[3]     Poe, C. More. Journal of More.\n[4]     Doe, D. Less. Journal of Less.\n";
        assert_eq!(read(text).len(), 4);
    }
}
