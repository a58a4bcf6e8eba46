//! What a report tells of one paper.

use super::{Chance, Evidence, Finding, FindingKind, PaperReport, Place, Places, Verdicts, spaced};
use crate::Span;
use crate::paper::{Paper, ReferenceId};
use crate::query::contradictions::{Contradiction, ContradictionKind};
use crate::query::hygiene::hygiene;
use crate::query::retractions::Noticed;
use crate::query::self_citation::{Answer, SelfCitation, Tally};
use crate::work::verify::{Difference, Library, Outcome, Printed, Verified};
use crate::work::{Named, named};

/// What is known of a paper.
pub(super) struct Asked<'a> {
    pub(super) paper: &'a Paper,
    pub(super) places: &'a Places<'a>,
    pub(super) against: &'a [Contradiction],
    pub(super) notices: &'a [Noticed],
    pub(super) own: &'a [SelfCitation],
    pub(super) tally: Tally,
    pub(super) chance: Option<Chance>,
    pub(super) library: Option<&'a Library>,
}

/// An entry and in what it differs from a record of the library.
pub(super) struct Differing {
    pub(super) entry: ReferenceId,
    pub(super) record: String,
    pub(super) difference: Difference,
}

/// An excess of self-citations is told from this chance on,
const RARE: f64 = 0.01;
/// and from so many on.
const OWN: usize = 3;

