//! `Authors (date). Title. Outlet, volume(issue), pages. Address`: APA and its relatives.

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::recognize;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::Segments;
use super::split::{Follows, Split, split};
use crate::Span;
use crate::reference::date::grammar as date;
use crate::reference::identifier::{accessed, identifiers};
use crate::reference::label::Label;
use crate::reference::numeration::{Numeration, bracketed_numeration, find_final};
use crate::reference::outlet::{self, OutletKind};

/// The date in brackets stands within this many bytes.
const DATE_WITHIN: usize = 1200;

/// Reads an entry of this shape; `None` when it has another.
pub(super) fn read(text: &str, emphasis: &[Span]) -> Option<Segments> {
    let date = find_date(text)?;
    let authors = Span::new(0, date.start).trimmed(text, |c| matches!(c, ',' | ';' | ':'));
    let mut segments = Segments::default();
    segments.add(Label::Author, authors);
    segments.add(Label::Date, date);

    let found = identifiers(&text[date.end..]);
    let body_end = found.first().map_or(text.len(), |i| date.end + i.span.start);
    let mut tail = body_end;
    for identifier in &found {
        segments.add(identifier.label, identifier.span.shifted(date.end));
        tail = date.end + identifier.span.end;
    }
    if let Some((start, after)) = find_accessed(&text[tail..]) {
        segments.add(Label::Accessed, Span::new(tail + start, tail + after));
    }
    let lead = text[date.end..body_end].find(|c: char| !c.is_whitespace() && !matches!(c, '.' | ',' | ':' | ';'));
    let body = Span::new(date.end + lead.unwrap_or(body_end - date.end), body_end)
        .trimmed(text, |c| matches!(c, ',' | ':' | ';'));
    if !body.is_empty() {
        body_of(text, body, emphasis, &mut segments);
    }
    Some(segments)
}

/// The first date in brackets that something stands before, and not a title in quotation marks.
fn find_date(text: &str) -> Option<Span> {
    let mut limit = text.len().min(DATE_WITHIN);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    text[..limit].match_indices(['(', '[']).find_map(|(at, _)| {
        let (rest, _) = date::bracketed(&text[at..]).ok()?;
        let end = text.len() - rest.len();
        let before = &text[..at];
        let named = before.contains(|c: char| c.is_alphabetic() || c == '—') || before.contains("--");
        (named && !before.contains(['“', '«', '„', '"'])).then(|| Span::new(at, end))
    })
}

fn find_accessed(tail: &str) -> Option<(usize, usize)> {
    let start = tail.find(|c: char| !c.is_whitespace() && !matches!(c, '.' | ',' | ';'))?;
    let (rest, _) = accessed(&tail[start..]).ok()?;
    Some((start, tail.len() - rest.len()))
}

/// What stands between the date and the address: title, outlet, numeration.
fn body_of(text: &str, body: Span, emphasis: &[Span], segments: &mut Segments) {
    let mut rest = body;
    // "…, November, 16.": a month and a day that the date before left out.
    if let Some(at) = find_month_day(rest.of(text)) {
        segments.add(Label::Date, Span::new(rest.start + at, rest.end).trimmed(text, |c| c == '.'));
        rest = Span::new(rest.start, rest.start + at).trimmed(text, |c| matches!(c, ',' | ';'));
    }
    let mut follows = Follows::Nothing;
    let mut number = None;
    if let Some((at, numeration)) = find_final(rest.of(text)).filter(|&(at, _)| at > 0) {
        let before = Span::new(rest.start, rest.start + at).trimmed(text, |c| matches!(c, ',' | ';' | ':' | '('));
        if numeration.number.is_some() {
            // A bare number belongs to the title unless a comma sets it off.
            if text[before.end..rest.start + at].contains(',') {
                number = numeration.number;
                rest = before;
            }
        } else {
            add_numeration(text, &numeration, segments);
            follows = Follows::Numeration;
            rest = before;
        }
    }
    let Split { title, outlet } = split(text, rest, emphasis, follows);
    let title = after_title(text, title, segments);
    segments.add(Label::Title, title);
    let outlet = outlet.map(|outlet| lead_of_outlet(text, outlet, segments)).filter(|o| !o.is_empty());
    if let Some(outlet) = outlet {
        add_outlet(text, title, outlet, emphasis, follows, segments);
    }
    if let Some(number) = number {
        let span = span_of(text, number);
        let in_journal = segments.spans(Label::Journal).next().is_some();
        segments.add(if in_journal { Label::Volume } else { Label::Number }, span);
    }
}

fn find_month_day(body: &str) -> Option<usize> {
    let last = body.trim_end_matches(['.', ' ']);
    let starts = last.rmatch_indices(' ').take(3).map(|(i, _)| i + 1);
    let found = starts
        .filter(|&s| date::month_day_alone(&last[s..]).is_ok_and(|(rest, (_, day))| rest.is_empty() && day.is_some()));
    found.min().filter(|&s| body[..s].trim_end().ends_with(','))
}

