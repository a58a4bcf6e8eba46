//! GEXF 1.2 (<https://gexf.net/>), with years as spells: a work is there from its year on.

use std::io::{self, Write};

use super::{Edges, Network};
use crate::view::xml::escaped;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let kind = match network.kind {
        Edges::Directed => "directed",
        Edges::Undirected => "undirected",
    };
    // A graph without a single year is written as one without time.
    let timed = network.nodes.iter().any(|node| node.year.is_some());
    let mode = if timed { " mode=\"dynamic\" timeformat=\"integer\"" } else { "" };
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n",
    )?;
    writeln!(out, " <graph defaultedgetype=\"{kind}\"{mode}>")?;
    out.write_all(b"  <attributes class=\"node\" mode=\"static\">\n")?;
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
        writeln!(out, "   <attribute id=\"{id}\" title=\"{id}\" type=\"{kind}\"/>")?;
    }
    out.write_all(b"  </attributes>\n  <nodes>\n")?;
    for node in &network.nodes {
        let start = node.year.map(|year| format!(" start=\"{year}\"")).unwrap_or_default();
        writeln!(out, "   <node id=\"{}\" label=\"{}\"{start}>", escaped(&node.id), escaped(&node.label))?;
        out.write_all(b"    <attvalues>\n")?;
        let values = [
            ("title", node.title.clone().unwrap_or_default()),
            ("authors", node.authors.join("; ")),
            ("source", node.source.clone().unwrap_or_default()),
            ("doi", node.doi.clone().unwrap_or_default()),
            ("paper", node.is_paper.to_string()),
            ("citations", node.citations.to_string()),
        ];
        let community = node.community.map(|community| ("community", community.to_string()));
        for (id, value) in values.into_iter().chain(community) {
            writeln!(out, "     <attvalue for=\"{id}\" value=\"{}\"/>", escaped(&value))?;
        }
        out.write_all(b"    </attvalues>\n   </node>\n")?;
    }
    out.write_all(b"  </nodes>\n  <edges>\n")?;
    for (number, (a, b, weight)) in network.edges().enumerate() {
        let (a, b) = (escaped(&network.nodes[a].id), escaped(&network.nodes[b].id));
        writeln!(out, "   <edge id=\"{number}\" source=\"{a}\" target=\"{b}\" weight=\"{weight}\"/>")?;
    }
    out.write_all(b"  </edges>\n </graph>\n</gexf>\n")?;
    Ok(())
}
