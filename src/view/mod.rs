//! Answers → pictures and tables.
//!
//! [`dot`](mod@dot) draws the graph, [`table`] lays the answers out in rows, [`csl`] writes items as CSL-JSON. None of them
//! prints anything.

#[cfg(feature = "serde")]
pub mod csl;
#[cfg(feature = "dot")]
pub mod dot;
pub mod label;
pub mod table;
