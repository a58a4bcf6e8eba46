//! Pajek's `.net`: vertices by number from 1, then arcs or edges; and what goes with it, a number for each vertex.

use std::io::{self, Write};

use super::{Edges, Network, Node};

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "*Vertices {}", network.nodes.len())?;
    for (number, node) in (1..).zip(&network.nodes) {
        // A quotation mark ends the name, whatever stands before it.
        let name = node.id.replace(|c: char| c.is_control() || c == '"', " ");
        writeln!(out, "{number} \"{name}\"")?;
    }
    out.write_all(match network.kind {
        Edges::Directed => b"*Arcs\n",
        Edges::Undirected => b"*Edges\n",
    })?;
    network.edges().try_for_each(|(a, b, weight)| writeln!(out, "{} {} {weight}", a + 1, b + 1))
}

/// A number for each vertex, in their order.
fn numbers(network: &Network, out: &mut dyn Write, number: impl Fn(&Node) -> usize) -> io::Result<()> {
    writeln!(out, "*Vertices {}", network.nodes.len())?;
    network.nodes.iter().try_for_each(|node| writeln!(out, "{}", number(node)))
}

/// The community of each vertex, from 1; 0 of one without.
pub(super) fn clu(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    numbers(network, out, |node| node.community.map_or(0, |community| community as usize + 1))
}

/// How often each vertex is cited.
pub(super) fn vec(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    numbers(network, out, |node| node.citations)
}
