//! The words that say that a work has yet to appear: "to appear in", "submitted to", "im Erscheinen".

/// What stands before the name of the outlet; a colon or "in" may follow.
const BEFORE: &[&str] = &[
    "to appear in",
    "to appear",
    "to be published in",
    "submitted for publication in",
    "submitted for publication to",
    "submitted to",
    "accepted for publication in",
    "accepted for publication by",
    "accepted by",
    "accepted in",
    "accepted to",
    "accepted for",
    "forthcoming in",
    "in press in",
    "erscheint in",
    "à paraître dans",
    "à paraître",
    "in corso di stampa in",
    "in corso di pubblicazione in",
    "в печати",
];

/// What stands after it.
const AFTER: &[&str] = &[
    "submitted",
    "to appear",
    "accepted",
    "accepted for publication",
    "in press",
    "forthcoming",
    "im erscheinen",
    "im druck",
    "sous presse",
    "in corso di stampa",
];

/// Where the outlet's name begins, if the words stand before it: after 13 bytes of "Submitted to J. Lakes".
pub(super) fn before(text: &str) -> Option<usize> {
    let open = text.len() - text.trim_start_matches(['(', '[', ' ']).len();
    let first = text[open..].chars().next()?.to_lowercase().next()?;
    let phrases = BEFORE.iter().filter(|phrase| phrase.starts_with(first));
    let words = phrases.filter_map(|phrase| prefix(&text[open..], phrase)).max()?;
    let rest = text[open + words..].trim_start_matches([':', ',', ' ']);
    rest.starts_with(char::is_uppercase).then_some(text.len() - rest.len())
}

/// Where the outlet's name ends, if the words stand after it: after 8 bytes of "J. Lakes, submitted".
pub(super) fn after(text: &str) -> Option<usize> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let bare = text.trim_end_matches(['.', ',', ';', ' ', ')']);
    let starts = AFTER.iter().filter_map(|phrase| {
        let start = bare.len().checked_sub(phrase.len()).filter(|at| bare.is_char_boundary(*at))?;
        (prefix(&bare[start..], phrase)? == phrase.len()).then_some(start)
    });
    let name = text[..starts.min()?].trim_end_matches(['(', ' ']);
    let short = name.split_whitespace().count() <= MOST_WORDS;
    (short && name.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ','))).then_some(name.len())
}

/// A name before the words is short; longer ones are a sentence.
const MOST_WORDS: usize = 8;

/// How many bytes of `text` say `phrase`, whatever the case, with the hyphens of broken words: "sub- mitted to".
fn prefix(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for want in phrase.chars() {
        if want.is_alphabetic() && rest.starts_with([' ', '-']) {
            let joined = rest.trim_start_matches(' ');
            if let Some(broken) = joined.strip_prefix('-')
                && rest.len() < text.len()
            {
                rest = broken.trim_start_matches(' ');
            }
        }
        let mut chars = rest.chars();
        let found = chars.next()?;
        let same = if found.is_ascii() { found.to_ascii_lowercase() == want } else { found.to_lowercase().eq([want]) };
        if !same {
            return None;
        }
        rest = chars.as_str();
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_of_works_to_come() {
        let cases = [
            ("to appear in J. Lakes", Some("J. Lakes")),
            ("(To Appear: J. Lakes)", Some("J. Lakes)")),
            ("sub- mitted to J. Lakes", Some("J. Lakes")),
            ("ac - cepted to J. Lakes", Some("J. Lakes")),
            ("accepted for publication in Lakes", Some("Lakes")),
            ("submitted", None),
            ("to appear in 2020", None),
            ("to appearances", None),
        ];
        for (text, want) in cases {
            assert_eq!(before(text).map(|at| &text[at..]), want, "{text}");
        }
        for (text, want) in [("J. Lakes submitted,", Some("J. Lakes")), ("submitted", None), ("resubmitted", None)] {
            assert_eq!(after(text).map(|at| &text[..at]), want, "{text}");
        }
    }
}
