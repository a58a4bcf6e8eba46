//! `shared`, `cycles`, `self-citations`: what papers show with its evidence, and what any graph does with its figures.
//!
//! Each is asked of papers unless what is asked is a matter of the graph alone: an edge list, a measure, a group.

use std::io::{self, Write};

use citegraph::graph::CitationGraph;
use citegraph::query::coupling::Relation;
use citegraph::query::cycles::CycleLimits;
use citegraph::view::svg;
use citegraph::work::Corpus;
use clap::{Args, ValueEnum};

use crate::answer::{self, Printer};
use crate::graph_answer;
use crate::graph_args::{Grouped, Own, Pairs, Source};
use crate::graph_source::{Graph, Stop};
use crate::input::Texts;
use crate::options::Format;
use crate::rows::Rows;
use crate::{notes, pictures};

/// What is shared.
#[derive(Args)]
pub struct Shared {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    pairs: Pairs,
}

/// Which part of what is known of cycles.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    All,
    /// Sets of works that lead to each other
    Components,
    /// Each cycle, with what its dates tell
    Cycles,
    /// A small set of citations without which no cycle is left
    Review,
}

/// Cycles.
#[derive(Args)]
pub struct Cycles {
    #[command(flatten)]
    source: Source,
    /// What to list
    #[arg(long, value_enum, default_value_t = Part::All)]
    list: Part,
    /// The longest cycles to list: 8 of papers, 4 of edge lists unless said otherwise
    #[arg(long)]
    length: Option<usize>,
    /// How many cycles to list at most: 1000 of papers, 100000 of edge lists unless said otherwise
    #[arg(long)]
    count: Option<usize>,
    /// How many citations to look at, at most
    #[arg(long, default_value_t = 10_000_000_000)]
    steps: u64,
    /// How many years apart works may be to be of one time
    #[arg(long, default_value_t = 1)]
    window: u32,
}

/// Self-citations.
#[derive(Args)]
pub struct SelfCitations {
    #[command(flatten)]
    source: Source,
    /// What groups give to their own and receive from them, beside what chance would; `--groups` gives others
    #[arg(long, value_enum)]
    by: Option<Grouped>,
    /// What makes a citation a group's own
    #[arg(long, value_enum, default_value_t = Own::Group)]
    own: Own,
}

/// Prints what papers share, or the strength of pairs of any works; the exit code.
pub fn shared(command: Shared, out: &mut impl Write) -> io::Result<u8> {
    let Shared { source, pairs } = command;
    let format = source.form.format();
    asked(&source, |graph, corpus| {
        match corpus {
            Some((_, thawed)) if matches!(format, Format::Svg | Format::Png) && !pairs.are_chosen() => {
                pictures::write(&svg::matrix(thawed), format, out)
            }
            Some((corpus, thawed)) if !pairs.are_chosen() => {
                answer::shared(corpus, thawed, &mut Printer::new(source.form, thawed, out))
            }
            _ => printed(graph_answer::of_pairs(graph, Relation::Coupling, &pairs, source.form)?, graph, &source, out),
        }
        .map_err(Into::into)
    })
}

/// Prints what is known of cycles; the exit code.
pub fn cycles(command: &Cycles, out: &mut impl Write) -> io::Result<u8> {
    let Cycles { source, list, .. } = command;
    asked(source, |graph, corpus| {
        let (length, count) = if corpus.is_some() { (8, 1000) } else { (4, 100_000) };
        let limits = CycleLimits::default()
            .with_length(command.length.unwrap_or(length))
            .with_count(command.count.unwrap_or(count))
            .with_steps(command.steps);
        let found = || graph_answer::circles(graph, limits, command.window);
        match (list, corpus) {
            (Part::All, Some((_, thawed))) => {
                let review = graph_answer::review(graph).named(&graph.called());
                answer::circles(thawed, limits, review, &mut Printer::new(source.form, thawed, out))
            }
            (Part::All, None) if source.form.format() == Format::Table => {
                let parts = [
                    ("components", graph_answer::in_circles(graph)),
                    ("cycles", found()),
                    ("citations to look at first: without them no cycle is left", graph_answer::review(graph)),
                ];
                parts.into_iter().enumerate().try_for_each(|(n, (title, rows))| {
                    writeln!(out, "{}{}", if n > 0 { "\n" } else { "" }, answer::heading(title))?;
                    printed(rows, graph, source, out)
                })
            }
            (Part::Components, _) => printed(graph_answer::in_circles(graph), graph, source, out),
            (Part::Cycles | Part::All, _) => printed(found(), graph, source, out),
            (Part::Review, _) => printed(graph_answer::review(graph), graph, source, out),
        }
        .map_err(Into::into)
    })
}

/// Prints self-citations of papers, or what groups cite of their own; the exit code.
pub fn self_citations(command: &SelfCitations, out: &mut impl Write) -> io::Result<u8> {
    let SelfCitations { source, by, own } = command;
    let is_of_groups = by.is_some() || source.groups.is_some() || *own != Own::Group;
    asked(source, |graph, corpus| {
        match corpus {
            Some((_, thawed)) if !is_of_groups => {
                answer::of_selves(thawed, &mut Printer::new(source.form, thawed, out))
            }
            _ => printed(graph_answer::own_rates(graph, by.unwrap_or(Grouped::Authors), *own)?, graph, source, out),
        }
        .map_err(Into::into)
    })
}

/// Why nothing is printed: what is asked can't be, or it can't be written.
enum Fault {
    Asked(Stop),
    Written(io::Error),
}

impl From<Stop> for Fault {
    fn from(stop: Stop) -> Self {
        Self::Asked(stop)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Written(error)
    }
}

/// Reads the source and asks it something, with the papers where it has some.
fn asked(
    source: &Source,
    ask: impl FnOnce(&Graph, Option<(&Corpus, &CitationGraph)>) -> Result<(), Fault>,
) -> io::Result<u8> {
    let done = Graph::read(source, Texts::Dropped).map_err(Fault::from).and_then(|graph| {
        let corpus = graph.corpus.as_deref().zip(graph.thawed.as_ref());
        ask(&graph, corpus).map(|()| graph.code)
    });
    match done {
        Ok(code) => Ok(code),
        Err(Fault::Written(error)) => Err(error),
        Err(Fault::Asked(reason)) => {
            notes::stopped(&reason);
            Ok(crate::exit::FAILED)
        }
    }
}

fn printed(rows: Rows<'_>, graph: &Graph, source: &Source, out: &mut impl Write) -> io::Result<()> {
    rows.print(source.form.format(), source.form.limit, &graph.called(), out)
}
