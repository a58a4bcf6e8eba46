//! What the chooser sees of a token, as hashes.
//!
//! Each token has [`FEATURES`] of them. Most combine small codes: the shape of a token with the space before it, the
//! class of a word, the state (inside quotes, brackets, emphasis; a year seen), and the profile of the chunk between
//! two delimiters that the token stands in, and of the chunks beside it. Codes are small so that a whole window of
//! them fits into one 64-bit integer, which is hashed once.

use super::lexicon::{Class, Lexicon};
use crate::Span;
use crate::reference::token::{Token, TokenKind};

/// How many features a token has.
pub(crate) const FEATURES: usize = 41;

/// Tokens of padding before the first token and after the last.
const PAD: usize = 3;

/// The hash of a word without regard to case.
pub(crate) fn lower_hash(word: &str) -> u32 {
    hashes(word).lower
}

struct Hashes {
    exact: u32,
    lower: u32,
    prefix: u32,
    suffix2: u32,
    suffix3: u32,
    /// Characters, saturating.
    length: u8,
    upper_first: bool,
    upper_rest: u8,
}

const SEED: u32 = 0x811c_9dc5;

#[inline]
fn step(hash: u32, byte: u32) -> u32 {
    (hash ^ byte).wrapping_mul(0x0100_0193).rotate_left(5)
}

fn hashes(word: &str) -> Hashes {
    let (mut exact, mut lower, mut prefix) = (SEED, SEED, SEED);
    let (mut length, mut upper_rest) = (0u8, 0u8);
    let mut upper_first = false;
    let mut tail = [0u32; 3];
    for c in word.chars() {
        let (folded, upper) = if c.is_ascii() {
            (u32::from(c.to_ascii_lowercase()), c.is_ascii_uppercase())
        } else {
            (c.to_lowercase().next().map_or(0, u32::from), c.is_uppercase())
        };
        exact = step(exact, u32::from(c));
        lower = step(lower, folded);
        if length < 3 {
            prefix = step(prefix, folded);
        }
        tail = [tail[1], tail[2], folded];
        if length == 0 {
            upper_first = upper;
        } else if upper {
            upper_rest = upper_rest.saturating_add(1);
        }
        length = length.saturating_add(1);
    }
    let suffix2 = step(step(SEED, tail[1]), tail[2]);
    let suffix3 = step(step(step(SEED, tail[0]), tail[1]), tail[2]);
    Hashes { exact, lower, prefix, suffix2, suffix3, length, upper_first, upper_rest }
}

/// Shape codes; a mark's code is [`MARKS`] and up. All are below 64, the bit 64 says that space precedes.
mod shape {
    pub(super) const EDGE: u8 = 0;
    pub(super) const INITIAL: u8 = 1;
    pub(super) const CAPITALS_SHORT: u8 = 2;
    pub(super) const CAPITALS: u8 = 3;
    pub(super) const CAPITALISED_SHORT: u8 = 4;
    pub(super) const CAPITALISED: u8 = 5;
    pub(super) const LOWER_ONE: u8 = 6;
    pub(super) const LOWER_SHORT: u8 = 7;
    pub(super) const LOWER: u8 = 8;
    pub(super) const MIXED: u8 = 9;
    pub(super) const DIGIT: u8 = 10;
    pub(super) const DIGITS2: u8 = 11;
    pub(super) const DIGITS3: u8 = 12;
    pub(super) const YEAR: u8 = 13;
    pub(super) const DIGITS4: u8 = 14;
    pub(super) const DIGITS: u8 = 15;
    pub(super) const OTHER_MARK: u8 = 16;
    pub(super) const MARKS: u8 = 17;
    pub(super) const SPACED: u8 = 64;
}

/// Marks with a code of their own; variants of a mark share one.
fn mark(c: char) -> u8 {
    let code = match c {
        '.' => 0,
        ',' => 1,
        ';' => 2,
        ':' => 3,
        '(' => 4,
        ')' => 5,
        '[' => 6,
        ']' => 7,
        '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' => 8,
        '\u{2012}'..='\u{2015}' | '\u{2212}' => 9,
        '"' | '\u{2033}' => 10,
        '\u{201c}' => 11,
        '\u{201d}' => 12,
        '\u{201e}' | '\u{201f}' => 13,
        '«' => 14,
        '»' => 15,
        '\'' | '`' | '´' => 16,
        '\u{2018}' | '\u{201a}' | '‹' => 17,
        '\u{2019}' | '›' => 18,
        '/' => 19,
        '&' => 20,
        '?' => 21,
        '!' => 22,
        '<' => 23,
        '>' => 24,
        '#' | '№' | '°' | 'º' => 25,
        '*' | '†' | '•' | '·' => 26,
        '_' | '=' | '%' | '~' | '@' => 27,
        '{' | '}' | '|' | '\\' | '^' | '$' | '+' => 28,
        '…' => 29,
        '§' => 30,
        '0'..='9' => 31,
        _ => return shape::OTHER_MARK,
    };
    shape::MARKS + code
}

