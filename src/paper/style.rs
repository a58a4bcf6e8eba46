//! How a paper cites.

use std::fmt;

use super::{CitationForm, InTextCitation};

/// How a paper cites: the form that most of its citations have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CitingStyle {
    /// By names and years: "(Smith, 2019)", "Smith (2019)".
    AuthorYear,
    /// By numbers in brackets: `[3]`, "(3)".
    Numeric,
    /// By raised numbers: "lakes³".
    Superscript,
    /// By keys: `[ABC99]`.
    Alphanumeric,
    /// By notes: a source stands in the note that cites it, and is cited by standing there.
    Notes,
    /// None, or so few that the way of citing isn't understood: then nothing can be said of what it cites.
    #[default]
    Unknown,
}

/// Papers list what they cite. Where more entries than these for each citation are left, the citations aren't understood.
const ENTRIES_FOR_EACH: usize = 4;

impl CitingStyle {
    /// The style of a paper with these citations and so many entries.
    pub(super) fn of(citations: &[InTextCitation], entries: usize) -> Self {
        let mut counts = [
            (0_usize, Self::Notes),
            (0, Self::Alphanumeric),
            (0, Self::Superscript),
            (0, Self::Numeric),
            (0, Self::AuthorYear),
        ];
        let mut named = 0;
        for citation in citations {
            let style = match citation.form {
                CitationForm::Parenthetical | CitationForm::Narrative => Self::AuthorYear,
                CitationForm::Numeric => Self::Numeric,
                CitationForm::Superscript => Self::Superscript,
                CitationForm::Alphanumeric => Self::Alphanumeric,
                CitationForm::NoteMark => Self::Notes,
            };
            named += citation.resolution.labels().len().max(1);
            if let Some(count) = counts.iter_mut().find(|count| count.1 == style) {
                count.0 += 1;
            }
        }
        match counts.into_iter().max() {
            Some((1.., style)) if named * ENTRIES_FOR_EACH >= entries => style,
            _ => Self::Unknown,
        }
    }

    /// The name that stands in answers: "author-year".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AuthorYear => "author-year",
            Self::Numeric => "numeric",
            Self::Superscript => "superscript",
            Self::Alphanumeric => "alphanumeric",
            Self::Notes => "notes",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for CitingStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
