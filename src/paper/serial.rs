//! Ids and resolutions to and from data: as people read them where the form is text, JSON; by their parts in bytes.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ReferenceId, Resolution};

/// As text: `DOCUMENT:LABEL`.
impl Serialize for ReferenceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => (&self.document, &self.label).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ReferenceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (document, label) = match deserializer.is_human_readable() {
            true => {
                let text = String::deserialize(deserializer)?;
                let parts = text.rsplit_once(':').ok_or_else(|| D::Error::custom("expected DOCUMENT:LABEL"))?;
                (parts.0.to_owned(), parts.1.to_owned())
            }
            false => <(String, String)>::deserialize(deserializer)?,
        };
        Ok(Self { document, label })
    }
}

/// In text, its fields beside its `kind`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Resolution", rename_all = "kebab-case", tag = "kind")]
enum Named {
    Exact { label: String },
    Several { labels: Vec<String>, missing: Vec<String> },
    Near { label: String, why: String },
    Ambiguous { labels: Vec<String> },
    Missing,
}

/// In bytes, its kind by number.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Resolution")]
enum Numbered {
    Exact { label: String },
    Several { labels: Vec<String>, missing: Vec<String> },
    Near { label: String, why: String },
    Ambiguous { labels: Vec<String> },
    Missing,
}

impl Serialize for Resolution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => Named::serialize(self, serializer),
            false => Numbered::serialize(self, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Resolution {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => Named::deserialize(deserializer),
            false => Numbered::deserialize(deserializer),
        }
    }
}
