//! A record as bytes: what is compared of it, and no more.

use std::io;

use serde::{Deserialize, Serialize};

use crate::reference::date::Date;
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;

/// What is kept of a record, under names of one letter or two.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    #[serde(rename = "k")]
    item_type: ItemType,
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(rename = "a", skip_serializing_if = "Vec::is_empty")]
    author: Vec<KeptName>,
    #[serde(rename = "y", skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(rename = "b", skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(rename = "v", skip_serializing_if = "Option::is_none")]
    volume: Option<String>,
    #[serde(rename = "p", skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    doi: Option<String>,
    #[serde(rename = "x", skip_serializing_if = "Option::is_none")]
    arxiv: Option<String>,
}

/// What is kept of a name.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptName {
    #[serde(rename = "f", skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    #[serde(rename = "g", skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    #[serde(rename = "l", skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    non_dropping_particle: Option<String>,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    dropping_particle: Option<String>,
}

impl From<&Item> for Kept {
    fn from(item: &Item) -> Self {
        let name = |name: &Name| KeptName {
            family: name.family.clone(),
            given: name.given.clone(),
            literal: name.literal.clone(),
            non_dropping_particle: name.non_dropping_particle.clone(),
            dropping_particle: name.dropping_particle.clone(),
        };
        Self {
            item_type: item.item_type,
            title: item.title.clone(),
            author: item.author.iter().map(name).collect(),
            year: item.year(),
            container_title: item.container_title.clone(),
            publisher: item.publisher.clone(),
            volume: item.volume.clone(),
            page: item.page.clone(),
            doi: item.doi.clone(),
            arxiv: item.arxiv.clone(),
        }
    }
}

impl From<Kept> for Item {
    fn from(kept: Kept) -> Self {
        let name = |kept: KeptName| {
            let mut name = Name::default();
            (name.family, name.given, name.literal) = (kept.family, kept.given, kept.literal);
            (name.non_dropping_particle, name.dropping_particle) = (kept.non_dropping_particle, kept.dropping_particle);
            name
        };
        Self {
            item_type: kept.item_type,
            title: kept.title,
            author: kept.author.into_iter().map(name).collect(),
            issued: kept.year.map(Date::of_year),
            container_title: kept.container_title,
            publisher: kept.publisher,
            volume: kept.volume,
            page: kept.page,
            doi: kept.doi,
            arxiv: kept.arxiv,
            ..Self::default()
        }
    }
}

/// A record and its id as bytes.
pub(super) fn row(id: &str, item: &Item) -> io::Result<Vec<u8>> {
    let length = u32::try_from(id.len()).map_err(io::Error::other)?;
    let mut row = length.to_le_bytes().to_vec();
    row.extend(id.bytes());
    serde_json::to_writer(&mut row, &Kept::from(item))?;
    Ok(row)
}

/// The record and its id, if these bytes are some.
pub(super) fn row_of(row: &[u8]) -> Option<(String, Item)> {
    let (length, rest) = row.split_first_chunk::<4>()?;
    let (id, item) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let kept: Kept = serde_json::from_slice(item).ok()?;
    Some((String::from_utf8(id.to_vec()).ok()?, kept.into()))
}
