//! What once grew faster than it should: each with a size that is doubled three times.

use std::hint::black_box;
use std::io;

use citegraph::Span;
use citegraph::graph::{Citation, CitationGraph, Fit, FrozenBuilder, FrozenGraph, InText};
use citegraph::paper::{CitationForm, Paper};
use citegraph::query::citation_order::order_overlap;
use citegraph::query::communities::communities;
use citegraph::query::coupling::{Measure, Relation};
use citegraph::query::cycles::{CycleLimits, frozen_cycles};
use citegraph::query::difference::difference;
use citegraph::query::main_path::{Traversal, Weight};
use citegraph::query::passages::{ALIKE, PaperText, alike};
use citegraph::query::report::{Report, ReportOptions};
use citegraph::query::shared_sources::strongest_pairs;
use citegraph::query::thresholds::AtThresholds;
use citegraph::reference::item::Item;
use citegraph::reference::name::Name;
use citegraph::view::csl::listed;
use citegraph::view::json::write;
use citegraph::view::network::{Network, NetworkFormat};
use citegraph::work::Corpus;
use citegraph::work::library::bibtex;
use citegraph::work::saved::Saved;

use crate::made::one_work;

/// A question and how its time and memory may grow with what is asked about: as a power of the size.
pub struct Growing {
    pub name: &'static str,
    /// The least size: in a test, and in a bench.
    pub sizes: (usize, usize),
    /// The power of the size that the time grows with.
    pub time: f64,
    /// The power of the size that the memory grows with, besides that of what is asked about.
    pub memory: f64,
    /// What is to be measured, of one size.
    pub made: fn(usize) -> Box<dyn Fn()>,
}

/// A row of each.
pub const GROWING: [Growing; 16] = [
    Growing {
        name: "difference: papers with one new source",
        sizes: (250, 1_000),
        time: 2.0,
        memory: 1.0,
        made: changed,
    },
    Growing {
        name: "citation-order: citations of two papers",
        sizes: (250, 500),
        time: 2.0,
        memory: 2.0,
        made: ordered,
    },
    Growing { name: "passages: paragraphs that are alike", sizes: (50, 500), time: 2.0, memory: 1.0, made: paragraphs },
    Growing { name: "main-paths, global: works in a row", sizes: (5_000, 50_000), time: 1.0, memory: 1.0, made: path },
    Growing { name: "one triangle: works that all cite all", sizes: (40, 125), time: 2.0, memory: 2.0, made: triangle },
    Growing { name: "communities: works in a chain", sizes: (5_000, 125_000), time: 1.0, memory: 1.0, made: chain },
    Growing { name: "shared: papers of one work", sizes: (50, 50), time: 2.0, memory: 1.0, made: shared },
    Growing { name: "strongest pairs: papers of five works", sizes: (100, 500), time: 2.0, memory: 1.0, made: pairs },
    Growing { name: "report: papers of five works", sizes: (60, 125), time: 2.0, memory: 1.0, made: report },
    Growing {
        name: "co-citation network: works of one list",
        sizes: (250, 500),
        time: 2.0,
        memory: 1.0,
        made: co_cited,
    },
    Growing {
        name: "co-authors network: authors of one work",
        sizes: (250, 500),
        time: 2.0,
        memory: 1.0,
        made: co_authors,
    },
    Growing { name: "BibTeX: commands in commands", sizes: (5_000, 12_500), time: 1.0, memory: 1.0, made: commands },
    Growing {
        name: "BibTeX: accents that are left open",
        sizes: (5_000, 12_500),
        time: 1.0,
        memory: 1.0,
        made: accents,
    },
    Growing { name: "paper: entries of its list", sizes: (50, 500), time: 1.0, memory: 1.0, made: paper },
    Growing { name: "JSON: entries of a list", sizes: (100, 2_000), time: 1.0, memory: 0.0, made: json },
    Growing { name: "saved: entries of a list", sizes: (400, 2_000), time: 1.0, memory: 1.0, made: saved },
];

/// Entries of a list, one a line, no two alike.
fn entries(count: usize) -> String {
    (0..count).map(|n| format!("Roe, A. ({}). On lake {n}. J. Tests, {n}(3), 4–9.\n", 1900 + n % 100)).collect()
}

