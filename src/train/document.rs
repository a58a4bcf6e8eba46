//! Training the models of lines: annotated papers and lists, and made ones → regions and entries.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::corpus::CorpusError;
use super::sequence::{Labelled, Learning, learn_average};
use super::{Example, read};
use crate::document::training::{
    Looks, Place, REGION_STEPS, REGION_TAGS, Region, STEPS, entry_features, lines, region_features, region_tag,
};
use crate::generate::layout::{Laid, render, wrap};
use crate::generate::prose::{Citing, paragraph};
use crate::generate::{Generator, Rng};
use crate::reference::label::Label;

/// What a line of a training document is; `None` where nobody has said it.
#[derive(Clone, Copy, Debug, Default)]
struct Role {
    region: Option<Region>,
    place: Option<Place>,
}

type Line = Laid<Role>;

fn role(region: Region) -> Role {
    Role { region: Some(region), place: Some(Place::Outside) }
}

fn listed(place: Place) -> Role {
    Role { region: Some(Region::Bibliography), place: Some(place) }
}

/// How many documents and lists to make.
#[derive(Clone, Copy, Debug)]
pub struct LineOptions {
    /// Lists of one style each.
    pub lists: usize,
    /// Documents around such lists.
    pub documents: usize,
    /// Models to average, each learned from lists and documents of its own.
    pub models: usize,
    /// The seed of all chance.
    pub seed: u64,
}

impl Default for LineOptions {
    fn default() -> Self {
        Self { lists: 6000, documents: 2500, models: 4, seed: 1 }
    }
}

/// Learns the model of regions and the model of entries: their bytes, in this order.
///
/// `papers` is a folder with GROBID's `segmentation` and `reference-segmenter` corpora and AnyStyle's finder; `references`
/// hold the labelled references whose values the generator prints.
///
/// # Errors
///
/// When a file can't be read, or none is there.
pub fn learn_lines(
    papers: &Path,
    references: &[std::path::PathBuf],
    options: &LineOptions,
    log: impl Fn(&str),
) -> Result<(Vec<u8>, Vec<u8>), CorpusError> {
    let corpus = Corpus::read(papers)?;
    let mut examples: Vec<Example> = Vec::new();
    for path in references {
        examples.extend(read(path)?);
    }
    log(&format!(
        "{} papers, {} dissertations, {} lists",
        corpus.papers.len(),
        corpus.theses.len(),
        corpus.lists.len()
    ));
    let maker = |model: usize| Maker::new(&examples, &corpus, options.seed + model as u64);
    let documents = |model: usize| -> Vec<Labelled> {
        let all = maker(model).training_documents(options.documents);
        all.iter().map(|(lines, weight)| labelled_document(lines, *weight)).collect()
    };
    log("regions");
    let learning = Learning { rows: 30_000, least: 5.0, epochs: 14, ..Learning::default() };
    let regions = learn_average::<REGION_TAGS, _>(options.models, documents, REGION_STEPS, &learning, &log).write();
    let lists = |model: usize| -> Vec<Labelled> {
        let all = maker(model).training_lists(options.lists);
        all.iter().map(|(lines, weight)| labelled_list(lines, *weight)).collect()
    };
    log("entries");
    let learning = Learning { rows: 12_000, least: 6.0, ..Learning::default() };
    let entries = learn_average::<3, _>(options.models, lists, STEPS, &learning, &log).write();
    Ok((regions, entries))
}

/// Made documents and lists as text, to be looked at.
///
/// # Errors
///
/// As [`learn_lines`].
pub fn made_lines(
    papers: &Path,
    references: &[std::path::PathBuf],
    options: &LineOptions,
) -> Result<String, CorpusError> {
    let corpus = Corpus::read(papers)?;
    let mut examples: Vec<Example> = Vec::new();
    for path in references {
        examples.extend(read(path)?);
    }
    let mut maker = Maker::new(&examples, &corpus, options.seed);
    let mut shown = String::new();
    let all = maker.training_lists(options.lists).into_iter().chain(maker.training_documents(options.documents));
    for (lines, _) in all {
        for line in lines {
            if line.blank_before {
                shown.push('\n');
            }
            let region = line.role.region.map_or("?".to_owned(), |r| format!("{r:?}"));
            let place = line.role.place.map_or("?".to_owned(), |p| format!("{p:?}"));
            let page = if line.page_start { "^L" } else { "" };
            shown.push_str(&format!("{region:12} {place:7} {page}{}{}\n", " ".repeat(line.indent), line.text));
        }
        shown.push_str("==========\n");
    }
    Ok(shown)
}

