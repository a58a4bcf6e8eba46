//! Files → corpus: what can't be read is said in one line each, and the rest is read all the same.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use citegraph::Error;
use citegraph::paper::{Manifest, Paper, paper_files, paper_text, paper_text_from};
use citegraph::work::Corpus;
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
    for file in &files {
        match open(file) {
            Ok(mut paper) => {
                if paper.references.is_empty() {
                    notes::note(format!("{}: no references found", file.display()));
                }
                if let Some(manifest) = &manifest {
                    manifest.apply(&mut paper);
                }
                papers.push(paper);
            }
            Err(error) => say(&error),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if let Some(manifest) = &manifest {
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

fn open(file: &Path) -> Result<Paper, Error> {
    if file.as_os_str() != "-" {
        return Paper::open(file);
    }
    Paper::from_reader("stdin", io::stdin().lock(), file)
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
