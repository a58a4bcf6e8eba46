//! `build`: papers in, one file out that stands for them.

use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::Path;

use citegraph::work::saved::Saved;

use crate::input::{self, Texts};
use crate::notes;
use crate::options::Input;

/// What `build` is asked.
#[derive(clap::Args)]
pub struct Build {
    #[command(flatten)]
    input: Input,
}

/// Saves the corpus of the papers. What couldn't be read isn't in it, and is said.
pub fn build(asked: &Build, output: Option<&Path>, out: &mut impl Write) -> io::Result<u8> {
    if output.is_none_or(|path| path.as_os_str() == "-") && io::stdout().is_terminal() {
        notes::error("a saved corpus is nothing for a terminal: name its file with -o, as in -o corpus.cg");
        return Ok(crate::exit::FAILED);
    }
    let Some(loaded) = input::corpus(&asked.input, Texts::Kept) else { return Ok(crate::exit::FAILED) };
    let (papers, works) = (loaded.corpus.papers.len(), loaded.corpus.works.len());
    out.write_all(&Saved::new(ManuallyDrop::into_inner(loaded.corpus), loaded.texts).to_bytes())?;
    // Flushed first, so that no success is told of a file that can't be written.
    out.flush()?;
    notes::note(format!("papers: {papers}, works: {works}"));
    Ok(loaded.code)
}
