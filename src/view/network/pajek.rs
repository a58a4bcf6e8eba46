//! Pajek's `.net`: vertices by number from 1, then arcs or edges.

use std::fmt::Write as _;

use super::{Edges, Network};

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
