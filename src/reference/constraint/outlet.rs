//! What holds a work, what publishes it, and which of them a name is.

use super::{Held, bare, first, has, is_year_alone};
use crate::Span;
use crate::reference::item_type::is_meeting;
use crate::reference::label::{Label, Segment};
use crate::reference::law;
use crate::reference::name::is_given;
use crate::reference::outlet::{self, OutletKind};
use crate::terms::{self, Term, Terms};

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

/// "The case of Lindköping, Sweden. Cities": a known periodical behind a full stop; what is before belongs to the title.
pub(super) fn known_outlet_behind_a_sentence(text: &str, segments: &[Segment]) -> Option<Held> {
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
pub(super) fn known_outlet_at_the_end_of_a_title(text: &str, segments: &[Segment]) -> Option<Held> {
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

/// "On ice and snow. ArXiv e-prints [Internet] 2017": a server behind a title's stop holds the work.
pub(super) fn server_at_the_end_of_a_title(text: &str, segments: &[Segment]) -> Option<Held> {
    let title = first(segments, Label::Title)?;
    let (before, name) = bare(text, *title).of(text).rsplit_once(". ")?;
    let server = name.split([' ', ':']).next().unwrap_or_default();
    // "medRxiv preprint" says what it is, too.
    let few = name.split(' ').count() <= 3 && !name.to_lowercase().contains("preprint");
    let start = bare(text, *title).start + before.len() + 2;
    (few && before.contains(' ') && terms::is(server, Term::PreprintServer))
        .then(|| (Span::new(start, title.span.end), Label::Publisher))
}

/// "… after the frost Mankind Quarterly, 64(2)": no outlet is called "Quarterly" alone, so that it is named by the word before too.
pub(super) fn outlet_that_needs_a_name(text: &str, segments: &[Segment]) -> Option<Held> {
    let pair = segments.windows(2).find(|pair| (pair[0].label, pair[1].label) == (Label::Title, Label::Journal))?;
    let head = bare(text, pair[1]);
    let title = text[pair[0].span.start..head.start].strip_suffix(' ')?;
    let word = title.rsplit(' ').next()?;
    let named = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic) && word.len() < title.len();
    let start = pair[0].span.start + title.len() - word.len();
    (named && outlet::is_head(head.of(text))).then(|| (Span::new(start, pair[1].span.end), Label::Journal))
}

/// "“Why ice?” Lake Almanac, Westshore Ice Trust, 17 June": a body behind a site's or magazine's name publishes it.
pub(super) fn body_behind_the_outlet(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Volume) || has(segments, Label::Publisher) {
        return None;
    }
    let outlet = bare(text, *first(segments, Label::Journal)?);
    let (own, name) = outlet.of(text).rsplit_once(", ")?;
    let words = name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    (!own.contains(',') && words > 2 && is_body(name) && !is_body(own) && !is_periodical(name))
        .then(|| (Span::new(outlet.end - name.len(), outlet.end), Label::Publisher))
}

/// "In Making Lakes of Ice, Anders Roe and Eve Lind (Eds.)": what stands before the editors, and is called as nobody is, is their book.
pub(super) fn book_before_its_editors(text: &str, segments: &[Segment]) -> Option<Held> {
    let editor = first(segments, Label::Editor)?.span;
    if segments.iter().any(|s| s.label == Label::Book && s.span.start < editor.start) {
        return None;
    }
    let lead = editor.of(text).strip_prefix("In ").map_or(editor.start, |rest| editor.end - rest.len());
    let led = lead > editor.start || text[..editor.start].trim_end().ends_with(" In");
    let (name, people) = text[lead..editor.end].split_once(", ")?;
    let mut words = name.split(' ');
    let plain = words.clone().count() > 2 && words.all(|word| word.len() > 1 && !word.contains('.') && !is_given(word));
    let given = people.split(' ').next().is_some_and(|word| is_given(word) || word.trim_end_matches('.').len() == 1);
    (led && plain && given).then(|| (Span::new(editor.start, lead + name.len()), Label::Book))
}

