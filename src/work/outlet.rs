//! Names of journals, proceedings and institutions: what kind they are of, and whether one abbreviates the other.
//!
//! Journals are abbreviated as ISO 4 has it: a word loses its end ("Physics", "Phys.") or its middle ("National",
//! "Natl."), small words fall away, one word stands in full. So no list of journals is needed, only the few words whose
//! abbreviation isn't one of the two.

use super::bytes;
use super::letters::letters;
use super::words::{self, Word, folded};
use crate::terms::{self, Term};

/// What kind of thing carries a text, as far as its name shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum OutletKind {
    #[default]
    Unknown,
    Journal,
    Proceedings,
    Book,
    Report,
    Thesis,
    Preprint,
    /// Pages of something: not a report, a thesis or a preprint, which are wholes.
    Part,
    /// What a court decided.
    Court,
}

bytes::variants!(OutletKind { Unknown, Journal, Proceedings, Book, Report, Thesis, Preprint, Part, Court });

/// How two outlets compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One isn't printed.
    Unknown,
    /// Other names.
    Other,
    /// Words of one stand in the other, or its initials.
    Part,
    /// The same name, abbreviated or not.
    Same,
}

/// The name of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outlet {
    /// Folded, without small words, at most [`BYTES`] long.
    text: Box<str>,
    /// The distinct words.
    pub(super) words: Box<[Word]>,
}

bytes::fields!(Outlet { text, words });

/// Longer names are compared up to here.
const BYTES: usize = 120;
/// More words of a name aren't looked at.
const WORDS: usize = 16;

/// Abbreviations that are neither the start of their word nor its first and last letters.
const IRREGULAR: &[(&str, &str)] = &[
    ("dtsch", "deutsche"),
    ("dtsch", "deutsches"),
    ("dtsch", "deutschen"),
    ("jpn", "japanese"),
    ("jpn", "japan"),
    ("vjschr", "vierteljahrsschrift"),
    ("vierteljahrsschr", "vierteljahrsschrift"),
    ("jb", "jahrbuch"),
    ("jber", "jahresbericht"),
    ("wkly", "weekly"),
    ("uk", "united"),
    ("bros", "brothers"),
    ("ency", "encyclopaedia"),
];

