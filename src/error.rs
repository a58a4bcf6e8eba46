//! What ends a reading: an error is a kind and a place.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::Span;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file can't be opened or read.
    #[error("{}: {reason}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A file isn't text.
    #[error("{}: not text: it holds a NUL byte", path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
    },
    /// A file is empty.
    #[error("{}: empty", path.display())]
    Empty {
        /// Which file.
        path: PathBuf,
    },
    /// A file is longer than a paper may be.
    #[error("{}: longer than {limit} bytes", path.display())]
    TooLong {
        /// Which file.
        path: PathBuf,
        /// The most bytes that are read: [`PAPER_BYTES`](crate::paper::PAPER_BYTES).
        limit: usize,
    },
    /// A PDF file can't be read.
    #[error("{}: {fault}", path.display())]
    Pdf {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        fault: PdfFault,
    },
    /// A file holds neither text nor records that can be read.
    #[error("{}: {fault}", path.display())]
    Records {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        fault: RecordFault,
    },
    /// A file isn't the whole of a saved corpus.
    #[error("{}: {fault}", path.display())]
    Saved {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        fault: SavedFault,
    },
    /// A folder holds no paper.
    #[error("{}: no paper in this folder: no .pdf, .txt or .md file, nor another that is read", path.display())]
    EmptyFolder {
        /// Which folder.
        path: PathBuf,
    },
    /// A folder holds two files that one paper would be called after.
    #[error("{} and {} are one paper by their names: ask for the one that is meant", first.display(), second.display())]
    SamePaper {
        /// The one.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// Two papers have one id.
    #[error("two papers are called {id}: name their files apart")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A library of references can't be understood.
    #[error("{format}: {reason}")]
    Library {
        /// What it should be.
        format: &'static str,
        /// Why it isn't.
        reason: String,
    },
    /// The caller ended the reading.
    #[error("stopped")]
    Stopped,
    /// A manifest can't be understood.
    #[error("manifest: {reason}")]
    Manifest {
        /// Why.
        reason: String,
    },
}

/// Why a PDF file can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfFault {
    /// It opens only with a password.
    #[error("encrypted: it opens with a password only")]
    Encrypted,
    /// No page of it can be found.
    #[error("a damaged PDF file: no page can be read")]
    Damaged,
    /// Its pages hold no text.
    #[error("no text in this PDF file, only images or nothing: a scan has to go through text recognition first")]
    NoText,
    /// It is past the bounds of `pdf`.
    #[error("a PDF file with more pages, packed data or drawing than any paper has")]
    TooCostly,
    /// The library was built without the feature `pdf`.
    #[error("a PDF file, which needs the feature `pdf`")]
    NoFeature,
}

/// Why a saved corpus can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SavedFault {
    /// It is something else.
    #[error("no saved corpus")]
    Foreign,
    /// Another version of citegraph wrote it in another form.
    #[error("saved in form {found}, and this citegraph reads form {known}: build it again from its papers")]
    OtherForm {
        /// The form that it has.
        found: u32,
        /// The form that is read.
        known: u32,
    },
    /// Its end is missing.
    #[error("a saved corpus that is cut off{}", whole.map(|whole| format!(": {have} of its {whole} bytes are there")).unwrap_or_default())]
    Cut {
        /// How many bytes are there.
        have: u64,
        /// How many there were, where its head is whole.
        whole: Option<u64>,
    },
    /// Its bytes aren't those that were written.
    #[error("a damaged saved corpus: its bytes aren't those that were written")]
    Damaged,
}

/// Why a file of records can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordFault {
    /// It is of no form that is known.
    #[error("neither text nor records that are known: {found}")]
    Unrecognised {
        /// What it seems to be.
        found: String,
    },
    /// Nothing in it can be read.
    #[error("read as {format}: {reason}")]
    Unreadable {
        /// The name of its format.
        format: &'static str,
        /// The first thing that is wrong, with its place.
        reason: String,
    },
    /// The library was built without the feature `records`.
    #[error("records, which need the feature `records`")]
    NoFeature,
}

/// Something that ended a reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    kind: ErrorKind,
    span: Option<Span>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, at: Option<Range<usize>>) -> Self {
        Self { kind, span: at.map(Span::from) }
    }

    /// That `path` can't be opened or read, in the words that every such error has: "no such file or folder".
    #[must_use]
    pub fn io(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "is a folder".to_owned(),
            _ => error.to_string().to_lowercase(),
        };
        ErrorKind::Io { path: path.to_owned(), reason }.into()
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Whether a file holds something that isn't known, as a table of something else.
    #[must_use]
    pub fn is_unrecognised(&self) -> bool {
        matches!(self.kind, ErrorKind::Records { fault: RecordFault::Unrecognised { .. }, .. })
    }

    /// Where in the text that was read, if a place can be named.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.span
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind, None)
    }
}
