//! Fine tokens: letter runs, digit runs and single marks.
//!
//! Fine enough that `2019;14(3):153-60.`, `Lett.B191`, `(1995)321` and `L102` come apart, and faithful: the tokens and
//! the white space between them are the whole text.

use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{anychar, multispace0};
use nom::combinator::{fail, recognize, value};
use nom::{IResult, Parser};

use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TokenKind {
    /// A run of letters of any script, with the marks that combine with them.
    Word,
    /// A run of decimal digits.
    Number,
    /// One other character.
    Mark,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// Where it stands in the text that was lexed.
    pub span: Span,
    /// Whether white space (or the text's start) precedes it.
    pub spaced: bool,
}

impl Token {
    /// The token's characters.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether the token is this mark.
    #[must_use]
    pub fn is(&self, text: &str, mark: &str) -> bool {
        self.text(text) == mark
    }
}

/// Whether a character belongs to a word: a letter, or a mark that combines with the letter before it.
fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        // Latin letters with accents needn't be looked up.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => true,
        _ => c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c),
    }
}

fn word(input: &str) -> IResult<&str, TokenKind> {
    // Most words are ASCII, whose characters needn't be decoded.
    let letters = input.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (ascii, rest) = input.split_at(letters);
    if rest.bytes().next().is_none_or(|byte| byte.is_ascii()) {
        return if ascii.is_empty() { fail().parse(input) } else { Ok((rest, TokenKind::Word)) };
    }
    value(TokenKind::Word, take_while1(is_word_char)).parse(input)
}

fn number(input: &str) -> IResult<&str, TokenKind> {
    value(TokenKind::Number, take_while1(|c: char| c.is_ascii_digit())).parse(input)
}

fn mark(input: &str) -> IResult<&str, TokenKind> {
    value(TokenKind::Mark, recognize(anychar)).parse(input)
}

/// Takes `text` apart into tokens.
///
/// Time and memory are linear in the length of `text`.
#[must_use]
pub fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    lex_into(text, &mut tokens);
    tokens
}

/// [`lex`] into `tokens`, which is cleared first.
pub(crate) fn lex_into(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut end = 0;
    loop {
        let rest = trim_start(&text[end..]);
        let start = text.len() - rest.len();
        let Ok((rest, kind)) = alt((word, number, mark)).parse(rest) else {
            return;
        };
        let spaced = tokens.is_empty() || start > end;
        end = text.len() - rest.len();
        tokens.push(Token { kind, span: Span::new(start, end), spaced });
    }
}

/// A text without the white space before it.
pub(crate) fn trim_start(text: &str) -> &str {
    // Nearly always there is one space or none, and no need to decode it.
    match text.as_bytes() {
        [b'!'..=b'~', ..] => text,
        [b' ', b'!'..=b'~', ..] => &text[1..],
        _ => text.trim_start(),
    }
}

/// White space, as the grammars' separator.
pub(crate) fn space0(input: &str) -> IResult<&str, &str> {
    multispace0(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        lex(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn glued_numeration_comes_apart() {
        assert_eq!(pieces("2019;14(3):153-60."), ["2019", ";", "14", "(", "3", ")", ":", "153", "-", "60", "."]);
        assert_eq!(pieces("Lett.B191 (1995)321 L102"), ["Lett", ".", "B", "191", "(", "1995", ")", "321", "L", "102"]);
    }

    #[test]
    fn letters_of_a_word_are_those_of_any_script() {
        let by_definition =
            |c: char| c.is_alphabetic() || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c);
        assert_eq!((char::MIN..=char::MAX).find(|c| is_word_char(*c) != by_definition(*c)), None);
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(pieces("Mu\u{308}ller O'Neil"), ["Mu\u{308}ller", "O", "'", "Neil"]);
    }
}
