//! What has changed between two graphs: two versions of a bibliography, two readings of a corpus.
//!
//! Works are compared by their ids. Two works that have become one are told by their entries. Which answers changed is told
//! in two ways: one by one for what is counted of works and pairs, and by name for each [`Question`] that is answered in
//! another way.

use std::collections::{BTreeMap, BTreeSet};

use super::communities::communities;
use super::components::components;
use super::coupling::{Measure, Relation, pairs};
use super::disruption::disruptions;
use super::feedback::to_review;
use super::main_path::{Traversal, Weight};
use super::order::layers;
use super::pagerank::{PageRankOptions, pagerank};
use super::spectroscopy::spectroscopy;
use crate::graph::{CitationGraph, FrozenGraph, WorkIndex};
use crate::paper::ReferenceId;
use crate::query::narrow;

/// What a second graph has that a first hasn't, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Difference {
    /// Works that are new, by id.
    pub works_added: Vec<String>,
    /// Works that are gone.
    pub works_dropped: Vec<String>,
    /// Citations that are new: citing and cited work, in order.
    pub citations_added: Vec<(String, String)>,
    /// Citations that are gone.
    pub citations_dropped: Vec<(String, String)>,
    /// Answers that differ, but for those on [pairs](changed_pairs).
    pub answers: Vec<ChangedAnswer>,
    /// Questions whose answers differ, in the order of [`Question::ALL`].
    pub questions: Vec<Question>,
}

/// A question that both graphs are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Question {
    /// Which works cite the same, and how many.
    Coupling,
    /// Which works are cited together, and how often.
    CoCitation,
    /// Which works cite one another in circles.
    Components,
    /// How many citations lead from each work, one after another.
    Layers,
    /// Which citations are to be reviewed.
    Review,
    /// In which order PageRank puts the works, ranks compared to nine digits.
    PageRank,
    /// Which works disrupt, by the three counts.
    Disruption,
    /// From which years sources are taken.
    Spectroscopy,
    /// Which works belong together.
    Communities,
    /// Which citations are on the ten key routes.
    MainPaths,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Coupling,
        Self::CoCitation,
        Self::Components,
        Self::Layers,
        Self::Review,
        Self::PageRank,
        Self::Disruption,
        Self::Spectroscopy,
        Self::Communities,
        Self::MainPaths,
    ];

    /// The answer, an item after another, in works' ids and numbers.
    fn answer(self, graph: &FrozenGraph) -> Box<dyn Iterator<Item = (Vec<&str>, Vec<i64>)> + '_> {
        let named = |works: Vec<WorkIndex>| works.into_iter().map(|work| graph.id(work)).collect::<Vec<&str>>();
        let of_pairs = |relation| {
            let pairs = pairs(graph, relation, Measure::Count, 1.0);
            Box::new(pairs.map(move |pair| (named(vec![pair.a, pair.b]), vec![pair.count.into()])))
        };
        let citations =
            |edges: Vec<(WorkIndex, WorkIndex)>| edges.into_iter().map(move |(a, b)| (named(vec![a, b]), vec![]));
        match self {
            Self::Coupling => of_pairs(Relation::Coupling),
            Self::CoCitation => of_pairs(Relation::CoCitation),
            Self::Components => {
                Box::new(components(graph).circles().into_iter().map(move |works| (named(works), vec![])))
            }
            Self::Layers => {
                let layers = layers(graph).into_iter();
                Box::new(graph.works().zip(layers).map(move |(work, layer)| (named(vec![work]), vec![layer.into()])))
            }
            Self::Review => Box::new(citations(to_review(graph))),
            Self::PageRank => {
                let ranks = pagerank(graph, PageRankOptions::default()).ranks;
                // As multiples of the mean, since ranks shrink as a graph grows, and rounded, since two graphs add them
                // up in different orders.
                let rank = |work: &WorkIndex| (ranks[work.index()] * ranks.len() as f64 * 1e9).round();
                let mut works: Vec<WorkIndex> = graph.works().collect();
                works.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.cmp(b)));
                Box::new(works.into_iter().map(move |work| (named(vec![work]), vec![])))
            }
            Self::Disruption => Box::new(disruptions(graph, None).map(move |(work, found)| {
                (named(vec![work]), [found.alone, found.both, found.sources].map(i64::from).to_vec())
            })),
            Self::Spectroscopy => {
                let years = spectroscopy(graph, |_| true, 0).into_iter();
                Box::new(years.map(|year| (vec![], vec![year.year.into(), year.citations.cast_signed()])))
            }
            Self::Communities => {
                let found = communities(graph, 1.0);
                let mut sets: Vec<Vec<WorkIndex>> = vec![Vec::new(); found.count];
                graph.works().zip(found.of).for_each(|(work, community)| sets[community as usize].push(work));
                Box::new(sets.into_iter().map(move |works| (named(works), vec![])))
            }
            Self::MainPaths => {
                let routes = Traversal::new(graph, Weight::Spc).key_routes(10);
                let mut edges: Vec<_> = routes.into_iter().map(|edge| (edge.citing, edge.cited)).collect();
                edges.sort_unstable();
                Box::new(citations(edges))
            }
        }
    }
}

