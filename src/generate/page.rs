//! A page in the making: the texts that a made paper prints beside its running text, filled with the values of its work.
//!
//! The phrases are in `vocabulary/page.txt`.

use std::sync::OnceLock;

use super::names::{Person, print};
use super::work::Work;
use super::{Rng, Vocabulary};
use crate::document::title_page::Tag;

pub(super) fn phrases() -> &'static Vocabulary {
    static PHRASES: OnceLock<Vocabulary> = OnceLock::new();
    PHRASES.get_or_init(|| Vocabulary::parse(include_str!("vocabulary/page.txt")))
}

/// A page in the making.
pub(super) struct Page<'p> {
    pub(super) language: &'static str,
    pub(super) own: &'p Vocabulary,
    pub(super) other: &'p Vocabulary,
    pub(super) work: Work,
    pub(super) bodies: &'p [Vec<String>],
    pub(super) width: usize,
    pub(super) blocks: Vec<Vec<(String, Tag)>>,
    pub(super) rng: &'p mut Rng,
}

impl Page<'_> {
    pub(super) fn has(&self, tag: Tag) -> bool {
        self.blocks.iter().flatten().any(|l| l.1 == tag)
    }

    pub(super) fn value(&mut self, name: &str) -> String {
        self.work.values.get(name).cloned().unwrap_or_default()
    }

    /// A name as title pages print it, without marks.
    pub(super) fn name(&mut self, person: &Person, form: &str) -> String {
        let name = print(std::slice::from_ref(person), form, "en", self.rng);
        let name = name.replace(" et al.", "");
        match form {
            "CAPS" => name.to_uppercase(),
            _ => name,
        }
    }

    /// Up to `most` phrases of a section, filled in.
    pub(super) fn some(&mut self, section: &str, tag: Tag, most: usize) {
        let in_language = format!("{section}-{}", self.language);
        let section = match () {
            () if phrases().has(&in_language) => in_language,
            () if phrases().has(section) => section.to_owned(),
            () => format!("{section}-en"),
        };
        for _ in 0..self.rng.between(1, most) {
            let text = self.filled(&section);
            self.wrapped(&text, tag);
        }
    }

    /// A phrase with the work's values in it.
    pub(super) fn filled(&mut self, section: &str) -> String {
        let phrase = phrases().phrase(section, self.rng);
        let mut out = String::new();
        let mut chars = phrase.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let value = match chars.next() {
                Some('T') => self.value("T"),
                Some('J') => self.value("J"),
                Some('V') => self.rng.between(1, 140).to_string(),
                Some('I') => self.rng.between(1, 12).to_string(),
                Some('P') => {
                    let first = self.rng.between(1, 900);
                    format!("{first}{}{}", self.rng.pick(&["-", "–", "−", " – "]), first + self.rng.between(4, 40))
                }
                Some('Y') => self.rng.between(1960, 2024).to_string(),
                Some('D') => {
                    let year = self.rng.between(1970, 2024);
                    super::date::day(self.language, year, self.rng)
                }
                Some('M') if section.starts_with("contact") => {
                    let word = self.own.phrase("family", self.rng).to_lowercase().replace([' ', '\''], "");
                    format!("{word}@{}", self.rng.pick(&["example.org", "pond.edu", "uni-marsch.de", "mire.ac.uk"]))
                }
                Some('M') => {
                    let year = self.rng.between(1970, 2024);
                    super::date::month_and_year(self.language, year, self.rng)
                }
                Some('O') => super::identifier::doi(self.rng),
                Some('A') => {
                    let form = self.rng.pick(&["a", "v", "i", "p", "h", "f"]);
                    print(&self.work.authors, form, self.language, self.rng)
                }
                Some('E') => {
                    let person = Person::invent(self.own, self.rng);
                    self.name(&person, "f")
                }
                Some('F') => self.own.phrase("institution", self.rng),
                Some('X') => match self.language {
                    "en" => self.own.phrase("field", self.rng),
                    "de" => self.own.phrase("fach", self.rng),
                    _ => {
                        let title = self.own.phrase("title", self.rng);
                        title.split(' ').next_back().unwrap_or_default().to_owned()
                    }
                },
                Some('L') => self.own.phrase("city", self.rng),
                Some('C') => self.other.phrase("country", self.rng),
                Some('N') => self.rng.between(1, 9999).to_string(),
                Some('K') => self.own.phrase("press", self.rng),
                Some('S') => self.own.phrase("series", self.rng),
                Some('G') => self.own.phrase("thesis", self.rng),
                Some('R') => self.own.phrase("report", self.rng),
                Some('U') => format!("http://www.example.org/{}", self.rng.between(100, 99_999)),
                Some('Z') => format!("{:04}-{:04}", self.rng.between(1, 9999), self.rng.between(1, 9999)),
                Some('H') => {
                    let title = self.value("T");
                    title.split(' ').take(5).collect::<Vec<_>>().join(" ")
                }
                _ => String::new(),
            };
            out.push_str(&value);
        }
        out
    }

    /// So many sentences, or lines of a real text in English.
    pub(super) fn prose(&mut self, sentences: usize) -> String {
        if self.language == "en" && self.rng.chance(80) && !self.bodies.is_empty() {
            let body = self.rng.one_of(self.bodies);
            let at = self.rng.below(body.len());
            return body[at..].iter().take(sentences * 2).map(String::as_str).collect::<Vec<_>>().join(" ");
        }
        let mut out = String::new();
        for _ in 0..sentences {
            let mut sentence = self.own.phrase("title", self.rng);
            for _ in 0..self.rng.between(1, 3) {
                let more = self.own.phrase("title", self.rng);
                let joint = match self.language {
                    "de" => self.rng.pick(&[" ist ", " wird durch ", ", wobei ", " und ", ", die ", " nicht als "]),
                    "fr" => self.rng.pick(&[" est ", " et ", ", dont ", " dans ", " n’est pas "]),
                    "es" => self.rng.pick(&[" es ", " y ", ", que ", " en ", " no fue "]),
                    "pt" => self.rng.pick(&[" é ", " e ", ", que ", " em ", " não foi "]),
                    "it" => self.rng.pick(&[" è ", " e ", ", che ", " nella ", " non fu "]),
                    "nl" => self.rng.pick(&[" is ", " en ", ", die ", " van ", " wordt niet "]),
                    "ru" => self.rng.pick(&[" и ", ", что ", " в ", " не был ", " как "]),
                    _ => self.rng.pick(&[" is ", " and ", ", which ", " of the ", " was not ", " in "]),
                };
                sentence = format!("{sentence}{joint}{}", lower_first(&more));
            }
            out.push_str(&sentence);
            out.push_str(". ");
        }
        out.trim_end().to_owned()
    }

    pub(super) fn wrapped(&mut self, text: &str, tag: Tag) {
        self.wrap(text, self.width, tag);
    }

    /// Adds a block of lines of at most `width` characters, where words allow it.
    pub(super) fn wrap(&mut self, text: &str, width: usize, tag: Tag) {
        let mut lines: Vec<String> = vec![String::new()];
        for word in text.split(' ') {
            let Some(line) = lines.last_mut() else { return };
            if !line.is_empty() && line.chars().count() + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        lines.retain(|l| !l.trim().is_empty());
        if !lines.is_empty() {
            self.blocks.push(lines.into_iter().map(|l| (l, tag)).collect());
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
