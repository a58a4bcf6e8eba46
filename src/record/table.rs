//! Tables: what Scopus, Dimensions, the Lens, OpenCitations and Web of Science export as CSV or TSV.

mod headers;
mod named;
pub(super) mod row;
pub(super) mod scopus;
mod scopus_short;
mod scopus_text;

use std::collections::{BTreeMap, HashMap};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::field::{date, doi, pages, pmid, unless_empty};
use super::format::Format;
use super::name::inverted;
use super::records::{Cited, Publication, Records};
use super::wos;
use super::year::year as year_of;
use crate::Span;
use crate::reference::date::{Date, month_number};
use crate::reference::item::{Item, ItemType};

use row::{Row, bare, people};
pub(super) use scopus_short::reference as scopus_reference;
pub(super) use scopus_text::is_scopus_text;

/// How many lines may stand before the header: what was searched for, when it was exported.
const BEFORE_HEADER: usize = 8;

/// Cells of more words are no names of columns.
const NAME_WORDS: usize = 6;

/// The columns by which a format is known.
const SIGNS: [(Format, &[&str]); 11] = [
    (Format::WosTab, &["pt", "au", "so"]),
    (Format::WosTab, &["publication type", "article title", "ut (unique wos id)"]),
    (Format::Scopus, &["authors", "title", "year", "eid"]),
    (Format::Scopus, &["authors", "title", "year", "source title"]),
    (Format::Scopus, &["authors", "titles", "year", "source title"]),
    (Format::Dimensions, &["publication id", "title", "pubyear"]),
    (Format::Lens, &["lens id", "title"]),
    (Format::OpenCitations, &["oci", "citing", "cited"]),
    // As bibliometrix keeps it.
    (Format::WosTab, &["au", "ti", "so", "py"]),
    // Its dumps since version 2.
    (Format::OpenCitations, &["citing", "cited", "creation"]),
    (Format::OpenCitationsMeta, &["id", "title", "author", "pub_date", "venue"]),
];

/// The format of a table, by its header.
pub(super) fn recognise(start: &str) -> Option<Format> {
    header(start).map(|(format, _)| format)
}

/// Whether a line is the header of works or citations.
pub(super) fn is_header(line: &str) -> bool {
    line.len() <= HEADER_BYTES && header(line).is_some()
}

/// A longer line is no header.
const HEADER_BYTES: usize = 8192;

/// The format, and where the header begins.
fn header(text: &str) -> Option<(Format, usize)> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(BEFORE_HEADER).enumerate() {
        let columns = cells(line);
        // Further down a line of a text may look like one: rows of many cells follow a table's.
        let follows = || {
            let mut row = StringRecord::new();
            let mut rows = reader(&text[at + line.len()..], separator(line), false);
            rows.read_record(&mut row).is_ok_and(|found| found) && row.len() * 2 > columns.len()
        };
        let is_prose = columns.iter().any(|column| column.split(' ').count() > NAME_WORDS);
        if is_prose || (number > 0 && !follows()) {
            at += line.len();
            continue;
        }
        if named::is_openalex(&columns) {
            return Some((Format::OpenAlex, at));
        }
        let has = |sign: &&str| columns.iter().any(|column| column == sign);
        if let Some((format, _)) = SIGNS.iter().find(|(_, signs)| signs.iter().all(&has)) {
            return Some((*format, at));
        }
        if named::is_works(&columns) {
            return Some((Format::Csv, at));
        }
        at += line.len();
    }
    None
}

/// A header's columns, in lower case.
fn cells(line: &str) -> Vec<String> {
    // Where nothing is quoted there is nothing to read but what stands between the separators; most lines that are asked are prose,
    // and a reader costs more than they do.
    if !line.contains('"') {
        let line = line.trim_end_matches(['\n', '\r']);
        return if line.is_empty() {
            Vec::new()
        } else {
            line.split(char::from(separator(line))).map(column).collect()
        };
    }
    let mut record = StringRecord::new();
    let mut reader = reader(line, separator(line), false);
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(column).collect(),
        _ => Vec::new(),
    }
}

