//! Lines → references: as many at a time as have arrived, on all cores, in their order.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use citegraph::Error;
use citegraph::document::CleanText;
use citegraph::reference::{self, Parser, Reference};
use citegraph::view::csl;
use clap::ValueEnum;
use rayon::prelude::*;

use crate::lines::{self, Foreign, Lines};
use crate::{input, notes, progress};

/// What is read, and how what references leave open is understood.
#[derive(clap::Args)]
pub struct Parse {
    /// A file of references; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Who stands before a title with "(ed.)", where nobody else wrote it
    #[arg(long, value_enum, default_value_t = Curators::Editors)]
    curators: Curators,
    /// What the only number of a periodical is, as in "Nr. 7"
    #[arg(long, value_enum, default_value_t = LoneIssue::Issue)]
    lone_issue: LoneIssue,
    /// What the numbered papers of an institution are, as in "IZA Discussion Paper No. 1938"
    #[arg(long, value_enum, default_value_t = NumberedPapers::Reports)]
    numbered_papers: NumberedPapers,
    /// What a journal or newspaper is that is all a reference names, as in "The Echo, 4 Feb. 1932"
    #[arg(long, value_enum, default_value_t = Periodicals::Containers)]
    periodicals: Periodicals,
    /// The lines are one list: what most of them show of its style tells how the others are read
    #[arg(long)]
    list: bool,
}

/// Who stands before a title with "(ed.)".
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Curators {
    /// Editors, as printed
    Editors,
    /// Authors, as many catalogues have it
    Authors,
}

impl From<Curators> for reference::Curators {
    fn from(curators: Curators) -> Self {
        match curators {
            Curators::Editors => Self::Editors,
            Curators::Authors => Self::Authors,
        }
    }
}

/// What the only number of a periodical is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LoneIssue {
    /// An issue, as printed
    Issue,
    /// The volume, as some databases have it
    Volume,
}

impl From<LoneIssue> for reference::LoneIssue {
    fn from(issue: LoneIssue) -> Self {
        match issue {
            LoneIssue::Issue => Self::Issue,
            LoneIssue::Volume => Self::Volume,
        }
    }
}

/// What "IZA Discussion Paper No. 1938" is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NumberedPapers {
    /// A kind of work and its number
    Reports,
    /// A series and a volume of it, as many databases have it
    Series,
}

impl From<NumberedPapers> for reference::NumberedPapers {
    fn from(papers: NumberedPapers) -> Self {
        match papers {
            NumberedPapers::Reports => Self::Reports,
            NumberedPapers::Series => Self::Series,
        }
    }
}

/// What a journal or newspaper is that is all an entry names.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Periodicals {
    /// What holds a work that isn't told
    Containers,
    /// The work itself, as databases have it that know none without a title
    Titles,
}

impl From<Periodicals> for reference::Periodicals {
    fn from(periodicals: Periodicals) -> Self {
        match periodicals {
            Periodicals::Containers => Self::Containers,
            Periodicals::Titles => Self::Titles,
        }
    }
}

/// Reads references as they are asked for.
pub fn run(asked: &Parse, out: &mut impl Write) -> io::Result<u8> {
    let parser = Parser::new()
        .with_curators(asked.curators.into())
        .with_lone_issue(asked.lone_issue.into())
        .with_numbered_papers(asked.numbered_papers.into())
        .with_periodicals(asked.periodicals.into());
    if asked.list { list(&asked.file, &parser, out) } else { parse(&asked.file, &parser, out) }
}

/// How many lines wait to be read, at most: of the longest ones, some hundred megabytes.
const WAITING: usize = 256;

/// Reads one reference a line, prints one object a line; every line has its object. Whoever writes a line and waits for
/// its answer gets it: lines are read together only when they have come together.
fn parse(file: &Path, parser: &Parser, out: &mut impl Write) -> io::Result<u8> {
    let Some(lines) = input::lines(file) else { return Ok(crate::exit::FAILED) };
    let arriving = arriving(lines);
    let bar = progress::of_references();
    let mut foreign = Foreign::default();
    let mut done = 0;
    while let Ok(first) = arriving.recv() {
        let mut failure = None;
        let mut batch: Vec<Vec<u8>> = Vec::new();
        for line in std::iter::once(first).chain(arriving.try_iter().take(WAITING)) {
            match line {
                Ok(line) => batch.push(line),
                Err(error) => failure = Some(error),
            }
        }
        let objects = batch.par_iter().enumerate().map(|(n, line)| read(done + n + 1, line, parser));
        let objects = objects.collect::<io::Result<Vec<(Vec<u8>, bool)>>>()?;
        for (n, object) in objects.iter().enumerate() {
            foreign.add(done + n + 1, object.1);
            out.write_all(&object.0)?;
        }
        out.flush()?;
        done += objects.len();
        bar.inc(objects.len() as u64);
        if let Some(error) = failure {
            bar.finish_and_clear();
            notes::error(Error::io(file, &error));
            return Ok(if done > 0 { crate::exit::SOME_FAILED } else { crate::exit::FAILED });
        }
    }
    bar.finish_and_clear();
    say(file, done, &foreign);
    Ok(crate::exit::OK)
}

/// Reads lines that are the entries of one list, all of which are kept until the last has come; prints one object a line.
fn list(file: &Path, parser: &Parser, out: &mut impl Write) -> io::Result<u8> {
    let Some(lines) = input::lines(file) else { return Ok(crate::exit::FAILED) };
    let mut foreign = Foreign::default();
    let mut entries = Vec::new();
    let mut failure = None;
    for line in lines {
        match line {
            Ok(line) => {
                let (text, is_utf8) = lines::text(&line);
                entries.push(CleanText::plain(&text));
                foreign.add(entries.len(), is_utf8);
            }
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    for (number, reference) in (1..).zip(parser.parse_list(&entries)) {
        out.write_all(&object(number, &reference)?)?;
    }
    out.flush()?;
    say(file, entries.len(), &foreign);
    let Some(error) = failure else { return Ok(crate::exit::OK) };
    notes::error(Error::io(file, &error));
    Ok(if entries.is_empty() { crate::exit::FAILED } else { crate::exit::SOME_FAILED })
}

/// Says what is odd about lines that were read: that there is none, or that they are in another encoding.
fn say(file: &Path, count: usize, foreign: &Foreign) {
    if count == 0 {
        notes::note(format!("{}: no line in it, so no reference", file.display()));
    }
    if let Some(said) = foreign.said() {
        notes::note(format!("{}: {said}", file.display()));
    }
}

/// The lines as they come, read by a thread of their own, which an error ends.
fn arriving(lines: Lines) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, arriving) = sync_channel(WAITING);
    thread::spawn(move || {
        for line in lines {
            let failed = line.is_err();
            if sender.send(line).is_err() || failed {
                return;
            }
        }
    });
    arriving
}

/// The object of a line, and whether the line was UTF-8.
fn read(number: usize, line: &[u8], parser: &Parser) -> io::Result<(Vec<u8>, bool)> {
    let (text, is_utf8) = lines::text(line);
    Ok((object(number, &parser.parse(&text))?, is_utf8))
}

/// The object of a reference, and the end of its own line.
fn object(number: usize, reference: &Reference) -> io::Result<Vec<u8>> {
    let mut object = Vec::with_capacity(BYTES_A_LETTER * reference.raw.len());
    csl::write_parsed(&mut object, &number.to_string(), reference)?;
    object.push(b'\n');
    Ok(object)
}

/// How many times as long as its line an object is, roughly.
const BYTES_A_LETTER: usize = 8;
