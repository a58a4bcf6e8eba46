//! Networks in JSON: VOSviewer's, Cytoscape's and the JSON Graph Format.

use serde_json::{Value, json};

use super::{Edges, Network, Node};

fn clean(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

fn written(value: &Value) -> String {
    format!("{value}\n")
}

/// VOSviewer's JSON: items by number from 1, links between them.
pub(super) fn vosviewer(network: &Network) -> String {
    let items = (1..).zip(&network.nodes).map(|(number, node): (usize, &Node)| {
        let mut item = json!({
            "id": number,
            "label": clean(&node.label),
            "description": clean(&format!("{}: {}", node.id, node.title.as_deref().unwrap_or_default())),
            "weights": {"Citations": node.citations},
        });
        if let Some(year) = node.year {
            item["scores"] = json!({"Year": year});
        }
        if let Some(community) = node.community {
            item["cluster"] = (community + 1).into();
        }
        if let Some(doi) = &node.doi {
            item["url"] = format!("https://doi.org/{}", clean(doi)).into();
        }
        item
    });
    let links =
        network.edges.iter().map(|(a, b, weight)| json!({"source_id": a + 1, "target_id": b + 1, "strength": weight}));
    written(&json!({"network": {"items": items.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>()}}))
}

fn facts(node: &Node) -> Value {
    let mut facts = json!({
        "label": clean(&node.label),
        "authors": node.authors.iter().map(|name| clean(name)).collect::<Vec<_>>(),
        "paper": node.is_paper,
        "citations": node.citations,
    });
    if let Some(title) = &node.title {
        facts["title"] = clean(title).into();
    }
    if let Some(year) = node.year {
        facts["year"] = year.into();
    }
    if let Some(source) = &node.source {
        facts["source"] = clean(source).into();
    }
    if let Some(doi) = &node.doi {
        facts["doi"] = clean(doi).into();
    }
    if let Some(community) = node.community {
        facts["community"] = community.into();
    }
    facts
}

/// The elements of Cytoscape.js.
pub(super) fn cytoscape(network: &Network) -> String {
    let nodes = network.nodes.iter().map(|node| {
        let mut data = facts(node);
        data["id"] = clean(&node.id).into();
        // What Cytoscape shows, and what networkx looks for.
        data["name"] = clean(&node.label).into();
        data["value"] = clean(&node.id).into();
        json!({"data": data})
    });
    let edges = network.edges.iter().enumerate().map(|(number, (a, b, weight))| {
        let (a, b) = (clean(&network.nodes[*a].id), clean(&network.nodes[*b].id));
        json!({"data": {"id": format!("edge {number}"), "source": a, "target": b, "weight": weight}})
    });
    written(&json!({"elements": {"nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>()}}))
}

/// JSON Graph Format, version 2: nodes by id.
pub(super) fn json_graph(network: &Network) -> String {
    let nodes: serde_json::Map<String, Value> = network
        .nodes
        .iter()
        .map(|node| (clean(&node.id), json!({"label": clean(&node.label), "metadata": facts(node)})))
        .collect();
    let edges = network.edges.iter().map(|(a, b, weight)| {
        let (a, b) = (clean(&network.nodes[*a].id), clean(&network.nodes[*b].id));
        json!({"source": a, "target": b, "metadata": {"weight": weight}})
    });
    let directed = network.kind == Edges::Directed;
    written(&json!({"graph": {"directed": directed, "nodes": nodes, "edges": edges.collect::<Vec<_>>()}}))
}
