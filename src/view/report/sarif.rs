//! A report in SARIF, the form in which tools that check texts tell programs what they found.
//!
//! *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, OASIS Standard, 2020.

use serde_json::{Value, json};

use super::place;
use crate::query::report::{Evidence, Finding, FindingKind, Place, Report};

/// The report as a SARIF log of one run, a result a finding. `uri` gives the address of a document's file.
///
/// Columns count characters, and `charOffset` isn't used: spans are in bytes.
#[must_use]
pub fn sarif(report: &Report, uri: impl Fn(&str) -> String) -> Value {
    let rules: Vec<Value> = FindingKind::ALL.into_iter().map(rule).collect();
    let results: Vec<Value> = report.findings().map(|finding| result(finding, &uri)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "citegraph",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(kind: FindingKind) -> Value {
    json!({
        "id": kind.as_str(),
        "shortDescription": {"text": kind.title()},
        "fullDescription": {"text": kind.explanation()},
        "defaultConfiguration": {"level": kind.level().as_str()},
    })
}

fn result(finding: &Finding, uri: &impl Fn(&str) -> String) -> Value {
    let rule = FindingKind::ALL.iter().position(|kind| *kind == finding.kind);
    let mut text = format!("{}: {}", finding.why, finding.printed);
    for said in finding.evidence.iter().filter(|said| said.place.is_none()) {
        text += &format!("; {}: {}", said.what, said.text);
    }
    let related: Vec<Value> = finding.evidence.iter().filter_map(|said| related(said, uri)).collect();
    let mut result = json!({
        "ruleId": finding.kind.as_str(),
        "ruleIndex": rule,
        "level": finding.kind.level().as_str(),
        "message": {"text": text},
        "locations": [location(&finding.place, uri)],
    });
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn related(said: &Evidence, uri: &impl Fn(&str) -> String) -> Option<Value> {
    let mut location = location(said.place.as_ref()?, uri);
    let text = if said.text.is_empty() { said.what.clone() } else { format!("{}: {}", said.what, said.text) };
    location["message"] = json!({"text": text});
    Some(location)
}

fn location(at: &Place, uri: &impl Fn(&str) -> String) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&at.document)}});
    if let Some(lines) = at.lines {
        physical["region"] = json!({
            "startLine": lines.line,
            "startColumn": lines.column,
            "endLine": lines.end_line,
            "endColumn": lines.end_column,
        });
    }
    let mut location = json!({"physicalLocation": physical});
    if let Some(label) = &at.entry {
        location["logicalLocations"] =
            json!([{"name": place(at), "fullyQualifiedName": format!("{}:{label}", at.document)}]);
    }
    location
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Paper;
    use crate::query::report::ReportOptions;
    use crate::work::Corpus;

    /// What SARIF 2.1.0 requires of each object that is written: sections 3.13 to 3.30.
    #[test]
    fn required_properties_are_there() {
        let text = "# On lakes\n\n## Introduction\n\nSo it was (Poe, 2004).\n\n## References\n\n- Roe, A. (2001). *On ponds*. Lakeside Press.\n";
        let corpus = Corpus::new([Paper::read("lakes", text)]).expect("one paper");
        let texts = [text.to_owned()];
        let report = Report::new(&corpus, &ReportOptions::new(2026).with_texts(&texts));
        let log = sarif(&report, |document| format!("{document}.md"));
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "citegraph");
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 2);
        for result in results {
            let rule = result["ruleIndex"].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a rule");
            assert_eq!(rules[rule]["id"], result["ruleId"]);
            assert!(["note", "warning", "error"].contains(&result["level"].as_str().expect("a level")));
            assert!(!result["message"]["text"].as_str().expect("a message").is_empty());
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "lakes.md");
            assert!(place["region"]["startLine"].as_u64().expect("a line") >= 1);
        }
        assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 5);
    }
}
