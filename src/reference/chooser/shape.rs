//! What a token looks like by itself: hashes of its letters, and a small code of its shape.

/// The hash of a word without regard to case.
pub(crate) fn lower_hash(word: &str) -> u32 {
    hashes(word).lower
}

pub(super) struct Hashes {
    pub(super) exact: u32,
    pub(super) lower: u32,
    pub(super) prefix: u32,
    pub(super) suffix2: u32,
    pub(super) suffix3: u32,
    /// Characters, saturating.
    pub(super) length: u8,
    pub(super) upper_first: bool,
    pub(super) upper_rest: u8,
}

const SEED: u32 = 0x811c_9dc5;

#[inline]
fn step(hash: u32, byte: u32) -> u32 {
    (hash ^ byte).wrapping_mul(0x0100_0193).rotate_left(5)
}

pub(super) fn hashes(word: &str) -> Hashes {
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

/// A token's shape codes; a mark's code is [`MARKS`] and up. All are below 64, the bit 64 says that space precedes.
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

/// Marks with a code of their own; variants of a mark share one.
pub(super) fn mark(c: char) -> u8 {
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
        _ => return OTHER_MARK,
    };
    MARKS + code
}

pub(super) const DOT: u8 = MARKS;
pub(super) const COMMA: u8 = MARKS + 1;
pub(super) const SEMICOLON: u8 = MARKS + 2;
pub(super) const COLON: u8 = MARKS + 3;
pub(super) const OPEN_ROUND: u8 = MARKS + 4;
pub(super) const CLOSE_ROUND: u8 = MARKS + 5;
pub(super) const OPEN_SQUARE: u8 = MARKS + 6;
pub(super) const CLOSE_SQUARE: u8 = MARKS + 7;
pub(super) const HYPHEN: u8 = MARKS + 8;
pub(super) const DASH: u8 = MARKS + 9;
pub(super) const STRAIGHT: u8 = MARKS + 10;
pub(super) const UPPER_66: u8 = MARKS + 11;
pub(super) const UPPER_99: u8 = MARKS + 12;
pub(super) const LOWER_99: u8 = MARKS + 13;
pub(super) const LEFT_ANGLES: u8 = MARKS + 14;
pub(super) const RIGHT_ANGLES: u8 = MARKS + 15;
pub(super) const APOSTROPHE: u8 = MARKS + 16;
pub(super) const SINGLE_OPEN: u8 = MARKS + 17;
pub(super) const SINGLE_CLOSE: u8 = MARKS + 18;
pub(super) const SLASH: u8 = MARKS + 19;
pub(super) const QUESTION: u8 = MARKS + 21;
pub(super) const EXCLAMATION: u8 = MARKS + 22;
pub(super) const LESS: u8 = MARKS + 23;

pub(super) fn word_shape(h: &Hashes) -> u8 {
    match (h.upper_first, h.upper_rest, h.length) {
        (true, _, 1) => INITIAL,
        (true, rest, 2..=3) if rest + 1 == h.length => CAPITALS_SHORT,
        (true, rest, length) if rest.saturating_add(1) == length => CAPITALS,
        (true, 0, 2..=3) => CAPITALISED_SHORT,
        (true, 0, _) => CAPITALISED,
        (false, 0, 1) => LOWER_ONE,
        (false, 0, 2..=3) => LOWER_SHORT,
        (false, 0, _) => LOWER,
        _ => MIXED,
    }
}

pub(super) fn number_shape(digits: &str) -> u8 {
    match digits.len() {
        1 => DIGIT,
        2 => DIGITS2,
        3 => DIGITS3,
        4 if ("1400".."2050").contains(&digits) => YEAR,
        4 => DIGITS4,
        _ => DIGITS,
    }
}
