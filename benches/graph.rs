//! The graph queries on an edge list, each beside petgraph where petgraph has it, in seconds of processor time.
//!
//! `cargo bench --bench graph -- FILE.tsv...`; with `--features parallel` and `--threads 2` before the files, on two
//! threads. `benches/peers.sh` runs this and then scipy, igraph and networkx on the same files.

use std::fs::File;
use std::hint::black_box;
use std::time::Instant;

use citegraph::graph::{Delimiter, EdgeList, FrozenGraph};
use citegraph::query::components::components;
use citegraph::query::coupling::{Measure, Relation, strongest};
use citegraph::query::coupling_distribution::distribution;
use citegraph::query::cycles::{CycleLimits, frozen_cycles};
use citegraph::query::disruption::disruptions;
use citegraph::query::feedback::to_review;
use citegraph::query::order::{layers, topological_order};
use citegraph::query::pagerank::{PageRankOptions, pagerank};
use petgraph::graph::DiGraph;

/// Nanoseconds that the process has computed; nothing where the system doesn't say.
fn computed() -> Option<f64> {
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    let stats = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok());
    Some(stats.filter_map(|stat| stat.split(' ').next()?.parse::<f64>().ok()).sum())
}

/// The most memory that the process has held, in megabytes; 0 where the system doesn't say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<usize>().ok()).unwrap_or(0) / 1024
}

/// Times the work; what takes less than a clock can tell is done again and again, and its mean given.
fn timed<T>(what: &str, mut work: impl FnMut() -> T, say: impl FnOnce(&T) -> String) -> T {
    const WORTH_A_MEAN: f64 = 0.5;
    let (start, before) = (Instant::now(), computed());
    let mut runs = 0.0;
    let done = loop {
        let done = black_box(work());
        runs += 1.0;
        if start.elapsed().as_secs_f64() > WORTH_A_MEAN {
            break done;
        }
    };
    let wall = start.elapsed().as_secs_f64();
    let cpu = computed().zip(before).map_or(wall, |(after, before)| (after - before) / 1e9);
    let (cpu, wall) = (cpu / runs, wall / runs);
    println!("  {what:<34} {cpu:>9.4} s cpu {wall:>9.4} s wall   {:>6} MB peak   {}", peak(), say(&done));
    done
}

fn read(file: &str) -> FrozenGraph {
    let mut list = EdgeList::new(Delimiter::Tab);
    list.citations(File::open(file).expect("a file")).expect("a table");
    list.build().expect("it fits").0
}

fn run(file: &str) {
    println!("{file}");
    let graph = timed("load", || read(file), |g| format!("{} works, {} citations", g.work_count(), g.citation_count()));
    let memory = graph.memory();
    let each = memory.citations as f64 / graph.citation_count().max(1) as f64;
    println!("  {each:.2} bytes a citation in both directions, {} bytes of ids and years", memory.works);

    let pairs = |pairs: &Vec<u64>| format!("{} pairs", pairs.iter().sum::<u64>());
    timed("coupling, all pairs counted", || distribution(&graph, Relation::Coupling), pairs);
    timed("co-citation, all pairs counted", || distribution(&graph, Relation::CoCitation), pairs);
    // A row's works and their pairs, which are handed on and not kept.
    let top = || strongest(&graph, Relation::Coupling, Measure::Cosine, 10).map(|row| row.len()).sum::<usize>();
    timed("coupling, top 10 of each", top, |n| format!("{n} pairs"));
    /// Above this many citations, what takes minutes isn't run.
    const LONG: usize = 2_000_000;
    if graph.citation_count() < LONG {
        let all = || disruptions(&graph, None).filter(|(_, found)| found.index().is_some()).count();
        timed("disruption of each", all, |n| format!("{n} have an index"));
    }
    timed(
        "components",
        || components(&graph),
        |c| format!("{} of them, largest {}", c.count(), c.circles().first().map_or(1, Vec::len)),
    );
    let acyclic = without(&graph);
    timed("topological order (made acyclic)", || topological_order(&acyclic), |o| o.is_some().to_string());
    timed("layers", || layers(&graph), |l| format!("{}", l.iter().max().unwrap_or(&0)));
    timed("PageRank", || pagerank(&graph, PageRankOptions::default()), |p| format!("{:?}", p.ended));
    timed("citations to review", || to_review(&graph), |r| format!("{}", r.len()));
    for length in [3, 4, 5] {
        let limits = CycleLimits::default().with_length(length).with_count(10_000_000);
        timed(&format!("cycles up to {length}"), || frozen_cycles(&graph, limits).count(), ToString::to_string);
    }

    /// petgraph takes more than ten times the memory: above this many citations it isn't run.
    const PETGRAPH: usize = 20_000_000;
    if graph.citation_count() < PETGRAPH {
        let edges = |graph: &FrozenGraph| {
            DiGraph::<(), ()>::from_edges(graph.citations().map(|(a, b)| (a.index() as u32, b.index() as u32)))
        };
        let theirs = timed("petgraph: build", || edges(&graph), |g| g.edge_count().to_string());
        timed("petgraph: kosaraju_scc", || petgraph::algo::kosaraju_scc(&theirs).len(), ToString::to_string);
        // It recurses.
        let deep = std::thread::Builder::new().stack_size(1 << 31);
        let tarjan =
            move || timed("petgraph: tarjan_scc", || petgraph::algo::tarjan_scc(&theirs).len(), ToString::to_string);
        deep.spawn(tarjan).expect("a thread").join().expect("enough stack");
        let theirs = edges(&acyclic);
        let order = || petgraph::algo::toposort(&theirs, None).map(|order| order.len());
        let _ = timed("petgraph: toposort (made acyclic)", order, |o| o.is_ok().to_string());
    }
}

/// The graph without the citations that are to be reviewed.
fn without(graph: &FrozenGraph) -> FrozenGraph {
    let mut builder = citegraph::graph::FrozenBuilder::default();
    let review = to_review(graph);
    for (citing, cited) in graph.citations().filter(|edge| review.binary_search(edge).is_err()) {
        builder.cite(graph.id(citing), graph.id(cited));
    }
    builder.build().expect("it fits").0
}

/// Runs the work on so many of rayon's threads.
#[cfg(feature = "parallel")]
fn on(threads: usize, work: impl FnOnce() + Send) {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(work);
}

#[cfg(not(feature = "parallel"))]
fn on(_: usize, work: impl FnOnce() + Send) {
    work();
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").peekable();
    let threads = match arguments.next_if(|argument| argument == "--threads") {
        Some(_) => arguments.next().and_then(|number| number.parse().ok()).expect("a number of threads"),
        None => 1,
    };
    let files: Vec<String> = arguments.collect();
    if files.is_empty() {
        println!("give it edge lists: cargo bench --bench graph -- FILE.tsv");
    }
    on(threads, || files.iter().for_each(|file| run(file)));
}
