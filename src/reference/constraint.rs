//! What must hold in an answer: where it doesn't, the entry is read again with what must hold given, and the best reading
//! that has it is taken.
//!
//! The chooser weighs each token by what stands near it. That a bracket closes in the field that opened it, that a range of
//! numbers is one value and that no town is called Reuters shows in the whole answer. Each constraint looks at an answer and
//! says which stretch must be what; the rest of the entry is then free to become something else beside it.

use super::item_type::is_meeting;
use super::kind;
use super::label::{Label, Segment};
use super::outlet::{self, OutletKind};
use crate::Span;
use crate::terms::{self, Term, Terms};

/// A reading that has what must hold may fall so many log units (factors of e) behind the best of all.
const LEEWAY: f32 = 14.0;

/// A stretch that must have a label.
type Held = (Span, Label);

/// Looks at an answer; says what must hold in it and doesn't.
type Constraint = fn(&str, &[Segment]) -> Option<Held>;

const CONSTRAINTS: [Constraint; 22] = [
    east_asian_title,
    east_asian_outlet,
    remark_before_its_signal,
    signal_is_no_name,
    range_is_one_number,
    bracket_glued_to_the_volume,
    pages_inside_a_number,
    page_behind_the_year,
    volume_before_the_pages,
    volume_of_a_journal,
    bracket_closes_in_the_title,
    years_of_the_title,
    year_behind_the_title,
    known_outlet_behind_a_sentence,
    known_outlet_at_the_end_of_a_title,
    known_outlet_alone,
    body_behind_a_sentence,
    body_without_a_page,
    host_is_a_site,
    site_of_an_addressed_page,
    outlet_of_a_work_to_come,
    initial_glued_to_the_next,
];

/// Reads again for each constraint that doesn't hold, by `read`, which takes what must hold, fills the segments and says how
/// far it falls behind. At most as often as there are constraints.
pub(super) fn hold(text: &str, segments: &mut Vec<Segment>, mut read: impl FnMut(&[Held], &mut Vec<Segment>) -> f32) {
    let mut held: Vec<Held> = Vec::new();
    for constraint in CONSTRAINTS {
        let Some(must) = constraint(text, segments) else { continue };
        // What was held of the same stretch is held of the longer one.
        let apart = |(span, _): &Held| span.end <= must.0.start || must.0.end <= span.start;
        let now: Vec<Held> = held.iter().copied().filter(apart).chain([must]).collect();
        let before = segments.clone();
        if read(&now, segments) > LEEWAY {
            *segments = before;
        } else {
            held = now;
        }
    }
}

fn has(segments: &[Segment], label: Label) -> bool {
    segments.iter().any(|s| s.label == label)
}

fn first(segments: &[Segment], label: Label) -> Option<&Segment> {
    segments.iter().find(|s| s.label == label)
}

/// What a segment says, without the marks around it.
fn bare(text: &str, segment: Segment) -> Span {
    segment.span.trimmed(text, |c| !c.is_alphanumeric())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word) && matches!(&word[..2], "15" | "16" | "17" | "18" | "19" | "20")
}

/// Whether a segment tells nothing but a year.
fn is_year_alone(text: &str, segment: Segment) -> bool {
    segment.label == Label::Date && is_year(bare(text, segment).of(text))
}

/// Whether the words are the name of a newspaper or magazine, or of a journal that the vocabulary knows.
fn is_periodical(name: &str) -> bool {
    if matches!(outlet::kind(name), Some(OutletKind::Newspaper | OutletKind::Magazine)) {
        return true;
    }
    const PERIODICALS: Terms = Terms::of(&[Term::NewspaperName, Term::MagazineName, Term::JournalName]);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let found = terms::of(name.strip_prefix("The ").unwrap_or(name));
    found.meets(PERIODICALS) && !found.has(Term::PressName)
}

