//! What holds of any bytes: one function for each way into the library. The targets of cargo-fuzz call them, and so does
//! `tests/fuzzed.rs`, which needs no nightly compiler.
//!
//! Each panics where its property is broken.

use citegraph::graph::{CitationGraph, Delimiter, EdgeList, Header};
use citegraph::paper::Paper;
use citegraph::query::communities::communities;
use citegraph::query::components::components;
use citegraph::query::cycles::{CycleLimits, frozen_cycles};
use citegraph::query::order::layers;
use citegraph::query::pagerank::{PageRankOptions, pagerank};
use citegraph::record::{Format, Records, Source, decode, papers};
use citegraph::reference::Reference;
use citegraph::reference::item::Item;
use citegraph::view::csl;
use citegraph::view::dot::{DotOptions, Works, dot};
use citegraph::work::library::bibtex;
use citegraph::work::saved::Saved;
use citegraph::work::{Corpus, Matcher, Record, Threshold};

/// A name, and what holds.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 8] = [
    ("entry", entry),
    ("paper", paper),
    ("pair", pair),
    ("edges", edges),
    ("bibtex", bib),
    ("drawing", drawing),
    ("records", records),
    ("saved", saved),
];

/// An entry is kept whole, its spans run forward on the edges of characters, and it is read alike twice; as JSON it is JSON.
pub fn entry(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = Reference::parse(&text);
    assert_eq!(read.raw, text);
    kept(&read);
    assert_eq!(Reference::parse(&text), read);
    let mut written = Vec::new();
    csl::write_parsed(&mut written, "1", &read).expect("it is written to memory");
    let value: serde_json::Value = serde_json::from_slice(&written).expect("JSON");
    assert_eq!(value["custom"]["raw"].as_str(), Some(&*text));
}

fn kept(read: &Reference) {
    let raw = read.raw.as_str();
    let further = read.further.iter().map(|work| work.span);
    let stretches: Vec<_> =
        read.segments.iter().map(|s| s.span).chain(further).chain(read.rest.iter().copied()).collect();
    let issues = read.issues.iter().map(|issue| issue.span);
    let fields = read.texts().map(|(_, field)| field.span);
    for span in stretches.iter().copied().chain(issues).chain(fields) {
        assert!(span.start <= span.end && raw.get(span.start..span.end).is_some(), "{span:?} of {raw:?}");
    }
    for (at, _) in raw.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        assert!(stretches.iter().any(|span| span.start <= at && at < span.end), "byte {at} of {raw:?} is lost");
    }
    for work in &read.further {
        assert_eq!(work.span.of(raw), work.reference.raw);
        kept(&work.reference);
    }
}

/// A paper's entries lie in it one after another, and what is said of it holds together.
pub fn paper(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let paper = Paper::read("p", &text);
    for entry in &paper.references {
        assert!(text.get(entry.span.start..entry.span.end).is_some(), "{:?}", entry.span);
        kept(&entry.reference);
    }
    let corpus = Corpus::new([paper]).expect("one paper");
    let graph = CitationGraph::new(&corpus);
    let members: usize = corpus.works.iter().map(|work| work.members.len()).sum();
    // Entries that refer back stand for no work of their own, those that list several for as many.
    let listed: usize = corpus.papers[0].references.iter().map(|entry| 1 + entry.reference.further.len()).sum();
    assert!(members <= listed + 1);
    assert_eq!(graph.work_count(), corpus.works.len());
}

/// Two references are compared alike from both sides, and what a strict threshold joins, a looser one does too.
pub fn pair(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (a, b) = text.split_once('\n').unwrap_or((&text, ""));
    let [a, b] = [a, b].map(|text| Record::from(&Reference::parse(text)));
    let matcher = Matcher::new();
    let (there, back) = (matcher.verdict(&a, &b), matcher.verdict(&b, &a));
    assert_eq!(there.verdict, back.verdict, "{text:?}");
    let joined = Threshold::ALL.map(|threshold| {
        let found = Matcher::new().with_threshold(threshold).clusters([a.clone(), b.clone()]);
        found.groups(citegraph::work::Level::Work).len() == 1
    });
    assert!(joined.is_sorted(), "{joined:?} of {text:?}");
}

