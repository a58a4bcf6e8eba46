//! Rows → Arrow arrays, and arrays from Python → rows.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryViewArray, RecordBatch, StringViewArray};
use arrow_json::ReaderBuilder;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyAny;
use pyo3_arrow::input::AnyArray;
use pyo3_arrow::{PyArray, PyChunkedArray, PyTable};
use rayon::prelude::*;
use serde::Serialize;

/// So many rows become columns at a time.
const ROWS: usize = 256;

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

/// Rows as columns. Every part of a row has to have its column.
pub fn batch(fields: &Fields, rows: &[impl Serialize]) -> Result<RecordBatch, ArrowError> {
    let schema = Arc::new(Schema::new(fields.clone()));
    let reader = ReaderBuilder::new(schema.clone()).with_batch_size(rows.len().max(1)).with_strict_mode(true);
    let mut decoder = reader.build_decoder()?;
    decoder.serialize(rows)?;
    Ok(decoder.flush()?.unwrap_or_else(|| RecordBatch::new_empty(schema)))
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

/// An array whose row `i` is made of the value `i`, on all cores; nothing of nothing.
pub fn structs<'v, T: Sync, S: Serialize>(
    fields: &Fields,
    values: &'v [T],
    row: impl Fn(&'v T) -> Option<S> + Sync,
) -> Result<ArrayRef, ArrowError> {
    #[derive(Serialize)]
    struct Cell<S> {
        cell: Option<S>,
    }
    let of = DataType::Struct(fields.clone());
    let cell: Fields = [Field::new("cell", of.clone(), true)].into_iter().collect();
    let parts: Result<Vec<ArrayRef>, ArrowError> = (values.par_chunks(ROWS))
        .map(|values| {
            let rows: Vec<Cell<S>> = values.iter().map(|value| Cell { cell: row(value) }).collect();
            Ok(batch(&cell, &rows)?.column(0).clone())
        })
        .collect();
    joined(parts?, &of)
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
        match values.extract::<Vec<Option<String>>>() {
            Ok(texts) => Ok(Self::Whole(Arc::new(StringViewArray::from_iter(texts)))),
            Err(_) => {
                let found = values.get_type().name()?;
                Err(PyTypeError::new_err(format!("expected an Arrow array or a list of strings, found {found}")))
            }
        }
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

/// Texts, whatever type of text they are.
pub fn texts(array: &ArrayRef) -> Result<StringViewArray, ArrowError> {
    cast(array, &DataType::Utf8View, "strings").map(|array| array.as_string_view().clone())
}

/// Bytes, whatever type of bytes they are.
pub fn bytes(array: &ArrayRef) -> Result<BinaryViewArray, ArrowError> {
    cast(array, &DataType::BinaryView, "records").map(|array| array.as_binary_view().clone())
}

fn cast(array: &ArrayRef, to: &DataType, expected: &str) -> Result<ArrayRef, ArrowError> {
    let is_number = array.data_type().is_primitive() || matches!(array.data_type(), DataType::Boolean);
    if is_number || !arrow_cast::can_cast_types(array.data_type(), to) {
        let found = array.data_type();
        return Err(ArrowError::InvalidArgumentError(format!("expected {expected}, found {found}")));
    }
    arrow_cast::cast(array, to)
}

/// What Arrow says, as Python's `ValueError`.
pub fn error(error: ArrowError) -> PyErr {
    let said = match &error {
        ArrowError::InvalidArgumentError(said) | ArrowError::JsonError(said) => said.clone(),
        other => other.to_string(),
    };
    pyo3::exceptions::PyValueError::new_err(said)
}
