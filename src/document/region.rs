//! Lines → regions: title page, running text, running heads, notes, bibliography, what stands after it.
//!
//! A [conditional random field](crate::crf) over all lines of a document. What it learned is in `region.bin`; the README
//! beside it says from what.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use super::class::mark;
use super::heading::Heading;
use super::looks::{Looks, order_key, region_features};
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
    for (pair, row) in looks.sights.windows(2).zip(scores.iter_mut().skip(1)) {
        // The end of an address that was broken over lines is no running head, nor are the rest of a sentence and the pages
        // that a volume announces: "Moss 12:", "40–49".
        let address = pair[1].is_address_end && !pair[1].only_number && pair[0].marks & mark::URL != 0;
        let sentence = pair[1].starts == Edge::Lower && pair[1].words >= SENTENCE;
        let announced = pair[0].ends == Edge::Comma && pair[1].words == 0 && pair[1].marks & mark::RANGE != 0;
        if address || sentence || announced {
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

/// Whether a text of a few lines is nothing but a list: taken for a title page, though most of its lines begin with a name
/// and have a date or an address.
fn is_bare_list(looks: &Looks, regions: &[Region]) -> bool {
    let entries = looks.sights.iter().filter(|s| s.name != NameForm::None && s.tells_when_or_where()).count();
    entries * 2 > regions.len() && regions.iter().all(|r| *r == Region::Front)
}

/// So many words, the first in lower case, go on with a sentence.
const SENTENCE: usize = 6;

/// A line with fewer words may come back in a list by chance: "Berlin: Suhrkamp, 1999."
const WORDS: usize = 4;

/// What is a running head or foot on one page is one on every page, numbers aside: the last page's foot, where a paper
/// prints its own citation, isn't the last entry of its list. Linear.
fn heads_come_back(looks: &Looks, regions: &mut [Region]) {
    let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
    for (i, sight) in looks.sights.iter().enumerate() {
        let count = counts.entry(sight.mask).or_default();
        if regions[i] == Region::Furniture || looks.is_at_edge(i) {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
    }
    for (sight, region) in looks.sights.iter().zip(regions.iter_mut()) {
        let (heads, others) = counts[&sight.mask];
        if heads + others > 1 && heads > others && sight.words >= WORDS {
            *region = Region::Furniture;
        }
    }
}

/// A bibliography's lines may have so many lines of running heads and feet between them,
const HEADS: usize = 12;
/// so many of notes at a page's foot,
const NOTES: usize = 40;
/// and so many that were taken for anything else.
const OTHERS: usize = 3;
/// A stretch of at least so many lines is sure enough of itself to be joined to another over lines taken for anything else.
const SURE: usize = 4;

/// The bibliographies: for each the lines that may belong to entries, in order, as indices among the lines with text.
/// Running heads and notes between its lines are left out; the regions of lines that were taken in are set. Linear.
pub(crate) fn bibliographies(looks: &Looks, regions: &mut [Region]) -> Vec<Vec<usize>> {
    notes_are_no_list(looks, regions);
    lists_go_on(looks, regions);
    lists_end_at_headings(looks, regions);
    let runs: Vec<(usize, usize)> = runs(regions);
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for run in runs {
        let joined = last.is_some_and(|last| {
            let between = &regions[last.1..run.0];
            let count = |region: Region| between.iter().filter(|r| **r == region).count();
            let (furniture, notes) = (count(Region::Furniture), count(Region::Note));
            let others = between.len() - furniture - notes;
            let sure = last.1 - last.0 >= SURE && run.1 - run.0 >= SURE;
            furniture <= HEADS && notes <= NOTES && (others == 0 || sure && others <= OTHERS)
        });
        if !joined {
            lists.push(Vec::new());
        }
        if let Some(list) = lists.last_mut() {
            if let Some((_, from)) = last.filter(|_| joined) {
                for (i, region) in regions.iter_mut().enumerate().take(run.0).skip(from) {
                    if !matches!(region, Region::Furniture | Region::Note) {
                        *region = Region::Bibliography;
                        list.push(i);
                    }
                }
            }
            list.extend(run.0..run.1);
        }
        last = Some(run);
    }
    lists
}

/// A numbering that goes on over so many lines of running text may be that of notes,
const RUNNING_TEXT: usize = 5;
/// if no more of its labels than this stand between two such stretches.
const NOTES_OF_A_PAGE: usize = 9;

/// Makes notes of what was taken for parts of a bibliography, though a heading of notes stands above it or above the start
/// of its numbering, or its numbering goes on over running text: a bibliography stands in one place, notes at the feet of pages. Linear.
fn notes_are_no_list(looks: &Looks, regions: &mut [Region]) {
    let mut bodies = vec![0usize];
    for region in regions.iter() {
        bodies.push(bodies.last().copied().unwrap_or(0) + usize::from(*region == Region::Body));
    }
    // Of each chain of labels the last line, how many labels it has in bibliographies and notes, and how often running text
    // stands between two of them.
    let mut chains: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    for (i, link) in looks.links.iter().enumerate() {
        let Some(link) = link.filter(|l| l.length >= 3) else { continue };
        if matches!(regions[i], Region::Bibliography | Region::Note) {
            let chain = chains.entry(link.chain).or_insert((i, 0, 1));
            let parted = bodies[i] - bodies[chain.0] >= RUNNING_TEXT;
            *chain = (i, chain.1 + 1, chain.2 + usize::from(parted));
        }
    }
    // What is numbered on under a bibliography's heading is that.
    let is_headed = |(start, end): &(usize, usize)| (*start..*end).any(|i| looks.headings[i] == Some(Heading::List));
    let headed: BTreeSet<usize> = runs(regions)
        .into_iter()
        .filter(is_headed)
        .flat_map(|(start, end)| start..end)
        .filter_map(|i| looks.links[i].map(|l| l.chain))
        .collect();
    let of_notes = |chain: usize| {
        !headed.contains(&chain)
            && chains.get(&chain).is_some_and(|(_, labels, parts)| *parts > 1 && *labels <= parts * NOTES_OF_A_PAGE)
    };
    let mut heading = None;
    let mut at = 0;
    for (start, end) in runs(regions) {
        while at < start {
            heading = looks.headings[at].map(|kind| (kind, at)).or(heading);
            at += 1;
        }
        // A numbering that began under a heading of notes is theirs.
        let began = |chain: usize| heading.is_some_and(|(kind, at)| kind == Heading::Notes && chain > at);
        let labels = (start..end).filter_map(|i| looks.links[i].filter(|l| l.length >= 3));
        let (notes, all) =
            labels.fold((0, 0), |(n, a), l| (n + usize::from(of_notes(l.chain) || began(l.chain)), a + 1));
        let above = looks.headings[start.saturating_sub(1)..end.min(start + 2)].contains(&Some(Heading::Notes));
        if !is_headed(&(start, end)) && (above || notes > 0 && notes * 2 > all) {
            regions[start..end].fill(Region::Note);
        }
    }
}

/// Takes what stands after a bibliography for the rest of it, where its alphabetical order or its numbering goes on there: a
/// list of other works begins anew. Linear.
fn lists_go_on(looks: &Looks, regions: &mut [Region]) {
    /// Of so many lines one at least begins an entry.
    const LINES: usize = 5;
    let begins = |i: usize| {
        let sight = &looks.sights[i];
        (sight.name != NameForm::None && sight.year.is_some()).then(|| order_key(sight)).flatten()
    };
    for (start, end) in runs(regions) {
        let ends = |i: &usize| {
            !matches!(regions[*i], Region::After | Region::Furniture)
                || looks.headings[*i].is_some() && looks.stands_apart(*i)
        };
        let stop = (end..regions.len()).find(ends).unwrap_or(regions.len());
        let after: Vec<usize> = (end..stop).filter(|i| regions[*i] == Region::After).collect();
        let listed: Vec<_> = (start..end).filter_map(begins).collect();
        let further: Vec<_> = after.iter().filter_map(|i| begins(*i)).collect();
        let ascend = |keys: &[[u8; 12]]| keys.windows(2).filter(|pair| pair[0] <= pair[1]).count() * 5;
        let ordered = |keys: &[[u8; 12]]| keys.len() > 1 && ascend(keys) >= (keys.len() - 1) * 4;
        let in_order = ordered(&listed) && ordered(&further) && listed.last() <= further.first();
        let chain = (start..end).rev().find_map(|i| looks.links[i]).map(|link| link.chain);
        let numbered = |i: &&usize| chain.is_some() && looks.links[**i].map(|link| link.chain) == chain;
        let labels = after.iter().filter(numbered).count();
        if in_order && further.len() * LINES >= after.len() || labels > 1 && labels * LINES >= after.len() {
            after.into_iter().for_each(|i| regions[i] = Region::Bibliography);
        }
    }
}

/// A heading of what comes after a bibliography ends it, up to the next heading of one: a series' own list of papers looks
/// like a bibliography, but isn't the paper's. Linear.
fn lists_end_at_headings(looks: &Looks, regions: &mut [Region]) {
    for (start, end) in runs(regions) {
        let mut after = false;
        for (i, region) in regions.iter_mut().enumerate().take(end).skip(start) {
            match looks.headings[i] {
                Some(Heading::List) => after = false,
                Some(Heading::After) if i > start && looks.stands_apart(i) => after = true,
                _ => {}
            }
            if after {
                *region = Region::After;
            }
        }
    }
}

/// Maximal runs of a bibliography's lines.
fn runs(regions: &[Region]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (i, region) in regions.iter().enumerate() {
        match (*region == Region::Bibliography, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                found.push((from, i));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| (from, regions.len())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    fn read(text: &str) -> Vec<(Region, String)> {
        let lines = lines(text);
        let looks = Looks::of(text, &lines);
        let mut regions = regions(&looks);
        bibliographies(&looks, &mut regions);
        looks.lines.iter().zip(regions).map(|(i, r)| (r, lines[*i].text(text).to_owned())).collect()
    }

    fn of(region: Region, text: &str) -> Vec<String> {
        read(text).into_iter().filter(|(r, _)| *r == region).map(|(_, line)| line).collect()
    }

    const LIST: &str = "References\n\nAlder, A. (2001). On moss and its ways. Journal of Moss, 3(1), 4–9.\nBirch, B. (2002). \
        Of ponds. Ponds, 4, 1–3.\nCedar, C. (2003). Of reeds that grow. Town: Lake Press.\nElm, D. (2004). Late snow. Snow, 1, 3–4.\n";

    #[test]
    fn the_built_in_weights_are_read() {
        assert!(regions(&Looks::default()).is_empty());
    }

    #[test]
    fn a_list_is_found_with_and_without_its_heading() {
        for text in [LIST, &LIST["References\n\n".len()..]] {
            assert_eq!(of(Region::Bibliography, text).len(), text.lines().filter(|l| !l.is_empty()).count(), "{text}");
        }
    }

    #[test]
    fn a_heading_in_a_contents_page_opens_nothing() {
        let text = "Contents\n\n1 Introduction ........ 3\n2 Lakes ........ 7\nReferences ........ 12\n\nThis is about lakes and what \
            lives in them. We have counted what we saw there for a long time.\n";
        assert_eq!(of(Region::Bibliography, text), [""; 0]);
    }

    #[test]
    fn what_a_foot_prints_on_each_page_is_no_entry() {
        let foot = "Oak et al., (2019). A tool for lakes. Journal of Lakes, 2(8), 34. https://doi.org/10.1000/x.34";
        let names = ["Long", "Round", "Green", "Far", "Cold", "Old", "Deep", "Wide", "Lost", "Mill", "Stone", "White"];
        let line =
            |n: &&str| format!("We looked at the {n} Lake for a long time and have seen that it is as others are.\n");
        let body = |from: usize| names[from..from + 6].iter().map(line).collect::<String>();
        let text = format!("{}\n{foot} 1\n\u{c}{}\n{foot} 2\n\u{c}{LIST}\n{foot} 3\n", body(0), body(6));
        assert_eq!(of(Region::Furniture, &text).len(), 3);
        assert!(of(Region::Bibliography, &text).iter().all(|line| !line.starts_with("Oak")));
    }

    #[test]
    fn a_numbering_that_began_under_notes_is_that_of_notes() {
        let notes: String = (1..9).map(|n| format!("{n} Ann Alder, Of Moss and Ponds, Town 2001, p. {n}.\n")).collect();
        let text = format!("We looked at lakes for a long time.\n\nNotes\n\n{notes}");
        assert_eq!(of(Region::Bibliography, &text), [""; 0]);
    }

    #[test]
    fn a_numbering_over_running_text_is_that_of_notes() {
        let page = |n: usize| {
            let body = "They have been here for a long time, and we know that they will stay when it is cold again.\n"
                .repeat(12);
            format!(
                "{body}\n{n} Ann Alder, Of Moss, Town 2001, p. {n}.\n{} Bo Birch, Of Ponds, Town 2002.\n\u{c}",
                n + 1
            )
        };
        let text: String = (0..5).map(|i| page(2 * i + 1)).collect();
        assert_eq!(of(Region::Bibliography, &text), [""; 0]);
    }
}
