//! Scopus' references whose parts can be told by their places: "Roe A., Doe B., Title, Journal, 3, 2, pp. 4-9, (2001)", and of old
//! "Roe, A., Doe, B., Title (2001) Journal, 3 (2), pp. 4-9".
//!
//! Authors stand first, each with initials that end in a full stop; what follows is the title, then the outlet, then numbers. So a
//! title of one word, which looks like another author, is told by its place: "Lind C., Rivers, (1998)". Where a title or an outlet may
//! have commas of its own, places say nothing, and the reader for bibliographies has a better guess.

use crate::Span;
use crate::record::name::{inverted, with_initials};
use crate::record::wos::{field, segment, text};
use crate::record::year::year;
use crate::reference::Reference;
use crate::reference::date::Date;
use crate::reference::item::ItemType;
use crate::reference::label::Label;
use crate::reference::name::Name;

/// Reads a reference by the places of its parts; none where they could be others.
pub(in crate::record) fn reference(raw: &str) -> Option<Reference> {
    let mut found = if raw.ends_with(')') { by_now(raw) } else { None }.or_else(|| of_old(raw))?;
    // A periodical has volumes; nobody can tell what else it is.
    found.item_type = match (&found.container_title, &found.volume) {
        (Some(_), Some(_)) => ItemType::ArticleJournal,
        _ => ItemType::Document,
    };
    found.segments.sort_by_key(|segment| segment.span.start);
    Some(found)
}

/// "Roe A., Doe B., Title, Journal, 3, 2, pp. 4-9, (2001)".
fn by_now(raw: &str) -> Option<Reference> {
    let (front, date) = dated(raw, raw.rfind('(')?)?;
    let parts = parts(raw, Span::new(0, front.strip_suffix(", ")?.len()));
    let authors = parts.iter().take_while(|part| is_author(part.of(raw))).count();
    let numbers = parts.iter().rev().take_while(|part| is_number(part.of(raw))).count();
    let mut found = Reference { raw: raw.to_owned(), ..Reference::default() };
    let named = parts.get(..authors)?.iter().map(|part| (*part, with_initials(part.of(raw))));
    put_authors(&mut found, named.collect());
    match parts.get(authors..parts.len() - numbers)? {
        [title, ..] if !is_whole(raw, *title) => return None,
        [title] if numbers == 0 => put_title(&mut found, *title),
        [title, outlet] => {
            put_title(&mut found, *title);
            put_outlet(&mut found, *outlet);
        }
        _ => return None,
    }
    put_numbers(&mut found, &parts[parts.len() - numbers..]);
    put_date(&mut found, date);
    Some(found)
}

/// "Roe, A., Doe, B., Title (2001) Journal, 3 (2), pp. 4-9": all between the authors and the year is the title.
fn of_old(raw: &str) -> Option<Reference> {
    let (at, (front, date)) = raw.match_indices(" (").find_map(|(at, _)| Some((at, dated(raw, at + 1)?)))?;
    let front = parts(raw, Span::new(0, front.trim_end().len()));
    // "Roe, A.": the family and its initials are two parts.
    let pairs = front.chunks_exact(2).take_while(|pair| is_initials(pair[1].of(raw)) && is_family(pair[0].of(raw)));
    let named: Vec<(Span, Name)> =
        pairs.map(|pair| Span::new(pair[0].start, pair[1].end)).map(|whole| (whole, inverted(whole.of(raw)))).collect();
    let rest = front.get(named.len() * 2..)?;
    let (first, last) = (rest.first().filter(|_| !named.is_empty())?, rest.last()?);
    // Further initials are of a name that couldn't be told.
    if !is_whole(raw, Span::new(first.start, last.end))
        || rest.iter().any(|part| is_initials(part.of(raw)) || is_author(part.of(raw)))
    {
        return None;
    }
    let mut found = Reference { raw: raw.to_owned(), ..Reference::default() };
    put_authors(&mut found, named);
    put_title(&mut found, Span::new(first.start, last.end));
    put_date(&mut found, date);
    let behind = parts(raw, Span::new((at + " (2001)".len()).min(raw.len()), raw.len()));
    let numbers = behind.iter().rev().take_while(|part| is_number(part.of(raw))).count();
    match (&behind[..behind.len() - numbers], numbers) {
        ([], 0) => {}
        // Without numbers a publisher and its place may stand there.
        ([outlet], 1..) => put_outlet(&mut found, *outlet),
        _ => return None,
    }
    put_numbers(&mut found, &behind[behind.len() - numbers..]);
    Some(found)
}

