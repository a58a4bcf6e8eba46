//! CSL-JSON → items.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess};
use serde_json::Value;

use super::lenient::{List, Nested, Object, Taken, Text, taken};
use crate::reference::date::{Date, DateParts, Season};
use crate::reference::item::{Item, ItemType};
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
    let Nested(read): Nested<Record<'_>> = Nested::deserialize(csl).ok()?;
    read.map(|mut record| record.item())
}

/// The `id` of a CSL-JSON object, a string or a number.
#[must_use]
pub fn id(csl: &Value) -> Option<String> {
    Text::deserialize(csl.get("id")?).ok()?.into_string()
}

/// What is used of a record.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", bound = "'de: 't")]
pub(super) struct Record<'t> {
    #[cfg(feature = "records")]
    pub(super) id: Text<'t>,
    #[serde(rename = "type")]
    kind: Text<'t>,
    author: People,
    editor: People,
    translator: People,
    title: Text<'t>,
    container_title: Text<'t>,
    collection_title: Text<'t>,
    collection_number: Text<'t>,
    issued: Issued,
    year_suffix: Text<'t>,
    volume: Text<'t>,
    number_of_volumes: Text<'t>,
    issue: Text<'t>,
    page: Text<'t>,
    page_first: Text<'t>,
    /// Fields that a program had no place for, a line each, as Zotero keeps them: "PMID: 12345".
    note: Text<'t>,
    publisher: Text<'t>,
    publisher_place: Text<'t>,
    authority: Text<'t>,
    edition: Text<'t>,
    genre: Text<'t>,
    number: Text<'t>,
    #[serde(rename = "DOI")]
    doi: Text<'t>,
    #[serde(rename = "doi")]
    doi_in_small_letters: Text<'t>,
    #[serde(rename = "URL")]
    url: Text<'t>,
    #[serde(rename = "ISBN")]
    isbn: Text<'t>,
    archive: Text<'t>,
    #[serde(rename = "archive_location")]
    archive_location: Text<'t>,
    #[serde(rename = "PMID")]
    pmid: Text<'t>,
    #[serde(rename = "ISSN")]
    issn: Text<'t>,
    /// What works of Crossref have besides.
    #[cfg(feature = "records")]
    pub(super) journal_issue: Object<JournalIssue<'t>>,
    #[cfg(feature = "records")]
    pub(super) subtitle: Text<'t>,
    #[cfg(feature = "records")]
    pub(super) article_number: Text<'t>,
    #[cfg(feature = "records")]
    pub(super) edition_number: Text<'t>,
    #[cfg(feature = "records")]
    pub(super) publisher_location: Text<'t>,
    #[cfg(feature = "records")]
    pub(super) published_print: Issued,
    #[cfg(feature = "records")]
    pub(super) published_online: Issued,
    #[cfg(feature = "records")]
    pub(super) published: Issued,
    #[cfg(feature = "records")]
    pub(super) created: Issued,
    #[cfg(feature = "records")]
    pub(super) reference: List<Object<Reference<'t>>>,
}

/// Crossref's issue of a journal.
#[cfg(feature = "records")]
#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
pub(super) struct JournalIssue<'t> {
    pub(super) issue: Text<'t>,
}

/// What is used of a reference of Crossref.
#[cfg(feature = "records")]
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", bound = "'de: 't")]
pub(super) struct Reference<'t> {
    #[serde(rename = "DOI")]
    pub(super) doi: Text<'t>,
    pub(super) unstructured: Text<'t>,
    pub(super) article_title: Text<'t>,
    pub(super) journal_title: Text<'t>,
    pub(super) volume_title: Text<'t>,
    pub(super) series_title: Text<'t>,
    pub(super) author: Text<'t>,
    pub(super) year: Text<'t>,
    pub(super) volume: Text<'t>,
    pub(super) issue: Text<'t>,
    pub(super) first_page: Text<'t>,
    pub(super) edition: Text<'t>,
    #[serde(rename = "ISBN")]
    pub(super) isbn: Text<'t>,
}

