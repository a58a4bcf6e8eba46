//! What a paper prints about itself before its text begins, and wherever it cites itself.
//!
//! ```text
//! text ─▶ metadata  what a block of Markdown says            metadata.rs
//!      ─▶ lines     what stands on the first pages          page.rs
//!      ─▶ tags      what each line is, learned              features.rs, words.rs, tag.rs, model.rs
//!      ─▶ matter    title, authors, the paper's own record  title.rs, own.rs
//! ```

mod body;
mod features;
mod metadata;
mod model;
mod own;
mod page;
mod tag;
mod title;
mod words;

pub(crate) use body::{are_sentences, body_start};
pub(crate) use metadata::{Metadata, metadata};

use std::ops::Range;

use self::model::{Tagged, tags};
use self::page::{Markup, PageLine, page_lines};
use self::tag::Tag;
use super::clean::clean;
use super::clean_text::CleanText;
use super::hyphen::Vocabulary;
use super::url::mend_addresses;
use crate::Span;
use crate::terms::{self, Term, Terms};

#[cfg(feature = "train")]
pub(crate) mod training {
    //! What the trainer needs of title pages.
    pub(crate) use super::features::describe;
    pub(crate) use super::page::page_lines;
    pub(crate) use super::tag::{STEPS, Tag};
    pub(crate) use crate::document::hyphen::Vocabulary;
}

/// What a line of the front matter states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FrontLabel {
    /// "Doi: …"
    Doi,
    /// "Pages: …"
    Pages,
    /// "Volume: …", "Vol. VI, No. IV (Fall 2023)"
    Volume,
    /// "Issue: …"
    Issue,
    /// The journal, volume, pages that the work stands in, in whatever form: "J. Tests 12 (2020), 3–9".
    Outlet,
    /// When it was received, accepted, published.
    Dates,
    /// Who holds the rights, since when.
    Rights,
    /// A line that holds a DOI or the stamp of an archive, whatever else it says.
    Identifier,
}

/// What a paper prints about itself, not yet read as fields.
///
/// What isn't found with some certainty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct FrontMatter {
    /// The title with its subtitle, without the marks of its footnotes.
    pub title: Option<CleanText>,
    /// The lines that name its authors, marks of their affiliations included.
    pub authors: Vec<CleanText>,
    /// Its own citation: what follows "Citation:" or "How to cite:", or stands in the row "APA" of a table of styles.
    pub citation: Option<CleanText>,
    /// Lines that state something else, in order.
    pub labelled: Vec<(FrontLabel, CleanText)>,
    /// Where the paper cites itself: the lines of its own record, in the front matter, in boxes and in the feet of pages,
    /// ascending and disjoint. Nothing there is an entry of its list, or a citation in its text.
    pub own: Vec<Span>,
}

/// A title that is less likely than this is left out.
const SURE: f32 = 0.5;

/// Reads the front matter of `text`, which says `said` of itself, and whose back matter (the first list, or the notes at its end) begins
/// at `end`.
///
/// Linear: the model looks at the first pages only, the paper's own citations are looked for everywhere.
pub(crate) fn front_matter(text: &str, end: usize, said: &Metadata, vocabulary: &Vocabulary) -> FrontMatter {
    // Behind a block with a title stands no title page: what looks like one is text.
    let lines =
        if said.title.is_empty() { page_lines(&text[..end], said.span.end.min(end), vocabulary) } else { Vec::new() };
    let tagged = tags(&lines);
    let citation = own::citation(text, &lines, &tagged, vocabulary);
    let cited = citation.as_ref().map(|c| crate::fold::words(c.text.as_str()));
    let mut front = FrontMatter { citation: citation.as_ref().map(|c| c.text.clone()), ..FrontMatter::default() };
    let begin = text_begins(&tagged);
    let records = own::records(text, &lines, &tagged, cited, vocabulary);
    let page = title::TitlePage { text, lines: &lines, tagged: &tagged, records: &records, begin, vocabulary };
    let titled = page.title();
    let joined = |spans: &[Span]| clean(text, spans, vocabulary);
    front.authors = authors(&lines, &tagged, begin, titled.as_ref().map_or(0..0, |t| t.lines.clone()), joined);
    front.title = titled.map(|t| t.text);
    let read = |spans: &Vec<Span>| Some(clean(text, spans, vocabulary)).filter(|text| !text.as_str().is_empty());
    front.title = read(&said.title).or(front.title);
    if said.authors.iter().any(|author| !author.is_empty()) {
        front.authors = said.authors.iter().filter_map(read).collect();
    }
    front.labelled.extend(read(&said.date).map(|date| (FrontLabel::Dates, date)));
    front.labelled.extend(read(&said.doi).map(|doi| (FrontLabel::Doi, doi)));
    let in_front = |tagged: &Tagged| !matches!(tagged.tag, Tag::Body | Tag::Abstract | Tag::Keywords);
    for (at, tagged) in tagged.iter().enumerate() {
        // In the text, dates are anybody's; the feet of its pages go on to state journal, rights and identifiers.
        let in_text = at >= begin && (tagged.tag == Tag::Dates || tagged.certainty < SURE);
        if in_front(tagged) && !in_text {
            front.labelled.extend(labelled(text, &lines[at..], tagged.tag, vocabulary));
        }
    }
    front.own = own::spans(text, &lines, &tagged, citation.as_ref(), &front, vocabulary);
    front
}

