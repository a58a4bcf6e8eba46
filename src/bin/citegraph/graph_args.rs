//! The arguments of the queries over the frozen graph, which papers or an edge list may give.

use std::path::PathBuf;

use citegraph::query::coupling::Measure;
use citegraph::record::ReadAs;
use clap::{Args, Subcommand, ValueEnum};

use crate::options::{Form, Format, Linking, SHARED, read_as};

/// Papers, or an edge list.
#[derive(Args)]
pub struct Origin {
    /// Files, or folders of .pdf, .txt and .md files; exports of databases and reference managers too; `-` is standard input
    #[arg(value_name = "PAPER", required_unless_present = "edges")]
    pub papers: Vec<PathBuf>,
    /// What the papers don't print about themselves, as TOML
    #[arg(long, value_name = "FILE", help_heading = SHARED)]
    pub manifest: Option<PathBuf>,
    /// Read the files as this format, whatever they look like; other commands call it --from, which is a work here
    #[arg(long = "as", value_name = "FORMAT", value_parser = read_as, help_heading = SHARED)]
    pub read_as: Option<ReadAs>,
    #[command(flatten)]
    pub linking: Linking,
    /// A table of citations in place of papers, a line each: citing id, cited id. Commas in .csv files, columns in .parquet
    /// files, else tabs. Or records in JSON, one a line, that cite by ids, as OpenAlex' part files: of any size. Packed with
    /// gzip too
    #[arg(long, value_name = "FILE", conflicts_with_all = ["papers", "manifest"])]
    pub edges: Option<PathBuf>,
    /// A table of the works' years, a line each: id, year
    #[arg(long, value_name = "FILE", requires = "edges", help_heading = SHARED)]
    pub years: Option<PathBuf>,
    /// The tables' first lines name their columns
    #[arg(long, help_heading = SHARED)]
    pub header: bool,
    /// Stop when the graph needs more memory than so many megabytes
    #[arg(long, value_name = "MEGABYTES", help_heading = SHARED)]
    pub memory: Option<usize>,
}

/// Where a graph comes from, and the form of the answer.
#[derive(Args)]
pub struct Source {
    #[command(flatten)]
    pub origin: Origin,
    /// A table of the works' labels, a line each: id, journal or author or institution
    #[arg(long, value_name = "FILE", help_heading = SHARED)]
    pub groups: Option<PathBuf>,
    #[command(flatten)]
    pub form: Form,
}

/// A number from 0 up.
fn number(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "expected a number from 0 up".to_owned())
}

/// A part of a whole, which may not be all of it.
fn part(text: &str) -> Result<f64, String> {
    number(text).ok().filter(|part| *part < 1.0).ok_or_else(|| "expected a number from 0 to below 1".to_owned())
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    Count,
    Fractional,
    Cosine,
    Jaccard,
    Association,
}

impl From<By> for Measure {
    fn from(by: By) -> Self {
        match by {
            By::Count => Self::Count,
            By::Fractional => Self::Fractional,
            By::Cosine => Self::Cosine,
            By::Jaccard => Self::Jaccard,
            By::Association => Self::AssociationStrength,
        }
    }
}

/// How pairs are chosen.
#[derive(Args)]
pub struct Pairs {
    /// How strength is measured: by count unless said otherwise
    #[arg(long, value_enum)]
    pub measure: Option<By>,
    /// The least strength
    #[arg(long, value_parser = number)]
    pub at_least: Option<f64>,
    /// The strongest so many of each work, in place of all pairs
    #[arg(long, conflicts_with = "at_least")]
    pub top: Option<usize>,
    /// One pair of works, and what they have in common
    #[arg(long, num_args = 2, value_names = ["ID", "ID"], conflicts_with_all = ["at_least", "top"])]
    pub pair: Vec<String>,
}

