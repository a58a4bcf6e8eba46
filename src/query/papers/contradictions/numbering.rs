//! Numbers of a list, and the order in which its entries are cited.

use std::collections::{HashMap, HashSet};

use super::{Contradiction, ContradictionKind, names_a_work};
use crate::paper::{CitationForm, CitingStyle, InTextCitation, ListedReference, Paper, ReferenceId};

/// Numbers that a list prints twice or skips.
pub(super) fn numbers(paper: &Paper, found: &mut Vec<Contradiction>) {
    let listed: Vec<&ListedReference> = paper.references.iter().filter(|r| names_a_work(r)).collect();
    let numbered: Vec<(u32, &ListedReference)> =
        listed.iter().filter_map(|r| Some((printed_number(&r.reference.raw)?, *r))).collect();
    // Where most entries have none, a number at the start is something else; notes begin anew.
    if numbered.len() < 3 || numbered.len() * 10 < listed.len() * 9 || paper.style() == CitingStyle::Notes {
        return;
    }
    for pair in numbered.windows(2) {
        let ((before, first), (number, entry)) = (pair[0], pair[1]);
        let mut says = |kind, entries: Vec<ReferenceId>, printed: String, why: String| {
            found.push(Contradiction { document: paper.id.clone(), kind, entries, span: entry.span, printed, why });
        };
        if number == before {
            let entries = vec![first.id.clone(), entry.id.clone()];
            says(
                ContradictionKind::NumberTwice,
                entries,
                number.to_string(),
                "two entries have this number".to_owned(),
            );
        } else if number > before + 1 && number - before <= LARGEST_GAP {
            let skipped: Vec<String> = (before + 1..number).map(|n| n.to_string()).collect();
            let why = format!("between {before} and {number}");
            says(ContradictionKind::NumberSkipped, vec![first.id.clone(), entry.id.clone()], skipped.join(", "), why);
        }
    }
}

/// A larger step is rather another list's beginning.
const LARGEST_GAP: u32 = 5;

/// "[12] Roe" and "12. Roe" are 12.
fn printed_number(raw: &str) -> Option<u32> {
    let bare = raw.trim_start().trim_start_matches(['[', '(']);
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let marked = bare[digits.len()..].starts_with([']', ')', '.']);
    (marked && digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}

/// Fewer entries that are cited by numbers tell no order.
const ORDERED: usize = 5;
/// In a list that is numbered in the order of its citations, one entry of so many may be out of order.
const ONE_OF: usize = 8;

/// Entries cited before others of lower numbers, where nearly all are first cited in the order of their numbers. A list in
/// the order of the alphabet is no such list.
pub(super) fn order(paper: &Paper, found: &mut Vec<Contradiction>) {
    if !matches!(paper.style(), CitingStyle::Numeric | CitingStyle::Superscript) {
        return;
    }
    let by_label: HashMap<&str, &ListedReference> =
        paper.references.iter().filter(|r| names_a_work(r)).map(|r| (r.id.label.as_str(), r)).collect();
    // Each entry where it is first cited, by number; numbers of one place are taken in order.
    let mut first: Vec<(u32, &InTextCitation, &ListedReference)> = Vec::new();
    let mut seen = HashSet::new();
    let numeric = |c: &&InTextCitation| matches!(c.form, CitationForm::Numeric | CitationForm::Superscript);
    for citation in paper.citations.iter().filter(numeric) {
        let mut here: Vec<(u32, &InTextCitation, &ListedReference)> = citation
            .resolution
            .labels()
            .iter()
            .filter_map(|label| Some((label.parse().ok()?, citation, *by_label.get(label.as_str())?)))
            .filter(|(number, ..)| seen.insert(*number))
            .collect();
        here.sort_by_key(|(number, ..)| *number);
        first.extend(here);
    }
    let numbers: Vec<u32> = first.iter().map(|(number, ..)| *number).collect();
    let kept = ascending(&numbers);
    let out = numbers.len() - kept.len();
    if numbers.len() < ORDERED || out == 0 || out * ONE_OF > numbers.len().max(ONE_OF) {
        return;
    }
    let kept: HashSet<usize> = kept.into_iter().collect();
    for (at, (number, citation, entry)) in first.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        let before = numbers[..at].iter().filter(|other| *other > number).min();
        let after = numbers[at..].iter().filter(|other| *other < number).min();
        let why = match (after, before) {
            (Some(after), _) => format!("{number} is first cited before {after}"),
            (None, Some(before)) => format!("{number} is first cited after {before}"),
            (None, None) => continue,
        };
        found.push(Contradiction {
            document: paper.id.clone(),
            kind: ContradictionKind::CitedOutOfOrder,
            entries: vec![entry.id.clone()],
            span: citation.span,
            printed: citation.printed.clone(),
            why,
        });
    }
}

/// The places of a longest ascending row (Fredman 1975): of several, the one whose numbers end lowest. O(n log n).
fn ascending(numbers: &[u32]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut row: Vec<usize> = std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ascending_row() {
        for (numbers, want) in [
            (vec![1, 2, 5, 3, 4, 6], vec![1, 2, 3, 4, 6]),
            (vec![2, 3, 1, 4], vec![2, 3, 4]),
            (vec![], vec![]),
            (vec![3, 2, 1], vec![1]),
        ] {
            let row: Vec<u32> = ascending(&numbers).into_iter().map(|at| numbers[at]).collect();
            assert_eq!(row, want, "{numbers:?}");
        }
    }
}
