//! Makes lists and documents to learn from, out of the generator's references and the annotated papers.

use super::corpus::Corpus;
use super::{Line, role};
use crate::Span;
use crate::document::training::{Place, Region};
use crate::generate::layout::wrap;
use crate::generate::prose::Citing;
use crate::generate::{Generator, Rng};
use crate::reference::label::Label;
use crate::train::Example;

/// A made or real entry.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) text: String,
    /// Where its text goes on after the authors.
    pub(super) after_authors: usize,
    /// Where it goes on after the year, if that follows the authors.
    pub(super) after_date: Option<usize>,
    /// Its title.
    pub(super) title: Span,
    /// Whether its year begins a line, under the authors or under the work before by the same.
    pub(super) is_dated_line: bool,
}

impl Entry {
    fn real(text: String) -> Self {
        Self { text, after_authors: 0, after_date: None, title: Span::new(0, 0), is_dated_line: false }
    }

    /// Has these authors instead of its own.
    pub(super) fn by(&mut self, authors: &str) {
        let moved = |at: usize| at - self.after_authors + authors.len();
        self.after_date = self.after_date.map(moved);
        self.title = match self.title.is_empty() || self.title.start < self.after_authors {
            true => Span::new(0, 0),
            false => Span::new(moved(self.title.start), moved(self.title.end)),
        };
        self.text.replace_range(..self.after_authors, authors);
        self.after_authors = authors.len();
    }
}

/// What a made list's entries have in common.
type Look = (String, Option<Label>, u32, String, String, char, usize);

/// Makes lists and documents.
pub(super) struct Maker<'c> {
    pub(super) rng: Rng,
    pub(super) generator: Generator,
    pub(super) corpus: &'c Corpus,
    /// Entries that look alike, five or more.
    pub(super) alike: Vec<Vec<Entry>>,
    /// For each group of them those that are printed in the same style, but begin otherwise: bodies and titles among
    /// persons.
    pub(super) kin: Vec<Vec<usize>>,
    pub(super) real: Vec<Vec<Entry>>,
}

/// So many references are printed to be sorted by their looks.
const REFERENCES: usize = 120_000;

impl<'c> Maker<'c> {
    pub(super) fn new(examples: &[Example], corpus: &'c Corpus, seed: u64) -> Self {
        Self::with(examples, corpus, seed, REFERENCES)
    }

    pub(super) fn with(examples: &[Example], corpus: &'c Corpus, seed: u64, references: usize) -> Self {
        let mut generator = Generator::new(seed).with_values_of(examples);
        let mut groups: std::collections::BTreeMap<Look, Vec<Entry>> = std::collections::BTreeMap::new();
        for _ in 0..references {
            let example = generator.reference();
            if let Some((look, entry)) = look(&example) {
                groups.entry(look).or_default().push(entry);
            }
        }
        groups.retain(|_, group| group.len() >= 5);
        let style = |look: &Look| (look.3.clone(), look.4.clone(), look.5, look.6);
        let mut styles: std::collections::BTreeMap<_, Vec<usize>> = std::collections::BTreeMap::new();
        for (n, look) in groups.keys().enumerate() {
            styles.entry(style(look)).or_default().push(n);
        }
        let others = |(n, look)| styles[&style(look)].iter().copied().filter(|other| *other != n).collect();
        let kin = groups.keys().enumerate().map(others).collect();
        let alike = groups.into_values().collect();
        let mut real = Vec::new();
        for list in corpus.lists.iter().chain(&corpus.theses) {
            let mut entries: Vec<Entry> = Vec::new();
            for line in list {
                match (line.role.place, entries.last_mut()) {
                    (Some(Place::Begin), _) => entries.push(Entry::real(line.text.clone())),
                    (Some(Place::Inside), Some(entry)) if line.role.region == Some(Region::Bibliography) => {
                        join(&mut entry.text, &line.text)
                    }
                    _ => {}
                }
            }
            entries.retain(|e| (15..900).contains(&e.text.len()));
            if entries.len() >= 4 {
                real.push(entries);
            }
        }
        Self { rng: Rng::new(seed ^ 0x5eed), generator, corpus, alike, kin, real }
    }

    /// Lists to learn entries from, with a few lines of what stands around them.
    pub(super) fn training_lists(&mut self, made: usize) -> Vec<(Vec<Line>, f32)> {
        let mut all: Vec<(Vec<Line>, f32)> = Vec::new();
        for _ in 0..made {
            let mut list = self.list();
            if self.rng.chance(30) {
                let before = self.rng.below(5);
                let mut around = self.body(before, Citing::AuthorYear);
                around.truncate(before);
                around.append(&mut list);
                list = around;
            }
            if self.rng.chance(40) {
                let mut after = self.after();
                after.truncate(1 + self.rng.below(12));
                list.append(&mut after);
            }
            for line in &mut list {
                if line.role.region != Some(Region::Bibliography) {
                    line.role.place = Some(Place::Outside);
                }
            }
            all.push((list, 1.0));
        }
        all.extend(self.corpus.lists.iter().map(|l| (l.clone(), 2.0)));
        for thesis in &self.corpus.theses {
            let list: Vec<Line> = thesis
                .iter()
                .filter(|l| l.role.region == Some(Region::Bibliography) && l.role.place.is_some())
                .cloned()
                .collect();
            if list.len() > 10 {
                all.push((list, 1.0));
            }
        }
        all
    }

