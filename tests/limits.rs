//! What takes at most so long. Bounds are processor time, four times what is promised: tests aren't optimised as programs
//! are. `cargo bench --bench views` tells the time itself.

mod made;

use std::time::{Duration, Instant};

use citegraph::graph::CitationGraph;
use citegraph::query::thresholds::shared_at_thresholds;
use citegraph::view::svg::{DrawOptions, Works, matrix, svg};
use cpu_time::ProcessTime;
use made::{many_works, one_work};

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
