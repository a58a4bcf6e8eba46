//! Papers from PDF files.

use super::*;

const LINES: [&str; 3] =
    ["References", "[1] Roe, A. (2001). On lakes. Press.", "[2] Doe, B. (2002). On rivers. Press."];

#[test]
fn their_text_is_printed() {
    let folder = folder("pdf-text");
    // What a file is stands in it, not in its name.
    for name in ["paper.pdf", "paper.dat"] {
        let path = file(&folder, name, pdf(&LINES));
        let run = run(&["text", &path]);
        assert_eq!((run.lines(), run.errors.as_str(), run.code), (LINES.to_vec(), "", Some(0)));
    }
    assert_eq!(citegraph(&["text", "-"], &pdf(&LINES)).lines(), LINES);
    let broken = file(&folder, "broken.pdf", b"%PDF-1.7\n");
    run(&["text", &broken]).fails(2, &format!("{broken}: a damaged PDF file: no page can be read"));
}

#[test]
fn they_are_papers() {
    let folder = folder("pdf-papers");
    file(&folder, "one.pdf", pdf(&LINES));
    file(&folder, "two.txt", PAPER);
    let found = run(&["references", "--format", "json", &folder.display().to_string()]);
    let documents: Vec<Value> = found.json().iter().map(|row| row["custom"]["document"].clone()).collect();
    assert_eq!(documents.iter().filter(|d| *d == "one").count(), 2, "{documents:?}");
}
