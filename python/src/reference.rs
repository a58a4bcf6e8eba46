//! Read references as rows: the fields by CSL's names with underscores, and where they are printed.

use std::sync::LazyLock;

use arrow_array::StructArray;
use arrow_array::cast::AsArray;
use arrow_schema::{ArrowError, DataType, Field, Fields};
use citegraph::reference::date::Date;
use citegraph::reference::item::Item;
use citegraph::reference::label::Label;
use citegraph::reference::name::Name;
use citegraph::reference::{Field as Printed, Reference};
use citegraph::work::Record;
use citegraph::{Confidence, Span};
use serde::Serialize;

use crate::columns::{Rows, list, number, row, share, text};

/// A person or an organisation.
#[derive(Serialize)]
pub struct Person<'r> {
    family: Option<&'r str>,
    given: Option<&'r str>,
    dropping_particle: Option<&'r str>,
    non_dropping_particle: Option<&'r str>,
    suffix: Option<&'r str>,
    literal: Option<&'r str>,
}

impl<'r> From<&'r Name> for Person<'r> {
    fn from(name: &'r Name) -> Self {
        Self {
            family: name.family.as_deref(),
            given: name.given.as_deref(),
            dropping_particle: name.dropping_particle.as_deref(),
            non_dropping_particle: name.non_dropping_particle.as_deref(),
            suffix: name.suffix.as_deref(),
            literal: name.literal.as_deref(),
        }
    }
}

fn person() -> DataType {
    row(["family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal"].map(text))
}

/// The fields of a work.
#[derive(Serialize)]
pub struct ItemRow<'r> {
    r#type: &'static str,
    author: Vec<Person<'r>>,
    editor: Vec<Person<'r>>,
    translator: Vec<Person<'r>>,
    title: Option<&'r str>,
    container_title: Option<&'r str>,
    collection_title: Option<&'r str>,
    year: Option<i32>,
    issued: Option<String>,
    volume: Option<&'r str>,
    issue: Option<&'r str>,
    page: Option<&'r str>,
    publisher: Option<&'r str>,
    publisher_place: Option<&'r str>,
    edition: Option<&'r str>,
    genre: Option<&'r str>,
    number: Option<&'r str>,
    doi: Option<&'r str>,
    url: Option<&'r str>,
    isbn: Option<&'r str>,
    pmid: Option<&'r str>,
    arxiv: Option<&'r str>,
}

/// The columns of a work's fields.
pub fn item_fields() -> Vec<Field> {
    let mut fields = vec![text("type")];
    fields.extend(["author", "editor", "translator"].map(|name| list(name, person())));
    fields.extend(["title", "container_title", "collection_title"].map(text));
    fields.push(number("year"));
    fields.extend(["issued", "volume", "issue", "page", "publisher", "publisher_place", "edition", "genre"].map(text));
    fields.extend(["number", "doi", "url", "isbn", "pmid", "arxiv"].map(text));
    fields
}

impl<'r> From<&'r Item> for ItemRow<'r> {
    fn from(item: &'r Item) -> Self {
        Self {
            r#type: item.item_type.as_csl(),
            author: item.author.iter().map(Person::from).collect(),
            editor: item.editor.iter().map(Person::from).collect(),
            translator: item.translator.iter().map(Person::from).collect(),
            title: item.title.as_deref(),
            container_title: item.container_title.as_deref(),
            collection_title: item.collection_title.as_deref(),
            year: item.year(),
            issued: item.issued.as_ref().map(Date::to_string),
            volume: item.volume.as_deref(),
            issue: item.issue.as_deref(),
            page: item.page.as_deref(),
            publisher: item.publisher.as_deref(),
            publisher_place: item.publisher_place.as_deref(),
            edition: item.edition.as_deref(),
            genre: item.genre.as_deref(),
            number: item.number.as_deref(),
            doi: item.doi.as_deref(),
            url: item.url.as_deref(),
            isbn: item.isbn.as_deref(),
            pmid: item.pmid.as_deref(),
            arxiv: item.arxiv.as_deref(),
        }
    }
}

