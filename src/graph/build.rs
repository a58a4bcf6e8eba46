//! From a corpus, or by hand.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{AuthorList, Citation, CitationGraph, Fit, InText, WorkIndex, WorkNode, ix};
use crate::Confidence;
use crate::document::letters_beside;
use crate::error::{Error, ErrorKind};
use crate::paper::{CitationForm, InTextCitation, ListedReference, Paper, ReferenceId, ReferenceKind, Resolution};
use crate::reference::Reference;
use crate::reference::item::Item;
use crate::reference::name::Name;
use crate::work::{Corpus, Member, Work};

/// Why a graph can't be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Two works with one id.
    #[error("two works have the id {id:?}")]
    DuplicateWork {
        /// The id.
        id: String,
    },
    /// Two papers with one name.
    #[error("two papers have the name {document:?}")]
    DuplicatePaper {
        /// The name.
        document: String,
    },
    /// A citation by a document that is no paper.
    #[error("{document:?} cites {work:?} but is no paper of the graph")]
    UnknownPaper {
        /// The citing document.
        document: String,
        /// What it cites.
        work: String,
    },
    /// A citation of an id that is no work.
    #[error("{document:?} cites {work:?}, which is no work of the graph")]
    UnknownWork {
        /// The citing document.
        document: String,
        /// The id.
        work: String,
    },
    /// More works or citations than the graph can number.
    #[error("{count} {what}, expected fewer than {limit}", limit = u32::MAX)]
    TooLarge {
        /// "works" or "citations".
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// More memory needed than allowed.
    #[error("{needed} bytes of memory needed, {limit} allowed")]
    TooMuchMemory {
        /// Bytes.
        needed: usize,
        /// Bytes.
        limit: usize,
    },
}

impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self::from(ErrorKind::Graph { reason: error.to_string() }).caused_by(error)
    }
}

/// Collects works and citations, checks them, and builds the graph.
///
/// Works, papers and citations may come in any order; nothing is checked before [`build`](Self::build). Each is added in place,
/// so that loops and chains read alike.
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::item::Item;
///
/// let mut builder = CitationGraph::builder();
/// for (paper, cited) in [("a", "w"), ("b", "w")] {
///     builder.paper(paper, Item::default()).cite(paper, cited);
/// }
/// let graph = builder.work("w", Item::default()).build()?;
/// assert_eq!((graph.work_count(), graph.citation_count()), (3, 2));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct CitationGraphBuilder {
    works: Vec<WorkNode>,
    citations: Vec<(Citation, String)>,
}

impl CitationGraphBuilder {
    /// Adds a work that is no paper.
    pub fn work(&mut self, id: impl Into<String>, item: Item) -> &mut Self {
        self.works.push(node(id.into(), item, Vec::new(), AuthorList::Complete));
        self
    }

    /// Adds a work whose authors end in "et al.".
    pub fn work_with_shortened_authors(&mut self, id: impl Into<String>, item: Item) -> &mut Self {
        self.works.push(node(id.into(), item, Vec::new(), AuthorList::Shortened));
        self
    }

    /// Adds a paper: a document, and a work under the same id.
    pub fn paper(&mut self, document: impl Into<String>, item: Item) -> &mut Self {
        let id = document.into();
        self.works.push(node(id.clone(), item, vec![id], AuthorList::Complete));
        self
    }

    /// Adds a citation without evidence.
    pub fn cite(&mut self, document: impl Into<String>, work: impl Into<String>) -> &mut Self {
        self.citation(Citation::new(document), work)
    }

    /// Adds a citation of the work with its evidence. A second one of the same work by the same document adds its
    /// evidence to the first's.
    pub fn citation(&mut self, citation: Citation, work: impl Into<String>) -> &mut Self {
        self.citations.push((citation, work.into()));
        self
    }

