//! A bibliography's lines → entries: where each begins, and which lines are in none.
//!
//! A [conditional random field](crate::crf) over the lines of one bibliography, with what the whole list shows in the
//! features of each line. In a numbered list the chain of its labels decides where entries begin, whatever else lines
//! look like. What the model learned is in `list.bin`; the README beside it says from what.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::class::{Classes, mark};
use super::clean::clean;
use super::clean_text::CleanText;
use super::heading::Heading;
use super::hyphen::Vocabulary;
use super::label::{Label, LabelStyle};
use super::lines::{Line, LineKind};
use super::looks::{Looks, are_in_order, entry_features, order_key};
use super::manner::{self, Manner};
use super::name_form::NameForm;
use super::sight::{Edge, Sight, see};
use super::url::mend_addresses;
use crate::Span;
use crate::crf::{Crf, FORBIDDEN, PerTag, Steps, best, marginals};

/// What a line of a list does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Place {
    /// An entry begins with it.
    Begin,
    /// It goes on with the entry.
    Inside,
    /// It is in no entry: a heading, a running head.
    Outside,
}

/// How many places there are.
pub(crate) const PLACES: usize = 3;

/// After a line that is in no entry an entry may go on: running heads stand inside entries.
pub(crate) const STEPS: Steps<PLACES> = Steps { start: [true, false, true], step: [[true; PLACES]; PLACES] };

static MODEL: LazyLock<Crf<PLACES>> =
    LazyLock::new(|| Crf::read(include_bytes!("list.bin"), STEPS).expect("the crate's own weights, read by a test"));

/// The place of each line of a list, which `looks` tells. Linear.
pub(crate) fn places(looks: &Looks) -> Vec<Place> {
    let mut scores = MODEL.scores(&entry_features(looks));
    let chain = numbering(looks, &scores);
    if let Some(chain) = &chain {
        chain.bind(looks, &mut scores);
    }
    forbid(looks, chain.as_ref(), &mut scores);
    if chain.is_none() {
        keys_begin(looks, &mut scores);
        years_go_on(looks, &mut scores);
        annotations_are_none(looks, &mut scores);
        lines_are_entries(looks, &mut scores);
    }
    let mut path = best(&scores, &MODEL);
    if chain.is_none() {
        if let Some(manner) = Manner::of(looks, &path) {
            manner.weigh(looks, &mut scores);
        }
        if manner::blanks_part(looks, &path) {
            manner::weigh_blanks(looks, &mut scores);
        }
        path = best(&scores, &MODEL);
    }
    path.into_iter().map(|tag| [Place::Begin, Place::Inside, Place::Outside][usize::from(tag)]).collect()
}

/// The same of lines that may have come word by word: each word has the place of its line. Linear.
fn places_of_all(text: &str, lines: &[Line], looks: &Looks) -> Vec<Place> {
    let Some((whole, starts)) = looks.without_torn(text, lines) else { return places(looks) };
    let ends = starts.iter().skip(1).copied().chain([looks.len()]);
    let each = |((place, start), end): ((Place, &usize), usize)| {
        let rest = if place == Place::Outside { Place::Outside } else { Place::Inside };
        std::iter::once(place).chain(std::iter::repeat_n(rest, end - start - 1))
    };
    places(&whole).into_iter().zip(&starts).zip(ends).flat_map(each).collect()
}

