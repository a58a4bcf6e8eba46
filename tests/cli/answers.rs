//! Answers about papers, in each form.

use super::*;

#[test]
fn every_question_in_every_format() {
    for papers in ["made-up", "five-papers"] {
        for (command, columns) in CSV {
            for format in ["table", "json", "csv"] {
                let run = run(&[command, "--format", format, &data(papers)]);
                if (command, papers) == ("citations", "five-papers") {
                    // Their entries alone are there, no running text.
                    assert!(run.errors.contains("no citations understood"), "{}", run.errors);
                    assert_eq!(run.code, Some(2));
                    continue;
                }
                assert_eq!((run.errors.as_str(), run.code), ("", Some(0)), "{command} {format} {papers}");
                assert!(!run.out.is_empty(), "{command} {format} {papers}");
                match format {
                    "json" => drop(run.json()),
                    "csv" => {
                        let mut csv = csv::Reader::from_reader(run.out.as_bytes());
                        let header = csv.headers().expect("a header").iter().take(columns.len()).collect::<Vec<_>>();
                        assert_eq!(header, columns, "{command} {papers}");
                        assert!(csv.records().all(|record| record.is_ok()), "{command} {papers}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn references() {
    for entry in run(&["references", "--format", "json", &data("five-papers")]).json() {
        has_keys(&entry, &["id", "type", "custom"]);
        let custom = &entry["custom"];
        has_keys(custom, &["document", "label", "raw", "span", "kind", "issues", "rest"]);
        let [document, label] = ["document", "label"].map(|key| custom[key].as_str().expect("a string"));
        assert_eq!(entry["id"], format!("{document}:{label}"));
        let [start, end] = [0, 1].map(|i| custom["span"][i].as_u64().expect("a number"));
        assert!(start < end);
        let kind = custom["kind"].as_str().expect("a string");
        assert!(["full", "ibid", "op-cit", "same-author"].contains(&kind));
        if let Some(to) = custom.get("refers-to") {
            assert!(to.as_str().is_some_and(|to| to.starts_with(document)), "{to}");
        }
        assert!(custom["issues"].is_array());
        strings(&custom["rest"]);
    }
}

#[test]
fn references_span_the_file() {
    let folder = data("made-up");
    let text = fs::read_to_string(Path::new(&folder).join("varn-2021.txt")).expect("a paper");
    for entry in run(&["references", "--format", "json", &folder]).json() {
        if entry["custom"]["document"] == "varn-2021" {
            let [start, end] = [0, 1].map(|i| entry["custom"]["span"][i].as_u64().expect("a number"));
            let range = usize::try_from(start).expect("small")..usize::try_from(end).expect("small");
            let printed = &text[range];
            assert!(printed.contains("Made up"), "{printed}");
        }
    }
}

#[test]
fn works() {
    let works = run(&["works", "--format", "json", &data("made-up")]).json();
    for work in &works {
        has_keys(work, &["id", "csl", "members", "documents", "reason", "conflicts"]);
        assert_eq!(work["csl"]["id"], work["id"]);
        let members = strings(&work["members"]);
        assert_eq!(work["reason"].is_null(), members.len() == 1);
        assert!(!strings(&work["documents"]).is_empty());
        assert!(work["conflicts"].is_array());
    }
    let mut members: Vec<&str> = works.iter().flat_map(|work| strings(&work["members"])).collect();
    let all = members.len();
    members.sort_unstable();
    members.dedup();
    assert_eq!(members.len(), all, "every entry in one work");
}

#[test]
fn shared() {
    let pairs = run(&["shared", "--format", "json", &data("made-up")]).json();
    assert!(!pairs.is_empty());
    for pair in &pairs {
        has_keys(pair, &["a", "b", "counts", "works", "further", "jaccard", "cosine"]);
        assert_eq!(pair["counts"]["strong"].as_u64(), pair["works"].as_array().map(|works| works.len() as u64));
        for figure in ["jaccard", "cosine"] {
            assert!(pair[figure].as_f64().is_some_and(|f| (0.0..=1.0).contains(&f)), "{figure}");
        }
        let works = pair["works"].as_array().expect("an array");
        assert!(!works.is_empty());
        for work in works {
            has_keys(work, &["id", "entries", "holds-from", "hangs-on"]);
            assert!(!strings(&work["entries"]["a"]).is_empty() && !strings(&work["entries"]["b"]).is_empty());
        }
    }
}

#[test]
fn entries_are_merged_as_asked() {
    let shared = |merge: &str| {
        let pairs = run(&["shared", "--format", "json", "--merge", merge, &data("five-papers")]).json();
        let works = pairs.iter().map(|pair| {
            let works = pair["works"].as_array().map(|works| works.len() as u64);
            assert_eq!(pair["counts"][merge].as_u64(), works, "{merge}");
            works.unwrap_or_default()
        });
        works.sum::<u64>()
    };
    assert!(shared("exact") < shared("strong"));
    assert!(shared("strong") <= shared("ambiguous"));
    let works = |level: &str| run(&["works", "--format", "json", "--level", level, &data("five-papers")]).json();
    let versions =
        |works: &[Value]| -> usize { works.iter().map(|work| work["versions"].as_array().map_or(0, Vec::len)).sum() };
    let (by_work, by_version) = (works("work"), works("version"));
    assert!(by_work.len() <= by_version.len());
    assert_eq!(versions(&by_work), by_version.len());
    let coupling = run(&["coupling", "--merge", "exact", "--format", "json", &data("made-up")]);
    assert_eq!((coupling.errors.as_str(), coupling.code), ("", Some(0)));
}

#[test]
fn check() {
    let found = run(&["check", "--format", "json", &data("made-up")]).json();
    assert_eq!(found.len(), 6, "one for each paper");
    for paper in &found {
        has_keys(paper, &["document", "missing", "uncited", "mismatched"]);
        assert!(["missing", "uncited", "mismatched"].iter().all(|key| paper[key].is_array()));
    }
}

#[test]
fn papers() {
    let found = run(&["papers", "--format", "json", &data("made-up")]).json();
    assert_eq!(found.len(), 6, "one for each paper");
    for paper in &found {
        has_keys(paper, &["id", "type", "title", "custom"]);
        has_keys(&paper["custom"], &["pages", "words", "entries", "citations", "style", "warnings"]);
    }
    let bare = file(&folder("bare-paper"), "bare.txt", "Some text.\n");
    let bare = &run(&["papers", "--format", "json", &bare]).json()[0]["custom"];
    let warnings = bare["warnings"].as_array().expect("warnings");
    let warnings: Vec<&str> = warnings.iter().filter_map(|w| w["warning"].as_str()).collect();
    assert_eq!(warnings, ["no-text", "no-title", "no-authors", "no-references", "no-citations"]);
}

#[test]
fn citations() {
    let text = "# A made-up title of a paper\n\n# Introduction\n\nLakes [1, 2–3], and [9].\n\n# References\n\n\
                [1] Ames, A. (2001). Made up. Press.\n[2] Birk, B. (2002). Made up. Press.\n\
                [3] Cole, C. (2003). Made up. Press.\n";
    let paper = file(&folder("citations"), "a.txt", text);
    let found = run(&["citations", "--format", "json", &paper]).json();
    let one = &found[0];
    has_keys(one, &["document", "printed", "span", "form", "entries", "resolution"]);
    assert_eq!((one["printed"].as_str(), one["form"].as_str()), (Some("[1, 2–3]"), Some("numeric")));
    assert_eq!(strings(&one["entries"]), ["a:1", "a:2", "a:3"]);
    let span: Vec<usize> = serde_json::from_value(one["span"].clone()).expect("a span");
    assert_eq!(&text[span[0]..span[1]], "[1, 2–3]");
}

#[test]
fn order_of_papers_plays_no_part() {
    let mut files: Vec<String> = fs::read_dir(data("made-up"))
        .expect("the folder")
        .map(|entry| entry.expect("a file").path().display().to_string())
        .filter(|path| path.ends_with(".txt"))
        .collect();
    files.sort();
    let reversed: Vec<String> = files.iter().rev().cloned().collect();
    for command in OF_PAPERS {
        let form: &[&str] = if command == "dot" { &[] } else { &["--format", "json"] };
        let of = |files: &[String]| {
            run(&[&[command], form, files.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat())
        };
        assert_eq!(of(&files), of(&reversed), "{command}");
        assert_eq!(of(&files), of(&[data("made-up")]), "{command}");
    }
}
