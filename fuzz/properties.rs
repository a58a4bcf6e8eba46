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
use citegraph::reference::item::Item;
use citegraph::reference::{Parser, Reference};
use citegraph::token::{TokenKind, lex};
use citegraph::view::csl;
use citegraph::view::dot::{DotOptions, Works, dot};
use citegraph::work::library::bibtex;
use citegraph::work::saved::Saved;
use citegraph::work::{Corpus, Level, Matcher, Record, Threshold};

/// The vocabulary is no part of what the library offers, so it is asked as a room by itself.
#[path = "../src/terms/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only some of it is asked")]
mod terms;

use terms::{Term, Terms};

/// A name, and what holds.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 12] = [
    ("tokens", tokens),
    ("vocabulary", vocabulary),
    ("entry", entry),
    ("lines", lines),
    ("paper", paper),
    ("pair", pair),
    ("order", order),
    ("edges", edges),
    ("bibtex", bib),
    ("drawing", drawing),
    ("records", records),
    ("saved", saved),
];

/// A text's tokens lie in it one after another on the edges of characters, each of one kind, with nothing but white space between.
pub fn tokens(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut end = 0;
    for (number, token) in lex(&text).iter().enumerate() {
        let between = text.get(end..token.span.start).expect("tokens lie one after another");
        assert!(between.trim().is_empty(), "{between:?} of {text:?} is lost");
        assert_eq!(token.spaced, number == 0 || !between.is_empty(), "{token:?} of {text:?}");
        let own = text.get(token.span.start..token.span.end).expect("the edges of characters");
        assert!(!own.is_empty());
        let digits = own.bytes().all(|byte| byte.is_ascii_digit());
        assert_eq!(token.kind == TokenKind::Number, digits, "{token:?} of {text:?}");
        assert!(token.kind != TokenKind::Mark || own.chars().count() == 1, "{token:?} of {text:?}");
        end = token.span.end;
    }
    assert!(text[end..].trim().is_empty(), "the end of {text:?} is lost");
}

/// What the vocabulary knows of a phrase, marks around it don't change; what it finds at either end of a text is a phrase of it.
pub fn vocabulary(bytes: &[u8]) {
    const ASKED: Terms = Terms::of(&[
        Term::Month,
        Term::Volume,
        Term::Page,
        Term::Editor,
        Term::Signal,
        Term::Ibid,
        Term::Accessed,
        Term::Thesis,
        Term::ListHeading,
    ]);
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(terms::of(&format!("({text}).")), terms::of(&text), "{text:?}");
    if let Some(end) = terms::at_start(&text, ASKED) {
        assert!(terms::of(text.get(..end).expect("the edge of a character")).meets(ASKED), "{text:?}");
    }
    if let Some(start) = terms::at_end(&text, ASKED) {
        assert!(terms::of(text.get(start..).expect("the edge of a character")).meets(ASKED), "{text:?}");
    }
}

/// Entries one a line are read alike one by one, as a stream, and on all threads at once.
pub fn lines(bytes: &[u8]) {
    let parser = Parser::new();
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split_terminator('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let read: Vec<Reference> = lines.iter().map(|line| parser.parse(line)).collect();
    let streamed: Vec<Reference> = parser.parse_lines(bytes).collect::<Result<_, _>>().expect("it is read from memory");
    assert_eq!(streamed, read);
    assert_eq!(parser.parse_all(&lines), read);
}

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
        found.groups(Level::Work).len() == 1
    });
    assert!(joined.is_sorted(), "{joined:?} of {text:?}");
}

/// References, one a line, come together alike from the first to the last and from the last to the first; what is together at a
/// strict threshold stays so at a looser one.
pub fn order(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let records: Vec<Record> = text.lines().take(12).map(|line| Record::from(&Reference::parse(line))).collect();
    let mut stricter: Option<Vec<usize>> = None;
    for threshold in Threshold::ALL {
        let matcher = Matcher::new().with_threshold(threshold);
        let groups = |records: &[Record]| {
            let clusters = matcher.clusters(records.iter().cloned());
            let of = |member: &u32| records[*member as usize].clone();
            let mut groups: Vec<Vec<Record>> = Vec::new();
            for group in clusters.groups(Level::Work) {
                let mut group: Vec<Record> = group.members.iter().map(of).collect();
                group.sort();
                groups.push(group);
            }
            groups.sort();
            (groups, clusters.assignment(Level::Work))
        };
        let (forth, assignment) = groups(&records);
        let back: Vec<Record> = records.iter().rev().cloned().collect();
        assert_eq!(forth, groups(&back).0, "{threshold:?} of {text:?}");
        if let Some(stricter) = stricter {
            for a in 0..records.len() {
                let apart = |b: &usize| stricter[a] == stricter[*b] && assignment[a] != assignment[*b];
                assert!((0..a).find(apart).is_none(), "line {a} is apart at {threshold:?} in {text:?}");
            }
        }
        stricter = Some(assignment);
    }
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
