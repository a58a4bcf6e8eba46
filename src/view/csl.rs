//! CSL-JSON: items, entries and works as programs read them.
//!
//! The fields are CSL's (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>); what CSL has no place
//! for stands under `custom`.

use serde_json::{Map, Value, json};

use crate::paper::ListedReference;
use crate::query::conflicts::WorkConflicts;
use crate::reference::date::{Date, DateParts, DateStatus, Season};
use crate::reference::item::Item;
use crate::reference::label::Label;
use crate::reference::name::Name;
use crate::reference::{Field, Reference};
use crate::work::Work;

/// An item as CSL-JSON, without an `id`. Fields that aren't known are left out.
#[must_use]
pub fn item(item: &Item) -> Map<String, Value> {
    let mut csl = Map::new();
    csl.insert("type".into(), item.item_type.as_csl().into());
    for (key, names) in item.people() {
        csl.insert(key.into(), names.iter().map(name).collect());
    }
    for (key, value) in item.texts() {
        csl.insert(key.into(), value.into());
    }
    // As Crossref has it: what nothing else holds is held by its series.
    if let (None, Some(series)) = (&item.container_title, &item.collection_title) {
        csl.insert("container-title".into(), series.as_str().into());
    }
    if item.arxiv.is_some() {
        csl.insert("archive".into(), "arXiv".into());
    }
    if let Some(issued) = &item.issued {
        csl.insert("issued".into(), date(issued));
        if let Some(suffix) = issued.suffix {
            csl.insert("year-suffix".into(), suffix.to_string().into());
        }
    }
    csl
}

fn name(name: &Name) -> Value {
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("dropping-particle", &name.dropping_particle),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("suffix", &name.suffix),
        ("literal", &name.literal),
    ];
    let known =
        parts.into_iter().filter_map(|(key, part)| part.as_ref().map(|p| (key.to_owned(), Value::from(p.as_str()))));
    Value::Object(known.collect())
}

fn date(date: &Date) -> Value {
    let parts = |d: &DateParts| -> Value {
        let rest = d.month.into_iter().chain(d.day.filter(|_| d.month.is_some()));
        std::iter::once(Value::from(d.year)).chain(rest.map(Value::from)).collect()
    };
    let mut csl = Map::new();
    if let Some(start) = &date.start {
        csl.insert("date-parts".into(), std::iter::once(start).chain(&date.end).map(parts).collect());
    }
    if let Some(season) = date.season {
        let number = match season {
            Season::Spring => 1,
            Season::Summer => 2,
            Season::Autumn => 3,
            Season::Winter => 4,
        };
        csl.insert("season".into(), number.into());
    }
    if let Some(status) = date.status {
        let words = match status {
            DateStatus::InPress => "in press",
            DateStatus::Forthcoming => "forthcoming",
            DateStatus::Submitted => "submitted",
            DateStatus::NoDate => "n.d.",
        };
        csl.insert("literal".into(), words.into());
    }
    Value::Object(csl)
}

/// A bare reference string that was read: CSL-JSON, with `raw`, `issues`, `rest`, the `fields`' spans and confidence, and
/// the `further` works, if there are any, under `custom`.
#[must_use]
pub fn parsed(id: &str, reference: &Reference) -> Value {
    with_custom(id, reference, custom(reference))
}

/// An entry of a paper: [`parsed`], and under `custom` its document, label, span, kind and what it refers to.
///
/// `span` points into the document, the spans of `fields` into `raw`.
#[must_use]
pub fn listed(entry: &ListedReference) -> Value {
    let mut facts = custom(&entry.reference);
    facts.insert("document".into(), entry.id.document.as_str().into());
    facts.insert("label".into(), entry.id.label.as_str().into());
    facts.insert("span".into(), json!(entry.span));
    facts.insert("kind".into(), json!(entry.kind));
    if let Some(label) = &entry.refers_to {
        facts.insert("refers-to".into(), format!("{}:{label}", entry.id.document).into());
    }
    with_custom(&entry.id.to_string(), &entry.reference, facts)
}

