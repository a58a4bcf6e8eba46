//! Draws the citation graph as Graphviz DOT: papers, and the works that several of them cite.
//!
//! `cargo run --features dot --example render_dot [PAPER…] | dot -Tpng -o graph.png`; a PAPER is a file or a folder, by default
//! `data/five-papers`.

use std::io::Write as _;

use citegraph::graph::CitationGraph;
use citegraph::view::dot::{DotOptions, dot};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A reader that has seen enough, as `head` has, is an error and no panic.
    let mut out = std::io::stdout().lock();
    let graph = CitationGraph::new(&citegraph::read(paths("data/five-papers"))?);
    write!(out, "{}", dot(&graph, DotOptions::default()))?;
    Ok(())
}

/// The papers named as arguments, or else these.
fn paths(default: &str) -> Vec<String> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() { vec![default.to_owned()] } else { given }
}
