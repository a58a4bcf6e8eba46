//! What stands around made lists: running text, notes, appendices, what a publisher prints besides.

use super::maker::{Maker, bare};
use super::{Line, Role, role};
use crate::document::training::{Place, Region};
use crate::generate::Rng;
use crate::generate::layout::wrap;
use crate::generate::prose::{Citing, paragraph};

const AFTER_HEADINGS: [&str; 22] = [
    "Appendix",
    "Appendix A. Data",
    "Acknowledgements",
    "Acknowledgments",
    "Anhang",
    "About the author",
    "About the Authors",
    "Danksagung",
    "Zum Autor",
    "Author biographies",
    "Notes on contributors",
    "Supplementary material",
    "Annex 1",
    "Über die Autorin",
    "Funding",
    "Contact",
    "Korrespondenzadresse",
    "Correspondence",
    "Author's address",
    "Autorenangaben",
    "APPENDIX",
    "Conflict of interest",
];

impl Maker<'_> {
    /// Running text as lines.
    pub(super) fn body(&mut self, lines: usize, citing: Citing) -> Vec<Line> {
        let language = self.rng.pick(&["de", "de", "de", "en", "fr", "it", "es", "pt", "nl", "ru"]);
        let width = self.rng.pick(&[45, 60, 75, 85, 95]);
        let blanks = self.rng.chance(60);
        let mut found: Vec<Line> = Vec::new();
        while found.len() < lines {
            if self.rng.chance(12) {
                let heading = format!(
                    "{} {}",
                    self.rng.between(1, 7),
                    self.generator.words_of(language).phrase("title", &mut self.rng)
                );
                found.push(Line::new(heading, role(Region::Body)).after_blank(blanks));
            }
            let sentences = self.rng.between(2, 9);
            let text = paragraph(&self.generator, language, citing, sentences, &mut self.rng);
            for (n, text) in wrap(&text, width, true, &mut self.rng).into_iter().enumerate() {
                found.push(Line::new(text, role(Region::Body)).after_blank(blanks && n == 0));
            }
        }
        found
    }

    /// What stands after a list: of a real paper, or a made heading with text, addresses, a series' own list.
    pub(super) fn after(&mut self) -> Vec<Line> {
        let blanks = self.rng.chance(60);
        let mut found: Vec<Line> = Vec::new();
        match self.rng.below(12) {
            0 | 1 => {
                let paper = self.rng.one_of(&self.corpus.papers);
                let after: Vec<Line> =
                    paper.iter().filter(|l| l.role.region == Some(Region::After)).take(40).cloned().collect();
                found = after;
            }
            2 => {
                found.push(Line::new(self.rng.pick(&AFTER_HEADINGS), role(Region::After)).after_blank(blanks));
                let n = self.rng.between(2, 30);
                for mut line in self.body(n, Citing::Nothing) {
                    line.role = role(Region::After);
                    found.push(line);
                }
            }
            3 => {
                // Who and where the author is.
                if self.rng.chance(70) {
                    found.push(Line::new(self.rng.pick(&AFTER_HEADINGS), role(Region::After)).after_blank(blanks));
                }
                for _ in 0..self.rng.between(1, 4) {
                    let own = self.generator.words_of("de");
                    let name =
                        format!("{} {}", own.phrase("given", &mut self.rng), own.phrase("family", &mut self.rng));
                    let city = own.phrase("city", &mut self.rng);
                    let institution = own.phrase("institution", &mut self.rng);
                    let rows = [
                        format!(
                            "{} {name}",
                            self.rng.pick(&["Dr.", "Prof. Dr.", "", "PD Dr.", "Address:", "Anschrift:"])
                        ),
                        institution,
                        format!("{} {}", own.phrase("family", &mut self.rng) + "straße", self.rng.between(1, 200)),
                        format!("D-{} {city}", self.rng.between(10000, 99999)),
                        format!("{}@{}.de", name.to_lowercase().replace(' ', "."), city.to_lowercase()),
                    ];
                    for (n, row) in rows.iter().enumerate() {
                        if self.rng.chance(80) && !row.trim().is_empty() {
                            found.push(Line::new(row.trim(), role(Region::After)).after_blank(blanks && n == 0));
                        }
                    }
                }
            }
            4..7 => found = self.series(),
            7..11 => found = self.closing(),
            _ => {
                // A table or a questionnaire.
                found.push(
                    Line::new(
                        format!(
                            "{} {}",
                            self.rng.pick(&["Table", "Tabelle", "Appendix", "Abbildung", "Figure"]),
                            self.rng.between(1, 9)
                        ),
                        role(Region::After),
                    )
                    .after_blank(true),
                );
                for _ in 0..self.rng.between(4, 40) {
                    let own = self.generator.words_of("en");
                    let cells: Vec<String> = (0..self.rng.between(2, 7))
                        .map(|_| format!("{}.{}", self.rng.below(30), self.rng.below(99)))
                        .collect();
                    let word = own.phrase("title", &mut self.rng);
                    let word = word.split(' ').next().unwrap_or_default().to_owned();
                    found.push(
                        Line::new(format!("{word} {}", cells.join(" ")), role(Region::After))
                            .after_blank(blanks && self.rng.chance(20)),
                    );
                }
            }
        }
        found
    }

    /// The paper's last words: as often as not they follow the list without a gap.
    fn closing(&mut self) -> Vec<Line> {
        let width = self.rng.pick(&[45, 60, 75, 90, 110]);
        let (apart, headed) = (self.rng.pick(&[0, 50, 100]), self.rng.chance(12));
        let mut found = Vec::new();
        if headed {
            found.push(Line::new(self.rng.pick(&AFTER_HEADINGS), role(Region::After)).after_blank(apart > 0));
        }
        for block in self.generator.closing(width) {
            let blank = self.rng.chance(apart);
            for (n, text) in block.into_iter().enumerate() {
                found.push(Line::new(text, role(Region::After)).after_blank(blank && n == 0));
            }
        }
        found
    }

    /// A series' own list of papers or a publisher's of books: its lines look like those of entries, but list what others
    /// may buy.
    fn series(&mut self) -> Vec<Line> {
        let rng = &mut self.rng;
        let heading = rng.pick(&[
            "Previous papers in this series",
            "Bisher erschienen",
            "Working Papers",
            "Discussion Papers",
            "In dieser Reihe erschienen",
            "Recent publications of the institute",
            "Bücher des Instituts",
            "Zuletzt erschienene Arbeitspapiere",
            "Bücher des Forschungsbereichs",
            "Discussion Paper Series",
            "Papers published in the series",
            "Veröffentlichungen der Abteilung",
            "Other titles",
            "Publikationen",
            "Already published in this series:",
            "Weitere Titel",
            "Bislang sind erschienen:",
            "Latest working papers",
            "Also available",
        ]);
        let (blanks, apart) = (rng.chance(50), rng.chance(70));
        let style = rng.below(6);
        let language = rng.pick(&["de", "de", "en", "fr"]);
        let width = rng.pick(&[45, 60, 75, 90]);
        let mut found = vec![Line::new(heading, role(Region::After)).after_blank(true)];
        if rng.chance(30) {
            found.push(Line::new(
                rng.pick(&[
                    "(nur im Buchhandel erhältlich)",
                    "available at http://www.institute.org/papers",
                    "Order from:",
                    "Editors: A. Roe and B. Lee",
                    "ISSN 1234-5678",
                ]),
                role(Region::After),
            ));
        }
        let mut year = rng.between(1990, 2020);
        let mut number = rng.between(1, 400);
        for n in 0..rng.between(3, 40) {
            let own = self.generator.words_of(language);
            let rng = &mut self.rng;
            if rng.chance(8) {
                year -= 1;
                found.push(Line::new(year.to_string(), role(Region::After)).after_blank(true));
            }
            number = number.saturating_sub(1).max(1);
            let person = |rng: &mut Rng| format!("{} {}", own.phrase("given", rng), own.phrase("family", rng));
            let people = (0..rng.between(1, 3))
                .map(|_| person(rng))
                .collect::<Vec<_>>()
                .join(rng.pick(&[", ", " / ", " und ", "; "]));
            let listed =
                format!("{}, {}.", own.phrase("family", rng), own.phrase("given", rng).chars().next().unwrap_or('A'));
            let title = own.phrase("title", rng);
            let (city, press) = (own.phrase("city", rng), own.phrase("press", rng));
            let pages = rng.between(12, 400);
            let month = rng.between(1, 12);
            let rows: Vec<String> = match style {
                0 => vec![format!("SP I {year}-{number}"), format!("{people}, {title}, {pages} p.")],
                1 => vec![people, title, format!("{year}, {city}, {press}, {pages} Seiten")],
                2 => vec![format!("{number}/{year} {listed}: {title}")],
                3 => vec![format!("No. {number}: {people}, {title}, {month}/{year}")],
                4 => vec![format!("{number} {people}: {title}. {city} {year}, {pages} S.")],
                _ => vec![format!("{listed} ({year}): {title}. Working Paper Nr. {number}.")],
            };
            for (k, row) in rows.iter().enumerate() {
                for (l, text) in wrap(row, width, true, rng).into_iter().enumerate() {
                    found.push(
                        Line::new(text, role(Region::After))
                            .after_blank(k == 0 && l == 0 && blanks && (apart || n == 0)),
                    );
                }
            }
            if rng.chance(4) {
                let mut line = Line::new(number.to_string(), role(Region::Furniture)).after_blank(true);
                line.page_start = rng.chance(40);
                found.push(line);
            }
        }
        found
    }

    /// Notes: at a page's foot, numbered from `first` on.
    pub(super) fn notes(&mut self, first: usize, count: usize) -> Vec<Line> {
        let width = self.rng.pick(&[60, 80, 95]);
        let style = self.rng.below(4);
        let blanks = self.rng.chance(40);
        let mut found = Vec::new();
        for n in first..first + count {
            let language = self.rng.pick(&["de", "de", "en", "fr", "it"]);
            let mut text = String::new();
            if self.rng.chance(35) {
                text.push_str(&paragraph(&self.generator, language, Citing::AuthorYear, 1, &mut self.rng));
                text.push(' ');
            }
            if self.rng.chance(75) {
                let lead = self.rng.pick(&[
                    "",
                    "Vgl. ",
                    "See ",
                    "Siehe ",
                    "Cf. ",
                    "Ibid. ",
                    "Ebd., S. 12. ",
                    "Hierzu ",
                    "Vgl. dazu ",
                ]);
                text.push_str(lead);
                let group = self.rng.below(self.alike.len());
                text.push_str(&self.rng.one_of(&self.alike[group]).text);
                if self.rng.chance(25) {
                    let group = self.rng.below(self.alike.len());
                    text.push_str("; ");
                    text.push_str(&self.rng.one_of(&self.alike[group]).text);
                }
            }
            if text.is_empty() {
                text = paragraph(&self.generator, language, Citing::Nothing, 1, &mut self.rng);
            }
            let label = match style {
                0 => format!("{n} "),
                1 => format!("{n}. "),
                2 => n.to_string(),
                _ => format!("{n}) "),
            };
            for (k, line) in
                wrap(&format!("{label}{}", bare(&text)), width, true, &mut self.rng).into_iter().enumerate()
            {
                let place = if k == 0 { Place::Begin } else { Place::Inside };
                let role = Role { region: Some(Region::Note), place: Some(place) };
                found.push(Line::new(line, role).after_blank(k == 0 && blanks));
            }
        }
        found
    }
}
