//! The kind of a work by the names that formats have for it.

use crate::reference::item::ItemType;

/// The kind that a name of CSL's, BibTeX's, Crossref's or OpenAlex's stands for; libraries mix them up.
pub(super) fn item_type(name: &str) -> ItemType {
    match name.to_ascii_lowercase().as_str() {
        "article-journal" | "journal-article" | "review" | "letter" | "editorial" | "erratum" => {
            ItemType::ArticleJournal
        }
        "article-magazine" | "magazine-article" => ItemType::ArticleMagazine,
        "article-newspaper" | "newspaper-article" => ItemType::ArticleNewspaper,
        "article" | "preprint" | "posted-content" => ItemType::Article,
        "book" | "mvbook" | "collection" | "mvcollection" | "booklet" | "monograph" | "edited-book"
        | "reference-book" | "proceedings" | "mvproceedings" | "book-set" => ItemType::Book,
        "chapter"
        | "entry-encyclopedia"
        | "entry-dictionary"
        | "entry"
        | "inbook"
        | "incollection"
        | "inreference"
        | "book-chapter"
        | "book-section"
        | "book-part"
        | "reference-entry"
        | "encyclopedia-article"
        | "dictionary-entry" => ItemType::Chapter,
        "paper-conference"
        | "inproceedings"
        | "conference"
        | "proceedings-article"
        | "conference-paper"
        | "conference-article" => ItemType::PaperConference,
        "dataset" => ItemType::Dataset,
        "legal_case" | "case" => ItemType::LegalCase,
        "legislation" | "bill" | "statute" => ItemType::Legislation,
        "manuscript" | "unpublished" => ItemType::Manuscript,
        "patent" => ItemType::Patent,
        "periodical" | "journal" => ItemType::Periodical,
        "report" | "techreport" | "report-component" => ItemType::Report,
        "software" | "computer-program" => ItemType::Software,
        "speech" | "interview" | "presentation" => ItemType::Speech,
        "motion_picture" => ItemType::MotionPicture,
        "thesis" | "phdthesis" | "mastersthesis" | "dissertation" => ItemType::Thesis,
        "webpage" | "web-page" | "post" | "post-weblog" | "blog-post" | "online" => ItemType::Webpage,
        _ => ItemType::Document,
    }
}
