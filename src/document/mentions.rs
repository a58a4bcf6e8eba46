//! Author–year citations in the running text.

use super::clean::CleanText;
use crate::Span;
use crate::token::{Token, TokenKind, lex};

/// How a mention is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum MentionForm {
    /// "(Smith, 2019)".
    Parenthetical,
    /// "Smith (2019)".
    Narrative,
}

/// A name in a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct MentionName {
    /// The words of the name without initials: "Moein Abadi", "PICSS".
    pub family: String,
    /// Initials beside it: the "S" of "Iqbal S".
    pub given: Option<String>,
}

/// An author–year citation in the running text, not yet led to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct Mention {
    /// Where it stands in the document.
    pub span: Span,
    /// As printed, without markup, line breaks and the brackets around it.
    pub printed: String,
    /// How it is printed.
    pub form: MentionForm,
    /// The names, in order.
    pub names: Vec<MentionName>,
    /// Whether "et al." follows them.
    pub et_al: bool,
    /// The year. Absent when only names are printed, which cites only if an entry has these very names.
    pub year: Option<i32>,
    /// The letter after the year.
    pub suffix: Option<char>,
}

/// No citation's bracket is longer, in bytes.
const BRACKET_BYTES: usize = 600;
/// How many tokens before a bracket may belong to a narrative citation's names.
const NARRATIVE_TOKENS: usize = 40;

