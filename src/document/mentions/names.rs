//! Names of citations: "see Smith, Doe, & de la Torre et al.".

use super::MentionName;
use super::paragraph::Paragraph;
use crate::Span;
use crate::document::half_width::is_wide;
use crate::terms::{self, Term, Terms};
use crate::token::{Token, TokenKind};

/// Names, and where they begin.
#[derive(Clone)]
pub(super) struct Names {
    pub start: usize,
    pub names: Vec<MentionName>,
    pub et_al: bool,
}

/// Whether words like "see" may stand before the names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    MayPrecede,
    IsNoName,
}

const LEADS: [&str; 14] =
    ["see", "cf", "e", "g", "i", "also", "for", "example", "vgl", "siehe", "voir", "as", "cited", "in"];
/// Those that no running text uses otherwise: "zum", "auf" and "do" are none here.
const PARTICLES: [&str; 22] = [
    "de", "la", "del", "della", "di", "da", "dos", "das", "du", "van", "von", "der", "den", "ten", "ter", "zu", "al",
    "el", "bin", "ibn", "ul", "le",
];
/// Small words inside the names of organisations: "Institute for Peace Studies".
const INSIDE_ORGANISATIONS: [&str; 6] = ["of", "for", "on", "the", "für", "des"];
/// Capitalised words that start sentences or name dates, and no author.
const NO_NAMES: [&str; 31] = [
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
    "see",
    "note",
    "page",
];

/// Letters that are glued to a name and join it with the one before: "ביטון ודהן", "النجار والعلي".
const GLUED_JOINTS: [char; 2] = ['ו', 'و'];

const DATES: Terms = Terms::of(&[Term::Month, Term::Season]);

fn is_capitalised(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(&word.to_lowercase().as_str())
}

/// "May" and "March" are months, and names of authors too: only the list tells.
pub(super) fn is_date(names: &[MentionName]) -> bool {
    matches!(names, [name] if name.given.is_none() && terms::of(&name.family).meets(DATES))
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
                || is_joint(word)
                || PARTICLES.contains(&word)
                || matches!(word, "al" | "s")
                || is_others(word)
        }
        TokenKind::Number => false,
        // A stop belongs to an initial or to "et al.", not to the sentence before.
        TokenKind::Mark if word == "." => i
            .checked_sub(1)
            .map(|b| tokens[b].text(text))
            .is_some_and(|b| b == "al" || is_others(b) || (b.chars().count() == 1 && is_capitalised(b))),
        // "Briggs/Roe"; "and/or" joins no names.
        TokenKind::Mark if word == "/" => {
            let before = i.checked_sub(1).map(|before| tokens[before].text(text));
            let after = tokens.get(i + 1).filter(|after| !after.spaced).map(|after| after.text(text));
            [before, after].into_iter().all(|word| word.is_some_and(is_capitalised))
        }
        TokenKind::Mark => matches!(word, "," | "&" | "-" | "‐" | "'" | "’"),
    }
}

/// Reads "Smith, Doe, & de la Torre et al." over tokens; `None` when it isn't names.
pub(super) fn cited_names(paragraph: &Paragraph<'_>, tokens: &[Token], lead: Lead) -> Option<(Vec<MentionName>, bool)> {
    let text = paragraph.as_str();
    let mut names: Vec<MentionName> = Vec::new();
    let mut et_al = false;
    let mut chunk: Vec<Token> = Vec::new();
    let mut rest = tokens;
    if lead == Lead::MayPrecede {
        while let Some(skipped) = lead_words(text, rest) {
            rest = &rest[skipped..];
        }
    }
    let mut i = 0;
    while i <= rest.len() {
        let token = rest.get(i);
        let word = token.map_or("", |t| t.text(text));
        // "Khan& Yaseen", "Muzaffar, & Lee"
        let ends = token.is_none() || matches!(word, "," | "&" | ":") || is_joint(word);
        if let Some(further) = self::et_al(text, rest, i) {
            et_al = true;
            add_name(text, &chunk, &mut names)?;
            chunk.clear();
            i += further;
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
            // "ביטון ודהן" are two.
            let glued = !chunk.is_empty() && word.chars().nth(2).is_some();
            match word.chars().next().filter(|c| glued && GLUED_JOINTS.contains(c)) {
                Some(joint) => {
                    add_name(text, &chunk, &mut names)?;
                    let span = Span::new(token.span.start + joint.len_utf8(), token.span.end);
                    chunk = vec![Token { span, ..*token }];
                }
                None => chunk.push(*token),
            }
            // "伊藤ら"
            if let Some(token) = chunk.last_mut()
                && token.text(text).starts_with(is_wide)
            {
                let name = without_others(token.text(text));
                et_al |= name.len() < token.span.len();
                token.span.end = token.span.start + name.len();
                if name.is_empty() {
                    chunk.pop();
                }
            }
        }
        i += 1;
    }
    (!names.is_empty()).then_some((names, et_al))
}

/// How many tokens at the start are words like "see" and the marks after them; none when no name is left then.
fn lead_words(text: &str, tokens: &[Token]) -> Option<usize> {
    const SIGNALS: Terms = Terms::of(&[Term::Signal]);
    let first = tokens.first()?;
    let word = first.text(text);
    let is_mark = first.kind == TokenKind::Mark && matches!(word, "." | ",");
    let end = match terms::at_start(&text[first.span.start..], SIGNALS) {
        Some(bytes) => first.span.start + bytes,
        None if is_mark || LEADS.contains(&word.to_lowercase().as_str()) => first.span.end,
        None => return None,
    };
    let count = tokens.partition_point(|t| t.span.start < end);
    (count > 0 && count < tokens.len()).then_some(count)
}

