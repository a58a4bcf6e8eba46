//! What stands behind the works and citations of the page: entries, passages, merges, disagreements, findings.

use std::collections::HashMap;

use serde::Serialize;

use super::counted::counted;
use super::kept::Kept;
use crate::graph::{CitationEdge, CitationGraph, Fit};
use crate::paper::{CitationForm, ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::query::conflicts::{FieldConflict, Standing, conflicts};
use crate::query::cycles::cycles;
use crate::query::hygiene::{CitingStyle, hygiene};
use crate::query::self_citation::{Answer, SelfCitation, self_citations};
use crate::query::thresholds::{HeldWork, shared_at_thresholds};
use crate::reference::label::Label;
use crate::work::{Corpus, Member, Merge, Threshold, Work};
use crate::{Confidence, Span};

/// What the row of an entry takes without its text, and what each of its fields takes, in bytes.
const ENTRY_BYTES: usize = 32;
const FIELD_BYTES: usize = 14;
/// What the row of a citation takes without the words around it.
const CITATION_BYTES: usize = 48;
/// What a place that cites takes in it.
const PASSAGE_BYTES: usize = 24;
/// Rows of a list that grows with the square of the papers.
const ROWS: usize = 3000;
/// With more papers than these, merges aren't tried at other thresholds.
const THRESHOLD_PAPERS: usize = 400;

/// The evidence, row by row; what is a number and names nothing is the position of a paper, a work or an entry.
#[derive(Default, Serialize)]
pub(super) struct Evidence {
    /// Labels of fields, as entries number them.
    labels: Vec<String>,
    entries: Vec<Entry>,
    citations: Vec<Citation>,
    /// The words before and after a place that cites.
    contexts: Vec<(String, String)>,
    /// Why the members of a work are one.
    merges: Vec<(u32, Vec<MergeRow>)>,
    /// What they disagree on.
    conflicts: Vec<(u32, Vec<Conflict>)>,
    /// Shared works that not even the strictest threshold parts aren't named: two papers, the work, the threshold.
    held: Vec<(u32, u32, u32, &'static str)>,
    /// What two papers would share at a looser threshold.
    further: Vec<Further>,
    /// Paper, kind, citation, entry (-1 for none), note.
    findings: Vec<(u32, &'static str, String, i64, String)>,
    #[serde(skip)]
    dropped: Vec<String>,
    /// How many bytes there is yet room for.
    #[serde(skip)]
    room: usize,
}

/// Paper, label, text, fields, issues, kind, the entry that it refers to. Fields are label, start, length, confidence in a
/// hundred, one after another, places in UTF-16 units.
type Entry = (u32, String, String, Vec<u32>, Vec<&'static str>, &'static str, i64);
/// Citing and cited work, paper, confidence in a hundred, signs, entries, passages, authors in common. Signs: 1 in a circle,
/// 2 an author's own, 4 perhaps an author's own, 8 the journal's own.
type Citation = (u32, u32, u32, u8, u8, Vec<i64>, Vec<Passage>, Vec<String>);
/// As printed, form, fit, context (-1 for none).
type Passage = (String, &'static str, &'static str, i64);
/// Two members (an entry, or -1 less the number of a paper), verdict, reason, confidence in a hundred, what differs.
type MergeRow = (i64, i64, &'static str, &'static str, u8, Vec<String>);
/// Field, readings.
type Conflict = (String, Vec<Reading>);
/// Two papers, entries of each, threshold, reason.
type Further = (u32, u32, Vec<i64>, Vec<i64>, &'static str, String);
/// Value, standing, members.
type Reading = (String, &'static str, Vec<i64>);

impl Evidence {
    /// The evidence in about so many bytes: the rows of citations, merges and findings are all there; texts of entries, and the
    /// words around citations, are as there is room.
    pub(super) fn of(corpus: &Corpus, graph: &CitationGraph, kept: &Kept, room: usize) -> Self {
        let mut writer = Writer::new(corpus, graph, kept);
        let passages: usize = graph.citations().map(|edge| edge.citation.in_text.len()).sum();
        let rows = CITATION_BYTES * graph.citations().count() + PASSAGE_BYTES * passages;
        writer.works();
        let works =
            serde_json::to_vec(&(&writer.evidence.merges, &writer.evidence.conflicts)).map_or(0, |json| json.len());
        writer.evidence.room = room.saturating_sub(rows + works);
        writer.entries();
        writer.citations();
        writer.thresholds();
        writer.findings();
        writer.evidence
    }

    /// What isn't there for want of room.
    pub(super) fn left_out(&self) -> impl Iterator<Item = String> {
        self.dropped.iter().cloned()
    }
}

struct Writer<'c> {
    corpus: &'c Corpus,
    graph: &'c CitationGraph,
    kept: &'c Kept,
    papers: HashMap<&'c str, u32>,
    entries: HashMap<&'c ReferenceId, i64>,
    evidence: Evidence,
}

impl<'c> Writer<'c> {
    fn new(corpus: &'c Corpus, graph: &'c CitationGraph, kept: &'c Kept) -> Self {
        let papers = corpus.papers.iter().map(|paper| paper.id.as_str()).zip(0..).collect();
        let entries =
            corpus.papers.iter().flat_map(|paper| &paper.references).map(|entry| &entry.id).zip(0..).collect();
        Self { corpus, graph, kept, papers, entries, evidence: Evidence::default() }
    }

    fn work(&self, id: &str) -> Option<u32> {
        self.kept.number(self.graph.find(id)?)
    }

    fn entry(&self, id: &ReferenceId) -> i64 {
        self.entries.get(id).copied().unwrap_or(-1)
    }

    fn all_entries(&self, ids: &[ReferenceId]) -> Vec<i64> {
        ids.iter().map(|id| self.entry(id)).collect()
    }

    fn member(&self, member: &Member) -> i64 {
        match member {
            Member::Entry(id) | Member::Further(id, _) => self.entry(id),
            Member::Paper(id) => self.papers.get(id.as_str()).map_or(0, |&paper| -1 - i64::from(paper)),
        }
    }

    /// The entries, all of them, so that their numbers are their places; the texts of those of the least cited works are
    /// left out when there are too many.
    ///
    /// Leaves a third of the room to the words around citations, if they need it.
    fn entries(&mut self) {
        self.evidence.labels = Label::ALL.iter().map(|label| word_of(*label)).collect();
        let mut cited: HashMap<&ReferenceId, usize> = HashMap::new();
        for edge in self.graph.citations() {
            let times = self.graph.cited_by(edge.cited).len();
            cited.extend(edge.citation.entries.iter().map(|entry| (entry, times)));
        }
        let all: Vec<(&Paper, &ListedReference)> = self
            .corpus
            .papers
            .iter()
            .flat_map(|paper| paper.references.iter().map(move |entry| (paper, entry)))
            .collect();
        let mut strongest: Vec<usize> = (0..all.len()).collect();
        strongest.sort_by_key(|&n| (std::cmp::Reverse(cited.get(&all[n].1.id).copied().unwrap_or(0)), n));
        let labels: usize = all.iter().map(|(_, entry)| ENTRY_BYTES + entry.id.label.len()).sum();
        let around: usize =
            self.corpus.papers.iter().flat_map(|paper| &paper.contexts).map(|c| c.before.len() + c.after.len()).sum();
        self.evidence.room = self.evidence.room.saturating_sub(labels);
        let whole = self.evidence.room;
        let mut room = whole - around.min(whole / 3);
        let kept = whole - room;
        let mut fits = vec![false; all.len()];
        for n in strongest {
            let reference = &all[n].1.reference;
            let size = reference.raw.len() + FIELD_BYTES * reference.segments.len();
            fits[n] = size <= room;
            room = if fits[n] { room - size } else { 0 };
        }
        self.evidence.room = kept + room;
        let left = fits.iter().filter(|fits| !**fits).count();
        if left > 0 {
            let entries = counted(left, "entry", "entries");
            self.evidence.dropped.push(format!("the texts of {entries} of the works cited least"));
        }
        for (n, (paper, entry)) in all.into_iter().enumerate() {
            let number = self.papers.get(paper.id.as_str()).copied().unwrap_or_default();
            let to = entry.refers_to.clone().map(|label| ReferenceId { document: paper.id.clone(), label });
            let back = to.map_or(-1, |to| self.entry(&to));
            let issues = entry.reference.issues.iter().map(|issue| issue.kind.as_str()).collect();
            let (raw, fields) = if fits[n] { printed(entry) } else { Default::default() };
            let row = (number, entry.id.label.clone(), raw, fields, issues, kind_word(entry.kind), back);
            self.evidence.entries.push(row);
        }
    }

    fn citations(&mut self) {
        let own: HashMap<(String, String), SelfCitation> =
            self_citations(self.graph).into_iter().map(|c| ((c.document.clone(), c.work.clone()), c)).collect();
        let mut circle: HashMap<String, usize> = HashMap::new();
        for (n, component) in cycles(self.graph).components.into_iter().enumerate() {
            circle.extend(component.works.into_iter().map(|work| (work, n)));
        }
        // Passages of shared works come first where room is short.
        let edges: Vec<CitationEdge<'_>> = self.graph.citations().collect();
        let mut order: Vec<usize> = (0..edges.len()).collect();
        order.sort_by_key(|&n| (std::cmp::Reverse(self.graph.cited_by(edges[n].cited).len()), n));
        let contexts = self.contexts(order.iter().map(|&n| edges[n]));
        for edge in edges {
            let Some((from, to)) = self.kept.number(edge.citing).zip(self.kept.number(edge.cited)) else { continue };
            let citation = edge.citation;
            let paper = self.papers.get(citation.document.as_str()).copied().unwrap_or_default();
            let (citing, cited) = (self.graph.id(edge.citing), self.graph.id(edge.cited));
            let is_circular = from == to || circle.get(citing).is_some_and(|n| circle.get(cited) == Some(n));
            let found = own.get(&(citation.document.clone(), cited.to_owned()));
            let any = found.map_or(Answer::No, |found| found.any_author);
            let journal = found.is_some_and(|found| found.journal == Answer::Yes);
            let authors = found.map_or(&[][..], |found| &found.authors);
            let perhaps = any == Answer::Unknown && !authors.is_empty();
            let signs = u8::from(is_circular)
                | u8::from(any == Answer::Yes) << 1
                | u8::from(perhaps) << 2
                | u8::from(journal) << 3;
            let authors = authors.iter().map(|m| format!("{} = {} ({})", m.citing, m.cited, m.evidence));
            let passage = |m: &crate::graph::InText| {
                let context = contexts.get(&(citation.document.as_str(), m.span)).map_or(-1, |&n| n);
                (m.printed.clone(), form_word(m.form), fit_word(m.fit), context)
            };
            let row = (
                from,
                to,
                paper,
                percent(citation.confidence),
                signs,
                self.all_entries(&citation.entries),
                citation.in_text.iter().map(passage).collect(),
                authors.collect(),
            );
            self.evidence.citations.push(row);
        }
    }

    /// Takes in the words around the citations of these edges, as many as there is room for: the number of each place.
    fn contexts<'e>(&mut self, edges: impl Iterator<Item = CitationEdge<'e>>) -> HashMap<(&'e str, Span), i64> {
        let mut numbers: HashMap<(&str, Span), i64> = HashMap::new();
        let (mut room, mut left) = (self.evidence.room, 0);
        for edge in edges {
            let Some(paper) = self.corpus.paper(&edge.citation.document) else { continue };
            for passage in &edge.citation.in_text {
                let key = (edge.citation.document.as_str(), passage.span);
                let Some(context) = paper.context(passage.span).filter(|_| !numbers.contains_key(&key)) else {
                    continue;
                };
                let size = context.before.len() + context.after.len();
                if size > room {
                    left += 1;
                    continue;
                }
                room -= size;
                numbers.insert(key, i64::try_from(self.evidence.contexts.len()).unwrap_or(-1));
                self.evidence.contexts.push((context.before.clone(), context.after.clone()));
            }
        }
        if left > 0 {
            let places = counted(left, "citation", "citations");
            self.evidence.dropped.push(format!("the words around {places}"));
        }
        numbers
    }

    /// Merges and disagreements.
    fn works(&mut self) {
        let merge = |writer: &Self, m: &Merge| {
            let (a, b) = (writer.member(&m.a), writer.member(&m.b));
            (a, b, m.verdict.as_str(), m.reason.as_str(), percent(m.confidence), m.differs.clone())
        };
        let merged = |work: &&Work| !work.merges.is_empty();
        for work in self.corpus.works.iter().filter(merged) {
            if let Some(number) = self.work(&work.id) {
                let rows = work.merges.iter().map(|m| merge(self, m)).collect();
                self.evidence.merges.push((number, rows));
            }
        }
        for work in conflicts(self.corpus) {
            let Some(number) = self.work(&work.id) else { continue };
            let field = |field: &FieldConflict| {
                let readings = field.readings.iter().map(|reading| {
                    let members = reading.witnesses.iter().map(|witness| self.member(&witness.member)).collect();
                    (reading.value.clone(), standing_word(reading.standing), members)
                });
                (field.field.as_csl().to_owned(), readings.collect())
            };
            let fields = work.fields.iter().map(field).collect();
            self.evidence.conflicts.push((number, fields));
        }
    }

    fn thresholds(&mut self) {
        if self.corpus.papers.len() > THRESHOLD_PAPERS {
            self.evidence.dropped.push("what other thresholds of merging would change".to_owned());
            return;
        }
        let pairs = shared_at_thresholds(self.corpus, self.graph);
        for pair in &pairs {
            let [a, b] = [&pair.a, &pair.b].map(|id| self.papers.get(id.as_str()).copied().unwrap_or_default());
            for work in pair.works.iter().filter(|work| work.holds_from != Threshold::Exact) {
                if let Some(number) = self.work(&work.id) {
                    self.evidence.held.push((a, b, number, work.holds_from.as_str()));
                }
            }
            let further = |work: &HeldWork| {
                let entries = (self.all_entries(&work.entries.a), self.all_entries(&work.entries.b));
                let why = work.hangs_on.as_ref().map(|m| m.reason.to_string()).unwrap_or_default();
                (a, b, entries.0, entries.1, work.holds_from.as_str(), why)
            };
            let rows: Vec<_> = pair.further.iter().map(further).collect();
            self.evidence.further.extend(rows);
        }
        if self.evidence.held.len() > 10 * ROWS {
            let left = counted(self.evidence.held.len() - 10 * ROWS, "shared work holds", "shared works hold");
            self.evidence.dropped.push(format!("from which threshold on {left}"));
            self.evidence.held.truncate(10 * ROWS);
        }
        if self.evidence.further.len() > ROWS {
            let left = counted(self.evidence.further.len() - ROWS, "doubtful merge", "doubtful merges");
            self.evidence.dropped.push(left);
            self.evidence.further.truncate(ROWS);
        }
    }

    fn findings(&mut self) {
        for (paper, number) in self.corpus.papers.iter().zip(0..) {
            let found = hygiene(paper);
            let none = String::new;
            let mut rows = Vec::new();
            if found.style == CitingStyle::Unknown {
                rows.push((number, "no citations understood", none(), -1, none()));
            }
            rows.extend(found.missing.into_iter().map(|m| (number, "cited, not listed", m.citation, -1, none())));
            rows.extend(found.missing_notes.iter().map(|n| (number, "note without text", n.to_string(), -1, none())));
            rows.extend(
                found.uncited.iter().map(|u| (number, "listed, not cited", none(), self.entry(&u.entry), none())),
            );
            let mismatched = found.mismatched.into_iter();
            rows.extend(mismatched.map(|m| (number, "cited otherwise", m.citation, self.entry(&m.entry), m.why)));
            for ambiguous in found.ambiguous {
                let first = ambiguous.entries.first().map_or(-1, |entry| self.entry(entry));
                let others = ambiguous.entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                rows.push((number, "fits several entries", ambiguous.citation, first, others));
            }
            self.evidence.findings.extend(rows);
        }
    }
}

/// The text of an entry and its fields.
fn printed(entry: &ListedReference) -> (String, Vec<u32>) {
    let raw = &entry.reference.raw;
    let mut fields = Vec::new();
    let (mut bytes, mut units) = (0, 0_u32);
    let mut unit = |to: usize| {
        let between = raw.get(bytes..to).map_or(0, |text| text.encode_utf16().count());
        units += u32::try_from(between).unwrap_or(0);
        bytes = to.max(bytes);
        units
    };
    for segment in &entry.reference.segments {
        let label = Label::ALL.iter().position(|label| *label == segment.label).unwrap_or(0);
        let (start, end) = (unit(segment.span.start), unit(segment.span.end));
        fields.extend([u32::try_from(label).unwrap_or(0), start, end - start, percent(segment.confidence).into()]);
    }
    (raw.clone(), fields)
}

fn percent(confidence: Confidence) -> u8 {
    (confidence.value() * 100.0).round().clamp(0.0, 100.0) as u8
}

/// "Journal" is "journal".
fn word_of(label: Label) -> String {
    format!("{label:?}").to_lowercase()
}

fn kind_word(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Full => "",
        ReferenceKind::Ibid => "ibid.",
        ReferenceKind::OpCit => "op. cit.",
        ReferenceKind::SameAuthor => "same author",
    }
}

fn form_word(form: CitationForm) -> &'static str {
    match form {
        CitationForm::Parenthetical => "(",
        CitationForm::Narrative | CitationForm::Numeric | CitationForm::Alphanumeric => "",
        CitationForm::NoteMark | CitationForm::Superscript => "n",
    }
}

fn fit_word(fit: Fit) -> &'static str {
    match fit {
        Fit::Exact => "",
        Fit::Near => "differs from the entry",
        Fit::Ambiguous => "fits several entries",
    }
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Own => "the paper's own",
        Standing::Usual => "usual",
        Standing::Odd => "odd",
        Standing::Tied => "tied",
    }
}
