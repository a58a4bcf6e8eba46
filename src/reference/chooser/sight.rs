//! What is seen of each token: its looks, its class, and the state that it stands in.

use super::chunk::{self, Chunk};
use super::lexicon::{Class, Lexicon};
use super::shape::{
    self, APOSTROPHE, CLOSE_ROUND, CLOSE_SQUARE, COLON, DASH, DOT, HYPHEN, LEFT_ANGLES, LOWER_99, OPEN_ROUND,
    OPEN_SQUARE, RIGHT_ANGLES, SINGLE_CLOSE, SINGLE_OPEN, SLASH, STRAIGHT, UPPER_66, UPPER_99,
};
use crate::Span;
use crate::reference::token::{Token, TokenKind};
use crate::terms::{self, Term, Terms};

/// Tokens of padding before the first token and after the last.
pub(super) const PAD: usize = 3;

/// Bits of [`Seen::state`].
pub(super) mod state {
    pub(crate) const QUOTED: u8 = 1;
    pub(crate) const SINGLE_QUOTED: u8 = 2;
    pub(crate) const ROUND: u8 = 4;
    pub(crate) const SQUARE: u8 = 8;
    pub(crate) const EMPHASIS: u8 = 16;
    pub(crate) const YEAR_SEEN: u8 = 32;
    pub(crate) const IN_SEEN: u8 = 64;
    pub(crate) const QUOTE_SEEN: u8 = 128;
}

/// Inside quotation marks of either kind.
pub(super) const QUOTES: u8 = state::QUOTED | state::SINGLE_QUOTED;

/// Stretches that a grammar can be sure of.
pub(super) mod atom {
    pub(crate) const NONE: u8 = 0;
    pub(crate) const DOI: u8 = 1;
    pub(crate) const URL: u8 = 2;
    pub(crate) const PAGES: u8 = 3;
    pub(crate) const DATE: u8 = 4;
    pub(crate) const ARXIV: u8 = 5;
    pub(crate) const ET_AL: u8 = 6;
    /// All between two delimiters is the name of a periodical that the vocabulary knows.
    pub(crate) const PERIODICAL: u8 = 16;
    /// The name of a press.
    pub(crate) const PRESS: u8 = 17;
    /// The first token of the atom.
    pub(crate) const FIRST: u8 = 8;
}

/// Words that a known name may stand behind.
const LEADS: [&str; 6] = ["In", "in", "The", "the", "Der", "in:"];

/// What is kept of a token before its features are combined.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) exact: u32,
    pub(super) lower: u32,
    pub(super) prefix: u32,
    pub(super) suffix2: u32,
    pub(super) suffix3: u32,
    /// With [`shape::SPACED`].
    pub(super) shape: u8,
    pub(super) class: u8,
    pub(super) atom: u8,
    pub(super) state: u8,
    pub(super) chunk: u32,
    /// Place in its chunk, at most 7.
    pub(super) place: u8,
}

impl Seen {
    /// What is seen of a token by itself, without space before it.
    fn of(text: &str, token: &Token, lexicon: &Lexicon) -> Self {
        let (word, h) = (token.text(text), shape::hashes(text, token.span));
        let (shape, class) = match token.kind {
            TokenKind::Word => (shape::word_shape(&h), lexicon.class(h.lower)),
            TokenKind::Number => (shape::number_shape(word), Class::None as u8),
            TokenKind::Mark => (word.chars().next().map_or(shape::OTHER_MARK, shape::mark), lexicon.class(h.lower)),
        };
        Self {
            exact: h.exact,
            lower: h.lower,
            prefix: h.prefix,
            suffix2: h.suffix2,
            suffix3: h.suffix3,
            shape,
            class,
            ..Self::default()
        }
    }
}

