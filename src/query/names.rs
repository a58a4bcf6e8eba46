//! When two printed names may be one person's.

use std::fmt;

use crate::fold;
use crate::reference::name::{Name, is_nobody, is_particle};

/// How strongly two printed names agree, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum NameEvidence {
    /// The family names agree; a given name isn't printed on one side.
    FamilyOnly,
    /// The family names agree, and the given names as far as initials go: "N." and "Nasreen".
    Initials,
    /// Family and full given names agree; or the whole names of an organisation.
    FullName,
}

/// In words: "full name", "initials", "family name only".
impl fmt::Display for NameEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FullName => "full name",
            Self::Initials => "initials",
            Self::FamilyOnly => "family name only",
        })
    }
}

/// Compares two printed names, up to case, accents and punctuation; nothing when they contradict each other.
///
/// Given names are compared one by one as far as both sides print them: "J. P." agrees with "Jean-Pierre" and with "J.",
/// not with "J. M.". A particle that only one side prints doesn't count ("de la Cruz", "Cruz"); two different ones do, and
/// so do two different suffixes ("Jr.", "III"). Spelling is taken as printed: "Jon" doesn't agree with "Jonathan".
///
/// O(n) time in the length of the names.
///
/// ```
/// use citegraph::query::names::{NameEvidence, compare};
/// use citegraph::reference::name::Name;
///
/// let nasreen = Name::person("Kaura", "Nasreen");
/// assert_eq!(compare(&Name::person("Kaura", "N."), &nasreen), Some(NameEvidence::Initials));
/// assert_eq!(compare(&Name::person("Kaura", "Nitin"), &nasreen), None);
/// ```
#[must_use]
pub fn compare(a: &Name, b: &Name) -> Option<NameEvidence> {
    FoldedName::new(a).compare(&FoldedName::new(b))
}

/// A name ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FoldedName {
    /// The family name or the organisation's, without spaces.
    family: String,
    particle: String,
    suffix: String,
    given: Vec<Given>,
    kind: NameKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    Person,
    Literal,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Full(String),
    Abbreviated(String),
}

impl FoldedName {
    pub(super) fn new(name: &Name) -> Self {
        let words = |field: &Option<String>| fold::words(field.as_deref().unwrap_or_default());
        let joined = |field: &Option<String>| fold::letters(field.as_deref().unwrap_or_default());
        let suffix = joined(&name.suffix);
        if name.literal.is_some() {
            let nobody = is_nobody(&words(&name.literal), false);
            let family = if nobody { String::new() } else { joined(&name.literal) };
            return Self {
                family,
                particle: joined(&name.non_dropping_particle),
                suffix,
                given: vec![],
                kind: NameKind::Literal,
            };
        }
        // Who has one name only may have it in either field.
        let (family, given) = match &name.family {
            Some(_) => (words(&name.family), givens(name.given.as_deref().unwrap_or_default())),
            None => (words(&name.given), vec![]),
        };
        // "Anonymous" and "N.N." name nobody: two of them have no family name to agree by.
        let family = if is_nobody(&family, name.given.is_some()) { String::new() } else { family };
        let (leading, family) = without_particles(&family);
        let particle = words(&name.non_dropping_particle) + leading;
        Self {
            family: family.replace(' ', ""),
            particle: particle.replace(' ', ""),
            suffix,
            given,
            kind: NameKind::Person,
        }
    }

    /// Names that agree have the same.
    pub(super) fn bucket(&self) -> &str {
        &self.family
    }

    pub(super) fn compare(&self, other: &Self) -> Option<NameEvidence> {
        let contradict = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        if self.family.is_empty()
            || self.family != other.family
            || self.kind != other.kind
            || contradict(&self.particle, &other.particle)
            || contradict(&self.suffix, &other.suffix)
        {
            return None;
        }
        if self.kind == NameKind::Literal {
            return Some(NameEvidence::FullName);
        }
        let mut pairs = self.given.iter().zip(&other.given);
        let first = pairs.next().map(|(a, b)| agree(a, b));
        if !pairs.all(|(a, b)| agree(a, b).is_some()) {
            return None;
        }
        match first {
            None => Some(NameEvidence::FamilyOnly),
            Some(evidence) => evidence,
        }
    }
}

/// Particles at the beginning of a folded family name, and the rest: for lists that don't tell them apart.
fn without_particles(family: &str) -> (&str, &str) {
    let mut rest = family;
    while let Some((_, after)) = rest.split_once(' ').filter(|(word, _)| is_particle(word)) {
        rest = after;
    }
    (family[..family.len() - rest.len()].trim_end(), rest)
}

fn agree(a: &Given, b: &Given) -> Option<NameEvidence> {
    match (a, b) {
        (Given::Full(a), Given::Full(b)) => (a == b).then_some(NameEvidence::FullName),
        (Given::Abbreviated(a), Given::Full(b) | Given::Abbreviated(b)) | (Given::Full(b), Given::Abbreviated(a)) => {
            (a.starts_with(b.as_str()) || b.starts_with(a.as_str())).then_some(NameEvidence::Initials)
        }
    }
}

