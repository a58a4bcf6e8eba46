//! What is written of the ten works as a network, whatever form they came in, holds their citations and what the form has room for
//! of the works.

use std::collections::BTreeMap;

use citegraph::graph::{Delimiter, EdgeList, FrozenGraph, Header};
use citegraph::view::network::{Network, NetworkFormat};
use serde_json::Value;

use super::forms::forms;
use super::*;

fn graph(form: &str, files: &[(&str, Vec<u8>)]) -> CitationGraph {
    let read = |bytes: &[u8]| Records::read(bytes, None).expect(form);
    let sources = files.iter().map(|(name, bytes)| Source { name: (*name).to_owned(), records: read(bytes) });
    CitationGraph::new(&Corpus::new(papers(sources, std::iter::empty())).expect("ids differ"))
}

/// Who cites whom in a form that says it, by numbers from 1 or by ids.
fn pairs(format: NetworkFormat, text: &str) -> Vec<(String, String)> {
    let json = || serde_json::from_str::<Value>(text).expect("JSON");
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of_json = |edges: &Value, a: &str, b: &str| -> Vec<(String, String)> {
        edges.as_array().into_iter().flatten().map(|edge| (said(&edge[a]), said(&edge[b]))).collect()
    };
    let of_rows = |rows: Vec<&str>, separator: char| -> Vec<(String, String)> {
        let cells = rows.into_iter().map(|row| row.split(separator).collect::<Vec<_>>());
        cells.map(|cells| (cells[0].trim_matches('"').to_owned(), cells[1].trim_matches('"').to_owned())).collect()
    };
    let attribute = |element: &str, name: &str| {
        let (_, after) = element.split_once(&format!(" {name}=\""))?;
        Some(after.split_once('"')?.0.replace("&amp;", "&"))
    };
    match format {
        NetworkFormat::EdgeList => of_rows(text.lines().collect(), '\t'),
        NetworkFormat::Edges => of_rows(text.lines().skip(1).collect(), ','),
        NetworkFormat::CitNetExplorerCitations => of_rows(text.lines().skip(1).collect(), '\t'),
        NetworkFormat::VosViewerNetwork => of_rows(text.lines().collect(), '\t'),
        NetworkFormat::Pajek => of_rows(text.lines().skip_while(|line| *line != "*Arcs").skip(1).collect(), ' '),
        NetworkFormat::VosViewer => of_json(&json()["network"]["links"], "source_id", "target_id"),
        NetworkFormat::JsonGraph => of_json(&json()["graph"]["edges"], "source", "target"),
        NetworkFormat::Cytoscape => {
            let edges =
                json()["elements"]["edges"].as_array().expect("edges").iter().map(|e| e["data"].clone()).collect();
            of_json(&Value::Array(edges), "source", "target")
        }
        // Its numbers begin at 0.
        NetworkFormat::Cx2 => {
            let aspects = json();
            let edges = aspects.as_array().into_iter().flatten().find_map(|aspect| aspect.get("edges")).expect("edges");
            let more = |number: String| (number.parse::<usize>().expect("a number") + 1).to_string();
            of_json(edges, "s", "t").into_iter().map(|(a, b)| (more(a), more(b))).collect()
        }
        NetworkFormat::GraphMl | NetworkFormat::Gexf => text
            .split("<edge ")
            .skip(1)
            .filter_map(|e| attribute(&format!(" {e}"), "source").zip(attribute(e, "target")))
            .collect(),
        other => panic!("{other} has no edges"),
    }
}

const WITH_EDGES: [NetworkFormat; 11] = [
    NetworkFormat::EdgeList,
    NetworkFormat::Edges,
    NetworkFormat::CitNetExplorerCitations,
    NetworkFormat::VosViewerNetwork,
    NetworkFormat::Pajek,
    NetworkFormat::VosViewer,
    NetworkFormat::JsonGraph,
    NetworkFormat::Cytoscape,
    NetworkFormat::Cx2,
    NetworkFormat::GraphMl,
    NetworkFormat::Gexf,
];

/// The years of a network's nodes, by number from 1 and by id.
fn years(network: &Network) -> BTreeMap<String, i32> {
    let named = (1..).zip(&network.nodes).flat_map(|(number, node): (usize, _)| {
        let year = node.year.unwrap_or_default();
        [(number.to_string(), year), (node.id.clone(), year)]
    });
    named.collect()
}

