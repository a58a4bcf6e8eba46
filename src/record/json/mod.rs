//! Records in JSON: an array, an object with an array, objects one after another or a line each.

pub(super) mod crossref;
mod openalex;
mod opencitations;
mod repaired;
mod s2orc;
mod semantic_scholar;
mod spans;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::csl::Record;
use super::field::doi;
use super::format::Format;
use super::lenient::Nested;
use super::records::{Lines, Publication, Records};
use crate::Span;

/// How an object of a form is read: none of what is no record.
type Read = fn(&str) -> serde_json::Result<Option<Publication>>;

/// How the objects of a form that come in JSON are read.
fn reader(format: Format) -> Read {
    match format {
        Format::OpenAlex => openalex::publication,
        Format::Crossref => crossref::publication,
        Format::SemanticScholar => semantic_scholar::publication,
        _ => of_csl,
    }
}

/// What an object says, or the line in it and the reason why that isn't understood; nothing of `null`, as services answer for
/// what they don't know among what they were asked for.
pub(super) fn record(json: &str, format: Format) -> Result<Option<Publication>, (usize, String)> {
    match reader(format)(json) {
        Ok(Some(found)) if found != Publication::default() => Ok(Some(found)),
        Ok(_) if json.trim() == "null" => Ok(None),
        Ok(_) => Err((1, "expected the record of a work".to_owned())),
        Err(error) => Err((error.line().max(1), message(&error))),
    }
}

pub(super) use repaired::repaired;

/// Reads records of any of the forms that come in JSON. What isn't understood is read again as the program may have meant it.
pub(super) fn read(text: &str, into: &mut Records) {
    read_once(text, into);
    if (!into.faults.is_empty() || into.publications.is_empty())
        && let Cow::Owned(text) = repaired(text)
    {
        let mut again = Records { format: into.format, publications: Vec::new(), faults: Vec::new() };
        read_once(&text, &mut again);
        if again.publications.len() >= into.publications.len() {
            *into = again;
        }
    }
}

fn read_once(text: &str, into: &mut Records) {
    let format = into.format;
    if format == Format::OpenCitations {
        return opencitations::read(text, into);
    }
    each(text, into, |json, start, into| {
        let span = Span::new(start, start + json.len());
        into.publications.extend(record(json, format)?.map(|found| Publication { span, ..found }));
        Ok(())
    });
    if format == Format::SemanticScholar {
        semantic_scholar::joined(&mut into.publications);
    }
}

fn of_csl(json: &str) -> serde_json::Result<Option<Publication>> {
    let Nested(record): Nested<Record<'_>> = serde_json::from_str(json)?;
    Ok(record.map(|mut record| {
        let id = std::mem::take(&mut record.id).into_string();
        let mut item = record.item();
        item.doi = item.doi.map(|written| doi(&written).unwrap_or(written));
        Publication { id, item, ..Publication::default() }
    }))
}

/// What serde says, without the place, which is a fault's own.
fn message(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    whole.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Hands on the objects of a text, each with its place; what is no record may be an answer of a service that holds some. What
/// `found` says is wrong, it is told of by its line in the text.
fn each(
    text: &str,
    into: &mut Records,
    mut found: impl FnMut(&str, usize, &mut Records) -> Result<(), (usize, String)>,
) {
    let lines = Lines::of(text);
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut one = |json: &str, into: &mut Records| {
        let tell = |json: &str, (line, reason), into: &mut Records| {
            into.fault(lines.line(place(json)) + line - 1, reason);
        };
        let Err(wrong) = found(json, place(json), into) else { return };
        match members(json) {
            Some(records) => {
                for json in records.into_iter().map(RawValue::get) {
                    if let Err(wrong) = found(json, place(json), into) {
                        tell(json, wrong, into);
                    }
                }
            }
            None => tell(json, wrong, into),
        }
    };
    let by_line = text
        .trim_start()
        .lines()
        .next()
        .is_some_and(|line| line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok());
    // A line that is broken leaves the others whole.
    if by_line {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| one(line, into));
        return;
    }
    let mut start = text.find(['[', '{']).unwrap_or(0);
    let mut error = None;
    // Objects and arrays one behind the other.
    while error.is_none() && !text[start..].trim_start().is_empty() {
        start += text[start..].len() - text[start..].trim_start().len();
        let body = &text[start..];
        let read;
        (read, error) = if body.starts_with('[') {
            let (records, read, error) = array(body);
            records.iter().for_each(|record| one(record.get(), into));
            (read, error)
        } else {
            let mut objects = serde_json::Deserializer::from_str(body).into_iter::<&RawValue>();
            match objects.next() {
                Some(Ok(object)) => {
                    one(object.get(), into);
                    (objects.byte_offset(), None)
                }
                Some(Err(error)) => (0, Some(error)),
                None => break,
            }
        };
        if error.is_none() {
            start += read;
        }
    }
    if let Some(error) = error {
        into.fault(text[..start].matches('\n').count() + error.line(), message(&error));
    }
}

