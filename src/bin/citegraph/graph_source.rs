//! Papers or an edge list → the frozen graph, with the evidence where there is some.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::mem::ManuallyDrop;
use std::path::Path;

use citegraph::Error;
use citegraph::graph::{
    BuildReport, CitationGraph, Delimiter, EdgeList, FrozenBuilder, FrozenGraph, Header, WorkIndex, read_table,
};
use citegraph::paper::Paper;
use citegraph::query::grouping::Grouping;
use citegraph::query::self_citation::self_citation_clusters;
use citegraph::record::{RecordStream, is_json, unpacked};
use citegraph::view::label::who_when;
use citegraph::view::names::Names;
use citegraph::work::{Corpus, Member, named};
use serde_json::{Value, json};

use crate::graph_args::{Grouped, Origin, Source};
use crate::input::{self, Texts};
use crate::lines::{self, Foreign};
use crate::options::{As, Input};
use crate::parquet_table::is_parquet;
use crate::rows::Called;
use crate::{notes, progress};

/// A graph, and the evidence behind it where papers gave it.
pub struct Graph {
    pub frozen: FrozenGraph,
    pub thawed: Option<CitationGraph>,
    pub corpus: Option<ManuallyDrop<Corpus>>,
    texts: Vec<String>,
    labels: Option<Grouping>,
    /// The graph without works that cite themselves, made when it is asked for; none where there are no such works.
    without_loops: OnceCell<Option<FrozenGraph>>,
    /// The exit code of what was read.
    pub code: u8,
}

/// Something that ends a run, in words; in none where they were said already.
pub type Stop = String;

impl Graph {
    pub fn read(source: &Source, keep: Texts) -> Result<Self, Stop> {
        let mut graph = Self::of(&source.origin, keep)?;
        if let Some(path) = &source.groups {
            graph.labels = Some(labels(&graph.frozen, path, header(&source.origin))?);
        }
        Ok(graph)
    }

    pub fn of(origin: &Origin, keep: Texts) -> Result<Self, Stop> {
        Ok(match &origin.edges {
            Some(edges) => Self::of_edges(edges, origin)?,
            None => {
                let (papers, manifest) = (origin.papers.clone(), origin.manifest.clone());
                let papers =
                    Input { papers, manifest, read_as: As { read_as: origin.read_as }, linking: origin.linking };
                // Where there is no corpus, the reason was told already.
                let read = input::corpus(&papers, keep).ok_or_else(Stop::new)?;
                let thawed = CitationGraph::new(&read.corpus);
                let frozen = thawed.freeze();
                Self {
                    frozen,
                    thawed: Some(thawed),
                    corpus: Some(read.corpus),
                    texts: read.texts,
                    labels: None,
                    without_loops: OnceCell::new(),
                    code: read.code,
                }
            }
        })
    }

    fn of_edges(edges: &Path, source: &Origin) -> Result<Self, Stop> {
        let mut builder = FrozenBuilder::default();
        if let Some(megabytes) = source.memory {
            builder = builder.with_memory_limit(megabytes.saturating_mul(1 << 20));
        }
        let mut list = EdgeList::new(delimiter(edges)).with_header(header(source)).with_builder(builder);
        if let Some(years) = &source.years {
            match is_parquet(years) {
                true => parquet(&mut list, years, Table::Years)?,
                false => list.years(open(years)?).map_err(|e| format!("{}: {e}", years.display()))?,
            }
        }
        let said = |e: &dyn std::fmt::Display| format!("{}: {e}", edges.display());
        if is_parquet(edges) {
            parquet(&mut list, edges, Table::Citations)?;
        } else {
            // Looked into where it is read: it may be a pipe, which gives little at a time.
            let mut table = open(edges)?;
            let mut begin = Vec::new();
            table.by_ref().take(1 << 16).read_to_end(&mut begin).map_err(|e| said(&e))?;
            let table = io::Cursor::new(begin.clone()).chain(table);
            if is_json(&begin) {
                let records = RecordStream::new(table, None).map_err(|e| said(&e))?;
                let left_out = list.records(records).map_err(|e| said(&e))?;
                if left_out > 0 {
                    let why =
                        "citations that name no work by an id left out: give the file in place of --edges to link them";
                    notes::note(said(&format!("{left_out} {why}")));
                }
            } else {
                if !source.header && names_columns(&begin) {
                    notes::note(said(&"the first line seems to name the columns: if so, --header"));
                }
                list.citations(table).map_err(|e| said(&e))?;
            }
        }
        progress::working("answering");
        let (frozen, report) = list.build().map_err(|e| format!("{}: {e}", edges.display()))?;
        warn(&report);
        Ok(Self {
            frozen,
            thawed: None,
            corpus: None,
            texts: Vec::new(),
            labels: None,
            without_loops: OnceCell::new(),
            code: if report.is_clean() { crate::exit::OK } else { crate::exit::SOME_FAILED },
        })
    }

