//! Folders: what is read in them, and what is passed over.

use super::*;

const RIS: &str = "TY  - JOUR\nAU  - Roe, Ann\nTI  - Herons in winter\nPY  - 2019\nER  - \n";
const BIB: &str = "@article{lee, author = {Lee, Bo}, title = {Of moors}, year = 2001}\n";
const CSL: &str = r#"[{"id":"doe","type":"book","title":"Of dunes","author":[{"family":"Doe"}]}]"#;

/// Records of any form are read in folders, beside papers of the same name; what is neither is named.
#[test]
fn records_are_read_in_folders() {
    let folder = folder("folder-of-records");
    file(&folder, "paper.txt", PAPER);
    file(&folder, "paper.bib", BIB);
    fs::create_dir_all(folder.join("more")).expect("a folder for the test");
    file(&folder.join("more"), "export.ris", RIS);
    file(&folder, "library.json", CSL);
    file(&folder, "page.html", format!("<html><body><h1>Of pages</h1><pre>{PAPER}</pre></body></html>"));
    file(&folder, "table.csv", "when,where\n1999,here\n");
    file(&folder, "package.json", r#"{"name": "something"}"#);
    file(&folder, "notes.tex", "Some notes.\n");
    file(&folder, "picture.jpg", b"\xff\xd8");
    let path = folder.display().to_string();
    let run = run(&["works", "--format", "csv", &path]);
    let titles = ["Herons in winter", "Of moors", "Of dunes", "On tests"];
    assert!(titles.iter().all(|title| run.out.contains(title)), "{}", run.out);
    let passed = format!("{path}: passed over, as neither papers nor records: notes.tex and 3 more");
    assert!(run.errors.contains(&passed), "{}", run.errors);
}

/// The same files, named one by one, aren't passed over in silence: they were meant.
#[test]
fn a_file_that_is_named_is_read_or_refused() {
    let folder = folder("named-files");
    let table = file(&folder, "table.csv", "when,where\n1999,here\n");
    let run = run(&["works", &table]);
    assert_eq!(run.code, Some(2), "{}", run.errors);
}

/// Papers of one name in two folders are told apart by these.
#[test]
fn two_files_of_one_name() {
    let folder = folder("one-name");
    for year in ["2019", "2020"] {
        fs::create_dir_all(folder.join(year)).expect("a folder for the test");
        file(&folder.join(year), "roe.txt", PAPER);
    }
    let run = run(&["papers", "--format", "csv", &folder.display().to_string()]);
    assert!(run.out.contains("\n2019/roe,") && run.out.contains("\n2020/roe,"), "{}", run.out);
}

/// Names that aren't UTF-8 are written as in addresses.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_text() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("bytes");
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"r\xf6e.txt")), PAPER).expect("a file for the test");
    let run = run(&["papers", "--format", "csv", &folder.display().to_string()]);
    assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
    assert!(run.out.contains("\nr%F6e,"), "{}", run.out);
}
