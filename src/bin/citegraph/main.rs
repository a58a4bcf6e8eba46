//! The command line: a thin face over the library.

mod answer;
mod args;
mod graph_answer;
mod graph_args;
mod graph_source;
mod input;
mod rows;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

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
    let format = args.format;
    match args.command {
        Command::Parse { file } => answer::parse(&file, out),
        Command::Graph(command) => graph_answer::run(command, format, out),
        command => {
            let (papers, manifest) = command.input();
            let read = match input::corpus(papers, manifest) {
                Ok(read) => read,
                Err(error) => {
                    eprintln!("citegraph: {error}");
                    return Ok(FAILED);
                }
            };
            if read.corpus.papers.is_empty() {
                return Ok(FAILED);
            }
            answer::answer(&command, &read.corpus, format, out)?;
            Ok(if read.failed > 0 { SOME_FAILED } else { OK })
        }
    }
}
