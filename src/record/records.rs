//! What a file of records holds.

use super::format::Format;
use super::{bibtex, decode, json, markup, parts, table, tagged, tex, tidy, wos};
use crate::Span;
use crate::error::RecordFault;
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
    /// Reads a file of records; of `format`, if it is said, else of the one that its content shows.
    ///
    /// Linear in the bytes. Bytes of another encoding and packed ones are [decoded](fn@super::decode).
    ///
    /// # Errors
    ///
    /// [`RecordFault::Unrecognised`] when the format isn't said and the content shows none, [`RecordFault::Unreadable`] when
    /// nothing of the file can be read in its format.
    ///
    /// ```
    /// use citegraph::record::{Format, Records};
    ///
    /// let ris = b"TY  - JOUR\nAU  - Roe, Ann\nTI  - On tests\nPY  - 2020\nER  - \n";
    /// let read = Records::read(ris, None)?;
    /// assert_eq!(read.format, Format::Ris);
    /// assert_eq!(read.publications[0].item.title.as_deref(), Some("On tests"));
    /// assert!(read.faults.is_empty());
    /// # Ok::<(), citegraph::RecordFault>(())
    /// ```
    pub fn read(bytes: &[u8], format: Option<Format>) -> Result<Self, RecordFault> {
        let text = decode(bytes)?;
        match format {
            Some(format) => Self::of_text(&text, format),
            None => match super::recognise(&text) {
                super::Recognised::Records(format) => Self::of_parts(&text, format),
                super::Recognised::Text | super::Recognised::Html => {
                    Err(RecordFault::Unrecognised { found: "running text".to_owned() })
                }
                super::Recognised::Other(found) => Err(RecordFault::Unrecognised { found }),
            },
        }
    }

    /// Reads a text that shows itself to be of `format`, and the records of other formats that may stand in it too.
    pub(super) fn of_parts(text: &str, format: Format) -> Result<Self, RecordFault> {
        let mut records = Self { format, publications: Vec::new(), faults: Vec::new() };
        let mut failed = None;
        let places = Lines::of(text);
        for (number, part) in (0..).zip(parts::parts(text, format)) {
            let start = part.span.start;
            let lines = places.line(start) - 1;
            match Self::of_text(part.span.of(text), part.format) {
                Ok(found) => {
                    if number == 0 {
                        records.format = found.format;
                    }
                    records.publications.extend(found.publications.into_iter().map(|publication| {
                        let Span { start: from, end } = publication.span;
                        Publication { span: Span::new(from + start, end + start), ..publication }
                    }));
                    let faults = found.faults.into_iter();
                    records.faults.extend(faults.map(|fault| Fault { line: fault.line + lines, ..fault }));
                }
                Err(error) => {
                    records.fault(lines + 1, error.to_string());
                    failed.get_or_insert(error);
                }
            }
        }
        match failed {
            Some(error) if records.publications.is_empty() => Err(error),
            _ => Ok(records),
        }
    }

    /// Reads a text of records.
    pub(super) fn of_text(text: &str, format: Format) -> Result<Self, RecordFault> {
        let mut records = Self { format, publications: Vec::new(), faults: Vec::new() };
        // What DOS ended files with.
        let text = text.trim_end_matches('\u{1a}');
        match format {
            Format::Ris
            | Format::EndNote
            | Format::Nbib
            | Format::Ovid
            | Format::Cochrane
            | Format::RefWorks
            | Format::NoteExpress
            | Format::Cnki
            | Format::ProQuest => tagged::read(text, &mut records),
            Format::Wos => wos::read(text, &mut records),
            Format::Jats | Format::Tei | Format::EndNoteXml | Format::PubMed => markup::read(text, &mut records),
            Format::Bbl | Format::Tex => tex::read(text, &mut records),
            Format::Bibtex => bibtex::read(text, &mut records),
            Format::Csl | Format::Crossref | Format::SemanticScholar => json::read(text, &mut records),
            // These two come as tables too.
            Format::OpenAlex | Format::OpenCitations if text.trim_start().starts_with(['{', '[']) => {
                json::read(text, &mut records);
            }
            Format::OpenAlex
            | Format::Csv
            | Format::WosTab
            | Format::Scopus
            | Format::Dimensions
            | Format::Lens
            | Format::OpenCitations
            | Format::OpenCitationsMeta => table::read(text, &mut records),
        }
        records.publications.iter_mut().for_each(tidy::publication);
        if records.publications.is_empty() {
            let reason = match records.faults.first() {
                Some(fault) => fault.to_string(),
                None => "no record in it".to_owned(),
            };
            return Err(RecordFault::Unreadable { format: format.as_str(), reason });
        }
        Ok(records)
    }

    /// Notes what couldn't be understood.
    pub(super) fn fault(&mut self, line: usize, reason: impl Into<String>) {
        self.faults.push(Fault { line, reason: reason.into() });
    }
}
