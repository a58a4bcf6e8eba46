//! Footnotes and endnotes: where each starts and ends, its marks in the text, and the sources in it.

use std::collections::BTreeMap;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, digit1, satisfy, space0, space1};
use nom::combinator::{map_opt, not, peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::clean::{CleanText, Vocabulary, clean};
use super::heading::name as heading_name;
use super::lines::{Line, LineKind};
use super::url::{mend_urls, url_starts};
use crate::Span;

/// A note, read: it may hold sources, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct Note {
    /// Its number.
    pub number: u32,
    /// Where it stands in the document, its number included.
    pub span: Span,
    /// Its text without the number.
    pub text: CleanText,
    /// The sources in it, as spans of its text; empty for a note that only explains.
    pub sources: Vec<Span>,
}

/// A note's mark in the running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct NoteMark {
    /// The note's number.
    pub number: u32,
    /// Where the number stands in the document.
    pub span: Span,
}

/// How a document writes the number at the start of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// "12 Text"
    Bare,
    /// "12. Text"
    Dotted,
    /// "[^12]: Text"
    Caret,
    /// "<sup>12</sup> Text"
    Superscript,
}

/// A line that may start a note.
struct Candidate {
    line: usize,
    number: u32,
    /// Where the text after the number starts.
    text_start: usize,
    style: Style,
    /// Whether a blank line or a page's start stands before it.
    apart: bool,
}

/// Numbers may be skipped (a note that extraction lost), but not many at once.
const GAP: u32 = 3;
/// Fewer numbered lines than these are no system of notes.
const FEWEST: usize = 3;

fn number(input: &str) -> IResult<&str, u32> {
    map_opt(verify(digit1, |d: &str| d.len() <= 4), |d: &str| d.parse().ok()).parse(input)
}

fn bare(input: &str) -> IResult<&str, u32> {
    terminated(number, space1).parse(input)
}

fn dotted(input: &str) -> IResult<&str, u32> {
    terminated(number, (alt((char('.'), char(')'))), space1)).parse(input)
}

fn caret(input: &str) -> IResult<&str, u32> {
    terminated(delimited(tag("[^"), number, tag("]:")), space0).parse(input)
}

fn superscript(input: &str) -> IResult<&str, u32> {
    terminated(delimited(tag_no_case("<sup>"), number, tag_no_case("</sup>")), space0).parse(input)
}

/// A rule that reads a note's number.
type Rule = fn(&str) -> IResult<&str, u32>;

fn candidate(text: &str, lines: &[Line], i: usize) -> Option<Candidate> {
    let line = &lines[i];
    if matches!(line.kind, LineKind::Blank | LineKind::Furniture | LineKind::Table) {
        return None;
    }
    let body = line.text(text).trim_start();
    let styles: [(Style, Rule); 4] =
        [(Style::Caret, caret), (Style::Superscript, superscript), (Style::Dotted, dotted), (Style::Bare, bare)];
    let (style, rest, number) =
        styles.into_iter().find_map(|(style, rule)| rule(body).ok().map(|(rest, n)| (style, rest, n)))?;
    let opens =
        rest.starts_with(|c: char| {
            c.is_uppercase()
                || matches!(c, '“' | '"' | '«' | '„' | '‘' | '*' | '_')
                || (c.is_alphabetic() && !c.is_lowercase())
        }) || ["http", "www.", "see ", "cf. ", "vgl. ", "ibid"].iter().any(|s| rest.to_lowercase().starts_with(s));
    let apart = line.page_start || i.checked_sub(1).is_none_or(|p| lines[p].kind == LineKind::Blank);
    let text_start = line.span.end - rest.len();
    opens.then_some(Candidate { line: i, number, text_start, style, apart })
}

/// The heaviest run of numbers that ascend by at most [`GAP`]: indices into `items`, in order. Linear.
fn chain<T>(items: &[T], number: impl Fn(&T) -> u32, weight: impl Fn(&T) -> u32) -> Vec<usize> {
    let mut best: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
    let mut back: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let n = number(item);
        // Of equals, the nearest number below: the fewest gaps.
        let before = best.range(n.saturating_sub(GAP)..n).map(|(_, b)| *b).max_by_key(|b| b.0);
        let total = weight(item) + before.map_or(0, |b| b.0);
        back.push(before.map(|b| b.1));
        let entry = best.entry(n).or_insert((0, i));
        if total > entry.0 {
            *entry = (total, i);
        }
    }
    let mut at = best.values().max_by_key(|b| b.0).map(|b| b.1);
    let mut found = Vec::new();
    while let Some(i) = at {
        found.push(i);
        at = back[i];
    }
    found.reverse();
    found
}

