//! The line numbers of manuscripts: what reviewers get has a number at each line, or at each fifth, all through the paper or anew on
//! each page.
//!
//! Extractors put them at either end of their line, on a line of their own, or in a block before or behind the page's text. Only
//! one other thing has ascending numbers at most of its lines: a numbered list. It is told apart so: where its entries take one line
//! each, no line goes on with the sentence of the line before; where they take more, the next number isn't at the next line.

use std::collections::HashMap;

use super::line::Raw;
use crate::Span;

/// Every line has a number, or every second, fifth or tenth.
const STEPS: [u32; 4] = [1, 2, 5, 10];
/// So many numbers that ascend make a run of line numbers.
const RUN: usize = 6;
/// So many make one in a text that has line numbers.
const LAST_PAGE: usize = 2;
/// So many lines at most stand between two numbers beside those that have none by right: a head, a foot, a picture's words.
const BETWEEN: usize = 6;
/// Of a hundred lines with text, so many are numbered or between two numbers.
const NUMBERED: usize = 50;
/// Of a hundred lines so many at least begin with a small letter: they go on with a sentence.
const GOING_ON: usize = 20;
/// Of a hundred numbers, so many at least stand as many lines behind the number before as they are higher than it. For the rest, the
/// head or foot of a page stands between the two.
const IN_STEP: usize = 70;

/// Where a line has its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A number that may be a line's.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// The line, and its ordinal among those with text.
    line: usize,
    at: usize,
    number: u32,
    /// The digits.
    span: Span,
    /// Whether nothing else stands on the line.
    alone: bool,
}

/// Takes the line numbers off the lines, if there are any, and says where they stand; lines of nothing else go. Linear.
pub(super) fn take_off(text: &str, raws: &mut Vec<Raw>) -> Vec<Span> {
    for side in [Side::Left, Side::Right] {
        let printed = raws.iter().enumerate().filter(|(_, raw)| !raw.span.of(text).trim().is_empty());
        let found: Vec<Candidate> =
            printed.enumerate().filter_map(|(at, (line, raw))| candidate(text, raw.span, side, line, at)).collect();
        let numbers = STEPS.into_iter().find_map(|step| line_numbers(text, raws, &found, step, side));
        if let Some(numbers) = numbers {
            match side {
                Side::Left => take_left(text, raws, &numbers),
                Side::Right => {
                    for number in &numbers {
                        let span = &mut raws[number.line].span;
                        span.end = span.start + text[span.start..number.span.start].trim_end().len();
                    }
                }
            }
            return numbers.iter().map(|number| number.span).collect();
        }
    }
    Vec::new()
}

/// A number at the start of a line with white space behind it, or at its end behind a gap.
fn candidate(text: &str, line: Span, side: Side, n: usize, at: usize) -> Option<Candidate> {
    const DIGITS: usize = 5;
    let body = line.trimmed(text, |_| false);
    let printed = body.of(text);
    let span = match side {
        Side::Left => {
            let digits = printed.bytes().take_while(u8::is_ascii_digit).count();
            printed[digits..].chars().next().is_none_or(char::is_whitespace).then_some(())?;
            Span::new(body.start, body.start + digits)
        }
        Side::Right => {
            let digits = printed.bytes().rev().take_while(u8::is_ascii_digit).count();
            let before = &printed[..printed.len() - digits];
            (before.ends_with("  ") || before.ends_with('\t')).then_some(())?;
            Span::new(body.end - digits, body.end)
        }
    };
    let number = Some(span.of(text)).filter(|d| (1..=DIGITS).contains(&d.len()) && !d.starts_with('0'))?;
    Some(Candidate { line: n, at, number: number.parse().ok()?, span, alone: span == body })
}

/// Those of the candidates that are line numbers with this step, if enough of the text has them.
fn line_numbers(text: &str, raws: &[Raw], found: &[Candidate], step: u32, side: Side) -> Option<Vec<Candidate>> {
    let most = BETWEEN + step as usize;
    // "15" at the fifth line after "10", and "14" is none.
    let found: Vec<Candidate> = found.iter().filter(|c| c.number % step == 0).copied().collect();
    let mut last: HashMap<u32, usize> = HashMap::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(found.len());
    let mut depth: Vec<usize> = Vec::with_capacity(found.len());
    for (i, candidate) in found.iter().enumerate() {
        let from = candidate.number.checked_sub(step).and_then(|n| last.get(&n).copied());
        let from = from.filter(|from| {
            let lines = candidate.at - found[*from].at;
            lines <= most && (lines >= step as usize || candidate.alone && found[*from].alone)
        });
        before.push(from);
        depth.push(1 + from.map_or(0, |from| depth[from]));
        // Of two with one number the one that goes further back stands.
        let stands = last
            .get(&candidate.number)
            .is_none_or(|other| depth[i] >= depth[*other] || candidate.at - found[*other].at > most);
        if stands {
            last.insert(candidate.number, i);
        }
    }
    let mut reach = depth.clone();
    for i in (0..found.len()).rev() {
        if let Some(from) = before[i] {
            reach[from] = reach[from].max(reach[i]);
        }
    }
    // "15 stations" at a line's start is no line's number where another 15 goes on.
    let mut furthest: HashMap<usize, usize> = HashMap::new();
    for (i, from) in before.iter().enumerate() {
        if let Some(from) = from {
            let other = furthest.entry(*from).or_insert(i);
            if reach[i] > reach[*other] {
                *other = i;
            }
        }
    }
    let on = |run: usize| -> Vec<Candidate> {
        let is_on = |i: &usize| reach[*i] >= run && before[*i].is_none_or(|from| furthest.get(&from) == Some(i));
        (0..found.len()).filter(is_on).map(|i| found[i]).collect()
    };
    let numbers = on(RUN);
    let mut texts = 0;
    let mut going_on = 0;
    let mut numbered = numbers.iter().peekable();
    for (line, raw) in raws.iter().enumerate() {
        let number = numbered.next_if(|number| number.line == line);
        let body = raw.span.of(text);
        let rest = match number {
            Some(number) if number.alone => "",
            Some(number) if side == Side::Left => &text[number.span.end..raw.span.end],
            _ => body,
        };
        texts += usize::from(!rest.trim().is_empty());
        going_on += usize::from(rest.trim_start().starts_with(char::is_lowercase));
    }
    let pairs = || numbers.windows(2).filter(|pair| pair[1].number == pair[0].number + step);
    let in_step =
        |pair: &&[Candidate]| pair.iter().all(|number| number.alone) || pair[1].at - pair[0].at == step as usize;
    let enough = numbers.len() * step as usize * 100 >= texts * NUMBERED
        && going_on * 100 >= texts * GOING_ON
        && pairs().filter(in_step).count() * 100 >= pairs().count() * IN_STEP;
    // The last page of a numbered text may have few lines.
    (enough && numbers.len() >= 2 * RUN / step.min(2) as usize).then(|| on(LAST_PAGE))
}

