//! Markup and line breaks → clean text, with the way back to every source byte.

use std::borrow::Cow;
use std::collections::HashSet;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, map_opt, opt, peek, recognize, value, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use unicode_normalization::char::compose;

use crate::Span;

/// A stretch of a document without markup and line breaks.
///
/// White space is one space wide, words that were broken over lines are whole again, and what was italic is known.
/// [`source`](Self::source) leads from every byte back to the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanText {
    text: String,
    /// Runs of bytes that stand together in the source too: (offset here, offset there), ascending in the first.
    runs: Vec<(usize, usize)>,
    emphasis: Vec<Span>,
    /// What was raised above the line, or a link that is a number.
    raised: Vec<Span>,
    /// Where a line break was, as offsets into `text`.
    breaks: Vec<usize>,
}

/// As text: what [`as_str`](CleanText::as_str) gives.
#[cfg(feature = "serde")]
impl serde::Serialize for CleanText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl CleanText {
    /// Text that has no markup: itself.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), runs: vec![(0, 0)], ..Self::default() }
    }

    /// The clean text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The stretches that were italic or bold, in order and disjoint.
    #[must_use]
    pub fn emphasis(&self) -> &[Span] {
        &self.emphasis
    }

    /// The stretches that stood in `<sup>`, and the numbers that were links: marks of notes or citations, in order and
    /// disjoint.
    #[must_use]
    pub fn raised(&self) -> &[Span] {
        &self.raised
    }

    /// Where the byte at `offset` stands in the document. Logarithmic in the number of line breaks and marks.
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|&(here, _)| here <= offset).saturating_sub(1);
        self.runs.get(run).map_or(offset, |&(here, there)| there + offset.saturating_sub(here))
    }

    /// Where `span` stands in the document, marks and line breaks inside it included.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.source_offset(span.start);
            return Span::new(at, at);
        }
        let last = self.text[..span.end].chars().next_back().map_or(1, char::len_utf8);
        let start = self.source_offset(span.start);
        // The last character may have been one of several bytes in the source only when it was rewritten (an entity);
        // then its first byte is the end that is known.
        Span::new(start, (self.source_offset(span.end - last) + last).max(start))
    }

    /// The part under `span`, which lies on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> Self {
        let shift = |s: Span| Span::new(s.start.max(span.start) - span.start, s.end.min(span.end) - span.start);
        let within = |spans: &[Span]| -> Vec<Span> {
            let from = spans.partition_point(|s| s.end <= span.start);
            spans[from..].iter().take_while(|s| s.start < span.end).map(|&s| shift(s)).collect()
        };
        // All ascend: only what lies in the span is looked at, so that many slices cost no more than the whole.
        let after = self.runs.partition_point(|r| r.0 <= span.start);
        let mut runs = vec![(0, self.source_offset(span.start))];
        runs.extend(self.runs[after..].iter().take_while(|r| r.0 < span.end).map(|r| (r.0 - span.start, r.1)));
        let breaks = &self.breaks[self.breaks.partition_point(|b| *b <= span.start)..];
        Self {
            text: span.of(&self.text).to_owned(),
            runs,
            emphasis: within(&self.emphasis),
            raised: within(&self.raised),
            breaks: breaks.iter().take_while(|b| **b < span.end).map(|b| b - span.start).collect(),
        }
    }

    /// Where line breaks were.
    pub(crate) fn breaks(&self) -> &[usize] {
        &self.breaks
    }

    fn push(&mut self, text: &str, source: usize) {
        let here = self.text.len();
        let follows = self.runs.last().is_some_and(|&(h, s)| s + (here - h) == source);
        if !follows {
            self.runs.push((here, source));
        }
        self.text.push_str(text);
    }

    /// One space, unless nothing or a space stands before it.
    fn push_space(&mut self, source: usize) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(" ", source);
        }
    }

    fn pop_last(&mut self) {
        self.text.pop();
        let len = self.text.len();
        while self.runs.last().is_some_and(|r| r.0 >= len && self.runs.len() > 1) {
            self.runs.pop();
        }
        while self.breaks.last().is_some_and(|b| *b > len) {
            self.breaks.pop();
        }
    }

    /// The same text without the bytes that `drop` names (ascending, disjoint spans).
    pub(crate) fn without(&self, drop: &[Span]) -> Self {
        let mut out = Self::default();
        let mut emphasis = self.emphasis.iter().copied().peekable();
        let mut kept = |from: usize, to: usize, out: &mut Self| {
            let part = self.slice(Span::new(from, to));
            let at = out.text.len();
            for (i, &(here, there)) in part.runs.iter().enumerate() {
                let end = part.runs.get(i + 1).map_or(part.text.len(), |r| r.0);
                out.push(&part.text[here..end], there);
            }
            out.breaks.extend(part.breaks.iter().map(|b| b + at));
            out.raised.extend(part.raised.iter().map(|r| r.shifted(at)));
            while let Some(e) = emphasis.next_if(|e| e.start < to) {
                let s = Span::new(e.start.max(from) - from + at, e.end.clamp(from, to) - from + at);
                match out.emphasis.last_mut() {
                    Some(last) if last.end == s.start && at > 0 && e.start < from => last.end = s.end,
                    _ if !s.is_empty() => out.emphasis.push(s),
                    _ => {}
                }
                if e.end > to {
                    break;
                }
            }
        };
        let mut from = 0;
        for d in drop {
            kept(from, d.start, &mut out);
            from = d.end;
        }
        kept(from, self.text.len(), &mut out);
        out
    }
}

