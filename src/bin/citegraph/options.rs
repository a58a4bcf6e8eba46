//! The options that several commands share.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use citegraph::record::ReadAs;
use citegraph::work;
use clap::ValueEnum;

/// What most commands take.
pub const SHARED: &str = "Shared options";

/// When colours are used.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    Always,
    Never,
}

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
    /// A picture, of what has one
    #[value(hide = true)]
    Svg,
    /// A picture, of what has one
    #[value(hide = true)]
    Png,
}

/// The form of an answer.
#[derive(clap::Args, Clone, Copy)]
pub struct Form {
    /// Tables for people, JSON lines or one CSV table for programs; else as the end of the output's name says, and a table
    #[arg(long, value_enum, help_heading = SHARED)]
    format: Option<Format>,
    /// How many rows to print at most: in tables 30 unless said otherwise, else all; JSON of papers is whole
    #[arg(long, value_name = "ROWS", help_heading = SHARED)]
    pub limit: Option<usize>,
}

impl Form {
    /// What is asked for, or what the output's name says.
    pub fn format(self) -> Format {
        self.format.or_else(named_form).unwrap_or(Format::Table)
    }
}

static NAMED_FORM: OnceLock<Option<Format>> = OnceLock::new();

/// The form that the end of the output's name tells, if it has one that does.
pub fn named_form() -> Option<Format> {
    NAMED_FORM.get().copied().flatten()
}

/// Takes note of the form that the output's name tells.
pub fn note_form(output: &Path) {
    let end = output.extension().map(|end| end.to_string_lossy().to_lowercase());
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

/// From which verdict on entries are merged.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Merge {
    /// Only what nothing tells apart
    Exact,
    /// What is one beyond reasonable doubt
    Strong,
    /// What is rather one than two
    Weak,
    /// All that may be one
    Ambiguous,
}

impl From<Merge> for work::Threshold {
    fn from(merge: Merge) -> Self {
        match merge {
            Merge::Exact => Self::Exact,
            Merge::Strong => Self::Strong,
            Merge::Weak => Self::Weak,
            Merge::Ambiguous => Self::Ambiguous,
        }
    }
}

/// What counts as one.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// A text, with its preprint, its paper in proceedings and in a journal, its reprint
    Work,
    /// Each of them
    Version,
}

/// How entries are merged.
#[derive(clap::Args, Clone, Copy)]
pub struct Linking {
    /// From which verdict on entries are merged
    #[arg(long, value_enum, default_value_t = Merge::Strong, help_heading = SHARED)]
    pub merge: Merge,
    /// What counts as one
    #[arg(long, value_enum, default_value_t = Level::Work, help_heading = SHARED)]
    pub level: Level,
}

impl From<Linking> for work::Matcher {
    fn from(linking: Linking) -> Self {
        let level = match linking.level {
            Level::Work => work::Level::Work,
            Level::Version => work::Level::Version,
        };
        Self::new().with_threshold(linking.merge.into()).with_level(level)
    }
}

/// How much a drawing shows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Drawn {
    /// Papers, and the works that two of them or more cite
    Shared,
    /// Everything
    All,
}

/// The papers to read.
#[derive(clap::Args)]
pub struct Input {
    /// Files, or folders of .pdf, .txt and .md files; exports of databases and reference managers too; `-` is standard input
    #[arg(required = true, value_name = "PAPER")]
    pub papers: Vec<PathBuf>,
    /// What the papers don't print about themselves, as TOML
    #[arg(long, value_name = "FILE", help_heading = SHARED)]
    pub manifest: Option<PathBuf>,
    #[command(flatten)]
    pub read_as: As,
    #[command(flatten)]
    pub linking: Linking,
}

/// As what files are read.
#[derive(clap::Args, Clone, Copy, Default)]
pub struct As {
    /// Read the files so, whatever they look like: text, ris, endnote, endnote-xml, nbib, pubmed, ovid, cochrane, refworks,
    /// noteexpress, cnki, proquest, wos, wos-tab, scopus, dimensions, lens, opencitations, opencitations-meta, csv, bibtex, csl,
    /// openalex, crossref, semantic-scholar, jats, tei, bbl, tex
    #[arg(long = "from", alias = "as", value_name = "FORMAT", value_parser = read_as, help_heading = SHARED)]
    pub read_as: Option<ReadAs>,
}

impl From<As> for ReadAs {
    fn from(read_as: As) -> Self {
        read_as.read_as.unwrap_or_default()
    }
}

pub fn read_as(name: &str) -> Result<ReadAs, String> {
    match name {
        "text" => Ok(ReadAs::Text),
        name => name.parse().map(ReadAs::Records).map_err(|error: citegraph::UnknownName| error.to_string()),
    }
}

/// The papers that a question is asked of, and the form of the answer.
#[derive(clap::Args)]
pub struct Asked {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub form: Form,
}
