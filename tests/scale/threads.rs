//! On any number of threads, the same bytes.

use citegraph::query::coupling::{Measure, Relation, Strength, pairs, strongest};
use citegraph::query::coupling_distribution::distribution;
use citegraph::query::disruption::{Disruption, disruptions};
use citegraph::query::grouping::{AuthorNetwork, Grouping};
use proptest::prelude::*;

use crate::common::{graph, name};

/// A pair to the last bit.
fn bits(pair: &Strength) -> (usize, usize, u32, (u32, u32), u64) {
    (pair.a.index(), pair.b.index(), pair.count, pair.of, pair.fractional.to_bits())
}

type Answers = (Vec<Vec<(usize, usize, u32, (u32, u32), u64)>>, Vec<Vec<u64>>, Vec<(usize, Disruption)>, Vec<String>);

/// What each query that counts on several threads gives on so many.
fn answers(edges: &[(usize, usize)], n: usize, threads: usize) -> Answers {
    let years: Vec<i32> = (0..n).map(|i| 2000 + (i % 7) as i32).collect();
    let graph = graph(n, edges, &years);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| {
        let (mut rows, mut distributions) = (Vec::new(), Vec::new());
        for relation in [Relation::Coupling, Relation::CoCitation] {
            distributions.push(distribution(&graph, relation));
            for measure in [Measure::Count, Measure::Fractional, Measure::Cosine] {
                rows.push(pairs(&graph, relation, measure, 0.1).map(|pair| bits(&pair)).collect());
                rows.push(strongest(&graph, relation, measure, 3).flatten().map(|pair| bits(&pair)).collect());
            }
        }
        let disruptions = disruptions(&graph, Some(3)).map(|(work, found)| (work.index(), found)).collect();
        let labels: Vec<(String, String)> = (0..n).map(|i| (name(i), format!("g{}", i % 13))).collect();
        let labels = labels.iter().map(|(id, label)| (id.as_str(), label.as_str()));
        let authors = Grouping::of_labels(&graph, labels).0;
        let network = AuthorNetwork::co_cited(&graph, &authors).pairs(Measure::Fractional, 0.0);
        (rows, distributions, disruptions, network.iter().map(|pair| format!("{pair:?}")).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn the_same_bytes(edges in prop::collection::vec((0..300_usize, 0..300_usize), 0..3000)) {
        let one = answers(&edges, 300, 1);
        for threads in [2, 3, 8] {
            prop_assert_eq!(&answers(&edges, 300, threads), &one, "{} threads", threads);
        }
    }
}