impl Record<'_> {
    pub(super) fn item(&mut self) -> Item {
        fn taken(text: &mut Text<'_>) -> Option<String> {
            std::mem::take(text).into_string()
        }
        let names = |people: &mut People| -> Vec<Name> {
            let names = std::mem::take(people).0.into_iter();
            names.filter(|name| *name != Name::default()).collect()
        };
        let is_arxiv = self.archive.get().is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"));
        let mut issued = self.issued.0.take();
        if let (Some(date), Some(suffix)) = (&mut issued, self.year_suffix.get()) {
            date.suffix = suffix.chars().next();
        }
        let mut item = Item {
            item_type: self.kind.get().map(super::item_type).unwrap_or_default(),
            author: names(&mut self.author),
            editor: names(&mut self.editor),
            translator: names(&mut self.translator),
            title: taken(&mut self.title),
            container_title: taken(&mut self.container_title),
            collection_title: taken(&mut self.collection_title),
            collection_number: taken(&mut self.collection_number),
            issued,
            volume: taken(&mut self.volume),
            number_of_volumes: taken(&mut self.number_of_volumes),
            issue: taken(&mut self.issue),
            page: taken(&mut self.page).or_else(|| taken(&mut self.page_first)),
            publisher: taken(&mut self.publisher),
            publisher_place: taken(&mut self.publisher_place),
            authority: taken(&mut self.authority),
            edition: taken(&mut self.edition),
            genre: taken(&mut self.genre),
            number: taken(&mut self.number),
            doi: taken(&mut self.doi)
                .or_else(|| taken(&mut self.doi_in_small_letters))
                .or_else(|| noted(&self.note, "DOI")),
            url: taken(&mut self.url),
            isbn: taken(&mut self.isbn).or_else(|| taken(&mut self.issn)),
            arxiv: taken(&mut self.archive_location).filter(|_| is_arxiv),
            pmid: taken(&mut self.pmid).or_else(|| noted(&self.note, "PMID")),
        };
        // What nothing else holds is given as held by its series, here and by Crossref.
        let holds = matches!(item.item_type, ItemType::Chapter | ItemType::PaperConference);
        if !holds && item.container_title == item.collection_title {
            item.container_title = None;
        }
        item
    }
}

/// What a note has in a line of its own behind a field's name.
fn noted(note: &Text<'_>, name: &str) -> Option<String> {
    let value = |line: &str| Some(line.trim().strip_prefix(name)?.strip_prefix(':')?.trim().to_owned());
    note.get()?.lines().find_map(value).filter(|value| !value.is_empty())
}

/// Names in a list, or all in a text.
#[derive(Default)]
struct People(Vec<Name>);

impl<'t> Taken<'t> for People {
    fn text(written: Cow<'t, str>) -> Self {
        Self(printed(&written))
    }

    fn list<A: SeqAccess<'t>>(list: A) -> Result<Self, A::Error> {
        let List(names): List<Named> = List::list(list)?;
        Ok(Self(names.into_iter().map(|Named(name)| name).collect()))
    }
}

impl<'de> Deserialize<'de> for People {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// The names of a text: several, where the feature is there that reads lists of them.
fn printed(written: &str) -> Vec<Name> {
    #[cfg(feature = "records")]
    return super::name::people(written);
    #[cfg(not(feature = "records"))]
    vec![crate::reference::name::name(written)]
}

/// A name in parts, or in a text.
#[derive(Default)]
struct Named(Name);

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", bound = "'de: 't")]
struct Parts<'t> {
    family: Text<'t>,
    given: Text<'t>,
    /// As other programs call them.
    #[serde(alias = "lastName", alias = "surname")]
    last: Text<'t>,
    #[serde(alias = "firstName")]
    first: Text<'t>,
    dropping_particle: Text<'t>,
    non_dropping_particle: Text<'t>,
    suffix: Text<'t>,
    literal: Text<'t>,
    /// As Crossref has it of bodies.
    name: Text<'t>,
}

impl<'t> Taken<'t> for Named {
    fn text(literal: Cow<'t, str>) -> Self {
        Self(Name { literal: Some(literal.into_owned()), ..Name::default() })
    }

    fn object<A: MapAccess<'t>>(object: A) -> Result<Self, A::Error> {
        let Object(parts): Object<Parts<'t>> = Object::object(object)?;
        Ok(Self(Name {
            family: parts.family.into_string().or_else(|| parts.last.into_string()),
            given: parts.given.into_string().or_else(|| parts.first.into_string()),
            dropping_particle: parts.dropping_particle.into_string(),
            non_dropping_particle: parts.non_dropping_particle.into_string(),
            suffix: parts.suffix.into_string(),
            literal: parts.literal.into_string().or_else(|| parts.name.into_string()),
        }))
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// A date of CSL's, in parts or in words.
#[derive(Default)]
pub(super) struct Issued(pub(super) Option<Date>);

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", bound = "'de: 't")]
struct DateObject<'t> {
    date_parts: Ends,
    season: Text<'t>,
    raw: Text<'t>,
    literal: Text<'t>,
    /// As CSL's forms in YAML have it.
    year: Text<'t>,
}

