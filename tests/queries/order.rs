//! The order of input plays no part.

use super::*;

/// Everything that the queries say, as text.
fn everything(corpus: &Corpus) -> String {
    let graph = CitationGraph::new(corpus);
    let citations = self_citations(&graph);
    let found = conflicts(corpus);
    let mut text = format!("{:?}", graph.citations().collect::<Vec<_>>());
    text += &format!("{:?}", table::shared_pairs(&shared_pairs(&graph).collect::<Vec<_>>()));
    text += &format!("{:?}", shared_pairs(&graph).collect::<Vec<_>>());
    text += &format!("{:?}", cited_works(&graph));
    text += &format!("{:?}", cycles(&graph));
    text += &format!("{:?}", elementary_cycles(&graph, CycleLimits::default()).into_list());
    text += &format!("{:?} {:?}", rates(&citations), citations);
    text += &format!("{:?}", self_citation_clusters(&graph));
    text += &format!("{:?}", author_groups(&graph, 2));
    text += &format!("{found:?} {:?}", shared_oddities(&found));
    text += &format!("{:?}", citegraph::query::hygiene::hygiene_of_all(&corpus.papers));
    #[cfg(feature = "dot")]
    {
        text += &citegraph::view::dot::dot(&graph, Default::default());
    }
    text
}

proptest! {
    #[test]
    fn order_of_input_plays_no_part(
        papers in Just(made_up().corpus().papers).prop_shuffle(),
        works in Just(made_up().corpus().works).prop_shuffle(),
        members in any::<prop::sample::Index>(),
    ) {
        let mut corpus = Corpus::default();
        (corpus.papers, corpus.works) = (papers, works);
        let at = members.index(corpus.works.len());
        corpus.works[at].members.reverse();
        prop_assert_eq!(everything(&corpus), everything(&made_up().corpus()));
    }
}

/// An entry: in which paper, of which work, in which print.
type Listed = (usize, usize, usize);

/// Up to four papers that list up to six works, by people whose names are easily mistaken.
fn listed() -> impl Strategy<Value = Vec<Listed>> {
    prop::collection::vec((0..4_usize, 0..10_usize, 0..6_usize), 0..30)
}

/// Works 0 to 3 are the papers themselves.
fn corpus_of(entries: &[Listed]) -> Corpus {
    let names =
        ["Kaura, N.", "Kaura, Nasreen", "Kaura, Nitin; Lind, O.", "Lind, Ove; Kaura, N.", "World Press", "Kaura, "];
    let item = |work: usize, print: usize| {
        let title = format!("Work {work}{}", if print == 5 { ": a study" } else { "" });
        let journal = ["Journal of Lists", "J. Lists", "Annals"][(work + print) % 3];
        let year = 2000 + i32::try_from(work + print / 4).expect("small");
        article(names[(work + print) % names.len()], year, &title, journal, ["1", "", ""])
    };
    let mut hand = Hand::default();
    let id = |work: usize| if work < 4 { format!("p{work}") } else { format!("w{work}") };
    for paper in 0..4 {
        hand = hand.paper(&id(paper), item(paper, 0));
    }
    for paper in 0..4 {
        let own = hand.papers.remove(paper);
        hand.papers.push(own);
        for &(_, work, print) in entries.iter().filter(|(of, ..)| *of == paper) {
            hand = hand.entry(&id(work), item(work, print));
        }
        let own = hand.papers.pop().expect("it was pushed");
        hand.papers.insert(paper, own);
    }
    hand.corpus()
}

proptest! {
    #[test]
    fn order_of_any_input_plays_no_part(entries in listed(), turn in 0..4_usize) {
        let corpus = corpus_of(&entries);
        let mut turned = corpus.clone();
        turned.papers.rotate_left(turn);
        turned.works.reverse();
        turned.works.iter_mut().for_each(|work| work.members.reverse());
        prop_assert_eq!(everything(&turned), everything(&corpus));
    }

    #[test]
    fn clusters_are_disjoint_and_complete(entries in listed()) {
        let graph = CitationGraph::new(&corpus_of(&entries));
        let all = self_citations(&graph);
        let clusters = self_citation_clusters(&graph);
        let works = clusters.iter().flat_map(|cluster| cluster.papers.iter().chain(&cluster.works));
        let mut seen: BTreeMap<&String, usize> = BTreeMap::new();
        for (i, cluster) in clusters.iter().enumerate() {
            for work in cluster.papers.iter().chain(&cluster.works) {
                prop_assert_eq!(*seen.entry(work).or_insert(i), i, "in one cluster only");
            }
            prop_assert!(cluster.rate.yes == cluster.citations.len());
        }
        prop_assert_eq!(works.collect::<BTreeSet<_>>().len(), seen.len());
        let tied: usize = clusters.iter().map(|cluster| cluster.citations.len()).sum();
        prop_assert_eq!(tied, all.iter().filter(|citation| citation.any_author == Answer::Yes).count());
    }

    #[test]
    fn groups_reach_the_threshold(entries in listed(), at_least in 0..4_usize) {
        let graph = CitationGraph::new(&corpus_of(&entries));
        let groups = author_groups(&graph, at_least);
        let all = author_groups(&graph, 0);
        let expected: Vec<_> = all.iter().filter(|group| group.works.len() >= at_least).collect();
        prop_assert_eq!(groups.iter().collect::<Vec<_>>(), expected);
        prop_assert!(groups.iter().all(|group| group.works.len() <= group.listed));
    }
}