impl<'r> From<&'r Reference> for ItemRow<'r> {
    fn from(reference: &'r Reference) -> Self {
        fn value(field: &Option<Printed<String>>) -> Option<&str> {
            field.as_ref().map(|field| field.value.as_str())
        }
        fn people(names: &[Printed<Name>]) -> Vec<Person<'_>> {
            names.iter().map(|name| Person::from(&name.value)).collect()
        }
        let issued = reference.issued.as_ref().map(|issued| &issued.value);
        // A date that can't be read is given as it is printed.
        let dates = reference.segments.iter().filter(|segment| segment.label == Label::Date);
        let printed = || {
            let mut texts = dates.map(|s| s.span.trimmed(&reference.raw, |c| !c.is_alphanumeric()).of(&reference.raw));
            texts.find(|text| !text.is_empty()).map(str::to_owned)
        };
        Self {
            r#type: reference.item_type.as_csl(),
            author: people(&reference.author),
            editor: people(&reference.editor),
            translator: people(&reference.translator),
            title: value(&reference.title),
            container_title: value(&reference.container_title),
            collection_title: value(&reference.collection_title),
            year: issued.and_then(Date::year),
            issued: issued.filter(|date| date.start.is_some()).map(Date::to_string).or_else(printed),
            volume: value(&reference.volume),
            issue: value(&reference.issue),
            page: value(&reference.page),
            publisher: value(&reference.publisher),
            publisher_place: value(&reference.publisher_place),
            edition: value(&reference.edition),
            genre: value(&reference.genre),
            number: value(&reference.number),
            doi: value(&reference.doi),
            url: value(&reference.url),
            isbn: value(&reference.isbn),
            pmid: value(&reference.pmid),
            arxiv: value(&reference.arxiv),
        }
    }
}

/// Where a field is printed, and how sure it is.
#[derive(Serialize)]
struct Place {
    field: &'static str,
    start: i32,
    end: i32,
    confidence: f64,
}

/// What is doubtful.
#[derive(Serialize)]
struct Doubt {
    issue: &'static str,
    start: i32,
    end: i32,
}

/// Further works of the same entry.
#[derive(Serialize)]
struct FurtherRow<'r> {
    #[serde(flatten)]
    item: ItemRow<'r>,
    raw: &'r str,
}

/// What is said of a reference besides its work.
#[derive(Serialize)]
pub struct PrintedRow<'r> {
    et_al: bool,
    accessed: Option<String>,
    pinpoint: Option<&'r str>,
    signal: Option<&'r str>,
    further: Vec<FurtherRow<'r>>,
    confidence: Option<f64>,
    spans: Vec<Place>,
    issues: Vec<Doubt>,
    rest: Vec<&'r str>,
}

/// The columns of what is said besides.
pub fn printed_fields() -> Vec<Field> {
    let places = [text("field"), number("start"), number("end"), share("confidence")];
    let further = item_fields().into_iter().chain([text("raw")]);
    let mut fields = vec![Field::new("et_al", DataType::Boolean, true)];
    fields.extend(["accessed", "pinpoint", "signal"].map(text));
    fields.push(list("further", row(further)));
    fields.push(share("confidence"));
    fields.push(list("spans", row(places)));
    fields.push(list("issues", row([text("issue"), number("start"), number("end")])));
    fields.push(list("rest", DataType::Utf8));
    fields
}

/// The columns of what [`parse`](crate::matching::parse) gives.
pub static PARSED: LazyLock<Fields> = LazyLock::new(|| item_fields().into_iter().chain(printed_fields()).collect());

/// References as rows, added one by one.
pub struct References {
    /// Each in two parts, whose columns are put side by side: one row of both would be looked up by name, value by value.
    halves: Rows,
}

