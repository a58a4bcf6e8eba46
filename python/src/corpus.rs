//! A corpus and its answers as tables.

use std::path::PathBuf;

use arrow_schema::{DataType, Field, Fields};
use citegraph::graph::CitationGraph;
use citegraph::query::conflicts::{ConflictField, Standing, conflicts};
use citegraph::query::contradictions::contradictions;
use citegraph::query::cycles::{CycleLimits, Extent, elementary_cycles};
use citegraph::query::hygiene::hygiene_of_all;
use citegraph::query::self_citation::{Answer, self_citations};
use citegraph::query::shared_sources::shared_pairs;
use citegraph::view::html::{HtmlOptions, page};
use citegraph::view::svg::{SvgOptions, svg};
use citegraph::work::{Matcher, Reason, Verdict};
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::columns::{count, list, row, share, table, text};
use crate::matching::threshold;
use crate::reference::{ItemRow, PARSED, PrintedRow, item_fields};

create_exception!(citegraph, Error, PyValueError, "What citegraph can't read or understand, in words.");

type Table<'py> = PyResult<Bound<'py, PyAny>>;

/// Papers, the works that they and their entries are, and the graph of them.
#[pyclass(frozen)]
pub struct Corpus {
    corpus: citegraph::work::Corpus,
    graph: CitationGraph,
}

fn texts(name: &str) -> Field {
    list(name, DataType::Utf8)
}

