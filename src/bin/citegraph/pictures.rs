//! `explore` and `draw`: what is to be looked at, in a file.

use std::io::{self, Write};
use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::query::shared_sources::shared_pairs;
use citegraph::view::dot::dot;
use citegraph::view::html::{HtmlOptions, page, page_of_edges};
use citegraph::view::png::{PngError, png};
use citegraph::view::svg::{matrix, svg};
use citegraph::view::{Colours, DrawOptions, Flow, Legend, Ranks, Titles, Works};
use citegraph::work::Corpus;
use clap::{Args, ValueEnum};

use crate::graph_args::Origin;
use crate::graph_source::Graph;
use crate::input::Texts;
use crate::notes;
use crate::options::{Format, Input, named_form};

/// A page to click through.
#[derive(Args)]
pub struct Explore {
    /// The page's title
    #[arg(long)]
    title: Option<String>,
    /// How many works the page holds at most, those cited most first
    #[arg(long, value_name = "WORKS", default_value_t = 10_000)]
    works: usize,
    #[command(flatten)]
    origin: Origin,
}

/// How a picture is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Svg,
    Png,
    /// For Graphviz
    Dot,
    /// The page of `explore`
    Html,
}

/// What colours the lines of a picture.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourBy {
    Paper,
    Community,
}

/// Where works stand.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rank {
    /// By years, neighbouring ones joined where there are many
    Periods,
    /// By years, each for itself
    Years,
    /// Cited works after those that cite them
    Citations,
}

/// Which way time runs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Runs {
    Right,
    Up,
}

fn works(text: &str) -> Result<Works, String> {
    Ok(match text {
        "shared" => Works::Shared,
        "own" => Works::SharedAndOwn,
        "all" => Works::All,
        "none" => Works::None,
        number => Works::Strongest(number.parse().map_err(|_| "expected shared, own, all, none or a number")?),
    })
}

/// A picture.
#[derive(Args)]
pub struct Draw {
    /// How it is written, where the end of the file's name (-o) doesn't tell
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Draw how many works each two papers share, as a matrix: for many papers
    #[arg(long, conflicts_with_all = ["works", "rank", "flow", "no_titles", "colour_by"])]
    matrix: bool,
    /// The works to draw besides the papers: shared, own (those, and what authors cite of themselves), all, none, or a
    /// number of those cited most
    #[arg(long, value_parser = works, default_value = "shared")]
    works: Works,
    /// Where works stand
    #[arg(long, value_enum, default_value_t = Rank::Periods)]
    rank: Rank,
    /// Which way time runs, where the form doesn't choose
    #[arg(long, value_enum)]
    flow: Option<Runs>,
    /// Leave titles out
    #[arg(long)]
    no_titles: bool,
    /// What colours the lines
    #[arg(long, value_enum, default_value_t = ColourBy::Paper)]
    colour_by: ColourBy,
    /// Leave the legend out
    #[arg(long)]
    no_legend: bool,
    #[command(flatten)]
    input: Input,
}

impl Draw {
    /// The papers to draw.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// How it is written: as asked for, or as the end of the file's name says, and SVG where it has none.
    fn form(&self, output: Option<&Path>) -> io::Result<Form> {
        if let Some(form) = self.format {
            return Ok(form);
        }
        let end = output.and_then(Path::extension).map(|end| end.to_string_lossy().to_lowercase());
        Ok(match end.as_deref() {
            None | Some("svg") => Form::Svg,
            Some("dot" | "gv") => Form::Dot,
            Some("html" | "htm") => Form::Html,
            Some("png") => Form::Png,
            Some(end) => {
                let said = format!(
                    "no picture is written as .{end}: name the file .svg, .png, .dot or .html, or say --format"
                );
                return Err(io::Error::other(said));
            }
        })
    }

    fn options(&self) -> DrawOptions {
        let ranks = match self.rank {
            Rank::Periods => Ranks::Periods,
            Rank::Years => Ranks::Years,
            Rank::Citations => Ranks::Free,
        };
        let flow = match self.flow {
            None => Flow::Fitting,
            Some(Runs::Right) => Flow::Rightwards,
            Some(Runs::Up) => Flow::Upwards,
        };
        let colours = match self.colour_by {
            ColourBy::Paper => Colours::Papers,
            ColourBy::Community => Colours::Communities,
        };
        DrawOptions::default()
            .with_works(self.works)
            .with_ranks(ranks)
            .with_flow(flow)
            .with_titles(if self.no_titles { Titles::None } else { Titles::Short })
            .with_colours(colours)
            .with_legend(if self.no_legend { Legend::Hidden } else { Legend::Shown })
    }
}

/// With more works than these that are cited by several papers, and more papers, a picture is no longer read at a glance.
const MANY_WORKS: usize = 300;
const MANY_PAPERS: usize = 60;

/// Writes the picture of a corpus.
///
/// `output` is the file that it goes to, whose name tells its form.
pub fn draw(command: &Draw, output: Option<&Path>, corpus: &Corpus, out: &mut impl Write) -> io::Result<()> {
    let graph = CitationGraph::new(corpus);
    let options = command.options();
    let picture = || if command.matrix { matrix(&graph) } else { svg(&graph, options) };
    let bytes = match command.form(output)? {
        Form::Svg => picture().into_bytes(),
        Form::Png => pixels(&picture())?,
        Form::Dot | Form::Html if command.matrix => return Err(io::Error::other("a matrix is written as SVG or PNG")),
        Form::Dot => dot(&graph, options).into_bytes(),
        Form::Html => page(corpus, &graph, &HtmlOptions::default()).into_bytes(),
    };
    out.write_all(&bytes)?;
    let shared = graph.works().filter(|(work, _)| graph.cited_by(*work).len() > 1).count();
    if !command.matrix && options.works == Works::Shared && shared > MANY_WORKS {
        notes::note(format!("{shared} works are shared: --works 40 draws those cited most"));
    }
    if !command.matrix && graph.paper_count() > MANY_PAPERS && shared_pairs(&graph).next().is_some() {
        notes::note(format!("of {} papers, --matrix shows better what they share", graph.paper_count()));
    }
    Ok(())
}

/// Writes a picture as SVG or PNG.
pub fn write(picture: &str, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Png => out.write_all(&pixels(picture)?),
        _ => out.write_all(picture.as_bytes()),
    }
}

/// A picture as PNG, twice as fine as it is large unless that is too much.
fn pixels(picture: &str) -> io::Result<Vec<u8>> {
    let fine = png(picture, 2.0);
    let done = if fine == Err(PngError::TooLarge) { png(picture, 1.0) } else { fine };
    done.map_err(io::Error::other)
}

/// Writes the page; the exit code.
pub fn explore(command: &Explore, out: &mut impl Write) -> io::Result<u8> {
    if named_form().is_some() {
        return Err(io::Error::other("a page is HTML: name the file .html; `draw` makes pictures"));
    }
    let graph = match Graph::of(&command.origin, Texts::Dropped) {
        Ok(graph) => graph,
        Err(reason) => {
            notes::stopped(&reason);
            return Ok(crate::exit::FAILED);
        }
    };
    let mut options = HtmlOptions::default().with_works(command.works);
    options.title.clone_from(&command.title);
    let page = match (&graph.corpus, &graph.thawed) {
        (Some(corpus), Some(thawed)) => page(corpus, thawed, &options),
        _ => page_of_edges(&graph.frozen, &options),
    };
    out.write_all(page.as_bytes())?;
    Ok(graph.code)
}
