//! Answers as rows: the one source of tables for people and of CSV.

use std::fmt::Display;

use crate::graph::{CitationGraph, InText, WorkNode};
use crate::paper::{CitationForm, CitingStyle, ReferenceId, ReferenceKind, Resolution};
use crate::query::author_groups::AuthorGroup;
use crate::query::conflicts::{SharedOddities, Standing, WorkConflicts};
use crate::query::contradictions::Contradiction;
use crate::query::cycles::{Cycle, CycleReport, Step};
use crate::query::hygiene::Hygiene;
use crate::query::names::NameEvidence;
use crate::query::retractions::Noticed;
use crate::query::self_citation::{Answer, Cluster, PaperRates, SelfCitation, Tally};
use crate::query::shared_sources::{CitedWork, SharedPair};
use crate::query::summary::PaperSummary;
use crate::query::thresholds::{HeldWork, SharedAtThresholds};
use crate::reference::item::Item;
use crate::view::label::{shortened, who_when};
use crate::work::{Corpus, Threshold};

/// Rows under a header. Every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// The columns' names.
    pub header: Vec<&'static str>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Rows under a header; each should have as many cells as the header.
    #[must_use]
    pub fn of(header: Vec<&'static str>, rows: Vec<Vec<String>>) -> Self {
        Self { header, rows }
    }

    fn new<const N: usize>(header: [&'static str; N], rows: impl IntoIterator<Item = [String; N]>) -> Self {
        Self { header: header.to_vec(), rows: rows.into_iter().map(Vec::from).collect() }
    }
}

/// A row for each paper, with its figures.
#[must_use]
pub fn summary(papers: &[PaperSummary]) -> Table {
    const TITLE_WIDTH: usize = 50;
    let rows = papers.iter().map(|paper| {
        let mut cells = vec![
            paper.document.clone(),
            joined(&paper.authors),
            paper.year.map(|y| y.to_string()).unwrap_or_default(),
            shortened(paper.title.as_deref().unwrap_or_default(), TITLE_WIDTH),
        ];
        cells.extend(figures(paper));
        cells
    });
    Table::of([&["paper", "authors", "year", "title"][..], &FIGURES].concat(), rows.collect())
}

/// A row for each paper, with its figures: who, when and what in one column. `papers` are those of `corpus`.
#[must_use]
pub fn summary_in_short(papers: &[PaperSummary], corpus: &Corpus) -> Table {
    let rows = papers.iter().map(|paper| {
        let own = corpus.paper(&paper.document).map(|own| described(&own.item, &own.id)).unwrap_or_default();
        let mut cells = vec![paper.document.clone(), own];
        cells.extend(figures(paper));
        cells
    });
    Table::of([&["paper", "who, when, what"][..], &FIGURES].concat(), rows.collect())
}

const FIGURES: [&str; 5] = ["entries", "works", "passages", "doubtful", "findings"];

fn figures(paper: &PaperSummary) -> [String; FIGURES.len()] {
    [paper.entries, paper.works, paper.passages, paper.doubtful, paper.findings].map(|figure| figure.to_string())
}

/// A row for each citation of one paper of the corpus by another, or by itself.
#[must_use]
pub fn citations_between_papers(graph: &CitationGraph) -> Table {
    let rows = graph.citations_between_papers().map(|edge| {
        let printed = |m: &InText| match m.form {
            CitationForm::Parenthetical | CitationForm::Narrative | CitationForm::NoteMark => {
                format!("({})", m.printed)
            }
            _ => m.printed.clone(),
        };
        let passages = joined(edge.citation.in_text.iter().map(printed));
        [edge.citation.document.clone(), graph.id(edge.cited).to_owned(), ids(&edge.citation.entries), passages]
    });
    Table::new(["citing", "cited", "entries", "passages"], rows)
}

/// A row for each citation of the graph: who cites whom, through which entries, and in how many passages.
#[must_use]
pub fn citations(graph: &CitationGraph) -> Table {
    let rows = graph.citations().map(|edge| {
        let work = graph.work(edge.cited).map_or("", WorkNode::id);
        let passages = edge.citation.in_text.len().to_string();
        [edge.citation.document.clone(), work.to_owned(), ids(&edge.citation.entries), passages]
    });
    Table::new(["document", "work", "entries", "passages"], rows)
}

