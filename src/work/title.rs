//! Titles as they are compared: folded, with what sets a text apart from its parts, replies and corrections.

use std::collections::HashSet;
use std::sync::LazyLock;

use rapidfuzz::distance::levenshtein;

use super::bytes;
use super::letters;
use super::numeration::{roman, roman_part};
use super::words::{self, Word, folded};

/// What a text is to another text of the same title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Nature {
    /// A text of its own.
    #[default]
    Original,
    /// "Erratum", "Corrigendum", "Correction to".
    Correction,
    /// "Retraction", "Retracted".
    Retraction,
    /// "Comment on", "Discussion of".
    Comment,
    /// "Reply to", "Rejoinder".
    Reply,
    /// "Book review".
    Review,
}

bytes::variants!(Nature { Original, Correction, Retraction, Comment, Reply, Review });

/// A title.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Title {
    /// Folded, at most [`BYTES`] long.
    pub(super) text: Box<str>,
    /// The distinct words.
    pub(super) words: Box<[Word]>,
    /// What its words say, in bits.
    pub(super) bits: u32,
    /// A bit for each telling word: two titles that share no bit share no such word.
    pub(super) sketch: u64,
    pub(super) nature: Nature,
    /// The number of the part that it names: "Part II", "Teil 2", a roman number at its end.
    pub(super) part: Option<u16>,
    /// Whether many texts bear it: "Editorial", "Introduction", "Book review".
    pub(super) generic: bool,
    /// Whether a text of this title comes out every so often: "Annual report", "Introduction to the minitrack on …".
    pub(super) serial: bool,
}

bytes::fields!(Title { text, words, bits, sketch, nature, part, generic, serial });

/// Words that say less are in no sketch.
const TELLING: u32 = 5;
/// Longer titles are compared up to here.
const BYTES: usize = 250;

/// How two titles compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One isn't printed.
    Unknown,
    /// Two titles.
    Other,
    /// Much in common.
    Near,
    /// One is the other with a subtitle lost, or with words put before or after it.
    Cut,
    /// One up to misprints, the order of words, small words.
    Misprint,
    /// The same letters.
    Same,
}

/// How two titles compare, and how many bits that says for or against one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    pub(super) likeness: Likeness,
    pub(super) bits: i32,
}

/// The most that a title says: that two texts share it is surer only by other fields.
pub(super) const MOST: i32 = 30;