/// Finds the notes of a document and their marks, outside the lines that `skip` names. Linear.
pub(crate) fn notes(
    text: &str,
    lines: &[Line],
    skip: impl Fn(usize) -> bool,
    vocabulary: &Vocabulary,
) -> (Vec<Note>, Vec<NoteMark>) {
    let candidates: Vec<Candidate> =
        (0..lines.len()).filter(|&i| !skip(i)).filter_map(|i| candidate(text, lines, i)).collect();
    let mut best = (Vec::new(), Vec::new());
    for style in [Style::Caret, Style::Superscript, Style::Bare, Style::Dotted] {
        let of_style: Vec<&Candidate> = candidates.iter().filter(|c| c.style == style).collect();
        let starts: Vec<&Candidate> =
            chain(&of_style, |c| c.number, |c| 1 + u32::from(c.apart)).into_iter().map(|i| of_style[i]).collect();
        if starts.len() < FEWEST || starts.len() <= best.0.len() {
            continue;
        }
        let notes: Vec<(Note, usize)> = (0..starts.len())
            .map(|n| note(text, lines, starts[n], starts.get(n + 1).map(|s| s.line), &skip, vocabulary))
            .collect();
        let inside = |i: usize| {
            let n = starts.partition_point(|s| s.line <= i);
            n > 0 && i < notes[n - 1].1
        };
        let last = starts.iter().map(|s| s.number).max().unwrap_or(0);
        let marks = marks(text, lines, last, |i| skip(i) || inside(i));
        // A numbered list of anything has no marks in the text, nor stands it under "Notes".
        if marks.len() * 2 >= starts.len() || is_headed(text, lines, starts[0].line) {
            best = (notes.into_iter().map(|(note, _)| note).collect(), marks);
        }
    }
    best
}

/// What endnotes are headed by, lower-cased.
const HEADINGS: [&str; 8] = ["notes", "endnotes", "footnotes", "anmerkungen", "fußnoten", "endnoten", "notas", "note"];

/// Whether a line says that notes follow.
pub(crate) fn is_heading(text: &str, line: &Line) -> bool {
    line.span.len() <= 40
        && matches!(line.kind, LineKind::Heading | LineKind::Plain)
        && HEADINGS.contains(&heading_name(line.text(text)).as_str())
}

/// Whether the nearest line above says that notes follow.
fn is_headed(text: &str, lines: &[Line], first: usize) -> bool {
    lines[..first].iter().rev().find(|l| l.kind != LineKind::Blank).is_some_and(|l| is_heading(text, l))
}

/// Reads the note that starts at `start`; says with which line it has ended.
fn note(
    text: &str,
    lines: &[Line],
    start: &Candidate,
    next: Option<usize>,
    skip: &impl Fn(usize) -> bool,
    vocabulary: &Vocabulary,
) -> (Note, usize) {
    let mut pieces = vec![Span::new(start.text_start, lines[start.line].span.end)];
    let mut end = start.line + 1;
    let mut blank = false;
    for (i, line) in lines.iter().enumerate().skip(start.line + 1) {
        if next == Some(i) || skip(i) || line.page_start || line.kind == LineKind::Heading {
            break;
        }
        match line.kind {
            LineKind::Blank => blank = true,
            LineKind::Furniture => {}
            // After a blank line a note goes on only if it isn't done.
            _ if blank && pieces.last().is_some_and(|p| is_done(p.of(text))) => break,
            _ => {
                blank = false;
                pieces.push(line.span);
                end = i + 1;
            }
        }
    }
    let clean = mend_urls(clean(text, &pieces, vocabulary));
    let sources = sources(clean.as_str());
    let first = &lines[start.line];
    let span = Span::new(first.span.start, pieces.last().map_or(first.span.end, |p| p.end)).trimmed(text, |_| false);
    (Note { number: start.number, span, text: clean, sources }, end)
}

fn is_done(line: &str) -> bool {
    line.trim_end().ends_with(['.', '?', '!', '”', '"', ')', '/', '»'])
}

