//! A library in a file: it is made once, in bounded memory, and asked without being read.
//!
//! ```text
//! magic, numbers and places | records | offsets of records | keys | first keys of blocks | registrants
//! ```
//!
//! Records stand in the order of a [`Library`](super::Library) in memory, so that both give the same answers. Keys are
//! hashes, ascending, each with a record's number: their first bits tell a block of some hundred keys, which is read in one
//! go. All numbers are little-endian.

mod build;
mod position;
mod row;
mod sort;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use build::IndexBuilder;

use super::held::Held;
use super::keys::BLOCK;
use crate::Error;
use position::read_at;
use row::row_of;

/// What the file begins with; the last byte is the form's version.
const MAGIC: [u8; 8] = *b"citegrx\x02";
/// The magic and eight numbers.
const HEAD: usize = 8 * 9;
/// A key and a record's number.
const KEY: usize = 12;

/// The numbers and places of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    records: u64,
    offsets_at: u64,
    keys: u64,
    keys_at: u64,
    /// How many of a key's first bits tell its block.
    bits: u64,
    blocks_at: u64,
    registrants_at: u64,
    end: u64,
}

impl Head {
    fn to_bytes(self) -> Vec<u8> {
        let Self { records, offsets_at, keys, keys_at, bits, blocks_at, registrants_at, end } = self;
        let numbers = [records, offsets_at, keys, keys_at, bits, blocks_at, registrants_at, end];
        MAGIC.into_iter().chain(numbers.into_iter().flat_map(u64::to_le_bytes)).collect()
    }

    /// The head of a file of `length` bytes, if it is one whose parts follow one another.
    fn of(bytes: &[u8], length: u64) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let mut numbers = rest.chunks_exact(8).map(number);
        let mut next = || numbers.next();
        let (records, offsets_at, keys, keys_at) = (next()?, next()?, next()?, next()?);
        let (bits, blocks_at, registrants_at, end) = (next()?, next()?, next()?, next()?);
        let after = |at: u64, count: u64, size: u64| count.checked_mul(size).and_then(|bytes| at.checked_add(bytes));
        let fits = offsets_at >= HEAD as u64
            && bits < 32
            && records < u64::from(u32::MAX)
            && after(offsets_at, records + 1, 8) == Some(keys_at)
            && after(keys_at, keys, KEY as u64) == Some(blocks_at)
            && after(blocks_at, (1 << bits) + 1, 8) == Some(registrants_at)
            && registrants_at <= end
            && end == length;
        fits.then_some(Self { records, offsets_at, keys, keys_at, bits, blocks_at, registrants_at, end })
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A library in a file.
#[derive(Debug)]
pub(super) struct Saved {
    path: PathBuf,
    file: File,
    head: Head,
    /// The place of each block's first key, and the end.
    blocks: Vec<u64>,
    pub(super) registrants: HashSet<String>,
    /// The first thing that couldn't be read.
    fault: OnceLock<Error>,
}

impl Saved {
    /// Whether a file begins as an index does.
    pub(super) fn is_one(path: &Path) -> bool {
        let mut magic = [0; MAGIC.len() - 1];
        File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok() && MAGIC.starts_with(&magic)
    }

    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let fault = |error: io::Error| Error::io(path, &error);
        let invalid = |why: &str| Error::io(path, &io::Error::new(io::ErrorKind::InvalidData, why));
        let file = File::open(path).map_err(fault)?;
        let length = file.metadata().map_err(fault)?.len();
        let head = (length >= HEAD as u64)
            .then(|| read(&file, 0, HEAD))
            .transpose()
            .map_err(fault)?
            .and_then(|bytes| Head::of(&bytes, length))
            .ok_or_else(|| invalid("no saved index, or of another version, or cut short: make it anew with `index`"))?;
        let part = |from: u64, to: u64| read(&file, from, usize::try_from(to - from).unwrap_or(usize::MAX));
        let blocks = part(head.blocks_at, head.registrants_at).map_err(fault)?;
        let blocks: Vec<u64> = blocks.chunks_exact(8).map(number).collect();
        if !blocks.is_sorted() || blocks.last() != Some(&head.keys) {
            return Err(invalid("a damaged index: its blocks are in no order"));
        }
        let registrants = part(head.registrants_at, head.end).map_err(fault)?;
        let registrants = String::from_utf8_lossy(&registrants).lines().map(str::to_owned).collect();
        Ok(Self { path: path.to_owned(), file, head, blocks, registrants, fault: OnceLock::new() })
    }

    pub(super) fn len(&self) -> usize {
        usize::try_from(self.head.records).unwrap_or(usize::MAX)
    }

    /// The first thing that couldn't be read.
    pub(super) fn fault(&self) -> Option<&Error> {
        self.fault.get()
    }

    /// Puts the records of a key in `found`, unless they are more than a key is any use for.
    pub(super) fn block(&self, key: u64, found: &mut Vec<u32>) -> bool {
        found.clear();
        // Of no bits there is one block.
        let block = usize::try_from(key.checked_shr(64 - self.head.bits as u32).unwrap_or(0)).unwrap_or(usize::MAX);
        let Some([from, to]) = self.blocks.get(block..block.saturating_add(2)) else { return false };
        let length = usize::try_from(to - from).unwrap_or(usize::MAX).saturating_mul(KEY);
        let Some(keys) = self.told(read(&self.file, self.head.keys_at + from * KEY as u64, length)) else {
            return false;
        };
        let count = keys.len() / KEY;
        let at = |n: usize| number(&keys[n * KEY..n * KEY + 8]);
        let first = partition_point(count, |n| at(n) < key);
        let same = (first..count).take_while(|n| at(*n) == key);
        found.extend(same.map(|n| number(&keys[n * KEY + 8..(n + 1) * KEY]) as u32));
        let crowded = found.len() > BLOCK;
        if crowded {
            found.clear();
        }
        crowded
    }

