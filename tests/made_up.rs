//! `data/made-up`, read from its texts: what was planted there is found, and nothing else.

mod common;

use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::query::conflicts::{ConflictField, conflicts, shared_oddities};
use citegraph::query::cycles::cycles;
use citegraph::query::hygiene::hygiene_of_all;
use citegraph::query::self_citation::{rates, self_citation_clusters, self_citations};
use citegraph::query::shared_sources::shared_pairs;
use citegraph::work::Corpus;

fn corpus() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/made-up");
    let papers = ["brennick-2021", "brennick-2022", "ferrel-2019", "haddow-2020", "quillory-2020", "varn-2021"];
    let papers = papers.map(|name| {
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).expect("a made-up paper");
        Paper::read(name, &text)
    });
    Corpus::new(papers).expect("the names differ")
}

#[test]
fn the_texts_give_the_corpus_made_by_hand() {
    let (read, hand) = (CitationGraph::new(&corpus()), CitationGraph::new(&common::made_up().corpus()));
    let pairs = |graph: &CitationGraph| -> Vec<_> {
        // The works' ids differ.
        let entries = |pair: &citegraph::query::shared_sources::SharedPair| {
            let mut entries: Vec<_> =
                pair.works.iter().map(|work| (work.entries.a.clone(), work.entries.b.clone())).collect();
            entries.sort();
            entries
        };
        shared_pairs(graph).map(|pair| (pair.a.clone(), pair.b.clone(), entries(&pair))).collect()
    };
    assert_eq!(pairs(&read), pairs(&hand));
    assert_eq!(cycles(&read), cycles(&hand));
    assert_eq!(rates(&self_citations(&read)), rates(&self_citations(&hand)));
    let clusters = |graph: &CitationGraph| -> Vec<_> {
        self_citation_clusters(graph).into_iter().map(|c| (c.papers, c.authors, c.rate)).collect()
    };
    assert_eq!(clusters(&read), clusters(&hand));
    assert!(read.citations().all(|edge| edge.citation.entries.len() == 1));
}

#[test]
fn a_wrong_volume_is_shared() {
    let found = conflicts(&corpus());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].fields.len(), 1);
    assert_eq!(found[0].fields[0].field, ConflictField::Volume);
    let shared = shared_oddities(&found);
    assert_eq!(shared.len(), 1);
    assert_eq!((shared[0].a.as_str(), shared[0].b.as_str()), ("brennick-2022", "haddow-2020"));
    assert_eq!(shared[0].readings[0].value, "2");
}

#[test]
fn lists_and_texts_differ_where_planted() {
    let found = hygiene_of_all(&corpus().papers);
    let missing: Vec<_> =
        found.iter().flat_map(|p| p.missing.iter().map(|m| (p.document.as_str(), m.citation.as_str()))).collect();
    assert_eq!(missing, [("ferrel-2019", "Ombrey, 2003")]);
    let mismatched: Vec<_> = found.iter().flat_map(|p| &p.mismatched).collect();
    assert_eq!(mismatched.len(), 1);
    assert_eq!(
        (mismatched[0].citation.as_str(), mismatched[0].entry.to_string().as_str()),
        ("Vant, 2009", "quillory-2020:7")
    );
    assert_eq!(mismatched[0].why, "year 2009, listed 2008");
    let uncited: Vec<String> = found.iter().flat_map(|p| &p.uncited).map(|entry| entry.entry.to_string()).collect();
    assert_eq!(uncited, ["varn-2021:5"]);
    assert!(found.iter().all(|paper| paper.ambiguous.is_empty() && paper.missing_notes.is_empty()));
}

#[test]
fn every_passage_is_on_its_edge() {
    let graph = CitationGraph::new(&corpus());
    let itself = graph.paper("brennick-2022").expect("a paper");
    let edge = graph.cites(itself).find(|edge| edge.cited == itself).expect("it lists itself");
    let printed: Vec<_> = edge.citation.in_text.iter().map(|mention| mention.printed.as_str()).collect();
    assert_eq!(printed, ["Brennick & Varn, 2022"]);
}

#[cfg(feature = "serde")]
#[test]
fn findings_as_json() {
    let found = hygiene_of_all(&corpus().papers);
    let json = serde_json::to_value(&found[4]).expect("plain data");
    assert_eq!(json["document"], "quillory-2020");
    assert_eq!(json["style"], "author-year");
    assert_eq!(json["missing"], serde_json::json!([]));
    let mismatched = &json["mismatched"][0];
    assert_eq!((&mismatched["citation"], &mismatched["entry"]), (&"Vant, 2009".into(), &"quillory-2020:7".into()));
    assert_eq!(mismatched["spans"][0].as_array().map(Vec::len), Some(2));

    let json = serde_json::to_value(conflicts(&corpus())).expect("plain data");
    assert_eq!(json[0]["fields"][0]["field"], "volume");
    assert_eq!(json[0]["fields"][0]["readings"][1]["standing"], "odd");
    assert_eq!(json[0]["fields"][0]["readings"][1]["witnesses"][0]["member"], "brennick-2022:5");

    let json = serde_json::to_value(cycles(&CitationGraph::new(&corpus()))).expect("plain data");
    assert_eq!(json["self-loops"][0]["documents"][0]["entries"][0], "brennick-2022:3");
}
