//! Footnotes and endnotes: where each starts and ends, its marks in the text, and the sources in it.
//!
//! A line may start a note if it starts with a number ([`number`]); which do is decided for the whole document, by the
//! numbers that ascend, by the marks in the text of the same page, and by looks ([`chain`]). What belongs to each is read
//! page by page ([`foot`]), and the sources in it are told apart by a learned model ([`sources`]).

mod chain;
mod foot;
mod marks;
mod number;
mod shown;
mod signs;
mod sources;

pub(crate) use self::sources::sources;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::chain::Link;
use self::foot::Page;
use self::marks::Raw;
use self::number::{Candidate, STYLES};
use self::signs::cites;
use crate::Span;
use crate::document::clean::clean;
use crate::document::clean_text::CleanText;
use crate::document::heading::name as heading_name;
use crate::document::hyphen::Vocabulary;
use crate::document::lines::{Line, LineKind};
use crate::document::url::mend_addresses;
use crate::terms::{self, Term};

/// What the trainer of notes needs.
#[cfg(feature = "train")]
pub(crate) mod training {
    pub(crate) use super::shown::describe;
    pub(crate) use super::sources::{STEPS, TAGS, spans, tags};
}

/// A note, read: it may hold sources, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Note {
    /// Its number.
    pub number: u32,
    /// Which numbering of the document it belongs to, from 1, where numbers begin anew on each page or in each chapter; 0
    /// where they don't.
    pub series: u32,
    /// Where it stands in the document, from its number, where that stands beside its text, to its end; what a page's end
    /// put between is inside too.
    pub span: Span,
    /// Its text without the number.
    pub text: CleanText,
    /// The sources in it, as spans of its text; empty for a note that only explains. What is in none, signal words and
    /// prose, stays in the text. In a paper whose running text cites its list, those alone that name a work in full: "Roe
    /// (2007)" in a note cites the list there.
    pub sources: Vec<Span>,
}

/// A note's mark in the running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct NoteMark {
    /// The note's number.
    pub number: u32,
    /// Which numbering it belongs to: see [`Note::series`].
    pub series: u32,
    /// Where the number stands in the document.
    pub span: Span,
}

impl Note {
    /// What its sources are called after: its number, after its numbering and a stop where there are several, "2.14".
    #[must_use]
    pub fn label(&self) -> String {
        label(self.series, self.number)
    }
}

impl NoteMark {
    /// The label of the note that it marks: see [`Note::label`].
    #[must_use]
    pub fn label(&self) -> String {
        label(self.series, self.number)
    }
}

fn label(series: u32, number: u32) -> String {
    if series == 0 { number.to_string() } else { format!("{series}.{number}") }
}

/// What is found of a document's notes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// The notes, in the order in which they start.
    pub(crate) notes: Vec<Note>,
    /// Their marks, in printed order.
    pub(crate) marks: Vec<NoteMark>,
    /// For each line of the document, whether it is a note's, its number's line included.
    pub(crate) lines: Vec<bool>,
}

/// Fewer notes than these are no system of notes, if not all have their marks.
const FEWEST: usize = 3;

