//! Text → lines in reading order, each with what its markup says it is.

use super::columns::in_columns;
use super::front::Metadata;
use super::line::Raw;
pub(crate) use super::line::{Line, LineKind};
use crate::Span;

/// [`lines_and_numbers`] without the numbers.
#[cfg(any(test, feature = "train"))]
pub(crate) fn lines(text: &str) -> Vec<Line> {
    lines_and_numbers(text, &super::front::metadata(text).unwrap_or_default()).0
}

/// Takes `text`, which says `said` of itself, apart into lines, those of the left column of a page before those of the right; says where
/// the line numbers of a manuscript stand, which are in no line. Linear in its length.
pub(crate) fn lines_and_numbers(text: &str, said: &Metadata) -> (Vec<Line>, Vec<Span>) {
    let mut raws = raws(text);
    let numbers = super::line_numbers::take_off(text, &mut raws);
    super::pages::infer(text, &mut raws);
    let mut found = Vec::with_capacity(raws.len());
    let mut flush_left = false;
    let mut add = |raw: &Raw| {
        let body = raw.span.of(text);
        let (kind, mark) = look(body);
        // Plain extractors put one space where a page begins, among lines that are flush left.
        let one_space = body.strip_prefix(' ').is_some_and(|b| b.starts_with(|c: char| !c.is_whitespace()));
        let page_start = raw.page_start || (one_space && flush_left && kind == LineKind::Plain);
        if kind != LineKind::Blank {
            flush_left = !body.starts_with(' ') || page_start;
        }
        let span = Span::new(raw.span.start + mark, raw.span.end);
        found.push(Line { span, kind, page_start, indent: raw.indent + columns(body) });
    };
    let pages = raws.chunk_by(|_, next| !next.page_start);
    for page in pages {
        for part in page.chunks(PAGE_LINES) {
            match in_columns(text, part) {
                Some(parted) => parted.iter().for_each(&mut add),
                None => part.iter().for_each(&mut add),
            }
        }
    }
    take_metadata(said, &mut found);
    take_pictures(text, &mut found);
    super::residue::take_residue(text, &mut found);
    (found, numbers)
}

/// Takes the block in which a Markdown document says its title for furniture, but for an abstract in it. Linear but for searching.
fn take_metadata(said: &Metadata, lines: &mut [Line]) {
    let is_prose = |line: &Line| {
        let next = said.prose.partition_point(|prose| prose.end <= line.span.start);
        said.prose.get(next).is_some_and(|prose| prose.overlaps(line.span))
    };
    let of_block = lines.iter_mut().filter(|line| line.span.start < said.span.end && line.kind != LineKind::Blank);
    of_block.filter(|line| !is_prose(line)).for_each(|line| line.kind = LineKind::Furniture);
}

/// A picture that an extractor gave in signs has at least so many lines.
const PICTURE: usize = 20;

/// Takes the lines of pictures for furniture: many lines on end without a word, most of them of marks: "?O2@@@@6X?". Linear.
fn take_pictures(text: &str, lines: &mut [Line]) {
    let is_wordless = |line: &Line| {
        let body = line.text(text);
        line.kind == LineKind::Blank
            || !body.split(|c: char| !c.is_lowercase()).any(|word| word.chars().nth(2).is_some())
    };
    let is_marks = |line: &Line| {
        let body = line.text(text).trim();
        let marks = body.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
        body.len() >= 3 && marks * 3 > body.chars().count() * 2
    };
    for run in lines.chunk_by_mut(|a, b| is_wordless(a) == is_wordless(b)) {
        let printed = run.iter().filter(|l| l.kind != LineKind::Blank).count();
        let marks = run.iter().filter(|l| is_marks(l)).count();
        if run.first().is_some_and(is_wordless) && marks >= PICTURE && marks * 2 > printed {
            run.iter_mut().filter(|l| l.kind != LineKind::Blank).for_each(|l| l.kind = LineKind::Furniture);
        }
    }
}

/// Where pages aren't told, columns are looked for in so many lines at a time.
const PAGE_LINES: usize = 120;

