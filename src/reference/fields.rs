//! Segments → fields: one small normaliser a field, and what is doubtful.

use super::date::{Date, DateParts, grammar as date};
use super::identifier::identifiers;
use super::issue::{Issue, IssueKind};
use super::item::ItemType;
use super::item_type::item_type;
use super::kind::{self, Mark};
use super::label::{Label, Segment};
use super::name::{Name, names};
use super::numeration;
use super::words::Table;
use super::{BackReference, Field, Further, Reference, unclosed};
use crate::{Confidence, Span};

/// Makes a reference of `raw` and its labelled stretches, which are in order and disjoint.
pub(super) fn reference(raw: &str, segments: Vec<Segment>, back: Option<(BackReference, Span)>) -> Reference {
    whole(raw, segments, back, Vec::new())
}

/// Makes a reference of the first work in `raw`, whose segments are given, and of the further ones.
pub(super) fn first_of(raw: &str, segments: Vec<Segment>, further: Vec<Further>) -> Reference {
    whole(raw, segments, None, further)
}

fn whole(raw: &str, segments: Vec<Segment>, back: Option<(BackReference, Span)>, further: Vec<Further>) -> Reference {
    let back_reference = back.map(|(value, span)| Field { value, span, confidence: Confidence::CERTAIN });
    let mut found = Reference { raw: raw.to_owned(), back_reference, ..Reference::default() };
    found.segments = segments;
    for at in 0..found.segments.len() {
        let segment = found.segments[at];
        read_segment(&mut found, raw, segment);
    }
    found.rest = rest(raw, &found.segments, &further);
    found.further = further;
    // Words that refer back have a field of their own.
    if let Some(back) = &found.back_reference {
        found.rest.retain(|r| *r != back.span);
    }
    found.item_type = item_type(&found);
    let numbered = found.volume.is_some() || found.issue.is_some();
    let whole = match found.item_type {
        ItemType::Article | ItemType::Dataset => true,
        ItemType::Report | ItemType::Thesis => !numbered && !found.segments.iter().any(|s| s.label == Label::Book),
        _ => false,
    };
    if whole && found.publisher.is_none() {
        // A server, repository or body publishes; it is no whole that the work is part of.
        found.publisher = found.container_title.take();
    }
    found.issues = issues(&found);
    found
}

