//! What the fields of an entry say, as programs write it and as the parser of BibTeX wants it.

/// The people of a field, on one line and parted by "and", which some programs write as "AND", "&", a semicolon or, between whole
/// names, a comma; "et al." are others.
pub(super) fn people(value: &str) -> String {
    let inside = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(value);
    // What stands in braces is a body's own.
    let plain = !inside.contains('{');
    let words = inside.split_whitespace().map(|word| match word {
        "AND" => "and",
        "&" | "\\&" if plain => "and",
        word => word,
    });
    let mut words: Vec<&str> = words.collect();
    words.dedup_by(|word, before| *word == "and" && *before == "and");
    let mut people = words.join(" ");
    if let Some(named) = people.strip_suffix(" et al.").or_else(|| people.strip_suffix(" et al")) {
        people = format!("{} and others", named.trim_end_matches(',').trim_end_matches(" and"));
    }
    if let Some(named) = people.strip_suffix(" and") {
        people.truncate(named.len());
    }
    if plain && people.contains("; ") && !people.contains(" and ") {
        people = people.trim_end_matches(';').replace("; ", " and ");
    }
    // "Roe, Jr., Ann" has two commas as well, and no names on their sides.
    let is_list = || people.split(',').count() > 2 && people.split(',').all(|name| name.trim().contains(' '));
    if plain && !people.contains(" and ") && is_list() {
        people = people.split(',').map(|name| with_comma(name.trim())).collect::<Vec<_>>().join(" and ");
    }
    format!("{{{people}}}")
}

/// "Roe, AB" for "Roe AB".
fn with_comma(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((family, initials)) if initials.len() <= 3 && initials.bytes().all(|b| b.is_ascii_uppercase()) => {
            format!("{family}, {initials}")
        }
        _ => name.to_owned(),
    }
}

/// A DOI or an address as TeX wants it written, as it is: `10.1000/a{\_}1`, `{\textless}`, `\url{…}`, `\href{…}{…}`.
pub(super) fn identifier(value: &str) -> String {
    let first =
        value.split_once("\\href{").and_then(|(_, rest)| rest.split_once('}')).map_or(value, |(address, _)| address);
    let first = first.replace("$\\sim$", "~");
    let mut plain = String::with_capacity(first.len());
    let mut rest = first.as_str();
    while let Some(at) = rest.find(['\\', '{', '}']) {
        plain.push_str(&rest[..at]);
        let Some(command) = rest[at..].strip_prefix('\\') else {
            rest = &rest[at + 1..];
            continue;
        };
        let word = &command[..command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len())];
        if word.is_empty() {
            // "\_", "\{": the mark itself.
            let length = command.chars().next().map_or(0, char::len_utf8);
            plain.push_str(&command[..length]);
            rest = &command[length..];
            continue;
        }
        plain.push_str(match word {
            "url" => "",
            "textless" => "<",
            "textgreater" => ">",
            "textunderscore" => "_",
            "textasciitilde" => "~",
            "textbackslash" => "\\",
            unknown => unknown,
        });
        // TeX takes the blanks behind a word for its end.
        rest = command[word.len()..].trim_start_matches(' ');
    }
    plain.push_str(rest);
    // A field ends with its brace, so those inside have to go in pairs.
    if !is_balanced(&plain) {
        plain.retain(|c| !matches!(c, '{' | '}'));
    }
    format!("{{{}}}", plain.trim().trim_matches('"'))
}

/// Whether each brace that opens closes.
fn is_balanced(text: &str) -> bool {
    let depth = text.bytes().try_fold(0usize, |depth, byte| match byte {
        b'{' => Some(depth + 1),
        b'}' => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

/// A text with what TeX prints in place of some marks, which `biblatex` leaves: quotation marks, hard blanks, and a formula that is
/// letters and numbers alone: `CO$_2$`, `$\alpha$-tests`, `4$-$9`.
pub(super) fn printed(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        rest = match c {
            // A command, and the character that it is or that it makes one of its own.
            '\\' if behind.starts_with(MATH) => {
                let inside = &behind[MATH.len()..];
                let end = inside.bytes().take(FORMULA).position(|byte| matches!(byte, b'{' | b'}' | b'$'));
                let meant = end
                    .filter(|end| inside[*end..].starts_with('}'))
                    .and_then(|end| Some((formula(&format!("{}$", &inside[..end]))?.0, end)));
                match meant {
                    Some((meant, end)) => (plain.push_str(&meant), &inside[end + 1..]).1,
                    None => (plain.push('\\'), behind).1,
                }
            }
            '\\' => {
                let length = c.len_utf8() + behind.chars().next().map_or(0, char::len_utf8);
                plain.push_str(&rest[..length]);
                &rest[length..]
            }
            '~' => (plain.push(' '), behind).1,
            '`' if behind.starts_with('`') => (plain.push('“'), &behind[1..]).1,
            '\'' if behind.starts_with('\'') => (plain.push('”'), &behind[1..]).1,
            '$' => match formula(behind) {
                Some((meant, after)) => (plain.push_str(&meant), after).1,
                None => (plain.push('$'), behind).1,
            },
            _ => (plain.push(c), behind).1,
        };
    }
    plain
}

/// What a formula may stand in within text.
const MATH: &str = "ensuremath{";

/// Longer formulas stay as they are written.
const FORMULA: usize = 64;

/// What a formula of letters and numbers means, and what follows its end.
fn formula(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().take(FORMULA).position(|byte| byte == b'$')?;
    let mut meant = String::new();
    let mut rest = &text[..end];
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let (_, letter) = GREEK.iter().find(|(name, _)| *name == &rest[..length])?;
                meant.push_str(letter);
                rest = rest[length..].trim_start();
            }
            '_' | '^' | '{' | '}' => {}
            c if c.is_alphanumeric() || " +-=<>.,/()".contains(c) => meant.push(c),
            _ => return None,
        }
    }
    Some((meant, &text[end + 1..]))
}

