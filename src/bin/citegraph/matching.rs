//! `match` and `compare`: references in, verdicts and clusters out.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use citegraph::Error;
use citegraph::paper::is_list;
use citegraph::record::{self, Format as RecordFormat, Opened, Recognised};
use citegraph::reference::Reference;
use citegraph::work::library::csl;
use citegraph::work::saved::is_saved;
use citegraph::work::verify::Library;
use citegraph::work::{Grade, Index, Level, Matcher, Near, Record};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::input::{self, Content};
use crate::library::{self, Asked, Given};
use crate::lines::{self, Foreign};
use crate::options::{Format, Merge};
use crate::parquet_table::{self, is_parquet};
use crate::{notes, print, progress};

/// What `match` is asked.
#[derive(clap::Args)]
pub struct Match {
    /// References: bare ones, a line each, a paper, or records of any form; `-` is standard input, of CSL-JSON lines unless a
    /// library is given
    #[arg(default_value = "-", value_name = "LIST")]
    file: PathBuf,
    /// The lines are bare references, and their numbers the ids; of a .parquet file, its columns id and reference
    #[arg(long)]
    strings: bool,
    /// Look for each reference in these records, of any form: which one it is, doubtful, or missing
    #[arg(long, num_args = 1.., value_name = "FILE")]
    library: Vec<PathBuf>,
    /// From which verdict on references are merged
    #[arg(long, value_enum, default_value_t = Merge::Strong)]
    merge: Merge,
    /// Of what was looked for in a library: a table for people, or JSON lines or CSV for programs
    #[arg(long, value_enum, default_value_t = Format::Table, requires = "library")]
    format: Format,
    /// How many rows to print at most: in the table 30 unless said otherwise, else all
    #[arg(long, value_name = "ROWS", requires = "library")]
    limit: Option<usize>,
}

/// Tells which references are one work or, beside a library, which of its records each is.
pub fn run(asked: &Match, output: Option<&Path>, out: &mut impl Write) -> io::Result<u8> {
    let matcher = Matcher::new().with_threshold(asked.merge.into());
    let output = output.filter(|output| is_parquet(output));
    if is_parquet(&asked.file) || output.is_some() {
        return of_table(asked, matcher, output, out);
    }
    if !asked.library.is_empty() {
        return in_library(asked, matcher, out);
    }
    let form = if asked.strings { Form::Strings } else { Form::Csl };
    if asked.strings || asked.file.as_os_str() == "-" || !(is_saved(&asked.file) || is_records(&asked.file)) {
        return clusters(&asked.file, form, matcher, out);
    }
    let Some(given) = references(asked) else { return Ok(crate::exit::FAILED) };
    let ids: Vec<Value> = given.iter().map(|asked| asked.id.clone().into()).collect();
    write_clusters(&ids, given.par_iter().map(record).collect(), matcher, out)?;
    Ok(crate::exit::OK)
}

/// Finds the works of a table in Parquet. They don't depend on the order of its rows: a work is called by the smallest of its
/// ids, as the engines of the Python package call it.
fn of_table(asked: &Match, matcher: Matcher, output: Option<&Path>, out: &mut impl Write) -> io::Result<u8> {
    if !asked.strings || !asked.library.is_empty() || !is_parquet(&asked.file) {
        notes::error(
            "Parquet is what match --strings FILE.parquet reads, and writes to -o FILE.parquet, without a library",
        );
        return Ok(crate::exit::FAILED);
    }
    let failed = |path: &Path, error: String| {
        notes::error(format!("{}: {error}", path.display()));
        Ok(crate::exit::FAILED)
    };
    let bar = progress::of_references();
    let mut rows: Vec<(Value, Record)> = Vec::new();
    let read = parquet_table::read(&asked.file, |strings| {
        bar.inc(strings.len() as u64);
        rows.par_extend(strings.into_par_iter().map(|(id, text)| (id, Record::from(&Reference::parse(&text)))));
    });
    bar.finish_and_clear();
    if let Err(error) = read {
        return failed(&asked.file, error);
    }
    // All ids of a column are of one kind.
    rows.par_sort_by(|(a, _), (b, _)| (a.as_i64(), a.as_str()).cmp(&(b.as_i64(), b.as_str())));
    let (ids, records): (Vec<Value>, Vec<Record>) = rows.into_iter().unzip();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return failed(&asked.file, format!("the id {} is there more than once", pair[0]));
    }
    let Some(output) = output else { return write_clusters(&ids, records, matcher, out).map(|()| crate::exit::OK) };
    let (works, versions) = firsts(records, matcher);
    parquet_table::write(output, &ids, &works, &versions).map_or_else(|e| failed(output, e), |()| Ok(crate::exit::OK))
}

