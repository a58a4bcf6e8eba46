//! What stands between the marks of Chinese and Japanese, and behind their codes.

use super::{Held, bare};
use crate::Span;
use crate::reference::kind;
use crate::reference::label::{Label, Segment};

/// The second such stretch holds the work, and so does what stands behind the code of an article.
pub(super) fn outlet(text: &str, segments: &[Segment]) -> Option<Held> {
    let first_quoted = quoted(text, 0, &[('「', '」'), ('《', '》')]);
    let outlet = match first_quoted {
        Some(title) => quoted(text, title.end, &[('『', '』'), ('《', '》')])?,
        None => {
            let title = coded(text)
                .filter(|title| kind::ends_with_code(title.of(text), "J") || title.of(text).ends_with("Ｊ］"))?;
            let rest = text[title.end..].trim_start_matches(['.', '．', ' ', ',', '，']);
            let start = text.len() - rest.len();
            let end = rest.find([',', '，', '.', '．']).filter(|end| *end > 0)?;
            Span::new(start, start + end)
        }
    };
    let read = segments.iter().find(|s| matches!(s.label, Label::Journal | Label::Book)).map(|s| bare(text, *s));
    let inner = outlet.trimmed(text, |c| !c.is_alphanumeric());
    (read != Some(inner)).then_some((outlet, Label::Journal))
}

/// The first stretch behind `from` that stands between a pair of marks, with them.
fn quoted(text: &str, from: usize, pairs: &[(char, char)]) -> Option<Span> {
    let (start, close) =
        pairs.iter().filter_map(|(open, close)| Some((from + text[from..].find(*open)?, *close))).min()?;
    let end = start + text[start..].find(close)? + close.len_utf8();
    Some(Span::new(start, end))
}

/// The field that the code of a kind by GB/T 7714 ends, with the code.
fn coded(text: &str) -> Option<Span> {
    let open = text.find(['[', '［']).filter(|open| text[..*open].ends_with(is_han))?;
    let close = open + text[open..].find([']', '］'])?;
    let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
    let code = text[open..end].trim_matches(['[', ']', '［', '］']);
    let start =
        text[..open].rfind(['.', '．', '。']).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (code.chars().count() <= 5 && code.starts_with(char::is_uppercase))
        .then(|| Span::new(start, end).trimmed(text, |_| false))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}
