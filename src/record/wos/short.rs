//! Web of Science's short references: "ROE A, 2001, J TESTS, V3, P4, DOI 10.1000/1".
//!
//! Author, year, outlet, volume, page, DOI stand between commas in this order, and any of them may be missing. Some write a comma
//! before the author's initials, brackets around the year, or small letters for volume and page. Only the first author is told. A book has
//! its title in the outlet's place, and its edition in the volume's. The reader for bibliographies has no use for such lines: nothing in
//! them but order and capitals says what is what.

use crate::record::field::doi;
use crate::record::name::with_initials;
use crate::reference::date::Date;
use crate::reference::item::ItemType;
use crate::reference::label::{Label, Segment};
use crate::reference::name::Name;
use crate::reference::{Field, Reference};
use crate::{Confidence, Span};

const IN_PRESS: &str = "in press";

/// Reads a short reference; every byte is in a segment, in the rest, or is punctuation.
pub(in crate::record) fn reference(raw: &str) -> Reference {
    let mut found = Reference { raw: raw.to_owned(), ..Reference::default() };
    let (front, identifier) = identifier(raw);
    let mut parts = parts(raw, front).into_iter().peekable();
    if let Some(mut author) = parts.next_if(|part| year(part.of(raw)).is_none()) {
        if let Some(initials) = parts.next_if(|part| is_initials(part.of(raw)) && begins_year(&raw[part.end..])) {
            author.end = initials.end;
        }
        found.author = author_of(raw, author).into_iter().collect();
        found.segments.push(segment(Label::Author, author));
        // Others may have written it too: the form names one.
        if !found.author.is_empty() {
            found.et_al = Some(Span::new(author.end, author.end));
        }
    }
    if let Some(part) = parts.next_if(|part| year(part.of(raw)).is_some()) {
        found.issued = year(part.of(raw)).map(|year| field(part, Date::of_year(year)));
        found.segments.push(segment(Label::Date, part));
    }
    // "IN PRESS" stands in the place of a year.
    if found.issued.is_none()
        && let Some(part) = parts.peek_mut()
        && let Some(behind) = part.of(raw).get(..IN_PRESS.len()).filter(|begin| begin.eq_ignore_ascii_case(IN_PRESS))
        && matches!(part.of(raw)[behind.len()..].chars().next(), None | Some(' '))
    {
        let date = Span::new(part.start, part.start + behind.len());
        found.issued = Date::parse(IN_PRESS).map(|value| field(date, value));
        found.segments.push(segment(Label::Date, date));
        // The outlet may follow without a comma.
        *part = Span::new(date.end, part.end).trimmed(raw, char::is_whitespace);
        parts.next_if(|part| part.is_empty());
    }
    // What comes before volume and page is the outlet, which may have commas.
    let mut outlet: Option<Span> = None;
    while let Some(part) = parts.next_if(|part| numbered(part.of(raw)).is_none()) {
        outlet = Some(outlet.map_or(part, |before| Span::new(before.start, part.end)));
    }
    if let Some(outlet) = outlet {
        found.segments.push(segment(Label::Journal, outlet));
        found.container_title = Some(text(raw, outlet));
    }
    for part in parts {
        let Some((label, skip)) = numbered(part.of(raw)) else {
            found.rest.push(part);
            continue;
        };
        let value = Span::new(part.start + skip, part.end);
        if label == Label::Volume && is_ordinal(value.of(raw)) && found.edition.is_none() {
            found.edition = Some(text(raw, value));
            found.segments.push(segment(Label::Edition, part));
            continue;
        }
        let place = match label {
            Label::Volume => &mut found.volume,
            Label::Issue => &mut found.issue,
            _ => &mut found.page,
        };
        if place.is_some() || value.is_empty() {
            found.rest.push(part);
            continue;
        }
        *place = Some(text(raw, value));
        found.segments.push(segment(label, part));
    }
    if let Some((printed, value)) = identifier {
        match doi(value.of(raw)) {
            Some(doi) => {
                found.doi = Some(field(value, doi));
                found.segments.push(segment(Label::Doi, printed));
            }
            None => found.rest.push(printed),
        }
    }
    // A periodical has volumes, a book editions; nobody can tell what else it is.
    found.item_type = match (&found.volume, &found.edition) {
        (Some(_), _) => ItemType::ArticleJournal,
        (None, Some(_)) => ItemType::Book,
        (None, None) => ItemType::Document,
    };
    found
}

/// Where the DOI stands, with its word and without; and the end of what stands before.
fn identifier(raw: &str) -> (usize, Option<(Span, Span)>) {
    let upper = raw.to_ascii_uppercase();
    let Some(at) = upper.find("DOI ") else { return (raw.len(), None) };
    // "DOI [10.1000/1, 10.1000/2]", "DOI DOI 10.1000/1": the first counts.
    let start = upper[at..].find("10.").map_or(raw.len(), |i| at + i);
    let end = raw[start..].find([',', ']', ' ']).map_or(raw.len(), |i| start + i);
    let whole = Span::new(at, raw.trim_end().len().max(at));
    (at, Some((whole, Span::new(start, end))))
}

/// What stands between the commas before `end`.
fn parts(raw: &str, end: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in raw[..end].split(',') {
        let span = Span::new(start, start + part.len()).trimmed(raw, char::is_whitespace);
        start += part.len() + 1;
        if !span.is_empty() {
            found.push(span);
        }
    }
    found
}

fn year(part: &str) -> Option<i32> {
    let bare = part.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(part);
    crate::record::year::year(bare).filter(|year| (1000..=2100).contains(year))
}

/// "A.B.", "A", "AB".
fn is_initials(part: &str) -> bool {
    part.chars().count() <= 6 && part.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' '))
}

