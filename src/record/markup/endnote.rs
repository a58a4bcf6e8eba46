//! EndNote's XML: a record of each work in a library.

use super::tree::Element;
use crate::record::field::{date, doi, doi_alone, pmid};
use crate::record::name::inverted;
use crate::record::records::Publication;
use crate::record::tagged::endnote_type;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) fn publication(record: Element<'_>) -> Publication {
    let field = |name: &str| record.text_of(name);
    let kind = record.first("ref-type").and_then(|kind| kind.attribute("name")).unwrap_or_default();
    let item_type = endnote_type(kind);
    let people = |group: &'static str| -> Vec<Name> {
        let found = record.first(group).into_iter().flat_map(|group| group.all("author"));
        found.filter_map(Element::text).map(|written| inverted(&written)).collect()
    };
    let is_law = matches!(item_type, ItemType::LegalCase | ItemType::Legislation);
    let is_whole = matches!(item_type, ItemType::Book | ItemType::Thesis | ItemType::Report);
    let held_by = || field("secondary-title").or_else(|| field("full-title")).or_else(|| field("abbr-1"));
    let addresses = record.first("urls").into_iter().flat_map(|urls| urls.all("url")).filter_map(Element::text);
    let addresses: Vec<String> = addresses.collect();
    let number = field("electronic-resource-num").as_deref().and_then(doi);
    let database = field("remote-database-name").unwrap_or_default().to_ascii_lowercase();
    let is_of_pubmed = ["medline", "pubmed", "nlm"].contains(&database.as_str());
    let item = Item {
        item_type,
        author: people("authors"),
        editor: people(if is_whole { "tertiary-authors" } else { "secondary-authors" }),
        translator: people("subsidiary-authors"),
        title: field("title"),
        container_title: if is_whole { None } else { held_by() },
        collection_title: field("tertiary-title").or_else(|| field("secondary-title").filter(|_| is_whole)),
        issued: record.first("dates").and_then(|dates| dates.text_of("year")).and_then(|year| date(&year)),
        volume: field("volume"),
        // Mendeley calls it so.
        issue: field("number").filter(|_| item_type != ItemType::Report).or_else(|| field("issue")),
        number: field("number").filter(|_| item_type == ItemType::Report),
        page: field("pages"),
        // Who brought out a decision is the court.
        authority: field("publisher").filter(|_| is_law),
        publisher: field("publisher").filter(|_| !is_law),
        publisher_place: field("pub-location"),
        number_of_volumes: field("num-vols"),
        edition: field("edition"),
        genre: field("work-type").filter(|_| matches!(item_type, ItemType::Thesis | ItemType::Report)),
        doi: number.or_else(|| addresses.iter().find_map(|url| doi_alone(url))),
        url: addresses.into_iter().next(),
        isbn: field("isbn"),
        pmid: field("accession-num").filter(|_| is_of_pubmed).as_deref().and_then(pmid),
        ..Item::default()
    };
    Publication { id: field("label").or_else(|| field("rec-number")), item, ..Publication::default() }
}