/// How many tokens at `i` stand for further authors: "et al", "and colleagues", "u. a.".
fn et_al(text: &str, tokens: &[Token], i: usize) -> Option<usize> {
    const OTHERS: Terms = Terms::of(&[Term::EtAl]);
    let word = |n: usize| tokens.get(i + n).map_or("", |t| t.text(text));
    match (word(0), word(1)) {
        ("et", "al" | "alii") => Some(2),
        ("u", ".") if word(2) == "a" => Some(4.min(tokens.len() - i)),
        (joint, others) if is_joint(joint) && is_others(others) => Some(2),
        // "vd.", "i in.", "κ.ά."
        (first, _) if i > 0 && is_uncapitalised(first) => {
            let start = tokens[i].span.start;
            // No further than these tokens, as a word behind them may be of any length.
            let end = start + terms::at_start(&text[start..tokens.last()?.span.end], OTHERS)?;
            let stop = |t: &&Token| t.span.start <= end && t.text(text) == ".";
            let count = tokens[i..].iter().take_while(|t| t.span.end <= end || stop(t)).count();
            (count > 0 && tokens[i..i + count].last().is_some_and(|t| t.span.end >= end)).then_some(count)
        }
        _ => None,
    }
}

/// Whether a word or mark joins names: "and", "&".
pub(super) fn is_joint(word: &str) -> bool {
    word == "&" || is_uncapitalised(word) && (word == "with" || terms::is(word, Term::And))
}

/// Whether a word begins with no capital, as in scripts that have none.
fn is_uncapitalised(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase())
}

fn is_others(word: &str) -> bool {
    word.len() > 1 && is_uncapitalised(word) && terms::is(word, Term::EtAl)
}

/// A Chinese, Japanese or Korean word without "and others" at its end: "伊藤ら", "王伟等人".
pub(super) fn without_others(word: &str) -> &str {
    let others = terms::words(Term::EtAl).filter(|others| others.starts_with(is_wide));
    others.filter_map(|others| word.strip_suffix(others)).min_by_key(|name| name.len()).unwrap_or(word)
}

fn in_emphasis(paragraph: &Paragraph<'_>, token: &Token) -> bool {
    let n = paragraph.emphasis().partition_point(|e| e.end <= token.span.start);
    paragraph.emphasis().get(n).is_some_and(|e| e.contains(token.span))
}

fn is_title(paragraph: &Paragraph<'_>, chunk: &[Token]) -> bool {
    chunk.iter().filter(|t| t.kind == TokenKind::Word).count() >= 4 || chunk.iter().any(|t| in_emphasis(paragraph, t))
}

/// Adds the name that `chunk` is; initials alone belong to the name before. `None` when it is no name.
fn add_name(text: &str, chunk: &[Token], names: &mut Vec<MentionName>) -> Option<()> {
    const MOST_WORDS: usize = 6;
    // "Roe and the Lake Collaboration"
    let article = |t: &Token| t.text(text) == "the";
    let chunk = match chunk {
        [first, rest @ ..] if !names.is_empty() && article(first) && !rest.is_empty() => rest,
        _ => chunk,
    };
    let words: Vec<&Token> = chunk.iter().filter(|t| t.kind == TokenKind::Word).collect();
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
    let initial = |t: &&Token| {
        let word = t.text(text);
        let joined = text[t.span.end..].starts_with(['\'', '’', '-', '‐']);
        word.chars().count() == 1 && is_capitalised(word) && !joined && !word.starts_with(is_wide)
    };
    // Only initials at the edges are given names: the "S" of "Iqbal S", the "A." of "A. Khan".
    let core: Vec<&Token> = words.iter().copied().filter(|w| !initial(w)).collect();
    let given: Vec<&str> = words.iter().copied().filter(|w| initial(w)).map(|w| w.text(text)).collect();
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

/// Reads the names that `tokens` end with.
pub(super) fn names_at_end(paragraph: &Paragraph<'_>, tokens: &[Token]) -> Option<Names> {
    let text = paragraph.as_str();
    let mut first = tokens.len();
    while first > 0 && belongs_to_names(text, tokens, first - 1) {
        first -= 1;
    }
    // A name doesn't start with a joint, nor a sentence's "In" and "The" with a name.
    while first < tokens.len() && !starts_name(text, &tokens[first]) {
        first += 1;
    }
    let (names, et_al) = cited_names(paragraph, &tokens[first..], Lead::IsNoName)?;
    Some(Names { start: tokens[first].span.start, names, et_al })
}

/// The tokens without the commas, joints and opening brackets around them, and without an original's year: of "Marx
/// 1867/", "Marx".
pub(super) fn without_joints<'t>(text: &str, tokens: &'t [Token]) -> &'t [Token] {
    let parts = |t: &Token| {
        matches!(t.text(text), "," | ":" | "&" | "." | "/" | "[" | "]" | "(" | ")") || is_joint(t.text(text))
    };
    let start = tokens.iter().take_while(|t| parts(t)).count();
    let tokens = &tokens[start..];
    // "et al." keeps its stop, and an initial too.
    let ends = |t: &Token| matches!(t.text(text), "," | ":" | "/" | "[" | "]" | "(" | ")");
    let original = |t: &Token| t.kind == TokenKind::Number && t.span.len() == 4;
    let mut end = tokens.len();
    while end > 0 && (ends(&tokens[end - 1]) || original(&tokens[end - 1])) {
        end -= 1;
    }
    &tokens[..end]
}
