//! Tables of works by what their columns are called: Zotero's, PubMed's, IEEE Xplore's, EBSCO's, Embase's, ProQuest's, Cochrane's,
//! RefWorks', Rayyan's and Covidence's, and OpenAlex' own.

use super::Row;
use crate::record::field::{date, date_in, doi, doi_alone, pages, pmid, pubmed_title};
use crate::record::item_type::item_type;
use crate::record::name::{displayed_list, inverted, listed, with_initials, without_others};
use crate::record::records::{Cited, Publication};
use crate::record::source;
use crate::reference::date::{Date, DateParts};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::{Name, name};

const TITLE: [&str; 6] = ["title", "document title", "article title", "paper title", "title primary", "item title"];
const AUTHORS: [&str; 8] =
    ["authors", "author", "author/s", "author(s)", "author names", "authors, primary", "contributors", "first author"];
const CONTAINER: [&str; 13] = [
    "publication title",
    "journal/book",
    "container-title",
    "source title",
    "journal",
    "journal title",
    "journal name",
    "periodical full",
    "pubtitle",
    "publication name",
    "source",
    "venue",
    "publication",
];
const YEAR: [&str; 14] = [
    "date",
    "issued",
    "publication date",
    "date of publication",
    "publicationdate",
    "publication year",
    "published year",
    "year",
    "pub_year",
    "pub year",
    "date published",
    "pubyear",
    "pubdate",
    "online date",
];

const START: [&str; 5] = ["start page", "page start", "startpage", "first page", "pagestart"];
const END: [&str; 7] = ["end page", "page end", "endpage", "last page", "pageend", "other pages", "last_page"];
const DOI: [&str; 8] = [
    "doi",
    "digitalobjectidentifier",
    "digital object identifier",
    "doi link",
    "doi url",
    "doi/url",
    "article doi",
    "item doi",
];
const NUMBER: [&str; 6] = ["isbn", "isbns", "issn", "issns", "issn/isbn", "eissn"];
const PMID: [&str; 4] = ["pmid", "pubmed id", "pubmed_id", "medline pmid"];
const ID: [&str; 11] = [
    "key",
    "id",
    "citation key",
    "identifier",
    "pmid",
    "central id",
    "accession number",
    "reference id",
    "storeid",
    "an",
    "pui",
];

fn has(columns: &[String], names: &[&str]) -> bool {
    columns.iter().any(|column| names.contains(&column.as_str()) || names.contains(&column.replace('_', " ").as_str()))
}

