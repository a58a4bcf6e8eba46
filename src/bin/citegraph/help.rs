//! The first page of help: seven commands that most people need, then the others in groups; and examples of each.

use std::fmt::Write as _;

use clap::{Command, CommandFactory};

use crate::args::Args;
use crate::print;

/// Groups of commands, the first shown first and alone by `-h`.
const GROUPS: [(&str, &[&str]); 6] = [
    ("Start here", &["summary", "check", "report", "shared", "self-citations", "cycles", "explore"]),
    ("Reading", &["build", "parse", "text", "references", "papers", "citations", "works", "convert"]),
    ("Papers", &["draw", "conflicts", "citation-order", "passages", "blind-spots", "co-authors", "difference"]),
    (
        "Networks",
        &[
            "co-citation",
            "author-co-citation",
            "communities",
            "layers",
            "pagerank",
            "hits",
            "disruption",
            "main-paths",
            "dominators",
            "reach",
            "path",
            "spectroscopy",
            "citation-groups",
        ],
    ),
    ("Matching", &["verify", "index", "match", "compare"]),
    ("This program", &["completions", "man"]),
];

/// What is shown under a command's options.
const EXAMPLES: &[(&str, &str)] = &[
    ("build", "citegraph build papers/ export.ris -o corpus.cg\n  citegraph summary corpus.cg"),
    ("match", "citegraph match list.txt --library my.bib other.ris\n  citegraph match --strings list.txt"),
    ("summary", "citegraph summary papers/"),
    ("check", "citegraph check thesis.txt"),
    (
        "report",
        "citegraph report papers/ -o report.html\n  \
         citegraph report thesis.txt --against library.bib --retractions retractions.csv -o report.html\n  \
         citegraph report paper.md --fail-on missing,contradicting -o report.sarif",
    ),
    ("index", "citegraph index library.jsonl -o library.cgx\n  citegraph verify thesis.txt --against library.cgx"),
    (
        "verify",
        "citegraph verify thesis.txt --against library.jsonl\n  citegraph verify --strings list.txt --against library.jsonl --format json",
    ),
    (
        "shared",
        "citegraph shared papers/\n  citegraph shared papers/ -o shared.csv\n  citegraph shared papers/ -o matrix.svg\n  \
         citegraph shared --edges citations.csv --measure cosine --top 5",
    ),
    (
        "self-citations",
        "citegraph self-citations papers/\n  citegraph self-citations papers/ --by journals\n  \
         citegraph self-citations --edges citations.csv --groups institutions.csv",
    ),
    ("cycles", "citegraph cycles papers/\n  citegraph cycles --edges citations.csv --list components"),
    ("spectroscopy", "citegraph spectroscopy papers/ -o years.svg"),
    (
        "convert",
        "citegraph convert export.ris savedrecs.txt -o library.bib\n  citegraph convert papers/ -o graph.graphml",
    ),
    (
        "explore",
        "citegraph explore papers/ -o page.html\n  citegraph explore --edges citations.csv --header -o page.html",
    ),
    (
        "draw",
        "citegraph draw papers/ -o graph.svg\n  citegraph draw papers/ --works 40 -o graph.png\n  \
         citegraph draw papers/ --matrix -o matrix.svg\n  \
         citegraph draw papers/ --format dot | dot -Tpdf -o graph.pdf",
    ),
    ("co-citation", "citegraph co-citation papers/ --measure cosine --top 5"),
    ("parse", "citegraph parse references.txt > references.jsonl\n  pbpaste | citegraph parse -"),
    ("text", "citegraph text paper.pdf"),
    ("references", "citegraph references paper.pdf -o references.csv"),
    ("papers", "citegraph papers papers/"),
    ("citations", "citegraph citations thesis.txt -o citations.csv"),
    ("works", "citegraph works papers/ -o works.json"),
    ("conflicts", "citegraph conflicts papers/"),
    ("citation-order", "citegraph citation-order a.txt b.txt"),
    ("passages", "citegraph passages a.txt b.txt --at-least 0.6"),
    ("blind-spots", "citegraph blind-spots papers/"),
    ("co-authors", "citegraph co-authors papers/"),
    ("difference", "citegraph difference 2024/ 2025/\n  citegraph difference --edges before.tsv after.tsv"),
    ("author-co-citation", "citegraph author-co-citation papers/ --at-least 3"),
    ("communities", "citegraph communities papers/ --resolution 0.5"),
    ("layers", "citegraph layers --edges citations.csv"),
    ("pagerank", "citegraph pagerank --edges citations.csv --limit 10"),
    ("hits", "citegraph hits --edges citations.csv"),
    ("disruption", "citegraph disruption --edges citations.csv --years years.csv --window 5"),
    ("main-paths", "citegraph main-paths --edges citations.csv --path global"),
    ("dominators", "citegraph dominators papers/ --from thesis"),
    ("reach", "citegraph reach papers/ --from thesis --within 2"),
    ("path", "citegraph path papers/ --from thesis --to roe-2020"),
    ("citation-groups", "citegraph citation-groups papers/ --by journals"),
    ("compare", "citegraph compare \"Roe 2020. On tests\" \"A. Roe, On Tests (2020)\""),
    ("completions", "citegraph completions bash > ~/.local/share/bash-completion/completions/citegraph"),
    ("man", "citegraph man > ~/.local/share/man/man1/citegraph.1"),
];

