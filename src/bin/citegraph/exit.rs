//! What the program ends with.

/// Everything went well.
pub const OK: u8 = 0;
/// Some input could not be read; the rest was.
pub const SOME_FAILED: u8 = 1;
/// Nothing could be done.
pub const FAILED: u8 = 2;
/// A report holds what it was to fail on.
pub const FOUND: u8 = 3;
