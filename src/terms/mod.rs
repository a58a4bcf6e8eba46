//! One vocabulary: what words and phrases announce, join or name, in the languages that papers are written in.
//!
//! Every room asks here what a word says: "vol." announces a volume, "ibid." refers back, "Hrsg." makes editors of the names
//! beside it. A word may say several things: "no" announces an issue and the number of a report, "s" pages, or a signal
//! as in "s. auch". Which of them is meant shows where the word stands, which is for the room that asks.
//!
//! The lists are text files in `lists/`, by term and language. They hold closed classes of words and names of outlets, which
//! are facts; nothing in them was counted in anybody's data.
//!
//! Case, stops, hyphens and apostrophes don't count: "Ph.D. thesis" is "ph d thesis".

mod key;

use std::sync::LazyLock;

use hashbrown::HashMap;

use key::Key;

/// What a word or phrase is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Term {
    // Dates.
    Month,
    Season,
    NoDate,
    ToCome,
    Accessed,
    Available,
    // Numbers.
    Volume,
    Part,
    Issue,
    Page,
    ArticleNumber,
    AndFollowing,
    Edition,
    Count,
    NewSeries,
    Supplement,
    NumberWord,
    // Names.
    And,
    EtAl,
    Particle,
    Saint,
    Suffix,
    RomanSuffix,
    Honorific,
    Degree,
    Editor,
    Translator,
    Lead,
    SameAuthor,
    ShortGivenName,
    VariousAuthors,
    WithAStop,
    Body,
    Opener,
    Of,
    The,
    Company,
    Acronym,
    InHonour,
    Court,
    NeutralCitation,
    // Notes.
    Signal,
    Ibid,
    OpCit,
    NoteNumber,
    Pinpoint,
    Further,
    // Kinds of works, and where they are.
    Thesis,
    Dataset,
    Preprint,
    Report,
    Patent,
    Decision,
    Statute,
    StatuteBook,
    Software,
    Film,
    Presentation,
    Interview,
    Medium,
    PreprintServer,
    Repository,
    Meeting,
    Collection,
    // Names of outlets.
    NewspaperName,
    MagazineName,
    JournalName,
    PressName,
    // Headings.
    ListHeading,
    ListModifier,
    ListCompound,
    NotesHeading,
    TextHeading,
    AfterList,
    KindOfSources,
}

/// The name of each term in the lists.
const NAMES: [(&str, Term); 75] = [
    ("month", Term::Month),
    ("season", Term::Season),
    ("no date", Term::NoDate),
    ("to come", Term::ToCome),
    ("accessed", Term::Accessed),
    ("available", Term::Available),
    ("volume", Term::Volume),
    ("part", Term::Part),
    ("issue", Term::Issue),
    ("page", Term::Page),
    ("article number", Term::ArticleNumber),
    ("and following", Term::AndFollowing),
    ("edition", Term::Edition),
    ("count", Term::Count),
    ("new series", Term::NewSeries),
    ("supplement", Term::Supplement),
    ("number word", Term::NumberWord),
    ("and", Term::And),
    ("et al", Term::EtAl),
    ("particle", Term::Particle),
    ("saint", Term::Saint),
    ("suffix", Term::Suffix),
    ("roman suffix", Term::RomanSuffix),
    ("honorific", Term::Honorific),
    ("degree", Term::Degree),
    ("editor", Term::Editor),
    ("translator", Term::Translator),
    ("lead", Term::Lead),
    ("same author", Term::SameAuthor),
    ("short given name", Term::ShortGivenName),
    ("various authors", Term::VariousAuthors),
    ("with a stop", Term::WithAStop),
    ("body", Term::Body),
    ("opener", Term::Opener),
    ("of", Term::Of),
    ("the", Term::The),
    ("company", Term::Company),
    ("acronym", Term::Acronym),
    ("in honour", Term::InHonour),
    ("court", Term::Court),
    ("neutral citation", Term::NeutralCitation),
    ("signal", Term::Signal),
    ("ibid", Term::Ibid),
    ("op cit", Term::OpCit),
    ("note number", Term::NoteNumber),
    ("pinpoint", Term::Pinpoint),
    ("further", Term::Further),
    ("thesis", Term::Thesis),
    ("dataset", Term::Dataset),
    ("preprint", Term::Preprint),
    ("report", Term::Report),
    ("patent", Term::Patent),
    ("decision", Term::Decision),
    ("statute", Term::Statute),
    ("statute book", Term::StatuteBook),
    ("software", Term::Software),
    ("film", Term::Film),
    ("presentation", Term::Presentation),
    ("interview", Term::Interview),
    ("medium", Term::Medium),
    ("preprint server", Term::PreprintServer),
    ("repository", Term::Repository),
    ("meeting", Term::Meeting),
    ("collection", Term::Collection),
    ("newspaper name", Term::NewspaperName),
    ("magazine name", Term::MagazineName),
    ("journal name", Term::JournalName),
    ("press name", Term::PressName),
    ("list heading", Term::ListHeading),
    ("list modifier", Term::ListModifier),
    ("list compound", Term::ListCompound),
    ("notes heading", Term::NotesHeading),
    ("text heading", Term::TextHeading),
    ("after list", Term::AfterList),
    ("kind of sources", Term::KindOfSources),
];

