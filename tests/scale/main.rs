//! The queries over the frozen graph: against brute force on small random graphs, by hand, and on shapes that break.

mod common;
mod coupling;
mod frozen;
