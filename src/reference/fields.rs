//! Segments → fields: one small normaliser a field, and what is doubtful.

use super::date::{Date, DateParts, grammar as date};
use super::edges::{collapse, container, edges, title};
use super::identifier::{self, identifiers};
use super::issue::{Issue, IssueKind};
use super::item::ItemType;
use super::item_type::item_type;
use super::kind::{self, Mark};
use super::label::{Label, Segment};
use super::name::{Name, names};
use super::number::{COUNT, NUMBER, PAGE, PageStyle, is_bare_word, is_extent, number, pages, series, volumes};
use super::outlet::is_acronym;
use super::{BackReference, Field, Further, Reference, field, issued, law, numeration, translator, unclosed, visit};
use crate::terms::{self, Term, Terms};
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
    whole_identifiers(raw, &mut found.segments);
    if let Some(visit) = visit::find(raw) {
        visit::settle(&mut found.segments, &visit);
        found.accessed = Some(Field { value: visit.date, span: visit.day, confidence: Confidence::CERTAIN });
    }
    for at in 0..found.segments.len() {
        let segment = found.segments[at];
        read_segment(&mut found, raw, segment);
    }
    if found.issued.is_none() {
        issued::year_of_the_key(&mut found, raw);
    }
    signal(&mut found);
    found.rest = rest(raw, &found.segments, &further);
    let told = said_in_no_field(&found);
    found.rest.extend(told);
    found.rest.sort_unstable();
    found.further = further;
    // Words before the source have a field of their own.
    if let Some(signal) = &found.signal {
        found.rest.retain(|rest| !rest.contains(signal.span) || rest.len() > signal.span.len() + MARKS_ASIDE);
    }
    // Words that refer back have a field of their own.
    if let Some(back) = &found.back_reference {
        found.rest.retain(|r| *r != back.span);
    }
    found.item_type = item_type(&found);
    law::court(&mut found);
    law::section(&mut found);
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
    if matches!(segment.label, Label::Volume | Label::Issue | Label::Page | Label::Edition | Label::Note)
        && let Some(count) = volumes(raw, span)
    {
        set(&mut found.number_of_volumes, count);
        return;
    }
    match segment.label {
        Label::Author => {
            let list = names(raw, span);
            found.author.extend(list.names.into_iter().map(|(n, s)| field(n, s, segment)));
            found.et_al = found.et_al.or(list.et_al);
        }
        Label::Translator | Label::Editor => {
            let translated = segment.label == Label::Translator || translator::announces(span.of(raw));
            let list = if translated { translator::names(raw, span).unwrap_or(span) } else { span };
            let people = if translated { &mut found.translator } else { &mut found.editor };
            people.extend(names(raw, list).names.into_iter().map(|(n, s)| field(n, s, segment)));
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
        // "…; ibid. 50, 1874 (1994)"
        Label::Journal if found.author.is_empty() && terms::is(edges(raw, span).of(raw), Term::Ibid) => {
            found.back_reference = Some(field(BackReference::Ibid, edges(raw, span), segment));
        }
        Label::Journal | Label::Book => set(&mut found.container_title, container(raw, span)),
        Label::Series => {
            let (title, number) = series(raw, container(raw, span));
            set(&mut found.collection_title, title);
            if let Some(number) = number {
                set(&mut found.collection_number, number);
            }
        }
        Label::Date => issued::read(found, raw, segment),
        // "105 (article no. 103021)", "(1994) 28 Hydrology 379": the second number of a volume is a page.
        Label::Volume | Label::Issue if is_page(found, raw, segment) => set(&mut found.page, number(raw, span, PAGE)),
        Label::Volume | Label::Issue if compound(found, raw, segment) => {}
        Label::Volume | Label::Issue => {
            let number = number(raw, span, NUMBER);
            let slot = if segment.label == Label::Volume { &mut found.volume } else { &mut found.issue };
            // The word "vol." without a number behind it is no volume; "V" is one, the fifth.
            if !is_bare_word(number.of(raw), NUMBER) {
                set(slot, number);
            }
        }
        // "287 с.", "84 p." is how long the work is.
        Label::Page if is_extent(span.of(raw)) => {}
        Label::Page => {
            let style = if is_cited_as_law(found) { PageStyle::Law } else { PageStyle::Any };
            let (pages, meant) = pages(raw, without_year(found, raw, segment), style);
            // "28 Hydrology 379, 380": the page behind the first is the one that is meant.
            let behind_first = found.page.is_some() && found.volume.is_some();
            // The word "p" without a number behind it is no page.
            if behind_first {
                let words = terms::at_start(pages.of(raw), Terms::of(&[Term::Pinpoint])).unwrap_or(0);
                set(&mut found.pinpoint, edges(raw, Span::new(pages.start + words, pages.end)));
            } else if !terms::is(pages.of(raw), Term::Page) {
                set(&mut found.page, pages);
                if let Some(meant) = meant {
                    set(&mut found.pinpoint, meant);
                }
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
        Label::Number => set(&mut found.number, number(raw, span, COUNT)),
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
        // Letters and digits in an address may look like a DOI's.
        Label::Doi if !span.of(raw).contains("10.") && span.of(raw).contains("://") => {
            read_identifier(found, raw, Segment { label: Label::Url, ..segment });
        }
        Label::Doi | Label::Isbn | Label::Arxiv => read_identifier(found, raw, segment),
        Label::Note if found.back_reference.is_none() && terms::is(span.of(raw), Term::Ibid) => {
            found.back_reference = Some(field(BackReference::Ibid, edges(raw, span), segment));
        }
        Label::Key | Label::Accessed | Label::Note => {}
    }
}

/// An identifier that spaces have broken is one segment: what of those behind it belongs to it is taken from them.
fn whole_identifiers(raw: &str, segments: &mut Vec<Segment>) {
    let broken = |s: &Segment| {
        let (span, _) = (s.label == Label::Doi).then(|| identifier::broken_doi(raw, s.span)).flatten()?;
        (span.end > s.span.end).then_some(span.end)
    };
    let Some((at, end)) = segments.iter().enumerate().find_map(|(at, s)| Some((at, broken(s)?))) else { return };
    segments[at].span.end = end;
    for later in &mut segments[at + 1..] {
        later.span = Span::new(later.span.start.max(end), later.span.end.max(end)).trimmed(raw, |_| false);
    }
    segments.retain(|s| !s.span.is_empty());
}

/// So many bytes of marks may stand around a signal.
const MARKS_ASIDE: usize = 4;

/// What an entry says before its source: "See also", "For a contrary view, see".
fn signal(found: &mut Reference) {
    let first = found.segments.iter().find(|s| s.label != Label::Key);
    let Some(note) = first.filter(|s| s.label == Label::Note && found.segments.len() > 1) else { return };
    let span = note.span.trimmed(&found.raw, |c| matches!(c, ',' | ':' | '(' | '['));
    if found.back_reference.as_ref().is_none_or(|back| !back.span.overlaps(span)) && !span.is_empty() {
        found.signal = Some(field(collapse(span.of(&found.raw)), span, *note));
    }
}

/// Whether a volume or issue is a page in truth: by the words that announce an article's number, or because the volume is
/// told and a journal stands between.
fn is_page(found: &Reference, raw: &str, segment: Segment) -> bool {
    let words = Terms::of(&[Term::ArticleNumber]);
    if terms::at_start(edges(raw, segment.span).of(raw), words).is_some_and(|length| length > 3) {
        return true;
    }
    let Some(volume) = found.volume.as_ref().filter(|_| segment.label == Label::Volume) else { return false };
    let between = |s: &&Segment| s.span.start >= volume.span.end && s.span.end <= segment.span.start;
    let journal = found.segments.iter().filter(between).any(|s| s.label == Label::Journal);
    journal && found.page.is_none()
}

/// Pages without the year behind them, "1679–1704, 2005", which is the date where no other is told, and without a number of
/// the serial: "35–58, issn: 0066-4200".
fn without_year(found: &mut Reference, raw: &str, segment: Segment) -> Span {
    let span = segment.span;
    let Some((before, after)) = span.of(raw).rsplit_once([',', ';']) else { return span };
    let tail = Span::new(span.end - after.len(), span.end).trimmed(raw, |c| !c.is_alphanumeric());
    let pages = Span::new(span.start, span.start + before.len());
    let serial = tail.of(raw).get(..4).is_some_and(|word| word.eq_ignore_ascii_case("issn"));
    if serial {
        return pages;
    }
    let dated = found.segments.iter().any(|s| s.label == Label::Date);
    match date::year(tail.of(raw)) {
        Ok(("", year)) if !dated && before.contains(['-', '–', '—']) => {
            found.issued = Some(field(Date::of_year(year), tail, segment));
            pages
        }
        _ => span,
    }
}

/// Reads a volume that holds its issue and pages too, "14(3):153-60"; says whether it did.
fn compound(found: &mut Reference, raw: &str, segment: Segment) -> bool {
    let inner = segment.span.of(raw).trim();
    // Nearly always it is one number.
    let bare = inner.trim_start_matches(['(', '[']).trim_end_matches([' ', '.', ',', ';', ':', ')', ']']);
    if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // "757 28": volume and page without a mark.
    let pages_elsewhere = found.segments.iter().any(|s| s.label == Label::Page);
    if segment.label == Label::Volume
        && !pages_elsewhere
        && let Some((volume, page)) = bare.split_once(' ')
        && [volume, page.trim_start()].into_iter().all(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let offset = |part: &str| part.as_ptr() as usize - raw.as_ptr() as usize;
        for (slot, part) in [(&mut found.volume, volume), (&mut found.page, page.trim_start())] {
            let span = Span::new(offset(part), offset(part) + part.len());
            slot.get_or_insert_with(|| field(part.to_owned(), span, segment));
        }
        return true;
    }
    let rule = if segment.label == Label::Volume { numeration::of_volume } else { numeration::of_issue };
    let Ok((_, mut parts)) = rule(inner) else { return false };
    // "24,3:" before the pages: what looks like a page is the issue.
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

fn holds(text: &str, label: Label) -> bool {
    identifiers(text).iter().any(|i| i.label == label)
}

fn read_identifier(found: &mut Reference, raw: &str, segment: Segment) {
    // "PMID: 123" stands where other numbers of the kind do.
    let identified = match segment.label {
        Label::Doi | Label::Isbn => identifier::pubmed(segment.span.of(raw)),
        _ => None,
    };
    if let Some(span) = identified.map(|span| span.shifted(segment.span.start))
        && found.pmid.is_none()
    {
        found.pmid = Some(field(span.of(raw).to_owned(), span, segment));
        if segment.label == Label::Isbn {
            return;
        }
    }
    let slot = match segment.label {
        Label::Doi => &mut found.doi,
        Label::Isbn => &mut found.isbn,
        Label::Arxiv => &mut found.arxiv,
        _ => &mut found.url,
    };
    if slot.is_some() {
        return;
    }
    if segment.label == Label::Doi
        && let Some((span, value)) = identifier::broken_doi(raw, segment.span)
        && segment.span.contains(span)
    {
        *slot = Some(field(value, span, segment));
        return;
    }
    let inner = segment.span.of(raw);
    let value =
        identifiers(inner).into_iter().find(|i| i.label == segment.label).map(|i| i.value.shifted(segment.span.start));
    let span = value.unwrap_or_else(|| segment.span.trimmed(raw, |c| matches!(c, '.' | ',' | ';' | '<' | '>')));
    // Whatever it is, what doesn't begin as a DOI does is none: the "6.0" of "v1.6.0". "doi:10.12/lakes" is a wrong one.
    let span = match span.of(raw).find("10.") {
        _ if segment.label != Label::Doi => span,
        Some(at) => Span::new(span.start + at, span.end),
        None => return,
    };
    // An address that extraction broke with spaces is one word.
    let value: String = span.of(raw).split_whitespace().collect();
    if value.is_empty() {
        return;
    }
    let in_address = (segment.label == Label::Url).then(|| identifier::doi_in_address(&value)).flatten();
    let in_address = in_address.filter(|_| value.len() == span.len()).map(|doi| doi.shifted(span.start));
    *slot = Some(field(value, span, segment));
    if let Some(doi) = in_address.filter(|_| found.doi.is_none()) {
        found.doi = Some(field(doi.of(raw).to_owned(), doi, segment));
    }
}

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
    found
}

/// The stretches of segments that say what no field says: "2" of "2, pp. 123-145", a second year, words beside a date.
fn said_in_no_field(found: &Reference) -> Vec<Span> {
    // Words of the vocabulary announce, join and name kinds, as those around names do; short ones join too.
    const LETTERS: usize = 4;
    let is_told = |word: &str| word.chars().count() >= LETTERS && terms::of(word) == Terms::NONE;
    let wordy = |label: Label| {
        matches!(label, Label::Date | Label::Volume | Label::Issue | Label::Page | Label::Place | Label::Publisher)
    };
    let has_word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(is_told);
    let has_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let mut fields: Vec<Span> = found.texts().map(|(_, field)| field.span).collect();
    fields.extend(found.people().flat_map(|(_, names)| names).map(|name| name.span));
    fields.extend(found.issued.iter().chain(&found.accessed).map(|date| date.span));
    fields.extend(found.pinpoint.iter().chain(&found.signal).map(|field| field.span));
    fields.sort_unstable();
    // A year that is printed again says nothing new.
    let year = found.issued.as_ref().and_then(|date| date.value.year()).map(|year| year.to_string());
    let mut told = Vec::new();
    let mut passed = 0;
    for segment in found.segments.iter().filter(|s| !matches!(s.label, Label::Key | Label::Note)) {
        let (mut at, end) = (segment.span.start, segment.span.end);
        // Both ascend, so each field is looked at with the segments that it meets.
        passed += fields[passed..].iter().take_while(|field| field.end <= at).count();
        let within = fields[passed..].iter().take_while(|field| field.start < end);
        for next in within.copied().chain([Span::new(end, end)]) {
            let gap = Span::new(at, next.start.clamp(at, end)).trimmed(&found.raw, |c| !c.is_alphanumeric());
            let said = gap.of(&found.raw);
            // "doi:gdsnf" is a number of a kind, though it isn't read as one.
            let unread =
                segment.label == Label::Doi && gap == segment.span.trimmed(&found.raw, |c| !c.is_alphanumeric());
            let told_in_words = (wordy(segment.label) || unread) && has_word(said);
            if (has_number(said) || told_in_words) && Some(said) != year.as_deref() {
                told.push(gap);
            }
            at = at.max(next.end).min(end);
        }
    }
    told
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
        // Either may be printed first.
        let (volume, issue) = (volume.span, issue.span);
        let span = Span::new(volume.start.min(issue.start), volume.end.max(issue.end));
        found.push(Issue { kind: IssueKind::VolumeIssueTransposed, span });
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

/// "(1994) 28 Hydrology 379", "106 Lake L.J. 2599", "Roe, LJQ 1987, 993": the volume before the outlet, or capitals that hold a
/// work without a title.
fn is_cited_as_law(found: &Reference) -> bool {
    let Some(outlet) = &found.container_title else { return false };
    let volume_first = found.volume.as_ref().is_some_and(|volume| volume.span.end <= outlet.span.start);
    volume_first || found.title.is_none() && is_acronym(&outlet.value)
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
    dash || terms::is(literal, Term::SameAuthor) || terms::is(literal, Term::Ibid)
}
