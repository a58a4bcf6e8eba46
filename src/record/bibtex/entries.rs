//! A `.bib` file → its entries, each whole by itself: strings put in, parents' fields taken over.
//!
//! The crate `biblatex` reads a file or none of it, and follows `@string`, `crossref` and `xdata` as deep as they lead. So
//! the file is taken apart here, without recursion, and `biblatex` gets an entry at a time.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::values::{identifier, people, printed, with_dots};
use crate::Span;

/// An entry as it stands in the file.
pub(super) struct Entry<'b> {
    pub(super) kind: String,
    pub(super) key: &'b str,
    /// Names in lower case, values with their braces or quotes, strings put in.
    pub(super) fields: Vec<(String, String)>,
    pub(super) span: Span,
}

/// A place that isn't an entry, and what was expected there.
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) reason: &'static str,
}

/// Fields that say nothing of what a work is, and in which programs write what TeX can't read.
const UNREAD: [&str; 10] = [
    "abstract",
    "file",
    "annote",
    "annotation",
    "keywords",
    "keywords-plus",
    "cited-references",
    "references",
    "affiliation",
    "funding-text",
];

/// Braces deeper than this aren't read.
const DEPTH: usize = 64;
/// Longer strings aren't kept: strings of strings can double without end.
const STRING_BYTES: usize = 1024;
/// An entry has no more fields than this, and takes over no more.
const FIELDS: usize = 256;

/// The entries of a file, in order, and what couldn't be read; after a broken entry it goes on at the next line that begins
/// with `@`.
pub(super) fn entries(bib: &str) -> (Vec<Entry<'_>>, Vec<Broken>) {
    let mut strings: HashMap<String, String> = HashMap::new();
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(start) = bib[at..].find('@').map(|i| at + i) {
        match entry(bib, start, &strings, &mut broken) {
            Ok(Some((read, end))) => {
                if read.kind == "string" {
                    let long = |(_, value): &(String, String)| value.len() > STRING_BYTES;
                    if read.fields.iter().any(long) {
                        broken.push(Broken { at: start, reason: "expected a shorter string" });
                    } else {
                        strings.extend(read.fields);
                    }
                } else {
                    found.push(read);
                }
                at = end;
            }
            // A comment, a preamble, an "@" in prose.
            Ok(None) => at = start + 1,
            Err(error) => {
                at = bib[start + 1..].find("\n@").map_or(bib.len(), |i| start + 1 + i);
                broken.push(error);
            }
        }
    }
    inherit(&mut found);
    (found, broken)
}

/// Takes over what a parent has: `crossref` once, `xdata` once. A parent's own parent is no longer looked at.
fn inherit(entries: &mut [Entry<'_>]) {
    let by_key: HashMap<String, usize> = (0..).zip(entries.iter()).map(|(i, e)| (e.key.to_lowercase(), i)).collect();
    let parents: Vec<Vec<usize>> = entries
        .iter()
        .map(|entry| {
            let named = entry.fields.iter().filter(|(name, _)| matches!(name.as_str(), "crossref" | "xdata"));
            let keys = named.flat_map(|(_, value)| bare(value).split(',')).map(|key| key.trim().to_lowercase());
            keys.filter_map(|key| by_key.get(&key).copied()).collect()
        })
        .collect();
    let own: Vec<Vec<(String, String)>> = entries.iter().map(|entry| entry.fields.clone()).collect();
    for (i, entry) in entries.iter_mut().enumerate() {
        for parent in parents[i].iter().filter(|parent| **parent != i) {
            for (name, value) in &own[*parent] {
                // A parent's title is that of the book.
                let name = match name.as_str() {
                    "crossref" | "xdata" | "subtitle" => continue,
                    "title" if !matches!(entry.kind.as_str(), "book" | "article") => "booktitle",
                    "author" => "bookauthor",
                    name => name,
                };
                if entry.fields.len() < FIELDS && entry.fields.iter().all(|(own, _)| own != name) {
                    entry.fields.push((name.to_owned(), value.clone()));
                }
            }
        }
        entry.fields.retain(|(name, _)| !matches!(name.as_str(), "crossref" | "xdata" | "xref"));
    }
}

fn bare(value: &str) -> &str {
    value.trim_matches(['{', '}', '"'])
}

impl Entry<'_> {
    /// What stands in a field, without the braces or quotes around it.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| bare(value))
    }

    /// The entry as a file of its own.
    pub(super) fn text(&self) -> String {
        let mut text = format!("@{}{{x", self.kind);
        for (name, value) in self.fields.iter().filter(|(name, _)| !UNREAD.contains(&name.as_str())) {
            // Writing to a string can't fail.
            match name.as_str() {
                // On one line, parted as BibTeX wants it, which takes AND for and.
                "author" | "editor" => {
                    let _ = write!(text, ",\n {name} = {}", people(&printed(value)));
                }
                // Mendeley and others write an address as TeX would print it, "a?b=c{\\&}d".
                "doi" | "url" | "howpublished" if name == "doi" || value.contains('\\') => {
                    let _ = write!(text, ",\n {name} = {}", identifier(value));
                }
                "title" | "subtitle" | "booktitle" | "journal" | "journaltitle" | "series" | "publisher" | "pages" => {
                    let _ = write!(text, ",\n {name} = {}", printed(value));
                }
                _ => {
                    let _ = write!(text, ",\n {name} = {value}");
                }
            }
        }
        text.push_str("\n}");
        with_dots(text)
    }
}

