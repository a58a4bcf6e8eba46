//! What a paper cites and doesn't list, lists and doesn't cite, and cites otherwise than it lists.

use std::collections::{BTreeMap, BTreeSet};

use crate::Span;
pub use crate::paper::CitingStyle;
use crate::paper::{InTextCitation, Paper, ReferenceId, ReferenceKind, Resolution};

/// One paper's findings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Hygiene {
    /// The document.
    pub document: String,
    /// How it cites.
    pub style: CitingStyle,
    /// Cited in the text, in no entry; by first place.
    pub missing: Vec<MissingEntry>,
    /// Notes that the text marks, or that the numbering skips, and that have no text, ascending.
    pub missing_notes: Vec<u32>,
    /// Entries that the text doesn't cite, in printed order. Empty where the [`style`](Self::style) is
    /// [notes](CitingStyle::Notes) or [unknown](CitingStyle::Unknown).
    pub uncited: Vec<UncitedEntry>,
    /// Cited otherwise than listed: another year, another spelling; by first place.
    pub mismatched: Vec<MismatchedCitation>,
    /// Citations that fit several entries; by first place.
    pub ambiguous: Vec<AmbiguousCitation>,
}

impl Hygiene {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.missing.is_empty()
            && self.missing_notes.is_empty()
            && self.uncited.is_empty()
            && self.mismatched.is_empty()
            && self.ambiguous.is_empty()
    }
}

/// A citation without an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MissingEntry {
    /// The citation as printed.
    pub citation: String,
    /// Where it stands in the document, each time that it is printed in this way.
    pub spans: Vec<Span>,
}

/// An entry without a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct UncitedEntry {
    /// The entry.
    pub entry: ReferenceId,
    /// The entry as printed.
    pub raw: String,
    /// Where it stands in the document.
    pub span: Span,
}

/// A citation that differs from the entry that it must mean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MismatchedCitation {
    /// The citation as printed.
    pub citation: String,
    /// Where it stands in the document, each time that it is printed in this way.
    pub spans: Vec<Span>,
    /// The entry.
    pub entry: ReferenceId,
    /// The entry as printed.
    pub raw: String,
    /// What differs, in words.
    pub why: String,
}

/// A citation that fits several entries equally well.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AmbiguousCitation {
    /// The citation as printed.
    pub citation: String,
    /// Where it stands in the document, each time that it is printed in this way.
    pub spans: Vec<Span>,
    /// The entries that it may mean, in printed order.
    pub entries: Vec<ReferenceId>,
}

/// The findings of each paper, ordered by document; see [`hygiene`].
#[must_use]
pub fn hygiene_of_all(papers: &[Paper]) -> Vec<Hygiene> {
    let mut all: Vec<Hygiene> = papers.iter().map(hygiene).collect();
    all.sort_by(|a, b| a.document.cmp(&b.document));
    all
}

