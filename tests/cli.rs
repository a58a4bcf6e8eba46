//! The command line, as a shell sees it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run printed, and its exit code.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    out: String,
    errors: String,
    code: Option<i32>,
}

impl Run {
    fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }

    fn json(&self) -> Vec<Value> {
        self.lines().into_iter().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
    }

    /// That there is one clear line on standard error, and this exit code.
    fn fails(&self, code: i32, error: &str) {
        assert_eq!((self.errors.as_str(), self.code), (format!("citegraph: {error}\n").as_str(), Some(code)));
    }
}

fn citegraph(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citegraph"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_vec();
    // A child that doesn't read its input closes it.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let done = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer doesn't panic");
    Run {
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        errors: String::from_utf8(done.stderr).expect("UTF-8"),
        code: done.status.code(),
    }
}

fn run(arguments: &[&str]) -> Run {
    citegraph(arguments, b"")
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).display().to_string()
}

/// A folder of its own for a test, emptied.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Writes a file and returns its path.
fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file for the test");
    path.display().to_string()
}

const PAPER: &str = "# A made-up title of a paper\n\n# Introduction\n\nAs Roe (2019) says.\n\n# References\n\n- Roe, A. (2019). On tests. *Journal of Tests*, 12(3), 4–9.\n";
const OF_PAPERS: [&str; 11] = [
    "summary",
    "references",
    "works",
    "shared",
    "cycles",
    "self-citations",
    "conflicts",
    "check",
    "papers",
    "citations",
    "dot",
];
/// What asks a question, and the first columns of its answer in CSV.
const CSV: [(&str, &[&str]); 10] = [
    ("summary", &["paper", "authors"]),
    ("references", &["entry", "refers to"]),
    ("works", &["work", "who, when, what"]),
    ("shared", &["a", "b", "work"]),
    ("cycles", &["length", "cycle"]),
    ("self-citations", &["document", "work", "who, when, what", "entries", "any author"]),
    ("conflicts", &["work", "field", "reading"]),
    ("check", &["document", "finding"]),
    ("papers", &["paper", "authors", "date", "title", "DOI", "pages", "entries", "citations", "cites by"]),
    ("citations", &["document", "byte", "citation", "form", "entries", "leads", "note"]),
];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn has_keys(value: &Value, expected: &[&str]) {
    let keys = keys(value);
    assert!(expected.iter().all(|k| keys.contains(k)), "{expected:?} in {keys:?}");
}

fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().expect("an array");
    values.iter().map(|v| v.as_str().expect("a string")).collect()
}

mod answers {
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
                            let header =
                                csv.headers().expect("a header").iter().take(columns.len()).collect::<Vec<_>>();
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
    fn a_picture_has_the_form_of_its_name() {
        let folder = folder("draw");
        for (name, begins) in [("a.svg", "<svg "), ("a.dot", "digraph"), ("a.html", "<!doctype html>")] {
            let file = folder.join(name).display().to_string();
            for command in [&["draw"][..], &["draw", "--works", "3"]] {
                if command.len() > 1 && name == "a.dot" {
                    continue;
                }
                let run = run(&[command, &[&data("made-up"), "-o", &file, "-q"]].concat());
                assert_eq!((run.errors.as_str(), run.out.as_str(), run.code), ("", "", Some(0)), "{name}");
                assert!(fs::read_to_string(&file).expect("it was written").starts_with(begins), "{name}");
            }
        }
        let few = run(&["draw", &data("made-up"), "--works", "few"]);
        assert!(few.errors.contains("expected shared") && few.code == Some(2), "{}", few.errors);
    }

