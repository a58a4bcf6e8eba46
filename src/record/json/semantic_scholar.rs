//! Papers of Semantic Scholar's interface and of its data sets.

use serde_json::Value;

use super::text;
use crate::record::field::{date, doi};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::name;

pub(super) fn publication(paper: &Value) -> Option<Publication> {
    if let Some(found) = super::s2orc::publication(paper) {
        return Some(found);
    }
    // A list of what a paper cites, or of what cites it, wraps each.
    let paper = ["citedPaper", "citingPaper"].iter().find_map(|key| paper.get(key)).unwrap_or(paper);
    let id = ["paperId", "corpusId", "corpusid"].iter().find_map(|key| text(paper.get(key)));
    let item = item(paper);
    let cited = paper.get("references").and_then(Value::as_array).into_iter().flatten();
    let cites = cited.filter_map(|reference| {
        // Some answers wrap the paper that is cited.
        let item = self::item(reference.get("citedPaper").unwrap_or(reference));
        let known = item != Item { item_type: item.item_type, ..Item::default() };
        known.then(|| Cited::Item(Box::new(item)))
    });
    (id.is_some() || item.title.is_some()).then(|| Publication {
        address: address(paper),
        id,
        cites: cites.collect(),
        item,
        ..Publication::default()
    })
}

fn address(paper: &Value) -> Option<String> {
    text(paper.get("paperId")).map(|id| format!("https://www.semanticscholar.org/paper/{id}"))
}

fn item(paper: &Value) -> Item {
    let external = |keys: [&str; 2]| {
        let ids = ["externalIds", "externalids"].iter().find_map(|key| paper.get(key));
        keys.iter().find_map(|key| text(ids?.get(key)))
    };
    let journal = |key: &str| text(paper.get("journal").and_then(|journal| journal.get(key)));
    let authors = paper.get("authors").and_then(Value::as_array).into_iter().flatten();
    let kinds = ["publicationTypes", "publicationtypes"].iter().find_map(|key| paper.get(key)?.as_array());
    let is = |kind: &str| kinds.is_some_and(|kinds| kinds.iter().any(|k| k.as_str() == Some(kind)));
    let container = journal("name").or_else(|| text(paper.get("venue")));
    Item {
        item_type: match () {
            () if is("Conference") => ItemType::PaperConference,
            () if is("Book") => ItemType::Book,
            () if is("BookSection") => ItemType::Chapter,
            () if is("JournalArticle") || is("Review") || journal("name").is_some() => ItemType::ArticleJournal,
            () if is("Dataset") => ItemType::Dataset,
            () => ItemType::Document,
        },
        author: authors.filter_map(|author| text(author.get("name"))).map(|written| name(&written)).collect(),
        title: text(paper.get("title")),
        container_title: container,
        issued: ["publicationDate", "publicationdate", "year"]
            .iter()
            .find_map(|key| text(paper.get(key)))
            .and_then(|written| date(&written)),
        volume: journal("volume"),
        page: journal("pages"),
        doi: external(["DOI", "doi"]).as_deref().and_then(doi),
        url: address(paper),
        arxiv: external(["ArXiv", "arxiv"]),
        pmid: external(["PubMed", "pubmed"]),
        ..Item::default()
    }
}
