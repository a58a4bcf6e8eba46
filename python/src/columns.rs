//! Rows → Arrow arrays, and arrays from Python → rows.

use std::sync::Arc;

use arrow_array::builder::StringViewBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, BinaryViewArray, ListArray, NullArray, RecordBatch, StringViewArray};
use arrow_cast::CastOptions;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyAny, PySequence, PyString};
use pyo3_arrow::input::AnyArray;
use pyo3_arrow::{PyArray, PyChunkedArray, PyTable};
use rayon::prelude::*;
use serde::Serialize;
use serde_arrow::ArrayBuilder;

/// How many of so many rows become columns at a time: some for each thread, for what columns cost before their first row; and
/// few enough for any memory.
pub fn at_a_time(rows: usize) -> usize {
    rows.div_ceil(4 * rayon::current_num_threads()).clamp(64, 4096)
}

/// A column of texts.
pub fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

/// A column of whole numbers.
pub fn number(name: &str) -> Field {
    Field::new(name, DataType::Int32, true)
}

/// A column of counts and of row numbers.
pub fn count(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

/// A column of shares and probabilities.
pub fn share(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

/// A column of lists.
pub fn list(name: &str, of: DataType) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new_list_field(of, true))), true)
}

/// The type of a row within a row.
pub fn row(fields: impl IntoIterator<Item = Field>) -> DataType {
    DataType::Struct(fields.into_iter().collect())
}

/// Rows as columns. What has no column of its name is left out, and tuples are taken by place.
pub fn batch(fields: &Fields, rows: &[impl Serialize]) -> Result<RecordBatch, ArrowError> {
    let batch = serde_arrow::to_record_batch(fields, &rows).map_err(unfit)?;
    // serde_arrow names the columns, and this says that they are those that were asked for.
    batch.with_schema(Arc::new(Schema::new(fields.clone())))
}

/// A table for Python.
/// The rows are made, and written as columns, with the interpreter's lock released.
pub fn table<'py, S: Serialize>(
    py: Python<'py>,
    fields: &Fields,
    rows: impl FnOnce() -> Vec<S> + Send,
) -> PyResult<Bound<'py, PyAny>> {
    let batch = py.detach(|| batch(fields, &rows())).map_err(error)?;
    let schema = batch.schema();
    PyTable::try_new(vec![batch], schema)?.into_arro3(py)
}

/// An array of rows, to which they are added one by one: none has to wait in memory for the others.
pub struct Rows {
    builder: ArrayBuilder,
}

impl Rows {
    pub fn new(fields: &Fields) -> Result<Self, ArrowError> {
        let row: Fields = [Field::new("row", DataType::Struct(fields.clone()), true)].into_iter().collect();
        ArrayBuilder::from_arrow(&row).map(|builder| Self { builder }).map_err(unfit)
    }

    /// Adds a row, or that it is missing.
    pub fn push(&mut self, row: Option<impl Serialize>) -> Result<(), ArrowError> {
        self.builder.push(&(row,)).map_err(unfit)
    }

    pub fn finish(self) -> Result<ArrayRef, ArrowError> {
        Ok(self.builder.into_record_batch().map_err(unfit)?.column(0).clone())
    }
}

/// An array whose row `i` is made of the value `i`, on all cores; nothing of nothing.
pub fn structs<'v, T: Sync, S: Serialize>(
    fields: &Fields,
    values: &'v [T],
    row: impl Fn(&'v T) -> Option<S> + Sync,
) -> Result<ArrayRef, ArrowError> {
    let parts: Result<Vec<ArrayRef>, ArrowError> = (values.par_chunks(at_a_time(values.len())))
        .map(|values| {
            let mut rows = Rows::new(fields)?;
            values.iter().try_for_each(|value| rows.push(row(value)))?;
            rows.finish()
        })
        .collect();
    joined(parts?, &DataType::Struct(fields.clone()))
}

/// Arrays one after the other.
pub fn joined(parts: Vec<ArrayRef>, of: &DataType) -> Result<ArrayRef, ArrowError> {
    match parts.as_slice() {
        [] => Ok(arrow_array::new_empty_array(of)),
        [one] => Ok(one.clone()),
        _ => arrow_select::concat::concat(&parts.iter().map(AsRef::as_ref).collect::<Vec<_>>()),
    }
}

/// An array from Python: in one piece, or in several, as a column of a table is.
pub enum Column {
    Whole(ArrayRef),
    Pieces(Vec<ArrayRef>),
}

impl Column {
    /// Takes what has Arrow's interface; of texts, a list or another sequence too.
    pub fn of(values: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(array) = values.extract::<AnyArray>() {
            return Ok(match array {
                AnyArray::Array(array) => Self::Whole(array.into_inner().0),
                stream => Self::Pieces(stream.into_chunked_array()?.into_inner().0),
            });
        }
        let is_list = values.is_instance_of::<PySequence>() && !values.is_instance_of::<PyString>();
        if !is_list {
            return Err(unlike(values, ""));
        }
        let mut texts = StringViewBuilder::new();
        for (row, value) in values.try_iter()?.enumerate() {
            append(&mut texts, row, &value?)?;
        }
        let texts = texts.finish();
        // Where nothing is said, nothing says that it is strings that are missing.
        Ok(Self::Whole(match texts.null_count() < texts.len() {
            true => Arc::new(texts),
            false => Arc::new(NullArray::new(texts.len())),
        }))
    }

