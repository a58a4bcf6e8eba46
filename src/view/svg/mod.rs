//! Pictures in SVG, laid out here: nothing else is needed to draw them.
//!
//! - [`svg`](fn@svg): the graph, years from left to right.
//! - [`matrix`](fn@matrix): papers × papers, the warmer the more two of them share; for many papers.
//! - [`years`](fn@years): from which years sources are taken, a bar for each.
//!
//! # Reading the graph
//!
//! - A box with a strong frame is a paper of the corpus; it says how many of its sources aren't drawn. Other boxes are works,
//!   the warmer the more papers cite them. Where there are very many, boxes are dots, and those have names that are cited
//!   most.
//! - A line runs from a citing paper to a cited work, where it has its head, in the paper's colour; a red one lies on a
//!   circle of citations, a dashed one is an author's self-citation, a dotted one a journal's. Lines go around boxes, those
//!   of one paper together. Where boxes are dots, what lines of one paper have in common is one line, and a dot has one head
//!   for all that come to it from one side.
//! - Papers and works without a year stand in a column of their own, at the end.
//!
//! Papers that share sources stand near each other, and works at the height of those that cite them: see Sugiyama, Tagawa &
//! Toda (1981), named in full in the layout's own text.
//!
//! # Text
//!
//! Names are cut to the room that they have, by the widths of DejaVu Sans, the widest of the fonts that stand in for
//! Helvetica; it is the fonts' matter how wide letters are in the end. What comes from papers is text everywhere, never markup.

mod canvas;
mod graph;
mod legend;
mod lines;
mod matrix;
mod years;

pub use graph::svg;
pub use matrix::matrix;
pub use years::years;

pub use super::options::{Colours, DrawOptions, DrawOptions as SvgOptions, Flow, Legend, Ranks, Titles, Works};

/// Colours that the colour-blind tell apart, after Okabe & Ito (2008), without the red that marks circles.
const COLOURS: [&str; 8] = ["#0072b2", "#d58a00", "#009e73", "#a64d92", "#3aa0d8", "#8a6d3b", "#5b5bb5", "#6b8e23"];
/// What is written.
const INK: &str = "#20242b";
/// What is written beside it.
const PALE: &str = "#5d6673";
