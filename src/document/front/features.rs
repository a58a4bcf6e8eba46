//! What can be seen of a line of a title page.

use std::collections::{HashMap, HashSet};

use super::page::{Markup, PageLine};
use super::words::{Term, Terms};
use crate::crf::{Features, feature};
use crate::fnv::fnv;

/// The words of a line that are looked at.
const MOST_WORDS: usize = 60;
/// The words at its start that are features themselves.
const HEAD_WORDS: usize = 6;

/// What one line shows by itself.
#[derive(Clone, Debug, Default)]
struct Look {
    /// The properties of [`prop`] that it has, each with its value; neighbours see them too.
    shape: Vec<(u32, u32)>,
    /// The terms of its words, a bit each.
    terms: u32,
    /// The hashes of its first words and of its last.
    words: Vec<u32>,
    /// Its characters, and those of its first word.
    length: usize,
    first_word: usize,
    /// How it looks like names, with or without words of institutions; how many small words it has; what it starts and
    /// ends with: the values of the properties of these names, to be paired.
    names: u32,
    small: u32,
    starts: u32,
    ends: u32,
    marks: u32,
}

/// The properties that features are made of: their numbers are in the weights, so new ones go to the end.
mod prop {
    pub(super) const WORD: u32 = 1;
    pub(super) const FIRST: u32 = 2;
    pub(super) const LAST: u32 = 3;
    pub(super) const TWO: u32 = 4;
    pub(super) const TERM: u32 = 5;
    pub(super) const LENGTH: u32 = 6;
    pub(super) const COUNT: u32 = 7;
    pub(super) const CAPITALS: u32 = 8;
    pub(super) const SMALL: u32 = 9;
    pub(super) const INITIALS: u32 = 10;
    pub(super) const COMMAS: u32 = 11;
    pub(super) const MARKS: u32 = 12;
    pub(super) const STARTS: u32 = 13;
    pub(super) const ENDS: u32 = 14;
    pub(super) const DIGITS: u32 = 15;
    pub(super) const HAS: u32 = 16;
    pub(super) const NAMES: u32 = 17;
    pub(super) const ECHO: u32 = 18;
    pub(super) const PLACE: u32 = 19;
    pub(super) const WIDTH: u32 = 20;
    pub(super) const BEFORE: u32 = 21;
    pub(super) const MARKUP: u32 = 22;
    pub(super) const INDENT: u32 = 23;
    pub(super) const SEEN: u32 = 24;
    pub(super) const FIRST_TERM: u32 = 25;
    pub(super) const PAGE: u32 = 26;
    pub(super) const PAIR: u32 = 27;
    pub(super) const FITS: u32 = 28;
    pub(super) const NAMES_AND_PLACE: u32 = 29;
    pub(super) const SMALL_AND_PLACE: u32 = 30;
    pub(super) const START_AND_PLACE: u32 = 31;
    pub(super) const NAMES_AND_BEFORE: u32 = 32;
    pub(super) const NAMES_AND_AFTER: u32 = 33;
    pub(super) const SMALL_AND_LENGTH: u32 = 34;
    pub(super) const JOINT_BEFORE: u32 = 35;
    pub(super) const JOINT_AFTER: u32 = 36;
    pub(super) const NAMES_AND_MARKS: u32 = 37;
    pub(super) const COMMON: u32 = 38;
    pub(super) const COMMON_AND_NAMES: u32 = 39;
    /// Of the lines around: added to the number of their property.
    pub(super) const NEIGHBOUR: u32 = 64;
}