impl Title {
    pub(super) fn of(printed: &str) -> Self {
        let mut text = folded(printed);
        if text.len() > BYTES {
            let cut = (0..=BYTES).rev().find(|i| text.is_char_boundary(*i) && text[*i..].starts_with(' '));
            text.truncate(cut.unwrap_or_else(|| (0..=BYTES).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)));
        }
        if is_none(&text) {
            return Self::default();
        }
        let words = words::distinct(&text);
        let list: Vec<&str> = text.split(' ').collect();
        Self {
            bits: words::bits(&words),
            sketch: words.iter().filter(|w| w.bits() >= TELLING).fold(0, |s, w| s | 1 << (w.hash() >> 8 & 63)),
            nature: nature(&list),
            part: part(&list),
            generic: is_generic(&list),
            serial: is_serial(&list),
            words,
            text: text.into_boxed_str(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the two share so few words that they are two titles, whatever is misprinted of them.
    pub(super) fn is_plainly_other(&self, other: &Self) -> bool {
        let less = self.bits.min(other.bits);
        if is_close(0, less) || self.generic || other.generic {
            return false;
        }
        self.sketch & other.sketch == 0 || !is_close(words::shared(&self.words, &other.words), less)
    }

    /// How the two compare. Symmetric. Linear in their words; where these differ a little, as long as comparing all
    /// letters, 64 at a time.
    pub(super) fn agreement(&self, other: &Self) -> Agreement {
        let (a, b) = (self, other);
        if a.is_empty() || b.is_empty() {
            return Agreement { likeness: Likeness::Unknown, bits: 0 };
        }
        let full = if a.generic || b.generic { 5 } else { clamp(a.bits.min(b.bits)).min(MOST) };
        if a.text == b.text {
            return Agreement { likeness: Likeness::Same, bits: full };
        }
        let common = words::shared(&a.words, &b.words);
        let (less, more) = (a.bits.min(b.bits), a.bits.max(b.bits));
        if common == more {
            return Agreement { likeness: Likeness::Misprint, bits: full };
        }
        let numbers = numbers_differ(&a.words, &b.words);
        let (short, long) = if (a.text.len(), &a.text) <= (b.text.len(), &b.text) { (a, b) } else { (b, a) };
        // The start of the longer, or a long stretch of it.
        if !numbers && less >= 14 && common == less && is_stretch(&short.text, &long.text) {
            let start = long.text.starts_with(&*short.text);
            if start || less >= 24 {
                return Agreement { likeness: Likeness::Cut, bits: (full - if start { 2 } else { 5 }).max(0) };
            }
        }
        let close = is_close(common, less);
        let mut by_letters = 0;
        if close && !numbers && short.text.len() * 10 >= long.text.len() * 7 {
            let most = long.text.len() * 3 / 10;
            let args = levenshtein::Args::default().score_cutoff(most);
            if let Some(distance) = levenshtein::distance_with_args(short.text.bytes(), long.text.bytes(), &args) {
                let permille = 1000 - i32::try_from(distance * 1000 / long.text.len()).unwrap_or(1000);
                if permille >= 930 && !short.generic {
                    return Agreement { likeness: Likeness::Misprint, bits: (full - 2).max(0) };
                }
                // From 700 to 1000 permille: from nothing to all.
                by_letters = (permille - 700) * full / 300;
            }
        }
        let common = common + if close { misprinted(a, b).min(misprinted(b, a)) } else { 0 };
        let differing = clamp((a.bits + b.bits).saturating_sub(2 * common));
        let by_words =
            if a.generic || b.generic { (full - differing).max(-3) } else { clamp(common).min(MOST) - differing };
        let by_words = if by_letters > 0 { by_words.max(by_letters) } else { by_words };
        let bits = by_words.clamp(-MOST, (full - 3).max(0));
        if bits < full - 3 && starts_alike(&short.text, &long.text) && !a.generic && !b.generic {
            return Agreement { likeness: Likeness::Cut, bits: full - 3 };
        }
        Agreement { likeness: if bits > 0 { Likeness::Near } else { Likeness::Other }, bits }
    }
}

impl Title {
    /// Whether each says something over a stretch of letters that the other doesn't, wherever that stands and whatever spaces
    /// were lost: "Lakes: a survey", "Lakes: new results". Linear in the letters.
    pub(super) fn goes_on_otherwise(&self, other: &Self) -> bool {
        let found = letters::overlap(&self.text, &other.text, words::bits);
        found.first.min(found.second) > 0
    }

    /// Whether the two go word by word alike, but for one telling word in [`CHANGED_SHARE`] or more that is another:
    /// "Harbour walls of granite", "Harbour piers of granite". Linear in their words.
    pub(super) fn has_words_changed(&self, other: &Self) -> bool {
        let telling = |x: &str| x.len() >= CHANGED_LETTERS && Word::of(x).bits() >= TELLING && !Word::of(x).is_number();
        let moved = |x: &str, title: &Self| title.words.binary_search(&Word::of(x)).is_ok();
        let is_changed =
            |x: &str, y: &str| telling(x) && telling(y) && !is_spelling(x, y) && !moved(x, other) && !moved(y, self);
        let (mut changed, mut kept) = (0, 0);
        let (mut words, mut others) = (self.text.split(' '), other.text.split(' '));
        loop {
            match (words.next(), others.next()) {
                (Some(x), Some(y)) if x == y || is_spelling(x, y) => kept += usize::from(telling(x)),
                (Some(x), Some(y)) if is_changed(x, y) => changed += 1,
                (None, None) => return changed * CHANGED_SHARE >= changed + kept && changed > 0,
                _ => return false,
            }
        }
    }
}

/// One changed word among more others than these is rather a slip of whoever cites.
const CHANGED_SHARE: usize = 5;

/// Shorter words than this may be anything: initials, symbols, pieces of broken words.
const CHANGED_LETTERS: usize = 4;

/// Whether two words may be one: misprinted, abbreviated, spelt otherwise ("centre", "center"), or the one a piece of the
/// other.
fn is_spelling(x: &str, y: &str) -> bool {
    let shorter = x.len().min(y.len());
    let most = if shorter >= 6 && x.as_bytes()[0] == y.as_bytes()[0] { 2 } else { 1 };
    x.contains(y)
        || y.contains(x)
        || x.len().abs_diff(y.len()) <= most && rapidfuzz::distance::osa::distance(x.bytes(), y.bytes()) <= most
}

/// Whether misprints may part two titles: a third of what the shorter says is shared, or it says little. Where it is so,
/// letters tell.
fn is_close(common: u32, less: u32) -> bool {
    common * 3 >= less || less < 24
}

/// What the words of the first say that the other hasn't, but for a misprint: "algorithems", "datebase".
fn misprinted(a: &Title, b: &Title) -> u32 {
    /// Words of fewer letters are others when a letter is.
    const LETTERS: usize = 5;
    let mut found = 0;
    let mut words: Vec<&str> = a.text.split(' ').filter(|w| w.len() >= LETTERS).collect();
    words.sort_unstable();
    words.dedup();
    for x in words {
        let word = Word::of(x);
        if word.is_number() || b.words.binary_search(&word).is_ok() {
            continue;
        }
        let near = b.text.split(' ').filter(|y| {
            let misprint = y.len() >= LETTERS && y.len().abs_diff(x.len()) <= 2 && y.as_bytes()[0] == x.as_bytes()[0];
            misprint && a.words.binary_search(&Word::of(y)).is_err() && {
                let most = if x.len().min(y.len()) >= 8 { 2 } else { 1 };
                rapidfuzz::distance::osa::distance(x.bytes(), y.bytes()) <= most
            }
        });
        found += near.map(|y| word.bits().min(Word::of(y).bits())).max().unwrap_or(0);
    }
    found
}

fn clamp(bits: u32) -> i32 {
    i32::try_from(bits).unwrap_or(i32::MAX / 4)
}

/// Whether `short` is a stretch of `long` from word to word.
fn is_stretch(short: &str, long: &str) -> bool {
    let Some(at) = long.find(short) else { return false };
    let end = at + short.len();
    (at == 0 || long.as_bytes()[at - 1] == b' ') && (end == long.len() || long.as_bytes()[end] == b' ')
}

/// Whether the letters of the one are the start of the other's but for some misprints, whatever spaces were lost or put in, so
/// that the other is the whole of it: "Photophysical properties ofthree ladder-t". Linear in the letters, 64 at a time.
fn starts_alike(one: &str, other: &str) -> bool {
    /// Fewer letters may begin two titles.
    const LETTERS: usize = 24;
    /// So many letters must be right for one misprint.
    const FOR_ONE: usize = 15;
    let first = |text: &'_ str| -> u64 {
        text.bytes().filter(|b| *b != b' ').take(6).fold(0, |all, b| all << 8 | u64::from(b))
    };
    if first(one) != first(other) {
        return false;
    }
    let (x, y) = (letters::letters(one), letters::letters(other));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let start = &long[..short.len()];
    let digits = |text: &[u8]| text.iter().filter(|b| b.is_ascii_digit()).copied().collect::<Vec<u8>>();
    let args = levenshtein::Args::default().score_cutoff(short.len() / FOR_ONE);
    short.len() >= LETTERS
        && digits(&short) == digits(start)
        && levenshtein::distance_with_args(short.iter().copied(), start.iter().copied(), &args).is_some()
}

/// Whether each has a number that the other hasn't.
fn numbers_differ(a: &[Word], b: &[Word]) -> bool {
    let only = |x: &[Word], y: &[Word]| x.iter().any(|w| w.is_number() && y.binary_search(w).is_err());
    only(a, b) && only(b, a)
}

/// What stands where no title is known.
fn is_none(folded: &str) -> bool {
    [
        "",
        "unknown",
        "untitled",
        "no title",
        "no title available",
        "title not available",
        "na",
        "none",
        "null",
        "sine nomine",
    ]
    .contains(&folded)
}

/// The natures whose words stand anywhere in a folded text, as [bits](Nature::bit): a title that was read without its first
/// words is no proof that it is another text.
pub(super) fn natures_in(folded: &str) -> u8 {
    let mut found = 0;
    for word in folded.split(' ') {
        let nature = match word {
            "comment" | "comments" => Nature::Comment,
            "reply" | "rejoinder" => Nature::Reply,
            "retraction" | "retracted" => Nature::Retraction,
            _ if CORRECTIONS.iter().any(|c| word.starts_with(c)) => Nature::Correction,
            _ => continue,
        };
        found |= nature.bit();
    }
    found
}

impl Nature {
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// How corrections are called, whatever is glued to the word.
const CORRECTIONS: [&str; 5] = ["erratum", "errata", "corrigendum", "corrigenda", "addendum"];

/// What texts about others begin with, where the spaces between the words were lost.
const GLUED: [(&str, Nature); 7] = [
    ("correctionto", Nature::Correction),
    ("commenton", Nature::Comment),
    ("commentson", Nature::Comment),
    ("replyto", Nature::Reply),
    ("responseto", Nature::Reply),
    ("retracted", Nature::Retraction),
    ("bookreview", Nature::Review),
];

/// What the words before an entry's authors say of its nature: "Erratum to: Roe, A.".
pub(super) fn nature_of(folded: &str) -> Nature {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { Nature::Original } else { nature(&words) }
}

fn nature(words: &[&str]) -> Nature {
    let glued = words.iter().take(3).copied().collect::<String>();
    if CORRECTIONS.iter().any(|c| glued.starts_with(c)) {
        return Nature::Correction;
    }
    if let Some((_, nature)) = GLUED.iter().find(|(start, _)| words[0].starts_with(start)) {
        return *nature;
    }
    let words = if words.len() > 1 && matches!(words[0], "a" | "an" | "the") { &words[1..] } else { words };
    let first = words[0];
    let second = words.get(1).copied().unwrap_or_default();
    let last = words[words.len() - 1];
    match first {
        "correction" | "corrections" if words.len() == 1 || matches!(second, "to" | "for" | "of") => Nature::Correction,
        "retraction" | "retracted" => Nature::Retraction,
        "comment" | "comments" | "commentary" | "discussion"
            if words.len() == 1 || matches!(second, "on" | "of" | "to") =>
        {
            Nature::Comment
        }
        "reply" | "rejoinder" | "response" if words.len() == 1 || matches!(second, "to" | "by" | "from") => {
            Nature::Reply
        }
        "authors" if matches!(second, "reply" | "response") => Nature::Reply,
        "book" if matches!(second, "review" | "reviews") => Nature::Review,
        _ => match last {
            "erratum" | "corrigendum" => Nature::Correction,
            "retraction" => Nature::Retraction,
            "reply" | "rejoinder" => Nature::Reply,
            "comment" if words.len() > 2 => Nature::Comment,
            _ => Nature::Original,
        },
    }
}

fn part(words: &[&str]) -> Option<u16> {
    let named = words.windows(2).rev().find_map(|w| {
        matches!(w[0], "part" | "pt" | "teil" | "parte" | "partie" | "paper").then(|| part_number(w[1])).flatten()
    });
    let glued = || {
        words.iter().rev().find_map(|w| {
            let number = ["part", "teil"].iter().find_map(|part| w.strip_prefix(part))?;
            // "Partii" is a word: of the party.
            let sure = number.len() > 1 && number != "ii" || number.starts_with(|c: char| c.is_ascii_digit());
            part_number(number).filter(|_| sure)
        })
    };
    let ordered = || {
        let is_part =
            |w: &str| matches!(w, "part" | "paper" | "teil" | "partie" | "parte" | "communication" | "mitteilung");
        words.windows(2).rev().find_map(|w| is_part(w[1]).then(|| ordinal(w[0])).flatten())
    };
    let last = words.last().filter(|_| words.len() > 2).and_then(|w| roman_part(w)).filter(|n| *n < 10);
    named.or_else(ordered).or(last).or_else(glued)
}

/// "first", "zweiter", "3" before what it numbers.
fn ordinal(w: &str) -> Option<u16> {
    const ORDINALS: [&[&str]; 5] = [
        &["first", "1st", "erste", "erster", "premiere", "prima", "primera", "primeira"],
        &["second", "2nd", "zweite", "zweiter", "deuxieme", "seconde", "seconda", "segunda"],
        &["third", "3rd", "dritte", "dritter", "troisieme", "terza", "tercera", "terceira"],
        &["fourth", "4th", "vierte", "vierter", "quatrieme", "quarta", "cuarta"],
        &["fifth", "5th", "funfte", "funfter", "cinquieme", "quinta"],
    ];
    let named = (1..).zip(ORDINALS).find(|(_, words)| words.contains(&w)).map(|(n, _)| n);
    let digits = || w.parse().ok().filter(|n| (1..20).contains(n));
    named.or_else(digits)
}

/// "one", "2", "iii".
fn part_number(w: &str) -> Option<u16> {
    match w {
        "one" | "first" => Some(1),
        "two" | "second" => Some(2),
        "three" | "third" => Some(3),
        "four" => Some(4),
        w if w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit()) => w.parse().ok(),
        w => roman(w).and_then(|n| u16::try_from(n).ok()).filter(|n| *n < 40),
    }
}

/// The number that stands for itself in a printed title: "Ice on lakes. 1. Theory", "Ice on lakes II: experiment".
pub(super) fn numbered_part(printed: &str) -> Option<u16> {
    let mut before = "";
    let mut found = None;
    for word in printed.split_whitespace() {
        let bare = word.trim_end_matches(['.', ':']);
        let after_stop = before.ends_with(['.', ':', ';', ',', '–', '—']) && before.chars().count() > 3;
        let is_digit = (1..=2).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
        let is_roman = bare.len() < word.len() && !before.is_empty() && bare.bytes().all(|b| b.is_ascii_uppercase());
        // What goes on without a stop is no part: "Lakes, 2 ponds and a river".
        let stops = bare.len() < word.len() || printed.trim_end().ends_with(word);
        found = if is_digit && after_stop && stops {
            bare.parse().ok()
        } else if stops && after_stop && matches!(bare, "V" | "X") {
            Some(if bare == "V" { 5 } else { 10 })
        } else if is_roman {
            roman_part(&bare.to_ascii_lowercase())
        } else {
            None
        };
        if found.is_some() {
            break;
        }
        before = word;
    }
    found.filter(|n| (1..20).contains(n))
}

/// The number that was read with the outlet and belongs to the title: "2. Experiment. J. Lakes".
pub(super) fn part_before(container: &str) -> Option<u16> {
    let (number, rest) = container.split_once(". ")?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && rest.contains(". ")).then(|| number.parse().ok()).flatten()
}

