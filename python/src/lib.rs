//! The part of the Python package `citegraph` that is Rust: its Python part documents it.

mod columns;
mod components;
mod corpus;
mod matching;
mod reference;

use pyo3::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The module `citegraph._citegraph`.
#[pymodule]
mod _citegraph {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::components::Components;
    #[pymodule_export]
    use crate::corpus::{Corpus, Error};
    #[pymodule_export]
    use crate::matching::{
        by_author, cluster, component, facts, is_column, keys, mark_column, move_outlet, parse, records, verdict,
    };

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("SMALL", citegraph::work::steps::SMALL)?;
        module.add("MOST", citegraph::work::steps::MOST)
    }
}