/// What stands before a year in brackets that open at `at`, and where it stands.
fn dated(raw: &str, at: usize) -> Option<(&str, Span)> {
    let inside = raw[at..].strip_prefix('(')?;
    year(inside.get(..4)?)?;
    inside[4..].starts_with(')').then(|| (&raw[..at], Span::new(at + 1, at + 5)))
}

/// What stands between the commas of a stretch.
fn parts(raw: &str, within: Span) -> Vec<Span> {
    let mut at = within.start;
    let each = within.of(raw).split(',').map(|part| {
        let span = Span::new(at, at + part.len()).trimmed(raw, char::is_whitespace);
        at += part.len() + 1;
        span
    });
    each.filter(|part| !part.is_empty()).collect()
}

/// "Roe A.", "van der Lee B.-C.".
fn is_author(part: &str) -> bool {
    part.rsplit_once(' ').is_some_and(|(family, initials)| is_family(family) && is_initials(initials))
}

/// "A.", "A.B.", "Yu.-Th."; and no "Rep.".
fn is_initials(part: &str) -> bool {
    part.starts_with(char::is_uppercase)
        && part.len() <= 16
        && part.strip_suffix('.').is_some_and(|bare| {
            let each = |initial: &str| (1..=2).contains(&initial.trim_start_matches(' ').chars().count());
            bare.split(['.', '-']).filter(|initial| !initial.is_empty()).all(each)
        })
}

/// A family's name has no numbers, and few words.
fn is_family(part: &str) -> bool {
    part.split(' ').count() <= 4 && !part.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '('))
}

/// "3", "3 (2)", "(2)", "pp. 4-9", "art. no. 12".
fn is_number(part: &str) -> bool {
    place_of(part).is_some()
}

/// What a number counts, and how long its word is.
fn place_of(part: &str) -> Option<(Label, usize)> {
    for word in ["pp. ", "p. ", "art. no. ", "Art. no. ", "art no. "] {
        if part.strip_prefix(word).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit())) {
            return Some((Label::Page, word.len()));
        }
    }
    let is_bare = part.len() <= 16
        && part.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        && part.split(' ').count() <= 2
        && part.chars().all(|c| c.is_ascii_alphanumeric() || "()-–/ .".contains(c));
    is_bare.then_some((Label::Volume, 0))
}

fn put_authors(found: &mut Reference, named: Vec<(Span, Name)>) {
    let Some(((first, _), (last, _))) = named.first().zip(named.last()) else { return };
    found.segments.push(segment(Label::Author, Span::new(first.start, last.end)));
    found.author = named.into_iter().map(|(span, name)| field(span, name)).collect();
}

/// Whether a stretch may be a title as a whole: behind a full stop something else may stand.
fn is_whole(raw: &str, title: Span) -> bool {
    !title.of(raw).contains(". ")
}

fn put_title(found: &mut Reference, title: Span) {
    found.title = Some(text(&found.raw, title));
    found.segments.push(segment(Label::Title, title));
}

fn put_outlet(found: &mut Reference, outlet: Span) {
    found.container_title = Some(text(&found.raw, outlet));
    found.segments.push(segment(Label::Journal, outlet));
}

fn put_date(found: &mut Reference, date: Span) {
    found.issued = year(date.of(&found.raw)).map(|year| field(date, Date::of_year(year)));
    found.segments.push(segment(Label::Date, date));
}

