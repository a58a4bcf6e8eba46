//! People, and the ways their names are printed.

use super::{Rng, Vocabulary};

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Person {
    /// Given names, each on its own.
    pub given: Vec<String>,
    /// "von", "de la".
    pub particle: String,
    /// The family name.
    pub family: String,
    /// "Jr."
    pub suffix: String,
}

impl Person {
    /// A person with names of this language.
    pub(super) fn invent(words: &Vocabulary, rng: &mut Rng) -> Self {
        let count = 1 + usize::from(rng.chance(28)) + usize::from(rng.chance(4));
        let given = (0..count).map(|_| words.phrase("given", rng)).collect();
        let particle = if rng.chance(4) { words.phrase("particle", rng) } else { String::new() };
        let mut family = words.phrase("family", rng);
        if rng.chance(3) {
            family = format!("{family}-{}", words.phrase("family", rng));
        }
        let suffix = if rng.chance(1) { rng.pick(&["Jr.", "Jr", "III", "Sr."]).to_string() } else { String::new() };
        Self { given, particle, family, suffix }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Inverted,
    FirstInverted,
    Direct,
    /// "Rossi Mario", "Smith JA".
    InvertedBare,
    FamilyOnly,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Full,
    /// "J. M."
    Spaced,
    /// "J.M."
    Tight,
    /// "JM"
    Bare,
}

/// How a list of names is printed.
struct Form {
    order: Order,
    given: Given,
    separator: &'static str,
    last: &'static str,
    capitals: bool,
    small: bool,
}

/// Prints a list of names in the form that `name` stands for, or in any form that is usual in the language.
pub(super) fn print(people: &[Person], name: &str, language: &str, rng: &mut Rng) -> String {
    let name = if name.is_empty() || rng.chance(6) { usual(language, rng) } else { name };
    let form = form(name, language, rng);
    let most = if rng.chance(12) { 1 + rng.below(3) } else { 99 };
    let shown = people.len().min(most);
    let mut out = String::new();
    for (i, person) in people[..shown].iter().enumerate() {
        if i > 0 {
            let whole = shown == people.len();
            out.push_str(if i + 1 == shown && whole { form.last } else { form.separator });
        }
        out.push_str(&one(person, &form, i));
    }
    if shown < people.len() {
        let ending = match language {
            "de" => rng.pick(&[" et al.", " u.a.", " u. a.", ", et al.", "/u.a.", " et al"]),
            "it" => rng.pick(&[" et al.", " e altri", " et alii", ", et al."]),
            "es" | "pt" => rng.pick(&[" et al.", " y otros", ", et al."]),
            "ru" => rng.pick(&[" и др.", ", и др."]),
            _ => rng.pick(&[" et al.", ", et al.", " et al", ", et al.", " and others", ", …", ", & al."]),
        };
        out.push_str(ending);
    }
    out
}

fn usual(language: &str, rng: &mut Rng) -> &'static str {
    match language {
        "en" => rng.pick(&["a", "a", "i", "i", "i", "s", "c", "c", "p", "p", "f", "v", "h", "h"]),
        "de" => "g",
        "it" => "t",
        "ru" => "r",
        _ => rng.pick(&["a", "t", "g", "c", "f"]),
    }
}

