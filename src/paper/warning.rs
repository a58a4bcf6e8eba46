//! What wasn't found in a paper.

use std::fmt;

use super::{CitingStyle, Paper, Resolution};
use crate::reference::item::Item;

/// Something that every paper has and that wasn't found in this one. What is asked of the paper and rests on it can't be
/// answered, and "none" means "not known".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Warning {
    /// There is hardly any text: a scanned page, or a file that isn't a paper.
    NoText,
    /// Its title wasn't recognised. It can't be matched with what others cite.
    NoTitle,
    /// Its authors weren't recognised. Nobody's self-citations can be told.
    NoAuthors,
    /// Neither a list of references nor notes with sources were recognised.
    NoReferences,
    /// No citations were understood in its running text, or too few for its list.
    NoCitations,
    /// Most of its citations lead to no entry: the list wasn't wholly recognised, or they aren't citations.
    MostCitationsLeadNowhere,
}

impl Warning {
    /// What wasn't found, and what can be done.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoText => "hardly any text: scanned pages have to be recognised first",
            Self::NoTitle => "no title found: a manifest can state it",
            Self::NoAuthors => "no authors found: a manifest can state them",
            Self::NoReferences => "no references found: no list and no notes with sources were recognised",
            Self::NoCitations => "no citations understood: what is cited in the text can't be told",
            Self::MostCitationsLeadNowhere => "most citations lead to no entry: the list may not be whole",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Paper {
    /// What wasn't found in it, in the order of [`Warning`]. Linear.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        // A record has no text, and says what it is: nothing was looked for in it.
        if self.words == 0 && self.regions.is_empty() && self.item != Item::default() {
            return Vec::new();
        }
        let nowhere = self.citations.iter().filter(|c| c.resolution == Resolution::Missing).count();
        let checks = [
            (Warning::NoText, self.words < FEWEST_WORDS),
            (Warning::NoTitle, self.item.title.is_none()),
            (Warning::NoAuthors, self.item.author.is_empty()),
            (Warning::NoReferences, self.references.is_empty()),
            (Warning::NoCitations, self.style() == CitingStyle::Unknown),
            (Warning::MostCitationsLeadNowhere, nowhere * 2 > self.citations.len()),
        ];
        checks.into_iter().filter(|(_, found)| *found).map(|(warning, _)| warning).collect()
    }
}

/// Fewer words than on a title page are hardly any text.
const FEWEST_WORDS: usize = 50;
