//! The lines that name the authors → names, without what stands around them on title pages.

use std::collections::HashSet;

use crate::Span;
use crate::document::CleanText;
use crate::fold;
use crate::reference::name::{Name, is_given, is_lower_case, names};

/// More authors than the largest collaborations print on their title pages.
const MOST_AUTHORS: usize = 5000;

/// The names in the lines, each once, in order: on covers, and for correspondence, they come back. Linear.
pub(super) fn authors(lines: &[CleanText]) -> Vec<Name> {
    let text = one(lines);
    let bare = without_marks(&text);
    let read = match direct(&bare, text.contains(';') && !parts_of_lines(lines)) {
        Some(each) => each.into_iter().flat_map(read).collect(),
        None => read(&bare),
    };
    let read = read.into_iter();
    let mut seen = HashSet::new();
    // What has a digit in it is a code, a formula or a mark that came too close.
    let sound = |name: &Name| !name.family.as_ref().is_some_and(|f| f.contains(|c: char| c.is_ascii_digit()));
    let read = read.filter(sound).take(MOST_AUTHORS);
    let mut found: Vec<Name> = read.filter(|name| seen.insert(key(name))).collect();
    // A line that was taken for names may be an institution's: beside people, none is an author.
    if found.iter().any(|name| name.family.is_some()) {
        found.retain(|name| name.literal.is_none());
    }
    found
}

fn read(text: &str) -> Vec<Name> {
    names(text, Span::new(0, text.len())).names.into_iter().map(|n| n.0).collect()
}

/// The names one by one, where a comma parts names and doesn't stand inside them: where most of what is between commas
/// has two words or more. `None` when it may stand inside: "Lee, Ann; Roe, Bo".
fn direct(bare: &str, semicolons_printed: bool) -> Option<Vec<&str>> {
    if semicolons_printed {
        return None;
    }
    let parts: Vec<&str> = bare.split([';', ',']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let initial = |w: &str| w.ends_with('.') || w.chars().all(|c| c.is_uppercase()) && w.chars().count() <= 3;
    let whole = |part: &&&str| {
        let words: Vec<&str> = part.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).collect();
        words.len() >= 2 && !words.iter().all(|w| initial(w))
    };
    let count = parts.iter().filter(whole).count();
    let each = |part| if bare.contains(',') { vec![part] } else { side_by_side(part) };
    (count * 10 >= parts.len() * 7).then(|| parts.into_iter().flat_map(joined).flat_map(each).collect())
}

/// "Martin Moor Benjamin M. Lee Steven C. Roe": names that stood in columns and that nothing parts any more. Each has two words or
/// more, and all but the first begin with a word that is known as a given name, which a family stands before. Of two names one
/// has an initial in its middle: "Maria Silva Miguel Sousa" may be one.
fn side_by_side(part: &str) -> Vec<&str> {
    let words: Vec<(usize, &str)> = words(part).filter(|(_, word)| !word.is_empty()).collect();
    let mut found = Vec::new();
    let (mut start, mut first) = (0, 0);
    let mut initials = false;
    for n in 2..words.len().saturating_sub(1) {
        let [(_, before), (at, word)] = [words[n - 1], words[n]];
        // Behind an initial even "Lee" is one.
        let initial = n - first > 2 && words[n - 2].1.chars().count() == 2 && words[n - 2].1.ends_with('.');
        let sure = initial || !is_given(before);
        let family = before.chars().count() > 2 && !before.ends_with('.') && sure && !is_lower_case(before);
        if n - first >= 2 && family && is_given(word) {
            found.push(part[start..at].trim());
            (start, first, initials) = (at, n, initials || initial);
        }
    }
    if found.len() < 2 && !initials {
        return vec![part];
    }
    found.push(part[start..].trim());
    found
}

/// "Ann Lee and Bo Roe", "ANNE LEE ET BODO ROHR": the names on both sides of the joint.
fn joined(part: &str) -> Vec<&str> {
    const JOINTS: [&str; 11] = ["and", "und", "et", "y", "e", "en", "og", "och", "и", "&", "i"];
    let capitals = !part.contains(char::is_lowercase);
    let mut found = Vec::new();
    let mut start = 0;
    for (at, word) in words(part) {
        // In a line of capitals, one letter is an initial.
        let joint = if capitals { word.len() > 1 || word == "&" } else { true };
        let same = JOINTS.contains(&word) || capitals && JOINTS.contains(&word.to_lowercase().as_str());
        if joint && same {
            found.push(part[start..at].trim());
            start = at + word.len();
        }
    }
    found.push(part[start..].trim());
    found.retain(|name| !name.is_empty());
    found
}

