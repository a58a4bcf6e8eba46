//! TEI as GROBID makes it of a paper (<https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/>).

use std::collections::HashMap;

use super::body::{Shape, body};
use super::tree::Element;
use crate::record::field::{date, doi, doi_alone, pages};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

const SHAPE: Shape = Shape {
    blocks: &["p", "head", "div", "item", "note"],
    skipped: &["figure", "formula", "table"],
    targets: |element| {
        let is_mark = element.name() == "ref" && element.attribute("type") == Some("bibr");
        is_mark.then(|| {
            element
                .attribute("target")
                .unwrap_or_default()
                .split_whitespace()
                .map(|id| id.trim_start_matches('#'))
                .collect()
        })
    },
};

pub(super) fn publication(tei: Element<'_>) -> Publication {
    let header = tei.children().find(|e| e.name() == "teiHeader");
    let list: Vec<Element<'_>> = tei
        .children()
        .filter(|e| e.name() == "text")
        .flat_map(|text| text.all("listBibl"))
        .flat_map(|list| list.children().filter(|e| matches!(e.name(), "biblStruct" | "bibl")))
        .collect();
    let entries: HashMap<&str, usize> = (0..).zip(&list).filter_map(|(i, e)| Some((e.attribute("id")?, i))).collect();
    let text = tei.first("body").map(|b| body(b, &SHAPE, &entries));
    let own = header.and_then(|header| header.first("biblStruct").map(|bibl| item(bibl)));
    let mut item = own.unwrap_or_default();
    item.title = item.title.or_else(|| header?.first("titleStmt")?.text_of("title"));
    Publication {
        item,
        cites: list.into_iter().map(cited).collect(),
        body: text.map(Box::new),
        ..Publication::default()
    }
}

/// A work of a library, as HAL exports it.
pub(super) fn of_library(work: Element<'_>) -> Publication {
    let bibl = work.first("sourceDesc").and_then(|source| source.first("biblStruct"));
    let id = work.all("idno").find(|id| id.attribute("type") == Some("halId")).and_then(Element::text);
    Publication { id, item: bibl.map(item).unwrap_or_default(), ..Publication::default() }
}

/// What a list of references alone cites.
pub(super) fn of_list(list: Element<'_>) -> Publication {
    let entries = list.children().filter(|e| matches!(e.name(), "biblStruct" | "bibl"));
    Publication { cites: entries.map(cited).collect(), ..Publication::default() }
}

fn cited(entry: Element<'_>) -> Cited {
    let found = item(entry);
    let printed =
        entry.all("note").find(|note| note.attribute("type") == Some("raw_reference")).and_then(Element::text);
    match printed {
        // What GROBID read in is there; what it couldn't read is still in the words.
        Some(printed) if found.title.is_none() && found.container_title.is_none() => Cited::Text(printed),
        _ if found == Item::default() => Cited::Text(entry.text().unwrap_or_default()),
        _ => Cited::Item(Box::new(found)),
    }
}

fn item(bibl: Element<'_>) -> Item {
    let (part, whole) = (bibl.first("analytic"), bibl.first("monogr"));
    let title = |element: Option<Element<'_>>| {
        let titles = element.into_iter().flat_map(|e| e.children().filter(|e| e.name() == "title"));
        titles.filter_map(Element::text).next()
    };
    let people = |element: Option<Element<'_>>, role: &str| -> Vec<Name> {
        let found = element.into_iter().flat_map(|e| e.children().filter(|e| e.name() == role));
        found.filter_map(name).collect()
    };
    let whole_title = whole.and_then(|w| w.children().find(|e| e.name() == "title"));
    let in_journal = whole_title.and_then(|t| t.attribute("level")) == Some("j");
    let imprint = whole.and_then(|w| w.first("imprint"));
    let scope = |units: &[&str]| imprint?.all("biblScope").find(|e| units.iter().any(|unit| is_in(*e, unit)));
    let page = scope(&["page", "pp"]).and_then(|e| {
        let end = |name: &str| e.attribute(name).map(str::to_owned);
        pages(end("from"), end("to")).or_else(|| e.text())
    });
    let of_part = title(part);
    let (own_title, container_title) = if of_part.is_some() {
        (of_part, title(whole))
    } else if in_journal {
        (None, title(whole))
    } else {
        (title(whole), None)
    };
    let id = |kind: &str| {
        let found = bibl.all("idno").find(|e| e.attribute("type").is_some_and(|t| t.eq_ignore_ascii_case(kind)));
        found.and_then(Element::text)
    };
    // Some say no kind of a number that shows its own, or give it as an address.
    let address = bibl.first("ptr").and_then(|e| e.attribute("target"));
    let bare_id = || bibl.all("idno").filter(|e| e.attribute("type").is_none()).find_map(|e| doi_alone(&e.text()?));
    let own_people = people(part, "author");
    let author = if own_people.is_empty() { people(whole, "author") } else { own_people };
    let printed = imprint
        .and_then(|i| i.all("date").find(|e| e.attribute("type").is_none_or(|t| matches!(t, "published" | "datePub"))));
    let has_part = own_title.is_some() && container_title.is_some();
    Item {
        item_type: match () {
            () if in_journal => ItemType::ArticleJournal,
            () if has_part => ItemType::Chapter,
            () if whole_title.is_some() => ItemType::Book,
            () => ItemType::Document,
        },
        author,
        editor: people(whole, "editor"),
        title: own_title,
        container_title,
        issued: printed.and_then(|e| date(&e.attribute("when").map(str::to_owned).or_else(|| e.text())?)),
        volume: scope(&["volume", "vol"]).and_then(Element::text),
        issue: scope(&["issue"]).and_then(Element::text),
        page,
        publisher: imprint.and_then(|i| i.text_of("publisher")),
        publisher_place: imprint.and_then(|i| i.text_of("pubPlace")),
        doi: id("doi").as_deref().and_then(doi).or_else(bare_id).or_else(|| doi_alone(address?)),
        url: address.map(str::to_owned),
        arxiv: id("arxiv").map(|id| id.trim_start_matches("arXiv:").to_owned()),
        pmid: id("pmid"),
        ..Item::default()
    }
}

/// Whether a number counts these: it stood in another attribute once.
fn is_in(scope: Element<'_>, unit: &str) -> bool {
    scope.attribute("unit").or_else(|| scope.attribute("type")) == Some(unit)
}

fn name(author: Element<'_>) -> Option<Name> {
    let in_parts = author.first("surname").map(|_| author);
    let Some(person) = author.first("persName").or(in_parts) else {
        return author.text().map(|text| Name { literal: Some(text), ..Name::default() });
    };
    let given: Vec<String> = person.all("forename").filter_map(Element::text).collect();
    let family = person.text_of("surname");
    let given = (!given.is_empty()).then(|| given.join(" "));
    (family.is_some() || given.is_some()).then(|| Name { family, given, ..Name::default() })
}
