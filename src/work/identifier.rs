//! Identifiers as they are compared: one writing for many, hashed.

use super::bytes;
use super::words::{hash, plain};
use crate::reference::identifier::PAGES;

/// A DOI in one of its writings, and where a line's end may have cut it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Doi {
    full: u64,
    /// Hashes of what stands before a separator, the longest first.
    stems: [u32; STEMS],
    /// Hashes of what is left without the last letter, without the last two, and so on.
    ends: [u16; ENDS],
    pub(super) registrant: Registrant,
}

bytes::fields!(Doi { full, stems, ends, registrant });

/// So many places at which a DOI may be cut are kept, the last of them.
const STEMS: usize = 5;
/// A text may end so many letters before its DOI does, wherever that is.
const ENDS: usize = 12;
/// A stem that has fewer letters after the registrant's number may be anything.
const STEM_LETTERS: usize = 4;

/// Whose DOI it is: one text has one at each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Registrant {
    /// Whoever published it.
    #[default]
    Publisher,
    /// A server of preprints.
    Server,
    /// An archive that gives published texts a second DOI.
    Archive,
}

bytes::variants!(Registrant { Publisher, Server, Archive });

/// How DOIs of preprint servers begin. Some servers share their number with journals.
const SERVERS: [&str; 14] = [
    "10.1101/",
    "10.64898/",
    "10.48550/",
    "10.31219/",
    "10.31234/",
    "10.31235/",
    "10.31222/",
    "10.2139/ssrn",
    "10.5281/zenodo",
    "10.26434/",
    "10.7287/peerj.preprints",
    "10.21203/",
    "10.20944/preprints",
    "10.22541/",
];

/// What Cold Spring Harbor's journals have after the number that they share with bioRxiv: a preprint has digits or a date.
fn is_of_a_server(doi: &str) -> bool {
    SERVERS.iter().any(|server| doi.starts_with(server))
        && doi.strip_prefix("10.1101/").is_none_or(|suffix| suffix.starts_with(|c: char| c.is_ascii_digit()))
}

impl Doi {
    /// A DOI without its resolver, what its address adds, and the version that some registrants put at its end.
    pub(super) fn of(printed: &str) -> Option<Self> {
        let lower = plain(printed.trim()).to_ascii_lowercase();
        // Addresses write brackets as "%28".
        let lower = ["%28(", "%29)", "%2f/", "%3a:", "%3b;", "%3c<", "%3e>"]
            .iter()
            .fold(lower, |doi, code| if doi.contains('%') { doi.replace(&code[..3], &code[3..]) } else { doi });
        let mut bare = &lower[lower.find("10.")?..];
        if let Some((before, _)) = bare.split_once(['?', '#']) {
            bare = before;
        }
        bare = bare.trim_end_matches(['.', ',', ';', '/']);
        for page in PAGES {
            bare = bare.strip_suffix(page).unwrap_or(bare);
        }
        let (_, suffix) = bare.split_once('/')?;
        if suffix.is_empty() {
            return None;
        }
        let bare = without_version(bare);
        let registrant = if is_of_a_server(bare) {
            Registrant::Server
        } else if bare.starts_with("10.2307/") {
            Registrant::Archive
        } else {
            Registrant::Publisher
        };
        let start = bare.find('/').map_or(0, |at| at + 1);
        let cuts = bare.char_indices().filter(|(at, c)| !c.is_alphanumeric() && *at >= start + STEM_LETTERS);
        let mut stems = [0; STEMS];
        for (slot, (at, _)) in stems.iter_mut().zip(cuts.rev()) {
            *slot = short(hash(&bare.as_bytes()[..at]));
        }
        let ends = bare.char_indices().rev().map(|(at, _)| at).take_while(|at| *at >= start + STEM_LETTERS);
        let mut found = Self { full: hash(bare.as_bytes()), stems, ends: [0; ENDS], registrant };
        for (slot, at) in found.ends.iter_mut().zip(ends) {
            *slot = shorter(hash(&bare.as_bytes()[..at]));
        }
        Some(found)
    }

    /// As it goes into a key.
    pub(super) fn hash(self) -> u64 {
        self.full
    }

    /// Whether they are two, and not one that is cut at a line's end.
    pub(super) fn is_other(self, other: Self) -> bool {
        self.full != other.full && !self.is_cut_from(other) && !other.is_cut_from(self)
    }

    fn is_cut_from(self, whole: Self) -> bool {
        whole.stems.contains(&short(self.full)) || whole.ends.contains(&shorter(self.full))
    }

