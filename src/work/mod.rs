//! References → works: which entries mean the same text.
//!
//! One stage, for one pair or a million references. A [`Record`] holds what is compared: made from a read
//! [`Reference`](crate::reference::Reference), or from an [`Item`] that a library gives ([`library`]). A [`Matcher`] judges
//! two of them, or clusters many; an [`Index`] takes them one by one; a [`Corpus`] does it for the entries of papers.
//!
//! ```
//! use citegraph::reference::Reference;
//! use citegraph::work::{Level, Matcher, Record, Verdict};
//!
//! let read = |text| Record::from(&Reference::parse(text));
//! let a = read("Roe, A., & Doe, B. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.");
//! let b = read("A. Roe, B. Doe, J. Lakes 3, 4 (2020).");
//! let judged = Matcher::new().with_level(Level::Version).verdict(&a, &b);
//! assert!(judged.verdict >= Verdict::Strong, "{}", judged.reason);
//! ```
//!
//! # Two levels
//!
//! A *work* is a text: its preprint, its paper in proceedings and in a journal, its reprint are one. A *version* is one of
//! them. Every version lies within a work. Queries over a graph use works.
//!
//! # Verdicts
//!
//! Each field is compared ([`Grade`]), and what that says is weighed in bits: how much likelier it is between references
//! to one work than between two that share a key (Fellegi and Sunter, *A Theory for Record Linkage*, 1969). The sum is a
//! [`Verdict`], with its [`Reason`]: 20 bits merge. A rare word that two titles share says 11, a word that many
//! references have as little as 1; a shared year 3, a page 7. A [`Veto`] forbids a merge whatever the sum.
//!
//! | the two | are |
//! |---|---|
//! | abbreviated journal, initials, "et al.", first page only, umlauts, misprints, a lost subtitle | one version |
//! | volume and issue, or given and family name, in each other's place | one version |
//! | an organisation for a person as author | one version |
//! | no title, but authors or journal, year, volume and page | one version |
//! | online first, a year before | one version |
//! | preprint, proceedings, journal | one work, several versions |
//! | two DOIs, parts, editions, report numbers | two works |
//! | a text and its erratum, comment, reply, review | two works |
//! | a book and a chapter of it | two works |
//! | two years of an annual report or of a column | two works |
//! | one DOI, but another title by other people: a copied DOI | two works |
//! | two editorials, and nothing says which | ambiguous: two works |
//!
//! `tests/matching.rs` holds a case for each.
//!
//! # Clusters
//!
//! Pairs are merged surest first, and each merge is checked against both clusters as wholes: no veto between any two of
//! their members, and on the whole their members speak for it. So no chain runs through a weak pair. Titles that come
//! out by other people each year are columns, whose years are two works. What prints no title and fits two works stays
//! alone. [`Clusters::explain`] names the merges between two references, [`Clusters::doubts`] what would merge at a
//! lower [`Threshold`].
//!
//! Since the surest merge first, what is one at a threshold is one at every looser one: a merge holds from its own verdict
//! on, two references from the weakest on the way between them. A corpus linked at one threshold says what it would be at
//! another ([`Corpus::works_at`]), and [`thresholds`](crate::query::thresholds) what two papers share at each.
//!
//! The order of the references plays no part, and there are no threads.
//!
//! # Cost
//!
//! Pairs are compared that share a key: an identifier, words of the title, author and year, volume and page, a rare word
//! and a year. In a block of many, each is compared with its neighbours in two orders, with the fewer the more there are;
//! and each with a bounded number of others, those of its smallest blocks first. So the comparisons of a reference are
//! bounded ([`Clusters::compared`] counts them), and the rest is sorting: O(n log n).

mod author;
mod bytes;
mod candidate;
mod cluster;
mod differences;
mod evidence;
mod hinge;
mod identifier;
mod index;
mod joining;
mod letters;
pub mod library;
mod matcher;
mod member;
mod numeration;
mod outlet;
mod reading;
mod record;
#[cfg(feature = "saved")]
pub mod saved;
#[cfg(feature = "serde")]
mod serial;
mod series;
pub mod steps;
mod threshold;
mod title;
mod untitled;
mod verdict;
pub mod verify;
mod veto;
mod words;

pub use evidence::Grade;
pub(crate) use hinge::Hinges;
pub use index::{Index, Near, Place};
pub use matcher::{Clusters, Group, Matcher, Step};
pub use member::{Member, Named, further, named};
pub use record::Record;
pub use threshold::Threshold;
pub use verdict::{Compared, Finding, Judgement, Reason, Verdict};
pub use veto::Veto;

