//! What papers share where all cite one work, and pictures of many works.
//!
//! `cargo bench --bench views`. `tests/limits.rs` holds the same to generous bounds.

#[path = "../tests/made/mod.rs"]
mod made;

use std::hint::black_box;

use citegraph::graph::CitationGraph;
use citegraph::query::thresholds::shared_at_thresholds;
use citegraph::view::svg::{DrawOptions, Works, matrix, svg};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use made::{many_works, one_work};

/// The pairs grow with the square of the papers, and so does the time.
fn shared(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("shared, all papers cite one work");
    group.sample_size(10);
    for papers in [100, 200, 400] {
        let corpus = one_work(papers);
        let graph = CitationGraph::new(&corpus);
        group.bench_with_input(BenchmarkId::from_parameter(papers), &papers, |bench, _| {
            bench.iter(|| black_box(shared_at_thresholds(&corpus, &graph)));
        });
    }
}

fn pictures(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pictures");
    group.sample_size(10);
    let graph = many_works(200, 1000);
    let all = DrawOptions::default().with_works(Works::All);
    group.bench_function("200 papers, 1,000 works", |bench| bench.iter(|| black_box(svg(&graph, all))));
    let many = many_works(400, 300);
    group.bench_function("matrix of 400 papers", |bench| bench.iter(|| black_box(matrix(&many))));
}

criterion_group!(benches, shared, pictures);
criterion_main!(benches);
