//! Files → corpus: what can't be read is said in one line each, and the rest is read all the same.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use citegraph::paper::{Manifest, Paper, is_list, paper_files, paper_ids, paper_text_from};
use citegraph::record::{self, Opened, ReadAs, Source};
use citegraph::work::saved::{MARK, Saved, is_saved};
use citegraph::work::{Corpus, Matcher, Work};
use citegraph::{Error, ErrorKind};

use crate::lines::Lines;
use crate::options::Input;
use crate::{notes, progress};

/// A corpus, and how much of what was asked for isn't in it.
pub struct Loaded {
    /// Which is there until the program ends: to take a million texts down one by one before would be time for nothing.
    pub corpus: ManuallyDrop<Corpus>,
    /// The texts of its papers in its order, where they were asked for.
    pub texts: Vec<String>,
    /// The files of its papers, by their ids; none of those that records tell of.
    pub files: Vec<(String, PathBuf)>,
    pub code: u8,
}

/// Whether the texts of papers are kept beside what was read in them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    Kept,
    Dropped,
}

/// Reads papers; none where there is nothing to answer of, which is said.
pub fn corpus(input: &Input, keep: Texts) -> Option<Loaded> {
    let loaded = read(input, keep).map_err(notes::error).ok()?;
    (!loaded.corpus.papers.is_empty()).then_some(loaded)
}

