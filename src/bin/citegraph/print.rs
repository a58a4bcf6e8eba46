//! Rows → what is printed: tables that fit the terminal, CSV that spreadsheets take for text.

use std::io::{self, IsTerminal, Write};

use console::Term;

/// How many rows a person is shown unless he asks for more.
pub const ROWS: usize = 30;
/// The width of a table that goes to no terminal.
const WIDTH: u16 = 100;

/// Prints a table as wide as the terminal. What is under it is cut after `most` rows, and says how many are left.
pub fn table<'r>(
    out: &mut impl Write,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>> + 'r,
    most: usize,
) -> io::Result<()> {
    /// Rows beyond these aren't counted.
    const COUNTED: usize = 100_000;
    let mut drawn = comfy_table::Table::new();
    // A line under the header, and no others.
    drawn.load_preset("     ──            ");
    drawn.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    drawn.set_width(width());
    drawn.set_header(header);
    let mut rows = rows.into_iter();
    for row in rows.by_ref().take(most) {
        drawn.add_row(row.iter().map(|cell| plain(cell)));
    }
    writeln!(out, "{drawn}")?;
    match rows.take(COUNTED).count() {
        0 => Ok(()),
        COUNTED => writeln!(out, "over {COUNTED} more: --limit ROWS"),
        more => writeln!(out, "{more} more: --limit ROWS"),
    }
}

/// How wide tables are: as the terminal, as `COLUMNS` says, or as a page.
fn width() -> u16 {
    let terminal = || io::stdout().is_terminal().then(|| Term::stdout().size_checked()).flatten();
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal().map(|(_, columns)| columns).or_else(said).unwrap_or(WIDTH).max(40)
}

/// Text that does nothing to a terminal: control characters, and those that turn the direction of writing, are replaced.
pub fn plain(text: &str) -> String {
    let is_safe = |c: char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| {
            if is_safe(c) {
                c
            } else if c.is_whitespace() {
                ' '
            } else {
                '\u{fffd}'
            }
        })
        .collect()
}

/// Prints rows as CSV.
pub fn csv(out: &mut impl Write, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(header).map_err(io_error)?;
    for row in rows {
        csv.write_record(row.into_iter().map(no_formula)).map_err(io_error)?;
    }
    csv.flush()
}

/// A cell that no spreadsheet takes for a formula: what begins like one and is no number gets an apostrophe before it.
fn no_formula(cell: String) -> String {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

/// The error below, so that a closed pipe is still known for one.
fn io_error(error: csv::Error) -> io::Error {
    let said = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd", "'-cmd"),
            ("-3", "-3"),
            ("+0.5", "+0.5"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(no_formula(cell.to_owned()), expected);
        }
    }

    #[test]
    fn escapes_reach_no_terminal() {
        assert_eq!(plain("a\x1b[31mb\u{202e}c\nd"), "a\u{fffd}[31mb\u{fffd}c d");
    }

    #[test]
    fn what_is_left_is_counted() {
        let printed = |count: usize| {
            let mut out = Vec::new();
            let rows = (0..count).map(|n| vec![n.to_string()]);
            table(&mut out, &["n"], rows, 3).expect("it is written to memory");
            String::from_utf8(out).expect("UTF-8").lines().last().unwrap_or_default().trim().to_owned()
        };
        assert_eq!(printed(3), "2");
        assert_eq!(printed(4), "1 more: --limit ROWS");
    }
}
