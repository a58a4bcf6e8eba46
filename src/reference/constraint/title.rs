//! Where a title begins and ends: brackets, years, editions and translators.

use super::{Held, bare, first, has, is_number, is_year, is_year_alone};
use crate::Span;
use crate::reference::edges::without_in;
use crate::reference::label::{Label, Segment};
use crate::reference::translator;
use crate::terms::{self, Term, Terms};

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

/// "On ice. Proceedings of the 4th meeting on lakes": what collects a meeting's papers is no part of a paper's title.
pub(super) fn proceedings_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    const LEAST: usize = 8;
    if has(segments, Label::Book) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let inner = title.of(text);
    let starts = ["Proceedings of ", "Proceedings, ", "In Proceedings", "In: Proceedings", "Proc. "];
    let stop = inner.match_indices(". ").map(|(at, _)| at).filter(|at| *at >= LEAST);
    let behind = stop.map(|at| at + 2).find(|at| starts.iter().any(|start| inner[*at..].starts_with(start)))?;
    (inner[behind..].split(' ').count() > 2).then(|| (Span::new(title.start + behind, title.end), Label::Book))
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

/// What closes a quotation that was opened so.
fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' => &['"'],
        '“' => &['”'],
        '«' => &['»'],
        '„' => &['“', '”'],
        _ => return None,
    })
}

/// "“On ice”. En Lakes": behind a title's closing quotation mark, "In" leads to what holds the work, where nothing else
/// does. Without that word a subtitle may follow a quotation: "“What ice!” On winters past".
pub(super) fn quotation_closes_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Journal) || has(segments, Label::Book) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let inner = title.of(text);
    let open = inner.chars().next()?;
    let closes = closing(open)?;
    let close = open.len_utf8() + inner[open.len_utf8()..].find(closes)?;
    let holder = inner[close..].trim_start_matches(closes).trim_start_matches([',', '.', ' ']);
    without_in(holder).filter(|name| !name.is_empty())?;
    Some((Span::new(title.end - holder.len(), title.end), Label::Journal))
}

/// "Lakes (ICE). In Handbook of winters. Ice Press.": what "In" leads to behind a title's stop is called as collections are, and
/// holds the work.
pub(super) fn collection_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    /// "The Oxford Handbook" has the word third.
    const WORDS: usize = 3;
    if has(segments, Label::Journal) || has(segments, Label::Book) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let sentences = title.of(text).match_indices(". ").map(|(at, mark)| title.start + at + mark.len());
    let collects = |start: &usize| {
        let Some(name) = without_in(&text[*start..title.end]) else { return false };
        // "In Defence of Essays" is none.
        let called = |word: &&str| word.starts_with(char::is_uppercase) || *word == "the";
        name.split(' ').take(WORDS).take_while(called).any(|word| terms::is(word, Term::Collection))
    };
    sentences.into_iter().find(collects).map(|start| (Span::new(start, title.end), Label::Book))
}

/// "Ozera [Lakes]. Voprosy ozer [Questions of Lakes], 4(2)": a title and what holds it, each with its translation in brackets.
fn translated(text: &str, segments: &[Segment]) -> Option<(Span, Span)> {
    /// Neither a title nor a name has more bytes with its translation.
    const MOST_BYTES: usize = 400;
    let start = first(segments, Label::Title)?.span.start;
    let bracket = |from: usize| {
        let open = from + text[from..].find('[')?;
        let inner = &text[open + 1..];
        let close = open + 1 + inner.find(']').filter(|close| !inner[..*close].contains('['))?;
        let words = inner.starts_with(char::is_alphabetic) && text[open..close].contains(' ');
        (words && close - from < MOST_BYTES).then_some((open, close + 1))
    };
    let (_, end) = bracket(start).filter(|(own, _)| *own > start)?;
    let name = text[end..].strip_prefix(['.', ','])?.trim_start();
    let name_start = text.len() - name.len();
    let (before, name_end) = bracket(name_start)?;
    let outlet = &text[name_start..before];
    let named = name.starts_with(char::is_uppercase) && outlet.len() > 2;
    let dated = outlet.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let numbered = text[name_end..].contains(|c: char| c.is_ascii_digit());
    (named && !dated && numbered).then(|| (Span::new(start, end), Span::new(name_start, name_end)))
}

/// What must be, where no segment is just that.
fn unless_alone(text: &str, segments: &[Segment], span: Span, label: Label) -> Option<Held> {
    let same = |s: &Segment| s.label == label && bare(text, *s) == span.trimmed(text, |c| !c.is_alphanumeric());
    (!segments.iter().any(same)).then_some((span, label))
}

/// "Ozera [Lakes]. Voprosy ozer [Questions of Lakes], 4(2)": the title ends with its translation.
pub(super) fn translation_ends_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    unless_alone(text, segments, translated(text, segments)?.0, Label::Title)
}

/// "Ozera [Lakes]. Voprosy ozer [Questions of Lakes], 4(2)": what holds the work is named with its translation.
pub(super) fn translation_ends_the_outlet(text: &str, segments: &[Segment]) -> Option<Held> {
    unless_alone(text, segments, translated(text, segments)?.1, Label::Journal)
}

