//! The command line: a thin face over the library.

mod answer;
mod args;
mod graph_answer;
mod graph_args;
mod graph_source;
mod input;
mod matching;
mod parse;
mod pictures;
mod rows;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use citegraph::reference::Parser;
use citegraph::work::{Corpus, Matcher};
use clap::Parser as _;

use args::{Args, Command, Input};

/// Everything went well.
const OK: u8 = 0;
/// Some input could not be read; the rest was.
const SOME_FAILED: u8 = 1;
/// Nothing could be done.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let code = run(args, &mut out).and_then(|code| out.flush().map(|()| code));
    match code {
        Ok(code) => ExitCode::from(code),
        // A reader that has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(OK),
        Err(error) => {
            eprintln!("citegraph: {error}");
            ExitCode::from(FAILED)
        }
    }
}

fn run(args: Args, out: &mut impl Write) -> io::Result<u8> {
    match args.command {
        Command::Parse { file, curators, lone_issue, numbered_papers, periodicals } => {
            let parser = Parser::new()
                .with_curators(curators.into())
                .with_lone_issue(lone_issue.into())
                .with_numbered_papers(numbered_papers.into())
                .with_periodicals(periodicals.into());
            parse::parse(&file, &parser, out)
        }
        Command::Match { file, strings, merge } => {
            let form = if strings { matching::Form::Strings } else { matching::Form::Csl };
            matching::clusters(&file, form, Matcher::new().with_threshold(merge.into()), out)
        }
        Command::Compare { a, b } => matching::compare(&a, &b, out),
        Command::Ask(question) => of_papers(&question.asked().input, |corpus| answer::answer(&question, corpus, out)),
        Command::Text { paper } => text(&paper, out),
        Command::Graph(command) => graph_answer::run(command, out),
        Command::Explore(command) => pictures::explore(&command, out),
        Command::Draw(command) => of_papers(command.input(), |corpus| pictures::draw(&command, corpus, out)),
        Command::Dot { input, works } => of_papers(&input, |corpus| answer::draw(works, corpus, out)),
    }
}

/// Prints the text of a paper's file.
fn text(paper: &Path, out: &mut impl Write) -> io::Result<u8> {
    match input::text(paper) {
        Ok(text) => {
            out.write_all(text.as_bytes())?;
            Ok(OK)
        }
        Err(error) => {
            eprintln!("citegraph: {error}");
            Ok(FAILED)
        }
    }
}

/// Reads papers and prints what there is to say of those that could be read.
fn of_papers(input: &Input, print: impl FnOnce(&Corpus) -> io::Result<()>) -> io::Result<u8> {
    let loaded = match input::corpus(input) {
        Ok(loaded) => loaded,
        Err(error) => {
            eprintln!("citegraph: {error}");
            return Ok(FAILED);
        }
    };
    if loaded.corpus.papers.is_empty() {
        return Ok(FAILED);
    }
    print(&loaded.corpus)?;
    Ok(if loaded.failed > 0 { SOME_FAILED } else { OK })
}