    /// Builds the graph of what was added. The builder is empty after it.
    ///
    /// # Errors
    ///
    /// When two works share an id, a citation names a document or a work that wasn't added, or the graph is too large.
    /// Of several errors of one kind, the first by id is returned, whatever the order of input.
    pub fn build(&mut self) -> Result<CitationGraph, BuildError> {
        let Self { mut works, mut citations } = std::mem::take(self);
        check_size("works", works.len())?;
        check_size("citations", citations.len())?;
        works.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(pair) = works.windows(2).find(|pair| pair[0].id == pair[1].id) {
            let id = pair[0].id.clone();
            return Err(match pair[0].is_paper() && pair[1].is_paper() {
                true => BuildError::DuplicatePaper { document: id },
                false => BuildError::DuplicateWork { id },
            });
        }
        citations.sort_by(|(a, x), (b, y)| (&a.document, x).cmp(&(&b.document, y)));
        let at = |id: &str| works.binary_search_by(|work| work.id.as_str().cmp(id)).ok();
        let mut edges = Vec::with_capacity(citations.len());
        for (citation, work) in citations {
            let Some(citing) = at(&citation.document).filter(|&i| works[i].is_paper()) else {
                return Err(BuildError::UnknownPaper { document: citation.document, work });
            };
            let Some(cited) = at(&work) else {
                return Err(BuildError::UnknownWork { document: citation.document, work });
            };
            edges.push((ix(citing), ix(cited), citation));
        }
        Ok(assemble(works, edges))
    }
}

fn check_size(what: &'static str, count: usize) -> Result<(), BuildError> {
    match u32::try_from(count) {
        Ok(n) if n < u32::MAX => Ok(()),
        _ => Err(BuildError::TooLarge { what, count }),
    }
}

fn node(id: String, mut item: Item, papers: Vec<String>, mut authors: AuthorList) -> WorkNode {
    // "and others", as BibTeX ends a list, is no person, who would cite himself in many papers.
    if item.author.iter().any(Name::is_others) {
        item.author.retain(|name| !name.is_others());
        authors = AuthorList::Shortened;
    }
    let item = (item != Item::default()).then(|| Box::new(item));
    WorkNode { id, item, papers, authors }
}

/// Puts edges in order, joins those of one document to one work, and numbers everything. `works` are ordered by id.
pub(super) fn assemble(works: Vec<WorkNode>, mut edges: Vec<(WorkIndex, WorkIndex, Citation)>) -> CitationGraph {
    edges.sort_by(|(a, b, c), (x, y, z)| (a, b, &c.document).cmp(&(x, y, &z.document)));
    edges.dedup_by(|(a, b, later), (x, y, kept)| {
        let same = (*a, *b, &later.document) == (*x, *y, &kept.document);
        if same {
            join(kept, std::mem::replace(later, Citation::new("")));
        }
        same
    });
    let mut papers: Vec<(String, WorkIndex)> = works
        .iter()
        .enumerate()
        .flat_map(|(i, work)| work.papers.iter().map(move |document| (document.clone(), ix(i))))
        .collect();
    papers.sort();

    let mut graph = DiGraph::with_capacity(works.len(), edges.len());
    let mut first_edge = vec![0_u32; works.len() + 1];
    for work in works {
        graph.add_node(work);
    }
    for (citing, cited, citation) in edges {
        first_edge[citing.index() + 1] += 1;
        graph.add_edge(NodeIndex::from(citing.0), NodeIndex::from(cited.0), citation);
    }
    for i in 1..first_edge.len() {
        first_edge[i] += first_edge[i - 1];
    }
    CitationGraph { graph, papers, first_edge }
}

/// Adds the evidence of `other` to `citation`, which keeps its order: by label and by place.
fn join(citation: &mut Citation, other: Citation) {
    citation.entries.extend(other.entries);
    citation.entries.sort();
    citation.entries.dedup();
    citation.in_text.extend(other.in_text);
    citation.in_text.sort_by(|a, b| (a.span, &a.printed).cmp(&(b.span, &b.printed)));
    citation.in_text.dedup();
    citation.confidence = citation.confidence.max(other.confidence);
}

