//! RIS, after the specification of Research Information Systems, and what Scopus, Zotero and Mendeley make of it.

use nom::IResult;
use nom::Parser;
use nom::bytes::complete::{tag, take};
use nom::character::complete::space1;
use nom::combinator::{recognize, rest, verify};
use nom::sequence::{separated_pair, terminated};

use super::lines::{Grammar, Line, Tagged};
use crate::record::field::{date, doi, doi_alone, pages, unless_empty};
use crate::record::name::inverted;
use crate::record::records::{Cited, Publication};
use crate::record::table::scopus_references;
use crate::reference::date::Date;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) const GRAMMAR: Grammar = Grammar { line, first: "TY", last: Some("ER"), outside: &[] };

/// The tags that are known in lower case too.
const TAGS: [&str; 42] = [
    "TY", "ER", "ID", "AU", "A1", "A2", "A3", "A4", "ED", "TI", "T1", "CT", "BT", "T2", "T3", "JF", "JO", "JA", "J1",
    "J2", "PY", "Y1", "Y2", "DA", "VL", "IS", "CP", "SP", "EP", "C7", "PB", "CY", "PP", "ET", "M1", "M3", "SN", "DO",
    "UR", "N1", "AB", "KW",
];

/// "AU  - Roe, Ann"; some write fewer blanks, or none behind the hyphen, some indent, and some write "au  - Roe, Ann".
fn line(line: &str) -> Option<Line<'_>> {
    let line = line.trim_start();
    fn name(input: &str) -> IResult<&str, &str> {
        verify(take(2_usize), |name: &str| {
            let mut letters = name.chars();
            letters.next().is_some_and(|c| c.is_ascii_uppercase())
                && letters.next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        })
        .parse(input)
    }
    let hyphen = recognize(terminated(space1, tag("-")));
    let read: IResult<&str, (&str, &str)> = separated_pair(name, hyphen, rest).parse(line);
    if let Ok((_, (tag, value))) = read {
        return Some(Line::Field(tag, value));
    }
    // In lower case it may be a word of an abstract, unless it has both blanks.
    let (tag, value) = line.split_at_checked(2)?;
    let value = value.strip_prefix("  -")?;
    TAGS.iter().find(|known| known.eq_ignore_ascii_case(tag)).map(|tag| Line::Field(tag, value))
}