/// The words of a document, lower-cased: what tells a soft hyphen from a real one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = HashSet::new();
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphabetic) {
            let end = rest[start..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |e| start + e);
            // The halves of a word that a line end broke are no evidence.
            let after = rest[end..].trim_start_matches(['-', '\u{ad}']);
            let broken_after =
                after.len() < rest.len() - end && after.trim_start_matches(' ').starts_with(['\n', '\r']);
            let before = text[..text.len() - rest.len() + start].trim_end_matches([' ', '\n', '\r']);
            let broken_before = before.ends_with(['-', '\u{ad}']) && before.len() < text.len() - rest.len() + start;
            if end - start >= 2 && !broken_after && !broken_before {
                words.insert(rest[start..end].to_lowercase());
            }
            rest = &rest[end..];
        }
        Self(words)
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }

    /// Whether the hyphen between `left` and `right`, which a line break follows, belongs to the word.
    ///
    /// It does when the two aren't seen joined, and both are seen alone (in a URL, whose lines are broken at its own
    /// hyphens first, one is enough). What is seen neither way goes by case: "Intra-" and "Afghan" keep it.
    fn keeps_hyphen(&self, left: &str, right: &str, inside: Inside) -> bool {
        if self.has(&format!("{left}{right}")) {
            return false;
        }
        if left.is_empty() || right.is_empty() {
            return true;
        }
        match inside {
            Inside::Words => (self.has(left) && self.has(right)) || right.starts_with(char::is_uppercase),
            Inside::Url => self.has(left) || self.has(right),
        }
    }
}

/// What a line end broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Words,
    Url,
}

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Inline<'t> {
    /// `*`, `_` in runs, `<i>`, `</em>`: emphasis starts or ends.
    Emphasis(&'t str),
    /// Markup that goes.
    Nothing,
    /// `<sup>`, `[` of a link that is a number: what follows is raised.
    Raise,
    /// `</sup>`.
    Lower,
    /// Characters that stay in place of the markup.
    Stay(&'t str),
    /// A character that an entity stands for.
    Char(char),
    /// White space, or `<br>`.
    Space,
    /// Text.
    Text,
}

/// `\_` is `_`; so is `\\_`, which was escaped twice.
fn escape(input: &str) -> IResult<&str, Inline<'_>> {
    let escaped = recognize(satisfy(|c| c.is_ascii_punctuation() && c != '\\'));
    map(preceded(take_while_m_n(1, 2, |c| c == '\\'), escaped), Inline::Stay).parse(input)
}

/// `&amp;` is `&`, `&auml;` is `ä`, `&#8211;` is `–`.
fn entity(input: &str) -> IResult<&str, Inline<'_>> {
    let name = take_while_m_n(1, 8, |c: char| c.is_ascii_alphanumeric() || c == '#');
    map_opt(delimited(char('&'), name, char(';')), |name| meant_by(name).map(Inline::Char)).parse(input)
}

