//! Writes a page to click through, and a picture of the same papers.
//!
//! `cargo run --features html --example explorer_page [PAPER…]`; a PAPER is a file or a folder, by default
//! `data/five-papers`. The page is `citegraph.html`, the picture `citegraph.svg`.

use citegraph::graph::CitationGraph;
use citegraph::view::html::{HtmlOptions, page};
use citegraph::view::svg::{SvgOptions, svg};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let corpus = citegraph::read(paths("data/five-papers"))?;
    let graph = CitationGraph::new(&corpus);
    std::fs::write("citegraph.html", page(&corpus, &graph, &HtmlOptions::default()))?;
    std::fs::write("citegraph.svg", svg(&graph, SvgOptions::default()))?;
    Ok(())
}

/// The papers named as arguments, or else these.
fn paths(default: &str) -> Vec<String> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() { vec![default.to_owned()] } else { given }
}
