//! What the page knows, as it is written into it. Works, papers and entries are known by their position from 0.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value};

use super::counted::{counted, in_thousands};
use super::evidence::Evidence;
use super::kept::Kept;
use super::options::HtmlOptions;
use crate::graph::{CitationGraph, FrozenGraph, WorkIndex, WorkNode};
use crate::query::communities::communities;
use crate::query::components::components;
use crate::query::cycles::{Component, CycleLimits, cycles, frozen_cycles};
use crate::query::pagerank::{PageRankOptions, pagerank};
use crate::query::spectroscopy::spectroscopy;
use crate::query::summary::{self, PaperSummary};
use crate::view::csl;
use crate::view::label::who_when;
use crate::view::layout::Point;
use crate::work::Corpus;

/// How many rings are looked at in an edge list, and how long they may be, for one of each circle to show.
const RINGS: (usize, usize) = (200, 6);
/// The data takes so many bytes at most, unless the works alone take more.
const PAGE_BYTES: usize = 7_400_000;
/// Pixels between two neighbours in a column, at the page's own scale.
const UNIT: f64 = 26.0;

/// Everything.
#[derive(Serialize)]
pub(super) struct Model {
    title: String,
    version: &'static str,
    /// What isn't in the page, in words.
    left_out: Vec<String>,
    papers: Vec<Paper>,
    works: Vec<Work>,
    /// The columns of the layout by years: first year, last year (none for works without one), left and right end.
    columns: Vec<(Option<i32>, Option<i32>, i64, i64)>,
    /// The years that are cited: year, citations, deviation from the median of five years.
    spectrum: Vec<(i32, u64, i64)>,
    /// Circles of citations, as [`cycles`](crate::query::cycles) has them: components, then works that cite themselves.
    circles: Vec<Circle>,
    /// What there is in all, whatever the page holds.
    totals: Totals,
    /// How many communities have more than one work.
    communities: usize,
    /// Citing and cited work, for an edge list; otherwise they stand in the evidence.
    links: Vec<(u32, u32)>,
    #[serde(flatten)]
    evidence: Evidence,
}

/// Works each of which leads to each other by citations, or one that cites itself.
#[derive(Serialize)]
struct Circle {
    /// How many works it has.
    size: usize,
    /// Those that the page holds.
    works: Vec<u32>,
    /// A short way round, work by work, where the page holds all of it.
    ring: Vec<u32>,
}

/// How many there are in the whole graph.
#[derive(Serialize)]
struct Totals {
    works: usize,
    cited: usize,
    citations: usize,
}

impl Totals {
    fn of(graph: &FrozenGraph) -> Self {
        let cited = graph.works().filter(|&work| !graph.cited_by(work).is_empty()).count();
        Self { works: graph.work_count(), cited, citations: graph.citation_count() }
    }
}

/// A paper of the corpus.
#[derive(Serialize)]
struct Paper {
    id: String,
    work: u32,
    entries: usize,
    passages: usize,
    doubtful: usize,
    findings: usize,
}

/// A work of the page.
#[derive(Serialize)]
struct Work {
    id: String,
    /// "Roe 2020".
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    csl: Map<String, Value>,
    /// Left and top in the layout by years, then in that by communities.
    at: [i64; 4],
    community: u32,
    /// PageRank, times the number of works: 1 is as much as any work would have by chance.
    rank: f64,
    /// How many works cite it and how many it cites in the whole graph, whatever the page holds.
    degree: (usize, usize),
}

impl Model {
    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn of_corpus(corpus: &Corpus, graph: &CitationGraph, options: &HtmlOptions) -> Self {
        let frozen = graph.freeze();
        let kept = Kept::of(&frozen, |work| graph.work(work).is_some_and(WorkNode::is_paper), options.works);
        let summaries = summary::papers(corpus, graph);
        let item = |work: WorkIndex| graph.work(work).map(|node| (node.item(), node.id()));
        let describe = |work: WorkIndex, new: &mut Work| {
            if let Some((known, id)) = item(work) {
                new.label = who_when(known, id);
                new.csl = csl::item(known);
                new.year = known.year();
            }
        };
        let paper = |summary: PaperSummary| {
            let work = graph.paper(&summary.document).and_then(|work| kept.number(work)).unwrap_or_default();
            let PaperSummary { document: id, entries, passages, doubtful, findings, .. } = summary;
            Paper { id, work, entries, passages, doubtful, findings }
        };
        let mut model = Self::of_graph(&frozen, &kept, describe, |work| item(work).and_then(|(item, _)| item.year()));
        let ring = |component: Component| component.witness.works().filter_map(|id| graph.find(id)).collect();
        model.hold_circles(&frozen, &kept, cycles(graph).components.into_iter().map(ring));
        let written = serde_json::to_vec(&model.works).map_or(0, |works| works.len());
        let evidence = Evidence::of(corpus, graph, &kept, PAGE_BYTES.saturating_sub(written));
        model.papers = summaries.into_iter().map(paper).collect();
        model.tell_papers_apart();
        model.left_out.extend(evidence.left_out());
        model.evidence = evidence;
        let papers = counted(model.papers.len(), "paper", "papers");
        let title = || format!("{papers}, {} cited", counted(model.totals.cited, "work", "works"));
        model.title = options.title.clone().unwrap_or_else(title);
        model
    }

