//! A file, whatever it is → a paper or records.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::format::Format;
use super::recognise::{Recognised, recognise};
use super::records::Records;
use super::{RECORD_BYTES, Source, decode, docx, epub, html, is_packed, odt, tex};
use crate::error::{Error, ErrorKind, RecordFault};
use crate::paper::{Paper, is_list, paper_text_from};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Opened {
    /// A paper: a PDF file, or text, with the text that was read.
    Paper(Box<Paper>, String),
    /// Records, which become [papers](fn@super::papers) with those of other files.
    Records(Source),
}

/// As what a file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ReadAs {
    /// What its content shows: records, a bare [list](is_list) of references, or a paper.
    #[default]
    Shown,
    /// A paper's text, whatever it looks like.
    Text,
    /// Records of this format.
    Records(Format),
}

/// Files that are no text, by what they begin with.
const BINARY: [(&[u8], &str); 2] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file: save a document as DOCX, a table as CSV"),
    (b"SQLite format 3\0", "a program's database: export its works as BibTeX or RIS"),
];

/// What a zip file is that is no document, by the names in it.
fn packed(bytes: &[u8]) -> &'static str {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    match () {
        () if has(b"xl/workbook") => "a spreadsheet: save its table as CSV",
        () if has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") => "a spreadsheet: save its table as CSV",
        () if has(b"mimetypeapplication/vnd.oasis.opendocument.text") => {
            "an ODT file that can't be read, as one with a password: save it without, or as PDF"
        }
        () if has(b"mimetypeapplication/epub+zip") => {
            "a book in EPUB whose chapters can't be read: save it as PDF or text"
        }
        () => "a zip file that is no DOCX, ODT or EPUB file: unpack it first",
    }
}

/// Opens a file of a paper or of records; papers are called after the file.
///
/// # Errors
///
/// As [`Paper::open`], and [`ErrorKind::Records`] for what is neither text nor records that are known, or has none that can
/// be read.
pub fn open(path: &Path, read_as: ReadAs) -> Result<Opened, Error> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    open_as(name, path, read_as)
}

/// [`open`], the paper or source called `name`.
///
/// # Errors
///
/// As [`open`].
pub fn open_as(name: impl Into<String>, path: &Path, read_as: ReadAs) -> Result<Opened, Error> {
    let file = File::open(path).map_err(|e| Error::io(path, &e))?;
    let name: String = name.into();
    // "export.json.gz" is called "export".
    let packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let name = if packed { name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned() } else { name };
    open_from(name, file, path, read_as)
}

/// [`open`] from whatever gives bytes; `path` is what errors call it. Where it is a document in LaTeX, the files that this inputs are read
/// too, as far as they lie in its folder.
///
/// # Errors
///
/// As [`open`].
pub fn open_from(name: impl Into<String>, reader: impl Read, path: &Path, read_as: ReadAs) -> Result<Opened, Error> {
    let mut bytes = Vec::new();
    reader.take(RECORD_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| Error::io(path, &e))?;
    if bytes.len() > RECORD_BYTES {
        return Err(ErrorKind::TooLong { path: path.to_owned(), limit: RECORD_BYTES }.into());
    }
    let fault = |fault| Error::from(ErrorKind::Records { path: path.to_owned(), fault });
    let is_pdf = bytes.trim_ascii_start().starts_with(b"%PDF-");
    let paper = |name: String, bytes: &[u8]| {
        let text = paper_text_from(bytes, path)?;
        let bare = read_as == ReadAs::Shown && is_list(&text);
        let paper = if bare { Paper::of_list(name, &text) } else { Paper::read(name, &text) };
        Ok(Opened::Paper(Box::new(paper), text))
    };
    if is_pdf && !matches!(read_as, ReadAs::Records(_)) {
        return paper(name.into(), &bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match docx::text(&bytes).or_else(|| odt::text(&bytes)).or_else(|| epub::text(&bytes)) {
            Some(text) => paper(name.into(), text.as_bytes()),
            None => Err(fault(RecordFault::Unrecognised { found: packed(&bytes).to_owned() })),
        };
    }
    if bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1") {
        let found =
            "a Parquet file: who cites whom is given with --edges, strings to match with match --strings".to_owned();
        return Err(fault(RecordFault::Unrecognised { found }));
    }
    if let Some((_, found)) = BINARY.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Err(fault(RecordFault::Unrecognised { found: (*found).to_owned() }));
    }
    let text = match decode(&bytes) {
        Ok(text) => text,
        // The error of papers says it better.
        Err(_) if bytes.contains(&0) && !is_packed(&bytes) => {
            return Err(ErrorKind::NotText { path: path.to_owned() }.into());
        }
        Err(error) => return Err(fault(error)),
    };
    let records = match read_as {
        ReadAs::Text => return paper(name.into(), text.as_bytes()),
        ReadAs::Records(Format::Tex) => Records::of_text(&tex::whole(&text, path), Format::Tex),
        ReadAs::Records(format) => Records::of_text(&text, format),
        ReadAs::Shown => match recognise(&text) {
            Recognised::Text => return paper(name.into(), text.as_bytes()),
            Recognised::Html => return paper(name.into(), html::text(&text).as_bytes()),
            Recognised::Records(Format::Tex) => Records::of_text(&tex::whole(&text, path), Format::Tex),
            Recognised::Records(format) => Records::of_parts(&text, format),
            Recognised::Other(found) => Err(RecordFault::Unrecognised { found }),
        },
    };
    Ok(Opened::Records(Source { name: name.into(), records: records.map_err(fault)? }))
}