/// Describes `lines` to the model. Linear.
pub(crate) fn describe(lines: &[PageLine], out: &mut Features) {
    out.clear();
    let looks: Vec<Look> = lines.iter().map(look).collect();
    let echoes = echoes(lines);
    let common = common(lines);
    let longest = looks.iter().map(|l| l.length).max().unwrap_or(1).min(120);
    let mut seen = 0;
    for (i, (line, look)) in lines.iter().zip(&looks).enumerate() {
        let mut add = |property, value| out.add(feature(property, value));
        add(0, 0);
        for &(property, value) in &look.shape {
            add(property, value);
        }
        for (n, word) in look.words.iter().enumerate() {
            add(prop::WORD, *word);
            if n == 0 {
                add(prop::FIRST, *word);
            }
            if n == 1 {
                add(prop::TWO, look.words[0].rotate_left(7) ^ word);
            }
        }
        bits(look.terms).for_each(|term| add(prop::TERM, term));
        add(prop::ECHO, echoes[i]);
        add(prop::COMMON, common[i]);
        add(prop::COMMON_AND_NAMES, common[i] * 16 + look.names);
        add(prop::PLACE, logarithm(i));
        add(prop::PAGE, line.page.min(2) as u32);
        add(prop::WIDTH, (look.length * 6 / longest).min(7) as u32);
        add(prop::BEFORE, u32::from(line.blank_before));
        let blank_after = lines.get(i + 1).is_none_or(|next| next.blank_before);
        add(prop::BEFORE, 2 + u32::from(line.blank_before) + 2 * u32::from(blank_after));
        let markup = match line.markup {
            Markup::Plain => 0,
            Markup::Heading(level) => level.min(3) as u32,
            Markup::Emphasised => 4,
            Markup::Table => 5,
            Markup::Item => 6,
        };
        add(prop::MARKUP, markup);
        add(prop::PAIR, markup * 16 + logarithm(i));
        let (before, after) = (i.checked_sub(1).and_then(|b| looks.get(b)), looks.get(i + 1));
        // What two properties say together, a sum of weights can't: where names stand, what a line goes on with.
        let place = logarithm(i);
        add(prop::NAMES_AND_PLACE, look.names * 16 + place);
        add(prop::SMALL_AND_PLACE, look.small * 16 + place);
        add(prop::START_AND_PLACE, look.starts * 16 + place);
        add(prop::NAMES_AND_BEFORE, look.names * 32 + before.map_or(31, |b| b.names));
        add(prop::NAMES_AND_AFTER, look.names * 32 + after.map_or(31, |b| b.names));
        add(prop::SMALL_AND_LENGTH, look.small * 16 + logarithm(look.length / 4));
        add(prop::JOINT_BEFORE, look.starts * 64 + before.map_or(63, |b| b.ends));
        add(prop::JOINT_AFTER, look.ends * 32 + after.map_or(31, |b| b.starts));
        add(prop::NAMES_AND_MARKS, look.names * 8 + look.marks);
        // Whether its first word would have had room on the line before, which then ended there on purpose.
        let fits = |above: &Look, below: &Look| above.length + below.first_word < longest.max(below.length);
        add(prop::FITS, before.map_or(2, |above| u32::from(fits(above, look))));
        add(prop::FITS, 3 + after.map_or(2, |below| u32::from(fits(look, below))));
        let indent = |at: Option<usize>| at.and_then(|at| lines.get(at)).map(|l| l.indent);
        let against = |other: Option<usize>| match other {
            None => 3,
            Some(other) if other == line.indent => 0,
            Some(other) => 1 + u32::from(other > line.indent),
        };
        add(prop::INDENT, against(indent(i.checked_sub(1))) * 4 + against(indent(Some(i + 1))));
        add(prop::INDENT, 100 + logarithm(line.indent / 4));
        // An abstract, an introduction or keywords further up: what comes now is rarely the title.
        bits(seen).for_each(|term| add(prop::SEEN, term));
        add(prop::SEEN, 100 + seen);
        for (offset, at) in [(1, i.checked_sub(1)), (2, Some(i + 1)), (3, i.checked_sub(2)), (4, Some(i + 2))] {
            let Some(other) = at.and_then(|at| looks.get(at)) else {
                add(prop::NEIGHBOUR * offset, 0);
                continue;
            };
            let base = prop::NEIGHBOUR * offset;
            bits(other.terms).for_each(|term| add(base + prop::TERM, term));
            let near = offset <= 2;
            for &(property, value) in &other.shape {
                if near || matches!(property, prop::NAMES | prop::STARTS | prop::HAS) {
                    add(base + property, value);
                }
            }
            if near && let Some(first) = other.words.first() {
                add(base + prop::FIRST, *first);
                add(base + prop::WIDTH, (other.length * 6 / longest).min(7) as u32);
                add(base + prop::ECHO, echoes[at.unwrap_or(i)]);
                add(base + prop::COMMON, common[at.unwrap_or(i)]);
            }
        }
        out.end_item();
        if look.length < 60 || line.markup != Markup::Plain {
            let headings = [Term::Abstract, Term::Introduction, Term::Keywords, Term::Submission];
            for (n, term) in headings.into_iter().enumerate() {
                seen |= u32::from(look.shape.contains(&(prop::FIRST_TERM, term as u32))) << n;
            }
        }
    }
}

