//! GraphML (<http://graphml.graphdrawing.org/primer/graphml-primer.html>).

use std::fmt::Write as _;

use super::{Edges, Network};
use crate::view::xml::escaped;

/// The attributes of nodes: name and type.
const NODE: [(&str, &str); 9] = [
    ("label", "string"),
    ("title", "string"),
    ("year", "int"),
    ("authors", "string"),
    ("source", "string"),
    ("doi", "string"),
    ("paper", "boolean"),
    ("citations", "int"),
    ("community", "int"),
];

pub(super) fn write(network: &Network) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    // Writing to a string can't fail, here and below.
    for (name, kind) in NODE {
        let _ = writeln!(out, " <key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    out.push_str(" <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n");
    let kind = match network.kind {
        Edges::Directed => "directed",
        Edges::Undirected => "undirected",
    };
    let _ = writeln!(out, " <graph edgedefault=\"{kind}\">");
    for node in &network.nodes {
        let _ = writeln!(out, "  <node id=\"{}\">", escaped(&node.id));
        let mut data = |key: &str, value: &str| {
            let _ = writeln!(out, "   <data key=\"{key}\">{}</data>", escaped(value));
        };
        data("label", &node.label);
        node.title.iter().for_each(|title| data("title", title));
        node.year.iter().for_each(|year| data("year", &year.to_string()));
        if !node.authors.is_empty() {
            data("authors", &node.authors.join("; "));
        }
        node.source.iter().for_each(|source| data("source", source));
        node.doi.iter().for_each(|doi| data("doi", doi));
        data("paper", &node.is_paper.to_string());
        data("citations", &node.citations.to_string());
        node.community.iter().for_each(|community| data("community", &community.to_string()));
        out.push_str("  </node>\n");
    }
    for (a, b, weight) in &network.edges {
        let (a, b) = (escaped(&network.nodes[*a].id), escaped(&network.nodes[*b].id));
        let _ = writeln!(out, "  <edge source=\"{a}\" target=\"{b}\"><data key=\"weight\">{weight}</data></edge>");
    }
    out.push_str(" </graph>\n</graphml>\n");
    out
}