/// The given names one by one: "Jean-Pierre M." is Jean, Pierre, M.; "JP" is J, P.
fn givens(text: &str) -> Vec<Given> {
    let mut found = Vec::new();
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '‑' | '–')) {
        let dotted = piece.ends_with('.');
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let folded = fold::words(word);
        let initials = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
        match (folded.is_empty(), initials, dotted) {
            (true, ..) => {}
            (_, true, _) => found.extend(word.chars().map(|c| Given::Abbreviated(fold::words(&c.to_string())))),
            (_, _, true) => found.push(Given::Abbreviated(folded)),
            _ if single_cased_letter(word) => found.push(Given::Abbreviated(folded)),
            _ => found.push(Given::Full(folded)),
        }
    }
    found
}

/// A lone letter is an initial where letters have case; in other scripts it's a name.
fn single_cased_letter(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_lowercase() || c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(a: (&str, &str), b: (&str, &str)) -> Option<NameEvidence> {
        let name = |(family, given): (&str, &str)| Name {
            family: Some(family.to_owned()),
            given: (!given.is_empty()).then(|| given.to_owned()),
            ..Name::default()
        };
        let (a, b) = (name(a), name(b));
        assert_eq!(compare(&a, &b), compare(&b, &a), "symmetric");
        compare(&a, &b)
    }

    #[test]
    fn given_names_and_initials() {
        use NameEvidence::{FamilyOnly, FullName, Initials};
        assert_eq!(evidence(("Kaura", "Nasreen"), ("KAURA", "Nasreen")), Some(FullName));
        assert_eq!(evidence(("Kaura", "N."), ("Kaura", "Nasreen")), Some(Initials));
        assert_eq!(evidence(("Kaura", "N"), ("Kaura", "Nasreen")), Some(Initials));
        assert_eq!(evidence(("Kaura", ""), ("Kaura", "Nasreen")), Some(FamilyOnly));
        assert_eq!(evidence(("Kaura", "M."), ("Kaura", "Nasreen")), None);
        assert_eq!(evidence(("Kaura", "N."), ("Kauri", "N.")), None);
        assert_eq!(evidence(("Roy", "JP"), ("Roy", "Jean-Pierre")), Some(Initials));
        assert_eq!(evidence(("Roy", "J.-P."), ("Roy", "Jean Pierre")), Some(Initials));
        assert_eq!(evidence(("Roy", "J. P."), ("Roy", "J. M.")), None);
        assert_eq!(evidence(("Roy", "Ph."), ("Roy", "Philippe")), Some(Initials));
        assert_eq!(evidence(("Müller", "Jörg"), ("Muller", "Jorg")), Some(FullName));
        assert_eq!(evidence(("王", "伟"), ("王", "伟")), Some(FullName));
        assert_eq!(evidence(("王", "伟"), ("王", "芳")), None);
        assert_eq!(evidence(("", ""), ("", "")), None);
    }

    #[test]
    fn particles_and_organisations() {
        let mut a =
            Name { family: Some("Cruz".into()), non_dropping_particle: Some("de la".into()), ..Name::default() };
        let mut b = Name { family: Some("Cruz".into()), ..Name::default() };
        assert_eq!(compare(&a, &b), Some(NameEvidence::FamilyOnly));
        b.non_dropping_particle = Some("van".into());
        assert_eq!(compare(&a, &b), None);
        a = Name { family: Some("van der Berg".into()), ..Name::default() };
        b = Name { family: Some("Berg".into()), non_dropping_particle: Some("van der".into()), ..Name::default() };
        assert_eq!(compare(&a, &b), Some(NameEvidence::FamilyOnly));
        a = Name { literal: Some("World Bank".into()), ..Name::default() };
        b = Name { literal: Some("World bank".into()), ..Name::default() };
        assert_eq!(compare(&a, &b), Some(NameEvidence::FullName));
        b = Name { family: Some("Worldbank".into()), ..Name::default() };
        assert_eq!(compare(&a, &b), None);
    }

    #[test]
    fn nobody_is_like_nobody() {
        let family = |family: &str| Name { family: Some(family.into()), ..Name::default() };
        assert_eq!(compare(&family("Anon."), &family("Anon.")), None);
        assert_eq!(compare(&family("Anonymous"), &family("Anonymous")), None);
        let na = Name { given: Some("J.".into()), ..family("Na") };
        assert_eq!(compare(&na, &na), Some(NameEvidence::Initials));
        let null = Name { given: Some("J.".into()), ..family("Null") };
        assert_eq!(compare(&null, &null), Some(NameEvidence::Initials));
        let literal = Name { literal: Some("N. N.".into()), ..Name::default() };
        assert_eq!(compare(&literal, &literal), None);
    }

    #[test]
    fn display_reads_like_a_name() {
        let name = Name {
            family: Some("Berg".into()),
            given: Some("N.".into()),
            non_dropping_particle: Some("van der".into()),
            ..Name::default()
        };
        assert_eq!(name.to_string(), "N. van der Berg");
    }
}
