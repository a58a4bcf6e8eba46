//! The command line: a thin face over the library.

mod answer;
mod args;
mod build;
mod convert;
mod exit;
mod gathered;
mod graph_answer;
mod graph_args;
mod graph_source;
mod help;
mod indexing;
mod input;
mod library;
mod lines;
mod matching;
mod notes;
mod options;
mod output;
mod parquet_table;
mod parse;
mod pictures;
mod print;
mod progress;
mod reporting;
mod retractions;
mod rows;
mod verifying;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use citegraph::work::Corpus;
use clap::FromArgMatches as _;

use args::{Args, Command};
use exit::{FAILED, OK};
use options::{Color, Input};
use output::Output;

/// Texts of their own for each field of each entry are most of what the program asks memory for: a fifth less time on records in JSON
/// than with the system's allocator, a tenth less on saved corpora.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut args = Args::from_arg_matches(&help::command().get_matches()).unwrap_or_else(|error| error.exit());
    if args.quiet {
        notes::be_quiet();
    }
    if args.raw {
        print::be_raw();
    }
    match args.color {
        Color::Auto => {}
        Color::Always => console::set_colors_enabled(true),
        Color::Never => console::set_colors_enabled(false),
    }
    // A page is nothing for a terminal.
    if matches!(args.command, Command::Explore(_)) && args.output.is_none() && io::stdout().is_terminal() {
        args.output = Some("citegraph.html".into());
    }
    // Answers in a file have no colours unless asked for.
    if args.output.is_some() && args.color == Color::Auto {
        console::set_colors_enabled(false);
    }
    let mut out = Output::to(args.output.as_deref());
    let output = args.output.clone();
    let code = run(args, &mut out).and_then(|code| out.flush().map(|()| code));
    match code {
        Ok(code) => {
            if let (Some(path), true) = (output, code != FAILED && io::stderr().is_terminal()) {
                notes::note(format!("wrote {}", path.display()));
            }
            ExitCode::from(code)
        }
        // A reader that has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(OK),
        Err(error) => {
            notes::error(error);
            ExitCode::from(FAILED)
        }
    }
}

fn run(args: Args, out: &mut impl Write) -> io::Result<u8> {
    match args.command {
        Command::Parse(asked) => parse::run(&asked, out),
        Command::Match(asked) => matching::run(&asked, args.output.as_deref(), out),
        Command::Verify(asked) => verifying::verify(&asked, out),
        Command::Index(asked) => indexing::index(&asked, args.output.as_deref()),
        Command::Report(asked) => reporting::report(&asked, args.output.as_deref(), out),
        Command::Build(asked) => build::build(&asked, args.output.as_deref(), out),
        Command::Compare { a, b } => matching::compare(&a, &b, out),
        Command::Ask(question) => of_papers(&question.asked().input, |corpus| answer::answer(&question, corpus, out)),
        Command::Shared(command) => gathered::shared(command, out),
        Command::Cycles(command) => gathered::cycles(&command, out),
        Command::SelfCitations(command) => gathered::self_citations(&command, out),
        Command::Text { paper } => text(&paper, out),
        Command::Convert(command) => {
            of_papers(&command.input, |corpus| convert::convert(&command, args.output.as_ref(), corpus, out))
        }
        Command::Graph(command) => graph_answer::run(command, out),
        Command::Explore(command) => pictures::explore(&command, out),
        Command::Draw(command) => of_papers(command.input(), |corpus| {
            pictures::draw(&command, args.output.as_deref(), corpus, out).map(|()| OK)
        }),
        Command::Completions { shell } => {
            // Into memory first: a reader that leaves early makes it panic.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut help::command(), "citegraph", &mut script);
            out.write_all(&script).map(|()| OK)
        }
        Command::Man => clap_mangen::Man::new(help::command()).render(out).map(|()| OK),
        Command::Dot { input, works } => of_papers(&input, |corpus| answer::draw(works, corpus, out).map(|()| OK)),
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
            notes::error(error);
            Ok(FAILED)
        }
    }
}

/// Reads papers and prints what there is to say of those that could be read. `print` returns the exit code.
fn of_papers(input: &Input, print: impl FnOnce(&Corpus) -> io::Result<u8>) -> io::Result<u8> {
    let Some(loaded) = input::corpus(input, input::Texts::Dropped) else { return Ok(FAILED) };
    Ok(print(&loaded.corpus)?.max(loaded.code))
}