impl Outlet {
    pub(super) fn of(name: &str) -> Self {
        let bare = name.split(" (").next().unwrap_or(name);
        let folded = folded(bare);
        let mut text = String::with_capacity(folded.len().min(BYTES));
        for word in folded.split(' ').filter(|w| !w.is_empty() && !words::is_small(w)).take(WORDS) {
            if text.len() + word.len() >= BYTES {
                break;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Self { words: words::distinct(&text), text: text.into_boxed_str() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it is a court's own numbering of its judgments: "UKSC".
    pub(super) fn is_neutral(&self) -> bool {
        terms::is(&self.text, Term::NeutralCitation)
    }

    /// Whether it is one word of few letters, as courts are called by: "bgh"; or such a word and a town: "olg celle".
    pub(super) fn is_short(&self) -> bool {
        const LETTERS: usize = 6;
        let mut words = self.text.split(' ');
        words.next().is_some_and(|word| word.len() <= LETTERS) && words.count() < 2
    }

    /// The name in a number.
    pub(super) fn key(&self) -> u64 {
        words::hash(self.text.as_bytes())
    }

    /// The initials of its words: a key that abbreviation leaves.
    pub(super) fn initials(&self) -> u64 {
        self.text.split(' ').filter_map(|w| w.bytes().next()).take(8).fold(0, |key, b| key << 8 | u64::from(b))
    }

    /// How the two names compare. Symmetric. O(words²), at worst.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.is_empty() || other.is_empty() {
            return Likeness::Unknown;
        }
        if self.text == other.text {
            return Likeness::Same;
        }
        let (a, b) = if (self.text.len(), &self.text) <= (other.text.len(), &other.text) {
            (&self.text, &other.text)
        } else {
            (&other.text, &self.text)
        };
        let mut short = [""; WORDS];
        let mut long = [""; WORDS];
        let (n, m) = (split(a, &mut short), split(b, &mut long));
        let (short, long) = (&short[..n], &long[..m]);
        let matched = aligned(short, long);
        // One letter may begin any word: "J" alone says nothing.
        let telling = matched.letters >= 4;
        if matched.words == n && matched.words == m && telling {
            Likeness::Same
        } else if telling && (matched.words == n.min(m) || matched.words * 3 >= n.max(m) * 2)
            || is_acronym_within(short, long)
            || is_acronym_within(long, short)
        {
            Likeness::Part
        } else if matched.words == n && !telling {
            // A few letters that are cut off may begin it.
            Likeness::Unknown
        } else if is_cut(a, b) {
            Likeness::Part
        } else {
            Likeness::Other
        }
    }
}

/// Whether the letters of the shorter begin the longer, whatever spaces were lost or put in: "Journ al of Exper".
fn is_cut(short: &str, long: &str) -> bool {
    /// Fewer letters may begin any name.
    const LETTERS: usize = 9;
    let short = letters(short);
    short.len() >= LETTERS && letters(long).starts_with(&short)
}

fn split<'t>(text: &'t str, into: &mut [&'t str; WORDS]) -> usize {
    let mut n = 0;
    for (slot, word) in into.iter_mut().zip(text.split(' ')) {
        *slot = word;
        n += 1;
    }
    n
}

struct Aligned {
    words: usize,
    /// Letters of the shorter word of each pair.
    letters: usize,
}

/// How many words of the one stand for words of the other, in order. The nearest are taken first.
fn aligned(a: &[&str], b: &[&str]) -> Aligned {
    let mut found = Aligned { words: 0, letters: 0 };
    let mut from = 0;
    for x in a {
        if let Some(at) = b[from..].iter().position(|y| is_one_word(x, y)) {
            found.words += 1;
            found.letters += x.len().min(b[from + at].len());
            from += at + 1;
        }
    }
    found
}

/// Whether one of the words abbreviates the other, or is it, but for a plural's "s".
pub(super) fn is_one_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.starts_with(short) {
        // "J" for "Journal" but not "a" for "acta": numbers and letters that mark a section stand for themselves.
        return short.len() > 1
            || long.len() == 1
            || matches!(long, "journal" | "zeitschrift" | "quarterly" | "royal" | "university");
    }
    if !long.is_ascii() || !short.is_ascii() || short.as_bytes()[0].is_ascii_digit() {
        return false;
    }
    let contracted = short.len() >= 3
        && short.len() <= 6
        && short.as_bytes()[0] == long.as_bytes()[0]
        && long.ends_with(&short[short.len() - 1..])
        && is_subsequence(short, long);
    contracted || IRREGULAR.iter().any(|(s, l)| *s == short && *l == long)
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.bytes();
    short.bytes().all(|s| rest.any(|l| l == s))
}

/// Whether a word of `short` is made of the initials of words that follow each other in `long`: "VLDB", "IJCAI-89".
fn is_acronym_within(short: &[&str], long: &[&str]) -> bool {
    short.iter().any(|word| {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).as_bytes();
        (3..=8).contains(&letters.len())
            && long.len() >= letters.len()
            && long.windows(letters.len()).any(|run| run.iter().zip(letters).all(|(w, l)| w.as_bytes()[0] == *l))
    })
}

