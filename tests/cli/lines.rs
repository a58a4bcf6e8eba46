//! `parse`: one reference a line.

use std::io::{BufRead, BufReader};

use super::*;

fn raws(input: &[u8]) -> Vec<String> {
    let run = citegraph(&["parse"], input);
    assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
    let objects = run.json();
    for (n, object) in objects.iter().enumerate() {
        has_keys(object, &["id", "type", "custom"]);
        assert_eq!(object["id"], (n + 1).to_string());
        has_keys(&object["custom"], &["raw", "issues", "rest", "fields"]);
    }
    objects.iter().map(|o| o["custom"]["raw"].as_str().expect("a string").to_owned()).collect()
}

#[test]
fn one_line_for_one_line() {
    let cases: [(&[u8], &[&str]); 7] = [
        (b"\n", &[""]),
        (b"Roe, A. (2019). T.\n", &["Roe, A. (2019). T."]),
        (b"Roe, A. (2019). T.", &["Roe, A. (2019). T."]),
        (b"a\n\n  \nb\n", &["a", "", "  ", "b"]),
        (b"a\r\nb\r\n", &["a", "b"]),
        (b"\xef\xbb\xbfa\rb\r", &["a", "b"]),
        (b"a\0b\x1b\n\xe2\x80\xa8\n", &["a\0b\u{1b}", "\u{2028}"]),
    ];
    for (input, expected) in cases {
        assert_eq!(raws(input), expected, "{}", input.escape_ascii());
    }
}

#[test]
fn a_line_of_a_megabyte() {
    let long = "word ".repeat(200_000);
    let input = format!("{long}\nRoe, A. (2019). T.\n");
    let raws = raws(input.as_bytes());
    assert_eq!(raws.len(), 2);
    assert_eq!(raws[0].len(), long.len());
}

#[test]
fn from_a_file_and_from_standard_input() {
    let folder = folder("parse");
    let text = "Roe, A. (2019). On tests. Journal of Tests, 12(3), 4–9.\n\nIbid.\n";
    let file = file(&folder, "list.txt", text);
    assert_eq!(run(&["parse", &file]), citegraph(&["parse", "-"], text.as_bytes()));
    assert_eq!(citegraph(&["parse"], text.as_bytes()), citegraph(&["parse", "-"], text.as_bytes()));
}

#[test]
fn in_order_on_any_number_of_threads() {
    let text: String =
        (1..5000).map(|n| format!("Roe, A. ({}). Of lake {n}. J. Lakes, {n}, 4–9.\n", 1900 + n % 100)).collect();
    let file = file(&folder("parse-threads"), "list.txt", &text);
    let on = |threads: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_citegraph"))
            .args(["parse", &file])
            .env("RAYON_NUM_THREADS", threads)
            .output();
        run.expect("it runs").stdout
    };
    let one = on("1");
    assert_eq!(one.iter().filter(|b| **b == b'\n').count(), 4999);
    assert!(one == on("3"), "other bytes on three threads");
}

/// A program that writes a reference and waits for what was read.
#[test]
fn a_line_is_answered_before_the_next_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citegraph"))
        .arg("parse")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let mut answers = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    for n in 1..4 {
        writeln!(stdin, "Roe, A. (2019). Of lake {n}. J. Lakes, 12(3), 4–9.").expect("it reads");
        let answer = answers.next().expect("an answer").expect("UTF-8");
        assert!(answer.contains(&format!("\"title\":\"Of lake {n}\"")), "{answer}");
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_missing_file_and_a_folder() {
    let folder = folder("parse-missing");
    let missing = folder.join("no.txt").display().to_string();
    let of_missing = run(&["parse", &missing]);
    of_missing.fails(2, &format!("{missing}: no such file or folder"));
    let of_folder = run(&["parse", &folder.display().to_string()]);
    assert_eq!(of_folder.code, Some(2));
    #[cfg(unix)]
    of_folder.fails(2, &format!("{}: is a folder", folder.display()));
}