/// The volume, then the issue, and the pages, in this order; what comes twice is kept as it is.
fn put_numbers(found: &mut Reference, numbers: &[Span]) {
    for part in numbers {
        let raw = found.raw.clone();
        let Some((label, skip)) = place_of(part.of(&raw)) else { continue };
        let value = Span::new(part.start + skip, part.end);
        if label == Label::Page && found.page.is_none() {
            found.page = Some(text(&raw, value));
            found.segments.push(segment(Label::Page, *part));
        } else if label == Label::Volume && found.page.is_none() && found.issue.is_none() {
            // "3 (2)".
            let (volume, issue) = match value.of(&raw).split_once('(') {
                Some((volume, issue)) => (
                    Span::new(value.start, value.start + volume.trim_end().len()),
                    Some(Span::new(value.start + volume.len() + 1, value.end - usize::from(issue.ends_with(')')))),
                ),
                None => (value, None),
            };
            if found.volume.is_none() && !volume.is_empty() {
                found.volume = Some(text(&raw, volume));
                found.segments.push(segment(Label::Volume, volume));
            } else if !volume.is_empty() {
                found.issue = Some(text(&raw, volume));
                found.segments.push(segment(Label::Issue, volume));
            }
            if let Some(issue) = issue.filter(|issue| !issue.is_empty() && found.issue.is_none()) {
                found.issue = Some(text(&raw, issue));
                found.segments.push(segment(Label::Issue, issue));
            }
        } else {
            found.rest.push(*part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(raw: &str) -> Option<String> {
        let found = reference(raw)?;
        let value = |field: &Option<crate::reference::Field<String>>| {
            field.as_ref().map(|f| f.value.clone()).unwrap_or_default()
        };
        let authors: Vec<String> =
            found.author.iter().map(|name| crate::reference::given::inverted(&name.value)).collect();
        // No byte is lost but what parts them.
        let mut spans: Vec<Span> = found.segments.iter().map(|s| s.span).chain(found.rest.iter().copied()).collect();
        spans.sort_by_key(|span| span.start);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{raw}: {spans:?}");
        Some(format!(
            "{} | {} | {} | {} | {}({}) | {}",
            authors.join(" & "),
            value(&found.title),
            value(&found.container_title),
            found.issued.as_ref().and_then(|date| date.value.year()).unwrap_or_default(),
            value(&found.volume),
            value(&found.issue),
            value(&found.page)
        ))
    }

    #[test]
    fn by_their_places() {
        let cases = [
            ("Lind C., Rivers, (1998)", "Lind, C. | Rivers |  | 1998 | () | "),
            ("ICH Guideline E6, (1996)", " | ICH Guideline E6 |  | 1996 | () | "),
            ("Lind C., Rivers, Ann. Tests, 12, (1997)", "Lind, C. | Rivers | Ann. Tests | 1997 | 12() | "),
            (
                "van der Lee B.-C., Kay B., Of birds: a tale, Bird Reports, 4, 2, pp. 1-9, (1999)",
                "van der Lee, B.-C. & Kay, B. | Of birds: a tale | Bird Reports | 1999 | 4(2) | 1-9",
            ),
            ("Lind, C., Rivers (1998)", "Lind, C. | Rivers |  | 1998 | () | "),
            (
                "Lind, C., Doe, B.A., Rivers, banks, and ice (1998) Ann. Tests, 12 (3), pp. 4-9",
                "Lind, C. & Doe, B.A. | Rivers, banks, and ice | Ann. Tests | 1998 | 12(3) | 4-9",
            ),
            (
                "Lind, C., Rivers (1998) Ann. Tests, 12, art. no. e5",
                "Lind, C. | Rivers | Ann. Tests | 1998 | 12() | e5",
            ),
        ];
        for (raw, want) in cases {
            assert_eq!(said(raw).as_deref(), Some(want), "{raw}");
        }
        // Where a part could be another.
        for raw in [
            "Fay E., Of birds, bees, and trees, Bird Reports, 4, 2, pp. 1-9, (1999)",
            "Kay, B., (1998) Rivers, Reed, Rostow",
            "Kay, B., Rivers (1998), Reed, Rostow",
            "Lind C., Ann. Tests, 12",
            "",
            "(1998)",
            ", (1998)",
            "Kay B. Rivers. Reed, (1998)",
            "Roe, A., Rivers. Bird Rep. (1998)",
        ] {
            assert_eq!(said(raw), None, "{raw}");
        }
    }
}
