//! Members and records to and from data: members as people read them where the form is text, JSON, and by their parts in bytes;
//! records, which nobody reads, by their bytes.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Member, Record};
use crate::paper::ReferenceId;

/// By its kind: in bytes its number, in text its name.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Member", rename_all = "kebab-case")]
enum MemberForm {
    Paper(String),
    Entry(ReferenceId),
    Further(ReferenceId, u32),
}

/// In text: as it is printed, or by its kind.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Printed(String),
    Kind(#[serde(with = "MemberForm")] Member),
}

/// As text: the paper's id, or `DOCUMENT:LABEL`, or `DOCUMENT:LABEL+NUMBER` of a further work in that entry; what would be
/// read as another of them, `{"paper": "ID"}`, `{"entry": "DOCUMENT:LABEL"}` or `{"further": ["DOCUMENT:LABEL", NUMBER]}`.
impl Serialize for Member {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let printed = self.to_string();
        match serializer.is_human_readable() && printed_member(&printed) == *self {
            true => serializer.serialize_str(&printed),
            false => MemberForm::serialize(self, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return MemberForm::deserialize(deserializer);
        }
        Ok(match Text::deserialize(deserializer)? {
            Text::Printed(printed) => printed_member(&printed),
            Text::Kind(member) => member,
        })
    }
}

/// Its [bytes](Record::to_bytes), in text by two digits each.
impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = self.to_bytes();
        match serializer.is_human_readable() {
            true => serializer.collect_str(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
            false => bytes.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = match deserializer.is_human_readable() {
            true => of_digits(&String::deserialize(deserializer)?),
            false => Some(Vec::deserialize(deserializer)?),
        };
        let record = bytes.and_then(|bytes| Self::from_bytes(&bytes));
        record.ok_or_else(|| D::Error::custom("expected the bytes of a record of this version"))
    }
}

/// The bytes that are written by two digits each.
fn of_digits(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |&[high, low]: &[u8; 2]| u8::try_from(digit(high)? * 16 + digit(low)?).ok();
    rest.is_empty().then(|| pairs.iter().map(byte).collect()).flatten()
}

/// What ends like an entry's id is an entry, and with a number behind it a further work of it.
fn printed_member(printed: &str) -> Member {
    let entry = |printed: &str| {
        let (document, label) = printed.rsplit_once(':').filter(|(_, label)| is_label(label))?;
        Some(ReferenceId { document: document.to_owned(), label: label.to_owned() })
    };
    let further = || {
        let (printed, number) = printed.rsplit_once('+')?;
        Some(Member::Further(entry(printed)?, number.parse().ok()?))
    };
    let entry = entry(printed).map(Member::Entry);
    entry.or_else(further).unwrap_or_else(|| Member::Paper(printed.to_owned()))
}

/// "12", "31a", "n2.14".
fn is_label(label: &str) -> bool {
    let number = label.strip_prefix('n').unwrap_or(label);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c == '.' || c.is_ascii_digit() || c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_and_entries_are_told_apart() {
        let entry = |document: &str, label: &str| {
            Member::Entry(ReferenceId { document: document.to_owned(), label: label.to_owned() })
        };
        let further = |document: &str, label: &str, number: u32| {
            Member::Further(ReferenceId { document: document.to_owned(), label: label.to_owned() }, number)
        };
        let cases = [
            (Member::Paper("x".to_owned()), r#""x""#),
            (Member::Paper("x:y".to_owned()), r#""x:y""#),
            (Member::Paper("x:12".to_owned()), r#"{"paper":"x:12"}"#),
            (entry("x", "12"), r#""x:12""#),
            (entry("x:1", "n2.14"), r#""x:1:n2.14""#),
            (entry("x", "Roe"), r#"{"entry":"x:Roe"}"#),
            (further("x", "12", 2), r#""x:12+2""#),
            (further("x", "Roe", 3), r#"{"further":["x:Roe",3]}"#),
            (Member::Paper("x:12+2".to_owned()), r#"{"paper":"x:12+2"}"#),
            (Member::Paper("x:12+02".to_owned()), r#"{"paper":"x:12+02"}"#),
        ];
        for (member, json) in cases {
            assert_eq!(serde_json::to_string(&member).expect("it has a form in JSON"), json);
            assert_eq!(serde_json::from_str::<Member>(json).expect(json), member);
        }
    }
}
