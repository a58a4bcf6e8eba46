//! Learning where the sources in notes are: from labelled notes, real references put into notes, and made ones.

use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::sequence::{Labelled, Learning, learn};
use super::{CorpusError, Example};
use crate::Span;
use crate::crf::{Crf, Features, best};
use crate::document::training::notes::{STEPS, TAGS, describe, spans, tags};
use crate::generate::{Generator, MadeNote};
use crate::token::lex;

/// How to learn the sources in notes.
#[derive(Clone, Copy, Debug)]
pub struct NoteOptions {
    /// How many notes are made beside the real ones.
    pub made: usize,
    /// What a real note counts, a made one being 1.
    pub weight: f32,
    /// How many features are kept.
    pub rows: usize,
    /// Times through the notes.
    pub epochs: usize,
    /// The seed of everything.
    pub seed: u64,
}

impl Default for NoteOptions {
    fn default() -> Self {
        Self { made: 24_000, weight: 4.0, rows: 16_000, epochs: 8, seed: 1 }
    }
}

/// Reads labelled notes: TEI files in which an `output` of type `segmented-instance` holds a `note` with a `label`, words in
/// further `note`s, and sources in `bibl`. A folder's files are read in the order of their names.
///
/// # Errors
///
/// A file that can't be read, or isn't XML.
pub fn read_notes(path: &Path) -> Result<Vec<MadeNote>, CorpusError> {
    let mut found = Vec::new();
    for file in files(path)? {
        let text = std::fs::read_to_string(&file)
            .map_err(|source| CorpusError::Io { path: file.display().to_string(), source })?;
        found.extend(labelled(&text));
    }
    Ok(found)
}

/// Reads the sentences of running text in GROBID's TEI, those that cite left out, for made notes to say.
///
/// # Errors
///
/// A file that can't be read.
pub fn read_sentences(path: &Path) -> Result<Vec<String>, CorpusError> {
    let mut found = Vec::new();
    for file in files(path)? {
        let text = std::fs::read_to_string(&file)
            .map_err(|source| CorpusError::Io { path: file.display().to_string(), source })?;
        found.extend(sentences(&text));
    }
    Ok(found)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |source| CorpusError::Io { path: path.display().to_string(), source };
    let all: Result<Vec<PathBuf>, _> = std::fs::read_dir(path).map_err(failed)?.map(|e| e.map(|e| e.path())).collect();
    let mut all = all.map_err(failed)?;
    all.retain(|file| file.extension().is_some_and(|end| end == "xml"));
    all.sort();
    Ok(all)
}

/// The notes of one file. What isn't XML ends it.
fn labelled(text: &str) -> Vec<MadeNote> {
    let mut reader = Reader::from_str(text);
    let mut found: Vec<MadeNote> = Vec::new();
    let mut segmented = false;
    let mut path: Vec<Vec<u8>> = Vec::new();
    let mut said = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = tag.local_name().as_ref().to_vec();
                if name == b"output" {
                    segmented = tag.attributes().flatten().any(|a| a.value.as_ref() == b"segmented-instance");
                    if segmented {
                        found.push(MadeNote::default());
                    }
                }
                path.push(name);
                said.clear();
            }
            Ok(Event::Text(words)) => said.push_str(&words.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(name)) => said.push_str(match name.decode().unwrap_or_default().as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                _ => "",
            }),
            Ok(Event::End(_)) => {
                let name = path.pop().unwrap_or_default();
                let note = found.last_mut().filter(|_| segmented);
                if let Some(note) = note
                    && matches!(name.as_slice(), b"bibl" | b"note")
                {
                    let words: Vec<&str> = said.split_whitespace().collect();
                    note.add(&words.join(" "), name == b"bibl");
                }
                segmented &= name != b"output";
                said.clear();
            }
            Ok(Event::Eof) | Err(_) => break,
            _ => {}
        }
    }
    found.retain(|note| !note.text.is_empty());
    found
}

impl MadeNote {
    /// Adds a piece of a labelled note.
    fn add(&mut self, words: &str, is_source: bool) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let from = self.text.len();
        self.text.push_str(words);
        if is_source {
            self.sources.push(Span::new(from, self.text.len()));
        }
    }
}

