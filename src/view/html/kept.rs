//! The works that the page holds.

use std::collections::HashMap;

use crate::graph::{FrozenGraph, WorkIndex};
use crate::view::layout::columns::Spacing;
use crate::view::layout::communities::islands;
use crate::view::layout::years::{Layers, layers};
use crate::view::layout::{Point, Sketch};

/// The works that the page holds, in the graph's order, and their numbers there.
pub(super) struct Kept {
    pub(super) works: Vec<WorkIndex>,
    numbers: HashMap<WorkIndex, u32>,
    is_paper: Vec<bool>,
}

impl Kept {
    /// Papers, and of the others those that are cited most, up to `most` in all.
    pub(super) fn of(graph: &FrozenGraph, is_paper: impl Fn(WorkIndex) -> bool, most: usize) -> Self {
        let mut works: Vec<WorkIndex> = graph.works().collect();
        let weight = |work: WorkIndex| graph.cited_by(work).len();
        works.sort_by_key(|&work| (!is_paper(work), std::cmp::Reverse(weight(work)), work));
        let papers = works.partition_point(|&work| is_paper(work));
        works.truncate(most.max(papers));
        works.sort_unstable();
        let numbers = works.iter().copied().zip(0..).collect();
        let is_paper = works.iter().map(|&work| is_paper(work)).collect();
        Self { works, numbers, is_paper }
    }

    /// The number of a work in the page.
    pub(super) fn number(&self, work: WorkIndex) -> Option<u32> {
        self.numbers.get(&work).copied()
    }

    /// The places of the works, by years and by communities.
    pub(super) fn places(
        &self,
        graph: &FrozenGraph,
        communities: &[u32],
        year: impl Fn(WorkIndex) -> Option<i32>,
    ) -> (Layers, Vec<Point>) {
        let years: Vec<Option<i32>> = self.works.iter().map(|&work| year(work)).collect();
        let of: Vec<u32> = self.works.iter().map(|work| communities[work.index()]).collect();
        let citations =
            self.works.iter().flat_map(|&citing| graph.cites(citing).iter().map(move |&cited| (citing, cited)));
        let links: Vec<(u32, u32)> =
            citations.filter_map(|(citing, cited)| self.number(citing).zip(self.number(cited))).collect();
        let sketch = Sketch { years: &years, links: &links, anchors: &self.is_paper, communities: &of };
        let spacing =
            Spacing { between_years: (2.8, 7.0), within_year: 1.2, aspect: 0.72, least_rows: 12, columns: 20 };
        (layers(&sketch, spacing), islands(&sketch))
    }
}
