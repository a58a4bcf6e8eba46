//! Pairs worth comparing: those that share a key.

use std::collections::{BTreeMap, BTreeSet};

use super::record::Record;

/// A key that entries of one work often share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Doi(String),
    Url(String),
    /// The first words of the title: survives a lost subtitle.
    TitleStart(String),
    /// The last words of the title: survives words put before it.
    TitleEnd(String),
    /// An author and the year: survives a title that is misprinted all over.
    AuthorYear(String, i32),
}

/// Within a key's block every record is compared with at most this many neighbours, so that a key that everybody
/// shares costs no square.
const NEIGHBOURS: usize = 100;
/// Words in a title key.
const TITLE_WORDS: usize = 3;

fn keys(record: &Record) -> Vec<Key> {
    let words: Vec<&str> = record.title.split(' ').filter(|w| w.len() > 2).collect();
    let mut keys = Vec::new();
    keys.extend(record.doi.clone().map(Key::Doi));
    keys.extend(record.url.clone().map(Key::Url));
    if !words.is_empty() {
        keys.push(Key::TitleStart(words[..words.len().min(TITLE_WORDS)].join(" ")));
        keys.push(Key::TitleEnd(words[words.len().saturating_sub(TITLE_WORDS)..].join(" ")));
    }
    if let Some(year) = record.item.year() {
        keys.extend(record.authors.iter().take(3).map(|a| Key::AuthorYear(a.family.clone(), year)));
    }
    keys
}

/// The pairs to compare, as indices into `records`, the smaller first, ascending. O(n log n) keys, and at most
/// [`NEIGHBOURS`] pairs a record and key.
pub(super) fn pairs(records: &[Record]) -> Vec<(usize, usize)> {
    let mut blocks: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (i, record) in records.iter().enumerate().filter(|(_, r)| r.is_comparable()) {
        for key in keys(record) {
            blocks.entry(key).or_default().push(i);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values_mut() {
        // In a large block, the likeliest are neighbours by title.
        block.sort_by(|&a, &b| records[a].title.cmp(&records[b].title).then(a.cmp(&b)));
        block.dedup();
        for (n, &a) in block.iter().enumerate() {
            pairs.extend(block[n + 1..].iter().take(NEIGHBOURS).map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs.into_iter().collect()
}
