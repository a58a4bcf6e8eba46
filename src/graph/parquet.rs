//! A frozen graph from tables in Parquet: the first two columns, of text or whole numbers.
//!
//! Values are read a few thousand rows at a time and go the same way as those of a text table, so that the same ids give the
//! same graph and the same report. A missing value is an empty one.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::basic::{ConvertedType, LogicalType, Repetition, Type};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::schema::types::ColumnDescriptor;

use super::edge_list::{EdgeList, EdgeListError, Line};

/// Rows read at once.
const ROWS: usize = 8192;

impl EdgeList {
    /// Reads a Parquet file of citations: `citing`, `cited`, whatever the columns are called.
    ///
    /// # Errors
    ///
    /// When the file can't be read, or has no two first columns of text or whole numbers. What was read before stays.
    pub fn parquet_citations(&mut self, file: File) -> Result<(), EdgeListError> {
        self.each_row(file, Line::Citation)
    }

    /// Reads a Parquet file of works: `id`, `year`.
    ///
    /// # Errors
    ///
    /// As [`parquet_citations`](Self::parquet_citations).
    pub fn parquet_years(&mut self, file: File) -> Result<(), EdgeListError> {
        self.each_row(file, Line::Year)
    }

    fn each_row(&mut self, file: File, line: Line) -> Result<(), EdgeListError> {
        // The crate panics on some damaged files, between the lines that it hands on: none is half added.
        let read = catch_unwind(AssertUnwindSafe(|| self.try_each_row(file, line)));
        read.unwrap_or_else(|_| Err(wrong("the file is damaged".to_owned())))
    }

    fn try_each_row(&mut self, file: File, line: Line) -> Result<(), EdgeListError> {
        let file = SerializedFileReader::new(file)?;
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        if schema.num_columns() < 2 {
            return Err(wrong(format!("{} columns, expected two", schema.num_columns())));
        }
        let kinds = [ColumnKind::of(&schema.column(0))?, ColumnKind::of(&schema.column(1))?];
        let mut number = 0;
        for group in 0..file.num_row_groups() {
            let group = file.get_row_group(group)?;
            let mut readers = [group.get_column_reader(0)?, group.get_column_reader(1)?];
            let mut cells = [Cells::default(), Cells::default()];
            loop {
                for ((reader, cells), kind) in readers.iter_mut().zip(&mut cells).zip(kinds) {
                    cells.read(reader, kind)?;
                }
                let [a, b] = &cells;
                if a.len() != b.len() {
                    return Err(wrong(format!("columns of {} and {} rows", a.len(), b.len())));
                }
                if a.len() == 0 || self.is_full() {
                    break;
                }
                for row in 0..a.len() {
                    number += 1;
                    self.line(line, number, a.get(row).zip(b.get(row)));
                }
            }
        }
        Ok(())
    }
}

impl From<ParquetError> for EdgeListError {
    fn from(error: ParquetError) -> Self {
        wrong(error.to_string())
    }
}

fn wrong(reason: String) -> EdgeListError {
    EdgeListError::Parquet { reason }
}

/// What a column's values mean.
#[derive(Clone, Copy)]
struct ColumnKind {
    /// The level at which a value is there.
    defined: i16,
    unsigned: bool,
}

impl ColumnKind {
    fn of(column: &ColumnDescriptor) -> Result<Self, EdgeListError> {
        // A column of a structure is part of a value, none by itself.
        if column.path().parts().len() > 1 {
            return Err(wrong(format!(
                "column {:?} holds structures, expected text or whole numbers",
                column.path().parts()[0]
            )));
        }
        let repeated =
            column.max_rep_level() > 0 || column.self_type().get_basic_info().repetition() == Repetition::REPEATED;
        let held = column.physical_type();
        if repeated || !matches!(held, Type::BYTE_ARRAY | Type::INT32 | Type::INT64) {
            let what = if repeated { "lists".to_owned() } else { held.to_string() };
            return Err(wrong(format!("column {:?} holds {what}, expected text or whole numbers", column.name())));
        }
        let not_numbers = match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => Some("dates"),
            (Some(LogicalType::Timestamp { .. }), _)
            | (_, ConvertedType::TIMESTAMP_MILLIS | ConvertedType::TIMESTAMP_MICROS) => Some("points in time"),
            (Some(LogicalType::Time { .. }), _)
            | (_, ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS | ConvertedType::INTERVAL) => Some("times"),
            (Some(LogicalType::Decimal { .. }), _) | (_, ConvertedType::DECIMAL) => Some("decimal numbers"),
            _ => None,
        };
        if let Some(what) = not_numbers {
            return Err(wrong(format!("column {:?} holds {what}, expected text or whole numbers", column.name())));
        }
        let unsigned = matches!(column.converted_type(), ConvertedType::UINT_32 | ConvertedType::UINT_64);
        Ok(Self { defined: column.max_def_level(), unsigned })
    }
}

/// Values end to end, as text; `ends[i]` is where value `i` ends.
#[derive(Default)]
struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, i: usize) -> Option<&str> {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        std::str::from_utf8(&self.text[start..self.ends[i]]).ok()
    }

    /// The next rows in place of those before; none at the end.
    fn read(&mut self, reader: &mut ColumnReader, kind: ColumnKind) -> Result<(), EdgeListError> {
        use std::io::Write;

        self.text.clear();
        self.ends.clear();
        // Writing to a vector doesn't fail.
        match reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                self.fill(reader, kind, |text, value: &ByteArray| text.extend_from_slice(value.data()))
            }
            ColumnReader::Int32ColumnReader(reader) => self.fill(reader, kind, |text, value| {
                let _ = if kind.unsigned { write!(text, "{}", value.cast_unsigned()) } else { write!(text, "{value}") };
            }),
            ColumnReader::Int64ColumnReader(reader) => self.fill(reader, kind, |text, value| {
                let _ = if kind.unsigned { write!(text, "{}", value.cast_unsigned()) } else { write!(text, "{value}") };
            }),
            _ => Err(wrong("a column changes its kind".to_owned())),
        }
    }

    fn fill<T: DataType>(
        &mut self,
        reader: &mut ColumnReaderImpl<T>,
        kind: ColumnKind,
        write: impl Fn(&mut Vec<u8>, &T::T),
    ) -> Result<(), EdgeListError> {
        let (mut values, mut levels) = (Vec::new(), Vec::new());
        let mut rows = 0;
        while rows < ROWS {
            let (read, ..) = reader.read_records(ROWS - rows, Some(&mut levels), None, &mut values)?;
            rows += read;
            if read == 0 {
                break;
            }
        }
        if kind.defined == 0 {
            levels.resize(rows, 0);
        }
        let mut values = values.iter();
        for level in levels {
            if level == kind.defined {
                values.next().into_iter().for_each(|value| write(&mut self.text, value));
            }
            self.ends.push(self.text.len());
        }
        Ok(())
    }
}
