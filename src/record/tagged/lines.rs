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
    /// Tags that a record begins with which lacks its first.
    pub(crate) begins: &'static [&'static str],
    /// So many lines may stand before the first record, in which programs name themselves.
    pub(crate) before: usize,
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

    /// The first line of the first of these tags that has one, for fields of a value a line of which one is enough.
    pub(crate) fn line(&self, tags: &[&str]) -> Option<String> {
        tags.iter().find_map(|tag| self.lines(tag).next()).map(str::to_owned)
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

/// So many lines of a program's own stand before records: who provides them, their number.
pub(crate) const BEFORE: usize = 12;

/// The records of a text. A line without a tag is more of the value before, as abstracts of several lines are; where there is
/// none, it is told, unless programs write such lines before records. A record that isn't ended, ends where the next begins,
/// which is told too, and so is one that lacks its first tag.
pub(crate) fn records<'t>(text: &'t str, grammar: Grammar, into: &mut Records) -> Vec<Tagged<'t>> {
    let mut found: Vec<Tagged<'t>> = Vec::new();
    let mut open = false;
    // Whether the record that is open lacks its first tag: then an empty line ends it.
    let mut headless = false;
    let mut blank = true;
    let mut outside = Outside::default();
    let mut at = 0;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        let start = at;
        at += whole.len();
        let line = whole.trim_end().trim_start_matches('\u{feff}');
        if line.is_empty() {
            blank = true;
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
                let lacks_first =
                    tag != grammar.first && (!open || (headless && blank)) && grammar.begins.contains(&tag);
                if tag == grammar.first || lacks_first {
                    outside.tell(grammar, found.is_empty(), into);
                    if let (true, false, Some(last)) = (open, headless, grammar.last) {
                        into.fault(number, format!("expected {last} before the next record"));
                    }
                    if let (true, Some(_)) = (lacks_first, grammar.last) {
                        into.fault(number, format!("expected {} before {tag}", grammar.first));
                    }
                    (open, headless) = (true, lacks_first);
                    found.push(Tagged { fields: Vec::new(), span: Span::new(start, end) });
                }
                blank = false;
                let Some(record) = found.last_mut().filter(|_| open) else {
                    outside.add(number, line, Some(tag));
                    continue;
                };
                record.fields.push((tag, vec![value.trim()]));
                record.span.end = end;
            }
            _ => {
                blank = false;
                let record = found.last_mut().filter(|_| open);
                match record.and_then(|record| Some((&mut record.span, record.fields.last_mut()?))) {
                    Some((span, (_, lines))) => {
                        lines.push(line.trim());
                        span.end = end;
                    }
                    None => outside.add(number, line, None),
                }
            }
        }
    }
    outside.tell(grammar, found.is_empty(), into);
    if let (true, false, Some(last)) = (open, headless, grammar.last) {
        into.fault(text.lines().count(), format!("expected {last} at the end"));
    }
    found
}

/// Lines that stand in no record.
#[derive(Default)]
struct Outside {
    /// How many, and whether all are headings.
    lines: usize,
    odd: bool,
    /// The first that is none, and its tag.
    first: Option<(usize, Option<String>)>,
}

impl Outside {
    fn add(&mut self, number: usize, line: &str, tag: Option<&str>) {
        self.lines += 1;
        if tag.is_some() || !is_heading(line) {
            self.odd = true;
            self.first.get_or_insert_with(|| (number, tag.map(str::to_owned)));
        }
    }

    /// Tells of them, once, unless they are what programs write there.
    fn tell(&mut self, grammar: Grammar, before_all: bool, into: &mut Records) {
        let lines = std::mem::take(self);
        let Some((number, tag)) = lines.first.filter(|_| lines.odd) else { return };
        if before_all && tag.is_none() && lines.lines <= grammar.before {
            return;
        }
        let first = grammar.first;
        into.fault(
            number,
            tag.map_or_else(|| format!("expected {first}"), |tag| format!("expected {first} before {tag}")),
        );
    }
}

/// "Record #2 of 9", "Provider: Somebody", "2. ", "<2. >".
fn is_heading(line: &str) -> bool {
    let is_number = line.trim().bytes().all(|b| b.is_ascii_digit() || b".<># ".contains(&b));
    let is_said = line.split_once(':').is_some_and(|(label, _)| label.split(' ').count() <= 2);
    is_number || is_said || line.starts_with("Record #")
}
