//! Pairs worth comparing: those that share a key.
//!
//! Each key survives something that references get wrong: a lost subtitle, a misprinted word, swapped authors, a missing
//! title. A block of records that share a key and are many isn't dropped: each is compared with its neighbours, in two
//! orders (the sorted neighbourhood of Hernández and Stolfo, *The Merge/Purge Problem for Large Databases*, 1995), and
//! with the fewer the more there are: a key that many share says little, and those that are one stand side by side in one
//! of the orders. So a key costs a record no more however many share it.

use super::author::Author;
use super::letters;
use super::numeration::Number;
use super::record::Record;
use super::words::{hash, mix};

/// What a key is made of; keys of two sorts never meet.
#[derive(Clone, Copy)]
#[repr(u64)]
enum Sort {
    Identifier = 1,
    TitleStart,
    TitleEnd,
    TitleRare,
    TitleLetters,
    AuthorYear,
    AuthorPage,
    AuthorVolume,
    VolumePage,
    YearPage,
    OutletVolume,
    TextNumbers,
    TextWord,
    TextLetters,
    AuthorTitle,
}

fn key(sort: Sort, parts: &[u64]) -> u64 {
    parts.iter().fold(mix(sort as u64), |h, p| mix(h ^ p.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
}

/// Words in a title key.
const TITLE_WORDS: usize = 3;
/// Letters in a title key.
const TITLE_LETTERS: usize = 14;
/// A word of a text is rare from here on.
const RARE_BITS: u32 = 8;
/// How many rare words of a text make keys.
const RARE_WORDS: usize = 16;
/// How many authors, or numbers of a text, make keys.
const FEW: usize = 4;

/// A record has no more keys than this.
const KEYS: usize = 64;

/// The keys of a record, each once, at most [`KEYS`].
pub(super) fn keys(record: &Record, into: &mut Vec<u64>) {
    into.clear();
    for (n, id) in [record.doi.map(|doi| doi.hash()), record.arxiv, record.url, record.isbn].into_iter().enumerate() {
        into.extend(id.map(|id| key(Sort::Identifier, &[n as u64, id])));
    }
    title_keys(record, into);
    let year = record.year.map(|y| u64::from(y.unsigned_abs()));
    let page = record.first_page.map(|p| u64::from(p.value()));
    let volume = record.volume.map(|v| u64::from(v.value()));
    for author in record.authors.list.iter().take(FEW) {
        into.extend(year.map(|y| key(Sort::AuthorYear, &[author.key(), y])));
    }
    if let Some(first) = record.authors.list.first() {
        into.extend(page.map(|p| key(Sort::AuthorPage, &[first.key(), p])));
        into.extend(volume.map(|v| key(Sort::AuthorVolume, &[first.key(), v])));
    }
    into.extend(volume.zip(page).map(|(v, p)| key(Sort::VolumePage, &[v, p])));
    into.extend(year.zip(page).map(|(y, p)| key(Sort::YearPage, &[y, p])));
    // Nothing else may be left of a reference without title and authors.
    if !record.outlet.is_empty() {
        let outlet = record.outlet.initials();
        into.extend(volume.map(|v| key(Sort::OutletVolume, &[outlet, v])));
    }
    // Numbers of a text that was read wrongly: pairs of the largest, which are year and page, or page and page.
    let mut numbers = record.numbers.iter().rev().filter(|n| **n >= 20).take(FEW).copied();
    while let Some(one) = numbers.next() {
        into.extend(numbers.clone().map(|other| key(Sort::TextNumbers, &[u64::from(one), u64::from(other)])));
    }
    // And each of its rare words with its year. They are in the order of their hashes, so that two texts, one of which
    // has more words, still choose the same.
    if record.is_text {
        let rare = record.raw.iter().filter(|w| w.bits() >= RARE_BITS).take(RARE_WORDS);
        into.extend(rare.map(|w| key(Sort::TextWord, &[w.hash(), year.unwrap_or_default()])));
        into.extend(letters::keys(&record.text).into_iter().map(|run| key(Sort::TextLetters, &[run])));
    }
    into.sort_unstable();
    into.dedup();
    debug_assert!(into.len() <= KEYS, "{} keys", into.len());
}

fn title_keys(record: &Record, into: &mut Vec<u64>) {
    let title = &*record.title.text;
    if title.is_empty() {
        return;
    }
    let words = || title.split(' ').filter(|w| w.len() > 3 || w.bytes().any(|b| b.is_ascii_digit()));
    let hashed = |word: &str| hash(word.strip_suffix('s').unwrap_or(word).as_bytes());
    let mut first = [0; TITLE_WORDS];
    let mut last = [0; TITLE_WORDS];
    for (slot, word) in first.iter_mut().zip(words()) {
        *slot = hashed(word);
    }
    for (slot, word) in last.iter_mut().zip(words().rev()) {
        *slot = hashed(word);
    }
    into.push(key(Sort::TitleStart, &first));
    into.push(key(Sort::TitleEnd, &last));
    // The first and the third word, the second and the third: one word may be misprinted.
    if first[2] != 0 {
        into.push(key(Sort::TitleStart, &[first[0], first[2], 0]));
        into.push(key(Sort::TitleStart, &[first[1], first[2], 0]));
    }
    let mut rare: Vec<(usize, u64)> = words().map(|w| (w.len(), hashed(w))).collect();
    rare.sort_unstable_by(|a, b| b.cmp(a));
    rare.dedup();
    rare.truncate(FEW);
    for (i, one) in rare.iter().enumerate() {
        for other in &rare[i + 1..] {
            into.push(key(Sort::TitleRare, &[one.1.min(other.1), one.1.max(other.1)]));
        }
    }
    // A year may be missing, or another.
    if let Some(first) = record.authors.list.first() {
        into.extend(rare.iter().map(|word| key(Sort::AuthorTitle, &[first.key(), word.1])));
    }
    let letters = title.bytes().filter(|b| *b != b' ').take(TITLE_LETTERS);
    into.push(key(Sort::TitleLetters, &[letters.fold(0, |h, b| mix(h ^ u64::from(b)))]));
}

/// In a block of so many, each is compared with each, and one order is enough.
pub const SMALL: usize = 16;
/// In a larger one, each is compared with so many before and after it in each order, at least.
const NEAREST: usize = 2;

/// But no record is compared with more than so many that come after it in number: with those that share its rarest keys.
pub const MOST: usize = 10;

/// With how many before and after it a record is compared in a block of `size`.
#[must_use]
pub fn reach(size: usize) -> usize {
    (SMALL * SMALL / size).clamp(NEAREST, SMALL)
}

/// The records by key.
pub(super) struct Blocks {
    /// By key, then by the records' order.
    by_key: Order,
    /// Those of large blocks: by key, then by first author and year.
    by_author: Order,
}

/// A key and a record that has it, in twelve bytes.
#[derive(Clone, Copy)]
struct Entry {
    key: [u32; 2],
    record: u32,
}

impl Entry {
    fn new(key: u64, record: u32) -> Self {
        Self { key: [(key >> 32) as u32, key as u32], record }
    }

    fn key(self) -> u64 {
        u64::from(self.key[0]) << 32 | u64::from(self.key[1])
    }
}

/// The blocks of records in some order, one after the other, and where each record stands in it.
#[derive(Default)]
struct Order {
    records: Vec<u32>,
    /// Whether a block begins here.
    begins: Vec<bool>,
    /// How large the block of each place is, as far as a byte tells.
    sizes: Vec<u8>,
    /// Places in `records`, by record.
    places: Vec<u32>,
    /// Where the places of each record start, and where those of the last end.
    starts: Vec<u32>,
}

impl Order {
    /// Adds a block, the members in its order.
    fn push(&mut self, block: impl ExactSizeIterator<Item = u32>) {
        let size = block.len();
        self.sizes.extend(std::iter::repeat_n(u8::try_from(size).unwrap_or(u8::MAX), size));
        self.begins.extend((0..size).map(|n| n == 0));
        self.records.extend(block);
    }

    /// Looks up where each of so many records stands, once all blocks are there.
    fn finish(&mut self, records: usize) {
        self.starts = vec![0; records + 1];
        for record in &self.records {
            self.starts[*record as usize + 1] += 1;
        }
        for i in 1..self.starts.len() {
            self.starts[i] += self.starts[i - 1];
        }
        let mut next = self.starts.clone();
        self.places = vec![0; self.records.len()];
        for (place, record) in self.records.iter().enumerate() {
            let slot = &mut next[*record as usize];
            self.places[*slot as usize] = u32::try_from(place).unwrap_or(u32::MAX);
            *slot += 1;
        }
    }

    /// Adds the records after `record` in number that stand near it, before or after, in one of its blocks: those of
    /// its smallest blocks first, until there are [`MOST`].
    fn neighbours(&self, record: u32, into: &mut Vec<u32>) {
        let (from, to) = (self.starts[record as usize] as usize, self.starts[record as usize + 1] as usize);
        let mut places = [(0, 0); KEYS];
        let mut count = 0;
        for (slot, place) in places.iter_mut().zip(&self.places[from..to]) {
            *slot = (self.sizes[*place as usize], *place as usize);
            count += 1;
        }
        places[..count].sort_unstable();
        for (size, place) in &places[..count] {
            let reach = reach(usize::from(*size));
            let after = (place + 1..self.records.len()).take(reach).take_while(|at| !self.begins[*at]);
            let before = (0..*place).rev().take(reach).take_while(|at| !self.begins[at + 1]);
            for other in after.chain(before).map(|at| self.records[at]).filter(|other| *other > record) {
                if into.len() >= MOST {
                    return;
                }
                if !into.contains(&other) {
                    into.push(other);
                }
            }
        }
    }
}

/// Entries are sorted in so many parts, by the first bits of their keys, each of which is dropped when it has been.
const PARTS: u32 = 64;
/// After so many records it is known how much memory the parts will need.
const SAMPLE: usize = 1_000;

impl Blocks {
    /// Puts records into blocks. `records` are in an order in which those of one title are neighbours.
    /// O(n log n) in the number of keys, which is bounded for each record.
    pub(super) fn new(records: &[&Record]) -> Self {
        let mut parts: Vec<Vec<Entry>> = (0..PARTS).map(|_| Vec::new()).collect();
        let mut buffer = Vec::new();
        for (i, record) in records.iter().enumerate() {
            if i == SAMPLE {
                for part in &mut parts {
                    let most = part.len() * (records.len() - i) / i;
                    part.reserve_exact(most + most / 16);
                }
            }
            keys(record, &mut buffer);
            let record = u32::try_from(i).unwrap_or(u32::MAX);
            for key in &buffer {
                parts[(key >> (u64::BITS - PARTS.ilog2())) as usize].push(Entry::new(*key, record));
            }
        }
        let rank = ranks_by_author(records);
        let (mut by_key, mut by_author) = (Order::default(), Order::default());
        let mut large = Vec::new();
        for mut part in parts {
            part.sort_unstable_by_key(|e| (e.key(), e.record));
            // A key that one record has brings nobody together.
            for block in part.chunk_by(|a, b| a.key == b.key).filter(|block| block.len() > 1) {
                by_key.push(block.iter().map(|e| e.record));
                if block.len() > SMALL {
                    large.clear();
                    large.extend(block.iter().map(|e| e.record));
                    large.sort_unstable_by_key(|r| rank[*r as usize]);
                    by_author.push(large.iter().copied());
                }
            }
        }
        by_key.finish(records.len());
        by_author.finish(records.len());
        Self { by_key, by_author }
    }

    /// Calls `compare` once with each pair of records to compare, the smaller first, in ascending order.
    pub(super) fn for_each(&self, records: usize, mut compare: impl FnMut(u32, u32)) {
        let mut near = Vec::new();
        for a in (0..records).map(|a| u32::try_from(a).unwrap_or(u32::MAX)) {
            near.clear();
            self.by_key.neighbours(a, &mut near);
            self.by_author.neighbours(a, &mut near);
            near.sort_unstable();
            near.iter().for_each(|b| compare(a, *b));
        }
    }
}

/// By what records are ordered the second time: first author, year, volume and page.
pub(super) fn by_author(record: &Record) -> (Option<Author>, Option<i16>, Option<Number>, Option<Number>) {
    (record.authors.list.first().copied(), record.year, record.volume, record.first_page)
}

/// The place of each record in that order; those that are equal in it keep their own.
fn ranks_by_author(records: &[&Record]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..records.len()).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
    let of = |i: &u32| (by_author(records[*i as usize]), *i);
    order.sort_unstable_by_key(of);
    let mut ranks = vec![0; records.len()];
    for (rank, record) in order.into_iter().enumerate() {
        ranks[record as usize] = u32::try_from(rank).unwrap_or(u32::MAX);
    }
    ranks
}
