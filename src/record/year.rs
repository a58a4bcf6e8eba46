//! Years as databases write them.

/// A text of four digits and nothing else.
pub(super) fn year(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { text.parse().ok() } else { None }
}

/// The year that a text begins with, whatever follows: "2020 Spec No 2", "2020-13".
pub(super) fn leading(text: &str) -> Option<i32> {
    text.get(..4).and_then(year)
}

/// The first year in a text, whatever stands around it: "[2001]", "ca. 2001", and "c2001", as libraries write the year of a
/// copyright.
pub(super) fn first(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_alphanumeric()).find_map(|word| year(word.strip_prefix('c').unwrap_or(word)))
}

/// The year that a date shows which can't be read further: the one that it begins with, or the first in it.
pub(super) fn shown(text: &str) -> Option<i32> {
    leading(text).or_else(|| first(text))
}