/// The lines that name the authors: before the text, outside of the title. A line that begins with a comma or "and" goes
/// on with them; one of marks alone, between two, does too, and one before which a name was left in the middle is joined with that.
/// Under a heading "Authors", what stands before a colon.
fn authors(
    lines: &[PageLine],
    tagged: &[Tagged],
    begin: usize,
    title: Range<usize>,
    joined: impl Fn(&[Span]) -> CleanText,
) -> Vec<CleanText> {
    /// How likely a line has to name authors: the first, and one that stands apart from those before it.
    const FIRST: f32 = 0.4;
    const APART: f32 = 0.8;
    let mut found: Vec<CleanText> = Vec::new();
    let (mut open, mut listed) = (false, false);
    // The lines of the last of `found`.
    let mut of_last: Vec<Span> = Vec::new();
    for (at, (line, tagged)) in lines.iter().zip(tagged).enumerate().take(begin) {
        let text = line.text.as_str();
        let least = match (open, found.is_empty()) {
            (true, _) => 0.0,
            (false, true) => FIRST,
            (false, false) => APART,
        };
        let names = tagged.tag == Tag::Author && tagged.certainty >= least;
        let head = text.find(": ").or(text.strip_suffix(':').map(str::len));
        if title.contains(&at) {
            open = false;
        } else if matches!(text.trim_end_matches(':').to_lowercase().as_str(), "authors" | "author") {
            (open, listed) = (false, true);
        } else if let Some(head) = head.filter(|head| listed && is_name(&text[..*head])) {
            found.push(line.text.slice(Span::new(0, head)));
        } else if head.is_some() && listed && !text.starts_with('(') {
            // "Pages: …": the list of authors is over.
            (open, listed) = (false, false);
        } else if open && !text.contains(char::is_alphabetic) {
            // Raised marks of the next line's names, which an extractor put on a line of their own.
        } else if names || open && (begins_with_joint(text) || is_mark(text)) {
            match found.last_mut().filter(|last| open && !line.blank_before && is_torn(last.as_str(), text)) {
                Some(last) => {
                    of_last.push(line.span);
                    *last = joined(&of_last);
                }
                None => {
                    of_last = vec![line.span];
                    found.push(line.text.clone());
                }
            }
            open = true;
        } else {
            open = false;
        }
    }
    found
}

/// "and Bo Roe", ", Bo Roe".
fn begins_with_joint(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    text.starts_with([',', '&']) || matches!(first, "and" | "und" | "et" | "y" | "e")
}

/// Whether a name is torn between the end of one line and the start of the next: "Ann Roe, Bo Lind, Cy" and "Moor, Di Fay". A list
/// that ends a line behind a name has a comma there; without one, a word alone is half of a name, unless it is a degree, and so is a name
/// without the mark of an affiliation that the names before it have.
fn is_torn(before: &str, after: &str) -> bool {
    const SEPARATORS: [char; 3] = [',', ';', '&'];
    const BEHIND_NAMES: Terms = Terms::of(&[Term::Degree, Term::Suffix]);
    let words = |name: &str| name.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    let is_marked = |name: &str| name.trim().ends_with(|c: char| !c.is_alphabetic() && c != '.');
    let mut names = before.rsplit(SEPARATORS);
    let last = names.next().unwrap_or_default().trim();
    let last = if begins_with_joint(last) { last.split_once(' ').map_or("", |(_, name)| name) } else { last };
    let first = after.split(SEPARATORS).next().unwrap_or_default();
    let full: Vec<&str> = names.filter(|name| words(name) > 1).collect();
    let lone = words(last) == 1 || last.split_whitespace().all(|word| word.ends_with('.'));
    let unmarked = words(first) == 1 && full.iter().all(|name| is_marked(name));
    full.len() > 1
        && !last.is_empty()
        && !is_marked(last)
        && !terms::of(last.trim_end_matches('.')).meets(BEHIND_NAMES)
        && first.starts_with(char::is_uppercase)
        && (lone || unmarked)
}

