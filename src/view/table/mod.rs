//! Answers as rows: the one source of tables for people and of CSV.

mod answers;

use std::borrow::Cow;

pub use answers::*;

use crate::graph::CitationGraph;
use crate::paper::ReferenceId;
use crate::view::label::shortened;
use crate::view::names::{Names, described};

/// Rows under a header. Every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Unchecked"))]
#[non_exhaustive]
pub struct Table {
    /// The columns' names.
    pub header: Vec<Cow<'static, str>>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// What the cells of each column hold.
    holds: Vec<Holds>,
}

/// What the cells of a column hold, by which a person is told more than ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
enum Holds {
    Text,
    /// What a paper prints, at any length.
    Excerpt,
    /// The id of a paper, which stands beside others: its title is cut early.
    Paper,
    /// The id of a work, which the row is about.
    Work,
    /// Ids of works.
    Works,
    /// Ids of works in the order in which they cite each other.
    Path,
    /// Entries, and papers among them.
    Entries,
    /// Entries of the row's own paper, whose works the row tells.
    Numbers,
    /// Entries of the row's own paper, of works that the row doesn't tell.
    OwnEntries,
    /// Two entries that are one work, and why.
    Join,
}

/// A table as it stands in data.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Unchecked {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    holds: Vec<Holds>,
}

#[cfg(feature = "serde")]
impl TryFrom<Unchecked> for Table {
    type Error = &'static str;

    fn try_from(Unchecked { header, rows, holds }: Unchecked) -> Result<Self, Self::Error> {
        let even = holds.len() == header.len() && rows.iter().all(|row| row.len() == header.len());
        let header = header.into_iter().map(Cow::Owned).collect();
        even.then_some(Self { header, rows, holds }).ok_or("expected as many cells in each row as the header has")
    }
}

/// A column's name and what it holds.
type Column = (&'static str, Holds);

const fn text(name: &'static str) -> Column {
    (name, Holds::Text)
}

const fn paper(name: &'static str) -> Column {
    (name, Holds::Paper)
}

const fn work(name: &'static str) -> Column {
    (name, Holds::Work)
}

const fn entries(name: &'static str) -> Column {
    (name, Holds::Entries)
}

/// How long titles get beside a paper's names and year, and a work's.
const PAPER_TITLE: usize = 36;
const WORK_TITLE: usize = 60;
/// How much a person is shown of what is printed.
const EXCERPT: usize = 120;

impl Table {
    /// Rows under a header; each should have as many cells as the header.
    #[must_use]
    pub fn of(header: Vec<&'static str>, rows: Vec<Vec<String>>) -> Self {
        Self { holds: vec![Holds::Text; header.len()], header: header.into_iter().map(Cow::Borrowed).collect(), rows }
    }

    fn new<const N: usize>(columns: [Column; N], rows: impl IntoIterator<Item = [String; N]>) -> Self {
        let (header, holds) = columns.into_iter().map(|(name, holds)| (Cow::Borrowed(name), holds)).unzip();
        Self { header, rows: rows.into_iter().map(Vec::from).collect(), holds }
    }

    /// The columns' names, as what prints a row of texts takes them.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        self.header.iter().map(AsRef::as_ref).collect()
    }

    /// The table with who, when and what beside its ids of papers and works, each in a column of its own: for programs.
    #[must_use]
    pub fn described(mut self, graph: &CitationGraph) -> Self {
        let is_id = |holds: &Holds| matches!(holds, Holds::Paper | Holds::Work);
        let columns: Vec<usize> = (0..self.header.len()).filter(|&column| is_id(&self.holds[column])).collect();
        for at in columns.into_iter().rev() {
            self.header.insert(at + 1, Cow::Borrowed(beside(&self.header[at])));
            self.holds.insert(at + 1, Holds::Text);
            for row in &mut self.rows {
                let of = graph.find(&row[at]).or_else(|| graph.paper(&row[at])).and_then(|work| graph.work(work));
                let said =
                    of.map_or_else(String::new, |of| described(of.item(), "", WORK_TITLE).trim_start().to_owned());
                row.insert(at + 1, said);
            }
        }
        self
    }

    /// The table with what people call papers, works and entries in place of ids alone: `Kaura 2022. Pakistan-Afghan… [a:3]`,
    /// and of an entry `Roe 2023 #3`.
    #[must_use]
    pub fn named(mut self, names: &Names<'_>) -> Self {
        let paper = self.holds.iter().position(|holds| *holds == Holds::Paper);
        for row in &mut self.rows {
            let own = paper.map(|column| row[column].clone()).unwrap_or_default();
            for (cell, holds) in row.iter_mut().zip(&self.holds) {
                if let Some(named) = holds.named(cell, &own, names) {
                    *cell = named;
                }
            }
        }
        self
    }
}

