//! Where the text proper begins.

use crate::document::heading::name as heading_name;
use crate::document::lines::{Line, LineKind};
use crate::terms::{self, Term};

/// The group of [`Term::TextHeading`] whose words are headings in abstracts too, so that a line of text alone isn't enough.
const IN_ABSTRACTS: u8 = 2;

/// Where the text proper begins: the line after which author–year forms are citations.
///
/// At its heading; without one, at the first paragraph that is too long for front matter, or where lines that look like running
/// text make up as much.
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
            return paragraph.min(running.unwrap_or(paragraph));
        }
        if let Some(running) = running.filter(|_| running_bytes > RUNNING_BYTES) {
            return running;
        }
    }
    before
}

/// Whether a paragraph of a title page is sentences, as an abstract's, rather than names, addresses or keywords, whose words are mostly
/// capitalised or few.
pub(crate) fn are_sentences(paragraph: &str) -> bool {
    const WORDS: usize = 12;
    // Author notes begin with a mark, and what says when or how to cite the paper with a word and a colon.
    let head = paragraph.split_whitespace().take(3);
    if !paragraph.starts_with(char::is_alphabetic) || head.into_iter().any(|word| word.ends_with(':')) {
        return false;
    }
    let words = paragraph.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    let (all, small) =
        words.fold((0, 0), |(all, small), word| (all + 1, small + usize::from(word.starts_with(char::is_lowercase))));
    all >= WORDS && small * 10 >= all * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        let cases = [
            ("The weeds of small lakes grow where the light of the sun reaches the ground, as was seen by many.", true),
            (
                "Ann Roe, Pond School, Hill Road 3, Bo Lind, Moss School, Lake Road 4, 1234 Mud, Nowhere, and Cy Moor",
                false,
            ),
            ("Keywords: moss, lakes, weeds", false),
            ("[1] These authors have all done the same work for this paper, and none of them was paid for it.", false),
            (
                "Cite this article: Roe and Lind found that the growth of the moss in the shade of old trees is slow.",
                false,
            ),
            (
                "Roe, A. (2001) Growth of moss in the shade of old trees. Journal of Moss and Lakes, 3, 4–9. Town: Lake Press",
                false,
            ),
        ];
        for (paragraph, are) in cases {
            assert_eq!(are_sentences(paragraph), are, "{paragraph}");
        }
    }
}