/// The character that an entity of this name stands for.
fn meant_by(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code
            .ok()
            .and_then(char::from_u32)
            .filter(|c| !c.is_control())
            .map(|c| if c == '\u{a0}' { ' ' } else { c });
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "thinsp" | "ensp" | "emsp" => ' ',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "szlig" => 'ß',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "oslash" => 'ø',
        "Oslash" => 'Ø',
        // A letter and the name of its mark.
        _ => {
            let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let mark = match &name[1..] {
                "grave" => '\u{300}',
                "acute" => '\u{301}',
                "circ" => '\u{302}',
                "tilde" => '\u{303}',
                "uml" => '\u{308}',
                "ring" => '\u{30a}',
                "caron" => '\u{30c}',
                "cedil" => '\u{327}',
                _ => return None,
            };
            compose(letter, mark)?
        }
    })
}

/// `<!-- image -->`, in one line.
fn comment(input: &str) -> IResult<&str, Inline<'_>> {
    let inside = take_while_m_n(0, COMMENT_BYTES, |c| c != '>' && c != '<');
    value(Inline::Nothing, delimited(tag("<!--"), verify(inside, |i: &str| i.ends_with("--")), char('>'))).parse(input)
}

/// No comment that goes is longer.
const COMMENT_BYTES: usize = 512;

/// `![picture](…)`: what is said instead of a picture isn't printed; and `**==> picture [1 x 2] intentionally omitted <==**`.
fn picture(input: &str) -> IResult<&str, Inline<'_>> {
    let (named, _) = tag("![").parse(input)?;
    let end = named.find(['[', ']', '\n']).unwrap_or(named.len());
    value(Inline::Nothing, link_target).parse(&named[end..])
}

/// What stands for a picture that a converter left out: `**==> picture [1 x 2] intentionally omitted <==**`.
fn left_out(input: &str) -> IResult<&str, Inline<'_>> {
    let (inside, _) = (opt(tag("**")), tag("==> picture ")).parse(input)?;
    let end = inside.find(['\n', '=']).filter(|end| inside[..*end].ends_with("omitted <")).unwrap_or(inside.len());
    value(Inline::Nothing, (tag("=="), opt(tag("**")))).parse(&inside[end..])
}

/// `<https://example.org>` is its address.
fn autolink(input: &str) -> IResult<&str, Inline<'_>> {
    let address = recognize((alt((tag("http"), tag("www."), tag("doi"))), take_while1(|c| c != '>' && c != '<')));
    map(delimited(char('<'), address, char('>')), Inline::Stay).parse(input)
}

fn italic_tag(input: &str) -> IResult<&str, Inline<'_>> {
    let name = alt((tag_no_case("em"), tag_no_case("i")));
    map(recognize(delimited(terminated(char('<'), opt(char('/'))), name, char('>'))), Inline::Emphasis).parse(input)
}

fn other_tag(input: &str) -> IResult<&str, Inline<'_>> {
    let name = (opt(char('/')), satisfy(|c| c.is_ascii_alphabetic()), take_while(|c: char| c.is_ascii_alphanumeric()));
    let is_attributes = |a: &str| a.is_empty() || a.starts_with('/') || a.starts_with(' ') && a.contains(['=', '/']);
    let attributes = verify(take_while(|c| c != '<' && c != '>'), is_attributes);
    let (after, found) = recognize((char('<'), name, attributes, char('>'))).parse(input)?;
    let is = |at: usize, name: &str| found.get(at..at + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    let meant = match () {
        () if is(1, "br") => Inline::Space,
        () if is(1, "sup>") => Inline::Raise,
        () if is(1, "/sup>") => Inline::Lower,
        () => Inline::Nothing,
    };
    Ok((after, meant))
}

/// `*`, `**`, `***`, `_`.
fn emphasis_mark(input: &str) -> IResult<&str, Inline<'_>> {
    map(alt((take_while1(|c| c == '*'), tag("_"))), Inline::Emphasis).parse(input)
}

fn space(input: &str) -> IResult<&str, Inline<'_>> {
    value(Inline::Space, take_while1(char::is_whitespace)).parse(input)
}

/// No link's target is longer.
const LINK_TARGET_BYTES: usize = 2048;
/// Nor are brackets in it nested deeper: however many targets are left unclosed, each byte is looked at by this many.
const LINK_TARGET_DEPTH: usize = 8;

