//! CSL-JSON: items, entries and works as programs read them.
//!
//! The fields are CSL's (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>); what CSL has no place
//! for stands under `custom`.

use std::io;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use crate::paper::{ListedReference, Paper};
use crate::query::conflicts::WorkConflicts;
use crate::reference::date::{Date, DateParts, DateStatus, Season};
use crate::reference::issue::IssueKind;
use crate::reference::item::{Item, ItemType};
use crate::reference::label::Label;
use crate::reference::name::Name;
use crate::reference::{BackReference, Field, Reference};
use crate::work::Work;
use crate::{Confidence, Span};

/// An item as CSL-JSON, without an `id`. Fields that aren't known are left out.
#[must_use]
pub fn item(item: &Item) -> Map<String, Value> {
    let people = item.people().map(|(key, names)| (key, names.iter().map(name).collect()));
    object(&record(item.item_type, people, item.texts(), item.issued.as_ref(), None))
}

/// A bare reference string that was read: CSL-JSON, with `raw`, `issues`, `rest`, the `fields`' spans and confidence, and
/// the `further` works, if there are any, under `custom`.
#[must_use]
pub fn parsed(id: &str, reference: &Reference) -> Value {
    Value::Object(object(&with_custom(id, reference)))
}

/// Writes [`parsed`], some times as fast.
///
/// # Errors
///
/// Those of `out`.
pub fn write_parsed(out: impl io::Write, id: &str, reference: &Reference) -> io::Result<()> {
    super::json::write(out, &with_custom(id, reference))
}

/// An entry of a paper: [`parsed`], and under `custom` its document, label, span, region, kind and what it refers to.
///
/// `span` points into the document, the spans of `fields` into `raw`.
#[must_use]
pub fn listed(entry: &ListedReference) -> Value {
    let mut csl = parsed(&entry.id.to_string(), &entry.reference);
    let facts = &mut csl["custom"];
    facts["document"] = entry.id.document.as_str().into();
    facts["label"] = entry.id.label.as_str().into();
    facts["span"] = json!(entry.span);
    facts["region"] = json!(entry.region);
    facts["kind"] = json!(entry.kind);
    if let Some(label) = &entry.refers_to {
        facts["refers-to"] = format!("{}:{label}", entry.id.document).into();
    }
    csl
}

/// A paper: its own record, `id` the document's name, and under `custom` its counts (`pages`, where form feeds part them,
/// `words`, `entries`, `citations`, lines of each of its `regions`), its `style` of citing, and `warnings`: what wasn't found in it, each with a message.
#[must_use]
pub fn paper(paper: &Paper) -> Value {
    let mut csl = item(&paper.item);
    csl.insert("id".into(), paper.id.as_str().into());
    let warnings = paper.warnings().into_iter();
    let warnings: Vec<Value> = warnings.map(|w| json!({"warning": w, "message": w.as_str()})).collect();
    let custom = json!({
        "pages": paper.pages,
        "words": paper.words,
        "entries": paper.references.len(),
        "citations": paper.citations.len(),
        "style": paper.style(),
        "regions": paper.regions,
        "warnings": warnings,
    });
    csl.insert("custom".into(), custom);
    Value::Object(csl)
}

/// The citations in a paper's running text, in order: `{document, printed, span, form, entries, resolution}`.
///
/// `entries` are the ids of those that it means, or may mean where the resolution is ambiguous; `span` points into the
/// document.
pub fn in_text_citations(paper: &Paper) -> impl Iterator<Item = Value> + '_ {
    paper.citations.iter().map(|citation| {
        let entries = citation.resolution.labels().iter().map(|label| format!("{}:{label}", paper.id));
        json!({
            "document": paper.id,
            "printed": citation.printed,
            "span": citation.span,
            "form": citation.form,
            "entries": entries.collect::<Vec<_>>(),
            "resolution": citation.resolution,
        })
    })
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

