//! Rows → what is printed: tables that fit the terminal, CSV that spreadsheets take for text.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use comfy_table::{ColumnConstraint, Width};
use console::Term;

static RAW: AtomicBool = AtomicBool::new(false);

/// From now on texts are printed as they are: a program reads them.
pub fn be_raw() {
    RAW.store(true, Ordering::Relaxed);
}

/// How many rows a person is shown unless he asks for more.
pub const ROWS: usize = 30;
/// The width of a table that goes to no terminal.
const WIDTH: u16 = 100;

/// Whether a program reads what is printed.
pub fn is_raw() -> bool {
    RAW.load(Ordering::Relaxed)
}

/// Prints a table as wide as the terminal. What is under it is cut after `most` rows, and says how many are left.
pub fn table<'r>(
    out: &mut impl Write,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>> + 'r,
    most: usize,
) -> io::Result<()> {
    /// Rows beyond these aren't counted.
    const COUNTED: usize = 100_000;
    let width = width();
    let mut rows = rows.into_iter();
    let mut shown: Vec<Vec<String>> =
        rows.by_ref().take(most).map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
    let (least, whole) = least_widths(header, &shown, usize::from(width));
    for (column, &least) in least.iter().enumerate() {
        shorten_ids(&mut shown, column, least);
    }
    match whole {
        true => side_by_side(out, header, shown, &least, width)?,
        false => one_under_another(out, header, &shown, usize::from(width))?,
    }
    match rows.take(COUNTED).count() {
        0 => Ok(()),
        COUNTED => writeln!(out, "over {COUNTED} more: --limit ROWS"),
        more => writeln!(out, "{more} more: --limit ROWS"),
    }
}

/// Rows as a table.
fn side_by_side(
    out: &mut impl Write,
    header: &[&str],
    mut rows: Vec<Vec<String>>,
    least: &[usize],
    width: u16,
) -> io::Result<()> {
    // What many rows are about is said once.
    if matches!(header.first(), Some(&("document" | "work"))) {
        for row in (1..rows.len()).rev() {
            if rows[row].first() == rows[row - 1].first() {
                rows[row][0].clear();
            }
        }
    }
    let mut drawn = comfy_table::Table::new();
    // A line under the header, and no others.
    drawn.load_preset("     ─             ");
    drawn.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    drawn.set_width(width);
    drawn.set_header(header);
    drawn.add_rows(rows);
    for (column, least) in drawn.column_iter_mut().zip(least) {
        let width = u16::try_from(least + PADDING).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
    }
    writeln!(out, "{drawn}")
}

/// Rows with their cells under one another, each with its column's name, where side by side words would be broken; empty cells
/// are left out.
fn one_under_another(out: &mut impl Write, header: &[&str], rows: &[Vec<String>], width: usize) -> io::Result<()> {
    let names = header.iter().skip(1).map(|name| console::measure_text_width(name)).max().unwrap_or(0);
    let indent = " ".repeat(names + 4);
    for row in rows {
        writeln!(out, "{}", row.first().map_or("", String::as_str))?;
        for (name, cell) in header.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty()) {
            let line = format!("  {name:<names$}  {cell}");
            for line in textwrap::wrap(&line, textwrap::Options::new(width).subsequent_indent(&indent)) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

/// What every column has beside its words.
const PADDING: usize = 2;

/// The widths below which no column goes: names of columns stay whole, and so do figures, then other words, as far as all
/// of them fit the table; and whether most words stay whole.
fn least_widths(header: &[&str], rows: &[Vec<String>], width: usize) -> (Vec<usize>, bool) {
    /// Words that are broken before so many letters can't be read.
    const READABLE: usize = 13;
    /// The longest word that asks for room.
    const LONGEST: usize = 30;
    let longest = |text: &str, is_meant: &dyn Fn(&str) -> bool| {
        text.split_whitespace().filter(|word| is_meant(word)).map(console::measure_text_width).max().unwrap_or(0)
    };
    let in_cells = |column: usize, is_meant: &dyn Fn(&str) -> bool| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| longest(cell, is_meant)).max().unwrap_or(0)
    };
    let room = width.saturating_sub(PADDING * header.len());
    let mut widths: Vec<usize> = header.iter().map(|name| longest(name, &|_| true)).collect();
    let mut whole = true;
    for is_meant in [is_figure, |word: &str| !is_address(word)] {
        let words: Vec<usize> = (0..header.len()).map(|column| in_cells(column, &is_meant)).collect();
        let at = |most: usize| widths.iter().zip(&words).map(move |(&width, &word)| width.max(word.min(most)));
        let most = (1..=LONGEST).rev().find(|most| at(*most).sum::<usize>() <= room).unwrap_or(0);
        // Ids that are too long are shortened, not broken.
        let readable = |word: &str| is_meant(word) && !is_id(word);
        let longest = (0..header.len()).map(|column| in_cells(column, &readable)).max().unwrap_or(0);
        whole &= most >= READABLE.min(longest);
        widths = at(most).collect();
    }
    (widths, whole)
}

/// "0.036–0.113".
fn is_figure(word: &str) -> bool {
    !word.contains(char::is_alphabetic)
}

/// "002_709578232208f3ad:4"
fn is_id(word: &str) -> bool {
    word.contains(char::is_alphabetic) && word.contains(|c: char| c.is_ascii_digit())
}

