//! ODT → text, with its notes: the documents of LibreOffice and OpenOffice.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::Cursor;

use zip::ZipArchive;

use super::markup::{Content, Element, Tree};
use super::office::{end_paragraph, part, raise};

/// The text of an ODT file: paragraphs, headings with `#`, notes as Markdown has them, `[^1]`, at the end under "Notes"; none when it is
/// another zip file. Follows the Open Document Format 1.3, part 3.
///
/// Footnotes and endnotes are numbered in one row, in the order of their marks.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let content = part(&mut file, "content.xml")?;
    let body = content.elements("body").next()?.first("text")?;
    let mut written = Written::default();
    let named = part(&mut file, "styles.xml");
    named.iter().chain([&content]).for_each(|tree| written.styles.take(tree));
    written.content(body);
    let notes = std::mem::take(&mut written.notes);
    if !notes.is_empty() {
        written.text.push_str("# Notes\n\n");
    }
    for (number, note) in (1..).zip(notes) {
        let _ = write!(written.text, "[^{number}]: ");
        if let Some(body) = note.first("note-body") {
            written.content(body);
        }
        end_paragraph(&mut written.text);
    }
    Some(written.text)
}

/// What the styles say that is of use.
#[derive(Default)]
struct Styles {
    /// The style that another is made from: those of a document's own are called "P1".
    parents: HashMap<String, String>,
    /// The styles of raised text.
    raised: HashSet<String>,
    /// The levels of lists: what stands before and after a number and the first one, or none where items have a mark and no number.
    lists: HashMap<String, Vec<Option<Numbers>>>,
}

#[derive(Clone)]
struct Numbers {
    before: String,
    after: String,
    first: usize,
}

/// So many levels have lists.
const LEVELS: usize = 10;

impl Styles {
    fn take(&mut self, tree: &Tree) {
        for style in tree.elements("style") {
            let Some(name) = style.attribute("name") else { continue };
            if let Some(parent) = style.attribute("parent-style-name") {
                self.parents.insert(name.to_owned(), parent.to_owned());
            }
            let position = style.first("text-properties").and_then(|properties| properties.attribute("text-position"));
            // "super 58%", or by how much it is raised: "33% 58%".
            if position.is_some_and(|p| p.starts_with("super") || !p.starts_with(['-', '0']) && p.contains("% ")) {
                self.raised.insert(name.to_owned());
            }
        }
        for list in tree.elements("list-style") {
            let Some(name) = list.attribute("name") else { continue };
            let numbers = |level: Element<'_>| {
                let text = |name: &str| level.attribute(name).unwrap_or_default().to_owned();
                let first = level.attribute("start-value").and_then(|first| first.parse().ok()).unwrap_or(1);
                let is_number = level.attribute("num-format") == Some("1");
                is_number.then(|| Numbers { before: text("num-prefix"), after: text("num-suffix"), first })
            };
            let levels = list.children().filter(|child| child.name().starts_with("list-level-style"));
            self.lists.insert(name.to_owned(), levels.map(numbers).take(LEVELS).collect());
        }
    }

    /// Whether a paragraph of this style is the title.
    fn is_title(&self, style: &str) -> bool {
        style == "Title" || self.parents.get(style).is_some_and(|parent| parent == "Title")
    }
}

/// A list that is open: its style, and the number of its last item.
struct List {
    style: String,
    last: Option<usize>,
}

/// What isn't shown: what was deleted, remarks of readers, and what is told of fields.
const HIDDEN: [&str; 5] = ["tracked-changes", "annotation", "sequence-decls", "forms", "variable-decls"];

#[derive(Default)]
struct Written<'c> {
    text: String,
    styles: Styles,
    notes: Vec<Element<'c>>,
    lists: Vec<List>,
    /// The last number of each list style's first level, for lists that go on.
    ended: HashMap<String, usize>,
    /// What stands before the next paragraph: an item's mark.
    mark: String,
}

