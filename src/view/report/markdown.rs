//! A report in Markdown (CommonMark with tables).

use std::fmt::Write as _;

use super::{
    by_kind, counts, evidence, evidence_place, figures, labels, left_out, made_with, nothing, place, work_name,
};
use crate::query::report::{Evidence, Finding, FindingKind, PaperReport, Report, SharedReport};

/// The report as Markdown under a title: a table of what was found, then each paper, then the set. What papers print is escaped.
#[must_use]
pub fn markdown(report: &Report, title: &str) -> String {
    // Writing to a string can't fail, here and below.
    let mut out = format!("# {}\n\n", escaped(title));
    let _ = writeln!(out, "{}\n", made_with(report));
    let counts = counts(report);
    if counts.is_empty() {
        let _ = writeln!(out, "{}\n", nothing(report.papers.iter().map(|paper| paper.entries).sum()));
    } else {
        out += "| found | how many |\n|---|--:|\n";
        for (kind, count) in counts {
            let _ = writeln!(out, "| {} | {count} |", kind.title());
        }
        out += "\n";
    }
    report.papers.iter().for_each(|paper| of_paper(&mut out, paper));
    if report.papers.len() > 1 {
        of_set(&mut out, report);
    }
    out
}

fn of_paper(out: &mut String, paper: &PaperReport) {
    let _ = writeln!(out, "## {}\n", escaped(&paper.document));
    let who = paper.authors.join(", ");
    let year = paper.year.map(|year| year.to_string());
    let own: Vec<String> =
        [paper.title.clone(), Some(who).filter(|who| !who.is_empty()), year].into_iter().flatten().collect();
    if !own.is_empty() {
        let _ = writeln!(out, "{}\n", escaped(&own.join(" — ")));
    }
    let _ = writeln!(out, "{}\n", figures(paper).join(" "));
    if paper.findings.is_empty() {
        let _ = writeln!(out, "{}\n", nothing(paper.entries));
    }
    findings(out, &paper.findings);
}

fn of_set(out: &mut String, report: &Report) {
    out.push_str("## What the papers share\n\n");
    if report.shared.is_empty() {
        out.push_str("No two of them cite a work in common.\n\n");
    } else {
        out.push_str("| paper | paper | works in common | each cites | in the same order |\n|---|---|--:|--:|--:|\n");
        for pair in &report.shared {
            let (a, b) = (escaped(&pair.a), escaped(&pair.b));
            let (of_a, of_b) = pair.cited;
            let in_order = pair.in_order.map_or_else(|| "not compared".to_owned(), |many| many.to_string());
            let _ = writeln!(out, "| {a} | {b} | {} | {of_a}, {of_b} | {in_order} |", pair.works.len());
        }
        out.push('\n');
        report.shared.iter().for_each(|pair| works(out, pair));
    }
    findings(out, &report.findings);
    for left_out in left_out(report) {
        let _ = writeln!(out, "{left_out}\n");
    }
}

fn works(out: &mut String, pair: &SharedReport) {
    let _ = writeln!(out, "### {} and {}\n", escaped(&pair.a), escaped(&pair.b));
    for work in &pair.works {
        let (a, b) = (labels(&work.entries.a), labels(&work.entries.b));
        let _ = writeln!(out, "- {} (entries {a} and {b})", escaped(&work_name(work)));
    }
    out.push('\n');
}

fn findings(out: &mut String, findings: &[Finding]) {
    for (kind, same) in by_kind(findings) {
        let _ = writeln!(out, "### {} ({})\n\n{}\n", kind.title(), same.len(), kind.explanation());
        for finding in same {
            let at = place(&finding.place);
            let at = if at.is_empty() { String::new() } else { format!(" ({at})") };
            let _ = writeln!(out, "- {}{at} — {}", escaped(&finding.printed), escaped(&finding.why));
            // The works that two lists share stand above.
            if kind != FindingKind::ListsAlike {
                evidence(finding).into_iter().for_each(|evidence| said(out, evidence, finding));
            }
        }
        out.push('\n');
    }
}

fn said(out: &mut String, evidence: &Evidence, finding: &Finding) {
    let at = evidence_place(evidence, finding).map_or_else(String::new, |at| format!(" ({})", escaped(&at)));
    let text = if evidence.text.is_empty() { String::new() } else { format!(": {}", escaped(&evidence.text)) };
    let _ = writeln!(out, "  - {}{at}{text}", escaped(&evidence.what));
}

/// A text in which nothing means anything to Markdown, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // "&" is a sign of Markdown only where it begins an entity, as in "&amp;".
            '&' if rest.peek().is_some_and(|next| next.is_alphanumeric() || *next == '#') => out.push_str("\\&"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
