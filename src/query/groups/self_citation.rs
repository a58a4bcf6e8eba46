//! Citations of one's own work, and of one's own journal.
//!
//! A citation is an *author self-citation* when citing and cited work have an author in common (any author), or when their
//! first authors are the same person (first author); it is a *journal self-citation* when both stand in the same journal.
//! Each is answered yes, no or unknown, and rates are given with the bounds that the unknown ones leave. Whether two
//! printed names are one person is told by the names alone: the [evidence](NameEvidence) says how far they agree.
//!
//! A high rate is a figure, not a verdict: small fields, long projects and review articles have it too. On how such rates
//! are read: J. P. A. Ioannidis, J. Baas, R. Klavans & K. W. Boyack (2019). A standardized citation metrics author
//! database annotated for scientific field. *PLoS Biology*, 17(8), e3000384, which counts a citation as the author's own
//! when he or she is any of the authors of the citing paper.

use std::collections::BTreeMap;

use crate::fold;
use crate::graph::{AuthorList, CitationGraph, WorkIndex, WorkNode};
use crate::paper::ReferenceId;
use crate::query::names::{FoldedName, NameEvidence};
use crate::reference::item::{Item, ItemType};

/// An answer that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Answer {
    /// It is one.
    Yes,
    /// It is none.
    No,
    /// What is printed doesn't tell.
    Unknown,
}

/// A citation and whether it is a self-citation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct SelfCitation {
    /// The citing document.
    pub document: String,
    /// The cited work's id.
    pub work: String,
    /// Through which entries, in printed order.
    pub entries: Vec<ReferenceId>,
    /// Whether some author is the same.
    ///
    /// Yes when a pair of names agrees at least to the initials. Unknown when one side prints no author, when only the
    /// family names of a pair can be compared, or when no pair agrees and one list of authors ends in "et al.".
    pub any_author: Answer,
    /// Whether the first author is the same, by the same rules.
    pub first_author: Answer,
    /// Whether the journal is the same.
    ///
    /// Names are compared up to case, punctuation and a leading article, and word by word where one is abbreviated ("J.
    /// Doc."). Unknown when the citing paper's journal isn't printed, or that of a cited article.
    pub journal: Answer,
    /// The authors that agree, in the order of the citing paper's.
    pub authors: Vec<AuthorMatch>,
}

/// An author of the citing paper and one of the cited work who may be one person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AuthorMatch {
    /// The name in the citing paper.
    pub citing: String,
    /// The name in the cited work.
    pub cited: String,
    /// How far they agree.
    pub evidence: NameEvidence,
}

/// Every citation with its three answers, ordered by document and cited work.
///
/// A paper that lists itself cites itself by every definition.
///
/// # Complexity
///
/// O(Σ a · b) comparisons of names, a and b the numbers of authors of the two works of a citation.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::names::NameEvidence;
/// use citegraph::query::self_citation::{Answer, self_citations};
/// use citegraph::reference::item::Item;
/// use citegraph::reference::name::Name;
///
/// fn by(family: &str, given: &str) -> Item {
///     let mut name = Name::default();
///     name.family = Some(family.to_owned());
///     name.given = Some(given.to_owned());
///     Item { author: vec![name], ..Item::default() }
/// }
/// let graph = CitationGraph::builder()
///     .paper("a", by("Kaura", "Nasreen"))
///     .work("w", by("Kaura", "N."))
///     .cite("a", "w")
///     .build()?;
/// let found = &self_citations(&graph)[0];
/// assert_eq!(found.any_author, Answer::Yes);
/// assert_eq!(found.authors[0].evidence, NameEvidence::Initials);
/// assert_eq!(found.journal, Answer::Unknown);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn self_citations(graph: &CitationGraph) -> Vec<SelfCitation> {
    let folded: Vec<Folded> = graph.works().map(|(_, work)| Folded::new(work)).collect();
    let mut found: Vec<SelfCitation> = graph
        .citations()
        .map(|edge| {
            let own = edge.citing == edge.cited;
            let (citing, cited) = (&folded[edge.citing.index()], &folded[edge.cited.index()]);
            let matches = citing.matches(cited);
            let named = |&(a, b, evidence): &(usize, usize, NameEvidence)| AuthorMatch {
                citing: citing.printed(a),
                cited: cited.printed(b),
                evidence,
            };
            SelfCitation {
                document: edge.citation.document.clone(),
                work: graph.id(edge.cited).to_owned(),
                entries: edge.citation.entries.clone(),
                any_author: if own { Answer::Yes } else { citing.any_author(cited, &matches) },
                first_author: if own { Answer::Yes } else { citing.first_author(cited) },
                journal: if own { Answer::Yes } else { journal(citing.item, cited.item) },
                authors: matches.iter().map(named).collect(),
            }
        })
        .collect();
    found.sort_by(|a, b| (&a.document, &a.work).cmp(&(&b.document, &b.work)));
    found
}