/// Finds the notes of a document and their marks, outside the lines that `skip` names. Linear but for the logarithm of the
/// number of lines.
pub(crate) fn notes(text: &str, lines: &[Line], skip: impl Fn(usize) -> bool, vocabulary: &Vocabulary) -> Notes {
    let taken: Vec<bool> = (0..lines.len()).map(&skip).collect();
    let all: Vec<Candidate> =
        (0..lines.len()).filter(|&i| !taken[i]).filter_map(|i| number::candidate(text, lines, i)).collect();
    if all.is_empty() {
        return Notes { lines: vec![false; lines.len()], ..Notes::default() };
    }
    let ground = Ground::of(text, lines, &taken, &all);
    let mut best: Option<(i32, Vec<Candidate>)> = None;
    for style in STYLES {
        let of_style: Vec<Candidate> =
            all.iter().filter(|c| c.style == style && !ground.furniture[c.line]).copied().collect();
        let links: Vec<Link> = of_style
            .iter()
            .map(|c| Link { number: c.number, weight: ground.weight(c), place: ground.place[c.line] })
            .collect();
        let starts = chain::best(&links);
        let weight = starts.iter().map(|i| links[*i].weight).sum::<i32>();
        let starts: Vec<Candidate> = starts.into_iter().map(|i| of_style[i]).collect();
        // A numbered list of anything has no marks in the text, nor stands it under "Notes".
        let spoken_for = starts.iter().filter(|c| ground.is_marked(c) || ground.headed[c.line]).count();
        // One or two notes are the first: a "3" alone is a number of something else.
        let few = starts.first().is_some_and(|c| c.number == 1) && spoken_for == starts.len();
        let enough = spoken_for * 2 >= starts.len() && (starts.len() >= FEWEST || few);
        if !starts.is_empty() && enough && best.as_ref().is_none_or(|b| weight > b.0) {
            best = Some((weight, starts));
        }
    }
    let Some((_, starts)) = best else { return Notes { lines: vec![false; lines.len()], ..Notes::default() } };
    ground.read(&starts, &all, vocabulary)
}

/// What is known of a document's lines before its notes are.
struct Ground<'t> {
    text: &'t str,
    lines: &'t [Line],
    taken: &'t [bool],
    /// Page numbers, and what looks like furniture and starts with no number.
    furniture: Vec<bool>,
    /// The page of each line.
    page: Vec<usize>,
    /// The same, and a new one where notes are headed anew.
    place: Vec<usize>,
    /// Where each page starts.
    starts: Vec<usize>,
    /// Whether the line stands under a heading that says that notes follow.
    headed: Vec<bool>,
    /// The first line on which each page has a mark with this number.
    marked: HashMap<(usize, u32), usize>,
    /// The first line on which the document has one.
    first_marked: HashMap<u32, usize>,
}

impl<'t> Ground<'t> {
    fn of(text: &'t str, lines: &'t [Line], taken: &'t [bool], all: &[Candidate]) -> Self {
        let mut page = Vec::with_capacity(lines.len());
        let mut starts = vec![0];
        for (i, line) in lines.iter().enumerate() {
            if line.page_start && i > 0 {
                starts.push(i);
            }
            page.push(starts.len() - 1);
        }
        let mut marked = HashMap::new();
        let mut first_marked = HashMap::new();
        let mut raw = Vec::new();
        for i in (0..lines.len()).filter(|&i| !taken[i]) {
            marks::in_line(text, lines, i, &mut raw);
        }
        for mark in raw {
            marked.entry((page[mark.line], mark.number)).or_insert(mark.line);
            first_marked.entry(mark.number).or_insert(mark.line);
        }
        // What the text above marks, on its page or the one before, is a note's number.
        let is_marked = |c: &Candidate| {
            let on = |page: usize| marked.get(&(page, c.number)).is_some_and(|line: &usize| *line < c.line);
            on(page[c.line]) || page[c.line] > 0 && on(page[c.line] - 1)
        };
        let numbers = page_numbers(lines, &page, &starts, all, is_marked);
        // Short notes come back as running heads do: what starts with a number is furniture only as a page's number.
        let numbered: HashSet<usize> = all.iter().map(|c| c.line).collect();
        let furniture = (0..lines.len())
            .map(|i| numbers.contains(&i) || lines[i].kind == LineKind::Furniture && !numbered.contains(&i))
            .collect();
        let mut headed = Vec::with_capacity(lines.len());
        let mut place = Vec::with_capacity(lines.len());
        let (mut under, mut headings) = (false, 0);
        for (i, line) in lines.iter().enumerate() {
            if is_heading(text, line) {
                under = true;
                headings += 1;
            } else if line.kind == LineKind::Heading || taken[i] {
                // Chapters of notes have headings of their own, and numbers begin anew under them.
                headings += usize::from(under);
                under &= !taken[i] && line.kind == LineKind::Heading;
            }
            headed.push(under);
            place.push(page[i] + headings);
        }
        Self { text, lines, taken, furniture, page, place, starts, headed, marked, first_marked }
    }