const TEMPLATE: &str = "{about}\n\n{usage-heading} {usage}{after-help}\n\nOptions:\n{options}\n";

/// The program's command, with its help in groups and examples under its commands.
pub fn command() -> Command {
    let mut command = Args::command();
    let first = group(&command, GROUPS[0].0, GROUPS[0].1);
    let others: usize = command.get_subcommands().filter(|one| !one.is_hide_set()).count() - GROUPS[0].1.len();
    let short = format!("{first}\n{others} more commands: citegraph --help. About one: citegraph COMMAND --help");
    let listed = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let rest: Vec<String> =
        command.get_subcommands().map(|one| one.get_name().to_owned()).filter(|name| !listed(name)).collect();
    let mut long: Vec<String> = GROUPS.iter().map(|(title, names)| group(&command, title, names)).collect();
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    long.extend(Some(group(&command, "Others", &rest)).filter(|text| text.contains("  ")));
    for &(name, example) in EXAMPLES {
        let title = if example.contains('\n') { "Examples" } else { "Example" };
        command = command.mut_subcommand(name, |one| one.after_help(format!("{title}:\n  {example}")));
    }
    command.help_template(TEMPLATE).after_help(short).after_long_help(long.join("\n"))
}

/// A title, and a line for each of these commands that there is, what doesn't fit it under its beginning.
fn group(command: &Command, title: &str, names: &[&str]) -> String {
    /// Longer lines are hard to read.
    const WIDEST: usize = 100;
    let width = usize::from(print::width()).min(WIDEST);
    let indent = " ".repeat(22);
    let mut text = format!("{title}:\n");
    for one in names.iter().filter_map(|name| command.find_subcommand(name)).filter(|one| !one.is_hide_set()) {
        let about = one.get_about().map(ToString::to_string).unwrap_or_default();
        let line = format!("  {:<19} {about}", one.get_name());
        let lines = textwrap::wrap(&line, textwrap::Options::new(width).subsequent_indent(&indent));
        // Writing to a string can't fail.
        let _ = writeln!(text, "{}", lines.join("\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_in_one_group() {
        let command = Args::command();
        let names: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for one in command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help") {
            assert_eq!(names.iter().filter(|name| **name == one.get_name()).count(), 1, "{}", one.get_name());
        }
        super::command().debug_assert();
    }

    /// Whoever copies an example isn't told that it is wrong.
    #[test]
    fn every_command_has_an_example_that_it_takes() {
        let command = Args::command();
        for one in command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help") {
            assert!(EXAMPLES.iter().any(|(name, _)| *name == one.get_name()), "{}", one.get_name());
        }
        for line in EXAMPLES.iter().flat_map(|(_, examples)| examples.lines()) {
            // Of a line of the shell only the words that citegraph is given.
            let asked = line.trim().split(" | ").find(|part| part.starts_with("citegraph")).expect("it asks citegraph");
            let asked = asked.split(" > ").next().unwrap_or_default();
            let words = asked.split('"').enumerate().flat_map(|(n, part)| match n % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![part],
            });
            if let Err(error) = Args::command().try_get_matches_from(words) {
                panic!("{line}: {error}");
            }
        }
    }
}
