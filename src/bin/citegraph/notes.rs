//! What is said beside the answer, on standard error.

use std::fmt::Display;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::print::plain;
use crate::progress;

static QUIET: AtomicBool = AtomicBool::new(false);

/// From now on only errors are said.
pub fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Something that the reader may want to know.
pub fn note(what: impl Display) {
    if !QUIET.load(Ordering::Relaxed) {
        error(what);
    }
}

/// Why a run ends, unless that was said already.
pub fn stopped(why: &str) {
    if !why.is_empty() {
        error(why);
    }
}

/// Why something couldn't be done. Nobody may be listening any more, which is no reason to panic.
pub fn error(what: impl Display) {
    progress::over();
    let _ = writeln!(io::stderr(), "citegraph: {}", plain(&what.to_string()));
}
