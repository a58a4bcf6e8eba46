//! What has changed between two graphs: two versions of a bibliography, two readings of a corpus.
//!
//! Works are compared by their ids. Two works that have become one are told by their entries.

use std::collections::{BTreeMap, BTreeSet};

use super::components::components;
use super::coupling::{Measure, Relation, Strength, pairs};
use crate::graph::{CitationGraph, FrozenGraph};
use crate::paper::ReferenceId;

/// What a second graph has that a first hasn't, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
    /// Answers that differ.
    pub answers: Vec<ChangedAnswer>,
}

/// An answer that the two graphs give differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ChangedAnswer {
    /// How many works two works both cite.
    Shared {
        /// The two works.
        pair: (String, String),
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
/// O(w + c) time for the works and citations of both, besides [all pairs](super::coupling::pairs) that share a work.
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
    let mut answers = changed_pairs(before, after);
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
    }
}

/// Both streams are ordered by ids, so that one pass finds what differs.
fn changed_pairs(before: &FrozenGraph, after: &FrozenGraph) -> Vec<ChangedAnswer> {
    let named =
        |graph: &FrozenGraph, pair: Strength| ((graph.id(pair.a).to_owned(), graph.id(pair.b).to_owned()), pair.count);
    let mut old = pairs(before, Relation::Coupling, Measure::Count, 1.0).map(|pair| named(before, pair)).peekable();
    let mut new = pairs(after, Relation::Coupling, Measure::Count, 1.0).map(|pair| named(after, pair)).peekable();
    let mut found = Vec::new();
    loop {
        let pair = match (old.peek(), new.peek()) {
            (None, None) => return found,
            (Some((pair, _)), None) | (None, Some((pair, _))) => pair.clone(),
            (Some((a, _)), Some((b, _))) => a.min(b).clone(),
        };
        let was = old.next_if(|(other, _)| *other == pair).map_or(0, |(_, count)| count);
        let is = new.next_if(|(other, _)| *other == pair).map_or(0, |(_, count)| count);
        if was != is {
            found.push(ChangedAnswer::Shared { pair, count: (was, is) });
        }
    }
}

/// Works that became one, or one that became several.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
