//! Scopus' plain text: what its table has in columns, a line each, and where a work came out in one.

use std::collections::HashMap;

use csv::StringRecord;

use super::row::Row;
use super::scopus;
use crate::Span;
use crate::record::records::{Lines, Publication, Records};

/// What a file begins with.
const HEAD: &str = "Scopus";
/// What a record ends with.
const LAST: &str = "SOURCE: Scopus";

/// Whether a text is of this form: BibTeX of Scopus begins with the same lines.
pub(in crate::record) fn is_scopus_text(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next() == Some(HEAD)
        && lines.next().is_some_and(|line| line.starts_with("EXPORT DATE"))
        && lines.next().is_some_and(|line| !line.starts_with('@'))
        && start.contains("\nhttps://www.scopus.com/")
}

/// Reads the records, as rows of the table.
pub(super) fn read(text: &str, into: &mut Records) {
    let columns: HashMap<String, usize> = (0..).zip(COLUMNS).map(|(i, name)| (name.to_owned(), i)).collect();
    let lines = Lines::of(text);
    let start = text.find('\n').map_or(0, |at| at + 1);
    let start = start + text[start..].find('\n').map_or(0, |at| at + 1);
    let mut from = start;
    for piece in text[start..].split_inclusive(LAST) {
        let span = Span::new(from, from + piece.len()).trimmed(text, char::is_whitespace);
        from += piece.len();
        if span.start == span.end {
            continue;
        }
        let Some(cells) = cells(span.of(text)) else {
            into.fault(lines.line(span.start), "expected a line with a year in brackets and where the work came out");
            continue;
        };
        if !piece.ends_with(LAST) {
            into.fault(lines.line(span.end), format!("expected {LAST} at the end"));
        }
        let found = scopus::publication(&Row { columns: &columns, cells: &StringRecord::from(cells) });
        into.publications.push(Publication { span, ..found });
    }
}

/// The columns that a record says something of; those from the seventh on stand behind names of their own.
const COLUMNS: [&str; 17] = [
    "authors",
    "title",
    "year",
    "source title",
    "volume",
    "issue",
    "art. no.",
    "page start",
    "link",
    "author full names",
    "doi",
    "references",
    "document type",
    "editors",
    "publisher",
    "issn",
    "pubmed id",
];

/// The cells of a record.
fn cells(record: &str) -> Option<Vec<String>> {
    let mut cells = vec![String::new(); COLUMNS.len()];
    let mut lines = record.lines().map(str::trim).filter(|line| !line.is_empty());
    // Authors, their numbers and the title stand before the year, some under names.
    let mut before = Vec::new();
    let placed = loop {
        let line = lines.next()?;
        match (dated(line), named(line)) {
            (Some(placed), _) => break placed,
            (_, Some((column, value))) => value.clone_into(&mut cells[column]),
            _ => before.push(line),
        }
    };
    let is_numbers = |line: &&str| line.bytes().all(|b| b.is_ascii_digit() || b"; ".contains(&b));
    before.retain(|line| !is_numbers(line));
    if let [authors, .., _] = before[..] {
        authors.clone_into(&mut cells[0]);
    }
    before.last()?.to_owned().clone_into(&mut cells[1]);
    let (year, place) = placed;
    year.clone_into(&mut cells[2]);
    for (column, value) in (3..).zip(parted(place)) {
        cells[column] = value;
    }
    // The list of references has a line for each.
    let mut column = None;
    for line in lines {
        if line.starts_with("https://www.scopus.com/") {
            line.clone_into(&mut cells[8]);
        } else if let Some((found, value)) = named(line) {
            value.clone_into(&mut cells[found]);
            column = Some(found);
        } else if is_label(line) {
            column = None;
        } else if let Some(column) = column {
            cells[column].push(' ');
            cells[column].push_str(line);
        }
    }
    Some(cells)
}

/// "(2001) Journal of Tests, 3 (2)".
fn dated(line: &str) -> Option<(&str, &str)> {
    let (year, place) = line.strip_prefix('(')?.split_once(") ")?;
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then_some((year, place))
}

/// "DOI: 10.1000/1", and which column that is.
fn named(line: &str) -> Option<(usize, &str)> {
    let (name, value) = line.split_once(':').filter(|_| is_label(line))?;
    let column = (8..).zip(&COLUMNS[8..]).find(|(_, column)| column.eq_ignore_ascii_case(name))?.0;
    Some((column, value.trim()))
}

/// "INDEX KEYWORDS: …".
fn is_label(line: &str) -> bool {
    let name = line.split(": ").next().unwrap_or_default().trim_end_matches(':');
    name.len() < line.len() && name.chars().all(|c| c.is_uppercase() || c == ' ' || c == '/' || c == '&')
}

/// The source, the volume, the issue, the number of an article and the pages of "Journal of Tests, 3 (2), art. no. 12, pp. 4-9. Cited
/// 5 times.".
fn parted(place: &str) -> [String; 5] {
    let mut found: [String; 5] = Default::default();
    let place = [". Cited ", ", Cited ", " Cited "]
        .iter()
        .find_map(|cited| place.split_once(cited))
        .map_or(place, |(place, _)| place);
    let mut source = Vec::new();
    for (number, part) in (0..).zip(place.split(',').map(str::trim)) {
        if let Some(pages) = part.strip_prefix("pp. ").or_else(|| part.strip_prefix("p. ")) {
            found[4] = pages.trim_end_matches('.').replace(' ', "");
        } else if let Some(article) = part.strip_prefix("art. no. ") {
            article.trim_end_matches('.').clone_into(&mut found[3]);
        } else if number > 0 && part.starts_with(|c: char| c.is_ascii_digit() || c == '(') {
            let (volume, issue) = part.split_once('(').unwrap_or((part, ""));
            volume.trim_end_matches(['.', ' ']).clone_into(&mut found[1]);
            issue.trim_end_matches([')', '.', ' ']).clone_into(&mut found[2]);
        } else if !part.trim_matches('.').is_empty() {
            source.push(part.trim_end_matches('.'));
        }
    }
    found[0] = source.join(", ");
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_work_came_out() {
        let cases = [
            ("Journal of Tests, 3 (2), pp. 4-9. Cited 5 times.", ["Journal of Tests", "3", "2", "", "4-9"]),
            ("Tests, Trials, and More, 3, art. no. e12, . ", ["Tests, Trials, and More", "3", "", "e12", ""]),
            (
                "Meeting on Tests, 2001-January, pp. 4 - 9, Cited 1 times.",
                ["Meeting on Tests", "2001-January", "", "", "4-9"],
            ),
            ("Rivers.", ["Rivers", "", "", "", ""]),
        ];
        for (place, want) in cases {
            assert_eq!(parted(place), want, "{place}");
        }
    }
}
