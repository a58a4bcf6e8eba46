//! Records one by one, of files too large to hold: a part file of OpenAlex, a dump of Crossref or Semantic Scholar.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead, Read};

use super::format::Format;
use super::recognise::{Recognised, is_json, recognise, without_nulls};
use super::records::{Fault, Publication};
use super::{json, tidy, unpacked};
use crate::Span;
use crate::error::RecordFault;

/// Longer lines of a stream, and longer records of one in an array, aren't read.
pub const LINE_BYTES: usize = 64 << 20;

/// So much of a file shows what it is.
const HEAD: usize = 64 << 10;

/// The records of a file in JSON, an object a line or in an array, plain or packed with gzip: one is held at a time. Of an answer
/// of a service in one line, those in it are held.
///
/// A line that can't be understood is a [`Fault`], and the next comes all the same; a file that can't be read any further is one
/// too, and the last. A record's [span](Publication::span) is the place of its line, or in an array its own, in the unpacked file.
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
    bytes: Box<dyn BufRead + Send + 'r>,
    format: Format,
    form: Form,
    buffer: Vec<u8>,
    /// Lines and bytes that were read.
    lines: usize,
    place: usize,
    ended: bool,
    /// The records of an answer.
    waiting: VecDeque<Publication>,
}

/// How records stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Lines,
    Array,
}

impl fmt::Debug for RecordStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordStream").field("format", &self.format).field("line", &self.lines).finish_non_exhaustive()
    }
}

impl<'r> RecordStream<'r> {
    /// The records of `reader`; of `format`, if it is said, else of the one that its beginning shows.
    ///
    /// # Errors
    ///
    /// [`RecordFault::Unrecognised`] for what isn't works of OpenAlex, Crossref, Semantic Scholar or CSL in JSON, in lines or in an
    /// array, or whose beginning can't be read.
    pub fn new(reader: impl Read + Send + 'r, format: Option<Format>) -> Result<Self, RecordFault> {
        let unread = |error: io::Error| other(&error.to_string().to_lowercase());
        let mut bytes = unpacked(reader).map_err(unread)?;
        // A pipe gives what is there, which may be little.
        let mut head = Vec::new();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(unread)?;
        let begin = without_nulls(&head);
        let shown = match (format, recognise(&String::from_utf8_lossy(begin))) {
            (Some(format), _) | (None, Recognised::Records(format)) => format,
            (None, Recognised::Other(found)) => return Err(other(&found)),
            (None, Recognised::Text | Recognised::Html) => return Err(other("running text")),
        };
        if !is_json(&head)
            || !matches!(shown, Format::OpenAlex | Format::Crossref | Format::SemanticScholar | Format::Csl)
        {
            return Err(other(&format!("{shown}, and not in JSON")));
        }
        if is_one_object(begin) {
            return Err(other(&format!("{shown}, an object over several lines")));
        }
        let form = if begin.starts_with(b"[") { Form::Array } else { Form::Lines };
        let before = head.len() - begin.len();
        let mut stream = Self {
            bytes: Box::new(io::Cursor::new(head).chain(bytes)),
            format: shown,
            form,
            buffer: Vec::new(),
            lines: 0,
            place: 0,
            ended: false,
            waiting: VecDeque::new(),
        };
        if form == Form::Array {
            // Past the bracket.
            stream.pass(before + 1).map_err(unread)?;
        }
        Ok(stream)
    }

    /// Passes over so many bytes.
    fn pass(&mut self, count: usize) -> io::Result<()> {
        self.buffer.clear();
        self.bytes.by_ref().take(count as u64).read_to_end(&mut self.buffer)?;
        self.place += self.buffer.len();
        self.lines += self.buffer.iter().filter(|byte| **byte == b'\n').count();
        Ok(())
    }

    /// What the file is.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Reads a line into the buffer: how many bytes it has, none at the end.
    fn read_line(&mut self) -> io::Result<usize> {
        self.buffer.clear();
        let read = self.bytes.by_ref().take(LINE_BYTES as u64).read_until(b'\n', &mut self.buffer)?;
        if read == LINE_BYTES && !self.buffer.ends_with(b"\n") {
            return Err(too_long("line"));
        }
        Ok(read)
    }

