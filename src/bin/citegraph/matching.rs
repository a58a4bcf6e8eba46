//! `match` and `compare`: references in, verdicts and clusters out.

use std::io::{self, Write};
use std::path::Path;

use citegraph::Error;
use citegraph::reference::Reference;
use citegraph::work::library::csl;
use citegraph::work::{Grade, Level, Matcher, Record};
use serde_json::{Value, json};

use crate::lines::{self, Foreign};
use crate::{input, notes, progress};

/// How references are given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A CSL-JSON object a line.
    Csl,
    /// A bare reference a line; ids are line numbers from 1.
    Strings,
}

/// Reads references, writes the work and the version of each, in the same order.
pub fn clusters(file: &Path, form: Form, matcher: Matcher, out: &mut impl Write) -> io::Result<u8> {
    let Some(input) = input::lines(file) else { return Ok(crate::FAILED) };
    let mut code = crate::OK;
    let mut ids: Vec<Value> = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    let mut foreign = Foreign::default();
    for (n, line) in input.enumerate() {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                notes::error(Error::io(file, &error));
                code = crate::SOME_FAILED;
                break;
            }
        };
        let (text, is_utf8) = lines::text(&line);
        foreign.add(n + 1, is_utf8);
        match read(&text, form) {
            Ok(Some((id, record))) => {
                ids.push(id.unwrap_or_else(|| (n + 1).into()));
                records.push(record);
            }
            Ok(None) => {}
            Err(error) => {
                notes::error(format!("{}: line {}: {error}", file.display(), n + 1));
                code = crate::SOME_FAILED;
            }
        }
    }
    if let Some(said) = foreign.said() {
        notes::note(format!("{}: {said}", file.display()));
    }
    if records.is_empty() && code != crate::OK {
        return Ok(crate::FAILED);
    }
    progress::working("comparing references");
    let found = matcher.clusters(records);
    let names = |level| -> Vec<usize> {
        let groups = found.groups(level);
        found.assignment(level).into_iter().map(|g| groups[g].members[0] as usize).collect()
    };
    let (works, versions) = (names(Level::Work), names(Level::Version));
    for (i, id) in ids.iter().enumerate() {
        let line = json!({"id": id, "work": ids[works[i]], "version": ids[versions[i]]});
        writeln!(out, "{line}")?;
    }
    Ok(code)
}

/// One line: its id, if it has one of its own, and what is compared; nothing for an empty line.
fn read(text: &str, form: Form) -> Result<Option<(Option<Value>, Record)>, String> {
    match form {
        Form::Strings => Ok(Some((None, Record::from(&Reference::parse(text))))),
        Form::Csl if text.trim().is_empty() => Ok(None),
        Form::Csl => {
            let json: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
            let item = csl::item(&json).ok_or("a CSL-JSON object was expected")?;
            Ok(Some((csl::id(&json).map(Value::from), Record::from(&item))))
        }
    }
}

/// Compares two references, each CSL-JSON or a bare string.
pub fn compare(a: &str, b: &str, out: &mut impl Write) -> io::Result<u8> {
    let record = |text: &str| {
        let json: Option<Value> = text.trim_start().starts_with('{').then(|| serde_json::from_str(text).ok()).flatten();
        match json.as_ref().and_then(csl::item) {
            Some(item) => Record::from(&item),
            None => Record::from(&Reference::parse(text)),
        }
    };
    let (a, b) = (record(a), record(b));
    for (name, level) in [("work", Level::Work), ("version", Level::Version)] {
        let matcher = Matcher::new().with_level(level);
        let found = matcher.verdict(&a, &b);
        writeln!(out, "{name}: {} ({}, {} bits)", found.verdict, found.reason, found.bits)?;
        for finding in matcher.evidence(&a, &b).iter().filter(|f| f.grade != Grade::Unknown) {
            writeln!(out, "  {:<10} {:<6} {:+}", format!("{:?}", finding.field), finding.grade.as_str(), finding.bits)?;
        }
    }
    Ok(crate::OK)
}