impl<'t> Taken<'t> for Issued {
    fn text(printed: Cow<'t, str>) -> Self {
        let printed = printed.trim();
        Self(Date::parse(printed).or_else(|| super::year::shown(printed).map(Date::of_year)))
    }

    fn list<A: SeqAccess<'t>>(mut list: A) -> Result<Self, A::Error> {
        let first = list.next_element::<Self>()?.unwrap_or_default();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first)
    }

    fn object<A: MapAccess<'t>>(object: A) -> Result<Self, A::Error> {
        let Object(found): Object<DateObject<'t>> = Object::object(object)?;
        let mut ends = found.date_parts.0.iter().map(Numbers::date_parts);
        if let Some(start) = ends.next().flatten() {
            let season = found.season.get().and_then(season);
            return Ok(Self(Some(Date { start: Some(start), end: ends.next().flatten(), season, ..Date::default() })));
        }
        let printed = [found.raw, found.literal, found.year].into_iter().find_map(Text::into_string);
        Ok(printed.map(|printed| Self::text(printed.into())).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Issued {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// By CSL's number or by name.
fn season(written: &str) -> Option<Season> {
    Some(match written.to_ascii_lowercase().as_str() {
        "1" | "spring" => Season::Spring,
        "2" | "summer" => Season::Summer,
        "3" | "autumn" | "fall" => Season::Autumn,
        "4" | "winter" => Season::Winter,
        _ => return None,
    })
}

/// The days of a date, the first and the last; some write the one there is without a list around it.
#[derive(Default)]
struct Ends(Vec<Numbers>);

impl<'t> Taken<'t> for Ends {
    fn list<A: SeqAccess<'t>>(mut list: A) -> Result<Self, A::Error> {
        let mut found = Vec::new();
        let mut bare = Numbers::default();
        let mut place = 0;
        while let Some(part) = list.next_element::<Part>()? {
            match part {
                Part::Numbers(numbers) => found.push(numbers),
                Part::Number(number) => {
                    if let Some(free) = bare.0.get_mut(place) {
                        *free = number;
                    }
                    place += 1;
                }
            }
        }
        if place > 0 {
            found.insert(0, bare);
        }
        Ok(Self(found))
    }
}

impl<'de> Deserialize<'de> for Ends {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// A day in a list of them, or a number of one.
enum Part {
    Numbers(Numbers),
    Number(Option<i64>),
}

impl Default for Part {
    fn default() -> Self {
        Self::Number(None)
    }
}

impl<'t> Taken<'t> for Part {
    fn whole(number: i64) -> Self {
        Self::Number(Some(number))
    }

    fn text(written: Cow<'t, str>) -> Self {
        Self::Number(written.trim().parse().ok())
    }

    fn list<A: SeqAccess<'t>>(list: A) -> Result<Self, A::Error> {
        Numbers::list(list).map(Self::Numbers)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// Year, month and day, as far as they are given.
#[derive(Default)]
struct Numbers([Option<i64>; 3]);

impl Numbers {
    fn date_parts(&self) -> Option<DateParts> {
        let small =
            |i: usize, most: u8| self.0[i].and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=most).contains(n));
        Some(DateParts { year: i32::try_from(self.0[0]?).ok()?, month: small(1, 12), day: small(2, 31) })
    }
}

impl<'t> Taken<'t> for Numbers {
    fn list<A: SeqAccess<'t>>(mut list: A) -> Result<Self, A::Error> {
        let mut found = Self::default();
        for number in &mut found.0 {
            match list.next_element::<Number>()? {
                Some(Number(read)) => *number = read,
                None => return Ok(found),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// A whole number, or a text that is one.
#[derive(Default)]
struct Number(Option<i64>);

impl<'t> Taken<'t> for Number {
    fn whole(number: i64) -> Self {
        Self(Some(number))
    }

    fn text(written: Cow<'t, str>) -> Self {
        Self(written.trim().parse().ok())
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
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
