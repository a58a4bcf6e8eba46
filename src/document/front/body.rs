//! Where the text proper begins.

use crate::document::heading::name as heading_name;
use crate::document::lines::{Line, LineKind};

/// What the text proper starts under.
const BODY_HEADINGS: [&str; 10] = [
    "introduction",
    "background",
    "einleitung",
    "einführung",
    "introducción",
    "introdução",
    "introduzione",
    "inleiding",
    "введение",
    "introduction and background",
];
/// Where the text proper begins: the line after which author–year forms are citations.
///
/// At its heading; without one, at the first paragraph that is too long for front matter.
pub(crate) fn body_start(text: &str, lines: &[Line], before: usize) -> usize {
    /// Citations and affiliations are shorter than paragraphs.
    const PARAGRAPH_BYTES: usize = 700;
    let named = |l: &Line| {
        let name = heading_name(l.text(text));
        let plain = l.kind == LineKind::Plain && name == BODY_HEADINGS[0];
        l.span.len() <= 40 && (plain || l.kind == LineKind::Heading) && BODY_HEADINGS.contains(&name.as_str())
    };
    if let Some(heading) = (0..before).find(|&i| named(&lines[i])) {
        return heading;
    }
    let mut first = 0;
    let mut bytes = 0;
    for (i, line) in lines[..before].iter().enumerate() {
        if line.kind != LineKind::Plain {
            (first, bytes) = (i + 1, 0);
            continue;
        }
        bytes += line.span.len();
        if bytes > PARAGRAPH_BYTES {
            return first;
        }
    }
    before
}
