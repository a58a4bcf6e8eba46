//! Text → document: a paper's text taken apart into front matter, running text, reference lists and notes.
//!
//! The input is text as PDF extractors give it, Markdown or plain. What comes out is still what is printed: an
//! [`Entry`] is a stretch of clean text with the way back to its source bytes. What it says is read by
//! [`reference`](crate::reference).

mod clean;
mod columns;
mod front;
mod heading;
mod label;
mod lines;
mod list;
mod looks;
mod mentions;
mod notes;
mod region;
mod sight;
mod url;

use std::collections::BTreeSet;

pub use clean::CleanText;
#[cfg(feature = "train")]
pub(crate) use front::training as title_page;
pub use front::{FrontLabel, FrontMatter};
pub use mentions::{Mention, MentionForm, MentionName};
pub use notes::{Note, NoteMark};
pub use region::Region;

use clean::Vocabulary;
use lines::{Line, LineKind};
use looks::Looks;

use crate::Span;

#[cfg(feature = "train")]
pub(crate) mod training {
    //! What the trainer of the models of lines needs.
    pub(crate) use super::lines::lines;
    pub(crate) use super::list::{Place, STEPS};
    pub(crate) use super::looks::{Looks, entry_features, region_features};
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct Entry {
    /// Its ordinal in the lists of the document, or its note's number, with a, b, … when the note has several sources;
    /// "n" stands before the number in a document that has lists too.
    pub label: String,
    /// Where it stands in the document.
    pub span: Span,
    /// Its clean text.
    pub text: CleanText,
}

/// A paper's text, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
    /// Author–year citations in its running text.
    pub mentions: Vec<Mention>,
}

impl Document {
    /// Takes `text` apart.
    ///
    /// Never fails: a text without references is a document without entries. Time and memory are linear in the length
    /// of `text`.
    #[must_use]
    pub fn read(name: impl Into<String>, text: &str) -> Self {
        let mut lines = lines::lines(text);
        let vocabulary = Vocabulary::of(text);
        let looks = Looks::of(text, &lines);
        let mut regions = region::regions(&looks);
        let mut listed_texts: Vec<CleanText> = Vec::new();
        for list in region::bibliographies(&looks, &mut regions) {
            match list::entries(text, &lines, &looks.part(&list), &vocabulary) {
                Some(entries) => listed_texts.extend(entries),
                // It looks like one, but lists no works.
                None => list.iter().for_each(|i| regions[*i] = Region::Body),
            }
        }
        let mut of_line: Vec<Option<Region>> = vec![None; lines.len()];
        for (&line, &region) in looks.lines.iter().zip(&regions) {
            of_line[line] = Some(region);
            if region == Region::Furniture {
                lines[line].kind = LineKind::Furniture;
            }
        }
        let listed = |i: usize| of_line[i] == Some(Region::Bibliography);
        let back_matter = (0..lines.len()).find(|&i| listed(i) || notes::is_heading(text, &lines[i]));
        let body = front::body_start(text, &lines, back_matter.unwrap_or(lines.len()));
        let (notes, note_marks) = notes::notes(text, &lines, |i| i < body || listed(i), &vocabulary);

        let mut entries: Vec<Entry> = listed_texts
            .into_iter()
            .enumerate()
            .map(|(n, text)| Entry {
                label: (n + 1).to_string(),
                span: text.source(Span::new(0, text.as_str().len())),
                text,
            })
            .collect();
        let prefix = if entries.is_empty() { "" } else { "n" };
        entries.extend(notes.iter().flat_map(|note| note_entries(note, prefix)));

        let end = back_matter.map_or(text.len(), |i| lines[i].span.start);
        let front = front::front_matter(text, end, &vocabulary);
        let in_note = |line: &Line| {
            let n = notes.partition_point(|note| note.span.end <= line.span.start);
            notes.get(n).is_some_and(|note| note.span.overlaps(line.span))
        };
        let runs = |i: usize| !listed(i) && !in_note(&lines[i]);
        let running = (body..lines.len()).filter(|&i| runs(i)).map(|i| &lines[i]);
        let mentions = paragraphs(text, running)
            .iter()
            .flat_map(|p| mentions::mentions(&clean::clean(text, p, &vocabulary)))
            .collect();
        Self { name: name.into(), front, entries, notes, note_marks, mentions }
    }

    /// The numbers that have no note, from 1 to the highest that has one, ascending. A mark above it isn't known to be one.
    #[must_use]
    pub fn missing_notes(&self) -> Vec<u32> {
        let found: BTreeSet<u32> = self.notes.iter().map(|n| n.number).collect();
        (1..=found.last().copied().unwrap_or(0)).filter(|n| !found.contains(n)).collect()
    }
}

/// The sources of a note as entries: `12`, or `12a`, `12b`, …, after `prefix`.
fn note_entries(note: &Note, prefix: &str) -> Vec<Entry> {
    let several = note.sources.len() > 1;
    note.sources
        .iter()
        .enumerate()
        .map(|(i, &source)| Entry {
            label: format!("{prefix}{}{}", note.number, if several { letters(i) } else { String::new() }),
            span: note.text.source(source),
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