impl Pairs {
    /// Whether anything is said of how.
    pub fn are_chosen(&self) -> bool {
        self.measure.is_some() || self.at_least.is_some() || self.top.is_some() || !self.pair.is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouped {
    Authors,
    Journals,
    /// Works that self-citations of their authors tie together
    Clusters,
    /// Each work by itself
    Works,
}

/// What makes a citation a group's own.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Own {
    /// Both works are of the group
    Group,
    /// They have an author in common
    AnyAuthor,
    /// They have the same first author
    FirstAuthor,
    /// In proportion to the authors in common
    CoAuthors,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ways {
    Spc,
    Splc,
    Spnp,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Path {
    /// Every citation with its weight
    Weights,
    Local,
    Global,
    /// Through the heaviest citations, `--routes` of them
    KeyRoutes,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// What they rest on
    Cites,
    /// What rests on them
    CitedBy,
}

#[derive(Subcommand)]
pub enum GraphCommand {
    /// Pairs of works by the works that both cite: as `shared`
    #[command(hide = true)]
    Coupling {
        #[command(flatten)]
        source: Source,
        #[command(flatten)]
        pairs: Pairs,
    },
    /// Pairs of works by the works that cite both
    CoCitation {
        #[command(flatten)]
        source: Source,
        #[command(flatten)]
        pairs: Pairs,
    },
    /// What pairs of papers cite in the same order, passage by passage
    CitationOrder {
        #[command(flatten)]
        source: Source,
    },
    /// Passages of two papers that say the same in much the same words, and the sources that each names there
    Passages {
        #[command(flatten)]
        source: Source,
        /// How alike they are at least, from 0 to 1
        #[arg(long, default_value_t = citegraph::query::passages::ALIKE)]
        at_least: f64,
    },
    /// Works that lead to each other by citations, in sets: as `cycles --list components`
    #[command(hide = true)]
    Components {
        #[command(flatten)]
        source: Source,
    },
    /// The layer of each work: how many citations lead from it, one after another
    Layers {
        #[command(flatten)]
        source: Source,
    },
    /// Citation cycles, each with what its dates tell: as `cycles --list cycles`
    #[command(hide = true)]
    Circles {
        #[command(flatten)]
        source: Source,
        /// The longest cycles to list
        #[arg(long, default_value_t = 4)]
        length: usize,
        /// How many cycles to list at most
        #[arg(long, default_value_t = 100_000)]
        count: usize,
        /// How many citations to look at, at most
        #[arg(long, default_value_t = 10_000_000_000)]
        steps: u64,
        /// How many years apart works may be to be of one time
        #[arg(long, default_value_t = 1)]
        window: u32,
    },
    /// A small set of citations without which no cycle is left, to be looked at: as `cycles --list review`
    #[command(hide = true)]
    Review {
        #[command(flatten)]
        source: Source,
    },
    /// PageRank of works
    Pagerank {
        #[command(flatten)]
        source: Source,
        /// The probability to go on
        #[arg(long, default_value_t = 0.85, value_parser = part)]
        damping: f64,
    },
    /// Hubs and authorities
    Hits {
        #[command(flatten)]
        source: Source,
    },
    /// What some works lead to, or what leads to them
    Reach {
        #[command(flatten)]
        source: Source,
        /// Where to begin
        #[arg(long, required = true, value_name = "ID")]
        from: Vec<String>,
        /// Which way
        #[arg(long, value_enum, default_value_t = Way::Cites)]
        way: Way,
        /// How many citations away at most
        #[arg(long)]
        within: Option<u32>,
    },
    /// A shortest way of citations from one work to another
    Path {
        #[command(flatten)]
        source: Source,
        /// The citing end
        #[arg(long, value_name = "ID")]
        from: String,
        /// The cited end
        #[arg(long, value_name = "ID")]
        to: String,
    },
    /// Works that all ways from some papers to others lead through
    Dominators {
        #[command(flatten)]
        source: Source,
        /// The papers; all the papers read unless said otherwise
        #[arg(long, value_name = "ID")]
        from: Vec<String>,
    },
    /// Whether later works cite a work in place of its sources
    Disruption {
        #[command(flatten)]
        source: Source,
        /// Count citing works up to so many years later
        #[arg(long)]
        window: Option<u32>,
    },
    /// From which years sources are taken
    Spectroscopy {
        #[command(flatten)]
        source: Source,
    },
    /// Sets of works that cite one another more than others
    Communities {
        #[command(flatten)]
        source: Source,
        /// More makes smaller communities
        #[arg(long, default_value_t = 1.0, value_parser = number)]
        resolution: f64,
    },
    /// Authors who write together
    CoAuthors {
        #[command(flatten)]
        source: Source,
    },
    /// Authors who are cited together
    AuthorCoCitation {
        #[command(flatten)]
        source: Source,
        /// In at least so many works
        #[arg(long, default_value_t = 2.0, value_parser = number)]
        at_least: f64,
    },
    /// The chains of citations that most ways lead along
    MainPaths {
        #[command(flatten)]
        source: Source,
        /// Which ways are counted
        #[arg(long, value_enum, default_value_t = Ways::Spc)]
        weight: Ways,
        /// Which path
        #[arg(long, value_enum, default_value_t = Path::KeyRoutes)]
        path: Path,
        /// How many of the heaviest citations key routes lead through
        #[arg(long, default_value_t = 10)]
        routes: usize,
    },
    /// How much of what a group gives and receives stays in it, beside what chance would: as `self-citations --by`
    #[command(hide = true)]
    OwnCitations {
        #[command(flatten)]
        source: Source,
        /// The groups, where no table gives them
        #[arg(long, value_enum, default_value_t = Grouped::Authors)]
        by: Grouped,
        /// What makes a citation the group's own
        #[arg(long, value_enum, default_value_t = Own::Group)]
        own: Own,
    },
    /// Groups that exchange more citations than their sizes explain
    CitationGroups {
        #[command(flatten)]
        source: Source,
        /// The groups, where no table gives them
        #[arg(long, value_enum, default_value_t = Grouped::Journals)]
        by: Grouped,
        /// Groups that exchange fewer citations aren't named
        #[arg(long, default_value_t = 50)]
        at_least: u64,
    },
    /// Works that sources cite and papers don't
    BlindSpots {
        #[command(flatten)]
        source: Source,
        /// The papers; all the papers read unless said otherwise
        #[arg(long, value_name = "ID")]
        from: Vec<String>,
    },
    /// What changed between two sets of papers, or two edge lists
    Difference {
        /// A file or folder of papers, or with `--edges` a table of citations
        before: PathBuf,
        /// The same, later
        after: PathBuf,
        /// Both are tables of citations
        #[arg(long)]
        edges: bool,
        /// The tables' first lines name their columns
        #[arg(long, requires = "edges")]
        header: bool,
        #[command(flatten)]
        linking: Linking,
        /// A table for people, or JSON lines or CSV for programs
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
}
