//! Reading at a place of a file, without a common position: from many threads at once.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;

/// Fills `buffer` with what stands from `at` on.
#[cfg(unix)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, at)
}

/// Fills `buffer` with what stands from `at` on.
#[cfg(windows)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<()> {
    let mut done = 0;
    while done < buffer.len() {
        match std::os::windows::fs::FileExt::seek_read(file, &mut buffer[done..], at + done as u64)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            more => done += more,
        }
    }
    Ok(())
}

/// Elsewhere files can't be read at a place.
#[cfg(not(any(unix, windows)))]
pub(super) fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "files can't be read at a place here"))
}

/// A stretch of a file, read from its beginning to its end.
pub(super) struct Stretch<'f> {
    pub(super) file: &'f File,
    pub(super) range: Range<u64>,
}

impl Read for Stretch<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.range.end - self.range.start).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        read_at(self.file, &mut buffer[..length], self.range.start)?;
        self.range.start += length as u64;
        Ok(length)
    }
}
