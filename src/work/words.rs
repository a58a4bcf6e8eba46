//! Text → words that compare fast: a hash, and how much it says that two texts share the word.

use std::borrow::Cow;
use std::sync::LazyLock;

use hashbrown::HashMap;

use super::bytes;
use super::numeration::roman_part;
use crate::fnv::fnv64;
use crate::fold;

/// A folded word: its hash, and in the low four bits what it says, in bits.
///
/// Two words that fold alike are equal; two others are equal with a probability of 2⁻²⁸.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u32);

bytes::number!(Word);

/// How many bits words say that many references share; `words.txt` says how they were counted.
static COMMON: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (bits, words) = line.split_once(' ')?;
            bits.parse::<u32>().ok().map(|bits| words.split(' ').map(move |word| (word, bits)))
        })
        .flatten()
        .collect()
});

/// What a word says that isn't common.
const RARE: u32 = 11;
/// What a number says: fewer numbers than words are in use.
const NUMBER: u32 = 6;
/// What stands in a number's low bits, which no word has.
const NUMBER_MARK: u32 = 15;
/// What one letter says, and a word of two.
const SHORT: [u32; 3] = [0, 1, 4];

impl Word {
    /// The word of folded letters, without the "s" that many plurals have.
    pub(super) fn of(folded: &str) -> Self {
        let stem = match folded.strip_suffix('s') {
            Some(stem) if stem.len() >= 4 && !stem.ends_with('s') => stem,
            _ => folded,
        };
        let bits = if is_number(folded) {
            NUMBER_MARK
        } else if folded.len() < SHORT.len() {
            SHORT[folded.len()]
        } else {
            COMMON.get(stem).copied().unwrap_or(RARE)
        };
        Self((hash(stem.as_bytes()) >> 32) as u32 & !0xf | bits)
    }

    /// The hash, as it goes into a key.
    pub(super) fn hash(self) -> u64 {
        u64::from(self.0)
    }

    /// Whether it is a number.
    pub(super) fn is_number(self) -> bool {
        self.0 & 0xf == NUMBER_MARK
    }

    /// How many bits it says that two texts share it.
    pub(super) fn bits(self) -> u32 {
        match self.0 & 0xf {
            NUMBER_MARK => NUMBER,
            bits => bits,
        }
    }
}

/// "12", "ii", "xiv": what tells parts, years and editions of one title apart.
fn is_number(folded: &str) -> bool {
    !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_digit()) || roman_part(folded).is_some_and(|n| n > 1)
}

/// Articles, conjunctions and prepositions, which titles and journals are abbreviated without.
pub(super) fn is_small(folded: &str) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "a", "an", "and", "at", "da", "das", "de", "del", "der", "des", "di", "die", "do", "du", "e", "et", "fur", "for",
        "from", "in", "la", "le", "les", "of", "on", "the", "to", "und", "y", "zu", "zur", "l", "per", "with",
    ];
    SMALL.contains(&folded)
}

/// The distinct words of a folded text, in ascending order.
pub(super) fn distinct(folded: &str) -> Box<[Word]> {
    let mut words: Vec<Word> = folded.split(' ').filter(|w| !w.is_empty()).map(Word::of).collect();
    words.sort_unstable();
    words.dedup();
    words.into_boxed_slice()
}

/// What all of `words` say.
pub(super) fn bits(words: &[Word]) -> u32 {
    words.iter().map(|w| w.bits()).sum()
}

/// What the words say that both have. Both are ascending. Linear.
pub(super) fn shared(a: &[Word], b: &[Word]) -> u32 {
    let (mut i, mut j, mut found) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            found += x.bits();
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    found
}

/// Whether `b` has the words of `a` but for some that say `most` in all. Both are ascending. Linear.
pub(super) fn lacks_at_most(most: u32, a: &[Word], b: &[Word]) -> bool {
    let (mut j, mut missing) = (0, 0);
    a.iter().all(|x| {
        while b.get(j).is_some_and(|y| y < x) {
            j += 1;
        }
        if b.get(j) != Some(x) {
            missing += x.bits();
        }
        missing <= most
    })
}

/// A hash that is the same on every machine and in every run, finished so that every bit counts.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    mix(fnv64(bytes))
}

/// Spreads what a number holds over all its bits (the finisher of MurmurHash3).
pub(super) fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

/// Folds a text for matching: [`fold::words`], after marks of web pages are read and hyphens inside words are dropped,
/// so that "back-propagation", "backpropagation" and "backprop-agation" are one.
pub(super) fn folded(text: &str) -> String {
    let text = plain(text);
    if let Some(ascii) = ascii(&text) {
        return folded_ascii(ascii.as_bytes());
    }
    let mut joined = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let hyphen = matches!(c, '-' | '‐' | '‑');
        let inside =
            hyphen && before.is_some_and(char::is_alphabetic) && rest.peek().is_some_and(|n| n.is_alphabetic());
        if !inside {
            joined.push(c);
        }
        before = Some(c);
    }
    fold::words(&joined)
}