const DOT: u8 = shape::MARKS;
const COMMA: u8 = shape::MARKS + 1;
const SEMICOLON: u8 = shape::MARKS + 2;
const COLON: u8 = shape::MARKS + 3;
const OPEN_ROUND: u8 = shape::MARKS + 4;
const CLOSE_ROUND: u8 = shape::MARKS + 5;
const OPEN_SQUARE: u8 = shape::MARKS + 6;
const CLOSE_SQUARE: u8 = shape::MARKS + 7;
const HYPHEN: u8 = shape::MARKS + 8;
const DASH: u8 = shape::MARKS + 9;
const STRAIGHT: u8 = shape::MARKS + 10;
const UPPER_66: u8 = shape::MARKS + 11;
const UPPER_99: u8 = shape::MARKS + 12;
const LOWER_99: u8 = shape::MARKS + 13;
const LEFT_ANGLES: u8 = shape::MARKS + 14;
const RIGHT_ANGLES: u8 = shape::MARKS + 15;
const APOSTROPHE: u8 = shape::MARKS + 16;
const SINGLE_OPEN: u8 = shape::MARKS + 17;
const SINGLE_CLOSE: u8 = shape::MARKS + 18;
const SLASH: u8 = shape::MARKS + 19;
const QUESTION: u8 = shape::MARKS + 21;
const EXCLAMATION: u8 = shape::MARKS + 22;
const LESS: u8 = shape::MARKS + 23;

/// Bits of [`Seen::state`].
mod state {
    pub(super) const QUOTED: u8 = 1;
    pub(super) const SINGLE_QUOTED: u8 = 2;
    pub(super) const ROUND: u8 = 4;
    pub(super) const SQUARE: u8 = 8;
    pub(super) const EMPHASIS: u8 = 16;
    pub(super) const YEAR_SEEN: u8 = 32;
    pub(super) const IN_SEEN: u8 = 64;
    pub(super) const QUOTE_SEEN: u8 = 128;
}

/// Inside quotation marks of either kind.
const QUOTES: u8 = state::QUOTED | state::SINGLE_QUOTED;

/// Stretches that a grammar can be sure of.
mod atom {
    pub(super) const NONE: u8 = 0;
    pub(super) const DOI: u8 = 1;
    pub(super) const URL: u8 = 2;
    pub(super) const PAGES: u8 = 3;
    pub(super) const DATE: u8 = 4;
    pub(super) const ARXIV: u8 = 5;
    pub(super) const ET_AL: u8 = 6;
    /// The first token of the atom.
    pub(super) const FIRST: u8 = 8;
}

/// Bits of [`Chunk::profile`]; three bits of length stand above them.
mod profile {
    pub(super) const LOWER: u16 = 1;
    pub(super) const NUMBER: u16 = 2;
    pub(super) const YEAR: u16 = 4;
    pub(super) const INITIAL: u16 = 8;
    pub(super) const JOURNAL: u16 = 16;
    pub(super) const PRESS: u16 = 32;
    pub(super) const CONFERENCE: u16 = 64;
    pub(super) const ABBREVIATED: u16 = 128;
    pub(super) const EDITOR: u16 = 256;
    pub(super) const NUMERATION: u16 = 512;
    pub(super) const CAPITALISED: u16 = 1024;
    pub(super) const LENGTH: u32 = 11;
}

/// What is kept of a token before its features are combined.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    exact: u32,
    lower: u32,
    prefix: u32,
    suffix2: u32,
    suffix3: u32,
    /// With [`shape::SPACED`].
    shape: u8,
    class: u8,
    atom: u8,
    state: u8,
    chunk: u32,
    /// Place in its chunk, at most 7.
    place: u8,
}

/// The tokens between two delimiters.
#[derive(Clone, Copy, Debug, Default)]
struct Chunk {
    profile: u16,
    /// The shape of the mark that ends it.
    end: u8,
    /// The lower-case hash and the class of its first word.
    first: u32,
    class: u8,
    /// What it looks like as a whole, below 16.
    kind: u8,
    /// How many chunks on the next one with numbers stands, at most 3.
    numbers: u8,
    /// How many chunks that can be names stand before it without a gap, at most 3, and whether there is a gap.
    names: u8,
}

