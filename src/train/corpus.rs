//! Labelled references from files: AnyStyle's XML, GROBID's TEI, and lines of JSON.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::example::{Example, Piece};
use super::harmonise;
use crate::Span;
use crate::reference::label::Label;

/// What can go wrong when a corpus is read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// A file can't be read.
    #[error("can't read {path}: {source}")]
    Io {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A line isn't a labelled reference.
    #[error("{path}, line {line}: {source}")]
    Line {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
}

/// Reads a file, or every file under a folder in the order of their names: `.jsonl` as lines of JSON, other files as
/// XML of either kind.
///
/// # Errors
///
/// When a file can't be read, or a line of JSON isn't a labelled reference. Broken XML ends its file early: the corpora
/// have some.
pub fn read(path: &Path) -> Result<Vec<Example>, CorpusError> {
    let io = |source| CorpusError::Io { path: path.display().to_string(), source };
    if path.is_dir() {
        let mut files: Vec<_> = std::fs::read_dir(path).map_err(io)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
        files.sort();
        let mut all = Vec::new();
        for file in files {
            all.extend(read(&file)?);
        }
        return Ok(all);
    }
    let text = String::from_utf8_lossy(&std::fs::read(path).map_err(io)?).into_owned();
    match path.extension().and_then(|e| e.to_str()) {
        Some("jsonl") => jsonl(&text, path),
        Some("xml") => Ok(xml(&text)),
        _ => Ok(Vec::new()),
    }
}

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    segments: Vec<(Label, Span)>,
    #[serde(default)]
    emphasis: Vec<Span>,
}

/// Lines of `{"text": "…", "segments": [["author", [0, 12]], …], "emphasis": [[40, 52], …]?}`: labels in kebab case,
/// spans in bytes, in order; white space counts to either side.
fn jsonl(text: &str, path: &Path) -> Result<Vec<Example>, CorpusError> {
    lines(text, path, |line: Line| Example { text: line.text, segments: line.segments, emphasis: line.emphasis })
}

/// A reference that another printer made, and its language in two letters.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Printed {
    /// Its fields, and what is printed between them.
    pub pieces: Vec<Piece>,
    /// The language of what is between them.
    pub language: String,
}

#[derive(serde::Deserialize)]
struct PrintedLine {
    pieces: Vec<(Option<Label>, String)>,
    language: String,
}

/// Reads references that another printer made, one a line: `{"language": "de", "pieces": [["author", "Roe, A."], [null, " ("],
/// …]}`, fields with their labels and what is printed between them.
///
/// # Errors
///
/// When the file can't be read, or a line isn't such a reference.
pub fn read_printed(path: &Path) -> Result<Vec<Printed>, CorpusError> {
    let text =
        std::fs::read_to_string(path).map_err(|source| CorpusError::Io { path: path.display().to_string(), source })?;
    lines(&text, path, |line: PrintedLine| {
        let piece = |(label, text)| Piece { label, text, emphasised: false };
        Printed { pieces: line.pieces.into_iter().map(piece).collect(), language: line.language }
    })
}

/// Each line of JSON that isn't empty, as what it is made to.
fn lines<L: serde::de::DeserializeOwned, T>(
    text: &str,
    path: &Path,
    made: impl Fn(L) -> T,
) -> Result<Vec<T>, CorpusError> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let error = |line, source| CorpusError::Line { path: path.display().to_string(), line, source };
    lines.map(|(line, at)| serde_json::from_str(line).map(&made).map_err(|source| error(at, source))).collect()
}

/// The element that holds one reference.
fn is_reference(name: &str) -> bool {
    matches!(name, "sequence" | "bibl" | "biblStruct")
}

