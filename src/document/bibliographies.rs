//! Regions of lines → the bibliographies of a document.
//!
//! What the [model](super::region) sees is a line and those near it. The rules here know more: the whole numbering of a list,
//! its alphabetical order, its headings, and that an entry isn't left in the middle.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::continued::{
    HEADS, NOTES, SURE, entries_are_whole, kinds_of_sources_go_on, lists_go_on, lists_have_no_gaps, runs,
};
use super::heading::Heading;
use super::list::FIRST;
use super::looks::Looks;
use super::name_form::NameForm;
use super::region::Region;

/// Between two stretches of one bibliography there are so many lines at most that were taken for anything but heads and notes.
const OTHERS: usize = 3;
/// The bibliographies: for each the lines that may belong to entries, in order, as indices among the lines with text.
/// Running heads and notes between its lines are left out; the regions of lines that were taken in are set. Linear.
pub(crate) fn bibliographies(looks: &Looks, regions: &mut [Region]) -> Vec<Vec<usize>> {
    running_heads_are_no_entries(looks, regions);
    notes_of_markdown_are_no_list(looks, regions);
    notes_are_no_list(looks, regions);
    lists_may_be_short(looks, regions);
    entries_are_whole(looks, regions);
    lists_go_on(looks, regions);
    kinds_of_sources_go_on(looks, regions);
    lists_have_no_gaps(looks, regions);
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
    lists.into_iter().flat_map(|list| from_heading(looks, list)).map(|list| with_heading(looks, list)).collect()
}

/// A line by itself that stands at the edges of pages outside the lists too, whatever its numbers are, is a running head, even where
/// it reads as an entry does: "J Public Health (2009) 17:71–76". Linear.
fn running_heads_are_no_entries(looks: &Looks, regions: &mut [Region]) {
    /// So often outside the lists.
    const AGAIN: u32 = 3;
    /// Shorter ones may be anything.
    const LENGTH: usize = 12;
    let outside = |i: &usize| looks.is_at_edge(*i) && !matches!(regions[*i], Region::Bibliography | Region::Note);
    let mut seen: HashMap<u32, u32> = HashMap::new();
    for i in (0..looks.len()).filter(outside) {
        *seen.entry(looks.sights[i].mask).or_default() += 1;
    }
    for (i, region) in regions.iter_mut().enumerate().filter(|(_, region)| **region == Region::Bibliography) {
        let sight = &looks.sights[i];
        // Where columns follow each other, a page's head may come between them.
        let apart = looks.blank_before[i] || looks.page_starts[i];
        let again = seen.get(&sight.mask).is_some_and(|times| *times >= AGAIN);
        if apart && again && sight.length >= LENGTH && looks.headings[i].is_none() {
            *region = Region::Furniture;
        }
    }
}

/// A list with the heading right above it, if that was taken for something else.
fn with_heading(looks: &Looks, mut list: Vec<usize>) -> Vec<usize> {
    let above = list.first().and_then(|first| first.checked_sub(1));
    if let Some(above) = above.filter(|i| looks.headings[*i] == Some(Heading::List) && looks.stands_apart(*i)) {
        list.insert(0, above);
    }
    list
}

/// A list, parted where its heading stands: what stands above that is something else, unless it looks like entries, which an
/// extractor may put above their heading.
fn from_heading(looks: &Looks, mut list: Vec<usize>) -> impl Iterator<Item = Vec<usize>> {
    /// Of so many lines one at least begins an entry.
    const LINES: usize = 6;
    let is_heading = |i: &usize| looks.headings[*i] == Some(Heading::List);
    let begins = |i: &&usize| {
        let sight = &looks.sights[**i];
        sight.name != NameForm::None && sight.year.is_some() && !sight.is_prose()
    };
    let chain = |i: &usize| looks.links[*i].map(|link| link.chain);
    // The head of a page may say "Bibliography" too: over that a numbering goes on.
    let goes_on = |at: usize| {
        let before = list[..at].iter().rev().find_map(chain);
        before.is_some() && before == list[at + 1..].iter().find_map(chain)
    };
    let is_parted =
        |at: &usize| *at >= FIRST && !goes_on(*at) && list[..*at].iter().filter(begins).count() * LINES < *at;
    let at = list.iter().position(is_heading).filter(is_parted).unwrap_or(0);
    let headed = list.split_off(at);
    [list, headed].into_iter().filter(|list| !list.is_empty())
}