/// Working memory of the extraction, reusable from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sight {
    seen: Vec<Seen>,
    chunks: Vec<Chunk>,
}

impl Sight {
    /// Calls `each` with the features of every token of a text in turn. Linear in the length of the text.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn features(
        &mut self,
        text: &str,
        tokens: &[Token],
        emphasis: &[Span],
        lexicon: &Lexicon,
        each: impl FnMut(&[u32; FEATURES]),
    ) {
        self.see(text, tokens, emphasis, lexicon);
        self.tell(each);
    }

    /// Looks at a text. Linear in its length.
    pub(crate) fn see(&mut self, text: &str, tokens: &[Token], emphasis: &[Span], lexicon: &Lexicon) {
        self.look(text, tokens, lexicon);
        self.atoms(text, tokens);
        self.states(tokens, emphasis);
        self.chunks();
    }

    /// Calls `each` with the features of every token that was seen, in turn. Inlined, so that it is compiled for the
    /// instructions of its caller.
    #[inline(always)]
    pub(crate) fn tell(&self, mut each: impl FnMut(&[u32; FEATURES])) {
        let n = self.seen.len().saturating_sub(2 * PAD);
        let signature = self.signature(n);
        let mut around = Around::default();
        let mut at = usize::MAX;
        let mut packed = Packed::default();
        for seen in self.seen.iter().take(2 * PAD) {
            packed.push(seen);
        }
        let (mut payloads, mut features) = ([0; FEATURES], [0; FEATURES]);
        for (i, window) in self.seen.windows(2 * PAD + 1).enumerate() {
            let Some(window) = window.first_chunk() else { return };
            let here = &window[PAD];
            if here.chunk as usize != at {
                at = here.chunk as usize;
                around = self.around(at, signature);
            }
            packed.push(&window[2 * PAD]);
            let position = bucket(i) << 4 | bucket(n - i);
            combine(window, &packed, &around, position, &mut payloads);
            for ((feature, payload), template) in features.iter_mut().zip(&payloads).zip(&TEMPLATES) {
                *feature = finish(*template, *payload);
            }
            each(&features);
        }
    }

    fn look(&mut self, text: &str, tokens: &[Token], lexicon: &Lexicon) {
        self.seen.clear();
        self.seen.resize(PAD, Seen::default());
        for token in tokens {
            let word = token.text(text);
            let h = hashes(word);
            let code = match token.kind {
                TokenKind::Word => word_shape(&h),
                TokenKind::Number => number_shape(word),
                TokenKind::Mark => word.chars().next().map_or(shape::OTHER_MARK, mark),
            };
            let class = match token.kind {
                TokenKind::Number => Class::None as u8,
                _ => lexicon.class(h.lower),
            };
            let spaced = if token.spaced { shape::SPACED } else { 0 };
            self.seen.push(Seen {
                exact: h.exact,
                lower: h.lower,
                prefix: h.prefix,
                suffix2: h.suffix2,
                suffix3: h.suffix3,
                shape: code | spaced,
                class,
                ..Seen::default()
            });
        }
        self.seen.resize(tokens.len() + 2 * PAD, Seen::default());
    }

    fn atoms(&mut self, text: &str, tokens: &[Token]) {
        let mut t = 0;
        while t < tokens.len() {
            let (kind, end) = self.atom_at(text, tokens, t);
            if kind == atom::NONE {
                t += 1;
                continue;
            }
            for (k, seen) in self.seen[PAD + t..PAD + end].iter_mut().enumerate() {
                seen.atom = kind | if k == 0 { atom::FIRST } else { 0 };
            }
            t = end;
        }
    }

    /// The atom that starts at token `t`, and the token after it.
    fn atom_at(&self, text: &str, tokens: &[Token], t: usize) -> (u8, usize) {
        let at = |k: usize| self.seen[(PAD + t + k).min(self.seen.len() - 1)];
        let code = |k: usize| at(k).shape & !shape::SPACED;
        let glued = |k: usize| at(k).shape & shape::SPACED == 0;
        let class = at(0).class;
        let number = |k: usize| (shape::DIGIT..=shape::DIGITS).contains(&code(k));
        let to_space = |from: usize| {
            let rest = tokens[(t + from).min(tokens.len())..].iter().position(|k| k.spaced || k.is(text, ">"));
            rest.map_or(tokens.len(), |k| t + from + k)
        };
        if class == Class::Web as u8 && code(1) == COLON && code(2) == SLASH && code(3) == SLASH {
            return (atom::URL, to_space(4));
        }
        if class == Class::Web as u8 && tokens[t].text(text).eq_ignore_ascii_case("www") && code(1) == DOT && glued(2) {
            return (atom::URL, to_space(2));
        }
        if class == Class::Arxiv as u8 {
            if code(1) == COLON && number(2) {
                return (atom::ARXIV, to_space(3));
            }
            if code(1) == HYPHEN && code(3) == SLASH && number(4) {
                return (atom::ARXIV, (t + 5).min(tokens.len()));
            }
        }
        if class == Class::EtAl as u8 && t > 0 && self.seen[PAD + t - 1].class == Class::And as u8 {
            return (atom::ET_AL, t + 1);
        }
        if !number(0) {
            return (atom::NONE, t + 1);
        }
        if code(0) == shape::DIGITS2 && code(1) == DOT && code(2) >= shape::YEAR && number(2) && code(3) == SLASH {
            return (atom::DOI, to_space(4));
        }
        if code(1) == DOT && number(2) && code(3) == DOT && (code(4) == shape::YEAR || code(4) == shape::DIGITS2) {
            return (atom::DATE, t + 5);
        }
        if code(0) == shape::YEAR && code(1) == HYPHEN && code(2) == shape::DIGITS2 && code(3) == HYPHEN {
            return (atom::DATE, (t + 5).min(tokens.len()));
        }
        if code(1) == HYPHEN || code(1) == DASH {
            // "12-19", "12--19", "12 - - 19".
            let dashes = 1 + usize::from(code(2) == HYPHEN) + usize::from(code(2) == HYPHEN && code(3) == HYPHEN);
            if number(1 + dashes) {
                return (atom::PAGES, t + 2 + dashes);
            }
        }
        (atom::NONE, t + 1)
    }

    fn states(&mut self, tokens: &[Token], emphasis: &[Span]) {
        let mut now = 0u8;
        let (mut doubled, mut closing) = (false, false);
        let mut emphasis = emphasis.iter().peekable();
        for (t, token) in tokens.iter().enumerate() {
            while emphasis.next_if(|span| span.end <= token.span.start).is_some() {}
            let emphasised = emphasis.peek().is_some_and(|span| span.contains(token.span));
            let here = self.seen[PAD + t];
            let next = self.seen[PAD + t + 1];
            let spaced = here.shape & shape::SPACED != 0;
            let opens = spaced && next.shape & shape::SPACED == 0 && next.shape != shape::EDGE;
            let mut close = 0;
            let (code, after) = (here.shape & !shape::SPACED, next.shape & !shape::SPACED);
            // "``…''", "` ` … ` `": two single marks are a double one.
            let second = t > 0 && doubled;
            doubled = code == APOSTROPHE && after == APOSTROPHE && !second;
            if doubled || second {
                if doubled {
                    closing = now & state::QUOTED != 0;
                    now |= state::QUOTED;
                } else if closing {
                    close = state::QUOTED;
                }
            } else {
                match code {
                    STRAIGHT | UPPER_66 | LEFT_ANGLES | RIGHT_ANGLES | UPPER_99 if now & state::QUOTED != 0 => {
                        close = state::QUOTED;
                    }
                    STRAIGHT | RIGHT_ANGLES | UPPER_99 if opens => now |= state::QUOTED,
                    // With blanks on both sides: the first opens.
                    STRAIGHT if spaced && after < shape::OTHER_MARK && after != shape::EDGE => now |= state::QUOTED,
                    UPPER_66 | LOWER_99 | LEFT_ANGLES => now |= state::QUOTED,
                    SINGLE_OPEN => now |= state::SINGLE_QUOTED,
                    APOSTROPHE if opens => now |= state::SINGLE_QUOTED,
                    APOSTROPHE | SINGLE_CLOSE if next.shape & shape::SPACED != 0 || next.shape >= shape::OTHER_MARK => {
                        close = state::SINGLE_QUOTED;
                    }
                    OPEN_ROUND => now |= state::ROUND,
                    CLOSE_ROUND => close = state::ROUND,
                    OPEN_SQUARE => now |= state::SQUARE,
                    CLOSE_SQUARE => close = state::SQUARE,
                    _ => {}
                }
            }
            let italic = if emphasised { state::EMPHASIS } else { 0 };
            self.seen[PAD + t].state = now | italic;
            if close & now & QUOTES != 0 {
                now |= state::QUOTE_SEEN;
            }
            now &= !close;
            if here.shape & !shape::SPACED == shape::YEAR {
                now |= state::YEAR_SEEN;
            }
            if here.class == Class::In as u8 && t > 0 {
                let before = self.seen[PAD + t - 1].shape & !shape::SPACED;
                if before >= shape::DIGIT || next.shape & !shape::SPACED == COLON {
                    now |= state::IN_SEEN;
                }
            }
        }
    }

    fn chunks(&mut self) {
        self.chunks.clear();
        self.chunks.push(Chunk::default());
        let last = self.seen.len() - PAD;
        let mut chunk = Chunk::default();
        let (mut place, mut words, mut capitalised) = (0u8, 0u8, 0u8);
        for i in PAD..last {
            let before = self.seen[i - 1];
            let next = self.seen[i + 1];
            let here = self.seen[i];
            let code = here.shape & !shape::SPACED;
            let opens = matches!(code, OPEN_ROUND | OPEN_SQUARE | UPPER_66 | LOWER_99 | LEFT_ANGLES | LESS)
                && (code != UPPER_66 || here.state & state::QUOTED == 0 || here.shape & shape::SPACED != 0)
                || here.state & !before.state & QUOTES != 0;
            if opens && place > 0 {
                close(&mut self.chunks, &mut chunk, words, capitalised, code);
                (place, words, capitalised) = (0, 0, 0);
            }
            let seen = &mut self.seen[i];
            seen.chunk = self.chunks.len() as u32;
            seen.place = place.min(7);
            place = place.saturating_add(1);
            if code < shape::OTHER_MARK {
                if chunk.first == 0 {
                    chunk.first = here.lower;
                    chunk.class = here.class;
                }
                if code < shape::DIGIT {
                    words = words.saturating_add(1);
                    capitalised = capitalised.saturating_add(u8::from(code <= shape::CAPITALISED));
                }
            }
            chunk.profile |= match code {
                shape::INITIAL => profile::INITIAL,
                shape::LOWER => profile::LOWER,
                shape::YEAR => profile::YEAR,
                shape::DIGIT..=shape::DIGITS => profile::NUMBER,
                _ => 0,
            } | class_profile(here.class);
            let spaced_next = next.shape & shape::SPACED != 0 || next.shape == shape::EDGE;
            let ends = match code {
                COMMA | SEMICOLON | COLON => spaced_next || here.atom == atom::NONE,
                QUESTION | EXCLAMATION | CLOSE_ROUND | CLOSE_SQUARE | UPPER_99 => true,
                UPPER_66 | STRAIGHT | RIGHT_ANGLES => place > 1,
                DOT => {
                    let short = matches!(
                        before.shape & !shape::SPACED,
                        shape::INITIAL | shape::CAPITALISED_SHORT | shape::LOWER_SHORT | shape::LOWER_ONE
                    );
                    if short {
                        chunk.profile |= profile::ABBREVIATED;
                    }
                    spaced_next && !short
                }
                _ => false,
            } || here.state & !next.state & QUOTES != 0;
            if ends {
                close(&mut self.chunks, &mut chunk, words, capitalised, code);
                (place, words, capitalised) = (0, 0, 0);
            }
        }
        close(&mut self.chunks, &mut chunk, words, capitalised, shape::EDGE);
        self.survey();
        self.chunks.push(Chunk::default());
        self.chunks.push(Chunk::default());
    }

    /// What stands before and after each chunk.
    fn survey(&mut self) {
        let (mut names, mut gap) = (0u8, 0u8);
        for chunk in &mut self.chunks[1..] {
            chunk.names = gap | names;
            match chunk.kind {
                kind::NAMES | kind::SHORT => names = (names + 1).min(3),
                kind::NUMBER | kind::NONE if names == 0 => {}
                _ => gap = 4,
            }
        }
        let mut numbers = 3;
        for chunk in self.chunks[1..].iter_mut().rev() {
            chunk.numbers = numbers;
            let counts = matches!(chunk.kind, kind::NUMERATION | kind::NUMBER | kind::NUMBERED);
            numbers = if counts { 0 } else { (numbers + 1).min(3) };
        }
    }

    /// Bits of the whole text: quotes, "In", where the year stands.
    fn signature(&self, n: usize) -> u64 {
        let Some(last) = self.seen[..PAD + n].last() else { return 0 };
        let year = self.seen[PAD..PAD + n].iter().position(|s| s.shape & !shape::SPACED == shape::YEAR);
        let year = match year {
            None => 0,
            Some(at) if at < 3 => 1,
            Some(at) if at * 2 < n => 2,
            Some(at) if at + 4 < n => 3,
            Some(_) => 4,
        };
        let quotes = u64::from(last.state & state::QUOTE_SEEN != 0);
        let within = u64::from(last.state & state::IN_SEEN != 0);
        year << 2 | quotes << 1 | within
    }

    /// What the features of all tokens in a chunk have from it and the chunks beside it.
    fn around(&self, at: usize, signature: u64) -> Around {
        let (before, chunk, after) = (self.chunks[at - 1], self.chunks[at], self.chunks[at + 1]);
        let earlier = if at > 1 { self.chunks[at - 2] } else { Chunk::default() };
        let later = self.chunks.get(at + 2).copied().unwrap_or_default();
        let own = u64::from(chunk.profile);
        let kinds = u64::from(earlier.kind) << 16
            | u64::from(before.kind) << 12
            | u64::from(chunk.kind) << 8
            | u64::from(after.kind) << 4
            | u64::from(later.kind);
        let names = u64::from(chunk.names);
        let ends = u64::from(before.end) << 8 | u64::from(chunk.end);
        let shape_of_list =
            self.chunks.get(1).map_or(0, |c| u64::from(c.profile >> profile::LENGTH & 3) << 4 | u64::from(c.kind));
        Around {
            own: own << 10,
            own_and_after: (own << 16 | u64::from(after.profile)) << 2,
            own_and_before: (own << 16 | u64::from(before.profile)) << 2,
            end_and_after: (u64::from(chunk.end) << 8 | u64::from(after.class)) << 24 | u64::from(after.profile),
            first: u64::from(chunk.first) << 18,
            first_before: u64::from(before.first) << 16 | u64::from(chunk.class) << 8,
            first_after: u64::from(after.first) << 16 | u64::from(later.class) << 8,
            kinds: kinds << 2,
            kinds_and_ends: (kinds & 0xfff) << 24 | u64::from(chunk.end) << 16 | u64::from(after.end) << 8,
            ends_and_kind: ends << 16 | u64::from(chunk.kind),
            names: ((names << 4 | u64::from(chunk.kind)) << 4 | u64::from(after.kind)) << 16 | ends << 2,
            numbers: (u64::from(chunk.numbers) << 4 | u64::from(chunk.kind)) << 24 | ends << 2,
            list: (shape_of_list << 3 | names) << 21
                | u64::from(chunk.profile >> profile::LENGTH) << 10
                | u64::from(chunk.end) << 2,
            text: signature << 24 | (at as u64).min(7) << 11 | own & 0x7ff,
        }
    }
}

