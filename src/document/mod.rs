//! Text → document: a paper's text taken apart into front matter, running text, reference lists and notes.
//!
//! The input is text as PDF extractors give it, Markdown or plain. What comes out is still what is printed: an
//! [`Entry`] is a stretch of clean text with the way back to its source bytes. What it says is read by
//! [`reference`](crate::reference).

mod bibliographies;
mod citing;
mod class;
mod clean;
mod clean_text;
mod columns;
mod continued;
mod doi;
mod entry_label;
mod front;
mod half_width;
mod heading;
mod hyphen;
mod label;
mod line;
mod line_numbers;
mod lines;
mod list;
mod looks;
mod manner;
mod markup;
mod mentions;
mod name_form;
mod notes;
mod own_lines;
mod pages;
mod profile;
mod region;
mod residue;
mod sight;
mod url;

use std::collections::{BTreeMap, BTreeSet};

pub use clean_text::CleanText;
#[cfg(feature = "train")]
pub(crate) use front::training as title_page;
pub use front::{FrontLabel, FrontMatter};
pub(crate) use half_width::is_wide;
pub(crate) use mentions::letters_beside;
pub use mentions::{CitedLabel, Mention, MentionForm, MentionName};
pub use notes::{Note, NoteMark};
pub use region::Region;

use citing::Citing;
pub(crate) use entry_label::{EntryLabels, Numbered};
use hyphen::Vocabulary;
use lines::{Line, LineKind};
use list::List;
use looks::Looks;
pub(crate) use notes::sources;

use crate::Span;

#[cfg(feature = "train")]
pub(crate) mod training {
    //! What the trainers of the models of lines and of notes need.
    pub(crate) use super::lines::lines;
    pub(crate) use super::list::{Place, STEPS};
    pub(crate) use super::looks::{Looks, entry_features, region_features};
    pub(crate) use super::notes::training as notes;
    pub(crate) use super::region::{Region, STEPS as REGION_STEPS, TAGS as REGION_TAGS, tag as region_tag};

    /// The form of the name that a line starts with, as a number.
    pub(crate) fn name_form(line: &str) -> u32 {
        super::sight::see(line).name as u32
    }

    /// A line without the label that it starts with.
    pub(crate) fn without_label(line: &str) -> &str {
        super::label::label(line).map_or(line, |label| &line[label.bytes..])
    }
}

/// An entry of a reference list, or a source in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Entry {
    /// Its ordinal in the lists of the document, or its note's number, with a, b, … when the note has several sources;
    /// "n" stands before the number in a document that has lists too.
    pub label: String,
    /// Where it stands in the document.
    pub span: Span,
    /// What part of the document that is: a bibliography or a note.
    pub region: Region,
    /// Its clean text.
    pub text: CleanText,
}

/// So many lines of other text part a list from one that isn't the paper's.
const PARTED: usize = 12;
/// So many entries under a heading make a list the paper's own.
const OWN: usize = 3;

/// A paper's text, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Document {
    /// The name that its entries are called after; unique in a corpus.
    pub name: String,
    /// What the paper prints about itself.
    pub front: FrontMatter,
    /// The entries of its reference lists and the sources of its notes, in printed order.
    pub entries: Vec<Entry>,
    /// Its notes, those without a source included.
    pub notes: Vec<Note>,
    /// The marks of its notes in the running text.
    pub note_marks: Vec<NoteMark>,
    /// Citations in its running text.
    pub mentions: Vec<Mention>,
    /// How many pages it has, where form feeds part them.
    pub pages: Option<usize>,
    /// How many words it has.
    pub words: usize,
    /// How many lines with text it has of each region; line numbers are furniture.
    pub regions: BTreeMap<Region, usize>,
    /// Where the line numbers of a manuscript stand, which are taken off before anything else is looked at.
    pub line_numbers: Vec<Span>,
}

