//! BibTeX.

use std::fmt::Write as _;

use super::{inverted, line};
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
    // Writing to a string can't fail.
    let _ = writeln!(out, "@{}{{{},", kind(item), key(id));
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    };
    for (role, names) in item.people() {
        let names: Vec<String> = names.iter().map(name).collect();
        field(role, &names.join(" and "));
    }
    if let Some(date) = &item.issued {
        dated(date, &mut field);
    }
    let in_book = matches!(item.item_type, ItemType::Chapter | ItemType::PaperConference);
    let numbers_reports = item.volume.is_none() && item.issue.is_none();
    for (csl, value) in item.texts() {
        let name = match csl {
            "title" => "title",
            "container-title" if in_book => "booktitle",
            "container-title" => "journal",
            "collection-title" => "series",
            // A volume's number in a series stands where a journal has its issue's.
            "collection-number" if item.issue.is_none() && item.number.is_none() => "number",
            "number-of-volumes" => "volumes",
            "volume" => "volume",
            "issue" => "number",
            "page" => "pages",
            "publisher" if item.item_type == ItemType::Thesis => "school",
            "publisher" if item.item_type == ItemType::Report => "institution",
            "publisher" => "publisher",
            "publisher-place" => "address",
            "edition" => "edition",
            "genre" => "type",
            "number" if numbers_reports => "number",
            "DOI" => "doi",
            "URL" => "url",
            "ISBN" => "isbn",
            "archive_location" => {
                field("eprinttype", "arxiv");
                "eprint"
            }
            "PMID" => "pmid",
            _ => continue,
        };
        match name {
            // An address is read as it stands.
            "doi" | "url" | "eprint" => field(name, &verbatim(value)),
            "pages" => field(name, &escaped(value).replace(['–', '—'], "--")),
            _ => field(name, &escaped(value)),
        }
    }
    out.push_str("}\n");
}

fn dated(date: &Date, field: &mut impl FnMut(&str, &str)) {
    match (date.start, date.status) {
        (Some(start), _) if start.month.is_some() || date.end.is_some() => {
            let end = date.end.map(|end| format!("/{end}")).unwrap_or_default();
            field("date", &format!("{start}{end}"));
            field("year", &start.year.to_string());
        }
        (Some(start), _) => field("year", &start.year.to_string()),
        (None, Some(DateStatus::NoDate) | None) => {}
        (None, Some(_)) => field("pubstate", &date.to_string()),
    }
}

fn kind(item: &Item) -> &'static str {
    match item.item_type {
        ItemType::ArticleJournal | ItemType::ArticleMagazine | ItemType::ArticleNewspaper => "article",
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
        ItemType::Webpage => "online",
        _ => "misc",
    }
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