/// Takes what stands under the heading of a list for one, where none was seen in the document and the lines look like entries: a
/// list of one or two is too short to look like a list. Linear.
fn lists_may_be_short(looks: &Looks, regions: &mut [Region]) {
    /// An entry has its year in so many lines.
    const LINES: usize = 4;
    if regions.contains(&Region::Bibliography) {
        return;
    }
    let headed = |i: &usize| looks.headings[*i] == Some(Heading::List) && looks.stands_apart(*i);
    // Lists stand at the end, but for what a report has behind them.
    let Some(heading) = (regions.len() / 2..regions.len()).rev().find(headed) else { return };
    let begins = |i: usize| {
        let sight = &looks.sights[i];
        let first = sight.label.is_some_and(|label| label.number == 1) && i == heading + 1;
        let dated = || looks.sights[i..].iter().take(LINES).any(|sight| sight.year.is_some());
        (first && dated() || sight.name != NameForm::None && sight.year.is_some()) && !sight.is_prose()
    };
    let mut open = false;
    for i in heading + 1..regions.len() {
        open = begins(i) || open && !looks.blank_before[i] && looks.headings[i].is_none();
        if !open {
            break;
        }
        regions[i] = Region::Bibliography;
        regions[heading] = Region::Bibliography;
    }
}

/// A numbering that goes on over so many lines of running text may be that of notes,
const RUNNING_TEXT: usize = 5;
/// if no more of its labels than this stand between two such stretches.
const NOTES_OF_A_PAGE: usize = 9;

/// Makes notes of "[^1]: Roe …" behind the entries of a bibliography. Where no other entries stand before them, they may be the only
/// list that there is. Linear.
fn notes_of_markdown_are_no_list(looks: &Looks, regions: &mut [Region]) {
    let mut open = false;
    let of_note: Vec<bool> = (0..regions.len())
        .map(|i| {
            let begins = looks.sights[i].label.is_some_and(|label| label.of_note);
            open = begins || open && !looks.blank_before[i] && looks.headings[i].is_none();
            open
        })
        .collect();
    let first = |of_notes: bool| {
        let is_listed = |i: &usize| regions[*i] == Region::Bibliography && looks.headings[*i].is_none();
        (0..regions.len()).find(|i| is_listed(i) && of_note[*i] == of_notes)
    };
    if first(true).zip(first(false)).is_some_and(|(note, entry)| entry < note) {
        let notes = regions.iter_mut().zip(&of_note).filter(|(_, of_note)| **of_note);
        notes.for_each(|(region, _)| *region = Region::Note);
    }
}

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