/// "「引用分析」": what stands between these marks first is the title; and what a code says the kind of, "水利史研究[D]".
fn east_asian_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let title = quoted(text, 0, &[('「', '」'), ('《', '》'), ('『', '』')]).or_else(|| coded(text))?;
    let read = first(segments, Label::Title).map(|s| s.span);
    (read.is_none_or(|read| !title.contains(read.trimmed(text, |c| !c.is_alphanumeric()))))
        .then_some((title, Label::Title))
}

/// The second such stretch holds the work, and so does what stands behind the code of an article.
fn east_asian_outlet(text: &str, segments: &[Segment]) -> Option<Held> {
    let first_quoted = quoted(text, 0, &[('「', '」'), ('《', '》')]);
    let outlet = match first_quoted {
        Some(title) => quoted(text, title.end, &[('『', '』'), ('《', '》')])?,
        None => {
            let title = coded(text)
                .filter(|title| kind::ends_with_code(title.of(text), "J") || title.of(text).ends_with("Ｊ］"))?;
            let rest = text[title.end..].trim_start_matches(['.', '．', ' ', ',', '，']);
            let start = text.len() - rest.len();
            let end = rest.find([',', '，', '.', '．']).filter(|end| *end > 0)?;
            Span::new(start, start + end)
        }
    };
    let read = segments.iter().find(|s| matches!(s.label, Label::Journal | Label::Book)).map(|s| bare(text, *s));
    let inner = outlet.trimmed(text, |c| !c.is_alphanumeric());
    (read != Some(inner)).then_some((outlet, Label::Journal))
}

/// The first stretch behind `from` that stands between a pair of marks, with them.
fn quoted(text: &str, from: usize, pairs: &[(char, char)]) -> Option<Span> {
    let (start, close) =
        pairs.iter().filter_map(|(open, close)| Some((from + text[from..].find(*open)?, *close))).min()?;
    let end = start + text[start..].find(close)? + close.len_utf8();
    Some(Span::new(start, end))
}

