//! Which works matter, and when they were written.

pub mod disruption;
pub mod hits;
pub mod pagerank;
pub mod spectroscopy;