/// What `paper` cites and doesn't list, lists and doesn't cite, and cites otherwise than it lists.
///
/// An entry counts as cited when some citation means it or may mean it, or when a back-reference that is itself cited
/// leads to it. Back-references are no entries of their own. In a paper that cites by notes every source is cited by standing
/// in its note, so that none is uncited; in one whose citations aren't understood the question has no answer, and
/// [`style`](Hygiene::style) says so.
///
/// # Complexity
///
/// O(n log n) for n entries and citations.
///
/// # Example
///
/// ```
/// use citegraph::paper::Paper;
/// use citegraph::query::hygiene::hygiene;
///
/// let text = "# Made up: Lists\n\n## Introduction\n\nFirst it was so (Ombrey, 2003).\n\n\
///     ## References\n\n- Zell, H. (1999). Made up: Paper that forgot. *Annals*, 8(2), 51-60.\n";
/// let found = hygiene(&Paper::read("lists", text));
/// assert_eq!(found.missing[0].citation, "Ombrey, 2003");
/// assert_eq!(found.uncited[0].entry.to_string(), "lists:1");
/// ```
#[must_use]
pub fn hygiene(paper: &Paper) -> Hygiene {
    let style = paper.style();
    let mut found = Hygiene {
        document: paper.id.clone(),
        style,
        missing: Vec::new(),
        missing_notes: paper.missing_notes.clone(),
        uncited: Vec::new(),
        mismatched: Vec::new(),
        ambiguous: Vec::new(),
    };
    let entries: BTreeMap<&str, usize> =
        paper.references.iter().enumerate().rev().map(|(i, entry)| (entry.id.label.as_str(), i)).collect();
    for (citation, spans) in by_print(&paper.citations) {
        let printed = citation.printed.clone();
        match &citation.resolution {
            Resolution::Exact { .. } => {}
            Resolution::Several { missing, .. } => {
                let missing = missing.iter().map(|label| format!("{label} of {printed}"));
                found.missing.extend(missing.map(|citation| MissingEntry { citation, spans: spans.clone() }));
            }
            Resolution::Missing => found.missing.push(MissingEntry { citation: printed, spans }),
            Resolution::Near { label, why } => found.mismatched.push(MismatchedCitation {
                citation: printed,
                spans,
                entry: ReferenceId { document: paper.id.clone(), label: label.clone() },
                raw: entries
                    .get(label.as_str())
                    .map_or_else(String::new, |&i| paper.references[i].reference.raw.clone()),
                why: why.clone(),
            }),
            Resolution::Ambiguous { labels } => found.ambiguous.push(AmbiguousCitation {
                citation: printed,
                spans,
                entries: labels
                    .iter()
                    .map(|label| ReferenceId { document: paper.id.clone(), label: label.clone() })
                    .collect(),
            }),
        }
    }
    if !matches!(style, CitingStyle::Notes | CitingStyle::Unknown) {
        let cited = cited_labels(paper, &entries);
        let own = |kind| matches!(kind, ReferenceKind::Full | ReferenceKind::SameAuthor);
        let uncited =
            paper.references.iter().filter(|entry| own(entry.kind) && !cited.contains(entry.id.label.as_str()));
        found.uncited = uncited
            .map(|entry| UncitedEntry { entry: entry.id.clone(), raw: entry.reference.raw.clone(), span: entry.span })
            .collect();
    }
    found
}

/// Citations printed in one way and resolved in one way, with all their places, by first place.
fn by_print(citations: &[InTextCitation]) -> Vec<(&InTextCitation, Vec<Span>)> {
    let mut ordered: Vec<&InTextCitation> = citations.iter().collect();
    ordered.sort_by(|a, b| (a.span, &a.printed).cmp(&(b.span, &b.printed)));
    let mut at: BTreeMap<(&str, Vec<&str>, bool), usize> = BTreeMap::new();
    let mut groups: Vec<(&InTextCitation, Vec<Span>)> = Vec::new();
    for citation in ordered {
        let labels = citation.resolution.labels().iter().map(String::as_str).collect();
        let exact = matches!(citation.resolution, Resolution::Exact { .. });
        let group = *at.entry((&citation.printed, labels, exact)).or_insert_with(|| {
            groups.push((citation, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(citation.span);
    }
    groups
}

/// The labels that citations mean or may mean, and those that these lead back to.
fn cited_labels<'p>(paper: &'p Paper, entries: &BTreeMap<&str, usize>) -> BTreeSet<&'p str> {
    let mut cited = BTreeSet::new();
    let labels = paper.citations.iter().flat_map(|citation| citation.resolution.labels());
    let mut open: Vec<&str> = labels.map(String::as_str).collect();
    while let Some(label) = open.pop() {
        if cited.insert(label) {
            let entry = entries.get(label).map(|&i| &paper.references[i]);
            let back = entry.filter(|entry| matches!(entry.kind, ReferenceKind::Ibid | ReferenceKind::OpCit));
            open.extend(back.and_then(|entry| entry.refers_to.as_deref()));
        }
    }
    cited
}
