//! A reference beside a record, field by field.

use rapidfuzz::distance::indel;

use super::super::identifier::Doi;
use super::super::letters;
use super::super::numeration::Number;
use super::super::outlet::{Outlet, OutletKind, kind_of};
use super::super::words::{folded, is_small};
use super::held::Held;
use super::people::{self, persons};
use super::printed::Printed;
use super::text::{around, words};
use super::{Difference, Field, venue};

/// How the titles compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fit {
    /// One title.
    Same,
    /// The reference prints none, and its place is the record's.
    Untitled,
    /// Nearly one, and how much of their letters is the same.
    Near(f64),
    /// Two titles.
    Other(f64),
}

impl Fit {
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Same => 3,
            Self::Untitled => 2,
            Self::Near(_) => 1,
            Self::Other(_) => 0,
        }
    }

    pub(super) fn likeness(self) -> f64 {
        match self {
            Self::Same => 1.0,
            Self::Untitled => 0.0,
            Self::Near(likeness) | Self::Other(likeness) => likeness,
        }
    }
}

/// From this on, two titles may be one that somebody changed.
const NEAR: f64 = 0.75;
/// A title of fewer letters stands in a text by chance.
const TELLING_LETTERS: usize = 12;

/// Compares the titles. Quadratic in their letters, 64 at a time.
pub(super) fn title(printed: &Printed, held: &Held) -> Fit {
    let own = folded(printed.item.title.as_deref().unwrap_or_default());
    let (x, y) = (letters::letters(&own), letters::letters(&held.title));
    if y.is_empty() {
        return Fit::Other(0.0);
    }
    if x == y {
        return Fit::Same;
    }
    if let Some((before, after)) = around_title(printed, held)
        && is_whole(&own, before, after, held)
    {
        return Fit::Same;
    }
    if x.is_empty() {
        return if is_placed(printed, held) || has_its_doi(printed, held) { Fit::Untitled } else { Fit::Other(0.0) };
    }
    // "Roe, NATURE (2020), doi:…": the only name there is was taken for the title.
    let outlet = held.item.container_title.as_deref();
    if printed.item.container_title.is_none() && has_its_doi(printed, held) && outlet.is_some_and(|o| is_in(o, &own)) {
        return Fit::Untitled;
    }
    let likeness = indel::normalized_similarity(x.iter().copied(), y.iter().copied());
    // A subtitle may be left out, or be taken for a part of the outlet.
    let cut = held.title.starts_with(&own) && held.main_titles().any(|main| main == own);
    if cut && (own.len() >= TELLING_LETTERS || is_by_all(printed, held)) {
        return Fit::Same;
    }
    if likeness >= NEAR { Fit::Near(likeness) } else { Fit::Other(likeness) }
}

/// Whether both are of the same people, all of them named.
fn is_by_all(printed: &Printed, held: &Held) -> bool {
    let (own, more) = persons(&printed.item.author);
    !own.is_empty()
        && !held.people.is_empty()
        && people::difference(&own, printed.shortened || more, &held.people, held.open).is_none()
}

/// Whether both have one DOI.
fn has_its_doi(printed: &Printed, held: &Held) -> bool {
    held.doi.is_some() && held.doi == printed.item.doi.as_deref().and_then(Doi::of)
}

/// The words before and after the record's title in the reference's text.
fn around_title<'p>(printed: &'p Printed, held: &Held) -> Option<(&'p str, &'p str)> {
    if held.title.len() < TELLING_LETTERS { None } else { around(&printed.text, &held.title) }
}

/// What stands behind the record's title in the reference's text: behind the title without its subtitle only where the
/// record's authors stand before it, and behind these authors where no title is printed.
fn behind(printed: &Printed, held: &Held, fit: Fit) -> Option<String> {
    if fit == Fit::Untitled {
        return people::without(&words(&printed.text), &held.people).map(|rest| rest.words.join(" "));
    }
    if let Some((_, after)) = around_title(printed, held) {
        return Some(after.to_owned());
    }
    let mains = held.main_titles().filter(|_| fit == Fit::Same);
    let cut: Vec<String> = std::iter::once(held.title.clone()).chain(mains).collect();
    cut.iter()
        .filter(|title| !title.is_empty())
        .filter_map(|title| around(&printed.text, title))
        .find_map(|(before, after)| people::without(&words(before), &held.people).map(|_| after.to_owned()))
}