impl References {
    pub fn new() -> Result<Self, ArrowError> {
        let halves = [Field::new("item", row(item_fields()), true), Field::new("printed", row(printed_fields()), true)];
        Rows::new(&halves.into_iter().collect()).map(|halves| Self { halves })
    }

    /// Adds a reference, or that it is missing.
    pub fn push(&mut self, reference: Option<&Reference>) -> Result<(), ArrowError> {
        self.halves.push(reference.map(|reference| (ItemRow::from(reference), PrintedRow::from(reference))))
    }

    pub fn finish(self) -> Result<StructArray, ArrowError> {
        let (_, halves, nulls) = self.halves.finish()?.as_struct().clone().into_parts();
        let columns = halves.iter().flat_map(|half| half.as_struct().columns().to_vec()).collect();
        StructArray::try_new(PARSED.clone(), columns, nulls)
    }
}

impl<'r> From<&'r Reference> for PrintedRow<'r> {
    fn from(reference: &'r Reference) -> Self {
        let letters = Letters::of(&reference.raw);
        let spans = places(reference, &letters);
        Self {
            et_al: reference.et_al.is_some(),
            accessed: reference.accessed.as_ref().map(|accessed| accessed.value.to_string()),
            pinpoint: reference.pinpoint.as_ref().map(|field| field.value.as_str()),
            signal: reference.signal.as_ref().map(|field| field.value.as_str()),
            further: (reference.further.iter())
                .map(|f| FurtherRow { item: ItemRow::from(&f.reference), raw: f.span.of(&reference.raw) })
                .collect(),
            confidence: spans.iter().map(|place| place.confidence).min_by(f64::total_cmp),
            spans,
            issues: (reference.issues.iter())
                .map(|issue| {
                    let (start, end) = letters.span(issue.span);
                    Doubt { issue: issue.kind.as_str(), start, end }
                })
                .collect(),
            rest: reference.rest.iter().map(|rest| rest.of(&reference.raw)).collect(),
        }
    }
}

fn places(reference: &Reference, letters: &Letters) -> Vec<Place> {
    let place = |field, span: Span, confidence: Confidence| {
        let (start, end) = letters.span(span);
        Place { field, start, end, confidence: confidence.value() }
    };
    let mut found = Vec::with_capacity(16);
    for (name, people) in reference.people() {
        found.extend(people.iter().map(|person| place(name, person.span, person.confidence)));
    }
    found.extend(reference.issued.iter().map(|field| place("issued", field.span, field.confidence)));
    found.extend(reference.accessed.iter().map(|field| place("accessed", field.span, field.confidence)));
    found.extend(reference.pinpoint.iter().map(|field| place("pinpoint", field.span, field.confidence)));
    found.extend(reference.signal.iter().map(|field| place("signal", field.span, field.confidence)));
    found.extend(reference.texts().map(|(name, field)| place(column(name), field.span, field.confidence)));
    found.sort_by_key(|place| place.start);
    found
}

/// The column of a field of CSL's.
fn column(csl: &'static str) -> &'static str {
    match csl {
        "container-title" => "container_title",
        "collection-title" => "collection_title",
        "publisher-place" => "publisher_place",
        "archive_location" => "arxiv",
        "DOI" => "doi",
        "URL" => "url",
        "ISBN" => "isbn",
        "PMID" => "pmid",
        other => other,
    }
}

/// Places in a text as Python counts them, in characters.
pub struct Letters<'t> {
    text: &'t str,
    is_ascii: bool,
}

impl<'t> Letters<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, is_ascii: text.is_ascii() }
    }

    /// Start and end of a span.
    pub fn span(&self, span: Span) -> (i32, i32) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&self, byte: usize) -> i32 {
        let count = if self.is_ascii { byte } else { self.text.get(..byte).map_or(byte, |text| text.chars().count()) };
        i32::try_from(count).unwrap_or(i32::MAX)
    }
}

/// What is compared of a reference, as a table keeps it.
pub fn record(reference: &Reference) -> Vec<u8> {
    Record::from(reference).to_bytes()
}