/// The words of a text and where they stand.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').scan(0, |at, word| {
        let here = *at;
        *at += word.len() + 1;
        Some((here, word))
    })
}

/// Whether semicolons stand in no line: then the lines' ends alone have put them between names.
fn parts_of_lines(lines: &[CleanText]) -> bool {
    lines.iter().all(|line| !line.as_str().contains(';'))
}

/// What is one for two prints of a name: its family and the first letter of what goes before.
fn key(name: &Name) -> (String, Option<char>) {
    let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
    let given = name.given.as_deref().map(fold::letters).and_then(|g| g.chars().next());
    (fold::letters(family), given)
}

/// The lines in the order in which they were printed. Programs put what stands behind a raised mark at a line's end below the next
/// line: it begins with the comma behind the mark, and ends with the given names of whose family the other line begins with.
fn in_order(lines: &[CleanText]) -> Vec<&str> {
    let mut lines: Vec<&str> = lines.iter().map(|line| line.as_str().trim()).collect();
    let is_mark = |c: char| c == ',' || c.is_ascii_digit() || is_sign(c);
    let is_broken = |line: &&str| line.starts_with(',') && line.rsplit(',').next().is_some_and(are_given);
    if let Some(rest) = lines.iter().skip(2).position(is_broken).map(|at| at + 2) {
        // The mark itself may stand between the two.
        let named = lines[..rest].iter().rposition(|line| line.contains(char::is_alphabetic)).unwrap_or(0);
        let first = lines[named].split(is_mark).next().unwrap_or_default().trim();
        if named > 0 && !first.is_empty() && !first.contains(' ') && !is_given(first) {
            lines[named..=rest].rotate_right(1);
        }
    }
    lines
}

/// Whether all words are given names, and there is one.
fn are_given(words: &str) -> bool {
    !words.trim().is_empty() && words.split_whitespace().all(is_given)
}

/// The lines as one: a name is joined that a line's end broke, names that stand one below another are parted.
fn one(lines: &[CleanText]) -> String {
    let mut out = String::new();
    for line in in_order(lines) {
        let line = without_lead(line.trim());
        if line.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if goes_on(&out, line) { " " } else { "; " });
        }
        out.push_str(line);
    }
    out
}

/// Whether the names of `before` go on in `line`: after a comma or "and" a name begins, after a lone word the rest of one.
fn goes_on(before: &str, line: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    let first = line.split(' ').next().unwrap_or_default();
    if before.ends_with([',', ';', '&', '-', '/', '·']) || line.starts_with([',', ';', '&']) {
        return true;
    }
    if is_lower_case(last) && last.starts_with(char::is_lowercase)
        || is_lower_case(first) && first.starts_with(char::is_lowercase)
    {
        return true;
    }
    // "Ann Lee, Bo↵Roe": of several names in a line the last is one word only.
    let tail = before.rsplit([',', ';', '·']).next().unwrap_or_default();
    let tail = tail.rsplit(" and ").next().unwrap_or_default();
    let words = tail.split_whitespace().filter(|w| w.contains(char::is_alphabetic));
    let several = before.contains([',', ';']) || before.contains(" and ");
    let marked = tail.ends_with(|c: char| c.is_ascii_digit() || is_sign(c));
    let initials = |w: &str| w.ends_with('.') || w.chars().count() == 1;
    let words: Vec<&str> = words.collect();
    several
        && !marked
        && (words.len() == 1
            || words.iter().all(|w| is_given(w))
            || words.iter().all(|w| initials(w))
            || words.last().is_some_and(|w| initials(w)))
}

/// A line without "By" or "Authors:" before the names.
fn without_lead(line: &str) -> &str {
    const LEADS: [&str; 12] =
        ["by", "von", "par", "por", "di", "authors", "author", "autoren", "autor", "auteurs", "auteur", "autores"];
    let (first, rest) = line.split_once([' ', ':']).unwrap_or((line, ""));
    let lead = LEADS.iter().any(|lead| first.to_lowercase() == *lead);
    // "Di Marco Rossi" is a name; "di" in lower case, or with a colon, is a lead.
    let sure = first.len() > 3 || first.chars().all(char::is_lowercase) || matches!(first, "By" | "BY" | "Von" | "VON");
    if lead && sure { rest.trim_start_matches([':', ' ']) } else { line }
}