/// Whether a file holds something else than lines, by how it begins.
fn is_records(file: &Path) -> bool {
    let mut head = Vec::new();
    let Ok(opened) = File::open(file) else { return false };
    if opened.take(1 << 16).read_to_end(&mut head).is_err() {
        return false;
    }
    let is_packed = head.starts_with(b"%PDF-") || head.starts_with(b"PK") || record::is_packed(&head);
    let text = String::from_utf8_lossy(&head);
    let is_line = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']).starts_with('{');
    is_packed
        || match record::recognise(&text) {
            Recognised::Records(RecordFormat::Csl) => !is_line,
            Recognised::Records(_) | Recognised::Html => true,
            Recognised::Text | Recognised::Other(_) => false,
            _ => false,
        }
}

/// The references that are asked for; none where they can't be read, which is said.
fn references(asked: &Match) -> Option<Vec<Asked>> {
    if asked.strings {
        return library::strings(&asked.file);
    }
    if asked.file.is_dir() {
        return library::references(&asked.file).map_err(notes::error).ok();
    }
    let found = match input::open(&asked.file).map_err(notes::error).ok()? {
        Content::Opened(Opened::Paper(_, text)) if is_list(&text) => {
            library::of_lines(&text.lines().collect::<Vec<_>>())
        }
        content => library::of_content(&asked.file, content),
    };
    if found.is_empty() {
        notes::error(format!(
            "{}: no references found: if each line is one, say so with --strings",
            asked.file.display()
        ));
        return None;
    }
    Some(found)
}

/// What is compared of a reference.
fn record(asked: &Asked) -> Record {
    match &asked.given {
        Given::Bare(reference) => Record::from(&**reference),
        Given::Entry(reference, item) => Record::of_entry(reference, item),
        Given::Record(item) => Record::from(&**item),
    }
}

/// Looks for each reference in the library. That it is missing is an answer, not a failure.
fn in_library(asked: &Match, matcher: Matcher, out: &mut impl Write) -> io::Result<u8> {
    if let Some(saved) = asked.library.iter().find(|path| Library::is_saved(path)) {
        notes::error(format!(
            "{}: a saved index, which verify takes: match takes the records themselves",
            saved.display()
        ));
        return Ok(crate::exit::FAILED);
    }
    let Some(mut records) = library::records(&asked.library) else { return Ok(crate::exit::FAILED) };
    let Some(given) = references(asked) else { return Ok(crate::exit::FAILED) };
    // The order of the library plays no part.
    records.sort_by(|a, b| (&a.0, &a.1.title).cmp(&(&b.0, &b.1.title)));
    let mut index = Index::new(matcher);
    let held: Vec<Record> = records.par_iter().map(|(_, item)| Record::from(item)).collect();
    for record in held {
        index.add(record);
    }
    let found: Vec<Option<Near>> = given.par_iter().map(|asked| index.near(&record(asked)).first().copied()).collect();
    let answer = |near: &Option<Near>| match near {
        Some(near) if matcher.threshold().admits(near.work.verdict) => "present",
        Some(_) => "doubtful",
        None => "missing",
    };
    let key = |near: &Option<Near>| near.map(|near| records[near.number as usize].0.as_str());
    let is_version = |near: &Near| matcher.threshold().admits(near.version.verdict);
    let header = ["id", "answer", "record", "why", "reference"];
    let cells = |(asked, near): (&Asked, &Option<Near>)| {
        let other = |near: &Near| if is_version(near) { "" } else { "; another version" };
        let why = near.map_or("no record is like it".to_owned(), |n| format!("{}{}", n.work.reason, other(&n)));
        let record = key(near).unwrap_or_default().to_owned();
        vec![asked.id.clone(), answer(near).to_owned(), record, why, asked.shown.clone()]
    };
    let rows = given.iter().zip(&found);
    match asked.format {
        Format::Json => {
            for (asked, near) in rows {
                let line = json!({
                    "id": asked.id,
                    "answer": answer(near),
                    "record": key(near),
                    "verdict": near.map(|near| near.work.verdict),
                    "reason": near.map(|near| near.work.reason.as_str()),
                    "same-version": near.as_ref().map(is_version),
                });
                writeln!(out, "{line}")?;
            }
        }
        Format::Csv => print::csv(out, &header, rows.map(cells).take(asked.limit.unwrap_or(usize::MAX)))?,
        Format::Svg | Format::Png => return Err(print::no_picture()),
        Format::Table => {
            let count = |which| found.iter().filter(|near| answer(near) == which).count();
            writeln!(
                out,
                "{} references beside {} records: {} present, {} doubtful, {} missing",
                given.len(),
                records.len(),
                count("present"),
                count("doubtful"),
                count("missing")
            )?;
            print::table(out, &header, rows.map(cells), asked.limit.unwrap_or(print::ROWS))?;
        }
    }
    Ok(crate::exit::OK)
}

/// How references are given, a line each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A CSL-JSON object.
    Csl,
    /// A bare reference; ids are line numbers from 1.
    Strings,
}

/// So many lines that can't be read are told one by one; where a file begins with as many, it holds no records.
const MOST_TOLD: usize = 20;

/// So many bytes of lines are read on all cores at a time.
const HANDFUL: usize = 1 << 20;

