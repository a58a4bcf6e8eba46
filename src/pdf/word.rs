//! Glyphs → words.

use hayro_font::kurbo::{Point, Vec2};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// Where a glyph stands, on the page as people see it: y grows downwards.
pub(super) struct Glyph {
    /// The start of its baseline.
    pub from: Point,
    /// From there to the end of its ink.
    pub along: Vec2,
    /// Which way the line runs.
    pub direction: Vec2,
    /// The height of an em.
    pub size: f64,
}

/// A run of glyphs on one baseline, of one size, without a gap, turned so that it reads from left to right.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    /// The baseline, growing downwards.
    pub y: f32,
    pub size: f32,
    /// How much the line that it stands on is turned, in degrees.
    pub turn: i16,
    /// Whether a space is drawn after it.
    pub spaced: bool,
}

/// Gaps from this part of an em on part words.
pub(super) const WORD_GAP: f32 = 0.12;

/// Makes words of glyphs.
pub(super) struct WordBuilder {
    width: f64,
    height: f64,
    words: Vec<Word>,
    open: bool,
    /// How many words there were where texts began that stand for others'.
    instead: Vec<usize>,
}

impl WordBuilder {
    /// Of a page of this size: what stands outside of it isn't seen.
    pub fn new(width: f32, height: f32) -> Self {
        Self { width: width.into(), height: height.into(), words: Vec::new(), open: false, instead: Vec::new() }
    }

    pub fn add(&mut self, text: &str, glyph: Glyph) {
        let Glyph { from, along, direction, size } = glyph;
        let seen = (0.0..=self.width).contains(&from.x) && (0.0..=self.height).contains(&from.y);
        if !seen || !size.is_finite() || size <= 0.0 || !along.is_finite() || text.is_empty() {
            return;
        }
        if text.trim().is_empty() {
            // Some fonts draw a space without a width after each ligature.
            if along.hypot() > 0.05 * size {
                self.space();
            }
            return;
        }
        let angle = direction.y.atan2(direction.x).to_degrees().round();
        // A scan's slant is none that was meant.
        let angle = if angle.abs() <= 2.0 { 0.0 } else { angle };
        let (sin, cos) = angle.to_radians().sin_cos();
        let x = from.x * cos + from.y * sin;
        let y = from.y * cos - from.x * sin;
        let advance = along.x * cos + along.y * sin;
        let (x0, x1) = (x.min(x + advance) as f32, x.max(x + advance) as f32);
        let (y, size, turn) = (y as f32, size as f32, angle as i16);
        if let Some(word) = self.words.last_mut().filter(|_| self.open) {
            let level = word.turn == turn && (y - word.y).abs() < 0.05 * size;
            let alike = (word.size - size).abs() < 0.08 * size;
            let gap = x0 - word.x1;
            // Over a capital an accent stands higher.
            if word.turn == turn && (y - word.y).abs() < 0.4 * size && overlays(word, text, x0, x1) {
                word.x1 = word.x1.max(x1);
                word.y = word.y.max(y);
                return;
            }
            if level && alike && gap < WORD_GAP * size && gap > -0.5 * size {
                word.text.push_str(text);
                word.x1 = word.x1.max(x1);
                return;
            }
        }
        self.words.push(Word { text: text.to_owned(), x0, x1, y, size, turn, spaced: false });
        self.open = true;
    }

    fn space(&mut self) {
        if let Some(word) = self.words.last_mut().filter(|_| self.open) {
            word.spaced = true;
        }
        self.open = false;
    }

    /// From here on, glyphs stand for a text that comes with [`end_instead`](Self::end_instead).
    pub fn begin_instead(&mut self) {
        self.open = false;
        self.instead.push(self.words.len());
    }

    /// What the glyphs since [`begin_instead`](Self::begin_instead) stand for, if they are on one line.
    pub fn end_instead(&mut self, text: &str) {
        let Some(start) = self.instead.pop().filter(|s| *s <= self.words.len()) else { return };
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
        let Some((first, rest)) = self.words[start..].split_first() else { return };
        if text.is_empty() || rest.iter().any(|w| w.turn != first.turn || (w.y - first.y).abs() > 0.1 * first.size) {
            return;
        }
        let x1 = rest.iter().fold(first.x1, |x1, w| x1.max(w.x1));
        let mut whole = Word { text: text.to_owned(), x1, ..first.clone() };
        self.words.truncate(start);
        // What it was parted from by its mark alone goes on.
        if let Some(before) = self.words.last_mut().filter(|w| !w.spaced) {
            let level = before.turn == whole.turn && (before.y - whole.y).abs() < 0.05 * whole.size;
            let gap = whole.x0 - before.x1;
            if level && (before.size - whole.size).abs() < 0.08 * whole.size && gap.abs() < WORD_GAP * whole.size {
                whole.text.insert_str(0, &before.text);
                whole.x0 = before.x0;
                self.words.pop();
            }
        }
        self.words.push(whole);
        self.open = true;
    }

    pub fn finish(mut self) -> Vec<Word> {
        for word in &mut self.words {
            if !word.text.is_ascii() {
                word.text = word.text.nfc().collect();
            }
        }
        self.words
    }
}

/// An accent that is drawn over a letter, before or after it, becomes one character with it.
fn overlays(word: &mut Word, text: &str, x0: f32, x1: f32) -> bool {
    let (Some(last), Some(next)) = (word.text.chars().next_back(), text.chars().next()) else { return false };
    if text.chars().nth(1).is_some() || (x0 - word.x1) > -0.2 * (x1 - x0) {
        return false;
    }
    let composed = match (combining(last), combining(next)) {
        (Some(mark), None) => compose(plain(next), mark),
        (None, Some(mark)) => compose(plain(last), mark),
        _ => None,
    };
    let Some(composed) = composed else { return false };
    word.text.pop();
    word.text.push(composed);
    true
}

/// The letter that carries an accent in place of its dot.
fn plain(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    }
}

/// The mark that combines with a letter as this sign, which stands alone, is drawn over one.
fn combining(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '´' | '\u{2b9}' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}