/// Whether the words that were read as the title beside the record's stand elsewhere in the record: a name, a word of the
/// outlet. If not, the printed title says more.
fn is_whole(own: &str, before: &str, after: &str, held: &Held) -> bool {
    let before: Vec<&str> = before.split(' ').filter(|w| !w.is_empty()).collect();
    let outlet = held.item.container_title.as_deref().unwrap_or_default();
    let outlet_words = folded(outlet);
    let title: Vec<&str> = held.title.split(' ').collect();
    let elsewhere = |w: &str| {
        title.contains(&w)
            || outlet_words.split(' ').any(|o| o == w)
            || held.people.iter().any(|p| p.words().any(|own| own == w) || p.has_initials(w))
            || matches!(w, "in" | "and" | "et" | "al" | "proceedings" | "of")
            || w.bytes().all(|b| b.is_ascii_digit())
    };
    let read: Vec<&str> = own.split(' ').filter(|w| !w.is_empty()).collect();
    let named = held.people.is_empty() || people::explain(&before, &held.people);
    // What is printed after the title was read as a part of it.
    let goes_on =
        read.len() > title.len() && after.starts_with(read[read.len() - 1]) && !elsewhere(read[read.len() - 1]);
    named && !goes_on || read.iter().all(|w| elsewhere(w))
}

/// Whether both have the same volume, page and year, and one outlet.
fn is_placed(printed: &Printed, held: &Held) -> bool {
    let number = |text: &Option<String>| text.as_deref().and_then(Number::first).map(Number::value);
    let same = |x: &Option<String>, y: &Option<String>| number(x).is_some() && number(x) == number(y);
    let (a, b) = (&printed.item, &held.item);
    let outlet = a.container_title.as_deref().zip(b.container_title.as_deref());
    same(&a.volume, &b.volume) && same(&a.page, &b.page) && outlet.is_some_and(|(x, y)| venue::is_same(x, y))
}

/// In what a reference and a record differ, but for DOIs.
pub(super) fn differences(printed: &Printed, held: &Held, fit: Fit) -> Vec<Difference> {
    let (a, b) = (&printed.item, &held.item);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let difference = |field, printed: String, library: String, why: &str| Difference {
        field,
        printed,
        library,
        why: why.to_owned(),
    };
    let mut found = Vec::new();
    if let Fit::Near(_) | Fit::Other(_) = fit {
        found.push(difference(Field::Title, text(&a.title), text(&b.title), &changed(&text(&a.title), &held.title)));
    }
    found.extend(authors(printed, held));
    let preprint = is_preprint(printed);
    if let Some((x, y)) = a.year().zip(b.year()) {
        // A preprint is some years older than the published text.
        let earlier = preprint && x <= y && y - x <= PREPRINT_YEARS && b.container_title.is_some();
        if x != y && !earlier {
            found.push(difference(Field::Year, x.to_string(), y.to_string(), "another year"));
        }
    }
    if !preprint {
        found.extend(outlet(printed, held, fit));
    }
    // Courts are called by their letters and by their names in full: only letters tell two apart.
    if let Some((x, y)) = a.authority.as_deref().zip(b.authority.as_deref())
        && is_short_court(x)
        && is_short_court(y)
        && folded(x) != folded(y)
    {
        found.push(difference(Field::Authority, x.to_owned(), y.to_owned(), "another court"));
    }
    let one_outlet = !found.iter().any(|d| d.field == Field::Outlet) && !preprint;
    let number = |value: &Option<String>| value.as_deref().and_then(Number::first).map(Number::value);
    for (field, x, y) in [(Field::Volume, &a.volume, &b.volume), (Field::Page, &a.page, &b.page)] {
        if one_outlet && number(x).zip(number(y)).is_some_and(|(x, y)| x != y) {
            found.push(difference(field, text(x), text(y), "another number"));
        }
    }
    found
}

fn is_short_court(name: &str) -> bool {
    Outlet::of(name).is_short()
}

/// A preprint may be so many years older than what was published.
const PREPRINT_YEARS: i32 = 3;

/// Whether the reference cites a preprint, as far as it says where the text is.
fn is_preprint(printed: &Printed) -> bool {
    let item = &printed.item;
    match item.container_title.as_deref() {
        Some(outlet) => kind_of(outlet) == OutletKind::Preprint,
        None => item.publisher.as_deref().is_some_and(|p| kind_of(p) == OutletKind::Preprint) || item.arxiv.is_some(),
    }
}

