//! Text → pieces: words, initials and separators, each with what it is known for.
//!
//! Coarser than [`lex`](crate::reference::token::lex)'s tokens, because a name's word holds hyphens and apostrophes
//! ("Ben-Ari", "O'Donnell") and an initial holds its stop. What is none of these, affiliation digits, asterisks,
//! quotation marks, gives no piece: it is left between the names.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{anychar, satisfy};
use nom::combinator::{not, recognize, value, verify};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::lexicon::{Class, class};
use crate::Span;
use crate::reference::token::space0;

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
    pub(super) class: Class,
    pub(super) case: Case,
    /// How many letters it has, up to 255.
    pub(super) letters: u8,
    /// Whether it ends with a stop of its own.
    pub(super) stopped: bool,
    pub(super) span: Span,
}

impl Piece {
    fn mark(kind: Kind, span: Span) -> Self {
        Self { kind, class: Class::Plain, case: Case::None, letters: 0, stopped: false, span }
    }

    /// Whether this is a word or an initial.
    pub(super) fn is_of_name(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Initial)
    }

    /// Whether this is a particle in lower case.
    pub(super) fn is_low_particle(&self) -> bool {
        self.kind == Kind::Word && self.class == Class::Particle && self.case == Case::Lower
    }

    /// Whether this is "Van", "DE", or the "St." of "St. John", which go with the family after them.
    pub(super) fn is_high_particle(&self) -> bool {
        self.kind == Kind::Word && matches!(self.class, Class::Particle | Class::Saint) && self.case != Case::Lower
    }

    pub(super) fn is_particle(&self) -> bool {
        self.is_low_particle() || self.is_high_particle()
    }

    /// Whether this is a word in capitals so short that it may be initials: "JA".
    pub(super) fn may_be_initials(&self) -> bool {
        self.kind == Kind::Word && self.case == Case::Upper && self.letters <= 3
    }
}

/// Takes `text[within]` apart, in order.
pub(super) fn pieces(text: &str, within: Span) -> Vec<Piece> {
    let segment = within.of(text);
    let mut scan = Scan { text, end: within.start + segment.len(), pieces: Vec::with_capacity(segment.len() / 4 + 1) };
    let mut rest = segment;
    loop {
        let spaced = rest.len() == segment.len() || rest.starts_with(char::is_whitespace);
        rest = rest.trim_start();
        let Ok((after, token)) = token(rest) else { return scan.pieces };
        scan.push(rest, after, token, spaced);
        rest = match scan.pieces.last() {
            // A word may take its stop along.
            Some(last) if last.span.end > scan.end - after.len() => text.get(last.span.end..scan.end).unwrap_or(after),
            _ => after,
        };
    }
}

/// What the characters are, before anything is known about the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Word,
    GluedAnd,
    Mark(Kind),
    Dash,
    Dashes,
    Nothing,
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || !c.is_ascii() && (c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)) && !is_ordinal(c)
}

/// "ª" and "º" are letters to Unicode and affiliation marks to authors.
fn is_ordinal(c: char) -> bool {
    matches!(c, 'ª' | 'º')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '‐' | '‑' | '‒' | '–')
}

fn is_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '—' | '―' | '−' | '_' | '⸺' | '⸻' | '─')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '`' | '′')
}

/// Accents that a PDF has left beside their letter, "Mu¨ller", and what it has left of a ligature.
fn is_loose_accent(c: char) -> bool {
    matches!(c, '¨' | 'ˆ' | '˜' | '¸' | 'ˇ' | '^' | '↵' | '・')
}

fn letters(input: &str) -> IResult<&str, &str> {
    take_while1(is_letter).parse(input)
}

/// A hyphen, with space after it from a line's end, or before it; an apostrophe; a loose accent.
fn joiner(input: &str) -> IResult<&str, &str> {
    recognize(alt((
        terminated(satisfy(is_hyphen), take_while(char::is_whitespace)),
        satisfy(|c| is_apostrophe(c) || is_loose_accent(c)),
        preceded(tag(" "), satisfy(is_hyphen)),
    )))
    .parse(input)
}

/// "O'Donnell", "Ben-Ari", "J-P", "Martin- Facklam".
fn word(input: &str) -> IResult<&str, &str> {
    recognize((letters, many0_count((joiner, letters)))).parse(input)
}

