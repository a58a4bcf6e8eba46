//! `Author, “Title”, Outlet, Volume 4, Number 2, date, pp. 1–2, address`: notes, comma by comma.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, digit1, one_of, space0};
use nom::combinator::{all_consuming, opt, recognize};
use nom::multi::many1_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::Segments;
use crate::Span;
use crate::reference::date::grammar as date;
use crate::reference::identifier::identifiers;
use crate::reference::label::Label;
use crate::reference::outlet::{self, OutletKind};

/// Reads a source of this shape; `None` when it has another.
pub(super) fn read(text: &str) -> Option<Segments> {
    let mut segments = Segments::default();
    let found = identifiers(text);
    let body_end = found.first().map_or(text.len(), |i| i.span.start);
    let start = lead(text, &mut segments);
    if let Some(title) = quoted(&text[..body_end]) {
        let authors = Span::new(start, title.whole.start).trimmed(text, |c| matches!(c, ',' | ':' | '.'));
        segments.add(Label::Author, authors);
        segments.add(Label::Title, title.inside);
        outlet_pieces(text, Span::new(title.whole.end, body_end), &mut segments);
    } else {
        book(text, Span::new(start, body_end), &mut segments)?;
    }
    for identifier in found {
        segments.add(identifier.label, identifier.span);
    }
    Some(segments)
}

/// "See", "cf.", "vgl.": what a note says before its source.
fn lead(text: &str, segments: &mut Segments) -> usize {
    let word = alt((
        tag_no_case::<_, _, nom::error::Error<&str>>("see also"),
        tag_no_case("see e.g."),
        tag_no_case("see"),
        tag_no_case("cf."),
        tag_no_case("vgl. auch"),
        tag_no_case("vgl."),
        tag_no_case("siehe"),
        tag_no_case("voir"),
        tag_no_case("quoted in"),
        tag_no_case("e.g.,"),
    ));
    let Ok((rest, words)) = terminated(recognize(many1_count(terminated(word, space0))), opt(char(','))).parse(text)
    else {
        return 0;
    };
    let words = Span::new(0, words.len()).trimmed(text, |_| false);
    segments.add(Label::Note, words);
    text.len() - rest.len()
}

/// A title in quotation marks.
struct Quoted {
    whole: Span,
    inside: Span,
}

fn quoted(text: &str) -> Option<Quoted> {
    let (open, mark) = text.char_indices().find(|(_, c)| matches!(c, '“' | '"' | '«' | '„'))?;
    let inside = open + mark.len_utf8();
    let closes = |c: char| match mark {
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '“' => c == '”',
        _ => c == '"',
    };
    // A quotation inside the title closes before another opens.
    let close = text[inside..].find(closes).map(|c| inside + c)?;
    let after = close + text[close..].chars().next().map_or(0, char::len_utf8);
    let inside = Span::new(inside, close).trimmed(text, |c| matches!(c, ',' | '.'));
    Some(Quoted { whole: Span::new(open, after), inside })
}

/// The pieces between commas, with dates that hold a comma kept whole.
fn pieces(text: &str, within: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut from = within.start;
    for part in within.of(text).split(',') {
        let piece = Span::new(from, from + part.len()).trimmed(text, |c| matches!(c, '.' | ';' | ':'));
        from += part.len() + 1;
        if piece.is_empty() {
            continue;
        }
        // "August 6" and "2021"
        if let Some(last) = found.last_mut() {
            let joined = Span::new(last.start, piece.end);
            let one_date = |s: Span| all_consuming(date::date).parse(s.of(text)).is_ok();
            if one_date(piece) && one_date(joined) && !one_date(*last) {
                *last = joined;
                continue;
            }
        }
        found.push(piece);
    }
    found
}

fn numeral(input: &str) -> IResult<&str, &str> {
    recognize((digit1, opt((one_of("-–/"), digit1)))).parse(input)
}

/// "Volume 45", "Vol. 3", "Bd. 2"
fn volume(input: &str) -> IResult<&str, &str> {
    let word =
        alt((tag_no_case("volume"), tag_no_case("vol."), tag_no_case("vol"), tag_no_case("bd."), tag_no_case("jg.")));
    terminated(word, space0).parse(input).and_then(|(rest, _)| all_consuming(numeral).parse(rest))
}

/// "Number 4", "No. 2", "H. 3"
fn issue(input: &str) -> IResult<&str, &str> {
    let word = alt((
        tag_no_case("number"),
        tag_no_case("no."),
        tag_no_case("nr."),
        tag_no_case("issue"),
        tag_no_case("heft"),
        tag("H."),
    ));
    terminated(word, space0).parse(input).and_then(|(rest, _)| all_consuming(numeral).parse(rest))
}

/// "pp. 557-75", "p. 3", "S. 12"
fn page(input: &str) -> IResult<&str, &str> {
    let word = alt((tag_no_case("pp."), tag_no_case("pp"), tag_no_case("p."), tag("S.")));
    terminated(word, space0).parse(input).and_then(|(rest, _)| all_consuming(numeral).parse(rest))
}

/// Labels what follows a title in quotation marks.
fn outlet_pieces(text: &str, within: Span, segments: &mut Segments) {
    let mut outlet: Option<Span> = None;
    let mut others = Vec::new();
    for piece in pieces(text, within) {
        let inner = piece.of(text);
        if all_consuming(date::date).parse(inner).is_ok() {
            segments.add(Label::Date, piece);
        } else if volume(inner).is_ok() {
            segments.add(Label::Volume, piece);
        } else if issue(inner).is_ok() {
            segments.add(Label::Issue, piece);
        } else if page(inner).is_ok() {
            segments.add(Label::Page, piece);
        } else if outlet.is_none() {
            outlet = Some(piece);
        } else {
            others.push(piece);
        }
    }
    if let Some(outlet) = outlet {
        segments.add(Label::Journal, outlet);
    }
    for piece in others {
        segments.add(label_of_other(piece.of(text)), piece);
    }
}

fn label_of_other(piece: &str) -> Label {
    match outlet::kind(piece) {
        Some(OutletKind::Press | OutletKind::University | OutletKind::Institution) => Label::Publisher,
        _ if piece.split_whitespace().count() <= 2 && piece.starts_with(char::is_uppercase) => Label::Place,
        _ => Label::Note,
    }
}

/// `Author, Title, Press, Place, year`: a book, whose title isn't in quotation marks. `None` without a year at its end.
fn book(text: &str, within: Span, segments: &mut Segments) -> Option<()> {
    let mut rest = pieces(text, within);
    while let Some(last) = rest.last().copied() {
        if page(last.of(text)).is_err() {
            break;
        }
        segments.add(Label::Page, last);
        rest.pop();
    }
    let year = rest.pop().filter(|last| all_consuming(date::date).parse(last.of(text)).is_ok())?;
    segments.add(Label::Date, year);
    let press =
        rest.iter().position(|p| matches!(outlet::kind(p.of(text)), Some(OutletKind::Press | OutletKind::University)));
    let (before, after) = match press {
        Some(at) => {
            segments.add(Label::Publisher, rest[at]);
            (&rest[..at], &rest[at + 1..])
        }
        None => (rest.as_slice(), &[][..]),
    };
    for place in after {
        segments.add(Label::Place, *place);
    }
    let [author, title, ..] = before else { return None };
    segments.add(Label::Author, *author);
    let end = before.last().map_or(title.end, |l| l.end);
    segments.add(Label::Title, Span::new(title.start, end));
    Some(())
}
