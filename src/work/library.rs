//! Libraries → items: CSL-JSON (feature `serde`) and BibTeX (feature `biblatex`), so that a library can be matched with
//! bare references. They are read in [`record`](crate::record).

#[cfg(feature = "biblatex")]
pub use crate::record::bibtex;
#[cfg(feature = "serde")]
pub use crate::record::csl;
