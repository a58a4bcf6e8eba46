//! Learning the weights: stochastic gradient on the log-likelihood, shrinking, averaging.
//!
//! Single-threaded and seeded: the same examples in the same order give the same weights.

use std::collections::{BTreeMap, HashMap};

use crate::generate::Rng;
use crate::reference::chooser::training::{FEATURES, Lexicon, Model, Row, Scores, Sight, TAGS, Tag, follows, starts};
use crate::token::lex;

use super::example::Example;

type Weights = [f32; TAGS];

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Times through the examples.
    pub epochs: usize,
    /// Times through the examples to find the features that weigh most, if there are more than `rows`.
    pub scout: usize,
    /// The first step's length; later ones shrink harmonically.
    pub rate: f32,
    /// What is taken off every weight at the end of each epoch, as a share.
    pub shrink: f32,
    /// How many features in a hundred are hidden at each step.
    pub hide: usize,
    /// Features seen less often than this in the weighted examples are left out.
    pub least: f32,
    /// How many rows of weights are kept, below 65,536.
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
    /// Without the first, which stands for no feature.
    keys: Vec<u32>,
    weights: Vec<Weights>,
    transitions: Vec<Weights>,
}

/// Learns from examples, each with its weight; `log` is told how each epoch went.
///
/// Learns twice: the first pass tells which features weigh most, the second learns again with these alone, so that
/// the ones that are kept make up for the ones that aren't.
#[must_use]
pub fn learn(examples: &[(Example, f32)], options: &Options, mut log: impl FnMut(&str)) -> Vec<u8> {
    pack(learn_once(examples, options, &mut log)).write()
}

/// Learns from each set of examples by itself and gives the average: what a model owes to the chance of its synthetic
/// references and of their order is evened out.
#[must_use]
pub fn learn_average(
    sets: impl IntoIterator<Item = Vec<(Example, f32)>>,
    options: &Options,
    mut log: impl FnMut(&str),
) -> Vec<u8> {
    let mut sum: BTreeMap<u32, Weights> = BTreeMap::new();
    let mut transitions = vec![[0.0; TAGS]; TAGS];
    let mut count = 0.0;
    for (i, set) in sets.into_iter().enumerate() {
        log(&format!("model {}", i + 1));
        let one = learn_once(&set, &Options { seed: options.seed + i as u64, ..*options }, &mut log);
        for (key, row) in one.keys.into_iter().zip(&one.weights) {
            add(sum.entry(key).or_insert([0.0; TAGS]), &centred(row), 1.0);
        }
        transitions.iter_mut().zip(&one.transitions).for_each(|(t, o)| add(t, o, 1.0));
        count += 1.0;
    }
    let mut heavy: Vec<(u32, Weights)> = sum.into_iter().map(|(k, row)| (k, row.map(|w| w / count))).collect();
    let norm = |row: &Weights| row.iter().map(|w| w * w).sum::<f32>();
    heavy.sort_by(|a, b| norm(&b.1).total_cmp(&norm(&a.1)).then(a.0.cmp(&b.0)));
    heavy.truncate(options.rows);
    heavy.sort_by_key(|(key, _)| *key);
    let (keys, weights) = heavy.into_iter().unzip();
    transitions.iter_mut().flatten().for_each(|w| *w /= count);
    pack(Learned { keys, weights, transitions }).write()
}

fn learn_once(examples: &[(Example, f32)], options: &Options, log: &mut impl FnMut(&str)) -> Learned {
    let (sequences, mut features, mut keys) = number(examples, options.least);
    log(&format!("{} references, {} tokens, {} features", sequences.len(), features.len() / FEATURES, keys.len()));
    if keys.len() > options.rows + 1 {
        let scout = Options { epochs: options.scout, ..*options };
        let (weights, _) = epochs(&sequences, &features, keys.len(), &scout, log);
        keep_heaviest(&weights, &mut keys, &mut features, options.rows);
        log(&format!("{} features kept", keys.len()));
    }
    let (mut weights, transitions) = epochs(&sequences, &features, keys.len(), options, log);
    weights.remove(0);
    keys.remove(0);
    Learned { keys, weights, transitions }
}

