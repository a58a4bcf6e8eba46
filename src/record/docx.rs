//! DOCX → text, with its notes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Cursor;

use zip::ZipArchive;

use super::markup::{Content, Element};
use super::office::{Zip, end_paragraph, part, raise};

/// The text of a DOCX file: paragraphs, headings with `#`, notes as Markdown has them, `[^1]`, at the end under "Notes";
/// none when it is another zip file.
///
/// Footnotes and endnotes are numbered in one row, in the order of their marks.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let document = part(&mut file, "word/document.xml")?;
    let notes = ["word/footnotes.xml", "word/endnotes.xml"].map(|name| part(&mut file, name));
    let kinds = [("footnoteReference", "footnote"), ("endnoteReference", "endnote")];
    let mut written = Written { styles: styles(&mut file), numbering: Numbering::of(&mut file), ..Written::default() };
    written.content(document.elements("body").next()?);
    let marks = std::mem::take(&mut written.marks);
    if !marks.is_empty() {
        written.text.push_str("# Notes\n\n");
    }
    let by_id: Vec<HashMap<&str, Element<'_>>> = notes
        .iter()
        .zip(kinds)
        .map(|(part, (_, name))| {
            let elements = part.iter().flat_map(|part| part.elements(name));
            elements.filter_map(|note| Some((note.attribute("id")?, note))).collect()
        })
        .collect();
    for (number, (kind, id)) in (1..).zip(&marks) {
        let at = kinds.iter().position(|(reference, _)| reference == kind)?;
        let note = by_id[at].get(id.as_str()).copied();
        let _ = write!(written.text, "[^{number}]: ");
        if let Some(note) = note {
            written.content(note);
        }
        end_paragraph(&mut written.text);
    }
    Some(written.text)
}

/// What Word calls a style, and the list that its paragraphs are items of.
#[derive(Default)]
struct Style {
    name: String,
    list: Option<String>,
}

/// The styles, by the ids that paragraphs name them by: those are of the language that Word spoke, "berschrift1".
fn styles(file: &mut Zip<'_>) -> HashMap<String, Style> {
    let Some(styles) = part(file, "word/styles.xml") else { return HashMap::new() };
    let value = |style: Element<'_>, name: &str| Some(style.first(name)?.attribute("val")?.to_owned());
    let named = styles.elements("style").filter_map(|style| {
        let found = Style { name: value(style, "name")?.to_ascii_lowercase(), list: value(style, "numId") };
        Some((style.attribute("styleId")?.to_owned(), found))
    });
    named.collect()
}

/// How lists are numbered, and how far each has come.
#[derive(Default)]
struct Numbering {
    /// The levels of a list, by its number: "%1." for "3.", none where an item has a mark and no number; the number before the first.
    lists: HashMap<String, Vec<(Option<String>, usize)>>,
    /// The number of the last item of each level.
    counts: HashMap<String, Vec<usize>>,
}

/// So many levels have lists in Word.
const LEVELS: usize = 9;

impl Numbering {
    fn of(file: &mut Zip<'_>) -> Self {
        let Some(tree) = part(file, "word/numbering.xml") else { return Self::default() };
        let forms: HashMap<&str, Vec<(Option<String>, usize)>> = tree
            .elements("abstractNum")
            .filter_map(|form| {
                Some((form.attribute("abstractNumId")?, form.all("lvl").map(level).take(LEVELS).collect()))
            })
            .collect();
        let lists = tree.elements("num").filter_map(|list| {
            let form = list.first("abstractNumId")?.attribute("val")?;
            Some((list.attribute("numId")?.to_owned(), forms.get(form)?.clone()))
        });
        Self { lists: lists.collect(), counts: HashMap::new() }
    }