/// How many of some citations are self-citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tally {
    /// So many are.
    pub yes: usize,
    /// So many aren't.
    pub no: usize,
    /// Of so many it isn't known.
    pub unknown: usize,
}

impl Tally {
    fn add(&mut self, answer: Answer) {
        match answer {
            Answer::Yes => self.yes += 1,
            Answer::No => self.no += 1,
            Answer::Unknown => self.unknown += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.yes + self.no + self.unknown
    }

    /// The share of self-citations among those of which it is known; nothing when there are none.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        let known = self.yes + self.no;
        (known > 0).then(|| self.yes as f64 / known as f64)
    }

    /// The least and the greatest share that the unknown ones allow; nothing when there are none at all.
    #[must_use]
    pub fn bounds(self) -> Option<(f64, f64)> {
        let total = self.total() as f64;
        (total > 0.0).then(|| (self.yes as f64 / total, (self.yes + self.unknown) as f64 / total))
    }
}

/// A paper's self-citations in numbers; each cited work counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct PaperRates {
    /// The citing document.
    pub document: String,
    /// By any author.
    pub any_author: Tally,
    /// By the first author.
    pub first_author: Tally,
    /// By journal.
    pub journal: Tally,
}

/// The rates of each paper that cites something, by document, from what [`self_citations`] found.
#[must_use]
pub fn rates(citations: &[SelfCitation]) -> Vec<PaperRates> {
    let mut papers: BTreeMap<&str, [Tally; 3]> = BTreeMap::new();
    for citation in citations {
        let [any, first, journal] = papers.entry(&citation.document).or_default();
        any.add(citation.any_author);
        first.add(citation.first_author);
        journal.add(citation.journal);
    }
    papers
        .into_iter()
        .map(|(document, [any_author, first_author, journal])| PaperRates {
            document: document.to_owned(),
            any_author,
            first_author,
            journal,
        })
        .collect()
}

/// Papers, works and people that author self-citations tie together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Cluster {
    /// The citing documents, by name.
    pub papers: Vec<String>,
    /// The ids of the cited works, papers of the corpus among them.
    pub works: Vec<String>,
    /// The people who tie them, ordered by their printed names.
    pub authors: Vec<Person>,
    /// The self-citations that tie them, ordered by document and cited work.
    pub citations: Vec<SelfCitation>,
    /// How large a part these are of all that the cluster's papers cite.
    pub rate: Tally,
    /// The core: of the people, by name, those by whom at least half as many of these citations are self-citations as by
    /// the one with most.
    pub core: Vec<String>,
}

impl Cluster {
    /// How many works there are, citing and cited.
    #[must_use]
    pub fn size(&self) -> usize {
        self.papers.len() + self.works.iter().filter(|work| self.papers.binary_search(work).is_err()).count()
    }

    /// The self-citations over all that the cluster's papers could make of its other works; nothing for one work.
    #[must_use]
    pub fn density(&self) -> Option<f64> {
        let most = self.papers.len() * (self.size() - 1);
        let loops = self.citations.iter().filter(|citation| citation.document == citation.work).count();
        (most > 0).then(|| (self.citations.len() - loops) as f64 / most as f64)
    }
}

/// One person, as far as names tell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Person {
    /// The fullest printed form of the name: that of most letters.
    pub name: String,
    /// All printed forms, in order.
    pub forms: Vec<String>,
}

