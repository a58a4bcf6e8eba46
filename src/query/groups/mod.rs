//! Who and what belongs together: by what is cited in common, by citations within a group.

pub mod author_groups;
pub mod citation_groups;
pub mod communities;
pub mod coupling;
pub mod coupling_distribution;
pub mod grouping;
pub mod own_citations;
pub mod self_citation;
pub mod self_rates;
