//! The title: which lines, and what of them.

use std::ops::Range;

use super::super::name_form::NameForm;
use super::super::sight::see;
use super::{CleanText, PageLine, SURE, Span, Tag, Tagged, Vocabulary, clean, is_name};
use crate::fold;

/// The lines of a title page, and what is known of them.
pub(super) struct TitlePage<'p> {
    pub(super) text: &'p str,
    pub(super) lines: &'p [PageLine],
    pub(super) tagged: &'p [Tagged],
    /// The paper's own citations, folded.
    pub(super) records: &'p [String],
    /// The line where the text proper begins.
    pub(super) begin: usize,
    pub(super) vocabulary: &'p Vocabulary,
}

/// A title: which lines, and what they say.
pub(super) struct Titled {
    pub(super) lines: Range<usize>,
    pub(super) text: CleanText,
}

/// A run of lines that may be the title, and how likely.
struct Run {
    lines: Range<usize>,
    certainty: f32,
}

impl TitlePage<'_> {
    /// The title: the lines that the paper's own citation holds; else, of the runs of lines that the model takes for a
    /// title, the surest, the first of those as good as sure. Where the text has begun it has to be surer still.
    pub(super) fn title(&self) -> Option<Titled> {
        /// A title that is printed on a cover and again on the page itself is as sure here as there, but for chance.
        const AS_SURE: f32 = 0.9;
        /// Headings look like titles.
        const SURE_IN_TEXT: f32 = 0.9;
        if let Some(lines) = self.cited() {
            return self.titled(lines);
        }
        let runs = self.runs();
        let before: Vec<&Run> = runs.iter().filter(|r| r.lines.start < self.begin && r.certainty >= SURE).collect();
        let after = runs.iter().filter(|r| r.certainty >= SURE_IN_TEXT).collect();
        let runs = if before.is_empty() { after } else { before };
        let most = runs.iter().map(|run| run.certainty).fold(0.0, f32::max);
        let run = runs.into_iter().find(|run| run.certainty >= most * AS_SURE)?;
        self.titled(run.lines.clone())
    }

    fn titled(&self, lines: Range<usize>) -> Option<Titled> {
        let text = bare(&self.read(lines.clone()));
        text.as_str().contains(char::is_alphabetic).then_some(Titled { lines, text })
    }

    fn read(&self, lines: Range<usize>) -> CleanText {
        let spans: Vec<Span> = self.lines[lines].iter().map(|l| l.span).collect();
        clean(self.text, &spans, self.vocabulary)
    }

    /// The lines that the paper's own citation holds, one after another; of several such runs, the likeliest.
    fn cited(&self) -> Option<Range<usize>> {
        /// A run of fewer words may be the journal's name.
        const WORDS: usize = 3;
        /// How likely one of its lines has to be part of a title, to the model's mind.
        const LEAST: f32 = 0.05;
        let mut found: Option<Run> = None;
        let mut at = 0;
        while at < self.begin.min(self.lines.len()) {
            let held = |end: usize| {
                let words = fold::words(bare(&self.read(at..end)).as_str());
                self.records.iter().any(|record| holds(record, &words))
            };
            let titular = |n: usize| {
                !matches!(self.tagged[n].tag, Tag::Own | Tag::Identifier | Tag::Body | Tag::Abstract | Tag::Affiliation)
            };
            let mut end = at;
            while end < self.lines.len() && end - at < 12 && titular(end) && held(end + 1) {
                end += 1;
            }
            if end > at {
                let words = fold::words(self.read(at..end).as_str()).split(' ').count();
                let certainty = self.tagged[at..end].iter().map(|t| t.title).fold(0.0, f32::max);
                if words >= WORDS && certainty >= LEAST && found.as_ref().is_none_or(|f| f.certainty < certainty) {
                    found = Some(Run { lines: at..end, certainty });
                }
            }
            at = end.max(at + 1);
        }
        found.map(|run| run.lines)
    }

    /// The runs of lines that are a title's. One takes its neighbours along, which may be: a title over several lines is
    /// hard to tell by each of them.
    fn runs(&self) -> Vec<Run> {
        /// How likely a neighbour has to be part of a title.
        const NEIGHBOUR: f32 = 0.3;
        let (lines, tagged) = (self.lines, self.tagged);
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            if tagged[at].tag != Tag::Title {
                at += 1;
                continue;
            }
            let mut start = at;
            let mut end = at + 1;
            while end < lines.len() && tagged[end].tag == Tag::Title {
                end += 1;
            }
            let certainty = tagged[start..end].iter().map(|t| t.title).sum::<f32>() / (end - start) as f32;
            let may_be = |n: usize| tagged[n].title >= NEIGHBOUR && tagged[n].tag != Tag::Author;
            let text = |n: usize| lines[n].span.of(self.text);
            let may_follow = |n: usize| {
                let other =
                    matches!(tagged[n].tag, Tag::Author | Tag::Affiliation | Tag::Own | Tag::Identifier | Tag::Dates);
                may_be(n) || !other && goes_on(text(n - 1), text(n))
            };
            while start > 0 && may_be(start - 1) && !lines[start].blank_before {
                start -= 1;
            }
            while end < lines.len() && may_follow(end) && !lines[end].blank_before {
                end += 1;
            }
            runs.push(Run { lines: start..end, certainty });
            at = end;
        }
        runs
    }
}

