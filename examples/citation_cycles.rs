//! Where do citations lead in a circle? Prints the components, a shortest cycle of each, and the papers that list
//! themselves.
//!
//! `cargo run --example citation_cycles [PAPER…]`; a PAPER is a file or a folder, by default `data/made-up`.

use std::io::Write as _;

use citegraph::graph::CitationGraph;
use citegraph::query::cycles::cycles;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A reader that has seen enough, as `head` has, is an error and no panic.
    let mut out = std::io::stdout().lock();
    let graph = CitationGraph::new(&citegraph::read(paths("data/made-up"))?);

    let report = cycles(&graph);
    if report.components.is_empty() && report.self_loops.is_empty() {
        writeln!(out, "no cycles")?;
    }
    for component in &report.components {
        writeln!(out, "{} works lead to one another; the shortest way round:", component.works.len())?;
        for step in &component.witness.steps {
            let entries = step.documents.iter().flat_map(|d| &d.entries).map(ToString::to_string);
            writeln!(out, "    {} cites {} in {}", step.citing, step.cited, entries.collect::<Vec<_>>().join(", "))?;
        }
    }
    for step in &report.self_loops {
        writeln!(out, "{} lists itself", step.citing)?;
    }
    Ok(())
}

/// The papers named as arguments, or else these.
fn paths(default: &str) -> Vec<String> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() { vec![default.to_owned()] } else { given }
}
