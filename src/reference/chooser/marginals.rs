//! How probable each stretch of the best path is: forward–backward in the chosen model's own units.

use std::f32::consts::{FRAC_1_SQRT_2, LN_2, LOG2_E};
use std::ops::Range;

use multiversion::multiversion;

use super::model::{Scores, Steps};
use super::style::at;
use super::tag::{self, LONG, PerTag, STARTING, TAGS, Tag};

type Row = PerTag<f32>;

/// One value for each tag from [`LONG`] on, or for each of the first [`STARTING`].
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Most([f32; STARTING]);

/// Forward and backward probabilities along a text's path, reusable from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marginals {
    weights: Vec<Row>,
    along: Vec<Along>,
    /// What a product of forward and backward is multiplied by, to be a probability.
    share: f32,
}

/// What is kept of one token: scaled probabilities of the path's tag there.
#[derive(Clone, Copy, Debug)]
struct Along {
    forward: f32,
    backward: f32,
    /// What the forward row was multiplied by.
    scale: f32,
    /// The odds of the step from the tag before.
    step: f32,
    /// What of the backward probability of the tag before is the stretch's going on here.
    goes_on: f32,
}

/// The exponentials of a model's transitions.
///
/// The inside of a long stretch is reached only from the same stretch, and what begins after it doesn't ask how long it
/// was, which spares almost half of each product with the matrix: the tags of insides come first, in the order in which the
/// tags of first tokens come last.
#[derive(Clone, Debug)]
pub(crate) struct Odds {
    /// 1 for tags that a text can start with.
    starts: Row,
    /// From the row's tag to the column's.
    steps: [Row; TAGS],
    /// From the row's tag, of the first ones, to those from [`LONG`] on.
    forward: [Most; STARTING],
    /// To the row's tag, from [`LONG`] on, from the first ones.
    backward: [Most; STARTING],
    /// From inside a long stretch to inside it.
    inside: [f32; LONG],
    /// From the first token of a long stretch to its inside.
    begun: [f32; LONG],
    /// A weight unit in bits (factors of two), times 2 to the [`FRACTION`].
    unit: u32,
}

/// Binary places of a fraction of a bit.
const FRACTION: u32 = 16;

/// Odds aren't told below one in ten million millions, which no reading comes back from.
const LEAST: u32 = 43 << FRACTION;

impl Odds {
    /// For steps in units of `1/scale`; `temper` above 1 sharpens probabilities that are too shy.
    pub(crate) fn new(steps: &Steps, scale: f32, temper: f32) -> Self {
        let unit = if scale > 0.0 { temper / scale } else { 1.0 };
        let steps = steps.transitions.map(|row| PerTag(row.map(|w| (f32::from(w) * unit).exp())));
        let starts = PerTag(std::array::from_fn(|t| if tag::starts(t as Tag) { 1.0 } else { 0.0 }));
        let forward = std::array::from_fn(|from| Most(std::array::from_fn(|to| steps[from][LONG + to])));
        let backward = std::array::from_fn(|to| Most(std::array::from_fn(|from| steps[from][LONG + to])));
        let inside = std::array::from_fn(|t| steps[t][t]);
        let begun = std::array::from_fn(|t| steps[STARTING + t][t]);
        let unit = (unit * LOG2_E * (1 << FRACTION) as f32).clamp(1.0, (1 << FRACTION) as f32 - 1.0) as u32;
        Self { starts, steps, forward, backward, inside, begun, unit }
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
    /// Runs forward and backward over the emissions, for a path of as many tags. Linear in their number.
    pub(crate) fn run(&mut self, emissions: &[Scores], path: &[Tag], odds: &[Odds], gaps: &[u8]) {
        forward_backward(self, emissions, path, odds, gaps);
    }

    /// The probability that exactly the tokens `range` are one stretch, tagged as in the path.
    pub(crate) fn stretch(&self, range: Range<usize>) -> f32 {
        let Some([first, inside @ ..]) = self.along.get(range.clone()) else { return 0.0 };
        let last = inside.last().unwrap_or(first);
        // The stretch ends here: the next token doesn't go on with it.
        let goes_on = self.along.get(range.end).map_or(0.0, |next| next.goes_on);
        let p = inside.iter().fold(first.forward, |p, token| p * token.step);
        p * (last.backward - goes_on) * self.share
    }
}

/// [`Marginals::run`].
#[multiversion(targets("x86_64+avx2"))]
fn forward_backward(marginals: &mut Marginals, emissions: &[Scores], path: &[Tag], all: &[Odds], gaps: &[u8]) {
    let Marginals { weights, along, share } = marginals;
    weights.clear();
    along.clear();
    let mut row = at(all, gaps, 0).starts;
    // A row is brought to scale by the sum of the one before it, which is known by then; its own would have to be waited
    // for.
    let mut scale = 1.0;
    let mut before = None;
    for (t, (scores, tag)) in emissions.iter().zip(path).enumerate() {
        let (tag, odds) = (usize::from(*tag), at(all, gaps, t));
        let weight = odds.of(scores);
        if before.is_some() {
            row = entered(&row, odds);
        }
        row = times(&times(&row, &weight), &PerTag::of(scale));
        let step = before.map_or(1.0, |before: usize| odds.steps[before][tag] * weight[tag] * scale);
        along.push(Along { forward: row[tag], backward: 1.0, scale, step, goes_on: 0.0 });
        weights.push(weight);
        scale = 1.0 / sum(&row).max(f32::MIN_POSITIVE);
        before = Some(tag);
    }
    *share = scale;
    let mut row = PerTag::of(1.0);
    for (t, weight) in weights.iter().enumerate().skip(1).rev() {
        let [before, here] = [path[t - 1], path[t]];
        let odds = at(all, gaps, t);
        along[t].backward = row[usize::from(here)];
        row = times(&times(&row, weight), &PerTag::of(along[t].scale));
        let inside = usize::from(tag::going_on(before));
        along[t].goes_on = odds.steps[usize::from(before)][inside] * row[inside];
        row = left(&row, odds);
    }
    if let (Some(first), Some(tag)) = (along.first_mut(), path.first()) {
        first.backward = row[usize::from(*tag)];
    }
}

/// The odds of the next token's tags, of those of a token's.
#[inline(always)]
fn entered(row: &Row, odds: &Odds) -> Row {
    let mut ends = Most(*row.first_chunk().unwrap_or(&[0.0; STARTING]));
    for (end, begun) in ends.0.iter_mut().zip(&row[STARTING..]) {
        *end += begun;
    }
    let mut next = PerTag::of(0.0);
    next[LONG..].copy_from_slice(&product(&ends.0, &odds.forward).0);
    for (t, next) in next[..LONG].iter_mut().enumerate() {
        *next = row[t] * odds.inside[t] + row[STARTING + t] * odds.begun[t];
    }
    next
}

/// The odds of what follows a token for each of its tags, of those of the next token's.
#[inline(always)]
fn left(row: &Row, odds: &Odds) -> Row {
    let Most(ends) = product(&row[LONG..], &odds.backward);
    let mut before = PerTag::of(0.0);
    before[..STARTING].copy_from_slice(&ends);
    before[STARTING..].copy_from_slice(&ends[..LONG]);
    for t in 0..LONG {
        before[t] += row[t] * odds.inside[t];
        before[STARTING + t] += row[t] * odds.begun[t];
    }
    before
}

/// The product of a row with a matrix.
#[inline(always)]
fn product(row: &[f32], matrix: &[Most; STARTING]) -> Most {
    // Four sums, so that one addition needn't wait for the other.
    let mut sums = [Most([0.0; STARTING]); 4];
    for (fours, rows) in row.chunks_exact(4).zip(matrix.chunks_exact(4)) {
        for ((sums, v), Most(row)) in sums.iter_mut().zip(fours).zip(rows) {
            for (sum, r) in sums.0.iter_mut().zip(row) {
                *sum += v * r;
            }
        }
    }
    let [Most(mut all), Most(b), Most(c), Most(d)] = sums;
    for (t, sum) in all.iter_mut().enumerate() {
        *sum = (*sum + b[t]) + (c[t] + d[t]);
    }
    Most(all)
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
    use super::super::model::Model;
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
        let model = Model::new(4.0, &[PerTag::of(3); TAGS], &[]);
        let odds = [Odds::new(&model.steps, model.scale, 1.0)];
        let mut marginals = Marginals::default();
        let mut sum = 0.0;
        for a in 0..TAGS as Tag {
            if !tag::starts(a) {
                continue;
            }
            marginals.run(&emissions, &[a, a], &odds, &[]);
            sum += marginals.stretch(0..1);
            marginals.run(&emissions, &[a, tag::inside(tag::label(a))], &odds, &[]);
            sum += marginals.stretch(0..2);
        }
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        assert!(Label::ALL.len() < TAGS);
    }

