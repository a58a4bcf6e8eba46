//! Commands: their names, their help, and where answers go.

use super::*;

/// Near names became one; the old ones answer as before, and help doesn't name them.
#[test]
fn old_names_are_hidden_and_answer() {
    let folder = folder("old-names");
    let edges = file(&folder, "edges.csv", "a,w\nb,w\nb,a\na,b\nc,x\na,a\n");
    let groups = file(&folder, "groups.csv", "a,Annals\nb,Annals\nw,Review\n");
    let papers = data("made-up");
    let help = run(&["--help"]).out;
    let pairs: [(&[&str], &[&str]); 5] = [
        (&["coupling"], &["shared", "--measure", "count"]),
        (&["components"], &["cycles", "--list", "components"]),
        (&["circles"], &["cycles", "--list", "cycles", "--length", "4"]),
        (&["review"], &["cycles", "--list", "review"]),
        (&["own-citations"], &["self-citations", "--by", "authors"]),
    ];
    for (old, new) in pairs {
        for source in [&[papers.as_str()][..], &["--edges", &edges, "--groups", &groups]] {
            for format in ["table", "json", "csv"] {
                let [old, new] = [old, new].map(|name| run(&[name, source, &["--format", format]].concat()));
                assert!(old.errors.is_empty() || old.errors.contains("1 work cites itself"), "{}", old.errors);
                assert_eq!(old.code, Some(0));
                assert_eq!(old, new, "{format}");
            }
        }
        assert!(!help.contains(&format!("  {} ", old[0])), "{}", old[0]);
    }
}

/// What an edge list can answer of `cycles`, `shared` and `self-citations`, and in one table each what papers can.
#[test]
fn gathered_commands_take_edge_lists() {
    let folder = folder("gathered");
    let edges = file(&folder, "edges.csv", "a,w\nb,w\nb,a\na,b\n");
    let cycles = run(&["cycles", "--edges", &edges]).out;
    for title in ["components", "cycles", "citations to look at first"] {
        assert!(cycles.contains(title), "{cycles}");
    }
    assert_eq!(run(&["shared", "--edges", &edges, "--format", "json"]).json()[0]["count"], 1);
    let alone = run(&["self-citations", "--edges", &edges]);
    alone.fails(2, "an edge list has no authors and journals: give them with --groups");
    let of_papers = run(&["cycles", &data("made-up")]).out;
    for words in ["elementary cycles", "citations to look at first", "self-loop", "[brennick-2021]"] {
        assert!(of_papers.contains(words), "{of_papers}");
    }
}

#[test]
fn the_first_page_of_help_shows_seven_commands() {
    let short = run(&["-h"]).out;
    let listed = short.lines().filter(|line| line.starts_with("  ") && line.trim_start().len() > 20);
    // What goes on under its beginning is no command of its own.
    let listed = listed.filter(|line| !line.starts_with("   "));
    let listed = listed.filter(|line| !line.trim_start().starts_with('-')).count();
    assert_eq!(listed, 7, "{short}");
    for name in ["summary", "check", "report", "shared", "self-citations", "cycles", "explore"] {
        assert!(short.contains(&format!("  {name} ")), "{name}");
    }
}

/// Each command's own options come before those that many share; none shows a number that means "all".
#[test]
fn own_options_come_first() {
    let help = run(&["--help"]).out;
    let commands = help.split("\nOptions:").next().unwrap_or_default();
    for name in commands
        .lines()
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
    {
        let run = run(&[name, "--help"]);
        assert_eq!(run.code, Some(0), "{name}");
        let (own, shared) = (run.out.find("\nOptions:"), run.out.find("\nShared options:"));
        assert!(own.zip(shared).is_none_or(|(own, shared)| own < shared), "{name}");
        assert!(!run.out.contains("4294967295") && !run.out.contains("18446744073709551615"), "{name}");
    }
}

/// The end of the output's name tells the form, unless one is asked for.
#[test]
fn answers_have_the_form_of_their_file() {
    let folder = folder("forms");
    for (name, more, begins) in [
        ("a.csv", &[][..], "work,"),
        ("a.json", &[], "{"),
        ("a.txt", &[], "works\n"),
        ("b.csv", &["--format", "json"], "{"),
    ] {
        let file = folder.join(name).display().to_string();
        let run = run(&[&["works", &data("made-up"), "-o", &file], more].concat());
        assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
        assert!(fs::read_to_string(&file).expect("it was written").starts_with(begins), "{name}");
    }
}

#[test]
fn completions_and_the_manual_are_printed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = run(&["completions", shell]);
        assert!(run.code == Some(0) && run.out.contains("self-citations"), "{shell}");
    }
    assert!(run(&["man"]).out.starts_with(".ie"));
}

/// Works that cite themselves are told, of papers and of edge lists.
#[test]
fn a_work_that_cites_itself_is_told() {
    let report = run(&["cycles", "--format", "json", &data("made-up")]).json();
    assert_eq!(report[0]["report"]["self-loops"].as_array().map(Vec::len), Some(1));
    let folder = folder("itself");
    let edges = file(&folder, "edges.csv", "a,a\nb,a\na,w\nb,w\n");
    // It is no source that it has in common with others.
    let shared = run(&["shared", "--edges", &edges, "--format", "csv"]);
    assert_eq!(shared.out.trim(), "a,b,count,strength\na,b,1,1.0000");
    assert!(shared.errors.contains("1 work cites itself"), "{}", shared.errors);
    let cycles = run(&["cycles", "--edges", &edges, "--format", "json"]).json();
    assert_eq!((cycles.len(), &cycles[0]["length"]), (1, &Value::from(1)), "{cycles:?}");
}

/// Whoever reads only the beginning, as `head` does, ends the program, and nothing is said of it.
#[test]
fn a_reader_may_leave() {
    for arguments in [&["completions", "zsh"][..], &["man"], &["works", "--format", "csv", &data("five-papers")]] {
        let mut started = Command::new(env!("CARGO_BIN_EXE_citegraph"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(started.stdout.take());
        let done = started.wait_with_output().expect("it ends");
        assert_eq!(
            (String::from_utf8_lossy(&done.stderr).as_ref(), done.status.code()),
            ("", Some(0)),
            "{arguments:?}"
        );
    }
}