fn form(name: &str, language: &str, rng: &mut Rng) -> Form {
    let and = match language {
        "de" => rng.pick(&[" und ", " und ", " & ", " u. "]),
        "it" => rng.pick(&[" e ", " e ", " - ", " and "]),
        "fr" => rng.pick(&[" et ", " & "]),
        "es" => " y ",
        "pt" => " e ",
        "nl" => " en ",
        "ru" => ", ",
        _ => rng.pick(&[" and ", " and ", ", and ", " & "]),
    };
    let initials = rng.pick(&[Given::Spaced, Given::Spaced, Given::Tight]);
    let capitals = rng.chance(5);
    let small = language == "it" && rng.chance(5);
    let (order, given, separator, last) = match name {
        "a" => (Order::Inverted, Given::Spaced, ", ", rng.pick(&[", & ", ", & ", " & ", ", and "])),
        "v" => (Order::InvertedBare, Given::Bare, ", ", ", "),
        "p" => (Order::Direct, initials, ", ", rng.pick(&[" and ", ", and ", ", ", ", ", " & ", and])),
        "f" => {
            let separator = if language == "de" {
                rng.pick(&["/", "/", "/", "/", " / ", " / ", " / ", "/", "/", ", "])
            } else {
                ", "
            };
            let last = if separator.contains('/') { separator } else { and };
            (Order::Direct, Given::Full, separator, last)
        }
        "c" => (Order::FirstInverted, Given::Full, ", ", rng.pick(&[", and ", " and ", and])),
        // DIN ISO 690: families in capitals.
        "d" => (Order::FirstInverted, Given::Full, ", ", and),
        "e" => (Order::Direct, Given::Full, ", ", and),
        "h" => {
            let separator = rng.pick(&[", ", "; ", ", ", ", "]);
            (Order::Inverted, Given::Full, separator, rng.pick(&[" and ", " & ", ", & ", ", and ", and]))
        }
        "g" => {
            let separator = rng.pick(&["/", " / ", "; ", ", ", "/", "; ", " - "]);
            let last = if rng.chance(55) { separator } else { and };
            let given = rng.pick(&[Given::Full, Given::Full, Given::Full, Given::Spaced, Given::Tight]);
            let order =
                rng.pick(&[Order::Inverted, Order::Inverted, Order::Inverted, Order::Inverted, Order::FirstInverted]);
            (order, given, separator, last)
        }
        "i" => (Order::Inverted, initials, ", ", rng.pick(&[" and ", " & ", ", ", ", and ", and])),
        "s" => (Order::Inverted, initials, "; ", "; "),
        "t" => {
            let order = rng.pick(&[
                Order::Direct,
                Order::Direct,
                Order::Direct,
                Order::Inverted,
                Order::Inverted,
                Order::InvertedBare,
            ]);
            let given = rng.pick(&[Given::Full, Given::Full, Given::Spaced, Given::Tight, Given::Spaced]);
            let separator = rng.pick(&[" - ", " - ", ", ", ", ", "-", "; "]);
            (order, given, separator, if rng.chance(50) { separator } else { and })
        }
        "b" => (Order::Inverted, initials, "; ", "; "),
        "r" => {
            let order = rng.pick(&[Order::InvertedBare, Order::InvertedBare, Order::Inverted]);
            (order, initials, ", ", ", ")
        }
        "n" => (Order::FamilyOnly, Given::Full, rng.pick(&["/", ", ", " / "]), rng.pick(&["/", and])),
        _ => return form(usual(language, rng), language, rng),
    };
    Form { order, given, separator, last, capitals: capitals || matches!(name, "b" | "d" | "e"), small }
}

fn one(person: &Person, form: &Form, at: usize) -> String {
    let mut family = person.family.clone();
    if form.capitals {
        family = family.to_uppercase();
    } else if form.small {
        // Small capitals that recognition took for lower case.
        family = family.to_lowercase();
    }
    if !person.particle.is_empty() {
        family = format!("{} {family}", person.particle);
    }
    let given = match form.given {
        Given::Full => person
            .given
            .iter()
            .enumerate()
            // A second given name is mostly an initial.
            .map(|(i, g)| if i > 0 && g.len() % 3 > 0 { format!("{}.", initial(g)) } else { g.clone() })
            .collect::<Vec<_>>()
            .join(" "),
        Given::Spaced => person.given.iter().map(|g| dotted(g)).collect::<Vec<_>>().join(" "),
        Given::Tight => person.given.iter().map(|g| dotted(g)).collect::<Vec<_>>().concat(),
        Given::Bare => person.given.iter().flat_map(|g| g.split('-')).map(initial).collect::<String>(),
    };
    let suffix = if person.suffix.is_empty() { String::new() } else { format!(", {}", person.suffix) };
    match form.order {
        _ if given.is_empty() => family,
        Order::FamilyOnly => family,
        Order::Direct => format!("{given} {family}{suffix}"),
        Order::FirstInverted if at > 0 => format!("{given} {family}{suffix}"),
        Order::Inverted | Order::FirstInverted => format!("{family}, {given}{suffix}"),
        Order::InvertedBare => format!("{family} {given}"),
    }
}

fn initial(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default()
}

/// "Jean-Pierre" → "J.-P."
fn dotted(name: &str) -> String {
    name.split(['-', ' ']).map(|part| format!("{}.", initial(part))).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_printed_in_their_forms() {
        let person = |given: &str, family: &str| Person {
            given: given.split(' ').map(str::to_owned).collect(),
            family: family.to_owned(),
            ..Person::default()
        };
        let people = [person("Jean-Pierre", "Roux"), person("Mary Ann", "Bell")];
        let form = Form {
            order: Order::Inverted,
            given: Given::Spaced,
            separator: ", ",
            last: ", & ",
            capitals: false,
            small: false,
        };
        assert_eq!(one(&people[0], &form, 0), "Roux, J.-P.");
        assert_eq!(one(&people[1], &form, 0), "Bell, M. A.");
        let form = Form { order: Order::InvertedBare, given: Given::Bare, ..form };
        assert_eq!(one(&people[1], &form, 0), "Bell MA");
    }
}
