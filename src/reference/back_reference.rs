//! "Ibid., p. 5", "Roe, op. cit.": entries that refer back.

use super::BackReference;
use super::date::grammar as date;
use super::label::{Label, Segment};
use crate::terms::{self, Term, Terms};
use crate::{Confidence, Span};

/// How sure such a reading is: nearly always right.
const CONFIDENCE: f64 = 0.95;

const IBID: Terms = Terms::of(&[Term::Ibid]);
const SAME_AUTHOR: Terms = Terms::of(&[Term::SameAuthor]);
const NOTE_NUMBER: Terms = Terms::of(&[Term::NoteNumber]);
const SIGNAL: Terms = Terms::of(&[Term::Signal]);
const ABOVE: Terms = Terms::of(&[Term::OpCit, Term::NoteNumber]);

/// The group of [`Term::OpCit`] and [`Term::NoteNumber`] whose words say nothing else.
const PLAIN: u8 = 1;

/// "Ibid., p. 5", "Id. at 12": how long the words are that an entry begins with for the same work. "Idem, Of ice, 1990" names
/// only the same author, and "Ib Friis" and "Ivi, A." are names.
fn ibid(text: &str) -> Option<usize> {
    let place = Terms::of(&[Term::Pinpoint, Term::Page, Term::Volume]);
    if let Some(end) = terms::at_start(text, IBID) {
        let behind = text[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '§');
        let named = behind.starts_with(char::is_uppercase) && terms::at_start(behind, place).is_none();
        // "S. 5" is a page, "A. (2001)" somebody's initial.
        let mut letters = behind.chars();
        let initial = letters.next().is_some_and(char::is_uppercase)
            && letters.next() == Some('.')
            && !letters.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit());
        return (!named && !initial).then_some(end);
    }
    let end = terms::at_start(text, SAME_AUTHOR).filter(|end| may_be_the_work(&text[..*end]))?;
    let behind = text[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = terms::at_start(behind, place).unwrap_or(0);
    let nothing_else = behind[word..].split('(').next().unwrap_or_default().chars().all(|c| !c.is_alphabetic());
    nothing_else.then_some(end)
}

/// "Id.", "Idem": these may stand for the work; "ders." and "dies." stand for its author.
pub(crate) fn may_be_the_work(words: &str) -> bool {
    /// Their group in the vocabulary.
    const SAME_WORK: u8 = 2;
    terms::group(words, Term::SameAuthor) == Some(SAME_WORK)
}

/// What the words at `at` say of a work cited above, and where they end.
fn above(text: &str, at: usize) -> Option<(usize, BackReference)> {
    let words = &text[at..at + terms::at_start(&text[at..], ABOVE)?];
    if terms::is(words, Term::OpCit) {
        return is_op_cit(text, words).then_some((at + words.len(), BackReference::OpCit));
    }
    let (number, behind) = number(&text[at + words.len()..])?;
    let above = words.contains(char::is_whitespace) || words.contains('.');
    let plain = terms::group(words, Term::NoteNumber) == Some(PLAIN);
    let bracketed = || text[..at].ends_with(['(', '[']) && behind.starts_with([')', ']']);
    let beside = || terms::at_start(behind.trim_start_matches([',', ' ', '\u{a0}']), NOTE_NUMBER).is_some();
    // "n" is said of issues and samples, "footnote 4" in titles: alone, they stand where no year is told.
    let sure = plain && above || (plain || above || bracketed() || beside()) && !tells_a_year(text);
    sure.then(|| (text.len() - behind.len(), BackReference::Note(number)))
}

/// Whether words of [`Term::OpCit`] in `text` mean a work cited above. Letters with stops are small, for "L. C." is somebody's
/// name and "AAO" a society's; those that say other things too stand where no year is told.
pub(crate) fn is_op_cit(text: &str, words: &str) -> bool {
    let letters = words.split(|c: char| !c.is_alphanumeric()).all(|word| word.chars().count() < 2);
    let small = words.starts_with(char::is_lowercase);
    let written = if letters { small && words.contains('.') } else { small || words.contains(' ') };
    written && (terms::group(words, Term::OpCit) == Some(PLAIN) || !tells_a_year(text))
}

