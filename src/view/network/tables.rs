//! Nodes and edges as tables in CSV.

use super::{Network, Node};

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    // Into memory, nothing fails.
    let _ = table.write_record(header);
    for row in rows {
        let _ = table.write_record(row.iter().map(|cell| cell.replace(|c: char| c.is_control(), " ")));
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

pub(super) fn nodes(network: &Network) -> String {
    let row = |node: &Node| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            node.id.clone(),
            node.label.clone(),
            text(&node.title),
            node.year.map(|year| year.to_string()).unwrap_or_default(),
            node.authors.join("; "),
            text(&node.doi),
            node.is_paper.to_string(),
            node.citations.to_string(),
        ]
    };
    table(&["id", "label", "title", "year", "authors", "doi", "paper", "citations"], network.nodes.iter().map(row))
}

pub(super) fn edges(network: &Network) -> String {
    let id = |at: usize| network.nodes[at].id.clone();
    let rows = network.edges.iter().map(|(a, b, weight)| vec![id(*a), id(*b), weight.to_string()]);
    table(&["source", "target", "weight"], rows)
}