/// The tags of a document's lines: a region's first line has one of its own, and so has each note's.
fn region_tags(roles: &[Role]) -> Vec<Option<u8>> {
    let mut last = None;
    roles
        .iter()
        .map(|role| {
            let region = role.region?;
            let around = last;
            let first = last != Some(region) || region == Region::Note && role.place == Some(Place::Begin);
            // Running heads part no region, nor do notes a bibliography or what comes after it.
            let parts = match region {
                Region::Furniture => last.is_none(),
                Region::Note => !matches!(last, Some(Region::Bibliography | Region::After)),
                _ => true,
            };
            if parts {
                last = Some(region);
            }
            Some(region_tag(region, first, around))
        })
        .collect()
}

/// A document's lines, printed and looked at as any other's, with what they are.
fn looked_at(made: &[Line]) -> (Looks, Vec<Role>) {
    let text = render(made);
    let lines = lines(&text);
    let looks = Looks::of(&text, &lines);
    // Columns may be taken apart where none were printed: what a line is is known by where it stands.
    let mut starts: Vec<(usize, Role)> = Vec::with_capacity(made.len());
    let mut at = 0;
    for line in made {
        at += usize::from(line.blank_before) + usize::from(line.page_start);
        starts.push((at, line.role));
        at += line.indent + line.text.len() + 1;
    }
    let role = |i: &usize| {
        let n = starts.partition_point(|(start, _)| *start <= lines[*i].span.start);
        n.checked_sub(1).map_or(Role::default(), |n| starts[n].1)
    };
    let roles = looks.lines.iter().map(role).collect();
    (looks, roles)
}

/// A document's lines with the tags of their regions.
fn labelled_document(made: &[Line], weight: f32) -> Labelled {
    let (looks, roles) = looked_at(made);
    Labelled { features: region_features(&looks), tags: region_tags(&roles), weight }
}

/// A list's lines with their places. Running heads are taken out before, as the model of regions does; some stay.
fn labelled_list(made: &[Line], weight: f32) -> Labelled {
    let (looks, roles) = looked_at(made);
    let stays = |i: &usize| roles[*i].region != Some(Region::Furniture) || made.len().is_multiple_of(5);
    let kept: Vec<usize> = (0..looks.len()).filter(stays).collect();
    let tags = kept.iter().map(|i| roles[*i].place.map(|p| p as u8)).collect();
    Labelled { features: entry_features(&looks.part(&kept)), tags, weight }
}

/// The annotated papers and lists.
struct Corpus {
    papers: Vec<Vec<Line>>,
    theses: Vec<Vec<Line>>,
    lists: Vec<Vec<Line>>,
}

fn files(folder: &Path) -> Result<Vec<(String, String)>, CorpusError> {
    let io = |source| CorpusError::Io { path: folder.display().to_string(), source };
    let mut paths: Vec<_> = std::fs::read_dir(folder).map_err(io)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes =
                std::fs::read(&path).map_err(|source| CorpusError::Io { path: path.display().to_string(), source })?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect()
}

impl Corpus {
    fn read(folder: &Path) -> Result<Self, CorpusError> {
        let of = |name: &str, read: &dyn Fn(&str) -> Vec<Line>| -> Result<Vec<Vec<Line>>, CorpusError> {
            let all = files(&folder.join(name))?;
            Ok(all.iter().map(|(_, text)| read(text)).filter(|lines| lines.len() > 3).collect())
        };
        Ok(Self {
            papers: of("grobid/segmentation", &segmentation)?,
            theses: of("anystyle-finder", &finder)?,
            lists: of("grobid/reference-segmenter", &reference_segmenter)?,
        })
    }
}

/// Events of GROBID's TEI: an element's start with its `place` or `type`, its end, a line's end, text.
enum Tei {
    Start(String, String),
    End(String),
    LineEnd,
    Text(String),
}

