//! Nodes and edges as tables: in CSV, and between tabs.

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
            text(&node.source),
            text(&node.doi),
            node.is_paper.to_string(),
            node.citations.to_string(),
            node.community.map(|community| community.to_string()).unwrap_or_default(),
        ]
    };
    let columns = ["id", "label", "title", "year", "authors", "source", "doi", "paper", "citations", "community"];
    table(&columns, network.nodes.iter().map(row))
}

pub(super) fn edges(network: &Network) -> String {
    let id = |at: usize| network.nodes[at].id.clone();
    let rows = network.edges.iter().map(|(a, b, weight)| vec![id(*a), id(*b), weight.to_string()]);
    table(&["source", "target", "weight"], rows)
}

/// Rows whose cells stand between tabs, without quotes.
fn tabbed(rows: impl Iterator<Item = Vec<String>>) -> String {
    let clean = |cell: &String| cell.replace(|c: char| c.is_control(), " ");
    rows.map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n").collect()
}

/// Citing and cited work, and nothing else.
pub(super) fn edge_list(network: &Network) -> String {
    let id = |at: usize| network.nodes[at].id.clone();
    tabbed(network.edges.iter().map(|(a, b, _)| vec![id(*a), id(*b)]))
}

/// VOSviewer's map file: the items by number from 1.
pub(super) fn vosviewer_map(network: &Network) -> String {
    let header = ["id", "label", "description", "url", "cluster", "weight<Citations>", "score<Year>"]
        .map(str::to_owned)
        .to_vec();
    let row = |(number, node): (usize, &Node)| {
        vec![
            number.to_string(),
            node.label.clone(),
            format!("{}: {}", node.id, node.title.as_deref().unwrap_or_default()),
            node.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).unwrap_or_default(),
            node.community.map(|community| (community + 1).to_string()).unwrap_or_default(),
            node.citations.to_string(),
            node.year.map(|year| year.to_string()).unwrap_or_default(),
        ]
    };
    tabbed(std::iter::once(header).chain((1..).zip(&network.nodes).map(row)))
}

/// VOSviewer's network file: pairs of items, and how strong the tie is.
pub(super) fn vosviewer_network(network: &Network) -> String {
    tabbed(
        network.edges.iter().map(|(a, b, weight)| vec![(a + 1).to_string(), (b + 1).to_string(), weight.to_string()]),
    )
}

/// CitNetExplorer's publications: called by their numbers from 1, which are those of their lines.
pub(super) fn citnetexplorer(network: &Network) -> String {
    let header = ["authors", "title", "source", "year", "doi", "cit_score"].map(str::to_owned).to_vec();
    let row = |node: &Node| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            node.authors.join("; "),
            node.title.clone().unwrap_or_else(|| node.label.clone()),
            text(&node.source),
            node.year.map(|year| year.to_string()).unwrap_or_default(),
            text(&node.doi),
            node.citations.to_string(),
        ]
    };
    tabbed(std::iter::once(header).chain(network.nodes.iter().map(row)))
}

/// CitNetExplorer's citations: the numbers of a citing and a cited publication.
pub(super) fn citnetexplorer_citations(network: &Network) -> String {
    let header = ["citing_pub_index", "cited_pub_index"].map(str::to_owned).to_vec();
    let row = |(a, b, _): &(usize, usize, f64)| vec![(a + 1).to_string(), (b + 1).to_string()];
    tabbed(std::iter::once(header).chain(network.edges.iter().map(row)))
}