/// The target of a link, `](…)`: brackets inside it are balanced or escaped.
pub(super) fn link_target(input: &str) -> IResult<&str, &str> {
    let (inside, _) = tag("](").parse(input)?;
    let mut depth = 1_usize;
    let mut escaped = false;
    for (i, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            '\n' => break,
            _ => {}
        }
        if i > LINK_TARGET_BYTES || depth > LINK_TARGET_DEPTH {
            break;
        }
        if depth == 0 {
            return Ok((&inside[i + 1..], &inside[..i]));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Char)))
}

/// `[` that a `](` closes; brackets between them are balanced, or escaped as in `[\\[1\\]](#page-3)`.
fn link_open(input: &str) -> IResult<&str, Inline<'_>> {
    let (after, _) = char('[').parse(input)?;
    let mut depth = 1_usize;
    let mut escaped = false;
    for (end, c) in after.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            peek(link_target).parse(&after[end..])?;
            let is_number = end > 0 && after[..end].bytes().all(|b| b.is_ascii_digit());
            return Ok((after, if is_number { Inline::Raise } else { Inline::Nothing }));
        }
        if depth > LINK_TARGET_DEPTH {
            break;
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Char)))
}

fn link_close(input: &str) -> IResult<&str, Inline<'_>> {
    value(Inline::Nothing, link_target).parse(input)
}

fn any_text(input: &str) -> IResult<&str, Inline<'_>> {
    value(Inline::Text, alt((recognize(one_of("<&[]\\!=")), take_while1(is_plain)))).parse(input)
}

fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\\' | '&' | '<' | '*' | '_' | '[' | ']' | '!' | '=')
}

/// A row of `_` stands for an author.
fn same_author(input: &str) -> IResult<&str, Inline<'_>> {
    map(recognize(take_while_m_n(3, usize::MAX, |c| c == '_')), Inline::Stay).parse(input)
}

fn inline(input: &str) -> IResult<&str, Inline<'_>> {
    let mark = alt((escape, entity, comment, autolink, italic_tag, other_tag, picture, left_out));
    alt((space, mark, link_open, link_close, same_author, emphasis_mark, any_text)).parse(input)
}

