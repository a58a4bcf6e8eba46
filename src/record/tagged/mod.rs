//! Formats of a field a line, each behind its tag: RIS, EndNote's, NBIB, Web of Science's, and those of `named`.

mod endnote;
mod lines;
mod named;
mod nbib;
mod ris;

pub(super) use endnote::item_type as endnote_type;
pub(super) use lines::{BEFORE, Grammar, Line, Tagged, records};

use super::format::Format;
use super::records::{Lines, Records};
use crate::reference::item::Item;

/// Reads a form of fields behind tags.
pub(super) fn read(text: &str, into: &mut Records) {
    if let Some((grammar, tags)) = named::form(into.format, text) {
        for tagged in records(text, grammar, into) {
            let found = named::publication(&tagged, &tags);
            // What stands between records may look like one.
            if found.item.title.is_some() || !found.item.author.is_empty() || found.item.doi.is_some() {
                into.publications.push(super::Publication { span: tagged.span, ..found });
            }
        }
        return;
    }
    let (grammar, publication): (Grammar, fn(&Tagged<'_>) -> super::Publication) = match into.format {
        Format::EndNote => (endnote::GRAMMAR, endnote::publication),
        Format::Nbib => (nbib::GRAMMAR, nbib::publication),
        _ => (ris::GRAMMAR, ris::publication),
    };
    let lines = Lines::of(text);
    for tagged in records(text, grammar, into) {
        let found = publication(&tagged);
        if found.item == (Item { item_type: found.item.item_type, ..Item::default() }) {
            into.fault(lines.line(tagged.span.start), "expected a title or another field of a work");
            continue;
        }
        into.publications.push(super::Publication { span: tagged.span, ..found });
    }
    into.faults.sort_by_key(|fault| fault.line);
}
