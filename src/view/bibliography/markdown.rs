//! A list to read, in Markdown.

use super::{is_issn, line};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) fn write<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    works.map(|(_, item)| format!("- {}\n", printed(item))).collect()
}

/// Roe, Ann, & Lee, Bob van der (2020). On tests. *Journal of Tests*, *3*(1), 4–9. <https://doi.org/10.1000/1>
fn printed(item: &Item) -> String {
    let year = item.issued.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
    let court = item.authority.as_deref().map(escaped);
    // A decision that has no author is printed under its court.
    let (who, court) = match (people(&item.author), people(&item.editor), court) {
        (authors, _, court) if !authors.is_empty() => (authors, court),
        (_, editors, court) if !editors.is_empty() => (format!("{editors} (Eds.)"), court),
        (_, _, court) => (court.unwrap_or_default(), None),
    };
    let text = |text: &Option<String>| text.as_deref().map(escaped);
    let emphasis = |text: &Option<String>| text.as_ref().map(|text| format!("*{}*", escaped(text)));
    let is_whole = matches!(item.item_type, ItemType::Book | ItemType::Thesis | ItemType::Report);
    let translated =
        Some(people(&item.translator)).filter(|names| !names.is_empty()).map(|names| format!("{names}, Trans."));
    let edition = text(&item.edition)
        .map(|edition| if edition.contains(char::is_alphabetic) { edition } else { format!("{edition} ed.") });
    let volumes = text(&item.number_of_volumes).map(|count| format!("{count} vols."));
    let number = text(&item.number).map(|number| format!("No. {number}"));
    let beside: Vec<String> = [translated, edition, volumes, number].into_iter().flatten().collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    let genre = text(&item.genre).map(|genre| format!(" \\[{genre}\\]")).unwrap_or_default();
    let title = if is_whole { emphasis(&item.title) } else { text(&item.title) };
    let volume = emphasis(&item.volume);
    let issue = text(&item.issue).map(|issue| format!("({issue})"));
    let numeration =
        (volume.is_some() || issue.is_some()).then(|| volume.unwrap_or_default() + &issue.unwrap_or_default());
    let editors = Some(people(&item.editor)).filter(|names| !names.is_empty() && !item.author.is_empty());
    let editors = editors.map(|names| format!("{names} (Eds.)"));
    let held: Vec<String> =
        [editors, emphasis(&item.container_title), numeration, text(&item.page)].into_iter().flatten().collect();
    let series: Vec<String> =
        [text(&item.collection_title), text(&item.collection_number)].into_iter().flatten().collect();
    let places: Vec<String> = [text(&item.publisher_place), text(&item.publisher)].into_iter().flatten().collect();
    let mut parts = vec![
        format!("{who}{year}").trim().to_owned(),
        format!("{}{beside}{genre}", title.unwrap_or_default()).trim().to_owned(),
        held.join(", "),
        series.join(", "),
        court.unwrap_or_default(),
        places.join(": "),
        text(&item.isbn)
            .map(|isbn| format!("{} {isbn}", if is_issn(&isbn) { "ISSN" } else { "ISBN" }))
            .unwrap_or_default(),
        item.arxiv.as_deref().map(|id| format!("arXiv:{}", escaped(id))).unwrap_or_default(),
        item.pmid.as_deref().map(|id| format!("PMID: {}", escaped(id))).unwrap_or_default(),
    ];
    // An address that only leads to the DOI is left out.
    let is_doi = |url: &String| item.doi.as_ref().is_some_and(|doi| url.to_lowercase().ends_with(doi.as_str()));
    let url = item.url.clone().filter(|url| !is_doi(url));
    let addresses = [item.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")), url];
    let address =
        addresses.into_iter().flatten().map(|address| format!("<{}>", line(&address).replace(['<', '>', ' '], "")));
    parts.extend(address);
    parts.retain(|part| !part.is_empty());
    let ended = |part: &String| part.ends_with(['.', '!', '?', '>']);
    parts.iter().map(|part| if ended(part) { part.clone() } else { format!("{part}.") }).collect::<Vec<_>>().join(" ")
}

fn people(names: &[Name]) -> String {
    let names: Vec<String> = names.iter().map(|name| escaped(&crate::reference::given::inverted(name))).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}, & {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Text whose marks of Markdown are text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        if matches!(c, '*' | '_' | '[' | ']' | '<' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
