//! What the names of a list are made of: words, initials and separators.

use super::lexicon::NameClass;
use crate::Span;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of a name.
    Word,
    /// An initial or several, or a shortened given name, with its stop.
    Initial,
    /// Ends a name, or sets the family off from the given name.
    Comma,
    /// A stop that belongs to no initial and no abbreviation.
    Stop,
    /// "and", "&".
    And,
    /// "y", "e": "and", unless it joins two families of one person.
    LetterAnd,
    /// Ends a name: a semicolon, a slash, a dash between spaces.
    Break,
    /// A dash between spaces, until it is known what it does.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// "et al.".
    EtAl,
    /// "(Hrsg.)", "edited by".
    Role,
    /// "———", "ders.".
    Back,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// "Smith", "al-Khwarizmi", "McDonald".
    Mixed,
    /// "SMITH", "JA".
    Upper,
    /// "van", "of".
    Lower,
    /// A script without case, written with spaces.
    None,
    /// Chinese, Japanese or Korean script.
    EastAsian,
}

/// A piece and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) class: NameClass,
    pub(super) case: Case,
    /// How many letters it has, up to 255.
    pub(super) letters: u8,
    /// Whether it ends with a stop of its own.
    pub(super) stopped: bool,
    pub(super) span: Span,
}

impl Piece {
    pub(super) fn mark(kind: Kind, span: Span) -> Self {
        Self { kind, class: NameClass::Plain, case: Case::None, letters: 0, stopped: false, span }
    }

    /// One capital with its stop.
    pub(super) fn initial(span: Span) -> Self {
        Self { kind: Kind::Initial, class: NameClass::Plain, case: Case::Upper, letters: 1, stopped: true, span }
    }

    /// Whether this is a word or an initial.
    pub(super) fn is_of_name(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Initial)
    }

    /// Whether this is a particle in lower case.
    pub(super) fn is_low_particle(&self) -> bool {
        self.kind == Kind::Word && self.class == NameClass::Particle && self.case == Case::Lower
    }

    /// Whether this is "Van", "DE", or the "St." of "St. John", which go with the family after them.
    pub(super) fn is_high_particle(&self) -> bool {
        self.kind == Kind::Word
            && matches!(self.class, NameClass::Particle | NameClass::Saint)
            && self.case != Case::Lower
    }

    pub(super) fn is_particle(&self) -> bool {
        self.is_low_particle() || self.is_high_particle()
    }

    /// Whether this was read as initials and may be a family at a sentence's end: "LEE.".
    pub(super) fn is_short_family(&self) -> bool {
        self.kind == Kind::Initial && self.stopped && self.case == Case::Upper && self.letters > 1
    }

    /// Makes a family of it, without the stop.
    pub(super) fn make_family(&mut self) {
        (self.kind, self.stopped) = (Kind::Word, false);
        self.span.end -= ".".len();
    }

    /// Whether this is a word in capitals so short that it may be initials: "JA".
    pub(super) fn may_be_initials(&self) -> bool {
        self.kind == Kind::Word && self.case == Case::Upper && self.letters <= 3
    }
}
