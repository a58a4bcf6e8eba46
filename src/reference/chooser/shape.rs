//! What a token looks like by itself: hashes of its letters, and a small code of its shape.

use crate::Span;

/// The hash of a word without regard to case.
pub(crate) fn lower_hash(word: &str) -> u32 {
    hashes(word, Span::new(0, word.len())).lower
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

/// Two to the power of 64 by the golden ratio, odd: what is multiplied by it has its bits spread over twice as many (Knuth,
/// The Art of Computer Programming, 6.4).
pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes eight more bytes into a hash.
#[inline]
fn step(hash: u64, bytes: u64) -> u64 {
    let product = u128::from(hash ^ bytes) * u128::from(GOLDEN);
    (product ^ product >> 64) as u64
}

/// The hash of up to three folded characters.
#[inline]
fn few([a, b, c]: [u32; 3]) -> u32 {
    step(GOLDEN, u64::from(a) | u64::from(b) << 21 | u64::from(c) << 42) as u32
}

/// [`few`] of the lower three bytes.
#[inline]
fn few_bytes(bytes: u64) -> u32 {
    let byte = |at: u32| (bytes >> (8 * at) & 0xff) as u32;
    few([byte(0), byte(1), byte(2)])
}

/// Up to eight bytes as a number.
#[inline]
fn packed(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        // They overlap in bytes that are the same.
        (Some(head), Some(tail)) => {
            u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << (8 * (bytes.len() - 4))
        }
        _ => bytes.iter().rev().fold(0, |packed, byte| packed << 8 | u64::from(*byte)),
    }
}

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The highest bits of those bytes that are ASCII capitals.
#[inline]
fn capitals(bytes: u64) -> u64 {
    let each = |byte: u8| u64::from(byte) * (HIGH >> 7);
    let low = bytes & !HIGH;
    let from_a = low + each(0x80 - b'A');
    let past_z = low + each(0x80 - b'Z' - 1);
    (from_a & !past_z) & !bytes & HIGH
}

/// What the word at `span` of a text looks like. Linear in its length; ASCII is read eight bytes at a time.
pub(super) fn hashes(text: &str, span: Span) -> Hashes {
    let word = span.of(text);
    let bytes = word.as_bytes();
    let bits = 8 * bytes.len().min(8) as u32;
    // Read with what stands behind it in the text, which is taken off again: quicker than byte by byte.
    let first = match text.as_bytes()[span.start..].first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight) & u64::MAX.checked_shr(64 - bits).unwrap_or(0),
        None => packed(bytes),
    };
    let (mut exact, mut lower) = (GOLDEN, GOLDEN);
    let (mut upper, mut beyond) = (0, 0);
    let mut take = |bytes: u64| {
        let capitals = capitals(bytes);
        exact = step(exact, bytes);
        lower = step(lower, bytes | capitals >> 2);
        upper += capitals.count_ones();
        beyond |= bytes & HIGH;
    };
    take(first);
    let mut last = first.checked_shl(64 - bits).unwrap_or(0);
    if bytes.len() > 8 {
        bytes[8..].chunks(8).for_each(|bytes| take(packed(bytes)));
        last = bytes.last_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
    }
    if beyond != 0 {
        return match parted(word) {
            Some(word) => hashes(&word, Span::new(0, word.len())),
            None => beyond_ascii(word, exact as u32),
        };
    }
    let fold = |bytes: u64| bytes | capitals(bytes) >> 2;
    // The last three bytes, fewer of a shorter word.
    let end = fold(last >> (64 - 24));
    let upper_first = bytes.first().is_some_and(u8::is_ascii_uppercase);
    Hashes {
        exact: exact as u32,
        lower: lower as u32,
        prefix: few_bytes(fold(first)),
        suffix2: few_bytes(end & !0xff),
        suffix3: few_bytes(end),
        length: saturated(bytes.len()),
        upper_first,
        upper_rest: saturated(upper as usize) - u8::from(upper_first),
    }
}

/// A word with ligatures, which extraction leaves in it, letter by letter.
fn parted(word: &str) -> Option<String> {
    const LIGATURES: [(char, &str); 7] =
        [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];
    // They stand in a row.
    word.contains(|c| ('ﬀ'..='ﬆ').contains(&c))
        .then(|| LIGATURES.iter().fold(word.to_owned(), |word, (from, to)| word.replace(*from, to)))
}

