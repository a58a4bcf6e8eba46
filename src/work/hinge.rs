//! On which merge it hangs that two documents cite one work.

use std::cmp::Reverse;

use super::{Member, Merge, Work};

/// The merges of a work as a forest of its members, each joined to another by the surest merge that does so: a disjoint-set
/// forest, united by size and with its paths kept (Galler & Fischer 1964).
///
/// Merges come surest first, so that the way up from a member only leads over less and less sure ones, and the last that two
/// members need to meet is the weakest of the surest chain between them. O(m log m) time and O(m) memory for m members and
/// merges.
///
/// - B. A. Galler & M. J. Fischer (1964). An improved equivalence algorithm. *Communications of the ACM*, 7(5), 301–303.
#[derive(Clone, Debug)]
pub(crate) struct Hinges {
    /// Each member's parent, and how many merges came before theirs; a root has none.
    parents: Vec<Option<(usize, usize)>>,
    /// The merges by their place in the work, surest first.
    surest_first: Vec<usize>,
}

impl Hinges {
    pub(crate) fn new(work: &Work) -> Self {
        let place = |member: &Member| work.members.binary_search(member).ok();
        let mut surest_first: Vec<usize> = (0..work.merges.len()).collect();
        surest_first.sort_by_key(|&merge| {
            let merge = &work.merges[merge];
            Reverse((merge.verdict, merge.confidence))
        });
        let mut forest = Self { parents: vec![None; work.members.len()], surest_first: Vec::new() };
        let mut sizes = vec![1; work.members.len()];
        for (&merge, before) in surest_first.iter().zip(0..) {
            let merge = &work.merges[merge];
            let Some((a, b)) = place(&merge.a).zip(place(&merge.b)) else { continue };
            let (a, b) = (forest.root(a), forest.root(b));
            if a == b {
                continue;
            }
            let (large, small) = if sizes[a] < sizes[b] { (b, a) } else { (a, b) };
            forest.parents[small] = Some((large, before));
            sizes[large] += sizes[small];
        }
        Self { surest_first, ..forest }
    }

    fn root(&self, mut member: usize) -> usize {
        while let Some((parent, _)) = self.parents[member] {
            member = parent;
        }
        member
    }

    /// The merge of `work`, which this is of, without which no member of the one side were joined to one of the other: by
    /// their places. O(k · l · log m) for k and l members of m.
    pub(crate) fn between<'w>(&self, work: &'w Work, left: &[usize], right: &[usize]) -> Option<&'w Merge> {
        let ends = left.iter().flat_map(|&a| right.iter().map(move |&b| (a, b)));
        let first = ends.filter_map(|(a, b)| self.meet(a, b)).min()?;
        work.merges.get(self.surest_first[first])
    }

    /// How many merges come before the one that joins two members.
    fn meet(&self, mut a: usize, mut b: usize) -> Option<usize> {
        let mut last = None;
        while a != b {
            let ways = (self.parents[a], self.parents[b]);
            let is_left = match ways {
                (None, None) => return None,
                (Some((_, left)), Some((_, right))) => left < right,
                (left, None) => left.is_some(),
                (None, _) => false,
            };
            let (end, way) = if is_left { (&mut a, ways.0) } else { (&mut b, ways.1) };
            let (parent, before) = way?;
            (*end, last) = (parent, Some(before));
        }
        last
    }
}

impl Work {
    /// The merge on which it hangs that two documents both cite the work: of the surest chain of merges between an entry
    /// of the one and an entry of the other, the weakest. None when not both cite it. O(m log m) for m members, and
    /// O(k · l · log m) for the two documents' k and l entries of it.
    #[must_use]
    pub fn hinge(&self, a: &str, b: &str) -> Option<&Merge> {
        let entries = |document: &str| -> Vec<usize> {
            let is_its = |member: &Member| member.entry().is_some_and(|id| id.document == document);
            (0..self.members.len()).filter(|&place| is_its(&self.members[place])).collect()
        };
        Hinges::new(self).between(self, &entries(a), &entries(b))
    }
}
