//! The properties of `fuzz/`, asked for a bounded time of bytes that are made up and of small inputs with changes: the same
//! bytes in every run, as many as the machine gets through.

#[path = "../fuzz/properties.rs"]
mod properties;
#[path = "../fuzz/seeds.rs"]
mod seeds;

use std::ops::Range;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;
use properties::TARGETS;
use seeds::SEEDS;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What the bytes are put together of: what the readers look for, and what breaks it.
const PIECES: [&str; 64] = [
    "Roe, A.",
    " (2019). ",
    "On tests. ",
    "Journal of Tests",
    ", 12(3), 4–9.",
    "; ",
    ";;",
    "; B. Lee, J. Tests 3, 4 (1978)",
    "In: ",
    "(Ed.)",
    "Hrsg. ",
    "H. 86, 1978, Jg. 7",
    "S. 4-9",
    "https://doi.org/10.1000/182",
    "10.1000/1 82",
    "ibid.",
    "et al.",
    " and ",
    "&",
    "[1] ",
    "1. ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    ",",
    "\"",
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\\",
    "\u{fffd}",
    "\u{2028}",
    "\u{202e}",
    "\u{feff}",
    "é",
    "李",
    "علي",
    "ß",
    "\0",
    "\u{7}",
    "\u{1b}[1m",
    "# References\n\n- ",
    "References\n",
    "<sup>3</sup>",
    "a",
    "b",
    "c",
    "@book{x, title = {T}",
    "@string{a = b}",
    "crossref = {x}",
    "xdata={x,y}",
    "\\emph{",
    "\\\"{",
    "# \"x\"",
    "$",
    "=",
];

/// What broke a property once.
const FOUND: &[(&str, &str)] = &[
    ("entry", "A. Lind, Lake Lett. 12 (1990) 4-17;;C. Moor, J. Reeds 5, 6 (1971)."),
    ("entry", "Lind, A.: On reeds. In: Journal of Reeds, H. 86, 1971, Jg. 5, S. 2-8."),
    ("bibtex", "@string{p = p}@misc{m, note = p}"),
    ("bibtex", "@misc{p, crossref={p}}"),
    ("bibtex", "@xdata{p, xdata={p}}"),
    ("drawing", "a b\na\u{7}b"),
    ("records", "TY  - JOUR\nAU  - Ő. Roe, Á. Doe\nER  - \n"),
];

/// What comes of a number: SplitMix64.
struct Made(u64);

impl Made {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % most as u64).expect("it is below a usize")
    }

    fn piece(&mut self) -> &'static [u8] {
        PIECES[self.below(PIECES.len())].as_bytes()
    }

    /// A stretch of `bytes`, of up to a quarter of them.
    fn stretch(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.below(bytes.len() + 1);
        start..(start + self.below(bytes.len() / 4 + 2)).min(bytes.len())
    }

    /// Pieces one after another, or one of `kept` with a few changes.
    fn bytes(&mut self, kept: &[&[u8]]) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::new();
        if kept.is_empty() || self.below(3) == 0 {
            for _ in 0..self.below(24) {
                bytes.extend_from_slice(self.piece());
            }
        } else {
            bytes.extend_from_slice(kept[self.below(kept.len())]);
        }
        for _ in 0..self.below(6) {
            let place = self.stretch(&bytes);
            match self.below(6) {
                0 => drop(bytes.splice(place, [])),
                1 => drop(bytes.splice(place.start..place.start, self.piece().iter().copied())),
                2 => {
                    let again = bytes[place.clone()].to_vec();
                    drop(bytes.splice(place.end..place.end, again));
                }
                3 if !kept.is_empty() => {
                    let other = kept[self.below(kept.len())];
                    let part = self.stretch(other);
                    drop(bytes.splice(place, other[part].iter().copied()));
                }
                4 => bytes.truncate(place.start),
                _ => {
                    let byte = u8::try_from(self.below(256)).expect("it is below 256");
                    if let Some(at) = bytes.get_mut(place.start) {
                        *at = byte;
                    }
                }
            }
        }
        bytes
    }
}

/// A number that the environment says, or this one.
fn said(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// No input here is longer than some thousand bytes, and none may take longer than this.
const LONGEST: Duration = Duration::from_secs(5);

/// Nor more memory, in bytes: that of the tests beside it and of models that are read for the first time is counted with it.
const LARGEST: usize = 256 << 20;

fn holds(name: &str) {
    let (_, property) = TARGETS.into_iter().find(|target| target.0 == name).expect("a property");
    let kept: Vec<&[u8]> =
        FOUND.iter().chain(SEEDS).filter(|kept| kept.0 == name).map(|kept| kept.1.as_bytes()).collect();
    let seconds = said("CITEGRAPH_FUZZ_SECONDS", 2);
    let start = Instant::now();
    let mut made = Made(said("CITEGRAPH_FUZZ_SEED", name.len() as u64));
    let (mut count, mut longest, mut largest) = (0, Duration::ZERO, 0);
    while count < kept.len() || start.elapsed() < Duration::from_secs(seconds) {
        let bytes = kept.get(count).map_or_else(|| made.bytes(&kept), |bytes| bytes.to_vec());
        let (held_before, before) = (MEMORY.current_usage(), ThreadTime::now());
        MEMORY.reset_peak_usage();
        let held = std::panic::catch_unwind(|| property(&bytes));
        let (time, memory) = (before.elapsed(), MEMORY.peak_usage().saturating_sub(held_before));
        let text = String::from_utf8_lossy(&bytes);
        assert!(held.is_ok(), "{name} after {count}: {text:?}");
        assert!(time < LONGEST, "{name} after {count} took {time:?}: {text:?}");
        assert!(memory < LARGEST, "{name} after {count} took {memory} bytes: {text:?}");
        // The first ones read the models.
        if count >= kept.len() {
            (longest, largest) = (longest.max(time), largest.max(memory));
        }
        count += 1;
    }
    let largest = largest as f64 / 1e6;
    println!(
        "{name}: {count} in {seconds} s; of made-up inputs the slowest took {longest:.1?}, the largest {largest:.1} MB"
    );
}

macro_rules! targets {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            holds(stringify!($name));
        })*
    };
}

targets!(tokens, vocabulary, entry, lines, paper, pair, order, edges, bibtex, drawing, records, saved);
