//! Pajek's `.net`: vertices by number from 1, then arcs or edges; and what goes with it, a number for each vertex.

use std::fmt::Write as _;

use super::{Edges, Network, Node};

pub(super) fn write(network: &Network) -> String {
    let mut out = format!("*Vertices {}\n", network.nodes.len());
    for (number, node) in (1..).zip(&network.nodes) {
        // A quotation mark ends the name, whatever stands before it. Writing to a string can't fail, here and below.
        let name = node.id.replace(|c: char| c.is_control() || c == '"', " ");
        let _ = writeln!(out, "{number} \"{name}\"");
    }
    out.push_str(match network.kind {
        Edges::Directed => "*Arcs\n",
        Edges::Undirected => "*Edges\n",
    });
    for (a, b, weight) in &network.edges {
        let _ = writeln!(out, "{} {} {weight}", a + 1, b + 1);
    }
    out
}

/// A number for each vertex, in their order.
fn numbers(network: &Network, number: impl Fn(&Node) -> usize) -> String {
    let mut out = format!("*Vertices {}\n", network.nodes.len());
    for node in &network.nodes {
        let _ = writeln!(out, "{}", number(node));
    }
    out
}

/// The community of each vertex, from 1; 0 of one without.
pub(super) fn clu(network: &Network) -> String {
    numbers(network, |node| node.community.map_or(0, |community| community as usize + 1))
}

/// How often each vertex is cited.
pub(super) fn vec(network: &Network) -> String {
    numbers(network, |node| node.citations)
}