use std::collections::BTreeMap;

use crate::Confidence;
use crate::error::{Error, ErrorKind, UnknownName};
use crate::paper::Paper;
use crate::reference::item::Item;

/// How close two references must be to count as one (IFLA's Library Reference Model tells them apart so).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Level {
    /// One text: its preprint, its paper in proceedings and in a journal, its reprint.
    #[default]
    Work,
    /// One publication of a text.
    Version,
}

impl Level {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Work, Self::Version];

    /// The level in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Version => "version",
        }
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// By its [word](Level::as_str).
impl std::str::FromStr for Level {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|level| level.as_str() == name);
        found.ok_or_else(|| UnknownName::new("level", name, Self::ALL.map(Self::as_str)))
    }
}

/// A merge of two members, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Merge {
    /// The one.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// That they are one, and from which threshold on.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// How sure.
    pub confidence: Confidence,
    /// What differs between the two, in words, nothing when all agrees: "year 2022, 2023".
    pub differs: Vec<String>,
}

/// A version of a work: its preprint, its paper in proceedings or in a journal, its reprint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Version {
    /// The smallest member's id.
    pub id: String,
    /// The members of the work that mean this version, in order.
    pub members: Vec<Member>,
}

/// A work: what one or more entries mean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Work {
    /// A key that is the same whatever the order of input: the smallest member's id.
    pub id: String,
    /// The best reading over the members.
    pub item: Item,
    /// The papers and entries merged into it, in order (papers first, then entries by document and label).
    pub members: Vec<Member>,
    /// The versions that the members mean, each member in one, in order.
    pub versions: Vec<Version>,
    /// What joined them, one less than the members.
    pub merges: Vec<Merge>,
}

/// Works and what they were made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Corpus {
    /// The papers, ordered by id.
    pub papers: Vec<crate::paper::Paper>,
    /// The works, ordered by id; at [`Level::Version`] the versions.
    pub works: Vec<Work>,
    /// What merged them: from which threshold on, and at which level.
    pub matcher: Matcher,
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
        Self::with_matcher(papers, Matcher::new())
    }

    /// [`new`](Self::new), with entries merged as `matcher` says: at another threshold, or to versions in place of works.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn with_matcher(papers: impl IntoIterator<Item = Paper>, matcher: Matcher) -> Result<Self, Error> {
        let mut papers: Vec<Paper> = papers.into_iter().collect();
        papers.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(twice) = papers.windows(2).find(|w| w[0].id == w[1].id) {
            return Err(ErrorKind::DuplicateId { id: twice[0].id.clone() }.into());
        }
        Ok(Self::of_papers(papers, matcher))
    }

    /// Links papers that stand in the order of their ids, no two of one.
    fn of_papers(papers: Vec<Paper>, matcher: Matcher) -> Self {
        let (entries, records) = entries(&papers);
        let works = link(&entries, records, matcher);
        Self { papers, works, matcher }
    }

    /// A corpus of one's own data, paper by paper.
    #[must_use]
    pub fn builder() -> CorpusBuilder {
        CorpusBuilder::default()
    }

    /// The works of the same papers at another threshold, ordered by id. Costs what [`new`](Self::new) does.
    #[must_use]
    pub fn works_at(&self, threshold: Threshold) -> Vec<Work> {
        let (entries, records) = entries(&self.papers);
        link(&entries, records, self.matcher.with_threshold(threshold))
    }

    /// The works at each threshold, from the strictest.
    pub(crate) fn works_at_all(&self) -> [Vec<Work>; Threshold::ALL.len()] {
        // To read the records takes more time than to compare them: it is done once.
        let (entries, records) = entries(&self.papers);
        Threshold::ALL.map(|threshold| match self.matcher.with_threshold(threshold) {
            own if own == self.matcher => self.works.clone(),
            other => link(&entries, records.clone(), other),
        })
    }

    /// The paper with this id.
    #[must_use]
    pub fn paper(&self, id: &str) -> Option<&Paper> {
        self.papers.binary_search_by(|p| p.id.as_str().cmp(id)).ok().map(|i| &self.papers[i])
    }
}

