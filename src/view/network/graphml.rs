//! GraphML (<http://graphml.graphdrawing.org/primer/graphml-primer.html>).

use std::io::{self, Write};

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

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    )?;
    for (name, kind) in NODE {
        writeln!(out, " <key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    out.write_all(b" <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n")?;
    let kind = match network.kind {
        Edges::Directed => "directed",
        Edges::Undirected => "undirected",
    };
    writeln!(out, " <graph edgedefault=\"{kind}\">")?;
    for node in &network.nodes {
        writeln!(out, "  <node id=\"{}\">", escaped(&node.id))?;
        let values = [
            ("label", Some(node.label.clone())),
            ("title", node.title.clone()),
            ("year", node.year.map(|year| year.to_string())),
            ("authors", Some(node.authors.join("; ")).filter(|authors| !authors.is_empty())),
            ("source", node.source.clone()),
            ("doi", node.doi.clone()),
            ("paper", Some(node.is_paper.to_string())),
            ("citations", Some(node.citations.to_string())),
            ("community", node.community.map(|community| community.to_string())),
        ];
        for (key, value) in values.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            writeln!(out, "   <data key=\"{key}\">{}</data>", escaped(&value))?;
        }
        out.write_all(b"  </node>\n")?;
    }
    for (a, b, weight) in network.edges() {
        let (a, b) = (escaped(&network.nodes[a].id), escaped(&network.nodes[b].id));
        writeln!(out, "  <edge source=\"{a}\" target=\"{b}\"><data key=\"weight\">{weight}</data></edge>")?;
    }
    out.write_all(b" </graph>\n</graphml>\n")?;
    Ok(())
}
