//! What every form may have in its values: tags and entities of HTML, line breaks.

use super::entity;
use super::records::{Cited, Publication};
use crate::reference::item::Item;

/// Takes them out of what a record says and cites.
pub(super) fn publication(publication: &mut Publication) {
    item(&mut publication.item);
    for cited in &mut publication.cites {
        match cited {
            Cited::Item(cited) => item(cited),
            Cited::Text(text) => tidy(text),
            _ => {}
        }
    }
}

fn item(item: &mut Item) {
    let texts = [&mut item.title, &mut item.container_title, &mut item.collection_title, &mut item.publisher];
    texts.into_iter().flatten().for_each(tidy);
    for name in item.author.iter_mut().chain(&mut item.editor) {
        [&mut name.family, &mut name.given, &mut name.literal].into_iter().flatten().for_each(tidy);
    }
}

/// The tags that stand in titles; others are text, as in "p < .05 and q > 7".
const TAGS: [&str; 26] = [
    "i",
    "b",
    "u",
    "em",
    "strong",
    "sub",
    "sup",
    "sc",
    "scp",
    "span",
    "p",
    "br",
    "inf",
    "italic",
    "bold",
    "tt",
    "mml",
    "jats",
    "math",
    "mi",
    "mo",
    "mn",
    "mrow",
    "msub",
    "msup",
    "inline-formula",
];

/// Whether there is nothing to take out: neither marks nor line breaks nor blanks in a row.
fn is_tidy(text: &str) -> bool {
    let mut before = 0;
    text.bytes().all(|byte| {
        let is_blank_again = byte == b' ' && before == b' ';
        before = byte;
        !is_blank_again && !matches!(byte, b'\n' | b'\r' | b'\t' | b'<' | b'&')
    })
}

fn tidy(text: &mut String) {
    if is_tidy(text) {
        return;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = match tag(rest) {
            Some(end) => &rest[end..],
            None => match named(rest) {
                Some((meant, end)) => {
                    plain.push_str(&meant);
                    &rest[end..]
                }
                None => {
                    plain.push_str(&rest[..1]);
                    &rest[1..]
                }
            },
        };
    }
    plain.push_str(rest);
    *text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
}

/// Where a tag ends that the text begins with.
fn tag(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.bytes().take(200).position(|byte| byte == b'>')?;
    let name = inside[..end].trim_start_matches('/');
    let name = &name[..name.find([' ', ':', '/']).unwrap_or(name.len())];
    TAGS.iter().any(|known| known.eq_ignore_ascii_case(name)).then_some(end + 2)
}

/// What an entity means that the text begins with, and where it ends.
fn named(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('&')?;
    let end = inside.bytes().take(12).position(|byte| byte == b';')?;
    let name = &inside[..end];
    let meant = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control()).map(String::from)?
        }
        None if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            let meant = entity::named(name);
            (meant != text[..end + 2]).then_some(meant)?
        }
        None => return None,
    };
    Some((meant, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let cases = [
            ("On <i>tests</i> &amp; <SUB>2</SUB>jests", "On tests & 2jests"),
            ("On <span class=\"nocase\">Tests</span>\n   of two", "On Tests of two"),
            ("p < .05 & q > 7; AT&T; R&D", "p < .05 & q > 7; AT&T; R&D"),
            ("&#233;t&eacute; &#x2013; &nosuch; &#0; <", "été – &nosuch; &#0; <"),
            ("H<mml:math><mml:mi>x</mml:mi></mml:math>", "Hx"),
        ];
        for (written, want) in cases {
            let mut text = written.to_owned();
            tidy(&mut text);
            assert_eq!(text, want);
        }
    }
}
