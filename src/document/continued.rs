//! What belongs to a bibliography though the model took it for something else: the rest of an entry, and entries behind the last one
//! or between two.

use std::collections::HashMap;

use super::heading::Heading;
use super::looks::{Looks, are_in_order, order_key};
use super::name_form::NameForm;
use super::region::Region;
use super::sight::Edge;

/// A bibliography's lines may have so many lines of running heads and feet between them,
pub(super) const HEADS: usize = 12;
/// and so many of notes at a page's foot.
pub(super) const NOTES: usize = 40;
/// A stretch of at least so many lines is sure enough of itself to be joined to another over lines taken for anything else.
pub(super) const SURE: usize = 4;

/// Takes what stands after a bibliography for the rest of it, where its alphabetical order or its numbering goes on there: a
/// list of other works begins anew. Linear, as each line after a bibliography is looked at up to the next one's.
pub(super) fn lists_go_on(looks: &Looks, regions: &mut [Region]) {
    /// Of so many lines one at least begins an entry.
    const LINES: usize = 5;
    for (start, end) in runs(regions) {
        let ends = |i: &usize| {
            !matches!(regions[*i], Region::After | Region::Furniture)
                || looks.headings[*i].is_some() && looks.stands_apart(*i)
        };
        let stop = (end..regions.len()).find(ends).unwrap_or(regions.len());
        let after: Vec<usize> = (end..stop).filter(|i| regions[*i] == Region::After).collect();
        let listed: Vec<_> = (start..end).filter_map(|i| beginning(looks, i)).collect();
        let further: Vec<_> = after.iter().filter_map(|i| beginning(looks, *i)).collect();
        let in_order = are_in_order(&listed) && are_in_order(&further) && listed.last() <= further.first();
        let chain = (start..end).rev().find_map(|i| looks.links[i]).map(|link| link.chain);
        let numbered = |i: &&usize| chain.is_some() && looks.links[**i].map(|link| link.chain) == chain;
        let labels = after.iter().filter(numbered).count();
        if in_order && further.len() * LINES >= after.len() || labels > 1 && labels * LINES >= after.len() {
            after.into_iter().for_each(|i| regions[i] = Region::Bibliography);
        }
        numbering_goes_on(looks, regions, end, chain);
        entries_go_on(looks, regions, start..end);
    }
}

/// Takes in what stands right behind a bibliography, whatever it was taken for, where that has no numbering and no order that ends there,
/// and all that follows up to a heading begins as its entries do: with a name, and a year behind the same mark. Linear.
pub(super) fn entries_go_on(looks: &Looks, regions: &mut [Region], list: std::ops::Range<usize>) {
    /// So many entries show how all begin.
    const ENTRIES: usize = 3;
    /// Of so many lines one at least begins an entry.
    const LINES: usize = 4;
    let ends = |i: &usize| {
        !matches!(regions[*i], Region::After | Region::Body | Region::Front | Region::Furniture)
            || looks.headings[*i].is_some() && looks.stands_apart(*i)
    };
    let stop = (list.end..regions.len()).find(ends).unwrap_or(regions.len());
    let begins = |i: &usize| beginning(looks, *i).is_some();
    let listed: Vec<_> = list.clone().filter_map(|i| beginning(looks, i)).collect();
    let further: Vec<_> = (list.end..stop).filter_map(|i| beginning(looks, i)).collect();
    let ended = are_in_order(&listed) && !(are_in_order(&further) && listed.last() <= further.first());
    let mut edges = (list.start..stop).filter(begins).map(|i| looks.sights[i].year_edges.0);
    let alike = edges.next().is_some_and(|first| edges.all(|edge| edge == first));
    let numbered = list.clone().any(|i| looks.links[i].is_some_and(|link| link.length as usize >= SURE));
    if alike && !numbered && !ended && listed.len() >= ENTRIES && further.len() * LINES >= stop - list.end {
        for region in regions[list.end..stop].iter_mut().filter(|region| **region != Region::Furniture) {
            *region = Region::Bibliography;
        }
    }
}

