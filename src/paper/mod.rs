//! Document + references → paper: one document read to the end.
//!
//! Here the pieces of a document meet: its entries are read, back-references lead to the entries they mean, in-text
//! citations to theirs, and the front matter becomes the paper's own record.

mod back_reference;
mod by_label;
mod context;
mod files;
mod in_text;
mod list;
#[cfg(feature = "manifest")]
mod manifest;
mod own;
#[cfg(feature = "serde")]
mod serial;
mod style;
mod warning;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::slice::from_ref;
use std::str::FromStr;
use std::sync::Arc;

#[cfg(feature = "records")]
pub(crate) use context::contexts;
pub use context::{CONTEXT_BYTES, Context};
pub use files::{PAPER_BYTES, PaperFiles, paper_files, paper_ids, paper_text, paper_text_from};
pub use list::is_list;
#[cfg(feature = "manifest")]
pub use manifest::Manifest;
pub use style::CitingStyle;
pub use warning::Warning;

use crate::Span;
use crate::document::{Document, Mention, MentionForm, Region};
use crate::reference::item::Item;
use crate::reference::name::Name;
use crate::reference::{Parser, Reference};

/// Which entry of which document: printed as `DOCUMENT:LABEL`.
///
/// Ordered by document, then as people count: 2, 10, 31a, 31b, n1, n2.14.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReferenceId {
    /// The document's name.
    pub document: String,
    /// The entry's label: its ordinal in the list, or its note's number, with a letter when the note has several. In a
    /// document that has both, "n" stands before the note's number; where numbers begin anew on each page or in each
    /// chapter, the ordinal of the numbering and a stop do.
    pub label: String,
}

impl ReferenceId {
    /// The entry with this label in this document.
    pub fn new(document: impl Into<String>, label: impl Into<String>) -> Self {
        Self { document: document.into(), label: label.into() }
    }

    fn key(&self) -> (&str, bool, [(usize, &str); 2]) {
        let number = self.label.strip_prefix(NOTE).unwrap_or(&self.label);
        let (first, second) = number.split_once('.').unwrap_or((number, ""));
        // Without leading zeros, the longer run of digits is the larger number.
        let counted = |part: &str| part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (&self.document, number.len() < self.label.len(), [(counted(first), first), (counted(second), second)])
    }
}

/// What stands before a note's number in the labels of a document that has lists too.
const NOTE: char = 'n';

/// A label without the letter that tells a note's sources apart.
fn number_of(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_ascii_lowercase())
}

impl Ord for ReferenceId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for ReferenceId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// What is no [`ReferenceId`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected DOCUMENT:LABEL, found {0:?}")]
pub struct ReferenceIdError(String);

crate::error::faulty!(ReferenceIdError);

/// Of what [`Display`](fmt::Display) prints: a document's name may have colons, a label has none.
///
/// ```
/// use citegraph::paper::ReferenceId;
///
/// assert_eq!("roe:2020:n4a".parse(), Ok(ReferenceId::new("roe:2020", "n4a")));
/// assert_eq!("4a".parse::<ReferenceId>().expect_err("no document").to_string(), "expected DOCUMENT:LABEL, found \"4a\"");
/// ```
impl FromStr for ReferenceId {
    type Err = ReferenceIdError;

    fn from_str(printed: &str) -> Result<Self, ReferenceIdError> {
        let parts = printed.rsplit_once(':').filter(|(document, label)| !document.is_empty() && !label.is_empty());
        parts.map(|(document, label)| Self::new(document, label)).ok_or_else(|| ReferenceIdError(printed.to_owned()))
    }
}

impl fmt::Display for ReferenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.document, self.label)
    }
}

/// How an entry names its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ReferenceKind {
    /// In full.
    Full,
    /// "Ibid.": the source before it.
    Ibid,
    /// "op. cit.", or a short title: a source further up.
    OpCit,
    /// A dash, "ders.": the author of the entry before, with a title of its own.
    SameAuthor,
}

