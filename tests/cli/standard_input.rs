//! Standard input, and a pipe that closes.

use super::*;

#[test]
fn is_a_paper() {
    let run = citegraph(&["references", "--format", "json", "-"], PAPER.as_bytes());
    assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
    assert_eq!(run.json()[0]["id"], "stdin:1");
}

#[test]
fn that_is_empty_or_binary_fails() {
    citegraph(&["references", "-"], b"").fails(2, "-: empty");
    citegraph(&["references", "-"], b"\0").fails(2, "-: not text: it holds a NUL byte");
    let folder = folder("stdin");
    let good = file(&folder, "good.txt", PAPER);
    citegraph(&["references", "-", &good], b"").fails(1, "-: empty");
}

/// No lines give no objects, which a filter may; whoever didn't mean it is told.
#[test]
fn that_is_empty_parses_to_nothing() {
    for command in [&["parse", "-"][..], &["parse", "--list", "-"]] {
        let run = citegraph(command, b"");
        assert_eq!((run.out.as_str(), run.code), ("", Some(0)));
        assert_eq!(run.errors, "citegraph: -: no line in it, so no reference\n");
    }
}

/// A text whose every line is a reference is a list of them, which is told, unless it is said to be a paper's text.
#[test]
fn may_be_a_bare_list() {
    let list = "Roe, A. (2019). On tests. Journal of Tests, 12(3), 4–9.\nDoe, B. (2001). On jests. Journal of Jests, 2, 11–30.\n";
    let run = citegraph(&["references", "--format", "json", "-"], list.as_bytes());
    let said = "citegraph: -: taken for a list of 2 references, one a line (--from text: for a paper's text)\n";
    assert_eq!((run.errors.as_str(), run.code), (said, Some(0)));
    let titles: Vec<_> = run.json().iter().map(|entry| entry["title"].clone()).collect();
    assert_eq!(titles, ["On tests", "On jests"]);
    let run = citegraph(&["references", "--as", "text", "-"], list.as_bytes());
    assert!(!run.errors.contains("taken for a list"), "{}", run.errors);
}

/// What ends lines for some readers is escaped.
#[test]
fn may_hold_line_separators() {
    let run = citegraph(&["parse", "-"], "Roe, A. (2019). On\u{2028}tests. Journal of Tests, 12(3), 4–9.\n".as_bytes());
    assert!(!run.out.contains('\u{2028}') && run.out.contains("\\u2028"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough() {
    let folder = folder("pipe");
    let list = file(&folder, "list.txt", "Roe, A. (2019). On tests. Journal of Tests, 12(3), 4–9.\n".repeat(5_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_citegraph"))
        .args(["parse", &list])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut first = [0; 64];
    let mut out = child.stdout.take().expect("it is piped");
    std::io::Read::read_exact(&mut out, &mut first).expect("a line");
    drop(out);
    let done = child.wait_with_output().expect("it ends");
    assert_eq!((done.stderr.as_slice(), done.status.code()), (&b""[..], Some(0)));
}
