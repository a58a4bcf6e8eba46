//! Answers → pictures and tables.
//!
//! `html` makes a page to click through, [`dot`](mod@dot) draws the graph for Graphviz, [`table`] lays the answers out in
//! rows, [`csl`] writes items as CSL-JSON. None of them prints anything.

#[cfg(feature = "serde")]
pub mod csl;
#[cfg(feature = "dot")]
pub mod dot;
#[cfg(feature = "html")]
pub mod html;
pub mod label;
#[cfg(feature = "html")]
mod layout;
pub mod table;