/// Finds the marks of notes up to `last` in the running text: a number glued to a word or to the mark after it.
fn marks(text: &str, lines: &[Line], last: u32, skip: impl Fn(usize) -> bool) -> Vec<NoteMark> {
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if skip(i) || matches!(line.kind, LineKind::Blank | LineKind::Furniture | LineKind::Table) {
            continue;
        }
        let body = line.text(text);
        let mut at = 0;
        while let Some(digits) = body[at..].find(|c: char| c.is_ascii_digit()).map(|d| at + d) {
            let end = body[digits..].find(|c: char| !c.is_ascii_digit()).map_or(body.len(), |e| digits + e);
            at = end;
            let (before, after) = (&body[..digits], &body[end..]);
            if is_mark(before, after)
                && let Ok(number) = body[digits..end].parse::<u32>()
                && (1..=last).contains(&number)
            {
                found.push(NoteMark { number, span: Span::new(line.span.start + digits, line.span.start + end) });
            }
        }
    }
    chain(&found, |m| m.number, |_| 1).into_iter().map(|i| found[i]).collect()
}

fn is_mark(before: &str, after: &str) -> bool {
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return false;
    }
    if ["<sup>", "[^", "^"].iter().any(|m| before.ends_with(m)) {
        return true;
    }
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_alphabetic() => true,
        // "2,347" and "3.14" are numbers; after "in 2020." stands a mark.
        Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | '”' | '"' | '’' | '»' | ']') => {
            let digits = back.clone().take_while(char::is_ascii_digit).count();
            let number = digits > 0 && !(digits == 4 && before.ends_with('.'));
            !number && back.next().is_some_and(|c| !c.is_whitespace()) && !after.starts_with('(')
        }
        _ => false,
    }
}

/// Takes a note apart at the semicolons between sources. Linear.
///
/// Every part has to read as a source by itself; else the note is one source, or none.
pub(crate) fn sources(note: &str) -> Vec<Span> {
    let mut cuts = Vec::new();
    let (mut depth, mut quote) = (0_i32, None);
    for (i, c) in note.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1).max(0),
            '“' | '”' if quote == Some('„') => quote = None,
            '«' if quote == Some('»') => quote = None,
            '“' | '«' | '„' => quote = Some(c),
            // German books open with it.
            '»' if quote.is_none() && !note[..i].ends_with(|b: char| !b.is_whitespace()) => quote = Some(c),
            '”' | '»' => quote = None,
            ';' if depth == 0 && quote.is_none() && note[i + 1..].starts_with(' ') => cuts.push(i),
            _ => {}
        }
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([note.len()]) {
        parts.push(Span::new(from, cut).trimmed(note, |_| false));
        from = cut + 1;
    }
    if parts.iter().all(|p| is_source(p.of(note))) {
        parts
    } else if is_source(note) {
        vec![Span::new(0, note.len())]
    } else {
        Vec::new()
    }
}

/// "Ibid.", "op. cit." and what other languages write for them.
fn back_reference(input: &str) -> IResult<&str, &str> {
    let the_same = alt((
        tag_no_case("ibidem"),
        tag_no_case("ibid"),
        tag_no_case("idem"),
        tag_no_case("ebd."),
        tag_no_case("ebenda"),
        tag_no_case("ivi"),
        tag_no_case("там же"),
        tag_no_case("supra note"),
    ));
    let cited =
        (alt((tag_no_case("op"), tag_no_case("loc"), tag_no_case("art"))), char('.'), space0, tag_no_case("cit"));
    let further_up = alt((recognize(cited), tag_no_case("a.a.o"), tag_no_case("a. a. o"), tag_no_case("указ. соч")));
    terminated(alt((the_same, further_up)), peek(not(satisfy(char::is_alphanumeric)))).parse(input)
}

/// Whether a line is a note that only refers back, "9 Ibid.": such lines come back as running heads do.
pub(crate) fn is_back_reference(line: &str) -> bool {
    back_reference(line.trim_start_matches(|c: char| !c.is_alphabetic())).is_ok()
}

/// "pp. 12", "Volume 3", "S. 4": words that only a source has before a number.
fn numeration(input: &str) -> IResult<&str, u32> {
    let word = alt((
        tag_no_case("pp."),
        tag_no_case("p."),
        tag_no_case("volume"),
        tag_no_case("vol."),
        tag_no_case("number"),
        tag_no_case("no."),
        tag_no_case("bd."),
        tag("S."),
    ));
    preceded((word, space0), peek(number)).parse(input)
}

/// Whether a note, or a part of one, cites something: an address, a title in quotation marks, a back-reference,
/// numeration, or a year set off as references have it.
fn is_source(part: &str) -> bool {
    if url_starts(part).next().is_some() || part.contains("doi.org/") || part.contains("10.") && part.contains("doi") {
        return true;
    }
    let mut marks = part.matches(['“', '”', '«', '»', '„']);
    let quoted = marks.next().is_some_and(|mark| mark != "”") && marks.next().is_some();
    let word_starts = || {
        part.char_indices()
            .filter(|&(i, c)| c.is_alphabetic() && !part[..i].ends_with(char::is_alphanumeric))
            .map(|(i, _)| &part[i..])
    };
    quoted
        || word_starts().any(|w| back_reference(w).is_ok() || numeration(w).is_ok())
        || part.match_indices([',', '(']).any(|(i, _)| set_off_year(&part[i + 1..]))
}