/// Reads the references of AnyStyle's or GROBID's XML.
pub(crate) fn xml(text: &str) -> Vec<Example> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut examples = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut inside = false;
    let mut stack: Vec<Option<ElementKind>> = Vec::new();
    loop {
        let text = match reader.read_event() {
            Err(_) | Ok(Event::Eof) => break,
            Ok(Event::Start(e)) => {
                let name = String::from_utf8_lossy(e.name().as_ref()).into_owned();
                if is_reference(&name) && !inside {
                    inside = true;
                    pieces.clear();
                    stack.clear();
                } else if inside {
                    let kind = kind(&name, &e).or(stack.last().copied().flatten());
                    stack.push(kind);
                    pieces.push(Piece { label: kind.map(ElementKind::label), text: String::new(), emphasised: false });
                }
                continue;
            }
            Ok(Event::End(e)) => {
                let name = String::from_utf8_lossy(e.name().as_ref()).into_owned();
                if inside && is_reference(&name) && stack.is_empty() {
                    inside = false;
                    examples.extend(finish(&mut pieces));
                } else if inside {
                    stack.pop();
                    let kind = stack.last().copied().flatten();
                    pieces.push(Piece { label: kind.map(ElementKind::label), text: String::new(), emphasised: false });
                }
                continue;
            }
            Ok(Event::Empty(_)) => " ".to_owned(),
            Ok(Event::Text(t)) => t.decode().map(|t| t.into_owned()).unwrap_or_default(),
            Ok(Event::CData(t)) => String::from_utf8_lossy(&t).into_owned(),
            Ok(Event::GeneralRef(r)) => entity(&r),
            Ok(_) => continue,
        };
        if let Some(piece) = pieces.last_mut() {
            piece.text.push_str(&text);
        } else if inside {
            pieces.push(Piece::between(text));
        }
    }
    examples
}

pub(crate) fn entity(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    match String::from_utf8_lossy(reference).as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => " ",
    }
    .to_owned()
}

/// What an element is, before harmonising.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ElementKind {
    /// It has a label.
    Is(Label),
    /// A volume that may hold an issue.
    Numeration,
    /// A kind of work that may hold a number.
    Genre,
    /// AnyStyle's note.
    Note,
    /// An institution, or the authors when it comes first.
    Body,
    /// An identifier of a kind to be seen.
    Identifier,
}

impl ElementKind {
    fn label(self) -> Label {
        match self {
            ElementKind::Is(label) => label,
            ElementKind::Numeration => Label::Volume,
            ElementKind::Genre => Label::Genre,
            ElementKind::Note => Label::Note,
            // Marks for `finish`, which knows the neighbours.
            ElementKind::Body => Label::Publisher,
            ElementKind::Identifier => Label::Number,
        }
    }
}

fn kind(name: &str, element: &BytesStart<'_>) -> Option<ElementKind> {
    let attribute = |key: &str| {
        let found = element.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key.as_bytes());
        found.map(|a| String::from_utf8_lossy(&a.value).to_lowercase())
    };
    Some(match name {
        // AnyStyle.
        "citation-number" => ElementKind::Is(Label::Key),
        "author" | "director" | "producer" => ElementKind::Is(Label::Author),
        "editor" => ElementKind::Is(Label::Editor),
        "translator" => ElementKind::Is(Label::Translator),
        "journal" => ElementKind::Is(Label::Journal),
        "container-title" => ElementKind::Is(Label::Book),
        "collection-title" => ElementKind::Is(Label::Series),
        "date" | "year" | "month" => ElementKind::Is(Label::Date),
        "volume" | "volumes" => ElementKind::Numeration,
        "pages" | "page" => ElementKind::Is(Label::Page),
        "publisher" | "publishe" => ElementKind::Is(Label::Publisher),
        "location" | "pubPlace" | "pubplace" => ElementKind::Is(Label::Place),
        "edition" => ElementKind::Is(Label::Edition),
        "genre" | "medium" => ElementKind::Genre,
        "doi" => ElementKind::Is(Label::Doi),
        "url" => ElementKind::Is(Label::Url),
        "isbn" => ElementKind::Is(Label::Isbn),
        "note" if attribute("type").as_deref() == Some("report") => ElementKind::Genre,
        "note" | "notes" | "source" => ElementKind::Note,
        // GROBID.
        "title" => match attribute("level").or(attribute("type")).as_deref() {
            Some("j") => ElementKind::Is(Label::Journal),
            Some("m") => ElementKind::Is(Label::Book),
            Some("s") => ElementKind::Is(Label::Series),
            _ => ElementKind::Is(Label::Title),
        },
        "biblScope" => match attribute("unit").or(attribute("type")).as_deref() {
            Some("volume" | "vol") => ElementKind::Is(Label::Volume),
            Some("issue") => ElementKind::Is(Label::Issue),
            Some("date") => ElementKind::Is(Label::Date),
            _ => ElementKind::Is(Label::Page),
        },
        "orgName" if attribute("type").as_deref() == Some("collaboration") => ElementKind::Is(Label::Author),
        "orgName" => ElementKind::Body,
        "ptr" => ElementKind::Is(Label::Url),
        "idno" => match attribute("type").as_deref() {
            Some("arxiv" | "arxive") => ElementKind::Is(Label::Arxiv),
            Some("doi") => ElementKind::Is(Label::Doi),
            Some("isbn" | "issn" | "pmid" | "pmc" | "pii") => ElementKind::Is(Label::Isbn),
            _ => ElementKind::Identifier,
        },
        _ => return None,
    })
}

