//! Forms whose tags each say one thing: what differs between them is how a line is written, and what its tags are called.
//!
//! | form | a line | a record begins with |
//! |---|---|---|
//! | Ovid, tagged and as it is displayed | `TI  - On tests`; a label, and its value indented below | `<1. >` |
//! | Cochrane's text | `TI: On tests` | `Record #1 of 2` |
//! | RefWorks | `T1 On tests` | `RT` |
//! | NoteExpress | `{Title}: On tests` | `{Reference Type}` |
//! | CNKI's E-Study, and its own form | `Title-题名: On tests` | `DataType`, `SrcDatabase` |
//! | ProQuest's text | `Title: On tests` | a line of underscores |

use super::lines::{Grammar, Line, Tagged};
use crate::record::field::{date, doi, pages, pmid};
use crate::record::format::Format;
use crate::record::name::{inverted, listed, with_initials};
use crate::record::records::Publication;
use crate::record::source;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// Which tags say what, the best first.
pub(super) struct Tags {
    kind: &'static [&'static str],
    author: &'static [&'static str],
    editor: &'static [&'static str],
    title: &'static [&'static str],
    container: &'static [&'static str],
    series: &'static [&'static str],
    issued: &'static [&'static str],
    volume: &'static [&'static str],
    issue: &'static [&'static str],
    first_page: &'static [&'static str],
    last_page: &'static [&'static str],
    /// Outlet, volume, issue and pages in one.
    place: &'static [&'static str],
    publisher: &'static [&'static str],
    publisher_place: &'static [&'static str],
    edition: &'static [&'static str],
    doi: &'static [&'static str],
    url: &'static [&'static str],
    isbn: &'static [&'static str],
    pmid: &'static [&'static str],
    id: &'static [&'static str],
}

/// How a form is read; none for one that has a room of its own.
pub(super) fn form(format: Format, text: &str) -> Option<(Grammar, Tags)> {
    let grammar = |line, first| Grammar { line, first, last: None, outside: &[], begins: &[], before: usize::MAX };
    Some(match format {
        Format::Ovid => (grammar(ovid_line, "<>"), OVID),
        Format::Cochrane => (grammar(cochrane_line, "Record"), COCHRANE),
        Format::RefWorks => (Grammar { outside: &["ER"], ..grammar(refworks_line, "RT") }, REFWORKS),
        Format::NoteExpress => (grammar(noteexpress_line, "Reference Type"), NOTEEXPRESS),
        // Which field comes first depends on who exports.
        Format::Cnki if text.trim_start_matches(['\u{feff}', '\r', '\n', ' ']).starts_with("DataType") => {
            (grammar(cnki_line, "DataType"), CNKI)
        }
        Format::Cnki => (grammar(cnki_line, "SrcDatabase"), CNKI),
        Format::ProQuest => (grammar(proquest_line, "____"), PROQUEST),
        _ => return None,
    })
}

const OVID: Tags = Tags {
    kind: &["PT", "Publication Type"],
    author: &["FA", "AU", "Author", "Authors"],
    editor: &["ED", "Editor"],
    title: &["TI", "Title"],
    container: &["JT", "JN", "JA", "Journal Name", "Journal"],
    issued: &["DP", "YR", "Year of Publication", "Date of Publication"],
    volume: &["VI", "VO"],
    issue: &["IP"],
    first_page: &["PG"],
    place: &["SO", "Source"],
    publisher: &["PB", "Publisher"],
    edition: &["EN"],
    doi: &["DO", "ID", "Digital Object Identifier", "Article Identifier"],
    isbn: &["IB", "IS", "ISSN Print", "ISSN"],
    id: &["UI", "AN", "Unique Identifier", "Accession Number"],
    ..NONE
};

const COCHRANE: Tags = Tags {
    kind: &["PT"],
    author: &["AU"],
    title: &["TI"],
    container: &["SO"],
    issued: &["YR"],
    volume: &["VL"],
    issue: &["NO"],
    first_page: &["PG"],
    publisher: &["PB"],
    doi: &["DOI"],
    url: &["US"],
    isbn: &["SN"],
    pmid: &["PM"],
    id: &["ID"],
    ..NONE
};

const REFWORKS: Tags = Tags {
    kind: &["RT"],
    author: &["A1"],
    editor: &["A2"],
    title: &["T1"],
    container: &["T2", "JF", "JO"],
    series: &["T3"],
    issued: &["YR", "FD"],
    volume: &["VO", "vo"],
    issue: &["IS"],
    first_page: &["SP"],
    last_page: &["OP"],
    publisher: &["PB"],
    publisher_place: &["PP"],
    edition: &["ED"],
    doi: &["DO"],
    url: &["UL", "LK"],
    isbn: &["SN"],
    pmid: &["PM"],
    id: &["ID"],
    ..NONE
};