/// Finds the author–year citations in a paragraph, in order. Linear.
pub(crate) fn mentions(paragraph: &CleanText) -> Vec<Mention> {
    let text = paragraph.as_str();
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' => open = Some(i),
            ')' | ']' => {
                if let Some(start) = open.take().filter(|start| i - start <= BRACKET_BYTES) {
                    bracket(paragraph, Span::new(start, i + 1), &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

/// Reads one bracket: the citations in it, or the year of the names before it.
fn bracket(paragraph: &CleanText, whole: Span, found: &mut Vec<Mention>) {
    let text = paragraph.as_str();
    let mut from = whole.start + 1;
    let inner_end = whole.end - 1;
    let pieces: Vec<Span> = text[from..inner_end]
        .split(';')
        .map(|p| {
            let piece = Span::new(from, from + p.len()).trimmed(text, |_| false);
            from += p.len() + 1;
            piece
        })
        .collect();
    for &piece in &pieces {
        let tokens = tokens_of(text, piece);
        let years = years(text, &tokens);
        let names_end = years.first().map_or(tokens.len(), |y| y.at);
        if names_end == 0 {
            if let ([piece], [year, ..]) = (pieces.as_slice(), years.as_slice())
                && piece.start == tokens[0].span.start
            {
                narrative(paragraph, whole, year, found);
            }
            continue;
        }
        let Some((names, et_al)) = cited_names(paragraph, &tokens[..names_end], Lead::MayPrecede) else { continue };
        if years.is_empty() {
            let tells = names.len() > 1 || names.iter().any(|n| n.given.is_some());
            if tells {
                found.push(mention(paragraph, piece, MentionForm::Parenthetical, names, et_al, None));
            }
            continue;
        }
        for (n, year) in years.iter().enumerate() {
            // "(Smith, 2019, 2020)": the second year is a citation of its own.
            let span = if n == 0 && years.len() == 1 {
                piece
            } else {
                Span::new(tokens[if n == 0 { 0 } else { year.at }].span.start, year.end)
            };
            found.push(mention(paragraph, span, MentionForm::Parenthetical, names.clone(), et_al, Some(year)));
        }
    }
}

/// Reads the names before a bracket that starts with a year.
fn narrative(paragraph: &CleanText, whole: Span, year: &YearAt, found: &mut Vec<Mention>) {
    let text = paragraph.as_str();
    let mut from = whole.start.saturating_sub(NARRATIVE_TOKENS * 8);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tokens = tokens_of(text, Span::new(from, whole.start));
    let mut first = tokens.len();
    while first > 0 && belongs_to_names(text, &tokens, first - 1) {
        first -= 1;
    }
    // A name doesn't start with a joint, nor a sentence's "In" and "The" with a name.
    while first < tokens.len() && !starts_name(text, &tokens[first]) {
        first += 1;
    }
    let Some((names, et_al)) = cited_names(paragraph, &tokens[first..], Lead::IsNoName) else { return };
    let span = Span::new(tokens[first].span.start, whole.end);
    found.push(mention(paragraph, span, MentionForm::Narrative, names, et_al, Some(year)));
}

fn mention(
    paragraph: &CleanText,
    span: Span,
    form: MentionForm,
    names: Vec<MentionName>,
    et_al: bool,
    year: Option<&YearAt>,
) -> Mention {
    Mention {
        span: paragraph.source(span),
        printed: span.of(paragraph.as_str()).to_owned(),
        form,
        names,
        et_al,
        year: year.map(|y| y.year),
        suffix: year.and_then(|y| y.suffix),
    }
}

fn tokens_of(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = lex(within.of(text));
    for token in &mut tokens {
        token.span = token.span.shifted(within.start);
    }
    tokens
}

/// A year among tokens.
struct YearAt {
    year: i32,
    suffix: Option<char>,
    /// Index of its token.
    at: usize,
    /// Where it ends in the text, with its letter.
    end: usize,
}

fn years(text: &str, tokens: &[Token]) -> Vec<YearAt> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let digits = token.text(text);
        let glued = |t: &&Token| !t.spaced;
        let before = at.checked_sub(1).map(|b| tokens[b].text(text));
        if token.kind != TokenKind::Number || digits.len() != 4 || matches!(before, Some("-" | "–" | "/" | "$")) {
            continue;
        }
        let Ok(year) = digits.parse::<i32>() else { continue };
        if !(1400..=2100).contains(&year) {
            continue;
        }
        let next = tokens.get(at + 1);
        let letter =
            next.filter(glued).map(|t| t.text(text)).filter(|t| t.len() == 1 && t.as_bytes()[0].is_ascii_lowercase());
        if next.filter(glued).is_some_and(|t| matches!(t.text(text), "-" | "–" | "/")) {
            continue;
        }
        let end = if letter.is_some() { tokens[at + 1].span.end } else { token.span.end };
        found.push(YearAt { year, suffix: letter.and_then(|l| l.chars().next()), at, end });
    }
    found
}

/// Whether words like "see" may stand before the names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    MayPrecede,
    IsNoName,
}

const LEADS: [&str; 14] =
    ["see", "cf", "e", "g", "i", "also", "for", "example", "vgl", "siehe", "voir", "as", "cited", "in"];
const JOINTS: [&str; 10] = ["and", "und", "et", "y", "e", "with", "en", "och", "og", "и"];
/// Those that no running text uses otherwise: "zum", "auf" and "do" are none here.
const PARTICLES: [&str; 22] = [
    "de", "la", "del", "della", "di", "da", "dos", "das", "du", "van", "von", "der", "den", "ten", "ter", "zu", "al",
    "el", "bin", "ibn", "ul", "le",
];
/// Small words inside the names of organisations: "Institute for Peace Studies".
const INSIDE_ORGANISATIONS: [&str; 6] = ["of", "for", "on", "the", "für", "des"];
/// Capitalised words that start sentences or name dates, and no author.
const NO_NAMES: [&str; 48] = [
    "in",
    "the",
    "by",
    "on",
    "at",
    "of",
    "as",
    "for",
    "from",
    "since",
    "after",
    "before",
    "during",
    "until",
    "table",
    "figure",
    "fig",
    "section",
    "chapter",
    "volume",
    "vol",
    "issue",
    "resolution",
    "article",
    "no",
    "however",
    "moreover",
    "according",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "see",
    "note",
    "page",
];

fn is_capitalised(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(&word.to_lowercase().as_str())
}

fn starts_name(text: &str, token: &Token) -> bool {
    let word = token.text(text);
    token.kind == TokenKind::Word
        && (is_capitalised(word) && !is_no_name(word) || PARTICLES.contains(&word) && word.len() > 1)
}

/// Whether the token at `i`, with names after it, can belong to them.
fn belongs_to_names(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = &tokens[i];
    let word = token.text(text);
    match token.kind {
        TokenKind::Word => {
            (is_capitalised(word) && !is_no_name(word))
                || JOINTS.contains(&word)
                || PARTICLES.contains(&word)
                || matches!(word, "al" | "s")
        }
        TokenKind::Number => false,
        // A stop belongs to an initial or to "et al.", not to the sentence before.
        TokenKind::Mark if word == "." => i
            .checked_sub(1)
            .map(|b| tokens[b].text(text))
            .is_some_and(|b| b == "al" || (b.chars().count() == 1 && is_capitalised(b))),
        TokenKind::Mark => matches!(word, "," | "&" | "-" | "‐" | "'" | "’"),
    }
}

/// Reads "Smith, Doe, & de la Torre et al." over tokens; `None` when it isn't names.
fn cited_names(paragraph: &CleanText, tokens: &[Token], lead: Lead) -> Option<(Vec<MentionName>, bool)> {
    let text = paragraph.as_str();
    let mut names: Vec<MentionName> = Vec::new();
    let mut et_al = false;
    let mut chunk: Vec<&Token> = Vec::new();
    let mut rest = tokens;
    if lead == Lead::MayPrecede {
        let leads = rest.iter().take_while(|t| {
            t.kind == TokenKind::Mark && matches!(t.text(text), "." | ",")
                || LEADS.contains(&t.text(text))
                || is_capitalised(t.text(text)) && LEADS.contains(&t.text(text).to_lowercase().as_str())
        });
        rest = &rest[leads.count()..];
    }
    let mut i = 0;
    while i <= rest.len() {
        let token = rest.get(i);
        let word = token.map_or("", |t| t.text(text));
        // "Khan& Yaseen", "Muzaffar, & Lee"
        let ends = token.is_none()
            || matches!(word, "," | "&" | ":")
            || (JOINTS.contains(&word) && !is_al_of_et_al(text, rest, i));
        if is_al_of_et_al(text, rest, i) {
            et_al = true;
            add_name(text, &chunk, &mut names)?;
            chunk.clear();
            i += 2;
            continue;
        }
        if ends {
            if !chunk.is_empty() {
                match add_name(text, &chunk, &mut names) {
                    Some(()) => {}
                    // After the names may come the title, in italics or long: "(Akram, Opening New Vistas, 2022)".
                    None if !names.is_empty() && is_title(paragraph, &chunk) => return Some((names, et_al)),
                    None => return None,
                }
            }
            chunk.clear();
        } else if let Some(token) = token {
            if in_emphasis(paragraph, token) && !names.is_empty() {
                return Some((names, et_al));
            }
            chunk.push(token);
        }
        i += 1;
    }
    (!names.is_empty()).then_some((names, et_al))
}

fn is_al_of_et_al(text: &str, tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.text(text) == "et") && tokens.get(i + 1).is_some_and(|t| t.text(text) == "al")
}

