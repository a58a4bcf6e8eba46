//! The marks of notes in the running text.

use std::collections::HashMap;

use super::number::{is_raised, raised_value};
use crate::Span;
use crate::document::lines::{Line, LineKind};

/// A number in the text that may be a note's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) number: u32,
    pub(super) span: Span,
    pub(super) line: usize,
}

/// The numbers in a line that may be marks: raised digits, and digits glued to a word or to the mark after it. Linear.
pub(super) fn in_line(text: &str, lines: &[Line], i: usize, found: &mut Vec<Raw>) {
    let line = &lines[i];
    if matches!(line.kind, LineKind::Blank | LineKind::Furniture | LineKind::Table) {
        return;
    }
    let body = line.text(text);
    let start = line.span.start;
    let is_digit = |c: char| c.is_ascii_digit() || is_raised(c);
    let mut at = 0;
    while let Some(digits) = body[at..].find(is_digit).map(|d| at + d) {
        let raised = body[digits..].starts_with(is_raised);
        let same = |c: char| if raised { is_raised(c) } else { c.is_ascii_digit() };
        let end = body[digits..].find(|c| !same(c)).map_or(body.len(), |e| digits + e);
        at = end;
        let printed = &body[digits..end];
        let value = if raised {
            printed.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(raised_value(c)?))
        } else {
            printed.parse().ok()
        };
        let (before, after) = (&body[..digits], &body[end..]);
        if let Some(number) = value.filter(|n| (1..=9999).contains(n))
            && (is_mark(before, after)
                || raised && before.ends_with(|c: char| !c.is_whitespace() && !c.is_ascii_digit()))
        {
            found.push(Raw { number, span: Span::new(start + digits, start + end), line: i });
        }
    }
}

/// Whether digits between these are a mark by their looks.
fn is_mark(before: &str, after: &str) -> bool {
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return false;
    }
    if ["<sup>", "[^", "^"].iter().any(|m| before.ends_with(m)) {
        return true;
    }
    if is_in_an_address(before) {
        return false;
    }
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_alphabetic() => true,
        // "2,347" and "3.14" are numbers; after "in 2020." stands a mark.
        Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | '”' | '“' | '"' | '’' | '‘' | '»' | '«' | ']') => {
            let digits = back.clone().take_while(char::is_ascii_digit).count();
            let number = digits > 0 && !(digits == 4 && before.ends_with('.'));
            !number && back.next().is_some_and(|c| !c.is_whitespace()) && !after.starts_with('(')
        }
        Some(' ') => stands_between_sentences(before.trim_end(), after),
        _ => false,
    }
}

/// The word that ends here, as far as it is looked back for.
fn last_word(before: &str) -> &str {
    const MOST_BYTES: usize = 64;
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(MOST_BYTES))..];
    near.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Takes out what names are that end in a number, such as "SEC11L3": a word comes back with it more often than there are notes
/// of that number, as `notes` tells, each of which has one mark. What is raised is no part of a name.
pub(super) fn without_names(text: &str, marks: &mut Vec<Raw>, notes: impl Fn(u32) -> usize) {
    const TIMES: usize = 3;
    let key = |mark: &Raw| {
        let word = last_word(&text[..mark.span.start]);
        let raised = mark.span.of(text).starts_with(is_raised);
        (!word.is_empty() && !raised).then_some((word, mark.number))
    };
    let mut times: HashMap<(&str, u32), usize> = HashMap::new();
    for mark in marks.iter().filter_map(key) {
        *times.entry(mark).or_default() += 1;
    }
    marks.retain(|mark| key(mark).is_none_or(|key| times[&key] < TIMES || times[&key] <= notes(mark.number)));
}

/// Whether the word that a number ends is an address, as far as one is looked back for its beginning.
fn is_in_an_address(before: &str) -> bool {
    const MOST_BYTES: usize = 200;
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(MOST_BYTES))..];
    near.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
}

/// Whether a number stands between two sentences: "had come. 13 The", as extractors write it that part a raised number from
/// its word. Short words with a stop announce numbers: "Abs. 2 Satz".
fn stands_between_sentences(before: &str, after: &str) -> bool {
    const ANNOUNCING: usize = 4;
    let Some(sentence) = before.strip_suffix(['.', '!', '?']) else { return false };
    let letters = sentence.trim_end_matches(['”', '“', '"', '«', '»']).chars().rev().take_while(|c| c.is_lowercase());
    let next = after.strip_prefix(' ').unwrap_or_default();
    let begins = next.starts_with(|c: char| c.is_uppercase() || c == '„' || c == '“');
    letters.count() > ANNOUNCING && (begins || after.trim_start().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn marks() {
        let cases: [(&str, &[u32]); 15] = [
            ("went to war.1 It", &[1]),
            ("the rivers², which", &[2]),
            ("„Alles“12 und", &[12]),
            ("in 2020.2 And", &[2]),
            ("has 2,347 cases and 3.14", &[]),
            ("a <sup>4</sup> b [^5] c", &[4, 5]),
            ("in 1996. 12 more", &[]),
            ("what they found. 13 The lake", &[13]),
            ("what they found. 13", &[13]),
            ("[Day](https://lakes.org/day1/) one", &[]),
            ("nach Abs. 2 Satz", &[]),
            ("in Kapitel. 12 Enten", &[12]),
            ("all of them. 12 ducks", &[]),
            ("80% of H2O", &[]),
            ("so (ETIM),3 in 1996", &[3]),
        ];
        for (line, want) in cases {
            let mut found = Vec::new();
            in_line(line, &lines(line), 0, &mut found);
            assert_eq!(found.iter().map(|m| m.number).collect::<Vec<_>>(), want, "{line}");
        }
    }

    #[test]
    fn a_word_that_comes_back_with_its_number_is_a_name() {
        let text = "the dye Cy3 and the war2 ended. So Cy3 was. With Cy3 it is, GG¹ and GG¹ and GG¹";
        for (notes, want) in [(1, &[2, 1, 1, 1][..]), (3, &[3, 2, 3, 3, 1, 1, 1])] {
            let mut found = Vec::new();
            in_line(text, &lines(text), 0, &mut found);
            without_names(text, &mut found, |_| notes);
            assert_eq!(found.iter().map(|m| m.number).collect::<Vec<_>>(), want, "{notes} notes of a number");
        }
    }
}
