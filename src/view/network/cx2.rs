//! CX2 (<https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/>): a list of aspects, each
//! attribute declared with its type before nodes and edges have values of it.

use serde_json::{Map, Value, json};

use super::{Network, Node};

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

pub(super) fn write(network: &Network) -> String {
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
    let nodes: Vec<Value> =
        network.nodes.iter().enumerate().map(|(id, node)| json!({"id": id, "v": values(node)})).collect();
    let edge = |(id, (a, b, weight)): (usize, &(usize, usize, f64))| json!({"id": id, "s": a, "t": b, "v": {"weight": weight}});
    let edges: Vec<Value> = network.edges.iter().enumerate().map(edge).collect();
    let counts: Vec<Value> =
        [("attributeDeclarations", 1), ("networkAttributes", 1), ("nodes", nodes.len()), ("edges", edges.len())]
            .into_iter()
            .map(|(name, count)| json!({"name": name, "elementCount": count}))
            .collect();
    let whole = json!([
        {"CXVersion": "2.0", "hasFragments": false},
        {"metaData": counts},
        {"attributeDeclarations": [declared]},
        {"networkAttributes": [{"name": "Citations"}]},
        {"nodes": nodes},
        {"edges": edges},
        {"status": [{"success": true}]},
    ]);
    format!("{whole}\n")
}
