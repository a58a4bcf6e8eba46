//! How numbers look that may be citations.

/// How a number looks that may be a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Look {
    /// "[3]"
    Square,
    /// `[^3]`, as Markdown marks notes.
    MarkdownNote,
    /// "(3)"
    Round,
    /// "Ref. 3"
    Referred,
    /// "lakes³", `lakes<sup>3</sup>`, "lakes^3^"
    Raised,
    /// "lakes.3", as extractors give raised digits.
    Glued,
    /// "lakes. 3", as other extractors do.
    Apart,
}
