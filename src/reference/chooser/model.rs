//! The weights in memory and as bytes.
//!
//! The bytes, all little-endian: the magic `cgm4`, the number of rows as `u32`, the scale (weight units per log unit)
//! as `f32`, the transitions as 32 × 32 `i16` (from row, to column; what begins a stretch has its weights in the rows of
//! insides), the displacements as 32,768 `u16`, the slots as 131,072 `u32`, the rows as 32 `i8` each.

use std::hint::select_unpredictable;

use super::features::FEATURES;
use super::tag::{self, LONG, PerTag, STARTING, TAGS, Tag};

/// Scores of one token, or one row of transitions.
pub(crate) type Scores = PerTag<i16>;

/// The weights of one feature.
pub(crate) type Row = [i8; TAGS];

/// A score that no path survives, whatever its emissions.
pub(crate) const FORBIDDEN: i16 = -30_000;

const MAGIC: &[u8; 4] = b"cgm4";
const HEAD: usize = 12;

/// What is wrong with a model's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes don't start as a model does.
    #[error("expected a chooser model, found other bytes")]
    Magic,
    /// There are more or fewer bytes than the head announces.
    #[error("expected {expected} bytes of model, found {found}")]
    Length {
        /// What the head announces.
        expected: usize,
        /// What there is.
        found: usize,
    },
}

/// How many places for features there are, and one more than the most numbers of rows.
const SLOTS: usize = 1 << 17;

/// How many different upper bits of a hash say how far it is displaced.
const GROUPS: usize = 1 << 15;

/// The most features a model can have: so few slots are left free that a model takes little memory, and so many that
/// room is found for all.
#[cfg(any(test, feature = "train"))]
pub(crate) const MOST_ROWS: usize = 130_000;

/// A linear-chain CRF: a row of weights for each feature, and transitions.
///
/// A feature is looked up without a branch, in a table that was made for the model's features ("hash and displace",
/// Belazzougui, Botelho and Dietzfelbinger, ESA 2009): the upper bits of its hash say how far the lower ones are to be
/// displaced to be the number of its slot, which is the feature's when it holds the upper bits of the hash. So a token costs
/// the same whatever it looks like, no look-up waits for another, and what says where the rows are is small enough to stay
/// in the processor's caches.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// By the upper bits of a hash, what is added to the lower ones.
    displacements: Box<[u16; GROUPS]>,
    /// For each slot the upper bits of its feature's hash, above the number of its row; number 0 in an empty slot.
    slots: Box<[u32; SLOTS]>,
    /// The features' weights, shifted to be positive, which changes no comparison between tags; first no weights. Features
    /// that are met together lie together, so that fewer parts of memory are asked for.
    rows: Box<[Shifted; SLOTS]>,
    pub(crate) steps: Steps,
    /// Weight units per log unit.
    pub(crate) scale: f32,
    /// How far behind the best tag a tag may fall, negative: odds of one in a hundred million.
    pub(crate) beam: i16,
}

/// The weights of the steps from one tag to the next.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    /// From the row's tag to the column's.
    pub(crate) transitions: [Scores; TAGS],
    /// To the row's tag from the column's: the same numbers.
    pub(crate) transposed: [Scores; TAGS],
    /// From inside a long stretch to inside it.
    pub(crate) inside: [i16; LONG],
    /// From the first token of a long stretch to its inside.
    pub(crate) begun: [i16; LONG],
}

impl Steps {
    /// Steps with these weights, where they may be.
    pub(crate) fn new(weight: impl Fn(usize, usize) -> i16) -> Self {
        let mut transitions = [PerTag::of(FORBIDDEN); TAGS];
        let mut transposed = transitions;
        for from in 0..TAGS {
            for to in (0..TAGS).filter(|to| tag::follows(from as Tag, *to as Tag)) {
                transitions[from][to] = weight(from, to);
                transposed[to][from] = transitions[from][to];
            }
        }
        let inside = std::array::from_fn(|t| transitions[t][t]);
        let begun = std::array::from_fn(|t| transitions[STARTING + t][t]);
        Self { transitions, transposed, inside, begun }
    }
}

/// A row whose weights are shifted.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Shifted([u8; TAGS]);

impl Shifted {
    fn new(row: &Row) -> Self {
        Self(row.map(|w| (i16::from(w) + SHIFT) as u8))
    }
}

/// The bits of a slot that are of a hash; the others are a row's number.
const UPPER: u32 = !(SLOTS as u32 - 1);

