//! Annotated papers, dissertations and lists → lines with what they are.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Line, Role, listed, role};
use crate::document::training::{Place, Region};
use crate::generate::layout::Laid;
use crate::train::corpus::CorpusError;

/// The annotated papers and lists.
pub(super) struct Corpus {
    pub(super) papers: Vec<Vec<Line>>,
    pub(super) theses: Vec<Vec<Line>>,
    pub(super) lists: Vec<Vec<Line>>,
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
    pub(super) fn read(folder: &Path) -> Result<Self, CorpusError> {
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
            Ok(Event::GeneralRef(r)) => Tei::Text(crate::train::corpus::entity(&r)),
            Ok(_) => continue,
        };
        if inside {
            tell(event);
        }
    }
}

/// GROBID's regions of a paper. `note place="footnote"` holds running feet too: those come back, or are short.
pub(super) fn segmentation(xml: &str) -> Vec<Line> {
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
pub(super) fn reference_segmenter(xml: &str) -> Vec<Line> {
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
