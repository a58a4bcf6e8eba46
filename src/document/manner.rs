//! How the entries of an unnumbered list begin: with a name, and the year behind the same mark.
//!
//! The model of lines sees how many lines of a list look alike, but not which of them it will take for beginnings. Once it
//! has taken them, what most of them have in common speaks for a line that has it too. It doesn't speak against one that
//! hasn't: some works have no authors.

use super::list::{PLACES, Place};
use super::looks::Looks;
use super::name_form::NameForm;
use super::sight::{Edge, Sight};
use crate::crf::PerTag;

/// What is common to fewer entries says nothing.
const FEWEST: usize = 6;
/// So many entries in ten begin with a name and have their year on the first line, behind the same mark.
const ALIKE: usize = 6;
/// What it is worth that a line is like the others, in the model's scores, where a feature that tells much is worth as much.
const LIKE: f32 = 2.0;

/// What most entries of a list begin with: a name, and a year behind this mark.
pub(super) struct Manner {
    year_after: Edge,
}

impl Manner {
    /// What the lines have in common that begin entries by `path`. Linear.
    pub(super) fn of(looks: &Looks, path: &[u8]) -> Option<Self> {
        let begins = || looks.sights.iter().zip(path).filter(|(_, tag)| **tag == Place::Begin as u8).map(|(s, _)| s);
        let count = begins().count();
        let mut edges: Vec<(Edge, usize)> = Vec::new();
        for sight in begins().filter(|s| is_named_and_dated(s)) {
            match edges.iter_mut().find(|(edge, _)| *edge == sight.year_edges.0) {
                Some((_, count)) => *count += 1,
                None => edges.push((sight.year_edges.0, 1)),
            }
        }
        let (year_after, _) = edges.into_iter().find(|(_, of)| of * 10 >= count * ALIKE)?;
        (count >= FEWEST).then_some(Self { year_after })
    }

    /// Raises what speaks for a beginning of lines that are like the others. Linear.
    pub(super) fn weigh(&self, looks: &Looks, scores: &mut [PerTag<PLACES>]) {
        for (i, (sight, row)) in looks.sights.iter().zip(scores).enumerate() {
            // A long list of authors goes on with names, too.
            let free = i.checked_sub(1).is_none_or(|before| !is_in_names(&looks.sights[before]));
            if free && is_named_and_dated(sight) && sight.year_edges.0 == self.year_after {
                row[Place::Begin as usize] += LIKE;
            }
        }
    }
}

/// Whether blank lines part the entries that begin by `path`: nearly all paragraphs begin one and hold no other. Linear.
pub(super) fn blanks_part(looks: &Looks, path: &[u8]) -> bool {
    let begins = |i: usize| path[i] == Place::Begin as u8;
    let parted = (1..looks.len()).filter(|i| looks.blank_before[*i]).count();
    let at_blanks = (1..looks.len()).filter(|i| looks.blank_before[*i] && begins(*i)).count();
    let elsewhere = (1..looks.len()).filter(|i| !looks.blank_before[*i] && begins(*i)).count();
    at_blanks >= FEWEST && at_blanks * 10 >= parted * 9 && elsewhere * 2 < at_blanks
}

/// Speaks against a beginning in the middle of a paragraph, as much as for one that is like the others. Linear.
pub(super) fn weigh_blanks(looks: &Looks, scores: &mut [PerTag<PLACES>]) {
    for (parted, row) in looks.blank_before.iter().zip(scores).skip(1) {
        if !parted {
            row[Place::Begin as usize] -= LIKE;
        }
    }
}

fn is_in_names(before: &Sight) -> bool {
    before.ends == Edge::Comma || before.ends_open || before.goes_on
}

fn is_named_and_dated(sight: &Sight) -> bool {
    sight.name != NameForm::None && sight.year.is_some()
}
