//! Answers → pictures and tables.
//!
//! `html` makes a page to click through, [`svg`](mod@svg) draws the graph, what papers share and the years of their sources,
//! `png` makes pixels of that, [`dot`](mod@dot) leaves the drawing to Graphviz, [`table`] lays the answers out in rows, [`csl`] writes items as CSL-JSON;
//! [`report`] writes reports; `bibliography` and `network` write works and graphs for other programs (feature `records`). None of them prints anything.

#[cfg(feature = "records")]
pub mod bibliography;
#[cfg(feature = "serde")]
pub mod csl;
#[cfg(feature = "dot")]
pub mod dot;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "serde")]
pub mod json;
pub mod label;
mod layout;
pub mod names;
#[cfg(feature = "records")]
pub mod network;
mod options;
#[cfg(feature = "png")]
pub mod png;
pub mod report;
mod scene;
pub mod svg;
pub mod table;
mod xml;

pub use options::{Colours, DrawOptions, Flow, Legend, Ranks, Titles, Works};
