//! Tables of works by what their columns are called: Zotero's, PubMed's and IEEE Xplore's, and OpenAlex' own.

use super::Row;
use crate::record::field::{date, doi, pages};
use crate::record::item_type::item_type;
use crate::record::name::{inverted, with_initials};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::{Name, name};

const TITLE: [&str; 4] = ["title", "document title", "article title", "paper title"];
const AUTHORS: [&str; 4] = ["authors", "author", "author/s", "author(s)"];
const CONTAINER: [&str; 9] = [
    "publication title",
    "journal/book",
    "container-title",
    "source title",
    "journal",
    "journal title",
    "source",
    "venue",
    "publication",
];
const YEAR: [&str; 8] =
    ["date", "issued", "publication date", "publication year", "year", "pub_year", "date published", "pubyear"];

const START: [&str; 4] = ["start page", "page start", "startpage", "first page"];

fn has(columns: &[String], names: &[&str]) -> bool {
    columns.iter().any(|column| names.contains(&column.as_str()))
}

/// Whether these are the columns of works: a title and, of authors, year, outlet and DOI, three or the authors and one more.
pub(super) fn is_works(columns: &[String]) -> bool {
    let authors = has(columns, &AUTHORS);
    let others = [&YEAR[..], &CONTAINER, &["doi"]].iter().filter(|names| has(columns, names)).count();
    has(columns, &TITLE) && (others == 3 || (authors && others >= 1))
}

/// Whether these are the columns of OpenAlex' works.
pub(super) fn is_openalex(columns: &[String]) -> bool {
    has(columns, &["publication_year"])
        && has(columns, &["title", "display_name"])
        && has(columns, &["id", "openalex_id"])
}

/// The work of a row.
pub(super) fn publication(row: &Row<'_>) -> Publication {
    let kind =
        row.get(&["item type", "type", "publication type", "document type", "entry type", "document identifier"]);
    let kind = kebab(&kind.unwrap_or_default());
    let container = row.get(&CONTAINER).or_else(|| row.get(&["proceedings title", "booktitle", "book title"]));
    // In CSL's own words an article is a preprint.
    let is_csl = row.has("container-title");
    let item_type = match item_type(&kind) {
        ItemType::Document if kind.contains("conference") => ItemType::PaperConference,
        ItemType::Document if container.is_some() && kind != "document" => ItemType::ArticleJournal,
        ItemType::Article if container.is_some() && !is_csl && kind == "article" => ItemType::ArticleJournal,
        found => found,
    };
    let is_arxiv = row.get(&["archive", "repository"]).is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"));
    // A number beside a column of issues, or of a report, is the work's own.
    let numbers_works = item_type == ItemType::Report || row.has("issue");
    let pmid = row.get(&["pmid"]).filter(|id| id.bytes().all(|b| b.is_ascii_digit()));
    // "On tests.", as PubMed ends its titles.
    let title = row.get(&TITLE).map(|title| match (&pmid, title.strip_suffix('.')) {
        (Some(_), Some(bare)) => bare.to_owned(),
        _ => title,
    });
    let item = Item {
        item_type,
        author: people(&row.get(&AUTHORS).unwrap_or_default()),
        editor: people(&row.get(&["editors", "editor"]).unwrap_or_default()),
        translator: people(&row.get(&["translators", "translator"]).unwrap_or_default()),
        title,
        container_title: container,
        collection_title: row.get(&["series", "series title", "collection-title"]),
        collection_number: row.get(&["collection-number", "series number"]),
        number_of_volumes: row.get(&["number-of-volumes", "number of volumes"]),
        authority: row.get(&["authority", "court"]),
        issued: row.get(&YEAR).and_then(|written| date(&written)),
        volume: row.get(&["volume"]),
        issue: row.get(&["issue", "issue number"]).or_else(|| row.get(&["number"]).filter(|_| !numbers_works)),
        number: row.get(&["number"]).filter(|_| numbers_works).or_else(|| row.get(&["report number"])),
        page: row
            .get(&["pages", "page", "pagination"])
            .or_else(|| pages(row.get(&START), row.get(&["end page", "page end", "endpage", "last page"]))),
        publisher: row.get(&["publisher"]),
        publisher_place: row.get(&["place", "publisher-place", "publisher place"]),
        edition: row.get(&["edition"]),
        // A type beside the item's is that of the thesis or report.
        genre: row.get(&["genre"]).or_else(|| row.get(&["type"]).filter(|_| row.has("item type"))),
        doi: row.get(&["doi"]).as_deref().and_then(doi),
        url: row.get(&["url", "link", "articleurl", "pdf link"]),
        isbn: row.get(&["isbn", "isbns", "issn"]),
        arxiv: row.get(&["archive_location", "arxiv"]).or_else(|| row.get(&["archive location"]).filter(|_| is_arxiv)),
        pmid: pmid.or_else(|| row.get(&["pubmed id"])),
    };
    Publication { id: row.get(&["key", "id", "citation key", "identifier", "pmid"]), item, ..Publication::default() }
}

