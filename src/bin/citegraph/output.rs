//! Where answers go: to standard output, or to a file that is made when there is something to write.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::options::note_form;
use crate::print::{Harmless, is_raw};
use crate::progress;

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