/// Goes through the examples some times; the averaged weights of the features and the transitions.
fn epochs(
    sequences: &[Sequence],
    features: &[u32],
    rows: usize,
    options: &Options,
    log: &mut impl FnMut(&str),
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

/// Keeps the rows with the largest norms; `features` points to the rest of them afterwards, row 0 for none.
fn keep_heaviest(weights: &[Weights], keys: &mut Vec<u32>, features: &mut [u32], rows: usize) {
    let mut heavy: Vec<(f32, usize)> =
        (1..weights.len()).map(|i| (centred(&weights[i]).iter().map(|w| w * w).sum::<f32>(), i)).collect();
    heavy.sort_by(|a, b| b.0.total_cmp(&a.0).then(keys[a.1].cmp(&keys[b.1])));
    heavy.truncate(rows);
    let mut kept: Vec<usize> = heavy.into_iter().map(|(_, i)| i).collect();
    kept.sort_unstable();
    let mut places = vec![0u32; weights.len()];
    for (place, i) in kept.iter().enumerate() {
        places[*i] = place as u32 + 1;
    }
    for feature in features.iter_mut() {
        *feature = places[*feature as usize];
    }
    *keys = std::iter::once(0).chain(kept.iter().map(|i| keys[*i])).collect();
}

/// Examples → sequences, their flat feature rows, and the hash of each row. Row 0 has no feature: what is too rare
/// points there.
fn number(examples: &[(Example, f32)], least: f32) -> (Vec<Sequence>, Vec<u32>, Vec<u32>) {
    let lexicon = Lexicon::new();
    let mut sight = Sight::default();
    let mut flat: Vec<u32> = Vec::new();
    let mut sequences = Vec::new();
    let mut counts: HashMap<u32, f32> = HashMap::new();
    for (example, weight) in examples {
        let tokens = lex(&example.text);
        if tokens.is_empty() || tokens.len() > 400 {
            continue;
        }
        let start = flat.len();
        sight.features(&example.text, &tokens, &example.emphasis, &lexicon, |f| flat.extend_from_slice(f));
        for hash in &flat[start..] {
            *counts.entry(*hash).or_default() += weight;
        }
        sequences.push(Sequence { start, tags: example.tags(&tokens), weight: *weight });
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= least).map(|(k, _)| *k).collect();
    keys.sort_unstable();
    drop(counts);
    keys.insert(0, 0);
    let index: HashMap<u32, u32> = keys.iter().enumerate().skip(1).map(|(i, k)| (*k, i as u32)).collect();
    for hash in &mut flat {
        *hash = index.get(hash).copied().unwrap_or(0);
    }
    (sequences, flat, keys)
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
                    if follows(from as Tag, to as Tag) { self.transitions[from][to].exp() } else { 0.0 }
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
                loss -= self.transitions[usize::from(tags[t - 1])][usize::from(tags[t])];
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
                self.transitions[usize::from(tags[t - 1])][usize::from(tags[t])] += rate;
            }
        }
        for ((w, e), o) in self.transitions.iter_mut().zip(&expected).zip(&odds) {
            for ((w, e), o) in w.iter_mut().zip(e).zip(o) {
                *w -= rate * e * o;
            }
        }
        loss
    }
}

fn add(to: &mut Weights, from: &Weights, times: f32) {
    to.iter_mut().zip(from).for_each(|(t, f)| *t += f * times);
}

/// The weights in eight bits.
fn pack(learned: Learned) -> Model {
    let rows: Vec<Weights> = learned.weights.iter().map(centred).collect();
    let largest = rows.iter().flatten().fold(0.0f32, |a, w| a.max(w.abs()));
    // Eight bits for weights up to 2; the few beyond are cut there.
    let scale = 127.0 / largest.clamp(0.25, 2.0);
    let round = |w: f32, most: f32| (w * scale).round().clamp(-most, most);
    let features = rows.iter().zip(&learned.keys).map(|(weights, key)| {
        let row: Row = weights.map(|w| round(w, 127.0) as i8);
        (*key, row)
    });
    let transitions: Vec<Scores> = learned.transitions.iter().map(|row| row.map(|w| round(w, 8000.0) as i16)).collect();
    Model::new(scale, &transitions, features.collect())
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
        let average = || learn_average([examples(), examples()], &options, |_| ());
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