    /// The graph by which works are compared: a work that cites itself is no source that it has in common with others.
    pub fn compared(&self) -> &FrozenGraph {
        let made = || match self.frozen.without_self_citations() {
            Cow::Owned(graph) => Some(graph),
            Cow::Borrowed(_) => None,
        };
        self.without_loops.get_or_init(made).as_ref().unwrap_or(&self.frozen)
    }

    /// The work of this id, or the work that the entry or paper of this id is merged into.
    pub fn find(&self, id: &str) -> Result<WorkIndex, Stop> {
        let member = || {
            let works = &self.corpus.as_ref()?.works;
            let work = works.iter().find(|w| w.members.iter().any(|m| m.to_string() == id))?;
            self.frozen.find(&work.id)
        };
        self.frozen.find(id).or_else(member).ok_or_else(|| format!("no work is called {id}"))
    }

    pub fn find_all(&self, ids: &[String]) -> Result<Vec<WorkIndex>, Stop> {
        ids.iter().map(|id| self.find(id)).collect()
    }

    /// The works named, or all the papers.
    pub fn papers(&self, named: &[String]) -> Result<Vec<WorkIndex>, Stop> {
        match &self.thawed {
            _ if !named.is_empty() => self.find_all(named),
            Some(thawed) => Ok(thawed.papers().map(|(_, work)| work).collect()),
            None => Err("an edge list doesn't say which works are papers: name them with --from".to_owned()),
        }
    }

    pub fn grouping(&self, by: Grouped) -> Result<Grouping, Stop> {
        match (&self.labels, &self.thawed, by) {
            (Some(labels), ..) => Ok(labels.clone()),
            (None, Some(thawed), Grouped::Authors) => Ok(Grouping::authors(thawed)),
            (None, Some(thawed), Grouped::Journals) => Ok(Grouping::journals(thawed)),
            (None, Some(thawed), Grouped::Clusters) => Ok(Grouping::clusters(thawed, &self_citation_clusters(thawed))),
            (None, _, Grouped::Works) => Ok(Grouping::works(&self.frozen)),
            (None, None, _) => Err("an edge list has no authors and journals: give them with --groups".to_owned()),
        }
    }

    /// What a person calls the work of an id, where that says more than the id.
    pub fn name(&self, id: &str) -> Option<String> {
        let graph = self.thawed.as_ref()?;
        let work = graph.find(id).or_else(|| graph.paper(id)).and_then(|work| graph.work(work))?;
        Some(who_when(work.item(), id)).filter(|name| name != id)
    }

    /// What people call its works: those of an edge list have no names.
    pub fn called(&self) -> Called<'_> {
        Called(self.thawed.iter().map(Names::new).collect())
    }

    /// The entries behind a citation.
    pub fn entries(&self, citing: WorkIndex, cited: WorkIndex) -> Value {
        let edges = self.thawed.iter().flat_map(|graph| graph.cites(citing)).filter(|edge| edge.cited == cited);
        edges.flat_map(|edge| &edge.citation.entries).map(|entry| json!(entry.to_string())).collect()
    }

    /// The papers with their texts, by name.
    pub fn texts(&self) -> impl Iterator<Item = (&Paper, &str)> {
        let papers = self.corpus.iter().flat_map(|corpus| &corpus.papers);
        papers.zip(&self.texts).map(|(paper, text)| (paper, text.as_str()))
    }

    /// The year of the earliest version of each work that an entry or a paper prints.
    pub fn earliest(&self) -> HashMap<WorkIndex, i32> {
        let mut found: HashMap<WorkIndex, i32> = HashMap::new();
        let Some(corpus) = &self.corpus else { return found };
        let mut printed: HashMap<Member, i32> = HashMap::new();
        for paper in &corpus.papers {
            printed.extend(paper.item.year().map(|year| (Member::Paper(paper.id.clone()), year)));
            printed.extend(named(paper).filter_map(|named| Some((named.member, named.reference.item().year()?))));
        }
        for work in &corpus.works {
            let year = work.members.iter().filter_map(|member| printed.get(member)).min();
            found.extend(self.frozen.find(&work.id).zip(year.copied()));
        }
        found
    }
}