    /// The one that isn't cut.
    pub(super) fn longer(self, other: Self) -> Self {
        if self.is_cut_from(other) { other } else { self }
    }
}

fn short(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

fn shorter(hash: u64) -> u16 {
    (hash >> 48) as u16 | 1
}

/// "….pub2", "…/v1" and "….v3" lose their ends.
fn without_version(doi: &str) -> &str {
    let at = doi.rfind(".pub").or_else(|| doi.rfind("/v")).or_else(|| doi.rfind(".v"));
    let Some(at) = at.filter(|at| *at > 8) else { return doi };
    let digits = doi[at..].trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_version =
        (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && doi.len() - at <= 6;
    if is_version { &doi[..at] } else { doi }
}

/// The arXiv number in the DOI of a preprint there.
pub(super) fn arxiv_of_doi(doi: &str) -> Option<&str> {
    let at = doi.to_ascii_lowercase().find("10.48550/arxiv.")?;
    doi.get(at + "10.48550/arxiv.".len()..)
}

/// An arXiv number without its version.
pub(super) fn arxiv(id: &str) -> u64 {
    let lower = id.to_ascii_lowercase();
    let stem = match lower.rfind('v') {
        Some(at) if at > 4 && lower[at + 1..].bytes().all(|b| b.is_ascii_digit()) => &lower[..at],
        _ => &lower,
    };
    hash(stem.as_bytes())
}

/// An address without scheme, "www." and closing slash; none for one that is only a site.
pub(super) fn address(url: &str) -> Option<u64> {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_lowercase();
    bare.contains('/').then(|| hash(bare.as_bytes()))
}

/// The digits that tell books apart, in both lengths.
pub(super) fn isbn(printed: &str) -> Option<u64> {
    let digits: String = printed.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).collect();
    // The nine digits that ISBN-10 and ISBN-13 share; an ISSN has eight in all and is no work's.
    let stem = match digits.len() {
        13 => &digits[3..12],
        10 => &digits[..9],
        _ => return None,
    };
    Some(hash(stem.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_doi_in_many_writings() {
        let one = |a, b| assert_eq!(Doi::of(a), Doi::of(b), "{a} {b}");
        one("http://dx.doi.org/10.1234/ABC.5", "10.1234/abc.5");
        one("Doi 10.1002/14651858.X.pub2", "10.1002/14651858.x.pub3");
        one("https://doi.org/10.1234/S0025%2817%2930-3", "10.1234/s0025(17)30-3");
        one("10.1234/abc.5.pdf", "10.1234/abc.5");
        one("https://journal.example/doi/10.1234/abc.5/abstract?via=list", "10.1234/abc.5");
        one("10.1234/1(1999)5&lt;46:a&gt;2", "10.1234/1(1999)5%3C46:a%3E2");
        assert!(Doi::of("10.1234/abc.5").zip(Doi::of("10.1234/abc.6")).is_some_and(|(a, b)| a.is_other(b)));
        assert_eq!(Doi::of("10.1234/"), None);
    }

    #[test]
    fn a_cut_doi_is_no_other() {
        let other =
            |a, b| Doi::of(a).zip(Doi::of(b)).is_some_and(|(a, b)| (a.is_other(b), b.is_other(a)) == (true, true));
        assert!(!other("10.1234/j.lakes.2019.", "10.1234/j.lakes.2019.03.012"));
        assert!(other("10.1234/j.lakes.2018.", "10.1234/j.lakes.2019.03.012"));
        assert!(other("10.1234/7", "10.1234/7.1"));
        assert!(!other("10.1234/j.lakes.2019.03.0", "10.1234/j.lakes.2019.03.012"));
        assert!(other("10.1234/j.lakes.2019.03.02", "10.1234/j.lakes.2019.03.012"));
        assert!(other("10.1234/lakes.9", "10.1234/lakes.10"));
    }

    #[test]
    fn numbers_fold_to_their_stems() {
        assert_eq!(arxiv("2101.01234v2"), arxiv("2101.01234"));
        assert_eq!(isbn("978-3-16-148410-0"), isbn("3-16-148410-X"));
        assert_eq!(Doi::of("10.1101/2020.01.02.000001").map(|d| d.registrant), Some(Registrant::Server));
        assert_eq!(Doi::of("10.1101/gr.123456.107").map(|d| d.registrant), Some(Registrant::Publisher));
    }
}
