//! What is doubtful about an entry: it rides along, and ends nothing.

use std::fmt;

use crate::Span;

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum IssueKind {
    /// A quotation mark opens or closes without its fellow.
    UnclosedQuotation,
    /// A bracket opens or closes without its fellow.
    UnclosedBracket,
    /// The issue's number is far higher than a volume has issues, the volume's is low.
    VolumeIssueTransposed,
    /// The address holds another date than the entry prints.
    DateInUrlDiffers,
    /// The last page comes before the first.
    PagesDescend,
    /// No authors and no editors.
    NoAuthor,
    /// No title.
    NoTitle,
    /// No date.
    NoDate,
    /// The entry is longer than the reader reads.
    TooLong,
}

impl IssueKind {
    /// The issue in words: lower case, no full stop.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnclosedQuotation => "unclosed quotation",
            Self::UnclosedBracket => "unclosed bracket",
            Self::VolumeIssueTransposed => "volume and issue transposed?",
            Self::DateInUrlDiffers => "date in the URL differs",
            Self::PagesDescend => "last page before the first",
            Self::NoAuthor => "no author found",
            Self::NoTitle => "no title found",
            Self::NoDate => "no date found",
            Self::TooLong => "entry too long to be read",
        }
    }
}

impl fmt::Display for IssueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something doubtful, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Issue {
    /// What.
    pub kind: IssueKind,
    /// Where in the entry's text.
    pub span: Span,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}..{}", self.kind, self.span.start, self.span.end)
    }
}
