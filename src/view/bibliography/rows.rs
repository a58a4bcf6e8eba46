//! CSV: a row for each work, a column for each field.

use super::{inverted, line};
use crate::reference::item::Item;

const COLUMNS: [&str; 23] = [
    "title",
    "container-title",
    "collection-title",
    "collection-number",
    "volume",
    "number-of-volumes",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "authority",
    "edition",
    "genre",
    "number",
    "DOI",
    "URL",
    "ISBN",
    "archive_location",
    "PMID",
    "author",
    "editor",
    "translator",
    "issued",
];

pub(super) fn write<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let header = ["id", "type"].into_iter().chain(COLUMNS);
    // Into memory, nothing fails.
    let _ = table.write_record(header);
    for (id, item) in works {
        let cell = |column: &&str| -> String {
            if *column == "issued" {
                return item.issued.as_ref().map(ToString::to_string).unwrap_or_default();
            }
            if let Some((_, text)) = item.texts().find(|(name, _)| name == column) {
                return line(text);
            }
            let names = item.people().find(|(role, _)| role == column).map(|(_, names)| names).unwrap_or_default();
            names.iter().map(inverted).collect::<Vec<_>>().join("; ")
        };
        let cells = [line(id), item.item_type.as_csl().to_owned()].into_iter().chain(COLUMNS.iter().map(cell));
        let _ = table.write_record(cells);
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}
