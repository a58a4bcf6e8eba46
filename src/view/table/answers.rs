//! Which tables answers make.

use std::fmt::Display;

use super::{Column, Holds, Table, WORK_TITLE, entries, paper, text, work};
use crate::graph::{CitationGraph, InText, WorkNode};
use crate::paper::{CitationForm, CitingStyle, InTextCitation, ReferenceId, ReferenceKind, Resolution};
use crate::query::author_groups::AuthorGroup;
use crate::query::conflicts::{SharedOddities, Standing, WorkConflicts};
use crate::query::contradictions::Contradiction;
use crate::query::cycles::{Cycle, CycleReport, Step};
use crate::query::hygiene::Hygiene;
use crate::query::retractions::Noticed;
use crate::query::self_citation::{Answer, Cluster, PaperRates, SelfCitation, Tally};
use crate::query::shared_sources::{CitedWork, SharedPair};
use crate::query::summary::PaperSummary;
use crate::query::thresholds::{HeldWork, SharedAtThresholds};
use crate::view::label::shortened;
use crate::view::names::described;
use crate::work::{Corpus, Threshold};

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
        let own = corpus.paper(&paper.document);
        let own = own.map(|own| described(&own.item, "unnamed", WORK_TITLE)).unwrap_or_default();
        let mut cells = vec![format!("{own} [{}]", paper.document)];
        cells.extend(figures(paper));
        cells
    });
    Table::of([&["paper"][..], &FIGURES].concat(), rows.collect())
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
    Table::new([paper("citing"), paper("cited"), ("entries", Holds::Numbers), text("passages")], rows)
}

/// A row for each citation of the graph: who cites whom, through which entries, and in how many passages.
#[must_use]
pub fn citations(graph: &CitationGraph) -> Table {
    let rows = graph.citations().map(|edge| {
        let work = graph.work(edge.cited).map_or("", WorkNode::id);
        let passages = edge.citation.in_text.len().to_string();
        [edge.citation.document.clone(), work.to_owned(), ids(&edge.citation.entries), passages]
    });
    Table::new([paper("document"), work("work"), ("entries", Holds::Numbers), text("passages")], rows)
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
    let rest = ["refers to", "authors", "date", "title", "outlet", "volume", "issue", "pages", "doubts"].map(text);
    let [a, b, c, d, e, f, g, h, i] = rest;
    Table::new([entries("entry"), a, b, c, d, e, f, g, h, i], rows)
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
    Table::new(header.map(text), rows)
}

/// A row for each citation in the running text: as printed, and the entries that it leads to.
#[must_use]
pub fn in_text_citations(corpus: &Corpus) -> Table {
    let rows = led(corpus).map(|Led { document, citation, entries, leads, note }| {
        let (at, form) = (citation.span.start.to_string(), citation.form.to_string());
        [document, at, citation.printed.clone(), form, entries, leads.to_owned(), note]
    });
    let entries = ("entries", Holds::OwnEntries);
    Table::new(
        [paper("document"), text("byte"), text("citation"), text("form"), entries, text("leads"), text("note")],
        rows,
    )
}

/// The same for people, who don't look for bytes.
#[must_use]
pub fn in_text_citations_in_short(corpus: &Corpus) -> Table {
    let rows = led(corpus).map(|Led { document, citation, entries, leads, note }| {
        let leads = if note.is_empty() { leads.to_owned() } else { format!("{leads}: {note}") };
        [document, citation.printed.clone(), entries, leads]
    });
    let (citation, entries) = (("citation", Holds::Excerpt), ("entries", Holds::OwnEntries));
    Table::new([paper("document"), citation, entries, text("leads")], rows)
}

/// A citation and where it leads.
struct Led<'c> {
    document: String,
    citation: &'c InTextCitation,
    entries: String,
    leads: &'static str,
    note: String,
}

