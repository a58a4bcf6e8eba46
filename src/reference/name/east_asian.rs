//! Chinese, Japanese and Korean names, in their own script and romanised.

use super::habits::Habits;
use super::lexicon::{is_double_han_family, is_double_hangul_family, is_han};
use super::piece::Piece;
use super::{Name, clean};
use crate::Span;

/// "山田 太郎", "王小明", "김철수": the family is the first word, or the first character where that is the rule.
pub(super) fn name(text: &str, pieces: &[Piece], span: Span, habits: Habits) -> Name {
    let mut name = Name::default();
    if let [family, given] = pieces {
        name.family = Some(clean(family.span.of(text)));
        name.given = Some(clean(given.span.of(text)));
        return name;
    }
    let printed = span.of(text);
    let splits = pieces.len() == 1 && !(habits.japanese && is_han(printed));
    let at = if splits { family_length(printed) } else { None };
    match at.and_then(|at| printed.split_at_checked(at)) {
        Some((family, given)) => {
            name.family = Some(family.to_owned());
            name.given = Some(given.to_owned());
        }
        None => name.literal = Some(clean(printed)),
    }
    name
}

/// How many bytes of a name without a space are the family; nothing where that can't be seen.
fn family_length(name: &str) -> Option<usize> {
    let mut lengths = name.char_indices().map(|(at, _)| at).skip(1);
    let (second, third) = (lengths.next()?, lengths.next());
    let letters = name.chars().take(5).count();
    if name.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) {
        return match letters {
            3 | 4 if is_double_hangul_family(name) => third,
            2 | 3 => Some(second),
            _ => None,
        };
    }
    if is_han(name) {
        return match letters {
            3 | 4 if is_double_han_family(name) => third,
            2 | 3 => Some(second),
            // Japanese, most likely, where the family has one to three characters.
            _ => None,
        };
    }
    None
}

/// Whether a romanised word is a Chinese or Korean given name of two syllables: "Zedong", "Jong-un".
pub(super) fn has_two_syllables(word: &str) -> bool {
    if let Some((first, second)) = word.split_once(['-', '‐', '‑', '–']) {
        return second.starts_with(|c: char| c.is_lowercase()) || first.len() < 6 && second.len() < 6;
    }
    let Some((_, rest)) = syllable(word) else { return false };
    matches!(syllable(rest), Some((_, "")))
}

/// Takes one syllable of pinyin off: consonants, vowels, "n" or "ng".
fn syllable(word: &str) -> Option<(&str, &str)> {
    let is_vowel = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
    const ONSETS: [&str; 23] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s",
        "y", "w",
    ];
    let lower = |onset: &&str| word.get(..onset.len()).is_some_and(|start| start.eq_ignore_ascii_case(onset));
    let onset = ONSETS.iter().find(|onset| lower(onset)).map_or(0, |onset| onset.len());
    let vowels = word[onset..].find(|c| !is_vowel(c)).unwrap_or(word.len() - onset);
    if vowels == 0 || vowels > 3 {
        return None;
    }
    let nucleus = onset + vowels;
    let rest = &word[nucleus..];
    let coda = if rest.starts_with("ng") && !rest[2..].starts_with(is_vowel) {
        2
    } else {
        usize::from(rest.starts_with('n') && !rest[1..].starts_with(is_vowel))
    };
    Some(word.split_at(nucleus + coda))
}
