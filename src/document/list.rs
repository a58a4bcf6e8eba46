//! A bibliography's lines → entries: where each begins, and which lines are in none.
//!
//! A [conditional random field](crate::crf) over the lines of one bibliography, with what the whole list shows in the
//! features of each line. In a numbered list the chain of its labels decides where entries begin, whatever else lines
//! look like. What the model learned is in `list.bin`; the README beside it says from what.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while};
use nom::combinator::{eof, opt, recognize};
use nom::multi::many1_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::clean::{CleanText, Vocabulary, clean, link_target};
use super::heading::Heading;
use super::label::LabelStyle;
use super::lines::Line;
use super::looks::{Looks, entry_features};
use super::sight::see;
use super::url::mend_urls;
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
    if let Some(chain) = numbering(looks, &scores) {
        chain.bind(looks, &mut scores);
    }
    for (sight, row) in looks.sights.iter().zip(&mut scores).skip(1) {
        // The end of an address that was broken over lines.
        if sight.is_address_end {
            row[Place::Begin as usize] = FORBIDDEN;
            row[Place::Outside as usize] = FORBIDDEN;
        }
    }
    let path = best(&scores, &MODEL);
    path.into_iter().map(|tag| [Place::Begin, Place::Inside, Place::Outside][usize::from(tag)]).collect()
}

/// The numbering of a list: the style of its labels.
struct Numbering {
    style: LabelStyle,
    /// Whether each line has a label of the numbering.
    on: Vec<bool>,
}

/// A numbering has at least so many labels.
const FEWEST: u32 = 3;

/// The numbering that the list has, if the model, which doesn't know the whole chain, holds most of its labels for beginnings.
fn numbering(looks: &Looks, scores: &[PerTag<PLACES>]) -> Option<Numbering> {
    let begins = marginals(scores, &MODEL);
    let mut sums: HashMap<LabelStyle, (f32, usize)> = HashMap::new();
    let linked = |i: usize| {
        let (label, link) = (looks.sights[i].label?, looks.links[i]?);
        (link.length >= FEWEST).then_some((label.style, link))
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
    (sum * 2.0 > count as f32 && sum * 2.0 > all).then(|| Numbering {
        style,
        on: (0..looks.len()).map(|i| linked(i).is_some_and(|(s, _)| s == style)).collect(),
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

/// Whether what was taken for a bibliography is one: under a heading that says so, or where enough entries are dated or
/// have an address.
fn is_bibliography(looks: &Looks, entries: &[CleanText]) -> bool {
    let headed = looks.headings.iter().take(FIRST).any(|h| *h == Some(Heading::List));
    let dated = entries.iter().filter(|e| see(e.as_str()).tells_when_or_where()).count();
    headed || dated * 2 >= entries.len() && entries.len() >= FEWEST_ENTRIES && !is_one_work(entries)
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

/// The heading of a list is one of so many lines at its start.
const FIRST: usize = 4;
/// A list without a heading has at least so many entries.
const FEWEST_ENTRIES: usize = 2;

/// Takes a bibliography, whose lines are looked at in `looks`, apart into entries, in printed order; `None` when it is
/// none. Linear.
pub(crate) fn entries(text: &str, lines: &[Line], looks: &Looks, vocabulary: &Vocabulary) -> Option<Vec<CleanText>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    for (place, &line) in places(looks).into_iter().zip(&looks.lines) {
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
    let clean = |pieces: &Vec<Span>| mend_urls(clean(text, pieces, vocabulary));
    // A label that nothing follows is no entry.
    let says = |entry: &CleanText| entry.as_str().chars().filter(|c| c.is_alphabetic()).count() > 2;
    let entries: Vec<CleanText> = groups.iter().map(clean).filter(says).collect();
    is_bibliography(looks, &entries).then_some(entries)
}

/// What libraries and journals put after an entry for their readers to click on.
fn resolver(input: &str) -> IResult<&str, &str> {
    let name = alt((
        tag_no_case("google scholar"),
        tag_no_case("worldcat"),
        alt((tag_no_case("full text"), tag_no_case("fulltext"), tag_no_case("full-text"))),
        tag_no_case("crossref"),
        tag_no_case("pubmed central"),
        tag_no_case("pubmed"),
        tag_no_case("web of science"),
        tag_no_case("publisher site"),
        tag_no_case("view at"),
        tag_no_case("mathscinet"),
        tag_no_case("zbmath"),
        tag_no_case("scopus"),
    ));
    let between = take_while(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    recognize((take_while(|c: char| c == '[' || c.is_whitespace()), name, opt(link_target), between)).parse(input)
}

/// Whether a line is nothing but links to resolvers.
pub(crate) fn is_residue(line: &str) -> bool {
    terminated(many1_count(resolver), eof).parse(line.trim()).is_ok()
}
