//! A text that is a bare list of references, one a line, with no paper around it.

use super::{ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::Span;
use crate::document::{CleanText, Region};
use crate::reference::{Parser, Reference};

/// Whether a text is a list of references, one a line: each line looks like one, with a capital, a label or a mark at its start
/// and marks inside, is no paragraph, and three of four name a year. One line is no list. Linear.
///
/// ```
/// use citegraph::paper::is_list;
///
/// assert!(is_list("Roe, A. (2020). On tests. Tests, 3, 4–9.\nDoe, B. (2019). On jests. Tests, 2, 1–9.\n"));
/// assert!(!is_list("On tests\n\nTests are old (Roe, 2020).\n"));
/// assert!(!is_list("In 1914 the lamps went out\nAnd in 1918 came on again\n"));
/// ```
#[must_use]
pub fn is_list(text: &str) -> bool {
    let (mut count, mut dated) = (0_usize, 0_usize);
    for line in lines(text) {
        if !looks_like_a_reference(line) {
            return false;
        }
        count += 1;
        dated += usize::from(names_year(line));
    }
    count > 1 && dated * 4 >= count * 3
}

/// Lines that aren't empty, without white space around them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn names_year(line: &str) -> bool {
    let is_year = |word: &str| word.len() == 4 && matches!(word.parse(), Ok(1500..=2099_u16));
    line.split(|c: char| !c.is_ascii_alphanumeric()).any(is_year)
}

/// Whether a line is as long as references are, begins as they do and has marks that part fields.
fn looks_like_a_reference(line: &str) -> bool {
    const BYTES: std::ops::RangeInclusive<usize> = 25..=800;
    /// A line with fewer marks is a sentence or a row of a table.
    const MARKS: usize = 3;
    let unlabelled = line.trim_start_matches(['[', '(']);
    let label = unlabelled.trim_start_matches(|c: char| c.is_ascii_digit());
    // "12. Roe", "[12] Roe", not "2024-01-03 12:00".
    let begins = match unlabelled.len() - label.len() {
        0 => line.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || "\"“„«‘'([—–_-*".contains(c)),
        1..=3 => label.starts_with(['.', ')', ']', ' ', '\t']),
        _ => false,
    };
    let marks = line.chars().filter(|c| matches!(c, ',' | '.' | ';' | ':' | '(' | '，' | '。' | '．' | '、')).count();
    BYTES.contains(&line.len()) && begins && marks >= MARKS
}

impl Paper {
    /// A paper that is such a [list](is_list): each line that isn't empty is an entry, called by its number. Linear.
    #[must_use]
    pub fn of_list(id: impl Into<String>, text: &str) -> Self {
        let id = id.into();
        let place = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let lines: Vec<&str> = lines(text).collect();
        let entries: Vec<_> = lines.iter().map(|line| CleanText::plain(line)).collect();
        let read = Parser::new().parse_list(&entries);
        let listed = |((number, line), reference): ((usize, &&str), Reference)| ListedReference {
            id: ReferenceId::new(id.clone(), number.to_string()),
            kind: ReferenceKind::Full,
            refers_to: None,
            span: Span::new(place(line), place(line) + line.len()),
            region: Region::Bibliography,
            reference: reference.into(),
        };
        let references = (1..).zip(&lines).zip(read).map(listed).collect();
        let words = text.split_whitespace().count();
        let regions = [(Region::Bibliography, lines.len())].into_iter().collect();
        Self { id, references, words, regions, ..Self::default() }
    }
}