/// A note's number at the start of `text`, a stop before it aside, and what stands behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.trim_start_matches(['.', ' ', '\u{a0}']);
    let behind = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = digits[..digits.len() - behind.len()].parse().ok()?;
    (!behind.starts_with(char::is_alphanumeric)).then_some((number, behind))
}

/// Whether a text tells a year: "Trials (n 12) of two drugs, 2001" is no reference back.
fn tells_a_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).any(|year: u16| (1500..2100).contains(&year))
}

/// ", n. 12", " (Fn. 3)": the note that names the source, behind "op. cit.", and where it ends.
fn note_behind(text: &str, at: usize) -> Option<(u32, usize)> {
    let word = text[at..].trim_start_matches(['.', ' ', ',', '(', '\u{a0}']);
    let end = terms::at_start(word, NOTE_NUMBER)?;
    let (number, behind) = number(&word[end..])?;
    Some((number, text.len() - behind.trim_start_matches(')').len()))
}

/// Reads an entry that refers back; `None` when it doesn't.
///
/// "Ibid." opens its entry; "op. cit." follows a name, or opens it too.
pub(super) fn read(text: &str) -> Option<(Vec<Segment>, BackReference, Span)> {
    /// A back-reference is short: past this it is an entry that says "op. cit." somewhere.
    const BYTES: usize = 300;
    if text.len() > BYTES {
        return None;
    }
    let first = text.find(char::is_alphabetic)?;
    let (at, mut end, mut found) = match ibid(&text[first..]) {
        Some(length) => (first, first + length, BackReference::Ibid),
        None => words(text).find_map(|at| above(text, at).map(|(end, found)| (at, end, found)))?,
    };
    if found == BackReference::OpCit
        && let Some((number, behind)) = note_behind(text, end)
    {
        (end, found) = (behind, BackReference::Note(number));
    }
    // The bracket or the stop that closes the words is theirs.
    end += text[end..].len() - text[end..].trim_start_matches(['.', ')', ']']).len();
    let before = Span::new(0, at).trimmed(text, |c| matches!(c, ',' | ';' | '(' | ':'));
    // "See Lee (n 7) 101"; a name may be the same word: "See (n 7) 101".
    let signal = terms::at_start(before.of(text), SIGNAL).filter(|length| *length < before.len()).unwrap_or(0);
    let signal = Span::new(before.start, before.start + signal);
    let mut names = Span::new(signal.end, before.end).trimmed(text, |c| matches!(c, ',' | '.' | ' '));
    let mut dated = Span::new(names.end, names.end);
    // "Ann Lee (2013), a.a.O."
    if let Some(open) = names.of(text).rfind('(')
        && let Ok(("" | ")", _)) = date::bracketed(&text[names.start + open..names.end])
    {
        dated = Span::new(names.start + open, names.end);
        names = Span::new(names.start, names.start + open).trimmed(text, |c| c == ',');
    }
    // "Sattar, Foreign Policy, op. cit.": a short title after the name.
    let titled = names.of(text).rsplit_once(", ").filter(|(_, title)| title.split_whitespace().count() >= 3);
    let (author, title) = match titled {
        Some((author, title)) => {
            (Span::new(names.start, names.start + author.len()), Span::new(names.end - title.len(), names.end))
        }
        None => (names, Span::new(names.end, names.end)),
    };
    let mark = Span::new(at, end);
    let page = Span::new(end, text.len()).trimmed(text, |c| !c.is_alphanumeric());
    // "at 45"
    let word = terms::at_start(page.of(text), Terms::of(&[Term::Pinpoint])).unwrap_or(0);
    let page = Span::new(page.start + word, page.end).trimmed(text, |_| false);
    let confidence = Confidence::new(CONFIDENCE);
    let found_there = [
        (Label::Note, signal),
        (Label::Author, author),
        (Label::Title, title),
        (Label::Date, dated),
        (Label::Note, mark),
        (Label::Page, page),
    ];
    let told = found_there.into_iter().filter(|(_, span)| !span.is_empty());
    let segments = told.map(|(label, span)| Segment { label, span, confidence }).collect();
    Some((segments, found, mark))
}

