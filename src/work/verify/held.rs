//! A record of a library as references are held against it.

use super::super::identifier::Doi;
use super::super::words::{folded, hash};
use super::Nearest;
use super::people::{Person, persons};
use crate::reference::item::Item;

/// A record of a library, and what is compared of it.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) id: String,
    pub(super) item: Item,
    /// The title, folded.
    pub(super) title: String,
    pub(super) people: Vec<Person>,
    /// Whether the record says that it has more authors than it names.
    pub(super) open: bool,
    pub(super) doi: Option<Doi>,
}

impl Held {
    pub(super) fn new(id: String, mut item: Item) -> Self {
        item.title = item.title.map(|title| without_entities(&title));
        for part in item.author.iter_mut().flat_map(|name| [&mut name.family, &mut name.given, &mut name.literal]) {
            *part = part.take().map(|part| without_entities(&part));
        }
        let title = folded(item.title.as_deref().unwrap_or_default());
        let (people, open) = persons(&item.author);
        let doi = item.doi.as_deref().and_then(Doi::of);
        Self { id, title, people, open, doi, item }
    }

    /// What it appeared in: the outlet, or the publisher.
    pub(super) fn outlet(&self) -> &str {
        self.item.container_title.as_deref().or(self.item.publisher.as_deref()).unwrap_or_default()
    }

    /// The beginnings of its title that are titles themselves, as the title without a subtitle, folded.
    pub(super) fn main_titles(&self) -> impl Iterator<Item = String> {
        let title = self.item.title.as_deref().unwrap_or_default();
        let ends = title.char_indices().filter(|(_, c)| matches!(c, ':' | '.' | '?' | '!' | '–' | '—'));
        ends.map(|(at, _)| folded(&title[..at])).filter(|main| !main.is_empty())
    }

    pub(super) fn nearest(&self, likeness: f64) -> Nearest {
        // Two digits are what a person compares.
        let likeness = (likeness * 100.0).round() / 100.0;
        let title = self.item.title.clone().unwrap_or_default();
        Nearest { record: self.id.clone(), title, year: self.item.year(), likeness }
    }
}

/// By what records are in order: id, title and year, and of those with the same the whole record.
pub(super) fn order_key(id: &str, item: &Item) -> Vec<u8> {
    let title = folded(item.title.as_deref().unwrap_or_default());
    let year = item.year().map_or(0, |year| i64::from(year) + (1 << 32));
    let mut key = Vec::with_capacity(id.len() + title.len() + 18);
    key.extend(id.bytes().chain([0]).chain(title.bytes()).chain([0]).chain(year.to_be_bytes()));
    key.extend(hash(format!("{item:?}").as_bytes()).to_be_bytes());
    key
}

/// "10.1234" of "https://doi.org/10.1234/abc".
pub(super) fn registrant(doi: &str) -> Option<String> {
    let bare = &doi[doi.find("10.")?..];
    bare.split_once('/').map(|(registrant, _)| registrant.to_owned())
}

/// The text that "D&apos;Amore" stands for, as databases export it.
fn without_entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 7] = [
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, means)| text.replace(entity, means))
}