/// The field that the code of a kind by GB/T 7714 ends, with the code.
fn coded(text: &str) -> Option<Span> {
    let open = text.find(['[', '［']).filter(|open| text[..*open].ends_with(is_han))?;
    let close = open + text[open..].find([']', '］'])?;
    let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
    let code = text[open..end].trim_matches(['[', ']', '［', '］']);
    let start =
        text[..open].rfind(['.', '．', '。']).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (code.chars().count() <= 5 && code.starts_with(char::is_uppercase))
        .then(|| Span::new(start, end).trimmed(text, |_| false))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// "For an interesting case, see A. Roe, ‘Title’": what ends with a signal before the authors is no title.
fn remark_before_its_signal(text: &str, segments: &[Segment]) -> Option<Held> {
    let author = segments.iter().position(|s| s.label == Label::Author).filter(|at| *at > 0)?;
    let before = Span::new(segments[0].span.start, segments[author].span.start);
    let lead = &segments[..author];
    let titled = lead.iter().find(|s| s.label == Label::Title)?;
    let signal = terms::at_end(before.of(text), Terms::of(&[Term::Signal]))?;
    let apart = text[..before.start + signal].trim_end().ends_with([',', ';', ':']);
    apart.then(|| (Span::new(titled.span.start, before.end).trimmed(text, |_| false), Label::Note))
}

/// "On ice, L.|Mire Press": an initial that no space parts from the next word is that word's.
fn initial_glued_to_the_next(text: &str, segments: &[Segment]) -> Option<Held> {
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

/// "See, further, A. Roe": a signal of several words is nobody's name. One word may be: "See, K."
fn signal_is_no_name(text: &str, segments: &[Segment]) -> Option<Held> {
    let author = segments.iter().find(|s| s.label != Label::Key).filter(|s| s.label == Label::Author)?.span;
    let length = terms::at_start(author.of(text), Terms::of(&[Term::Signal]))?;
    let signal = Span::new(author.start, author.start + length);
    let behind = text[signal.end..author.end].chars().any(char::is_alphabetic);
    (behind && signal.of(text).contains(char::is_whitespace)).then_some((signal, Label::Note))
}

/// "192-|193", "192|-193": a range is one number.
fn range_is_one_number(text: &str, segments: &[Segment]) -> Option<Held> {
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    let numeric = |label| matches!(label, Label::Volume | Label::Issue | Label::Page);
    segments.windows(2).find_map(|pair| {
        let [before, after] = [pair[0], pair[1]];
        let glued = before.span.end == after.span.start && numeric(before.label) && numeric(after.label);
        let (left, right) = (before.span.of(text), after.span.of(text));
        let cut = left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(dash)
            || left.ends_with(dash) && right.starts_with(|c: char| c.is_ascii_digit());
        let length = right.find(|c: char| !c.is_ascii_digit() && !dash(c)).unwrap_or(right.len());
        (glued && cut).then(|| (Span::new(before.span.start, after.span.start + length), before.label))
    })
}

/// "VI(I), 4-9": what is glued to the volume in brackets is the issue.
fn bracket_glued_to_the_volume(text: &str, segments: &[Segment]) -> Option<Held> {
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
fn pages_inside_a_number(text: &str, segments: &[Segment]) -> Option<Held> {
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

/// "(2007) 1576": a number behind the year in brackets, where no pages are told.
fn page_behind_the_year(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Page) || !has(segments, Label::Volume) {
        return None;
    }
    let date = first(segments, Label::Date)?;
    let inner = date.span.of(text);
    let (year, number) = inner.trim_start_matches(['(', ' ']).split_once(") ")?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let alone = digits > 0 && !number[digits..].contains(char::is_alphanumeric);
    let start = date.span.end - number.len();
    (is_year(year) && alone).then(|| (Span::new(start, start + digits), Label::Page))
}

/// "(2), 173 (2011), pp. 1185-1239": a bare number that was taken for pages where others are announced is the volume.
fn volume_before_the_pages(text: &str, segments: &[Segment]) -> Option<Held> {
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
fn volume_of_a_journal(text: &str, segments: &[Segment]) -> Option<Held> {
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

/// "Il fiume (Atti del convegno, Lindo, 25 - 26 ottobre 1985), …": a bracket that the title opens closes in it.
fn bracket_closes_in_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
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
fn years_of_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let at = segments.iter().position(|s| s.label == Label::Title)?;
    let [title, date, next, later @ ..] = &segments[at..] else { return None };
    let published = matches!(next.label, Label::Place | Label::Publisher | Label::Volume);
    let dated = later.iter().any(|s| is_year_alone(text, *s) && bare(text, *s).of(text) != bare(text, *date).of(text));
    let comma = title.span.of(text).trim_end().ends_with(',');
    (comma && published && dated && is_year_alone(text, *date))
        .then(|| (Span::new(title.span.start, bare(text, *date).end), Label::Title))
}

/// "River Strategy 2021 – 2024. 2021.", "A guide on data.2014.": a year behind the title's stop, where no date is told.
fn year_behind_the_title(text: &str, segments: &[Segment]) -> Option<Held> {
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

/// "The case of Lindköping, Sweden. Cities": a known periodical behind a full stop; what is before belongs to the title.
fn known_outlet_behind_a_sentence(text: &str, segments: &[Segment]) -> Option<Held> {
    let pair = segments.windows(2).find(|pair| (pair[0].label, pair[1].label) == (Label::Title, Label::Journal))?;
    let [title, journal] = [pair[0].span, pair[1].span];
    let (before, name) = journal.of(text).rsplit_once(". ")?;
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // Short words are those that names of journals shorten: "Proc. Nature", "Trans. Lakes".
    let sentence = word.chars().count() > 5 && !before.contains('.') && !is_periodical(journal.of(text));
    (sentence && is_periodical(name)).then(|| (Span::new(title.start, journal.start + before.len() + 1), Label::Title))
}

/// The only segment that tells who published a work which nothing holds.
fn only_publisher(segments: &[Segment]) -> Option<Segment> {
    let held = [Label::Journal, Label::Book].iter().any(|label| has(segments, *label));
    let mut published = segments.iter().filter(|s| matches!(s.label, Label::Place | Label::Publisher));
    let (only, None) = (published.next()?, published.next()) else { return None };
    (!held && has(segments, Label::Title)).then_some(*only)
}

/// "… amid mounting concerns Al Jazeera, 4 May 2021": a known outlet that no mark parts from a title, or a full stop, where
/// nothing else tells who published the work.
fn known_outlet_at_the_end_of_a_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let told = [Label::Journal, Label::Book, Label::Publisher].iter().any(|label| has(segments, *label));
    if told || !has(segments, Label::Date) {
        return None;
    }
    let title = first(segments, Label::Title)?.span;
    let start = outlet::known_at_end(title.of(text))?;
    let name = &title.of(text)[start..];
    let before = title.of(text)[..start].trim_end();
    let mark = before.ends_with(['.', ',', '–']);
    let words = name.split_whitespace().count();
    let periodical = is_periodical(name);
    let label = if periodical { Label::Journal } else { Label::Publisher };
    // "A history of Oxford University Press" names it in the title.
    let apart = mark || before.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
    ((mark || words > 1) && (periodical || has(segments, Label::Url) || apart && words > 2))
        .then(|| (Span::new(title.start + start, title.end), label))
}

/// "A quiet harvest. Reuters.": a known periodical is no place and no publisher, where nothing else holds the work.
fn known_outlet_alone(text: &str, segments: &[Segment]) -> Option<Held> {
    let only = only_publisher(segments)?;
    is_periodical(only.span.of(text)).then_some((only.span, Label::Journal))
}

/// Whether a name reads as that of a body that publishes.
fn is_body(name: &str) -> bool {
    matches!(outlet::kind(name), Some(OutletKind::Institution | OutletKind::University))
}

/// "… after the Takeover. Centre for Lakes at West Shore.": a body's name that stands as the last sentence of a title, where
/// nothing else tells who published the work.
fn body_behind_a_sentence(text: &str, segments: &[Segment]) -> Option<Held> {
    let title = first(segments, Label::Title)?.span;
    let inner = bare(text, *first(segments, Label::Title)?).of(text);
    let (before, name) = inner.rsplit_once(". ").or_else(|| inner.rsplit_once(" –"))?;
    let mut words = name.split_whitespace().filter(|word| word.len() > 3);
    let named = name.starts_with(char::is_uppercase) && words.all(|word| word.starts_with(char::is_uppercase));
    let part = has(segments, Label::Page) && !has(segments, Label::Journal);
    let told = has(segments, Label::Publisher) || has(segments, Label::Book) || has(segments, Label::Genre);
    (!told && !part && named && before.split_whitespace().count() > 2 && is_body(name)).then(|| {
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        (Span::new(start, title.end), Label::Publisher)
    })
}

/// Whether the address is that of a page: not that of a document, which is a work by itself.
fn has_page(text: &str, segments: &[Segment]) -> bool {
    segments.iter().any(|s| s.label == Label::Url && !bare(text, *s).of(text).ends_with(".pdf"))
}

/// "Ice again. Institute for Lake Studies.": a body behind the title publishes the work, where nothing says that it is a site
/// or a periodical.
fn body_without_a_page(text: &str, segments: &[Segment]) -> Option<Held> {
    const ELSEWHERE: [Label; 5] = [Label::Volume, Label::Issue, Label::Page, Label::Book, Label::Genre];
    let pair = segments.windows(2).find(|pair| (pair[0].label, pair[1].label) == (Label::Title, Label::Journal))?;
    let name = bare(text, pair[1]).of(text);
    let body = is_body(name) && !outlet::is_host(&name.to_lowercase()) && !is_periodical(name) && !is_meeting(name);
    let other = first(segments, Label::Publisher).is_some_and(|s| bare(text, *s).of(text) != name);
    let told = other || has_page(text, segments) || ELSEWHERE.iter().any(|label| has(segments, *label));
    (body && !told).then_some((pair[1].span, Label::Publisher))
}

/// "Ice again. Www.lakes.org.": a host alone with a capital letter, as managers of references print a site's name.
fn host_is_a_site(text: &str, segments: &[Segment]) -> Option<Held> {
    if [Label::Journal, Label::Book].iter().any(|label| has(segments, *label)) {
        return None;
    }
    let mut named = segments.iter().filter(|s| matches!(s.label, Label::Url | Label::Publisher));
    let (host, None) = (named.next()?, named.next()) else { return None };
    let name = host.span.of(text).trim_end_matches(['.', ' ']);
    (name.starts_with(char::is_uppercase) && outlet::is_host(&name.to_lowercase()))
        .then_some((host.span, Label::Journal))
}

/// "(2021). A quiet harvest. Institute of Fields. https://…", "…, Institute of Fields, May 4, 2021, https://…": the body that
/// publishes a page with an address is its site.
fn site_of_an_addressed_page(text: &str, segments: &[Segment]) -> Option<Held> {
    let only = only_publisher(segments)?;
    let addressed = has_page(text, segments) && !has(segments, Label::Genre) && !has(segments, Label::Number);
    // Sites have days; reports have a month at most.
    let digits = |s: &Segment| s.span.of(text).bytes().filter(u8::is_ascii_digit).count();
    let dated = |s: &Segment| s.label == Label::Date && digits(s) > 4;
    let behind = segments.iter().skip_while(|s| s.span != only.span).skip(1).find(|s| !dated(s));
    let before = behind.is_some_and(|s| s.label == Label::Url);
    (addressed && before && has(segments, Label::Date) && is_body(only.span.of(text)))
        .then_some((only.span, Label::Journal))
}

/// "(in press). Memory for melodies. Cognition.": what holds a work that has yet to appear, where no place is told.
fn outlet_of_a_work_to_come(text: &str, segments: &[Segment]) -> Option<Held> {
    let to_come =
        |s: &Segment| matches!(s.label, Label::Date | Label::Note) && terms::is(bare(text, *s).of(text), Term::ToCome);
    if has(segments, Label::Genre) || !segments.iter().any(to_come) {
        return None;
    }
    let only = only_publisher(segments).filter(|only| only.label == Label::Publisher)?;
    let press = matches!(outlet::kind(only.span.of(text)), Some(OutletKind::Press | OutletKind::University));
    (!press && !terms::is(bare(text, only).of(text), Term::PressName)).then_some((only.span, Label::Journal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Confidence;

    /// The text of the pieces, and a segment for each.
    fn answer(pieces: &[(Label, &str)]) -> (String, Vec<Segment>) {
        let mut text = String::new();
        let mut segments = Vec::new();
        for (label, piece) in pieces {
            let start = text.len();
            text += piece;
            let span = Span::new(start, text.len()).trimmed(&text, |_| false);
            segments.push(Segment { label: *label, span, confidence: Confidence::CERTAIN });
        }
        (text, segments)
    }

    #[test]
    fn what_must_hold() {
        use Label::{Author, Date, Issue, Journal, Note, Page, Place, Publisher, Title, Url, Volume};
        type Case<'c> = (Constraint, &'c [(Label, &'c str)], Option<(&'c str, Label)>);
        let cases: &[Case<'_>] = &[
            (east_asian_title, &[(Title, "山本「湖の研究」『湖沼』")], Some(("「湖の研究」", Title))),
            (east_asian_title, &[(Author, "张明. 湖泊研究[J]. 湖泊, 2011")], Some(("湖泊研究[J]", Title))),
            (east_asian_title, &[(Author, "Roe, A. "), (Title, "Lakes [J]")], None),
            (east_asian_outlet, &[(Title, "山本「湖の研究」『湖沼』")], Some(("『湖沼』", Journal))),
            (east_asian_outlet, &[(Title, "张明. 湖泊研究[J]. 湖泊, 2011")], Some(("湖泊", Journal))),
            (
                remark_before_its_signal,
                &[(Title, "For a lake like it, see "), (Author, "A. Roe, "), (Title, "‘Ice’")],
                Some(("For a lake like it, see", Note)),
            ),
            (remark_before_its_signal, &[(Title, "What lakes see "), (Author, "A. Roe")], None),
            (
                initial_glued_to_the_next,
                &[(Title, "On ice, L."), (Publisher, "Mire Press")],
                Some(("L.Mire Press", Publisher)),
            ),
            (initial_glued_to_the_next, &[(Title, "On ice, L. "), (Publisher, "Mire Press")], None),
            (initial_glued_to_the_next, &[(Title, "On NaCl."), (Publisher, "Mire Press")], None),
            (signal_is_no_name, &[(Author, "See, further, A. Roe, "), (Title, "Ice")], Some(("See, further", Note))),
            (signal_is_no_name, &[(Author, "See, K., "), (Title, "Ice")], None),
            (range_is_one_number, &[(Volume, "12"), (Page, "-13 "), (Page, "4-9")], Some(("12-13", Volume))),
            (range_is_one_number, &[(Volume, "12 "), (Page, "-13")], None),
            (bracket_glued_to_the_volume, &[(Volume, "VI"), (Note, "(I), "), (Page, "4-9")], Some(("(I)", Issue))),
            (bracket_glued_to_the_volume, &[(Volume, "VI "), (Note, "(I), "), (Page, "4-9")], None),
            (pages_inside_a_number, &[(Volume, "3, "), (Issue, "fasc. 2, pagg. 4-9")], Some(("pagg. 4-9", Page))),
            (pages_inside_a_number, &[(Volume, "7("), (Issue, "2).4-9")], Some(("4-9", Page))),
            (pages_inside_a_number, &[(Issue, "2, part 3")], None),
            (page_behind_the_year, &[(Volume, "12 "), (Date, "(2003) 1576,.")], Some(("1576", Page))),
            (page_behind_the_year, &[(Volume, "12 "), (Date, "(2003) 4 May")], None),
            (volume_before_the_pages, &[(Journal, "J. "), (Page, "73 "), (Page, "pp. 4-9")], Some(("73", Volume))),
            (volume_before_the_pages, &[(Journal, "J. "), (Page, "73 "), (Page, "75")], None),
            (volume_of_a_journal, &[(Journal, "LAKES, "), (Issue, "8 "), (Page, "4-9")], Some(("8", Volume))),
            (volume_of_a_journal, &[(Journal, "LAKES, "), (Issue, "no. 8 "), (Page, "4-9")], None),
            (volume_of_a_journal, &[(Journal, "LAKES "), (Issue, "(8) "), (Page, "4-9")], None),
            (
                bracket_closes_in_the_title,
                &[(Title, "Ice (papers read, "), (Place, "Rome, "), (Date, "1985), "), (Date, "1988")],
                Some(("Ice (papers read, Rome, 1985)", Title)),
            ),
            (bracket_closes_in_the_title, &[(Title, "Ice ("), (Place, "Rome: "), (Date, "1985)")], None),
            (
                years_of_the_title,
                &[(Title, "Ice, "), (Date, "1907. "), (Place, "Rome, "), (Date, "1988")],
                Some(("Ice, 1907", Title)),
            ),
            (years_of_the_title, &[(Title, "Ice, "), (Date, "1907. "), (Place, "Rome")], None),
            (year_behind_the_title, &[(Title, "Of ice data.2014. "), (Publisher, "Press")], Some(("2014", Date))),
            (year_behind_the_title, &[(Title, "Of ice in 2014. "), (Publisher, "Press")], None),
            (
                known_outlet_behind_a_sentence,
                &[(Title, "Ice in Lindau, "), (Journal, "Bavaria. Nature. "), (Date, "2021")],
                Some(("Ice in Lindau, Bavaria.", Title)),
            ),
            (known_outlet_behind_a_sentence, &[(Title, "Ice. "), (Journal, "Proc. Nature")], None),
            (known_outlet_alone, &[(Title, "Ice again. "), (Place, "Reuters.")], Some(("Reuters.", Journal))),
            (known_outlet_alone, &[(Title, "Ice. "), (Place, "Rome: "), (Publisher, "Nature")], None),
            (
                known_outlet_at_the_end_of_a_title,
                &[(Title, "Ice again Al Jazeera, "), (Date, "4 May 2021")],
                Some(("Al Jazeera,", Journal)),
            ),
            (
                known_outlet_at_the_end_of_a_title,
                &[(Title, "Ice again. World Bank, "), (Date, "2021. "), (Url, "http://a.b")],
                Some(("World Bank,", Publisher)),
            ),
            (known_outlet_at_the_end_of_a_title, &[(Title, "The arrow of Time, "), (Date, "2021")], None),
            (
                known_outlet_at_the_end_of_a_title,
                &[(Date, "(1999). "), (Title, "A Theory of Lakes Cambridge University Press.")],
                Some(("Cambridge University Press.", Publisher)),
            ),
            (
                known_outlet_at_the_end_of_a_title,
                &[(Date, "(1999). "), (Title, "A history of Cambridge University Press.")],
                None,
            ),
            (
                site_of_an_addressed_page,
                &[(Date, "(2021). "), (Title, "Ice. "), (Publisher, "Ice Institute. "), (Url, "http://a.b")],
                Some(("Ice Institute.", Journal)),
            ),
            (
                site_of_an_addressed_page,
                &[(Title, "Ice, "), (Publisher, "Ice Institute, "), (Date, "May 4, 2021, "), (Url, "http://a.b")],
                Some(("Ice Institute,", Journal)),
            ),
            (
                site_of_an_addressed_page,
                &[(Title, "Ice. "), (Publisher, "Ice Institute, "), (Date, "May 2021, "), (Url, "http://a.b")],
                None,
            ),
            (
                site_of_an_addressed_page,
                &[(Date, "(2021). "), (Title, "Ice. "), (Publisher, "Ice Press. "), (Url, "http://a.b")],
                None,
            ),
            (
                body_behind_a_sentence,
                &[(Title, "Ice after the thaw. Centre for Lakes. "), (Date, "2021")],
                Some(("Centre for Lakes.", Publisher)),
            ),
            (body_behind_a_sentence, &[(Title, "Ice after the thaw. The centre of lakes. "), (Date, "2021")], None),
            (
                body_without_a_page,
                &[(Date, "(2021). "), (Title, "Ice. "), (Journal, "Institute for Lake Studies.")],
                Some(("Institute for Lake Studies.", Publisher)),
            ),
            (body_without_a_page, &[(Title, "Ice. "), (Journal, "Institute of Lakes, "), (Volume, "3")], None),
            (host_is_a_site, &[(Title, "Ice. "), (Url, "Www.lakes.org.")], Some(("Www.lakes.org.", Journal))),
            (host_is_a_site, &[(Title, "Ice. "), (Url, "www.lakes.org.")], None),
            (
                outlet_of_a_work_to_come,
                &[(Date, "(in press). "), (Title, "Ice. "), (Publisher, "Ice Studies.")],
                Some(("Ice Studies.", Journal)),
            ),
            (outlet_of_a_work_to_come, &[(Date, "(in press). "), (Title, "Ice. "), (Publisher, "Ice Press.")], None),
            (outlet_of_a_work_to_come, &[(Date, "(2001). "), (Title, "Ice. "), (Publisher, "Ice Studies.")], None),
        ];
        for (constraint, pieces, want) in cases {
            let (text, segments) = answer(pieces);
            let found = constraint(&text, &segments).map(|(span, label)| (span.of(&text), label));
            assert_eq!(found, *want, "{pieces:?}");
        }
    }

    #[test]
    fn what_falls_too_far_behind_is_not_taken() {
        let (text, before) = answer(&[(Label::Title, "Ice again. "), (Label::Place, "Reuters.")]);
        for (fell, taken) in [(LEEWAY - 1.0, true), (LEEWAY + 1.0, false)] {
            let mut segments = before.clone();
            hold(&text, &mut segments, |held, segments| {
                segments[1].label = held[0].1;
                fell
            });
            assert_eq!(segments[1].label == Label::Journal, taken);
        }
    }
}
