//! A frozen graph from a table of ids: a line for each citation, `citing,cited`.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::{BuildError, BuildReport, FrozenBuilder, FrozenGraph};
use crate::error::{Error, ErrorKind};

/// What separates the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Delimiter {
    /// A comma, as in CSV; a value may stand in double quotes.
    Comma,
    /// A tab, as in TSV; quotes are as other characters.
    Tab,
}

/// Whether the first line names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Header {
    /// It is a line as others.
    #[default]
    Absent,
    /// It does; the columns still come in order.
    Present,
}

/// Why no graph could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EdgeListError {
    /// Reading failed.
    #[error("line {line}: {reason}")]
    Read {
        /// The line, from 1.
        line: u64,
        /// What the system says.
        reason: String,
    },
    /// A Parquet file can't be read.
    #[cfg(feature = "parquet")]
    #[error("parquet: {reason}")]
    Parquet {
        /// What is wrong with it.
        reason: String,
    },
    /// The graph can't be built.
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl From<EdgeListError> for Error {
    fn from(error: EdgeListError) -> Self {
        Self::from(ErrorKind::Graph { reason: error.to_string() }).caused_by(error)
    }
}

/// What a line of a table says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Line {
    Citation,
    Year,
}

/// Reads tables into a [`FrozenBuilder`].
///
/// A line that starts with `#` is a comment. Columns beyond those named are skipped. A line with fewer columns, with an
/// empty id or with an id that isn't UTF-8 is counted in [`BuildReport::bad_lines`] and left out.
///
/// ```
/// use citegraph::graph::{Delimiter, EdgeList};
///
/// let mut list = EdgeList::new(Delimiter::Tab);
/// list.years("a\t1999\nb\t2001\n".as_bytes())?;
/// list.citations("b\ta\nb\tw\n".as_bytes())?;
/// let (graph, report) = list.build()?;
/// assert_eq!((graph.work_count(), graph.citation_count()), (3, 2));
/// assert!(report.is_clean());
/// # Ok::<(), citegraph::graph::EdgeListError>(())
/// ```
#[derive(Clone, Debug)]
pub struct EdgeList {
    delimiter: Delimiter,
    header: Header,
    builder: FrozenBuilder,
}

impl EdgeList {
    /// A reader of tables without a header.
    #[must_use]
    pub fn new(delimiter: Delimiter) -> Self {
        Self { delimiter, header: Header::Absent, builder: FrozenBuilder::default() }
    }

    /// The same with or without a header in each table.
    #[must_use]
    pub fn with_header(self, header: Header) -> Self {
        Self { header, ..self }
    }

    /// The same on top of a builder that has its own settings.
    #[must_use]
    pub fn with_builder(self, builder: FrozenBuilder) -> Self {
        Self { builder, ..self }
    }

    /// Reads a table of citations: `citing`, `cited`.
    ///
    /// # Errors
    ///
    /// When reading fails. What was read before stays.
    pub fn citations(&mut self, table: impl Read) -> Result<(), EdgeListError> {
        self.each(table, Line::Citation)
    }

    /// Reads a table of works: `id`, `year`. A year that is empty is none.
    ///
    /// # Errors
    ///
    /// When reading fails. What was read before stays.
    pub fn years(&mut self, table: impl Read) -> Result<(), EdgeListError> {
        self.each(table, Line::Year)
    }

    /// The graph of all that was read.
    ///
    /// # Errors
    ///
    /// As [`FrozenBuilder::build`].
    pub fn build(self) -> Result<(FrozenGraph, BuildReport), EdgeListError> {
        Ok(self.builder.build()?)
    }

    pub(super) fn is_full(&self) -> bool {
        self.builder.is_full()
    }

    #[cfg(feature = "records")]
    pub(super) fn builder_mut(&mut self) -> &mut FrozenBuilder {
        &mut self.builder
    }

    /// Counts a line among the bad ones.
    pub(super) fn bad_line(&mut self, what: impl FnOnce() -> String) {
        let report = self.builder.report_mut();
        report.bad_lines += 1;
        report.example(what);
    }

