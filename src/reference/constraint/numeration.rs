//! Volumes, issues and pages that are cut, glued or taken for one another.

use super::{Held, bare, first, has, is_number, is_year, is_year_alone};
use crate::Span;
use crate::reference::label::{Label, Segment};
use crate::reference::law;
use crate::terms::{self, Term, Terms};

/// "roe/lakes: v1.6.0", "Lakes, 0.5.0.": the numbers of a version are one value, which belongs to the title that it stands in.
pub(super) fn version_is_whole(text: &str, segments: &[Segment]) -> Option<Held> {
    segments.windows(2).find_map(|pair| {
        let [left, right] = [pair[0].span, pair[1].span];
        let between = &text[left.end..right.start];
        let torn = between.is_empty() || between == ".";
        let digit = |c: char| c.is_ascii_digit();
        let part = |c: char| c.is_ascii_digit() || c == '.';
        let start = left.end - (left.of(text).len() - left.of(text).trim_end_matches(part).len());
        let end = right.start + (right.of(text).len() - right.of(text).trim_start_matches(part).len());
        let version = text[start..end].trim_matches('.');
        let marked = text[..start].ends_with(['v', 'V'])
            && !text[..start - 1].ends_with(|c: char| c.is_alphanumeric() || c == '/');
        let apart = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–'));
        let ends = !text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–'));
        let dots = version.matches('.').count();
        let inside = version.starts_with(digit) && start + version.len() > right.start;
        let is_version = if marked { dots >= 1 } else { apart && dots >= 2 && !is_day(version) };
        if !(torn && inside && ends && is_version) {
            return None;
        }
        let from = start - usize::from(marked);
        let titled = pair[0].label == Label::Title;
        // "Zenodo v1.6.0": whose version it is stands before it.
        if !titled && from > left.start {
            return None;
        }
        let from = if titled { left.start } else { from };
        Some((Span::new(from, start + version.len()), if titled { Label::Title } else { Label::Edition }))
    })
}

/// "12.3.2011", "1.2.03": a day, not a version.
fn is_day(numbers: &str) -> bool {
    let parts: Vec<u32> = numbers.split('.').filter_map(|part| part.parse().ok()).collect();
    let year = numbers.rsplit('.').next().is_some_and(|year| matches!(year.len(), 2 | 4));
    year && matches!(parts[..], [1..=31, 1..=12, _])
}

/// "I-7879": the part of a report of cases and its page, joined by a hyphen, are one page.
pub(super) fn page_of_a_part(text: &str, segments: &[Segment]) -> Option<Held> {
    segments.windows(2).find_map(|pair| {
        let [part, page] = [pair[0], pair[1]];
        let roman = part.span.of(text).bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let number = page.span.of(text).strip_prefix('-')?;
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let glued = part.span.end == page.span.start && part.label == Label::Volume && page.label == Label::Page;
        (glued && roman && digits > 0).then(|| (Span::new(part.span.start, page.span.start + 1 + digits), Label::Page))
    })
}

/// "42 U.S.C. § 1983 (2006)": the number of a section is no year.
pub(super) fn section_is_no_year(text: &str, segments: &[Segment]) -> Option<Held> {
    let date = first(segments, Label::Date)?.span;
    let number = first_number(text, date)?;
    let sign = text[..number.start].trim_end().strip_suffix('§')?;
    let dated = text[number.end..].split(|c: char| !c.is_ascii_digit()).any(is_year);
    dated.then(|| (Span::new(sign.len(), number.end), Label::Page))
}

