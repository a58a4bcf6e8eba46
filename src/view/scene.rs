//! What every picture of a graph knows before it is drawn: which works it shows, and what marks them and their citations.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::options::{Colours, DrawOptions, Works};
use crate::graph::{CitationEdge, CitationGraph, WorkIndex};
use crate::query::communities::communities;
use crate::query::cycles::cycles;
use crate::query::self_citation::{Answer, self_citations};

/// Whose own work a citation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    Author,
    Journal,
}

pub(super) struct Scene<'g> {
    pub(super) graph: &'g CitationGraph,
    pub(super) options: DrawOptions,
    /// The works that are drawn, in order.
    pub(super) shown: Vec<WorkIndex>,
    /// How many documents cite each work.
    citing: Vec<usize>,
    /// A number for each document.
    documents: HashMap<&'g str, usize>,
    /// The component of each work that lies on a circle of citations.
    component: HashMap<WorkIndex, usize>,
    own: HashMap<(String, WorkIndex), Own>,
    communities: OnceCell<Vec<u32>>,
}

impl<'g> Scene<'g> {
    pub(super) fn new(graph: &'g CitationGraph, options: DrawOptions) -> Self {
        let mut component = HashMap::new();
        for (n, found) in cycles(graph).components.into_iter().enumerate() {
            component.extend(found.works.iter().filter_map(|work| graph.find(work)).map(|work| (work, n)));
        }
        let of = |any_author, journal| match (any_author, journal) {
            (Answer::Yes, _) => Some(Own::Author),
            (_, Answer::Yes) => Some(Own::Journal),
            _ => None,
        };
        let found = self_citations(graph).into_iter();
        let own = found.filter_map(|c| Some(((c.document, graph.find(&c.work)?), of(c.any_author, c.journal)?)));
        let mut scene = Self {
            graph,
            options,
            shown: Vec::new(),
            citing: graph.works().map(|(index, _)| graph.cited_by(index).len()).collect(),
            documents: graph.papers().map(|(document, _)| document).zip(0..).collect(),
            component,
            own: own.collect(),
            communities: OnceCell::new(),
        };
        scene.shown = scene.chosen();
        scene
    }

    /// The papers, and the works that are asked for.
    fn chosen(&self) -> Vec<WorkIndex> {
        let (mut shown, mut others): (Vec<WorkIndex>, Vec<WorkIndex>) =
            self.graph.works().map(|(index, _)| index).partition(|&index| self.is_paper(index));
        match self.options.works {
            Works::Shared => others.retain(|&work| self.citing(work) > 1),
            Works::SharedAndOwn => {
                let cited_by_itself = self.own.iter().filter(|(_, own)| **own == Own::Author);
                let own: Vec<WorkIndex> = cited_by_itself.map(|((_, work), _)| *work).collect();
                others.retain(|work| self.citing(*work) > 1 || own.contains(work));
            }
            Works::Strongest(most) => {
                others.sort_by_key(|&work| (std::cmp::Reverse(self.citing(work)), work));
                others.truncate(most);
            }
            Works::All => {}
            Works::None => others.clear(),
        }
        shown.extend(others);
        shown.sort_unstable();
        shown
    }

    pub(super) fn is_shown(&self, work: WorkIndex) -> bool {
        self.shown.binary_search(&work).is_ok()
    }

    pub(super) fn is_paper(&self, work: WorkIndex) -> bool {
        self.graph.work(work).is_some_and(|work| work.is_paper())
    }

    /// How many documents cite a work.
    pub(super) fn citing(&self, work: WorkIndex) -> usize {
        self.citing[work.index()]
    }

    /// How many of a work's sources aren't drawn.
    pub(super) fn hidden(&self, work: WorkIndex) -> usize {
        self.graph.cites(work).filter(|edge| !self.is_shown(edge.cited)).count()
    }

    /// The citations whose ends are both drawn.
    pub(super) fn citations(&self) -> impl Iterator<Item = CitationEdge<'g>> {
        self.graph.citations().filter(|edge| self.is_shown(edge.citing) && self.is_shown(edge.cited))
    }

    /// Whether a citation lies on a circle: a work's of itself, or inside a component.
    pub(super) fn is_circular(&self, edge: &CitationEdge<'_>) -> bool {
        let component = self.component.get(&edge.citing);
        edge.citing == edge.cited || component.is_some() && component == self.component.get(&edge.cited)
    }

    /// Whose own work a citation leads to, where that is known.
    pub(super) fn own(&self, edge: &CitationEdge<'_>) -> Option<Own> {
        self.own.get(&(edge.citation.document.clone(), edge.cited)).copied()
    }

    /// The community of each work.
    pub(super) fn communities(&self) -> &[u32] {
        self.communities.get_or_init(|| communities(&self.graph.freeze(), 1.0).of)
    }

    /// The number of the colour of a document, whose work is `citing`.
    pub(super) fn colour(&self, document: &str, citing: WorkIndex) -> Option<usize> {
        match self.options.colours {
            Colours::Papers => self.documents.get(document).copied(),
            Colours::Communities => self.communities().get(citing.index()).map(|community| *community as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::item::Item;

    #[test]
    fn what_is_drawn_is_as_asked() {
        // Two papers share two works of four, and one cites two more.
        let cited = [("a", "w"), ("b", "w"), ("a", "x"), ("b", "x"), ("a", "y"), ("a", "z")];
        let mut builder = CitationGraph::builder();
        builder.paper("a", Item::default()).paper("b", Item::default());
        for work in ["w", "x", "y", "z"] {
            builder.work(work, Item::default());
        }
        for (citing, cited) in cited {
            builder.cite(citing, cited);
        }
        let graph = builder.build().expect("all are there");
        let shown = |works| {
            let scene = Scene::new(&graph, DrawOptions::default().with_works(works));
            scene.shown.iter().map(|work| graph.id(*work)).collect::<String>()
        };
        assert_eq!(shown(Works::Shared), "abwx");
        assert_eq!(shown(Works::SharedAndOwn), "abwx");
        assert_eq!(shown(Works::Strongest(1)), "abw");
        assert_eq!(shown(Works::Strongest(3)), "abwxy");
        assert_eq!(shown(Works::All), "abwxyz");
        assert_eq!(shown(Works::None), "ab");
        let scene = Scene::new(&graph, DrawOptions::default());
        assert_eq!(scene.hidden(graph.find("a").expect("it is there")), 2);
    }
}