/// Walks over the text of a TEI file; broken XML ends it early.
fn tei(xml: &str, mut tell: impl FnMut(Tei)) {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut inside = false;
    loop {
        let event = match reader.read_event() {
            Err(_) | Ok(Event::Eof) => break,
            Ok(Event::Start(e)) => {
                let name = String::from_utf8_lossy(e.name().as_ref()).into_owned();
                inside |= name == "text";
                let kind = e
                    .attributes()
                    .with_checks(false)
                    .filter_map(Result::ok)
                    .find(|a| matches!(a.key.as_ref(), b"place" | b"type"));
                let kind = kind.map(|a| String::from_utf8_lossy(&a.value).into_owned()).unwrap_or_default();
                Tei::Start(name, kind)
            }
            Ok(Event::End(e)) => Tei::End(String::from_utf8_lossy(e.name().as_ref()).into_owned()),
            Ok(Event::Empty(e)) if e.name().as_ref() == b"lb" => Tei::LineEnd,
            Ok(Event::Empty(_)) => continue,
            Ok(Event::Text(t)) => Tei::Text(t.decode().map(|t| t.into_owned()).unwrap_or_default()),
            Ok(Event::GeneralRef(r)) => Tei::Text(super::corpus::entity(&r)),
            Ok(_) => continue,
        };
        if inside {
            tell(event);
        }
    }
}

/// GROBID's regions of a paper. `note place="footnote"` holds running feet too: those come back, or are short.
fn segmentation(xml: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut stack: Vec<Option<Region>> = Vec::new();
    let mut line = String::new();
    let mut of_line: Option<Region> = None;
    let mut flush = |line: &mut String, region: Option<Region>| {
        let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
        line.clear();
        if !text.is_empty() {
            lines.push(Line::new(text, Role { region, place: None }));
        }
    };
    tei(xml, |event| match event {
        Tei::Start(name, kind) => {
            flush(&mut line, of_line);
            let region = match (name.as_str(), kind.as_str()) {
                ("front" | "titlePage" | "cover", _) => Some(Region::Front),
                ("page", _) | ("note", "headnote") => Some(Region::Furniture),
                ("note" | "node", "footnote") | ("div", "endnote") => Some(Region::Note),
                ("note" | "node", _) => Some(Region::Furniture),
                ("body", _) => Some(Region::Body),
                ("listBibl", _) => Some(Region::Bibliography),
                ("div", "toc") => Some(Region::Front),
                ("div" | "other", _) => Some(Region::After),
                _ => stack.last().copied().flatten(),
            };
            stack.push(region);
            of_line = region;
        }
        Tei::End(_) => {
            flush(&mut line, of_line);
            stack.pop();
            of_line = stack.last().copied().flatten();
        }
        Tei::LineEnd => flush(&mut line, of_line),
        Tei::Text(text) => line.push_str(&text),
    });
    flush(&mut line, of_line);
    let mask = |text: &str| {
        text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect::<String>().to_lowercase()
    };
    let mut seen = std::collections::HashMap::new();
    for line in &lines {
        *seen.entry(mask(&line.text)).or_insert(0) += 1;
    }
    for line in &mut lines {
        let feet = seen[&mask(&line.text)] > 1 || line.text.chars().count() < 12;
        if line.role.region == Some(Region::Note) && feet {
            line.role.region = Some(Region::Furniture);
        }
    }
    lines
}

