//! `convert`: papers and records in, bibliographies and networks out.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use citegraph::graph::CitationGraph;
use citegraph::query::coupling::Relation;
use citegraph::reference::item::Item;
use citegraph::view::bibliography::{Bibliography, keys};
use citegraph::view::network::{Network, NetworkFormat};
use citegraph::work::{Corpus, named};
use clap::{Args, ValueEnum};

use crate::graph_args::By;
use crate::notes;
use crate::options::Input;

/// Works or a network in another form.
#[derive(Args)]
pub struct Convert {
    #[command(flatten)]
    pub input: Input,
    /// The form: bibtex, ris, nbib, csl, csv, markdown for works; graphml, gexf, pajek, pajek-clu, pajek-vec, vosviewer,
    /// vosviewer-map, vosviewer-network, citnetexplorer, citnetexplorer-citations, cytoscape, cx2, jgf, nodes, edges, edge-list
    /// (as --edges takes it), nodes-parquet, edges-parquet for networks. Without it, as the name of the file after -o ends:
    /// .bib, .ris, .nbib, .json, .csv, .md, .graphml, .gexf, .net, .clu, .vec, .cx2, .tsv, .parquet (edges)
    #[arg(long, value_name = "FORMAT", value_parser = target)]
    to: Option<Target>,
    /// Which works
    #[arg(long, value_enum, default_value_t = Listed::Own)]
    list: Listed,
    /// What ties the works of a network, or its authors
    #[arg(long, value_enum, default_value_t = Ties::Citations)]
    network: Ties,
    /// How strong a tie of coupling and co-citation is
    #[arg(long, value_enum, default_value_t = By::Count)]
    measure: By,
}

/// What ties the nodes of a network.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ties {
    /// Who cites whom
    Citations,
    /// Works that cite the same
    Coupling,
    /// Works that are cited together
    CoCitation,
    /// Authors who write together
    CoAuthors,
}

/// Which works are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Listed {
    /// Records themselves; of papers with text what they list
    Own,
    /// The papers and records, not what they cite
    Papers,
    /// What papers and records cite, entry by entry
    Entries,
    /// All of them, merged
    Works,
}

#[derive(Clone, Copy)]
enum Target {
    Works(Bibliography),
    Network(NetworkFormat),
    /// A table of a network in Parquet.
    Parquet(Rows),
}

/// What the rows of a table are.
#[derive(Clone, Copy)]
enum Rows {
    Nodes,
    Edges,
}

fn target(name: &str) -> Result<Target, String> {
    let parquet = match name {
        "nodes-parquet" => Some(Target::Parquet(Rows::Nodes)),
        "edges-parquet" => Some(Target::Parquet(Rows::Edges)),
        _ => None,
    };
    let text = || name.parse().map(Target::Works).or_else(|_| name.parse().map(Target::Network));
    parquet.map_or_else(text, Ok).map_err(|_| {
        let known = Bibliography::ALL.map(Bibliography::as_str).into_iter();
        let known = known.chain(NetworkFormat::ALL.map(NetworkFormat::as_str));
        let known: Vec<&str> = known.chain(["nodes-parquet", "edges-parquet"]).collect();
        format!("no form is called {name:?}: there are {}", known.join(", "))
    })
}

impl Convert {
    /// The network that is asked for, with its communities where a form shows them.
    fn network(&self, corpus: &Corpus, communities: bool) -> Network {
        let graph = CitationGraph::new(corpus);
        let related = |relation| Network::of(&graph).related(&graph, relation, self.measure.into(), f64::MIN_POSITIVE);
        let network = match self.network {
            Ties::Citations => Network::of(&graph),
            Ties::Coupling => related(Relation::Coupling),
            Ties::CoCitation => related(Relation::CoCitation),
            Ties::CoAuthors => Network::of_authors(&graph),
        };
        if communities { network.with_communities() } else { network }
    }

