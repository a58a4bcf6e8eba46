//! What is written as data is read again.

use std::fmt::Debug;
use std::sync::Arc;

use citegraph::document::{CleanText, Document};
use citegraph::graph::FrozenGraph;
use citegraph::paper::Paper;
use citegraph::query::citation_order::sequence;
use citegraph::query::conflicts::conflicts;
use citegraph::query::coupling::{Measure, Relation};
use citegraph::query::grouping::{AuthorNetwork, Grouping};
use citegraph::query::hygiene::hygiene;
use citegraph::view::network::Network;
use citegraph::work::saved::Saved;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;

fn again<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let text = serde_json::to_string(value).expect("it is data");
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text:.300}"))
}

fn same<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    assert_eq!(again(value), *value);
}

/// Papers of text, with notes and in-text citations of all kinds, and papers of records.
fn corpus() -> Corpus {
    let list = "# On lakes\n\nBy Eve Fay, 2020\n\nLakes are old (Ito & Sato, 2006; Roe, 1999), see Lind (2007) and (Nobody, 1900).\n\n## References\n\n\
                Ito, H., & Sato, J. (2006). Slow earthquakes under old cities. *Seismic Notes*, *40*(2), 401–409.\n\n\
                Lind, K. (2007). Memory for melodies in early childhood. *Music and Mind*, *15*, 151.\n";
    let notes = "# On seas\n\nSeas are older.^1 And deep.^2\n\n# Notes\n\n1 Karl Lind, “Memory for melodies in early childhood”, Music and Mind, vol. 15, 2008; \
                 Gil O'Neill, “Prices and wages in harbour towns”, Economic Letters North, vol. 21, 2005.\n\n2 Ibid., p. 152.\n";
    let mut all = vec![Paper::read("list", list), Paper::read("notes", notes)];
    let source = |name: &str, text: String| Source {
        name: name.into(),
        records: Records::read(text.as_bytes(), None).expect("records"),
    };
    all.extend(papers([source("a", wos()), source("b", jats())], ["list", "notes"].into_iter()));
    Corpus::new(all).expect("ids differ")
}

#[test]
fn a_corpus_and_its_graphs() {
    let corpus = corpus();
    same(&corpus);
    let graph = CitationGraph::new(&corpus);
    let read = again(&graph);
    assert!(
        read.works().eq(graph.works()) && read.papers().eq(graph.papers()) && read.citations().eq(graph.citations())
    );
    let frozen = graph.freeze();
    same(&frozen);
    for wrong in [
        r#"{"works":["b","a"],"years":[null,null],"citations":[]}"#,
        r#"{"works":["a"],"years":[null],"citations":[[0,1]]}"#,
    ] {
        assert!(serde_json::from_str::<FrozenGraph>(wrong).is_err(), "{wrong}");
    }
}

