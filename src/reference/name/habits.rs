//! Habits of a list that settle what a word in capitals is: a family, initials or an acronym.

use super::chunk::{List, Sort};
use super::form::{Form, Order, form, is_suffix, order};
use super::given::Given;
use super::lexicon::{NameClass, is_japanese};
use super::piece::{Case, Kind, Piece};

/// Habits of a list that tell capitals that are families from capitals that are initials.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    /// How many words in capitals are too long for initials; those of four letters count half.
    capitals: usize,
    /// How many chunks end like "Smith JA"; each counts two.
    vancouver: usize,
    /// Whether there are words not in capitals.
    mixed: bool,
    /// Whether a name in Han characters is too long to be Chinese.
    pub(super) japanese: bool,
    /// Whether names without a comma are printed family first: one shows it, or all of several may be, and none shows the other
    /// order.
    pub(super) family_first: bool,
    /// Whether the first name without a comma shows that given names go first: "Ann B. Roe", "A. Roe".
    pub(super) given_first: bool,
}

impl Habits {
    pub(super) fn of(text: &str, list: &List) -> Self {
        let mut habits = Self::default();
        let (mut family_first, mut given_first, mut parted) = (false, false, false);
        let (mut perhaps, mut persons) = (0, 0);
        let first = list.chunks.iter().find(|chunk| chunk.sort == Sort::Person);
        // "Bryan Kirk" may be either: many families are given names too.
        habits.given_first = first.is_some_and(|first| form(first.pieces(list)) == Form::Direct);
        for chunk in list.chunks.iter().filter(|chunk| chunk.sort == Sort::Person) {
            let pieces = chunk.pieces(list);
            persons += 1;
            parted |= matches!(pieces, [family] if family.kind == Kind::Word);
            match order(text, pieces) {
                Some((Order::FamilyFirst, Given::Surely)) => family_first = true,
                Some((Order::FamilyFirst, Given::Perhaps)) => perhaps += 1,
                Some((Order::GivenFirst, _)) => given_first = true,
                None => {}
            }
            habits.japanese |= matches!(pieces, [name] if is_japanese(name.span.of(text)));
            for piece in pieces.iter().filter(|piece| piece.kind == Kind::Word) {
                let upper = piece.case == Case::Upper;
                habits.capitals += if upper { usize::from(piece.letters.saturating_sub(3).min(2)) } else { 0 };
                habits.mixed |= piece.case == Case::Mixed && piece.class != NameClass::Suffix;
            }
            if let [.., family, initials] = pieces {
                let bare = initials.case == Case::Upper && initials.letters <= 3 && !initials.stopped;
                habits.vancouver += if family.case == Case::Mixed && bare { 2 } else { 0 };
            }
        }
        // A word alone is the family of "Larsen, Fatima Jason": there a comma says what goes first.
        habits.family_first = !parted && !given_first && (family_first || perhaps > 1 && perhaps == persons);
        habits
    }

    /// Whether families are printed in capitals: "SMITH John, LEE Ann".
    pub(super) fn has_capital_families(self) -> bool {
        self.capitals > 0 && self.capitals >= self.vancouver && self.mixed
    }

    /// Whether everybody is printed in capitals.
    pub(super) fn is_all_capitals(self) -> bool {
        self.capitals > 0 && !self.mixed
    }

    /// Decides for the short words in capitals of one person's chunk whether they are initials: "JA" in "Smith JA".
    pub(super) fn settle(self, pieces: &mut [Piece]) {
        // "Smith JAMB" among "Doe B, Roe CD".
        if let [.., family, last] = pieces
            && self.vancouver > self.capitals
            && family.case == Case::Mixed
            && last.kind == Kind::Word
            && last.case == Case::Upper
            && last.letters == 4
        {
            last.kind = Kind::Initial;
        }
        let long = |piece: &Piece| piece.kind == Kind::Word && piece.case == Case::Upper && piece.letters > 3;
        let certain = |piece: &Piece| {
            let word = piece.kind == Kind::Word && piece.case != Case::Upper;
            word && !piece.is_low_particle() && piece.class != NameClass::Suffix
        };
        let has_long = pieces.iter().any(long);
        let has_certain = pieces.iter().any(certain);
        if has_certain && !has_long && self.has_capital_families() {
            // "LEE Ann", "Ann LEE", "Ann LEE." at a sentence's end.
            if let Some(last) = pieces.last_mut().filter(|last| last.is_short_family()) {
                last.make_family();
            }
            return;
        }
        if has_long || has_certain {
            for at in 0..pieces.len() {
                if pieces[at].may_be_initials() && !is_suffix(pieces, at) && !is_capital_particle(pieces, at) {
                    pieces[at].kind = Kind::Initial;
                }
            }
            return;
        }
        // "LEE JA": one of them is the family, the longest, of equals the first.
        let shorts = pieces.iter().enumerate().filter(|(_, piece)| piece.may_be_initials());
        // "ANN LEE" is two words.
        if shorts.clone().all(|(_, piece)| piece.letters == 3) {
            return;
        }
        let family = shorts.max_by_key(|(at, piece)| (piece.letters, std::cmp::Reverse(*at))).map(|(at, _)| at);
        for (at, piece) in pieces.iter_mut().enumerate() {
            if Some(at) != family && piece.may_be_initials() && piece.class != NameClass::Suffix {
                piece.kind = Kind::Initial;
            }
        }
    }
}

/// Whether the piece at `at` is the "VAN" of "VAN DEN BERG", the "DE" of "DE JONG".
fn is_capital_particle(pieces: &[Piece], at: usize) -> bool {
    let particle = |piece: &Piece| piece.class == NameClass::Particle && piece.case == Case::Upper;
    let next = pieces.get(at + 1).is_some_and(|next| particle(next) || next.case == Case::Upper && next.letters > 3);
    particle(&pieces[at]) && next
}