/// Whether these are the columns of works: a title and, of authors, year, outlet and DOI, three or the authors and one more.
pub(super) fn is_works(columns: &[String]) -> bool {
    let authors = has(columns, &AUTHORS);
    let others = [&YEAR[..], &CONTAINER, &DOI].iter().filter(|names| has(columns, names)).count();
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
    let kind = row.get(&[
        "item type",
        "type",
        "publication type",
        "document type",
        "documenttype",
        "entry type",
        "document identifier",
        "content type",
        "reference type",
        "doctype",
        "doctypes",
    ]);
    let kind = kebab(&kind.unwrap_or_default());
    let book = row.get(&["proceedings title", "booktitle", "book title"]);
    let journal = row.get(&CONTAINER);
    let in_book = journal.is_none() && book.is_some();
    let container = journal.or(book);
    // In CSL's own words an article is a preprint.
    let is_csl = row.has("container-title");
    let item_type = match item_type(&kind) {
        ItemType::Document if kind.contains("conference") => ItemType::PaperConference,
        // What stands in a book, of a kind that isn't told.
        ItemType::Document if in_book && kind != "document" => ItemType::Chapter,
        ItemType::Document if container.is_some() && kind != "document" => ItemType::ArticleJournal,
        ItemType::Article if container.is_some() && !is_csl && kind == "article" => ItemType::ArticleJournal,
        found => found,
    };
    let is_arxiv = row.get(&["archive", "repository"]).is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"));
    // A number beside a column of issues, or of a report, is the work's own.
    let numbers_works = item_type == ItemType::Report || row.has("issue");
    // Zotero keeps there what it has no field for, a line each: "PMID: 12345".
    let extra = row.get(&["extra"]).unwrap_or_default();
    let in_extra = || extra.lines().find_map(|line| pmid(line.trim().strip_prefix("PMID:")?));
    let pubmed = row.get(&PMID).as_deref().and_then(pmid).or_else(in_extra);
    let url = row.get(&["url", "link", "articleurl", "pdf link", "plink", "documenturl"]);
    let place = row.get(&["citation"]).filter(|_| row.has("pmid")).map(|citation| source::place(&citation));
    let place = place.unwrap_or_default();
    // "On tests.", as PubMed and EBSCO end their titles.
    let ends = pubmed.is_some() || row.has("plink");
    let title = row.get(&TITLE).map(|title| if ends { pubmed_title(&title) } else { title });
    let item = Item {
        item_type,
        author: people(&match row.has("item title") {
            true => parted(&row.get(&AUTHORS).unwrap_or_default()),
            false => row.get(&AUTHORS).unwrap_or_default(),
        }),
        editor: people(&row.get(&["editors", "editor"]).unwrap_or_default()),
        translator: people(&row.get(&["translators", "translator"]).unwrap_or_default()),
        title,
        container_title: container,
        collection_title: row.get(&["series", "series title", "book series title", "collection-title"]),
        collection_number: row.get(&["collection-number", "series number"]),
        number_of_volumes: row.get(&["number-of-volumes", "number of volumes"]),
        authority: row.get(&["authority", "court"]),
        issued: issued(row),
        volume: row.get(&["volume", "journal volume"]).or(place.volume),
        issue: row
            .get(&["issue", "issue number", "journal issue"])
            .or_else(|| row.get(&["number"]).filter(|_| !numbers_works))
            .or(place.issue),
        number: row.get(&["number"]).filter(|_| numbers_works).or_else(|| row.get(&["report number"])),
        page: row
            .get(&["pages", "page", "pagination", "page range"])
            .or_else(|| pages(row.get(&START), row.get(&END)))
            .or(place.page)
            .or_else(|| row.get(&["article number"])),
        publisher: row.get(&["publisher", "book publisher"]),
        publisher_place: row.get(&[
            "place",
            "publisher-place",
            "publisher place",
            "place of publication",
            "placeofpublication",
            "address",
        ]),
        edition: row.get(&["edition"]),
        // A type beside the item's is that of the thesis or report.
        genre: row.get(&["genre"]).or_else(|| row.get(&["type"]).filter(|_| row.has("item type"))),
        doi: row.get(&DOI).as_deref().and_then(doi).or_else(|| doi_alone(url.as_deref()?)),
        url,
        isbn: row.get(&NUMBER),
        arxiv: row.get(&["archive_location", "arxiv"]).or_else(|| row.get(&["archive location"]).filter(|_| is_arxiv)),
        pmid: pubmed,
    };
    Publication { id: row.get(&ID), item, ..Publication::default() }
}

/// Of a day and a year, the first that says which; month and day may have columns of their own.
fn issued(row: &Row<'_>) -> Option<Date> {
    let all = || YEAR.iter().filter_map(|column| row.get(&[column])).filter_map(|written| date(&written));
    let year = all().next();
    let is_more =
        |more: &Date, of: &Date| more.year() == of.year() && more.start.is_some_and(|start| start.month.is_some());
    let year = year.map(|of| all().find(|more| is_more(more, &of)).unwrap_or(of));
    let found = date_in(year, row.get(&["month", "published month"]).as_deref());
    found.map(|date| match date.start {
        Some(start) if start.month.is_some() && start.day.is_none() => {
            let day = row.get(&["day"]).and_then(|day| day.trim().parse().ok()).filter(|day| (1..=31).contains(day));
            Date { start: Some(DateParts { day, ..start }), ..date }
        }
        _ => date,
    })
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
    let (cell, others) = without_others(cell);
    named(cell).into_iter().chain(others).collect()
}

