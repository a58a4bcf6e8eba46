//! Works of Crossref, which are CSL-JSON with references (<https://www.crossref.org/documentation/retrieve-metadata/rest-api/>).

use crate::record::csl::{Record, Reference};
use crate::record::field::{date, doi};
use crate::record::lenient::{Nested, Object};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::name;

pub(super) fn publication(json: &str) -> serde_json::Result<Option<Publication>> {
    serde_json::from_str::<Nested<Record<'_>>>(json).map(|Nested(work)| work.map(|work| of_record(*work)))
}

fn of_record(mut work: Record<'_>) -> Publication {
    let mut item = work.item();
    if let (Some(title), Some(subtitle)) = (&item.title, work.subtitle.get())
        && !title.contains(subtitle)
    {
        item.title = Some(format!("{title}: {subtitle}"));
    }
    item.doi = item.doi.as_deref().and_then(doi);
    // "http://id.crossref.org/isbn/978…".
    item.isbn = item.isbn.map(|isbn| isbn.rsplit('/').next().unwrap_or_default().to_owned());
    item.issue = item.issue.or_else(|| work.journal_issue.0.issue.into_string());
    item.page = item.page.or_else(|| work.article_number.into_string());
    item.edition = item.edition.or_else(|| work.edition_number.into_string());
    item.publisher_place = item.publisher_place.or_else(|| work.publisher_location.into_string());
    let days = [work.published_print, work.published_online, work.published, work.created];
    item.issued = item.issued.or_else(|| days.into_iter().find_map(|day| day.0));
    let references = work.reference.0.into_iter();
    Publication {
        id: item.doi.clone(),
        item,
        cites: references.filter_map(|Object(reference)| cited(reference)).collect(),
        ..Publication::default()
    }
}

/// A reference: in fields where it has some that name a work, in words, or by its DOI.
fn cited(reference: Reference<'_>) -> Option<Cited> {
    let identifier = reference.doi.get().and_then(doi);
    let named = [&reference.article_title, &reference.journal_title, &reference.volume_title, &reference.series_title];
    let is_named = named.into_iter().any(|title| title.get().is_some());
    if let (Some(printed), false) = (reference.unstructured.get(), is_named) {
        return Some(Cited::Text(match identifier {
            Some(doi) if !printed.to_lowercase().contains(&doi) => format!("{printed} https://doi.org/{doi}"),
            _ => printed.to_owned(),
        }));
    }
    let (article, journal) = (reference.article_title.into_string(), reference.journal_title.into_string());
    let volume_title = reference.volume_title.into_string();
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
        author: reference.author.get().map(name).into_iter().collect(),
        title,
        container_title: journal.or(held_by),
        collection_title: reference.series_title.into_string(),
        issued: reference.year.get().and_then(date),
        volume: reference.volume.into_string(),
        issue: reference.issue.into_string(),
        page: reference.first_page.into_string(),
        edition: reference.edition.into_string(),
        doi: identifier.clone(),
        isbn: reference.isbn.into_string(),
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
        let found = publication(&work.to_string()).expect("it is JSON").expect("a work");
        assert_eq!(found.id.as_deref(), Some("10.1000/a"));
        let [Cited::Item(item), Cited::Text(printed), Cited::Doi(by)] = &found.cites[..] else {
            panic!("{:?}", found.cites)
        };
        assert_eq!((item.year(), item.page.as_deref()), (Some(2019), Some("4")));
        assert_eq!(printed, "Doe, B. (2018). On jests. https://doi.org/10.1000/b");
        assert_eq!(by, "10.1000/c");
    }
}