/// An entry of a paper's list or notes, read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ListedReference {
    /// Which entry it is.
    pub id: ReferenceId,
    /// How it names its work.
    pub kind: ReferenceKind,
    /// The label of the entry that it refers back to, in the same document.
    pub refers_to: Option<String>,
    /// Where the entry stands in the document.
    pub span: Span,
    /// What part of the document that is: a bibliography or a note.
    pub region: Region,
    /// What it says. Of a back-reference: only what is printed there. Entries that say the same in the same words, as exports
    /// that cite one work have them, may share it.
    pub reference: Arc<Reference>,
}

impl ListedReference {
    /// An entry of a list that names its work in full.
    #[must_use]
    pub fn new(id: ReferenceId, span: Span, reference: impl Into<Arc<Reference>>) -> Self {
        let reference = reference.into();
        Self { id, kind: ReferenceKind::Full, refers_to: None, span, region: Region::Bibliography, reference }
    }
}

/// How an in-text citation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CitationForm {
    /// "(Smith, 2019)".
    Parenthetical,
    /// "Smith (2019)".
    Narrative,
    /// `[3]`, `[1, 4–6]`, "(3)", "Ref. 3".
    Numeric,
    /// "lakes³", "lakes.1,2".
    Superscript,
    /// `[ABC99]`.
    Alphanumeric,
    /// A note's mark.
    NoteMark,
}

impl CitationForm {
    /// The name that stands in answers: "note-mark".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parenthetical => "parenthetical",
            Self::Narrative => "narrative",
            Self::Numeric => "numeric",
            Self::Superscript => "superscript",
            Self::Alphanumeric => "alphanumeric",
            Self::NoteMark => "note-mark",
        }
    }
}

impl fmt::Display for CitationForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Which entry an in-text citation means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Resolution {
    /// This entry; names and year agree, or its label does.
    Exact {
        /// The entry's label.
        label: String,
    },
    /// All of these entries: "[1, 3–5]" means four.
    Several {
        /// The entries' labels, in cited order.
        labels: Vec<String>,
        /// What is cited with them and has no entry, as printed.
        missing: Vec<String>,
    },
    /// This entry, though the citation differs from it.
    Near {
        /// The entry's label.
        label: String,
        /// What differs, in words: "year 2020, listed 2022".
        why: String,
    },
    /// One of these entries; the citation doesn't tell which.
    Ambiguous {
        /// The entries' labels, in list order.
        labels: Vec<String>,
    },
    /// No entry.
    Missing,
}

impl Resolution {
    /// The labels of the entries that are meant, or may be.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        match self {
            Self::Exact { label } | Self::Near { label, .. } => std::slice::from_ref(label),
            Self::Several { labels, .. } | Self::Ambiguous { labels } => labels,
            Self::Missing => &[],
        }
    }
}

/// A citation in the running text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct InTextCitation {
    /// Where it stands in the document.
    pub span: Span,
    /// As printed, markup and line breaks removed.
    pub printed: String,
    /// How it is printed.
    pub form: CitationForm,
    /// Which entry it means.
    pub resolution: Resolution,
}

impl InTextCitation {
    /// A citation that is printed there and means that.
    #[must_use]
    pub fn new(span: Span, printed: impl Into<String>, form: CitationForm, resolution: Resolution) -> Self {
        Self { span, printed: printed.into(), form, resolution }
    }

    /// A mention that means what `resolution` says.
    fn of(mention: &Mention, resolution: Resolution) -> Self {
        let form = match mention.form {
            MentionForm::Parenthetical => CitationForm::Parenthetical,
            MentionForm::Narrative => CitationForm::Narrative,
            MentionForm::Numeric => CitationForm::Numeric,
            MentionForm::Superscript => CitationForm::Superscript,
            MentionForm::Alphanumeric => CitationForm::Alphanumeric,
        };
        Self { span: mention.span, printed: mention.printed.clone(), form, resolution }
    }
}

