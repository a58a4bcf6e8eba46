//! Where a word of a name ends: letters, and what joins them to more letters.
//!
//! Hyphens and apostrophes belong to names ("Ben-Ari", "O'Donnell"). Accents that stand beside their letter ("Mu¨ller",
//! "Nun ˜ez") and letters read in the wrong encoding ("DÃ¶blin", "D Ã ¶ blin") come from extraction; they are joined,
//! so that a name stays one name, and kept as printed.

use nom::error::{Error, ErrorKind};
use nom::{Err, IResult};

use super::lexicon::{NameClass, class};

pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || !c.is_ascii() && (c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)) && !is_ordinal(c)
}

/// "ª" and "º" are letters to Unicode and affiliation marks to authors.
fn is_ordinal(c: char) -> bool {
    matches!(c, 'ª' | 'º')
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '‐' | '‑' | '‒' | '–')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '`' | '′')
}

/// Accents that a PDF has left beside their letter, "Mu¨ller", and what it has left of a ligature.
fn is_loose_accent(c: char) -> bool {
    matches!(c, '¨' | 'ˆ' | '˜' | '¸' | 'ˇ' | '^' | '~' | '˙' | '˚' | '°' | '˝' | '˛' | '˘' | '↵' | '・')
}

/// An accent that stands off: " ´ ", " ˜", a combining mark without its letter.
fn is_lone_accent(c: char) -> bool {
    is_loose_accent(c) || matches!(c, '´' | '`') || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// The first of the two letters that an accented letter becomes when UTF-8 is read as Latin-1: the "Ã" of "Ã¶".
fn is_lead(c: char) -> bool {
    matches!(c, 'Ã' | 'Ä' | 'Å')
}

/// The second of the two, where it is no letter of a word: the "¶" of "Ã¶".
fn is_trail(lead: char, c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}')
        || matches!(c, '€' | '†' | '‡' | '‰' | '‹' | '›' | '•' | '™' | '‚' | '„')
        || lead == 'Ã'
            && matches!(
                c,
                '–' | '—'
                    | '…'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '˜'
                    | 'ˆ'
                    | 'Ÿ'
                    | 'œ'
                    | 'Œ'
                    | 'š'
                    | 'Š'
                    | 'ž'
                    | 'Ž'
            )
}

/// Takes a word: letters, and what joins them to more letters.
pub(super) fn word(input: &str) -> IResult<&str, &str> {
    let mut end = letters(input, 0);
    if end == 0 {
        return Err(Err::Error(Error::new(input, ErrorKind::Alpha)));
    }
    while let Some(further) = joined(input, end) {
        end = further;
    }
    Ok((&input[end..], &input[..end]))
}

/// Where the letters that begin at `from` end.
fn letters(input: &str, from: usize) -> usize {
    let rest = &input.as_bytes()[from..];
    let ascii = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    let from = from + ascii;
    if input.as_bytes().get(from).is_none_or(u8::is_ascii) {
        return from;
    }
    input[from..].find(|c| !is_letter(c)).map_or(input.len(), |length| from + length)
}

/// Where the next letters end, if what stands at `end` joins them to the word before.
fn joined(input: &str, end: usize) -> Option<usize> {
    let (word, rest) = input.split_at(end);
    let mark = rest.chars().next().filter(|&c| !matches!(c, ',' | '.' | ';' | ')' | '('))?;
    let after = end + mark.len_utf8();
    if mark.is_whitespace() {
        return joined_over_space(input, end);
    }
    if lead(word).is_some_and(|lead| is_trail(lead, mark)) {
        return Some(tail(input, after));
    }
    if is_hyphen(mark) {
        // A line's end may follow the hyphen.
        let space = input[after..].len() - input[after..].trim_start().len();
        return some_letters(input, after + space);
    }
    if is_lone_accent(mark) && !is_elision(word) {
        let further = tail(input, after);
        // "C¸. Doe", "Sole´, R.".
        if further > after || matches!(mark, '¸' | '¨' | '´') {
            return Some(further);
        }
    }
    if is_apostrophe(mark) {
        // "O' Donnell": a line's end after the apostrophe.
        let spaced = input[after..].starts_with(' ') && is_elision(word);
        return some_letters(input, after + usize::from(spaced));
    }
    // "Östergºd", "M\u{fffd}ller", "M_ller": what extraction has made of a letter.
    let lost = is_ordinal(mark) || matches!(mark, '\u{fffd}' | '_');
    let inside = lost && input[after..].starts_with(|c: char| c.is_lowercase() && is_letter(c));
    some_letters(input, after).filter(|_| inside)
}

