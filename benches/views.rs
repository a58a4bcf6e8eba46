//! What papers share where all cite one work, and pictures of many works.
//!
//! `cargo bench --bench views`. `tests/limits.rs` holds the same to generous bounds.

use std::hint::black_box;

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::query::thresholds::shared_at_thresholds;
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use citegraph::view::svg::{DrawOptions, Works, matrix, svg};
use citegraph::work::Corpus;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// The pairs grow with the square of the papers, and so does the time.
fn shared(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("shared, all papers cite one work");
    group.sample_size(10);
    let entry = "- Doe, B. (1999). Tides of the northern fjords. *Sea*, 3(1), 4–9.\n";
    for papers in [100, 200, 400] {
        let paper = |n| Paper::read(format!("p{n:03}"), &format!("# Study {n} of moors\n\n# References\n\n{entry}"));
        let corpus = Corpus::new((0..papers).map(paper)).expect("the names differ");
        let graph = CitationGraph::new(&corpus);
        group.bench_with_input(BenchmarkId::from_parameter(papers), &papers, |bench, _| {
            bench.iter(|| black_box(shared_at_thresholds(&corpus, &graph)));
        });
    }
}

fn pictures(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pictures");
    group.sample_size(10);
    let graph = graph(200, 1000);
    let all = DrawOptions::default().with_works(Works::All);
    group.bench_function("200 papers, 1,000 works", |bench| bench.iter(|| black_box(svg(&graph, all))));
    let many = self::graph(400, 300);
    group.bench_function("matrix of 400 papers", |bench| bench.iter(|| black_box(matrix(&many))));
}

/// Papers that cite ten works each, of so many works.
fn graph(papers: usize, works: usize) -> CitationGraph {
    let of =
        |title: String, year: i32| Item { title: Some(title), issued: Some(Date::of_year(year)), ..Item::default() };
    let mut builder = CitationGraph::builder();
    for n in 0..works {
        builder = builder.work(format!("w{n:04}"), of(format!("Work {n}"), 1980 + (n * n % 40) as i32));
    }
    for p in 0..papers {
        builder = builder.paper(format!("p{p:03}"), of(format!("Paper {p}"), 2020 + (p % 5) as i32));
        for k in 0..10 {
            builder = builder.cite(format!("p{p:03}"), format!("w{:04}", (p * 7 + k * k * 11) % works));
        }
    }
    builder.build().expect("ids are unique")
}

criterion_group!(benches, shared, pictures);
criterion_main!(benches);