/// Collects papers of one's own data, in any order; each is there once it is first named.
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::Reference;
/// use citegraph::reference::item::Item;
/// use citegraph::work::Corpus;
///
/// let rows = [
///     ("a", "Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9."),
///     ("b", "A. Roe. On tests. J. Tests 3, 4 (2020)."),
///     ("b", "Doe, B. (2019). On jests. Journal of Tests, 2, 1–9."),
/// ];
/// let mut builder = Corpus::builder();
/// for (paper, cited) in rows {
///     builder.paper(paper).cite(Reference::parse(cited));
/// }
/// builder.paper("a").item = Item { title: Some("A review of tests".into()), ..Item::default() };
/// let corpus = builder.build();
/// assert_eq!(corpus.works.len(), 4, "two papers, and two works that they cite");
/// assert_eq!(CitationGraph::new(&corpus).citation_count(), 3);
/// ```
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct CorpusBuilder {
    papers: BTreeMap<String, Paper>,
    matcher: Matcher,
}

impl CorpusBuilder {
    /// The paper that is called so: the one that was named so before, or a new one that cites nothing yet.
    pub fn paper(&mut self, id: impl Into<String>) -> &mut Paper {
        let id = id.into();
        self.papers.entry(id.clone()).or_insert_with(|| Paper::new(id, Item::default()))
    }

    /// Says how entries are merged to works.
    pub fn matcher(&mut self, matcher: Matcher) -> &mut Self {
        self.matcher = matcher;
        self
    }

    /// Links what the papers cite, as [`Corpus::new`] does.
    #[must_use]
    pub fn build(self) -> Corpus {
        let papers = self.papers.into_iter().map(|(id, paper)| Paper { id, ..paper }).collect();
        Corpus::of_papers(papers, self.matcher)
    }
}

/// Links entries by their records: the works, ordered by id.
fn link(entries: &[Entry], records: Vec<Record>, matcher: Matcher) -> Vec<Work> {
    let clusters = matcher.clusters(records);
    let version = clusters.assignment(Level::Version);
    let of = |i: u32| &entries[i as usize];
    let work = |group: &Group| {
        let members: Vec<&Entry> = group.members.iter().map(|m| of(*m)).collect();
        let merge = |step: &Step| Merge {
            a: of(step.a).member.clone(),
            b: of(step.b).member.clone(),
            verdict: step.judgement.verdict,
            reason: step.judgement.reason,
            confidence: step.judgement.confidence(),
            differs: differences::differences(&of(step.a).item, &of(step.b).item),
        };
        let mut versions: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
        for m in &group.members {
            versions.entry(version[*m as usize]).or_default().push(of(*m).member.clone());
        }
        Work {
            id: members[0].member.to_string(),
            item: reading::best(&members),
            members: members.iter().map(|m| m.member.clone()).collect(),
            versions: versions.into_values().map(|members| Version { id: members[0].to_string(), members }).collect(),
            merges: group.links.iter().map(merge).collect(),
        }
    };
    let mut works: Vec<Work> = clusters.groups(matcher.level()).iter().map(work).collect();
    works.sort_by(|a, b| a.id.cmp(&b.id));
    works
}

/// A paper of the corpus, or an entry that names a work.
struct Entry {
    member: Member,
    item: Item,
}

/// The papers and the entries that name a work, ordered by member, and what is compared of each.
fn entries(papers: &[Paper]) -> (Vec<Entry>, Vec<Record>) {
    let mut found = Vec::new();
    for paper in papers {
        let member = Member::Paper(paper.id.clone());
        found.push((Entry { member, item: paper.item.clone() }, Record::from(&paper.item)));
        for Named { member, reference, item, .. } in named(paper) {
            let record = Record::of_entry(reference, &item);
            found.push((Entry { member, item }, record));
        }
    }
    found.sort_by(|a, b| a.0.member.cmp(&b.0.member));
    found.into_iter().unzip()
}

impl Work {
    /// A work of these members, of whose versions and joins nothing is said.
    #[must_use]
    pub fn new(id: impl Into<String>, item: Item, mut members: Vec<Member>) -> Self {
        members.sort();
        Self { id: id.into(), item, members, versions: Vec::new(), merges: Vec::new() }
    }

    /// The documents whose entries, or who themselves, are this work: ascending, each once.
    #[must_use]
    pub fn documents(&self) -> Vec<&str> {
        let mut documents: Vec<&str> = self
            .members
            .iter()
            .map(|m| match m {
                Member::Paper(id) => id.as_str(),
                Member::Entry(id) | Member::Further(id, _) => id.document.as_str(),
            })
            .collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }
}