/// "BGH, Urt. v. 12.3.2011, VII ZR 12/10, NJW 2011, 1234": letters and numbers between a court and what prints its decision are
/// the decision's own number.
pub(super) fn docket_of_a_court(text: &str, segments: &[Segment]) -> Option<Held> {
    let first = segments.iter().find(|s| s.label != Label::Key)?;
    if has(segments, Label::Number) || law::begins_with_court(first.span.of(text).trim_start()).is_none() {
        return None;
    }
    let pieces = text.split([',', ';', '–', '—', '(']).flat_map(|piece| piece.split(" - "));
    let pieces = pieces.map(|piece| piece.trim_matches(|c: char| c == ' ' || c == '.'));
    let docket = |piece: &&str| {
        let number = piece.rsplit(' ').next().unwrap_or_default();
        let both = number.split_once('/').is_some_and(|(number, year)| {
            number.ends_with(|c: char| c.is_ascii_digit()) && matches!(year.len(), 2 | 4) && is_number(year)
        });
        both && piece.len() <= MOST_OF_A_DOCKET && !number.starts_with('/')
    };
    let found = pieces.skip(1).find(docket)?;
    let number = found.strip_prefix("Az. ").or(found.strip_prefix("Rs. ")).unwrap_or(found);
    let start = number.as_ptr() as usize - text.as_ptr() as usize;
    Some((Span::new(start, start + number.len()), Label::Number))
}

/// No number of a decision is longer, in bytes.
const MOST_OF_A_DOCKET: usize = 24;

/// "VI(I), 4-9": what is glued to the volume in brackets is the issue.
pub(super) fn bracket_glued_to_the_volume(text: &str, segments: &[Segment]) -> Option<Held> {
    segments.windows(2).find_map(|pair| {
        let [volume, bracket] = [pair[0], pair[1]];
        let glued = volume.label == Label::Volume && volume.span.end == bracket.span.start;
        let other = !matches!(bracket.label, Label::Issue | Label::Page);
        let inner = bracket.span.of(text).strip_prefix('(')?;
        let close = inner.find(')').filter(|close| inner[..*close].bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
        let number = close < 4 && glued && other;
        number.then(|| (Span::new(bracket.span.start, bracket.span.start + close + 2), Label::Issue))
    })
}

/// "12-19"
fn is_range(text: &str) -> bool {
    let mut ends = text.trim().splitn(2, ['-', '–']);
    ends.next().is_some_and(is_number) && ends.next().is_some_and(is_number)
}

/// "fasc. 2, pagg. 4-9", "2).4-9" as an issue: what is announced as pages inside is pages.
pub(super) fn pages_inside_a_number(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Page) {
        return None;
    }
    let mut numbers = segments.iter().filter(|s| matches!(s.label, Label::Volume | Label::Issue));
    numbers.find_map(|s| {
        let inner = s.span.of(text);
        if let Some((before, after)) = inner.split_once(").").filter(|(_, after)| is_range(after)) {
            return Some((Span::new(s.span.end - after.len(), s.span.end), Label::Page)).filter(|_| !before.is_empty());
        }
        let (before, after) = inner.split_once(", ")?;
        let word = terms::at_start(after, Terms::of(&[Term::Page])).filter(|length| *length > 1)?;
        let number = after[word..].trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
        number.then(|| (Span::new(s.span.start + before.len() + 2, s.span.end), Label::Page))
    })
}

/// "Vol 7006. Lakes in Law; 1994:391–405": where no date is told, a second volume that reads as a year is the date.
pub(super) fn year_of_a_second_volume(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Date) {
        return None;
    }
    let second = segments.iter().filter(|s| s.label == Label::Volume).nth(1)?;
    is_year(bare(text, *second).of(text)).then_some((second.span, Label::Date))
}

/// "(2), 173 (2011), pp. 1185-1239": a bare number that was taken for pages where others are announced is the volume.
pub(super) fn volume_before_the_pages(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Volume) {
        return None;
    }
    let mut pages = segments.iter().filter(|s| s.label == Label::Page);
    let (number, announced) = (pages.next()?, pages.next()?);
    let word = terms::at_start(bare(text, *announced).of(text), Terms::of(&[Term::Page]))?;
    let number = bare(text, *number);
    (word > 1 && is_number(number.of(text))).then_some((number, Label::Volume))
}