/// A paper: its own metadata, what it lists, and where it cites what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Paper {
    /// The document's name, unique in a corpus.
    pub id: String,
    /// Its own metadata, as far as it prints them or a manifest states them.
    pub item: Item,
    /// Its entries in printed order.
    pub references: Vec<ListedReference>,
    /// Its in-text citations in printed order.
    pub citations: Vec<InTextCitation>,
    /// The words around each place that cites, ordered by place; none of a paper that was made from a [`Document`] alone,
    /// which doesn't keep the text.
    pub contexts: Vec<Context>,
    /// The numbers that its notes skip: see [`Document::missing_notes`].
    pub missing_notes: Vec<u32>,
    /// How many pages its text has, where form feeds part them.
    pub pages: Option<usize>,
    /// How many words its text has.
    pub words: usize,
    /// How many lines with text it has of each region.
    pub regions: BTreeMap<Region, usize>,
}

impl Paper {
    /// Reads a paper's text to the end: [`Document::read`], then every entry and citation in it.
    ///
    /// `id` is what its entries are called after. Never fails: a text without references is a paper without references.
    /// Time is linear in the text, but for in-text citations, which are looked up among the entries by name.
    #[must_use]
    pub fn read(id: impl Into<String>, text: &str) -> Self {
        let mut paper = Self::from_document(&Document::read(id, text));
        paper.contexts = context::contexts(text, &paper.citations);
        paper
    }

    /// A paper of one's own data: called `id`, with this metadata, that cites nothing yet.
    ///
    /// ```
    /// use citegraph::paper::Paper;
    /// use citegraph::reference::Reference;
    /// use citegraph::reference::item::Item;
    /// use citegraph::reference::name::Name;
    ///
    /// let mut paper = Paper::new("a", Item { author: vec![Name::person("Roe", "Ann")], ..Item::default() });
    /// paper.cite(Item { doi: Some("10.1000/1".into()), ..Item::default() });
    /// let second = paper.cite(Reference::parse("Doe, B. (2019). On jests. Journal of Tests, 2, 1–9."));
    /// assert_eq!(second.to_string(), "a:2");
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, item: Item) -> Self {
        Self { id: id.into(), item, ..Self::default() }
    }

    /// Adds an entry behind the others, a [`Reference`] that was read or an [`Item`] in fields. It is called by its number, the
    /// first 1, unless that is taken, which makes it the next number that is free.
    pub fn cite(&mut self, reference: impl Into<Reference>) -> ReferenceId {
        let count = self.references.len();
        let taken = |label: &String| self.references.iter().any(|listed| listed.id.label == *label);
        // A list that this made counts on; only what was printed may count otherwise, and is looked through.
        let counts_on = self.references.last().is_none_or(|last| last.id.label == count.to_string());
        let mut labels = (count + 1..).map(|number| number.to_string());
        let label = labels.find(|label| counts_on || !taken(label)).unwrap_or_default();
        let id = ReferenceId::new(self.id.clone(), label);
        self.references.push(ListedReference {
            id: id.clone(),
            kind: ReferenceKind::Full,
            refers_to: None,
            span: Span::default(),
            region: Region::Bibliography,
            reference: Arc::new(reference.into()),
        });
        id
    }

    /// Reads what a document holds.
    #[must_use]
    pub fn from_document(document: &Document) -> Self {
        let read = Parser::new().parse_list(document.entries.iter().map(|entry| &entry.text));
        let mut references: Vec<ListedReference> = document
            .entries
            .iter()
            .zip(read)
            .map(|(entry, reference)| ListedReference {
                id: ReferenceId { document: document.name.clone(), label: entry.label.clone() },
                kind: ReferenceKind::Full,
                refers_to: None,
                span: entry.span,
                region: entry.region,
                reference: reference.into(),
            })
            .collect();
        back_reference::resolve(&mut references, !document.notes.is_empty());
        let citations = in_text::resolve(document, &references);
        Self {
            id: document.name.clone(),
            item: own::item(&document.front),
            pages: document.pages,
            words: document.words,
            regions: document.regions.clone(),
            references,
            citations,
            contexts: Vec::new(),
            missing_notes: document.missing_notes(),
        }
    }

    /// How it cites. Linear.
    #[must_use]
    pub fn style(&self) -> CitingStyle {
        CitingStyle::of(&self.citations, self.references.len())
    }

    /// The entry with this label.
    #[must_use]
    pub fn reference(&self, label: &str) -> Option<&ListedReference> {
        self.references.iter().find(|r| r.id.label == label)
    }

    /// The words around the place `span` that cites, by binary search.
    #[must_use]
    pub fn context(&self, span: Span) -> Option<&Context> {
        self.contexts.binary_search_by(|context| context.span.cmp(&span)).ok().map(|at| &self.contexts[at])
    }

    /// The record that an entry stands for: its own, that of the entry it refers back to, or, under a dash, its own
    /// with the authors of the entry it refers to. An editor who is printed as "ders.", "dies." or "idem" is the author,
    /// where it is clear who that is; the [`Reference`] keeps what is printed.
    #[must_use]
    pub fn item_of(&self, entry: &ListedReference) -> Item {
        item_with(entry, entry.refers_to.as_deref().and_then(|label| self.reference(label)))
    }

    /// Every entry, and the record that it stands for. Linear.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&ListedReference, Item)> {
        let by_label: HashMap<&str, &ListedReference> =
            self.references.iter().rev().map(|r| (r.id.label.as_str(), r)).collect();
        self.references.iter().map(move |entry| {
            let target = entry.refers_to.as_deref().and_then(|label| by_label.get(label).copied());
            (entry, item_with(entry, target))
        })
    }
}