    /// The record of this number.
    pub(super) fn held(&self, n: u32) -> Option<Held> {
        if u64::from(n) >= self.head.records {
            return None;
        }
        let ends = self.told(read(&self.file, self.head.offsets_at + u64::from(n) * 8, 16))?;
        let (from, to) = (number(&ends[..8]), number(&ends[8..]));
        let is_in = HEAD as u64 <= from && from <= to && to <= self.head.offsets_at;
        let invalid = || io::Error::new(io::ErrorKind::InvalidData, "a damaged index: a record is in no place");
        let length = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
        let row = if is_in { read(&self.file, from, length) } else { Err(invalid()) };
        let row = self.told(row)?;
        let (id, item) = self.told(row_of(&row).ok_or_else(invalid))?;
        Some(Held::new(id, item))
    }

    /// What was read; a fault is kept.
    fn told<T>(&self, read: io::Result<T>) -> Option<T> {
        read.map_err(|error| self.fault.get_or_init(|| Error::io(&self.path, &error)).clone()).ok()
    }
}

/// The first of `0..count` of which `before` doesn't hold, where it holds of all before it.
fn partition_point(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from + (to - from) / 2;
        if before(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// So many bytes of a file.
fn read(file: &File, at: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // A damaged file may name any length.
    bytes.try_reserve_exact(length).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    bytes.resize(length, 0);
    read_at(file, &mut bytes, at)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::{Library, Outcome, Printed};
    use super::*;
    use crate::reference::Reference;
    use crate::reference::item::Item;

    const WORDS: [&str; 12] = [
        "algae", "glacier", "ferry", "harbour", "meadow", "lantern", "herring", "gravel", "winter", "orchard",
        "quarry", "tide",
    ];

    /// A made-up record: several share titles, places in a volume, and one an id.
    fn made(n: usize) -> (String, Item) {
        let word = |k: usize| WORDS[(n * (k + 3) + k * k) % WORDS.len()];
        let text = format!(
            "{}ley, {}. ({}). On the {} and the {} of {} coasts. Journal of {}s, {}({}), {}–{}. doi:10.{}/x.{n}",
            word(1),
            char::from(b'A' + (n % 26) as u8),
            1990 + n % 30,
            word(2),
            word(4),
            word(5),
            word(6),
            n % 40,
            1 + n % 4,
            n,
            n + 9,
            1000 + n % 17
        );
        (format!("r{}", n / 2 * 2 + n % 2 * (n % 7)), Reference::parse(&text).item())
    }

    fn saved(name: &str, records: impl IntoIterator<Item = (String, Item)>) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("citegraph-index-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(name);
        let mut builder = IndexBuilder::create(&path).expect("a file");
        records.into_iter().for_each(|(id, item)| builder.add(&id, &item).expect("it is added"));
        builder.finish().expect("it is written");
        path
    }

    #[test]
    fn answers_are_those_of_the_records() {
        let records: Vec<(String, Item)> = (0..500).map(made).collect();
        let path = saved("same", records.iter().rev().cloned());
        let (held, saved) = (Library::new(records.iter().cloned()), Library::open(&path).expect("it is whole"));
        assert_eq!((saved.len(), saved.is_empty()), (500, false));
        let mut verdicts = [0; 4];
        for (n, (_, item)) in records.iter().enumerate() {
            let mut item = item.clone();
            match n % 4 {
                1 => item.doi = None,
                2 => item.author.clear(),
                3 => item.title = item.title.map(|title| title.replace("coasts", "heavens and cellars")),
                _ => {}
            }
            let asked = Printed::from(item);
            let answer = held.verify(&asked);
            assert_eq!(saved.verify(&asked), answer, "{n}");
            verdicts[answer.verdict as usize] += 1;
        }
        assert!(verdicts[Outcome::Found as usize] > 100 && verdicts[Outcome::Differs as usize] > 10, "{verdicts:?}");
        assert!(saved.fault().is_none());
    }

    #[test]
    fn an_empty_library_is_one() {
        let library = Library::open(&saved("none", [])).expect("it is whole");
        assert!(library.is_empty());
        assert_eq!(library.verify(&Printed::from(made(1).1)).verdict, Outcome::NotFound);
    }

    /// What is no whole index is refused, and what is damaged inside is told; nothing panics.
    #[test]
    fn damaged_files_are_told() {
        let path = saved("whole", (0..40).map(made));
        let whole = std::fs::read(&path).expect("it is there");
        let broken = path.with_file_name("broken");
        for length in [0, 4, HEAD - 1, HEAD, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&broken, &whole[..length]).expect("it is written");
            let error = Library::open(&broken).expect_err("it is cut").to_string();
            assert!(error.contains("no saved index, or of another version, or cut short"), "{length}: {error}");
        }
        let mut told = 0;
        for at in (HEAD..whole.len()).step_by(151) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            std::fs::write(&broken, &bytes).expect("it is written");
            let Ok(library) = Library::open(&broken) else { continue };
            (0..10).for_each(|n| drop(library.verify(&Printed::from(made(n).1))));
            told += usize::from(library.fault().is_some());
        }
        assert!(told > 5, "{told}");
    }
}
