//! Whether two records mean the same work, and why.

use super::Reason;
use super::record::{Author, Record};
use crate::fold;

/// That two records mean the same work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub reason: Reason,
    pub confidence: f64,
}

/// How alike two titles are, from 0 to 1, weighed by what it takes to change one into the other.
mod alike {
    /// Titles that are one up to misprints.
    pub(super) const SAME: f64 = 0.9;
    /// Titles in which a word or two is another.
    pub(super) const NEAR: f64 = 0.78;
    /// Titles that don't speak against an identifier.
    pub(super) const NOT_CONTRARY: f64 = 0.5;
}

/// A title shorter than this, in words, says little by itself.
const TELLING_WORDS: usize = 4;
/// Years of one text: printings, preprints, slips.
const YEARS_APART: u32 = 2;

/// Compares two records; `None` when they are, or may be, different works. Symmetric.
pub(super) fn verdict(a: &Record, b: &Record) -> Option<Verdict> {
    if contradict(a, b) {
        return None;
    }
    let title = title_likeness(&a.title, &b.title);
    let same_identifier = (a.doi.is_some() && a.doi == b.doi)
        || (a.url.is_some() && a.url == b.url)
        || (a.item.arxiv.is_some() && a.item.arxiv == b.item.arxiv);
    let verdict = |reason, confidence| Some(Verdict { reason, confidence });
    if same_identifier && (title >= alike::NOT_CONTRARY || a.title.is_empty() || b.title.is_empty()) {
        return verdict(Reason::Identifier, 0.99);
    }
    if a.is_part() != b.is_part() {
        return None;
    }
    let telling = a.title.split(' ').count().min(b.title.split(' ').count()) >= TELLING_WORDS;
    let years = a.item.year().zip(b.item.year()).map(|(a, b)| a.abs_diff(b));
    let author = authors_agree(&a.authors, &b.authors);
    let outlet = outlets_agree(a, b);
    match years {
        Some(0) if title >= alike::SAME && author => verdict(Reason::TitleAuthorYear, 0.98),
        Some(1..=YEARS_APART) | None if title >= alike::SAME && author && (telling || outlet) => {
            verdict(Reason::TitleAuthor, 0.92)
        }
        Some(0) if title >= alike::SAME && outlet && telling => verdict(Reason::TitleYearOutlet, 0.88),
        Some(0) if title >= alike::SAME && swapped_first(a, b) && telling => verdict(Reason::SwappedName, 0.86),
        Some(0) if title >= alike::NEAR && author && outlet && telling => verdict(Reason::NearTitle, 0.85),
        _ => None,
    }
}

/// Whether identifiers say that the two are different works.
pub(super) fn contradict(a: &Record, b: &Record) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    differ(&a.doi, &b.doi) || part_number(&a.title) != part_number(&b.title)
}

/// The number after "part" or "volume" in a title, and a roman or arabic number at its end.
fn part_number(title: &str) -> Option<&str> {
    let words: Vec<&str> = title.split(' ').collect();
    let named = words.windows(2).find(|w| matches!(w[0], "part" | "teil" | "parte" | "partie")).map(|w| w[1]);
    let last = words.last().copied().filter(|w| {
        words.len() > 1 && matches!(*w, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "1" | "2" | "3" | "4" | "5")
    });
    named.or(last)
}

/// Folded titles: 1 when equal, high when one is the other with a subtitle lost or a word put before.
fn title_likeness(a: &str, b: &str) -> f64 {
    /// Longer titles are compared up to here.
    const BYTES: usize = 300;
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let words = short.split(' ').count();
    let cut = long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
        || long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    if cut && words >= TELLING_WORDS {
        return 0.95;
    }
    let bounded = |s: &str| s.char_indices().nth(BYTES).map_or(s.to_owned(), |(end, _)| s[..end].to_owned());
    strsim::normalized_damerau_levenshtein(&bounded(a), &bounded(b))
}

/// The first authors are one, or one misprinted; initials don't speak against it.
fn authors_agree(a: &[Author], b: &[Author]) -> bool {
    a.first().zip(b.first()).is_some_and(|(a, b)| same_person(a, b))
}

fn swapped_first(a: &Record, b: &Record) -> bool {
    a.authors.first().zip(b.authors.first()).is_some_and(|(a, b)| swapped(a, b))
}

fn same_person(a: &Author, b: &Author) -> bool {
    let families = a.family == b.family
        || fold::distance(&a.family, &b.family, 1).is_some() && a.family.len().min(b.family.len()) >= 5
        // "Donnell" and "O'Donnell"
        || a.family.len().min(b.family.len()) >= 5 && (a.family.ends_with(&b.family) || b.family.ends_with(&a.family));
    families && initials_agree(&a.given, &b.given)
}

fn initials_agree(a: &str, b: &str) -> bool {
    match (a.chars().next(), b.chars().next()) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// "Raza, K." and "Khan, R.": each family name has the other's initial.
fn swapped(a: &Author, b: &Author) -> bool {
    let initial = |s: &str| s.chars().next();
    let crossed = initial(&a.family).is_some()
        && initial(&a.family) == initial(&b.given)
        && initial(&b.family) == initial(&a.given);
    crossed && a.given.split(' ').count() == 1 && b.given.split(' ').count() == 1
}

/// One outlet of the one is one of the other, or part of its name.
fn outlets_agree(a: &Record, b: &Record) -> bool {
    a.outlets.iter().any(|x| b.outlets.iter().any(|y| same_outlet(x, y)))
}

fn same_outlet(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let joined = |s: &str| s.replace(' ', "");
    !short.is_empty() && (joined(long).contains(&joined(short)) || first_word(short) == first_word(long))
}

/// "reuters asia pacific" and "reuters world": the first word, when it tells.
fn first_word(name: &str) -> &str {
    name.split(' ').next().filter(|w| w.len() >= 5).unwrap_or(name)
}

/// What differs between two records of one work, in words.
pub(super) fn differences(a: &Record, b: &Record) -> Vec<String> {
    let mut found = Vec::new();
    let families = |r: &Record| r.authors.iter().map(|x| x.family.clone()).collect::<Vec<_>>();
    if families(a) != families(b) {
        found.push("authors".to_owned());
    }
    if a.title != b.title {
        found.push("title".to_owned());
    }
    if let (Some(x), Some(y)) = (a.item.year(), b.item.year())
        && x != y
    {
        found.push(format!("year {x}, {y}"));
    }
    let fields = [
        ("volume", &a.item.volume, &b.item.volume),
        ("issue", &a.item.issue, &b.item.issue),
        ("pages", &a.item.page, &b.item.page),
    ];
    for (name, x, y) in fields {
        if let (Some(x), Some(y)) = (x, y)
            && fold::words(x) != fold::words(y)
        {
            found.push(format!("{name} {x}, {y}"));
        }
    }
    if !a.outlets.is_empty() && !b.outlets.is_empty() && !a.outlets.iter().any(|x| b.outlets.contains(x)) {
        found.push("outlet".to_owned());
    }
    found
}
