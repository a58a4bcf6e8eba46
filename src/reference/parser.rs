//! Text → segments → reference: the learned chooser reads, and a grammar where the list shows its style.

use std::cell::RefCell;
use std::io::{self, BufRead};
use std::sync::Arc;

use super::chooser::{Certainty, Chooser, Context, Scratch};
use super::issue::{Issue, IssueKind};
use super::item::ItemType;
use super::label::{Label, Segment};
use super::token::{Token, lex_into};
use super::{ENTRY_BYTES, Reference, bounds, constraint, fields, grammar, kind, sense, works};
use crate::Span;
use crate::document::CleanText;

/// Who somebody is that an entry without authors puts before its title, with "(Hrsg.)" or "a cura di".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
}

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

/// How many log units (factors of e) a grammar's reading may fall behind the chooser's, for the grammar to be believed.
mod leeway {
    /// Of an entry in a list of another style: nearly a tie.
    pub(super) const ALONE: f32 = 1.5;
    /// Of an entry in a list whose style is the grammar's.
    pub(super) const IN_STYLE: f32 = 20.0;
    /// An entry speaks for its list being in the grammar's style up to here.
    pub(super) const SPEAKS: f32 = 5.0;
}

/// The share of a list's entries that have to speak for the grammars.
const IN_STYLE: f64 = 0.75;

/// What chooser and grammar make of an entry.
struct Proposals {
    chosen: Vec<Segment>,
    /// The grammar's segments, and how far they fall behind.
    by_grammar: Option<(Vec<Segment>, f32)>,
}

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

    /// Reads one entry.
    ///
    /// Never fails: what can't be read is in [`rest`](Reference::rest), what is doubtful in
    /// [`issues`](Reference::issues). Time and memory are linear in the length of `entry`; past [`ENTRY_BYTES`] it is
    /// kept, not read. Works beyond the first are in [`further`](Reference::further).
    #[must_use]
    pub fn parse(&self, entry: &str) -> Reference {
        self.read(entry, &[])
    }

    /// Reads one entry of a document, with what is known of its italics.
    #[must_use]
    pub fn parse_clean(&self, entry: &CleanText) -> Reference {
        self.read(entry.as_str(), entry.emphasis())
    }

    /// Reads the entries of one list, which are in one style as a rule: where most entries read so by a grammar, the
    /// grammar is believed for the others too, unless the chooser finds its reading all but impossible.
    #[must_use]
    pub fn parse_list<'e>(&self, entries: impl IntoIterator<Item = &'e CleanText>) -> Vec<Reference> {
        let read: Vec<(&CleanText, Result<Reference, Proposals>)> = entries
            .into_iter()
            .map(|entry| {
                let (text, emphasis) = (entry.as_str(), entry.emphasis());
                (entry, self.without_choice(text).ok_or_else(|| self.proposals(text, emphasis)))
            })
            .collect();
        let choices = || read.iter().filter_map(|(_, read)| read.as_ref().err());
        let speak = choices().filter(|p| p.by_grammar.as_ref().is_some_and(|g| g.1 <= leeway::SPEAKS)).count();
        let in_style = speak as f64 >= IN_STYLE * choices().count() as f64;
        let leeway = if in_style { leeway::IN_STYLE } else { leeway::ALONE };
        read.into_iter()
            .map(|(entry, read)| match read {
                Ok(reference) => reference,
                Err(Proposals { chosen, by_grammar }) => match by_grammar {
                    Some((segments, behind)) if behind <= leeway => self.reference(entry.as_str(), segments),
                    _ => self.reference(entry.as_str(), chosen),
                },
            })
            .collect()
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
        let reading = grammar::back_reference(text)?;
        Some(fields::reference(text, reading.segments, reading.back))
    }

    fn read(&self, text: &str, emphasis: &[Span]) -> Reference {
        if let Some(reference) = self.without_choice(text) {
            return reference;
        }
        let segments = with_memory(|memory| {
            self.choose(text, emphasis, memory);
            memory.segments.clone()
        });
        self.reference(text, segments)
    }

    fn proposals(&self, text: &str, emphasis: &[Span]) -> Proposals {
        with_memory(|memory| {
            self.choose(text, emphasis, memory);
            let by_grammar = grammar::read(text, emphasis).map(|segments| {
                let behind = self.behind(&segments, memory);
                (segments, behind)
            });
            Proposals { chosen: memory.segments.clone(), by_grammar }
        })
    }

    fn choose(&self, text: &str, emphasis: &[Span], memory: &mut Memory) {
        let Memory { scratch, tokens, segments } = memory;
        lex_into(text, tokens);
        let context = Context { emphasis, certainty: self.certainty.unwrap_or(Certainty::Measured) };
        let chooser = self.chooser();
        chooser.choose_into(text, tokens, &context, scratch, segments);
        constraint::hold(text, segments, |held, segments| {
            chooser.choose_holding(tokens, held, &context, scratch, segments)
        });
        bounds::settle(text, segments);
        sense::settle(text, segments);
    }

    /// How far a grammar's reading of the text that was chosen last falls behind. Identifiers show what they are; the
    /// other segments are what grammar and chooser may differ on.
    fn behind(&self, segments: &[Segment], memory: &mut Memory) -> f32 {
        let open: Vec<Segment> = segments.iter().copied().filter(|s| !is_identifier(s.label)).collect();
        self.chooser().behind(&memory.tokens, &open, &mut memory.scratch)
    }

    fn chooser(&self) -> &Chooser {
        self.chooser.as_deref().unwrap_or_else(|| Chooser::built_in())
    }

    fn reference(&self, text: &str, segments: Vec<Segment>) -> Reference {
        let mut found = works::apart(text, segments);
        self.apply(&mut found);
        found
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

fn is_identifier(label: Label) -> bool {
    matches!(label, Label::Doi | Label::Url | Label::Isbn | Label::Arxiv)
}

fn with_memory<T>(work: impl FnOnce(&mut Memory) -> T) -> T {
    MEMORY.with(|memory| match memory.try_borrow_mut() {
        Ok(mut memory) => work(&mut memory),
        // Nobody holds it while reading; were somebody to, new memory does as well.
        Err(_) => work(&mut Memory::default()),
    })
}