#[test]
fn the_same_citations_in_all_networks() {
    for (form, files) in &forms() {
        let network = Network::of(&graph(form, files));
        let years = years(&network);
        for format in WITH_EDGES {
            let text = format.write(&network);
            let found = pairs(format, &text).into_iter().map(|(a, b)| (years[&a], years[&b]));
            assert_eq!(found.collect::<BTreeSet<_>>(), truth(), "{form}, {format}: {text}");
        }
    }
}

/// The citations of a list that is read again.
fn again(list: EdgeList, network: &Network) -> BTreeSet<(i32, i32)> {
    let (graph, report): (FrozenGraph, _) = list.build().expect("it is small");
    assert!(report.is_clean(), "{report:?}");
    let years = years(network);
    graph.citations().map(|(citing, cited)| (years[graph.id(citing)], years[graph.id(cited)])).collect()
}

#[test]
fn lists_of_citations_are_read_again() {
    for (form, files) in &forms() {
        let network = Network::of(&graph(form, files));
        let mut list = EdgeList::new(Delimiter::Tab).with_header(Header::Absent);
        list.citations(NetworkFormat::EdgeList.write(&network).as_bytes()).expect("two columns");
        assert_eq!(again(list, &network), truth(), "{form}");
        let mut table = EdgeList::new(Delimiter::Comma).with_header(Header::Present);
        table.citations(NetworkFormat::Edges.write(&network).as_bytes()).expect("two columns");
        assert_eq!(again(table, &network), truth(), "{form}");
    }
}

/// What CitNetExplorer's publications and the table of nodes have room for: authors, title, outlet, year and DOI.
fn known(item: &Item) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let authors: Vec<String> = item.author.iter().map(ToString::to_string).collect();
    let year = item.year().map(|year| year.to_string()).unwrap_or_default();
    [authors.join("; "), text(&item.title), text(&item.container_title), year, text(&item.doi)].join("|")
}

#[test]
fn works_of_all_forms_in_tables_of_nodes() {
    for (form, files) in &forms() {
        let graph = graph(form, files);
        let network = Network::of(&graph);
        let want: Vec<String> =
            graph.works().map(|(_, work)| known(work.item())).filter(|row| !row.contains("||")).collect();
        assert_eq!(want.len(), WORKS.len(), "{form}: {want:?}");
        let rows = NetworkFormat::CitNetExplorer.write(&network);
        let found: Vec<String> =
            rows.lines().skip(1).map(|row| row.split('\t').take(5).collect::<Vec<_>>().join("|")).collect();
        assert!(want.iter().all(|row| found.contains(row)), "{form}: {found:?}, {want:?}");
        #[cfg(feature = "parquet")]
        assert_eq!(parquet::nodes(form, &network), found, "{form}");
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::fs::File;
    use std::path::PathBuf;

    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;
    use citegraph::view::network::parquet as written;

    use super::*;

    fn file(name: &str) -> PathBuf {
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("network {name}.parquet"))
    }

    /// The nodes of a file that is written, as CitNetExplorer's rows have them.
    pub(super) fn nodes(form: &str, network: &Network) -> Vec<String> {
        let path = file(&format!("nodes of {form}"));
        written::nodes(network, File::create(&path).expect("a file")).expect("it is written");
        let reader = SerializedFileReader::new(File::open(&path).expect("a file")).expect("it is Parquet");
        let rows = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row"));
        rows.map(|row| {
            let text = |column: usize| row.get_string(column).cloned().unwrap_or_default();
            let year = row.get_int(3).map(|year| year.to_string()).unwrap_or_default();
            let title = Some(text(2)).filter(|title| !title.is_empty()).unwrap_or_else(|| text(1));
            [text(4), title, text(5), year, text(6)].join("|")
        })
        .collect()
    }

    #[test]
    fn edges_are_read_again() {
        for (form, files) in &forms() {
            let network = Network::of(&graph(form, files));
            let path = file(&format!("edges of {form}"));
            written::edges(&network, File::create(&path).expect("a file")).expect("it is written");
            let mut list = EdgeList::new(Delimiter::Tab);
            list.parquet_citations(File::open(&path).expect("a file")).expect("two columns of text");
            assert_eq!(again(list, &network), truth(), "{form}");
        }
    }
}
