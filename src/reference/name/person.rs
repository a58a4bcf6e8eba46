//! One chunk, or a family and what its comma sets off → a person.

use super::chunk::Sort;
use super::east_asian::has_two_syllables;
use super::form::{Form, Half, Order, is_doubtful_particle, order, two_words, without_last_particles};
use super::given::{self, Given};
use super::habits::Habits;
use super::lexicon::{NameClass, is_east_asian_family};
use super::organisation::is_of;
use super::piece::{Case, Kind, Piece};
use super::{Name, clean, east_asian};
use crate::Span;

/// The text from the first piece to the last.
fn span(pieces: &[Piece]) -> Option<Span> {
    Some(Span::new(pieces.first()?.span.start, pieces.last()?.span.end))
}

/// The text of the pieces as printed, with single spaces, and none before a stop.
fn value(text: &str, pieces: &[Piece]) -> Option<String> {
    span(pieces).map(|span| clean(span.of(text)))
}

/// Puts the particle and the family into `name`: "van der" and "Berg", but "Van Reenen" whole.
fn family(text: &str, pieces: &[Piece], name: &mut Name) {
    let low = |at: usize| pieces.get(at).is_some_and(Piece::is_low_particle);
    let mut particles = usize::from(pieces.first().is_some_and(Piece::is_high_particle) && low(1));
    while low(particles) {
        particles += 1;
    }
    // "Le, Q.": the particle is the family.
    let particles = if particles < pieces.len() { particles } else { 0 };
    name.non_dropping_particle = value(text, &pieces[..particles]);
    name.family = value(text, &pieces[particles..]);
}

/// Puts the given name and the particle after it into `name`: "Wilhelm" and "von".
fn given(text: &str, pieces: &[Piece], name: &mut Name) {
    let given = without_last_particles(pieces);
    name.given = value(text, given);
    if given.len() < pieces.len() {
        name.dropping_particle = value(text, &pieces[given.len()..]);
    }
}

/// "Smith" and "J. A.", "Smith Jr" and "J. A.", in either order in the text.
pub(super) fn inverted(text: &str, first: &Half, second: &Half) -> (Name, Span) {
    let mut name = Name::default();
    family(text, first.pieces, &mut name);
    given(text, second.pieces, &mut name);
    let suffix = if first.suffix.is_empty() { second.suffix } else { first.suffix };
    name.suffix = value(text, suffix);
    let (one, other) = (first.chunk.span, second.chunk.span);
    (name, Span::new(one.start.min(other.start), one.end.max(other.end)))
}

/// The name of one chunk that no comma takes apart.
pub(super) fn alone(text: &str, half: &Half, habits: Habits) -> (Name, Span) {
    let mut name = Name::default();
    let mut end = None;
    match half.form {
        Form::Whole => return whole(text, half, habits),
        Form::Initials => name.given = value(text, half.pieces),
        Form::Inverted => vancouver(text, half.pieces, habits, &mut name),
        // "Smith Jr JA".
        Form::Family | Form::Words if !half.rest.is_empty() => {
            family(text, half.pieces, &mut name);
            given(text, half.rest, &mut name);
        }
        Form::Family | Form::Words | Form::Direct if half.chunk.joint => {
            let at = half.pieces.len().saturating_sub(2);
            given(text, &half.pieces[..at], &mut name);
            family(text, &half.pieces[at..], &mut name);
        }
        _ => end = direct(text, half.pieces, habits, &mut name),
    }
    name.suffix = value(text, half.suffix);
    let end = end.filter(|_| half.suffix.is_empty()).unwrap_or(half.chunk.span.end);
    (name, Span::new(half.chunk.span.start, end))
}

/// "Smith JA", "van der Berg J. A.".
fn vancouver(text: &str, pieces: &[Piece], habits: Habits, name: &mut Name) {
    let at = pieces.iter().position(|piece| piece.kind == Kind::Initial).unwrap_or(pieces.len());
    // "Roe Annette B."
    let at = if is_family_first(text, &pieces[..at], habits) { 1 } else { at };
    family(text, &pieces[..at], name);
    given(text, &pieces[at..], name);
}

/// "John A. Smith", "Ludwig van der Berg", "SMITH John", and family-first usage where it shows.
///
/// Returns where the name ends: initials after the family are of no name, "J. Smith A.".
fn direct(text: &str, pieces: &[Piece], habits: Habits, name: &mut Name) -> Option<usize> {
    let (from, to) = family_place(text, pieces, habits);
    family(text, &pieces[from..to], name);
    let (given_pieces, last) =
        if from == 0 { (&pieces[to..], pieces.last()) } else { (&pieces[..from], pieces.get(to - 1)) };
    given(text, given_pieces, name);
    last.map(|last| last.span.end)
}