/// The numbers of the bits that are set.
fn bits(mask: u32) -> impl Iterator<Item = u32> {
    (0..32).filter(move |n| mask & 1 << n > 0)
}

/// 0, 1, 2, 3–4, 5–8, …: the bits of `n`, one more than its logarithm.
fn logarithm(n: usize) -> u32 {
    usize::BITS - n.leading_zeros()
}

/// What a line shows by itself.
fn look(line: &PageLine) -> Look {
    let text = line.text.as_str();
    let terms = Terms::get();
    let lower = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    let lowered: Vec<&str> = lower.split_whitespace().take(MOST_WORDS).collect();
    let mut look = Look { length: text.chars().count(), ..Look::default() };
    // Digits are all one: "Vol. 12" and "Vol. 3" announce the same.
    let masked = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let plain: String = bare.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
        fnv(if bare.is_empty() { word } else { &plain })
    };
    look.words = lowered.iter().take(HEAD_WORDS).map(|w| masked(w)).collect();
    let by_word: Vec<u32> = lowered.iter().map(|w| terms.of(w)).collect();
    look.terms = by_word.iter().fold(0, |all, term| all | term);
    look.first_word = words.first().map_or(0, |w| w.chars().count());
    let mut shape = Vec::new();
    let mut add = |property, value| shape.push((property, value));
    if let Some(last) = lowered.get(HEAD_WORDS..).and_then(<[_]>::last) {
        add(prop::LAST, masked(last));
    }
    bits(by_word.first().copied().unwrap_or(0)).for_each(|term| add(prop::FIRST_TERM, term));
    add(prop::LENGTH, logarithm(text.chars().count() / 4));
    add(prop::COUNT, words.len().min(9) as u32);

    let lettered: Vec<&&str> = words.iter().filter(|w| w.contains(char::is_alphabetic)).collect();
    let share =
        |n: usize, of: usize| (n * 4).checked_div(of).map_or(9, |quarters| quarters as u32 + u32::from(n == of));
    let capital = lettered.iter().filter(|w| first_letter(w).is_some_and(char::is_uppercase)).count();
    let single = lettered.iter().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() == 1).count();
    let all_capitals = !lower.is_empty() && text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase);
    add(prop::CAPITALS, share(capital, lettered.len()));
    add(prop::CAPITALS, 10 + u32::from(all_capitals));
    // "A b s t r a c t": letters spaced apart.
    add(prop::CAPITALS, 12 + u32::from(lettered.len() >= 4 && single * 4 > lettered.len() * 3));
    let count = |term: Term| by_word.iter().filter(|bits| **bits & term.bit() > 0).count();
    let small = by_word.iter().filter(|b| **b & Term::Small.bit() > 0 && **b & Term::Particle.bit() == 0).count();
    add(prop::SMALL, small.min(4) as u32);
    add(prop::SMALL, 10 + share(small, words.len()));
    look.small = share(small, words.len());
    let initials = words.iter().filter(|w| is_initials(w)).count();
    add(prop::INITIALS, initials.min(4) as u32);
    add(prop::COMMAS, text.matches([',', ';', '·', '•', '،']).count().min(5) as u32);
    add(prop::COMMAS, 10 + share(text.matches([',', ';']).count(), words.len()));
    look.marks = marks(text).min(4);
    add(prop::MARKS, look.marks);
    look.starts = kind_of(text.chars().next());
    add(prop::STARTS, look.starts);
    look.ends = kind_of(text.chars().next_back());
    add(prop::ENDS, look.ends);
    if let Some(last) = by_word.last() {
        let open = Term::And.bit() | Term::Small.bit() | Term::Particle.bit();
        add(prop::ENDS, 20 + u32::from(last & open > 0));
        look.ends += 16 * u32::from(last & open > 0);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    add(prop::DIGITS, logarithm(digits));
    add(prop::DIGITS, 10 + share(digits, text.chars().filter(|c| !c.is_whitespace()).count()));
    let has = [
        lower.contains('@'),
        lower.contains("http") || lower.contains("www."),
        lower.contains("doi") || lower.contains("10."),
        lower.contains("arxiv"),
        lower.contains("orcid"),
        lower.contains("issn") || lower.contains("isbn"),
        lower.contains('©') || lower.contains("(c)"),
        text.contains(':'),
        text.contains('?') || text.contains('!'),
        year(text),
        range(text),
        text.contains(['(', ')']),
        lower.contains("et al"),
        text.contains(['=', '∑', '≤', '∈', '+']),
        text.contains(['„', '“', '"', '«', '»']),
        text.contains(". ") && words.len() > 8,
        number_in_brackets(text),
    ];
    for (n, has) in has.into_iter().enumerate() {
        if has {
            add(prop::HAS, n as u32);
        }
    }
    let affiliated = Term::Institution.bit() | Term::Address.bit() | Term::Genre.bit() | Term::Outlet.bit();
    let other = by_word.iter().filter(|b| **b & affiliated > 0).count();
    let names = names(&words, &by_word);
    add(prop::NAMES, names);
    look.names = names * 2 + u32::from(other > 0);
    add(prop::NAMES, 10 + look.names);
    add(prop::NAMES, 30 + names * 4 + count(Term::And).min(3) as u32);
    look.shape = shape;
    look
}

