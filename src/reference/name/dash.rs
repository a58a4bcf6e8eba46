//! Dashes between spaces: extraction breaks "Roe-Smith" and "J.-F." with them, and some lists set names apart so.

use super::lexicon::NameClass;
use super::piece::{Case, Kind, Piece};
use crate::Span;

/// How many pieces before a dash are looked at, so that many dashes cost no more than linear time.
const LONGEST: usize = 8;

/// Decides for each dash between spaces whether it joins what stands around it or sets two names apart.
///
/// What follows tells: "A. Doe - B. Roe" has a given name of its own behind the dash, "A. Doe - Roe" hasn't. A dash that
/// is kept sets two names apart and says nothing about the commas in them. Linear in the number of pieces.
pub(super) fn settle(pieces: &[Piece]) -> Vec<Piece> {
    let mut settled: Vec<Piece> = Vec::with_capacity(pieces.len());
    // Where the chunk began that is before the dash, and what stands before that.
    let (mut start, mut before) = (0, Before::default());
    let mut at = 0;
    while let Some(&piece) = pieces.get(at) {
        at += 1;
        if piece.kind != Kind::Dash {
            settled.push(piece);
            if !piece.is_of_name() {
                let comma = piece.kind == Kind::Comma;
                let (commas, pieces) = (before.commas + 1, own_words(&settled[start..settled.len() - 1]));
                // The German "u." joins no families.
                let joint = piece.kind == Kind::LetterAnd && !piece.stopped;
                before = if comma { Before { commas, pieces, joint } } else { Before { joint, ..Before::default() } };
                start = settled.len();
            }
            continue;
        }
        let right = &pieces[at..];
        let length = right.iter().take_while(|piece| piece.is_of_name()).count();
        let left = &settled[start.max(settled.len().saturating_sub(LONGEST))..];
        match joint(left, before, &right[..length], &right[length..]) {
            Joint::Word => {
                if let Some(last) = settled.last_mut() {
                    *last = joined(*last, right[0]);
                }
                at += 1;
            }
            Joint::Nothing => {}
            Joint::Break => {
                // "Doe, Ann - Roe, Bob"; but in "Ann Doe, Bob Roe - Eve Lee" commas stand between names.
                let inside = before.commas > 0 && is_comma_inside(&right[length..]);
                settled.push(Piece { kind: if inside { Kind::Break } else { Kind::Dash }, ..piece });
                (start, before) = (settled.len(), Before::default());
            }
        }
    }
    settled
}

/// What a dash does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// Makes one word of the two beside it: "Roe - Smith".
    Word,
    /// Stands inside a name: "J. - F.", "WHO - World Health Organization".
    Nothing,
    /// Sets two names apart.
    Break,
}

/// What stands before a chunk.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// How many commas since the last stronger separator.
    commas: usize,
    /// How many pieces the chunk before the last comma has, without particles.
    pieces: usize,
    /// Whether it ends with a conjunction of one letter: the "y" of "Ann Ortega y Gasset".
    joint: bool,
}

/// What the dash between `left` and `right` does, each up to the next separator; `rest` follows `right`.
fn joint(left: &[Piece], before: Before, right: &[Piece], rest: &[Piece]) -> Joint {
    let (Some(last), Some(first)) = (left.last(), right.first()) else { return Joint::Break };
    let initials = |pieces: &[Piece]| pieces.iter().all(|piece| piece.kind == Kind::Initial);
    let words = |pieces: &[Piece]| match pieces {
        [.., _, last] if last.may_be_initials() => false,
        _ => pieces.iter().all(|piece| piece.kind == Kind::Word),
    };
    // "van Roe" is as much a family alone as "Roe".
    let family_alone = own_words(left) <= 1 && words(left);
    match (last.kind, first.kind) {
        // "Castel - nuovo".
        (Kind::Word, Kind::Word) if first.case == Case::Lower && first.class == NameClass::Plain => Joint::Word,
        (Kind::Initial, Kind::Initial) if initials(left) || initials(right) => Joint::Nothing,
        // "Doe - J.".
        (Kind::Word, Kind::Initial) if family_alone && initials(right) => Joint::Nothing,
        (Kind::Word, Kind::Word) => {
            // "Doe, Ann - Roe, Bob".
            let single = before.pieces == 1 || left.len() == 1 && own_words(right) == 1;
            let inverted = before.commas % 2 == 1 && single && words(left) && words(right) && is_one_inverted(rest);
            // "Roe - Smith Lee", "Jean - Pierre Doe"; "Doe, Ann - Bob Roe".
            let own = before.commas == 1 && before.pieces == 1 && words(right);
            let alone = !inverted && (own_words(right) <= 1 || family_alone && !own && !before.joint);
            match alone {
                true if last.class == NameClass::Plain
                    && first.class == NameClass::Plain
                    && last.case != Case::None =>
                {
                    // "ABC - Allgemeines Buchzentrum" stays two words.
                    let acronym = last.case == Case::Upper && first.case == Case::Mixed;
                    if acronym { Joint::Nothing } else { Joint::Word }
                }
                true => Joint::Nothing,
                false => Joint::Break,
            }
        }
        _ => Joint::Break,
    }
}

/// How many pieces aren't particles.
fn own_words(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| !piece.is_particle()).count()
}

/// Whether a comma follows that isn't the list's last piece.
fn is_comma_inside(rest: &[Piece]) -> bool {
    matches!(rest, [comma, next, ..] if comma.kind == Kind::Comma && next.is_of_name())
}

/// Whether a family before a comma is followed by a given name and no more: ", Ann" up to the next dash, conjunction or
/// end, as in "Doe, Bob - Roe, Ann".
fn is_one_inverted(rest: &[Piece]) -> bool {
    let Some((_, given)) = rest.split_first().filter(|_| is_comma_inside(rest)) else { return false };
    let length = given.iter().take_while(|piece| piece.is_of_name()).count();
    !is_comma_inside(&given[length..])
}

/// One word of two and the dash between them.
fn joined(left: Piece, right: Piece) -> Piece {
    let case = if left.case == right.case { left.case } else { Case::Mixed };
    let letters = left.letters.saturating_add(right.letters);
    Piece { case, letters, stopped: right.stopped, span: Span::new(left.span.start, right.span.end), ..left }
}