impl Table {
    /// The table with a column that says who, when and what after its column "work", which holds ids; a table without
    /// one is returned as it is.
    #[must_use]
    pub fn described(mut self, graph: &CitationGraph) -> Self {
        let Some(at) = self.header.iter().position(|h| *h == "work") else { return self };
        self.header.insert(at + 1, "who, when, what");
        for row in &mut self.rows {
            let item = graph.find(&row[at]).and_then(|w| graph.work(w)).map(WorkNode::item);
            row.insert(at + 1, item.map_or_else(String::new, |item| described(item, &row[at])));
        }
        self
    }
}

impl Table {
    /// The table with what people call works beside their ids, in its columns of several works or papers: `Kaura 2022 [a:3]`.
    #[must_use]
    pub fn named(mut self, graph: &CitationGraph) -> Self {
        const COLUMNS: [&str; 4] = ["works", "papers", "cycle", "shortest cycle"];
        let name = |id: &str| {
            let work = graph.find(id).or_else(|| graph.paper(id)).and_then(|work| graph.work(work));
            let name = work.map_or_else(|| id.to_owned(), |work| who_when(work.item(), id));
            if name == id { name } else { format!("{name} [{id}]") }
        };
        let is_of_several = |column: &usize| COLUMNS.contains(&self.header[*column]);
        let columns: Vec<usize> = (0..self.header.len()).filter(is_of_several).collect();
        for row in &mut self.rows {
            for &column in &columns {
                let separator = if row[column].contains(" → ") { " → " } else { "; " };
                row[column] = row[column].split(separator).map(name).collect::<Vec<_>>().join(separator);
            }
        }
        self
    }
}

/// "Kaura 2022. Pakistan-Afghan Taliban relations face…"
fn described(item: &Item, id: &str) -> String {
    const TITLE_WIDTH: usize = 60;
    let title = item.title.as_deref().unwrap_or_default();
    match (item.author.is_empty(), title) {
        (_, "") | (true, _) => who_when(item, id),
        // "n.d." has its full stop.
        (false, title) => format!("{}. {}", who_when(item, id).trim_end_matches('.'), shortened(title, TITLE_WIDTH)),
    }
}

/// A row for each entry of the papers, in printed order.
#[must_use]
pub fn references(corpus: &Corpus) -> Table {
    let rows = corpus.papers.iter().flat_map(|paper| &paper.references).map(|entry| {
        let item = entry.reference.item();
        let issues = entry.reference.issues.iter().map(|issue| issue.kind);
        let kind = match (entry.kind, &entry.refers_to) {
            (ReferenceKind::Full, _) => String::new(),
            (_, Some(label)) => format!("→ {label}"),
            (_, None) => "→ ?".to_owned(),
        };
        let or_empty = |field: Option<String>| field.unwrap_or_default();
        let outlet = item.container_title.clone().or(item.publisher.clone());
        [
            entry.id.to_string(),
            kind,
            joined(item.author.iter().map(ToString::to_string)),
            item.issued.as_ref().map(ToString::to_string).unwrap_or_default(),
            or_empty(item.title.clone()),
            or_empty(outlet),
            or_empty(item.volume.clone()),
            or_empty(item.issue.clone()),
            or_empty(item.page.clone()),
            joined(issues),
        ]
    });
    Table::new(["entry", "refers to", "authors", "date", "title", "outlet", "volume", "issue", "pages", "doubts"], rows)
}

/// A row for each paper: what it says of itself, how it cites, and what wasn't found in it.
#[must_use]
pub fn papers(corpus: &Corpus) -> Table {
    let rows = corpus.papers.iter().map(|paper| {
        let or_empty = |field: Option<String>| field.unwrap_or_default();
        [
            paper.id.clone(),
            joined(paper.item.author.iter().map(ToString::to_string)),
            or_empty(paper.item.issued.as_ref().map(ToString::to_string)),
            or_empty(paper.item.title.clone()),
            or_empty(paper.item.doi.clone()),
            or_empty(paper.pages.map(|pages| pages.to_string())),
            paper.references.len().to_string(),
            paper.citations.len().to_string(),
            paper.style().to_string(),
            joined(paper.warnings()),
        ]
    });
    let header =
        ["paper", "authors", "date", "title", "DOI", "pages", "entries", "citations", "cites by", "what wasn't found"];
    Table::new(header, rows)
}