/// A work: `{id, csl, members, versions, documents, reason, merges, conflicts}`. `reason` is that of its weakest merge.
#[must_use]
pub fn work(work: &Work, conflicts: Option<&WorkConflicts>) -> Value {
    let weakest = work.merges.iter().min_by_key(|m| (m.verdict, m.confidence, std::cmp::Reverse(m.reason)));
    let mut csl = item(&work.item);
    csl.insert("id".into(), work.id.as_str().into());
    json!({
        "id": work.id,
        "csl": csl,
        "members": work.members,
        "versions": work.versions,
        "documents": work.documents(),
        "reason": weakest.map(|m| m.reason),
        "merges": work.merges,
        "conflicts": conflicts.map(|c| json!(c.fields)).unwrap_or_else(|| json!([])),
    })
}

fn with_custom(id: &str, reference: &Reference, facts: Map<String, Value>) -> Value {
    let mut csl = item_of(reference);
    csl.insert("id".into(), id.into());
    csl.insert("custom".into(), Value::Object(facts));
    Value::Object(csl)
}

/// The record of a reference, with what is printed where a date can't be read.
fn item_of(reference: &Reference) -> Map<String, Value> {
    let mut csl = item(&reference.item());
    let dates = reference.segments.iter().filter(|s| s.label == Label::Date);
    let printed = dates.map(|s| s.span.trimmed(&reference.raw, |c| !c.is_alphanumeric())).find(|s| !s.is_empty());
    // A date that can't be read is given as it is printed.
    if let Some(printed) = printed.filter(|_| reference.issued.as_ref().is_none_or(|d| d.value.start.is_none())) {
        csl.insert("issued".into(), json!({"literal": printed.of(&reference.raw)}));
    }
    csl
}

fn custom(reference: &Reference) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("raw".into(), reference.raw.as_str().into());
    let issues = reference.issues.iter().map(|i| json!({"issue": i.kind, "message": i.kind.as_str(), "span": i.span}));
    facts.insert("issues".into(), issues.collect());
    facts.insert("rest".into(), reference.rest.iter().map(|r| Value::from(r.of(&reference.raw))).collect());
    facts.insert("fields".into(), Value::Object(places(reference)));
    if !reference.further.is_empty() {
        let further = reference.further.iter().map(|f| {
            let mut csl = item_of(&f.reference);
            csl.insert("custom".into(), json!({"span": f.span}));
            Value::Object(csl)
        });
        facts.insert("further".into(), further.collect());
    }
    facts
}

/// Where each field is printed, and how sure it is.
fn places(r: &Reference) -> Map<String, Value> {
    fn place<T>(field: &Field<T>) -> Value {
        json!({"span": field.span, "confidence": field.confidence})
    }
    let people = r.people().map(|(key, names)| (key.to_owned(), names.iter().map(place).collect()));
    let mut found: Map<String, Value> = people.collect();
    if let Some(issued) = &r.issued {
        found.insert("issued".into(), place(issued));
    }
    found.extend(r.texts().map(|(key, field)| (key.to_owned(), place(field))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_as_csl_json() {
        let reference = Reference::parse(
            "Roe, A., & van der Lee, B. (2023b, July 5). On tests. Journal of Tests, 12(3), 4–9. https://doi.org/10.1000/182",
        );
        let csl = parsed("1", &reference);
        assert_eq!(csl["id"], "1");
        assert_eq!(csl["type"], "article-journal");
        assert_eq!(csl["author"][1], json!({"family": "Lee", "given": "B.", "non-dropping-particle": "van der"}));
        assert_eq!(csl["issued"], json!({"date-parts": [[2023, 7, 5]]}));
        assert_eq!(csl["year-suffix"], "b");
        assert_eq!((&csl["volume"], &csl["issue"], &csl["page"]), (&json!("12"), &json!("3"), &json!("4–9")));
        assert_eq!(csl["DOI"], "10.1000/182");
        assert_eq!(csl["custom"]["rest"], json!([]));
        let issues = &parsed("1", &Reference::parse("Roe, A. (2020). On “tests. Journal of Tests, 12(3), 4–9."))["custom"]
            ["issues"];
        assert_eq!(
            (&issues[0]["issue"], &issues[0]["message"]),
            (&json!("unclosed-quotation"), &json!("unclosed quotation"))
        );
    }
}
