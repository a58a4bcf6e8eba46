//! "Ibid., p. 5", "Roe, op. cit.": entries that refer back.

use nom::branch::alt;
use nom::bytes::complete::tag_no_case;
use nom::character::complete::{char, digit1, satisfy, space0};
use nom::combinator::{map, map_opt, not, opt, peek, recognize, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::Segments;
use crate::Span;
use crate::reference::BackReference;
use crate::reference::label::Label;

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

/// "supra note 12", "(fn. 12)", "(Anm. 12)"
fn note_number(input: &str) -> IResult<&str, BackReference> {
    let word = alt((
        recognize((tag_no_case("supra"), space0, tag_no_case("note"))),
        recognize((tag_no_case("fn."), space0)),
        recognize((tag_no_case("anm."), space0)),
    ));
    map(map_opt(preceded((word, space0), digit1), |d: &str| d.parse().ok()), BackReference::Note).parse(input)
}

/// Reads an entry that refers back; `None` when it doesn't.
///
/// "Ibid." opens its entry; "op. cit." follows a name, or opens it too.
pub(super) fn read(text: &str) -> Option<(Segments, BackReference, Span)> {
    /// A back-reference is short: past this it is an entry that says "op. cit." somewhere.
    const BYTES: usize = 300;
    if text.len() > BYTES {
        return None;
    }
    if !may_refer_back(text) {
        return None;
    }
    let starts = || {
        text.char_indices()
            .filter(|&(i, c)| c.is_alphabetic() && !text[..i].ends_with(char::is_alphanumeric))
            .map(|(i, _)| i)
    };
    let first = starts().next()?;
    let (at, rest, found) = match ibid(&text[first..]) {
        Ok((rest, found)) => (first, rest, found),
        Err(_) => starts().find_map(|i| alt((op_cit, note_number)).parse(&text[i..]).ok().map(|(r, f)| (i, r, f)))?,
    };
    let end = text.len() - rest.len();
    let mut segments = Segments::default();
    let names = Span::new(0, at).trimmed(text, |c| matches!(c, ',' | ';' | '(' | ':'));
    // "Sattar, Foreign Policy, op. cit.": a short title after the name.
    match names.of(text).rsplit_once(", ").filter(|(_, title)| title.split_whitespace().count() >= 3) {
        Some((author, title)) => {
            segments.add(Label::Author, Span::new(names.start, names.start + author.len()));
            segments.add(Label::Title, Span::new(names.end - title.len(), names.end));
        }
        None => segments.add(Label::Author, names),
    }
    let mark = Span::new(at, end);
    segments.add(Label::Note, mark);
    segments.add(Label::Page, Span::new(end, text.len()).trimmed(text, |c| !c.is_alphanumeric()));
    Some((segments, found, mark))
}

/// Whether some word begins as one of the words above does: cheap, and it spares most entries the search.
fn may_refer_back(text: &str) -> bool {
    const BEGINNINGS: [&[u8]; 12] =
        [b"ibi", b"ebe", b"ebd", b"ivi", b"op", b"loc", b"art", b"a.a", b"a. ", b"sup", b"fn.", b"anm"];
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        BEGINNINGS.iter().any(|b| bytes.get(at..at + b.len()).is_some_and(|word| word.eq_ignore_ascii_case(b)))
    };
    let starts = bytes.iter().enumerate().filter(|&(i, b)| match b {
        b if b.is_ascii_alphabetic() => i == 0 || !bytes[i - 1].is_ascii_alphanumeric(),
        // Cyrillic has no short way.
        b => *b == 0xd1 || *b == 0xd0,
    });
    starts.into_iter().any(|(i, b)| !b.is_ascii() || begins(i))
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
            ("Ann Lee, “A Title”, News, 2001.", None),
        ];
        for (text, want) in cases {
            assert_eq!(read(text).map(|f| f.1), want, "{text}");
        }
    }
}