/// The sentences of a TEI file's paragraphs.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for paragraph in text.split("<p>").skip(1) {
        let paragraph = paragraph.split("</p>").next().unwrap_or_default();
        for sentence in paragraph.split(". ") {
            let cites = sentence.contains("<ref") || sentence.contains("</ref");
            let plain = sentence.replace("<lb/>", " ");
            if cites || plain.contains(['<', '&']) || !plain.trim_start().starts_with(|c: char| c.is_ascii_uppercase())
            {
                continue;
            }
            let words: Vec<&str> = plain.split_whitespace().collect();
            if (5..45).contains(&words.len()) {
                found.push(format!("{}.", words.join(" ").trim_end_matches('.')));
            }
        }
    }
    found
}

/// Learns from real notes, and from made ones that hold the strings of `references` and say `sentences`; `log` is told how
/// it went. The same input gives the same bytes.
pub fn learn_notes(
    notes: &[MadeNote],
    references: &[Example],
    sentences: Vec<String>,
    options: &NoteOptions,
    log: impl Fn(&str),
) -> Vec<u8> {
    let mut generator = Generator::new(options.seed).with_values_of(references).with_notes_of(references, sentences);
    let made = (0..options.made).map(|_| (generator.note(), 1.0));
    let real = notes.iter().map(|note| (note.clone(), options.weight));
    let sequences: Vec<Labelled> = real.chain(made).map(|(note, weight)| sequence(&note, weight)).collect();
    let learning = Learning { epochs: options.epochs, rows: options.rows, seed: options.seed, ..Learning::default() };
    learn::<TAGS>(&sequences, STEPS, &learning, log).write()
}

/// How a model does on labelled notes: sources found with both ends right (but for marks), found, and labelled. What it gets
/// wrong is told to `log`.
///
/// # Errors
///
/// The bytes aren't a model's.
pub fn check_notes(
    model: &[u8],
    notes: &[MadeNote],
    log: impl Fn(&str),
) -> Result<(usize, usize, usize), Box<dyn std::error::Error>> {
    let model = Crf::<TAGS>::read(model, STEPS)?;
    let (mut right, mut found, mut labelled) = (0, 0, 0);
    for note in notes {
        let tokens = lex(&note.text);
        let mut features = Features::default();
        describe(&note.text, &tokens, &mut features);
        let read = spans(&note.text, &tokens, &best(&model.scores(&features), &model));
        let bare = |s: &Span| s.trimmed(&note.text, |c| !c.is_alphanumeric());
        let read: Vec<Span> = read.iter().map(bare).collect();
        let want: Vec<Span> = note.sources.iter().map(bare).collect();
        let both = read.iter().filter(|s| want.contains(s)).count();
        right += both;
        found += read.len();
        labelled += want.len();
        if both < read.len().max(want.len()) {
            let shown = |all: &[Span]| all.iter().map(|s| s.of(&note.text)).collect::<Vec<_>>().join(" | ");
            log(&format!("{}\n  want {}\n  read {}", note.text, shown(&want), shown(&read)));
        }
    }
    Ok((right, found, labelled))
}

fn sequence(note: &MadeNote, weight: f32) -> Labelled {
    let tokens = lex(&note.text);
    let mut features = Features::default();
    describe(&note.text, &tokens, &mut features);
    let tags = tags(&note.text, &tokens, &note.sources).into_iter().map(Some).collect();
    Labelled { features, tags, weight }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELLED: &str = r#"<dataset><instance><output type="segmented-instance"><note n="3" type="footnote">
        <label>3</label> <note>See also</note> <bibl>A. Roe &amp; B. Poe, Of Rivers
        (1990) 4.</bibl> <note>That is all.</note></note></output>
        <output type="bibl"><bibl>A. Roe</bibl></output></instance></dataset>"#;

    #[test]
    fn labelled_notes_are_read() {
        let notes = labelled(LABELLED);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].text, "See also A. Roe & B. Poe, Of Rivers (1990) 4. That is all.");
        let sources: Vec<&str> = notes[0].sources.iter().map(|s| s.of(&notes[0].text)).collect();
        assert_eq!(sources, ["A. Roe & B. Poe, Of Rivers (1990) 4."]);
    }

    #[test]
    fn sentences_that_cite_are_left_out() {
        let text = "<p>Most rivers run<lb/> to the sea. We saw it <ref>1</ref> again.</p>";
        assert_eq!(sentences(text), ["Most rivers run to the sea."]);
    }
}
