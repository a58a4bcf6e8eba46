//! Nodes and edges as tables: in CSV, and between tabs.

use std::io::{self, Write};

use csv::ErrorKind;

use super::json::{cluster, description};
use super::{Edge, Network, Node};

fn table(out: &mut dyn Write, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    parted(b',', out, header, rows)
}

fn parted(by: u8, out: &mut dyn Write, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(by).from_writer(out);
    let write = || {
        table.write_record(header)?;
        for row in rows {
            table.write_record(row.iter().map(|cell| cell.replace(|c: char| c.is_control(), " ")))?;
        }
        Ok(table.flush()?)
    };
    // `io::Error::from` would lose the kind, by which a closed pipe is known.
    write().map_err(|error: csv::Error| match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

pub(super) fn nodes(network: &Network, out: &mut dyn Write) -> io::Result<()> {
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
    table(out, &columns, network.nodes.iter().map(row))
}

pub(super) fn edges(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let id = |at: usize| network.nodes[at].id.clone();
    let row = |(a, b, weight): Edge| vec![id(a), id(b), weight.to_string()];
    table(out, &["source", "target", "weight"], network.edges().map(row))
}

/// Writes rows whose cells stand between tabs, without quotes.
fn tabbed(out: &mut dyn Write, mut rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    let clean = |cell: &String| cell.replace(|c: char| c.is_control(), " ");
    rows.try_for_each(|row| writeln!(out, "{}", row.iter().map(clean).collect::<Vec<_>>().join("\t")))
}

/// Citing and cited work, and nothing else.
pub(super) fn edge_list(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let id = |at: usize| network.nodes[at].id.clone();
    tabbed(out, network.edges().map(|(a, b, _)| vec![id(a), id(b)]))
}

/// VOSviewer's map file: the items by number from 1. Its reader takes quotes as CSV has them.
pub(super) fn vosviewer_map(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let header = ["id", "label", "description", "url", "cluster", "weight<Citations>", "score<Year>"];
    let row = |(number, node): (usize, &Node)| {
        vec![
            number.to_string(),
            node.label.clone(),
            description(node),
            node.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).unwrap_or_default(),
            cluster(node).map(|cluster| cluster.to_string()).unwrap_or_default(),
            node.citations.to_string(),
            node.year.map(|year| year.to_string()).unwrap_or_default(),
        ]
    };
    parted(b'\t', out, &header, (1..).zip(&network.nodes).map(row))
}

/// VOSviewer's network file: pairs of items, and how strong the tie is.
pub(super) fn vosviewer_network(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let row = |(a, b, weight): Edge| vec![(a + 1).to_string(), (b + 1).to_string(), weight.to_string()];
    tabbed(out, network.edges().map(row))
}

/// CitNetExplorer's publications: called by their numbers from 1, which are those of their lines.
pub(super) fn citnetexplorer(network: &Network, out: &mut dyn Write) -> io::Result<()> {
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
    tabbed(out, std::iter::once(header).chain(network.nodes.iter().map(row)))
}

/// CitNetExplorer's citations: the numbers of a citing and a cited publication.
pub(super) fn citnetexplorer_citations(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let header = ["citing_pub_index", "cited_pub_index"].map(str::to_owned).to_vec();
    let row = |(a, b, _): Edge| vec![(a + 1).to_string(), (b + 1).to_string()];
    tabbed(out, std::iter::once(header).chain(network.edges().map(row)))
}