    /// What stands before a paragraph that is an item: "[3] ", or a hyphen where it has no number.
    fn mark(&mut self, list: &str, level: usize) -> String {
        // A style's number that is taken back.
        if list == "0" {
            return String::new();
        }
        let bare = || "- ".to_owned();
        let Some(levels) = self.lists.get(list) else { return bare() };
        let Some((form, _)) = levels.get(level) else { return bare() };
        let begin = || levels.iter().map(|(_, before)| *before).collect();
        let counts = self.counts.entry(list.to_owned()).or_insert_with(begin);
        counts[level] += 1;
        for (count, (_, before)) in counts.iter_mut().zip(levels).skip(level + 1) {
            *count = *before;
        }
        let Some(form) = form else { return bare() };
        let numbers = (1..).zip(counts.iter());
        numbers.fold(form.clone(), |form, (n, count)| form.replace(&format!("%{n}"), &count.to_string())) + " "
    }
}

/// A level of a list: how its numbers look, and the number before the first.
fn level(level: Element<'_>) -> (Option<String>, usize) {
    let value = |name: &str| level.first(name).and_then(|element| element.attribute("val"));
    let form = value("lvlText").filter(|form| value("numFmt") == Some("decimal") && form.contains('%'));
    let start: usize = value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
    (form.map(str::to_owned), start.saturating_sub(1))
}

/// What isn't shown: what was deleted or looked otherwise before, the codes of fields, and what older programs show in the place of what
/// newer ones do.
const HIDDEN: [&str; 6] = ["del", "instrText", "moveFrom", "pPrChange", "rPrChange", "Fallback"];

#[derive(Default)]
struct Written {
    text: String,
    numbering: Numbering,
    /// Whether the run that is open is raised, and where its text begins.
    raised: bool,
    begin: usize,
    /// The styles, by their ids.
    styles: HashMap<String, Style>,
    /// The marks of notes: the element and the note's id.
    marks: Vec<(String, String)>,
}

impl Written {
    fn content(&mut self, element: Element<'_>) {
        let mut hidden = 0;
        let mut shown = 0;
        for content in element.content() {
            match content {
                Content::Open(e) if HIDDEN.contains(&e.name()) => hidden += 1,
                Content::Close(e) if HIDDEN.contains(&e.name()) => hidden -= 1,
                _ if hidden > 0 => {}
                Content::Open(e) => match e.name() {
                    "pStyle" => self.style(e.attribute("val").unwrap_or_default()),
                    "numPr" if self.text.is_empty() || self.text.ends_with('\n') => {
                        let value = |name: &str| e.first(name).and_then(|element| element.attribute("val"));
                        let level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                        let mark = self.numbering.mark(value("numId").unwrap_or_default(), level);
                        self.text.push_str(&mark);
                    }
                    "r" => self.raised = false,
                    "vertAlign" => self.raised = e.attribute("val") == Some("superscript"),
                    "t" => {
                        shown += 1;
                        self.begin = self.text.len();
                    }
                    "tab" if e.attribute("pos").is_none() => self.text.push(' '),
                    "br" | "cr" => self.text.push('\n'),
                    "noBreakHyphen" => self.text.push('-'),
                    name @ ("footnoteReference" | "endnoteReference") => {
                        self.marks.push((name.to_owned(), e.attribute("id").unwrap_or_default().to_owned()));
                        let _ = write!(self.text, "[^{}]", self.marks.len());
                    }
                    _ => {}
                },
                Content::Close(e) => match e.name() {
                    "t" => {
                        shown -= 1;
                        if self.raised {
                            raise(&mut self.text, self.begin);
                        }
                    }
                    "p" => end_paragraph(&mut self.text),
                    _ => {}
                },
                Content::Text(text) if shown > 0 => self.text.push_str(text),
                Content::Text(_) => {}
            }
        }
    }

    /// A paragraph's style, which its marks are written for.
    fn style(&mut self, id: &str) {
        let style = self.styles.get(id);
        let list = style.and_then(|style| style.list.clone());
        let name = style.map_or_else(|| id.to_ascii_lowercase(), |style| style.name.clone());
        let level = name.strip_prefix("heading").and_then(|level| level.trim().parse::<usize>().ok());
        if let Some(level) = level.filter(|level| (1..=6).contains(level)) {
            self.text.push_str(&"#".repeat(level));
            self.text.push(' ');
        } else if name == "title" {
            self.text.push_str("# ");
        } else if let Some(list) = list {
            let mark = self.numbering.mark(&list, 0);
            self.text.push_str(&mark);
        }
    }
}
