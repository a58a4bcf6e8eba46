//! Where the text proper begins.

use crate::document::heading::name as heading_name;
use crate::document::lines::{Line, LineKind};
use crate::terms::{self, Term};

/// The group of [`Term::TextHeading`] whose words are headings in abstracts too, so that a line of text alone isn't enough.
const IN_ABSTRACTS: u8 = 2;

/// Where the text proper begins: the line after which author–year forms are citations.
///
/// At its heading; without one, at the first paragraph that is too long for front matter, where lines that look like running text
/// make up as much, or at a heading that is marked up as such and has sentences under it, be it the abstract's.
pub(crate) fn body_start(text: &str, lines: &[Line], before: usize, is_text: impl Fn(usize) -> bool) -> usize {
    /// Citations and affiliations are shorter than paragraphs.
    const PARAGRAPH_BYTES: usize = 700;
    /// What looks like running text, too, is that when it is half as long.
    const RUNNING_BYTES: usize = 350;
    let named = |l: &Line| {
        let name = heading_name(l.text(text));
        let plain = l.kind == LineKind::Plain && terms::group(&name, Term::TextHeading) != Some(IN_ABSTRACTS);
        l.span.len() <= 40 && (plain || l.kind == LineKind::Heading) && terms::is(&name, Term::TextHeading)
    };
    if let Some(heading) = (0..before).find(|&i| named(&lines[i])) {
        return heading;
    }
    let headed = headed(text, &lines[..before]).unwrap_or(before);
    let (mut paragraph, mut paragraph_bytes) = (0, 0);
    let (mut running, mut running_bytes) = (None, 0);
    for (i, line) in lines[..before].iter().enumerate() {
        if line.kind == LineKind::Plain {
            paragraph_bytes += line.span.len();
        } else {
            (paragraph, paragraph_bytes) = (i + 1, 0);
        }
        if is_text(i) {
            running = running.or(Some(i));
            running_bytes += line.span.len();
        } else if line.kind == LineKind::Plain {
            (running, running_bytes) = (None, 0);
        }
        if paragraph_bytes > PARAGRAPH_BYTES {
            return paragraph.min(running.unwrap_or(paragraph)).min(headed);
        }
        if let Some(running) = running.filter(|_| running_bytes > RUNNING_BYTES) {
            return running.min(headed);
        }
    }
    headed
}

/// The first heading that is marked up and has sentences under it. The title stands above it.
fn headed(text: &str, lines: &[Line]) -> Option<usize> {
    let printed = |i: &usize| !matches!(lines[*i].kind, LineKind::Blank | LineKind::Furniture);
    let first = (0..lines.len()).find(printed)?;
    let below = |i: usize| (i + 1..lines.len()).find(printed).map(|below| lines[below]);
    let has_sentences =
        |i: usize| below(i).is_some_and(|line| line.kind == LineKind::Plain && are_sentences(line.text(text)));
    (first + 1..lines.len()).find(|i| lines[*i].kind == LineKind::Heading && has_sentences(*i))
}

/// Whether a line is sentences rather than names, addresses or keywords, whose words are mostly capitalised or few.
fn are_sentences(line: &str) -> bool {
    const WORDS: usize = 12;
    let words = line.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    let (all, small) =
        words.fold((0, 0), |(all, small), word| (all + 1, small + usize::from(word.starts_with(char::is_lowercase))));
    all >= WORDS && small * 10 >= all * 7
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn a_heading_with_sentences_under_it_begins_the_text() {
        let prose = "The weeds of small lakes grow where the light of the sun reaches the ground, as was seen by many.";
        let cases = [
            (format!("# Of lakes\n\nAnn Roe\n\n# Summary\n\n{prose}\n"), "# Summary"),
            (format!("# Of lakes\n\n{prose}\n\n# Tools\n\n{prose}\n"), "# Tools"),
            (
                format!(
                    "# Of lakes\n\n## Authors\n\nAnn Roe, Pond School, Hill Road 3, Bo Lind, Moss School, Lake Road 4, Mud, Nowhere\n\n## Abstract\n\n{prose}\n"
                ),
                "## Abstract",
            ),
        ];
        for (text, heading) in cases {
            let lines = lines(&text);
            let at = body_start(&text, &lines, lines.len(), |_| false);
            assert!(text[..lines[at].span.end].ends_with(heading), "{text}: {at}");
        }
    }
}
