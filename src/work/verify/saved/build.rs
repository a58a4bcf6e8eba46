//! How an index is made: records and keys are sorted in files, and written one after another.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::row::{row, row_of};
use super::sort::{Counted, Row, Sorter, filled};
use super::{HEAD, Head, KEY};
use crate::Error;
use crate::reference::item::Item;
use crate::work::verify::held::{Held, order_key, registrant};

/// Makes a library's index in a file, in bounded memory: some hundred megabytes, whatever the number of records. On the
/// way it takes as much room again beside the file.
///
/// ```no_run
/// use std::path::Path;
///
/// use citegraph::reference::Reference;
/// use citegraph::work::verify::{IndexBuilder, Library};
///
/// let mut builder = IndexBuilder::create(Path::new("lib.cgx"))?;
/// builder.add("lakes", &Reference::parse("Roe, A. (2020). On lakes. Journal of Lakes, 3(1), 4–9.").item())?;
/// builder.finish()?;
/// assert_eq!(Library::open(Path::new("lib.cgx"))?.len(), 1);
/// # Ok::<(), citegraph::Error>(())
/// ```
pub struct IndexBuilder {
    path: PathBuf,
    folder: PathBuf,
    rows: Sorter<Ordered>,
    count: u64,
}

/// A block of keys is of so many on average.
const BLOCK_KEYS: u64 = 128;

impl IndexBuilder {
    /// An index that will stand at `path`: the file is there when it is whole.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where no file can be made in the folder.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        let rows = Sorter::new(&folder).map_err(|error| Error::io(path, &error))?;
        Ok(Self { path: path.to_owned(), folder, rows, count: 0 })
    }

    /// Adds a record.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where nothing can be written any more, or there are 2³² records.
    pub fn add(&mut self, id: &str, item: &Item) -> Result<(), Error> {
        let order = order_key(id, item);
        self.count += 1;
        let full = || io::Error::new(io::ErrorKind::InvalidInput, "an index holds fewer than 2³² records");
        let added = if self.count < u64::from(u32::MAX) { Ok(()) } else { Err(full()) };
        added
            .and_then(|()| row(id, item))
            .and_then(|row| self.rows.push(Ordered { order, row }))
            .map_err(|error| Error::io(&self.path, &error))
    }

    /// Writes the index; how many records it has.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where it can't be written.
    pub fn finish(self) -> Result<usize, Error> {
        let path = self.path.clone();
        self.write().map_err(|error| Error::io(&path, &error))
    }

    fn write(self) -> io::Result<usize> {
        let Self { path, folder, rows, count } = self;
        let target = readable().tempfile_in(&folder)?;
        let mut out = Counted { out: BufWriter::with_capacity(1 << 20, target.as_file()), written: 0 };
        out.write_all(&[0; HEAD])?;
        let mut keys: Sorter<Key> = Sorter::new(&folder)?;
        let mut registrants: BTreeSet<String> = BTreeSet::new();
        // The offsets follow the records, which aren't all written yet.
        let mut offsets = BufWriter::new(tempfile::tempfile_in(&folder)?);
        let mut n: u32 = 0;
        rows.sorted(|Ordered { row, .. }| {
            offsets.write_all(&out.written.to_le_bytes())?;
            out.write_all(&row)?;
            let (id, item) = row_of(&row).ok_or(io::ErrorKind::InvalidData)?;
            registrants.extend(item.doi.as_deref().and_then(registrant));
            for key in Held::new(id, item).all_keys() {
                keys.push(Key(key, n))?;
            }
            n += 1;
            Ok(())
        })?;
        offsets.write_all(&out.written.to_le_bytes())?;
        let mut head = Head { records: count, offsets_at: out.written, ..Head::default() };
        let mut offsets: File = offsets.into_inner().map_err(io::IntoInnerError::into_error)?;
        offsets.seek(SeekFrom::Start(0))?;
        io::copy(&mut offsets, &mut out)?;
        head.keys_at = out.written;
        // Some ten keys a record.
        head.bits = u64::from((count * 10 / BLOCK_KEYS).max(1).ilog2());
        let mut blocks: Vec<u64> = vec![0];
        let mut last = None;
        keys.sorted(|Key(key, n)| {
            if last.replace((key, n)) == Some((key, n)) {
                return Ok(());
            }
            let block = usize::try_from(key.checked_shr(64 - head.bits as u32).unwrap_or(0)).unwrap_or(usize::MAX);
            while blocks.len() <= block {
                blocks.push(head.keys);
            }
            head.keys += 1;
            out.write_all(&key.to_le_bytes())?;
            out.write_all(&n.to_le_bytes())
        })?;
        blocks.resize((1 << head.bits) + 1, head.keys);
        head.blocks_at = out.written;
        blocks.iter().try_for_each(|block| out.write_all(&block.to_le_bytes()))?;
        head.registrants_at = out.written;
        registrants.iter().try_for_each(|registrant| writeln!(out, "{registrant}"))?;
        head.end = out.written;
        out.flush()?;
        drop(out);
        let mut file = target.as_file();
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&head.to_bytes())?;
        target.persist(&path).map_err(|error| error.error)?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

/// Files that others may read, as files are: temporary ones are private.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// A record's bytes, and by what it is sorted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ordered {
    order: Vec<u8>,
    row: Vec<u8>,
}

impl Row for Ordered {
    fn bytes(&self) -> usize {
        self.order.len() + self.row.len() + size_of::<Self>()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        [&self.order, &self.row].into_iter().try_for_each(|bytes| {
            out.write_all(&(bytes.len() as u64).to_le_bytes())?;
            out.write_all(bytes)
        })
    }

    fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut next = || {
            let mut length = [0; 8];
            if filled(from, &mut length)?.is_none() {
                return Ok(None);
            }
            let mut bytes = vec![0; usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?];
            from.read_exact(&mut bytes)?;
            Ok::<_, io::Error>(Some(bytes))
        };
        Ok(next()?.zip(next()?).map(|(order, row)| Self { order, row }))
    }
}

/// A key and a record's number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64, u32);

impl Row for Key {
    fn bytes(&self) -> usize {
        size_of::<Self>()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.0.to_le_bytes())?;
        out.write_all(&self.1.to_le_bytes())
    }

    fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut bytes = [0; KEY];
        let read = filled(from, &mut bytes)?;
        Ok(read.map(|()| Self(super::number(&bytes[..8]), super::number(&bytes[8..]) as u32)))
    }
}