/// GROBID's lists: entries over lines.
fn reference_segmenter(xml: &str) -> Vec<Line> {
    if xml.matches("<lb").count() * 5 < xml.matches("<bibl").count() * 6 {
        // Without line ends: an entry a line.
        return Vec::new();
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut line = String::new();
    let (mut begun, mut inside, mut place) = (false, false, Place::Outside);
    let mut flush = |line: &mut String, place: Place| {
        let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
        line.clear();
        if !text.is_empty() {
            lines.push(Line::new(text, listed(place)));
        }
    };
    tei(xml, |event| match event {
        Tei::Start(name, _) if name == "bibl" => {
            if line.trim().is_empty() {
                place = Place::Begin;
                begun = true;
            } else {
                // It begins inside a line, which goes on with the entry before.
                begun = false;
            }
            inside = true;
        }
        Tei::End(name) if name == "bibl" => {
            inside = false;
        }
        Tei::LineEnd => {
            let empty = line.trim().is_empty();
            flush(&mut line, place);
            if !empty {
                place = if inside { Place::Inside } else { Place::Outside };
                begun = false;
            }
        }
        Tei::Text(text) => {
            if line.trim().is_empty() && !begun {
                place = if inside { Place::Inside } else { place };
            }
            line.push_str(&text);
        }
        _ => {}
    });
    flush(&mut line, place);
    lines
}

/// AnyStyle's dissertations: a label where it changes and at each new entry.
fn finder(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut label, mut blank) = (String::new(), false);
    for row in text.lines() {
        let Some((name, rest)) = row.split_once('|') else { continue };
        let begins = !name.trim().is_empty();
        if begins {
            label = name.trim().to_owned();
        }
        let rest = rest.strip_prefix(' ').unwrap_or(rest).trim_end();
        if label == "blank" || rest.trim().is_empty() {
            blank = true;
            continue;
        }
        let text = rest.trim_start();
        let role = match label.as_str() {
            "ref" => listed(if begins { Place::Begin } else { Place::Inside }),
            "meta" => role(Region::Furniture),
            _ => role(Region::Body),
        };
        let indent = rest.len() - text.len();
        let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace('\t', "    ");
        lines.push(Laid { text, indent, blank_before: blank, page_start: false, role });
        blank = false;
    }
    // In some files entries aren't told apart, or each line is said to begin one.
    let of_list: Vec<&Line> = lines.iter().filter(|l| l.role.region == Some(Region::Bibliography)).collect();
    let begins = |line: &&Line| line.role.place == Some(Place::Begin);
    let entries = of_list.iter().copied().filter(begins).count();
    let open = of_list.windows(2).filter(|pair| pair[0].text.ends_with([',', '-']) && begins(&pair[1])).count();
    if of_list.len() * 2 > entries * 9 || open * 50 > entries {
        lines.iter_mut().filter(|l| l.role.region == Some(Region::Bibliography)).for_each(|l| l.role.place = None);
    }
    lines
}

/// A made or real entry.
#[derive(Clone, Debug)]
struct Entry {
    text: String,
    /// Where its text goes on after the authors.
    after_authors: usize,
}

/// What a made list's entries have in common.
type Look = (String, Option<Label>, u32, String, String, char, usize);

/// Makes lists and documents.
struct Maker<'c> {
    rng: Rng,
    generator: Generator,
    corpus: &'c Corpus,
    /// Entries that look alike, five or more.
    alike: Vec<Vec<Entry>>,
    /// For each group of them those that are printed in the same style, but begin otherwise: bodies and titles among
    /// persons.
    kin: Vec<Vec<usize>>,
    real: Vec<Vec<Entry>>,
}

/// So many references are printed to be sorted by their looks.
const REFERENCES: usize = 120_000;

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

impl<'c> Maker<'c> {
    fn new(examples: &[Example], corpus: &'c Corpus, seed: u64) -> Self {
        Self::with(examples, corpus, seed, REFERENCES)
    }

    fn with(examples: &[Example], corpus: &'c Corpus, seed: u64, references: usize) -> Self {
        let mut generator = Generator::new(seed).with_values_of(examples);
        let mut groups: std::collections::BTreeMap<Look, Vec<Entry>> = std::collections::BTreeMap::new();
        for _ in 0..references {
            let example = generator.reference();
            if let Some((look, entry)) = look(&example) {
                groups.entry(look).or_default().push(entry);
            }
        }
        groups.retain(|_, group| group.len() >= 5);
        let style = |look: &Look| (look.3.clone(), look.4.clone(), look.5, look.6);
        let mut styles: std::collections::BTreeMap<_, Vec<usize>> = std::collections::BTreeMap::new();
        for (n, look) in groups.keys().enumerate() {
            styles.entry(style(look)).or_default().push(n);
        }
        let others = |(n, look)| styles[&style(look)].iter().copied().filter(|other| *other != n).collect();
        let kin = groups.keys().enumerate().map(others).collect();
        let alike = groups.into_values().collect();
        let mut real = Vec::new();
        for list in corpus.lists.iter().chain(&corpus.theses) {
            let mut entries: Vec<Entry> = Vec::new();
            for line in list {
                match (line.role.place, entries.last_mut()) {
                    (Some(Place::Begin), _) => entries.push(Entry { text: line.text.clone(), after_authors: 0 }),
                    (Some(Place::Inside), Some(entry)) if line.role.region == Some(Region::Bibliography) => {
                        join(&mut entry.text, &line.text)
                    }
                    _ => {}
                }
            }
            entries.retain(|e| (15..900).contains(&e.text.len()));
            if entries.len() >= 4 {
                real.push(entries);
            }
        }
        Self { rng: Rng::new(seed ^ 0x5eed), generator, corpus, alike, kin, real }
    }