/// How the words look like names of people: not (0), one (1), two or more (2), one word alone (3).
fn names(words: &[&str], terms: &[u32]) -> u32 {
    let mut full = 0;
    let mut run = 0;
    for (word, bits) in words.iter().zip(terms) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic() && c != '.');
        let joint = bits & (Term::And.bit() | Term::Particle.bit() | Term::Degree.bit()) > 0;
        if bare.is_empty() {
            // A mark, or a number: an affiliation's.
        } else if first_letter(bare).is_some_and(char::is_uppercase) || joint {
            run += usize::from(!joint);
        } else if bare.chars().count() > 1 {
            return 0;
        }
        if word.ends_with([',', ';']) || bits & Term::And.bit() > 0 || run >= 3 {
            full += usize::from(run >= 2);
            run = 0;
        }
    }
    full += usize::from(run >= 2);
    match full {
        0 => {
            if words.len() == 1 {
                3
            } else {
                0
            }
        }
        1 => 1,
        _ => 2,
    }
}

fn first_letter(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_alphabetic())
}

/// "J.", "M.-K.", "JM".
fn is_initials(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphabetic() && c != '.');
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    (1..=3).contains(&letters)
        && bare.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        && (bare.contains('.') || letters <= 2)
}

/// Affiliation marks: digits and signs at the ends of words, lone letters and digits.
fn marks(text: &str) -> u32 {
    let mut found = 0;
    let mut before = ' ';
    for c in text.chars() {
        let sign = matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '∗' | '⁎' | '¹' | '²' | '³' | '⁴'..='⁹');
        found += u32::from(sign || (c.is_ascii_digit() && before.is_alphabetic()));
        before = c;
    }
    found
}

