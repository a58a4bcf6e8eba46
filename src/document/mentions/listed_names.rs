//! The names that a list's entries begin with, where names stand among other letters without a space: "その後伊藤（1983）は".

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::document::Entry;
use crate::document::half_width::{half_width, is_wide};

/// Names in Chinese, Japanese or Korean letters.
#[derive(Default)]
pub(super) struct ListedNames(BTreeSet<String>);

/// No name has more letters.
const LETTERS: usize = 12;

/// The words that entries begin with, up to where their authors may end.
pub(super) fn opening_words(entries: &[Entry]) -> BTreeSet<&str> {
    /// Characters of an entry.
    const HEAD: usize = 60;
    let head = |text: &str| text.char_indices().nth(HEAD).map_or(text.len(), |(end, _)| end);
    let heads = entries.iter().map(|entry| entry.text.as_str()).map(|text| &text[..head(text)]);
    heads.flat_map(|head| head.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))).collect()
}

impl ListedNames {
    /// The names before the first year of each entry. Linear but for sorting.
    pub(super) fn of<'e>(entries: impl Iterator<Item = &'e Entry>) -> Self {
        /// Authors stand among so many letters at the start.
        const HEAD: usize = 60;
        let mut found = BTreeSet::new();
        for entry in entries {
            let text = entry.text.as_str();
            let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
            let head = half_width(head);
            let words = head.split(|c: char| !c.is_alphanumeric());
            let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
            let names = words.take_while(|word| !is_year(word)).filter(|word| word.starts_with(is_wide));
            found.extend(names.map(str::to_owned));
        }
        Self(found)
    }

    /// Where the longest name begins that `word` ends with: a listed one, or its beginning, as family names come first.
    pub(super) fn at_end(&self, word: &str) -> Option<usize> {
        let begins = |start: &usize| {
            let name = &word[*start..];
            let from = (Bound::Included(name), Bound::Unbounded);
            self.0.range::<str, _>(from).next().is_some_and(|listed| listed.starts_with(name))
        };
        let starts: Vec<usize> = word.char_indices().rev().take(LETTERS).map(|(at, _)| at).collect();
        starts.into_iter().rev().find(begins)
    }
}
