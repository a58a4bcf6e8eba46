//! Folded texts: their words, and what stands around a title in them.

/// The words of a folded text.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|w| !w.is_empty()).collect()
}

/// Whether a word can be a year.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// The words before and after a title in a text, both folded.
pub(super) fn around<'t>(text: &'t str, title: &str) -> Option<(&'t str, &'t str)> {
    let bytes = text.as_bytes();
    text.match_indices(title).find_map(|(at, found)| {
        let end = at + found.len();
        let starts = at == 0 || bytes[at - 1] == b' ';
        (starts && (end == text.len() || bytes[end] == b' ')).then(|| (text[..at].trim(), text[end..].trim()))
    })
}