fn paper(count: usize) -> Box<dyn Fn()> {
    let text = format!("# Of lakes\n\nAnn Lee\n\nLakes are deep (Roe, 1950).\n\n# References\n\n{}", entries(count));
    Box::new(move || drop(black_box(Paper::read("p", &text))))
}

/// One at a time, as the program writes them.
fn json(count: usize) -> Box<dyn Fn()> {
    let paper = Paper::of_list("p", &entries(count));
    Box::new(move || {
        for entry in &paper.references {
            write(io::sink(), &listed(entry)).expect("a sink takes all");
        }
    })
}

fn saved(count: usize) -> Box<dyn Fn()> {
    let text = entries(count);
    let corpus = Corpus::new([Paper::of_list("p", &text)]).expect("one paper");
    let bytes = Saved::new(corpus, vec![text]).to_bytes();
    Box::new(move || drop(black_box(Saved::from_bytes(&bytes).expect("it is whole"))))
}

fn frozen(edges: impl Iterator<Item = (usize, usize)>) -> FrozenGraph {
    let mut builder = FrozenBuilder::default();
    edges.for_each(|(a, b)| builder.cite(&format!("{a:07}"), &format!("{b:07}")));
    builder.build().expect("it fits").0
}

fn changed(papers: usize) -> Box<dyn Fn()> {
    let own = move || (0..papers).map(move |paper| (paper, papers + paper / 2));
    let (before, after) = (frozen(own()), frozen(own().chain((0..papers).map(move |paper| (paper, 3 * papers)))));
    Box::new(move || drop(black_box(difference(&before, &after))))
}

/// Both papers cite two works in turns, so that each citation of the one matches half of the other's.
fn ordered(citations: usize) -> Box<dyn Fn()> {
    let mut builder = CitationGraph::builder();
    for paper in ["a", "b"] {
        builder.paper(paper, Item::default());
    }
    for (place, work) in ["v", "w"].into_iter().enumerate() {
        builder.work(work, Item::default());
        for paper in ["a", "b"] {
            let mut citation = Citation::new(paper);
            let places = (0..citations).filter(|n| n % 2 == place);
            citation.in_text = places
                .map(|n| InText::new(Span::new(10 * n, 10 * n + 5), "[1]", CitationForm::Numeric, Fit::Exact))
                .collect();
            builder.citation(citation, work);
        }
    }
    let graph = builder.build().expect("ids are unique");
    Box::new(move || drop(black_box(order_overlap(&graph, "a", "b"))))
}

/// Thirty words that all paragraphs have, and a few that are each one's own.
fn paragraphs(count: usize) -> Box<dyn Fn()> {
    let letters = |n: usize| n.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>();
    let common: String = (0..30).map(|n| format!("word{} ", letters(n))).collect();
    let body: String = (0..count).map(|n| format!("{common}and own{} then.\n\n", letters(n))).collect();
    let text =
        format!("# A title\n\n# Introduction\n\n{body}# References\n\n- Roe, A. (2019). On tests. *Tests*, 1, 2–3.\n");
    let (a, b) = (Paper::read("a", &text), Paper::read("b", &text));
    let corpus = Corpus::new([a.clone(), b.clone()]).expect("the names differ");
    let graph = CitationGraph::new(&corpus);
    Box::new(move || {
        let [a, b] = [&a, &b].map(|paper| PaperText { paper, text: &text });
        drop(black_box(alike(&graph, a, b, ALIKE)));
    })
}

/// Pairs of works in a row, each of which cites both of the next pair.
fn path(works: usize) -> Box<dyn Fn()> {
    let graph = frozen((0..works - 2).flat_map(|n| [(n, n / 2 * 2 + 2), (n, n / 2 * 2 + 3)]));
    Box::new(move || drop(black_box(Traversal::new(&graph, Weight::Spc).global())))
}

