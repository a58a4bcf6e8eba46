//! Leads "Ibid.", "op. cit." and dashes to the entries they mean.

use super::{ListedReference, ReferenceKind};
use crate::fold;
use crate::reference::{BackReference, is_same_author};

/// Sets the kind of every entry, and what it refers to. O(entries × back-references).
pub(super) fn resolve(references: &mut [ListedReference]) {
    for i in 0..references.len() {
        let (before, rest) = references.split_at_mut(i);
        let entry = &mut rest[0];
        let back = entry.reference.back_reference.as_ref().map(|b| b.value);
        let (kind, target) = match back {
            Some(BackReference::Ibid) => (ReferenceKind::Ibid, before.last()),
            Some(BackReference::OpCit) => (ReferenceKind::OpCit, of_author(before, entry)),
            Some(BackReference::Note(number)) => (ReferenceKind::OpCit, of_note(before, entry, number)),
            None if entry.reference.author.first().is_some_and(|a| is_same_author(&a.value)) => {
                (ReferenceKind::SameAuthor, before.last())
            }
            None => continue,
        };
        entry.kind = kind;
        // A back-reference to a back-reference means what that one means.
        entry.refers_to = target.map(|t| t.refers_to.clone().unwrap_or_else(|| t.id.label.clone()));
    }
}

fn families(entry: &ListedReference) -> Vec<String> {
    let name = |n: &crate::reference::name::Name| n.family.clone().or_else(|| n.literal.clone()).unwrap_or_default();
    entry.reference.author.iter().map(|a| fold::letters(&name(&a.value))).collect()
}

/// The last entry before with these authors; of several, the one whose title the short title is in. Without a name,
/// the entry before.
fn of_author<'r>(before: &'r [ListedReference], entry: &ListedReference) -> Option<&'r ListedReference> {
    let names = families(entry);
    if names.is_empty() {
        return before.last();
    }
    let named = before.iter().rev().filter(|b| b.kind == ReferenceKind::Full && families(b).starts_with(&names));
    let Some(short) = entry.reference.title.as_ref().map(|t| fold::words(&t.value)) else {
        return named.into_iter().next();
    };
    let titled =
        |b: &&ListedReference| b.reference.title.as_ref().is_some_and(|t| fold::words(&t.value).contains(&short));
    named.clone().find(titled).or_else(|| named.into_iter().next())
}

/// The source of note `number`; of several, the one by the author named.
fn of_note<'r>(before: &'r [ListedReference], entry: &ListedReference, number: u32) -> Option<&'r ListedReference> {
    let of_note =
        |b: &&ListedReference| b.id.label.trim_end_matches(|c: char| c.is_ascii_lowercase()) == number.to_string();
    let names = families(entry);
    let mut sources = before.iter().filter(of_note);
    sources.clone().find(|b| !names.is_empty() && families(b).starts_with(&names)).or_else(|| sources.next())
}
