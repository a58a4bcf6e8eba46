//! Pictures and tables.

mod common;

use citegraph::graph::CitationGraph;
use citegraph::query::cycles::cycles;
use citegraph::query::self_citation::{rates, self_citation_clusters, self_citations};
use citegraph::query::shared_sources::{cited_works, shared_pairs};
use citegraph::view::table::{self, Table};
use common::made_up;

/// Cells between bars, one row per line.
fn text(table: &Table) -> String {
    let lines = std::iter::once(table.header.join(" | ")).chain(table.rows.iter().map(|row| row.join(" | ")));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn tables_of_the_made_up_papers() {
    let corpus = made_up().corpus();
    let graph = CitationGraph::new(&corpus);
    let pairs: Vec<_> = shared_pairs(&graph).collect();
    let citations = self_citations(&graph);
    let conflicts = citegraph::query::conflicts::conflicts(&corpus);
    let tables = [
        table::citations(&graph),
        table::overlap(&pairs),
        table::shared_pairs(&pairs),
        table::cited_works(&cited_works(&graph)),
        table::cycle_report(&cycles(&graph)),
        table::self_citations(&citations),
        table::self_citation_rates(&rates(&citations)),
        table::clusters(&self_citation_clusters(&graph)),
        table::author_groups(&citegraph::query::author_groups::author_groups(&graph, 2)),
        table::conflicts(&conflicts),
        table::shared_oddities(&citegraph::query::conflicts::shared_oddities(&conflicts)),
        table::hygiene(&citegraph::query::hygiene::hygiene_of_all(&corpus.papers)),
    ];
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }
    insta::assert_snapshot!("tables", tables.iter().map(text).collect::<Vec<_>>().join("\n\n"));
}

#[cfg(feature = "dot")]
mod drawing {
    use super::*;
    use citegraph::reference::item::Item;
    use citegraph::view::dot::{DotOptions, Flow, Legend, Ranks, Titles, Works, dot};
    use graphviz_rust::dot_structures::{Graph, Id, Stmt};
    use proptest::prelude::*;

    #[test]
    fn the_made_up_papers() {
        let graph = CitationGraph::new(&made_up().corpus());
        insta::assert_snapshot!("shared", dot(&graph, DotOptions::default()));
        let all = DotOptions::default().with_works(Works::All).with_ranks(Ranks::Years).with_flow(Flow::Rightwards);
        insta::assert_snapshot!("all", dot(&graph, all.with_titles(Titles::None).with_legend(Legend::Hidden)));
    }

    /// The top nodes' names and labels, unquoted.
    fn nodes(text: &str) -> Vec<(String, String)> {
        let Graph::DiGraph { stmts, .. } = graphviz_rust::parse(text).expect("valid DOT") else {
            panic!("expected a directed graph");
        };
        let nodes = stmts.into_iter().filter_map(|stmt| match stmt {
            Stmt::Node(node) => Some(node),
            _ => None,
        });
        nodes
            .map(|node| {
                let label = node.attributes.iter().find(|attribute| attribute.0 == Id::Plain("label".into()));
                let label = unquoted(&label.expect("every node has a label").1);
                (unquoted(&node.id.0), label.replace("&amp;", "&"))
            })
            .collect()
    }

    /// What graphviz reads in a quoted string.
    fn unquoted(id: &Id) -> String {
        let Id::Escaped(text) = id else { panic!("expected a quoted string, got {id:?}") };
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).expect("quotation marks");
        let (mut plain, mut chars) = (String::new(), inner.chars());
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next().expect("something escaped") {
                    'n' => plain.push('\n'),
                    c => plain.push(c),
                },
                '"' => panic!("a quotation mark that isn't escaped"),
                c => plain.push(c),
            }
        }
        plain
    }

    /// Text that is hard on quoting.
    fn nasty() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            any::<String>(),
            Just("\"".to_owned()),
            Just("\\".to_owned()),
            Just("\\n\n\r\n\t".to_owned()),
            Just("]; } /* // # <b> &amp; &lt; ->".to_owned()),
            Just("日本語 العربية हिन्दी \u{202e} \u{0} \u{2028}".to_owned()),
        ];
        prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_the_text_it_parses_back(ids in prop::collection::btree_set(nasty(), 2..5), title in nasty()) {
            // Ids that differ stay apart, so control characters are written out; what is shown has a space there.
            let named = |id: &str| id.chars().fold(String::new(), |mut name, c| {
                if c.is_control() || c == '\\' { name.extend(c.escape_default()) } else { name.push(c) }
                name
            });
            let shown = |id: &str| id.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect::<String>();
            let mut builder = CitationGraph::builder();
            for id in &ids {
                builder.paper(id.clone(), Item::default());
            }
            let titled = Item { title: Some(title), author: vec![common::name("\"\\, A")], ..Item::default() };
            let first = ids.first().expect("there are two");
            let graph = builder.work("~".repeat(99), titled).cite(first, first).build().expect("all are added");
            let text = dot(&graph, DotOptions::default().with_works(Works::All));
            let found = nodes(&text);
            let expected: Vec<String> = graph.works().map(|(_, work)| format!("work:{}", named(work.id()))).collect();
            prop_assert_eq!(found.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), expected);
            for ((name, label), (_, work)) in found.iter().zip(graph.works()) {
                if !name.ends_with('~') {
                    prop_assert_eq!(label, &shown(work.id()));
                }
            }
            prop_assert_eq!(dot(&graph, DotOptions::default().with_works(Works::All)), text);
        }
    }
}
