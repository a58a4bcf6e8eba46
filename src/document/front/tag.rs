//! What the lines of a title page are.

use crate::crf::Steps;

/// What a line of a title page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "train", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "train", serde(rename_all = "kebab-case"))]
pub(crate) enum Tag {
    /// The title.
    Title,
    /// The title in another language.
    Parallel,
    /// Who wrote it.
    Author,
    /// Where they work, their addresses, who corresponds.
    Affiliation,
    /// The abstract.
    Abstract,
    /// Keywords, codes of subjects.
    Keywords,
    /// When it was received, accepted, published.
    Dates,
    /// The work itself as others cite it: journal, volume, pages; proceedings; "How to cite".
    Own,
    /// DOI, ISSN, address.
    Identifier,
    /// "Original article", "Working paper No. 3".
    Genre,
    /// "Abstract", "1 Introduction", "Authors".
    Heading,
    /// The rest of what isn't the text: rights, funding, running heads.
    Other,
    /// The text.
    Body,
}

impl Tag {
    /// How many there are.
    pub(crate) const COUNT: usize = 13;

    /// All, in the order of their numbers.
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Title,
        Self::Parallel,
        Self::Author,
        Self::Affiliation,
        Self::Abstract,
        Self::Keywords,
        Self::Dates,
        Self::Own,
        Self::Identifier,
        Self::Genre,
        Self::Heading,
        Self::Other,
        Self::Body,
    ];
}

/// Anything may follow anything: title pages have every order.
pub(crate) const STEPS: Steps<{ Tag::COUNT }> = Steps::ANY;