/// Which words of a title are others.
fn changed(printed: &str, held: &str) -> String {
    let own = folded(printed);
    let only = |x: &str, y: &str| {
        let words: Vec<String> =
            x.split(' ').filter(|w| !y.split(' ').any(|o| o == *w)).map(|w| format!("“{w}”")).collect();
        words.join(" ")
    };
    match (only(&own, held), only(held, &own)) {
        (x, y) if x.is_empty() && y.is_empty() => "its words in another order".to_owned(),
        (x, y) if y.is_empty() => format!("{x} is not in the library's"),
        (x, y) if x.is_empty() => format!("{y} is left out"),
        (x, y) => format!("{x} in place of {y}"),
    }
}

fn authors(printed: &Printed, held: &Held) -> Option<Difference> {
    let (mut own, more) = persons(&printed.item.author);
    // "A. Roe and B. Doe, NATURE (2020)": the outlet may be read as one more.
    if let Some(outlet) = &held.item.container_title {
        own.retain(|person| !person.is_one_word() || !venue::is_same(person.name(), outlet));
    }
    // "On lakes / A. Roe [и др.]": who is named before these words, though nobody was read.
    if own.is_empty() && !held.people.is_empty() {
        let (before, after) = around_title(printed, held)?;
        let (before, after) = (words(before), words(after));
        let named = people::before_others(&before).or_else(|| people::before_others(&after))?;
        let theirs = people::knows(named, &held.people);
        return (!theirs).then(|| Difference {
            field: Field::Authors,
            printed: named.join(" "),
            library: people::shown(&held.people),
            why: "other people".to_owned(),
        });
    }
    let why = people::difference(&own, printed.shortened || more, &held.people, held.open)?;
    let explained = around_title(printed, held).is_some_and(|(before, after)| {
        let [before, after] = [before, after].map(words);
        people::explain(&before, &held.people) || people::explain_after(&before, &after, &held.people)
    });
    let difference = || Difference {
        field: Field::Authors,
        printed: people::shown(&own),
        library: people::shown(&held.people),
        why,
    };
    (!explained).then(difference)
}

fn outlet(printed: &Printed, held: &Held, fit: Fit) -> Option<Difference> {
    let own = printed.item.container_title.as_deref().or(printed.item.publisher.as_deref());
    // "In: (2026)" names none.
    let own = own.filter(|own| own.contains(char::is_alphabetic));
    let theirs = held.outlet();
    let after = behind(printed, held, fit);
    let after = after.as_deref();
    let difference = |printed: &str, why: &str| {
        Some(Difference {
            field: Field::Outlet,
            printed: printed.to_owned(),
            library: theirs.to_owned(),
            why: why.to_owned(),
        })
    };
    match own {
        Some(own) if theirs.is_empty() => {
            difference(own, "the library's record is in none: a preprint, or not published")
        }
        Some(own) if kind_of(theirs) == OutletKind::Preprint && !venue::is_same(own, theirs) => {
            difference(own, "the library's record is a preprint")
        }
        Some(own) if venue::is_same(own, theirs) => None,
        Some(_) if after.is_some_and(|after| is_in(theirs, after)) => None,
        Some(own) => difference(own, "another outlet"),
        None => {
            // What stands after the title, where no outlet was read.
            let after = after?;
            let left: Vec<&str> = after.split(' ').filter(|w| is_telling(w)).collect();
            // "In ACRO": one word is enough that is said to be where the text is.
            let one =
                |w: &str| after.starts_with("in ") || venue::is_telling(w) && printed.acronyms.iter().any(|a| a == w);
            let enough = left.len() >= 2 || left.iter().any(|w| one(w));
            (enough && !theirs.is_empty() && !is_in(theirs, after))
                .then(|| difference(after, "another outlet"))
                .flatten()
        }
    }
}

/// A word that says where a text is, and not when or how.
fn is_telling(word: &str) -> bool {
    !is_small(word)
        && word.len() > 2
        && !word.bytes().any(|b| b.is_ascii_digit())
        && !matches!(
            word,
            "doi" | "http" | "https" | "url" | "pages" | "vol" | "available" | "accessed" | "retrieved" | "arxiv"
        )
}

/// Whether the words after a title name this outlet.
fn is_in(outlet: &str, after: &str) -> bool {
    let words: Vec<&str> = after.split(' ').filter(|w| !w.bytes().all(|b| b.is_ascii_digit())).collect();
    let name = words.join(" ");
    let telling = folded(outlet);
    venue::is_same(outlet, &name) || !telling.is_empty() && telling.split(' ').all(|w| words.contains(&w))
}