/// JSON whose texts are borrowed.
#[derive(Serialize)]
#[serde(untagged)]
enum Json<'r> {
    Text(&'r str),
    Letter(char),
    Issue(IssueKind),
    Number(i32),
    Count(u32),
    Flag(bool),
    Confidence(Confidence),
    Place { confidence: Confidence, span: Span },
    Span(Span),
    List(Vec<Json<'r>>),
    Object(Object<'r>),
}

impl<'r> FromIterator<Json<'r>> for Json<'r> {
    fn from_iter<I: IntoIterator<Item = Json<'r>>>(items: I) -> Self {
        Self::List(items.into_iter().collect())
    }
}

/// Names, each once, and what is under them, in any order; written in the order of the names.
#[derive(Default)]
struct Object<'r>(Vec<(&'static str, Json<'r>)>);

impl<'r> Object<'r> {
    fn insert(&mut self, name: &'static str, value: Json<'r>) {
        self.0.push((name, value));
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entries: Vec<&(&str, Json<'_>)> = self.0.iter().collect();
        entries.sort_unstable_by_key(|(name, _)| *name);
        let mut map = serializer.serialize_map(Some(entries.len()))?;
        for (name, value) in entries {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

fn object(object: &Object<'_>) -> Map<String, Value> {
    match serde_json::to_value(object) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// The record of an item or a reference, with what is printed where a date can't be read.
fn record<'r>(
    item_type: ItemType,
    people: impl Iterator<Item = (&'static str, Json<'r>)>,
    texts: impl Iterator<Item = (&'static str, &'r str)>,
    issued: Option<&Date>,
    printed: Option<&'r str>,
) -> Object<'r> {
    let mut csl = Object(Vec::with_capacity(24));
    csl.insert("type", Json::Text(item_type.as_csl()));
    csl.0.extend(people);
    let (mut container, mut series) = (false, None);
    for (key, value) in texts {
        let key = if key == "ISBN" && is_issn(value) { "ISSN" } else { key };
        csl.insert(key, Json::Text(value));
        match key {
            "container-title" => container = true,
            "collection-title" => series = Some(value),
            "archive_location" => csl.insert("archive", Json::Text("arXiv")),
            _ => {}
        }
    }
    // As Crossref has it: what nothing else holds is held by its series.
    if let Some(series) = series.filter(|_| !container) {
        csl.insert("container-title", Json::Text(series));
    }
    match (printed, issued) {
        (Some(printed), _) => csl.insert("issued", Json::Object(Object(vec![("literal", Json::Text(printed))]))),
        (None, Some(issued)) => csl.insert("issued", date(issued)),
        (None, None) => {}
    }
    if let Some(suffix) = issued.and_then(|issued| issued.suffix) {
        csl.insert("year-suffix", Json::Letter(suffix));
    }
    csl
}

/// "1234-567X", which an ISBN is longer than.
pub(super) fn is_issn(number: &str) -> bool {
    number.chars().filter(char::is_ascii_alphanumeric).count() == 8
}

fn name(name: &Name) -> Json<'_> {
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("dropping-particle", &name.dropping_particle),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("suffix", &name.suffix),
        ("literal", &name.literal),
    ];
    let known = parts.into_iter().filter_map(|(key, part)| Some((key, Json::Text(part.as_ref()?))));
    Json::Object(Object(known.collect()))
}

fn date<'r>(date: &Date) -> Json<'r> {
    let parts = |d: &DateParts| -> Json<'r> {
        let rest = d.month.into_iter().chain(d.day.filter(|_| d.month.is_some()));
        std::iter::once(d.year).chain(rest.map(i32::from)).map(Json::Number).collect()
    };
    let mut csl = Object::default();
    if let Some(start) = &date.start {
        csl.insert("date-parts", std::iter::once(start).chain(&date.end).map(parts).collect());
    }
    if let Some(season) = date.season {
        let number = match season {
            Season::Spring => 1,
            Season::Summer => 2,
            Season::Autumn => 3,
            Season::Winter => 4,
        };
        csl.insert("season", Json::Number(number));
    }
    if let Some(status) = date.status {
        let words = match status {
            DateStatus::InPress => "in press",
            DateStatus::Forthcoming => "forthcoming",
            DateStatus::Submitted => "submitted",
            DateStatus::NoDate => "n.d.",
        };
        csl.insert("literal", Json::Text(words));
    }
    Json::Object(csl)
}

