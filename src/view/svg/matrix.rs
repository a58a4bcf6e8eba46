//! What papers share, as a matrix of papers × papers.

use std::collections::HashMap;

use super::canvas::{Anchor, Canvas, Font};
use super::{INK, PALE};
use crate::graph::{CitationGraph, WorkIndex};
use crate::query::communities::communities;
use crate::query::shared_sources::shared_pairs;
use crate::view::label::who_when;

/// The overlap of papers in SVG: a cell for each two, the darker the more works both cite. Papers of one community stand
/// side by side, the most linked first. A paper that shares nothing with another has no row; how many those are is said
/// below. The same graph gives the same bytes.
///
/// Up to about a hundred papers, rows have names, and each cell its number and a tooltip.
///
/// # Complexity
///
/// That of [`shared_pairs`] and of [`communities`].
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::item::Item;
/// use citegraph::view::svg::matrix;
///
/// let graph = CitationGraph::builder()
///     .paper("a", Item::default())
///     .paper("b", Item::default())
///     .work("w", Item::default())
///     .cite("a", "w")
///     .cite("b", "w")
///     .build()?;
/// assert!(matrix(&graph).contains("a and b share 1 work"));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn matrix(graph: &CitationGraph) -> String {
    Matrix::new(graph).written()
}

/// Grounds of cells by what is shared: 1, 2, 3–4, 5–8, 9–16, more.
const SHADES: [&str; 6] = ["#d8e8f5", "#b0d0ea", "#7fb2dc", "#4a8fc7", "#2468a3", "#123f6b"];
/// From this shade on, numbers are white.
const DARK: usize = 3;
/// The ground of a paper's own cell.
const OWN: &str = "#eceef1";

/// How wide the cells are together, if they are neither too small nor too large.
const WIDTH: f64 = 1100.0;
/// Cells smaller than these have no names and numbers.
const LEGIBLE: f64 = 11.0;
/// From here on there is room for two digits.
const NUMBERED: f64 = 16.0;

struct Matrix<'g> {
    graph: &'g CitationGraph,
    /// The papers that share something, by row: their document and work.
    rows: Vec<(&'g str, WorkIndex)>,
    /// What a person calls them.
    names: Vec<String>,
    /// Two rows, the lesser first, and how many works they share; in order.
    cells: Vec<(usize, usize, usize)>,
}

/// What a person calls papers: those of one name by their documents, too.
fn names(graph: &CitationGraph, papers: &[(&str, WorkIndex)]) -> Vec<String> {
    let name = |(document, work): &(&str, WorkIndex)| {
        graph.work(*work).map_or_else(|| (*document).to_owned(), |work| who_when(work.item(), document))
    };
    let names: Vec<String> = papers.iter().map(name).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    names.iter().for_each(|name| *times.entry(name).or_default() += 1);
    let apart = |(name, (document, _)): (&String, &(&str, WorkIndex))| match times[name.as_str()] {
        1 => name.clone(),
        _ => format!("{name} ({document})"),
    };
    names.iter().zip(papers).map(apart).collect()
}

/// The shade of so many shared works.
fn shade(count: usize) -> usize {
    let doubled = usize::BITS - count.saturating_sub(1).leading_zeros();
    (doubled as usize).min(SHADES.len() - 1)
}

