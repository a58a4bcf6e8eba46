//! Works of OpenAlex (<https://docs.openalex.org/api-entities/works/work-object>).

use serde::Deserialize;

use crate::record::field::{date, doi, pages};
use crate::record::item_type::item_type;
use crate::record::lenient::{List, Object, Text};
use crate::record::name::displayed;
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};

/// What is used of a work.
#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
pub(super) struct Work<'t> {
    id: Text<'t>,
    doi: Text<'t>,
    title: Text<'t>,
    display_name: Text<'t>,
    publication_year: Text<'t>,
    publication_date: Text<'t>,
    #[serde(rename = "type")]
    kind: Text<'t>,
    ids: Object<Ids<'t>>,
    primary_location: Object<Location<'t>>,
    /// What came before `primary_location`.
    host_venue: Object<Source<'t>>,
    authorships: List<Object<Authorship<'t>>>,
    biblio: Object<Biblio<'t>>,
    referenced_works: List<Text<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Ids<'t> {
    pmid: Text<'t>,
    doi: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Location<'t> {
    source: Object<Source<'t>>,
    /// The outlet as it is printed, where OpenAlex knows none of this name.
    raw_source_name: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Source<'t> {
    display_name: Text<'t>,
    #[serde(rename = "type")]
    kind: Text<'t>,
    host_organization_name: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Authorship<'t> {
    author: Object<Author<'t>>,
    raw_author_name: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Author<'t> {
    display_name: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Biblio<'t> {
    volume: Text<'t>,
    issue: Text<'t>,
    first_page: Text<'t>,
    last_page: Text<'t>,
}

pub(super) fn publication(json: &str) -> serde_json::Result<Option<Publication>> {
    serde_json::from_str::<Object<Work<'_>>>(json).map(|Object(work)| work.publication())
}

impl Work<'_> {
    fn publication(self) -> Option<Publication> {
        let address = self.id.get().map(full)?;
        let key = address.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        let Object(Location { source: Object(located), raw_source_name }) = self.primary_location;
        let Object(ids) = self.ids;
        let source = if located.display_name.get().is_some() { located } else { self.host_venue.0 };
        let Object(biblio) = self.biblio;
        let author = self.authorships.0.iter().filter_map(|Object(authorship)| {
            authorship.author.0.display_name.get().or_else(|| authorship.raw_author_name.get())
        });
        let in_journal = source.kind.get().is_none_or(|kind| kind == "journal");
        let kind = match item_type(self.kind.get().unwrap_or_default()) {
            ItemType::Article if in_journal => ItemType::ArticleJournal,
            kind => kind,
        };
        let item = Item {
            item_type: kind,
            author: author.map(displayed).collect(),
            title: self.title.into_string().or_else(|| self.display_name.into_string()),
            container_title: source.display_name.into_string().or_else(|| raw_source_name.into_string()),
            issued: self.publication_date.get().or_else(|| self.publication_year.get()).and_then(date),
            volume: biblio.volume.into_string(),
            issue: biblio.issue.into_string(),
            page: pages(biblio.first_page.into_string(), biblio.last_page.into_string()),
            publisher: source.host_organization_name.into_string(),
            doi: self.doi.get().or_else(|| ids.doi.get()).and_then(doi),
            url: Some(address.clone()),
            pmid: ids.pmid.get().and_then(|id| Some(id.rsplit('/').next()?.to_owned())),
            ..Item::default()
        };
        let cites = self.referenced_works.0.iter().filter_map(Text::get).map(|id| Cited::Address(full(id))).collect();
        Some(Publication { id: key, address: Some(address), item, cites, ..Publication::default() })
    }
}

/// Some dumps have "W123" for "https://openalex.org/W123".
fn full(id: &str) -> String {
    if id.starts_with('W') { format!("https://openalex.org/{id}") } else { id.to_owned() }
}