/// The name of the column beside one of ids.
fn beside(column: &str) -> &'static str {
    match column {
        "a" => "a: who, when, what",
        "b" => "b: who, when, what",
        "citing" => "citing: who, when, what",
        "cited" => "cited: who, when, what",
        "document" => "document: who, when, what",
        _ => "who, when, what",
    }
}

impl Holds {
    /// What a person reads in place of a cell in a row about the paper `own`.
    fn named(self, cell: &str, own: &str, names: &Names<'_>) -> Option<String> {
        let each = |cell: &str, separator: &str, name: &dyn Fn(&str) -> Option<String>| {
            cell.split(separator)
                .map(|id| name(id).unwrap_or_else(|| id.to_owned()))
                .collect::<Vec<_>>()
                .join(separator)
        };
        let of_entry = |printed: &str| {
            let entry = printed.parse().ok().and_then(|entry| names.entry(&entry));
            entry.or_else(|| names.with_id(printed, 0))
        };
        match self {
            Self::Text => None,
            Self::Excerpt => Some(shortened(cell, EXCERPT)),
            Self::Paper => names.with_id(cell, PAPER_TITLE),
            Self::Work => names.with_id(cell, WORK_TITLE),
            Self::Works => Some(each(cell, "; ", &|id| names.with_id(id, PAPER_TITLE))),
            Self::Path => Some(each(cell, " → ", &|id| names.with_id(id, 0))),
            Self::Entries => Some(each(cell, "; ", &of_entry)),
            Self::Numbers | Self::OwnEntries => Some(each(cell, "; ", &|id| match id.parse::<ReferenceId>().ok()? {
                // A row may be about another paper's entries too.
                entry if entry.document != own => names.entry(&entry),
                entry if self == Self::Numbers => Some(format!("#{}", entry.label)),
                entry => Some(names.own_entry(&entry)),
            })),
            Self::Join => {
                let (a, rest) = cell.split_once(" = ")?;
                // An id may have a colon and a blank in it: the first end that leaves one.
                let ends = rest.match_indices(": ").map(|(at, _)| rest.split_at(at));
                let (b, why) = ends.filter_map(|(b, why)| Some((of_entry(b)?, why))).next()?;
                Some(format!("{} = {b}{why}", of_entry(a)?))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::date::Date;
    use crate::reference::item::Item;
    use crate::reference::name::Name;

    /// Each cell by what its column holds; a number that looks like an id is none.
    #[test]
    fn cells_are_named_by_what_they_hold() {
        let by = |family: &str| Item {
            author: vec![Name::person(family, "A.")],
            title: Some("Of rivers".to_owned()),
            issued: Some(Date::of_year(2020)),
            ..Item::default()
        };
        let mut builder = CitationGraph::builder();
        builder.paper("1", by("Roe")).paper("b", by("Lind"));
        let graph = builder.build().expect("ids are unique");
        let columns = [
            paper("document"),
            text("size"),
            ("works", Holds::Works),
            ("cycle", Holds::Path),
            entries("entries"),
            ("entry", Holds::OwnEntries),
            ("hangs on", Holds::Join),
        ];
        let row = ["1", "1", "1; b", "1 → b", "1:4; c:2", "1:4; b:7", "1:4 = b:7: same DOI"].map(str::to_owned);
        let named = Table::new(columns, [row]).named(&Names::new(&graph));
        let expected = [
            "Roe 2020. Of rivers [1]",
            "1",
            "Roe 2020. Of rivers [1]; Lind 2020. Of rivers [b]",
            "Roe 2020 [1] → Lind 2020 [b]",
            "Roe 2020 #4; c:2",
            "#4; Lind 2020 #7",
            "Roe 2020 #4 = Lind 2020 #7: same DOI",
        ];
        assert_eq!(named.rows[0], expected);
    }
}
