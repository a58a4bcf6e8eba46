//! What the types of each room are called in JSON.
#![cfg(feature = "serde")]

use citegraph::document::Document;
use citegraph::paper::Paper;
use citegraph::reference::Reference;
use citegraph::work::Corpus;
use serde_json::{Value, json, to_value};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

const TEXT: &str = "# On the lakes of the far north\n\n## Introduction\n\nAlgae grow (Roe, 2020), as many say (Loe, 1999).\n\n# References\n\
    - Roe, A. (2020). On tests. *Journal of Tests*, 3(1), 4–9.\n";

#[test]
fn references() {
    let value = to_value(Reference::parse("Roe, A. (2020, May 3). On “tests. J. Tests, 3(1), 4–9.")).expect("JSON");
    let expected = [
        "accessed",
        "arxiv",
        "author",
        "authority",
        "back-reference",
        "collection-number",
        "collection-title",
        "container-title",
        "doi",
        "edition",
        "editor",
        "et-al",
        "further",
        "genre",
        "isbn",
        "issue",
        "issued",
        "issues",
        "number",
        "number-of-volumes",
        "page",
        "pinpoint",
        "pmid",
        "publisher",
        "publisher-place",
        "raw",
        "rest",
        "segments",
        "signal",
        "title",
        "translator",
        "type",
        "url",
        "volume",
    ];
    let mut found = keys(&value);
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(keys(&value["volume"]), ["confidence", "span", "value"]);
    assert_eq!(value["type"], "article-journal");
    assert_eq!(value["issues"][0], json!({"kind": "unclosed-quotation", "span": [26, 29]}));
}

#[test]
fn documents_papers_and_a_corpus() {
    let document = to_value(Document::read("a", TEXT)).expect("JSON");
    assert_eq!(document["name"], "a");
    assert_eq!(document["entries"][0]["label"], "1");
    assert_eq!(document["entries"][0]["text"]["text"], "Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9.");
    assert_eq!(document["mentions"][0]["form"], "parenthetical");

    let paper = to_value(Paper::read("a", TEXT)).expect("JSON");
    assert_eq!(paper["references"][0]["id"], "a:1");
    assert_eq!(paper["references"][0]["refers-to"], Value::Null);
    assert_eq!(paper["citations"][0]["resolution"], json!({"kind": "exact", "label": "1"}));
    assert_eq!(paper["citations"][1]["resolution"], json!({"kind": "missing"}));

    let corpus =
        to_value(Corpus::new([Paper::read("a", TEXT), Paper::read("b", TEXT)]).expect("two ids")).expect("JSON");
    assert_eq!(keys(&corpus), ["matcher", "papers", "works"]);
    assert_eq!(corpus["matcher"], json!({"threshold": "strong", "level": "work"}));
    let works = corpus["works"].as_array().expect("works");
    let shared = works.iter().find(|w| w["id"] == "a:1").expect("the entry that both have");
    assert_eq!(shared["members"], json!(["a:1", "b:1"]));
    assert_eq!(keys(&shared["merges"][0]), ["a", "b", "confidence", "differs", "reason", "verdict"]);
}
