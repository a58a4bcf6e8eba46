//! Numbers in the running text that may be citations: "[1, 3–5]", "(3)", "Ref. 3", "lakes³", "lakes.1,2".
//!
//! What is found here is a candidate: it has the form of a citation, and its [`reasons`](Candidate::reasons) say what
//! speaks for one and against. [`system`](super::system) decides.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{char, digit1, multispace0, one_of, satisfy, space0, space1};
use nom::combinator::{fail, not, opt, peek, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::CitedLabel;
use super::look::Look;
use super::paragraph::Paragraph;
use super::reason::{Reason, Reasons};
use crate::Span;
use crate::document::entry_label::{Numbered, numbered};
use crate::document::label::label;

/// Numbers that may be a citation.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Which paragraph it stands in.
    pub paragraph: usize,
    /// Where in the paragraph, its brackets included.
    pub span: Span,
    pub look: Look,
    /// From, to.
    pub ranges: Vec<(Numbered, u32)>,
    /// What stands beside it.
    pub reasons: Reasons,
}

impl Candidate {
    /// What it cites, if it cites.
    pub(super) fn labels(&self) -> Vec<CitedLabel> {
        let label =
            |&(first, last): &(Numbered, u32)| CitedLabel::Numbers { first: first.number, last, letter: first.letter };
        self.ranges.iter().map(label).collect()
    }

    pub(super) fn highest(&self) -> u32 {
        self.ranges.iter().map(|r| r.1).max().unwrap_or(0)
    }
}

/// A citation names at most this many ranges.
const RANGES: usize = 64;
/// And a range at most this many entries: "[1–999999999]" is none.
const RANGE: u32 = 256;

