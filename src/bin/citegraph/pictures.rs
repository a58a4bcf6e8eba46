//! `explore` and `draw`: what is to be looked at, in a file.

use std::io::{self, Write};
use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::view::dot::{self, DotOptions};
use citegraph::view::html::{HtmlOptions, page, page_of_edges};
use citegraph::view::svg::{self, Colours, SvgOptions};
use citegraph::work::Corpus;
use clap::{Args, ValueEnum};

use crate::args::Input;
use crate::graph_args::Origin;
use crate::graph_source::Graph;
use crate::input::Texts;
use crate::notes;

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

/// Which works are drawn besides the papers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Works {
    Shared,
    All,
    None,
    Strongest(usize),
}

impl Works {
    fn of(text: &str) -> Result<Self, String> {
        Ok(match text {
            "shared" => Self::Shared,
            "all" => Self::All,
            "none" => Self::None,
            number => Self::Strongest(number.parse().map_err(|_| "expected shared, all, none or a number")?),
        })
    }
}

/// A picture.
#[derive(Args)]
pub struct Draw {
    /// How it is written, where the end of the file's name (-o) doesn't tell
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// The works to draw besides the papers: shared, all, none, or a number of those cited most
    #[arg(long, value_parser = Works::of, default_value = "shared")]
    works: Works,
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

    fn form(&self, output: Option<&Path>) -> Form {
        let end = output.and_then(Path::extension).map(|end| end.to_string_lossy().to_lowercase());
        self.format.unwrap_or(match end.as_deref() {
            Some("dot" | "gv") => Form::Dot,
            Some("html" | "htm") => Form::Html,
            _ => Form::Svg,
        })
    }
}

/// Writes the picture of a corpus.
///
/// `output` is the file that it goes to, whose name tells its form.
pub fn draw(command: &Draw, output: Option<&Path>, corpus: &Corpus, out: &mut impl Write) -> io::Result<()> {
    let graph = CitationGraph::new(corpus);
    let bytes = match command.form(output) {
        Form::Svg => svg::svg(&graph, svg_options(command)).into_bytes(),
        Form::Dot => dot::dot(&graph, dot_options(command)?).into_bytes(),
        Form::Html => page(corpus, &graph, &HtmlOptions::default()).into_bytes(),
    };
    out.write_all(&bytes)
}

fn svg_options(command: &Draw) -> SvgOptions {
    let works = match command.works {
        Works::Shared => svg::Works::Shared,
        Works::All => svg::Works::All,
        Works::None => svg::Works::None,
        Works::Strongest(most) => svg::Works::Strongest(most),
    };
    let colours = match command.colour_by {
        ColourBy::Paper => Colours::Papers,
        ColourBy::Community => Colours::Communities,
    };
    let legend = if command.no_legend { svg::Legend::Hidden } else { svg::Legend::Shown };
    SvgOptions::default().with_works(works).with_colours(colours).with_legend(legend)
}

fn dot_options(command: &Draw) -> io::Result<DotOptions> {
    let works = match command.works {
        Works::Shared => dot::Works::Shared,
        Works::All => dot::Works::All,
        Works::None => dot::Works::None,
        Works::Strongest(_) => return Err(io::Error::other("in DOT, --works is shared, all or none")),
    };
    let legend = if command.no_legend { dot::Legend::Hidden } else { dot::Legend::Shown };
    Ok(DotOptions::default().with_works(works).with_legend(legend))
}

/// Writes the page; the exit code.
pub fn explore(command: &Explore, out: &mut impl Write) -> io::Result<u8> {
    let graph = match Graph::of(&command.origin, Texts::Dropped) {
        Ok(graph) => graph,
        Err(reason) => {
            notes::error(reason);
            return Ok(crate::FAILED);
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
