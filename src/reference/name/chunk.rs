//! Pieces → chunks: what stands between two separators, without role marks, titles and brackets.
//!
//! A chunk is a whole name ("J. Smith", "Smith JA"), or half of one ("Smith" before ", J."), or an organisation.

use super::lexicon::NameClass;
use super::organisation;
use super::piece::{Case, Kind, Piece};
use crate::Span;

/// What follows a chunk, from the weakest separator to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum After {
    /// May stand inside a name.
    Comma,
    /// "y": may stand inside a family.
    LetterAnd,
    And,
    /// ", and".
    CommaAnd,
    Break,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Organisation,
    /// Stands for the names of the entry before.
    Back,
}

/// A run of the list's pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    /// Its first piece, and one past its last.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) span: Span,
    pub(super) after: After,
    pub(super) sort: Sort,
    /// Whether its family is its last word with "y" and the one before: "Ortega y Gasset".
    pub(super) joint: bool,
}

impl Chunk {
    pub(super) fn pieces<'p>(&self, list: &'p List) -> &'p [Piece] {
        &list.pieces[self.from..self.to]
    }
}

/// The chunks of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The words and initials, without the separators.
    pub(super) pieces: Vec<Piece>,
    pub(super) chunks: Vec<Chunk>,
    pub(super) et_al: Option<Span>,
    /// Whether names are set off by semicolons or slashes, so that a comma stands inside a name.
    pub(super) has_breaks: bool,
    /// Where the chunk that is being read begins in `pieces`.
    open: usize,
    /// Whether the last word was a title.
    after_title: bool,
}

/// How many pieces before a bracket are looked at, so that many brackets cost no more than linear time.
const LONGEST: usize = 32;

/// How many letters an acronym has that a bracket spells out.
const LONGEST_ACRONYM: u8 = 8;

/// The pieces without the words of a sentence before the first name: "dazu ausführlich Peter Roe". No particle in lower
/// case is so long; "bell hooks" has nothing else.
pub(super) fn without_lead(pieces: &[Piece]) -> &[Piece] {
    const LONGEST_PARTICLE: u8 = 5;
    let low = |piece: &&Piece| piece.kind == Kind::Word && piece.case == Case::Lower && piece.class == NameClass::Plain;
    let length = pieces.iter().take_while(low).count();
    let long = pieces[..length].iter().any(|piece| piece.letters > LONGEST_PARTICLE);
    // "roe A." has its family in lower case.
    let mut name = pieces[length..].iter().take_while(|piece| piece.is_of_name());
    let name_follows = name.any(|piece| piece.kind == Kind::Word && piece.case != Case::Lower);
    if long && name_follows { &pieces[length..] } else { pieces }
}

