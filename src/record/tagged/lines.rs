//! Lines → tagged fields → records.

use std::borrow::Cow;

use super::super::records::Records;
use crate::Span;

/// What a line is.
pub(crate) enum Line<'t> {
    /// A tag and what follows it.
    Field(&'t str, &'t str),
    /// More of the field before.
    More,
}

/// How a format's lines are read.
#[derive(Clone, Copy)]
pub(crate) struct Grammar {
    /// Takes a line apart that isn't empty; none for a line that the format doesn't have.
    pub(crate) line: for<'t> fn(&'t str) -> Option<Line<'t>>,
    /// The tag that each record begins with.
    pub(crate) first: &'static str,
    /// The tag that ends a record.
    pub(crate) last: Option<&'static str>,
    /// Tags of the file, not of a record.
    pub(crate) outside: &'static [&'static str],
}

/// A record: its fields in the file's order.
pub(crate) struct Tagged<'t> {
    /// Tag, and each line of the value.
    fields: Vec<(&'t str, Vec<&'t str>)>,
    /// Where it stands in the text.
    pub(crate) span: Span,
}

impl<'t> Tagged<'t> {
    /// The values of a tag, as often as it stands there, each with its lines joined.
    pub(crate) fn values<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = Cow<'t, str>> + 'a {
        self.all(tag).map(joined).filter(|value| !value.is_empty())
    }

    /// The lines of a tag's values, for fields of a value a line.
    pub(crate) fn lines<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'t str> + 'a {
        self.all(tag).flatten().copied().filter(|line| !line.is_empty())
    }

    /// The first value of the first of these tags that has one.
    pub(crate) fn first(&self, tags: &[&str]) -> Option<String> {
        tags.iter().find_map(|tag| self.values(tag).next()).map(Cow::into_owned)
    }

    fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Vec<&'t str>> + 'a {
        self.fields.iter().filter(move |(name, _)| *name == tag).map(|(_, lines)| lines)
    }
}

/// Lines that one value was folded to.
fn joined<'t>(lines: &Vec<&'t str>) -> Cow<'t, str> {
    match lines[..] {
        [line] => Cow::Borrowed(line),
        _ => Cow::Owned(lines.iter().filter(|line| !line.is_empty()).copied().collect::<Vec<_>>().join(" ")),
    }
}

/// So many lines may stand before the first record: some services name themselves there.
const BEFORE: usize = 12;

/// The records of a text. A line without a tag is more of the value before, as abstracts of several lines are; where there is
/// none, a fault, unless it stands before the first record. A record that isn't ended, ends where the next begins, which is a
/// fault too.
pub(crate) fn records<'t>(text: &'t str, grammar: Grammar, into: &mut Records) -> Vec<Tagged<'t>> {
    let mut found: Vec<Tagged<'t>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let start = at;
        at += whole.len();
        let line = whole.trim_end().trim_start_matches('\u{feff}');
        if line.is_empty() {
            continue;
        }
        let end = start + whole.trim_end().len();
        match (grammar.line)(line) {
            Some(Line::Field(tag, _)) if grammar.outside.contains(&tag) => {}
            Some(Line::Field(tag, _)) if Some(tag) == grammar.last => {
                if !open {
                    into.fault(number, format!("{tag} ends no record"));
                }
                open = false;
            }
            Some(Line::Field(tag, value)) => {
                if tag == grammar.first {
                    if let (true, Some(last)) = (open, grammar.last) {
                        into.fault(number, format!("expected {last} before the next record"));
                    }
                    open = true;
                    found.push(Tagged { fields: Vec::new(), span: Span::new(start, end) });
                }
                let Some(record) = found.last_mut().filter(|_| open) else {
                    into.fault(number, format!("expected {} before {tag}", grammar.first));
                    continue;
                };
                record.fields.push((tag, vec![value.trim()]));
                record.span.end = end;
            }
            _ => {
                let none_yet = found.is_empty();
                let record = found.last_mut().filter(|_| open);
                match record.and_then(|record| Some((&mut record.span, record.fields.last_mut()?))) {
                    Some((span, (_, lines))) => {
                        lines.push(line.trim());
                        span.end = end;
                    }
                    None if none_yet && number <= BEFORE => {}
                    None => into.fault(number, format!("expected {}", grammar.first)),
                }
            }
        }
    }
    if let (true, Some(last)) = (open, grammar.last) {
        into.fault(text.lines().count(), format!("expected {last} at the end"));
    }
    found
}
