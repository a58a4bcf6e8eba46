//! Text → segments → reference: the learned chooser reads, with the list's style where the list is known.

use std::cell::RefCell;
use std::io::{self, BufRead};
use std::sync::Arc;

use super::chooser::{Certainty, Chooser, Context, Scratch, Style};
use super::issue::{Issue, IssueKind};
use super::item::ItemType;
use super::label::{Label, Segment};
use super::token::{Token, lex_into};
use super::{
    ENTRY_BYTES, Further, Reference, back_reference, bounds, constraint, fields, kind, lettered, prose, sense, works,
};
use crate::Span;
use crate::document::CleanText;

/// Who somebody is that an entry without authors puts before its title, with "(Hrsg.)" or "a cura di".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Curators {
    /// An editor, as printed.
    #[default]
    Editors,
    /// The author, as many catalogues have it.
    Authors,
}

/// What the only number of a periodical is, when the entry says "Nr. 7" or "Heft 7" and no volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LoneIssue {
    /// An issue, as printed.
    #[default]
    Issue,
    /// The volume, as some databases have it.
    Volume,
}

/// What "IZA Discussion Paper No. 1938" is, where the entry tells nothing else that holds the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum NumberedPapers {
    /// The kind of work and its number, as reports have them.
    #[default]
    Reports,
    /// A series and a volume of it, as many databases have it.
    Series,
}

/// What a journal or newspaper is that is all an entry names: "The Echo, 4 Feb. 1932, 7".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Periodicals {
    /// What holds a work whose title and author the entry doesn't tell.
    #[default]
    Containers,
    /// The work itself, as databases have it that know none without a title; its type is CSL's `periodical`.
    Titles,
}

/// Reads entries in any style. Cheap to make and to clone; share one between threads.
///
/// ```
/// use citegraph::reference::{Parser, Reference};
///
/// let parser = Parser::new();
/// let entry = parser.parse("A. Roe and B. Lee, “On tests,” J. Tests 12, no. 3 (2023), 4–9.");
/// assert_eq!(entry.author.len(), 2);
/// assert_eq!(entry.volume.map(|v| v.value).as_deref(), Some("12"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Parser {
    /// Weights other than the crate's own.
    chooser: Option<Arc<Chooser>>,
    curators: Curators,
    lone_issue: LoneIssue,
    numbered_papers: NumberedPapers,
    periodicals: Periodicals,
    certainty: Option<Certainty>,
    /// A rule that is left out, to see what it is worth.
    without: Option<&'static str>,
}

/// The rules that aren't constraints, by name.
#[cfg(feature = "train")]
const RULES: [&str; 3] = ["bounds", "sense", "works"];

/// What has to be kept from entry to entry so that little is allocated.
#[derive(Debug, Default)]
struct Memory {
    scratch: Scratch,
    tokens: Vec<Token>,
    segments: Vec<Segment>,
}

