use citegraph::graph::WorkIndex;
use citegraph::query::coupling::{Measure, Relation, Strength, between, common, pairs, strongest};
use citegraph::query::coupling_distribution::distribution;
use proptest::prelude::*;

use crate::common::{Small, any_graph, graph, small};

const MEASURES: [Measure; 5] =
    [Measure::Count, Measure::Fractional, Measure::Cosine, Measure::Jaccard, Measure::AssociationStrength];

/// By the formulas, over the matrix.
fn by_hand(small: &Small, relation: Relation, a: usize, b: usize, measure: Measure) -> f64 {
    let has = |work: usize, shared: usize| match relation {
        Relation::Coupling => small.cites[work][shared],
        Relation::CoCitation => small.cites[shared][work],
    };
    let n = small.n();
    let degree = |work| (0..n).filter(|&w| has(work, w)).count() as f64;
    let shared: Vec<usize> = (0..n).filter(|&w| has(a, w) && has(b, w)).collect();
    let count = shared.len() as f64;
    if shared.is_empty() {
        return 0.0;
    }
    match measure {
        Measure::Count => count,
        Measure::Fractional => shared.iter().map(|&w| 1.0 / ((0..n).filter(|&x| has(x, w)).count() as f64 - 1.0)).sum(),
        Measure::Cosine => count / (degree(a) * degree(b)).sqrt(),
        Measure::Jaccard => count / (degree(a) + degree(b) - count),
        _ => count / (degree(a) * degree(b)),
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn as_by_the_formulas(small in any_graph(12)) {
        for relation in [Relation::Coupling, Relation::CoCitation] {
            for measure in MEASURES {
                let all: Vec<Strength> = pairs(&small.graph, relation, measure, 0.0).collect();
                prop_assert!(all.is_sorted_by_key(|pair| (pair.a, pair.b)));
                let mut found = all.iter();
                for a in small.works() {
                    for b in small.works().into_iter().filter(|&b| b > a) {
                        let expected = by_hand(&small, relation, a.index(), b.index(), measure);
                        let one = if measure == Measure::Fractional || expected == 0.0 {
                            between(&small.graph, relation, a, b)
                        } else {
                            *found.clone().next().expect("one more")
                        };
                        prop_assert!(close(one.by(measure), expected), "{a:?} {b:?} {measure:?} {one:?} {expected}");
                        if expected > 0.0 {
                            let pair = found.next().expect("one more");
                            prop_assert_eq!((pair.a, pair.b), (a, b));
                            prop_assert!(close(pair.by(measure), expected), "{pair:?} {measure:?} {expected}");
                        }
                    }
                }
                prop_assert!(found.next().is_none());
                let over: Vec<Strength> = pairs(&small.graph, relation, measure, 0.5).collect();
                let expected: Vec<Strength> = all.into_iter().filter(|pair| pair.by(measure) >= 0.5).collect();
                prop_assert_eq!(over, expected);
            }
            let mut counted = vec![0_u64; 13];
            pairs(&small.graph, relation, Measure::Count, 1.0).for_each(|pair| counted[pair.count as usize - 1] += 1);
            while counted.last() == Some(&0) {
                counted.pop();
            }
            prop_assert_eq!(distribution(&small.graph, relation), counted);
        }
    }

    #[test]
    fn the_strongest_are_the_first_of_all(small in any_graph(14), k in 0..5_usize) {
        for measure in MEASURES {
            let rows: Vec<Vec<Strength>> = strongest(&small.graph, Relation::Coupling, measure, k).collect();
            let mut expected: Vec<Vec<(WorkIndex, WorkIndex)>> = Vec::new();
            for a in small.works() {
                let mut row: Vec<(f64, WorkIndex)> = small
                    .works()
                    .into_iter()
                    .filter(|&b| b != a && !common(&small.graph, Relation::Coupling, a, b).is_empty())
                    .map(|b| (between(&small.graph, Relation::Coupling, a, b).by(measure), b))
                    .collect();
                // Sums in another order may differ in the last bit.
                row.sort_by(|x, y| ((y.0 * 1e9).round(), x.1).partial_cmp(&((x.0 * 1e9).round(), y.1)).expect("numbers"));
                row.truncate(k);
                if !row.is_empty() {
                    expected.push(row.into_iter().map(|(_, b)| (a, b)).collect());
                }
            }
            if measure != Measure::Fractional {
                let found: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|p| (p.a, p.b)).collect()).collect();
                prop_assert_eq!(found, expected);
            } else {
                prop_assert_eq!(rows.len(), expected.len());
            }
        }
    }

    #[test]
    fn co_citation_is_coupling_on_the_reversed_graph(small in any_graph(12)) {
        let edges: Vec<(usize, usize)> =
            small.graph.citations().map(|(citing, cited)| (cited.index(), citing.index())).collect();
        let reversed = graph(small.n(), &edges, &[]);
        let there: Vec<_> = pairs(&small.graph, Relation::CoCitation, Measure::Cosine, 0.0).collect();
        let back: Vec<_> = pairs(&reversed, Relation::Coupling, Measure::Cosine, 0.0).collect();
        prop_assert_eq!(there, back);
    }
}

#[test]
fn more_than_a_byte_in_common() {
    let edges: Vec<_> = (0..700).flat_map(|w| [(700, w), (701, w)]).chain([(702, 0), (702, 3)]).collect();
    let wide = small(703, &edges);
    assert_eq!(distribution(&wide.graph, Relation::Coupling)[699], 1);
    let found: Vec<_> = pairs(&wide.graph, Relation::Coupling, Measure::Count, 1.0).map(|pair| pair.count).collect();
    assert_eq!(found, [700, 2, 2]);
    let best: Vec<u32> =
        strongest(&wide.graph, Relation::Coupling, Measure::Count, 1).map(|row| row[0].count).collect();
    assert_eq!(best, [700, 700, 2]);
}
