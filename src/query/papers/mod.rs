//! What papers share, where they disagree, what can't be: each answer with the printed evidence.

pub mod citation_order;
pub mod conflicts;
pub mod contradictions;
pub mod hygiene;
pub mod passages;
pub mod report;
pub mod retractions;
pub mod shared_sources;
pub mod summary;
pub mod thresholds;
