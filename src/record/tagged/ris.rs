//! RIS, after the specification of Research Information Systems, and what Scopus, Zotero and Mendeley make of it.

use std::borrow::Cow;

use nom::IResult;
use nom::Parser;
use nom::bytes::complete::{take, take_while1};
use nom::character::complete::one_of;
use nom::combinator::{recognize, rest, verify};
use nom::sequence::{separated_pair, terminated};

use super::lines::{BEFORE, Grammar, Line, Tagged};
use crate::record::field::{date, date_in, doi, doi_alone, doi_behind_word, pages, pmid, unless_empty};
use crate::record::item_type::is_genre;
use crate::record::name::people as persons;
use crate::record::records::{Cited, Publication};
use crate::record::table::scopus;
use crate::reference::date::Date;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) const GRAMMAR: Grammar =
    Grammar { line, first: "TY", last: Some("ER"), outside: &["EF"], begins: BEGINS, before: BEFORE };

/// What a record begins with that lacks its first tag.
const BEGINS: &[&str] = &["AU", "A1", "TI", "T1", "ID", "DB", "AN"];

/// The tags that are known in lower case too.
const TAGS: [&str; 42] = [
    "TY", "ER", "ID", "AU", "A1", "A2", "A3", "A4", "ED", "TI", "T1", "CT", "BT", "T2", "T3", "JF", "JO", "JA", "J1",
    "J2", "PY", "Y1", "Y2", "DA", "VL", "IS", "CP", "SP", "EP", "C7", "PB", "CY", "PP", "ET", "M1", "M3", "SN", "DO",
    "UR", "N1", "AB", "KW",
];

