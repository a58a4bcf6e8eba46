//! Leads "Ibid.", "op. cit." and dashes to the entries they mean.

use std::collections::HashMap;

use super::{ListedReference, ReferenceKind, note_prefix, number_of};
use crate::fold;
use crate::reference::{BackReference, is_same_author};

/// A back-reference is looked up among at most this many entries of its author or note, the last ones, so that a list
/// of nothing else costs no square.
const ENTRIES: usize = 200;

/// The entries so far, by what back-references call them.
#[derive(Default)]
struct Before {
    /// The folded names of those in full, by the first of them.
    by_author: HashMap<String, Vec<Named>>,
    /// All, by their label without its letter.
    by_number: HashMap<String, Vec<Named>>,
}

/// An entry, by index, its authors and the words of its title.
#[derive(Clone)]
struct Named {
    entry: usize,
    families: Vec<String>,
    title: String,
}

/// Sets the kind of every entry, and what it refers to. Linear, but for at most [`ENTRIES`] comparisons of each
/// back-reference.
pub(super) fn resolve(references: &mut [ListedReference]) {
    let prefix = note_prefix(references);
    let mut before = Before::default();
    for i in 0..references.len() {
        let entry = &references[i];
        let families = families(entry);
        let title = entry.reference.title.as_ref().map(|t| fold::words(&t.value));
        let last = i.checked_sub(1);
        let back = entry.reference.back_reference.as_ref().map(|b| b.value);
        let (kind, target) = match back {
            Some(BackReference::Ibid) => (ReferenceKind::Ibid, last),
            // Without a name, the entry before.
            Some(BackReference::OpCit) if families.is_empty() => (ReferenceKind::OpCit, last),
            Some(BackReference::OpCit) => (ReferenceKind::OpCit, before.of_author(&families, title.as_deref())),
            Some(BackReference::Note(number)) => {
                (ReferenceKind::OpCit, before.of_note(&format!("{prefix}{number}"), &families))
            }
            None if entry.reference.author.first().is_some_and(|a| is_same_author(&a.value)) => {
                (ReferenceKind::SameAuthor, last)
            }
            None => (ReferenceKind::Full, None),
        };
        // A back-reference to a back-reference means what that one means.
        let target = target.map(|t| &references[t]);
        let refers_to = target.map(|t| t.refers_to.clone().unwrap_or_else(|| t.id.label.clone()));
        let number = number_of(&entry.id.label).to_owned();
        before.add(kind, number, Named { entry: i, families, title: title.unwrap_or_default() });
        references[i].kind = kind;
        references[i].refers_to = refers_to;
    }
}

fn families(entry: &ListedReference) -> Vec<String> {
    let name = |n: &crate::reference::name::Name| n.family.clone().or_else(|| n.literal.clone()).unwrap_or_default();
    entry.reference.author.iter().map(|a| fold::letters(&name(&a.value))).collect()
}

impl Before {
    fn add(&mut self, kind: ReferenceKind, number: String, named: Named) {
        if let (ReferenceKind::Full, Some(first)) = (kind, named.families.first()) {
            self.by_author.entry(first.clone()).or_default().push(named.clone());
        }
        self.by_number.entry(number).or_default().push(named);
    }

    /// The last entry with these authors; of several, the one whose title the short title is in.
    fn of_author(&self, names: &[String], short: Option<&str>) -> Option<usize> {
        let known = names.first().and_then(|first| self.by_author.get(first)).map_or(&[][..], Vec::as_slice);
        let mut named = known.iter().rev().take(ENTRIES).filter(|n| n.families.starts_with(names));
        let titled = short.and_then(|short| named.clone().find(|n| n.title.contains(short)));
        titled.or_else(|| named.next()).map(|n| n.entry)
    }

    /// The source of a note; of several, the one by the author named.
    fn of_note(&self, number: &str, names: &[String]) -> Option<usize> {
        let mut sources = self.by_number.get(number)?.iter().take(ENTRIES);
        let named = sources.clone().find(|n| !names.is_empty() && n.families.starts_with(names));
        named.or_else(|| sources.next()).map(|n| n.entry)
    }
}
