//! What works are merged from: papers, their entries, and the further works that an entry lists.

use crate::paper::{ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::reference::item::Item;
use crate::reference::{MOST_SHARED_AUTHORS, Reference};

/// One of the things that a work was merged from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Member {
    /// A paper of the corpus itself, by its id.
    Paper(String),
    /// An entry of a paper.
    Entry(ReferenceId),
    /// Another work in an entry's text, as physicists list several in one, and which of its works it is: 2 is its second.
    Further(ReferenceId, u32),
}

impl std::fmt::Display for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Paper(id) => f.write_str(id),
            Self::Entry(id) => id.fmt(f),
            Self::Further(id, number) => write!(f, "{id}+{number}"),
        }
    }
}

impl Member {
    /// The entry in which it is printed; none of a paper itself.
    #[must_use]
    pub fn entry(&self) -> Option<&ReferenceId> {
        match self {
            Self::Paper(_) => None,
            Self::Entry(id) | Self::Further(id, _) => Some(id),
        }
    }

    /// What is printed of it, where `entry` is its entry; none of a work that the entry doesn't have.
    pub(crate) fn printed<'e>(&self, entry: &'e ListedReference) -> Option<&'e Reference> {
        match self {
            Self::Paper(_) => None,
            Self::Entry(_) => Some(&entry.reference),
            Self::Further(_, number) => {
                let place = usize::try_from(*number).ok()?.checked_sub(2)?;
                entry.reference.further.get(place).map(|further| &further.reference)
            }
        }
    }
}

/// A work that an entry of a paper names.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Named<'p> {
    /// Which entry it is, or which of its further works.
    pub member: Member,
    /// The entry in which it is printed.
    pub entry: &'p ListedReference,
    /// What is printed of it there.
    pub reference: &'p Reference,
    /// What that stands for: with the authors of the entry above, where a dash stands for them, and those and the outlet of the
    /// work before in the same entry, where a further work prints none.
    pub item: Item,
}

/// The works that the entries of a paper name, in printed order: one of each entry that is no back-reference, and the
/// further works that it lists.
pub fn named(paper: &Paper) -> impl Iterator<Item = Named<'_>> {
    let naming = |kind| matches!(kind, ReferenceKind::Full | ReferenceKind::SameAuthor);
    paper.items().filter(move |(entry, _)| naming(entry.kind)).flat_map(|(entry, item)| {
        // Few entries list further works: of the others nothing is copied.
        let lists = !entry.reference.further.is_empty();
        let before = lists.then(|| item.clone());
        let all = before.into_iter().flat_map(|before| further(&entry.reference, before));
        let further = all.map(|(number, reference, item)| {
            let member = Member::Further(entry.id.clone(), number);
            Named { member, entry, reference, item }
        });
        let first = Named { member: Member::Entry(entry.id.clone()), entry, reference: &entry.reference, item };
        std::iter::once(first).chain(further)
    })
}

/// The further works that a reference lists, of which the first is `item`: their numbers from 2 on, what is printed of each,
/// and what it stands for. What refers back, or says nothing, is passed over.
pub fn further(reference: &Reference, item: Item) -> impl Iterator<Item = (u32, &Reference, Item)> {
    let mut before = item;
    reference.further.iter().zip(2..).filter_map(move |(further, number)| {
        let reference = &further.reference;
        let item = reference.item();
        if reference.back_reference.is_some() || says_nothing(&item) {
            return None;
        }
        before = completed(item, &before);
        Some((number, reference, before.clone()))
    })
}

/// Whether nothing is told by which a work is known: "(c) ibid. 12".
fn says_nothing(item: &Item) -> bool {
    let named = !item.author.is_empty() || !item.editor.is_empty();
    let told = [&item.title, &item.container_title, &item.volume, &item.doi, &item.arxiv, &item.isbn, &item.url];
    !named && told.into_iter().all(Option::is_none)
}

/// A further work with what the one before it in the entry says for both: "A. Roe, J. Lakes 3, 4 (2020); 5, 6 (2021)".
fn completed(mut item: Item, before: &Item) -> Item {
    if item.title.is_none() && item.author.is_empty() && item.editor.is_empty() {
        if before.author.len() <= MOST_SHARED_AUTHORS {
            item.author.clone_from(&before.author);
        }
        if item.container_title.is_none() && (item.volume.is_some() || item.page.is_some()) {
            item.container_title.clone_from(&before.container_title);
        }
    }
    item
}
