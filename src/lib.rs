//! citegraph
mod confidence;
pub mod document;
mod error;
mod fold;
pub mod paper;
pub mod reference;
mod span;
pub mod work;

pub use confidence::Confidence;
pub use error::{Error, ErrorKind};
pub use span::Span;