/// "1,2", "a *": no letters but one.
fn is_mark(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() <= 1
}

/// Two to five capitalised words.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len()) && words.iter().all(|w| w.starts_with(char::is_uppercase))
}

/// The first line of the text proper: from there on, nearly all lines are its.
fn text_begins(tagged: &[Tagged]) -> usize {
    /// So many lines are looked at together, of which so many are the text's.
    const LINES: usize = 8;
    const OF_TEXT: usize = 6;
    let is_text = |tagged: &Tagged| tagged.tag == Tag::Body;
    let begins = |lines: &[Tagged]| is_text(&lines[0]) && lines.iter().filter(|t| is_text(t)).count() >= OF_TEXT;
    tagged.windows(LINES).position(begins).unwrap_or(tagged.len())
}

/// What the first of `lines` states.
fn labelled(text: &str, lines: &[PageLine], tag: Tag, vocabulary: &Vocabulary) -> Vec<(FrontLabel, CleanText)> {
    let Some((line, after)) = lines.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    found.extend(by_name(&line.text));
    let by_tag = match tag {
        Tag::Own => Some(FrontLabel::Outlet),
        Tag::Dates => Some(FrontLabel::Dates),
        Tag::Other if line.text.as_str().contains('©') || line.text.as_str().contains("opyright") => {
            Some(FrontLabel::Rights)
        }
        _ => None,
    };
    found.extend(by_tag.map(|label| (label, line.text.clone())));
    let lower = line.text.as_str().to_ascii_lowercase();
    if ["doi", "10.", "arxiv", "digital object"].iter().any(|word| lower.contains(word)) {
        // A line may end inside an identifier: what follows on the next is kept with it.
        let next = after.first().filter(|next| !next.blank_before).map(|next| next.span);
        let spans: Vec<Span> = std::iter::once(line.span).chain(next).collect();
        found.push((FrontLabel::Identifier, mend_addresses(clean(text, &spans, vocabulary))));
    }
    found
}

/// "**DOI:** 10.…", "Pages: 21 – 36", "Vol. VI, No. IV (Fall 2023)".
fn by_name(line: &CleanText) -> Option<(FrontLabel, CleanText)> {
    let text = line.as_str();
    let lower = text.to_ascii_lowercase();
    let labels = [
        (FrontLabel::Doi, "doi:"),
        (FrontLabel::Pages, "pages:"),
        (FrontLabel::Volume, "volume:"),
        (FrontLabel::Issue, "issue:"),
    ];
    for (label, name) in labels {
        if lower.starts_with(name) {
            return Some((label, line.slice(Span::new(name.len(), text.len()).trimmed(text, |_| false))));
        }
    }
    let numbered = lower.starts_with("vol") && lower.contains("no") && text.len() <= 60;
    numbered.then(|| (FrontLabel::Volume, line.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_torn_at_the_ends_of_lines() {
        let cases = [
            ("Ann Roe ¹, Bo Lind ¹, Cy", "Moor ², Di Fay ²", true),
            ("Ann Roe, Bo Lind, C. D.", "Moor, Di Fay", true),
            ("Ann Roe ¹, Bo Lind ², Cy Dan", "Moor ¹, and Di Fay ²", true),
            ("Ann Roe, Bo Lind, Cy Moor", "Harvard, Mud", false),
            ("Ann Roe, Bo Lind, Jr.", "Di Fay", false),
            ("Ann Roe, Bo Lind, and Cy", "Moor", true),
            ("Ann Roe, Bo Lind,", "Cy Moor, Di Fay", false),
            ("Ann Roe, Bo Lind, Cy Moor", "Di Fay, Ed Elm", false),
            ("Ann Roe ¹, Bo Lind ¹, Cy Moor ²", "Fay, Di", false),
            ("Ann Roe, PhD", "Bo Lind, PhD", false),
            ("Ann Roe", "Lind", false),
        ];
        for (before, after, torn) in cases {
            assert_eq!(is_torn(before, after), torn, "{before} / {after}");
        }
    }
}