/// Forbids entries to begin where the line before can't be the end of one, unless the numbering says so, and what can be
/// no part of one to be.
fn forbid(looks: &Looks, chain: Option<&Numbering>, scores: &mut [PerTag<PLACES>]) {
    let count = |has: fn(&Sight) -> bool| looks.sights.iter().filter(|s| has(s)).count();
    let curly_opens = count(|s| s.has_closing_quote) * 2 >= count(|s| s.open_quote == Some('“'));
    for (i, (pair, row)) in looks.sights.windows(2).zip(scores.iter_mut().skip(1)).enumerate() {
        let (before, sight) = (&pair[0], &pair[1]);
        let numbered = chain.is_some_and(|c| c.on[i + 1]);
        // Some lists' entries end in a comma, and some marks that close were lost: then the next begins with a name.
        let quoted = before.open_quote.is_some_and(|mark| mark != '“' || curly_opens);
        let open = (before.comma || quoted) && sight.label.is_none() && sight.name == NameForm::None;
        // Unless it introduces the list: "The following works are cited:".
        let own = sight.label.is_some() || sight.name != NameForm::None && sight.year.is_some();
        let parted = looks.blank_before[i + 1] || looks.kinds[i + 1] == LineKind::Item;
        let goes_on = before.goes_on || before.colon && !own && !parted;
        if !numbered && (goes_on || open) {
            row[Place::Begin as usize] = FORBIDDEN;
        }
        // "2020 March" and "24. https://…" on the next line: a day, which no numbering has here.
        let is_day = |label: Label| (1..=31).contains(&label.number) && label.style != LabelStyle::Square;
        let date = before.month && (before.year.is_some() || before.words == 1) && sight.name == NameForm::None;
        if !numbered && date && sight.label.is_some_and(is_day) {
            row[Place::Begin as usize] = FORBIDDEN;
        }
        // The heading of a kind of sources, and what stands under it. A numbering knows better, and a line that is broken
        // before "Software" has no blank line there.
        let heads = |i: usize| {
            chain.is_none()
                && looks.headings[i] == Some(Heading::Sources)
                && looks.blank_before[i]
                && looks.stands_apart(i)
        };
        if heads(i + 1) {
            row[Place::Begin as usize] = FORBIDDEN;
            row[Place::Inside as usize] = FORBIDDEN;
        } else if heads(i) {
            row[Place::Inside as usize] = FORBIDDEN;
        }
        if sight.is_history {
            row[Place::Begin as usize] = FORBIDDEN;
            row[Place::Inside as usize] = FORBIDDEN;
        }
        // The end of an address that was broken over lines.
        if sight.is_address_end {
            row[Place::Begin as usize] = FORBIDDEN;
            row[Place::Outside as usize] = FORBIDDEN;
        }
    }
}

/// Makes lines that name an entry as it is cited, above its authors, the only beginnings: "Roe and Lind (1998)", "Ann Roe and Bo
/// Lind. On moss.", as HTML made from LaTeX has them. Linear.
fn keys_begin(looks: &Looks, scores: &mut [PerTag<PLACES>]) {
    /// So many lines that look like keys are some.
    const KEYS: usize = 3;
    /// No key is longer, and nothing but what closes stands behind its year, which has so many characters with its brackets.
    const LENGTH: usize = 60;
    const YEAR: usize = 7;
    let is_key = |sight: &Sight| {
        let at_end =
            sight.year.is_some_and(|at| usize::from(at) * sight.length + 20 >= sight.length.saturating_sub(YEAR) * 20);
        let bracketed = sight.year_edges.0 == Edge::Open && sight.ends == Edge::Close;
        bracketed && at_end && sight.length <= LENGTH && sight.starts == Edge::Upper
    };
    let keys: Vec<usize> = (0..looks.len()).filter(|i| is_key(&looks.sights[*i])).collect();
    let named =
        |i: &&usize| looks.sights.get(**i + 1).is_some_and(|next| next.name != NameForm::None && next.year.is_none());
    if keys.len() < KEYS || keys.iter().filter(named).count() * 5 < keys.len() * 4 {
        return;
    }
    let longest = keys.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(1);
    let from = keys[keys.len() - 1];
    let last = (from + 1..looks.len().min(from + longest)).find(|i| looks.blank_before[*i]).unwrap_or(from + longest);
    for (i, row) in scores.iter_mut().enumerate().skip(keys[0]) {
        if keys.binary_search(&i).is_ok() {
            row[Place::Inside as usize] = FORBIDDEN;
            row[Place::Outside as usize] = FORBIDDEN;
        } else {
            row[Place::Begin as usize] = FORBIDDEN;
            // What stands between two keys belongs to the first, and as much behind the last.
            if i < last && looks.headings[i].is_none() {
                row[Place::Outside as usize] = FORBIDDEN;
            }
        }
    }
}

