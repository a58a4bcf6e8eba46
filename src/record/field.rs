//! Values as databases write them.

use std::borrow::Cow;

use super::year::{first, year};
use crate::reference::date::{Date, DateParts, month_number};

/// A DOI without its resolver or "doi:", in lower case.
pub(super) fn doi(written: &str) -> Option<String> {
    let (before, bare) = written.split_at(written.find("10.")?);
    let mut bare = Cow::Borrowed(bare.split(|c: char| c.is_whitespace() || c == '"').next().unwrap_or_default());
    // An address may ask for more behind a DOI, and writes some of its characters by their numbers.
    if (before.ends_with('/') || !bare.contains('/')) && bare.contains(['?', '#', '%']) {
        let end = bare.find(['?', '#']).unwrap_or(bare.len());
        bare = Cow::Owned(by_numbers(&bare[..end]));
    }
    let bare = without_marks(&bare);
    let lower = || if bare.is_ascii() { bare.to_ascii_lowercase() } else { bare.to_lowercase() };
    bare.contains('/').then(lower)
}

/// Takes off the marks that a sentence, a list or brackets put behind a DOI, which may end in a bracket that it opened itself.
fn without_marks(written: &str) -> &str {
    if written.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return written;
    }
    let count = |mark: char| written.matches(mark).count();
    let mut closed =
        [('(', ')'), ('<', '>'), ('{', '}')].map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    written.trim_end_matches(|c| match c {
        '.' | ',' | ';' | ']' | '\'' => true,
        _ => closed.iter_mut().any(|(close, left)| {
            let is_over = *close == c && *left > 0;
            *left -= usize::from(is_over);
            is_over
        }),
    })
}

/// "10.1000/1" for "10.1000%2F1".
fn by_numbers(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        match behind.get(..2).and_then(|number| u8::from_str_radix(number, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(b'%');
                rest = behind;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

/// The DOI of a note or an address that is one: "doi: 10.1000/1", "https://doi.org/10.1000/1".
pub(super) fn doi_alone(written: &str) -> Option<String> {
    let lower = written.trim_start().to_ascii_lowercase();
    let is_one = ["doi", "10.", "http://doi.org/", "https://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/"];
    if is_one.iter().any(|begin| lower.starts_with(begin)) { doi(written) } else { None }
}

/// The DOI that a note names as one: "Cited by 5. doi: 10.1000/1".
pub(super) fn doi_behind_word(note: &str) -> Option<String> {
    let lower = note.to_ascii_lowercase();
    let at = lower.find("doi:").or_else(|| lower.find("doi.org/"))?;
    let behind = lower[at..].find("10.").filter(|gap| *gap <= 10)?;
    doi(&note[at + behind..])
}

/// PubMed's number, as it is or behind its name: "PUBMED 12345", "PMID: 12345".
pub(super) fn pmid(written: &str) -> Option<String> {
    let number = written.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ':' | ' '));
    let number = number.strip_suffix(".0").unwrap_or(number);
    let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| number.to_owned())
}

/// The first ISBN or ISSN of a text, without what kind it is of: "1234-5678 (electronic),1234-567X", "12345678; 87654321".
pub(super) fn standard_number(written: &str) -> &str {
    let first = written.split(['(', ';', ',', '|']).next().unwrap_or(written).trim();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    // "12345678 87654321": each is whole by itself, which the groups of one number aren't.
    match first.split_once(' ') {
        Some((one, other)) if digits(one) >= 7 && digits(other) >= 7 => one,
        _ if digits(first) >= 7 => first,
        _ => written,
    }
}

/// "2020", "2020/03/05/", "2020-03", "2020 Mar 5", "MAR 2020", "2020 Winter".
pub(super) fn date(written: &str) -> Option<Date> {
    let written = written.trim().trim_matches('/');
    if let Some(date) = compact(written).or_else(|| slashed(written)) {
        return Some(date);
    }
    let parted = parted(written);
    let written = parted.as_deref().unwrap_or(written);
    if let Some(date) = iso(written).or_else(|| Date::parse(written)) {
        return Some(date);
    }
    // A year that something follows which isn't understood is a year, with a month where one is named: "2001 Mar-Apr".
    let year = first(written)?;
    let month = written.split(|c: char| !c.is_alphabetic()).find_map(month_number);
    Some(Date { start: Some(DateParts { year, month, day: None }), ..Date::default() })
}

