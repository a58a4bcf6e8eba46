use std::collections::{BTreeMap, BTreeSet};

use citegraph::graph::{
    BuildError, CitationGraph, Delimiter, EdgeList, FrozenBuilder, Header, UnknownIds, build_memory,
};
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use proptest::prelude::*;

use crate::common::{any_graph, graph, name};

fn read(text: &str, delimiter: Delimiter, header: Header) -> (usize, usize, u64) {
    let mut list = EdgeList::new(delimiter).with_header(header);
    list.citations(text.as_bytes()).expect("readable");
    let (graph, report) = list.build().expect("small");
    (graph.work_count(), graph.citation_count(), report.bad_lines)
}

#[test]
fn tables() {
    let cases = [
        ("tab", "a\tb\nb\tc\n", Delimiter::Tab, Header::Absent, (3, 2, 0)),
        ("comma, quoted", "\"a,b\",c\nc,\"a,b\"\n", Delimiter::Comma, Header::Absent, (2, 2, 0)),
        ("header", "citing,cited\na,b\n", Delimiter::Comma, Header::Present, (2, 1, 0)),
        ("comment and carriage return", "# two\r\na\tb\r\n", Delimiter::Tab, Header::Absent, (2, 1, 0)),
        ("columns beyond", "a\tb\t1999\n", Delimiter::Tab, Header::Absent, (2, 1, 0)),
        ("one column", "a\nb\tc\n\t\n", Delimiter::Tab, Header::Absent, (2, 1, 2)),
        ("quotes in tabs", "\"a\tb\n", Delimiter::Tab, Header::Absent, (2, 1, 0)),
        ("nothing", "", Delimiter::Tab, Header::Absent, (0, 0, 0)),
    ];
    for (what, text, delimiter, header, expected) in cases {
        assert_eq!(read(text, delimiter, header), expected, "{what}");
    }
    let mut list = EdgeList::new(Delimiter::Tab);
    list.citations(&b"\xff\tb\na\tb\n"[..]).expect("readable");
    assert_eq!(list.build().expect("small").1.examples, ["line 1: expected two columns of text"]);
}

#[test]
fn what_is_wrong_is_reported() {
    let mut list =
        EdgeList::new(Delimiter::Tab).with_builder(FrozenBuilder::default().with_unknown_ids(UnknownIds::LeaveOut));
    list.years("a\t1999\nb\t20011\nc\t\nd\tlast\na\t1998\n".as_bytes()).expect("readable");
    list.citations("a\tb\na\tb\nc\tc\nc\tx\ny\ta\n".as_bytes()).expect("readable");
    let (graph, report) = list.build().expect("small");
    assert_eq!((graph.work_count(), graph.citation_count()), (4, 2));
    let counts = (report.duplicates, report.self_loops, report.unknown, report.bad_years, report.two_years);
    assert_eq!(counts, (1, 1, 2, 2, 1));
    assert_eq!(graph.find("a").and_then(|a| graph.year(a)), Some(1998));
    let expected = [
        r#""b": year 20011 out of range"#,
        r#""d": "last" is no year"#,
        r#""a": years 1998 and 1999"#,
        r#""c" cites "x": no work is called "x""#,
        r#""y" cites "a": no work is called "y""#,
    ];
    assert_eq!(report.examples, expected);
    assert!(!report.is_clean());
}

#[test]
fn too_much_memory_is_said_before_it_is_taken() {
    let mut builder = FrozenBuilder::default().with_memory_limit(1 << 20);
    for i in 0..200_000 {
        builder.cite(&(i % 100).to_string(), &(i % 70).to_string());
    }
    match builder.build() {
        Err(BuildError::TooMuchMemory { needed, limit }) => assert!(needed > limit && needed < 2 * limit + (1 << 20)),
        other => panic!("{other:?}"),
    }
    assert_eq!(build_memory(usize::MAX, usize::MAX, usize::MAX), usize::MAX);
    let error = BuildError::TooMuchMemory { needed: 2, limit: 1 };
    assert_eq!(error.to_string(), "2 bytes of memory needed, 1 allowed");
}

