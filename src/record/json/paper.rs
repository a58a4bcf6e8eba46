//! A paper as Semantic Scholar gives it: what is used of it, and what that makes of it.

use serde::Deserialize;

use super::spans::Annotated;
use crate::record::field::{date, doi};
use crate::record::lenient::{List, Named, Nested, Object, Taken, Text, taken};
use crate::record::name::displayed;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// What is used of a paper: the interface, the data sets and [S2ORC](super::s2orc) call it otherwise.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", bound = "'de: 't")]
pub(super) struct Paper<'t> {
    pub(super) paper_id: Text<'t>,
    #[serde(alias = "corpusid")]
    pub(super) corpus_id: Text<'t>,
    #[serde(alias = "externalids", alias = "other_ids", alias = "identifiers")]
    pub(super) external_ids: Object<Ids<'t>>,
    #[serde(alias = "publicationtypes")]
    publication_types: List<Text<'t>>,
    #[serde(alias = "publicationdate")]
    publication_date: Text<'t>,
    pub(super) title: Text<'t>,
    venue: Text<'t>,
    year: Text<'t>,
    journal: Journal<'t>,
    volume: Text<'t>,
    issue: Text<'t>,
    pages: Text<'t>,
    doi: Text<'t>,
    authors: List<Object<Author<'t>>>,
    pub(super) references: List<Nested<Paper<'t>>>,
    /// A list of what a paper cites, or of what cites it, wraps each.
    pub(super) cited_paper: Nested<Paper<'t>>,
    pub(super) citing_paper: Nested<Paper<'t>>,
    /// A citation of its data sets names two papers by their numbers.
    #[serde(rename = "citingcorpusid")]
    pub(super) citing_corpus_id: Text<'t>,
    #[serde(rename = "citedcorpusid")]
    pub(super) cited_corpus_id: Text<'t>,
    /// The text of a paper in its data sets, and where in it what stands.
    pub(super) content: Nested<Annotated<'t>>,
    pub(super) body: Nested<Annotated<'t>>,
    pub(super) bibliography: Nested<Annotated<'t>>,
    #[serde(rename = "openaccessinfo")]
    pub(super) open_access: Nested<OpenAccess<'t>>,
    #[serde(rename = "paper_id")]
    pub(super) s2orc_id: Text<'t>,
    pub(super) metadata: Nested<Paper<'t>>,
    #[serde(rename = "bib_entries")]
    pub(super) bib_entries: Named<'t, Object<Paper<'t>>>,
    #[serde(rename = "pdf_parse")]
    pub(super) pdf_parse: Nested<Paper<'t>>,
    #[serde(rename = "latex_parse")]
    pub(super) latex_parse: Nested<Paper<'t>>,
    #[serde(rename = "grobid_parse")]
    pub(super) grobid_parse: Nested<Paper<'t>>,
    #[serde(rename = "raw_text")]
    pub(super) raw_text: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
pub(super) struct Ids<'t> {
    #[serde(rename = "DOI", alias = "doi")]
    doi: Text<'t>,
    #[serde(rename = "ArXiv", alias = "arxiv", alias = "arXiv")]
    arxiv: Text<'t>,
    #[serde(rename = "PubMed", alias = "pubmed", alias = "PMID")]
    pubmed: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
pub(super) struct OpenAccess<'t> {
    #[serde(rename = "externalids")]
    pub(super) external_ids: Object<Ids<'t>>,
}

/// A journal with where in it, or its name.
#[derive(Default)]
struct Journal<'t>(JournalParts<'t>);

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct JournalParts<'t> {
    name: Text<'t>,
    volume: Text<'t>,
    pages: Text<'t>,
}

impl<'de: 't, 't> Taken<'de> for Journal<'t> {
    fn text(name: std::borrow::Cow<'de, str>) -> Self {
        Self(JournalParts { name: Text::text(name), ..JournalParts::default() })
    }

    fn object<A: serde::de::MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
        Object::object(object).map(|Object(parts)| Self(parts))
    }
}

impl<'de: 't, 't> Deserialize<'de> for Journal<'t> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// An author by the name, or by its parts.
#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Author<'t> {
    name: Text<'t>,
    first: Text<'t>,
    middle: List<Text<'t>>,
    last: Text<'t>,
    suffix: Text<'t>,
}

impl Author<'_> {
    fn name(&self) -> Option<Name> {
        if let Some(written) = self.name.get() {
            return Some(displayed(written));
        }
        let given: Vec<&str> = self.first.get().into_iter().chain(self.middle.0.iter().filter_map(Text::get)).collect();
        let part = |text: &Text<'_>| text.get().map(str::to_owned);
        let given = (!given.is_empty()).then(|| given.join(" "));
        let found = Name { family: part(&self.last), given, suffix: part(&self.suffix), ..Name::default() };
        (found != Name::default()).then_some(found)
    }
}

/// The address that leads to the paper of a number.
pub(super) fn corpus_address(number: &str) -> String {
    format!("https://api.semanticscholar.org/CorpusID:{number}")
}

/// "9 8": what it has from PubMed has volume and issue in one.
fn parted(volume: Option<String>) -> (Option<String>, Option<String>) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match volume.as_deref().and_then(|both| both.split_once(' ')) {
        Some((volume, issue)) if is_number(volume) && is_number(issue) => {
            (Some(volume.to_owned()), Some(issue.to_owned()))
        }
        _ => (volume, None),
    }
}

impl Paper<'_> {
    /// The address of its page; papers of data sets are known by their numbers alone.
    pub(super) fn address(&self) -> Option<String> {
        let page = self.paper_id.get().map(|id| format!("https://www.semanticscholar.org/paper/{id}"));
        page.or_else(|| self.corpus_id.get().map(corpus_address))
    }

    pub(super) fn item(self) -> Item {
        let is = |kind: &str| self.publication_types.0.iter().any(|found| found.get() == Some(kind));
        let Journal(journal) = &self.journal;
        let item_type = match () {
            () if is("Conference") => ItemType::PaperConference,
            () if is("Book") => ItemType::Book,
            () if is("BookSection") => ItemType::Chapter,
            () if is("JournalArticle") || is("Review") || journal.name.get().is_some() => ItemType::ArticleJournal,
            () if is("Dataset") => ItemType::Dataset,
            () => ItemType::Document,
        };
        let url = self.address();
        let (Object(ids), Journal(journal)) = (self.external_ids, self.journal);
        let volume = journal.volume.into_string().or_else(|| self.volume.into_string());
        let (volume, in_volume) = parted(volume);
        let issued = self.publication_date.get().or_else(|| self.year.get());
        Item {
            item_type,
            author: self.authors.0.iter().filter_map(|Object(author)| author.name()).collect(),
            title: self.title.into_string(),
            container_title: journal.name.into_string().or_else(|| self.venue.into_string()),
            issued: issued.and_then(date),
            volume,
            issue: self.issue.into_string().or(in_volume),
            page: journal.pages.into_string().or_else(|| self.pages.into_string()),
            doi: self.doi.get().or_else(|| ids.doi.get()).and_then(doi),
            url,
            arxiv: ids.arxiv.into_string(),
            pmid: ids.pubmed.into_string(),
            ..Item::default()
        }
    }
}
