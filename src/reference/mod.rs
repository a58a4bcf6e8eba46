//! Entry → reference.

pub mod label;
pub mod name;
pub mod token;
