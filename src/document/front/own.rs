//! The paper's own record: its citation as it wants to be cited, and wherever it cites itself.

use super::{CleanText, FrontMatter, Markup, PageLine, Span, Tag, Tagged, Vocabulary, clean, mend_addresses};
use crate::fold;

/// What announces a paper's own citation.
const LEADS: [&str; 26] = [
    "citation:",
    "cite this article:",
    "cite this article as:",
    "cite this paper as:",
    "please cite this article as:",
    "please cite as:",
    "please cite:",
    "how to cite:",
    "how to cite this article:",
    "how to cite this paper:",
    "to cite this article:",
    "to cite this version:",
    "to cite:",
    "cite as:",
    "recommended citation:",
    "suggested citation:",
    "empfohlene zitierung / suggested citation:",
    "empfohlene zitierung:",
    "zitiervorschlag:",
    "zitierweise:",
    "zitation:",
    "pour citer cet article:",
    "cómo citar este artículo:",
    "cómo citar:",
    "como citar:",
    "для цитирования:",
];

/// An own citation takes at most so many lines.
const MOST_LINES: usize = 12;

/// The paper's own citation, and where it stands, its announcement included.
pub(super) struct Citation {
    pub(super) text: CleanText,
    pub(super) span: Span,
}

/// The citation that is announced by one of [`LEADS`], or stands in the row "APA" of a table of citation styles.
pub(super) fn citation(text: &str, lines: &[PageLine], tagged: &[Tagged], vocabulary: &Vocabulary) -> Option<Citation> {
    for (i, line) in lines.iter().enumerate() {
        if line.markup == Markup::Table {
            let row = line.span.of(text);
            let tab = row.find('\t').filter(|tab| row[..*tab].trim().eq_ignore_ascii_case("apa"));
            if let Some(tab) = tab {
                let cell = Span::new(line.span.start + tab + 1, line.span.end);
                return Some(Citation { text: mend_addresses(clean(text, &[cell], vocabulary)), span: line.span });
            }
            continue;
        }
        let body = line.text.as_str();
        // French puts a space before the colon.
        let lower = body.to_lowercase().replace(" :", ":").replace('\u{a0}', " ");
        let announced = LEADS.iter().any(|lead| lower.starts_with(lead));
        let announced_above = lower.trim_end_matches(':').len() >= 8
            && LEADS.iter().any(|lead| lead.trim_end_matches(':') == lower.trim_end_matches(':'));
        if !announced && !announced_above {
            continue;
        }
        // The rest of the paragraph; without blank lines, what the model takes for the same.
        let goes_on = |(line, tagged): &(&PageLine, &Tagged)| {
            !line.blank_before && matches!(tagged.tag, Tag::Own | Tag::Identifier) && line.markup != Markup::Table
        };
        let rest = lines[i + 1..].iter().zip(&tagged[i + 1..]);
        let alone = lower.ends_with(':') || !announced;
        let mut spans = vec![line.span];
        let skipped = usize::from(alone);
        // An announcement alone on its line is followed by the citation, whatever the model makes of it.
        spans.extend(lines[i + 1..].iter().take(skipped).map(|l| l.span));
        spans.extend(rest.skip(skipped).take(MOST_LINES).take_while(goes_on).map(|(l, _)| l.span));
        let span = Span::new(line.span.start, spans.last().map_or(line.span.end, |s| s.end.max(line.span.start)));
        let whole = mend_addresses(clean(text, &spans, vocabulary));
        let start =
            whole.as_str().find(':').filter(|_| !announced_above || lower.ends_with(':')).map_or(0, |at| at + 1);
        let start = if announced { start } else { body.len().min(whole.as_str().len()) };
        let found = whole.slice(Span::new(start, whole.as_str().len()).trimmed(whole.as_str(), |_| false));
        // A citation has a year or a number; "Citation: see below" hasn't.
        if found.as_str().len() > 20 && found.as_str().contains(|c: char| c.is_ascii_digit()) {
            return Some(Citation { text: found, span });
        }
    }
    None
}

