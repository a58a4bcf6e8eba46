//! Data of one's own, from a table or a database: who cites what, in fields or in words. Entries of one work are linked, and
//! petgraph's algorithms run on the graph.
//!
//! `cargo run --example own_data`

use std::io::Write as _;

use citegraph::graph::CitationGraph;
use citegraph::query::shared_sources::shared_pairs;
use citegraph::reference::Reference;
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use citegraph::reference::name::Name;
use citegraph::view::label::who_when;
use citegraph::work::Corpus;

/// A paper: its id, authors, year and title.
const PAPERS: [(&str, &str, i32, &str); 3] = [
    ("p1", "Ann Roe", 2001, "On the algae of mountain lakes"),
    ("p2", "Carl Doe; Eva Müller", 2005, "Glacier melt and river trade"),
    ("p3", "Fay Kay", 2010, "Counting seabirds: a field manual"),
];

/// What papers cite in fields, by DOI.
const CITED: [(&str, &str); 3] = [("p2", "10.1000/lakes"), ("p3", "10.1000/lakes"), ("p3", "10.1000/tides")];

/// What they cite in words.
const PRINTED: [(&str, &str); 3] = [
    ("p2", "Roe, A. (2001). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9."),
    ("p3", "A. Roe, “On the algae of mountain lakes”, J. Lakes 3 (2001) 4."),
    ("p3", "C. Doe and E. Müller, Glacier melt and river trade, Annals of Rivers 11, 2005."),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let mut builder = Corpus::builder();
    for (id, authors, year, title) in PAPERS {
        builder.paper(id).item = Item {
            author: authors.split("; ").map(str::parse::<Name>).collect::<Result<_, _>>()?,
            issued: Some(Date::of_year(year)),
            title: Some(title.to_owned()),
            ..Item::default()
        };
    }
    for (paper, doi) in CITED {
        builder.paper(paper).cite(Item { doi: Some(doi.to_owned()), ..Item::default() });
    }
    for (paper, printed) in PRINTED {
        builder.paper(paper).cite(Reference::parse(printed));
    }
    let corpus = builder.build();
    let graph = CitationGraph::new(&corpus);

    writeln!(out, "{} papers, {} works, {} citations", PAPERS.len(), graph.work_count(), graph.citation_count())?;
    for pair in shared_pairs(&graph) {
        writeln!(out, "{} and {} share {}", pair.a, pair.b, pair.count())?;
    }
    // Works that cite come before those that they cite.
    let frozen = graph.freeze();
    let order = petgraph::algo::toposort(&frozen, None).map_err(|_| "papers cite one another in a circle")?;
    for work in order.into_iter().rev().filter_map(|work| graph.work(work)).filter(|work| work.is_paper()) {
        writeln!(out, "{}", who_when(work.item(), work.id()))?;
    }
    Ok(())
}
