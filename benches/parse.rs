//! Reading entries, stage by stage, beside splitting the same strings into words.
//!
//! `cargo bench --bench parse` reads the entries of `data/five-papers`; where `CITEGRAPH_REFERENCES` names a file with a
//! reference a line, those. Throughput is in references. Before the stages it prints how many references one thread reads
//! a second of the processor's time, at its quickest: averages tell more of a machine that others use as well.

use std::hint::black_box;

use citegraph::Span;
use citegraph::reference::chooser::{Certainty, Chooser, Context, Scratch};
use citegraph::reference::name::names;
use citegraph::reference::{Parser, Reference};
use citegraph::token::lex;
use cpu_time::ThreadTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unicode_segmentation::UnicodeSegmentation;

fn strings() -> Vec<String> {
    if let Some(file) = std::env::var_os("CITEGRAPH_REFERENCES") {
        return std::fs::read_to_string(file).expect("text").lines().map(str::to_owned).collect();
    }
    let corpus = citegraph::read(["data/five-papers"]).expect("the five papers");
    corpus.papers.iter().flat_map(|p| &p.references).map(|r| r.reference.raw.clone()).collect()
}

/// Prints the quickest of some runs, the weights' loading counted in.
fn quickest(strings: &[String]) {
    const RUNS: usize = 15;
    let start = ThreadTime::now();
    black_box(Chooser::built_in());
    let loading = start.elapsed();
    println!("loading the weights: {:.1} ms", 1e3 * loading.as_secs_f64());
    for certainty in [Certainty::Measured, Certainty::Assumed] {
        let parser = Parser::new().with_certainty(certainty);
        let run = || {
            let start = ThreadTime::now();
            strings.iter().for_each(|s| drop(black_box(parser.parse(black_box(s)))));
            start.elapsed()
        };
        let reading = (0..RUNS).map(|_| run()).min().unwrap_or_default();
        let rate = strings.len() as f64 / (loading + reading).as_secs_f64();
        println!(
            "confidences {certainty:?}: {rate:.0} references a second, loading counted in, quickest of {RUNS} runs"
        );
    }
}

fn parse(criterion: &mut Criterion) {
    let strings = strings();
    quickest(&strings);
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
