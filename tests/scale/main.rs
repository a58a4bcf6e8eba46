//! The queries over the frozen graph: against brute force on small random graphs, by hand, and on shapes that break.

mod alike;
mod authors;
mod circles;
mod common;
mod coupling;
mod flow;
mod frozen;
mod groups;
#[cfg(feature = "parquet")]
mod parquet;
mod paths;
mod ranks;
mod reach;
mod shapes;
#[cfg(feature = "parallel")]
mod threads;
mod time;
