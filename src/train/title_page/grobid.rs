//! GROBID's annotated title pages (`header`), and what follows on them (`segmentation`).

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::TitlePage;
use crate::document::title_page::Tag;

/// A stretch of text between two marks of a TEI file.
enum Piece {
    Text(String),
    Open(String, String),
    Close(String),
    LineBreak,
}

/// The pieces of the `<text>` of a TEI file. Broken XML ends it early.
fn pieces(xml: &str) -> Vec<Piece> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut found = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event() {
            Err(_) | Ok(Event::Eof) => return found,
            Ok(Event::Start(e)) => {
                let name = String::from_utf8_lossy(e.name().as_ref()).into_owned();
                inside |= name == "text";
                found.push(Piece::Open(name, attribute(&e)));
            }
            Ok(Event::End(e)) => found.push(Piece::Close(String::from_utf8_lossy(e.name().as_ref()).into_owned())),
            Ok(Event::Empty(e)) if e.name().as_ref() == b"lb" => found.push(Piece::LineBreak),
            Ok(Event::Text(t)) if inside => {
                found.push(Piece::Text(t.decode().map(|t| t.into_owned()).unwrap_or_default()))
            }
            Ok(Event::GeneralRef(r)) if inside => found.push(Piece::Text(super::super::corpus::entity(&r))),
            Ok(_) => {}
        }
    }
}

/// The value of the attribute that tells elements of one name apart.
fn attribute(element: &BytesStart<'_>) -> String {
    let mut attributes = element.attributes();
    let told =
        attributes.with_checks(false).flatten().find(|a| matches!(a.key.as_ref(), b"type" | b"place" | b"level"));
    told.map(|a| String::from_utf8_lossy(&a.value).to_lowercase()).unwrap_or_default()
}

fn tag(name: &str, kind: &str) -> Option<Tag> {
    Some(match (name, kind) {
        ("docTitle" | "titlePart", _) => Tag::Title,
        ("docAuthor", _) => Tag::Author,
        ("affiliation" | "address" | "email" | "phone", _) => Tag::Affiliation,
        ("div", "abstract") => Tag::Abstract,
        ("keyword" | "keywords", _) => Tag::Keywords,
        ("note", "submission") | ("date", _) => Tag::Dates,
        ("reference" | "meeting", _) | ("title", "j") => Tag::Own,
        ("idno" | "ptr", _) => Tag::Identifier,
        ("note", "doctype" | "group" | "articletype") => Tag::Genre,
        ("note" | "publisher" | "editor" | "page", _) => Tag::Other,
        _ => return None,
    })
}

/// The title page of a `header` file, its labels brought to one convention.
pub(crate) fn header(xml: &str) -> TitlePage {
    let mut lines: Vec<Vec<(String, Option<Tag>)>> = vec![Vec::new()];
    let mut open: Vec<Option<Tag>> = Vec::new();
    for piece in pieces(xml) {
        let now = open.last().copied().flatten();
        match piece {
            Piece::Open(name, kind) => {
                // The title, the authors and the abstract begin on lines of their own, "Title:" before them aside.
                open.push(tag(&name, &kind).or(now));
            }
            Piece::Close(name) => {
                open.pop();
                // Where one of these ends, its line ends, whether the annotators say so or not.
                if matches!(name.as_str(), "docTitle" | "div" | "front") {
                    lines.push(Vec::new());
                }
            }
            Piece::LineBreak => lines.push(Vec::new()),
            Piece::Text(text) => {
                // A heading that stands on the line of what comes before it, for the annotators: "Bo Roe Abstract".
                let labelled = lines.last().is_some_and(|line| line.iter().any(|p| p.1.is_some()));
                if now.is_none() && labelled && opens_section(&text) {
                    lines.push(Vec::new());
                }
                if let Some(line) = lines.last_mut() {
                    line.push((text, now));
                }
            }
        }
    }
    let lines: Vec<_> = lines.iter().filter_map(|line| labelled(line)).collect();
    TitlePage::of_lines(harmonised(lines))
}

/// One line: the label of most of its letters. What stands between the elements is a heading when it is short.
fn labelled(pieces: &[(String, Option<Tag>)]) -> Option<(String, Tag)> {
    let joined: String = pieces.iter().map(|p| p.0.as_str()).collect();
    let text = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return None;
    }
    let letters = |wanted: Option<Tag>| -> usize {
        let of_tag = pieces.iter().filter(|p| p.1 == wanted);
        of_tag.map(|p| p.0.chars().filter(|c| c.is_alphanumeric()).count()).sum()
    };
    let most = Tag::ALL
        .into_iter()
        .max_by_key(|t| (letters(Some(*t)), std::cmp::Reverse(*t)))
        .filter(|t| letters(Some(*t)) > 0);
    let unlabelled = letters(None);
    let tag = match most {
        // "Correspondence: Ann Lee, Pond School": an author who isn't alone on the line is named for the address.
        Some(Tag::Author)
            if letters(Some(Tag::Affiliation)) > 0
                && letters(Some(Tag::Author)) < 3 * letters(Some(Tag::Affiliation)) =>
        {
            Tag::Affiliation
        }
        Some(tag) if letters(Some(tag)) * 3 >= unlabelled => tag,
        _ => untold(&text),
    };
    Some((text, tag))
}

