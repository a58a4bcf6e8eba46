//! JSON whose every line end is its writer's: what readers of lines take for one is escaped inside texts.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value as JSON without line ends.
///
/// U+2028 and U+2029 may stand in JSON as they are, and end lines in JavaScript and for some readers of lines: they are escaped.
///
/// # Errors
///
/// What `out` fails with.
///
/// ```
/// let mut line = Vec::new();
/// citegraph::view::json::write(&mut line, "a\u{2028}b")?;
/// assert_eq!(line, br#""a\u2028b""#);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write(out: impl io::Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, OneLine)).map_err(io::Error::from)
}

struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['\u{2028}', '\u{2029}']) {
            out.write_all(&rest.as_bytes()[..at])?;
            out.write_all(if rest[at..].starts_with('\u{2028}') { b"\\u2028" } else { b"\\u2029" })?;
            rest = &rest[at + '\u{2028}'.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}