pub(super) fn publication(record: &Tagged<'_>) -> Publication {
    let kind = record.first(&["TY"]).unwrap_or_default();
    let item_type = match item_type(kind.trim()) {
        // The proceedings, or a paper in them.
        ItemType::Book if kind.trim() == "CONF" && record.first(&["T2", "C3", "JO", "SP"]).is_some() => {
            ItemType::PaperConference
        }
        found => found,
    };
    let people = |tags: &[&str]| -> Vec<Name> {
        let values = tags.iter().flat_map(|tag| record.values(tag));
        // Several in one line: "Roe, Ann; Doe, Bob".
        let each = values.flat_map(|value| value.split(';').map(str::to_owned).collect::<Vec<_>>());
        each.filter(|written| !written.trim().is_empty()).map(|written| inverted(&written)).collect()
    };
    let holds = match item_type {
        ItemType::Book | ItemType::Thesis | ItemType::Report => None,
        _ => record.first(&["T2", "JF", "C3", "JO", "BT", "JA", "J2", "J1"]),
    };
    let series = match item_type {
        ItemType::Book => record.first(&["T2", "T3"]),
        _ => record.first(&["T3"]),
    };
    // A book's second authors are its series' editors, a chapter's are the book's.
    let editor = match item_type {
        ItemType::Book => people(&["ED", "A3"]),
        _ => people(&["ED", "A2"]),
    };
    let (volume, number) = match item_type {
        ItemType::Report => (record.first(&["VL"]), record.first(&["M1", "SN"])),
        _ => (record.first(&["VL"]), None),
    };
    let item = Item {
        item_type,
        author: people(&["AU", "A1"]),
        editor,
        translator: people(&["A4"]),
        title: record
            .first(&["TI", "T1", "CT"])
            .or_else(|| record.first(&["BT"]).filter(|_| item_type == ItemType::Book)),
        container_title: holds,
        collection_title: series,
        collection_number: None,
        number_of_volumes: record.first(&["NV"]),
        authority: None,
        issued: issued(record),
        volume,
        issue: record.first(&["IS", "CP"]),
        page: pages(record.first(&["SP"]), record.first(&["EP"])).or_else(|| record.first(&["C7"])),
        publisher: record.first(&["PB"]),
        publisher_place: record.first(&["CY", "PP"]),
        edition: record.first(&["ET"]),
        genre: record.first(&["M3"]).filter(|_| matches!(item_type, ItemType::Thesis | ItemType::Report)),
        number,
        doi: record.first(&["DO"]).as_deref().and_then(doi).or_else(|| doi_elsewhere(record)),
        url: record.first(&["UR", "L2"]),
        isbn: record.first(&["SN"]).filter(|_| item_type != ItemType::Report || record.first(&["M1"]).is_some()),
        arxiv: None,
        pmid: record.first(&["AN"]).filter(|id| {
            let is_number = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
            is_number && record.first(&["DB"]).is_some_and(|db| db.to_ascii_lowercase().contains("pubmed"))
        }),
    };
    let notes = record.values("N1").filter_map(|note| Some(note.strip_prefix("References:")?.to_owned()));
    let cites = notes.flat_map(|list| scopus_references(&list)).map(Cited::Text).collect();
    Publication { id: record.first(&["ID"]).and_then(unless_empty), item, cites, ..Publication::default() }
}

/// A DOI that stands in a note or is the address.
fn doi_elsewhere(record: &Tagged<'_>) -> Option<String> {
    let places = ["M3", "N1", "L3", "UR", "L2", "LK"];
    places.iter().flat_map(|tag| record.values(tag)).find_map(|written| doi_alone(&written))
}

/// The year, or the day where one of that year is told beside it.
fn issued(record: &Tagged<'_>) -> Option<Date> {
    let read = |tags: &[&str]| record.first(tags).and_then(|written| date(&written));
    let (year, day) = (read(&["PY", "Y1"]), read(&["DA"]));
    match (&year, &day) {
        (Some(of), Some(day_of)) if of.year() != day_of.year() => year,
        (Some(Date { start: Some(start), .. }), _) if start.month.is_some() => year,
        _ => day.or(year),
    }
}

fn item_type(kind: &str) -> ItemType {
    match kind.to_ascii_uppercase().as_str() {
        "JOUR" | "EJOUR" | "ABST" | "INPR" | "JFULL" => ItemType::ArticleJournal,
        "BOOK" | "EBOOK" | "EDBOOK" | "CONF" => ItemType::Book,
        "CHAP" | "ECHAP" | "ENCYC" | "DICT" => ItemType::Chapter,
        "CPAPER" => ItemType::PaperConference,
        "DATA" => ItemType::Dataset,
        "CASE" => ItemType::LegalCase,
        "BILL" | "STAT" | "LEGAL" => ItemType::Legislation,
        "UNPB" | "MANSCPT" => ItemType::Manuscript,
        "MGZN" => ItemType::ArticleMagazine,
        "NEWS" => ItemType::ArticleNewspaper,
        "PAT" => ItemType::Patent,
        "RPRT" | "STAND" | "GOVDOC" => ItemType::Report,
        "COMP" => ItemType::Software,
        "THES" => ItemType::Thesis,
        "ELEC" | "BLOG" | "ICOMM" | "WEB" => ItemType::Webpage,
        "VIDEO" | "MPCT" => ItemType::MotionPicture,
        "PREPRINT" => ItemType::Article,
        _ => ItemType::Document,
    }
}
