//! Papers from files.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Paper;
use crate::error::{Error, ErrorKind, PdfFault};

/// Longer files aren't read as papers: dozens of times a long book. An endless one ends here.
pub const PAPER_BYTES: usize = 64 << 20;

/// The papers under `path`: itself when it is a file, else the `.pdf`, `.txt` and `.md` files in the folder but README, by
/// name.
///
/// # Errors
///
/// [`ErrorKind::Io`] when `path` can't be read, [`ErrorKind::EmptyFolder`] when the folder holds no paper,
/// [`ErrorKind::SamePaper`] when it holds two files that differ in their extension only: they are one paper twice, and
/// which one is meant isn't known.
pub fn paper_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let io = |e: std::io::Error| Error::io(path, &e);
    if !fs::metadata(path).map_err(io)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(io)? {
        let file = entry.map_err(io)?.path();
        let extension = file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        let readme = file.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
        if file.is_file() && matches!(extension.as_deref(), Some("pdf" | "txt" | "md")) && !readme {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(ErrorKind::EmptyFolder { path: path.to_owned() }.into());
    }
    files.sort();
    let mut stems: HashMap<Option<&OsStr>, &PathBuf> = HashMap::new();
    for file in &files {
        if let Some(first) = stems.insert(file.file_stem(), file) {
            return Err(ErrorKind::SamePaper { first: first.clone(), second: file.clone() }.into());
        }
    }
    Ok(files)
}

/// The text of a paper's file, as [`Paper::open`] reads it: of a PDF file what is printed on its pages, of any other its
/// bytes.
///
/// # Errors
///
/// As [`Paper::open`].
pub fn paper_text(path: &Path) -> Result<String, Error> {
    let file = File::open(path).map_err(|e| Error::io(path, &e))?;
    paper_text_from(file, path)
}

/// The text of a paper from whatever gives bytes, as [`Paper::from_reader`] reads it; `path` is what errors call it.
///
/// # Errors
///
/// As [`Paper::open`].
pub fn paper_text_from(reader: impl Read, path: &Path) -> Result<String, Error> {
    Ok(text_of(&read(reader, path)?, path)?.into_owned())
}

fn read(reader: impl Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(PAPER_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| Error::io(path, &e))?;
    Ok(bytes)
}

fn text_of<'b>(bytes: &'b [u8], path: &Path) -> Result<Cow<'b, str>, Error> {
    let too_long = || ErrorKind::TooLong { path: path.to_owned(), limit: PAPER_BYTES };
    if bytes.len() > PAPER_BYTES {
        return Err(too_long().into());
    }
    if is_pdf(bytes) {
        let text = pdf_text(bytes).map_err(|fault| ErrorKind::Pdf { path: path.to_owned(), fault })?;
        return if text.len() > PAPER_BYTES { Err(too_long().into()) } else { Ok(Cow::Owned(text)) };
    }
    if bytes.contains(&0) {
        return Err(ErrorKind::NotText { path: path.to_owned() }.into());
    }
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    if text.trim().is_empty() {
        return Err(ErrorKind::Empty { path: path.to_owned() }.into());
    }
    Ok(text)
}

/// Whether a file is a PDF file, which it says itself, whatever its name.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"%PDF-")
}

#[cfg(feature = "pdf")]
fn pdf_text(bytes: &[u8]) -> Result<String, PdfFault> {
    crate::pdf::text(bytes)
}

#[cfg(not(feature = "pdf"))]
fn pdf_text(_: &[u8]) -> Result<String, PdfFault> {
    Err(PdfFault::NoFeature)
}

impl Paper {
    /// Reads the paper in a file; its id is the file's name without the extension.
    ///
    /// Of a PDF file, which is known by its first bytes, the text of its pages is read (feature `pdf`). In any other, bytes
    /// that aren't UTF-8 are read as replacement characters, a byte order mark is passed over.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] when the file can't be read, [`ErrorKind::TooLong`] when it or its text is longer than
    /// [`PAPER_BYTES`], [`ErrorKind::Pdf`] when it is a PDF file that can't be read, [`ErrorKind::NotText`] when it holds a
    /// NUL byte, [`ErrorKind::Empty`] when it holds nothing but white space.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|e| Error::io(path, &e))?;
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Self::from_reader(id, file, path)
    }

    /// Reads a paper from whatever gives bytes, to its end or to [`PAPER_BYTES`]; `path` is what errors call it.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn from_reader(id: impl Into<String>, reader: impl Read, path: &Path) -> Result<Self, Error> {
        Self::from_bytes(id, &read(reader, path)?, path)
    }

    /// Reads a paper from bytes; `path` is what errors call it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLong`], [`ErrorKind::Pdf`], [`ErrorKind::NotText`] and [`ErrorKind::Empty`], as
    /// [`open`](Self::open).
    pub fn from_bytes(id: impl Into<String>, bytes: &[u8], path: &Path) -> Result<Self, Error> {
        Ok(Self::read(id, &text_of(bytes, path)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_file_is_no_paper() {
        let error = Paper::from_reader("a", std::io::repeat(b'a'), Path::new("a.txt")).unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::TooLong { path: "a.txt".into(), limit: PAPER_BYTES });
        assert_eq!(error.to_string(), "a.txt: longer than 67108864 bytes");
    }
}