/// "AU  - Roe, Ann"; some write fewer blanks, or none behind the hyphen, some indent, some write "au  - Roe, Ann", and word
/// processors make a dash of the hyphen and hard blanks of the others.
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
    let blanks = take_while1(|c: char| matches!(c, ' ' | '\t' | '\u{a0}'));
    let hyphen = recognize(terminated(blanks, one_of("-–")));
    let read: IResult<&str, (&str, &str)> = separated_pair(name, hyphen, rest).parse(line);
    if let Ok((_, (tag, value))) = read {
        return Some(Line::Field(tag, value));
    }
    // The ends of a record and of a file stand alone, too.
    if let "ER" | "EF" = line {
        return Some(Line::Field(line, ""));
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
        // A journal, or an article in it.
        ItemType::ArticleJournal if kind.trim() == "JFULL" && record.first(&["T2", "JF", "JO", "SP"]).is_none() => {
            ItemType::Periodical
        }
        ItemType::Manuscript if record.first(&["M3"]).is_some_and(|kind| kind.eq_ignore_ascii_case("preprint")) => {
            ItemType::Article
        }
        found => found,
    };
    let people = |tags: &[&str]| people(record, tags);
    let database = record.first(&["DB"]).unwrap_or_default().to_ascii_lowercase();
    let is_psycinfo = database.contains("psycinfo");
    let is_law = matches!(item_type, ItemType::LegalCase | ItemType::Legislation);
    // "PUBMED 12345,EMBASE 678".
    let in_cochrane = record.first(&["C3"]).and_then(|ids| pmid(ids.split(',').next()?));
    let holds = match item_type {
        // Alone it is the series.
        ItemType::Book | ItemType::Thesis | ItemType::Report => {
            record.first(&["T2"]).filter(|_| record.first(&["T3"]).is_some())
        }
        // A reporter of decisions stands for Zotero where others have second authors.
        ItemType::LegalCase => record.first(&["T2", "JF", "JO", "A2"]),
        // The conference stands before its proceedings.
        ItemType::PaperConference if in_cochrane.is_none() => {
            record.first(&["C3", "T2", "JF", "JO", "BT", "JA", "J2", "J1"])
        }
        ItemType::ArticleJournal => journal(record),
        _ => record.first(&["T2", "JF", "JO", "BT", "JA", "J2", "J1"]),
    };
    let series = match item_type {
        ItemType::Book | ItemType::Report => record.first(&["T3", "T2"]),
        _ => record.first(&["T3"]),
    };
    // A book's second authors are its series' editors, a chapter's are the book's.
    let editor = match item_type {
        // Who edited a book that nobody wrote.
        ItemType::Book if kind.trim() == "EDBOOK" && record.first(&["AU", "A1"]).is_none() => {
            people(&["ED", "A2", "A3"])
        }
        ItemType::Book => people(&["ED", "A3"]),
        ItemType::LegalCase => people(&["ED"]),
        // Ovid's PsycINFO has there who wrote what the article cites.
        ItemType::ArticleJournal if is_psycinfo => people(&["ED"]),
        // ProQuest has there who advised.
        ItemType::Thesis => people(&["ED"]),
        _ => people(&["ED", "A2"]),
    };
    // "Hern, Matt, Ed": ERIC names editors among the authors.
    let (editors, author): (Vec<Name>, Vec<Name>) =
        people(&["AU", "A1"]).into_iter().partition(|name| name.suffix.as_deref().is_some_and(is_editor));
    let editors = editors.into_iter().map(|name| Name { suffix: None, ..name });
    let editor: Vec<Name> = editors.chain(editor).collect();
    // Of several, a line each, the first.
    let sn = record.line(&["SN"]);
    // EBSCO and Europe PMC end titles in a full stop that isn't theirs.
    let is_of_europe_pmc = record.values("UR").any(|address| address.contains("europepmc.org/"));
    let stops = is_of_europe_pmc || record.first(&["DP"]).is_some_and(|by| by.starts_with("EBSCO"));
    let is_of_embase = || record.values("L2").chain(record.values("UR")).any(|address| address.contains("embase.com/"));
    // Some write there where the authors work.
    let numbered = |tags: &[&str]| record.first(tags).filter(|written| is_number(written));
    // Web of Science names a conference in the second.
    let issues: &[&str] = if item_type == ItemType::PaperConference { &["IS"] } else { &["IS", "CP"] };
    let first_issue = record.first(issues);
    // The number in a series, the number of the work, and the issue where it stands in the tag for numbers, as EndNote has it.
    let (collection_number, number, issue) = match item_type {
        ItemType::Book => (numbered(&["SV", "M1"]), None, None),
        ItemType::Report => (numbered(&["SV"]), numbered(&["M1"]).or_else(|| record.line(&["SN"])), None),
        ItemType::Patent => (None, numbered(&["M1"]).or_else(|| record.first(&["SN"])), None),
        ItemType::LegalCase => (None, numbered(&["SV", "M1"]), None),
        ItemType::ArticleJournal if first_issue.is_none() => (numbered(&["SV"]), None, numbered(&["M1"])),
        ItemType::Webpage => (numbered(&["SV"]), None, None),
        _ => (numbered(&["SV"]), numbered(&["M1"]), None),
    };
    let is_numbered = matches!(item_type, ItemType::Report | ItemType::Patent);
    let accession = |name: &str| record.first(&["AN"]).filter(|_| database.contains(name));
    let in_europe_pmc = || record.first(&["AN"]).filter(|_| is_of_europe_pmc);
    let arxiv_address = || {
        let addresses = ["UR", "L1", "L2", "LK"].into_iter().flat_map(|tag| record.values(tag).collect::<Vec<_>>());
        addresses.filter_map(|address| Some(address.split_once("arxiv.org/abs/")?.1.to_owned())).next()
    };
    // The latter two as Web of Science has them.
    let publisher = record.first(&["PB", "PU"]);
    let item = Item {
        item_type,
        author,
        editor,
        translator: people(&["A4"]),
        title: record
            .first(&["TI", "T1", "CT"])
            .map(|title| {
                title
                    .strip_suffix('.')
                    .filter(|bare| stops && !bare.ends_with('.'))
                    .map_or(title.clone(), str::to_owned)
            })
            .or_else(|| record.first(&["BT"]).filter(|_| item_type == ItemType::Book)),
        container_title: holds,
        collection_title: series,
        collection_number,
        number_of_volumes: record.first(&["NV"]),
        // Who brought out a decision is the court.
        authority: publisher.clone().filter(|_| is_law),
        issued: issued(record),
        volume: record.first(&["VL", "VO"]),
        issue: first_issue.or(issue),
        page: pages(record.first(&["SP"]), record.first(&["EP"])).or_else(|| record.first(&["C7", "PG"])),
        publisher: publisher.filter(|_| !is_law),
        publisher_place: record.first(&["CY", "PP", "PI"]),
        // EndNote has there the day on which an article came out online.
        edition: record
            .first(&["ET"])
            .filter(|written| item_type != ItemType::ArticleJournal || date(written).is_none()),
        genre: record.first(&["M3"]).filter(|written| is_genre(written, item_type) && doi_alone(written).is_none()),
        number,
        doi: record.first(&["DO", "DI"]).as_deref().and_then(doi).or_else(|| doi_elsewhere(record)),
        url: record
            .line(&["UR", "L2"])
            .filter(|url| !url.starts_with("10.") && !url.to_ascii_lowercase().starts_with("doi:")),
        isbn: sn.filter(|_| !is_numbered || record.first(&["M1"]).is_some()),
        arxiv: accession("arxiv").or_else(arxiv_address),
        pmid: accession("pubmed")
            .or_else(|| accession("medline"))
            .or_else(in_europe_pmc)
            .as_deref()
            .and_then(pmid)
            .or(in_cochrane)
            .or_else(|| {
                // Embase has PubMed's number there.
                record.first(&["C2"]).filter(|_| is_of_embase()).as_deref().and_then(pmid)
            }),
    };
    let notes = record.values("N1").filter_map(|note| Some(note.strip_prefix("References:")?.to_owned()));
    let listed = notes.flat_map(|list| scopus::references(&list));
    // PsycINFO has each in a field of its own.
    let each = record.values("M1").filter(|_| is_psycinfo).filter(|written| written.len() > 32).map(Cow::into_owned);
    // Some have a tag of their own for them.
    let tagged = record.values("CR").map(Cow::into_owned);
    let cites = listed.chain(each).chain(tagged).map(Cited::Text).collect();
    Publication { id: record.first(&["ID"]).and_then(unless_empty), item, cites, ..Publication::default() }
}

