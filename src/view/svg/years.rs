//! From which years sources are taken, as bars.

use super::canvas::{Anchor, Canvas, Font};
use super::{COLOURS, INK, PALE};
use crate::graph::WorkIndex;
use crate::query::spectroscopy::CitedYear;

/// The spectrum of cited years in SVG, as [`spectroscopy`](crate::query::spectroscopy::spectroscopy) gives it: a bar for the
/// citations of each year, and a line for how much they are above or below the median of five years. The highest peaks of
/// that line bear what `name` calls the year's most cited work. The same spectrum gives the same bytes.
///
/// # Complexity
///
/// O(y log y) for y years.
///
/// # Example
///
/// ```
/// use citegraph::graph::FrozenBuilder;
/// use citegraph::query::spectroscopy::spectroscopy;
/// use citegraph::view::svg::years;
///
/// let mut builder = FrozenBuilder::default();
/// builder.work("w", Some(1999));
/// builder.cite("a", "w");
/// let (graph, _) = builder.build()?;
/// let picture = years(&spectroscopy(&graph, |_| true, 1), |work| graph.id(work).to_owned());
/// assert!(picture.contains("1999: 1 citation<"));
/// # Ok::<(), citegraph::graph::BuildError>(())
/// ```
#[must_use]
pub fn years(spectrum: &[CitedYear], name: impl Fn(WorkIndex) -> String) -> String {
    let most = spectrum.iter().map(|year| year.citations).max().unwrap_or(0).max(1);
    let least = spectrum.iter().map(|year| year.deviation).min().unwrap_or(0).min(0);
    let step = (WIDTH / spectrum.len().max(1) as f64).clamp(1.5, 40.0);
    let scale = HEIGHT / most as f64;
    let chart = Chart {
        spectrum,
        step,
        scale,
        zero: TOP + HEIGHT,
        lowest: TOP + HEIGHT + least.unsigned_abs() as f64 * scale,
        right: LEFT + spectrum.len() as f64 * step,
    };
    let mut canvas = Canvas::default();
    chart.axes(&mut canvas, most);
    chart.bars(&mut canvas);
    chart.deviation(&mut canvas);
    chart.peaks(&mut canvas, name);
    let below = chart.lowest + 30.0;
    let end = legend(&mut canvas, below + 22.0);
    canvas.finish(chart.right.max(end) + 24.0, below + 40.0)
}

/// The room for bars.
const WIDTH: f64 = 1040.0;
const HEIGHT: f64 = 320.0;
/// What is free on the left for figures, and above for names.
const LEFT: f64 = 64.0;
const TOP: f64 = 84.0;
/// How many peaks bear a name.
const PEAKS: usize = 8;

struct Chart<'s> {
    spectrum: &'s [CitedYear],
    /// From a year to the next.
    step: f64,
    /// The height of a citation.
    scale: f64,
    /// The height of no citation, and the lowest of the line.
    zero: f64,
    lowest: f64,
    right: f64,
}

impl Chart<'_> {
    fn x(&self, n: usize) -> f64 {
        LEFT + n as f64 * self.step
    }

    fn axes(&self, canvas: &mut Canvas, most: u64) {
        let font = Font::new(12.0, PALE);
        let by = round_step(most as f64 / 4.0).max(1);
        for figure in (0..=most).step_by(usize::try_from(by).unwrap_or(1)) {
            let y = self.zero - figure as f64 * self.scale;
            canvas.path(&format!("M{LEFT:.1} {y:.1}H{:.1}", self.right), "stroke=\"#e3e6ea\"", "");
            canvas.text((LEFT - 8.0, y + 4.0), font.at(Anchor::End), &figure.to_string());
        }
        let Some(first) = self.spectrum.first().map(|year| year.year) else {
            canvas.text((LEFT, self.zero - 20.0), font, "no cited work has a year");
            return;
        };
        // A year every fifty pixels or more.
        let by = i32::try_from(round_step(50.0 / self.step)).unwrap_or(1).max(1);
        for (n, year) in (0..self.spectrum.len()).zip(first..).filter(|(_, year)| year.rem_euclid(by) == 0) {
            let x = self.x(n) + self.step / 2.0;
            canvas.text((x, self.lowest + 20.0), font.at(Anchor::Middle), &year.to_string());
            canvas.path(&format!("M{x:.1} {:.1}v4", self.lowest + 3.0), "stroke=\"#9aa1ab\"", "");
        }
    }

    fn bars(&self, canvas: &mut Canvas) {
        let look = format!("fill=\"{}\" fill-opacity=\"0.75\"", COLOURS[4]);
        for (n, year) in self.spectrum.iter().enumerate().filter(|(_, year)| year.citations > 0) {
            let height = year.citations as f64 * self.scale;
            let citations = if year.citations == 1 { "citation" } else { "citations" };
            canvas.group(&format!("{}: {} {citations}", year.year, year.citations), |canvas| {
                let width = (self.step * 0.84).max(1.2);
                canvas.rect((self.x(n) + self.step * 0.08, self.zero - height), (width, height), 1.0, &look);
            });
        }
    }

    fn deviation(&self, canvas: &mut Canvas) {
        let point = |(n, year): (usize, &CitedYear)| {
            format!("{:.1} {:.1}", self.x(n) + self.step / 2.0, self.zero - year.deviation as f64 * self.scale)
        };
        let points: Vec<String> = self.spectrum.iter().enumerate().map(point).collect();
        if !points.is_empty() {
            let look =
                format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\" stroke-linejoin=\"round\"", COLOURS[1]);
            canvas.path(&format!("M{}", points.join("L")), &look, "");
        }
    }

    /// The names of the peaks that are highest above their years, in up to four rows over the bars, so that none covers
    /// another.
    fn peaks(&self, canvas: &mut Canvas, name: impl Fn(WorkIndex) -> String) {
        const ROWS: usize = 4;
        let mut peaks: Vec<(usize, &CitedYear)> =
            self.spectrum.iter().enumerate().filter(|(_, year)| year.deviation > 0).collect();
        peaks.sort_by_key(|(n, year)| (std::cmp::Reverse(year.deviation), *n));
        let font = Font::new(11.0, INK);
        let mut rows: [Vec<(f64, f64)>; ROWS] = Default::default();
        let mut names: Vec<((f64, f64), f64, String)> = Vec::new();
        for (n, year) in peaks.into_iter().take(PEAKS) {
            let Some((work, _)) = year.works.first() else { continue };
            let text = font.fitted(&name(*work), 200.0);
            let (x, half) = (self.x(n) + self.step / 2.0, font.width(&text) / 2.0);
            // Inside the picture.
            let middle = x.clamp(LEFT + half, (self.right - half).max(LEFT + half));
            let is_free = |row: &Vec<(f64, f64)>| {
                row.iter().all(|(left, right)| middle + half + 8.0 < *left || middle - half - 8.0 > *right)
            };
            let Some((row, taken)) = rows.iter_mut().enumerate().find(|(_, row)| is_free(row)) else { continue };
            taken.push((middle - half, middle + half));
            let y = TOP - 12.0 - row as f64 * 17.0;
            let top = self.zero - year.citations as f64 * self.scale;
            let look = "fill=\"none\" stroke=\"#9aa1ab\" stroke-width=\"0.8\" stroke-dasharray=\"2 2\"";
            canvas.path(&format!("M{x:.1} {:.1}V{top:.1}", y + 4.0), look, "");
            names.push(((middle, y), half, text));
        }
        // Over all lines, so that none strikes a name through.
        for ((middle, y), half, text) in names {
            canvas.rect((middle - half - 2.0, y - 10.0), (2.0 * half + 4.0, 13.0), 2.0, "fill=\"#ffffff\"");
            canvas.text((middle, y), font.at(Anchor::Middle), &text);
        }
    }
}

