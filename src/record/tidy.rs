//! What every form may have in its values: tags and entities of HTML, line breaks, letters that an encoding took apart.

use super::field::standard_number;
use super::records::{Cited, Publication};
use super::{entity, mojibake};
use crate::reference::item::{Item, ItemType};

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
    numeration(item);
    preprint(item);
    // Scopus and others say of a book that it is in itself.
    if item.item_type == ItemType::Book && item.container_title.is_some() && item.container_title == item.title {
        item.container_title = None;
    }
    let texts = [&mut item.title, &mut item.container_title, &mut item.collection_title, &mut item.publisher];
    texts.into_iter().flatten().for_each(tidy);
    let of_cards = [&mut item.title, &mut item.publisher, &mut item.publisher_place];
    of_cards.into_iter().flatten().for_each(without_next);
    for name in item.author.iter_mut().chain(&mut item.editor) {
        [&mut name.family, &mut name.given, &mut name.literal].into_iter().flatten().for_each(tidy);
        name.given.iter_mut().for_each(without_marks);
    }
}

/// "Rivers" for "Rivers /", "Rostow" for "Rostow :", "Reed" for "Reed,": catalogues end an area in the mark of the next.
fn without_next(text: &mut String) {
    let bare = text.trim_end_matches([' ', ',']);
    let bare = [" /", " :", " ;"].iter().find_map(|mark| bare.strip_suffix(mark)).unwrap_or(bare).trim_end();
    if !bare.is_empty() && bare.len() < text.len() {
        text.truncate(bare.len());
    }
}

/// "Ann" for "Ann*", "Ann 1,2" and "Ann¹": the marks of notes and of where authors work.
fn without_marks(given: &mut String) {
    let is_mark = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '¹' | '²' | '³' | '⁴'..='⁹');
    let numbered = given.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let bare = if numbered.ends_with(' ') { numbered } else { given.as_str() };
    let length = bare.trim_end_matches(|c: char| is_mark(c) || c == ' ').len();
    if length > 0 {
        given.truncate(length);
    }
}

/// What numbers are called goes, and the hyphens of word processors become those of keyboards: "Vol. 3", "no. 2", "pp. 4‐9".
fn numeration(item: &mut Item) {
    [&mut item.volume, &mut item.issue, &mut item.page].into_iter().flatten().for_each(whole);
    without_word(&mut item.volume, &["vol.", "vol ", "volume "]);
    without_word(&mut item.issue, &["no.", "nr.", "issue ", "no "]);
    without_word(&mut item.page, &["pp.", "pp ", "p.", "pages ", "article no.", "article ", "art. no.", "art. "]);
    if let Some(page) =
        item.page.as_mut().filter(|page| page.contains(['‐', '‑', '−', '—', ' ', ',']) || page.contains("--"))
    {
        let plain = page.replace(['‐', '‑', '−', '—'], "-").replace(" - ", "-").replace(" – ", "–").replace("--", "-");
        *page = plain.trim_end_matches([',', ' ']).to_owned();
    }
    // "3(2)".
    let parted = item.volume.as_deref().and_then(|volume| volume.strip_suffix(')')?.split_once('('));
    if let Some((volume, issue)) = parted.filter(|_| item.issue.is_none()) {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if is_number(volume.trim_end()) && issue.starts_with(|c: char| c.is_ascii_digit()) {
            (item.volume, item.issue) = (Some(volume.trim_end().to_owned()), Some(issue.to_owned()));
        }
    }
    if let Some(number) = &mut item.isbn {
        let first = standard_number(number);
        if first.len() < number.len() {
            *number = first.to_owned();
        }
    }
}

/// "3" for "3.0", which programs for data make of numbers in a column with gaps.
fn whole(number: &mut String) {
    let bare = number.strip_suffix(".0").filter(|bare| !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()));
    if let Some(length) = bare.map(str::len) {
        number.truncate(length);
    }
}

