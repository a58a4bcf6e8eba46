//! Several works in one string: "A. Roe, J. Tests 1, 2 (1976); B. Lee, J. Tests 3, 4 (1978)."

use super::label::{Label, Segment};
use super::{Further, Reference, fields};
use crate::Span;
use crate::terms::{self, Term};

/// Makes a reference of the first work, and of each further one a reference of its own.
pub(super) fn apart(text: &str, segments: Vec<Segment>) -> Reference {
    let starts = starts(text, &segments);
    if starts.is_empty() {
        return fields::reference(text, segments, None);
    }
    let ends = starts.iter().skip(1).copied().chain([segments.len()]);
    let further = starts
        .iter()
        .zip(ends)
        .map(|(&from, to)| {
            let end = if to == segments.len() { text.len() } else { segments[to].span.start };
            let span = Span::new(segments[from].span.start, end).trimmed(text, |c| c == ';');
            // A segment may begin or end with a semicolon that the work leaves out.
            let within = |at: usize| at.clamp(span.start, span.end) - span.start;
            let moved = segments[from..to]
                .iter()
                .map(|s| Segment { span: Span::new(within(s.span.start), within(s.span.end)), ..*s });
            Further { span, reference: fields::reference(span.of(text), moved.collect(), None) }
        })
        .collect();
    fields::first_of(text, segments[..starts[0]].to_vec(), further)
}

/// The segments with which a further work begins: after a semicolon, a name, title or journal, when the work before is
/// told to its date or pages, and the new one has a date or pages of its own; if it begins with editors, a title too. A
/// work that shares the journal of the one before begins with its volume ("48, 1584 (1993); 50, 1874 (1994)"), one of
/// several under letters with its letter ("(b)").
fn starts(text: &str, segments: &[Segment]) -> Vec<usize> {
    let tells = |s: &Segment| matches!(s.label, Label::Date | Label::Page | Label::Volume);
    let names = |s: &Segment| matches!(s.label, Label::Author | Label::Title | Label::Journal | Label::Editor);
    let ibid = |s: &Segment| s.label == Label::Note && terms::is(s.span.of(text), Term::Ibid);
    let opens = |s: &Segment| names(s) || matches!(s.label, Label::Volume | Label::Key) || ibid(s);
    let mut found = Vec::new();
    let (mut named, mut told, mut numbered) = (false, false, false);
    for (i, segment) in segments.iter().enumerate() {
        if opens(segment) && named && told && after_semicolon(text, segment.span) {
            let after = &segments[i + 1..];
            let next = after.iter().position(|s| opens(s) && after_semicolon(text, s.span)).unwrap_or(after.len());
            let titled = |s: &Segment| matches!(s.label, Label::Title | Label::Book | Label::Journal);
            let whole = match segment.label {
                Label::Editor => after[..next].iter().any(titled),
                // "1, 2 (1976); 3, 4 (1977)", not "12 (1976); 13": another volume of the work; nor "1976;11:1165".
                Label::Volume => {
                    let glued = text[..segment.span.start].ends_with(';') && !segment.span.of(text).starts_with(' ');
                    !glued && numbered && after[..next].iter().any(|s| s.label == Label::Page)
                }
                _ => true,
            };
            if whole && after[..next].iter().any(tells) {
                found.push(i);
                (named, told, numbered) = (false, false, false);
            }
        }
        numbered |= segment.label == Label::Volume;
        named |= names(segment) || found.last() == Some(&i);
        told |= tells(segment);
    }
    found
}

fn after_semicolon(text: &str, span: Span) -> bool {
    text[..span.start].trim_end().ends_with(';')
}