/// A heading of what comes after a bibliography ends it, up to the next heading of one: a series' own list of papers looks
/// like a bibliography, but isn't the paper's. Linear.
fn lists_end_at_headings(looks: &Looks, regions: &mut [Region]) {
    let mut after = false;
    let mut last = None;
    for (start, end) in runs(regions) {
        // Over a running head a list goes on, and so does what stands after one.
        let goes_on = last.is_some_and(|last| regions[last..start].iter().all(|r| *r == Region::Furniture));
        after &= goes_on;
        for (i, region) in regions.iter_mut().enumerate().take(end).skip(start) {
            match looks.headings[i] {
                Some(Heading::List) => after = false,
                Some(Heading::After) if (i > start || goes_on) && looks.stands_apart(i) => after = true,
                _ => {}
            }
            if after {
                *region = Region::After;
            }
        }
        last = Some(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;
    use crate::document::region::regions;

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
    fn a_list_is_found_with_and_without_its_heading() {
        for text in [LIST, &LIST["References\n\n".len()..]] {
            assert_eq!(of(Region::Bibliography, text).len(), text.lines().filter(|l| !l.is_empty()).count(), "{text}");
        }
    }

    #[test]
    fn a_running_head_is_no_entry() {
        let head = "\nJ Moss Pond (2009) 17:71–76\n";
        let body = "We walk along the lakes and look at what grows there.\n".repeat(12);
        let (first, second) = LIST.split_at(LIST.find("Cedar").unwrap());
        let text = format!("{head}\n{body}\u{c}{head}\n{body}\u{c}{head}\n{body}\n{first}\u{c}{head}{second}");
        let lines = lines(&text);
        let looks = Looks::of(&text, &lines);
        let last = (0..looks.len()).rfind(|i| lines[looks.lines[*i]].text(&text).starts_with("J Moss")).unwrap();
        let mut regions = vec![Region::Body; looks.len()];
        regions[last - 2..].fill(Region::Bibliography);
        running_heads_are_no_entries(&looks, &mut regions);
        assert_eq!(
            regions[last - 2..=last + 1],
            [Region::Bibliography, Region::Bibliography, Region::Furniture, Region::Bibliography]
        );
    }

    #[test]
    fn a_list_begins_at_its_heading() {
        let body = "先行研究では、湖と池の関連が指摘されている（山口 2002）。\n".repeat(12);
        let lines = lines(&body);
        let mut looks = Looks::of(&body, &lines);
        looks.headings[7] = Some(Heading::List);
        let list: Vec<usize> = (0..12).collect();
        let parts: Vec<usize> = from_heading(&looks, list).map(|part| part.len()).collect();
        assert_eq!(parts, [7, 5]);
        let looks = Looks::of(LIST, &super::super::lines::lines(LIST));
        assert_eq!(from_heading(&looks, (1..looks.len()).chain([0]).collect()).count(), 1);
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

    #[test]
    fn what_a_server_stamps_on_pages_is_no_part_of_an_entry() {
        let stamp = "author and funder. It is made available under a licence\n";
        let body =
            "They have been here for a long time, and we know that they will stay when it is cold again.\n".repeat(9);
        let list = LIST.replace("Of reeds that", &format!("Of reeds\n{stamp}that"));
        let text = format!("{body}{stamp}{body}{stamp}{body}{stamp}{list}");
        assert!(of(Region::Bibliography, &text).iter().all(|line| !line.starts_with("author and")), "{text}");
    }

    #[test]
    fn a_heading_after_a_running_head_ends_a_list() {
        let text = "Alder, A. (2001): Of moss. Town.\n\n12\n\nBücher der Abteilung\n\nBo Birch. Of ponds. 2004.\n";
        let mut regions = [Region::Bibliography, Region::Furniture, Region::Bibliography, Region::Bibliography];
        lists_end_at_headings(&Looks::of(text, &lines(text)), &mut regions);
        assert_eq!(regions, [Region::Bibliography, Region::Furniture, Region::After, Region::After]);
    }

    #[test]
    fn an_entry_is_not_left_in_the_middle() {
        let text =
            "Alder, A. (2001): Of moss and of\nother green things that grow\nhere. Town.\n\nThe Author is here.\n";
        let mut regions = [Region::Bibliography, Region::Body, Region::Body, Region::Body];
        entries_are_whole(&Looks::of(text, &lines(text)), &mut regions);
        assert_eq!(regions, [Region::Bibliography, Region::Bibliography, Region::Bibliography, Region::Body]);
    }

    #[test]
    fn the_last_line_of_an_entry_is_no_foot() {
        let text = "Alder, A. (2001). On moss and its ways. Journal of the\nMoss Society, 3(1), 4–9.\nBirch, B. (2002). Of \
            ponds that lie in the hills. Ponds\nand Hills, 4, 1–3.\nElm, D. (2004). Late snow in the lowlands. Journal of the\n\
            Snow, 1, 3–4.\n";
        let list = Region::Bibliography;
        let mut regions = [list, list, list, list, list, Region::Furniture];
        entries_are_whole(&Looks::of(text, &lines(text)), &mut regions);
        assert_eq!(regions, [list; 6]);
    }

    #[test]
    fn labels_alone_on_their_lines_are_no_page_numbers() {
        let text: String = (1..8).map(|n| format!("{n}\nAlder A, Birch B. Of moss. J Moss 200{n}, 4.\n")).collect();
        let mut regions = [Region::Bibliography; 14];
        regions[6] = Region::Furniture;
        lists_have_no_gaps(&Looks::of(&text, &lines(&text)), &mut regions);
        assert_eq!(regions, [Region::Bibliography; 14]);
    }

    #[test]
    fn kinds_of_sources_after_a_list_are_parts_of_it() {
        let text =
            "Alder, A. (2001): Of moss. Town.\n\nGames\nKonan: Lakes, 1999.\nKonan: Ponds, 2001.\n\nAppendix\nText.\n";
        let (list, after) = (Region::Bibliography, Region::After);
        let mut regions = [list, after, after, after, after, after];
        kinds_of_sources_go_on(&Looks::of(text, &lines(text)), &mut regions);
        assert_eq!(regions, [list, list, list, list, after, after]);
    }

    #[test]
    fn a_list_of_one_is_found_under_its_heading() {
        let body = "We walk along the lakes and look at what grows there.\n".repeat(12);
        let text = |list: &str| format!("Of Moss\n\nAnn Lee\n\n{body}\nReferences\n\n{list}\n");
        let one = "Moor, Noam. 1957. Moss by the lakes. Town: Mire.";
        assert_eq!(of(Region::Bibliography, &text(one)), ["References", one]);
        assert!(of(Region::Bibliography, &text("They are left out here.")).is_empty());
    }

    #[test]
    fn a_numbering_goes_on_over_what_was_taken_for_a_note() {
        let text: String = (1..8).map(|n| format!("{n}. Alder A, Birch B. Of moss. J Moss 200{n}, 4.\n")).collect();
        let mut regions = [Region::Bibliography; 7];
        regions[3] = Region::Note;
        lists_have_no_gaps(&Looks::of(&text, &lines(&text)), &mut regions);
        assert_eq!(regions, [Region::Bibliography; 7]);
    }
}