/// "O' Donnell", "D' Angelo": a line break after the apostrophe of a single letter.
fn split_elision(input: &str) -> IResult<&str, &str> {
    recognize((satisfy(|c| matches!(c, 'O' | 'D' | 'L' | 'd' | 'l')), satisfy(is_apostrophe), tag(" "), word))
        .parse(input)
}

/// "andSmith", where the space is lost.
fn glued_and(input: &str) -> IResult<&str, &str> {
    terminated(tag("and"), nom::combinator::peek(satisfy(char::is_uppercase))).parse(input)
}

/// "…", "...", ". . .".
fn ellipsis(input: &str) -> IResult<&str, &str> {
    let spaced_stop = || pair(take_while(char::is_whitespace), tag("."));
    alt((tag("…"), recognize((tag("."), spaced_stop(), many1_count(spaced_stop()))))).parse(input)
}

/// "———", "--", "_ _ _": stands for the names of the entry before.
fn dashes(input: &str) -> IResult<&str, &str> {
    let further = || preceded(space0, satisfy(is_dash));
    recognize((satisfy(is_dash), many1_count(further()))).parse(input)
}

fn ampersand(input: &str) -> IResult<&str, &str> {
    alt((tag("&amp;"), tag("&#38;"), tag("&"), tag("＆"), tag("+"))).parse(input)
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '､' | '،' | '﹐' | '‚')
}

fn is_break(c: char) -> bool {
    matches!(c, ';' | '；' | '؛' | '/' | '|' | '•' | ':' | '：')
}

fn mark(input: &str) -> IResult<&str, Token> {
    alt((
        value(Token::Mark(Kind::Comma), satisfy(is_comma)),
        value(Token::Mark(Kind::EtAl), ellipsis),
        value(Token::Mark(Kind::Stop), satisfy(|c| matches!(c, '.' | '．' | '。'))),
        value(Token::Mark(Kind::And), ampersand),
        value(Token::Mark(Kind::Break), satisfy(is_break)),
        value(Token::Dashes, dashes),
        value(Token::Dash, satisfy(is_dash)),
        value(Token::Mark(Kind::Open), satisfy(|c| matches!(c, '(' | '[' | '（' | '{' | '［'))),
        value(Token::Mark(Kind::Close), satisfy(|c| matches!(c, ')' | ']' | '）' | '}' | '］'))),
        value(Token::Nothing, anychar),
    ))
    .parse(input)
}

fn token(input: &str) -> IResult<&str, Token> {
    if input.starts_with(is_letter) { written(input) } else { mark(input) }
}

fn written(input: &str) -> IResult<&str, Token> {
    alt((value(Token::GluedAnd, glued_and), value(Token::Word, split_elision), value(Token::Word, word))).parse(input)
}

/// The stop of an initial may stand off, "J . A .", unless it begins an ellipsis.
fn loose_stop(input: &str) -> IResult<&str, &str> {
    preceded(not(preceded(take_while(char::is_whitespace), ellipsis)), glued_or_loose_stop).parse(input)
}

fn glued_or_loose_stop(input: &str) -> IResult<&str, &str> {
    recognize(pair(take_while(char::is_whitespace), tag("."))).parse(input)
}

/// The stop of an abbreviation follows at once.
fn stop(input: &str) -> IResult<&str, &str> {
    verify(tag("."), |_: &str| ellipsis(input).is_err()).parse(input)
}