/// What may be broken anywhere: it asks for no room.
fn is_address(word: &str) -> bool {
    word.contains('/')
}

/// Shortens the ids of a column that are wider than it, if that leaves something of them and them different: an id that is
/// broken is no id.
fn shorten_ids(rows: &mut [Vec<String>], column: usize, width: usize) {
    const LEAST: usize = 8;
    let is_long = |word: &str| is_id(word) && !is_address(word) && console::measure_text_width(word) > width;
    let words = || rows.iter().filter_map(|row| row.get(column)).flat_map(|cell| cell.split_whitespace());
    let long: BTreeSet<&str> = words().filter(|word| is_long(word)).collect();
    let short: BTreeSet<String> = long.iter().map(|word| ends(word, width)).collect();
    if width < LEAST || short.len() < long.len() {
        return;
    }
    for cell in rows.iter_mut().filter_map(|row| row.get_mut(column)) {
        let shortened = |word| if is_long(word) { ends(word, width) } else { word.to_owned() };
        *cell = cell.split(' ').map(shortened).collect::<Vec<_>>().join(" ");
    }
}

/// The two ends of a word, in so many columns: "000_96b…e:15".
fn ends(word: &str, width: usize) -> String {
    let tail = width / 3;
    let head = console::truncate_str(word, width - tail, "…");
    let skipped = word.chars().count().saturating_sub(tail);
    head.chars().chain(word.chars().skip(skipped)).collect()
}

/// How wide tables are: as the terminal, as `COLUMNS` says, or as a page.
pub fn width() -> u16 {
    let terminal = || io::stdout().is_terminal().then(|| Term::stdout().size_checked()).flatten();
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal().map(|(_, columns)| columns).or_else(said).unwrap_or(WIDTH).max(40)
}

/// Text that does nothing to a terminal: control characters, and those that turn the direction of writing, are replaced.
pub fn plain(text: &str) -> String {
    if is_raw() {
        return text.to_owned();
    }
    neutral(text)
}

fn neutral(text: &str) -> String {
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

/// What goes to a terminal: control characters but line ends, tabs, page ends and colours are replaced, and so are those that
/// turn the direction of writing. What papers print can't do anything to the terminal that way.
pub struct Harmless<W> {
    out: W,
    /// A character or a colour that has begun.
    begun: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    pub fn new(out: W) -> Self {
        Self { out, begun: Vec::new() }
    }

    /// Writes what is harmless of a text, and keeps what may yet become a colour.
    fn pass(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let colour = colour(rest);
            if colour > 0 {
                self.out.write_all(&rest.as_bytes()[..colour])?;
                rest = &rest[colour..];
                continue;
            }
            let is_begun = |inner: &str| inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
            if rest == "\u{1b}" || rest.strip_prefix("\u{1b}[").is_some_and(is_begun) {
                self.begun = rest.as_bytes().to_vec();
                break;
            }
            match c {
                '\n' | '\t' | '\u{c}' => self.out.write_all(&[c as u8])?,
                c => self.out.write_all(neutral(c.encode_utf8(&mut [0; 4])).as_bytes())?,
            }
            rest = &rest[c.len_utf8()..];
        }
        Ok(())
    }
}

/// How long the colour is that a text begins with, as "ESC [ 1 m".
fn colour(text: &str) -> usize {
    let Some(inner) = text.strip_prefix("\u{1b}[") else { return 0 };
    match inner.find(|c: char| !c.is_ascii_digit() && c != ';') {
        Some(end) if inner[end..].starts_with('m') => end + 3,
        _ => 0,
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.begun);
        let mut rest = held.as_slice();
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.pass(text)?;
                    break;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    self.pass(std::str::from_utf8(valid).unwrap_or_default())?;
                    match error.error_len() {
                        None => {
                            self.begun.extend_from_slice(after);
                            break;
                        }
                        Some(length) => {
                            self.pass("\u{fffd}")?;
                            rest = &after[length..];
                        }
                    }
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What is said where a picture is asked for that there isn't.
pub fn no_picture() -> io::Error {
    io::Error::other("no picture of this: `draw`, `shared` and `spectroscopy` have one")
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
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_raw();
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
    fn a_terminal_gets_colours_and_nothing_else() {
        let through = |text: &str, chunk: usize| {
            let mut out = Harmless::new(Vec::new());
            text.as_bytes().chunks(chunk).for_each(|part| out.write_all(part).expect("it is written to memory"));
            String::from_utf8(out.out).expect("UTF-8")
        };
        let whole = "\u{1b}[1mTitle\u{1b}[0m\n\u{1b}]0;evil\u{7} \u{9b}2J ü\u{202e}x\ty\u{1b}[2J\r";
        let clean = "\u{1b}[1mTitle\u{1b}[0m\n\u{fffd}]0;evil\u{fffd} \u{fffd}2J ü\u{fffd}x\ty\u{fffd}[2J ";
        assert_eq!(through(whole, whole.len()), clean);
        for chunk in 1..4 {
            assert_eq!(through("ü\u{9b}\u{202e}€\u{1b}[1m\n", chunk), "ü\u{fffd}\u{fffd}€\u{1b}[1m\n");
        }
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
