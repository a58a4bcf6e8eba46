//! Files → corpus: what can't be read is said in one line each, and the rest is read all the same.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use citegraph::paper::{Manifest, Paper, paper_files, paper_text, paper_text_from};
use citegraph::record::{self, Opened, ReadAs, Source};
use citegraph::work::Corpus;
use citegraph::{Error, ErrorKind, RecordFault};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::Input;
use crate::notes;

/// A corpus, and how many of the papers asked for aren't in it.
pub struct Loaded {
    pub corpus: Corpus,
    pub failed: usize,
}

/// Below this many papers, reading is over before a bar is seen.
const WORTH_A_BAR: usize = 20;

pub fn corpus(input: &Input) -> Result<Loaded, Error> {
    let manifest = input.manifest.as_deref().map(read_manifest).transpose()?;
    let mut failed = 0;
    let mut say = |error: &Error| {
        notes::error(error);
        if let ErrorKind::Records { fault: RecordFault::Unrecognised { .. }, .. } = error.kind() {
            notes::note("say with --as what it is, if you know; a list of citations is given with --edges");
        }
        failed += 1;
    };
    let mut files = Vec::new();
    for path in &input.papers {
        match if path.as_os_str() == "-" { Ok(vec![path.clone()]) } else { paper_files(path) } {
            Ok(found) => files.extend(found),
            Err(error) => say(&error),
        }
    }
    let bar = progress(files.len());
    let mut papers: Vec<Paper> = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    let mut faulty = 0;
    for file in &files {
        match open(file, input.read_as.into()) {
            Ok(Opened::Paper(paper)) => {
                if paper.references.is_empty() {
                    notes::note(format!("{}: no references found", file.display()));
                }
                papers.push(*paper);
            }
            Ok(Opened::Records(source)) => {
                faulty += usize::from(!source.records.faults.is_empty());
                tell(file, &source);
                sources.push(source);
            }
            Err(error) => say(&error),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    failed += faulty;
    let of_records = record::papers(sources, papers.iter().map(|paper| paper.id.as_str()));
    papers.extend(of_records);
    if let Some(manifest) = &manifest {
        papers.iter_mut().for_each(|paper| manifest.apply(paper));
        for id in manifest.ids().filter(|id| papers.iter().all(|p| p.id != *id)) {
            notes::note(format!("manifest: no paper is called {id}"));
        }
    }
    Ok(Loaded { corpus: Corpus::with_matcher(papers, input.linking.into())?, failed })
}

/// A bar on a terminal, nothing in a pipe.
fn progress(papers: usize) -> ProgressBar {
    if papers < WORTH_A_BAR {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(papers as u64);
    if let Ok(style) = ProgressStyle::with_template("reading {wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

/// So many faults of a file are told one by one.
const FAULTS_SHOWN: usize = 5;

/// Says what of a file of records couldn't be read, and that it cites nothing if so.
fn tell(file: &Path, source: &Source) {
    let faults = &source.records.faults;
    for fault in faults.iter().take(FAULTS_SHOWN) {
        notes::error(format!("{}: {fault}", file.display()));
    }
    if let further @ 1.. = faults.len().saturating_sub(FAULTS_SHOWN) {
        notes::error(format!("{}: {further} more places that can't be read", file.display()));
    }
    let (format, works) = (source.records.format, source.records.publications.len());
    if source.records.publications.iter().all(|publication| publication.cites.is_empty()) {
        notes::note(format!("{}: {works} works ({format}), none says what it cites", file.display()));
    }
}

fn open(file: &Path, read_as: ReadAs) -> Result<Opened, Error> {
    if file.as_os_str() != "-" {
        return record::open(file, read_as);
    }
    record::open_from("stdin", io::stdin().lock(), file, read_as)
}

/// The text of a paper's file, or of standard input for `-`.
pub fn text(file: &Path) -> Result<String, Error> {
    if file.as_os_str() == "-" { paper_text_from(io::stdin().lock(), file) } else { paper_text(file) }
}

fn read_manifest(path: &Path) -> Result<Manifest, Error> {
    Manifest::parse(&fs::read_to_string(path).map_err(|e| Error::io(path, &e))?)
}

/// The lines of a file, or of standard input for `-`; a file that can't be opened is said on standard error.
pub fn lines(file: &Path) -> Option<Box<dyn BufRead + Send>> {
    if file.as_os_str() == "-" {
        return Some(Box::new(BufReader::new(io::stdin())));
    }
    match File::open(file) {
        Ok(file) => Some(Box::new(BufReader::new(file))),
        Err(error) => {
            notes::error(Error::io(file, &error));
            None
        }
    }
}
