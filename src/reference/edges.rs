//! Where a value begins and ends: the marks around it, and "In" before it, aren't its own.

use super::date::grammar as date;
use super::kind;
use crate::Span;
use crate::terms::{self, Term};

/// Marks that part fields, of every script.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '،' | '؛' | '。' | '．' | '，' | '、' | '；' | '：')
}

/// Marks around titles in Chinese and Japanese.
fn is_title_mark(c: char) -> bool {
    matches!(c, '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉')
}

/// A stretch without the bracket before it that says what those before it did: "(edd.), Lakes" is "Lakes".
fn without_role(raw: &str, span: Span) -> Span {
    let inner = span.of(raw);
    let lead = inner.len() - inner.trim_start_matches(|c: char| c.is_whitespace() || is_stop(c)).len();
    let Some(close) = inner[lead..].strip_prefix(['(', '[']).and_then(|rest| rest.find([')', ']'])) else {
        return span;
    };
    let words = terms::of(&inner[lead + 1..lead + 1 + close]);
    let after = lead + close + 2;
    let role = words.has(Term::Editor) || words.has(Term::Translator);
    if role && inner[after..].contains(char::is_alphanumeric) { Span::new(span.start + after, span.end) } else { span }
}

/// White space inside a value is one space wide.
pub(super) fn collapse(value: &str) -> String {
    // Nearly always it is.
    if !value.starts_with(char::is_whitespace) && !value.ends_with(char::is_whitespace) {
        let odd = |pair: &[u8]| (pair[0] < b' ') | ((pair[0] == b' ') & (pair[1] == b' '));
        let wide = value.as_bytes().windows(2).fold(false, |wide, pair| wide | odd(pair));
        let rare = |c: char| !c.is_ascii() && c.is_whitespace();
        if !wide && (value.is_ascii() || !value.contains(rare)) {
            return value.to_owned();
        }
    }
    let mut out = String::with_capacity(value.len());
    for word in value.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A title without the marks around it: quotation marks, the final stop; "?" and "!" are its own.
pub(super) fn title(raw: &str, span: Span) -> Span {
    let mark = |c| matches!(c, '/' | '"' | '“' | '”' | '„' | '«' | '»' | '*' | '_') || is_stop(c) || is_title_mark(c);
    let span = without_role(raw, span);
    let span = Span::new(span.start, span.start + without_dash(span.of(raw)).len());
    let mut span = span.trimmed(raw, mark);
    // Single quotation marks are an apostrophe's look; they go in pairs.
    let inner = span.of(raw);
    for (open, close) in [('‘', '’'), ('\'', '\'')] {
        if inner.len() > 2 && inner.starts_with(open) && inner.ends_with(close) {
            span = Span::new(span.start + open.len_utf8(), span.end - close.len_utf8())
                .trimmed(raw, |c| c == '.' || c == ',');
            break;
        }
    }
    // "(TTP)" at the end keeps its bracket; "e.g. Inc." lost its stop, which is no loss to a title.
    span
}

/// A container without "In" before it and marks around it.
pub(super) fn container(raw: &str, span: Span) -> Span {
    let mut span = edges(raw, span).trimmed(raw, |c| c == '=' || is_title_mark(c));
    // "Portal «Lakes» : [site]"
    if let Some(end) = kind::medium_at_end(span.of(raw)) {
        span = edges(raw, Span::new(span.start, span.start + end));
    }
    span = without_of(raw, span);
    match without_in(span.of(raw)) {
        Some(rest) => outlet_alone(raw, edges(raw, Span::new(span.end - rest.len(), span.end))),
        None => outlet_alone(raw, span),
    }
}

/// What follows "In". In Spanish, French and Portuguese the word also begins names in lower case ("En torno al lago"), so
/// there a name must begin behind it.
pub(super) fn without_in(text: &str) -> Option<&str> {
    let (word, behind) = text.split_at(text.find([':', ' '])?);
    let name = behind.trim_start_matches([':', ' ']);
    match word {
        "In" | "in" => Some(name),
        "En" | "en" | "Em" | "em" | "Dans" | "dans" => name.starts_with(char::is_uppercase).then_some(name),
        _ => None,
    }
}

/// A collection without the word that joins it to the number before it: "volume 230 of Lake Studies". Words that names begin
/// with as well, as "van Gogh Studies", stay.
fn without_of(raw: &str, span: Span) -> Span {
    let number = raw[..span.start].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_roman = !number.is_empty() && number.chars().all(|c| "IVXLC".contains(c));
    match span.of(raw).split_once(' ') {
        Some(("of" | "af" | "av", name)) if is_roman || number.ends_with(|c: char| c.is_ascii_digit()) => {
            Span::new(span.end - name.len(), span.end)
        }
        _ => span,
    }
}

/// Words for a number that no outlet's name ends with.
const ANNOUNCE: [&str; 12] =
    ["vol", "volume", "bd", "jg", "jahrg", "jahrgang", "nr", "no", "num", "heft", "iss", "fasc"];

/// An outlet without a date in brackets before it, which is its own, and a word after it that announces its number:
/// "(1984): Tests and more", "Arbeit, Heft".
fn outlet_alone(raw: &str, span: Span) -> Span {
    let mut span = span;
    if let Ok((rest, _)) = date::bracketed(span.of(raw))
        && rest.contains(char::is_alphanumeric)
    {
        span = edges(raw, Span::new(span.end - rest.len(), span.end));
    }
    let inner = span.of(raw);
    if let Some((before, word)) = inner.rsplit_once([' ', ','])
        && word.len() > 1
        && ANNOUNCE.contains(&word.trim_end_matches('.').to_lowercase().as_str())
    {
        span = edges(raw, Span::new(span.start, span.start + before.len()));
    }
    span
}

/// A value without the dash that parts it from the next, as Russian lists have it: "№ 3. –".
fn without_dash(value: &str) -> &str {
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    let trimmed = value.trim_end();
    match trimmed.strip_suffix(dash) {
        Some(before) if before.ends_with([' ', '.']) => before,
        _ => value,
    }
}

/// How much of a bracket that closes may be left over before a value, in characters.
const LEFT_OVER: usize = 10;

/// A value without the marks around it; a bracket that closes inside stays.
pub(super) fn edges(raw: &str, span: Span) -> Span {
    let mark = |c: char| {
        is_stop(c) || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '*' | '_' | '(' | '[' | '/' | '（' | '［')
    };
    let span = without_role(raw, span);
    // A bracket that opened before the stretch: "Hrsg.), Handbuch".
    let inner = span.of(raw);
    let left_over = inner
        .bytes()
        .position(|byte| matches!(byte, b'(' | b')' | b'[' | b']'))
        .filter(|&at| matches!(inner.as_bytes()[at], b')' | b']') && inner[..at].chars().count() < LEFT_OVER)
        .filter(|&at| inner[at..].contains(char::is_alphanumeric));
    let span = Span::new(span.start + left_over.map_or(0, |at| at + 1), span.end);
    let inner = span.of(raw).trim_start_matches(|c: char| c.is_whitespace() || mark(c));
    let start = span.end - inner.len();
    let inner = without_dash(inner);
    let closes = |c: char| c.is_whitespace() || mark(c) || matches!(c, ')' | ']' | '）' | '］');
    let mut end = start + inner.trim_end_matches(closes).len();
    // Mostly no bracket and no quotation mark is left over behind.
    if raw[end..span.end].bytes().all(|byte| byte.is_ascii() && !matches!(byte, b')' | b']')) {
        return Span::new(start, end);
    }
    let inner = &raw[start..end];
    for (open, close) in [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”'), ('„', '“')] {
        // "198 (204 f.)" has its stop inside.
        let after = raw[end..span.end].trim_start_matches('.');
        if after.starts_with(close) && inner.matches(open).count() > inner.matches(close).count() {
            end = span.end - after.len() + close.len_utf8();
        }
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_a_container_is_left_out() {
        let cases = [
            ("In Lakes", Some("Lakes")),
            ("in: lakes", Some("lakes")),
            ("In:Lakes", Some("Lakes")),
            ("en Actas del congreso", Some("Actas del congreso")),
            ("En torno al lago", None),
            ("Dans: Le lac", Some("Le lac")),
            ("Inland Waters", None),
            ("Lakes", None),
        ];
        for (text, want) in cases {
            assert_eq!(without_in(text), want, "{text}");
        }
    }

    #[test]
    fn of_behind_a_number_is_no_part_of_a_collection() {
        let cases = [
            ("volume 230 of Lake Studies", "of Lake Studies", "Lake Studies"),
            ("volume III of the Lake Studies", "of the Lake Studies", "the Lake Studies"),
            ("Bd. 3 von Humboldt Studien", "von Humboldt Studien", "von Humboldt Studien"),
            ("Press, of Lake Studies", "of Lake Studies", "of Lake Studies"),
            ("no. 3, of lakes and rivers", "of lakes and rivers", "of lakes and rivers"),
        ];
        for (raw, printed, want) in cases {
            let start = raw.find(printed).unwrap();
            assert_eq!(container(raw, Span::new(start, raw.len())).of(raw), want, "{raw}");
        }
    }
}
