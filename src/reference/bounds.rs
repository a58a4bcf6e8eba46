//! Where segments begin and end: bounds that cut through a word, a date or a quotation are moved to its edge.
//!
//! The chooser puts bounds between any two tokens. What belongs together whatever it means is kept together here, before
//! labels are compared.

use super::date::grammar::month;
use super::forthcoming;
use super::label::{Label, Segment};
use super::rule::{self, Rule, rule};
use super::words::Table;
use crate::Span;

/// Moves bounds, in place. Linear.
pub(super) fn settle(text: &str, segments: &mut Vec<Segment>) {
    use Label::{Book, Date, Editor, Issue, Journal, Place, Title, Volume};
    const RULES: [Rule; 8] = [
        rule(&[Journal, Volume], &[], |text, segments| section_with_its_volume(text, segments)),
        rule(&[Date], &[], number_with_its_word),
        rule(&[Volume, Issue], &[], |text, segments| double_issue(text, segments)),
        rule(&[Editor], &[Book], book_before_its_editors),
        rule(&[Date], &[], date_in_a_title),
        rule(&[Title], &[], closed_quotation),
        rule(&[Title, Place], &[Journal, Book, Volume], volume_after_a_title),
        rule(&[], &[], outlet_to_come),
    ];
    rule::settle(text, segments, &RULES);
}

fn has(segments: &[Segment], label: Label) -> bool {
    segments.iter().any(|s| s.label == label)
}

fn has_two_dates(segments: &[Segment]) -> bool {
    segments.iter().filter(|s| s.label == Label::Date).nth(1).is_some()
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

/// "Nr. | 2005/05", which was taken for a date: the word tells what it is, where the date is told elsewhere.
fn number_with_its_word(text: &str, segments: &mut Vec<Segment>) {
    static WORDS: Table<32> = Table::new(&["nr", "no", "nº", "n°", "№", "heft", "number", "num"]);
    let bare = |s: &Segment| {
        matches!(s.label, Label::Volume | Label::Issue | Label::Number)
            && WORDS.holds(s.span.of(text).trim_end_matches(['.', ' ']))
    };
    if !has_two_dates(segments) {
        return;
    }
    if let Some(at) = segments.windows(2).position(|pair| bare(&pair[0]) && pair[1].label == Label::Date) {
        segments[at].span.end = segments[at + 1].span.end;
        segments.remove(at + 1);
    }
}

/// "22,2/ | 3:": an issue of two numbers.
fn double_issue(text: &str, segments: &mut [Segment]) {
    for at in 1..segments.len() {
        let [volume, issue] = [segments[at - 1], segments[at]];
        if (volume.label, issue.label) != (Label::Volume, Label::Issue) {
            continue;
        }
        let glued =
            volume.span.end == issue.span.start && issue.span.of(text).starts_with(|c: char| c.is_ascii_digit());
        let first = volume.span.of(text).strip_suffix('/').and_then(|numbers| numbers.rfind(','));
        if let Some(comma) = first.filter(|_| glued) {
            segments[at - 1].span.end = volume.span.start + comma + 1;
            segments[at].span.start = volume.span.start + comma + 1;
        }
    }
}

/// "In Of Lakes ed. A. Roe and B. Lee": who edited it after the mark, and what before.
fn book_before_its_editors(text: &str, segments: &mut Vec<Segment>) {
    let mark = |s: &Segment| {
        let inner = s.span.of(text);
        if s.label != Label::Editor || !(inner.starts_with("In ") || inner.starts_with("In: ")) {
            return None;
        }
        let mark = [" ed. ", " eds. ", " edited by "].into_iter().filter_map(|mark| inner.find(mark)).min();
        mark.filter(|at| inner[..*at].matches(' ').count() > 1)
    };
    if let Some((at, mark)) = segments.iter().enumerate().find_map(|(at, s)| Some((at, mark(s)?))) {
        let whole = segments[at];
        let cut = whole.span.start + mark;
        segments[at] = Segment { label: Label::Book, span: Span::new(whole.span.start, cut), ..whole };
        let editors = Span::new(cut, whole.span.end).trimmed(text, |_| false);
        segments.insert(at + 1, Segment { span: editors, ..whole });
    }
}

/// "Resolution of the congress of 28. | October 2007" and "[papers of the meeting | of 3 June 2003]": a date that a title
/// tells is part of it, where the work has another.
fn date_in_a_title(text: &str, segments: &mut Vec<Segment>) {
    if !has_two_dates(segments) {
        return;
    }
    let torn = |pair: &[Segment]| {
        let [title, date] = [pair[0].span.of(text), pair[1].span.of(text)];
        let labels = matches!(pair[0].label, Label::Title | Label::Book) && pair[1].label == Label::Date;
        labels && (day_at_end(title) && month_at_start(date) || bracket_runs_on(title, date))
    };
    if let Some(at) = segments.windows(2).position(torn) {
        segments[at].span.end = segments[at + 1].span.end;
        segments.remove(at + 1);
    }
}

/// Whether the text ends with a day: a word, one or two digits and perhaps a stop.
fn day_at_end(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ' ']);
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(bare.len() - before.len(), 1..=2)
        && before.trim_end().ends_with(char::is_alphabetic)
        && before.ends_with(' ')
}

