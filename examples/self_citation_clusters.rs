//! Who cites themselves, and what hangs together by it? Prints each paper's rates and the clusters that author
//! self-citations tie.
//!
//! `cargo run --example self_citation_clusters [PAPER…]`; a PAPER is a file or a folder, by default `data/made-up`.

use std::io::Write as _;

use citegraph::graph::CitationGraph;
use citegraph::query::self_citation::{rates, self_citation_clusters, self_citations};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A reader that has seen enough, as `head` has, is an error and no panic.
    let mut out = std::io::stdout().lock();
    let graph = CitationGraph::new(&citegraph::read(paths("data/made-up"))?);

    for paper in rates(&self_citations(&graph)) {
        match paper.any_author.rate() {
            Some(rate) => {
                writeln!(out, "{}: {:.0} % of its citations are its authors' own", paper.document, rate * 100.0)?
            }
            None => writeln!(out, "{}: its authors aren't printed, so nobody can tell", paper.document)?,
        }
    }
    for cluster in self_citation_clusters(&graph) {
        writeln!(out, "\na cluster of {} papers: {}", cluster.papers.len(), cluster.papers.join(", "))?;
        for author in &cluster.authors {
            writeln!(out, "    {}, printed as {}", author.name, author.forms.join(" and "))?;
        }
    }
    Ok(())
}

/// The papers named as arguments, or else these.
fn paths(default: &str) -> Vec<String> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() { vec![default.to_owned()] } else { given }
}