/// "RIVRO, 8 (1974), pp. 129-151": the only number of a journal, which nothing announces, is its volume.
pub(super) fn volume_of_a_journal(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Volume) || !has(segments, Label::Journal) || !has(segments, Label::Page) {
        return None;
    }
    let issue = first(segments, Label::Issue)?;
    let inner = bare(text, *issue);
    let bracketed = text[..inner.start].ends_with(['(', '[']);
    let follows = segments.windows(2).any(|pair| pair[0].label == Label::Journal && pair[1].span == issue.span);
    let bare_number = issue.span.of(text).trim_matches([' ', ',', '.', ';', ':']) == inner.of(text);
    (follows && !bracketed && bare_number && is_number(inner.of(text))).then_some((inner, Label::Volume))
}

/// "J. Lakes 3, 4 (2020); 5, 66 (2021)": what stands behind a year's bracket and a semicolon in the manner of the numbers before
/// it begins another work of the same journal, with its volume.
pub(super) fn volume_of_a_further_work(text: &str, segments: &[Segment]) -> Option<Held> {
    if !has(segments, Label::Journal) {
        return None;
    }
    let is_volume = |number: Span| segments.iter().any(|s| s.label == Label::Volume && s.span.overlaps(number));
    further_volumes(text).find(|number| !is_volume(*number)).map(|number| (number, Label::Volume))
}

/// "J. Lakes 3, 4 (2020); 5, 66 (2021)": behind its volume stands its page.
pub(super) fn page_of_a_further_work(text: &str, segments: &[Segment]) -> Option<Held> {
    let is = |label, span: Span| segments.iter().any(|s| s.label == label && s.span.overlaps(span));
    further_volumes(text).filter(|volume| is(Label::Volume, *volume)).find_map(|volume| {
        let page = first_number(text, Span::new(volume.end, text.len()))?;
        (!is(Label::Page, page)).then_some((page, Label::Page))
    })
}

/// The volumes of further works of a journal: the "5" of "…(2020); 5, 66 (2021)".
fn further_volumes(text: &str) -> impl Iterator<Item = Span> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    text.match_indices("); ").filter_map(move |(at, mark)| {
        let start = at + mark.len();
        let number = Span::new(start, start + digits(&text[start..]));
        let page = text[number.end..].strip_prefix(", ")?;
        let year = page[digits(page)..].strip_prefix(" (")?.get(..5)?.strip_suffix(')')?;
        (!number.is_empty() && page.starts_with(|c: char| c.is_ascii_digit()) && is_year(year)).then_some(number)
    })
}

/// "Lakes 2022;39.": the only number, behind a year and a semicolon, is the volume, as lists of medicine print it (ICMJE).
pub(super) fn volume_behind_the_semicolon(text: &str, segments: &[Segment]) -> Option<Held> {
    let [date, page] = segments.windows(2).find_map(|pair| {
        let [date, page] = pair else { return None };
        let behind = text[..page.span.start].trim_end().ends_with(';');
        (date.label == Label::Date && page.label == Label::Page && behind).then_some([date, page])
    })?;
    let told = |s: &Segment| matches!(s.label, Label::Volume | Label::Issue) || s.label == Label::Page && s != page;
    let number = bare(text, *page);
    let alone = !segments.iter().any(told) && is_number(number.of(text)) && bare(text, *date).len() >= 4;
    (alone && has(segments, Label::Journal)).then_some((number, Label::Volume))
}