/// The next lines with their numbers, up to the first that can't be had.
fn handful(input: &mut impl Iterator<Item = (usize, io::Result<Vec<u8>>)>) -> Vec<(usize, io::Result<Vec<u8>>)> {
    let mut found = Vec::new();
    let mut bytes = 0;
    for (n, line) in input {
        bytes += line.as_ref().map_or(HANDFUL, Vec::len);
        found.push((n, line));
        if bytes >= HANDFUL {
            break;
        }
    }
    found
}

/// Reads references, writes the work and the version of each, in the same order.
fn clusters(file: &Path, form: Form, matcher: Matcher, out: &mut impl Write) -> io::Result<u8> {
    let Some(input) = input::lines(file) else { return Ok(crate::exit::FAILED) };
    let mut code = crate::exit::OK;
    let mut ids: Vec<Value> = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    let mut foreign = Foreign::default();
    let (mut several, mut unread) = (0, 0);
    let mut untold: Vec<String> = Vec::new();
    let mut input = input.enumerate();
    'lines: loop {
        let handful = handful(&mut input);
        if handful.is_empty() {
            break;
        }
        let understood = |line: Vec<u8>| {
            let (text, is_utf8) = lines::text(&line);
            (is_utf8, read(&text, form))
        };
        let handful: Vec<_> = handful.into_par_iter().map(|(n, line)| (n, line.map(understood))).collect();
        for (n, line) in handful {
            let (is_utf8, found) = match line {
                Ok(line) => line,
                Err(error) => {
                    notes::error(Error::io(file, &error));
                    code = crate::exit::SOME_FAILED;
                    break 'lines;
                }
            };
            foreign.add(n + 1, is_utf8);
            match found {
                Ok(Some(Line { id, record, lists_several })) => {
                    ids.push(id.unwrap_or_else(|| (n + 1).into()));
                    records.push(record);
                    several += usize::from(lists_several);
                }
                Ok(None) => {}
                Err(error) => {
                    unread += 1;
                    if untold.len() < MOST_TOLD {
                        untold.push(format!("{}: line {}: {error}", file.display(), n + 1));
                    }
                    code = crate::exit::SOME_FAILED;
                    if records.is_empty() && unread == MOST_TOLD {
                        break 'lines;
                    }
                }
            }
        }
    }
    if records.is_empty() {
        // Where no line could be read, all faults are alike: one of them is enough.
        untold.truncate(1);
    }
    untold.iter().for_each(notes::error);
    if records.is_empty() && unread > 0 {
        notes::error(format!("{}: no CSL-JSON: if each line is a reference, say so with --strings", file.display()));
        return Ok(crate::exit::FAILED);
    }
    if unread > MOST_TOLD {
        notes::error(format!("{}: {} more lines couldn't be read", file.display(), unread - MOST_TOLD));
    }
    if let Some(said) = foreign.said() {
        notes::note(format!("{}: {said}", file.display()));
    }
    if several > 0 {
        let lines = if several == 1 { "1 line lists".to_owned() } else { format!("{several} lines list") };
        notes::note(format!("{}: {lines} several works: the first of each is compared", file.display()));
    }
    if records.is_empty() {
        if code == crate::exit::OK {
            notes::error(format!("{}: empty", file.display()));
        }
        return Ok(crate::exit::FAILED);
    }
    write_clusters(&ids, records, matcher, out)?;
    Ok(code)
}

/// Writes the work and the version of each reference, each called after its first member.
fn write_clusters(ids: &[Value], records: Vec<Record>, matcher: Matcher, out: &mut impl Write) -> io::Result<()> {
    let (works, versions) = firsts(records, matcher);
    for (i, id) in ids.iter().enumerate() {
        let line = json!({"id": id, "work": ids[works[i]], "version": ids[versions[i]]});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The first member of the work and of the version of each reference.
fn firsts(records: Vec<Record>, matcher: Matcher) -> (Vec<usize>, Vec<usize>) {
    progress::working("comparing references");
    let found = matcher.clusters(records);
    let names = |level| -> Vec<usize> {
        let groups = found.groups(level);
        found.assignment(level).into_iter().map(|g| groups[g].members[0] as usize).collect()
    };
    (names(Level::Work), names(Level::Version))
}

/// A reference in a line.
struct Line {
    /// Its id, if it has one of its own.
    id: Option<Value>,
    /// What is compared.
    record: Record,
    lists_several: bool,
}

/// One line; nothing for an empty one.
fn read(text: &str, form: Form) -> Result<Option<Line>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match form {
        Form::Strings => {
            let reference = Reference::parse(text);
            let lists_several = !reference.further.is_empty();
            Ok(Some(Line { id: None, record: Record::from(&reference), lists_several }))
        }
        Form::Csl => {
            let json: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
            let item = csl::item(&json).ok_or("a CSL-JSON object was expected")?;
            Ok(Some(Line { id: csl::id(&json).map(Value::from), record: Record::from(&item), lists_several: false }))
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
    Ok(crate::exit::OK)
}
