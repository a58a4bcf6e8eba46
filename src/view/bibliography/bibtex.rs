//! BibTeX.

use std::fmt::Write as _;

use super::{inverted, is_issn, line};
use crate::record::{is_in_issues, is_in_series};
use crate::reference::date::{Date, DateStatus};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) fn write<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    let mut out = String::new();
    for (id, item) in works {
        if !out.is_empty() {
            out.push('\n');
        }
        entry(&mut out, id, item);
    }
    out
}

fn entry(out: &mut String, id: &str, item: &Item) {
    let (kind, subtype) = kind(item.item_type);
    // Writing to a string can't fail.
    let _ = writeln!(out, "@{kind}{{{},", key(id));
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    };
    subtype.iter().for_each(|subtype| field("entrysubtype", subtype));
    for (role, names) in item.people() {
        let names: Vec<String> = names.iter().map(name).collect();
        field(role, &names.join(" and "));
    }
    if let Some(date) = &item.issued {
        dated(date, &mut field);
    }
    // By this programs tell a preprint from another page on the web.
    let has_status = item.issued.as_ref().is_some_and(|date| date.start.is_none() && date.status.is_some());
    if item.item_type == ItemType::Article && !has_status {
        field("pubstate", "prepublished");
    }
    for (csl, value) in item.texts() {
        let Some(name) = name_of(csl, item) else { continue };
        if name == "eprint" {
            field("eprinttype", "arxiv");
        }
        match name {
            // Addresses are read as they stand, without TeX's escapes.
            "doi" | "url" | "eprint" => field(name, &verbatim(value)),
            "pages" => field(name, &escaped(value).replace(['–', '—'], "--")),
            _ => field(name, &escaped(value)),
        }
    }
    out.push_str("}\n");
}

/// The field of one of CSL's; none where BibLaTeX has none, or where another of the work's fields takes it.
fn name_of(csl: &str, item: &Item) -> Option<&'static str> {
    let item_type = item.item_type;
    let in_book = matches!(item_type, ItemType::Chapter | ItemType::PaperConference);
    let is_law = matches!(item_type, ItemType::LegalCase | ItemType::Legislation);
    let is_issue_number = is_in_issues(item_type);
    // In a series, a book's number is that in the series; without one, it tells the parts of a volume.
    let is_series_number = is_in_series(item_type) && item.collection_title.is_some();
    let is_part_number = is_in_series(item_type) && !is_series_number && item.volume.is_some();
    Some(match csl {
        "title" => "title",
        "container-title" if in_book => "booktitle",
        "container-title" => "journal",
        "collection-title" => "series",
        "collection-number" if is_series_number => "number",
        "number-of-volumes" => "volumes",
        "volume" => "volume",
        "issue" if is_issue_number => "number",
        "issue" => "issue",
        "number" if !(is_issue_number || is_series_number || is_part_number) => "number",
        "page" => "pages",
        "publisher" if item_type == ItemType::Thesis => "school",
        "publisher" if item_type == ItemType::Report => "institution",
        "publisher" => "publisher",
        "publisher-place" => "address",
        "authority" if is_law => "institution",
        "authority" => "authority",
        "edition" => "edition",
        "genre" => "type",
        "DOI" => "doi",
        "URL" => "url",
        "ISBN" if is_issn(item.isbn.as_deref().unwrap_or_default()) => "issn",
        "ISBN" => "isbn",
        "archive_location" => "eprint",
        "PMID" => "pmid",
        _ => return None,
    })
}

fn dated(date: &Date, field: &mut impl FnMut(&str, &str)) {
    match (date.start, date.status) {
        (Some(start), _) if start.month.is_some() || date.end.is_some() => {
            let end = date.end.map(|end| format!("/{end}")).unwrap_or_default();
            field("date", &format!("{start}{end}"));
            field("year", &start.year.to_string());
        }
        (Some(start), _) => field("year", &start.year.to_string()),
        (None, Some(DateStatus::InPress)) => field("pubstate", "inpress"),
        (None, Some(DateStatus::Forthcoming)) => field("pubstate", "forthcoming"),
        (None, Some(DateStatus::Submitted)) => field("pubstate", "submitted"),
        (None, Some(DateStatus::NoDate) | None) => {}
    }
}

/// BibLaTeX's type, and a subtype where it has none for the kind.
fn kind(item_type: ItemType) -> (&'static str, Option<&'static str>) {
    let kind = match item_type {
        ItemType::ArticleMagazine => return ("article", Some("magazine")),
        ItemType::ArticleNewspaper => return ("article", Some("newspaper")),
        ItemType::Speech => return ("unpublished", Some("speech")),
        ItemType::ArticleJournal => "article",
        ItemType::Book => "book",
        ItemType::Chapter => "incollection",
        ItemType::PaperConference => "inproceedings",
        ItemType::Thesis => "thesis",
        ItemType::Report => "techreport",
        ItemType::Manuscript => "unpublished",
        ItemType::Dataset => "dataset",
        ItemType::Software => "software",
        ItemType::Patent => "patent",
        ItemType::Periodical => "periodical",
        ItemType::Webpage | ItemType::Article => "online",
        ItemType::LegalCase => "jurisdiction",
        ItemType::Legislation => "legislation",
        ItemType::MotionPicture => "movie",
        ItemType::Document => "misc",
    };
    (kind, None)
}

/// A key that TeX takes.
fn key(id: &str) -> String {
    let bad = |c: char| c.is_whitespace() || c.is_control() || "{}(),=#%\"'\\~@".contains(c);
    let key = id.replace(bad, "-");
    if key.is_empty() { "work".to_owned() } else { key }
}

/// A body's name is kept whole, so that an "and" in it parts nothing.
fn name(name: &Name) -> String {
    match &name.literal {
        Some(literal) => format!("{{{}}}", escaped(literal)),
        // "Family, Suffix, Given".
        None => {
            let parts = [name.non_dropping_particle.as_deref(), name.family.as_deref()];
            let family = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let given = [name.given.as_deref(), name.dropping_particle.as_deref()];
            let given = given.into_iter().flatten().collect::<Vec<_>>().join(" ");
            match &name.suffix {
                Some(suffix) => escaped(&format!("{family}, {suffix}, {given}")),
                None if given.is_empty() => format!("{{{}}}", escaped(&family)),
                None => escaped(&inverted(name)),
            }
        }
    }
}

/// Text with TeX's own characters written out; braces go in pairs or not at all.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' => {}
            c => out.push(c),
        }
    }
    out
}

fn verbatim(text: &str) -> String {
    line(text).replace(['{', '}', '\\'], "")
}