/// "Teil 2", "Part II", at the start.
pub(super) fn named_part(printed: &str) -> Option<u16> {
    let text = folded(printed);
    let mut words = text.split(' ');
    let named = matches!(words.next()?, "part" | "pt" | "teil" | "parte" | "partie");
    words.next().filter(|_| named).and_then(part_number)
}

/// Words of titles that many texts bear.
static GENERIC: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "about abstract abstracts acknowledgement acknowledgements acknowledgment acknowledgments address addresses afterword \
     advertisement announcement announcements anonymous appendix article author authors avantpropos back besprechung bibliography \
     board book books brief buchbesprechung buchbesprechungen calendar chair chairman chairs column comment \
     commentary comments communication communications compte comptes conclusion conclusione conclusions contents contributors correction \
     corrections correspondence corrigenda corrigendum cover cronaca current diary directors discussion editor editorial \
     editoriale editors einfuhrung einleitung epilogue errata erratum foreword front frontmatter geleitwort guest in index information inhalt \
     inhaltsverzeichnis introduccion introduction introductory introduzione invited issue item items journal \
     keynote lecture letter letters list literatur literature masthead matter memoriam message minutes \
     miscellaneous miscellany mitteilungen nachwort necrologio new news newsletter note notes notice notices notizie nachruf obituaries obituary opening oral overview \
     page pages panel plenary postface poster posters preface prefazione preliminary premessa presentacion presentation presentations \
     personalia president presidential presidents program \
     programme prologue publications received recensione recensioni referate references register remarks rendu rendus \
     replies reply report reports resena response review reviews rezension rezensionen secretary section session short society \
     special summaries summary supplement table talk title treasurer treasurers tutorial view views vorwort welcome \
     zusammenfassung"
        .split(' ')
        .collect()
});