/// What a column is called: in lower case, and in English where it has a name of another language.
fn column(written: &str) -> String {
    let name = own(written);
    headers::english(&name).map_or(name, str::to_owned)
}

fn own(written: &str) -> String {
    written.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '"')).to_lowercase()
}

/// What parts the columns: the one of tab, comma, semicolon and bar that the header has most of, of as many the first.
fn separator(header: &str) -> u8 {
    // A table of Markdown's is text.
    let is_markdown = header.trim_start().starts_with('|');
    let count = |byte: u8| header.bytes().filter(|b| *b == byte && !(is_markdown && byte == b'|')).count();
    [b'|', b';', b',', b'\t'].into_iter().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

/// A reader of rows of any length; in a table with tabs, quotes are as other characters.
fn reader(text: &str, separator: u8, header: bool) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .quoting(separator != b'\t')
        .has_headers(header)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The column of Dimensions that has what a work cites.
const CITED: &str = "Cited references";

/// No line of a text has so many short parts, and the next as many.
const MANY: usize = 8;

/// The columns of a text that is a table of whatever form: four lines or more with as many cells each, the first of which
/// holds short names; of many columns, or of cells without blanks as lists of citations have them, two.
pub(super) fn columns(start: &str) -> Option<Vec<String>> {
    let first = start.lines().next()?;
    let separator = separator(first);
    let mut reader = reader(start, separator, false);
    let rows: Vec<StringRecord> = reader.records().take(12).collect::<Result<_, _>>().ok()?;
    let names = rows.first()?;
    let fewest = if separator == b'\t' { 2 } else { 3 };
    let is_name =
        |cell: &str| !cell.is_empty() && cell.len() <= 40 && !cell.ends_with('.') && cell.split(' ').count() <= 4;
    // The last row may be cut off by the end of the head.
    let even = rows[..rows.len() - 1].iter().all(|row| row.len() == names.len());
    let bare = |row: &StringRecord| {
        row.len() == names.len() && row.iter().all(|cell| !cell.is_empty() && !cell.contains(char::is_whitespace))
    };
    let is_bare = names.len() >= 2 && rows.len() >= 2 && rows.iter().all(bare);
    // "W1 W2": some part ids by blanks. No prose is two words with numbers a line.
    let ids = || start.lines().take(12).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let is_id = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    if ids().nth(3).is_some() && ids().all(|words| words.len() == 2 && words.iter().all(is_id)) {
        return ids().next().map(|words| words.into_iter().map(str::to_owned).collect());
    }
    // Of so many columns one row is enough.
    let many = rows.len() >= 2 && names.len() >= MANY && rows[1].len() == names.len();
    let is_table = (rows.len() >= 4 || many) && even && names.iter().all(is_name) && names.len() >= fewest;
    (is_table || is_bare).then(|| names.iter().map(str::to_owned).collect())
}

/// A number that a spreadsheet has rounded: "1.2345E+07".
fn is_rounded(cell: &str) -> bool {
    let Some((digits, power)) = cell.split_once(['E', 'e']) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits.contains('.') && is_number(digits) && power.strip_prefix('+').is_some_and(is_number)
}

/// A day that a spreadsheet has made of "4-9" or "3/4": "9-Apr", "04. Sep", "Apr-04".
fn is_day(cell: &str) -> bool {
    let parted = cell.split_once('-').or_else(|| cell.split_once(". ")).or_else(|| cell.split_once('.'));
    let Some((first, second)) = parted else { return false };
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_month =
        |text: &str| text.len() >= 3 && text.chars().all(char::is_alphabetic) && month_number(text).is_some();
    (is_number(first) && is_month(second)) || (is_month(first) && is_number(second))
}

/// Reads a table, or what says the same in lines.
pub(super) fn read(text: &str, into: &mut Records) {
    if into.format == Format::Scopus && is_scopus_text(text) {
        return scopus_text::read(text, into);
    }
    let start = header(text).map_or(0, |(_, at)| at);
    let table = &text[start..];
    let separator = separator(table.lines().next().unwrap_or_default());
    let mut reader = reader(table, separator, true);
    let Ok(names) = reader.headers().cloned() else { return };
    let mut columns: HashMap<String, usize> = (0..).zip(&names).map(|(i, name)| (own(name), i)).collect();
    // Beside an English column one of another language says the same again.
    for (i, name) in (0..).zip(&names) {
        columns.entry(column(name)).or_insert(i);
    }
    let lines_before = text[..start].matches('\n').count();
    let mut citations = Index(BTreeMap::new());
    let mut cells = StringRecord::new();
    loop {
        let from = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        match reader.read_record(&mut cells) {
            Ok(true) => {}
            _ => break,
        }
        let to = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        let line = lines_before + cells.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        if cells.iter().all(str::is_empty) {
            continue;
        }
        if cells.len() < names.len().min(3) {
            into.fault(line, format!("expected {} columns, found {}", names.len(), cells.len()));
            continue;
        }
        // Else a text with a separator in it would make of each cell behind it another field.
        if cells.iter().skip(names.len()).any(|cell| !cell.trim().is_empty()) {
            into.fault(line, format!("expected {} columns, found {}", names.len(), cells.len()));
            continue;
        }
        // Cells at a row's end are left out where they are empty, but where the file ends within one.
        if cells.len() < names.len() && to == text.len() && !text.ends_with(['\n', '\r']) {
            into.fault(line, format!("expected {} columns before the end, found {}", names.len(), cells.len()));
        }
        if let Some((name, cell)) = names.iter().zip(&cells).find(|(_, cell)| is_rounded(cell)) {
            into.fault(
                line,
                format!("expected the whole number in {name}, found {cell}, which a spreadsheet has rounded"),
            );
            cells = cells.iter().map(|cell| if is_rounded(cell) { "" } else { cell }).collect();
        }
        let is_page = |name: &str| matches!(column(name).as_str(), "pages" | "page" | "issue");
        if let Some((name, cell)) = names.iter().zip(&cells).find(|(name, cell)| is_page(name) && is_day(cell)) {
            into.fault(
                line,
                format!("expected numbers in {name}, found {cell}, of which a spreadsheet has made a day"),
            );
        }
        let row = Row { columns: &columns, cells: &cells };
        // Exports one behind the other, each with its header.
        if cells.iter().map(column).eq(names.iter().map(column)) {
            continue;
        }
        let title = row.get(&["title", "document title", "article title"]).unwrap_or_default();
        if title.contains('\n') && title.matches(char::from(separator)).count() + 1 >= names.len() {
            into.fault(line, "expected the quotation's end in the line that it begins in");
        }
        let span = Span::new(from, to).trimmed(text, char::is_whitespace);
        let found = match into.format {
            Format::WosTab => wos::row(&row),
            Format::Scopus => scopus::publication(&row),
            Format::Dimensions => dimensions(&row),
            Format::Lens => lens(&row),
            Format::OpenAlex => named::openalex(&row),
            Format::Csv => named::publication(&row),
            Format::OpenCitationsMeta => opencitations_meta(&row),
            _ => {
                let pair = row.get(&["citing"]).zip(row.get(&["cited"]));
                let created = row.get(&["creation"]);
                if !pair.is_some_and(|(citing, cited)| citations.add(&citing, &cited, created.as_deref(), span)) {
                    into.fault(line, "expected the ids of a citing and a cited work");
                }
                continue;
            }
        };
        if found.item == (Item { item_type: found.item.item_type, ..Item::default() }) {
            into.fault(line, "expected a title or another field of a work");
            continue;
        }
        let told = if into.format == Format::Dimensions { row.list(&[CITED], ";[").len() } else { 0 };
        if found.cites.len() < told {
            into.fault(line, "expected cited references in brackets, their fields parted by bars");
        }
        into.publications.push(Publication { span, ..found });
    }
    into.publications.extend(citations.0.into_values());
}

/// The first of these columns that says when.
fn dated(row: &Row<'_>, columns: &[&str]) -> Option<Date> {
    columns.iter().filter_map(|column| row.get(&[column])).find_map(|written| date(&written))
}

fn dimensions(row: &Row<'_>) -> Publication {
    let kind = row.get(&["Publication Type"]).unwrap_or_default().to_lowercase();
    let item_type = match kind.as_str() {
        "article" | "" => ItemType::ArticleJournal,
        "proceeding" => ItemType::PaperConference,
        other => super::item_type(other),
    };
    let item = Item {
        item_type,
        author: people(&row.list(&["Authors", "Authors (Raw Affiliation)"], ";")),
        editor: people(&row.list(&["Editors", "Book editors"], ";")),
        title: row.get(&["Title"]),
        container_title: row.get(&["Source title", "Anthology title", "Book title", "Source title/Anthology title"]),
        issued: dated(row, &["Publication Date", "PubYear"]),
        volume: row.get(&["Volume"]),
        issue: row.get(&["Issue"]),
        page: row.get(&["Pagination"]),
        publisher: row.get(&["Publisher"]),
        doi: row.get(&["DOI"]).as_deref().and_then(doi),
        isbn: row.get(&["ISBN", "ISSN"]),
        pmid: row.get(&["PMID"]).as_deref().and_then(pmid),
        ..Item::default()
    };
    let cites = row.list(&[CITED], ";[").iter().filter_map(|group| dimensions_reference(group)).collect();
    Publication { id: row.get(&["Publication ID"]), item, cites, ..Publication::default() }
}

/// "\[Roe, A|Doe, B]|…|Journal|2020|3|1|4-9|10.1000/1|pub.1|7": what is cited, in fields parted by bars, of which some may be
/// missing; each is known by its form.
fn dimensions_reference(group: &str) -> Option<Cited> {
    let group = group.trim().trim_start_matches('[').trim_end_matches(']');
    let (names, rest) = group.split_once(']').unwrap_or(("", group));
    let fields: Vec<&str> = rest.split('|').map(str::trim).collect();
    let year = fields.iter().position(|field| year_of(field).is_some());
    let identifier = fields.iter().find_map(|f| f.starts_with("10.").then(|| doi(f)).flatten());
    let at = |from: Option<usize>, step: usize| {
        from.and_then(|i| fields.get(i + step)).and_then(|f| unless_empty((*f).to_owned()))
    };
    let before = year.map_or(0, |i| i);
    let container = fields[..before].iter().rev().find(|f| !f.is_empty());
    let item = Item {
        author: names.split(['|', ';']).map(str::trim).filter(|n| !n.is_empty()).map(inverted).collect(),
        container_title: container.map(|f| (*f).to_owned()),
        issued: at(year, 0).and_then(|y| date(&y)),
        volume: at(year, 1).filter(|v| !v.starts_with("10.")),
        issue: at(year, 2).filter(|v| !v.starts_with("10.")),
        page: at(year, 3).filter(|v| !v.starts_with("10.")),
        doi: identifier,
        ..Item::default()
    };
    (item != Item::default()).then(|| Cited::Item(Box::new(item)))
}

fn lens(row: &Row<'_>) -> Publication {
    let item_type =
        super::item_type(&row.get(&["Publication Type"]).unwrap_or_default().to_lowercase().replace(' ', "-"));
    let item = Item {
        item_type,
        author: row.list(&["Author/s"], ";").iter().map(|written| crate::reference::name::name(written)).collect(),
        title: row.get(&["Title"]),
        container_title: row.get(&["Source Title"]),
        issued: dated(row, &["Date Published", "Publication Year"]),
        volume: row.get(&["Volume"]),
        issue: row.get(&["Issue Number"]),
        page: pages(row.get(&["Start Page"]), row.get(&["End Page"])),
        publisher: row.get(&["Publisher"]),
        doi: row.get(&["DOI"]).as_deref().and_then(doi),
        isbn: row.get(&["ISSNs"]),
        pmid: row.get(&["PMID"]).as_deref().and_then(pmid),
        ..Item::default()
    };
    let id = row.get(&["Lens ID"]);
    let address = |id: &str| format!("https://lens.org/{id}");
    let cites = row.list(&["References"], ";").iter().map(|id| Cited::Address(address(id))).collect();
    Publication { address: id.as_deref().map(address), id, item, cites, ..Publication::default() }
}

fn opencitations_meta(row: &Row<'_>) -> Publication {
    let ids = row.get(&["id"]).unwrap_or_default();
    let of = |scheme: &str| ids.split(' ').find_map(|id| id.strip_prefix(scheme)).map(str::to_owned);
    let venue = row.get(&["venue"]);
    let item = Item {
        item_type: super::item_type(&row.get(&["type"]).unwrap_or_default().to_lowercase().replace(' ', "-")),
        author: people(&row.list(&["author"], ";")),
        editor: people(&row.list(&["editor"], ";")),
        title: row.get(&["title"]),
        container_title: venue.as_deref().map(|venue| bare(venue).to_owned()),
        issued: row.get(&["pub_date"]).and_then(|written| date(&written)),
        volume: row.get(&["volume"]),
        issue: row.get(&["issue"]),
        page: row.get(&["page"]),
        publisher: row.get(&["publisher"]).as_deref().map(|publisher| bare(publisher).to_owned()),
        doi: of("doi:").as_deref().and_then(doi),
        isbn: of("isbn:"),
        pmid: of("pmid:"),
        ..Item::default()
    };
    let id = of("omid:").map(|id| id.replace('/', "-"));
    Publication { address: of("omid:").map(|id| address(&id)), id, item, ..Publication::default() }
}

/// The address of a work of OpenCitations.
fn address(omid: &str) -> String {
    format!("https://w3id.org/oc/meta/{omid}")
}

/// The works of OpenCitations' index that cite, by their ids.
pub(super) struct Index(pub(super) BTreeMap<String, Publication>);

impl Index {
    /// Adds a citation; whether both works are named.
    pub(super) fn add(&mut self, citing: &str, cited: &str, created: Option<&str>, span: Span) -> bool {
        let Some((id, item)) = identified(citing) else { return false };
        let Some((_, target)) = identified(cited) else { return false };
        let work = self.0.entry(id.clone()).or_insert_with(|| {
            let address = citing.split(' ').find_map(|id| id.strip_prefix("omid:")).map(address);
            Publication { id: Some(id), address, item, span, ..Publication::default() }
        });
        work.span.end = span.end;
        work.item.issued = work.item.issued.take().or_else(|| created.and_then(date));
        work.cites.push(match target {
            Item { doi: Some(doi), .. } => Cited::Doi(doi),
            Item { pmid: Some(pmid), .. } => Cited::Pmid(pmid),
            Item { url, .. } => Cited::Address(url.unwrap_or_default()),
        });
        true
    }
}

/// The work of "omid:br/0612 doi:10.1000/1 pmid:7", and what it is called; a bare DOI is one too, as older dumps have it.
fn identified(ids: &str) -> Option<(String, Item)> {
    let of = |scheme: &str| ids.split(' ').find_map(|id| id.strip_prefix(scheme));
    let found = of("doi:").or_else(|| Some(ids).filter(|ids| ids.starts_with("10."))).and_then(doi);
    let (pmid, omid) = (of("pmid:").map(str::to_owned), of("omid:"));
    let id = found
        .clone()
        .or_else(|| pmid.as_ref().map(|id| format!("pmid-{id}")))
        .or_else(|| omid.map(|o| o.replace('/', "-")))?;
    Some((id, Item { doi: found, pmid, url: omid.map(address), ..Item::default() }))
}
