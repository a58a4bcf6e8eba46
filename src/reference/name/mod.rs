//! Names of people and organisations.
//!
//! The grammar reads a list of names bottom up, one room per step:
//!
//! ```text
//! text ─▶ pieces    words, initials, separators        scan.rs, word.rs, dash.rs, lexicon.rs
//!      ─▶ chunks    what stands between separators     chunk.rs, organisation.rs, joined.rs
//!      ─▶ sequence  which commas stand inside a name   sequence.rs, habits.rs, form.rs
//!      ─▶ names     family, given, particle, suffix    person.rs, east_asian.rs, given.rs
//! ```
//!
//! A comma is the hard part: "Smith, J., Doe, B." holds two names and "J. Smith, B. Doe" too. Nothing but the shape of
//! the words tells them apart, and which shapes the list has shown so far.

mod chunk;
mod dash;
mod east_asian;
mod form;
mod given;
mod glued;
mod habits;
mod joined;
mod lexicon;
mod organisation;
mod person;
mod piece;
mod scan;
mod sequence;
mod word;

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::Span;
use crate::fold;

/// Whether a word is known as a given name: "Annette".
pub(crate) fn is_given(word: &str) -> bool {
    given::known(word).is_some()
}

/// Whether a word goes before a family name: "van", "de".
pub(crate) fn is_particle(word: &str) -> bool {
    lexicon::class(word) == lexicon::NameClass::Particle
}

/// Whether a family or a literal, folded to words, stands where no author is known: "Anon.", "N. N.".
///
/// A person may be called Na or Null, who then has a given name.
pub(crate) fn is_nobody(folded: &str, has_given: bool) -> bool {
    const NOBODY: [&str; 15] = [
        "unknown",
        "anon",
        "anonymous",
        "anonym",
        "anonymus",
        "anonyme",
        "anonimo",
        "n n",
        "nn",
        "author",
        "no author",
        "none",
        "null",
        "various",
        "na",
    ];
    !has_given && NOBODY.contains(&folded)
}

/// A person or an organisation, as printed.
///
/// A person has a `family` or a `given` name or both; an organisation, and a person whose name can't be taken apart,
/// has a `literal`. Values are CSL's; nothing is expanded, corrected or re-cased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Name {
    /// The family name without its particle: "Abadi Bidgoli"; with it where it is capitalised: "Van Reenen".
    pub family: Option<String>,
    /// Given names or initials: "M. K.".
    pub given: Option<String>,
    /// A particle printed after the given name: the "von" of "Humboldt, Wilhelm von".
    pub dropping_particle: Option<String>,
    /// A particle printed before the family: "van der", "de la".
    pub non_dropping_particle: Option<String>,
    /// "Jr.", "III".
    pub suffix: Option<String>,
    /// The whole name of an organisation.
    pub literal: Option<String>,
}

impl Name {
    /// Whether it stands for authors that aren't named, as databases write it: "others".
    pub(crate) fn is_others(&self) -> bool {
        let whole = self.family.as_deref().or(self.literal.as_deref()).or(self.given.as_deref()).unwrap_or_default();
        matches!(fold::words(whole).as_str(), "others" | "et al" | "al" | "and others")
    }

    /// A person by family and given name, "Roe" and "Ann". A particle that isn't sorted by is
    /// [`non_dropping_particle`](Self::non_dropping_particle).
    ///
    /// ```
    /// use citegraph::reference::name::Name;
    ///
    /// let mut name = Name::person("Berg", "Ann");
    /// name.non_dropping_particle = Some("van der".into());
    /// assert_eq!(name.to_string(), "Ann van der Berg");
    /// assert_eq!("Ann van der Berg".parse(), Ok(name));
    /// ```
    #[must_use]
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        Self { family: Some(family.into()), given: Some(given.into()), ..Self::default() }
    }

    /// An organisation, or a person whose name can't be taken apart, by the whole name.
    #[must_use]
    pub fn organisation(name: impl Into<String>) -> Self {
        Self { literal: Some(name.into()), ..Self::default() }
    }
}

/// For people to read: "Nasreen Kaura", "N. van der Berg Jr.", "World Bank".
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(literal) = &self.literal {
            return f.pad(literal);
        }
        let given = [&self.given, &self.dropping_particle];
        let parts = given.into_iter().chain([&self.non_dropping_particle, &self.family, &self.suffix]);
        f.pad(&parts.flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
    }
}

/// As [`name`] reads it.
impl FromStr for Name {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        Ok(name(written))
    }
}

