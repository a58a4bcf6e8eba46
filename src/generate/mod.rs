//! Synthetic references, labelled on every character.
//!
//! Works are invented from word lists (`vocabulary/`, one file a language) and, if there are any, from the values of
//! real labelled references; styles (`styles.txt`) print them; noise damages some. The largest lever of the chooser's
//! training: labelled references in German, Italian or in footnotes hardly exist.

mod abbreviate;
pub(crate) mod closing;
mod date;
mod identifier;
mod law;
pub(crate) mod layout;
mod names;
mod noise;
mod notes;
mod numeration;
mod page;
pub(crate) mod prose;
mod rng;
mod software;
mod sources;
mod template;
mod title_page;
mod vocabulary;
mod work;

use std::collections::{HashMap, HashSet};

pub use self::names::Person;
pub use self::notes::MadeNote;
pub use self::rng::Rng;
pub use self::vocabulary::Vocabulary;
pub use self::work::MadeWork;

use self::sources::Sources;
use self::template::{Node, Style};
use self::work::Work;
use crate::reference::label::Label;
use crate::train::{Example, Piece};

const LANGUAGES: [(&str, usize, &str); 10] = [
    ("en", 36, include_str!("vocabulary/en.txt")),
    ("de", 33, include_str!("vocabulary/de.txt")),
    ("it", 21, include_str!("vocabulary/it.txt")),
    ("fr", 6, include_str!("vocabulary/fr.txt")),
    ("es", 4, include_str!("vocabulary/es.txt")),
    ("pt", 3, include_str!("vocabulary/pt.txt")),
    ("nl", 2, include_str!("vocabulary/nl.txt")),
    ("ru", 3, include_str!("vocabulary/ru.txt")),
    // In the later styles only.
    ("zh", 0, include_str!("vocabulary/zh.txt")),
    ("ja", 0, include_str!("vocabulary/ja.txt")),
];

/// How often each kind of work is cited, in a hundred.
const KINDS: [(&str, usize); 14] = [
    ("article", 27),
    ("phys", 14),
    ("book", 24),
    ("edited", 5),
    ("chapter", 15),
    ("conf", 5),
    ("thesis", 3),
    ("report", 5),
    ("news", 5),
    ("web", 4),
    ("preprint", 2),
    ("data", 2),
    ("law", 3),
    ("short", 1),
];

/// The styles that most references are printed in, by the kinds and languages that are cited most.
const STYLES: &str = include_str!("styles.txt");

/// Styles of what is rarer: notes and law, works to come, Chinese. They read the macros of the first.
const RARE: &str = include_str!("styles-more.txt");

/// So many references in a hundred are in a rare style. More of them take from the others what they teach.
const RARELY: usize = 13;

/// So many works are invented for a style until one has every field that it can't do without.
const INVENTIONS: usize = 20;

/// Makes references; the same seed and the same real ones give the same references.
#[derive(Clone, Debug)]
pub struct Generator {
    rng: Rng,
    styles: HashMap<(String, String), Vec<Style>>,
    rare: Vec<Style>,
    words: Vec<Vocabulary>,
    real: Vocabulary,
    notes: notes::Grammar,
}

