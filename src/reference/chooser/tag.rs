//! The chooser's tags: a label, and for the long labels whether a stretch begins.
//!
//! Thirty-two tags, so that a row of weights is thirty-two bytes and a row of scores two or four vector registers.
//! Labels that are hardly ever two in a row have one tag; the others have two, which also lets the first token of a
//! stretch weigh differently from the tokens inside it.

use std::ops::{Deref, DerefMut};

use crate::reference::label::Label;

/// How many tags there are.
pub(crate) const TAGS: usize = 32;

/// The labels whose first token has a tag of its own.
const BEGUN: [Label; TAGS - Label::ALL.len()] = [
    Label::Author,
    Label::Editor,
    Label::Title,
    Label::Journal,
    Label::Book,
    Label::Series,
    Label::Publisher,
    Label::Place,
    Label::Note,
];

/// A tag's number, below [`TAGS`].
pub(crate) type Tag = u8;

/// The label of each tag.
pub(crate) const LABELS: [Label; TAGS] = {
    let mut labels = [Label::Note; TAGS];
    let mut tag = 0;
    while tag < TAGS {
        labels[tag] = if tag < Label::ALL.len() { Label::ALL[tag] } else { BEGUN[tag - Label::ALL.len()] };
        tag += 1;
    }
    labels
};

/// The label of a tag.
pub(crate) fn label(tag: Tag) -> Label {
    LABELS.get(usize::from(tag)).copied().unwrap_or(Label::Note)
}

/// The tag of a token inside a stretch of `label`.
pub(crate) fn inside(label: Label) -> Tag {
    label as Tag
}

/// The tag of the first token of a stretch of `label`.
pub(crate) fn begin(label: Label) -> Tag {
    BEGUN.iter().position(|l| *l == label).map_or(inside(label), |at| (Label::ALL.len() + at) as Tag)
}

/// Whether a stretch can start with `tag`.
pub(crate) fn starts(tag: Tag) -> bool {
    begin(label(tag)) == tag
}

/// Whether `next` may follow `tag`: the inside of a stretch follows only its own label.
pub(crate) fn follows(tag: Tag, next: Tag) -> bool {
    starts(next) || label(tag) == label(next)
}

/// Whether a token tagged `next` goes on with the stretch that `tag` is in.
pub(crate) fn continues(tag: Tag, next: Tag) -> bool {
    label(tag) == label(next) && next == inside(label(next))
}

/// One value a tag. It begins where a cache line does, so that no part of it that fits a register lies in two lines:
/// loading such a part would cost twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub(crate) struct PerTag<T>(pub(crate) [T; TAGS]);

impl<T: Copy> PerTag<T> {
    pub(crate) const fn of(value: T) -> Self {
        Self([value; TAGS])
    }
}

impl<T> Deref for PerTag<T> {
    type Target = [T; TAGS];

    #[inline(always)]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for PerTag<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_tags() {
        for l in Label::ALL {
            assert_eq!(label(begin(l)), l);
            assert_eq!(label(inside(l)), l);
            assert!(continues(begin(l), inside(l)));
        }
        assert!((0..TAGS as Tag).all(|t| begin(label(t)) == t || inside(label(t)) == t));
    }

    #[test]
    fn the_inside_needs_a_beginning() {
        assert!(!follows(begin(Label::Author), inside(Label::Title)));
        assert!(follows(begin(Label::Author), begin(Label::Title)));
        assert!(follows(begin(Label::Author), begin(Label::Author)));
        assert!(!continues(inside(Label::Author), begin(Label::Author)));
    }
}
