//! Sizes that once made time or memory explode, doubled three times: seconds of the processor and megabytes of each size, and
//! the power with which they grow.
//!
//! `cargo bench --bench growth --features records,saved`. `tests/growth.rs` holds smaller sizes to what is said of them.

#[path = "../tests/made/growing.rs"]
mod growing;
#[allow(dead_code, reason = "others use the rest")]
#[path = "../tests/made/mod.rs"]
mod made;

use cpu_time::ProcessTime;
use growing::{GROWING, Growing, Taken, power};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn taken(growing: &Growing, size: usize) -> Taken {
    let work = (growing.made)(size);
    let (before, start) = (MEMORY.current_usage(), ProcessTime::now());
    MEMORY.reset_peak_usage();
    work();
    let memory = MEMORY.peak_usage().saturating_sub(before) as f64;
    Taken { size, time: start.elapsed().as_secs_f64(), memory }
}

fn main() {
    for growing in &GROWING {
        println!("{}: powers {} of time and {} of memory are said", growing.name, growing.time, growing.memory);
        let taken: Vec<Taken> = [1, 2, 4, 8].map(|times| taken(growing, growing.sizes.1 * times)).to_vec();
        for taken in &taken {
            println!("  {:>9} {:>9.4} s {:>9.2} MB", taken.size, taken.time, taken.memory / 1e6);
        }
        let (time, memory) = (power(&taken, |taken| taken.time), power(&taken, |taken| taken.memory));
        println!("  time grows with the power {time:.2}, memory with {memory:.2}");
    }
}