/// "… on ice. Centre for Lakes. Rome: Centre for Lakes.": who is told behind the title, and again with the place, published it.
pub(super) fn publisher_told_twice(text: &str, segments: &[Segment]) -> Option<Held> {
    let title = first(segments, Label::Title)?.span;
    let inner = Span::new(title.start, title.end).trimmed(text, |c| !c.is_alphanumeric());
    segments.iter().filter(|s| s.label == Label::Publisher).find_map(|publisher| {
        let name = bare(text, *publisher).of(text);
        let before = inner.of(text).strip_suffix(name)?;
        let apart = before.trim_end().ends_with(['.', ',', '–', '?', '!']) && name.contains(' ');
        apart.then(|| (Span::new(inner.start + before.len(), title.end), Label::Publisher))
    })
}

/// "A quiet harvest. Reuters.": a known periodical is no place and no publisher, where nothing else holds the work.
pub(super) fn known_outlet_alone(text: &str, segments: &[Segment]) -> Option<Held> {
    let only = only_publisher(segments)?;
    is_periodical(only.span.of(text)).then_some((only.span, Label::Journal))
}

/// "Roe, NJW 2011, 1234", "Court, NJW 2011, 1234": where nothing is titled and nothing holds it, capitals before a year that a
/// page follows name the journal.
pub(super) fn acronym_before_year_and_page(text: &str, segments: &[Segment]) -> Option<Held> {
    if [Label::Title, Label::Journal, Label::Book].iter().any(|label| has(segments, *label)) {
        return None;
    }
    let year = bare(text, *segments.iter().find(|s| is_year_alone(text, **s))?);
    let before = text[..year.start].strip_suffix(' ')?;
    let (names, acronym) = before.rsplit_once(' ')?;
    let behind = text[year.end..].strip_prefix(", ")?;
    let word = terms::at_start(behind, Terms::of(&[Term::Page])).unwrap_or(0);
    let paged = behind[word..].trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
    // "12 ways to melt" is a title; behind pages stand words as short as "ff." and "Rn."
    let words = behind.split(';').next()?.split(|c: char| !c.is_alphabetic());
    let paged = paged && words.fold(0, |longest, word| word.len().max(longest)) <= 3;
    let start = before.len() - acronym.len();
    // "Roe A. AIDS 2011": an initial with a stop ends a name; "Roe AB 2011" goes on.
    let initial = || names.ends_with('.') && names.rsplit(' ').next().is_some_and(|word| word.chars().count() == 2);
    let ended = names.ends_with(',') || acronym.len() > 2 && (initial() || law::is_court(names));
    (ended && paged && outlet::is_acronym(acronym)).then(|| (Span::new(start, before.len()), Label::Journal))
}

/// "Roe, FS Doe, 2011, S. 3": a volume in somebody's honour holds what stands in it. The letters are capitals, and its name one.
pub(super) fn volume_in_honour(text: &str, segments: &[Segment]) -> Option<Held> {
    if has(segments, Label::Journal) || has(segments, Label::Book) {
        return None;
    }
    let starts = text.match_indices(", ").map(|(at, mark)| at + mark.len());
    let honours = |at: usize| {
        let word = terms::at_start(&text[at..], Terms::of(&[Term::InHonour]))?;
        let name = text[at + word..].trim_start_matches([' ', '.']);
        let short = text[at..at + word].chars().count() == 2;
        let capitals = text[at..at + word].chars().all(char::is_uppercase);
        (name.starts_with(char::is_uppercase) && (capitals || !short)).then(|| text.len() - name.len())
    };
    let (start, name) = starts.take(MOST_COMMAS).find_map(|at| Some((at, honours(at)?)))?;
    let end = text[name..].find([',', ';', '(']).map_or(text.len(), |length| name + length);
    Some((Span::new(start, end).trimmed(text, |_| false), Label::Book))
}

/// Behind more commas nothing is looked for.
const MOST_COMMAS: usize = 40;

