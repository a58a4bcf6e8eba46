//! The paper's own DOI and arXiv number, among all that its front matter prints.

use super::{CleanText, FrontLabel, FrontMatter};
use crate::reference::identifier::identifiers;
use crate::reference::label::Label;

/// The paper's own DOI: that of its own citation, else of the first line labelled so, else of the first line of its front
/// matter that has one.
pub(super) fn doi(front: &FrontMatter) -> Option<String> {
    let of = |label| front.labelled.iter().filter(move |l| l.0 == label).map(|l| &l.1);
    let lines = front.citation.iter().chain(of(FrontLabel::Doi)).chain(of(FrontLabel::Identifier));
    lines.into_iter().find_map(first)
}

/// The number in the stamp of arXiv.
pub(super) fn arxiv(front: &FrontMatter) -> Option<String> {
    let lines = front.labelled.iter().filter(|l| l.0 == FrontLabel::Identifier).map(|l| l.1.as_str());
    lines.into_iter().find_map(|line| {
        let found = identifiers(line).into_iter().find(|i| i.label == Label::Arxiv)?;
        Some(found.value.of(line).to_owned())
    })
}

/// The first DOI in `line`, whole: where spaces or a line's end were put into it, they are taken out.
fn first(line: &CleanText) -> Option<String> {
    let mended = mended(line);
    let found = identifiers(&mended).into_iter().find(|i| i.label == Label::Doi)?;
    Some(found.value.of(&mended).to_ascii_lowercase())
}

/// The line with its DOI in one piece: "10.1000/ pond.7", "10.1000/pond.↵7".
fn mended(line: &CleanText) -> String {
    let text = line.as_str();
    let Some(start) = text.find("10.").filter(|at| text[at + 3..].starts_with(|c: char| c.is_ascii_digit())) else {
        return text.to_owned();
    };
    let mut out = text[..start].to_owned();
    let mut at = start;
    for (n, chunk) in text[start..].split(' ').enumerate() {
        if n > 0 {
            let unfinished = out.ends_with(['/', '.', '-', '_', '(']) || !out[start..].contains('/');
            let broken = line.breaks().binary_search(&at).is_ok();
            let bare = chunk.trim_end_matches([',', ';']);
            let plain = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_alphanumeric() || "./-_();:".contains(c));
            let digits = chunk.contains(|c: char| c.is_ascii_digit());
            let lower = chunk.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '/');
            // What ends in a joint goes on; a full stop also ends a sentence, after which a capital or a word follows.
            let goes_on =
                unfinished && plain && lower && (digits || broken || out.ends_with('/') || chunk.contains('.'));
            if !goes_on {
                out.push(' ');
                out.push_str(&text[at..]);
                return out;
            }
        }
        out.push_str(chunk);
        at += chunk.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_doi() {
        let cases = [
            ("DOI: 10.1000/Pond.7", "10.1000/pond.7"),
            ("doi:10.1000/pond.7.", "10.1000/pond.7"),
            ("https://doi.org/10.1000/pond.7 Marsh", "10.1000/pond.7"),
            ("http://dx.doi.org/10.1000/pond.7", "10.1000/pond.7"),
            ("Digital Object Identifier 10.1000/POND.2020.7", "10.1000/pond.2020.7"),
            ("DOI 10.1000/ pond.7", "10.1000/pond.7"),
            ("doi:10.1000/pond.2020. 0017", "10.1000/pond.2020.0017"),
            ("doi:10.1000/pond.7. Marsh 3", "10.1000/pond.7"),
            ("J. Ponds 10.7 (2020)", ""),
        ];
        for (line, want) in cases {
            assert_eq!(first(&CleanText::plain(line)).unwrap_or_default(), want, "{line}");
        }
    }
}
