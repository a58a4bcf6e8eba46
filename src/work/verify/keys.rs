//! The keys by which records are found that a reference may mean.

use super::super::identifier::{self, Doi};
use super::super::letters;
use super::super::numeration::Number;
use super::super::words::{hash, mix};
use super::held::Held;
use super::text::is_year;
use crate::reference::item::Item;

/// What a key is made of.
#[derive(Clone, Copy)]
#[repr(u64)]
pub(super) enum Sort {
    Title = 101,
    WholeTitle,
    MainTitle,
    Doi,
    Arxiv,
    VolumePage,
    TwoPeople,
    PersonYear,
}

pub(super) fn key(sort: Sort, value: u64) -> u64 {
    mix(value ^ mix(sort as u64))
}

/// A key that more records have is no use.
pub(super) const BLOCK: usize = 512;
/// A title is found by so many of its beginnings.
const CUTS: usize = 3;

impl Held {
    /// The keys by which it is found.
    pub(super) fn all_keys(&self) -> Vec<u64> {
        let runs = letters::keys(&self.title).into_iter().map(|run| key(Sort::Title, run));
        let cut = self.main_titles().map(|title| key(Sort::MainTitle, hash(&letters::letters(&title)))).take(CUTS);
        let people = match &*self.people {
            [first, second, ..] => Some(two_people(first.last(), second.last())),
            _ => None,
        };
        let first = self.people.first().zip(self.item.year()).map(|(first, year)| person_year(first.last(), year));
        runs.chain(keys(&self.item, &self.title)).chain(cut).chain(people).chain(first).collect()
    }
}

/// The keys by which a record is found beside the runs of its title.
pub(super) fn keys(item: &Item, title: &str) -> Vec<u64> {
    let mut found = Vec::new();
    let letters = letters::letters(title);
    if !letters.is_empty() {
        found.push(key(Sort::WholeTitle, hash(&letters)));
    }
    found.extend(item.doi.as_deref().and_then(Doi::of).map(|doi| key(Sort::Doi, doi.hash())));
    let arxiv = item.arxiv.as_deref().or_else(|| item.doi.as_deref().and_then(identifier::arxiv_of_doi));
    found.extend(arxiv.map(|id| key(Sort::Arxiv, identifier::arxiv(id))));
    let number = |text: &Option<String>| text.as_deref().and_then(Number::first).map(|n| u64::from(n.value()));
    found.extend(number(&item.volume).zip(number(&item.page)).map(|(v, p)| key(Sort::VolumePage, v << 32 | p)));
    found
}

fn two_people(first: &str, second: &str) -> u64 {
    key(Sort::TwoPeople, hash(first.as_bytes()) ^ mix(hash(second.as_bytes())))
}

fn person_year(family: &str, year: i32) -> u64 {
    key(Sort::PersonYear, hash(family.as_bytes()) ^ mix(u64::from(year.unsigned_abs())))
}

/// The keys by which a text, folded, may begin with a record's authors: each two of its first long words may be the first
/// two families, and each the first author's.
pub(super) fn people_keys(text: &str) -> Vec<u64> {
    /// A name of two authors ends before this long word, given names included.
    const WORDS: usize = 6;
    /// More years aren't looked at.
    const YEARS: usize = 3;
    let words = text.split(' ').filter(|w| w.chars().count() > 1 && !w.starts_with(|c: char| c.is_ascii_digit()));
    let words: Vec<&str> = words.filter(|w| !matches!(*w, "and" | "et" | "al")).take(WORDS).collect();
    let years: Vec<i32> = text.split(' ').filter(|w| is_year(w)).filter_map(|w| w.parse().ok()).take(YEARS).collect();
    let two =
        words.iter().enumerate().flat_map(|(n, first)| words[n + 1..].iter().map(|second| two_people(first, second)));
    let first = words.iter().flat_map(|word| years.iter().map(|year| person_year(word, *year)));
    two.chain(first).collect()
}