/// ", 2001".
fn begins_year(behind: &str) -> bool {
    behind.trim_start().strip_prefix(',').and_then(|rest| year(rest.split(',').next()?.trim())).is_some()
}

/// What a numbered part is, and how long its word is: "V3", "P4", "PE12", "N2", "ARTN 12".
fn numbered(part: &str) -> Option<(Label, usize)> {
    let numbers = |rest: &str| {
        rest.contains(|c: char| c.is_ascii_digit()) && rest.len() <= 12 && !rest.trim_start().contains(' ')
    };
    for (word, label) in [
        ("ARTN ", Label::Page),
        ("ART NO ", Label::Page),
        ("V", Label::Volume),
        ("P", Label::Page),
        ("N", Label::Issue),
    ] {
        let Some((begin, rest)) = part.split_at_checked(word.len()) else { continue };
        // A word of an outlet may begin so in small letters.
        if (begin == word || (begin.eq_ignore_ascii_case(word) && rest.bytes().all(|b| b.is_ascii_digit())))
            && numbers(rest)
        {
            return Some((label, word.len()));
        }
    }
    None
}

fn author_of(raw: &str, span: Span) -> Option<Field<Name>> {
    let printed = span.of(raw);
    let name = match printed.strip_prefix('*') {
        Some(organisation) => Name { literal: Some(organisation.trim().to_owned()), ..Name::default() },
        None if printed.eq_ignore_ascii_case("[anonymous]") || printed.eq_ignore_ascii_case("anon") => return None,
        None => family_first(printed),
    };
    Some(field(span, name))
}

/// A name that is written out has its family first all the same: "Lind Carl". Of two words before initials both may be the family.
fn family_first(printed: &str) -> Name {
    let found = with_initials(printed);
    let Some((family, given)) = printed.split_once(' ').filter(|_| !printed.contains(',')) else { return found };
    let is_turned = found.literal.is_none()
        && found.non_dropping_particle.is_none()
        && found.dropping_particle.is_none()
        && found.suffix.is_none()
        && !found.family.as_deref().is_some_and(|found| found.starts_with(family));
    match is_turned {
        true => Name { family: Some(family.to_owned()), given: Some(given.to_owned()), ..Name::default() },
        false => found,
    }
}

/// "2nd", "3RD".
fn is_ordinal(value: &str) -> bool {
    let ending = value.trim_start_matches(|c: char| c.is_ascii_digit());
    ending.len() < value.len() && matches!(ending.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th")
}

pub(in crate::record) fn text(raw: &str, span: Span) -> Field<String> {
    field(span, span.of(raw).to_owned())
}

pub(in crate::record) fn field<T>(span: Span, value: T) -> Field<T> {
    Field { value, span, confidence: Confidence::CERTAIN }
}

pub(in crate::record) fn segment(label: Label, span: Span) -> Segment {
    Segment { label, span, confidence: Confidence::CERTAIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_references() {
        // Author, year, outlet, volume, page, DOI.
        let cases = [
            ("ROE A, 2001, J TESTS, V3, P4, DOI 10.1000/1", ["ROE", "2001", "J TESTS", "3", "4", "10.1000/1"]),
            ("Roe A, 2001, J TESTS, V3, P4", ["Roe", "2001", "J TESTS", "3", "4", ""]),
            ("*I TESTS, 1999, ANN REP", ["I TESTS", "1999", "ANN REP", "", "", ""]),
            ("[Anonymous], 1999, J TESTS, V3", ["", "1999", "J TESTS", "3", "", ""]),
            ("1999, J TESTS, V3", ["", "1999", "J TESTS", "3", "", ""]),
            ("ROE A, J TESTS, IN PRESS", ["ROE", "", "J TESTS, IN PRESS", "", "", ""]),
            (
                "van der Lee B., 2010, TESTS, TRIALS, ERRORS, P12",
                ["Lee", "2010", "TESTS, TRIALS, ERRORS", "", "12", ""],
            ),
            (
                "ROE A, 2001, J TESTS, V3, PE4, DOI [10.1000/1, 10.1000/2]",
                ["ROE", "2001", "J TESTS", "3", "E4", "10.1000/1"],
            ),
            ("ROE A, 2001, J TESTS, V3, ARTN 104", ["ROE", "2001", "J TESTS", "3", "104", ""]),
            ("Roe, A.B., 2001, J TESTS, V3, P4", ["Roe", "2001", "J TESTS", "3", "4", ""]),
            ("Roe A, (2001), J TESTS, v3, p4", ["Roe", "2001", "J TESTS", "3", "4", ""]),
            ("Lind Carl, 2001, J TESTS", ["Lind", "2001", "J TESTS", "", "", ""]),
            ("World Health Organization, 2014, REPORT", ["World Health Organization", "2014", "REPORT", "", "", ""]),
            ("Kay B, 1998, RIVERS, V2nd, P12", ["Kay", "1998", "RIVERS", "", "12", ""]),
            ("KAY B, IN PRESS J TESTS", ["KAY", "", "J TESTS", "", "", ""]),
            ("KAY B, IN PRESS, J TESTS", ["KAY", "", "J TESTS", "", "", ""]),
            ("", ["", "", "", "", "", ""]),
        ];
        let book = reference("Kay B, 1998, RIVERS, V2nd, P12").item();
        assert_eq!((book.item_type, book.edition.as_deref()), (ItemType::Book, Some("2nd")));
        for (raw, want) in cases {
            let found = reference(raw).item();
            let name = found.author.first().and_then(|n| n.family.clone().or(n.literal.clone()));
            let year = found.year().map(|y| y.to_string());
            let got = [name, year, found.container_title, found.volume, found.page, found.doi];
            assert_eq!(got.map(Option::unwrap_or_default), want.map(str::to_owned), "{raw}");
        }
    }
}
