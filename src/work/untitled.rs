//! References without a title that fit several works as well as one: they stay alone.

use super::Level;
use super::cluster::Link;
use super::record::Record;
use super::verdict::{Reason, Verdict, verdict};

/// Links of a reference that are weaker by more bits than this aren't as good as its best.
const TIE: i32 = 0;
/// More of its links aren't looked at.
const MOST: usize = 8;

/// Which records print no title and are linked as strongly to two works as to one: "Dictionary of Artists, 2011".
/// O(n log n) in the links.
pub(super) fn torn(records: &[&Record], links: &[Link]) -> Vec<bool> {
    let mut found = vec![false; records.len()];
    let untitled = |i: u32| records[i as usize].title.is_empty();
    // The titled that each untitled record is linked to, best first.
    let mut ends: Vec<(u32, i32, u32)> = links
        .iter()
        .filter(|l| l.judgement.verdict >= Verdict::Strong)
        .flat_map(|l| [(l.a, l.judgement.bits, l.b), (l.b, l.judgement.bits, l.a)])
        .filter(|(from, _, to)| untitled(*from) && !untitled(*to))
        .collect();
    ends.sort_unstable_by_key(|(from, bits, to)| (*from, std::cmp::Reverse(*bits), *to));
    for group in ends.chunk_by(|a, b| a.0 == b.0) {
        let best = group[0].1;
        let tied: Vec<u32> = group.iter().filter(|e| e.1 + TIE >= best).map(|e| e.2).take(MOST).collect();
        let two = |a: u32, b: u32| {
            let judged = verdict(records[a as usize], records[b as usize], Level::Work);
            judged.verdict == Verdict::Different && judged.reason == Reason::OtherTitle
        };
        found[group[0].0 as usize] = tied.iter().enumerate().any(|(n, a)| tied[n + 1..].iter().any(|b| two(*a, *b)));
    }
    found
}
