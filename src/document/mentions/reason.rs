//! What stands beside a number, and how much it speaks for a citation.

use super::look::Look;
use crate::Span;
use crate::document::entry_label::Numbered;
use crate::document::half_width::is_wide;

/// Something beside a number that tells what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Reason {
    /// "Fig. 3", "Table 3": the word before says what is numbered.
    Counted,
    /// "= 3", "10 3": a figure or a sign of arithmetic before.
    Quantity,
    /// "in 2004 3": a year before.
    AfterYear,
    /// "lakes. 3"
    AfterStop,
    /// "lakes, 3"
    AfterComma,
    /// "lakes) 3"
    AfterClosing,
    /// "lakes 3"
    AfterWord,
    /// "CDCl 3", "R 2": a word that is short or has capitals inside.
    AfterOddWord,
    /// "of 3": what follows is counted.
    AfterFunctionWord,
    /// "Roe et al. 3"
    AfterEtAl,
    /// It stands at the start, or after something else.
    AfterOther,
    /// "3.14", "2,347": digits before the mark that it is glued to.
    Decimal,
    /// No white space before it.
    Glued,
    /// "3 ."
    BeforeSpacedMark,
    /// "3."
    BeforeMark,
    /// "3 However"
    BeforeCapital,
    /// "3 is"
    BeforeWord,
    /// "3 ml", "13 C"
    BeforeUnit,
    /// "3 4", "3 (": something else after it.
    BeforeOther,
    /// It ends a paragraph.
    BeforeEnd,
    /// "3, 4", "3–5"
    Several,
    /// "3, 3"
    Twice,
    /// The same word and number stand together again and again: "CO2".
    Recurrent,
}

const REASONS: usize = Reason::Recurrent as usize + 1;

/// What stands beside one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons(u32);

/// Words before a number that say what is numbered, lower-cased.
const COUNTED: [&str; 50] = [
    "figure",
    "figures",
    "table",
    "tables",
    "scheme",
    "schemes",
    "chart",
    "section",
    "sections",
    "chapter",
    "chapters",
    "equation",
    "equations",
    "page",
    "pages",
    "step",
    "steps",
    "compound",
    "compounds",
    "example",
    "theorem",
    "lemma",
    "proposition",
    "definition",
    "corollary",
    "algorithm",
    "appendix",
    "part",
    "box",
    "panel",
    "type",
    "phase",
    "group",
    "version",
    "line",
    "lines",
    "day",
    "level",
    "stage",
    "grade",
    "question",
    "item",
    "experiment",
    "study",
    "case",
    "abbildung",
    "tabelle",
    "abschnitt",
    "kapitel",
    "tableau",
];

/// The same, short; a stop may follow them.
const COUNTED_SHORT: [&str; 24] = [
    "fig", "figs", "tab", "sec", "secs", "sect", "chap", "ch", "eq", "eqs", "eqn", "eqns", "no", "nos", "nr", "vol",
    "p", "pp", "abb", "app", "art", "suppl", "ex", "ver",
];

/// Words after a number that it counts.
const UNITS: [&str; 44] = [
    "ml",
    "mg",
    "g",
    "kg",
    "mm",
    "cm",
    "m",
    "km",
    "nm",
    "l",
    "h",
    "hr",
    "hrs",
    "min",
    "s",
    "ms",
    "hz",
    "khz",
    "mhz",
    "ghz",
    "k",
    "mol",
    "mmol",
    "ppm",
    "days",
    "day",
    "years",
    "year",
    "months",
    "weeks",
    "hours",
    "minutes",
    "times",
    "patients",
    "equiv",
    "percent",
    "participants",
    "studies",
    "subjects",
    "samples",
    "cases",
    "ev",
    "mev",
    "kv",
];

/// Words that a raised number doesn't follow: what comes after them is counted.
const FUNCTION_WORDS: [&str; 44] = [
    "the",
    "a",
    "an",
    "of",
    "to",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "and",
    "or",
    "than",
    "about",
    "only",
    "all",
    "is",
    "was",
    "are",
    "were",
    "as",
    "between",
    "within",
    "over",
    "under",
    "after",
    "before",
    "every",
    "each",
    "der",
    "die",
    "das",
    "und",
    "von",
    "le",
    "la",
    "de",
    "et",
    "approximately",
    "least",
    "these",
    "these",
];

