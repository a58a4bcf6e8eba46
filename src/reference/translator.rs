//! Who translated: "trad. de l'anglais par M. Roy", "übers. v. M. Roy", "Aus dem Englischen von M. Roy".

use crate::Span;
use crate::terms::{self, Term, Terms};

const TRANSLATOR: Terms = Terms::of(&[Term::Translator]);

/// No such words before a name are longer: "translated from the Italian and with a foreword by".
const MOST_BYTES: usize = 80;

/// Whether the names of `text` are a translator's, and nobody's who edits: a word for it stands before or behind them.
pub(super) fn announces(text: &str) -> bool {
    let editor = Terms::of(&[Term::Editor]);
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    let says = |terms| terms::at_start(inner, terms).is_some() || terms::at_end(inner, terms).is_some();
    says(TRANSLATOR) && !says(editor)
}

/// Words right before the name of one who did something.
const BY: [&str; 10] = ["by", "par", "von", "v", "di", "por", "durch", "door", "av", "af"];

/// A stretch that begins with words for a translation, from its names on; none, where it doesn't or names nobody.
pub(super) fn names(raw: &str, span: Span) -> Option<Span> {
    let span = span.trimmed(raw, |c| !c.is_alphanumeric() && !matches!(c, ')' | ']' | '.'));
    let text = span.of(raw);
    let word = match terms::at_start(text, TRANSLATOR) {
        Some(end) => end,
        None => text.get(..8).filter(|start| start.eq_ignore_ascii_case("aus dem ")).map(|_| 0)?,
    };
    let words = text.char_indices().filter(|(at, _)| text[..*at].ends_with([' ', '.'])).map(|(at, _)| at);
    let capitals = words.filter(|at| *at > word && text[*at..].starts_with(char::is_uppercase));
    let capitals: Vec<usize> = capitals.take_while(|at| *at < MOST_BYTES).collect();
    let before =
        |at: usize| text[..at].trim_end_matches([' ', '.']).rsplit([' ', '.', '’', '\'']).next().unwrap_or_default();
    // "translated from the Italian by Mary Roy"; or the name follows at once, behind "de" at most, which is in names as well.
    let by = capitals.iter().find(|at| BY.contains(&before(**at)));
    let at_once = || {
        let between = |at: usize| text[word..at].trim_matches(['.', ' ']);
        capitals.first().filter(|at| word > 0 && matches!(between(**at), "" | "de"))
    };
    by.or_else(at_once).map(|at| Span::new(span.start + at, span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_behind_the_words_for_a_translation() {
        let cases = [
            ("trad. it. di P. Bianchi,", Some("P. Bianchi")),
            ("traduit de l'anglais par M. Roy", Some("M. Roy")),
            ("translated from the Italian by Mary Roy", Some("Mary Roy")),
            ("trans. Mary Roy", Some("Mary Roy")),
            ("übers. v. Max Roy,", Some("Max Roy")),
            ("Übersetzt von Max Roy.", Some("Max Roy.")),
            ("Aus dem Englischen von Max Roy", Some("Max Roy")),
            ("trad. de Juan Ruiz", Some("Juan Ruiz")),
            ("trad. Juan de Ruiz", Some("Juan de Ruiz")),
            ("translated from the Italian", None),
            ("Aus dem Leben eines Taugenichts", None),
            ("Max Roy", None),
        ];
        for (text, want) in cases {
            assert_eq!(names(text, Span::new(0, text.len())).map(|span| span.of(text)), want, "{text}");
        }
    }
}