/// A text of ASCII, or of ASCII and the marks of good typography, which fold as their plain forms do.
fn ascii(text: &str) -> Option<Cow<'_, str>> {
    if text.is_ascii() {
        return Some(Cow::Borrowed(text));
    }
    let plain = |c: char| match c {
        '‐' | '‑' => Some('-'),
        '‘' | '’' => Some('\''),
        '–' | '—' | '“' | '”' | '„' | '«' | '»' | '…' | '\u{a0}' => Some(' '),
        c => Some(c).filter(char::is_ascii),
    };
    text.chars().map(plain).collect::<Option<String>>().map(Cow::Owned)
}

/// [`folded`], of the texts that most are.
fn folded_ascii(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parted = false;
    for (i, &b) in text.iter().enumerate() {
        match b {
            b'\'' | b'`' => {}
            b'-' if i > 0
                && text[i - 1].is_ascii_alphabetic()
                && text.get(i + 1).is_some_and(u8::is_ascii_alphabetic) => {}
            b if b.is_ascii_alphanumeric() || b == b'&' => {
                if (parted || b == b'&') && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                parted = b == b'&';
                if parted {
                    out.push_str("and");
                } else {
                    out.push(char::from(b.to_ascii_lowercase()));
                }
            }
            _ => parted = true,
        }
    }
    out
}

/// Reads "&amp;", "&#233;" and "&mdash;", and drops tags as "<i>".
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    /// The longest entity or tag that is one.
    const LONGEST: usize = 10;
    if !text.contains(['&', '<']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('&') { ';' } else { '>' };
        let end = rest[at..].char_indices().take(LONGEST).find(|(_, c)| *c == close).map(|(i, _)| at + i);
        let read = end.and_then(|end| {
            let inside = &rest[at + 1..end];
            if close == ';' { entity(inside) } else { is_tag(inside).then_some(Cow::Borrowed("")) }
        });
        match (read, end) {
            (Some(read), Some(end)) => {
                out.push_str(&read);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push_str(&rest[at..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/').trim_end_matches(['/', ' ']);
    ["i", "b", "em", "strong", "sub", "sup", "scp", "tt", "u", "br"].iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

/// What "#233", "eacute" or "mdash" stands for.
fn entity(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).map(|c| Cow::Owned(c.to_string()));
    }
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "rsquo" | "lsquo" => "'",
        "nbsp" | "mdash" | "ndash" | "ldquo" | "rdquo" => " ",
        "szlig" => "ß",
        "oslash" => "ø",
        "aelig" => "æ",
        _ => {
            // "eacute", "Ouml": the letter, then its accent, which folds away.
            let mut letters = name.chars();
            let letter = letters.next().filter(char::is_ascii_alphabetic)?;
            let accents = ["acute", "grave", "uml", "circ", "tilde", "cedil", "ring", "caron"];
            return accents.contains(&letters.as_str()).then(|| Cow::Owned(letter.to_string()));
        }
    };
    Some(Cow::Borrowed(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_markup_fold_away() {
        let cases = [
            ("Back-propagation &amp; more", "backpropagation and more"),
            ("H&#233;ctor Garc&iacute;a–Luna", "hector garcia luna"),
            ("TiN-based <i>E. coli</i> films, pp. 12-14", "tinbased e coli films pp 12 14"),
            ("a < b & c", "a b and c"),
            ("Kauf‐mann’s É", "kaufmanns e"),
        ];
        for (text, want) in cases {
            assert_eq!(folded(text), want, "{text}");
        }
    }

    #[test]
    fn the_ascii_way_is_the_long_way() {
        for text in [
            "“Don’t” – pp. 1–2… well‐known «x»",
            "Don't  R&D--now 1-2 a-b",
            "-x- 'y' `z` &",
            "  ",
            "A&B &",
            "pp.154--160",
        ] {
            assert_eq!(folded(text), folded(&format!("{text}\u{200b}")), "{text}");
        }
    }

    #[test]
    fn plurals_are_one_word_and_common_words_say_less() {
        assert_eq!(Word::of("databases"), Word::of("database"));
        assert_ne!(Word::of("glass"), Word::of("glas"));
        assert!(Word::of("journal").bits() < Word::of("zebrafish").bits());
    }

    #[test]
    fn shared_words_count_once() {
        let (a, b) = (distinct("on the zebrafish of the lake"), distinct("zebrafish zebrafish"));
        assert_eq!(shared(&a, &b), Word::of("zebrafish").bits());
        assert_eq!(shared(&a, &a), bits(&a));
    }
}
