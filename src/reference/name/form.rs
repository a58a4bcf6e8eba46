//! What a chunk may be, by its pieces alone: its form, its suffix, and the order of its words.

use super::chunk::{Chunk, List, Sort};
use super::given::{self, Given};
use super::lexicon::{NameClass, is_east_asian_family};
use super::piece::{Case, Kind, Piece};

/// What a chunk may be, by the order of its words and initials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "J. A.": a given name.
    Initials,
    /// "JA", "PTI": initials, a family or an organisation.
    Capitals,
    /// "Smith", "van der Berg", "de la Torre Ruiz".
    Family,
    /// "John Smith", "García Márquez".
    Words,
    /// "J. Smith", "John A. Smith".
    Direct,
    /// "Smith JA".
    Inverted,
    /// "Jr."
    Suffix,
    /// Isn't taken apart by words: an organisation, "ders.", East Asian script.
    Whole,
}

/// A chunk whose suffix is set apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half<'l> {
    pub(super) form: Form,
    /// Without the suffix and what follows it.
    pub(super) pieces: &'l [Piece],
    pub(super) suffix: &'l [Piece],
    /// What follows the suffix: "Smith Jr *JA*".
    pub(super) rest: &'l [Piece],
    pub(super) chunk: Chunk,
}

/// Whether a suffix is written as initials are: "Smith JR".
fn is_suffix_or_initials(piece: &Piece) -> bool {
    piece.case == Case::Upper && piece.letters == 2 && !piece.stopped
}

/// Whether the piece at `at` is a suffix of the name: "Jr.", "III"; "IV" only at the end, after two pieces.
pub(super) fn is_suffix(pieces: &[Piece], at: usize) -> bool {
    match pieces[at].class {
        NameClass::Suffix if is_suffix_or_initials(&pieces[at]) => {
            pieces[..at].iter().any(|piece| piece.kind == Kind::Initial || piece.may_be_initials())
        }
        NameClass::Suffix => at > 0,
        NameClass::Roman => at > 1 && at + 1 == pieces.len() && pieces[at].case == Case::Upper,
        _ => false,
    }
}

impl<'l> Half<'l> {
    /// Sets the suffix of a chunk apart and sees which form the rest has.
    pub(super) fn of(list: &'l List, chunk: Chunk) -> Self {
        let pieces = chunk.pieces(list);
        let at = (0..pieces.len()).find(|&at| is_suffix(pieces, at)).unwrap_or(pieces.len());
        let end = (at + 1).min(pieces.len());
        let (pieces, suffix, rest) = (&pieces[..at], &pieces[at..end], &pieces[end..]);
        let form = if chunk.sort == Sort::Person { form(pieces) } else { Form::Whole };
        Self { form, pieces, suffix, rest, chunk }
    }

    /// Whether a suffix of a name before the comma may be meant: "Jr.", "II".
    pub(super) fn is_suffix(&self) -> bool {
        self.form == Form::Suffix
            || matches!(self.pieces, [piece] if matches!(piece.class, NameClass::Suffix | NameClass::Roman))
    }

    /// Whether the chunk is a particle for the name before it: "Doe, J., van der".
    pub(super) fn is_particle(&self) -> bool {
        self.chunk.sort == Sort::Person && self.pieces.iter().all(Piece::is_low_particle)
    }

    /// Whether the chunk is written in capitals.
    pub(super) fn is_capitals(&self) -> bool {
        self.pieces.iter().all(|piece| piece.case == Case::Upper || piece.is_low_particle())
    }

    /// Whether the chunk is one letter without a stop.
    pub(super) fn is_letter(&self) -> bool {
        matches!(self.pieces, [piece] if piece.letters == 1 && !piece.stopped)
    }

    /// Whether the chunk is a capitalised particle and a word, and the particle a given name as well: "Di Wu".
    pub(super) fn is_doubtful_family(&self, text: &str) -> bool {
        matches!(self.pieces, [particle, word] if particle.is_high_particle() && is_doubtful_particle(text, particle, word))
    }

