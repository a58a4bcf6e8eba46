//! What the word processors' formats have in common: parts of a zip file, and how paragraphs and raised marks are written.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::markup::Tree;

/// A part that unpacks to more than this isn't read.
pub(super) const PART_BYTES: u64 = 64 << 20;

pub(super) type Zip<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The bytes of a part as text, what isn't UTF-8 in them replaced.
pub(super) fn part_text(file: &mut Zip<'_>, name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let read = file.by_name(name).ok()?.take(PART_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (read as u64 <= PART_BYTES).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// A part in XML; of a broken one what could be read.
pub(super) fn part(file: &mut Zip<'_>, name: &str) -> Option<Tree> {
    Some(Tree::read(&part_text(file, name)?).unwrap_or_else(|(tree, ..)| tree))
}

/// Puts in `<sup>` what is raised from `begin` on, if it may be a mark: numbers or a letter.
pub(super) fn raise(text: &mut String, begin: usize) {
    let is_mark = |c: char| c.is_ascii_digit() || " ,;–-[]*†‡§".contains(c);
    let shown = &text[begin.min(text.len())..];
    if shown.trim().is_empty() || !(shown.chars().all(is_mark) || shown.chars().count() == 1) {
        return;
    }
    let shown = shown.to_owned();
    text.truncate(begin);
    // What is raised in a row is one mark.
    match text.strip_suffix("</sup>") {
        Some(before) => text.truncate(before.len()),
        None => text.push_str("<sup>"),
    }
    text.push_str(&shown);
    text.push_str("</sup>");
}

/// Ends a paragraph with a blank line, if it has text.
pub(super) fn end_paragraph(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
}