/// Whether a title goes on from a line into the next: no title ends in "from" or a hyphen, nor begins with a word in lower
/// case, unless that is the particle of an author's name or says who wrote the paper.
fn goes_on(line: &str, next: &str) -> bool {
    const BYLINE: [&str; 7] = ["by", "von", "par", "por", "di", "door", "av"];
    let (before, after) = (see(line), see(next));
    let (first, rest) = next.trim_start().split_once(' ').unwrap_or((next.trim(), ""));
    let word = first.trim_end_matches([',', ':', '.', ';', '?']);
    let lower = word.chars().nth(1).is_some() && word.chars().all(|c| c.is_lowercase() || c == '-');
    let byline = BYLINE.contains(&word)
        && rest.split([',', '&']).next().is_some_and(|name| is_name(name.split(" and ").next().unwrap_or(name)));
    !byline && (before.goes_on || lower && after.name == NameForm::None)
}

/// Whether `record` holds these words, at the bounds of its own.
fn holds(record: &str, words: &str) -> bool {
    let bound = |c: Option<char>| c.is_none_or(|c| c == ' ');
    !words.is_empty()
        && record
            .match_indices(words)
            .any(|(at, _)| bound(record[..at].chars().next_back()) && bound(record[at + words.len()..].chars().next()))
}

/// The title without "Title:" before it, without the mark of its footnote, its letters together.
fn bare(line: &CleanText) -> CleanText {
    let line = together(line);
    let text = line.as_str();
    let lower = text.to_lowercase();
    let leads = ["article title", "title of the article", "title", "titel", "titre", "título", "titolo"];
    let lead = leads.iter().find_map(|lead| {
        let rest = lower.strip_prefix(lead)?.trim_start();
        let colon = rest.starts_with(':');
        // Lower case may be of another length: the colon is looked for in the line itself.
        colon.then(|| text.find(':').map_or(0, |at| at + 1))
    });
    let mut end = text.len();
    loop {
        let body = text[..end].trim_end();
        let mark = body.ends_with(['*', '∗', '†', '‡', '§', '¶', '#', '⁎', '¹', '²', '³', '\u{fffd}']);
        let glued = body.ends_with(['1', '2', '3']) && {
            let word = body[..body.len() - 1].chars().rev().take_while(|c| c.is_lowercase()).count();
            word >= 4
        };
        if !mark && !glued {
            end = body.len();
            break;
        }
        end = body.char_indices().next_back().map_or(0, |(at, _)| at);
    }
    line.slice(Span::new(lead.unwrap_or(0).min(end), end).trimmed(text, |_| false))
}

/// "O F  P O N D S" is "OF PONDS": a line of lone letters is put together, where two spaces or more part its words.
fn together(line: &CleanText) -> CleanText {
    let text = line.as_str();
    let words: Vec<&str> = text.split(' ').collect();
    let lone = words.iter().filter(|w| w.chars().count() == 1).count();
    if words.len() < 6 || lone * 10 < words.len() * 8 {
        return line.clone();
    }
    // White space is one space wide by now: where words were apart, the source shows it.
    let mut drop = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let gap = line.source_offset(at + 1) - line.source_offset(at.saturating_sub(1));
        let before = text[..at].chars().next_back().map_or(1, char::len_utf8);
        if gap <= before + 1 {
            drop.push(Span::new(at, at + 1));
        }
    }
    line.without(&drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_goes_on() {
        let cases = [
            ("Of Ponds and Their Reeds: a systematic", "review of what has been seen", true),
            ("OF PONDS AND WHAT COMES FROM", "LAKES", true),
            ("Of Ponds and Their", "of Great Lakes", true),
            ("Of Ponds and Their Reeds", "by Ann Roe", false),
            ("Of Ponds and Their Reeds", "by Ann Roe and Bo Lind, Mire", false),
            ("Of Ponds and Their Reeds", "van der Berg, A.", false),
            ("Of Ponds and Their Reeds", "Ann Roe", false),
            ("Of Ponds and Their Reeds", "ep_1332 1301..1308", false),
        ];
        for (line, next, want) in cases {
            assert_eq!(goes_on(line, next), want, "{line} / {next}");
        }
    }
}