/// "JZ 1987, 993, 995": of two numbers behind a law journal's year, the second a few pages on, the first is no volume.
pub(super) fn pages_of_a_law_journal(text: &str, segments: &[Segment]) -> Option<Held> {
    /// So many pages on, a second number is still the place that is meant in what the first begins.
    const MOST: u32 = 40;
    if has(segments, Label::Title) {
        return None;
    }
    let [journal, date, volume, page] =
        segments.windows(4).map(|w| [w[0], w[1], w[2], w[3]]).find(|w| w[0].label == Label::Journal)?;
    let number = |s: Segment| bare(text, s).of(text).parse::<u32>().ok();
    let near = (1..=MOST).contains(&number(page)?.checked_sub(number(volume)?)?);
    let law = outlet::is_acronym(bare(text, journal).of(text)) && is_year_alone(text, date);
    (law && near && (volume.label, page.label) == (Label::Volume, Label::Page))
        .then(|| (Span::new(bare(text, volume).start, bare(text, page).end), Label::Page))
}

/// Whether a name reads as that of a body that publishes.
fn is_body(name: &str) -> bool {
    matches!(outlet::kind(name), Some(OutletKind::Institution | OutletKind::University))
}

/// The body whose name stands as the last sentence of a title: "… after the Takeover. Centre for Lakes at West Shore."
fn last_sentence(text: &str, segments: &[Segment]) -> Option<Span> {
    let title = *first(segments, Label::Title)?;
    let inner = bare(text, title).of(text);
    let (before, name) = inner.rsplit_once(". ").or_else(|| inner.rsplit_once(" –"))?;
    let mut words = name.split_whitespace().filter(|word| word.len() > 3);
    let named = name.starts_with(char::is_uppercase) && words.all(|word| word.starts_with(char::is_uppercase));
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    (named && before.split_whitespace().count() > 2 && is_body(name)).then(|| Span::new(start, title.span.end))
}

/// "Ice again. Foundation for Lakes, Vienna, Austria": a country behind the place is no publisher, where a body stands before.
pub(super) fn country_behind_the_place(text: &str, segments: &[Segment]) -> Option<Held> {
    last_sentence(text, segments)?;
    let adjacent =
        segments.windows(2).find(|pair| (pair[0].label, pair[1].label) == (Label::Place, Label::Publisher))?;
    let (place, country) = (bare(text, adjacent[0]), bare(text, adjacent[1]));
    let beside = text.get(place.end..country.start)? == ", " && !country.of(text).contains(' ');
    beside.then(|| (Span::new(place.start, country.end), Label::Place))
}

/// "… after the Takeover. Centre for Lakes at West Shore.": a body's name that stands as the last sentence of a title, where
/// nothing else tells who published the work.
pub(super) fn body_behind_a_sentence(text: &str, segments: &[Segment]) -> Option<Held> {
    let name = last_sentence(text, segments)?;
    let part = has(segments, Label::Page) && !has(segments, Label::Journal);
    let told = has(segments, Label::Publisher) || has(segments, Label::Book) || has(segments, Label::Genre);
    (!told && !part).then_some((name, Label::Publisher))
}

/// Whether the address is that of a page: not that of a document, which is a work by itself.
fn has_page(text: &str, segments: &[Segment]) -> bool {
    segments.iter().any(|s| s.label == Label::Url && !bare(text, *s).of(text).ends_with(".pdf"))
}

