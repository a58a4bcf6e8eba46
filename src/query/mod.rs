//! Graph → answers: one query per file.
//!
//! The files stand in four rooms: `papers`, what papers share and what is wrong in them; `groups`, who and what belongs
//! together; `structure`, how citations hang together; `standing`, which works matter. Whoever asks needn't know: each query
//! is `query::NAME`.
//!
//! Of papers, with the evidence:
//!
//! | question | query | asked of |
//! |---|---|---|
//! | which sources do two papers share, and who cites a work? | [`shared_sources`] | the graph |
//! | between which thresholds of merging do they share them? | [`thresholds`] | the corpus |
//! | who cites whom in a circle? | [`cycles`] | the graph, or its frozen form |
//! | who cites themselves, their journal? | [`self_citation`], [`self_rates`] | the graph |
//! | on which authors does one list lean? | [`author_groups`] | the graph |
//! | what do two papers cite in the same order? | [`citation_order`] | the graph |
//! | which passages of two papers are alike, and do they name the same sources? | [`passages`] | papers and their texts |
//! | where do entries of one work disagree? | [`conflicts`] | the corpus |
//! | what is in each paper, in figures? | [`summary`] | both |
//! | what is cited and not listed, listed and not cited? | [`hygiene`] | a paper |
//! | what can't be, or not together? | [`contradictions`] | the corpus |
//! | who cites what was retracted? | [`retractions`] | papers, and a list of notices |
//! | all of it, with places and evidence | [`report`] | the corpus, texts, notices, a library |
//!
//! Of many citations, by numbers, on the [frozen graph](crate::graph::FrozenGraph); its works have the same
//! [`WorkIndex`](crate::graph::WorkIndex) as in the graph that it was frozen from, so that an answer opens to the entries
//! there:
//!
//! | question | query |
//! |---|---|
//! | which works belong together by what they cite, or by what cites them? | [`coupling`], [`coupling_distribution`] |
//! | which works lead to each other, in which order, and what would break the circles? | [`components`], [`order`], [`cycles`], [`cycle_class`], [`feedback`] |
//! | which works matter most? | [`pagerank`], [`hits`], [`disruption`], [`dominators`] |
//! | where do citations lead? | [`reach`], [`main_path`], [`blind_spots`] |
//! | from which years are sources taken? | [`spectroscopy`] |
//! | which works, authors or journals form a group? | [`communities`], [`grouping`], [`own_citations`], [`citation_groups`] |
//! | what has changed? | [`difference`] |
//! | how much memory will it take? | [`memory`] |
//!
//! Results are ordered, and each number opens to the entries behind it. The same corpus gives the same results, whatever
//! the order of its papers and works, and on any number of threads. With the feature `serde` the results with evidence can
//! be serialised; an entry's id is then the string `DOCUMENT:LABEL`.

pub mod difference;
mod groups;
pub mod memory;
pub mod names;
mod papers;
mod parallel;
mod standing;
mod strongest;
mod structure;

pub use self::groups::{
    author_groups, citation_groups, communities, coupling, coupling_distribution, grouping, own_citations,
    self_citation, self_rates,
};
pub use self::papers::{
    citation_order, conflicts, contradictions, hygiene, passages, report, retractions, shared_sources, summary,
    thresholds,
};
pub use self::standing::{disruption, hits, pagerank, spectroscopy};
pub use self::structure::{
    blind_spots, components, cycle_class, cycles, dominators, feedback, main_path, order, reach,
};

/// A count of works or citations as the graph numbers them: there are fewer than 2³².
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How an iteration that comes nearer and nearer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Ended {
    /// As near as was asked for.
    Exact,
    /// After as many rounds as were allowed; the values may be farther off.
    Cut,
}
