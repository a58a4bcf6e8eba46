//! Two texts compared without their spaces: what is left when words are glued together, torn apart or misprinted.
//!
//! A letter of the one is *covered* if it lies in a run of [`GRAM`] letters and digits that the other has too, wherever
//! that stands there. A lost space leaves all letters covered, a misprint uncovers those next to it, another word uncovers
//! itself. So what is left uncovered over a longer stretch is said by one text only.

use super::words::{Word, mix};

/// How many letters make a run: shorter ones are shared by chance, longer ones are broken by one misprint in a short word.
const GRAM: usize = 4;
/// Longer texts are compared up to here, in bytes.
pub(super) const BYTES: usize = 600;
/// So many letters in a row must be uncovered to be something else, and not a misprint or an abbreviation's end.
const STRETCH: usize = 5;
/// What a letter of such a stretch says, and what a stretch says at most: as much as a rare word. One that is longer says a bit a
/// letter, for a whole title that stands behind other names is more than a word.
const LETTER_BITS: u32 = 2;
const STRETCH_BITS: u32 = 11;
const LONG_BITS: u32 = 24;
/// Runs are told apart by so many bits of their hash.
const HASH_BITS: u32 = 16;

/// What two texts share and what each has for itself, in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Overlap {
    /// What the words say that are covered, by the text in which they say less: broken words seem to be rare ones.
    pub(super) common: u32,
    /// What the first text says that the second doesn't.
    pub(super) first: u32,
    /// What the second text says that the first doesn't.
    pub(super) second: u32,
}

/// A set of runs.
struct Grams(Box<[u64; 1 << (HASH_BITS - 6)]>);

impl Grams {
    fn of(letters: &[u8]) -> Self {
        let mut found = Self(Box::new([0; 1 << (HASH_BITS - 6)]));
        for gram in letters.windows(GRAM) {
            let at = slot(gram);
            found.0[at >> 6] |= 1 << (at & 63);
        }
        found
    }

    fn has(&self, gram: &[u8]) -> bool {
        let at = slot(gram);
        self.0[at >> 6] & 1 << (at & 63) != 0
    }
}

fn slot(gram: &[u8]) -> usize {
    let packed = gram.iter().fold(0_u64, |packed, b| packed << 8 | u64::from(*b));
    (mix(packed) >> (64 - HASH_BITS)) as usize
}

/// The letters of a folded text.
pub(super) fn letters(folded: &str) -> Vec<u8> {
    folded.bytes().filter(|b| *b != b' ').collect()
}

/// Whether the digits of a number stand in a row among letters.
pub(super) fn hold(letters: &[u8], number: u32) -> bool {
    let mut digits = [0; 10];
    let mut from = digits.len();
    let mut rest = number;
    while rest > 0 || from == digits.len() {
        from -= 1;
        digits[from] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let digits = &digits[from..];
    letters.windows(digits.len()).any(|run| run == digits)
}

/// Compares two folded texts. `weigh` says what the words count for that both have. Linear.
pub(super) fn overlap(first: &str, second: &str, weigh: impl Fn(&[Word]) -> u32) -> Overlap {
    let (x, y) = (letters(first), letters(second));
    let (covered_x, covered_y) = (covered(&x, &Grams::of(&y)), covered(&y, &Grams::of(&x)));
    let common = weigh(&shared(first, &covered_x)).min(weigh(&shared(second, &covered_y)));
    Overlap { common, first: alone(&x, &covered_x), second: alone(&y, &covered_y) }
}

/// Which letters lie in a run that the other text has.
fn covered(letters: &[u8], other: &Grams) -> Vec<bool> {
    let mut found = vec![false; letters.len()];
    for (at, gram) in letters.windows(GRAM).enumerate() {
        if other.has(gram) {
            found[at..at + GRAM].fill(true);
        }
    }
    found
}

/// The distinct words most of whose letters are covered.
fn shared(folded: &str, covered: &[bool]) -> Vec<Word> {
    let mut at = 0;
    let mut found = Vec::new();
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        let there = covered[at..at + word.len()].iter().filter(|c| **c).count();
        if there * 4 >= word.len() * 3 {
            found.push(Word::of(word));
        }
        at += word.len();
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What the stretches say that aren't covered.
fn alone(letters: &[u8], covered: &[bool]) -> u32 {
    let mut bits = 0;
    let mut from = 0;
    for run in covered.chunk_by(|a, b| a == b) {
        let stretch = &letters[from..from + run.len()];
        from += run.len();
        let words = stretch.iter().filter(|b| !b.is_ascii_digit()).count();
        if !run[0] && words >= STRETCH {
            let words = u32::try_from(words).unwrap_or(u32::MAX / LETTER_BITS);
            bits += (words * LETTER_BITS).min(STRETCH_BITS).max(words.min(LONG_BITS));
        }
    }
    bits
}

/// How many of the runs of a text make [`keys`].
pub(super) const KEYS: usize = 6;
/// How many letters make a key.
const KEY: usize = 9;

/// The smallest of the hashes of a text's runs of nine letters: two texts that share most of these share most likely one
/// of the smallest (Broder, *On the resemblance and containment of documents*, 1997), whatever stands between them.
pub(super) fn keys(folded: &str) -> Vec<u64> {
    let mut found = runs(folded);
    found.truncate(KEYS);
    found
}

/// The hashes of all runs of nine letters, ascending, each once.
pub(super) fn runs(folded: &str) -> Vec<u64> {
    let letters = letters(folded);
    let mut found: Vec<u64> = letters
        .windows(KEY)
        .filter(|run| !run.iter().all(u8::is_ascii_digit))
        .map(|run| run.iter().fold(0, |h, b| mix(h ^ u64::from(*b))))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Overlap {
        overlap(a, b, super::super::words::bits)
    }

    #[test]
    fn spaces_and_misprints_leave_nothing_alone() {
        let clean = "roe lake algae of the north quarterly of inland water 26 2801";
        for damaged in [
            "roe lakealg ae ofthenorth quart erly ofinland water 26 2801",
            "roe lake algae of the nroth quarterly of inland wamter 26 2801",
            "quarterly of inland water 26 2801 roe lake algae of the north",
        ] {
            let found = of(clean, damaged);
            assert_eq!((found.first, found.second), (0, 0), "{damaged}");
            assert!(found.common >= 30, "{damaged}: {}", found.common);
        }
    }

    #[test]
    fn another_word_is_alone_on_both_sides() {
        let found =
            of("hale fernand 2011 pocket lexicon of painters", "hale sophronia 2011 pocket lexicon of painters");
        assert!(found.first >= 10 && found.second >= 10, "{found:?}");
        let cut = of("roe lake algae quarterly of inland", "roe lake algae quarterly of inland water volumes 26");
        assert_eq!(cut.first, 0);
    }

    #[test]
    fn digits_in_a_row() {
        let letters = letters("water 28 01 0");
        assert!([28, 2801, 8010, 0].iter().all(|n| hold(&letters, *n)));
        assert!(!hold(&letters, 2802) && !hold(&letters, u32::MAX));
    }

    #[test]
    fn keys_survive_spaces() {
        let (a, b) = (keys("quarterly of inland water"), keys("quar terlyof in landwater"));
        assert_eq!(a, b);
        assert!(keys("").is_empty() && keys("1234567890").is_empty());
    }
}
