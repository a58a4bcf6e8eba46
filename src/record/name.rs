//! Names as databases write them.

use crate::reference::name::{Name, are_plain, is_given, is_particle, name};
use crate::terms::{self, Term};

/// The people of a value in which one should stand: some programs put all there, between semicolons, "and" or commas, and say by
/// "et al." that there are more.
pub(super) fn people(value: &str) -> Vec<Name> {
    let parts: Vec<&str> = listed(value).collect();
    let is_inverted = |name: &&str| name.split(',').filter(|part| !part.trim().is_empty()).count() == 2;
    let named = parts.into_iter().flat_map(|part| {
        let (named, others) = without_others(part);
        let each: Vec<&str> = named.split(" and ").map(str::trim).collect();
        // A body may have the word in its name.
        let names =
            match (each.len() > 1 && each.iter().all(is_inverted), pairs(named).or_else(|| displayed_ones(named))) {
                (true, _) => each.into_iter().map(inverted).collect(),
                (false, Some(names)) => names,
                (false, None) if named.is_empty() => Vec::new(),
                (false, None) => vec![inverted(named)],
            };
        names.into_iter().chain(others)
    });
    named.collect()
}

/// Names as they are displayed. One comma parts the family from the given names, though the family may be called as others are
/// by a given name, "Santiago Ruiz, Juan Pablo"; but no family has an initial, "A. Roe, B. Doe", "Ann B. Roe, Bo Doe".
fn displayed_ones(named: &str) -> Option<Vec<Name>> {
    let is_one = named.matches(',').count() == 1 && !named.contains(" and ");
    let is_initial = |word: &str| word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1);
    let before = named.split(',').next().unwrap_or_default();
    if is_one && !before.split_whitespace().any(is_initial) { None } else { displayed_list(named) }
}

/// "Roe, A., Doe, B. C.": each second part is the initials of the name before.
fn pairs(named: &str) -> Option<Vec<Name>> {
    let parts: Vec<&str> = named.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_given = |part: &&str| {
        part.len() <= 8 && part.contains('.') && part.chars().all(|c| c.is_uppercase() || ". -".contains(c))
    };
    let are_pairs = parts.len() >= 4
        && parts.len().is_multiple_of(2)
        && parts.chunks(2).all(|pair| is_given(&pair[1]) && !is_given(&pair[0]));
    are_pairs.then(|| parts.chunks(2).map(|pair| inverted(&pair.join(", "))).collect())
}

