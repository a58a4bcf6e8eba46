//! Web of Science's exports, plain and tab-delimited, whose cited references have a short form of their own.

mod short;

pub(super) use short::{field, reference, segment, text};

use super::field::{date, doi, pages};
use super::name::inverted;
use super::records::{Cited, Publication, Records};
use super::table::row::Row;
use super::tagged::{BEFORE, Grammar, Line, Tagged, records};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

const GRAMMAR: Grammar = Grammar {
    line,
    first: "PT",
    last: Some("ER"),
    outside: &["FN", "VR", "EF"],
    begins: &["AU", "AF", "TI"],
    before: BEFORE,
};

/// Two letters and a blank; further lines of a field are indented.
fn line(line: &str) -> Option<Line<'_>> {
    if line.starts_with([' ', '\t']) {
        return Some(Line::More);
    }
    let (tag, value) = line.split_at_checked(2)?;
    // A file that ends without a line break, and another behind it.
    if tag == "EF" && value.trim_start_matches('\u{feff}').starts_with("FN ") {
        return Some(Line::Field(tag, ""));
    }
    let is_tag = tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (is_tag && (value.is_empty() || value.starts_with(' '))).then_some(Line::Field(tag, value))
}

/// Reads the plain form.
pub(super) fn read(text: &str, into: &mut Records) {
    for tagged in records(text, GRAMMAR, into) {
        let found = publication(&tagged);
        into.publications.push(Publication { span: tagged.span, ..found });
    }
}

/// The fields of a record, in whichever form.
trait Fields {
    /// The value of a field, its lines joined.
    fn value(&self, tag: &str) -> Option<String>;
    /// The values of a field that has several.
    fn list(&self, tag: &str) -> Vec<String>;
}

impl Fields for Tagged<'_> {
    fn value(&self, tag: &str) -> Option<String> {
        self.first(&[tag])
    }

    fn list(&self, tag: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for line in self.lines(tag) {
            // A comma at a line's end, and a DOI at its beginning, show that the line was folded.
            match found.last_mut().filter(|before| before.ends_with(',') || line.starts_with("DOI ")) {
                Some(before) => {
                    before.push(' ');
                    before.push_str(line);
                }
                None => found.push(line.to_owned()),
            }
        }
        found
    }
}

impl Fields for Row<'_> {
    fn value(&self, tag: &str) -> Option<String> {
        self.get(&[tag, long(tag)])
    }

    fn list(&self, tag: &str) -> Vec<String> {
        self.list(&[tag, long(tag)], "; ")
    }
}

/// What a column is called in the export for Excel.
fn long(tag: &str) -> &str {
    match tag {
        "PT" => "Publication Type",
        "AU" => "Authors",
        "AF" => "Author Full Names",
        "CA" => "Group Authors",
        "BE" | "ED" => "Book Editors",
        "TI" => "Article Title",
        "SO" => "Source Title",
        "SE" => "Book Series Title",
        "DT" => "Document Type",
        "CR" => "Cited References",
        "PU" => "Publisher",
        "PI" => "Publisher City",
        "SN" => "ISSN",
        "BN" => "ISBN",
        "PD" => "Publication Date",
        "PY" => "Publication Year",
        "EA" => "Early Access Date",
        "VL" => "Volume",
        "IS" => "Issue",
        "BP" => "Start Page",
        "EP" => "End Page",
        "AR" => "Article Number",
        "DI" => "DOI",
        "UT" => "UT (Unique WOS ID)",
        "PM" => "Pubmed Id",
        tag => tag,
    }
}

/// The publication of a row of the table.
pub(super) fn row(row: &Row<'_>) -> Publication {
    publication(row)
}

fn publication(record: &impl Fields) -> Publication {
    let people = |full: &str, short: &str| -> Vec<Name> {
        let full = record.list(full);
        let names = if full.is_empty() { record.list(short) } else { full };
        names.iter().map(|written| inverted(written)).collect()
    };
    let kind = record.value("DT").unwrap_or_default().to_lowercase();
    let item_type = match record.value("PT").as_deref() {
        _ if kind.contains("book chapter") => ItemType::Chapter,
        _ if kind.contains("proceedings paper") => ItemType::PaperConference,
        _ if kind == "book" => ItemType::Book,
        Some("P") => ItemType::Patent,
        Some("C") => ItemType::PaperConference,
        Some("B") => ItemType::Book,
        // Whose kind is none of Web of Science's own.
        _ => match super::item_type(&kind) {
            ItemType::Document | ItemType::Article => ItemType::ArticleJournal,
            found => found,
        },
    };
    let mut author = people("AF", "AU");
    author.extend(record.list("CA").into_iter().map(|group| Name { literal: Some(group), ..Name::default() }));
    let issued = record.value("PY").map(|year| match record.value("PD") {
        Some(day) => format!("{year} {day}"),
        None => year,
    });
    let is_book = item_type == ItemType::Book;
    let item = Item {
        item_type,
        author,
        editor: people("BE", "ED"),
        title: record.value("TI").or_else(|| record.value("SO").filter(|_| is_book)),
        container_title: record.value("SO").filter(|_| !is_book),
        collection_title: record.value("SE"),
        issued: issued.and_then(|written| date(&written)).or_else(|| record.value("EA").and_then(|d| date(&d))),
        volume: record.value("VL"),
        issue: record.value("IS"),
        page: pages(record.value("BP"), record.value("EP")).or_else(|| record.value("AR")),
        publisher: record.value("PU"),
        publisher_place: record.value("PI"),
        doi: record.value("DI").as_deref().and_then(doi),
        isbn: record.value("BN").or_else(|| record.value("SN")),
        pmid: record.value("PM"),
        ..Item::default()
    };
    let cites = record.list("CR").into_iter().map(Cited::Short).collect();
    let id = record.value("UT").map(|id| id.replace(':', "-"));
    Publication { id, item, cites, ..Publication::default() }
}