/// A text that is taken apart leads back to its bytes as before.
#[test]
fn documents() {
    let text = "# On *old* lakes\n\nBy Eve Fay\n\nLakes are old.^1 So it is\nsaid (Roe, 1999).\n\n# References\n\nRoe, A. (1999). On\nlakes. *Lake Notes*, *4*, 1–9.\n\n# Notes\n\n1 See Roe.\n";
    let document = Document::read("a", text);
    assert!(document.entries.iter().any(|entry| !entry.text.emphasis().is_empty()), "{document:?}");
    same(&document);
    for wrong in [
        r#"{"text":"ab","runs":[],"emphasis":[[1,9]],"raised":[],"breaks":[]}"#,
        r#"{"text":"ab","runs":[[2,1],[0,0]],"emphasis":[],"raised":[],"breaks":[]}"#,
        r#"{"text":"é","runs":[],"emphasis":[],"raised":[],"breaks":[1]}"#,
    ] {
        assert!(serde_json::from_str::<CleanText>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn networks() {
    let graph = CitationGraph::new(&corpus());
    for network in [
        Network::of(&graph),
        Network::of(&graph).related(&graph, Relation::CoCitation, Measure::Cosine, 0.1),
        Network::of_authors(&graph).with_communities(),
    ] {
        same(&network);
    }
    same(&AuthorNetwork::co_authors(&graph.freeze(), &Grouping::authors(&graph)));
    same(&sequence(&graph, "list"));
    let wrong = r#"{"graph":{"works":["a","b"],"years":[null,null],"citations":[[0,1]]},"works":2}"#;
    assert!(serde_json::from_str::<AuthorNetwork>(wrong).is_err(), "{wrong}");
}

#[test]
fn answers() {
    let corpus = corpus();
    same(&conflicts(&corpus));
    same(&corpus.papers.iter().map(hygiene).collect::<Vec<_>>());
}

/// Saved and read again it is the same, so that every answer is.
#[test]
fn a_saved_corpus() {
    let saved = Saved::new(corpus(), Vec::new());
    assert_eq!(Saved::from_bytes(&saved.to_bytes()).as_ref(), Ok(&saved));
}

/// What many records cite in the same words is held once, as it is read and as it is loaded, and saved once.
#[test]
fn what_many_cite_alike_is_held_once() {
    let record = |number: usize| {
        format!(
            "PT J\nAU Roe, A\nTI On tests {number}\nPY 2020\nCR DOE B, 2001, J TESTS, V3, P4\nUT WOS:{number}\nER\n\n"
        )
    };
    let saved = |records: usize| {
        let text: String = (0..records).map(record).collect();
        let records = Records::read(text.as_bytes(), None).expect("records");
        let all = papers([Source { name: "savedrecs".into(), records }], std::iter::empty());
        Saved::new(Corpus::new(all).expect("ids differ"), Vec::new())
    };
    let is_held_once = |saved: &Saved| {
        let first = &saved.corpus.papers[0].references[0].reference;
        saved.corpus.papers.iter().all(|paper| Arc::ptr_eq(&paper.references[0].reference, first))
    };
    let made = saved(5);
    assert!(is_held_once(&made));
    let bytes = made.to_bytes();
    let loaded = Saved::from_bytes(&bytes).expect("a saved corpus");
    assert!(is_held_once(&loaded));
    let held = |bytes: &[u8]| bytes.windows(8).filter(|word| word == b"DOE B, 2").count();
    assert_eq!(held(&bytes), 1);
    // References that are alike and not shared give the same bytes.
    let mut apart = loaded;
    for paper in &mut apart.corpus.papers {
        let alone = Arc::new((*paper.references[0].reference).clone());
        paper.references[0].reference = alone;
    }
    assert!(!is_held_once(&apart));
    assert_eq!(bytes, apart.to_bytes());
}

proptest! {
    #[test]
    fn any_papers_are_saved_whole(lines in prop::collection::vec("[A-Z][a-z]{2,9}, [A-Z]\\. \\((19|20)[0-9]{2}\\)\\. [A-Z][a-z ]{5,40}\\. (J|Ann)\\. [A-Z][a-z]{3,9}, [0-9]{1,2}, [0-9]{1,3}\\.", 0..12), cut in 0_usize..400) {
        let text = format!("# A title\n\nSee {}.\n\n# References\n\n{}\n", lines.first().map_or("nothing", String::as_str), lines.join("\n\n"));
        let text = &text[..text.floor_char_boundary(text.len().saturating_sub(cut))];
        let saved = Saved::new(Corpus::new([Paper::read("x", text)]).expect("one paper"), vec![text.to_owned()]);
        let bytes = saved.to_bytes();
        prop_assert_eq!(Saved::from_bytes(&bytes), Ok(saved.clone()));
        prop_assert!(Saved::from_bytes(&bytes[..bytes.len() - 1 - cut % bytes.len().saturating_sub(1).max(1)]).is_err());
    }
}
