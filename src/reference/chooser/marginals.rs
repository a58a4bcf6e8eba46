//! How probable each stretch of the best path is: forward–backward in the chosen model's own units.

use std::ops::Range;

use multiversion::multiversion;

use super::model::{Model, Scores};
use super::tag::{self, TAGS, Tag};

type Row = [f32; TAGS];

/// Scaled forward and backward probabilities of a text's tags, reusable from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marginals {
    weights: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// What each token's forward row was multiplied by.
    scales: Vec<f32>,
}

/// The exponentials of a model's transitions.
#[derive(Clone, Debug)]
pub(crate) struct Odds {
    /// 1 for tags that a text can start with.
    starts: Row,
    forward: [Row; TAGS],
    backward: [Row; TAGS],
    /// `exp` of so many units below zero.
    falling: [f32; FALLING],
}

/// Odds of e to the minus this and below are none.
const LEAST: f32 = 30.0;

/// Odds of so many units below zero and more are none, too.
const FALLING: usize = 4096;

impl Odds {
    /// For transitions in units of `1/scale`; `temper` above 1 sharpens probabilities that are too shy.
    pub(crate) fn new(model: &Model, temper: f32) -> Self {
        let unit = if model.scale > 0.0 { temper / model.scale } else { 1.0 };
        let exp = |rows: &[Scores; TAGS]| rows.map(|row| row.map(|w| (f32::from(w) * unit).exp()));
        let none = ((LEAST / unit) as usize).min(FALLING - 1);
        let falling = std::array::from_fn(|behind| if behind < none { (-(behind as f32) * unit).exp() } else { 0.0 });
        let starts = std::array::from_fn(|t| if tag::starts(t as Tag) { 1.0 } else { 0.0 });
        Self { starts, forward: exp(&model.transitions), backward: exp(&model.transposed), falling }
    }

    /// The odds of tags with these scores against the one with the best.
    #[inline(always)]
    fn of(&self, scores: &Scores) -> Row {
        let top = scores.iter().fold(i16::MIN, |a, b| a.max(*b));
        let mut behind = [0; TAGS];
        for (behind, score) in behind.iter_mut().zip(scores) {
            *behind = score.saturating_sub(top).unsigned_abs().min(FALLING as u16 - 1);
        }
        let mut row = [0.0; TAGS];
        for (odds, behind) in row.iter_mut().zip(&behind) {
            *odds = self.falling[usize::from(*behind)];
        }
        row
    }
}

impl Marginals {
    /// Runs forward and backward over the emissions. Linear in their number.
    pub(crate) fn run(&mut self, emissions: &[Scores], odds: &Odds) {
        forward_backward(self, emissions, odds);
    }

    /// The probability that exactly the tokens `range` are one stretch, tagged as in `path`.
    pub(crate) fn stretch(&self, path: &[Tag], range: Range<usize>, odds: &Odds) -> f32 {
        let at = |t: usize| usize::from(path[t]);
        let goes_on = |from: usize, t: usize, to: usize| odds.forward[from][to] * self.weights[t][to] * self.scales[t];
        let Some(first) = self.forward.get(range.start) else { return 0.0 };
        let mut p = first[at(range.start)];
        for t in range.start + 1..range.end {
            p *= goes_on(at(t - 1), t, at(t));
        }
        let last = path[range.end - 1];
        let from = usize::from(last);
        let mut after = self.backward[range.end - 1][from];
        if range.end < path.len() {
            // The stretch ends here: the next token doesn't go on with it.
            let inside = usize::from(tag::inside(tag::label(last)));
            after -= goes_on(from, range.end, inside) * self.backward[range.end][inside];
        }
        p * after
    }
}

/// [`Marginals::run`].
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
fn forward_backward(marginals: &mut Marginals, emissions: &[Scores], odds: &Odds) {
    let Marginals { weights, forward, backward, scales } = marginals;
    weights.clear();
    for scores in emissions {
        weights.push(odds.of(scores));
    }
    forward.clear();
    scales.clear();
    let mut row = [0.0; TAGS];
    for (t, weights) in weights.iter().enumerate() {
        row = if t == 0 { odds.starts } else { product(&row, &odds.forward) };
        row = times(&row, weights);
        let scale = 1.0 / sum(&row).max(f32::MIN_POSITIVE);
        row = times(&row, &[scale; TAGS]);
        scales.push(scale);
        forward.push(row);
    }
    backward.clear();
    backward.resize(emissions.len(), [1.0; TAGS]);
    let mut row = [1.0; TAGS];
    for ((weights, scale), before) in weights.iter().zip(scales.iter()).skip(1).zip(backward.iter_mut()).rev() {
        row = product(&times(&times(&row, weights), &[*scale; TAGS]), &odds.backward);
        *before = row;
    }
}

/// A row vector times a matrix.
#[inline(always)]
fn product(vector: &Row, matrix: &[Row; TAGS]) -> Row {
    let mut product = [0.0; TAGS];
    for (v, row) in vector.iter().zip(matrix) {
        for (sum, r) in product.iter_mut().zip(row) {
            *sum += v * r;
        }
    }
    product
}

#[inline(always)]
fn times(a: &Row, b: &Row) -> Row {
    let mut product = *a;
    for (a, b) in product.iter_mut().zip(b) {
        *a *= b;
    }
    product
}

/// The sum, as many numbers at a time as a processor likes.
#[inline(always)]
fn sum(row: &Row) -> f32 {
    let mut sums = [0.0; 8];
    for eight in row.chunks_exact(8) {
        for (sum, r) in sums.iter_mut().zip(eight) {
            *sum += r;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::label::Label;

    #[test]
    fn stretches_of_a_short_text_sum_to_one() {
        let mut emissions = vec![[0; TAGS]; 2];
        for (t, e) in emissions.iter_mut().enumerate() {
            for (i, s) in e.iter_mut().enumerate() {
                *s = ((i * 7 + t * 3) % 11) as i16;
            }
        }
        let model = Model::new(4.0, &vec![[3; TAGS]; TAGS], Vec::new());
        let odds = Odds::new(&model, 1.0);
        let mut marginals = Marginals::default();
        marginals.run(&emissions, &odds);
        let mut sum = 0.0;
        for a in 0..TAGS as Tag {
            if !tag::starts(a) {
                continue;
            }
            sum += marginals.stretch(&[a, a], 0..1, &odds);
            let rest = tag::inside(tag::label(a));
            sum += marginals.stretch(&[a, rest], 0..2, &odds);
        }
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        assert!(Label::ALL.len() < TAGS);
    }
}