/// The date of a year and of the month or day in it that another field tells: "2001" with "Mar 5", "5 March 2001" or "3". The year alone
/// where that tells none of this year.
pub(super) fn date_in(year: Option<Date>, rest: Option<&str>) -> Option<Date> {
    let of = year.as_ref()?.start.filter(|start| start.month.is_none());
    let (Some(of), Some(rest)) = (of, rest.map(str::trim)) else { return year };
    let has_word = rest.contains(char::is_alphabetic);
    let months = rest.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let months = months.map(|month| Date { start: Some(DateParts { month: Some(month), ..of }), ..Date::default() });
    let whole = || if has_word || rest.len() > 4 { date(rest) } else { None };
    // A year of its own says that it is of another.
    let is_of_year = has_word && first(rest).is_none();
    let joined = |written: String| if is_of_year { date(&written) } else { None };
    let tells = |date: &Date| {
        date.start.is_some_and(|start| start.year == of.year && (start.month.is_some() || date.season.is_some()))
    };
    let found = months
        .or_else(|| whole().filter(tells))
        .or_else(|| joined(format!("{} {rest}", of.year)).filter(tells))
        .or_else(|| joined(format!("{rest} {}", of.year)).filter(tells));
    found.or(year)
}

/// "20200305".
fn compact(written: &str) -> Option<Date> {
    let is_day = written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit());
    is_day.then(|| iso(&format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..])))?
}

/// "13/5/2001" and "5/13/2001"; the year alone where day and month could be either: "4/3/2001". "3/2001" has a month.
fn slashed(written: &str) -> Option<Date> {
    let parts: Vec<&str> = written.split('/').collect();
    let small = |part: &str| part.parse::<u8>().ok().filter(|n| (1..=31).contains(n));
    if let [month, last] = parts[..] {
        let month = small(month).filter(|month| *month <= 12)?;
        return Some(Date {
            start: Some(DateParts { year: year(last)?, month: Some(month), day: None }),
            ..Date::default()
        });
    }
    let [one, other, last] = parts[..] else { return None };
    let year = year(last)?;
    let (month, day) = match (small(one)?, small(other)?) {
        (month @ ..=12, day @ 13..) | (day @ 13.., month @ ..=12) => (Some(month), Some(day)),
        (both, same) if both == same && both <= 12 => (Some(both), Some(both)),
        _ => (None, None),
    };
    Some(Date { start: Some(DateParts { year, month, day }), ..Date::default() })
}

/// "Jun 2002" for "Jun2002".
fn parted(written: &str) -> Option<String> {
    let at = written.find(|c: char| c.is_ascii_digit())?;
    let is_word = at >= 3 && written[..at].bytes().all(|b| b.is_ascii_alphabetic());
    is_word.then(|| format!("{} {}", &written[..at], &written[at..]))
}

/// "2020-03-05" and "2020/03/05", of any length, with or without zeros.
fn iso(written: &str) -> Option<Date> {
    let mut parts = written.split(['-', '/']).map(str::trim);
    let year = parts.next().and_then(year)?;
    let rest: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let small = |part: &str, most: u8| part.parse::<u8>().ok().filter(|n| (1..=most).contains(n));
    let (month, day) = match rest[..] {
        [] => (None, None),
        // "1998/99" is a range.
        [month] => (Some(small(month, 12)?), None),
        [month, day, ..] => (Some(small(month, 12)?), small(day, 31)),
    };
    Some(Date { start: Some(DateParts { year, month, day }), ..Date::default() })
}

/// First and last page in one; what is a range already stays, and a last that only says that there are more doesn't.
pub(super) fn pages(first: Option<String>, last: Option<String>) -> Option<String> {
    match (first, last.filter(|last| last.contains(char::is_alphanumeric))) {
        (Some(first), Some(last)) if last.strip_prefix(&first).is_some_and(|rest| rest.starts_with(['-', '–'])) => {
            Some(last)
        }
        (Some(first), Some(last)) if first != last && !first.contains(['-', '–']) => Some(format!("{first}-{last}")),
        (first, last) => first.or(last),
    }
}

/// A title as PubMed writes it, without the full stop at its end, and without the brackets that say that it is a translation:
/// "[On tests].".
pub(super) fn pubmed_title(title: &str) -> String {
    let title = title.strip_suffix('.').unwrap_or(title);
    let inside = title.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let inside = inside.map(|inside| inside.strip_suffix('.').unwrap_or(inside));
    inside.filter(|inside| !inside.contains(['[', ']'])).unwrap_or(title).to_owned()
}

