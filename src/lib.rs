//! citegraph
mod confidence;
pub mod graph;
pub mod paper;
pub mod query;
pub mod reference;
mod span;
pub mod view;
pub mod work;

pub use confidence::Confidence;
pub use span::Span;
