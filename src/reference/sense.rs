//! What segments mean together: a few labels that can't be right beside the others are set right.
//!
//! The chooser weighs each segment by what stands near it. That an entry has one title, that somebody wrote it, and
//! that a book's title follows its editors shows only in the whole.

use super::item_type::is_meeting;
use super::label::{Label, Segment};
use super::rule::{self, Rule, rule};

/// Sets labels and bounds right, in place. Linear.
pub(super) fn settle(text: &str, segments: &mut Vec<Segment>) {
    use Label::{Author, Book, Date, Editor, Journal, Title, Url};
    const RULES: [Rule; 6] = [
        rule(&[], &[], one_address),
        rule(&[Date, Title], &[Author, Editor], |_, segments| body_before_date(segments)),
        rule(&[Book], &[], |text, segments| time_and_place_of_a_meeting(text, segments)),
        rule(&[Title, Editor], &[Book], |text, segments| book_after_its_editor(text, segments)),
        rule(&[Url], &[], |text, segments| word_for_an_address(text, segments)),
        rule(&[], &[Title, Journal], |text, segments| title_of_the_whole(text, segments)),
    ];
    rule::settle(text, segments, &RULES);
}

fn has(segments: &[Segment], label: Label) -> bool {
    segments.iter().any(|s| s.label == label)
}

/// "https://doi.org/10.1000/osf.io/abc": an address without white space is one, and a DOI where a part of it is.
fn one_address(text: &str, segments: &mut Vec<Segment>) {
    let address = |s: &Segment| matches!(s.label, Label::Doi | Label::Url);
    segments.dedup_by(|next, first| {
        let joined = address(first) && address(next) && first.span.end == next.span.start;
        if !joined || first.span.of(text).ends_with([',', ';', '>', ')', ']']) {
            return false;
        }
        if next.label == Label::Doi {
            first.label = Label::Doi;
        }
        first.span.end = next.span.end;
        first.confidence = first.confidence.min(next.confidence);
        true
    });
}

/// "European Parliament (2000), Report on …": what stands before date and title, where nobody else does, wrote it.
fn body_before_date(segments: &mut [Segment]) {
    let first = segments.iter().take_while(|s| s.label == Label::Key).count();
    if let [body, date, title, ..] = &mut segments[first..]
        && matches!(body.label, Label::Journal | Label::Publisher)
        && (date.label, title.label) == (Label::Date, Label::Title)
    {
        body.label = Label::Author;
    }
}

/// The book that holds a meeting's papers.
fn meeting(text: &str, segments: &[Segment]) -> Option<usize> {
    segments.iter().position(|s| s.label == Label::Book && is_meeting(s.span.of(text)))
}

/// "In Proceedings of X, June 3–6, 2019, Lyon. ACM, New York, 2020": a meeting's date and place, where its papers have
/// their own.
fn time_and_place_of_a_meeting(text: &str, segments: &mut [Segment]) {
    let Some(book) = meeting(text, segments) else { return };
    // "Porto, Portugal. Rome: Press": what stands between two places is no publisher where one follows.
    let labels: Vec<Label> = segments[book..].iter().map(|s| s.label).collect();
    let between = [Label::Place, Label::Publisher, Label::Place, Label::Publisher];
    if let Some(at) = labels.windows(4).position(|four| four == between) {
        segments[book + at + 1].label = Label::Place;
    }
    let follows = |s: &&Segment| matches!(s.label, Label::Date | Label::Place);
    let mut after = book + 1..book + 1 + segments[book + 1..].iter().take_while(follows).count();
    let publisher = |i: usize| segments.get(i).is_some_and(|s| s.label == Label::Publisher);
    let place = |i: usize| segments[i].label == Label::Place;
    // "Porto. Rome: Press": the second is the publisher's.
    if after.len() > 1 && publisher(after.end) && place(after.end - 1) && after.clone().rev().skip(1).any(place) {
        after.end -= 1;
    }
    let others = || segments.iter().enumerate().filter(|(i, _)| !after.contains(i));
    let dated = others().any(|(_, s)| s.label == Label::Date && has_year(s.span.of(text)));
    let placed = others().any(|(i, s)| s.label == Label::Place && (publisher(i + 1) || i > 0 && publisher(i - 1)));
    for segment in &mut segments[after] {
        if segment.label == Label::Date && dated || segment.label == Label::Place && placed {
            segment.label = Label::Note;
        }
    }
}

/// Whether four digits in a row stand in `text`, no fewer and no more.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// "Title. In: A. Roe (ed.), Title": the second is the book's, and what was taken for its press too.
fn book_after_its_editor(text: &str, segments: &mut [Segment]) {
    let Some(title) = segments.iter().position(|s| s.label == Label::Title) else { return };
    let Some(editor) = segments.iter().skip(title + 1).position(|s| s.label == Label::Editor) else { return };
    let editor = title + 1 + editor;
    let announced = announces_book(segments[editor].span.of(text));
    let taken = |s: &&mut Segment| matches!(s.label, Label::Title | Label::Journal | Label::Publisher);
    if let Some(next) = segments.get_mut(editor + 1).filter(taken).filter(|_| announced) {
        next.label = Label::Book;
    }
}

