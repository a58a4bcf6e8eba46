//! Graph → answers: one query per file.
//!
//! | question | query | asked of |
//! |---|---|---|
//! | which sources do two papers share, and who cites a work? | [`shared_sources`] | the graph |
//! | who cites whom in a circle? | [`cycles`] | the graph |
//! | who cites themselves, their journal? | [`self_citation`] | the graph |
//! | on which authors does one list lean? | [`author_groups`] | the graph |
//! | where do entries of one work disagree? | [`conflicts`] | the corpus |
//! | what is in each paper, in figures? | [`summary`] | both |
//! | what is cited and not listed, listed and not cited? | [`hygiene`] | a paper |
//!
//! Results are owned and ordered, and each number opens to the entries behind it. The same corpus gives the same results,
//! whatever the order of its papers and works. With the feature `serde` they can be serialised; an entry's id is then the
//! string `DOCUMENT:LABEL`.

pub mod author_groups;
pub mod blind_spots;
pub mod citation_groups;
pub mod citation_order;
pub mod communities;
pub mod components;
pub mod conflicts;
pub mod coupling;
pub mod coupling_distribution;
pub mod cycle_class;
mod cycle_search;
pub mod cycles;
pub mod difference;
pub mod disruption;
pub mod dominators;
pub mod feedback;
pub mod grouping;
pub mod hits;
pub mod hygiene;
pub mod main_path;
pub mod names;
pub mod order;
pub mod own_citations;
pub mod pagerank;
pub mod reach;
pub mod self_citation;
#[cfg(feature = "serde")]
mod serial;
pub mod shared_sources;
pub mod spectroscopy;
pub mod summary;

/// A count of works or citations as the graph numbers them: there are fewer than 2³².
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How an iteration that comes nearer and nearer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Ended {
    /// As near as was asked for.
    Exact,
    /// After as many rounds as were allowed; the values may be farther off.
    Cut,
}
