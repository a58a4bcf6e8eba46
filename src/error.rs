//! What ends a reading: an error is a kind and a place.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// A graph can't be built.
    #[error("graph: {reason}")]
    Graph {
        /// Why.
        reason: String,
    },
    /// Bytes or words that aren't of a file can't be understood, or can't be drawn. What is wrong with them in fields is the error's
    /// [source](std::error::Error::source): a [`RecordFault`], an [`UnknownName`] …
    #[error("{reason}")]
    Faulty {
        /// What is wrong with them.
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

/// Nothing of this kind is called so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {what} is called {name:?}: there are {known}")]
pub struct UnknownName {
    what: &'static str,
    name: String,
    known: String,
}

impl UnknownName {
    pub(crate) fn new<const N: usize>(what: &'static str, name: &str, known: [&str; N]) -> Self {
        Self { what, name: name.to_owned(), known: known.join(", ") }
    }
}

/// Something that ended a reading, or the making of a graph. What it came from, where that is an error too, is its
/// [`source`](std::error::Error::source).
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    span: Option<Span>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// By kind and place.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        (&self.kind, self.span) == (&other.kind, other.span)
    }
}

impl Eq for Error {}

impl Error {
    pub(crate) fn new(kind: ErrorKind, at: Option<Range<usize>>) -> Self {
        Self { kind, span: at.map(Span::from), source: None }
    }

    /// The same, come from another error.
    pub(crate) fn caused_by(self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { source: Some(Arc::new(source)), ..self }
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
        // The system's errors can't be cloned, only made again.
        let again = match error.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(error.kind(), error.to_string()),
        };
        Self::from(ErrorKind::Io { path: path.to_owned(), reason }).caused_by(again)
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

    /// The error as people read it: what went wrong and, where a place can be named, that line of `text`, the text that was
    /// read, with the place marked under it.
    ///
    /// ```
    /// # #[cfg(feature = "manifest")] {
    /// let manifest = "[paper.a]\ntitle = \"On tests\nissued = 2020\n";
    /// let error = citegraph::paper::Manifest::parse(manifest).expect_err("the title doesn't end");
    /// assert_eq!(
    ///     error.shown_in(manifest).to_string(),
    ///     "manifest: invalid basic string, expected `\"`\n\
    ///      2 | title = \"On tests\n\
    ///      \u{20} |                  ^",
    /// );
    /// # }
    /// ```
    pub fn shown_in<'t>(&'t self, text: &'t str) -> impl fmt::Display + 't {
        ShownIn { error: self, text }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind, None)
    }
}

/// Functions that only one thing can go wrong in say which by an error of their own. Where several are called, all are one: each says
/// so beside it.
macro_rules! faulty {
    ($($error:ty),* $(,)?) => {
        $(
            impl From<$error> for crate::Error {
                fn from(error: $error) -> Self {
                    Self::from(crate::ErrorKind::Faulty { reason: error.to_string() }).caused_by(error)
                }
            }
        )*
    };
}
pub(crate) use faulty;

faulty!(PdfFault, RecordFault, SavedFault, UnknownName, crate::reference::chooser::ModelError);

/// An error with the line that it points into.
struct ShownIn<'t> {
    error: &'t Error,
    text: &'t str,
}

/// As much of a line is shown before a place and behind it, in characters.
const SHOWN: usize = 60;

impl fmt::Display for ShownIn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)?;
        let Some(span) = self.error.span else { return Ok(()) };
        let at = self.text.floor_char_boundary(span.start);
        let (before, rest) = self.text.split_at(at);
        let line = before.matches('\n').count() + 1;
        let end = rest.find('\n').unwrap_or(rest.len());
        let marked = span.len().min(end);
        // A tab has no width of its own, and control characters none at all.
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let begin = before.rsplit('\n').next().unwrap_or_default();
        let skipped = begin.chars().count().saturating_sub(SHOWN);
        let begin: String = begin.chars().skip(skipped).map(plain).collect();
        let shown: String = rest[..end].trim_end().chars().take(SHOWN).map(plain).collect();
        let marks = rest[..rest.floor_char_boundary(marked)].chars().count().clamp(1, shown.chars().count().max(1));
        let (number, margin) = (line.to_string(), " ".repeat(line.to_string().len()));
        let (room, carets) = (" ".repeat(begin.chars().count()), "^".repeat(marks));
        write!(f, "\n{number} | {begin}{shown}\n{margin} | {room}{carets}")
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn places_are_marked() {
        let kind = || ErrorKind::Manifest { reason: "wrong".to_owned() };
        let cases = [
            ("ab cd", 3..5, "1 | ab cd\n  |    ^^"),
            ("ab\ncd ef\n", 6..8, "2 | cd ef\n  |    ^^"),
            ("ab\ncd", 1..5, "1 | ab\n  |  ^"),
            ("é\tü x", 3..5, "1 | é ü x\n  |   ^"),
            ("ab", 2..2, "1 | ab\n  |   ^"),
            ("", 0..0, "1 | \n  | ^"),
            ("ab", 7..9, "1 | ab\n  |   ^"),
        ];
        for (text, at, want) in cases {
            let error = Error::new(kind(), Some(at));
            assert_eq!(error.shown_in(text).to_string(), format!("manifest: wrong\n{want}"), "{text:?}");
        }
        assert_eq!(Error::new(kind(), None).shown_in("ab").to_string(), "manifest: wrong");
    }

    #[test]
    fn errors_have_sources() {
        let error = Error::io(Path::new("x"), &io::Error::from(io::ErrorKind::NotFound));
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.map(io::Error::kind), Some(io::ErrorKind::NotFound));
        assert_eq!(error.to_string(), "x: no such file or folder");
    }

    #[test]
    fn one_error_of_many() {
        fn reads(id: &str) -> Result<crate::paper::ReferenceId, Error> {
            Ok(id.parse::<crate::paper::ReferenceId>()?)
        }
        let error = reads("").expect_err("no id");
        assert!(matches!(error.kind(), ErrorKind::Faulty { .. }));
        assert!(error.source().is_some_and(|source| source.is::<crate::paper::ReferenceIdError>()));
    }

    #[test]
    fn names_of_settings_are_read_as_they_are_shown() {
        use crate::query::coupling::Measure;
        use crate::work::{Level, Threshold};

        for measure in Measure::ALL {
            assert_eq!(measure.to_string().parse(), Ok(measure));
        }
        for threshold in Threshold::ALL {
            assert_eq!(threshold.to_string().parse(), Ok(threshold));
        }
        for level in Level::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
        let error = "often".parse::<Level>().expect_err("no level").to_string();
        assert_eq!(error, "no level is called \"often\": there are work, version");
    }
}
