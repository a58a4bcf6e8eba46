//! Bytes → lines: bounded, however they end, in UTF-8 or told when they aren't.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// A longer line is no line of references: thousands of times an entry. An endless one ends here.
pub const LINE_BYTES: usize = 1 << 20;

/// The lines of a reader, without their ends and without a byte order mark before the first.
///
/// They end in line feeds, with or without carriage returns before them; in carriage returns alone, as files of old Macintoshes
/// have it, where by far most ends of the first megabyte are such.
pub struct Lines {
    reader: Box<dyn BufRead + Send>,
    end: Option<u8>,
    is_first: bool,
}

impl Lines {
    pub fn new(reader: Box<dyn BufRead + Send>) -> Self {
        Self { reader, end: None, is_first: true }
    }

    /// Whether carriage returns alone end the lines that come, after a first one: one among line feeds is a slip.
    fn ends_in_returns(&mut self) -> io::Result<bool> {
        let mut ahead = Vec::new();
        self.reader.by_ref().take(LINE_BYTES as u64).read_to_end(&mut ahead)?;
        let feeds = ahead.iter().filter(|byte| **byte == b'\n').count();
        let returns = 1 + ahead.iter().filter(|byte| **byte == b'\r').count();
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(io::Cursor::new(ahead).chain(rest));
        Ok(returns > 4 * feeds)
    }

    /// The next line; none at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            let held = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                held => held?,
            };
            if held.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let is_end =
                |byte: &u8| *byte == b'\n' && self.end != Some(b'\r') || *byte == b'\r' && self.end != Some(b'\n');
            let at = held.iter().position(is_end);
            line.extend_from_slice(&held[..at.unwrap_or(held.len())]);
            let byte = at.map(|at| held[at]);
            let used = at.map_or(held.len(), |at| at + 1);
            self.reader.consume(used);
            if line.len() > LINE_BYTES {
                let said = format!("a line of more than {LINE_BYTES} bytes");
                return Err(io::Error::new(io::ErrorKind::InvalidData, said));
            }
            match byte {
                Some(b'\r') if self.end.is_none() => {
                    let is_pair = self.reader.fill_buf()?.first() == Some(&b'\n');
                    if is_pair || self.ends_in_returns()? {
                        self.end = Some(if is_pair { b'\n' } else { b'\r' });
                        self.reader.consume(usize::from(is_pair));
                        return Ok(Some(line));
                    }
                    self.end = Some(b'\n');
                    line.push(b'\r');
                }
                Some(end) => {
                    self.end = Some(end);
                    if end == b'\n' && line.last() == Some(&b'\r') {
                        line.pop();
                    }
                    return Ok(Some(line));
                }
                None => {}
            }
        }
    }
}

impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = self.line().transpose()?;
        if let (true, Ok(line)) = (self.is_first, &mut line)
            && line.starts_with(b"\xef\xbb\xbf")
        {
            line.drain(..3);
        }
        self.is_first = false;
        Some(line)
    }
}

/// The text of a line, and whether it was UTF-8: what isn't is read as Windows-1252, which Latin-1 is a part of and which gives
/// every byte a meaning.
pub fn text(line: &[u8]) -> (Cow<'_, str>, bool) {
    if let Ok(text) = std::str::from_utf8(line) {
        return (text.into(), true);
    }
    let mut text = String::with_capacity(line.len() + line.len() / 8);
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (text.into(), false)
}

/// Which lines weren't UTF-8.
#[derive(Default)]
pub struct Foreign {
    first: usize,
    count: usize,
}

impl Foreign {
    /// Takes in that the line of a number was UTF-8 or not.
    pub fn add(&mut self, number: usize, is_utf8: bool) {
        if !is_utf8 {
            self.first = if self.count == 0 { number } else { self.first };
            self.count += 1;
        }
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.count
    }

    /// What is to be said of them.
    pub fn said(&self) -> Option<String> {
        let read = "read as Windows-1252 where it isn't UTF-8";
        match self.count {
            0 => None,
            1 => Some(format!("line {}: {read}", self.first)),
            count => Some(format!("line {} and {} more: {read}", self.first, count - 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as they come through a buffer of so many bytes.
    fn lines(input: &'static [u8], buffer: usize) -> Vec<String> {
        let reader = io::BufReader::with_capacity(buffer, input);
        Lines::new(Box::new(reader)).map(|line| text(&line.expect("a line")).0.into_owned()).collect()
    }

    #[test]
    fn however_they_end() {
        let cases: [(&[u8], &[&str]); 12] = [
            (b"", &[]),
            (b"\n", &[""]),
            (b"a\nb", &["a", "b"]),
            (b"a\r\n\r\nb\r\n", &["a", "", "b"]),
            (b"a\rb\r\rc", &["a", "b", "", "c"]),
            (b"a\nb\rc\n", &["a", "b\rc"]),
            (b"a\rb\nc\nd", &["a\rb", "c", "d"]),
            (b"a\rb\rc\rd\re\nf\r", &["a", "b", "c", "d", "e\nf"]),
            ("Größe \u{2013} na\u{ef}ve".as_bytes(), &["Größe – naïve"]),
            (b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", &["a", "\u{feff}b"]),
            (b"M\xfcller \x96 1\n", &["Müller – 1"]),
            (b"M\xc3\xbcller \x96 1\n", &["Müller – 1"]),
        ];
        for (input, expected) in cases {
            for buffer in 1..6 {
                assert_eq!(lines(input, buffer), expected, "{} by {buffer}", input.escape_ascii());
            }
        }
    }

    #[test]
    fn an_endless_line_ends() {
        let mut lines = Lines::new(Box::new(io::BufReader::new(io::repeat(0))));
        let said = lines.next().expect("something").expect_err("no line").to_string();
        assert_eq!(said, "a line of more than 1048576 bytes");
    }
}