/// "Ann Roe; Bob McDoe" for "Ann RoeBob McDoe", as SpringerLink writes them.
fn parted(names: &str) -> String {
    const PARTICLES: [&str; 8] = ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz"];
    let mut parted = String::with_capacity(names.len());
    for c in names.chars() {
        let word = parted.rsplit([' ', '-']).next().unwrap_or_default();
        if c.is_uppercase() && word.ends_with(char::is_lowercase) && !PARTICLES.contains(&word) {
            parted.push_str("; ");
        }
        parted.push(c);
    }
    parted
}

/// What parts names in some tables and stands in none.
const BARS: [&str; 7] = [" // ", "||", "|", " & ", " und ", " et ", " y "];

fn named(cell: &str) -> Vec<Name> {
    if cell.is_empty() {
        return Vec::new();
    }
    if cell.contains('{') {
        return listed(cell).map(person).collect();
    }
    if let Some(bar) = BARS.into_iter().find(|bar| cell.contains(bar)).filter(|_| !cell.contains(';')) {
        let each: Vec<&str> = cell.split(bar).map(str::trim).filter(|name| !name.is_empty()).collect();
        // A body may have a word in its name: "Tests & Trials".
        if !bar.starts_with(' ') || bar == " // " || each.iter().all(|name| name.contains(',')) {
            return each.into_iter().map(person).collect();
        }
    }
    // A list as Python prints it, or a name a line.
    if let Some(list) = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let names = list.split(['\'', '"']).map(str::trim).filter(|name| !name.is_empty() && *name != ",");
        return names.map(person).collect();
    }
    if !cell.contains(';') && cell.contains('\n') {
        return cell
            .lines()
            .map(|line| line.trim().trim_end_matches(','))
            .filter(|line| !line.is_empty())
            .map(person)
            .collect();
    }
    let each = |separator: &str| -> Vec<String> {
        cell.split(separator).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let short = |written: &String| {
        let last = written.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
        written.contains(' ') && last.len() <= 4 && last.chars().all(char::is_uppercase)
    };
    let comma = each(",");
    // Among them may be a body.
    let shorts = comma.iter().filter(|name| short(name)).count();
    if !cell.contains(';') && comma.first().is_some_and(short) && shorts * 2 >= comma.len() {
        let bare = comma.iter().map(|written| written.strip_suffix('.').filter(|_| short(written)).unwrap_or(written));
        return bare.map(with_initials).collect();
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
    // "Ann Roe,Bob Doe": behind the comma of a name with the family first a blank stands.
    let is_whole = |name: &&str| name.contains(' ') && !name.starts_with(' ');
    if !cell.contains(';') && cell.contains(',') && cell.split(',').all(|name| is_whole(&name)) {
        return cell.split(',').map(|written| name(written.trim())).collect();
    }
    // "Roe, A., Doe, B.C.", "Roe, Ann, Doe, Bob": each second part is of the name before.
    let is_given =
        |part: &String| !part.contains(' ') || part.split(' ').all(|word| word.len() <= 2 || word.contains('.'));
    if !cell.contains([';'])
        && !cell.contains(" and ")
        && comma.len() >= 4
        && comma.len() % 2 == 0
        && comma.iter().all(is_given)
    {
        return comma.chunks(2).map(|name| inverted(&name.join(", "))).collect();
    }
    // "Ann Roe, Bob Doe and Carl Lind".
    let whole = |part: &String| part.split(" and ").all(|name| name.trim().contains(' '));
    if !cell.contains(';') && comma.len() >= 2 && cell.contains(" and ") && comma.iter().all(whole) {
        return comma.iter().flat_map(|part| part.split(" and ").map(|written| person(written.trim()))).collect();
    }
    if !cell.contains(';')
        && let Some(names) = displayed_list(cell)
    {
        return names;
    }
    match (cell.contains(';'), cell.contains(" and ")) {
        (false, true) => each(" and ").iter().map(|written| person(written)).collect(),
        _ => listed(cell).map(person).collect(),
    }
}

fn person(written: &str) -> Name {
    if written.contains([',', '{']) { inverted(written) } else { name(written) }
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
