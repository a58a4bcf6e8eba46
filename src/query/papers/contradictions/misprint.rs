//! Misprints that entries of two papers share: the one may have been copied from the other, or both from a third.

use std::collections::BTreeMap;

use super::{Contradiction, ContradictionKind, Entries, push};
use crate::fold;
use crate::paper::ReferenceId;
use crate::query::conflicts::{ConflictField, Reading, Standing, conflicts};
use crate::work::Corpus;

/// Readings that stand alone against what others print, that two papers or more have, and that are slips, not other ways
/// to print the same.
pub(super) fn shared(corpus: &Corpus, entries: &Entries<'_>, found: &mut Vec<Contradiction>) {
    for work in conflicts(corpus) {
        for field in &work.fields {
            let right = |reading: &&Reading| matches!(reading.standing, Standing::Own | Standing::Usual);
            let Some(right) = field.readings.iter().find(right) else { continue };
            let odd = field.readings.iter().filter(|reading| reading.standing == Standing::Odd);
            for reading in odd.filter(|reading| is_slip(field.field, &reading.value, &right.value)) {
                let mut ids: BTreeMap<&str, &ReferenceId> = BTreeMap::new();
                for witness in &reading.witnesses {
                    if let Some(id) = witness.member.entry() {
                        ids.entry(&id.document).or_insert(id);
                    }
                }
                if ids.len() < 2 {
                    continue;
                }
                let ids: Vec<ReferenceId> = ids.into_values().cloned().collect();
                let why = format!(
                    "{} {:?} in {} papers, where {} others have {:?}: it may be copied",
                    field.field.as_csl(),
                    reading.value,
                    ids.len(),
                    right.documents.len(),
                    right.value
                );
                push(found, entries, ContradictionKind::SharedMisprint, ids, reading.value.clone(), why);
            }
        }
    }
}

/// A word may be misprinted by so many letters.
const LETTERS: usize = 2;

/// Whether `value` is `right` with a slip in it. Two editions of a text have years of their own, and a year, an issue or a
/// page of one paper is no slip of another's form: so numbers must have as many digits and differ in one or two.
fn is_slip(field: ConflictField, value: &str, right: &str) -> bool {
    match field {
        ConflictField::Title | ConflictField::Author => {
            let (value, right) = (fold::words(value), fold::words(right));
            let (a, b): (Vec<&str>, Vec<&str>) = (value.split(' ').collect(), right.split(' ').collect());
            let mut differ = a.iter().zip(&b).filter(|(a, b)| a != b);
            let (Some((a_word, b_word)), None) = (differ.next(), differ.next()) else { return false };
            // A short word that differs may be another word, and an initial another form of the name: neither shows a
            // misprint.
            a.len() == b.len()
                && a_word.chars().count().min(b_word.chars().count()) > LETTERS * 2
                && spelling(a_word) != spelling(b_word)
                && fold::distance(a_word, b_word, LETTERS).is_some()
        }
        // A text comes online a year or two before its volume.
        ConflictField::Issued => match (value.parse::<i32>(), right.parse::<i32>()) {
            (Ok(a), Ok(b)) => a.abs_diff(b) > 2 && is_slip(ConflictField::Volume, value, right),
            _ => false,
        },
        ConflictField::Volume | ConflictField::Page | ConflictField::Doi => {
            let (value, right) = (fold::compact(value), fold::compact(right));
            let differ = value.chars().zip(right.chars()).filter(|(a, b)| a != b).count();
            value.len() == right.len() && (1..=LETTERS).contains(&differ)
        }
        _ => false,
    }
}

/// A word without what American and British spelling, or one and many, tell apart.
fn spelling(word: &str) -> String {
    word.trim_end_matches('s').replace("our", "or").replace("ys", "yz").replace("is", "iz").replace("tre", "ter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_other_forms() {
        for (field, value, right, want) in [
            (ConflictField::Title, "On the algea of lakes", "On the algae of lakes", true),
            (ConflictField::Title, "On the algae", "On the algae of lakes", false),
            (ConflictField::Title, "On the colours of lakes", "On the colors of lakes", false),
            (ConflictField::Issued, "2016", "2019", true),
            (ConflictField::Issued, "2018", "2019", false),
            (ConflictField::Title, "On the ponds of lakes", "On the algae of lakes", false),
            (ConflictField::Author, "Ann Qillory", "Ann Quillory", true),
            (ConflictField::Author, "B. Quillory", "A. Quillory", false),
            (ConflictField::Page, "104-119", "104-109", true),
            (ConflictField::Page, "104", "104-109", false),
            (ConflictField::Volume, "32", "23", true),
            (ConflictField::Publisher, "Lakeside", "Lakesyde", false),
        ] {
            assert_eq!(is_slip(field, value, right), want, "{value} for {right}");
        }
    }
}
