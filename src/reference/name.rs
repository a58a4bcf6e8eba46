//! Names: placeholder, see the names work.

use crate::Span;

/// A person or an organisation, as printed.
///
/// A person has a `family` or a `given` name or both; an organisation, and a person whose name can't be taken apart,
/// has a `literal`. Values are CSL's; nothing is expanded, corrected or re-cased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Name {
    /// The family name, without particles that drop: "Abadi Bidgoli".
    pub family: Option<String>,
    /// Given names or initials: "M. K.".
    pub given: Option<String>,
    /// "van der", "de la".
    pub non_dropping_particle: Option<String>,
    /// "Jr.", "III".
    pub suffix: Option<String>,
    /// The whole name of an organisation.
    pub literal: Option<String>,
}

/// The names of one role, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Names {
    /// Each name with its span in the text that was read.
    pub names: Vec<(Name, Span)>,
    /// Where "et al.", "u. a.", "and others" stands, if the list is shortened.
    pub et_al: Option<Span>,
}

/// Reads the names in `text[within]`, the author or editor segment of an entry.
#[must_use]
pub fn names(_text: &str, _within: Span) -> Names {
    Names::default()
}
