//! Three of the five papers follow one another, passage by passage, with other sources named in places.
//!
//! Read from the papers' full texts, which aren't ours to hand on: without the environment variable `CITEGRAPH_SEEDS`,
//! which names their folder, nothing is tested. What is stated here are facts: which papers, which entries.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use citegraph::graph::CitationGraph;
use citegraph::paper::{Paper, paper_files};
use citegraph::query::citation_order::{order_overlap, order_overlaps};
use citegraph::query::passages::{ALIKE, AlikePassages, Naming, PaperText, alike};
use citegraph::work::Corpus;

/// The three, and the other two.
const FOLLOWING: [&str; 3] = ["000_96bfdd216bd14e6e", "002_709578232208f3ad", "003_68bd99a6f6e3e319"];

struct Read {
    corpus: Corpus,
    graph: CitationGraph,
    texts: Vec<String>,
}

fn read() -> Option<Read> {
    let folder = PathBuf::from(std::env::var_os("CITEGRAPH_SEEDS")?);
    let files = paper_files(&folder).expect("the papers").files;
    let corpus = Corpus::new(files.iter().map(|file| Paper::open(file).expect("a paper"))).expect("five names");
    let texts = files.iter().map(|file| fs::read_to_string(file).expect("text")).collect();
    Some(Read { graph: CitationGraph::new(&corpus), corpus, texts })
}

/// The passages that are alike in each pair of papers.
fn all_alike(read: &Read) -> BTreeMap<(&str, &str), Vec<AlikePassages>> {
    let papers: Vec<PaperText<'_>> =
        read.corpus.papers.iter().zip(&read.texts).map(|(paper, text)| PaperText { paper, text }).collect();
    let mut found = BTreeMap::new();
    for (i, &a) in papers.iter().enumerate() {
        for &b in &papers[i + 1..] {
            let mut pairs = alike(&read.graph, a, b, ALIKE);
            // Of furniture, no side names a source.
            pairs.retain(|pair| pair.naming != Naming::Neither);
            found.insert((a.paper.id.as_str(), b.paper.id.as_str()), pairs);
        }
    }
    found
}

#[test]
fn passage_by_passage() {
    let Some(read) = read() else { return };
    let found = all_alike(&read);
    for (&(a, b), pairs) in &found {
        let following = FOLLOWING.contains(&a) && FOLLOWING.contains(&b);
        assert_eq!(!pairs.is_empty(), following, "{a} {b}");
    }
    let [a, b, c] = FOLLOWING;
    let count = |pair: (&str, &str), naming: Naming| found[&pair].iter().filter(|one| one.naming == naming).count();
    assert!(found[&(a, b)].len() >= 10 && found[&(b, c)].len() >= 10 && found[&(a, c)].len() >= 3);
    // Other sources in the same place, and the same ones in others.
    for pair in [(a, b), (a, c), (b, c)] {
        assert!(count(pair, Naming::Other) >= 1 && count(pair, Naming::Same) >= 1, "{pair:?}");
    }
    assert!(count((a, b), Naming::Other) >= 4);
    // One passage stands in all three and rests on one work there; another names a different work in the first.
    let entry = |document: &str, label: &str| format!("{document}:{label}");
    let works = |pair: (&str, &str)| -> Vec<(Vec<String>, Vec<String>)> {
        let of = |side: &citegraph::query::passages::SourcedPassage| -> Vec<String> {
            side.sources.iter().flat_map(|source| source.works.clone()).collect()
        };
        found[&pair].iter().map(|one| (of(&one.a), of(&one.b))).collect()
    };
    let common = entry(a, "18");
    for pair in [(a, b), (a, c), (b, c)] {
        assert!(works(pair).iter().any(|(x, y)| x.contains(&common) && y.contains(&common)), "{pair:?}");
    }
    assert!(works((a, b)).iter().any(|(x, y)| x.contains(&entry(a, "10")) && y.contains(&entry(a, "9"))));
}

#[test]
fn citations_in_the_same_order() {
    let Some(read) = read() else { return };
    let pairs: Vec<(String, String, usize)> =
        order_overlaps(&read.graph).into_iter().map(|found| (found.a, found.b, found.common.a.len())).collect();
    let [a, b, c] = FOLLOWING.map(str::to_owned);
    assert_eq!(pairs[..3], [(a.clone(), b.clone(), 6), (b.clone(), c.clone(), 5), (a.clone(), c, 3)]);
    let found = order_overlap(&read.graph, &a, &b).expect("both are papers");
    let works: Vec<&str> = found.common.a.iter().map(|passage| passage.work.as_str()).collect();
    assert_eq!(works, ["12", "17", "18", "9", "9", "10"].map(|label| format!("{a}:{label}")));
    // Each passage is where it says.
    for (document, passages) in [(&a, &found.common.a), (&b, &found.common.b)] {
        let text = &read.texts[read.corpus.papers.iter().position(|paper| paper.id == *document).expect("there")];
        for passage in passages {
            let year = passage.printed.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4);
            assert!(passage.span.of(text).contains(year.expect("a year")), "{passage:?}");
        }
    }
}