/// How many features are looked up at a time.
const AT_A_TIME: usize = 8;
const _: () = assert!(FEATURES / AT_A_TIME * AT_A_TIME == FEATURES);

/// What a weight is shifted by.
const SHIFT: i16 = 128;

/// The upper bits of a hash that say how far it is displaced.
#[inline(always)]
fn group(hash: u32) -> usize {
    (hash >> (u32::BITS - GROUPS.ilog2())) as usize
}

/// The slot of a feature with this hash whose group is displaced by so much.
#[inline(always)]
fn slot(hash: u32, displacement: u16) -> usize {
    (hash as usize + usize::from(displacement)) & (SLOTS - 1)
}

impl Model {
    /// Puts a model together of features in the order in which their rows are to lie. Features past the first [`MOST_ROWS`]
    /// are left out.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn new(scale: f32, transitions: &[Scores], features: &[(u32, Row)]) -> Self {
        let features = &features[..features.len().min(MOST_ROWS)];
        let mut numbered: Vec<(u32, u32)> = features.iter().zip(1..).map(|((hash, _), row)| (*hash, row)).collect();
        numbered.sort_unstable();
        numbered.dedup_by_key(|(hash, _)| *hash);
        let mut groups: Vec<&[(u32, u32)]> = numbered.chunk_by(|a, b| group(a.0) == group(b.0)).collect();
        // The largest first, while there is room.
        groups.sort_by_key(|features| std::cmp::Reverse(features.len()));
        let mut displacements: Box<[u16; GROUPS]> = array(0);
        let mut slots: Box<[u32; SLOTS]> = array(0);
        for features in groups {
            let free = |by: &u16| features.iter().all(|(hash, _)| slots[slot(*hash, *by)] == 0);
            let Some(by) = (0..=u16::MAX).find(free) else { continue };
            for (hash, row) in features {
                // Two of a group may share a slot wherever it is displaced to, one or two features in a model: the last stands.
                slots[slot(*hash, by)] = hash & UPPER | row;
                displacements[group(*hash)] = by;
            }
        }
        let mut rows = array(Shifted::new(&[0; TAGS]));
        for (place, (_, row)) in rows[1..].iter_mut().zip(features) {
            *place = Shifted::new(row);
        }
        Self::with(scale, transitions, displacements, slots, rows)
    }

    /// With forbidden transitions, whatever was learned.
    fn with(
        scale: f32,
        transitions: &[Scores],
        displacements: Box<[u16; GROUPS]>,
        slots: Box<[u32; SLOTS]>,
        rows: Box<[Shifted; SLOTS]>,
    ) -> Self {
        let steps = Steps::new(|from, to| {
            transitions.get(usize::from(tag::stands_for(from as Tag, to as Tag))).map_or(0, |row| row[to])
        });
        let beam = -(18.0 * scale).clamp(500.0, 8000.0) as i16;
        Self { displacements, slots, rows, steps, scale, beam }
    }

    /// Reads a model from its bytes, in time linear in their number.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let head: &[u8; HEAD] = bytes.first_chunk().ok_or(ModelError::Magic)?;
        if &head[..4] != MAGIC {
            return Err(ModelError::Magic);
        }
        let count = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let scale = f32::from_le_bytes([head[8], head[9], head[10], head[11]]);
        let lengths = [TAGS * TAGS * 2, GROUPS * 2, SLOTS * 4];
        let expected = count.saturating_mul(TAGS).saturating_add(HEAD + lengths.iter().sum::<usize>());
        if bytes.len() != expected {
            return Err(ModelError::Length { expected, found: bytes.len() });
        }
        let (pairs, rest) = bytes[HEAD..].split_at(lengths[0]);
        let (displaced, rest) = rest.split_at(lengths[1]);
        let (held, weights) = rest.split_at(lengths[2]);
        let transitions: Vec<Scores> = pairs
            .chunks_exact(TAGS * 2)
            .map(|row| PerTag(std::array::from_fn(|i| i16::from_le_bytes([row[2 * i], row[2 * i + 1]]))))
            .collect();
        let mut displacements = array(0);
        for (place, b) in displacements.iter_mut().zip(displaced.as_chunks().0) {
            *place = u16::from_le_bytes(*b);
        }
        let mut slots = array(0);
        for (place, b) in slots.iter_mut().zip(held.as_chunks().0) {
            *place = u32::from_le_bytes(*b);
        }
        let mut rows = array(Shifted::new(&[0; TAGS]));
        for (place, row) in rows[1..].iter_mut().zip(weights.as_chunks().0) {
            *place = Shifted::new(&row.map(u8::cast_signed));
        }
        Ok(Self::with(scale, &transitions, displacements, slots, rows))
    }

    /// The model as bytes: the same model gives the same bytes.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self) -> Vec<u8> {
        let count = self.slots.iter().map(|held| held & !UPPER).max().unwrap_or(0);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(count.to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.steps.transitions.iter().flat_map(|row| row.0).flat_map(i16::to_le_bytes));
        bytes.extend(self.displacements.iter().copied().flat_map(u16::to_le_bytes));
        bytes.extend(self.slots.iter().copied().flat_map(u32::to_le_bytes));
        bytes.extend(
            self.rows[1..=count as usize].iter().flat_map(|Shifted(row)| row.map(|w| (i16::from(w) - SHIFT) as u8)),
        );
        bytes
    }

    /// What is taken off a score that is not to be: far more than weights make up for, far less than overflows.
    pub(crate) fn forbidding(&self) -> i16 {
        self.beam.saturating_mul(-2)
    }

    /// The number of the row of the feature with this hash, 0 when it has none.
    #[inline(always)]
    fn row(&self, hash: u32) -> u32 {
        let held = self.slots[slot(hash, self.displacements[group(hash)])];
        select_unpredictable((held ^ hash) & UPPER == 0, held & !UPPER, 0)
    }

    /// The sum of the weights of these features; the same number may have been added to all tags.
    #[inline(always)]
    pub(crate) fn score(&self, features: &[u32; FEATURES]) -> Scores {
        let mut sum = PerTag::of(0);
        // A few at a time: their look-ups go side by side, and what is found of them stays in registers.
        for hashes in features.chunks_exact(AT_A_TIME) {
            let mut found = [0; AT_A_TIME];
            for (row, hash) in found.iter_mut().zip(hashes) {
                *row = self.row(*hash);
            }
            for row in &found {
                let Shifted(weights) = &self.rows[*row as usize & (SLOTS - 1)];
                for (s, w) in sum.iter_mut().zip(weights) {
                    *s += i16::from(*w);
                }
            }
        }
        sum
    }
}