/// The same where white space stands at `end`.
fn joined_over_space(input: &str, end: usize) -> Option<usize> {
    let word = &input[..end];
    let rest = input[end..].trim_start();
    let start = input.len() - rest.len();
    let mark = rest.chars().next()?;
    // Nearly every word ends here: another follows.
    if mark.is_ascii_alphanumeric() {
        // "Ã strÃ¶m".
        let begins = word.len() == 2 && lead(word).is_some() && goes_on(rest);
        return begins.then(|| letters(input, start));
    }
    let after = start + mark.len_utf8();
    let beyond = &input[after..];
    if is_hyphen(mark) {
        return some_letters(input, after).filter(|_| start == end + 1);
    }
    if is_lead(mark) {
        // The "Ã‰" of "Doe Ã‰" is a word of its own.
        let trail = beyond.trim_start();
        if trail.len() == beyond.len() {
            return None;
        }
        if let Some(c) = trail.chars().next().filter(|&c| is_trail(mark, c)) {
            let end = input.len() - trail.len() + c.len_utf8();
            // "D Ã – BLIN".
            let capitals = input[end..].trim_start();
            let length = letters(capitals, 0);
            let upper = |text: &str| !text.contains(char::is_lowercase);
            let goes_on = length > 1 && upper(word) && upper(&capitals[..length]);
            return Some(if goes_on { input.len() - capitals.len() + length } else { tail(input, end) });
        }
        // The second letter is lost: "Mart Ã nell".
        return goes_on(trail).then(|| tail(input, after));
    }
    if is_lone_accent(mark) {
        return goes_on(beyond.trim_start()).then(|| tail(input, after));
    }
    if is_apostrophe(mark) {
        // "Men ' shikov", "O ' Donnell"; but "van 't Hoff".
        let spaced = beyond.starts_with(char::is_whitespace);
        let beyond = beyond.trim_start();
        let joins = spaced && (goes_on(beyond) || is_elision(word) && beyond.starts_with(char::is_uppercase));
        return some_letters(input, input.len() - beyond.len()).filter(|_| joins);
    }
    // "L üders".
    let initial = word.len() == 1 && mark.is_lowercase() && goes_on(rest);
    initial.then(|| letters(input, start))
}

/// Where the letters that begin at `from` end, if there are any.
fn some_letters(input: &str, from: usize) -> Option<usize> {
    let end = letters(input, from);
    (end > from).then_some(end)
}

/// Where a word ends whose accented letter ends at `from`: letters follow, or letters after a space.
fn tail(input: &str, from: usize) -> usize {
    let end = letters(input, from);
    let rest = input[from..].trim_start();
    if end == from && goes_on(rest) { letters(input, input.len() - rest.len()) } else { end }
}

/// Whether a word that is broken off goes on here: in lower case, with no word of its own such as "and" or "de".
fn goes_on(rest: &str) -> bool {
    if !rest.starts_with(|c: char| c.is_lowercase() && is_letter(c)) {
        return false;
    }
    let (word, after) = rest.split_at(letters(rest, 0));
    match class(word) {
        NameClass::Plain | NameClass::Short => true,
        // The last letter of "Ren Ã © e", but not the "e" of "Jos Ã © e Maria".
        NameClass::LetterAnd => word == "e" && letters(after.trim_start(), 0) < 2,
        _ => false,
    }
}

/// The first of two letters that a word ends with, if the second is still to come.
fn lead(word: &str) -> Option<char> {
    if word.as_bytes().last().is_none_or(u8::is_ascii) {
        return None;
    }
    word.chars().next_back().filter(|&c| is_lead(c))
}

/// Whether a word loses its last vowel before an apostrophe: the "O" of "O' Donnell", the "Dell" of "Dell' Oro".
fn is_elision(word: &str) -> bool {
    matches!(word, "O" | "D" | "L" | "d" | "l" | "Sant" | "Degl") || word.ends_with("ll") && word.len() <= 5
}
