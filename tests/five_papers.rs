//! The five papers, read, against what a person read in them.
//!
//! `tests/gold` holds the annotation, made by reading: facts only. What is known to differ from it stands in
//! `tests/gold/known_differences.txt`; the test fails when something else differs, and when something that stands there
//! no longer does.
//!
//! The entries are read from `data/five-papers`. The running text isn't ours to hand on: where the environment variable
//! `CITEGRAPH_SEEDS` names a folder of the papers' full texts, these are read, and the in-text citations are checked too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use citegraph::graph::CitationGraph;
use citegraph::paper::{Paper, Resolution, paper_files};
use citegraph::query::shared_sources::shared_pairs;
use citegraph::reference::item::Item;
use citegraph::reference::name::Name;
use citegraph::work::{Corpus, Member};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

const GOLD: &str = "tests/gold";

/// Where the papers are read from.
fn sources() -> Vec<PathBuf> {
    let full_texts = std::env::var_os("CITEGRAPH_SEEDS").map(PathBuf::from);
    std::iter::once(PathBuf::from("data/five-papers")).chain(full_texts).collect()
}

fn papers(folder: &Path) -> Vec<Paper> {
    paper_files(folder).unwrap().files.iter().map(|file| Paper::open(file).unwrap()).collect()
}

fn lines(file: &str) -> Vec<Value> {
    let text = fs::read_to_string(format!("{GOLD}/{file}")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines of the list of known differences that start with `kind`.
fn known(kind: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(format!("{GOLD}/known_differences.txt")).unwrap();
    text.lines().filter_map(|l| l.strip_prefix(kind)).map(|l| l.trim().to_owned()).collect()
}

/// Both ways: nothing differs that isn't known to, and what is known to still does.
fn assert_known(found: BTreeSet<String>, kind: &str, source: &Path) {
    let known = known(kind);
    let new: Vec<&String> = found.difference(&known).collect();
    let gone: Vec<&String> = known.difference(&found).collect();
    assert!(new.is_empty(), "{}: differs from the annotation: {new:#?}", source.display());
    assert!(gone.is_empty(), "{}: no longer differs, take it off the list: {gone:#?}", source.display());
}

/// Case, kinds of dash and quotation mark, and marks at the edges don't count.
fn same(a: &str, b: &str) -> bool {
    let fold = |s: &str| {
        let s: String = s
            .nfkc()
            .flat_map(char::to_lowercase)
            .map(|c| match c {
                '–' | '—' | '‐' | '−' => '-',
                '‘' | '’' => '\'',
                '“' | '”' => '"',
                c => c,
            })
            .collect();
        let words: Vec<&str> = s.split_whitespace().collect();
        words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    fold(a) == fold(b)
}

fn family(name: &Name) -> String {
    let parts = [&name.non_dropping_particle, &name.family];
    let family: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    if family.is_empty() { name.literal.clone().unwrap_or_default() } else { family.join(" ") }
}

/// The fields that differ between an entry and its annotation.
fn differing(gold: &Value, item: &Item) -> Vec<&'static str> {
    let authors: Vec<String> = gold["author"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|a| a["family"].as_str().or(a["literal"].as_str()).unwrap_or_default().to_owned())
        .collect();
    let read: Vec<String> = item.author.iter().map(family).collect();
    let mut found = Vec::new();
    if authors.len() != read.len() || !authors.iter().zip(&read).all(|(a, b)| same(a, b)) {
        found.push("author");
    }
    let year = item.year().map(|y| y.to_string());
    let fields = [
        ("title", &item.title),
        ("year", &year),
        ("container", &item.container_title),
        ("volume", &item.volume),
        ("issue", &item.issue),
        ("pages", &item.page),
        ("publisher", &item.publisher),
        ("place", &item.publisher_place),
        ("doi", &item.doi),
        ("url", &item.url),
    ];
    for (key, value) in fields {
        let right = match (gold[key].as_str(), value) {
            (None, None) => true,
            (Some(a), Some(b)) => same(a, b),
            _ => false,
        };
        if !right {
            found.push(key);
        }
    }
    found
}

/// Every entry and note found, no false one, each with its kind, what it refers to, and its fields.
#[test]
fn entries() {
    for source in sources() {
        let mut differ = BTreeSet::new();
        for paper in papers(&source) {
            let gold = lines(&format!("{}.references.jsonl", paper.id));
            let labels: Vec<&str> = gold.iter().map(|g| g["label"].as_str().unwrap()).collect();
            let read: Vec<&str> = paper.references.iter().map(|r| r.id.label.as_str()).collect();
            assert_eq!(read, labels, "{}", paper.id);
            for (gold, entry) in gold.iter().zip(&paper.references) {
                let kind = serde_json::to_value(entry.kind).unwrap();
                assert_eq!(kind, gold["kind"], "{}", entry.id);
                assert_eq!(entry.refers_to.as_deref(), gold["refers_to"].as_str(), "{}", entry.id);
                if gold["kind"] == "full" {
                    let fields = differing(gold, &entry.reference.item());
                    differ.extend(fields.iter().map(|f| format!("{} {f}", entry.id)));
                }
            }
        }
        assert_known(differ, "entry", &source);
    }
}

/// The works that several entries mean are those that a person joined, and no others.
#[test]
fn works() {
    let gold: Value = serde_json::from_str(&fs::read_to_string(format!("{GOLD}/shared.json")).unwrap()).unwrap();
    let annotated: BTreeSet<Vec<String>> = gold["works"]
        .as_array()
        .unwrap()
        .iter()
        .map(|work| {
            let members = work["members"].as_object().unwrap();
            let of = |(paper, labels): (&String, &Value)| {
                labels
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|l| format!("{paper}:{}", l.as_str().unwrap()))
                    .collect::<Vec<_>>()
            };
            let mut members: Vec<String> = members.iter().flat_map(of).collect();
            members.sort();
            members
        })
        .collect();
    for source in sources() {
        let corpus = Corpus::new(papers(&source)).unwrap();
        let mut read = BTreeSet::new();
        for work in &corpus.works {
            let entry = |m: &Member| matches!(m, Member::Entry(_)).then(|| m.to_string());
            let mut entries: Vec<String> = work.members.iter().filter_map(entry).collect();
            entries.sort();
            if entries.len() > 1 {
                read.insert(entries);
            }
        }
        assert_eq!(read, annotated, "{}", source.display());

        let cited = |paper: &str| corpus.works.iter().find(|w| w.members.contains(&Member::Paper(paper.to_owned())));
        for citation in gold["papers_cited"].as_array().unwrap() {
            let work = cited(citation["paper"].as_str().unwrap()).unwrap();
            assert!(work.members.iter().any(|m| m.to_string() == citation["by"].as_str().unwrap()), "{citation}");
        }
        for miss in gold["near_misses"].as_array().unwrap() {
            let joined = corpus.works.iter().any(|w| {
                let has = |key: &str| w.members.iter().any(|m| m.to_string() == miss[key].as_str().unwrap());
                has("a") && has("b")
            });
            assert!(!joined, "two works in one: {miss}");
        }
    }
}

/// What each pair of papers shares, counted from the annotation.
#[test]
fn shared_sources() {
    let gold: Value = serde_json::from_str(&fs::read_to_string(format!("{GOLD}/shared.json")).unwrap()).unwrap();
    let mut annotated: BTreeMap<(String, String), usize> = BTreeMap::new();
    for work in gold["works"].as_array().unwrap() {
        let papers: Vec<&String> = work["members"].as_object().unwrap().keys().collect();
        for (i, a) in papers.iter().enumerate() {
            for b in &papers[i + 1..] {
                let key = if a < b { ((*a).clone(), (*b).clone()) } else { ((*b).clone(), (*a).clone()) };
                *annotated.entry(key).or_default() += 1;
            }
        }
    }
    for source in sources() {
        let graph = CitationGraph::new(&Corpus::new(papers(&source)).unwrap());
        let read: BTreeMap<(String, String), usize> =
            shared_pairs(&graph).map(|p| ((p.a.clone(), p.b.clone()), p.count())).collect();
        assert_eq!(read, annotated, "{}", source.display());
    }
}

/// What the papers print about themselves.
#[test]
fn own_metadata() {
    for source in sources() {
        for paper in papers(&source) {
            let gold: Value =
                serde_json::from_str(&fs::read_to_string(format!("{GOLD}/{}.paper.json", paper.id)).unwrap()).unwrap();
            let differ: Vec<&str> =
                differing(&gold, &paper.item).into_iter().filter(|f| !matches!(*f, "pages" | "url")).collect();
            assert!(differ.is_empty(), "{}: {differ:?}", paper.id);
            let missing: Vec<u32> = gold["missing_notes"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|n| u32::try_from(n.as_u64()?).ok())
                .collect();
            // Where the notes stand without their text, those that only explain are missing too.
            assert!(missing.iter().all(|n| paper.missing_notes.contains(n)), "{}", paper.id);
        }
    }
}

/// Every in-text citation found and led to its entry. Needs the papers' running text: see the head of this file.
#[test]
fn in_text_citations() {
    let Some(folder) = std::env::var_os("CITEGRAPH_SEEDS").map(PathBuf::from) else { return };
    let mut differ = BTreeSet::new();
    for paper in papers(&folder) {
        let gold = lines(&format!("{}.in_text.jsonl", paper.id));
        if gold[0].get("marker").is_some() {
            let marks: BTreeSet<&str> = paper.citations.iter().map(|c| c.printed.as_str()).collect();
            let numbers = gold.iter().map(|g| g["marker"].as_str().unwrap());
            // The mark of the note that is missing, and of the one without a source, cite nothing.
            let silent = |n: &str| n == "1" || n == "32";
            assert_eq!(marks, numbers.filter(|n| !silent(n)).collect(), "{}", paper.id);
            continue;
        }
        let printed: Vec<&str> = gold.iter().map(|g| g["printed"].as_str().unwrap()).collect();
        let read: Vec<&str> = paper.citations.iter().map(|c| c.printed.as_str()).collect();
        assert_eq!(read, printed, "{}", paper.id);
        for (gold, citation) in gold.iter().zip(&paper.citations) {
            let how = match &citation.resolution {
                Resolution::Exact { .. } => "exact",
                Resolution::Near { .. } => "near",
                Resolution::Ambiguous { .. } => "ambiguous",
                Resolution::Missing => "none",
                other => panic!("a resolution that no author–year citation has: {other:?}"),
            };
            let entry = citation.resolution.labels().first().map(String::as_str);
            if how != gold["match"] || entry != gold["entry"].as_str() {
                differ.insert(format!("{} {}: {how} {}", paper.id, citation.printed, entry.unwrap_or("-")));
            }
        }
    }
    assert_known(differ, "citation", &folder);
}
