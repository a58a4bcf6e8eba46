//! Reference lists: the section, and where each entry starts and ends.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{char, digit1, satisfy, space0, space1};
use nom::combinator::{eof, opt, peek, recognize, verify};
use nom::multi::many1_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::clean::{CleanText, Vocabulary, clean, link_target};
use super::lines::{Line, LineKind};
use super::url::{is_url_like, mend_urls};
use crate::Span;

/// What a reference list is headed by, lower-cased, in the languages that papers are written in.
const HEADINGS: [&str; 28] = [
    "references",
    "reference",
    "reference list",
    "list of references",
    "references cited",
    "references and notes",
    "bibliography",
    "selected bibliography",
    "works cited",
    "literature cited",
    "literature",
    "cited literature",
    "sources",
    "literatur",
    "literaturverzeichnis",
    "quellen",
    "quellenverzeichnis",
    "références",
    "références bibliographiques",
    "bibliographie",
    "referencias",
    "referencias bibliográficas",
    "bibliografía",
    "bibliografia",
    "riferimenti bibliografici",
    "referências",
    "literatuur",
    "список литературы",
];

/// The lines of a reference list, its heading left out: indices into the document's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListSection {
    pub heading: usize,
    pub first: usize,
    pub end: usize,
}

/// The name of a heading: no numbering, markup or colon, lower-cased.
pub(crate) fn heading_name(line: &str) -> String {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    bare.to_lowercase()
}

/// Finds the reference lists of a document. Linear.
pub(crate) fn sections(text: &str, lines: &[Line]) -> Vec<ListSection> {
    let is_heading = |i: usize| {
        let line = &lines[i];
        matches!(line.kind, LineKind::Heading | LineKind::Plain)
            && line.span.len() <= 60
            && HEADINGS.contains(&heading_name(line.text(text)).as_str())
    };
    let mut found: Vec<ListSection> = Vec::new();
    for heading in (0..lines.len()).filter(|&i| is_heading(i)) {
        if found.last().is_some_and(|s| heading < s.end) {
            continue;
        }
        let mut end = heading + 1;
        while end < lines.len() && !ends_section(text, lines, end) {
            end += 1;
        }
        found.push(ListSection { heading, first: heading + 1, end });
    }
    found
}

/// A heading ends the list, unless entries go on under it (lists are parted by kind of source).
fn ends_section(text: &str, lines: &[Line], i: usize) -> bool {
    lines[i].kind == LineKind::Heading && {
        let next = lines[i + 1..].iter().find(|l| l.kind != LineKind::Blank);
        next.is_none_or(|l| start(l.text(text)) != Start::Strong)
    }
}

/// How much a line reads as the start of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    /// It goes on with what was before.
    No,
    /// It may start one.
    Weak,
    /// It does: a key, or a name in list order, or a date where lists have it.
    Strong,
}

/// How far into an entry its date in brackets is looked for, in characters.
const DATE_WITHIN: usize = 300;

/// "[12]", "(12)", "12."
fn key(input: &str) -> IResult<&str, &str> {
    let bracketed = alt((
        recognize(delimited(char('['), take_while1(|c: char| c.is_alphanumeric() || c == '+'), char(']'))),
        recognize(delimited(char('('), digit1, char(')'))),
        recognize(terminated(digit1, alt((char('.'), char(')'))))),
    ));
    terminated(bracketed, peek(alt((space1, eof)))).parse(input)
}

/// "———", "---.": the author above.
fn dash(input: &str) -> IResult<&str, &str> {
    verify(take_while1(|c| matches!(c, '—' | '–' | '-' | '_' | '―')), |d: &str| {
        d.chars().count() >= 3 || d.contains('—')
    })
    .parse(input)
}

/// "de la Torre, M.": a family of up to four words, a comma, an initial.
fn family_initial(input: &str) -> IResult<&str, &str> {
    let word = recognize((
        satisfy(char::is_alphabetic),
        take_while(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‐')),
    ));
    let family = verify(many1_count(terminated(word, space0)), |n| (1..=4).contains(n));
    let initial = (satisfy(char::is_alphabetic), alt((tag("."), tag(" "), tag(","), tag("-"))));
    recognize((family, opt(char(',')), preceded(space0, initial))).parse(input)
}

fn start(line: &str) -> Start {
    // A bracket may open a link; else it opens a key.
    let link = line.contains("](");
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_') || (link && c == '['));
    if line.is_empty() || is_residue(line) || (is_url_like(line) && !line.trim_end().contains(' ')) {
        return Start::No;
    }
    if key(line).is_ok() || dash(line).is_ok() {
        return Start::Strong;
    }
    let lower = line.starts_with(char::is_lowercase);
    let dated = line.char_indices().take(DATE_WITHIN).any(|(i, c)| c == '(' && is_date(&line[i + 1..]));
    match (family_initial(line).is_ok(), dated, lower) {
        (true, _, false) | (_, true, false) | (true, true, true) => Start::Strong,
        (_, _, true) => Start::No,
        _ if line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '«' | '„' | '‘' | '\'')) => {
            Start::Weak
        }
        _ => Start::No,
    }
}

/// "2019", "n.d.", "in press", after a bracket.
fn is_date(after: &str) -> bool {
    let year = after.len() >= 4
        && after.as_bytes()[..4].iter().all(u8::is_ascii_digit)
        && !after[4..].starts_with(|c: char| c.is_ascii_digit());
    year || ["n.d", "in press", "forthcoming"].iter().any(|w| after.starts_with(w))
}