fn read_segment(found: &mut Reference, raw: &str, segment: Segment) {
    let mut span = segment.span;
    // The first of several segments of one label stands; what a second says stays readable in the segments.
    let set = |slot: &mut Option<Field<String>>, span: Span| {
        if slot.is_none() && span.of(raw).contains(char::is_alphanumeric) {
            *slot = Some(Field { value: collapse(span.of(raw)), span, confidence: segment.confidence });
        }
    };
    if matches!(segment.label, Label::Publisher | Label::Place | Label::Journal | Label::Book)
        && let Some(((from, to), rest)) = kind::kind_at_start(span.of(raw))
    {
        set(&mut found.genre, Span::new(span.start + from, span.start + to));
        span = Span::new(span.start + rest, span.end);
    }
    match segment.label {
        Label::Author => {
            let list = names(raw, span);
            found.author.extend(list.names.into_iter().map(|(n, s)| field(n, s, segment)));
            found.et_al = found.et_al.or(list.et_al);
        }
        Label::Editor => found.editor.extend(names(raw, span).names.into_iter().map(|(n, s)| field(n, s, segment))),
        Label::Translator => {
            found.translator.extend(names(raw, span).names.into_iter().map(|(n, s)| field(n, s, segment)));
        }
        Label::Title => {
            let mut span = title(raw, span);
            if let Some((end, mark)) = kind::mark_at_end(span.of(raw)) {
                if let Mark::Kind(from, to) = mark {
                    let number = kind::number_at_end(&span.of(raw)[from..to]).map_or(to, |at| from + at);
                    set(&mut found.genre, edges(raw, Span::new(span.start + from, span.start + number)));
                    set(&mut found.number, Span::new(span.start + number, span.start + to));
                }
                span = title(raw, Span::new(span.start, span.start + end));
            }
            set(&mut found.title, span);
        }
        Label::Journal | Label::Book => set(&mut found.container_title, container(raw, span)),
        Label::Series => set(&mut found.collection_title, container(raw, span)),
        Label::Date => issued(found, raw, segment),
        Label::Volume | Label::Issue if compound(found, raw, segment) => {}
        Label::Volume | Label::Issue => {
            let number = number(raw, span, &NUMBER_WORDS);
            let slot = if segment.label == Label::Volume { &mut found.volume } else { &mut found.issue };
            // "vol." alone is none; "V" is.
            if number.of(raw).len() == 1 || !NUMBER_WORDS.holds(number.of(raw)) {
                set(slot, number);
            }
        }
        // "287 с.", "84 p." is how long the work is.
        Label::Page if is_extent(span.of(raw)) => {}
        Label::Page => {
            let pages = number(raw, pages(raw, span), &PAGE_WORDS);
            // "p" alone is none.
            if !PAGE_WORDS.holds(pages.of(raw)) {
                set(&mut found.page, pages);
            }
        }
        Label::Publisher => set(&mut found.publisher, edges(raw, span)),
        Label::Place => set(&mut found.publisher_place, edges(raw, span)),
        Label::Edition => set(&mut found.edition, edges(raw, span)),
        Label::Genre => {
            let medium = kind::after_medium(span.of(raw)).unwrap_or_default();
            let span = edges(raw, Span::new(span.start + medium, span.end));
            // "medRxiv [Preprint]": where it is, and what it is.
            match kind::bracket_at_end(span.of(raw)) {
                Some((end, Mark::Kind(from, to))) => {
                    set(&mut found.publisher, edges(raw, Span::new(span.start, span.start + end)));
                    set(&mut found.genre, Span::new(span.start + from, span.start + to));
                }
                _ => {
                    let number = kind::number_at_end(span.of(raw)).map_or(span.end, |at| span.start + at);
                    set(&mut found.genre, edges(raw, Span::new(span.start, number)));
                    set(&mut found.number, Span::new(number, span.end));
                }
            }
        }
        Label::Number => set(&mut found.number, number(raw, span, &COUNT_WORDS)),
        Label::Url => {
            // A resolver's address is the identifier that it resolves.
            // "Preprint at https://…"
            if let Some(((from, to), _)) = kind::kind_at_start(span.of(raw).split(" at ").next().unwrap_or_default()) {
                set(&mut found.genre, Span::new(span.start + from, span.start + to));
            }
            let doi = found.doi.is_none() && holds(segment.span.of(raw), Label::Doi);
            let label = if doi { Label::Doi } else { Label::Url };
            read_identifier(found, raw, Segment { label, ..segment });
        }
        Label::Doi | Label::Isbn | Label::Arxiv => read_identifier(found, raw, segment),
        Label::Key | Label::Accessed | Label::Note => {}
    }
}

fn field<T>(value: T, span: Span, segment: Segment) -> Field<T> {
    Field { value, span, confidence: segment.confidence }
}

