//! How the entries of an unnumbered list begin: with a name, and the year between the same marks.
//!
//! The model of lines sees how many lines of a list look alike, but not which of them it will take for beginnings. Once it
//! has taken them, what most of them have in common speaks for a line that has it too, and against one that hasn't.

use super::list::{PLACES, Place};
use super::looks::Looks;
use super::name_form::NameForm;
use super::sight::{Edge, Sight};
use crate::crf::PerTag;

/// What is common to fewer entries says nothing.
const FEWEST: usize = 6;
/// So many entries in ten have their year on the first line, behind the same mark,
const DATED: usize = 6;
/// and so many begin with a name.
const NAMED: usize = 9;
/// What it is worth that a line is like the others: as much as a feature that tells well.
const LIKE: f32 = 2.0;
/// What it costs that it isn't: some entries have no authors.
const UNLIKE: f32 = 1.5;

/// What most entries of a list begin with.
pub(super) struct Manner {
    /// The mark before the year.
    year_after: Option<Edge>,
    named: bool,
}

impl Manner {
    /// What the lines have in common that begin entries by `path`. Linear.
    pub(super) fn of(looks: &Looks, path: &[u8]) -> Option<Self> {
        let begins = || looks.sights.iter().zip(path).filter(|(_, tag)| **tag == Place::Begin as u8).map(|(s, _)| s);
        let count = begins().count();
        if count < FEWEST {
            return None;
        }
        let named = begins().filter(|s| is_named(s)).count() * 10 >= count * NAMED;
        let mut edges: Vec<(Edge, usize)> = Vec::new();
        for sight in begins().filter(|s| is_named(s) && s.year.is_some()) {
            match edges.iter_mut().find(|(edge, _)| *edge == sight.year_edges.0) {
                Some((_, count)) => *count += 1,
                None => edges.push((sight.year_edges.0, 1)),
            }
        }
        let year_after = edges.into_iter().find(|(_, of)| of * 10 >= count * DATED).map(|(edge, _)| edge);
        (named || year_after.is_some()).then_some(Self { year_after, named })
    }

    /// Raises or lowers what speaks for a beginning. Linear.
    pub(super) fn weigh(&self, looks: &Looks, scores: &mut [PerTag<PLACES>]) {
        for (i, (sight, row)) in looks.sights.iter().zip(scores).enumerate() {
            let dated = sight.year.is_some() && self.year_after == Some(sight.year_edges.0);
            match (is_named(sight), dated) {
                // A long list of authors goes on with names, too.
                (true, true) if i.checked_sub(1).is_none_or(|b| !in_names(&looks.sights[b])) => {
                    row[Place::Begin as usize] += LIKE;
                }
                (false, false) if self.named && sight.label.is_none() => {
                    row[Place::Begin as usize] -= UNLIKE;
                }
                _ => {}
            }
        }
    }
}

fn in_names(before: &Sight) -> bool {
    before.ends == Edge::Comma || before.ends_open || before.goes_on
}

fn is_named(sight: &Sight) -> bool {
    sight.name != NameForm::None
}
