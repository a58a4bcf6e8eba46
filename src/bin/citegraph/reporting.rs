//! `report`: everything found about the references of papers, for people or for programs.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use citegraph::UnknownName;
use citegraph::query::report::{FindingKind, Report, ReportOptions};
use citegraph::view::report::{html, markdown, sarif};
use clap::{Args, ValueEnum};

use crate::input::{self, Texts};
use crate::options::Input;
use crate::{answer, notes, progress, retractions, verifying};

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A page to read and to print
    Html,
    /// Markdown
    Md,
    /// All of it, for programs
    Json,
    /// SARIF 2.1.0, as tools that check texts write
    Sarif,
}

/// What is reported.
#[derive(Args)]
pub struct Reporting {
    /// How it is written; else as the end of the output's name says, and Markdown
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Records to look for the references in: an index that `index` made, or CSL-JSON, BibTeX, RIS, another export
    #[arg(long, num_args = 1.., value_name = "LIBRARY")]
    against: Vec<PathBuf>,
    /// A list of retracted texts, in the form of Retraction Watch's CSV
    #[arg(long, value_name = "FILE")]
    retractions: Option<PathBuf>,
    /// End with exit code 3 where something of this kind was found; `any` for all kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = fails_on)]
    fail_on: Vec<FailOn>,
    /// What stands over the report
    #[arg(long, default_value = "Report on references")]
    title: String,
    #[command(flatten)]
    input: Input,
}

/// What ends a report with an exit code of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    Any,
    Kind(FindingKind),
}

fn fails_on(name: &str) -> Result<FailOn, UnknownName> {
    if name == "any" { Ok(FailOn::Any) } else { name.parse().map(FailOn::Kind) }
}

/// Writes a report; the exit code.
pub fn report(asked: &Reporting, output: Option<&Path>, out: &mut impl Write) -> io::Result<u8> {
    let Some(form) = asked.format.or_else(|| named(output)) else {
        notes::error("say the form with --format, or name the file .html, .md, .json or .sarif");
        return Ok(crate::exit::FAILED);
    };
    let Some(loaded) = input::corpus(&asked.input, Texts::Kept) else { return Ok(crate::exit::FAILED) };
    let notices = asked.retractions.as_deref().map(retractions::notices).transpose().map_err(io::Error::other)?;
    let library = match asked.against.is_empty() {
        true => None,
        false => match verifying::library_of(&asked.against) {
            Some(library) => Some(library),
            None => return Ok(crate::exit::FAILED),
        },
    };
    progress::working("answering");
    let mut options = ReportOptions::new(answer::this_year()).with_texts(&loaded.texts);
    if let Some(notices) = &notices {
        options = options.with_notices(notices);
    }
    if let Some(library) = &library {
        options = options.with_library(library);
    }
    let report = Report::new(&loaded.corpus, &options);
    if let Some(fault) = library.as_ref().and_then(|library| library.fault()) {
        notes::error(fault);
        return Ok(crate::exit::FAILED);
    }
    match form {
        Form::Html => out.write_all(html(&report, &asked.title).as_bytes())?,
        Form::Md => out.write_all(markdown(&report, &asked.title).as_bytes())?,
        Form::Json => {
            serde_json::to_writer(&mut *out, &report).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Form::Sarif => {
            let files: HashMap<&str, &PathBuf> = loaded.files.iter().map(|(id, file)| (id.as_str(), file)).collect();
            let uri = |document: &str| files.get(document).map_or_else(|| document.to_owned(), |file| uri(file));
            serde_json::to_writer_pretty(&mut *out, &sarif(&report, uri)).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    let found: BTreeSet<FindingKind> = report.findings().map(|finding| finding.kind).collect();
    let fails = |on: &FailOn| match on {
        FailOn::Any => !found.is_empty(),
        FailOn::Kind(kind) => found.contains(kind),
    };
    Ok(if asked.fail_on.iter().any(fails) { crate::exit::FOUND } else { loaded.code })
}

/// The form that the end of a file's name tells, Markdown where it has no end; none of an end that tells no form.
fn named(output: Option<&Path>) -> Option<Form> {
    let Some(end) = output.and_then(Path::extension) else { return Some(Form::Md) };
    match end.to_string_lossy().to_lowercase().as_str() {
        "html" | "htm" => Some(Form::Html),
        "md" | "markdown" | "txt" => Some(Form::Md),
        "json" => Some(Form::Json),
        "sarif" => Some(Form::Sarif),
        _ => None,
    }
}

/// A file's path as a URI reference (RFC 3986): what may not stand in one is written with percent signs.
fn uri(file: &Path) -> String {
    let mut uri = String::new();
    for byte in file.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_as_addresses() {
        assert_eq!(uri(Path::new("papers/on lakes.txt")), "papers/on%20lakes.txt");
        assert_eq!(uri(Path::new("/a/ü.md")), "/a/%C3%BC.md");
    }
}
