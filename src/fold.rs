//! Text → comparable keys: no case, no diacritics, no punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case letters and digits, one space between words: "Al-Shajarah: É." is "al shajarah e".
///
/// Apostrophes vanish ("Pakistan's" is "pakistans"), other marks part words.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘' | '`' | '\u{ad}')) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// [`words`] without the spaces.
pub(crate) fn letters(text: &str) -> String {
    words(text).replace(' ', "")
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour to make `b` of `a`, or
/// `None` when it is more than `most`, or when one is longer than a name is.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    const BYTES: usize = 64;
    if a.len().max(b.len()) > BYTES || a.len().abs_diff(b.len()) > 4 * most {
        return None;
    }
    Some(strsim::damerau_levenshtein(a, b)).filter(|found| *found <= most)
}

/// The first letters of a name's capitalised words: "Pak Institute for Peace Studies" is "pips".
pub(crate) fn acronym(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name);
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_uppercase));
    words.filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect()
}
