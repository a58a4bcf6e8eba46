//! CSL-JSON → items.

use serde_json::Value;

use crate::reference::date::{Date, DateParts};
use crate::reference::item::Item;
use crate::reference::name::Name;

/// Reads a CSL-JSON object; `None` when it isn't an object. What has another type than CSL gives it is left out, but
/// for numbers and strings, which libraries use for each other.
///
/// ```
/// use citegraph::work::library::csl;
///
/// let json = r#"{"id": "roe", "title": "On tests", "issued": {"date-parts": [["2020"]]}, "volume": 3}"#;
/// let item = csl::item(&serde_json::from_str(json)?).expect("an object");
/// assert_eq!((item.year(), item.volume.as_deref()), (Some(2020), Some("3")));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn item(csl: &Value) -> Option<Item> {
    let csl = csl.as_object()?;
    let field = |key: &str| csl.get(key).and_then(text);
    let names = |key: &str| csl.get(key).map(names).unwrap_or_default();
    let arxiv = field("archive").filter(|a| a.eq_ignore_ascii_case("arxiv")).and_then(|_| field("archive_location"));
    Some(Item {
        item_type: field("type").map(|t| super::item_type(&t)).unwrap_or_default(),
        author: names("author"),
        editor: names("editor"),
        translator: names("translator"),
        title: field("title"),
        container_title: field("container-title"),
        collection_title: field("collection-title"),
        collection_number: field("collection-number"),
        issued: csl.get("issued").and_then(date),
        volume: field("volume"),
        number_of_volumes: field("number-of-volumes"),
        issue: field("issue"),
        page: field("page"),
        publisher: field("publisher"),
        publisher_place: field("publisher-place"),
        authority: field("authority"),
        edition: field("edition"),
        genre: field("genre"),
        number: field("number"),
        doi: field("DOI"),
        url: field("URL"),
        isbn: field("ISBN"),
        arxiv,
        pmid: field("PMID"),
    })
}

/// The `id` of a CSL-JSON object, a string or a number.
#[must_use]
pub fn id(csl: &Value) -> Option<String> {
    csl.get("id").and_then(text)
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(s) => s.trim().to_owned(),
        Value::Number(n) => n.to_string(),
        // Crossref gives titles in lists.
        Value::Array(list) => return list.first().filter(|v| v.is_string()).and_then(text),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn names(value: &Value) -> Vec<Name> {
    let name = |value: &Value| {
        let part = |key: &str| value.get(key).and_then(text);
        Name {
            family: part("family"),
            given: part("given"),
            dropping_particle: part("dropping-particle"),
            non_dropping_particle: part("non-dropping-particle"),
            suffix: part("suffix"),
            literal: part("literal").or_else(|| value.as_str().map(str::to_owned)),
        }
    };
    value.as_array().into_iter().flatten().map(name).filter(|n| *n != Name::default()).collect()
}

/// A date of CSL's, in parts or in words.
pub(super) fn date(value: &Value) -> Option<Date> {
    let number = |v: &Value| v.as_i64().or_else(|| v.as_str()?.trim().parse().ok());
    let parts = |list: &Value| {
        let at = |i: usize| list.get(i).and_then(number);
        let small = |i: usize, most: u8| at(i).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=most).contains(n));
        Some(DateParts { year: at(0).and_then(|y| i32::try_from(y).ok())?, month: small(1, 12), day: small(2, 31) })
    };
    let ranges = value.get("date-parts");
    let end = |i: usize| ranges.and_then(|r| r.get(i)).and_then(parts);
    if let Some(start) = end(0) {
        return Some(Date { start: Some(start), end: end(1), ..Date::default() });
    }
    let printed = ["raw", "literal"].iter().find_map(|key| value.get(key)).unwrap_or(value);
    let printed = text(printed)?;
    Date::parse(&printed).or_else(|| printed.get(..4)?.parse().ok().map(Date::of_year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_libraries_write() {
        let csl = json!({
            "id": 7, "type": "inproceedings", "title": ["On tests"], "author": [{"literal": "Roe, A.; Doe, B."}, {"family": "Poe"}],
            "issued": {"raw": "2019-03-05"}, "archive": "arXiv", "archive_location": "1903.00001", "page": 12, "DOI": null,
        });
        assert_eq!(id(&csl).as_deref(), Some("7"));
        let item = item(&csl).expect("an object");
        assert_eq!(item.author.len(), 2);
        assert_eq!(
            (item.year(), item.page.as_deref(), item.arxiv.as_deref()),
            (Some(2019), Some("12"), Some("1903.00001"))
        );
        assert_eq!(item.doi, None);
        for odd in [json!([]), json!("x"), json!(null)] {
            assert_eq!(super::item(&odd), None);
        }
        for odd in [json!({"issued": {"date-parts": [[]]}}), json!({"issued": 7}), json!({"author": "Roe"})] {
            assert!(super::item(&odd).is_some());
        }
    }
}
