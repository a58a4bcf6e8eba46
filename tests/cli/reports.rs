//! `report` and `index`, as a shell sees them.

use super::*;

const LIBRARY: &str = concat!(
    r#"{"id":"r","type":"article-journal","title":"On tests","author":[{"family":"Roe","given":"Ann"}],"#,
    r#""issued":{"date-parts":[[2019]]},"container-title":"Journal of Tests","volume":"12","page":"4-9"}"#,
    "\n",
    r#"{"id":"s","type":"book","title":"Ponds in winter","author":[{"family":"Lind","given":"Bo"}],"issued":{"date-parts":[[2001]]}}"#,
    "\n"
);

/// Each form by the name of the file, and what it begins with.
#[test]
fn reports_in_each_form() {
    let folder = folder("report");
    let paper =
        file(&folder, "on lakes.md", format!("{PAPER}- Poe, B. (2034). On seas. *Journal of Seas*, 1(1), 4–9.\n"));
    for (name, begins) in [
        ("report.html", "<!doctype html>"),
        ("report.md", "# Report on references\n"),
        ("report.json", "{\"library\":null"),
        ("report.sarif", "{\n  \"$schema\""),
    ] {
        let output = folder.join(name).display().to_string();
        let found = run(&["report", &paper, "-o", &output]);
        assert_eq!((found.out.as_str(), found.errors.as_str(), found.code), ("", "", Some(0)), "{name}");
        let written = fs::read_to_string(&output).expect("it is written");
        assert!(written.starts_with(begins), "{name}: {written}");
    }
    let sarif = fs::read_to_string(folder.join("report.sarif")).expect("it is written");
    assert!(sarif.contains("on%20lakes.md\""), "{sarif}");
    let unknown = folder.join("report.pdf").display().to_string();
    run(&["report", &paper, "-o", &unknown])
        .fails(2, "say the form with --format, or name the file .html, .md, .json or .sarif");
    // Without a name it is Markdown.
    assert!(run(&["report", &paper, "--title", "Of lakes"]).out.starts_with("# Of lakes\n"));
}

#[test]
fn reports_fail_on_what_they_are_asked_to() {
    let folder = folder("fail-on");
    let dated = file(&folder, "dated.md", format!("{PAPER}- Poe, B. (2034). On seas. *Journal of Seas*, 1(1), 4–9.\n"));
    for (kinds, code) in
        [("contradicting", 3), ("missing,contradicting", 3), ("any", 3), ("missing", 0), ("retracted,not-found", 0)]
    {
        assert_eq!(run(&["report", &dated, "--fail-on", kinds]).code, Some(code), "{kinds}");
    }
    let wrong = run(&["report", &dated, "--fail-on", "fake"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.errors.contains("no kind of finding is called \"fake\""), "{}", wrong.errors);
}

/// A saved index answers as its records do, in `verify` and in `report`.
#[test]
fn a_saved_index_is_a_library() {
    let folder = folder("index");
    let library = file(&folder, "library.jsonl", LIBRARY);
    let saved = folder.join("library.cgx").display().to_string();
    let made = run(&["index", &library, "-o", &saved]);
    assert_eq!((made.code, made.out.as_str()), (Some(0), ""), "{}", made.errors);
    let strings = file(
        &folder,
        "strings.txt",
        "Roe, A. (2019). On tests. Journal of Tests, 12, 4–9.\nLind, B. (2003). Ponds in winter.\nPoe, C. (2001). Seas in May.\n",
    );
    let asked = |library: &str| run(&["verify", "--strings", &strings, "--against", library, "--format", "json"]);
    assert_eq!(asked(&library), asked(&saved));
    let verdicts: Vec<Value> = asked(&saved).json().into_iter().map(|v| v["verdict"].clone()).collect();
    assert_eq!(verdicts, ["found", "differs", "not-found"]);
    let paper = file(&folder, "paper.md", PAPER);
    let report = |library: &str| run(&["report", &paper, "--against", library]);
    assert_eq!(report(&library), report(&saved));
    assert!(
        report(&saved).out.contains("Against the library: 1 found, 0 differ, 0 not found"),
        "{}",
        report(&saved).out
    );
    // It is a whole library, and a file cut short is none.
    let two = run(&["verify", "--strings", &strings, "--against", &saved, &library]);
    two.fails(2, &format!("{saved}: a saved index is a whole library: give it alone"));
    let bytes = fs::read(&saved).expect("it is there");
    let cut = folder.join("cut.cgx");
    fs::write(&cut, &bytes[..bytes.len() - 1]).expect("it is written");
    let cut = asked(&cut.display().to_string());
    assert_eq!(cut.code, Some(2));
    assert!(cut.errors.contains("cut short: make it anew with `index`"), "{}", cut.errors);
    run(&["index", &library]).fails(2, "an index is written to a file: name it with -o");
}
