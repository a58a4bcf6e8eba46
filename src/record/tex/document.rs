//! A document in LaTeX: its title and authors, its text, and where it cites what by keys.

use std::collections::HashMap;

use super::list;
use super::printed::{group, skipped, text};
use crate::Span;
use crate::paper::CitationForm;
use crate::record::records::{Body, Cited, Mark, Publication, Records};
use crate::reference::item::Item;
use crate::reference::name::{Name, name};

/// Reads a document: what it cites stands in its own list, or is known by keys to a list or library beside it.
pub(super) fn read(tex: &str, into: &mut Records) {
    let (mut cites, mut keys) = list::entries(tex, into);
    let start = tex.find("\\begin{document}").map_or(0, |at| at + "\\begin{document}".len());
    let ends = ["\\begin{thebibliography}", "\\printbibliography", "\\bibliography{", "\\end{document}"];
    let end = ends.iter().filter_map(|end| tex[start..].find(end)).min().map_or(tex.len(), |at| start + at);
    let mut known: HashMap<String, usize> = keys.iter().cloned().zip(0..).collect();
    let mut place = |key: &str| {
        *known.entry(key.to_owned()).or_insert_with(|| {
            keys.push(key.to_owned());
            cites.push(Cited::Key(key.to_owned()));
            cites.len() - 1
        })
    };
    let body = body(&without_comments(&tex[start..end]), &mut place);
    let item = Item { title: argument(tex, "\\title"), author: authors(tex), ..Item::default() };
    let has_text = !body.text.is_empty();
    into.publications.push(Publication {
        item,
        cites,
        keys,
        body: has_text.then(|| Box::new(body)),
        span: Span::new(0, tex.len()),
        ..Publication::default()
    });
}

fn without_comments(tex: &str) -> String {
    let mut plain = String::with_capacity(tex.len());
    for line in tex.split_inclusive('\n') {
        let comment = line.match_indices('%').find(|(at, _)| !line[..*at].ends_with('\\'));
        plain.push_str(&line[..comment.map_or(line.len(), |(at, _)| at)]);
        // A line that is a comment alone parts no paragraphs.
        if comment.is_some_and(|(at, _)| !line[..at].trim().is_empty()) {
            plain.push('\n');
        }
    }
    plain
}

/// What a command holds: `\title[short]{On tests\thanks{…}}`.
fn argument(tex: &str, command: &str) -> Option<String> {
    let mut found = tex.match_indices(command).filter_map(|(at, _)| {
        let behind = skipped(&tex[at + command.len()..]);
        let behind = group(behind, '[', ']').map_or(behind, |(_, behind)| skipped(behind));
        group(behind, '{', '}')
    });
    let (inside, _) = found.next()?;
    let plain = text(&without_notes(inside));
    (!plain.is_empty()).then_some(plain)
}

