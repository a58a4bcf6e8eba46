//! EndNote's XML: a record of each work in a library.

use super::tree::Element;
use crate::record::field::{date, date_in, doi, doi_alone, pmid};
use crate::record::name::inverted;
use crate::record::records::Publication;
use crate::record::tagged::endnote_type;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) fn publication(record: Element<'_>) -> Publication {
    let field = |name: &str| record.text_of(name);
    let kind = record.first("ref-type").and_then(|kind| kind.attribute("name")).unwrap_or_default();
    let item_type = match endnote_type(kind) {
        // The proceedings, or a paper in them.
        ItemType::Book
            if kind == "Conference Proceedings" && field("title").is_some() && field("secondary-title").is_some() =>
        {
            ItemType::PaperConference
        }
        found => found,
    };
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
    // The year, and the day in it or the whole date: "Mar 5", "2001/3/5".
    let dates = record.first("dates");
    let day = dates.and_then(|dates| dates.first("pub-dates")).and_then(|days| days.text_of("date"));
    let year = dates.and_then(|dates| dates.text_of("year"));
    let issued = match year {
        Some(year) => date_in(date(&year), day.as_deref()),
        None => day.as_deref().and_then(date),
    };
    // A page has there the day on which it was visited, a thesis the degree and who awarded it, an article when it came out online.
    let is_page = item_type == ItemType::Webpage;
    let is_thesis = item_type == ItemType::Thesis;
    let is_day = |written: &String| item_type == ItemType::ArticleJournal && date(written).is_some();
    let item = Item {
        item_type,
        author: people("authors"),
        editor: people(if is_whole { "tertiary-authors" } else { "secondary-authors" }),
        translator: people("subsidiary-authors"),
        title: field("title"),
        container_title: if is_whole { None } else { held_by() },
        collection_title: field("tertiary-title")
            .or_else(|| field("secondary-title").filter(|_| is_whole && !is_thesis)),
        issued,
        volume: field("volume").filter(|_| !is_page && !is_thesis),
        // Mendeley calls it so.
        issue: field("number").filter(|_| item_type != ItemType::Report && !is_page).or_else(|| field("issue")),
        number: field("number").filter(|_| item_type == ItemType::Report),
        page: field("pages"),
        // Who brought out a decision is the court.
        authority: field("publisher").filter(|_| is_law),
        publisher: field("publisher").filter(|_| !is_law),
        publisher_place: field("pub-location"),
        number_of_volumes: field("num-vols"),
        edition: field("edition").filter(|written| !is_day(written)),
        genre: field("work-type")
            .filter(|_| matches!(item_type, ItemType::Thesis | ItemType::Report))
            .or_else(|| field("volume").filter(|_| is_thesis)),
        doi: number.or_else(|| addresses.iter().find_map(|url| doi_alone(url))),
        // A file in the program's own folder is nobody else's.
        url: addresses.into_iter().find(|url| !url.starts_with("internal-pdf:") && !url.starts_with("file:")),
        isbn: field("isbn"),
        pmid: field("accession-num").filter(|_| is_of_pubmed).as_deref().and_then(pmid),
        ..Item::default()
    };
    Publication { id: field("label").or_else(|| field("rec-number")), item, ..Publication::default() }
}
