//! Commands → answers: each asks the library one question and prints what it says.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use citegraph::Error;
use citegraph::graph::CitationGraph;
use citegraph::query::author_groups::author_groups;
use citegraph::query::conflicts::{WorkConflicts, conflicts, shared_oddities};
use citegraph::query::cycles::{CycleLimits, Extent, cycles, elementary_cycles};
use citegraph::query::hygiene::hygiene_of_all;
use citegraph::query::self_citation::{Answer, SelfCitation, rates, self_citation_clusters, self_citations};
use citegraph::query::shared_sources::{cited_works, shared_pairs};
use citegraph::query::summary;
use citegraph::reference::Reference;
use citegraph::view::dot::{DotOptions, Works, dot};
use citegraph::view::{csl, table};
use citegraph::work::Corpus;
use serde_json::{Value, json};

use crate::args::{Command, Draw, Format};

/// Reads one reference a line, prints one object a line; every line has its object.
pub fn parse(file: &Path, out: &mut impl Write) -> io::Result<u8> {
    let lines: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        match File::open(file) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => {
                eprintln!("citegraph: {}", Error::io(file, &error));
                return Ok(crate::FAILED);
            }
        }
    };
    for (n, line) in lines.split(b'\n').enumerate() {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                eprintln!("citegraph: {}", Error::io(file, &error));
                return Ok(if n > 0 { crate::SOME_FAILED } else { crate::FAILED });
            }
        };
        let text = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line));
        print_json(out, &csl::parsed(&(n + 1).to_string(), &Reference::parse(&text)))?;
    }
    Ok(crate::OK)
}

/// How many authors must recur in one list for a group that it leans on.
const AUTHOR_GROUP: usize = 3;

