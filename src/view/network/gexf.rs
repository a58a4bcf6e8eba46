//! GEXF 1.2 (<https://gexf.net/>), with years as spells: a work is there from its year on.

use std::fmt::Write as _;

use super::{Edges, Network};
use crate::view::xml::escaped;

pub(super) fn write(network: &Network) -> String {
    let kind = match network.kind {
        Edges::Directed => "directed",
        Edges::Undirected => "undirected",
    };
    // A graph with no year at all isn't one in time.
    let timed = network.nodes.iter().any(|node| node.year.is_some());
    let mode = if timed { " mode=\"dynamic\" timeformat=\"integer\"" } else { "" };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n",
    );
    // Writing to a string can't fail, here and below.
    let _ = writeln!(out, " <graph defaultedgetype=\"{kind}\"{mode}>");
    out.push_str("  <attributes class=\"node\" mode=\"static\">\n");
    let attributes = [
        ("title", "string"),
        ("authors", "string"),
        ("source", "string"),
        ("doi", "string"),
        ("paper", "boolean"),
        ("citations", "integer"),
        ("community", "integer"),
    ];
    for (id, kind) in attributes {
        let _ = writeln!(out, "   <attribute id=\"{id}\" title=\"{id}\" type=\"{kind}\"/>");
    }
    out.push_str("  </attributes>\n  <nodes>\n");
    for node in &network.nodes {
        let start = node.year.map(|year| format!(" start=\"{year}\"")).unwrap_or_default();
        let _ = writeln!(out, "   <node id=\"{}\" label=\"{}\"{start}>", escaped(&node.id), escaped(&node.label));
        out.push_str("    <attvalues>\n");
        let mut value = |id: &str, value: &str| {
            let _ = writeln!(out, "     <attvalue for=\"{id}\" value=\"{}\"/>", escaped(value));
        };
        value("title", node.title.as_deref().unwrap_or_default());
        value("authors", &node.authors.join("; "));
        value("source", node.source.as_deref().unwrap_or_default());
        value("doi", node.doi.as_deref().unwrap_or_default());
        value("paper", &node.is_paper.to_string());
        value("citations", &node.citations.to_string());
        node.community.iter().for_each(|community| value("community", &community.to_string()));
        out.push_str("    </attvalues>\n   </node>\n");
    }
    out.push_str("  </nodes>\n  <edges>\n");
    for (number, (a, b, weight)) in network.edges.iter().enumerate() {
        let (a, b) = (escaped(&network.nodes[*a].id), escaped(&network.nodes[*b].id));
        let _ = writeln!(out, "   <edge id=\"{number}\" source=\"{a}\" target=\"{b}\" weight=\"{weight}\"/>");
    }
    out.push_str("  </edges>\n </graph>\n</gexf>\n");
    out
}