impl<'g> Matrix<'g> {
    fn new(graph: &'g CitationGraph) -> Self {
        let of = communities(&graph.freeze(), 1.0).of;
        let pairs: Vec<(String, String, usize)> =
            shared_pairs(graph).map(|pair| (pair.a, pair.b, pair.works.len())).collect();
        let mut shared: HashMap<&str, usize> = HashMap::new();
        for (a, b, count) in &pairs {
            *shared.entry(a).or_default() += count;
            *shared.entry(b).or_default() += count;
        }
        let mut rows: Vec<(&str, WorkIndex)> =
            graph.papers().filter(|(document, _)| shared.contains_key(document)).collect();
        rows.sort_by_key(|(document, work)| (of[work.index()], std::cmp::Reverse(shared[document]), *document));
        let row: HashMap<&str, usize> = rows.iter().enumerate().map(|(n, (document, _))| (*document, n)).collect();
        let cell = |(a, b, count): &(String, String, usize)| {
            let (a, b) = (row[a.as_str()], row[b.as_str()]);
            (a.min(b), a.max(b), *count)
        };
        let mut cells: Vec<(usize, usize, usize)> = pairs.iter().map(cell).collect();
        cells.sort_unstable();
        Self { names: names(graph, &rows), graph, rows, cells }
    }

    fn written(&self) -> String {
        const MARGIN: f64 = 24.0;
        let mut canvas = Canvas::default();
        let count = self.rows.len();
        let cell = (WIDTH / count.max(1) as f64).clamp(2.0, 34.0);
        let is_legible = cell >= LEGIBLE;
        let font = Font::new(if cell >= NUMBERED { 11.5 } else { 9.5 }, INK);
        let names: Vec<String> = (0..count).map(|row| font.fitted(&self.names[row], 220.0)).collect();
        let widest = names.iter().map(|name| font.width(name)).fold(0.0, f64::max);
        // Names on the left with the number of their row, the numbers again above.
        let left = if is_legible { MARGIN + widest + 34.0 } else { MARGIN };
        let top = if is_legible { MARGIN + 16.0 } else { MARGIN };
        let at = |row: usize| row as f64 * cell;
        if is_legible {
            for (row, name) in names.iter().enumerate() {
                let middle = top + at(row) + cell / 2.0 + font.size * 0.36;
                canvas.text((left - 30.0, middle), font.at(Anchor::End), name);
                let number = Font::new(font.size - 2.0, PALE);
                canvas.text((left - 6.0, middle), number.at(Anchor::End), &(row + 1).to_string());
                canvas.text(
                    (left + at(row) + cell / 2.0, top - 6.0),
                    number.at(Anchor::Middle),
                    &(row + 1).to_string(),
                );
            }
        }
        self.ground(&mut canvas, (left, top), cell);
        for &(a, b, shared) in &self.cells {
            if is_legible {
                for (row, column) in [(a, b), (b, a)] {
                    self.cell(&mut canvas, (left + at(column), top + at(row)), cell, (row, column), shared);
                }
            }
        }
        if !is_legible {
            self.small(&mut canvas, (left, top), cell);
        }
        let bottom = top + at(count) + 30.0;
        let right = self.legend(&mut canvas, bottom).max(left + at(count));
        canvas.finish(right + MARGIN, bottom + 20.0)
    }

    /// The whole, and the papers' own cells.
    fn ground(&self, canvas: &mut Canvas, (left, top): (f64, f64), cell: f64) {
        let side = self.rows.len() as f64 * cell;
        canvas.rect((left, top), (side, side), 0.0, "fill=\"#fbfbfc\" stroke=\"#d9dce1\" stroke-width=\"0.6\"");
        let own: String = (0..self.rows.len()).map(|row| square((left, top), (row, row), cell)).collect();
        canvas.path(&own, &format!("fill=\"{OWN}\""), "");
    }

    fn cell(&self, canvas: &mut Canvas, at: (f64, f64), size: f64, (row, column): (usize, usize), shared: usize) {
        let works = if shared == 1 { "work" } else { "works" };
        let title = format!("{} and {} share {shared} {works}", self.names[row], self.names[column]);
        let shade = shade(shared);
        canvas.group(&title, |canvas| {
            canvas.rect(at, (size - 1.0, size - 1.0), 1.5, &format!("fill=\"{}\"", SHADES[shade]));
            if size >= NUMBERED {
                let colour = if shade >= DARK { "#ffffff" } else { INK };
                let font = Font::new(if size >= 24.0 { 11.0 } else { 8.5 }, colour).at(Anchor::Middle);
                let middle = (at.0 + (size - 1.0) / 2.0, at.1 + (size - 1.0) / 2.0 + font.size * 0.36);
                canvas.text(middle, font, &shared.to_string());
            }
        });
    }

