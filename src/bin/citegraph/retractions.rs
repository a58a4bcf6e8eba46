//! Lists of notices in the form of Retraction Watch's CSV.

use std::io;
use std::path::Path;

use citegraph::Error;
use citegraph::query::retractions::Notice;
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use citegraph::reference::name::Name;

/// The columns that are read, by their names.
const COLUMNS: [&str; 9] = [
    "Record ID",
    "Title",
    "Author",
    "Journal",
    "OriginalPaperDOI",
    "OriginalPaperDate",
    "RetractionDate",
    "RetractionNature",
    "Reason",
];

/// Reads a list of notices. A file without a column for titles or DOIs is none.
pub fn notices(path: &Path) -> Result<Vec<Notice>, Error> {
    let fault = |why: String| Error::io(path, &io::Error::new(io::ErrorKind::InvalidData, why));
    let file = std::fs::File::open(path).map_err(|e| Error::io(path, &e))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.byte_headers().map_err(|e| fault(e.to_string()))?.clone();
    let plain = |name: &[u8]| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_lowercase();
    let columns = COLUMNS.map(|column| header.iter().position(|name| plain(name) == column.to_lowercase()));
    if columns[1].is_none() && columns[4].is_none() {
        return Err(fault("no list of notices: no column is called Title or OriginalPaperDOI".to_owned()));
    }
    let mut found = Vec::new();
    for row in reader.byte_records() {
        let row = row.map_err(|e| fault(e.to_string()))?;
        let cell = |n: usize| {
            let text =
                String::from_utf8_lossy(columns[n].and_then(|at| row.get(at)).unwrap_or_default()).trim().to_owned();
            (!text.is_empty() && !text.eq_ignore_ascii_case("unavailable")).then_some(text)
        };
        let item = Item {
            title: cell(1),
            author: cell(2).map(|names| names.split(';').filter_map(name).collect()).unwrap_or_default(),
            container_title: cell(3),
            doi: cell(4),
            issued: cell(5).as_deref().and_then(year).map(Date::of_year),
            ..Item::default()
        };
        let text = |n| cell(n).unwrap_or_default();
        let mut notice = Notice::new(text(0), item);
        (notice.date, notice.nature, notice.reason) = (text(6), text(7), text(8));
        found.push(notice);
    }
    Ok(found)
}

/// "Ann B Roe": the last word is the family.
fn name(text: &str) -> Option<Name> {
    let (given, family) = text.trim().rsplit_once(' ').unwrap_or(("", text.trim()));
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    part(family)?;
    let mut name = Name::default();
    name.family = part(family);
    name.given = part(given);
    Some(name)
}

/// The year in "3/14/2019 0:00" or "2019-03-14".
fn year(date: &str) -> Option<i32> {
    date.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4).and_then(|part| part.parse().ok())
}
