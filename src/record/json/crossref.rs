//! Works of Crossref, which are CSL-JSON with references (<https://www.crossref.org/documentation/retrieve-metadata/rest-api/>).

use serde_json::Value;

use super::text;
use crate::record::csl;
use crate::record::field::{date, doi};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::name;

pub(super) fn publication(work: &Value) -> Option<Publication> {
    let mut item = csl::item(work)?;
    if let (Some(title), Some(subtitle)) = (&item.title, text(work.get("subtitle")))
        && !title.contains(&subtitle)
    {
        item.title = Some(format!("{title}: {subtitle}"));
    }
    item.doi = item.doi.as_deref().and_then(doi);
    // "http://id.crossref.org/isbn/978…".
    item.isbn = item.isbn.map(|isbn| isbn.rsplit('/').next().unwrap_or_default().to_owned());
    item.page = item.page.or_else(|| text(work.get("article-number")));
    item.edition = item.edition.or_else(|| text(work.get("edition-number")));
    item.publisher_place = item.publisher_place.or_else(|| text(work.get("publisher-location")));
    let days = ["published-print", "published-online", "published", "created"];
    item.issued = item.issued.or_else(|| days.iter().find_map(|day| csl::date(work.get(day)?)));
    let references = work.get("reference").and_then(Value::as_array).into_iter().flatten();
    Some(Publication {
        id: item.doi.clone(),
        item,
        cites: references.filter_map(cited).collect(),
        ..Publication::default()
    })
}

/// A reference: in fields where it has some that name a work, in words, or by its DOI.
fn cited(reference: &Value) -> Option<Cited> {
    let field = |key: &str| text(reference.get(key));
    let identifier = field("DOI").as_deref().and_then(doi);
    let named = ["article-title", "journal-title", "volume-title", "series-title"];
    if let (Some(printed), false) = (field("unstructured"), named.iter().any(|key| reference.get(key).is_some())) {
        return Some(Cited::Text(match identifier {
            Some(doi) if !printed.to_lowercase().contains(&doi) => format!("{printed} https://doi.org/{doi}"),
            _ => printed,
        }));
    }
    let (article, journal, volume_title) = (field("article-title"), field("journal-title"), field("volume-title"));
    let item_type = match (&article, &journal, &volume_title) {
        (_, Some(_), _) => ItemType::ArticleJournal,
        (Some(_), None, Some(_)) => ItemType::Chapter,
        (None, None, Some(_)) => ItemType::Book,
        _ => ItemType::Document,
    };
    // A volume's title is the work's own, where no part of it is named.
    let (title, held_by) = if article.is_some() { (article, volume_title) } else { (volume_title, None) };
    let item = Item {
        item_type,
        author: field("author").map(|written| name(&written)).into_iter().collect(),
        title,
        container_title: journal.or(held_by),
        collection_title: field("series-title"),
        issued: field("year").and_then(|written| date(&written)),
        volume: field("volume"),
        issue: field("issue"),
        page: field("first-page"),
        edition: field("edition"),
        doi: identifier.clone(),
        isbn: field("ISBN"),
        ..Item::default()
    };
    let only_identifier = Item { doi: identifier.clone(), item_type, ..Item::default() };
    match identifier {
        Some(doi) if item == only_identifier => Some(Cited::Doi(doi)),
        _ => (item != Item::default()).then(|| Cited::Item(Box::new(item))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_in_fields_in_words_and_by_doi() {
        let work = json!({
            "DOI": "10.1000/A", "type": "journal-article", "title": ["On tests"],
            "reference": [
                {"key": "1", "author": "Roe", "year": "2019", "journal-title": "J Tests", "volume": "3", "first-page": "4"},
                {"key": "2", "unstructured": "Doe, B. (2018). On jests.", "DOI": "10.1000/b"},
                {"key": "3", "DOI": "10.1000/C"},
                {"key": "4"},
            ],
        });
        let found = publication(&work).expect("a work");
        assert_eq!(found.id.as_deref(), Some("10.1000/a"));
        let [Cited::Item(item), Cited::Text(printed), Cited::Doi(by)] = &found.cites[..] else {
            panic!("{:?}", found.cites)
        };
        assert_eq!((item.year(), item.page.as_deref()), (Some(2019), Some("4")));
        assert_eq!(printed, "Doe, B. (2018). On jests. https://doi.org/10.1000/b");
        assert_eq!(by, "10.1000/c");
    }
}
