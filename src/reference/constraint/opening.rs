//! What stands before a title: signals, remarks and names.

use super::{Held, bare, has};
use crate::Span;
use crate::reference::label::{Label, Segment};
use crate::terms::{self, Term, Terms};

/// "For an interesting case, see A. Roe, ‘Title’": what ends with a signal before the authors is no title.
pub(super) fn remark_before_its_signal(text: &str, segments: &[Segment]) -> Option<Held> {
    let author = segments.iter().position(|s| s.label == Label::Author).filter(|at| *at > 0)?;
    let before = Span::new(segments[0].span.start, segments[author].span.start);
    let lead = &segments[..author];
    let titled = lead.iter().find(|s| s.label == Label::Title)?;
    let signal = terms::at_end(before.of(text), Terms::of(&[Term::Signal]))?;
    let apart = text[..before.start + signal].trim_end().ends_with([',', ';', ':']);
    apart.then(|| (Span::new(titled.span.start, before.end).trimmed(text, |_| false), Label::Note))
}

/// "See, further, A. Roe": a signal of several words is nobody's name. One word may be: "See, K."
pub(super) fn signal_is_no_name(text: &str, segments: &[Segment]) -> Option<Held> {
    let author = segments.iter().find(|s| s.label != Label::Key).filter(|s| s.label == Label::Author)?.span;
    let length = terms::at_start(author.of(text), Terms::of(&[Term::Signal]))?;
    let signal = Span::new(author.start, author.start + length);
    let behind = text[signal.end..author.end].chars().any(char::is_alphabetic);
    (behind && signal.of(text).contains(char::is_whitespace)).then_some((signal, Label::Note))
}

/// "Roe, AB & Lind, CD 2018, On ice": a few capitals between the authors and the year of a titled work are the last one's, no
/// name of an outlet. "Roe, NJW 2018, 12" has no title: there they are a journal of law.
pub(super) fn initials_of_the_last_author(text: &str, segments: &[Segment]) -> Option<Held> {
    const MOST: usize = 3;
    if !has(segments, Label::Title) {
        return None;
    }
    let three = segments.windows(3).find(|three| three[0].label == Label::Author && three[2].label == Label::Date)?;
    let [authors, initials] = [three[0], three[1]];
    let letters = bare(text, initials).of(text);
    let few = (1..=MOST).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    let open = authors.span.of(text).trim_end().ends_with(',');
    (few && open).then(|| (Span::new(authors.span.start, initials.span.end).trimmed(text, |_| false), Label::Author))
}