    /// Adds what a line says, or counts it among the bad ones.
    pub(super) fn line(&mut self, line: Line, number: u64, columns: Option<(&str, &str)>) {
        match (line, columns) {
            (Line::Citation, Some((citing, cited))) if !citing.is_empty() && !cited.is_empty() => {
                self.builder.cite(citing, cited);
            }
            (Line::Year, Some((id, year))) if !id.is_empty() => self.year(id, year.trim()),
            _ => self.bad_line(|| format!("line {number}: expected two columns of text")),
        }
    }

    fn year(&mut self, id: &str, year: &str) {
        let parsed = year.parse().ok();
        self.builder.work(id, parsed);
        if parsed.is_none() && !year.is_empty() {
            let report = self.builder.report_mut();
            report.bad_years += 1;
            report.example(|| format!("{id:?}: {year:?} is no year"));
        }
    }

    fn each(&mut self, table: impl Read, line: Line) -> Result<(), EdgeListError> {
        let mut rows = Rows::new(table, self.delimiter, self.header);
        while !self.is_full() {
            let Some((number, row)) = rows.next()? else { break };
            let text = |bytes| std::str::from_utf8(bytes).ok();
            self.line(line, number, row.and_then(|[a, b]| text(a).zip(text(b))));
        }
        Ok(())
    }
}

/// A row of more bytes than this isn't read: a quotation mark that nothing closes would make one of a whole file, and a file
/// without line ends is one.
pub const ROW_BYTES: usize = 1 << 20;

/// Reads a table row by row: the number of its line, from 1, and the first two columns as they are, or none where a row has
/// fewer.
///
/// A line that starts with `#` is a comment. A byte order mark before the first is passed over.
///
/// # Errors
///
/// When reading fails, or a row is longer than [`ROW_BYTES`]. The rows before have been handed on.
///
/// ```
/// use citegraph::graph::{Delimiter, Header, read_table};
///
/// let mut labels = Vec::new();
/// read_table("w\t\"Annals\nx\n".as_bytes(), Delimiter::Tab, Header::Absent, |line, row| {
///     labels.push((line, row.map(|[_, label]| label.to_vec())));
/// })?;
/// assert_eq!(labels, [(1, Some(b"\"Annals".to_vec())), (2, None)]);
/// # Ok::<(), citegraph::graph::EdgeListError>(())
/// ```
pub fn read_table(
    table: impl Read,
    delimiter: Delimiter,
    header: Header,
    mut each: impl FnMut(u64, Option<[&[u8]; 2]>),
) -> Result<(), EdgeListError> {
    let mut rows = Rows::new(table, delimiter, header);
    while let Some((line, row)) = rows.next()? {
        each(line, row);
    }
    Ok(())
}

/// The rows of a table.
struct Rows<R> {
    reader: csv::Reader<Bounded<R>>,
    record: ByteRecord,
    /// How many bytes may yet be read for the row that is being read.
    room: Rc<Cell<usize>>,
}

/// What is read ahead of a row.
const AHEAD: usize = 1 << 16;

impl<R: Read> Rows<R> {
    fn new(table: R, delimiter: Delimiter, header: Header) -> Self {
        let (delimiter, quoting) = match delimiter {
            Delimiter::Comma => (b',', true),
            Delimiter::Tab => (b'\t', false),
        };
        let room = Rc::new(Cell::new(ROW_BYTES + AHEAD));
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .has_headers(header == Header::Present)
            .flexible(true)
            .comment(Some(b'#'))
            .buffer_capacity(AHEAD)
            .from_reader(Bounded { reader: table, room: Rc::clone(&room) });
        Self { reader, record: ByteRecord::new(), room }
    }

    /// The next row, with the number of its line.
    #[expect(clippy::type_complexity, reason = "a row is two columns, or none")]
    fn next(&mut self) -> Result<Option<(u64, Option<[&[u8]; 2]>)>, EdgeListError> {
        self.room.set(ROW_BYTES + AHEAD);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => {
                let line = self.reader.position().line();
                return Err(EdgeListError::Read { line, reason: error.to_string() });
            }
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        Ok(Some((line, self.record.get(0).zip(self.record.get(1)).map(|(a, b)| [a, b]))))
    }
}

/// Bytes up to as many as there is room for.
struct Bounded<R> {
    reader: R,
    room: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let Some(room) = self.room.get().checked_sub(read) else {
            let said = format!("a row of more than {ROW_BYTES} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, said));
        };
        self.room.set(room);
        Ok(read)
    }
}
