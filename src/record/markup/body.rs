//! The running text of a paper in XML, and where it cites what.

use std::collections::HashMap;

use super::tree::{Content, Element};
use crate::Span;
use crate::paper::CitationForm;
use crate::record::records::{Body, Mark};

/// How a form of XML marks what a text is made of.
pub(super) struct Shape {
    /// Elements that are paragraphs or headings.
    pub(super) blocks: &'static [&'static str],
    /// Elements that aren't running text.
    pub(super) skipped: &'static [&'static str],
    /// The places that a mark leads to, if the element is one: ids.
    pub(super) targets: fn(Element<'_>) -> Option<Vec<&str>>,
}

/// The text of `element`, paragraphs parted by empty lines, and the marks in it that lead to entries; `entries` are the
/// places of the entries by id. Linear.
pub(super) fn body(element: Element<'_>, shape: &Shape, entries: &HashMap<&str, usize>) -> Body {
    let mut body = Body::default();
    let mut skipping = 0;
    let mut raised = 0;
    let mut mark: Option<(usize, Vec<usize>)> = None;
    for content in element.content() {
        match content {
            Content::Open(inner) if shape.skipped.contains(&inner.name()) => skipping += 1,
            Content::Close(inner) if shape.skipped.contains(&inner.name()) => skipping -= 1,
            _ if skipping > 0 => {}
            Content::Open(inner) => {
                raised += usize::from(is_raised(inner));
                if shape.blocks.contains(&inner.name()) {
                    end_block(&mut body.text);
                }
                if let Some(ids) = (shape.targets)(inner) {
                    mark = Some((body.text.len(), ids.iter().filter_map(|id| entries.get(id).copied()).collect()));
                }
            }
            Content::Close(inner) => {
                if let (Some(_), Some((start, entries))) = ((shape.targets)(inner), mark.take()) {
                    let span =
                        Span::new(start.min(body.text.len()), body.text.len()).trimmed(&body.text, char::is_whitespace);
                    let form = form(span.of(&body.text), raised > 0);
                    if !entries.is_empty() && !span.is_empty() {
                        body.marks.push(Mark { span, form, entries });
                    }
                }
                raised -= usize::from(is_raised(inner));
                if shape.blocks.contains(&inner.name()) {
                    end_block(&mut body.text);
                }
            }
            Content::Text(text) => {
                for (i, part) in text.split(char::is_whitespace).enumerate() {
                    if i > 0 && !body.text.is_empty() && !body.text.ends_with(char::is_whitespace) {
                        body.text.push(' ');
                    }
                    body.text.push_str(part);
                }
            }
        }
    }
    body
}

fn is_raised(element: Element<'_>) -> bool {
    element.name() == "sup" || element.attribute("rend").is_some_and(|rend| rend.starts_with("sup"))
}

fn end_block(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str("\n\n");
    }
}

/// How a mark is printed.
fn form(printed: &str, raised: bool) -> CitationForm {
    let bare = printed.trim_matches(|c: char| !c.is_alphanumeric());
    let has_year = bare.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    if bare.chars().all(|c| !c.is_alphabetic()) && !has_year {
        return if raised { CitationForm::Superscript } else { CitationForm::Numeric };
    }
    if !has_year && bare.contains(|c: char| c.is_ascii_digit()) {
        return CitationForm::Alphanumeric;
    }
    let narrative = printed.find('(').is_some_and(|at| at > 0);
    if narrative { CitationForm::Narrative } else { CitationForm::Parenthetical }
}
