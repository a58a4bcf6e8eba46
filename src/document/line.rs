//! A line of a document, and what is known of it before its markup is looked at.

use crate::Span;

/// What a line's markup says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// White space.
    Blank,
    /// A Markdown heading, or a line that is bold from end to end.
    Heading,
    /// A list item: its text starts after the bullet.
    Item,
    /// A row of a table.
    Table,
    /// A line of marks alone or of links to resolvers, or one that its region says is a running head, a page's number.
    Furniture,
    /// Anything else.
    Plain,
}

/// A line of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The line with neither its end nor the bullet or heading mark it starts with.
    pub span: Span,
    /// What it looks like.
    pub kind: LineKind,
    /// Whether a page starts here.
    pub page_start: bool,
    /// How many columns of white space stand before it.
    pub indent: usize,
}

impl Line {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// A line before its markup is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) page_start: bool,
    /// The column that its indent is counted from is so far to the left.
    pub(super) indent: usize,
}

impl Raw {
    /// A piece of the line; an empty line where there is none.
    pub(super) fn with(self, piece: Option<Span>, indent: usize) -> Self {
        Self { span: piece.unwrap_or(Span::new(self.span.end, self.span.end)), indent, ..self }
    }
}
