//! Learning the weights: stochastic gradient on the log-likelihood, shrinking, averaging.
//!
//! Seeded: the same examples in the same order give the same weights, on any number of threads.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::generate::Rng;
use crate::reference::chooser::training::{
    FEATURES, Lexicon, MOST_ROWS, Model, PerTag, Row, Scores, Sight, TAGS, Tag, follows, stands_for, starts,
};
use crate::token::lex;

use super::example::Example;

type Weights = [f32; TAGS];

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Times through the examples.
    pub epochs: usize,
    /// Times through the examples to find the features that weigh most.
    pub scout: usize,
    /// The first step's length; later ones shrink harmonically.
    pub rate: f32,
    /// What is taken off every weight at the end of each epoch, as a share.
    pub shrink: f32,
    /// How many features in a hundred are hidden at each step.
    pub hide: usize,
    /// Features seen less often than this in the weighted examples are left out.
    pub least: f32,
    /// How many rows of weights are kept, at most 130,000.
    pub rows: usize,
    /// The seed of the order of examples.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 6, scout: 2, rate: 0.1, shrink: 0.3, hide: 10, least: 2.0, rows: 60_000, seed: 1 }
    }
}

/// An example as numbers: rows of weights for each token, tags, and how much it counts.
struct Sequence {
    /// Index into the flat features of the first token.
    start: usize,
    tags: Vec<Tag>,
    weight: f32,
}

/// What was learned: features by their hashes, with their weights, and the weights of one tag after another.
struct Learned {
    keys: Vec<u32>,
    weights: Vec<Weights>,
    transitions: Vec<Weights>,
}

/// Learns from examples, each with its weight; `log` is told how each epoch went. One model of [`learn_average`].
#[must_use]
pub fn learn(examples: &[(Example, f32)], options: &Options, log: impl Fn(&str) + Sync) -> Vec<u8> {
    learn_average(1, |_| examples.to_vec(), options, log)
}

/// Learns `models` models, each from the examples that `examples` gives for its number, and gives their average: what a
/// model owes to the chance of its synthetic references and of their order is evened out.
///
/// Learns twice: the first pass tells which features weigh most over all models, the second learns again with these
/// alone, so that the ones that are kept make up for the ones that aren't. The models of a pass are learned on all
/// threads of the current pool, some gigabyte each for 100,000 examples; their number changes no byte.
#[must_use]
pub fn learn_average(
    models: usize,
    examples: impl Fn(usize) -> Vec<(Example, f32)> + Sync,
    options: &Options,
    log: impl Fn(&str) + Sync,
) -> Vec<u8> {
    let pass = |name: &str, epochs: usize, chosen: Option<&[u32]>| -> Vec<Learned> {
        let one = |model: usize| {
            let log = |line: &str| log(&format!("{name}, model {}: {line}", model + 1));
            let options = Options { seed: options.seed + model as u64, epochs, ..*options };
            learn_once(&examples(model), &options, chosen, log)
        };
        (0..models).into_par_iter().map(one).collect()
    };
    let keys = heaviest(&pass("scouting", options.scout, None), options.rows.min(MOST_ROWS));
    log(&format!("{} features kept", keys.len()));
    let learned = pass("learning", options.epochs, Some(&keys));
    let share = 1.0 / models.max(1) as f32;
    let mut weights = vec![[0.0; TAGS]; keys.len()];
    let mut transitions = vec![[0.0; TAGS]; TAGS];
    for one in &learned {
        weights.iter_mut().zip(&one.weights).for_each(|(sum, row)| add(sum, &centred(row), share));
        transitions.iter_mut().zip(&one.transitions).for_each(|(sum, row)| add(sum, row, share));
    }
    let order = first_seen(&examples(0), &keys);
    pack(&Learned { keys, weights, transitions }, &order).write()
}

/// The indices of `keys`, in the order in which the examples first show these features. What is met early is met often, and
/// what is first met together is rare together: rows that lie in this order are in the processor's caches together.
fn first_seen(examples: &[(Example, f32)], keys: &[u32]) -> Vec<usize> {
    let index: HashMap<u32, usize> = keys.iter().copied().zip(0..).collect();
    let lexicon = Lexicon::new();
    let mut sight = Sight::default();
    let mut order = Vec::with_capacity(keys.len());
    let mut seen = vec![false; keys.len()];
    for (example, _) in examples {
        sight.features(&example.text, &lex(&example.text), &example.emphasis, &lexicon, |features| {
            for at in features.iter().filter_map(|hash| index.get(hash)) {
                if !std::mem::replace(&mut seen[*at], true) {
                    order.push(*at);
                }
            }
        });
    }
    order.extend((0..keys.len()).filter(|at| !seen[*at]));
    order
}

