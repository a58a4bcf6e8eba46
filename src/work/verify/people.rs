//! Authors as printed and as a record has them.

use super::super::words::folded;
use crate::Span;
use crate::reference::name::{Name, names};
use crate::terms::{self, Term};

/// A person: folded family and given names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    family: String,
    given: String,
    /// The first letters of all its names, those after hyphens too: "Chen-Yu Lee" may be "C-Y. Lee".
    initials: String,
    /// As printed.
    name: String,
}

/// The persons of a list, and whether it says that there are more.
pub(super) fn persons(list: &[Name]) -> (Vec<Person>, bool) {
    let mut found = Vec::with_capacity(list.len());
    let mut more = false;
    let mut take = |name: &Name| {
        if name.is_others() {
            more = true;
            return;
        }
        let family = name.family.as_deref().or(name.literal.as_deref()).or(name.given.as_deref()).unwrap_or_default();
        let particle = name.non_dropping_particle.as_deref().or(name.dropping_particle.as_deref());
        let whole = particle.map_or_else(|| family.to_owned(), |p| format!("{p} {family}"));
        let given = name.given.as_deref().filter(|_| name.family.is_some()).unwrap_or_default();
        let shown = if given.is_empty() { whole.clone() } else { format!("{whole}, {given}") };
        let parts = folded(&shown.replace(['-', '‐', '‑'], " "));
        let person = Person {
            family: without_number(&folded(&whole)),
            given: folded(given),
            initials: parts.split(' ').filter_map(|part| part.chars().next()).collect(),
            name: shown,
        };
        if !person.family.is_empty() {
            found.push(person);
        }
    };
    for name in list {
        match &name.literal {
            // One string of several names, as databases hold it.
            Some(literal) if name.family.is_none() && literal.contains([',', ';']) => {
                let read = names(literal, Span::new(0, literal.len()));
                read.names.iter().for_each(|(name, _)| take(name));
            }
            _ => take(name),
        }
    }
    (found, more)
}

/// "Li 0003", as one database tells namesakes apart.
fn without_number(family: &str) -> String {
    family.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned()
}

impl Person {
    /// Whether they may be one: the families agree but for a misprint or a particle, the given names as far as printed.
    fn is(&self, other: &Self) -> bool {
        let initial = |p: &Self| p.given.chars().next();
        let given = initial(self).zip(initial(other)).is_none_or(|(a, b)| a == b);
        if given && is_one_family(&self.family, &other.family) {
            return true;
        }
        // Given and family names in each other's place.
        let swapped = |a: &Self, b: &Self| !a.given.is_empty() && bare(&a.given) == bare(&b.family);
        swapped(self, other)
            && (other.given.is_empty() || self.family.starts_with(&other.given[..1.min(other.given.len())]))
            || swapped(other, self) && (self.given.is_empty() || other.family.starts_with(initial(self).unwrap_or(' ')))
    }

    /// Whether both given names are spelled out and begin otherwise: "Ruth" and "Rosa", not "Alex" and "Alexander".
    fn is_called_otherwise(&self, other: &Self) -> bool {
        let first = |p: &Self| p.given.split(' ').next().unwrap_or_default().chars().take(3).collect::<String>();
        let (a, b) = (first(self), first(other));
        a.chars().count() == 3 && b.chars().count() == 3 && a != b && self.family == other.family
    }

    /// The words of the name.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.family.split(' ').chain(self.given.split(' ')).filter(|w| !w.is_empty())
    }

    /// Whether a word may be the person's initials: "j", "ja", "jar".
    pub(super) fn has_initials(&self, word: &str) -> bool {
        let times = |text: &str, c: char| text.chars().filter(|own| *own == c).count();
        word.chars().count() <= 4 && word.chars().all(|c| times(word, c) <= times(&self.initials, c))
    }

    /// Whether nothing but a family is known, of one word.
    pub(super) fn is_one_word(&self) -> bool {
        self.given.is_empty() && !self.family.contains(' ')
    }

    /// The name as printed.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The last word of the family.
    pub(super) fn last(&self) -> &str {
        self.family.rsplit(' ').next().unwrap_or_default()
    }
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| *c != ' ').collect()
}

fn is_one_family(a: &str, b: &str) -> bool {
    let (x, y) = (bare(&umlauts(a)), bare(&umlauts(b)));
    if x == y {
        return true;
    }
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let part = short.len() >= 3
        && a.contains(' ') != b.contains(' ')
        && (long.ends_with(&**short) || long.starts_with(&**short));
    part || short.len() >= 5 && rapidfuzz::distance::osa::distance(x.chars(), y.chars()) <= 1
}