    /// Whether a mark with this number stands above, on this page or the one before, or, without pages, anywhere above.
    fn is_marked(&self, c: &Candidate) -> bool {
        let page = self.page[c.line];
        let on = |page: usize| self.marked.get(&(page, c.number)).is_some_and(|line| *line < c.line);
        let anywhere = || self.first_marked.get(&c.number).is_some_and(|line| *line < c.line);
        on(page) || page > 0 && on(page - 1) || (self.starts.len() == 1 || self.headed[c.line]) && anywhere()
    }

    /// How much speaks for this line's being the start of a note.
    fn weight(&self, c: &Candidate) -> i32 {
        let blank = |i: Option<usize>| i.is_none_or(|i| self.lines[i].kind == LineKind::Blank);
        let before = c.line.checked_sub(1);
        let apart = self.lines[c.line].page_start || blank(before);
        let mut weight = -3;
        if self.is_marked(c) {
            weight += if self.marked.contains_key(&(self.page[c.line], c.number)) { 6 } else { 4 };
        }
        if self.headed[c.line] {
            weight += 4;
        }
        weight += i32::from(apart);
        let body = match c.text_start {
            Some(start) => &self.text[start..self.lines[c.line].span.end],
            // A number alone: the text is the next line's.
            None => {
                let next = (c.line + 1..(c.line + 3).min(self.lines.len())).find(|&i| !blank(Some(i)));
                weight -= 2;
                next.map_or("", |i| self.lines[i].text(self.text))
            }
        };
        weight += i32::from(number::opens(body.trim())) + 2 * i32::from(cites(body));
        if self.lines[c.line].kind == LineKind::Heading {
            weight -= 4;
        }
        weight
    }

    /// Reads the notes that start at these lines.
    fn read(&self, starts: &[Candidate], all: &[Candidate], vocabulary: &Vocabulary) -> Notes {
        let page = Page {
            text: self.text,
            lines: self.lines,
            taken: self.taken,
            furniture: &self.furniture,
            headed: &self.headed,
        };
        let mut members: Vec<foot::Lines> = Vec::new();
        let mut lines = vec![false; self.lines.len()];
        let mut from = 0;
        let mut at = 0;
        while from < starts.len() {
            let here = self.page[starts[from].line];
            let to = from + starts[from..].iter().take_while(|s| self.page[s.line] == here).count();
            let end = self.starts.get(here + 1).copied().unwrap_or(self.lines.len());
            at += all[at..].iter().take_while(|c| c.line < self.starts[here]).count();
            let on_page = all[at..].iter().take_while(|c| c.line < end);
            let alone: Vec<Candidate> =
                on_page.filter(|c| c.text_start.is_none() && !self.furniture[c.line]).copied().collect();
            if let Some(last) = members.last_mut()
                && self.page[last.start.line] + 1 == here
                && let Some(line) = last.lines.last().copied()
            {
                let goes_on = page.going_on(line, &starts[from], self.starts[here]);
                last.lines.extend(goes_on);
            }
            members.extend(page.notes(&starts[from..to], &alone, end));
            from = to;
        }
        let mut series = 0;
        let several = members.windows(2).any(|pair| pair[1].start.number <= pair[0].start.number);
        let mut last = u32::MAX;
        let mut notes = Vec::with_capacity(members.len());
        for member in &members {
            if member.start.number <= last && several {
                series += 1;
            }
            last = member.start.number;
            for i in member.lines.iter().chain([&member.start.line]) {
                lines[*i] = true;
            }
            notes.extend(self.note(member, series, vocabulary));
        }
        let marks = self.marks(&notes, &members, &lines);
        Notes { notes, marks, lines }
    }

    fn note(&self, member: &foot::Lines, series: u32, vocabulary: &Vocabulary) -> Option<Note> {
        let mut pieces: Vec<Span> = member.lines.iter().map(|i| self.lines[*i].span).collect();
        // The lines of two columns follow each other against their order in the text.
        let start = pieces.iter().map(|p| p.start).min()?;
        let end = pieces.iter().map(|p| p.end).max()?;
        let span = Span::new(start, end).trimmed(self.text, |_| false);
        if let (Some(start), Some(first)) = (member.start.text_start, pieces.first_mut()) {
            first.start = start.clamp(first.start, first.end);
        }
        let text = mend_addresses(clean(self.text, &pieces, vocabulary));
        let sources = sources(text.as_str());
        Some(Note { number: member.start.number, series, span, text, sources })
    }