/// Reads papers, each file once: it may be a pipe.
fn read(input: &Input, keep: Texts) -> Result<Loaded, Error> {
    let manifest = input.manifest.as_deref().map(read_manifest).transpose()?;
    let mut failed = 0;
    let mut say = |error: &Error| {
        notes::error(error);
        if error.is_unrecognised() {
            notes::note("say with --from what it is, if you know; a list of citations is given with --edges");
        }
        failed += 1;
    };
    let mut files = Vec::new();
    // Files of folders that may be records, each by its folder's number, and the folders with their other files.
    let mut maybe: HashMap<PathBuf, usize> = HashMap::new();
    let mut folders: Vec<(&Path, Vec<PathBuf>)> = Vec::new();
    for path in &input.papers {
        if path.as_os_str() == "-" {
            files.push(path.clone());
            continue;
        }
        match paper_files(path) {
            Ok(found) => {
                maybe.extend(found.records.iter().map(|file| (file.clone(), folders.len())));
                folders.push((path, found.others));
                files.extend(found.files);
                files.extend(found.records);
            }
            Err(error) => say(&error),
        }
    }
    let mut known = HashSet::new();
    files.retain(|file| {
        // A pipe isn't a file at a place, so that it can't be the same as another.
        let place = fs::canonicalize(file).ok().filter(|place| place.is_file());
        let is_new = place.is_none_or(|place| known.insert(place));
        if !is_new {
            notes::note(format!("{}: given twice, read once", file.display()));
        }
        is_new
    });
    let ids = paper_ids(&files);
    let bar = progress::of_papers(files.len());
    let mut papers: Vec<(Paper, String)> = Vec::new();
    let mut of_files = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    let mut linked: Vec<(Vec<Work>, Matcher)> = Vec::new();
    let mut faulty = 0;
    // Papers in which nothing that is cited was found.
    let mut bare: Vec<&Path> = Vec::new();
    for (file, id) in files.iter().zip(ids) {
        let folder = maybe.get(file).filter(|_| ReadAs::from(input.read_as) == ReadAs::Shown);
        match (open_as(id, file, input.read_as.into()), folder) {
            (Ok(Content::Saved(saved)), _) => {
                let Saved { corpus, mut texts, .. } = *saved;
                linked.push((corpus.works, corpus.matcher));
                texts.resize(corpus.papers.len(), String::new());
                papers.extend(corpus.papers.into_iter().zip(texts));
            }
            (Ok(Content::Opened(Opened::Paper(..))), Some(&folder)) => folders[folder].1.push(file.clone()),
            (Err(error), Some(&folder)) if error.is_unrecognised() => folders[folder].1.push(file.clone()),
            (Ok(Content::Opened(Opened::Paper(paper, text))), None) => {
                if ReadAs::from(input.read_as) == ReadAs::Shown && is_list(&text) {
                    let count = paper.references.len();
                    notes::note(format!(
                        "{}: taken for a list of {count} references, one a line (--from text: for a paper's text)",
                        file.display()
                    ));
                }
                if paper.references.is_empty() {
                    bare.push(file);
                }
                of_files.push((paper.id.clone(), file.clone()));
                papers.push((*paper, if keep == Texts::Kept { text } else { String::new() }));
            }
            (Ok(Content::Opened(Opened::Records(source))), _) => {
                faulty += usize::from(!source.records.faults.is_empty());
                tell(file, &source);
                sources.push(source);
            }
            (Err(error), _) => say(&error),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    tell_bare(&bare);
    let bare = bare.len();
    folders.into_iter().for_each(|(folder, others)| passed_over(folder, others));
    for (name, keys) in record::unlisted(&sources) {
        let shown = keys.iter().take(KEYS_SHOWN).copied().collect::<Vec<_>>().join(", ");
        let more = if keys.len() > KEYS_SHOWN { " …" } else { "" };
        let count = keys.len();
        notes::error(format!("{name}: {count} of its keys stand in no list or library that was given: {shown}{more}"));
        faulty += 1;
    }
    failed += faulty;
    let of_records = record::papers(sources, papers.iter().map(|(paper, _)| paper.id.as_str()));
    papers.extend(of_records.into_iter().map(|paper| (paper, String::new())));
    if let Some(manifest) = &manifest {
        papers.iter_mut().for_each(|(paper, _)| manifest.apply(paper));
        for id in manifest.ids().filter(|id| papers.iter().all(|(p, _)| p.id != *id)) {
            notes::note(format!("manifest: no paper is called {id}"));
        }
    }
    let code = match papers.len() {
        // With nothing cited, there is nothing to answer.
        read if read == bare => crate::exit::FAILED,
        _ if failed + bare > 0 => crate::exit::SOME_FAILED,
        _ => crate::exit::OK,
    };
    // Papers stand in a corpus by their ids, and texts beside them.
    papers.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let (papers, texts): (Vec<Paper>, Vec<String>) = papers.into_iter().unzip();
    progress::working("telling which entries are one work");
    // What was saved is linked, where it is all and is asked for as it was then.
    let matcher = Matcher::from(input.linking);
    let as_saved = linked.pop().filter(|(_, saved)| files.len() == 1 && input.manifest.is_none() && *saved == matcher);
    let corpus = match as_saved {
        Some((works, matcher)) => {
            let mut corpus = Corpus::default();
            (corpus.papers, corpus.works, corpus.matcher) = (papers, works, matcher);
            corpus
        }
        None => Corpus::with_matcher(papers, matcher)?,
    };
    progress::working("answering");
    Ok(Loaded { corpus: ManuallyDrop::new(corpus), texts, files: of_files, code })
}

/// Says what in a folder was taken neither for a paper nor for records.
fn passed_over(folder: &Path, mut others: Vec<PathBuf>) {
    others.sort();
    if let Some(first) = others.first() {
        let more = if others.len() > 1 { format!(" and {} more", others.len() - 1) } else { String::new() };
        let first = first.strip_prefix(folder).unwrap_or(first).display();
        notes::note(format!("{}: passed over, as neither papers nor records: {first}{more}", folder.display()));
    }
}

/// So many papers without references are told one by one.
const BARE_SHOWN: usize = 5;

/// Says which papers cite nothing: of many how many there are, as the table of papers has a row for each.
fn tell_bare(files: &[&Path]) {
    let shown = if files.len() > BARE_SHOWN { 1 } else { files.len() };
    for file in &files[..shown] {
        notes::note(format!("{}: no references found", file.display()));
    }
    if let further @ 1.. = files.len() - shown {
        notes::note(format!("nor in {further} other files; `citegraph papers` says what was found in each"));
    }
}

/// So many keys that stand in no list are named.
const KEYS_SHOWN: usize = 5;

/// So many faults of a file are told one by one.
const FAULTS_SHOWN: usize = 5;

/// Says what of a file of records couldn't be read.
pub fn tell_faults(file: &Path, source: &Source) {
    let faults = &source.records.faults;
    for fault in faults.iter().take(FAULTS_SHOWN) {
        notes::error(format!("{}: {fault}", file.display()));
    }
    if let further @ 1.. = faults.len().saturating_sub(FAULTS_SHOWN) {
        notes::error(format!("{}: {further} more places that can't be read", file.display()));
    }
}

/// Says what of a file of records couldn't be read, and that it cites nothing if so.
fn tell(file: &Path, source: &Source) {
    tell_faults(file, source);
    let (format, works) = (source.records.format, source.records.publications.len());
    if source.records.publications.iter().all(|publication| publication.cites.is_empty()) {
        let said =
            if works == 1 { "its record doesn't say".to_owned() } else { format!("none of its {works} records says") };
        notes::note(format!("{}: {said} what it cites ({format})", file.display()));
    }
}

/// What a file holds.
pub enum Content {
    /// A corpus that `build` saved.
    Saved(Box<Saved>),
    /// A paper or records.
    Opened(Opened),
}

/// Opens a file as what it shows itself to be; a paper is called after it.
pub fn open(file: &Path) -> Result<Content, Error> {
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    open_as(name, file, ReadAs::Shown)
}

/// Opens a file, whose paper is called `name`, or standard input for `-`, whose paper is called `stdin`.
fn open_as(name: String, file: &Path, read_as: ReadAs) -> Result<Content, Error> {
    let fails = |error: io::Error| Error::io(file, &error);
    let (name, mut reader): (String, Box<dyn Read>) = match file.as_os_str() == "-" {
        true => ("stdin".to_owned(), Box::new(io::stdin().lock())),
        false if file.is_file() && !(read_as == ReadAs::Shown && is_saved(file)) => {
            return record::open_as(name, file, read_as).map(Content::Opened);
        }
        false => (name, Box::new(File::open(file).map_err(fails)?)),
    };
    // A pipe is read once: what it begins with is looked at, and then read with the rest.
    let mut head = Vec::new();
    reader.by_ref().take(MARK.len() as u64).read_to_end(&mut head).map_err(fails)?;
    if read_as == ReadAs::Shown && Saved::is_saved(&head) {
        reader.read_to_end(&mut head).map_err(fails)?;
        let saved = Saved::from_bytes(&head).map_err(|fault| ErrorKind::Saved { path: file.to_owned(), fault })?;
        return Ok(Content::Saved(Box::new(saved)));
    }
    record::open_from(name, head.as_slice().chain(reader), file, read_as).map(Content::Opened)
}

/// The text of a paper's file, or of standard input for `-`: of pages and documents of word processors what they show, of records and of
/// what isn't known what stands there.
pub fn text(file: &Path) -> Result<String, Error> {
    let io = |error: io::Error| Error::io(file, &error);
    let mut bytes = Vec::new();
    let limit = record::RECORD_BYTES as u64 + 1;
    let read = match file.as_os_str() == "-" {
        true => io::stdin().lock().take(limit).read_to_end(&mut bytes),
        false => File::open(file).map_err(io)?.take(limit).read_to_end(&mut bytes),
    };
    read.map_err(io)?;
    match record::open_from("", bytes.as_slice(), file, ReadAs::Shown) {
        Ok(Opened::Paper(_, text)) => Ok(text),
        Ok(_) => paper_text_from(bytes.as_slice(), file),
        Err(error) if error.is_unrecognised() => paper_text_from(bytes.as_slice(), file),
        Err(error) => Err(error),
    }
}

/// A manifest of more bytes than this states more than anybody knows.
const MANIFEST_BYTES: u64 = 16 << 20;

fn read_manifest(path: &Path) -> Result<Manifest, Error> {
    let io = |error: io::Error| Error::io(path, &error);
    let mut bytes = Vec::new();
    File::open(path).map_err(io)?.take(MANIFEST_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MANIFEST_BYTES {
        return Err(io(io::Error::new(io::ErrorKind::InvalidData, format!("longer than {MANIFEST_BYTES} bytes"))));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| io(io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8")))?;
    Manifest::parse(text.strip_prefix('\u{feff}').unwrap_or(&text))
}

/// The lines of a file, or of standard input for `-`; a file that can't be opened is said on standard error.
pub fn lines(file: &Path) -> Option<Lines> {
    if file.as_os_str() == "-" {
        return Some(Lines::new(Box::new(BufReader::new(io::stdin()))));
    }
    match File::open(file) {
        Ok(file) => Some(Lines::new(Box::new(BufReader::new(file)))),
        Err(error) => {
            notes::error(Error::io(file, &error));
            None
        }
    }
}
