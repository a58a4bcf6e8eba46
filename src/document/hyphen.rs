//! Whether the hyphen that a line ends in belongs to its word: what the document's other words show.

use std::collections::HashSet;

/// The words of a document, lower-cased: what tells a soft hyphen from a real one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = HashSet::new();
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphabetic) {
            let end = rest[start..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |e| start + e);
            // The halves of a word that a line end broke are no evidence.
            let after = rest[end..].trim_start_matches(['-', '\u{ad}']);
            let broken_after =
                after.len() < rest.len() - end && after.trim_start_matches(' ').starts_with(['\n', '\r']);
            let before = text[..text.len() - rest.len() + start].trim_end_matches([' ', '\n', '\r']);
            let broken_before = before.ends_with(['-', '\u{ad}']) && before.len() < text.len() - rest.len() + start;
            if end - start >= 2 && !broken_after && !broken_before {
                words.insert(rest[start..end].to_lowercase());
            }
            rest = &rest[end..];
        }
        Self(words)
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }

    /// Whether the hyphen between `left` and `right`, which a line break follows, belongs to the word.
    ///
    /// It does when the two aren't seen joined, and both are seen alone (in a URL, whose lines are broken at its own
    /// hyphens first, one is enough). What is seen neither way goes by case: "Intra-" and "Afghan" keep it.
    pub(super) fn keeps_hyphen(&self, left: &str, right: &str, inside: Inside) -> bool {
        if self.has(&format!("{left}{right}")) {
            return false;
        }
        if left.is_empty() || right.is_empty() {
            return true;
        }
        match inside {
            Inside::Words => (self.has(left) && self.has(right)) || right.starts_with(char::is_uppercase),
            Inside::Url => self.has(left) || self.has(right),
        }
    }
}

/// What a line end broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    Words,
    Url,
}
