//! EndNote's tagged form, which Refer had before: a percent sign, a letter, a blank.

use super::lines::{BEFORE, Grammar, Line, Tagged};
use crate::record::field::{date, date_in, doi, doi_alone, doi_behind_word, pages};
use crate::record::name::people as persons;
use crate::record::records::Publication;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) const GRAMMAR: Grammar =
    Grammar { line, first: "%0", last: None, outside: &[], begins: BEGINS, before: BEFORE };

/// What a record begins with that lacks its first tag.
const BEGINS: &[&str] = &["%R", "%A", "%T", "%J", "%D", "%B"];

/// "%A Roe, Ann"; what has no tag is more of the value before, as abstracts are.
fn line(line: &str) -> Option<Line<'_>> {
    let mut letters = line.chars();
    if letters.next() != Some('%') {
        return Some(Line::More);
    }
    let letter = letters.next().filter(|c| c.is_ascii_graphic())?;
    let rest = letters.as_str();
    let parted = rest.is_empty() || rest.starts_with([' ', '\t']);
    parted.then(|| Line::Field(&line[..1 + letter.len_utf8()], rest))
}

pub(super) fn publication(record: &Tagged<'_>) -> Publication {
    let kind = record.first(&["%0"]).unwrap_or_default();
    let item_type = match item_type(&kind) {
        ItemType::Document if kind.is_empty() && record.first(&["%J"]).is_some() => ItemType::ArticleJournal,
        found => found,
    };
    // A line each, whatever stands before it.
    let people = |tag: &str| -> Vec<Name> { record.lines(tag).flat_map(persons).collect() };
    let has_volume = record.first(&["%V"]).is_some();
    let is_law = matches!(item_type, ItemType::LegalCase | ItemType::Legislation);
    // ADS writes the form by its older tags: the last page, and its own words for the outlet.
    let is_of_ads = kind.is_empty() && record.first(&["%R"]).is_some();
    // The day of an article online stands where a book has its edition.
    let online =
        || record.first(&["%7"]).filter(|written| item_type == ItemType::ArticleJournal && date(written).is_some());
    let outlet = record.first(&["%J", "%B"]).filter(|_| item_type != ItemType::Book);
    let outlet = match outlet {
        Some(_) if is_of_ads => record.first(&["%J"]).map(|written| of_ads(&written).to_owned()),
        outlet => outlet,
    };
    let item = Item {
        item_type,
        author: people("%A"),
        editor: people("%E"),
        translator: people("%?"),
        title: record.first(&["%T"]),
        container_title: outlet,
        collection_title: record.first(&["%S"]),
        // The year, and the day in it: "March 5".
        issued: match record.first(&["%D"]) {
            Some(year) => date_in(date(&year), record.first(&["%8"]).or_else(online).as_deref()),
            None => record.first(&["%8"]).and_then(|written| date(&written)),
        },
        volume: record.first(&["%V"]),
        issue: record.first(&["%N"]).filter(|_| has_volume || item_type == ItemType::ArticleJournal),
        number: record.first(&["%N"]).filter(|_| !has_volume && item_type == ItemType::Report),
        page: pages(record.first(&["%P"]), record.first(&["%L"]).filter(|_| is_of_ads)),
        // Who brought out a decision is the court.
        authority: record.first(&["%I"]).filter(|_| is_law),
        publisher: record.first(&["%I"]).filter(|_| !is_law),
        publisher_place: record.first(&["%C"]),
        edition: record.first(&["%7"]).filter(|_| online().is_none()),
        genre: record.first(&["%9"]).filter(|_| matches!(item_type, ItemType::Thesis | ItemType::Report)),
        doi: record
            .first(&["%R"])
            .as_deref()
            .and_then(doi)
            .or_else(|| doi_behind_word(&record.first(&["%Y"]).filter(|_| is_of_ads)?))
            .or_else(|| ["%U", "%M"].iter().flat_map(|tag| record.lines(tag)).find_map(doi_alone)),
        url: record.first(&["%U"]),
        isbn: record.first(&["%@"]),
        arxiv: record.first(&["%Y"]).filter(|_| is_of_ads).and_then(|ids| {
            let behind = ids.split_once("arXiv:")?.1;
            Some(behind.split([';', ' ']).next()?.to_owned())
        }),
        ..Item::default()
    };
    // ADS has there where the authors work.
    let id = record.first(if is_of_ads { &["%R"] } else { &["%F", "%M"] });
    Publication { id, item, ..Publication::default() }
}

/// "Journal of Tests" of "Journal of Tests, vol. 3, issue 2, pp. 4-9 (2001).".
fn of_ads(outlet: &str) -> &str {
    let end = [", vol", ", Vol", ", issue", ", Issue", ", p. ", ", pp. ", ", id. "]
        .iter()
        .filter_map(|word| outlet.find(word))
        .min();
    outlet[..end.unwrap_or(outlet.len())].trim()
}

/// The kind by EndNote's name of it.
pub(in crate::record) fn item_type(kind: &str) -> ItemType {
    match kind.to_ascii_lowercase().as_str() {
        "journal article" | "electronic article" => ItemType::ArticleJournal,
        "magazine article" => ItemType::ArticleMagazine,
        "newspaper article" => ItemType::ArticleNewspaper,
        "book" | "edited book" | "electronic book" | "conference proceedings" => ItemType::Book,
        "book section" | "electronic book section" | "encyclopedia" | "dictionary" => ItemType::Chapter,
        "conference paper" => ItemType::PaperConference,
        "dataset" => ItemType::Dataset,
        "case" => ItemType::LegalCase,
        "statute" | "bill" => ItemType::Legislation,
        "manuscript" | "unpublished work" => ItemType::Manuscript,
        "patent" => ItemType::Patent,
        "report" | "standard" | "government document" => ItemType::Report,
        "computer program" => ItemType::Software,
        "thesis" => ItemType::Thesis,
        "web page" | "blog" | "electronic source" => ItemType::Webpage,
        "film or broadcast" => ItemType::MotionPicture,
        "preprint" => ItemType::Article,
        _ => ItemType::Document,
    }
}
