//! "The term is used loosely here. A. Roe, ‘Title’": what a note says before its source.

use super::label::{Label, Segment};
use crate::document::sources;
use crate::terms::{self, Term, Terms};
use crate::{Confidence, Span};

/// So many words in lower case are prose; a title has as many, which is why the reader of notes is asked.
const WORDS: usize = 4;

/// How sure it is that what was taken for a title is none.
const CONFIDENCE: f64 = 0.9;

/// What stands before the first source, its prose last, where the answer took the prose for a title. Linear.
pub(super) fn before_the_source(text: &str, segments: &[Segment]) -> Option<Vec<Segment>> {
    let is_prose = |span: Span| {
        span.of(text).split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() >= WORDS
    };
    let at = segments.iter().position(|s| !matches!(s.label, Label::Key | Label::Note))?;
    let opening = segments[at];
    if opening.label != Label::Title || !is_prose(opening.span) {
        return None;
    }
    let source = *sources(text).first()?;
    let start = opening.span.start;
    let span = Span::new(start, source.start.max(start));
    let parted = ends_a_sentence(span.of(text)) || terms::at_end(span.of(text), Terms::of(&[Term::Signal])).is_some();
    let prose = Segment { label: Label::Note, span, confidence: Confidence::new(CONFIDENCE) };
    (is_prose(span) && parted).then(|| [&segments[..at], &[prose]].concat())
}

/// Whether a mark ends it, no abbreviation: "под ред."
fn ends_a_sentence(text: &str) -> bool {
    const SHORT: usize = 3;
    let text = text.trim_end();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let long = text.split_whitespace().next_back().is_some_and(|word| letters(word) > SHORT);
    text.ends_with([':', ';', '(', '!', '?', '’', '”', '"', ')']) || text.ends_with('.') && long
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Parser;

    #[test]
    fn a_note_says_something_before_its_source() {
        let titles = [
            (
                "12 Lakes have been described in many ways, and here the word is meant to say what most who write of them \
                 have said. A. Roe, ‘Of Ice’ (1996) 12 Lakes 14.",
                "Of Ice",
            ),
            (
                "So much so that those who measure the ice must learn to do without it. See, for example, B. Lind, The \
                 Cold Shore (1980) 68.",
                "The Cold Shore",
            ),
            (
                "What lakes tell of the ice that once lay on all of them. Marsh: Mire Press 2001.",
                "What lakes tell of the ice that once lay on all of them",
            ),
        ];
        for (note, title) in titles {
            let read = Parser::new().parse(note);
            assert_eq!(read.title.as_ref().map(|title| title.value.as_str()), Some(title), "{note}");
        }
    }

    #[test]
    fn a_sentence_ends_with_a_word() {
        let ends: Vec<bool> = ["as it is shown.", "под ред.", "see (", "of lakes"].map(ends_a_sentence).to_vec();
        assert_eq!(ends, [true, false, true, false]);
    }
}
