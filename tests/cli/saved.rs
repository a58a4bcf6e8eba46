//! A saved corpus stands for its papers.

use super::*;

const OTHER: &str = "# Another made-up title\n\n# Introduction\n\nRoe (2019) and Doe (2001, p. 3) say so.\n\n# References\n\n\
                     - Doe, B. (2001). On jests. *Journal of Jests*, 2, 11–30.\n\
                     - Roe, A. (2019) On tests. *J. Tests* 12, 4.\n";

/// Two papers and an export, and the corpus that is built of them.
fn built(folder: &Path) -> (Vec<String>, String) {
    let wos = "FN Made Up\nPT J\nAU Poe, D\nTI On banks\nCR ROE A, 2019, J TESTS, V12, P4\nPY 2010\nUT WOS:1\nER\nEF\n";
    let papers =
        vec![file(folder, "one.txt", PAPER), file(folder, "two.md", OTHER), file(folder, "savedrecs.txt", wos)];
    let corpus = folder.join("corpus.cg").display().to_string();
    let mut arguments = vec!["build"];
    arguments.extend(papers.iter().map(String::as_str));
    arguments.extend(["-o", &corpus]);
    let built = run(&arguments);
    assert_eq!((built.out.as_str(), built.code), ("", Some(0)), "{}", built.errors);
    (papers, corpus)
}

#[test]
fn every_answer_is_that_of_the_papers() {
    let (papers, corpus) = built(&folder("saved"));
    let mut questions: Vec<Vec<&str>> = Vec::new();
    let graph =
        ["co-citation", "layers", "pagerank", "hits", "disruption", "dominators", "blind-spots", "spectroscopy"];
    let more = ["communities", "co-authors", "author-co-citation", "main-paths"];
    for command in OF_PAPERS.into_iter().chain(graph).chain(more) {
        questions.push(vec![command]);
        if command != "dot" {
            questions.push(vec![command, "--format", "json"]);
        }
    }
    questions.push(vec!["passages", "--format", "json"]);
    questions.push(vec!["works", "--format", "json", "--merge", "weak"]);
    questions.push(vec!["works", "--format", "json", "--level", "version"]);
    questions.push(vec!["explore"]);
    questions.push(vec!["convert", "--to", "graphml"]);
    questions.push(vec!["convert", "--to", "bibtex", "--list", "works"]);
    for question in questions {
        let ask = |of: &[&str]| {
            let arguments: Vec<&str> = question.iter().copied().chain(of.iter().copied()).collect();
            let run = run(&arguments);
            (run.out, run.code)
        };
        let of_papers = ask(&papers.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ask(&[&corpus]), of_papers, "{question:?}");
    }
}

#[test]
fn on_standard_input() {
    let folder = folder("saved-stdin");
    let (_, corpus) = built(&folder);
    let bytes = fs::read(&corpus).expect("it is written");
    for command in [vec!["works", "--format", "json"], vec!["convert", "--to", "csl", "--list", "entries"]] {
        let piped = citegraph(&[&command[..], &["-"]].concat(), &bytes);
        assert_eq!((piped.out, piped.code), (run(&[&command[..], &[&corpus]].concat()).out, Some(0)), "{command:?}");
    }
    let library = file(&folder, "library.bib", "@book{doe, author = {Doe, B.}, title = {On jests}, year = 2001}");
    let beside = ["--library", &library, "--format", "json"];
    let piped = citegraph(&[&["match", "-"], &beside[..]].concat(), &bytes);
    assert_eq!((piped.out, piped.code), (run(&[&["match", &corpus], &beside[..]].concat()).out, Some(0)));
    let (whole, cut) = (bytes.len(), bytes.len() - 1);
    let told = format!("-: a saved corpus that is cut off: {cut} of its {whole} bytes are there");
    citegraph(&["summary", "-"], &bytes[..cut]).fails(2, &told);
}

/// Saved papers beside others are one corpus with them.
#[test]
fn beside_other_papers() {
    let folder = folder("saved-beside");
    let (papers, corpus) = built(&folder);
    let third = file(&folder, "three.txt", OTHER.replace("jests", "quests"));
    let mut all: Vec<&str> = papers.iter().map(String::as_str).collect();
    all.push(&third);
    let arguments: Vec<&str> = ["works", "--format", "json"].into_iter().chain(all).collect();
    assert_eq!(run(&["works", "--format", "json", &corpus, &third]).out, run(&arguments).out);
    let rebuilt = folder.join("again.cg").display().to_string();
    assert_eq!(run(&["build", &corpus, "-o", &rebuilt]).code, Some(0));
    assert!(fs::read(rebuilt).expect("it is written") == fs::read(&corpus).expect("it is written"));
}

#[test]
fn what_is_not_the_whole_of_one_is_refused() {
    let folder = folder("saved-wrong");
    let (_, corpus) = built(&folder);
    let bytes = fs::read(&corpus).expect("it is written");
    let mut other = bytes.clone();
    other[8] = 200;
    let mut damaged = bytes.clone();
    let middle = bytes.len() / 2;
    damaged[middle] ^= 4;
    let foreign = [b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), bytes[..bytes.len() / 2].to_vec(), other, damaged];
    let said = [
        "not text",
        "a saved corpus that is cut off",
        "saved in form 200, and this citegraph reads form 4: build it again from its papers",
        "a damaged saved corpus",
    ];
    for (bytes, said) in foreign.into_iter().zip(said) {
        let path = file(&folder, "wrong.cg", bytes);
        for command in ["summary", "works", "pagerank", "convert", "build"] {
            let run = run(&[command, &path, "-o", &folder.join("out.bib").display().to_string()]);
            assert_eq!(run.code, Some(2), "{command} {said}");
            assert!(run.errors.contains(said), "{command}: {}", run.errors);
        }
    }
}