/// What libraries and journals put after an entry for their readers to click on.
fn resolver(input: &str) -> IResult<&str, &str> {
    let name = alt((
        tag_no_case("google scholar"),
        tag_no_case("worldcat"),
        alt((tag_no_case("full text"), tag_no_case("fulltext"), tag_no_case("full-text"))),
        tag_no_case("crossref"),
        tag_no_case("pubmed central"),
        tag_no_case("pubmed"),
        tag_no_case("web of science"),
        tag_no_case("publisher site"),
        tag_no_case("view at"),
        tag_no_case("mathscinet"),
        tag_no_case("zbmath"),
        tag_no_case("scopus"),
    ));
    let between = take_while(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    recognize((take_while(|c: char| c == '[' || c.is_whitespace()), name, opt(link_target), between)).parse(input)
}

/// Whether a line is nothing but links to resolvers.
pub(crate) fn is_residue(line: &str) -> bool {
    terminated(many1_count(resolver), eof).parse(line.trim()).is_ok()
}

/// An entry ends where a sentence, an address or a number can.
fn is_complete(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    line.ends_with(|c: char| {
        matches!(c, '.' | ')' | ']' | '>' | '/' | '?' | '!' | '”' | '"' | '»') || c.is_ascii_digit()
    }) || line.rsplit(' ').next().is_some_and(|last| last.contains("://"))
}

/// Takes a reference list apart into entries, in printed order: the lines of each, and its clean text. Linear.
pub(crate) fn entries(text: &str, lines: &[Line], section: &ListSection, vocabulary: &Vocabulary) -> Vec<CleanText> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut after_blank = true;
    let mut complete = true;
    for line in &lines[section.first..section.end] {
        let body = line.text(text);
        match line.kind {
            LineKind::Blank => {
                after_blank = true;
                continue;
            }
            LineKind::Furniture | LineKind::Heading => continue,
            LineKind::Item | LineKind::Plain | LineKind::Table => {}
        }
        if is_residue(body) {
            complete = true;
            continue;
        }
        let opens = match (line.kind, start(body)) {
            (_, Start::No) => false,
            (LineKind::Item, _) => true,
            (_, Start::Strong) => after_blank || complete,
            (_, Start::Weak) => after_blank && complete,
        };
        if opens || groups.is_empty() {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(line.span);
        }
        after_blank = false;
        complete = is_complete(body);
    }
    groups.iter().map(|pieces| mend_urls(clean(text, pieces, vocabulary))).filter(|e| !e.as_str().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    fn read(text: &str) -> Vec<String> {
        let lines = lines(text);
        let vocabulary = Vocabulary::of(text);
        sections(text, &lines)
            .iter()
            .flat_map(|s| entries(text, &lines, s, &vocabulary))
            .map(|e| e.as_str().to_owned())
            .collect()
    }

    #[test]
    fn headings() {
        for heading in
            ["## References", "References", "**REFERENCES**", "7. References:", "# Works Cited", "Literaturverzeichnis"]
        {
            assert_eq!(
                read(&format!("Text.\n\n{heading}\n\nDoe, A. (2001). B.\n")),
                ["Doe, A. (2001). B."],
                "{heading}"
            );
        }
    }

    #[test]
    fn entries_come_apart() {
        let two = ["Doe, A. (2001). One thing.", "Lee, B. (2002). Another."];
        let cases = [
            ("bullets", "- Doe, A. (2001). One thing.\n- Lee, B. (2002). Another.\n"),
            ("one bullet missing", "- Doe, A. (2001). One thing.\n\nLee, B. (2002). Another.\n"),
            ("plain lines", "Doe, A. (2001). One thing.\nLee, B. (2002). Another.\n"),
            ("wrapped lines", "Doe, A. (2001). One\nthing.\nLee, B. (2002).\nAnother.\n"),
            (
                "page number and blank lines inside",
                "- Doe, A. (2001). One\n\n12\n\nthing.\n- Lee, B. (2002). Another.\n",
            ),
            (
                "links to resolvers",
                "- Doe, A. (2001). One thing.\n[Google Scholar](#) [Worldcat](#)\n- Lee, B. (2002). Another.\n[Google Scholar](#)",
            ),
            (
                "a heading inside",
                "Doe, A. (2001). One thing.\n\n### Books\n\nLee, B. (2002). Another.\n\n# Appendix\n\nText.",
            ),
        ];
        for (name, body) in cases {
            assert_eq!(read(&format!("# References\n\n{body}")), two, "{name}");
        }
    }

    #[test]
    fn numbered_entries() {
        let text =
            "REFERENCES\n\n[1] A. Roe, \"On things,\" J. Tests, 2019.\n[2] C. Lee,\n    A Book of\n    Things. 2001.\n";
        assert_eq!(read(text), ["[1] A. Roe, \"On things,\" J. Tests, 2019.", "[2] C. Lee, A Book of Things. 2001."]);
    }

    #[test]
    fn an_address_goes_on_as_an_item() {
        let text =
            "# References\n- Doe, A. (2001). One: https://x.org/2023/06/ch\n\n- [ina-and-b/](#)\n- Lee, B. (2002). C.";
        assert_eq!(read(text), ["Doe, A. (2001). One: https://x.org/2023/06/china-and-b/", "Lee, B. (2002). C."]);
    }
}