/// "mueller" is "muller".
fn umlauts(folded: &str) -> String {
    folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// In what a printed list differs from a record's, in words; none when one may be the other.
pub(super) fn difference(printed: &[Person], shortened: bool, held: &[Person], open: bool) -> Option<String> {
    if printed.is_empty() || held.is_empty() {
        return None;
    }
    let pairs = |n: usize| printed[..n].iter().zip(held).all(|(a, b)| a.is(b));
    let common = printed.len().min(held.len());
    let complete =
        printed.len() == held.len() || shortened && printed.len() < held.len() || open && held.len() < printed.len();
    if complete && pairs(common) {
        // One author may go by another given name, not several of one list.
        let renamed: Vec<&str> = (printed.iter().zip(held))
            .filter(|(a, b)| a.is_called_otherwise(b))
            .map(|(a, _)| a.name.as_str())
            .collect();
        return (renamed.len() >= 2).then(|| format!("other given names: {}", renamed.join("; ")));
    }
    // "A, B, … Z": the last stands after what is left out.
    if shortened && printed.len() >= 2 && printed.len() <= held.len() {
        let (last, first) = (printed.len() - 1, &printed[..printed.len() - 1]);
        let ends = printed[last].is(&held[held.len() - 1]);
        if ends && first.iter().zip(held).all(|(a, b)| a.is(b)) {
            return None;
        }
    }
    let names = |list: Vec<&Person>| list.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("; ");
    let others: Vec<&Person> = printed.iter().filter(|p| !held.iter().any(|h| h.is(p))).collect();
    let left_out: Vec<&Person> = held.iter().filter(|h| !printed.iter().any(|p| p.is(h))).collect();
    Some(match (others.is_empty(), left_out.is_empty() || shortened) {
        (true, true) => "in another order".to_owned(),
        (true, false) => format!("left out: {}", names(left_out)),
        (false, true) => format!("not in the library's record: {}", names(others)),
        (false, false) if others.len() == printed.len() => "other people".to_owned(),
        (false, false) => format!("not in the library's record: {}; left out: {}", names(others), names(left_out)),
    })
}

/// What is left of a text's words once a list of persons is taken from it.
pub(super) struct Rest<'w> {
    pub(super) words: Vec<&'w str>,
    /// How many persons are named.
    pub(super) named: usize,
}

/// The words that are left when these persons are taken from a text that begins with them, in their order, all of them or
/// the first ones and "et al."; none where they aren't named so. Between two families there are but their given names,
/// those of the one before those of the other.
pub(super) fn without<'w>(words: &[&'w str], held: &[Person]) -> Option<Rest<'w>> {
    let mut from = 0;
    let mut named = 0_usize;
    for (n, person) in held.iter().enumerate() {
        let Some(at) = words[from..].iter().position(|w| umlauts(w) == umlauts(person.last())) else { break };
        let between = &words[from..from + at];
        let (left, right) = (&held[n.saturating_sub(1)..n], &held[n..=n]);
        let behind = between.iter().take_while(|w| is_mark(w) || is_known(w, left)).count();
        let ahead = between.iter().rev().take_while(|w| is_mark(w) || is_known(w, right)).count();
        if behind + ahead < between.len() {
            break;
        }
        from += at + 1;
        named += 1;
    }
    let last = &held[named.checked_sub(1)?..named];
    let end = words[from..].iter().position(|w| !is_known(w, last)).map_or(words.len(), |at| from + at);
    let shortened = others(&words[end..]);
    (named == held.len() || shortened > 0).then(|| Rest { words: words[end + shortened..].to_vec(), named })
}

/// How many words at the beginning of a text say that there are more authors: "et al.", in some languages. A name's
/// initials may be "AL" or "UA", so that such words count only where one joins them to the names.
fn others(words: &[&str]) -> usize {
    let joins = usize::from(words.first().is_some_and(|word| terms::is(word, Term::And)));
    match &words[joins..] {
        ["al", ..] if joins > 0 => joins + 1,
        [word, ..] if joins > 0 && terms::is(word, Term::EtAl) => joins + 1,
        _ => 0,
    }
}

/// The words before the first that say that there are more authors, if any do.
pub(super) fn before_others<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    (1..words.len()).find(|at| others(&words[*at..]) > 0).map(|at| &words[..at])
}

