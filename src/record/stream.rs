//! Records one by one, of files too large to hold: a part file of OpenAlex, a dump of Crossref or Semantic Scholar.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::format::{Format, Recognised, recognise};
use super::records::{Fault, Publication};
use super::{json, tidy};
use crate::Span;
use crate::error::RecordFault;

/// Longer lines of a stream aren't read.
pub const LINE_BYTES: usize = 64 << 20;

/// So much of a file shows what it is.
const HEAD: usize = 64 << 10;

/// The records of a file in JSON, an object a line, plain or packed with gzip: one is held at a time.
///
/// A line that can't be understood is a [`Fault`], and the next comes all the same; a file that can't be read any further is one
/// too, and the last. A record's [span](Publication::span) is its line's place in the unpacked file.
///
/// ```
/// use citegraph::record::{Format, RecordStream};
///
/// let part = "{\"id\": \"https://openalex.org/W2\", \"title\": \"On jests\", \"referenced_works\": [\"https://openalex.org/W1\"]}\n";
/// let mut stream = RecordStream::new(part.as_bytes(), None)?;
/// assert_eq!(stream.format(), Format::OpenAlex);
/// let record = stream.next().expect("there is one")?;
/// assert_eq!((record.id.as_deref(), record.cites.len()), (Some("W2"), 1));
/// assert!(stream.next().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct RecordStream<'r> {
    lines: Box<dyn BufRead + Send + 'r>,
    format: Format,
    buffer: Vec<u8>,
    /// Lines and bytes that were read.
    line: usize,
    bytes: usize,
    ended: bool,
}

impl fmt::Debug for RecordStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordStream").field("format", &self.format).field("line", &self.line).finish_non_exhaustive()
    }
}

impl<'r> RecordStream<'r> {
    /// The records of `reader`; of `format`, if it is said, else of the one that its beginning shows.
    ///
    /// # Errors
    ///
    /// [`RecordFault::Unrecognised`] for what isn't works of OpenAlex, Crossref, Semantic Scholar or CSL in lines of JSON, or
    /// whose beginning can't be read.
    pub fn new(reader: impl Read + Send + 'r, format: Option<Format>) -> Result<Self, RecordFault> {
        let unread = |error: io::Error| other(&error.to_string().to_lowercase());
        let mut lines: Box<dyn BufRead + Send + 'r> = Box::new(BufReader::with_capacity(HEAD, reader));
        if lines.fill_buf().map_err(unread)?.starts_with(&[0x1f, 0x8b]) {
            lines = Box::new(BufReader::with_capacity(HEAD, MultiGzDecoder::new(lines)));
        }
        // A pipe gives what is there, which may be little.
        let mut head = Vec::new();
        lines.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(unread)?;
        let shown = match (format, recognise(&String::from_utf8_lossy(&head))) {
            (Some(format), _) | (None, Recognised::Records(format)) => format,
            (None, Recognised::Other(found)) => return Err(other(&found)),
            (None, Recognised::Text | Recognised::Html) => return Err(other("running text")),
        };
        let begin = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
        let in_lines = begin.trim_ascii_start().starts_with(b"{");
        if !in_lines || !matches!(shown, Format::OpenAlex | Format::Crossref | Format::SemanticScholar | Format::Csl) {
            return Err(other(&format!("{shown}, and not in lines of JSON")));
        }
        let lines = Box::new(io::Cursor::new(head).chain(lines));
        Ok(Self { lines, format: shown, buffer: Vec::new(), line: 0, bytes: 0, ended: false })
    }

    /// What the file is.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Reads a line into the buffer: how many bytes it has, none at the end.
    fn read_line(&mut self) -> io::Result<usize> {
        self.buffer.clear();
        let read = self.lines.by_ref().take(LINE_BYTES as u64).read_until(b'\n', &mut self.buffer)?;
        if read == LINE_BYTES && !self.buffer.ends_with(b"\n") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a line of more than {LINE_BYTES} bytes")));
        }
        Ok(read)
    }
}

impl Iterator for RecordStream<'_> {
    type Item = Result<Publication, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let start = self.bytes;
            self.line += 1;
            let line = self.line;
            let fault = |reason: String| Some(Err(Fault { line, reason }));
            match self.read_line() {
                Ok(0) => self.ended = true,
                Ok(read) => self.bytes += read,
                Err(error) => {
                    self.ended = true;
                    return fault(error.to_string());
                }
            }
            let Ok(text) = std::str::from_utf8(&self.buffer) else { return fault("expected UTF-8".to_owned()) };
            let text = text.trim_start_matches('\u{feff}').trim();
            if text.is_empty() {
                continue;
            }
            match json::record(text, self.format) {
                Ok(None) => {}
                Ok(Some(mut found)) => {
                    tidy::publication(&mut found);
                    found.span = Span::new(start, self.bytes);
                    return Some(Ok(found));
                }
                Err((_, reason)) => return fault(reason),
            }
        }
        None
    }
}

fn other(found: &str) -> RecordFault {
    RecordFault::Unrecognised { found: format!("{found}; expected records in JSON, one a line") }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn shown(bytes: &[u8]) -> Vec<String> {
        let stream = RecordStream::new(bytes, None).expect("lines of JSON");
        stream
            .map(|found| match found {
                Ok(record) => record.item.title.unwrap_or_default(),
                Err(fault) => fault.to_string(),
            })
            .collect()
    }

    #[test]
    fn a_broken_line_leaves_the_others() {
        let lines = "\u{feff}{\"id\": \"W1\", \"title\": \"A\", \"authorships\": []}\r\n\n{\"id\": \n\
                     null\n{\"id\": 7}\n{\"x\": 1}\n{\"id\": \"W2\", \"title\": \"B &amp; C\"}";
        let want = ["A", "line 3: EOF while parsing a value", "", "line 6: expected the record of a work", "B & C"];
        assert_eq!(shown(lines.as_bytes()), want);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(lines.as_bytes()).expect("into memory");
        let mut packed = packed.finish().expect("into memory");
        assert_eq!(shown(&packed), want);
        packed.truncate(packed.len() - 12);
        assert!(RecordStream::new(packed.as_slice(), None).is_err(), "what shows what it is must be whole");
    }

    #[test]
    fn other_files_are_refused() {
        let cases = [
            ("# On tests\n", "running text"),
            ("[{\"id\": \"https://openalex.org/W1\"}]", "openalex, and not in lines of JSON"),
            ("TY  - JOUR\nER  - \n", "ris, and not in lines of JSON"),
            ("{\"rows\": [1]}", "JSON of a form that isn't known, with rows"),
        ];
        for (text, found) in cases {
            let said = RecordStream::new(text.as_bytes(), None).expect_err(text).to_string();
            assert_eq!(
                said,
                format!("neither text nor records that are known: {found}; expected records in JSON, one a line")
            );
        }
    }
}