/// The elements of an array as far as it goes, how long it is, and what ended it before its end.
fn array(text: &str) -> (Vec<&RawValue>, usize, Option<serde_json::Error>) {
    /// An array, whose elements are kept as far as they came.
    struct Elements<'a, 't>(&'a mut Vec<&'t RawValue>);

    impl<'t> Visitor<'t> for Elements<'_, 't> {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an array of records")
        }

        fn visit_seq<A: SeqAccess<'t>>(self, mut elements: A) -> Result<(), A::Error> {
            while let Some(element) = elements.next_element()? {
                self.0.push(element);
            }
            Ok(())
        }
    }

    let mut found = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let done = deserializer.deserialize_seq(Elements(&mut found));
    // The array's end stands behind its last element.
    let behind =
        found.last().map_or(1, |last| last.get().as_ptr() as usize + last.get().len() - text.as_ptr() as usize);
    let end = text[behind..].find(']').map_or(text.len(), |at| behind + at + 1);
    (found, end, done.err())
}

/// The records in an answer of a service: the array, or the one record, under the name that it has there; of an object whose members
/// are all objects, each.
pub(super) fn members(object: &str) -> Option<Vec<&RawValue>> {
    const LISTS: [&str; 9] =
        ["results", "items", "data", "recommendedPapers", "works", "hits", "records", "publications", "docs"];
    fn read(object: &str) -> Option<BTreeMap<Cow<'_, str>, &RawValue>> {
        serde_json::from_str(object).ok()
    }
    fn named<'o>(object: &'o str, names: &[&str]) -> Option<&'o RawValue> {
        let map = read(object)?;
        names.iter().find_map(|name| map.get(*name).copied())
    }
    let message = named(object, &["message", "response"]);
    let mut inner = message.map_or(object, RawValue::get);
    // A search engine has its hits in its hits, and in each the record.
    if let Some(hits) = named(inner, &["hits"]).filter(|hits| hits.get().starts_with('{')) {
        inner = hits.get();
    }
    if let Some(list) = named(inner, &LISTS).filter(|list| list.get().starts_with('[')) {
        let (records, ..) = array(list.get());
        return Some(records.into_iter().map(|hit| named(hit.get(), &["_source"]).unwrap_or(hit)).collect());
    }
    if let Some(one) = message {
        return Some(vec![one]);
    }
    let map = read(object)?;
    let all = !map.is_empty() && map.values().all(|value| value.get().starts_with('{'));
    all.then(|| map.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> (Vec<String>, Vec<String>) {
        let mut into = Records { format: Format::Csl, publications: Vec::new(), faults: Vec::new() };
        read(text, &mut into);
        let titles = into.publications.into_iter().filter_map(|p| p.item.title).collect();
        (titles, into.faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn arrays_and_lines() {
        let cases = [
            (r#"[{"title": "A"}, {"title": "B"}]"#, "A B", ""),
            ("{\"title\": \"A\"}\n\n{\"title\": \"B\"}\n", "A B", ""),
            ("{\n\"title\": \"A\"\n}\n{\"title\": \"B\"}", "A B", ""),
            (r#"{"items": [{"title": "A"}, {"title": "B"}]}"#, "A B", ""),
            ("{\"title\": \"A\"}\n{\"title\": \n{\"title\": \"B\"}\n", "A B", "line 2: EOF while parsing a value"),
            ("[{\"title\": \"A\"},\n {\"title\": \"B\"},\n {\"tit", "A B", "line 3: EOF while parsing a string"),
            ("[7, {\"title\": \"A\"}]", "A", "line 1: expected the record of a work"),
            (
                r#"{"hits": {"hits": [{"_source": {"title": "A"}}, {"_source": {"title": "B"}}], "total": 2}}"#,
                "A B",
                "",
            ),
            (r#"{"response": {"docs": [{"title": "A"}]}}"#, "A", ""),
            (r#"{"roe": {"title": "A"}, "doe": {"title": "B"}}"#, "B A", ""),
            ("[]", "", ""),
        ];
        for (text, want, faults) in cases {
            let (titles, told) = titles(text);
            assert_eq!((titles.join(" ").as_str(), told.join("; ").as_str()), (want, faults), "{text}");
        }
    }
}