/// Keeps a year that begins a line under a line of names alone from beginning an entry, where it stands so time and again: "Roe, Ann"
/// above "1990 Of Rivers". What is by the same authors begins with its year under that, behind what ends. Linear.
fn years_go_on(looks: &Looks, scores: &mut [PerTag<PLACES>]) {
    const HABIT: usize = 3;
    /// No line of names alone has more words.
    const WORDS: usize = 12;
    // A year may have been taken for a label.
    let begins_with_year = |sight: &Sight| {
        let labelled = sight.label.is_some_and(|label| label.number >= 1000);
        sight.year == Some(0) && (labelled || sight.starts == Edge::Digit)
    };
    let is_names = |sight: &Sight| {
        sight.name != NameForm::None && sight.year.is_none() && sight.digits == 0 && sight.words <= WORDS
    };
    let (under, other): (Vec<usize>, Vec<usize>) = (1..looks.len())
        .filter(|i| begins_with_year(&looks.sights[*i]))
        .partition(|i| is_names(&looks.sights[i - 1]) && !looks.blank_before[*i]);
    if under.len() < HABIT {
        return;
    }
    for i in under {
        scores[i][Place::Begin as usize] = FORBIDDEN;
    }
    for i in other.into_iter().filter(|i| matches!(looks.sights[i - 1].ends, Edge::Stop | Edge::Digit)) {
        scores[i][Place::Inside as usize] = FORBIDDEN;
    }
}

/// Keeps paragraphs of prose out of the entries where they stand under entry after entry: what an annotated bibliography says of
/// its works. Linear.
fn annotations_are_none(looks: &Looks, scores: &mut [PerTag<PLACES>]) {
    /// So many make a habit; one has so many words at least.
    const HABIT: usize = 3;
    const WORDS: usize = 10;
    const LONG: usize = 15;
    const ENTRY_MARKS: Classes = mark::URL | mark::DOI | mark::VOLUME_PAGE | mark::INITIAL | mark::QUOTE;
    let starts: Vec<usize> = (0..looks.len()).filter(|i| *i == 0 || looks.blank_before[*i]).collect();
    let ends = starts.iter().skip(1).copied().chain([looks.len()]);
    let is_annotation = |paragraph: &std::ops::Range<usize>| {
        let sights = &looks.sights[paragraph.clone()];
        let sum = |of: fn(&Sight) -> usize| sights.iter().map(of).sum::<usize>();
        let (first, last) = (&sights[0], &sights[sights.len() - 1]);
        let sentence = first.name == NameForm::None && first.label.is_none() && last.ends == Edge::Stop;
        let words = sum(|s| s.words);
        // What says nothing in a verb has at least no marks of an entry.
        let plain = sights.iter().all(|s| s.marks & ENTRY_MARKS == 0) && words >= LONG;
        (sentence && words >= WORDS && sum(|s| s.verbs) > 0, sentence && plain)
    };
    let paragraphs: Vec<std::ops::Range<usize>> = starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
    let judged: Vec<(bool, bool)> = paragraphs.iter().map(is_annotation).collect();
    let says = judged.iter().filter(|(says, _)| *says).count();
    let all = judged.iter().filter(|(says, plain)| *says || *plain).count();
    if says < HABIT || all * 3 < paragraphs.len() {
        return;
    }
    let annotations = paragraphs.into_iter().zip(judged).filter(|(_, (says, plain))| *says || *plain);
    for i in annotations.flat_map(|(paragraph, _)| paragraph) {
        scores[i][Place::Begin as usize] = FORBIDDEN;
        scores[i][Place::Inside as usize] = FORBIDDEN;
    }
}

/// Makes beginnings of the lines of a paragraph under the heading of a kind of sources, if each ends though the next one's first
/// word would have fitted on it: cases, statutes. Linear.
fn lines_are_entries(looks: &Looks, scores: &mut [PerTag<PLACES>]) {
    let heads =
        |i: &usize| looks.headings[*i] == Some(Heading::Sources) && looks.blank_before[*i] && looks.stands_apart(*i);
    for heading in (0..looks.len()).filter(heads) {
        let end = (heading + 2..looks.len()).find(|i| looks.blank_before[*i]).unwrap_or(looks.len());
        let dated = (heading + 1..end).filter(|i| looks.sights[*i].tells_when_or_where()).count();
        let enough = heading + 2 < end && dated * 2 >= end - heading - 1;
        if enough && (heading + 2..end).all(|i| looks.fits(i)) {
            for row in &mut scores[heading + 1..end] {
                row[Place::Inside as usize] = FORBIDDEN;
                row[Place::Outside as usize] = FORBIDDEN;
            }
        }
    }
}