    /// The marks of these notes, outside of their lines.
    fn marks(&self, notes: &[Note], members: &[foot::Lines], in_notes: &[bool]) -> Vec<NoteMark> {
        let mut raw: Vec<Raw> = Vec::new();
        for i in (0..self.lines.len()).filter(|&i| !self.taken[i] && !in_notes[i]) {
            marks::in_line(self.text, self.lines, i, &mut raw);
        }
        // For each number its notes, in order: the line each starts on, and its numbering.
        let mut numbered: BTreeMap<u32, Vec<(usize, u32)>> = BTreeMap::new();
        for (note, member) in notes.iter().zip(members) {
            numbered.entry(note.number).or_default().push((member.start.line, note.series));
        }
        marks::without_names(self.text, &mut raw, |number| numbered.get(&number).map_or(0, Vec::len));
        let highest = numbered.keys().next_back().copied().unwrap_or(0);
        raw.retain(|mark| mark.number <= highest);
        let several = notes.last().is_some_and(|n| n.series > 0);
        // Numbers begin anew where the notes' do: on another page, or for endnotes after the highest.
        let at_the_end = members.first().zip(raw.last()).is_some_and(|(m, last)| m.start.line > last.line);
        let links: Vec<Link> = raw
            .iter()
            .map(|mark| {
                let on_page = self.page[mark.line];
                let place = if several && !at_the_end { on_page } else { 0 };
                Link { number: mark.number, weight: if several { 6 } else { 1 }, place }
            })
            .collect();
        let chosen = if several { chain::best(&links) } else { ascending(&raw) };
        let mut run = 0;
        let mut last = 0;
        let mut found = Vec::new();
        for i in chosen {
            let mark = raw[i];
            run += u32::from(mark.number <= last || run == 0);
            last = mark.number;
            let series = if !several {
                0
            } else if at_the_end {
                run
            } else {
                let of_number = numbered.get(&mark.number).map_or(&[][..], Vec::as_slice);
                let after = of_number.partition_point(|(line, _)| *line < mark.line);
                of_number.get(after).or(of_number.last()).map_or(0, |(_, series)| *series)
            };
            found.push(NoteMark { number: mark.number, series, span: mark.span });
        }
        found
    }
}

/// The longest run of numbers that ascend by at most three: indices, in order. Linear.
fn ascending(raw: &[Raw]) -> Vec<usize> {
    const GAP: u32 = 3;
    let mut best: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
    let mut back: Vec<Option<usize>> = Vec::with_capacity(raw.len());
    for (i, mark) in raw.iter().enumerate() {
        let n = mark.number;
        // Of equals, the nearest number below: the fewest gaps.
        let before = best.range(n.saturating_sub(GAP)..n).map(|(_, b)| *b).max_by_key(|b| b.0);
        let total = 1 + before.map_or(0, |b| b.0);
        back.push(before.map(|b| b.1));
        let entry = best.entry(n).or_insert((0, i));
        if total > entry.0 {
            *entry = (total, i);
        }
    }
    let mut at = best.values().max_by_key(|b| b.0).map(|b| b.1);
    let mut found = Vec::new();
    while let Some(i) = at {
        found.push(i);
        at = back[i];
    }
    found.reverse();
    found
}

