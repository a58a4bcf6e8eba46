//! What the tokens of a note show the model that finds its sources.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::crf::{Features, feature};
use crate::fnv::fnv;
use crate::token::{Token, TokenKind};

/// What a token looks like, names and nouns without what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Shape {
    /// Past the note's edge.
    None,
    Lower,
    /// "Of"
    Title,
    /// "BGH"
    Capitals,
    /// "J" before a stop.
    Initial,
    Letter,
    /// "McNeil", "SGBs".
    Mixed,
    Roman,
    Year,
    Digits(u8),
    Mark(char),
}

fn shape(note: &str, tokens: &[Token], i: usize) -> Shape {
    let token = tokens[i];
    let text = token.text(note);
    match token.kind {
        TokenKind::Mark => Shape::Mark(plain_mark(text)),
        TokenKind::Number => match text.parse::<u32>() {
            Ok(1450..=2059) if text.len() == 4 => Shape::Year,
            _ => Shape::Digits(text.len().min(5) as u8),
        },
        TokenKind::Word => {
            let mut chars = text.chars();
            let first = chars.next().is_some_and(char::is_uppercase);
            let stop = tokens.get(i + 1).is_some_and(|t| !t.spaced && t.is(note, "."));
            let (mut upper, mut lower) = (false, false);
            for c in chars {
                upper |= c.is_uppercase();
                lower |= !c.is_uppercase();
            }
            match (first, upper, lower) {
                (true, false, false) if stop => Shape::Initial,
                (_, false, false) if text.chars().nth(1).is_none() => Shape::Letter,
                (true, true, false) if text.bytes().all(|b| b"IVXLCDM".contains(&b)) => Shape::Roman,
                (true, true, false) => Shape::Capitals,
                (true, false, true) => Shape::Title,
                (false, false, _) => Shape::Lower,
                _ => Shape::Mixed,
            }
        }
    }
}

/// Marks that mean the same are one.
fn plain_mark(text: &str) -> char {
    match text.chars().next().unwrap_or(' ') {
        '“' | '”' | '„' | '"' | '«' | '»' | '‟' => '"',
        '‘' | '’' | '‚' | '\'' | '‹' | '›' | '`' => '\'',
        '–' | '—' | '-' | '‐' | '−' => '-',
        c => c,
    }
}