/// A row for each citation in the running text: as printed, and the entries that it leads to.
#[must_use]
pub fn in_text_citations(corpus: &Corpus) -> Table {
    let rows = corpus.papers.iter().flat_map(|paper| paper.citations.iter().map(move |c| (paper, c)));
    let rows = rows.map(|(paper, citation)| {
        let (leads, note) = match &citation.resolution {
            Resolution::Exact { .. } => ("exactly", String::new()),
            Resolution::Near { why, .. } => ("nearly", why.clone()),
            Resolution::Several { missing, .. } if missing.is_empty() => ("exactly", String::new()),
            Resolution::Several { missing, .. } => ("in part", format!("no entry {}", missing.join(", "))),
            Resolution::Ambiguous { .. } => ("to one of them", String::new()),
            Resolution::Missing => ("nowhere", String::new()),
        };
        let entries = citation.resolution.labels().iter().map(|label| format!("{}:{label}", paper.id));
        let at = citation.span.start.to_string();
        [paper.id.clone(), at, citation.printed.clone(), citation.form.to_string(), joined(entries), leads.into(), note]
    });
    Table::new(["document", "byte", "citation", "form", "entries", "leads", "note"], rows)
}

/// A row for each work: how often it is cited, through what, and why its entries are taken for one.
#[must_use]
pub fn works(corpus: &Corpus) -> Table {
    let rows = corpus.works.iter().map(|work| {
        let mut reasons: Vec<&str> = work.merges.iter().map(|m| m.reason.as_str()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        [
            work.id.clone(),
            described(&work.item, &work.id),
            work.documents().len().to_string(),
            joined(&work.members),
            joined(reasons),
        ]
    });
    Table::new(["work", "who, when, what", "papers", "members", "merged by"], rows)
}

/// A row for each work that a pair shares.
#[must_use]
pub fn shared_pairs(pairs: &[SharedPair]) -> Table {
    let rows = pairs.iter().flat_map(|pair| {
        pair.works
            .iter()
            .map(|work| [pair.a.clone(), pair.b.clone(), work.id.clone(), ids(&work.entries.a), ids(&work.entries.b)])
    });
    Table::new(["a", "b", "work", "entries of a", "entries of b"], rows)
}

/// A row for each work that a pair shares, with the threshold that it holds from and the merge that it hangs on.
#[must_use]
pub fn held_works(pairs: &[SharedAtThresholds]) -> Table {
    held(pairs.iter().flat_map(|pair| pair.works.iter().map(move |work| (pair, work))))
}

/// A row for each work that a pair would share at a looser threshold.
#[must_use]
pub fn further_works(pairs: &[SharedAtThresholds]) -> Table {
    held(pairs.iter().flat_map(|pair| pair.further.iter().map(move |work| (pair, work))))
}

fn held<'p>(works: impl Iterator<Item = (&'p SharedAtThresholds, &'p HeldWork)>) -> Table {
    let rows = works.map(|(pair, work)| {
        let (a, b) = (ids(&work.entries.a), ids(&work.entries.b));
        let why = work.hangs_on.as_ref().map(|m| format!("{} = {}: {}", m.a, m.b, m.reason)).unwrap_or_default();
        [pair.a.clone(), pair.b.clone(), work.id.clone(), a, b, work.holds_from.to_string(), why]
    });
    Table::new(["a", "b", "work", "entries of a", "entries of b", "holds from", "hangs on"], rows)
}

/// A row for each pair: how many works it shares, at the corpus's threshold and at each, and the figures.
#[must_use]
pub fn overlap_at_thresholds<'p>(pairs: impl IntoIterator<Item = &'p SharedAtThresholds>) -> Table {
    let rows = pairs.into_iter().map(|pair| {
        let [exact, strong, weak, ambiguous] = Threshold::ALL.map(|t| pair.counts.at(t).to_string());
        let (shared, jaccard, cosine) = (pair.works.len().to_string(), figure(pair.jaccard), figure(pair.cosine));
        [pair.a.clone(), pair.b.clone(), shared, exact, strong, weak, ambiguous, jaccard, cosine]
    });
    Table::new(["a", "b", "shared", "exact", "strong", "weak", "ambiguous", "jaccard", "cosine"], rows)
}