fn span_of(text: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + part.len())
}

/// A number with the word right before it that says what it counts: "Vol. 175", "pp. 12–34".
fn announced(text: &str, label: Label, number: Span) -> Span {
    let before = text[..number.start].trim_end().trim_end_matches('.');
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let words: &[&str] = match label {
        Label::Volume => &["volume", "vol", "band", "bd", "jg"],
        Label::Issue => &["number", "no", "nr", "issue", "heft", "h"],
        _ => &["pages", "page", "pp", "p", "s"],
    };
    let says = words.contains(&word.to_lowercase().as_str());
    if says { Span::new(before.len() - word.len(), number.end) } else { number }
}

fn add_numeration(text: &str, n: &Numeration<'_>, segments: &mut Segments) {
    for (label, part) in [(Label::Volume, n.volume), (Label::Issue, n.issue), (Label::Page, n.pages)] {
        if let Some(part) = part {
            segments.add(label, announced(text, label, span_of(text, part)));
        }
    }
}

/// "(Doctoral dissertation)", "[Data set]": the work's kind, after its title.
fn genre(input: &str) -> IResult<&str, &str> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | ',');
    let inside = || take_while1(word);
    recognize(alt((delimited(char('['), inside(), char(']')), delimited(char('('), is_genre, char(')'))))).parse(input)
}

/// Words that name a kind of work.
fn is_genre(input: &str) -> IResult<&str, &str> {
    let lead = alt((
        tag_no_case("doctoral"),
        tag_no_case("unpublished"),
        tag_no_case("master"),
        tag_no_case("phd"),
        tag_no_case("ph.d"),
        tag_no_case("dissertation"),
        tag_no_case("working paper"),
        tag_no_case("discussion paper"),
        tag_no_case("report no"),
        tag_no_case("thesis"),
        tag_no_case("bachelor"),
    ));
    recognize((lead, nom::bytes::complete::take_while(|c: char| c != ')' && c != '('))).parse(input)
}

/// Takes a genre or a numeration in brackets off the title's end.
fn after_title(text: &str, title: Span, segments: &mut Segments) -> Span {
    let inner = title.of(text);
    let Some(open) = inner.rfind(['(', '[']).filter(|&o| o > 0) else { return title };
    let whole = Span::new(title.start + open, title.end);
    if !bracket(text, whole, segments) {
        return title;
    }
    Span::new(title.start, whole.start).trimmed(text, |_| false)
}

/// Takes what stands in brackets before the outlet's name: "(Vol. 175). Institute".
fn lead_of_outlet(text: &str, outlet: Span, segments: &mut Segments) -> Span {
    let inner = outlet.of(text);
    if !inner.starts_with(['(', '[']) {
        return outlet;
    }
    let Some(close) = inner.find([')', ']']) else { return outlet };
    if !bracket(text, Span::new(outlet.start, outlet.start + close + 1), segments) {
        return outlet;
    }
    Span::new(outlet.start + close + 1, outlet.end).trimmed(text, |c| matches!(c, '.' | ',' | ';' | ':'))
}

/// Labels a bracket that holds a genre or a numeration; says whether it did.
fn bracket(text: &str, whole: Span, segments: &mut Segments) -> bool {
    let inner = whole.of(text);
    let trimmed = inner.trim_end_matches(['.', ' ', '"', '”']);
    if let Ok((rest, numeration)) = bracketed_numeration(trimmed)
        && rest.is_empty()
    {
        add_numeration(text, &numeration, segments);
        return true;
    }
    if genre(trimmed).is_ok_and(|(rest, _)| rest.is_empty()) {
        segments.add(Label::Genre, Span::new(whole.start + 1, whole.start + trimmed.len() - 1));
        return true;
    }
    false
}

