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
