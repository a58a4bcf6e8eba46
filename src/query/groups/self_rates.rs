//! How much of what a group's works give and receive are self-citations, by three definitions, from strict to lenient.
//!
//! The group is a person's works, a journal's, an institution's or one work: any [`Grouping`]. *Given* are the citations by
//! its works, *received* those of its works. Of each citation it is asked whether citing and cited work have authors in
//! common:
//!
//! | definition | a citation counts | used by |
//! |---|---|---|
//! | any author | 1 when an author is the same | Aksnes 2003; Ioannidis et al. 2019 |
//! | first author | 1 when the first author is | |
//! | co-authors | the authors in common over all authors of the two (Jaccard's coefficient) | a fractional count, as Schubert, Glänzel & Thijs 2006 propose; their formula may differ |
//!
//! Names are all that is known of people. The count is therefore an interval: its strict end takes two names for one person
//! when their given names agree in full, its lenient end whenever nothing that is printed contradicts it, authors that
//! aren't printed included. What a rate is of the group itself, whoever wrote the works, is in
//! [`own_citations`](super::own_citations).
//!
//! A rate is a figure to be looked at, not a verdict.
//!
//! - D. W. Aksnes (2003). A macro study of self-citation. *Scientometrics*, 56(2), 235–246.
//! - A. Schubert, W. Glänzel & B. Thijs (2006). The weight of author self-citations. A fractional approach to self-citation
//!   counting. *Scientometrics*, 67(3), 503–514.

use super::grouping::Grouping;
use super::self_citation::{Answer, Folded};
use crate::graph::CitationGraph;
use crate::query::names::NameEvidence;

/// What makes a citation a self-citation; see the [module](self).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Definition {
    /// Some author is the same.
    #[default]
    AnyAuthor,
    /// The first author is the same.
    FirstAuthor,
    /// In proportion to the authors in common.
    CoAuthors,
}

/// How many self-citations there are, from strict to lenient evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Interval {
    /// By full names alone.
    pub strict: f64,
    /// By all that may be.
    pub lenient: f64,
}

/// Citations, and how many of them are self-citations.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SelfShare {
    /// All of them.
    pub citations: usize,
    /// So many are the authors' own.
    pub own: Interval,
}

impl SelfShare {
    fn add(&mut self, own: Interval) {
        self.citations += 1;
        self.own.strict += own.strict;
        self.own.lenient += own.lenient;
    }

    /// The own ones over all; nothing when there are none.
    #[must_use]
    pub fn rate(&self) -> Option<Interval> {
        let all = self.citations as f64;
        (all > 0.0).then(|| Interval { strict: self.own.strict / all, lenient: self.own.lenient / all })
    }
}

/// A group's self-citations.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct SelfRates {
    /// The group, by its number in the [`Grouping`].
    pub group: usize,
    /// Its works.
    pub works: usize,
    /// The citations by its works.
    pub given: SelfShare,
    /// The citations of its works.
    pub received: SelfShare,
}

/// The rates of every group that gives or receives a citation, by its number.
///
/// A citation by two documents that are one work counts twice; a work that cites itself counts as its own, by every
/// definition.
///
/// # Complexity
///
/// O(Σ a · b) comparisons of names, a and b the numbers of authors of the two works of a citation, and O(g) for the g
/// groups of both.
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::query::grouping::Grouping;
/// use citegraph::query::self_rates::{Definition, self_rates};
/// use citegraph::reference::item::Item;
/// use citegraph::reference::name::Name;
///
/// fn by(names: &[(&str, &str)]) -> Item {
///     let name = |&(given, family): &(&str, &str)| {
///         let mut name = Name::default();
///         (name.given, name.family) = (Some(given.to_owned()), Some(family.to_owned()));
///         name
///     };
///     Item { author: names.iter().map(name).collect(), ..Item::default() }
/// }
/// let graph = CitationGraph::builder()
///     .paper("a", by(&[("Nasreen", "Kaura"), ("Ove", "Lind")]))
///     .work("w", by(&[("N.", "Kaura")]))
///     .cite("a", "w")
///     .build()?;
/// let authors = Grouping::authors(&graph);
/// let rates = self_rates(&graph, &authors, Definition::CoAuthors);
/// assert_eq!(authors.name(rates[0].group), "Nasreen Kaura");
/// let own = rates[0].received.own;
/// assert_eq!((own.strict, own.lenient), (0.0, 0.5));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn self_rates(graph: &CitationGraph, grouping: &Grouping, definition: Definition) -> Vec<SelfRates> {
    let folded: Vec<Folded<'_>> = graph.works().map(|(_, work)| Folded::new(work)).collect();
    let mut found = vec![SelfRates::default(); grouping.count()];
    for (work, _) in graph.works() {
        grouping.of(work).iter().for_each(|&group| found[group as usize].works += 1);
    }
    for edge in graph.citations() {
        let own = if edge.citing == edge.cited {
            Interval { strict: 1.0, lenient: 1.0 }
        } else {
            share(&folded[edge.citing.index()], &folded[edge.cited.index()], definition)
        };
        grouping.of(edge.citing).iter().for_each(|&group| found[group as usize].given.add(own));
        grouping.of(edge.cited).iter().for_each(|&group| found[group as usize].received.add(own));
    }
    found.iter_mut().enumerate().for_each(|(group, rates)| rates.group = group);
    found.retain(|rates| rates.given.citations + rates.received.citations > 0);
    found
}

/// How far one citation is a self-citation.
fn share(citing: &Folded<'_>, cited: &Folded<'_>, definition: Definition) -> Interval {
    let number = |yes: bool| f64::from(u8::from(yes));
    let matches = citing.matches(cited);
    match definition {
        Definition::AnyAuthor => Interval {
            strict: number(matches.iter().any(|found| found.2 >= NameEvidence::FullName)),
            lenient: number(citing.any_author(cited, &matches) != Answer::No),
        },
        Definition::FirstAuthor => {
            let first = citing.names.first().zip(cited.names.first()).and_then(|(a, b)| a.compare(b));
            Interval {
                strict: number(first >= Some(NameEvidence::FullName)),
                lenient: number(citing.first_author(cited) != Answer::No),
            }
        }
        Definition::CoAuthors if citing.names.is_empty() || cited.names.is_empty() => {
            Interval { strict: 0.0, lenient: 1.0 }
        }
        Definition::CoAuthors => {
            let overlap = |least: NameEvidence| {
                let mut common: Vec<usize> =
                    matches.iter().filter(|found| found.2 >= least).map(|found| found.1).collect();
                common.sort_unstable();
                common.dedup();
                common.len() as f64 / (citing.names.len() + cited.names.len() - common.len()) as f64
            };
            Interval { strict: overlap(NameEvidence::FullName), lenient: overlap(NameEvidence::FamilyOnly) }
        }
    }
}