fn number_of(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn fields(all: impl IntoIterator<Item = Field>) -> Fields {
    all.into_iter().collect()
}

fn ids(ids: &[impl ToString]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

#[pymethods]
impl Corpus {
    /// Reads papers, calls `progress` with how many files were read of how many.
    #[staticmethod]
    fn read(py: Python<'_>, paths: Vec<PathBuf>, merge: &str, progress: Option<Py<PyAny>>) -> PyResult<Self> {
        let matcher = Matcher::new().with_threshold(threshold(merge)?);
        let mut failed = None;
        py.detach(|| {
            let told = |done: usize, all: usize| {
                // What the caller's function raises, and an interruption, end the reading.
                let heard = Python::attach(|py| {
                    py.check_signals()?;
                    progress.as_ref().map_or(Ok(()), |progress| progress.call1(py, (done, all)).map(|_| ()))
                });
                heard.map_err(|error| failed = Some(error)).is_ok()
            };
            let papers = citegraph::read_papers(paths, told)?;
            let corpus = citegraph::work::Corpus::with_matcher(papers, matcher)?;
            let graph = CitationGraph::new(&corpus);
            Ok(Self { corpus, graph })
        })
        .map_err(|error: citegraph::Error| failed.unwrap_or_else(|| Error::new_err(error.to_string())))
    }

    /// How many papers there are.
    fn paper_count(&self) -> usize {
        self.corpus.papers.len()
    }

    /// How many works there are.
    fn work_count(&self) -> usize {
        self.corpus.works.len()
    }

    fn papers<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Row<'r> {
            id: &'r str,
            #[serde(flatten)]
            item: ItemRow<'r>,
            style: String,
            pages: Option<i64>,
            words: i64,
            entries: i64,
            citations: i64,
            warnings: Vec<&'static str>,
        }
        let mut all = vec![text("id")];
        all.extend(item_fields());
        all.push(text("style"));
        all.extend(["pages", "words", "entries", "citations"].map(count));
        all.push(texts("warnings"));
        table(py, &fields(all), || {
            let papers = self.corpus.papers.iter().map(|paper| Row {
                id: &paper.id,
                item: ItemRow::from(&paper.item),
                style: paper.style().as_str().to_owned(),
                pages: paper.pages.map(number_of),
                words: number_of(paper.words),
                entries: number_of(paper.references.len()),
                citations: number_of(paper.citations.len()),
                warnings: paper.warnings().iter().map(|warning| warning.as_str()).collect(),
            });
            papers.collect()
        })
    }

    fn works<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Row<'r> {
            id: &'r str,
            #[serde(flatten)]
            item: ItemRow<'r>,
            members: Vec<String>,
            documents: Vec<&'r str>,
            versions: Vec<Vec<String>>,
            verdict: Option<Verdict>,
            reason: Option<Reason>,
        }
        let mut all = vec![text("id")];
        all.extend(item_fields());
        all.extend([texts("members"), texts("documents"), list("versions", texts("").data_type().clone())]);
        all.extend([text("verdict"), text("reason")]);
        table(py, &fields(all), || {
            let works = self.corpus.works.iter().map(|work| {
                let weakest = work.merges.iter().min_by_key(|m| (m.verdict, m.confidence, std::cmp::Reverse(m.reason)));
                Row {
                    id: &work.id,
                    item: ItemRow::from(&work.item),
                    members: ids(&work.members),
                    documents: work.documents(),
                    versions: work.versions.iter().map(|version| ids(&version.members)).collect(),
                    verdict: weakest.map(|merge| merge.verdict),
                    reason: weakest.map(|merge| merge.reason),
                }
            });
            works.collect()
        })
    }

    fn references<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Row<'r> {
            id: String,
            document: &'r str,
            label: &'r str,
            work: Option<&'r str>,
            kind: citegraph::paper::ReferenceKind,
            region: citegraph::document::Region,
            refers_to: Option<String>,
            raw: &'r str,
            start: i64,
            end: i64,
            #[serde(flatten)]
            item: ItemRow<'r>,
            #[serde(flatten)]
            printed: PrintedRow<'r>,
        }
        let mut all: Vec<Field> =
            ["id", "document", "label", "work", "kind", "region", "refers_to", "raw"].map(text).into();
        all.extend([count("start"), count("end")]);
        all.extend(PARSED.iter().map(|field| field.as_ref().clone()));
        table(py, &fields(all), || {
            let members = self.corpus.works.iter().flat_map(|work| work.members.iter().map(move |m| (m, work)));
            let works: std::collections::HashMap<String, &str> =
                members.map(|(member, work)| (member.to_string(), work.id.as_str())).collect();
            let entries = self.corpus.papers.iter().flat_map(|paper| &paper.references).map(|entry| {
                let id = entry.id.to_string();
                Row {
                    document: &entry.id.document,
                    label: &entry.id.label,
                    work: works.get(&id).copied(),
                    id,
                    kind: entry.kind,
                    region: entry.region,
                    refers_to: entry.refers_to.as_ref().map(|label| format!("{}:{label}", entry.id.document)),
                    raw: &entry.reference.raw,
                    start: number_of(entry.span.start),
                    end: number_of(entry.span.end),
                    item: ItemRow::from(&*entry.reference),
                    printed: PrintedRow::from(&*entry.reference),
                }
            });
            entries.collect()
        })
    }

    fn citations<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Row<'r> {
            document: &'r str,
            printed: &'r str,
            start: i64,
            end: i64,
            form: citegraph::paper::CitationForm,
            resolution: &'static str,
            entries: Vec<String>,
        }
        let all = [
            text("document"),
            text("printed"),
            count("start"),
            count("end"),
            text("form"),
            text("resolution"),
            texts("entries"),
        ];
        table(py, &fields(all), || {
            use citegraph::paper::Resolution;
            let citations = self.corpus.papers.iter().flat_map(|paper| paper.citations.iter().map(move |c| (paper, c)));
            let rows = citations.map(|(paper, citation)| Row {
                document: &paper.id,
                printed: &citation.printed,
                start: number_of(citation.span.start),
                end: number_of(citation.span.end),
                form: citation.form,
                resolution: match citation.resolution {
                    Resolution::Exact { .. } => "exact",
                    Resolution::Several { .. } => "several",
                    Resolution::Near { .. } => "near",
                    Resolution::Ambiguous { .. } => "ambiguous",
                    _ => "missing",
                },
                entries: citation.resolution.labels().iter().map(|label| format!("{}:{label}", paper.id)).collect(),
            });
            rows.collect()
        })
    }

    fn edges<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Row<'r> {
            citing: &'r str,
            cited: &'r str,
            document: &'r str,
            entries: Vec<String>,
            in_text: i64,
            confidence: f64,
        }
        let all =
            [text("citing"), text("cited"), text("document"), texts("entries"), count("in_text"), share("confidence")];
        table(py, &fields(all), || {
            let id = |work| self.graph.work(work).map_or("", |node| node.id());
            let edges = self.graph.citations().map(|edge| Row {
                citing: id(edge.citing),
                cited: id(edge.cited),
                document: &edge.citation.document,
                entries: ids(&edge.citation.entries),
                in_text: number_of(edge.citation.in_text.len()),
                confidence: edge.citation.confidence.value(),
            });
            edges.collect()
        })
    }

    fn shared<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Shared {
            work: String,
            a: Vec<String>,
            b: Vec<String>,
        }
        #[derive(Serialize)]
        struct Row {
            a: String,
            b: String,
            count: i64,
            jaccard: f64,
            cosine: f64,
            works: Vec<Shared>,
        }
        let works = list("works", row([text("work"), texts("a"), texts("b")]));
        let all = [text("a"), text("b"), count("count"), share("jaccard"), share("cosine"), works];
        table(py, &fields(all), || {
            let pairs = shared_pairs(&self.graph).map(|pair| Row {
                count: number_of(pair.works.len()),
                jaccard: pair.jaccard,
                cosine: pair.cosine,
                works: (pair.works.iter())
                    .map(|work| Shared { work: work.id.clone(), a: ids(&work.entries.a), b: ids(&work.entries.b) })
                    .collect(),
                a: pair.a,
                b: pair.b,
            });
            pairs.collect()
        })
    }

    /// The cycles, and why there are no more, if there may be.
    fn cycles<'py>(
        &self,
        py: Python<'py>,
        length: usize,
        most: usize,
    ) -> PyResult<(Bound<'py, PyAny>, Option<String>)> {
        #[derive(Serialize)]
        struct Step {
            citing: String,
            cited: String,
            entries: Vec<String>,
        }
        #[derive(Serialize)]
        struct Row {
            length: i64,
            works: Vec<String>,
            steps: Vec<Step>,
        }
        let limits = CycleLimits::default().with_length(length).with_count(most);
        let found = py.detach(|| elementary_cycles(&self.graph, limits).into_list());
        let steps = list("steps", row([text("citing"), text("cited"), texts("entries")]));
        let cycles = table(py, &fields([count("length"), texts("works"), steps]), || {
            let cycles = found.cycles.iter().map(|cycle| Row {
                length: number_of(cycle.steps.len()),
                works: cycle.steps.iter().map(|step| step.citing.clone()).collect(),
                steps: (cycle.steps.iter())
                    .map(|step| Step {
                        citing: step.citing.clone(),
                        cited: step.cited.clone(),
                        entries: step.documents.iter().flat_map(|document| ids(&document.entries)).collect(),
                    })
                    .collect(),
            });
            cycles.collect()
        })?;
        Ok((cycles, (found.extent != Extent::Complete).then(|| found.extent.to_string())))
    }

    fn self_citations<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Same {
            citing: String,
            cited: String,
        }
        #[derive(Serialize)]
        struct Row {
            document: String,
            work: String,
            entries: Vec<String>,
            any_author: Answer,
            first_author: Answer,
            journal: Answer,
            authors: Vec<Same>,
        }
        let authors = list("authors", row([text("citing"), text("cited")]));
        let answers = ["any_author", "first_author", "journal"].map(text);
        let all = [text("document"), text("work"), texts("entries")].into_iter().chain(answers).chain([authors]);
        table(py, &fields(all), || {
            let found = self_citations(&self.graph).into_iter().map(|citation| Row {
                entries: ids(&citation.entries),
                any_author: citation.any_author,
                first_author: citation.first_author,
                journal: citation.journal,
                authors: citation.authors.into_iter().map(|a| Same { citing: a.citing, cited: a.cited }).collect(),
                document: citation.document,
                work: citation.work,
            });
            found.collect()
        })
    }

    fn conflicts<'py>(&self, py: Python<'py>) -> Table<'py> {
        #[derive(Serialize)]
        struct Row {
            work: String,
            field: ConflictField,
            value: String,
            standing: Standing,
            documents: Vec<String>,
            members: Vec<String>,
        }
        let all =
            ["work", "field", "value", "standing"].map(text).into_iter().chain(["documents", "members"].map(texts));
        table(py, &fields(all), || {
            let mut rows = Vec::new();
            for work in conflicts(&self.corpus) {
                for conflict in work.fields {
                    rows.extend(conflict.readings.into_iter().map(|reading| Row {
                        work: work.id.clone(),
                        field: conflict.field,
                        value: reading.value,
                        standing: reading.standing,
                        documents: reading.documents,
                        members: reading.witnesses.iter().map(|witness| witness.member.to_string()).collect(),
                    }));
                }
            }
            rows
        })
    }

    fn check<'py>(&self, py: Python<'py>, this_year: i32) -> Table<'py> {
        let all = ["document", "finding", "printed", "why"].map(text).into_iter().chain([texts("entries")]);
        let all = all.chain([count("start"), count("end")]);
        table(py, &fields(all), || findings(&self.corpus, this_year))
    }

    /// The picture of the graph, in SVG.
    fn svg(&self, py: Python<'_>) -> String {
        py.detach(|| svg(&self.graph, SvgOptions::default()))
    }

    /// The page to click through.
    fn page(&self, py: Python<'_>, title: Option<String>) -> String {
        let options = HtmlOptions::default();
        let options = title.map_or(options.clone(), |title| options.with_title(title));
        py.detach(|| page(&self.corpus, &self.graph, &options))
    }
}

