//! Papers or an edge list → the frozen graph, with the evidence where there is some.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};

use citegraph::Error;
use citegraph::graph::{
    BuildReport, CitationGraph, Delimiter, EdgeList, FrozenBuilder, FrozenGraph, Header, WorkIndex,
};
use citegraph::paper::{Paper, paper_files, paper_text};
use citegraph::query::grouping::Grouping;
use citegraph::query::self_citation::self_citation_clusters;
use citegraph::record::{Recognised, recognise};
use citegraph::view::label::who_when;
use citegraph::work::{Corpus, Member};
use serde_json::{Value, json};

use crate::args::Input;
use crate::graph_args::{Grouped, Origin, Source};
use crate::input;
use crate::notes;

/// A graph, and the evidence behind it where papers gave it.
pub struct Graph {
    pub frozen: FrozenGraph,
    pub thawed: Option<CitationGraph>,
    pub corpus: Option<Corpus>,
    files: Vec<PathBuf>,
    labels: Option<Grouping>,
    pub failed: usize,
}

/// Something that ends a run, in words.
pub type Stop = String;

impl Graph {
    pub fn read(source: &Source) -> Result<Self, Stop> {
        let mut graph = Self::of(&source.origin)?;
        if let Some(path) = &source.groups {
            graph.labels = Some(labels(&graph.frozen, path, header(&source.origin))?);
        }
        Ok(graph)
    }

    pub fn of(origin: &Origin) -> Result<Self, Stop> {
        Ok(match &origin.edges {
            Some(edges) => Self::of_edges(edges, origin)?,
            None => {
                let (papers, manifest) = (origin.papers.clone(), origin.manifest.clone());
                let papers = Input { papers, manifest, read_as: origin.read_as, linking: origin.linking };
                let read = input::corpus(&papers).map_err(|e| e.to_string())?;
                if read.corpus.papers.is_empty() {
                    return Err("no paper could be read".to_owned());
                }
                let thawed = CitationGraph::new(&read.corpus);
                let frozen = thawed.freeze();
                Self {
                    frozen,
                    thawed: Some(thawed),
                    corpus: Some(read.corpus),
                    files: origin.papers.clone(),
                    labels: None,
                    failed: read.failed,
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
        if !source.header && names_columns(edges) {
            notes::note(format!("{}: the first line seems to name the columns: if so, --header", edges.display()));
        }
        match is_parquet(edges) {
            true => parquet(&mut list, edges, Table::Citations)?,
            false => list.citations(open(edges)?).map_err(|e| format!("{}: {e}", edges.display()))?,
        }
        let (frozen, report) = list.build().map_err(|e| format!("{}: {e}", edges.display()))?;
        warn(&report);
        Ok(Self {
            frozen,
            thawed: None,
            corpus: None,
            files: Vec::new(),
            labels: None,
            failed: usize::from(!report.is_clean()),
        })
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

    /// The entries behind a citation.
    pub fn entries(&self, citing: WorkIndex, cited: WorkIndex) -> Value {
        let edges = self.thawed.iter().flat_map(|graph| graph.cites(citing)).filter(|edge| edge.cited == cited);
        edges.flat_map(|edge| &edge.citation.entries).map(|entry| json!(entry.to_string())).collect()
    }

    /// The papers that files hold, with their texts, by name.
    pub fn texts(&self) -> Vec<(&Paper, String)> {
        let papers = self.corpus.iter().flat_map(|corpus| &corpus.papers);
        let by_name: HashMap<&str, &Paper> = papers.map(|paper| (paper.id.as_str(), paper)).collect();
        let files = self.files.iter().filter_map(|path| paper_files(path).ok()).flatten();
        let mut found: Vec<(&Paper, String)> = files
            .filter_map(|file| {
                let paper = by_name.get(file.file_stem()?.to_string_lossy().as_ref())?;
                // As it was when it was read. Spans of papers from records and pages don't point into their files.
                let text = paper_text(&file).ok().filter(|text| recognise(text) == Recognised::Text)?;
                Some((*paper, text))
            })
            .collect();
        found.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        found
    }

    /// The year of the earliest version of each work that an entry or a paper prints.
    pub fn earliest(&self) -> HashMap<WorkIndex, i32> {
        let mut found: HashMap<WorkIndex, i32> = HashMap::new();
        let Some(corpus) = &self.corpus else { return found };
        let mut printed: HashMap<Member, i32> = HashMap::new();
        for paper in &corpus.papers {
            printed.extend(paper.item.year().map(|year| (Member::Paper(paper.id.clone()), year)));
            let entries = paper.references.iter();
            printed.extend(entries.filter_map(|e| Some((Member::Entry(e.id.clone()), e.reference.item().year()?))));
        }
        for work in &corpus.works {
            let year = work.members.iter().filter_map(|member| printed.get(member)).min();
            found.extend(self.frozen.find(&work.id).zip(year.copied()));
        }
        found
    }
}

/// Whether the first line of a table of citations has words for its columns in place of ids.
fn names_columns(path: &Path) -> bool {
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
    let is_file = path.as_os_str() != "-" && path.is_file() && !is_parquet(path);
    let first = || io::BufReader::new(File::open(path).ok()?).lines().next()?.ok();
    let line = is_file.then(first).flatten().unwrap_or_default();
    let mut cells = line.split([',', '\t']).map(|cell| cell.trim_matches([' ', '"', '\u{feff}']).to_lowercase());
    cells.by_ref().take(2).filter(|cell| WORDS.contains(&cell.as_str())).count() == 2
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

fn is_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "parquet")
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

fn open(path: &Path) -> Result<Box<dyn io::Read>, Stop> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    File::open(path).map(|file| Box::new(file) as Box<dyn io::Read>).map_err(|e| Error::io(path, &e).to_string())
}

fn labels(graph: &FrozenGraph, path: &Path, header: Header) -> Result<Grouping, Stop> {
    let separator = if delimiter(path) == Delimiter::Comma { b',' } else { b'\t' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(header == Header::Present)
        .flexible(true)
        .from_reader(open(path)?);
    let rows: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
    let rows = rows.map_err(|e| format!("{}: {e}", path.display()))?;
    let pairs = rows.iter().filter_map(|row| Some((row.get(0)?, row.get(1)?)));
    let (grouping, unknown) = Grouping::of_labels(graph, pairs);
    if unknown > 0 {
        notes::note(format!("{}: {unknown} ids are no work's", path.display()));
    }
    Ok(grouping)
}

fn warn(report: &BuildReport) {
    let counts = [
        (report.bad_lines, "lines without two columns left out"),
        (report.bad_years, "years out of range left out"),
        (report.two_years, "works have two years, the earlier counts"),
        (report.duplicates, "citations given again count once"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        notes::note(format!("{count} {what}"));
    }
    for example in report.examples.iter().filter(|_| !report.is_clean()) {
        notes::note(format!("  {example}"));
    }
}
