//! What papers don't print about themselves.

use super::*;

fn references(manifest: &str, test: &str) -> (Run, String) {
    let folder = folder(test);
    let paper = file(&folder, "paper.txt", PAPER);
    let manifest = file(&folder, "corpus.toml", manifest);
    (run(&["works", "--format", "json", "--manifest", &manifest, &paper]), manifest)
}

#[test]
fn states_what_a_paper_does_not_print() {
    let manifest = "[paper.paper]\ntitle = \"Another made-up title\"\nauthor = [\"Ann Lee\"]\nissued = 2022\n";
    let (run, _) = references(manifest, "manifest-good");
    assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
    let works = run.json();
    let own = works.iter().find(|work| work["id"] == "paper").expect("the paper's own work");
    assert_eq!(own["csl"]["title"], "Another made-up title");
    assert_eq!(own["csl"]["issued"]["date-parts"][0][0], 2022);
}

#[test]
fn of_a_paper_that_is_not_there_is_said_and_no_failure() {
    let (run, _) = references("[paper.other]\ntitle = \"T\"\n", "manifest-other");
    run.fails(0, "manifest: no paper is called other");
    assert_eq!(run.json().len(), 2);
}

#[test]
fn that_is_wrong_ends_the_run() {
    let cases = [
        ("[papers.a]\n", "manifest: unknown key `papers`, expected `paper`"),
        ("[paper.paper]\nyear = 3\n", "manifest: `paper.paper`: unknown key `year`"),
        ("[paper.paper]\nissued = \"soon\"\n", "manifest: `paper.paper`: `issued` is not a date"),
    ];
    for (manifest, error) in cases {
        let (run, _) = references(manifest, "manifest-wrong");
        run.fails(2, error);
        assert_eq!(run.out, "");
    }
    let (run, _) = references("[paper\n", "manifest-no-toml");
    assert_eq!((run.errors.lines().count(), run.code), (1, Some(2)), "{}", run.errors);
    assert!(run.errors.starts_with("citegraph: manifest: "), "{}", run.errors);
}

#[test]
fn that_is_missing_or_no_text_ends_the_run() {
    let folder = folder("manifest-missing");
    let paper = file(&folder, "paper.txt", PAPER);
    let missing = folder.join("no.toml").display().to_string();
    run(&["works", "--manifest", &missing, &paper]).fails(2, &format!("{missing}: no such file or folder"));
    let binary = file(&folder, "binary.toml", b"\xff\xfe\0");
    let of_binary = run(&["works", "--manifest", &binary, &paper]);
    assert_eq!((of_binary.errors.lines().count(), of_binary.code), (1, Some(2)), "{}", of_binary.errors);
}
