//! What a paper prints about itself before its text begins.

use super::clean::{CleanText, Vocabulary, clean};
use super::heading::name as heading_name;
use super::lines::{Line, LineKind};
use super::url::mend_urls;
use crate::Span;

/// What a labelled line of the front matter states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum FrontLabel {
    /// "Doi: …"
    Doi,
    /// "Pages: …"
    Pages,
    /// "Volume: …", "Vol. VI, No. IV (Fall 2023)"
    Volume,
    /// "Issue: …"
    Issue,
}

/// What a paper prints about itself before its text begins, not yet read as fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct FrontMatter {
    /// The title: of the headings of four words or more that name no section, the one that the paper's own citation
    /// holds, else the first.
    pub title: Option<CleanText>,
    /// The lines that name its authors.
    pub authors: Vec<CleanText>,
    /// Its own citation: what follows "Citation:" or "How to cite:", or stands in the row "APA" of a table of styles.
    pub citation: Option<CleanText>,
    /// Labelled lines, in order.
    pub labelled: Vec<(FrontLabel, CleanText)>,
}

/// Headings that stand where a title might, and aren't one.
const NO_TITLES: [&str; 22] = [
    "research paper",
    "research article",
    "original article",
    "original research",
    "review article",
    "article",
    "article title",
    "title",
    "open access",
    "abstract",
    "authors",
    "author",
    "keywords",
    "key words",
    "contents",
    "case study",
    "review",
    "paper",
    "editorial",
    "short communication",
    "citing this article",
    "referencing & citing styles",
];
/// What the text proper starts under.
const BODY_HEADINGS: [&str; 10] = [
    "introduction",
    "background",
    "einleitung",
    "einführung",
    "introducción",
    "introdução",
    "introduzione",
    "inleiding",
    "введение",
    "introduction and background",
];
/// What comes after the authors.
const AFTER_AUTHORS: [&str; 8] =
    ["abstract", "keywords", "key words", "zusammenfassung", "résumé", "resumen", "doi", "introduction"];
/// Words of affiliations, which stand between authors and their text.
const AFFILIATION: [&str; 13] = [
    "department",
    "university",
    "institute",
    "faculty",
    "school",
    "college",
    "professor",
    "lecturer",
    "scholar",
    "author",
    "email",
    "institut",
    "centre",
];

/// Where the text proper begins: the line after which author–year forms are citations.
///
/// At its heading; without one, at the first paragraph that is too long for front matter.
pub(crate) fn body_start(text: &str, lines: &[Line], before: usize) -> usize {
    /// Citations and affiliations are shorter than paragraphs.
    const PARAGRAPH_BYTES: usize = 700;
    let named = |l: &Line| {
        let name = heading_name(l.text(text));
        let plain = l.kind == LineKind::Plain && name == BODY_HEADINGS[0];
        l.span.len() <= 40 && (plain || l.kind == LineKind::Heading) && BODY_HEADINGS.contains(&name.as_str())
    };
    if let Some(heading) = (0..before).find(|&i| named(&lines[i])) {
        return heading;
    }
    let mut first = 0;
    let mut bytes = 0;
    for (i, line) in lines[..before].iter().enumerate() {
        if line.kind != LineKind::Plain {
            (first, bytes) = (i + 1, 0);
            continue;
        }
        bytes += line.span.len();
        if bytes > PARAGRAPH_BYTES {
            return first;
        }
    }
    before
}

/// Reads the front matter, which ends before line `end`. Linear.
pub(crate) fn front_matter(text: &str, lines: &[Line], end: usize, vocabulary: &Vocabulary) -> FrontMatter {
    let cleaned = |spans: &[Span]| mend_urls(clean(text, spans, vocabulary));
    let head: Vec<(&Line, CleanText)> = lines[..end]
        .iter()
        .filter(|l| !matches!(l.kind, LineKind::Blank | LineKind::Furniture))
        .map(|l| (l, cleaned(&[l.span])))
        .collect();
    let mut front = FrontMatter { citation: own_citation(text, lines, end, &cleaned), ..FrontMatter::default() };
    for (_, line) in &head {
        if let Some((label, value)) = labelled(line) {
            front.labelled.push((label, value));
        }
    }
    // A journal's name may stand as large as the title: of the headings, the longest that the paper's own citation holds.
    let titles = || head.iter().enumerate().filter(|(_, (l, c))| is_title(l, c.as_str()));
    let cited = front.citation.as_ref().and_then(|citation| {
        let held = titles().filter(|(_, (_, c))| citation.as_str().contains(c.as_str()));
        held.max_by_key(|(i, (_, c))| (c.as_str().len(), *i))
    });
    let Some((at, _)) = cited.or_else(|| titles().next()) else { return front };
    front.title = Some(head[at].1.clone());
    front.authors = authors(&head[at + 1..]);
    front
}

