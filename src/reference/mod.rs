//! Entry → reference: what is printed, with the span of every field.

mod back_reference;
mod bounds;
pub mod chooser;
mod constraint;
pub mod date;
mod edges;
mod fields;
mod forthcoming;
pub(crate) mod given;
pub(crate) mod identifier;
pub mod issue;
mod issued;
pub mod item;
mod item_type;
mod kind;
pub mod label;
mod law;
mod lettered;
pub mod name;
mod number;
mod numeration;
mod outlet;
mod parser;
mod prose;
mod rule;
mod sense;
mod translator;
mod unclosed;
mod visit;
mod words;
mod works;

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::document::CleanText;
// For the rooms inside, as the tokens of an entry.
use crate::token;
use crate::{Confidence, Span};
pub(crate) use back_reference::{is_op_cit, may_be_the_work};
use date::Date;
pub(crate) use fields::is_same_author;
use issue::Issue;
use item::{Item, ItemType};
use label::Segment;
use name::Name;
pub use parser::{Curators, LoneIssue, NumberedPapers, Parser, Periodicals};

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

/// A value that a segment prints.
fn field<T>(value: T, span: Span, segment: Segment) -> Field<T> {
    Field { value, span, confidence: segment.confidence }
}

/// How an entry refers back to another instead of naming its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
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
/// Every byte of [`raw`](Self::raw) lies in a segment, in a [`further`](Self::further) work, in [`rest`](Self::rest), or is
/// punctuation or white space between them. Each field's span lies inside a segment of its label.
///
/// In JSON (feature `serde`) its fields have these names in kebab case, and `item_type` is `type`, as in [`Item`]; for
/// CSL-JSON there is [`view::csl`](crate::view).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Reference {
    /// The entry's text.
    pub raw: String,
    /// The labelled stretches, in order and disjoint.
    pub segments: Vec<Segment>,
    /// The kind of the work.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
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
    /// The number in the series.
    pub collection_number: Option<Field<String>>,
    /// Date.
    pub issued: Option<Field<Date>>,
    /// Volume.
    pub volume: Option<Field<String>>,
    /// How many volumes there are: the "2" of "2 vols."
    pub number_of_volumes: Option<Field<String>>,
    /// Issue.
    pub issue: Option<Field<String>>,
    /// Pages or article number.
    pub page: Option<Field<String>>,
    /// Publisher.
    pub publisher: Option<Field<String>>,
    /// Place.
    pub publisher_place: Option<Field<String>>,
    /// The court that decided.
    pub authority: Option<Field<String>>,
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
    /// PubMed's number.
    pub pmid: Option<Field<String>>,
    /// When the address was visited.
    pub accessed: Option<Field<Date>>,
    /// The place in the work that is meant: the "601" of "pp. 589–604, at 601".
    pub pinpoint: Option<Field<String>>,
    /// What stands before the source: "See also", "For a contrary view, see".
    pub signal: Option<Field<String>>,
    /// "Ibid." and its like, which name no work of their own.
    pub back_reference: Option<Field<BackReference>>,
    /// Works that the entry names after this one.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "further"))]
    pub further: Vec<Further>,
    /// What has no field.
    pub rest: Vec<Span>,
    /// What is doubtful.
    pub issues: Vec<Issue>,
}

/// A further work that names no authors has those of the one before it, but no more than these: an entry of many authors and
/// many works stays small.
pub(crate) const MOST_SHARED_AUTHORS: usize = 32;

/// A further work in the same entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Further {
    /// Where it stands in the entry's text.
    pub span: Span,
    /// What is printed there; its spans are in its own text.
    pub reference: Reference,
}

/// As [`Reference::parse`] reads it.
impl FromStr for Reference {
    type Err = Infallible;

    fn from_str(entry: &str) -> Result<Self, Infallible> {
        Ok(Self::parse(entry))
    }
}

