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
            "abstract" | "summary" => Self::Prose,
            _ => Self::Other,
        }
    }
}

/// The block that `text` begins with. Linear: what isn't YAML is hardly looked at.
pub(crate) fn metadata(text: &str) -> Option<Metadata> {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let mut at = start;
    let mut found = Metadata::default();
    let (mut key, mut known) = (Key::Other, false);
    let mut of_authors: Vec<Span> = Vec::new();
    for (n, raw) in text[start..].split_inclusive('\n').enumerate() {
        let line = Span::new(at, at + raw.len());
        at += raw.len();
        let body = raw.trim_end();
        match (n, body) {
            (0, "---") => continue,
            (0, _) => return None,
            (_, "---" | "...") => {
                found.span = Span::new(start, line.start + body.len());
                found.authors = authors(text, &of_authors);
                return known.then_some(found);
            }
            _ => {}
        }
        let inner = line.trimmed(text, |_| false);
        let begun = inner.start == line.start;
        match body.split_once(':').filter(|(name, _)| begun && is_key(name)) {
            Some((name, _)) => {
                key = Key::of(&name.to_ascii_lowercase());
                known |= key != Key::Other;
                let rest = Span::new(inner.start + name.len() + 1, inner.end);
                match key {
                    Key::Authors => of_authors.push(rest.trimmed(text, |_| false)),
                    _ => found.says(key, value(text, rest)),
                }
            }
            // Items may stand as far to the left as their key.
            None if !begun || body.starts_with("- ") || body == "-" => match key {
                Key::Authors => of_authors.push(inner),
                Key::Title | Key::Prose => found.says(key, value(text, inner)),
                Key::Date | Key::Doi | Key::Other => {}
            },
            None if body.is_empty() || body.starts_with('#') => {}
            None => return None,
        }
    }
    None
}

impl Metadata {
    fn says(&mut self, key: Key, value: Option<Span>) {
        match key {
            Key::Title => self.title.extend(value),
            Key::Date => self.date.extend(value),
            Key::Doi => self.doi.extend(value),
            Key::Prose => self.prose.extend(value),
            Key::Authors | Key::Other => {}
        }
    }
}

/// The authors that the key's own line, the first, and those under it tell: a text for all of them, "[Ann Roe, Bo Lind]", a line for
/// each, or items: "- Ann Roe", "- name: Ann Roe", "- given: Ann" with "family: Roe" below it, "- Ann Roe:". What stands further to
/// the right, or in other items, belongs to a field, such as an affiliation.
fn authors(text: &str, lines: &[Span]) -> Vec<Vec<Span>> {
    let Some((own, under)) = lines.split_first() else { return Vec::new() };
    let mut found: Vec<Vec<Span>> = Vec::new();
    let head = own.of(text);
    if !head.is_empty() && !head.starts_with(['|', '>']) {
        // A list in brackets may go on over lines.
        let whole =
            Span::new(own.start, if head.starts_with('[') { lines.last().map_or(own.end, |l| l.end) } else { own.end });
        found.extend(value(text, whole).map(|all| vec![all]));
        return found;
    }
    // How far an item's mark, and a field of it, stand to the right.
    let column = |span: &Span| span.start - text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let items = under.iter().find(|line| line.of(text).starts_with('-')).map(column);
    let Some(items) = items else {
        return under.iter().filter_map(|line| value(text, *line)).map(|name| vec![name]).collect();
    };
    let mut fields = items + 2;
    // Whether a name's parts stand under it, and the family name that stands before the given one.
    let mut parts = false;
    for line in under {
        let body = line.of(text);
        let item = body.strip_prefix('-').filter(|_| column(line) == items).map(str::trim_start);
        let field = item.unwrap_or(body);
        let from = line.end - field.len();
        if item.is_some() {
            found.push(Vec::new());
            fields = items + body.len() - field.len();
        } else if column(line) != fields && !(parts && column(line) > fields) {
            continue;
        }
        let field = field.trim_start_matches('{');
        let from = from + (line.end - from - field.len());
        let (name, said) = match field.split_once(':').filter(|(name, _)| is_key(name)) {
            // "- Ann Roe:"
            Some((name, "")) if item.is_some() && name.contains(' ') => {
                (String::from("name"), Some(Span::new(from, from + name.len())))
            }
            Some((name, _)) => (name.to_ascii_lowercase(), value(text, Span::new(from + name.len() + 1, line.end))),
            None if item.is_some() => (
                String::from("name"),
                value(text, Span::new(from, line.end)).map(|name| before_affiliation(text, name)),
            ),
            None => continue,
        };
        if column(line) == fields || item.is_some() {
            parts = name == "name" && said.is_none();
        }
        let Some(author) = found.last_mut() else { continue };
        let given = ["given", "given-names", "given_names", "first", "first-name"].contains(&name.as_str());
        let family = ["family", "surname", "last", "last-name"].contains(&name.as_str());
        // A given name that stands below the family name would be read as one.
        if family || matches!(name.as_str(), "name" | "literal") || given && author.is_empty() {
            author.extend(said);
        }
    }
    found.retain(|author| !author.is_empty());
    found
}

