//! Made lists: references of one look, numbered, ordered and laid out as lines.

use super::maker::{Entry, Maker, bare};
use super::{Line, Role, listed};
use crate::document::training::{Place, Region};
use crate::generate::Rng;
use crate::generate::layout::wrap;

const HEADINGS: [&str; 44] = [
    "References",
    "REFERENCES",
    "Literatur",
    "Literaturverzeichnis",
    "Bibliography",
    "Works Cited",
    "Bibliographie",
    "Bibliografía",
    "Références",
    "Referências",
    "Bibliografia",
    "Quellen- und Literaturverzeichnis",
    "Literature",
    "References Cited",
    "R E F E R E N C E S",
    "6 References",
    "VII. Literatur",
    "Список литературы",
    "5. References",
    "References:",
    "Literature Cited",
    "Bibliographic references",
    "LITERATUR",
    "Quellen",
    "BIBLIOGRAPHY",
    "Reference List",
    "Cited literature",
    "Riferimenti bibliografici",
    "Referencias bibliográficas",
    "Literaturhinweise",
    "Notes and References",
    "References and notes",
    "Selected references",
    "Literatuur",
    "Litteratur",
    "Verwendete Literatur",
    "Zitierte Literatur",
    "8 Bibliography",
    "Bibliographie sélective",
    "Sources",
    "REFERENCES AND NOTES",
    "Literature references",
    "References to the Literature",
    "Acknowledgement of sources",
];

const SUB_HEADINGS: [&str; 16] = [
    "Books",
    "Primary Sources",
    "Quellen",
    "B. Articles",
    "Internet sources",
    "Sekundärliteratur",
    "2. Literatur",
    "Archival Material",
    "Secondary literature",
    "Online-Quellen",
    "Journal articles",
    "A. Primärquellen",
    "Websites",
    "Newspapers",
    "Further reading",
    "Gesetze",
];

