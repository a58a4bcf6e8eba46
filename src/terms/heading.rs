//! Headings of lists of sources, of notes, and of what follows them.

use super::{Term, Terms, at_start, is, key};

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Heading {
    /// A list of sources: "References", "Quellen- und Literaturverzeichnis", "Works Cited".
    List,
    /// Notes: "Anmerkungen". Notes that are a list as well ("Notes and references") are a list.
    Notes,
    /// What follows a list and isn't one: "Appendix A", "Danksagung".
    After,
}

/// A heading has no more words.
const WORDS: usize = 9;
/// Nor more bytes.
const BYTES: usize = 120;

/// What a line announces that is a heading. Numbering, markup, page numbers and marks around the words don't count.
///
/// A heading of a list is a word for sources, with nothing beside it but words that such headings are put together with: "Selected
/// References", not "References to lakes in poetry". Linear.
pub(crate) fn heading(line: &str) -> Option<Heading> {
    let bare = bare(line);
    if bare.is_empty() || bare.len() > BYTES || key::words(bare).nth(WORDS).is_some() {
        return None;
    }
    if reads_as_list(bare) {
        return Some(Heading::List);
    }
    if is(bare, Term::NotesHeading) {
        return Some(Heading::Notes);
    }
    // "Appendix A: Tables" and "Anhang 2".
    let after = at_start(bare, Terms::of(&[Term::AfterList]))?;
    let rest = bare[after..].trim_start();
    let short = key::words(rest).nth(1).is_none() || rest.starts_with([':', '.', '–', '—', '-']);
    short.then_some(Heading::After)
}

/// A line without numbering ("VI.", "7", "A.") and markup before it, and page numbers, brackets and stops behind it.
fn bare(line: &str) -> &str {
    let mut rest = line.trim();
    // "<b>References</b>"
    while let Some(end) = rest.strip_prefix('<').and_then(|tag| tag.find('>')) {
        rest = rest[end + 2..].trim_start();
    }
    if let Some(at) = rest.find("</") {
        rest = &rest[..at];
    }
    rest = rest.trim_matches(|c: char| !key::is_letter(c));
    rest = rest.trim_end_matches(|c: char| c.is_ascii_digit() || !key::is_letter(c));
    loop {
        let word = rest.find(|c: char| !key::is_letter(c)).unwrap_or(rest.len());
        let (first, after) = rest.split_at(word);
        let numeral = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
        let letter =
            first.len() == 1 && after.starts_with(['.', ')']) && first.starts_with(|c: char| c.is_ascii_uppercase());
        if after.is_empty() || !(letter || !first.is_empty() && first.chars().all(numeral)) {
            return rest;
        }
        rest = after.trim_start_matches(|c: char| !key::is_letter(c));
    }
}

/// Whether the words are those that headings of lists are put together from, one of them a word for sources.
fn reads_as_list(bare: &str) -> bool {
    let list = Terms::of(&[Term::ListHeading]);
    let beside = Terms::of(&[Term::ListModifier, Term::NotesHeading]);
    let mut rest = bare;
    let mut named = false;
    while !rest.is_empty() {
        let word = rest.find(|c: char| !key::is_letter(c)).unwrap_or(rest.len());
        let (length, names) = match at_start(rest, list) {
            Some(length) => (length, true),
            None => match (compound(&rest[..word]), at_start(rest, beside)) {
                (Some(names), _) => (word, names),
                (None, Some(length)) => (length, false),
                // "References 57", "Chapter 3".
                (None, None) if rest[..word].bytes().all(|byte| byte.is_ascii_digit()) => (word, false),
                _ => return false,
            },
        };
        named |= names;
        rest = rest[length.max(1)..].trim_start_matches(|c: char| !key::is_letter(c));
    }
    named
}

/// Whether a compound is put together from words of headings, and whether one of them names sources: "Literaturverzeichnis"
/// does, "Primärliteratur" does, "Schriftenverzeichnis" doesn't.
fn compound(word: &str) -> Option<bool> {
    let lower = word.to_lowercase();
    let end = super::words(Term::ListCompound).find_map(|end| lower.strip_suffix(end));
    if let Some(stem) = end.map(|stem| stem.strip_suffix('s').unwrap_or(stem)).filter(|stem| !stem.is_empty()) {
        return is(stem, Term::ListHeading).then_some(true);
    }
    let source = super::words(Term::ListHeading).filter(|w| w.len() > 5).find_map(|w| lower.strip_suffix(w));
    source.filter(|stem| is(stem, Term::ListModifier)).map(|_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_lists() {
        for line in [
            "References",
            "# Bibliography",
            "VII. REFERENCES",
            "6 References",
            "A. Sources",
            "Selected Bibliography:",
            "References and Notes",
            "Notes and references",
            "Primary Sources and Literature",
            "Literaturverzeichnis",
            "Quellen- und Literaturverzeichnis",
            "Verwendete Literatur",
            "Primärliteratur",
            "Internetquellen",
            "Références bibliographiques",
            "Riferimenti bibliografici",
            "Bibliografia essenziale",
            "Список использованных источников",
            "Källförteckning",
            "Litteraturlista",
            "Works Cited 211",
            "**Further reading**",
            "参考文献",
            "참고문헌",
            "المصادر والمراجع",
            "<b>Sources</b>",
            "12 | REFERENCES",
        ] {
            assert_eq!(heading(line), Some(Heading::List), "{line}");
        }
    }

    #[test]
    fn other_lines() {
        for (line, want) in [
            ("Anmerkungen", Some(Heading::Notes)),
            ("Notes", Some(Heading::Notes)),
            ("Appendix A", Some(Heading::After)),
            ("Appendix: questions that were asked", Some(Heading::After)),
            ("Acknowledgements", Some(Heading::After)),
            ("References to lakes in poetry", None),
            ("Literature review", None),
            ("Literaturwissenschaft", None),
            ("Sources of water in the north", None),
            ("The list", None),
            ("Introduction", None),
            ("Notes on lakes", None),
            ("", None),
            ("VI", None),
            ("1234", None),
        ] {
            assert_eq!(heading(line), want, "{line}");
        }
    }
}