fn with_custom<'r>(id: &'r str, reference: &'r Reference) -> Object<'r> {
    let mut csl = item_of(reference);
    csl.insert("id", Json::Text(id));
    if let Some(accessed) = &reference.accessed {
        csl.insert("accessed", date(&accessed.value));
    }
    csl.insert("custom", Json::Object(custom(reference)));
    csl
}

/// The record of a reference.
fn item_of(reference: &Reference) -> Object<'_> {
    let issued = reference.issued.as_ref().map(|issued| &issued.value);
    let dates = reference.segments.iter().filter(|s| s.label == Label::Date);
    let mut printed = dates.map(|s| s.span.trimmed(&reference.raw, |c| !c.is_alphanumeric())).filter(|s| !s.is_empty());
    // A date that can't be read is given as it is printed.
    let printed = if issued.is_none_or(|date| date.start.is_none()) {
        printed.next().map(|s| s.of(&reference.raw))
    } else {
        None
    };
    let people = reference.people().map(|(key, names)| (key, names.iter().map(|field| name(&field.value)).collect()));
    let texts = reference.texts().map(|(key, field)| (key, field.value.as_str()));
    record(reference.item_type, people, texts, issued, printed)
}

fn custom(reference: &Reference) -> Object<'_> {
    let issues = reference.issues.iter().map(|issue| {
        let code = Json::Issue(issue.kind);
        let message = Json::Text(issue.kind.as_str());
        Json::Object(Object(vec![("issue", code), ("message", message), ("span", Json::Span(issue.span))]))
    });
    let mut facts = Object(vec![
        ("raw", Json::Text(&reference.raw)),
        ("issues", issues.collect()),
        ("rest", reference.rest.iter().map(|rest| Json::Text(rest.of(&reference.raw))).collect()),
        ("fields", Json::Object(places(reference))),
        ("confidence", Json::Confidence(reference.confidence())),
    ]);
    if reference.et_al.is_some() {
        facts.insert("et-al", Json::Flag(true));
    }
    for (name, field) in [("pinpoint", &reference.pinpoint), ("signal", &reference.signal)] {
        if let Some(field) = field {
            facts.insert(name, Json::Text(&field.value));
        }
    }
    if let Some(BackReference::Note(note)) = reference.back_reference.as_ref().map(|back| back.value) {
        facts.insert("refers-to-note", Json::Count(note));
    }
    if !reference.further.is_empty() {
        let further = reference.further.iter().map(|further| {
            let mut csl = item_of(&further.reference);
            csl.insert("custom", Json::Object(Object(vec![("span", Json::Span(further.span))])));
            Json::Object(csl)
        });
        facts.insert("further", further.collect());
    }
    facts
}

/// Where each field is printed, and how sure it is.
fn places(r: &Reference) -> Object<'_> {
    fn place<'r, T>(field: &Field<T>) -> Json<'r> {
        Json::Place { confidence: field.confidence, span: field.span }
    }
    let mut found = Object(Vec::with_capacity(16));
    found.0.extend(r.people().map(|(key, names)| (key, names.iter().map(place).collect())));
    found.0.extend(r.issued.iter().map(|issued| ("issued", place(issued))));
    found.0.extend(r.accessed.iter().map(|accessed| ("accessed", place(accessed))));
    found.0.extend(r.pinpoint.iter().map(|pinpoint| ("pinpoint", place(pinpoint))));
    found.0.extend(r.signal.iter().map(|signal| ("signal", place(signal))));
    found.0.extend(r.texts().map(|(key, field)| (key, place(field))));
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