/// Whether the text begins with a month's name, or with the rest of a date in digits: "./11.03.2006".
fn month_at_start(text: &str) -> bool {
    month(text).is_ok() || text.starts_with("./") || text.starts_with('/')
}

/// Whether a bracket that opens in the first stretch closes at the end of the second.
fn bracket_runs_on(first: &str, second: &str) -> bool {
    let closes = second.trim_end_matches(['.', ',', ';', ' ']).chars().next_back();
    [('[', ']'), ('(', ')')].into_iter().any(|(open, close)| {
        closes == Some(close)
            && !second.contains(open)
            && first.rfind(open).is_some_and(|at| at > 0 && !first[at..].contains(close))
    })
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

/// "History of Lakes, II, Rome": a volume's numeral after the title of a book.
fn volume_after_a_title(text: &str, segments: &mut Vec<Segment>) {
    let titles = segments.windows(2).position(|pair| pair[0].label == Label::Title && pair[1].label == Label::Place);
    let Some(at) = titles else { return };
    let whole = segments[at];
    let title = whole.span.of(text);
    let Some((before, numeral)) = title.trim_end_matches([',', '.', ' ']).rsplit_once(", ") else { return };
    let roman = numeral.len() > 1 && numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if roman && before.contains(char::is_alphabetic) {
        let cut = whole.span.start + before.len() + 1;
        segments[at].span.end = cut;
        let span = Span::new(cut, whole.span.end).trimmed(text, |_| false);
        segments.insert(at + 1, Segment { label: Label::Volume, span, ..whole });
    }
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
        use Label::{Author, Book, Date, Editor, Issue, Journal, Note, Number, Place, Title, Volume};
        let cases: &[(&[(Label, &str)], &str)] = &[
            (&[(Journal, "J. Lakes B"), (Volume, "12")], "Journal[J. Lakes] Volume[B12]"),
            (&[(Journal, "J. Lakes B "), (Volume, "12")], "Journal[J. Lakes B] Volume[12]"),
            (&[(Journal, "PLOS"), (Volume, "12")], "Journal[PLOS] Volume[12]"),
            (&[(Volume, "22,2/"), (Issue, "3:")], "Volume[22,] Issue[2/3:]"),
            (&[(Volume, "22/"), (Issue, "3:")], "Volume[22/] Issue[3:]"),
            (
                &[(Editor, "In Of Lakes ed. A. Roe and B. Lee. "), (Place, "Rome")],
                "Book[In Of Lakes] Editor[ed. A. Roe and B. Lee.] Place[Rome]",
            ),
            (&[(Editor, "In A. Roe ed. "), (Book, "Lakes")], "Editor[In A. Roe ed.] Book[Lakes]"),
            (&[(Date, "2005 "), (Number, "Nr. "), (Date, "2005/05.")], "Date[2005] Number[Nr. 2005/05.]"),
            (&[(Number, "Nr. "), (Date, "2005.")], "Number[Nr.] Date[2005.]"),
            (
                &[(Date, "2007 "), (Title, "Decided on the 28. "), (Date, "Oktober 2006.")],
                "Date[2007] Title[Decided on the 28. Oktober 2006.]",
            ),
            (
                &[(Title, "Decided on the 28. "), (Date, "Oktober 2006.")],
                "Title[Decided on the 28.] Date[Oktober 2006.]",
            ),
            (
                &[(Date, "2004 "), (Book, "Lakes [papers of a day "), (Date, "3 June 2003] "), (Place, "Rome")],
                "Date[2004] Book[Lakes [papers of a day 3 June 2003]] Place[Rome]",
            ),
            (&[(Title, "„A lake“, read in Rome, ")], "Title[„A lake“] Note[read in Rome,]"),
            (&[(Title, "“A lake,” read in Rome, ")], "Title[“A lake,”] Note[read in Rome,]"),
            (&[(Title, "„A lake“ and its shores, ")], "Title[„A lake“ and its shores,]"),
            (&[(Title, "„A lake“. Of its shores, ")], "Title[„A lake“. Of its shores,]"),
            (&[(Title, "Of Lakes, II, "), (Place, "Rome")], "Title[Of Lakes,] Volume[II,] Place[Rome]"),
            (&[(Title, "Of Lakes. III, "), (Journal, "J. Tests")], "Title[Of Lakes. III,] Journal[J. Tests]"),
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