/// "Ice again. Institute for Lake Studies.": a body behind the title publishes the work, where nothing says that it is a site
/// or a periodical; neither has a place.
pub(super) fn body_without_a_page(text: &str, segments: &[Segment]) -> Option<Held> {
    const ELSEWHERE: [Label; 4] = [Label::Volume, Label::Issue, Label::Page, Label::Genre];
    let holds = |label| matches!(label, Label::Journal | Label::Book);
    let at = segments.windows(2).position(|pair| pair[0].label == Label::Title && holds(pair[1].label))?;
    let pair = [segments[at], segments[at + 1]];
    let placed = segments.get(at + 2).is_some_and(|next| next.label == Label::Place);
    let name = bare(text, pair[1]).of(text);
    let sort = outlet::is_known(name) || !is_meeting(name);
    let body = is_body(name) && !outlet::is_host(&name.to_lowercase()) && !is_periodical(name) && sort;
    let other = first(segments, Label::Publisher).is_some_and(|s| bare(text, *s).of(text) != name);
    let told = other || has_page(text, segments) && !placed || ELSEWHERE.iter().any(|label| has(segments, *label));
    (body && !told && (placed || pair[1].label == Label::Journal || outlet::is_known(name)))
        .then_some((pair[1].span, Label::Publisher))
}

/// "Data set. St. Louis: Lake Press": the saint before a town is the town's, behind what ends; "On High St. London" has a street.
pub(super) fn saint_of_a_town(text: &str, segments: &[Segment]) -> Option<Held> {
    const SAINTS: [&str; 3] = ["St. ", "Ste. ", "Mt. "];
    segments.iter().filter(|s| s.label == Label::Place).find_map(|place| {
        let before = &text[..place.span.start];
        let saint = SAINTS.iter().find(|saint| before.ends_with(*saint))?;
        let start = before.len() - saint.len();
        let free = text[..start].trim_end().ends_with(['.', ',', ';', ':', ')', ']']);
        (free && place.span.of(text).starts_with(char::is_uppercase))
            .then(|| (Span::new(start, place.span.end), Label::Place))
    })
}

/// "2018 Sep 3-6; Porto, Portugal. Lisbon: Lake Press": the town of the meeting ends in a full stop, and the press is in the next.
pub(super) fn town_behind_a_sentence(text: &str, segments: &[Segment]) -> Option<Held> {
    let pair = segments.windows(2).find(|pair| pair[0].label == Label::Place && pair[1].label == Label::Publisher)?;
    let place = bare(text, pair[0]);
    let (meeting, town) = place.of(text).rsplit_once(". ")?;
    let last = meeting.rsplit([' ', ',', '.']).next().unwrap_or_default();
    let whole = last.chars().count() > 3 && last.chars().any(char::is_lowercase);
    let beside = text[place.end..].starts_with(": ");
    (whole && beside && town.starts_with(char::is_uppercase))
        .then(|| (Span::new(place.end - town.len(), pair[0].span.end), Label::Place))
}

/// "дис. … канд. филол. наук. Омск, 2016": theses in Cyrillic letters name the town alone, as GOST has it; schools have more words.
pub(super) fn town_of_a_thesis(text: &str, segments: &[Segment]) -> Option<Held> {
    let three = segments.windows(3).find(|three| {
        (three[0].label, three[1].label, three[2].label) == (Label::Genre, Label::Publisher, Label::Date)
    })?;
    let town = bare(text, three[1]).of(text);
    let is_word = town.chars().all(|c| matches!(c, 'Ѐ'..='ӿ' | '-')) && town.chars().any(char::is_lowercase);
    let beside = text[bare(text, three[1]).end..].starts_with(", ");
    (is_word && beside && !has(segments, Label::Place)).then_some((three[1].span, Label::Place))
}

/// "Lakes: v1.2. Zenodo 2019.": what holds data and preprints is no town.
pub(super) fn repository_is_no_place(text: &str, segments: &[Segment]) -> Option<Held> {
    let place = segments.iter().find(|s| s.label == Label::Place)?;
    let known = |term| terms::is(bare(text, *place).of(text), term);
    let published = has(segments, Label::Publisher);
    (!published && (known(Term::Repository) || known(Term::PreprintServer))).then_some((place.span, Label::Publisher))
}

/// "Ice again. Www.lakes.org.": a host alone with a capital letter, as managers of references print a site's name.
pub(super) fn host_is_a_site(text: &str, segments: &[Segment]) -> Option<Held> {
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
pub(super) fn site_of_an_addressed_page(text: &str, segments: &[Segment]) -> Option<Held> {
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