/// Working memory of the extraction, reusable from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sight {
    pub(super) seen: Vec<Seen>,
    pub(super) chunks: Vec<Chunk>,
    /// What is seen of each ASCII character as a mark, worked out before the first text: two tokens in five are such marks.
    marks: Vec<Seen>,
}

impl Sight {
    /// Looks at a text. Linear in its length.
    pub(crate) fn see(&mut self, text: &str, tokens: &[Token], emphasis: &[Span], lexicon: &Lexicon) {
        self.look(text, tokens, lexicon);
        self.atoms(text, tokens);
        self.states(tokens, emphasis);
        chunk::part(&mut self.seen, &mut self.chunks);
        self.outlets(text, tokens, lexicon);
    }

    /// Finds names of outlets that the vocabulary knows, from the beginning of a chunk to a mark or number.
    fn outlets(&mut self, text: &str, tokens: &[Token], lexicon: &Lexicon) {
        const PERIODICALS: Terms = Terms::of(&[Term::NewspaperName, Term::MagazineName, Term::JournalName]);
        const PRESSES: Terms = Terms::of(&[Term::PressName]);
        let mut chunk = 0;
        let mut t = 0;
        while t < tokens.len() {
            let here = self.seen[PAD + t];
            let begins = here.chunk != chunk && here.atom == atom::NONE;
            // Marks before the first word, "In" and "The" leave the beginning open.
            let lead = tokens[t].kind == TokenKind::Mark || LEADS.contains(&tokens[t].text(text));
            if !begins || lead || !lexicon.begins_outlet(here.lower) {
                if !lead {
                    chunk = here.chunk;
                }
                t += 1;
                continue;
            }
            chunk = here.chunk;
            let rest = &text[tokens[t].span.start..];
            let found = [(PERIODICALS, atom::PERIODICAL), (PRESSES, atom::PRESS)];
            let found = found.iter().filter_map(|(names, kind)| Some((terms::at_start(rest, *names)?, *kind))).max();
            let Some((length, kind)) = found else {
                t += 1;
                continue;
            };
            let end = tokens[t].span.start + length;
            let after = t + tokens[t..].iter().take_while(|token| token.span.start < end).count();
            let ends = tokens.get(after).is_none_or(|token| match token.kind {
                TokenKind::Number => true,
                TokenKind::Mark => !matches!(token.text(text), "-" | "–" | "&" | "'" | "’" | "/"),
                TokenKind::Word => false,
            });
            if ends {
                for (k, seen) in self.seen[PAD + t..PAD + after].iter_mut().enumerate() {
                    seen.atom = kind | if k == 0 { atom::FIRST } else { 0 };
                }
            }
            t = after.max(t + 1);
        }
    }

    fn look(&mut self, text: &str, tokens: &[Token], lexicon: &Lexicon) {
        if self.marks.is_empty() {
            let token = Token { kind: TokenKind::Mark, span: Span::new(0, 1), spaced: false };
            let of = |mark: u8| Seen::of(char::from(mark).encode_utf8(&mut [0; 4]), &token, lexicon);
            self.marks.extend((0..128).map(of));
        }
        self.seen.clear();
        self.seen.resize(PAD, Seen::default());
        for token in tokens {
            let word = token.text(text);
            let known = match (token.kind, word.as_bytes()) {
                (TokenKind::Mark, [mark]) => self.marks.get(usize::from(*mark)),
                _ => None,
            };
            let mut seen = known.copied().unwrap_or_else(|| Seen::of(text, token, lexicon));
            if token.spaced {
                seen.shape |= shape::SPACED;
            }
            self.seen.push(seen);
        }
        self.seen.resize(tokens.len() + 2 * PAD, Seen::default());
    }

    fn atoms(&mut self, text: &str, tokens: &[Token]) {
        let mut t = 0;
        while t < tokens.len() {
            let (kind, end) = self.atom_at(text, tokens, t);
            if kind == atom::NONE {
                t += 1;
                continue;
            }
            for (k, seen) in self.seen[PAD + t..PAD + end].iter_mut().enumerate() {
                seen.atom = kind | if k == 0 { atom::FIRST } else { 0 };
            }
            t = end;
        }
    }