/// Where the words of a text begin.
fn words(text: &str) -> impl Iterator<Item = usize> {
    let begins = |at: usize, c: char| c.is_alphabetic() && !text[..at].ends_with(char::is_alphanumeric);
    text.char_indices().filter(move |(at, c)| begins(*at, *c)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_references() {
        let cases = [
            ("Ibid.", Some(BackReference::Ibid)),
            ("Ibid., p. 12", Some(BackReference::Ibid)),
            ("Ebd., S. 3.", Some(BackReference::Ibid)),
            ("Ann Lee, op. cit.", Some(BackReference::OpCit)),
            ("Lee, a.a.O., S. 12", Some(BackReference::OpCit)),
            ("Lee, supra note 12, at 3", Some(BackReference::Note(12))),
            ("Lee, supra n. 12, at 3", Some(BackReference::Note(12))),
            ("Lee, op. cit., n. 12, p. 3", Some(BackReference::Note(12))),
            ("Lee (2013), a. a. O. (Anm. 7), S. 3", Some(BackReference::Note(7))),
            ("Lee (oben N. 7) 101", Some(BackReference::Note(7))),
            ("Lee (n 7) 101", Some(BackReference::Note(7))),
            ("Lee, Of Ponds (n. 12) 3–4", Some(BackReference::Note(12))),
            ("Lee, above n 12, at 3", Some(BackReference::Note(12))),
            ("Lee, above note 12, 3", Some(BackReference::Note(12))),
            ("Lee, supra n 12, 34", Some(BackReference::Note(12))),
            ("Lee (n 7) 101 (emphasis in the original)", Some(BackReference::Note(7))),
            ("Lee (note 12) 34", Some(BackReference::Note(12))),
            ("Lee (fn 12) 34", Some(BackReference::Note(12))),
            ("Lee, note 12 above, at 34", Some(BackReference::Note(12))),
            ("Lee, o. c., p. 12", Some(BackReference::OpCit)),
            ("Lee (2013), op. cit., p. 12", Some(BackReference::OpCit)),
            ("Lee, aaO S. 12", Some(BackReference::OpCit)),
            ("Lee, A. (1999). Search for a W boson. Physics, 12, 3-4.", None),
            ("Lee, A. (1999). Storage of milk at 4 o C. Food, 12, 3-4.", None),
            ("Adeyemi AAO, Lee B. Of ponds. Lancet 2001;3:4-5.", None),
            ("Lee, A. (2001). Footnote 4 and the common law. Law, 12, 3-9.", None),
            ("Smith FN. 12-week outcomes. Lancet 2001;3:4-5.", None),
            ("Lee (2013), supra note 7, at 3", Some(BackReference::Note(7))),
            ("Ib Friis, Forests and trees, Kew, 1992.", None),
            ("Ivi, A. (2001). On tests.", None),
            ("Ibid. S. 5", Some(BackReference::Ibid)),
            ("Id. at 12 (emphasis added).", Some(BackReference::Ibid)),
            ("Id. at 12.", Some(BackReference::Ibid)),
            ("Id., pp. 12–13", Some(BackReference::Ibid)),
            ("Idem, Of Ponds, News, 2001.", None),
            ("Lee, O. C., Of Ponds, News, 2001.", None),
            ("Lee, n. 12, 2001.", None),
            ("Lee (n 99999999999)", None),
            ("Lee, A. (2001). A small study (n 4). Ponds, 3, 4-9.", None),
            ("Ann Lee, “Ponds (n = 12)”, News, 2001.", None),
            ("Ann Lee, Trials (n 12) of two drugs, News 2001.", None),
            ("Ann Lee, Above n 12 dB: noise in ponds. News, 2001.", None),
            ("Ann Lee, Ponds (new 12) and above, News, 2001.", None),
            ("Ann Lee, “A Title”, News, 2001.", None),
        ];
        for (text, want) in cases {
            assert_eq!(read(text).map(|f| f.1), want, "{text}");
        }
    }
}