/// Learns from examples with the features of these hashes, in order, or with all that are frequent enough.
fn learn_once(examples: &[(Example, f32)], options: &Options, chosen: Option<&[u32]>, log: impl Fn(&str)) -> Learned {
    let (sequences, features, keys) = number(examples, options.least, chosen);
    log(&format!("{} references, {} tokens, {} features", sequences.len(), features.len() / FEATURES, keys.len()));
    let (mut weights, transitions) = epochs(&sequences, &features, keys.len() + 1, options, log);
    weights.remove(0);
    Learned { keys, weights, transitions }
}

/// The hashes of the features whose weights are largest over all models, in order.
fn heaviest(models: &[Learned], rows: usize) -> Vec<u32> {
    let mut norms: BTreeMap<u32, f32> = BTreeMap::new();
    for model in models {
        for (key, row) in model.keys.iter().zip(&model.weights) {
            *norms.entry(*key).or_default() += centred(row).iter().map(|w| w * w).sum::<f32>();
        }
    }
    let mut heavy: Vec<(u32, f32)> = norms.into_iter().collect();
    heavy.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    heavy.truncate(rows);
    let mut keys: Vec<u32> = heavy.into_iter().map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

/// Goes through the examples some times; the averaged weights of the features and the transitions.
fn epochs(
    sequences: &[Sequence],
    features: &[u32],
    rows: usize,
    options: &Options,
    log: impl Fn(&str),
) -> (Vec<Weights>, Vec<Weights>) {
    let mut learner = Learner::new(rows);
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut rng = Rng::new(options.seed);
    let mut sum: Vec<Weights> = vec![[0.0; TAGS]; rows];
    let mut sum_transitions = vec![[0.0; TAGS]; TAGS];
    let mut averaged = 0.0;
    let mut seen: Vec<u32> = Vec::new();
    for epoch in 0..options.epochs {
        rng.shuffle(&mut order);
        let rate = options.rate / (1.0 + epoch as f32 * 0.35);
        let mut loss = 0.0;
        for at in &order {
            let s = &sequences[*at];
            seen.clear();
            seen.extend_from_slice(&features[s.start..s.start + s.tags.len() * FEATURES]);
            // Some features are hidden each time, so that none is relied on alone.
            for row in &mut seen {
                if rng.chance(options.hide) {
                    *row = 0;
                }
            }
            loss += f64::from(s.weight * learner.step(&seen, &s.tags, rate * s.weight));
        }
        let keep = 1.0 - options.shrink;
        learner.weights.iter_mut().flatten().for_each(|w| *w *= keep);
        learner.transitions.iter_mut().flatten().for_each(|w| *w *= keep);
        // The first epochs are far from the end: the average leaves them out.
        if epoch * 3 >= options.epochs {
            averaged += 1.0;
            let add = |sum: &mut [Weights], now: &[Weights]| {
                sum.iter_mut().flatten().zip(now.iter().flatten()).for_each(|(s, w)| *s += w);
            };
            add(&mut sum, &learner.weights);
            add(&mut sum_transitions, &learner.transitions);
        }
        log(&format!("epoch {}: loss {:.4} a token", epoch + 1, loss / (features.len() / FEATURES).max(1) as f64));
    }
    let share = 1.0 / averaged;
    sum.iter_mut().flatten().chain(sum_transitions.iter_mut().flatten()).for_each(|w| *w *= share);
    (sum, sum_transitions)
}

/// A constant added to all tags of a row changes nothing: a row's norm is taken without it.
fn centred(row: &Weights) -> Weights {
    let mean = row.iter().sum::<f32>() / TAGS as f32;
    row.map(|w| w - mean)
}

/// Examples → sequences, their flat feature rows, and the hash of each row from the second on. Row 0 has no feature: what
/// isn't among `chosen`, or is too rare when nothing is chosen, points there.
fn number(examples: &[(Example, f32)], least: f32, chosen: Option<&[u32]>) -> (Vec<Sequence>, Vec<u32>, Vec<u32>) {
    let lexicon = Lexicon::new();
    let mut sight = Sight::default();
    let mut flat: Vec<u32> = Vec::new();
    let mut sequences = Vec::new();
    for (example, weight) in examples {
        let tokens = lex(&example.text);
        if tokens.is_empty() || tokens.len() > 400 {
            continue;
        }
        let start = flat.len();
        sight.features(&example.text, &tokens, &example.emphasis, &lexicon, |f| flat.extend_from_slice(f));
        sequences.push(Sequence { start, tags: example.tags(&tokens), weight: *weight });
    }
    let keys = chosen.map_or_else(|| frequent(&sequences, &flat, least), <[u32]>::to_vec);
    let index: HashMap<u32, u32> = keys.iter().zip(1..).map(|(key, row)| (*key, row)).collect();
    for hash in &mut flat {
        *hash = index.get(hash).copied().unwrap_or(0);
    }
    (sequences, flat, keys)
}

/// The features that are seen at least so often, in order.
fn frequent(sequences: &[Sequence], flat: &[u32], least: f32) -> Vec<u32> {
    let mut counts: HashMap<u32, f32> = HashMap::new();
    for s in sequences {
        for hash in &flat[s.start..s.start + s.tags.len() * FEATURES] {
            *counts.entry(*hash).or_default() += s.weight;
        }
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= least).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys
}

struct Learner {
    weights: Vec<Weights>,
    transitions: Vec<Weights>,
    emissions: Vec<Weights>,
    forward: Vec<Weights>,
    backward: Vec<Weights>,
}

impl Learner {
    fn new(rows: usize) -> Self {
        Self {
            weights: vec![[0.0; TAGS]; rows],
            transitions: vec![[0.0; TAGS]; TAGS],
            emissions: Vec::new(),
            forward: Vec::new(),
            backward: Vec::new(),
        }
    }

    /// One step along the gradient of one sequence's log-likelihood; returns the loss before it.
    fn step(&mut self, rows: &[u32], tags: &[Tag], rate: f32) -> f32 {
        let n = tags.len();
        let mut loss = 0.0;
        self.emissions.clear();
        for (t, features) in rows.chunks_exact(FEATURES).enumerate() {
            let mut e = [0.0; TAGS];
            for row in features.iter().filter(|r| **r != 0) {
                add(&mut e, &self.weights[*row as usize], 1.0);
            }
            loss -= e[usize::from(tags[t])];
            let top = e.iter().copied().fold(f32::MIN, f32::max);
            loss += top;
            e.iter_mut().for_each(|s| *s = (*s - top).exp());
            self.emissions.push(e);
        }
        let odds: Vec<Weights> = (0..TAGS)
            .map(|from| {
                std::array::from_fn(|to| {
                    if follows(from as Tag, to as Tag) { self.transitions[source(from, to)][to].exp() } else { 0.0 }
                })
            })
            .collect();
        let mut flipped = vec![[0.0; TAGS]; TAGS];
        for (from, row) in odds.iter().enumerate() {
            for (to, o) in row.iter().enumerate() {
                flipped[to][from] = *o;
            }
        }
        self.forward.clear();
        let mut norms = Vec::with_capacity(n);
        for (t, e) in self.emissions.iter().enumerate() {
            let mut row = [0.0; TAGS];
            if let Some(last) = self.forward.last() {
                for (p, o) in last.iter().zip(&odds) {
                    add(&mut row, o, *p);
                }
            } else {
                row = std::array::from_fn(|t| if starts(t as Tag) { 1.0 } else { 0.0 });
            }
            row.iter_mut().zip(e).for_each(|(r, e)| *r *= e);
            let norm = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|r| *r /= norm);
            loss += norm.ln();
            if t > 0 {
                let (from, to) = (usize::from(tags[t - 1]), usize::from(tags[t]));
                loss -= self.transitions[source(from, to)][to];
            }
            norms.push(norm);
            self.forward.push(row);
        }
        self.backward.clear();
        self.backward.resize(n, [1.0; TAGS]);
        let mut expected = vec![[0.0; TAGS]; TAGS];
        for t in (1..n).rev() {
            let next: Weights = std::array::from_fn(|i| self.backward[t][i] * self.emissions[t][i] / norms[t]);
            let mut row = [0.0; TAGS];
            for (p, o) in next.iter().zip(&flipped) {
                add(&mut row, o, *p);
            }
            self.backward[t - 1] = row;
            for (p, e) in self.forward[t - 1].iter().zip(&mut expected) {
                add(e, &next, *p);
            }
        }
        for t in 0..n {
            let mut gradient: Weights = std::array::from_fn(|i| -rate * self.forward[t][i] * self.backward[t][i]);
            gradient[usize::from(tags[t])] += rate;
            for row in rows[t * FEATURES..(t + 1) * FEATURES].iter().filter(|r| **r != 0) {
                add(&mut self.weights[*row as usize], &gradient, 1.0);
            }
            if t > 0 {
                let (from, to) = (usize::from(tags[t - 1]), usize::from(tags[t]));
                self.transitions[source(from, to)][to] += rate;
            }
        }
        for (from, (expected, odds)) in expected.iter().zip(&odds).enumerate() {
            for (to, (e, o)) in expected.iter().zip(odds).enumerate() {
                self.transitions[source(from, to)][to] -= rate * e * o;
            }
        }
        loss
    }
}

