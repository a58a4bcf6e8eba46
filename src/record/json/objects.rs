//! The objects of a text in JSON: of an array, of an object with an array, one after another or a line each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::record::records::{Lines, Records};

/// What serde says, without the place, which is a fault's own.
pub(super) fn message(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    whole.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Hands on the objects of a text, each with its place; what is no record may be an answer of a service that holds some. What
/// `found` says is wrong, it is told of by its line in the text.
pub(super) fn each(
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
pub(in crate::record) fn members(object: &str) -> Option<Vec<&RawValue>> {
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