fn in_emphasis(paragraph: &CleanText, token: &Token) -> bool {
    let n = paragraph.emphasis().partition_point(|e| e.end <= token.span.start);
    paragraph.emphasis().get(n).is_some_and(|e| e.contains(token.span))
}

fn is_title(paragraph: &CleanText, chunk: &[&Token]) -> bool {
    chunk.iter().filter(|t| t.kind == TokenKind::Word).count() >= 4 || chunk.iter().any(|t| in_emphasis(paragraph, t))
}

/// Adds the name that `chunk` is; initials alone belong to the name before. `None` when it is no name.
fn add_name(text: &str, chunk: &[&Token], names: &mut Vec<MentionName>) -> Option<()> {
    const MOST_WORDS: usize = 6;
    let words: Vec<&&Token> = chunk.iter().filter(|t| t.kind == TokenKind::Word).collect();
    if words.is_empty() {
        return chunk.iter().all(|t| t.text(text) == ".").then_some(());
    }
    let fine = chunk.iter().all(|t| match t.kind {
        TokenKind::Word => {
            is_capitalised(t.text(text))
                || INSIDE_ORGANISATIONS.contains(&t.text(text))
                || PARTICLES.contains(&t.text(text))
                || !t.spaced
        }
        TokenKind::Number => false,
        TokenKind::Mark => matches!(t.text(text), "." | "-" | "‐" | "'" | "’" | "/"),
    });
    let inside = |w: &str| INSIDE_ORGANISATIONS.contains(&w);
    let no_name = words.iter().any(|w| is_no_name(w.text(text)) && !inside(w.text(text)));
    if !fine || no_name || words.len() > MOST_WORDS || inside(words[0].text(text)) {
        return None;
    }
    let initial = |t: &&&Token| {
        let word = t.text(text);
        let joined = text[t.span.end..].starts_with(['\'', '’', '-', '‐']);
        word.chars().count() == 1 && is_capitalised(word) && !joined
    };
    // Only initials at the edges are given names: the "S" of "Iqbal S", the "A." of "A. Khan".
    let core: Vec<&&&Token> = words.iter().filter(|w| !initial(w)).collect();
    let given: Vec<&str> = words.iter().filter(|w| initial(w)).map(|w| w.text(text)).collect();
    let (Some(first), Some(last)) = (core.first(), core.last()) else {
        if let Some(name) = names.last_mut() {
            name.given.get_or_insert_default().push_str(&given.concat());
        }
        return Some(());
    };
    let family = Span::new(first.span.start, last.span.end).of(text);
    let family = family.strip_suffix("’s").or(family.strip_suffix("'s")).unwrap_or(family);
    names.push(MentionName { family: family.to_owned(), given: (!given.is_empty()).then(|| given.concat()) });
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::clean::{Vocabulary, clean};

    fn read(source: &str) -> Vec<String> {
        let clean = clean(source, &[Span::new(0, source.len())], &Vocabulary::default());
        mentions(&clean)
            .iter()
            .map(|m| {
                let names: Vec<String> = m
                    .names
                    .iter()
                    .map(|n| match &n.given {
                        Some(given) => format!("{} [{given}]", n.family),
                        None => n.family.clone(),
                    })
                    .collect();
                let year = m.year.map_or("-".to_owned(), |y| y.to_string());
                let suffix = m.suffix.map_or(String::new(), |s| s.to_string());
                format!("{}{} {year}{suffix} <{}>", names.join("|"), if m.et_al { " et al" } else { "" }, m.printed)
            })
            .collect()
    }

    #[test]
    fn citations() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("one author", "so (Smith, 2019).", &["Smith 2019 <Smith, 2019>"]),
            ("no comma", "so (Smith 2019 ).", &["Smith 2019 <Smith 2019>"]),
            (
                "stop for comma",
                "(Khan& Yaseen. 2019; Doe, 2024)",
                &["Khan|Yaseen 2019 <Khan& Yaseen. 2019>", "Doe 2024 <Doe, 2024>"],
            ),
            ("three", "(Altaf, Zahid, & Sial, 2022)", &["Altaf|Zahid|Sial 2022 <Altaf, Zahid, & Sial, 2022>"]),
            ("et al.", "(see Smith et al., 2019b, p. 4)", &["Smith et al 2019b <see Smith et al., 2019b, p. 4>"]),
            ("initial after", "(Iqbal S, 2023)", &["Iqbal [S] 2023 <Iqbal S, 2023>"]),
            ("initial with comma", "(Jan, A., 2022)", &["Jan [A] 2022 <Jan, A., 2022>"]),
            ("nested", "(Biddle (Biddle, 2019))", &["Biddle 2019 <Biddle, 2019>"]),
            (
                "title inside",
                "(Akram, *Opening New Vistas: A*, [2022](#))",
                &["Akram 2022 <Akram, Opening New Vistas: A, 2022>"],
            ),
            ("two years", "(Smith, 2019, 2020)", &["Smith 2019 <Smith, 2019>", "Smith 2020 <2020>"]),
            ("acronym", "(PICSS, 2023)", &["PICSS 2023 <PICSS, 2023>"]),
            (
                "organisation",
                "(Institute for Some Studies, 2015)",
                &["Institute for Some Studies 2015 <Institute for Some Studies, 2015>"],
            ),
            ("particles", "(de la Torre & O'Neil, 1999)", &["de la Torre|O'Neil 1999 <de la Torre & O'Neil, 1999>"]),
            ("names only", "(Elliott R. & Timulak L)", &["Elliott [R]|Timulak [L] - <Elliott R. & Timulak L>"]),
            (
                "narrative",
                "authored by Ahmad and Ahlawat (2023) elaborates",
                &["Ahmad|Ahlawat 2023 <Ahmad and Ahlawat (2023)>"],
            ),
            (
                "narrative, three",
                "by Khan, Nazir, and Jabeen (2025)",
                &["Khan|Nazir|Jabeen 2025 <Khan, Nazir, and Jabeen (2025)>"],
            ),
            (
                "narrative at a sentence's start",
                "It was. In Smith et al. (2020)",
                &["Smith et al 2020 <Smith et al. (2020)>"],
            ),
            ("not a citation: abbreviation", "the plan (NAP) of 2009 (in 2010) and (August 2021)", &[]),
            ("not a citation: range", "growth (2012-2021) and (see table 1)", &[]),
            ("not a citation: number before", "Resolution 2557 (2020) says", &[]),
        ];
        for (name, source, want) in cases {
            assert_eq!(read(source), *want, "{name}");
        }
    }
}