/// The numbering of a list: the style of its labels.
struct Numbering {
    style: LabelStyle,
    /// Whether each line has a label of the numbering.
    on: Vec<bool>,
}

/// A numbering has at least so many labels, as other numbers ascend by chance.
const FEWEST: u32 = 3;
/// In square brackets they hardly do.
const FEWEST_SQUARE: u32 = 2;

/// The numbering that the list has, if the model, which doesn't know the whole chain, holds most of its labels for beginnings.
fn numbering(looks: &Looks, scores: &[PerTag<PLACES>]) -> Option<Numbering> {
    let begins = marginals(scores, &MODEL);
    let mut sums: HashMap<LabelStyle, (f32, usize)> = HashMap::new();
    let linked = |i: usize| {
        let (label, link) = (looks.sights[i].label?, looks.links[i]?);
        let fewest = if label.style == LabelStyle::Square { FEWEST_SQUARE } else { FEWEST };
        (link.length >= fewest).then_some((label.style, link))
    };
    for (i, begin) in begins.iter().enumerate() {
        if let Some((style, _)) = linked(i) {
            let sum = sums.entry(style).or_default();
            sum.0 += begin[Place::Begin as usize];
            sum.1 += 1;
        }
    }
    let all: f32 = begins.iter().map(|b| b[Place::Begin as usize]).sum();
    let (style, (sum, count)) = sums.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(&a.0)))?;
    (sum * 2.0 > count as f32 && sum * 2.0 > all).then(|| {
        let mut on: Vec<bool> = (0..looks.len()).map(|i| linked(i).is_some_and(|(s, _)| s == style)).collect();
        let labelled: Vec<usize> = (0..on.len()).filter(|i| on[*i]).collect();
        let number = |i: usize| looks.sights[i].label.map_or(0, |l| l.number);
        // What stands between 42 and 43 is no label: "pp. 31-" and "9." on the next line.
        for around in labelled.windows(3) {
            if number(around[0]) + 1 == number(around[2]) {
                on[around[1]] = false;
            }
        }
        Numbering { style, on }
    })
}

impl Numbering {
    /// Makes the labels' lines beginnings and, between two labels that follow each other, no other.
    fn bind(&self, looks: &Looks, scores: &mut [PerTag<PLACES>]) {
        let labelled: Vec<usize> = (0..looks.len()).filter(|i| self.on[*i]).collect();
        let number = |i: usize| looks.sights[i].label.map_or(0, |l| l.number);
        for (n, &i) in labelled.iter().enumerate() {
            scores[i][Place::Inside as usize] = FORBIDDEN;
            scores[i][Place::Outside as usize] = FORBIDDEN;
            let next = labelled.get(n + 1).copied();
            let (end, whole) = match next {
                Some(next) => (next, number(next) == number(i) + 1),
                None => (looks.len(), true),
            };
            if whole {
                for (j, row) in scores[i + 1..end].iter_mut().enumerate() {
                    // A label of the same style that is out of the chain may be misread: the model decides.
                    let same = looks.sights[i + 1 + j].label.is_some_and(|l| l.style == self.style);
                    if !same {
                        row[Place::Begin as usize] = FORBIDDEN;
                    }
                }
            }
        }
    }
}

/// A bibliography, read.
pub(crate) struct List {
    /// Its entries, in printed order.
    pub entries: Vec<CleanText>,
    headed: bool,
    /// The number of its first and of its last label, if it is numbered.
    numbers: Option<(u32, u32)>,
    /// What its first and its last entry are ordered by, if it is in alphabetical order.
    order: Option<([u8; 12], [u8; 12])>,
}

