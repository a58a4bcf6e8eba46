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

/// What doesn't fit is told by its two ends, the same everywhere in its column.
#[test]
fn long_ids_are_shortened() {
    let out = at(64, &["shared", &data("five-papers")]);
    let shortened = out.split(['[', ']']).skip(1).step_by(2).find(|id| id.contains('…')).expect("one is shortened");
    let (head, tail) = shortened.split_once('…').expect("it has its two ends");
    let ids = ["000_96bfdd216bd14e6e", "001_ccaf33d181f79b1e", "002_709578232208f3ad", "003_68bd99a6f6e3e319"];
    assert!(ids.iter().any(|id| id.starts_with(head) && id.ends_with(tail)) && head.len() > 3, "{out}");
}

/// Nobody knows a paper or a work by its id: who, when and what stand before it.
#[test]
fn no_id_stands_alone() {
    let own =
        ["summary", "shared", "check", "self-citations", "cycles", "conflicts", "works", "citations", "references"];
    let of_graphs = [
        "pagerank",
        "hits",
        "co-citation",
        "communities",
        "layers",
        "disruption",
        "main-paths",
        "spectroscopy",
        "co-authors",
        "citation-order",
        "blind-spots",
    ];
    let ids = ["brennick-2021", "brennick-2022", "ferrel-2019", "haddow-2020", "quillory-2020", "varn-2021"];
    for command in own.into_iter().chain(of_graphs) {
        let out = at(400, &[command, &data("made-up")]);
        for id in ids {
            for (place, _) in out.match_indices(id) {
                assert!(out[..place].ends_with(" ["), "{command}: {id} in {out}");
            }
        }
    }
    let entry = at(400, &["shared", &data("made-up")]);
    assert!(entry.contains("Brennick 2021 #1"), "{entry}");
}

/// Programs get ids, and beside them what they stand for.
#[test]
fn programs_get_ids_and_names() {
    let title = "Ferrel & Haddow 2019. Made up: Tides in a drained sea";
    for command in ["summary", "shared", "check", "conflicts", "cycles", "self-citations"] {
        let first = run(&[command, "--format", "json", &data("made-up")]).out;
        let named = first.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let names: Vec<Value> = named.map(|value| value["names"]["ferrel-2019"].clone()).collect();
        assert!(command == "conflicts" || names.iter().any(|name| name == title), "{command}: {names:?}");
    }
    for command in [&["shared"][..], &["check"], &["self-citations"], &["cycles", "--list", "review"], &["pagerank"]] {
        let csv = run(&[command, &["--format", "csv", &data("made-up")]].concat()).out;
        assert!(csv.contains(&format!("ferrel-2019,{title},")), "{command:?}: {csv}");
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