/// The graph of a corpus; see [`CitationGraph::new`].
pub(super) fn from_corpus(corpus: &Corpus) -> CitationGraph {
    let papers: BTreeMap<&str, &Paper> = corpus.papers.iter().map(|paper| (paper.id.as_str(), paper)).collect();
    let entries = entries(&papers);

    let mut works: BTreeMap<&str, WorkNode> = BTreeMap::new();
    let mut housed: BTreeSet<&str> = BTreeSet::new();
    for work in ordered(corpus) {
        let documents = work.members.iter().filter_map(|member| match member {
            Member::Paper(id) if papers.contains_key(id.as_str()) && housed.insert(id) => Some(id.clone()),
            _ => None,
        });
        let documents: Vec<String> = documents.collect();
        let new = node(work.id.clone(), work.item.clone(), documents, author_list(work, &papers, &entries));
        works.entry(work.id.as_str()).and_modify(|old| old.papers.extend(new.papers.clone())).or_insert(new);
    }
    for (id, paper) in &papers {
        if !housed.contains(id) {
            let new = node((*id).to_owned(), paper.item.clone(), vec![(*id).to_owned()], AuthorList::Complete);
            works.entry(id).and_modify(|old| old.papers.push((*id).to_owned())).or_insert(new);
        }
    }
    let mut works: Vec<WorkNode> = works.into_values().collect();
    for work in &mut works {
        work.papers.sort();
    }

    let at = |id: &str| works.binary_search_by(|work| work.id.as_str().cmp(id)).ok().map(ix);
    let mut entry_works = EntryWorks::default();
    for work in ordered(corpus) {
        let Some(index) = at(&work.id) else { continue };
        let confidences = confidences(work);
        for member in &work.members {
            let confidence = confidences.get(member).copied().unwrap_or(Confidence::CERTAIN);
            match member {
                Member::Paper(_) => {}
                Member::Entry(entry) => {
                    entry_works.first.entry(key(entry)).or_insert((index, confidence));
                }
                Member::Further(entry, number) => {
                    entry_works.further.entry(key(entry)).or_default().insert(*number, (index, confidence));
                }
            }
        }
    }
    let mut edges = Vec::new();
    for (i, work) in works.iter().enumerate() {
        for document in &work.papers {
            if let Some(paper) = papers.get(document.as_str()) {
                let citations = citations_of(paper, &entry_works);
                edges.extend(citations.into_iter().map(|(cited, citation)| (ix(i), cited, citation)));
            }
        }
    }
    assemble(works, edges)
}

/// The works by id, whatever order they come in.
fn ordered(corpus: &Corpus) -> Vec<&Work> {
    let mut works: Vec<&Work> = corpus.works.iter().collect();
    works.sort_by(|a, b| (&a.id, &a.members).cmp(&(&b.id, &b.members)));
    works
}

/// The entries of all papers, by document and label; of two with one label the later.
fn entries<'c>(papers: &BTreeMap<&'c str, &'c Paper>) -> Entries<'c> {
    papers.values().flat_map(|paper| &paper.references).map(|entry| (key(&entry.id), entry)).collect()
}

type Entries<'c> = HashMap<(&'c str, &'c str), &'c ListedReference>;

/// Whether all that is printed of a work's authors, which may be nothing, ends in "et al.".
fn author_list(work: &Work, papers: &BTreeMap<&str, &Paper>, entries: &Entries<'_>) -> AuthorList {
    let mut is_shortened = false;
    for member in &work.members {
        if let Member::Paper(id) = member
            && papers.get(id.as_str()).is_some_and(|paper| !paper.item.author.is_empty())
        {
            return AuthorList::Complete;
        }
        let entry = member.entry().and_then(|id| entries.get(&key(id)));
        let Some(printed) = entry.and_then(|entry| member.printed(entry)) else { continue };
        match (printed.author.is_empty(), printed.et_al) {
            (true, _) => {}
            (false, Some(_)) => is_shortened = true,
            (false, None) => return AuthorList::Complete,
        }
    }
    if is_shortened { AuthorList::Shortened } else { AuthorList::Complete }
}

/// How sure it is that each member is the work: the least sure of the merges that it takes part in. Linear.
fn confidences(work: &Work) -> HashMap<&Member, Confidence> {
    let mut found: HashMap<&Member, Confidence> = HashMap::new();
    for merge in &work.merges {
        for member in [&merge.a, &merge.b] {
            let least = found.entry(member).or_insert(merge.confidence);
            *least = merge.confidence.min(*least);
        }
    }
    found
}

/// A work that an entry means, and how sure that is.
type Meant = (WorkIndex, Confidence);

/// The works that entries mean, by document and label.
#[derive(Default)]
struct EntryWorks<'c> {
    /// The work that an entry names, or names first.
    first: HashMap<(&'c str, &'c str), Meant>,
    /// The others of an entry that names several, by their numbers in it.
    further: HashMap<(&'c str, &'c str), BTreeMap<u32, Meant>>,
}

impl EntryWorks<'_> {
    /// The further works of an entry, with their numbers in it.
    fn further(&self, document: &str, label: &str) -> Vec<(u32, Meant)> {
        let of_entry = self.further.get(&(document, label)).into_iter().flatten();
        of_entry.map(|(number, meant)| (*number, *meant)).collect()
    }
}

fn key(entry: &ReferenceId) -> (&str, &str) {
    (&entry.document, &entry.label)
}

