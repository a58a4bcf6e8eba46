//! How probable each stretch of the best path is: forward–backward in the chosen model's own units.

use std::f32::consts::{FRAC_1_SQRT_2, LN_2, LOG2_E};
use std::ops::Range;

use multiversion::multiversion;

use super::model::{Model, Scores};
use super::tag::{self, PerTag, TAGS, Tag};

type Row = PerTag<f32>;

/// Scaled forward and backward probabilities of a text's tags, reusable from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marginals {
    weights: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// What each token's forward row was multiplied by.
    scales: Vec<f32>,
    /// What a product of forward and backward is multiplied by, to be a probability.
    share: f32,
}

/// The exponentials of a model's transitions.
#[derive(Clone, Debug)]
pub(crate) struct Odds {
    /// 1 for tags that a text can start with.
    starts: Row,
    forward: [Row; TAGS],
    backward: [Row; TAGS],
    /// A weight unit in bits (factors of two), times 2 to the [`FRACTION`].
    unit: u32,
}

/// Binary places of a fraction of a bit.
const FRACTION: u32 = 16;

/// Odds aren't told below one in ten million millions, which no reading comes back from.
const LEAST: u32 = 43 << FRACTION;

impl Odds {
    /// For transitions in units of `1/scale`; `temper` above 1 sharpens probabilities that are too shy.
    pub(crate) fn new(model: &Model, temper: f32) -> Self {
        let unit = if model.scale > 0.0 { temper / model.scale } else { 1.0 };
        let exp = |rows: &[Scores; TAGS]| rows.map(|row| PerTag(row.map(|w| (f32::from(w) * unit).exp())));
        let starts = PerTag(std::array::from_fn(|t| if tag::starts(t as Tag) { 1.0 } else { 0.0 }));
        let unit = (unit * LOG2_E * (1 << FRACTION) as f32).clamp(1.0, (1 << FRACTION) as f32 - 1.0) as u32;
        Self { starts, forward: exp(&model.transitions), backward: exp(&model.transposed), unit }
    }

    /// The odds of tags with these scores against the one with the best.
    #[inline(always)]
    fn of(&self, scores: &Scores) -> Row {
        let top = scores.iter().fold(i16::MIN, |a, b| a.max(*b));
        let mut row = PerTag::of(0.0);
        for (odds, score) in row.iter_mut().zip(scores.iter()) {
            let behind = u32::from(top.wrapping_sub(*score).cast_unsigned());
            *odds = halved((behind * self.unit).min(LEAST));
        }
        row
    }
}

/// 2 to the minus `times`, which has [`FRACTION`] binary places: the whole places go into the exponent, the others into
/// the power series of e to the x about a half, which is right to six in a hundred thousand.
#[inline(always)]
fn halved(times: u32) -> f32 {
    let whole = f32::from_bits((127 - (times >> FRACTION)) << 23);
    let fraction = (times & ((1 << FRACTION) - 1)).cast_signed() as f32;
    let x = LN_2 / 2.0 - fraction * (LN_2 / (1 << FRACTION) as f32);
    let series = 1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0))));
    whole * FRAC_1_SQRT_2 * series
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
        p * after * self.share
    }
}

/// [`Marginals::run`].
#[multiversion(targets("x86_64+avx2"))]
fn forward_backward(marginals: &mut Marginals, emissions: &[Scores], odds: &Odds) {
    let Marginals { weights, forward, backward, scales, share } = marginals;
    weights.clear();
    for scores in emissions {
        weights.push(odds.of(scores));
    }
    forward.clear();
    scales.clear();
    let mut row = PerTag::of(0.0);
    // A row is brought to scale by the sum of the one before it, which is known by then; its own would have to be waited
    // for.
    let mut scale = 1.0;
    for (t, weights) in weights.iter().enumerate() {
        row = if t == 0 { odds.starts } else { product(&row, &odds.forward) };
        row = times(&times(&row, weights), &PerTag::of(scale));
        scales.push(scale);
        forward.push(row);
        scale = 1.0 / sum(&row).max(f32::MIN_POSITIVE);
    }
    *share = scale;
    backward.clear();
    backward.resize(emissions.len(), PerTag::of(1.0));
    let mut row = PerTag::of(1.0);
    for ((weights, scale), before) in weights.iter().zip(scales.iter()).skip(1).zip(backward.iter_mut()).rev() {
        row = product(&times(&times(&row, weights), &PerTag::of(*scale)), &odds.backward);
        *before = row;
    }
}

/// A row vector times a matrix.
#[inline(always)]
fn product(vector: &Row, matrix: &[Row; TAGS]) -> Row {
    // Two sums, so that one addition needn't wait for the other.
    let mut sums = [PerTag::of(0.0); 2];
    for (vs, rows) in vector.chunks_exact(2).zip(matrix.chunks_exact(2)) {
        for ((sums, v), row) in sums.iter_mut().zip(vs).zip(rows) {
            for (sum, r) in sums.iter_mut().zip(row.iter()) {
                *sum += v * r;
            }
        }
    }
    let [mut product, other] = sums;
    for (a, b) in product.iter_mut().zip(other.iter()) {
        *a += b;
    }
    product
}

#[inline(always)]
fn times(a: &Row, b: &Row) -> Row {
    let mut product = *a;
    for (a, b) in product.iter_mut().zip(b.iter()) {
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
        let mut emissions = vec![PerTag::of(0); 2];
        for (t, e) in emissions.iter_mut().enumerate() {
            for (i, s) in e.iter_mut().enumerate() {
                *s = ((i * 7 + t * 3) % 11) as i16;
            }
        }
        let model = Model::new(4.0, &[PerTag::of(3); TAGS], Vec::new());
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
