//! Authors, alone or in pairs, on whom one list leans.
//!
//! A list that takes many of its works from one author or from one pair of co-authors may be on that author's subject, or
//! by a neighbour of theirs. The query counts; how much is much is for the reader to say, with the threshold.

use std::collections::BTreeMap;

use super::self_citation::People;
use crate::graph::CitationGraph;
use crate::paper::ReferenceId;
use crate::query::names::FoldedName;

/// Works with more authors than this count for their authors alone, and not for pairs: 100 authors make 4,950 pairs.
pub const PAIR_AUTHORS_LIMIT: usize = 100;

/// An author or a pair of authors, and what one paper lists by them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AuthorGroup {
    /// The document whose list it is.
    pub document: String,
    /// One author or two, each in the fullest form that the corpus prints, in order.
    pub authors: Vec<String>,
    /// The works of the list that all of them wrote, by id.
    pub works: Vec<String>,
    /// The entries that mean these works, in the order of the works.
    pub entries: Vec<ReferenceId>,
    /// How many works the document lists in all.
    pub listed: usize,
}

/// The authors and the pairs of authors who wrote at least `at_least` of the works that one paper lists: by document, then
/// those with most works first, single authors before pairs, then by name.
///
/// Works are counted, not entries, so that "ibid." adds nothing. A pair is given beside its two authors. Names are one
/// person by the rule of [`self_citation_clusters`](super::self_citation::self_citation_clusters). With `at_least` 0 or 1,
/// every author and every pair is given.
///
/// # Complexity
///
/// O(n + p) time for n printed authors and p pairs of authors, who both reach the threshold, of one work, besides O(f²)
/// comparisons for the f printed forms of each family name. See [`PAIR_AUTHORS_LIMIT`].
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::author_groups::author_groups;
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
///     .paper("a", Item::default())
///     .work("w", by("Lind", "Ove"))
///     .work("x", by("Lind", "O."))
///     .cite("a", "w")
///     .cite("a", "x")
///     .build()?;
/// let groups = author_groups(&graph, 2);
/// assert_eq!(groups[0].authors, ["Ove Lind"]);
/// assert_eq!(groups[0].works, ["w", "x"]);
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn author_groups(graph: &CitationGraph, at_least: usize) -> Vec<AuthorGroup> {
    let mut people = People::default();
    let forms: Vec<Vec<usize>> = graph
        .works()
        .map(|(_, work)| {
            work.item().author.iter().map(|name| people.form(&FoldedName::new(name), name.to_string())).collect()
        })
        .collect();
    let persons = people.persons();
    let authors: Vec<Vec<usize>> = forms
        .into_iter()
        .map(|forms| {
            let mut authors: Vec<usize> = forms.into_iter().map(|form| people.person_of[form]).collect();
            authors.sort_unstable();
            authors.dedup();
            authors
        })
        .collect();
    let mut found = Vec::new();
    for (document, paper) in graph.papers() {
        let list: Vec<_> = graph.cites(paper).filter(|edge| edge.citation.document == document).collect();
        let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (i, edge) in list.iter().enumerate() {
            for &author in &authors[edge.cited.index()] {
                groups.entry(vec![author]).or_default().push(i);
            }
        }
        groups.retain(|_, works| works.len() >= at_least);
        let mut pairs: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (i, edge) in list.iter().enumerate() {
            let authors = &authors[edge.cited.index()];
            if authors.len() > PAIR_AUTHORS_LIMIT {
                continue;
            }
            let frequent: Vec<usize> = authors.iter().copied().filter(|&a| groups.contains_key(&vec![a])).collect();
            for (j, &b) in frequent.iter().enumerate() {
                for &a in &frequent[..j] {
                    pairs.entry(vec![a, b]).or_default().push(i);
                }
            }
        }
        pairs.retain(|_, works| works.len() >= at_least);
        let start = found.len();
        found.extend(groups.into_iter().chain(pairs).map(|(group, works)| {
            let mut names: Vec<String> = group.into_iter().map(|person| persons[person].name.clone()).collect();
            names.sort();
            AuthorGroup {
                document: document.to_owned(),
                authors: names,
                works: works.iter().map(|&i| graph.id(list[i].cited).to_owned()).collect(),
                entries: works.iter().flat_map(|&i| list[i].citation.entries.iter().cloned()).collect(),
                listed: list.len(),
            }
        }));
        let size = |group: &AuthorGroup| (std::cmp::Reverse(group.works.len()), group.authors.len());
        found[start..]
            .sort_by(|a, b| size(a).cmp(&size(b)).then_with(|| (&a.authors, &a.works).cmp(&(&b.authors, &b.works))));
    }
    found
}
