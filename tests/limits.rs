//! What takes at most so long. Bounds are processor time, four times what is promised: tests aren't optimised as programs
//! are. `cargo bench --bench views` tells the time itself.

use std::time::{Duration, Instant};

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::query::thresholds::shared_at_thresholds;
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use citegraph::view::svg::{DrawOptions, Works, matrix, svg};
use citegraph::work::Corpus;
use cpu_time::ProcessTime;

/// Says how long it took, and sees to it that it wasn't too long.
fn within(limit: Duration, what: &str, work: impl FnOnce()) {
    const SLACK: u32 = 4;
    let (start, clock) = (ProcessTime::now(), Instant::now());
    work();
    let (took, waited) = (start.elapsed(), clock.elapsed());
    println!("{what}: {took:?} of the processor, {waited:?} in all; {limit:?} are promised");
    assert!(took < SLACK * limit, "{what}: {took:?}");
}

const SECOND: Duration = Duration::from_secs(1);

/// Papers that all cite one work.
fn one_work(papers: usize) -> Corpus {
    let entry = "- Doe, B. (1999). Tides of the northern fjords. *Sea*, 3(1), 4–9.\n";
    let paper = |n| Paper::read(format!("p{n:03}"), &format!("# Study {n} of moors\n\n# References\n\n{entry}"));
    Corpus::new((0..papers).map(paper)).expect("the names differ")
}

#[test]
fn what_400_papers_of_one_work_share() {
    let corpus = one_work(400);
    let graph = CitationGraph::new(&corpus);
    within(SECOND, "shared, 400 papers", || {
        let pairs = shared_at_thresholds(&corpus, &graph);
        assert_eq!(pairs.len(), 400 * 399 / 2);
        assert!(pairs.iter().all(|pair| pair.counts.exact == 1 && pair.works[0].hangs_on.is_some()));
    });
}

/// Papers that cite ten works each, of so many works.
fn many_works(papers: usize, works: usize) -> CitationGraph {
    let of =
        |title: String, year: i32| Item { title: Some(title), issued: Some(Date::of_year(year)), ..Item::default() };
    let mut builder = CitationGraph::builder();
    for n in 0..works {
        builder = builder.work(format!("w{n:04}"), of(format!("Work {n}"), 1980 + (n * n % 40) as i32));
    }
    for p in 0..papers {
        builder = builder.paper(format!("p{p:03}"), of(format!("Paper {p}"), 2020 + (p % 5) as i32));
        for k in 0..10 {
            builder = builder.cite(format!("p{p:03}"), format!("w{:04}", (p * 7 + k * k * 11) % works));
        }
    }
    builder.build().expect("ids are unique")
}

#[test]
fn a_picture_of_1000_works() {
    let graph = many_works(200, 1000);
    within(SECOND, "a picture of 1,200 works", || {
        let picture = svg(&graph, DrawOptions::default().with_works(Works::All));
        assert!(picture.len() < 1_000_000, "{}", picture.len());
    });
}

#[test]
fn a_matrix_of_400_papers() {
    let graph = many_works(400, 300);
    within(SECOND, "a matrix of 400 papers", || assert!(matrix(&graph).len() < 3_000_000));
}
