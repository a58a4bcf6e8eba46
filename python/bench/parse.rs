//! Rust's speed, for `bench/engines.py`: the lines of a file as references, on one thread.
//!
//! Prints the CPU seconds of the quickest of fifteen runs, the references' release counted in.

use std::hint::black_box;

use citegraph::reference::{Parser, Reference};

// As the module has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What this thread had of the processor so far.
fn seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    told.split(' ').next().and_then(|first| first.parse::<f64>().ok()).expect("nanoseconds") / 1e9
}

fn main() {
    let file = std::env::args_os().nth(1).expect("a file");
    let text = std::fs::read_to_string(file).expect("text");
    let strings: Vec<&str> = text.lines().collect();
    let parser = Parser::new();
    let run = || {
        let start = seconds();
        drop(black_box(strings.iter().map(|string| parser.parse(string)).collect::<Vec<Reference>>()));
        seconds() - start
    };
    println!("{}", (0..15).map(|_| run()).fold(f64::INFINITY, f64::min));
}