/// A line as a reader sees it: without marks of emphasis, tags, pictures and the targets of links. Tags that raise what
/// is in them stay, and so do rows of `_`, as they stand for an author.
pub(crate) fn visible(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    if !line.contains(['*', '_', '<', '`', '\\', '&']) && !line.contains("](") && !line.contains("==>") {
        return Cow::Borrowed(line);
    }
    let mut seen = String::with_capacity(line.len());
    let mut rest = line;
    while let Ok((mut after, found)) = inline(rest) {
        let taken = &rest[..rest.len() - after.len()];
        match found {
            Inline::Emphasis("_") => {
                let run = rest.len() - rest.trim_start_matches('_').len();
                let inside_word = seen.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
                if inside_word {
                    seen.push_str(&rest[..run]);
                }
                after = &rest[run..];
            }
            Inline::Stay(chars) => seen.push_str(chars),
            Inline::Char(c) => seen.push(c),
            Inline::Space => seen.push(' '),
            Inline::Text => seen.extend(taken.chars().filter(|c| *c != '`')),
            _ if taken.eq_ignore_ascii_case("<sup>") || taken.eq_ignore_ascii_case("</sup>") => seen.push_str(taken),
            _ => {}
        }
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    Cow::Owned(seen.trim().to_owned())
}

/// Cleans the `pieces` of `text` (lines, in order) into one running text.
///
/// Linear in the bytes of the pieces.
pub(crate) fn clean(text: &str, pieces: &[Span], vocabulary: &Vocabulary) -> CleanText {
    let mut out = CleanText::default();
    let mut open: Option<usize> = None;
    let mut raised: Option<usize> = None;
    for (n, &piece) in pieces.iter().enumerate() {
        if n > 0 {
            join_line(&mut out, piece.of(text), piece.start, vocabulary);
        }
        let mut rest = piece.of(text);
        while !rest.is_empty() {
            let at = piece.end - rest.len();
            let Ok((after, found)) = inline(rest) else { break };
            let taken = &rest[..rest.len() - after.len()];
            match found {
                Inline::Emphasis(mark) => emphasis(&mut out, &mut open, mark, after, at),
                // The end of a link ends what its number began.
                Inline::Nothing | Inline::Lower => {
                    if let Some(start) = raised.take_if(|_| found == Inline::Lower || taken.starts_with("](")) {
                        lower(&mut out, start);
                    }
                }
                Inline::Raise => raised = raised.or(Some(out.text.len())),
                Inline::Stay(chars) => out.push(chars, at + taken.rfind(chars).unwrap_or(0)),
                Inline::Char(' ') | Inline::Space => out.push_space(at),
                Inline::Char(c) => out.push(c.encode_utf8(&mut [0; 4]), at),
                Inline::Text => out.push(taken, at),
            }
            rest = after;
        }
    }
    close(&mut out, &mut open);
    while out.text.ends_with(' ') {
        out.pop_last();
    }
    let len = out.text.len();
    out.breaks.retain(|b| *b < len);
    for spans in [&mut out.emphasis, &mut out.raised] {
        spans.retain_mut(|s| {
            s.end = s.end.min(len);
            s.start < s.end
        });
    }
    out
}

/// What stands after `start` was raised.
fn lower(out: &mut CleanText, start: usize) {
    let span = Span::new(start.min(out.text.len()), out.text.len()).trimmed(&out.text, |_| false);
    if !span.is_empty() {
        out.raised.push(span);
    }
}

/// Emphasis starts before a character that isn't white space and ends after one; a mark that does neither is text.
fn emphasis(out: &mut CleanText, open: &mut Option<usize>, mark: &str, after: &str, at: usize) {
    let after_text = after.chars().next().is_some_and(|c| !c.is_whitespace());
    let before = out.text.chars().next_back();
    let inside_word = before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    let is_text = match (mark, open.is_some()) {
        ("_", _) if inside_word => true,
        ("_", false) => before.is_some_and(char::is_alphanumeric) || !after.contains('_'),
        ("</i>" | "</em>" | "</I>" | "</EM>", is_open) => {
            if is_open {
                close(out, open);
            }
            return;
        }
        (_, false) => !after_text && before.is_none_or(char::is_whitespace),
        (_, true) => false,
    };
    if is_text {
        out.push(mark, at);
    } else if open.is_some() {
        close(out, open);
    } else {
        *open = Some(out.text.len());
    }
}

fn close(out: &mut CleanText, open: &mut Option<usize>) {
    if let Some(start) = open.take() {
        let span = Span::new(start.min(out.text.len()), out.text.len()).trimmed(&out.text, |_| false);
        if !span.is_empty() {
            out.emphasis.push(span);
        }
    }
}

/// Joins a line to the text before it: with a space, or with nothing when a hyphen broke a word.
fn join_line(out: &mut CleanText, next: &str, at: usize, vocabulary: &Vocabulary) {
    let next = next.trim_start();
    if let Some(before) = out.text.strip_suffix(['-', '\u{ad}']) {
        // A word that is longer than a chunk is none; nor grows a line end's cost with what was joined before.
        let left = last_chunk(before).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let right = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let inside = if super::url::is_url_like(last_chunk(before)) { Inside::Url } else { Inside::Words };
        let soft = out.text.ends_with('\u{ad}');
        if !left.is_empty() && (soft || !vocabulary.keeps_hyphen(left, right, inside)) {
            out.pop_last();
        }
        out.breaks.push(out.text.len());
        return;
    }
    out.push_space(at.saturating_sub(1));
    out.breaks.push(out.text.len());
}

/// What stands after the last space, as far as it matters: its last bytes.
fn last_chunk(text: &str) -> &str {
    const ENOUGH: usize = 128;
    let mut from = text.len().saturating_sub(ENOUGH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..].rsplit(char::is_whitespace).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> CleanText {
        let pieces: Vec<Span> = crate::document::lines::lines(text).iter().map(|l| l.span).collect();
        clean(text, &pieces, &Vocabulary::of(text))
    }

    #[test]
    fn markup() {
        let cases = [
            ("escaped underscore", r"a\_b", "a_b"),
            ("escaped twice", r"a\\_b", "a_b"),
            ("entity", "Smith &amp; Doe", "Smith & Doe"),
            ("autolink", "see <https://x.org/a_b>.", "see https://x.org/a_b."),
            ("link", "at [x.org](https://x.org/(a))!", "at x.org!"),
            ("link with escaped bracket", r"[d(V\).8](https://x.org/d\(V\).8)", "d(V).8"),
            ("html", "<sup>1</sup>Ann <b>Lee</b>", "1Ann Lee"),
            ("less-than", "p < 0.05 and a<b", "p < 0.05 and a<b"),
            ("lone star", "Ann Lee *", "Ann Lee *"),
            ("underscore in a word", "https://x.org/a_b_c", "https://x.org/a_b_c"),
            ("entities of letters", "M&uuml;ller &amp; &Eacute;tienne &scaron;", "Müller & Étienne š"),
            ("entities by number", "pp. 3&#8211;4&#x2013;5&#160;6", "pp. 3–4–5 6"),
            ("no entity", "R&D; A&B &unknown; &#0;", "R&D; A&B &unknown; &#0;"),
            ("comment", "a <!-- image --> b <!- c", "a b <!- c"),
            ("picture", "a ![alt text](images/1.png) b! [c]", "a b! [c]"),
            ("picture left out", "a **==> picture [9 x 9] intentionally omitted <==** b ==> c", "a b ==> c"),
            ("anchor", "<span id=\"page-3-0\"></span>[1] A. Lee", "[1] A. Lee"),
            ("square brackets", "[sic] a [b](#) c", "[sic] a b c"),
            ("brackets in a link", r"as in [\[1\]](#page-3-0) and [[2]](#b)", "as in [1] and [2]"),
            ("no tag", "p<b and c>d", "p<b and c>d"),
            ("a row for an author", "____. On Moss and ____, Of Ponds", "____. On Moss and ____, Of Ponds"),
        ];
        for (name, source, want) in cases {
            assert_eq!(cleaned(source).as_str(), want, "{name}");
        }
    }

    #[test]
    fn what_a_reader_sees() {
        let cases = [
            ("**References**", "References"),
            ("## **References**", "## References"),
            ("<span id=\"page-3-0\"></span>[1] Roe", "[1] Roe"),
            ("<b>References</b>", "References"),
            ("Roe, A. *Journal of Tests*, **3**", "Roe, A. Journal of Tests, 3"),
            ("[Roe](https://x.org/a_b), 2001", "Roe, 2001"),
            ("- [[1]](#r1) Roe", "- [1] Roe"),
            ("snake_case and _so on_", "snake_case and so on"),
            (r"a\_b", "a_b"),
            ("___. On tests", "___. On tests"),
            (r"\_\_\_. On tests", "___. On tests"),
            ("a<b and 2<3>", "a<b and 2<3>"),
            ("M&uuml;ller &amp; Roe", "Müller & Roe"),
            ("<sup>4</sup> Roe <!-- page -->", "<sup>4</sup> Roe"),
            ("![](images/1.png)", ""),
        ];
        for (line, want) in cases {
            assert_eq!(visible(line), want, "{line}");
        }
    }

    #[test]
    fn emphasis_is_known() {
        let found = cleaned("T. *Journal of Tests*, *12*(3), <i>x y</i>. _z_");
        let spans: Vec<&str> = found.emphasis().iter().map(|e| e.of(found.as_str())).collect();
        assert_eq!(found.as_str(), "T. Journal of Tests, 12(3), x y. z");
        assert_eq!(spans, ["Journal of Tests", "12", "x y", "z"]);
    }

    #[test]
    fn line_ends() {
        let cases = [
            ("plain", "one\ntwo", "one two"),
            ("soft hyphen, joined word seen", "Pakistan. Paki-\nstan", "Pakistan. Pakistan"),
            ("soft hyphen, nothing seen", "exam-\nple", "example"),
            ("real hyphen, both words seen", "cross border. cross-\nborder", "cross border. cross-border"),
            ("real hyphen before a capital", "US-\nTaliban", "US-Taliban"),
            ("range of pages", "12-\n34", "12-34"),
        ];
        for (name, source, want) in cases {
            assert_eq!(cleaned(source).as_str(), want, "{name}");
        }
    }

    #[test]
    fn every_byte_leads_back() {
        let source = "A *b c*\n[d](#) e-\nf";
        let found = cleaned(source);
        for (i, c) in found.as_str().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            assert!(source[found.source_offset(i)..].starts_with(c), "{c} at {i}");
        }
        let whole = found.source(Span::new(0, found.as_str().len()));
        assert_eq!(whole.of(source), source);
    }
}