impl Maker<'_> {
    /// Entries of one look in the order of a list, with labels where it is numbered.
    pub(super) fn entries(&mut self) -> Vec<Entry> {
        let most = self.rng.pick(&[3, 6, 10, 15, 25, 40, 70]);
        if self.rng.chance(12) {
            // Real ones, with their own labels or without.
            let list = self.rng.one_of(&self.real).clone();
            let from = self.rng.below(list.len().saturating_sub(most) + 1);
            let mut part: Vec<Entry> = list[from..(from + most).min(list.len())].to_vec();
            if self.rng.chance(40) {
                part.iter_mut().for_each(|e| e.text = bare(&e.text).to_owned());
                if self.rng.chance(60) {
                    self.number(&mut part);
                }
            }
            return part;
        }
        // Large groups oftener, but not as often as they are large.
        let sizes: Vec<usize> = self.alike.iter().map(|g| (g.len() as f64).powf(0.7) as usize + 1).collect();
        let mut at = self.rng.below(sizes.iter().sum());
        let mut group = 0;
        while at >= sizes[group] {
            at -= sizes[group];
            group += 1;
        }
        let mut entries: Vec<Entry> =
            (0..most.min(self.alike[group].len())).map(|_| self.rng.one_of(&self.alike[group]).clone()).collect();
        // Some that look otherwise: a list has books and web pages too.
        let others = entries.len() * self.rng.pick(&[0, 10, 20, 35]) / 100;
        for _ in 0..others {
            let kin = &self.kin[group];
            let other = if !kin.is_empty() && self.rng.chance(60) {
                self.rng.one_of(kin).to_owned()
            } else {
                self.rng.below(self.alike.len())
            };
            entries.push(self.rng.one_of(&self.alike[other]).clone());
        }
        self.repeat_authors(&mut entries);
        self.add_identifiers(&mut entries);
        let numbered = self.rng.chance(38);
        if !numbered && self.rng.chance(85) {
            entries.sort_by_key(|e| e.text.to_lowercase());
        } else {
            self.rng.shuffle(&mut entries);
        }
        if self.rng.chance(15) {
            self.part_lines(&mut entries, numbered);
        } else if !numbered && self.rng.chance(15) {
            let dash = self.rng.pick(&[
                "———. ",
                "---. ",
                "——, ",
                "_____. ",
                "– ",
                "Ders.: ",
                "—— ",
                "_________ (",
                "— — —. ",
                "-, ",
            ]);
            for entry in entries.iter_mut().skip(1) {
                if self.rng.chance(14) && entry.after_authors > 0 {
                    entry.text = format!("{dash}{}", entry.text[entry.after_authors..].trim_start());
                }
            }
        }
        if self.rng.chance(20) {
            entries.iter_mut().for_each(|e| e.text = e.text.trim_end_matches('.').to_owned());
        }
        if self.rng.chance(10) {
            // A line ends where the font changes: after the authors and the year.
            for entry in &mut entries {
                let rest = entry.text.get(entry.after_authors..).unwrap_or_default();
                let date = rest
                    .char_indices()
                    .take(12)
                    .find(|(at, _)| [").", "):", "),", ") "].iter().any(|end| rest[*at..].starts_with(end)));
                if let Some((at, _)) = date.filter(|_| entry.after_authors > 0 && self.rng.chance(30)) {
                    let at = entry.after_authors + at;
                    let at = at + entry.text[at..].find(' ').unwrap_or(0);
                    entry.text.replace_range(at..(at + 1).min(entry.text.len()), "\n");
                }
            }
        }
        if numbered {
            self.number(&mut entries);
        } else if self.rng.chance(8) {
            // Keys: "[Roe99]", or a line of names and year above each entry.
            let style = self.rng.below(3);
            for entry in &mut entries {
                let name: String = entry.text.chars().filter(|c| c.is_alphabetic()).take(3).collect();
                let year = self.rng.between(60, 99);
                entry.text = match style {
                    0 => format!("[{name}{year}] {}", entry.text),
                    1 => format!("[{}{year}]\n{}", name.to_uppercase(), entry.text),
                    _ => {
                        format!("{} 19{year}\n{}", entry.text.split([' ', ',']).next().unwrap_or_default(), entry.text)
                    }
                };
            }
        } else if self.rng.chance(8) {
            let bullet = self.rng.pick(&["• ", "- ", "* ", "· ", "▪ ", "– ", "● ", "► ", "○ "]);
            entries.iter_mut().for_each(|e| e.text = format!("{bullet}{}", e.text));
        }
        entries
    }

    /// Parts of entries on lines of their own: the year under the authors, as archaeologists print it, with further works by the
    /// same under it; the title above the authors; or each part on a line, as web pages have them.
    fn part_lines(&mut self, entries: &mut [Entry], numbered: bool) {
        let count = |has: fn(&Entry) -> bool, of: &[Entry]| of.iter().filter(|e| has(e)).count() * 10 >= of.len() * 7;
        let titled = count(|e| !e.title.is_empty(), entries);
        let dated = count(|e| e.after_date.is_some() && e.after_authors > 0, entries) && !numbered;
        match self.rng.below(4) {
            0 | 1 if dated => {
                let mark = self.rng.pick(&[" ", " ", "  ", "   ", ". ", ", "]);
                let mut last = String::new();
                for entry in entries {
                    let Some((authors, year, rest)) = dated_parts(entry) else { continue };
                    let line = format!("{year}{mark}{rest}");
                    entry.text = if authors == last { line } else { format!("{authors}\n{line}") };
                    entry.is_dated_line = true;
                    last = authors;
                }
            }
            2 if titled => {
                for entry in entries.iter_mut().filter(|e| !e.title.is_empty()) {
                    let (start, end) = (entry.title.start, entry.title.end);
                    let title = entry.text[start..end].trim_matches(&[',', '.', ':', ';', ' ', '“', '”', '"'][..]);
                    let rest = entry.text[end..].trim_start_matches(&[',', '.', ':', ';', ' ', '”', '"'][..]);
                    entry.text = format!("{title}\n{} {rest}", entry.text[..start].trim_end());
                }
            }
            3 if titled => {
                for entry in entries.iter_mut().filter(|e| !e.title.is_empty()) {
                    entry.text.insert(entry.title.end, '\n');
                    if entry.title.start >= entry.after_authors && entry.after_authors > 0 {
                        entry.text.insert(entry.title.start, '\n');
                    }
                }
            }
            _ => {}
        }
    }

    /// Several works of one author: a list's entries begin alike.
    fn repeat_authors(&mut self, entries: &mut [Entry]) {
        let often = self.rng.pick(&[0, 10, 25, 50]);
        for n in 1..entries.len() {
            if self.rng.chance(often) {
                let (before, rest) = entries.split_at_mut(n);
                let (from, to) = (&before[n - 1], &mut rest[0]);
                if from.after_authors > 0 && to.after_authors > 0 {
                    to.by(&from.text[..from.after_authors]);
                }
            }
        }
    }

    /// Numbers and links that some lists print after their entries.
    fn add_identifiers(&mut self, entries: &mut [Entry]) {
        if !self.rng.chance(12) {
            return;
        }
        let often = self.rng.pick(&[20, 60]);
        for entry in entries {
            if self.rng.chance(often) {
                let (a, b) = (self.rng.between(1000, 9999), self.rng.between(100_000, 999_999));
                let identifier = match self.rng.below(6) {
                    0 => format!("ISBN: 978{b}{a}"),
                    1 => format!("ISBN 978-3-{a}-{b}"),
                    2 => format!("ISSN {a}-{}", b % 9000 + 1000),
                    3 => format!("PMID: {b}"),
                    4 => "[CrossRef]".to_owned(),
                    _ => format!("http://www.example.org/{b}/"),
                };
                entry.text = format!("{} {identifier}", entry.text);
            }
        }
    }

    fn number(&mut self, entries: &mut [Entry]) {
        let first = if self.rng.chance(90) { 1 } else { self.rng.between(2, 60) };
        let style = self.rng.below(16);
        let skip = self.rng.chance(6);
        let mut n = first;
        for entry in entries {
            let text = &entry.text;
            entry.text = match style {
                0..5 => format!("[{n}] {text}"),
                5..9 => format!("{n}. {text}"),
                9 | 10 => format!("{n} {text}"),
                11 => format!("({n}) {text}"),
                12 => format!("[{n}]{text}"),
                13 => format!("{n}) {text}"),
                // The label alone on a line.
                14 => format!("[{n}]\n{text}"),
                _ => format!("{n}.\n{text}"),
            };
            n += if skip && self.rng.chance(8) { 2 } else { 1 };
        }
    }

    /// A list as lines, under its heading.
    pub(super) fn list(&mut self) -> Vec<Line> {
        let entries = self.entries();
        let title = self.running_title();
        let rng = &mut self.rng;
        let width = rng.pick(&[38, 42, 46, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 110, 130]);
        // One entry a line, whatever its length, as converters to Markdown and some programs write.
        let unbroken = rng.chance(9);
        let hang = rng.pick(&[0, 0, 0, 0, 2, 4, 4, 6, 8]);
        // Years that begin lines stand between the authors and what goes on.
        let dated = hang / 2;
        let first_indent = if hang == 0 && rng.chance(10) { 3 } else { 0 };
        let stripped = rng.chance(60);
        let blank = rng.pick(&[0, 0, 0, 0, 100, 100, 25, 6]);
        let furniture = rng.chance(40);
        let ragged = rng.pick(&[0, 0, 3, 12]);
        let hyphens = rng.chance(75);
        let page = rng.between(28, 55);
        let feeds = rng.chance(50);
        let mut since = rng.below(25);
        let mut number = rng.between(2, 400);
        let style = rng.below(8);
        let sub = rng.chance(12).then(|| rng.below(entries.len()));
        let markdown = rng.chance(7);
        // Blank lines inside entries, as extractors print them where blocks end.
        let broken = rng.chance(18);
        let mut lines: Vec<Line> = Vec::new();
        if rng.chance(72) {
            let heading = rng.pick(&HEADINGS);
            let heading = match (markdown, rng.below(3)) {
                (true, 0) => format!("# {heading}"),
                (true, _) => format!("## **{heading}**"),
                (false, _) => heading.to_owned(),
            };
            lines.push(Line::new(heading, listed(Place::Outside)).after_blank(rng.chance(60)));
        }
        for (n, entry) in entries.iter().enumerate() {
            if sub == Some(n) {
                lines.push(Line::new(rng.pick(&SUB_HEADINGS), listed(Place::Outside)).after_blank(rng.chance(60)));
            }
            let mut first = true;
            for paragraph in entry.text.split('\n') {
                let room = if unbroken { usize::MAX } else { width - if ragged > 0 { rng.below(ragged) } else { 0 } };
                let bullet = if markdown && first { "- " } else { "" };
                let mut begins_paragraph = true;
                for text in wrap(&format!("{bullet}{paragraph}"), room, hyphens, rng) {
                    if furniture && since >= page {
                        since = 0;
                        let rows: Vec<String> = match style {
                            0 | 1 => vec![number.to_string()],
                            2 => vec![title.clone(), number.to_string()],
                            3 => vec![format!("{number} {title}")],
                            4 => vec![number.to_string(), title.clone()],
                            5 => vec![title.clone()],
                            6 => vec![format!("{title} {number}")],
                            _ => vec![format!("- {number} -")],
                        };
                        let rows: Vec<&str> = rows.iter().flat_map(|row| row.split('\n')).collect();
                        number += 1;
                        let after_feed = rng.below(rows.len() + 1);
                        let apart = feeds || rng.chance(50);
                        for (k, row) in rows.iter().enumerate() {
                            let mut line =
                                Line::new(*row, Role { region: Some(Region::Furniture), place: Some(Place::Outside) });
                            line.blank_before = apart;
                            line.page_start = feeds && k == after_feed;
                            lines.push(line);
                        }
                        let mut line = Line::new(text, listed(if first { Place::Begin } else { Place::Inside }));
                        line.blank_before = apart;
                        line.page_start = feeds && after_feed == rows.len();
                        lines.push(line);
                    } else {
                        let blank = if first { blank > 0 && rng.chance(blank) } else { broken && rng.chance(5) };
                        let place = if first { Place::Begin } else { Place::Inside };
                        let mut line = Line::new(text, listed(place)).after_blank(blank);
                        let begins_year = begins_paragraph && entry.is_dated_line && starts_with_year(&line.text);
                        line.indent = if stripped {
                            0
                        } else if begins_year {
                            dated
                        } else if first {
                            first_indent
                        } else {
                            hang
                        };
                        lines.push(line);
                    }
                    since += 1;
                    (first, begins_paragraph) = (false, false);
                }
            }
        }
        if rng.chance(10) {
            lines = exploded(lines, rng);
        }
        lines
    }
}

