//! What segments mean together: a few labels that can't be right beside the others are set right.
//!
//! The chooser weighs each segment by what stands near it. That an entry has one title, that somebody wrote it, and
//! that a book's title follows its editors shows only in the whole.

use super::fields::is_meeting;
use super::label::{Label, Segment};

/// Sets labels right, in place. Linear.
pub(super) fn settle(text: &str, segments: &mut [Segment]) {
    body_before_date(segments);
    book_after_its_editor(text, segments);
    title_of_the_whole(text, segments);
}

fn has(segments: &[Segment], label: Label) -> bool {
    segments.iter().any(|s| s.label == label)
}

/// "European Parliament (2000), Report on …": what stands before date and title, where nobody else does, wrote it.
fn body_before_date(segments: &mut [Segment]) {
    if has(segments, Label::Author) || has(segments, Label::Editor) {
        return;
    }
    let first = segments.iter().take_while(|s| s.label == Label::Key).count();
    if let [body, date, title, ..] = &mut segments[first..]
        && matches!(body.label, Label::Journal | Label::Publisher)
        && (date.label, title.label) == (Label::Date, Label::Title)
    {
        body.label = Label::Author;
    }
}

/// "Title. In: A. Roe (ed.), Title": the second is the book's.
fn book_after_its_editor(text: &str, segments: &mut [Segment]) {
    if has(segments, Label::Book) {
        return;
    }
    let Some(title) = segments.iter().position(|s| s.label == Label::Title) else { return };
    let holds = |s: &Segment| s.label == Label::Editor && announces_book(s.span.of(text));
    let Some(editor) = segments.iter().skip(title + 1).position(holds).map(|at| title + 1 + at) else { return };
    if let Some(next) = segments.get_mut(editor + 1)
        && matches!(next.label, Label::Title | Label::Journal)
    {
        next.label = Label::Book;
    }
}

/// Whether a segment opens with "In", which announces what holds the work.
fn announces_book(segment: &str) -> bool {
    segment
        .get(..2)
        .is_some_and(|word| word.eq_ignore_ascii_case("in") && !segment[2..].starts_with(char::is_alphanumeric))
}

/// An entry whose only title reads as a book's or a publisher's is that book: a book by its editors, or one that tells
/// no pages.
fn title_of_the_whole(text: &str, segments: &mut [Segment]) {
    if segments.iter().any(|s| matches!(s.label, Label::Title | Label::Journal)) {
        return;
    }
    if let Some(at) = segments.iter().position(|s| s.label == Label::Book) {
        let book = segments[at].span.of(text);
        let in_part = has(segments, Label::Page) || has(segments, Label::Volume);
        let edited = at > 0 && segments[at - 1].label == Label::Editor && !has(segments, Label::Author);
        if !announces_book(book) && !is_meeting(book) && (edited || !in_part) {
            segments[at].label = Label::Title;
        }
        return;
    }
    let lead = |s: &&Segment| matches!(s.label, Label::Key | Label::Author | Label::Editor | Label::Date);
    let after = segments.iter().take_while(lead).count();
    if let Some(first) = segments.get_mut(after).filter(|s| s.label == Label::Publisher)
        && after > 0
    {
        first.label = Label::Title;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Confidence, Span};

    fn settled(pieces: &[(Label, &str)]) -> Vec<Label> {
        let mut text = String::new();
        let mut segments = Vec::new();
        for (label, piece) in pieces {
            let start = text.len();
            text += piece;
            segments.push(Segment {
                label: *label,
                span: Span::new(start, text.len()),
                confidence: Confidence::CERTAIN,
            });
            text.push(' ');
        }
        settle(&text, &mut segments);
        segments.iter().map(|s| s.label).collect()
    }

    #[test]
    fn labels_that_cannot_be_right() {
        use Label::{Author, Book, Date, Editor, Journal, Page, Place, Publisher, Title};
        type Case<'c> = (&'c [(Label, &'c str)], &'c [Label]);
        let cases: &[Case<'_>] = &[
            (&[(Journal, "Council of Tests"), (Date, "(2000),"), (Title, "Report")], &[Author, Date, Title]),
            (
                &[(Author, "A. Roe"), (Title, "T."), (Editor, "In B. Lee (ed.),"), (Title, "B"), (Page, "3")],
                &[Author, Title, Editor, Book, Page],
            ),
            (&[(Author, "A. Roe"), (Editor, "Indira Lee"), (Title, "B")], &[Author, Editor, Title]),
            (&[(Editor, "B. Lee (ed.),"), (Book, "All,"), (Place, "York")], &[Editor, Title, Place]),
            (&[(Author, "A. Roe:"), (Book, "in: All,"), (Page, "3")], &[Author, Book, Page]),
            (
                &[(Author, "Lee, B."), (Date, "(1997),"), (Publisher, "Tests & Nations,"), (Place, "York")],
                &[Author, Date, Title, Place],
            ),
        ];
        for (pieces, want) in cases {
            assert_eq!(settled(pieces), *want, "{pieces:?}");
        }
    }
}