impl Document {
    /// Takes `text` apart.
    ///
    /// Never fails: a text without references is a document without entries. Time and memory are linear in the length
    /// of `text`.
    #[must_use]
    pub fn read(name: impl Into<String>, text: &str) -> Self {
        let said = front::metadata(text).unwrap_or_default();
        let (mut lines, line_numbers) = lines::lines_and_numbers(text, &said);
        let vocabulary = Vocabulary::of(text);
        let looks = Looks::of(text, &lines);
        let mut regions = region::regions(&looks);
        let bibliographic: BTreeSet<usize> = looks
            .lines
            .iter()
            .zip(&regions)
            .filter(|(_, r)| **r == Region::Bibliography)
            .map(|(line, _)| *line)
            .collect();
        for line in own_lines::own_feet(text, &lines, |i| bibliographic.contains(&i)) {
            if let Ok(at) = looks.lines.binary_search(&line) {
                regions[at] = Region::Furniture;
            }
        }
        let listed_texts = listed_texts(text, &lines, &looks, &mut regions, &vocabulary);
        let mut of_line: Vec<Option<Region>> = vec![None; lines.len()];
        for (&line, &region) in looks.lines.iter().zip(&regions) {
            of_line[line] = Some(region);
            if region == Region::Furniture {
                lines[line].kind = LineKind::Furniture;
            }
        }
        let mut counts: BTreeMap<Region, usize> = BTreeMap::new();
        regions.iter().for_each(|region| *counts.entry(*region).or_default() += 1);
        if !line_numbers.is_empty() {
            *counts.entry(Region::Furniture).or_default() += line_numbers.len();
        }
        let listed = |i: usize| of_line[i] == Some(Region::Bibliography);
        let back_matter = (0..lines.len()).find(|&i| listed(i) || notes::is_heading(text, &lines[i]));
        let is_text = |i: usize| of_line[i] == Some(Region::Body);
        let body = front::body_start(text, &lines, back_matter.unwrap_or(lines.len()), is_text);
        let mut found = notes::notes(text, &lines, |i| i < body || listed(i), &vocabulary);

        let end = back_matter.map_or(text.len(), |i| lines[i].span.start);
        let front = front::front_matter(text, end, &said, &vocabulary);
        let mut entries: Vec<Entry> = listed_texts
            .into_iter()
            .enumerate()
            .map(|(n, text)| Entry {
                label: (n + 1).to_string(),
                span: text.source(Span::new(0, text.as_str().len())),
                region: Region::Bibliography,
                text,
            })
            .collect();
        let labels = EntryLabels::of(entries.iter().enumerate());
        let own = own_lines::own_lines(text, &lines, front.title.as_ref().map(CleanText::as_str));
        let title_page = (0..body).filter(|&i| !listed(i) && !own[i]).map(|i| &lines[i]);
        // What an abstract cites is cited, too.
        let (sentences, title_page): (Vec<Vec<Span>>, Vec<Vec<Span>>) = paragraphs(text, title_page)
            .into_iter()
            .partition(|p| front::are_sentences(clean::clean(text, p, &vocabulary).as_str()));
        let text_begins = lines.get(body).map_or(text.len(), |line| line.span.start);
        let title_page: Vec<CleanText> = title_page.iter().map(|p| clean::clean(text, p, &vocabulary)).collect();
        let running_text = |noted: &[bool]| -> Vec<CleanText> {
            let runs = |i: &usize| !listed(*i) && !own[*i] && !noted[*i];
            let running = paragraphs(text, (body..lines.len()).filter(runs).map(|i| &lines[i]));
            sentences.iter().chain(&running).map(|p| clean::clean_running(text, p, &vocabulary)).collect()
        };
        let mut running = running_text(&found.lines);
        let without_notes = running.len();
        running.extend(found.notes.iter().map(|note| note.text.clone()));
        let mut mentions = mentions::mentions(&running, &entries, &labels, &found.marks);
        let citing = citing::citing(&mentions, &labels, &found.notes);
        if citing.is_some() {
            citing::keep_full_sources(&mut found.notes);
            // Beside numbers that cite, numbers of other things ascend by chance, those of headings foremost: notes have to look
            // like notes, too.
            let looks_so = |note: &&Note| {
                let line = lines.partition_point(|line| line.span.end <= note.span.start);
                of_line.get(line).copied().flatten() == Some(Region::Note)
            };
            if citing == Some(Citing::ByLabel)
                && !found.notes.is_empty()
                && found.notes.iter().filter(looks_so).count() * 2 < found.notes.len()
            {
                found.notes.clear();
                found.marks.clear();
                // What was cited in them is cited in its place now.
                mentions =
                    mentions::mentions(&running_text(&vec![false; lines.len()]), &entries, &labels, &found.marks);
            }
        } else if without_notes < running.len() {
            mentions = mentions::mentions(&running[..without_notes], &entries, &labels, &found.marks);
        }
        // Names and years on a title page are often the paper's own: only those of entries cite.
        let before = mentions.iter_mut().filter(|mention| mention.span.start < text_begins);
        before.for_each(|mention| mention.loose = true);
        mentions.extend(mentions::before_the_text(&title_page));
        mentions.sort_by_key(|mention| mention.span);
        let prefix = if entries.is_empty() { "" } else { "n" };
        entries.extend(found.notes.iter().flat_map(|note| note_entries(note, prefix)));
        // Without a list, what marks a note is no citation by number.
        let marks_a_note = |m: &Mention| {
            let n = found.marks.partition_point(|mark| mark.span.end <= m.span.start);
            m.form == MentionForm::Superscript && found.marks.get(n).is_some_and(|mark| mark.span.overlaps(m.span))
        };
        if prefix.is_empty() {
            mentions.retain(|m| !marks_a_note(m));
        }
        // What cites the list is no mark of a note.
        let is_citation = |mark: &NoteMark| {
            let n = mentions.partition_point(|m| m.span.end <= mark.span.start);
            mentions.get(n).is_some_and(|m| m.form == MentionForm::Superscript && m.span.overlaps(mark.span))
        };
        let note_marks = found.marks.into_iter().filter(|mark| !is_citation(mark)).collect();
        let pages = pages(text);
        let words = text.split_whitespace().count();
        Self {
            name: name.into(),
            front,
            entries,
            notes: found.notes,
            note_marks,
            mentions,
            pages,
            words,
            regions: counts,
            line_numbers,
        }
    }

