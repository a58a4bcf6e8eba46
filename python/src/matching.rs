//! Parsing and matching over arrays: strings → references and records → keys, verdicts, works.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{BinaryBuilder, Int64Builder, ListBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, Int32Array, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use citegraph::reference::Parser;
use citegraph::work::{Judgement, Level, Matcher, Record, Threshold, steps};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyAny;
use rayon::prelude::*;
use serde::Serialize;

use crate::columns::{
    Column, at_a_time, bytes, count, error, invalid, joined, list, lists, number, part, structs, text, texts,
    whole_numbers,
};
use crate::reference::{PARSED, References, record};

type Arrow<T> = Result<T, ArrowError>;

/// What `level` says.
fn level(name: &str) -> PyResult<Level> {
    match name {
        "work" => Ok(Level::Work),
        "version" => Ok(Level::Version),
        other => Err(PyValueError::new_err(format!("expected the level \"work\" or \"version\", found {other:?}"))),
    }
}

/// What `merge` says: the least verdict that merges.
pub fn threshold(name: &str) -> PyResult<Threshold> {
    Threshold::ALL.into_iter().find(|threshold| threshold.as_str() == name).ok_or_else(|| {
        let known = Threshold::ALL.map(Threshold::as_str).join(", ");
        PyValueError::new_err(format!("expected one of {known}, found {name:?}"))
    })
}

/// Reads bare references, into their records too if they are asked for.
#[pyfunction]
pub fn parse<'py>(py: Python<'py>, strings: &Bound<'py, PyAny>, with_records: bool) -> PyResult<Bound<'py, PyAny>> {
    let parser = Parser::new();
    let of = DataType::Struct(if with_records { with_record() } else { PARSED.clone() });
    Column::of(strings)?.map(py, &of, |array| {
        let texts = texts(array)?;
        let texts: Vec<Option<&str>> = texts.iter().collect();
        let parts: Arrow<Vec<ArrayRef>> =
            texts.par_chunks(at_a_time(texts.len())).map(|texts| parsed(&parser, texts, with_records)).collect();
        joined(parts?, &of)
    })
}

/// The columns of a reference and its record.
fn with_record() -> Fields {
    let record = Arc::new(Field::new("record", DataType::Binary, true));
    PARSED.iter().cloned().chain([record]).collect()
}

/// Each reference becomes a row as soon as it is read, while the processor has it at hand.
fn parsed(parser: &Parser, texts: &[Option<&str>], with_records: bool) -> Arrow<ArrayRef> {
    let mut rows = References::new()?;
    let mut records = BinaryBuilder::new();
    for text in texts {
        let reference = text.map(|text| parser.parse(text));
        rows.push(reference.as_ref())?;
        if with_records {
            records.append_option(reference.as_ref().map(record));
        }
    }
    let rows = rows.finish()?;
    if !with_records {
        return Ok(Arc::new(rows));
    }
    let (_, mut columns, nulls) = rows.into_parts();
    columns.push(Arc::new(records.finish()));
    Ok(Arc::new(StructArray::try_new(with_record(), columns, nulls)?))
}

/// Reads bare references into records.
#[pyfunction]
pub fn records<'py>(py: Python<'py>, strings: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let parser = Parser::new();
    Column::of(strings)?.map(py, &DataType::Binary, |array| {
        let texts = texts(array)?;
        let texts: Vec<Option<&str>> = texts.iter().collect();
        let records: Vec<Option<Vec<u8>>> =
            texts.par_iter().map(|text| text.map(|text| record(&parser.parse(text)))).collect();
        Ok(binary(records.iter().map(Option::as_deref)))
    })
}

fn binary<'r>(values: impl Iterator<Item = Option<&'r [u8]>>) -> ArrayRef {
    let mut builder = BinaryBuilder::new();
    values.for_each(|value| builder.append_option(value));
    Arc::new(builder.finish())
}

/// The records of an array; an error where something else is.
fn read_records(array: &ArrayRef) -> Arrow<Vec<Option<Record>>> {
    let bytes = bytes(array)?;
    let bytes: Vec<Option<&[u8]>> = bytes.iter().collect();
    bytes
        .par_iter()
        .enumerate()
        .with_min_len(64)
        .map(|(n, bytes)| bytes.map(|bytes| read_record(n, bytes)).transpose())
        .collect()
}

