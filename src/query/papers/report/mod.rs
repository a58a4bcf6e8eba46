//! What an editor or a reviewer looks at: everything found about the references of papers, each finding with its place,
//! what is printed there, and the evidence.
//!
//! A [`Report`] asks the other queries and puts their answers in one form. Of each paper it tells what is [missing and
//! uncited](crate::query::hygiene), what [can't be](crate::query::contradictions), what was
//! [retracted](crate::query::retractions), what a [library](crate::work::verify) doesn't have or has otherwise, and how much
//! the authors cite themselves. Of the set it tells what the papers share, which [passages](crate::query::passages) are
//! alike, which misprints and which lists.
//!
//! Findings are to be looked at. None of them says why something is as it is, and none is called a fault of anybody.
//!
//! ```
//! use citegraph::paper::Paper;
//! use citegraph::query::report::{FindingKind, Report, ReportOptions};
//! use citegraph::work::Corpus;
//!
//! let text = "# On lakes\n\n## Introduction\n\nSo it was (Poe, 2004).\n\n\
//!     ## References\n\n- Roe, A. (2001). *On ponds*. Lakeside Press.\n";
//! let corpus = Corpus::new([Paper::read("lakes", text)])?;
//! let texts = [text.to_owned()];
//! let report = Report::new(&corpus, &ReportOptions::new(2026).with_texts(&texts));
//! let found: Vec<_> = report.findings().map(|f| (f.kind, f.place.lines.map(|l| l.line), f.printed.as_str())).collect();
//! assert_eq!(found[0], (FindingKind::Missing, Some(5), "Poe, 2004"));
//! assert_eq!((found[1].0, found.len()), (FindingKind::Uncited, 2));
//! # Ok::<(), citegraph::Error>(())
//! ```

mod chance;
mod kind;
mod paper;
mod place;
mod set;

use std::collections::HashMap;

pub use chance::Chance;
pub use kind::{FindingKind, Level};
pub use place::{Lines, Place};

use crate::Span;
use crate::graph::CitationGraph;
use crate::paper::{CitingStyle, ListedReference, Paper, ReferenceId};
use crate::query::contradictions::{Contradiction, contradictions};
use crate::query::retractions::{Notice, Noticed, noticed};
use crate::query::self_citation::{Tally, rates, self_citations};
use crate::query::shared_sources::PairEntries;
use crate::reference::item::Item;
use crate::work::Corpus;
use crate::work::verify::Library;
use place::LineIndex;

/// What a report is made with, besides the papers.
#[derive(Clone, Copy, Debug)]
pub struct ReportOptions<'a> {
    texts: &'a [String],
    notices: Option<&'a [Notice]>,
    library: Option<&'a Library>,
    this_year: i32,
}

impl<'a> ReportOptions<'a> {
    /// Nothing but the papers. `this_year` is the year beyond which a paper that doesn't print its own can't cite.
    #[must_use]
    pub fn new(this_year: i32) -> Self {
        Self { texts: &[], notices: None, library: None, this_year }
    }

    /// With the texts of the papers, in the order of the corpus, empty where there is none: they tell lines and pages, and
    /// which passages are alike.
    #[must_use]
    pub fn with_texts(self, texts: &'a [String]) -> Self {
        Self { texts, ..self }
    }

    /// With a list of notices on published texts.
    #[must_use]
    pub fn with_notices(self, notices: &'a [Notice]) -> Self {
        Self { notices: Some(notices), ..self }
    }

    /// With a library to look for the references in.
    #[must_use]
    pub fn with_library(self, library: &'a Library) -> Self {
        Self { library: Some(library), ..self }
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands.
    pub place: Place,
    /// What is printed there.
    pub printed: String,
    /// What was found, in words.
    pub why: String,
    /// What says so.
    pub evidence: Vec<Evidence>,
}

/// What says that something is so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Evidence {
    /// What it is: "entry", "record", "notice", "passage".
    pub what: String,
    /// Where it stands, if in one of the papers.
    pub place: Option<Place>,
    /// What it says.
    pub text: String,
}

