//! The chooser's tags: a label, and for the long labels whether a stretch begins.
//!
//! Thirty-two tags, so that a row of weights is thirty-two bytes and a row of scores two or four vector registers.
//! Labels that are hardly ever two in a row have one tag; the others have two, which also lets the first token of a
//! stretch weigh differently from the tokens inside it.

use std::ops::{Deref, DerefMut};

use crate::reference::label::Label;

/// How many tags there are.
pub(crate) const TAGS: usize = 32;

/// So many tags come first that are the inside of a long stretch, in the order in which the tags of its first token come
/// last.
pub(crate) const LONG: usize = 8;

/// So many tags come last that any tag can be followed by, and a note's inside, so that they fill registers; and so many
/// first that end stretches of different labels, and a note's.
pub(crate) const STARTING: usize = TAGS - LONG;

/// A tag's number, below [`TAGS`].
pub(crate) type Tag = u8;

/// The label of each tag.
pub(crate) const LABELS: [Label; TAGS] = [
    // The inside of stretches that have a tag for their first token.
    Label::Author,
    Label::Editor,
    Label::Title,
    Label::Journal,
    Label::Book,
    Label::Series,
    Label::Publisher,
    Label::Place,
    Label::Note,
    // First token and inside.
    Label::Key,
    Label::Translator,
    Label::Date,
    Label::Volume,
    Label::Issue,
    Label::Page,
    Label::Edition,
    Label::Genre,
    Label::Number,
    Label::Doi,
    Label::Url,
    Label::Isbn,
    Label::Arxiv,
    Label::Accessed,
    // The first token.
    Label::Note,
    Label::Author,
    Label::Editor,
    Label::Title,
    Label::Journal,
    Label::Book,
    Label::Series,
    Label::Publisher,
    Label::Place,
];

/// The tag of the inside of the stretch that a tag is in.
const INSIDE: [Tag; TAGS] = {
    let mut inside = [0; TAGS];
    let mut tag = 0;
    while tag < TAGS {
        while LABELS[inside[tag] as usize] as u8 != LABELS[tag] as u8 {
            inside[tag] += 1;
        }
        tag += 1;
    }
    inside
};

/// Whether a stretch can start with a tag: no later one has its label.
const STARTS: [bool; TAGS] = {
    let mut starts = [true; TAGS];
    let mut tag = 0;
    while tag < TAGS {
        let inside = INSIDE[tag] as usize;
        starts[inside] = inside == tag;
        tag += 1;
    }
    starts
};

/// The label of a tag.
pub(crate) fn label(tag: Tag) -> Label {
    LABELS.get(usize::from(tag)).copied().unwrap_or(Label::Note)
}

/// The tag of a token inside a stretch of `label`.
#[cfg(any(test, feature = "train"))]
pub(crate) fn inside(label: Label) -> Tag {
    LABELS.iter().position(|l| *l == label).unwrap_or(0) as Tag
}

/// The tag of the first token of a stretch of `label`.
#[cfg(any(test, feature = "train"))]
pub(crate) fn begin(label: Label) -> Tag {
    LABELS.iter().rposition(|l| *l == label).unwrap_or(0) as Tag
}

/// Whether a stretch can start with `tag`.
pub(crate) fn starts(tag: Tag) -> bool {
    STARTS[usize::from(tag) % TAGS]
}

/// The tag of a token that goes on with the stretch that `tag` is in.
#[inline(always)]
pub(crate) fn going_on(tag: Tag) -> Tag {
    INSIDE[usize::from(tag) % TAGS]
}

/// Whether `next` may follow `tag`: the inside of a stretch follows only its own label.
pub(crate) fn follows(tag: Tag, next: Tag) -> bool {
    starts(next) || continues(tag, next)
}

/// The tag whose weights are those of a step from `tag` to `next`: what a stretch is followed by doesn't depend on whether
/// it has one token or several.
pub(crate) fn stands_for(tag: Tag, next: Tag) -> Tag {
    if continues(tag, next) { tag } else { going_on(tag) }
}

/// Whether a token tagged `next` goes on with the stretch that `tag` is in.
#[inline(always)]
pub(crate) fn continues(tag: Tag, next: Tag) -> bool {
    next == going_on(tag)
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
        assert!((0..TAGS as Tag).all(|t| starts(t) == (begin(label(t)) == t) && going_on(t) == inside(label(t))));
        assert!((0..LONG).all(|t| begin(LABELS[t]) as usize == STARTING + t));
    }

    #[test]
    fn the_inside_needs_a_beginning() {
        assert!(!follows(begin(Label::Author), inside(Label::Title)));
        assert!(follows(begin(Label::Author), begin(Label::Title)));
        assert!(follows(begin(Label::Author), begin(Label::Author)));
        assert!(!continues(inside(Label::Author), begin(Label::Author)));
    }

    #[test]
    fn what_follows_a_stretch_doesnt_ask_how_long_it_was() {
        let (first, later, next) = (begin(Label::Author), inside(Label::Author), begin(Label::Title));
        assert_eq!(stands_for(first, next), stands_for(later, next));
        assert_eq!([first, later].map(|tag| stands_for(tag, later)), [first, later]);
    }
}
