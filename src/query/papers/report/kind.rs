//! The kinds of findings.

use std::fmt;
use std::str::FromStr;

use crate::error::UnknownName;

/// What a finding is. In the order in which a report tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// A cited text was retracted, by a list of notices.
    Retracted,
    /// Another notice was given on a cited text: a correction, an expression of concern.
    Noticed,
    /// Numbers, dates or entries that can't be, or not together.
    Contradicting,
    /// No record of the library is what an entry means.
    NotFound,
    /// An entry differs from the record that it means.
    Differs,
    /// Cited, and in no list.
    Missing,
    /// Cited otherwise than listed.
    Mismatched,
    /// A citation fits several entries.
    Ambiguous,
    /// Listed, and not cited.
    Uncited,
    /// A paper cites its authors more than the other papers' citations lead one to expect.
    SelfCitation,
    /// Several papers have the same misprint of a reference.
    CopiedMisprint,
    /// Passages of two papers are in much the same words.
    PassagesAlike,
    /// Two lists have most of their works in common.
    ListsAlike,
}

/// How much a finding weighs. Which of them is an error is for people to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Level {
    /// To be known.
    Note,
    /// To be looked at.
    Warning,
    /// To be looked at before anything else.
    Error,
}

impl Level {
    /// The level in a word, as SARIF has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl FindingKind {
    /// All kinds, in order.
    pub const ALL: [Self; 13] = [
        Self::Retracted,
        Self::Noticed,
        Self::Contradicting,
        Self::NotFound,
        Self::Differs,
        Self::Missing,
        Self::Mismatched,
        Self::Ambiguous,
        Self::Uncited,
        Self::SelfCitation,
        Self::CopiedMisprint,
        Self::PassagesAlike,
        Self::ListsAlike,
    ];

    /// The kind's name: "not-found".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retracted => "retracted",
            Self::Noticed => "noticed",
            Self::Contradicting => "contradicting",
            Self::NotFound => "not-found",
            Self::Differs => "differs",
            Self::Missing => "missing",
            Self::Mismatched => "mismatched",
            Self::Ambiguous => "ambiguous",
            Self::Uncited => "uncited",
            Self::SelfCitation => "self-citation",
            Self::CopiedMisprint => "copied-misprint",
            Self::PassagesAlike => "passages-alike",
            Self::ListsAlike => "lists-alike",
        }
    }

    /// What stands over findings of the kind.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Retracted => "Cites what was retracted",
            Self::Noticed => "Cites what another notice is about",
            Self::Contradicting => "Can’t be, or not together",
            Self::NotFound => "Not found in the library",
            Self::Differs => "Differs from the library’s record",
            Self::Missing => "Cited, not listed",
            Self::Mismatched => "Cited otherwise than listed",
            Self::Ambiguous => "Fits several entries",
            Self::Uncited => "Listed, not cited",
            Self::SelfCitation => "Cites its authors more than chance gives",
            Self::CopiedMisprint => "The same misprint in several papers",
            Self::PassagesAlike => "Passages in much the same words",
            Self::ListsAlike => "Lists with most works in common",
        }
    }

    /// What the kind means, and what it doesn't, in a sentence or two.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Retracted => "The list of notices says that the cited text was retracted. It may be cited for that.",
            Self::Noticed => "The list of notices has a correction, an expression of concern or the like.",
            Self::Contradicting => {
                "A check digit that doesn’t check, a date to come, one DOI of two works, an entry listed twice, a number \
                 skipped, and the like. No library was asked."
            }
            Self::NotFound => "No record of this library has the title. A library holds what it holds.",
            Self::Differs => {
                "The record that is meant has another author, title word, year, outlet or DOI. Either may be wrong."
            }
            Self::Missing => "The text cites it and no entry of the list is meant, or a note is missing.",
            Self::Mismatched => "The entry that must be meant has another year or another spelling.",
            Self::Ambiguous => "Names and year are those of several entries.",
            Self::Uncited => "No citation that was understood leads to the entry.",
            Self::SelfCitation => {
                "More of its citations are of its authors’ works than the other papers’ citations of these lead one to \
                 expect. Long projects and small fields do so too."
            }
            Self::CopiedMisprint => {
                "The papers print the same slip, where others print the work otherwise. One may have it from another, or \
                 both from a third."
            }
            Self::PassagesAlike => {
                "The passages share most of their rarer words. Quotation, a common source or common authors are reasons \
                 too."
            }
            Self::ListsAlike => "At least half of the shorter list is in the other. Papers of one project share much.",
        }
    }

    /// How much findings of the kind weigh.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Retracted => Level::Error,
            Self::Contradicting | Self::NotFound | Self::Differs | Self::Missing | Self::CopiedMisprint => {
                Level::Warning
            }
            _ => Level::Note,
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for FindingKind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownName::new("kind of finding", name, Self::ALL.map(Self::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for kind in FindingKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        let error = "fake".parse::<FindingKind>().expect_err("no such kind");
        assert!(error.to_string().starts_with("no kind of finding is called \"fake\": there are retracted, noticed,"));
    }
}