impl Reasons {
    /// What stands beside the numbers under `span`.
    pub(super) fn of(text: &str, span: Span, ranges: &[(Numbered, u32)]) -> Self {
        let (head, tail) = (&text[..span.start], &text[span.end..]);
        let trimmed = head.trim_end();
        let mut found = Self::default();
        if trimmed.len() == head.len() && !head.is_empty() {
            found.add(Reason::Glued);
        }
        found.add(before(trimmed));
        if is_decimal(head) {
            found.add(Reason::Decimal);
        }
        found.add(after(tail));
        if ranges.len() > 1 || ranges.iter().any(|r| r.1 > r.0.number) {
            found.add(Reason::Several);
        }
        if ranges.iter().enumerate().any(|(i, r)| ranges[..i].contains(r)) {
            found.add(Reason::Twice);
        }
        found
    }

    pub(super) fn add(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u8;
    }

    pub(super) fn remove(&mut self, reason: Reason) {
        self.0 &= !(1 << reason as u8);
    }

    pub(super) fn has(self, reason: Reason) -> bool {
        self.0 >> reason as u8 & 1 == 1
    }

    /// How much they speak for a citation that looks like this: the logarithm of the odds, about.
    pub(super) fn weight(self, look: Look) -> f32 {
        // What calls itself a reference needs no reasons.
        let Some(column) = column(look) else { return 4.0 };
        let reasons = WEIGHTS.iter().filter(|(reason, _)| self.has(*reason));
        BASE[column] + reasons.map(|(_, weights)| weights[column]).sum::<f32>()
    }
}

/// Whether what stands at the end of `head` says what the number behind it numbers: "Fig.".
fn counts(head: &str) -> bool {
    let lower = last_word(head.trim_end_matches('.')).to_lowercase();
    COUNTED_SHORT.contains(&lower.as_str()) || !head.ends_with('.') && COUNTED.contains(&lower.as_str())
}

fn before(head: &str) -> Reason {
    let Some(last) = head.chars().next_back() else { return Reason::AfterOther };
    let word = last_word(head.trim_end_matches('.'));
    let lower = word.to_lowercase();
    match last {
        _ if counts(head) => Reason::Counted,
        '.' if lower == "al" => Reason::AfterEtAl,
        '.' | '?' | '!' => Reason::AfterStop,
        ',' | ';' | ':' => Reason::AfterComma,
        ')' | ']' | '”' | '"' | '’' | '\'' | '»' => Reason::AfterClosing,
        _ if last.is_ascii_digit() && is_year(word) => Reason::AfterYear,
        _ if last.is_ascii_digit() => Reason::Quantity,
        '=' | '<' | '>' | '±' | '×' | '+' | '∈' | '∼' | '~' | '-' | '−' | '–' | '/' | '*' => Reason::Quantity,
        _ if !last.is_alphabetic() => Reason::AfterOther,
        _ if is_wide(last) => Reason::AfterWord,
        _ if FUNCTION_WORDS.contains(&lower.as_str()) => Reason::AfterFunctionWord,
        _ if word.chars().count() > 2 && word.chars().skip(1).all(char::is_lowercase) => Reason::AfterWord,
        _ => Reason::AfterOddWord,
    }
}

fn after(tail: &str) -> Reason {
    const MARKS: [char; 8] = ['.', ',', ';', ':', ')', '?', '!', ']'];
    let rest = tail.trim_start();
    let end = rest.char_indices().take(LETTERS).find(|(_, c)| !c.is_alphanumeric());
    let word = end.map_or(if rest.len() <= LETTERS { rest } else { "" }, |(end, _)| &rest[..end]);
    match rest.chars().next() {
        None => Reason::BeforeEnd,
        Some(c) if MARKS.contains(&c) && rest.len() == tail.len() => Reason::BeforeMark,
        Some(c) if MARKS.contains(&c) => Reason::BeforeSpacedMark,
        Some(_) if UNITS.contains(&word.to_lowercase().as_str()) || is_symbol(word) => Reason::BeforeUnit,
        Some(c) if c.is_uppercase() => Reason::BeforeCapital,
        Some(c) if c.is_alphabetic() => Reason::BeforeWord,
        Some(_) => Reason::BeforeOther,
    }
}