/// A text that says something.
pub(super) fn unless_empty(text: String) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        None
    } else if trimmed.len() == text.len() {
        Some(text)
    } else {
        Some(trimmed.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_databases_write_them() {
        let cases = [
            ("2020", "2020"),
            ("2020/03/05/", "2020-03-05"),
            ("2020///", "2020"),
            ("2020-3", "2020-03"),
            ("2020 Mar 5", "2020-03-05"),
            ("1998/99", "1998/1999"),
            ("2020 Spec No 2", "2020"),
            ("MAR 2020", "2020-03"),
            ("Jun2002", "2002-06"),
            ("20020605", "2002-06-05"),
            ("13/5/2001", "2001-05-13"),
            ("5/13/2001", "2001-05-13"),
            ("4/3/2001", "2001"),
            ("5-7 March 2001", "2001-03-05"),
            ("c2001", "2001"),
            ("[2001]", "2001"),
            ("2001 Mar-Apr", "2001-03"),
            ("Mar/Apr 2001", "2001-03"),
            ("3/2001", "2001-03"),
            ("03/2001", "2001-03"),
        ];
        for (written, want) in cases {
            assert_eq!(date(written).map(|d| d.to_string()).as_deref(), Some(want), "{written}");
        }
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn days_that_stand_beside_their_year() {
        let cases = [
            ("Mar 5", "2001-03-05"),
            ("5 March", "2001-03-05"),
            ("March", "2001-03"),
            ("3", "2001-03"),
            ("2001/3/5", "2001-03-05"),
            ("3-5 March 2001", "2001-03-03"),
            // Of another year, or no day that can be told.
            ("March 5, 2002", "2001"),
            ("13", "2001"),
            ("03/05", "2001"),
            ("n.d.", "2001"),
            ("", "2001"),
        ];
        for (rest, want) in cases {
            let found = date_in(date("2001"), Some(rest));
            assert_eq!(found.map(|d| d.to_string()).as_deref(), Some(want), "{rest}");
        }
        assert_eq!(date_in(None, Some("Mar 5")), None);
        assert_eq!(date_in(date("2001-07"), Some("Mar 5")), date("2001-07"));
    }

    #[test]
    fn identifiers_and_pages() {
        assert_eq!(doi("https://doi.org/10.1000/ABC.").as_deref(), Some("10.1000/abc"));
        assert_eq!(doi("10 percent"), None);
        for written in [
            "https://doi.org/10.1000%2FABC",
            "10.1000%2fabc",
            "https://doi.org/10.1000/abc?nosfx=y",
            "http://dx.doi.org/10.1000/abc#",
            "<https://doi.org/10.1000/abc>",
            "(doi:10.1000/abc).",
            "\"10.1000/abc\"",
            "{10.1000/abc}",
        ] {
            assert_eq!(doi(written).as_deref(), Some("10.1000/abc"), "{written}");
        }
        for own in ["10.1000/a(1)", "10.1000/(sici)1<2::aid>3.0.co;2-#", "10.1000/100%"] {
            assert_eq!(doi(own).as_deref(), Some(own));
        }
        assert_eq!(pages(Some("4".into()), Some("9".into())).as_deref(), Some("4-9"));
        assert_eq!(pages(Some("4-9".into()), Some("9".into())).as_deref(), Some("4-9"));
        assert_eq!(pages(Some("4".into()), Some("+".into())).as_deref(), Some("4"));
        assert_eq!(pages(None, None), None);
        for (written, want) in [("PUBMED 12345", "12345"), ("12345", "12345"), ("PMID: 12345", "12345")] {
            assert_eq!(pmid(written).as_deref(), Some(want), "{written}");
        }
        assert_eq!((pmid("1.2E+07"), pmid("CN-1")), (None, None));
        let numbers = [
            ("1234-5678 (electronic),1234-567X", "1234-5678"),
            ("12345678 87654321", "12345678"),
            ("978 3 16 148410 0", "978 3 16 148410 0"),
            ("in press", "in press"),
        ];
        for (written, want) in numbers {
            assert_eq!(standard_number(written), want);
        }
        assert_eq!(doi_behind_word("Cited by 5. doi: 10.1000/1").as_deref(), Some("10.1000/1"));
    }
}