/// Pieces of one reference → an example in the one convention.
fn finish(pieces: &mut Vec<Piece>) -> Option<Example> {
    pieces.retain(|p| !p.text.trim().is_empty() || (p.label.is_none() && !p.text.is_empty()));
    // Every character of AnyStyle's references is inside an element; only white space stands between.
    let every = pieces.iter().all(|p| p.label.is_some() || p.text.trim().is_empty());
    let mut all = Vec::with_capacity(pieces.len());
    let mut authors = false;
    for (i, piece) in pieces.iter().enumerate() {
        let lower = piece.text.to_lowercase();
        let next = pieces[i + 1..].iter().find_map(|p| p.label);
        match piece.label {
            Some(Label::Volume) => all.extend(harmonise::numeration(&piece.text)),
            Some(Label::Genre) => all.extend(harmonise::genre(&piece.text)),
            Some(Label::Publisher) if !authors && i == 0 && !every => {
                all.push(Piece::field(Label::Author, piece.text.clone()));
            }
            Some(Label::Number) if lower.contains("10.") && lower.contains('/') => {
                all.push(Piece::field(Label::Doi, piece.text.clone()));
            }
            Some(Label::Number | Label::Note) if lower.contains("arxiv") || is_preprint_code(&lower) => {
                all.push(Piece::field(Label::Arxiv, piece.text.clone()));
            }
            Some(Label::Note) => match harmonise::forthcoming(&piece.text) {
                Some(apart) => all.extend(apart),
                None => all.push(Piece::field(note(&lower, next), piece.text.clone())),
            },
            // "Gallimard, Ed." is a publisher that AnyStyle's annotators took for an editor.
            _ => all.push(piece.clone()),
        }
        authors |= piece.label == Some(Label::Author);
    }
    merge(&mut all);
    harmonise::reference(&mut all);
    let example = Example::from_pieces(&all);
    let sound = example.text.chars().filter(|c| c.is_alphanumeric()).count() > 5 && !example.segments.is_empty();
    sound.then_some(example)
}

/// GROBID's and AnyStyle's one list of names that was tagged in parts is one stretch.
fn merge(pieces: &mut Vec<Piece>) {
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let n = merged.len();
        let people = |label| matches!(label, Some(Label::Author));
        let joins = |p: &Piece| {
            p.label.is_none() && {
                let t = p.text.trim().trim_matches([',', ';', '.', ' ']);
                matches!(t, "" | "and" | "&" | "et" | "und" | "for the" | "on behalf of" | "on behalf of the")
            }
        };
        if people(piece.label) && n >= 1 && people(merged[n - 1].label) {
            merged[n - 1].text.push_str(&piece.text);
        } else if people(piece.label) && n >= 2 && people(merged[n - 2].label) && joins(&merged[n - 1]) {
            let between = merged.pop().map(|p| p.text).unwrap_or_default();
            if let Some(last) = merged.last_mut() {
                last.text.push_str(&between);
                last.text.push_str(&piece.text);
            }
        } else {
            merged.push(piece);
        }
    }
    *pieces = merged;
}

