//! How probable each stretch of the best path is: forward–backward in the chosen model's own units.

use std::ops::Range;

use super::model::Scores;
use super::tag::{self, TAGS, Tag};

type Row = [f32; TAGS];

/// Scaled forward and backward probabilities of a text's tags, reusable from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marginals {
    weights: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// What each token's forward row was divided by.
    norms: Vec<f32>,
}

/// The exponentials of a model's transitions.
#[derive(Clone, Debug)]
pub(crate) struct Odds {
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// `exp` of so many units below zero.
    falling: Vec<f32>,
}

/// Odds of e to the minus this and below are none.
const LEAST: f32 = 30.0;

impl Odds {
    /// For transitions in units of `1/scale`; `temper` above 1 sharpens probabilities that are too shy.
    pub(crate) fn new(transitions: &[Scores], transposed: &[Scores], scale: f32, temper: f32) -> Self {
        let unit = if scale > 0.0 { temper / scale } else { 1.0 };
        let exp = |rows: &[Scores]| rows.iter().map(|row| row.map(|w| (f32::from(w) * unit).exp())).collect();
        let falling = (0..(LEAST / unit) as usize).map(|behind| (-(behind as f32) * unit).exp()).collect();
        Self { forward: exp(transitions), backward: exp(transposed), falling }
    }

    fn falling(&self, behind: i16) -> f32 {
        self.falling.get(usize::from(behind.unsigned_abs())).copied().unwrap_or(0.0)
    }
}

impl Marginals {
    /// Runs forward and backward over the emissions. Linear in their number.
    pub(crate) fn run(&mut self, emissions: &[Scores], odds: &Odds) {
        let n = emissions.len();
        self.weights.clear();
        self.weights.extend(emissions.iter().map(|scores| {
            let top = scores.iter().fold(i16::MIN, |a, b| a.max(*b));
            scores.map(|s| odds.falling(s.saturating_sub(top)))
        }));
        self.forward.clear();
        self.norms.clear();
        for (t, weights) in self.weights.iter().enumerate() {
            let mut row = [0.0; TAGS];
            if let Some(last) = self.forward.last() {
                for (from, odds) in last.iter().zip(&odds.forward) {
                    row.iter_mut().zip(odds).for_each(|(r, o)| *r += from * o);
                }
            } else {
                row = std::array::from_fn(|t| if tag::starts(t as Tag) { 1.0 } else { 0.0 });
            }
            row.iter_mut().zip(weights).for_each(|(r, w)| *r *= w);
            let norm = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|r| *r /= norm);
            debug_assert_eq!(self.norms.len(), t);
            self.norms.push(norm);
            self.forward.push(row);
        }
        self.backward.clear();
        self.backward.resize(n, [1.0; TAGS]);
        for t in (1..n).rev() {
            let mut row = [0.0; TAGS];
            for ((next, weight), odds) in self.backward[t].iter().zip(&self.weights[t]).zip(&odds.backward) {
                let next = next * weight / self.norms[t];
                row.iter_mut().zip(odds).for_each(|(r, o)| *r += next * o);
            }
            self.backward[t - 1] = row;
        }
    }

    /// The probability that exactly the tokens `range` are one stretch, tagged as in `path`.
    pub(crate) fn stretch(&self, path: &[Tag], range: Range<usize>, odds: &Odds) -> f32 {
        let at = |t: usize| usize::from(path[t]);
        let Some(first) = self.forward.get(range.start) else { return 0.0 };
        let mut p = first[at(range.start)];
        for t in range.start + 1..range.end {
            p *= odds.forward[at(t - 1)][at(t)] * self.weights[t][at(t)] / self.norms[t];
        }
        let last = path[range.end - 1];
        p * if range.end < path.len() {
            // The stretch ends here: the next token doesn't go on with it.
            let t = range.end;
            (0..TAGS)
                .filter(|next| !tag::continues(last, *next as Tag))
                .map(|next| {
                    odds.forward[usize::from(last)][next] * self.weights[t][next] * self.backward[t][next]
                        / self.norms[t]
                })
                .sum::<f32>()
        } else {
            self.backward[range.end - 1][usize::from(last)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::chooser::model::Model;
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
        let odds = Odds::new(&model.transitions, &model.transposed, model.scale, 1.0);
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
