//! Words of names whose spaces extraction has lost.

use super::given::{self, Given};
use crate::token::trim_start;

/// How many bytes at a word's end are an initial whose space is lost: "SmithJ .A .".
pub(super) fn initial(word: &str, after: &str) -> usize {
    if !trim_start(after).starts_with(|c: char| c == '.' || c.is_uppercase()) {
        return 0;
    }
    // "PLoS" is no name.
    if word.chars().nth(1).is_some_and(char::is_uppercase) {
        return 0;
    }
    let mut last = word.chars().rev();
    match (last.next(), last.next(), last.next()) {
        (Some(initial), Some(before), Some(_)) if initial.is_uppercase() && initial != 'Ã' && before.is_lowercase() => {
            initial.len_utf8()
        }
        _ => 0,
    }
}

/// A given name of fewer letters is also the beginning of a family: "JoAnn", "LeRoy".
const SHORTEST_GLUED: usize = 4;

/// A family of fewer letters is also the end of a given name: "MaryJo".
const SHORTEST_FAMILY: usize = 3;

/// Where the family begins whose space is lost: "AnneRoe".
pub(super) fn family(word: &str) -> Option<usize> {
    let at = (1..word.len())
        .find(|&at| word.as_bytes()[at].is_ascii_uppercase() && word.as_bytes()[at - 1].is_ascii_lowercase())?;
    let family = &word[at..];
    let whole = family.len() >= SHORTEST_FAMILY && family.chars().skip(1).all(char::is_lowercase);
    (at >= SHORTEST_GLUED && whole && given::known(&word[..at]).is_some()).then_some(at)
}

/// How many bytes at a word's end are a conjunction whose space is lost, behind a given name: "Anneund Karl Roe".
pub(super) fn and_behind(word: &str, after: &str) -> usize {
    let Some(given) = word.strip_suffix("und").or(word.strip_suffix("and")) else { return 0 };
    let goes_on = after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase);
    let glued = goes_on && given.len() >= SHORTEST_GLUED && given::known(word).is_none();
    if glued && given::known(given) == Some(Given::Surely) { word.len() - given.len() } else { 0 }
}