impl Generator {
    /// A generator that uses its own words only.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let common = template::styles(STYLES);
        let rare = template::styles(&[STYLES, RARE].join("\n")).split_off(common.len());
        let styles = by_kind(&common);
        let words = LANGUAGES.iter().map(|(_, _, text)| Vocabulary::parse(text)).collect();
        Self { rng: Rng::new(seed), styles, rare, words, real: Vocabulary::default(), notes: notes::Grammar::new() }
    }

    /// Lets the generator print the values of real references in other styles.
    #[must_use]
    pub fn with_values_of(mut self, examples: &[Example]) -> Self {
        for example in examples {
            for (label, span) in &example.segments {
                let text = span.of(&example.text).trim();
                self.take(*label, text);
            }
        }
        self
    }

    /// An invented work, for printers of references other than this one: its kind and language are as often cited as here.
    pub fn work(&mut self) -> MadeWork {
        let language = Self::weighted(&mut self.rng, LANGUAGES.iter().map(|(l, w, _)| (*l, *w)));
        let kind = Self::weighted(&mut self.rng, KINDS.iter().copied());
        let own = &self.words[LANGUAGES.iter().position(|(l, _, _)| *l == language).unwrap_or(0)];
        let sources = Sources { language, own, other: &self.words[0], real: &self.real };
        let Work { values, authors, editors, translators } = work::invent(kind, &sources, &mut self.rng);
        MadeWork { kind, language, values: values.into_iter().collect(), authors, editors, translators }
    }

    /// A reference that another printer made of these pieces, as extraction or optical recognition may have left it.
    pub fn damaged(&mut self, mut pieces: Vec<Piece>, language: &str) -> Example {
        crate::train::harmonise(&mut pieces);
        noise::damage(&mut pieces, language, &mut self.rng);
        Example::from_pieces(&pieces)
    }

    /// The words of a language; English ones where it has none.
    pub(crate) fn words_of(&self, language: &str) -> &Vocabulary {
        &self.words[LANGUAGES.iter().position(|(l, _, _)| *l == language).unwrap_or(0)]
    }

    fn take(&mut self, label: Label, text: &str) {
        let edges: &[char] = &[',', ';', ':', ' ', '"', '“', '”', '.', '(', ')', '`', '\'', '‘', '’', '[', ']', '/'];
        let trimmed = text.trim_matches(edges).trim();
        let length = trimmed.chars().count();
        if !(2..=220).contains(&length) {
            return;
        }
        let latin = trimmed.chars().filter(|c| c.is_alphabetic()).all(|c| (c as u32) < 0x250);
        if !latin {
            return;
        }
        let language = language(trimmed);
        let lower = trimmed.to_lowercase();
        let (section, value) = match label {
            Label::Title if length > 6 => (format!("title-{language}"), trimmed.to_owned()),
            Label::Journal => {
                let dot =
                    if text.contains(". ") && text.trim_end_matches([',', ' ']).ends_with('.') { "." } else { "" };
                ("journal-en".to_owned(), format!("{trimmed}{dot}"))
            }
            Label::Book if crate::train::is_conference(trimmed) && length > 4 => {
                let value = trimmed.strip_prefix("In ").or(trimmed.strip_prefix("in ")).unwrap_or(trimmed);
                ("conf-en".to_owned(), value.to_owned())
            }
            Label::Publisher if length < 60 && !lower.contains(':') => {
                const BODIES: [&str; 9] = [
                    "institut",
                    "univers",
                    "center",
                    "centre",
                    "depart",
                    "commission",
                    "agency",
                    "council",
                    "ministry",
                ];
                if BODIES.iter().any(|b| lower.contains(b)) {
                    self.real.extend("org-real", [trimmed.to_owned()]);
                }
                ("press-en".to_owned(), trimmed.to_owned())
            }
            Label::Place if length < 40 => ("city-en".to_owned(), trimmed.to_owned()),
            Label::Author => {
                let words = trimmed.split(|c: char| !c.is_alphabetic() && c != '-' && c != '’' && c != '\'');
                let families = words.filter(|w| {
                    let mut chars = w.chars();
                    chars.next().is_some_and(char::is_uppercase)
                        && w.chars().count() > 2
                        && chars.next().is_some_and(char::is_lowercase)
                });
                let families: Vec<String> = families.map(str::to_owned).collect();
                self.real.extend("family", families);
                return;
            }
            _ => return,
        };
        self.real.extend(&section, [value]);
    }

    fn weighted<'a>(rng: &mut Rng, of: impl Iterator<Item = (&'a str, usize)> + Clone) -> &'a str {
        let sum = of.clone().map(|(_, w)| w).sum();
        let mut at = rng.below(sum);
        for (name, weight) in of {
            if at < weight {
                return name;
            }
            at -= weight;
        }
        ""
    }

    /// The next reference.
    pub fn reference(&mut self) -> Example {
        loop {
            if self.rng.chance(RARELY)
                && let Some(style) = Self::style(&mut self.rng, &self.rare)
            {
                let language = self.rng.one_of(&style.languages).clone();
                if let Some(example) = self.printed(&style, &language) {
                    return example;
                }
                continue;
            }
            let language = Self::weighted(&mut self.rng, LANGUAGES.iter().map(|(l, w, _)| (*l, *w)));
            let kind = Self::weighted(&mut self.rng, KINDS.iter().copied());
            if let Some(example) = self.one(kind, language) {
                return example;
            }
        }
    }

    /// A reference to a work of this kind in a style of this language, if there is one.
    fn one(&mut self, kind: &str, language: &str) -> Option<Example> {
        let style = Self::style(&mut self.rng, self.styles.get(&(kind.to_owned(), language.to_owned()))?)?;
        self.printed(&style, language)
    }

    fn printed(&mut self, style: &Style, language: &str) -> Option<Example> {
        let mut pieces = self.pieces(style, language, Around::Anything)?;
        noise::damage(&mut pieces, language, &mut self.rng);
        let mut example = Example::from_pieces(&pieces);
        if self.rng.chance(75) {
            // Most references come without markup.
            example.emphasis.clear();
        }
        (example.text.len() > 8).then_some(example)
    }

    fn style(rng: &mut Rng, styles: &[Style]) -> Option<Style> {
        let mut at = rng.below(styles.iter().map(|s| s.weight).sum());
        let style = styles.iter().find(|s| {
            let found = at < s.weight;
            at = at.saturating_sub(s.weight);
            found
        })?;
        Some(style.clone())
    }

    /// A reference in this style, in pieces, not damaged yet.
    fn pieces(&mut self, style: &Style, language: &str, around: Around) -> Option<Vec<Piece>> {
        let rng = &mut self.rng;
        let own = &self.words[LANGUAGES.iter().position(|(l, _, _)| *l == language)?];
        let other = &self.words[0];
        let sources = Sources { language, own, other, real: &self.real };
        let printed = HashSet::new();
        let mut works = (0..INVENTIONS).map(|_| work::invent(&style.kind, &sources, rng));
        let work = works.find(|work| work.fills(&style.nodes, &printed))?;
        let mut printer = Printer { work: &work, language, own, rng, pieces: Vec::new(), printed, emphasised: false };
        if around == Around::Anything {
            printer.key();
            if !style.nodes.iter().any(|n| matches!(n, Node::Slot(name, _) if name == "pre")) {
                printer.signal();
            }
        }
        printer.all(&style.nodes);
        if around == Around::Anything {
            printer.remark();
        }
        let mut pieces = printer.pieces;
        pieces.retain(|p| !p.text.is_empty());
        crate::train::harmonise(&mut pieces);
        Some(pieces)
    }
}

