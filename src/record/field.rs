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

/// "2020", "2020/03/05/", "2020-03", "2020 Mar 5", "MAR 2020", "2020 Winter".
pub(super) fn date(written: &str) -> Option<Date> {
    let written = written.trim().trim_matches('/');
    if let Some(date) = iso(written).or_else(|| Date::parse(written)) {
        return Some(date);
    }
    // A year that something follows which isn't understood is a year.
    written.split(|c: char| !c.is_alphanumeric()).find_map(year).map(Date::of_year)
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
    }
}