/// "Ann Roe" of "Ann Roe, Pond School, Mud"; "Roe, Ann" is a name.
fn before_affiliation(text: &str, name: Span) -> Span {
    let end = name.of(text).find(", ").filter(|end| name.of(text)[..*end].contains(' '));
    end.map_or(name, |end| Span::new(name.start, name.start + end))
}

fn is_key(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
        && name.len() <= 40
}

/// What stands in `span` without its quotation marks or brackets, notes and comments behind it; nothing where only a sign says that a
/// text follows.
fn value(text: &str, span: Span) -> Option<Span> {
    let span = span.trimmed(text, |_| false);
    let body = span.of(text);
    if body.is_empty() || body.starts_with(['>', '|', '&', '*', '!']) && body.len() <= 2 {
        return None;
    }
    let marks = [('"', '"'), ('\'', '\''), ('[', ']')];
    let close = marks.iter().find(|(open, _)| body.starts_with(*open)).and_then(|(_, close)| body[1..].rfind(*close));
    if let Some(end) = close.filter(|end| *end > 0) {
        return Some(Span::new(span.start + 1, span.start + 1 + end));
    }
    let ends = [body.find(" #"), body.find("^["), body.find(", ").filter(|_| body.contains('}')), body.find('}')];
    let end = ends.into_iter().flatten().min().unwrap_or(body.len());
    Some(Span::new(span.start, span.start + end).trimmed(text, |_| false)).filter(|span| !span.is_empty())
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
            ("---\ntitle: Of lakes # for now\nauthor: |\n  Ann Roe\n  Bo Lind\n---\n", "Of lakes", "Ann Roe|Bo Lind"),
            (
                "---\nauthor:\n- Ann Roe, Pond School, Mud\n- Lind, Bo\n- Cy Moor^[Moss School]\n---\n",
                "",
                "Ann Roe|Lind, Bo|Cy Moor",
            ),
            (
                "---\nauthor:\n  - name: Ann Roe\n    affiliations:\n      - name: Pond School\n  - {name: Bo Lind, id: 3}\n  - Cy Moor:\n      institute: moss\n---\n",
                "",
                "Ann Roe|Bo Lind|Cy Moor",
            ),
            (
                "---\nauthor:\n- name:\n    given: Ann\n    family: Roe\n  affiliation:\n  - Moss School\n- family: Lind\n  given: Bo\n---\n",
                "",
                "Ann Roe|Lind",
            ),
            ("---\nauthor: [Ann Roe,\n  Bo Lind]\n---\n", "", "Ann Roe,\n  Bo Lind"),
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
    fn a_block_may_be_long() {
        let references: String = (0..900).map(|n| format!("- id: r{n}\n  title: Of moss\n")).collect();
        let text = format!("---\nreferences:\n{references}title: Of lakes\n---\nText");
        let found = metadata(&text).expect("a block");
        assert_eq!(said(&text, &found.title), "Of lakes");
        assert!(text[found.span.end..].starts_with("\nText"));
    }

    #[test]
    fn rules_begin_no_block() {
        for text in [
            "---\nNote: a draft\n---\n",
            "---\nOf lakes\n---\n",
            "---\n---\n",
            "---\ntitle: Of lakes\n",
            "title: Of lakes\n---\n",
            "",
        ] {
            assert_eq!(metadata(text), None, "{text}");
        }
    }
}
