//! Commands → answers: each asks the library one question and prints what it says.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

use citegraph::graph::CitationGraph;
use citegraph::paper::{CitingStyle, Warning};
use citegraph::query::author_groups::author_groups;
use citegraph::query::conflicts::{WorkConflicts, conflicts, shared_oddities};
use citegraph::query::contradictions::contradictions;
use citegraph::query::cycles::{CycleLimits, Extent, cycles, elementary_cycles};
use citegraph::query::hygiene::{Hygiene, hygiene_of_all};
use citegraph::query::retractions::noticed;
use citegraph::query::self_citation::{Answer, SelfCitation, rates, self_citation_clusters, self_citations};
use citegraph::query::shared_sources::{PAIRS_LISTED, StrongestPairs, cited_works, strongest_pairs};
use citegraph::query::summary;
use citegraph::query::thresholds::{AtThresholds, StrongestAtThresholds};
use citegraph::view::dot::{DotOptions, Works, dot};
use citegraph::view::names::Names;
use citegraph::view::{csl, table};
use citegraph::work::{Corpus, Work};
use clap::Subcommand;
use serde_json::{Value, json};

use crate::options::{Asked, Drawn, Form, Format};
use crate::{notes, print, retractions, rows};

/// What is answered in tables or data.
#[derive(Subcommand)]
pub enum Question {
    /// Show it all in short: the papers, who cites whom, what they share, cycles, self-citations, doubts
    Summary(Asked),
    /// List the entries of papers
    References(Asked),
    /// List the papers: what each says of itself, how it cites, and what wasn't found in it
    Papers(Asked),
    /// List the citations in the running text, each with the entries that it leads to
    Citations(Asked),
    /// List the works that papers cite, merged over papers
    Works(Asked),
    /// Show where entries of one work disagree
    Conflicts(Asked),
    /// Check each paper: cited but not listed, listed but not cited, near misses, what can't be
    Check {
        #[command(flatten)]
        asked: Asked,
        /// A list of retracted texts, in the form of Retraction Watch's CSV: entries that cite one of them are named
        #[arg(long, value_name = "FILE")]
        retractions: Option<PathBuf>,
    },
}

impl Question {
    /// The papers that it is asked of, and the form of the answer.
    pub fn asked(&self) -> &Asked {
        match self {
            Self::Summary(asked)
            | Self::References(asked)
            | Self::Papers(asked)
            | Self::Citations(asked)
            | Self::Works(asked)
            | Self::Conflicts(asked)
            | Self::Check { asked, .. } => asked,
        }
    }
}

/// How many authors must recur in one list for a group that it leans on.
const AUTHOR_GROUP: usize = 3;

/// Answers a question about `corpus`, in tables, JSON lines, or the one table that says most. Returns the exit code: a list
/// with nothing in it is no success.
pub fn answer(question: &Question, corpus: &Corpus, out: &mut impl Write) -> io::Result<u8> {
    print(question, corpus, out)?;
    let nothing = match question {
        Question::References(_) => corpus.papers.iter().all(|paper| paper.references.is_empty()),
        Question::Citations(_) => {
            for paper in corpus.papers.iter().filter(|paper| paper.style() == CitingStyle::Unknown) {
                notes::note(format!("{}: {}", paper.id, Warning::NoCitations));
            }
            corpus.papers.iter().all(|paper| paper.citations.is_empty())
        }
        _ => false,
    };
    Ok(if nothing { crate::exit::FAILED } else { crate::exit::OK })
}