    #[test]
    fn a_stretch_is_as_probable_as_the_paths_that_hold_it() {
        let score = |a: usize, b: usize| ((a * 31 + b * 17 + a * b) % 23) as i16 - 11;
        let transitions: [Scores; TAGS] = std::array::from_fn(|a| PerTag(std::array::from_fn(|b| score(a, b))));
        let emissions: Vec<Scores> = (0..3).map(|t| PerTag(std::array::from_fn(|tag| score(tag + 5 * t, t)))).collect();
        let model = Model::new(6.0, &transitions, &[]);
        let odds = [Odds::new(&model.steps, model.scale, 1.0)];
        let tags = || 0..TAGS as Tag;
        // Every path, with what it weighs.
        let mut paths: Vec<([Tag; 3], f64)> = Vec::new();
        for path in tags().flat_map(|a| tags().flat_map(move |b| tags().map(move |c| [a, b, c]))) {
            if tag::starts(path[0]) && path.windows(2).all(|pair| tag::follows(pair[0], pair[1])) {
                let step = |from, to| score(tag::stands_for(from, to).into(), to.into());
                let steps = path.windows(2).map(|pair| step(pair[0], pair[1]));
                let tokens = path.iter().zip(&emissions).map(|(tag, scores)| scores[usize::from(*tag)]);
                paths.push((path, f64::from(steps.chain(tokens).sum::<i16>()) / 6.0));
            }
        }
        paths.iter_mut().for_each(|(_, weight)| *weight = weight.exp());
        let all: f64 = paths.iter().map(|(_, weight)| weight).sum();
        let mut marginals = Marginals::default();
        let inside = tag::inside(Label::Title);
        for path in
            [[tag::begin(Label::Title), inside, inside], [tag::begin(Label::Note), tag::inside(Label::Note), 11]]
        {
            marginals.run(&emissions, &path, &odds, &[]);
            for range in [0..1, 0..2, 1..2, 1..3, 2..3, 0..3] {
                let goes_on = |tags: &[Tag; 3]| {
                    tags.get(range.end).is_some_and(|next| tag::continues(tags[range.end - 1], *next))
                };
                let held =
                    paths.iter().filter(|(tags, _)| tags[range.clone()] == path[range.clone()] && !goes_on(tags));
                let want = held.map(|(_, weight)| weight).sum::<f64>() / all;
                let found = f64::from(marginals.stretch(range.clone()));
                assert!((found - want).abs() < 1e-4, "{path:?} {range:?}: {found}, not {want}");
            }
        }
    }
}
