//! The arguments.

use std::path::PathBuf;

use citegraph::record::ReadAs;
use citegraph::{reference, work};
use clap::{Parser, Subcommand, ValueEnum};

use crate::build::Build;
use crate::convert::Convert;
use crate::gathered::{Cycles, SelfCitations, Shared};
use crate::graph_args::GraphCommand;
use crate::indexing::Index;
use crate::matching::Match;
use crate::output;
use crate::pictures::{Draw, Explore};
use crate::reporting::Reporting;
use crate::verifying::Verify;

/// Reads the bibliographies of papers and answers questions about who cites what.
#[derive(Parser)]
#[command(name = "citegraph", version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// Write to a file in place of standard output
    #[arg(short, long, global = true, value_name = "FILE", help_heading = SHARED)]
    pub output: Option<PathBuf>,
    /// Say nothing beside the answer but errors
    #[arg(short, long, global = true, help_heading = SHARED)]
    pub quiet: bool,
    /// Print texts as they are: formulas in CSV cells, and control characters on a terminal, aren't made harmless
    #[arg(long, global = true, help_heading = SHARED)]
    pub raw: bool,
    /// When to use colours; never where NO_COLOR is set, unless asked
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto, help_heading = SHARED)]
    pub color: Color,
}

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
        self.format.or_else(output::named_form).unwrap_or(Format::Table)
    }
}

/// Who stands before a title with "(ed.)".
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Curators {
    /// Editors, as printed
    Editors,
    /// Authors, as many catalogues have it
    Authors,
}

impl From<Curators> for reference::Curators {
    fn from(curators: Curators) -> Self {
        match curators {
            Curators::Editors => Self::Editors,
            Curators::Authors => Self::Authors,
        }
    }
}

/// What the only number of a periodical is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LoneIssue {
    /// An issue, as printed
    Issue,
    /// The volume, as some databases have it
    Volume,
}

impl From<LoneIssue> for reference::LoneIssue {
    fn from(issue: LoneIssue) -> Self {
        match issue {
            LoneIssue::Issue => Self::Issue,
            LoneIssue::Volume => Self::Volume,
        }
    }
}

/// What "IZA Discussion Paper No. 1938" is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NumberedPapers {
    /// A kind of work and its number
    Reports,
    /// A series and a volume of it, as many databases have it
    Series,
}

impl From<NumberedPapers> for reference::NumberedPapers {
    fn from(papers: NumberedPapers) -> Self {
        match papers {
            NumberedPapers::Reports => Self::Reports,
            NumberedPapers::Series => Self::Series,
        }
    }
}

/// What a journal or newspaper is that is all an entry names.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Periodicals {
    /// What holds a work that isn't told
    Containers,
    /// The work itself, as databases have it that know none without a title
    Titles,
}

impl From<Periodicals> for reference::Periodicals {
    fn from(periodicals: Periodicals) -> Self {
        match periodicals {
            Periodicals::Containers => Self::Containers,
            Periodicals::Titles => Self::Titles,
        }
    }
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

#[derive(Subcommand)]
pub enum Command {
    /// Read one reference a line; print one CSL-JSON object a line, in the same order
    Parse {
        /// A file of references; `-` is standard input
        #[arg(default_value = "-")]
        file: PathBuf,
        /// Who stands before a title with "(ed.)", where nobody else wrote it
        #[arg(long, value_enum, default_value_t = Curators::Editors)]
        curators: Curators,
        /// What the only number of a periodical is, as in "Nr. 7"
        #[arg(long, value_enum, default_value_t = LoneIssue::Issue)]
        lone_issue: LoneIssue,
        /// What the numbered papers of an institution are, as in "IZA Discussion Paper No. 1938"
        #[arg(long, value_enum, default_value_t = NumberedPapers::Reports)]
        numbered_papers: NumberedPapers,
        /// What a journal or newspaper is that is all a reference names, as in "The Echo, 4 Feb. 1932"
        #[arg(long, value_enum, default_value_t = Periodicals::Containers)]
        periodicals: Periodicals,
        /// The lines are one list: what most of them show of its style tells how the others are read
        #[arg(long)]
        list: bool,
    },
    /// Tell which references are the same work, {"id","work","version"}; with --library, which record each is
    Match(Match),
    /// Compare two references, each a bare string or a CSL-JSON object; print the verdict and why
    Compare {
        /// The one
        a: String,
        /// The other
        b: String,
    },
    /// Look for references in a library: found, differing, not found, or not to be checked
    Verify(Verify),
    /// Save a library of any size in a file, to verify references against
    Index(Index),
    /// Report everything found about references, paper by paper, as a page, Markdown, JSON or SARIF
    Report(Reporting),
    /// Read and link papers once, and save them in a file that every command takes in their place
    Build(Build),
    #[command(flatten)]
    Ask(Question),
    /// Show what papers share, through which entries, and between which thresholds of merging it holds
    Shared(Shared),
    /// Find citation cycles: the sets of works that they lie in, each cycle, what to look at first
    Cycles(Cycles),
    /// Find self-citations of authors and journals, the clusters they tie, and what groups cite of their own
    SelfCitations(SelfCitations),
    /// Write a page to click through: a map of papers and works, with the printed entries behind every citation
    Explore(Explore),
    /// Print the text of a paper's file as it is read, a form feed where a page ends
    Text {
        /// A PDF file, or one of text; `-` is standard input
        #[arg(value_name = "PAPER")]
        paper: PathBuf,
    },
    /// Write records, or what papers list, as BibTeX, RIS, CSL-JSON …; or who cites whom as GraphML, GEXF …
    Convert(Convert),
    /// Draw papers and the works that they share, by years, as SVG, PNG or DOT
    Draw(Draw),
    /// Draw the citation graph as Graphviz DOT: as `draw --format dot`
    #[command(hide = true)]
    Dot {
        #[command(flatten)]
        input: Input,
        /// What to draw
        #[arg(long, value_enum, default_value_t = Drawn::Shared)]
        works: Drawn,
    },
    #[command(flatten)]
    Graph(GraphCommand),
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What is answered in tables or data.
#[derive(Subcommand)]
pub enum Question {
    /// Show it all in short: the papers, who cites whom, what they share, cycles, self-citations, doubts
    Summary(Asked),
    /// List the entries of papers
    References(Asked),
    /// List the papers: what each says of itself, how it cites, and what wasn't found in it
    Papers(Asked),
    /// List the citations in the running text, each with the entries that it leads to
    Citations(Asked),
    /// List the works that papers cite, merged over papers
    Works(Asked),
    /// Show where entries of one work disagree
    Conflicts(Asked),
    /// Check each paper: cited but not listed, listed but not cited, near misses, what can't be
    Check {
        #[command(flatten)]
        asked: Asked,
        /// A list of retracted texts, in the form of Retraction Watch's CSV: entries that cite one of them are named
        #[arg(long, value_name = "FILE")]
        retractions: Option<PathBuf>,
    },
}

impl Question {
    /// The papers that it is asked of, and the form of the answer.
    pub fn asked(&self) -> &Asked {
        match self {
            Self::Summary(asked)
            | Self::References(asked)
            | Self::Papers(asked)
            | Self::Citations(asked)
            | Self::Works(asked)
            | Self::Conflicts(asked)
            | Self::Check { asked, .. } => asked,
        }
    }
}
