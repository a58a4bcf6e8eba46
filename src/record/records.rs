//! What a file of records holds.

use super::format::Format;
use crate::Span;
use crate::paper::CitationForm;
use crate::reference::item::Item;

/// Longer files aren't read.
pub const RECORD_BYTES: usize = 1 << 30;

/// The records of one file, and what of it couldn't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Records {
    /// What the file is.
    pub format: Format,
    /// The records, in the file's order.
    pub publications: Vec<Publication>,
    /// What couldn't be understood, by line.
    pub faults: Vec<Fault>,
}

/// The records of one file, and what records without an id of their own are called after.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct Source {
    /// The file's name without its extension.
    pub name: String,
    /// What it holds.
    pub records: Records,
}

/// The record of a publication: what it is, and what it cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Publication {
    /// What the file calls it: the key, the accession number.
    pub id: Option<String>,
    /// By what others cite it, beside the DOI and PubMed's number of its item: an address.
    pub address: Option<String>,
    /// Its own metadata.
    pub item: Item,
    /// What it cites, in the file's order.
    pub cites: Vec<Cited>,
    /// The keys of what it cites, in its order, where its text cites by keys.
    pub keys: Vec<String>,
    /// Its running text, if the file has it.
    pub body: Option<Box<Body>>,
    /// Where it stands in the file's [text](fn@super::decode).
    pub span: Span,
}

/// The running text of a paper, and where it cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Body {
    /// The text, paragraphs parted by empty lines.
    pub text: String,
    /// The places that cite, in order.
    pub marks: Vec<Mark>,
}

/// A place in a text that cites.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Mark {
    /// Where in the text.
    pub span: Span,
    /// How it is printed.
    pub form: CitationForm,
    /// The places in [`Publication::cites`] of what it cites, from 0.
    pub entries: Vec<usize>,
}

/// How a record names a work that it cites.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Cited {
    /// In fields.
    Item(Box<Item>),
    /// In words, as in a bibliography.
    Text(String),
    /// As Web of Science does: "ROE A, 2001, J TESTS, V3, P4, DOI 10.1000/1".
    Short(String),
    /// By a DOI.
    Doi(String),
    /// By PubMed's number.
    Pmid(String),
    /// By the address that is the id of a record.
    Address(String),
    /// By a key that a list of TeX's or a library in BibTeX says more of.
    Key(String),
}

/// A stretch of a file that couldn't be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[error("line {line}: {reason}")]
#[non_exhaustive]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What was expected.
    pub reason: String,
}

crate::error::faulty!(Fault);

/// Where the lines of a text begin, so that a place's line is found without counting anew.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a place, from 1. O(log n).
    pub(super) fn line(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}

impl IntoIterator for Records {
    type Item = Publication;
    type IntoIter = std::vec::IntoIter<Publication>;

    fn into_iter(self) -> Self::IntoIter {
        self.publications.into_iter()
    }
}

impl<'r> IntoIterator for &'r Records {
    type Item = &'r Publication;
    type IntoIter = std::slice::Iter<'r, Publication>;

    fn into_iter(self) -> Self::IntoIter {
        self.publications.iter()
    }
}

impl Records {
    /// Notes what couldn't be understood.
    pub(super) fn fault(&mut self, line: usize, reason: impl Into<String>) {
        self.faults.push(Fault { line, reason: reason.into() });
    }
}
