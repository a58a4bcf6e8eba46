//! Volumes against years, as the other entries of a journal have them.

use std::collections::{BTreeMap, BTreeSet};

use super::{ContradictionKind, Says};
use crate::fold;
use crate::reference::item::{Item, ItemType};
use crate::work::Corpus;

/// Years and volumes of journals, as the entries of all papers have them.
pub(super) struct Journals(BTreeMap<String, BTreeSet<(i32, i32)>>);

/// So many entries of a journal must agree on how its volumes follow its years.
const WITNESSES: usize = 3;
/// A volume so far from where it should be is another year's.
const OFF: i32 = 2;

impl Journals {
    pub(super) fn of(corpus: &Corpus) -> Self {
        let mut found: BTreeMap<String, BTreeSet<(i32, i32)>> = BTreeMap::new();
        for work in &corpus.works {
            if let Some((journal, year, volume)) = dated(&work.item) {
                found.entry(journal).or_default().insert((year, volume));
            }
        }
        Self(found)
    }

    /// Whether a journal has one volume a year by all its other entries, and this one another.
    pub(super) fn check(&self, item: &Item, says: &mut Says<'_>) {
        let Some((journal, year, volume)) = dated(item) else { return };
        let Some(others) = self.0.get(&journal) else { return };
        let mut starts: Vec<i32> = others.iter().filter(|o| **o != (year, volume)).map(|(y, v)| y - v).collect();
        starts.sort_unstable();
        let Some(start) = starts.get(starts.len() / 2) else { return };
        let agree = starts.iter().filter(|s| s.abs_diff(*start) <= 1).count();
        if agree >= WITNESSES && agree == starts.len() && (year - volume - start).abs() > OFF {
            let printed = format!("{volume} ({year})");
            let why = format!("by its other entries here, volume {volume} is of {}", volume + start);
            says(ContradictionKind::VolumeYear, printed, why);
        }
    }
}

/// The journal, year and volume of an article that prints them.
fn dated(item: &Item) -> Option<(String, i32, i32)> {
    let journal = fold::words(item.container_title.as_deref()?);
    let volume = item.volume.as_deref()?;
    let is_number = !volume.is_empty() && volume.bytes().all(|b| b.is_ascii_digit());
    (is_number && item.item_type == ItemType::ArticleJournal).then_some(())?;
    Some((journal, item.year()?, volume.parse().ok()?))
}
