//! What words say about a line: the classes of `words.txt`, and the marks that aren't words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fnv::Fnv;

/// Classes of words, as bits.
pub(crate) type Classes = u32;

/// What a word says about a line: the lists are in `words.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    Volume,
    Page,
    In,
    Editor,
    Publisher,
    Journal,
    EtAl,
    Thesis,
    Access,
    Lead,
    Affiliation,
    Front,
    Month,
    Verb,
    Body,
    Particle,
    Joint,
    Appendix,
    Contact,
    /// What a line of a paper's history begins with: "received". The models don't see this class and the next: their bits
    /// lie above those of marks.
    History = 30,
    /// What no text ends with: "from".
    Open,
}

const CLASSES: [(&str, WordClass); 21] = [
    ("volume", WordClass::Volume),
    ("page", WordClass::Page),
    ("in", WordClass::In),
    ("editor", WordClass::Editor),
    ("publisher", WordClass::Publisher),
    ("journal", WordClass::Journal),
    ("etal", WordClass::EtAl),
    ("thesis", WordClass::Thesis),
    ("access", WordClass::Access),
    ("lead", WordClass::Lead),
    ("affiliation", WordClass::Affiliation),
    ("front", WordClass::Front),
    ("month", WordClass::Month),
    ("verb", WordClass::Verb),
    ("body", WordClass::Body),
    ("particle", WordClass::Particle),
    ("joint", WordClass::Joint),
    ("appendix", WordClass::Appendix),
    ("contact", WordClass::Contact),
    ("history", WordClass::History),
    ("open", WordClass::Open),
];

impl WordClass {
    pub(crate) const fn bit(self) -> Classes {
        1 << self as u32
    }
}

/// The classes of words, by the hash of the word in lower case.
pub(super) static WORDS: LazyLock<HashMap<u32, Classes>> = LazyLock::new(|| {
    let mut words: HashMap<u32, Classes> = HashMap::new();
    for line in include_str!("words.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut parts = line.split_whitespace();
        let name = parts.next().unwrap_or_default();
        let Some((_, class)) = CLASSES.iter().find(|(n, _)| *n == name) else { continue };
        for word in parts {
            *words.entry(crate::fnv::fnv(word)).or_default() |= class.bit();
        }
    }
    words
});

/// A letter in lower case, where that is one letter.
pub(super) fn lower_char(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// A word that is walked over letter by letter: what [`WORDS`] knows it by.
#[derive(Default)]
pub(super) struct WordHash {
    pub(super) hash: Fnv,
    pub(super) letters: usize,
}

impl WordHash {
    pub(super) fn value(&self) -> u32 {
        self.hash.value()
    }

    pub(super) fn push(&mut self, c: char) {
        if self.letters == 0 {
            self.hash = Fnv::START;
        }
        self.letters += 1;
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            self.hash = self.hash.then(u32::from(byte));
        }
    }
}

/// The classes of one word, whose letters are all looked at in lower case.
pub(super) fn classes_of(word: &str) -> Classes {
    WORDS.get(&crate::fnv::fnv(&word.to_lowercase())).copied().unwrap_or(0)
}

/// The marks of a line that aren't words, as bits above those of [`WordClass`].
pub(crate) mod mark {
    use super::Classes;

    pub(crate) const RANGE: Classes = 1 << 19;
    pub(crate) const VOLUME_PAGE: Classes = 1 << 20;
    pub(crate) const DOI: Classes = 1 << 21;
    pub(crate) const URL: Classes = 1 << 22;
    pub(crate) const QUOTE: Classes = 1 << 23;
    pub(crate) const SINGLE_QUOTE: Classes = 1 << 24;
    pub(crate) const MAIL: Classes = 1 << 25;
    pub(crate) const INITIAL: Classes = 1 << 26;
    pub(crate) const AMPERSAND: Classes = 1 << 27;
    pub(crate) const SLASH: Classes = 1 << 28;
    pub(crate) const DOTS: Classes = 1 << 29;
    pub(crate) const ALL: Classes = (1 << 30) - 1;
}
