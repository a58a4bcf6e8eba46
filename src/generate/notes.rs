//! Notes: sources in full, short forms and back-references, with what writers say before, between and after them.
//!
//! What is said comes from a grammar for each language (`notes/LANGUAGE.txt`), how sources are printed from
//! `notes/styles.txt` and the styles of lists.

use std::collections::HashMap;

use super::template::Style;
use super::work::Work;
use super::{Around, Generator, Rng, Vocabulary, by_kind, dash, language, noise};
use crate::Span;
use crate::reference::label::Label;
use crate::train::Example;

/// A note that was made: its text without a number, and where its sources stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MadeNote {
    /// The text.
    pub text: String,
    /// Its sources in order, back-references included.
    pub sources: Vec<Span>,
}

/// What notes are printed in, and how often in a hundred.
const LANGUAGES: [(&str, usize, &str); 5] = [
    ("en", 36, include_str!("notes/en.txt")),
    ("de", 40, include_str!("notes/de.txt")),
    ("fr", 9, include_str!("notes/fr.txt")),
    ("it", 9, include_str!("notes/it.txt")),
    ("es", 6, include_str!("notes/es.txt")),
];

/// What stands for a source in the grammar.
const SOURCE: char = '◆';

/// How writers cite, how many in a hundred do so, and how often they cite what.
const WAYS: [(usize, &[(&str, usize)]); 6] = [
    // All in full, as historians do.
    (
        34,
        &[
            ("book", 30),
            ("article", 22),
            ("chapter", 22),
            ("news", 5),
            ("web", 6),
            ("report", 5),
            ("archive", 4),
            ("list", 6),
        ],
    ),
    // Short, to a list at the end.
    (22, &[("cite", 88), ("back", 4), ("news", 2), ("web", 3), ("report", 3)]),
    // In full the first time, then short.
    (22, &[("book", 16), ("article", 14), ("chapter", 12), ("cite", 28), ("back", 26), ("archive", 4)]),
    // Law.
    (14, &[("law", 40), ("statute", 10), ("article", 18), ("book", 8), ("back", 14), ("report", 6), ("cite", 4)]),
    (4, &[("archive", 60), ("back", 15), ("book", 15), ("cite", 10)]),
    (4, &[("web", 50), ("news", 20), ("report", 20), ("list", 10)]),
];

/// The grammars, the styles, and strings of real references by language.
#[derive(Clone, Debug)]
pub(super) struct Grammar {
    styles: HashMap<(String, String), Vec<Style>>,
    words: Vec<Vocabulary>,
    real: HashMap<&'static str, Vec<String>>,
    /// What the styles of a list are chosen by while one is made.
    seed: Option<u64>,
}

impl Grammar {
    pub(super) fn new() -> Self {
        let words = LANGUAGES.iter().map(|(_, _, text)| Vocabulary::parse(text)).collect();
        Self {
            styles: by_kind(&super::template::styles(include_str!("notes/styles.txt"))),
            words,
            real: HashMap::new(),
            seed: None,
        }
    }
}

/// The place that is meant, a note's number, or a short title.
pub(super) fn place(slot: &str, work: &Work, language: &str, rng: &mut Rng) -> (Label, String) {
    match slot {
        "fn" => {
            let most = if rng.chance(80) { 40 } else { 180 };
            (Label::Number, rng.between(1, most).to_string())
        }
        "TS" => {
            let title = work.values.get("T").map_or("", String::as_str);
            let title = title.split([':', '.', '?', ',', '(']).next().unwrap_or_default();
            let words = rng.between(1, 5);
            let short: Vec<&str> = title.split(' ').take(words).collect();
            (Label::Title, short.join(" "))
        }
        _ => (Label::Page, pinpoint(language, rng)),
    }
}

fn pinpoint(language: &str, rng: &mut Rng) -> String {
    let most = if rng.chance(70) { 300 } else { 1500 };
    let first = rng.between(1, most);
    let last = first + rng.between(1, 40);
    let follows = match language {
        "de" => rng.pick(&[" f.", " ff.", "f.", "ff.", " ff", " f", "ff"]),
        "it" => rng.pick(&[" s.", " ss.", " e ss."]),
        "fr" => rng.pick(&[" sq.", " et s.", " et suiv."]),
        _ => rng.pick(&[" ff.", "ff.", " et seq.", "f."]),
    };
    match rng.below(20) {
        0..9 => first.to_string(),
        9..13 => format!("{first}{}{last}", dash(rng)),
        13 => format!("{first}{}{:02}", dash(rng), last % 100),
        14..17 if language == "de" => format!("{first}{follows}"),
        14 => format!("{first}{follows}"),
        15 => format!("{first}, {last}"),
        16 => format!("{first}—{last}"),
        _ => first.to_string(),
    }
}