    /// Whether the chunk begins with initials.
    pub(super) fn begins_with_initials(&self) -> bool {
        self.pieces.first().is_some_and(|piece| piece.kind == Kind::Initial)
    }
}

/// Whether a capitalised particle may be the given name of the family behind it: "Ben Doe", "Di Wang", but not
/// "Di Stefano".
pub(super) fn is_doubtful_particle(text: &str, particle: &Piece, word: &Piece) -> bool {
    const GIVEN: [&str; 6] = ["al", "ben", "bin", "dan", "do", "te"];
    let is_given = GIVEN.iter().any(|given| particle.span.of(text).eq_ignore_ascii_case(given));
    particle.class == NameClass::Particle && (is_given || is_east_asian_family(word.span.of(text)))
}

/// The pieces without the particles at their end, which belong to a family printed before them: "M. de la".
pub(super) fn without_last_particles(pieces: &[Piece]) -> &[Piece] {
    match pieces.iter().rposition(|piece| !piece.is_low_particle()) {
        Some(last) => &pieces[..=last],
        None => pieces,
    }
}

/// The form of a person's pieces, suffixes aside.
pub(super) fn form(pieces: &[Piece]) -> Form {
    let pieces = without_last_particles(pieces);
    let initial = |piece: &Piece| piece.kind == Kind::Initial;
    match pieces {
        [piece] if piece.class == NameClass::Suffix && !is_suffix_or_initials(piece) => return Form::Suffix,
        [piece] if piece.case == Case::Upper && matches!(piece.letters, 2..=3) => return Form::Capitals,
        _ if pieces.iter().any(|piece| piece.case == Case::EastAsian) => return Form::Whole,
        _ => {}
    }
    let Some(first_initial) = pieces.iter().position(initial) else {
        let words = pieces.iter().filter(|piece| !piece.is_particle()).count();
        let family = words < 2 || pieces.first().is_some_and(Piece::is_low_particle);
        return if family { Form::Family } else { Form::Words };
    };
    match (first_initial, pieces[first_initial..].iter().all(initial)) {
        (0, true) => Form::Initials,
        (_, true) => Form::Inverted,
        (_, false) => Form::Direct,
    }
}

/// Which of two words goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    FamilyFirst,
    GivenFirst,
}

/// Which order a name shows, and how sure: "Roe Annette", "Kovács János" and "Roe Annette Carl" are family first. Initials may
/// stand between, "Ann B. Roe". "Silva Peter" may be either, and so may "Martin Anne", as both words are known as given names.
pub(super) fn order(text: &str, pieces: &[Piece]) -> Option<(Order, Given)> {
    let [first, middle @ .., last] = pieces else { return None };
    two_words(&[*first, *last])?;
    let known = |piece: &Piece| given::known(piece.span.of(text));
    let middle = || middle.iter().filter(|piece| piece.kind != Kind::Initial);
    let all_given = middle().all(|piece| piece.kind == Kind::Word && known(piece).is_some());
    let several = middle().next().is_some();
    match (known(first), known(last)) {
        (None, Some(Given::Surely)) if all_given => Some((Order::FamilyFirst, Given::Surely)),
        (None, Some(Given::Perhaps)) if all_given => {
            Some((Order::FamilyFirst, if several { Given::Surely } else { Given::Perhaps }))
        }
        (Some(Given::Perhaps), Some(Given::Surely)) if all_given => Some((Order::FamilyFirst, Given::Perhaps)),
        (Some(_), None) if !several => Some((Order::GivenFirst, Given::Surely)),
        _ => None,
    }
}

/// The two words that a name consists of, when neither is a particle.
pub(super) fn two_words(pieces: &[Piece]) -> Option<[&Piece; 2]> {
    let [first, last] = pieces else { return None };
    [first, last].iter().all(|piece| piece.kind == Kind::Word && !piece.is_particle()).then_some([first, last])
}
