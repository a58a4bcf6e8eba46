//! Several works of one entry under letters, as chemists list them: "(a) A. Roe, J. Lakes 3, 4 (2020); (b) B. Doe, …".

use crate::Span;
use crate::terms::{self, Term, Terms};

/// No label of an entry before its first letter is longer, in bytes: "[12]", "12.".
const MOST_BEFORE: usize = 12;
/// Nor are words that lead to the first: "For reviews of reeds, see:".
const MOST_WORDS: usize = 100;
/// A part says more than a letter, in bytes.
const LEAST: usize = 12;

/// The parts of an entry, from its beginning and from each further letter on; none, where it doesn't begin with "(a)" or "a)", or
/// has no "b" behind. What is between the parts are marks. Linear.
pub(super) fn parts(text: &str) -> Option<Vec<Span>> {
    let first = text.find("a)").or_else(|| text.find("A)"))?;
    let bracketed = text[..first].ends_with('(');
    let before = text[..first].trim_end_matches('(');
    let label = before.len() <= MOST_BEFORE && !before.bytes().any(|byte| byte.is_ascii_alphabetic())
        || before.len() <= MOST_WORDS && leads_to_sources(before);
    let upper = text[first..].starts_with('A');
    if !label || !text[first + 2..].starts_with(' ') {
        return None;
    }
    let mut starts = vec![0];
    let mut from = first + 2;
    for letter in b'b'..=b'z' {
        let letter = char::from(if upper { letter.to_ascii_uppercase() } else { letter });
        let Some(at) = next(text, from, letter, bracketed) else { break };
        starts.push(at);
        from = at + 2;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end).trimmed(text, |c| c == ';'));
    let parts: Vec<Span> = parts.collect();
    // "(a) cluster, (b) stepped wedge" are no works: each has a number of its own, a year or a page.
    let is_work = |part: &Span| {
        let own = part.start.max(first);
        part.len() >= LEAST && text[own..part.end].contains(|c: char| c.is_ascii_digit())
    };
    (parts.len() > 1 && parts.iter().all(is_work)).then_some(parts)
}

/// "For reviews of reeds, see:", "See e.g.:": words of a note that lead to sources.
fn leads_to_sources(before: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix(':') else { return false };
    let words = before.trim_start_matches(|c: char| !c.is_alphabetic());
    const SIGNALS: Terms = Terms::of(&[Term::Signal]);
    terms::at_start(words, SIGNALS).is_some() || terms::at_end(words, SIGNALS).is_some()
}

/// Where the next letter stands, with its bracket: behind a mark and before a blank.
fn next(text: &str, from: usize, letter: char, bracketed: bool) -> Option<usize> {
    let mark = if bracketed { format!("({letter}) ") } else { format!("{letter}) ") };
    let ends = |before: &str| before.trim_end().ends_with([';', '.', ',', ']', ')']);
    text[from..].match_indices(&mark).map(|(at, _)| from + at).find(|at| {
        let before = &text[..*at];
        before.ends_with(char::is_whitespace) && ends(before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_begin_works() {
        let cases: &[(&str, &[&str])] = &[
            (
                "7. (a) A. Roe, J. Lakes 3, 4 (2020); (b) B. Doe, J. Ponds 1, 22 (2021).",
                &["7. (a) A. Roe, J. Lakes 3, 4 (2020)", "(b) B. Doe, J. Ponds 1, 22 (2021)."],
            ),
            (
                "[7] a) A. Roe, J. Lakes 2020, 3, 4; b) B. Doe, J. Ponds 2021, 1, 22; c) C. Poe, Mires 2022, 5, 6.",
                &[
                    "[7] a) A. Roe, J. Lakes 2020, 3, 4",
                    "b) B. Doe, J. Ponds 2021, 1, 22",
                    "c) C. Poe, Mires 2022, 5, 6.",
                ],
            ),
            (
                "(a) Roe A. J. Lakes 2020; 3:4. [PubMed: 1] (b) Doe B. J. Ponds 2021; 1:22.",
                &["(a) Roe A. J. Lakes 2020; 3:4. [PubMed: 1]", "(b) Doe B. J. Ponds 2021; 1:22."],
            ),
            (
                "7. For reviews, see: (a) A. Roe, J. Lakes 3, 4 (2020). (b) B. Doe, J. Ponds 1, 22 (2021).",
                &["7. For reviews, see: (a) A. Roe, J. Lakes 3, 4 (2020).", "(b) B. Doe, J. Ponds 1, 22 (2021)."],
            ),
            ("Roe M, Doe N. Trial design: (a) cluster, (b) stepped wedge; a review. Lakes 2011;3:4.", &[]),
            ("Lees, M. Reply to: (a) Smith's critique 1; (b) Jones's critique 2. Mind 12, 3–9 (2001).", &[]),
            ("A. Roe, On (a) lakes and (b) ponds, 2020.", &[]),
            ("(a) A. Roe, On lakes, and (b) ponds, 2020.", &[]),
            ("7. (a) A. Roe, J. Lakes 3, 4 (2020).", &[]),
            ("7. (a) A. Roe, J. Lakes 3, 4 (2020); (b) ibid.", &[]),
        ];
        for (text, want) in cases {
            let found: Vec<&str> = parts(text).unwrap_or_default().iter().map(|span| span.of(text)).collect();
            assert_eq!(found, *want, "{text}");
        }
    }
}
