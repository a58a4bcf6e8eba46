//! citegraph
mod confidence;
pub mod document;
pub mod paper;
pub mod reference;
mod span;
pub mod work;

pub use confidence::Confidence;
pub use span::Span;
