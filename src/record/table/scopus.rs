//! Scopus' table: a row a work, with its references in one cell.

use super::row::{Row, people};
use crate::record::field::{date, doi, pages, pmid};
use crate::record::name::with_initials;
use crate::record::records::{Cited, Publication};
use crate::record::year::leading;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// The work of a row, with what it cites.
pub(super) fn publication(row: &Row<'_>) -> Publication {
    let kind = row.get(&["Document Type"]).unwrap_or_default().to_lowercase();
    let item_type = match kind.as_str() {
        "conference paper" => ItemType::PaperConference,
        "book chapter" => ItemType::Chapter,
        "book" | "conference review" => ItemType::Book,
        "data paper" | "article" | "review" | "letter" | "note" | "editorial" | "short survey" | "erratum" | "" => {
            ItemType::ArticleJournal
        }
        other => crate::record::item_type(&other.replace(' ', "-")),
    };
    let full = row.list(&["Author full names"], ";");
    let author = if full.is_empty() { authors(row) } else { people(&full) };
    let id = row.get(&["EID"]);
    let listed = row.get(&["References"]).unwrap_or_default();
    let item = Item {
        item_type,
        author,
        editor: row.list(&["Editors"], ";").iter().map(|written| with_initials(written)).collect(),
        title: row.get(&["Title", "Titles"]),
        container_title: row.get(&["Source title"]).filter(|_| item_type != ItemType::Book),
        issued: row.get(&["Year"]).and_then(|written| date(&written)),
        volume: row.get(&["Volume"]),
        issue: row.get(&["Issue"]),
        page: pages(row.get(&["Page start", "Start page"]), row.get(&["Page end", "End page"]))
            .or_else(|| row.get(&["Art. No.", "Article number"])),
        publisher: row.get(&["Publisher"]),
        doi: row.get(&["DOI"]).as_deref().and_then(doi),
        url: row.get(&["Link"]),
        isbn: row.get(&["ISBN", "ISSN"]),
        pmid: row.get(&["PubMed ID"]).as_deref().and_then(pmid),
        ..Item::default()
    };
    let cites = references(&listed).into_iter().map(Cited::Text).collect();
    Publication { id, item, cites, ..Publication::default() }
}

/// "Roe A.; Doe B.", in older exports "Roe A., Doe B.".
fn authors(row: &Row<'_>) -> Vec<Name> {
    let cell = row.get(&["Authors"]).unwrap_or_default();
    let inverted = || cell.split(", ").any(|part| !part.trim().contains(' '));
    let separator = match cell.contains(';') {
        true => ";",
        false if inverted() => "., ",
        false => ", ",
    };
    let names = cell.split(separator).map(str::trim).filter(|name| !name.is_empty());
    let names = names.filter(|name| !name.to_ascii_lowercase().starts_with("[no author"));
    // Where a full stop parts them, it is the last initial's.
    let stop =
        |name: &str| if separator == "., " && !name.ends_with('.') { format!("{name}.") } else { name.to_owned() };
    names.map(|name| with_initials(&stop(name))).collect()
}

/// The references of Scopus' list, which semicolons part: but in a title, where neither a year stands before nor a name
/// behind.
pub(in crate::record) fn references(list: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut whole = true;
    for part in list.split("; ").map(|part| part.trim().trim_end_matches(';')).filter(|part| !part.is_empty()) {
        match found.last_mut().filter(|_| !whole && !begins_with_name(part)) {
            Some(before) => {
                before.push_str("; ");
                before.push_str(part);
            }
            None => found.push(part.to_owned()),
        }
        whole = found.last().is_some_and(|reference| has_year(reference));
    }
    found
}

/// "(2020)".
fn has_year(reference: &str) -> bool {
    reference.match_indices('(').any(|(at, _)| {
        let inside = &reference[at + 1..];
        leading(inside).is_some() && inside[4..].starts_with(')')
    })
}

/// "Roe A., …", "Roe, A., …".
fn begins_with_name(part: &str) -> bool {
    let mut pieces = part.split(", ").take(2).map(str::trim);
    // "Yu.", and no "Rep.".
    let is_short = |initial: &str| initial.chars().count() <= 2;
    let is_initials = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.len() <= 16
            && word.strip_suffix('.').is_some_and(|initials| initials.split(['.', '-']).all(is_short))
    };
    pieces.any(|piece| piece.rsplit(' ').next().is_some_and(is_initials))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_scopus() {
        let list = "Roe A., On tests; or, jests, Journal of Tests, 3, pp. 4-9, (2020); Doe, B., Trials (2019) J Errors, 1; \
                    Moe D., Of lakes; their depths, Lake Rep., 7, 1, (2003); Yu S.-Th., Seas, (2001); Poe C., Undated";
        let want = [
            "Roe A., On tests; or, jests, Journal of Tests, 3, pp. 4-9, (2020)",
            "Doe, B., Trials (2019) J Errors, 1",
            "Moe D., Of lakes; their depths, Lake Rep., 7, 1, (2003)",
            "Yu S.-Th., Seas, (2001)",
            "Poe C., Undated",
        ];
        assert_eq!(references(list), want);
        assert_eq!(references(" ;; "), [""; 0]);
    }
}