/// The record that `entry` stands for, if it refers back to `target`, which doesn't refer back itself.
fn item_with(entry: &ListedReference, target: Option<&ListedReference>) -> Item {
    let own = entry.reference.item();
    let mut item = match (entry.kind, target) {
        (ReferenceKind::Full, _) | (_, None) => own,
        (ReferenceKind::SameAuthor, Some(target)) => Item { author: target.reference.item().author, ..own },
        (ReferenceKind::Ibid | ReferenceKind::OpCit, Some(target)) => target.reference.item(),
    };
    item.editor = editors(&item);
    item
}

/// The editors, with the authors in the place of "dies.", "eaed." and, of one author only, "ders.", "idem": "In: ders.
/// (Hrsg.), …".
fn editors(item: &Item) -> Vec<Name> {
    let meant = |editor: &Name| {
        let word = editor.literal.as_deref().unwrap_or_default().trim_end_matches('.').to_lowercase();
        match word.as_str() {
            "ders" | "derselbe" | "id" | "idem" => item.author.len() == 1,
            "dies" | "dieselbe" | "dieselben" | "ead" | "eadem" | "eaed" | "eid" | "iidem" => !item.author.is_empty(),
            _ => false,
        }
    };
    let printed = item.editor.iter().map(|editor| if meant(editor) { &item.author[..] } else { from_ref(editor) });
    printed.flatten().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_who_are_the_authors() {
        let name = |literal: &str| Name { literal: Some(literal.to_owned()), ..Name::default() };
        let cases = [
            ("A", "ders.", "A"),
            ("A", "Dies.", "A"),
            ("A, B", "dies.", "A, B"),
            // He is one of two: nobody can tell which.
            ("A, B", "ders.", "ders."),
            ("A", "Idem, C", "A, C"),
            ("", "ders.", "ders."),
            ("A", "Dietrich", "Dietrich"),
        ];
        for (author, editor, want) in cases {
            let all = |names: &str| names.split(", ").filter(|n| !n.is_empty()).map(name).collect();
            let item = Item { author: all(author), editor: all(editor), ..Item::default() };
            let meant: Vec<String> = editors(&item).into_iter().filter_map(|n| n.literal).collect();
            assert_eq!(meant.join(", "), want, "{author}: {editor}");
        }
    }

    #[test]
    fn a_reference_keeps_what_is_printed() {
        let text =
            "# Literatur\n\n- Müller, Hans (1999): Über Tests. In: ders. (Hrsg.): Alle Tests. Berlin: Nord, S. 3–9.\n";
        let paper = Paper::read("a", text);
        let entry = &paper.references[0];
        assert_eq!(entry.reference.editor[0].value.literal.as_deref(), Some("ders."));
        assert_eq!(paper.item_of(entry).editor, paper.item_of(entry).author);
    }
}
