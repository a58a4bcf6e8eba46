//! Made-up records in the forms of services, an object a line, to try what reading many takes.
//!
//! `cargo run --release --example records_made openalex 1000000 > works.jsonl`; the other forms are `crossref`,
//! `semantic-scholar` and `csl`.

use std::io::{self, BufWriter, Write};

#[path = "../tests/made/exports.rs"]
mod exports;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let Some(form) = exports::FORMS.iter().find(|form| form.name == name) else {
        let known = exports::FORMS.map(|form| form.name).join(", ");
        return Err(io::Error::other(format!("no form is called {name:?}: there are {known}")));
    };
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let mut out = BufWriter::new(io::stdout().lock());
    (0..count).try_for_each(|number| writeln!(out, "{}", (form.record)(number)))
}
