//! JATS, the journals' form (<https://jats.nlm.nih.gov/archiving/>): PubMed Central's and many publishers'.

use std::collections::HashMap;

use super::body::{Shape, body};
use super::tree::Element;
use crate::record::field::{date, doi, doi_behind_word, pages};
use crate::record::records::{Cited, Publication};
use crate::record::year::leading;
use crate::reference::date::{Date, DateParts};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

const SHAPE: Shape = Shape {
    blocks: &["p", "title", "sec", "list-item", "disp-quote"],
    skipped: &["table", "tex-math", "math", "object-id", "label"],
    targets: |element| {
        let is_mark = element.name() == "xref" && element.attribute("ref-type") == Some("bibr");
        is_mark.then(|| element.attribute("rid").unwrap_or_default().split_whitespace().collect())
    },
};

pub(super) fn publication(article: Element<'_>) -> Publication {
    let Some(front) = article.children().find(|e| matches!(e.name(), "front" | "front-stub")) else {
        return Publication::default();
    };
    let meta = front.first("article-meta").unwrap_or(front);
    let refs: Vec<Element<'_>> =
        article.children().filter(|e| e.name() == "back").flat_map(|back| back.all("ref")).collect();
    let entries: HashMap<&str, usize> = (0..).zip(&refs).filter_map(|(i, r)| Some((r.attribute("id")?, i))).collect();
    let text = article.children().find(|e| e.name() == "body").map(|b| body(b, &SHAPE, &entries));
    let id = |kind: &str| {
        let found = meta.children().find(|e| e.name() == "article-id" && e.attribute("pub-id-type") == Some(kind));
        found.and_then(Element::text)
    };
    let titles = meta.first("title-group").unwrap_or(meta);
    // Marks of notes in it aren't its own.
    let part = |name: &str| titles.first(name).and_then(|title| title.text_without(&["xref", "fn"]));
    let title = match (part("article-title"), part("subtitle")) {
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, _) => title,
    };
    let contributors = meta.all("contrib").filter(|c| c.attribute("contrib-type").is_none_or(|kind| kind == "author"));
    let own = |name: &str| meta.children().find(|e| e.name() == name).and_then(Element::text);
    let published = meta.all("pub-date").filter_map(|e| printed_date(e));
    let item = Item {
        item_type: ItemType::ArticleJournal,
        author: contributors.flat_map(|c| names(c)).collect(),
        title,
        container_title: front.text_of("journal-title"),
        issued: published.min_by_key(|date| (date.year(), std::cmp::Reverse(date.to_string().len()))),
        volume: own("volume"),
        issue: own("issue"),
        page: pages(own("fpage"), own("lpage")).or_else(|| own("elocation-id")),
        publisher: front.text_of("publisher-name"),
        doi: id("doi").as_deref().and_then(doi),
        pmid: id("pmid"),
        ..Item::default()
    };
    Publication {
        item,
        // Places lead to the first citation of an entry; its others come behind the last entry.
        cites: refs
            .iter()
            .map(|entry| cited(citation(*entry)))
            .chain(refs.iter().flat_map(|entry| further(*entry)))
            .collect(),
        body: text.map(Box::new),
        ..Publication::default()
    }
}

/// "year", "month" and "day" elements.
fn printed_date(element: Element<'_>) -> Option<Date> {
    let year = leading(&element.text_of("year")?)?;
    let small = |name: &str, most: u8| {
        element.text_of(name).and_then(|text| text.parse::<u8>().ok()).filter(|n| (1..=most).contains(n))
    };
    let month = small("month", 12);
    let day = small("day", 31).filter(|_| month.is_some());
    Some(Date { start: Some(DateParts { year, month, day }), ..Date::default() })
}

/// The people and bodies in an element.
fn names<'t>(element: Element<'t>) -> Vec<Name> {
    let named = element.outermost(|name| matches!(name, "name" | "string-name" | "collab" | "name-alternatives"));
    // A name in several scripts is one name.
    let one = |e: Element<'t>| if e.name() == "name-alternatives" { e.children().next().unwrap_or(e) } else { e };
    named
        .map(one)
        .filter_map(|e| match (e.name(), e.text_of("surname")) {
            ("name" | "string-name", Some(family)) => Some(Name {
                family: Some(family),
                given: e.text_of("given-names"),
                suffix: e.text_of("suffix"),
                ..Name::default()
            }),
            ("string-name", None) => e.text().map(|text| crate::reference::name::name(&text)),
            // A group may have its members inside.
            ("collab", _) => Some(Name { literal: e.text_without(&["contrib-group"]), ..Name::default() }),
            _ => None,
        })
        .collect()
}

