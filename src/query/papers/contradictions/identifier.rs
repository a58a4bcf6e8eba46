//! Numbers that can't be what they are said to be: check digits, registrants, months.

use super::{ContradictionKind, Says};
use crate::paper::ListedReference;
use crate::reference::item::Item;

/// Numbers that can't be what they are said to be.
pub(super) fn identifiers(entry: &ListedReference, item: &Item, says: &mut Says<'_>) {
    if let Some(isbn) = &item.isbn {
        let digits: Vec<u8> = isbn.bytes().filter(|b| b.is_ascii_digit() || matches!(b, b'x' | b'X')).collect();
        let wrong = match digits.len() {
            13 => !is_ean(&digits),
            8 | 10 => !is_weighted(&digits),
            _ => false,
        };
        if wrong {
            says(ContradictionKind::Isbn, isbn.clone(), "its last digit doesn't check the others".to_owned());
        }
    }
    for orcid in orcids(&entry.reference.raw).filter(|orcid| !is_orcid(orcid)) {
        says(ContradictionKind::Orcid, orcid.to_owned(), "its last digit doesn't check the others".to_owned());
    }
    if let Some(doi) = &item.doi {
        let bare = doi.find("10.").map(|at| &doi[at..]);
        let (registrant, suffix) = bare.and_then(|bare| bare.split_once('/')).unwrap_or_default();
        let digits = registrant.strip_prefix("10.").unwrap_or_default();
        let is_registrant = (4..=9).contains(&digits.split('.').next().unwrap_or_default().len())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !digits.starts_with('0');
        if bare.is_some() && (!is_registrant || suffix.is_empty()) {
            says(ContradictionKind::Doi, doi.clone(), "no registrant's number and name after it".to_owned());
        }
    }
    if let Some(arxiv) = &item.arxiv {
        let number = arxiv.rsplit('/').next().unwrap_or_default();
        let month = number.get(2..4).and_then(|m| m.parse::<u8>().ok());
        let is_number = number.len() >= 7 && number.bytes().take(4).all(|b| b.is_ascii_digit());
        if is_number && month.is_some_and(|m| !(1..=12).contains(&m)) {
            says(ContradictionKind::Arxiv, arxiv.clone(), "its third and fourth digit are no month".to_owned());
        }
    }
}

/// The check digit of ISBN-13.
fn is_ean(digits: &[u8]) -> bool {
    let sum: u32 =
        digits.iter().enumerate().map(|(i, b)| u32::from(b.wrapping_sub(b'0')) * if i % 2 == 0 { 1 } else { 3 }).sum();
    digits.iter().all(u8::is_ascii_digit) && sum.is_multiple_of(10)
}

/// The check digit of ISBN-10 and ISSN: weights that fall to 1, by eleven.
fn is_weighted(digits: &[u8]) -> bool {
    let value = |b: u8| if b.is_ascii_digit() { u32::from(b - b'0') } else { 10 };
    let weights = (1..=digits.len()).rev();
    let sum: u32 = digits.iter().zip(weights).map(|(b, w)| value(*b) * u32::try_from(w).unwrap_or(0)).sum();
    let only_last = digits[..digits.len() - 1].iter().all(u8::is_ascii_digit);
    only_last && sum.is_multiple_of(11)
}

/// Stretches of a text that are written as ORCIDs are: "0000-0002-1825-0097".
fn orcids(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    parts.filter(|part| {
        let groups: Vec<&str> = part.split('-').collect();
        groups.len() == 4
            && groups.iter().all(|g| g.len() == 4)
            && part.starts_with("000")
            && part.bytes().rev().skip(1).all(|b| b.is_ascii_digit() || b == b'-')
            && part.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'X' | 'x'))
    })
}

/// The check digit of ISO 7064, modulus 11, radix 2.
fn is_orcid(orcid: &str) -> bool {
    let digits: Vec<u8> = orcid.bytes().filter(|b| *b != b'-').collect();
    let total = digits[..digits.len() - 1].iter().fold(0, |total, b| (total + u32::from(b - b'0')) * 2);
    let check = (12 - total % 11) % 11;
    let last = digits[digits.len() - 1].to_ascii_uppercase();
    if check == 10 { last == b'X' } else { u32::from(last.wrapping_sub(b'0')) == check }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert!(is_ean(b"9783161484100") && !is_ean(b"9783161484101"));
        assert!(is_weighted(b"316148410X") && !is_weighted(b"3161484109"));
        assert!(is_weighted(b"03785955") && !is_weighted(b"03785956"));
        assert!(is_orcid("0000-0002-1825-0097") && !is_orcid("0000-0002-1825-0098"));
        assert_eq!(orcids("ORCID: 0000-0002-1825-0097; pp. 0001-0002").count(), 1);
    }
}
