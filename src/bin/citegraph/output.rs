//! Where answers go: to standard output, or to a file that is made when there is something to write.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::args::Format;
use crate::print::{Harmless, is_raw};
use crate::progress;

static NAMED_FORM: OnceLock<Option<Format>> = OnceLock::new();

/// The form that the end of the output's name tells, if it has one that does.
pub fn named_form() -> Option<Format> {
    NAMED_FORM.get().copied().flatten()
}

/// Takes note of the form that the output's name tells.
fn note_form(path: &Path) {
    let end = path.extension().map(|end| end.to_string_lossy().to_lowercase());
    let form = match end.as_deref() {
        Some("json" | "jsonl" | "ndjson") => Some(Format::Json),
        Some("csv") => Some(Format::Csv),
        Some("svg") => Some(Format::Svg),
        Some("png") => Some(Format::Png),
        _ => None,
    };
    // There is one output.
    let _ = NAMED_FORM.set(form);
}

/// Standard output, or a file.
pub enum Output {
    Standard(BufWriter<StdoutLock<'static>>),
    Terminal(BufWriter<Harmless<StdoutLock<'static>>>),
    File { path: PathBuf, file: Option<BufWriter<File>> },
}

impl Output {
    /// The file at `path`; standard output for none and for `-`.
    pub fn to(path: Option<&Path>) -> Self {
        path.into_iter().for_each(note_form);
        match path {
            Some(path) if path.as_os_str() != "-" => Self::File { path: path.to_owned(), file: None },
            _ if io::stdout().is_terminal() && !is_raw() => {
                Self::Terminal(BufWriter::new(Harmless::new(io::stdout().lock())))
            }
            _ => Self::Standard(BufWriter::new(io::stdout().lock())),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        progress::over();
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Terminal(out) => out.write(bytes),
            Self::File { file: Some(file), .. } => file.write(bytes),
            Self::File { path, file } => {
                let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
                file.insert(BufWriter::new(File::create(&path).map_err(named)?)).write(bytes)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Terminal(out) => out.flush(),
            Self::File { file, .. } => file.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}