/// Styles by kind and language.
fn by_kind(all: &[Style]) -> HashMap<(String, String), Vec<Style>> {
    let mut styles: HashMap<(String, String), Vec<Style>> = HashMap::new();
    for style in all {
        for language in &style.languages {
            let key = (style.kind.clone(), language.clone());
            styles.entry(key).or_default().push(style.clone());
        }
    }
    styles
}

/// What may stand before and after a reference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// Keys, signal words, remarks.
    Anything,
    /// Nothing: a note brings its own words.
    Nothing,
}

/// Prints one work.
struct Printer<'p> {
    work: &'p Work,
    language: &'p str,
    own: &'p Vocabulary,
    rng: &'p mut Rng,
    pieces: Vec<Piece>,
    printed: HashSet<String>,
    emphasised: bool,
}

impl Printer<'_> {
    /// A list's number or key before some references.
    fn key(&mut self) {
        let n = self.rng.between(1, 180);
        let key = match self.rng.below(100) {
            0..3 => format!("[{n}] "),
            3..5 => format!("{n}. "),
            5 => format!("{n} "),
            6 => format!("({n}) "),
            7 => {
                format!("[{}{:02}] ", self.own.phrase("family", self.rng).chars().take(3).collect::<String>(), n % 100)
            }
            8 => bullet(self.rng).to_owned(),
            _ => return,
        };
        self.pieces.push(Piece::field(Label::Key, key));
    }

    /// "See", "cfr." before a citation that isn't a German footnote's.
    fn signal(&mut self) {
        let most = match self.language {
            "it" | "fr" => 2,
            _ => 1,
        };
        if self.rng.chance(most) && self.own.has("signal") {
            let text = format!("{} ", self.own.phrase("signal", self.rng));
            self.pieces.push(Piece::field(Label::Note, text));
        }
    }

    /// What a footnote says after a citation.
    fn remark(&mut self) {
        if self.rng.chance(if self.language == "de" { 4 } else { 1 }) && self.own.has("after") {
            let text = format!(" {}", self.own.phrase("after", self.rng));
            self.pieces.push(Piece::field(Label::Note, text));
        }
    }

    fn all(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.between(text),
                Node::Star => self.emphasised = !self.emphasised,
                Node::Slot(name, form) => self.slot(name, form),
                Node::Labelled(label, nodes) => {
                    let text = self.plain(nodes);
                    let known = Label::ALL.iter().find(|l| format!("{l:?}") == *label);
                    let label = known.copied().unwrap_or(Label::Note);
                    self.pieces.push(Piece::field(label, text));
                }
                Node::Group(nodes) => {
                    if self.possible(nodes) {
                        self.all(nodes);
                    }
                }
                Node::Choice(all) => {
                    let open: Vec<&Vec<Node>> = all.iter().filter(|nodes| self.possible(nodes)).collect();
                    if !open.is_empty() {
                        let chosen = self.rng.pick(&open);
                        self.all(chosen);
                    }
                }
            }
        }
    }

    /// Text without fields.
    fn plain(&mut self, nodes: &[Node]) -> String {
        let mut text = String::new();
        for node in nodes {
            match node {
                Node::Text(t) => text.push_str(t),
                Node::Choice(all) => {
                    let chosen = self.rng.one_of(all).clone();
                    text.push_str(&self.plain(&chosen));
                }
                _ => {}
            }
        }
        text
    }

    /// Whether the work has every field in these and none is printed yet.
    fn possible(&self, nodes: &[Node]) -> bool {
        self.work.fills(nodes, &self.printed)
    }

    fn between(&mut self, text: &str) {
        let ends = self.pieces.last().map(|p| p.text.trim_end()).unwrap_or_default();
        let text = match text.strip_prefix('.') {
            Some(rest) if ends.ends_with(['.', '?', '!']) => rest,
            _ => text,
        };
        if !text.is_empty() {
            self.pieces.push(Piece::between(text));
        }
    }

    fn slot(&mut self, name: &str, form: &str) {
        // Places that are meant are counted anew each time.
        if matches!(name, "pg" | "fn" | "TS") {
            let (label, text) = notes::place(name, self.work, self.language, self.rng);
            self.pieces.push(Piece { label: Some(label), text, emphasised: self.emphasised });
            return;
        }
        self.printed.insert(name.to_owned());
        let people = |people, rng: &mut Rng| names::print(people, form, self.language, rng);
        let value = match name {
            "A" if form.is_empty() && self.rng.chance(5) => self.work.values.get("O1").cloned().unwrap_or_default(),
            "A" => people(&self.work.authors, self.rng),
            "E" => people(&self.work.editors, self.rng),
            "X" => people(&self.work.translators, self.rng),
            "pre" => prefix(self.own, self.rng),
            // Who is responsible, after a slash: the authors again.
            "resp" => names::print(&self.work.authors, "p", self.language, self.rng),
            _ => self.work.values.get(name).cloned().unwrap_or_default(),
        };
        if value.is_empty() {
            return;
        }
        // A body named after the authors is the one that edits.
        let label = match name {
            "O1" if form == "e" || self.printed.contains("A") => Label::Editor,
            "A" | "O1" | "SG" | "SC" | "court" | "anc" | "HA" => Label::Author,
            "E" => Label::Editor,
            "X" => Label::Translator,
            "T" | "TY" | "TM" | "PT" | "ST" | "case" | "work" | "HT" => Label::Title,
            "J" | "JL" | "J1" | "N" | "N1" | "JI" | "SI" | "LJ" | "reporter" | "HJ" => Label::Journal,
            "B" | "C" | "CA" => Label::Book,
            "S" => Label::Series,
            "V" | "VR" | "VX" | "n" => Label::Volume,
            "I" => Label::Issue,
            "P" | "PP" | "PA" | "PF" | "PC" | "locus" => Label::Page,
            "K" | "F" | "O2" | "RP" | "PS" | "HK" | "HF" => Label::Publisher,
            "L" | "L2" | "LC" | "LM" | "LS" | "HL" => Label::Place,
            "Q" | "sup" => Label::Edition,
            "G" => Label::Genre,
            "R" | "docket" | "drs" | "patno" => Label::Number,
            "O" => Label::Doi,
            "U" | "SU" => Label::Url,
            "H" => Label::Arxiv,
            "W" => Label::Accessed,
            "Z" => Label::Isbn,
            "pre" | "resp" | "PX" | "SV" => Label::Note,
            _ => Label::Date,
        };
        self.pieces.push(Piece { label: Some(label), text: value, emphasised: self.emphasised });
    }
}

