//! What a work is called: "[Data set]", "Preprint", "Doctoral dissertation", "[online]".

use std::sync::LazyLock;

use super::item::ItemType::{
    self, Article, Dataset, LegalCase, MotionPicture, Patent, Report, Software, Speech, Thesis,
};
use crate::terms::{self, Term, Terms};

/// The terms for kinds of works, in the order in which they are asked.
const KINDS: [(Term, ItemType); 9] = [
    (Term::Thesis, Thesis),
    (Term::Dataset, Dataset),
    (Term::Preprint, Article),
    (Term::Report, Report),
    (Term::Patent, Patent),
    (Term::Decision, LegalCase),
    (Term::Software, Software),
    (Term::Film, MotionPicture),
    (Term::Presentation, Speech),
];

/// All of [`KINDS`].
const ANY_KIND: Terms = Terms::of(&[
    Term::Thesis,
    Term::Dataset,
    Term::Preprint,
    Term::Report,
    Term::Patent,
    Term::Decision,
    Term::Software,
    Term::Film,
    Term::Presentation,
]);

/// The words for kinds, as the vocabulary lists them.
static KIND_WORDS: LazyLock<Vec<(&str, ItemType)>> = LazyLock::new(|| {
    KINDS.iter().flat_map(|(term, kind)| terms::words(*term).map(move |word| (word, *kind))).collect()
});

/// What Chinese lists put after a title in square brackets, by GB/T 7714: journal, monograph, dissertation, …
const CODES: [&str; 16] =
    ["J", "Ｊ", "M", "D", "C", "N", "R", "S", "P", "G", "Z", "EB/OL", "J/OL", "M/OL", "DB/OL", "N/OL"];

/// A kind's word of so few letters is also in words that name no kind.
const LETTERS_OF_A_SHORT_WORD: usize = 5;

/// Whether a kind's word names it only when it stands alone: "дис." isn't in "дискуссионный", nor "tesi" in "ipotesi", nor
/// "Urteil" in "Vorurteile".
fn stands_alone(word: &str, kind: ItemType) -> bool {
    matches!(kind, LegalCase | Patent | Software | MotionPicture | Speech)
        || word.chars().count() <= LETTERS_OF_A_SHORT_WORD
}

fn holds_alone(lower: &str, word: &str) -> bool {
    let free = |text: &str, at: usize| text[..at].ends_with(char::is_alphabetic);
    lower
        .match_indices(word)
        .any(|(at, _)| !free(lower, at) && !lower[at + word.len()..].starts_with(char::is_alphabetic))
}

/// The kind of work that the printed words name.
pub(super) fn of_words(words: &str) -> Option<ItemType> {
    if words.is_empty() {
        return None;
    }
    let lower = words.to_lowercase();
    let names = |word, kind| if stands_alone(word, kind) { holds_alone(&lower, word) } else { lower.contains(word) };
    // "Ph.D. thesis", "Tech. Rep.": whatever its stops.
    let whole = terms::of(words);
    if let Some((_, kind)) = KINDS.iter().find(|(term, _)| whole.has(*term)) {
        return Some(*kind);
    }
    KIND_WORDS.iter().find(|(word, kind)| names(*word, *kind)).map(|(_, kind)| *kind)
}

/// Whether the printed words name papers that an institution numbers: "IZA Discussion Paper", "Forschungsbericht".
pub(super) fn is_paper(words: &str) -> bool {
    of_words(words) == Some(Report) || words.to_lowercase().contains("paper")
}

/// Whether `name` is that of a server of preprints.
pub(super) fn is_preprint_server(name: &str) -> bool {
    terms::is(name, Term::PreprintServer)
}

/// Whether `name` is that of a repository of data.
pub(super) fn is_repository(name: &str) -> bool {
    let lower = name.to_lowercase();
    terms::words(Term::Repository).any(|word| lower.contains(word))
}

/// Whether a title says of itself that it is data: "Docking trials dataset", "Data Set of …".
pub(super) fn is_data(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["dataset", "data set", "datensatz"].iter().any(|word| lower.ends_with(word) || lower.starts_with(word))
}

/// What a title ends with that isn't part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The kind of work: bytes of the title where the words stand.
    Kind(usize, usize),
    /// The medium, or the length of a work without pages.
    Medium,
}

