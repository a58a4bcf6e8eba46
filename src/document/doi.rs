//! DOIs that line ends broke.

use super::clean_text::CleanText;
use crate::Span;

/// Takes the white space out of the DOIs in `clean` that line ends broke. Linear.
pub(crate) fn mend_dois(clean: CleanText) -> CleanText {
    let text = clean.as_str();
    let mut drop = Vec::new();
    let mut done = 0;
    for (start, _) in text.match_indices("10.") {
        let word = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '.');
        if start < done || !word || !text[start + 3..].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let mut name = chunk(text, start).to_owned();
        let mut end = start + name.len();
        while let Some(space) = text[end..].chars().next() {
            let after = end + space.len_utf8();
            let next = chunk(text, after);
            let last = text[after + next.len()..].trim().is_empty();
            if clean.breaks().binary_search(&after).is_err() || !goes_on(&name, next, last) {
                break;
            }
            drop.push(Span::new(end, after));
            name.push_str(next);
            end = after + next.len();
        }
        done = end;
    }
    if drop.is_empty() { clean } else { clean.without(&drop) }
}

/// What stands from `from` up to white space.
fn chunk(text: &str, from: usize) -> &str {
    text[from..].split(char::is_whitespace).next().unwrap_or_default()
}

/// Whether `next`, with which a line begins, is the rest of the `name` that ends the line before; `last` says that nothing
/// follows it in the entry.
fn goes_on(name: &str, next: &str, last: bool) -> bool {
    const OTHERS: [&str; 9] = ["http", "www.", "doi", "10.", "pmid", "pmc", "arxiv", "isbn", "issn"];
    let bare = next.trim_end_matches(['.', ',', ';', ')', ']', '>']);
    let lower = bare.to_ascii_lowercase();
    let ascii = bare.bytes().all(|b| b.is_ascii_graphic()) && !bare.contains(['[', '<', '"']);
    if bare.is_empty() || !ascii || OTHERS.iter().any(|other| lower.starts_with(other)) {
        return false;
    }
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let number = digits == bare.len();
    let Some((_, suffix)) = name.split_once('/') else {
        // "10.10|16/j.lakes", "10.1016|/j.lakes"
        return bare.contains('/') && bare.starts_with(|c: char| c.is_ascii_digit() || c == '/');
    };
    let opened = name.matches('(').count() > name.matches(')').count();
    let inside = bare.contains(['.', '-', '_', '/', ':', '(', ')']);
    match name.as_bytes().last() {
        Some(b'/') if suffix.is_empty() => true,
        // A mark that no DOI ends with.
        Some(b'-' | b'_' | b'/' | b'(' | b':' | b';') => digits > 0,
        Some(b',' | b')' | b']' | b'>') if !opened && !name.ends_with(')') => false,
        // A year or a number may follow in a new sentence.
        Some(b'.') => digits > 0 && (inside || last && digits != 4),
        _ if bare.starts_with(['.', '-', '_', '/']) => digits > 0,
        _ => digits > 0 && (inside || number && last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::clean::clean;
    use crate::document::hyphen::Vocabulary;

    #[test]
    fn broken_dois_are_whole_again() {
        let cases = [
            ("inside the registrant", "doi:10.10\n29/j.ice.2010.03", "doi:10.1029/j.ice.2010.03"),
            ("after the registrant", "doi: 10.1029/\nj.ice.2010.03.", "doi: 10.1029/j.ice.2010.03."),
            ("inside a word", "doi:10.1029/j.i\nce.2010.03.", "doi:10.1029/j.ice.2010.03."),
            ("before a capital", "doi:10.1029/IceRev\nLett.4.11.", "doi:10.1029/IceRevLett.4.11."),
            (
                "inside the last number",
                "https://doi.org/10.1029/ice.2010.0\n31.",
                "https://doi.org/10.1029/ice.2010.031.",
            ),
            ("after a stop", "doi:10.1029/ice.2010.\n03.", "doi:10.1029/ice.2010.03."),
            ("after a hyphen", "doi:10.1029/ice-2010-\n311.", "doi:10.1029/ice-2010-311."),
            ("before a hyphen", "doi:10.1029/ice-2010\n-311.", "doi:10.1029/ice-2010-311."),
            ("after a bracket", "10.1029/S03(01)\n00088-X.", "10.1029/S03(01)00088-X."),
            ("inside a bracket", "10.1029/S03(\n01)00088-X.", "10.1029/S03(01)00088-X."),
            ("over three lines", "10.1029/ice.\n2010.0\n31", "10.1029/ice.2010.031"),
            ("a sentence follows", "doi:10.1029/ice.2010.\nAccessed 3 May", "doi:10.1029/ice.2010. Accessed 3 May"),
            ("a word follows", "doi:10.1029/ice.2010\nOpen access", "doi:10.1029/ice.2010 Open access"),
            ("another number follows", "doi:10.1029/ice\nPMID: 12345", "doi:10.1029/ice PMID: 12345"),
            ("a year follows", "doi:10.1029/ice.\n2010", "doi:10.1029/ice. 2010"),
            ("a space inside a line", "doi:10.1029/ice 12", "doi:10.1029/ice 12"),
        ];
        for (name, source, want) in cases {
            let pieces: Vec<Span> = crate::document::lines::lines(source).iter().map(|l| l.span).collect();
            let got = mend_dois(clean(source, &pieces, &Vocabulary::of(source)));
            assert_eq!(got.as_str(), want, "{name}");
        }
    }
}