/// The first and last label of a list is looked for in so many entries: a list may begin or end in the middle of one.
const EDGE: usize = 3;

/// The heading of a list is one of so many lines at its start.
pub(super) const FIRST: usize = 4;
/// A list without a heading has at least so many entries.
const FEWEST_ENTRIES: usize = 2;
/// So many labels may be missing between two parts of a list.
const MISSING: u32 = 3;

impl List {
    /// Takes a bibliography, whose lines are looked at in `looks`, apart into entries. Linear.
    pub(crate) fn read(text: &str, lines: &[Line], looks: &Looks, vocabulary: &Vocabulary) -> Self {
        let mut groups: Vec<Vec<Span>> = Vec::new();
        for (place, &line) in places_of_all(text, lines, looks).into_iter().zip(&looks.lines) {
            let span = lines[line].span;
            match place {
                Place::Begin => groups.push(vec![span]),
                Place::Inside => match groups.last_mut() {
                    Some(group) => group.push(span),
                    None => groups.push(vec![span]),
                },
                Place::Outside => {}
            }
        }
        let groups = with_titles(text, groups);
        let clean = |pieces: &Vec<Span>| mend_addresses(clean(text, pieces, vocabulary));
        // A label that nothing follows is no entry.
        let says = |entry: &CleanText| entry.as_str().chars().filter(|c| c.is_alphabetic()).count() > 2;
        let entries: Vec<CleanText> = groups.iter().map(clean).filter(says).collect();
        let number = |entry: &CleanText| see(entry.as_str()).label.map(|l| l.number).filter(|n| *n > 0);
        let numbers = entries.iter().take(EDGE).find_map(number).zip(entries.iter().rev().take(EDGE).find_map(number));
        let order = |entry: &CleanText| order_key(&see(entry.as_str()));
        let keys: Vec<[u8; 12]> = entries.iter().filter_map(order).collect();
        let ordered = keys.len() > EDGE && are_in_order(&keys);
        let order = keys.first().copied().zip(keys.last().copied()).filter(|_| ordered);
        let headed = looks.headings.iter().take(FIRST).any(|h| *h == Some(Heading::List));
        Self { entries, headed, numbers, order }
    }

    /// Whether it stands under a heading that says what it is.
    pub(crate) fn is_headed(&self) -> bool {
        self.headed
    }

    /// Whether what was taken for a bibliography is one: under its heading, or where enough entries are dated or have an
    /// address, and say so without sentences.
    pub(crate) fn is_bibliography(&self) -> bool {
        let seen = self.entries.iter().map(|e| see(e.as_str()));
        let dated = seen.filter(|s| s.tells_when_or_where() && !s.is_prose()).count();
        let enough = dated * 2 >= self.entries.len() && self.entries.len() >= FEWEST_ENTRIES;
        self.headed || enough && !is_one_work(&self.entries)
    }

    /// Whether its numbering, or its alphabetical order, goes on with that of another list.
    pub(crate) fn goes_on_with(&self, before: &Self) -> bool {
        match (before.numbers, self.numbers, before.order, self.order) {
            (Some((_, last)), Some((first, _)), ..) => (last + 1..=last + 1 + MISSING).contains(&first),
            (.., Some((_, last)), Some((first, _))) => last <= first,
            _ => false,
        }
    }
}

/// Entries, where one that is nothing but authors and a year goes on with the next, if that doesn't begin with a name: a
/// line may be broken where the title begins, as it is printed in another font. A title of capitalised words looks like a
/// name; but where the list has its years in brackets, an entry without one is none.
fn with_titles(text: &str, groups: Vec<Vec<Span>>) -> Vec<Vec<Span>> {
    let in_brackets = |group: &[Span]| group.iter().take(HEAD).any(|l| see(l.of(text)).year_edges.0 == Edge::Open);
    let bracketed = groups.iter().filter(|group| in_brackets(group)).count() * 10 >= groups.len() * 8;
    let mut whole: Vec<Vec<Span>> = Vec::with_capacity(groups.len());
    for group in groups {
        let first = group.first().map(|first| see(first.of(text))).unwrap_or_default();
        let named = first.name != NameForm::None;
        let may_go_on = |year: YearIs| match year {
            YearIs::InBrackets => !named || first.name == NameForm::GivenFamily && bracketed && !in_brackets(&group),
            YearIs::Bare => !named,
        };
        match whole.last_mut() {
            Some(last) if first.label.is_none() && lacks_title(text, last).is_some_and(may_go_on) => last.extend(group),
            _ => whole.push(group),
        }
    }
    whole
}

