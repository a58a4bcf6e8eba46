//! A saved corpus loaded, beside reading and copying the bytes of its file, the same corpus in JSON, and reading and linking its
//! records again: by the time of the processor, on all threads together, which a busy machine changes least.
//!
//! `cargo bench --bench saved --features records,saved`, with the feature `parallel` in sections on all cores, with `cli` by the
//! program's allocator too. CITEGRAPH_SAVED names a saved corpus of one's own.

use std::hint::black_box;
use std::time::Duration;

use citegraph::record::{Records, Source, papers};
use citegraph::work::Corpus;
use citegraph::work::saved::Saved;
use cpu_time::ProcessTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "../tests/made/exports.rs"]
#[allow(dead_code, reason = "others use the rest")]
mod exports;

#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many works of OpenAlex, each with some ten that it cites.
const WORKS: u64 = 3000;

/// The time of the processor, on whatever thread.
struct Processor;

impl Measurement for Processor {
    type Intermediate = ProcessTime;
    type Value = Duration;

    fn start(&self) -> ProcessTime {
        ProcessTime::now()
    }

    fn end(&self, start: ProcessTime) -> Duration {
        start.elapsed()
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

fn linked(records: &str) -> Corpus {
    let records = Records::read(records.as_bytes(), None).expect("records");
    let all = papers([Source { name: "made".into(), records }], std::iter::empty());
    Corpus::new(all).expect("ids differ")
}

fn loading(criterion: &mut Criterion<Processor>) {
    let made: String = (0..WORKS).map(|number| (exports::FORMS[0].record)(number) + "\n").collect();
    let own = std::env::var_os("CITEGRAPH_SAVED");
    let bytes = match &own {
        Some(path) => std::fs::read(path).expect("a saved corpus"),
        None => Saved::new(linked(&made), Vec::new()).to_bytes(),
    };
    let saved = Saved::from_bytes(&bytes).expect("a saved corpus");
    let json = serde_json::to_vec(&saved.corpus).expect("JSON");
    println!("{:.1} MB saved, {:.1} MB in JSON", bytes.len() as f64 / 1e6, json.len() as f64 / 1e6);
    let file = std::env::temp_dir().join(format!("citegraph-bench-{}.cg", std::process::id()));
    std::fs::write(&file, &bytes).expect("a file");

    // All by the bytes of the saved form, so that the rates compare the times. What is made is dropped outside of them.
    let mut group = criterion.benchmark_group("saved");
    group.sample_size(10).throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("its bytes copied", |bench| bench.iter_with_large_drop(|| black_box(&bytes).clone()));
    group.bench_function("its file read", |bench| bench.iter_with_large_drop(|| std::fs::read(&file)));
    group.bench_function("loaded", |bench| bench.iter_with_large_drop(|| Saved::from_bytes(black_box(&bytes))));
    group.bench_function("its corpus cloned", |bench| bench.iter_with_large_drop(|| black_box(&saved).clone()));
    group.bench_function("from JSON", |bench| {
        bench.iter_with_large_drop(|| serde_json::from_slice::<Corpus>(black_box(&json)));
    });
    if own.is_none() {
        group.bench_function("read and linked again", |bench| bench.iter_with_large_drop(|| linked(black_box(&made))));
    }
    group.finish();
    let _ = std::fs::remove_file(&file);
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(Processor);
    targets = loading
}
criterion_main!(benches);