    /// Documents to learn regions from.
    pub(super) fn training_documents(&mut self, made: usize) -> Vec<(Vec<Line>, f32)> {
        let mut all: Vec<(Vec<Line>, f32)> = Vec::new();
        let corpus = self.corpus;
        for paper in &corpus.papers {
            all.push((paper.clone(), 1.0));
        }
        for thesis in &corpus.theses {
            all.push((thesis.clone(), 1.0));
        }
        for _ in 0..made {
            let document = self.document();
            all.push((document, 1.0));
        }
        all
    }

    /// A real paper's front and body, or made ones, with another list, notes and end.
    fn document(&mut self) -> Vec<Line> {
        let corpus = self.corpus;
        let paper = self.rng.one_of(&corpus.papers).clone();
        let mut front: Vec<Line> =
            paper.iter().filter(|l| l.role.region == Some(Region::Front)).take(60).cloned().collect();
        let noted = self.rng.chance(30);
        let citing = if noted {
            Citing::NoteMarks
        } else {
            self.rng.pick(&[Citing::AuthorYear, Citing::AuthorYear, Citing::Numbers, Citing::Nothing])
        };
        let lines = self.rng.pick(&[10, 60, 150, 300]);
        let mut body: Vec<Line> = if self.rng.chance(55) {
            self.body(lines, citing)
        } else {
            let real = paper.iter().filter(|l| matches!(l.role.region, Some(Region::Body | Region::Furniture)));
            real.take(lines * 2).cloned().collect()
        };
        let title = self.running_title();
        let feeds = self.rng.chance(60);
        let blanks = self.rng.chance(65);
        let page = self.rng.between(30, 60);
        if self.rng.chance(10) {
            front.clear();
        }
        if blanks {
            for line in front.iter_mut().chain(&mut body) {
                line.blank_before |= self.rng.chance(12);
            }
        }
        let mut document = front;
        // Pages: running heads, notes at their feet.
        let mut note = 1;
        let paged = self.rng.chance(75);
        let mut number = self.rng.between(1, 300);
        let mut since = document.len() % page;
        for line in body {
            if paged && since >= page && line.role.region == Some(Region::Body) {
                since = 0;
                if noted {
                    let count = self.rng.below(6);
                    if self.rng.chance(15) {
                        note = 1;
                    }
                    let mut notes = self.notes(note, count);
                    note += count;
                    if let Some(first) = notes.first_mut() {
                        first.blank_before = true;
                    }
                    document.append(&mut notes);
                }
                self.page_break(&mut document, &title, number, feeds);
                number += 1;
            }
            since += 1;
            document.push(line);
        }
        if noted && self.rng.chance(35) && note < 4 {
            // Endnotes.
            document.push(
                Line::new(
                    self.rng.pick(&["Notes", "Anmerkungen", "Endnotes", "Notes", "NOTES", "Fußnoten"]),
                    role(Region::Note),
                )
                .after_blank(true),
            );
            let count = self.rng.between(5, 60);
            document.append(&mut self.notes(1, count));
        }
        if self.rng.chance(25) {
            let mut after = self.after();
            document.append(&mut after);
        }
        let lists = if noted { self.rng.pick(&[0, 0, 1]) } else { self.rng.pick(&[1, 1, 1, 1, 1, 1, 1, 1, 2, 3]) };
        for n in 0..lists {
            let mut list = self.list();
            if let Some(first) = list.first_mut() {
                first.blank_before |= blanks;
            }
            document.append(&mut list);
            if n + 1 < lists {
                let mut more = self.body(40, citing);
                document.append(&mut more);
            }
        }
        if self.rng.chance(65) {
            let mut after = self.after();
            if let Some(first) = after.first_mut() {
                first.blank_before |= blanks;
            }
            document.append(&mut after);
        }
        if paged && self.rng.chance(50) {
            self.page_break(&mut document, &title, number, feeds);
        }
        document
    }

