//! Megabytes a second: records in JSON read one by one, by the processor's time on one core, and saved corpora loaded, by the clock.
//!
//! `cargo bench --bench records --features records,saved`; behind `--` names of forms, or saved corpora of one's own.

use std::hint::black_box;
use std::time::{Duration, Instant};

use citegraph::record::{RecordStream, Records, Source, papers};
use citegraph::work::Corpus;
use citegraph::work::saved::Saved;
use cpu_time::ThreadTime;

#[path = "../tests/made/exports.rs"]
mod exports;

/// So much of each form is made.
const BYTES: usize = 64 << 20;

/// The fastest of some runs, for what else the machine does makes the others slower. What a run made is dropped when its time is
/// taken.
fn fastest<T, C>(bytes: usize, start: fn() -> C, elapsed: fn(&C) -> Duration, run: impl Fn() -> T) -> String {
    let one = || {
        let start = start();
        let made = black_box(run());
        let seconds = elapsed(&start).as_secs_f64();
        drop(made);
        seconds
    };
    let seconds = (0..5).map(|_| one()).fold(f64::INFINITY, f64::min);
    let megabytes = bytes as f64 / 1e6;
    format!("{:.0} MB/s ({megabytes:.1} MB in {seconds:.3} s)", megabytes / seconds)
}

fn saved(name: &str, bytes: &[u8]) {
    println!("{name}, loaded: {}", fastest(bytes.len(), Instant::now, Instant::elapsed, || Saved::from_bytes(bytes)));
    println!("{name}, copied: {}", fastest(bytes.len(), Instant::now, Instant::elapsed, || bytes.to_vec()));
}

/// Records of a form, a line each.
fn made(form: &exports::Form, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + (1 << 16));
    for number in 0.. {
        text.push_str(&(form.record)(number));
        text.push('\n');
        if text.len() > bytes {
            break;
        }
    }
    text
}

fn corpus() -> Vec<u8> {
    let records = Records::read(made(&exports::FORMS[0], BYTES / 4).as_bytes(), None).expect("records");
    let corpus = Corpus::new(papers([Source { name: "made".into(), records }], std::iter::empty()));
    Saved::new(corpus.expect("ids differ"), Vec::new()).to_bytes()
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|asked| !asked.starts_with("--")).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    for form in exports::FORMS.iter().filter(|form| is_asked(form.name)) {
        let text = made(form, BYTES);
        let read = || RecordStream::new(text.as_bytes(), None).map_or(0, |stream| stream.filter(Result::is_ok).count());
        println!("{}, read: {}", form.name, fastest(text.len(), ThreadTime::now, ThreadTime::elapsed, read));
    }
    if is_asked("saved") {
        saved("saved", &corpus());
    }
    for file in asked.iter().filter(|name| name.ends_with(".cg")) {
        match std::fs::read(file) {
            Ok(bytes) => saved(file, &bytes),
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
}