fn print(question: &Question, corpus: &Corpus, out: &mut impl Write) -> io::Result<()> {
    let graph = CitationGraph::new(corpus);
    let mut printer = Printer::new(question.asked().form, &graph, out);
    match question {
        Question::Summary(_) => {
            let StrongestPairs { pairs, all, .. } = strongest_pairs(&graph, PAIRS_LISTED);
            note_unlisted(all, pairs.len());
            let by_name = || {
                let mut pairs: Vec<_> = pairs.iter().collect();
                pairs.sort_by_key(|pair| (&pair.a, &pair.b));
                pairs
            };
            let report = cycles(&graph);
            let clusters = self_citation_clusters(&graph);
            let summary = summary::papers(corpus, &graph);
            printer.print(
                || {
                    one_named(
                        &graph,
                        json!({
                            "papers": summary,
                            "pairs": all,
                            "pairs-unlisted": all - pairs.len(),
                            "shared": by_name(),
                            "cycles": report,
                            "clusters": clusters,
                        }),
                    )
                },
                || {
                    vec![
                        ("papers", table::summary_in_short(&summary, corpus)),
                        ("who of them cites whom", table::citations_between_papers(&graph)),
                        ("what each pair shares", table::overlap(&pairs)),
                        ("works that two papers or more cite", cited_by_several(&graph)),
                        ("citation cycles", table::cycle_report(&report)),
                        ("clusters tied by author self-citation", table::clusters(&clusters)),
                    ]
                },
                || table::summary(&summary),
            )
        }
        Question::References(_) => {
            let entries = || corpus.papers.iter().flat_map(|p| &p.references);
            printer.print(
                || Box::new(entries().map(csl::listed)),
                || vec![("entries", table::references(corpus))],
                || table::references(corpus),
            )
        }
        Question::Papers(_) => printer.print(
            || Box::new(corpus.papers.iter().map(csl::paper)),
            || vec![("papers", table::papers(corpus))],
            || table::papers(corpus),
        ),
        Question::Citations(_) => printer.print(
            || Box::new(corpus.papers.iter().flat_map(csl::in_text_citations)),
            || vec![("citations in the text", table::in_text_citations_in_short(corpus))],
            || table::in_text_citations(corpus),
        ),
        Question::Works(_) => {
            let found = conflicts(corpus);
            let by_id: HashMap<&str, &WorkConflicts> = found.iter().map(|c| (c.id.as_str(), c)).collect();
            let work = |w: &Work| csl::work(w, by_id.get(w.id.as_str()).copied());
            printer.print(
                || Box::new(corpus.works.iter().map(work)),
                || vec![("works", table::works(corpus))],
                || table::works(corpus),
            )
        }
        Question::Conflicts(_) => {
            let found = conflicts(corpus);
            let oddities = shared_oddities(&found);
            printer.print(
                || each_named(&graph, found.iter().map(|c| json!(c))),
                || {
                    vec![
                        ("fields that entries of a work disagree on", table::conflicts(&found)),
                        ("odd readings that papers share", table::shared_oddities(&oddities)),
                    ]
                },
                || table::conflicts(&found),
            )
        }
        Question::Check { retractions, .. } => {
            let found = hygiene_of_all(&corpus.papers);
            let against = contradictions(corpus, this_year());
            let notices = match retractions {
                Some(path) => retractions::notices(path).map_err(io::Error::other)?,
                None => Vec::new(),
            };
            let noticed = noticed(&corpus.papers, &notices);
            let object = |paper: &Hygiene| {
                let mut object = json!(paper);
                let own: Vec<_> = against.iter().filter(|c| c.document == paper.document).collect();
                object["contradictions"] = json!(own);
                if retractions.is_some() {
                    let own: Vec<_> = noticed.iter().filter(|n| n.entry.document == paper.document).collect();
                    object["retracted"] = json!(own);
                }
                object
            };
            let tables = || {
                let mut tables = vec![
                    ("findings", table::hygiene(&found)),
                    ("what can't be, or not together", table::contradictions(&against)),
                ];
                if retractions.is_some() {
                    tables.push(("entries that notices are about", table::noticed(&noticed)));
                }
                tables
            };
            let whole = || {
                let joined = tables().into_iter().map(|(_, table)| table).reduce(|mut whole, table| {
                    whole.rows.extend(table.rows);
                    whole
                });
                joined.unwrap_or_else(|| table::hygiene(&found))
            };
            printer.print(|| each_named(&graph, found.iter().map(object)), tables, whole)
        }
    }
}

/// What papers share, and between which thresholds it holds.
pub fn shared<W: Write>(corpus: &Corpus, graph: &CitationGraph, printer: &mut Printer<'_, W>) -> io::Result<()> {
    let held = AtThresholds::new(corpus, graph);
    let read = || held.pairs().map(|pair| pair.read());
    // Row by row: where many papers share much, there are more rows than memory.
    if printer.format == Format::Csv {
        let described = |pair| table::held_works(&[pair]).described(graph);
        let empty = table::held_works(&[]).described(graph);
        return printer.csv(&empty.columns(), read().flat_map(|pair| described(pair).rows));
    }
    let most = printer.limit.unwrap_or(0).max(PAIRS_LISTED);
    let strongest = || {
        let StrongestAtThresholds { pairs, all, .. } = held.strongest(most);
        note_unlisted(all, pairs.len());
        pairs.iter().map(|pair| pair.read()).collect::<Vec<_>>()
    };
    let gaining = || held.pairs().filter(|pair| pair.gains()).take(most).map(|pair| pair.read()).collect::<Vec<_>>();
    printer.print(
        || each_named(graph, read().map(|pair| json!(pair))),
        || {
            vec![
                ("overlap of each pair, at each threshold", table::overlap_in_short(&strongest())),
                ("works that two papers or more cite", cited_by_several(graph)),
                ("works that a looser threshold would add", table::further_works(&gaining())),
            ]
        },
        || table::held_works(&[]),
    )
}

/// Says how many pairs of papers there are where not all are listed.
fn note_unlisted(all: usize, listed: usize) {
    if all > listed {
        notes::note(format!("of {all} pairs of papers that share works, {listed} that share most are listed"));
    }
}

/// Citation cycles up to a length and so many, the components that they lie in, and the citations to look at first.
pub fn circles<W: Write>(
    graph: &CitationGraph,
    limits: CycleLimits,
    review: table::Table,
    printer: &mut Printer<'_, W>,
) -> io::Result<()> {
    let report = cycles(graph);
    let list = elementary_cycles(graph, limits).into_list();
    if list.extent != Extent::Complete {
        notes::note(format!("not all cycles are listed: {}", list.extent));
    }
    printer.print(
        || one_named(graph, json!({"report": report, "cycles": list})),
        || {
            vec![
                ("components", table::cycle_report(&report)),
                ("elementary cycles", table::cycle_list(&list.cycles)),
                ("citations to look at first: without them no cycle is left", review),
            ]
        },
        || table::cycle_list(&list.cycles),
    )
}

