//! Which entries cite a text that was retracted, by a list of notices.

use crate::Span;
use crate::paper::{Paper, ReferenceId};
use crate::reference::item::Item;
use crate::work::verify::{Field, Library, Printed};
use crate::work::{Named, named};

/// A notice on a published text: its retraction, a correction, an expression of concern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Notice {
    /// Its number in the list.
    pub id: String,
    /// The text that it is about.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub item: Item,
    /// When it was given, as printed.
    pub date: String,
    /// What it is: "Retraction".
    pub nature: String,
    /// Why it was given, as printed.
    pub reason: String,
}

impl Notice {
    /// A notice of this number on a text; when, what and why aren't said yet.
    #[must_use]
    pub fn new(id: impl Into<String>, item: Item) -> Self {
        Self { id: id.into(), item, ..Self::default() }
    }
}

/// An entry whose text a notice is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Noticed {
    /// The entry.
    pub entry: ReferenceId,
    /// Where it stands in the document.
    pub span: Span,
    /// The entry as printed.
    pub raw: String,
    /// The notice.
    pub notice: Notice,
    /// By what the two were found to be one.
    pub by: String,
}

/// The entries of papers that notices are about, ordered by entry: those that have the noticed text's DOI, or its title and
/// authors.
///
/// O((n + m) log m) for n entries and m notices.
#[must_use]
pub fn noticed(papers: &[Paper], notices: &[Notice]) -> Vec<Noticed> {
    // Numbers that are their own in the list, whatever ids it has.
    let library = Library::new(notices.iter().enumerate().map(|(n, notice)| (n.to_string(), notice.item.clone())));
    let mut found = Vec::new();
    for paper in papers {
        for Named { entry, reference, item, .. } in named(paper) {
            let by_doi = item.doi.as_deref().and_then(|doi| library.record_of_doi(doi));
            let by_title = || {
                let verified = library.verify(&Printed::of_entry(reference, item.clone()));
                // Another year or outlet is a slip; another author or title is another text.
                let is_other =
                    verified.differences.iter().any(|d| matches!(d.field, Field::Authors | Field::Title | Field::Doi));
                verified.record.filter(|_| !is_other && !item.author.is_empty())
            };
            let (record, by) = match by_doi {
                Some(record) => (Some(record), "DOI"),
                None => (by_title(), "title and authors"),
            };
            let notice = record.and_then(|record| record.parse::<usize>().ok()).and_then(|n| notices.get(n));
            found.extend(notice.map(|notice| Noticed {
                entry: entry.id.clone(),
                span: entry.span,
                raw: reference.raw.clone(),
                notice: notice.clone(),
                by: by.to_owned(),
            }));
        }
    }
    found.sort_by(|a, b| a.entry.cmp(&b.entry));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn entries_are_found_by_doi_or_title() {
        let about = |id: &str, text: &str| Notice {
            id: id.to_owned(),
            item: Reference::parse(text).item(),
            ..Notice::default()
        };
        let notices = [
            about("1", "Roe, A. (2001). On the lakes of the north. Journal of Lakes, 3(1), 4–9. doi:10.1234/lakes.3.4"),
            about("2", "Poe, B. (2002). On the rivers of the south. Journal of Rivers, 4(1), 14–19."),
        ];
        let text = "# References\n\n- A. Roe, J. Lakes 3, 4 (2001). doi:10.1234/LAKES.3.4\n\
            - B. Poe, “On the rivers of the south,” J. Rivers, vol. 4, 2002.\n\
            - Doe, C. (2005). On the rivers of the south. Journal of Ponds, 1(1), 1–9.\n";
        let found = noticed(&[Paper::read("a", text)], &notices);
        let found: Vec<(String, &str)> = found.iter().map(|n| (n.entry.to_string(), n.notice.id.as_str())).collect();
        assert_eq!(found, [("a:1".to_owned(), "1"), ("a:2".to_owned(), "2")]);
    }
}
