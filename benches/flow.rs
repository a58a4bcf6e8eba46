//! Text to graph, stage by stage, beside splitting the same text into words.
//!
//! `cargo bench --bench flow` reads `data/five-papers`; where `CITEGRAPH_SEEDS` names a folder of full texts, those. The
//! yardstick is `words`: `unicode-segmentation` over the same bytes in the same run.

use std::hint::black_box;
use std::path::PathBuf;

use citegraph::document::Document;
use citegraph::graph::CitationGraph;
use citegraph::paper::{Paper, paper_files};
use citegraph::reference::Reference;
use citegraph::work::Corpus;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unicode_segmentation::UnicodeSegmentation;

fn texts() -> Vec<(String, String)> {
    let folder = std::env::var_os("CITEGRAPH_SEEDS").map_or_else(|| PathBuf::from("data/five-papers"), PathBuf::from);
    let files = paper_files(&folder).expect("a folder of papers").files;
    let read = |file: PathBuf| {
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        (name, std::fs::read_to_string(&file).expect("text"))
    };
    files.into_iter().map(read).collect()
}

fn flow(criterion: &mut Criterion) {
    let texts = texts();
    let bytes: usize = texts.iter().map(|t| t.1.len()).sum();
    let documents: Vec<Document> = texts.iter().map(|(name, text)| Document::read(name.as_str(), text)).collect();
    let papers: Vec<Paper> = documents.iter().map(Paper::from_document).collect();
    let corpus = Corpus::new(papers.clone()).expect("papers apart");

    let mut group = criterion.benchmark_group("flow");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("words", |b| {
        b.iter(|| texts.iter().map(|(_, text)| black_box(text).unicode_words().count()).sum::<usize>());
    });
    group.bench_function("text to graph", |b| {
        b.iter(|| {
            let papers = texts.iter().map(|(name, text)| Paper::read(name.as_str(), black_box(text)));
            CitationGraph::new(&Corpus::new(papers).expect("papers apart"))
        });
    });
    group.bench_function("stage 1: document", |b| {
        b.iter(|| {
            texts.iter().map(|(name, text)| Document::read(name.as_str(), black_box(text)).entries.len()).sum::<usize>()
        });
    });
    group.bench_function("stage 2: reference", |b| {
        let entries = || documents.iter().flat_map(|d| &d.entries);
        b.iter(|| entries().map(|e| Reference::parse_clean(black_box(&e.text)).segments.len()).sum::<usize>());
    });
    group.bench_function("stages 2 and 3: paper", |b| {
        b.iter(|| documents.iter().map(|d| Paper::from_document(black_box(d)).citations.len()).sum::<usize>());
    });
    group.bench_function("stage 4: work", |b| {
        b.iter(|| Corpus::new(black_box(papers.clone())).expect("papers apart").works.len());
    });
    group.bench_function("stage 5: graph", |b| b.iter(|| CitationGraph::new(black_box(&corpus)).citation_count()));
    group.finish();
}

criterion_group!(benches, flow);
criterion_main!(benches);