fn dash(input: &str) -> IResult<&str, &str> {
    alt((recognize(take_while_m_n(1, 3, |c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−'))), tag("to"), tag("bis")))
        .parse(input)
}

/// "3", "3–5", "4b"; no range runs backward. "2a–2c" is a range of letters, and left to [`further_letters`].
fn range(input: &str) -> IResult<&str, (Numbered, u32)> {
    if let Ok((rest, first @ Numbered { letter: Some(_), .. })) = numbered(input)
        && let Ok((_, last)) = preceded(delimited(multispace0, dash, multispace0), numbered).parse(rest)
        && first.number > 0
        && last.number == first.number
    {
        return Ok((rest, (first, first.number)));
    }
    let further = preceded(delimited(multispace0, dash, multispace0), numbered);
    let both = numbered.and(opt(further)).map(|(first, last)| (first, last.map_or(first.number, |last| last.number)));
    verify(both, |(first, last)| first.number > 0 && first.number <= *last && last - first.number < RANGE).parse(input)
}

/// "," or "and" between two numbers in brackets.
fn parting(input: &str) -> IResult<&str, &str> {
    let joint = alt((tag("and"), tag("und"), tag("et"), tag("&"), tag("y"), tag("see also")));
    let comma = recognize((one_of(",;"), opt(preceded(multispace0, alt((tag("and"), tag("see also"), tag("cf.")))))));
    delimited(multispace0, alt((comma, joint)), multispace0).parse(input)
}

/// Some ranges with `parting` between them, no more than [`RANGES`]: what goes on after those is none.
fn ranges<'t>(
    parting: impl Fn(&'t str) -> IResult<&'t str, &'t str>,
    range: impl Fn(&'t str) -> IResult<&'t str, (Numbered, u32)>,
) -> impl Fn(&'t str) -> IResult<&'t str, Vec<(Numbered, u32)>> {
    move |input| {
        let (rest, first) = range(input)?;
        let mut found = vec![first];
        let mut rest = further_letters(&parting, rest, &mut found);
        while let Ok((after, next)) = preceded(&parting, &range).parse(rest) {
            if found.len() >= RANGES {
                return fail().parse(input);
            }
            found.push(next);
            rest = further_letters(&parting, after, &mut found);
        }
        Ok((rest, found))
    }
}

/// Further parts of the entry that was named last, by their letters: "b" and "c" of "2a,b,c", of "2a–c" and of "2a–2c". Returns
/// what follows them.
fn further_letters<'t>(
    parting: impl Fn(&'t str) -> IResult<&'t str, &'t str>,
    input: &'t str,
    found: &mut Vec<(Numbered, u32)>,
) -> &'t str {
    let mut rest = input;
    while let Some(&(Numbered { number, letter: Some(before) }, last)) = found.last() {
        // The "p" of "2a, p. 4" is no part.
        let word = || {
            let glued = recognize(satisfy(char::is_alphanumeric));
            alt((glued, tag("."), recognize((space1, digit1))))
        };
        let letter = || terminated(satisfy(|c| c.is_ascii_lowercase()), peek(not(word())));
        let one = preceded(&parting, letter()).parse(rest).map(|(rest, letter)| (rest, letter, letter));
        let again = number.to_string();
        let range = || preceded((multispace0, dash, multispace0, opt(tag(again.as_str()))), letter()).parse(rest);
        let from = char::from_u32(before as u32 + 1).unwrap_or(before);
        let Ok((after, first, to)) = one.or_else(|_| range().map(|(rest, letter)| (rest, from, letter))) else { break };
        if number != last || first <= before || to < first {
            break;
        }
        found.extend((first..=to).map(|letter| (Numbered { number, letter: Some(letter) }, last)));
        rest = after;
    }
    rest
}

/// "1, 3–5".
fn group(input: &str) -> IResult<&str, Vec<(Numbered, u32)>> {
    ranges(parting, range)(input)
}

/// "1,3–5": as raised digits are printed, without white space.
fn tight_group(input: &str) -> IResult<&str, Vec<(Numbered, u32)>> {
    ranges(tight_parting, tight_range)(input)
}

/// The letters that a citation prints behind the number of an entry: "b" and "c" of "[1, 2b,c]" for "2. (a) A. Roe, …". Linear.
pub(crate) fn letters_beside(printed: &str, entry: &str) -> Vec<char> {
    let from = printed.find(|c: char| c.is_ascii_digit()).unwrap_or(printed.len());
    let (Some(label), Ok((_, ranges))) = (label(entry), group(&printed[from..])) else { return Vec::new() };
    let of_entry = ranges.into_iter().filter(|(first, last)| first.number == label.number && *last == label.number);
    of_entry.filter_map(|(first, _)| first.letter).collect()
}

fn tight_parting(input: &str) -> IResult<&str, &str> {
    recognize(one_of(",;")).parse(input)
}

fn tight_range(input: &str) -> IResult<&str, (Numbered, u32)> {
    let both = (numbered, dash, numbered).map(|(first, _, last)| (first, last.number));
    let both = verify(both, |(first, last)| first.number < *last && last - first.number < RANGE);
    verify(alt((both, numbered.map(|n| (n, n.number)))), |(first, _)| first.number > 0).parse(input)
}

/// "see ", "e.g. ", "Refs. ": what may stand before the numbers in a bracket.
fn lead(input: &str) -> IResult<&str, &str> {
    let word = alt((
        tag_no_case("see also"),
        tag_no_case("see"),
        tag_no_case("e.g."),
        tag_no_case("cf."),
        tag_no_case("reviewed in"),
        tag_no_case("vgl."),
        tag_no_case("siehe"),
        tag_no_case("voir"),
        reference_word,
    ));
    recognize((word, opt(char(',')), multispace0)).parse(input)
}

/// "based on the method by ", "as is shown in ": words before the numbers in a square bracket that end in one which leads to a source.
/// Other words say what the number counts: "Participant 3".
fn words(input: &str) -> IResult<&str, &str> {
    /// Longer remarks are sentences of their own.
    const BYTES: usize = 80;
    const LEADING: [&str; 10] = ["by", "in", "from", "see", "also", "von", "bei", "nach", "par", "dans"];
    let words = take_while_m_n(1, BYTES, |c: char| c.is_alphabetic() || " .,;:'’-&\n".contains(c));
    let leads = |words: &&str| {
        let mut back = words.split_whitespace().rev();
        let last = back.next().is_some_and(|word| LEADING.contains(&word));
        words.ends_with(char::is_whitespace) && last && back.nth(1).is_some()
    };
    verify(words, leads).parse(input)
}

/// "Ref.", "refs": what says that the number is a reference's.
fn reference_word(input: &str) -> IResult<&str, &str> {
    alt((
        tag_no_case("references"),
        tag_no_case("reference"),
        tag_no_case("refs."),
        tag_no_case("refs"),
        tag_no_case("ref."),
        tag_no_case("ref"),
    ))
    .parse(input)
}

/// ", p. 4", ", Theorem 2", ": 12", " and references therein": what may follow the numbers in a bracket.
fn pinpoint(input: &str) -> IResult<&str, &str> {
    let word = alt((
        tag_no_case("p."),
        tag_no_case("pp."),
        tag_no_case("S."),
        tag_no_case("sec"),
        tag_no_case("§"),
        tag_no_case("ch"),
        tag_no_case("thm"),
        tag_no_case("theorem"),
        tag_no_case("lemma"),
        tag_no_case("prop"),
        tag_no_case("cor"),
        tag_no_case("def"),
        tag_no_case("app"),
        tag_no_case("part"),
        tag_no_case("fig"),
        tag_no_case("table"),
        tag_no_case("eq"),
        tag_no_case("vol"),
        tag_no_case("and references therein"),
        tag_no_case("and references cited"),
        tag_no_case("for"),
    ));
    let rest = take_while_m_n(0, 80, |c| !matches!(c, '[' | ']' | '(' | ')'));
    recognize((multispace0, opt(one_of(",;:")), multispace0, word, rest)).parse(input)
}

fn bracketed(open: char, close: char) -> impl Fn(&str) -> IResult<&str, Vec<(Numbered, u32)>> {
    move |input| {
        let leads = many0_count(lead);
        let worded = |input| if open == '[' { opt(words).parse(input) } else { Ok((input, None)) };
        let inside = delimited((multispace0, leads, worded), group, (opt(pinpoint), multispace0));
        delimited(char(open), inside, char(close)).parse(input)
    }
}

/// "[1]–[3]": brackets that a dash joins are a range. Returns where it ends.
fn joined(text: &str, first: &[(Numbered, u32)], end: usize) -> Option<(usize, Vec<(Numbered, u32)>)> {
    let [(from, last)] = first else { return None };
    let further = preceded((space0, dash, space0), bracketed('[', ']')).parse(&text[end..]);
    let (rest, to) = further.ok()?;
    let [(to, _)] = to.as_slice() else { return None };
    let fits = *last == from.number && to.number > from.number && to.number - from.number < RANGE;
    fits.then(|| (text.len() - rest.len(), vec![(*from, to.number)]))
}

/// Superscript digits as plain ones: "¹,²⁻⁴" is "1,2-4". Returns where they end.
fn superscript_digits(text: &str, start: usize) -> (usize, String) {
    let mut plain = String::new();
    let mut end = start;
    for (i, c) in text[start..].char_indices() {
        match plain_digit(c) {
            Some(digit) => plain.push(digit),
            None if matches!(c, '⁻' | '-' | '–') => plain.push('-'),
            None if matches!(c, ',' | '˒' | '‚' | '⸴' | '᾽') => plain.push(','),
            None => break,
        }
        end = start + i + c.len_utf8();
    }
    // What parts digits may end a sentence too.
    while let Some(c) = text[start..end].chars().next_back().filter(|c| plain_digit(*c).is_none()) {
        end -= c.len_utf8();
        plain.pop();
    }
    (end, plain)
}

fn plain_digit(c: char) -> Option<char> {
    match c {
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10),
        _ => None,
    }
}

/// "^1^", "^1,2", "^{1}", "^[1]": what follows the caret. Returns where it ends.
fn caret(text: &str, at: usize) -> Option<(usize, Vec<(Numbered, u32)>)> {
    let open = value((), one_of("{[("));
    let close = value((), one_of("}])"));
    let rule = (char('^'), opt(open), group, opt(close), opt(char('^')));
    let (rest, (_, _, ranges, _, _)) = { rule }.parse(&text[at..]).ok()?;
    Some((text.len() - rest.len(), ranges))
}

/// Finds what may be a citation by number in a paragraph, in order. Linear.
pub(super) fn candidates(paragraph: usize, clean: &Paragraph<'_>) -> Vec<Candidate> {
    let text = clean.as_str();
    let mut found: Vec<Candidate> = Vec::new();
    let mut raised = clean.raised().iter().peekable();
    let mut done = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let previous = std::mem::replace(&mut before, c);
        while raised.next_if(|r| r.start < at).is_some() {}
        if at < done {
            continue;
        }
        let is_raised = raised.peek().is_some_and(|r| r.start == at);
        let read = match c {
            // "[^3]" of Markdown's notes.
            '[' if text[at..].starts_with("[^") => {
                let note = delimited(tag("[^"), numbered.map(|n| vec![(n, n.number)]), char(']')).parse(&text[at..]);
                note.ok().map(|(rest, ranges)| (Look::MarkdownNote, (text.len() - rest.len(), ranges)))
            }
            '[' => bracketed('[', ']')(&text[at..])
                .ok()
                .map(|(rest, ranges)| (text.len() - rest.len(), ranges))
                .map(|(end, ranges)| (Look::Square, joined(text, &ranges, end).unwrap_or((end, ranges)))),
            '(' => bracketed('(', ')')(&text[at..])
                .ok()
                .map(|(rest, ranges)| (Look::Round, (text.len() - rest.len(), ranges))),
            '^' => caret(text, at).map(|read| (Look::Raised, read)),
            'R' | 'r' if !previous.is_alphanumeric() => referred(text, at).map(|read| (Look::Referred, read)),
            _ if is_raised && (c.is_ascii_digit()) => {
                group(&text[at..]).ok().map(|(rest, ranges)| (Look::Raised, (text.len() - rest.len(), ranges)))
            }
            _ if plain_digit(c).is_some() => {
                let (end, plain) = superscript_digits(text, at);
                done = end;
                let read = tight_group(&plain).ok().filter(|(rest, _)| rest.is_empty());
                read.map(|(_, ranges)| (Look::Raised, (end, ranges)))
            }
            '0'..='9' => {
                // Whatever it is, it is one thing to its end.
                done = at + text[at..].find(|c: char| !is_numeric(c)).unwrap_or(text.len() - at);
                plain(text, at, previous)
            }
            _ => None,
        };
        let Some((look, (end, ranges))) = read else { continue };
        let span = Span::new(at, end);
        let mut reasons = Reasons::of(text, span, &ranges);
        if is_raised {
            // Raised brackets stand at a word as raised digits do: "lakes<sup>(3)</sup>".
            reasons.remove(Reason::Glued);
        }
        found.push(Candidate { paragraph, span, look, ranges, reasons });
        done = done.max(end);
    }
    found
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | ';' | '-' | '‐' | '‑' | '–' | '—' | '−')
}

/// Where numbers end, and the ranges that they name.
type Ranges = (usize, Vec<(Numbered, u32)>);

/// "lakes.3", "lakes. 3": digits in the line, after the character `previous`. Returns where they end.
fn plain(text: &str, at: usize, previous: char) -> Option<(Look, Ranges)> {
    const NOT_BEFORE: &str = "([{-–−/$€£#=+<>~";
    const NOT_AFTER: &str = "%°/(=-–";
    if at == 0 || NOT_BEFORE.contains(previous) || previous.is_ascii_digit() {
        return None;
    }
    // "grant P01 CA048112": a code, as raised numbers have no zero before them.
    let (rest, ranges) = tight_group(&text[at..]).ok().filter(|_| !text[at..].starts_with('0'))?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || NOT_AFTER.contains(c)) {
        return None;
    }
    let look = if previous.is_whitespace() { Look::Apart } else { Look::Glued };
    Some((look, (text.len() - rest.len(), ranges)))
}

/// "Ref. 3", "refs 3–5", "Ref. [3]". Returns where it ends.
fn referred(text: &str, at: usize) -> Option<(usize, Vec<(Numbered, u32)>)> {
    let numbers = alt((bracketed('[', ']'), bracketed('(', ')'), group));
    let (rest, ranges) = preceded(terminated(reference_word, multispace0), numbers).parse(&text[at..]).ok()?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '%');
    ends.then(|| (text.len() - rest.len(), ranges))
}