/// "13 C", "12 N": elements and units; "A" and "I" begin sentences too.
fn is_symbol(word: &str) -> bool {
    matches!(word.as_bytes(), [b'B'..=b'H' | b'J'..=b'Z'])
}

/// "3.14", "2,347"; after "in 2020." a sentence may have ended.
fn is_decimal(head: &str) -> bool {
    let Some(digits) = head.strip_suffix(['.', ',', ':']) else { return false };
    let count = digits.bytes().rev().take_while(u8::is_ascii_digit).count();
    count > 0 && !(count == 4 && head.ends_with('.'))
}

/// "in 2004 3": a raised number may follow a year.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| (1400..=2100).contains(&year))
}

/// No word that is asked for is longer.
const LETTERS: usize = 24;

/// The letters and digits that `text` ends in.
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take(LETTERS).take_while(|(_, c)| c.is_alphanumeric()).last();
    start.map_or("", |(i, _)| &text[i..])
}

/// The column of [`WEIGHTS`] for numbers that look like this.
fn column(look: Look) -> Option<usize> {
    match look {
        Look::Square | Look::MarkdownNote => Some(0),
        Look::Round => Some(1),
        Look::Raised => Some(2),
        Look::Glued => Some(3),
        Look::Apart => Some(4),
        Look::Referred => None,
    }
}

/// What a look speaks for by itself, in its [`column`].
const BASE: [f32; 5] = [2.0, 0.0, 2.0, 1.3, -1.4];

/// What each reason adds, for each look in its [`column`], in the order of [`Reason`].
///
/// Those of glued numbers and of numbers apart are the weights of a logistic regression on the numbers of 28 papers that cite
/// by raised numbers and have their citations marked (GROBID's training data). Of brackets there are too few that don't cite:
/// their weights are set by hand, and small beside what the document as a whole shows.
const WEIGHTS: [(Reason, [f32; 5]); REASONS] = [
    (Reason::Counted, [-3.0, -5.0, -3.0, -1.0, -1.5]),
    (Reason::Quantity, [-1.5, -4.0, -3.0, -1.0, -1.1]),
    (Reason::AfterYear, [0.0, 0.5, 0.0, 0.0, 0.4]),
    (Reason::AfterStop, [0.0, -1.5, 0.5, -0.2, 3.3]),
    (Reason::AfterComma, [-0.5, -1.5, 0.5, 1.3, -0.3]),
    (Reason::AfterClosing, [0.0, 0.0, 0.0, 0.6, 1.0]),
    (Reason::AfterWord, [0.5, 0.5, 0.5, 1.9, 0.6]),
    (Reason::AfterOddWord, [0.0, 0.0, -2.0, -2.7, -2.2]),
    (Reason::AfterFunctionWord, [0.0, 0.0, 0.0, -0.2, -2.5]),
    (Reason::AfterEtAl, [1.0, 1.0, 1.0, 1.7, 2.9]),
    (Reason::AfterOther, [-1.0, -1.5, -1.0, -1.2, -0.9]),
    (Reason::Decimal, [0.0, 0.0, 0.0, -6.2, 0.0]),
    (Reason::Glued, [-1.5, -2.5, 0.0, 0.0, 0.0]),
    (Reason::BeforeSpacedMark, [0.0, 0.3, 0.0, 0.8, 4.1]),
    (Reason::BeforeMark, [0.5, 0.5, 0.0, -0.7, -3.4]),
    (Reason::BeforeCapital, [-0.5, 0.0, 0.0, 1.9, 0.8]),
    (Reason::BeforeWord, [0.3, 0.3, 0.0, -0.6, 1.0]),
    (Reason::BeforeUnit, [0.0, 0.0, 0.0, -1.2, -2.9]),
    (Reason::BeforeOther, [0.0, 0.0, 0.0, -2.1, -1.7]),
    (Reason::BeforeEnd, [0.0, -0.5, 0.0, 1.8, 2.1]),
    (Reason::Several, [0.3, 1.0, 1.0, 1.9, 1.5]),
    (Reason::Twice, [-5.0, -5.0, -5.0, -5.0, -5.0]),
    (Reason::Recurrent, [-0.5, -1.0, -4.0, -2.8, -3.0]),
];