    /// Cells too small to be read, a path for each shade.
    fn small(&self, canvas: &mut Canvas, origin: (f64, f64), cell: f64) {
        for (n, ground) in SHADES.iter().enumerate() {
            let of_shade = self.cells.iter().filter(|(.., shared)| shade(*shared) == n);
            let path: String = of_shade
                .flat_map(|&(a, b, _)| [(a, b), (b, a)])
                .map(|(row, column)| square(origin, (row, column), cell))
                .collect();
            if !path.is_empty() {
                canvas.path(&path, &format!("fill=\"{ground}\""), "");
            }
        }
    }

    /// What shades mean, and what isn't drawn; where the line ends.
    fn legend(&self, canvas: &mut Canvas, y: f64) -> f64 {
        const RANGES: [&str; 6] = ["1", "2", "3–4", "5–8", "9–16", "more"];
        let (font, mut x) = (Font::new(12.0, PALE), 24.0);
        canvas.text((x, y), font, "works that both cite:");
        x += font.width("works that both cite:") + 12.0;
        let most = self.cells.iter().map(|(.., shared)| shade(*shared)).max();
        for (ground, range) in SHADES.iter().zip(RANGES).take(most.map_or(0, |most| most + 1)) {
            canvas.rect((x, y - 11.0), (16.0, 13.0), 2.0, &format!("fill=\"{ground}\""));
            canvas.text((x + 21.0, y), font, range);
            x += 36.0 + font.width(range);
        }
        let alone = self.graph.paper_count() - self.rows.len();
        let words = match alone {
            0 => String::new(),
            1 => "1 paper shares nothing".to_owned(),
            alone => format!("{alone} papers share nothing"),
        };
        canvas.text((x + 12.0, y), font, &words);
        x + 12.0 + font.width(&words)
    }
}

/// A cell as a part of a path.
fn square((left, top): (f64, f64), (row, column): (usize, usize), cell: f64) -> String {
    let size = (cell - 0.4).max(1.6);
    format!("M{:.1} {:.1}h{size:.1}v{size:.1}h-{size:.1}z", left + column as f64 * cell, top + row as f64 * cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::item::Item;

    /// Papers in a chain, each sharing works with the next, and one that shares nothing.
    fn chain(papers: usize) -> CitationGraph {
        let mut builder = CitationGraph::builder();
        builder.paper("alone", Item::default());
        for n in 0..papers {
            builder.paper(format!("p{n:03}"), Item::default()).work(format!("w{n:03}"), Item::default());
        }
        for n in 1..papers {
            builder.cite(format!("p{:03}", n - 1), format!("w{n:03}"));
            builder.cite(format!("p{n:03}"), format!("w{n:03}"));
        }
        builder.build().expect("ids are unique")
    }

    #[test]
    fn shades_double() {
        assert_eq!([1, 2, 3, 4, 5, 8, 9, 16, 17, 999].map(shade), [0, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn every_pair_has_two_cells() {
        let picture = matrix(&chain(20));
        assert_eq!(picture.matches("share 1 work<").count(), 2 * 19);
        assert!(picture.contains("p000 and p001 share 1 work") && picture.contains("p001 and p000 share 1 work"));
        assert!(picture.contains("1 paper shares nothing"));
        assert_eq!(picture, matrix(&chain(20)));
    }

    #[test]
    fn many_papers_have_a_small_picture() {
        let picture = matrix(&chain(600));
        assert!(picture.len() < 120_000, "{}", picture.len());
    }

    #[test]
    fn nothing_shared_is_said() {
        assert!(matrix(&chain(1)).contains("2 papers share nothing"));
    }
}
