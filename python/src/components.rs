//! The connected components of edges that come in pieces.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use arrow_schema::{Fields, Schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyAny;
use pyo3_arrow::PyTable;

use crate::columns::{Column, count, error, whole_numbers};

/// Edges that came so far, as sets of the nodes that they connect.
#[pyclass]
#[derive(Default)]
pub struct Components {
    /// A node that is nearer to the first of its set; itself, if it is the first.
    nearer: HashMap<i64, i64>,
}

#[pymethods]
impl Components {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Takes in edges: two arrays of whole numbers.
    fn add(&mut self, py: Python<'_>, a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>) -> PyResult<()> {
        let numbers = |values| Column::of(values)?.whole().and_then(|values| whole_numbers(&values)).map_err(error);
        let (a, b) = (numbers(a)?, numbers(b)?);
        if a.len() != b.len() {
            return Err(PyValueError::new_err(format!("{} nodes can't be connected with {}", a.len(), b.len())));
        }
        py.detach(|| {
            for (a, b) in a.into_iter().zip(b) {
                let (a, b) = (self.first(a), self.first(b));
                self.nearer.insert(a.max(b), a.min(b));
            }
        });
        Ok(())
    }

    /// The nodes, ascending, and the first node of the component of each: `{node, component}`.
    fn finish<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut nodes: Vec<i64> = self.nearer.keys().copied().collect();
        nodes.sort_unstable();
        let firsts: Vec<i64> = nodes.iter().map(|node| self.first(*node)).collect();
        let fields: Fields = [count("node"), count("component")].into_iter().collect();
        let columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from(nodes)), Arc::new(Int64Array::from(firsts))];
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(schema.clone(), columns).map_err(error)?;
        PyTable::try_new(vec![batch], schema)?.into_arro3(py)
    }
}

impl Components {
    /// The first node of the set of a node, which is one of its own if it is new.
    fn first(&mut self, node: i64) -> i64 {
        let mut at = node;
        while let Some(nearer) = self.nearer.get(&at).copied().filter(|nearer| *nearer != at) {
            // Halves the way for the next who asks.
            let next = self.nearer.get(&nearer).copied().unwrap_or(nearer);
            self.nearer.insert(at, next);
            at = next;
        }
        self.nearer.entry(at).or_insert(at);
        at
    }
}