impl Generator {
    /// Lets notes hold the strings of real references, and say real English sentences.
    #[must_use]
    pub fn with_notes_of(mut self, examples: &[Example], sentences: Vec<String>) -> Self {
        for example in examples {
            let start = example.segments.iter().find(|(label, _)| *label != Label::Key).map_or(0, |(_, s)| s.start);
            let text = example.text[start..].trim();
            if (12..600).contains(&text.len()) && !text.contains(SOURCE) {
                self.notes.real.entry(language(text)).or_default().push(text.to_owned());
            }
        }
        if !sentences.is_empty() {
            let english = &mut self.notes.words[0];
            english.extend("real", sentences.into_iter().filter(|s| !s.contains(['{', '}', SOURCE])));
            english.extend("sent", std::iter::repeat_n("{real}".to_owned(), 50));
        }
        self
    }

    /// The next note.
    pub fn note(&mut self) -> MadeNote {
        let language = Self::weighted(&mut self.rng, LANGUAGES.iter().map(|(l, w, _)| (*l, *w)));
        let at = LANGUAGES.iter().position(|(l, _, _)| *l == language).unwrap_or(0);
        let mut left = self.rng.below(100);
        let way = WAYS.iter().find(|(weight, _)| {
            let found = left < *weight;
            left = left.saturating_sub(*weight);
            found
        });
        let kinds = way.map_or(WAYS[0].1, |(_, kinds)| *kinds);
        if self.rng.chance(5) {
            return self.run_of_entries(language);
        }
        let frame = self.notes.words[at].phrase("note", &mut self.rng);
        self.filled(&frame, kinds, language)
    }

    /// A bibliography that stands in a note, or was taken for one: entries, one after the other.
    fn run_of_entries(&mut self, language: &'static str) -> MadeNote {
        let count = self.rng.between(3, 9);
        let frame = vec![SOURCE.to_string(); count].join(" ");
        // Lists look alike from entry to entry; now and then they don't.
        self.notes.seed = self.rng.chance(70).then(|| self.rng.below(usize::MAX) as u64);
        let made = self.filled(&frame, &[("list", 100)], language);
        self.notes.seed = None;
        made
    }

    /// The frame with sources in it.
    fn filled(&mut self, frame: &str, kinds: &[(&str, usize)], language: &'static str) -> MadeNote {
        let mut made = MadeNote::default();
        let mut parts = frame.split(SOURCE).peekable();
        while let Some(part) = parts.next() {
            made.say(part);
            let Some(next) = parts.peek() else { break };
            let mut source = String::new();
            for _ in 0..20 {
                source = self.source(kinds, language).unwrap_or_default();
                if !source.is_empty() {
                    break;
                }
            }
            made.cite(&source, next, &mut self.rng);
        }
        if self.rng.chance(8) {
            let end = made.text.trim_end_matches('.').len();
            if made.sources.last().is_none_or(|s| s.end <= end) {
                made.text.truncate(end);
            }
        }
        made
    }

