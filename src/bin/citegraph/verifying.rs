//! `verify`: references and a library in, what became of each out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use citegraph::Error;
use citegraph::paper::{ReferenceKind, paper_files};
use citegraph::record::{self, Opened, ReadAs, Source};
use citegraph::reference::Reference;
use citegraph::reference::item::Item;
use citegraph::work::verify::{Library, Outcome, Printed, Verified};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::args::Format;
use crate::{input, lines, notes, print};

/// What `verify` is asked.
#[derive(clap::Args)]
pub struct Verify {
    /// Papers, folders of them, or records of any form: what they cite or, of records that cite nothing, these themselves
    #[arg(required_unless_present = "strings", value_name = "PAPER")]
    papers: Vec<PathBuf>,
    /// The records to look in: an index that `index` made, or CSL-JSON, BibTeX, RIS, another export
    #[arg(long, required = true, num_args = 1.., value_name = "LIBRARY")]
    against: Vec<PathBuf>,
    /// A file of bare references, one a line, whose numbers are the ids; `-` is standard input
    #[arg(long, value_name = "FILE")]
    strings: Vec<PathBuf>,
    /// A table for people, or JSON lines or CSV for programs
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many rows to print at most: in the table 30 unless said otherwise, else all
    #[arg(long, value_name = "ROWS")]
    limit: Option<usize>,
}

/// A reference to verify: its id, what a person sees of it, and what is compared.
struct Asked {
    id: String,
    shown: String,
    printed: Printed,
}

