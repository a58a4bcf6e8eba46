//! Values as databases write them.

use super::year::year;
use crate::reference::date::{Date, DateParts};

/// A DOI without its resolver or "doi:", in lower case.
pub(super) fn doi(written: &str) -> Option<String> {
    let bare = &written[written.find("10.")?..];
    let bare = bare.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches(['.', ',', ';', ']']);
    let lower = || if bare.is_ascii() { bare.to_ascii_lowercase() } else { bare.to_lowercase() };
    bare.contains('/').then(lower)
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
    // A year that something follows which isn't understood is a year.
    written.split(|c: char| !c.is_alphanumeric()).find_map(year).map(Date::of_year)
}

/// "20200305".
fn compact(written: &str) -> Option<Date> {
    let is_day = written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit());
    is_day.then(|| iso(&format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..])))?
}

/// "13/5/2001" and "5/13/2001"; the year alone where day and month could be either: "4/3/2001".
fn slashed(written: &str) -> Option<Date> {
    let parts: Vec<&str> = written.split('/').collect();
    let [one, other, last] = parts[..] else { return None };
    let year = year(last)?;
    let small = |part: &str| part.parse::<u8>().ok().filter(|n| (1..=31).contains(n));
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

/// First and last page in one; a first that is a range already stays.
pub(super) fn pages(first: Option<String>, last: Option<String>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first != last && !first.contains(['-', '–']) => Some(format!("{first}-{last}")),
        (first, last) => first.or(last),
    }
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
        ];
        for (written, want) in cases {
            assert_eq!(date(written).map(|d| d.to_string()).as_deref(), Some(want), "{written}");
        }
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn identifiers_and_pages() {
        assert_eq!(doi("https://doi.org/10.1000/ABC.").as_deref(), Some("10.1000/abc"));
        assert_eq!(doi("10 percent"), None);
        assert_eq!(pages(Some("4".into()), Some("9".into())).as_deref(), Some("4-9"));
        assert_eq!(pages(Some("4-9".into()), Some("9".into())).as_deref(), Some("4-9"));
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
