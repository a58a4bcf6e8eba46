//! `verify`: references and a library in, what became of each out.

use std::io::{self, Write};
use std::path::PathBuf;

use citegraph::view::label::shortened;
use citegraph::work::verify::{Library, Nearest, Outcome, Printed, Verified};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::library::{self, Asked, Given};
use crate::options::Format;
use crate::{notes, print};

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

/// Looks for each reference in the library. A difference is an answer, not a failure.
pub fn verify(asked: &Verify, out: &mut impl Write) -> io::Result<u8> {
    let mut failed = 0;
    let Some(held) = library_of(&asked.against) else { return Ok(crate::exit::FAILED) };
    let mut references: Vec<Asked> = Vec::new();
    for path in &asked.strings {
        match library::strings(path) {
            Some(found) => references.extend(found),
            None => failed += 1,
        }
    }
    for path in &asked.papers {
        match library::references(path) {
            Ok(found) => references.extend(found),
            Err(error) => {
                notes::error(error);
                failed += 1;
            }
        }
    }
    if references.is_empty() {
        notes::error("no references to verify: a file of bare references, one a line, is given with --strings");
        return Ok(crate::exit::FAILED);
    }
    let verified: Vec<Verified> = references.par_iter().map(|asked| held.verify(&printed(asked))).collect();
    if let Some(fault) = held.fault() {
        notes::error(fault);
        return Ok(crate::exit::FAILED);
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
                citegraph::view::json::write(&mut *out, &object(&asked.id, found))?;
                out.write_all(b"\n")?;
            }
        }
        Format::Csv => print::csv(out, &header, rows.map(cells).take(asked.limit.unwrap_or(usize::MAX)))?,
        Format::Svg | Format::Png => return Err(print::no_picture()),
        Format::Table => {
            // What is found is counted; what isn't is shown.
            let shown = rows.filter(|(_, found)| found.verdict != Outcome::Found).map(|(asked, found)| {
                let mut row = cells((asked, found));
                if let (None, Some(nearest)) = (&found.record, found.nearest.first()) {
                    row[2] = format!("nearest: {}", named(nearest));
                }
                row[4] = shortened(&asked.shown, SHOWN);
                row
            });
            let shown: Vec<Vec<String>> = shown.collect();
            let count = |outcome| verified.iter().filter(|v| v.verdict == outcome).count();
            writeln!(
                out,
                "{} references against {} records: {} found, {} differ, {} not found in this library, {} can't be checked",
                references.len(),
                held.len(),
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
    Ok(if failed > 0 { crate::exit::SOME_FAILED } else { crate::exit::OK })
}

/// How much a person is shown of a reference, and of a record's title.
const SHOWN: usize = 120;
const TITLE: usize = 36;

/// What a record is, and its id.
fn named(record: &Nearest) -> String {
    let year = record.year.map(|year| format!(" {year}")).unwrap_or_default();
    format!("“{}”{year} [{}]", shortened(&record.title, TITLE), record.record)
}

/// What is compared of a reference.
fn printed(asked: &Asked) -> Printed {
    match &asked.given {
        Given::Bare(reference) => Printed::from((**reference).clone()),
        Given::Entry(reference, item) => Printed::of_entry(reference, (**item).clone()),
        Given::Record(item) => Printed::from((**item).clone()),
    }
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

/// The library of these files, or of a saved index; none where one of them can't be read or has no records, which is said.
pub fn library_of(paths: &[PathBuf]) -> Option<Library> {
    if let Some(saved) = paths.iter().find(|path| Library::is_saved(path)) {
        if paths.len() > 1 {
            notes::error(format!("{}: a saved index is a whole library: give it alone", saved.display()));
            return None;
        }
        return Library::open(saved).map_err(notes::error).ok();
    }
    Some(Library::new(library::records(paths)?))
}
