//! Papers from files.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::Paper;
use crate::error::{Error, ErrorKind, PdfFault};

/// Longer files aren't read as papers: dozens of times a long book. An endless one ends here.
pub const PAPER_BYTES: usize = 64 << 20;

/// What lies under a path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PaperFiles {
    /// The papers, by path.
    pub files: Vec<PathBuf>,
    /// Files that may hold records, by path: what is in them shows when they are opened. None without the feature `records`.
    pub records: Vec<PathBuf>,
    /// Files that are neither, by path.
    pub others: Vec<PathBuf>,
}

/// What the name of a paper's file ends with.
const PAPERS: [&str; 5] = ["pdf", "txt", "md", "markdown", "mmd"];
/// The same with the feature `records`.
const MORE_PAPERS: [&str; 6] = ["docx", "odt", "epub", "html", "htm", "xhtml"];
/// What the name of a file of records ends with, or ended with before it was packed.
const RECORDS: [&str; 15] =
    ["ris", "enw", "nbib", "ciw", "bib", "bbl", "tex", "json", "jsonl", "ndjson", "xml", "csv", "tsv", "tab", "wos"];

/// What a file is by its name.
enum FileKind {
    Paper,
    Records,
    Other,
}

impl FileKind {
    fn of(file: &Path) -> Self {
        let end = |file: &Path| file.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
        let reads_records = cfg!(feature = "records");
        let packed = end(file).is_some_and(|end| end == "gz");
        let inner = if packed { file.file_stem().map(Path::new).and_then(end) } else { end(file) };
        match inner.as_deref() {
            Some(inner) if !packed && PAPERS.contains(&inner) => Self::Paper,
            Some(inner) if !packed && reads_records && MORE_PAPERS.contains(&inner) => Self::Paper,
            Some(inner) if reads_records && (RECORDS.contains(&inner) || packed && inner == "txt") => Self::Records,
            _ => Self::Other,
        }
    }
}

/// The papers under `path`: itself when it is a file, else the `.pdf`, `.txt`, `.md`, `.markdown` and `.mmd` files in the folder and in the folders
/// in it, but README, by path; with the feature `records`, `.docx` and `.html` files too, and apart from them what may be
/// records. Hidden files and folders are passed over, and folders that are links.
///
/// # Errors
///
/// [`ErrorKind::Io`] when `path` or a folder in it can't be read, [`ErrorKind::EmptyFolder`] when there is no paper and
/// nothing that may be records, [`ErrorKind::SamePaper`] when a folder holds two papers' files that differ in their extension
/// only: they are one paper twice, and which one is meant isn't known.
pub fn paper_files(path: &Path) -> Result<PaperFiles, Error> {
    let mut found = PaperFiles::default();
    if !fs::metadata(path).map_err(|e| Error::io(path, &e))?.is_dir() {
        found.files.push(path.to_owned());
        return Ok(found);
    }
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let io = |e: std::io::Error| Error::io(&folder, &e);
        for entry in fs::read_dir(&folder).map_err(io)? {
            let entry = entry.map_err(io)?;
            let file = entry.path();
            let readme = file.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if hidden || readme {
                continue;
            }
            if entry.file_type().map_err(io)?.is_dir() {
                folders.push(file);
            } else if file.is_file() {
                let of_its_kind = match FileKind::of(&file) {
                    FileKind::Paper => &mut found.files,
                    FileKind::Records => &mut found.records,
                    FileKind::Other => &mut found.others,
                };
                of_its_kind.push(file);
            }
        }
    }
    if found.files.is_empty() && found.records.is_empty() {
        return Err(ErrorKind::EmptyFolder { path: path.to_owned() }.into());
    }
    found.files.sort();
    found.records.sort();
    found.others.sort();
    let mut stems: HashMap<PathBuf, &PathBuf> = HashMap::new();
    for file in &found.files {
        if let Some(first) = stems.insert(file.with_extension(""), file) {
            return Err(ErrorKind::SamePaper { first: first.clone(), second: file.clone() }.into());
        }
    }
    Ok(found)
}

/// What papers in these files are called: by the name of the file without its extension; where two files have the same, by
/// so many of the folders above it, as "2019/roe" and "2020/roe", that all differ. Bytes of a name that aren't UTF-8 are
/// written as in addresses, "%FF".
///
/// The same file twice is called the same twice.
///
/// ```
/// use citegraph::paper::paper_ids;
///
/// let ids = paper_ids(&["a/2019/roe.txt", "a/2020/roe.pdf", "a/lee.md"]);
/// assert_eq!(ids, ["2019/roe", "2020/roe", "lee"]);
/// ```
#[must_use]
pub fn paper_ids(files: &[impl AsRef<Path>]) -> Vec<String> {
    let parts: Vec<Vec<String>> = files.iter().map(|file| names(file.as_ref())).collect();
    let id = |names: &[String], depth: usize| names[names.len().saturating_sub(depth)..].join("/");
    let mut depths = vec![1; files.len()];
    loop {
        let mut called: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, names) in parts.iter().enumerate() {
            called.entry(id(names, depths[n])).or_default().push(n);
        }
        // Those of one name go a folder up, as long as that may tell them apart.
        let alike = called.into_values().filter(|alike| alike.iter().any(|&n| parts[n] != parts[alike[0]]));
        let longer: Vec<usize> = alike.flatten().filter(|&n| depths[n] < parts[n].len()).collect();
        if longer.is_empty() {
            return parts.iter().zip(depths).map(|(names, depth)| id(names, depth)).collect();
        }
        longer.into_iter().for_each(|n| depths[n] += 1);
    }
}

/// The folders and the name of a file, without its extension.
fn names(file: &Path) -> Vec<String> {
    let stem = file.file_stem().into_iter();
    let folders = file.parent().into_iter().flat_map(Path::components);
    let folders = folders.filter(|part| *part != Component::RootDir).map(|part| part.as_os_str());
    folders.chain(stem).map(utf8).collect()
}

/// A name as text: bytes that aren't UTF-8 as "%FF", so that different names stay different.
fn utf8(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    text
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
        let id = path.file_stem().map(utf8).unwrap_or_default();
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
