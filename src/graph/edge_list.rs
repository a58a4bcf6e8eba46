//! A frozen graph from a table of ids: a line for each citation, `citing,cited`.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use super::{BuildError, BuildReport, FrozenBuilder, FrozenGraph};

/// What separates the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delimiter {
    /// A comma, as in CSV; a value may stand in double quotes.
    Comma,
    /// A tab, as in TSV; quotes are as other characters.
    Tab,
}

/// Whether the first line names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Header {
    /// It is a line as others.
    #[default]
    Absent,
    /// It does; the columns still come in order.
    Present,
}

/// Why no graph could be read.
#[derive(Debug, thiserror::Error)]
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
    /// The graph can't be built.
    #[error(transparent)]
    Build(#[from] BuildError),
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
        self.each(table, |builder, citing, cited| {
            if !cited.is_empty() {
                builder.cite(citing, cited);
            }
            !cited.is_empty()
        })
    }

    /// Reads a table of works: `id`, `year`. A year that is empty is none.
    ///
    /// # Errors
    ///
    /// When reading fails. What was read before stays.
    pub fn years(&mut self, table: impl Read) -> Result<(), EdgeListError> {
        self.each(table, |builder, id, year| {
            let year = year.trim();
            match (year.is_empty(), year.parse()) {
                (true, _) => builder.work(id, None),
                (false, Ok(year)) => builder.work(id, Some(year)),
                (false, Err(_)) => {
                    builder.work(id, None);
                    let report = builder.report_mut();
                    report.bad_years += 1;
                    report.example(|| format!("{id:?}: {year:?} is no year"));
                }
            }
            true
        })
    }

    /// The graph of all that was read.
    ///
    /// # Errors
    ///
    /// As [`FrozenBuilder::build`].
    pub fn build(self) -> Result<(FrozenGraph, BuildReport), EdgeListError> {
        Ok(self.builder.build()?)
    }

    fn each(
        &mut self,
        table: impl Read,
        mut line: impl FnMut(&mut FrozenBuilder, &str, &str) -> bool,
    ) -> Result<(), EdgeListError> {
        let (delimiter, quoting) = match self.delimiter {
            Delimiter::Comma => (b',', true),
            Delimiter::Tab => (b'\t', false),
        };
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .has_headers(self.header == Header::Present)
            .flexible(true)
            .comment(Some(b'#'))
            .buffer_capacity(1 << 16)
            .from_reader(table);
        let mut record = ByteRecord::new();
        while !self.builder.is_full() {
            match reader.read_byte_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => {
                    let line = reader.position().line();
                    return Err(EdgeListError::Read { line, reason: error.to_string() });
                }
            }
            let column = |i: usize| record.get(i).and_then(|bytes| std::str::from_utf8(bytes).ok());
            let fine = match (column(0), column(1)) {
                (Some(a), Some(b)) if !a.is_empty() => line(&mut self.builder, a, b),
                _ => false,
            };
            if !fine {
                let number = record.position().map_or(0, csv::Position::line);
                let report = self.builder.report_mut();
                report.bad_lines += 1;
                report.example(|| format!("line {number}: expected two columns of text"));
            }
        }
        Ok(())
    }
}