/// What chunks give to the features of a token; what the token itself gives goes into the gaps between the bits.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    own: u64,
    own_and_after: u64,
    own_and_before: u64,
    end_and_after: u64,
    first: u64,
    first_before: u64,
    first_after: u64,
    kinds: u64,
    kinds_and_ends: u64,
    ends_and_kind: u64,
    names: u64,
    numbers: u64,
    list: u64,
    text: u64,
}

/// A token with the three on both sides.
type Window = [Seen; 2 * PAD + 1];

/// The shapes of the last seven tokens, eight bits each, and the classes of the last six, six bits each.
#[derive(Clone, Copy, Debug, Default)]
struct Packed {
    shapes: u64,
    classes: u64,
}

impl Packed {
    #[inline(always)]
    fn push(&mut self, seen: &Seen) {
        self.shapes = self.shapes << 8 | u64::from(seen.shape);
        self.classes = self.classes << 6 | u64::from(seen.class);
    }

    /// The shapes from one place in the window to another.
    #[inline(always)]
    fn shapes(&self, from: u32, to: u32) -> u64 {
        self.shapes >> (8 * (7 - to)) & ((1 << (8 * (to - from))) - 1)
    }

    #[inline(always)]
    fn classes(&self, from: u32, to: u32) -> u64 {
        self.classes >> (6 * (7 - to)) & ((1 << (6 * (to - from))) - 1)
    }
}

