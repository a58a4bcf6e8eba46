//! `explore` and `draw`: what is to be looked at, in a file.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use citegraph::view::html::{HtmlOptions, page, page_of_edges};
use clap::Args;

use crate::graph_args::Origin;
use crate::graph_source::{Graph, Stop};

/// A page to click through.
#[derive(Args)]
pub struct Explore {
    /// The page to write; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "citegraph.html")]
    output: PathBuf,
    /// The page's title
    #[arg(long)]
    title: Option<String>,
    /// How many works the page holds at most, those cited most first
    #[arg(long, value_name = "WORKS", default_value_t = 10_000)]
    works: usize,
    #[command(flatten)]
    origin: Origin,
}

/// Writes the page; the exit code.
pub fn explore(command: &Explore, out: &mut impl Write) -> io::Result<u8> {
    let graph = match Graph::of(&command.origin) {
        Ok(graph) => graph,
        Err(reason) => return stopped(&reason),
    };
    let mut options = HtmlOptions::default().with_works(command.works);
    options.title.clone_from(&command.title);
    let page = match (&graph.corpus, &graph.thawed) {
        (Some(corpus), Some(thawed)) => page(corpus, thawed, &options),
        _ => page_of_edges(&graph.frozen, &options),
    };
    write(&command.output, page.as_bytes(), out)?;
    Ok(if graph.failed > 0 { crate::SOME_FAILED } else { crate::OK })
}

fn stopped(reason: &Stop) -> io::Result<u8> {
    eprintln!("citegraph: {reason}");
    Ok(crate::FAILED)
}

/// Writes a file and says so, or to standard output for `-`.
fn write(path: &Path, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    if path.as_os_str() == "-" {
        return out.write_all(bytes);
    }
    fs::write(path, bytes).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    if io::stderr().is_terminal() {
        eprintln!("citegraph: wrote {}", path.display());
    }
    Ok(())
}
