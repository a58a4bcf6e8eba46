//! The strongest of many, when the others aren't to be kept.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The greatest values of those that were offered, a bounded number of them.
#[derive(Clone, Debug)]
pub(super) struct Strongest<T> {
    most: usize,
    /// The least of those kept is on top.
    kept: BinaryHeap<Reverse<T>>,
    offered: usize,
}

impl<T: Ord> Strongest<T> {
    /// Keeps `most` values.
    pub(super) fn new(most: usize) -> Self {
        Self { most, kept: BinaryHeap::new(), offered: 0 }
    }

    /// O(log k) time for k values kept.
    pub(super) fn offer(&mut self, value: T) {
        self.offered += 1;
        self.kept.push(Reverse(value));
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }

    /// How many values were offered.
    pub(super) fn offered(&self) -> usize {
        self.offered
    }

    /// The values kept, the greatest first.
    pub(super) fn into_descending(self) -> impl Iterator<Item = T> {
        self.kept.into_sorted_vec().into_iter().map(|Reverse(value)| value)
    }
}