/// The clusters of author self-citation: largest first by citations, then by their first paper.
///
/// A cluster is a connected part of the network that ties each self-citing paper with the author by whom it does so, and
/// that author with the cited work. Printed names are taken for one person when they agree at least to the initials; a
/// form that agrees with two forms which contradict each other ("N. Kaura" beside "Nitin Kaura" and "Nasreen Kaura") stays
/// apart from both.
///
/// # Complexity
///
/// As [`self_citations`], and O(f²) comparisons for the f printed forms of each family name.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::self_citation::self_citation_clusters;
/// use citegraph::reference::item::Item;
/// use citegraph::reference::name::Name;
///
/// fn by(family: &str, given: &str) -> Item {
///     let mut name = Name::default();
///     name.family = Some(family.to_owned());
///     name.given = Some(given.to_owned());
///     Item { author: vec![name], ..Item::default() }
/// }
/// let graph = CitationGraph::builder()
///     .paper("a", by("Kaura", "Nasreen"))
///     .paper("b", by("Kaura", "N."))
///     .work("w", by("Kaura", "N."))
///     .work("x", by("Lind", "Ove"))
///     .cite("a", "w")
///     .cite("a", "x")
///     .cite("b", "a")
///     .build()?;
/// let clusters = self_citation_clusters(&graph);
/// assert_eq!(clusters.len(), 1);
/// assert_eq!(clusters[0].papers, ["a", "b"]);
/// assert_eq!(clusters[0].authors[0].name, "Nasreen Kaura");
/// assert_eq!(clusters[0].rate.rate(), Some(2.0 / 3.0));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn self_citation_clusters(graph: &CitationGraph) -> Vec<Cluster> {
    let all = self_citations(graph);
    let folded: Vec<Folded> = graph.works().map(|(_, work)| Folded::new(work)).collect();
    let mut people = People::default();
    let mut ties: Vec<Tie<'_>> = Vec::new();
    for citation in all.iter().filter(|citation| citation.any_author == Answer::Yes) {
        let (Some(from), Some(to)) = (graph.paper(&citation.document), graph.find(&citation.work)) else { continue };
        let (citing, cited) = (&folded[from.index()], &folded[to.index()]);
        let matches = citing.matches(cited);
        let strong = matches.iter().filter(|(.., evidence)| *evidence >= NameEvidence::Initials);
        let forms = strong.flat_map(|&(a, b, _)| {
            [people.form(&citing.names[a], citing.printed(a)), people.form(&cited.names[b], cited.printed(b))]
        });
        ties.push(Tie { citation, from, to, forms: forms.collect() });
    }
    let persons = people.persons();

    // In one numbering: the works first, and the persons behind them.
    let mut sets = DisjointSets::new(graph.work_count() + persons.len());
    for tie in &ties {
        sets.join(tie.from.index(), tie.to.index());
        for &form in &tie.forms {
            sets.join(tie.from.index(), graph.work_count() + people.person_of[form]);
        }
    }
    let mut by_set: BTreeMap<usize, Vec<&Tie<'_>>> = BTreeMap::new();
    for tie in &ties {
        by_set.entry(sets.find(tie.from.index())).or_default().push(tie);
    }
    let mut clusters: Vec<Cluster> = by_set
        .into_values()
        .map(|ties| {
            let citations: Vec<SelfCitation> = ties.iter().map(|tie| tie.citation.clone()).collect();
            let papers = sorted(citations.iter().map(|citation| citation.document.clone()));
            let mut rate = Tally::default();
            for citation in all.iter().filter(|citation| papers.binary_search(&citation.document).is_ok()) {
                rate.add(citation.any_author);
            }
            let numbers = sorted(ties.iter().flat_map(|tie| &tie.forms).map(|&form| people.person_of[form]));
            let mut authors: Vec<Person> = numbers.into_iter().map(|person| persons[person].clone()).collect();
            authors.sort_by(|a, b| (&a.name, &a.forms).cmp(&(&b.name, &b.forms)));
            let works = sorted(citations.iter().map(|citation| citation.work.clone()));
            let mut ties_of: BTreeMap<usize, usize> = BTreeMap::new();
            for tie in &ties {
                for person in sorted(tie.forms.iter().map(|&form| people.person_of[form])) {
                    *ties_of.entry(person).or_default() += 1;
                }
            }
            let most = ties_of.values().copied().max().unwrap_or(0);
            let core = ties_of.into_iter().filter(|&(_, own)| own * 2 >= most);
            let core = sorted(core.map(|(person, _)| persons[person].name.clone()));
            Cluster { papers, works, authors, citations, rate, core }
        })
        .collect();
    clusters.sort_by(|a, b| b.citations.len().cmp(&a.citations.len()).then_with(|| a.papers.cmp(&b.papers)));
    clusters
}