fn is_title(line: &Line, text: &str) -> bool {
    let name = heading_name(text);
    line.kind == LineKind::Heading
        && text.split_whitespace().count() >= 4
        && !NO_TITLES.contains(&name.as_str())
        && !text.ends_with(':')
        && !name.starts_with("vol")
        && text.chars().any(char::is_lowercase)
}

/// The lines after a title that are names and nothing else; or, where names head their affiliation, those heads.
fn authors(after_title: &[(&Line, CleanText)]) -> Vec<CleanText> {
    let mut found = Vec::new();
    let mut listed = false;
    for (line, text) in after_title {
        let body = text.as_str();
        let name = heading_name(body);
        if name == "authors" || name == "author" {
            listed = true;
        } else if labelled(text).is_some() {
            // "Vol. VI, No. IV" looks like initials.
        } else if AFTER_AUTHORS.iter().any(|a| name.starts_with(a)) || line.kind == LineKind::Table {
            if listed || !found.is_empty() {
                break;
            }
        } else if let Some(head) = body.find(':').filter(|_| listed).map(|colon| Span::new(0, colon)) {
            if is_names(head.of(body)) {
                found.push(text.slice(head));
            }
        } else if !listed && is_names(body) {
            found.push(text.clone());
        } else if !listed && !found.is_empty() {
            break;
        }
    }
    found
}

/// Capitalised words with joints between them, affiliation marks aside.
fn is_names(line: &str) -> bool {
    const MOST_WORDS: usize = 40;
    let mut words =
        line.split(|c: char| !c.is_alphabetic() && !matches!(c, '.' | '-' | '\'' | '’')).filter(|w| !w.is_empty());
    let count = words.clone().count();
    let has_at = line.contains('@') || line.contains("http");
    count > 0
        && count <= MOST_WORDS
        && !has_at
        && words.all(|w| {
            let lower = w.to_lowercase();
            !AFFILIATION.contains(&lower.trim_end_matches(['.', 's']))
                && (w.starts_with(char::is_uppercase)
                    || ["and", "und", "et", "y", "de", "van", "von", "der", "bin", "ul", "al"].contains(&w))
        })
}

/// "**DOI:** 10.…", "Pages: 21 – 36", "Vol. VI, No. IV (Fall 2023)".
fn labelled(line: &CleanText) -> Option<(FrontLabel, CleanText)> {
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

/// The paper's own citation: after "Citation:" or "How to cite:", or in the row "APA" of a table of citation styles.
fn own_citation(text: &str, lines: &[Line], end: usize, cleaned: &impl Fn(&[Span]) -> CleanText) -> Option<CleanText> {
    let leads = [
        "citation:",
        "cite this article:",
        "how to cite:",
        "how to cite this article:",
        "to cite this article:",
        "cite as:",
        "recommended citation:",
        "suggested citation:",
    ];
    for (i, line) in lines[..end].iter().enumerate() {
        let first = line.text(text);
        if line.kind == LineKind::Table {
            let style = first.split('\t').next().unwrap_or_default().trim();
            if style.eq_ignore_ascii_case("apa") {
                let cell = first.find('\t').map(|tab| Span::new(line.span.start + tab + 1, line.span.end))?;
                return Some(cleaned(&[cell]));
            }
            continue;
        }
        let bare = cleaned(&[line.span]);
        let lower = bare.as_str().to_ascii_lowercase();
        if let Some(lead) = leads.iter().find(|l| lower.starts_with(*l)) {
            let mut spans = vec![line.span];
            spans.extend(lines[i + 1..end].iter().take_while(|l| l.kind == LineKind::Plain).map(|l| l.span));
            let whole = cleaned(&spans);
            let len = whole.as_str().len();
            return Some(whole.slice(Span::new(lead.len(), len).trimmed(whole.as_str(), |_| false)));
        }
    }
    None
}