/// " 2017." after a comma or a bracket.
fn set_off_year(after: &str) -> bool {
    let after = after.trim_start();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
        && (after.starts_with('1') || after.starts_with("20"))
        && !after[4..].starts_with(|c: char| c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    const PAPER: &str = " Text of one page goes to war.1 It
has 2,347 cases, see Portal in 2020.2 And (ETIM),3 in 1996.

1 Ann Lee, “One Thing
and More”, Journal of Tests, Volume 3, Number 1, 2014, pp. 132-68.

2 Ibid.
3 An explanation without a source, founded in 2002.
 80 people on the next page are named.5 More
2012 2,347 2017 294
2013 2,034 2018 162

5 Bo Doe, “Two”, News, May 1, 2021, https://x.org/a; Al Roe and Cy Poe, “Three”,

News, May 2, 2021.
";

    fn read() -> (Vec<Note>, Vec<NoteMark>) {
        notes(PAPER, &lines(PAPER), |_| false, &Vocabulary::of(PAPER))
    }

    #[test]
    fn notes_come_apart() {
        let (notes, _) = read();
        let found: Vec<(u32, &str, usize)> =
            notes.iter().map(|n| (n.number, n.text.as_str(), n.sources.len())).collect();
        assert_eq!(
            found,
            [
                (1, "Ann Lee, “One Thing and More”, Journal of Tests, Volume 3, Number 1, 2014, pp. 132-68.", 1),
                (2, "Ibid.", 1),
                (3, "An explanation without a source, founded in 2002.", 0),
                (
                    5,
                    "Bo Doe, “Two”, News, May 1, 2021, https://x.org/a; Al Roe and Cy Poe, “Three”, News, May 2, 2021.",
                    2
                ),
            ]
        );
    }

    #[test]
    fn marks_are_glued_numbers_in_order() {
        let (_, marks) = read();
        assert_eq!(marks.iter().map(|m| m.number).collect::<Vec<_>>(), [1, 2, 3, 5]);
    }

    #[test]
    fn a_numbered_list_is_no_notes() {
        let text = "Questions\n\n1. How did it go?\n2. Why is that?\n3. What is next?\n4. Who cares?\n";
        assert!(notes(text, &lines(text), |_| false, &Vocabulary::of(text)).0.is_empty());
    }

    #[test]
    fn endnotes_under_a_heading_need_no_marks() {
        let text = "## Notes\n\n1 Ann Lee, A Book, Press, Town, 2001.\n\n2 Ibid.\n\n3 Bo Doe, op. cit.\n";
        assert_eq!(notes(text, &lines(text), |_| false, &Vocabulary::of(text)).0.len(), 3);
    }

    #[test]
    fn sources_come_apart_at_semicolons() {
        let cases = [
            ("“One; or Two”, 2001; Roe, “Three”, 2002", 2),
            ("Roe, „Eins; oder zwei“, 2001; Lee, „Drei“, 2002", 2),
            ("Roe, »Eins; oder zwei«, 2001; Lee, »Drei«, 2002", 2),
            ("Roe, « Un ; ou deux », 2001 ; Lee, « Trois », 2002", 2),
            ("Roe, “One”, 2001; and much more.", 1),
        ];
        for (note, want) in cases {
            assert_eq!(sources(note).len(), want, "{note}");
        }
    }

    #[test]
    fn what_cites() {
        let cases = [
            ("Abdul Roe, A History: 1947-2016, Some Press, Town, 2017.", true),
            ("Roe, op. cit.", true),
            ("Roe, art. cit.", true),
            ("Ivi.", true),
            ("Там же.", true),
            ("Рой, указ. соч.", true),
            ("An idempotent rule.", false),
            ("“Yearly numbers”, Portal, April 1.", true),
            ("See Roe 1999, S. 12.", true),
            ("Roe, „Ein Test“", true),
            ("Roe, »Ein Test«", true),
            ("“Half a quotation.", false),
            ("It was declared a group in 2002.", false),
            ("The author thanks Ann Lee for help.", false),
        ];
        for (note, want) in cases {
            assert_eq!(is_source(note), want, "{note}");
        }
    }
}