/// "journalArticle", "Journal Article" → "journal-article".
fn kebab(kind: &str) -> String {
    let mut written = String::new();
    for c in kind.chars() {
        if c.is_uppercase() && written.ends_with(char::is_lowercase) {
            written.push('-');
        }
        written.extend(if c == ' ' { '-' } else { c }.to_lowercase());
    }
    written
}

/// "Roe, Ann; Doe, Bob", "Ann Roe; Bob Doe", "Roe A, Doe B.", "A Roe, BC Doe, ...", "Ann Roe and Bob Doe".
fn people(cell: &str) -> Vec<Name> {
    let each = |separator: &str| -> Vec<String> {
        cell.split(separator).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let short = |written: &String| {
        let last = written.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
        written.contains(' ') && last.len() <= 4 && last.chars().all(char::is_uppercase)
    };
    let comma = each(",");
    if !cell.contains(';') && !comma.is_empty() && comma.iter().all(short) {
        return comma.iter().map(|written| with_initials(written.trim_end_matches('.'))).collect();
    }
    // Publish or Perish has initials before each name, and dots for those that aren't told.
    let initials = |written: &String| {
        let (first, rest) = written.split_once(' ').unwrap_or_default();
        let is_short = first.len() <= 4 && first.chars().all(char::is_uppercase) && !first.is_empty();
        is_short && rest.contains(char::is_lowercase)
    };
    let told: Vec<String> = comma.iter().filter(|name| !matches!(name.as_str(), "..." | "…")).cloned().collect();
    if !cell.contains(';') && !told.is_empty() && told.iter().all(initials) {
        return told.iter().map(|written| name(written)).collect();
    }
    let named = |written: String| if written.contains(',') { inverted(&written) } else { name(&written) };
    match (cell.contains(';'), cell.contains(" and ")) {
        (false, true) => each(" and ").into_iter().map(named).collect(),
        _ => each(";").into_iter().map(named).collect(),
    }
}

/// A work of OpenAlex, whose lists stand between bars.
pub(super) fn openalex(row: &Row<'_>) -> Publication {
    let address = row.get(&["id", "openalex_id"]).map(|id| full(&id));
    let container = row.get(&["primary_location.source.display_name", "host_venue.display_name", "source", "journal"]);
    let kind = match item_type(&row.get(&["type"]).unwrap_or_default()) {
        ItemType::Article if container.is_some() => ItemType::ArticleJournal,
        kind => kind,
    };
    let authors = ["authorships.author.display_name", "authorships.raw_author_name", "author", "authors"];
    let item = Item {
        item_type: kind,
        author: row.list(&authors, "|").iter().map(|written| name(written)).collect(),
        title: row.get(&["title", "display_name"]),
        container_title: container,
        issued: row.get(&["publication_date", "publication_year"]).and_then(|written| date(&written)),
        volume: row.get(&["biblio.volume", "volume"]),
        issue: row.get(&["biblio.issue", "issue"]),
        page: pages(row.get(&["biblio.first_page", "first_page"]), row.get(&["biblio.last_page", "last_page"])),
        doi: row.get(&["doi"]).as_deref().and_then(doi),
        pmid: row.get(&["ids.pmid", "pmid"]).and_then(|id| Some(id.rsplit('/').next()?.to_owned())),
        url: address.clone(),
        ..Item::default()
    };
    let cites = row.list(&["referenced_works"], "|").iter().map(|id| Cited::Address(full(id))).collect();
    let id = address.as_deref().and_then(|id| id.rsplit('/').next()).map(str::to_owned);
    Publication { id, address, item, cites, ..Publication::default() }
}

/// "W123" for "https://openalex.org/W123".
fn full(id: &str) -> String {
    if id.starts_with('W') { format!("https://openalex.org/{id}") } else { id.to_owned() }
}