/// An array too large for the stack.
fn array<T: Copy, const N: usize>(value: T) -> Box<[T; N]> {
    /// Never asked for, as the lengths are the same; apart, so that no caller keeps room for it on the stack.
    #[cold]
    #[inline(never)]
    fn on_the_stack<T: Copy, const N: usize>(value: T) -> Box<[T; N]> {
        Box::new([value; N])
    }
    vec![value; N].into_boxed_slice().try_into().unwrap_or_else(|_| on_the_stack(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_back() {
        let mut row = [0; TAGS];
        row[3] = -7;
        let model = Model::new(32.0, &[PerTag::of(5); TAGS], &[(u32::MAX, [1; TAGS]), (77, row), (0, [2; TAGS])]);
        let again = Model::read(&model.write()).expect("a model reads what it wrote");
        let mut features = [5; FEATURES];
        features[..3].copy_from_slice(&[77, 0, u32::MAX]);
        let sum = again.score(&features);
        assert_eq!(sum[3] - sum[4], -7);
        assert_eq!(sum, model.score(&features));
        assert_eq!(again.score(&[5; FEATURES]), PerTag::of(again.score(&[5; FEATURES])[0]));
        assert_eq!(again.write(), model.write());
    }

    #[test]
    fn a_model_is_read_on_a_small_stack() {
        let read = || Model::read(super::super::BUILT_IN).map(|model| model.scale > 0.0);
        let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(read).expect("a thread");
        assert_eq!(thread.join().expect("no overflow"), Ok(true));
    }

    #[test]
    fn room_is_found_for_the_most_features() {
        let features: Vec<(u32, Row)> = (0..MOST_ROWS as u32)
            .map(|row| {
                let hash = row.wrapping_mul(0x9e37_79b1);
                ((hash ^ hash >> 15).wrapping_mul(0x85eb_ca77), [0; TAGS])
            })
            .collect();
        let model = Model::new(1.0, &[], &features);
        let rows: Vec<u32> = features.iter().map(|(hash, _)| model.row(*hash)).collect();
        assert!(rows.into_iter().eq(1..=MOST_ROWS as u32));
    }

    #[test]
    fn other_bytes_are_refused() {
        let refused = |bytes: &[u8]| Model::read(bytes).unwrap_err().to_string();
        assert_eq!(refused(b"hello, world"), "expected a chooser model, found other bytes");
        assert_eq!(refused(b"cgm4\x01\0\0\0\0\0\0\0"), "expected 591916 bytes of model, found 12");
    }
}