    /// Papers that have one name, as those without an author and a year may, get their documents' names beside it.
    fn tell_papers_apart(&mut self) {
        let mut named: HashMap<String, usize> = HashMap::new();
        for paper in &self.papers {
            let label = self.works.get(paper.work as usize).map(|work| work.label.clone());
            *named.entry(label.unwrap_or_default()).or_default() += 1;
        }
        for paper in &self.papers {
            let is_shared = |work: &&mut Work| named.get(&work.label).is_some_and(|papers| *papers > 1);
            if let Some(work) = self.works.get_mut(paper.work as usize).filter(is_shared) {
                work.label = format!("{} ({})", work.label, paper.id);
            }
        }
    }

    pub(super) fn of_edges(graph: &FrozenGraph, options: &HtmlOptions) -> Self {
        let kept = Kept::of(graph, |_| false, options.works);
        let describe = |work: WorkIndex, new: &mut Work| {
            new.label = graph.id(work).to_string();
            new.year = graph.year(work);
        };
        let mut model = Self::of_graph(graph, &kept, describe, |work| graph.year(work));
        let links = graph.works().flat_map(|citing| graph.cites(citing).iter().map(move |&cited| (citing, cited)));
        model.links = links.filter_map(|(a, b)| kept.number(a).zip(kept.number(b))).collect();
        let limits = CycleLimits::default().with_count(RINGS.0).with_length(RINGS.1);
        let mut rings: Vec<Vec<WorkIndex>> = frozen_cycles(graph, limits).collect();
        rings.sort_by_key(Vec::len);
        model.hold_circles(graph, &kept, rings.into_iter());
        let (works, citations) = (model.totals.works, counted(model.totals.citations, "citation", "citations"));
        let title = || {
            format!(
                "{}, {} of them cited, {citations}",
                counted(works, "work", "works"),
                in_thousands(model.totals.cited)
            )
        };
        model.title = options.title.clone().unwrap_or_else(title);
        model
    }

    /// Takes in the circles, each with the first of these rings that is its own.
    fn hold_circles(&mut self, graph: &FrozenGraph, kept: &Kept, rings: impl Iterator<Item = Vec<WorkIndex>>) {
        let components = components(graph);
        let mut ring_of: HashMap<usize, Vec<WorkIndex>> = HashMap::new();
        for ring in rings {
            if let Some(&first) = ring.first() {
                ring_of.entry(components.of(first)).or_insert(ring);
            }
        }
        let loops = graph.self_citing().map(|work| vec![work]);
        let circles = components.circles().into_iter().chain(loops).map(|works| {
            let ring = match *works.as_slice() {
                [work] => vec![work],
                [first, ..] => ring_of.remove(&components.of(first)).unwrap_or_default(),
                [] => Vec::new(),
            };
            Circle {
                size: works.len(),
                works: works.iter().filter_map(|&work| kept.number(work)).collect(),
                ring: ring.iter().map(|&work| kept.number(work)).collect::<Option<_>>().unwrap_or_default(),
            }
        });
        let (held, left): (Vec<Circle>, Vec<Circle>) = circles.partition(|circle| !circle.works.is_empty());
        if !left.is_empty() {
            self.left_out.push(counted(left.len(), "circle of citations", "circles of citations"));
        }
        self.circles = held;
    }

    /// All but papers and evidence.
    fn of_graph(
        graph: &FrozenGraph,
        kept: &Kept,
        describe: impl Fn(WorkIndex, &mut Work),
        year: impl Fn(WorkIndex) -> Option<i32>,
    ) -> Self {
        let found = communities(graph, 1.0);
        let ranks = pagerank(graph, PageRankOptions::default()).ranks;
        let (by_year, by_community) = kept.places(graph, &found.of, &year);
        let pixels = |at: Point| [at.x, at.y].map(|length| (length * UNIT).round() as i64);
        let works = kept.works.iter().enumerate().map(|(n, &work)| {
            let ([x, y], [cx, cy]) = (pixels(by_year.places[n]), pixels(by_community[n]));
            let mut new = Work {
                id: graph.id(work).to_string(),
                label: String::new(),
                year: None,
                csl: Map::new(),
                at: [x, y, cx, cy],
                community: found.of[work.index()],
                rank: (ranks[work.index()] * graph.work_count() as f64 * 1000.0).round() / 1000.0,
                degree: (graph.cited_by(work).len(), graph.cites(work).len()),
            };
            describe(work, &mut new);
            new
        });
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        found.of.iter().for_each(|&community| *sizes.entry(community).or_default() += 1);
        let columns = by_year.columns.iter().map(|column| {
            let [left, right] = [column.x.0, column.x.1].map(|length| (length * UNIT).round() as i64);
            (column.years.map(|years| years.0), column.years.map(|years| years.1), left, right)
        });
        let left = graph.work_count() - kept.works.len();
        let left_out = (left > 0).then(|| format!("the {} cited least", counted(left, "work", "works")));
        Self {
            title: String::new(),
            version: env!("CARGO_PKG_VERSION"),
            left_out: left_out.into_iter().collect(),
            papers: Vec::new(),
            works: works.collect(),
            columns: columns.collect(),
            spectrum: spectroscopy(graph, |_| true, 0)
                .into_iter()
                .map(|y| (y.year, y.citations, y.deviation))
                .collect(),
            circles: Vec::new(),
            totals: Totals::of(graph),
            communities: sizes.values().filter(|&&size| size > 1).count(),
            links: Vec::new(),
            evidence: Evidence::default(),
        }
    }
}