const LISTS: [&str; 8] = [
    include_str!("lists/dates.txt"),
    include_str!("lists/numeration.txt"),
    include_str!("lists/people.txt"),
    include_str!("lists/bodies.txt"),
    include_str!("lists/notes.txt"),
    include_str!("lists/kinds.txt"),
    include_str!("lists/outlets.txt"),
    include_str!("lists/headings.txt"),
];

/// A set of terms: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Terms(u128);

impl Terms {
    /// No term.
    pub(crate) const NONE: Self = Self(0);

    /// The set of these.
    pub(crate) const fn of(terms: &[Term]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < terms.len() {
            bits |= 1 << terms[at] as u128;
            at += 1;
        }
        Self(bits)
    }

    /// Those of either.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set has `term`.
    pub(crate) const fn has(self, term: Term) -> bool {
        self.0 & 1 << term as u128 != 0
    }

    /// Whether the two sets share a term.
    pub(crate) const fn meets(self, other: Terms) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known of a word or phrase.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    terms: Terms,
    /// The group in which it stands in its list, from one on: the number of a month.
    group: u8,
    /// Some phrase begins with it and goes on.
    begins: bool,
}

/// Words and phrases by their keys. Made once, the same on every machine.
static VOCABULARY: LazyLock<HashMap<Box<[u8]>, Known>> = LazyLock::new(|| {
    let mut all: HashMap<Box<[u8]>, Known> = HashMap::new();
    for (term, group, words) in LISTS.iter().flat_map(|list| entries(list)) {
        let key = Key::of(words);
        let Some(key) = key.as_ref().map(Key::bytes) else { continue };
        let known = all.entry(key.into()).or_default();
        known.terms.0 |= 1 << term as u128;
        known.group = known.group.max(group);
        for (at, _) in key.iter().enumerate().filter(|(_, byte)| **byte == b' ') {
            all.entry(key[..at].into()).or_default().begins = true;
        }
    }
    all
});

/// The entries of a list: their terms, groups and words.
fn entries(list: &'static str) -> impl Iterator<Item = (Term, u8, &'static str)> {
    let mut term = None;
    list.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(move |line| {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                term = NAMES.iter().find(|(known, _)| *known == name).map(|(_, term)| *term);
                return None;
            }
            let (_language, words) = line.split_once(": ")?;
            Some((term?, words))
        })
        .flat_map(|(term, words)| {
            let grouped = words.contains('|');
            words.split('|').zip(1..).flat_map(move |(group, number)| {
                let words = group.split(',').map(str::trim).filter(|word| !word.is_empty());
                words.map(move |word| (term, if grouped { number } else { 0 }, word))
            })
        })
}

/// The terms of all words and phrases whose keys begin with a byte. Most words of a text begin like none that is asked for, and
/// are told apart by this alone.
static BY_FIRST_BYTE: LazyLock<[Terms; 256]> = LazyLock::new(|| {
    let mut all = [Terms::NONE; 256];
    for (key, known) in VOCABULARY.iter() {
        let first = &mut all[usize::from(key[0])];
        *first = first.or(known.terms);
    }
    all
});

/// Whether any phrase that begins like `text` is known for one of `terms`.
fn may_begin(text: &str, terms: Terms) -> bool {
    let first = text.chars().find(|c| key::is_letter(*c)).and_then(|c| c.to_lowercase().next());
    first.is_some_and(|c| BY_FIRST_BYTE[usize::from(c.encode_utf8(&mut [0; 4]).as_bytes()[0])].meets(terms))
}

fn known(key: &[u8]) -> Option<Known> {
    VOCABULARY.get(key).copied()
}

/// What a word or phrase is known for, all of it: "Vol.", "in press".
pub(crate) fn of(words: &str) -> Terms {
    let known = Key::of(words).and_then(|key| known(key.bytes()));
    known.map_or(Terms::NONE, |known| known.terms)
}

/// Whether a word or phrase is known for `term`.
pub(crate) fn is(words: &str, term: Term) -> bool {
    may_begin(words, Terms::of(&[term])) && of(words).has(term)
}

