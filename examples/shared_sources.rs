//! What do these papers share? Prints each pair's overlap, and the works that several papers cite.
//!
//! `cargo run --example shared_sources [PAPER…]`; a PAPER is a file or a folder, by default `data/five-papers`.

use std::io::Write as _;

use citegraph::graph::CitationGraph;
use citegraph::query::shared_sources::{cited_works, shared_pairs};
use citegraph::view::label::{shortened, who_when};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A reader that has seen enough, as `head` has, is an error and no panic.
    let mut out = std::io::stdout().lock();
    let graph = CitationGraph::new(&citegraph::read(paths("data/five-papers"))?);

    for pair in shared_pairs(&graph) {
        writeln!(out, "{} and {}: {} shared, Jaccard {:.3}", pair.a, pair.b, pair.count(), pair.jaccard)?;
    }
    writeln!(out)?;
    for work in cited_works(&graph).into_iter().filter(|work| work.citing.len() > 1) {
        let Some(item) = graph.find(&work.id).and_then(|found| graph.work(found)).map(|node| node.item()) else {
            continue;
        };
        writeln!(out, "{}. {}", who_when(item, &work.id), shortened(item.title.as_deref().unwrap_or_default(), 60))?;
        for paper in &work.citing {
            let entries: Vec<String> = paper.entries.iter().map(ToString::to_string).collect();
            writeln!(out, "    through {}", entries.join(", "))?;
        }
    }
    Ok(())
}

/// The papers named as arguments, or else these.
fn paths(default: &str) -> Vec<String> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() { vec![default.to_owned()] } else { given }
}