/// Something that is wrong in a paper, or between papers.
#[derive(Serialize)]
struct Finding {
    document: String,
    finding: &'static str,
    printed: String,
    why: Option<String>,
    entries: Vec<String>,
    start: Option<i64>,
    end: Option<i64>,
}

fn findings(corpus: &citegraph::work::Corpus, this_year: i32) -> Vec<Finding> {
    let mut rows = Vec::new();
    for paper in hygiene_of_all(&corpus.papers) {
        let mut add =
            |finding, printed: String, why: Option<String>, entries: Vec<String>, spans: &[citegraph::Span]| {
                let places: Vec<Option<&citegraph::Span>> =
                    if spans.is_empty() { vec![None] } else { spans.iter().map(Some).collect() };
                rows.extend(places.into_iter().map(|place| Finding {
                    document: paper.document.clone(),
                    finding,
                    printed: printed.clone(),
                    why: why.clone(),
                    entries: entries.clone(),
                    start: place.map(|span| number_of(span.start)),
                    end: place.map(|span| number_of(span.end)),
                }));
            };
        for found in &paper.missing {
            add("missing", found.citation.clone(), None, Vec::new(), &found.spans);
        }
        for note in &paper.missing_notes {
            add("missing note", note.to_string(), None, Vec::new(), &[]);
        }
        for found in &paper.uncited {
            add("uncited", found.raw.clone(), None, vec![found.entry.to_string()], &[found.span]);
        }
        for found in &paper.mismatched {
            let why = Some(found.why.clone());
            add("mismatched", found.citation.clone(), why, vec![found.entry.to_string()], &found.spans);
        }
        for found in &paper.ambiguous {
            add("ambiguous", found.citation.clone(), None, ids(&found.entries), &found.spans);
        }
    }
    rows.extend(contradictions(corpus, this_year).into_iter().map(|found| Finding {
        finding: found.kind.as_str(),
        printed: found.printed,
        why: Some(found.why),
        entries: ids(&found.entries),
        start: Some(number_of(found.span.start)),
        end: Some(number_of(found.span.end)),
        document: found.document,
    }));
    rows
}