/// A sign that stands for an affiliation or a footnote.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '*' | '∗' | '⁎' | '†' | '‡' | '§' | '¶' | '#' | '‖' | 'ʈ' | '✉' | '□' | '¹' | '²' | '³' | '⁰' | '⁴'
            ..='⁹' | '^' | '$'
    )
}

/// The text with a semicolon for whatever marks stand after (or before) a name, and without addresses and degrees.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Whether letters are marks: then "a" or "b" stands alone after a name.
    let lettered = text.split([' ', ',']).any(|w| matches!(w.trim_end_matches(is_sign), "a" | "b" | "c" | "1a" | "2b"));
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if word.contains('@') || word.contains("://") || word.contains("orcid") || is_orcid(word) {
            part(&mut out);
            continue;
        }
        let mut rest = word;
        // Brackets hold marks, degrees and roles.
        if rest.starts_with(['(', '[', '{']) {
            let mut inside = rest;
            while !inside.contains([')', ']', '}']) {
                let Some(next) = words.next() else { break };
                inside = next;
            }
            if inside.ends_with([',', ';']) || out.ends_with(|c: char| c.is_alphabetic() || c == '.') {
                part(&mut out);
            }
            continue;
        }
        // "Lee1,2": the mark ends the name; "1Lee": it is before the name.
        let before = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_sign(c) || c == ',').len();
        if before > 0 && rest.len() > before
            || rest.chars().all(|c| c.is_ascii_digit() || is_sign(c) || ",;.()".contains(c))
        {
            let marks = rest.chars().any(|c| c.is_ascii_digit() || is_sign(c));
            rest = if rest.chars().any(char::is_alphabetic) { &rest[before..] } else { "" };
            if marks {
                part(&mut out);
            } else if rest.is_empty() {
                out.push_str(word);
            }
        }
        let lone = rest.trim_matches(|c: char| c == ',' || c == ';' || is_sign(c) || c.is_ascii_digit());
        let letters_only =
            !lone.is_empty() && lone.split(',').all(|l| l.len() == 1 && l.bytes().all(|b| b.is_ascii_lowercase()));
        if letters_only && lettered || lone == "ID" && out.ends_with(char::is_lowercase) {
            part(&mut out);
            continue;
        }
        if rest.is_empty() {
            continue;
        }
        let joint =
            is_lower_case(rest) && matches!(rest, "and" | "und" | "et" | "y" | "e" | "en" | "og" | "och" | "и" | "&");
        if (joint || rest == "&") && out.trim_end().ends_with(';') {
            continue;
        }
        if is_degree(rest) && out.contains(' ') {
            part(&mut out);
            continue;
        }
        let body = rest.trim_end_matches(|c: char| c.is_ascii_digit() || is_sign(c) || ",;.()".contains(c));
        let tail = &rest[body.len()..];
        let marked = tail.contains(|c: char| c.is_ascii_digit() || is_sign(c));
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if marked {
            // A full stop before the mark is the name's.
            out.push_str(body);
            out.push_str(if tail.starts_with('.') { "." } else { "" });
            part(&mut out);
        } else {
            out.push_str(rest);
        }
    }
    out.trim_end_matches([';', ',', ' ']).to_owned()
}

/// Ends the name that `out` ends with.
fn part(out: &mut String) {
    let end = out.trim_end_matches([',', ';', ' ']).len();
    out.truncate(end);
    // A joint before a mark belongs to neither name.
    for joint in [" and", " und", " et", " &", " y", " e"] {
        if let Some(bare) = out.strip_suffix(joint) {
            out.truncate(bare.trim_end_matches([',', ';', ' ']).len());
            break;
        }
    }
    if !out.is_empty() {
        out.push_str("; ");
    }
}

/// "0000-0002-1825-0097".
fn is_orcid(word: &str) -> bool {
    let digits = word.chars().filter(|c| c.is_ascii_digit() || *c == 'X').count();
    digits == 16 && word.matches('-').count() == 3
}