/// An entry has its year in so many lines, if it begins with it.
const HEAD: usize = 6;

/// How an entry has the year after its authors.
#[derive(Clone, Copy)]
enum YearIs {
    InBrackets,
    Bare,
}

/// "Roe, A., & van Lind, B. (2014).", "ROE, A. & LIND, B. 2014.": capitalised words, joints and particles, and a year at the end.
fn lacks_title(text: &str, pieces: &[Span]) -> Option<YearIs> {
    const SMALL: [&str; 20] = [
        "and", "und", "et", "al", "u", "y", "e", "van", "von", "de", "der", "den", "la", "le", "du", "da", "di",
        "hrsg", "eds", "ed",
    ];
    /// Longer ones aren't looked at.
    const LINES: usize = 12;
    let (last, before) = pieces.split_last().filter(|_| pieces.len() <= LINES)?;
    let end = last.of(text).trim_end().trim_end_matches(['.', ':', ',']);
    let (head, year, how) = match end.strip_suffix(')') {
        Some(end) => end.rsplit_once('(').map(|(head, year)| (head, year, YearIs::InBrackets))?,
        // Authors have initials, with a stop; what stands before a bare year may be anything else.
        None => end.rsplit_once(". ").map(|(head, year)| (head, year, YearIs::Bare))?,
    };
    let initial = head.rsplit([' ', '.', '-']).next().is_some_and(|i| i.chars().count() == 1);
    // "Birch, Bo. Vitamin B. 2002." has a stop behind a word that is no initial.
    let is_initial = |word: &str| word.split(['.', '-']).all(|part| part.chars().nth(2).is_none());
    let stops = |line: &str| line.split_whitespace().filter(|w| w.ends_with('.')).all(is_initial);
    let is_authors = |line: &str| {
        !line.contains(|c: char| c.is_ascii_digit() || c == ':') && (matches!(how, YearIs::InBrackets) || stops(line))
    };
    let authors = (matches!(how, YearIs::InBrackets) || initial)
        && is_authors(head)
        && before.iter().all(|line| is_authors(line.of(text)));
    let year = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let is_small = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        !bare.starts_with(char::is_lowercase) || SMALL.contains(&bare.to_lowercase().as_str())
    };
    let words = before.iter().flat_map(|line| line.of(text).split_whitespace()).chain(head.split_whitespace());
    (is_year && authors && words.take(LINES * 20).all(is_small)).then_some(how)
}

/// Whether entries are one work in several styles: a paper's own citation, for its readers to take.
fn is_one_work(entries: &[CleanText]) -> bool {
    let words = |entry: &CleanText| -> BTreeSet<String> {
        let words = entry.as_str().split(|c: char| !c.is_alphanumeric());
        words.filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect()
    };
    let alike = |pair: &[CleanText]| {
        let (a, b) = (words(&pair[0]), words(&pair[1]));
        a.intersection(&b).count() * 4 >= a.len().max(b.len()) * 3
    };
    entries.len() > 1 && entries.windows(2).filter(|pair| alike(pair)).count() * 2 >= entries.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn what_an_annotated_bibliography_says_is_in_no_entry() {
        let note = "This study examines reeds in a sample of a hundred ponds. The authors find that moss matters more than was thought.";
        let entry =
            |name: &str| format!("{name}, A. (2001). On moss and its ways. Journal of Moss, 3(1), 4–9.\n\n{note}\n\n");
        let text = ["Alder", "Birch", "Cedar", "Elm"].map(entry).concat();
        let places = places(&Looks::of(&text, &lines(&text)));
        assert_eq!(places, [Place::Begin, Place::Outside].repeat(4));
    }
}
