//! Formats of a field a line, each behind its tag: RIS, EndNote's, NBIB and Web of Science's.

mod endnote;
mod lines;
mod nbib;
mod ris;

pub(super) use endnote::item_type as endnote_type;
pub(super) use lines::{Grammar, Line, Tagged, records};

use super::format::Format;
use super::records::Records;

/// Reads RIS, EndNote's form or NBIB.
pub(super) fn read(text: &str, into: &mut Records) {
    let (grammar, publication): (Grammar, fn(&Tagged<'_>) -> super::Publication) = match into.format {
        Format::EndNote => (endnote::GRAMMAR, endnote::publication),
        Format::Nbib => (nbib::GRAMMAR, nbib::publication),
        _ => (ris::GRAMMAR, ris::publication),
    };
    let found = records(text, grammar, into);
    into.publications
        .extend(found.iter().map(|tagged| super::Publication { span: tagged.span, ..publication(tagged) }));
}
