//! Years of citations: "2010", "2011a,b", "1867/1998".

use crate::Span;
use crate::token::{Token, TokenKind};

/// A year among tokens.
pub(super) struct YearAt {
    pub year: i32,
    pub suffix: Option<char>,
    /// The letters after the first, and where they stand: the "b" of "2011a,b".
    pub further: Vec<(char, Span)>,
    /// Index of its token.
    pub at: usize,
    /// Index of the first token after it and its letters.
    pub next: usize,
    /// Where it ends in the text, with its first letter.
    pub end: usize,
}

/// The years among `tokens`. Linear.
pub(super) fn years(text: &str, tokens: &[Token]) -> Vec<YearAt> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        found.extend(year_at(text, tokens, at));
    }
    found
}

/// The year at token `at`: "2010", "2010a", "2011a,b", the second of "1867/1998".
fn year_at(text: &str, tokens: &[Token], at: usize) -> Option<YearAt> {
    let year_of = |token: &Token| {
        let year = token.text(text);
        let fits = token.kind == TokenKind::Number && year.len() == 4;
        year.parse().ok().filter(|year: &i32| fits && (1400..=2100).contains(year))
    };
    let year = year_of(&tokens[at])?;
    let before = |n: usize| at.checked_sub(n).map(|b| &tokens[b]);
    let reprinted = |t: &Token| t.text(text) == "/" && before(2).is_some_and(|b| year_of(b).is_some());
    if before(1).is_some_and(|t| matches!(t.text(text), "-" | "–" | "/" | "$") && !reprinted(t)) {
        return None;
    }
    let letter = |i: usize| {
        let letter = tokens.get(i).filter(|t| t.span.len() == 1)?;
        let after = tokens.get(i + 1).is_some_and(|t| !t.spaced && t.kind != TokenKind::Mark);
        let c = letter.text(text).chars().next()?;
        (c.is_ascii_lowercase() && !after).then_some((c, letter.span))
    };
    let glued = |i: usize| tokens.get(i).is_some_and(|t| !t.spaced);
    if glued(at + 1) && matches!(tokens[at + 1].text(text), "-" | "–" | "/") {
        return None;
    }
    let suffix = letter(at + 1).filter(|_| glued(at + 1));
    let mut found = YearAt {
        year,
        suffix: suffix.map(|s| s.0),
        further: Vec::new(),
        at,
        next: at + 1 + usize::from(suffix.is_some()),
        end: suffix.map_or(tokens[at].span.end, |s| s.1.end),
    };
    // "2011a,b", "2011a, b & c"
    while suffix.is_some()
        && tokens.get(found.next).is_some_and(|t| matches!(t.text(text), "," | "&" | "and" | "und" | "/"))
        && let Some(further) = letter(found.next + 1)
        && follows(found.further.last().map(|f| f.0).or(found.suffix), further.0)
    {
        found.further.push(further);
        found.next += 2;
    }
    Some(found)
}

/// Whether one letter comes soon after another: the "p" of "2010b, p" does not.
fn follows(before: Option<char>, letter: char) -> bool {
    const SOON: u32 = 3;
    before.is_some_and(|before| (1..=SOON).contains(&u32::from(letter).saturating_sub(u32::from(before))))
}
