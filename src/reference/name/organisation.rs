//! Whether a name is an organisation's or a collaboration's, which isn't taken apart.

use super::lexicon::NameClass;
use super::piece::{Case, Kind, Piece};

/// Whether one of the words makes an organisation: "Institute", "WHO".
pub(super) fn has_body(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece.class {
        NameClass::Body => piece.kind == Kind::Word,
        NameClass::Acronym => piece.case == Case::Upper && piece.letters > 2,
        _ => false,
    })
}

/// Whether a word stands inside organisations and not inside people: "of", "für", "the".
pub(super) fn is_of(piece: &Piece) -> bool {
    matches!(piece.class, NameClass::Of | NameClass::The) && piece.case == Case::Lower
}

/// Whether the pieces of one chunk are an organisation's name.
///
/// Initials speak for a person ("W. H. Press"), unless they are a country's ("U.S. Congress") or an "of" is there.
pub(super) fn is_organisation(pieces: &[Piece]) -> bool {
    let (Some(first), length) = (pieces.first(), pieces.len()) else { return false };
    let has_initials = pieces.iter().any(|piece| piece.kind == Kind::Initial);
    let has_of = pieces.iter().any(is_of);
    let body = has_body(pieces);
    if has_initials {
        // "R Core Team": a letter without a stop, which no family of two words follows.
        let words = pieces.iter().skip(1).all(|piece| piece.kind == Kind::Word);
        let ends = length > 2 && pieces.last().is_some_and(|last| last.class == NameClass::Body);
        if first.kind == Kind::Initial && !first.stopped && words && ends {
            return true;
        }
        return body && (has_of || is_country(pieces)) || pieces.iter().any(|piece| piece.class == NameClass::Company);
    }
    // "Court AB".
    if matches!(pieces, [word, last] if word.case == Case::Mixed && last.may_be_initials() && last.class == NameClass::Plain)
    {
        return false;
    }
    let the = first.class == NameClass::The;
    let phrase =
        pieces.iter().filter(|piece| piece.case == Case::Lower && piece.class == NameClass::Plain).count() >= 2;
    let capital = pieces.iter().any(|piece| piece.case != Case::Lower);
    let company = length > 1 && pieces.iter().any(|piece| piece.class == NameClass::Company);
    // A single word may be the family before a comma; that is seen when the list is read.
    body && (length > 1 || first.class == NameClass::Acronym)
        || length > 1 && (has_of || the || first.class == NameClass::Opener || phrase && capital || company)
}

/// "U.S. …", "U. K. …".
fn is_country(pieces: &[Piece]) -> bool {
    matches!(pieces, [u, s, third, ..]
        if u.kind == Kind::Initial && s.kind == Kind::Initial && third.kind == Kind::Word && u.letters == 1)
        || matches!(pieces, [us, second, ..]
            if us.kind == Kind::Initial && us.letters == 2 && second.kind == Kind::Word)
}