/// The mark at the end of `title`, in brackets or after a stop, comma or colon, and where the title itself ends.
pub(super) fn mark_at_end(title: &str) -> Option<(usize, Mark)> {
    /// A mark is short.
    const MOST_BYTES: usize = 60;
    let body = without_marks(title);
    if let Some(open) = bracket(body) {
        let last = body.chars().next_back().map_or(1, char::len_utf8);
        let words = (open + last, body.len() - last);
        if body.ends_with([']', '］']) && CODES.contains(&&body[words.0..words.1]) {
            return Some((open, Mark::Medium));
        }
        let mark = mark(&body[words.0..words.1], words)?;
        return Some((open, mark));
    }
    let parts = |rest: &[u8]| matches!(rest, [b'.' | b',', b' ', ..] | [b' ', b':', b' ', ..]);
    let at = (0..body.len()).rev().find(|&at| parts(&body.as_bytes()[at..]))?;
    let start = at + body[at..].find(' ').map_or(1, |blank| blank + 1);
    let start = start + body[start..].len() - body[start..].trim_start_matches([':', ' ']).len();
    let words = &body[start..];
    if words.len() > MOST_BYTES {
        return None;
    }
    // After a mere comma only what says its kind in so many words; a colon between blanks is a catalogue's.
    let catalogue = || body[at..].starts_with(" : ") && length_at_start(words).is_some();
    let numbered = || body[at..].starts_with(". ") && is_numbered(words);
    if !(is_bare(words) || catalogue() || numbered()) {
        return None;
    }
    mark(words, (start, body.len())).filter(|mark| *mark != Mark::Medium).map(|mark| (at, mark))
}

/// The medium in brackets at the end of `name`: where the name itself ends.
pub(super) fn medium_at_end(name: &str) -> Option<usize> {
    let body = without_marks(name);
    bracket(body).filter(|open| is_medium(body[*open..].trim_matches(['[', ']', '(', ')', '［', '］'])))
}

fn without_marks(title: &str) -> &str {
    title.trim_end_matches(['.', ',', ' ', ';', ':', '．', '。'])
}

/// Where the bracket opens that closes at the end of `body`.
fn bracket(body: &str) -> Option<usize> {
    match body.chars().next_back()? {
        ']' => body.rfind('['),
        ')' => body.rfind('('),
        '］' => body.rfind('［'),
        _ => None,
    }
}

/// "Research report 14": words that end with a kind, and a number.
fn is_numbered(words: &str) -> bool {
    let Some(number) = number_at_end(words) else { return false };
    let lower = words[..number].trim_end().to_lowercase();
    KIND_WORDS.iter().any(|(word, _)| lower.ends_with(word))
}

/// How long the kind is that `words` begin with: 8 bytes of "Preprint posted online".
pub(super) fn length_at_start(words: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    let free = |word: &&str| lower.starts_with(word) && !lower[word.len()..].starts_with(char::is_alphanumeric);
    let length = KIND_WORDS.iter().map(|(word, _)| *word).filter(free).map(str::len).max()?;
    (lower.len() == words.len()).then_some(length)
}

/// Where the words go on after a medium in brackets: "[Электронный ресурс] : набор данных".
pub(super) fn after_medium(words: &str) -> Option<usize> {
    let inner = words.trim_start().strip_prefix('[')?;
    let close = inner.find(']')?;
    let after = inner[close + 1..].trim_start_matches([' ', ':', '.', ',']);
    (is_medium(&inner[..close]) && after.contains(char::is_alphanumeric)).then_some(words.len() - after.len())
}

/// Whether some words in brackets in `text` are a medium: "A title [Internet]".
pub(super) fn tells_medium(text: &str) -> bool {
    text.split('[').skip(1).any(|rest| rest.split_once(']').is_some_and(|(words, _)| is_medium(words)))
}

/// Whether the words are a medium, or how long a work is that has no pages: "60 paragraphs".
fn is_medium(words: &str) -> bool {
    const UNITS: [&str; 3] = ["paragraphs", "absätze", "párrafos"];
    let words = words.trim();
    let counted = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = |unit: &&str| counted.trim_start().to_lowercase() == **unit;
    terms::is(words, Term::Medium) || counted.len() < words.len() && UNITS.iter().any(unit)
}

/// The mark at the end of words that stand for the kind, in brackets: "medRxiv [Preprint]".
pub(super) fn bracket_at_end(words: &str) -> Option<(usize, Mark)> {
    words.trim_end_matches(['.', ' ']).ends_with([']', ')']).then(|| mark_at_end(words)).flatten()
}

/// The kind that `words` begin with, and where the others begin: "Dataset. Zenodo", "[Data set]. Archive", "preprint, arXiv".
pub(super) fn kind_at_start(words: &str) -> Option<((usize, usize), usize)> {
    let start = words.len() - words.trim_start_matches(['[', '(', ' ']).len();
    let ends = |byte: u8| matches!(byte, b']' | b')' | b'.' | b',');
    let end = words[start..].bytes().position(ends).map_or(words.len(), |length| start + length);
    if !is_bare(&words[start..end]) {
        return None;
    }
    let rest = words[end..].trim_start_matches([']', ')', '.', ',', ' ']);
    Some(((start, end), words.len() - rest.len()))
}

/// The number that ends the words for a kind, and where it starts: "Technical Report 58".
pub(super) fn number_at_end(words: &str) -> Option<usize> {
    let at = words.rfind(' ')? + 1;
    words[at..]
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '-'))
        .then_some(at)
        .filter(|at| *at < words.len())
}