    /// What is asked for and can't be written in this form.
    fn contradiction(&self, target: Target) -> Option<&'static str> {
        let citations = self.network == Ties::Citations;
        let of_citations =
            [NetworkFormat::EdgeList, NetworkFormat::CitNetExplorerCitations, NetworkFormat::CitNetExplorer];
        match target {
            Target::Works(_) if !citations => Some("a list of works has no network: say a form of networks with --to"),
            Target::Network(form) if !citations && of_citations.contains(&form) => {
                Some("this form holds who cites whom and nothing else: take --to edges, or another form of networks")
            }
            _ => None,
        }
    }

    /// The form that is asked for, or that the output's name shows.
    fn target(&self, output: Option<&Path>) -> Option<Target> {
        if self.to.is_some() {
            return self.to;
        }
        let extension = output.and_then(Path::extension).and_then(|e| e.to_str()).unwrap_or_default();
        Some(match extension.to_ascii_lowercase().as_str() {
            "bib" => Target::Works(Bibliography::Bibtex),
            "ris" => Target::Works(Bibliography::Ris),
            "nbib" => Target::Works(Bibliography::Nbib),
            "json" => Target::Works(Bibliography::Csl),
            "csv" => Target::Works(Bibliography::Csv),
            "md" => Target::Works(Bibliography::Markdown),
            "graphml" => Target::Network(NetworkFormat::GraphMl),
            "gexf" => Target::Network(NetworkFormat::Gexf),
            "net" => Target::Network(NetworkFormat::Pajek),
            "clu" => Target::Network(NetworkFormat::PajekClu),
            "vec" => Target::Network(NetworkFormat::PajekVec),
            "parquet" => Target::Parquet(Rows::Edges),
            "cx2" => Target::Network(NetworkFormat::Cx2),
            "tsv" => Target::Network(NetworkFormat::EdgeList),
            _ => return None,
        })
    }
}

pub fn convert(command: &Convert, output: Option<&PathBuf>, corpus: &Corpus, out: &mut impl Write) -> io::Result<u8> {
    let Some(target) = command.target(output.map(PathBuf::as_path)) else {
        notes::error("say the form with --to, or name the file after -o by it: see citegraph convert --help");
        return Ok(crate::exit::FAILED);
    };
    if let Some(why) = command.contradiction(target) {
        notes::error(why);
        return Ok(crate::exit::FAILED);
    }
    let written = match target {
        Target::Network(form) => {
            let network = command.network(corpus, form.has_communities());
            return form.write_to(&network, out).map(|()| crate::exit::OK);
        }
        Target::Parquet(rows) => {
            return write_parquet(&command.network(corpus, matches!(rows, Rows::Nodes)), rows, out);
        }
        Target::Works(form) => {
            let works = works(corpus, command.list);
            if works.is_empty() {
                notes::error("no works to write");
                return Ok(crate::exit::FAILED);
            }
            form.write(works.iter().map(|(id, item)| (id.as_str(), item)))
        }
    };
    out.write_all(written.as_bytes())?;
    Ok(crate::exit::OK)
}

#[cfg(feature = "parquet")]
fn write_parquet(network: &Network, rows: Rows, out: &mut impl Write) -> io::Result<u8> {
    use citegraph::view::network::parquet;

    let mut file = Vec::new();
    match rows {
        Rows::Nodes => parquet::nodes(network, &mut file)?,
        Rows::Edges => parquet::edges(network, &mut file)?,
    }
    out.write_all(&file)?;
    Ok(crate::exit::OK)
}

#[cfg(not(feature = "parquet"))]
fn write_parquet(_: &Network, _: Rows, _: &mut impl Write) -> io::Result<u8> {
    notes::error("this citegraph was built without the feature parquet");
    Ok(crate::exit::FAILED)
}

/// The works, under the ids of records and papers; entries and merged works under keys.
fn works(corpus: &Corpus, listed: Listed) -> BTreeMap<String, Item> {
    let keyed = |items: Vec<Item>| keys(&items).into_iter().zip(items).collect::<Vec<_>>();
    let has_text = |paper: &&citegraph::paper::Paper| paper.words > 0 || paper.item == Item::default();
    let entries = |papers: Vec<&citegraph::paper::Paper>| {
        keyed(papers.iter().flat_map(|paper| named(paper).map(|named| named.item)).collect())
    };
    let papers = corpus.papers.iter();
    match listed {
        Listed::Papers => papers.map(|paper| (paper.id.clone(), paper.item.clone())).collect(),
        Listed::Entries => entries(papers.collect()).into_iter().collect(),
        Listed::Works => keyed(corpus.works.iter().map(|work| work.item.clone()).collect()).into_iter().collect(),
        Listed::Own => {
            let (texts, records): (Vec<_>, Vec<_>) = papers.partition(has_text);
            let mut found: BTreeMap<String, Item> =
                records.iter().map(|paper| (paper.id.clone(), paper.item.clone())).collect();
            for (key, item) in entries(texts) {
                // A record may bear the name that an entry's key would be: then the key gets a number.
                let others = (2..).map(|number| format!("{key}-{number}"));
                let free = std::iter::once(key.clone()).chain(others).find(|key| !found.contains_key(key));
                found.insert(free.unwrap_or(key), item);
            }
            found
        }
    }
}