/// Takes the pieces of `text` apart into chunks.
pub(super) fn chunks(text: &str, pieces: &[Piece]) -> List {
    // A chunk has a separator, as a rule.
    let chunks = Vec::with_capacity(pieces.len() / 2 + 1);
    let mut list = List { pieces: Vec::with_capacity(pieces.len()), chunks, ..List::default() };
    let last_close = pieces.iter().rposition(|piece| piece.kind == Kind::Close).unwrap_or(0);
    let mut at = 0;
    while let Some(&piece) = pieces.get(at) {
        at += 1;
        let rest = &pieces[at..];
        match piece.kind {
            Kind::Word | Kind::Initial if list.is_beside_the_name(piece, rest) => {
                list.after_title = matches!(piece.class, NameClass::Honorific | NameClass::StoppedHonorific);
            }
            // "Dr. med.", "Dr. h.c.".
            Kind::Word | Kind::Initial if list.after_title && is_of_title(piece, rest) => {}
            Kind::Word | Kind::Initial => {
                list.after_title = false;
                list.pieces.push(piece);
            }
            Kind::Comma => {
                if rest.first().is_some_and(|next| next.kind == Kind::Initial && next.stopped) {
                    list.join_letters();
                }
                list.close(After::Comma);
            }
            Kind::Stop => {
                if let Some(after) = list.stop(rest) {
                    list.close(after);
                }
            }
            Kind::And if list.chunks.last().is_some_and(|chunk| chunk.after == After::Comma) && list.is_between() => {
                list.close(After::CommaAnd);
            }
            Kind::And => list.close(After::And),
            Kind::LetterAnd => list.close(After::LetterAnd),
            Kind::Dash => list.close(After::Break),
            Kind::Break => {
                let between = !list.is_empty() && rest.first().is_some_and(Piece::is_of_name);
                list.has_breaks |= between && !piece.span.of(text).starts_with([':', '：']);
                list.close(After::Break);
            }
            Kind::Close => list.close_bracket(),
            Kind::Open if at < last_close && !list.is_empty() => {
                // A bracket in a bracket is read as if the outer one were not there.
                let bracket = |piece: &Piece| matches!(piece.kind, Kind::Open | Kind::Close);
                let length = rest.iter().position(bracket).unwrap_or(rest.len());
                if let Some(close) = rest.get(length).filter(|piece| piece.kind == Kind::Close) {
                    at += list.bracket(&rest[..length], close, &rest[length + 1..]);
                }
            }
            // "(h) J. Doe".
            Kind::Open if matches!(rest, [label, close, ..] if label.letters == 1 && close.kind == Kind::Close) => {
                at += 2
            }
            Kind::Open => {}
            Kind::EtAl => {
                list.et_al.get_or_insert(piece.span);
                list.close(After::Break);
            }
            Kind::Role => {
                list.drop_role_words(piece.span.of(text));
                list.close(After::Break);
                at += companions(text, piece, rest);
            }
            Kind::Back => {
                list.close(After::Break);
                list.pieces.push(piece);
                list.close_as(Sort::Back, After::Break);
            }
        }
    }
    list.close(After::Break);
    list
}

/// How many pieces after a role mark belong to it: "edited *by*", "hrsg. *von*", "a cura *di*".
fn companions(text: &str, role: Piece, rest: &[Piece]) -> usize {
    let Some(next) = rest.first().filter(|next| next.case == Case::Lower) else { return 0 };
    let genitive = role.span.of(text).starts_with(['c', 'C', 'd', 'D', 'r', 'R']);
    match next.span.of(text) {
        "by" | "von" | "v." | "par" | "por" | "door" | "av" | "af" => 1,
        "di" | "de" | "du" if genitive => 1,
        // "ed. de M. J. Roe"
        "de" if rest.get(1).is_some_and(|piece| piece.kind == Kind::Initial) => 1,
        _ => 0,
    }
}

/// Whether a word after a title belongs to it: in lower case and with a stop, the "med." of "Dr. med.".
fn is_of_title(piece: Piece, rest: &[Piece]) -> bool {
    let stopped = piece.stopped || rest.first().is_some_and(|next| next.kind == Kind::Stop);
    piece.case == Case::Lower && stopped && piece.class != NameClass::Particle
}

/// Whether initials without a stop follow, and nothing else up to the next separator: a family stands before them, as
/// in "Lord C, Doe B".
fn is_before_initials(rest: &[Piece]) -> bool {
    let length = rest.iter().take_while(|piece| piece.kind == Kind::Initial && !piece.stopped).count();
    length > 0 && rest.get(length).is_none_or(|next| !next.is_of_name())
}

impl List {
    /// Whether no name has begun yet.
    fn is_empty(&self) -> bool {
        self.chunks.is_empty() && self.is_between()
    }

    /// Whether the chunk that is being read has no piece yet.
    fn is_between(&self) -> bool {
        self.open == self.pieces.len()
    }

    fn current(&self) -> &[Piece] {
        &self.pieces[self.open..]
    }

