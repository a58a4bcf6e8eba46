use citegraph::query::Ended;
use citegraph::query::hits::hits;
use citegraph::query::pagerank::{PageRankOptions, pagerank};
use proptest::prelude::*;

use crate::common::{any_graph, small};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn pagerank_as_by_its_definition(small in any_graph(12)) {
        let found = pagerank(&small.graph, PageRankOptions::default());
        prop_assert_eq!(found.ended, Ended::Exact);
        // The reader's walk, step by step.
        let n = small.n();
        let cites = |i: usize| small.cites[i].iter().filter(|&&cites| cites).count();
        let mut ranks = vec![1.0 / n as f64; n];
        for _ in 0..300 {
            let lost: f64 = (0..n).filter(|&i| cites(i) == 0).map(|i| ranks[i]).sum();
            ranks = (0..n)
                .map(|v| {
                    let from = (0..n).filter(|&u| small.cites[u][v]).map(|u| ranks[u] / cites(u) as f64);
                    0.15 / n as f64 + 0.85 * (from.sum::<f64>() + lost / n as f64)
                })
                .collect();
        }
        for (a, b) in found.ranks.iter().zip(&ranks) {
            prop_assert!((a - b).abs() < 1e-11, "{a} {b}");
        }
    }

    #[test]
    fn hubs_and_authorities_hold_each_other_up(small in any_graph(9)) {
        let found = hits(&small.graph, 1e-13, 100_000);
        let n = small.n();
        let sums: Vec<f64> =
            (0..n).map(|v| (0..n).filter(|&u| small.cites[u][v]).map(|u| found.hubs[u]).sum()).collect();
        let largest = sums.iter().copied().fold(0.0, f64::max);
        for (sum, authority) in sums.iter().zip(&found.authorities) {
            prop_assert!(largest == 0.0 || (sum / largest - authority).abs() < 1e-6);
        }
    }
}

#[test]
fn pagerank_without_rounds_says_so() {
    let ring = small(3, &[(0, 1), (1, 2), (2, 0), (0, 2)]).graph;
    let mut options = PageRankOptions::default();
    options.rounds = 1;
    assert_eq!(pagerank(&ring, options).ended, Ended::Cut);
    assert!(pagerank(&small(0, &[]).graph, options).ranks.is_empty());
}
