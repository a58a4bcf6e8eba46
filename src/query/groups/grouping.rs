//! Works by author, by journal, or by any label: what rates and groups are told for.

use std::collections::BTreeMap;

use super::self_citation::{Cluster, People};
use crate::fold;
use crate::graph::{CitationGraph, FrozenGraph, WorkIndex};
use crate::query::names::FoldedName;
use crate::query::narrow;

/// Labels of works; a work may have none, one or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Grouped"))]
pub struct Grouping {
    names: Vec<String>,
    of: Vec<Vec<u32>>,
}

/// A grouping as it is read, not checked yet.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Grouped {
    names: Vec<String>,
    of: Vec<Vec<u32>>,
}

#[cfg(feature = "serde")]
impl TryFrom<Grouped> for Grouping {
    type Error = &'static str;

    fn try_from(Grouped { names, of }: Grouped) -> Result<Self, &'static str> {
        let known = |groups: &Vec<u32>| {
            groups.is_sorted_by(|a, b| a < b) && groups.last().is_none_or(|last| (*last as usize) < names.len())
        };
        if of.iter().all(known) { Ok(Self { names, of }) } else { Err("expected ascending groups that have names") }
    }
}

impl Grouping {
    /// Works by their journals: container titles, up to case and punctuation. The form that comes first in order names it.
    #[must_use]
    pub fn journals(graph: &CitationGraph) -> Self {
        let mut forms: BTreeMap<String, (String, Vec<WorkIndex>)> = BTreeMap::new();
        for (index, work) in graph.works() {
            if let Some(title) = &work.item().container_title {
                let (name, works) = forms.entry(fold::words(title)).or_insert_with(|| (title.clone(), Vec::new()));
                if title < name {
                    name.clone_from(title);
                }
                works.push(index);
            }
        }
        Self::of_groups(graph.work_count(), forms.into_values())
    }

    /// Works by their authors, names taken for one person by the rule of
    /// [`self_citation_clusters`](super::self_citation::self_citation_clusters). Two persons of one printed name stay two
    /// groups of one name.
    #[must_use]
    pub fn authors(graph: &CitationGraph) -> Self {
        let mut people = People::default();
        let mut form = |name| people.form(&FoldedName::new(name), name.to_string());
        let forms: Vec<Vec<usize>> =
            graph.works().map(|(_, work)| work.item().author.iter().map(&mut form).collect()).collect();
        let persons = people.persons();
        let mut groups: Vec<(String, Vec<WorkIndex>)> =
            persons.into_iter().map(|person| (person.name, Vec::new())).collect();
        for ((index, _), forms) in graph.works().zip(&forms) {
            for &form in forms {
                let works = &mut groups[people.person_of[form]].1;
                if works.last() != Some(&index) {
                    works.push(index);
                }
            }
        }
        groups.sort();
        Self::of_groups(graph.work_count(), groups.into_iter())
    }

    /// Each work by itself, named by its id.
    #[must_use]
    pub fn works(graph: &FrozenGraph) -> Self {
        Self::of_groups(graph.work_count(), graph.works().map(|work| (graph.id(work).to_owned(), vec![work])))
    }

    /// Works by the [cluster](super::self_citation::self_citation_clusters) of self-citations that they are in, named by
    /// the cluster's core authors; others have none.
    #[must_use]
    pub fn clusters(graph: &CitationGraph, clusters: &[Cluster]) -> Self {
        let group = |cluster: &Cluster| {
            let papers = cluster.papers.iter().filter_map(|document| graph.paper(document));
            let mut works: Vec<WorkIndex> =
                papers.chain(cluster.works.iter().filter_map(|work| graph.find(work))).collect();
            works.sort_unstable();
            works.dedup();
            (cluster.core.join("; "), works)
        };
        Self::of_groups(graph.work_count(), clusters.iter().map(group))
    }

    /// Works by labels from elsewhere, pairs of a work's id and a label in any order, and how many of the ids are no work's.
    #[must_use]
    pub fn of_labels<'l>(graph: &FrozenGraph, labels: impl IntoIterator<Item = (&'l str, &'l str)>) -> (Self, usize) {
        let mut groups: BTreeMap<&str, Vec<WorkIndex>> = BTreeMap::new();
        let mut unknown = 0;
        for (id, label) in labels {
            match graph.find(id) {
                Some(work) => groups.entry(label).or_default().push(work),
                None => unknown += 1,
            }
        }
        let groups = groups.into_iter().map(|(label, mut works)| {
            works.sort_unstable();
            works.dedup();
            (label.to_owned(), works)
        });
        (Self::of_groups(graph.work_count(), groups), unknown)
    }

    fn of_groups(works: usize, groups: impl Iterator<Item = (String, Vec<WorkIndex>)>) -> Self {
        let mut grouping = Self { names: Vec::new(), of: vec![Vec::new(); works] };
        for (i, (name, works)) in groups.enumerate() {
            works.iter().for_each(|work| grouping.of[work.index()].push(narrow(i)));
            grouping.names.push(name);
        }
        grouping
    }

    /// How many groups there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The name of group `i`; empty when there is none.
    #[must_use]
    pub fn name(&self, i: usize) -> &str {
        self.names.get(i).map_or("", String::as_str)
    }

    /// The groups of a work, ascending.
    #[must_use]
    pub fn of(&self, work: WorkIndex) -> &[u32] {
        self.of.get(work.index()).map_or(&[], Vec::as_slice)
    }

    /// The works of each group, in order.
    #[must_use]
    pub fn members(&self) -> Vec<Vec<WorkIndex>> {
        let mut members = vec![Vec::new(); self.names.len()];
        for (work, groups) in (0..).map(WorkIndex).zip(&self.of) {
            groups.iter().for_each(|&group| members[group as usize].push(work));
        }
        members
    }
}

