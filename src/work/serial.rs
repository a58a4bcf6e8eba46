//! Members to and from data: as people read them where the form is text, JSON; by their parts in bytes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Member;
use crate::paper::ReferenceId;

/// In bytes, its kind by number.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Member")]
enum Numbered {
    Paper(String),
    Entry(ReferenceId),
}

/// As text: the paper's id, or `DOCUMENT:LABEL`.
impl Serialize for Member {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => Numbered::serialize(self, serializer),
        }
    }
}

/// Of text, what ends like an entry's id is an entry.
impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Numbered::deserialize(deserializer);
        }
        let text = String::deserialize(deserializer)?;
        Ok(match text.rsplit_once(':').filter(|(_, label)| is_label(label)) {
            Some((document, label)) => {
                Self::Entry(ReferenceId { document: document.to_owned(), label: label.to_owned() })
            }
            None => Self::Paper(text),
        })
    }
}

/// "12", "31a", "n2.14".
fn is_label(label: &str) -> bool {
    let number = label.strip_prefix('n').unwrap_or(label);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c == '.' || c.is_ascii_digit() || c.is_ascii_lowercase())
}