impl Asked<'_> {
    /// The report; what differs from the library is told to `differing` too.
    pub(super) fn report(&self, differing: &mut Vec<Differing>) -> PaperReport {
        let mut findings = Vec::new();
        self.noticed(&mut findings);
        self.contradicting(&mut findings);
        let verdicts = self.library.map(|library| self.verified(library, &mut findings, differing));
        self.cited(&mut findings);
        self.own(&mut findings);
        findings.sort_by(|a, b| (a.kind, &a.place, &a.printed).cmp(&(b.kind, &b.place, &b.printed)));
        let item = &self.paper.item;
        PaperReport {
            document: self.paper.id.clone(),
            title: item.title.clone(),
            authors: item.author.iter().map(ToString::to_string).collect(),
            year: item.year(),
            style: self.paper.style(),
            entries: self.paper.references.len(),
            citations: self.paper.citations.len(),
            own: self.tally,
            chance: self.chance,
            verdicts,
            findings,
        }
    }

    fn noticed(&self, findings: &mut Vec<Finding>) {
        for found in self.notices {
            let notice = &found.notice;
            let retracted = notice.nature.is_empty() || notice.nature.to_lowercase().contains("retraction");
            let nature = if notice.nature.is_empty() { "Retraction" } else { &notice.nature };
            let on = if notice.date.is_empty() { String::new() } else { format!(", {}", notice.date) };
            let said = [&notice.reason, &notice.id].into_iter().filter(|text| !text.is_empty()).cloned();
            findings.push(Finding {
                kind: if retracted { FindingKind::Retracted } else { FindingKind::Noticed },
                place: self.places.of_entry(&found.entry),
                printed: spaced(&found.raw),
                why: format!("{nature}{on}; the same by {}", found.by),
                evidence: vec![Evidence {
                    what: "notice".to_owned(),
                    place: None,
                    text: [notice.item.title.clone().unwrap_or_default()]
                        .into_iter()
                        .chain(said)
                        .collect::<Vec<_>>()
                        .join("; "),
                }],
            });
        }
    }

    /// Contradictions; misprints that papers share are the set's.
    fn contradicting(&self, findings: &mut Vec<Finding>) {
        for found in self.against.iter().filter(|found| found.kind != ContradictionKind::SharedMisprint) {
            let place = match found.entries.first() {
                Some(id) if found.kind != ContradictionKind::CitedOutOfOrder => self.places.of_entry(id),
                _ => self.places.of(&found.document, found.span),
            };
            findings.push(Finding {
                kind: FindingKind::Contradicting,
                place,
                printed: spaced(&found.printed),
                why: format!("{}: {}", found.kind.as_str(), found.why),
                evidence: found.entries.iter().map(|id| self.places.entry(id)).collect(),
            });
        }
    }

    fn verified(&self, library: &Library, findings: &mut Vec<Finding>, differing: &mut Vec<Differing>) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for Named { entry, reference, item, .. } in named(self.paper) {
            let found = library.verify(&Printed::of_entry(reference, item));
            let (kind, evidence) = match found.verdict {
                Outcome::Found => {
                    verdicts.found += 1;
                    continue;
                }
                Outcome::Unchecked => {
                    verdicts.unchecked += 1;
                    continue;
                }
                Outcome::Differs => {
                    verdicts.differs += 1;
                    (FindingKind::Differs, record(&found))
                }
                Outcome::NotFound => {
                    verdicts.not_found += 1;
                    (FindingKind::NotFound, nearest(&found))
                }
            };
            findings.push(Finding {
                kind,
                place: self.places.of_entry(&entry.id),
                printed: spaced(&reference.raw),
                why: found.reason,
                evidence,
            });
            let record = found.record.unwrap_or_default();
            differing.extend(found.differences.into_iter().map(|difference| Differing {
                entry: entry.id.clone(),
                record: record.clone(),
                difference,
            }));
        }
        verdicts
    }

    /// Missing, uncited, mismatched, ambiguous.
    fn cited(&self, findings: &mut Vec<Finding>) {
        let found = hygiene(self.paper);
        let id = &self.paper.id;
        let nowhere = || Place { document: id.clone(), ..Place::default() };
        let at = |spans: &[Span]| spans.first().map_or_else(nowhere, |span| self.places.of(id, *span));
        // The first place in its words, the others by their lines.
        let passages = |spans: &[Span]| -> Vec<Evidence> {
            let first = spans.first().and_then(|span| self.places.context(id, *span));
            let more = spans.iter().skip(1).map(|span| Evidence {
                what: "again".to_owned(),
                place: Some(self.places.of(id, *span)),
                text: String::new(),
            });
            first.into_iter().chain(more).collect()
        };
        for missing in found.missing {
            findings.push(Finding {
                kind: FindingKind::Missing,
                place: at(&missing.spans),
                printed: missing.citation,
                why: "no entry is meant".to_owned(),
                evidence: passages(&missing.spans),
            });
        }
        for note in found.missing_notes {
            findings.push(Finding {
                kind: FindingKind::Missing,
                place: nowhere(),
                printed: format!("note {note}"),
                why: "the numbering of the notes skips it, or its mark has no note".to_owned(),
                evidence: Vec::new(),
            });
        }
        for uncited in found.uncited {
            findings.push(Finding {
                kind: FindingKind::Uncited,
                place: self.places.of_entry(&uncited.entry),
                printed: spaced(&uncited.raw),
                why: "no citation leads to it".to_owned(),
                evidence: Vec::new(),
            });
        }
        for mismatched in found.mismatched {
            let entry = self.places.entry(&mismatched.entry);
            findings.push(Finding {
                kind: FindingKind::Mismatched,
                place: at(&mismatched.spans),
                printed: mismatched.citation,
                why: mismatched.why,
                evidence: std::iter::once(entry).chain(passages(&mismatched.spans)).collect(),
            });
        }
        for ambiguous in found.ambiguous {
            let entries = ambiguous.entries.iter().map(|id| self.places.entry(id));
            findings.push(Finding {
                kind: FindingKind::Ambiguous,
                place: at(&ambiguous.spans),
                printed: ambiguous.citation,
                why: format!("it fits {} entries", ambiguous.entries.len()),
                evidence: entries.chain(passages(&ambiguous.spans)).collect(),
            });
        }
    }

    /// More self-citations than chance gives.
    fn own(&self, findings: &mut Vec<Finding>) {
        let Some(chance) = self.chance.filter(|chance| chance.p < RARE && chance.own >= OWN) else { return };
        let own = self.own.iter().filter(|citation| citation.any_author == Answer::Yes);
        findings.push(Finding {
            kind: FindingKind::SelfCitation,
            place: Place { document: self.paper.id.clone(), ..Place::default() },
            printed: format!("{} of {}", self.tally.yes, self.tally.total()),
            why: format!(
                "{} of its citations are of its authors’ works; by all papers’ citations one would expect {:.1} (p = {:.1e})",
                chance.own, chance.expected, chance.p
            ),
            evidence: own.filter_map(|citation| citation.entries.first()).map(|id| self.places.entry(id)).collect(),
        });
    }
}

/// The record that a reference differs from, field by field.
fn record(found: &Verified) -> Vec<Evidence> {
    let record = found.record.clone().unwrap_or_default();
    let field = |difference: &Difference| Evidence {
        what: format!("record {record}"),
        place: None,
        text: format!(
            "{}: printed “{}”, in the library “{}”",
            difference.field.as_str(),
            spaced(&difference.printed),
            spaced(&difference.library)
        ),
    };
    found.differences.iter().map(field).collect()
}

/// The records that are most like a reference.
fn nearest(found: &Verified) -> Vec<Evidence> {
    let near = |nearest: &crate::work::verify::Nearest| {
        let year = nearest.year.map_or_else(String::new, |year| format!(" ({year})"));
        Evidence {
            what: format!("nearest record {}", nearest.record),
            place: None,
            text: format!("{}{year}, {:.0} % of the letters alike", nearest.title, nearest.likeness * 100.0),
        }
    };
    found.nearest.iter().map(near).collect()
}
