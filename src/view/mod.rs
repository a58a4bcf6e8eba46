//! Answers → pictures and tables.
//!
//! [`dot`](mod@dot) draws the graph, [`table`] lays the answers out in rows. Neither prints anything.

#[cfg(feature = "dot")]
pub mod dot;
pub mod label;
pub mod table;
