//! Entry → reference: what is printed, with the span of every field.

pub mod date;
mod fields;
mod grammar;
mod identifier;
pub mod issue;
pub mod item;
pub mod label;
pub mod name;
mod numeration;
mod outlet;
pub mod token;

use crate::document::CleanText;
use crate::{Confidence, Span};
use date::Date;
pub(crate) use fields::is_same_author;
use issue::Issue;
use item::{Item, ItemType};
use label::Segment;
use name::Name;

/// A value and where it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Field<T> {
    /// The value, as printed up to white space.
    pub value: T,
    /// Where it stands in the entry's text.
    pub span: Span,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// How an entry refers back to another instead of naming its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum BackReference {
    /// "Ibid.": the source before.
    Ibid,
    /// "op. cit.", "a.a.O.": a source of this author further up.
    OpCit,
    /// "supra note 12": a source of that note.
    Note(u32),
}

/// What is printed in one entry.
///
/// Every byte of [`raw`](Self::raw) lies in a segment, in [`rest`](Self::rest), or is punctuation or white space between
/// them. Each field's span lies inside a segment of its label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// The entry's text.
    pub raw: String,
    /// The labelled stretches, in order and disjoint.
    pub segments: Vec<Segment>,
    /// The kind of the work.
    pub item_type: ItemType,
    /// Authors.
    pub author: Vec<Field<Name>>,
    /// Editors.
    pub editor: Vec<Field<Name>>,
    /// Translators.
    pub translator: Vec<Field<Name>>,
    /// Where "et al." shortens the authors.
    pub et_al: Option<Span>,
    /// Title.
    pub title: Option<Field<String>>,
    /// Journal, book or site.
    pub container_title: Option<Field<String>>,
    /// Series.
    pub collection_title: Option<Field<String>>,
    /// Date.
    pub issued: Option<Field<Date>>,
    /// Volume.
    pub volume: Option<Field<String>>,
    /// Issue.
    pub issue: Option<Field<String>>,
    /// Pages or article number.
    pub page: Option<Field<String>>,
    /// Publisher.
    pub publisher: Option<Field<String>>,
    /// Place.
    pub publisher_place: Option<Field<String>>,
    /// Edition.
    pub edition: Option<Field<String>>,
    /// Printed kind.
    pub genre: Option<Field<String>>,
    /// Report number.
    pub number: Option<Field<String>>,
    /// DOI.
    pub doi: Option<Field<String>>,
    /// URL.
    pub url: Option<Field<String>>,
    /// ISBN or ISSN.
    pub isbn: Option<Field<String>>,
    /// arXiv identifier.
    pub arxiv: Option<Field<String>>,
    /// "Ibid." and its like, which name no work of their own.
    pub back_reference: Option<Field<BackReference>>,
    /// What has no field.
    pub rest: Vec<Span>,
    /// What is doubtful.
    pub issues: Vec<Issue>,
}

/// Longer entries aren't read: they become a reference with a rest and an issue.
pub const ENTRY_BYTES: usize = 20_000;

impl Reference {
    /// Reads one entry.
    ///
    /// Never fails: what can't be read is in [`rest`](Self::rest), what is doubtful in [`issues`](Self::issues). Time
    /// and memory are linear in the length of `entry`; past [`ENTRY_BYTES`] it is kept, not read.
    #[must_use]
    pub fn parse(entry: &str) -> Self {
        Self::parse_clean(&CleanText::plain(entry))
    }

    /// Reads one entry of a document, with what is known of its italics.
    #[must_use]
    pub fn parse_clean(entry: &CleanText) -> Self {
        let text = entry.as_str();
        if text.len() > ENTRY_BYTES {
            let whole = Span::new(0, text.len());
            let too_long = Issue { kind: issue::IssueKind::TooLong, span: whole };
            return Self { raw: text.to_owned(), rest: vec![whole], issues: vec![too_long], ..Self::default() };
        }
        match grammar::read(text, entry.emphasis()) {
            Some(reading) => fields::reference(text, reading.segments, reading.back),
            None => fields::reference(text, Vec::new(), None),
        }
    }

    /// The record without positions.
    #[must_use]
    pub fn item(&self) -> Item {
        fn value<T: Clone>(field: &Option<Field<T>>) -> Option<T> {
            field.as_ref().map(|f| f.value.clone())
        }
        fn values<T: Clone>(fields: &[Field<T>]) -> Vec<T> {
            fields.iter().map(|f| f.value.clone()).collect()
        }
        Item {
            item_type: self.item_type,
            author: values(&self.author),
            editor: values(&self.editor),
            translator: values(&self.translator),
            title: value(&self.title),
            container_title: value(&self.container_title),
            collection_title: value(&self.collection_title),
            issued: value(&self.issued),
            volume: value(&self.volume),
            issue: value(&self.issue),
            page: value(&self.page),
            publisher: value(&self.publisher),
            publisher_place: value(&self.publisher_place),
            edition: value(&self.edition),
            genre: value(&self.genre),
            number: value(&self.number),
            doi: value(&self.doi),
            url: value(&self.url),
            isbn: value(&self.isbn),
            arxiv: value(&self.arxiv),
        }
    }
}