/// How a word is written, and how many letters it has.
fn case_of(word: &str) -> (Case, u8) {
    let (mut letters, mut upper, mut lower) = (0_u8, 0_usize, 0_usize);
    for c in word.chars() {
        if c.is_ascii() {
            letters = letters.saturating_add(u8::from(c.is_ascii_alphabetic()));
            upper += usize::from(c.is_ascii_uppercase());
            lower += usize::from(c.is_ascii_lowercase());
        } else if is_letter(c) {
            letters = letters.saturating_add(1);
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
    }
    let case = match (upper, lower) {
        (0, 0) if word.chars().any(is_east_asian) => Case::EastAsian,
        (0, 0) => Case::None,
        (_, 0) => Case::Upper,
        (0, _) => Case::Lower,
        _ => Case::Mixed,
    };
    (case, letters)
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// "J-P": every part between hyphens is one capital.
fn is_hyphenated_initials(word: &str, case: Case) -> bool {
    case == Case::Upper && word.split(is_hyphen).all(|part| part.trim_start().chars().nth(1).is_none())
}

/// How many bytes at a word's end are an initial whose space is lost: "SmithJ .A .".
fn glued_initial(word: &str, after: &str) -> usize {
    if !after.trim_start().starts_with(|c: char| c == '.' || c.is_uppercase()) {
        return 0;
    }
    let mut last = word.chars().rev();
    match (last.next(), last.next(), last.next()) {
        (Some(initial), Some(before), Some(_)) if initial.is_uppercase() && before.is_lowercase() => initial.len_utf8(),
        _ => 0,
    }
}

struct Scan<'t> {
    text: &'t str,
    /// Where the segment ends in `text`.
    end: usize,
    pieces: Vec<Piece>,
}

impl Scan<'_> {
    /// Adds the piece that `token` makes, from where `rest` begins to where `after` does.
    fn push(&mut self, rest: &str, after: &str, token: Token, spaced: bool) {
        let span = Span::new(self.end - rest.len(), self.end - after.len());
        match token {
            Token::Word => {
                let initial = glued_initial(span.of(self.text), after);
                let split = span.end - initial;
                if initial > 0 {
                    let piece = self.word(Span::new(span.start, split), "");
                    self.push_word(piece);
                }
                let piece = self.word(Span::new(if initial > 0 { split } else { span.start }, span.end), after);
                self.push_word(piece);
            }
            Token::GluedAnd => self.pieces.push(Piece::mark(Kind::And, span)),
            // "et .al .".
            Token::Mark(Kind::Stop) if self.pieces.last().is_some_and(|last| last.kind == Kind::And) => {}
            Token::Mark(kind) => self.pieces.push(Piece::mark(kind, span)),
            Token::Dashes => self.pieces.push(Piece::mark(Kind::Back, span)),
            Token::Dash => self.dash(span, spaced, after),
            Token::Nothing => {}
        }
    }

    /// A single dash breaks the list when it stands between spaces, and stands for a name where there is none yet.
    fn dash(&mut self, span: Span, spaced: bool, after: &str) {
        let open = after.is_empty() || after.starts_with(char::is_whitespace);
        if self.pieces.is_empty() && (open || after.starts_with(is_comma)) {
            self.pieces.push(Piece::mark(Kind::Back, span));
        } else if spaced && open {
            self.pieces.push(Piece::mark(Kind::Break, span));
        }
    }

    /// Tells a word from an initial, and takes the stop along when it is theirs.
    fn word(&self, span: Span, after: &str) -> Piece {
        let word = span.of(self.text);
        let (case, letters) = case_of(word);
        let mut piece = Piece { kind: Kind::Word, class: Class::Plain, case, letters, stopped: false, span };
        if letters == 1 || is_hyphenated_initials(word, case) {
            piece.class = if case == Case::Lower { class(word) } else { Class::Plain };
            if let Ok((rest, _)) = loose_stop(after) {
                piece.stopped = true;
                piece.span.end = self.end - rest.len();
            }
            if case == Case::Upper || piece.stopped {
                piece.kind = Kind::Initial;
            }
            return piece;
        }
        piece.class = class(word);
        let Ok((rest, _)) = stop(after) else { return piece };
        let with_stop = Span::new(span.start, self.end - rest.len());
        match piece.class {
            // "J. LEE." may end a sentence; whether there is another family is seen later.
            _ if case == Case::Upper && letters <= 3 && !matches!(piece.class, Class::Suffix | Class::Saint) => {
                Piece { kind: Kind::Initial, stopped: true, span: with_stop, ..piece }
            }
            Class::Short if case != Case::Lower => {
                Piece { kind: Kind::Initial, stopped: true, span: with_stop, ..piece }
            }
            Class::Plain | Class::Particle | Class::Body | Class::Opener | Class::Of | Class::Short => piece,
            _ => Piece { stopped: true, span: with_stop, ..piece },
        }
    }

    /// Adds a word; turns it into a separator or mark when its class and neighbours say so.
    fn push_word(&mut self, piece: Piece) {
        if self.is_et_al(piece) {
            let span = self.et_al(piece.span);
            self.pieces.push(Piece::mark(Kind::EtAl, span));
            return;
        }
        // "Ph.D.".
        if piece.span.of(self.text) == "D."
            && let Some(ph) = self.pieces.last_mut().filter(|last| last.span.of(self.text) == "Ph.")
        {
            *ph = Piece { class: Class::Degree, span: Span::new(ph.span.start, piece.span.end), ..*ph };
            return;
        }
        // "ED.", "ID." are initials as well.
        let short_upper = piece.case == Case::Upper && piece.letters <= 3;
        let kind = match piece.class {
            Class::And if piece.case == Case::Lower => Kind::And,
            Class::And if piece.case == Case::Upper && self.joins_capitals(piece) => Kind::And,
            Class::And if piece.span.of(self.text) == "And" && !self.pieces.is_empty() => Kind::And,
            Class::LetterAnd if piece.case == Case::Lower && self.is_conjunction(piece) => Kind::LetterAnd,
            Class::Back => Kind::Back,
            Class::StoppedBack if piece.stopped && !short_upper => Kind::Back,
            Class::Role => Kind::Role,
            Class::StoppedRole if self.is_bracketed() => Kind::Role,
            Class::StoppedRole if (piece.stopped || piece.case == Case::Lower) && !short_upper => Kind::Role,
            _ => piece.kind,
        };
        self.pieces.push(Piece { kind, ..piece });
    }

    /// What follows a piece.
    fn after(&self, piece: Piece) -> &str {
        self.text.get(piece.span.end..self.end).unwrap_or_default().trim_start()
    }

    fn is_bracketed(&self) -> bool {
        self.pieces.last().is_some_and(|last| last.kind == Kind::Open)
    }

    /// "DOE J. ET ROE P.", "DOE AND ROE" against "Doe ET, Roe P".
    fn joins_capitals(&self, piece: Piece) -> bool {
        let after_word = self.pieces.last().is_some_and(|last| last.stopped || piece.letters > 2);
        after_word && self.after(piece).starts_with(char::is_alphabetic)
    }

    /// "Doe y Roe", "Doe u. Roe" against the initial of "Doe, y." and the "a" of "a cura di".
    fn is_conjunction(&self, piece: Piece) -> bool {
        let Some(last) = self.pieces.last() else { return false };
        let german = piece.stopped && piece.span.of(self.text).starts_with('u');
        (!piece.stopped || german) && last.kind != Kind::Role && self.after(piece).starts_with(char::is_alphabetic)
    }

    /// Whether this word closes a shortened list: "al." after "et", "others" after a conjunction, "a." after "u.".
    fn is_et_al(&self, piece: Piece) -> bool {
        let word = piece.span.of(self.text);
        let Some(last) = self.pieces.last() else { return false };
        let before = last.span.of(self.text);
        let conjunction = matches!(last.kind, Kind::And | Kind::LetterAnd);
        match piece.class {
            Class::Others => conjunction,
            Class::Particle if word.trim_end_matches('.').eq_ignore_ascii_case("al") => {
                let stopped = word.ends_with('.') || self.after(piece).starts_with('.');
                let et = before.get(..2).is_some_and(|before| before.eq_ignore_ascii_case("et"));
                // "& al.", "Smithet al.".
                et || stopped && (conjunction || last.kind == Kind::Word && before.ends_with("et"))
            }
            Class::LetterAnd => word.starts_with('a') && piece.stopped && matches!(before, "u." | "u" | "e."),
            Class::Lead => word == "in." && before == "i",
            Class::Plain if piece.case == Case::EastAsian => matches!(word, "等" | "외" | "ほか" | "他"),
            Class::Plain => word == "fl" && before == "m." || matches!(word, "etal" | "etc"),
            _ => false,
        }
    }

    /// Takes the conjunction before it, and the stop after it, into the mark of a shortened list.
    fn et_al(&mut self, word: Span) -> Span {
        let conjunction = |last: &Piece| {
            matches!(last.kind, Kind::And | Kind::LetterAnd)
                || matches!(last.span.of(self.text), "ET" | "Et" | "e." | "m.")
        };
        let start = match self.pieces.last() {
            Some(last) if conjunction(last) => last.span.start,
            _ => word.start,
        };
        if start < word.start {
            self.pieces.pop();
        }
        let after = self.text.get(word.end..self.end).unwrap_or_default();
        Span::new(start, word.end + usize::from(after.starts_with('.')))
    }
}
