//! Names as databases write them.

use crate::reference::name::{Name, is_particle, name};

/// A name with the family first, "Roe, Ann", "van der Lee, Bob, Jr."; any other as it is read in a bibliography.
///
/// Braces keep a body's name whole, as in BibTeX, and a comma behind a name without another says that it is a body's, as in
/// EndNote.
pub(super) fn inverted(written: &str) -> Name {
    let written = written.trim().trim_end_matches(';').trim_end();
    let whole = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let body = whole.or_else(|| written.strip_suffix(',').filter(|bare| !bare.contains(',')));
    if let Some(body) = body.map(str::trim).filter(|body| !body.is_empty()) {
        return Name { literal: Some(body.to_owned()), ..Name::default() };
    }
    let written = written.trim_end_matches(',');
    let mut parts = written.split(',').map(str::trim).filter(|part| !part.is_empty());
    let (Some(family), Some(given)) = (parts.next(), parts.next()) else { return name(written) };
    let third = parts.next();
    if parts.next().is_some() {
        return name(written);
    }
    // "Roe, Jr., Ann" and "Roe, Ann, Jr.".
    let (given, suffix) = match third {
        Some(third) if is_suffix(given) => (third, Some(given)),
        Some(third) if is_suffix(third) => (given, Some(third)),
        Some(_) => return Name { literal: Some(written.to_owned()), ..Name::default() },
        None => (given, None),
    };
    let (particle, family) = particle_of(family);
    let (given, dropping) = dropped_particle(given);
    Name {
        family: Some(family.to_owned()),
        given: Some(given.to_owned()),
        dropping_particle: dropping.map(str::to_owned),
        non_dropping_particle: particle.map(str::to_owned),
        suffix: suffix.map(str::to_owned),
        ..Name::default()
    }
}

/// The names between semicolons, but those in braces.
pub(super) fn listed(written: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let parts = written.split(move |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ';' | '；')
    });
    parts.map(str::trim).filter(|name| !name.is_empty())
}

/// A name with its initials behind and no comma, as PubMed, Scopus and Web of Science have it: "Roe AB", "Roe A.B.".
pub(super) fn with_initials(written: &str) -> Name {
    let written = written.trim();
    if written.contains(',') {
        return inverted(written);
    }
    let Some((family, given)) = written.rsplit_once(' ') else {
        // Chinese and Japanese names have no blank.
        return if written.is_ascii() { family_only(written) } else { name(written) };
    };
    let letters = given.chars().filter(|c| c.is_alphabetic());
    let initials = given.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-')) && letters.count() <= 4;
    if !initials || given.is_empty() {
        return name(written);
    }
    let (particle, family) = particle_of(family);
    Name {
        family: Some(family.to_owned()),
        given: Some(given.to_owned()),
        non_dropping_particle: particle.map(str::to_owned),
        ..Name::default()
    }
}

/// A single word: a family, or an organisation, which nobody can tell.
fn family_only(word: &str) -> Name {
    Name { literal: Some(word.to_owned()), ..Name::default() }
}

/// The given name, and the particle behind it: the "von" of "Humboldt, Wilhelm von".
fn dropped_particle(given: &str) -> (&str, Option<&str>) {
    let mut end = given.len();
    while let Some((before, word)) = given[..end].rsplit_once(' ') {
        if !(word.starts_with(char::is_lowercase) && is_particle(word)) {
            break;
        }
        end = before.trim_end().len();
    }
    let particle = given[end..].trim_start();
    (&given[..end], (!particle.is_empty()).then_some(particle))
}

/// The particle that a family begins with, in lower case, and the rest.
fn particle_of(family: &str) -> (Option<&str>, &str) {
    let mut at = 0;
    for word in family.split_inclusive(' ') {
        let low = word.starts_with(char::is_lowercase);
        if !(low && is_particle(word.trim_end()) && at + word.len() < family.len()) {
            break;
        }
        at += word.len();
    }
    let particle = family[..at].trim_end();
    ((!particle.is_empty()).then_some(particle), &family[at..])
}

fn is_suffix(part: &str) -> bool {
    matches!(
        part.trim_end_matches('.').to_ascii_lowercase().as_str(),
        "jr" | "sr" | "i" | "ii" | "iii" | "iv" | "v" | "ed" | "eds"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::given;

    #[test]
    fn names_with_the_family_first() {
        for same in ["Roe, Ann", "van der Lee, Bob", "Roe, Ann, Jr.", "Institute of Tests"] {
            assert_eq!(given::inverted(&inverted(same)), same);
        }
        assert_eq!(given::inverted(&inverted("Roe, Jr., Ann")), "Roe, Ann, Jr.");
        for (written, body) in [("{Tests; Trials, Ltd}", "Tests; Trials, Ltd"), ("Ann Roe,", "Ann Roe")] {
            assert_eq!(inverted(written).literal.as_deref(), Some(body), "{written}");
        }
        assert_eq!(listed("Roe, Ann; {Tests; Trials, Ltd};; Doe").collect::<Vec<_>>().len(), 3);
        let behind = inverted("Lee, Bob van der");
        assert_eq!((behind.given.as_deref(), behind.dropping_particle.as_deref()), (Some("Bob"), Some("van der")));
        for (written, want) in [("Roe AB", "Roe, AB"), ("van der Lee B.", "van der Lee, B."), ("Roe, A.", "Roe, A.")] {
            assert_eq!(given::inverted(&with_initials(written)), want);
        }
    }
}