#[test]
fn under_nine_bytes_a_citation() {
    let edges: Vec<_> = (0..1000).flat_map(|i| (0..10).map(move |j| (i, (i * 7 + j * 13) % 1000))).collect();
    let graph = graph(1000, &edges, &[]);
    let bytes = graph.memory().citations as f64 / graph.citation_count() as f64;
    assert!(bytes < 9.0, "{bytes}");
}

#[test]
fn freezing_keeps_works_and_years() {
    let dated = Item { issued: Some(Date::of_year(1999)), ..Item::default() };
    let thawed = CitationGraph::builder()
        .paper("b", dated)
        .paper("a", Item::default())
        .work("w", Item::default())
        .cite("b", "w")
        .cite("a", "b")
        .cite("b", "b")
        .build()
        .expect("all are added");
    let frozen = thawed.freeze();
    for (index, work) in thawed.works() {
        assert_eq!(frozen.id(index), work.id());
        assert_eq!(frozen.year(index), work.item().year());
        let cited: Vec<_> = thawed.cites(index).map(|edge| edge.cited).collect();
        assert_eq!(frozen.cites(index), cited);
        let citing: Vec<_> = thawed.cited_by(index).map(|edge| edge.citing).collect();
        assert_eq!(frozen.cited_by(index), citing);
    }
    assert_eq!(CitationGraph::builder().build().expect("empty").freeze().work_count(), 0);
}

proptest! {
    /// Ids of a length at which the table keeps the id itself, and of more.
    #[test]
    fn ids_of_any_length(edges in prop::collection::vec(("[a\0é]{0,13}", "[a\0é]{0,13}"), 0..600)) {
        let mut builder = FrozenBuilder::default();
        edges.iter().for_each(|(citing, cited)| builder.cite(citing, cited));
        let (graph, _) = builder.build().expect("small");
        let expected: BTreeSet<(&str, &str)> = edges.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let found: Vec<(&str, &str)> = graph.citations().map(|(a, b)| (graph.id(a), graph.id(b))).collect();
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn both_directions_agree_with_the_matrix(small in any_graph(12)) {
        let graph = &small.graph;
        for a in graph.works() {
            for b in graph.works() {
                let cites = small.cites[a.index()][b.index()];
                prop_assert_eq!(graph.has_citation(a, b), cites);
                prop_assert_eq!(graph.cited_by(b).contains(&a), cites);
            }
            prop_assert!(graph.cites(a).is_sorted() && graph.cited_by(a).is_sorted());
            prop_assert_eq!(graph.find(&name(a.index())), Some(a));
        }
        prop_assert_eq!(graph.find("x"), None);
    }

    #[test]
    fn the_order_of_input_plays_no_part(edges in prop::collection::vec((0..9_usize, 0..9_usize), 0..40)) {
        let build = |edges: &mut dyn Iterator<Item = &(usize, usize)>| {
            let mut builder = FrozenBuilder::default();
            edges.for_each(|(a, b)| builder.cite(&a.to_string(), &b.to_string()));
            builder.build().expect("small")
        };
        let (there, back) = (build(&mut edges.iter()), build(&mut edges.iter().rev()));
        prop_assert_eq!(&there, &back);
        let distinct: BTreeSet<_> = edges.iter().collect();
        prop_assert_eq!(there.1.duplicates as usize, edges.len() - distinct.len());
        let mut degrees: BTreeMap<usize, usize> = BTreeMap::new();
        distinct.iter().for_each(|(a, _)| *degrees.entry(*a).or_default() += 1);
        for (a, degree) in degrees {
            let work = there.0.find(&a.to_string()).expect("it cites");
            prop_assert_eq!(there.0.cites(work).len(), degree);
        }
    }
}