/// A row for each pair, with the figures.
#[must_use]
pub fn overlap(pairs: &[SharedPair]) -> Table {
    let rows = pairs.iter().map(|pair| {
        [pair.a.clone(), pair.b.clone(), pair.count().to_string(), figure(pair.jaccard), figure(pair.cosine)]
    });
    Table::new(["a", "b", "shared", "jaccard", "cosine"], rows)
}

/// A row for each cited work.
#[must_use]
pub fn cited_works(works: &[CitedWork]) -> Table {
    let rows = works.iter().map(|work| {
        let citing = work.citing.iter().map(|paper| match paper.entries.as_slice() {
            [] => paper.document.clone(),
            entries => ids(entries),
        });
        [work.id.clone(), work.citing.len().to_string(), joined(citing)]
    });
    Table::new(["work", "papers", "cited through"], rows)
}

/// A row for each component and each work that cites itself.
#[must_use]
pub fn cycle_report(report: &CycleReport) -> Table {
    let components = report.components.iter().map(|component| {
        [
            "component".to_owned(),
            component.works.len().to_string(),
            joined(&component.works),
            path(&component.witness),
            evidence(&component.witness.steps),
        ]
    });
    let loops = report.self_loops.iter().map(|step| {
        [
            "self-loop".to_owned(),
            "1".to_owned(),
            step.citing.clone(),
            format!("{} → {}", step.citing, step.cited),
            evidence(std::slice::from_ref(step)),
        ]
    });
    Table::new(["kind", "size", "works", "shortest cycle", "entries"], components.chain(loops))
}

/// A row for each cycle.
#[must_use]
pub fn cycle_list(cycles: &[Cycle]) -> Table {
    let rows = cycles.iter().map(|cycle| [cycle.length().to_string(), path(cycle), evidence(&cycle.steps)]);
    Table::new(["length", "cycle", "entries"], rows)
}

/// A row for each citation.
#[must_use]
pub fn self_citations(citations: &[SelfCitation]) -> Table {
    let rows = citations.iter().map(|citation| {
        let authors = citation
            .authors
            .iter()
            .map(|author| format!("{} = {} ({})", author.citing, author.cited, evidence_word(author.evidence)));
        [
            citation.document.clone(),
            citation.work.clone(),
            ids(&citation.entries),
            answer(citation.any_author),
            answer(citation.first_author),
            answer(citation.journal),
            joined(authors),
        ]
    });
    Table::new(["document", "work", "entries", "any author", "first author", "journal", "names"], rows)
}

/// A row for each paper and definition of self-citation.
#[must_use]
pub fn self_citation_rates(rates: &[PaperRates]) -> Table {
    let rows = rates.iter().flat_map(|paper| {
        let kinds =
            [("any author", paper.any_author), ("first author", paper.first_author), ("journal", paper.journal)];
        kinds.map(|(kind, tally)| {
            let [yes, no, unknown] = [tally.yes, tally.no, tally.unknown].map(|count| count.to_string());
            [paper.document.clone(), kind.to_owned(), yes, no, unknown, rate(tally), bounds(tally)]
        })
    });
    Table::new(["document", "by", "yes", "no", "unknown", "rate", "bounds"], rows)
}

/// A row for each cluster.
#[must_use]
pub fn clusters(clusters: &[Cluster]) -> Table {
    let rows = clusters.iter().map(|cluster| {
        [
            joined(&cluster.papers),
            joined(cluster.authors.iter().map(|author| &author.name)),
            joined(&cluster.works),
            cluster.rate.yes.to_string(),
            cluster.rate.total().to_string(),
            rate(cluster.rate),
            bounds(cluster.rate),
        ]
    });
    Table::new(["papers", "authors", "works", "self-citations", "citations", "rate", "bounds"], rows)
}

/// A row for each author or pair of authors.
#[must_use]
pub fn author_groups(groups: &[AuthorGroup]) -> Table {
    let rows = groups.iter().map(|group| {
        [
            group.document.clone(),
            joined(&group.authors),
            group.works.len().to_string(),
            group.listed.to_string(),
            ids(&group.entries),
        ]
    });
    Table::new(["document", "authors", "works", "of", "entries"], rows)
}

