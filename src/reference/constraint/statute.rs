//! Statutes and what prints them: sections of codes, acts of unions, gazettes.

use super::{Held, is_number, is_year};
use crate::Span;
use crate::reference::label::{Label, Segment};
use crate::terms::{self, Term, Terms};

const COLLECTIONS: Terms = Terms::of(&[Term::StatuteBook]);

/// Where an entry's text begins, behind its label and its signals.
fn opening(text: &str, segments: &[Segment]) -> usize {
    let before = segments.iter().take_while(|s| matches!(s.label, Label::Key | Label::Note));
    let end = before.last().map_or(0, |s| s.span.end);
    end + (text[end..].len() - text[end..].trim_start().len())
}

/// What must be, where it isn't yet.
fn unless_read(segments: &[Segment], span: Span, label: Label) -> Option<Held> {
    let read = |s: &Segment| s.label == label && s.span.start <= span.start && span.end <= s.span.end;
    (!segments.iter().any(read)).then_some((span, label))
}

/// "42 U.S.C. § 1983": which title of which code it is, and which section.
struct Section {
    title: Span,
    code: Span,
    section: Span,
}

/// The section of a code that a text is.
fn section(text: &str, segments: &[Segment]) -> Option<Section> {
    let sign = text.find('§')?;
    let code = Span::new(terms::at_end(&text[..sign], COLLECTIONS)?, text[..sign].trim_end().len());
    let before = text[..code.start].trim_end();
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let title = Span::new(before.len() - digits, before.len());
    // A label may have been taken for what it stands before: nothing but it and signals may.
    let alone = title.start == opening(text, segments) || title.start == 0;
    let year = text[sign..].rfind('(').map_or(text.len(), |at| sign + at);
    let section = Span::new(sign, year).trimmed(text, |c| matches!(c, ',' | ';' | '.') || c.is_whitespace());
    (alone && digits > 0).then_some(Section { title, code, section })
}

/// "42 U.S.C. § 1983": the title of a code is no label of the entry.
pub(super) fn title_of_a_code(text: &str, segments: &[Segment]) -> Option<Held> {
    unless_read(segments, section(text, segments)?.title, Label::Volume)
}

/// "42 U.S.C. § 1983": the code holds the section.
pub(super) fn code(text: &str, segments: &[Segment]) -> Option<Held> {
    unless_read(segments, section(text, segments)?.code, Label::Journal)
}

/// "17 C.F.R. § 240.10b-5 (2019)": all numbers and letters of a section are one.
pub(super) fn section_of_a_code(text: &str, segments: &[Segment]) -> Option<Held> {
    unless_read(segments, section(text, segments)?.section, Label::Page)
}

/// "Council Directive 93/13/EEC of 5 April 1993 on …, OJ L 95", "Gesetz über … vom 9. Dezember 1976 (BGBl. I S. 3317)": an act
/// is called by its kind and its number, or by its kind and what prints it, and its title goes on to there.
pub(super) fn named_act(text: &str, segments: &[Segment]) -> Option<Held> {
    let start = opening(text, segments);
    let from = &text[start..];
    let mut words = from.split_inclusive(' ').take(MOST_BEFORE_A_NUMBER);
    let kind =
        words.by_ref().find(|word| terms::is(word.trim(), Term::Statute) && word.starts_with(char::is_uppercase))?;
    let kind = kind.as_ptr() as usize - text.as_ptr() as usize;
    // "Council", "Delegated", "Commission Implementing".
    let called = text[start..kind].split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let numbered = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mut parts = word.split('/');
        let number = |part: Option<&str>| part.is_some_and(is_number);
        number(parts.next()) && number(parts.next()) && parts.next().is_none_or(|union| union.len() <= 7)
    };
    let beside = |word: &str| word.starts_with('(') || matches!(word, "No" | "No." | "Nr." | "n°" | "nº" | "no");
    let number = words.map(str::trim).find(|word| !beside(word)).unwrap_or_default();
    let gazette = gazettes(text).find(|gazette| gazette.start > kind);
    (called && (numbered(number) || kind == start && gazette.is_some())).then_some(())?;
    let end = gazette.map_or(text.len(), |gazette| gazette.start);
    // "[2001] OJ L 167": the year is the gazette's.
    let mut end = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ']').len();
    if text[..end].ends_with(']') {
        end = text[..end].rfind('[').unwrap_or(end);
    }
    let title = Span::new(start, end).trimmed(text, |c| matches!(c, ',' | ';' | '.' | '(') || c.is_whitespace());
    unless_read(segments, title, Label::Title)
}

