//! Lines → regions: title page, running text, running heads, notes, bibliography, what stands after it.
//!
//! A [conditional random field](crate::crf) over all lines of a document. What it learned is in `region.bin`; the README
//! beside it says from what.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::class::mark;
use super::looks::{Looks, region_features};
use super::name_form::NameForm;
use super::sight::Edge;
use crate::crf::{Crf, FORBIDDEN, Steps, best};

/// What part of a document a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Region {
    /// The title page: title, authors, abstract.
    Front,
    /// Running text with its headings, tables and captions.
    Body,
    /// Running heads and feet, page numbers, line numbers.
    Furniture,
    /// Footnotes and endnotes.
    Note,
    /// A bibliography, its heading included.
    Bibliography,
    /// What stands at the end besides: thanks, appendices, about the authors.
    After,
}

impl Region {
    /// All regions.
    pub const ALL: [Self; 6] = [Self::Front, Self::Body, Self::Furniture, Self::Note, Self::Bibliography, Self::After];
}

/// How many tags the model has.
pub(crate) const TAGS: usize = 11;

/// The region of each tag.
///
/// Where a note, a bibliography or what comes after it begins has a tag of its own, so that what lines look like there is
/// learned apart: a bibliography is entered by its heading or its first entry, and left by a heading or after a blank
/// line. Running heads inside a bibliography and after it have tags of their own, so that the page after goes on with what
/// the page before ended with.
const REGION: [Region; TAGS] = [
    Region::Front,
    Region::Body,
    Region::Furniture,
    Region::Note,
    Region::Note,
    Region::Bibliography,
    Region::Bibliography,
    Region::After,
    Region::After,
    Region::Furniture,
    Region::Furniture,
];

const FURNITURE: u8 = 2;
const NOTE_BEGINS: u8 = 3;
const NOTE: u8 = 4;
const LIST_BEGINS: u8 = 5;
const LIST: u8 = 6;
const AFTER_BEGINS: u8 = 7;
const AFTER: u8 = 8;
const FURNITURE_IN_LIST: u8 = 9;
const FURNITURE_AFTER: u8 = 10;

/// The tag of a line: of the first one of its region, or of another, and of a running head inside this region.
#[cfg(feature = "train")]
pub(crate) fn tag(region: Region, first: bool, around: Option<Region>) -> u8 {
    match (region, first) {
        (Region::Front, _) => 0,
        (Region::Body, _) => 1,
        (Region::Furniture, _) => match around {
            Some(Region::Bibliography) => FURNITURE_IN_LIST,
            Some(Region::After) => FURNITURE_AFTER,
            _ => FURNITURE,
        },
        (Region::Note, true) => NOTE_BEGINS,
        (Region::Note, false) => NOTE,
        (Region::Bibliography, true) => LIST_BEGINS,
        (Region::Bibliography, false) => LIST,
        (Region::After, true) => AFTER_BEGINS,
        (Region::After, false) => AFTER,
    }
}

/// What isn't the first line of its region goes on with it, or with a page after its running head, or after the notes at
/// the foot of the page before.
pub(crate) const STEPS: Steps<TAGS> = {
    let mut steps = Steps::ANY;
    let mut from = 0u8;
    while from < TAGS as u8 {
        let step = &mut steps.step[from as usize];
        let note = from == NOTE || from == NOTE_BEGINS;
        let list = from == LIST || from == LIST_BEGINS;
        let after = from == AFTER || from == AFTER_BEGINS;
        step[NOTE as usize] = note || from == FURNITURE || from == FURNITURE_IN_LIST || from == FURNITURE_AFTER;
        step[LIST as usize] = list || note || from == FURNITURE_IN_LIST;
        step[AFTER as usize] = after || note || from == FURNITURE_AFTER;
        step[FURNITURE_IN_LIST as usize] = list || note || from == FURNITURE_IN_LIST;
        step[FURNITURE_AFTER as usize] = after || note || from == FURNITURE_AFTER;
        step[FURNITURE as usize] = !(list || after || from == FURNITURE_IN_LIST || from == FURNITURE_AFTER);
        from += 1;
    }
    steps.start = [true, true, true, true, false, true, false, true, false, false, false];
    steps
};

static MODEL: LazyLock<Crf<TAGS>> =
    LazyLock::new(|| Crf::read(include_bytes!("region.bin"), STEPS).expect("the crate's own weights, read by a test"));