/// How many of a paper's references became what against the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Verdicts {
    /// A record agrees.
    pub found: usize,
    /// A record is meant, and differs.
    pub differs: usize,
    /// No record is meant.
    pub not_found: usize,
    /// Of a kind that libraries don't hold, or saying too little.
    pub unchecked: usize,
}

/// What a report tells of one paper.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PaperReport {
    /// The document.
    pub document: String,
    /// Its title, if it prints one.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// Its year, if it prints one.
    pub year: Option<i32>,
    /// How it cites. Of notes and of an unknown style nothing is called uncited.
    pub style: CitingStyle,
    /// Its entries.
    pub entries: usize,
    /// Its citations in the text.
    pub citations: usize,
    /// The works that it cites, by whether they are its authors' own; [`Tally::bounds`] is the interval.
    pub own: Tally,
    /// What chance would give; none where no other paper tells.
    pub chance: Option<Chance>,
    /// Its references against the library; none without one.
    pub verdicts: Option<Verdicts>,
    /// What was found, by kind and place.
    pub findings: Vec<Finding>,
}

/// What two papers share.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct SharedReport {
    /// The document whose name comes first.
    pub a: String,
    /// The other.
    pub b: String,
    /// How many works each of them cites.
    pub cited: (usize, usize),
    /// How many citations stand in both texts in the same order, at the longest; none where they weren't compared: one of
    /// the texts has none, or the pair comes after [`PAIRS_READ`] others.
    pub in_order: Option<usize>,
    /// The works that both cite.
    pub works: Vec<SharedItem>,
}

/// A work that two papers cite.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SharedItem {
    /// The work's id.
    pub id: String,
    /// Its record.
    pub item: Item,
    /// Through which entries.
    pub entries: PairEntries,
}

/// Everything found about the references of some papers.
///
/// Papers are in the order of the corpus; findings by kind, then by place; the same corpus and options give the same report.
///
/// # Complexity
///
/// O(n log n) for n entries and citations, besides the comparison of pairs of papers: O(Σ d²) for works
/// that d papers cite, and of the first [`PAIRS_READ`] pairs the passages and the order of citations too. Memory is that of
/// the papers and of twice [`PAIRS_LISTED`] pairs: those that share most, and those whose lists are most alike.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Report {
    /// How many records the library has; none without one.
    pub library: Option<usize>,
    /// How many notices the list has; none without one.
    pub notices: Option<usize>,
    /// The papers.
    pub papers: Vec<PaperReport>,
    /// What pairs of them share, those with most works in common first, at most [`PAIRS_LISTED`].
    pub shared: Vec<SharedReport>,
    /// How many pairs of them share a work.
    pub pairs: usize,
    /// What was found about several of them, by kind and place.
    pub findings: Vec<Finding>,
    /// How many pairs of papers were left out of the comparison of passages, for being too many.
    pub pairs_unread: usize,
    /// How many pairs of papers were left out of the comparison of the order of citations, of those where both cite in
    /// their text.
    pub orders_unread: usize,
    /// How many further pairs have lists that are alike, which aren't among the findings for being too many.
    pub lists_unlisted: usize,
}

pub use super::shared_sources::PAIRS_LISTED;

/// So many pairs of papers have their passages and the order of their citations compared: those that share most.
pub const PAIRS_READ: usize = 200;

