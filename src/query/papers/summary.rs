//! Each paper of a corpus in figures.

use std::collections::BTreeSet;

use crate::graph::CitationGraph;
use crate::paper::{CitationForm, ReferenceKind};
use crate::query::hygiene::hygiene;
use crate::work::Corpus;

/// One paper's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PaperSummary {
    /// The document.
    pub document: String,
    /// Its title, if it prints one.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// Its year, if it prints one.
    pub year: Option<i32>,
    /// Its entries, back-references included.
    pub entries: usize,
    /// Those that only refer back.
    pub back_references: usize,
    /// The works that they mean.
    pub works: usize,
    /// Places in its text that cite.
    pub passages: usize,
    /// Entries with something doubtful.
    pub doubtful: usize,
    /// What [`hygiene`] finds: missing, uncited, mismatched, ambiguous, missing notes together.
    pub findings: usize,
}

/// Every paper's figures, ordered by document. O(n log n) for n entries and citations.
#[must_use]
pub fn papers(corpus: &Corpus, graph: &CitationGraph) -> Vec<PaperSummary> {
    let back = |kind| matches!(kind, ReferenceKind::Ibid | ReferenceKind::OpCit);
    corpus
        .papers
        .iter()
        .map(|paper| {
            let found = hygiene(paper);
            let places: BTreeSet<_> =
                paper.citations.iter().map(|c| (c.span, c.form == CitationForm::NoteMark)).collect();
            PaperSummary {
                document: paper.id.clone(),
                title: paper.item.title.clone(),
                authors: paper.item.author.iter().map(ToString::to_string).collect(),
                year: paper.item.year(),
                entries: paper.references.len(),
                back_references: paper.references.iter().filter(|r| back(r.kind)).count(),
                works: graph.paper(&paper.id).map_or(0, |work| graph.cites(work).len()),
                passages: places.len(),
                doubtful: paper.references.iter().filter(|r| !r.reference.issues.is_empty()).count(),
                findings: found.missing.len()
                    + found.uncited.len()
                    + found.mismatched.len()
                    + found.ambiguous.len()
                    + found.missing_notes.len(),
            }
        })
        .collect()
}