/// arXiv's number where others have a journal, as Google Scholar writes it, "arXiv preprint arXiv:2001.00001", or a volume of DBLP's,
/// "CoRR" and "abs/2001.00001".
fn preprint(item: &mut Item) {
    let number = |text: &str| -> Option<String> {
        let at = text.to_ascii_lowercase().find("arxiv:")? + "arxiv:".len();
        let number = text[at..].split([' ', ',', ';', ']', ')']).next().unwrap_or_default();
        number.contains(|c: char| c.is_ascii_digit()).then(|| number.to_owned())
    };
    let outlet = item.container_title.as_deref().unwrap_or_default();
    if outlet.get(..5).is_some_and(|begin| begin.eq_ignore_ascii_case("arxiv"))
        && let Some(number) = number(outlet)
    {
        item.arxiv.get_or_insert(number);
        item.container_title = None;
        item.item_type = ItemType::Article;
    } else if (outlet == "CoRR" || outlet.eq_ignore_ascii_case("arxiv"))
        && let Some(number) = item.volume.as_deref().and_then(|volume| volume.strip_prefix("abs/"))
    {
        item.arxiv = item.arxiv.take().or_else(|| Some(number.to_owned()));
        item.volume = None;
        item.container_title = item.container_title.take().filter(|outlet| outlet == "CoRR");
        item.item_type = ItemType::Article;
    }
}

/// Takes off what a number is called, where a number follows.
fn without_word(text: &mut Option<String>, words: &[&str]) {
    let Some(written) = text else { return };
    let word =
        words.iter().find(|word| written.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)));
    let Some(word) = word else { return };
    let number = written[word.len()..].trim_start();
    if number.starts_with(|c: char| c.is_ascii_digit()) {
        *written = number.to_owned();
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

/// Twice, for what one program wrote in entities another wrote in entities again: "R&amp;amp;D", "&lt;i&gt;On&lt;/i&gt; tests".
fn tidy(text: &mut String) {
    if let Some(mended) = mojibake::mended(text) {
        *text = mended;
    }
    let had_entities = text.contains('&');
    once(text);
    if had_entities {
        once(text);
    }
}

fn once(text: &mut String) {
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
    fn preprints_and_numbers() {
        let text = |text: &str| Some(text.to_owned());
        let cases = [
            ("arXiv preprint arXiv:2001.00001", None, None, "2001.00001"),
            ("arXiv e-prints, arXiv:hep-th/0101001", None, None, "hep-th/0101001"),
            ("CoRR", text("abs/2001.00001"), text("CoRR"), "2001.00001"),
            // As Semantic Scholar writes it.
            ("ArXiv", text("abs/2001.00001"), None, "2001.00001"),
        ];
        for (outlet, volume, want, number) in cases {
            let mut item = Item { container_title: text(outlet), volume, ..Item::default() };
            preprint(&mut item);
            assert_eq!(
                (item.container_title, item.arxiv.as_deref(), item.volume),
                (want, Some(number), None),
                "{outlet}"
            );
        }
        let mut item = Item { volume: text("Vol. 3(2)"), page: text("pp. 4 - 9"), ..Item::default() };
        numeration(&mut item);
        assert_eq!((item.volume, item.issue, item.page), (text("3"), text("2"), text("4-9")));
        let mut item = Item { volume: text("3.0"), issue: text("2.0"), page: text("4 – 9,"), ..Item::default() };
        numeration(&mut item);
        assert_eq!((item.volume, item.issue, item.page), (text("3"), text("2"), text("4–9")));
    }

    #[test]
    fn titles() {
        let cases = [
            ("On <i>tests</i> &amp; <SUB>2</SUB>jests", "On tests & 2jests"),
            ("On <span class=\"nocase\">Tests</span>\n   of two", "On Tests of two"),
            ("p < .05 & q > 7; AT&T; R&D", "p < .05 & q > 7; AT&T; R&D"),
            ("&#233;t&eacute; &#x2013; &nosuch; &#0; <", "été – &nosuch; &#0; <"),
            ("H<mml:math><mml:mi>x</mml:mi></mml:math>", "Hx"),
            ("R&amp;amp;D, &lt;i&gt;tests&lt;/i&gt;", "R&D, tests"),
        ];
        for (written, want) in cases {
            let mut text = written.to_owned();
            tidy(&mut text);
            assert_eq!(text, want);
        }
    }
}