fn kind_of(c: Option<char>) -> u32 {
    match c {
        None => 0,
        Some(c) if c.is_uppercase() => 1,
        Some(c) if c.is_lowercase() => 2,
        Some(c) if c.is_alphabetic() => 3,
        Some(c) if c.is_numeric() => 4,
        Some('.') => 5,
        Some(',' | ';') => 6,
        Some(':') => 7,
        Some('-' | '\u{ad}' | '‐') => 8,
        Some('(' | '[') => 9,
        Some(')' | ']') => 10,
        Some('*' | '†' | '‡' | '§' | '¶' | '#' | '∗') => 11,
        Some('"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’') => 12,
        Some('?' | '!') => 13,
        Some('©') => 14,
        Some(_) => 15,
    }
}

/// A year from 1500 to 2099 that is no part of a longer number.
fn year(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|n| n.len() == 4 && (n.starts_with("1") && n > "1499" || n.starts_with("20")))
}

/// "12–34".
fn range(text: &str) -> bool {
    text.match_indices(['-', '–', '—', '−']).any(|(at, mark)| {
        let before = text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
        before && text[at + mark.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    })
}

/// "12(3)", "12 (2020)".
fn number_in_brackets(text: &str) -> bool {
    text.match_indices('(').any(|(at, _)| {
        let before = text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
        before && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// How many of each line's capitalised words the lines also have in lower case: none (0), up to all (5); 9 when it has no
/// such word. The words of a title do, names don't.
fn common(lines: &[PageLine]) -> Vec<u32> {
    /// Shorter words are parts of names too.
    const LETTERS: usize = 4;
    let words = |line: &PageLine| -> Vec<(bool, u32)> {
        let words = line.text.as_str().split(|c: char| !c.is_alphabetic()).take(MOST_WORDS);
        let words = words.filter(|w| w.chars().count() >= LETTERS);
        words.map(|w| (w.starts_with(char::is_uppercase), fnv(&w.to_lowercase()))).collect()
    };
    let all: Vec<Vec<(bool, u32)>> = lines.iter().map(words).collect();
    let lower: HashSet<u32> = all.iter().flatten().filter(|(capital, _)| !capital).map(|(_, hash)| *hash).collect();
    let share = |words: &Vec<(bool, u32)>| {
        let capitals: Vec<u32> = words.iter().filter(|(capital, _)| *capital).map(|(_, hash)| *hash).collect();
        let known = capitals.iter().filter(|hash| lower.contains(*hash)).count();
        match capitals.len() {
            0 => 9,
            all => (known * 4 / all) as u32 + u32::from(known > 0),
        }
    };
    all.iter().map(share).collect()
}

/// How much of each line comes back in the others, word pair by word pair: nothing (0), some, half, nearly all (3); 4 when
/// it has no pair. A title comes back in running heads and in the paper's own citation.
fn echoes(lines: &[PageLine]) -> Vec<u32> {
    let pairs: Vec<Vec<u32>> = lines
        .iter()
        .map(|line| {
            let folded = crate::fold::words(line.text.as_str());
            let words: Vec<u32> = folded.split(' ').take(MOST_WORDS).map(fnv).collect();
            let mut pairs: Vec<u32> = words.windows(2).map(|w| w[0].rotate_left(9) ^ w[1]).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        })
        .collect();
    let mut lines_with: HashMap<u32, u32> = HashMap::new();
    for pair in pairs.iter().flatten() {
        *lines_with.entry(*pair).or_default() += 1;
    }
    let echo = |own: &Vec<u32>| {
        let back = own.iter().filter(|pair| lines_with[*pair] > 1).count();
        match own.len() {
            0 => 4,
            all if back * 10 >= all * 8 => 3,
            all if back * 2 >= all => 2,
            _ => u32::from(back > 0),
        }
    };
    pairs.iter().map(echo).collect()
}
