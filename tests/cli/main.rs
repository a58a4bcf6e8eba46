//! The command line, as a shell sees it.

mod answers;
mod bad_input;
mod checks;
mod commands;
#[path = "../files/mod.rs"]
mod files;
mod folders;
mod guide;
mod libraries;
mod lines;
mod manifest;
#[cfg(feature = "parquet")]
mod parquet;
mod pdf_files;
mod pictures;
mod reports;
mod saved;
mod standard_input;
mod tables;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use files::file;
use serde_json::Value;

/// What a run printed, and its exit code.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    out: String,
    errors: String,
    code: Option<i32>,
}

impl Run {
    fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }

    fn json(&self) -> Vec<Value> {
        self.lines().into_iter().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
    }

    /// That there is one clear line on standard error, and this exit code.
    fn fails(&self, code: i32, error: &str) {
        assert_eq!((self.errors.as_str(), self.code), (format!("citegraph: {error}\n").as_str(), Some(code)));
    }
}

fn citegraph(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citegraph"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_vec();
    // A child that doesn't read its input closes it.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let done = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer doesn't panic");
    Run {
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        errors: String::from_utf8(done.stderr).expect("UTF-8"),
        code: done.status.code(),
    }
}

fn run(arguments: &[&str]) -> Run {
    citegraph(arguments, b"")
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).display().to_string()
}

fn folder(test: &str) -> PathBuf {
    files::folder("cli", test)
}

const PAPER: &str = "# A made-up title of a paper\n\n# Introduction\n\nAs Roe (2019) says.\n\n# References\n\n- Roe, A. (2019). On tests. *Journal of Tests*, 12(3), 4–9.\n";
const OF_PAPERS: [&str; 11] = [
    "summary",
    "references",
    "works",
    "shared",
    "cycles",
    "self-citations",
    "conflicts",
    "check",
    "papers",
    "citations",
    "dot",
];
/// What asks a question, and the first columns of its answer in CSV.
const CSV: [(&str, &[&str]); 10] = [
    ("summary", &["paper", "authors"]),
    ("references", &["entry", "refers to"]),
    ("works", &["work", "who, when, what"]),
    ("shared", &["a", "a: who, when, what", "b", "b: who, when, what", "work", "who, when, what"]),
    ("cycles", &["length", "cycle"]),
    ("self-citations", &["document", "document: who, when, what", "work", "who, when, what", "entries", "any author"]),
    ("conflicts", &["work", "who, when, what", "field", "reading"]),
    ("check", &["document", "document: who, when, what", "finding"]),
    ("papers", &["paper", "authors", "date", "title", "DOI", "pages", "entries", "citations", "cites by"]),
    ("citations", &["document", "document: who, when, what", "byte", "citation", "form", "entries", "leads", "note"]),
];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn has_keys(value: &Value, expected: &[&str]) {
    let keys = keys(value);
    assert!(expected.iter().all(|k| keys.contains(k)), "{expected:?} in {keys:?}");
}

fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().expect("an array");
    values.iter().map(|v| v.as_str().expect("a string")).collect()
}

/// A PDF file of one page with these lines. It has no table of its objects: they are found all the same.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String =
        lines.iter().map(|line| format!("({}) ' ", line.replace('(', "\\(").replace(')', "\\)"))).collect();
    let content = format!("BT /F 10 Tf 12 TL 72 700 Td {shown}ET");
    format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [4 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> endobj\n\
         4 0 obj << /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >> endobj\n\
         5 0 obj << /Length {} >> stream\n{content}\nendstream endobj\ntrailer << /Root 1 0 R >>\n",
        content.len()
    )
    .into_bytes()
}