    /// Whether a word is a title or goes before the list, "Dr.", "PhD", "In".
    fn is_beside_the_name(&self, piece: Piece, rest: &[Piece]) -> bool {
        let name_follows = rest.first().is_some_and(Piece::is_of_name);
        match piece.class {
            NameClass::Honorific => {
                let title = piece.stopped || piece.case == Case::Mixed && name_follows && !is_before_initials(rest);
                self.is_between() && title
            }
            NameClass::StoppedHonorific => {
                self.is_between() && piece.stopped && piece.case == Case::Mixed && name_follows
            }
            NameClass::Degree => true,
            NameClass::Lead => {
                // "In G, Doe AB".
                let is_family = matches!(rest, [initial, comma, ..]
                    if initial.kind == Kind::Initial && !initial.stopped && comma.kind == Kind::Comma);
                let goes_before =
                    |next: &Piece| matches!(next.kind, Kind::Break | Kind::Role | Kind::Open | Kind::Back);
                let mark = rest.first().is_some_and(goes_before);
                self.is_empty() && piece.case != Case::Upper && (name_follows || mark) && !is_family
            }
            _ => false,
        }
    }

    /// What a stop after a word does: nothing; a comma's work, "Yaseen. Z."; or it ends a name in East Asian script.
    fn stop(&self, rest: &[Piece]) -> Option<After> {
        let last = self.current().last()?;
        let next = rest.first().filter(|next| next.is_of_name())?;
        if last.case == Case::EastAsian && next.case == Case::EastAsian {
            return Some(After::Break);
        }
        // "Min. su".
        let low = next.case == Case::Lower && next.kind == Kind::Word && next.class != NameClass::Particle;
        if last.class != NameClass::Plain || last.kind != Kind::Word || low {
            return None;
        }
        // "Sam. Smith" against "Lee. J."; but "Francis. B. Doe" is one name.
        if next.kind == Kind::Word {
            return (last.letters >= 4).then_some(After::Comma);
        }
        let before_initials = rest.iter().find(|piece| piece.kind != Kind::Initial);
        let initials_only = before_initials.is_none_or(|piece| piece.kind != Kind::Word);
        (initials_only || self.current().len() > 1).then_some(After::Comma)
    }

    /// Ends the chunk that is being read, or strengthens the separator after the last one.
    fn close(&mut self, after: After) {
        if self.is_between() {
            if let Some(last) = self.chunks.last_mut() {
                last.after = last.after.max(after);
            }
            return;
        }
        let sort = if organisation::is_organisation(self.current()) { Sort::Organisation } else { Sort::Person };
        if sort == Sort::Person {
            self.split();
        }
        self.close_as(sort, after);
    }

    fn close_as(&mut self, sort: Sort, after: After) {
        let (from, to) = (self.open, self.pieces.len());
        let span = Span::new(self.pieces[from].span.start, self.pieces[to - 1].span.end);
        self.chunks.push(Chunk { from, to, span, after, sort, joint: false });
        self.open = to;
    }

    /// Sets apart names between which no separator is left: "Smith J. Doe A.", "J. Smith A. Doe B. Roe".
    fn split(&mut self) {
        let current = self.current();
        let (Some(first), Some(last)) = (current.first(), current.last()) else { return };
        let mixed = current.iter().any(|piece| piece.case == Case::Mixed);
        let initial = |piece: &Piece| {
            piece.kind == Kind::Initial || mixed && piece.may_be_initials() && piece.class != NameClass::Roman
        };
        // A name ends where the kind of its last piece is followed by the kind of its first.
        let (starts, ends) = (initial(first), initial(last));
        if starts == ends || current.len() < 4 {
            return;
        }
        let certain = |piece: &Piece| !starts || piece.kind == Kind::Initial;
        let begins = |pair: &[Piece]| initial(&pair[0]) == ends && initial(&pair[1]) == starts && certain(&pair[1]);
        // "S. James P. Doe" is one name.
        if starts && current.windows(2).filter(|pair| begins(pair)).count() < 2 {
            return;
        }
        let (start, to) = (self.open, self.pieces.len());
        for at in start + 1..to {
            let (before, next) = (self.pieces[at - 1], self.pieces[at]);
            if begins(&[before, next]) && next.class != NameClass::Suffix {
                let span = Span::new(self.pieces[self.open].span.start, before.span.end);
                let (after, sort) = (After::Break, Sort::Person);
                self.chunks.push(Chunk { from: self.open, to: at, span, after, sort, joint: false });
                self.open = at;
            }
        }
    }

