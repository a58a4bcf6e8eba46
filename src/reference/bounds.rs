//! Where segments begin and end: bounds that cut through a word or a quotation are moved to its edge.
//!
//! The chooser puts bounds between any two tokens. What belongs together whatever it means is kept together here, before
//! labels are compared.

use super::forthcoming;
use super::label::{Label, Segment};
use super::rule::{self, Rule, rule};
use crate::Span;

/// Moves bounds, in place. Linear.
pub(super) fn settle(text: &str, segments: &mut Vec<Segment>) {
    use Label::{Journal, Title, Volume};
    const RULES: [Rule; 3] = [
        rule(&[Journal, Volume], &[], |text, segments| section_with_its_volume(text, segments)),
        rule(&[Title], &[], closed_quotation),
        rule(&[], &[], outlet_to_come),
    ];
    rule::settle(text, segments, &RULES);
}

fn has(segments: &[Segment], label: Label) -> bool {
    segments.iter().any(|s| s.label == label)
}

/// "Nucl. Phys. B|327": a word with letters and digits is one, the volume as it is printed.
fn section_with_its_volume(text: &str, segments: &mut [Segment]) {
    for at in 1..segments.len() {
        let [outlet, volume] = [segments[at - 1], segments[at]];
        if (outlet.label, volume.label) != (Label::Journal, Label::Volume) {
            continue;
        }
        let word = outlet.span.of(text);
        let letter = word.chars().next_back().filter(|c| c.is_uppercase());
        let alone = letter.is_some_and(|c| !word[..word.len() - c.len_utf8()].ends_with(char::is_alphanumeric));
        let glued =
            outlet.span.end == volume.span.start && volume.span.of(text).starts_with(|c: char| c.is_ascii_digit());
        if alone && glued {
            let start = outlet.span.end - letter.map_or(0, char::len_utf8);
            segments[at].span.start = start;
            segments[at - 1].span = Span::new(outlet.span.start, start).trimmed(text, |_| false);
        }
    }
}

/// "„A title“, a paper for the meeting": a title that stands in quotation marks ends with them.
fn closed_quotation(text: &str, segments: &mut Vec<Segment>) {
    let Some(at) = segments.iter().position(|s| s.label == Label::Title) else { return };
    let whole = segments[at];
    let Some(end) = quotation_end(whole.span.of(text)) else { return };
    let rest = Span::new(whole.span.start + end, whole.span.end).trimmed(text, |c| matches!(c, ',' | ';'));
    segments[at].span.end = whole.span.start + end;
    segments.insert(at + 1, Segment { label: Label::Note, span: Span::new(rest.start, whole.span.end), ..whole });
}

/// Where the quotation that the title begins with ends, if a comma stands there and words follow.
fn quotation_end(title: &str) -> Option<usize> {
    let open = title.chars().next()?;
    let close: &[char] = match open {
        '„' => &['“', '”'],
        '“' => &['”'],
        '»' => &['«'],
        '«' => &['»'],
        '"' => &['"'],
        _ => return None,
    };
    let first = open.len_utf8();
    let at = first + title[first..].find(close)?;
    let after = &title[at..];
    let end = at + after.chars().next().map_or(0, char::len_utf8);
    let comma = title[..at].trim_end().ends_with(',') || title[end..].trim_start().starts_with([',', ';']);
    let words = title[end..].contains(|c: char| c.is_alphanumeric());
    (comma && words).then_some(end)
}

/// "(submitted to J. Lakes)", "to appear in: J. Lakes": the words that say it apart from where.
fn outlet_to_come(text: &str, segments: &mut Vec<Segment>) {
    let nowhere = !has(segments, Label::Journal) && !has(segments, Label::Book);
    for at in 0..segments.len() {
        let whole = segments[at];
        let inner = whole.span.of(text);
        let outlet = match whole.label {
            Label::Journal | Label::Book => forthcoming::before(inner).map(|start| start..inner.len()),
            Label::Note if nowhere => forthcoming::before(inner)
                .map(|start| start..inner.len())
                .or_else(|| forthcoming::after(inner).map(|end| 0..end)),
            _ => None,
        };
        let Some(outlet) = outlet else { continue };
        let part = |range: std::ops::Range<usize>, label| {
            let span = Span::new(whole.span.start + range.start, whole.span.start + range.end).trimmed(text, |_| false);
            Segment { label, span, ..whole }
        };
        let label = if whole.label == Label::Book { Label::Book } else { Label::Journal };
        let parts = if outlet.start > 0 {
            [part(0..outlet.start, Label::Note), part(outlet, label)]
        } else {
            [part(outlet.clone(), label), part(outlet.end..inner.len(), Label::Note)]
        };
        segments.splice(at..=at, parts);
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Confidence;

    fn settled(pieces: &[(Label, &str)]) -> String {
        let mut text = String::new();
        let mut segments = Vec::new();
        for (label, piece) in pieces {
            let start = text.len();
            text += piece;
            let span = Span::new(start, text.len()).trimmed(&text, |_| false);
            segments.push(Segment { label: *label, span, confidence: Confidence::CERTAIN });
        }
        settle(&text, &mut segments);
        segments.iter().map(|s| format!("{:?}[{}]", s.label, s.span.of(&text))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn bounds_that_cut_through() {
        use Label::{Author, Book, Journal, Note, Title, Volume};
        let cases: &[(&[(Label, &str)], &str)] = &[
            (&[(Journal, "J. Lakes B"), (Volume, "12")], "Journal[J. Lakes] Volume[B12]"),
            (&[(Journal, "J. Lakes B "), (Volume, "12")], "Journal[J. Lakes B] Volume[12]"),
            (&[(Journal, "PLOS"), (Volume, "12")], "Journal[PLOS] Volume[12]"),
            (&[(Title, "„A lake“, read in Rome, ")], "Title[„A lake“] Note[read in Rome,]"),
            (&[(Title, "“A lake,” read in Rome, ")], "Title[“A lake,”] Note[read in Rome,]"),
            (&[(Title, "„A lake“ and its shores, ")], "Title[„A lake“ and its shores,]"),
            (&[(Title, "„A lake“. Of its shores, ")], "Title[„A lake“. Of its shores,]"),
            (&[(Note, "(Submitted to J. Lakes).")], "Note[(Submitted to] Journal[J. Lakes).]"),
            (&[(Journal, "to appear in: J. Lakes")], "Note[to appear in:] Journal[J. Lakes]"),
            (&[(Book, "ac- cepted to Proc. Lakes")], "Note[ac- cepted to] Book[Proc. Lakes]"),
            (
                &[(Author, "A. Roe "), (Note, "J. Lakes, submitted.")],
                "Author[A. Roe] Journal[J. Lakes,] Note[submitted.]",
            ),
            (&[(Note, "submitted to be read aloud")], "Note[submitted to be read aloud]"),
        ];
        for (pieces, want) in cases {
            assert_eq!(settled(pieces), *want, "{pieces:?}");
        }
    }
}
