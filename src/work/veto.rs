//! What forbids two references to be one work, however alike they are.
//!
//! Every veto is a facet that both have and in which they differ. So the facets of a cluster, whose members never
//! differ in one, are few values, and whether a record may join is seen at once, whatever the cluster's size.

use super::Level;
use super::identifier::{Doi, Registrant};
use super::outlet::OutletKind;
use super::record::{Extent, Record};
use super::title::Nature;

/// Why two references can't be one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Veto {
    /// Two DOIs, of two papers in journals, in proceedings, or of two books.
    Doi,
    /// Two arXiv identifiers.
    Arxiv,
    /// Two parts of one title: "Part I", "Part II".
    Part,
    /// A text and its erratum, retraction, review, a comment on it or a reply to it.
    Nature,
    /// Two editions.
    Edition,
    /// A book and a chapter of it.
    Extent,
    /// Two numbers of reports or of decisions.
    ReportNumber,
    /// Two years of what comes out every year.
    Serial,
    /// Judgments of two courts.
    Court,
}

impl Veto {
    /// The veto in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Doi => "two DOIs",
            Self::Arxiv => "two arXiv identifiers",
            Self::Part => "two parts of one title",
            Self::Nature => "a text and its correction, review, comment or reply",
            Self::Edition => "two editions",
            Self::Extent => "a book and a chapter",
            Self::ReportNumber => "two numbers of reports or decisions",
            Self::Serial => "two years of a series",
            Self::Court => "two courts",
        }
    }
}

impl std::fmt::Display for Veto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Slots of DOIs: a preprint, a paper in proceedings and one in a journal each have their own, and an archive gives one more.
const SLOTS: usize = 5;

/// What a record, or all records of a cluster, are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facets {
    doi: [Option<Doi>; SLOTS],
    arxiv: Option<u64>,
    part: Option<u16>,
    numbered: Option<u16>,
    nature: Option<Nature>,
    /// Of what is read as a text of its own, the natures whose words stand anywhere in the text; of several, in each.
    natures: u8,
    edition: Option<u16>,
    extent: Option<Extent>,
    number: Option<u64>,
    serial: Option<i16>,
    court: Option<u64>,
}

/// The number of a judgment in the numbering of its court for a year.
fn number_of(year: i16, number: u32) -> u64 {
    u64::from(year.unsigned_abs()) << 32 | u64::from(number)
}

impl Facets {
    pub(super) fn of(record: &Record, level: Level) -> Self {
        let title = (!record.title.is_empty()).then_some(&record.title);
        let slot = match (level, record.kind) {
            _ if record.doi.is_some_and(|doi| doi.registrant == Registrant::Archive) => 4,
            (Level::Work, _) if record.doi.is_some_and(|doi| doi.registrant == Registrant::Server) => 2,
            // One version has one DOI; a text has one for each version.
            (Level::Version, _)
            | (_, OutletKind::Unknown | OutletKind::Journal | OutletKind::Part | OutletKind::Court) => 0,
            (_, OutletKind::Proceedings) => 1,
            (_, OutletKind::Preprint) => 2,
            (_, OutletKind::Book | OutletKind::Report | OutletKind::Thesis) => 3,
        };
        let mut doi = [None; SLOTS];
        doi[slot] = record.doi;
        Self {
            doi,
            arxiv: record.arxiv,
            // A title without a number is its first part, so that "X" isn't "X II".
            part: title.map(|t| t.part.unwrap_or(1)),
            numbered: record.part,
            nature: title.map(|t| t.nature),
            natures: record.natures,
            edition: record.edition,
            extent: record.extent,
            number: match record.kind {
                OutletKind::Report => record.number,
                // A court's own numbering goes by year: "[2011] UKSC 12".
                OutletKind::Court if record.outlet.is_neutral() => {
                    record.year.zip(record.first_page).map(|(year, page)| number_of(year, page.value()))
                }
                OutletKind::Court => record.number,
                _ => None,
            },
            serial: title.filter(|t| t.serial).and(record.year),
            // An appeal bears the name of the judgment that it is against.
            court: (record.kind == OutletKind::Court).then(|| record.court()).flatten(),
        }
    }

    /// In what the two differ.
    pub(super) fn conflict(&self, other: &Self) -> Option<Veto> {
        fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.zip(b).is_some_and(|(a, b)| a != b)
        }
        let doi = self.doi.iter().zip(&other.doi).any(|(a, b)| a.zip(*b).is_some_and(|(a, b)| a.is_other(b)));
        [
            (doi, Veto::Doi),
            (differ(self.arxiv, other.arxiv), Veto::Arxiv),
            (differ(self.part, other.part) || differ(self.numbered, other.numbered), Veto::Part),
            (
                differ(self.nature, other.nature) && !self.may_be_of_nature(other) && !other.may_be_of_nature(self),
                Veto::Nature,
            ),
            (differ(self.edition, other.edition), Veto::Edition),
            (differ(self.extent, other.extent), Veto::Extent),
            (differ(self.number, other.number), Veto::ReportNumber),
            (differ(self.serial, other.serial), Veto::Serial),
            (differ(self.court, other.court), Veto::Court),
        ]
        .into_iter()
        .find_map(|(differs, veto)| differs.then_some(veto))
    }

    /// Whether it is read as a text of its own and has the word somewhere that the other's title begins with.
    fn may_be_of_nature(&self, other: &Self) -> bool {
        self.nature == Some(Nature::Original) && other.nature.is_some_and(|nature| self.natures & nature.bit() != 0)
    }

    /// The facets of all members of two clusters, which don't conflict.
    pub(super) fn joined(&self, other: &Self) -> Self {
        let mut doi = self.doi;
        for (slot, theirs) in doi.iter_mut().zip(other.doi) {
            *slot = match (*slot, theirs) {
                (Some(a), Some(b)) => Some(a.longer(b)),
                (a, b) => a.or(b),
            };
        }
        Self {
            doi,
            arxiv: self.arxiv.or(other.arxiv),
            part: self.part.or(other.part),
            numbered: self.numbered.or(other.numbered),
            // What is one although one was read without the word that says so is what the word says.
            nature: self.nature.filter(|nature| *nature != Nature::Original).or(other.nature).or(self.nature),
            natures: match [self, other].map(|facets| facets.nature == Some(Nature::Original)) {
                [true, true] => self.natures & other.natures,
                [true, false] => self.natures,
                [false, _] => other.natures,
            },
            edition: self.edition.or(other.edition),
            extent: self.extent.or(other.extent),
            number: self.number.or(other.number),
            serial: self.serial.or(other.serial),
            court: self.court.or(other.court),
        }
    }
}
