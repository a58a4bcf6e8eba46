//! The grammar of volume, issue and pages as they stand at the end of an entry.

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
    /// A bare number whose kind only its surroundings can tell.
    pub number: Option<&'t str>,
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

/// "28(2)", "3 (01)", "64(2)", "pp53(2)", "VI(I)"
fn volume_issue(input: &str) -> IResult<&str, (&str, &str)> {
    let bracketed = preceded(space0, delimited(char('('), alt((double, numeral)), char(')')));
    preceded(opt(alt((volume_word, page_word))), (numeral, bracketed)).parse(input)
}

/// "Volume 45, Number 4", "vol. 3, no. 2"
fn worded(input: &str) -> IResult<&str, (&str, Option<&str>)> {
    let issue = preceded((sep, issue_word), alt((double, numeral)));
    (preceded(volume_word, numeral), opt(issue)).parse(input)
}

fn pages(input: &str) -> IResult<&str, &str> {
    alt((preceded(page_word, alt((range, numeral))), range)).parse(input)
}

/// One way to print a numeration.
fn shape(input: &str) -> IResult<&str, Numeration<'_>> {
    let after = || preceded(sep, pages);
    let none = Numeration::default();
    alt((
        map((volume_issue, opt(after())), move |((v, i), p)| Numeration {
            volume: Some(v),
            issue: Some(i),
            pages: p,
            ..none
        }),
        map((worded, opt(after())), move |((v, i), p)| Numeration { volume: Some(v), issue: i, pages: p, ..none }),
        // "VI, 6, 21-36"
        map((numeral, sep, numeral, (sep, not(dash)), range), move |(v, _, i, _, p)| Numeration {
            volume: Some(v),
            issue: Some(i),
            pages: Some(p),
            ..none
        }),
        // "(4), 1059-1067"
        map((delimited(char('('), alt((double, numeral)), char(')')), opt(after())), move |(i, p)| Numeration {
            issue: Some(i),
            pages: p,
            ..none
        }),
        // "6, 76-86"
        map((numeral, sep, pages), move |(v, _, p)| Numeration { volume: Some(v), pages: Some(p), ..none }),
        map(preceded(issue_word, alt((double, numeral))), move |i| Numeration { issue: Some(i), ..none }),
        map(pages, move |p| Numeration { pages: Some(p), ..none }),
        map(verify(digit1, |d: &str| d.len() <= 3), move |n| Numeration { number: Some(n), ..none }),
    ))
    .parse(input)
}

/// A numeration that ends the input, closing marks aside; in brackets or not.
pub(crate) fn final_numeration(input: &str) -> IResult<&str, Numeration<'_>> {
    let end = || (many0_count(one_of(" .,;:)")), eof);
    alt((terminated(shape, end()), terminated(delimited(char('('), shape, char(')')), end()))).parse(input)
}

/// A numeration in brackets right where the input starts: "(Vol. 175)", "(pp. 12–34)", "(Vol. 3, pp. 4-5)".
pub(crate) fn bracketed_numeration(input: &str) -> IResult<&str, Numeration<'_>> {
    let worded = peek(preceded(char('('), alt((volume_word, page_word, issue_word))));
    preceded(worded, delimited(char('('), shape, char(')'))).parse(input)
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
    let all =
        (preceded((opt(year), opt(volume_word)), value()), opt(issue), opt(pages), (many0_count(one_of(" .,;:")), eof));
    map(all, |(v, i, p, _)| Numeration { volume: Some(v), issue: i, pages: p, number: None }).parse(input)
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

/// Where the numeration that ends `text` starts, and what it holds: the longest that reads as one.
///
/// It starts where a word does: after white space, a comma, a bracket. Linear: a numeration is at most
/// [`FINAL_BYTES`] long.
pub(crate) fn find_final(text: &str) -> Option<(usize, Numeration<'_>)> {
    let mut from = text.len().saturating_sub(FINAL_BYTES);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..]
        .char_indices()
        .map(|(i, c)| (from + i, c))
        .filter(|&(i, c)| {
            let starts = i == 0 || text[..i].ends_with(|b: char| b.is_whitespace() || matches!(b, ',' | '.' | ')'));
            (starts && c.is_alphanumeric()) || c == '('
        })
        .find_map(|(i, _)| final_numeration(&text[i..]).ok().map(|(_, n)| (i, n)))
}

const FINAL_BYTES: usize = 80;

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

    #[test]
    fn final_numerations() {
        let cases = [
            ("J, 10(1), 57-77", 3, "v=10 i=1 p=57-77"),
            ("J, 3 (01), 115-131", 3, "v=3 i=01 p=115-131"),
            ("J 28 (2), 55–68", 2, "v=28 i=2 p=55–68"),
            ("J, 7(2). 1-436", 3, "v=7 i=2 p=1-436"),
            ("J, 7(2).1-97", 3, "v=7 i=2 p=1-97"),
            ("J, 32(1) 1-25.", 3, "v=32 i=1 p=1-25"),
            ("J, 64(2),", 3, "v=64 i=2"),
            ("J, VI(I) 97-111", 3, "v=VI i=I p=97-111"),
            ("J, VI, 6, 21-36.", 3, "v=VI i=6 p=21-36"),
            ("J 12, S. 3–9", 2, "v=12 p=3–9"),
            ("J, 6, 76-86.", 3, "v=6 p=76-86"),
            ("J (4), 1059-1067.", 2, "i=4 p=1059-1067"),
            ("J, pp53(2).", 3, "v=53 i=2"),
            ("J, Volume 45, Number 4, pp. 557-75.", 3, "v=45 i=4 p=557-75"),
            ("Institute, 75.", 11, "n=75"),
            ("B (pp. 12–34).", 2, "p=12–34"),
        ];
        for (text, at, want) in cases {
            let (found_at, n) = find_final(text).unwrap_or_else(|| panic!("{text}"));
            let part = |name, value: Option<&str>| value.map(|v| format!("{name}={v}"));
            let parts = [part("v", n.volume), part("i", n.issue), part("p", n.pages), part("n", n.number)];
            let found = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            assert_eq!((found_at, found.as_str()), (at, want), "{text}");
        }
        for none in ["A study of 2018.", "The Taliban 2.0 and more", "DAWN Newspaper."] {
            assert_eq!(find_final(none), None, "{none}");
        }
    }
}
