//! Megabytes a second: records in JSON read one by one, by the processor's time on one core.
//!
//! `cargo bench --bench records --features records`, with the feature `cli` by the program's allocator; behind `--` names of forms.

use std::hint::black_box;
use std::time::Duration;

use citegraph::record::RecordStream;
use cpu_time::ThreadTime;

#[path = "../tests/made/exports.rs"]
mod exports;

#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So much of each form is made.
const BYTES: usize = 64 << 20;

/// The fastest of some runs, for what else the machine does makes the others slower.
fn fastest<T>(bytes: usize, run: impl Fn() -> T) -> String {
    let one = || {
        let start = ThreadTime::now();
        black_box(run());
        start.elapsed()
    };
    let seconds = (0..5).map(|_| one()).fold(Duration::MAX, Duration::min).as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    format!("{:.0} MB/s ({megabytes:.1} MB in {seconds:.3} s)", megabytes / seconds)
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

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|asked| !asked.starts_with("--")).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    for form in exports::FORMS.iter().filter(|form| is_asked(form.name)) {
        let text = made(form, BYTES);
        let read = || RecordStream::new(text.as_bytes(), None).map_or(0, |stream| stream.filter(Result::is_ok).count());
        println!("{}, read: {}", form.name, fastest(text.len(), read));
    }
}
