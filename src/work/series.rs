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

/// Marks the titles that are columns among `records`, which `order` puts so that those of one title are neighbours.
///
/// A text that is much cited has one title, too, and slips in its years: but its authors are the same.
pub(super) fn mark(records: &mut [Record], order: &[u32]) {
    let same = |a: &u32, b: &u32| records[*a as usize].title.text == records[*b as usize].title.text;
    let groups: Vec<&[u32]> = order.chunk_by(same).filter(|g| g.len() >= YEARS && is_column(records, g)).collect();
    for i in groups.into_iter().flatten() {
        let title = &mut records[*i as usize].title;
        title.serial = true;
        title.generic = true;
    }
}

/// Moves to the outlets what some records seem to be called and other records name as what they stand in: where a style
/// prints no titles, "Lexicon of Painters, 2011" is an entry of it. O(n) in the records.
pub(super) fn move_outlets(records: &mut [Record]) {
    /// So many titles make an outlet.
    const ENTRIES: usize = 2;
    let mut titles: HashMap<u64, BTreeSet<u64>> = HashMap::new();
    for record in records.iter().filter(|r| !r.outlet.is_empty() && !r.title.is_empty()) {
        let found = titles.entry(record.outlet.key()).or_default();
        if found.len() < ENTRIES {
            found.insert(hash(record.title.text.as_bytes()));
        }
    }
    for record in records.iter_mut().filter(|r| r.outlet.is_empty() && !r.title.is_empty()) {
        let outlet = Outlet::of(&record.title.text);
        if titles.get(&outlet.key()).is_some_and(|found| found.len() >= ENTRIES) {
            record.outlet = outlet;
            record.title = Title::default();
        }
    }
}

fn is_column(records: &[Record], group: &[u32]) -> bool {
    let of = |i: &u32| &records[*i as usize];
    if of(&group[0]).title.is_empty() {
        return false;
    }
    let mut years: Vec<(i16, u32)> = group.iter().filter_map(|i| Some((of(i).year?, *i))).collect();
    years.retain(|(_, i)| !of(i).authors.list.is_empty());
    // Of each year the first with most authors, in the records' own order.
    years.sort_by_key(|(year, i)| (*year, std::cmp::Reverse(of(i).authors.list.len())));
    years.dedup_by_key(|(year, _)| *year);
    if years.len() < YEARS {
        return false;
    }
    // One issue a year, each with somebody whom the other hasn't.
    let mut pairs = 0;
    let mut other = 0;
    for (n, (_, a)) in years.iter().enumerate().take(MOST) {
        for (_, b) in years[n + 1..].iter().take(MOST) {
            pairs += 1;
            other += usize::from(evidence(of(a), of(b)).authors.missing > 0);
        }
    }
    other * 2 > pairs
}