    /// What its lists call their entries.
    pub(crate) fn labels(&self) -> EntryLabels {
        // The sources of notes stand after the entries of lists.
        let of_notes: usize = self.notes.iter().map(|note| note.sources.len()).sum();
        let listed = &self.entries[..self.entries.len().saturating_sub(of_notes)];
        EntryLabels::of(listed.iter().enumerate())
    }

    /// The numbers that have no note, from 1 to the highest that has one, ascending, of all numberings together. A mark above
    /// it isn't known to be one.
    #[must_use]
    pub fn missing_notes(&self) -> Vec<u32> {
        let mut missing = BTreeSet::new();
        for series in self.notes.chunk_by(|a, b| a.series == b.series) {
            let found: BTreeSet<u32> = series.iter().map(|n| n.number).collect();
            missing.extend((1..=found.last().copied().unwrap_or(0)).filter(|n| !found.contains(n)));
        }
        missing.into_iter().collect()
    }
}

/// The entries of the paper's own bibliographies; sets the regions of what only looks like one. Linear.
fn listed_texts(
    text: &str,
    lines: &[Line],
    looks: &Looks,
    regions: &mut [Region],
    vocabulary: &Vocabulary,
) -> Vec<CleanText> {
    let lists: Vec<(Vec<usize>, List)> = bibliographies::bibliographies(looks, regions)
        .into_iter()
        .map(|of_list| {
            let list = List::read(text, lines, &looks.part(&of_list), vocabulary);
            (of_list, list)
        })
        .collect();
    let own = |list: &List| list.is_headed() && list.entries.len() >= OWN;
    let first_own = lists.iter().position(|(_, list)| own(list));
    let mut found = Vec::new();
    let mut before: Option<(&List, usize)> = None;
    for (n, (of_list, list)) in lists.iter().enumerate() {
        // What looks like a list but lists no works is running text. Beside the paper's own list under its heading, one
        // without a heading that doesn't go on with it is somebody else's.
        let region = match before {
            _ if !list.is_bibliography() => Region::Body,
            None if first_own.is_some_and(|own| n < own) => Region::Body,
            Some((own, end)) if !list.is_headed() && !list.goes_on_with(own) => {
                let between = &regions[end..of_list.first().copied().unwrap_or(end).max(end)];
                let others = between.iter().filter(|r| matches!(r, Region::Front | Region::Body | Region::After));
                if others.count() < PARTED { Region::Bibliography } else { Region::After }
            }
            _ => Region::Bibliography,
        };
        of_list.iter().for_each(|i| regions[*i] = region);
        if region == Region::Bibliography {
            found.extend(list.entries.iter().cloned());
            let end = of_list.last().map_or(0, |last| last + 1);
            before = if own(list) { Some((list, end)) } else { before.map(|(own, _)| (own, end)) };
        }
    }
    found
}

/// Form feeds end pages, or part them.
fn pages(text: &str) -> Option<usize> {
    let feeds = text.trim_end().bytes().filter(|b| *b == b'\x0c').count();
    text.contains('\x0c').then_some(feeds + 1)
}

/// The sources of a note as entries: `12`, or `12a`, `12b`, …, after `prefix`.
fn note_entries(note: &Note, prefix: &str) -> Vec<Entry> {
    let several = note.sources.len() > 1;
    note.sources
        .iter()
        .enumerate()
        .map(|(i, &source)| Entry {
            label: format!("{prefix}{}{}", note.label(), if several { letters(i) } else { String::new() }),
            span: note.text.source(source),
            region: Region::Note,
            text: note.text.slice(source),
        })
        .collect()
}

/// a, b, …, z, aa, ab, …
fn letters(mut i: usize) -> String {
    let mut found = Vec::new();
    loop {
        found.push(char::from(b'a' + u8::try_from(i % 26).unwrap_or(0)));
        if i < 26 {
            return found.iter().rev().collect();
        }
        i = i / 26 - 1;
    }
}

/// The running text's lines, parted where blank lines part it, unless a bracket is open there.
fn paragraphs<'l>(text: &str, lines: impl Iterator<Item = &'l Line>) -> Vec<Vec<Span>> {
    let mut found: Vec<Vec<Span>> = vec![Vec::new()];
    let mut parted = false;
    for line in lines {
        match line.kind {
            LineKind::Blank => parted = true,
            LineKind::Heading | LineKind::Table | LineKind::Furniture => {}
            LineKind::Item | LineKind::Plain => {
                let open = found.last().and_then(|p| p.last()).is_some_and(|last| {
                    let body = last.of(text);
                    body.rfind('(').is_some_and(|o| !body[o..].contains(')'))
                });
                if parted && !open || line.kind == LineKind::Item {
                    found.push(Vec::new());
                }
                if let Some(paragraph) = found.last_mut() {
                    paragraph.push(line.span);
                }
                parted = false;
            }
        }
    }
    found
}
