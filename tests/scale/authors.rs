//! Author networks, own citations with dates, citation groups: by their definitions.

use std::collections::BTreeSet;

use citegraph::graph::{CitationGraph, FrozenGraph};
use citegraph::query::citation_groups::{GroupOptions, citation_groups};
use citegraph::query::coupling::Measure;
use citegraph::query::difference::merged;
use citegraph::query::grouping::{AuthorNetwork, Grouping};
use citegraph::query::own_citations::{benjamini_hochberg, own_citations};
use citegraph::reference::item::Item;
use proptest::prelude::*;

use crate::common::{any_graph, graph, name};

const AUTHORS: usize = 5;

/// The authors that a work names.
type Named<'n> = &'n dyn Fn(usize) -> BTreeSet<usize>;

/// Each work's authors, as bits.
fn labelled(graph: &FrozenGraph, authors: &[u8]) -> Grouping {
    let named: Vec<(String, String)> = graph
        .works()
        .flat_map(|work| {
            let of = authors[work.index()];
            (0..AUTHORS).filter(move |a| of >> a & 1 == 1).map(move |a| (name(work.index()), format!("g{a}")))
        })
        .collect();
    // A label on no work of the graph, so that the numbers of the others stay.
    Grouping::of_labels(graph, named.iter().map(|(id, label)| (id.as_str(), label.as_str()))).0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn authors_together_by_all_pairs(small in any_graph(8), authors in prop::collection::vec(0..32_u8, 8)) {
        let grouping = labelled(&small.graph, &authors);
        let of = |work: usize| -> BTreeSet<usize> {
            (0..grouping.count()).filter(|&g| {
                let bit: usize = grouping.name(g)[1..].parse().expect("a number");
                authors[work] >> bit & 1 == 1
            }).collect()
        };
        let cited = |work: usize| -> BTreeSet<usize> {
            (0..small.n()).filter(|&w| small.cites[work][w]).flat_map(of).collect()
        };
        let networks: [(AuthorNetwork, Named<'_>); 2] = [
            (AuthorNetwork::co_authors(&small.graph, &grouping), &of),
            (AuthorNetwork::co_cited(&small.graph, &grouping), &cited),
        ];
        for (network, named) in networks {
            let found = network.pairs(Measure::Fractional, 0.0);
            prop_assert!(found.is_sorted_by(|a, b| a.strength.fractional >= b.strength.fractional));
            let mut expected = 0;
            for (a, b) in (0..grouping.count()).flat_map(|a| (a + 1..grouping.count()).map(move |b| (a, b))) {
                let both: Vec<usize> = (0..small.n()).filter(|&w| named(w).contains(&a) && named(w).contains(&b)).collect();
                let pair = found.iter().find(|pair| pair.authors == (a, b));
                prop_assert_eq!(pair.map_or(Vec::new(), |p| p.works.iter().map(|w| w.index()).collect()), both.clone());
                let weight: f64 = both.iter().map(|&w| 1.0 / (named(w).len() as f64 - 1.0)).sum();
                prop_assert!(pair.is_none_or(|p| (p.strength.fractional - weight).abs() < 1e-12));
                expected += usize::from(!both.is_empty());
            }
            prop_assert_eq!(found.len(), expected);
        }
    }

    /// The null model drawn in all ways: of the citations between two years, those that a group receives fall anywhere.
    #[test]
    fn what_is_expected_over_all_draws(
        small in any_graph(5),
        authors in prop::collection::vec(0..4_u8, 5),
        years in prop::collection::vec(2000..2002_i32, 5),
    ) {
        let edges: Vec<_> = small.graph.citations().map(|(a, b)| (a.index(), b.index())).collect();
        let dated = graph(small.n(), &edges, &years);
        let grouping = labelled(&dated, &authors);
        for one in own_citations(&dated, &grouping) {
            let bit: u8 = grouping.name(one.group)[1..].parse().expect("a number");
            let inside = |work: usize| authors[work] >> bit & 1 == 1;
            let (mut mean, mut variance) = (0.0, 0.0);
            for pair in [(2000, 2000), (2000, 2001), (2001, 2000), (2001, 2001)] {
                let between: Vec<_> = edges.iter().filter(|&&(a, b)| (years[a], years[b]) == pair).collect();
                let given: u32 = between.iter().enumerate().map(|(i, edge)| u32::from(inside(edge.0)) << i).sum();
                let received = between.iter().filter(|edge| inside(edge.1)).count() as u32;
                let draws: Vec<f64> = (0_u32..1 << between.len())
                    .filter(|draw| draw.count_ones() == received)
                    .map(|draw| f64::from((draw & given).count_ones()))
                    .collect();
                let average = draws.iter().sum::<f64>() / draws.len() as f64;
                mean += average;
                variance += draws.iter().map(|own| (own - average).powi(2)).sum::<f64>() / draws.len() as f64;
            }
            prop_assert!((one.expected - mean).abs() < 1e-9, "{} {mean}", one.expected);
            match one.z {
                Some(z) => prop_assert!((z - (one.own as f64 - mean) / variance.sqrt()).abs() < 1e-6),
                None => prop_assert!(variance < 1e-9),
            }
            let nobody = |work: usize| authors[work] & 3 == 0;
            let unknown = edges.iter().filter(|&&(a, b)| inside(a) && nobody(b)).count() as u64;
            prop_assert_eq!(one.given_unknown, unknown);
        }
    }

    #[test]
    fn citation_groups_by_their_steps(
        small in any_graph(12),
        journals in prop::collection::vec(0..AUTHORS, 12),
        threshold in 0.05..0.6_f64,
        rate in 0.05..0.9_f64,
    ) {
        let labels: Vec<u8> = journals.iter().map(|journal| 1 << journal).collect();
        let grouping = labelled(&small.graph, &labels);
        let n = grouping.count();
        let group = |work: usize| (0..n).find(|&g| grouping.name(g) == format!("g{}", journals[work])).expect("one");
        let mut weight = vec![vec![0_u64; n]; n];
        small.graph.citations().for_each(|(a, b)| weight[group(a.index())][group(b.index())] += 1);
        let gives = |g: usize| weight[g].iter().sum::<u64>() as f64;
        let receives = |g: usize| weight.iter().map(|row| row[g]).sum::<u64>() as f64;
        let all: f64 = (0..n).map(gives).sum();
        // 1. Links in excess.
        let links: Vec<(usize, usize)> = (0..n)
            .flat_map(|a| (0..n).map(move |b| (a, b)))
            .filter(|&(a, b)| a != b && weight[a][b] > 0)
            .collect();
        let tail = |&(a, b): &(usize, usize)| {
            let mean = gives(a) * receives(b) / all;
            let (mut term, mut below) = ((-mean).exp(), 0.0);
            for k in 0..weight[a][b] {
                below += term;
                term *= mean / (k + 1) as f64;
            }
            if weight[a][b] as f64 <= mean { 1.0 } else { 1.0 - below }
        };
        let corrected = benjamini_hochberg(&links.iter().map(tail).collect::<Vec<f64>>());
        prop_assume!(corrected.iter().all(|q| (q - rate).abs() > 1e-9));
        let excess: Vec<(usize, usize)> =
            links.iter().zip(&corrected).filter(|(_, q)| **q <= rate).map(|(link, _)| *link).collect();
        // 2. and 3. Scores, and who drops out.
        let mut inside: BTreeSet<usize> = (0..n).collect();
        let score = |inside: &BTreeSet<usize>, g: usize| {
            let sum = |of: &dyn Fn(&(usize, usize)) -> bool| -> f64 {
                let own = excess.iter().filter(|(a, b)| inside.contains(a) && inside.contains(b)).filter(|link| of(link));
                own.map(|&(a, b)| weight[a][b] as f64).sum()
            };
            (sum(&|link| link.0 == g) / gives(g).max(1.0), sum(&|link| link.1 == g) / receives(g).max(1.0))
        };
        loop {
            let kept: BTreeSet<usize> = inside.iter().copied().filter(|&g| {
                let (donor, recipient) = score(&inside, g);
                donor.max(recipient) >= threshold
            }).collect();
            if kept == inside {
                break;
            }
            inside = kept;
        }
        let mut left = inside.clone();
        let mut expected: Vec<(u64, Vec<usize>)> = Vec::new();
        while let Some(first) = left.pop_first() {
            let mut members = vec![first];
            let mut at = 0;
            while at < members.len() {
                let near = |&g: &usize| excess.contains(&(members[at], g)) || excess.contains(&(g, members[at]));
                let next: Vec<usize> = left.iter().copied().filter(near).collect();
                next.iter().for_each(|g| { left.remove(g); });
                members.extend(next);
                at += 1;
            }
            members.sort_unstable();
            let exchanged = links.iter().filter(|(a, b)| members.contains(a) && members.contains(b));
            let exchanged: u64 = exchanged.map(|&(a, b)| weight[a][b]).sum();
            if members.len() > 1 && exchanged >= 2 {
                expected.push((exchanged, members));
            }
        }
        expected.sort_by(|x, y| y.0.cmp(&x.0).then(x.1[0].cmp(&y.1[0])));
        let mut options = GroupOptions::default().with_at_least(2);
        (options.threshold, options.false_discoveries) = (threshold, rate);
        let found = citation_groups(&small.graph, &grouping, options);
        let members = found.iter().map(|g| (g.citations, g.members.iter().map(|m| m.group).collect::<Vec<_>>()));
        prop_assert_eq!(members.collect::<Vec<_>>(), expected);
        for member in found.iter().flat_map(|group| &group.members) {
            let (donor, recipient) = score(&inside, member.group);
            prop_assert!((member.donor - donor).abs() < 1e-12 && (member.recipient - recipient).abs() < 1e-12);
        }
    }

    #[test]
    fn merged_works_have_entries_of_several(one in prop::collection::vec(0..4_usize, 8), several in prop::collection::vec(0..6_usize, 8)) {
        let graph_of = |works: &[usize]| {
            let mut builder = CitationGraph::builder();
            builder.paper("a", Item::default());
            for work in works.iter().collect::<BTreeSet<_>>() {
                builder.work(format!("w{work}"), Item::default());
            }
            for (i, work) in works.iter().enumerate() {
                let mut citation = citegraph::graph::Citation::new("a");
                citation.entries.push(citegraph::paper::ReferenceId { document: "a".into(), label: i.to_string() });
                builder.citation(citation, format!("w{work}"));
            }
            builder.build().expect("all are added")
        };
        let found = merged(&graph_of(&one), &graph_of(&several));
        let mut expected = Vec::new();
        for work in one.iter().collect::<BTreeSet<_>>() {
            let were = (0..8).filter(|&i| one[i] == *work).map(|i| format!("w{}", several[i]));
            let were: BTreeSet<String> = were.collect();
            if were.len() > 1 {
                expected.push((format!("w{work}"), were.into_iter().collect::<Vec<_>>()));
            }
        }
        prop_assert_eq!(found.into_iter().map(|group| (group.one, group.several)).collect::<Vec<_>>(), expected);
    }
}