/// "MD", "PhD," and capitals of three letters or more with a degree's sound: "FCFP" after a name in mixed case.
fn is_degree(word: &str) -> bool {
    const DEGREES: [&str; 34] = [
        "md", "phd", "msc", "mph", "mba", "bsc", "rn", "dphil", "frcp", "frcs", "mbbs", "mbchb", "ma", "ba", "ms",
        "dsc", "dds", "dvm", "pharmd", "edd", "jd", "llm", "facs", "facc", "fcmf", "cmfc", "msn", "mrcp", "do", "scd",
        "drph", "mpp", "msph", "fahs",
    ];
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count() >= 2;
    capitals && DEGREES.contains(&bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Vec<String> {
        let lines: Vec<CleanText> = page.split('|').map(CleanText::plain).collect();
        let name = |n: Name| {
            let parts = [n.given, n.non_dropping_particle, n.family, n.literal];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        authors(&lines).into_iter().map(name).collect()
    }

    #[test]
    fn lines_of_authors() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("plain", "Ann Lee, Bo Roe and Cy Moor", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("glued numbers", "Ann Lee1,2, Bo Roe2 and Cy Moor1,3", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("numbers apart", "Ann Lee 1,2 , Bo Roe 2 , and Cy Moor 1 *", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("numbers before", "1Ann Lee, 2Bo Roe and 3Cy Moor", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("numbers in brackets", "A. Lee (1,2) , B. Roe (1) and C. Moor (3)", &["A. Lee", "B. Roe", "C. Moor"]),
            ("letters", "Ann Lee a , Bo Roe b,c and Cy Moor a,#", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("signs", "Ann Lee*, Bo Roe† and Cy Moor‡ §", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("degrees", "Ann Lee, MD, PhD, Bo Roe MSc, 2 and Cy Moor RN PhD 3", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("one a line", "Ann Lee|Bo Roe|Cy Moor", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            (
                "a name over two lines",
                "Ann Lee, Bo|Roe, Cy Moor and|Di Marsh",
                &["Ann Lee", "Bo Roe", "Cy Moor", "Di Marsh"],
            ),
            (
                "two given names end the line",
                "Ann Lee, Anna Maria|Roe, Cy Moor",
                &["Ann Lee", "Anna Maria Roe", "Cy Moor"],
            ),
            (
                "a line below its next",
                "Ann Lee 1 , Bo Roe|Moor 1 , Di Marsh|1|, Anna Maria",
                &["Ann Lee", "Bo Roe", "Anna Maria Moor", "Di Marsh"],
            ),
            ("a mark ends the line", "Ann Lee1 , Bo Roe2|Cy Moor1", &["Ann Lee", "Bo Roe", "Cy Moor"]),
            ("capitals", "ANN LEE AND BO ROE", &["ANN LEE", "BO ROE"]),
            ("lead", "By Ann Lee", &["Ann Lee"]),
            ("named twice", "Ann Lee and Bo Roe|Ann Lee", &["Ann Lee", "Bo Roe"]),
            (
                "address",
                "Ann Lee (ann@example.org), Bo Roe https://orcid.org/0000-0002-1825-0097",
                &["Ann Lee", "Bo Roe"],
            ),
            ("and before a mark", "Ann Lee 1 , and 2 Bo Roe", &["Ann Lee", "Bo Roe"]),
            ("German", "Anna Lehmann und Bodo Rohr", &["Anna Lehmann", "Bodo Rohr"]),
            (
                "columns",
                "Martin Moor Benjamin M. Lee Steven C. Roe",
                &["Martin Moor", "Benjamin M. Lee", "Steven C. Roe"],
            ),
            ("four words of one name", "Maria Anna Thomas Lee", &["Maria Anna Thomas Lee"]),
            ("four words of two given names", "Maria Silva Miguel Sousa", &["Maria Silva Miguel Sousa"]),
            ("titles before a name", "Prof. Dr. Anna Maria Lee", &["Anna Maria Lee"]),
            ("an initial first", "J. Robert Thomas Moor", &["J. Robert Thomas Moor"]),
            ("commas part already", "João Santos Xavier Costa, Ann Lee", &["João Santos Xavier Costa", "Ann Lee"]),
            ("Spanish", "Ana Lago* y Benito Río**", &["Ana Lago", "Benito Río"]),
        ];
        for (name, page, want) in cases {
            assert_eq!(read(page), *want, "{name}: {page}");
        }
    }
}
