//! Works in the forms that reference managers and TeX take: BibTeX, RIS, NBIB, CSL-JSON, CSV, and a list in Markdown.
//!
//! What a form has is escaped by its own rules, and no control character gets in. Read again, every field is there but those that a
//! form has no place for:
//!
//! | form | left out |
//! |---|---|
//! | BibTeX | the number in a series of what is no book or part of one; the own number of an article, and of what is in a book; braces |
//! | RIS | the court of what is no decision or law, and the publisher of what is; what holds a book, thesis or report that is in no series; the own number of a book or a page; that a preprint of some genre is one |
//! | NBIB | the court, the number in a series, the own number, genre, translators, how many volumes there are, URL, arXiv's number; what holds a book |
//! | CSL-JSON, CSV | nothing |
//! | Markdown | is for people: all is printed |
//!
//! The name of a body that has a comma or semicolon stands in braces in RIS and CSV, one that looks like a person's has a comma
//! behind, as EndNote wants it, so that it comes back as it is.
//!
//! Of dates, BibTeX keeps no season, RIS, NBIB and CSV no season and no letter behind the year (`tests/records/fields.rs` asks it
//! of every kind of work).

mod bibtex;
mod markdown;
mod rows;
mod tagged;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::csl::is_issn;
use crate::error::UnknownName;
use crate::reference::item::Item;
use crate::reference::name::Name;

/// A form of bibliographies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Bibliography {
    /// BibTeX, with BibLaTeX's fields for what BibTeX has none.
    Bibtex,
    /// RIS.
    Ris,
    /// NBIB, as PubMed has it.
    Nbib,
    /// CSL-JSON, an array.
    Csl,
    /// A table, a row for each work.
    Csv,
    /// A list to read, in Markdown.
    Markdown,
}

impl Bibliography {
    /// Every form, in declaration order.
    pub const ALL: [Bibliography; 6] = [
        Bibliography::Bibtex,
        Bibliography::Ris,
        Bibliography::Nbib,
        Bibliography::Csl,
        Bibliography::Csv,
        Bibliography::Markdown,
    ];

    /// The name by which a user asks for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bibtex => "bibtex",
            Self::Ris => "ris",
            Self::Nbib => "nbib",
            Self::Csl => "csl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
        }
    }

    /// The works under their ids, in this form and in their order. Linear.
    ///
    /// ```
    /// use citegraph::reference::item::Item;
    /// use citegraph::view::bibliography::Bibliography;
    ///
    /// let item = Item { title: Some("Tests & trials".into()), ..Item::default() };
    /// let bib = Bibliography::Bibtex.write([("roe", &item)]);
    /// assert_eq!(bib, "@misc{roe,\n  title = {Tests \\& trials},\n}\n");
    /// ```
    #[must_use]
    pub fn write<'i>(self, works: impl IntoIterator<Item = (&'i str, &'i Item)>) -> String {
        let works = works.into_iter();
        match self {
            Self::Bibtex => bibtex::write(works),
            Self::Ris => tagged::ris(works),
            Self::Nbib => tagged::nbib(works),
            Self::Csl => csl(works),
            Self::Csv => rows::write(works),
            Self::Markdown => markdown::write(works),
        }
    }
}

impl fmt::Display for Bibliography {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Bibliography {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|form| form.as_str() == name)
            .ok_or_else(|| UnknownName::new("form of works", name, Self::ALL.map(Self::as_str)))
    }
}

/// An array, an object a line.
fn csl<'i>(works: impl Iterator<Item = (&'i str, &'i Item)>) -> String {
    let objects: Vec<String> = works
        .map(|(id, item)| {
            let mut csl = super::csl::item(item);
            csl.insert("id".to_owned(), id.into());
            serde_json::Value::Object(csl).to_string()
        })
        .collect();
    format!("[{}]\n", objects.join(",\n"))
}

/// Keys for works by who, when and what: "roe2020algae"; of several alike, "roe2020algae-2". Letters of ASCII, so that every
/// program takes them. The same works in the same order have the same keys. Linear.
#[must_use]
pub fn keys<'i>(items: impl IntoIterator<Item = &'i Item>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut key = |item: &Item| {
        let first = item.author.first().or(item.editor.first());
        let who = first.and_then(|name| name.family.as_deref().or(name.literal.as_deref()));
        let who = who.or(item.authority.as_deref()).unwrap_or_default();
        let who = crate::fold::words(who);
        let year = item.year().map(|year| year.to_string()).unwrap_or_default();
        let title = crate::fold::words(item.title.as_deref().or(item.container_title.as_deref()).unwrap_or_default());
        let what = title.split(' ').find(|word| word.len() > 3).unwrap_or_default();
        let ascii = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let whole = format!("{}{year}{}", ascii(who.split(' ').next_back().unwrap_or_default()), ascii(what));
        let whole = if whole.is_empty() { "work".to_owned() } else { whole };
        let count = seen.entry(whole.clone()).or_default();
        *count += 1;
        if *count == 1 { whole } else { format!("{whole}-{count}") }
    };
    items.into_iter().map(&mut key).collect()
}

/// A text on one line, without control characters.
fn line(text: &str) -> String {
    let clean = text.replace(|c: char| c.is_control(), " ");
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "van der Lee, Bob, Jr."; a body's name so that it is read as one: in braces where a comma or semicolon would part it, as in BibTeX,
/// with a comma behind where it looks like a person's, as in EndNote.
fn inverted(name: &Name) -> String {
    let written = line(&crate::reference::given::inverted(name));
    match &name.literal {
        None => written,
        Some(_) if written.contains([',', ';', '{']) => format!("{{{written}}}"),
        Some(_) if crate::reference::name::name(&written).literal.as_deref() == Some(&written) => written,
        Some(_) => format!("{written},"),
    }
}

/// First and last page; a first alone where there is no range.
fn page_range(page: &str) -> (&str, Option<&str>) {
    match page.split_once(['-', '–', '—']) {
        Some((first, last)) => (first.trim(), Some(last.trim_matches(['-', '–', ' '])).filter(|last| !last.is_empty())),
        None => (page, None),
    }
}