/// "On ice, translated from the Italian by M. Roy": behind a mark in a title, words for a translation and whose it is.
pub(super) fn translator_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    /// Words for a translation and names end a title with no more bytes, so that few marks are looked behind.
    const MOST_BYTES: usize = 160;
    let title = first(segments, Label::Title)?.span;
    let marks = title.of(text).match_indices([',', '.', ';', '(', '/']).map(|(at, _)| title.start + at + 1);
    let mut behind = marks.filter(|at| (*at + 1..=*at + MOST_BYTES).contains(&title.end));
    let found = behind.find_map(|at| {
        let rest = Span::new(at, title.end).trimmed(text, |_| false);
        let names = translator::names(text, rest)?;
        (!names.of(text).contains([':', '?', '"'])).then_some(rest)
    })?;
    Some((found, Label::Translator))
}

/// "On Ice (2nd edn, OUP 2011)": a bracket that the title opens with the number of an edition, and doesn't close.
pub(super) fn edition_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Edition) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let open = title.start + title.of(text).rfind('(')? + 1;
    let inside = Span::new(open, title.end).trimmed(text, |c| matches!(c, ',' | '.'));
    let words = inside.of(text);
    let number = words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(')');
    let word = words.find(' ').map_or(words.len(), |at| at + 1);
    let edition = word + terms::at_start(&words[word..], Terms::of(&[Term::Edition]))?;
    // What is behind the edition is who published it: "(1st edn OUP, Oxford 2011)".
    let apart = words[edition..].trim_start_matches('.');
    let apart = apart.is_empty() || apart.starts_with(' ') && apart.trim_start().starts_with(char::is_uppercase);
    (number && apart).then(|| (Span::new(open, inside.start + edition), Label::Edition))
}

/// "Lakes of the north (2 vols.)": how many volumes a work has is no part of its title.
pub(super) fn volumes_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Volume) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let end =
        title.start + title.of(text).trim_end_matches(|c: char| matches!(c, '.' | ',') || c.is_whitespace()).len();
    let bracket = text[title.start..end].strip_suffix([')', ']'])?;
    let open = title.start + bracket.rfind(['(', '['])? + 1;
    let (number, word) = text[open..end - 1].split_once(' ')?;
    let volumes = is_number(number) && terms::is(word, Term::Volume);
    volumes.then(|| (Span::new(open, end - 1), Label::Volume))
}

/// "On northern lakes, III: Ice in winter. Journal of Lakes 31, 4–9 (2001)": a roman number before a colon and the name of a part is the title's, where the
/// journal and its own volume follow.
pub(super) fn part_with_a_number(text: &str, segments: &[Segment]) -> Option<Held> {
    let at = segments.windows(2).position(|two| two[0].label == Label::Title && two[1].label == Label::Volume)?;
    let (title, number) = (segments[at].span, bare(text, segments[at + 1]));
    let roman = !number.is_empty() && number.of(text).bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let named = text[number.end..].strip_prefix(": ").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let journal = segments[at + 2..].iter().find(|s| s.label == Label::Journal)?.span;
    let volume = text[journal.end..].trim_start_matches([' ', ',', '.', ';', '(']);
    let dated = volume.len() > 4 && is_year(volume.get(..4)?);
    let numbered = volume.starts_with(|c: char| c.is_ascii_digit()) && (!dated || volume.contains(':'));
    let part = Span::new(title.start, journal.start).trimmed(text, |c| matches!(c, '.' | ','));
    (roman && named && numbered).then_some((part, Label::Title))
}

/// "1984 revisited. BMJ 2001;3:4": a year before the title's small letters or colon begins the title, where another year stands
/// as dates do, before a semicolon and the volume or in a bracket behind a number.
pub(super) fn year_that_begins_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let at = segments.iter().position(|s| s.label == Label::Date)?;
    let begun = bare(text, segments[at]);
    let year = Span::new(begun.start, begun.start + 4);
    let titled = segments.get(at + 1).filter(|next| next.label == Label::Title);
    if !text.get(year.start..year.end).is_some_and(is_year) || titled.is_none() && begun.len() == year.len() {
        return None;
    }
    let title = Span::new(year.start, titled.unwrap_or(&segments[at]).span.end);
    let behind = &text[year.end..];
    let word = behind.strip_prefix(' ').unwrap_or_default();
    let small = word.chars().take_while(|c| c.is_lowercase()).count() > 2;
    let goes_on = behind.starts_with(": ") || small;
    let bracketed = text[..year.start].ends_with(['(', '[']);
    let dates = |at: usize| {
        let (before, behind) = (text[..at].trim_end(), &text[at + 4..]);
        let volume = behind.strip_prefix(';').is_some_and(|b| b.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        let bracket = before.strip_suffix('(').is_some_and(|b| b.trim_end().ends_with(|c: char| c.is_ascii_digit()));
        volume || bracket && behind.starts_with(')')
    };
    let starts = text.char_indices().map(|(at, _)| at).filter(|at| *at >= title.end);
    let other = |at: &usize| text.get(*at..*at + 4).is_some_and(|found| is_year(found) && found != year.of(text));
    let dated = starts.filter(other).any(dates);
    (goes_on && !bracketed && dated).then(|| (title.trimmed(text, |_| false), Label::Title))
}

/// "(1999). 2001: On ice": behind the date and its stop, a year and a colon begin the title.
pub(super) fn year_before_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let two = segments.windows(2).find(|two| two[0].label == Label::Date && two[1].label == Label::Title)?;
    let (date, title) = (two[0].span, two[1].span);
    let year = date.of(text).trim_end().strip_suffix(':')?.get(..).and_then(|d| d.rsplit_once(' '))?;
    let apart = year.0.trim_end().ends_with(").") && is_year(year.1);
    let start = date.start + year.0.len() + 1;
    apart.then_some((Span::new(start, title.end), Label::Title))
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
