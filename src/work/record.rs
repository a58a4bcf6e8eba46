//! What linking compares of a paper or an entry.

use super::Member;
use crate::fold;
use crate::paper::{Paper, ReferenceKind};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// A paper's or an entry's item, and its folded keys.
pub(super) struct Record {
    pub member: Member,
    pub item: Item,
    /// Folded words of the title.
    pub title: String,
    pub authors: Vec<Author>,
    /// Folded names of container and publisher.
    pub outlets: Vec<String>,
    pub doi: Option<String>,
    /// Address without scheme, "www." and closing slash; none for one that is only a site.
    pub url: Option<String>,
}

/// A folded name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    pub family: String,
    pub given: String,
}

impl Author {
    fn of(name: &Name) -> Self {
        let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
        Self { family: fold::words(family), given: fold::words(name.given.as_deref().unwrap_or_default()) }
    }
}

/// The records of papers and of entries that name a work, ordered by member.
pub(super) fn records(papers: &[Paper]) -> Vec<Record> {
    let mut records = Vec::new();
    for paper in papers {
        records.push(record(Member::Paper(paper.id.clone()), paper.item.clone()));
        let naming = |kind| matches!(kind, ReferenceKind::Full | ReferenceKind::SameAuthor);
        for (entry, item) in paper.items().filter(|(entry, _)| naming(entry.kind)) {
            records.push(record(Member::Entry(entry.id.clone()), item));
        }
    }
    records.sort_by(|a, b| a.member.cmp(&b.member));
    records
}

fn record(member: Member, item: Item) -> Record {
    Record {
        title: fold::words(item.title.as_deref().unwrap_or_default()),
        authors: item.author.iter().map(Author::of).collect(),
        outlets: [&item.container_title, &item.publisher].into_iter().flatten().map(|o| outlet(o)).collect(),
        doi: item.doi.clone(),
        url: item.url.as_deref().and_then(address),
        member,
        item,
    }
}

/// "The Diplomat" is "diplomat", "Middle East Institute (MEI)" "middle east institute".
fn outlet(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name);
    let folded = fold::words(bare);
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}

fn address(url: &str) -> Option<String> {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_lowercase();
    bare.contains('/').then_some(bare)
}

impl Record {
    /// Whether the record says enough of a work to be compared: a title of some length, or an identifier.
    pub(super) fn is_comparable(&self) -> bool {
        !self.title.is_empty() || self.doi.is_some() || self.url.is_some()
    }

    /// A thing that only stands with another: a chapter of a book isn't the book.
    pub(super) fn is_part(&self) -> bool {
        self.item.item_type == ItemType::Chapter
    }
}
