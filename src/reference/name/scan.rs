//! Text → pieces: words, initials and separators, each with what it is known for.
//!
//! Coarser than [`lex`](crate::token::lex)'s tokens, because a name's word holds hyphens and apostrophes
//! ("Ben-Ari", "O'Donnell") and an initial holds its stop. What is none of these, affiliation digits, asterisks,
//! quotation marks, gives no piece: it is left between the names.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{anychar, satisfy};
use nom::combinator::{not, peek, recognize, value, verify};
use nom::multi::many1_count;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::dash;
use super::glued::{and_behind, family, initial};
use super::lexicon::{NameClass, class};
use super::piece::{Case, Kind, Piece};
use super::word::{is_apostrophe, is_hyphen, is_letter, word};
use crate::Span;
use crate::token::{space0, trim_start};

/// How many initials a given name has at most.
const LONGEST_GIVEN: usize = 6;

/// Takes `text[within]` apart, in order.
pub(super) fn pieces(text: &str, within: Span) -> Vec<Piece> {
    let segment = within.of(text);
    let pieces = Vec::with_capacity(segment.len() / 4 + 1);
    let mut scan = Scan { text, end: within.start + segment.len(), dashes: 0, pieces };
    let mut rest = segment;
    loop {
        let trimmed = trim_start(rest);
        let spaced = trimmed.len() < rest.len() || rest.len() == segment.len();
        rest = trimmed;
        if is_initial(rest) {
            let (from, to) = (scan.end - rest.len(), scan.end - rest.len() + 2);
            scan.push_word(Piece::initial(Span::new(from, to)));
            rest = &rest[2..];
            continue;
        }
        let Some((after, token)) = token(rest) else { break };
        scan.push(rest, after, token, spaced);
        rest = match scan.pieces.last() {
            // A word may take its stop along.
            Some(last) if last.span.end > scan.end - after.len() => text.get(last.span.end..scan.end).unwrap_or(after),
            _ => after,
        };
    }
    if scan.dashes > 0 { dash::settle(&scan.pieces) } else { scan.pieces }
}

/// Whether the text begins with one capital and its stop: most pieces do, and are taken without the rules for words.
fn is_initial(text: &str) -> bool {
    match text.as_bytes() {
        [b'A'..=b'Z', b'.', rest @ ..] => !matches!(rest, [b'.', ..] | [b' ', b'.', ..]),
        _ => false,
    }
}

/// What the characters are, before anything is known about the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Word,
    GluedAnd,
    Ordinal,
    Mark(Kind),
    Dash,
    Dashes,
    Nothing,
}

fn is_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '—' | '―' | '−' | '_' | '⸺' | '⸻' | '─')
}

/// "2nd", "3d": which of that name.
fn ordinal(input: &str) -> IResult<&str, &str> {
    let end = not(satisfy(is_letter));
    terminated(alt((tag("2nd"), tag("2d"), tag("3rd"), tag("3d"), tag("4th"))), end).parse(input)
}

/// The "'t" of "van 't Hoff", the "'s" of "'s Gravesande".
fn clipped(input: &str) -> IResult<&str, &str> {
    let end = peek(satisfy(char::is_whitespace));
    terminated(recognize(pair(satisfy(is_apostrophe), satisfy(|c| matches!(c, 't' | 's')))), end).parse(input)
}