/// [`hashes`] of a word with characters beyond ASCII.
fn beyond_ascii(word: &str, exact: u32) -> Hashes {
    let (mut start, mut end) = ([0; 3], [0; 3]);
    let mut lower = GOLDEN;
    let (mut length, mut upper) = (0, 0);
    for c in word.chars() {
        let folded = c.to_lowercase().next().map_or(0, u32::from);
        lower = step(lower, u64::from(folded));
        if let Some(place) = start.get_mut(length) {
            *place = folded;
        }
        end = [end[1], end[2], folded];
        upper += usize::from(c.is_uppercase());
        length += 1;
    }
    let upper_first = word.starts_with(char::is_uppercase);
    Hashes {
        exact,
        lower: lower as u32,
        prefix: few(start),
        suffix2: few([0, end[1], end[2]]),
        suffix3: few(end),
        length: saturated(length),
        upper_first,
        upper_rest: saturated(upper) - u8::from(upper_first),
    }
}

fn saturated(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
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
        '.' | '。' | '．' => 0,
        ',' | '，' | '、' | '،' => 1,
        ';' | '；' | '؛' => 2,
        ':' | '：' => 3,
        '(' | '（' => 4,
        ')' | '）' => 5,
        '[' | '［' | '【' => 6,
        ']' | '］' | '】' => 7,
        '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' => 8,
        '\u{2012}'..='\u{2015}' | '\u{2212}' | '－' => 9,
        '"' | '\u{2033}' => 10,
        '\u{201c}' => 11,
        '\u{201d}' => 12,
        '\u{201e}' | '\u{201f}' => 13,
        '«' | '《' | '『' => 14,
        '»' | '》' | '』' => 15,
        '\'' | '`' | '´' => 16,
        '\u{2018}' | '\u{201a}' | '‹' | '「' | '〈' => 17,
        '\u{2019}' | '›' | '」' | '〉' => 18,
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
        4 if digits.as_bytes().first_chunk().is_some_and(|year| (*b"1400"..*b"2050").contains(year)) => YEAR,
        4 => DIGITS4,
        _ => DIGITS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, a character at a time.
    fn slowly(word: &str) -> [u32; 5] {
        let eights = |bytes: &[u8]| bytes.chunks(8).fold(GOLDEN, |hash, eight| step(hash, packed(eight))) as u32;
        let folded: Vec<u32> = word.chars().map(|c| c.to_lowercase().next().map_or(0, u32::from)).collect();
        let lower = if word.is_ascii() {
            eights(word.to_ascii_lowercase().as_bytes())
        } else {
            folded.iter().fold(GOLDEN, |hash, c| step(hash, u64::from(*c))) as u32
        };
        let at = |k: usize| folded.get(k).copied().unwrap_or(0);
        let back = |k: usize| folded.len().checked_sub(k).map_or(0, |k| folded[k]);
        let suffix2 = few([0, back(2), back(1)]);
        [eights(word.as_bytes()), lower, few([at(0), at(1), at(2)]), suffix2, few([back(3), back(2), back(1)])]
    }

    #[test]
    fn ligatures_are_their_letters() {
        let of = |word: &str| {
            let h = hashes(word, Span::new(0, word.len()));
            [h.exact, h.lower, h.prefix, h.suffix2, h.suffix3, u32::from(h.length)]
        };
        assert_eq!(of("Auﬂ"), of("Aufl"));
        assert_eq!(of("Büﬀel"), of("Büffel"));
    }

    proptest! {
        #[test]
        fn a_word_is_hashed_the_same_wherever_it_stands(before in ".{0,3}", word in "[A-Za-zÄéß@\\[0-9]{1,20}", after in ".{0,12}") {
            let text = format!("{before}{word}{after}");
            let h = hashes(&text, Span::new(before.len(), before.len() + word.len()));
            prop_assert_eq!([h.exact, h.lower, h.prefix, h.suffix2, h.suffix3], slowly(&word));
            prop_assert_eq!(usize::from(h.length), word.chars().count());
            let upper = word.chars().filter(|c| c.is_uppercase()).count();
            prop_assert_eq!(usize::from(h.upper_rest) + usize::from(h.upper_first), upper);
        }
    }
}
