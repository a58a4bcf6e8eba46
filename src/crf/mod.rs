//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) over items with hashed features.
//!
//! The items are lines of a document, lines of a title page, or tokens of a note; what they are called and what they show
//! is said in their rooms. The reader of references has a field of its own, made for speed, in
//! [`chooser`](mod@crate::reference::chooser).

mod model;

pub(crate) use model::Crf;

/// The features of a sequence of items, each a hash; reused from sequence to sequence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    hashes: Vec<u32>,
    /// Where the features of each item end in `hashes`.
    ends: Vec<usize>,
}

impl Features {
    pub(crate) fn clear(&mut self) {
        self.hashes.clear();
        self.ends.clear();
    }

    /// Adds a feature to the item that is being described.
    pub(crate) fn add(&mut self, hash: u32) {
        self.hashes.push(hash);
    }

    /// Says that the item that is being described has no more features; the next one begins.
    pub(crate) fn end_item(&mut self) {
        self.ends.push(self.hashes.len());
    }

    /// The features of each item, in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.hashes[start..*end])
    }
}

/// The hash of the feature that the property numbered `property` has this value. Every bit depends on every bit of both.
pub(crate) const fn feature(property: u32, value: u32) -> u32 {
    let mut h = property.wrapping_mul(0x9e37_79b1) ^ value.wrapping_mul(0x85eb_ca77).rotate_left(15);
    h = (h ^ (h >> 16)).wrapping_mul(0x7feb_352d);
    h = (h ^ (h >> 15)).wrapping_mul(0x846c_a68b);
    h ^ (h >> 16)
}

/// Which tags a sequence may start with, and which may follow which.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Steps<const T: usize> {
    /// Whether a sequence may start with this tag.
    pub(crate) start: [bool; T],
    /// Whether the column's tag may follow the row's.
    pub(crate) step: [[bool; T]; T],
}

impl<const T: usize> Steps<T> {
    /// Nothing is forbidden.
    pub(crate) const ANY: Self = Self { start: [true; T], step: [[true; T]; T] };
}

/// One number for each tag.
pub(crate) type PerTag<const T: usize> = [f32; T];

/// The best sequence of tags for these scores, one row an item; ties go to the tag with the smaller number.
///
/// A score of minus infinity forbids a tag at an item. When every sequence is forbidden, the least bad one is given as far
/// as the scores tell. Time and memory are linear in the number of items.
pub(crate) fn best<const T: usize>(scores: &[PerTag<T>], crf: &Crf<T>) -> Vec<u8> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut reached: PerTag<T> = std::array::from_fn(|t| if crf.steps.start[t] { first[t] } else { FORBIDDEN });
    let mut back: Vec<[u8; T]> = Vec::with_capacity(scores.len());
    for row in &scores[1..] {
        let mut from = [0u8; T];
        let mut next = [FORBIDDEN * 2.0; T];
        for (before, steps) in crf.transitions.iter().enumerate() {
            for (tag, step) in steps.iter().enumerate() {
                let score = reached[before] + step;
                if score > next[tag] {
                    next[tag] = score;
                    from[tag] = before as u8;
                }
            }
        }
        back.push(from);
        let top = next.iter().copied().fold(f32::MIN, f32::max);
        reached = std::array::from_fn(|t| (next[t] - top + row[t].max(FORBIDDEN)).max(FORBIDDEN));
    }
    let mut tag = (0..T).rev().max_by(|a, b| reached[*a].total_cmp(&reached[*b])).unwrap_or(0) as u8;
    let mut path = vec![tag];
    for from in back.iter().rev() {
        tag = from[usize::from(tag)];
        path.push(tag);
    }
    path.reverse();
    path
}

