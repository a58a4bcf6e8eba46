//! What a report tells of several papers: what they share, and where they are alike.

use std::collections::{BTreeMap, BTreeSet};

use super::paper::Differing;
use super::{Evidence, Finding, FindingKind, PAIRS_READ, Places, SharedItem, SharedReport, spaced};
use crate::fold;
use crate::graph::CitationGraph;
use crate::paper::ReferenceId;
use crate::query::citation_order::order_overlap;
use crate::query::contradictions::{Contradiction, ContradictionKind};
use crate::query::papers::shared_sources::{CountedPair, PAIRS_LISTED, SharedPair, strongest_by};
use crate::query::passages::{ALIKE, AlikePassages, Naming, PaperText, SourcedPassage, alike};
use crate::work::Corpus;
use crate::work::verify::Field;

/// The papers of a report.
pub(super) struct Set<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) graph: &'a CitationGraph,
    pub(super) places: &'a Places<'a>,
    pub(super) against: &'a [Contradiction],
    pub(super) texts: &'a [String],
}

/// What was read of a set.
pub(super) struct Read {
    pub(super) shared: Vec<SharedReport>,
    /// How many pairs share a work.
    pub(super) pairs: usize,
    pub(super) findings: Vec<Finding>,
    pub(super) pairs_unread: usize,
    pub(super) orders_unread: usize,
    pub(super) lists_unlisted: usize,
}

/// Lists are alike when so many works of the shorter one, in hundreds,
const ALIKE_PERCENT: usize = 50;
/// and at least so many are in the other.
const ALIKE_WORKS: usize = 5;

