//! `verify`: references and a library in, what became of each out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use citegraph::Error;
use citegraph::paper::{Paper, ReferenceKind, paper_files};
use citegraph::reference::Reference;
use citegraph::reference::item::Item;
use citegraph::work::library::csl;
use citegraph::work::verify::{Library, Outcome, Printed, Verified};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::args::Format;
use crate::{input, lines, notes, print};

/// What `verify` is asked.
#[derive(clap::Args)]
pub struct Verify {
    /// Papers, folders of them, or records: .json and .jsonl files of CSL-JSON
    #[arg(required_unless_present = "strings", value_name = "PAPER")]
    papers: Vec<PathBuf>,
    /// The records to look in: files of CSL-JSON, one object a line or one array
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
    let mut records = Vec::new();
    for path in &asked.against {
        match items(path) {
            Ok(found) if found.is_empty() => {
                notes::error(format!("{}: no records", path.display()));
                return Ok(crate::FAILED);
            }
            Ok(found) => records.extend(found),
            Err(error) => {
                notes::error(error);
                return Ok(crate::FAILED);
            }
        }
    }
    let library = Library::new(records);
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
        notes::error("no references to verify");
        return Ok(crate::FAILED);
    }
    let verified: Vec<Verified> = references.par_iter().map(|asked| library.verify(&asked.printed)).collect();
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

/// The references of a file: records, or the entries of papers that name a work.
fn of_file(path: &Path) -> Result<Vec<Asked>, Error> {
    if is_library(path) {
        let asked = |(id, item): (String, Item)| {
            let shown = item.title.clone().unwrap_or_default();
            Asked { id, shown, printed: Printed::from(item) }
        };
        return Ok(items(path)?.into_iter().map(asked).collect());
    }
    let mut found = Vec::new();
    for file in paper_files(path)?.files {
        let paper = Paper::open(&file)?;
        let naming = |kind| matches!(kind, ReferenceKind::Full | ReferenceKind::SameAuthor);
        for entry in paper.references.iter().filter(|entry| naming(entry.kind)) {
            let printed = Printed::of_entry(&entry.reference, paper.item_of(entry));
            found.push(Asked { id: entry.id.to_string(), shown: entry.reference.raw.clone(), printed });
        }
    }
    Ok(found)
}

fn is_library(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "json" | "jsonl" | "ndjson" | "bib")
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

/// The records of a library's file, each with its id: the one place where libraries are read.
pub fn items(path: &Path) -> Result<Vec<(String, Item)>, Error> {
    let text = fs::read_to_string(path).map_err(|e| Error::io(path, &e))?;
    let fault = |n: usize, why: String| {
        let why = io::Error::new(io::ErrorKind::InvalidData, format!("line {n}: {why}"));
        Error::io(path, &why)
    };
    let mut found = Vec::new();
    let mut take = |n: usize, value: &Value| {
        let item = csl::item(value).ok_or_else(|| fault(n, "a CSL-JSON object was expected".to_owned()))?;
        found.push((csl::id(value).unwrap_or_else(|| n.to_string()), item));
        Ok::<(), Error>(())
    };
    if text.trim_start().starts_with('[') {
        let list: Vec<Value> = serde_json::from_str(&text).map_err(|e| fault(e.line(), e.to_string()))?;
        list.iter().enumerate().try_for_each(|(n, value)| take(n + 1, value))?;
    } else {
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let value: Value = serde_json::from_str(line).map_err(|e| fault(n + 1, e.to_string()))?;
            take(n + 1, &value)?;
        }
    }
    Ok(found)
}
