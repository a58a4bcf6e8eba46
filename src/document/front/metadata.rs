//! The block that a Markdown document may begin with, in which it says of itself what a title page would, in YAML:
//!
//! ```text
//! ---
//! title: "Of lakes: a tool"
//! authors:
//!   - name: Ann Roe
//!     affiliation: 1
//! ---
//! ```
//!
//! Only the title, the authors, the date and the DOI are looked for, in the forms in which documents of Pandoc, Quarto and R Markdown
//! have them. Each is told by where it stands in the text, which a reader of YAML would lose; what is in another form, an anchor say,
//! isn't found.

use crate::Span;

/// A block has no more lines.
const MOST_LINES: usize = 400;

/// What a block says, by where it says it. A value may go on over several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// The block, its two rules included.
    pub(crate) span: Span,
    pub(crate) title: Vec<Span>,
    /// One item for each author, or for all in one line.
    pub(crate) authors: Vec<Vec<Span>>,
    pub(crate) date: Vec<Span>,
    pub(crate) doi: Vec<Span>,
    /// An abstract, which is running text.
    pub(crate) prose: Vec<Span>,
}

/// What the value of a key says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Title,
    Authors,
    Date,
    Doi,
    Prose,
    Other,
}

impl Key {
    fn of(name: &str) -> Self {
        match name {
            "title" => Self::Title,
            "author" | "authors" => Self::Authors,
            "date" => Self::Date,
            "doi" => Self::Doi,
            "abstract" | "summary" | "description" => Self::Prose,
            _ => Self::Other,
        }
    }
}

/// The block that `text` begins with. Linear in its lines, which are bounded.
pub(crate) fn metadata(text: &str) -> Option<Metadata> {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let mut at = start;
    let mut found = Metadata::default();
    let (mut key, mut keys) = (Key::Other, 0);
    for (n, raw) in text[start..].split_inclusive('\n').take(MOST_LINES).enumerate() {
        let line = Span::new(at, at + raw.len());
        at += raw.len();
        let body = raw.trim_end();
        match (n, body) {
            (0, "---") => continue,
            (0, _) => return None,
            (_, "---" | "...") => {
                found.span = Span::new(start, line.start + body.len());
                return (keys > 0).then_some(found);
            }
            _ => {}
        }
        let inner = line.trimmed(text, |_| false);
        let begun = inner.start == line.start;
        match body.split_once(':').filter(|(name, _)| begun && is_key(name)) {
            Some((name, _)) => {
                keys += 1;
                key = Key::of(&name.to_ascii_lowercase());
                let value = value(text, Span::new(inner.start + name.len() + 1, inner.end));
                found.begins(key, value);
            }
            // Items may stand as far to the left as their key.
            None if !begun || body.starts_with("- ") || body == "-" => found.goes_on(text, key, inner),
            None if body.is_empty() || body.starts_with('#') => {}
            None => return None,
        }
    }
    None
}

impl Metadata {
    fn begins(&mut self, key: Key, value: Option<Span>) {
        match key {
            Key::Title => self.title.extend(value),
            Key::Authors => self.authors.extend(value.map(|value| vec![value])),
            Key::Date => self.date.extend(value),
            Key::Doi => self.doi.extend(value),
            Key::Prose => self.prose.extend(value),
            Key::Other => {}
        }
    }

    /// A line under a key, to the right of it or an item of a list.
    fn goes_on(&mut self, text: &str, key: Key, line: Span) {
        match key {
            Key::Title => self.title.extend(value(text, line)),
            Key::Authors => self.author(text, line),
            Key::Prose => self.prose.extend(value(text, line)),
            Key::Date | Key::Doi | Key::Other => {}
        }
    }

    /// "- Ann Roe", "- name: Ann Roe", "- given: Ann" with "surname: Roe" below it; of anything else nothing.
    fn author(&mut self, text: &str, line: Span) {
        let body = line.of(text);
        let item = body.strip_prefix('-').map(str::trim_start);
        let field = item.unwrap_or(body);
        let from = line.end - field.len();
        if item.is_some() {
            self.authors.push(Vec::new());
        }
        let (name, of_name) = match field.split_once(':').filter(|(name, _)| is_key(name)) {
            Some((name, _)) => (name.to_ascii_lowercase(), value(text, Span::new(from + name.len() + 1, line.end))),
            None if item.is_some() => (String::from("name"), value(text, Span::new(from, line.end))),
            None => return,
        };
        let Some(of_name) = of_name else { return };
        let is_name = matches!(
            name.as_str(),
            "name"
                | "literal"
                | "given"
                | "given-names"
                | "given_names"
                | "first"
                | "first-name"
                | "family"
                | "surname"
                | "last"
                | "last-name"
        );
        if is_name {
            if self.authors.is_empty() {
                self.authors.push(Vec::new());
            }
            self.authors.last_mut().expect("one was there or was put there").push(of_name);
        }
    }
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')) && name.len() <= 40
}

/// What stands in `span` without its quotation marks or brackets; nothing where only a sign says that a text follows.
fn value(text: &str, span: Span) -> Option<Span> {
    let span = span.trimmed(text, |_| false);
    let body = span.of(text);
    if body.is_empty() || body.starts_with(['>', '|', '&', '*', '!']) && body.len() <= 2 {
        return None;
    }
    let marks = [('"', '"'), ('\'', '\''), ('[', ']')];
    let marked = marks.iter().any(|(open, close)| body.len() > 2 && body.starts_with(*open) && body.ends_with(*close));
    Some(if marked { Span::new(span.start + 1, span.end - 1) } else { span })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, spans: &[Span]) -> String {
        spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn titles_and_authors() {
        let cases = [
            (
                "---\ntitle: \"Of lakes: a tool\"\nauthor: Ann Roe and Bo Lind\n---\nText",
                "Of lakes: a tool",
                "Ann Roe and Bo Lind",
            ),
            (
                "---\ntitle: >\n  Of lakes,\n  and more\nauthors:\n- Ann Roe\n- Bo Lind\n...\n",
                "Of lakes, and more",
                "Ann Roe|Bo Lind",
            ),
            (
                "\u{feff}---\r\nauthors:\r\n  - name: Ann Roe\r\n    orcid: 0000-0001\r\n    affiliation: \"1, 2\"\r\n  - given-names: Bo\r\n    \
                 surname: Lind\r\naffiliations:\r\n  - name: Pond School\r\ntitle: 'Of lakes'\r\n---\r\n",
                "Of lakes",
                "Ann Roe|Bo Lind",
            ),
            ("---\nauthor: [Ann Roe, Bo Lind]\ntags:\n  - moss\n---\n", "", "Ann Roe, Bo Lind"),
        ];
        for (text, title, authors) in cases {
            let found = metadata(text).expect("a block");
            assert_eq!(said(text, &found.title), title);
            let names: Vec<String> = found.authors.iter().map(|a| said(text, a)).collect();
            assert_eq!(names.join("|"), authors);
        }
    }

    #[test]
    fn rules_begin_no_block() {
        for text in ["---\nOf lakes\n---\n", "---\n---\n", "---\ntitle: Of lakes\n", "title: Of lakes\n---\n", ""] {
            assert_eq!(metadata(text), None, "{text}");
        }
    }
}
