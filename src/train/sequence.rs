//! Learning the weights of a [`Crf`](crate::crf): stochastic gradient on the log-likelihood, each weight with a step of its
//! own (AdaGrad, Duchi, Hazan and Singer, JMLR 2011), shrinking, averaging.
//!
//! Seeded: the same sequences in the same order give the same weights.

use std::collections::{BTreeMap, HashMap};

use crate::crf::{Crf, Features, PerTag, Steps};
use crate::generate::Rng;

/// A sequence of items with their tags.
pub(crate) struct Labelled {
    pub(crate) features: Features,
    /// The tag of each item; `None` where nobody has said which one it is: any may be right there.
    pub(crate) tags: Vec<Option<u8>>,
    /// How much the sequence counts.
    pub(crate) weight: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Learning {
    /// Times through the sequences.
    pub(crate) epochs: usize,
    /// The first step's length.
    pub(crate) rate: f32,
    /// What is taken off every weight at the end of each epoch, as a share.
    pub(crate) shrink: f32,
    /// How many features in a hundred are hidden at each step.
    pub(crate) hide: usize,
    /// Features seen less often than this in the weighted sequences are left out.
    pub(crate) least: f32,
    /// How many rows of weights are kept: those that weigh most.
    pub(crate) rows: usize,
    /// The seed of the order of sequences.
    pub(crate) seed: u64,
}

impl Default for Learning {
    fn default() -> Self {
        Self { epochs: 8, rate: 0.3, shrink: 0.1, hide: 10, least: 3.0, rows: 20_000, seed: 1 }
    }
}

/// Sequences are learned from in pieces of so many items: a long one would weigh as much as many short ones in each step.
const PIECE: usize = 48;

/// Part of a sequence: rows of weights for each item, flat, and tags.
struct Piece {
    rows: Vec<u32>,
    ends: Vec<usize>,
    tags: Vec<Option<u8>>,
    weight: f32,
    /// Whether it is the start of its sequence.
    first: bool,
}

/// Learns from sequences: one model of [`learn_average`].
pub(crate) fn learn<const T: usize>(
    sequences: &[Labelled],
    steps: Steps<T>,
    learning: &Learning,
    log: impl Fn(&str),
) -> Crf<T> {
    learn_average(1, |_| sequences, steps, learning, log)
}

/// Learns `models` models, each from the sequences that `sequences` gives for its number, and gives their average: what a
/// model owes to the chance of what was made for it is evened out. `log` is told how each epoch went.
///
/// Learns twice: the first pass, half as long, tells which features weigh most over all models, the second learns again
/// with these alone.
pub(crate) fn learn_average<const T: usize, S: AsRef<[Labelled]>>(
    models: usize,
    sequences: impl Fn(usize) -> S,
    steps: Steps<T>,
    learning: &Learning,
    log: impl Fn(&str),
) -> Crf<T> {
    let scout = Learning { epochs: learning.epochs.div_ceil(2), ..*learning };
    let mut norms: BTreeMap<u32, f32> = BTreeMap::new();
    for model in 0..models {
        let sequences = sequences(model);
        let sequences = sequences.as_ref();
        let keys = frequent(sequences, learning.least);
        log(&format!("model {}: {} sequences, {} features", model + 1, sequences.len(), keys.len()));
        let learned = epochs(&pieces(sequences, &keys), keys.len() + 1, &steps, &scout, &log);
        keys.iter().zip(&learned.weights[1..]).for_each(|(key, row)| *norms.entry(*key).or_default() += norm(row));
    }
    let mut heavy: Vec<(f32, u32)> = norms.into_iter().map(|(key, norm)| (norm, key)).collect();
    heavy.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    heavy.truncate(learning.rows);
    let mut keys: Vec<u32> = heavy.into_iter().map(|(_, key)| key).collect();
    keys.sort_unstable();
    log(&format!("{} features kept", keys.len()));
    let share = 1.0 / models.max(1) as f32;
    let mut weights = vec![[0.0; T]; keys.len()];
    let mut transitions = [[0.0; T]; T];
    for model in 0..models {
        log(&format!("model {}", model + 1));
        let options = Learning { seed: learning.seed + model as u64, ..*learning };
        let learned = epochs(&pieces(sequences(model).as_ref(), &keys), keys.len() + 1, &steps, &options, &log);
        weights.iter_mut().zip(&learned.weights[1..]).for_each(|(sum, row)| add(sum, &centred(row), share));
        transitions.iter_mut().zip(&learned.transitions).for_each(|(sum, row)| add(sum, row, share));
    }
    Crf::new(steps, transitions, keys.into_iter().zip(weights))
}

fn add<const T: usize>(sum: &mut PerTag<T>, row: &PerTag<T>, times: f32) {
    sum.iter_mut().zip(row).for_each(|(s, w)| *s += w * times);
}

/// The features that are seen at least so often, ascending.
fn frequent(sequences: &[Labelled], least: f32) -> Vec<u32> {
    let mut counts: HashMap<u32, f32> = HashMap::new();
    for s in sequences {
        for hash in s.features.items().flatten() {
            *counts.entry(*hash).or_default() += s.weight;
        }
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|(_, n)| *n >= least).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

/// The sequences in pieces. Row 0 has no feature: what isn't among `keys` is left out.
fn pieces(sequences: &[Labelled], keys: &[u32]) -> Vec<Piece> {
    let index: HashMap<u32, u32> = keys.iter().zip(1..).map(|(key, row)| (*key, row)).collect();
    let mut found = Vec::new();
    for s in sequences {
        let items: Vec<&[u32]> = s.features.items().collect();
        for (n, (items, tags)) in items.chunks(PIECE).zip(s.tags.chunks(PIECE)).enumerate() {
            let mut piece =
                Piece { rows: Vec::new(), ends: Vec::new(), tags: tags.to_vec(), weight: s.weight, first: n == 0 };
            for item in items {
                piece.rows.extend(item.iter().filter_map(|hash| index.get(hash)));
                piece.ends.push(piece.rows.len());
            }
            found.push(piece);
        }
    }
    found
}

struct Learned<const T: usize> {
    weights: Vec<PerTag<T>>,
    transitions: [PerTag<T>; T],
}

fn epochs<const T: usize>(
    pieces: &[Piece],
    rows: usize,
    steps: &Steps<T>,
    learning: &Learning,
    log: impl Fn(&str),
) -> Learned<T> {
    let mut learner = Learner::new(rows, learning.rate);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let mut rng = Rng::new(learning.seed);
    let mut sum = Learned { weights: vec![[0.0; T]; rows], transitions: [[0.0; T]; T] };
    let mut averaged = 0.0;
    let mut shown = Vec::new();
    for epoch in 0..learning.epochs {
        rng.shuffle(&mut order);
        let mut loss = 0.0;
        for at in &order {
            let piece = &pieces[*at];
            shown.clear();
            // Some features are hidden each time, so that none is relied on alone.
            shown.extend(piece.rows.iter().map(|row| if rng.chance(learning.hide) { 0 } else { *row }));
            loss += f64::from(piece.weight * learner.step(piece, &shown, steps));
        }
        let keep = 1.0 - learning.shrink;
        learner.weights.iter_mut().flatten().for_each(|w| *w *= keep);
        learner.transitions.iter_mut().flatten().for_each(|w| *w *= keep);
        // The first epochs are far from the end: the average leaves them out.
        if epoch * 3 >= learning.epochs {
            averaged += 1.0;
            sum.weights.iter_mut().flatten().zip(learner.weights.iter().flatten()).for_each(|(s, w)| *s += w);
            sum.transitions.iter_mut().flatten().zip(learner.transitions.iter().flatten()).for_each(|(s, w)| *s += w);
        }
        let items: usize = pieces.iter().map(|p| p.tags.len()).sum();
        log(&format!("epoch {}: loss {:.4} an item", epoch + 1, loss / items.max(1) as f64));
    }
    let share = 1.0 / averaged;
    sum.weights.iter_mut().flatten().chain(sum.transitions.iter_mut().flatten()).for_each(|w| *w *= share);
    sum
}

/// A constant added to all tags of a row changes nothing: a row's norm is taken without it.
fn centred<const T: usize>(row: &PerTag<T>) -> PerTag<T> {
    let mean = row.iter().sum::<f32>() / T as f32;
    row.map(|w| w - mean)
}

fn norm<const T: usize>(row: &PerTag<T>) -> f32 {
    centred(row).iter().map(|w| w * w).sum()
}

struct Learner<const T: usize> {
    rate: f32,
    weights: Vec<PerTag<T>>,
    /// The squares of all gradients of a weight so far.
    squares: Vec<PerTag<T>>,
    transitions: [PerTag<T>; T],
    transition_squares: [PerTag<T>; T],
}

/// What a gradient's square starts from, so that the first step isn't a leap.
const START: f32 = 1.0;

/// No tag is held for less likely than by so many log units: beyond, the numbers would be too small to be held.
const BEHIND: f32 = 30.0;

impl<const T: usize> Learner<T> {
    fn new(rows: usize, rate: f32) -> Self {
        Self {
            rate,
            weights: vec![[0.0; T]; rows],
            squares: vec![[START; T]; rows],
            transitions: [[0.0; T]; T],
            transition_squares: [[START; T]; T],
        }
    }

    /// One step along the gradient of one piece's log-likelihood, with these rows shown; returns the loss before it.
    fn step(&mut self, piece: &Piece, shown: &[u32], steps: &Steps<T>) -> f32 {
        let starts = std::iter::once(0).chain(piece.ends.iter().copied());
        let items: Vec<&[u32]> = starts.zip(&piece.ends).map(|(start, end)| &shown[start..*end]).collect();
        let scores: Vec<PerTag<T>> = items
            .iter()
            .map(|rows| {
                let mut sum = [0.0; T];
                for row in rows.iter().filter(|r| **r != 0) {
                    sum.iter_mut().zip(&self.weights[*row as usize]).for_each(|(s, w)| *s += w);
                }
                sum
            })
            .collect();
        let free = vec![None; piece.tags.len()];
        let model = self.expect(&scores, &free, piece.first, steps);
        let data = self.expect(&scores, &piece.tags, piece.first, steps);
        // Tags that no sequence may have teach nothing, nor do scores that no number can hold.
        if !data.possible || !model.possible {
            return 0.0;
        }
        for ((rows, model), data) in items.iter().zip(&model.tags).zip(&data.tags) {
            let gradient: PerTag<T> = std::array::from_fn(|t| piece.weight * (data[t] - model[t]));
            for row in rows.iter().filter(|r| **r != 0).map(|r| *r as usize) {
                climb(&mut self.weights[row], &mut self.squares[row], &gradient, self.rate);
            }
        }
        for from in 0..T {
            let gradient: PerTag<T> =
                std::array::from_fn(|to| piece.weight * (data.steps[from][to] - model.steps[from][to]));
            climb(&mut self.transitions[from], &mut self.transition_squares[from], &gradient, self.rate);
        }
        model.log_sum - data.log_sum
    }

    /// Forward–backward over the sequences that have these tags where tags are given.
    fn expect(&self, scores: &[PerTag<T>], given: &[Option<u8>], first: bool, steps: &Steps<T>) -> Expected<T> {
        let odds: [PerTag<T>; T] = std::array::from_fn(|from| {
            std::array::from_fn(|to| if steps.step[from][to] { self.transitions[from][to].exp() } else { 0.0 })
        });
        let mut log_sum = 0.0;
        let mut possible = true;
        let emissions: Vec<PerTag<T>> = scores
            .iter()
            .zip(given)
            .map(|(row, given)| {
                let may_be = |t: usize| given.is_none_or(|g| usize::from(g) == t);
                let top = (0..T).filter(|t| may_be(*t)).map(|t| row[t]).fold(f32::MIN, f32::max);
                log_sum += top;
                std::array::from_fn(|t| if may_be(t) { (row[t] - top).max(-BEHIND).exp() } else { 0.0 })
            })
            .collect();
        let mut forward: Vec<PerTag<T>> = Vec::with_capacity(scores.len());
        let mut norms = Vec::with_capacity(scores.len());
        for emission in &emissions {
            let mut row: PerTag<T> = match forward.last() {
                None => std::array::from_fn(|t| if !first || steps.start[t] { 1.0 } else { 0.0 }),
                Some(last) => std::array::from_fn(|to| (0..T).map(|from| last[from] * odds[from][to]).sum()),
            };
            row.iter_mut().zip(emission).for_each(|(r, e)| *r *= e);
            let sum = row.iter().sum::<f32>();
            possible &= sum > 0.0;
            let norm = sum.max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|r| *r /= norm);
            log_sum += norm.ln();
            norms.push(norm);
            forward.push(row);
        }
        let mut expected = [[0.0; T]; T];
        let mut backward = [1.0; T];
        let mut tags = forward.clone();
        for t in (0..forward.len()).rev() {
            tags[t].iter_mut().zip(&backward).for_each(|(f, b)| *f *= b);
            let next: PerTag<T> = std::array::from_fn(|i| backward[i] * emissions[t][i] / norms[t]);
            if t > 0 {
                for from in 0..T {
                    for to in 0..T {
                        expected[from][to] += forward[t - 1][from] * odds[from][to] * next[to];
                    }
                }
            }
            backward = std::array::from_fn(|from| (0..T).map(|to| odds[from][to] * next[to]).sum());
        }
        Expected { tags, steps: expected, log_sum, possible }
    }
}

/// What is to be expected: of each item's tags and of the steps between them, and the logarithm of the sum over all sequences.
struct Expected<const T: usize> {
    tags: Vec<PerTag<T>>,
    steps: [PerTag<T>; T],
    log_sum: f32,
    /// Whether there is any such sequence.
    possible: bool,
}

fn climb<const T: usize>(weights: &mut PerTag<T>, squares: &mut PerTag<T>, gradient: &PerTag<T>, rate: f32) {
    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += gradient * gradient;
        *weight += rate * gradient / square.sqrt();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crf::best;

    /// Items that show their tag, but for each third, which is told by the one before.
    fn sequences() -> Vec<Labelled> {
        (0..40u32)
            .map(|n| {
                let mut features = Features::default();
                let mut tags = Vec::new();
                for i in 0..9 {
                    let tag = (n + i / 3) % 2;
                    features.add(if i % 3 == 2 { 99 } else { tag });
                    features.add(1000 + n * 10 + i);
                    features.end_item();
                    tags.push((i != 4).then_some(tag as u8));
                }
                Labelled { features, tags, weight: 1.0 }
            })
            .collect()
    }

    #[test]
    fn what_is_seen_is_learned_and_the_same_data_gives_the_same_bytes() {
        let learning = Learning { least: 2.0, ..Learning::default() };
        let learned = || learn::<2>(&sequences(), Steps::ANY, &learning, |_| ());
        let crf = learned();
        assert_eq!(crf.write(), learned().write());
        for (hash, want) in [(0, [0, 0]), (1, [1, 1])] {
            let mut features = Features::default();
            for hash in [hash, 99] {
                features.add(hash);
                features.end_item();
            }
            assert_eq!(best(&crf.scores(&features), &crf), want);
        }
    }
}