/// The lines that are page numbers: numbers at the edge of their page that are ahead of its place by the same on many pages, and
/// most of which the text doesn't mark, as it would a note's.
fn page_numbers(
    lines: &[Line],
    page: &[usize],
    starts: &[usize],
    all: &[Candidate],
    is_marked: impl Fn(&Candidate) -> bool,
) -> HashSet<usize> {
    const EDGE: usize = 3;
    const FEWEST: usize = 3;
    let printed = |range: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        range.filter(|&i| lines[i].kind != LineKind::Blank).take(EDGE).collect()
    };
    let mut edges: HashSet<usize> = HashSet::new();
    let mut outermost: HashSet<usize> = HashSet::new();
    for (p, &start) in starts.iter().enumerate() {
        let end = starts.get(p + 1).copied().unwrap_or(lines.len());
        for edge in [printed(&mut (start..end)), printed(&mut (start..end).rev())] {
            outermost.extend(edge.first());
            edges.extend(edge);
        }
    }
    let ahead = |c: &Candidate| i64::from(c.number) - page[c.line] as i64;
    let at_edge: Vec<&Candidate> = all.iter().filter(|c| edges.contains(&c.line)).collect();
    let mut pages_of: BTreeMap<i64, HashSet<usize>> = BTreeMap::new();
    for c in &at_edge {
        pages_of.entry(ahead(c)).or_default().insert(page[c.line]);
    }
    let most = pages_of.iter().max_by_key(|(_, pages)| pages.len());
    let Some((offset, _)) = most.filter(|(_, pages)| pages.len() >= FEWEST && pages.len() * 3 >= starts.len()) else {
        return HashSet::new();
    };
    let numbers: Vec<&Candidate> = at_edge.into_iter().filter(|c| ahead(c) == *offset).collect();
    // Behind a note's number stands its text.
    let noted = |c: &&&Candidate| is_marked(c) && (c.text_start.is_some() || !outermost.contains(&c.line));
    let marked = numbers.iter().filter(noted).count();
    if marked * 2 > numbers.len() { HashSet::new() } else { numbers.iter().map(|c| c.line).collect() }
}

/// Whether a line says that notes follow.
pub(crate) fn is_heading(text: &str, line: &Line) -> bool {
    line.span.len() <= 40
        && matches!(line.kind, LineKind::Heading | LineKind::Plain)
        && terms::is(&heading_name(line.text(text)), Term::NotesHeading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    const PAPER: &str = " Text of one page goes to war.1 It
has 2,347 cases, see Portal in 2020.2 And (ETIM),3 in 1996.

1 Ann Lee, “One Thing
and More”, Journal of Tests, Volume 3, Number 1, 2014, pp. 132-68.

2 Ibid.
3 An explanation without a source, founded in 2002.
 80 people on the next page are named.5 More
2012 2,347 2017 294
2013 2,034 2018 162

5 Bo Doe, “Two”, News, May 1, 2021, https://x.org/a; Al Roe and Cy Poe, “Three”,

News, May 2, 2021.
";

    fn read(text: &str) -> Notes {
        notes(text, &lines(text), |_| false, &Vocabulary::of(text))
    }

    #[test]
    fn notes_come_apart() {
        let notes = read(PAPER).notes;
        let found: Vec<(u32, &str, usize)> =
            notes.iter().map(|n| (n.number, n.text.as_str(), n.sources.len())).collect();
        assert_eq!(
            found,
            [
                (1, "Ann Lee, “One Thing and More”, Journal of Tests, Volume 3, Number 1, 2014, pp. 132-68.", 1),
                (2, "Ibid.", 1),
                (3, "An explanation without a source, founded in 2002.", 0),
                (
                    5,
                    "Bo Doe, “Two”, News, May 1, 2021, https://x.org/a; Al Roe and Cy Poe, “Three”, News, May 2, 2021.",
                    2
                ),
            ]
        );
    }

    #[test]
    fn marks_are_glued_numbers_in_order() {
        let marks = read(PAPER).marks;
        assert_eq!(marks.iter().map(|m| m.number).collect::<Vec<_>>(), [1, 2, 3, 5]);
    }

    #[test]
    fn a_numbered_list_is_no_notes() {
        let text = "Questions\n\n1. How did it go?\n2. Why is that?\n3. What is next?\n4. Who cares?\n";
        assert!(read(text).notes.is_empty());
    }

    #[test]
    fn endnotes_under_a_heading_need_no_marks() {
        let text = "## Notes\n\n1 Ann Lee, A Book, Press, Town, 2001.\n\n2 Ibid.\n\n3 Bo Doe, op. cit.\n";
        assert_eq!(read(text).notes.len(), 3);
    }
}