impl Report {
    /// The report on the papers of a corpus.
    #[must_use]
    pub fn new(corpus: &Corpus, options: &ReportOptions<'_>) -> Self {
        let graph = CitationGraph::new(corpus);
        let places = Places::new(corpus, options.texts);
        let against = contradictions(corpus, options.this_year);
        let notices = noticed(&corpus.papers, options.notices.unwrap_or_default());
        let own = self_citations(&graph);
        let tallies = rates(&own);
        let chances = chance::chances(corpus, &graph);
        let mut papers = Vec::new();
        let mut differing = Vec::new();
        for (paper, chance) in corpus.papers.iter().zip(chances) {
            let tally = part(&tallies, |rates| &rates.document, &paper.id).first().map(|rates| rates.any_author);
            let asked = paper::Asked {
                paper,
                places: &places,
                against: part(&against, |c: &Contradiction| &c.document, &paper.id),
                notices: part(&notices, |n: &Noticed| &n.entry.document, &paper.id),
                own: part(&own, |c| &c.document, &paper.id),
                tally: tally.unwrap_or_default(),
                chance,
                library: options.library,
            };
            papers.push(asked.report(&mut differing));
        }
        let set = set::Set { corpus, graph: &graph, places: &places, against: &against, texts: options.texts };
        let set::Read { shared, pairs, findings, pairs_unread, orders_unread, lists_unlisted } = set.read(&differing);
        Self {
            library: options.library.map(Library::len),
            notices: options.notices.map(<[Notice]>::len),
            papers,
            shared,
            pairs,
            findings,
            pairs_unread,
            orders_unread,
            lists_unlisted,
        }
    }

    /// All findings: of each paper, then of the set.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.papers.iter().flat_map(|paper| &paper.findings).chain(&self.findings)
    }

    /// How many pairs of papers that share a work aren't listed, for being too many.
    #[must_use]
    pub fn pairs_unlisted(&self) -> usize {
        self.pairs.saturating_sub(self.shared.len())
    }

    /// How many findings of a kind there are.
    #[must_use]
    pub fn count(&self, kind: FindingKind) -> usize {
        self.findings().filter(|finding| finding.kind == kind).count()
    }
}

/// The stretch of what is ordered by document that is of this one.
fn part<'t, T>(all: &'t [T], document: impl Fn(&T) -> &str, id: &str) -> &'t [T] {
    let from = all.partition_point(|one| document(one) < id);
    let count = all[from..].partition_point(|one| document(one) <= id);
    &all[from..from + count]
}

/// Where the entries and citations of all papers stand.
struct Places<'c> {
    papers: HashMap<&'c str, (&'c Paper, Option<LineIndex<'c>>)>,
    entries: HashMap<&'c ReferenceId, &'c ListedReference>,
}

impl<'c> Places<'c> {
    fn new(corpus: &'c Corpus, texts: &'c [String]) -> Self {
        let text = |n: usize| texts.get(n).and_then(|text| LineIndex::new(text));
        let papers = corpus.papers.iter().enumerate().map(|(n, paper)| (paper.id.as_str(), (paper, text(n))));
        let entries = corpus.papers.iter().flat_map(|paper| &paper.references).rev().map(|entry| (&entry.id, entry));
        Self { papers: papers.collect(), entries: entries.collect() }
    }

    /// A stretch of a document.
    fn of(&self, document: &str, span: Span) -> Place {
        let lines = self.papers.get(document).and_then(|(_, index)| index.as_ref()).and_then(|index| index.lines(span));
        Place { document: document.to_owned(), entry: None, span: Some(span), lines }
    }

    /// An entry.
    fn of_entry(&self, id: &ReferenceId) -> Place {
        let place = self.entries.get(id).map(|entry| self.of(&id.document, entry.span));
        Place { document: id.document.clone(), entry: Some(id.label.clone()), ..place.unwrap_or_default() }
    }

    /// An entry as evidence.
    fn entry(&self, id: &ReferenceId) -> Evidence {
        let text = self.entries.get(id).map_or_else(String::new, |entry| spaced(&entry.reference.raw));
        Evidence { what: "entry".to_owned(), place: Some(self.of_entry(id)), text }
    }

    /// The words around a place that cites.
    fn context(&self, document: &str, span: Span) -> Option<Evidence> {
        let (paper, _) = self.papers.get(document)?;
        let context = paper.context(span)?;
        let printed = paper.citations.iter().find(|citation| citation.span == span)?;
        let before = if context.before.ends_with(['(', '[']) { "" } else { " " };
        let after = if context.after.starts_with([')', ']', ',', '.', ';']) { "" } else { " " };
        let (left, right) = (&context.before, &context.after);
        let text = spaced(&format!("… {left}{before}{}{after}{right} …", printed.printed));
        Some(Evidence { what: "passage".to_owned(), place: Some(self.of(document, span)), text })
    }
}

/// A text with single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
