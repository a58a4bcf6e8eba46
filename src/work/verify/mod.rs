//! References against a library: found, found with differences, not found, or not to be checked.
//!
//! [`Library::verify`] looks for the record that a reference means, and compares the two field by field. What every style
//! does with a reference is no difference: *et al.*, initials, an abbreviated or spelled out outlet, a preprint of the
//! same text. An author who is swapped, left out or put in, another word of the title, another year, outlet or DOI is
//! one. Nothing is said about why a reference differs or isn't found: a library holds what it holds.
//!
//! A bare reference is held against a record in two ways, field by field as it was read, and as a text: where the
//! record's title stands in it, what is before it must be the record's authors and what follows the record's outlet. One
//! of the two suffices, so that a reference read wrongly raises no alarm.
//!
//! ```
//! use citegraph::reference::Reference;
//! use citegraph::work::verify::{Library, Outcome};
//!
//! let read = |text| Reference::parse(text);
//! let held = read("Roe, A., & Doe, B. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.");
//! let library = Library::new([("lakes".to_owned(), held.item())]);
//!
//! let found = library.verify(&read("A. Roe, B. Doe, “On the Algae of Mountain Lakes,” J. Lakes, vol. 3, 2020.").into());
//! assert_eq!((found.verdict, found.record.as_deref()), (Outcome::Found, Some("lakes")));
//! let other = library.verify(&read("Poe, C. (2021). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.").into());
//! assert_eq!(other.verdict, Outcome::Differs);
//! ```

mod account;
mod compare;
mod held;
mod keys;
mod library;
mod people;
mod printed;
#[cfg(feature = "index")]
mod saved;
mod text;
mod venue;

pub use library::Library;
pub use printed::Printed;
#[cfg(feature = "index")]
pub use saved::IndexBuilder;

/// What became of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Outcome {
    /// A record agrees with it.
    Found,
    /// A record is what it means, and differs from it.
    Differs,
    /// No record of this library is what it means.
    NotFound,
    /// It is of a kind that libraries of texts don't hold, or says too little.
    Unchecked,
}

impl Outcome {
    /// The outcome in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Differs => "differs",
            Self::NotFound => "not-found",
            Self::Unchecked => "unchecked",
        }
    }
}

/// A field in which a reference and a record may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Field {
    /// The title.
    Title,
    /// The authors.
    Authors,
    /// The year.
    Year,
    /// The journal, the proceedings, the book.
    Outlet,
    /// The volume.
    Volume,
    /// The first page.
    Page,
    /// The DOI.
    Doi,
    /// The court that decided.
    Authority,
}

impl Field {
    /// The field in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Authors => "authors",
            Self::Year => "year",
            Self::Outlet => "outlet",
            Self::Volume => "volume",
            Self::Page => "page",
            Self::Doi => "doi",
            Self::Authority => "authority",
        }
    }
}

/// What a reference prints of a field, and what the record has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// As printed.
    pub printed: String,
    /// As the library has it; empty where it has nothing.
    pub library: String,
    /// In what they differ, in words.
    pub why: String,
}

/// A record that is like a reference.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Nearest {
    /// The record's id.
    pub record: String,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: Option<i32>,
    /// How much of the letters of the two titles is the same, from 0 to 1.
    pub likeness: f64,
}

/// What became of a reference, and why.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Verified {
    /// What became of it.
    pub verdict: Outcome,
    /// The record that it means.
    pub record: Option<String>,
    /// In what the two differ, in the order of the fields.
    pub differences: Vec<Difference>,
    /// Why, in words.
    pub reason: String,
    /// Where it wasn't found, what is most like it, best first; at most three.
    pub nearest: Vec<Nearest>,
}
