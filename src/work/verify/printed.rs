//! A reference as it is held against records: what was read of it, and its text.

use crate::reference::Reference;
use crate::reference::item::Item;
use crate::reference::name::Name;

/// A reference to verify: made from a read [`Reference`], whose text is evidence too, or from an [`Item`].
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct Printed {
    pub(super) item: Item,
    /// Whether "et al." shortens its authors.
    pub(super) shortened: bool,
    /// Its text, folded, without addresses; empty of an item.
    pub(super) text: String,
    /// The words of its text that are printed as acronyms are, folded.
    pub(super) acronyms: Vec<String>,
}

impl Printed {
    /// The reference of an entry that stands for `item`, which may be more than it prints itself.
    #[must_use]
    pub fn of_entry(reference: &Reference, item: Item) -> Self {
        let bare = super::super::record::without_addresses(reference.own_text());
        let text = super::super::words::folded(&bare);
        Self { item, shortened: reference.et_al.is_some(), text, acronyms: super::venue::acronyms(&bare).collect() }
    }
}

impl From<Item> for Printed {
    fn from(item: Item) -> Self {
        let shortened = item.author.last().is_some_and(Name::is_others);
        Self { item, shortened, ..Self::default() }
    }
}

impl From<Reference> for Printed {
    fn from(reference: Reference) -> Self {
        let item = reference.item();
        Self::of_entry(&reference, item)
    }
}