/// Takes in what goes on right at `from` with the numbering of a bibliography's entries, whatever it was taken for, up to the next line
/// that is known for a bibliography's. Linear.
fn numbering_goes_on(looks: &Looks, regions: &mut [Region], from: usize, chain: Option<usize>) {
    let goes_on = |i: usize| {
        looks.links[i]
            .is_some_and(|link| Some(link.chain) == chain && link.length as usize >= SURE && link.next_in_line)
    };
    let mut open = false;
    for (i, region) in regions.iter_mut().enumerate().skip(from) {
        match region {
            Region::Bibliography => return,
            // The last lines of a text may have been taken for a foot.
            Region::Furniture if !goes_on(i) => continue,
            _ => {}
        }
        open = goes_on(i) || open && !looks.blank_before[i] && looks.headings[i].is_none();
        if !open {
            return;
        }
        *region = Region::Bibliography;
    }
}

/// What a line that begins an entry stands under in the alphabet.
fn beginning(looks: &Looks, line: usize) -> Option<[u8; 12]> {
    let sight = &looks.sights[line];
    (sight.name != NameForm::None && sight.year.is_some()).then(|| order_key(sight)).flatten()
}

/// Takes in the rest of an entry in which a bibliography was left in the middle: it goes on to the end of its paragraph. Linear.
pub(super) fn entries_are_whole(looks: &Looks, regions: &mut [Region]) {
    /// No more lines are taken in.
    const REST: usize = 8;
    let complete = |i: usize| matches!(looks.sights[i].ends, Edge::Stop | Edge::Digit | Edge::Close);
    let begins = |i: &usize| {
        let sight = &looks.sights[*i];
        looks.links[*i].is_some_and(|l| l.length >= 3) || sight.name != NameForm::None && sight.year.is_some()
    };
    for (start, end) in runs(regions) {
        // Where blank lines stand before nearly all entries and hardly elsewhere, what no blank line parts is one entry.
        let beginnings = (start..end).filter(begins).count();
        let parted = (start + 1..end).filter(|i| looks.blank_before[*i]).count();
        let parted_beginnings = (start..end).filter(|i| begins(i) && looks.blank_before[*i]).count();
        let blanks_part = parted_beginnings > 2 && parted_beginnings * 10 >= beginnings.max(parted) * 9;
        for i in end..(end + REST).min(regions.len()) {
            let (before, sight) = (&looks.sights[i - 1], &looks.sights[i]);
            let parted = looks.blank_before[i] || looks.page_starts[i] || looks.headings[i].is_some();
            let head = i == end && (sight.only_number || !looks.stands_once(i));
            let may_be = matches!(regions[i], Region::Body | Region::After) || regions[i] == Region::Furniture && !head;
            // A line that is full and ends in a word goes on.
            let full = matches!(before.ends, Edge::Lower | Edge::Upper | Edge::Comma) && !looks.fits(i);
            let open = before.goes_on
                || blanks_part
                || sight.is_address_end
                || !complete(i - 1) && (sight.starts == Edge::Lower || i > end || full);
            if parted || !may_be || !open {
                break;
            }
            regions[i] = Region::Bibliography;
        }
    }
}

/// Takes what stands under the heading of a kind of sources right after a bibliography for a part of it: "Games", "Gesetze und
/// Verordnungen". Linear.
pub(super) fn kinds_of_sources_go_on(looks: &Looks, regions: &mut [Region]) {
    /// Of so many lines one at least has a date or an address.
    const LINES: usize = 3;
    for (_, end) in runs(regions) {
        let mut start = end;
        loop {
            while regions.get(start) == Some(&Region::Furniture) {
                start += 1;
            }
            let announced = looks.headings.get(start) == Some(&Some(Heading::Sources)) && looks.stands_apart(start);
            if !announced || regions[start] != Region::After {
                break;
            }
            let is_in =
                |i: &usize| matches!(regions[*i], Region::After | Region::Furniture) && looks.headings[*i].is_none();
            let stop = start + 1 + (start + 1..regions.len()).take_while(is_in).count();
            let listed: Vec<usize> = (start + 1..stop).filter(|i| regions[*i] == Region::After).collect();
            let dated = listed.iter().filter(|i| looks.sights[**i].tells_when_or_where()).count();
            if dated == 0 || dated * LINES < listed.len() {
                break;
            }
            regions[start] = Region::Bibliography;
            listed.into_iter().for_each(|i| regions[i] = Region::Bibliography);
            start = stop;
        }
    }
}