/// The kind that the words of an outlet's name give away.
pub(super) fn kind_of(name: &str) -> OutletKind {
    let folded = folded(name);
    if terms::is(name, Term::NeutralCitation) {
        return OutletKind::Court;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let starts = |list: &[&str]| words.iter().any(|w| list.iter().any(|l| w.starts_with(l)));
    if has(&["arxiv", "biorxiv", "medrxiv", "ssrn", "corr", "preprint", "eprint", "preprints"]) {
        return OutletKind::Preprint;
    }
    if has(&["thesis", "dissertation", "phd", "diss", "diplomarbeit", "habilitationsschrift"]) {
        return OutletKind::Thesis;
    }
    let report = ["report", "rep", "memo", "memorandum"];
    if has(&["technical", "tech", "research", "internal", "ai", "working"]) && has(&report)
        || folded.contains("working paper")
        || folded.contains("discussion paper")
        || words.first().is_some_and(|w| report.contains(w))
        || has(&["techreport", "tr"])
    {
        return OutletKind::Report;
    }
    let meeting = ["conference", "conf", "workshop", "symposium", "symp", "congress", "meeting", "colloquium", "wkshp"];
    if has(&meeting) {
        return OutletKind::Proceedings;
    }
    let proceedings = starts(&["proceeding"]) || has(&["proc"]);
    // "Proceedings of the National Academy of Sciences", "Proc. IEEE" are journals.
    let learned = ["academy", "acad", "royal", "society", "soc", "institution", "inst", "ieee", "entomological"];
    if proceedings && has(&learned) && words.len() <= 9 && !starts(&["int", "annu"]) {
        return OutletKind::Journal;
    }
    if proceedings {
        return OutletKind::Proceedings;
    }
    let journal = [
        "j",
        "journal",
        "trans",
        "transactions",
        "review",
        "rev",
        "letters",
        "lett",
        "annals",
        "ann",
        "bulletin",
        "bull",
        "magazine",
        "quarterly",
        "record",
        "zeitschrift",
        "z",
        "revue",
        "rivista",
        "revista",
        "archives",
        "arch",
        "acta",
        "communications",
        "commun",
        "gazette",
        "journals",
        "letter",
        "annales",
        "annalen",
    ];
    if has(&journal) { OutletKind::Journal } else { OutletKind::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviated_names_are_their_journals() {
        use Likeness::{Other, Part, Same};
        let cases = [
            ("J. Appl. Phys.", "Journal of Applied Physics", Same),
            ("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences", Same),
            ("Z. Naturforsch.", "Zeitschrift für Naturforschung", Same),
            ("Curr Opin Lipidol", "Current Opinion in Lipidology", Same),
            ("Dtsch. Med. Wochenschr.", "Deutsche Medizinische Wochenschrift", Same),
            ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)", Same),
            ("VLDB", "Very Large Data Bases", Part),
            ("IJCAI-89", "Eleventh International Joint Conference on Artificial Intelligence", Part),
            ("VLDB J.", "The VLDB Journal -- The International Journal on Very Large Data Bases", Part),
            ("Physical Review Letters", "Physical Review B", Part),
            ("Diabetes", "Diabetologia", Other),
            ("Nature", "Science", Other),
            ("J. Chem.", "Journal of Chess", Other),
            ("Angewandte Chemie", "Zeitschrift für Physik", Other),
        ];
        for (a, b, want) in cases {
            let (a, b) = (Outlet::of(a), Outlet::of(b));
            assert_eq!((a.likeness(&b), b.likeness(&a)), (want, want), "{a:?} {b:?}");
        }
        assert_eq!(Outlet::of("").likeness(&Outlet::of("Nature")), Likeness::Unknown);
    }

    #[test]
    fn kinds_of_outlets() {
        let cases = [
            ("SIGMOD Record", OutletKind::Journal),
            ("Journal of Tests", OutletKind::Journal),
            ("Proc. 4th Int. Conf. on Testing", OutletKind::Proceedings),
            ("Workshop on Tests", OutletKind::Proceedings),
            ("Proceedings of the National Academy of Sciences", OutletKind::Journal),
            ("Technical Report 95-18, University of Tests", OutletKind::Report),
            ("PhD thesis", OutletKind::Thesis),
            ("arXiv", OutletKind::Preprint),
            ("VLDB", OutletKind::Unknown),
        ];
        for (name, want) in cases {
            assert_eq!(kind_of(name), want, "{name}");
        }
    }
}