/// What the signs mean; where the line ends.
fn legend(canvas: &mut Canvas, y: f64) -> f64 {
    let font = Font::new(12.0, PALE);
    canvas.rect((LEFT, y - 10.0), (18.0, 11.0), 2.0, &format!("fill=\"{}\" fill-opacity=\"0.75\"", COLOURS[4]));
    let bars = "citations of works of the year";
    canvas.text((LEFT + 25.0, y), font, bars);
    let x = LEFT + 50.0 + font.width(bars);
    canvas.path(&format!("M{x:.0} {:.0}h18", y - 4.0), &format!("stroke=\"{}\" stroke-width=\"1.8\"", COLOURS[1]), "");
    let line = "above or below the median of five years; named: a peak's most cited work";
    canvas.text((x + 25.0, y), font, line);
    x + 25.0 + font.width(line)
}

/// The least of 1, 2, 5, 10, 20 … that isn't less.
fn round_step(least: f64) -> u64 {
    let mut step = 1;
    loop {
        for times in [1, 2, 5] {
            if (step * times) as f64 >= least || step >= 1 << 40 {
                return step * times;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spectrum(years: impl Iterator<Item = (i32, u64, i64)>) -> Vec<CitedYear> {
        years
            .map(|(year, citations, deviation)| CitedYear {
                year,
                citations,
                deviation,
                works: vec![(WorkIndex(0), 1)],
            })
            .collect()
    }

    #[test]
    fn bars_and_peaks() {
        let found = spectrum([(1999, 1, 0), (2000, 9, 7), (2001, 2, -1), (2002, 0, 0)].into_iter());
        let picture = years(&found, |_| "Roe <1>".to_owned());
        assert_eq!(picture.matches("citations</title>").count(), 2);
        assert!(picture.contains("1999: 1 citation<") && picture.contains("2000: 9 citations<"));
        assert_eq!(picture.matches(">Roe &lt;1&gt;<").count(), 1);
        assert_eq!(picture, years(&found, |_| "Roe <1>".to_owned()));
    }

    /// The line down from a name in an upper row passes the names below it.
    #[test]
    fn no_line_strikes_a_name_through() {
        let found = spectrum([(1999, 9, 7), (2000, 9, 6), (2001, 9, 5)].into_iter());
        let picture = years(&found, |_| "Roe & Doe 1999, a long name".to_owned());
        let last_line = picture.rfind("stroke-dasharray").expect("names have lines");
        assert!(picture.find(">Roe").is_some_and(|name| name > last_line));
    }

    #[test]
    fn long_and_empty_spectra() {
        let found = spectrum((-300..2020).map(|year| (year, 1, 0)));
        assert!(years(&found, |_| String::new()).contains(">-200<"));
        assert!(years(&[], |_| String::new()).contains("no cited work has a year"));
    }

    #[test]
    fn steps_are_round() {
        assert_eq!([0.0, 1.0, 1.5, 3.0, 7.0, 11.0, 30.0, 500.0].map(round_step), [1, 1, 2, 5, 10, 20, 50, 500]);
    }
}
