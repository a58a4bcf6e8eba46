use std::collections::BTreeSet;

use citegraph::query::disruption::{Disruption, DisruptionCounter};
use citegraph::query::spectroscopy::spectroscopy;
use proptest::prelude::*;

use crate::common::{any_graph, graph};

/// The drawn example of Funk & Owen-Smith: a disrupting and a consolidating focal work.
#[test]
fn disruption_by_hand() {
    // 0 cites 1 and 2; 3, 4 and 5 come later.
    let disrupting = graph(6, &[(0, 1), (0, 2), (3, 0), (4, 0), (5, 0)], &[]);
    let consolidating = graph(6, &[(0, 1), (0, 2), (3, 0), (3, 1), (4, 0), (4, 2), (5, 0), (5, 1), (5, 2)], &[]);
    let mixed = graph(6, &[(0, 1), (0, 2), (3, 0), (4, 0), (4, 1), (5, 2)], &[]);
    let index = |graph: &citegraph::graph::FrozenGraph| {
        DisruptionCounter::new(graph, None).of(graph.works().next().expect("works")).index()
    };
    assert_eq!(index(&disrupting), Some(1.0));
    assert_eq!(index(&consolidating), Some(-1.0));
    assert_eq!(index(&mixed), Some(0.0));
    assert_eq!(index(&graph(1, &[(0, 0)], &[])), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn disruption_by_its_definition(small in any_graph(9), years in prop::collection::vec(2000..2006, 9)) {
        let edges: Vec<_> = small.graph.citations().map(|(a, b)| (a.index(), b.index())).collect();
        let dated = graph(small.n(), &edges, &years);
        for window in [None, Some(2)] {
            let mut counter = DisruptionCounter::new(&dated, window);
            for focal in dated.works() {
                let f = focal.index();
                let mut expected = Disruption::default();
                for c in (0..small.n()).filter(|&c| c != f && years[c] >= years[f]) {
                    if window.is_some_and(|window| years[c] - years[f] > window as i32) {
                        continue;
                    }
                    let own = small.cites[c][f];
                    let sources = (0..small.n()).any(|s| s != f && small.cites[f][s] && small.cites[c][s]);
                    match (own, sources) {
                        (true, false) => expected.alone += 1,
                        (true, true) => expected.both += 1,
                        (false, true) => expected.sources += 1,
                        (false, false) => {}
                    }
                }
                prop_assert_eq!(counter.of(focal), expected);
            }
        }
    }
}

#[test]
fn spectroscopy_by_hand() {
    let years = [1990, 1990, 1992, 1995, 2000, 2001];
    let graph = graph(6, &[(4, 0), (5, 0), (4, 1), (5, 2), (4, 3), (5, 3), (5, 4)], &years);
    let found = spectroscopy(&graph, |_| true, 1);
    let named: BTreeSet<_> = found.iter().map(|year| (year.year, year.citations, year.deviation)).collect();
    assert_eq!(found.len(), 11);
    assert!(named.is_superset(&BTreeSet::from([(1990, 3, 3), (1991, 0, 0), (1992, 1, 1), (1995, 2, 2), (2000, 1, 1)])));
    assert_eq!(found[0].works, [(graph.works().next().expect("works"), 2)]);
    let one = graph.find("00000004").expect("it cites");
    let by_one = spectroscopy(&graph, |work| work == one, 9);
    assert_eq!(by_one.iter().map(|year| year.citations).sum::<u64>(), 3);
    assert!(spectroscopy(&graph, |_| false, 9).is_empty());
}