const NOTEEXPRESS: Tags = Tags {
    kind: &["Reference Type"],
    author: &["Author"],
    editor: &["Editor", "Secondary Author", "Subsidiary Author"],
    title: &["Title"],
    container: &["Journal", "Secondary Title", "Source", "Book Title", "Newspaper"],
    series: &["Tertiary Title", "Series Title"],
    issued: &["Year", "Date"],
    volume: &["Volume"],
    issue: &["Issue"],
    first_page: &["Pages"],
    publisher: &["Publisher"],
    publisher_place: &["Place Published"],
    edition: &["Edition"],
    doi: &["DOI"],
    url: &["URL"],
    isbn: &["ISBN/ISSN", "ISSN", "ISBN"],
    ..NONE
};

const CNKI: Tags = Tags {
    kind: &["SrcDatabase"],
    author: &["Author"],
    title: &["Title"],
    container: &["Source"],
    issued: &["PubTime", "Year"],
    volume: &["Volume", "Roll"],
    issue: &["Period"],
    first_page: &["Page"],
    doi: &["DOI"],
    url: &["Link", "URL"],
    isbn: &["ISSN", "ISBN"],
    ..NONE
};

const PROQUEST: Tags = Tags {
    kind: &["Document type", "Source type"],
    author: &["Author", "Authors"],
    editor: &["Editor"],
    title: &["Title"],
    container: &["Publication title", "Journal"],
    issued: &["Publication year", "Publication date", "Year"],
    volume: &["Volume"],
    issue: &["Issue"],
    first_page: &["Pages", "First page", "Pagination"],
    publisher: &["Publisher", "University/institution", "School"],
    publisher_place: &["Place of publication"],
    doi: &["DOI", "Digital object identifier/DOI"],
    isbn: &["ISBN", "ISSN"],
    id: &["ProQuest document ID", "Accession number"],
    ..NONE
};

const NONE: Tags = Tags {
    kind: &[],
    author: &[],
    editor: &[],
    title: &[],
    container: &[],
    series: &[],
    issued: &[],
    volume: &[],
    issue: &[],
    first_page: &[],
    last_page: &[],
    place: &[],
    publisher: &[],
    publisher_place: &[],
    edition: &[],
    doi: &[],
    url: &[],
    isbn: &[],
    pmid: &[],
    id: &[],
};

/// "<12. >" begins a record, "TI  - On tests" is a field, and so is a label whose value stands indented below.
fn ovid_line(line: &str) -> Option<Line<'_>> {
    if let Some(inside) = line.strip_prefix('<').and_then(|rest| rest.trim_end().strip_suffix('>')) {
        let is_number = inside.bytes().all(|b| b.is_ascii_digit() || b". ".contains(&b));
        return (is_number && inside.contains(|c: char| c.is_ascii_digit())).then_some(Line::Field("<>", ""));
    }
    if line.starts_with([' ', '\t']) {
        return Some(Line::More);
    }
    let tagged = line.split_at_checked(2).and_then(|(tag, rest)| Some((tag, rest.trim_start().strip_prefix('-')?)));
    if let Some((tag, value)) =
        tagged.filter(|(tag, _)| tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
    {
        return Some(Line::Field(tag, value));
    }
    is_label(line).then_some(Line::Field(line.trim_end(), ""))
}

/// "Record #1 of 2", "TI: On tests".
fn cochrane_line(line: &str) -> Option<Line<'_>> {
    if let Some(number) = line.strip_prefix("Record #") {
        return Some(Line::Field("Record", number));
    }
    let (tag, value) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
    let is_tag = (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_uppercase());
    Some(if is_tag { Line::Field(tag, value) } else { Line::More })
}

/// "T1 On tests".
fn refworks_line(line: &str) -> Option<Line<'_>> {
    let (tag, value) = line.split_at_checked(2)?;
    let mut letters = tag.bytes();
    let is_tag = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.next().is_some_and(|b| b.is_ascii_alphanumeric())
        && (tag == "vo" || !tag.bytes().any(|b| b.is_ascii_lowercase()));
    Some(if is_tag && (value.is_empty() || value.starts_with(' ')) { Line::Field(tag, value) } else { Line::More })
}

/// "{Title}: On tests".
fn noteexpress_line(line: &str) -> Option<Line<'_>> {
    let field = line.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let field = field.and_then(|(tag, rest)| Some((tag, rest.trim_start().strip_prefix(':')?)));
    Some(field.map_or(Line::More, |(tag, value)| Line::Field(tag, value)))
}

/// "Title-题名: On tests".
fn cnki_line(line: &str) -> Option<Line<'_>> {
    let Some((label, value)) = line.split_once(':') else { return Some(Line::More) };
    // What is called the count of pages are the pages, in one of both forms.
    let tag = if label == "PageCount-页码" { "Page" } else { label.split('-').next().unwrap_or(label) };
    let is_tag = !tag.is_empty() && tag.len() <= 20 && tag.bytes().all(|b| b.is_ascii_alphabetic());
    let is_named = label == tag || label.contains(|c: char| !c.is_ascii()) || matches!(tag, "DataType" | "DOI");
    Some(if is_tag && is_named { Line::Field(tag, value) } else { Line::More })
}