/// The journal. ScienceDirect has there what an issue is about, and beside it the journal's name.
fn journal(record: &Tagged<'_>) -> Option<String> {
    let second = record.first(&["T2"]);
    let named = record.first(&["JF"]).or_else(|| record.first(&["JO"]));
    match (&second, named) {
        (Some(second), Some(named)) if !abbreviates(&named, second) => Some(named),
        (None, Some(named)) => Some(named),
        _ => second.or_else(|| record.first(&["BT", "JA", "J2", "J1"])),
    }
}

/// Whether a name may be short for another: "J. Tests" and "JT" for "Journal of Tests".
fn abbreviates(short: &str, name: &str) -> bool {
    let (short, name) = (short.to_lowercase(), name.to_lowercase());
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut parts = short.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let is_one_word = !short.trim().contains(' ');
    is_one_word
        || parts.all(|part| {
            words.any(|word| {
                word.starts_with(&part[..part.len().min(word.len())]) && word.chars().next() == part.chars().next()
            })
        })
}

/// The people of some tags, who stand one or several in a line, "Roe, Ann; Doe, Bob"; some programs have them twice, under two
/// tags.
fn people(record: &Tagged<'_>, tags: &[&str]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (place, tag) in tags.iter().enumerate() {
        let before = if place == 0 { 0 } else { found.len() };
        for value in record.values(tag) {
            for name in persons(&value) {
                if !found[..before].contains(&name) {
                    found.push(name);
                }
            }
        }
    }
    found
}

fn is_editor(suffix: &str) -> bool {
    matches!(suffix.trim_end_matches('.').to_ascii_lowercase().as_str(), "ed" | "eds" | "editor" | "editors")
}

/// "41", "TR-12", "No. 3".
fn is_number(written: &str) -> bool {
    written.len() <= 32 && written.contains(|c: char| c.is_ascii_digit())
}

/// A DOI that stands in a note or is the address.
fn doi_elsewhere(record: &Tagged<'_>) -> Option<String> {
    let places = ["M3", "N1", "L3", "AN", "UR", "L1", "L2", "LK"];
    let alone = places.iter().flat_map(|tag| record.lines(tag)).find_map(doi_alone);
    // A short note may say more than that: "Cited by 5. doi: 10.1000/1".
    alone.or_else(|| record.values("N1").filter(|note| note.len() < 200).find_map(|note| doi_behind_word(&note)))
}

/// The year, or the day where one of that year is told beside it.
fn issued(record: &Tagged<'_>) -> Option<Date> {
    let read = |tags: &[&str]| record.first(tags).and_then(|written| date(&written));
    // Some have the year in the first and the day in the second.
    let (year, day) = (read(&["PY", "Y1"]), read(&["DA", "Y1"]));
    match (&year, &day) {
        (Some(of), Some(day_of)) if of.year() != day_of.year() => year,
        (Some(Date { start: Some(start), .. }), _) if start.month.is_some() => year,
        // EndNote has "Mar 5" there.
        (Some(_), None) => date_in(year, record.first(&["DA"]).as_deref()),
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
        "UNPB" | "UNPD" | "MANSCPT" => ItemType::Manuscript,
        "MGZN" => ItemType::ArticleMagazine,
        "NEWS" => ItemType::ArticleNewspaper,
        "PAT" => ItemType::Patent,
        "RPRT" | "STAND" | "GOVDOC" => ItemType::Report,
        "COMP" => ItemType::Software,
        "THES" => ItemType::Thesis,
        "ELEC" | "BLOG" | "ICOMM" | "WEB" => ItemType::Webpage,
        "VIDEO" | "MPCT" => ItemType::MotionPicture,
        "SLIDE" => ItemType::Speech,
        "PREPRINT" => ItemType::Article,
        // In words, as EndNote's own form has it.
        _ => super::endnote_type(kind),
    }
}