/// A self-citation with the works at its ends and the printed forms of the names that tie them.
struct Tie<'s> {
    citation: &'s SelfCitation,
    from: WorkIndex,
    to: WorkIndex,
    forms: Vec<usize>,
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort();
    values.dedup();
    values
}

/// A work with its authors' names ready to be compared.
pub(super) struct Folded<'g> {
    item: &'g Item,
    list: AuthorList,
    pub(super) names: Vec<FoldedName>,
}

impl<'g> Folded<'g> {
    pub(super) fn new(work: &'g WorkNode) -> Self {
        let item = work.item();
        Self { item, list: work.author_list(), names: item.author.iter().map(FoldedName::new).collect() }
    }

    fn printed(&self, author: usize) -> String {
        self.item.author[author].to_string()
    }

    /// The pairs of names that agree: each author of the one with the author of the other who agrees best.
    pub(super) fn matches(&self, other: &Self) -> Vec<(usize, usize, NameEvidence)> {
        let best = |name: &FoldedName| {
            let agreeing = other.names.iter().enumerate().filter_map(|(b, cited)| Some((name.compare(cited)?, b)));
            // The first of several that agree equally well.
            agreeing.max_by(|(x, a), (y, b)| x.cmp(y).then(b.cmp(a)))
        };
        self.names.iter().enumerate().filter_map(|(a, name)| best(name).map(|(evidence, b)| (a, b, evidence))).collect()
    }

    pub(super) fn any_author(&self, other: &Self, matches: &[(usize, usize, NameEvidence)]) -> Answer {
        let shortened = [self.list, other.list].contains(&AuthorList::Shortened);
        match matches.iter().map(|(.., evidence)| *evidence).max() {
            _ if self.names.is_empty() || other.names.is_empty() => Answer::Unknown,
            Some(evidence) => known(evidence),
            None if shortened => Answer::Unknown,
            None => Answer::No,
        }
    }

    pub(super) fn first_author(&self, other: &Self) -> Answer {
        match (self.names.first(), other.names.first()) {
            (Some(a), Some(b)) => a.compare(b).map_or(Answer::No, known),
            _ => Answer::Unknown,
        }
    }
}

fn known(evidence: NameEvidence) -> Answer {
    if evidence >= NameEvidence::Initials { Answer::Yes } else { Answer::Unknown }
}

/// Whether the two stand in one journal.
fn journal(citing: &Item, cited: &Item) -> Answer {
    let article = matches!(
        cited.item_type,
        ItemType::Article | ItemType::ArticleJournal | ItemType::ArticleMagazine | ItemType::Document
    );
    match (&citing.container_title, &cited.container_title) {
        (None, _) => Answer::Unknown,
        (Some(_), None) if article => Answer::Unknown,
        (Some(_), None) => Answer::No,
        (Some(a), Some(b)) if same_journal(a, b) => Answer::Yes,
        (Some(_), Some(_)) => Answer::No,
    }
}

/// The same words, or each the beginning of the other where one name is abbreviated.
fn same_journal(a: &str, b: &str) -> bool {
    let small =
        ["a", "an", "the", "of", "for", "and", "in", "on", "de", "des", "der", "die", "das", "für", "und", "la"];
    let folded = [fold::words(a), fold::words(b)];
    let [left, right] =
        folded.each_ref().map(|name| name.split(' ').filter(|word| !small.contains(word)).collect::<Vec<_>>());
    let abbreviated = a.contains('.') || b.contains('.');
    let begin = |x: &str, y: &str| abbreviated && (x.starts_with(y) || y.starts_with(x));
    folded[0] == folded[1]
        || (!left.is_empty()
            && left.len() == right.len()
            && left.iter().zip(&right).all(|(x, y)| x == y || begin(x, y)))
}

