//! Words → rows: what stands on one baseline, with its superscripts.

use super::direction::in_reading_order;
use super::word::{WORD_GAP, Word};

/// Words on one baseline, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub words: Vec<Word>,
    pub y: f32,
    pub size: f32,
}

impl Row {
    pub fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.x0)
    }

    pub fn x1(&self) -> f32 {
        self.words.iter().fold(0.0, |x1, w| x1.max(w.x1))
    }

    /// The row as text, its words' gaps as spaces.
    pub fn text(&self) -> String {
        let spread = self.spread();
        let mut out = String::new();
        for (n, word) in self.words.iter().enumerate() {
            if let Some(before) = n.checked_sub(1).map(|b| &self.words[b]) {
                let gap = word.x0 - before.x1;
                let em = before.size.max(word.size);
                if gap > WIDE_GAP * em {
                    out.push_str("   ");
                } else if (before.spaced || gap > WORD_GAP * em) && spread.is_none_or(|spread| gap > spread) {
                    out.push(' ');
                }
            }
            out.push_str(&word.text);
        }
        in_reading_order(out)
    }

    /// The gap up to which letters belong to one word, in a row that is set s p a c e d.
    fn spread(&self) -> Option<f32> {
        const LETTERS: usize = 6;
        let letters = self.words.iter().filter(|w| w.text.chars().nth(1).is_none()).count();
        if letters < LETTERS || letters * 4 < self.words.len() * 3 {
            return None;
        }
        let mut gaps: Vec<f32> = self.words.windows(2).map(|pair| pair[1].x0 - pair[0].x1).collect();
        gaps.sort_by(f32::total_cmp);
        let middle = gaps[gaps.len() / 2];
        (middle < WIDE_GAP * self.size).then_some(1.5 * middle)
    }
}

/// A gap of so many ems is more than one between words.
const WIDE_GAP: f32 = 1.8;

/// Puts `words` in rows, from the top downwards. Superscripts come to the row of the word they stand at, and their digits
/// are written as superscript digits. Sorts, and is linear besides.
pub(super) fn rows(mut words: Vec<Word>) -> Vec<Row> {
    attach_scripts(&mut words);
    words.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if word.y - row.y < 0.25 * row.size.min(word.size) => {
                row.size = row.size.max(word.size);
                row.words.push(word);
            }
            _ => rows.push(Row { y: word.y, size: word.size, words: vec![word] }),
        }
    }
    for row in &mut rows {
        row.words.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.x1.total_cmp(&b.x1)));
        // What is drawn twice to look bold is printed once.
        row.words.dedup_by(|b, a| a.text == b.text && (a.x0 - b.x0).abs() < 0.2 * a.size);
        row.size = main_size(&row.words);
    }
    rows
}

/// The size of most letters.
pub(super) fn main_size(words: &[Word]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = words.iter().map(|w| (w.size, w.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = sizes.iter().map(|s| s.1).sum();
    let mut seen = 0;
    for (size, letters) in sizes {
        seen += letters;
        if seen * 2 >= all {
            return size;
        }
    }
    0.0
}

/// How many words drawn before and after a small one are looked at for the word that it stands at.
const NEIGHBOURS: usize = 3;

/// Brings small words that stand a little above or below the word beside them to its baseline.
fn attach_scripts(words: &mut [Word]) {
    for i in 0..words.len() {
        let word = &words[i];
        let near = i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS + 1).min(words.len());
        // A note's number is hardly smaller than its text, and may stand well before it.
        let number = word.text.len() <= 4 && word.text.bytes().all(|b| b.is_ascii_digit());
        let base = near.filter(|&k| k != i).filter_map(|k| {
            let base = &words[k];
            let before = base.x0 - word.x1;
            let gap = before.max(word.x0 - base.x1);
            let raised = (base.y - word.y) / base.size;
            let (smaller, reach) = if number && before > 0.0 { (0.95, 1.6) } else { (0.86, 0.4) };
            let small = word.size < smaller * base.size;
            let beside = gap > -0.3 * base.size && gap < reach * base.size;
            let off = (0.12..0.75).contains(&raised) || (-0.4..-0.06).contains(&raised);
            (base.turn == word.turn && small && beside && off).then_some((gap.abs(), base.y, raised > 0.0))
        });
        let Some((_, y, above)) = base.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        words[i].y = y;
        if above {
            words[i].text = words[i].text.chars().map(superscript).collect();
        }
    }
}

fn superscript(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from(c) - u32::from('4') + u32::from('⁴')).unwrap_or(c),
        c => c,
    }
}
