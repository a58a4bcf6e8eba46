//! Networks in JSON: VOSviewer's, Cytoscape's and the JSON Graph Format.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Edge, Edges, Network, Node};

fn clean(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

/// Writes an array, an element a line.
pub(super) fn list(out: &mut dyn Write, elements: impl Iterator<Item = Value>) -> io::Result<()> {
    out.write_all(b"[")?;
    for (place, element) in elements.enumerate() {
        write!(out, "{}\n{element}", if place == 0 { "" } else { "," })?;
    }
    out.write_all(b"]")
}

/// What VOSviewer shows of an item, which it takes for HTML: the work's id and title.
pub(super) fn description(node: &Node) -> String {
    let text = clean(&format!("{}: {}", node.id, node.title.as_deref().unwrap_or_default()));
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// VOSviewer's number of an item's community; it has a thousand of them and refuses files with more, whose others have none.
pub(super) fn cluster(node: &Node) -> Option<u32> {
    node.community.map(|community| community + 1).filter(|cluster| *cluster <= 1000)
}

/// VOSviewer's JSON: items by number from 1, links between them.
pub(super) fn vosviewer(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let items = (1..).zip(&network.nodes).map(|(number, node): (usize, &Node)| {
        let mut item = json!({
            "id": number,
            "label": clean(&node.label),
            "description": description(node),
            "weights": {"Citations": node.citations},
        });
        if let Some(year) = node.year {
            item["scores"] = json!({"Year": year});
        }
        if let Some(cluster) = cluster(node) {
            item["cluster"] = cluster.into();
        }
        if let Some(doi) = &node.doi {
            item["url"] = format!("https://doi.org/{}", clean(doi)).into();
        }
        item
    });
    let link = |(a, b, weight): Edge| json!({"source_id": a + 1, "target_id": b + 1, "strength": weight});
    out.write_all(b"{\"network\":{\"items\":")?;
    list(out, items)?;
    out.write_all(b",\"links\":")?;
    list(out, network.edges().map(link))?;
    out.write_all(b"}}\n")
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
pub(super) fn cytoscape(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let nodes = network.nodes.iter().map(|node| {
        let mut data = facts(node);
        data["id"] = clean(&node.id).into();
        // What Cytoscape shows, and what networkx looks for.
        data["name"] = clean(&node.label).into();
        data["value"] = clean(&node.id).into();
        json!({"data": data})
    });
    let edge = |(number, (a, b, weight)): (usize, Edge)| {
        let (a, b) = (clean(&network.nodes[a].id), clean(&network.nodes[b].id));
        json!({"data": {"id": format!("edge {number}"), "source": a, "target": b, "weight": weight}})
    };
    out.write_all(b"{\"elements\":{\"nodes\":")?;
    list(out, nodes)?;
    out.write_all(b",\"edges\":")?;
    list(out, network.edges().enumerate().map(edge))?;
    out.write_all(b"}}\n")
}

/// JSON Graph Format, version 2: nodes by id.
pub(super) fn json_graph(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let edge = |(a, b, weight): Edge| {
        let (a, b) = (clean(&network.nodes[a].id), clean(&network.nodes[b].id));
        json!({"source": a, "target": b, "metadata": {"weight": weight}})
    };
    write!(out, "{{\"graph\":{{\"directed\":{},\"nodes\":{{", network.kind == Edges::Directed)?;
    for (place, node) in network.nodes.iter().enumerate() {
        let (id, comma) = (Value::from(clean(&node.id)), if place == 0 { "" } else { "," });
        let facts = json!({"label": clean(&node.label), "metadata": facts(node)});
        write!(out, "{comma}\n{id}:{facts}")?;
    }
    out.write_all(b"},\"edges\":")?;
    list(out, network.edges().map(edge))?;
    out.write_all(b"}}\n")
}