/// A row for each reading.
#[must_use]
pub fn conflicts(conflicts: &[WorkConflicts]) -> Table {
    let rows = conflicts.iter().flat_map(|work| {
        work.fields.iter().flat_map(|field| {
            field.readings.iter().map(|reading| {
                [
                    work.id.clone(),
                    field.field.as_csl().to_owned(),
                    reading.value.clone(),
                    standing(reading.standing).to_owned(),
                    joined(reading.witnesses.iter().map(|witness| &witness.member)),
                ]
            })
        })
    });
    Table::new(["work", "field", "reading", "standing", "in"], rows)
}

/// A row for each odd reading that two papers share.
#[must_use]
pub fn shared_oddities(pairs: &[SharedOddities]) -> Table {
    let rows = pairs.iter().flat_map(|pair| {
        pair.readings.iter().map(|reading| {
            [
                pair.a.clone(),
                pair.b.clone(),
                reading.work.clone(),
                reading.field.as_csl().to_owned(),
                reading.value.clone(),
            ]
        })
    });
    Table::new(["a", "b", "work", "field", "reading"], rows)
}

/// A row for each finding; one that says so for a paper whose way of citing isn't understood.
#[must_use]
pub fn hygiene(papers: &[Hygiene]) -> Table {
    let mut rows: Vec<[String; 5]> = Vec::new();
    for paper in papers {
        let mut row = |kind: &str, citation: &str, entry: String, note: &str| {
            rows.push([paper.document.clone(), kind.to_owned(), citation.to_owned(), entry, note.to_owned()]);
        };
        if paper.style == CitingStyle::Unknown {
            row("no citations understood", "", String::new(), "what is uncited can't be told");
        }
        for missing in &paper.missing {
            row("missing", &missing.citation, String::new(), "");
        }
        for note in &paper.missing_notes {
            row("missing note", &note.to_string(), String::new(), "");
        }
        for uncited in &paper.uncited {
            row("uncited", "", uncited.entry.to_string(), &uncited.raw);
        }
        for mismatched in &paper.mismatched {
            row("mismatched", &mismatched.citation, mismatched.entry.to_string(), &mismatched.why);
        }
        for ambiguous in &paper.ambiguous {
            row("ambiguous", &ambiguous.citation, ids(&ambiguous.entries), "");
        }
    }
    Table::new(["document", "finding", "citation", "entry", "note"], rows)
}

/// A row for each contradiction.
#[must_use]
pub fn contradictions(found: &[Contradiction]) -> Table {
    let rows = found
        .iter()
        .map(|c| [c.document.clone(), c.kind.as_str().to_owned(), c.printed.clone(), ids(&c.entries), c.why.clone()]);
    Table::new(["document", "finding", "citation", "entry", "note"], rows)
}

/// A row for each entry that a notice is about.
#[must_use]
pub fn noticed(found: &[Noticed]) -> Table {
    let rows = found.iter().map(|n| {
        let notice = &n.notice;
        let said = [&notice.date, &notice.reason].into_iter().filter(|s| !s.is_empty()).cloned();
        let note = joined(said.chain([format!("by {}", n.by)]));
        [n.entry.document.clone(), notice.nature.to_lowercase(), n.raw.clone(), n.entry.to_string(), note]
    });
    Table::new(["document", "finding", "citation", "entry", "note"], rows)
}

fn joined(parts: impl IntoIterator<Item = impl Display>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    parts.join("; ")
}

fn ids(entries: &[ReferenceId]) -> String {
    joined(entries)
}

fn path(cycle: &Cycle) -> String {
    let works: Vec<&str> = cycle.works().chain(cycle.works().take(1)).collect();
    works.join(" → ")
}

fn evidence(steps: &[Step]) -> String {
    joined(steps.iter().flat_map(|step| &step.documents).flat_map(|document| &document.entries))
}

fn figure(value: f64) -> String {
    format!("{value:.3}")
}

fn rate(tally: Tally) -> String {
    tally.rate().map_or_else(String::new, figure)
}

fn bounds(tally: Tally) -> String {
    tally.bounds().map_or_else(String::new, |(low, high)| format!("{low:.3}–{high:.3}"))
}

fn answer(answer: Answer) -> String {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "unknown",
    }
    .to_owned()
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Own => "own",
        Standing::Usual => "usual",
        Standing::Odd => "odd",
        Standing::Tied => "tied",
    }
}

fn evidence_word(evidence: NameEvidence) -> &'static str {
    match evidence {
        NameEvidence::FullName => "full name",
        NameEvidence::Initials => "initials",
        NameEvidence::FamilyOnly => "family name only",
    }
}