/// Labels what follows the title.
fn add_outlet(text: &str, title: Span, outlet: Span, emphasis: &[Span], follows: Follows, segments: &mut Segments) {
    let outlet = outlet.trimmed(text, |c| matches!(c, ',' | ':' | ';' | '.' | '"' | '”'));
    let outlet = with_closing_stop(text, outlet);
    let inner = outlet.of(text);
    // "In A. Roe (Ed.), Handbook of … (pp. 1–9). CRC Press"
    if let Ok((rest, _)) = in_word(inner) {
        in_book(text, outlet, outlet.end - rest.len(), segments);
        return;
    }
    let (first, second) = first_sentence(text, outlet);
    if let Some(second) = second {
        let kind = |s: Span| outlet::kind(s.of(text));
        let institution =
            matches!(kind(first), Some(OutletKind::Institution | OutletKind::University | OutletKind::Press));
        // "Combating Terrorism Center at West Point. CTC Sentinel": who publishes it, and what it is called.
        if institution && (follows == Follows::Numeration || kind(second) == Some(OutletKind::Journal)) {
            segments.add(Label::Publisher, first);
            segments.add(Label::Journal, second);
        } else if institution {
            segments.add(Label::Publisher, first);
            add_publisher(text, second, segments);
        } else {
            segments.add(Label::Journal, outlet);
        }
        return;
    }
    let has_address = segments.spans(Label::Url).next().is_some();
    let place_first = inner.split_once(": ").is_some_and(|(place, _)| is_place(place));
    let publisher = match outlet::kind(inner) {
        _ if follows == Follows::Numeration => false,
        _ if place_first => true,
        Some(OutletKind::Press | OutletKind::University) => true,
        // An institution is the site of a piece on the web, and the publisher of a report.
        Some(OutletKind::Institution) => {
            !has_address && !outlet::is_host(&inner.to_lowercase()) || stands_alone(title, outlet, emphasis)
        }
        _ => false,
    };
    if publisher {
        add_publisher(text, outlet, segments);
    } else {
        segments.add(Label::Journal, outlet);
    }
}

/// Labels what "In" opens: editors, the book, its volume and pages in brackets, its publisher.
fn in_book(text: &str, outlet: Span, start: usize, segments: &mut Segments) {
    let mut book = Span::new(start, outlet.end);
    if let Some(end) = editors(book.of(text)) {
        segments.add(Label::Editor, Span::new(outlet.start, start + end));
        book = Span::new(start + end, outlet.end).trimmed(text, |c| c == ',' || c == ':');
    }
    let (name, after) = first_sentence(text, book);
    let name = after_title(text, name, segments);
    let announced = if name.start == start { outlet.start } else { name.start };
    segments.add(Label::Book, Span::new(announced, name.end));
    if let Some(after) = after {
        add_publisher(text, after, segments);
    }
}

/// Where the editors end: after "(Ed.)", "(Eds.)", "(Hrsg.)", "(Hg.)".
fn editors(book: &str) -> Option<usize> {
    let marks = ["(ed.)", "(eds.)", "(ed)", "(eds)", "(hrsg.)", "(hg.)", "(hgg.)", "(dir.)", "(a cura di)"];
    let lower = book.to_ascii_lowercase();
    marks.iter().filter_map(|m| lower.find(m).map(|at| at + m.len())).min()
}

/// Whether italics say that the title stands alone, as a book's and a report's do.
fn stands_alone(title: Span, outlet: Span, emphasis: &[Span]) -> bool {
    let over = |span: Span| emphasis.iter().any(|e| e.overlaps(span));
    over(title) && !over(outlet)
}

/// "Middle East Institute (MEI" keeps its bracket.
fn with_closing_stop(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let open = inner.matches('(').count() > inner.matches(')').count();
    if open && text[span.end..].starts_with(')') { Span::new(span.start, span.end + 1) } else { span }
}

fn in_word(input: &str) -> IResult<&str, &str> {
    recognize((alt((tag_no_case("in:"), tag_no_case("in"))), one_of(": "), nom::character::complete::space0))
        .parse(input)
}

/// Up to the first sentence's end, and what follows it.
fn first_sentence(text: &str, span: Span) -> (Span, Option<Span>) {
    let inner = span.of(text);
    let cut = inner.match_indices(". ").map(|(i, _)| i).find(|&i| {
        let word = inner[..i].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let abbreviation =
            ["pp", "vol", "no", "vols", "nos", "ed", "eds", "bd"].contains(&word.to_lowercase().as_str());
        let ends = word.chars().count() > 1 || inner[..i].ends_with([')', '”', '"']);
        ends && !abbreviation && inner[i + 2..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    match cut {
        Some(i) => {
            let after = Span::new(span.start + i + 2, span.end).trimmed(text, |c| c == '.');
            (Span::new(span.start, span.start + i), (!after.is_empty()).then_some(after))
        }
        None => (span, None),
    }
}

/// A short run of capitalised words, as cities are.
fn is_place(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=4).contains(&count)
        && words.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
        && outlet::kind(words).is_none()
}

/// "Islamabad: Institute of Strategic Studies", "Some Press".
fn add_publisher(text: &str, span: Span, segments: &mut Segments) {
    let inner = span.of(text);
    if let Some((place, _)) = inner.split_once(": ").filter(|(place, _)| is_place(place)) {
        segments.add(Label::Place, Span::new(span.start, span.start + place.len()));
        segments.add(Label::Publisher, Span::new(span.start + place.len() + 2, span.end).trimmed(text, |c| c == '.'));
    } else {
        segments.add(Label::Publisher, span);
    }
}
