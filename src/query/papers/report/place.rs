//! Where findings stand: lines and pages of a text.

use crate::Span;

/// A place in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Place {
    /// The document.
    pub document: String,
    /// The label of the entry that stands there, if it is one.
    pub entry: Option<String>,
    /// The bytes of the document; none of what stands nowhere, as a note without a text.
    pub span: Option<Span>,
    /// Its first and last line and column; none where the text isn't known.
    pub lines: Option<Lines>,
}

/// Where a span begins and ends. All count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Lines {
    /// The page, where form feeds part pages.
    pub page: Option<usize>,
    /// The line of its first character.
    pub line: usize,
    /// The column of its first character.
    pub column: usize,
    /// The line of its end.
    pub end_line: usize,
    /// The column after its last character.
    pub end_column: usize,
}

/// The lines and pages of a text.
pub(super) struct LineIndex<'t> {
    text: &'t str,
    lines: Vec<usize>,
    pages: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Those of `text`; of no text, none. Linear.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let after = |mark: char| text.match_indices(mark).map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after('\n')).collect();
        (!text.is_empty()).then(|| Self { text, lines, pages: after('\u{c}').collect() })
    }

    /// Where a span begins and ends; nothing when it doesn't fit the text.
    pub(super) fn lines(&self, span: Span) -> Option<Lines> {
        self.text.get(span.start..span.end)?;
        let at = |byte: usize| {
            let line = self.lines.partition_point(|start| *start <= byte);
            let start = self.lines[line - 1];
            (line, self.text.get(start..byte).unwrap_or_default().chars().count() + 1)
        };
        let ((line, column), (end_line, end_column)) = (at(span.start), at(span.end));
        let page = 1 + self.pages.partition_point(|start| *start <= span.start);
        Some(Lines { page: (!self.pages.is_empty()).then_some(page), line, column, end_line, end_column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let text = "On lakes\nÄlgae (Roe)\n\u{c}and so on";
        let index = LineIndex::new(text).expect("a text");
        let of = |part: &str| {
            let at = text.find(part).expect("it stands there");
            let lines = index.lines(Span::new(at, at + part.len())).expect("it fits");
            (lines.page, lines.line, lines.column, lines.end_line, lines.end_column)
        };
        assert_eq!(of("On"), (Some(1), 1, 1, 1, 3));
        assert_eq!(of("Roe"), (Some(1), 2, 8, 2, 11));
        assert_eq!(of("and"), (Some(2), 3, 2, 3, 5));
        assert_eq!(index.lines(Span::new(0, 999)), None);
        assert!(LineIndex::new("").is_none());
    }
}