/// "2009. V. 15.": a number behind a year, and behind the word for a volume, is no part of the date.
pub(super) fn volume_behind_the_year(text: &str, segments: &[Segment]) -> Option<Held> {
    let date = segments.iter().find(|s| s.label == Label::Date)?.span;
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year = date.start + date.of(text).find(|c: char| c.is_ascii_digit())?;
    let behind = year + digits(&text[year..date.end]);
    let word = behind + text[behind..date.end].find(char::is_alphabetic)?;
    let number = word + terms::at_start(&text[word..date.end], Terms::of(&[Term::Volume]))?;
    let number = number + text[number..date.end].find(|c: char| !matches!(c, '.' | ' '))?;
    let length = digits(&text[number..date.end]);
    (is_year(&text[year..behind]) && length > 0).then(|| (Span::new(word, number + length), Label::Volume))
}

/// "Institute of Lakes, November, 16": a number behind a month that stands by itself is its day.
pub(super) fn day_behind_its_month(text: &str, segments: &[Segment]) -> Option<Held> {
    let counted = |s: &&Segment| matches!(s.label, Label::Page | Label::Volume | Label::Issue);
    segments.iter().filter(counted).find_map(|s| {
        let day = bare(text, *s);
        day.of(text).parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
        let before = text[..day.start].trim_end_matches([' ', ',', '.']);
        let month = terms::at_end(before, Terms::of(&[Term::Month]))?;
        let apart = before[..month].trim_end().ends_with([',', '.', '*', '_', '(']);
        // "Ponds, June, 12(3), 2001", "Ponds, June, 12 (2001)": the volume of what appears in months.
        let numbered = text[day.end..].trim_start().starts_with('(');
        (apart && !numbered && before[month..].starts_with(char::is_uppercase)).then(|| {
            let rest = &text[day.end..];
            let year = rest.trim_start_matches([',', ' ']);
            let dated = year.get(..4).is_some_and(is_year) && !year[4..].starts_with(|c: char| c.is_ascii_digit());
            let end = if dated { text.len() - year.len() + 4 } else { day.end };
            (Span::new(month, end), Label::Date)
        })
    })
}

/// "Lakes 2014 (2014): 856749", "Lakes 2014;2014:85": where no volume is told and a journal's year is printed twice, one of
/// the two is its volume: the one that isn't in brackets, or else the second.
pub(super) fn volume_that_is_the_year(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Volume) || !has(segments, Label::Journal) {
        return None;
    }
    let number = |c: char| c.is_ascii_digit();
    let from = first(segments, Label::Journal)?.span.start;
    let mut numbers = text[from..].split(|c: char| !number(c)).filter(|digits| !digits.is_empty());
    let mut before = numbers.next()?;
    numbers.find_map(|digits| {
        let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        let between = &text[at(before) + before.len()..at(digits)];
        let twice = before == digits && is_year(digits);
        let volume = match between {
            " (" | "(" | ", (" => before,
            ";" | "; " => digits,
            _ => "",
        };
        before = digits;
        (twice && !volume.is_empty()).then(|| (Span::new(at(volume), at(volume) + volume.len()), Label::Volume))
    })
}

/// "(2nd edn, OUP 2009)": in the brackets of law, who published it stands between the edition's comma and the year.
pub(super) fn publisher_behind_the_edition(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Publisher) {
        return None;
    }
    let at = segments.iter().position(|s| s.label == Label::Edition)?;
    let edition = segments[at].span;
    let bracketed = text[..edition.start].ends_with('(') || edition.of(text).starts_with('(');
    let dated = segments.get(at + 1).is_some_and(|next| is_year_alone(text, *next));
    let (_, behind) = edition.of(text).split_once(", ")?;
    let named = behind.starts_with(char::is_uppercase);
    (bracketed && dated && named).then(|| (Span::new(edition.end - behind.len(), edition.end), Label::Publisher))
}

