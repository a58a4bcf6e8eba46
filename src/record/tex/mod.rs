//! Lists of TeX, and documents with their citations.

mod biblatex;
mod document;
mod inputs;
mod list;
mod printed;

pub(super) use self::inputs::whole;
use super::format::Format;
use super::records::Records;

/// Reads a list or a document.
pub(super) fn read(tex: &str, into: &mut Records) {
    match into.format {
        Format::Tex => document::read(tex, into),
        _ if tex.contains("\\entry{") && !tex.contains("\\bibitem") => biblatex::read(tex, into),
        _ => list::read(tex, into),
    }
}
