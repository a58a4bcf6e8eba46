//! The words around a citation, kept so that an answer can show them when the paper's text is gone.

use std::collections::BTreeSet;

use super::InTextCitation;
use crate::Span;

/// So many bytes are kept on each side at most.
pub const CONTEXT_BYTES: usize = 160;

/// A place that cites, and the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Context {
    /// The place in the document: the span of one citation or more.
    pub span: Span,
    /// What stands before it in the paragraph, at most [`CONTEXT_BYTES`], whole words, single spaces.
    pub before: String,
    /// What stands after it, likewise.
    pub after: String,
}

/// The contexts of all places that cite, ordered by place, each once. Linear.
pub(crate) fn contexts(text: &str, citations: &[InTextCitation]) -> Vec<Context> {
    let places: BTreeSet<Span> = citations.iter().map(|citation| citation.span).collect();
    let around = |span: Span| {
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        Some(Context { span, before: end_of(before), after: beginning_of(after) })
    };
    places.into_iter().filter_map(around).collect()
}

/// The last words of the paragraph that `text` ends in.
fn end_of(text: &str) -> String {
    let mut from = text.len().saturating_sub(CONTEXT_BYTES);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    let same_paragraph = near.rfind("\n\n").map_or(near, |end| &near[end..]);
    // A word that is cut in two is left out.
    let is_cut = from > 0 && same_paragraph.len() == near.len() && !text[..from].ends_with(char::is_whitespace);
    spaced(same_paragraph.split_whitespace().skip(usize::from(is_cut)))
}

/// The first words of the paragraph that `text` begins in.
fn beginning_of(text: &str) -> String {
    let mut to = CONTEXT_BYTES.min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let near = &text[..to];
    let same_paragraph = near.find("\n\n").map_or(near, |end| &near[..end]);
    let is_cut = to < text.len() && same_paragraph.len() == near.len() && !text[to..].starts_with(char::is_whitespace);
    let whole = if is_cut { same_paragraph.rfind(char::is_whitespace).unwrap_or(0) } else { same_paragraph.len() };
    spaced(same_paragraph[..whole].split_whitespace())
}

fn spaced<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_the_paragraph() {
        assert_eq!(end_of("Another.\n\nOne\n two "), "One two");
        assert_eq!(beginning_of(", three\nfour.\n\nAnother."), ", three four.");
        let long = "wörter ".repeat(100);
        assert_eq!(end_of(&long).split(' ').filter(|word| *word != "wörter").count(), 0);
        assert_eq!(beginning_of(&long).split(' ').filter(|word| *word != "wörter").count(), 0);
        assert!(end_of(&long).len() <= CONTEXT_BYTES && end_of(&long).len() > CONTEXT_BYTES - 16);
        assert_eq!((end_of(""), beginning_of("")), (String::new(), String::new()));
        assert_eq!(beginning_of(&"x".repeat(500)), "");
    }
}
