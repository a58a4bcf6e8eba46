//! NBIB, PubMed's form, also called MEDLINE: four letters, a hyphen, a blank; further lines of a value are indented.

use super::lines::{BEFORE, Grammar, Line, Tagged};
use crate::record::field::{date, doi, doi_alone, pubmed_title};
use crate::record::name::{inverted, with_initials};
use crate::record::records::Publication;
use crate::record::{source, year};
use crate::reference::date::Date;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) const GRAMMAR: Grammar =
    Grammar { line, first: "PMID", last: None, outside: &[], begins: BEGINS, before: BEFORE };

/// What a record begins with that lacks its first tag.
const BEGINS: &[&str] = &["OWN", "STAT", "TI", "FAU", "AU"];

/// "FAU - Roe, Ann", indented by a blank or two at most: further lines of a value are indented by six.
fn line(line: &str) -> Option<Line<'_>> {
    let bare = line.trim_start();
    if line.len() - bare.len() > 3 || line.starts_with('\t') {
        return Some(Line::More);
    }
    let (tag, value) = bare.split_once('-')?;
    let tag = tag.trim_end();
    let is_tag = (2..=4).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_uppercase());
    is_tag.then_some(Line::Field(tag, value))
}

pub(super) fn publication(record: &Tagged<'_>) -> Publication {
    let full: Vec<Name> = record.values("FAU").map(|written| inverted(&written)).collect();
    let short = || record.values("AU").map(|written| with_initials(&written));
    let mut author = if full.is_empty() { short().collect() } else { full };
    author.extend(record.values("CN").map(|group| Name { literal: Some(group.into_owned()), ..Name::default() }));
    let editors = |tag| record.values(tag).map(|written| inverted(&written)).collect::<Vec<Name>>();
    let editor = Some(editors("FED")).filter(|full| !full.is_empty()).unwrap_or_else(|| editors("ED"));
    let is_book = record.first(&["BTI"]).is_some();
    let item_type = match record.first(&["PT"]).map(|kind| kind.to_lowercase()) {
        _ if is_book && record.first(&["TI"]).is_some() => ItemType::Chapter,
        _ if is_book => ItemType::Book,
        Some(kind) if kind.contains("preprint") => ItemType::Article,
        Some(kind) if kind == "dataset" => ItemType::Dataset,
        Some(kind) if kind == "document" => ItemType::Document,
        // What NBIB has no word for, others write by CSL's name.
        Some(kind) => match super::super::item_type(&kind.replace(' ', "-")) {
            ItemType::Document => ItemType::ArticleJournal,
            found => found,
        },
        None => ItemType::ArticleJournal,
    };
    let labelled = |label: &str| {
        let values = record.values("AID").chain(record.values("LID"));
        let mut found = values.filter_map(|v| Some(v.trim_end().strip_suffix(label)?.trim_end().to_owned()));
        found.next()
    };
    // What older files say in one.
    let place = record.first(&["SO"]).map(|written| source::place(&written)).unwrap_or_default();
    let sourced = || record.first(&["SO"]).and_then(|written| year::shown(&written)).map(Date::of_year);
    let item = Item {
        item_type,
        author,
        editor,
        title: record.first(&["TI"]).or_else(|| record.first(&["BTI"])).map(|t| pubmed_title(&t)),
        container_title: match item_type {
            ItemType::Chapter => record.first(&["BTI"]).map(|t| pubmed_title(&t)),
            ItemType::Book => None,
            _ => record.first(&["JT", "TA"]),
        },
        collection_title: record.first(&["CTI"]),
        issued: record.first(&["DP"]).and_then(|written| date(&written)).or_else(sourced),
        volume: record.first(&["VI"]).or(place.volume),
        issue: record.first(&["IP"]).or(place.issue),
        page: record.first(&["PG"]).or(place.page),
        publisher: record.first(&["PB"]),
        publisher_place: record.first(&["PL"]).filter(|_| is_book || record.first(&["PB"]).is_some()),
        edition: record.first(&["EN"]),
        doi: labelled("[doi]").or_else(|| in_source(record)).as_deref().and_then(doi).or_else(|| {
            // Some leave out what kind of number it is.
            record.values("AID").chain(record.values("LID")).find_map(|written| doi_alone(&written))
        }),
        isbn: record.first(&["ISBN", "IS"]).map(|isbn| isbn.split(' ').next().unwrap_or_default().to_owned()),
        pmid: record.first(&["PMID"]).filter(|id| id.bytes().all(|b| b.is_ascii_digit())),
        ..Item::default()
    };
    let id = record.first(&["PMID"]).map(|id| format!("pmid-{id}"));
    Publication { id, item, ..Publication::default() }
}

/// The DOI behind the source: "J Tests. 2001;3(2):4-9. doi: 10.1000/1.".
fn in_source(record: &Tagged<'_>) -> Option<String> {
    let source = record.first(&["SO"])?;
    Some(source[source.to_ascii_lowercase().find("doi:")?..].to_owned())
}