    #[test]
    fn a_table_fits_its_width() {
        for command in ["summary", "shared", "works"] {
            let done = Command::new(env!("CARGO_BIN_EXE_citegraph"))
                .args([command, &data("five-papers")])
                .env("COLUMNS", "80")
                .output()
                .expect("it runs");
            let out = String::from_utf8(done.stdout).expect("UTF-8");
            let widest = out.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(80), "{command}: {widest:?}");
        }
        let cut = run(&["works", "--limit", "3", &data("five-papers")]).out;
        assert!(cut.trim_end().ends_with("more: --limit ROWS"), "{cut}");
    }

    #[test]
    fn a_drawing_is_dot() {
        for works in ["shared", "all"] {
            let run = run(&["dot", "--works", works, &data("five-papers")]);
            assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
            assert!(run.out.starts_with("digraph") && run.out.trim_end().ends_with('}'));
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
        let versions = |works: &[Value]| -> usize {
            works.iter().map(|work| work["versions"].as_array().map_or(0, Vec::len)).sum()
        };
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
}

mod parse {
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
        let cases: [(&[u8], &[&str]); 8] = [
            (b"", &[]),
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
}

/// A PDF file of one page with these lines. It has no table of its objects: they are found all the same.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String =
        lines.iter().map(|line| format!("({}) ' ", line.replace('(', "\\(").replace(')', "\\)"))).collect();
    let content = format!("BT /F 10 Tf 12 TL 72 700 Td {shown}ET");
    format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [4 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> endobj\n\
         4 0 obj << /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >> endobj\n\
         5 0 obj << /Length {} >> stream\n{content}\nendstream endobj\ntrailer << /Root 1 0 R >>\n",
        content.len()
    )
    .into_bytes()
}

mod pdf_files {
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
}

mod bad_input {
    use super::*;

    /// What a bad paper is called, what makes it, and what is said of it.
    fn bad(folder: &Path) -> Vec<(String, &'static str)> {
        fs::create_dir_all(folder.join("empty-folder")).expect("a folder for the test");
        vec![
            (folder.join("missing.txt").display().to_string(), "no such file or folder"),
            (folder.join("empty-folder").display().to_string(), "no .pdf, .txt or .md file in this folder"),
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

    #[test]
    fn bytes_that_are_no_text_encoding_are_read_all_the_same() {
        let folder = folder("latin");
        let latin =
            file(&folder, "latin.txt", [PAPER.as_bytes(), b"- Mu\xfcller, B. (2020). T\xe4sts. Press.\n"].concat());
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
            run(&[command, &papers[0], &papers[0]]).fails(2, "two papers are called paper: name their files apart");
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
}

mod standard_input {
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

/// Records in, each form out: by its name and by the name of the file.
#[test]
fn records_in_other_forms() {
    let folder = folder("convert");
    let ris =
        "TY  - JOUR\nAU  - Roe, Ann\nTI  - Of tests\nT2  - Journal of Tests\nPY  - 2019\nVL  - 12\nSP  - 4\nER  - \n";
    let library = file(&folder, "library.ris", ris);
    let forms = [
        ("bibtex", "@article{library,"),
        ("ris", "TY  - JOUR"),
        ("nbib", "TI  - Of tests"),
        ("csl", "\"container-title\":\"Journal of Tests\""),
        ("csv", "article-journal,Of tests"),
        ("markdown", "Roe, Ann (2019)"),
        ("graphml", "<graphml"),
        ("gexf", "<gexf"),
        ("pajek", "*Vertices 1"),
        ("vosviewer", "\"network\""),
        ("cytoscape", "\"elements\""),
        ("jgf", "\"graph\""),
        ("nodes", "library,Roe 2019,Of tests"),
        ("edges", "source,target,weight"),
    ];
    for (form, holds) in forms {
        let written = run(&["convert", &library, "--to", form]);
        assert_eq!(written.code, Some(0), "{form}: {}", written.errors);
        assert!(written.out.contains(holds), "{form}: {}", written.out);
    }
    let bib = folder.join("out.bib").display().to_string();
    assert_eq!(run(&["convert", &library, "-o", &bib]).code, Some(0));
    assert!(fs::read_to_string(&bib).expect("it is written").starts_with("@article{"));
    assert_eq!(run(&["convert", &library]).code, Some(2));
}

/// References beside a library: one that is in it, one that differs, one that isn't.
#[test]
fn references_beside_a_library() {
    let folder = folder("verify");
    let record = r#"{"id":"r","type":"article-journal","title":"On tests and what they tell","author":[{"family":"Roe","given":"Ann"}],
        "issued":{"date-parts":[[2019]]},"container-title":"Journal of Tests","volume":"12","page":"4-9"}"#;
    let library = file(&folder, "library.json", format!("[{record}]"));
    let printed = "Roe, A. (2019). On tests and what they tell. Journal of Tests, 12, 4–9.\n\
                   Roe, A. (2014). On tests and what they tell. Journal of Tests, 12, 4–9.\n\
                   Lind, B. (2001). Ponds in winter. Annals of Ponds, 3, 44–59.\n";
    let strings = file(&folder, "strings.txt", printed);
    let found = run(&["verify", "--strings", &strings, "--against", &library, "--format", "json"]);
    let verdicts: Vec<String> =
        found.json().iter().map(|v| v["verdict"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(verdicts, ["found", "differs", "not-found"], "{}", found.errors);
}

mod manifest {
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
}