/// The group of `term` that a word or phrase stands in, from one on: 2 for the month "February".
pub(crate) fn group(words: &str, term: Term) -> Option<u8> {
    let found = known(Key::of(words)?.bytes())?;
    (found.terms.has(term) && found.group > 0).then_some(found.group)
}

/// How many bytes the longest phrase has that `text` begins with and that is known for one of `terms`. `text` begins with
/// a letter, a digit or a sign of the vocabulary ("№", "§"); the stop behind the phrase isn't counted.
pub(crate) fn at_start(text: &str, terms: Terms) -> Option<usize> {
    if !may_begin(text, terms) {
        return None;
    }
    let mut found = None;
    let mut key = Key::default();
    for (end, joined) in key::words(text) {
        if key.push(joined).is_none() {
            break;
        }
        let Some(known) = known(key.bytes()) else { break };
        if known.terms.meets(terms) {
            found = Some(end);
        }
        if !known.begins {
            break;
        }
    }
    found
}

/// Where the longest phrase begins that `text` ends with, marks behind it aside, and that is known for one of `terms`.
pub(crate) fn at_end(text: &str, terms: Terms) -> Option<usize> {
    /// No phrase of the lists has more words.
    const WORDS: usize = 6;
    let bare = text.trim_end_matches(|c: char| !key::is_letter(c));
    let starts = key::starts_from_the_end(bare).take(WORDS);
    starts.filter(|&at| of(&bare[at..]).meets(terms)).last()
}

/// The entries of each term: the lists are read once, as a reader asks for a term at every reference.
static ENTRIES: LazyLock<HashMap<Term, Vec<&'static str>>> = LazyLock::new(|| {
    let mut all: HashMap<Term, Vec<&'static str>> = HashMap::new();
    for (term, _, words) in LISTS.iter().flat_map(|list| entries(list)) {
        all.entry(term).or_default().push(words);
    }
    all
});

/// Every entry of one term, as it stands in the lists, in their order.
pub(crate) fn words(term: Term) -> impl Iterator<Item = &'static str> {
    ENTRIES.get(&term).into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_lists_is_a_term_and_every_term_has_words() {
        for line in LISTS.iter().flat_map(|list| list.lines()) {
            if let Some(name) = line.strip_prefix('[') {
                assert!(NAMES.iter().any(|(known, _)| name.trim_end_matches(']') == *known), "{line}");
            } else {
                assert!(line.is_empty() || line.starts_with('#') || line.contains(": "), "{line}");
            }
        }
        for (name, term) in NAMES {
            assert!(words(term).next().is_some(), "{name}");
            assert!(words(term).all(|word| is(word, term)), "{name}");
        }
    }

    #[test]
    fn words_in_any_case_and_whatever_their_marks() {
        for (word, term) in [
            ("Vol.", Term::Volume),
            ("JAHRG.", Term::Volume),
            ("n.º", Term::Issue),
            ("№", Term::Issue),
            ("Ph.D. thesis", Term::Thesis),
            ("a. a. O.", Term::OpCit),
            ("Pre-print", Term::Preprint),
            ("Hrsg.", Term::Editor),
        ] {
            assert!(is(word, term), "{word}");
        }
        assert!(!is("volt", Term::Volume));
        assert_eq!(of(""), Terms::NONE);
        assert_eq!(of(&"a".repeat(500)), Terms::NONE);
    }

    #[test]
    fn no_word_is_two_months() {
        for term in [Term::Month, Term::Season, Term::ToCome, Term::NumberWord] {
            let mut groups: HashMap<Box<[u8]>, u8> = HashMap::new();
            for (_, number, word) in LISTS.iter().flat_map(|list| entries(list)).filter(|(of, _, _)| *of == term) {
                let key = Key::of(word).expect("a short word");
                assert_eq!(*groups.entry(key.bytes().into()).or_insert(number), number, "{word}");
                assert_eq!(group(word, term), Some(number), "{word}");
            }
        }
    }

    #[test]
    fn phrases_at_both_ends() {
        let signal = Terms::of(&[Term::Signal]);
        assert_eq!(at_start("See also, Roe", signal), Some("See also".len()));
        assert_eq!(at_start("See Roe", signal), Some("See".len()));
        assert_eq!(at_start("Seeing Roe", signal), None);
        assert_eq!(at_start("Vgl. z. B. Roe", signal), Some("Vgl. z. B".len()));
        let accessed = Terms::of(&[Term::Accessed]);
        assert_eq!(at_end("https://a.b, zuletzt abgerufen ", accessed), Some("https://a.b, ".len()));
        assert_eq!(at_end("Roe", accessed), None);
    }
}