/// A position in the file.
struct Cursor<'b> {
    bib: &'b str,
    at: usize,
}

impl<'b> Cursor<'b> {
    fn rest(&self) -> &'b str {
        &self.bib[self.at..]
    }

    /// Past white space and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with('%') {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn take(&mut self, c: char) -> bool {
        let is = self.rest().starts_with(c);
        if is {
            self.at += c.len_utf8();
        }
        is
    }

    fn word(&mut self, is: impl Fn(char) -> bool) -> &'b str {
        let rest = self.rest();
        let end = rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn fails<T>(&self, reason: &'static str) -> Result<T, Broken> {
        Err(Broken { at: self.at.min(self.bib.len()), reason })
    }
}

/// The entry that begins at the `@`, and its end; none where there is no entry.
fn entry<'b>(
    bib: &'b str,
    start: usize,
    strings: &HashMap<String, String>,
    told: &mut Vec<Broken>,
) -> Result<Option<(Entry<'b>, usize)>, Broken> {
    let mut cursor = Cursor { bib, at: start + 1 };
    cursor.word(|c| c == ' ');
    let kind = cursor.word(|c| c.is_ascii_alphanumeric()).to_ascii_lowercase();
    cursor.skip();
    if kind.is_empty() || matches!(kind.as_str(), "comment" | "preamble") {
        return Ok(None);
    }
    let close = if cursor.take('{') {
        '}'
    } else if cursor.take('(') {
        ')'
    } else {
        return Ok(None);
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    cursor.skip();
    let mut key = "";
    if kind != "string" {
        key = cursor.word(|c| !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '=' | '"')).trim();
        // Some keys have blanks: "Roe 2001".
        let line = cursor.rest().lines().next().unwrap_or_default();
        let is_more = |more: &str| !more.contains(['=', '{', '}', '"']);
        if let Some((more, behind)) = line.split_once(',').filter(|(more, _)| is_more(more)) {
            let start = cursor.at - key.len();
            cursor.at += more.len();
            // Or a comma: "Roe et al., 2001".
            if let Some((more, _)) = behind.split_once(',').filter(|(more, _)| is_more(more) && !more.trim().is_empty())
            {
                cursor.at += 1 + more.len();
            }
            key = bib[start..cursor.at].trim_end();
        }
        cursor.skip();
        // EndNote writes none where a work has no label: what stood there is the first field.
        if cursor.rest().starts_with('=') {
            told.push(Broken { at: start, reason: "expected a key" });
            cursor.at = bib[..cursor.at].trim_end().len() - key.len();
            key = "";
        }
    }
    loop {
        cursor.skip();
        while cursor.take(',') {
            cursor.skip();
        }
        if cursor.take(close) {
            return Ok(Some((Entry { kind, key, fields, span: Span::new(start, cursor.at) }, cursor.at)));
        }
        let name = cursor.word(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '+' | '.'));
        if name.is_empty() {
            return cursor.fails(if cursor.rest().is_empty() {
                "expected the entry's end"
            } else {
                "expected a field"
            });
        }
        cursor.skip();
        if !cursor.take('=') {
            return cursor.fails("expected = behind the field's name");
        }
        let begin = cursor.at;
        let value = value(&mut cursor, strings)?;
        // The first of two counts, as in BibTeX.
        let name = name.to_ascii_lowercase();
        if fields.iter().all(|(known, _)| *known != name) {
            fields.push((name, value));
        }
        if fields.len() > FIELDS {
            return cursor.fails("expected fewer fields");
        }
        cursor.skip();
        if cursor.rest().starts_with(';') {
            told.push(Broken { at: cursor.at, reason: "expected a comma behind the field" });
            cursor.at += 1;
        } else if !cursor.rest().starts_with([',', close]) {
            if cursor.rest().is_empty() || cursor.rest().strip_prefix('@').is_some_and(is_begin) {
                // A field in the value, or a comma behind it, shows that its own end is missing; else it is the entry's.
                let last = &bib[begin..cursor.at];
                let ends_in_comma = last.trim_end().trim_end_matches('}').trim_end().ends_with(',');
                if ends_in_comma || last.lines().skip(1).any(|line| is_field(line.trim_start())) {
                    return Err(Broken { at: begin, reason: UNCLOSED });
                }
                let end = bib[..cursor.at].trim_end().len();
                told.push(Broken { at: end, reason: "expected the entry's end" });
                return Ok(Some((Entry { kind, key, fields, span: Span::new(start, end) }, cursor.at)));
            }
            let end = bib[..cursor.at].trim_end().len();
            // On a line of its own, the next field shows that only the comma is missing.
            if !(bib[end..cursor.at].contains('\n') && is_field(cursor.rest())) {
                return cursor.fails("expected a comma behind the field");
            }
            told.push(Broken { at: end, reason: "expected a comma behind the field" });
        }
    }
}