fn led(corpus: &Corpus) -> impl Iterator<Item = Led<'_>> {
    let citations = corpus.papers.iter().flat_map(|paper| paper.citations.iter().map(move |c| (paper, c)));
    citations.map(|(paper, citation)| {
        let (leads, note) = match &citation.resolution {
            Resolution::Exact { .. } => ("exactly", String::new()),
            Resolution::Near { why, .. } => ("nearly", why.clone()),
            Resolution::Several { missing, .. } if missing.is_empty() => ("exactly", String::new()),
            Resolution::Several { missing, .. } => ("in part", format!("no entry {}", missing.join(", "))),
            Resolution::Ambiguous { .. } => ("to one of them", String::new()),
            Resolution::Missing => ("nowhere", String::new()),
        };
        let entries = joined(citation.resolution.labels().iter().map(|label| format!("{}:{label}", paper.id)));
        Led { document: paper.id.clone(), citation, entries, leads, note }
    })
}

/// A row for each work: how often it is cited, through what, and why its entries are taken for one.
#[must_use]
pub fn works(corpus: &Corpus) -> Table {
    let rows = corpus.works.iter().map(|work| {
        let mut reasons: Vec<&str> = work.merges.iter().map(|m| m.reason.as_str()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        [work.id.clone(), work.documents().len().to_string(), joined(&work.members), joined(reasons)]
    });
    Table::new([work("work"), text("papers"), entries("members"), text("merged by")], rows)
}

/// A row for each work that a pair shares.
#[must_use]
pub fn shared_pairs(pairs: &[SharedPair]) -> Table {
    let rows = pairs.iter().flat_map(|pair| {
        pair.works
            .iter()
            .map(|work| [pair.a.clone(), pair.b.clone(), work.id.clone(), ids(&work.entries.a), ids(&work.entries.b)])
    });
    Table::new([paper("a"), paper("b"), work("work"), entries("entries of a"), entries("entries of b")], rows)
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
    let (from, on) = (text("holds from"), ("hangs on", Holds::Join));
    Table::new([paper("a"), paper("b"), work("work"), entries("entries of a"), entries("entries of b"), from, on], rows)
}

/// A row for each pair: how many works it shares, at the corpus's threshold and at each, and the figures.
#[must_use]
pub fn overlap_at_thresholds<'p>(pairs: impl IntoIterator<Item = &'p SharedAtThresholds>) -> Table {
    let rows = pairs.into_iter().map(|pair| {
        let [exact, strong, weak, ambiguous] = Threshold::ALL.map(|t| pair.counts.at(t).to_string());
        let (shared, jaccard, cosine) = (pair.works.len().to_string(), figure(pair.jaccard), figure(pair.cosine));
        [pair.a.clone(), pair.b.clone(), shared, exact, strong, weak, ambiguous, jaccard, cosine]
    });
    let [shared, exact, strong, weak, ambiguous, jaccard, cosine] =
        ["shared", "exact", "strong", "weak", "ambiguous", "jaccard", "cosine"].map(text);
    Table::new([paper("a"), paper("b"), shared, exact, strong, weak, ambiguous, jaccard, cosine], rows)
}

/// The same for people: how many works each threshold adds, in one column.
#[must_use]
pub fn overlap_in_short<'p>(pairs: impl IntoIterator<Item = &'p SharedAtThresholds>) -> Table {
    let rows = pairs.into_iter().map(|pair| {
        let mut before = 0;
        let added = Threshold::ALL.into_iter().filter_map(|threshold| {
            let added = pair.counts.at(threshold).saturating_sub(before);
            before += added;
            (added > 0).then(|| format!("{added} {threshold}"))
        });
        let added = added.collect::<Vec<_>>().join(", ");
        let (shared, jaccard, cosine) = (pair.works.len().to_string(), figure(pair.jaccard), figure(pair.cosine));
        [pair.a.clone(), pair.b.clone(), shared, added, jaccard, cosine]
    });
    Table::new([paper("a"), paper("b"), text("shared"), text("by threshold"), text("jaccard"), text("cosine")], rows)
}

