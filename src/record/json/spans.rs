//! Papers of Semantic Scholar's data sets: a text, and stretches of it told by where they begin and end, each list of them as JSON in a
//! text of its own.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Deserializer};

use crate::Span;
use crate::paper::CitationForm;
use crate::record::lenient::{List, Object, Taken, Text, taken};
use crate::record::records::{Body, Cited, Mark};

/// A text with its stretches.
#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
pub(super) struct Annotated<'t> {
    text: Whole<'t>,
    annotations: Object<Annotations<'t>>,
}

/// What is used of the stretches; newer files call them otherwise.
#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Annotations<'t> {
    #[serde(alias = "bib_entry")]
    bibentry: Text<'t>,
    #[serde(alias = "bib_ref")]
    bibref: Text<'t>,
}

/// A text with the blanks around it, which count.
#[derive(Default)]
struct Whole<'t>(Cow<'t, str>);

impl<'de: 't, 't> Taken<'de> for Whole<'t> {
    fn text(text: Cow<'de, str>) -> Self {
        Self(text)
    }
}

impl<'de: 't, 't> Deserialize<'de> for Whole<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        taken(deserializer)
    }
}

/// A stretch, its places counted in characters.
#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Stretch<'t> {
    start: Text<'t>,
    end: Text<'t>,
    attributes: Object<Attributes<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default, bound = "'de: 't")]
struct Attributes<'t> {
    id: Text<'t>,
    ref_id: Text<'t>,
}

/// What a paper lists, and its text with where that cites it: older files have both in one text, newer ones the list in its own.
pub(super) fn listed(body: &Annotated<'_>, list: &Annotated<'_>) -> (Vec<Cited>, Option<Box<Body>>) {
    let places = Places::of(&list.text.0);
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut cites = Vec::new();
    let mut begin = list.text.0.len();
    for Object(entry) in stretches(&list.annotations.0.bibentry) {
        let Some(span) = places.span(&entry) else { continue };
        begin = begin.min(span.start);
        if let Some(id) = entry.attributes.0.id.into_string() {
            known.entry(id).or_insert(cites.len());
        }
        cites.push(Cited::Text(span.of(places.text).split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if cites.is_empty() {
        return (cites, None);
    }
    // In one text the list stands behind what cites it.
    let text = if std::ptr::eq(body, list) { &body.text.0[..begin] } else { &body.text.0[..] };
    let places = Places::of(text);
    let cited = stretches(&body.annotations.0.bibref);
    let marks = cited.iter().filter_map(|Object(cited)| {
        let entry = *known.get(cited.attributes.0.ref_id.get()?)?;
        Some(Mark { span: places.span(cited)?, form: CitationForm::Numeric, entries: vec![entry] })
    });
    let mut marks: Vec<Mark> = marks.collect();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    marks.dedup_by(|next, before| next.span.start < before.span.end);
    let body = (!text.is_empty()).then(|| Box::new(Body { text: text.to_owned(), marks }));
    (cites, body)
}

/// The stretches in a list that is a text.
fn stretches<'t>(list: &'t Text<'_>) -> Vec<Object<Stretch<'t>>> {
    let List(found) = serde_json::from_str(list.get().unwrap_or_default()).unwrap_or_default();
    found
}

/// The places of a text's characters.
struct Places<'t> {
    text: &'t str,
    /// Where each begins; none where each is a byte.
    begins: Option<Vec<usize>>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let begins = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect());
        Self { text, begins }
    }

    fn at(&self, place: &Text<'_>) -> Option<usize> {
        let place: usize = place.get()?.parse().ok()?;
        match &self.begins {
            Some(begins) => begins.get(place).copied(),
            None => Some(place).filter(|place| *place <= self.text.len()),
        }
    }

    fn span(&self, stretch: &Stretch<'_>) -> Option<Span> {
        let (start, end) = (self.at(&stretch.start)?, self.at(&stretch.end)?);
        (start < end).then(|| Span::new(start, end))
    }
}