/// Whether a stretch ends with this code of a kind by GB/T 7714, in brackets: "水利[D]."
pub(super) fn ends_with_code(stretch: &str, code: &str) -> bool {
    let body = without_marks(stretch);
    bracket(body).is_some_and(|open| CODES.contains(&code) && body[open..].trim_matches(['[', ']', '［', '］']) == code)
}

fn mark(words: &str, place: (usize, usize)) -> Option<Mark> {
    if is_medium(words) {
        return Some(Mark::Medium);
    }
    let short = words.split_whitespace().nth(4).is_none();
    (short && names_kind(words)).then_some(Mark::Kind(place.0, place.1))
}

/// Whether a kind ends one of the words, as in "PhD thesis", "Forschungsbericht" and "Data sets", not in "dissent". What
/// an article opens, "a report", may be part of a title.
fn names_kind(words: &str) -> bool {
    const ARTICLES: [&str; 12] = ["a", "an", "the", "ein", "eine", "der", "die", "das", "un", "une", "le", "la"];
    let lower = words.to_lowercase();
    let ends_word = |word: &str| {
        lower.match_indices(word).any(|(at, _)| {
            let rest = &lower[at + word.len()..];
            !rest.strip_prefix(['s', 'e']).unwrap_or(rest).starts_with(char::is_alphabetic)
        })
    };
    let article = lower.split_whitespace().next().is_some_and(|first| ARTICLES.contains(&first));
    let names = |word, kind| if stands_alone(word, kind) { holds_alone(&lower, word) } else { ends_word(word) };
    !article && KIND_WORDS.iter().any(|(word, kind)| names(*word, *kind))
}

/// Whether the words are a kind and nothing else: "Data set", "preprint".
fn is_bare(words: &str) -> bool {
    terms::of(words.trim()).meets(ANY_KIND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_end_of_titles() {
        let cases = [
            ("Water use [Data set]", Some(("Water use ", Some("Data set")))),
            ("Water use (Doctoral dissertation).", Some(("Water use ", Some("Doctoral dissertation")))),
            ("Growth, 2005-2015. Dataset", Some(("Growth, 2005-2015", Some("Dataset")))),
            ("Почвы : препринт", Some(("Почвы", Some("препринт")))),
            ("Почвы : отчёт о работе", Some(("Почвы", Some("отчёт о работе")))),
            ("Rents of 2019. Research report 14", Some(("Rents of 2019", Some("Research report 14")))),
            ("Rents of 2019. A report on them", None),
            ("Löten für Anfänger [online]", Some(("Löten für Anfänger ", None))),
            ("Of health [60 paragraphs].", Some(("Of health ", None))),
            ("Why a report, a good one", None),
            ("Of things (and others)", None),
            ("Of power (and dissent)", None),
            ("Crimes (reported and unreported)", None),
            ("Einkommen (Berichtsjahr 2003)", None),
            ("Lakes (a report)", None),
            ("Lakes [Data sets]", Some(("Lakes ", Some("Data sets")))),
            ("Seen (Forschungsbericht)", Some(("Seen ", Some("Forschungsbericht")))),
            ("Report", None),
            ("农村经济[J]", Some(("农村经济", None))),
            ("Vitamin (C)", None),
            ("Nachbarn (Vorurteile)", None),
            ("Água (uma hipótese)", None),
            ("Lieux (mémoire de pierre)", None),
            ("Pumpen (Patent)", Some(("Pumpen ", Some("Patent")))),
        ];
        for (title, want) in cases {
            let found = mark_at_end(title).map(|(end, mark)| {
                let words = match mark {
                    Mark::Kind(from, to) => Some(&title[from..to]),
                    Mark::Medium => None,
                };
                (&title[..end], words)
            });
            assert_eq!(found, want, "{title}");
        }
    }

    #[test]
    fn kinds_before_and_numbers_after() {
        assert_eq!(kind_at_start("Dataset. Zenodo"), Some(((0, 7), 9)));
        assert_eq!(kind_at_start("[Data set]. Archive"), Some(((1, 9), 12)));
        assert_eq!(kind_at_start("Preprint"), Some(((0, 8), 8)));
        assert_eq!(kind_at_start("Report on Tests"), None);
        assert_eq!(number_at_end("Technical Report 58"), Some(17));
        assert_eq!(number_at_end("Technical Report"), None);
        assert_eq!(bracket_at_end("Ph.D. Dissertation"), None);
        assert_eq!(length_at_start("Preprint posted online"), Some(8));
        assert_eq!(length_at_start("Preprints of 1999"), None);
        assert_eq!(after_medium("[Электронный ресурс] : набор данных"), Some("[Электронный ресурс] : ".len()));
        assert_eq!(after_medium("[Data set]. Version 3"), None);
        assert!(tells_medium("Of lakes [Internet]."));
        assert!(!tells_medium("Of lakes [in part]"));
    }
}