/// Whether the first line of a table of citations has words for its columns in place of ids.
fn names_columns(begin: &[u8]) -> bool {
    const WORDS: [&str; 12] = [
        "citing",
        "cited",
        "source",
        "target",
        "from",
        "to",
        "id",
        "citing_id",
        "cited_id",
        "paper",
        "reference",
        "doi",
    ];
    let line = begin.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let cells = line.split([',', '\t']).map(|cell| cell.trim_matches([' ', '"', '\u{feff}']).to_lowercase());
    cells.take(2).filter(|cell| WORDS.contains(&cell.as_str())).count() == 2
}

fn header(source: &Origin) -> Header {
    if source.header { Header::Present } else { Header::Absent }
}

fn delimiter(path: &Path) -> Delimiter {
    if path.extension().is_some_and(|extension| extension == "csv") { Delimiter::Comma } else { Delimiter::Tab }
}

/// What a table holds.
enum Table {
    Citations,
    Years,
}

#[cfg(feature = "parquet")]
fn parquet(list: &mut EdgeList, path: &Path, table: Table) -> Result<(), Stop> {
    let file = File::open(path).map_err(|e| Error::io(path, &e).to_string())?;
    let read = match table {
        Table::Citations => list.parquet_citations(file),
        Table::Years => list.parquet_years(file),
    };
    read.map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &mut EdgeList, path: &Path, _: Table) -> Result<(), Stop> {
    Err(format!("{}: this citegraph was built without the feature parquet", path.display()))
}

/// What a file or standard input holds, unpacked if it is packed with gzip.
fn open(path: &Path) -> Result<Box<dyn io::BufRead + Send>, Stop> {
    let opened: Box<dyn io::Read + Send> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path).map_err(|e| Error::io(path, &e).to_string())?),
    };
    unpacked(opened).map_err(|e| format!("{}: {e}", path.display()))
}

fn labels(graph: &FrozenGraph, path: &Path, header: Header) -> Result<Grouping, Stop> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut foreign = Foreign::default();
    let mut short = Foreign::default();
    read_table(open(path)?, delimiter(path), header, |line, row| {
        let number = usize::try_from(line).unwrap_or(usize::MAX);
        short.add(number, row.is_some());
        if let Some([id, label]) = row {
            let [id, label] = [id, label].map(lines::text);
            foreign.add(number, id.1 && label.1);
            rows.push((id.0.into_owned(), label.0.into_owned()));
        }
    })
    .map_err(|e| format!("{}: {e}", path.display()))?;
    if let Some(said) = foreign.said() {
        notes::note(format!("{}: {said}", path.display()));
    }
    if short.count() > 0 {
        notes::note(format!("{}: {} lines without two columns left out", path.display(), short.count()));
    }
    let (grouping, unknown) = Grouping::of_labels(graph, rows.iter().map(|(id, label)| (id.as_str(), label.as_str())));
    if unknown > 0 {
        notes::note(format!("{}: {unknown} ids are no work's", path.display()));
    }
    Ok(grouping)
}

fn warn(report: &BuildReport) {
    let counts = [
        (report.bad_lines, "line that can't be read left out", "lines that can't be read left out"),
        (report.bad_years, "year out of range left out", "years out of range left out"),
        (report.two_years, "work has two years, the earlier counts", "works have two years, the earlier counts"),
        (report.duplicates, "citation given again counts once", "citations given again count once"),
        (report.self_loops, "work cites itself: `cycles` tells which", "works cite themselves: `cycles` tells which"),
    ];
    for (count, one, several) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        notes::note(format!("{count} {}", if count == 1 { one } else { several }));
    }
    for example in report.examples.iter().filter(|_| !report.is_clean()) {
        notes::note(format!("  {example}"));
    }
}
