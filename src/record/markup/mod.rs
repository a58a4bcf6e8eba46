//! Papers in XML: JATS, as publishers and PubMed Central give it, and TEI, as GROBID makes it; records of PubMed and EndNote.

mod body;
mod endnote;
mod jats;
mod pubmed;
mod tei;
mod tree;

pub(super) use tree::{Content, Element, Tree};

use super::format::Format;
use super::records::Records;
use crate::Span;

/// Reads the papers of an XML file: one, or several in a set.
pub(super) fn read(xml: &str, into: &mut Records) {
    let tree = match Tree::read(xml) {
        Ok(tree) => tree,
        Err((tree, at, reason)) => {
            let line = xml[..xml.floor_char_boundary(at)].matches('\n').count() + 1;
            into.fault(line, reason);
            tree
        }
    };
    let (element, read): (&str, fn(Element<'_>) -> super::Publication) = match into.format {
        // HAL's, of works and no paper's.
        Format::Tei if tree.elements("biblFull").next().is_some() => ("biblFull", tei::of_library),
        // A list alone is what a paper cites of which nothing else is known.
        Format::Tei if tree.elements("TEI").next().is_none() => ("listBibl", tei::of_list),
        Format::Tei => ("TEI", tei::publication),
        Format::EndNoteXml => ("record", endnote::publication),
        Format::PubMed => ("PubmedArticle", pubmed::publication),
        _ => ("article", jats::publication),
    };
    // PubMed has chapters of books beside articles.
    let books = tree.elements("PubmedBookArticle").filter(|_| into.format == Format::PubMed).map(pubmed::publication);
    let papers = tree.elements(element).map(read).chain(books).filter(|found| *found != super::Publication::default());
    let span = Span::new(0, xml.len());
    into.publications.extend(papers.map(|found| super::Publication { span, ..found }));
}