/// Puts together what is hashed for the features of the token in the middle of `window`.
#[inline(always)]
fn combine(window: &Window, packed: &Packed, around: &Around, position: u64, out: &mut [u64; FEATURES]) {
    let [_, b2, b1, here, a1, a2, _] = window;
    let (s0, st, c0) = (u64::from(here.shape), u64::from(here.state), u64::from(here.class));
    let first = u64::from(here.place == 0);
    let place = u64::from(here.place.min(3));
    let pair = |a: u32, b: u32| u64::from(a) << 32 | u64::from(b);
    *out = [
        // Words.
        u64::from(here.exact),
        u64::from(here.lower) << 1 | first,
        u64::from(b1.lower),
        u64::from(a1.lower),
        pair(b1.lower, here.lower),
        pair(here.lower, a1.lower),
        pair(b2.lower, u32::from(here.shape)),
        pair(a2.lower, u32::from(here.shape)),
        u64::from(here.prefix) << 8 | s0,
        u64::from(here.suffix3) << 8 | s0,
        u64::from(here.suffix2),
        // Shapes.
        packed.shapes(2, 4),
        packed.shapes(3, 5),
        packed.shapes(2, 5),
        packed.shapes(1, 4),
        packed.shapes(3, 6),
        packed.shapes(0, 4),
        packed.shapes(3, 7),
        packed.shapes(1, 6),
        packed.shapes(0, 7),
        // State.
        st << 8 | s0,
        (st << 6 | c0) << 8 | u64::from(b1.shape),
        // Classes and atoms.
        packed.classes(2, 5),
        packed.classes(1, 6) << 3 | place,
        (u64::from(here.atom) << 8 | u64::from(a1.atom)) << 8 | s0,
        // Chunks.
        around.own | place << 8 | st,
        around.own_and_after | place,
        around.own_and_before | place,
        around.end_and_after | s0 << 16,
        around.first | c0 << 10 | place << 8 | s0,
        around.first_before | place << 2,
        around.first_after | place << 2 | first,
        around.kinds | place,
        around.kinds_and_ends | place,
        around.ends_and_kind | s0 << 8,
        pair(b2.lower, b1.lower),
        // Where names end and numbers begin.
        around.names | place,
        around.numbers | st << 16 | place,
        around.list | s0 << 13 | place,
        // Position.
        position << 16 | s0 << 8 | u64::from(b1.shape),
        around.text | st << 16,
    ];
}

