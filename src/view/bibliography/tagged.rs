//! RIS and NBIB: a field a line behind its tag.

use std::fmt::Write as _;

use super::{inverted, is_issn, line, page_range};
use crate::reference::date::Date;
use crate::reference::item::{Item, ItemType};

/// RIS, lines ended as its specification wants them.
pub(super) fn ris<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    let mut out = String::new();
    for (id, item) in works {
        let mut field = |tag: &str, value: &str| {
            // Writing to a string can't fail.
            let _ = write!(out, "{tag}  - {}\r\n", line(value));
        };
        field("TY", ris_type(item.item_type));
        field("ID", id);
        for (role, names) in item.people() {
            let tag = match role {
                "author" => "AU",
                "editor" => "ED",
                _ => "A4",
            };
            names.iter().for_each(|name| field(tag, &inverted(name)));
        }
        if let Some(date) = &item.issued {
            let parts = date.start.map(|d| {
                let two = |n: Option<u8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
                format!("{:04}/{}/{}/", d.year, two(d.month), two(d.day))
            });
            if let Some(year) = date.year() {
                field("PY", &year.to_string());
            }
            field("DA", &parts.unwrap_or_else(|| date.to_string()));
        }
        for (csl, value) in item.texts() {
            match (csl, ris_tag(csl, item)) {
                ("page", _) => {
                    let (first, last) = page_range(value);
                    field("SP", first);
                    last.iter().for_each(|last| field("EP", last));
                }
                ("PMID", _) => {
                    field("DB", "PubMed");
                    field("AN", value);
                }
                // There is room for the accession number of one database: PubMed's stands there, so arXiv's becomes an
                // address.
                ("archive_location", _) if item.pmid.is_some() => {
                    field("UR", &format!("https://arxiv.org/abs/{value}"))
                }
                ("archive_location", _) => {
                    field("DB", "arXiv");
                    field("AN", value);
                }
                (_, Some(tag)) => field(tag, value),
                (_, None) => {}
            }
        }
        if item.item_type == ItemType::Article && item.genre.is_none() {
            field("M3", "Preprint");
        }
        out.push_str("ER  - \r\n\r\n");
    }
    out
}

/// The tag of one of CSL's fields, as Zotero and EndNote have it; none where RIS has none, or where another of the work's
/// fields takes it.
fn ris_tag(csl: &str, item: &Item) -> Option<&'static str> {
    let item_type = item.item_type;
    let is_book = matches!(item_type, ItemType::Book | ItemType::Thesis | ItemType::Report);
    let is_law = matches!(item_type, ItemType::LegalCase | ItemType::Legislation);
    Some(match csl {
        "title" => "TI",
        "container-title" if is_book && item.collection_title.is_none() => "T3",
        "container-title" => "T2",
        "collection-title" => "T3",
        "collection-number" if item_type == ItemType::Book => "M1",
        "collection-number" if matches!(item_type, ItemType::LegalCase | ItemType::Patent) => return None,
        "collection-number" => "SV",
        "number-of-volumes" => "NV",
        "volume" => "VL",
        "issue" => "IS",
        "publisher" if is_law => return None,
        "publisher" => "PB",
        "authority" if is_law => "PB",
        "publisher-place" => "CY",
        "edition" => "ET",
        "genre" => "M3",
        "number" if matches!(item_type, ItemType::Book | ItemType::Webpage) => return None,
        "number" if item_type == ItemType::LegalCase => "SV",
        "number" => "M1",
        "DOI" => "DO",
        "URL" => "UR",
        "ISBN" => "SN",
        _ => return None,
    })
}

fn ris_type(item_type: ItemType) -> &'static str {
    match item_type {
        ItemType::ArticleJournal => "JOUR",
        ItemType::ArticleMagazine => "MGZN",
        ItemType::ArticleNewspaper => "NEWS",
        ItemType::Article => "UNPB",
        ItemType::Book => "BOOK",
        ItemType::Chapter => "CHAP",
        ItemType::Dataset => "DATA",
        ItemType::LegalCase => "CASE",
        ItemType::Legislation => "STAT",
        ItemType::Manuscript => "UNPB",
        ItemType::PaperConference => "CPAPER",
        ItemType::MotionPicture => "VIDEO",
        ItemType::Patent => "PAT",
        ItemType::Report => "RPRT",
        ItemType::Software => "COMP",
        ItemType::Thesis => "THES",
        ItemType::Webpage => "ELEC",
        ItemType::Speech => "SLIDE",
        ItemType::Periodical => "JFULL",
        ItemType::Document => "GEN",
    }
}

/// NBIB. A work that PubMed doesn't know has its place in the file for its number.
pub(super) fn nbib<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    let mut out = String::new();
    for (place, (_, item)) in (1..).zip(works) {
        let mut field = |tag: &str, value: &str| {
            let _ = writeln!(out, "{tag:<4}- {}", line(value));
        };
        match &item.pmid {
            Some(pmid) => field("PMID", pmid),
            None => field("PMID", &format!("x{place}")),
        }
        let is_chapter = item.item_type == ItemType::Chapter;
        let is_book = item.item_type == ItemType::Book;
        for (csl, value) in item.texts() {
            let tag = match csl {
                "title" if is_book => "BTI",
                "title" => "TI",
                "container-title" if is_chapter => "BTI",
                "container-title" => "JT",
                "collection-title" => "CTI",
                "volume" => "VI",
                "issue" => "IP",
                "page" => "PG",
                "publisher" => "PB",
                "publisher-place" => "PL",
                "edition" => "EN",
                "ISBN" if is_issn(value) => "IS",
                "ISBN" => "ISBN",
                "DOI" => {
                    field("LID", &format!("{value} [doi]"));
                    continue;
                }
                _ => continue,
            };
            field(tag, value);
        }
        for (role, names) in item.people().filter(|(role, _)| *role != "translator") {
            for name in names {
                match (role, &name.literal) {
                    ("author", Some(literal)) => field("CN", literal),
                    ("author", None) => field("FAU", &inverted(name)),
                    _ => field("FED", &inverted(name)),
                }
            }
        }
        if let Some(date) = &item.issued {
            field("DP", &printed(date));
        }
        field("PT", nbib_type(item.item_type));
        out.push('\n');
    }
    out
}

/// "2020 Mar 5".
fn printed(date: &Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Some(start) = date.start else { return date.to_string() };
    let month = start.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
    let day = start.day.filter(|_| month.is_some()).map(|day| format!(" {day}")).unwrap_or_default();
    format!("{}{}{day}", start.year, month.map(|month| format!(" {month}")).unwrap_or_default())
}

fn nbib_type(item_type: ItemType) -> &'static str {
    match item_type {
        ItemType::ArticleJournal => "Journal Article",
        ItemType::Article => "Preprint",
        ItemType::Dataset => "Dataset",
        // NBIB has no words for other kinds; those of CSL are at least read by this program.
        other => other.as_csl(),
    }
}
