//! Time and memory grow with the sizes that once made them explode as they are said to: by ratio within one run, so that
//! slow and busy machines pass too. `cargo bench --bench growth` prints the figures, of larger sizes.

#[path = "made/growing.rs"]
mod growing;
#[allow(dead_code, reason = "others use the rest")]
mod made;

use cpu_time::ProcessTime;
use growing::{GROWING, Growing, Taken, power};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// By how much a power may pass what is said: logarithms, and a clock that is never exact.
const SLACK: f64 = 0.4;

/// Time and memory of less than these tell nothing.
const LEAST_TIME: f64 = 0.001;
const LEAST_MEMORY: f64 = 100_000.0;

fn taken(growing: &Growing, size: usize) -> Taken {
    let work = (growing.made)(size);
    let run = || {
        let (before, start) = (MEMORY.current_usage(), ProcessTime::now());
        MEMORY.reset_peak_usage();
        work();
        let memory = MEMORY.peak_usage().saturating_sub(before) as f64;
        Taken { size, time: start.elapsed().as_secs_f64().max(LEAST_TIME), memory: memory.max(LEAST_MEMORY) }
    };
    let runs = [run(), run()];
    Taken { time: runs[0].time.min(runs[1].time), ..runs[0] }
}

#[test]
fn sizes_doubled_three_times() {
    let mut fast: Vec<String> = Vec::new();
    for growing in &GROWING {
        let taken: Vec<Taken> = [1, 2, 4, 8].map(|times| taken(growing, growing.sizes.0 * times)).to_vec();
        let (time, memory) = (power(&taken, |taken| taken.time), power(&taken, |taken| taken.memory));
        println!("{}: time {time:.2}, memory {memory:.2}: {taken:?}", growing.name);
        if time > growing.time + SLACK || memory > growing.memory + SLACK {
            fast.push(format!("{}: time {time:.2}, memory {memory:.2}: {taken:?}", growing.name));
        }
    }
    assert!(fast.is_empty(), "{fast:#?}");
}
