//! "Ibid., p. 5", "Roe, op. cit.": entries that refer back.

use nom::branch::alt;
use nom::bytes::complete::tag_no_case;
use nom::character::complete::{char, digit1, satisfy, space0};
use nom::combinator::{map, map_opt, not, opt, peek, recognize, value};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::BackReference;
use super::date::grammar as date;
use super::label::{Label, Segment};
use crate::terms::{self, Term, Terms};
use crate::{Confidence, Span};

/// How sure such a reading is: nearly always right.
const CONFIDENCE: f64 = 0.95;

/// "Ibid.", "ebd.", "ebenda", "там же"
fn ibid(input: &str) -> IResult<&str, BackReference> {
    let word = alt((
        tag_no_case("ibidem"),
        tag_no_case("ibid."),
        tag_no_case("ibid"),
        tag_no_case("ebenda"),
        tag_no_case("ebd."),
        tag_no_case("ivi"),
        tag_no_case("там же"),
    ));
    value(BackReference::Ibid, terminated(word, peek(not(satisfy(char::is_alphanumeric))))).parse(input)
}

/// "op. cit.", "a.a.O.", "loc. cit."
fn op_cit(input: &str) -> IResult<&str, BackReference> {
    let latin = recognize((
        alt((tag_no_case("op"), tag_no_case("loc"), tag_no_case("art"))),
        opt(char('.')),
        space0,
        tag_no_case("cit"),
        opt(char('.')),
    ));
    let german = alt((tag_no_case("a. a. o."), tag_no_case("a.a.o."), tag_no_case("a. a. o"), tag_no_case("a.a.o")));
    let russian = tag_no_case("указ. соч.");
    value(BackReference::OpCit, alt((latin, german, russian))).parse(input)
}

/// "n" or "n."
fn note_letter(input: &str) -> IResult<&str, &str> {
    recognize((tag_no_case("n"), opt(char('.')))).parse(input)
}

fn number(input: &str) -> IResult<&str, u32> {
    map_opt(digit1, |digits: &str| digits.parse().ok()).parse(input)
}

/// "supra note 12", "(fn. 12)", "(Anm. 12)"
fn note_number(input: &str) -> IResult<&str, BackReference> {
    let word = alt((
        recognize((tag_no_case("supra"), space0, alt((tag_no_case("note"), note_letter)))),
        recognize((tag_no_case("oben"), space0, alt((tag_no_case("n."), tag_no_case("anm."), tag_no_case("fn."))))),
        tag_no_case("fn."),
        tag_no_case("anm."),
    ));
    map(preceded((word, space0), number), BackReference::Note).parse(input)
}

/// "above n 12", "(n 12)": the words of a note, and also of heights and samples.
fn note_of_law(input: &str) -> IResult<&str, BackReference> {
    let above = preceded((tag_no_case("above"), space0, alt((tag_no_case("note"), note_letter)), space0), number);
    let bracketed = delimited((char('('), note_letter, space0), number, char(')'));
    map(alt((above, bracketed)), BackReference::Note).parse(input)
}

/// Whether a text tells a year: "Trials (n 12) of two drugs, 2001" is no reference back.
fn tells_a_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).any(|year: u16| (1500..2100).contains(&year))
}

/// ", n. 12", " (Fn. 3)": the note that names the source, behind "op. cit."
fn note_behind(input: &str) -> IResult<&str, BackReference> {
    let word = alt((
        tag_no_case("note"),
        tag_no_case("anm"),
        tag_no_case("fn"),
        tag_no_case("nota"),
        tag_no_case("noot"),
        tag_no_case("n"),
    ));
    let open = (space0, opt(char(',')), space0, opt(char('(')));
    let note = preceded((open, word, opt(char('.')), space0), map_opt(digit1, |d: &str| d.parse().ok()));
    map(terminated(note, opt(char(')'))), BackReference::Note).parse(input)
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
    let starts_word = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric);
    let first = text.find(char::is_alphabetic)?;
    // Those of `ibid`: "i" and "İ", "e", "т" and "Т".
    let may_be_ibid = matches!(text.as_bytes()[first], b'i' | b'I' | 0xc4 | b'e' | b'E' | 0xd0 | 0xd1);
    let opening = may_be_ibid.then(|| ibid(&text[first..]).ok()).flatten();
    let (at, rest, found) = match opening {
        Some((rest, found)) => (first, rest, found),
        None if !holds_a_sign(text.as_bytes()) => return None,
        None => others(text.as_bytes()).filter(starts_word).find_map(|at| {
            let sure = alt((op_cit, note_number)).parse(&text[at..]);
            let found = sure.or_else(|error| if tells_a_year(text) { Err(error) } else { note_of_law(&text[at..]) });
            found.ok().map(|(rest, found)| (at, rest, found))
        })?,
    };
    let (rest, found) = match found {
        BackReference::OpCit => note_behind(rest).unwrap_or((rest, found)),
        _ => (rest, found),
    };
    let end = text.len() - rest.len();
    let mut names = Span::new(0, at).trimmed(text, |c| matches!(c, ',' | ';' | '(' | ':'));
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

/// Whether four bytes in a row stand somewhere that the words of [`op_cit`] and [`note_number`] hold: one pass without
/// branches, which spares nearly all entries the search for them.
fn holds_a_sign(bytes: &[u8]) -> bool {
    const ANY: u8 = b'?';
    // In lower case as `| 0x20` makes it; the second is "cİt", the last "ук".
    const SIGNS: [[u8; 4]; 12] = [
        *b"oben",
        *b"?cit",
        [b'c', 0xe4, 0xb0, b't'],
        *b"a.a.",
        *b"a. a",
        *b"supr",
        *b"fn.?",
        *b"anm.",
        *b"abov",
        [b'(', b'n', b' ', ANY],
        [b'(', b'n', b'.', ANY],
        [ANY, 0xa3, 0xf0, 0xba],
    ];
    let is = |window: &[u8], sign: &[u8; 4]| {
        (0..4).fold(true, |is, at| is & (sign[at] == ANY || window[at] | 0x20 == sign[at]))
    };
    bytes.windows(4).fold(false, |found, window| SIGNS.iter().fold(found, |found, sign| found | is(window, sign)))
}

/// Places where a word begins as those of [`op_cit`] and [`note_number`] do, and perhaps some inside a word: a cheap
/// search, which spares nearly all places the rules.
fn others(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let begins = |rest: &[u8], beginning: &[u8]| {
        rest.get(..beginning.len()).is_some_and(|word| word.eq_ignore_ascii_case(beginning))
    };
    let may_be = move |rest: &[u8]| match rest[0] {
        b'o' | b'O' => begins(rest, b"op") || begins(rest, b"oben"),
        b'l' | b'L' => begins(rest, b"loc"),
        b'a' | b'A' => {
            [&b"art"[..], b"a.a.", b"a. a", b"anm.", b"above"].iter().any(|beginning| begins(rest, beginning))
        }
        b's' | b'S' => begins(rest, b"supra"),
        b'f' | b'F' => begins(rest, b"fn."),
        b'(' => begins(rest, b"(n"),
        // "у" and "У".
        0xd0 | 0xd1 => rest.starts_with("у".as_bytes()) || rest.starts_with("У".as_bytes()),
        _ => false,
    };
    let inside = move |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    (0..bytes.len()).filter(move |at| may_be(&bytes[*at..]) && !inside(*at))
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
