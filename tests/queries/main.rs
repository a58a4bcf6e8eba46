//! The graph and its queries: by hand, against brute force, and in any order of input.

mod circles;
#[path = "../common/mod.rs"]
mod common;
mod disagreement;
mod graph;
mod oracles;
mod order;
mod people;
mod report;
mod selves;
mod shared;
mod upkeep;

use std::collections::{BTreeMap, BTreeSet};

use citegraph::Span;
use citegraph::graph::{BuildError, Citation, CitationGraph, Fit};
use citegraph::paper::{CitationForm, ReferenceKind, Resolution};
use citegraph::query::author_groups::author_groups;
use citegraph::query::citation_order::order_overlaps;
use citegraph::query::conflicts::{ConflictField, Standing, conflicts, shared_oddities};
use citegraph::query::cycles::{CycleLimits, Extent, cycles, elementary_cycles};
use citegraph::query::hygiene::{CitingStyle, hygiene};
use citegraph::query::names::NameEvidence;
use citegraph::query::report::{Report, ReportOptions};
use citegraph::query::self_citation::{Answer, rates, self_citation_clusters, self_citations};
use citegraph::query::shared_sources::{PAIRS_LISTED, cited_works, shared_between, shared_pairs, strongest_pairs};
use citegraph::reference::item::Item;
use citegraph::view::table;
use citegraph::work::Corpus;
use common::{Hand, article, book, exact, id, made_up};
use proptest::prelude::*;

fn plain(title: &str) -> Item {
    article("Lind, O.", 2001, title, "Journal", ["", "", ""])
}

/// A graph of papers `0..n` that cite each other so.
fn papers(n: usize, edges: &BTreeSet<(usize, usize)>) -> CitationGraph {
    let mut builder = CitationGraph::builder();
    for i in 0..n {
        builder.paper(number(i), Item::default());
    }
    for &(a, b) in edges {
        builder.cite(number(a), number(b));
    }
    builder.build().expect("all are added")
}

fn number(i: usize) -> String {
    format!("{i:07}")
}
