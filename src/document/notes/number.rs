//! The number that a note starts with, in every form that papers print and extractors leave.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while1};
use nom::character::complete::{char, digit1, satisfy, space0, space1};
use nom::combinator::{eof, map_opt, not, peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::document::lines::{Line, LineKind};

/// How a document writes the number at the start of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// "12 Text", "12Text", "¹² Text", "<sup>12</sup> Text", or "12" above its text: what raised numbers become.
    Raised,
    /// "12. Text"
    Dotted,
    /// "12) Text", "(12) Text", "[12] Text"
    Bracketed,
    /// "[^12]: Text"
    Caret,
}

/// All of them, in the order in which they are tried.
pub(super) const STYLES: [Style; 4] = [Style::Caret, Style::Raised, Style::Dotted, Style::Bracketed];

/// A line that may start a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) line: usize,
    pub(super) number: u32,
    /// Where the text after the number starts; `None` when the number stands alone on its line.
    pub(super) text_start: Option<usize>,
    pub(super) style: Style,
}

/// Notes aren't numbered higher.
const HIGHEST: u32 = 3000;

fn number(input: &str) -> IResult<&str, u32> {
    map_opt(verify(digit1, |d: &str| d.len() <= 4 && !d.starts_with('0')), |d: &str| {
        d.parse().ok().filter(|n| *n <= HIGHEST)
    })
    .parse(input)
}

fn bare(input: &str) -> IResult<&str, u32> {
    terminated(number, space1).parse(input)
}

/// "1Vgl. Müller": a raised number that lost its blank. "3D", "2nd" and "4WD" are words.
fn glued(input: &str) -> IResult<&str, u32> {
    let word = recognize((satisfy(char::is_uppercase), take_while1(|c: char| c.is_lowercase() || c == '.')));
    let opens = alt((word, recognize(satisfy(|c| matches!(c, '„' | '“' | '»' | '«' | '‘' | '"' | '§')))));
    terminated(number, peek(opens)).parse(input)
}

/// "¹²"
fn raised_digits(input: &str) -> IResult<&str, u32> {
    map_opt(terminated(take_while1(is_raised), space0), |digits: &str| {
        digits.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(raised_value(c)?))
    })
    .parse(input)
}

/// "<sup>12</sup>"
fn superscript(input: &str) -> IResult<&str, u32> {
    terminated(delimited(tag_no_case("<sup>"), number, tag_no_case("</sup>")), space0).parse(input)
}

fn dotted(input: &str) -> IResult<&str, u32> {
    terminated(number, (char('.'), space1)).parse(input)
}

fn bracketed(input: &str) -> IResult<&str, u32> {
    let closed = terminated(number, char(')'));
    let round = delimited(char('('), number, char(')'));
    let square = delimited(char('['), number, char(']'));
    terminated(alt((closed, round, square)), space1).parse(input)
}

fn caret(input: &str) -> IResult<&str, u32> {
    terminated(delimited(tag("[^"), number, tag("]:")), space0).parse(input)
}

fn alone(input: &str) -> IResult<&str, u32> {
    let digits = alt((raised_digits, number));
    terminated(digits, (space0, eof)).parse(input)
}

/// Whether a character is a raised digit.
pub(super) fn is_raised(c: char) -> bool {
    raised_value(c).is_some()
}

/// What a raised digit counts.
pub(super) fn raised_value(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(u32::from(c) - u32::from('⁰')),
        _ => None,
    }
}

/// Reads the start of line `i` as that of a note.
pub(super) fn candidate(text: &str, lines: &[Line], i: usize) -> Option<Candidate> {
    let line = &lines[i];
    if matches!(line.kind, LineKind::Blank | LineKind::Table) {
        return None;
    }
    let body = line.text(text).trim();
    if let Ok((_, number)) = alone(body) {
        return Some(Candidate { line: i, number, text_start: None, style: Style::Raised });
    }
    let body = line.text(text).trim_start();
    let raised = alt((superscript, raised_digits, bare, glued));
    let forms = alt((
        caret.map(|n| (Style::Caret, n)),
        raised.map(|n| (Style::Raised, n)),
        dotted.map(|n| (Style::Dotted, n)),
        bracketed.map(|n| (Style::Bracketed, n)),
    ));
    let (rest, (style, number)) = preceded(not(eof), forms).parse(body).ok()?;
    (opens(rest) && number > 0).then_some(Candidate {
        line: i,
        number,
        text_start: Some(line.span.end - rest.len()),
        style,
    })
}

/// Whether a note's text may start so.
pub(super) fn opens(rest: &str) -> bool {
    const WORDS: [&str; 22] = [
        "http", "www.", "see ", "cf", "vgl", "ibid", "id.", "ebd", "ebenda", "siehe", "s. ", "ders", "dies", "idem",
        "op.", "loc.", "ivi", "v. ", "so ", "zit", "also ", "voir",
    ];
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return false };
    let upper = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase());
    if upper || matches!(first, '“' | '"' | '«' | '»' | '„' | '‘' | '‚' | '\'' | '*' | '_' | '§' | '(' | '[')
    {
        return true;
    }
    let lower: String = rest.chars().take(8).flat_map(char::to_lowercase).collect();
    WORDS.iter().any(|word| lower.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn numbers_of_notes() {
        let cases = [
            ("12 Text of it", Some((12, Style::Raised, "Text of it"))),
            ("12Vgl. Roe", Some((12, Style::Raised, "Vgl. Roe"))),
            ("1„Ein Zitat“", Some((1, Style::Raised, "„Ein Zitat“"))),
            ("¹² Text", Some((12, Style::Raised, "Text"))),
            ("<sup>3</sup>Text", Some((3, Style::Raised, "Text"))),
            ("12. Text", Some((12, Style::Dotted, "Text"))),
            ("12) Text", Some((12, Style::Bracketed, "Text"))),
            ("(12) Text", Some((12, Style::Bracketed, "Text"))),
            ("[^12]: Text", Some((12, Style::Caret, "Text"))),
            ("4 ibid., p. 3", Some((4, Style::Raised, "ibid., p. 3"))),
            ("12", Some((12, Style::Raised, ""))),
            ("3D", None),
            ("2nd of it", None),
            ("12 and more", None),
            ("0 Text", None),
            ("007 Text", None),
            ("99999 Text", None),
            ("1.2 Text", None),
            ("Text", None),
        ];
        for (line, want) in cases {
            let found = candidate(line, &lines(line), 0);
            let found = found.map(|c| (c.number, c.style, c.text_start.map_or("", |start| &line[start..])));
            assert_eq!(found, want, "{line}");
        }
    }
}
