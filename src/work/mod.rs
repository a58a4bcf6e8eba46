//! References → works: which entries mean the same text.
//!
//! Linking is one stage behind one function, [`Corpus::new`]: candidates that share a key (`candidate`), a verdict on each
//! pair with its reason (`verdict`), clusters that no verdict contradicts (`cluster`), and the best reading of each
//! cluster (`reading`).

mod candidate;
mod cluster;
mod reading;
mod record;
mod verdict;

use crate::Confidence;
use crate::error::{Error, ErrorKind};
use crate::paper::{Paper, ReferenceId};
use crate::reference::item::Item;

/// One of the things that a work was merged from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// A paper of the corpus itself, by its id.
    Paper(String),
    /// An entry of a paper.
    Entry(ReferenceId),
}

/// Why two members are taken for the same work, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// The same DOI, arXiv identifier or address, and titles that don't contradict it.
    Identifier,
    /// Title, first author and year agree.
    TitleAuthorYear,
    /// Title and first author agree, the year is another: an edition, a preprint, a slip.
    TitleAuthor,
    /// Title, year and outlet agree, the author is another: an organisation for a person, a given name for a family
    /// name, a slip.
    TitleYearOutlet,
    /// Title and year agree, and the one's family name has the initial of the other's given name, both ways.
    SwappedName,
    /// Author, year and outlet agree, and the titles nearly: a word is changed, cut or put in.
    NearTitle,
}

impl Reason {
    /// The reason in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identifier => "same identifier",
            Self::TitleAuthorYear => "same title, author and year",
            Self::TitleAuthor => "same title and author",
            Self::TitleYearOutlet => "same title, year and outlet",
            Self::SwappedName => "same title and year, given and family name swapped",
            Self::NearTitle => "same author, year and outlet, nearly the same title",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// The papers, ordered by id.
    pub papers: Vec<crate::paper::Paper>,
    /// The works, ordered by id.
    pub works: Vec<Work>,
}

impl Corpus {
    /// Links the entries of `papers`, and the papers themselves, into works.
    ///
    /// The order of `papers` plays no part. Time is O(n log n) in the number of entries, n, but for a bounded number of
    /// comparisons of each entry with those that share a key with it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DuplicateId`] when two papers have one id.
    pub fn new(papers: impl IntoIterator<Item = Paper>) -> Result<Self, Error> {
        let mut papers: Vec<Paper> = papers.into_iter().collect();
        papers.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(twice) = papers.windows(2).find(|w| w[0].id == w[1].id) {
            return Err(ErrorKind::DuplicateId { id: twice[0].id.clone() }.into());
        }
        let records = record::records(&papers);
        let pairs = candidate::pairs(&records);
        let verdicts: Vec<cluster::Link> = pairs
            .into_iter()
            .filter_map(|(a, b)| {
                verdict::verdict(&records[a], &records[b]).map(|verdict| cluster::Link { a, b, verdict })
            })
            .collect();
        let works = cluster::clusters(&records, verdicts)
            .into_iter()
            .map(|cluster| {
                let members: Vec<&record::Record> = cluster.members.iter().map(|&m| &records[m]).collect();
                let merge = |link: &cluster::Link| Merge {
                    a: records[link.a].member.clone(),
                    b: records[link.b].member.clone(),
                    reason: link.verdict.reason,
                    confidence: Confidence::new(link.verdict.confidence),
                    differs: verdict::differences(&records[link.a], &records[link.b]),
                };
                Work {
                    id: members[0].member.to_string(),
                    item: reading::best(&members),
                    members: members.iter().map(|m| m.member.clone()).collect(),
                    merges: cluster.links.iter().map(merge).collect(),
                }
            })
            .collect();
        let mut corpus = Self { papers, works };
        corpus.works.sort_by(|a: &Work, b: &Work| a.id.cmp(&b.id));
        Ok(corpus)
    }

    /// The paper with this id.
    #[must_use]
    pub fn paper(&self, id: &str) -> Option<&Paper> {
        self.papers.binary_search_by(|p| p.id.as_str().cmp(id)).ok().map(|i| &self.papers[i])
    }
}

impl std::fmt::Display for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Paper(id) => f.write_str(id),
            Self::Entry(id) => id.fmt(f),
        }
    }
}

impl Work {
    /// The documents whose entries, or who themselves, are this work: ascending, each once.
    #[must_use]
    pub fn documents(&self) -> Vec<&str> {
        let mut documents: Vec<&str> = self
            .members
            .iter()
            .map(|m| match m {
                Member::Paper(id) => id.as_str(),
                Member::Entry(id) => id.document.as_str(),
            })
            .collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }
}