/// The names of one role, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct Names {
    /// Each name with its span in the text that was read.
    pub names: Vec<(Name, Span)>,
    /// Where "et al.", "u. a.", "and others" stands, if the list is shortened; where "AA. VV." stands, if it names nobody.
    pub et_al: Option<Span>,
}

impl IntoIterator for Names {
    type Item = (Name, Span);
    type IntoIter = std::vec::IntoIter<(Name, Span)>;

    fn into_iter(self) -> Self::IntoIter {
        self.names.into_iter()
    }
}

/// Reads the names in `text[within]`, the author or editor segment of an entry.
///
/// Names come in the order of the text, with spans that are disjoint and lie inside `within`; each value is the text of
/// its span as printed, with single spaces, and none before a stop. What is no name lies between the spans: separators,
/// titles ("Dr."), role marks ("(eds.)", "In:"), words of the sentence before the first ("dazu ausführlich"), affiliation
/// marks, initials that lost their family. What extraction has broken stays one name, as printed: "Roe - Smith",
/// "D Ã ¶ blin", "J. - F."; and so do given names that share a family, "Smith J. and D.". Only a family glued to a known
/// given name, "AnneRoe", comes off. An organisation is a `literal`, and so is what stands for the names of the entry
/// before ("———", "ders."), which only the caller can resolve.
///
/// Time and memory are linear in the length of `within`. Never panics; a span that doesn't fit `text` holds no names.
///
/// ```
/// use citegraph::Span;
/// use citegraph::reference::name::names;
///
/// let text = "Doe, J. A., & van der Berg, B., et al.";
/// let read = names(text, Span::new(0, text.len()));
/// assert_eq!(read.names[0].0.family.as_deref(), Some("Doe"));
/// assert_eq!(read.names[0].0.given.as_deref(), Some("J. A."));
/// assert_eq!(read.names[1].0.non_dropping_particle.as_deref(), Some("van der"));
/// assert_eq!(read.names[1].1.of(text), "van der Berg, B.");
/// assert_eq!(read.et_al.map(|span| span.of(text)), Some("et al."));
/// ```
#[must_use]
pub fn names(text: &str, within: Span) -> Names {
    let pieces = scan::pieces(text, within);
    let mut list = joined::join(text, chunk::chunks(text, chunk::without_lead(&pieces)));
    let names = sequence::names(text, &mut list);
    Names { names, et_al: list.et_al }
}

/// Reads one name that is given as a whole, such as the literal author of a CSL record.
///
/// A text that holds no name, or more than one, is kept as the `literal`. Linear in the length of `literal`; never
/// panics.
///
/// ```
/// use citegraph::reference::name::name;
///
/// assert_eq!(name("Ann van der Berg").family.as_deref(), Some("Berg"));
/// assert_eq!(name("World Health Organization").literal.as_deref(), Some("World Health Organization"));
/// ```
#[must_use]
pub fn name(literal: &str) -> Name {
    let read = names(literal, Span::new(0, literal.len()));
    match <[_; 1]>::try_from(read.names) {
        Ok([(name, _)]) if read.et_al.is_none() => name,
        _ => Name { literal: Some(clean(literal.trim())), ..Name::default() },
    }
}

/// Whether two words are a given name and a family, as far as is known: neither is a particle or a title, nor one of a body's, and
/// nothing shows that the family goes first.
#[cfg(feature = "records")]
pub(crate) fn are_plain(given: &str, family: &str) -> bool {
    let is_plain = |word: &str| lexicon::class(word) == lexicon::NameClass::Plain;
    is_plain(given) && is_plain(family) && given::known(family).is_none() && !lexicon::is_east_asian_family(given)
}

/// Whether a word of a list of names is written in lower case: "and", "et", "al.", "others", "von".
pub(crate) fn is_lower_case(word: &str) -> bool {
    use lexicon::NameClass;
    matches!(lexicon::class(word.trim_end_matches('.')), NameClass::And | NameClass::Others | NameClass::Particle)
}

/// Single spaces, and none before a stop.
fn clean(value: &str) -> String {
    let mut before = b' ';
    let is_clean = value.is_ascii()
        && value.bytes().all(|byte| {
            let dirty = byte < b' ' || before == b' ' && matches!(byte, b' ' | b'.');
            before = byte;
            !dirty
        });
    if is_clean {
        return value.to_owned();
    }
    let mut cleaned = String::with_capacity(value.len());
    for word in value.split_whitespace() {
        if !cleaned.is_empty() && !word.starts_with('.') {
            cleaned.push(' ');
        }
        cleaned.push_str(word);
    }
    cleaned
}
