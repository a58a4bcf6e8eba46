//! Blocks → text: lines, indents, blank lines.

use std::collections::BTreeMap;

use super::columns::{Block, blocks};
use super::direction::runs_left;
use super::rows::Row;
use super::word::Word;

/// Appends the text of a page.
pub(super) fn page(words: Vec<Word>, out: &mut String) {
    // What is turned is read by itself: first what most of the page is.
    let mut turns: BTreeMap<i16, Vec<Word>> = BTreeMap::new();
    for word in words {
        turns.entry(word.turn).or_default().push(word);
    }
    let mut turns: Vec<(i16, Vec<Word>)> = turns.into_iter().collect();
    turns.sort_by_key(|(turn, words)| (std::cmp::Reverse(words.len()), turn.abs(), *turn));
    for (n, (_, words)) in turns.into_iter().enumerate() {
        for (m, block) in blocks(words).into_iter().enumerate() {
            print(&block, n + m == 0, out);
        }
    }
}

/// An indent of less is none.
const LEAST_INDENT: f32 = 0.45;
/// Spaces for an indent, at most.
const MOST_INDENT: usize = 40;

fn print(block: &Block, first: bool, out: &mut String) {
    if !first && !block.continues {
        out.push('\n');
    }
    let margin = margin(&block.rows);
    let right = block.rows.iter().map(Row::x1).fold(0.0, f32::max);
    let pitch = pitch(&block.rows);
    let em = block_size(&block.rows).max(1.0);
    let mut before: Option<&Row> = None;
    for row in &block.rows {
        if let Some(before) = before {
            let size = row.size.max(before.size).max(1.0);
            let usual = pitch.get(&size_key(row.size.min(before.size))).copied().unwrap_or(1.2 * size);
            if row.y - before.y > (1.3 * usual).max(1.05 * size) {
                out.push('\n');
            }
        }
        let runs_left = row.words.iter().filter(|word| runs_left(&word.text)).count() * 2 > row.words.len();
        let indent = if runs_left { right - row.x1() } else { row.x0() - margin } / em;
        if indent >= LEAST_INDENT {
            out.push_str(&" ".repeat(((indent * 2.0).round() as usize).min(MOST_INDENT)));
        }
        out.push_str(&row.text());
        out.push('\n');
        before = Some(row);
    }
}

/// The size of most rows.
fn block_size(rows: &[Row]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().map(|r| r.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// Sizes that differ by less than half a point are one.
fn size_key(size: f32) -> u32 {
    (size * 2.0).round() as u32
}

/// How far a baseline usually is from the next, for each size: the lower quartile, as paragraphs may be parted everywhere.
fn pitch(rows: &[Row]) -> BTreeMap<u32, f32> {
    let mut found: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    for pair in rows.windows(2) {
        let size = pair[0].size.min(pair[1].size);
        let step = pair[1].y - pair[0].y;
        if step > 0.7 * size && step < 3.0 * size {
            found.entry(size_key(size)).or_default().push(step);
        }
    }
    let quartile = |mut steps: Vec<f32>| {
        steps.sort_by(f32::total_cmp);
        steps[steps.len() / 4]
    };
    found.into_iter().map(|(size, steps)| (size, quartile(steps))).collect()
}

/// Where lines of a block begin that don't stand in: the leftmost place where one of twelve does, and two at least.
fn margin(rows: &[Row]) -> f32 {
    let mut starts: Vec<f32> = rows.iter().map(Row::x0).collect();
    starts.sort_by(f32::total_cmp);
    let enough = (starts.len() / 12).max(1);
    let many = (enough..starts.len()).map(|i| (starts[i - enough], starts[i])).find(|(a, b)| b - a < 1.5);
    many.map(|m| m.0).or(starts.first().copied()).unwrap_or(0.0)
}
