//! The graph queries as a shell sees them, on papers and on edge lists.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn run(arguments: &[&str]) -> (String, String, Option<i32>) {
    let done = Command::new(env!("CARGO_BIN_EXE_citegraph")).args(arguments).output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(done.stdout), text(done.stderr), done.status.code())
}

fn json(arguments: &[&str]) -> Vec<Value> {
    let (out, errors, code) = run(&[&arguments[..1], &["--format", "json"], &arguments[1..]].concat());
    assert_eq!((errors.as_str(), code), ("", Some(0)), "{arguments:?}");
    out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).display().to_string()
}

fn file(name: &str, text: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli_graph");
    fs::create_dir_all(&folder).expect("a folder for the test");
    let path = folder.join(name);
    fs::write(&path, text).expect("a file for the test");
    path.display().to_string()
}

/// Commands that need no more than a graph.
const OF_ANY_GRAPH: [&str; 13] = [
    "coupling",
    "co-citation",
    "components",
    "layers",
    "circles",
    "review",
    "pagerank",
    "hits",
    "disruption",
    "spectroscopy",
    "communities",
    "main-paths",
    "own-citations",
];
/// Commands that need papers, or more arguments.
const OF_PAPERS: [&str; 7] =
    ["citation-order", "passages", "dominators", "co-authors", "author-co-citation", "citation-groups", "blind-spots"];

#[test]
fn every_command_in_every_format() {
    let edges = file("edges.tsv", "a\tw\nb\tw\nb\ta\na\tb\nc\tx\n");
    let years = file("years.tsv", "a\t2001\nb\t2000\nc\t2002\nw\t1990\n");
    let groups = file("groups.tsv", "a\tAnnals\nb\tAnnals\nw\tReview\n");
    // The full texts too, where they are at hand.
    let full_texts = std::env::var("CITEGRAPH_SEEDS").ok();
    let papers: Vec<String> = [data("made-up"), data("five-papers")].into_iter().chain(full_texts).collect();
    for format in ["table", "json", "csv"] {
        for command in OF_ANY_GRAPH.iter().chain(&OF_PAPERS) {
            for papers in &papers {
                let (_, errors, code) = run(&[command, "--format", format, papers]);
                assert_eq!((errors.as_str(), code), ("", Some(0)), "{command} {format} {papers}");
            }
        }
        for command in OF_ANY_GRAPH {
            let source = ["--edges", &edges, "--years", &years, "--groups", &groups];
            let (out, errors, code) = run(&[&[command, "--format", format], &source[..]].concat());
            assert_eq!((errors.as_str(), code), ("", Some(0)), "{command} {format}");
            assert!(!out.is_empty(), "{command} {format}");
        }
    }
}

#[test]
fn answers_on_an_edge_list() {
    let edges = file("small.csv", "citing,cited\na,w\nb,w\nb,a\na,b\nb,x\n");
    let source = ["--edges", &edges, "--header"];
    let pairs = json(&[&["coupling", "--measure", "jaccard"], &source[..]].concat());
    assert_eq!(pairs.len(), 1);
    assert_eq!((&pairs[0]["a"], &pairs[0]["b"], &pairs[0]["strength"]), (&"a".into(), &"b".into(), &0.25.into()));
    let common = json(&[&["coupling", "--pair", "b", "a"], &source[..]].concat());
    assert_eq!(common[0]["common"], "w");
    let circles = json(&[&["circles"], &source[..]].concat());
    assert_eq!(circles[0]["works"], serde_json::json!(["a", "b"]));
    assert_eq!(circles[0]["class"], "undated");
    let path = json(&[&["path", "--from", "a", "--to", "x"], &source[..]].concat());
    assert_eq!(path.len(), 2);
    let near = json(&[&["reach", "--from", "x", "--way", "cited-by", "--within", "1"], &source[..]].concat());
    assert_eq!(near.len(), 2);
    let blind = json(&[&["blind-spots", "--from", "a"], &source[..]].concat());
    assert_eq!((&blind[0]["work"], blind.len()), (&"x".into(), 1));
    let later = file("later.csv", "citing,cited\na,w\nb,w\n");
    let changes = json(&["difference", "--edges", "--header", &edges, &later]);
    assert!(changes.iter().any(|change| change["change"] == "circle dropped"));
}

#[test]
fn answers_open_to_entries() {
    let circles = json(&["circles", &data("made-up")]);
    let entries = circles[0]["entries"].as_array().expect("a list");
    assert!(entries.iter().all(|step| !step.as_array().expect("a list").is_empty()));
    let spots = json(&["blind-spots", &data("made-up"), "--from", "brennick-2021"]);
    assert!(spots.iter().all(|spot| spot["path"].as_array().is_some_and(|path| path.len() == 3)));
}

#[test]
fn what_is_wrong_is_said() {
    let bad = file("bad.tsv", "a\tb\nalone\n");
    let (_, errors, code) = run(&["components", "--edges", &bad]);
    assert_eq!(code, Some(1));
    assert_eq!(
        errors,
        "citegraph: 1 line that can't be read left out\ncitegraph:   line 2: expected two columns of text\n"
    );
    let (_, errors, code) = run(&["path", "--edges", &file("fine.tsv", "a\tb\n"), "--from", "a", "--to", "z"]);
    assert_eq!((errors.as_str(), code), ("citegraph: no work is called z\n", Some(2)));
    let (_, errors, code) = run(&["citation-groups", "--edges", &bad]);
    assert_eq!(code, Some(2));
    assert!(errors.ends_with("give them with --groups\n"), "{errors}");
    let many: String = (0..200_000).map(|i| format!("{i}\t{}\n", i + 1)).collect();
    let (_, errors, code) = run(&["components", "--memory", "1", "--edges", &file("many.tsv", &many)]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("bytes of memory needed, 1048576 allowed"), "{errors}");
    let columns = file("columns.parquet", "no such table");
    let (_, errors, code) = run(&["components", "--edges", &columns]);
    let said = if cfg!(feature = "parquet") { "parquet: " } else { "built without the feature parquet" };
    assert!(code == Some(2) && errors.contains(said), "{errors}");
    let missing = file("x", "") + "y";
    assert_eq!(run(&["components", "--edges", &missing]).2, Some(2));
}

#[test]
fn a_work_goes_by_the_id_of_any_of_its_entries() {
    let folder = data("five-papers");
    let works = json(&["works", &folder]);
    let members = |work: &Value| work["members"].as_array().expect("members").clone();
    let shared = works.iter().map(members).find(|m| m.len() > 1).expect("a work with two entries");
    let reached = |id: &Value| json(&["reach", "--from", id.as_str().expect("an id"), "--way", "cited-by", &folder]);
    assert!(reached(&shared[0]).len() > 1);
    assert_eq!(reached(&shared[0]), reached(&shared[1]));
    let (_, errors, code) = run(&["reach", "--from", "nobody:1", &folder]);
    assert_eq!((errors.as_str(), code), ("citegraph: no work is called nobody:1\n", Some(2)));
}
