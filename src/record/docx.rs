//! DOCX → text, with its notes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::markup::{Content, Element, Tree};

/// A part that unpacks to more than this isn't read.
const PART_BYTES: u64 = 64 << 20;

/// The text of a DOCX file: paragraphs, headings with `#`, marks of notes in `<sup>`, and the notes at the end under "Notes";
/// none when it is another zip file.
///
/// Footnotes and endnotes are numbered in one row, in the order of their marks.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let document = part(&mut file, "word/document.xml")?;
    let notes = ["word/footnotes.xml", "word/endnotes.xml"].map(|name| part(&mut file, name));
    let kinds = [("footnoteReference", "footnote"), ("endnoteReference", "endnote")];
    let mut written = Written { styles: styles(&mut file), ..Written::default() };
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
        let _ = write!(written.text, "{number} ");
        if let Some(note) = note {
            written.content(note);
        }
        written.end_paragraph();
    }
    Some(written.text)
}

/// What Word calls the styles, by the ids that paragraphs name them by: those are of the language that Word spoke, "berschrift1".
fn styles(file: &mut ZipArchive<Cursor<&[u8]>>) -> HashMap<String, String> {
    let Some(styles) = part(file, "word/styles.xml") else { return HashMap::new() };
    let named = styles.elements("style").filter_map(|style| {
        let name = style.first("name")?.attribute("val")?;
        Some((style.attribute("styleId")?.to_owned(), name.to_owned()))
    });
    named.collect()
}

fn part(file: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<Tree> {
    let mut xml = Vec::new();
    let read = file.by_name(name).ok()?.take(PART_BYTES + 1).read_to_end(&mut xml).ok()?;
    if read as u64 > PART_BYTES {
        return None;
    }
    Some(Tree::read(&String::from_utf8_lossy(&xml)).unwrap_or_else(|(tree, ..)| tree))
}

#[derive(Default)]
struct Written {
    text: String,
    /// The names of styles, by their ids.
    styles: HashMap<String, String>,
    /// The marks of notes: the element and the note's id.
    marks: Vec<(String, String)>,
}

impl Written {
    fn content(&mut self, element: Element<'_>) {
        let mut hidden = 0;
        let mut shown = 0;
        for content in element.content() {
            match content {
                // What was deleted, and the codes of fields.
                Content::Open(e) if matches!(e.name(), "del" | "instrText" | "moveFrom") => hidden += 1,
                Content::Close(e) if matches!(e.name(), "del" | "instrText" | "moveFrom") => hidden -= 1,
                _ if hidden > 0 => {}
                Content::Open(e) => match e.name() {
                    "pStyle" => self.style(e.attribute("val").unwrap_or_default()),
                    "numPr" if self.text.is_empty() || self.text.ends_with('\n') => self.text.push_str("- "),
                    "t" => shown += 1,
                    "tab" if e.attribute("pos").is_none() => self.text.push(' '),
                    "br" | "cr" => self.text.push('\n'),
                    "noBreakHyphen" => self.text.push('-'),
                    name @ ("footnoteReference" | "endnoteReference") => {
                        self.marks.push((name.to_owned(), e.attribute("id").unwrap_or_default().to_owned()));
                        let _ = write!(self.text, "<sup>{}</sup>", self.marks.len());
                    }
                    _ => {}
                },
                Content::Close(e) => match e.name() {
                    "t" => shown -= 1,
                    "p" => self.end_paragraph(),
                    _ => {}
                },
                Content::Text(text) if shown > 0 => self.text.push_str(text),
                Content::Text(_) => {}
            }
        }
    }

    /// A paragraph's style, which its marks are written for.
    fn style(&mut self, id: &str) {
        let name = self.styles.get(id).map_or(id, String::as_str).to_ascii_lowercase();
        let level = name.strip_prefix("heading").and_then(|level| level.trim().parse::<usize>().ok());
        if let Some(level) = level.filter(|level| (1..=6).contains(level)) {
            self.text.push_str(&"#".repeat(level));
            self.text.push(' ');
        } else if name == "title" {
            self.text.push_str("# ");
        }
    }

    fn end_paragraph(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }
}
