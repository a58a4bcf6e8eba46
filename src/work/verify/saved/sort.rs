//! Sorting more than memory holds: sorted runs in a file, then merged (Knuth, *The Art of Computer Programming*, volume 3,
//! section 5.4).

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::Range;
use std::path::Path;

use super::position::Stretch;

/// What can be sorted in files.
pub(super) trait Row: Ord {
    /// How much memory it takes, about.
    fn bytes(&self) -> usize;
    /// Writes it.
    fn write(&self, out: &mut impl Write) -> io::Result<()>;
    /// Reads one; nothing at the end.
    fn read(from: &mut impl Read) -> io::Result<Option<Self>>
    where
        Self: Sized;
}

/// A run is of so many bytes.
const RUN: usize = 96 << 20;
/// So much of a run is read at a time.
const BUFFER: usize = 1 << 17;

/// Rows to sort.
pub(super) struct Sorter<T> {
    file: File,
    written: u64,
    runs: Vec<Range<u64>>,
    held: Vec<T>,
    bytes: usize,
    most: usize,
}

impl<T: Row> Sorter<T> {
    /// Keeps its runs in a file without a name in `folder`.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let file = tempfile::tempfile_in(folder)?;
        Ok(Self { file, written: 0, runs: Vec::new(), held: Vec::new(), bytes: 0, most: RUN })
    }

    pub(super) fn push(&mut self, row: T) -> io::Result<()> {
        self.bytes += row.bytes();
        self.held.push(row);
        if self.bytes >= self.most { self.end_run() } else { Ok(()) }
    }

    fn end_run(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        let mut out = Counted { out: BufWriter::with_capacity(BUFFER, &self.file), written: self.written };
        self.held.iter().try_for_each(|row| row.write(&mut out))?;
        out.flush()?;
        let end = out.written;
        drop(out);
        self.runs.push(self.written..end);
        self.written = end;
        self.held.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Tells all rows in order.
    pub(super) fn sorted(mut self, mut tell: impl FnMut(T) -> io::Result<()>) -> io::Result<()> {
        self.end_run()?;
        self.held = Vec::new();
        let stretch = |range: &Range<u64>| Stretch { file: &self.file, range: range.clone() };
        let mut runs: Vec<BufReader<Stretch<'_>>> =
            self.runs.iter().map(|range| BufReader::with_capacity(BUFFER, stretch(range))).collect();
        let mut waiting = BinaryHeap::new();
        for (n, run) in runs.iter_mut().enumerate() {
            waiting.extend(T::read(run)?.map(|row| Reverse((row, n))));
        }
        while let Some(Reverse((row, n))) = waiting.pop() {
            tell(row)?;
            waiting.extend(T::read(&mut runs[n])?.map(|row| Reverse((row, n))));
        }
        Ok(())
    }
}

/// Counts what it writes.
pub(super) struct Counted<W> {
    pub(super) out: W,
    pub(super) written: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Fills `buffer`; nothing where the source is at its end.
pub(super) fn filled(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<Option<()>> {
    let mut done = 0;
    while done < buffer.len() {
        match from.read(&mut buffer[done..])? {
            0 if done == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            more => done += more,
        }
    }
    Ok(Some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row for u16 {
        fn bytes(&self) -> usize {
            2
        }

        fn write(&self, out: &mut impl Write) -> io::Result<()> {
            out.write_all(&self.to_le_bytes())
        }

        fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
            let mut bytes = [0; 2];
            Ok(filled(from, &mut bytes)?.map(|()| Self::from_le_bytes(bytes)))
        }
    }

    #[test]
    fn runs_are_merged() {
        let mut sorter = Sorter::new(&std::env::temp_dir()).expect("a file");
        sorter.most = 64;
        let rows = || (0..1000_u32).map(|n| (n.wrapping_mul(40_503) % 911) as u16);
        rows().for_each(|row| sorter.push(row).expect("it is written"));
        assert!(sorter.runs.len() > 20);
        let mut sorted = Vec::new();
        let tell = |row| {
            sorted.push(row);
            Ok(())
        };
        sorter.sorted(tell).expect("it is read");
        let mut want: Vec<u16> = rows().collect();
        want.sort_unstable();
        assert_eq!(sorted, want);
    }
}