    /// The atom that starts at token `t`, and the token after it.
    fn atom_at(&self, text: &str, tokens: &[Token], t: usize) -> (u8, usize) {
        let at = |k: usize| self.seen[(PAD + t + k).min(self.seen.len() - 1)];
        let code = |k: usize| at(k).shape & !shape::SPACED;
        let glued = |k: usize| at(k).shape & shape::SPACED == 0;
        let class = at(0).class;
        let number = |k: usize| (shape::DIGIT..=shape::DIGITS).contains(&code(k));
        let to_space = |from: usize| {
            let rest = tokens[(t + from).min(tokens.len())..].iter().position(|k| k.spaced || k.is(text, ">"));
            rest.map_or(tokens.len(), |k| t + from + k)
        };
        if class == Class::Web as u8 && code(1) == COLON && code(2) == SLASH && code(3) == SLASH {
            return (atom::URL, to_space(4));
        }
        if class == Class::Web as u8 && tokens[t].text(text).eq_ignore_ascii_case("www") && code(1) == DOT && glued(2) {
            return (atom::URL, to_space(2));
        }
        if class == Class::Arxiv as u8 {
            if code(1) == COLON && number(2) {
                return (atom::ARXIV, to_space(3));
            }
            if code(1) == HYPHEN && code(3) == SLASH && number(4) {
                return (atom::ARXIV, (t + 5).min(tokens.len()));
            }
        }
        if class == Class::EtAl as u8 && t > 0 && self.seen[PAD + t - 1].class == Class::And as u8 {
            return (atom::ET_AL, t + 1);
        }
        if !number(0) {
            return (atom::NONE, t + 1);
        }
        if code(0) == shape::DIGITS2 && code(1) == DOT && code(2) >= shape::YEAR && number(2) && code(3) == SLASH {
            return (atom::DOI, to_space(4));
        }
        if code(1) == DOT && number(2) && code(3) == DOT && (code(4) == shape::YEAR || code(4) == shape::DIGITS2) {
            return (atom::DATE, t + 5);
        }
        if code(0) == shape::YEAR && code(1) == HYPHEN && code(2) == shape::DIGITS2 && code(3) == HYPHEN {
            return (atom::DATE, (t + 5).min(tokens.len()));
        }
        if code(1) == HYPHEN || code(1) == DASH {
            // "12-19", "12--19", "12 - - 19".
            let dashes = 1 + usize::from(code(2) == HYPHEN) + usize::from(code(2) == HYPHEN && code(3) == HYPHEN);
            if number(1 + dashes) {
                return (atom::PAGES, t + 2 + dashes);
            }
        }
        (atom::NONE, t + 1)
    }

