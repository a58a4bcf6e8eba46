//! A list to read, in Markdown.

use super::line;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

pub(super) fn write<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    works.map(|(_, item)| format!("- {}\n", printed(item))).collect()
}

/// Roe, Ann, & Lee, Bob van der (2020). On tests. *Journal of Tests*, *3*(1), 4–9. <https://doi.org/10.1000/1>
fn printed(item: &Item) -> String {
    let mut parts: Vec<String> = Vec::new();
    let year = item.issued.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
    let who = match (people(&item.author), people(&item.editor)) {
        (authors, _) if !authors.is_empty() => authors,
        (_, editors) if !editors.is_empty() => format!("{editors} (Eds.)"),
        _ => String::new(),
    };
    if !(who.is_empty() && year.is_empty()) {
        parts.push(format!("{who}{year}").trim().to_owned());
    }
    let is_whole = matches!(item.item_type, ItemType::Book | ItemType::Thesis | ItemType::Report);
    if let Some(title) = &item.title {
        parts.push(if is_whole { format!("*{}*", escaped(title)) } else { escaped(title) });
    }
    let container = item.container_title.as_ref().map(|title| format!("*{}*", escaped(title)));
    let volume = item.volume.as_ref().map(|volume| format!("*{}*", escaped(volume)));
    let issue = item.issue.as_ref().map(|issue| format!("({})", escaped(issue))).unwrap_or_default();
    let numeration = volume.map(|volume| format!("{volume}{issue}"));
    let held: Vec<String> = [container, numeration, item.page.as_deref().map(escaped)].into_iter().flatten().collect();
    parts.push(held.join(", "));
    let places = [&item.publisher_place, &item.publisher].into_iter().flatten();
    parts.push(places.map(|text| escaped(text)).collect::<Vec<_>>().join(": "));
    let address = item.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).or_else(|| item.url.clone());
    parts.extend(address.map(|address| format!("<{}>", line(&address).replace(['<', '>', ' '], ""))));
    parts.retain(|part| !part.is_empty());
    let ended = |part: &String| part.ends_with(['.', '!', '?', '>']);
    parts.iter().map(|part| if ended(part) { part.clone() } else { format!("{part}.") }).collect::<Vec<_>>().join(" ")
}

fn people(names: &[Name]) -> String {
    let names: Vec<String> = names.iter().map(|name| escaped(&super::inverted(name))).collect();
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
