//! TeX → text, as far as bibliographies use it; and lists of TeX.

use unicode_normalization::char::compose;

use super::records::{Cited, Lines, Publication, Records};
use crate::Span;

/// Reads a list in `thebibliography`: a paper whose entries are read as they are printed.
pub(super) fn read(tex: &str, into: &mut Records) {
    let begins = tex.find("\\begin{thebibliography}");
    let start = begins.unwrap_or(0);
    let ends = tex[start..].find("\\end{thebibliography}");
    let end = ends.map_or(tex.len(), |at| start + at);
    let lines = Lines::of(tex);
    let mut cites = Vec::new();
    let mut rest = &tex[start..end];
    while let Some(at) = rest.find("\\bibitem") {
        let mut item = rest[at + "\\bibitem".len()..].trim_start();
        if let Some((_, after)) = group(item, '[', ']') {
            item = after.trim_start();
        }
        let line = || lines.line(item.as_ptr() as usize - tex.as_ptr() as usize);
        let Some((_, entry)) = group(item, '{', '}') else {
            into.fault(line(), "expected a key in braces behind \\bibitem");
            rest = item;
            continue;
        };
        let next = entry.find("\\bibitem").unwrap_or(entry.len());
        let printed = text(&entry[..next]);
        if printed.is_empty() {
            into.fault(line(), "expected an entry behind its key");
        } else {
            cites.push(Cited::Text(printed));
        }
        rest = &entry[next..];
    }
    if begins.is_some() && ends.is_none() {
        into.fault(tex.lines().count(), "expected \\end{thebibliography} at the end");
    }
    if !cites.is_empty() {
        into.publications.push(Publication { cites, span: Span::new(start, end), ..Publication::default() });
    }
}

/// Keys and labels are shorter.
const GROUP: usize = 2048;

/// What stands between these marks at the beginning, and what follows; braces in it may hold the closing mark.
fn group(tex: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = tex.strip_prefix(open)?;
    let mut depth = 0_usize;
    for (i, c) in inner.char_indices().take(GROUP) {
        match c {
            _ if c == close && depth == 0 => return Some((&inner[..i], &inner[i + c.len_utf8()..])),
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// The text of TeX: accents on their letters, dashes and quotation marks as they are printed, no commands, no braces, single
/// spaces. The arguments of commands that aren't known stay. Linear.
pub(super) fn text(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => rest = command(rest, &mut out),
            '%' => rest = rest.find('\n').map_or("", |end| rest[end + 1..].trim_start()),
            '{' | '}' | '$' => {}
            '~' => out.push(' '),
            '-' if rest.starts_with("--") => (rest, _) = (&rest[2..], out.push('—')),
            '-' if rest.starts_with('-') => (rest, _) = (&rest[1..], out.push('–')),
            '`' if rest.starts_with('`') => (rest, _) = (&rest[1..], out.push('“')),
            '\'' if rest.starts_with('\'') => (rest, _) = (&rest[1..], out.push('”')),
            '`' => out.push('‘'),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes what a command prints, and gives what follows it.
fn command<'t>(rest: &'t str, out: &mut String) -> &'t str {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, after) =
        if end > 0 { rest.split_at(end) } else { rest.split_at(rest.chars().next().map_or(0, char::len_utf8)) };
    let mark = match name {
        "'" => Some('\u{301}'),
        "`" => Some('\u{300}'),
        "^" => Some('\u{302}'),
        "\"" => Some('\u{308}'),
        "~" => Some('\u{303}'),
        "=" => Some('\u{304}'),
        "." => Some('\u{307}'),
        "c" => Some('\u{327}'),
        "v" => Some('\u{30c}'),
        "u" => Some('\u{306}'),
        "H" => Some('\u{30b}'),
        "k" => Some('\u{328}'),
        "r" => Some('\u{30a}'),
        _ => None,
    };
    if let Some(mark) = mark {
        let bare = after.trim_start_matches(['{', ' ']);
        // A letter without its dot, as under an accent.
        let bare = bare.strip_prefix("\\i").map_or(bare, |_| &bare[1..]);
        let Some(letter) = bare.chars().next().filter(|c| c.is_alphabetic()) else { return after };
        match compose(letter, mark) {
            Some(whole) => out.push(whole),
            None => out.extend([letter, mark]),
        }
        return &bare[letter.len_utf8()..];
    }
    let printed = match name {
        "ss" => "ß",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "aa" => "å",
        "AA" => "Å",
        "l" => "ł",
        "L" => "Ł",
        "i" => "ı",
        "&" | "%" | "$" | "#" | "_" | "{" | "}" => name,
        "textendash" => "–",
        "textemdash" => "—",
        "newblock" | "par" | "quad" | " " | "," | "\\" | "/" => " ",
        // The address and its words are printed; the address is enough.
        "url" | "href" | "doi" => "",
        _ => "",
    };
    out.push_str(printed);
    // A blank only ends a command's name.
    if end > 0 { after.strip_prefix(' ').unwrap_or(after) } else { after }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tex_prints() {
        let cases = [
            (r#"M\"uller, {\'E}va, \v{S}vec, na\"{\i}ve"#, "Müller, Éva, Švec, naïve"),
            (r"A.~Roe, \emph{On Tests} {\bf 3}, 4--9 % no", "A. Roe, On Tests 3, 4–9"),
            (r"``Tests'' \& trials\newblock J.\ Tests", "“Tests” & trials J. Tests"),
            (r"Stra\ss e \o re \", "Straße øre"),
        ];
        for (tex, want) in cases {
            assert_eq!(text(tex), want, "{tex}");
        }
    }

    #[test]
    fn a_list() {
        let tex = "\\begin{thebibliography}{9}\n\\bibitem[Roe(2020)]{roe} A. Roe.\n\\newblock On tests, 2020.\n\\bibitem{doe}\n\
                   \\bibitem x\n\\bibitem{poe} E. Poe. Trials.\n\\end{thebibliography}\n";
        let mut into = Records { format: crate::record::Format::Bbl, publications: Vec::new(), faults: Vec::new() };
        read(tex, &mut into);
        let want = ["A. Roe. On tests, 2020.", "E. Poe. Trials."].map(|t| Cited::Text(t.to_owned()));
        assert_eq!(into.publications[0].cites, want);
        assert_eq!(into.faults.len(), 2);
    }
}
