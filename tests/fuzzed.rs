//! The properties of `fuzz/`, asked of made-up bytes for a bounded time: the same bytes in every run, as many as the machine
//! gets through.

#[path = "../fuzz/properties.rs"]
mod properties;

use std::time::{Duration, Instant};

use properties::TARGETS;

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
const FOUND: [(&str, &str); 6] = [
    ("entry", "A. Lind, Lake Lett. 12 (1990) 4-17;;C. Moor, J. Reeds 5, 6 (1971)."),
    ("entry", "Lind, A.: On reeds. In: Journal of Reeds, H. 86, 1971, Jg. 5, S. 2-8."),
    ("bibtex", "@string{p = p}@misc{m, note = p}"),
    ("bibtex", "@misc{p, crossref={p}}"),
    ("bibtex", "@xdata{p, xdata={p}}"),
    ("drawing", "a b\na\u{7}b"),
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

    fn bytes(&mut self) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::new();
        for _ in 0..self.below(24) {
            let piece = PIECES[self.below(PIECES.len())].as_bytes();
            bytes.extend_from_slice(piece);
        }
        for _ in 0..self.below(4).min(bytes.len()) {
            let at = self.below(bytes.len());
            match self.below(3) {
                0 => bytes[at] = u8::try_from(self.below(256)).expect("it is below 256"),
                1 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
            if bytes.is_empty() {
                break;
            }
        }
        bytes
    }
}

fn holds(name: &str) {
    let (_, property) = TARGETS.into_iter().find(|target| target.0 == name).expect("a property");
    FOUND.iter().filter(|found| found.0 == name).for_each(|found| property(found.1.as_bytes()));
    let seconds = std::env::var("CITEGRAPH_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let start = Instant::now();
    let mut made = Made(name.len() as u64);
    let mut count = 0;
    while start.elapsed() < Duration::from_secs(seconds) {
        let bytes = made.bytes();
        let held = std::panic::catch_unwind(|| property(&bytes));
        assert!(held.is_ok(), "{name} after {count}: {:?}", String::from_utf8_lossy(&bytes));
        count += 1;
    }
    println!("{name}: {count} in {seconds} s");
}

macro_rules! targets {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            holds(stringify!($name));
        })*
    };
}

targets!(entry, paper, pair, edges, bibtex, drawing);
