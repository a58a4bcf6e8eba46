//! CX2 (<https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/>): a list of aspects, each
//! attribute declared with its type before nodes and edges have values of it.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::json::list;
use super::{Edge, Network, Node};

fn clean(text: &str) -> Value {
    text.replace(|c: char| c.is_control(), " ").into()
}

/// What is known of a node; an attribute without a value is left out, as the form wants.
fn values(node: &Node) -> Map<String, Value> {
    let authors: Vec<Value> = node.authors.iter().map(|name| clean(name)).collect();
    let known = [
        ("name", Some(clean(&node.label))),
        ("key", Some(clean(&node.id))),
        ("title", node.title.as_deref().map(clean)),
        ("year", node.year.map(Value::from)),
        ("authors", (!authors.is_empty()).then(|| authors.into())),
        ("journal", node.source.as_deref().map(clean)),
        ("doi", node.doi.as_deref().map(clean)),
        ("paper", Some(node.is_paper.into())),
        ("citations", Some(node.citations.into())),
        ("community", node.community.map(Value::from)),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let kind = |kind: &str| json!({"d": kind});
    let declared = json!({
        "networkAttributes": {"name": kind("string")},
        "nodes": {
            "name": kind("string"), "key": kind("string"), "title": kind("string"), "year": kind("integer"),
            "authors": kind("list_of_string"), "doi": kind("string"), "paper": kind("boolean"), "citations": kind("integer"),
            "journal": kind("string"), "community": kind("integer"),
        },
        "edges": {"weight": kind("double")},
    });
    // How many edges there are is told before they come: they are counted once for it.
    let counts: Vec<Value> = [
        ("attributeDeclarations", 1),
        ("networkAttributes", 1),
        ("nodes", network.nodes.len()),
        ("edges", network.edges().count()),
    ]
    .into_iter()
    .map(|(name, count)| json!({"name": name, "elementCount": count}))
    .collect();
    writeln!(out, "[{},", json!({"CXVersion": "2.0", "hasFragments": false}))?;
    writeln!(out, "{},", json!({"metaData": counts}))?;
    writeln!(out, "{},", json!({"attributeDeclarations": [declared]}))?;
    writeln!(out, "{},", json!({"networkAttributes": [{"name": "Citations"}]}))?;
    out.write_all(b"{\"nodes\":")?;
    list(out, network.nodes.iter().enumerate().map(|(id, node)| json!({"id": id, "v": values(node)})))?;
    out.write_all(b"},\n{\"edges\":")?;
    let edge = |(id, (a, b, weight)): (usize, Edge)| json!({"id": id, "s": a, "t": b, "v": {"weight": weight}});
    list(out, network.edges().enumerate().map(edge))?;
    writeln!(out, "}},\n{}]", json!({"status": [{"success": true}]}))
}
