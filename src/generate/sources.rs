//! What invented works are made from.

use super::names::Person;
use super::{Rng, Vocabulary};

/// What a work is made from.
pub(super) struct Sources<'s> {
    pub(super) language: &'s str,
    /// The language's own words, those of another language, and values of real references.
    pub(super) own: &'s Vocabulary,
    pub(super) other: &'s Vocabulary,
    pub(super) real: &'s Vocabulary,
}

impl Sources<'_> {
    /// A phrase of the language, or with `percent` a real one of this language, if there are any.
    pub(super) fn phrase(&self, section: &str, percent: usize, rng: &mut Rng) -> String {
        let real = format!("{section}-{}", self.language);
        if self.real.has(&real) && rng.chance(percent) {
            return self.real.phrase(&real, rng);
        }
        let own = self.own.phrase(section, rng);
        if own.is_empty() { self.other.phrase(section, rng) } else { own }
    }

    /// Some invented people, seldom many.
    pub(super) fn people(&self, rng: &mut Rng) -> Vec<Person> {
        let count = match rng.below(100) {
            0..50 => 1,
            50..75 => 2,
            75..88 => 3,
            88..97 => rng.between(4, 6),
            _ => rng.between(7, 14),
        };
        // "Plato", who has one name.
        if count == 1 && rng.chance(1) && self.other.has("ancient") {
            let family =
                if rng.chance(50) { self.other.phrase("ancient", rng) } else { self.own.phrase("family", rng) };
            return vec![Person { family, ..Person::default() }];
        }
        (0..count)
            .map(|_| {
                let words = if rng.chance(80) { self.own } else { self.other };
                let mut person = Person::invent(words, rng);
                if self.language != "ru" && rng.chance(35) && self.real.has("family") {
                    person.family = self.real.phrase("family", rng);
                }
                person
            })
            .collect()
    }
}

/// "SDH", "ICCA".
pub(super) fn acronym(rng: &mut Rng) -> String {
    let length = rng.between(3, 5);
    (0..length)
        .map(|i| {
            let letters: &[u8] = if i % 2 == 1 && rng.chance(50) { b"AEIO" } else { b"ABCDEFGHIKLMNPRSTUVW" };
            char::from(*rng.one_of(letters))
        })
        .collect()
}