impl<'c> Written<'c> {
    fn content(&mut self, element: Element<'c>) {
        let (mut hidden, mut shown) = (0, 0);
        // Where the raised text of each open span begins.
        let mut spans: Vec<Option<usize>> = Vec::new();
        for content in element.content() {
            match content {
                Content::Open(e) if hidden > 0 || HIDDEN.contains(&e.name()) => hidden += 1,
                Content::Close(_) if hidden > 0 => hidden -= 1,
                _ if hidden > 0 => {}
                Content::Open(e) => match e.name() {
                    "note" => {
                        self.notes.push(e);
                        let _ = write!(self.text, "[^{}]", self.notes.len());
                        hidden += 1;
                    }
                    "p" | "h" => {
                        shown += 1;
                        self.begin_paragraph(e);
                    }
                    "list" => self.open_list(e),
                    "list-item" => self.item(e),
                    "span" => {
                        let raised = e.attribute("style-name").is_some_and(|style| self.styles.raised.contains(style));
                        spans.push(raised.then_some(self.text.len()));
                    }
                    "s" | "tab" => self.text.push(' '),
                    "line-break" => self.text.push('\n'),
                    _ => {}
                },
                Content::Close(e) => match e.name() {
                    "p" | "h" => {
                        shown -= 1;
                        end_paragraph(&mut self.text);
                    }
                    "list" => self.close_list(),
                    "span" => {
                        if let Some(begin) = spans.pop().flatten() {
                            raise(&mut self.text, begin);
                        }
                    }
                    _ => {}
                },
                Content::Text(text) if shown > 0 => self.show(text),
                Content::Text(_) => {}
            }
        }
    }

    /// Writes text with single blanks, as the format has it.
    fn show(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.text.push(c);
            } else if !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    fn begin_paragraph(&mut self, paragraph: Element<'_>) {
        let mark = std::mem::take(&mut self.mark);
        let level = paragraph.attribute("outline-level").and_then(|level| level.parse::<usize>().ok());
        if paragraph.name() == "h" {
            self.text.push_str(&"#".repeat(level.unwrap_or(1).clamp(1, 6)));
            self.text.push(' ');
        } else if self.styles.is_title(paragraph.attribute("style-name").unwrap_or_default()) {
            self.text.push_str("# ");
        } else {
            self.text.push_str(&mark);
        }
    }

    fn numbers(&self, style: &str) -> Option<&Numbers> {
        self.styles.lists.get(style)?.get(self.lists.len().saturating_sub(1))?.as_ref()
    }

    fn open_list(&mut self, list: Element<'_>) {
        let outer = self.lists.last().map(|list| list.style.clone());
        let style = list.attribute("style-name").map(str::to_owned).or(outer).unwrap_or_default();
        let goes_on = list.attribute("continue-numbering") == Some("true") || list.attribute("continue-list").is_some();
        let last = self.ended.get(&style).copied().filter(|_| goes_on && self.lists.is_empty());
        self.lists.push(List { style, last });
    }

    fn close_list(&mut self) {
        let Some(list) = self.lists.pop() else { return };
        if let Some(last) = list.last.filter(|_| self.lists.is_empty()) {
            self.ended.insert(list.style, last);
        }
    }

    fn item(&mut self, item: Element<'_>) {
        let Some(List { style, last }) = self.lists.last() else { return };
        let begins = item.attribute("start-value").and_then(|number| number.parse().ok());
        let (mark, number) = match self.numbers(style) {
            Some(numbers) => {
                let number: usize = begins.or(last.map(|last| last + 1)).unwrap_or(numbers.first);
                (format!("{}{number}{} ", numbers.before, numbers.after), number)
            }
            None => ("- ".to_owned(), 0),
        };
        self.mark = mark;
        if let Some(list) = self.lists.last_mut() {
            list.last = Some(number);
        }
    }
}