/// The region of each line that has text. Linear.
pub(crate) fn regions(looks: &Looks) -> Vec<Region> {
    let mut scores = MODEL.scores(&region_features(looks));
    let sentences = numbers_of_sentences(looks);
    for (i, (pair, row)) in looks.sights.windows(2).zip(scores.iter_mut().skip(1)).enumerate() {
        // The end of an address that was broken over lines is no running head, nor are the rest of a sentence and the pages
        // that a volume announces: "Moss 12:", "40–49".
        let address = pair[1].is_address_end && !pair[1].only_number && pair[0].marks & mark::URL != 0;
        let sentence = pair[1].starts == Edge::Lower && pair[1].words >= SENTENCE;
        let announced = pair[0].ends == Edge::Comma && pair[1].words == 0 && pair[1].marks & mark::RANGE != 0;
        // Converters put a paragraph on one line.
        let paragraph = pair[1].length > HEAD && looks.stands_once(i + 1);
        if address || sentence || announced || paragraph || sentences.get(i + 1).is_some_and(|of| *of) {
            for tag in [FURNITURE, FURNITURE_IN_LIST, FURNITURE_AFTER] {
                row[usize::from(tag)] = FORBIDDEN;
            }
        }
    }
    let mut regions: Vec<Region> = best(&scores, &MODEL).into_iter().map(|tag| REGION[usize::from(tag)]).collect();
    heads_come_back(looks, &mut regions);
    if is_bare_list(looks, &regions) {
        regions.fill(Region::Bibliography);
    }
    regions
}

/// Which lines are numbers and marks that belong to a sentence, though they stand alone: "lakes", "[", "1", ",", "2", "].", as
/// browsers copy links. Empty where that isn't a habit of the document: then lone numbers are those of pages. Linear.
fn numbers_of_sentences(looks: &Looks) -> Vec<bool> {
    /// So many lone numbers that surely belong to sentences make a habit.
    const HABIT: usize = 5;
    /// A citation's number and a mark alone have no more characters.
    const SHORT: usize = 3;
    let joined = |i: usize| i > 0 && i < looks.len() && !looks.blank_before[i] && !looks.page_starts[i];
    let short = |i: usize| looks.sights[i].words == 0 && looks.sights[i].length <= SHORT;
    let number = |i: usize| short(i) && looks.sights[i].only_number;
    let mark = |i: usize| short(i) && looks.sights[i].digits == 0;
    let goes_on = |i: usize| {
        let starts = looks.sights[i].starts;
        matches!(starts, Edge::Stop | Edge::Comma | Edge::Close | Edge::Hyphen | Edge::Lower)
    };
    let sure = (0..looks.len()).filter(|&i| number(i) && joined(i) && joined(i + 1) && goes_on(i + 1)).count();
    let all = (0..looks.len()).filter(|&i| number(i)).count();
    if sure < HABIT || sure * 2 < all {
        return Vec::new();
    }
    (0..looks.len()).map(|i| joined(i) && joined(i + 1) && (number(i) || mark(i))).collect()
}

/// Whether a text of a few lines is nothing but a list: taken for a title page, though most of its lines begin with a name
/// and have a date or an address.
fn is_bare_list(looks: &Looks, regions: &[Region]) -> bool {
    let entries = looks.sights.iter().filter(|s| s.name != NameForm::None && s.tells_when_or_where()).count();
    entries * 2 > regions.len() && regions.iter().all(|r| *r == Region::Front)
}

/// No running head is longer, in characters.
const HEAD: usize = 300;

/// So many words, the first in lower case, go on with a sentence.
const SENTENCE: usize = 6;

/// A line with fewer words may come back in a list by chance: "Berlin: Suhrkamp, 1999."
const WORDS: usize = 4;

/// A line that stands at the edges of so many pages and nowhere else is their head.
const EDGES: usize = 3;

/// A sentence or an address that stands so often outside bibliographies and notes, and more often than in them, is no part of an
/// entry.
const STAMPS: usize = 3;

/// What is a running head or foot on one page is one on every page, numbers aside: the last page's foot, where a paper
/// prints its own citation, isn't the last entry of its list. Nor is what a server stamps on each page, wherever in the
/// text an extractor puts it. Linear.
fn heads_come_back(looks: &Looks, regions: &mut [Region]) {
    #[derive(Default)]
    struct Count {
        heads: usize,
        others: usize,
        listed: usize,
    }
    let mut counts: HashMap<u32, Count> = HashMap::new();
    for (i, sight) in looks.sights.iter().enumerate() {
        let count = counts.entry(sight.mask).or_default();
        if regions[i] == Region::Furniture || looks.is_at_edge(i) {
            count.heads += 1;
        } else {
            count.others += 1;
        }
        count.listed += usize::from(matches!(regions[i], Region::Bibliography | Region::Note));
    }
    for (sight, region) in looks.sights.iter().zip(regions.iter_mut()) {
        let count = &counts[&sight.mask];
        let all = count.heads + count.others;
        let head = all > 1 && count.heads > count.others;
        let unlisted = all - count.listed;
        let says = sight.verbs > 0 && sight.digits == 0 || sight.marks & (mark::URL | mark::DOI) != 0;
        let stamp = *region == Region::Bibliography && says && unlisted >= STAMPS && unlisted > count.listed;
        // Journals come back in the notes at the feet of pages.
        let listed = matches!(region, Region::Bibliography | Region::Note);
        let own = listed && unlisted * 2 < count.listed;
        // A short one too, where it stands at pages' edges alone.
        let edges = count.heads >= EDGES && count.others == 0 && sight.words > 1;
        if (head && !own || stamp) && (sight.words >= WORDS || edges) {
            *region = Region::Furniture;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_are_read() {
        assert!(regions(&Looks::default()).is_empty());
    }
}
