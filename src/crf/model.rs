//! The weights in memory and as bytes.
//!
//! The bytes, all little-endian: the magic `cgs1`, the number of tags as `u32`, the number of rows as `u32`, the weight of
//! one unit as `f32`; the transitions, tags × tags `f32`; the features' hashes, ascending, as `u32`; their rows, tags `i8`
//! each.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{FORBIDDEN, Features, PerTag, Steps};

const MAGIC: &[u8; 4] = b"cgs1";
const HEAD: usize = 16;

/// What is wrong with a model's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CrfError {
    /// The bytes don't start as a model does.
    #[error("expected a sequence model, found other bytes")]
    Magic,
    /// It has other tags.
    #[error("expected a model of {expected} tags, found {found}")]
    Tags {
        /// The tags of the room that reads it.
        expected: usize,
        /// The tags that the head announces.
        found: usize,
    },
    /// There are more or fewer bytes than the head announces.
    #[error("expected {expected} bytes of model, found {found}")]
    Length {
        /// What the head announces.
        expected: usize,
        /// What there is.
        found: usize,
    },
}

/// Takes a feature's hash for what it is: already mixed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, hash: u32) {
        // The table takes its groups from the low bits and its tags from the high ones.
        self.0 = u64::from(hash) | u64::from(hash) << 32;
    }
}

/// The weights: a row for each feature, and transitions.
#[derive(Clone, Debug)]
pub(crate) struct Crf<const T: usize> {
    rows: HashMap<u32, [i8; T], BuildHasherDefault<Mixed>>,
    /// What one unit of a row weighs.
    unit: f32,
    /// From the row's tag to the column's.
    pub(super) transitions: [PerTag<T>; T],
    pub(super) steps: Steps<T>,
}

impl<const T: usize> Crf<T> {
    #[cfg(any(test, feature = "train"))]
    /// Puts a model together of learned weights, which are kept in eight bits.
    pub(crate) fn new(
        steps: Steps<T>,
        transitions: [PerTag<T>; T],
        features: impl IntoIterator<Item = (u32, PerTag<T>)>,
    ) -> Self {
        let features: Vec<(u32, PerTag<T>)> = features.into_iter().collect();
        let largest = features.iter().flat_map(|f| f.1).fold(0.25f32, |a, w| a.max(w.abs()));
        // Few weights are larger than four; those are cut there, so that the small ones keep their differences.
        let unit = largest.min(4.0) / 127.0;
        let rows = features.into_iter().map(|(hash, row)| (hash, row.map(|w| (w / unit).round() as i8)));
        Self::with(steps, transitions, unit, rows.collect())
    }

    fn with(
        steps: Steps<T>,
        mut transitions: [PerTag<T>; T],
        unit: f32,
        rows: HashMap<u32, [i8; T], BuildHasherDefault<Mixed>>,
    ) -> Self {
        for (from, row) in transitions.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate() {
                if !steps.step[from][to] {
                    *weight = FORBIDDEN;
                }
            }
        }
        Self { rows, unit, transitions, steps }
    }

    /// Reads a model from its bytes, in time linear in their number.
    pub(crate) fn read(bytes: &[u8], steps: Steps<T>) -> Result<Self, CrfError> {
        let head: &[u8; HEAD] = bytes.first_chunk().ok_or(CrfError::Magic)?;
        let (words, _) = head.as_chunks::<4>();
        if &words[0] != MAGIC {
            return Err(CrfError::Magic);
        }
        let found = u32::from_le_bytes(words[1]) as usize;
        if found != T {
            return Err(CrfError::Tags { expected: T, found });
        }
        let count = u32::from_le_bytes(words[2]) as usize;
        let unit = f32::from_le_bytes(words[3]);
        let expected = count.saturating_mul(4 + T).saturating_add(HEAD + T * T * 4);
        if bytes.len() != expected {
            return Err(CrfError::Length { expected, found: bytes.len() });
        }
        let (steps_bytes, rest) = bytes[HEAD..].split_at(T * T * 4);
        let (hashes, weights) = rest.split_at(count * 4);
        let (numbers, _) = steps_bytes.as_chunks::<4>();
        let transitions =
            std::array::from_fn(|from| std::array::from_fn(|to| f32::from_le_bytes(numbers[from * T + to])));
        let rows = hashes.as_chunks::<4>().0.iter().zip(weights.as_chunks::<T>().0);
        let rows = rows.map(|(hash, row)| (u32::from_le_bytes(*hash), row.map(u8::cast_signed)));
        Ok(Self::with(steps, transitions, unit, rows.collect()))
    }

    /// The model as bytes: the same model gives the same bytes.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut rows: Vec<(&u32, &[i8; T])> = self.rows.iter().collect();
        rows.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((T as u32).to_le_bytes());
        bytes.extend((rows.len() as u32).to_le_bytes());
        bytes.extend(self.unit.to_le_bytes());
        bytes.extend(self.transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
        bytes.extend(rows.iter().flat_map(|(hash, _)| hash.to_le_bytes()));
        bytes.extend(rows.iter().flat_map(|(_, row)| row.map(i8::cast_unsigned)));
        bytes
    }

    /// The sum of the weights of each item's features.
    pub(crate) fn scores(&self, features: &Features) -> Vec<PerTag<T>> {
        features
            .items()
            .map(|hashes| {
                let mut sum = [0i32; T];
                for row in hashes.iter().filter_map(|hash| self.rows.get(hash)) {
                    sum.iter_mut().zip(row).for_each(|(s, w)| *s += i32::from(*w));
                }
                sum.map(|s| s as f32 * self.unit)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_back() {
        let crf = Crf::<2>::new(Steps::ANY, [[1.0, -1.0]; 2], [(9, [0.5, 2.0]), (7, [-4.0, 9.0])]);
        let again = Crf::<2>::read(&crf.write(), Steps::ANY).expect("a model reads what it wrote");
        assert_eq!(again.write(), crf.write());
        let mut features = Features::default();
        [9, 7, 1].into_iter().for_each(|hash| features.add(hash));
        features.end_item();
        features.end_item();
        let scores = again.scores(&features);
        assert!((scores[0][0] + 3.5).abs() < 0.05 && (scores[0][1] - 6.0).abs() < 0.05, "{scores:?}");
        assert_eq!(scores[1], [0.0; 2]);
    }

    #[test]
    fn other_bytes_are_refused() {
        let refused = |bytes: &[u8]| Crf::<2>::read(bytes, Steps::ANY).unwrap_err().to_string();
        assert_eq!(refused(b"hello, world and all"), "expected a sequence model, found other bytes");
        let other = Crf::<3>::new(Steps::ANY, [[0.0; 3]; 3], []).write();
        assert_eq!(refused(&other), "expected a model of 2 tags, found 3");
        let mut short = Crf::<2>::new(Steps::ANY, [[0.0; 2]; 2], [(1, [1.0; 2])]).write();
        short.pop();
        assert_eq!(refused(&short), "expected 38 bytes of model, found 37");
    }
}
