//! When an address was visited: "Retrieved May 3, 2021, from", "[cited 2021 May 3]", "Abgerufen am 3. Mai 2021 von".
//!
//! Such a date is neither the work's own nor part of the title before it.

use super::date::{Date, DateParts, grammar as date};
use super::label::{Label, Segment};
use crate::Span;
use crate::terms::{self, Term, Terms};

/// A visit: the words that tell it with its date, and the date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) span: Span,
    pub(super) date: Date,
    pub(super) day: Span,
}

/// Finds the visit that an entry tells. Linear: a date begins near its word.
pub(super) fn find(text: &str) -> Option<Visit> {
    const VISITS: Terms = Terms::of(&[Term::Accessed]);
    let bytes = text.as_bytes();
    // Only entries with an address tell when it was visited.
    let addressed = bytes.windows(3).any(|three| three == b"://" || three.eq_ignore_ascii_case(b"www"));
    if !addressed {
        return None;
    }
    let mut inside = false;
    let told = text.char_indices().find_map(|(at, c)| {
        let starts = c.is_alphabetic() && !inside;
        inside = c.is_alphanumeric();
        let length = starts.then(|| terms::at_start(&text[at..], VISITS)).flatten()?;
        let (day, date) = dated(text, at + length)?;
        let open = text[..at].trim_end().ends_with(['[', '(']);
        let start = if open { text[..at].trim_end().len() - 1 } else { at };
        let behind = &text[day.end..];
        let end = day.end + behind.len() - behind.trim_start_matches([')', ']']).len();
        Some(Visit { span: Span::new(start, end), date, day })
    });
    told.or_else(|| in_brackets(text))
}

/// A day alone in square brackets right behind an address: "https://a.b [14.05.2020]"; in round ones where the year stands elsewhere.
fn in_brackets(text: &str) -> Option<Visit> {
    /// So many characters at least has a day: "1.5.2020".
    const SHORTEST: usize = 8;
    let at = text.find("://").or_else(|| text.find("www."))?;
    let is_year = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
    let dated = text[..at].split(|c: char| !c.is_ascii_digit()).any(is_year);
    let behind = at + text[at..].find(char::is_whitespace)?;
    let rest = text[behind..].trim_start();
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' if dated => ')',
        _ => return None,
    };
    let (start, length) = (text.len() - rest.len(), rest.find(close)?);
    let inside = Span::new(start + 1, start + length).trimmed(text, char::is_whitespace);
    let (after, date) = date::date(inside.of(text)).ok().filter(|_| inside.len() >= SHORTEST)?;
    let whole = after.is_empty() && date.start.is_some_and(|start| start.day.is_some());
    whole.then(|| Visit { span: Span::new(start, start + length + 1), date, day: inside })
}

/// The date right behind `from`, after marks and a small word or two: "on", "am", "le", "el", "in data". A year alone that a mark parts
/// from the word is the work's: "Where we stand. 2015. https://a.b".
fn dated(text: &str, from: usize) -> Option<(Span, Date)> {
    const SMALL_WORDS: usize = 3;
    let mut at = from;
    for _ in 0..=SMALL_WORDS {
        let rest = text[at..].trim_start_matches(|c: char| matches!(c, ':' | ',' | '.') || c.is_whitespace());
        let start = text.len() - rest.len();
        if let Ok((after, date)) = date::date(rest)
            && let Some(DateParts { month, .. }) = date.start
        {
            let is_parted = text[from..start].contains(['.', ',']);
            if month.is_none() && is_parted {
                return None;
            }
            return Some((Span::new(start, text.len() - after.len()), date));
        }
        let word = rest.find(|c: char| !c.is_alphabetic())?;
        if word == 0 || word > 6 {
            return None;
        }
        at = start + word;
    }
    None
}