/// An answer that the two graphs give differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ChangedAnswer {
    /// How many works cite a work that both graphs have.
    Cited {
        /// The work.
        work: String,
        /// So many before and after.
        count: (u32, u32),
    },
    /// Works that cite one another in a circle now and didn't before.
    Circle {
        /// The works of the component.
        works: Vec<String>,
    },
    /// Works that did and don't now.
    NoCircle {
        /// The works of the component.
        works: Vec<String>,
    },
}

/// The difference from `before` to `after`, all lists in order.
///
/// Time is that of the [questions](Question) asked of both, [all pairs](super::coupling::pairs) that share a work among them;
/// memory is linear in both graphs.
#[must_use]
pub fn difference(before: &FrozenGraph, after: &FrozenGraph) -> Difference {
    let only = |one: &FrozenGraph, other: &FrozenGraph| -> Vec<String> {
        one.works().map(|work| one.id(work)).filter(|id| other.find(id).is_none()).map(str::to_owned).collect()
    };
    let only_citations = |one: &FrozenGraph, other: &FrozenGraph| -> Vec<(String, String)> {
        let named = one.citations().map(|(citing, cited)| (one.id(citing), one.id(cited)));
        let there = |(citing, cited): &(&str, &str)| {
            other.find(citing).zip(other.find(cited)).is_some_and(|(citing, cited)| other.has_citation(citing, cited))
        };
        named.filter(|edge| !there(edge)).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    };
    let mut answers: Vec<ChangedAnswer> = Vec::new();
    answers.extend(before.works().filter_map(|work| {
        let there = after.find(before.id(work))?;
        let count = (narrow(before.cited_by(work).len()), narrow(after.cited_by(there).len()));
        (count.0 != count.1).then(|| ChangedAnswer::Cited { work: before.id(work).to_owned(), count })
    }));
    let circles = |graph: &FrozenGraph| -> BTreeSet<Vec<String>> {
        let named = |works: Vec<_>| works.into_iter().map(|work| graph.id(work).to_owned()).collect();
        components(graph).circles().into_iter().map(named).collect()
    };
    let (old, new) = (circles(before), circles(after));
    answers.extend(new.difference(&old).map(|works| ChangedAnswer::Circle { works: works.clone() }));
    answers.extend(old.difference(&new).map(|works| ChangedAnswer::NoCircle { works: works.clone() }));
    Difference {
        works_added: only(after, before),
        works_dropped: only(before, after),
        citations_added: only_citations(after, before),
        citations_dropped: only_citations(before, after),
        answers,
        questions: Question::ALL
            .into_iter()
            .filter(|question| !question.answer(before).eq(question.answer(after)))
            .collect(),
    }
}

/// Two works that cite more works in common than before, or fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ChangedPair<'g> {
    /// The ids of the two works.
    pub pair: (&'g str, &'g str),
    /// So many before and after.
    pub count: (u32, u32),
}

/// The pairs of works that share more or fewer works in `after` than in `before`, ordered by the two ids, one by one: one new
/// source that n works cite changes n² pairs.
///
/// Time and memory are those of [all pairs](super::coupling::pairs) of both: memory linear in the works.
pub fn changed_pairs<'g>(
    before: &'g FrozenGraph,
    after: &'g FrozenGraph,
) -> impl Iterator<Item = ChangedPair<'g>> + 'g {
    let named = |graph: &'g FrozenGraph| {
        let pairs = pairs(graph, Relation::Coupling, Measure::Count, 1.0);
        pairs.map(|pair| ((graph.id(pair.a), graph.id(pair.b)), pair.count)).peekable()
    };
    let (mut old, mut new) = (named(before), named(after));
    // Both are ordered by ids, so that one pass finds what differs.
    let both = std::iter::from_fn(move || {
        let pair = match (old.peek(), new.peek()) {
            (None, None) => return None,
            (Some((pair, _)), None) | (None, Some((pair, _))) => *pair,
            (Some((a, _)), Some((b, _))) => *a.min(b),
        };
        let was = old.next_if(|(other, _)| *other == pair).map_or(0, |(_, count)| count);
        let is = new.next_if(|(other, _)| *other == pair).map_or(0, |(_, count)| count);
        Some(ChangedPair { pair, count: (was, is) })
    });
    both.filter(|pair| pair.count.0 != pair.count.1)
}

/// Works that became one, or one that became several.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Regrouped {
    /// The id of the one work.
    pub one: String,
    /// The ids of the several, in order.
    pub several: Vec<String>,
}

/// The works of `several` that are one work in `one`, told by the entries that both graphs have: by id of the one. With
/// the graphs in the order after, before: what was merged; the other way round: what was split.
///
/// O(e log e) time and memory for e entries.
#[must_use]
pub fn merged(one: &CitationGraph, several: &CitationGraph) -> Vec<Regrouped> {
    let works = |graph: &CitationGraph| -> BTreeMap<ReferenceId, String> {
        let of = |edge: crate::graph::CitationEdge<'_>| {
            let id = graph.id(edge.cited).to_owned();
            edge.citation.entries.iter().map(move |entry| (entry.clone(), id.clone())).collect::<Vec<_>>()
        };
        graph.citations().flat_map(of).collect()
    };
    let old = works(several);
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (entry, work) in works(one) {
        if let Some(was) = old.get(&entry) {
            groups.entry(work).or_default().insert(was.clone());
        }
    }
    let several = groups.into_iter().filter(|(_, works)| works.len() > 1);
    several.map(|(one, several)| Regrouped { one, several: several.into_iter().collect() }).collect()
}
