//! Where a title ends: brackets, years and initials.

use super::{Held, bare, first, has, is_year, is_year_alone};
use crate::Span;
use crate::reference::edges::without_in;
use crate::reference::label::{Label, Segment};

/// "Il fiume (Atti del convegno, Lindo, 25 - 26 ottobre 1985), …": a bracket that the title opens closes in it.
pub(super) fn bracket_closes_in_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    /// No bracket in a title is longer.
    const MOST_BYTES: usize = 160;
    let title = first(segments, Label::Title)?.span;
    let inner = title.of(text);
    let open = inner.rfind('(').filter(|open| !inner[*open..].contains(')'))?;
    let rest = &text[title.start + open..];
    let close = rest.find(')').filter(|close| *close < MOST_BYTES && !rest[1..*close].contains('('))?;
    let end = title.start + open + close + 1;
    // "On lakes (Rome: Press, 1999)" leaves nothing to be dated by.
    let dated = text[end..].split(|c: char| !c.is_ascii_digit()).any(is_year);
    let before = segments.iter().any(|s| s.label == Label::Date && s.span.end <= title.start);
    (dated || before).then_some((Span::new(title.start, end), Label::Title))
}

/// "World Ice Statistics, 2007. Geneva: WIO, 2009": of two years, the one right behind the title is the title's, where the
/// place and the other follow.
pub(super) fn years_of_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let at = segments.iter().position(|s| s.label == Label::Title)?;
    let [title, date, next, later @ ..] = &segments[at..] else { return None };
    let published = matches!(next.label, Label::Place | Label::Publisher | Label::Volume);
    let dated = later.iter().any(|s| is_year_alone(text, *s) && bare(text, *s).of(text) != bare(text, *date).of(text));
    let comma = title.span.of(text).trim_end().ends_with(',');
    (comma && published && dated && is_year_alone(text, *date))
        .then(|| (Span::new(title.span.start, bare(text, *date).end), Label::Title))
}

/// "River Strategy 2021 – 2024. 2021.", "A guide on data.2014.": a year behind the title's stop, where no date is told.
pub(super) fn year_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Date) {
        return None;
    }
    let title = first(segments, Label::Title)?;
    let inner = bare(text, *title).of(text);
    let (before, year) = inner.rsplit_once('.')?;
    let start = year.as_ptr() as usize + year.len() - year.trim_start().len() - text.as_ptr() as usize;
    let sentence = before.ends_with(|c: char| c.is_alphanumeric()) && before.len() > year.len();
    (sentence && is_year(year.trim_start())).then(|| (Span::new(start, start + 4), Label::Date))
}

/// "“On ice”. En Lakes": behind a title's closing quotation mark, "In" leads to what holds the work, where nothing else
/// does. Without that word a subtitle may follow a quotation: "“What ice!” On winters past".
pub(super) fn quotation_closes_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Journal) || has(segments, Label::Book) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let inner = title.of(text);
    let (open, closes): (char, &[char]) = match inner.chars().next()? {
        open @ '"' => (open, &['"']),
        open @ '“' => (open, &['”']),
        open @ '«' => (open, &['»']),
        open @ '„' => (open, &['“', '”']),
        _ => return None,
    };
    let close = open.len_utf8() + inner[open.len_utf8()..].find(closes)?;
    let holder = inner[close..].trim_start_matches(closes).trim_start_matches([',', '.', ' ']);
    without_in(holder).filter(|name| !name.is_empty())?;
    Some((Span::new(title.end - holder.len(), title.end), Label::Journal))
}

/// "On ice, L.|Mire Press": an initial that no space parts from the next word is that word's.
pub(super) fn initial_glued_to_the_next(text: &str, segments: &[Segment]) -> Option<Held> {
    let named = |label| matches!(label, Label::Title | Label::Journal | Label::Book | Label::Publisher);
    segments.windows(2).find_map(|pair| {
        let [before, after] = [pair[0], pair[1]];
        let initial = before.span.of(text).strip_suffix('.')?.split_whitespace().next_back()?;
        let mut letters = initial.chars();
        let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let glued = before.span.end == after.span.start && after.span.of(text).starts_with(char::is_uppercase);
        let start = before.span.end - initial.len() - 1;
        (single && glued && named(before.label) && named(after.label) && start > before.span.start)
            .then(|| (Span::new(start, after.span.end), after.label))
    })
}
