//! Labels at the start of lines: "[12]", "12.", "(12)", "[ABC99]", bullets; and chains of them.

use std::collections::HashMap;

/// How a label is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum LabelStyle {
    /// "[12]"
    Square = 1,
    /// "(12)"
    Round,
    /// "12."
    Dotted,
    /// "12)"
    Closed,
    /// "12 Roe"
    Bare,
    /// "12Roe"
    Glued,
    /// "¹²", "^12", "<sup>12</sup>"
    Raised,
    /// "[ABC99]"
    Key,
    /// "•"
    Bullet,
}

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub style: LabelStyle,
    /// Its number; 0 of a key or bullet.
    pub number: u32,
    /// How many bytes it takes, with the space after it.
    pub bytes: usize,
    /// Whether nothing follows it on its line.
    pub alone: bool,
    /// Whether it is that of a note in Markdown, "[^12]:".
    pub of_note: bool,
}

/// The label at the start of a line, which has no white space before it.
pub(crate) fn label(line: &str) -> Option<Label> {
    let with = |style, number, bytes: usize| {
        let rest = &line[bytes..];
        let bytes = line.len() - rest.trim_start().len();
        Some(Label { style, number, bytes, alone: rest.trim().is_empty(), of_note: line.starts_with("[^") })
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |text: &str| text.parse::<u32>().ok();
    let first = line.chars().next()?;
    match first {
        '[' | '(' => {
            let close = if first == '[' { ']' } else { ')' };
            let end = line.bytes().take(16).position(|b| b == close as u8)?;
            let inner = line[1..end].trim();
            // "[^12]:" of Markdown's notes.
            let (inner, note) = inner.strip_prefix('^').map_or((inner, false), |inner| (inner, true));
            let end = end + usize::from(note && line[end + 1..].starts_with(':'));
            let n = digits(inner);
            if n > 0 && n == inner.len() && n <= 4 {
                let style = if first == '[' { LabelStyle::Square } else { LabelStyle::Round };
                return with(style, number(inner)?, end + 1);
            }
            let letters = inner.starts_with(char::is_alphabetic) && !inner.contains(char::is_whitespace);
            let key = letters && inner.ends_with(|c: char| c.is_ascii_digit() || c == '+' || c.is_lowercase());
            if first == '[' && key && (inner.contains(|c: char| c.is_ascii_digit()) || inner.contains('+')) {
                return with(LabelStyle::Key, 0, end + 1);
            }
            None
        }
        '•' | '·' | '▪' | '*' | '\u{f0b7}' | '◦' | '‣' | '●' | '■' | '♦' | '►' | '▸' | '▶' | '➢' | '○' | '□' =>
        {
            let bytes = first.len_utf8();
            line[bytes..].starts_with(char::is_whitespace).then_some(())?;
            with(LabelStyle::Bullet, 0, bytes)
        }
        '^' => {
            let n = digits(&line[1..]);
            (1..=4).contains(&n).then_some(())?;
            let end = 1 + n + usize::from(line[1 + n..].starts_with('^'));
            with(LabelStyle::Raised, number(&line[1..=n])?, end)
        }
        '<' => {
            let inner = line.strip_prefix("<sup>")?;
            let n = digits(inner);
            (1..=4).contains(&n).then_some(())?;
            inner[n..].starts_with("</sup>").then_some(())?;
            with(LabelStyle::Raised, number(&inner[..n])?, 5 + n + 6)
        }
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => {
            let mut number = 0u32;
            let mut bytes = 0;
            for c in line.chars().take(4) {
                let digit = match c {
                    '⁰' => 0,
                    '¹' => 1,
                    '²' => 2,
                    '³' => 3,
                    '⁴'..='⁹' => c as u32 - '⁴' as u32 + 4,
                    _ => break,
                };
                number = number * 10 + digit;
                bytes += c.len_utf8();
            }
            with(LabelStyle::Raised, number, bytes)
        }
        '0'..='9' => {
            let n = digits(line);
            (n <= 4).then_some(())?;
            let value = number(&line[..n])?;
            let after = &line[n..];
            let mut next = after.chars();
            match next.next() {
                None => with(LabelStyle::Bare, value, n),
                Some('.') => {
                    // "3.14" and "1.2 Methods" are no labels.
                    let spaced = after[1..].starts_with(|c: char| !c.is_ascii_digit()) || after.len() == 1;
                    (spaced && n <= 3 || after.len() == 1).then_some(())?;
                    with(LabelStyle::Dotted, value, n + 1)
                }
                Some(')') => with(LabelStyle::Closed, value, n + 1),
                Some(c) if c.is_whitespace() => {
                    let text = after.trim_start();
                    let opens = |c: char| {
                        !c.is_lowercase() && c.is_alphabetic()
                            || matches!(c, '“' | '„' | '"' | '«' | '‘' | '\'' | '*' | '_')
                    };
                    (text.starts_with(opens)
                        || text.is_empty()
                        || text.starts_with("vgl")
                        || text.starts_with("de ")
                        || text.starts_with("van ")
                        || text.starts_with("von "))
                    .then_some(())?;
                    with(LabelStyle::Bare, value, n)
                }
                Some(c) if c.is_uppercase() && next.next().is_some_and(|c| c.is_lowercase() || c == '.') => {
                    with(LabelStyle::Glued, value, n)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// How a line's label stands in a chain of labels that ascend by one or nearly so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    /// How many labels the longest chain through this one has.
    pub length: u32,
    /// Which chain it is: the index of the first line.
    pub chain: usize,
    /// Whether the label before it in the chain is one less.
    pub next_in_line: bool,
}

/// The most numbers that a chain may skip at a time.
const SKIPPED: u32 = 2;
/// The most lines between two labels of a chain.
const APART: usize = 160;

/// Chains of the labels of lines: for each line that has one in a chain, its link. Linear.
///
/// A label goes on with the last one of its style that is less by one, or by a little more; a chain that is its only
/// label isn't told.
pub(crate) fn chains(labels: &[Option<Label>]) -> Vec<Option<Link>> {
    let mut last: HashMap<(LabelStyle, u32), usize> = HashMap::new();
    let mut before: Vec<Option<usize>> = vec![None; labels.len()];
    let mut depth: Vec<u32> = vec![0; labels.len()];
    for (i, label) in labels.iter().enumerate() {
        let Some(label) = label.filter(|l| l.number > 0) else { continue };
        let from = (1..=SKIPPED + 1).filter_map(|by| {
            let n = label.number.checked_sub(by)?;
            last.get(&(label.style, n)).filter(|at| i - **at <= APART).map(|at| (depth[*at] * 4 - by.min(3), *at))
        });
        before[i] = from.max().map(|(_, at)| at);
        depth[i] = 1 + before[i].map_or(0, |at| depth[at]);
        // Of two with one number the one in the deeper chain stands.
        let place = last.entry((label.style, label.number)).or_insert(i);
        if depth[i] >= depth[*place] || i - *place > APART {
            *place = i;
        }
    }
    let mut reach: Vec<u32> = depth.clone();
    let mut first: Vec<usize> = (0..labels.len()).collect();
    for i in (0..labels.len()).rev() {
        if let Some(at) = before[i] {
            reach[at] = reach[at].max(reach[i]);
        }
    }
    for i in 0..labels.len() {
        if let Some(at) = before[i] {
            first[i] = first[at];
        }
    }
    (0..labels.len())
        .map(|i| {
            let label = labels[i].filter(|l| l.number > 0)?;
            let previous = before[i].and_then(|at| labels[at]);
            let next_in_line = previous.is_some_and(|p| p.number + 1 == label.number);
            (reach[i] > 1).then_some(Link { length: reach[i], chain: first[i], next_in_line })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        use LabelStyle::{Bare, Bullet, Closed, Dotted, Glued, Key, Raised, Round, Square};
        let cases = [
            ("[12] Roe", Some((Square, 12))),
            ("[ 7 ] Roe", Some((Square, 7))),
            ("(3) Roe", Some((Round, 3))),
            ("12. Roe", Some((Dotted, 12))),
            ("12.Roe", Some((Dotted, 12))),
            ("12) Roe", Some((Closed, 12))),
            ("12 Roe", Some((Bare, 12))),
            ("12", Some((Bare, 12))),
            ("12Roe", Some((Glued, 12))),
            ("[ABC99] Roe", Some((Key, 0))),
            ("• Roe", Some((Bullet, 0))),
            ("¹² Roe", Some((Raised, 12))),
            ("<sup>4</sup> Roe", Some((Raised, 4))),
            ("3.14 is", None),
            ("12 of them", None),
            ("[see] Roe", None),
            ("(Roe) is", None),
        ];
        for (line, want) in cases {
            assert_eq!(label(line).map(|l| (l.style, l.number)), want, "{line}");
        }
    }

    #[test]
    fn chains_ascend() {
        let lines = ["1. A", "text", "2. B", "1999. C", "3. D", "5. E", "1. A", "2. B"];
        let found = chains(&lines.map(label));
        let lengths: Vec<u32> = found.iter().map(|l| l.map_or(0, |l| l.length)).collect();
        assert_eq!(lengths, [4, 0, 4, 0, 4, 4, 2, 2]);
        assert_eq!(found[4].map(|l| l.chain), Some(0));
        assert_eq!(found[7].map(|l| l.chain), Some(6));
    }
}
