//! What can't be read, and how that is said.

use super::*;

/// What a bad paper is called, what makes it, and what is said of it.
fn bad(folder: &Path) -> Vec<(String, &'static str)> {
    fs::create_dir_all(folder.join("empty-folder")).expect("a folder for the test");
    vec![
        (folder.join("missing.txt").display().to_string(), "no such file or folder"),
        (
            folder.join("empty-folder").display().to_string(),
            "no paper in this folder: no .pdf, .txt or .md file, nor another that is read",
        ),
        (file(folder, "binary.txt", b"\x7fELF\0\0\x01"), "not text: it holds a NUL byte"),
        (file(folder, "broken.pdf", b"%PDF-1.7\n"), "a damaged PDF file: no page can be read"),
        (file(folder, "empty.txt", b""), "empty"),
        (file(folder, "blank.txt", b"\xef\xbb\xbf \r\n\t\n"), "empty"),
    ]
}

#[test]
fn alone_nothing_can_be_done() {
    let folder = folder("alone");
    for (path, error) in bad(&folder) {
        for command in OF_PAPERS {
            let run = run(&[command, &path]);
            run.fails(2, &format!("{path}: {error}"));
            assert_eq!(run.out, "", "{command} {path}");
        }
    }
}

#[test]
fn beside_a_good_paper_the_rest_is_read() {
    let folder = folder("beside");
    let good = file(&folder, "good.txt", PAPER);
    for command in OF_PAPERS {
        let alone = run(&[command, &good]);
        for (path, error) in bad(&folder) {
            for papers in [[&path, &good], [&good, &path]] {
                let run = run(&[command, papers[0], papers[1]]);
                run.fails(1, &format!("{path}: {error}"));
                assert_eq!(run.out, alone.out, "{command} {path}");
            }
        }
    }
}

#[test]
fn a_paper_without_references_is_no_success() {
    let folder = folder("without");
    let bare = file(&folder, "bare.txt", "# A made-up title of a paper\n\nSome text.\n");
    for command in OF_PAPERS {
        let run = run(&[command, &bare]);
        assert_eq!(run.code, Some(2), "{command}");
        assert!(run.errors.contains(&format!("{bare}: no references found")), "{command}: {}", run.errors);
    }
    let good = file(&folder, "good.txt", PAPER);
    let both = run(&["references", "--format", "json", &bare, &good]);
    both.fails(1, &format!("{bare}: no references found"));
    assert_eq!(both.json().len(), 1);
}

/// Of many that cite nothing one is named, and the others are counted.
#[test]
fn many_papers_without_references() {
    let folder = folder("many-without");
    for number in 1..=7 {
        file(&folder, &format!("bare{number}.txt"), "# A made-up title of a paper\n\nSome text.\n");
    }
    let run = run(&["papers", "--format", "csv", &folder.display().to_string()]);
    assert_eq!(run.errors.matches("no references found").count(), 1, "{}", run.errors);
    assert!(run.errors.contains("nor in 6 other files"), "{}", run.errors);
    assert_eq!(run.out.lines().count(), 8, "{}", run.out);
}

#[test]
fn bytes_that_are_no_text_encoding_are_read_all_the_same() {
    let folder = folder("latin");
    let latin = file(&folder, "latin.txt", [PAPER.as_bytes(), b"- Mu\xfcller, B. (2020). T\xe4sts. Press.\n"].concat());
    let run = run(&["references", "--format", "json", &latin]);
    assert_eq!((run.errors.as_str(), run.code, run.json().len()), ("", Some(0), 2));
}

#[test]
fn two_papers_of_one_name() {
    let [one, other] = ["one", "other"].map(|name| {
        let folder = folder("twice").join(name);
        fs::create_dir_all(&folder).expect("a folder for the test");
        folder
    });
    fs::create_dir_all(&one).expect("a folder for the test");
    let papers = [&one, &other].map(|folder| file(folder, "paper.txt", PAPER));
    for command in OF_PAPERS {
        let both = run(&[command, &papers[0], &papers[1]]);
        assert_eq!((both.errors.as_str(), both.code), ("", Some(0)), "{command}");
        let (once, twice) = (run(&[command, &papers[0]]), run(&[command, &papers[0], &papers[0]]));
        assert_eq!((&twice.out, twice.code), (&once.out, once.code), "{command}");
        assert!(twice.errors.contains("given twice, read once"), "{command}: {}", twice.errors);
    }
}

#[test]
fn two_files_of_one_paper() {
    let folder = folder("both-kinds");
    let pdf = file(&folder, "paper.pdf", pdf(&["References"]));
    let text = file(&folder, "paper.txt", PAPER);
    let path = folder.display().to_string();
    let error = format!("{pdf} and {text} are one paper by their names: ask for the one that is meant");
    for command in OF_PAPERS {
        run(&[command, &path]).fails(2, &error);
    }
}

#[test]
fn wrong_usage() {
    let cases: [&[&str]; 8] = [
        &[],
        &["parse", "--format", "csv"],
        &["dot", "--format", "json", "paper.txt"],
        &["references"],
        &["no-such-command"],
        &["references", "--format", "xml", "paper.txt"],
        &["cycles", "--length", "many", "paper.txt"],
        &["references", "--no-such-option", "paper.txt"],
    ];
    for arguments in cases {
        let run = run(arguments);
        assert_eq!((run.out.as_str(), run.code), ("", Some(2)), "{arguments:?}");
        assert!(run.errors.contains("Usage") || run.errors.contains("--help"), "{arguments:?}: {}", run.errors);
    }
    assert_eq!(run(&["--help"]).code, Some(0));
    assert!(run(&["--version"]).out.starts_with("citegraph "));
}