/// The citation in an entry of a list; the entry where it has none.
fn citation(entry: Element<'_>) -> Element<'_> {
    // The same may stand there in several forms, the first of which is the richest.
    let entry = entry.children().find(|e| e.name() == "citation-alternatives").unwrap_or(entry);
    entry.children().find(|e| e.name().ends_with("citation")).unwrap_or(entry)
}

/// What an entry cites after its first citation, where it is marked as that is; marked otherwise it is the same work again.
fn further(entry: Element<'_>) -> impl Iterator<Item = Cited> {
    let name = citation(entry).name();
    let all = entry.children().filter(move |e| e.name().ends_with("citation") && e.name() == name);
    all.skip(1).map(cited)
}

/// What a citation cites: in fields if some are marked, else in words.
fn cited(citation: Element<'_>) -> Cited {
    let field = |name: &str| citation.text_of(name);
    let id = |kind: &str| {
        let found = citation.all("pub-id").find(|e| e.attribute("pub-id-type") == Some(kind));
        found.and_then(Element::text)
    };
    let links = || citation.outermost(|name| matches!(name, "ext-link" | "uri"));
    let address = |e: Element<'_>| e.attribute("href").map(str::to_owned).or_else(|| e.text());
    let is_doi = |e: &Element<'_>| {
        e.attribute("ext-link-type") == Some("doi") || address(*e).is_some_and(|address| address.contains("doi.org"))
    };
    let link = links().find_map(address);
    let in_comment = || citation.all("comment").find_map(|e| doi_behind_word(&e.text()?));
    let identifier = id("doi").or_else(|| links().find(is_doi).and_then(address)).as_deref().and_then(doi);
    let identifier = identifier.or_else(in_comment);
    let (article, source) =
        (["article-title", "chapter-title", "part-title"].into_iter().find_map(field), field("source"));
    if article.is_none() && source.is_none() {
        let text = citation.text().unwrap_or_default();
        return match identifier {
            Some(doi) if !text.to_lowercase().contains(&doi) => Cited::Text(format!("{text} https://doi.org/{doi}")),
            _ => Cited::Text(text),
        };
    }
    let kind = citation.attribute("publication-type").or_else(|| citation.attribute("citation-type"));
    let item_type = match kind.unwrap_or_default() {
        "journal" => ItemType::ArticleJournal,
        "book" if article.is_some() => ItemType::Chapter,
        "book" => ItemType::Book,
        "confproc" | "conf-proc" | "conference" => ItemType::PaperConference,
        "thesis" => ItemType::Thesis,
        "report" => ItemType::Report,
        "web" | "webpage" => ItemType::Webpage,
        "data" => ItemType::Dataset,
        "preprint" => ItemType::Article,
        // Some say nothing of it.
        _ if article.is_some() && source.is_some() && field("volume").is_some() => ItemType::ArticleJournal,
        _ => ItemType::Document,
    };
    let group = |kind: &str| citation.all("person-group").find(|e| e.attribute("person-group-type") == Some(kind));
    let mut author = match (group("author"), citation.first("person-group")) {
        (Some(authors), _) => names(authors),
        (None, Some(_)) => Vec::new(),
        (None, None) => names(citation),
    };
    if citation.first("etal").is_some() && !author.is_empty() {
        author.push(Name { literal: Some("others".to_owned()), ..Name::default() });
    }
    let (title, container_title) = if article.is_some() { (article, source) } else { (source, None) };
    Cited::Item(Box::new(Item {
        item_type,
        author,
        editor: group("editor").map(names).unwrap_or_default(),
        title,
        container_title,
        issued: field("year").and_then(|year| date(&year)),
        volume: field("volume"),
        issue: field("issue"),
        page: pages(field("fpage"), field("lpage")).or_else(|| field("page-range")).or_else(|| field("elocation-id")),
        publisher: field("publisher-name"),
        publisher_place: field("publisher-loc"),
        edition: field("edition"),
        url: link.filter(|_| identifier.is_none()),
        doi: identifier,
        pmid: id("pmid"),
        isbn: field("isbn"),
        ..Item::default()
    }))
}