    /// Reads an element of the array into the buffer, and what stands before and behind it: how many bytes these are in all, none at
    /// the array's end.
    fn read_element(&mut self) -> io::Result<usize> {
        self.buffer.clear();
        let (mut depth, mut quoted, mut escaped, mut read) = (0_usize, false, false, 0);
        loop {
            let ahead = self.bytes.fill_buf()?;
            if ahead.is_empty() {
                return match self.buffer.trim_ascii() {
                    [] => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "expected the array's end")),
                    _ => Ok(read),
                };
            }
            let mut end = None;
            for (at, &byte) in ahead.iter().enumerate() {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    _ if quoted => {}
                    b'{' | b'[' => depth += 1,
                    b']' if depth == 0 => end = Some((at, true)),
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    b',' if depth == 0 => end = Some((at, false)),
                    _ => {}
                }
                if end.is_some() {
                    break;
                }
            }
            let (held, last) = end.unwrap_or((ahead.len(), false));
            self.buffer.extend_from_slice(&ahead[..held]);
            let passed = held + usize::from(end.is_some());
            self.bytes.consume(passed);
            read += passed;
            if self.buffer.len() > LINE_BYTES {
                return Err(too_long("record"));
            }
            if last {
                self.ended = true;
            }
            if end.is_some() {
                return Ok(read);
            }
        }
    }

    /// What the buffer holds, which begins at this place.
    fn understood(&mut self, start: usize) -> Result<Option<Publication>, String> {
        let Ok(text) = std::str::from_utf8(&self.buffer) else { return Err("expected UTF-8".to_owned()) };
        let text = text.trim_start_matches(['\u{feff}', '\u{1e}']).trim();
        if text.is_empty() {
            return Ok(None);
        }
        let span = Span::new(start, self.place);
        let tidied = |mut found: Publication| {
            tidy::publication(&mut found);
            found.span = span;
            found
        };
        let repaired;
        let mut text = text;
        let mut read = json::record(text, self.format);
        if read.is_err() {
            repaired = json::repaired(text);
            if let Cow::Owned(whole) = &repaired {
                text = whole.as_str();
                read = json::record(text, self.format);
            }
        }
        match read {
            Ok(found) => Ok(found.map(tidied)),
            Err((_, reason)) => {
                let Some(members) = json::members(text) else { return Err(reason) };
                let found = members
                    .into_iter()
                    .map(|member| json::record(member.get(), self.format).map_err(|(_, reason)| reason));
                let found: Vec<Option<Publication>> = found.collect::<Result<_, String>>()?;
                self.waiting.extend(found.into_iter().flatten().map(tidied));
                Ok(self.waiting.pop_front())
            }
        }
    }
}

impl Iterator for RecordStream<'_> {
    type Item = Result<Publication, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(found) = self.waiting.pop_front() {
            return Some(Ok(found));
        }
        while !self.ended {
            let start = self.place;
            let read = match self.form {
                Form::Lines => self.read_line(),
                Form::Array => self.read_element(),
            };
            match read {
                Ok(0) => self.ended = true,
                Ok(read) => self.place += read,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Fault { line: self.lines + 1, reason: error.to_string() }));
                }
            }
            let breaks = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
            let before = self.buffer.len() - self.buffer.trim_ascii_start().len();
            let line = self.lines + 1 + breaks(&self.buffer[..before]);
            self.lines += breaks(&self.buffer);
            match self.understood(start) {
                Ok(None) => {}
                Ok(Some(found)) => return Some(Ok(found)),
                Err(reason) => return Some(Err(Fault { line, reason })),
            }
        }
        None
    }
}

/// Whether lines go on the object that the first begins: neither an object a line nor one that is broken.
fn is_one_object(begin: &[u8]) -> bool {
    let mut lines = begin.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let is_cut = |line| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err_and(|error| error.is_eof());
    first.starts_with(b"{") && is_cut(first) && !second.starts_with(b"{")
}

fn too_long(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("a {what} of more than {LINE_BYTES} bytes"))
}

fn other(found: &str) -> RecordFault {
    RecordFault::Unrecognised { found: format!("{found}; expected records in JSON, one a line or in an array") }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn shown(bytes: &[u8]) -> Vec<String> {
        told(RecordStream::new(bytes, None).expect("lines of JSON"))
    }

    fn told(stream: RecordStream<'_>) -> Vec<String> {
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
    fn arrays_answers_and_nulls() {
        let cases: [(&str, &[&str]); 6] = [
            ("null\n{\"id\": \"W1\", \"title\": \"A\", \"authorships\": []}", &["A"]),
            (
                "[{\"id\": \"W1\", \"title\": \"A ]}, \\\"\", \"authorships\": [[1], {}]},\n null,{\"id\": \"W2\", \"title\": \"B\"}]\n",
                &["A ]}, \"", "B"],
            ),
            (
                "[\n {\"id\": \"W1\", \"authorships\": []},\n 7,\n {\"id\": \"W2\", \"title\": \"B\"}]",
                &["", "line 3: expected the record of a work", "B"],
            ),
            ("[{\"id\": \"W1\", \"title\": \"A\", \"authorships\": []},", &["A", "line 1: expected the array's end"]),
            ("[]", &[]),
            (
                "{\"meta\": {}, \"results\": [{\"id\": \"W1\", \"title\": \"A\", \"authorships\": []}, {\"id\": \"W2\", \"title\": \"B\"}]}",
                &["A", "B"],
            ),
        ];
        for (text, want) in cases {
            let stream = RecordStream::new(text.as_bytes(), Some(Format::OpenAlex)).expect(text);
            assert_eq!(told(stream), want, "{text}");
        }
    }

    /// A byte at a time, as a slow pipe gives them.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    #[test]
    fn what_comes_slowly_is_the_same() {
        let line = "{\"id\": \"https://openalex.org/W1\", \"title\": \"A\"}\n";
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(line.as_bytes()).expect("into memory");
        let packed = packed.finish().expect("into memory");
        for bytes in [line.as_bytes(), format!("[{line}]").as_bytes(), &packed] {
            assert_eq!(told(RecordStream::new(Slow(bytes), None).expect("records")), ["A"]);
        }
    }

    #[test]
    fn other_files_are_refused() {
        let cases = [
            ("# On tests\n", "running text"),
            ("TY  - JOUR\nER  - \n", "ris, and not in JSON"),
            ("{\n\"id\": \"https://openalex.org/W1\"\n}", "openalex, an object over several lines"),
            ("{\"rows\": [1]}", "JSON of a form that isn't known, with rows"),
        ];
        for (text, found) in cases {
            let said = RecordStream::new(text.as_bytes(), None).expect_err(text).to_string();
            assert_eq!(
                said,
                format!(
                    "neither text nor records that are known: {found}; expected records in JSON, one a line or in an array"
                )
            );
        }
    }
}
