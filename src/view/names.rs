//! What people call the papers, works and entries of a graph, beside ids or in their place.

use std::collections::HashMap;

use super::label::{shortened, who_when};
use crate::graph::{CitationGraph, WorkIndex, WorkNode};
use crate::paper::ReferenceId;
use crate::reference::item::Item;

/// The names of a graph's papers, works and entries.
#[derive(Clone, Debug)]
pub struct Names<'g> {
    graph: &'g CitationGraph,
    /// How many papers are called so.
    papers: HashMap<String, usize>,
    /// The work that each entry cites.
    entries: HashMap<&'g ReferenceId, WorkIndex>,
}

/// What stands for who and what nobody knows.
const UNNAMED: &str = "unnamed";

impl<'g> Names<'g> {
    /// The names of `graph`; takes time and memory in proportion to its citations.
    #[must_use]
    pub fn new(graph: &'g CitationGraph) -> Self {
        let mut papers: HashMap<String, usize> = HashMap::new();
        for (_, work) in graph.papers() {
            *papers.entry(graph.work(work).map(who_when_of).unwrap_or_default()).or_default() += 1;
        }
        let edges = graph.citations();
        let entries = edges.flat_map(|edge| edge.citation.entries.iter().map(move |entry| (entry, edge.cited)));
        Self { graph, papers, entries: entries.collect() }
    }

    fn node(&self, id: &str) -> Option<&'g WorkNode> {
        self.graph.find(id).or_else(|| self.graph.paper(id)).and_then(|work| self.graph.work(work))
    }

    /// Who, when and what the paper or work of an id is, the title cut to so many characters, and left out where that is 0:
    /// `Kaura 2022. Pakistan-Afghan Taliban relations…`. None of an id that is no paper's or work's.
    #[must_use]
    pub fn described(&self, id: &str, title: usize) -> Option<String> {
        self.node(id).map(|work| described(work.item(), UNNAMED, title))
    }

    /// The same with the id: `Kaura 2022. Pakistan-Afghan Taliban relations… [a:3]`.
    #[must_use]
    pub fn with_id(&self, id: &str, title: usize) -> Option<String> {
        self.described(id, title).map(|name| format!("{name} [{id}]"))
    }

    /// An entry by its paper and its number there: `Kaura 2022 #3`. The paper's id stands between where several are called
    /// so. None of an entry of no paper of the graph.
    #[must_use]
    pub fn entry(&self, entry: &ReferenceId) -> Option<String> {
        let paper = who_when_of(self.graph.work(self.graph.paper(&entry.document)?)?);
        let is_alone = paper != UNNAMED && self.papers.get(&paper) == Some(&1);
        let id = if is_alone { String::new() } else { format!(" [{}]", entry.document) };
        Some(format!("{paper}{id} #{}", entry.label))
    }

    /// An entry inside its paper: `#3 Lind 2019`.
    #[must_use]
    pub fn own_entry(&self, entry: &ReferenceId) -> String {
        let work = self.entries.get(entry).and_then(|work| self.graph.work(*work));
        match work {
            Some(work) => format!("#{} {}", entry.label, who_when_of(work)),
            None => format!("#{}", entry.label),
        }
    }
}

fn who_when_of(work: &WorkNode) -> String {
    who_when(work.item(), UNNAMED)
}

/// "Kaura 2022. Pakistan-Afghan Taliban relations face…"
pub(super) fn described(item: &Item, fallback: &str, width: usize) -> String {
    let name = who_when(item, fallback);
    match item.title.as_deref() {
        // "n.d." has its full stop. A title that stands for who isn't said again.
        Some(title) if width > 0 && !title.is_empty() && !name.starts_with('“') => {
            format!("{}. {}", name.trim_end_matches('.'), shortened(title, width))
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::date::Date;
    use crate::reference::name::Name;

    #[test]
    fn names_tell_papers_apart() {
        let by = |family: &str, title: &str| Item {
            author: vec![Name::person(family, "A.")],
            title: Some(title.to_owned()),
            issued: Some(Date::of_year(2020)),
            ..Item::default()
        };
        let mut builder = CitationGraph::builder();
        builder.paper("a", by("Roe", "Of rivers and of their mouths")).paper("b", by("Lind", "Salt"));
        builder.paper("c", by("Roe", "Of lakes")).paper("d", Item::default());
        let graph = builder.build().expect("ids are unique");
        let names = Names::new(&graph);
        assert_eq!(names.with_id("a", 12).as_deref(), Some("Roe 2020. Of rivers… [a]"));
        assert_eq!(names.with_id("d", 12).as_deref(), Some("unnamed [d]"));
        assert_eq!(names.described("e", 12), None);
        let entry = |document: &str| names.entry(&ReferenceId::new(document, "3"));
        assert_eq!(entry("b").as_deref(), Some("Lind 2020 #3"));
        assert_eq!(entry("c").as_deref(), Some("Roe 2020 [c] #3"), "two papers are called so");
        assert_eq!(entry("e"), None);
        assert_eq!(names.own_entry(&ReferenceId::new("b", "3")), "#3");
    }
}