/// Whether a passage that cites an entry means the work of this number in it. A number in the text means all that its entry
/// lists, or those whose letters it prints: "2b" the second; a name and a year mean the works of that year, or the first
/// where none is of it.
fn means(passage: &InTextCitation, entry: &Reference, number: u32) -> bool {
    if entry.further.is_empty() {
        return true;
    }
    if !matches!(passage.form, CitationForm::Parenthetical | CitationForm::Narrative) {
        let numbers =
            letters_beside(&passage.printed, &entry.raw).into_iter().map(|letter| letter as u32 - 'a' as u32 + 1);
        let numbers: Vec<u32> = numbers.collect();
        // A letter that no work stands under may be another's.
        let works = entry.further.len() + 1;
        let all = numbers.is_empty() || numbers.iter().any(|number| *number as usize > works);
        return all || numbers.contains(&number);
    }
    let is_of_its_year = |reference: &Reference| {
        let year = reference.issued.as_ref().and_then(|date| date.value.year());
        year.is_some_and(|year| passage.printed.contains(&year.to_string()))
    };
    let of_its_year = |n: usize| entry.further.get(n).is_some_and(|further| is_of_its_year(&further.reference));
    match usize::try_from(number).ok().and_then(|number| number.checked_sub(2)) {
        Some(place) => !is_of_its_year(entry) && of_its_year(place),
        None => is_of_its_year(entry) || !(0..MOST_MEANT).any(of_its_year),
    }
}

/// A passage cites at most so many further works of one entry, so that all passages and works together are linear.
const MOST_MEANT: usize = 26;

/// What a paper cites: the works behind its entries, in order, with the entries and the passages.
fn citations_of(paper: &Paper, entry_works: &EntryWorks<'_>) -> BTreeMap<WorkIndex, Citation> {
    let by_label: HashMap<&str, usize> =
        paper.references.iter().enumerate().rev().map(|(i, entry)| (entry.id.label.as_str(), i)).collect();
    let work_of = |label: &str| {
        let mut label = label;
        // Each step leads to another entry, or there is a ring: then give up after as many steps as entries.
        for _ in 0..=paper.references.len() {
            if let Some(found) = entry_works.first.get(&(paper.id.as_str(), label)) {
                return Some(*found);
            }
            let entry = &paper.references[*by_label.get(label)?];
            label = match entry.kind {
                ReferenceKind::Ibid | ReferenceKind::OpCit => entry.refers_to.as_deref()?,
                ReferenceKind::Full | ReferenceKind::SameAuthor => return None,
            };
        }
        None
    };
    let mut cited: BTreeMap<WorkIndex, Citation> = BTreeMap::new();
    for entry in &paper.references {
        let further = entry_works.further(&paper.id, &entry.id.label).into_iter().map(|(_, meant)| meant);
        for (work, confidence) in work_of(&entry.id.label).into_iter().chain(further) {
            let citation = cited.entry(work).or_insert_with(|| {
                let mut new = Citation::new(&paper.id);
                new.confidence = confidence;
                new
            });
            citation.confidence = citation.confidence.max(confidence);
            citation.entries.push(entry.id.clone());
        }
    }
    for passage in &paper.citations {
        let fit = match passage.resolution {
            Resolution::Exact { .. } | Resolution::Several { .. } => Fit::Exact,
            Resolution::Near { .. } => Fit::Near,
            Resolution::Ambiguous { .. } => Fit::Ambiguous,
            Resolution::Missing => continue,
        };
        let mut works: BTreeSet<WorkIndex> = BTreeSet::new();
        for label in passage.resolution.labels() {
            let entry = by_label.get(label.as_str()).map(|&at| &paper.references[at].reference);
            let is_meant = |number: u32| entry.is_none_or(|entry| means(passage, entry, number));
            let further = entry_works.further(&paper.id, label).into_iter().take(MOST_MEANT);
            let further = further.filter(|(number, _)| is_meant(*number)).map(|(_, meant)| meant);
            works.extend(work_of(label).filter(|_| is_meant(1)).into_iter().chain(further).map(|(work, _)| work));
        }
        // Entries that are all one work leave nothing open.
        let fit = if fit == Fit::Ambiguous && works.len() == 1 { Fit::Exact } else { fit };
        for work in works {
            if let Some(citation) = cited.get_mut(&work) {
                citation.in_text.push(InText {
                    span: passage.span,
                    printed: passage.printed.clone(),
                    form: passage.form,
                    fit,
                });
            }
        }
    }
    cited
}
