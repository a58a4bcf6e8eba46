//! The weights in memory and as bytes.
//!
//! The bytes, all little-endian: the magic `cgm1`, the number of rows as `u32`, the scale (weight units per log unit)
//! as `f32`, the transitions as 32 × 32 `i16` (from row, to column), the row keys as `u32`, the rows as 32 `i8` each.

use super::features::FEATURES;
use super::tag::{self, TAGS, Tag};

/// Scores of one token, or one row of transitions.
pub(crate) type Scores = [i16; TAGS];

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

/// Bits of a row's number.
const ROW_BITS: u32 = 16;

/// The most features a model can have: number 0 is no row.
pub(crate) const MOST_ROWS: usize = (1 << ROW_BITS) - 1;

/// A linear-chain CRF: a row of weights for each feature, and transitions.
///
/// A feature is looked up without a branch: the upper bits of its hash say which bucket, the others which of the
/// bucket's slots, and a feature without weights ends at row 0, which is empty. So a token costs the same whatever it
/// looks like, and no look-up waits for another.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// A bucket for each [`ROW_BITS`] upper bits of a hash.
    buckets: Vec<Bucket>,
    /// Weights shifted to be positive, which changes no comparison between tags.
    rows: Vec<[u8; TAGS]>,
    /// From the row's tag to the column's.
    pub(crate) transitions: Vec<Scores>,
    /// To the row's tag from the column's: the same numbers.
    pub(crate) transposed: Vec<Scores>,
    /// Weight units per log unit.
    pub(crate) scale: f32,
    /// How far behind the best tag a tag may fall, negative: odds of one in a hundred million.
    pub(crate) beam: i16,
}

/// The lower bits of hashes, above the numbers of their rows.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
struct Bucket([u32; 4]);

/// The number of a row in a slot.
fn row_of(slot: u32) -> u32 {
    slot & MOST_ROWS as u32
}

/// What a weight is shifted by.
const SHIFT: i16 = 128;

impl Model {
    /// Puts a model together; forbidden transitions are set here, whatever was learned. Of the features that share a
    /// bucket the first four are kept, and of all features the first [`MOST_ROWS`].
    pub(crate) fn new(scale: f32, transitions: &[Scores], features: Vec<(u32, Row)>) -> Self {
        let mut buckets = vec![Bucket([0; 4]); 1 << ROW_BITS];
        let mut rows = vec![[SHIFT as u8; TAGS]];
        for (key, row) in features.into_iter().take(MOST_ROWS) {
            let bucket = &mut buckets[(key >> (32 - ROW_BITS)) as usize];
            if let Some(free) = bucket.0.iter_mut().find(|slot| row_of(**slot) == 0) {
                *free = key << ROW_BITS | rows.len() as u32;
                rows.push(row.map(|w| (i16::from(w) + SHIFT) as u8));
            }
        }
        let mut allowed = vec![[0; TAGS]; TAGS];
        let mut transposed = vec![[0; TAGS]; TAGS];
        for from in 0..TAGS {
            for to in 0..TAGS {
                let learned = transitions.get(from).map_or(0, |row| row[to]);
                let weight = if tag::follows(from as Tag, to as Tag) { learned } else { FORBIDDEN };
                allowed[from][to] = weight;
                transposed[to][from] = weight;
            }
        }
        let beam = -(18.0 * scale).clamp(500.0, 8000.0) as i16;
        Self { buckets, rows, transitions: allowed, transposed, scale, beam }
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
            .map(|row| std::array::from_fn(|i| i16::from_le_bytes([row[2 * i], row[2 * i + 1]])))
            .collect();
        let keys = keys.chunks_exact(4).map(|k| u32::from_le_bytes([k[0], k[1], k[2], k[3]]));
        let rows = rows.chunks_exact(TAGS).map(|r| std::array::from_fn(|i| r[i].cast_signed()));
        Ok(Self::new(scale, &transitions, keys.zip(rows).collect()))
    }

    /// The model as bytes: the same model gives the same bytes.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut keyed: Vec<(u32, Row)> = Vec::new();
        for (upper, bucket) in self.buckets.iter().enumerate() {
            for slot in bucket.0.iter().filter(|slot| row_of(**slot) != 0) {
                let weights = self.rows[row_of(*slot) as usize].map(|w| (i16::from(w) - SHIFT) as i8);
                keyed.push(((upper as u32) << (32 - ROW_BITS) | slot >> ROW_BITS, weights));
            }
        }
        keyed.sort_by_key(|(key, _)| *key);
        let mut bytes = MAGIC.to_vec();
        bytes.extend((keyed.len() as u32).to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
        bytes.extend(keyed.iter().flat_map(|(key, _)| key.to_le_bytes()));
        bytes.extend(keyed.iter().flat_map(|(_, row)| row.iter().map(|w| w.cast_unsigned())));
        bytes
    }

    /// What is taken off a score that is not to be: far more than weights make up for, far less than overflows.
    pub(crate) fn forbidding(&self) -> i16 {
        self.beam.saturating_mul(-2)
    }

    /// The number of the row of the feature with this hash, 0 when it has none.
    #[inline]
    fn row(&self, hash: u32) -> u32 {
        let lower = hash << ROW_BITS;
        let [a, b, c, d] = self.buckets[(hash >> (32 - ROW_BITS)) as usize].0.map(|slot| {
            // The bits of the hash are equal when nothing of them is left.
            let rest = slot ^ lower;
            if row_of(rest) == rest { rest } else { 0 }
        });
        (a | b) | (c | d)
    }

    /// The sum of the weights of these features; the same number may have been added to all tags.
    #[inline]
    pub(crate) fn score(&self, features: &[u32; FEATURES]) -> Scores {
        let mut found = [0u32; FEATURES];
        let mut count = 0;
        for hash in features {
            let row = self.row(*hash);
            found[count] = row;
            count += usize::from(row != 0);
        }
        let mut sum: Scores = [0; TAGS];
        for row in &found[..count] {
            for (s, w) in sum.iter_mut().zip(&self.rows[*row as usize]) {
                *s += i16::from(*w);
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_back() {
        let mut row = [0; TAGS];
        row[3] = -7;
        let model = Model::new(32.0, &vec![[5; TAGS]; TAGS], vec![(77, row), (u32::MAX, [1; TAGS]), (0, [2; TAGS])]);
        let again = Model::read(&model.write()).expect("a model reads what it wrote");
        let mut features = [5; FEATURES];
        features[..3].copy_from_slice(&[77, 0, u32::MAX]);
        let sum = again.score(&features);
        assert_eq!(sum[3] - sum[4], -7);
        assert_eq!(sum, model.score(&features));
        assert_eq!(again.score(&[5; FEATURES]), [0; TAGS]);
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
