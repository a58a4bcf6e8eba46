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
        "legal_case" | "case" | "jurisdiction" => ItemType::LegalCase,
        "legislation" | "bill" | "statute" | "legal" => ItemType::Legislation,
        "manuscript" | "unpublished" => ItemType::Manuscript,
        "patent" => ItemType::Patent,
        "periodical" | "journal" => ItemType::Periodical,
        "report" | "techreport" | "report-component" => ItemType::Report,
        "software" | "computer-program" => ItemType::Software,
        "speech" | "interview" | "presentation" => ItemType::Speech,
        "motion_picture" | "movie" | "video" | "film" | "video-recording" => ItemType::MotionPicture,
        "thesis" | "phdthesis" | "mastersthesis" | "dissertation" => ItemType::Thesis,
        "webpage" | "web-page" | "post" | "post-weblog" | "blog-post" | "online" => ItemType::Webpage,
        _ => ItemType::Document,
    }
}

/// Whether works of a kind come out in issues.
#[cfg(feature = "biblatex")]
pub(crate) fn is_in_issues(item_type: ItemType) -> bool {
    use ItemType::{Article, ArticleJournal, ArticleMagazine, ArticleNewspaper, Periodical};
    matches!(item_type, Article | ArticleJournal | ArticleMagazine | ArticleNewspaper | Periodical)
}

/// Whether works of a kind are books or in books, which may be numbered in a series.
#[cfg(feature = "biblatex")]
pub(crate) fn is_in_series(item_type: ItemType) -> bool {
    matches!(item_type, ItemType::Book | ItemType::Chapter | ItemType::PaperConference)
}

/// Whether a type of work is one: some programs write there what the kind says already.
#[cfg(feature = "records")]
pub(super) fn is_genre(written: &str, item_type: ItemType) -> bool {
    const KINDS: [&str; 14] = [
        "article",
        "article in press",
        "review",
        "letter",
        "editorial",
        "note",
        "short survey",
        "erratum",
        "conference paper",
        "data paper",
        "book chapter",
        "book section",
        "book",
        "preprint",
    ];
    // "Journal: Article".
    let last = written.rsplit(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    let says_kind = KINDS.contains(&last.as_str()) || last.ends_with("article");
    let has_genres = matches!(item_type, ItemType::Thesis | ItemType::Report);
    has_genres || !says_kind
}