    fn source(&mut self, kinds: &[(&str, usize)], language: &'static str) -> Option<String> {
        let kind = Self::weighted(&mut self.rng, kinds.iter().copied());
        let full = matches!(kind, "book" | "article" | "chapter" | "list");
        let real = self.notes.real.get(language).filter(|_| full);
        if let Some(real) = real
            && self.rng.chance(if language == "en" { 22 } else { 12 })
        {
            return Some(self.rng.one_of(real).clone());
        }
        // A writer of another language is cited as that language prints.
        let printed_in = if full && self.rng.chance(6) { "en" } else { language };
        let (styles, kind) = match kind {
            "list" => (&self.styles, self.rng.pick(&["book", "article", "chapter", "edited", "report", "thesis"])),
            _ => (&self.notes.styles, kind),
        };
        let styles = styles.get(&(kind.to_owned(), printed_in.to_owned()))?;
        let style = match self.notes.seed {
            Some(seed) => Self::style(&mut Rng::new(seed), styles)?,
            None => Self::style(&mut self.rng, styles)?,
        };
        let mut pieces = self.pieces(&style, printed_in, Around::Nothing)?;
        if self.rng.chance(45) {
            noise::damage(&mut pieces, printed_in, &mut self.rng);
        }
        let example = Example::from_pieces(&pieces);
        let start = example.segments.iter().find(|(label, _)| *label != Label::Note).map_or(0, |(_, s)| s.start);
        let start = if matches!(kind, "cite" | "back") { 0 } else { start };
        let text = example.text[start..].trim();
        (text.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then(|| text.to_owned())
    }
}

impl MadeNote {
    /// Adds words that aren't a source's.
    fn say(&mut self, words: &str) {
        // No stop after a stop.
        let words = match words.strip_prefix('.') {
            Some(rest) if self.text.ends_with(['.', '?', '!']) => rest,
            _ => words,
        };
        // A sentence starts with a capital, whatever word of the grammar it starts with.
        let starts = self.text.is_empty() || self.text.ends_with(". ");
        let mut chars = words.chars();
        if let Some(first) = chars.next().filter(|c| starts && c.is_lowercase()) {
            self.text.extend(first.to_uppercase());
            self.text.push_str(chars.as_str());
        } else {
            self.text.push_str(words);
        }
    }

    /// Adds a source, before these words.
    fn cite(&mut self, source: &str, after: &str, rng: &mut Rng) {
        let after = after.trim_start();
        let goes_on =
            after.starts_with(|c: char| c.is_lowercase() || matches!(c, ';' | ',' | ')' | ':' | '/' | '–' | '('));
        let mut source = source.trim().trim_end_matches([';', ',', ':']);
        if goes_on {
            // "ff." and "S." keep their stop, a sentence's goes.
            source = source.trim_end_matches('.');
        }
        let from = self.text.len();
        let sentence = from == 0 || self.text.trim_end().ends_with('.');
        let mut chars = source.chars();
        match chars.next() {
            Some(c) if sentence && c.is_lowercase() && rng.chance(60) => {
                self.text.extend(c.to_uppercase());
                self.text.push_str(chars.as_str());
            }
            _ => self.text.push_str(source),
        }
        if !goes_on && !after.starts_with('.') && !self.text.ends_with('.') && rng.chance(80) {
            self.text.push('.');
        }
        self.sources.push(Span::new(from, self.text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_notes() {
        let notes = || {
            let mut generator = Generator::new(5);
            (0..40).map(|_| generator.note()).collect::<Vec<_>>()
        };
        assert_eq!(notes(), notes());
    }

    #[test]
    fn notes_hold_sources_and_words() {
        let mut generator = Generator::new(7);
        let notes: Vec<MadeNote> = (0..600).map(|_| generator.note()).collect();
        assert!(notes.iter().all(|n| !n.text.contains([SOURCE, '{', '}', '⟦', '⟧', '@'])), "{notes:?}");
        assert!(notes.iter().flat_map(|n| &n.sources).all(|s| s.len() > 1));
        assert!(notes.iter().any(|n| n.sources.is_empty()));
        assert!(notes.iter().any(|n| n.sources.len() > 2));
        assert!(notes.iter().any(|n| n.sources.first().is_some_and(|s| s.start > 0)));
    }

    #[test]
    fn every_style_of_notes_prints_something() {
        let mut generator = Generator::new(3);
        let mut keys: Vec<(String, String)> = generator.notes.styles.keys().cloned().collect();
        keys.sort();
        for (kind, printed_in) in keys {
            let known = LANGUAGES.iter().find(|(l, _, _)| *l == printed_in).expect("a language of notes").0;
            let any = (0..50).any(|_| generator.source(&[(kind.as_str(), 1)], known).is_some());
            assert!(any, "{kind} {printed_in}");
        }
    }

    /// A section that is named but not written would leave a hole in the sentence.
    #[test]
    fn every_section_that_is_named_is_there() {
        for (name, _, text) in LANGUAGES {
            let words = Vocabulary::parse(text);
            for part in text.split('{').skip(1) {
                let section = part.split('}').next().unwrap_or_default();
                assert!(words.has(section), "{name}: {section}");
            }
        }
    }
}
