//! The plain, owned record of a work: CSL's fields without spans.

use std::fmt;
use std::str::FromStr;

use super::date::Date;
use super::name::Name;
use crate::error::UnknownName;

/// The kind of a work, in CSL's terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ItemType {
    /// A preprint, or an article without an outlet.
    Article,
    /// An article in a journal.
    ArticleJournal,
    /// An article in a magazine.
    ArticleMagazine,
    /// An article in a newspaper or from a news agency.
    ArticleNewspaper,
    /// A book.
    Book,
    /// A chapter or an entry of a book.
    Chapter,
    /// A data set.
    Dataset,
    /// A court's decision.
    LegalCase,
    /// A law.
    Legislation,
    /// An unpublished text.
    Manuscript,
    /// A paper in proceedings or at a conference.
    PaperConference,
    /// A film or video.
    MotionPicture,
    /// A patent.
    Patent,
    /// A journal, a newspaper or a number of one, not an article in it.
    Periodical,
    /// A report, working paper or brochure of an institution.
    Report,
    /// Software.
    Software,
    /// A speech, lecture or interview.
    Speech,
    /// A thesis.
    Thesis,
    /// A page or a post on the web.
    Webpage,
    /// None of these shows.
    #[default]
    Document,
}

impl ItemType {
    /// Every kind, in declaration order.
    pub const ALL: [ItemType; 20] = [
        ItemType::Article,
        ItemType::ArticleJournal,
        ItemType::ArticleMagazine,
        ItemType::ArticleNewspaper,
        ItemType::Book,
        ItemType::Chapter,
        ItemType::Dataset,
        ItemType::LegalCase,
        ItemType::Legislation,
        ItemType::Manuscript,
        ItemType::PaperConference,
        ItemType::MotionPicture,
        ItemType::Patent,
        ItemType::Periodical,
        ItemType::Report,
        ItemType::Software,
        ItemType::Speech,
        ItemType::Thesis,
        ItemType::Webpage,
        ItemType::Document,
    ];

    /// The type's name in CSL-JSON.
    #[must_use]
    pub fn as_csl(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::ArticleJournal => "article-journal",
            Self::ArticleMagazine => "article-magazine",
            Self::ArticleNewspaper => "article-newspaper",
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::Dataset => "dataset",
            Self::LegalCase => "legal_case",
            Self::Legislation => "legislation",
            Self::Manuscript => "manuscript",
            Self::PaperConference => "paper-conference",
            Self::MotionPicture => "motion_picture",
            Self::Patent => "patent",
            Self::Periodical => "periodical",
            Self::Report => "report",
            Self::Software => "software",
            Self::Speech => "speech",
            Self::Thesis => "thesis",
            Self::Webpage => "webpage",
            Self::Document => "document",
        }
    }
}

/// CSL's name.
impl fmt::Display for ItemType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_csl())
    }
}

/// Of CSL's name, or of one with a hyphen for its underscore.
impl FromStr for ItemType {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let is_called = |kind: &Self| kind.as_csl() == name || kind.as_csl().replace('_', "-") == name;
        Self::ALL
            .into_iter()
            .find(is_called)
            .ok_or_else(|| UnknownName::new("kind of work", name, Self::ALL.map(Self::as_csl)))
    }
}

/// A work's record: CSL's variables by CSL's names, values as printed, no positions.
///
/// A [`Reference`](super::Reference) becomes one with [`Reference::item`](super::Reference::item); a
/// [`Work`](crate::work::Work) holds one; a paper's own metadata is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", default))]
pub struct Item {
    /// The kind of the work.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub item_type: ItemType,
    /// Its authors, in order.
    pub author: Vec<Name>,
    /// Its editors, or those of the book that holds it.
    pub editor: Vec<Name>,
    /// Its translators.
    pub translator: Vec<Name>,
    /// Its title with the subtitle.
    pub title: Option<String>,
    /// The journal, book, newspaper or site that holds it.
    pub container_title: Option<String>,
    /// The series.
    pub collection_title: Option<String>,
    /// The number in the series.
    pub collection_number: Option<String>,
    /// The date.
    pub issued: Option<Date>,
    /// The volume.
    pub volume: Option<String>,
    /// How many volumes there are.
    pub number_of_volumes: Option<String>,
    /// The issue.
    pub issue: Option<String>,
    /// Pages or article number.
    pub page: Option<String>,
    /// Publisher, institution or university.
    pub publisher: Option<String>,
    /// The publisher's place.
    pub publisher_place: Option<String>,
    /// The court that decided.
    pub authority: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// The printed kind: "Doctoral dissertation".
    pub genre: Option<String>,
    /// The number of a report.
    pub number: Option<String>,
    /// The DOI, lower-cased, without a resolver.
    pub doi: Option<String>,
    /// The URL.
    pub url: Option<String>,
    /// The ISBN or ISSN.
    pub isbn: Option<String>,
    /// The arXiv identifier.
    pub arxiv: Option<String>,
    /// PubMed's number.
    pub pmid: Option<String>,
}

/// The fields that are text, by CSL's names and in the order in which they are shown: of an item or a reference.
macro_rules! texts {
    ($of:expr) => {
        [
            ("title", &$of.title),
            ("container-title", &$of.container_title),
            ("collection-title", &$of.collection_title),
            ("collection-number", &$of.collection_number),
            ("volume", &$of.volume),
            ("number-of-volumes", &$of.number_of_volumes),
            ("issue", &$of.issue),
            ("page", &$of.page),
            ("publisher", &$of.publisher),
            ("publisher-place", &$of.publisher_place),
            ("authority", &$of.authority),
            ("edition", &$of.edition),
            ("genre", &$of.genre),
            ("number", &$of.number),
            ("DOI", &$of.doi),
            ("URL", &$of.url),
            ("ISBN", &$of.isbn),
            ("archive_location", &$of.arxiv),
            ("PMID", &$of.pmid),
        ]
        .into_iter()
        .filter_map(|(name, field)| Some((name, field.as_ref()?)))
    };
}
pub(super) use texts;

/// The lists of people that aren't empty, by CSL's names.
macro_rules! people {
    ($of:expr) => {
        [("author", &$of.author), ("editor", &$of.editor), ("translator", &$of.translator)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(name, names)| (name, names.as_slice()))
    };
}
pub(super) use people;

impl Item {
    /// The fields that are text and known, by CSL's names, in a fixed order; arXiv's identifier is `archive_location`.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        texts!(self).map(|(name, value)| (name, value.as_str()))
    }

    /// The lists of names that aren't empty, by CSL's names: `author`, `editor`, `translator`.
    pub fn people(&self) -> impl Iterator<Item = (&'static str, &[Name])> {
        people!(self)
    }

    /// The year of [`issued`](Self::issued).
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.issued.as_ref().and_then(Date::year)
    }
}