/// What a note announces, by its words.
fn note(lower: &str, next: Option<Label>) -> Label {
    let starts = |words: &[&str]| words.iter().any(|w| lower.trim_start_matches([' ', '(', '[']).starts_with(w));
    let digits = lower.contains(|c: char| c.is_ascii_digit());
    if next == Some(Label::Url) && !digits && lower.len() < 40 {
        Label::Url
    } else if starts(&["accessed", "retrieved", "last accessed", "consulté", "abgerufen", "zugriff", "visited"])
        && digits
    {
        Label::Accessed
    } else if starts(&["ph.d", "phd", "doctoral", "master", "diplom", "technical report", "tech. rep", "thesis"]) {
        Label::Genre
    } else if lower.len() < 30 && ["edition", "édition", "edn", "aufl", " ed."].iter().any(|w| lower.contains(w)) {
        Label::Edition
    } else {
        Label::Note
    }
}

/// "hep-th/9901001", "cond-mat/…", "math.AG/…".
fn is_preprint_code(lower: &str) -> bool {
    let Some((archive, number)) = lower.trim().split_once('/') else { return false };
    archive.len() <= 10
        && archive.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'.')
        && number.bytes().take_while(u8::is_ascii_digit).count() == 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<(Label, String)> {
        let all = xml(text);
        all.iter().flat_map(|e| e.segments.iter().map(|(l, s)| (*l, s.of(&e.text).to_owned()))).collect()
    }

    #[test]
    fn anystyle() {
        let text =
            "<dataset><sequence>\n<author>A. Bee.</author>\n<title>Of R&amp;D.</title><journal>J. of C,</journal>
            <volume>4(2),</volume> <pages>127-136,</pages> <date>June 1978.</date></sequence></dataset>";
        let expected = [
            (Label::Author, "A. Bee. "),
            (Label::Title, "Of R&D. "),
            (Label::Journal, "J. of C, "),
            (Label::Volume, "4"),
            (Label::Issue, "(2), "),
            (Label::Page, "127-136, "),
            (Label::Date, "June 1978."),
        ];
        let found = labels(text);
        assert_eq!(found.iter().map(|(l, t)| (*l, t.trim())).collect::<Vec<_>>(), expected.map(|(l, t)| (l, t.trim())));
    }

    #[test]
    fn grobid() {
        let text = r#"<tei><listBibl><bibl><author>A. Bee</author>, <author>C. Dee</author>, <title level="m">Of things</title>
            (<publisher>Press</publisher>, <pubPlace>Rome</pubPlace>, <date>1999</date>).</bibl></listBibl></tei>"#;
        let expected = [
            (Label::Author, "A. Bee, C. Dee, "),
            (Label::Title, "Of things "),
            (Label::Publisher, "(Press, "),
            (Label::Place, "Rome, "),
            (Label::Date, "1999)."),
        ];
        assert_eq!(labels(text), expected.map(|(l, t)| (l, t.to_owned())));
    }

    #[test]
    fn lines_of_json() {
        let line = r#"{"text":"A. Bee 1999","segments":[["author",[0,7]],["date",[7,11]]]}"#;
        let all = jsonl(line, Path::new("x.jsonl")).expect("a labelled reference");
        assert_eq!(all[0].first(Label::Date), Some("1999"));
        let error = jsonl("{}", Path::new("x.jsonl")).unwrap_err().to_string();
        assert_eq!(error, "x.jsonl, line 1: missing field `text` at line 1 column 2");
    }

    #[test]
    fn lines_that_another_printer_made() {
        let line = r#"{"language":"de","pieces":[["author","Bee, A."],[null," ("],["date","1999"],[null,"): "],["title","On ice"]]}"#;
        let made = |line: PrintedLine| line.pieces;
        let all = lines(line, Path::new("x.jsonl"), made).expect("a printed reference");
        assert_eq!(all[0][2], (Some(Label::Date), "1999".to_owned()));
        assert!(lines("{}", Path::new("x.jsonl"), made).is_err());
    }
}