/// The row of the weight of a step from one tag to another.
fn source(from: usize, to: usize) -> usize {
    stands_for(from as Tag, to as Tag).into()
}

fn add(to: &mut Weights, from: &Weights, times: f32) {
    to.iter_mut().zip(from).for_each(|(t, f)| *t += f * times);
}

/// The weights of features are multiples of so much: no set is read otherwise than with finer ones but by chance, and a packed
/// model takes a quarter less.
const STEP: i16 = 3;

/// The weights in eight bits, with the rows in this order.
fn pack(learned: &Learned, order: &[usize]) -> Model {
    let rows: Vec<Weights> = learned.weights.iter().map(centred).collect();
    let largest = rows.iter().flatten().fold(0.0f32, |a, w| a.max(w.abs()));
    // Eight bits for weights up to 2; the few beyond are cut there.
    let scale = 127.0 / largest.clamp(0.25, 2.0);
    let round = |w: f32, most: f32| (w * scale).round().clamp(-most, most) as i16;
    let stepped = |w: i16| w.signum() * ((w.abs() + STEP / 2) / STEP * STEP);
    let features = order.iter().map(|at| {
        let row: Row = rows[*at].map(|w| stepped(round(w, 127.0)) as i8);
        (learned.keys[*at], row)
    });
    let transitions: Vec<Scores> =
        learned.transitions.iter().map(|row| PerTag(row.map(|w| round(w, 8000.0)))).collect();
    Model::new(scale, &transitions, &features.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::chooser::{Chooser, Context};
    use crate::reference::label::Label;
    use crate::train::Piece;

    fn examples() -> Vec<(Example, f32)> {
        let names = ["Bee", "Cole", "Dee", "Elm", "Fox"];
        names
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let pieces = [
                    Piece::field(Label::Author, format!("{name}, A.")),
                    Piece::between(" ("),
                    Piece::field(Label::Date, format!("199{i}")),
                    Piece::between("). "),
                    Piece::field(Label::Title, "About the ways of the world"),
                    Piece::between("."),
                ];
                (Example::from_pieces(&pieces), 1.0)
            })
            .collect()
    }

    #[test]
    fn the_same_data_gives_the_same_bytes_and_the_examples_are_learned() {
        let options = Options { epochs: 20, ..Options::default() };
        let bytes = learn(&examples(), &options, |_| ());
        assert_eq!(bytes, learn(&examples(), &options, |_| ()));
        let average = || learn_average(2, |_| examples(), &options, |_| ());
        assert_eq!(average(), average());
        for bytes in [bytes, average()] {
            let chooser = Chooser::from_bytes(&bytes).expect("a model");
            let text = "Gray, A. (1997). About the ways of the world.";
            let segments = chooser.choose(text, &lex(text), &Context::default());
            let found: Vec<_> = segments.iter().map(|s| (s.label, s.span.of(text))).collect();
            assert_eq!(
                found,
                [(Label::Author, "Gray, A."), (Label::Date, "(1997)."), (Label::Title, "About the ways of the world.")]
            );
        }
    }
}