fn starts_with_year(line: &str) -> bool {
    line.bytes().take_while(u8::is_ascii_digit).count() == 4
}

/// The authors, the year and what follows it, if the year is behind the authors.
fn dated_parts(entry: &Entry) -> Option<(String, String, String)> {
    let after_date = entry.after_date.filter(|_| entry.after_authors > 0)?;
    let (authors, date) = (&entry.text[..entry.after_authors], entry.text.get(entry.after_authors..after_date)?);
    let from = date.find(|c: char| c.is_ascii_digit())?;
    let year: String = date[from..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let rest = entry.text[after_date..].trim_start_matches(|c: char| !c.is_alphanumeric() && !"“„\"'‘«".contains(c));
    let authors = authors.trim_end_matches([',', '(', ' ', ':', '[']);
    (starts_with_year(&year) && year.len() < 6).then(|| (authors.to_owned(), year, rest.to_owned()))
}

/// Some lines word by word, a line each, as extractors give lines that were stretched to the column's width.
fn exploded(lines: Vec<Line>, rng: &mut Rng) -> Vec<Line> {
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        if line.role.region == Some(Region::Furniture) || !rng.chance(12) {
            found.push(line);
            continue;
        }
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let size = rng.between(1, 2);
        for (n, piece) in words.chunks(size).enumerate() {
            let mut part = line.clone();
            part.text = piece.join(" ");
            if n > 0 {
                part.blank_before = rng.chance(10);
                part.page_start = false;
                if part.role.place == Some(Place::Begin) {
                    part.role.place = Some(Place::Inside);
                }
            }
            found.push(part);
        }
    }
    found
}
