//! The arguments.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use crate::graph_args::GraphCommand;

/// Reads the bibliographies of papers and answers questions about who cites what.
#[derive(Parser)]
#[command(name = "citegraph", version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// A table for people, or JSON lines or CSV for programs
    #[arg(long, value_enum, default_value_t = Format::Table, global = true)]
    pub format: Format,
}

/// How answers are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
}

/// How much a drawing shows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Draw {
    /// Papers, and the works that two of them or more cite
    Shared,
    /// Everything
    All,
}

/// The papers to read.
#[derive(clap::Args)]
pub struct Input {
    /// Files, or folders of .txt and .md files; `-` is standard input
    #[arg(required = true, value_name = "PAPER")]
    pub papers: Vec<PathBuf>,
    /// What the papers don't print about themselves, as TOML
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Read one reference a line; print one CSL-JSON object a line, in the same order
    Parse {
        /// A file of references; `-` is standard input
        #[arg(default_value = "-")]
        file: PathBuf,
    },
    /// Show it all in short: the papers, who cites whom, what they share, cycles, self-citations, doubts
    Summary(Input),
    /// List the entries of papers
    References(Input),
    /// List the works that papers cite, merged over papers
    Works(Input),
    /// Show what papers share
    Shared(Input),
    /// Find citation cycles
    Cycles {
        #[command(flatten)]
        input: Input,
        /// The longest cycles to list
        #[arg(long, default_value_t = 8)]
        length: usize,
        /// How many cycles to list at most
        #[arg(long, default_value_t = 1000)]
        count: usize,
    },
    /// Find self-citations of authors and journals, and the clusters they tie
    SelfCitations(Input),
    /// Show where entries of one work disagree
    Conflicts(Input),
    /// Check each paper: cited but not listed, listed but not cited, near misses
    Check(Input),
    /// Draw the citation graph as Graphviz DOT
    Dot {
        #[command(flatten)]
        input: Input,
        /// What to draw
        #[arg(long, value_enum, default_value_t = Draw::Shared)]
        works: Draw,
    },
    #[command(flatten)]
    Graph(GraphCommand),
}

impl Command {
    /// The papers and the manifest that the command reads.
    pub fn input(&self) -> (&[PathBuf], Option<&Path>) {
        match self {
            Self::Parse { .. } | Self::Graph(_) => (&[], None),
            Self::Summary(input)
            | Self::References(input)
            | Self::Works(input)
            | Self::Shared(input)
            | Self::Cycles { input, .. }
            | Self::SelfCitations(input)
            | Self::Conflicts(input)
            | Self::Check(input)
            | Self::Dot { input, .. } => (&input.papers, input.manifest.as_deref()),
        }
    }
}