impl Set<'_> {
    /// What pairs share and how many there are, what was found, and how much wasn't compared or isn't listed.
    pub(super) fn read(&self, differing: &[Differing]) -> Read {
        let in_text = self.citing_in_text();
        let has_order = |a: &str, b: &str| in_text.contains(a) && in_text.contains(b);
        let mut orders = 0;
        let strongest = strongest_by(self.graph, PAIRS_LISTED, |pair| {
            orders += usize::from(has_order(pair.a, pair.b));
            Some(pair.shared)
        });
        let pairs = strongest.pairs;
        let mut findings = Vec::new();
        self.misprints(differing, &mut findings);
        let mut shared = Vec::new();
        for (n, pair) in pairs.iter().enumerate() {
            let is_read = n < PAIRS_READ && has_order(&pair.a, &pair.b);
            let order = is_read.then(|| order_overlap(self.graph, &pair.a, &pair.b)).flatten();
            shared.push(self.pair(pair, order.map(|order| order.common.a.len())));
        }
        let orders_read = shared.iter().filter(|pair| pair.in_order.is_some()).count();
        let lists_unlisted = self.lists_alike(&shared, &mut findings);
        let pairs_unread = self.passages(&pairs, &mut findings);
        findings.sort_by(|a, b| (a.kind, &a.place, &a.printed).cmp(&(b.kind, &b.place, &b.printed)));
        Read {
            shared,
            pairs: strongest.all,
            findings,
            pairs_unread,
            orders_unread: orders - orders_read,
            lists_unlisted,
        }
    }

    /// The papers in whose text any citation was found, so that there is an order.
    fn citing_in_text(&self) -> BTreeSet<&str> {
        let cites = |paper| self.graph.cites(paper).any(|edge| !edge.citation.in_text.is_empty());
        self.graph.papers().filter(|(_, paper)| cites(*paper)).map(|(document, _)| document).collect()
    }

    fn pair(&self, pair: &SharedPair, in_order: Option<usize>) -> SharedReport {
        let cited = |id: &str| self.graph.paper(id).map_or(0, |paper| self.graph.cites(paper).len());
        let item = |id: &str| {
            let work = self.graph.find(id).and_then(|index| self.graph.work(index));
            work.map(|work| work.item().clone()).unwrap_or_default()
        };
        SharedReport {
            a: pair.a.clone(),
            b: pair.b.clone(),
            cited: (cited(&pair.a), cited(&pair.b)),
            in_order,
            works: pair
                .works
                .iter()
                .map(|work| SharedItem { id: work.id.clone(), item: item(&work.id), entries: work.entries.clone() })
                .collect(),
        }
    }

    /// Pairs of lists that have most works of the shorter in common, the most alike of all pairs, however few works they
    /// share; returns how many more there are.
    fn lists_alike(&self, shared: &[SharedReport], findings: &mut Vec<Finding>) -> usize {
        let alike = strongest_by(self.graph, PAIRS_LISTED, |pair: CountedPair<'_>| {
            let shorter = pair.cited.0.min(pair.cited.1);
            let is_alike = pair.shared >= ALIKE_WORKS && pair.shared * 100 >= shorter * ALIKE_PERCENT;
            is_alike.then(|| (pair.shared * 1_000_000 / shorter.max(1), pair.shared))
        });
        let read: BTreeMap<(&str, &str), &SharedReport> =
            shared.iter().map(|pair| ((pair.a.as_str(), pair.b.as_str()), pair)).collect();
        findings.extend(alike.pairs.iter().map(|pair| match read.get(&(pair.a.as_str(), pair.b.as_str())) {
            Some(pair) => self.two_alike(pair),
            None => self.two_alike(&self.pair(pair, None)),
        }));
        alike.all - alike.pairs.len()
    }

    fn two_alike(&self, pair: &SharedReport) -> Finding {
        let works = pair.works.len();
        let first = pair.works.iter().filter_map(|work| work.entries.a.first()).min();
        let order = match pair.in_order {
            None | Some(0 | 1) => String::new(),
            Some(many) => format!(", {many} citations of them in the same order"),
        };
        Finding {
            kind: FindingKind::ListsAlike,
            place: first.map(|id| self.places.of_entry(id)).unwrap_or_default(),
            printed: format!("{} and {}", pair.a, pair.b),
            why: format!(
                "{works} works in common, of {} that the one cites and {} that the other does{order}",
                pair.cited.0, pair.cited.1
            ),
            evidence: pair
                .works
                .iter()
                .flat_map(|work| work.entries.a.first().into_iter().chain(work.entries.b.first()))
                .map(|id| self.places.entry(id))
                .collect(),
        }
    }

    /// Passages in much the same words, of the papers that have texts: of two papers that share works, or of all where
    /// there are few.
    fn passages(&self, pairs: &[SharedPair], findings: &mut Vec<Finding>) -> usize {
        let known: Vec<PaperText<'_>> = self
            .corpus
            .papers
            .iter()
            .zip(self.texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(paper, text)| PaperText { paper, text })
            .collect();
        let place: BTreeMap<&str, usize> = known.iter().enumerate().map(|(n, p)| (p.paper.id.as_str(), n)).collect();
        let coupled =
            pairs.iter().filter_map(|pair| Some((*place.get(pair.a.as_str())?, *place.get(pair.b.as_str())?)));
        let mut chosen: Vec<(usize, usize)> = coupled.collect();
        let all = known.len() * known.len().saturating_sub(1) / 2;
        if all <= PAIRS_READ {
            chosen = (0..known.len()).flat_map(|a| (a + 1..known.len()).map(move |b| (a, b))).collect();
        }
        chosen.truncate(PAIRS_READ);
        for (a, b) in &chosen {
            let (a, b) = (known[*a], known[*b]);
            let pairs = alike(self.graph, a, b, ALIKE);
            let of_itself =
                |passages: &AlikePassages| tells_of_itself(a, &passages.a) || tells_of_itself(b, &passages.b);
            for passages in pairs.into_iter().filter(|passages| !of_itself(passages)) {
                let naming = match passages.naming {
                    Naming::Same => "both name the same sources",
                    Naming::Partly => "some of their sources are the same",
                    Naming::Other => "they name other sources",
                    Naming::OneSide => "one of them names sources",
                    Naming::Neither => "neither names a source",
                };
                findings.push(Finding {
                    kind: FindingKind::PassagesAlike,
                    place: self.places.of(&a.paper.id, passages.a.span),
                    printed: cut(passages.a.span.of(a.text)),
                    why: format!("alike by {:.2} with {}; {naming}", passages.similarity, b.paper.id),
                    evidence: [
                        self.sources(&a.paper.id, &passages.a),
                        Some(Evidence {
                            what: "passage".to_owned(),
                            place: Some(self.places.of(&b.paper.id, passages.b.span)),
                            text: cut(passages.b.span.of(b.text)),
                        }),
                        self.sources(&b.paper.id, &passages.b),
                    ]
                    .into_iter()
                    .flatten()
                    .collect(),
                });
            }
        }
        all - chosen.len()
    }

    /// The sources that a passage names, if any.
    fn sources(&self, document: &str, passage: &SourcedPassage) -> Option<Evidence> {
        let named: Vec<String> = passage.sources.iter().map(|named| spaced(&named.printed)).collect();
        (!named.is_empty()).then(|| Evidence {
            what: "names".to_owned(),
            place: Some(self.places.of(document, passage.span)),
            text: named.join("; "),
        })
    }

    /// Misprints that several papers have: told by what the others print, or by the library.
    fn misprints(&self, differing: &[Differing], findings: &mut Vec<Finding>) {
        let mut told: BTreeSet<Vec<ReferenceId>> = BTreeSet::new();
        let by_others = self.against.iter().filter(|found| found.kind == ContradictionKind::SharedMisprint);
        for found in by_others {
            told.insert(found.entries.clone());
            findings.push(self.misprint(&found.entries, &found.printed, found.why.clone()));
        }
        let mut alike: BTreeMap<(&str, Field, String), Vec<&Differing>> = BTreeMap::new();
        for one in differing.iter().filter(|one| one.difference.field != Field::Outlet) {
            let printed = fold::words(&one.difference.printed);
            alike.entry((&one.record, one.difference.field, printed)).or_default().push(one);
        }
        for ((record, field, _), alike) in alike {
            let mut entries: BTreeMap<&str, &ReferenceId> = BTreeMap::new();
            alike.iter().for_each(|one| {
                entries.entry(&one.entry.document).or_insert(&one.entry);
            });
            let entries: Vec<ReferenceId> = entries.into_values().cloned().collect();
            if entries.len() > 1 && told.insert(entries.clone()) {
                let difference = &alike[0].difference;
                let why = format!(
                    "{} {:?} in {} papers, where the library’s record {record} has {:?}: it may be copied",
                    field.as_str(),
                    difference.printed,
                    entries.len(),
                    difference.library
                );
                findings.push(self.misprint(&entries, &difference.printed, why));
            }
        }
    }

    fn misprint(&self, entries: &[ReferenceId], printed: &str, why: String) -> Finding {
        Finding {
            kind: FindingKind::CopiedMisprint,
            place: entries.first().map(|id| self.places.of_entry(id)).unwrap_or_default(),
            printed: spaced(printed),
            why,
            evidence: entries.iter().map(|id| self.places.entry(id)).collect(),
        }
    }
}

/// A title of fewer letters stands in passages by chance.
const OWN_TITLE: usize = 16;

/// Whether a passage has its paper's own title, as what says how to cite a paper does.
fn tells_of_itself(paper: PaperText<'_>, passage: &SourcedPassage) -> bool {
    let title = fold::letters(paper.paper.item.title.as_deref().unwrap_or_default());
    title.len() >= OWN_TITLE && fold::letters(passage.span.of(paper.text)).contains(&title)
}

/// So many letters of a passage are shown.
const SHOWN: usize = 600;

/// A passage's beginning, with single spaces.
fn cut(text: &str) -> String {
    let text = spaced(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}
