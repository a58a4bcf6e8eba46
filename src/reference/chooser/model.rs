//! The weights in memory and as bytes.
//!
//! The bytes, all little-endian: the magic `cgm1`, the number of rows as `u32`, the scale (weight units per log unit)
//! as `f32`, the transitions as 32 × 32 `i16` (from row, to column), the row keys as `u32`, the rows as 32 `i8` each.

use std::hint::select_unpredictable;

use super::features::FEATURES;
use super::tag::{self, PerTag, TAGS, Tag};

/// Scores of one token, or one row of transitions.
pub(crate) type Scores = PerTag<i16>;

/// The weights of one feature.
pub(crate) type Row = [i8; TAGS];

/// A score that no path survives, whatever its emissions.
pub(crate) const FORBIDDEN: i16 = -30_000;

const MAGIC: &[u8; 4] = b"cgm1";
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

/// There are two to the power of this many places for features.
const SLOT_BITS: u32 = 17;

const SLOTS: usize = 1 << SLOT_BITS;

/// The bits of a row's number, and of a slot's.
const ROW: u32 = SLOTS as u32 - 1;

/// The most features a model can have: so many slots are free that room is found for all.
pub(crate) const MOST_ROWS: usize = SLOTS / 8 * 7;

/// A linear-chain CRF: a row of weights for each feature, and transitions.
///
/// A feature is looked up without a branch, in a table that was made for the model's features ("hash and displace",
/// Belazzougui, Botelho and Dietzfelbinger, ESA 2009): the upper bits of its hash say how far the lower ones are to be
/// displaced to be the number of its slot, which is the feature's when it holds these upper bits. So a token costs the same
/// whatever it looks like, no look-up waits for another, and what says where the rows are is small enough to stay in the
/// processor's caches.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// By the upper bits of a hash, what is added to the lower ones.
    displacements: Box<[u16; GROUPS]>,
    /// For each slot the upper bits of its feature's hash, above the number of its row; number 0 in an empty slot.
    slots: Box<[u32; SLOTS]>,
    /// The features' weights, shifted to be positive, which changes no comparison between tags; first no weights.
    rows: Vec<Shifted>,
    /// From the row's tag to the column's.
    pub(crate) transitions: [Scores; TAGS],
    /// To the row's tag from the column's: the same numbers.
    pub(crate) transposed: [Scores; TAGS],
    /// Weight units per log unit.
    pub(crate) scale: f32,
    /// How far behind the best tag a tag may fall, negative: odds of one in a hundred million.
    pub(crate) beam: i16,
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

/// What a weight is shifted by.
const SHIFT: i16 = 128;

/// How many different upper bits of a hash there are.
const GROUPS: usize = 1 << (u32::BITS - SLOT_BITS);

/// The upper bits of a hash.
#[inline(always)]
fn group(hash: u32) -> usize {
    (hash >> SLOT_BITS) as usize
}

/// The slot of a feature with this hash whose group is displaced by so much.
#[inline(always)]
fn slot(hash: u32, displacement: u16) -> usize {
    (hash as usize + usize::from(displacement)) & (SLOTS - 1)
}

impl Model {
    /// Puts a model together; forbidden transitions are set here, whatever was learned. Features past the first
    /// [`MOST_ROWS`] are left out.
    pub(crate) fn new(scale: f32, transitions: &[Scores], mut features: Vec<(u32, Row)>) -> Self {
        features.truncate(MOST_ROWS);
        features.sort_by_key(|(hash, _)| *hash);
        features.dedup_by_key(|(hash, _)| *hash);
        let rows = std::iter::once(&[0; TAGS]).chain(features.iter().map(|(_, row)| row)).map(Shifted::new).collect();
        let numbered = (1..).zip(&features).map(|(row, (hash, _))| (*hash, row));
        let numbered: Vec<(u32, u32)> = numbered.collect();
        let mut groups: Vec<&[(u32, u32)]> = numbered.chunk_by(|a, b| group(a.0) == group(b.0)).collect();
        // The largest first, while there is room.
        groups.sort_by_key(|features| std::cmp::Reverse(features.len()));
        let mut displacements: Box<[u16; GROUPS]> = array(0);
        let mut slots: Box<[u32; SLOTS]> = array(0);
        for features in groups {
            let free = |by: &u16| features.iter().all(|(hash, _)| slots[slot(*hash, *by)] == 0);
            let Some(by) = (0..=u16::MAX).find(free) else { continue };
            for (hash, row) in features {
                slots[slot(*hash, by)] = (group(*hash) as u32) << SLOT_BITS | row;
                displacements[group(*hash)] = by;
            }
        }
        let mut allowed = [PerTag::of(0); TAGS];
        let mut transposed = allowed;
        for from in 0..TAGS {
            for to in 0..TAGS {
                let learned = transitions.get(from).map_or(0, |row| row[to]);
                let weight = if tag::follows(from as Tag, to as Tag) { learned } else { FORBIDDEN };
                allowed[from][to] = weight;
                transposed[to][from] = weight;
            }
        }
        let beam = -(18.0 * scale).clamp(500.0, 8000.0) as i16;
        Self { displacements, slots, rows, transitions: allowed, transposed, scale, beam }
    }