/// Where the family stands among the pieces of a name without a comma.
fn family_place(text: &str, pieces: &[Piece], habits: Habits) -> (usize, usize) {
    let end = pieces.iter().rposition(|piece| piece.kind == Kind::Word).map_or(pieces.len(), |at| at + 1);
    if let Some(place) = capitals(pieces) {
        return place;
    }
    if is_family_first(text, pieces, habits) {
        return (0, 1);
    }
    // "von der Leyen" and "De Luca" have no given name, "Ben Doe" has.
    let sure = match pieces {
        [first, second, ..] if first.is_high_particle() => !is_doubtful_particle(text, first, second),
        [first, ..] => first.is_particle(),
        [] => false,
    };
    if sure {
        return (0, if ends_with_given(text, pieces, habits) { end - 1 } else { end });
    }
    // "Juan de la Torre": from the particle on.
    let particle = (1..end).find(|&at| pieces[at].is_low_particle());
    let from = match particle {
        Some(at)
            if pieces[at..end].iter().all(|piece| piece.kind == Kind::Word) && !pieces[end - 1].is_low_particle() =>
        {
            at
        }
        _ => end.saturating_sub(1),
    };
    // "A. Rivì ere": a word that is broken off.
    let broken = (1..from.min(end.saturating_sub(1)) + 1).rev().take_while(|&at| {
        let (before, word) = (&pieces[at - 1], &pieces[at]);
        word.case == Case::Lower
            && word.class == NameClass::Plain
            && before.kind == Kind::Word
            && before.case == Case::Mixed
    });
    let from = from - broken.count();
    // "Robert De Niro", "Ann St. John", "Jan Van den Bosch".
    let high = pieces[1.min(from)..from].iter().rev().take_while(|piece| piece.is_high_particle()).count();
    (from - high, end)
}

/// The run of words in capitals beside words that aren't: "SMITH John", "Juan GARCÍA MÁRQUEZ".
pub(super) fn capitals(pieces: &[Piece]) -> Option<(usize, usize)> {
    let upper = |piece: &Piece| piece.kind == Kind::Word && piece.case == Case::Upper && piece.letters > 1;
    let mixed = |piece: &Piece| piece.kind == Kind::Word && piece.case == Case::Mixed && !piece.is_particle();
    if !pieces.iter().any(mixed) {
        return None;
    }
    let mut from = pieces.iter().position(upper)?;
    let mut to = from + pieces[from..].iter().take_while(|piece| upper(piece)).count();
    if to < pieces.len() && from > 0 && !pieces[..from].iter().all(Piece::is_particle) {
        // In the middle: a second given name or an acronym.
        return None;
    }
    while from > 0 && pieces[from - 1].is_particle() {
        from -= 1;
    }
    if from > 0 {
        to = pieces.len();
    }
    Some((from, to))
}

/// Whether a given name stands after a particle and a family: "De Luca Anna", "Dal Borgo Perdita" where others of the list are
/// printed family first.
fn ends_with_given(text: &str, pieces: &[Piece], habits: Habits) -> bool {
    let particles = pieces.iter().take_while(|piece| piece.is_particle()).count();
    match two_words(&pieces[particles..]) {
        Some([_, last]) => habits.family_first || given::known(last.span.of(text)) == Some(Given::Surely),
        None => false,
    }
}

/// Whether a name is printed family first though no comma says so: Chinese and Korean ("Mao Zedong", "Kim Jong-un"),
/// with given names that are hardly families ("Kovács János", "Roe Annette") unless the first of the list is "Ann B. Roe", where others
/// of the list are ("Lee Perdita" beside these), Russian with the patronymic last.
fn is_family_first(text: &str, pieces: &[Piece], habits: Habits) -> bool {
    let [first, rest @ ..] = pieces else { return false };
    if rest.is_empty() || pieces.iter().any(|piece| piece.kind != Kind::Word) {
        return false;
    }
    match order(text, pieces) {
        Some((Order::FamilyFirst, sure)) if sure == Given::Surely && !habits.given_first || habits.family_first => {
            return true;
        }
        _ => {}
    }
    let known = |piece: &Piece| given::known(piece.span.of(text));
    match rest {
        [last] => {
            // No name of such a list shows the other order.
            let alike = habits.family_first && two_words(pieces).is_some() && known(first).is_none();
            let (first, last) = (first.span.of(text), last.span.of(text));
            alike || is_east_asian_family(first) && has_two_syllables(last) && !is_east_asian_family(last)
        }
        [_, last] if last.case == Case::Mixed => {
            let last = last.span.of(text);
            ["ович", "евич", "овна", "евна", "ична"].iter().any(|end| last.ends_with(end))
        }
        _ => false,
    }
}

/// An organisation, "ders.", or a name in East Asian script.
fn whole(text: &str, half: &Half, habits: Habits) -> (Name, Span) {
    let span = half.chunk.span;
    if half.chunk.sort == Sort::Person {
        return (east_asian::name(text, half.pieces, span, habits), span);
    }
    // "and the Commission", "for the Group".
    let name = half.pieces.iter().find(|piece| !is_of(piece));
    let start = name.map_or(span.start, |name| name.span.start);
    let span = Span::new(start, span.end);
    (Name { literal: Some(clean(span.of(text))), ..Name::default() }, span)
}
