//! `corpus.toml`: what the papers of a corpus don't print about themselves.

use toml::{Table, Value};

use super::Paper;
use crate::error::{Error, ErrorKind};
use crate::reference::date::Date;
use crate::reference::item::ItemType;
use crate::reference::name::name;

/// What a manifest states of papers, by their ids.
///
/// ```toml
/// [paper.004]
/// title = "A Title"
/// author = ["Ann Lee", "Roe, B."]
/// container-title = "Journal of Tests"
/// issued = 2022
/// DOI = "10.1000/182"
/// ```
///
/// Keys are CSL's: `title`, `author`, `container-title`, `volume`, `issue`, `page`, `issued` (a year, or a date in
/// quotation marks), `DOI`, `URL`, `publisher`. What is stated replaces what is printed.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
pub struct Manifest {
    papers: Table,
    /// What it was read from, which is its form as data too.
    text: String,
}

/// Its text.
impl From<Manifest> for String {
    fn from(manifest: Manifest) -> Self {
        manifest.text
    }
}

impl TryFrom<String> for Manifest {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Manifest`] when `text` isn't TOML, has another table than `paper`, or a paper has a key or a value
    /// that isn't known.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut table: Table = text.parse().map_err(|e: toml::de::Error| {
            Error::new(ErrorKind::Manifest { reason: e.message().to_owned() }, e.span())
        })?;
        let papers = match table.remove("paper") {
            None => Table::new(),
            Some(Value::Table(papers)) => papers,
            Some(_) => return Err(unknown("`paper` is not a table")),
        };
        if let Some(other) = table.keys().next() {
            return Err(unknown(&format!("unknown key `{other}`, expected `paper`")));
        }
        for (id, stated) in &papers {
            let Value::Table(stated) = stated else { return Err(unknown(&format!("`paper.{id}` is not a table"))) };
            let mut scratch = Paper::default();
            for (key, value) in stated {
                set(&mut scratch, key, value).map_err(|reason| unknown(&format!("`paper.{id}`: {reason}")))?;
            }
        }
        Ok(Self { papers, text: text.to_owned() })
    }

    /// Puts what is stated of a paper in place of what it prints.
    pub fn apply(&self, paper: &mut Paper) {
        let Some(Value::Table(stated)) = self.papers.get(&paper.id) else { return };
        for (key, value) in stated {
            // `parse` has tried every key and value.
            let _ = set(paper, key, value);
        }
    }

    /// The ids that the manifest states something of, ascending.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.papers.keys().map(String::as_str)
    }
}

fn unknown(reason: &str) -> Error {
    Error::new(ErrorKind::Manifest { reason: reason.to_owned() }, None)
}

fn set(paper: &mut Paper, key: &str, value: &Value) -> Result<(), String> {
    let text = || match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        _ => Err(format!("`{key}` is not a string")),
    };
    let item = &mut paper.item;
    match key {
        "title" => item.title = Some(text()?),
        "container-title" => item.container_title = Some(text()?),
        "volume" => item.volume = Some(text()?),
        "issue" => item.issue = Some(text()?),
        "page" => item.page = Some(text()?),
        "publisher" => item.publisher = Some(text()?),
        "DOI" => item.doi = Some(text()?.to_lowercase()),
        "URL" => item.url = Some(text()?),
        "issued" => item.issued = Some(Date::parse(&text()?).ok_or_else(|| "`issued` is not a date".to_owned())?),
        "author" => {
            let Value::Array(authors) = value else { return Err("`author` is not an array".to_owned()) };
            let names: Option<Vec<_>> = authors.iter().map(|a| a.as_str().map(name)).collect();
            item.author = names.ok_or_else(|| "`author` holds something that is not a string".to_owned())?;
        }
        _ => return Err(format!("unknown key `{key}`")),
    }
    if item.item_type == ItemType::Document && item.container_title.is_some() {
        item.item_type = ItemType::ArticleJournal;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_replaces_what_is_printed() {
        let manifest = Manifest::parse("[paper.a]\nauthor = [\"Ann Lee\"]\nissued = 2022\ntitle = \"T\"").unwrap();
        let mut paper = Paper { id: "a".into(), ..Paper::default() };
        manifest.apply(&mut paper);
        assert_eq!(paper.item.year(), Some(2022));
        assert_eq!(paper.item.author[0].family.as_deref(), Some("Lee"));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let cases = [
            ("[papers.a]\ntitle = \"x\"", "manifest: unknown key `papers`, expected `paper`"),
            ("[paper.a]\nyear = 3", "manifest: `paper.a`: unknown key `year`"),
            ("[paper.a]\nissued = \"soon\"", "manifest: `paper.a`: `issued` is not a date"),
            ("[paper.a]\nauthor = \"x\"", "manifest: `paper.a`: `author` is not an array"),
        ];
        for (text, want) in cases {
            assert_eq!(Manifest::parse(text).unwrap_err().to_string(), want);
        }
    }
}