/// Looks for each reference in the library. A difference is an answer, not a failure.
pub fn verify(asked: &Verify, out: &mut impl Write) -> io::Result<u8> {
    let mut failed = 0;
    let Some(library) = library_of(&asked.against) else { return Ok(crate::FAILED) };
    let mut references: Vec<Asked> = Vec::new();
    for path in &asked.strings {
        match strings(path) {
            Some(found) => references.extend(found),
            None => failed += 1,
        }
    }
    for path in &asked.papers {
        match of_file(path) {
            Ok(found) => references.extend(found),
            Err(error) => {
                notes::error(error);
                failed += 1;
            }
        }
    }
    if references.is_empty() {
        notes::error("no references to verify: a file of bare references, one a line, is given with --strings");
        return Ok(crate::FAILED);
    }
    let verified: Vec<Verified> = references.par_iter().map(|asked| library.verify(&asked.printed)).collect();
    if let Some(fault) = library.fault() {
        notes::error(fault);
        return Ok(crate::FAILED);
    }
    let rows = references.iter().zip(&verified);
    let header = ["id", "verdict", "record", "why", "reference"];
    let cells = |(asked, found): (&Asked, &Verified)| {
        let record = found.record.clone().or_else(|| found.nearest.first().map(|n| format!("nearest: {}", n.record)));
        vec![
            asked.id.clone(),
            found.verdict.as_str().to_owned(),
            record.unwrap_or_default(),
            found.reason.clone(),
            asked.shown.clone(),
        ]
    };
    match asked.format {
        Format::Json => {
            for (asked, found) in rows {
                serde_json::to_writer(&mut *out, &object(&asked.id, found)).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Csv => print::csv(out, &header, rows.map(cells).take(asked.limit.unwrap_or(usize::MAX)))?,
        Format::Svg | Format::Png => return Err(print::no_picture()),
        Format::Table => {
            // What is found is counted; what isn't is shown.
            let shown: Vec<Vec<String>> = rows.filter(|(_, v)| v.verdict != Outcome::Found).map(cells).collect();
            let count = |outcome| verified.iter().filter(|v| v.verdict == outcome).count();
            writeln!(
                out,
                "{} references against {} records: {} found, {} differ, {} not found in this library, {} can't be checked",
                references.len(),
                library.len(),
                count(Outcome::Found),
                count(Outcome::Differs),
                count(Outcome::NotFound),
                count(Outcome::Unchecked)
            )?;
            if !shown.is_empty() {
                print::table(out, &header, shown, asked.limit.unwrap_or(print::ROWS))?;
            }
        }
    }
    Ok(if failed > 0 { crate::SOME_FAILED } else { crate::OK })
}

fn object(id: &str, found: &Verified) -> Value {
    json!({
        "id": id,
        "verdict": found.verdict,
        "record": found.record,
        "differences": found.differences,
        "reason": found.reason,
        "nearest": found.nearest,
    })
}

/// The references of a file or of a folder's papers: what they cite and, of records that cite nothing, these themselves.
fn of_file(path: &Path) -> Result<Vec<Asked>, Error> {
    let mut found = Vec::new();
    let files = if path.is_dir() { paper_files(path)?.files } else { vec![path.to_owned()] };
    for file in files {
        let papers = match record::open(&file, ReadAs::Shown)? {
            Opened::Paper(paper, _) => vec![*paper],
            Opened::Records(source) if source.records.publications.iter().any(|p| !p.cites.is_empty()) => {
                input::tell_faults(&file, &source);
                record::papers([source], std::iter::empty())
            }
            Opened::Records(source) => {
                input::tell_faults(&file, &source);
                let asked = |(id, item): (String, Item)| {
                    let shown = item.title.clone().unwrap_or_default();
                    Asked { id, shown, printed: Printed::from(item) }
                };
                found.extend(items(source).into_iter().map(asked));
                continue;
            }
        };
        for paper in papers {
            let naming = |kind| matches!(kind, ReferenceKind::Full | ReferenceKind::SameAuthor);
            for entry in paper.references.iter().filter(|entry| naming(entry.kind)) {
                let printed = Printed::of_entry(&entry.reference, paper.item_of(entry));
                found.push(Asked { id: entry.id.to_string(), shown: entry.reference.raw.clone(), printed });
            }
        }
    }
    Ok(found)
}

/// The references of a file of strings, one a line; none when it can't be opened. What can't be read is said.
fn strings(path: &Path) -> Option<Vec<Asked>> {
    let mut found = Vec::new();
    let mut read: Vec<String> = Vec::new();
    for line in input::lines(path)? {
        match line {
            Ok(line) => read.push(lines::text(&line).0.into_owned()),
            Err(error) => {
                notes::error(Error::io(path, &error));
                break;
            }
        }
    }
    let asked = |(n, line): (usize, &String)| {
        let printed = Printed::from(Reference::parse(line));
        (!line.trim().is_empty()).then(|| Asked { id: (n + 1).to_string(), shown: line.clone(), printed })
    };
    found.extend(read.par_iter().enumerate().filter_map(asked).collect::<Vec<_>>());
    Some(found)
}

/// The library of these files, or of a saved index; none where one of them can't be read or has no records, which is said.
pub fn library_of(paths: &[PathBuf]) -> Option<Library> {
    if let Some(saved) = paths.iter().find(|path| Library::is_saved(path)) {
        if paths.len() > 1 {
            notes::error(format!("{}: a saved index is a whole library: give it alone", saved.display()));
            return None;
        }
        return Library::open(saved).map_err(notes::error).ok();
    }
    let mut records = Vec::new();
    for path in paths {
        match library(path) {
            Ok(found) if found.is_empty() => {
                notes::error(format!("{}: no records", path.display()));
                return None;
            }
            Ok(found) => records.extend(found),
            Err(error) => {
                notes::error(error);
                return None;
            }
        }
    }
    Some(Library::new(records))
}

/// The records of a library's file, each with its id; none of a text.
pub fn library(path: &Path) -> Result<Vec<(String, Item)>, Error> {
    match record::open(path, ReadAs::Shown)? {
        Opened::Paper(..) => Ok(Vec::new()),
        Opened::Records(source) => {
            input::tell_faults(path, &source);
            Ok(items(source))
        }
    }
}

/// The records of a file, each with its id or its place.
fn items(source: Source) -> Vec<(String, Item)> {
    let records = source.records.publications.into_iter().zip(1..);
    records.map(|(record, place)| (record.id.unwrap_or_else(|| place.to_string()), record.item)).collect()
}