    /// Makes one word of a family in spaced capitals, "S M I TH", before a comma and initials with stops.
    fn join_letters(&mut self) {
        let current = self.current();
        let spaced = |piece: &Piece| piece.case == Case::Upper && !piece.stopped && piece.letters <= 3;
        let letters = current.iter().filter(|piece| piece.letters == 1).count();
        if current.len() > 2 && letters > 1 && current.iter().all(spaced) {
            let end = current[current.len() - 1].span.end;
            let letters = current.iter().fold(0, |sum: u8, piece| sum.saturating_add(piece.letters));
            let first = &mut self.pieces[self.open];
            let span = Span::new(first.span.start, end);
            *first = Piece { kind: Kind::Word, class: NameClass::Plain, letters, span, ..*first };
            self.pieces.truncate(self.open + 1);
        }
    }

    /// Drops "a", "sous la", "под" before a role mark.
    fn drop_role_words(&mut self, role: &str) {
        let is_short_word = |piece: &Piece| piece.case == Case::Lower && piece.kind == Kind::Word && piece.letters <= 4;
        while self.current().last().is_some_and(is_short_word) {
            self.pieces.pop();
        }
        // "A cura di".
        if role.starts_with('c') && matches!(self.current(), [a] if a.letters == 1 && !a.stopped) {
            self.pieces.pop();
        }
    }

    /// Reads what stands in brackets; returns how many pieces of it are done with.
    ///
    /// An organisation is a name of the list, or the short form of the organisation before it; initials are the given
    /// name of the family before them. Anything else is left between the names.
    fn bracket(&mut self, inner: &[Piece], close: &Piece, rest: &[Piece]) -> usize {
        let short_form = matches!(inner, [word] if word.kind == Kind::Word && word.case == Case::Upper);
        // "the Study of Doe (SOD) Group" goes on.
        let ends = !rest.first().is_some_and(Piece::is_of_name);
        // "Ministry of Health and Welfare (MHW)".
        let joins =
            |last: &Chunk| last.sort == Sort::Organisation && matches!(last.after, After::And | After::LetterAnd);
        let of_organisation = self.chunks.last().is_some_and(joins)
            || self.current().len() <= LONGEST && organisation::is_organisation(self.current());
        if short_form && ends && of_organisation && !self.is_between() {
            self.close(After::Comma);
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.span.end = close.span.end;
            }
            return inner.len() + 1;
        }
        let has_body = organisation::has_body(inner);
        // "WHO (World Health Organization)".
        let acronym = matches!(self.current(), [word] if word.case == Case::Upper && word.letters <= LONGEST_ACRONYM);
        if has_body && ends && acronym && inner.len() > 1 {
            self.close_as(Sort::Organisation, After::Comma);
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.span.end = close.span.end;
            }
            return inner.len() + 1;
        }
        if has_body {
            self.close(After::Break);
            return 0;
        }
        if inner.iter().any(|piece| piece.kind == Kind::Role) {
            self.close(After::Break);
            return inner.len() + 1;
        }
        if let Some(et_al) = inner.iter().find(|piece| piece.kind == Kind::EtAl) {
            self.et_al.get_or_insert(et_al.span);
            self.close(After::Break);
            return inner.len() + 1;
        }
        let initials = inner.iter().all(|piece| piece.kind == Kind::Initial || piece.may_be_initials());
        // "DOE (Ann Eve)".
        let word =
            |piece: &Piece| piece.kind == Kind::Word && piece.class == NameClass::Plain && piece.case == Case::Mixed;
        let capitals = matches!(self.current(), [family]
            if family.case == Case::Upper && family.letters > 3 && family.class == NameClass::Plain);
        let given = ends
            && !inner.is_empty()
            && (initials || capitals && inner.len() <= 2 && inner.iter().all(word))
            && self.current().len() <= LONGEST
            && !self.current().iter().any(|piece| piece.kind == Kind::Initial);
        if given {
            self.close(After::Comma);
            return 0;
        }
        inner.len() + 1
    }

    /// A bracket whose contents were read as part of the list ends a chunk.
    fn close_bracket(&mut self) {
        if !self.is_between() {
            self.close(After::Comma);
        }
    }
}