/// What lists put before an entry that isn't numbered.
fn bullet(rng: &mut Rng) -> &'static str {
    rng.pick(&[". ", "- ", "• ", "* ", "— ", "– ", ", "])
}

/// Words before a footnote's citation: none mostly, a signal, or half a sentence.
fn prefix(words: &Vocabulary, rng: &mut Rng) -> String {
    if !words.has("signal") {
        return String::new();
    }
    match rng.below(100) {
        0..30 => words.phrase("signal", rng) + " ",
        30..38 if words.has("remark") => {
            let remark = words.phrase("remark", rng);
            format!("{remark} {} ", words.phrase("signal", rng).to_lowercase())
        }
        _ => String::new(),
    }
}

/// Words that a language is known by.
fn language(text: &str) -> &'static str {
    const WORDS: [(&str, &[&str]); 5] = [
        ("de", &["der", "die", "das", "und", "zur", "im", "für", "eine", "des", "von", "über", "den"]),
        ("it", &["il", "di", "della", "del", "nella", "nel", "delle", "dei", "gli", "per", "dell", "alla"]),
        ("fr", &["le", "la", "les", "des", "du", "et", "une", "aux", "dans", "sur"]),
        ("es", &["el", "los", "las", "y", "del", "una", "en", "para"]),
        ("en", &["the", "of", "and", "in", "for", "on", "with", "to", "an", "from"]),
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
    let count = |known: &[&str]| words.iter().filter(|w| known.contains(w)).count();
    let best = WORDS.iter().map(|(l, known)| (count(known), *l)).max_by_key(|(n, _)| *n);
    best.filter(|(n, _)| *n > 0).map_or("en", |(_, l)| l)
}