pub fn answer(command: &Command, corpus: &Corpus, format: Format, out: &mut impl Write) -> io::Result<()> {
    let graph = CitationGraph::new(corpus);
    let mut printer = Printer { format, out };
    match command {
        Command::Parse { .. } | Command::Graph(_) => Ok(()),
        Command::Summary(_) => {
            let pairs: Vec<_> = shared_pairs(&graph).collect();
            let report = cycles(&graph);
            let clusters = self_citation_clusters(&graph);
            let shared: Vec<_> = cited_works(&graph).into_iter().filter(|w| w.citing.len() > 1).collect();
            let summary = summary::papers(corpus, &graph);
            printer.print(
                || vec![json!({"papers": summary, "shared": pairs, "cycles": report, "clusters": clusters})],
                || {
                    vec![
                        ("papers", table::summary(&summary)),
                        ("who of them cites whom", table::citations_between_papers(&graph)),
                        ("what each pair shares", table::overlap(&pairs)),
                        ("works that two papers or more cite", table::cited_works(&shared).described(&graph)),
                        ("citation cycles", table::cycle_report(&report)),
                        ("clusters tied by author self-citation", table::clusters(&clusters)),
                    ]
                },
            )
        }
        Command::References(_) => {
            let entries = || corpus.papers.iter().flat_map(|p| &p.references);
            printer.print(|| entries().map(csl::listed).collect(), || vec![("entries", table::references(corpus))])
        }
        Command::Works(_) => {
            let found = conflicts(corpus);
            let by_id: HashMap<&str, &WorkConflicts> = found.iter().map(|c| (c.id.as_str(), c)).collect();
            let cited = || corpus.works.iter();
            printer.print(
                || cited().map(|w| csl::work(w, by_id.get(w.id.as_str()).copied())).collect(),
                || vec![("works", table::works(corpus))],
            )
        }
        Command::Shared(_) => {
            let pairs: Vec<_> = shared_pairs(&graph).collect();
            printer.print(
                || pairs.iter().map(|p| json!(p)).collect(),
                || {
                    let shared: Vec<_> = cited_works(&graph).into_iter().filter(|w| w.citing.len() > 1).collect();
                    vec![
                        ("overlap of each pair", table::overlap(&pairs)),
                        ("works that two papers or more cite", table::cited_works(&shared).described(&graph)),
                    ]
                },
            )
        }
        Command::Cycles { length, count, .. } => {
            let report = cycles(&graph);
            let limits = CycleLimits::default().with_length(*length).with_count(*count);
            let list = elementary_cycles(&graph, limits).into_list();
            if list.extent != Extent::Complete {
                eprintln!("citegraph: not all cycles are listed: {}", list.extent);
            }
            printer.print(
                || vec![json!({"report": report, "cycles": list})],
                || {
                    vec![
                        ("components", table::cycle_report(&report)),
                        ("elementary cycles", table::cycle_list(&list.cycles)),
                    ]
                },
            )
        }
        Command::SelfCitations(_) => {
            let found = self_citations(&graph);
            let rates = rates(&found);
            let clusters = self_citation_clusters(&graph);
            let groups = author_groups(&graph, AUTHOR_GROUP);
            let is_one = |c: &&SelfCitation| [c.any_author, c.first_author, c.journal].contains(&Answer::Yes);
            let yes: Vec<SelfCitation> = found.iter().filter(is_one).cloned().collect();
            printer.print(
                || vec![json!({"citations": found, "rates": rates, "clusters": clusters, "author-groups": groups})],
                || {
                    vec![
                        ("rates", table::self_citation_rates(&rates)),
                        ("self-citations", table::self_citations(&yes).described(&graph)),
                        ("clusters", table::clusters(&clusters)),
                        ("authors that one list leans on", table::author_groups(&groups)),
                    ]
                },
            )
        }
        Command::Conflicts(_) => {
            let found = conflicts(corpus);
            let oddities = shared_oddities(&found);
            printer.print(
                || found.iter().map(|c| json!(c)).collect(),
                || {
                    vec![
                        ("fields that entries of a work disagree on", table::conflicts(&found)),
                        ("odd readings that papers share", table::shared_oddities(&oddities)),
                    ]
                },
            )
        }
        Command::Check(_) => {
            let found = hygiene_of_all(&corpus.papers);
            printer.print(|| found.iter().map(|h| json!(h)).collect(), || vec![("findings", table::hygiene(&found))])
        }
        Command::Dot { works, .. } => {
            let works = match works {
                Draw::Shared => Works::Shared,
                Draw::All => Works::All,
            };
            printer.out.write_all(dot(&graph, DotOptions::default().with_works(works)).as_bytes())
        }
    }
}

/// Prints an answer in the format asked for.
struct Printer<'o, W> {
    format: Format,
    out: &'o mut W,
}

impl<W: Write> Printer<'_, W> {
    fn print(
        &mut self,
        json: impl FnOnce() -> Vec<Value>,
        tables: impl FnOnce() -> Vec<(&'static str, table::Table)>,
    ) -> io::Result<()> {
        match self.format {
            Format::Json => json().iter().try_for_each(|value| print_json(self.out, value)),
            Format::Table => tables().iter().enumerate().try_for_each(|(n, (title, table))| {
                if n > 0 {
                    writeln!(self.out)?;
                }
                print_table(self.out, title, table)
            }),
            // One table, so that one header fits: the last, which has a row for each finding.
            Format::Csv => tables().last().map_or(Ok(()), |(_, table)| print_csv(self.out, table)),
        }
    }
}

fn print_json(out: &mut impl Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

fn print_table(out: &mut impl Write, title: &str, table: &table::Table) -> io::Result<()> {
    writeln!(out, "{title}")?;
    if table.rows.is_empty() {
        return writeln!(out, "  none");
    }
    let mut drawn = comfy_table::Table::new();
    // A line under the header, and no others.
    drawn.load_preset("     ──            ");
    drawn.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    drawn.set_header(&table.header);
    for row in &table.rows {
        drawn.add_row(row);
    }
    writeln!(out, "{drawn}")
}

fn print_csv(out: &mut impl Write, table: &table::Table) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(&table.header).map_err(io::Error::from)?;
    for row in &table.rows {
        csv.write_record(row).map_err(io::Error::from)?;
    }
    csv.flush()
}