    /// All in one piece.
    pub fn whole(self) -> Result<ArrayRef, ArrowError> {
        match self {
            Self::Whole(array) => Ok(array),
            Self::Pieces(parts) => {
                let of = parts.first().map_or(DataType::Null, |part| part.data_type().clone());
                joined(parts, &of)
            }
        }
    }

    /// Maps each piece, with the interpreter's lock released, into what Python gets: an array of an array, a chunked one of
    /// a chunked one.
    pub fn map<'py>(
        self,
        py: Python<'py>,
        of: &DataType,
        map: impl Fn(&ArrayRef) -> Result<ArrayRef, ArrowError> + Send + Sync,
    ) -> PyResult<Bound<'py, PyAny>> {
        let field = || Arc::new(Field::new("", of.clone(), true));
        match self {
            Self::Whole(array) => {
                let mapped = py.detach(|| map(&array)).map_err(error)?;
                PyArray::new(mapped, field()).into_arro3(py)
            }
            Self::Pieces(parts) => {
                let mapped: Result<Vec<ArrayRef>, ArrowError> = py.detach(|| parts.iter().map(&map).collect());
                PyChunkedArray::try_new(mapped.map_err(error)?, field())?.into_arro3(py)
            }
        }
    }
}

/// Takes in a row of a list: a text, or that there is none.
fn append(texts: &mut StringViewBuilder, row: usize, value: &Bound<'_, PyAny>) -> PyResult<()> {
    if value.is_none() {
        texts.append_null();
        return Ok(());
    }
    let text = value.cast::<PyString>().map_err(|_| unlike(value, &format!(" in row {row}")))?;
    // Half a surrogate pair is a string of Python's, and no text.
    let text = text.to_str().map_err(|error| PyValueError::new_err(format!("row {row} is no text: {error}")))?;
    texts.append_value(text);
    Ok(())
}

fn unlike(found: &Bound<'_, PyAny>, place: &str) -> PyErr {
    let found = found.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("expected an Arrow array or a list of strings, found {found}{place}"))
}

/// An error of what came from Python.
pub fn invalid(said: impl Into<String>) -> ArrowError {
    ArrowError::InvalidArgumentError(said.into())
}

/// An error of rows that don't fit their columns.
fn unfit(error: serde_arrow::Error) -> ArrowError {
    invalid(error.to_string())
}

/// Texts, whatever type of text they are.
pub fn texts(array: &ArrayRef) -> Result<StringViewArray, ArrowError> {
    cast(array, &DataType::Utf8View, DataType::is_string, "strings").map(|array| array.as_string_view().clone())
}

/// Bytes, whatever type of bytes they are.
pub fn bytes(array: &ArrayRef) -> Result<BinaryViewArray, ArrowError> {
    cast(array, &DataType::BinaryView, DataType::is_binary, "records").map(|array| array.as_binary_view().clone())
}

/// Whole numbers, none of which may be missing: what numbers rows or nodes can't be left out in silence.
pub fn whole_numbers(array: &ArrayRef) -> Result<Vec<i64>, ArrowError> {
    let numbers = cast(array, &DataType::Int64, DataType::is_integer, "whole numbers")?;
    match numbers.null_count() {
        0 => Ok(numbers.as_primitive::<Int64Type>().values().to_vec()),
        missing => Err(invalid(format!("expected whole numbers, of which {missing} are missing"))),
    }
}

/// Casts what is of the kind asked for, or of no kind as empty columns are. All else is refused: Arrow would write numbers
/// out as texts.
fn cast(array: &ArrayRef, to: &DataType, fits: fn(&DataType) -> bool, expected: &str) -> Result<ArrayRef, ArrowError> {
    let values = match array.data_type() {
        DataType::Dictionary(_, values) => values,
        DataType::RunEndEncoded(_, values) => values.data_type(),
        other => other,
    };
    if !fits(values) && !values.is_null() {
        return Err(invalid(format!("expected {expected}, found {values}")));
    }
    arrow_cast::cast_with_options(array, to, &CastOptions { safe: false, ..CastOptions::default() })
}

/// Lists, whatever type of list they are.
pub fn lists(array: &ArrayRef) -> Result<ListArray, ArrowError> {
    let item = match array.data_type() {
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::ListView(item) => item,
        other => return Err(invalid(format!("expected lists, found {other}"))),
    };
    Ok(arrow_cast::cast(array, &DataType::List(item.clone()))?.as_list::<i32>().clone())
}

/// The column of a list's rows.
pub fn part<'a>(rows: &'a ArrayRef, name: &str) -> Result<&'a ArrayRef, ArrowError> {
    let rows = rows.as_struct_opt().and_then(|rows| rows.column_by_name(name));
    rows.ok_or_else(|| invalid(format!("expected rows with a column `{name}`")))
}

/// What Arrow says, as Python's `ValueError`.
pub fn error(error: ArrowError) -> PyErr {
    let said = match &error {
        ArrowError::InvalidArgumentError(said) | ArrowError::JsonError(said) => said.clone(),
        other => other.to_string(),
    };
    pyo3::exceptions::PyValueError::new_err(said)
}
