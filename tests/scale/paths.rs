//! Main paths step by step, and circles opened by preprints; cycle classes and spectra by their definitions.

use std::collections::{BTreeMap, BTreeSet};

use citegraph::query::cycle_class::{CycleClass, Dates};
use citegraph::query::main_path::{Traversal, Weight, Weighted};
use citegraph::query::spectroscopy::spectroscopy;
use proptest::prelude::*;

use crate::circles::closure;
use crate::common::{Small, any_dag, any_graph, graph, small};
use crate::flow::{all_paths, by_edge, is_sink, is_source};

type Edge = (usize, usize);

fn edges(found: &[Weighted]) -> BTreeSet<Edge> {
    by_edge(found).into_keys().collect()
}

/// Of the citations that meet `chosen`, the heaviest.
fn heaviest(weights: &BTreeMap<Edge, f64>, chosen: impl Fn(&Edge) -> bool) -> BTreeSet<Edge> {
    let most = weights.iter().filter(|(edge, _)| chosen(edge)).map(|(_, weight)| *weight).fold(0.0, f64::max);
    weights.iter().filter(|(edge, weight)| chosen(edge) && **weight >= most).map(|(edge, _)| *edge).collect()
}

/// The citations and those that follow, until no more come.
fn grown(mut found: BTreeSet<Edge>, next: impl Fn(&Edge) -> BTreeSet<Edge>) -> BTreeSet<Edge> {
    loop {
        let more: BTreeSet<Edge> = found.iter().flat_map(&next).filter(|edge| !found.contains(edge)).collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn paths_step_by_step(small in any_dag(8), k in 0..4_usize) {
        let traversal = Traversal::new(&small.graph, Weight::Spc);
        let weights = by_edge(&traversal.weights());
        let on = |edge: &Edge| heaviest(&weights, |next| next.1 == edge.0);
        let back = |edge: &Edge| heaviest(&weights, |next| next.0 == edge.1);
        let first = heaviest(&weights, |edge| is_source(&small, edge.1));
        prop_assert_eq!(edges(&traversal.local()), grown(first, on));
        let mut key: Vec<Edge> = weights.keys().copied().collect();
        key.sort_by(|a, b| weights[b].total_cmp(&weights[a]).then(a.cmp(b)));
        let key: BTreeSet<Edge> = key.into_iter().take(k).collect();
        let expected = &grown(key.clone(), on) | &grown(key, back);
        prop_assert_eq!(edges(&traversal.key_routes(k)), expected);
    }

    /// The preprint transform drawn out: a second node for each work that leads to itself.
    #[test]
    fn circles_are_opened_by_preprints(own in any_graph(6)) {
        let (n, leads) = (own.n(), closure(&own));
        let together = |a: usize, b: usize| a == b && leads[a][a] || a != b && leads[a][b] && leads[b][a];
        let mut opened = Vec::new();
        for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|&(a, b)| own.cites[a][b]) {
            if together(a, b) {
                opened.push((a, n + b));
            } else {
                opened.push((a, b));
                opened.extend(leads[a][a].then_some((n + a, b)));
            }
        }
        let opened: Small = small(2 * n, &opened);
        // Works without a circle have no preprint: their second node is not there, and stands alone here.
        let paths: Vec<Vec<usize>> =
            all_paths(&opened).into_iter().filter(|path| path.len() > 1).collect();
        for weight in [Weight::Spc, Weight::Splc, Weight::Spnp] {
            let mut expected: BTreeMap<Edge, f64> =
                own.graph.citations().map(|(a, b)| ((a.index(), b.index()), 0.0)).collect();
            let counted = paths.iter().filter(|path| match weight {
                Weight::Spc => is_source(&opened, path[0]) && is_sink(&opened, path[path.len() - 1]),
                Weight::Splc => is_sink(&opened, path[path.len() - 1]),
                _ => true,
            });
            for step in counted.flat_map(|path| path.windows(2)) {
                *expected.entry((step[1] % n, step[0] % n)).or_default() += 1.0;
            }
            prop_assert_eq!(by_edge(&Traversal::new(&own.graph, weight).weights()), expected);
        }
    }

    #[test]
    fn classes_by_their_order(
        years in prop::collection::vec(prop::option::of(2000..2006_i32), 2..5),
        versions in prop::collection::vec(prop::option::of(1998..2004_i32), 5),
        window in 0..3_i32,
    ) {
        let n = years.len();
        let ring: Vec<Edge> = (0..n).map(|i| (i, (i + 1) % n)).collect();
        // A year out of range is none.
        let dated = graph(n, &ring, &years.iter().map(|year| year.unwrap_or(9999)).collect::<Vec<i32>>());
        let works: Vec<_> = dated.works().collect();
        let dates = Dates { graph: &dated, earliest: |work: citegraph::graph::WorkIndex| versions[work.index()], window: window as u32 };
        let all: Vec<i32> = years.iter().flatten().copied().collect();
        let forward: Vec<Edge> =
            ring.iter().copied().filter(|&(a, b)| years[a].zip(years[b]).is_some_and(|(a, b)| b - a > window)).collect();
        let span = all.iter().max().zip(all.iter().min()).map_or(0, |(last, first)| last - first);
        let version = |&(a, b): &Edge| years[a].zip(versions[b]).is_some_and(|(citing, first)| first - citing <= window);
        let ends = |i: usize| forward.iter().all(|&(a, b)| a == i || b == i);
        match dates.class(&works) {
            CycleClass::Simultaneous => prop_assert!(all.len() == n && span <= window),
            _ if all.len() == n && span <= window => prop_assert!(false, "of one time"),
            CycleClass::Undated => prop_assert!(forward.is_empty() && all.len() < n),
            CycleClass::LaterVersion => prop_assert!(!forward.is_empty() && forward.iter().all(version)),
            _ if !forward.is_empty() && forward.iter().all(version) => prop_assert!(false, "versions tell"),
            CycleClass::Suspect(work) => prop_assert!(!forward.is_empty() && ends(work.index())),
            _ => prop_assert!(forward.is_empty() && all.len() == n || !(0..n).any(ends)),
        }
    }

    #[test]
    fn spectra_as_counted(small in any_graph(8), years in prop::collection::vec(prop::option::of(1990..2000_i32), 8), by in 0..9_usize) {
        let cited: Vec<Edge> = small.graph.citations().map(|(a, b)| (a.index(), b.index())).collect();
        let dated = graph(small.n(), &cited, &years.iter().map(|year| year.unwrap_or(9999)).collect::<Vec<i32>>());
        let counts = |citing: usize| citing <= by;
        let of_year = |year: i32| cited.iter().filter(|&&(a, b)| counts(a) && years[b] == Some(year)).count() as i64;
        let there: Vec<i32> = (1990..2000).filter(|&year| of_year(year) > 0).collect();
        let found = spectroscopy(&dated, |work| counts(work.index()), 2);
        let span: Vec<i32> = there.first().zip(there.last()).map_or(vec![], |(first, last)| (*first..=*last).collect());
        prop_assert_eq!(found.iter().map(|one| one.year).collect::<Vec<_>>(), span);
        for one in &found {
            let mut around: Vec<i64> = (one.year - 2..=one.year + 2).map(of_year).collect();
            prop_assert_eq!(one.citations as i64, around[2]);
            let own = around[2];
            around.sort_unstable();
            prop_assert_eq!(one.deviation, own - around[2]);
            let times = |w: usize| cited.iter().filter(|&&(a, b)| counts(a) && b == w).count() as u32;
            let mut works: Vec<(u32, usize)> = (0..small.n())
                .filter(|&w| years[w] == Some(one.year) && times(w) > 0)
                .map(|w| (times(w), w))
                .collect();
            works.sort_by_key(|&(times, w)| (std::cmp::Reverse(times), w));
            works.truncate(2);
            prop_assert_eq!(one.works.iter().map(|w| (w.1, w.0.index())).collect::<Vec<_>>(), works);
        }
    }
}
