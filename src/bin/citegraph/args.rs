//! The arguments: what commands there are. What each takes stands with it.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::answer::Question;
use crate::build::Build;
use crate::convert::Convert;
use crate::gathered::{Cycles, SelfCitations, Shared};
use crate::graph_args::GraphCommand;
use crate::indexing::Index;
use crate::matching::Match;
use crate::options::{Color, Drawn, Input, SHARED};
use crate::parse::Parse;
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

#[derive(Subcommand)]
pub enum Command {
    /// Read one reference a line; print one CSL-JSON object a line, in the same order
    Parse(Parse),
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
