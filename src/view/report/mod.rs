//! A [report](crate::query::report) for people and for programs: a page, Markdown, SARIF. As JSON it is itself.

mod html;
mod markdown;
#[cfg(feature = "serde")]
mod sarif;

pub use html::html;
pub use markdown::markdown;
#[cfg(feature = "serde")]
pub use sarif::sarif;

use super::label::who_when;
use crate::paper::CitingStyle;
use crate::query::report::{Evidence, Finding, FindingKind, PaperReport, Place, Report, SharedItem};

/// "p. 3, line 12", "entry 5, line 120", "note 7": where something stands in its paper.
fn place(place: &Place) -> String {
    let entry = place.entry.as_ref().map(|label| format!("entry {label}"));
    let page = place.lines.and_then(|lines| lines.page).map(|page| format!("p. {page}"));
    let line = place.lines.map(|lines| format!("line {}", lines.line));
    let parts: Vec<String> = [entry, page, line].into_iter().flatten().collect();
    parts.join(", ")
}

/// The findings of one kind, kinds in order.
fn by_kind(findings: &[Finding]) -> impl Iterator<Item = (FindingKind, &[Finding])> {
    findings.chunk_by(|a, b| a.kind == b.kind).map(|same| (same[0].kind, same))
}

/// The evidence of a finding: an entry that is the finding itself needn't be said again.
fn evidence(finding: &Finding) -> Vec<&Evidence> {
    let is_own = |said: &&Evidence| said.place.as_ref() == Some(&finding.place) && said.text == finding.printed;
    finding.evidence.iter().filter(|said| !is_own(said)).collect()
}

/// Where evidence stands, with the document where it is another than the finding's.
fn evidence_place(said: &Evidence, finding: &Finding) -> Option<String> {
    let at = said.place.as_ref()?;
    let own = place(at);
    Some(match (at.document == finding.place.document, own.is_empty()) {
        (true, _) => own,
        (false, true) => at.document.clone(),
        (false, false) => format!("{}, {own}", at.document),
    })
    .filter(|text| !text.is_empty())
}

/// What is counted at the head, of the whole report: a kind's title and how many there are, of those that there are.
fn counts(report: &Report) -> Vec<(FindingKind, usize)> {
    FindingKind::ALL.into_iter().map(|kind| (kind, report.count(kind))).filter(|(_, count)| *count > 0).collect()
}

/// "1 paper", "2 papers".
fn many(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What is said where nothing was found: without entries there was nothing to look at.
fn nothing(entries: usize) -> &'static str {
    if entries == 0 { "No references were found, so that nothing could be looked at." } else { "Nothing was found." }
}

/// What wasn't compared for being too much, each a sentence.
fn left_out(report: &Report) -> Vec<String> {
    let left_out = |what: &str, pairs: usize| {
        let pairs = (pairs > 0).then(|| many(pairs, "further pair", "further pairs"))?;
        Some(format!("{what} of {pairs} of papers wasn’t compared."))
    };
    let parts = [left_out("The text", report.pairs_unread), left_out("The order of citations", report.orders_unread)];
    let unlisted = report.pairs_unlisted();
    let further = if unlisted == 1 { "pair shares" } else { "pairs share" };
    let unlisted = (unlisted > 0).then(|| format!("What {unlisted} further {further} isn’t listed."));
    let alike = (report.lists_unlisted > 0).then(|| {
        format!(
            "{} have lists that are alike and aren’t named.",
            many(report.lists_unlisted, "further pair", "further pairs")
        )
    });
    parts.into_iter().chain([unlisted, alike]).flatten().collect()
}

/// What the report was made with, in a sentence.
fn made_with(report: &Report) -> String {
    let mut text = many(report.papers.len(), "paper", "papers");
    let entries: usize = report.papers.iter().map(|paper| paper.entries).sum();
    text += &format!(" with {}", many(entries, "entry", "entries"));
    text += &match report.library {
        Some(records) => format!(", against a library of {}", many(records, "record", "records")),
        None => ", without a library".to_owned(),
    };
    text += &match report.notices {
        Some(notices) => format!("; {} looked through", many(notices, "notice", "notices")),
        None => "; no list of retractions".to_owned(),
    };
    text + "."
}

/// The figures of a paper, each a sentence.
fn figures(paper: &PaperReport) -> Vec<String> {
    let style = match paper.style {
        CitingStyle::AuthorYear => "by names and years",
        CitingStyle::Numeric | CitingStyle::Superscript => "by numbers",
        CitingStyle::Alphanumeric => "by keys",
        CitingStyle::Notes => "in notes, so that nothing is called uncited",
        _ => "in a way that wasn’t understood, so that nothing is called uncited",
    };
    let entries = many(paper.entries, "entry", "entries");
    let mut said = vec![match paper.citations {
        0 => format!("{entries}; no citations were found in the text, so that nothing is called uncited."),
        cited => format!("{entries}, {} in the text, {style}.", many(cited, "citation", "citations")),
    }];
    if let Some(found) = paper.verdicts {
        said.push(format!(
            "Against the library: {} found, {} differ, {} not found, {} can’t be checked.",
            found.found, found.differs, found.not_found, found.unchecked
        ));
    }
    said.extend(own(paper));
    said
}

/// How much a paper's authors cite themselves, with the interval and beside chance.
fn own(paper: &PaperReport) -> Option<String> {
    let (least, most) = paper.own.bounds()?;
    if paper.authors.is_empty() {
        return Some("Its authors weren’t found, so that self-citations aren’t told.".to_owned());
    }
    let works = paper.own.total();
    let mut text = match paper.own.yes {
        0 => format!("None of {works} cited works is by its authors"),
        1 => format!("1 of {works} cited works is by its authors ({:.0} %)", least * 100.0),
        own => format!("{own} of {works} cited works are by its authors ({:.0} %)", least * 100.0),
    };
    if most > least {
        text += &format!("; of {} it isn’t known, so that it may be up to {:.0} %", paper.own.unknown, most * 100.0);
    }
    match paper.chance {
        // That chance gives none or more is certain, and says nothing.
        _ if paper.own.yes == 0 => {}
        Some(chance) => {
            text += &format!(
                "; citing them as often as all papers here do, it would be {:.1} (chance of {} or more: {})",
                chance.expected,
                chance.own,
                chance_of(chance.p)
            );
        }
        None => text += "; what chance would give, one paper alone doesn’t tell",
    }
    Some(text + ".")
}

/// "0.03", "below 0.001".
fn chance_of(p: f64) -> String {
    if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.3}") }
}

/// What a shared work is called: who, when, and its title.
fn work_name(work: &SharedItem) -> String {
    let who = who_when(&work.item, &work.id);
    match &work.item.title {
        Some(title) if !who.starts_with('“') => {
            format!("{who}: {}", title.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        _ => who,
    }
}

/// "3, 7": the labels of some entries.
fn labels(entries: &[crate::paper::ReferenceId]) -> String {
    entries.iter().map(|id| id.label.as_str()).collect::<Vec<_>>().join(", ")
}
