//! Characters by the names that XML and HTML have for them.

/// The characters that a name stands for; the reference as written for a name that isn't known.
pub(super) fn named(name: &str) -> String {
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "ndash" => "–",
        "mdash" => "—",
        "hellip" => "…",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "sbquo" => "‚",
        "bdquo" => "„",
        "laquo" => "«",
        "raquo" => "»",
        "shy" => "",
        "szlig" => "ß",
        "aelig" => "æ",
        "AElig" => "Æ",
        "oslash" => "ø",
        "Oslash" => "Ø",
        "thinsp" | "ensp" | "emsp" => " ",
        _ => return accented(name).unwrap_or_else(|| format!("&{name};")),
    };
    known.to_owned()
}

/// "eacute", "Ouml", "ccedil": a letter and its mark.
fn accented(name: &str) -> Option<String> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let mark = match &name[1..] {
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "circ" => '\u{302}',
        "uml" => '\u{308}',
        "tilde" => '\u{303}',
        "ring" => '\u{30a}',
        "cedil" => '\u{327}',
        "caron" => '\u{30c}',
        _ => return None,
    };
    unicode_normalization::char::compose(letter, mark).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, want) in [("eacute", "é"), ("Ouml", "Ö"), ("ndash", "–"), ("nosuch", "&nosuch;"), ("", "&;")] {
            assert_eq!(named(name), want);
        }
    }
}