    fn states(&mut self, tokens: &[Token], emphasis: &[Span]) {
        let mut now = 0u8;
        let (mut doubled, mut closing) = (false, false);
        let mut emphasis = emphasis.iter().peekable();
        for (t, token) in tokens.iter().enumerate() {
            while emphasis.next_if(|span| span.end <= token.span.start).is_some() {}
            let emphasised = emphasis.peek().is_some_and(|span| span.contains(token.span));
            let here = self.seen[PAD + t];
            let next = self.seen[PAD + t + 1];
            let spaced = here.shape & shape::SPACED != 0;
            let opens = spaced && next.shape & shape::SPACED == 0 && next.shape != shape::EDGE;
            let mut close = 0;
            let (code, after) = (here.shape & !shape::SPACED, next.shape & !shape::SPACED);
            // "``…''", "` ` … ` `": two single marks are a double one.
            let second = t > 0 && doubled;
            doubled = code == APOSTROPHE && after == APOSTROPHE && !second;
            if doubled || second {
                if doubled {
                    closing = now & state::QUOTED != 0;
                    now |= state::QUOTED;
                } else if closing {
                    close = state::QUOTED;
                }
            } else {
                match code {
                    STRAIGHT | UPPER_66 | LEFT_ANGLES | RIGHT_ANGLES | UPPER_99 if now & state::QUOTED != 0 => {
                        close = state::QUOTED;
                    }
                    STRAIGHT | RIGHT_ANGLES | UPPER_99 if opens => now |= state::QUOTED,
                    // With blanks on both sides: the first opens.
                    STRAIGHT if spaced && after < shape::OTHER_MARK && after != shape::EDGE => now |= state::QUOTED,
                    UPPER_66 | LOWER_99 | LEFT_ANGLES => now |= state::QUOTED,
                    SINGLE_OPEN => now |= state::SINGLE_QUOTED,
                    APOSTROPHE if opens => now |= state::SINGLE_QUOTED,
                    APOSTROPHE | SINGLE_CLOSE if next.shape & shape::SPACED != 0 || next.shape >= shape::OTHER_MARK => {
                        close = state::SINGLE_QUOTED;
                    }
                    OPEN_ROUND => now |= state::ROUND,
                    CLOSE_ROUND => close = state::ROUND,
                    OPEN_SQUARE => now |= state::SQUARE,
                    CLOSE_SQUARE => close = state::SQUARE,
                    _ => {}
                }
            }
            let italic = if emphasised { state::EMPHASIS } else { 0 };
            self.seen[PAD + t].state = now | italic;
            if close & now & QUOTES != 0 {
                now |= state::QUOTE_SEEN;
            }
            now &= !close;
            if here.shape & !shape::SPACED == shape::YEAR {
                now |= state::YEAR_SEEN;
            }
            if here.class == Class::In as u8 && t > 0 {
                let before = self.seen[PAD + t - 1].shape & !shape::SPACED;
                if before >= shape::DIGIT || next.shape & !shape::SPACED == COLON {
                    now |= state::IN_SEEN;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::token::lex;

    fn seen(text: &str, tokens: &[Token]) -> Sight {
        let mut sight = Sight::default();
        sight.see(text, tokens, &[], &Lexicon::new());
        sight
    }

    #[test]
    fn atoms_are_seen() {
        let text = "12--19, 3.4.1999, 10.1000/a(b), hep-th/9901001, https://x.y/z et al.";
        let tokens = lex(text);
        let sight = seen(text, &tokens);
        let first =
            |kind: u8| sight.seen.iter().position(|s| s.atom == kind | atom::FIRST).map(|t| tokens[t - PAD].text(text));
        assert_eq!(first(atom::PAGES), Some("12"));
        assert_eq!(first(atom::DATE), Some("3"));
        assert_eq!(first(atom::DOI), Some("10"));
        assert_eq!(first(atom::ARXIV), Some("hep"));
        assert_eq!(first(atom::URL), Some("https"));
        assert_eq!(first(atom::ET_AL), Some("al"));
    }

    #[test]
    fn quotations_are_seen_whatever_their_marks() {
        for text in [
            "A, “b c,” d",
            "A, „b c“, d",
            "A, »b c«, d",
            "A, \"b c\", d",
            "A, \" b c \", d",
            "A, ``b c'', d",
            "A, ` ` b c, ` ` d",
        ] {
            let tokens = lex(text);
            let sight = seen(text, &tokens);
            let state = |word: &str| {
                let at = tokens.iter().position(|t| t.text(text) == word).expect("a word");
                sight.seen[PAD + at].state
            };
            assert_eq!(state("A") & QUOTES, 0, "{text}");
            assert_ne!(state("c") & QUOTES, 0, "{text}");
            assert_eq!(state("d") & QUOTES, 0, "{text}");
            assert_ne!(state("d") & state::QUOTE_SEEN, 0, "{text}");
        }
    }
}