fn close(chunks: &mut Vec<Chunk>, chunk: &mut Chunk, words: u8, capitalised: u8, end: u8) {
    let length = match words {
        0..=3 => u16::from(words),
        4..=5 => 4,
        6..=9 => 5,
        10..=16 => 6,
        _ => 7,
    };
    chunk.end = end;
    chunk.profile |= length << profile::LENGTH;
    if words > 0 && words == capitalised {
        chunk.profile |= profile::CAPITALISED;
    }
    chunk.kind = chunk_kind(chunk.profile, words);
    chunks.push(*chunk);
    *chunk = Chunk::default();
}

/// What a chunk looks like as a whole.
mod kind {
    pub(super) const EDITORS: u8 = 1;
    pub(super) const NUMERATION: u8 = 2;
    pub(super) const YEAR: u8 = 3;
    pub(super) const DATED: u8 = 4;
    pub(super) const NUMBER: u8 = 5;
    pub(super) const NUMBERED: u8 = 6;
    pub(super) const PRESS: u8 = 7;
    pub(super) const CONFERENCE: u8 = 8;
    pub(super) const JOURNAL: u8 = 9;
    pub(super) const NAMES: u8 = 10;
    pub(super) const SHORT: u8 = 11;
    pub(super) const CAPITALISED: u8 = 12;
    pub(super) const LONG: u8 = 13;
    pub(super) const WORDS: u8 = 14;
    pub(super) const NONE: u8 = 15;
}