/// Lines as they end: at a line feed, a carriage return or both, at Unicode's separators, and where a page ends.
fn raws(text: &str) -> Vec<Raw> {
    let mut found = Vec::new();
    let mut page_start = false;
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let ends = match c {
            '\n' => at == 0 || bytes[at - 1] != b'\r',
            '\r' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            _ => continue,
        };
        let after = at + c.len_utf8();
        if ends && (c != '\u{c}' || at > start) {
            found.push(Raw { span: Span::new(start, at), page_start, indent: 0 });
            page_start = false;
        }
        page_start |= c == '\u{c}';
        start = after;
    }
    if start < text.len() {
        found.push(Raw { span: Span::new(start, text.len()), page_start, indent: 0 });
    }
    found
}

/// How many columns of white space a line starts with.
fn columns(body: &str) -> usize {
    body.chars().take_while(|c| c.is_whitespace()).fold(0, |n, c| if c == '\t' { n + 8 - n % 8 } else { n + 1 })
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
    for bullet in ["- ", "* ", "+ ", "• ", "· ", "▪ ", "– ", "\u{f0b7} ", "● ", "■ ", "◦ "] {
        if let Some(rest) = trimmed.strip_prefix(bullet) {
            return (LineKind::Item, indent + trimmed.len() - rest.len());
        }
    }
    // A tab after a label is none of a table.
    let labelled = super::label::label(trimmed).is_some_and(|l| trimmed[..l.bytes].contains('\t'));
    let tabs = trimmed.matches('\t').count();
    if tabs > usize::from(labelled) || (trimmed.starts_with('|') && trimmed.len() > 1) {
        return (LineKind::Table, indent);
    }
    if is_rule(trimmed) || is_fence(trimmed) || is_tags(trimmed) || super::residue::is_residue(trimmed) {
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

/// ":::", "::: {#refs .references}": where a part of a Markdown document begins or ends; "↑": a link back to the text.
fn is_fence(line: &str) -> bool {
    line == "↑"
        || line.starts_with(":::") && line.trim_start_matches(':').trim_start().split(' ').count() <= 1
        || line.starts_with(":::") && line.ends_with('}')
}

/// `<div class="csl-entry">`, `</div>`, `<!-- page 2 -->`: tags alone.
fn is_tags(line: &str) -> bool {
    line.starts_with('<') && line.ends_with('>') && super::markup::visible(line).is_empty()
}

/// "---", "* * *": a line of marks alone.
fn is_rule(line: &str) -> bool {
    line.chars().nth(2).is_some() && line.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '—' | '–' | ' '))
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
            ("12", Plain),
            ("Page 3 of 20", Plain),
            ("---", Furniture),
            ("–", Plain),
            ("::: {#refs .references}", Furniture),
            (":::", Furniture),
            ("<div id=\"ref-roe\" class=\"csl-entry\">", Furniture),
            ("</div>", Furniture),
            ("<i>Lakes</i>", Plain),
            ("↑", Furniture),
            ("  ", Blank),
            ("a\tb", Table),
            ("1.\tRoe, A. On tests.", Plain),
            ("2012 2,347 2017 294", Plain),
            ("Running text.", Plain),
        ];
        for (line, kind) in cases {
            assert_eq!(kinds(line), [kind], "{line}");
        }
    }

    #[test]
    fn a_picture_in_signs_is_furniture() {
        let picture = "?O2@@@@6X?\nW&@@@@@@@H?\n\n?@@\n".repeat(12);
        let text = format!("References\n\n{picture}\nRoe, A. (2001). On moss.\n");
        let shown: Vec<&str> =
            lines(&text).iter().filter(|l| l.kind == LineKind::Plain).map(|l| l.text(&text)).collect();
        assert_eq!(shown, ["References", "Roe, A. (2001). On moss."]);
    }

    #[test]
    fn lines_end_in_many_ways() {
        for end in ["\n", "\r\n", "\r", "\u{2028}", "\u{85}"] {
            let text = format!("one{end}two{end}{end}three");
            let found: Vec<&str> = lines(&text).iter().map(|l| l.text(&text)).collect();
            assert_eq!(found, ["one", "two", "", "three"], "{end:?}");
        }
    }

    #[test]
    fn pages_start() {
        let found: Vec<bool> =
            lines("first line\nsecond\n third\nfourth\n\u{c}fifth").iter().map(|l| l.page_start).collect();
        assert_eq!(found, [false, false, true, false, true]);
    }
}