const GREEK: [(&str, &str); 38] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Lambda", "Λ"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", "×"),
    ("pm", "±"),
    ("rightarrow", "→"),
    ("to", "→"),
    ("sim", "~"),
    ("mathrm", ""),
    ("rm", ""),
];

/// `\'\i` becomes `\'{i}`: biblatex knows an accent over a letter only where the letter is no command. Linear.
pub(super) fn with_dots(text: String) -> String {
    const ACCENTS: [char; 12] = ['\'', '`', '^', '"', '~', '=', '.', 'u', 'v', 'H', 'c', 'r'];
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let letter = from[1..].chars().next().filter(|c| matches!(c, 'i' | 'j'));
        let behind = from.get(2..).filter(|behind| !behind.starts_with(|c: char| c.is_ascii_alphabetic()));
        let is_over = before.is_empty() && plain.strip_suffix(ACCENTS).is_some_and(|command| command.ends_with('\\'));
        rest = match letter.zip(behind) {
            Some((letter, behind)) if is_over => {
                plain.extend(['{', letter, '}']);
                // TeX takes the blank for the end of the command.
                behind.strip_prefix(' ').unwrap_or(behind)
            }
            _ => {
                // An accent goes with its command, so that what stands behind both is looked at next.
                let length = from[1..].chars().next().map_or(1, |c| 1 + c.len_utf8());
                plain.push_str(&from[..length]);
                &from[length..]
            }
        };
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_people() {
        let cases = [
            ("{Roe, Ann AND\n Doe, Bob}", "{Roe, Ann and Doe, Bob}"),
            ("{Ann Roe \\& Bob Doe}", "{Ann Roe and Bob Doe}"),
            ("{Roe, Ann; Doe, Bob;}", "{Roe, Ann and Doe, Bob}"),
            ("{Ann Roe, Bob Doe, Carl Lind}", "{Ann Roe and Bob Doe and Carl Lind}"),
            ("{Roe, Ann and Doe, Bob and}", "{Roe, Ann and Doe, Bob}"),
            ("{Roe, A. et al.}", "{Roe, A. and others}"),
            ("{Roe, A. and and Doe, B.}", "{Roe, A. and Doe, B.}"),
            ("{Roe, Ann and Doe, Bob and et al.}", "{Roe, Ann and Doe, Bob and others}"),
            ("{Roe A, Doe BC, Lind C}", "{Roe, A and Doe, BC and Lind, C}"),
            ("{Roe, Jr., Ann}", "{Roe, Jr., Ann}"),
            ("{{Tests & Trials; Errors}}", "{{Tests & Trials; Errors}}"),
        ];
        for (written, want) in cases {
            assert_eq!(people(written), want);
        }
    }

    #[test]
    fn marks_that_tex_prints() {
        let cases = [
            ("{On ``tests\'\' of CO$_2$}", "{On “tests” of CO2}"),
            ("{$\\alpha$-tests at $10^{-3}$}", "{α-tests at 10-3}"),
            ("{Roe, Ann~B.}", "{Roe, Ann B.}"),
            ("{4$-$9}", "{4-9}"),
            ("{\\~n \\$5 and $6}", "{\\~n \\$5 and $6}"),
            ("{$\\sqrt{2}$}", "{$\\sqrt{2}$}"),
        ];
        for (written, want) in cases {
            assert_eq!(printed(written), want);
        }
        for written in
            ["{10.1000/a{\\_}1}", "{\\href{https://doi.org/10.1000/a_1}{10.1000/a\\_1}}", "{\\url{10.1000/a_1}}"]
        {
            let plain = identifier(written);
            assert_eq!(crate::record::field::doi(&plain).as_deref(), Some("10.1000/a_1"), "{plain}");
        }
        for written in [
            "{https://a.example/b{\\_}c?d=e{\\&}f{\\~{}}g}",
            "\"\\url{https://a.example/b\\_c?d=e\\&f\\textasciitilde{}g}\"",
        ] {
            assert_eq!(identifier(written), "{https://a.example/b_c?d=e&f~g}");
        }
        let others = [
            ("{https://a.example/x\\{1\\}}", "{https://a.example/x{1}}"),
            ("{https://a.example/x\\{1}", "{https://a.example/x1}"),
            ("{https://a.example/a\\textunderscore b$\\sim$roe}", "{https://a.example/a_b~roe}"),
        ];
        for (written, want) in others {
            assert_eq!(identifier(written), want);
        }
    }

    #[test]
    fn accents_over_letters_without_dots() {
        let cases = [
            ("Lu{\\'\\i}s", "Lu{\\'{i}}s"),
            ("Mar\\'\\i a", "Mar\\'{i}a"),
            ("K{\\u\\i}n, {\\^\\j}", "K{\\u{i}}n, {\\^{j}}"),
            ("\\'{\\i} \\i \\it \\'\\iota", "\\'{\\i} \\i \\it \\'\\iota"),
        ];
        for (written, want) in cases {
            assert_eq!(with_dots(written.to_owned()), want);
        }
    }
}