/// White space inside a value is one space wide.
fn collapse(value: &str) -> String {
    // Nearly always it is.
    if !value.starts_with(char::is_whitespace) && !value.ends_with(char::is_whitespace) {
        let odd = |pair: &[u8]| (pair[0] < b' ') | ((pair[0] == b' ') & (pair[1] == b' '));
        let wide = value.as_bytes().windows(2).fold(false, |wide, pair| wide | odd(pair));
        let rare = |c: char| !c.is_ascii() && c.is_whitespace();
        if !wide && (value.is_ascii() || !value.contains(rare)) {
            return value.to_owned();
        }
    }
    let mut out = String::with_capacity(value.len());
    for word in value.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A title without the marks around it: quotation marks, the final stop; "?" and "!" are its own.
fn title(raw: &str, span: Span) -> Span {
    let mark = |c| matches!(c, '.' | ',' | ';' | ':' | '/' | '"' | '“' | '”' | '„' | '«' | '»' | '*' | '_');
    let span = Span::new(span.start, span.start + without_dash(span.of(raw)).len());
    let mut span = span.trimmed(raw, mark);
    // Single quotation marks are an apostrophe's look; they go in pairs.
    let inner = span.of(raw);
    for (open, close) in [('‘', '’'), ('\'', '\'')] {
        if inner.len() > 2 && inner.starts_with(open) && inner.ends_with(close) {
            span = Span::new(span.start + open.len_utf8(), span.end - close.len_utf8())
                .trimmed(raw, |c| c == '.' || c == ',');
            break;
        }
    }
    // "(TTP)" at the end keeps its bracket; "e.g. Inc." lost its stop, which is no loss to a title.
    span
}

/// A container without "In" before it and marks around it.
fn container(raw: &str, span: Span) -> Span {
    let mut span = edges(raw, span);
    // "Portal «Lakes» : [site]"
    if let Some(end) = kind::medium_at_end(span.of(raw)) {
        span = edges(raw, Span::new(span.start, span.start + end));
    }
    let inner = span.of(raw);
    for lead in ["In: ", "in: ", "In:", "in:", "In ", "in "] {
        if let Some(rest) = inner.strip_prefix(lead) {
            return outlet_alone(raw, edges(raw, Span::new(span.end - rest.len(), span.end)));
        }
    }
    outlet_alone(raw, span)
}

/// An outlet without a date in brackets before it, which is its own, and a word after it that announces its number:
/// "(1984): Tests and more", "Arbeit, Heft".
fn outlet_alone(raw: &str, span: Span) -> Span {
    let mut span = span;
    if let Ok((rest, _)) = date::bracketed(span.of(raw))
        && rest.contains(char::is_alphanumeric)
    {
        span = edges(raw, Span::new(span.end - rest.len(), span.end));
    }
    let inner = span.of(raw);
    if let Some((before, word)) = inner.rsplit_once([' ', ','])
        && word.len() > 1
        && NUMBER_WORDS.holds(word)
    {
        span = edges(raw, Span::new(span.start, span.start + before.len()));
    }
    span
}

/// A value without the dash that parts it from the next, as Russian lists have it: "№ 3. –".
fn without_dash(value: &str) -> &str {
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    let trimmed = value.trim_end();
    match trimmed.strip_suffix(dash) {
        Some(before) if before.ends_with([' ', '.']) => before,
        _ => value,
    }
}

/// How much of a bracket that closes may be left over before a value, in characters.
const LEFT_OVER: usize = 10;

/// A value without the marks around it; a bracket that closes inside stays.
fn edges(raw: &str, span: Span) -> Span {
    let mark =
        |c: char| matches!(c, '.' | ',' | ';' | ':' | '"' | '“' | '”' | '„' | '«' | '»' | '*' | '_' | '(' | '[' | '/');
    // A bracket that opened before the stretch: "Hrsg.), Handbuch".
    let inner = span.of(raw);
    let left_over = inner
        .bytes()
        .position(|byte| matches!(byte, b'(' | b')' | b'[' | b']'))
        .filter(|&at| matches!(inner.as_bytes()[at], b')' | b']') && inner[..at].chars().count() < LEFT_OVER)
        .filter(|&at| inner[at..].contains(char::is_alphanumeric));
    let span = Span::new(span.start + left_over.map_or(0, |at| at + 1), span.end);
    let inner = span.of(raw).trim_start_matches(|c: char| c.is_whitespace() || mark(c));
    let start = span.end - inner.len();
    let inner = without_dash(inner);
    let closes = |c: char| c.is_whitespace() || mark(c) || matches!(c, ')' | ']');
    let mut end = start + inner.trim_end_matches(closes).len();
    // Mostly no bracket and no quotation mark is left over behind.
    if raw[end..span.end].bytes().all(|byte| byte.is_ascii() && !matches!(byte, b')' | b']')) {
        return Span::new(start, end);
    }
    let inner = &raw[start..end];
    for (open, close) in [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”'), ('„', '“')] {
        // "198 (204 f.)" has its stop inside.
        let after = raw[end..span.end].trim_start_matches('.');
        if after.starts_with(close) && inner.matches(open).count() > inner.matches(close).count() {
            end = span.end - after.len() + close.len_utf8();
        }
    }
    Span::new(start, end)
}

static NUMBER_WORDS: Table<128> = Table::new(&[
    "volume", "vol", "band", "bd", "tome", "tomo", "t", "v", "jg", "jahrgang", "number", "no", "nr", "nrs", "num",
    "issue", "iss", "heft", "h", "n", "fasc", "№", "т", "том", "вып",
]);
/// Words before the number of a report, decision or patent, whose letters may be its own: "V ZR 37/03".
static COUNT_WORDS: Table<128> = Table::new(&["number", "numbers", "no", "nos", "nr", "nrs", "num", "n", "№"]);
static PAGE_WORDS: Table<128> =
    Table::new(&["pages", "page", "pp", "p", "seiten", "s", "pag", "с", "стр", "article", "art", "artikel"]);

/// Reads a volume that holds its issue and pages too, "14(3):153-60"; says whether it did.
fn compound(found: &mut Reference, raw: &str, segment: Segment) -> bool {
    let inner = segment.span.of(raw).trim();
    // Nearly always it is one number.
    let bare = inner.trim_start_matches(['(', '[']).trim_end_matches([' ', '.', ',', ';', ':', ')', ']']);
    if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let rule = if segment.label == Label::Volume { numeration::of_volume } else { numeration::of_issue };
    let Ok((_, mut parts)) = rule(inner) else { return false };
    // "24,3:" before the pages: what looks like a page is the issue.
    let pages_elsewhere = found.segments.iter().any(|s| s.label == Label::Page);
    if pages_elsewhere && parts.issue.is_none() && parts.volume.is_some() {
        parts.issue = parts.pages.take();
    }
    let first = [parts.volume, parts.issue].into_iter().flatten().next().unwrap_or_default();
    let starts_later = first.as_ptr() as usize > inner.as_ptr() as usize + 4;
    if parts.pages.is_none() && (parts.volume.is_none() || parts.issue.is_none()) && !starts_later {
        return false;
    }
    let offset = |part: &str| part.as_ptr() as usize - raw.as_ptr() as usize;
    let slots = [(&mut found.volume, parts.volume), (&mut found.issue, parts.issue), (&mut found.page, parts.pages)];
    for (slot, part) in slots {
        if let Some(part) = part
            && slot.is_none()
        {
            let span = Span::new(offset(part), offset(part) + part.len());
            *slot = Some(field(collapse(part), span, segment));
        }
    }
    true
}

/// Whether a number stands before the word for pages, and not after it.
fn is_extent(pages: &str) -> bool {
    let inner = pages.trim_matches(|c: char| !c.is_alphanumeric());
    let word = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() < inner.len() && PAGE_WORDS.holds(word.trim_start())
}

/// The pages of a whole without the page that is meant in it: "S. 589–604, hier S. 601".
fn pages(raw: &str, span: Span) -> Span {
    const HERE: [&str; 6] = [", hier", " (hier", ", here", ", esp", ", insb", "; hier"];
    let inner = span.of(raw);
    let mut starts = inner.match_indices([',', ';', ' ']).map(|(at, _)| at);
    let cut = starts.find(|&at| HERE.iter().any(|word| inner[at..].starts_with(word))).filter(|at| *at > 0);
    Span::new(span.start, span.start + cut.unwrap_or(inner.len()))
}

/// A number without the word that announces it or stands after it: "Vol. 3", "3. Jg." are "3".
fn number(raw: &str, span: Span, words: &Table<128>) -> Span {
    let span = without_word_after(raw, edges(raw, span), words);
    let inner = span.of(raw);
    // Counters of scripts without spaces: "제5권", "第36页".
    if let Some(digits) =
        inner.find(|c: char| c.is_ascii_digit()).filter(|&d| d > 0 && inner[..d].chars().all(is_counter))
    {
        let end = inner[digits..].find(is_counter).map_or(inner.len(), |e| digits + e);
        return edges(raw, Span::new(span.start + digits, span.start + end));
    }
    let lead = inner.find(|c: char| !c.is_alphabetic() && c != '№').unwrap_or(0);
    if lead > 0 && words.holds(&inner[..lead]) {
        let rest = inner[lead..].trim_start_matches(|c: char| matches!(c, '.' | ':' | '°' | 'º') || c.is_whitespace());
        if rest.starts_with(char::is_alphanumeric) {
            return Span::new(span.end - rest.len(), span.end);
        }
    }
    span
}

/// "5. Jg." and "2 Bde" without the word.
fn without_word_after(raw: &str, span: Span, words: &Table<128>) -> Span {
    let inner = span.of(raw);
    let number = inner.trim_end_matches(|c: char| c.is_alphabetic() || c == '№');
    let word = &inner[number.len()..];
    let bare = number.trim_end_matches(['.', ',', ' ']);
    // "7B" is a number with a letter.
    let apart = bare.len() < number.len() && bare.ends_with(|c: char| c.is_ascii_digit());
    if apart && words.holds(word) {
        return Span::new(span.start, span.start + bare.len());
    }
    span
}

/// A character of a script that writes counters without spaces, or what stands between two.
fn is_counter(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

fn holds(text: &str, label: Label) -> bool {
    identifiers(text).iter().any(|i| i.label == label)
}

fn read_identifier(found: &mut Reference, raw: &str, segment: Segment) {
    let slot = match segment.label {
        Label::Doi => &mut found.doi,
        Label::Isbn => &mut found.isbn,
        Label::Arxiv => &mut found.arxiv,
        _ => &mut found.url,
    };
    if slot.is_some() {
        return;
    }
    let inner = segment.span.of(raw);
    let value =
        identifiers(inner).into_iter().find(|i| i.label == segment.label).map(|i| i.value.shifted(segment.span.start));
    let span = value.unwrap_or_else(|| segment.span.trimmed(raw, |c| matches!(c, '.' | ',' | ';' | '<' | '>')));
    // An address that extraction broke with spaces is one word.
    let mut value: String = span.of(raw).split_whitespace().collect();
    if segment.label == Label::Doi {
        value.make_ascii_lowercase();
    }
    if !value.is_empty() {
        *slot = Some(field(value, span, segment));
    }
}

/// The date; a second segment may add the month and day that the first left out.
fn issued(found: &mut Reference, raw: &str, segment: Segment) {
    let inner = segment.span.of(raw);
    // "in press" makes room for a year.
    if let Some(issued) = found.issued.as_mut().filter(|issued| issued.value.start.is_some()) {
        let adds = date::month_day_alone(inner).ok().map(|(_, parts)| parts).or_else(|| {
            let (_, date) = find_date(inner)?;
            let fuller = date.start.filter(|start| issued.value.start.is_some_and(|known| known.year == start.year))?;
            Some((fuller.month?, fuller.day))
        });
        if let (Some(start), Some((month, day))) = (&mut issued.value.start, adds)
            && start.month.is_none()
        {
            *start = DateParts { month: Some(month), day, ..*start };
        }
        return;
    }
    if let Some((place, value)) = find_date(inner) {
        let span = place.shifted(segment.span.start).trimmed(raw, |_| false);
        found.issued = Some(field::<Date>(value, span, segment));
    }
}

/// The first date in `text`, and where it stands.
fn find_date(text: &str) -> Option<(Span, Date)> {
    let starts =
        text.char_indices().filter(|&(i, c)| c.is_alphanumeric() && !text[..i].ends_with(char::is_alphanumeric));
    let mut hits = starts.take(DATE_STARTS).filter_map(|(i, _)| {
        date::date(&text[i..]).ok().map(|(rest, date)| (Span::new(i, text.len() - rest.len()), date))
    });
    hits.next()
}

/// A date starts within this many words of its segment.
const DATE_STARTS: usize = 12;

/// What no segment and no further work covers and isn't punctuation.
fn rest(raw: &str, segments: &[Segment], further: &[Further]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    let covered = segments.iter().map(|s| s.span).chain(further.iter().map(|f| f.span));
    let ends = covered.map(|s| (s.start, s.end)).chain([(raw.len(), raw.len())]);
    for (start, end) in ends {
        let gap = Span::new(from.min(start), start).trimmed(raw, |c| !c.is_alphanumeric());
        if !gap.is_empty() {
            found.push(gap);
        }
        from = end;
    }
    found.extend(segments.iter().filter(|s| s.label == Label::Note).map(|s| s.span));
    found.sort_unstable();
    found
}

fn issues(r: &Reference) -> Vec<Issue> {
    let whole = Span::new(0, r.raw.len());
    let mut found = Vec::new();
    if let Some(span) = unclosed::quotation(&r.raw) {
        found.push(Issue { kind: IssueKind::UnclosedQuotation, span });
    }
    if let Some(span) = unclosed::bracket(&r.raw) {
        found.push(Issue { kind: IssueKind::UnclosedBracket, span });
    }
    if let (Some(volume), Some(issue)) = (&r.volume, &r.issue)
        && let (Ok(v), Ok(i)) = (volume.value.parse::<u32>(), issue.value.parse::<u32>())
        && v <= MOST_ISSUES_A_YEAR
        && i > 2 * MOST_ISSUES_A_YEAR
    {
        found
            .push(Issue { kind: IssueKind::VolumeIssueTransposed, span: Span::new(volume.span.start, issue.span.end) });
    }
    if let (Some(url), Some(issued)) = (&r.url, &r.issued)
        && let Some(start) = issued.value.start
        && date_in_url(&url.value).is_some_and(|d| differs(d, start))
    {
        found.push(Issue { kind: IssueKind::DateInUrlDiffers, span: url.span });
    }
    if let Some(page) = &r.page
        && pages_descend(&page.value)
    {
        found.push(Issue { kind: IssueKind::PagesDescend, span: page.span });
    }
    if r.back_reference.is_some() {
        // What it leaves out stands where it refers to.
        found.sort_unstable();
        return found;
    }
    if r.author.is_empty() && r.editor.is_empty() {
        found.push(Issue { kind: IssueKind::NoAuthor, span: whole });
    }
    if r.title.is_none() {
        found.push(Issue { kind: IssueKind::NoTitle, span: whole });
    }
    if r.issued.is_none() {
        found.push(Issue { kind: IssueKind::NoDate, span: whole });
    }
    found.sort_unstable();
    found
}

/// A journal has hardly more issues a year than a month has days, or a weekly few more than a year has weeks; volumes
/// below this with issues far above are the wrong way round more often than not.
const MOST_ISSUES_A_YEAR: u32 = 24;

/// "/2022/05/", "/2021/12/21/", "-2021-09-05": a date in an address.
fn date_in_url(url: &str) -> Option<DateParts> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '.']).collect();
    parts.windows(2).find_map(|w| {
        let year =
            (w[0].len() == 4).then(|| w[0].parse::<i32>().ok()).flatten().filter(|y| (1990..=2100).contains(y))?;
        let month = (w[1].len() <= 2).then(|| w[1].parse::<u8>().ok()).flatten().filter(|m| (1..=12).contains(m))?;
        Some(DateParts { year, month: Some(month), day: None })
    })
}

fn differs(url: DateParts, printed: DateParts) -> bool {
    url.year != printed.year || printed.month.is_some_and(|m| url.month.is_some_and(|u| u != m))
}

/// "285-206"; "557-75" is short for "557-575".
fn pages_descend(pages: &str) -> bool {
    let Some((first, last)) = pages.split_once(['-', '–', '—']) else { return false };
    let (first, last) = (first.trim(), last.trim());
    match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(a), Ok(b)) => last.len() >= first.len() && b < a,
        _ => false,
    }
}

/// A name that is printed as a dash or "ders.": the author of the entry before.
pub(crate) fn is_same_author(name: &Name) -> bool {
    let literal = name.literal.as_deref().unwrap_or_default();
    let dash = !literal.is_empty() && literal.chars().all(|c| matches!(c, '—' | '–' | '-' | '_' | '―' | '.'));
    dash || ["ders", "dies", "id", "idem", "ead", "derselbe", "dieselbe", "dieselben", "ibid"]
        .contains(&literal.trim_end_matches('.').to_lowercase().as_str())
}
