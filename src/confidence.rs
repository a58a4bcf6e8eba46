//! How sure.

use std::fmt;

/// A probability in thousandths, so that it compares, hashes and prints the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "f64", into = "f64"))]
pub struct Confidence(u16);

impl Confidence {
    /// Sure.
    pub const CERTAIN: Self = Self(1000);

    /// The probability `p`, rounded to thousandths and clamped to `0..=1`; not a number counts as 0.
    #[must_use]
    pub fn new(p: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
        Self((p.clamp(0.0, 1.0) * 1000.0 + 0.5) as u16)
    }

    /// The probability, in `0..=1`.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.value())
    }
}

impl From<f64> for Confidence {
    fn from(p: f64) -> Self {
        Self::new(p)
    }
}

impl From<Confidence> for f64 {
    fn from(c: Confidence) -> Self {
        c.value()
    }
}
