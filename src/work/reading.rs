//! The best reading of a work over its members: field by field what most of them print.

use std::collections::BTreeMap;

use super::{Entry, Member};
use crate::fold;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// The best reading. What a paper of the corpus says of itself stands before what others say of it; else the reading
/// that most members print, of equals the fullest, of those the first by its letters. Nothing that no member prints.
pub(super) fn best(members: &[&Entry]) -> Item {
    let items: Vec<&Item> = members.iter().map(|m| &m.item).collect();
    let own = members.iter().find(|m| matches!(m.member, Member::Paper(_))).map(|m| &m.item);
    let text = |of: fn(&Item) -> Option<&String>| -> Option<String> {
        own.and_then(of)
            .cloned()
            .or_else(|| vote(items.iter().filter_map(|i| of(i).cloned()), |v| fold::words(v), String::len))
    };
    let names = |of: fn(&Item) -> &Vec<Name>| -> Vec<Name> {
        let printed = items.iter().map(|i| of(i).clone()).filter(|n| !n.is_empty());
        own.map(of)
            .filter(|n| !n.is_empty())
            .cloned()
            .or_else(|| vote(printed, |n| families(n), |n| length(n)))
            .unwrap_or_default()
    };
    let types = items.iter().map(|i| i.item_type).filter(|t| *t != ItemType::Document);
    Item {
        item_type: vote(types, |t| t.as_csl().to_owned(), |_| 0).unwrap_or_default(),
        author: names(|i| &i.author),
        editor: names(|i| &i.editor),
        translator: names(|i| &i.translator),
        title: text(|i| i.title.as_ref()),
        container_title: text(|i| i.container_title.as_ref()),
        collection_title: text(|i| i.collection_title.as_ref()),
        collection_number: text(|i| i.collection_number.as_ref()),
        issued: own.and_then(|i| i.issued.clone()).or_else(|| {
            vote(
                items.iter().filter_map(|i| i.issued.clone()),
                |d| d.year().map_or(d.to_string(), |y| y.to_string()),
                |d| d.to_string().len(),
            )
        }),
        volume: text(|i| i.volume.as_ref()),
        number_of_volumes: text(|i| i.number_of_volumes.as_ref()),
        issue: text(|i| i.issue.as_ref()),
        page: text(|i| i.page.as_ref()),
        publisher: text(|i| i.publisher.as_ref()),
        publisher_place: text(|i| i.publisher_place.as_ref()),
        authority: text(|i| i.authority.as_ref()),
        edition: text(|i| i.edition.as_ref()),
        genre: text(|i| i.genre.as_ref()),
        number: text(|i| i.number.as_ref()),
        doi: text(|i| i.doi.as_ref()),
        url: text(|i| i.url.as_ref()),
        isbn: text(|i| i.isbn.as_ref()),
        pmid: text(|i| i.pmid.as_ref()),
        arxiv: text(|i| i.arxiv.as_ref()),
    }
}

fn families(names: &[Name]) -> String {
    let family = |n: &Name| n.family.clone().or_else(|| n.literal.clone()).unwrap_or_default();
    names.iter().map(|n| fold::words(&family(n))).collect::<Vec<_>>().join(";")
}

fn length(names: &[Name]) -> usize {
    names.iter().map(|n| n.given.as_ref().map_or(0, String::len) + n.family.as_ref().map_or(0, String::len)).sum()
}

/// The value whose key most have; of its spellings the fullest; ties go to the smaller key, then the first printed.
fn vote<T>(values: impl Iterator<Item = T>, key: impl Fn(&T) -> String, fullness: impl Fn(&T) -> usize) -> Option<T> {
    let mut ballots: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for value in values {
        ballots.entry(key(&value)).or_default().push(value);
    }
    let full = |b: &Vec<T>| b.iter().map(&fullness).max().unwrap_or(0);
    let (_, winners) = ballots.into_iter().rev().max_by_key(|(_, b)| (b.len(), full(b)))?;
    winners.into_iter().rev().max_by_key(|v| fullness(v))
}