/// A title or name without its notes.
fn without_notes(tex: &str) -> String {
    let mut plain = String::new();
    let mut rest = tex;
    while let Some(at) = rest.find('\\') {
        let Some(behind) = NOTES.iter().find_map(|note| rest[at..].strip_prefix(note)) else {
            plain.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        plain.push_str(&rest[..at]);
        rest = group(behind, '{', '}').map_or(behind, |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}

const NOTES: [&str; 6] = ["\\thanks", "\\footnote", "\\inst", "\\orcidID", "\\textsuperscript", "\\label"];

/// The authors, where they are no more than names: one a command, or parted by `\and`.
fn authors(tex: &str) -> Vec<Name> {
    let mut found = Vec::new();
    for (at, command) in tex.match_indices("\\author") {
        let behind = skipped(&tex[at + command.len()..]);
        let behind = group(behind, '[', ']').map_or(behind, |(_, behind)| skipped(behind));
        let Some((inside, _)) = group(behind, '{', '}') else { continue };
        for one in inside.replace("\\And", "\\and").replace("\\AND", "\\and").split("\\and") {
            let written = text(&without_notes(one.split("\\\\").next().unwrap_or_default()));
            let words = written.split(' ').count();
            if (2..=5).contains(&words) && !written.contains(|c: char| c.is_ascii_digit() || "@,{}".contains(c)) {
                found.push(name(&written));
            }
        }
    }
    found
}

/// Before what begins a paragraph.
const BLOCKS: [&str; 8] =
    ["\\section", "\\subsection", "\\subsubsection", "\\chapter", "\\paragraph", "\\item", "\\begin{", "\\end{"];

/// Stand around a citation's number while TeX becomes text; no text has them.
const MARKS: [char; 2] = ['\u{f8f0}', '\u{f8f1}'];

/// The text, paragraphs parted by empty lines, and the places that cite.
fn body(tex: &str, place: &mut impl FnMut(&str) -> usize) -> Body {
    let mut marked = String::with_capacity(tex.len());
    let mut cited: Vec<(Vec<usize>, String, bool)> = Vec::new();
    let mut rest = tex;
    while let Some(at) = rest.find('\\') {
        marked.extend(rest[..at].chars().filter(|c| !MARKS.contains(c)));
        rest = &rest[at..];
        if let Some((command, keys, behind)) = citation(rest) {
            let entries: Vec<usize> = keys.iter().map(|key| place(key)).collect();
            // What is listed and cited nowhere has no place.
            if !command.contains("nocite") && !entries.is_empty() {
                marked.push(MARKS[0]);
                marked.push_str(&cited.len().to_string());
                marked.push(MARKS[1]);
                let is_narrative = command.starts_with("textcite") || command.starts_with("citet");
                cited.push((entries, format!("[{}]", keys.join(", ")), is_narrative));
            }
            rest = behind;
            continue;
        }
        if BLOCKS.iter().any(|block| rest.starts_with(block)) {
            marked.push_str("\n\n");
        }
        // Names of surroundings and labels aren't printed.
        let unprinted = ["\\begin", "\\end", "\\label", "\\ref", "\\includegraphics"];
        let behind = unprinted.iter().find_map(|command| {
            let behind = rest.strip_prefix(command)?;
            let behind = group(behind, '[', ']').map_or(behind, |(_, behind)| behind);
            Some(group(behind, '{', '}')?.1)
        });
        rest = behind.unwrap_or_else(|| {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            marked.push_str(&rest[..length]);
            &rest[length..]
        });
    }
    marked.extend(rest.chars().filter(|c| !MARKS.contains(c)));
    let mut body = Body::default();
    for paragraph in marked.replace("\r\n", "\n").split("\n\n") {
        let plain = text(paragraph);
        if plain.is_empty() {
            continue;
        }
        if !body.text.is_empty() {
            body.text.push_str("\n\n");
        }
        let mut pieces = plain.split(MARKS[0]);
        body.text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (number, behind) = piece.split_once(MARKS[1]).unwrap_or_default();
            if let Some((entries, printed, narrative)) =
                number.parse::<usize>().ok().and_then(|number| cited.get(number))
            {
                let start = body.text.len();
                body.text.push_str(printed);
                let form = if *narrative { CitationForm::Narrative } else { CitationForm::Alphanumeric };
                body.marks.push(Mark { span: Span::new(start, body.text.len()), form, entries: entries.clone() });
            }
            body.text.push_str(behind);
        }
    }
    body
}

/// `\citep[see][p. 3]{roe,doe}`, `\parencites[1]{roe}[2]{doe}`: the command, the keys, and what follows.
fn citation(tex: &str) -> Option<(&str, Vec<&str>, &str)> {
    let rest = tex.strip_prefix('\\')?;
    let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (command, behind) = rest.split_at(word);
    let is_citing = command.contains("cite") || command.contains("Cite");
    // `\citestyle` and `\setcitestyle` say how citations look.
    if !is_citing || command.contains("style") {
        return None;
    }
    let mut behind = behind.strip_prefix('*').unwrap_or(behind);
    let mut keys = Vec::new();
    let mut read = false;
    loop {
        let mut from = behind.trim_start();
        while let Some((_, after)) = group(from, '[', ']') {
            from = after.trim_start();
        }
        let Some((inside, after)) = group(from, '{', '}').filter(|_| !read || command.ends_with('s')) else { break };
        keys.extend(inside.split(',').map(str::trim).filter(|key| !key.is_empty() && *key != "*"));
        (behind, read) = (after, true);
    }
    read.then_some((command, keys, behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Format;

    #[test]
    fn a_document_and_what_it_cites() {
        let tex = "\\documentclass{article}\n\\title{On tests\\thanks{To all.}}\n\\author{Ann Roe\\inst{1} \\and Bob Doe\\\\Institute of Tests}\n\
                   \\begin{document}\n\\section{Birds}\\label{b}\nBirds fly~\\citep[see][p.~3]{fay, kay}. % \\cite{no}\nAs \\citet{kay} says:\n\n\
                   50\\% swim \\parencites[1]{lee}[2]{fay}.\\nocite{moe}\n\\bibliography{lib}\n\\end{document}\n";
        let mut into = Records { format: Format::Tex, publications: Vec::new(), faults: Vec::new() };
        read(tex, &mut into);
        let paper = &into.publications[0];
        assert_eq!(paper.item.title.as_deref(), Some("On tests"));
        assert_eq!(paper.item.author.len(), 2);
        assert_eq!(paper.keys, ["fay", "kay", "lee", "moe"]);
        let body = paper.body.as_ref().expect("it has text");
        assert_eq!(body.text, "Birds Birds fly [fay, kay]. As [kay] says:\n\n50% swim [lee, fay].");
        let marks: Vec<(&str, &[usize])> =
            body.marks.iter().map(|mark| (mark.span.of(&body.text), &mark.entries[..])).collect();
        assert_eq!(marks, [("[fay, kay]", &[0, 1][..]), ("[kay]", &[1]), ("[lee, fay]", &[2, 0])]);
    }

    #[test]
    fn what_is_no_citation() {
        for tex in ["\\citestyle{x}", "\\setcitestyle{x}", "\\cite", "\\emph{x}", "\\cite x", ""] {
            assert_eq!(citation(tex), None, "{tex}");
        }
    }
}
