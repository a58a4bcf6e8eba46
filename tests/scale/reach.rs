use citegraph::graph::{Direction, WorkIndex};
use citegraph::query::dominators::dominators;
use citegraph::query::reach::{reach, shortest_path};
use proptest::prelude::*;

use crate::common::{Small, any_graph};

/// Distances by trying one citation more and more, `without` one work.
fn distances(small: &Small, from: &[usize], without: Option<usize>) -> Vec<Option<u32>> {
    let n = small.n();
    let mut far = vec![None; n];
    from.iter().filter(|&&i| Some(i) != without).for_each(|&i| far[i] = Some(0));
    for d in 0..n as u32 {
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
            if far[i] == Some(d) && small.cites[i][j] && far[j].is_none() && Some(j) != without {
                far[j] = Some(d + 1);
            }
        }
    }
    far
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn reach_is_within_the_distance(small in any_graph(10), within in 0..5_u32) {
        let start = small.works()[0];
        let far = distances(&small, &[0], None);
        let found = reach(&small.graph, &[start, start], Direction::Cites, within);
        prop_assert!(found.is_sorted());
        let expected = far.iter().filter(|d| d.is_some_and(|d| d <= within)).count();
        prop_assert_eq!(found.len(), expected);
        prop_assert!(found.iter().all(|one| far[one.work.index()] == Some(one.distance)));
        for one in reach(&small.graph, &[start], Direction::CitedBy, u32::MAX) {
            prop_assert_eq!(distances(&small, &[one.work.index()], None)[0], Some(one.distance));
        }
    }

    #[test]
    fn paths_are_shortest_and_first(small in any_graph(8)) {
        for (a, b) in small.works().into_iter().flat_map(|a| small.works().into_iter().map(move |b| (a, b))) {
            let far = distances(&small, &[a.index()], None)[b.index()];
            let path = shortest_path(&small.graph, a, b);
            prop_assert_eq!(path.as_ref().map(|path| path.len() as u32 - 1), far);
            let Some(path) = path else { continue };
            prop_assert_eq!((path[0], path[path.len() - 1]), (a, b));
            for (i, step) in path.windows(2).enumerate() {
                prop_assert!(small.graph.has_citation(step[0], step[1]));
                let left = (path.len() - i - 2) as u32;
                let first = small.graph.cites(step[0]).iter().find(|next| {
                    distances(&small, &[next.index()], None)[b.index()] == Some(left)
                });
                prop_assert_eq!(first, Some(&step[1]));
            }
        }
    }

    #[test]
    fn dominators_are_on_every_way(small in any_graph(9), papers in 1..3_usize) {
        let papers: Vec<usize> = (0..papers.min(small.n())).collect();
        let all = distances(&small, &papers, None);
        let dominates = |d: usize, w: usize| d != w && all[w].is_some() && distances(&small, &papers, Some(d))[w].is_none();
        let starts: Vec<WorkIndex> = papers.iter().map(|&i| small.works()[i]).collect();
        let found = dominators(&small.graph, &starts);
        prop_assert_eq!(found.len(), all.iter().flatten().count());
        prop_assert!(found.is_sorted_by_key(|one| (std::cmp::Reverse(one.holds), one.work)));
        for one in &found {
            let w = one.work.index();
            let over: Vec<usize> = (0..small.n()).filter(|&d| dominates(d, w)).collect();
            // The nearest is the one that all other dominators dominate.
            let nearest = over.iter().copied().find(|&d| over.iter().all(|&e| e == d || dominates(e, d)));
            prop_assert_eq!(one.by.map(|work| work.index()), nearest);
            prop_assert_eq!(one.holds as usize, (0..small.n()).filter(|&x| dominates(w, x)).count());
        }
    }
}
