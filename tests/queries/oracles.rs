//! Small graphs and their answers by trying everything.

use super::*;

const MOST: usize = 7;

fn small() -> impl Strategy<Value = (usize, BTreeSet<(usize, usize)>)> {
    (1..=MOST).prop_flat_map(|n| (Just(n), prop::collection::btree_set((0..n, 0..n), 0..=(n * n).min(24))))
}

/// Who reaches whom, by citations, in one step or more.
fn reach(n: usize, edges: &BTreeSet<(usize, usize)>) -> Vec<Vec<bool>> {
    let mut reach = vec![vec![false; n]; n];
    for &(a, b) in edges {
        reach[a][b] = true;
    }
    for via in 0..n {
        let onwards = reach[via].clone();
        for from in reach.iter_mut().filter(|from| from[via]) {
            from.iter_mut().zip(&onwards).for_each(|(reached, onwards)| *reached |= onwards);
        }
    }
    reach
}

/// All elementary cycles of two nodes or more, each from its least node, by trying every path.
fn brute_cycles(n: usize, edges: &BTreeSet<(usize, usize)>) -> BTreeSet<Vec<usize>> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Vec<usize>> = (0..n).map(|start| vec![start]).collect();
    while let Some(path) = open.pop() {
        for next in 0..n {
            let last = path[path.len() - 1];
            if !edges.contains(&(last, next)) {
            } else if next == path[0] && path.len() > 1 {
                found.insert(path.clone());
            } else if next > path[0] && !path.contains(&next) {
                open.push(path.iter().copied().chain([next]).collect());
            }
        }
    }
    found
}

fn back(works: impl Iterator<Item = impl AsRef<str>>) -> Vec<usize> {
    works.map(|id| id.as_ref().parse().expect("a number")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn components_are_what_reaches_each_other((n, edges) in small()) {
        let reach = reach(n, &edges);
        let report = cycles(&papers(n, &edges));
        let mut expected = BTreeSet::new();
        for (a, from_a) in reach.iter().enumerate() {
            let mutual: Vec<usize> = (0..n).filter(|&b| a == b || (from_a[b] && reach[b][a])).collect();
            if mutual.len() > 1 {
                expected.insert(mutual);
            }
        }
        let found: BTreeSet<Vec<usize>> = report.components.iter().map(|c| back(c.works.iter())).collect();
        prop_assert_eq!(&found, &expected);
        let sizes: Vec<usize> = report.components.iter().map(|c| c.works.len()).collect();
        prop_assert!(sizes.is_sorted_by(|a, b| a >= b));
        let loops = back(report.self_loops.iter().map(|step| &step.citing));
        prop_assert_eq!(loops, (0..n).filter(|&a| edges.contains(&(a, a))).collect::<Vec<_>>());
        let all = brute_cycles(n, &edges);
        for component in &report.components {
            let works = back(component.works.iter());
            let inside = edges.iter().filter(|(a, b)| a != b && works.contains(a) && works.contains(b)).count();
            prop_assert_eq!(component.citations, inside);
            let witness = back(component.witness.works());
            let shortest = all.iter().filter(|cycle| works.contains(&cycle[0])).map(|cycle| (cycle.len(), cycle[0])).min();
            prop_assert_eq!(Some((witness.len(), witness[0])), shortest);
            prop_assert!(all.contains(&witness));
        }
    }

    #[test]
    fn elementary_cycles_are_all_and_in_order((n, edges) in small(), length in 1..=MOST, count in 0..30_usize) {
        let graph = papers(n, &edges);
        let all = brute_cycles(n, &edges);
        let cycles = |limits: CycleLimits| {
            let list = elementary_cycles(&graph, limits).into_list();
            (list.cycles.iter().map(|cycle| back(cycle.works())).collect::<Vec<_>>(), list.extent)
        };
        let unlimited = CycleLimits::default().with_count(usize::MAX).with_length(usize::MAX);
        let (found, extent) = cycles(unlimited);
        prop_assert_eq!(&found, &all.iter().cloned().collect::<Vec<_>>());
        prop_assert_eq!(extent, Extent::Complete);

        let (found, extent) = cycles(unlimited.with_length(length));
        let short: Vec<_> = all.iter().filter(|cycle| cycle.len() <= length).cloned().collect();
        prop_assert_eq!(&found, &short);
        prop_assert!(extent == Extent::UpToLength || short.len() == all.len());

        let (found, extent) = cycles(unlimited.with_count(count));
        prop_assert_eq!(&found, &all.iter().take(count).cloned().collect::<Vec<_>>());
        prop_assert_eq!(extent == Extent::UpToCount, all.len() > count);
    }

    #[test]
    fn coupling_counts_common_works((n, edges) in small()) {
        let graph = papers(n, &edges);
        let cited = |a: usize| edges.iter().filter(|(from, _)| *from == a).map(|(_, to)| *to).collect::<BTreeSet<_>>();
        let mut expected = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                let (left, right) = (cited(a), cited(b));
                let shared: Vec<usize> = left.intersection(&right).copied().collect();
                let union = left.union(&right).count();
                let one = shared_between(&graph, &number(a), &number(b)).expect("both are papers");
                prop_assert_eq!(back(one.works.iter().map(|work| &work.id)), &shared[..]);
                if !shared.is_empty() {
                    let jaccard = shared.len() as f64 / union as f64;
                    let cosine = shared.len() as f64 / (left.len() as f64 * right.len() as f64).sqrt();
                    prop_assert!((one.jaccard - jaccard).abs() < 1e-12 && (one.cosine - cosine).abs() < 1e-12);
                    expected.push(one);
                }
            }
        }
        prop_assert_eq!(shared_pairs(&graph).collect::<Vec<_>>(), expected);

        let mut citing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &(a, b) in &edges {
            citing.entry(b).or_default().push(a);
        }
        let works = cited_works(&graph);
        prop_assert!(works.is_sorted_by_key(|work| (std::cmp::Reverse(work.citing.len()), work.id.clone())));
        let found: BTreeMap<usize, Vec<usize>> =
            works.iter().map(|work| (work.id.parse().expect("a number"), back(work.citing.iter().map(|p| &p.document)))).collect();
        prop_assert_eq!(found, citing);
    }

    #[test]
    fn neighbours_are_ordered((n, edges) in small()) {
        let graph = papers(n, &edges);
        let found: Vec<_> = graph.citations().map(|edge| (edge.citing.index(), edge.cited.index())).collect();
        prop_assert_eq!(&found, &edges.iter().copied().collect::<Vec<_>>());
        for (work, _) in graph.works() {
            let from: Vec<_> = graph.cites(work).map(|edge| edge.cited.index()).collect();
            prop_assert_eq!(from, edges.iter().filter(|(a, _)| *a == work.index()).map(|(_, b)| *b).collect::<Vec<_>>());
            let to: Vec<_> = graph.cited_by(work).map(|edge| edge.citing.index()).collect();
            prop_assert_eq!(to, edges.iter().filter(|(_, b)| *b == work.index()).map(|(a, _)| *a).collect::<Vec<_>>());
        }
    }
}