fn is_generic(words: &[&str]) -> bool {
    let small = |w: &str| {
        words::is_small(w)
            || w.bytes().all(|b| b.is_ascii_digit())
            || matches!(w, "by" | "our" | "this" | "s" | "i" | "ii" | "farewell")
    };
    words.iter().all(|w| small(w) || GENERIC.contains(w))
}

fn is_serial(words: &[&str]) -> bool {
    let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
    has(&[
        "annual",
        "yearbook",
        "minitrack",
        "jahrbuch",
        "jahresbericht",
        "proceedings",
        "almanac",
        "annuaire",
        "yearly",
        "quarterly",
        "anuario",
    ]) || words.windows(2).any(|w| {
        matches!(
            w,
            ["development" | "health" | "employment" | "investment" | "economic" | "energy", "report" | "outlook"]
        )
    }) || words.starts_with(&["editors", "introduction"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both_ways(a: &str, b: &str) -> Agreement {
        let (a, b) = (Title::of(a), Title::of(b));
        assert_eq!(a.agreement(&b), b.agreement(&a), "{a:?} {b:?}");
        a.agreement(&b)
    }

    #[test]
    fn titles_compare() {
        use Likeness::{Cut, Misprint, Near, Other, Same, Unknown};
        let cases = [
            ("On the lake's algae: a study", "On the Lake’s Algae - a Study", Same),
            ("Sediment transport in braided rivers", "Sediment transprot in braided rivers", Misprint),
            ("Sediment transport in braided rivers", "Sedimenttransport in braided rivers", Misprint),
            (
                "Sediment transport in braided rivers",
                "Sediment transport in braided rivers: a review of flume studies",
                Cut,
            ),
            ("Sediment transport in braided rivers, 1990", "Sediment transport in braided rivers, 1991", Near),
            ("Sediment transport in braided rivers", "Lexical borrowing in island dialects", Other),
            ("", "Lexical borrowing", Unknown),
            ("UNKNOWN", "Lexical borrowing", Unknown),
        ];
        for (a, b, want) in cases {
            assert_eq!(both_ways(a, b).likeness, want, "{a} / {b}: {:?}", both_ways(a, b));
        }
    }

    #[test]
    fn what_a_title_says_of_itself() {
        assert_eq!(Title::of("Erratum: On rivers").nature, Nature::Correction);
        assert_eq!(Title::of("On rivers: a reply").nature, Nature::Reply);
        assert_eq!(Title::of("Comment on “On rivers”").nature, Nature::Comment);
        assert_eq!(Title::of("Discussion in class").nature, Nature::Original);
        assert_eq!(Title::of("On rivers. Part II: deltas").part, Some(2));
        assert_eq!(Title::of("On large rivers III").part, Some(3));
        assert_eq!(Title::of("Vitamin C").part, None);
        assert_eq!(Title::of("On rivers, second paper").part, Some(2));
        assert_eq!(Title::of("Über Flüsse. 3. Mitteilung").part, Some(3));
        assert_eq!(Title::of("First aid on rivers").part, None);
        for damaged in
            ["E rratum: On rivers", "Correctionto: On rivers", "On rivers (erratum)", "Corrigendumto On rivers"]
        {
            assert_eq!(Title::of(damaged).nature, Nature::Correction, "{damaged}");
        }
        assert!(Title::of("Guest editorial").generic && Title::of("Editor's Notes").generic);
        assert!(!Title::of("Introduction to rivers").generic);
        assert!(Title::of("Introduction to the minitrack on rivers").serial);
    }
}