fn triangle(works: usize) -> Box<dyn Fn()> {
    let graph = frozen((0..works).flat_map(move |a| (0..works).filter(move |&b| a != b).map(move |b| (a, b))));
    let limits = CycleLimits::default().with_length(3).with_count(1);
    Box::new(move || assert_eq!(frozen_cycles(&graph, limits).count(), 1))
}

fn chain(works: usize) -> Box<dyn Fn()> {
    let graph = frozen((0..works).map(|n| (n, n + 1)));
    Box::new(move || drop(black_box(communities(&graph, 1.0))))
}

/// As many pairs as a table shows.
fn shared(papers: usize) -> Box<dyn Fn()> {
    let corpus = one_work(papers);
    let graph = CitationGraph::new(&corpus);
    Box::new(move || {
        let held = AtThresholds::new(&corpus, &graph);
        let shown: Vec<_> = held.strongest(30).pairs.iter().map(|pair| pair.read()).collect();
        assert_eq!(shown.len(), 30);
    })
}

fn of_five_works(papers: usize) -> Corpus {
    let titles = ["the algae of lakes", "rivers in winter", "ferrymen", "gravel under ice", "meadows and ploughs"];
    let entry =
        |(n, title): (usize, &str)| format!("- Roe, A. (199{n}). On {title}. *Journal of Lakes*, {n}1(1), 4–9.\n");
    let list: String = titles.into_iter().enumerate().map(entry).collect();
    let paper = |n| Paper::read(format!("p{n:05}"), &format!("# Study {n} of moors\n\n# References\n\n{list}"));
    Corpus::new((0..papers).map(paper)).expect("the names differ")
}

fn pairs(papers: usize) -> Box<dyn Fn()> {
    let graph = CitationGraph::new(&of_five_works(papers));
    Box::new(move || drop(black_box(strongest_pairs(&graph, 30))))
}

fn report(papers: usize) -> Box<dyn Fn()> {
    let corpus = of_five_works(papers);
    Box::new(move || drop(black_box(Report::new(&corpus, &ReportOptions::new(2026)))))
}

fn co_cited(works: usize) -> Box<dyn Fn()> {
    let mut builder = CitationGraph::builder();
    builder.paper("a", Item::default());
    for work in (0..works).map(|n| format!("w{n:05}")) {
        builder.work(work.as_str(), Item::default()).cite("a", work);
    }
    let graph = builder.build().expect("ids are unique");
    let related = |graph: &CitationGraph| Network::of(graph).related(graph, Relation::CoCitation, Measure::Count, 1.0);
    Box::new(move || written(|| related(&graph)))
}

/// Writes a network to nowhere, on one thread: each thread holds some rows.
fn written(network: impl Fn() -> Network + Send + Sync) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| NetworkFormat::Edges.write_to(&network(), io::sink()).expect("a sink takes all"));
}

fn co_authors(authors: usize) -> Box<dyn Fn()> {
    let letters = |n: usize| n.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>();
    let author = (0..authors).map(|n| Name::person(format!("Roe{}", letters(n)), "Ann")).collect();
    let mut builder = CitationGraph::builder();
    builder.paper("a", Item { author, ..Item::default() });
    let graph = builder.build().expect("one paper");
    Box::new(move || written(|| Network::of_authors(&graph)))
}

fn commands(depth: usize) -> Box<dyn Fn()> {
    let text = format!("@misc{{m, title = {{{}{}}}}}", "\\emph{".repeat(depth), "}".repeat(depth));
    Box::new(move || drop(black_box(bibtex::items(&text))))
}

fn accents(count: usize) -> Box<dyn Fn()> {
    let text = format!("@misc{{m, title = {{{}", "\\\"{".repeat(count));
    Box::new(move || drop(black_box(bibtex::items(&text))))
}

/// What a run of a size took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    pub size: usize,
    /// Seconds of the processor.
    pub time: f64,
    /// Bytes at most, besides what there was before.
    pub memory: f64,
}

/// The power of the size with which a figure grew from the first to the last.
pub fn power(taken: &[Taken], figure: impl Fn(&Taken) -> f64) -> f64 {
    let (first, last) = (&taken[0], &taken[taken.len() - 1]);
    (figure(last) / figure(first)).log2() / (last.size as f64 / first.size as f64).log2()
}
