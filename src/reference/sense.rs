//! What segments mean together: a few labels that can't be right beside the others are set right.
//!
//! The chooser weighs each segment by what stands near it. That an entry has one title, that somebody wrote it, and
//! that a book's title follows its editors shows only in the whole.

use super::item_type::is_meeting;
use super::kind;
use super::label::{Label, Segment};
use super::outlet::{self, OutletKind};
use super::rule::{self, Rule, rule};
use crate::Span;

/// Sets labels and bounds right, in place. Linear.
pub(super) fn settle(text: &str, segments: &mut Vec<Segment>) {
    use Label::{Author, Book, Date, Editor, Genre, Journal, Note, Page, Place, Publisher, Title, Url, Volume};
    const RULES: [Rule; 11] = [
        rule(&[], &[], one_address),
        rule(&[Note], &[Genre, Volume], kind_in_a_note),
        rule(&[Volume], &[Date], year_before_volume),
        rule(&[Date, Title], &[Author, Editor], |_, segments| body_before_date(segments)),
        rule(&[Place], &[Publisher], |text, segments| press_in_a_place(text, segments)),
        rule(&[Book, Place], &[], two_places),
        rule(&[Book], &[], |text, segments| time_and_place_of_a_meeting(text, segments)),
        rule(&[Journal, Date], &[Page], page_after_a_day),
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

/// "Preprint posted online": a note that begins with the kind of work, where nothing else tells it.
fn kind_in_a_note(text: &str, segments: &mut Vec<Segment>) {
    let length = |s: &Segment| (s.label == Label::Note).then(|| kind::length_at_start(s.span.of(text))).flatten();
    let Some((at, length)) = segments.iter().enumerate().find_map(|(at, s)| Some((at, length(s)?))) else { return };
    let note = &mut segments[at];
    let rest = Span::new(note.span.start + length, note.span.end).trimmed(text, |c| matches!(c, ',' | '.' | ' '));
    if rest.of(text).contains(char::is_alphanumeric) {
        let rest = Segment { span: Span::new(rest.start, note.span.end), ..*note };
        note.span.end = note.span.start + length;
        segments.insert(at + 1, rest);
    }
    segments[at].label = Label::Genre;
}

/// "2020;14": the year stands before the volume, and no other date is told.
fn year_before_volume(text: &str, segments: &mut Vec<Segment>) {
    let Some(at) = segments.iter().position(|s| s.label == Label::Volume) else { return };
    let whole = segments[at];
    let Some((year, volume)) = whole.span.of(text).split_once(';') else { return };
    if has_year(year) && year.trim().len() == 4 && volume.contains(|c: char| c.is_ascii_digit()) {
        let cut = whole.span.start + year.len() + 1;
        segments[at].span = Span::new(cut, whole.span.end).trimmed(text, |_| false);
        segments.insert(at, Segment { label: Label::Date, span: Span::new(whole.span.start, cut), ..whole });
    }
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

/// "Lakeside UP, 2016": where no publisher is told, a press that was taken for the only place is one.
fn press_in_a_place(text: &str, segments: &mut [Segment]) {
    let reads_as = |s: &Segment| outlet::kind(s.span.of(text));
    let mut places = segments.iter_mut().filter(|s| s.label == Label::Place);
    if let (Some(place), None) = (places.next(), places.next())
        && matches!(reads_as(place), Some(OutletKind::Press | OutletKind::Institution | OutletKind::University))
    {
        place.label = Label::Publisher;
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

/// "Porto, Portugal. Lisbon:" in a meeting's papers: its place, and their publisher's.
fn two_places(text: &str, segments: &mut Vec<Segment>) {
    let Some(book) = meeting(text, segments) else { return };
    let stop = |s: &Segment| (s.label == Label::Place).then(|| sentence_end(s.span.of(text))).flatten();
    let places = segments.iter().enumerate().skip(book);
    if let Some((at, stop)) = places.filter_map(|(at, s)| Some((at, stop(s)?))).next() {
        let whole = segments[at];
        let second = Span::new(whole.span.start + stop, whole.span.end).trimmed(text, |_| false);
        segments[at].span.end = whole.span.start + stop;
        segments.insert(at + 1, Segment { span: second, ..whole });
    }
}

/// Where a stop ends that no abbreviation has: after a word of four letters or more, before a capital.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at).find_map(|at| {
        let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let whole = word.chars().count() >= 4;
        (whole && text[at + 2..].trim_start().starts_with(char::is_uppercase)).then_some(at + 1)
    })
}

/// "4 Feb. 1932, 7": a day is followed by the page of a newspaper.
fn page_after_a_day(text: &str, segments: &mut Vec<Segment>) {
    let page = |s: &Segment| (s.label == Label::Date).then(|| page_after(s.span.of(text))).flatten();
    if let Some((at, page)) = segments.iter().enumerate().find_map(|(at, s)| Some((at, page(s)?))) {
        let whole = segments[at];
        segments[at].span.end = whole.span.start + page;
        let span = Span::new(whole.span.start + page, whole.span.end).trimmed(text, |_| false);
        segments.insert(at + 1, Segment { label: Label::Page, span, ..whole });
    }
}

/// Where a number of up to three digits starts, after a year and a comma, and ends the text.
fn page_after(date: &str) -> Option<usize> {
    let (before, page) = date.rsplit_once(',')?;
    let number = page.trim_matches([' ', '.', ',']);
    let short = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let year = before.len() > 4 && before.is_char_boundary(before.len() - 4) && has_year(&before[before.len() - 4..]);
    (short && year && before.contains(char::is_alphabetic)).then_some(before.len() + 1)
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
        use Label::{
            Author, Book, Date, Editor, Genre, Issue, Journal, Note, Page, Place, Publisher, Title, Url, Volume,
        };
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
                &[(Author, "A. Roe"), (Title, "T."), (Place, "Lakeside UP,"), (Date, "1990")],
                &[Author, Title, Publisher, Date],
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
                &[(Title, "T."), (Book, "In Proc. of X;"), (Place, "Porto, Portugal. Rome:"), (Publisher, "P;")],
                &[Title, Book, Note, Place, Publisher],
            ),
            (
                &[(Book, "Proc. of X;"), (Place, "Porto,"), (Publisher, "Italy."), (Place, "Rome:"), (Publisher, "P;")],
                &[Book, Note, Note, Place, Publisher],
            ),
            (
                &[(Title, "T."), (Book, "B;"), (Place, "St. Gallen:"), (Publisher, "P;")],
                &[Title, Book, Place, Publisher],
            ),
            (&[(Title, "T."), (Journal, "The Echo,"), (Date, "4 Feb. 1932, 7.")], &[Title, Journal, Date, Page]),
            (&[(Title, "T."), (Journal, "The Echo,"), (Date, "Feb 4, 1932")], &[Title, Journal, Date]),
            (&[(Title, "Rules,"), (Journal, "URL"), (Url, "http://a.b")], &[Title, Note, Url]),
            (&[(Journal, "J."), (Volume, "2020;14"), (Issue, "(7)")], &[Journal, Date, Volume, Issue]),
            (&[(Journal, "J."), (Date, "2019"), (Volume, "2020;14")], &[Journal, Date, Volume]),
            (&[(Title, "T."), (Note, "Preprint"), (Date, "(2022)")], &[Title, Genre, Date]),
            (&[(Title, "T."), (Note, "Preprint, posted"), (Date, "2022")], &[Title, Genre, Note, Date]),
            (&[(Title, "T."), (Volume, "3;"), (Note, "preprint AB-12")], &[Title, Volume, Note]),
        ];
        for (pieces, want) in cases {
            assert_eq!(settled(pieces), *want, "{pieces:?}");
        }
    }
}
