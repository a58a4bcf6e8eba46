//! Papers of Semantic Scholar's interface and of its data sets.

use std::collections::HashMap;

use super::paper::{Paper, corpus_address};
use super::spans;
use crate::record::lenient::{Nested, Object};
use crate::record::records::{Cited, Publication};
use crate::reference::item::Item;

/// Makes of citations, which are a record each, one record for all of a paper. Linear.
pub(super) fn joined(publications: &mut Vec<Publication>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Publication> = Vec::with_capacity(publications.len());
    for found in publications.drain(..) {
        let Some(id) = found.id.clone().filter(|_| found.item.title.is_none()) else {
            kept.push(found);
            continue;
        };
        match places.get(&id) {
            Some(at) => kept[*at].cites.extend(found.cites),
            None => {
                places.insert(id, kept.len());
                kept.push(found);
            }
        }
    }
    *publications = kept;
}

pub(super) fn publication(json: &str) -> serde_json::Result<Option<Publication>> {
    serde_json::from_str::<Object<Paper<'_>>>(json).map(|Object(paper)| of_paper(paper))
}

fn of_paper(mut paper: Paper<'_>) -> Option<Publication> {
    if let Some(found) = super::s2orc::publication(&mut paper) {
        return Some(found);
    }
    if let Some((citing, cited)) = paper.citing_corpus_id.get().zip(paper.cited_corpus_id.get()) {
        let (address, cited) = (corpus_address(citing), Cited::Address(corpus_address(cited)));
        let item = Item { url: Some(address.clone()), ..Item::default() };
        let id = Some(citing.to_owned());
        return Some(Publication { id, address: Some(address), item, cites: vec![cited], ..Publication::default() });
    }
    let Nested(wrapped) =
        std::mem::take(if paper.cited_paper.0.is_some() { &mut paper.cited_paper } else { &mut paper.citing_paper });
    let mut paper = wrapped.map_or(paper, |wrapped| *wrapped);
    let references = std::mem::take(&mut paper.references.0).into_iter().filter_map(|Nested(reference)| reference);
    let cites = references.filter_map(|mut reference| {
        let item = match reference.cited_paper.0.take() {
            Some(wrapped) => wrapped.item(),
            None => reference.item(),
        };
        let known = item != Item { item_type: item.item_type, ..Item::default() };
        known.then(|| Cited::Item(Box::new(item)))
    });
    let mut cites: Vec<Cited> = cites.collect();
    let [text, body, list] =
        [&mut paper.content, &mut paper.body, &mut paper.bibliography].map(|Nested(part)| part.take());
    let (listed, body) = match (&text, &body, &list) {
        (Some(whole), ..) => spans::listed(whole, whole),
        (None, Some(body), Some(list)) => spans::listed(body, list),
        _ => (Vec::new(), None),
    };
    cites.extend(listed);
    if let Some(within) = paper.open_access.0.take() {
        paper.external_ids = within.external_ids;
    }
    let address = paper.address();
    let id = paper.paper_id.get().or_else(|| paper.corpus_id.get()).map(str::to_owned);
    let item = paper.item();
    (id.is_some() || item.title.is_some()).then(|| Publication {
        address,
        id,
        cites,
        item,
        body,
        ..Publication::default()
    })
}
