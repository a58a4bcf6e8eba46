//! The text of a file → its records: each stretch of it in the room of its format.

use super::format::Format;
use super::records::{Fault, Lines, Publication, Records};
use super::{Recognised, bibtex, decode, json, markup, parts, recognise, table, tagged, tex, tidy, wos};
use crate::Span;
use crate::error::RecordFault;

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
            None => match recognise(&text) {
                Recognised::Records(format) => Self::of_parts(&text, format),
                Recognised::Text | Recognised::Html => {
                    Err(RecordFault::Unrecognised { found: "running text".to_owned() })
                }
                Recognised::Other(found) => Err(RecordFault::Unrecognised { found }),
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
}
