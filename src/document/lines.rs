//! Text → lines, each with what its look says it is.

use std::collections::HashMap;

use crate::Span;

/// What a line's look says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// White space.
    Blank,
    /// A Markdown heading, or a line that is bold from end to end.
    Heading,
    /// A list item: its text starts after the bullet.
    Item,
    /// A row of a table.
    Table,
    /// A page's running head or number, or other text that isn't the author's.
    Furniture,
    /// Anything else.
    Plain,
}

/// A line of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The line with neither its end nor the bullet or heading mark it starts with.
    pub span: Span,
    /// What it looks like.
    pub kind: LineKind,
    /// Whether a page starts here.
    pub page_start: bool,
}

impl Line {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// How often a line must come back, numbers aside, to be a running head.
const RUNNING_HEAD: usize = 3;
/// A running head is short.
const RUNNING_HEAD_BYTES: usize = 120;

/// Takes `text` apart into lines. Linear in its length.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut flush_left = false;
    for raw in text.split_inclusive('\n') {
        let form_feed = raw.starts_with('\u{c}');
        let body = raw.trim_start_matches('\u{c}').trim_end_matches(['\n', '\r']);
        let at = start + raw.len() - raw.trim_start_matches('\u{c}').len();
        start += raw.len();
        let (kind, mark) = look(body);
        // Plain extractors put one space where a page begins, among lines that are flush left.
        let one_space = body.strip_prefix(' ').is_some_and(|b| b.starts_with(|c: char| !c.is_whitespace()));
        let page_start = form_feed || (one_space && flush_left && kind == LineKind::Plain);
        if kind != LineKind::Blank {
            flush_left = !body.starts_with(' ') || page_start;
        }
        lines.push(Line { span: Span::new(at + mark, at + body.len()), kind, page_start });
    }
    mark_running_heads(text, &mut lines);
    lines
}

/// The kind of a line, and how many bytes of bullet or heading mark it starts with.
fn look(body: &str) -> (LineKind, usize) {
    let trimmed = body.trim();
    let indent = body.len() - body.trim_start().len();
    if trimmed.is_empty() {
        return (LineKind::Blank, 0);
    }
    let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ') {
        return (LineKind::Heading, indent + hashes);
    }
    for bullet in ["- ", "* ", "+ ", "• ", "· ", "▪ ", "– "] {
        if let Some(rest) = trimmed.strip_prefix(bullet) {
            return (LineKind::Item, indent + trimmed.len() - rest.len());
        }
    }
    if trimmed.contains('\t') || (trimmed.starts_with('|') && trimmed.len() > 1) {
        return (LineKind::Table, indent);
    }
    if is_page_number(trimmed) || is_rule(trimmed) {
        return (LineKind::Furniture, indent);
    }
    if is_bold(trimmed) {
        return (LineKind::Heading, indent);
    }
    (LineKind::Plain, indent)
}

fn is_bold(line: &str) -> bool {
    line.strip_prefix("**")
        .and_then(|l| l.strip_suffix("**"))
        .is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
}

/// "12", "- 12 -", "Page 3 of 20", "| 12".
fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(5).collect();
    let number = |w: &&&str| w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    let name = |w: &&&str| ["page", "pages", "of", "seite", "p"].contains(&w.to_ascii_lowercase().as_str());
    let (numbers, names) = (words.iter().filter(number).count(), words.iter().filter(name).count());
    line.len() <= 24 && numbers + names == words.len() && (numbers == 1 || (numbers == 2 && names > 0))
}

/// "---", "* * *": a line of marks alone.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '—' | '–' | ' '))
}

/// Marks short plain lines that stand alone and come back on page after page, numbers aside, as furniture.
fn mark_running_heads(text: &str, lines: &mut [Line]) {
    let blank = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_none_or(|l| l.kind == LineKind::Blank);
    let keys: Vec<Option<String>> = (0..lines.len())
        .map(|i| {
            let body = lines[i].text(text).trim();
            let alone = blank(i.checked_sub(1)) && blank(Some(i + 1));
            let fits = lines[i].kind == LineKind::Plain
                && body.len() <= RUNNING_HEAD_BYTES
                && alone
                && !super::notes::is_back_reference(body);
            let key: String = body.chars().filter(|c| !c.is_ascii_digit()).collect();
            (fits && key.len() >= 4).then_some(key)
        })
        .collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for key in keys.iter().flatten() {
        *seen.entry(key).or_default() += 1;
    }
    for (line, key) in lines.iter_mut().zip(&keys) {
        if key.as_ref().is_some_and(|k| seen[k.as_str()] >= RUNNING_HEAD) {
            line.kind = LineKind::Furniture;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<LineKind> {
        lines(text).iter().map(|l| l.kind).collect()
    }

    #[test]
    fn looks() {
        use LineKind::{Blank, Furniture, Heading, Item, Plain, Table};
        let cases = [
            ("## References", Heading),
            ("**REFERENCES**", Heading),
            ("- Smith, J. (2019).", Item),
            ("12", Furniture),
            ("Page 3 of 20", Furniture),
            ("---", Furniture),
            ("  ", Blank),
            ("a\tb", Table),
            ("2012 2,347 2017 294", Plain),
            ("Running text.", Plain),
        ];
        for (line, kind) in cases {
            assert_eq!(kinds(line), [kind], "{line}");
        }
    }

    #[test]
    fn a_running_head_stands_alone_and_comes_back() {
        let page = "Journal of Tests 12\n\nBody text.\nSame note text, 2020,\nhttps://x.org\n\n";
        let all = page.repeat(3);
        let furniture = lines(&all).iter().filter(|l| l.kind == LineKind::Furniture).count();
        assert_eq!(furniture, 3);
    }

    #[test]
    fn one_space_among_flush_lines_starts_a_page() {
        let found: Vec<bool> =
            lines("first line\nsecond\n third\nfourth\n\u{c}fifth").iter().map(|l| l.page_start).collect();
        assert_eq!(found, [false, false, true, false, true]);
    }
}