fn read_record(number: usize, bytes: &[u8]) -> Arrow<Record> {
    Record::from_bytes(bytes)
        .ok_or_else(|| invalid(format!("row {number} holds no record of this version of citegraph")))
}

/// A key as engines without unsigned numbers have it, in the same order.
fn signed(key: u64) -> i64 {
    (key ^ 1 << 63).cast_signed()
}

/// The keys of records.
#[pyfunction]
pub fn keys<'py>(py: Python<'py>, records: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let of = DataType::List(Arc::new(Field::new_list_field(DataType::Int64, true)));
    Column::of(records)?.map(py, &of, |array| {
        let records = read_records(array)?;
        let keys: Vec<Option<Vec<u64>>> = records.par_iter().map(|r| r.as_ref().map(steps::keys)).collect();
        let mut builder = ListBuilder::new(Int64Builder::new());
        for keys in keys {
            builder.append_option(keys.map(|keys| keys.into_iter().map(|key| Some(signed(key)))));
        }
        Ok(Arc::new(builder.finish()))
    })
}

/// Judges pairs of records.
#[pyfunction]
pub fn verdict<'py>(
    py: Python<'py>,
    a: &Bound<'py, PyAny>,
    b: &Bound<'py, PyAny>,
    at: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let matcher = Matcher::new().with_level(level(at)?);
    let fields: Fields = [text("verdict"), text("reason"), number("bits")].into_iter().collect();
    let (a, b) = (Column::of(a)?, Column::of(b)?);
    let is_whole = matches!((&a, &b), (Column::Whole(_), Column::Whole(_)));
    let (a, b) = (a.whole().map_err(error)?, b.whole().map_err(error)?);
    if a.len() != b.len() {
        return Err(PyValueError::new_err(format!("{} records can't be compared with {}", a.len(), b.len())));
    }
    let of = DataType::Struct(fields.clone());
    let column = if is_whole { Column::Whole(a) } else { Column::Pieces(vec![a]) };
    column.map(py, &of, |a| {
        let (a, b) = (bytes(a)?, bytes(&b)?);
        let judged: Arrow<Vec<Option<Judgement>>> = (0..a.len())
            .into_par_iter()
            .with_min_len(64)
            .map(|row| {
                if a.is_null(row) || b.is_null(row) {
                    return Ok(None);
                }
                let (a, b) = (read_record(row, a.value(row))?, read_record(row, b.value(row))?);
                Ok(Some(matcher.verdict(&a, &b)))
            })
            .collect();
        let judged = judged?;
        let of = |part: fn(&Judgement) -> &'static str| -> ArrayRef {
            Arc::new(judged.iter().map(|j| j.as_ref().map(part)).collect::<StringArray>())
        };
        let bits: ArrayRef = Arc::new(judged.iter().map(|j| j.map(|j| j.bits)).collect::<Int32Array>());
        let columns = vec![of(|j| j.verdict.as_str()), of(|j| j.reason.as_str()), bits];
        let nulls = NullBuffer::from_iter(judged.iter().map(Option::is_some));
        Ok(Arc::new(StructArray::try_new(fields.clone(), columns, Some(nulls))?))
    })
}

/// Clusters records; a missing one is alone.
#[pyfunction]
pub fn cluster<'py>(py: Python<'py>, records: &Bound<'py, PyAny>, merge: &str) -> PyResult<Bound<'py, PyAny>> {
    let matcher = Matcher::new().with_threshold(threshold(merge)?);
    let array = Column::of(records)?.whole().map_err(error)?;
    let fields: Fields = [count("work"), count("version")].into_iter().collect();
    Column::Whole(array).map(py, &DataType::Struct(fields.clone()), |array| {
        let mut places = Vec::new();
        let mut records = Vec::new();
        for (place, record) in read_records(array)?.into_iter().enumerate() {
            if let Some(record) = record {
                places.push(place);
                records.push(record);
            }
        }
        let clusters = matcher.clusters(records);
        let firsts = |level| {
            let mut first: Vec<i64> = (0..array.len()).map(row_number).collect();
            for group in clusters.groups(level) {
                for member in &group.members {
                    first[places[*member as usize]] = row_number(places[group.members[0] as usize]);
                }
            }
            Arc::new(Int64Array::from(first)) as ArrayRef
        };
        let columns = vec![firsts(Level::Work), firsts(Level::Version)];
        Ok(Arc::new(StructArray::try_new(fields.clone(), columns, None)?))
    })
}