fn chunk_kind(bits: u16, words: u8) -> u8 {
    let has = |bit: u16| bits & bit != 0;
    if has(profile::EDITOR) {
        kind::EDITORS
    } else if has(profile::NUMERATION) {
        kind::NUMERATION
    } else if has(profile::YEAR) {
        if words == 0 { kind::YEAR } else { kind::DATED }
    } else if has(profile::NUMBER) {
        if words == 0 { kind::NUMBER } else { kind::NUMBERED }
    } else if has(profile::PRESS) {
        kind::PRESS
    } else if has(profile::CONFERENCE) {
        kind::CONFERENCE
    } else if has(profile::JOURNAL) {
        kind::JOURNAL
    } else if has(profile::INITIAL) && !has(profile::LOWER) {
        kind::NAMES
    } else if has(profile::CAPITALISED) {
        if words < 3 { kind::SHORT } else { kind::CAPITALISED }
    } else if has(profile::LOWER) {
        if words > 4 { kind::LONG } else { kind::WORDS }
    } else {
        kind::NONE
    }
}

fn class_profile(class: u8) -> u16 {
    const TABLE: [u16; 64] = {
        let mut table = [0; 64];
        table[Class::Journal as usize] = profile::JOURNAL;
        table[Class::Newspaper as usize] = profile::JOURNAL;
        table[Class::Press as usize] = profile::PRESS;
        table[Class::Institution as usize] = profile::PRESS;
        table[Class::Corporate as usize] = profile::PRESS;
        table[Class::Conference as usize] = profile::CONFERENCE;
        table[Class::Thesis as usize] = profile::CONFERENCE;
        table[Class::Report as usize] = profile::CONFERENCE;
        table[Class::Editor as usize] = profile::EDITOR;
        table[Class::Translator as usize] = profile::EDITOR;
        table[Class::In as usize] = profile::EDITOR;
        table[Class::Volume as usize] = profile::NUMERATION;
        table[Class::Issue as usize] = profile::NUMERATION;
        table[Class::Page as usize] = profile::NUMERATION;
        table
    };
    TABLE[usize::from(class) & 63]
}

