//! Records in a wrapping that isn't theirs, as pages show them.

use super::html;

/// So many words of its own may a page have around the records that it shows.
const WORDS: usize = 20;
/// So far into a page its records begin.
const HEAD: usize = 8 << 10;

/// Where records stand in a text that wraps them: a page that shows nothing else, or a stretch of code in Markdown.
pub(super) fn unwrapped(text: &str) -> Option<(usize, usize)> {
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with("```") {
        let inside = &start[start.find('\n')?..];
        let end = inside.rfind("\n```").unwrap_or(inside.len());
        return Some((at(inside), at(inside) + end));
    }
    if !start.starts_with('<') {
        return None;
    }
    let head = &start[..start.floor_char_boundary(HEAD)];
    let open = head.find("<pre").or_else(|| head.find("<PRE"))?;
    let inside = &start[open + start[open..].find('>')? + 1..];
    let end = inside.rfind("</pre>").or_else(|| inside.rfind("</PRE>")).unwrap_or(inside.len());
    let around = [&start[..open], &inside[end..]].map(|part| html::text(part).split_whitespace().count());
    (around.iter().sum::<usize>() <= WORDS).then(|| (at(inside), at(inside) + end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::format::Format;
    use crate::record::recognise::{Recognised, recognise};

    #[test]
    fn wrapped() {
        let inside = "@book{a, title = {A}}\n";
        for text in [
            format!("<pre>{inside}</pre>"),
            format!(
                "<!DOCTYPE html><html><head><title>Export</title></head><body><pre class=\"a\">{inside}</pre></body></html>"
            ),
            format!("```bibtex\n{inside}```\n"),
        ] {
            assert_eq!(recognise(&text), Recognised::Records(Format::Bibtex), "{text}");
            let (from, to) = unwrapped(&text).expect("a wrapping");
            assert_eq!(text[from..to].trim(), inside.trim());
        }
        let paper = format!("<html><body><p>{}</p><pre>{inside}</pre></body></html>", "Tests are old. ".repeat(9));
        assert_eq!(recognise(&paper), Recognised::Html);
    }
}