/// Takes numbers off the starts of lines, and lines that are nothing else out.
fn take_left(text: &str, raws: &mut Vec<Raw>, numbers: &[Candidate]) {
    let spaces = |from: usize, end: usize| text[from..end].chars().take_while(|c| c.is_whitespace()).count();
    let beside = || numbers.iter().filter(|number| !number.alone);
    let gap = beside().map(|number| spaces(number.span.end, raws[number.line].span.end)).min().unwrap_or(0);
    // Where the lines between are indented as far as the numbered ones' text, that is no indent.
    let on: HashMap<usize, &Candidate> = numbers.iter().map(|number| (number.line, number)).collect();
    let between = raws.iter().enumerate().filter(|(line, raw)| !on.contains_key(line) && !raw.span.is_empty());
    let (mut indented, mut all) = (0, 0);
    for (_, raw) in between {
        let body = raw.span.of(text);
        all += usize::from(!body.trim().is_empty());
        indented += usize::from(!body.trim().is_empty() && spaces(raw.span.start, raw.span.end) > gap);
    }
    let padded = indented * 2 > all;
    let mut page_start = false;
    let mut line = 0;
    raws.retain_mut(|raw| {
        let number = on.get(&line).copied();
        line += 1;
        if number.is_some_and(|number| number.alone) {
            page_start |= raw.page_start;
            return false;
        }
        raw.page_start |= std::mem::take(&mut page_start);
        if let Some(number) = number {
            let rest = &text[number.span.end..raw.span.end];
            let start = rest.char_indices().nth(gap).map_or(raw.span.end, |(at, _)| number.span.end + at);
            if padded {
                raw.indent += text[raw.span.start..start].chars().count();
            }
            raw.span.start = start;
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::super::front::Metadata;
    use super::super::lines::{lines, lines_and_numbers};

    fn read(text: &str) -> Vec<&str> {
        lines(text).iter().map(|l| l.text(text).trim()).filter(|l| !l.is_empty()).collect()
    }

    /// So many lines of a text.
    fn body() -> Vec<String> {
        (0..60)
            .map(|n| match n % 3 {
                0 => format!("The {n}th lake is deep, and the reeds that"),
                1 => format!("grow in it are tall, as we have seen in {n}"),
                _ => format!("{} others of the kind.", n + 4),
            })
            .collect()
    }

    #[test]
    fn line_numbers_are_taken_off_in_any_form() {
        let body = body();
        let want: Vec<&str> = body.iter().map(String::as_str).collect();
        let number = |form: fn(usize, &str) -> String| -> String {
            body.iter().enumerate().map(|(n, line)| form(n + 1, line) + "\n").collect()
        };
        let block: String = (1..=60).map(|n| format!("{n}\n")).collect();
        let cases = [
            ("beside each line", number(|n, line| format!("{n} {line}"))),
            ("right-aligned", number(|n, line| format!("{n:>6}   {line}"))),
            ("at each fifth", number(|n, line| if n % 5 == 0 { format!("{n} {line}") } else { line.to_owned() })),
            (
                "at each fifth, padded",
                number(|n, line| if n % 5 == 0 { format!("{n:>4}   {line}") } else { format!("       {line}") }),
            ),
            ("anew on each page", number(|n, line| format!("{} {line}", (n - 1) % 20 + 1))),
            ("on lines of their own", number(|n, line| format!("{n}\n{line}"))),
            ("at the right", number(|n, line| format!("{line:<60}{n}"))),
            ("in a block behind the text", format!("{}\n{block}", body.join("\n"))),
        ];
        for (name, text) in cases {
            assert_eq!(read(&text), want, "{name}");
            let (_, numbers) = lines_and_numbers(&text, &Metadata::default());
            assert!(numbers.len() >= 12 && numbers.iter().all(|n| n.of(&text).parse::<u32>().is_ok()), "{name}");
        }
    }

    #[test]
    fn labels_and_other_numbers_stay() {
        let list: String = (1..40).map(|n| format!("{n} Roe A. On lakes {n}. J. Lakes 2001;{n}:3-9.\n")).collect();
        let wrapped: String = (1..40)
            .map(|n| format!("{n} Roe A, Lind B. On lakes and the reeds that\ngrow in them. J. Lakes 2001;{n}:3-9.\n"))
            .collect();
        let table: String = body().join("\n") + "\n" + &(1..20).map(|n| format!("{n} lakes\n")).collect::<String>();
        for text in [list, wrapped, table] {
            assert_eq!(read(&text), text.lines().collect::<Vec<_>>());
        }
    }
}
