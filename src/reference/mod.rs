//! Entry → reference: what is printed, with the span of every field.

pub mod date;
pub mod item;
pub mod label;
pub mod name;
pub mod token;

use crate::{Confidence, Span};
use date::Date;
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
    /// What has no field.
    pub rest: Vec<Span>,
}

impl Reference {
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
