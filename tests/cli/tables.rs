//! Tables for people.

use super::*;

fn narrow(arguments: &[&str]) -> String {
    at(80, arguments)
}

/// What is printed in so many columns.
fn at(columns: usize, arguments: &[&str]) -> String {
    let columns = columns.to_string();
    let done = Command::new(env!("CARGO_BIN_EXE_citegraph"))
        .args(arguments)
        .env("COLUMNS", columns)
        .output()
        .expect("it runs");
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn a_table_fits_its_width() {
    for command in OF_PAPERS.iter().filter(|command| **command != "dot") {
        for columns in [80, 100, 160] {
            let out = at(columns, &[command, &data("five-papers")]);
            let widest = out.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(columns), "{command}: {widest:?}");
        }
    }
}

/// The words of the columns' names of all tables printed, in order.
fn names_of_columns(out: &str) -> Vec<&str> {
    let lines: Vec<&str> = out.lines().collect();
    let mut words = Vec::new();
    for under in (0..lines.len()).filter(|n| lines[*n].starts_with('─')) {
        // Above them stands the table's title, which no space begins.
        let names = lines[..under].iter().rev().take_while(|line| line.starts_with(' '));
        words.extend(names.flat_map(|line| line.split_whitespace()));
    }
    words.sort_unstable();
    words
}

#[test]
fn names_of_columns_stay_whole() {
    for command in OF_PAPERS.iter().filter(|command| **command != "dot") {
        for papers in ["five-papers", "made-up"] {
            let wide = at(400, &[command, &data(papers)]);
            for columns in [80, 100] {
                let narrow = at(columns, &[command, &data(papers)]);
                // Where words would be broken, rows stand one under another, and an empty column isn't named.
                let tables = |out: &str| out.lines().filter(|line| line.starts_with('─')).count();
                if tables(&narrow) < tables(&wide) {
                    continue;
                }
                let is_there = |name: &&str| narrow.split_whitespace().any(|word| word == *name);
                let broken: Vec<&str> = names_of_columns(&wide).into_iter().filter(|name| !is_there(name)).collect();
                assert!(broken.is_empty(), "{command} {papers}: {broken:?}\n{narrow}");
            }
        }
    }
}

/// What doesn't fit is told by its two ends; the same id is the same everywhere in its column, and figures stay whole.
#[test]
fn long_ids_are_shortened() {
    let out = narrow(&["shared", &data("five-papers")]);
    let first = out.lines().find(|line| line.contains("0.203")).expect("the pair that shares most");
    let cells: Vec<&str> = first.split_whitespace().collect();
    assert_eq!(cells[2], "12", "{out}");
    assert_eq!(cells[4..], ["12", "12", "12", "0.203", "0.346"], "{out}");
    for (cell, id) in [(cells[0], "002_709578232208f3ad"), (cells[1], "003_68bd99a6f6e3e319")] {
        let (head, tail) = cell.split_once('…').expect("it is shortened");
        assert!(head.len() > 3 && id.starts_with(head) && id.ends_with(tail), "{cell}");
    }
}

#[test]
fn a_long_table_says_what_is_left() {
    let cut = run(&["works", "--limit", "3", &data("five-papers")]).out;
    assert!(cut.trim_end().ends_with("more: --limit ROWS"), "{cut}");
}

/// An id that is broken over two lines is no id.
#[test]
fn ids_stay_whole() {
    for command in ["summary", "shared", "cycles", "conflicts", "works"] {
        let out = narrow(&[command, &data("made-up")]);
        let count = |text: &str| out.matches(text).count();
        assert_eq!(count("quillory-202"), count("quillory-2020"), "{command}: {out}");
        assert_eq!(count("brennick-202"), count("brennick-2021") + count("brennick-2022"), "{command}: {out}");
    }
}