fn row_number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

#[derive(Serialize)]
struct Facts<'r> {
    title: Option<&'r str>,
    outlet: Option<i64>,
    called: Option<i64>,
    year: Option<i16>,
    authors: i32,
}

/// What the steps look at beside the keys.
#[pyfunction]
pub fn facts<'py>(py: Python<'py>, records: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let fields: Fields =
        [text("title"), count("outlet"), count("called"), number("year"), number("authors")].into_iter().collect();
    Column::of(records)?.map(py, &DataType::Struct(fields.clone()), |array| {
        let records = read_records(array)?;
        structs(&fields, &records, |record| {
            let facts = steps::facts(record.as_ref()?);
            Some(Facts {
                title: facts.title,
                outlet: facts.outlet.map(signed),
                called: facts.called.map(signed),
                year: facts.year,
                authors: i32::try_from(facts.authors).unwrap_or(i32::MAX),
            })
        })
    })
}

/// What the nodes of a large block are ordered by.
#[pyfunction]
pub fn by_author<'py>(py: Python<'py>, records: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    Column::of(records)?.map(py, &DataType::Binary, |array| {
        let orders: Vec<Option<Vec<u8>>> =
            read_records(array)?.iter().map(|record| record.as_ref().map(|r| steps::facts(r).by_author)).collect();
        Ok(binary(orders.iter().map(Option::as_deref)))
    })
}

/// Records, each changed.
fn changed<'py>(
    py: Python<'py>,
    records: &Bound<'py, PyAny>,
    change: impl Fn(&mut Record) + Send + Sync,
) -> PyResult<Bound<'py, PyAny>> {
    Column::of(records)?.map(py, &DataType::Binary, |array| {
        let mut records = read_records(array)?;
        records.iter_mut().flatten().for_each(&change);
        let bytes: Vec<Option<Vec<u8>>> = records.iter().map(|r| r.as_ref().map(Record::to_bytes)).collect();
        Ok(binary(bytes.iter().map(Option::as_deref)))
    })
}

/// Makes outlets of titles.
#[pyfunction]
pub fn move_outlet<'py>(py: Python<'py>, records: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    changed(py, records, steps::move_outlet)
}

/// Says that titles are columns'.
#[pyfunction]
pub fn mark_column<'py>(py: Python<'py>, records: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    changed(py, records, steps::mark_column)
}

/// Whether records of one title are a column: lists of `{year, record}`, one a year.
#[pyfunction]
pub fn is_column<'py>(py: Python<'py>, years: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    Column::of(years)?.map(py, &DataType::Boolean, |array| {
        let lists = lists(array)?;
        let found = rows(&lists, |years| {
            let numbers = whole_numbers(part(&years, "year")?)?;
            let records = read_records(part(&years, "record")?)?;
            let mut years: Vec<(i64, Record)> =
                numbers.into_iter().zip(records).filter_map(|(year, record)| Some((year, record?))).collect();
            years.sort_by_key(|(year, _)| *year);
            Ok(steps::is_column(&years.iter().map(|(_, record)| record).collect::<Vec<_>>()))
        })?;
        Ok(Arc::new(BooleanArray::from(found)))
    })
}

