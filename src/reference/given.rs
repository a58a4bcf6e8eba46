//! Fields → reference: what a record gives in fields, written out so that every field has its place.

use super::item::Item;
use super::label::{Label, Segment};
use super::name::Name;
use super::{Field, Reference};
use crate::{Confidence, Span};

impl Reference {
    /// The reference that a record gives in fields.
    ///
    /// Its [`raw`](Self::raw) is the fields one after another, and each field has its span there, as if it had been
    /// printed so; all are certain. Nothing is read, so nothing is lost or changed: [`item`](Self::item) gives the same
    /// item back. Linear.
    ///
    /// ```
    /// use citegraph::reference::Reference;
    /// use citegraph::reference::item::Item;
    ///
    /// let item = Item { title: Some("On tests".into()), volume: Some("3".into()), ..Item::default() };
    /// let reference = Reference::from_item(&item);
    /// assert_eq!(reference.raw, "On tests. 3");
    /// assert_eq!(reference.volume.as_ref().map(|field| field.span.of(&reference.raw)), Some("3"));
    /// assert_eq!(reference.item(), item);
    /// ```
    #[must_use]
    pub fn from_item(item: &Item) -> Self {
        let mut written = Written::default();
        let author = written.people(Label::Author, &item.author);
        let issued = item.issued.as_ref().map(|date| written.field(Label::Date, &date.to_string(), date.clone()));
        let title = written.text(Label::Title, item.title.as_ref());
        let container = match item.item_type {
            super::item::ItemType::Chapter | super::item::ItemType::PaperConference => Label::Book,
            _ => Label::Journal,
        };
        let editor = written.people(Label::Editor, &item.editor);
        let translator = written.people(Label::Translator, &item.translator);
        let container_title = written.text(container, item.container_title.as_ref());
        let collection_title = written.text(Label::Series, item.collection_title.as_ref());
        let collection_number = written.text(Label::Series, item.collection_number.as_ref());
        let volume = written.text(Label::Volume, item.volume.as_ref());
        let number_of_volumes = written.text(Label::Volume, item.number_of_volumes.as_ref());
        let issue = written.text(Label::Issue, item.issue.as_ref());
        let page = written.text(Label::Page, item.page.as_ref());
        let edition = written.text(Label::Edition, item.edition.as_ref());
        let genre = written.text(Label::Genre, item.genre.as_ref());
        let number = written.text(Label::Number, item.number.as_ref());
        let publisher_place = written.text(Label::Place, item.publisher_place.as_ref());
        let authority = written.text(Label::Publisher, item.authority.as_ref());
        let publisher = written.text(Label::Publisher, item.publisher.as_ref());
        let isbn = written.text(Label::Isbn, item.isbn.as_ref());
        let arxiv = written.text(Label::Arxiv, item.arxiv.as_ref());
        let pmid = written.text(Label::Note, item.pmid.as_ref());
        let doi = written.text(Label::Doi, item.doi.as_ref());
        let url = written.text(Label::Url, item.url.as_ref());
        Self {
            item_type: item.item_type,
            author,
            editor,
            translator,
            title,
            container_title,
            collection_title,
            collection_number,
            issued,
            volume,
            number_of_volumes,
            issue,
            page,
            publisher,
            publisher_place,
            authority,
            edition,
            genre,
            number,
            doi,
            url,
            isbn,
            arxiv,
            pmid,
            raw: written.raw,
            segments: written.segments,
            ..Self::default()
        }
    }
}

/// As [`from_item`](Reference::from_item) makes it.
impl From<&Item> for Reference {
    fn from(item: &Item) -> Self {
        Self::from_item(item)
    }
}

/// As [`from_item`](Reference::from_item) makes it.
impl From<Item> for Reference {
    fn from(item: Item) -> Self {
        Self::from_item(&item)
    }
}

/// A text that grows by a field at a time.
#[derive(Default)]
struct Written {
    raw: String,
    segments: Vec<Segment>,
}

impl Written {
    /// Writes a field, parted from the one before.
    fn field<T>(&mut self, label: Label, printed: &str, value: T) -> Field<T> {
        if !self.raw.is_empty() {
            self.raw.push_str(if self.raw.ends_with(['.', '!', '?']) { " " } else { ". " });
        }
        let start = self.raw.len();
        self.raw.push_str(printed);
        let span = Span::new(start, self.raw.len());
        self.segments.push(Segment { label, span, confidence: Confidence::CERTAIN });
        Field { value, span, confidence: Confidence::CERTAIN }
    }

    fn text(&mut self, label: Label, value: Option<&String>) -> Option<Field<String>> {
        value.map(|value| self.field(label, value, value.clone()))
    }

    /// Writes names, parted by semicolons, in one segment.
    fn people(&mut self, label: Label, names: &[Name]) -> Vec<Field<Name>> {
        if names.is_empty() {
            return Vec::new();
        }
        let printed: Vec<String> = names.iter().map(inverted).collect();
        let mut at = self.field(label, &printed.join("; "), ()).span.start;
        let place = |(name, printed): (&Name, &String)| {
            let span = Span::new(at, at + printed.len());
            at = span.end + 2;
            Field { value: name.clone(), span, confidence: Confidence::CERTAIN }
        };
        names.iter().zip(&printed).map(place).collect()
    }
}

/// "van der Lee, Bob, Jr.": the family name first, as registers have it.
pub(crate) fn inverted(name: &Name) -> String {
    let Name { family, given, dropping_particle, non_dropping_particle, suffix, literal } = name;
    if let Some(literal) = literal {
        return literal.clone();
    }
    let words = |parts: [&Option<String>; 2]| parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let parts = [words([non_dropping_particle, family]), words([given, dropping_particle]), words([suffix, &None])];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