    /// Reads a model from its bytes, in time linear in their number.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let head: &[u8; HEAD] = bytes.first_chunk().ok_or(ModelError::Magic)?;
        if &head[..4] != MAGIC {
            return Err(ModelError::Magic);
        }
        let count = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let scale = f32::from_le_bytes([head[8], head[9], head[10], head[11]]);
        let (pairs, row) = (TAGS * TAGS * 2, 4 + TAGS);
        let expected = count.saturating_mul(row).saturating_add(HEAD + pairs);
        if bytes.len() != expected {
            return Err(ModelError::Length { expected, found: bytes.len() });
        }
        let (pairs, rest) = bytes[HEAD..].split_at(pairs);
        let (keys, rows) = rest.split_at(count * 4);
        let transitions: Vec<Scores> = pairs
            .chunks_exact(TAGS * 2)
            .map(|row| PerTag(std::array::from_fn(|i| i16::from_le_bytes([row[2 * i], row[2 * i + 1]]))))
            .collect();
        let keys = keys.chunks_exact(4).map(|k| u32::from_le_bytes([k[0], k[1], k[2], k[3]]));
        let rows = rows.chunks_exact(TAGS).map(|r| std::array::from_fn(|i| r[i].cast_signed()));
        Ok(Self::new(scale, &transitions, keys.zip(rows).collect()))
    }

    /// The model as bytes: the same model gives the same bytes.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self) -> Vec<u8> {
        let keyed = self.slots.iter().enumerate().filter(|(_, held)| **held & ROW != 0).map(|(at, held)| {
            let group = held >> SLOT_BITS;
            let lower = (at as u32).wrapping_sub(u32::from(self.displacements[group as usize])) & ROW;
            let Shifted(row) = self.rows[(held & ROW) as usize];
            (group << SLOT_BITS | lower, row.map(|w| (i16::from(w) - SHIFT) as i8))
        });
        let mut keyed: Vec<(u32, Row)> = keyed.collect();
        keyed.sort_by_key(|(hash, _)| *hash);
        let mut bytes = MAGIC.to_vec();
        bytes.extend((keyed.len() as u32).to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.transitions.iter().flat_map(|row| row.0).flat_map(i16::to_le_bytes));
        bytes.extend(keyed.iter().flat_map(|(key, _)| key.to_le_bytes()));
        bytes.extend(keyed.iter().flat_map(|(_, row)| row.iter().map(|w| w.cast_unsigned())));
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
        select_unpredictable(group(held) == group(hash), held & ROW, 0)
    }

    /// The sum of the weights of these features; the same number may have been added to all tags.
    #[inline(always)]
    pub(crate) fn score(&self, features: &[u32; FEATURES]) -> Scores {
        let mut found = [0; FEATURES];
        for (row, hash) in found.iter_mut().zip(features) {
            *row = self.row(*hash);
        }
        let mut sum = PerTag::of(0);
        for row in &found {
            for (s, w) in sum.iter_mut().zip(&self.rows[*row as usize].0) {
                *s += i16::from(*w);
            }
        }
        sum
    }
}

/// An array too large for the stack.
fn array<T: Copy, const N: usize>(value: T) -> Box<[T; N]> {
    vec![value; N].into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([value; N]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_back() {
        let mut row = [0; TAGS];
        row[3] = -7;
        let model = Model::new(32.0, &[PerTag::of(5); TAGS], vec![(77, row), (u32::MAX, [1; TAGS]), (0, [2; TAGS])]);
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
    fn other_bytes_are_refused() {
        assert_eq!(
            Model::read(b"hello, world").unwrap_err().to_string(),
            "expected a chooser model, found other bytes"
        );
        let short = b"cgm1\x01\0\0\0\0\0\0\0";
        assert_eq!(Model::read(short).unwrap_err().to_string(), "expected 2096 bytes of model, found 12");
    }
}
