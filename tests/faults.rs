//! What once ended the program, or made it end without a word: each test failed before.

mod files;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use files::file;

const BIN: &str = env!("CARGO_BIN_EXE_citegraph");

const PAPER: &str = "# A made-up paper of reeds\n\nReeds grow (Roe, 2019).\n\n# References\n\n\
    - Roe, A. (2019). On reeds. *Journal of Tests*, 12(3), 4–9.\n";

fn folder(test: &str) -> PathBuf {
    files::folder("faults", test)
}

fn run(arguments: &[&str]) -> Output {
    Command::new(BIN).args(arguments).stdin(Stdio::null()).output().expect("it starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What is said, and the exit code.
fn said(done: &Output) -> (String, Option<i32>) {
    (text(&done.stderr), done.status.code())
}

#[cfg(target_os = "linux")]
mod on_linux {
    use std::io::{BufRead as _, BufReader};

    use super::*;

    /// Runs a line of the shell, in which `$BIN` is the program.
    fn shell(line: &str) -> Output {
        Command::new("bash").args(["-c", line]).env("BIN", BIN).stdin(Stdio::null()).output().expect("bash runs")
    }

    #[test]
    fn standard_error_is_full_or_closed() {
        let folder = folder("no-ear");
        let bare = file(&folder, "bare.txt", "# A made-up title of a paper\n\nSome text.\n");
        let good = file(&folder, "good.txt", PAPER);
        for ear in ["/dev/full", "&-"] {
            for command in ["summary", "references", "citations", "parse", "match --strings"] {
                let done = shell(&format!("\"$BIN\" {command} {bare}.no 2>{ear}"));
                assert_eq!(done.status.code(), Some(2), "{command} 2>{ear}");
            }
            let done = shell(&format!("\"$BIN\" references --format json {good} {bare} 2>{ear}"));
            assert_eq!((done.status.code(), text(&done.stdout).lines().count()), (Some(1), 1), "2>{ear}");
        }
    }

    #[test]
    fn endless_lines_end() {
        let folder = folder("endless");
        let (edges, paper) = (file(&folder, "edges.tsv", "a\tb\n"), file(&folder, "paper.txt", PAPER));
        let csv = folder.join("open.csv");
        std::os::unix::fs::symlink("/dev/zero", &csv).expect("a link");
        let csv = csv.display().to_string();
        let cases: [(&[&str], &str); 7] = [
            (&["parse", "/dev/zero"], "/dev/zero: a line of more than 1048576 bytes"),
            (&["match", "--strings", "/dev/zero"], "/dev/zero: a line of more than 1048576 bytes"),
            (&["layers", "--memory", "100", "--edges", "/dev/zero"], "a row of more than 1048576 bytes"),
            (&["layers", "--edges", &csv], "a row of more than 1048576 bytes"),
            (&["layers", "--edges", &edges, "--years", "/dev/zero"], "a row of more than 1048576 bytes"),
            (&["own-citations", "--edges", &edges, "--groups", "/dev/zero"], "a row of more than 1048576 bytes"),
            (&["references", "--manifest", "/dev/zero", &paper], "/dev/zero: longer than 16777216 bytes"),
        ];
        for (arguments, reason) in cases {
            let (errors, code) = said(&run(arguments));
            assert!(errors.ends_with(&format!("{reason}\n")), "{arguments:?}: {errors}");
            assert_eq!((errors.lines().count(), code), (1, Some(2)), "{arguments:?}");
        }
    }

    /// The most memory that the program has had, in kilobytes, when its first line is there and nobody reads the others.
    fn memory_at_the_first_line(arguments: &[&str]) -> u64 {
        let mut child =
            Command::new(BIN).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        assert!(lines.next().is_some_and(|line| line.is_ok()));
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it waits for its reader");
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("it runs still");
        let most = most.trim().trim_end_matches(" kB").parse().expect("a number");
        drop(lines);
        child.wait().expect("it ends");
        most
    }

    /// Values of JSON, which take many times as much as a table's cells, are made one by one.
    #[test]
    fn json_takes_no_more_memory_than_a_table() {
        let folder = folder("json-memory");
        let entry = |n: usize| format!("Roe, A. ({}). On lake {n}. J. Tests, {n}(3), 4–9.\n", 1900 + n % 100);
        let list = file(&folder, "list.txt", (0..8_000).map(entry).collect::<String>());
        let [json, csv] =
            ["json", "csv"].map(|form| memory_at_the_first_line(&["references", "--format", form, &list]));
        // All values at once would take as much again.
        assert!(json < csv * 5 / 4, "{json} kB of JSON, {csv} kB of CSV");
    }

    /// A pipe can be read once.
    #[test]
    fn papers_from_pipes() {
        let folder = folder("pipes");
        let words = |name: &str| (0..40).map(|n| format!("{name}{n} ")).collect::<String>();
        // What both say, and what each says alone.
        let paper = |n: usize| {
            let said = format!("{}(Roe, 2019).\n\n{}.", words("word"), words(&format!("own{n}x")));
            PAPER.replace("Reeds grow (Roe, 2019).", &said)
        };
        let [a, b] = [1, 2].map(|n| file(&folder, &format!("{n}.txt"), paper(n)));
        let done = shell(&format!("timeout 60 \"$BIN\" passages --format json {a} <(cat {b})"));
        assert_eq!((said(&done), text(&done.stdout).lines().count()), ((String::new(), Some(0)), 1));
        let done = shell("timeout 60 \"$BIN\" layers --format csv --edges <(printf 'a\\tb\\n')");
        assert_eq!((said(&done), text(&done.stdout).as_str()), ((String::new(), Some(0)), "work,layer\na,1\nb,0\n"));
        let done = shell("timeout 60 \"$BIN\" layers --edges <(printf 'citing\\tcited\\na\\tb\\n')");
        assert!(text(&done.stderr).contains("seems to name the columns"));
    }

    #[test]
    fn names_that_are_no_text() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let folder = folder("no-text");
        for name in [&b"p\xff.txt"[..], b"p\xfe.txt"] {
            fs::write(folder.join(OsStr::from_bytes(name)), PAPER).expect("a file for the test");
        }
        let done = run(&["references", "--format", "csv", &folder.display().to_string()]);
        assert_eq!(said(&done), (String::new(), Some(0)));
        let out = text(&done.stdout);
        assert!(out.contains("p%FE:1") && out.contains("p%FF:1"), "{out}");
    }
}

#[test]
fn lines_end_in_any_way_and_in_any_encoding() {
    let folder = folder("lines");
    let mac = file(&folder, "mac.txt", b"M\xfcller, B. (2020). One.\rRoe, A. (2019). Two.\r");
    let done = run(&["parse", &mac]);
    let notes = format!("citegraph: {mac}: line 1: read as Windows-1252 where it isn't UTF-8\n");
    assert_eq!(said(&done), (notes, Some(0)));
    let out = text(&done.stdout);
    assert!(out.lines().count() == 2 && out.contains("\"Müller\""), "{out}");
    let marked =
        file(&folder, "marked.jsonl", "\u{feff}{\"id\":\"a\",\"title\":\"One\"}\n{\"id\":\"b\",\"title\":\"One\"}\n");
    let done = run(&["match", &marked]);
    assert_eq!((said(&done), text(&done.stdout).lines().count()), ((String::new(), Some(0)), 2));
}

#[test]
fn a_quotation_mark_swallows_no_table() {
    let folder = folder("groups");
    let edges = file(&folder, "edges.tsv", "a\tb\nb\tc\nc\ta\n");
    let groups = file(&folder, "groups.tsv", b"a\t\"Annals\nb\tRevue d'\xe9tudes\nc\t\"Annals\nalone\n");
    let done = run(&["own-citations", "--edges", &edges, "--groups", &groups, "--format", "json"]);
    let out = text(&done.stdout);
    assert!(out.contains(r#""group":"\"Annals""#) && out.contains("Revue d'études"), "{out}");
    let notes = text(&done.stderr);
    assert!(notes.contains("line 2: read as Windows-1252") && notes.contains("1 lines without two columns"), "{notes}");
}

#[test]
fn numbers_that_are_none() {
    let folder = folder("numbers");
    let edges = file(&folder, "edges.tsv", "a\tb\n");
    let cases = [
        ("pagerank", "--damping", "nan", "expected a number from 0 to below 1"),
        ("pagerank", "--damping", "1", "expected a number from 0 to below 1"),
        ("communities", "--resolution", "inf", "expected a number from 0 up"),
        ("coupling", "--at-least", "-1", "expected a number from 0 up"),
    ];
    for (command, option, value, reason) in cases {
        let (errors, code) = said(&run(&[command, "--edges", &edges, &format!("{option}={value}")]));
        assert!(code == Some(2) && errors.contains(reason), "{command} {option} {value}: {errors}");
    }
}

#[test]
fn cells_are_formulas_for_programs_alone() {
    let folder = folder("formulas");
    let edges = file(&folder, "edges.tsv", "=1+1\tb\n");
    let out = |more: &[&str]| text(&run(&[&["layers", "--edges", &edges, "--format", "csv"], more].concat()).stdout);
    assert!(out(&[]).contains("\n'=1+1,1\n"));
    assert!(out(&["--raw"]).contains("\n=1+1,1\n"));
}

#[test]
fn folders_in_folders() {
    let folder = folder("folders");
    for name in ["2019", "2020/more", ".hidden"] {
        fs::create_dir_all(folder.join(name)).expect("a folder for the test");
        file(&folder.join(name), "paper.txt", PAPER);
    }
    file(&folder, "lee.md", PAPER);
    file(&folder, "notes.pages", "x");
    file(&folder, "README.md", "x");
    let path = folder.display().to_string();
    let done = run(&["references", "--format", "csv", &path]);
    let notes = format!("citegraph: {path}: passed over, as neither papers nor records: notes.pages\n");
    assert_eq!(said(&done), (notes, Some(0)));
    let out = text(&done.stdout);
    assert!(["2019/paper:1", "more/paper:1", "lee:1"].iter().all(|id| out.contains(id)), "{out}");
    assert_eq!(out.lines().count(), 4);
}