/// The entry's text.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.raw)
    }
}

/// Works within works, as deep as any entry has them: bytes that say more are wrong, and would take the stack.
#[cfg(feature = "serde")]
fn further<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Further>, D::Error> {
    use std::cell::Cell;

    use serde::{Deserialize as _, de::Error as _};

    const DEEPEST: u32 = 32;
    thread_local!(static DEPTH: Cell<u32> = const { Cell::new(0) });
    if DEPTH.get() >= DEEPEST {
        return Err(D::Error::custom("works within works, too deep"));
    }
    DEPTH.set(DEPTH.get() + 1);
    let read = Vec::deserialize(deserializer);
    DEPTH.set(DEPTH.get() - 1);
    read
}

/// Longer entries aren't read: they become a reference with a rest and an issue.
pub const ENTRY_BYTES: usize = 20_000;

impl Reference {
    /// Reads one entry: [`Parser::parse`].
    #[must_use]
    pub fn parse(entry: &str) -> Self {
        Parser::new().parse(entry)
    }

    /// Reads one entry of a document, with what is known of its italics: [`Parser::parse_clean`].
    #[must_use]
    pub fn parse_clean(entry: &CleanText) -> Self {
        Parser::new().parse_clean(entry)
    }

    /// The fields that are text and printed, by CSL's names, in a fixed order; arXiv's identifier is `archive_location`.
    ///
    /// ```
    /// use citegraph::reference::Reference;
    ///
    /// let entry = Reference::parse("Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9.");
    /// let names: Vec<&str> = entry.texts().map(|(name, _)| name).collect();
    /// assert_eq!(names, ["title", "container-title", "volume", "issue", "page"]);
    /// ```
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &Field<String>)> {
        item::texts!(self)
    }

    /// The lists of people that aren't empty, by CSL's names: `author`, `editor`, `translator`.
    pub fn people(&self) -> impl Iterator<Item = (&'static str, &[Field<Name>])> {
        item::people!(self)
    }

    /// How sure it is that the reference is read right as a whole; 0 where no field was found.
    ///
    /// The root of the product over its fields, as they go wrong by twos: a border that is drawn wrongly gives to one what
    /// it takes from another. `src/reference/chooser/README.md` tells how often references are right that are given so much.
    ///
    /// ```
    /// use citegraph::reference::Reference;
    ///
    /// let clear = Reference::parse("Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9.").confidence();
    /// let dim = Reference::parse("tests, Roe or others 20").confidence();
    /// assert!(clear > dim);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        let people = self.people().filter_map(|(_, names)| names.iter().map(|name| name.confidence).min());
        let issued = self.issued.iter().map(|issued| issued.confidence);
        let texts = self.texts().map(|(_, text)| text.confidence);
        let mut fields = people.chain(issued).chain(texts).map(Confidence::value).peekable();
        match fields.peek() {
            Some(_) => Confidence::new(fields.product::<f64>().sqrt()),
            None => Confidence::new(0.0),
        }
    }

    /// The text without the further works that it lists.
    #[must_use]
    pub fn own_text(&self) -> &str {
        match self.further.first() {
            Some(further) => self.raw[..further.span.start].trim_end_matches(|c: char| c == ';' || c.is_whitespace()),
            None => &self.raw,
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
            collection_number: value(&self.collection_number),
            issued: value(&self.issued),
            volume: value(&self.volume),
            number_of_volumes: value(&self.number_of_volumes),
            issue: value(&self.issue),
            page: value(&self.page),
            publisher: value(&self.publisher),
            publisher_place: value(&self.publisher_place),
            authority: value(&self.authority),
            edition: value(&self.edition),
            genre: value(&self.genre),
            number: value(&self.number),
            doi: value(&self.doi),
            url: value(&self.url),
            isbn: value(&self.isbn),
            arxiv: value(&self.arxiv),
            pmid: value(&self.pmid),
        }
    }
}