/// A table of citations is read or refused, and queries of it end and agree.
pub fn edges(bytes: &[u8]) {
    let delimiter = if bytes.first().is_some_and(|byte| byte % 2 == 0) { Delimiter::Comma } else { Delimiter::Tab };
    let mut list = EdgeList::new(delimiter).with_header(Header::Absent);
    list.citations(bytes).expect("it is short");
    let (graph, _) = list.build().expect("it is small");
    let ranks = pagerank(&graph, PageRankOptions::default()).ranks;
    let sum: f64 = ranks.iter().sum();
    assert!(ranks.is_empty() || (sum - 1.0).abs() < 1e-6, "{sum}");
    let found = communities(&graph, 1.0);
    assert!(found.of.len() == graph.work_count() && found.modularity >= -1e-9);
    let circles = components(&graph).circles().len();
    let limits = CycleLimits::default().with_length(64).with_count(1).with_steps(1_000_000);
    assert_eq!(frozen_cycles(&graph, limits).count() > 0, circles > 0);
    assert_eq!(layers(&graph).len(), graph.work_count());
}

/// BibTeX is read or refused, wherever it leads. That it ends in time is seen to by whoever calls.
pub fn bib(bytes: &[u8]) {
    let _ = bibtex::items(&String::from_utf8_lossy(bytes));
}

/// A drawing of any ids and titles is DOT that graphviz's grammar reads back, with as many nodes as there are works.
pub fn drawing(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut builder = CitationGraph::builder();
    let mut ids = std::collections::BTreeSet::new();
    for line in text.split('\n').take(20) {
        if ids.insert(line) {
            let item = Item { title: Some(line.to_owned()), ..Item::default() };
            builder.paper(line, item);
        }
    }
    let Ok(graph) = builder.build() else { return };
    let drawn = dot(&graph, DotOptions::default().with_works(Works::All));
    let read = graphviz_rust::parse(&drawn).expect("DOT");
    let graphviz_rust::dot_structures::Graph::DiGraph { stmts, .. } = read else { panic!("a graph with directions") };
    let mut named = std::collections::BTreeSet::new();
    for stmt in &stmts {
        if let graphviz_rust::dot_structures::Stmt::Node(node) = stmt {
            named.insert(format!("{:?}", node.id));
        }
    }
    assert_eq!(named.len(), graph.work_count());
}

/// A file of records, of the format that the first byte stands for or of the one that it shows, is read or refused, alike
/// twice; its records lie in it, and are papers whose entries are kept whole.
pub fn records(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let format = Format::ALL.get(usize::from(*first) % (Format::ALL.len() + 1)).copied();
    let Ok(read) = Records::read(bytes, format) else { return };
    assert_eq!(Records::read(bytes, format).as_ref(), Ok(&read));
    let text = decode(bytes).expect("it was read");
    for publication in &read.publications {
        let span = publication.span;
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    }
    let made = papers([Source { name: "x".to_owned(), records: read }], std::iter::empty());
    made.iter().flat_map(|paper| &paper.references).for_each(|entry| kept(&entry.reference));
    Corpus::new(made).expect("their ids differ");
}

/// A saved corpus is there again as it was; cut, or with one byte changed, it is refused, and so are bytes that are none.
pub fn saved(bytes: &[u8]) {
    assert!(Saved::from_bytes(bytes).is_err());
    let text = String::from_utf8_lossy(bytes).into_owned();
    let whole = Saved::new(Corpus::new([Paper::read("p", &text)]).expect("one paper"), vec![text]);
    let mut written = whole.to_bytes();
    assert_eq!(Saved::from_bytes(&written).as_ref(), Ok(&whole));
    let at = bytes.iter().fold(0, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let at = at % written.len();
    assert!(Saved::from_bytes(&written[..at]).is_err());
    written[at] ^= bytes.first().copied().unwrap_or(0) | 1;
    assert!(Saved::from_bytes(&written).is_err());
}