    /// What a page may be headed by, a line or several: often enough what reads like an entry, the paper's own citation.
    pub(super) fn running_title(&mut self) -> String {
        if self.rng.chance(45) {
            let width = self.rng.pick(&[60, 85, 110]);
            return wrap(&self.generator.own_line(), width, false, &mut self.rng).join("\n");
        }
        let rng = &mut self.rng;
        let n = rng.between(1, 60);
        let year = rng.between(1960, 2023);
        match rng.below(11) {
            0 => format!("Journal of Tests {n} ({year})"),
            // Feet with the paper's own citation look like entries.
            9 => format!("Roe et al. ({year}). Of lakes and trees: what grows and what doesn't. Tests, {n}(2)."),
            10 => format!("A. Roe, Of Lakes and Trees, Journal of Tests {n} ({year}), {}–{}", n + 3, n + 20),
            1 => "A. Roe / Social Studies".to_owned(),
            2 => "MODERN LANDSCAPES".to_owned(),
            3 => format!("Zeitschrift für Proben {n}/{year}"),
            4 => "Running Title of the Paper".to_owned(),
            5 => "B. Lee et al.".to_owned(),
            6 => "WORKING PAPER".to_owned(),
            7 => format!("Roe and Lee, Of Lakes and Trees, {year}"),
            _ => format!("Europäische Hefte, Jg. {n}, {year}"),
        }
    }

    fn page_break(&mut self, document: &mut Vec<Line>, title: &str, number: usize, feeds: bool) {
        let rows: Vec<String> = match self.rng.below(6) {
            0 => vec![number.to_string()],
            1 => vec![title.to_owned(), number.to_string()],
            2 => vec![number.to_string(), title.to_owned()],
            3 => vec![format!("{number} {title}")],
            4 => vec![title.to_owned()],
            _ => vec![format!("{title} {number}"), title.to_owned()],
        };
        let rows: Vec<&str> = rows.iter().flat_map(|row| row.split('\n')).collect();
        let apart = self.rng.chance(70);
        let feed = self.rng.below(rows.len());
        for (k, row) in rows.into_iter().enumerate() {
            let mut line = Line::new(row, role(Region::Furniture)).after_blank(apart);
            line.page_start = feeds && k == feed;
            document.push(line);
        }
    }
}

/// What an example of the generator looks like, and its text.
fn look(example: &Example) -> Option<(Look, Entry)> {
    let mut segments = example.segments.iter().map(|(l, s)| (*l, s.of(&example.text))).peekable();
    if segments.peek().is_some_and(|(l, _)| *l == Label::Key) {
        segments.next();
    }
    let fields: Vec<(Label, &str)> = segments.collect();
    let (first, text) = *fields.first()?;
    if fields.len() < 3 || first == Label::Note {
        return None;
    }
    let (whole, spans) = joined(&fields);
    if whole.len() > 600 {
        return None;
    }
    let name = crate::document::training::name_form(&whole);
    let punctuation: String = text.trim_end().chars().rev().take(2).filter(|c| !c.is_alphanumeric()).collect();
    let date = fields.iter().find(|f| f.0 == Label::Date).map_or(String::new(), |f| {
        f.1.trim()
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_alphabetic() {
                    'x'
                } else {
                    c
                }
            })
            .take(7)
            .collect()
    });
    let title = fields.iter().find(|f| f.0 == Label::Title).and_then(|f| f.1.trim().chars().next());
    let quote = title.filter(|c| !c.is_alphanumeric()).unwrap_or(' ');
    let place = fields.iter().position(|f| f.0 == Label::Date).map_or(3, |p| p.min(2));
    let language = String::new();
    let after_authors = if first == Label::Author { spans[0].end } else { 0 };
    let after_date = fields.get(1).filter(|f| first == Label::Author && f.0 == Label::Date).map(|_| spans[1].end);
    let title = fields.iter().position(|f| f.0 == Label::Title).map_or(Span::new(0, 0), |at| spans[at]);
    let entry = Entry { text: whole, after_authors, after_date, title, is_dated_line: false };
    Some(((language, Some(first), name, punctuation, date, quote, place), entry))
}

/// The fields as one text with single blanks, and where each stands in it.
fn joined(fields: &[(Label, &str)]) -> (String, Vec<Span>) {
    let mut whole = String::new();
    let mut spans = Vec::with_capacity(fields.len());
    for (_, text) in fields {
        let start = whole.len();
        for c in text.chars() {
            if !c.is_whitespace() {
                whole.push(c);
            } else if !whole.is_empty() && !whole.ends_with(' ') {
                whole.push(' ');
            }
        }
        spans.push(Span::new(start, whole.len()));
    }
    whole.truncate(whole.trim_end().len());
    spans.iter_mut().for_each(|span| *span = Span::new(span.start.min(whole.len()), span.end.min(whole.len())));
    (whole, spans)
}

/// Joins a line to the text before it as a reader does.
fn join(text: &mut String, line: &str) {
    if text.ends_with('-') && line.starts_with(char::is_lowercase) {
        text.pop();
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

/// Without the label at its start.
pub(super) fn bare(text: &str) -> &str {
    crate::document::training::without_label(text)
}