/// Takes for lines of a bibliography what stands between two stretches of it and was taken for something else, though it
/// goes on with the numbering of both, or begins as the entries do and stands nowhere else. Linear.
pub(super) fn lists_have_no_gaps(looks: &Looks, regions: &mut [Region]) {
    /// A numbering has so many labels, and a way to begin is that of so many lines.
    const SURE: u32 = 5;
    let manner = |i: usize| {
        let sight = &looks.sights[i];
        (sight.name != NameForm::None && sight.year.is_some()).then_some((sight.name, sight.year_edges))
    };
    let runs = runs(regions);
    // Whether the labels of a chain stand alone on their lines.
    let mut alone: HashMap<usize, i32> = HashMap::new();
    for (link, sight) in looks.links.iter().zip(&looks.sights) {
        if let (Some(link), Some(label)) = (link, sight.label) {
            *alone.entry(link.chain).or_default() += if label.alone { 1 } else { -1 };
        }
    }
    let is_alone = |chain: Option<usize>| chain.and_then(|c| alone.get(&c)).is_some_and(|balance| *balance > 0);
    let mut manners: HashMap<_, u32> = HashMap::new();
    for manner in runs.iter().flat_map(|(start, end)| *start..*end).filter_map(manner) {
        *manners.entry(manner).or_default() += 1;
    }
    let chain = |i: usize| looks.links[i].filter(|l| l.length >= SURE).map(|l| l.chain);
    for pair in runs.windows(2) {
        let ((first, from), (to, last)) = (pair[0], pair[1]);
        if to - from > HEADS + NOTES {
            continue;
        }
        let numbered = (first..from).rev().find_map(chain).filter(|c| (to..last).find_map(chain) == Some(*c));
        let mut in_entry = false;
        for (i, region) in regions.iter_mut().enumerate().take(to).skip(from) {
            let furniture = *region == Region::Furniture;
            let lone = looks.sights[i].only_number && !is_alone(numbered);
            let label = numbered.is_some() && chain(i) == numbered && !lone;
            let begins = furniture
                && looks.stands_once(i)
                && manner(i).and_then(|m| manners.get(&m)).is_some_and(|count| *count >= SURE);
            let goes_on = in_entry && !furniture && !looks.blank_before[i];
            in_entry = label || begins || goes_on;
            if in_entry {
                *region = Region::Bibliography;
            }
        }
    }
}

/// Maximal runs of a bibliography's lines.
pub(super) fn runs(regions: &[Region]) -> Vec<(usize, usize)> {
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

    const LIST: &str = "References\n\nWillow, A. (2001). On moss and its ways. Journal of Moss, 3(1), 4–9.\nBirch, B. (2002). \
        Of ponds. Ponds, 4, 1–3.\nCedar, C. (2003). Of reeds that grow. Town: Lake Press.\nAsh, D. (2004). Late snow. Snow, 1, 3–4.\n";

    #[test]
    fn what_begins_as_all_entries_do_is_of_the_list() {
        let ends = LIST.replace("Ash, D. (2004)", "Ash, D., 2004:");
        for (text, goes_on) in [(LIST, true), (ends.as_str(), false)] {
            let lines = lines(text);
            let looks = Looks::of(text, &lines);
            let mut regions = vec![Region::Bibliography; looks.len()];
            let last = looks.len() - 1;
            regions[last] = Region::Front;
            entries_go_on(&looks, &mut regions, 0..last);
            assert_eq!(regions[last] == Region::Bibliography, goes_on, "{text}");
        }
    }
}
