//! Leads citations by label to the entries that are so labelled.

use std::collections::HashSet;

use super::{InTextCitation, Resolution};
use crate::document::{CitedLabel, Document, EntryLabels, Mention, Numbered};

/// Ranges of a document lead to so many entries and no more; those after it lead to the first they name, so that the
/// answer doesn't grow with the product of text and list.
const LED: usize = 1_000_000;

/// Leads every mention by label to its entries. O(n log n) for n mentions and what they name.
pub(super) fn resolve(document: &Document) -> Vec<InTextCitation> {
    let labels = &document.labels();
    let mut led = 0;
    let mentions = document.mentions.iter().filter(|mention| !mention.labels.is_empty());
    mentions
        .map(|mention| {
            let resolution = resolution(document, labels, mention, LED.saturating_sub(led).max(1));
            led += resolution.labels().len();
            InTextCitation::of(mention, resolution)
        })
        .collect()
}

/// The entries that `mention` means, `most` at most.
fn resolution(document: &Document, labels: &EntryLabels, mention: &Mention, most: usize) -> Resolution {
    let mut found: Vec<usize> = Vec::new();
    let mut missing: Vec<String> = Vec::new();
    for cited in &mention.labels {
        match cited {
            CitedLabel::Key(key) => match labels.keyed(key) {
                Some(entry) => found.push(entry),
                None => missing.push(key.clone()),
            },
            CitedLabel::Numbers { first, last, letter } => {
                let from = Numbered { number: *first, letter: *letter };
                let mut next = *first;
                for (number, entry) in labels.between(mention.span.start, from, *last).take(most) {
                    missing.extend((next..number).map(|n| n.to_string()));
                    next = number + 1;
                    found.push(entry);
                }
                let end = if found.len() < most { *last } else { next.saturating_sub(1) };
                missing.extend((next..=end).map(|n| n.to_string()));
            }
        }
    }
    let mut seen = HashSet::new();
    let each_once = found.into_iter().filter(|entry| seen.insert(*entry));
    let labels: Vec<String> = each_once.map(|entry| document.entries[entry].label.clone()).collect();
    match <[String; 1]>::try_from(labels) {
        Ok([label]) if missing.is_empty() => Resolution::Exact { label },
        Ok([label]) => Resolution::Several { labels: vec![label], missing },
        Err(labels) if labels.is_empty() => Resolution::Missing,
        Err(labels) => Resolution::Several { labels, missing },
    }
}