/// "Ann Roe, Bob Doe": names as they are displayed, between commas. In "García López, María José" a comma parts one name: two are
/// told by given names that both begin with, more by those of half of them.
pub(super) fn displayed_list(named: &str) -> Option<Vec<Name>> {
    let parts: Vec<&str> = named.split([',', '，']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let last = parts.last().copied().unwrap_or_default();
    let parts: Vec<&str> = match last.strip_prefix("and ").or(last.strip_prefix("& ")) {
        Some(last) => parts[..parts.len() - 1].iter().copied().chain([last]).collect(),
        None => parts,
    };
    let parts: Vec<&str> = parts.into_iter().flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let is_initial = |word: &str| word.len() > 1 && word.ends_with('.') && word.starts_with(char::is_uppercase);
    let is_person = |part: &&str| {
        let mut words = part.split_whitespace();
        let ends = words.next_back().is_some_and(|word| word.len() > 2 && !word.ends_with('.') && !is_suffix(word));
        ends && words.next().is_some() && part.split_whitespace().count() <= 5
    };
    let is_given_first = |part: &&&str| {
        let first = part.split([' ', '-']).next().unwrap_or_default();
        is_given(first) || (is_initial(first) && !first.contains(char::is_lowercase))
    };
    let given = parts.iter().filter(is_given_first).count();
    // "Thomas Lee, Anna Maria" is one name: the family stands first.
    let is_family_last = |part: &&str| !part.split_whitespace().next_back().is_some_and(is_given);
    let enough = if parts.len() == 2 {
        given == 2 && parts.iter().all(is_family_last)
    } else {
        parts.len() > 2 && given * 2 >= parts.len()
    };
    (enough && parts.iter().all(is_person)).then(|| parts.into_iter().map(displayed).collect())
}

/// A list of names, and the others that it says it leaves out: "Roe, Ann et al.".
pub(super) fn without_others(names: &str) -> (&str, Option<Name>) {
    let bare = names.trim_end_matches('.');
    let ends = [" et al", " and others"].into_iter().find_map(|word| bare.strip_suffix(word));
    let named = match bare {
        "et al" | "others" => Some(""),
        _ => ends.map(|named| named.trim_end().trim_end_matches(',').trim_end_matches(" and")),
    };
    match named {
        Some(named) => (named, Some(Name { literal: Some("others".to_owned()), ..Name::default() })),
        None => (names, None),
    }
}

/// A name with the family first, "Roe, Ann", "van der Lee, Bob, Jr."; any other as it is read in a bibliography.
///
/// Braces keep a body's name whole, as in BibTeX, and a comma behind a name without another says that it is a body's, as in
/// EndNote. The number that a service has for a person isn't of the name.
pub(super) fn inverted(written: &str) -> Name {
    let written = bare(written.trim().trim_end_matches(';').trim_end());
    let whole = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let body = whole.or_else(|| written.strip_suffix(',').filter(|bare| !bare.contains(',')));
    if let Some(body) = body.map(str::trim).filter(|body| !body.is_empty()) {
        return Name { literal: Some(body.to_owned()), ..Name::default() };
    }
    let written = written.trim_end_matches(',');
    // "Roe, Ann, roe@lakes.example": APA's databases add the address of one author.
    // "Kay, Ben, 1950-", "Poe, Ed, editor": libraries add when somebody lived, and what they did.
    let mut parts =
        written.split(',').map(str::trim).filter(|part| !part.is_empty() && !part.contains('@') && !is_lifetime(part));
    let (Some(family), Some(given)) = (parts.next(), parts.next()) else { return name(written) };
    let third = parts.next();
    if parts.next().is_some() {
        return name(written);
    }
    // "Roe, Jr., Ann" and "Roe, Ann, Jr.".
    let (given, suffix) = match third {
        Some(third) if is_role(third) => (given, Some(third).filter(|third| terms::is(third, Term::Editor))),
        Some(third) if is_suffix(given) => (third, Some(given)),
        Some(third) if is_suffix(third) => (given, Some(third)),
        Some(_) => return Name { literal: Some(written.to_owned()), ..Name::default() },
        None => (given, None),
    };
    // "Roe, Ann B 3rd", as PubMed has it.
    let (given, suffix) = match given.rsplit_once(' ').filter(|(_, last)| suffix.is_none() && is_ordinal(last)) {
        Some((given, last)) => (given, Some(last)),
        None => (given, suffix),
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

/// A name as services display it, "Ann B. Roe". It is read as one in a bibliography; of plain words, of which lists of authors are
/// full, that comes to the same sooner.
pub(super) fn displayed(written: &str) -> Name {
    plain(written).unwrap_or_else(|| name(written))
}

/// A given name or initial, further initials and a family, none of which is known to be anything else.
fn plain(written: &str) -> Option<Name> {
    let (given, family) = written.rsplit_once(' ')?;
    // "Jean-Paul", "Müller".
    let is_part = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.all(char::is_lowercase)
    };
    let is_word = |word: &str| {
        // A conjunction may have lost its space: "Anneund"; a short word in small letters may be one.
        let is_whole = word.len() > 2 && !word.ends_with("und") && !word.ends_with("and");
        is_whole && (word.len() > 3 || !word.starts_with(char::is_lowercase)) && word.split('-').all(is_part)
    };
    let is_initial = |word: &str| matches!(word.as_bytes(), [letter, b'.'] if letter.is_ascii_uppercase());
    let mut words = given.split(' ');
    let first = words.next()?;
    let parts = || first.split('-').flat_map(|first| family.split('-').map(move |family| (first, family)));
    let is_plain = (is_word(first) || is_initial(first))
        && words.all(is_initial)
        && is_word(family)
        // Of one in small letters beside one in capitals nobody knows what it is.
        && first.starts_with(char::is_lowercase) == family.starts_with(char::is_lowercase)
        && parts().all(|(first, family)| are_plain(first, family));
    is_plain.then(|| Name::person(family, given))
}

/// The names between semicolons, but those in braces.
pub(super) fn listed(written: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    // How many letters of an entity of HTML's stand before: "M&uuml;ller".
    let mut entity = None;
    let parts = written.split(move |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends_entity = c == ';' && entity.is_some_and(|letters: usize| letters > 1);
        entity = match c {
            '&' => Some(0),
            c if c.is_ascii_alphanumeric() || c == '#' => entity.map(|letters| letters + 1),
            _ => None,
        };
        depth == 0 && !ends_entity && matches!(c, ';' | '；')
    });
    parts.map(str::trim).filter(|name| !name.is_empty())
}

/// A name with its initials behind and no comma, as PubMed, Scopus and Web of Science have it: "Roe AB", "Roe A.B.".
pub(super) fn with_initials(written: &str) -> Name {
    let written = written.trim();
    if written.contains(',') {
        return inverted(written);
    }
    if let Some((named, last)) = written.rsplit_once(' ').filter(|(_, last)| is_ordinal(last)) {
        return Name { suffix: Some(last.to_owned()), ..with_initials(named) };
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

/// "1950-", "1890-1950", "b. 1950", "approximately 1890-".
fn is_lifetime(part: &str) -> bool {
    // The year alone may have been taken for a number of a place.
    if matches!(part, "b." | "d.") {
        return true;
    }
    let years = part.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let words =
        part.split(' ').rev().skip(1).all(|word| matches!(word, "b." | "d." | "active" | "approximately" | "ca."));
    let lived = years.split_once(['-', '–']).is_some_and(|(from, to)| is_year(from) && (to.is_empty() || is_year(to)));
    words && (lived || (part.contains(' ') && is_year(years)))
}

/// What somebody did for a work, in a word that is none of a name's.
fn is_role(part: &str) -> bool {
    const ROLES: [&str; 8] =
        ["editor", "editors", "author", "translator", "compiler", "illustrator", "contributor", "issuing body"];
    ROLES.contains(&part.trim_end_matches('.'))
}

/// What stands behind a name: which of one name it is, an editor, a degree.
fn is_suffix(part: &str) -> bool {
    const DEGREES: [&str; 18] = [
        "phd", "md", "msc", "mph", "bsc", "ma", "ba", "ms", "dphil", "dr", "prof", "rn", "mba", "dds", "dvm", "esq",
        "mbbs", "llm",
    ];
    let bare = part.replace('.', "").to_ascii_lowercase();
    is_ordinal(part) || matches!(bare.as_str(), "i" | "v" | "ed" | "eds") || DEGREES.contains(&bare.as_str())
}

/// "Jr.", "3rd", "II"; a lone letter may be an initial.
fn is_ordinal(part: &str) -> bool {
    let bare = part.trim_end_matches('.').to_ascii_lowercase();
    matches!(bare.as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | "2nd" | "3rd" | "4th")
}

/// "Roe, Ann" for "Roe, Ann (0000-0002-1825-0097)", "Roe, Ann [57001]", "Roe, Ann 1,2", "Roe, Ann 2 1 University of Lakes" and
/// "Roe, Ann (Hg.)".
fn bare(written: &str) -> &str {
    // What the numbers mean stands behind the last name, in ProQuest's text.
    let is_place = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let numbered = written.split_once(',').and_then(|(family, given)| {
        let word = given.split_whitespace().skip(1).find(|word| is_place(word))?;
        let at = word.as_ptr() as usize - written.as_ptr() as usize;
        // "Ministry of Health, Unit 3 of Oslo" is a body.
        let is_person = family.split_whitespace().count() <= 3 && !family.contains(" of ");
        let named = |rest: &str| rest.is_empty() || !rest.starts_with(char::is_lowercase);
        (is_person && named(written[at + word.len()..].trim_start())).then(|| written[..at].trim_end())
    });
    let written = numbered.unwrap_or(written);
    let is_places = |word: &str| word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let written = match written.rsplit_once(' ') {
        Some((named, places)) if is_places(places) && places.starts_with(|c: char| c.is_ascii_digit()) => {
            named.trim_end()
        }
        _ => written,
    };
    let bracketed = written.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let bracketed = bracketed.or_else(|| written.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [")));
    let digits = |inside: &str| inside.bytes().filter(u8::is_ascii_digit).count();
    match bracketed {
        Some((named, inside)) if digits(inside) > 4 && !inside.contains(' ') => named.trim_end(),
        Some((named, inside)) if terms::is(inside, Term::Editor) => named.trim_end(),
        _ => written,
    }
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
        assert_eq!(listed("M&uuml;ller, Ann; AT&T; Doe, B&#243;b").collect::<Vec<_>>().len(), 3);
        let behind = inverted("Lee, Bob van der");
        assert_eq!((behind.given.as_deref(), behind.dropping_particle.as_deref()), (Some("Bob"), Some("van der")));
        for (written, want) in [
            ("Roe AB", "Roe, AB"),
            ("van der Lee B.", "van der Lee, B."),
            ("Roe, A.", "Roe, A."),
            ("Roe AB Jr", "Roe, AB, Jr"),
        ] {
            assert_eq!(given::inverted(&with_initials(written)), want);
        }
    }

    /// Names of given names and families in each other's places, of words that mean something else, and of syllables.
    #[test]
    fn displayed_names_are_read_as_others_are() {
        let words = [
            "Ann",
            "Roe",
            "Wei",
            "Zhang",
            "Li",
            "Kim",
            "Minho",
            "Roland",
            "Anneund",
            "Institute",
            "Test",
            "Van",
            "Della",
            "Junior",
            "Prof",
            "Editor",
            "The",
            "And",
            "Bank",
            "Group",
            "Mary",
            "Smith",
            "Xiaoming",
            "Zedong",
            "Saint",
            "Jr",
            "Others",
            "Von",
            "Maria",
            "Santos",
            "Bundesamt",
            "Friedr",
            "Albeston",
            "Norlakion",
            "Consed",
            "Dr",
            "Hans",
            "Jan",
            "Bin",
            "Ibn",
            "Team",
            "University",
            "Nations",
            "Press",
            "Idem",
            "Ders",
            "By",
            "Company",
            "International",
            "Mann",
            "Sun",
            "Long",
            "Fortran",
            "J.",
            "Jean-Paul",
            "Smith-Jones",
            "Müller",
            "José",
            "Łoś",
            "Öz",
            "conlak",
            "alber",
            "rivers",
        ];
        let middles = ["", " B.", " B. C.", " J", " Ann", " de", " St."];
        for first in words {
            for last in words {
                for middle in middles {
                    let written = format!("{first}{middle} {last}");
                    assert_eq!(displayed(&written), name(&written), "{written}");
                }
            }
        }
    }

    #[test]
    fn several_in_a_value() {
        let cases = [
            ("Roe, Ann", "Roe, Ann"),
            ("Roe, Ann and Doe, Bob", "Roe, Ann & Doe, Bob"),
            ("Roe, A., Doe, B. C.", "Roe, A. & Doe, B. C."),
            ("Roe, Ann; Doe, Bob", "Roe, Ann & Doe, Bob"),
            ("Roe, Ann et al.", "Roe, Ann & others"),
            ("et al.", "others"),
            ("Roe, Ann, PhD", "Roe, Ann, PhD"),
            ("Kay, Ben, 1950-", "Kay, Ben"),
            ("Kay, Ben, 1890-1950.", "Kay, Ben"),
            ("Kay, Ben, b. 1950", "Kay, Ben"),
            ("Poe, Ed, author", "Poe, Ed"),
            ("Poe, Ed, editor", "Poe, Ed, editor"),
            ("Roe, Ann (0000-0002-1825-0097)", "Roe, Ann"),
            ("Roe, Ann B 3rd", "Roe, Ann B, 3rd"),
            ("Roe, Ann, roe@lakes.example", "Roe, Ann"),
            ("Roe, Ann 1; Doe, Bob 2  1 University of Lakes 2 Institute of Seas", "Roe, Ann & Doe, Bob"),
            ("Department of Tests and Trials", "Department of Tests and Trials"),
            ("Institute of Tests, Rostow, Trials and Errors", "Institute of Tests, Rostow, Trials and Errors"),
            ("Working Group (WG 3)", "Working Group (WG 3)"),
            ("Santiago Ruiz, Juan Pablo", "Santiago Ruiz, Juan Pablo"),
            ("Ann Roe and Bob Doe", "Roe, Ann & Doe, Bob"),
            ("Ann Roe, Bob B. Doe and Mary Fay", "Roe, Ann & Doe, Bob B. & Fay, Mary"),
            ("A. Roe, B. C. Doe", "Roe, A. & Doe, B. C."),
            ("Ő. Roe, Á. Doe", "Roe, Ő. & Doe, Á."),
            ("Ann Roe, Bob Doe, and Cerulon Fay", "Roe, Ann & Doe, Bob & Fay, Cerulon"),
            ("García López, María José", "García López, María José"),
            ("Thomas Lee, Anna Maria", "Thomas Lee, Anna Maria"),
            ("Ministry of Health, Unit 3 of Oslo", "Ministry of Health, Unit 3 of Oslo"),
            ("van der Lee, Mary Ann", "van der Lee, Mary Ann"),
            (
                "Institute of Tests, Faculty of Trials, University of Errors",
                "Institute of Tests, Faculty of Trials, University of Errors",
            ),
        ];
        for (written, want) in cases {
            let named: Vec<String> = people(written).iter().map(given::inverted).collect();
            assert_eq!(named.join(" & "), want);
        }
    }
}
