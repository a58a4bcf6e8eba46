//! A report as a page to read, to send and to print. It has no script and asks the network for nothing.

use std::fmt::Write as _;

use super::super::xml::escaped;
use super::{
    by_kind, counts, evidence, evidence_place, figures, labels, left_out, made_with, nothing, place, work_name,
};
use crate::query::report::{Finding, FindingKind, PaperReport, Report, SharedReport};

const STYLE: &str = include_str!("style.css");

/// The report as one page. `title` stands over it.
#[must_use]
pub fn html(report: &Report, title: &str) -> String {
    let mut out = String::new();
    let title = escaped(title);
    // Writing to a string can't fail, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&made_with(report))
    );
    head(&mut out, report);
    out.push_str("</header>\n");
    for (n, paper) in report.papers.iter().enumerate() {
        of_paper(&mut out, n, paper);
    }
    if report.papers.len() > 1 {
        of_set(&mut out, report);
    }
    let version = env!("CARGO_PKG_VERSION");
    let _ = write!(
        out,
        "<footer><p>Findings are to be looked at: none says why something is as it is. Lines and pages are those of the \
         text as it was read. Made by citegraph {version}.</p></footer>\n</main>\n</body>\n</html>\n"
    );
    out
}

/// What was found in all, and where: a row for each paper, a column for each kind that there is.
fn head(out: &mut String, report: &Report) {
    let counts = counts(report);
    if counts.is_empty() {
        let entries = report.papers.iter().map(|paper| paper.entries).sum();
        let _ = writeln!(out, "<p class=\"clean\">{}</p>", nothing(entries));
        return;
    }
    out.push_str("<table class=\"counts\">\n<caption>What was found</caption>\n<tbody>\n");
    for (kind, count) in &counts {
        let papers: Vec<String> = report
            .papers
            .iter()
            .enumerate()
            .filter_map(|(n, paper)| {
                let own = paper.findings.iter().filter(|finding| finding.kind == *kind).count();
                (own > 0).then(|| format!("<a href=\"#paper-{n}-{kind}\">{}</a> {own}", escaped(&paper.document)))
            })
            .chain(
                Some(report.findings.iter().filter(|finding| finding.kind == *kind).count())
                    .filter(|of_set| *of_set > 0)
                    .map(|_| format!("<a href=\"#set-{kind}\">between papers</a>")),
            )
            .collect();
        let level = kind.level().as_str();
        let _ = writeln!(
            out,
            "<tr class=\"{level}\"><th scope=\"row\">{}</th><td class=\"n\">{count}</td><td>{}</td></tr>",
            escaped(kind.title()),
            papers.join(", ")
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

fn of_paper(out: &mut String, n: usize, paper: &PaperReport) {
    let _ = write!(out, "<section class=\"paper\" id=\"paper-{n}\">\n<h2>{}</h2>\n", escaped(&paper.document));
    if let Some(title) = &paper.title {
        let _ = writeln!(out, "<p class=\"title\">{}</p>", escaped(title));
    }
    let year = paper.year.map(|year| year.to_string());
    let who: Vec<String> = paper.authors.iter().cloned().chain(year).collect();
    if !who.is_empty() {
        let _ = writeln!(out, "<p class=\"who\">{}</p>", escaped(&who.join(", ")));
    }
    out.push_str("<ul class=\"figures\">\n");
    figures(paper).iter().for_each(|figure| {
        let _ = writeln!(out, "<li>{}</li>", escaped(figure));
    });
    out.push_str("</ul>\n");
    if paper.findings.is_empty() {
        let _ = writeln!(out, "<p class=\"clean\">{}</p>", nothing(paper.entries));
    }
    findings(out, &format!("paper-{n}"), &paper.findings);
    out.push_str("</section>\n");
}

fn of_set(out: &mut String, report: &Report) {
    out.push_str("<section class=\"set\" id=\"set\">\n<h2>Between the papers</h2>\n<h3>What they share</h3>\n");
    if report.shared.is_empty() {
        out.push_str("<p>No two of them cite a work in common.</p>\n");
    }
    report.shared.iter().for_each(|pair| shared(out, pair));
    findings(out, "set", &report.findings);
    for left_out in left_out(report) {
        let _ = writeln!(out, "<p>{left_out}</p>");
    }
    out.push_str("</section>\n");
}

fn shared(out: &mut String, pair: &SharedReport) {
    let (of_a, of_b) = pair.cited;
    let works = if pair.works.len() == 1 { "1 work".to_owned() } else { format!("{} works", pair.works.len()) };
    let order = match pair.in_order {
        None | Some(0 | 1) => String::new(),
        Some(many) => format!("; {many} citations of these follow one another in the same order"),
    };
    let _ = writeln!(
        out,
        "<h4>{} and {}: {works}</h4>\n<p class=\"explained\">Of {of_a} that the one cites and {of_b} that the other \
         does{order}. In brackets the entries in the one and in the other.</p>\n<ul class=\"works\">",
        escaped(&pair.a),
        escaped(&pair.b)
    );
    for work in &pair.works {
        let (a, b) = (labels(&work.entries.a), labels(&work.entries.b));
        let _ = writeln!(
            out,
            "<li>{} <span class=\"at\">({} | {})</span></li>",
            escaped(&work_name(work)),
            escaped(&a),
            escaped(&b)
        );
    }
    out.push_str("</ul>\n");
}

fn findings(out: &mut String, section: &str, findings: &[Finding]) {
    for (kind, same) in by_kind(findings) {
        let _ = writeln!(
            out,
            "<h3 class=\"{}\" id=\"{section}-{kind}\">{} <span class=\"n\">{}</span></h3>\n<p class=\"explained\">{}</p>\n\
             <ol class=\"findings\">",
            kind.level().as_str(),
            escaped(kind.title()),
            same.len(),
            escaped(kind.explanation())
        );
        for finding in same {
            let at = place(&finding.place);
            let _ = write!(out, "<li>\n<p class=\"printed\">{}", escaped(&finding.printed));
            if !at.is_empty() {
                let _ = write!(out, " <span class=\"at\">{}</span>", escaped(&at));
            }
            let _ = writeln!(out, "</p>\n<p class=\"why\">{}</p>", escaped(&finding.why));
            // The works that two lists share stand above.
            if kind != FindingKind::ListsAlike {
                said(out, finding);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }
}

fn said(out: &mut String, finding: &Finding) {
    let evidence = evidence(finding);
    if evidence.is_empty() {
        return;
    }
    out.push_str("<ul class=\"evidence\">\n");
    for said in evidence {
        let at = evidence_place(said, finding);
        let at = at.map_or_else(String::new, |at| format!(" <span class=\"at\">{}</span>", escaped(&at)));
        let _ =
            writeln!(out, "<li><span class=\"what\">{}</span>{at} {}</li>", escaped(&said.what), escaped(&said.text));
    }
    out.push_str("</ul>\n");
}
