//! Pairs worth comparing: those that share a key.
//!
//! Each key survives something that references get wrong: a lost subtitle, a misprinted word, swapped authors, a missing
//! title. A block of records that share a key and are many isn't dropped: each is compared with its neighbours, in two
//! orders, so that a key that everybody shares costs no square.

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
    OutletYear,
    TextNumbers,
    TextWord,
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

/// The keys of a record, each once.
pub(super) fn keys(record: &Record, into: &mut Vec<u64>) {
    into.clear();
    for (n, id) in [record.doi, record.arxiv, record.url, record.isbn].into_iter().enumerate() {
        into.extend(id.map(|id| key(Sort::Identifier, &[n as u64, id])));
    }
    title_keys(record, into);
    let year = record.year.map(|y| u64::from(y.unsigned_abs()));
    let page = record.first_page.map(|p| u64::from(p.value()));
    let volume = record.volume.map(|v| u64::from(v.value()));
    for author in record.authors.list.iter().take(FEW) {
        let author = author.key();
        into.extend(year.map(|y| key(Sort::AuthorYear, &[author, y])));
        into.extend(page.map(|p| key(Sort::AuthorPage, &[author, p])));
        into.extend(volume.map(|v| key(Sort::AuthorVolume, &[author, v])));
    }
    into.extend(volume.zip(page).map(|(v, p)| key(Sort::VolumePage, &[v, p])));
    into.extend(year.zip(page).map(|(y, p)| key(Sort::YearPage, &[y, p])));
    if !record.outlet.is_empty() {
        let outlet = record.outlet.initials();
        into.extend(volume.map(|v| key(Sort::OutletVolume, &[outlet, v])));
        into.extend(year.map(|y| key(Sort::OutletYear, &[outlet, y])));
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
    }
    into.sort_unstable();
    into.dedup();
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
    let letters = title.bytes().filter(|b| *b != b' ').take(TITLE_LETTERS);
    into.push(key(Sort::TitleLetters, &[letters.fold(0, |h, b| mix(h ^ u64::from(b)))]));
}

/// Blocks of up to this many records are compared each with each.
const SMALL: usize = 24;
/// In a larger block each record is compared with this many after it, in each of the block's orders.
const NEIGHBOURS: usize = 12;

/// The records by key.
pub(super) struct Blocks {
    /// Key and record, by key and then by the order of the records.
    by_key: Vec<(u64, u32)>,
    /// The same records of large blocks, by another order.
    by_author: Vec<(u64, u32)>,
}

impl Blocks {
    /// Puts records into blocks. `records` are in an order in which those of one title are neighbours.
    /// O(n log n) in the number of keys, which is bounded for each record.
    pub(super) fn new(records: &[&Record]) -> Self {
        let mut by_key = Vec::with_capacity(records.len() * 16);
        let mut buffer = Vec::new();
        for (i, record) in records.iter().enumerate() {
            keys(record, &mut buffer);
            by_key.extend(buffer.iter().map(|k| (*k, u32::try_from(i).unwrap_or(u32::MAX))));
        }
        by_key.sort_unstable();
        let rank = ranks_by_author(records);
        let mut by_author = Vec::new();
        for block in by_key.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > SMALL) {
            let from = by_author.len();
            by_author.extend_from_slice(block);
            by_author[from..].sort_unstable_by_key(|(_, r)| rank[*r as usize]);
        }
        Self { by_key, by_author }
    }

    /// Calls `compare` with each pair of records that share a key, the smaller first. A pair comes as often as keys
    /// bring it together; pairs of one record with others come together.
    pub(super) fn for_each(&self, records: usize, mut compare: impl FnMut(u32, u32)) {
        // Pairs by their smaller record, a bounded number at a time.
        let mut counts = vec![0_u32; records + 1];
        self.pairs(|a, _| counts[a as usize] += 1);
        let mut start = 0;
        while start < records {
            let mut end = start;
            let mut total = 0_usize;
            while end < records && (end == start || total + counts[end] as usize <= BATCH) {
                total += counts[end] as usize;
                end += 1;
            }
            let mut batch: Vec<u64> = Vec::with_capacity(total);
            self.pairs(|a, b| {
                if (start..end).contains(&(a as usize)) {
                    batch.push(u64::from(a) << 32 | u64::from(b));
                }
            });
            batch.sort_unstable();
            batch.dedup();
            for pair in batch {
                #[expect(clippy::cast_possible_truncation, reason = "two halves")]
                compare((pair >> 32) as u32, pair as u32);
            }
            start = end;
        }
    }

    fn pairs(&self, mut pair: impl FnMut(u32, u32)) {
        for block in self.by_key.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1) {
            let reach = if block.len() > SMALL { NEIGHBOURS } else { SMALL };
            neighbours(block, reach, &mut pair);
        }
        for block in self.by_author.chunk_by(|a, b| a.0 == b.0) {
            neighbours(block, NEIGHBOURS, &mut pair);
        }
    }
}

/// How many pairs are held at a time.
const BATCH: usize = 1 << 22;

fn neighbours(block: &[(u64, u32)], reach: usize, pair: &mut impl FnMut(u32, u32)) {
    for (n, (_, a)) in block.iter().enumerate() {
        for (_, b) in block[n + 1..].iter().take(reach) {
            pair(*a.min(b), *a.max(b));
        }
    }
}

/// The place of each record when they are ordered by year, first author, volume and page.
fn ranks_by_author(records: &[&Record]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..records.len()).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
    let of = |i: &u32| {
        let r = records[*i as usize];
        (r.authors.list.first(), r.year, r.volume, r.first_page, *i)
    };
    order.sort_unstable_by(|a, b| of(a).cmp(&of(b)));
    let mut ranks = vec![0; records.len()];
    for (rank, record) in order.into_iter().enumerate() {
        ranks[record as usize] = u32::try_from(rank).unwrap_or(u32::MAX);
    }
    ranks
}