fn word_shape(h: &Hashes) -> u8 {
    match (h.upper_first, h.upper_rest, h.length) {
        (true, _, 1) => shape::INITIAL,
        (true, rest, 2..=3) if rest + 1 == h.length => shape::CAPITALS_SHORT,
        (true, rest, length) if rest.saturating_add(1) == length => shape::CAPITALS,
        (true, 0, 2..=3) => shape::CAPITALISED_SHORT,
        (true, 0, _) => shape::CAPITALISED,
        (false, 0, 1) => shape::LOWER_ONE,
        (false, 0, 2..=3) => shape::LOWER_SHORT,
        (false, 0, _) => shape::LOWER,
        _ => shape::MIXED,
    }
}

fn number_shape(digits: &str) -> u8 {
    match digits.len() {
        1 => shape::DIGIT,
        2 => shape::DIGITS2,
        3 => shape::DIGITS3,
        4 if ("1400".."2050").contains(&digits) => shape::YEAR,
        4 => shape::DIGITS4,
        _ => shape::DIGITS,
    }
}

/// A number of tokens, below ten: as it is, and from four on ever more roughly.
#[inline(always)]
fn bucket(count: usize) -> u64 {
    match count {
        0..=3 => count as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=20 => 7,
        21..=32 => 8,
        _ => 9,
    }
}

/// What tells the hashes of one feature from those of another with the same bits.
const TEMPLATES: [u64; FEATURES] = {
    let mut templates = [0; FEATURES];
    let mut k = 0;
    while k < FEATURES {
        templates[k] = (k as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        k += 1;
    }
    templates
};

#[inline(always)]
fn finish(template: u64, payload: u64) -> u32 {
    let h = (payload ^ template).wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((h ^ (h >> 29)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::token::lex;

    fn features(text: &str) -> Vec<[u32; FEATURES]> {
        let mut all = Vec::new();
        let lexicon = Lexicon::new();
        Sight::default().features(text, &lex(text), &[], &lexicon, |f| all.push(*f));
        all
    }

    #[test]
    fn one_row_a_token_and_the_same_each_time() {
        let text = "Müller, A. (1999): „Über alles“. In: Zeitschrift 12(3), S. 4–5. doi:10.1000/x.1 http://a.b/c";
        let all = features(text);
        assert_eq!(all.len(), lex(text).len());
        assert_eq!(all, features(text));
        assert!(features("").is_empty());
    }

    #[test]
    fn atoms_are_seen() {
        let text = "12--19, 3.4.1999, 10.1000/a(b), hep-th/9901001, https://x.y/z et al.";
        let tokens = lex(text);
        let mut sight = Sight::default();
        sight.features(text, &tokens, &[], &Lexicon::new(), |_| ());
        let first =
            |kind: u8| sight.seen.iter().position(|s| s.atom == kind | atom::FIRST).map(|t| tokens[t - PAD].text(text));
        assert_eq!(first(atom::PAGES), Some("12"));
        assert_eq!(first(atom::DATE), Some("3"));
        assert_eq!(first(atom::DOI), Some("10"));
        assert_eq!(first(atom::ARXIV), Some("hep"));
        assert_eq!(first(atom::URL), Some("https"));
        assert_eq!(first(atom::ET_AL), Some("al"));
    }

    #[test]
    fn quotations_are_seen_whatever_their_marks() {
        for text in [
            "A, “b c,” d",
            "A, „b c“, d",
            "A, »b c«, d",
            "A, \"b c\", d",
            "A, \" b c \", d",
            "A, ``b c'', d",
            "A, ` ` b c, ` ` d",
        ] {
            let tokens = lex(text);
            let mut sight = Sight::default();
            sight.features(text, &tokens, &[], &Lexicon::new(), |_| ());
            let state = |word: &str| {
                let at = tokens.iter().position(|t| t.text(text) == word).expect("a word");
                sight.seen[PAD + at].state
            };
            assert_eq!(state("A") & QUOTES, 0, "{text}");
            assert_ne!(state("c") & QUOTES, 0, "{text}");
            assert_eq!(state("d") & QUOTES, 0, "{text}");
            assert_ne!(state("d") & state::QUOTE_SEEN, 0, "{text}");
        }
    }
}