/// "title =".
fn is_field(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    behind.len() < text.len() && behind.trim_start().starts_with('=')
}

/// A value: parts in braces or quotes, numbers and strings' names, joined by `#`; in braces.
fn value(cursor: &mut Cursor<'_>, strings: &HashMap<String, String>) -> Result<String, Broken> {
    let mut text = String::from("{");
    loop {
        cursor.skip();
        if cursor.take('{') {
            text.push_str(until(cursor, '}')?);
        } else if cursor.take('"') {
            text.push_str(until(cursor, '"')?);
        } else {
            let word =
                cursor.word(|c| !c.is_whitespace() && !matches!(c, ',' | '#' | '{' | '}' | '"' | '(' | ')' | '='));
            if word.is_empty() {
                return cursor.fails("expected a value");
            }
            let known = strings.get(&word.to_ascii_lowercase()).map(|value| &value[1..value.len() - 1]);
            text.push_str(known.filter(|_| text.len() < 2 * STRING_BYTES).unwrap_or(word));
        }
        cursor.skip();
        if !cursor.take('#') {
            text.push('}');
            return Ok(text);
        }
    }
}

/// The text up to the closing mark, which stands outside of braces, and past it.
fn until<'b>(cursor: &mut Cursor<'b>, close: char) -> Result<&'b str, Broken> {
    let start = cursor.at;
    let mut depth = 0;
    let mut escaped = false;
    for (i, c) in cursor.rest().char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == close && depth == 0 => {
                let inside = &cursor.bib[start..start + i];
                // Entries begin lines.
                if inside.match_indices("\n@").any(|(at, _)| is_begin(&inside[at + 2..])) {
                    return Err(Broken { at: start, reason: UNCLOSED });
                }
                cursor.at = start + i + c.len_utf8();
                return Ok(inside);
            }
            '{' => depth += 1,
            '}' if depth == 0 => return cursor.fails("expected the quotation's end before a brace"),
            '}' => depth -= 1,
            _ => {}
        }
        if depth > DEPTH {
            return cursor.fails("expected fewer braces in one another");
        }
    }
    cursor.fails("expected the value's end")
}

const UNCLOSED: &str = "expected the value's end before the next entry";

/// "article{".
fn is_begin(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    behind.len() < text.len() && behind.starts_with(['{', '('])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_is_told_and_the_rest_read() {
        let bib = "Notes.\n@string{jt = \"J. \" # {Tests}}\n@article{a, title = {A}, journal = jt # { B},, year = 2020}\n\
                   @book{b, title = {B\n@book(c, title = \"C {\"}quoted{\"}\")\n@misc{d title = 1}\n@comment{@book{x,}}\n";
        let (found, broken) = entries(bib);
        let keys: Vec<&str> = found.iter().map(|entry| entry.key).collect();
        assert_eq!(keys, ["a", "c", "d", "x"]);
        assert_eq!(found[0].fields[1].1, "{J. Tests B}");
        let places: Vec<(usize, &str)> =
            broken.iter().map(|b| (bib[..b.at].matches('\n').count() + 1, b.reason)).collect();
        assert_eq!(places, [(4, "expected the value's end")]);
    }

    #[test]
    fn a_comma_a_key_and_a_brace_are_missing() {
        let bib = "@article{a,\n title = {A}\n year = 2020\n}\n@article{\n title = {B},\n}\n@book{c,\n title = {On {tests},\n}\n\n@book{d, title = {D}}\n";
        let (found, broken) = entries(bib);
        let keys: Vec<(&str, usize)> = found.iter().map(|entry| (entry.key, entry.fields.len())).collect();
        assert_eq!(keys, [("a", 2), ("", 1), ("d", 1)]);
        let places: Vec<(usize, &str)> =
            broken.iter().map(|b| (bib[..b.at].matches('\n').count() + 1, b.reason)).collect();
        assert_eq!(places, [(2, "expected a comma behind the field"), (5, "expected a key"), (9, UNCLOSED)]);
    }

    #[test]
    fn rings_and_doubling_strings_end() {
        let mut bib = String::from("@string{a0 = {xxxxxxxx}}\n");
        for i in 1..64 {
            bib += &format!("@string{{a{i} = a{} # a{}}}\n", i - 1, i - 1);
        }
        bib += "@book{p, crossref = {q}, title = a63}\n@book{q, crossref = {p}, publisher = {N}}\n@inbook{r, xdata = {r,q}}";
        let (found, broken) = entries(&bib);
        assert!(broken.iter().all(|b| b.reason == "expected a shorter string") && !broken.is_empty());
        assert_eq!(found.len(), 3);
        assert!(found[0].fields.iter().all(|(_, value)| value.len() < 2 * STRING_BYTES));
        assert!(found[2].text().contains("publisher = {N}"));
    }
}
