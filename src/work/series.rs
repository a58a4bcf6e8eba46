//! Columns and series: one title that comes out again and again, by ever other people.

use std::collections::{BTreeSet, HashMap};

use super::evidence::evidence;
use super::outlet::Outlet;
use super::record::Record;
use super::title::Title;
use super::words::hash;

/// A title is a column's from this many years on.
const YEARS: usize = 3;
/// More years aren't looked at.
const MOST: usize = 12;
/// So many titles make an outlet.
const ENTRIES: usize = 2;

/// Marks the titles that are columns among `records`, which `order` puts so that those of one title are neighbours.
///
/// A text that is much cited has one title, too, and slips in its years: but its authors are the same.
pub(super) fn mark(records: &mut [Record], order: &[u32]) {
    let same = |a: &u32, b: &u32| records[*a as usize].title.text == records[*b as usize].title.text;
    let groups: Vec<&[u32]> = order.chunk_by(same).filter(|g| g.len() >= YEARS && is_column(records, g)).collect();
    for i in groups.into_iter().flatten() {
        mark_column(&mut records[*i as usize]);
    }
}

/// Says of a record that its title is a column's.
pub(super) fn mark_column(record: &mut Record) {
    record.title.serial = true;
    record.title.generic = true;
}

/// Moves to the outlets what some records seem to be called and other records name as what they stand in: where a style
/// prints no titles, "Lexicon of Painters, 2011" is an entry of it. O(n) in the records.
pub(super) fn move_outlets(records: &mut [Record]) {
    let mut titles: HashMap<u64, BTreeSet<u64>> = HashMap::new();
    for record in records.iter() {
        let Some(outlet) = holds_title(record) else { continue };
        let found = titles.entry(outlet).or_default();
        if found.len() < ENTRIES {
            found.insert(hash(record.title.text.as_bytes()));
        }
    }
    for record in records {
        let known = may_be_outlet(record).and_then(|outlet| titles.get(&outlet));
        if known.is_some_and(|found| found.len() >= ENTRIES) {
            move_outlet(record);
        }
    }
}

/// The outlet that a record names beside its title.
pub(super) fn holds_title(record: &Record) -> Option<u64> {
    (!record.outlet.is_empty() && !record.title.is_empty()).then(|| record.outlet.key())
}

/// The outlet that a record's title is, if it is one: no other is named.
pub(super) fn may_be_outlet(record: &Record) -> Option<u64> {
    (record.outlet.is_empty() && !record.title.is_empty()).then(|| Outlet::of(&record.title.text).key())
}

/// Makes the outlet of what a record seems to be called.
pub(super) fn move_outlet(record: &mut Record) {
    record.outlet = Outlet::of(&record.title.text);
    record.title = Title::default();
}

fn is_column(records: &[Record], group: &[u32]) -> bool {
    let of = |i: &u32| &records[*i as usize];
    if of(&group[0]).title.is_empty() {
        return false;
    }
    let mut years: Vec<(i16, &Record)> = group.iter().filter_map(|i| Some((of(i).year?, of(i)))).collect();
    years.retain(|(_, record)| !record.authors.list.is_empty());
    // Of each year the first with most authors, in the records' own order.
    years.sort_by_key(|(year, record)| (*year, std::cmp::Reverse(record.authors.list.len())));
    years.dedup_by_key(|(year, _)| *year);
    have_other_authors(&years.into_iter().map(|(_, record)| record).collect::<Vec<_>>())
}

/// Whether those are columns that have one title, one a year, in the order of their years.
pub(super) fn have_other_authors(years: &[&Record]) -> bool {
    if years.len() < YEARS {
        return false;
    }
    // One issue a year, each with somebody whom the other hasn't.
    let mut pairs = 0;
    let mut other = 0;
    for (n, a) in years.iter().enumerate().take(MOST) {
        for b in years[n + 1..].iter().take(MOST) {
            pairs += 1;
            other += usize::from(evidence(a, b).authors.missing > 0);
        }
    }
    other * 2 > pairs
}
