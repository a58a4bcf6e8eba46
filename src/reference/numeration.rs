//! The grammar of volume, issue and pages where one stretch holds several of them.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while1};
use nom::character::complete::{alpha0, char, digit1, one_of, satisfy, space0};
use nom::combinator::{eof, map, not, opt, peek, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// What a numeration holds, as slices of the entry: markers left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numeration<'t> {
    pub volume: Option<&'t str>,
    pub issue: Option<&'t str>,
    pub pages: Option<&'t str>,
}

fn roman(input: &str) -> IResult<&str, &str> {
    terminated(take_while1(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')), peek(not(satisfy(char::is_alphanumeric))))
        .parse(input)
}

/// "12", "07", "A12", "12a"
fn numeral(input: &str) -> IResult<&str, &str> {
    let arabic =
        recognize((opt(satisfy(|c| c.is_ascii_uppercase())), digit1, opt(satisfy(|c| c.is_ascii_lowercase()))));
    let whole = terminated(arabic, peek(not(satisfy(char::is_alphanumeric))));
    verify(alt((whole, roman)), |n: &str| n.len() <= 8).parse(input)
}

fn dash(input: &str) -> IResult<&str, &str> {
    recognize((space0, take_while1(|c| matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−')), space0)).parse(input)
}

/// "1–2", "3/4": one issue of two numbers.
fn double(input: &str) -> IResult<&str, &str> {
    recognize((numeral, alt((dash, tag("/"))), numeral)).parse(input)
}

/// "115-131", "S12–S19", "1-436"
fn range(input: &str) -> IResult<&str, &str> {
    let page = || terminated(recognize((alpha0, digit1)), peek(not(satisfy(char::is_alphabetic))));
    verify(recognize((page(), dash, page())), |r: &str| r.len() <= 24).parse(input)
}

/// Marks and space between the parts; at most a few.
fn sep(input: &str) -> IResult<&str, &str> {
    recognize((space0, opt(one_of(",.;:")), space0)).parse(input)
}

fn volume_word(input: &str) -> IResult<&str, &str> {
    let word =
        alt((tag_no_case("volume"), tag_no_case("vol"), tag_no_case("band"), tag_no_case("bd"), tag_no_case("jg")));
    recognize((word, opt(char('.')), space0)).parse(input)
}

fn issue_word(input: &str) -> IResult<&str, &str> {
    let word = alt((
        tag_no_case("number"),
        tag_no_case("no"),
        tag_no_case("nr"),
        tag_no_case("issue"),
        tag_no_case("heft"),
        tag("H"),
        tag("№"),
    ));
    recognize((word, opt(char('.')), space0)).parse(input)
}

fn page_word(input: &str) -> IResult<&str, &str> {
    let word = alt((tag_no_case("pages"), tag_no_case("page"), tag_no_case("pp"), tag_no_case("p"), tag("S")));
    recognize((word, opt(char('.')), space0)).parse(input)
}

/// What a stretch that was taken for a volume holds beside it: "12(3)", "41, no. 2", "14(3):153-60".
///
/// The first value is any run of characters that part nothing: "XIV bis", "79-3".
pub(crate) fn of_volume(input: &str) -> IResult<&str, Numeration<'_>> {
    let run = || take_while1(|c| !matches!(c, '(' | '[' | ')' | ']' | ':' | ',' | ';'));
    // Marks alone are no value: the quotation mark that closes a title before "6 vol.".
    let value = || verify(map(run(), without_end), |v: &str| v.contains(char::is_alphanumeric));
    let bracketed = delimited((space0, one_of("([")), value(), one_of(")]"));
    let worded = preceded((sep, issue_word), value());
    let issue = alt((bracketed, worded));
    let pages = preceded((space0, one_of(",:"), space0, opt(page_word)), alt((range, numeral)));
    // "2019;14(3)": the year is said elsewhere.
    let year = (verify(digit1, |d: &str| d.len() == 4), char(';'), space0);
    let all = (
        preceded((opt(year), opt(alt((volume_word, tag("pp"))))), value()),
        opt(issue),
        opt(pages),
        (many0_count(one_of(" .,;:")), eof),
    );
    map(all, |(v, i, p, _)| Numeration { volume: Some(v), issue: i, pages: p }).parse(input)
}

/// A value without the stop and the dash behind it: "Vol. 1. –".
fn without_end(value: &str) -> &str {
    value.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '–' | '—'))
}

/// What a stretch that was taken for an issue holds beside it: "3):29-38", "no. 4, pp. 1-9".
pub(crate) fn of_issue(input: &str) -> IResult<&str, Numeration<'_>> {
    alt((issue_then_volume, issue_then_pages)).parse(input)
}

/// "Heft 14, Jg. 11", "H. 3, 61. Jahrgang"
fn issue_then_volume(input: &str) -> IResult<&str, Numeration<'_>> {
    let word = alt((tag_no_case("jahrgang"), tag_no_case("jg")));
    let numbered_year = terminated(numeral, (opt(char('.')), space0, word, opt(char('.'))));
    let volume = alt((preceded(volume_word, numeral), numbered_year));
    let all = (issue_word, alt((double, numeral)), sep, volume, (many0_count(one_of(" .,;:")), eof));
    map(all, |(_, i, _, v, _)| Numeration { volume: Some(v), issue: Some(i), ..Numeration::default() }).parse(input)
}

fn issue_then_pages(input: &str) -> IResult<&str, Numeration<'_>> {
    let open = opt((one_of("(["), space0));
    let value = map(take_while1(|c| !matches!(c, ')' | ']' | ':' | ';')), str::trim_end);
    let close = (opt(one_of(")]")), space0, one_of(",:;"), space0, opt(page_word));
    // "25), 1, 8": pages of a newspaper.
    let list = recognize((alt((range, numeral)), many0_count((space0, char(','), space0, alt((range, numeral))))));
    let all = (open, preceded(opt(issue_word), value), preceded(close, list), (many0_count(one_of(" .,;:")), eof));
    map(all, |(_, i, p, _)| Numeration { issue: Some(i), pages: Some(p), ..Numeration::default() }).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_hold_more_than_their_label_says() {
        let show = |n: Numeration<'_>| [n.volume, n.issue, n.pages].map(Option::unwrap_or_default).join("|");
        let volumes = [
            ("12(3)", "12|3|"),
            ("vol. 41, no. 2", "41|2|"),
            ("14 (3):153-60.", "14|3|153-60"),
            ("18", "18||"),
            ("2019;14(3):153-60.", "14|3|153-60"),
            ("14(Suppl.1)", "14|Suppl.1|"),
            ("Vol. 1. –", "1||"),
        ];
        for (text, want) in volumes {
            assert_eq!(of_volume(text).map(|f| show(f.1)), Ok(want.to_owned()), "{text}");
        }
        assert!(of_volume("\" , 6 vol.,").is_err(), "a mark is no volume");
        let issues = [
            ("3):29-38", "|3|29-38"),
            ("(no. 4), pp. 1-9", "|4|1-9"),
            ("25), 1, 8", "|25|1, 8"),
            ("Heft 14, Jg. 11,", "11|14|"),
            ("H. 3/4, 61. Jahrgang", "61|3/4|"),
        ];
        for (text, want) in issues {
            assert_eq!(of_issue(text).map(|f| show(f.1)), Ok(want.to_owned()), "{text}");
        }
    }
}