/// The dash of a range, as printers and scanners have it.
fn dash(rng: &mut Rng) -> &'static str {
    rng.pick(&["-", "–", "–", "-", "—"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::lex;

    #[test]
    fn the_same_seed_gives_the_same_references() {
        let some = |seed| {
            let mut generator = Generator::new(seed);
            (0..20).map(|_| generator.reference()).collect::<Vec<_>>()
        };
        assert_eq!(some(5), some(5));
        assert_ne!(some(5), some(6));
    }

    #[test]
    fn every_token_of_every_reference_is_in_one_segment() {
        let mut generator = Generator::new(1);
        for _ in 0..2000 {
            let example = generator.reference();
            let mut end = 0;
            for (_, span) in &example.segments {
                assert_eq!(span.start, end, "{example:?}");
                assert!(example.text.is_char_boundary(span.start));
                end = span.end;
            }
            assert_eq!(end, example.text.len(), "{example:?}");
            assert_eq!(example.tags(&lex(&example.text)).len(), lex(&example.text).len());
        }
    }

    #[test]
    fn every_language_has_its_kinds() {
        let mut generator = Generator::new(2);
        for (language, _, _) in LANGUAGES.into_iter().filter(|(_, share, _)| *share > 0) {
            for kind in ["article", "book", "chapter", "thesis"] {
                let example = generator.one(kind, language);
                assert!(example.is_some_and(|e| e.has(Label::Author) || e.has(Label::Title)), "{language} {kind}");
            }
        }
    }

    #[test]
    fn chinese_and_japanese_are_rare() {
        let mut generator = Generator::new(3);
        let examples: Vec<_> = (0..2000).map(|_| generator.reference()).collect();
        let han = |e: &&Example| e.text.contains(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
        let found = examples.iter().filter(han).count();
        assert!((10..200).contains(&found), "{found}");
    }

    #[test]
    fn labels_in_styles_are_labels() {
        fn named(nodes: &[Node], names: &mut Vec<String>) {
            for node in nodes {
                match node {
                    Node::Labelled(name, inner) => {
                        names.push(name.clone());
                        named(inner, names);
                    }
                    Node::Group(inner) => named(inner, names),
                    Node::Choice(all) => all.iter().for_each(|inner| named(inner, names)),
                    _ => {}
                }
            }
        }
        let mut names = Vec::new();
        template::styles(&[STYLES, RARE].join("\n")).iter().for_each(|style| named(&style.nodes, &mut names));
        assert!(!names.is_empty());
        for name in names {
            assert!(Label::ALL.iter().any(|l| format!("{l:?}") == name), "{name}");
        }
    }

    #[test]
    fn every_style_prints_some_reference() {
        let mut generator = Generator::new(3);
        let mut keys: Vec<(String, String)> = generator.styles.keys().cloned().collect();
        keys.sort();
        for (kind, language) in keys {
            let any = (0..50).any(|_| generator.one(&kind, &language).is_some());
            assert!(any, "{kind} {language}");
        }
    }
}