/// A network of authors, made from what they wrote or from who cites them.
///
/// Two authors are co-authors when works name both, and are *co-cited* when works cite both (White & Griffith 1981).
/// Either is co-citation in a graph in which works cite authors, and is counted by the one code that
/// [counts](super::coupling) it; fractional counting weighs a work with n authors by 1 / (n − 1).
///
/// - H. D. White & B. C. Griffith (1981). Author cocitation: a literature measure of intellectual structure. *JASIS*,
///   32(3), 163–171.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Unchecked"))]
pub struct AuthorNetwork {
    /// Works, numbered as they are, and after them the authors, cited by the works that tie them.
    graph: FrozenGraph,
    works: usize,
}

/// What is read again, before it is looked at.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Unchecked {
    graph: FrozenGraph,
    works: usize,
}

#[cfg(feature = "serde")]
impl TryFrom<Unchecked> for AuthorNetwork {
    type Error = &'static str;

    fn try_from(Unchecked { graph, works }: Unchecked) -> Result<Self, Self::Error> {
        // Works cite authors, and nothing cites a work.
        let is_right = graph.citations().all(|(citing, cited)| citing.index() < works && cited.index() >= works);
        match is_right {
            true => Ok(Self { graph, works }),
            false => Err("expected works that cite authors, and authors behind the works"),
        }
    }
}

/// Two authors and what ties them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct AuthorPair {
    /// The authors, as groups of the [`Grouping`], the lower first.
    pub authors: (usize, usize),
    /// The tie; its works are nodes of the network.
    pub strength: super::coupling::Strength,
    /// The works that name both, or cite both, in order.
    pub works: Vec<WorkIndex>,
}

impl AuthorNetwork {
    /// Who wrote together. O(a log a) time and memory for a authors of works.
    #[must_use]
    pub fn co_authors(graph: &FrozenGraph, authors: &Grouping) -> Self {
        Self::new(graph, authors, |work| authors.of(work).to_vec())
    }

    /// Who is cited together; citations of works by several authors count for each. O(a log a) time and memory for a
    /// authors of cited works, each counted for each citation.
    #[must_use]
    pub fn co_cited(graph: &FrozenGraph, authors: &Grouping) -> Self {
        let cited = |work| graph.cites(work).iter().flat_map(|&cited| authors.of(cited)).copied().collect();
        Self::new(graph, authors, cited)
    }

    fn new(graph: &FrozenGraph, authors: &Grouping, of: impl Fn(WorkIndex) -> Vec<u32>) -> Self {
        let works = graph.work_count();
        let author = narrow(works);
        let edges = graph.works().flat_map(|work| of(work).into_iter().map(move |one| (work.0, author + one)));
        Self { graph: FrozenGraph::of_numbers(works + authors.count(), edges.collect()), works }
    }

    /// How many authors have a work.
    #[must_use]
    pub fn author_count(&self) -> usize {
        self.graph.works().skip(self.works).filter(|&author| !self.graph.cited_by(author).is_empty()).count()
    }

    /// The pairs of authors whose tie by `measure` is `at_least` so strong: strongest first, then in order.
    ///
    /// O(Σ d²) time for works of d authors, as [`pairs`](super::coupling::pairs).
    #[must_use]
    pub fn pairs(&self, measure: super::coupling::Measure, at_least: f64) -> Vec<AuthorPair> {
        use super::coupling::{Relation, common};
        let node = |author: usize| WorkIndex(narrow(self.works + author));
        let mut found: Vec<AuthorPair> = self
            .ties(measure, at_least)
            .map(|(authors, strength)| AuthorPair {
                authors,
                works: common(&self.graph, Relation::CoCitation, node(authors.0), node(authors.1)),
                strength,
            })
            .collect();
        found.sort_by(|a, b| b.strength.by(measure).total_cmp(&a.strength.by(measure)).then(a.authors.cmp(&b.authors)));
        found
    }
    /// The same pairs by their authors, without the works that tie them, ordered by the authors. Counted as they are asked for: O(n)
    /// memory for n authors and works, as [`pairs`](super::coupling::pairs).
    pub fn ties(
        &self,
        measure: super::coupling::Measure,
        at_least: f64,
    ) -> impl Iterator<Item = ((usize, usize), super::coupling::Strength)> + '_ {
        let author = |node: WorkIndex| node.index() - self.works;
        let pairs = super::coupling::pairs(&self.graph, super::coupling::Relation::CoCitation, measure, at_least);
        pairs.map(move |strength| ((author(strength.a), author(strength.b)), strength))
    }
}
