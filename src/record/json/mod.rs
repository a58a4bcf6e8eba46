//! Records in JSON: an array, an object with an array, objects one after another or a line each.

mod crossref;
mod objects;
mod openalex;
mod opencitations;
mod paper;
mod repaired;
mod s2orc;
mod semantic_scholar;
mod spans;

use std::borrow::Cow;

use objects::{each, message};

use super::csl::Record;
use super::field::doi;
use super::format::Format;
use super::lenient::Nested;
use super::records::{Publication, Records};
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

pub(super) use objects::members;
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
