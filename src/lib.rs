//! citegraph
mod confidence;
pub mod reference;
mod span;

pub use confidence::Confidence;
pub use span::Span;