/// Clusters the records of components, a row each: `{node, record, repeated}` in the order of the records, and the links.
#[pyfunction]
pub fn component<'py>(
    py: Python<'py>,
    nodes: &Bound<'py, PyAny>,
    links: &Bound<'py, PyAny>,
    merge: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let matcher = Matcher::new().with_threshold(threshold(merge)?);
    let links = Column::of(links)?.whole().map_err(error)?;
    let nodes = Column::of(nodes)?.whole().map_err(error)?;
    let telling = Field::new("telling", DataType::Boolean, true);
    let fields: Fields = [count("node"), count("work"), count("version"), telling].into_iter().collect();
    let of = list("", DataType::Struct(fields.clone()));
    Column::Whole(nodes).map(py, of.data_type(), |nodes| {
        let (nodes, links) = (lists(nodes)?, lists(&links)?);
        if nodes.len() != links.len() {
            return Err(invalid(format!("{} components can't have the links of {}", nodes.len(), links.len())));
        }
        let both: Vec<usize> = (0..nodes.len()).collect();
        let rows: Arrow<Vec<StructArray>> = both
            .par_iter()
            .map(|n| {
                let links = if links.is_null(*n) { None } else { Some(links.value(*n)) };
                let nodes = if nodes.is_null(*n) { nodes.values().slice(0, 0) } else { nodes.value(*n) };
                one_component(matcher, &nodes, links.as_ref(), &fields)
            })
            .collect();
        let rows = rows?;
        let offsets = OffsetBuffer::from_lengths(rows.iter().map(Array::len));
        let parts: Vec<ArrayRef> = rows.into_iter().map(|row| Arc::new(row) as ArrayRef).collect();
        let values = joined(parts, &DataType::Struct(fields.clone()))?;
        let item = Arc::new(Field::new_list_field(DataType::Struct(fields.clone()), true));
        Ok(Arc::new(ListArray::try_new(item, offsets, values, None)?))
    })
}

fn one_component(matcher: Matcher, nodes: &ArrayRef, links: Option<&ArrayRef>, fields: &Fields) -> Arrow<StructArray> {
    let numbers = whole_numbers(part(nodes, "node")?)?;
    let records = read_records(part(nodes, "record")?)?;
    let repeated = part(nodes, "repeated")?;
    let repeated = repeated.as_boolean_opt().ok_or_else(|| invalid("expected booleans in `repeated`"))?;
    let mut all: Vec<(i64, Record, bool)> = (numbers.into_iter().zip(records).zip(repeated))
        .filter_map(|((number, record), repeated)| Some((number, record?, repeated.unwrap_or_default())))
        .collect();
    all.sort_unstable_by_key(|(number, ..)| *number);
    if !all.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1) || all.len() != nodes.len() {
        return Err(invalid("expected distinct records, numbered in their order"));
    }
    let numbers: Vec<i64> = all.iter().map(|(number, ..)| *number).collect();
    let repeated: Vec<bool> = all.iter().map(|(.., repeated)| *repeated).collect();
    let records: Vec<Record> = all.into_iter().map(|(_, record, _)| record).collect();
    let place: HashMap<i64, u32> = numbers.iter().copied().zip(0..).collect();
    let mut pairs = Vec::new();
    if let Some(links) = links {
        for (a, b) in whole_numbers(part(links, "a")?)?.iter().zip(&whole_numbers(part(links, "b")?)?) {
            let ends = place.get(a).zip(place.get(b));
            let (a, b) =
                ends.ok_or_else(|| invalid(format!("{a} and {b} are linked, but not both in the component")))?;
            pairs.push((*a.min(b), *a.max(b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let found = matcher.component(&records, &repeated, pairs);
    let named = |firsts: &[u32]| -> ArrayRef {
        Arc::new(firsts.iter().map(|first| numbers[*first as usize]).collect::<Int64Array>())
    };
    let telling = Arc::new(BooleanArray::from(found.telling.clone()));
    let own: ArrayRef = Arc::new(Int64Array::from(numbers.clone()));
    StructArray::try_new(fields.clone(), vec![own, named(&found.work), named(&found.version), telling], None)
}

/// Maps the lists of an array, each a row, on all cores.
fn rows<T: Send>(lists: &ListArray, map: impl Fn(ArrayRef) -> Arrow<T> + Sync) -> Arrow<Vec<Option<T>>> {
    let places: Vec<usize> = (0..lists.len()).collect();
    let value = |n: &usize| if lists.is_null(*n) { Ok(None) } else { map(lists.value(*n)).map(Some) };
    places.par_iter().map(value).collect()
}
