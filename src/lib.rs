//! citegraph
mod confidence;
pub mod document;
mod error;
mod fold;
pub mod graph;
pub mod paper;
pub mod query;
pub mod reference;
mod span;
pub mod view;
pub mod work;

pub use confidence::Confidence;
pub use error::{Error, ErrorKind};
pub use span::Span;
