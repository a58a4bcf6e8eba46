//! Synthetic title pages: invented works as journals, conferences, repositories and universities print them.
//!
//! Annotated title pages are English articles of a few journals; the order of their parts, other languages, covers and
//! theses come from here. The phrases are in `vocabulary/page.txt`.

use super::names::Person;
use super::page::{Page, phrases};
use super::sources::Sources;
use super::work::invent;
use super::{Generator, LANGUAGES};
use crate::document::title_page::Tag;
use crate::train::title_page::TitlePage;

/// A part of a title page, and how often in a hundred it is there.
type Part = (&'static str, usize);

/// The orders in which parts come, with their weights.
const LAYOUTS: [(usize, &[Part]); 11] = [
    // A journal's article, its head above.
    (
        24,
        &[
            ("own", 55),
            ("genre", 45),
            ("title", 100),
            ("authors", 100),
            ("places", 80),
            ("contact", 30),
            ("dates", 40),
            ("abstract", 85),
            ("keywords", 50),
            ("identifier", 40),
            ("rights", 40),
            ("body", 90),
            ("foot", 75),
        ],
    ),
    // The same, the identifier first and the addresses at the page's foot.
    (
        14,
        &[
            ("identifier", 60),
            ("genre", 40),
            ("title", 100),
            ("authors", 100),
            ("dates", 30),
            ("abstract", 80),
            ("keywords", 40),
            ("body", 95),
            ("places", 50),
            ("contact", 60),
            ("foot", 60),
        ],
    ),
    // The citation in a box beside the abstract.
    (
        10,
        &[
            ("genre", 50),
            ("title", 100),
            ("authors", 100),
            ("places", 90),
            ("contact", 50),
            ("abstract", 90),
            ("own", 70),
            ("rights", 60),
            ("dates", 60),
            ("identifier", 60),
            ("rights", 60),
            ("body", 95),
            ("foot", 70),
        ],
    ),
    // Proceedings: each author with his address.
    (
        12,
        &[("own", 25), ("title", 100), ("groups", 100), ("abstract", 90), ("keywords", 30), ("body", 95), ("foot", 40)],
    ),
    // Title, author, text: the humanities.
    (10, &[("own", 40), ("authors", 45), ("title", 100), ("byline", 60), ("dates", 10), ("body", 100), ("foot", 40)]),
    // Two languages.
    (
        6,
        &[
            ("own", 50),
            ("genre", 30),
            ("title", 100),
            ("parallel", 100),
            ("authors", 100),
            ("places", 60),
            ("abstract", 95),
            ("keywords", 60),
            ("abstract", 60),
            ("keywords", 40),
            ("body", 80),
            ("foot", 50),
        ],
    ),
    // A repository's cover, then the page itself.
    (
        8,
        &[
            ("cover", 70),
            ("title", 100),
            ("authors", 100),
            ("cover", 80),
            ("own", 80),
            ("identifier", 60),
            ("cover-rights", 90),
            ("cover-rights", 70),
            ("title", 60),
            ("authors", 60),
            ("abstract", 70),
            ("body", 60),
        ],
    ),
    // A working paper.
    (
        7,
        &[
            ("publisher", 50),
            ("series", 80),
            ("title", 100),
            ("authors", 100),
            ("places", 40),
            ("series", 40),
            ("dates", 60),
            ("publisher", 50),
            ("rights", 50),
            ("abstract", 80),
            ("keywords", 40),
            ("body", 60),
        ],
    ),
    // A thesis.
    (
        5,
        &[
            ("title", 100),
            ("thesis", 95),
            ("authors", 100),
            ("thesis", 40),
            ("publisher", 60),
            ("dates", 70),
            ("rights", 30),
            ("body", 50),
        ],
    ),
    // Margins beside the text.
    (
        6,
        &[
            ("title", 100),
            ("authors", 100),
            ("places", 95),
            ("identifier", 90),
            ("rights", 90),
            ("dates", 80),
            ("rights", 80),
            ("body", 100),
            ("foot", 95),
        ],
    ),
    // The middle of a text: there is no title page.
    (5, &[("body", 100), ("foot", 30)]),
];

impl Generator {
    /// The next title page; `bodies` are texts, line by line, that may follow on it.
    pub(crate) fn title_page(&mut self, bodies: &[Vec<String>]) -> TitlePage {
        let language = Self::weighted(
            &mut self.rng,
            [("en", 46), ("de", 18), ("fr", 7), ("es", 7), ("pt", 5), ("it", 7), ("nl", 3), ("ru", 5)].into_iter(),
        );
        let own = LANGUAGES.iter().position(|(l, _, _)| *l == language).map_or(&self.words[0], |at| &self.words[at]);
        let rng = &mut self.rng;
        let from = Sources { language, own, other: &self.words[0], real: &self.real };
        let work = invent("article", &from, rng);
        let weights: usize = LAYOUTS.iter().map(|l| l.0).sum();
        let mut at = rng.below(weights);
        let layout = LAYOUTS.iter().find(|(weight, _)| {
            let found = at < *weight;
            at = at.saturating_sub(*weight);
            found
        });
        let width = rng.between(45, 100);
        let mut page = Page { language, own, other: &self.words[0], work, bodies, width, blocks: Vec::new(), rng };
        for (part, percent) in layout.map_or(LAYOUTS[0].1, |l| l.1) {
            if page.rng.chance(*percent) {
                page.part(part);
            }
        }
        TitlePage { blocks: page.blocks }
    }
}

impl Page<'_> {
    fn part(&mut self, part: &str) {
        match part {
            "title" => self.title(),
            "parallel" => {
                let title = self.other.phrase("title", self.rng);
                let title = self.cased(title);
                self.wrapped(&title, Tag::Parallel);
            }
            "authors" => self.authors(),
            "byline" if !self.has(Tag::Author) => self.authors(),
            "groups" => self.groups(),
            "places" => self.places(),
            "contact" => self.some("contact", Tag::Affiliation, 2),
            "dates" => self.some("dates", Tag::Dates, 2),
            "own" => self.some("own", Tag::Own, 2),
            "genre" => self.some("genre", Tag::Genre, 1),
            "identifier" if self.rng.chance(25) => {
                let archive =
                    self.rng.pick(&["cs.CL", "hep-th", "math.AG", "cond-mat.mtrl-sci", "stat.ML", "physics.soc-ph"]);
                let number = format!(
                    "{:02}{:02}.{:05}",
                    self.rng.between(7, 24),
                    self.rng.between(1, 12),
                    self.rng.between(1, 19_999)
                );
                let (year, version) = (self.rng.between(2007, 2024), self.rng.between(1, 4));
                let day = super::date::day("en", year, self.rng);
                self.wrapped(&format!("arXiv:{number}v{version} [{archive}] {day}"), Tag::Identifier);
            }
            "identifier" => self.some("identifier", Tag::Identifier, 2),
            "rights" => self.some("rights", Tag::Other, 3),
            "cover" => self.some("cover-own", Tag::Other, 2),
            "cover-rights" => self.some("cover-rights", Tag::Other, 3),
            "series" => self.some("series", Tag::Genre, 1),
            "thesis" => self.some("thesis", Tag::Genre, 4),
            "publisher" => {
                let body = if self.rng.chance(50) { self.value("F") } else { self.value("K") };
                self.wrapped(&body, Tag::Other);
            }
            "abstract" => self.abstract_(),
            "keywords" => self.keywords(),
            "body" => self.body(),
            "foot" => match self.rng.below(4) {
                0 | 1 => self.some("own", Tag::Own, 1),
                2 => self.some("rights", Tag::Other, 2),
                _ => self.some("identifier", Tag::Identifier, 1),
            },
            _ => {}
        }
    }

    /// The title as this page prints it.
    fn cased(&mut self, title: String) -> String {
        match self.rng.below(100) {
            0..14 => title.to_uppercase(),
            14 if title.len() < 50 => {
                let spaced = title.to_uppercase().chars().map(String::from).collect::<Vec<_>>().join(" ");
                spaced.replace("   ", "  ")
            }
            _ => title,
        }
    }

    fn title(&mut self) {
        let mut title = self.value("T");
        if self.rng.chance(25) {
            let joint = self.rng.pick(&[": ", ". ", " – ", ": ", "? "]);
            title = format!("{}{joint}{}", title, self.own.phrase("title", self.rng));
        }
        title = self.cased(title);
        let mark = match self.rng.below(20) {
            0 => "*",
            1 => "1",
            2 => " *",
            3 => "†",
            4 => ".",
            _ => "",
        };
        title.push_str(mark);
        if self.rng.chance(3) {
            title = format!("{}{title}", self.rng.pick(&["Title: ", "TITLE: ", "Title ", "Titel: "]));
        }
        let width = self.rng.between(22, 90);
        self.wrap(&title, width, Tag::Title);
    }

    fn people(&mut self) -> Vec<Person> {
        // People of every country write in every language.
        let mut people = self.work.authors.clone();
        if self.rng.chance(40) {
            let more = if self.rng.chance(15) { self.rng.between(6, 40) } else { self.rng.between(1, 5) };
            people.extend((0..more).map(|_| Person::invent(self.own, self.rng)));
        }
        people
    }

    fn authors(&mut self) {
        let people = self.people();
        let form = self.rng.pick(&["f", "f", "f", "f", "p", "p", "e", "h"]);
        let capitals = self.rng.chance(14);
        let marks = self.rng.below(8);
        let degree = self.rng.chance(8).then(|| phrases().phrase("degree", self.rng));
        let title = self.rng.chance(4);
        let mut names = Vec::new();
        for (i, person) in people.iter().enumerate() {
            let mut name = self.name(person, form);
            if capitals {
                name = name.to_uppercase();
            }
            if title {
                name = format!("{}{name}", self.rng.pick(&["Dr. ", "Prof. ", "Prof. Dr. "]));
            }
            if let Some(degree) = &degree {
                name = format!("{name}, {degree}");
            }
            let n = i / 2 + 1;
            let letter = char::from(b'a' + (n % 26) as u8);
            let sign = ["*", "†", "‡", "§", "¶", "#", "**"][i % 7];
            let mark = match marks {
                0 => format!("{n}"),
                1 => format!(" {n}"),
                2 => format!("{n},{}", n + 1),
                3 => format!(" {letter}"),
                4 => sign.to_owned(),
                5 => format!(" ({n})"),
                _ => String::new(),
            };
            name.push_str(&mark);
            if self.rng.chance(if marks < 6 { 8 } else { 2 }) {
                name.push_str(self.rng.pick(&["*", ",*", " *", " ✉", " ID"]));
            }
            names.push(name);
        }
        let and = match self.language {
            "de" => " und ",
            "fr" => " et ",
            "es" => " y ",
            "pt" | "it" => " e ",
            "nl" => " en ",
            "ru" => ", ",
            _ => " and ",
        };
        let by = if self.rng.chance(6) {
            match self.language {
                "de" => self.rng.pick(&["Von ", "von ", "VON "]),
                "fr" => "par ",
                "es" | "pt" => "por ",
                "it" => "di ",
                _ => self.rng.pick(&["by ", "By ", "BY ", "Author: ", "Authors: "]),
            }
        } else {
            ""
        };
        if self.rng.chance(18) && names.len() < 8 {
            let lines = names.into_iter().map(|n| (n, Tag::Author)).collect();
            self.blocks.push(lines);
            return;
        }
        // Extractors put what is raised on lines of its own.
        if self.rng.chance(if marks < 6 { 8 } else { 0 }) {
            let mut lines = Vec::new();
            for (i, person) in people.iter().enumerate() {
                let name = self.name(person, form);
                let joint = match i {
                    0 => "",
                    _ if i + 1 == people.len() => self.rng.pick(&[", and ", " and ", ", "]),
                    _ => ", ",
                };
                lines.push((format!("{}{name}", joint.trim_start()), Tag::Author));
                lines.push((self.rng.pick(&["1", "2", "1,2", "2,3", "1 *", "*", "a", "b,c"]).to_owned(), Tag::Author));
            }
            self.blocks.push(lines);
            return;
        }
        let separator = self.rng.pick(&[", ", ", ", ", ", "; ", " / ", " · "]);
        let separator = if form == "h" { "; " } else { separator };
        let last = if self.rng.chance(60) { and } else { separator };
        let last = if last == and && self.rng.chance(20) { " & " } else { last };
        let mut line = by.to_owned();
        let count = names.len();
        for (i, name) in names.iter().enumerate() {
            if i > 0 {
                line.push_str(if i + 1 == count { last } else { separator });
            }
            line.push_str(name);
        }
        let width = self.rng.between(40, 110);
        self.wrap(&line, width, Tag::Author);
    }

    /// "Department of Ponds, University of Mire, Marsh, Italy".
    fn place(&mut self) -> String {
        let key = format!("department-{}", self.language);
        let section = if self.rng.chance(70) { key } else { "department-en".to_owned() };
        let department = self.filled(&section);
        let institution = match self.rng.below(3) {
            0 => self.own.phrase("institution", self.rng),
            1 => format!("University of {}", self.other.phrase("city", self.rng)),
            _ => self.own.phrase("org", self.rng),
        };
        let city = self.own.phrase("city", self.rng);
        let country = self.other.phrase("country", self.rng);
        match self.rng.below(6) {
            0 => format!("{institution}, {city}"),
            1 => format!("{institution}, {country}"),
            2 => institution,
            3 => format!("{department}, {institution}, {} {city}, {country}", self.rng.between(1000, 99_999)),
            _ => format!("{department}, {institution}, {city}, {country}"),
        }
    }

    fn places(&mut self) {
        let count = self.rng.between(1, 4);
        let marks = self.rng.below(5);
        let alone = self.rng.chance(8);
        for n in 1..=count {
            let place = self.place();
            let letter = char::from(b'a' + (n - 1) as u8);
            let mark = match marks {
                0 => format!("{n} "),
                1 => format!("{n}"),
                2 => format!("{letter} "),
                3 => ["*", "†", "‡", "§"][(n - 1) % 4].to_owned(),
                _ => String::new(),
            };
            if alone && !mark.is_empty() {
                self.blocks.push(vec![(mark.trim().to_owned(), Tag::Affiliation)]);
                self.wrapped(&place, Tag::Affiliation);
            } else {
                self.wrapped(&format!("{mark}{place}"), Tag::Affiliation);
            }
        }
    }

    /// Authors each with an address below, one after another or side by side.
    fn groups(&mut self) {
        let people: Vec<Person> = self.people().into_iter().take(6).collect();
        let beside = self.rng.chance(35);
        let form = self.rng.pick(&["f", "f", "p", "e"]);
        let address = self.rng.chance(60);
        let mut rows: [Vec<String>; 4] = Default::default();
        for person in &people {
            let name = self.name(person, form);
            let place = self.place();
            let (first, second) = place.split_once(", ").map_or((place.as_str(), ""), |(a, b)| (a, b));
            let mail = format!("{}@example.org", person.family.to_lowercase().replace(' ', ""));
            if beside {
                rows[0].push(name);
                rows[1].push(first.chars().take(28).collect());
                rows[2].push(second.chars().take(28).collect());
                rows[3].push(if address { mail } else { String::new() });
                continue;
            }
            let mut block = vec![(name, Tag::Author), (first.to_owned(), Tag::Affiliation)];
            block
                .extend([second.to_owned(), if address { mail } else { String::new() }].map(|l| (l, Tag::Affiliation)));
            block.retain(|l| !l.0.is_empty());
            self.blocks.push(block);
        }
        if beside {
            let row = |cells: &[String]| {
                let padded = cells.iter().map(|c| format!("{c:<34}"));
                padded.collect::<String>().trim_end().to_owned()
            };
            let tags = [Tag::Author, Tag::Affiliation, Tag::Affiliation, Tag::Affiliation];
            for (at, some) in (0..people.len()).step_by(3).map(|at| (at, (at + 3).min(people.len()))) {
                let lines = rows.iter().zip(tags).map(|(cells, tag)| (row(&cells[at..some]), tag));
                self.blocks.push(lines.filter(|l| !l.0.is_empty()).collect());
            }
        }
    }

    fn abstract_(&mut self) {
        let heading = phrases().phrase(&format!("abstract-{}", self.language), self.rng);
        let count = self.rng.between(3, 9);
        let text = self.prose(count);
        if self.rng.chance(70) {
            self.blocks.push(vec![(heading, Tag::Heading)]);
            self.wrapped(&text, Tag::Abstract);
        } else {
            let joint = self.rng.pick(&[" ", ". ", "—", ": "]);
            self.wrapped(&format!("{heading}{joint}{text}"), Tag::Abstract);
        }
    }

    fn keywords(&mut self) {
        let lead = phrases().phrase(&format!("keywords-{}", self.language), self.rng);
        let count = self.rng.between(3, 7);
        let words: Vec<String> = (0..count)
            .map(|_| self.own.phrase("title", self.rng).split(' ').next_back().unwrap_or_default().to_lowercase())
            .collect();
        let joint = self.rng.pick(&[", ", "; ", " · ", ", "]);
        self.wrapped(&format!("{lead} {}", words.join(joint)), Tag::Keywords);
    }

    fn body(&mut self) {
        if self.has(Tag::Title) && self.rng.chance(65) {
            let heading = phrases().phrase(&format!("introduction-{}", self.language), self.rng);
            self.blocks.push(vec![(heading, Tag::Heading)]);
        }
        for _ in 0..self.rng.between(1, 3) {
            let count = self.rng.between(4, 12);
            let text = self.prose(count);
            self.wrapped(&text, Tag::Body);
        }
    }
}
