//! Works of OpenAlex (<https://docs.openalex.org/api-entities/works/work-object>).

use serde_json::Value;

use super::text;
use crate::record::field::{date, doi, pages};
use crate::record::item_type::item_type;
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::name;

pub(super) fn publication(work: &Value) -> Option<Publication> {
    let address = text(work.get("id"));
    let key = address.as_deref().and_then(|id| id.rsplit('/').next()).map(str::to_owned);
    let location = work.get("primary_location");
    let source = location.and_then(|l| l.get("source")).or_else(|| work.get("host_venue"));
    let biblio = |key: &str| text(work.get("biblio").and_then(|b| b.get(key)));
    let authors = work.get("authorships").and_then(Value::as_array).into_iter().flatten();
    let author = authors.filter_map(|a| {
        let known = text(a.get("author").and_then(|author| author.get("display_name")));
        known.or_else(|| text(a.get("raw_author_name")))
    });
    let in_journal = source.and_then(|s| text(s.get("type"))).is_none_or(|kind| kind == "journal");
    let kind = match item_type(&text(work.get("type")).unwrap_or_default()) {
        ItemType::Article if in_journal => ItemType::ArticleJournal,
        kind => kind,
    };
    let item = Item {
        item_type: kind,
        author: author.map(|written| name(&written)).collect(),
        title: text(work.get("title")).or_else(|| text(work.get("display_name"))),
        container_title: source.and_then(|s| text(s.get("display_name"))),
        issued: text(work.get("publication_date"))
            .or_else(|| text(work.get("publication_year")))
            .and_then(|written| date(&written)),
        volume: biblio("volume"),
        issue: biblio("issue"),
        page: pages(biblio("first_page"), biblio("last_page")),
        publisher: source.and_then(|s| text(s.get("host_organization_name"))),
        doi: text(work.get("doi")).as_deref().and_then(doi),
        url: address.clone(),
        pmid: work
            .get("ids")
            .and_then(|ids| text(ids.get("pmid")))
            .and_then(|id| Some(id.rsplit('/').next()?.to_owned())),
        ..Item::default()
    };
    let cited = work.get("referenced_works").and_then(Value::as_array).into_iter().flatten();
    let cites = cited.filter_map(Value::as_str).map(|id| Cited::Address(full(id))).collect();
    key.is_some().then(|| Publication {
        id: key,
        address: address.as_deref().map(full),
        item,
        cites,
        ..Publication::default()
    })
}

/// Some dumps have "W123" for "https://openalex.org/W123".
fn full(id: &str) -> String {
    if id.starts_with('W') { format!("https://openalex.org/{id}") } else { id.to_owned() }
}
