//! Shapes that deep recursion, dense matrices and endless search would show on.

use citegraph::graph::{Direction, FrozenBuilder, FrozenGraph};
use citegraph::query::components::components;
use citegraph::query::coupling::{Measure, Relation, strongest};
use citegraph::query::coupling_distribution::distribution;
use citegraph::query::cycles::{CycleLimits, Extent, frozen_cycles};
use citegraph::query::disruption::DisruptionCounter;
use citegraph::query::dominators::dominators;
use citegraph::query::feedback::to_review;
use citegraph::query::hits::hits;
use citegraph::query::order::{layers, topological_order};
use citegraph::query::pagerank::{PageRankOptions, pagerank};
use citegraph::query::reach::{reach, shortest_path};

use crate::common::{graph, name};

/// Long enough to overflow a stack that grows with it.
const LONG: usize = 300_000;

fn built(edges: impl Iterator<Item = (usize, usize)>) -> FrozenGraph {
    let mut builder = FrozenBuilder::default();
    edges.for_each(|(a, b)| builder.cite(&name(a), &name(b)));
    builder.build().expect("it fits").0
}

#[test]
fn a_chain() {
    let chain = built((0..LONG).map(|i| (i, i + 1)));
    let (first, last) = (chain.find(&name(0)).expect("there"), chain.find(&name(LONG)).expect("there"));
    assert_eq!(components(&chain).count(), LONG + 1);
    assert_eq!(topological_order(&chain).expect("no circle")[LONG], last);
    assert_eq!(layers(&chain)[first.index()] as usize, LONG);
    assert_eq!(reach(&chain, &[first], Direction::Cites, u32::MAX).len(), LONG + 1);
    assert_eq!(shortest_path(&chain, first, last).expect("one").len(), LONG + 1);
    assert_eq!(dominators(&chain, &[first])[0].holds as usize, LONG);
    assert!(to_review(&chain).is_empty());
    assert!((pagerank(&chain, PageRankOptions::default()).ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn a_ring() {
    let ring = built((0..LONG).map(|i| (i, (i + 1) % LONG)));
    assert_eq!(components(&ring).circles()[0].len(), LONG);
    assert_eq!(topological_order(&ring), None);
    assert_eq!(to_review(&ring).len(), 1);
    let mut short = frozen_cycles(&ring, CycleLimits::default());
    assert_eq!((short.next(), short.extent()), (None, Some(Extent::UpToLength)));
    let mut long = frozen_cycles(&ring, CycleLimits::default().with_length(LONG));
    assert_eq!(long.by_ref().map(|cycle| cycle.len()).collect::<Vec<_>>(), [LONG]);
    assert_eq!(long.extent(), Some(Extent::Complete));
}

#[test]
fn a_star() {
    let star = built((1..20_000).map(|i| (i, 0)));
    assert_eq!(distribution(&star, Relation::Coupling), [19_999 * 19_998 / 2]);
    assert!(distribution(&star, Relation::CoCitation).is_empty());
    let centre = star.find(&name(0)).expect("there");
    assert_eq!(DisruptionCounter::new(&star, None).of(centre).index(), Some(1.0));
    assert_eq!(hits(&star, 1e-9, 10).authorities[centre.index()], 1.0);
}

#[test]
fn a_complete_graph() {
    const N: usize = 300;
    let edges: Vec<_> = (0..N).flat_map(|a| (0..N).filter(move |&b| a != b).map(move |b| (a, b))).collect();
    let complete = graph(N, &edges, &[]);
    assert_eq!(components(&complete).count(), 1);
    let pairs = distribution(&complete, Relation::Coupling);
    assert_eq!((pairs.len(), pairs[N - 3] as usize), (N - 2, N * (N - 1) / 2));
    assert_eq!(strongest(&complete, Relation::Coupling, Measure::Count, 2).count(), N);
    let mut cycles = frozen_cycles(&complete, CycleLimits::default().with_length(N).with_count(100));
    assert_eq!((cycles.by_ref().count(), cycles.extent()), (100, Some(Extent::UpToCount)));
    assert_eq!(to_review(&complete).len(), N * (N - 1) / 2);
    assert_eq!(layers(&complete), vec![0; N]);
}

#[test]
fn nothing_and_one_that_cites_itself() {
    let nothing = FrozenGraph::default();
    assert_eq!(nothing.works().len(), 0);
    assert_eq!(components(&nothing).count(), 0);
    assert_eq!(topological_order(&nothing), Some(vec![]));
    assert!(distribution(&nothing, Relation::Coupling).is_empty());
    assert!(dominators(&nothing, &[]).is_empty());
    let one = graph(1, &[(0, 0)], &[]);
    let own = one.works().next().expect("one");
    assert_eq!(components(&one).circles(), Vec::<Vec<_>>::new());
    assert_eq!(topological_order(&one), None);
    assert_eq!(to_review(&one), [(own, own)]);
    assert_eq!(layers(&one), [0]);
    assert_eq!(pagerank(&one, PageRankOptions::default()).ranks, [1.0]);
    assert_eq!(shortest_path(&one, own, own), Some(vec![own]));
    assert!(distribution(&one, Relation::Coupling).is_empty());
}
