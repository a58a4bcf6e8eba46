//! `index`: a library of any size in a file, to verify references against.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use citegraph::record::{Format, Records};
use citegraph::work::verify::IndexBuilder;
use citegraph::{Error, ErrorKind};

use crate::{library, notes, progress};

/// What is indexed.
#[derive(clap::Args)]
pub struct Index {
    /// Records of any form; JSON lines of any length
    #[arg(required = true, value_name = "LIBRARY")]
    libraries: Vec<PathBuf>,
}

/// Makes an index at `output`; the exit code.
pub fn index(asked: &Index, output: Option<&Path>) -> io::Result<u8> {
    let Some(output) = output else {
        notes::error("an index is written to a file: name it with -o");
        return Ok(crate::exit::FAILED);
    };
    progress::working("sorting records");
    match build(&asked.libraries, output) {
        Ok(count) => {
            progress::over();
            notes::note(format!("{count} records in {}", output.display()));
            Ok(crate::exit::OK)
        }
        Err(error) => {
            notes::error(error);
            Ok(crate::exit::FAILED)
        }
    }
}

fn build(libraries: &[PathBuf], output: &Path) -> Result<usize, Error> {
    let mut builder = IndexBuilder::create(output)?;
    for path in libraries {
        match lines_of(path)? {
            Some(format) => add_lines(path, format, &mut builder)?,
            None => library::records_of(path)?.iter().try_for_each(|(id, item)| builder.add(id, item))?,
        }
    }
    builder.finish()
}

/// So many bytes of lines are read at a time.
const CHUNK: usize = 16 << 20;

/// The format of a file of JSON lines, a record each, which needn't be read whole; none of other files.
fn lines_of(path: &Path) -> Result<Option<Format>, Error> {
    let mut first = Vec::new();
    let file = File::open(path).map_err(|error| Error::io(path, &error))?;
    let mut lines = BufReader::new(file);
    let mut line = |first: &mut Vec<u8>| {
        first.clear();
        io::Read::take(&mut lines, CHUNK as u64).read_until(b'\n', first).map_err(|error| Error::io(path, &error))
    };
    line(&mut first)?;
    let is_object = |line: &[u8]| line.trim_ascii().starts_with(b"{") && line.trim_ascii().ends_with(b"}");
    let format = if is_object(&first) { Records::read(&first, None).ok().map(|records| records.format) } else { None };
    line(&mut first)?;
    Ok(format.filter(|_| is_object(&first)))
}

/// Adds the records of JSON lines; the ids of those that have none are their places.
fn add_lines(path: &Path, format: Format, builder: &mut IndexBuilder) -> Result<(), Error> {
    let io = |error: io::Error| Error::io(path, &error);
    let mut lines = BufReader::with_capacity(1 << 20, File::open(path).map_err(io)?);
    let mut place = 0_usize;
    let mut chunk = Vec::new();
    loop {
        chunk.clear();
        while chunk.len() < CHUNK && lines.read_until(b'\n', &mut chunk).map_err(io)? > 0 {}
        if chunk.trim_ascii().is_empty() {
            return Ok(());
        }
        let records = Records::read(&chunk, Some(format))
            .map_err(|fault| Error::from(ErrorKind::Records { path: path.to_owned(), fault }))?;
        for fault in &records.faults {
            notes::error(format!("{}: {fault}", path.display()));
        }
        for record in records.publications {
            place += 1;
            builder.add(&record.id.unwrap_or_else(|| place.to_string()), &record.item)?;
        }
    }
}