/// Printed forms of names, grouped to persons.
#[derive(Default)]
pub(super) struct People {
    forms: Vec<(FoldedName, String)>,
    known: BTreeMap<(FoldedName, String), usize>,
    /// Form → person, once [`persons`](Self::persons) has grouped them.
    pub(super) person_of: Vec<usize>,
}

impl People {
    /// The number of a printed form.
    pub(super) fn form(&mut self, name: &FoldedName, printed: String) -> usize {
        let next = self.forms.len();
        *self.known.entry((name.clone(), printed)).or_insert_with_key(|key| {
            self.forms.push(key.clone());
            next
        })
    }

    /// Groups the forms: those that agree to the initials at least, unless a form agrees with two that contradict each
    /// other.
    pub(super) fn persons(&mut self) -> Vec<Person> {
        let mut buckets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        // By name and not by number, so that the order of meeting them plays no part.
        for &form in self.known.values() {
            buckets.entry(self.forms[form].0.bucket()).or_default().push(form);
        }
        let agree = |a: usize, b: usize| {
            self.forms[a].0.compare(&self.forms[b].0).is_some_and(|evidence| evidence >= NameEvidence::Initials)
        };
        let mut sets = DisjointSets::new(self.forms.len());
        for forms in buckets.values() {
            let partners = |a: usize| forms.iter().copied().filter(|&b| agree(a, b)).collect::<Vec<usize>>();
            let clear = |a: usize| {
                let partners = partners(a);
                partners.iter().enumerate().all(|(i, &b)| partners[..i].iter().all(|&c| agree(b, c)))
            };
            let clear: Vec<usize> = forms.iter().copied().filter(|&a| clear(a)).collect();
            for (i, &a) in clear.iter().enumerate() {
                for &b in clear[..i].iter().filter(|&&b| agree(a, b)) {
                    sets.join(a, b);
                }
            }
        }
        let mut number: BTreeMap<usize, usize> = BTreeMap::new();
        let mut persons: Vec<Person> = Vec::new();
        self.person_of = vec![0; self.forms.len()];
        for &form in self.known.values() {
            let person = *number.entry(sets.find(form)).or_insert_with(|| {
                persons.push(Person { name: String::new(), forms: Vec::new() });
                persons.len() - 1
            });
            self.person_of[form] = person;
            persons[person].forms.push(self.forms[form].1.clone());
        }
        for person in &mut persons {
            person.forms.sort();
            person.forms.dedup();
            let letters = |form: &str| form.chars().filter(|c| c.is_alphabetic()).count();
            let fullest = person.forms.iter().max_by(|a, b| letters(a).cmp(&letters(b)).then(b.cmp(a)));
            person.name = fullest.cloned().unwrap_or_default();
        }
        persons
    }
}

/// Union–find, without recursion.
struct DisjointSets {
    parent: Vec<usize>,
}

impl DisjointSets {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    fn find(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    /// The smaller number stands for both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journals_by_word_and_abbreviation() {
        assert!(same_journal("The Journal of Documentation", "Journal of documentation"));
        assert!(same_journal("J. Doc.", "Journal of Documentation"));
        assert!(same_journal("Science & Society", "Science and Society"));
        assert!(!same_journal("Journal of Documentation", "Journal of Informetrics"));
        assert!(!same_journal("J. Inf.", "Journal of Documentation"));
        assert!(!same_journal("Nature", "Nature Physics"));
        assert!(!same_journal("Hist", "History"));
    }

    #[test]
    fn tallies() {
        let tally = Tally { yes: 1, no: 2, unknown: 1 };
        assert_eq!(tally.rate(), Some(1.0 / 3.0));
        assert_eq!(tally.bounds(), Some((0.25, 0.5)));
        assert_eq!(Tally::default().rate(), None);
        assert_eq!(Tally { unknown: 1, ..Tally::default() }.rate(), None);
    }
}