/// The words of `prose.txt`.
static PROSE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("prose.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// How far ahead and back a token sees what kind of text it stands in.
const NEAR: usize = 10;

/// What a stretch between semicolons or stops holds, from its start to a token and from there to its end.
#[derive(Clone, Copy, Debug, Default)]
struct Holds {
    year: bool,
    quote: bool,
    number: bool,
    initial: bool,
    words: u16,
    prose: u16,
}

impl Holds {
    fn add(&mut self, shape: Shape, prose: bool) {
        self.year |= shape == Shape::Year;
        self.quote |= matches!(shape, Shape::Mark('"' | '\''));
        self.number |= matches!(shape, Shape::Digits(_) | Shape::Roman);
        self.initial |= shape == Shape::Initial;
        self.words = self.words.saturating_add(u16::from(!matches!(shape, Shape::Mark(_))));
        self.prose = self.prose.saturating_add(u16::from(prose));
    }

    fn bits(self) -> u32 {
        u32::from(self.year) | u32::from(self.quote) << 1 | u32::from(self.number) << 2 | u32::from(self.initial) << 3
    }

    /// How many words, and how many of a sentence's, roughly.
    fn measure(self) -> u32 {
        let words = match self.words {
            0..=1 => u32::from(self.words),
            2..=3 => 2,
            4..=7 => 3,
            8..=14 => 4,
            15..=30 => 5,
            _ => 6,
        };
        words * 4 + u32::from(self.prose.min(3))
    }
}

/// A token as the features see it.
struct Seen {
    shape: Shape,
    /// What it says, as far as that is looked at; 0 of names and nouns.
    word: u32,
    /// Its ending, of words that show nothing else.
    ending: u32,
    prose: bool,
    spaced: bool,
    /// Whether a sentence may start here.
    starts: bool,
}

fn see(note: &str, tokens: &[Token]) -> Vec<Seen> {
    let shapes: Vec<Shape> = (0..tokens.len()).map(|i| shape(note, tokens, i)).collect();
    (0..tokens.len())
        .map(|i| {
            let (token, shape) = (tokens[i], shapes[i]);
            let text = token.text(note);
            let lower = text.to_lowercase();
            let stop = tokens.get(i + 1).is_some_and(|t| !t.spaced && t.is(note, "."));
            let starts = i == 0 || token.spaced && sentence_ends(note, tokens, &shapes, i);
            let shown = match token.kind {
                TokenKind::Mark => true,
                TokenKind::Number => false,
                TokenKind::Word => {
                    shape == Shape::Lower || shape == Shape::Letter || (stop && shape != Shape::Initial) || starts
                }
            };
            let word = match shape {
                Shape::Mark(c) => c as u32,
                _ if shown => fnv(&lower),
                _ => 0,
            };
            let ending = lower.char_indices().rev().nth(2).map_or("", |(at, _)| &lower[at..]);
            let ending = if token.kind == TokenKind::Word { fnv(ending) } else { 0 };
            let prose = token.kind == TokenKind::Word && PROSE.contains(lower.as_str());
            Seen { shape, word, ending, prose, spaced: token.spaced, starts }
        })
        .collect()
}

/// Whether the tokens before `i` end a sentence: a stop that isn't an initial's or a short word's before a number.
fn sentence_ends(note: &str, tokens: &[Token], shapes: &[Shape], i: usize) -> bool {
    let before = |back: usize| i.checked_sub(back).map(|at| shapes[at]);
    match before(1) {
        Some(Shape::Mark('.' | '?' | '!')) => {
            !matches!(before(2), Some(Shape::Initial))
                && matches!(tokens[i].kind, TokenKind::Word | TokenKind::Mark)
                && !matches!(shapes[i], Shape::Lower)
        }
        Some(Shape::Mark('"' | '\'' | ')')) => {
            matches!(before(2), Some(Shape::Mark('.' | '?' | '!')))
                && tokens[i].text(note).starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// Describes the tokens of a note to the model. Linear.
pub(crate) fn describe(note: &str, tokens: &[Token], out: &mut Features) {
    let seen = see(note, tokens);
    let n = seen.len();
    let (before, after) = stretches(&seen);
    let opens = sentence_starts(&seen);
    let mut depth = 0u32;
    let mut quoted = false;
    for i in 0..n {
        let at = |offset: isize| i.checked_add_signed(offset).and_then(|at| seen.get(at));
        let shape = |offset: isize| at(offset).map_or(Shape::None, |s| s.shape);
        let word = |offset: isize| at(offset).map_or(1, |s| s.word);
        let code = |offset: isize| code(shape(offset));
        let mut property = 0u32;
        let mut add = |value: u32| {
            property += 1;
            out.add(feature(property, value));
        };
        if seen[i].shape == Shape::Mark('(') || seen[i].shape == Shape::Mark('[') {
            depth += 1;
        }
        // What it is and what stands around it.
        for offset in -3..=3 {
            add(code(offset));
        }
        for offset in -3..=3 {
            let said = word(offset);
            add(if said == 0 { 0 } else { said });
        }
        for (a, b) in [(-1, 0), (0, 1), (1, 2), (-2, -1)] {
            add(pair(code(a), code(b)));
            add(pair(word(a), word(b)));
            add(pair(word(a), code(b)));
            add(pair(code(a), word(b)));
        }
        for (a, b, c) in [(-1, 0, 1), (0, 1, 2), (-2, -1, 0), (1, 2, 3), (-3, -2, -1)] {
            add(pair(pair(code(a), code(b)), code(c)));
        }
        add(pair(pair(word(-2), word(-1)), code(0)));
        add(pair(pair(word(-1), word(0)), word(1)));
        add(pair(pair(code(0), code(1)), pair(code(2), code(3))));
        add(seen[i].ending);
        add(at(-1).map_or(0, |s| s.ending));
        add(at(1).map_or(0, |s| s.ending));
        // Where it stands.
        let starts =
            u32::from(seen[i].starts) | u32::from(seen[i].spaced) << 1 | u32::from(at(1).is_none_or(|s| s.spaced)) << 2;
        add(starts);
        add(pair(starts, code(0)));
        add(pair(starts, word(-1)));
        add(i.min(4) as u32);
        add((n - i).min(4) as u32);
        add(depth.min(2) | u32::from(quoted) << 2);
        add(pair(depth.min(1) | u32::from(quoted) << 1, code(0)));
        // What the stretch up to here and from here on holds.
        let (b, a) = (before[i], after[i]);
        add(b.bits());
        add(a.bits());
        add(pair(b.bits(), a.bits()));
        add(b.measure());
        add(a.measure());
        add(pair(a.bits(), a.measure()));
        add(pair(a.bits(), code(0)));
        add(pair(b.bits(), code(0)));
        add(pair(b.bits(), pair(code(0), code(1))));
        add(pair(a.bits(), pair(starts, code(-1))));
        add(pair(pair(b.bits(), u32::from(b.prose.min(2))), pair(starts, word(-1))));
        // How much of a sentence stands near.
        let near = |range: std::ops::Range<usize>| seen[range].iter().filter(|s| s.prose).count().min(4) as u32;
        let (back, ahead) = (near(i.saturating_sub(NEAR)..i), near(i..(i + NEAR).min(n)));
        add(back);
        add(ahead);
        add(pair(back, ahead));
        add(pair(pair(back, ahead), code(0)));
        // What its sentence starts with.
        let open = opens[i];
        add(seen[open].word);
        add(pair(seen[open].word, code(0)));
        add(pair(code_of(&seen, open), code_of(&seen, open + 1)));
        out.end_item();
        match seen[i].shape {
            Shape::Mark(')' | ']') => depth = depth.saturating_sub(1),
            Shape::Mark('"') => quoted = !quoted,
            _ => {}
        }
        if seen[i].starts {
            depth = depth.min(1);
        }
    }
}

fn code_of(seen: &[Seen], at: usize) -> u32 {
    code(seen.get(at).map_or(Shape::None, |s| s.shape))
}

fn code(shape: Shape) -> u32 {
    match shape {
        Shape::None => 1,
        Shape::Lower => 2,
        Shape::Title => 3,
        Shape::Capitals => 4,
        Shape::Initial => 5,
        Shape::Letter => 6,
        Shape::Mixed => 7,
        Shape::Roman => 8,
        Shape::Year => 9,
        Shape::Digits(n) => 10 + u32::from(n),
        Shape::Mark(c) => 32 + c as u32,
    }
}

fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x9e37_79b1).rotate_left(13) ^ b.wrapping_mul(0x85eb_ca77).wrapping_add(b >> 7)
}

/// For each token, where its sentence starts.
fn sentence_starts(seen: &[Seen]) -> Vec<usize> {
    let mut open = 0;
    let starts = seen.iter().enumerate().map(|(i, s)| {
        if s.starts {
            open = i;
        }
        open
    });
    starts.collect()
}

/// What stands from the last semicolon or start of a sentence to each token, it left out, and from it on to the next.
fn stretches(seen: &[Seen]) -> (Vec<Holds>, Vec<Holds>) {
    let breaks = |i: usize| seen[i].starts || seen[i].shape == Shape::Mark(';');
    let mut before = Vec::with_capacity(seen.len());
    let mut held = Holds::default();
    for (i, s) in seen.iter().enumerate() {
        if breaks(i) {
            held = Holds::default();
        }
        before.push(held);
        held.add(s.shape, s.prose);
    }
    let mut after = vec![Holds::default(); seen.len()];
    let mut held = Holds::default();
    for (i, s) in seen.iter().enumerate().rev() {
        held.add(s.shape, s.prose);
        after[i] = held;
        if breaks(i) {
            held = Holds::default();
        }
    }
    (before, after)
}
