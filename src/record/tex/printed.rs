//! TeX → text, as far as bibliographies use it.

use unicode_normalization::char::compose;

/// Past white space and comments.
pub(super) fn skipped(tex: &str) -> &str {
    let mut rest = tex.trim_start();
    while let Some(comment) = rest.strip_prefix('%') {
        rest = comment.find('\n').map_or("", |end| comment[end..].trim_start());
    }
    rest
}

/// Keys, labels and fields are shorter.
pub(super) const GROUP: usize = 16 << 10;

/// So many marks may be open in one another: what is never closed, again and again, isn't looked through each time.
const OPEN: usize = 64;

/// What stands between these marks at the beginning, and what follows; braces in it may hold the closing mark.
pub(super) fn group(tex: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = tex.strip_prefix(open)?;
    let (mut depth, mut opened) = (0_usize, 0_usize);
    for (i, c) in inner.char_indices().take(GROUP) {
        match c {
            _ if c == close && depth == 0 => return Some((&inner[..i], &inner[i + c.len_utf8()..])),
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            // Brackets don't count in each other, and seldom stand there.
            '[' if open == '[' => opened += 1,
            _ => {}
        }
        if depth.max(opened) > OPEN {
            break;
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
    // What says how a list is set, and what a stretch is, isn't printed.
    match name {
        "penalty" => {
            let number = after.trim_start_matches(' ').trim_start_matches('-');
            let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
            return behind.strip_prefix(' ').unwrap_or(behind);
        }
        "bibinfo" | "bibfield" | "BibitemShut" | "hspace" | "vspace" | "label" => {
            return group(after.trim_start(), '{', '}').map_or(after, |(_, behind)| behind.trim_start_matches(' '));
        }
        _ => {}
    }
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
            (r"{\em J}, 4\penalty0 (1):\penalty0 1--9, 2:\penalty0 3", "J, 4(1):1–9, 2:3"),
            (r"\bibinfo {volume} {4},\ \bibfield  {author} {\bibinfo {author} {Fay}}\BibitemShut {NoStop}", "4, Fay"),
            (r"Stra\ss e \o re \", "Straße øre"),
        ];
        for (tex, want) in cases {
            assert_eq!(text(tex), want, "{tex}");
        }
    }
}
