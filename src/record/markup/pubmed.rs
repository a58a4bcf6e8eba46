//! PubMed's XML, as its interface `efetch` gives it (<https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/190101/>).

use super::tree::Element;
use crate::record::field::{date, doi, pages, pubmed_title};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) fn publication(article: Element<'_>) -> Publication {
    let book = article.first("BookDocument");
    let Some(citation) = article.first("MedlineCitation").or(book) else { return Publication::default() };
    let field = |name: &str| citation.text_of(name);
    let pmid = citation.children().find(|e| e.name() == "PMID").and_then(Element::text);
    let people = citation.first("AuthorList").into_iter().flat_map(|list| list.all("Author")).map(name);
    let issue = citation.first("JournalIssue");
    let location = citation.all("ELocationID").find(|e| e.attribute("EIdType") == Some("doi")).and_then(Element::text);
    let own_ids =
        article.first("PubmedData").into_iter().flat_map(Element::children).find(|e| e.name() == "ArticleIdList");
    let title = field("ArticleTitle").map(|title| pubmed_title(&title));
    let book_title = book.and_then(|_| field("BookTitle"));
    let item_type = match (book, &title) {
        (None, _) => ItemType::ArticleJournal,
        (Some(_), Some(_)) => ItemType::Chapter,
        (Some(_), None) => ItemType::Book,
    };
    let item = Item {
        item_type,
        author: people.filter(|name| *name != Name::default()).collect(),
        container_title: citation
            .first("Journal")
            .and_then(|journal| journal.text_of("Title"))
            .or_else(|| book_title.clone().filter(|_| title.is_some())),
        title: title.or(book_title),
        publisher: field("PublisherName"),
        issued: issue.or(book).and_then(|issue| day(issue.first("PubDate")?)),
        volume: issue.and_then(|issue| issue.text_of("Volume")),
        issue: issue.and_then(|issue| issue.text_of("Issue")),
        page: field("MedlinePgn").or_else(|| pages(field("StartPage"), field("EndPage"))),
        doi: location.or_else(|| id(own_ids?, "doi")).as_deref().and_then(doi),
        pmid: pmid.clone(),
        ..Item::default()
    };
    let references = article.first("PubmedData").into_iter().flat_map(|data| data.all("Reference"));
    Publication {
        id: pmid.map(|id| format!("pmid-{id}")),
        item,
        cites: references.filter_map(cited).collect(),
        ..Publication::default()
    }
}

/// "Year", "Month" and "Day", or all in words: "2001 Mar-Apr".
fn day(element: Element<'_>) -> Option<crate::reference::date::Date> {
    let parts = ["Year", "Month", "Day"].iter().filter_map(|name| element.text_of(name));
    let written = parts.collect::<Vec<_>>().join(" ");
    date(&written).or_else(|| date(&element.text_of("MedlineDate")?))
}

fn name(author: Element<'_>) -> Name {
    Name {
        family: author.text_of("LastName"),
        given: author.text_of("ForeName").or_else(|| author.text_of("Initials")),
        suffix: author.text_of("Suffix"),
        literal: author.text_of("CollectiveName"),
        ..Name::default()
    }
}

fn id(list: Element<'_>, kind: &str) -> Option<String> {
    list.children().find(|e| e.attribute("IdType") == Some(kind)).and_then(Element::text)
}

/// In words, with the ids that stand beside them; by these where there are no words.
fn cited(reference: Element<'_>) -> Option<Cited> {
    let list = reference.first("ArticleIdList");
    let identified = list.and_then(|list| id(list, "doi").as_deref().and_then(doi));
    let pmid = list.and_then(|list| id(list, "pubmed"));
    let Some(mut printed) = reference.text_of("Citation") else {
        return pmid.map(Cited::Pmid).or(identified.map(Cited::Doi));
    };
    if let Some(doi) = identified.filter(|doi| !printed.to_lowercase().contains(doi)) {
        printed += &format!(" doi: {doi}");
    }
    if let Some(pmid) = pmid.filter(|_| !printed.contains("PMID")) {
        printed += &format!(" PMID: {pmid}");
    }
    Some(Cited::Text(printed))
}