/// "5th ed. Lake Press; 2018", "(3rd ed., pp. 4–9)": the word behind the number is the edition's, and no publisher's or page's.
pub(super) fn word_of_the_edition(text: &str, segments: &[Segment]) -> Option<Held> {
    let behind = |s: Segment| matches!(s.label, Label::Publisher | Label::Place | Label::Page);
    let pair = segments.windows(2).find(|pair| pair[0].label == Label::Edition && behind(pair[1]))?;
    let (number, publisher) = (bare(text, pair[0]), pair[1].span);
    let word = terms::at_start(publisher.of(text), Terms::of(&[Term::Edition]))?;
    let rest = publisher.of(text)[word..].trim_start_matches(['.', ',']);
    let numbered =
        number.of(text).starts_with(|c: char| c.is_ascii_digit()) && !number.of(text).contains(char::is_whitespace);
    (numbered && (rest.is_empty() || rest.starts_with(' ')))
        .then(|| (Span::new(number.start, publisher.end - rest.len()), Label::Edition))
}

/// "Annals Phys. 326, 1998 (2011)": a number before a year in brackets is the page, however much it looks like a year.
pub(super) fn page_before_a_bracketed_year(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Page) || !has(segments, Label::Journal) || !has(segments, Label::Volume) {
        return None;
    }
    let number = first_number(text, first(segments, Label::Date)?.span)?;
    let (year, _) = text[number.end..].strip_prefix(" (")?.split_once(')')?;
    let behind_volume = segments.windows(2).any(|pair| pair[0].label == Label::Volume && pair[1].span.overlaps(number));
    (is_year(year) && behind_volume && is_number(number.of(text))).then_some((number, Label::Page))
}

/// "(1992). … Ann. Statist. 20 2008–2036": a range behind a volume, where the year stands before, is of pages, however much it
/// looks like one of years.
pub(super) fn pages_that_look_like_years(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Page) {
        return None;
    }
    let dated = first(segments, Label::Date)?.span;
    let range = segments.windows(2).find_map(|pair| {
        let behind = matches!(pair[0].label, Label::Volume | Label::Issue) && pair[1].label == Label::Date;
        (behind && pair[1].span.start > dated.start).then(|| bare(text, pair[1]))
    })?;
    let mut numbers = range.of(text).split(['-', '–', '—', ' ']).filter(|part| !part.is_empty());
    let two =
        numbers.next().is_some_and(is_number) && numbers.next().is_some_and(is_number) && numbers.next().is_none();
    two.then_some((range, Label::Page))
}

/// The first number of a stretch.
fn first_number(text: &str, span: Span) -> Option<Span> {
    let start = span.start + span.of(text).find(|c: char| c.is_ascii_digit())?;
    let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    Some(Span::new(start, start + length))
}

/// "Ap.J. 320 468": of two numbers with nothing but a space between them the first is the volume.
pub(super) fn volume_beside_the_page(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Volume) || !has(segments, Label::Journal) {
        return None;
    }
    let pages = bare(text, *first(segments, Label::Page)?);
    let (volume, page) = pages.of(text).split_once(' ')?;
    (is_number(volume) && is_number(page)).then(|| (Span::new(pages.start, pages.start + volume.len()), Label::Volume))
}

/// "Phys. Rev. Lett. 37, 8 (1976)", "Phys. Rep., 467: 1, 2008": the only number behind a volume, which nothing announces and no
/// bracket holds, is the page.
pub(super) fn page_behind_the_volume(text: &str, segments: &[Segment]) -> Option<Held> {
    // The pages of further works are none of the first.
    let own = further_volumes(text).next().map_or(text.len(), |further| further.start);
    if segments.iter().any(|s| s.label == Label::Page && s.span.start < own) || !has(segments, Label::Journal) {
        return None;
    }
    segments.windows(2).find_map(|pair| {
        let [volume, issue] = [pair[0], pair[1]];
        let number = bare(text, issue);
        let between = text.get(bare(text, volume).end..number.start)?;
        let bare_numbers = is_number(bare(text, volume).of(text)) && is_number(number.of(text));
        let labels = volume.label == Label::Volume && issue.label == Label::Issue;
        (labels && bare_numbers && matches!(between, ", " | ": " | ":")).then_some((number, Label::Page))
    })
}