/// "Title: On tests".
fn proquest_line(line: &str) -> Option<Line<'_>> {
    if line.starts_with("____") {
        return Some(Line::Field("____", ""));
    }
    let field = line.split_once(": ").or_else(|| line.starts_with("ProQuest ").then_some((line, "")));
    let field = field.filter(|(label, _)| is_label(label));
    Some(field.map_or(Line::More, |(label, value)| Line::Field(label, value)))
}

/// "Publication title", "University/institution".
fn is_label(text: &str) -> bool {
    let text = text.trim_end();
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|b| b.is_ascii_alphabetic() || b" /()-".contains(&b))
}

pub(super) fn publication(record: &Tagged<'_>, tags: &Tags) -> Publication {
    let people = |tags: &[&str]| -> Vec<Name> {
        // Names in full stand beside those in short.
        let tag = tags.iter().find(|tag| record.values(tag).next().is_some());
        let values = tag.into_iter().flat_map(|tag| record.values(tag)).map(|value| value.into_owned());
        let mut found: Vec<Name> = values.flat_map(|value| listed(&value).map(person).collect::<Vec<_>>()).collect();
        // ProQuest has them at the head of a record and again among its fields.
        let half = found.len() / 2;
        if found[..half] == found[half..] {
            found.truncate(half);
        }
        found
    };
    let text = |tags: &[&str]| record.first(tags);
    let place = text(tags.place).map(|written| source::place(&written)).unwrap_or_default();
    let container = text(tags.container).or(place.outlet);
    let written_kind = record.first(tags.kind).unwrap_or_default();
    let item_type = kind(&written_kind, container.is_some());
    let is_whole = matches!(item_type, ItemType::Book | ItemType::Thesis | ItemType::Report);
    let dates: Vec<_> =
        tags.issued.iter().filter_map(|tag| record.values(tag).find_map(|written| date(&written))).collect();
    let published = text(tags.publisher);
    let item = Item {
        item_type,
        author: people(tags.author),
        editor: people(tags.editor),
        title: text(tags.title).map(|title| without_stop(&title)),
        // What holds a thesis is where it was written.
        publisher: match item_type {
            ItemType::Thesis => published.or_else(|| container.clone()),
            _ => published,
        },
        container_title: container.filter(|_| !is_whole),
        collection_title: text(tags.series),
        // The most precise of one year.
        issued: dates
            .iter()
            .find(|date| date.start.is_some_and(|start| start.month.is_some()))
            .or(dates.first())
            .cloned(),
        volume: text(tags.volume).or(place.volume),
        issue: text(tags.issue).or(place.issue),
        page: pages(text(tags.first_page), text(tags.last_page)).or(place.page),
        publisher_place: text(tags.publisher_place),
        edition: text(tags.edition),
        doi: tags.doi.iter().flat_map(|tag| record.values(tag)).find_map(|written| doi(&written)),
        url: text(tags.url),
        isbn: text(tags.isbn),
        pmid: text(tags.pmid).as_deref().and_then(pmid),
        ..Item::default()
    };
    let id = text(tags.id).filter(|id| !id.contains(' '));
    Publication { id, item, ..Publication::default() }
}

/// "Roe, Ann", "Roe AB", "罗安", "Roe, Ann [Inventor]".
fn person(written: &str) -> Name {
    let bare = written.split(" [").next().unwrap_or(written).trim().trim_end_matches(',');
    if bare.contains(',') { inverted(bare) } else { with_initials(bare) }
}

/// Databases end titles with a full stop that isn't theirs.
fn without_stop(title: &str) -> String {
    match title.strip_suffix('.') {
        Some(bare) if !bare.ends_with('.') => bare.to_owned(),
        _ => title.to_owned(),
    }
}

/// The kind by what it is called; what nobody knows and something holds is an article.
fn kind(written: &str, is_held: bool) -> ItemType {
    let written = written.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| written.contains(word));
    match () {
        () if has(&["section", "chapter"]) => ItemType::Chapter,
        () if has(&["thesis", "dissertation", "硕士", "博士"]) => ItemType::Thesis,
        () if has(&["newspaper", "报纸"]) => ItemType::ArticleNewspaper,
        () if has(&["magazine"]) => ItemType::ArticleMagazine,
        () if has(&["preprint"]) => ItemType::Article,
        () if has(&["article", "journal", "期刊"]) => ItemType::ArticleJournal,
        () if has(&["conference", "proceeding", "会议"]) => ItemType::PaperConference,
        () if has(&["book", "图书"]) && !has(&["review"]) => ItemType::Book,
        () if has(&["patent", "专利"]) => ItemType::Patent,
        () if has(&["report", "standard", "标准"]) && !has(&["case report"]) => ItemType::Report,
        () if has(&["web page", "website"]) => ItemType::Webpage,
        () if is_held => ItemType::ArticleJournal,
        () => ItemType::Document,
    }
}
