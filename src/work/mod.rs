//! References → works: which entries mean the same text.

use crate::Confidence;
use crate::paper::ReferenceId;
use crate::reference::item::Item;

/// One of the things that a work was merged from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// A paper of the corpus itself, by its id.
    Paper(String),
    /// An entry of a paper.
    Entry(ReferenceId),
}

/// Why two members are taken for the same work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// The same DOI, arXiv identifier or URL, and titles that don't contradict it.
    Identifier,
    /// Title, first author and year agree.
    TitleAuthorYear,
}

/// A merge of two members, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The one.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// Why.
    pub reason: Reason,
    /// How sure.
    pub confidence: Confidence,
    /// What differs between the two, in words, nothing when all agrees: "year 2022, 2023".
    pub differs: Vec<String>,
}

/// A work: what one or more entries mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// A key that is the same whatever the order of input: the smallest member's id.
    pub id: String,
    /// The best reading over the members.
    pub item: Item,
    /// The papers and entries merged into it, in order (papers first, then entries by document and label).
    pub members: Vec<Member>,
    /// What joined them, one less than the members.
    pub merges: Vec<Merge>,
}

/// Works and what they were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corpus {
    /// The papers, ordered by id.
    pub papers: Vec<crate::paper::Paper>,
    /// The works, ordered by id.
    pub works: Vec<Work>,
}