thread_local! {
    /// At most some hundred times [`ENTRY_BYTES`] a thread.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Lists of fewer entries show no style.
const LIST: usize = 4;

impl Parser {
    /// A parser with the crate's own weights.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With other weights, learned for a discipline or a language.
    #[must_use]
    pub fn with_chooser(self, chooser: Chooser) -> Self {
        Self { chooser: Some(Arc::new(chooser)), ..self }
    }

    /// With another reading of those who stand before the title of a book without authors.
    #[must_use]
    pub fn with_curators(self, curators: Curators) -> Self {
        Self { curators, ..self }
    }

    /// With another reading of an issue without a volume.
    #[must_use]
    pub fn with_lone_issue(self, lone_issue: LoneIssue) -> Self {
        Self { lone_issue, ..self }
    }

    /// With another reading of the numbered papers of an institution.
    #[must_use]
    pub fn with_numbered_papers(self, numbered_papers: NumberedPapers) -> Self {
        Self { numbered_papers, ..self }
    }

    /// With another reading of a periodical that is all an entry names.
    #[must_use]
    pub fn with_periodicals(self, periodicals: Periodicals) -> Self {
        Self { periodicals, ..self }
    }

    /// With or without working out how sure each field is, which takes about a fifth of the time; without it every field is
    /// given the confidence 1.
    #[must_use]
    pub fn with_certainty(self, certainty: Certainty) -> Self {
        Self { certainty: Some(certainty), ..self }
    }

    /// The names of the rules behind the chooser, each of which [`without`](Self::without) leaves out.
    #[cfg(feature = "train")]
    pub fn rules() -> impl Iterator<Item = &'static str> {
        constraint::names().chain(RULES)
    }

    /// Without one rule, to see what it is worth; as it is, where no rule has this name.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn without(self, rule: &str) -> Self {
        Self { without: Self::rules().find(|known| *known == rule), ..self }
    }

    /// Reads one entry.
    ///
    /// Never fails: what can't be read is in [`rest`](Reference::rest), what is doubtful in
    /// [`issues`](Reference::issues). Time and memory are linear in the length of `entry`; past [`ENTRY_BYTES`] it is
    /// kept, not read. Works beyond the first are in [`further`](Reference::further).
    #[must_use]
    pub fn parse(&self, entry: &str) -> Reference {
        self.read(entry, &[], None)
    }

    /// Reads one entry of a document, with what is known of its italics.
    #[must_use]
    pub fn parse_clean(&self, entry: &CleanText) -> Reference {
        self.read(entry.as_str(), entry.emphasis(), None)
    }

    /// Reads the entries of one list, which are in one style as a rule: what most of them show of it tells how the others
    /// are read. All of them are read twice, in time and memory linear in their lengths.
    #[must_use]
    pub fn parse_list<'e>(&self, entries: impl IntoIterator<Item = &'e CleanText>) -> Vec<Reference> {
        let entries: Vec<&CleanText> = entries.into_iter().collect();
        let read: Vec<Reference> = entries.iter().map(|entry| self.parse_clean(entry)).collect();
        let chosen = || read.iter().filter(|r| r.back_reference.is_none() && !r.segments.is_empty());
        if chosen().count() < LIST {
            return read;
        }
        let style = self.chooser().style(chosen().map(|r| (r.raw.as_str(), r.segments.as_slice())));
        entries.iter().map(|entry| self.read(entry.as_str(), entry.emphasis(), Some(&style))).collect()
    }

    /// Reads one entry a line, in order, until the input ends or can't be read. Bytes that aren't UTF-8 are replaced.
    pub fn parse_lines<R: BufRead>(&self, input: R) -> impl Iterator<Item = io::Result<Reference>> {
        input.split(b'\n').map(move |line| {
            let line = line?;
            Ok(self.parse(&String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line))))
        })
    }

    /// Reads many entries on all threads of the current pool: the same references as one after the other.
    #[cfg(feature = "parallel")]
    #[must_use]
    pub fn parse_all<S: AsRef<str> + Sync>(&self, entries: &[S]) -> Vec<Reference> {
        use rayon::prelude::*;
        entries.par_iter().map(|entry| self.parse(entry.as_ref())).collect()
    }

    /// The reference, if no choice is needed: an entry that is too long, or refers back.
    fn without_choice(&self, text: &str) -> Option<Reference> {
        if text.len() > ENTRY_BYTES {
            let whole = Span::new(0, text.len());
            let too_long = Issue { kind: IssueKind::TooLong, span: whole };
            return Some(Reference {
                raw: text.to_owned(),
                rest: vec![whole],
                issues: vec![too_long],
                ..Reference::default()
            });
        }
        let (segments, kind, span) = back_reference::read(text)?;
        Some(fields::reference(text, segments, Some((kind, span))))
    }

    fn read(&self, text: &str, emphasis: &[Span], style: Option<&Style>) -> Reference {
        if let Some(reference) = self.without_choice(text) {
            return reference;
        }
        if let Some(parts) = lettered::parts(text) {
            return self.read_parts(text, &parts, emphasis, style);
        }
        let segments = with_memory(|memory| {
            self.choose(text, emphasis, style, memory);
            let read = memory.segments.clone();
            let opening = prose::before_the_source(text, &read);
            opening.and_then(|opening| self.behind(&opening, text, emphasis, memory)).unwrap_or(read)
        });
        let mut found = match self.without {
            Some("works") => fields::reference(text, segments, None),
            _ => works::apart(text, segments),
        };
        self.apply(&mut found);
        found
    }

    /// Reads each part as an entry of its own: the first is the reference, what the others list its further works.
    fn read_parts(&self, text: &str, parts: &[Span], emphasis: &[Span], style: Option<&Style>) -> Reference {
        let mut works = parts.iter().map(|part| {
            let within = |span: &&Span| part.start <= span.start && span.end <= part.end;
            let moved = |span: &Span| Span::new(span.start - part.start, span.end - part.start);
            let emphasis: Vec<Span> = emphasis.iter().filter(within).map(moved).collect();
            (part.start, self.read(part.of(text), &emphasis, style))
        });
        let mut found = works.next().map(|(_, first)| first).unwrap_or_default();
        text.clone_into(&mut found.raw);
        for (start, mut reference) in works {
            let behind = std::mem::take(&mut reference.further);
            // A part may itself list several works: its first ends where they begin.
            let end = behind.first().map_or(reference.raw.len(), |further| further.span.start);
            let end = reference.raw[..end].trim_end_matches(|c: char| c == ';' || c.is_whitespace()).len();
            reference.raw.truncate(end);
            found.further.push(Further { span: Span::new(start, start + end), reference });
            let moved = |span: Span| Span::new(start + span.start, start + span.end);
            found.further.extend(behind.into_iter().map(|further| Further { span: moved(further.span), ..further }));
        }
        found
    }

    /// Reads the source behind what a note says first as an entry of its own, if it is one: it has an author or a title.
    fn behind(&self, opening: &[Segment], text: &str, emphasis: &[Span], memory: &mut Memory) -> Option<Vec<Segment>> {
        let at = opening.last()?.span.end;
        let behind = |span: &Span| (span.start >= at).then(|| Span::new(span.start - at, span.end - at));
        let emphasis: Vec<Span> = emphasis.iter().filter_map(behind).collect();
        self.choose(&text[at..], &emphasis, None, memory);
        let names = |s: &Segment| matches!(s.label, Label::Author | Label::Title);
        memory.segments.iter().any(names).then(|| {
            let moved = |s: &Segment| Segment { span: Span::new(s.span.start + at, s.span.end + at), ..*s };
            opening.iter().copied().chain(memory.segments.iter().map(moved)).collect()
        })
    }

    fn choose(&self, text: &str, emphasis: &[Span], style: Option<&Style>, memory: &mut Memory) {
        let Memory { scratch, tokens, segments } = memory;
        lex_into(text, tokens);
        let context = Context { emphasis, certainty: self.certainty.unwrap_or(Certainty::Measured), style };
        let chooser = self.chooser();
        chooser.choose_into(text, tokens, &context, scratch, segments);
        constraint::hold(text, segments, self.without, |held, segments| {
            chooser.choose_holding(tokens, held, &context, scratch, segments)
        });
        if self.without != Some("bounds") {
            bounds::settle(text, segments);
        }
        if self.without != Some("sense") {
            sense::settle(text, segments);
        }
    }

    fn chooser(&self) -> &Chooser {
        self.chooser.as_deref().unwrap_or_else(|| Chooser::built_in())
    }

    fn apply(&self, found: &mut Reference) {
        let in_book = found.segments.iter().any(|s| s.label == Label::Book);
        if self.curators == Curators::Authors && found.author.is_empty() && !in_book {
            found.author = std::mem::take(&mut found.editor);
        }
        if self.lone_issue == LoneIssue::Volume && found.volume.is_none() {
            found.volume = found.issue.take();
        }
        let held = found.container_title.is_some() || found.collection_title.is_some();
        if self.numbered_papers == NumberedPapers::Series
            && !held
            && found.genre.as_ref().is_some_and(|genre| kind::is_paper(&genre.value))
        {
            found.collection_title = found.genre.take();
            found.volume = found.volume.take().or(found.number.take());
        }
        if self.periodicals == Periodicals::Titles && is_periodical(found) {
            found.title = found.container_title.take();
            found.item_type = ItemType::Periodical;
            found.issues.retain(|issue| issue.kind != IssueKind::NoTitle);
        }
        for further in &mut found.further {
            self.apply(&mut further.reference);
        }
    }
}

/// Whether a journal or newspaper is all that is named.
fn is_periodical(r: &Reference) -> bool {
    let named = r.title.is_some() || r.doi.is_some() || r.arxiv.is_some() || r.back_reference.is_some();
    let nobody = r.author.is_empty() && r.editor.is_empty() && r.et_al.is_none();
    !named && nobody && r.container_title.is_some() && r.segments.iter().any(|s| s.label == Label::Journal)
}

fn with_memory<T>(work: impl FnOnce(&mut Memory) -> T) -> T {
    MEMORY.with(|memory| match memory.try_borrow_mut() {
        Ok(mut memory) => work(&mut memory),
        // Nobody holds it while reading; were somebody to, new memory does as well.
        Err(_) => work(&mut Memory::default()),
    })
}
