//! Reading entries, stage by stage, beside splitting the same strings into words.
//!
//! `cargo bench --bench parse` reads the entries of `data/five-papers`; where `CITEGRAPH_REFERENCES` names a file with a
//! reference a line, those. Throughput is in references.

use std::hint::black_box;

use citegraph::Span;
use citegraph::reference::chooser::{Certainty, Chooser, Context, Scratch};
use citegraph::reference::name::names;
use citegraph::reference::{Parser, Reference};
use citegraph::token::lex;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unicode_segmentation::UnicodeSegmentation;

fn strings() -> Vec<String> {
    if let Some(file) = std::env::var_os("CITEGRAPH_REFERENCES") {
        return std::fs::read_to_string(file).expect("text").lines().map(str::to_owned).collect();
    }
    let corpus = citegraph::read(["data/five-papers"]).expect("the five papers");
    corpus.papers.iter().flat_map(|p| &p.references).map(|r| r.reference.raw.clone()).collect()
}

fn parse(criterion: &mut Criterion) {
    let strings = strings();
    let parser = Parser::new();
    let chooser = Chooser::built_in();
    let tokens: Vec<_> = strings.iter().map(|s| lex(s)).collect();
    let references: Vec<Reference> = strings.iter().map(|s| parser.parse(s)).collect();
    let people: Vec<(&str, Span)> = references
        .iter()
        .flat_map(|r| {
            let (first, last) = (r.author.first()?, r.author.last()?);
            Some((r.raw.as_str(), Span::new(first.span.start, last.span.end)))
        })
        .collect();

    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Elements(strings.len() as u64));
    group.bench_function("words", |b| {
        b.iter(|| strings.iter().map(|s| black_box(s).unicode_words().count()).sum::<usize>());
    });
    group.bench_function("string to reference", |b| {
        b.iter(|| strings.iter().map(|s| parser.parse(black_box(s)).segments.len()).sum::<usize>());
    });
    let assuming = Parser::new().with_certainty(Certainty::Assumed);
    group.bench_function("string to reference, without confidence", |b| {
        b.iter(|| strings.iter().map(|s| assuming.parse(black_box(s)).segments.len()).sum::<usize>());
    });
    #[cfg(feature = "parallel")]
    group.bench_function("string to reference, all cores", |b| b.iter(|| parser.parse_all(black_box(&strings)).len()));
    group.bench_function("stage 1: tokens", |b| {
        b.iter(|| strings.iter().map(|s| lex(black_box(s)).len()).sum::<usize>());
    });
    for (name, certainty) in [
        ("stage 2: segments, without confidence", Certainty::Assumed),
        ("stage 2: segments, with confidence", Certainty::Measured),
    ] {
        let (mut scratch, mut segments) = (Scratch::default(), Vec::new());
        group.bench_function(name, |b| {
            b.iter(|| {
                for (text, tokens) in strings.iter().zip(&tokens) {
                    let context = Context { certainty, ..Context::default() };
                    chooser.choose_into(black_box(text), tokens, &context, &mut scratch, &mut segments);
                }
            });
        });
    }
    group.bench_function("stage 3: names of the authors", |b| {
        b.iter(|| people.iter().map(|(text, span)| names(black_box(text), *span).names.len()).sum::<usize>());
    });
    group.bench_function("reference to CSL-JSON", |b| {
        let mut line = Vec::new();
        b.iter(|| {
            for reference in &references {
                line.clear();
                citegraph::view::csl::write_parsed(&mut line, "1", black_box(reference)).expect("memory takes all");
            }
        });
    });
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = parse }
criterion_main!(benches);
