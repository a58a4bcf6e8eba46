//! Libraries → items: CSL-JSON (feature `serde`) and BibTeX (feature `biblatex`), so that a library can be matched with
//! bare references.

#[cfg(feature = "biblatex")]
pub mod bibtex;
#[cfg(feature = "serde")]
pub mod csl;

#[cfg(any(feature = "serde", feature = "biblatex"))]
use crate::reference::item::ItemType;

/// The kind that a name of CSL's or BibTeX's stands for; libraries mix the two up.
#[cfg(any(feature = "serde", feature = "biblatex"))]
fn item_type(name: &str) -> ItemType {
    match name.to_ascii_lowercase().as_str() {
        "article-journal" => ItemType::ArticleJournal,
        "article-magazine" => ItemType::ArticleMagazine,
        "article-newspaper" => ItemType::ArticleNewspaper,
        "article" | "preprint" => ItemType::Article,
        "book" | "mvbook" | "collection" | "mvcollection" | "booklet" => ItemType::Book,
        "chapter" | "entry-encyclopedia" | "entry-dictionary" | "entry" | "inbook" | "incollection" | "inreference" => {
            ItemType::Chapter
        }
        "paper-conference" | "inproceedings" | "conference" => ItemType::PaperConference,
        "dataset" => ItemType::Dataset,
        "legal_case" => ItemType::LegalCase,
        "legislation" | "bill" => ItemType::Legislation,
        "manuscript" | "unpublished" => ItemType::Manuscript,
        "patent" => ItemType::Patent,
        "periodical" => ItemType::Periodical,
        "report" | "techreport" => ItemType::Report,
        "software" => ItemType::Software,
        "speech" | "interview" => ItemType::Speech,
        "thesis" | "phdthesis" | "mastersthesis" => ItemType::Thesis,
        "webpage" | "post" | "post-weblog" | "online" => ItemType::Webpage,
        _ => ItemType::Document,
    }
}