/// "Rules, URL (visited in May): https://…": a word that announces an address is no outlet.
fn word_for_an_address(text: &str, segments: &mut [Segment]) {
    const WORDS: [&str; 4] = ["url", "online", "internet", "web"];
    for segment in segments.iter_mut().filter(|s| matches!(s.label, Label::Journal | Label::Book)) {
        let word = segment.span.of(text).trim_matches(|c: char| !c.is_alphanumeric());
        if WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            segment.label = Label::Note;
        }
    }
}

/// Whether a segment opens with "In", which announces what holds the work.
fn announces_book(segment: &str) -> bool {
    segment
        .get(..2)
        .is_some_and(|word| word.eq_ignore_ascii_case("in") && !segment[2..].starts_with(char::is_alphanumeric))
}

/// An entry whose only title reads as a book's is that book, if it tells no pages, and as a publisher's too.
fn title_of_the_whole(text: &str, segments: &mut [Segment]) {
    if let Some(at) = segments.iter().position(|s| s.label == Label::Book) {
        let book = segments[at].span.of(text);
        let in_part = has(segments, Label::Page) || has(segments, Label::Volume);
        if !announces_book(book) && !is_meeting(book) && !in_part {
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
    fn addresses_are_one() {
        let text = "https://doi.org/10.1000/osf.io/7q, http://a.b";
        let segment =
            |label, start, end| Segment { label, span: Span::new(start, end), confidence: Confidence::CERTAIN };
        let cut = "https://doi.org/10.1000/".len();
        let (end, last) = ("https://doi.org/10.1000/osf.io/7q,".len(), text.len());
        let mut segments =
            vec![segment(Label::Doi, 0, cut), segment(Label::Url, cut, end), segment(Label::Url, end + 1, last)];
        settle(text, &mut segments);
        assert_eq!(segments, [segment(Label::Doi, 0, end), segment(Label::Url, end + 1, last)]);
    }

    #[test]
    fn labels_that_cannot_be_right() {
        use Label::{Author, Book, Date, Editor, Journal, Note, Page, Place, Publisher, Title, Url};
        type Case<'c> = (&'c [(Label, &'c str)], &'c [Label]);
        let cases: &[Case<'_>] = &[
            (&[(Journal, "Council of Tests"), (Date, "(2000),"), (Title, "Report")], &[Author, Date, Title]),
            (
                &[(Author, "A. Roe"), (Title, "T."), (Editor, "In B. Lee (ed.),"), (Title, "B"), (Page, "3")],
                &[Author, Title, Editor, Book, Page],
            ),
            (&[(Author, "A. Roe"), (Editor, "Indira Lee"), (Title, "B")], &[Author, Editor, Title]),
            (
                &[(Author, "A. Roe"), (Title, "T."), (Editor, "in: B. Lee,"), (Publisher, "Minds,"), (Place, "York")],
                &[Author, Title, Editor, Book, Place],
            ),
            (&[(Editor, "B. Lee (ed.),"), (Book, "All,"), (Place, "York")], &[Editor, Title, Place]),
            (&[(Author, "A. Roe:"), (Book, "in: All,"), (Page, "3")], &[Author, Book, Page]),
            (
                &[(Author, "Lee, B."), (Date, "(1997),"), (Publisher, "Tests & Nations,"), (Place, "York")],
                &[Author, Date, Title, Place],
            ),
            (
                &[(Date, "2020"), (Book, "In Proc. of X,"), (Date, "May 3, 2019,"), (Place, "Lyon."), (Page, "3")],
                &[Date, Book, Note, Place, Page],
            ),
            (
                &[(Title, "T."), (Book, "In Proc. of X;"), (Place, "Lyon."), (Publisher, "P:"), (Place, "Rome,")],
                &[Title, Book, Note, Publisher, Place],
            ),
            (
                &[(Title, "T."), (Book, "In Proc. of X,"), (Date, "2019,"), (Place, "Lyon.")],
                &[Title, Book, Date, Place],
            ),
            (
                &[(Book, "Proc. of X;"), (Place, "Porto,"), (Publisher, "Italy."), (Place, "Rome:"), (Publisher, "P;")],
                &[Book, Note, Note, Place, Publisher],
            ),
            (&[(Title, "Rules,"), (Journal, "URL"), (Url, "http://a.b")], &[Title, Note, Url]),
        ];
        for (pieces, want) in cases {
            assert_eq!(settled(pieces), *want, "{pieces:?}");
        }
    }
}