/// Whether a text without a label begins a section of the title page.
fn opens_section(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    let heads = [
        "abstract",
        "summary",
        "affiliation",
        "author",
        "keyword",
        "key words",
        "introduction",
        "correspond",
        "received",
    ];
    heads.iter().any(|head| lower.starts_with(head))
}

/// What a line is that the annotators left without a label.
fn untold(text: &str) -> Tag {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    let closed: String = bare.split_whitespace().collect();
    let heads = |words: &[&str]| words.iter().any(|w| closed.starts_with(w));
    if text.chars().count() <= 60
        && heads(&["abstract", "summary", "author", "affiliation", "keyword", "introduction", "articleinfo"])
    {
        return Tag::Heading;
    }
    if heads(&["correspond", "address", "reprint", "tel", "fax", "email", "e-mail", "contact"]) {
        return Tag::Affiliation;
    }
    if heads(&["received", "accepted", "published", "revised"]) {
        return Tag::Dates;
    }
    Tag::Other
}

/// Brings the annotators' habits together: the authors are named once, before their addresses; whoever is named again
/// is named for an address or in a running head.
fn harmonised(lines: Vec<(String, Tag)>) -> Vec<(String, Tag)> {
    let mut out: Vec<(String, Tag)> = Vec::with_capacity(lines.len());
    let mut named: HashSet<String> = HashSet::new();
    for (text, tag) in lines {
        let before = out.last().map(|l| l.1);
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 2).map(str::to_lowercase).collect();
        let lower = text.to_lowercase();
        let starts = |leads: &[&str]| leads.iter().any(|lead| lower.trim_start_matches(['*', ' ']).starts_with(lead));
        let tag = match tag {
            Tag::Title | Tag::Author if starts(&["running", "short title", "editor"]) => Tag::Other,
            Tag::Author if starts(&["correspond", "address", "reprint", "contact", "to whom"]) => Tag::Affiliation,
            Tag::Author if before != Some(Tag::Author) && !named.is_empty() && words.len() <= 8 => {
                let again = words.iter().filter(|w| named.contains(*w)).count();
                if again * 2 >= words.len() { Tag::Affiliation } else { Tag::Author }
            }
            // The title is printed once; what comes back of it is a running head.
            Tag::Title if before != Some(Tag::Title) && out.iter().any(|l| l.1 == Tag::Title) => {
                let known =
                    |w: &String| out.iter().any(|l| l.1 == Tag::Title && l.0.to_lowercase().contains(w.as_str()));
                if words.iter().filter(|w| known(w)).count() * 2 >= words.len() { Tag::Other } else { Tag::Title }
            }
            tag => tag,
        };
        if tag == Tag::Author {
            named.extend(words);
        }
        out.push((text, tag));
    }
    out
}

/// The text of a `segmentation` file, line by line, that follows its title page.
pub(crate) fn body(xml: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut open: Vec<bool> = Vec::new();
    for piece in pieces(xml) {
        match piece {
            Piece::Open(name, _) => open.push(name == "body"),
            Piece::Close(_) => {
                open.pop();
                lines.push(String::new());
            }
            Piece::LineBreak => lines.push(String::new()),
            Piece::Text(text) if open.last() == Some(&true) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(&text);
                }
            }
            Piece::Text(_) => {}
        }
    }
    let lines = lines.into_iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_page() {
        let xml = "<tei><text><front>Title: <docTitle><titlePart>Of ponds<lb/> and mires</titlePart></docTitle>
            <byline><docAuthor>Ann Lee 1 and Bo Roe<lb/></docAuthor></byline><byline><affiliation>1 Pond School,
            </affiliation></byline><address>Marsh<lb/></address>Abstract<lb/><div type=\"abstract\">We look at
            ponds.<lb/></div>Correspondence: <byline><docAuthor>Ann Lee</docAuthor></byline></front></text></tei>";
        let found: Vec<_> = header(xml).blocks.into_iter().flatten().collect();
        let want = [
            ("Title: Of ponds", Tag::Title),
            ("and mires", Tag::Title),
            ("Ann Lee 1 and Bo Roe", Tag::Author),
            ("1 Pond School, Marsh", Tag::Affiliation),
            ("Abstract", Tag::Heading),
            ("We look at ponds.", Tag::Abstract),
            ("Correspondence: Ann Lee", Tag::Affiliation),
        ];
        assert_eq!(found.iter().map(|(l, t)| (l.as_str(), *t)).collect::<Vec<_>>(), want);
    }
}