/// A row for each pair, with the figures.
#[must_use]
pub fn overlap(pairs: &[SharedPair]) -> Table {
    let rows = pairs.iter().map(|pair| {
        [pair.a.clone(), pair.b.clone(), pair.count().to_string(), figure(pair.jaccard), figure(pair.cosine)]
    });
    Table::new([paper("a"), paper("b"), text("shared"), text("jaccard"), text("cosine")], rows)
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
    Table::new([work("work"), text("papers"), entries("cited through")], rows)
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
    let (works, cycle) = (("works", Holds::Works), ("shortest cycle", Holds::Path));
    Table::new([text("kind"), text("size"), works, cycle, entries("entries")], components.chain(loops))
}

/// A row for each cycle.
#[must_use]
pub fn cycle_list(cycles: &[Cycle]) -> Table {
    let rows = cycles.iter().map(|cycle| [cycle.length().to_string(), path(cycle), evidence(&cycle.steps)]);
    Table::new([text("length"), ("cycle", Holds::Path), entries("entries")], rows)
}

/// A row for each citation.
#[must_use]
pub fn self_citations(citations: &[SelfCitation]) -> Table {
    let rows = citations.iter().map(|citation| {
        let authors =
            citation.authors.iter().map(|author| format!("{} = {} ({})", author.citing, author.cited, author.evidence));
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
    let [any, first, journal, names] = ["any author", "first author", "journal", "names"].map(text);
    Table::new([paper("document"), work("work"), ("entries", Holds::Numbers), any, first, journal, names], rows)
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
    let [by, yes, no, unknown, rate, bounds] = ["by", "yes", "no", "unknown", "rate", "bounds"].map(text);
    Table::new([paper("document"), by, yes, no, unknown, rate, bounds], rows)
}

/// A row for each paper, for people: those first that cite themselves most.
#[must_use]
pub fn self_citation_rates_in_short(rates: &[PaperRates]) -> Table {
    let mut rates: Vec<&PaperRates> = rates.iter().collect();
    rates.sort_by_key(|paper| {
        (std::cmp::Reverse((paper.any_author.yes, paper.first_author.yes, paper.journal.yes)), &paper.document)
    });
    let rows = rates.into_iter().map(|paper| {
        let tally = |tally: Tally| match tally.unknown {
            0 => tally.yes.to_string(),
            unknown => format!("{}–{}", tally.yes, tally.yes + unknown),
        };
        let share = match paper.any_author.bounds() {
            Some((low, high)) if low < high => format!("{low:.2}–{high:.2}"),
            Some((rate, _)) => format!("{rate:.2}"),
            None => String::new(),
        };
        let citations = paper.any_author.total().to_string();
        let [any, first, journal] = [paper.any_author, paper.first_author, paper.journal].map(tally);
        [paper.document.clone(), citations, any, share, first, journal]
    });
    let columns = ["citations", "of any author", "share", "of the first author", "of the journal"].map(text);
    let [citations, any, share, first, journal] = columns;
    Table::new([paper("document"), citations, any, share, first, journal], rows)
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
    let [papers, works] = ["papers", "works"].map(|name| (name, Holds::Works));
    let [own, citations, rate, bounds] = ["self-citations", "citations", "rate", "bounds"].map(text);
    Table::new([papers, text("authors"), works, own, citations, rate, bounds], rows)
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
    let numbers = ("entries", Holds::Numbers);
    Table::new([paper("document"), text("authors"), text("works"), text("of"), numbers], rows)
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
    Table::new([work("work"), text("field"), text("reading"), text("standing"), entries("in")], rows)
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
    Table::new([paper("a"), paper("b"), work("work"), text("field"), text("reading")], rows)
}

const FINDINGS: [Column; 5] = [
    paper("document"),
    text("finding"),
    ("citation", Holds::Excerpt),
    ("entry", Holds::OwnEntries),
    ("note", Holds::Excerpt),
];

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
    Table::new(FINDINGS, rows)
}

/// A row for each contradiction.
#[must_use]
pub fn contradictions(found: &[Contradiction]) -> Table {
    let rows = found
        .iter()
        .map(|c| [c.document.clone(), c.kind.as_str().to_owned(), c.printed.clone(), ids(&c.entries), c.why.clone()]);
    Table::new(FINDINGS, rows)
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
    Table::new(FINDINGS, rows)
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