/// Self-citations of authors and journals, and the clusters they tie.
pub fn of_selves<W: Write>(graph: &CitationGraph, printer: &mut Printer<'_, W>) -> io::Result<()> {
    let found = self_citations(graph);
    let rates = rates(&found);
    let clusters = self_citation_clusters(graph);
    let groups = author_groups(graph, AUTHOR_GROUP);
    let is_one = |c: &&SelfCitation| [c.any_author, c.first_author, c.journal].contains(&Answer::Yes);
    let yes: Vec<SelfCitation> = found.iter().filter(is_one).cloned().collect();
    printer.print(
        || {
            let value = json!({"citations": found, "rates": rates, "clusters": clusters, "author-groups": groups});
            one_named(graph, value)
        },
        || {
            vec![
                ("how many of a paper's citations are self-citations", table::self_citation_rates_in_short(&rates)),
                ("self-citations", table::self_citations(&yes)),
                ("clusters", table::clusters(&clusters)),
                ("authors that one list leans on", table::author_groups(&groups)),
            ]
        },
        || table::self_citations(&found),
    )
}

/// The year by this machine's clock.
pub fn this_year() -> i32 {
    const SECONDS: u64 = 31_556_952;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    1970 + i32::try_from(since.as_secs() / SECONDS).unwrap_or_default()
}

/// A row for each work that more than one paper cites.
fn cited_by_several(graph: &CitationGraph) -> table::Table {
    let shared: Vec<_> = cited_works(graph).into_iter().filter(|w| w.citing.len() > 1).collect();
    table::cited_works(&shared)
}

/// Draws the graph of `corpus`.
pub fn draw(works: Drawn, corpus: &Corpus, out: &mut impl Write) -> io::Result<()> {
    let works = match works {
        Drawn::Shared => Works::Shared,
        Drawn::All => Works::All,
    };
    out.write_all(dot(&CitationGraph::new(corpus), DotOptions::default().with_works(works)).as_bytes())
}

/// Prints an answer in the format asked for.
pub struct Printer<'o, W> {
    format: Format,
    limit: Option<usize>,
    /// What knows who, when and what stands behind ids.
    graph: &'o CitationGraph,
    out: &'o mut W,
}

impl<'o, W: Write> Printer<'o, W> {
    pub fn new(form: Form, graph: &'o CitationGraph, out: &'o mut W) -> Self {
        Self { format: form.format(), limit: form.limit, graph, out }
    }

    /// `json` gives the values one by one: of many entries, all at once would fill the memory.
    fn print<'a>(
        &mut self,
        json: impl FnOnce() -> Box<dyn Iterator<Item = Value> + 'a>,
        tables: impl FnOnce() -> Vec<(&'static str, table::Table)>,
        csv: impl FnOnce() -> table::Table,
    ) -> io::Result<()> {
        let most = self.limit.unwrap_or(print::ROWS);
        match self.format {
            Format::Json => json().try_for_each(|value| print_json(self.out, &value)),
            Format::Table => {
                let names = Names::new(self.graph);
                tables().into_iter().enumerate().try_for_each(|(n, (title, table))| {
                    if n > 0 {
                        writeln!(self.out)?;
                    }
                    writeln!(self.out, "{}", heading(title))?;
                    let table = table.named(&names);
                    match table.rows.is_empty() {
                        true => writeln!(self.out, "  none"),
                        false => print::table(self.out, &table.columns(), table.rows.iter().cloned(), most),
                    }
                })
            }
            Format::Svg | Format::Png => Err(print::no_picture()),
            Format::Csv => {
                let table = csv().described(self.graph);
                self.csv(&table.columns(), table.rows.iter().cloned())
            }
        }
    }

    fn csv(&mut self, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> io::Result<()> {
        print::csv(self.out, header, rows.into_iter().take(self.limit.unwrap_or(usize::MAX)))
    }
}

/// A single value, with who, when and what stands behind its ids.
fn one_named<'a>(graph: &'a CitationGraph, value: Value) -> Box<dyn Iterator<Item = Value> + 'a> {
    each_named(graph, std::iter::once(value))
}

/// Values, each with who, when and what stands behind its ids.
fn each_named<'a>(
    graph: &'a CitationGraph,
    values: impl Iterator<Item = Value> + 'a,
) -> Box<dyn Iterator<Item = Value> + 'a> {
    let names = Names::new(graph);
    Box::new(values.map(move |value| rows::with_names(value, &|id| names.described(id, rows::TITLE))))
}

fn print_json(out: &mut impl Write, value: &Value) -> io::Result<()> {
    citegraph::view::json::write(&mut *out, value)?;
    out.write_all(b"\n")
}

/// A title over a table, bold where colours are shown.
pub fn heading(title: &str) -> String {
    console::style(title).bold().to_string()
}