/// How likely each tag is at each item (forward–backward). Time and memory are linear in the number of items.
pub(crate) fn marginals<const T: usize>(scores: &[PerTag<T>], crf: &Crf<T>) -> Vec<PerTag<T>> {
    let odds = crf.transitions.map(|row| row.map(f32::exp));
    let level = |row: &mut PerTag<T>| {
        let sum: f32 = row.iter().sum();
        if sum > 0.0 {
            row.iter_mut().for_each(|p| *p /= sum);
        } else {
            *row = [1.0 / T as f32; T];
        }
    };
    let emissions: Vec<PerTag<T>> = scores
        .iter()
        .map(|row| {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            row.map(|s| (s - top).exp())
        })
        .collect();
    let mut forward: Vec<PerTag<T>> = Vec::with_capacity(scores.len());
    for emission in &emissions {
        let mut row: PerTag<T> = match forward.last() {
            None => std::array::from_fn(|t| if crf.steps.start[t] { 1.0 } else { 0.0 }),
            Some(last) => std::array::from_fn(|t| (0..T).map(|f| last[f] * odds[f][t]).sum()),
        };
        row.iter_mut().zip(emission).for_each(|(r, e)| *r *= e);
        level(&mut row);
        forward.push(row);
    }
    let mut backward = [1.0; T];
    for t in (0..forward.len()).rev() {
        forward[t].iter_mut().zip(&backward).for_each(|(f, b)| *f *= b);
        level(&mut forward[t]);
        let after: PerTag<T> = std::array::from_fn(|i| backward[i] * emissions[t][i]);
        backward = std::array::from_fn(|f| (0..T).map(|to| odds[f][to] * after[to]).sum());
        level(&mut backward);
    }
    forward
}

/// A score that no sequence survives.
pub(crate) const FORBIDDEN: f32 = -1e6;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All sequences of so many tags.
    fn sequences(length: usize) -> impl Iterator<Item = Vec<u8>> {
        (0..3usize.pow(length as u32)).map(move |n| (0..length).map(|i| (n / 3usize.pow(i as u32) % 3) as u8).collect())
    }

    fn score(path: &[u8], scores: &[PerTag<3>], crf: &Crf<3>) -> f32 {
        let steps = path.windows(2).map(|w| crf.transitions[usize::from(w[0])][usize::from(w[1])]);
        let start = if crf.steps.start[usize::from(path[0])] { 0.0 } else { FORBIDDEN };
        start + path.iter().zip(scores).map(|(t, row)| row[usize::from(*t)]).sum::<f32>() + steps.sum::<f32>()
    }

    proptest! {
        #[test]
        fn best_and_marginals_are_those_of_all_sequences(
            scores in prop::collection::vec(prop::array::uniform3(-3.0f32..3.0), 1..6),
            transitions in prop::array::uniform3(prop::array::uniform3(-2.0f32..2.0)),
        ) {
            let mut steps = Steps::<3>::ANY;
            steps.start[2] = false;
            steps.step[0][2] = false;
            let crf = Crf::new(steps, transitions, []);
            let all: Vec<(Vec<u8>, f32)> =
                sequences(scores.len()).map(|p| { let s = score(&p, &scores, &crf); (p, s) }).collect();
            let top = all.iter().map(|a| a.1).fold(f32::MIN, f32::max);
            prop_assert!((score(&best(&scores, &crf), &scores, &crf) - top).abs() < 1e-3);
            let sum: f32 = all.iter().map(|a| (a.1 - top).exp()).sum();
            for (i, row) in marginals(&scores, &crf).iter().enumerate() {
                for (tag, p) in row.iter().enumerate() {
                    let of_tag = all.iter().filter(|a| usize::from(a.0[i]) == tag);
                    let want: f32 = of_tag.map(|a| (a.1 - top).exp()).sum::<f32>() / sum;
                    prop_assert!((p - want).abs() < 1e-3, "{p} {want}");
                }
            }
        }
    }

    #[test]
    fn nothing_in_nothing_out() {
        let crf = Crf::<2>::new(Steps::ANY, [[0.0; 2]; 2], []);
        assert!(best(&[], &crf).is_empty() && marginals(&[], &crf).is_empty());
    }
}
