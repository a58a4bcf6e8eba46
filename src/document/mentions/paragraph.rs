//! A paragraph of running text, as citations are looked for in it.

use std::borrow::Cow;

use super::misread::mended;
use crate::Span;
use crate::document::clean_text::CleanText;
use crate::document::half_width::half_width;

/// A paragraph: its clean text, and the same with narrow marks and without misread figures, byte for byte as long.
pub(super) struct Paragraph<'t> {
    clean: &'t CleanText,
    narrow: Cow<'t, str>,
}

impl<'t> Paragraph<'t> {
    pub(super) fn of(clean: &'t CleanText) -> Self {
        Self { clean, narrow: mended(half_width(clean.as_str())) }
    }

    /// The text with narrow marks.
    pub(super) fn as_str(&self) -> &str {
        &self.narrow
    }

    /// What is printed under `span`.
    pub(super) fn printed(&self, span: Span) -> &str {
        self.whole(span).of(self.clean.as_str()).trim_end()
    }

    pub(super) fn source(&self, span: Span) -> Span {
        self.clean.source(self.whole(span))
    }

    /// `span` with the whole of the wide mark or number that it ends in.
    fn whole(&self, span: Span) -> Span {
        let text = self.clean.as_str();
        let end = text.ceil_char_boundary(span.end);
        let digits = text[end..].chars().take_while(|c| end > span.end && ('０'..='９').contains(c));
        Span::new(text.floor_char_boundary(span.start), end + digits.map(char::len_utf8).sum::<usize>())
    }

    pub(super) fn raised(&self) -> &[Span] {
        self.clean.raised()
    }

    pub(super) fn emphasis(&self) -> &[Span] {
        self.clean.emphasis()
    }
}
