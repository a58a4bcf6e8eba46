//! What a stretch of an entry is.

use crate::{Confidence, Span};

/// What a stretch of an entry is, before its value is normalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Label {
    /// The entry's own number or key in its list: `[12]`, `12.`.
    Key,
    /// The authors, with the marks between them.
    Author,
    /// The editors, with "eds.", "Hrsg.", "a cura di".
    Editor,
    /// The translators, with "trans. by".
    Translator,
    /// The title of the work itself.
    Title,
    /// The title of the journal, newspaper, magazine or site that holds the work.
    Journal,
    /// The title of the book or proceedings that holds the work, with "In:".
    Book,
    /// The title of the series that the work or its book belongs to.
    Series,
    /// The date, with its brackets.
    Date,
    /// The volume, with "vol.", "Bd.".
    Volume,
    /// The issue, with "no.", "H.".
    Issue,
    /// The pages or the article number, with "pp.", "S.".
    Page,
    /// The publisher, institution or university.
    Publisher,
    /// The publisher's place.
    Place,
    /// The edition, with "ed.", "Aufl.".
    Edition,
    /// The kind of work as printed: "Doctoral dissertation", "Working Paper".
    Genre,
    /// The number of a report, working paper or standard.
    Number,
    /// The DOI, with "doi:" or its resolver.
    Doi,
    /// The URL, with "Retrieved from", "<", ">".
    Url,
    /// The ISBN or ISSN, with its name.
    Isbn,
    /// The arXiv identifier, with its name and class.
    Arxiv,
    /// A date of access, with its words.
    Accessed,
    /// Words that are none of these: "in press at", annotations, prose around a citation.
    Note,
}

impl Label {
    /// Every label, in declaration order; an index into it is the label's number in a model.
    pub const ALL: [Label; 23] = [
        Label::Key,
        Label::Author,
        Label::Editor,
        Label::Translator,
        Label::Title,
        Label::Journal,
        Label::Book,
        Label::Series,
        Label::Date,
        Label::Volume,
        Label::Issue,
        Label::Page,
        Label::Publisher,
        Label::Place,
        Label::Edition,
        Label::Genre,
        Label::Number,
        Label::Doi,
        Label::Url,
        Label::Isbn,
        Label::Arxiv,
        Label::Accessed,
        Label::Note,
    ];
}

/// A labelled stretch of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Segment {
    /// What it is.
    pub label: Label,
    /// Where it stands in the entry's text, words and marks that only announce it included.
    pub span: Span,
    /// How sure the reader is.
    pub confidence: Confidence,
}
