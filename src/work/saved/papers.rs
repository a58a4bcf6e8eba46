//! Papers ⇄ what is saved of them: their entries lead by numbers to references that are saved once each.
//!
//! Exports name one work in many lists, in the same words. Saved once, and shared again when it is loaded, it takes neither
//! bytes nor time nor memory for each list that names it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::Span;
use crate::document::Region;
use crate::paper::{Context, InTextCitation, ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::reference::Reference;
use crate::reference::item::Item;

/// A [`Paper`], its entries without what they say.
#[derive(Serialize, Deserialize)]
pub(super) struct SavedPaper<'p> {
    id: Cow<'p, str>,
    item: Cow<'p, Item>,
    references: Vec<SavedEntry<'p>>,
    citations: Cow<'p, [InTextCitation]>,
    contexts: Cow<'p, [Context]>,
    missing_notes: Cow<'p, [u32]>,
    pages: Option<usize>,
    words: usize,
    regions: Cow<'p, BTreeMap<Region, usize>>,
}

/// A [`ListedReference`], with the number of what it says.
#[derive(Serialize, Deserialize)]
struct SavedEntry<'p> {
    id: Cow<'p, ReferenceId>,
    kind: ReferenceKind,
    refers_to: Option<Cow<'p, str>>,
    span: Span,
    region: Region,
    reference: usize,
}

/// What papers say in their entries, each once, in the order in which it is named first. What says the same is one whether or
/// not it is shared in memory, so that equal corpora give the same bytes.
#[derive(Default)]
pub(super) struct Shared<'p> {
    pub references: Vec<&'p Reference>,
    numbers: HashMap<&'p Reference, usize>,
    /// What is shared in memory is known by its place, which is cheaper than to compare what it says.
    places: HashMap<*const Reference, usize>,
}

impl<'p> Shared<'p> {
    /// The paper to save, whose references are taken up.
    pub fn saved(&mut self, paper: &'p Paper) -> SavedPaper<'p> {
        let references = paper.references.iter().map(|listed| SavedEntry {
            id: Cow::Borrowed(&listed.id),
            kind: listed.kind,
            refers_to: listed.refers_to.as_deref().map(Cow::Borrowed),
            span: listed.span,
            region: listed.region,
            reference: self.number(&listed.reference),
        });
        SavedPaper {
            references: references.collect(),
            id: Cow::Borrowed(&paper.id),
            item: Cow::Borrowed(&paper.item),
            citations: Cow::Borrowed(&paper.citations),
            contexts: Cow::Borrowed(&paper.contexts),
            missing_notes: Cow::Borrowed(&paper.missing_notes),
            pages: paper.pages,
            words: paper.words,
            regions: Cow::Borrowed(&paper.regions),
        }
    }

    fn number(&mut self, reference: &'p Arc<Reference>) -> usize {
        *self.places.entry(Arc::as_ptr(reference)).or_insert_with(|| {
            *self.numbers.entry(reference).or_insert_with(|| {
                self.references.push(reference);
                self.references.len() - 1
            })
        })
    }
}

impl SavedPaper<'_> {
    /// The paper that was saved; none where it leads to a reference that isn't there.
    pub fn loaded(self, shared: &[Arc<Reference>]) -> Option<Paper> {
        let entry = |saved: SavedEntry<'_>| {
            Some(ListedReference {
                id: saved.id.into_owned(),
                kind: saved.kind,
                refers_to: saved.refers_to.map(Cow::into_owned),
                span: saved.span,
                region: saved.region,
                reference: shared.get(saved.reference)?.clone(),
            })
        };
        Some(Paper {
            id: self.id.into_owned(),
            item: self.item.into_owned(),
            references: self.references.into_iter().map(entry).collect::<Option<_>>()?,
            citations: self.citations.into_owned(),
            contexts: self.contexts.into_owned(),
            missing_notes: self.missing_notes.into_owned(),
            pages: self.pages,
            words: self.words,
            regions: self.regions.into_owned(),
        })
    }
}