/// Makes of the visit a segment of its own: what of other segments lies in it belongs to it.
pub(super) fn settle(segments: &mut Vec<Segment>, visit: &Visit) {
    let mut confidence = None;
    let mut parts = Vec::with_capacity(segments.len() + 1);
    for segment in segments.drain(..) {
        let (span, v) = (segment.span, visit.span);
        if !span.overlaps(v) {
            parts.push(segment);
            continue;
        }
        confidence = confidence.min(Some(segment.confidence)).or(Some(segment.confidence));
        let pieces = [(span.start, v.start.min(span.end)), (v.end.max(span.start), span.end)];
        parts.extend(pieces.into_iter().filter(|(start, end)| start < end).map(|(start, end)| {
            // What is behind the visit and was taken with it leads to the address.
            let label = if start == v.end && segment.label != Label::Url { Label::Note } else { segment.label };
            Segment { span: Span::new(start, end), label, ..segment }
        }));
    }
    if let Some(confidence) = confidence {
        parts.push(Segment { label: Label::Accessed, span: visit.span, confidence });
    }
    parts.sort_by_key(|segment| segment.span);
    *segments = parts;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Confidence;

    #[test]
    fn visits_in_many_languages() {
        let cases = [
            ("T. Retrieved May 3, 2021, from https://a.b", Some(("Retrieved May 3, 2021", "2021-05-03"))),
            ("T. Retrieved 2021, May 3, from https://a.b", Some(("Retrieved 2021, May 3", "2021-05-03"))),
            ("T [Internet]. [cited 2021 May 3]. http://a.b", Some(("[cited 2021 May 3]", "2021-05-03"))),
            ("T. Abgerufen am 3. Mai 2021 von https://a.b", Some(("Abgerufen am 3. Mai 2021", "2021-05-03"))),
            (
                "T. Recuperado el 3 de mayo de 2021, de https://a.b",
                Some(("Recuperado el 3 de mayo de 2021", "2021-05-03")),
            ),
            ("https://a.b (дата обращения: 03.05.2021)", Some(("(дата обращения: 03.05.2021)", "2021-05-03"))),
            ("T. https://a.b [Accessed: 3-May-2021]", Some(("[Accessed: 3-May-2021]", "2021-05-03"))),
            ("T (2019). URL: https://a.b, Stand: 03.05.2021.", Some(("Stand: 03.05.2021", "2021-05-03"))),
            ("T (2019). https://a.b [03.05.2021].", Some(("[03.05.2021]", "2021-05-03"))),
            ("T (2019). https://a.b (3.5.2021).", Some(("(3.5.2021)", "2021-05-03"))),
            ("T. https://a.b (3.5.2021).", None),
            ("T (2019). https://a.b [2021].", None),
            ("https://a.b, accessed 3 May 2021", Some(("accessed 3 May 2021", "2021-05-03"))),
            ("Cited in May 2021, a history", None),
            ("https://a.b, accessed often", None),
            ("Where we stand. 2015. https://a.b", None),
            ("The great download, 2015. https://a.b", None),
            ("T. https://a.b (accessed 2015)", Some(("(accessed 2015)", "2015"))),
        ];
        for (text, want) in cases {
            let found = find(text).map(|visit| (visit.span.of(text), visit.date.to_string()));
            assert_eq!(found.as_ref().map(|(span, date)| (*span, date.as_str())), want, "{text}");
        }
    }

    #[test]
    fn a_visit_is_no_part_of_a_title() {
        let text = "T. Retrieved May 3, 2021, from https://a.b";
        let title = Span::new(0, 24);
        let segment = |label, span| Segment { label, span, confidence: Confidence::CERTAIN };
        let mut segments = vec![segment(Label::Title, title), segment(Label::Url, Span::new(26, text.len()))];
        settle(&mut segments, &find(text).expect("a visit"));
        let read: Vec<(Label, &str)> = segments.iter().map(|s| (s.label, s.span.of(text))).collect();
        let want =
            [(Label::Title, "T. "), (Label::Accessed, "Retrieved May 3, 2021"), (Label::Url, "from https://a.b")];
        assert_eq!(read, want);
    }
}