/// "andSmith", where the space is lost.
fn glued_and(input: &str) -> Option<&str> {
    input.strip_prefix("and").filter(|name| name.starts_with(char::is_uppercase))
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

fn full_stop(input: &str) -> IResult<&str, Token> {
    alt((
        value(Token::Mark(Kind::EtAl), ellipsis),
        value(Token::Mark(Kind::Stop), satisfy(|c| matches!(c, '.' | '．' | '。'))),
    ))
    .parse(input)
}

/// The next token, if there is one; its first character tells what it is.
fn token<'i>(input: &'i str) -> Option<(&'i str, Token)> {
    let first = input.chars().next()?;
    let rest = &input[first.len_utf8()..];
    let read = |rule: IResult<&'i str, Token>| rule.unwrap_or((rest, Token::Nothing));
    Some(match first {
        c if is_letter(c) => match glued_and(input) {
            Some(name) => (name, Token::GluedAnd),
            None => read(value(Token::Word, word).parse(input)),
        },
        c if is_comma(c) => (rest, Token::Mark(Kind::Comma)),
        '.' | '．' | '。' | '…' => read(full_stop(input)),
        '&' | '＆' | '+' => read(value(Token::Mark(Kind::And), ampersand).parse(input)),
        c if is_break(c) => (rest, Token::Mark(Kind::Break)),
        '(' | '[' | '（' | '{' | '［' => (rest, Token::Mark(Kind::Open)),
        ')' | ']' | '）' | '}' | '］' => (rest, Token::Mark(Kind::Close)),
        '0'..='9' => read(value(Token::Ordinal, ordinal).parse(input)),
        c if is_apostrophe(c) => read(value(Token::Word, clipped).parse(input)),
        c if is_dash(c) => read(alt((value(Token::Dashes, dashes), value(Token::Dash, anychar))).parse(input)),
        _ => (rest, Token::Nothing),
    })
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
    let (mut upper, mut lower, mut ascii) = (0, 0, true);
    for byte in word.bytes() {
        match byte {
            b'A'..=b'Z' => upper += 1,
            b'a'..=b'z' => lower += 1,
            _ => ascii &= byte.is_ascii(),
        }
    }
    let mut letters: usize = upper + lower;
    if !ascii {
        for c in word.chars().filter(|&c| !c.is_ascii() && is_letter(c)) {
            letters += 1;
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
    }
    let letters = u8::try_from(letters).unwrap_or(u8::MAX);
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

struct Scan<'t> {
    text: &'t str,
    /// Where the segment ends in `text`.
    end: usize,
    /// How many pieces are dashes.
    dashes: usize,
    pieces: Vec<Piece>,
}

impl Scan<'_> {
    /// Adds the piece that `token` makes, from where `rest` begins to where `after` does.
    fn push(&mut self, rest: &str, after: &str, token: Token, spaced: bool) {
        let span = Span::new(self.end - rest.len(), self.end - after.len());
        match token {
            Token::Word => {
                let word = span.of(self.text);
                let and = span.end - and_behind(word, after);
                let inside = family(&word[..and - span.start]).map(|at| span.start + at);
                let cut = inside.or(Some(span.end - initial(word, after))).filter(|at| *at < and);
                if let Some(at) = cut {
                    let piece = self.word(Span::new(span.start, at), "");
                    self.push_word(piece);
                }
                let last = Span::new(cut.unwrap_or(span.start), and);
                let piece = self.word(last, if and < span.end { "" } else { after });
                self.push_word(piece);
                if and < span.end {
                    self.pieces.push(Piece::mark(Kind::And, Span::new(and, span.end)));
                }
            }
            Token::Ordinal if spaced => {
                let letters = self.word(span, "");
                self.pieces.push(Piece { kind: Kind::Word, class: NameClass::Suffix, ..letters });
            }
            Token::Ordinal => {}
            Token::GluedAnd => self.pieces.push(Piece::mark(Kind::And, span)),
            // "et .al .".
            Token::Mark(Kind::Stop) if self.pieces.last().is_some_and(|last| last.kind == Kind::And) => {}
            Token::Mark(kind) => self.pieces.push(Piece::mark(kind, span)),
            Token::Dashes => self.pieces.push(Piece::mark(Kind::Back, span)),
            Token::Dash => self.dash(span, spaced, after),
            Token::Nothing => {}
        }
    }

    /// A single dash says something about the list when it stands between spaces, and stands for a name where there is none yet.
    fn dash(&mut self, span: Span, spaced: bool, after: &str) {
        let open = after.is_empty() || after.starts_with(char::is_whitespace);
        if self.pieces.is_empty() && (open || after.starts_with(is_comma)) {
            self.pieces.push(Piece::mark(Kind::Back, span));
        } else if spaced && open {
            self.pieces.push(Piece::mark(Kind::Dash, span));
            self.dashes += 1;
        }
    }

    /// Tells a word from an initial, and takes the stop along when it is theirs.
    fn word(&self, span: Span, after: &str) -> Piece {
        let word = span.of(self.text);
        let (case, letters) = case_of(word);
        let mut piece = Piece { kind: Kind::Word, class: NameClass::Plain, case, letters, stopped: false, span };
        if letters == 1 || is_hyphenated_initials(word, case) {
            piece.class = if case == Case::Lower { class(word) } else { NameClass::Plain };
            if trim_start(after).starts_with('.')
                && let Ok((rest, _)) = loose_stop(after)
            {
                piece.stopped = true;
                piece.span.end = self.end - rest.len();
            }
            if case == Case::Upper || piece.stopped {
                piece.kind = Kind::Initial;
            }
            return piece;
        }
        piece.class = class(word);
        let Some(Ok((rest, _))) = after.starts_with('.').then(|| stop(after)) else { return piece };
        let with_stop = Span::new(span.start, self.end - rest.len());
        match piece.class {
            // "J. LEE." may end a sentence; whether there is another family is seen later.
            _ if case == Case::Upper
                && letters <= 3
                && !matches!(piece.class, NameClass::Suffix | NameClass::Saint) =>
            {
                Piece { kind: Kind::Initial, stopped: true, span: with_stop, ..piece }
            }
            NameClass::Short if case != Case::Lower => {
                Piece { kind: Kind::Initial, stopped: true, span: with_stop, ..piece }
            }
            NameClass::Plain
            | NameClass::Particle
            | NameClass::Body
            | NameClass::Opener
            | NameClass::Of
            | NameClass::Short => piece,
            _ => Piece { stopped: true, span: with_stop, ..piece },
        }
    }

    /// Adds a word; turns it into a separator or mark when its class and neighbours say so.
    fn push_word(&mut self, piece: Piece) {
        if piece.class == NameClass::Various
            && let Some(start) = self.various(piece)
        {
            self.pieces.clear();
            let stop = self.text.get(piece.span.end..self.end).is_some_and(|after| after.starts_with('.'));
            let end = piece.span.end + usize::from(stop);
            self.pieces.push(Piece::mark(Kind::EtAl, Span::new(start, end)));
            return;
        }
        if self.is_et_al(piece) {
            let span = self.et_al(piece.span);
            self.pieces.push(Piece::mark(Kind::EtAl, span));
            return;
        }
        if piece.stopped && piece.case == Case::Lower && self.is_abbreviated_particle(piece) {
            self.pieces.push(Piece { kind: Kind::Word, class: NameClass::Particle, ..piece });
            return;
        }
        // "a c. di" is short for "a cura di".
        if let [.., a, c] = &mut self.pieces[..]
            && piece.class == NameClass::Particle
            && (a.span.of(self.text), c.span.of(self.text), piece.span.of(self.text)) == ("a", "c.", "di")
        {
            c.kind = Kind::Role;
        }
        // "e. V." makes a German association.
        if piece.kind == Kind::Initial
            && piece.span.of(self.text) == "V."
            && let Some(e) = self.pieces.last_mut().filter(|last| last.span.of(self.text) == "e.")
        {
            let span = Span::new(e.span.start, piece.span.end);
            *e = Piece { kind: Kind::Word, class: NameClass::Company, case: Case::Mixed, span, ..piece };
            return;
        }
        // "Ph.D.".
        if piece.span.of(self.text) == "D."
            && let Some(ph) = self.pieces.last_mut().filter(|last| last.span.of(self.text) == "Ph.")
        {
            *ph = Piece { class: NameClass::Degree, span: Span::new(ph.span.start, piece.span.end), ..*ph };
            return;
        }
        // "ED.", "ID." are initials as well.
        let short_upper = piece.case == Case::Upper && piece.letters <= 3;
        let kind = match piece.class {
            NameClass::And if piece.case == Case::Lower => Kind::And,
            NameClass::And if piece.case == Case::Upper && self.joins_capitals(piece) => Kind::And,
            NameClass::And if piece.span.of(self.text) == "And" && !self.pieces.is_empty() => Kind::And,
            NameClass::LetterAnd if piece.case == Case::Lower && self.is_conjunction(piece) => Kind::LetterAnd,
            NameClass::Back => Kind::Back,
            NameClass::StoppedBack if piece.stopped && !short_upper => Kind::Back,
            NameClass::Role => Kind::Role,
            NameClass::StoppedRole if self.is_bracketed() => Kind::Role,
            NameClass::StoppedRole if (piece.stopped || piece.case == Case::Lower) && !short_upper => Kind::Role,
            _ => piece.kind,
        };
        if kind == Kind::Initial {
            self.cut_and();
        }
        // "ORTEGA Y GASSET" is one family.
        if let [.., family, y] = &self.pieces[..]
            && kind == Kind::Word
            && piece.case == Case::Upper
            && piece.letters > 3
            && family.kind == Kind::Word
            && family.case == Case::Upper
            && family.letters > 3
            && y.span.of(self.text) == "Y"
        {
            let span = Span::new(family.span.start, piece.span.end);
            self.pieces.truncate(self.pieces.len() - 2);
            self.pieces.push(Piece { kind, span, ..piece });
            return;
        }
        self.pieces.push(Piece { kind, ..piece });
    }

    /// Cuts a conjunction off the family that it is glued to, "J. Smithand A. Doe": initials stand before and behind.
    fn cut_and(&mut self) {
        let [.., initial, word] = &self.pieces[..] else { return };
        let glued = word.kind == Kind::Word
            && word.case == Case::Mixed
            && word.letters > 5
            && initial.kind == Kind::Initial
            && word.span.of(self.text).ends_with("and")
            && !matches!(word.span.of(self.text), "Bertrand" | "Ferdinand" | "Roland" | "Armand" | "Leland");
        if !glued {
            return;
        }
        let first = self.pieces.iter().rev().skip(1).take(LONGEST_GIVEN).find(|piece| piece.kind != Kind::Initial);
        if first.is_none_or(|first| !first.is_of_name()) {
            let word = self.pieces.len() - 1;
            let span = self.pieces[word].span;
            let cut = span.end - "and".len();
            self.pieces[word].span = Span::new(span.start, cut);
            self.pieces[word].letters -= 3;
            self.pieces.push(Piece::mark(Kind::And, Span::new(cut, span.end)));
        }
    }

    /// What follows a piece.
    fn after(&self, piece: Piece) -> &str {
        self.text.get(piece.span.end..self.end).unwrap_or_default().trim_start()
    }

    /// Where "Aa. Vv.", "various authors", begins, if it ends with this word and the list begins with it.
    fn various(&self, piece: Piece) -> Option<usize> {
        if piece.letters == 4 {
            return self.pieces.is_empty().then_some(piece.span.start);
        }
        match &self.pieces[..] {
            [first] | [first, Piece { kind: Kind::Stop, .. }] if first.class == NameClass::Various => {
                let other = !first.span.of(self.text)[..2].eq_ignore_ascii_case(&piece.span.of(self.text)[..2]);
                other.then_some(first.span.start)
            }
            _ => None,
        }
    }

    /// Whether a "v." is short for "von": a family follows, as in "L. v. Doe", or initials are before it, "Doe, L. v.".
    fn is_abbreviated_particle(&self, piece: Piece) -> bool {
        if piece.span.of(self.text) != "v." {
            return false;
        }
        let before = self.pieces.last().is_some_and(|last| last.kind == Kind::Initial && last.case == Case::Upper);
        let mut after = self.after(piece).chars();
        let family = after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase);
        before || family
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
        if piece.class == NameClass::Plain && piece.case != Case::Lower && piece.case != Case::EastAsian {
            return false;
        }
        let Some(last) = self.pieces.last() else { return false };
        let before = last.span.of(self.text);
        let conjunction = matches!(last.kind, Kind::And | Kind::LetterAnd);
        match piece.class {
            NameClass::Others => conjunction,
            NameClass::Particle if word.trim_end_matches('.').eq_ignore_ascii_case("al") => {
                let stopped = word.ends_with('.') || self.after(piece).starts_with('.');
                let et = before.get(..2).is_some_and(|before| before.eq_ignore_ascii_case("et"));
                // "& al.", "Smithet al.".
                et || stopped && (conjunction || last.kind == Kind::Word && before.ends_with("et"))
            }
            NameClass::LetterAnd => word.starts_with('a') && piece.stopped && matches!(before, "u." | "u" | "e."),
            NameClass::Lead => word == "in." && before == "i",
            NameClass::Plain if piece.case == Case::EastAsian => matches!(word, "等" | "외" | "ほか" | "他"),
            NameClass::Plain => word == "fl" && before == "m." || matches!(word, "etal" | "etc"),
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
