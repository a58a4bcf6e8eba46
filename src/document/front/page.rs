//! The lines of the title page, as far as one is looked for.

use super::super::clean::clean;
use super::super::clean_text::CleanText;
use super::super::hyphen::Vocabulary;
use crate::Span;

/// No title page is longer: lists of a hundred authors and covers of repositories end within it.
const MOST_BYTES: usize = 48 << 10;
/// Nor has it more lines.
const MOST_LINES: usize = 500;
/// A longer line is a paragraph, of which the start tells enough.
const MOST_LINE_BYTES: usize = 4096;
/// So many columns of white space part what stands side by side.
const GAP: usize = 3;
/// Of fewer columns it may be a space that was stretched, or that stands for a tabulator.
const WIDE: usize = 4;

/// A line of a title page, or a part of one that wide gaps part from the rest.
#[derive(Clone, Debug)]
pub(crate) struct PageLine {
    /// Where it stands in the document, white space aside.
    pub(crate) span: Span,
    /// Its text without markup.
    pub(crate) text: CleanText,
    /// Whether a blank line, or the page's edge, stands before it.
    pub(crate) blank_before: bool,
    /// The form feeds before it.
    pub(crate) page: usize,
    /// The columns before it.
    pub(crate) indent: usize,
    /// How it is marked up.
    pub(crate) markup: Markup,
}

/// How a line is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// Not at all, or inside only.
    Plain,
    /// A Markdown heading of this level.
    Heading(usize),
    /// Emphasised from end to end.
    Emphasised,
    /// A row of a table.
    Table,
    /// An item of a list.
    Item,
}

/// The first lines of `text` from `start` on. Linear in what is looked at, which is bounded.
pub(crate) fn page_lines(text: &str, start: usize, vocabulary: &Vocabulary) -> Vec<PageLine> {
    let mut found = Vec::new();
    let (mut at, mut page, mut blank_before) = (start, 0, true);
    for raw in text[start..].split_inclusive('\n') {
        if at >= start + MOST_BYTES || found.len() >= MOST_LINES {
            break;
        }
        page += raw.matches('\u{c}').count();
        blank_before |= raw.contains('\u{c}');
        if raw.trim().is_empty() {
            blank_before = true;
        }
        for cell in cells(raw) {
            let line = page_line(text, Span::new(at + cell.start, at + cell.end), vocabulary);
            let indent = raw[..cell.start].chars().filter(|c| *c != '\u{c}').count();
            // A line of markup alone is a rule.
            if !line.text.as_str().is_empty() {
                found.push(PageLine { blank_before, page, indent, ..line });
                blank_before = false;
            }
        }
        at += raw.len();
    }
    found
}

/// The parts of a line that wide gaps part; a table's row is one.
fn cells(raw: &str) -> Vec<Span> {
    let whole = Span::new(0, raw.len()).trimmed(raw, |c| c == '\u{c}');
    let body = whole.of(raw);
    if body.is_empty() || body.contains('\t') || body.starts_with('|') {
        return if body.is_empty() { Vec::new() } else { vec![whole] };
    }
    let mut found: Vec<Span> = Vec::new();
    let (mut start, mut spaces, mut gap) = (whole.start, 0, GAP);
    let mut end = |from: usize, to: usize, gap: usize| {
        let cell = Span::new(from, to).trimmed(raw, |_| false);
        match found.last_mut() {
            Some(last) if gap < WIDE && !are_columns(last.of(raw), cell.of(raw)) => last.end = cell.end,
            _ => found.push(cell),
        }
    };
    for (i, c) in body.char_indices() {
        let here = whole.start + i;
        if c == ' ' || c == '\u{a0}' {
            spaces += 1;
            continue;
        }
        if spaces >= GAP {
            end(start, here, gap);
            (start, gap) = (here, spaces);
        }
        spaces = 0;
    }
    end(start, whole.end, gap);
    found
}

/// Whether what a narrow gap parts may stand side by side: two words or more each, as names have.
fn are_columns(left: &str, right: &str) -> bool {
    let several = |text: &str| text.split_whitespace().count() > 1;
    several(left) && several(right) && !left.contains("   ") && !left.ends_with(',')
}

fn page_line(text: &str, span: Span, vocabulary: &Vocabulary) -> PageLine {
    let mut end = span.end.min(span.start + MOST_LINE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let body = &text[span.start..end];
    let hashes = body.bytes().take_while(|b| *b == b'#').count();
    let (markup, mark) = if (1..=6).contains(&hashes) && body[hashes..].starts_with(' ') {
        (Markup::Heading(hashes), hashes)
    } else if body.contains('\t') || (body.starts_with('|') && body.len() > 1) {
        (Markup::Table, 0)
    } else if let Some(mark) = ["- ", "* ", "+ ", "• ", "· ", "▪ ", "– "].iter().find(|m| body.starts_with(**m))
    {
        (Markup::Item, mark.len())
    } else {
        (Markup::Plain, 0)
    };
    let inner = Span::new(span.start + mark, end);
    let clean = clean(text, &[inner], vocabulary);
    let all = clean.as_str().len();
    let emphasised: usize = clean.emphasis().iter().map(|e| e.len()).sum();
    let markup =
        if markup == Markup::Plain && all > 0 && emphasised * 10 >= all * 9 { Markup::Emphasised } else { markup };
    PageLine { span: inner.trimmed(text, |_| false), text: clean, blank_before: false, page: 0, indent: 0, markup }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<(String, Markup)> {
        let lines = page_lines(page, 0, &Vocabulary::of(page));
        lines.into_iter().map(|l| (l.text.as_str().to_owned(), l.markup)).collect()
    }

    #[test]
    fn lines_and_their_looks() {
        let cases = [
            ("# Of Ponds", "Of Ponds", Markup::Heading(1)),
            ("**Of Ponds**", "Of Ponds", Markup::Emphasised),
            ("   Ann *Lee*  ", "Ann Lee", Markup::Plain),
            ("| a | b |", "| a | b |", Markup::Table),
            ("- Review", "Review", Markup::Item),
        ];
        for (line, text, markup) in cases {
            assert_eq!(texts(line), [(text.to_owned(), markup)], "{line}");
        }
    }

    #[test]
    fn wide_gaps_part_what_stands_side_by_side() {
        let narrow = |line: &str| texts(line).into_iter().map(|found| found.0).collect::<Vec<_>>();
        assert_eq!(narrow("Ann Lee   Bo Roe   Cy Moor"), ["Ann Lee", "Bo Roe", "Cy Moor"]);
        assert_eq!(narrow("Growth   of   moss"), ["Growth of moss"]);
        let found = texts("  Ann Lee      Bo Roe\n  Pond School  of Law\n");
        assert_eq!(found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["Ann Lee", "Bo Roe", "Pond School of Law"]);
    }

    #[test]
    fn a_title_page_is_bounded() {
        let long = "a line of text\n".repeat(100_000);
        assert!(page_lines(&long, 0, &Vocabulary::default()).len() <= MOST_LINES);
        let wide = "é".repeat(1 << 20);
        assert!(page_lines(&wide, 0, &Vocabulary::default())[0].text.as_str().len() <= MOST_LINE_BYTES);
    }
}