    /// Entries of one look in the order of a list, with labels where it is numbered.
    fn entries(&mut self) -> Vec<Entry> {
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
        let numbered = self.rng.chance(38);
        if !numbered && self.rng.chance(85) {
            entries.sort_by_key(|e| e.text.to_lowercase());
        } else {
            self.rng.shuffle(&mut entries);
        }
        if !numbered && self.rng.chance(15) {
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
    fn list(&mut self) -> Vec<Line> {
        let entries = self.entries();
        let rng = &mut self.rng;
        let width = rng.pick(&[38, 42, 46, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 110, 130]);
        // One entry a line, whatever its length, as converters to Markdown and some programs write.
        let unbroken = rng.chance(9);
        let hang = rng.pick(&[0, 0, 0, 0, 2, 4, 4, 6, 8]);
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
        let title = running_title(rng);
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
                        number += 1;
                        let after_feed = rng.below(rows.len() + 1);
                        let apart = feeds || rng.chance(50);
                        for (k, row) in rows.iter().enumerate() {
                            let mut line = Line::new(
                                row.clone(),
                                Role { region: Some(Region::Furniture), place: Some(Place::Outside) },
                            );
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
                        line.indent = if stripped {
                            0
                        } else if first {
                            first_indent
                        } else {
                            hang
                        };
                        lines.push(line);
                    }
                    since += 1;
                    first = false;
                }
            }
        }
        if rng.chance(10) {
            lines = exploded(lines, rng);
        }
        lines
    }

    /// Lists to learn entries from, with a few lines of what stands around them.
    fn training_lists(&mut self, made: usize) -> Vec<(Vec<Line>, f32)> {
        let mut all: Vec<(Vec<Line>, f32)> = Vec::new();
        for _ in 0..made {
            let mut list = self.list();
            if self.rng.chance(30) {
                let before = self.rng.below(5);
                let mut around = self.body(before, Citing::AuthorYear);
                around.truncate(before);
                around.append(&mut list);
                list = around;
            }
            if self.rng.chance(40) {
                let mut after = self.after();
                after.truncate(1 + self.rng.below(12));
                list.append(&mut after);
            }
            for line in &mut list {
                if line.role.region != Some(Region::Bibliography) {
                    line.role.place = Some(Place::Outside);
                }
            }
            all.push((list, 1.0));
        }
        all.extend(self.corpus.lists.iter().map(|l| (l.clone(), 2.0)));
        for thesis in &self.corpus.theses {
            let list: Vec<Line> = thesis
                .iter()
                .filter(|l| l.role.region == Some(Region::Bibliography) && l.role.place.is_some())
                .cloned()
                .collect();
            if list.len() > 10 {
                all.push((list, 1.0));
            }
        }
        all
    }

    /// Running text as lines.
    fn body(&mut self, lines: usize, citing: Citing) -> Vec<Line> {
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
    fn after(&mut self) -> Vec<Line> {
        let blanks = self.rng.chance(60);
        let mut found: Vec<Line> = Vec::new();
        match self.rng.below(8) {
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
    fn notes(&mut self, first: usize, count: usize) -> Vec<Line> {
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

    /// Documents to learn regions from.
    fn training_documents(&mut self, made: usize) -> Vec<(Vec<Line>, f32)> {
        let mut all: Vec<(Vec<Line>, f32)> = Vec::new();
        let corpus = self.corpus;
        for paper in &corpus.papers {
            all.push((paper.clone(), 1.0));
        }
        for thesis in &corpus.theses {
            all.push((thesis.clone(), 1.0));
        }
        for _ in 0..made {
            let document = self.document();
            all.push((document, 1.0));
        }
        all
    }

    /// A real paper's front and body, or made ones, with another list, notes and end.
    fn document(&mut self) -> Vec<Line> {
        let corpus = self.corpus;
        let paper = self.rng.one_of(&corpus.papers).clone();
        let mut front: Vec<Line> =
            paper.iter().filter(|l| l.role.region == Some(Region::Front)).take(60).cloned().collect();
        let noted = self.rng.chance(30);
        let citing = if noted {
            Citing::NoteMarks
        } else {
            self.rng.pick(&[Citing::AuthorYear, Citing::AuthorYear, Citing::Numbers, Citing::Nothing])
        };
        let lines = self.rng.pick(&[10, 60, 150, 300]);
        let mut body: Vec<Line> = if self.rng.chance(55) {
            self.body(lines, citing)
        } else {
            let real = paper.iter().filter(|l| matches!(l.role.region, Some(Region::Body | Region::Furniture)));
            real.take(lines * 2).cloned().collect()
        };
        let title = running_title(&mut self.rng);
        let feeds = self.rng.chance(60);
        let blanks = self.rng.chance(65);
        let page = self.rng.between(30, 60);
        if self.rng.chance(10) {
            front.clear();
        }
        if blanks {
            for line in front.iter_mut().chain(&mut body) {
                line.blank_before |= self.rng.chance(12);
            }
        }
        let mut document = front;
        // Pages: running heads, notes at their feet.
        let mut note = 1;
        let paged = self.rng.chance(75);
        let mut number = self.rng.between(1, 300);
        let mut since = document.len() % page;
        for line in body {
            if paged && since >= page && line.role.region == Some(Region::Body) {
                since = 0;
                if noted {
                    let count = self.rng.below(6);
                    if self.rng.chance(15) {
                        note = 1;
                    }
                    let mut notes = self.notes(note, count);
                    note += count;
                    if let Some(first) = notes.first_mut() {
                        first.blank_before = true;
                    }
                    document.append(&mut notes);
                }
                self.page_break(&mut document, &title, number, feeds);
                number += 1;
            }
            since += 1;
            document.push(line);
        }
        if noted && self.rng.chance(35) && note < 4 {
            // Endnotes.
            document.push(
                Line::new(
                    self.rng.pick(&["Notes", "Anmerkungen", "Endnotes", "Notes", "NOTES", "Fußnoten"]),
                    role(Region::Note),
                )
                .after_blank(true),
            );
            let count = self.rng.between(5, 60);
            document.append(&mut self.notes(1, count));
        }
        if self.rng.chance(25) {
            let mut after = self.after();
            document.append(&mut after);
        }
        let lists = if noted { self.rng.pick(&[0, 0, 1]) } else { self.rng.pick(&[1, 1, 1, 1, 1, 1, 1, 1, 2, 3]) };
        for n in 0..lists {
            let mut list = self.list();
            if let Some(first) = list.first_mut() {
                first.blank_before |= blanks;
            }
            document.append(&mut list);
            if n + 1 < lists {
                let mut more = self.body(40, citing);
                document.append(&mut more);
            }
        }
        if self.rng.chance(65) {
            let mut after = self.after();
            if let Some(first) = after.first_mut() {
                first.blank_before |= blanks;
            }
            document.append(&mut after);
        }
        if paged && self.rng.chance(50) {
            self.page_break(&mut document, &title, number, feeds);
        }
        document
    }

    fn page_break(&mut self, document: &mut Vec<Line>, title: &str, number: usize, feeds: bool) {
        let rows: Vec<String> = match self.rng.below(6) {
            0 => vec![number.to_string()],
            1 => vec![title.to_owned(), number.to_string()],
            2 => vec![number.to_string(), title.to_owned()],
            3 => vec![format!("{number} {title}")],
            4 => vec![title.to_owned()],
            _ => vec![format!("{title} {number}"), title.to_owned()],
        };
        let apart = self.rng.chance(70);
        let feed = self.rng.below(rows.len());
        for (k, row) in rows.into_iter().enumerate() {
            let mut line = Line::new(row, role(Region::Furniture)).after_blank(apart);
            line.page_start = feeds && k == feed;
            document.push(line);
        }
    }
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

/// What a page may be headed by.
fn running_title(rng: &mut Rng) -> String {
    let n = rng.between(1, 60);
    let year = rng.between(1960, 2023);
    match rng.below(11) {
        0 => format!("Journal of Tests {n} ({year})"),
        // Feet with the paper's own citation look like entries.
        9 => format!("Roe et al. ({year}). Of lakes and trees: what grows and what doesn't. Tests, {n}(2)."),
        10 => format!("A. Roe, Of Lakes and Trees, Journal of Tests {n} ({year}), {}–{}", n + 3, n + 20),
        1 => "A. Roe / Social Studies".to_owned(),
        2 => "MODERN LANDSCAPES".to_owned(),
        3 => format!("Zeitschrift für Proben {n}/{year}"),
        4 => "Running Title of the Paper".to_owned(),
        5 => "B. Lee et al.".to_owned(),
        6 => "WORKING PAPER".to_owned(),
        7 => format!("Roe and Lee, Of Lakes and Trees, {year}"),
        _ => format!("Europäische Hefte, Jg. {n}, {year}"),
    }
}

/// What an example of the generator looks like, and its text.
fn look(example: &Example) -> Option<(Look, Entry)> {
    let mut segments = example.segments.iter().map(|(l, s)| (*l, s.of(&example.text))).peekable();
    if segments.peek().is_some_and(|(l, _)| *l == Label::Key) {
        segments.next();
    }
    let fields: Vec<(Label, &str)> = segments.collect();
    let (first, text) = *fields.first()?;
    if fields.len() < 3 || first == Label::Note {
        return None;
    }
    let whole: String = fields.iter().map(|f| f.1).collect();
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.len() > 600 {
        return None;
    }
    let name = crate::document::training::name_form(&whole);
    let punctuation: String = text.trim_end().chars().rev().take(2).filter(|c| !c.is_alphanumeric()).collect();
    let date = fields.iter().find(|f| f.0 == Label::Date).map_or(String::new(), |f| {
        f.1.trim()
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_alphabetic() {
                    'x'
                } else {
                    c
                }
            })
            .take(7)
            .collect()
    });
    let title = fields.iter().find(|f| f.0 == Label::Title).and_then(|f| f.1.trim().chars().next());
    let quote = title.filter(|c| !c.is_alphanumeric()).unwrap_or(' ');
    let place = fields.iter().position(|f| f.0 == Label::Date).map_or(3, |p| p.min(2));
    let language = String::new();
    let after_authors = if first == Label::Author { whole.len().min(text.trim().len()) } else { 0 };
    let after_authors = if whole.is_char_boundary(after_authors) { after_authors } else { 0 };
    Some(((language, Some(first), name, punctuation, date, quote, place), Entry { text: whole, after_authors }))
}

/// Joins a line to the text before it as a reader does.
fn join(text: &mut String, line: &str) {
    if text.ends_with('-') && line.starts_with(char::is_lowercase) {
        text.pop();
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

/// Without the label at its start.
fn bare(text: &str) -> &str {
    crate::document::training::without_label(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> Corpus {
        let xml = "<tei><text><front>Of Lakes<lb/>Ann Alder<lb/></front><body>We looked at lakes.<lb/>They are wide.<lb/></body>\
            <page>12<lb/></page><listBibl>References<lb/>Alder, A. (2001). On moss.<lb/></listBibl><div type=\"annex\">Table 1<lb/></div>\
            </text></tei>";
        let list = "<tei><text><listBibl><bibl>Alder, A. (2001). On <lb/>moss. Moss, 3, 4–9.<lb/></bibl><bibl>Birch, B. (2002). Of \
            <lb/>ponds. Ponds, 4.<lb/></bibl><bibl>Cedar, C. 2003. Reeds<lb/>. Town.<lb/></bibl><bibl>Elm, D. 2004. Late <lb/>snow.<lb/>\
            </bibl></listBibl></text></tei>";
        Corpus { papers: vec![segmentation(xml)], theses: Vec::new(), lists: vec![reference_segmenter(list)] }
    }

    #[test]
    fn annotated_lines() {
        let corpus = corpus();
        let regions: Vec<_> = corpus.papers[0].iter().filter_map(|l| l.role.region).collect();
        use Region::{After, Bibliography, Body, Front, Furniture};
        assert_eq!(regions, [Front, Front, Body, Body, Furniture, Bibliography, Bibliography, After]);
        let places: Vec<_> = corpus.lists[0].iter().filter_map(|l| l.role.place).collect();
        use Place::{Begin, Inside};
        assert_eq!(places, [Begin, Inside, Begin, Inside, Begin, Inside, Begin, Inside]);
    }

    #[test]
    fn the_same_seed_makes_the_same_documents_and_each_line_has_a_role() {
        let corpus = corpus();
        let made = || {
            let mut maker = Maker::with(&[], &corpus, 3, 3000);
            maker
                .training_documents(6)
                .into_iter()
                .chain(maker.training_lists(6))
                .map(|(lines, _)| lines)
                .collect::<Vec<_>>()
        };
        let documents = made();
        let text = |all: &[Vec<Line>]| all.iter().map(|lines| render(lines)).collect::<String>();
        assert_eq!(text(&documents), text(&made()));
        for lines in &documents {
            let (looks, roles) = looked_at(lines);
            assert_eq!(looks.len(), roles.len());
            assert!(roles.iter().all(|r| r.region.is_some()));
        }
    }
}