/// Whether the words are names of these persons, and what stands between names.
pub(super) fn knows(words: &[&str], held: &[Person]) -> bool {
    words.iter().all(|w| is_mark(w) || is_known(w, held))
}

/// Whether what stands before a title is these persons and nothing else, in their order; `before` is folded words.
pub(super) fn explain(before: &[&str], held: &[Person]) -> bool {
    before.iter().all(|w| is_mark(w) || is_known(w, held)) && names_all(before, held)
}

/// Whether these persons are named after the title, in their order, as in "Roe A. On lakes / A. Roe, B. Doe // …", and
/// nobody else before it.
pub(super) fn explain_after(before: &[&str], after: &[&str], held: &[Person]) -> bool {
    let end = after.iter().position(|w| !is_mark(w) && !is_known(w, held)).unwrap_or(after.len());
    before.iter().all(|w| is_mark(w) || is_known(w, held)) && names_all(&after[..end], held)
}

/// Words that stand between names.
fn is_mark(word: &str) -> bool {
    matches!(word, "and" | "et" | "al" | "others" | "u" | "a" | "in" | "eds" | "ed")
        || word.bytes().all(|b| b.is_ascii_digit())
}

fn is_known(word: &str, held: &[Person]) -> bool {
    held.iter().any(|p| p.words().any(|own| own == word) || p.has_initials(word))
}

/// Whether the families stand in these words one after another, or some of them and "et al.".
fn names_all(words: &[&str], held: &[Person]) -> bool {
    let shortened = words.windows(2).any(|w| matches!(w, ["et", "al"] | ["u", "a"])) || words.contains(&"others");
    let mut from = 0;
    let mut found = 0;
    for person in held {
        match words[from..].iter().position(|w| *w == person.last()) {
            Some(at) => {
                from += at + 1;
                found += 1;
            }
            None => break,
        }
    }
    found == held.len() || shortened && found > 0
}

/// The names of a list in one line.
pub(super) fn shown(list: &[Person]) -> String {
    list.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &str) -> Vec<Person> {
        let name = |text: &str| {
            let (family, given) = text.split_once(' ').unwrap_or((text, ""));
            Name {
                family: Some(family.to_owned()),
                given: Some(given.to_owned()).filter(|g| !g.is_empty()),
                ..Name::default()
            }
        };
        persons(&names.split(", ").map(name).collect::<Vec<_>>()).0
    }

    #[test]
    fn lists_compare() {
        let held = list("Roe Ann, Doe Bob, Poe Cy");
        for (printed, shortened, want) in [
            ("Roe A, Doe B, Poe C", false, None),
            ("Roe A", true, None),
            ("Roe A, Poe C", true, None),
            ("Roe A, Doe B", false, Some("left out: Poe, Cy")),
            ("Doe B, Roe A, Poe C", false, Some("in another order")),
            ("Roe A, Doe B, Poe C, Lee D", false, Some("not in the library's record: Lee, D")),
            ("Hall A, Moor B", false, Some("other people")),
            ("Roe Alma, Doe Bea, Poe Cy", false, Some("other given names: Roe, Alma; Doe, Bea")),
            ("Hall A", true, Some("not in the library's record: Hall, A")),
        ] {
            assert_eq!(difference(&list(printed), shortened, &held, false).as_deref(), want, "{printed}");
        }
    }

    #[test]
    fn a_text_before_a_title_is_its_authors() {
        let held = list("Roe Ann, Doe Bob");
        let is = |text: &str| explain(&text.split(' ').collect::<Vec<_>>(), &held);
        assert!(is("5 ann roe and bob doe 2020") && is("roe a doe b") && is("roe a et al"));
        assert!(is("roe a u a"));
        let after = |before: &str, after: &str| {
            explain_after(&before.split(' ').collect::<Vec<_>>(), &after.split(' ').collect::<Vec<_>>(), &held)
        };
        assert!(after("roe a", "a roe b doe lakeside 2020") && after("roe a", "a roe et al lakeside"));
        // Of a name with a hyphen each part has its letter.
        let hyphened = list("Roe Ann-Mae, Doe Bob");
        assert!(explain(&["am", "roe", "b", "doe"], &hyphened) && !explain(&["ax", "roe", "b", "doe"], &hyphened));
        assert!(!after("roe a", "a roe lakeside") && !after("hall a", "a roe b doe lakeside"));
        assert!(!is("roe a") && !is("doe b roe a") && !is("roe a doe b lee c") && !is("hall a doe b"));
    }
}
