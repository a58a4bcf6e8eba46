//! Papers of S2ORC and of what else Semantic Scholar's reader of PDF files makes: a paper with its bibliography
//! (<https://github.com/allenai/s2orc-doc2json>).

use serde_json::Value;

use super::text;
use crate::record::field::{date, doi};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// The paper, if it is of this form: its bibliography lies in it or in what was read of its PDF file or its source.
pub(super) fn publication(paper: &Value) -> Option<Publication> {
    let parts = ["pdf_parse", "latex_parse", "grobid_parse"].iter().filter_map(|key| paper.get(key));
    let entries = std::iter::once(paper).chain(parts).find_map(|part| part.get("bib_entries")?.as_object())?;
    let own = paper.get("metadata").filter(|metadata| metadata.is_object()).unwrap_or(paper);
    let mut entries: Vec<(&String, &Value)> = entries.iter().collect();
    // BIBREF2 comes before BIBREF10.
    entries.sort_by_key(|(key, _)| (key.len(), key.as_str()));
    let cites = entries.into_iter().filter_map(|(_, entry)| {
        let item = item(entry);
        match item.title {
            Some(_) => Some(Cited::Item(Box::new(item))),
            None => text(entry.get("raw_text")).map(Cited::Text),
        }
    });
    Some(Publication {
        id: text(paper.get("paper_id")),
        item: item(if own.get("title").is_some() { own } else { paper }),
        cites: cites.collect(),
        ..Publication::default()
    })
}

fn item(entry: &Value) -> Item {
    let field = |key: &str| text(entry.get(key));
    let venue = field("venue").or_else(|| field("journal"));
    let identifiers = entry.get("other_ids").or_else(|| entry.get("identifiers"));
    let authors = entry.get("authors").and_then(Value::as_array).into_iter().flatten();
    Item {
        item_type: if venue.is_some() { ItemType::ArticleJournal } else { ItemType::Document },
        author: authors.map(name).filter(|name| *name != Name::default()).collect(),
        title: field("title"),
        container_title: venue,
        issued: field("year").and_then(|written| date(&written)),
        volume: field("volume"),
        issue: field("issue"),
        page: field("pages"),
        doi: field("doi")
            .or_else(|| text(identifiers?.get("DOI").or_else(|| identifiers?.get("doi"))))
            .as_deref()
            .and_then(doi),
        ..Item::default()
    }
}

fn name(author: &Value) -> Name {
    let part = |key: &str| text(author.get(key));
    let middle = author.get("middle").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let given: Vec<String> = part("first").into_iter().chain(middle.map(str::to_owned)).collect();
    Name {
        family: part("last"),
        given: (!given.is_empty()).then(|| given.join(" ")),
        suffix: part("suffix"),
        ..Name::default()
    }
}