/// The kind of an act and its number are among so many words at its beginning.
const MOST_BEFORE_A_NUMBER: usize = 7;

/// "(BGBl. I S. 3317)", "BGBl. I 2013, 1234": a gazette holds what it prints.
pub(super) fn gazette(text: &str, segments: &[Segment]) -> Option<Held> {
    let gazette = gazettes(text).next()?;
    let numbered = text[gazette.end..].bytes().any(|byte| byte.is_ascii_digit());
    let held = segments.iter().any(|s| matches!(s.label, Label::Journal | Label::Book));
    if held || !numbered { None } else { unless_read(segments, gazette, Label::Journal) }
}

/// Where collections of statutes are named, in capitals as they are written. Codes aren't looked for: what has a sign of a
/// section behind it is one.
fn gazettes(text: &str) -> impl Iterator<Item = Span> {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_uppercase() && !text[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '.')
    });
    starts.filter_map(|(at, _)| {
        let end = at + terms::at_start(&text[at..], COLLECTIONS)?;
        let capitals = text[at..end].chars().filter(|c| c.is_uppercase()).count();
        let behind = text[end..].trim_start_matches(['.', ' ']);
        let series = behind.strip_prefix(['L', 'C']).map(str::trim_start);
        let in_series = series.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        let numbered = behind.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'S' | 'N' | 'v' | 'n' | '('));
        // Two letters may be somebody's initials: "Roe OJ 2011".
        (capitals > 1 && (in_series || numbered && end - at > 2)).then(|| Span::new(at, end))
    })
}

/// "Lakes Act 1998, s 15(1)(b)": what is announced behind the year of an act is a place in it, with its brackets.
///
/// Only where nothing follows: "The Lakes Act 1998, section 9 and fishing. Modern Law Review" is a title.
pub(super) fn section_of_an_act(text: &str, segments: &[Segment]) -> Option<Held> {
    const PLACES: Terms = Terms::of(&[Term::Pinpoint, Term::Page, Term::ArticleNumber]);
    if segments.iter().any(|s| s.label == Label::Author) {
        return None;
    }
    let mut words = text.split_inclusive(' ').map(str::trim_end).peekable();
    while let Some(word) = words.next() {
        let act = word.starts_with(char::is_uppercase) && terms::is(word, Term::Statute);
        let Some(year) = words.peek().filter(|year| act && is_year(year.trim_end_matches(','))) else { continue };
        let behind = year.as_ptr() as usize - text.as_ptr() as usize + year.len();
        let start = behind + (text[behind..].len() - text[behind..].trim_start_matches([' ', ',']).len());
        let place = &text[start..];
        let number = place[terms::at_start(place, PLACES)?..].trim_start_matches(['.', ' ']);
        let from = place.len() - number.len();
        let length = number.find([' ', ',', ';']).unwrap_or(number.len());
        let behind = start + from + length;
        let ends = !text[behind..].contains(char::is_alphabetic);
        let section = Span::new(start, behind).trimmed(text, |c| matches!(c, '.') || c.is_whitespace());
        let numbered = number.starts_with(|c: char| c.is_ascii_digit());
        return if ends && numbered { unless_read(segments, section, Label::Page) } else { None };
    }
    None
}

/// "ECLI:EU:C:2014:317" is one identifier, with its country, court, year and number.
pub(super) fn identifier_of_a_decision(text: &str, segments: &[Segment]) -> Option<Held> {
    let start = text.find("ECLI:")?;
    let length = text[start..]
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '.'))
        .unwrap_or(text.len() - start);
    let identifier = Span::new(start, start + length).trimmed(text, |c| matches!(c, '.' | ':'));
    // "ECLI:EU:C:2014:317 and its aftermath" is a title.
    if text[identifier.end..].trim_start().starts_with(char::is_alphabetic) {
        return None;
    }
    unless_read(segments, identifier, Label::Number)
}

/// "EuGH, C-131/12, Rn. 23": a place behind the number of a decision is none of it.
pub(super) fn place_in_a_decision(text: &str, segments: &[Segment]) -> Option<Held> {
    let number = segments.iter().find(|s| s.label == Label::Number)?.span;
    let comma = number.of(text).find(", ")?;
    let start = number.start + comma + 2;
    terms::at_start(&text[start..number.end], Terms::of(&[Term::Pinpoint]))?;
    Some((Span::new(start, number.end), Label::Page))
}