/// The paper's own citations, folded: the announced one, and every run of lines that the model takes for its record and
/// that has a year.
pub(super) fn records(
    text: &str,
    lines: &[PageLine],
    tagged: &[Tagged],
    announced: Option<String>,
    vocabulary: &Vocabulary,
) -> Vec<String> {
    /// A paper prints its citation on every page; the first few tell enough.
    const MOST_RECORDS: usize = 8;
    let mut found: Vec<String> = announced.into_iter().collect();
    let is_own = |tagged: &Tagged| matches!(tagged.tag, Tag::Own | Tag::Identifier);
    let mut at = 0;
    while at < lines.len() && found.len() < MOST_RECORDS {
        let end = at + tagged[at..].iter().take(MOST_LINES).take_while(|t| is_own(t)).count();
        if end > at {
            let spans: Vec<Span> = lines[at..end].iter().map(|l| l.span).collect();
            let folded = fold::words(clean(text, &spans, vocabulary).as_str());
            if folded.split(' ').any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"))) {
                found.push(folded);
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Where the paper cites itself: the lines that the model takes for its record, and every paragraph that holds its title
/// and a year, a DOI or "et al.".
pub(super) fn spans(
    text: &str,
    lines: &[PageLine],
    tagged: &[Tagged],
    citation: Option<&Citation>,
    front: &FrontMatter,
    vocabulary: &Vocabulary,
) -> Vec<Span> {
    let record = lines.iter().zip(tagged).filter(|(_, t)| t.tag == Tag::Own).map(|(line, _)| line.span);
    let mut found: Vec<Span> = record.chain(citation.map(|c| c.span)).collect();
    if let Some(title) = &front.title {
        found.extend(repeated(text, title.as_str(), front, vocabulary));
    }
    found.sort_by_key(|s| (s.start, s.end));
    let mut merged: Vec<Span> = Vec::new();
    for span in found {
        match merged.last_mut() {
            Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// The lines around each place where the title comes back as part of a citation.
///
/// A long word of the title is looked for, and only around it anything is read: linear.
fn repeated(text: &str, title: &str, front: &FrontMatter, vocabulary: &Vocabulary) -> Vec<Span> {
    /// A book has fewer pages that could cite it.
    const MOST_HITS: usize = 1000;
    /// A title that is shorter is as likely to be a phrase.
    const TITLE_LETTERS: usize = 16;
    let folded = fold::words(title);
    if folded.len() < TITLE_LETTERS {
        return Vec::new();
    }
    // The start of the title is enough: its end may be on the next page.
    let start: String = folded.chars().take(48).collect();
    let first_author = front.authors.first().map(|a| fold::words(a.as_str())).unwrap_or_default();
    let authors: Vec<&str> = first_author.split(' ').filter(|w| w.chars().count() > 2).take(4).collect();
    let first_words: Vec<&str> = title.split(' ').take(6).collect();
    let Some(needle) = first_words.iter().max_by_key(|w| w.len()) else { return Vec::new() };
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in text.match_indices(needle).take(MOST_HITS) {
        if found.last().is_some_and(|span| at < span.end) {
            continue;
        }
        let around = around(text, at);
        let pieces: Vec<Span> = around.clone();
        let words = fold::words(clean(text, &pieces, vocabulary).as_str());
        let Some(place) = words.find(&start) else { continue };
        let before = &words[..place];
        let named = authors.iter().any(|a| before.split(' ').any(|w| w == *a));
        let dated = words.split(' ').any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")));
        if named && dated && before.len() <= 400 {
            let first = pieces.iter().find(|line| {
                let folded = fold::words(line.of(text));
                authors.iter().any(|a| folded.split(' ').any(|w| w == *a))
            });
            let start = first.map_or(at, |line| line.start).min(line_of(text, at).start);
            let end = pieces.last().map_or(at, |line| line.end);
            found.push(Span::new(start, end.max(start)));
        }
    }
    found
}

/// The line that `at` lies in, or what of it stands near.
fn line_of(text: &str, at: usize) -> Span {
    /// Longer lines are paragraphs.
    const NEAR: usize = 1000;
    let mut from = at.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut upto = (at + NEAR).min(text.len());
    while !text.is_char_boundary(upto) {
        upto += 1;
    }
    let start = text[from..at].rfind(['\n', '\u{c}']).map_or(from, |n| from + n + 1);
    let end = text[at..upto].find('\n').map_or(upto, |n| at + n);
    Span::new(start, end)
}

/// The line that `at` lies in, with up to two before and three after it, as far as no blank line parts them.
fn around(text: &str, at: usize) -> Vec<Span> {
    let here = line_of(text, at);
    let mut lines = vec![here];
    for _ in 0..2 {
        let first = lines[0];
        // A page starts there, or what was seen of a long line.
        if !text[..first.start].ends_with('\n') {
            break;
        }
        let before = line_of(text, first.start - 1);
        if before.of(text).trim().is_empty() {
            break;
        }
        lines.insert(0, before);
    }
    let mut last = here;
    for _ in 0..3 {
        if last.end + 1 >= text.len() || !text[last.end..].starts_with('\n') {
            break;
        }
        let next = line_of(text, last.end + 1);
        if next.of(text).trim().is_empty() || next.of(text).starts_with('\u{c}') {
            break;
        }
        lines.push(next);
        last = next;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_of_letters_of_several_bytes() {
        let text = format!("a{}\n{}", "х".repeat(3000), "х".repeat(3000));
        for (at, _) in text.char_indices().step_by(97) {
            assert!(around(&text, at).iter().any(|line| line.start <= at && at <= line.end));
        }
    }
}
